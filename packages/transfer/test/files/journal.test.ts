import {
  appendFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { io } from "../../src/files/io.ts";
import { Journal } from "../../src/files/journal.ts";
import { line, MD5, OTHER, record, SHA256, SHA512, useJournals, write } from "./journals.ts";
import { failureOf, makeFifo, openDescriptors, refusalOf, systemError } from "./support.ts";

const { make, place } = useJournals();

test("what was recorded is known in the next run", () => {
  const path = place();
  const odd = record('caf\u00e9 "x" \u{1f600}/\\', {
    size: 2 ** 53 - 1,
    mtimeNs: -5n,
    checksums: [SHA512, MD5],
  });
  write(path, (journal) => {
    journal.record(record("a"));
    journal.record(odd);
    journal.record(record("gone"));
    journal.forget("gone");
    journal.forget("never");
    journal.recordPartial({ key: SHA256, name: "partial/0123", etag: '"e\\tag"', size: 7 });
    journal.recordPartial({ key: "other", name: "partial/4567", etag: null, size: null });
    journal.forgetPartial("other");
    journal.remember("compose", "Fedora-44");
    expect(journal.lookup("a")).toEqual(record("a"));
  });
  write(path, (journal) => {
    expect(journal.badLines).toBe(0);
    expect(journal.lookup("a")).toEqual(record("a"));
    expect(journal.lookup(odd.path)).toEqual(odd);
    expect(journal.lookup("gone")).toBeUndefined();
    expect(journal.partialOf(SHA256)).toEqual({
      key: SHA256,
      name: "partial/0123",
      etag: '"e\\tag"',
      size: 7,
    });
    expect(journal.partialOf("other")).toBeUndefined();
    expect(journal.partials().length).toBe(1);
    expect(journal.recall("compose")).toBe("Fedora-44");
    expect(journal.recall("other")).toBeUndefined();
  });
});

describe("a file is proved only when it is the very one", () => {
  const stats = {
    size: 5n,
    mtimeNs: record("a").mtimeNs,
    ctimeNs: record("a").ctimeNs,
    ino: record("a").ino,
  };
  const journal = Journal.open(place());
  journal.record(record("a", { checksums: [MD5, SHA256] }));
  const proves = (change: Partial<typeof stats>, size: number | null, checksums: string[], path = "a") =>
    journal.proves(path, { ...stats, ...change }, { size, checksums });

  test("it is", () => {
    expect(proves({}, 5, [SHA256])).toBe(true);
    expect(proves({}, null, [MD5, SHA256])).toBe(true);
    expect(proves({}, 5, [MD5])).toBe(true);
  });

  test.each([{ size: 6n }, { mtimeNs: 1n }, { ctimeNs: 1n }, { ino: 1n }])("%o (case 52)", (change) => {
    expect(proves(change, 5, [SHA256])).toBe(false);
  });

  test("other metadata", () => {
    expect(proves({}, 6, [SHA256])).toBe(false);
    expect(proves({}, 5, [OTHER])).toBe(false);
    expect(proves({}, 5, [])).toBe(false);
    expect(proves({}, 5, [SHA256], "b")).toBe(false);
    // A weak one that fits does not stand for a strong one that was never verified.
    expect(proves({}, 5, [MD5, SHA512])).toBe(false);
    expect(proves({}, 5, [SHA256, `md5:${"5".repeat(32)}`])).toBe(false);
  });

  test("a file that was replaced with the same size and time (case 52)", () => {
    const folder = make();
    const file = join(folder, "file");
    writeFileSync(file, "right");
    utimesSync(file, 1000, 1000);
    const before = lstatSync(file, { bigint: true });
    const here = Journal.open(join(folder, "journal"));
    here.record({ ...before, path: "file", size: 5, checksums: [SHA256] });
    const wanted = { size: 5, checksums: [SHA256] };
    expect(here.proves("file", lstatSync(file, { bigint: true }), wanted)).toBe(true);
    writeFileSync(join(folder, "other"), "wrong");
    utimesSync(join(folder, "other"), 1000, 1000);
    renameSync(join(folder, "other"), file);
    expect(lstatSync(file).mtimeMs).toBe(Number(before.mtimeMs));
    expect(here.proves("file", lstatSync(file, { bigint: true }), wanted)).toBe(false);
    here.close();
  });
});

describe("writing", () => {
  test("records are written when there are many, or when it is asked for", () => {
    const path = place();
    const journal = Journal.open(path);
    journal.record(record("a"));
    expect(statSync(path).size).toBe(0);
    journal.flush();
    const one = statSync(path).size;
    expect(one).toBeGreaterThan(100);
    for (let i = 0; i < 1000; i++) {
      journal.record(record(`b${i}`));
    }
    expect(statSync(path).size).toBeGreaterThan(500 * one);
    journal.close();
  });

  test("short writes and failed ones (case 46)", () => {
    const path = place();
    const journal = Journal.open(path);
    const all = io.writeSync;
    io.writeSync = ((descriptor: number, bytes: Uint8Array, offset: number, length: number) =>
      all(descriptor, bytes, offset, Math.min(length, 10))) as typeof io.writeSync;
    journal.record(record("a"));
    journal.flush();
    let writes = 0;
    io.writeSync = ((descriptor: number, bytes: Uint8Array, offset: number, length: number) => {
      writes += 1;
      if (writes === 3) {
        throw systemError("ENOSPC");
      }
      return all(descriptor, bytes, offset, Math.min(length, 10));
    }) as typeof io.writeSync;
    journal.record(record("b"));
    expect(failureOf(() => journal.flush())).toMatchObject({ failure: "disk", remedy: "never" });
    journal.record(record("c"));
    journal.close();
    write(path, (again) => {
      expect(again.badLines).toBe(1);
      expect(["a", "b", "c"].map((name) => again.lookup(name)?.path)).toEqual(["a", "b", "c"]);
    });
  });

  test("a record that would be too long is not kept", () => {
    const path = place();
    write(path, (journal) => {
      journal.recordPartial({ key: "a", name: "partial/00", etag: "x".repeat(100_000), size: 1 });
      journal.record(record("b"));
    });
    write(path, (journal) => {
      expect(journal.badLines).toBe(0);
      expect(journal.partialOf("a")).toBeUndefined();
      expect(journal.lookup("b")).toEqual(record("b"));
    });
  });

  test("it is written anew when most of it is outdated, with what is not understood", () => {
    const path = place();
    write(path, (journal) => {
      for (let i = 0; i < 300; i++) {
        journal.record(record("a", { size: i }));
        journal.record(record(`b${i % 3}`));
      }
    });
    appendFileSync(path, `${line('{"newer":"x","y":1}')}torn`);
    const before = statSync(path);
    write(path, (journal) => expect(journal.lookup("a")?.size).toBe(299));
    expect(statSync(path).size).toBeLessThan(before.size / 50);
    expect(statSync(path).mode).toBe(before.mode);
    expect(readFileSync(path, "utf8")).toContain('{"newer":"x","y":1}');
    expect(readdirSync(join(path, ".."))).toEqual(["journal"]);
    write(path, (journal) => {
      expect(journal.badLines).toBe(0);
      expect(journal.lookup("b2")).toEqual(record("b2"));
    });
  });

  test("when it cannot be written anew, the former one stays", () => {
    const path = place();
    write(path, (journal) => {
      for (let i = 0; i < 300; i++) {
        journal.record(record("a", { size: i }));
      }
    });
    const before = readFileSync(path);
    const descriptors = openDescriptors().length;
    for (const name of ["writeSync", "fdatasyncSync", "renameSync"] as const) {
      const call = io[name];
      (io as Record<string, unknown>)[name] = () => {
        throw systemError("ENOSPC");
      };
      expect(failureOf(() => Journal.open(path)).failure).toBe("disk");
      (io as Record<string, unknown>)[name] = call;
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, ".."))).toEqual(["journal"]);
    expect(openDescriptors().length).toBe(descriptors);
  });

  test("another name of the file is not written to (P3)", () => {
    const path = place();
    const other = place();
    write(other, (journal) => journal.record(record("a")));
    const before = readFileSync(other);
    linkSync(other, path);
    write(path, (journal) => {
      expect(journal.lookup("a")).toEqual(record("a"));
      journal.record(record("b"));
    });
    expect(readFileSync(other).equals(before)).toBe(true);
    write(path, (journal) => expect(journal.lookup("b")).toEqual(record("b")));
  });

  test("it was cut while it was open", () => {
    const path = place();
    const journal = Journal.open(path);
    journal.record(record("a"));
    journal.flush();
    truncateSync(path, 20);
    journal.record(record("b"));
    journal.close();
    write(path, (again) => expect(again.badLines).toBe(1));
  });
});

