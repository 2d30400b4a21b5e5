import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { bumped, trackedTexts, versionIn } from "../../scripts/bump-version.mjs";
import { ROOT } from "../support/dist.ts";

const versions = { from: VERSION, to: "97.98.99", date: "2030-01-02" };
const tracked = trackedTexts();
const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");

describe("another version", () => {
  test("leaves the old one nowhere", () => {
    // Of its past the changelog keeps all versions, and the lock those of other projects.
    const left = tracked
      .filter((path) => path !== "CHANGELOG.md" && path !== "package-lock.json")
      .filter((path) => versionIn(VERSION).test(bumped(path, textOf(path), versions)));
    expect(left, "tests are to take VERSION, or a version of their own").toEqual([]);
  });

  test("is that of every package, and what they ask of each other", () => {
    const manifests = tracked.filter((path) => /^((packages|actions)\/[^/]+\/)?package\.json$/.test(path));
    expect(manifests.length).toBeGreaterThan(2);
    expect(tracked).toContain("package-lock.json");
    const lock = JSON.parse(bumped("package-lock.json", textOf("package-lock.json"), versions));
    expect(lock.version).toBe(versions.to);
    for (const path of manifests) {
      const manifest = JSON.parse(bumped(path, textOf(path), versions));
      const locked = lock.packages[path.replace(/\/?package\.json$/, "")];
      for (const one of [manifest, locked]) {
        const asked = Object.entries({ ...one.dependencies, ...one.devDependencies });
        const own = asked
          .filter(([name]) => name.startsWith("@compose-actions/"))
          .map(([, version]) => version);
        expect(new Set([one.version, ...own]), path).toEqual(new Set([versions.to]));
      }
    }
    const others = (text: string) =>
      Object.entries(JSON.parse(text).packages).filter(([path]) => path.includes("node_modules/"));
    expect(others(JSON.stringify(lock))).toEqual(others(textOf("package-lock.json")));
  });

  test("changes no file that has none, byte for byte", () => {
    for (const path of ["package.json", "package-lock.json", "packages/ci/package.json"])
      expect(bumped(path, textOf(path), { ...versions, to: VERSION })).toBe(textOf(path));
  });

  test.each([
    ["docs/gitlab.md", "verify@1.2.0 v1.2.0 (1.2.0).", "verify@1.3.0 v1.3.0 (1.3.0)."],
    ["docs/gitlab.md", "11.2.0 1.2.0.4 1.2.01 .1.2.0", "11.2.0 1.2.0.4 1.2.01 .1.2.0"],
    ["docs/container.md", "compose-actions-1.2.0.tar.gz", "compose-actions-1.3.0.tar.gz"],
    ["test/x.test.ts", "1.2.0", "1.2.0"],
    [
      "CHANGELOG.md",
      "## Unreleased\n\n## 1.2.0 (2029-01-01)",
      "## 1.3.0 (2030-01-02)\n\n## 1.2.0 (2029-01-01)",
    ],
  ])("%s: %j", (path, text, expected) => {
    expect(bumped(path, text, { ...versions, from: "1.2.0", to: "1.3.0" })).toBe(expected);
  });
});

test("examples name the version that this is", () => {
  const named = tracked
    .filter((path) => /^(README\.md|docs\/.*\.md|actions\/[^/]+\/README\.md)$/.test(path))
    .flatMap((path) => [...textOf(path).matchAll(/^\s*- component: \S+@(\S+)$|^\s*ref: v(\d\S*)$/gm)])
    .map(([, component, ref]) => component ?? ref);
  expect(new Set(named)).toEqual(new Set([VERSION]));
});
