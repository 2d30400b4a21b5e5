import { TransferFailure } from "@compose-actions/transfer/files";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IndexFile } from "../../src/layout/index-file.ts";
import { LayoutDirectory } from "../../src/layout/layout-directory.ts";
import type { LayoutIndex } from "../../src/layout/layout-index.ts";
import type { Digest } from "../../src/repository.ts";
import { scratch } from "../support/scratch.ts";

const make = scratch();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const add = (letter: string) => (index: LayoutIndex) =>
  index.add({ mediaType: "a/b", digest: `sha256:${letter.repeat(64)}` as Digest, size: 1 });

/** An index whose file takes its time to be written, in milliseconds. */
function slow(milliseconds: number) {
  const directory = new LayoutDirectory(make());
  const writing = { count: 0, fails: false };
  const write = directory.writeFile.bind(directory);
  directory.writeFile = (name, bytes) => {
    writing.count += 1;
    vi.advanceTimersByTime(milliseconds);
    if (writing.fails) {
      throw new TransferFailure("disk", "no space", { remedy: "never" });
    }
    return write(name, bytes);
  };
  const listed = () =>
    (JSON.parse(directory.readFile("index.json", 10_000)?.bytes.toString() ?? "").manifests as unknown[])
      .length;
  return { index: new IndexFile(directory), writing, listed };
}

test("an index that is quickly written is written at once", () => {
  const { index, listed } = slow(1);
  for (const [count, letter] of [..."abcdef"].entries()) {
    index.change(add(letter));
    expect(listed()).toBe(count + 1);
  }
});

test("an index that takes long to write is written now and then, and all of it at the end", () => {
  const { index, writing, listed } = slow(600);
  index.change(add("a"));
  expect(writing.count).toBe(1);
  index.change(add("b"));
  index.change(add("c"));
  expect(listed()).toBe(1);
  // 600 ms are a twentieth of 12 s; 500 ms were free.
  vi.advanceTimersByTime(1000);
  expect(writing.count).toBe(1);
  vi.advanceTimersByTime(1500);
  expect(writing.count).toBe(2);
  expect(listed()).toBe(3);
  index.change(add("d"));
  index.flush();
  expect(listed()).toBe(4);
  index.flush();
  expect(writing.count).toBe(3);
  vi.advanceTimersByTime(100_000);
  expect(writing.count).toBe(3);
});

test("an index that could not be written when its time had come fails whoever comes next", () => {
  const { index, writing, listed } = slow(600);
  index.change(add("a"));
  index.change(add("b"));
  writing.fails = true;
  vi.advanceTimersByTime(10_000);
  expect(() => index.change(add("c"))).toThrow(TransferFailure);
  expect(() => index.flush()).toThrow(TransferFailure);
  writing.fails = false;
  index.flush();
  expect(listed()).toBe(3);
});
