import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "@compose-actions/compose";
import { describe, expect, test } from "vitest";
import { isRoot, makeFifo, scratch } from "./support/scratch.ts";

const make = scratch();
const ALGORITHMS = ["sha256", "sha512", "sha1", "md5"];
const digests = (bytes: string | Uint8Array, names = ALGORITHMS) =>
  names.map((name) => createHash(name).update(bytes).digest("hex"));
const MIB = 1024 * 1024;

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

test("results are in the order of the jobs, whatever is hashed first", async () => {
  const count = 150;
  const folder = make(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, `content ${i}`])));
  const jobs = Array.from({ length: count }, (_, i) => ({
    file: `${i}`,
    algorithms: ["sha1"],
    expectedSize: i % 7 === 0 ? 9 * MIB * (i + 1) : i % 2 === 0 ? undefined : i,
    tag: i,
  }));
  const results = await hashFiles(folder, jobs, { workers: 2 });
  expect(results.map(({ job }) => job.tag)).toEqual(jobs.map(({ tag }) => tag));
  expect(results.map((result) => result.state === "measured" && result.digests[0])).toEqual(
    jobs.map(({ tag }) => digests(`content ${tag}`, ["sha1"])[0]),
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
  const controller = new AbortController();
  const started = performance.now();
  setTimeout(() => controller.abort(reason), 100);
  await expect(hashFiles(folder, jobs, { workers: 2, signal: controller.signal })).rejects.toBe(reason);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("progress ends with everything done", async () => {
  const folder = make({ a: "12345", b: "123" });
  const seen: [number, number][] = [];
  await hashFiles(
    folder,
    [
      { file: "a", algorithms: ["md5"] },
      { file: "b", algorithms: ["md5"] },
    ],
    {
      workers: 1,
      onProgress: (files, bytes) => seen.push([files, bytes]),
    },
  );
  expect(seen.at(-1)).toEqual([2, 8]);
});
