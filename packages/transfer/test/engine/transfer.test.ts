import { randomBytes } from "node:crypto";
import { mkdirSync, readlinkSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { io } from "@compose-actions/transfer/testing";
import { describe, expect, test } from "vitest";
import type { TransferJob } from "../../src/index.ts";
import {
  descriptors,
  privateFiles,
  readPlaced,
  sendCut,
  sendRight,
  sha256,
  useBench,
  useOrigin,
  wordOf,
} from "./support.ts";

const [a, b] = [useOrigin(), useOrigin()];
const { fresh, transfer } = useBench();
const SMALL = randomBytes(3000);
const BIG = randomBytes(3_000_000);

function job(localPath: string, content: Buffer | null, ...urls: string[]): TransferJob {
  return {
    localPath,
    urls,
    size: content?.length ?? null,
    checksums: content === null ? [] : [sha256(content)],
  };
}

/** An origin where nothing listens. */
async function deadOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}

describe("a file that shall have no more than so many bytes", () => {
  const bounded = (size: number | null) => ({
    ...job("x", null, `${a.url}/x`),
    size,
    maxBytes: 1000,
  });

  test.each([
    ["whose length is told", null, true],
    ["whose length nobody tells", null, false],
    ["whose metadata says that it has more", SMALL.length, true],
  ])("is not received when it has: one %s", async (_, size, told) => {
    let sent = 0;
    a.serve((_, response) => {
      response.writeHead(200, told ? { "content-length": SMALL.length } : {});
      const send = () => {
        sent += 1;
        if (sent < 1000 && !response.destroyed) response.write(SMALL, () => setImmediate(send));
      };
      told ? response.end(SMALL) : send();
    });
    const [outcome] = await transfer([bounded(size)]);
    expect(wordOf(outcome)).toBe("failed too-large");
    expect(sent).toBeLessThan(1000);
  });

  test("is received when it has not", async () => {
    a.serve((request, response) => sendRight(request, response, SMALL.subarray(0, 1000)));
    expect((await transfer([bounded(null)])).map(wordOf)).toEqual(["downloaded"]);
  });
});

describe("wrong bytes", () => {
  test.each([
    [
      "text/html",
      Buffer.from("<html>\n Please log in, Jürgen"),
      '; it begins "<html> Please log in, Jürgen"',
    ],
    ["text/plain", Buffer.concat([Buffer.alloc(200, 32), Buffer.from("é")]), '; it begins " "'],
    ["text/plain", SMALL, ""],
    ["text/plain", Buffer.from("\u001b[2J text that commands a terminal"), ""],
    ["application/octet-stream", Buffer.from("text"), ""],
  ])("called %s are shown when they are text", async (type, content, shown) => {
    a.serve((_, response) => response.writeHead(200, { "content-type": type }).end(content));
    const [outcome] = await transfer([{ ...job("x", BIG, `${a.url}/x`), size: null }], { retries: 0 });
    const message = outcome?.state === "failed" ? outcome.failure.message : "";
    expect(message.replace(/^the metadata says \S+, the server sent \S+?(?=;|$)/, "")).toBe(shown);
  });
});

describe("what is received", () => {
  test("S2, S3: is hashed as it comes: no file is opened or read again", async () => {
    a.serve((request, response) => sendRight(request, response, request.url === "/big" ? BIG : SMALL));
    const output = fresh();
    const { readSync, openSync } = io;
    const read: string[] = [];
    const opened: string[] = [];
    io.readSync = ((descriptor: number, ...rest: unknown[]) => {
      read.push(readlinkSync(`/proc/self/fd/${descriptor}`));
      return (readSync as (...args: unknown[]) => number)(descriptor, ...rest);
    }) as typeof readSync;
    io.openSync = ((path: string, ...rest: [number]) => {
      const descriptor = openSync(path, ...rest);
      opened.push(readlinkSync(`/proc/self/fd/${descriptor}`));
      return descriptor;
    }) as typeof openSync;
    try {
      const jobs = [job("big", BIG, `${a.url}/big`)];
      for (let index = 0; index < 20; index++) jobs.push(job(`s/${index}`, SMALL, `${a.url}/${index}`));
      expect((await transfer(jobs, { output })).map(wordOf)).toEqual(jobs.map(() => "downloaded"));
    } finally {
      Object.assign(io, { readSync, openSync });
    }
    expect(read.filter((path) => !/\/(?:journal|lock)/.test(path))).toEqual([]);
    // Each once at most, under the name that it has until it is right.
    const files = opened.filter((path) => /\.productmd\/(?:tmp|partial)\/./.test(path));
    expect(files.length).toBeGreaterThan(0);
    expect(files.length).toBe(new Set(files).size);
    expect(opened.filter((path) => /\/compose\/(?:big|s\/\d+)$/.test(path))).toEqual([]);
  });
});

