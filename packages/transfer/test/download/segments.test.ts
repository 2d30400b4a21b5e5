import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sendRight, sha256, useBench, useOrigin } from "../engine/support.ts";

const origin = useOrigin();
const bench = useBench();

const MIB = 1024 * 1024;
/** Large enough that a second connection pays while the first is still at work. */
const CONTENT = Buffer.alloc(220 * MIB);
for (let offset = 0; offset < CONTENT.length; offset += 4096) {
  CONTENT.writeUInt32LE(offset, offset);
}
const CHECKSUM = sha256(CONTENT);
const job = () => ({
  localPath: "a/big",
  urls: [`${origin.url}/big`],
  size: CONTENT.length,
  checksums: [CHECKSUM],
});

/** About 50 MB a second, as a server does that limits each connection. */
function sendSlowly(response: ServerResponse, first: number): void {
  response.writeHead(first > 0 ? 206 : 200, {
    "content-length": CONTENT.length - first,
    "accept-ranges": "bytes",
    etag: '"v1"',
    ...(first > 0 ? { "content-range": `bytes ${first}-${CONTENT.length - 1}/${CONTENT.length}` } : {}),
  });
  let position = first;
  const timer = setInterval(() => {
    if (response.destroyed || position >= CONTENT.length) {
      clearInterval(timer);
      response.end();
      return;
    }
    response.write(CONTENT.subarray(position, position + MIB));
    position += MIB;
  }, 20);
}

/** `bytes=first-last`, both given: what is asked for when a file comes over several connections. */
function partOf({ headers }: IncomingMessage): { readonly first: number; readonly last: number } | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  return last === undefined ? undefined : { first: Number(first), last: Number(last) };
}

function sendPart(
  response: ServerResponse,
  { first, last }: { first: number; last: number },
  end = last + 1,
): void {
  response.writeHead(206, {
    "content-length": last - first + 1,
    "content-range": `bytes ${first}-${last}/${CONTENT.length}`,
    etag: '"v1"',
  });
  if (end === last + 1) {
    response.end(CONTENT.subarray(first, end));
  } else {
    response.write(CONTENT.subarray(first, end), () => setTimeout(() => response.destroy(), 20));
  }
}

const firstByte = ({ headers }: IncomingMessage) =>
  Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
const parts = () => origin.requests.filter((request) => /bytes=\d+-\d+$/.test(request));

describe("a big file that comes slowly", () => {
  test("comes over several connections, each byte once, and is right", async () => {
    origin.serve((request, response) => {
      const part = partOf(request);
      part === undefined ? sendSlowly(response, firstByte(request)) : sendPart(response, part);
    });
    const output = bench.fresh();
    const [outcome] = await bench.transfer([job()], { output, connectionsPerFile: 4 });
    expect(outcome).toMatchObject({ state: "downloaded", bytes: CONTENT.length });
    expect(sha256(readFileSync(join(output, "compose/a/big")))).toBe(CHECKSUM);
    const asked = parts().map((request) => /bytes=(\d+)-(\d+)/.exec(request)?.slice(1).map(Number) ?? []);
    asked.sort(([a = 0], [b = 0]) => a - b);
    expect(asked.length).toBeGreaterThan(3);
    for (const [index, [first]] of asked.entries()) {
      expect(index === 0 ? first : first === (asked[index - 1]?.[1] ?? 0) + 1).toBeTruthy();
    }
  });

  test("goes on over one connection where the server ignores the parts", async () => {
    origin.serve((request, response) => {
      const part = partOf(request);
      part === undefined && origin.requests.length === 1
        ? sendSlowly(response, 0)
        : part === undefined
          ? sendRight(request, response, CONTENT)
          : response.writeHead(200, { "content-length": CONTENT.length }).end(CONTENT);
    });
    const output = bench.fresh();
    const [outcome] = await bench.transfer([job()], { output, connectionsPerFile: 4 });
    expect(outcome).toMatchObject({ state: "downloaded" });
    expect(sha256(readFileSync(join(output, "compose/a/big")))).toBe(CHECKSUM);
  });

  test("asks again for the rest of a part that broke off", async () => {
    let broken = 0;
    origin.serve((request, response) => {
      const part = partOf(request);
      if (part === undefined) {
        sendSlowly(response, firstByte(request));
      } else if (broken < 3) {
        broken += 1;
        sendPart(response, part, part.first + 3 * MIB + broken);
      } else {
        sendPart(response, part);
      }
    });
    const output = bench.fresh();
    const [outcome] = await bench.transfer([job()], { output, connectionsPerFile: 4 });
    expect(outcome).toMatchObject({ state: "downloaded" });
    expect(broken).toBe(3);
    expect(sha256(readFileSync(join(output, "compose/a/big")))).toBe(CHECKSUM);
  });

  test("is continued by the next run from what was whole, whatever lay behind it", async () => {
    const stop = new AbortController();
    let served = 0;
    origin.serve((request, response) => {
      const part = partOf(request);
      if (part === undefined) {
        sendSlowly(response, firstByte(request));
        return;
      }
      served += 1;
      // The second part never comes to its end: what lies behind it has a gap before it.
      if (served === 2) {
        response.writeHead(206, {
          "content-length": part.last - part.first + 1,
          "content-range": `bytes ${part.first}-${part.last}/${CONTENT.length}`,
          etag: '"v1"',
        });
        response.write(CONTENT.subarray(part.first, part.first + 1000));
        setTimeout(() => stop.abort(new Error("stopped")), 500);
        return;
      }
      sendPart(response, part);
    });
    const output = bench.fresh();
    const first = bench.transfer([job()], { output, connectionsPerFile: 4, signal: stop.signal });
    await expect(first).rejects.toThrow("stopped");
    origin.requests.length = 0;
    origin.serve((request, response) => sendRight(request, response, CONTENT));
    const [outcome] = await bench.transfer([job()], { output });
    expect(outcome).toMatchObject({ state: "downloaded" });
    expect(sha256(readFileSync(join(output, "compose/a/big")))).toBe(CHECKSUM);
    expect(origin.requests).toHaveLength(1);
    expect(Number(/bytes=(\d+)-$/.exec(origin.requests[0] ?? "")?.[1])).toBeGreaterThan(30 * MIB);
  });
});
