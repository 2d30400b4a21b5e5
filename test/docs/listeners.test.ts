import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { blocksOf } from "./support/pages.ts";

const path = "docs/recipes/message-bus.md";
const listeners = blocksOf({ path, text: readFileSync(join(ROOT, path), "utf8") }).filter(
  ({ language }) => language === "python",
);
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Runs the callback of a listener; prints the request that it would send. */
function call(script: string, body: unknown) {
  const driver = `${script}
import sys, types
class Answer:
    def close(self): pass
def urlopen(request, data=None, timeout=None):
    url = request if isinstance(request, str) else request.full_url
    body = data if isinstance(request, str) else request.data
    headers = {} if isinstance(request, str) else dict(request.header_items())
    import json
    print(json.dumps({"url": url, "body": body.decode(), "headers": headers, "timeout": timeout}))
    return Answer()
urllib.request.urlopen = urlopen
import json
callback(types.SimpleNamespace(body=json.loads(sys.argv[1])))
`;
  const { status, stdout, stderr } = spawnSync("python3", ["-c", driver, JSON.stringify(body)], {
    env: { PATH: process.env["PATH"] ?? "", DISPATCH_TOKEN: "dispatch", TRIGGER_TOKEN: "trigger" },
    encoding: "utf8",
    timeout: 30_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout === "" ? undefined : JSON.parse(stdout);
}

const DONE = { event: "state-changed", compose: { id: 4711, state: 2, state_name: "done" } };

describe.skipIf(!hasPython)("the listeners (needs python3)", () => {
  const [github = "", gitlab = "", ...others] = listeners.map(({ text }) => text);

  test("there are two", () => expect(others).toEqual([]));

  test("starts a workflow with the number of the compose", () => {
    const { url, body, headers, timeout } = call(github, DONE);
    expect(url).toBe("https://api.github.com/repos/example/composes/dispatches");
    expect(JSON.parse(body)).toEqual({ event_type: "compose-done", client_payload: { compose: 4711 } });
    expect(headers).toMatchObject({ Authorization: "Bearer dispatch" });
    expect(timeout).toBeGreaterThan(0);
  });

  test("starts a pipeline with the number of the compose", () => {
    const { url, body } = call(gitlab, DONE);
    expect(url).toBe("https://gitlab.example.com/api/v4/projects/42/trigger/pipeline");
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      token: "trigger",
      ref: "main",
      "variables[COMPOSE]": "4711",
    });
  });

  test.each([
    ["of a compose that is not finished", { compose: { id: 4711, state_name: "generating" } }],
    ["whose id is no number", { compose: { id: "4711; rm -rf /", state_name: "done" } }],
    ["whose id is true", { compose: { id: true, state_name: "done" } }],
    ["without a compose", {}],
  ])("pass a message over %s", (_, message) => {
    expect(call(github, message)).toBeUndefined();
    expect(call(gitlab, message)).toBeUndefined();
  });
});
