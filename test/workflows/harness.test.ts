import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAIN, useRepositories, workflowOf } from "./harness-repository.ts";

const { run, runJobs, folder } = useRepositories();

/** Appends a word to a file that all jobs of a test see. */
const TRACE = 'run: \'echo "$WORD" >>"$TRACE"\'';

function trace(): { env: Record<string, string>; read: () => string[] } {
  const file = join(folder(), "trace");
  writeFileSync(file, "");
  return { env: { TRACE: file }, read: () => readFileSync(file, "utf8").trim().split("\n") };
}

describe("the order of jobs", () => {
  test("a job starts when those that it needs are over; outputs reach it", async () => {
    const { env, read } = trace();
    const done = await runJobs(
      `
last:
  needs: [one, two]
  runs-on: x
  steps:
    - ${TRACE}
      env: { WORD: "last of \${{ needs.one.outputs.word }} \${{ needs.two.result }}" }
one:
  runs-on: x
  outputs: { word: "\${{ steps.say.outputs.word }}" }
  steps:
    - id: say
      run: echo "word=first" >>"$GITHUB_OUTPUT"
    - ${TRACE}
      env: { WORD: "\${{ steps.say.outputs.word }}" }
two:
  needs: one
  runs-on: x
  steps:
    - ${TRACE}
      env: { WORD: two }
`,
      { env },
    );
    expect(done.result, done.explain()).toBe("success");
    expect(read()).toEqual(["first", "two", "last of first success"]);
  });

  test.each([
    [1, false],
    [2, true],
  ])("independent jobs run %i at a time", async (parallel, together) => {
    // Each waits for the other, but not for ever.
    const meet = (own: string, other: string) => `
${own}:
  runs-on: x
  steps:
    - run: |
        touch "$MEETING/${own}"
        for _ in $(seq 40); do
          if [ -e "$MEETING/${other}" ]; then exit 0; fi
          sleep 0.05
        done
        rm "$MEETING/${own}"
        exit 1
`;
    const done = await runJobs(meet("one", "two") + meet("two", "one"), {
      parallel,
      env: { MEETING: folder() },
    });
    expect(done.jobs.every(({ result }) => result === "success")).toBe(together);
  });
});

describe("conditions of jobs", () => {
  const JOBS = `
bad:
  runs-on: x
  steps: [{ run: exit 3 }]
usual:
  needs: bad
  runs-on: x
  steps: [{ run: "true" }]
after-usual:
  needs: usual
  if: failure()
  runs-on: x
  steps: [{ run: "true" }]
always:
  needs: [bad, usual]
  if: always() && needs.usual.result == 'skipped'
  runs-on: x
  steps: [{ run: "true" }]
after-always:
  needs: always
  runs-on: x
  steps: [{ run: "true" }]
never:
  if: inputs.wanted
  runs-on: x
  steps: [{ run: "true" }]
named:
  needs: [always, bad]
  if: success('always') && failure('bad') && !cancelled()
  runs-on: x
  steps: [{ run: "true" }]
`;

  test("without a word a job wants the success of all before it, however far", async () => {
    const head = "on: { workflow_call: { inputs: { wanted: { type: boolean } } } }";
    const done = await run({ [MAIN]: workflowOf(JOBS, head) });
    const results = Object.fromEntries(done.jobs.map(({ path, result }) => [path, result]));
    expect(results).toEqual({
      bad: "failure",
      usual: "skipped",
      "after-usual": "success",
      always: "success",
      "after-always": "skipped",
      never: "skipped",
      named: "success",
    });
    expect(done.result).toBe("failure");
    expect(done.step("bad", "step 1").exitCode).toBe(3);
    expect(done.explain()).toContain("bad: failure");
  });

  test("continue-on-error: the failure of the job is none for others", async () => {
    const done = await runJobs(`
bad:
  runs-on: x
  continue-on-error: true
  steps: [{ run: exit 1 }]
after:
  needs: bad
  runs-on: x
  steps: [{ run: 'test "$RESULT" = success', env: { RESULT: "\${{ needs.bad.result }}" } }]
`);
    expect(done.job("bad").result).toBe("failure");
    expect(done.result, done.explain()).toBe("success");
  });

  test("a condition that cannot be evaluated fails its job", async () => {
    const head = "on: { workflow_call: { inputs: { json: { type: string } } } }";
    const jobs = "one:\n  if: fromJSON(inputs.json)\n  runs-on: x\n  steps: [{ run: 'true' }]";
    const done = await run({ [MAIN]: workflowOf(jobs, head) }, { inputs: { json: "{" } });
    expect(done.job("one")).toMatchObject({ result: "failure", steps: [] });
    expect(done.job("one").annotations[0]?.message).toMatch(/JSON/);
  });
});

