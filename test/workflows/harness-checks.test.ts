import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masked, readPairs } from "./harness/commands.ts";
import { expandMatrix, labelOf } from "./harness/matrix.ts";
import { actionOf, MAIN, useRepositories, workflowOf } from "./harness-repository.ts";

const { run } = useRepositories();

const HEAD = `on:
  workflow_call:
    inputs: { word: { type: string } }
    secrets: { password: { required: false } }
    outputs: { out: { value: "\${{ jobs.one.outputs.out }}" } }`;
const ACTION = actionOf(
  "tell",
  "inputs: { needed: { description: d, required: true }, other: { description: d } }\noutputs: { said: { description: d } }",
  "",
);
const JOB = (rest: string) =>
  `one:\n  runs-on: x\n  outputs: { out: "\${{ steps.first.outputs.out }}" }\n  steps:\n    - { id: first, run: "true" }\n${rest}`;
const STEP = (rest: string) => JOB(`    - ${rest}\n`);

/** Problems, without anything having run. */
async function problemsOf(jobs: string, head = HEAD): Promise<string> {
  try {
    await run({ ...ACTION, [MAIN]: workflowOf(jobs, head) });
    return "";
  } catch (error) {
    expect(error).toMatchObject({ name: "WorkflowError" });
    return String(error);
  }
}

