import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeTextAtomically } from "../src/atomic-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atomic-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("missing directories are made, and nothing else is left", async () => {
  await writeTextAtomically(join(folder, "a/b/report.json"), "one");
  await writeTextAtomically(join(folder, "a/b/report.json"), "two");
  expect(readFileSync(join(folder, "a/b/report.json"), "utf8")).toBe("two");
  expect(readdirSync(join(folder, "a/b"))).toEqual(["report.json"]);
});

test("a file where a directory must be is an error", async () => {
  writeFileSync(join(folder, "a"), "");
  await expect(writeTextAtomically(join(folder, "a/b/report.json"), "x")).rejects.toMatchObject({
    code: "ENOTDIR",
  });
  await expect(writeTextAtomically(join(folder, "a/report.json"), "x")).rejects.toMatchObject({
    code: "ENOTDIR",
  });
});

test.skipIf(!existsSync("/proc/self"))(
  "a place that can have no directories is an error, and soon",
  async () => {
    await expect(writeTextAtomically("/proc/none/such/report.json", "x")).rejects.toMatchObject({
      code: "ENOENT",
    });
  },
);
