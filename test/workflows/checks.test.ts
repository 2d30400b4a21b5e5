import { describe, expect, test } from "vitest";
import { checkSteps, checkWorkflow } from "./support/check-workflow.ts";
import { references } from "./support/expressions.ts";
import { checkHouseRules, checkNeedsAll } from "./support/house-rules.ts";

const GOOD = `on: push
permissions: {}
jobs:
  plan:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read # checks the code out
    outputs:
      matrix: \${{ steps.upgrade.outputs.files }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - id: upgrade
        uses: $/actions/upgrade-metadata
        with:
          compose: compose
          output: metadata
  work:
    needs: plan
    strategy:
      matrix:
        arch: [x86_64]
    if: needs.plan.outputs.matrix != ''
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {}
    steps:
      - uses: compose-actions/compose-actions@v0
        with:
          command: verify
          compose: \${{ needs.plan.outputs.matrix }}
          arches: \${{ matrix.arch }}
      - id: script
        run: echo "name=$VALUE" >>"$GITHUB_OUTPUT"
        env:
          VALUE: \${{ github.ref_name }}
      - run: echo "$NAME"
        env:
          NAME: \${{ steps.script.outputs.name }}
`;

const CALL = `on: push
permissions:
  packages: write
  id-token: write
  attestations: write
jobs:
  publish:
    uses: compose-actions/compose-actions/.github/workflows/publish-compose.yml@v0
    with:
      builds: '[{"artifact": "server"}]'
    secrets:
      registry-password: \${{ secrets.PASSWORD }}
  after:
    needs: publish
    runs-on: ubuntu-latest
    steps:
      - run: echo "$DIGEST"
        env:
          DIGEST: \${{ needs.publish.outputs.digest }}
`;

describe("a workflow", () => {
  test("that is right has no problems", () => {
    expect(checkWorkflow(GOOD, "good")).toEqual([]);
    expect(checkWorkflow(CALL, "call")).toEqual([]);
    expect(checkHouseRules(GOOD, "good")).toEqual([]);
  });

  test.each([
    ["runs-on: ubuntu-latest", "runs-in: ubuntu-latest", /Unexpected value 'runs-in'/],
    ["on: push", "on: push:", /nested|mapping/i],
    ["          output: metadata", "          outputs: metadata", /there is no input outputs/],
    ["          output: metadata\n", "", /input output is required/],
    ["$/actions/upgrade-metadata", "$/actions/upgrade", /there is no action \$\/actions\/upgrade$/],
    ["$/actions/upgrade-metadata", "$/actions/upgrade-metadata@v0", /there is no action|takes no version/],
    ["command: verify", "command: prove", /there is no action/],
    ["arches:", "url-map:", /there is no input url-map/],
    ["steps.upgrade.outputs.files", "steps.upgrade.outputs.file", /upgrade has no output file$/],
    ["steps.upgrade.outputs.files", "steps.update.outputs.files", /there is no update here/],
    ["steps.upgrade.outputs.files", "steps.upgrade.output.files", /there is no output$/],
    ["needs.plan.outputs.matrix }}", "needs.plan.outputs.plan }}", /plan has no output plan/],
    ["needs.plan.outputs.matrix !=", "needs.plans.outputs.matrix !=", /jobs\.work\.if: .*no plans here/],
    ["needs: plan", "needs: plans", /there is no job plans/],
    ["matrix.arch", "matrix.arches", /there is no arches/],
    ["github.ref_name", "inputs.name", /there is no name/],
    ["github.ref_name", "github.ref_name ||", /VALUE: .*: github\.ref_name \|\|$/m],
    ["steps.script.outputs.name", "steps.script.outputs.names", /script has no output names/],
    ["$VALUE", `\${{ github.ref_name }}`, /an expression in a script/],
  ])("with %j as %j has one", (good, bad, problem) => {
    expect(GOOD).toContain(good);
    const problems = checkWorkflow(
      GOOD.replace(good, () => bad),
      "bad",
    );
    expect(problems.join("\n")).toMatch(problem);
  });

  test("reads no step after it", () => {
    const text = `on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$X"
        env:
          X: \${{ steps.later.outputs.x }}
      - id: later
        run: echo x=1 >>"$GITHUB_OUTPUT"
`;
    expect(checkWorkflow(text, "order")).toEqual([expect.stringContaining("there is no later here")]);
  });
});

