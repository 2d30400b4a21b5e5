import { expect, test } from "vitest";
import type { Failure } from "../src/failure.ts";
import { jobSummary } from "../src/job-summary.ts";

const presentation = { outputs: {}, report: {}, lines: [], summary: "## Mirrored\n\nTwo files.\n" };
const failure: Failure = { status: "failed", exitCode: 1, message: "1 file failed", details: [] };
const common = { title: "Mirror", report: undefined, cwd: "/srv/job" };

test("what went well is the step's own", () => {
  expect(jobSummary({ ...common, presentation, failure: undefined })).toBe("## Mirrored\n\nTwo files.");
});

test("findings come below the step's own heading", () => {
  const found = { ...presentation, failure: failure.message };
  expect(jobSummary({ ...common, presentation: found, failure })).toBe(
    "## Mirrored\n\n**1 file failed**\n\nTwo files.",
  );
});

test("what befell it afterwards has a heading of its own", () => {
  expect(jobSummary({ ...common, presentation, failure })).toBe(
    "## Mirror: failed\n\n**1 file failed**\n\n## Mirrored\n\nTwo files.",
  );
});

test("without a result there is only the failure", () => {
  expect(jobSummary({ ...common, presentation: undefined, failure })).toBe(
    "## Mirror: failed\n\n**1 file failed**",
  );
});

test.each([
  ["/srv/job/out/report.json", "out/report.json"],
  ["/elsewhere/report.json", "/elsewhere/report.json"],
])("the report at %s is named %s", (report, name) => {
  expect(jobSummary({ ...common, presentation, failure: undefined, report })).toContain(
    `\n\nEverything is in the report, \`${name}\`.`,
  );
});
