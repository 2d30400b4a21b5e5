import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FileStore } from "../../src/engine/file-store.ts";
import { io } from "../../src/files/io.ts";
import { scratch } from "../files/support.ts";

const make = scratch();
const { signal } = new AbortController();
const open = (output: string) => FileStore.open({ output, lockTimeoutMs: 0, signal });
const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");
/** Beyond what is kept in memory. */
const BIG = Buffer.alloc(300 * 1024, "x");

function leftovers(output: string): string[] {
  const directories = ["tmp", "partial"].map((name) => join(output, ".productmd", name));
  return directories.filter((path) => existsSync(path)).flatMap((path) => readdirSync(path));
}

test.each([
  ["small", Buffer.from("content")],
  ["big", BIG],
  ["empty", Buffer.alloc(0)],
])("a %s file appears in the tree when it is complete, and its digest is known", async (_, content) => {
  const output = make();
  const store = await open(output);
  const file = store.begin("1");
  file.append(Buffer.from("of a first attempt"));
  file.restart();
  file.append(content);
  expect(file.received).toBe(content.length);
  expect(await file.sha256()).toBe(sha256(content));
  expect(existsSync(join(output, "compose/Server"))).toBe(false);
  file.place("Server/x86_64/images/disk.qcow2");
  expect(readFileSync(join(output, "compose/Server/x86_64/images/disk.qcow2"))).toEqual(content);
  store.close();
  expect(leftovers(output)).toEqual([]);
});

test("nothing is left of a file that is given up, in memory or on the disk", async () => {
  const output = make();
  const store = await open(output);
  for (const content of [Buffer.from("small"), BIG]) {
    const file = store.begin("1");
    file.append(content);
    file.discard();
  }
  store.close();
  expect(leftovers(output)).toEqual([]);
});

test("what a killed run left under the same key is replaced", async () => {
  const output = make();
  const first = await open(output);
  first.begin("image 0").append(BIG);
  first.close();
  expect(leftovers(output)).toHaveLength(1);
  const second = await open(output);
  const file = second.begin("image 0");
  const content = Buffer.concat([BIG, BIG]);
  file.append(content);
  expect(await file.sha256()).toBe(sha256(content));
  file.place("a");
  second.close();
  expect(readFileSync(join(output, "compose/a"))).toEqual(content);
  expect(leftovers(output)).toEqual([]);
});

test("a file that cannot be placed leaves nothing", async () => {
  const output = make();
  const store = await open(output);
  symlinkSync("/tmp", join(output, "compose/link"));
  const file = store.begin("1");
  file.append(BIG);
  expect(() => file.place("link/a")).toThrow(expect.objectContaining({ failure: "path" }));
  const { fdatasyncSync } = io;
  io.fdatasyncSync = () => {
    throw Object.assign(new Error("full"), { code: "ENOSPC" });
  };
  try {
    const other = store.begin("2");
    other.append(BIG);
    expect(() => other.place("a")).toThrow(expect.objectContaining({ failure: "disk" }));
  } finally {
    io.fdatasyncSync = fdatasyncSync;
  }
  store.close();
  expect(leftovers(output)).toEqual([]);
  expect(readdirSync(join(output, "compose"))).toEqual(["link"]);
});

test("two runs do not work on one directory", async () => {
  const output = make();
  const store = await open(output);
  await expect(open(output)).rejects.toThrow(/another run works on this directory/);
  store.close();
  (await open(output)).close();
});

describe("a store in which nothing came to lie", () => {
  test("leaves no directory that was not there before", async () => {
    const home = make();
    const store = await open(join(home, "a/b"));
    const file = store.begin("1");
    file.append(BIG);
    file.discard();
    store.close();
    expect(readdirSync(home)).toEqual([]);
  });

  test("leaves those that were, and what others have put there", async () => {
    const output = make();
    mkdirSync(join(output, "compose"));
    const store = await open(output);
    writeFileSync(join(output, ".productmd/partial/of-others"), "");
    store.close();
    expect(readdirSync(output, { recursive: true }).toSorted()).toEqual([
      ".productmd",
      ".productmd/partial",
      ".productmd/partial/of-others",
      "compose",
    ]);
  });

  test("is made anew by a run that waited for it", async () => {
    const output = join(make(), "out");
    const first = await open(output);
    const second = FileStore.open({ output, lockTimeoutMs: 5000, signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    first.close();
    const store = await second;
    const file = store.begin("1");
    file.append(BIG);
    file.place("Server/disk.qcow2");
    store.close();
    expect(readFileSync(join(output, "compose/Server/disk.qcow2"))).toEqual(BIG);
  });
});
