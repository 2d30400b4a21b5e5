import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHost, runStep } from "@compose-actions/ci";
import { type Step, SUMMARY_LIMIT } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { step as localize } from "../../actions/localize/src/step.ts";
import { step as merge } from "../../actions/merge-metadata/src/step.ts";
import { step as push } from "../../actions/push-oci/src/step.ts";
import { step as record } from "../../actions/record-artifacts/src/step.ts";
import { step as request } from "../../actions/request-compose/src/step.ts";
import { step as upgrade } from "../../actions/upgrade-metadata/src/step.ts";
import { step as verify } from "../../actions/verify/src/step.ts";
import { useScratch } from "../support/scratch.ts";
import {
  localizeResult,
  mergeResult,
  pushResult,
  recordResult,
  requestResult,
  upgradeResult,
  verifyResult,
} from "./big-results.ts";

/** GitHub drops a summary that is larger, as a whole. */
const GITHUB_LIMIT = 1024 * 1024;
/** Milliseconds that showing such a result may take, on a machine that does other things as well. */
const LONGEST = 30_000;
const scratch = useScratch();

/** What a step that ends with a result leaves on GitHub. */
async function show(step: unknown, result: unknown, inputs: Readonly<Record<string, string>>) {
  const folder = scratch.folder();
  const [summary, output] = [join(folder, "summary.md"), join(folder, "output")];
  for (const file of [summary, output]) writeFileSync(file, "");
  const log: string[] = [];
  const sink = { write: (text: string) => log.push(text) > 0 };
  const env = { GITHUB_ACTIONS: "true", GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
  const host = await createHost("github", { env, cwd: folder, stdout: sink, stderr: sink });
  const code = await runStep(
    { ...(step as Step), run: async () => result },
    { host, cwd: folder, rawInputs: inputs, signal: new AbortController().signal },
  );
  return { code, log: log.join(""), summary: readFileSync(summary, "utf8") };
}

const STEPS = [
  ["localize", localize, localizeResult, { compose: "a", output: "b" }, 1],
  ["verify", verify, verifyResult, { compose: "a" }, 1],
  ["push-oci", push, pushResult, { compose: "a", output: "b", repository: "registry.example.com/c" }, 1],
  ["upgrade-metadata", upgrade, upgradeResult, { compose: "a", output: "b" }, 0],
  ["merge-metadata", merge, mergeResult, { compose: "a", output: "b" }, 1],
] as const;

/** What can be wrong with record-artifacts is refused before. */
const GOOD: readonly (readonly [
  string,
  unknown,
  (isGood: boolean) => unknown,
  Readonly<Record<string, string>>,
  number,
])[] = [
  ...STEPS,
  ["record-artifacts", record, recordResult, { variant: "Server", arch: "x86_64", output: "b" }, 0],
];

describe("200,000 artifacts", () => {
  test.each(STEPS)(
    "of which nothing is good: %s says how many there are and where the rest is",
    async (_, step, resultOf, inputs, expected) => {
      const { code, log, summary } = await show(step, resultOf(false), inputs);
      expect(code, log).toBe(expected);
      const bytes = Buffer.byteLength(summary);
      expect(bytes).toBeLessThanOrEqual(SUMMARY_LIMIT);
      expect(bytes).toBeLessThan(GITHUB_LIMIT);
      expect(summary.slice(0, 16_384)).toContain("200,000");
      expect(summary).toMatch(/more.*the report|the report \(input `report`\) has the rest/);
      // Sections that were opened are closed, also when the text was cut.
      expect(summary.match(/<\/details>/g)?.length).toBe(summary.match(/<details>/g)?.length);
    },
    LONGEST,
  );

  test.each(GOOD)(
    "that are all good: %s says how many there are",
    async (_, step, resultOf, inputs) => {
      const { code, log, summary } = await show(step, resultOf(true), inputs);
      expect(code, log).toBe(0);
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT);
      expect(summary.slice(0, 16_384)).toContain("200,000");
    },
    LONGEST,
  );
});

test.each([
  [true, 0],
  [false, 1],
])(
  "1,000 composes with names that take room, good (%s): request-compose shows the first and counts the rest",
  async (isGood, expected) => {
    const inputs = { service: "osbuild-composer", server: "https://composer.example.com", request: "{}" };
    const { code, log, summary } = await show(request, requestResult(isGood), inputs);
    expect(code, log.slice(-2000)).toBe(expected);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(summary).toContain("and 900 more");
    expect(summary.includes("The report says why of 980 more.")).toBe(!isGood);
    expect(summary.match(/<\/details>/g)?.length).toBe(summary.match(/<details>/g)?.length);
  },
  LONGEST,
);
