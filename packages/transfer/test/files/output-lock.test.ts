import { closeSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "../../src/files/journal.ts";
import { currentOwner } from "../../src/files/lock-owner.ts";
import { lockOutput } from "../../src/files/output-lock.ts";
import { PrivateDirectory } from "../../src/files/private-directory.ts";
import { scratch } from "./support.ts";

const make = scratch();
const never = new AbortController().signal;
const opened: PrivateDirectory[] = [];

afterEach(() => {
  for (const directory of opened.splice(0)) directory.close();
});

function open(output: string, shard?: string): PrivateDirectory {
  const directory = PrivateDirectory.open(output, { shard });
  opened.push(directory);
  return directory;
}

const lock = (output: string, shard?: string, timeoutMs = 0, signal = never) =>
  lockOutput(open(output, shard), { output, timeoutMs, signal });

describe("an output", () => {
  test("is shared by shards, each of which works once", async () => {
    const output = make();
    const one = await lock(output, "shard-1-of-2");
    const two = await lock(output, "shard-2-of-2");
    await expect(lock(output, "shard-1-of-2")).rejects.toThrow(/another run works on this directory/);
    one();
    (await lock(output, "shard-1-of-2"))();
    two();
  });

  test("is refused to a run over everything while a shard works", async () => {
    const output = make();
    const shard = await lock(output, "shard-2-of-2");
    const error = await lock(output).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, remedy: expect.stringContaining("lock-shard-2-of-2") });
    // It left nothing that would keep others out.
    shard();
    const whole = await lock(output);
    await expect(lock(output, "shard-1-of-2")).rejects.toMatchObject({ exitCode: 2 });
    whole();
    expect(readdirSync(join(output, ".productmd")).sort()).toEqual(["partial", "tmp"]);
  });

  test("goes to who waits, in either order", async () => {
    const output = make();
    const shard = await lock(output, "shard-1-of-2");
    const waiting = lock(output, undefined, 60_000);
    await expect.poll(() => existsSync(join(output, ".productmd/lock"))).toBe(true);
    // One that waits keeps further shards from beginning.
    await expect(lock(output, "shard-2-of-2")).rejects.toMatchObject({ exitCode: 2 });
    shard();
    const whole = await waiting;
    const next = lock(output, "shard-2-of-2", 60_000);
    whole();
    (await next)();
  });

  test("waits no longer than it is wanted", async () => {
    const output = make();
    const whole = await lock(output);
    const abort = new AbortController();
    const waiting = lock(output, "shard-1-of-2", 60_000, abort.signal);
    abort.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    whole();
  });

  test("of shards that are dead is free", async () => {
    const output = make();
    open(output);
    const dead = { ...currentOwner("0123"), boot: "another" };
    const path = join(output, ".productmd/lock-shard-1-of-2");
    writeFileSync(path, JSON.stringify(dead));
    const whole = await lock(output);
    expect(existsSync(path)).toBe(false);
    whole();
    writeFileSync(join(output, ".productmd/lock"), JSON.stringify(dead));
    (await lock(output, "shard-1-of-2"))();
  });
});

describe("files of shards", () => {
  const names = (output: string, folder: string) => readdirSync(join(output, ".productmd", folder)).sort();

  test("a shard removes what is left of its own alone, a run over everything removes all", () => {
    const output = make();
    for (const shard of ["shard-1-of-4", "shard-2-of-4", undefined]) {
      closeSync(open(output, shard).createTemp().descriptor);
    }
    for (const name of ["journal.new", "journal-shard-1-of-4.new", "journal-shard-2-of-4.new"]) {
      writeFileSync(join(output, ".productmd", name), "");
    }
    expect(open(output, "shard-1-of-4").removeLeftovers()).toBe(2);
    expect(names(output, "tmp")).toHaveLength(2);
    expect(names(output, ".")).toEqual(["journal-shard-2-of-4.new", "journal.new", "partial", "tmp"]);
    writeFileSync(join(output, ".productmd/lock-shard-2-of-4"), "one that is about to begin");
    writeFileSync(join(output, ".productmd/lock-shard-2-of-4-0123.new"), "");
    expect(open(output).removeLeftovers()).toBe(5);
    expect(names(output, ".")).toEqual(["lock-shard-2-of-4", "partial", "tmp"]);
  });

  test("partial files of shards are their own until the whole adopts them", () => {
    const output = make();
    const [one, two, whole] = [open(output, "shard-1-of-2"), open(output, "shard-2-of-2"), open(output)];
    const name = one.partialName("key");
    expect(new Set([name, two.partialName("key"), whole.partialName("key")]).size).toBe(3);
    closeSync(one.openPartial(name).descriptor);
    whole.adoptPartials("shard-2-of-2");
    expect(whole.partials()).toEqual([name]);
    whole.adoptPartials("shard-1-of-2");
    expect(whole.partials()).toEqual([whole.partialName("key")]);
  });

  test.each(["", "shard-1", "shard-1-of-2/..", "../shard-1-of-2", "shard-1-of-2000"])(
    "%j names none",
    (name) => {
      expect(() => PrivateDirectory.open(make(), { shard: name })).toThrow(TypeError);
    },
  );
});

describe("a journal over another", () => {
  const stats = { size: 1n, mtimeNs: 2n, ctimeNs: 3n, ino: 4n };
  const record = { size: 1, mtimeNs: 2n, ctimeNs: 3n, ino: 4n };
  const at = (folder: string, name: string) => join(folder, name);

  test("knows what that one knows, and does not write it anew", () => {
    const folder = make();
    const main = Journal.open(at(folder, "journal"));
    main.record({ ...record, path: "a", checksums: [] });
    main.remember("compose", "one");
    main.recordPartial({ key: "k", name: "n", etag: null, size: null });
    main.close();
    const own = Journal.open(at(folder, "own"));
    own.underlay(at(folder, "journal"));
    own.underlay(at(folder, "none"));
    expect(own.recordOf("a", stats, { size: 1, checksums: [] })).toBeDefined();
    expect(own.partials()).toEqual([]);
    expect(own.partialOf("k")).toBeUndefined();
    own.remember("compose", "one");
    own.remember("other", "two");
    own.close();
    const again = Journal.open(at(folder, "own"));
    expect([again.recall("compose"), again.recall("other"), again.lookup("a")]).toEqual([
      undefined,
      "two",
      undefined,
    ]);
    again.close();
  });

  test("what it says itself counts, and what it forgets is forgotten by who absorbs it", () => {
    const folder = make();
    const main = Journal.open(at(folder, "journal"));
    main.record({ ...record, path: "a", checksums: [] });
    main.record({ ...record, path: "b", checksums: [] });
    main.flush();
    const own = Journal.open(at(folder, "own"));
    own.underlay(at(folder, "journal"));
    own.record({ ...record, size: 9, path: "a", checksums: [] });
    expect(own.lookup("a")?.size).toBe(9);
    own.forget("b");
    own.close();
    main.absorb(at(folder, "own"));
    expect([main.lookup("a")?.size, main.lookup("b")]).toEqual([9, undefined]);
    main.close();
  });
});
