import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { checkWorkflow } from "./support/check-workflow.ts";
import { listOf, mapping, parseMapping } from "./support/documents.ts";
import { workflowModel } from "./support/grammar.ts";
import { checkHouseRules, checkNeedsAll, pins } from "./support/house-rules.ts";

const WORKFLOWS = ".github/workflows";
const workflows = new Map(
  readdirSync(join(ROOT, WORKFLOWS)).map((name) => [name, readFileSync(join(ROOT, WORKFLOWS, name), "utf8")]),
);

describe.each([...workflows])("%s", (name, text) => {
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

test("one job stands for all of CI", () => {
  expect(checkNeedsAll(workflows.get("ci.yml") ?? "", "ci-ok")).toEqual([]);
});

test("CI runs every check that there is", () => {
  const check = readFileSync(join(ROOT, "scripts/check.mjs"), "utf8");
  const names = [...check.matchAll(/^ {2}"?([a-z-]+)"?: \["/gm)].map((match) => match[1]);
  const job = mapping(mapping(parseMapping(workflows.get("ci.yml") ?? "")["jobs"])["check"]);
  expect(mapping(mapping(job["strategy"])["matrix"])["check"]).toEqual(names);
});

test("what is pinned is used, and by a whole commit", () => {
  const all = [...workflows.values()].join("\n");
  for (const [action, { onServers, ...pin }] of Object.entries(pins)) {
    for (const { sha, version } of [pin, ...(onServers === undefined ? [] : [onServers])]) {
      expect(sha, action).toMatch(/^[0-9a-f]{40}$/);
      expect(version, action).toMatch(/^v\d+\.\d+\.\d+$/);
    }
    expect(all, action).toContain(`${action}`);
  }
  const shas = Object.values(pins).flatMap(({ sha, onServers }) => [
    sha,
    ...(onServers ? [onServers.sha] : []),
  ]);
  expect(new Set(shas).size).toBe(shas.length);
});

test("Dependabot looks after all kinds of what others make", () => {
  const file = parseMapping(readFileSync(join(ROOT, ".github/dependabot.yml"), "utf8"));
  expect(file["version"]).toBe(2);
  const updates = listOf(file["updates"]).map(mapping);
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(["github-actions", "npm", "docker"]);
  for (const update of updates) {
    expect(existsSync(join(ROOT, String(update["directory"])))).toBe(true);
    expect(mapping(update["schedule"])["interval"]).toBe("weekly");
  }
});
