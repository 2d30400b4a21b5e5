import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UploadJournal } from "../../src/push/upload-journal.ts";
import { parseRecord, recordText, type UploadRecord, uploadKey } from "../../src/push/upload-record.ts";
import { scratch } from "../support/scratch.ts";

const make = scratch();
const NOW = 1_790_000_000_000;

const key = (letter: string) => uploadKey("registry.example.com/a", `sha256:${letter.repeat(64)}`);
const record = (letter: string, offset = 0, at = NOW): UploadRecord => ({
  key: key(letter),
  size: 1000,
  location: `https://registry.example.com/v2/a/blobs/uploads/${letter}?_state=x`,
  offset,
  minChunk: 0,
  maxChunk: 0,
  at,
});

function reopened(directory: string, change: (journal: UploadJournal) => void, now = NOW) {
  const journal = UploadJournal.open(directory, now);
  change(journal);
  journal.close();
  const again = UploadJournal.open(directory, now);
  again.close();
  return again;
}

describe("the journal of uploads", () => {
  test("finds what an earlier run has begun, and not what it has ended", () => {
    const directory = join(make(), "a", "b");
    const journal = reopened(directory, (first) => {
      first.save(record("a"));
      first.save(record("b"));
      first.save(record("a", 500));
      first.forget(key("b"));
      first.forget(key("c"));
    });
    expect(journal.find(key("a"))).toEqual(record("a", 500));
    expect(journal.find(key("b"))).toBeUndefined();
  });

  test("can be read by nobody else", () => {
    const directory = make();
    writeFileSync(join(directory, "uploads"), "", { mode: 0o644 });
    reopened(directory, (journal) => journal.save(record("a")));
    expect(statSync(join(directory, "uploads")).mode & 0o777).toBe(0o600);
  });

  test("is read as far as it goes when a kill has torn it, and goes on after that", () => {
    const directory = make();
    reopened(directory, (journal) => {
      journal.save(record("a"));
      journal.save(record("b"));
    });
    const path = join(directory, "uploads");
    truncateSync(path, statSync(path).size - 20);
    const journal = reopened(directory, (torn) => {
      expect(torn.find(key("b"))).toBeUndefined();
      torn.save(record("c"));
    });
    expect(journal.find(key("a"))).toEqual(record("a"));
    expect(journal.find(key("c"))).toEqual(record("c"));
  });

  test("is read as far as it is right when somebody has changed it", () => {
    const directory = make();
    reopened(directory, (journal) => {
      journal.save(record("a"));
      journal.save(record("b"));
    });
    const path = join(directory, "uploads");
    writeFileSync(path, readFileSync(path, "utf8").replace("uploads/a", "uploads/x"));
    appendFileSync(path, "nonsense\n");
    const journal = reopened(directory, () => undefined);
    expect(journal.find(key("a"))).toBeUndefined();
    expect(journal.find(key("b"))).toEqual(record("b"));
  });

  test("forgets what registries have forgotten", () => {
    const week = 7 * 24 * 60 * 60 * 1000;
    const directory = make();
    const journal = reopened(
      directory,
      (first) => {
        first.save(record("a", 0, NOW));
        first.save(record("b", 0, NOW + 10));
        first.save(record("c", 0, NOW + 3 * week));
      },
      NOW + week + 5,
    );
    expect(journal.find(key("a"))).toBeUndefined();
    expect(journal.find(key("b"))).toBeDefined();
    expect(journal.find(key("c"))).toBeUndefined();
  });

  test("is written anew when it is mostly outdated, and still private", () => {
    const directory = make();
    reopened(directory, (journal) => {
      for (let offset = 0; offset < 200; offset++) {
        journal.save(record("a", offset));
      }
    });
    const journal = reopened(directory, (again) => again.save(record("b")));
    expect(readFileSync(join(directory, "uploads"), "utf8").split("\n")).toHaveLength(3);
    expect(statSync(join(directory, "uploads")).mode & 0o777).toBe(0o600);
    expect(journal.find(key("a"))).toEqual(record("a", 199));
    expect(journal.find(key("b"))).toEqual(record("b"));
  });

  test("is never written through a link", () => {
    for (const link of [symlinkSync, linkSync]) {
      const directory = make();
      const target = join(make(), "precious");
      writeFileSync(target, "precious");
      link(target, join(directory, "uploads"));
      const journal = reopened(directory, (first) => first.save(record("a")));
      expect(journal.find(key("a"))).toEqual(record("a"));
      expect(readFileSync(target, "utf8")).toBe("precious");
    }
  });

  test("is refused where it cannot be", () => {
    const directory = make();
    mkdirSync(join(directory, "uploads"));
    expect(() => UploadJournal.open(directory, NOW)).toThrow(UserError);
    writeFileSync(join(directory, "file"), "");
    expect(() => UploadJournal.open(join(directory, "file"), NOW)).toThrow(UserError);
  });

  test("does without a place that is too long for a line", () => {
    const long = { ...record("a"), location: `https://registry.example.com/${"x".repeat(70_000)}` };
    expect(reopened(make(), (journal) => journal.save(long)).find(key("a"))).toBeUndefined();
  });
});

describe("a record of the journal", () => {
  test("is what was written", () => {
    const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        whole,
        whole,
        whole,
        (key, location, a, b, at) => {
          const written = {
            key,
            location,
            size: Math.max(a, b),
            offset: Math.min(a, b),
            minChunk: a,
            maxChunk: b,
            at,
          };
          expect(parseRecord(recordText(written))).toEqual(written);
        },
      ),
    );
  });

  test("is none when it is anything else", () => {
    const parts = [fc.string(), fc.nat(), fc.constant(null), fc.jsonValue()];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .record({
              upload: fc.oneof(...parts),
              size: fc.oneof(...parts),
              location: fc.oneof(...parts),
              offset: fc.oneof(...parts),
              at: fc.oneof(...parts),
            })
            .map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const parsed = parseRecord(text);
          if (typeof parsed === "object") {
            expect(parsed.offset).toBeLessThanOrEqual(parsed.size);
            expect(recordText(parsed)).toBe(recordText(parseRecord(recordText(parsed)) as UploadRecord));
          }
        },
      ),
    );
    expect(parseRecord(recordText({ ...record("a"), offset: 1001 }))).toBeUndefined();
    expect(parseRecord("null")).toBeUndefined();
  });
});
