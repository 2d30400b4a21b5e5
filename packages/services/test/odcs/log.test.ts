import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LogTail } from "../../src/index.ts";
import { readOdcsRequest } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { useOdcs } from "../support/odcs/use.ts";

const place = useOdcs();

let log: Buffer | undefined;
let hasRanges = true;
let asked: string[] = [];
let server: Server;
beforeEach(async () => {
  log = undefined;
  hasRanges = true;
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range}`);
    if (log === undefined) return void response.writeHead(404).end("<html>not yet</html>");
    const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    if (!hasRanges || from === undefined || to === undefined) return void response.writeHead(200).end(log);
    const start = from === "" ? Math.max(0, log.length - Number(to)) : Number(from);
    if (start >= log.length) {
      return void response.writeHead(416, { "content-range": `bytes */${log.length}` }).end();
    }
    const range = `bytes ${start}-${log.length - 1}/${log.length}`;
    response.writeHead(206, { "content-range": range }).end(log.subarray(start));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function openLog(): Promise<LogTail> {
  const targetUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/composes`;
  const { service } = await place({ targetUrl });
  const request = readOdcsRequest({ source: { type: "tag", source: "f39" } });
  const tail = service.openLog((await service.create(request, never)).compose);
  if (tail === undefined) throw new Error("there is no log");
  return tail;
}

describe.each([true, false])("with ranges: %j", (ranges) => {
  test("lines come once, when they are complete", async () => {
    hasRanges = ranges;
    const tail = await openLog();
    expect(tail.name).toBe("pungi-stderr.log");
    expect(await tail.next(never)).toEqual([]);
    log = Buffer.from("one\ntwo\nthr");
    expect(await tail.next(never)).toEqual(["one", "two"]);
    expect(await tail.next(never)).toEqual([]);
    log = Buffer.from("one\ntwo\nthree ä\r\n");
    expect(await tail.next(never)).toEqual(["three ä"]);
    expect(asked[0]).toBe("/composes/odcs-1/pungi-stderr.log bytes=-65536");
    expect(asked.at(-1)).toBe("/composes/odcs-1/pungi-stderr.log bytes=11-");
  });

  test("of a long log the end is shown, and that something is left out", async () => {
    hasRanges = ranges;
    const tail = await openLog();
    log = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`).join(""));
    const lines = await tail.next(never);
    expect(lines[0]).toBe(`… ${log.length - 65_536} bytes are left out`);
    expect(lines.at(-1)).toBe("line 19999");
    expect(lines.length).toBeLessThan(6000);
    expect(lines[1]).toMatch(/^line \d+$/);
    expect(await tail.next(never)).toEqual([]);
    log = Buffer.concat([log, Buffer.alloc(200_000, "x\n")]);
    expect((await tail.next(never)).length).toBeLessThan(33_000);
  });
});

test("bytes of a letter that come apart are put together", async () => {
  const tail = await openLog();
  const whole = Buffer.from("größe\n");
  log = whole.subarray(0, 3);
  expect(await tail.next(never)).toEqual([]);
  log = whole;
  expect(await tail.next(never)).toEqual(["größe"]);
});

test("a log that begins anew is read anew", async () => {
  const tail = await openLog();
  log = Buffer.from("a long first line\n");
  await tail.next(never);
  log = Buffer.from("new\n");
  expect(await tail.next(never)).toEqual([]);
  expect(await tail.next(never)).toEqual(["new"]);
});

test("a line without an end is cut into pieces", async () => {
  const tail = await openLog();
  log = Buffer.alloc(10_000, "x");
  const lines = await tail.next(never);
  expect(lines.map((line) => line.length)).toEqual([4096, 4096]);
});

test("a compose without a place has no log", async () => {
  const { service } = await place({ targetDirs: ["private"] });
  const request = readOdcsRequest({ source: { type: "tag", source: "f39" }, target_dir: "private" });
  expect(service.openLog((await service.create(request, never)).compose)).toBeUndefined();
});
