import { describe, expect, test } from "vitest";
import { jobOf, MAIN, useRepositories, workflowOf } from "./harness-repository.ts";

const { run, runJobs } = useRepositories();

describe("scripts", () => {
  test("see the variables of workflow, job and step, the nearest first, and of the runner", async () => {
    const jobs = jobOf(
      `
- id: look
  env: { C: step, D: "\${{ env.A }}+\${{ env.B }}" }
  run: |
    echo "$A $B $C $D"
    echo "$CI $GITHUB_ACTIONS $GITHUB_JOB $GITHUB_RUN_ATTEMPT $RUNNER_OS $GITHUB_REPOSITORY"
    test "$PWD" = "$GITHUB_WORKSPACE" && test -d "$RUNNER_TEMP" && test -d "$RUNNER_TOOL_CACHE"
    test -z "$GITHUB_TOKEN" && test -z "$ACTIONS_RUNTIME_TOKEN"
`,
      "  env: { B: job, C: job }\n",
    );
    const done = await run({
      [MAIN]: workflowOf(jobs, "on: workflow_call\nenv: { A: flow, B: flow, C: flow }"),
    });
    expect(done.result, done.explain()).toBe("success");
    expect(done.step("job", "look").log).toBe(
      "flow job step flow+job\ntrue true job 1 Linux example/compose-actions",
    );
  });

  test("shells: bash -e, with pipefail only when bash is named; sh", async () => {
    const done = await runJobs(
      jobOf(`
- { id: usual, continue-on-error: true, run: "false | true" }
- { id: named, continue-on-error: true, shell: bash, run: "false | true" }
- { id: stops, continue-on-error: true, run: "false\\ntrue" }
- { id: sh, shell: sh, run: 'echo "$0"' }
`),
    );
    const outcomes = done.job("job").steps.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["success", "failure", "failure", "success"]);
    expect(done.result).toBe("success");
  });

  test("defaults: the step's word, else the job's, else the workflow's", async () => {
    const jobs = jobOf(
      `
- { run: mkdir -p flow job step, working-directory: . }
- { id: job, run: basename "$PWD" }
- { id: step, run: basename "$PWD", working-directory: "\${{ inputs.where }}" }
- { id: pipe, run: "false | true", continue-on-error: true }
`,
      "  defaults: { run: { working-directory: job } }\n",
    );
    const head = `on: { workflow_call: { inputs: { where: { type: string, default: step } } } }
defaults: { run: { shell: bash, working-directory: flow } }`;
    const done = await run({ [MAIN]: workflowOf(jobs, head) });
    expect(done.step("job", "job").log).toBe("job");
    expect(done.step("job", "step").log).toBe("step");
    expect(done.step("job", "pipe").outcome).toBe("failure");
  });

  test("hand on outputs, variables and paths, with both forms of lines", async () => {
    const done = await runJobs(
      jobOf(`
- id: one
  run: |
    echo "plain=a=b<<c" >>"$GITHUB_OUTPUT"
    printf 'many<<EOF\\nfirst\\n\\nthird=3\\nEOF\\n' >>"$GITHUB_OUTPUT"
    echo "LATER=yes" >>"$GITHUB_ENV"
    mkdir bin
    printf '#!/bin/sh\\necho tool\\n' >bin/own-tool
    chmod +x bin/own-tool
    echo "$PWD/bin" >>"$GITHUB_PATH"
    test -z "$LATER"
- id: two
  if: env.LATER == 'yes'
  run: |
    own-tool
    echo "$LATER $PLAIN"
    echo "$MANY"
  env: { PLAIN: "\${{ steps.one.outputs.plain }}", MANY: "\${{ steps.one.outputs.many }}" }
- { id: bad, continue-on-error: true, run: 'echo word >>"$GITHUB_OUTPUT"' }
- { id: open, continue-on-error: true, run: 'echo "a<<END" >>"$GITHUB_OUTPUT"' }
- { id: node, continue-on-error: true, run: 'echo "NODE_OPTIONS=-r x" >>"$GITHUB_ENV"' }
- { id: old, continue-on-error: true, run: 'echo "::set-output name=a::b"' }
`),
    );
    expect(done.step("job", "two").log).toBe("tool\nyes a=b<<c\nfirst\n\nthird=3");
    for (const label of ["bad", "open", "node", "old"])
      expect(done.step("job", label).outcome).toBe("failure");
  });

  test("a step that takes too long fails", async () => {
    const done = await runJobs(jobOf("- { id: long, timeout-minutes: 0.005, run: sleep 50 }"));
    expect(done.step("job", "long")).toMatchObject({
      outcome: "failure",
      annotations: [{ message: "The step took longer than timeout-minutes." }],
    });
    expect(done.result).toBe("failure");
  });
});