test("something else in its place is refused, and does not make it wait", () => {
  const outside = join(make(), "outside");
  writeFileSync(outside, "untouched");
  const plants: ((path: string) => void)[] = [
    (path) => mkdirSync(path),
    (path) => symlinkSync(outside, path),
    (path) => symlinkSync("nowhere", path),
    makeFifo,
  ];
  for (const plant of plants) {
    const path = place();
    plant(path);
    const before = openDescriptors().length;
    expect(refusalOf(() => Journal.open(path, ".productmd/journal"))).toMatchObject({
      exitCode: 2,
      message: "output: the journal .productmd/journal is no regular file",
    });
    const journal = Journal.open(place());
    expect(refusalOf(() => journal.absorb(path)).exitCode).toBe(2);
    journal.close();
    expect(openDescriptors().length).toBe(before);
  }
  expect(readFileSync(outside, "utf8")).toBe("untouched");
});

describe("taking in other journals", () => {
  test("as if their lines stood at the end", () => {
    const [main, first, second] = [place(), place(), place()];
    write(main, (journal) => {
      journal.record(record("a", { size: 1 }));
      journal.record(record("b"));
      journal.record(record("d"));
    });
    write(first, (journal) => journal.record(record("a", { size: 2 })));
    write(second, (journal) => {
      journal.record(record("c"));
      journal.record(record("d"));
      journal.forget("d");
    });
    appendFileSync(second, "torn");
    write(main, (journal) => {
      expect(journal.absorb(first)).toBe(1);
      expect(journal.absorb(second)).toBe(3);
      expect(journal.absorb(place())).toBe(0);
      expect(journal.absorb(main)).toBe(0);
    });
    write(main, (journal) => {
      expect(journal.badLines).toBe(0);
      expect(journal.lookup("a")?.size).toBe(2);
      expect(journal.lookup("b")).toEqual(record("b"));
      expect(journal.lookup("c")).toEqual(record("c"));
      expect(journal.lookup("d")).toBeUndefined();
    });
  });
});

