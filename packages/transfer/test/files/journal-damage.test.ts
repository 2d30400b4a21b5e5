import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, record, useJournals, write } from "./journals.ts";

const { place } = useJournals();

describe("what is torn or altered is ignored (case 49)", () => {
  test("cut anywhere, the intact records are known, and more can be added", () => {
    const whole = place();
    write(whole, (journal) => {
      for (const name of ["a", "b", "c"]) {
        journal.record(record(name));
      }
    });
    const bytes = readFileSync(whole);
    const ends = [0, ...[...bytes.keys()].filter((i) => bytes[i] === 10).map((i) => i + 1)];
    for (let length = 0; length <= bytes.length; length += 7) {
      const path = place();
      writeFileSync(path, bytes.subarray(0, length));
      const intact = ends.filter((end) => end > 0 && end <= length).length;
      write(path, (journal) => {
        expect(journal.badLines).toBe(ends.includes(length) ? 0 : 1);
        expect(["a", "b", "c"].filter((name) => journal.lookup(name) !== undefined).length).toBe(intact);
        journal.record(record("d"));
      });
      write(path, (journal) => {
        expect(journal.lookup("d")).toEqual(record("d"));
        expect(["a", "b", "c"].filter((name) => journal.lookup(name) !== undefined).length).toBe(
          // Only the end of its line was missing.
          ends.includes(length + 1) ? intact + 1 : intact,
        );
      });
    }
  });

  test("whatever byte is changed: a record is as it was, or not there", () => {
    const whole = place();
    const names = ["a", "b", "c"];
    write(whole, (journal) => {
      for (const name of names) {
        journal.record(record(name));
      }
    });
    const bytes = readFileSync(whole);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ change;
        const path = place();
        writeFileSync(path, altered);
        write(path, (journal) => {
          const known = names.map((name) => journal.lookup(name)).filter((one) => one !== undefined);
          expect(known.length).toBeGreaterThanOrEqual(1);
          expect(known.length).toBeLessThan(3);
          for (const one of known) {
            expect(one).toEqual(record(one.path));
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test("any bytes at all", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 40 }),
            fc.string().map((text) => Buffer.from(line(text))),
          ),
        ),
        (pieces) => {
          const path = place();
          writeFileSync(path, Buffer.concat(pieces));
          write(path, (journal) => {
            expect(journal.lookup("a")).toBeUndefined();
            journal.record(record("a"));
          });
          write(path, (journal) => expect(journal.lookup("a")).toEqual(record("a")));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("intact lines that say nothing", () => {
    const path = place();
    const texts = [
      "[]",
      "null",
      "1",
      '"a"',
      "{}",
      "",
      "{",
      '{"file":"a"}',
      '{"file":"a","size":-1}',
      '{"partial":"a","name":"../x"}',
      '{"fact":1}',
      '{"__proto__":"a"}',
      '{"gone":"a"}',
    ];
    writeFileSync(path, texts.map(line).join(""));
    write(path, (journal) => {
      expect(journal.badLines).toBe(7);
      expect(journal.lookup("a")).toBeUndefined();
      expect(journal.partialOf("a")).toBeUndefined();
      expect(journal.partials()).toEqual([]);
      expect(journal.recall("a")).toBeUndefined();
    });
  });

  test("a line without end, and one that is far too long", () => {
    const path = place();
    write(path, (journal) => journal.record(record("a")));
    appendFileSync(path, `${"x".repeat(3_000_000)}\n`);
    appendFileSync(path, line(JSON.stringify({ fact: "b", value: "c" })));
    appendFileSync(path, "y".repeat(3_000_000));
    const before = process.memoryUsage.rss();
    write(path, (journal) => {
      expect(journal.badLines).toBe(2);
      expect(journal.lookup("a")).toEqual(record("a"));
      expect(journal.recall("b")).toBe("c");
      journal.record(record("d"));
    });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
    write(path, (journal) => expect(journal.lookup("d")).toEqual(record("d")));
  });

  test("lines across the pieces that are read", () => {
    const path = place();
    const names = Array.from({ length: 12_000 }, (_, i) => `Packages/${"\u00e9".repeat(i % 5)}${i}`);
    write(path, (journal) => {
      for (const name of names) {
        journal.record(record(name));
      }
    });
    expect(statSync(path).size).toBeGreaterThan(2_000_000);
    write(path, (journal) => {
      expect(journal.badLines).toBe(0);
      expect(names.every((name) => journal.lookup(name) !== undefined)).toBe(true);
    });
  });
});
