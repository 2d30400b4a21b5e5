import { describe, expect, test } from "vitest";
import { forServers, reusableWorkflows } from "../../scripts/ghes-workflows.mjs";
import { checkWorkflow } from "./support/check-workflow.ts";
import { listOf, mapping, parseMapping, strings } from "./support/documents.ts";
import { workflowModel } from "./support/grammar.ts";
import { pins } from "./support/house-rules.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const release = { repository: "compose-actions/compose-actions", sha, version: "v1.2.3" };

/** Jobs that hand nothing on, and take nothing that was. */
const ALONE = new Set(["publish-compose.yml check"]);

test("there are reusable workflows, and nothing else is taken for one", () => {
  expect([...reusableWorkflows().keys()].sort()).toEqual([
    "mirror-compose.yml",
    "publish-compose.yml",
    "request-and-publish.yml",
  ]);
});

describe.each([...reusableWorkflows()])("%s for servers", (name, original) => {
  const text = forServers(original, release);
  const file = parseMapping(text);
  const all = [...strings(file, "")];
  const jobs = Object.entries(mapping(file["jobs"])).map(([id, job]) => [id, mapping(job)] as const);

  test("is a workflow, and gives what is asked for", async () => {
    expect(await workflowModel(text, name)).toEqual([]);
    expect(checkWorkflow(text, name)).toEqual([]);
  });

  test("takes every step from one commit", () => {
    const own = all.filter(([place, value]) => place.endsWith(".uses") && value.includes("compose-actions/"));
    const before = original.match(/uses: \$\/actions\//g) ?? [];
    expect(own).toHaveLength(before.length);
    for (const [, uses] of own)
      expect(uses).toMatch(new RegExp(`^compose-actions/compose-actions/actions/[a-z-]+@${sha}$`));
    expect(text).not.toContain("$/");
    expect(text.match(new RegExp(`@${sha} # v1\\.2\\.3$`, "gm"))).toHaveLength(own.length);
  });

  test("asks for nothing that servers do not have", () => {
    expect(text).not.toMatch(/actions\/attest|attestations?:|id-token|inputs\.attest/);
    for (const [, { onServers, sha: pinned }] of Object.entries(pins)) {
      if (onServers !== undefined) expect(text).not.toContain(pinned);
    }
  });

  test("sends nothing to ghcr.io by itself: the token of a run is the server's", () => {
    expect(text).not.toContain("ghcr.io");
    const inputs = mapping(mapping(mapping(file["on"])["workflow_call"])["inputs"]);
    for (const input of ["repository", "publish-metadata"].filter((one) => one in inputs)) {
      expect(mapping(inputs[input])).toMatchObject({ required: true });
      expect(mapping(inputs[input])).not.toHaveProperty("default");
    }
  });

  test("carries what is handed on from job to job, and begins with nothing else", () => {
    for (const [id, job] of jobs) {
      const steps = listOf(job["steps"]).map(mapping);
      if (ALONE.has(`${name} ${id}`)) {
        expect(JSON.stringify(steps)).not.toMatch(/-artifact"|artifact:|-artifact@/);
        continue;
      }
      const takes = listOf(job["needs"]).some((need) => !ALONE.has(`${name} ${need}`));
      const uses = steps.map((step) => String(step["uses"] ?? step["run"]).replace(/@.*/s, ""));
      expect(uses[0]).toBe("rm -rf compose-actions-artifacts");
      expect(steps[1]?.["continue-on-error"]).toBe(takes ? true : undefined);
      if (takes) expect(uses[1]).toBe("actions/download-artifact");
      expect(uses.at(-1)).toBe("actions/upload-artifact");
      expect(steps.at(-1)?.["if"]).toBe("always()");
    }
  });

  test("is otherwise the same", () => {
    const [before, after] = [parseMapping(original), file].map((workflow) => {
      const given = mapping(mapping(workflow["on"])["workflow_call"]);
      return {
        inputs: Object.keys(mapping(given["inputs"])),
        secrets: Object.keys(mapping(given["secrets"])),
      };
    });
    expect(after?.inputs).toEqual(before?.inputs.filter((input) => input !== "attest"));
    expect(after?.secrets).toEqual(before?.secrets);
  });
});
