import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseInputs, silentReporter } from "@compose-actions/step";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectionInputs } from "../src/connection-inputs.ts";
import { metadataFetcher } from "../src/metadata-fetcher.ts";
import { fetchMetadata } from "../src/remote-metadata.ts";

const root = mkdtempSync(join(tmpdir(), "compose-remote-"));
const requests: string[] = [];
let files: Record<string, string> = {};
let behaviour: (request: IncomingMessage, response: ServerResponse, nth: number) => boolean = () => false;
const server = createServer((request, response) => {
  const path = request.url ?? "";
  requests.push(path);
  const nth = requests.filter((one) => one === path).length;
  if (behaviour(request, response, nth)) return;
  const text = files[path.replace(/\?.*/, "")];
  response.writeHead(text === undefined ? 404 : 200).end(text);
});
let url = "";
let count = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requests.length = 0;
  files = {};
  behaviour = () => false;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

function fetching(place: string, raw: Record<string, string> = {}, signal = new AbortController().signal) {
  count += 1;
  const compose = [place];
  const inputs = { ...parseInputs(connectionInputs, { "retry-delay": "1ms", ...raw }), compose };
  const directory = join(root, String(count));
  return fetchMetadata(place, directory, { inputs, context: { signal, reporter: silentReporter }, signal });
}

describe("the files of a compose", () => {
  test.each(["/c/compose/metadata/", "/c/metadata/", "/c/"])("are found in %s", async (place) => {
    files = { [`${place}composeinfo.json`]: "{}", [`${place}rpm-manifest.json`]: "[]" };
    const found = await fetching(`${url}/c`);
    expect(found.map(({ expects, url: from }) => [expects, from])).toEqual([
      ["composeinfo", `${url}${place}composeinfo.json`],
      ["rpms", `${url}${place}rpm-manifest.json`],
    ]);
    expect(found.map(({ path }) => readFileSync(path, "utf8"))).toEqual(["{}", "[]"]);
    expect(found[0]?.rootUrl).toBe(`${url}${place.replace(/metadata\/$/, "")}`);
  });

  test("are asked for with the query that opens the place, which is not part of where artifacts are", async () => {
    files = { "/c/metadata/images.json": "{}" };
    const [found] = await fetching(`${url}/c/?sig=1`);
    expect(found?.url).toBe(`${url}/c/metadata/images.json?sig=1`);
    expect(found?.rootUrl).toBe(`${url}/c/`);
  });

  test("that are nowhere are refused", async () => {
    await expect(fetching(`${url}/c`)).rejects.toMatchObject({ exitCode: 2 });
  });
});

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("failures", () => {
  test("of one file are failures of all, at once, though another one would be waited for", async () => {
    behaviour = (request, response) => {
      if (request.url?.endsWith("images.json")) {
        response.writeHead(503, { "retry-after": "120" }).end();
      } else {
        setTimeout(() => response.writeHead(403).end(), 50);
      }
      return true;
    };
    const timersBefore = timers();
    const started = performance.now();
    await expect(fetching(`${url}/c`)).rejects.toMatchObject({
      exitCode: 1,
      remedy: expect.stringContaining("http-token"),
    });
    expect(performance.now() - started).toBeLessThan(20_000);
    const before = requests.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(requests).toHaveLength(before);
    // Nobody sleeps on behind our back.
    expect(timers()).toBeLessThanOrEqual(timersBefore);
  });

  test("that may pass are tried again, from the beginning", async () => {
    behaviour = (request, response, nth) => {
      if (nth > 1 || request.url !== "/c/images.json") return false;
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
      return true;
    };
    files = { "/c/images.json": '{"whole": true}' };
    const [found] = await fetching(`${url}/c/images.json`);
    expect(readFileSync(found?.path ?? "", "utf8")).toBe('{"whole": true}');
  });

  test("leave no half file", async () => {
    behaviour = (_, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
      return true;
    };
    await expect(fetching(`${url}/c/images.json`, { retries: "1" })).rejects.toMatchObject({ exitCode: 1 });
    expect(readdirSync(join(root, String(count)))).toEqual([]);
  });

  test("an encoded answer is one", async () => {
    behaviour = (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end("x");
      return true;
    };
    await expect(fetching(`${url}/c/images.json`)).rejects.toThrow("encoded");
  });

  test("an interruption is not one: it is thrown as it is", async () => {
    behaviour = () => true;
    const controller = new AbortController();
    const reason = new Error("SIGINT");
    setTimeout(() => controller.abort(reason), 50);
    await expect(fetching(`${url}/c`, {}, controller.signal)).rejects.toBe(reason);
  });
});

test.each(["https://user:secret@h.example/c", "nonsense"])(
  "%s is refused, and no secret is told",
  async (place) => {
    const error = await fetching(place).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ exitCode: 2 });
    expect(String(error)).not.toContain("secret");
  },
);

test("what was fetched is gone with the work", async () => {
  files = { "/c/images.json": "{}" };
  const inputs = { ...parseInputs(connectionInputs, {}), compose: [url] };
  const { signal } = new AbortController();
  let path = "";
  {
    using fetcher = metadataFetcher(inputs, { signal, reporter: silentReporter });
    const [found] = await fetcher.fetch(`${url}/c`, signal);
    path = found?.path ?? "";
    expect(existsSync(path)).toBe(true);
  }
  expect(existsSync(path)).toBe(false);
});
