import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { afterEach, describe, expect, test } from "vitest";
import { certificates } from "./certificates.mjs";
import { FaultServer } from "./server.mjs";
import type { Answer, Script } from "./vocabulary.mjs";

const CONTENT = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const running: FaultServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function serve(script: Script, origins = { a: {} } as Parameters<typeof FaultServer.start>[0]) {
  const server = await FaultServer.start(origins);
  running.push(server);
  const acts: unknown[] = [];
  server.play({
    contents: () => CONTENT,
    scripts: { a: script },
    residents: { a: new Map([["/x", CONTENT]]) },
    onAct: (todo: unknown) => acts.push(todo),
    onSignal: (signal: string) => acts.push(signal),
  });
  return { server, acts };
}

interface Reply {
  readonly head: string;
  readonly body: Buffer;
  /** How the connection ended within the time; undefined: it is still open. */
  readonly end: string | undefined;
}

/** Sends one request and takes what comes, for as long as something may come. */
function ask(
  server: FaultServer,
  headers = "",
  { path = "/x", patience = 250, ca = "" } = {},
): Promise<Reply> {
  const port = server.port("a");
  const socket = ca === "" ? connect(port, "127.0.0.1") : connectSecurely({ port, host: "127.0.0.1", ca });
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const done = (end: string | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      const split = received.indexOf("\r\n\r\n");
      const head = split === -1 ? received.toString("latin1") : received.toString("latin1", 0, split);
      resolve({ head, body: split === -1 ? Buffer.alloc(0) : received.subarray(split + 4), end });
    };
    const timer = setTimeout(() => done(undefined), patience);
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
    });
    socket.on("end", () => done("end")).on("error", (error) => done((error as NodeJS.ErrnoException).code));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: h\r\n${headers}\r\n`);
  });
}

const one = async (answer: Answer, headers = "") => ask((await serve({ "/x": answer })).server, headers);

test("without a script what lies at the path is served rightly", async () => {
  const { server } = await serve({});
  const whole = await ask(server);
  expect(whole.head).toMatch(
    /^HTTP\/1\.1 200 OK\r\nETag: "[0-9a-f]{16}"\r\nAccept-Ranges: bytes\r\nContent-Length: 1000$/,
  );
  expect([whole.body, whole.end]).toEqual([CONTENT, undefined]);
  const part = await ask(server, "Range: bytes=990-\r\n");
  expect(part.head).toMatch(
    /^HTTP\/1\.1 206 [\s\S]*Content-Range: bytes 990-999\/1000\r\nContent-Length: 10$/,
  );
  expect(part.body).toEqual(CONTENT.subarray(990));
  expect((await ask(server, 'Range: bytes=990-\r\nIf-Range: "other"\r\n')).body).toEqual(CONTENT);
  expect((await ask(server, "Range: bytes=1000-\r\n")).head).toMatch(/^HTTP\/1\.1 416 [\s\S]*bytes \*\/1000/);
  expect((await ask(server, "", { path: "/y" })).head).toMatch(/^HTTP\/1\.1 404 /);
  expect(server.requests.map(({ target }) => target)).toEqual(["/x", "/x", "/x", "/x", "/y"]);
  expect(server.connections("a")).toBe(5);
});

describe("ends", () => {
  test.each<[string, Answer, number, string | undefined]>([
    ["close", { cut: { after: 400, how: "close" } }, 400, "end"],
    ["reset", { cut: { after: 400, how: "reset" } }, 400, "ECONNRESET"],
    ["stall", { cut: { after: 400, how: "stall" } }, 400, undefined],
    ["close behind the head", { cut: { after: 0, how: "close" } }, 0, "end"],
    ["no length", { contentLength: false }, 1000, "end"],
    ["connection: close", { connection: "close" }, 1000, undefined],
  ])("%s", async (_, answer, bytes, end) => {
    const reply = await one(answer);
    expect(reply.head).toMatch(/^HTTP\/1\.1 200 /);
    expect([reply.body.length, reply.end]).toEqual([bytes, answer.connection === "close" ? "end" : end]);
  });

  test("before the head", async () => {
    expect(await one({ cut: { after: -1, how: "reset" } })).toMatchObject({ head: "", end: "ECONNRESET" });
  });

  test("unclean: TLS stops in the middle, without its closing alert", async () => {
    const { ca } = await certificates();
    const origins = { a: { tls: "trusted" as const } };
    const { server } = await serve({ "/x": { cut: { after: 400, how: "unclean" } } }, origins);
    const reply = await ask(server, "", { ca, patience: 2000 });
    expect(reply.body.length).toBe(400);
    expect(reply.end).toBeDefined();
  });

  test("a closed origin refuses connections", async () => {
    const { server } = await serve({}, { a: { closed: true } });
    expect((await ask(server)).end).toBe("ECONNREFUSED");
  });
});

describe("framing", () => {
  test.each<[string, Answer, RegExp, RegExp]>([
    [
      "chunked",
      { chunked: true, body: { text: "ab" } },
      /Transfer-Encoding: chunked/,
      /^2\r\nab\r\n0\r\n\r\n$/,
    ],
    ["unterminated", { chunked: "unterminated", body: { text: "ab" } }, /chunked/, /^2\r\nab\r\n$/],
    ["bad sizes", { chunked: "bad-size", body: { text: "ab" } }, /chunked/, /^zz\r\nab/],
    ["another length", { contentLength: 7, body: { text: "ab" } }, /Content-Length: 7$/, /^ab$/],
    ["a head as it is", { head: "HELLO\u0000", body: { text: "ab" } }, /^HELLO\u0000$/, /^ab$/],
    [
      "repeated headers",
      {
        headers: [
          ["X", "1"],
          ["X", "2"],
        ],
        body: { text: "" },
      },
      /X: 1\r\nX: 2/,
      /^$/,
    ],
    [
      "pieces",
      { body: [{ text: "ab" }, { zeros: 2 }, { content: "x", from: 1, to: 2 }] },
      /Length: 5/,
      /^ab\0\0\x01$/,
    ],
    [
      "interim answers",
      { flood: { informational: 2 }, body: { text: "ab" } },
      /^HTTP\/1\.1 103 /,
      /^HTTP\/1\.1 103 [\s\S]*HTTP\/1\.1 200 [\s\S]*ab$/,
    ],
  ])("%s", async (_, answer, head, body) => {
    const reply = await one(answer);
    expect(reply.head).toMatch(head);
    expect(reply.body.toString("latin1")).toMatch(body);
  });
});

describe("ranges", () => {
  const ask990 = (range: Answer["range"]) => one({ range } as Answer, "Range: bytes=990-\r\n");

  test.each<[NonNullable<Answer["range"]>, RegExp, number]>([
    ["ignore", /^HTTP\/1\.1 200 /, 1000],
    ["wrong-first", /206 [\s\S]*bytes 0-999\/1000/, 1000],
    ["other-bytes", /206 [\s\S]*bytes 990-999\/1000/, 10],
    ["no-content-range", /206 (?![\s\S]*Content-Range)/, 10],
    ["duplicate-content-range", /Content-Range[\s\S]*Content-Range/, 10],
    ["wrong-total", /bytes 990-999\/1001/, 10],
    ["unknown-total", /bytes 990-999\/\*/, 10],
    ["shorter", /bytes 990-990\/1000/, 1],
    ["416", /^HTTP\/1\.1 416 [\s\S]*\*\/1000/, 3],
    ["416-other-total", /^HTTP\/1\.1 416 [\s\S]*\*\/1001/, 3],
    ["416-without-total", /^HTTP\/1\.1 416 (?![\s\S]*Content-Range)/, 3],
  ])("%s", async (manner, head, bytes) => {
    const reply = await ask990(manner);
    expect(reply.head).toMatch(head);
    expect(reply.body.length).toBe(bytes);
  });

  test("other bytes are others", async () => {
    expect((await ask990("other-bytes")).body).not.toEqual(CONTENT.subarray(990));
  });
});

describe("turns", () => {
  const status = async (server: FaultServer, headers = "", path = "/x") =>
    Number((await ask(server, headers, { path, patience: 60 })).head.slice(9, 12));

  test("the i-th request gets the i-th answer, the last one all others", async () => {
    const { server } = await serve({ "/x": [{ status: 500, times: 2 }, { status: 404 }, {}] });
    const seen = [];
    for (let count = 0; count < 5; count++) seen.push(await status(server));
    expect(seen).toEqual([500, 500, 404, 200, 200]);
  });

  test("answers whose conditions do not hold are passed over", async () => {
    const { server } = await serve({
      "/x": [{ when: { range: true }, status: 500, times: 9 }, { status: 404 }, {}],
    });
    expect(await status(server)).toBe(404);
    expect(await status(server, "Range: bytes=1-\r\n")).toBe(500);
    expect(await status(server)).toBe(200);
  });

  test("targets are found with and without their queries, and by their beginnings", async () => {
    const { server } = await serve({
      "/a*": { status: 500 },
      "/ab*": { status: 501 },
      "/x?q=1": { status: 502 },
    });
    expect(await status(server, "", "/abc?q")).toBe(501);
    expect(await status(server, "", "/ac")).toBe(500);
    expect(await status(server, "", "/x?q=1")).toBe(502);
    expect(await status(server, "", "/x?q=2")).toBe(200);
  });

  test("deeds and signals are handed on, and mistakes in a script are not taken for the client's", async () => {
    const { server, acts } = await serve({
      "/x": { do: { place: {} }, signal: "SIGINT" },
      "/y": { body: "x", range: "no" } as never,
    });
    await ask(server);
    expect(acts).toEqual([{ place: {} }, "SIGINT"]);
    await ask(server, "Range: bytes=1-\r\n", { path: "/y" });
    expect(server.errors.map(String)).toEqual([expect.stringContaining("no such manner of ranges")]);
  });
});
