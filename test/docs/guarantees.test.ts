import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";

const text = readFileSync(join(ROOT, "docs/guarantees.md"), "utf8");
const rows = [...text.matchAll(/^\| (P\d+) \| (.*) \| (.*) \| (.*) \|$/gm)].map(
  ([, name = "", promise = "", cases = "", tests = ""]) => ({
    name,
    promise,
    cases: [...cases.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one),
    tests: [...tests.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file = "", title = ""]) => ({ file, title })),
  }),
);

test("there are ten promises", () => {
  expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, index) => `P${index + 1}`));
});

describe.each(rows)("$name", ({ promise, cases, tests }) => {
  test("is a sentence, and has a test", () => {
    expect(promise).toMatch(/^[A-Z].*\.$/);
    expect(cases.length + tests.length).toBeGreaterThan(1);
    expect(tests.length).toBeGreaterThan(0);
  });

  test("names cases that there are", () => {
    const missing = cases.filter(
      (name) => !existsSync(join(ROOT, "test/conformance/cases", name, "case.json")),
    );
    expect(missing).toEqual([]);
  });

  test("names tests that there are, by their titles", () => {
    for (const { file, title } of tests) {
      expect(file).toMatch(/\.test\.ts$/);
      expect(readFileSync(join(ROOT, file), "utf8"), file).toContain(title);
    }
  });
});

test("every other file that the page names is there", () => {
  const named = [...text.matchAll(/`((?:test|packages|actions)\/[^`]+)`/g)].map(([, file = ""]) => file);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test("limits are told of promises that there are", () => {
  const limits = [...text.matchAll(/^\* \*\*(P\d+)\*\*/gm)].map(([, name]) => name);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(limits));
});