describe("conditions of steps", () => {
  test("outcome, conclusion, and what the functions say of the job so far", async () => {
    const done = await runJobs(
      jobOf(`
- { id: soft, run: exit 1, continue-on-error: true }
- { id: told, if: "steps.soft.outcome == 'failure' && steps.soft.conclusion == 'success'", run: "true" }
- { id: hard, run: exit 1 }
- { id: usual, run: "true" }
- { id: failed, if: failure() && job.status == 'failure', run: "true" }
- { id: other, if: "!cancelled() && steps.usual.conclusion == 'skipped'", run: "true" }
- { id: always, if: "\${{ always() }}", run: "true" }
- { id: success, if: success(), run: "true" }
`),
    );
    const outcomes = Object.fromEntries(done.job("job").steps.map(({ label, outcome }) => [label, outcome]));
    expect(outcomes).toEqual({
      soft: "failure",
      told: "success",
      hard: "failure",
      usual: "skipped",
      failed: "success",
      other: "success",
      always: "success",
      success: "skipped",
    });
  });

  test("functions of values", async () => {
    const done = await runJobs(
      jobOf(`
- run: |
    mkdir -p a/b
    echo 1 >a/b/one.txt
    echo 2 >a/two.txt
- id: all
  env:
    HASH: "\${{ hashFiles('a/**/*.txt') }}"
    NONE: "[\${{ hashFiles('none') }}]"
    JSON: "\${{ toJSON(fromJSON('{\\"a\\": [1, true, null]}')) }}"
    JOIN: "\${{ join(fromJSON('[\\"a\\", \\"b\\"]'), '+') }}"
    FORMAT: "\${{ format('{0}-{1}', github.run_id, runner.os) }}"
    STAR: "\${{ join(github.event.commits.*.id, ' ') }}"
    VAR: "\${{ vars.SITE }}"
  run: |
    echo "\${#HASH} $NONE $(echo "$JSON" | tr -d ' \\n') $JOIN $FORMAT $STAR $VAR"
`),
      { payload: { commits: [{ id: "x" }, { id: "y" }] }, vars: { SITE: "here" }, runId: "77" },
    );
    expect(done.step("job", "all").log).toBe('64 [] {"a":[1,true,null]} a+b 77-Linux x y here');
  });
});

describe("what a step says", () => {
  test("annotations, masks and summaries; outputs that hold a secret stay in the job", async () => {
    const jobs = jobOf(
      `
- id: say
  env: { PASSWORD: "\${{ secrets.password }}" }
  run: |
    echo "::warning file=a.yml,line=3,title=Look%2C here::one%0Atwo"
    echo "::error::no $PASSWORD"
    echo "::add-mask::made-up-secret"
    echo "made-up-secret and $PASSWORD"
    echo "::stop-commands::pause"
    echo "::error::only text"
    echo "::pause::"
    echo "::notice::over"
    echo "# Done with $PASSWORD" >>"$GITHUB_STEP_SUMMARY"
    echo "open=seen" >>"$GITHUB_OUTPUT"
    echo "shut=x-made-up-secret" >>"$GITHUB_OUTPUT"
    echo "oci://registry.example/a@sha256:00" >>"$GITHUB_ARTIFACTS"
- { id: big, run: 'head -c 1100000 /dev/zero >>"$GITHUB_STEP_SUMMARY"' }
- { id: list, run: 'cat "$GITHUB_ARTIFACTS_LIST"' }
`,
      `  outputs: { open: "\${{ steps.say.outputs.open }}", shut: "\${{ steps.say.outputs.shut }}" }\n`,
    );
    const head = "on: { workflow_call: { secrets: { password: { required: true } } } }";
    const done = await run({ [MAIN]: workflowOf(jobs, head) }, { secrets: { password: "hunter2" } });
    const { annotations, log, summary } = done.step("job", "say");
    expect(annotations).toEqual([
      {
        level: "warning",
        message: "one\ntwo",
        properties: { file: "a.yml", line: "3", title: "Look, here" },
      },
      { level: "error", message: "no ***", properties: {} },
      { level: "notice", message: "over", properties: {} },
    ]);
    expect(log).toContain("*** and ***");
    expect(log).not.toMatch(/hunter2|made-up-secret|add-mask/);
    expect(summary).toBe("# Done with ***\n");
    expect(done.step("job", "big")).toMatchObject({ outcome: "success", summary: "" });
    expect(done.step("job", "big").annotations[0]?.message).toContain("is lost");
    expect(done.step("job", "list").log).toBe("oci://registry.example/a@sha256:00");
    expect(done.job("job").outputs).toEqual({ open: "seen" });
    expect(done.job("job").annotations[0]?.message).toContain("Skip output 'shut'");
  });
});
