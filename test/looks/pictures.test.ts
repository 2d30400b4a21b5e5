import { hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { readJson } from "../support/files.ts";

const PICTURES = join(ROOT, "docs/pictures");
const SNAPSHOTS = join(ROOT, "test/looks/snapshots");
const sources = readJson(join(PICTURES, "sources.json"));

test("there are pictures of every step", () => {
  expect(Object.keys(sources)).toEqual(readdirSync(join(ROOT, "actions")).sort());
});

test.each(Object.keys(sources))(
  "the pictures of %s show what its summary is now (npm run pictures)",
  (step) => {
    const { snapshot, sha256 } = sources[step];
    expect(hash("sha256", readFileSync(join(SNAPSHOTS, step, snapshot)))).toBe(sha256);
    for (const theme of ["light", "dark"]) {
      expect(existsSync(join(PICTURES, `${step}-${theme}.png`)), theme).toBe(true);
    }
  },
);