describe("a matrix", () => {
  test("comes from fromJSON, gives each leg its values and tells it its place", async () => {
    const done = await runJobs(`
plan:
  runs-on: x
  outputs: { legs: "\${{ steps.plan.outputs.legs }}" }
  steps:
    - id: plan
      run: |
        {
          echo "legs<<END"
          echo '{"include": [{"shard": "1/2", "bytes": 7},'
          echo '  {"shard": "2/2", "bytes": 9}]}'
          echo END
        } >>"$GITHUB_OUTPUT"
leg:
  needs: plan
  strategy:
    matrix: "\${{ fromJSON(needs.plan.outputs.legs) }}"
  name: Part \${{ matrix.shard }}
  runs-on: ["self-hosted", "\${{ matrix.shard }}"]
  outputs:
    place: "\${{ strategy.job-index }} of \${{ strategy.job-total }}"
    bytes: "\${{ matrix.bytes }}"
  steps: [{ run: "true" }]
`);
    expect(done.result, done.explain()).toBe("success");
    expect(done.job("leg (1/2, 7)")).toMatchObject({
      name: "Part 1/2",
      runsOn: ["self-hosted", "1/2"],
      matrix: { shard: "1/2", bytes: 7 },
      outputs: { place: "0 of 2", bytes: "7" },
    });
    expect(done.job("leg (2/2, 9)").outputs).toEqual({ place: "1 of 2", bytes: "9" });
  });

  test("a failure cancels the other legs, those that run and those that wait", async () => {
    const done = await runJobs(
      `
leg:
  strategy: { matrix: { n: [1, 2, 3] } }
  runs-on: x
  steps:
    - if: matrix.n == 1
      run: |
        while [ ! -e "$MEETING/running" ]; do sleep 0.02; done
        exit 1
    - if: matrix.n == 2
      id: long
      run: |
        touch "$MEETING/running"
        sleep 50
    - id: clean
      if: cancelled()
      run: touch "$MEETING/cleaned"
    - id: usual
      run: touch "$MEETING/not"
`,
      { env: { MEETING: folder() }, parallel: 2 },
    );
    expect(done.job("leg (1)").result).toBe("failure");
    expect(done.job("leg (2)").result).toBe("cancelled");
    expect(done.job("leg (3)")).toMatchObject({ result: "cancelled", steps: [] });
    expect(done.step("leg (2)", "long").outcome).toBe("cancelled");
    expect(done.step("leg (2)", "clean").outcome).toBe("success");
    expect(done.step("leg (2)", "usual").outcome).toBe("skipped");
    expect(done.result).toBe("failure");
  });

  test.each([
    ["max-parallel: 0", "max-parallel is a whole number above 0"],
    ["max-parallel: 1.5", "max-parallel is a whole number above 0"],
  ])("%s is refused", async (most, message) => {
    const done = await runJobs(`
one:
  runs-on: x
  strategy: { ${most}, matrix: { n: [1] } }
  steps: [{ run: "true" }]
`);
    expect(done.job("one").result).toBe("failure");
    expect(done.job("one").annotations[0]?.message).toContain(message);
  });

  test.each(["[]", "null", '""', '["x", ""]'])("a job on no runner is refused: %s", async (runner) => {
    const done = await runJobs(
      `
one:
  runs-on: \${{ fromJSON(inputs.runner) }}
  steps: [{ run: "true" }]
`,
      { inputs: { runner } },
      "on: { workflow_call: { inputs: { runner: { type: string } } } }",
    );
    expect(done.job("one").result).toBe("failure");
    expect(done.job("one").annotations[0]?.message).toBe("runs-on names no runner");
  });

  test("fail-fast: false lets the others go on, max-parallel holds them back", async () => {
    const { env, read } = trace();
    const done = await runJobs(
      `
leg:
  strategy: { fail-fast: false, max-parallel: 1, matrix: { n: [1, 2, 3] } }
  runs-on: x
  steps:
    - run: |
        echo "start" >>"$TRACE"
        sleep 0.1
        echo "end" >>"$TRACE"
        test "$N" != 1
      env: { N: "\${{ matrix.n }}" }
`,
      { env, parallel: 3 },
    );
    expect(done.jobs.map(({ result }) => result)).toEqual(["failure", "success", "success"]);
    expect(read()).toEqual(["start", "end", "start", "end", "start", "end"]);
  });

  test("without legs it fails its job", async () => {
    const done = await runJobs(`
leg:
  strategy: { matrix: "\${{ fromJSON('{\\"include\\": []}') }}" }
  runs-on: x
  steps: [{ run: "true" }]
`);
    expect(done.job("leg")).toMatchObject({
      result: "failure",
      annotations: [{ message: "the matrix has no legs" }],
    });
  });
});