describe("places of a file", () => {
  test("all get their turn, however few attempts there are", async () => {
    const dead = await deadOrigin();
    a.serve((_, response) => response.writeHead(500).end());
    b.serve((request, response) => sendRight(request, response, SMALL));
    const [outcome] = await transfer([job("x", SMALL, `${dead}/x`, `${a.url}/x`, `${b.url}/x`)], {
      retries: 0,
    });
    expect(wordOf(outcome)).toBe("downloaded");
  });

  test("that do not have it are asked once, and the last answer is told", async () => {
    a.serve((_, response) => response.writeHead(404).end());
    b.serve((_, response) => response.writeHead(403).end());
    const [outcome] = await transfer([job("x", SMALL, `${a.url}/x`, `${b.url}/x`)]);
    expect(wordOf(outcome)).toBe("failed auth");
    expect([...a.requests, ...b.requests]).toHaveLength(2);
  });

  test.each([503, 404, 403])(
    "are no excuse when they are down: that the last, the metadata's own, has none is what is told (%i)",
    async (status) => {
      a.serve((_, response) => response.writeHead(status).end());
      b.serve((_, response) => response.writeHead(404).end());
      const dead = await deadOrigin();
      const urls = [`${a.url}/x`, `${dead}/x`, `${b.url}/x`];
      const [outcome] = await transfer([job("x", SMALL, ...urls)], { retries: 1 });
      expect(wordOf(outcome)).toBe("failed not-found");
      expect(outcome).toMatchObject({ failure: { status: 404, url: `${b.url}/x` } });
    },
  );

  test("that sent wrong bytes are told of, though the metadata's own has none", async () => {
    a.serve((request, response) => sendRight(request, response, randomBytes(SMALL.length)));
    b.serve((_, response) => response.writeHead(404).end());
    const [outcome] = await transfer([job("x", SMALL, `${a.url}/x`, `${b.url}/x`)], { retries: 1 });
    expect(wordOf(outcome)).toBe("failed checksum");
  });

  test("that send wrong bytes are left for others after two tries", async () => {
    a.serve((request, response) => sendRight(request, response, randomBytes(SMALL.length)));
    b.serve((request, response) => sendRight(request, response, SMALL));
    const output = fresh();
    const outcomes = await transfer([job("x", SMALL, `${a.url}/x`, `${b.url}/x`)], { output });
    expect(outcomes.map(wordOf)).toEqual(["downloaded"]);
    expect(readPlaced(output, "x").equals(SMALL)).toBe(true);
    expect(a.requests.length).toBeLessThanOrEqual(2);
  });

  test("are asked again with pauses, as one alone is", async () => {
    for (const origin of [a, b]) {
      origin.serve((_, response) => response.writeHead(500).end());
    }
    const began = performance.now();
    const [outcome] = await transfer([job("x", SMALL, `${a.url}/x`, `${b.url}/x`)], {
      retries: 4,
      inputs: { "retry-delay": "400ms" },
    });
    expect(wordOf(outcome)).toBe("failed server-error");
    expect([...a.requests, ...b.requests]).toHaveLength(5);
    // Random pauses of up to 0.8, 1.6 and 3.2 seconds: together they are hardly ever shorter than this.
    expect(performance.now() - began).toBeGreaterThan(50);
  });

  test("continue what another one began", async () => {
    a.serve((request, response) => sendCut(request, response, BIG, 1_000_000));
    b.serve((request, response) => sendRight(request, response, BIG, '"other"'));
    const output = fresh();
    const outcomes = await transfer([job("x", BIG, `${a.url}/x`, `${b.url}/x`)], { output });
    expect(outcomes.map(wordOf)).toEqual(["downloaded"]);
    expect(b.requests).toEqual(["/x bytes=1000000-"]);
    expect(readPlaced(output, "x").equals(BIG)).toBe(true);
  });

  test("that are no URLs fail that file alone", async () => {
    a.serve((request, response) => sendRight(request, response, SMALL));
    const outcomes = await transfer([job("x", SMALL, "nonsense"), job("y", SMALL, `${a.url}/y`)]);
    expect(outcomes.map(wordOf).sort()).toEqual(["downloaded", "failed scheme"]);
  });
});

