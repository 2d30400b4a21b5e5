import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { checkWorkflow } from "./support/check-workflow.ts";
import { workflowModel } from "./support/grammar.ts";
import { checkHouseRules } from "./support/house-rules.ts";

const WORKFLOWS = ".github/workflows";

describe.each(readdirSync(join(ROOT, WORKFLOWS)))("%s", (name) => {
  const text = readFileSync(join(ROOT, WORKFLOWS, name), "utf8");

  test("is what GitHub's own parser takes for a workflow", async () => {
    expect(await workflowModel(text, name)).toEqual([]);
  });

  test("gives what is asked for, and names what is there", () => {
    expect(checkWorkflow(text, name)).toEqual([]);
  });

  test("keeps to the rules of the house", () => {
    expect(checkHouseRules(text, name)).toEqual([]);
  });
});
