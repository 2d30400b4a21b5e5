import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import {
  type HashBatch,
  type HashJob,
  type HashOutcome,
  HashPool,
  type HashPoolOptions,
  hashFiles,
} from "@compose-actions/compose";
import { prepareHashThread } from "@compose-actions/compose/hash-thread";
import { afterEach, describe, expect, test } from "vitest";
import { createBlock, outcomeOf } from "../src/hash-block.ts";
import type { HashBlock } from "../src/hash-protocol.ts";
import { Hasher } from "../src/hash-worker.ts";
import { isRoot, makeFifo, scratch } from "./support/scratch.ts";

const make = scratch();
const ALGORITHMS = ["sha256", "sha512", "sha1", "md5"];
const digests = (bytes: string | Uint8Array, names = ALGORITHMS) =>
  names.map((name) => createHash(name).update(bytes).digest("hex"));
const MIB = 1024 * 1024;
/** Makes small files look as if other threads were worth starting for them. */
const BIG = 64 * MIB;

const pools: HashPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function pool(root: string, options?: HashPoolOptions): HashPool {
  const made = new HashPool(root, options);
  pools.push(made);
  return made;
}

/** The outcomes of jobs, when all of them are done. */
async function done(hashing: HashPool, ...lists: readonly (readonly HashJob[])[]): Promise<HashOutcome[][]> {
  const batches = lists.map((jobs) => hashing.add(jobs));
  const outcomes = () => lists.map((jobs, i) => jobs.map((_job, index) => batches[i]?.outcome(index)));
  await hashing.until(() =>
    outcomes()
      .flat()
      .every((outcome) => outcome !== undefined),
  );
  return outcomes() as HashOutcome[][];
}

test("sizes and digests of files around the buffer's size, in every algorithm", async () => {
  const sizes = [0, 1, 1000, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB + 7];
  const content = sizes.map((size) => Buffer.alloc(size, `${size}x`));
  const folder = make(Object.fromEntries(content.map((bytes, i) => [`d/${i}`, bytes])));
  const results = await hashFiles(
    folder,
    sizes.map((_size, i) => ({ file: `d/${i}`, algorithms: ALGORITHMS })),
    { workers: 2 },
  );
  expect(
    results.map(
      (result) =>
        result.state === "measured" && {
          size: result.size,
          digests: result.digests,
          outside: result.outside,
        },
    ),
  ).toEqual(sizes.map((size, i) => ({ size, digests: digests(content[i] as Buffer), outside: false })));
});

test("every job has its own algorithms, in its own order", async () => {
  const folder = make({ a: "abc" });
  const wanted = [["md5", "sha256"], ["sha256"], [], ["sha512", "md5", "sha1"]];
  const results = await hashFiles(
    folder,
    wanted.map((algorithms) => ({ file: "a", algorithms })),
    { workers: 1 },
  );
  expect(results.map((result) => result.state === "measured" && result.digests)).toEqual(
    wanted.map((names) => digests("abc", names)),
  );
});

test.each([1, 2, 5])(
  "outcomes stand by their jobs, whatever is hashed first and by whom (%d threads)",
  async (threads) => {
    const count = 150;
    const folder = make(
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, `content ${i}`])),
    );
    const jobs = Array.from({ length: count }, (_, i) => ({
      tag: i,
      file: `${i}`,
      algorithms: ["sha1"],
      expectedSize: i % 7 === 0 ? 9 * MIB * (i + 1) : i % 2 === 0 ? undefined : i,
    }));
    const results = await hashFiles(folder, jobs, { workers: threads });
    expect(results.map(({ job }) => job.tag)).toEqual(jobs.map(({ tag }) => tag));
    expect(results.map((result) => result.state === "measured" && result.digests[0])).toEqual(
      jobs.map(({ tag }) => digests(`content ${tag}`, ["sha1"])[0]),
    );
  },
);