describe("a continuation", () => {
  test("is still possible after an answer that cannot be the file", async () => {
    a.serve((request, response) => sendCut(request, response, BIG, 1_000_000));
    const output = fresh();
    await transfer([job("x", BIG, `${a.url}/x`)], { output, retries: 0 });
    a.serve((_, response) => response.writeHead(200, { "content-length": 20 }).end("<html>sorry</html> "));
    const [page] = await transfer([job("x", BIG, `${a.url}/x`)], { output, retries: 0 });
    expect(wordOf(page)).toBe("failed size-mismatch");
    a.requests.length = 0;
    a.serve((request, response) => sendRight(request, response, BIG));
    const [outcome] = await transfer([job("x", BIG, `${a.url}/x`)], { output });
    expect(wordOf(outcome)).toBe("downloaded");
    expect(a.requests).toEqual([expect.stringMatching(/^\/x bytes=[1-9]\d+-$/)]);
  });

  test("names the validator of what was received last", async () => {
    const output = fresh();
    const seen: (string | undefined)[] = [];
    for (const tag of ['"e1"', '"e2"', '"e2"']) {
      a.serve((request, response) => {
        seen.push(request.headers["if-range"] as string | undefined);
        const isSame = request.headers["if-range"] === tag;
        if (!isSame) {
          // Another version: all of it.
          delete request.headers.range;
        }
        sendCut(request, response, BIG, isSame ? 500_000 : 1_000_000, tag);
      });
      await transfer([job("x", BIG, `${a.url}/x`)], { output, retries: 0 });
    }
    expect(seen).toEqual([undefined, '"e1"', '"e2"']);
  });

  test("of a file without checksum is begun anew when the server's file is another one", async () => {
    const other = randomBytes(BIG.length);
    a.serve((request, response, nth) => {
      if (nth === 1) sendCut(request, response, BIG, 1_000_000);
      // Ignores If-Range, as some caches do.
      else
        sendRight(
          { ...request, headers: { range: request.headers.range } } as never,
          response,
          other,
          '"v2"',
        );
    });
    const output = fresh();
    const outcomes = await transfer([{ ...job("x", null, `${a.url}/x`), size: BIG.length }], { output });
    expect(outcomes.map(wordOf)).toEqual(["downloaded"]);
    expect(readPlaced(output, "x").equals(other)).toBe(true);
  });

  test("of a file without checksum is none when the server gave no validator with what is there", async () => {
    const other = randomBytes(BIG.length);
    a.serve((request, response, nth) => {
      if (nth === 1) sendCut(request, response, BIG, 900_000);
      // Another file, by whatever serves it today, without a validator.
      else if (nth === 2) sendCut({ headers: {} } as never, response, other, 900_000, null);
      else sendRight(request, response, BIG);
    });
    const output = fresh();
    await transfer([{ ...job("x", null, `${a.url}/x`), size: BIG.length }], { output, retries: 5 });
    expect(readPlaced(output, "x").equals(BIG)).toBe(true);
    expect(a.requests[2]).toBe("/x -");
  });

  test("in a later run names the validator", async () => {
    const conditions: unknown[] = [];
    a.serve((request, response) => {
      conditions.push(request.headers["if-range"]);
      sendCut(request, response, BIG, 1_000_000);
    });
    const output = fresh();
    const jobs = [job("x", BIG, `${a.url}/x`)];
    await transfer(jobs, { output, retries: 0 });
    await transfer(jobs, { output, retries: 0 });
    expect(conditions).toEqual([undefined, '"v1"']);
  });

  test("is progress when a MiB came since the last one, over several attempts", async () => {
    a.serve((request, response) => sendCut(request, response, BIG, 400_000));
    const outcomes = await transfer([job("x", BIG, `${a.url}/x`)], { retries: 3 });
    expect(outcomes.map(wordOf)).toEqual(["downloaded"]);
    expect(a.requests).toHaveLength(8);
  });

  test("that is refused for ever ends", async () => {
    a.serve((request, response) => sendCut({ ...request, headers: {} } as never, response, BIG, 2_500_000));
    const outcomes = await transfer([job("x", BIG, `${a.url}/x`)], { retries: 2 });
    expect(outcomes.map(wordOf)).toEqual(["failed truncated"]);
    expect(a.requests.length).toBeLessThan(6);
  });
});