test("it says what a simple list of the same calls says, however often it is opened", () => {
  const key = fc.constantFrom("a", "b", "c/d", 'e"f', "\u00e9");
  const call = fc.oneof(
    fc.record({ record: key, size: fc.nat(9) }),
    fc.record({ forget: key }),
    fc.record({ reopen: fc.constant(true) }),
    fc.record({ partial: key }),
    fc.record({ forgetPartial: key }),
  );
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const path = place();
      let journal = Journal.open(path);
      const files = new Map<string, number>();
      const partials = new Set<string>();
      for (const one of calls) {
        if ("record" in one) {
          journal.record(record(one.record, { size: one.size }));
          files.set(one.record, one.size);
        } else if ("forget" in one) {
          journal.forget(one.forget);
          files.delete(one.forget);
        } else if ("partial" in one) {
          journal.recordPartial({ key: one.partial, name: "partial/0", etag: null, size: 1 });
          partials.add(one.partial);
        } else if ("forgetPartial" in one) {
          journal.forgetPartial(one.forgetPartial);
          partials.delete(one.forgetPartial);
        } else {
          journal.close();
          journal = Journal.open(path);
          expect(journal.badLines).toBe(0);
        }
        for (const name of ["a", "b", "c/d", 'e"f', "\u00e9"]) {
          expect(journal.lookup(name)?.size).toBe(files.get(name));
          expect(journal.partialOf(name) !== undefined).toBe(partials.has(name));
        }
      }
      journal.close();
    }),
    { numRuns: 50 },
  );
});
