import { expect, test } from "vitest";
import { failureSummary } from "../src/failure-summary.ts";

const failure = (message: string, ...details: string[]) =>
  ({ status: "failed", exitCode: 1, message, details }) as const;

test("a detail that the message gives in full is not told twice", () => {
  expect(failureSummary("Step", failure("images.json: payload: wrong", "payload: wrong"))).toBe(
    "## Step: failed\n\n**images.json: payload: wrong**",
  );
});

test.each([
  [["other"], "- `other`"],
  [["payload: wrong", "other"], "- `payload: wrong`\n- `other`"],
])("details %j are told", (details, text) => {
  expect(failureSummary("Step", failure("images.json: payload: wrong", ...details))).toContain(`\n\n${text}`);
});