describe("what is wrong with a workflow is said before anything runs", () => {
  test("nothing, when nothing is", async () => {
    const rest = `    - { id: tell, uses: $/actions/tell, with: { needed: x }, if: "steps.first.outcome && inputs.word" }
    - { run: "true", env: { A: "\${{ steps.tell.outputs.said }}", B: "\${{ secrets.PASSWORD }}" } }
two:
  needs: one
  if: needs.one.outputs.out == 'x'
  runs-on: x
  steps: [{ run: "true" }]`;
    expect(await problemsOf(JOB(rest))).toBe("");
  });

  test.each<[string, string, RegExp]>([
    ["the grammar", "one:\n  runs-on: x\n  stepz: []", /stepz/],
    [
      "a need that is not there",
      `${STEP("{ run: a }")}two:\n  needs: none\n  runs-on: x\n  steps: [{ run: a }]`,
      /none/,
    ],
    [
      "needs in a circle",
      "three:\n  runs-on: x\n  steps: [{ run: a }]\none:\n  needs: two\n  runs-on: x\n  steps: [{ run: a }]\ntwo:\n  needs: one\n  runs-on: x\n  steps: [{ run: a }]",
      /needs|cycle|circular/i,
    ],
    ["a context that is not there", STEP(`{ run: a, env: { A: "\${{ secret.a }}" } }`), /secret/],
    ["secrets in a condition", STEP("{ run: a, if: secrets.password }"), /secrets/],
    ["an expression in a script", STEP(`{ id: bad, run: "echo \${{ inputs.word }}" }`), /bad: \$\{\{ in run/],
    [
      "an unknown input of an action",
      STEP("{ uses: $/actions/tell, with: { needed: x, othr: y } }"),
      /no input 'othr'/,
    ],
    ["a missing input of an action", STEP("{ uses: $/actions/tell }"), /'needed' is required/],
    ["an action that is not there", STEP("{ uses: $/actions/none }"), /actions\/none: no action.yml/],
    ["$/ with a version", STEP("{ uses: $/actions/tell@v1, with: { needed: x } }"), /takes no @|@/],
    [
      "the action of a stranger",
      STEP("{ uses: docker/login-action@v3 }"),
      /docker\/login-action@v3: this action is not emulated/,
    ],
    ["another's workflow", "one:\n  uses: a/b/.github/workflows/c.yml@v1", /workflow/],
    ["an action without a version", STEP("{ uses: actions/checkout }"), /version|ref/i],
    ["another shell", STEP("{ run: a, shell: pwsh }"), /shell pwsh is not emulated/],
    [
      "containers",
      "one:\n  runs-on: x\n  container: debian\n  steps: [{ run: a }]",
      /container is not emulated/,
    ],
    [
      "an input of nobody",
      STEP(`{ run: a, env: { A: "\${{ inputs.wrod }}" } }`),
      /inputs\.wrod: there is no such input/,
    ],
    [
      "a secret of nobody",
      STEP(`{ run: a, env: { A: "\${{ secrets.pin }}" } }`),
      /secrets\.pin: there is no such secret/,
    ],
    [
      "a later step",
      JOB("    - { id: a, run: a, if: steps.b.outcome }\n    - { id: b, run: b }"),
      /steps\.b\.outcome: no step before/,
    ],
    [
      "a word that steps do not have",
      STEP('{ run: a, if: "!steps.first.output.x" }'),
      /a step has no output/,
    ],
    [
      "an output of nobody",
      JOB(
        "    - { id: t, uses: $/actions/tell, with: { needed: x } }\n    - { run: a, if: steps.t.outputs.sad }",
      ),
      /the action has no such output/,
    ],
    [
      "a job that is not needed",
      `${STEP("{ run: a }")}two:\n  if: needs.one.result == 'x'\n  runs-on: x\n  steps: [{ run: a }]`,
      /needs\.one\.result: the job is not among needs/,
    ],
    [
      "an output that a job does not have",
      `${STEP("{ run: a }")}two:\n  needs: one\n  if: needs['one'].outputs.in == 'x'\n  runs-on: x\n  steps: [{ run: a }]`,
      /needs\.one\.outputs\.in: the job has no such output/,
    ],
  ])("%s", async (_, jobs, message) => {
    expect(await problemsOf(jobs)).toMatch(message);
  });

  test("an output of the workflow that no job has", async () => {
    expect(await problemsOf(JOB(""), HEAD.replace("outputs.out }}", "outputs.no }}"))).toMatch(
      /jobs\.one\.outputs\.no/,
    );
  });

  test("several at once", async () => {
    const problems = await problemsOf(JOB("    - { uses: $/actions/none }\n    - { uses: $/actions/tell }"));
    expect(problems).toMatch(/actions\/none/);
    expect(problems).toMatch(/'needed' is required/);
  });

  test("calls: inputs and secrets that do not fit, and workflows that call themselves", async () => {
    const call = (rest: string) =>
      run({
        ".github/workflows/inner.yml": workflowOf(
          "one:\n  runs-on: x\n  steps: [{ run: a }]",
          "on: { workflow_call: { inputs: { a: { type: string, required: true } }, secrets: { s: { required: true } } } }",
        ),
        [MAIN]: workflowOf(`call:\n  uses: ./.github/workflows/inner.yml\n${rest}`, "on: push"),
      });
    await expect(call("  secrets: { s: x }")).rejects.toThrow("Input a is required");
    await expect(call("  with: { a: x }")).rejects.toThrow("Secret s is required");
    await expect(call("  with: { a: x, b: y }\n  secrets: { s: x }")).rejects.toThrow("b is not defined");
    await expect(call("  with: { a: x }\n  secrets: { s: x, t: x }")).rejects.toThrow("t is not defined");
    await expect(run({ [MAIN]: workflowOf(`one:\n  uses: ./${MAIN}`) })).rejects.toThrow("calls itself");
  });
});

describe("a matrix", () => {
  test("GitHub's own example", () => {
    const matrix = {
      fruit: ["apple", "pear"],
      animal: ["cat", "dog"],
      include: [
        { color: "green" },
        { color: "pink", animal: "cat" },
        { fruit: "apple", shape: "circle" },
        { fruit: "banana" },
        { fruit: "banana", animal: "cat" },
      ],
    };
    expect(expandMatrix(matrix)).toEqual([
      { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
      { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
      { fruit: "pear", animal: "cat", color: "pink" },
      { fruit: "pear", animal: "dog", color: "green" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
  });

  test("exclude takes away what has all its values", () => {
    const matrix = { os: ["a", "b"], n: [1, 2], exclude: [{ os: "a" }, { os: "b", n: 2 }] };
    expect(expandMatrix(matrix)).toEqual([{ os: "b", n: 1 }]);
  });

  test("limits and labels", () => {
    expect(() => expandMatrix({ a: [] })).toThrow("a has no values");
    expect(() => expandMatrix({ a: "x" })).toThrow("a is not a list");
    expect(() => expandMatrix({ a: Array.from({ length: 257 }, (_, n) => n) })).toThrow("257 legs");
    expect(labelOf({ build: { artifact: "a", rpms: ["*.rpm", 2] }, ok: true })).toBe("(a, *.rpm, 2, true)");
  });
});

describe("files of commands", () => {
  const name = fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/).filter((one) => one !== "__proto__");

  test("what is written in either form is read again", () => {
    const value = fc.string().map((text) => text.replaceAll("\r", ""));
    fc.assert(
      fc.property(fc.dictionary(name, value), (pairs) => {
        const written = Object.entries(pairs).map(([key, text]) =>
          text.includes("\n") ? `${key}<<~END~\n${text}\n~END~\n` : `${key}=${text}\n`,
        );
        expect(readPairs(written.join(""))).toEqual({ ...pairs });
      }),
    );
  });

  test("secrets are hidden, the longest first", () => {
    expect(masked("abc and abcdef", ["abc", "", "abcdef"])).toBe("*** and ***");
  });
});