describe("jobs that are added while others are done", () => {
  const jobOf = (file: string, expectedSize?: number): HashJob => ({
    file,
    algorithms: ["md5"],
    expectedSize,
  });

  test("are done as well, by all threads", async () => {
    const names = Array.from({ length: 900 }, (_, i) => `${i}`);
    const folder = make(Object.fromEntries(names.map((name) => [name, `content ${name}`])));
    const hashing = pool(folder, { workers: 3 });
    const batches: HashBatch[] = [];
    for (let i = 0; i < names.length; i += 100) {
      batches.push(
        hashing.add(names.slice(i, i + 100).map((name) => jobOf(name, i === 0 ? BIG : undefined))),
      );
      await hashing.until(() => batches[0]?.outcome(0) !== undefined);
    }
    await hashing.until(() =>
      batches.every((batch) => names.slice(0, 100).every((_, i) => batch.outcome(i))),
    );
    const found = names.map((_, i) => batches[Math.floor(i / 100)]?.outcome(i % 100));
    expect(found).toEqual(
      names.map((name) => ({
        state: "measured",
        size: `content ${name}`.length,
        digests: digests(`content ${name}`, ["md5"]),
        outside: false,
      })),
    );
    expect(hashing.filesDone).toBe(900);
  });

  test("come first when they are large, the largest of them before the others", () => {
    const folder = make({ a: "", b: "", c: "", d: "", e: "", f: "" });
    const shared = (bytes: number) => new SharedArrayBuffer(bytes);
    const hasher = new Hasher({
      root: folder,
      stopped: new Int32Array(shared(4)),
      progress: new Float64Array(shared(16)),
    });
    const lists = [
      [jobOf("a"), jobOf("b"), jobOf("c", 9 * MIB)],
      [jobOf("d", 9 * MIB), jobOf("e"), jobOf("f", 10 * MIB)],
    ];
    const blocks = lists.map(createBlock);
    blocks.forEach((block) => {
      hasher.add(block);
    });
    const order: string[] = [];
    while (hasher.step()) {
      const files = lists.flatMap((jobs, i) =>
        jobs.flatMap(({ file }, index) => (outcomeOf(blocks[i] as HashBlock, index) ? [file] : [])),
      );
      order.push(...files.filter((file) => !order.includes(file)));
    }
    expect(order).toEqual(["c", "f", "d", "a", "b", "e"]);
  });

  test("may be hashed again with other algorithms", async () => {
    const folder = make({ a: "abc" });
    const [first, second] = await done(
      pool(folder),
      [{ file: "a", algorithms: ["sha256"] }],
      [{ file: "a", algorithms: ["sha256", "md5"] }],
    );
    expect(first).toMatchObject([{ digests: digests("abc", ["sha256"]) }]);
    expect(second).toMatchObject([{ digests: digests("abc", ["sha256", "md5"]) }]);
  });
});

test("a thread that was prepared does what one does that is started", async () => {
  const folder = make({ a: "abc" });
  for (let round = 0; round < 2; round++) {
    prepareHashThread(2);
    prepareHashThread(2);
    // As long as nobody waits for the pool, this thread does not hash.
    const batch = pool(folder, { workers: 2 }).add([
      { file: "a", algorithms: ["sha256"], expectedSize: BIG },
    ]);
    const outcome = () => batch.outcome(0);
    await expect.poll(outcome, { timeout: 20_000 }).toMatchObject({ digests: digests("abc", ["sha256"]) });
  }
});

test("names of all characters", async () => {
  const names = ["ü/\u{1f4bf} a+b", "\u0001", "#%?", "ü/z"];
  const folder = make(Object.fromEntries(names.map((name) => [name, name])));
  const results = await hashFiles(
    folder,
    names.map((file) => ({ file, algorithms: ["sha1"] })),
  );
  expect(results.map((result) => result.state === "measured" && result.digests)).toEqual(
    names.map((name) => digests(name, ["sha1"])),
  );
});

test("no jobs need no work", async () => {
  expect(await hashFiles(join(make(), "nowhere"), [])).toEqual([]);
});