describe("a host", () => {
  test("that wants to be left alone for longer than is waited loses all its files at once", async () => {
    a.serve((_, response) => response.writeHead(429, { "retry-after": "1000000000" }).end());
    b.serve((request, response) => sendRight(request, response, SMALL));
    const jobs = Array.from({ length: 20 }, (_, index) => job(`a${index}`, SMALL, `${a.url}/${index}`));
    jobs.push(job("b", SMALL, `${b.url}/b`), job("both", SMALL, `${a.url}/both`, `${b.url}/both`));
    const outcomes = await transfer(jobs, { parallel: 2 });
    const words = Object.groupBy(outcomes, wordOf);
    expect(words["failed rate-limited"]).toHaveLength(20);
    expect(words["downloaded"]).toHaveLength(2);
    expect(a.requests.length).toBeLessThanOrEqual(3);
  });

  test("that is out of reach does not hold up the others", async () => {
    const dead = await deadOrigin();
    b.serve((request, response) => sendRight(request, response, SMALL));
    const jobs = Array.from({ length: 10 }, (_, index) =>
      job(`f${index}`, SMALL, `${index % 2 === 0 ? dead : b.url}/${index}`),
    );
    const order: string[] = [];
    await transfer(jobs, { parallel: 2, retries: 0, onOutcome: (outcome) => order.push(wordOf(outcome)) });
    expect(order.filter((word) => word === "downloaded")).toHaveLength(5);
    expect(order.filter((word) => word === "failed connection")).toHaveLength(5);
  });

  test("has no more requests at a time than are allowed", async () => {
    let [now, most] = [0, 0];
    a.serve((request, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        sendRight(request, response, SMALL);
      }, 5);
    });
    await transfer(
      Array.from({ length: 30 }, (_, index) => job(`f${index}`, SMALL, `${a.url}/${index}`)),
      { parallel: 3 },
    );
    expect(most).toBe(3);
  });
});