describe("a call of a workflow", () => {
  test.each([
    ["      builds:", "      build:", /there is no input build\n.*input builds is required/],
    ["publish-compose.yml", "publish.yml", /there is no workflow/],
    ["      registry-password:", "      password:", /there is no secret password/],
    ["outputs.digest", "outputs.digests", /publish has no output digests/],
    ["  packages: write\n", "", /needs the permission packages: write/],
    ["  packages: write\n", "  packages: read\n", /needs the permission packages: write/],
  ])("with %j as %j has a problem", (good, bad, problem) => {
    expect(CALL).toContain(good);
    expect(checkWorkflow(CALL.replace(good, bad), "bad").join("\n")).toMatch(problem);
  });
});

describe("steps by themselves", () => {
  const steps = `- id: localize
  uses: compose-actions/compose-actions/actions/localize@v0
  with:
    compose: https://composes.example.com/
    output: \${{ matrix.output }}
- run: ls "$TREE"
  env:
    TREE: \${{ steps.localize.outputs.compose-dir }}
`;

  test("are checked as far as they go", () => {
    expect(checkSteps(steps, "steps")).toEqual([]);
    expect(checkSteps(steps.replace(/^/gm, "      "), "indented")).toEqual([]);
    expect(checkSteps(steps.replace("compose-dir", "dir"), "steps")).toEqual([
      expect.stringContaining("localize has no output dir"),
    ]);
    expect(checkSteps(steps.replace("output:", "into:"), "steps")).toHaveLength(2);
    expect(checkSteps(steps.replace("- run:", "- ran:"), "steps")).not.toEqual([]);
    expect(checkSteps("a: 1", "steps")).toEqual(["steps: no list of steps"]);
  });
});

describe("the rules of the house", () => {
  const pin = "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";

  test.each([
    ["permissions: {}\njobs", "jobs", /not \{\}/],
    ["permissions: {}\njobs", "permissions: read-all\njobs", /not \{\}/],
    ["    permissions: {}\n", "", /jobs\.work: no permissions/],
    ["    timeout-minutes: 5\n", "", /jobs\.plan: no timeout-minutes/],
    [" # checks the code out", "", /no reason beside "contents: read"/],
    ["persist-credentials: false", "persist-credentials: true", /keeps the token/],
    [pin, "v7.0.1", /the table says/],
    [pin, pin.replace("3", "4"), /the table says/],
    [pin, pin.replace("7", "8"), /the table says/],
    [" # v7.0.1", "", /the table says/],
    [`actions/checkout@${pin}`, "actions/stale@v10", /is not in scripts\/pinned-actions\.json/],
  ])("%j as %j breaks one", (good, bad, problem) => {
    expect(GOOD).toContain(good);
    expect(checkHouseRules(GOOD.replace(good, bad), "bad").join("\n")).toMatch(problem);
  });

  test("what can be given to a reusable workflow is described and used, and its steps are its own", () => {
    const text = `on:
  workflow_call:
    inputs:
      used: { type: string, description: Used. }
      unused: { type: string, description: Not used. }
      bare: { type: string }
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {}
    steps:
      - uses: ./actions/verify
        with:
          compose: \${{ inputs.used }}
          root: \${{ inputs.bare }}
`;
    expect(checkHouseRules(text, "call")).toEqual([
      "call: inputs.bare has no description",
      "call: inputs.unused is not used",
      "call: one.steps[0].uses: ./actions/verify: of its own commit, $/…",
    ]);
  });

  test("one job needs all the others", () => {
    const ok = "  ok:\n    needs: [plan, work]\n    if: always()\n    runs-on: x\n    steps: []\n";
    expect(checkNeedsAll(GOOD + ok, "ok")).toEqual([]);
    expect(checkNeedsAll(GOOD + ok.replace(", work", ""), "ok")).toEqual(["ok does not need work"]);
    expect(checkNeedsAll(GOOD + ok.replace("    if: always()\n", ""), "ok")).toHaveLength(1);
  });
});

test("expressions are read for what they name", () => {
  const read = (text: string) => references(text).map((reference) => reference.join("."));
  expect(read("needs.a.outputs['x-y'] && format('{0}', steps.b.outputs.c) || !inputs.d")).toEqual([
    "needs.a.outputs.x-y",
    "steps.b.outputs.c",
    "inputs.d",
  ]);
  expect(read("fromJSON(inputs.list)[matrix.index].name")).toEqual(["inputs.list", "matrix.index"]);
  expect(read("steps[inputs.id].outputs")).toEqual(["steps.*.outputs", "inputs.id"]);
  expect(() => references("needs.")).toThrow();
});