describe("what is no file to read", () => {
  const state = async (folder: string, file: string) => {
    const [result] = await hashFiles(folder, [{ file, algorithms: ["sha256"] }], { workers: 1 });
    return result?.state === "unreadable" ? `unreadable: ${result.reason}` : result?.state;
  };

  test("absent, a directory, something below a file, a link that leads nowhere", async () => {
    const folder = make({ "d/a": "" });
    symlinkSync("gone", join(folder, "link"));
    for (const file of ["gone", "d", "d/a/b", "link"]) {
      expect(await state(folder, file)).toBe("missing");
    }
  });

  test("case 45: a named pipe does not hang", async () => {
    const folder = make();
    makeFifo(join(folder, "pipe"));
    expect(await state(folder, "pipe")).toBe("missing");
  });

  test("a loop of links", async () => {
    const folder = make();
    symlinkSync("loop", join(folder, "loop"));
    expect(await state(folder, "loop")).toBe("unreadable: ELOOP");
  });

  test("an algorithm that there is not", async () => {
    const [result] = await hashFiles(make({ a: "" }), [{ file: "a", algorithms: ["crc32"] }], { workers: 1 });
    expect(result?.state).toBe("unreadable");
  });

  test.skipIf(isRoot)("a file without permission (not as root)", async () => {
    const folder = make({ a: "x" });
    chmodSync(join(folder, "a"), 0);
    expect(await state(folder, "a")).toBe("unreadable: EACCES");
  });
});

test.skipIf(process.platform !== "linux")(
  "V7: links that lead out of the root are told apart (Linux)",
  async () => {
    const aside = make({ secret: "s" });
    const folder = make({ "real/a": "a" });
    symlinkSync(join(aside, "secret"), join(folder, "out"));
    symlinkSync("real/a", join(folder, "in"));
    mkdirSync(join(folder, "realm"));
    const results = await hashFiles(
      folder,
      ["out", "in", "real/a"].map((file) => ({ file, algorithms: ["sha256"] })),
      { workers: 1 },
    );
    expect(results.map((result) => result.state === "measured" && result.outside)).toEqual([
      true,
      false,
      false,
    ]);
    const alias = make();
    symlinkSync(folder, join(alias, "root"));
    const [through] = await hashFiles(join(alias, "root"), [{ file: "real/a", algorithms: ["sha256"] }], {
      workers: 1,
    });
    expect(through).toMatchObject({ state: "measured", outside: false });
  },
);

test("an aborted run throws the reason, before and during the work", async () => {
  const folder = make({ a: Buffer.alloc(3 * MIB) });
  const jobs = Array.from({ length: 400 }, () => ({
    file: "a",
    algorithms: ALGORITHMS,
    expectedSize: 9 * MIB,
  }));
  const reason = new Error("stopped");
  await expect(hashFiles(folder, jobs, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const closed = pool(folder, { workers: 2 });
  closed.add(jobs);
  await closed.close();
  const controller = new AbortController();
  const started = performance.now();
  setTimeout(() => controller.abort(reason), 100);
  await expect(hashFiles(folder, jobs, { workers: 2, signal: controller.signal })).rejects.toBe(reason);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("progress is told while the work goes on, and is complete in the end", async () => {
  const folder = make({ a: "12345", b: "123", huge: "" });
  truncateSync(join(folder, "huge"), 600 * MIB);
  const seen: [number, number][] = [];
  const hashing = pool(folder, { workers: 2, onProgress: (files, bytes) => seen.push([files, bytes]) });
  await done(hashing, [
    { file: "a", algorithms: ["md5"] },
    { file: "b", algorithms: ["md5"] },
    { file: "huge", algorithms: ["md5"], expectedSize: 600 * MIB },
  ]);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every(([, bytes]) => bytes > 0)).toBe(true);
  expect([hashing.filesDone, hashing.bytesDone]).toEqual([3, 8 + 600 * MIB]);
});

test("the event loop is not held up", async () => {
  const folder = make({ huge: "" });
  truncateSync(join(folder, "huge"), 600 * MIB);
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 1);
  await hashFiles(folder, [{ file: "huge", algorithms: ["sha256"] }], { workers: 1 });
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});