describe("an end before all is done", () => {
  test("by an error of whoever is told of outcomes is that error, and nothing is left behind", async () => {
    a.serve((request, response) => setTimeout(() => sendRight(request, response, SMALL), Math.random() * 20));
    const before = descriptors();
    const error = new Error("mine");
    const told = transfer(
      Array.from({ length: 30 }, (_, index) => job(`f${index}`, SMALL, `${a.url}/${index}`)),
      {
        onOutcome: () => {
          throw error;
        },
      },
    );
    await expect(told).rejects.toBe(error);
    expect(descriptors()).toBeLessThanOrEqual(before);
  });

  test("by the first failure keeps what others received, and begins nothing more", async () => {
    a.serve((request, response) => {
      if (request.url === "/bad") setTimeout(() => response.writeHead(404).end(), 300);
      else {
        response.writeHead(200, { "content-length": BIG.length, etag: '"v"' });
        response.write(BIG.subarray(0, 2_000_000));
      }
    });
    const output = fresh();
    const jobs = [job("big", BIG, `${a.url}/big`), job("bad", SMALL, `${a.url}/bad`)];
    jobs.push(...Array.from({ length: 10 }, (_, index) => job(`f${index}`, BIG, `${a.url}/${index}`)));
    const outcomes = await transfer(jobs, { output, parallel: 2, failFast: true });
    expect(outcomes.map(wordOf)).toEqual(["failed not-found"]);
    expect(a.requests).toHaveLength(2);
    expect(privateFiles(output)).toEqual([expect.stringMatching(/^partial\//)]);
  });

  test("by a signal leaves no timer, no socket and no descriptor, whatever was under way", async () => {
    a.serve((request, response, nth) => {
      const kind = Number(request.url?.slice(1)) % 4;
      if (kind === 0) return;
      if (kind === 1)
        response.writeHead(200, { "content-length": BIG.length }).write(BIG.subarray(0, 700_000));
      else if (kind === 2) response.writeHead(503, { "retry-after": "100" }).end();
      else sendCut(request, response, BIG, 10_000 * nth);
    });
    const before = descriptors();
    const controller = new AbortController();
    const reason = new Error("stop");
    setTimeout(() => controller.abort(reason), 250);
    const output = fresh();
    const told = transfer(
      Array.from({ length: 12 }, (_, index) => job(`f${index}`, BIG, `${a.url}/${index}`)),
      { output, parallel: 8, signal: controller.signal, retries: 50 },
    );
    await expect(told).rejects.toBe(reason);
    expect(descriptors()).toBeLessThanOrEqual(before + 1);
    expect(privateFiles(output).filter((name) => name.startsWith("tmp/"))).toEqual([]);
    const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
    expect(timers.length).toBeLessThanOrEqual(2);
  });

  test("by a signal does not wait until a bandwidth allows it", async () => {
    a.serve((request, response) => sendRight(request, response, BIG));
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stop")), 150);
    const count = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = count();
    const told = transfer([job("x", BIG, `${a.url}/x`)], { bandwidth: 1000, signal: controller.signal });
    await expect(told).rejects.toThrow("stop");
    expect(count()).toBeLessThanOrEqual(before);
  });
});

describe("the disk", () => {
  /** Makes a call fail from its k-th time on, or that once. */
  async function failing(
    name: "writeSync" | "renameSync" | "openSync",
    code: string,
    when: (path: unknown) => boolean,
    work: () => Promise<void>,
  ) {
    const original = io[name];
    (io as Record<string, unknown>)[name] = (...args: unknown[]) => {
      if (when(args[0])) throw Object.assign(new Error(code), { code });
      return (original as (...all: unknown[]) => unknown)(...args);
    };
    try {
      await work();
    } finally {
      (io as Record<string, unknown>)[name] = original;
    }
  }

  test("that is full ends the run, and no temporary file is left", async () => {
    a.serve((request, response) => sendRight(request, response, SMALL));
    const output = fresh();
    const jobs = Array.from({ length: 10 }, (_, index) => job(`f${index}`, SMALL, `${a.url}/${index}`));
    let files = 0;
    await failing(
      "writeSync",
      "ENOSPC",
      () => {
        files += 1;
        return files > 8;
      },
      async () => {
        const outcomes = await transfer(jobs, { output, parallel: 1 }).catch((error) => [error]);
        expect(outcomes.length).toBeLessThan(10);
      },
    );
    expect(privateFiles(output)).toEqual([]);
  });

  test("that refuses a place fails that file, and what was received for it goes away", async () => {
    a.serve((request, response) => sendRight(request, response, request.url === "/big" ? BIG : SMALL));
    const output = fresh();
    mkdirSync(join(output, "compose", "taken"), { recursive: true });
    mkdirSync(join(output, "compose", dirname("big/x")), { recursive: true });
    const outcomes = await transfer(
      [
        job("taken", SMALL, `${a.url}/small`),
        job("big", BIG, `${a.url}/big`),
        job("ok", SMALL, `${a.url}/ok`),
      ],
      { output },
    );
    expect(outcomes.map(wordOf).sort()).toEqual(["downloaded", "failed conflict", "failed conflict"]);
    expect(privateFiles(output)).toEqual([]);
  });
});
