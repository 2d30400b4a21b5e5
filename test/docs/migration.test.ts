import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadStep, steps } from "@compose-actions/cli";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";

const text = readFileSync(join(ROOT, "docs/migration.md"), "utf8");
/** Heading → the step that its table is about. */
const STEPS = {
  "What all commands read": "upgrade-metadata",
  upgrade: "upgrade-metadata",
  downgrade: "upgrade-metadata",
  localize: "localize",
  verify: "verify",
};
/** What the facts have of productmd's options, by command. */
const OPTIONS = {
  upgrade: ["--output", "--base-url", "--url-map", "--compute-checksums", "--strict-checksums"],
  downgrade: ["--output"],
  localize: [
    "--output",
    "--parallel-downloads",
    "--no-verify-checksums",
    "--skip-existing",
    "--retries",
    "--no-fail-fast",
    "--netrc-file",
    "--http-username",
  ],
  verify: ["--quick", "--report"],
};

const sections = new Map(
  text.split(/^## /m).map((section) => [section.split("\n", 1)[0] ?? "", section] as const),
);
const rows = (heading: string) =>
  [...(sections.get(heading) ?? "").matchAll(/^\| (.*) \|$/gm)]
    .map(([, row = ""]) => row.split(" | "))
    .filter(([first]) => first !== "productmd" && !first?.startsWith("---"));

describe.each(Object.entries(STEPS))("under %j", (heading, name) => {
  test("every row names inputs that there are", async () => {
    const step = await loadStep(steps, name);
    expect(rows(heading).length).toBeGreaterThan(0);
    for (const [, ours = ""] of rows(heading)) {
      const [, input = ""] = /^`([a-z-]+)`$/.exec(ours) ?? [];
      expect(Object.keys(step?.inputs ?? {})).toContain(input);
    }
  });
});

test.each(Object.entries(OPTIONS))("every option of productmd's %s has a row", (heading, options) => {
  const named = rows(heading).flatMap(([theirs = ""]) =>
    [...theirs.matchAll(/--[a-z-]+/g)].map(([option]) => option),
  );
  expect(named).toEqual(expect.arrayContaining(options));
  expect(options).toEqual(expect.arrayContaining(named));
});

test("defaults are those of the steps", async () => {
  const { inputs } = (await loadStep(steps, "localize")) ?? {};
  expect(inputs?.["parallel-downloads"]?.default).toBe(16);
  expect(inputs?.["retries"]?.default).toBe(5);
  expect(inputs?.["skip-existing"]?.default).toBe(true);
  expect(inputs?.["fail-fast"]?.default).toBe(false);
  const verify = await loadStep(steps, "verify");
  expect(verify?.inputs["unlisted"]?.default).toBe("warn");
});
