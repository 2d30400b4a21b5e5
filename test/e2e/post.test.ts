import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../packages/services/test/support/odcs/stand-in.ts";
import { action, DIST, type Inputs, post, type Result, umbrella } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const servers: OdcsStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const TOKEN = "a-bearer-token-1234";

async function odcs(): Promise<OdcsStandIn> {
  const server = new OdcsStandIn({
    backend: "openidc",
    tokens: { [TOKEN]: { user: "me" } },
    users: { me: {} },
  });
  servers.push(server);
  return server.start();
}

function inputsFor(server: OdcsStandIn, more: Inputs = {}): Inputs {
  return {
    ...{ service: "odcs", server: server.url, "source-type": "tag", source: "f41", "auth-token": TOKEN },
    ...{ "poll-interval": "50ms", "poll-max": "100ms", "retry-delay": "1ms" },
    ...{ "allow-hosts": "127.0.0.1", "cancel-on-abort": "true" },
    ...more,
  };
}

/** As soon as the compose is waited for. */
const ending = (...signals: readonly NodeJS.Signals[]) => {
  let isSent = false;
  return {
    onOutput(text: string, kill: (signal: NodeJS.Signals) => void) {
      if (isSent || !text.includes("compose 1: wait")) return;
      isSent = true;
      for (const signal of signals) kill(signal);
    },
  };
};

const reasonOf = (server: OdcsStandIn): string | null | undefined => server.store.row(1).state_reason;
const warningsOf = ({ stdout }: Result): readonly string[] =>
  stdout.split("\n").filter((line) => line.startsWith("::warning"));

describe("a job that is cancelled", () => {
  test.each(["request-compose", "main"] as const)(
    "and does not let the step end: its post step cancels the compose (%s)",
    async (entry) => {
      const server = await odcs();
      const cwd = scratch.folder();
      const inputs = inputsFor(server, entry === "main" ? { command: "request-compose" } : {});
      const options = { cwd, ...ending("SIGKILL") };
      const killed = await (entry === "main"
        ? umbrella(inputs, options)
        : action("request-compose", inputs, options));
      expect(killed.code).toBeNull();
      expect(killed.outputs["compose-id"]).toBe("1");
      expect(JSON.stringify(killed.state)).not.toContain(TOKEN);
      expect(reasonOf(server)).not.toBe("Canceled by me");

      const done = await post(entry, inputs, killed.state, { cwd });
      expect(done.code).toBe(0);
      expect(done.stdout).toContain("compose 1 was cancelled");
      expect(done.stdout.replaceAll(`::add-mask::${TOKEN}`, "")).not.toContain(TOKEN);
      expect(reasonOf(server)).toBe("Canceled by me");
    },
  );

  test("and lets the step cancel it leaves nothing to the post step", async () => {
    const server = await odcs();
    const cwd = scratch.folder();
    const { code, state } = await action("request-compose", inputsFor(server), { cwd, ...ending("SIGINT") });
    expect(code).toBe(130);
    expect(reasonOf(server)).toBe("Canceled by me");
    expect(state).toEqual({ cleanup: "" });
    const before = server.requests.length;
    expect((await post("request-compose", inputsFor(server), state, { cwd })).code).toBe(0);
    expect(server.requests).toHaveLength(before);
  });

  test("without cancel-on-abort leaves the compose to the next run", async () => {
    const server = await odcs();
    const cwd = scratch.folder();
    const inputs = inputsFor(server, { "cancel-on-abort": "false" });
    const { state } = await action("request-compose", inputs, { cwd, ...ending("SIGKILL") });
    expect(state).toEqual({});
    expect((await post("request-compose", inputs, state, { cwd })).code).toBe(0);
    expect(server.count("DELETE")).toBe(0);
    expect(readFileSync(join(cwd, "request-compose.state.json"), "utf8")).toContain('"id": "1"');
  });
});

test("a run that is killed while its request is on the way: the next one takes the compose up, or does not ask again", async () => {
  const server = await odcs();
  const cwd = scratch.folder();
  const inputs = inputsFor(server, { flags: "no_reuse", wait: "false" });
  let kill: (() => void) | undefined;
  let arrivals = 1;
  server.misbehave = ({ method }, _, serve) => {
    if (method !== "POST") return false;
    for (let count = 0; count < arrivals; count += 1) serve();
    kill?.();
    return true;
  };
  const killed = async (given: Inputs): Promise<void> => {
    const options = {
      cwd,
      onStart: (end: (signal: NodeJS.Signals) => void) => (kill = () => end("SIGKILL")),
    };
    expect((await action("request-compose", given, options)).code).toBeNull();
  };
  await killed(inputs);
  const next = await action("request-compose", inputs, { cwd });
  expect([next.code, next.outputs["compose-id"]]).toEqual([0, "1"]);
  expect(server.count("POST")).toBe(1);

  arrivals = 2;
  const other = { ...inputs, source: "f42" };
  await killed(other);
  const refused = await action("request-compose", other, { cwd });
  expect(refused.code).toBe(2);
  expect(refused.stdout).toContain("one of the composes 3, 2 may be what came of it");
  expect(server.count("POST")).toBe(2);
});

describe("a post step", () => {
  const state = { cleanup: '{"ids":["1"]}' };

  test("fails nothing when the service is not there, and takes no long time over it", async () => {
    const server = await odcs();
    await server.stop();
    const done = await post("request-compose", inputsFor(server), state, { cwd: scratch.folder() });
    expect(done.code).toBe(0);
    expect(warningsOf(done).join()).toContain("compose 1 could not be cancelled, and may go on");
    expect(done.milliseconds).toBeLessThan(30_000);
  });

  test("fails nothing when the service never answers, and gives up", async () => {
    const server = await odcs();
    server.misbehave = () => true;
    const done = await post("request-compose", inputsFor(server), state, { cwd: scratch.folder() });
    expect(done.code).toBe(0);
    expect(warningsOf(done).join()).toContain("the service does not answer in time");
    expect(done.milliseconds).toBeLessThan(30_000);
  });

  test.each([
    ["inputs that are none", { service: "nobody" }, state],
    ["a state that is none", {}, { cleanup: "{" }],
  ])("fails nothing with %s", async (_, more, given) => {
    const server = await odcs();
    const done = await post("request-compose", inputsFor(server, more), given, { cwd: scratch.folder() });
    expect(done.code).toBe(0);
    expect(warningsOf(done).join()).toContain("What request-compose has left could not be ended");
    expect(server.requests).toEqual([]);
  });

  test("of which nothing was left loads nothing", async () => {
    const dist = join(scratch.folder(), "dist");
    for (const entry of ["main", "request-compose"] as const) {
      mkdirSync(join(dist, entry), { recursive: true });
      cpSync(join(DIST, entry, "post.js"), join(dist, entry, "post.js"));
      cpSync(join(DIST, "package.json"), join(dist, "package.json"));
      const alone = { dist, cwd: scratch.folder() };
      expect(await post(entry, {}, {}, alone)).toMatchObject({ code: 0, stdout: "", stderr: "" });
      expect((await post(entry, {}, { cleanup: "x" }, alone)).code).not.toBe(0);
    }
  });

  test("of another command does nothing", async () => {
    const done = await post("main", { command: "verify" }, state, { cwd: scratch.folder() });
    expect(done).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
});
