import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { edit, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { type Behaviour, useFileServer } from "./support/file-server.ts";
import { type RawInputs, verify } from "./support/verify.ts";

const scratch = useScratch();
const server = useFileServer();
let compose = "";
let image = "";
let size = 0;

beforeAll(() => {
  compose = generate(scratch, { files: true, version: "2.0", baseUrl: server.url });
  const [{ location }] = readJson(metadataFile(compose, "images")).payload.images.BaseOS.x86_64;
  image = location.local_path;
  size = location.size;
});

const remote = (raw: RawInputs = {}) =>
  verify(compose, { mode: "remote", "retry-delay": "1ms", retries: "2", ...raw });

/** Serves the compose, with an image that misbehaves. */
function serve(behaviour: Behaviour = () => false): void {
  server.serve(compose, (request, response, path) => path === image && behaviour(request, response, path));
}

/** What becomes of the image. */
async function imageRecord(raw: RawInputs = {}): Promise<Json> {
  const { report } = await remote({ ...raw, records: "all" });
  return report.records.find(({ path }: Json) => path === image);
}

describe("probes", () => {
  test("ask for every Location once, and download nothing", async () => {
    serve();
    const { result, failure } = await remote();
    expect(failure).toBeUndefined();
    expect(result.states).toEqual({ present: result.artifacts });
    expect(server.requests.length).toBe(new Set(server.requests).size);
    expect(server.requests.every((line) => line.startsWith("HEAD "))).toBe(true);
    expect(result.remote).toMatchObject({
      requests: server.requests.length,
      hosts: [new URL(server.url).host],
      redirected: 0,
      withValidator: server.requests.length,
      withoutSize: 0,
      downloaded: 0,
    });
  });

  test("of a repository are for its repomd.xml", async () => {
    serve();
    await remote({ kinds: "variant_path" });
    expect(server.requests).toContain("HEAD BaseOS/x86_64/os/repodata/repomd.xml");
  });

  test.each<[string, Behaviour, object]>([
    ["404", (_, response) => !!response.writeHead(404).end(), { state: "missing", failing: true }],
    ["401", (_, response) => !!response.writeHead(401).end(), { state: "failed", failure: "auth" }],
    [
      "503 all the time",
      (_, response) => !!response.writeHead(503).end(),
      { state: "failed", failure: "rate-limited" },
    ],
    [
      "a redirect to itself",
      (_, response) => !!response.writeHead(302, { location: "" }).end(),
      { state: "failed", failure: "redirect" },
    ],
    [
      "another size",
      (_, response) => !!response.writeHead(200, { "content-length": "17" }).end(),
      { state: "corrupt", cause: "size", actual: "17" },
    ],
    [
      "no size",
      (_, response) => !!response.writeHead(200, { "transfer-encoding": "chunked" }).end(),
      { state: "present", failing: false },
    ],
    [
      "the size of an encoded answer",
      (_, response) =>
        !!response.writeHead(200, { "content-length": "17", "content-encoding": "gzip" }).end(),
      { state: "present", failing: false },
    ],
  ])("%s", async (_, behaviour, expected) => {
    serve(behaviour);
    expect(await imageRecord()).toMatchObject(expected);
  });

  test.each([403, 405, 501])("HEAD refused with %d: the first byte is asked for", async (status) => {
    serve((request, response) => request.method === "HEAD" && !!response.writeHead(status).end());
    expect(await imageRecord()).toMatchObject({ state: "present" });
    expect(server.requests).toContain(`GET ${image}`);
    serve((request, response) => {
      const head = request.method === "HEAD";
      response.writeHead(
        head ? status : 206,
        head ? {} : { "content-range": "bytes 0-0/17", "content-length": 1 },
      );
      response.end(head ? "" : "x");
      return true;
    });
    expect(await imageRecord()).toMatchObject({ state: "corrupt", cause: "size", actual: "17" });
  });

  test("a server without ranges need not send the whole file", async () => {
    serve((request, response) => {
      if (request.method === "HEAD") return !!response.writeHead(405).end();
      response.writeHead(200, { "content-length": size });
      // It would never end.
      response.write("x");
      return true;
    });
    expect(await imageRecord()).toMatchObject({ state: "present" });
  });

  test("what fails and passes is tried again", async () => {
    let attempts = 0;
    serve((_, response) => {
      attempts += 1;
      return attempts < 3 && !!response.writeHead(503).end();
    });
    expect(await imageRecord()).toMatchObject({ state: "present" });
    expect(attempts).toBe(3);
  });

  test("redirects are followed, and counted", async () => {
    const moved: Behaviour = (_, response, path) => {
      if (path === image) return !!response.writeHead(302, { location: `/moved/${path}` }).end();
      return path === `moved/${image}` && !!response.writeHead(200, { "content-length": size }).end();
    };
    server.serve(compose, moved);
    const { result } = await remote();
    expect(result.failing).toBe(0);
    expect(result.remote).toMatchObject({ redirected: 1 });
  });
});

describe("samples and deep", () => {
  test("deep hashes everything, and stores nothing", async () => {
    serve();
    const { result, failure } = await remote({ deep: "true" });
    expect(failure).toBeUndefined();
    expect(result.states).toEqual({ verified: result.artifacts });
    expect(result.remote?.downloaded).toBe(server.requests.length);
    expect(server.requests.every((line) => line.startsWith("GET "))).toBe(true);
  });

  test("the same seed chooses the same sample, another seed another one", async () => {
    const chosen = async (seed: string) => {
      serve();
      const { result } = await remote({ sample: "5", seed });
      expect(result.remote).toMatchObject({ downloaded: 5, seed });
      expect(result.states.verified).toBeGreaterThanOrEqual(5);
      return server.requests.filter((line) => line.startsWith("GET ")).sort();
    };
    const first = await chosen("a");
    expect(first).toHaveLength(5);
    expect(await chosen("a")).toEqual(first);
    expect(await chosen("b")).not.toEqual(first);
  });

  test.each<[string, (bytes: Buffer) => Buffer, object]>([
    [
      "wrong bytes",
      (bytes) => Buffer.from(bytes).fill(0),
      { state: "corrupt", cause: "checksum", actual: expect.stringMatching(/^sha256:/) },
    ],
    ["more bytes", (bytes) => Buffer.concat([bytes, bytes]), { state: "corrupt", cause: "size" }],
    ["fewer bytes", (bytes) => bytes.subarray(1), { state: "failed", failure: "truncated" }],
  ])("%s, of a length that is not told", async (_, change, expected) => {
    serve((_request, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      return !!response.end(change(readFileSync(join(compose, image))));
    });
    expect(await imageRecord({ deep: "true" })).toMatchObject({ ...expected, failing: true });
  });

  test("endless data are not read to their end", async () => {
    let closed: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    serve((_, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      const more = () => {
        while (response.write(Buffer.alloc(65536)));
      };
      response.on("drain", more);
      response.on("close", closed);
      more();
      return true;
    });
    expect(await imageRecord({ deep: "true" })).toMatchObject({ state: "corrupt", cause: "size" });
    await ended;
  });

  test("what has no checksum is unverifiable, once it was looked at", async () => {
    const bare = generate(scratch, { files: true, version: "2.0", baseUrl: server.url, bareLocations: true });
    server.serve(bare);
    const raw = { mode: "remote", deep: "true" };
    const { result, failure } = await verify(bare, raw);
    expect(result.states.unverifiable).toBeGreaterThan(0);
    expect(failure).toContain("unverifiable");
    expect((await verify(bare, { ...raw, "allow-unverified": "true" })).failure).toBeUndefined();
  });
});

describe("places", () => {
  test("of 1.2 and relative ones start from root-url, or from where the metadata came from", async () => {
    const tree = generate(scratch, { files: true });
    server.serve(tree);
    await expect(verify(tree, { mode: "remote" })).rejects.toThrow(/nothing says where they start/);
    for (const raw of [{ "root-url": server.url.slice(0, -1) }, { "root-url": server.url }]) {
      const { result, failure } = await verify(tree, { mode: "remote", ...raw });
      expect(failure).toBeUndefined();
      expect(result.states).toEqual({ present: result.artifacts });
    }
  });

  test("a URL with a path that is not encoded means the encoded one", async () => {
    const tree = generate(scratch, { files: true, version: "2.0", baseUrl: server.url });
    const path = "BaseOS/x86_64/os/a b#c%20.txt";
    writeFileSync(join(tree, path), "odd");
    edit(metadataFile(tree, "extra_files"), ({ payload }) => {
      const [{ location, ...rest }] = payload.extra_files.BaseOS.x86_64;
      const own = { ...location, url: server.url + path, local_path: path, size: 3, checksum: null };
      payload.extra_files.BaseOS.x86_64.push({ ...rest, file: "a b#c%20.txt", location: own });
    });
    server.serve(tree);
    expect((await verify(tree, { mode: "remote" })).failure).toBeUndefined();
    expect(server.requests).toContain(`HEAD ${path}`);
  });

  test("that are no web addresses fail", async () => {
    const tree = generate(scratch, { files: true, version: "2.0", baseUrl: server.url });
    edit(metadataFile(tree, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].location.url = "ftp://e.com/x";
    });
    server.serve(tree);
    expect((await verify(tree, { mode: "remote" })).listed).toEqual([
      expect.stringMatching(/^failed\/scheme BaseOS\/x86_64\/iso/),
    ]);
  });
});

test("inputs that are for the other mode are refused", async () => {
  for (const raw of [{ sample: "1" }, { deep: "true" }, { "root-url": server.url }]) {
    await expect(verify(compose, raw as RawInputs)).rejects.toMatchObject({ exitCode: 2 });
  }
  await expect(remote({ root: compose })).rejects.toMatchObject({ exitCode: 2 });
  await expect(remote({ "root-url": "file:///x" })).rejects.toMatchObject({ exitCode: 2 });
});

test("a host that cannot be reached does not hold up the run for ever", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const tree = generate(scratch, { version: "2.0", baseUrl: `http://127.0.0.1:${port}/` });
  rmSync(metadataFile(tree, "rpms"));
  const { result } = await verify(tree, { mode: "remote", retries: "0" });
  expect(result.states).toEqual({ failed: result.artifacts });
});
