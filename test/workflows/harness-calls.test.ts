import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAIN, useRepositories, workflowOf } from "./harness-repository.ts";

const { run, folder } = useRepositories();
const INNER = ".github/workflows/inner.yml";

const INNER_HEAD = `on:
  workflow_call:
    inputs:
      word: { type: string, required: true }
      flag: { type: boolean }
      count: { type: number, default: 3 }
      place: { type: string, default: "at \${{ github.repository }}" }
    secrets:
      password: { required: true }
      other: { required: false }
    outputs:
      said: { value: "\${{ jobs.say.outputs.said }}" }
      how: { value: "\${{ jobs.say.result }}" }
permissions: {}`;

const INNER_JOBS = `
say:
  runs-on: x
  permissions: { contents: read }
  outputs: { said: "\${{ steps.say.outputs.said }}" }
  steps:
    - id: say
      env:
        ALL: "\${{ inputs.word }},\${{ inputs.flag }},\${{ inputs.count }},\${{ inputs.place }}"
        SECRETS: "\${{ secrets.password != '' }},\${{ secrets.other == '' }},\${{ secrets.GITHUB_TOKEN == github.token }}"
        CALLER: "\${{ github.workflow }},\${{ github.event_name }}"
      run: |
        echo "$CALLER $SECRETS"
        echo "said=$ALL" >>"$GITHUB_OUTPUT"
`;

describe("called workflows", () => {
  const inner = { [INNER]: workflowOf(INNER_JOBS, INNER_HEAD) };

  test.each(["./", "$/"])("get inputs and secrets, and hand on outputs (%s)", async (place) => {
    const jobs = `
call:
  strategy: { matrix: { n: [1, 2] } }
  uses: ${place}${INNER}
  permissions: { contents: read }
  with: { word: "w\${{ matrix.n }}", flag: true }
  secrets: { password: "\${{ secrets.password }}" }
after:
  needs: call
  runs-on: x
  steps: [{ id: said, run: 'echo "$SAID"', env: { SAID: "\${{ needs.call.outputs.said }} \${{ needs.call.outputs.how }}" } }]
`;
    const head = "name: The caller\non: { workflow_dispatch: { } }";
    const done = await run(
      { ...inner, [MAIN]: workflowOf(jobs, head) },
      { secrets: { password: "hunter2" }, parallel: 1 },
    );
    expect(done.result, done.explain()).toBe("success");
    expect(done.job("call (1) / say").outputs).toEqual({ said: "w1,true,3,at example/compose-actions" });
    expect(done.step("call (2) / say", "say").log).toBe("The caller,workflow_dispatch true,true,true");
    expect(done.step("after", "said").log).toBe("w2,true,3,at example/compose-actions success");
  });

  test("secrets: inherit", async () => {
    const jobs = `call:\n  uses: ./${INNER}\n  with: { word: x }\n  secrets: inherit`;
    const done = await run(
      { ...inner, [MAIN]: workflowOf(jobs, "on: push") },
      { secrets: { password: "hunter2", other: "more" } },
    );
    expect(done.step("call / say", "say").log).toContain("true,false,true");
  });

  test.each(["pass-word", "1password", "GITHUB_TOKEN_2", ""])(
    "a repository has no secret %j, to be inherited or not",
    async (name) => {
      const one = `one:\n  runs-on: x\n  steps: [{ run: "true" }]`;
      const files = { [MAIN]: workflowOf(one, "on: push") };
      await expect(run(files, { secrets: { [name]: "x" } })).rejects.toThrow("no repository has a secret");
    },
  );

  test("run by themselves as if someone called them", async () => {
    const done = await run(inner, { workflow: INNER, inputs: { word: "x" }, secrets: { password: "p4ss" } });
    expect(done.outputs).toEqual({ said: "x,false,3,at example/compose-actions", how: "success" });
  });

  test.each<[string, object, RegExp]>([
    ["a missing input", { secrets: { password: "x" } }, /input word is required/],
    ["an unknown input", { inputs: { word: "x", wrod: "x" }, secrets: { password: "x" } }, /no input wrod/],
    [
      "another type",
      { inputs: { word: "x", flag: "true" }, secrets: { password: "x" } },
      /flag is a boolean, not "true"/,
    ],
    ["a missing secret", { inputs: { word: "x" } }, /secret password is required/],
    ["an unknown secret", { inputs: { word: "x" }, secrets: { password: "x", pin: "y" } }, /no secret pin/],
  ])("refuse %s", async (_, options, message) => {
    await expect(run(inner, { workflow: INNER, ...options })).rejects.toThrow(message);
  });

  test("an expression of another type fails the job that calls", async () => {
    const jobs = `
call:
  uses: ./${INNER}
  with: { word: x, flag: "\${{ fromJSON('\\"yes\\"') }}" }
  secrets: { password: x }
`;
    const done = await run({ ...inner, [MAIN]: workflowOf(jobs, "on: push") });
    expect(done.job("call").annotations[0]?.message).toContain("flag is a boolean");
    expect(done.result).toBe("failure");
  });

  test("inputs of workflow_dispatch have types and choices", async () => {
    const head =
      "on: { workflow_dispatch: { inputs: { to: { type: choice, options: [a, b], default: b } } } }";
    const jobs = `one:\n  runs-on: x\n  steps: [{ id: to, run: 'echo $TO', env: { TO: '\${{ inputs.to }}' } }]`;
    const files = { [MAIN]: workflowOf(jobs, head) };
    expect((await run(files)).step("one", "to").log).toBe("b");
    await expect(run(files, { inputs: { to: "c" } })).rejects.toThrow("one of a, b, not c");
  });

  test("a next attempt reaches into them", async () => {
    const meeting = folder();
    const jobs = `
bad:
  runs-on: x
  steps: [{ run: 'test -e "$MEETING/well"' }]
good:
  runs-on: x
  steps: [{ run: "true" }]
`;
    const files = {
      [INNER]: workflowOf(jobs),
      [MAIN]: workflowOf(
        `call:\n  uses: $/${INNER}\nafter:\n  needs: call\n  runs-on: x\n  steps: [{ run: "true" }]`,
        "on: push",
      ),
    };
    const first = await run(files, { env: { MEETING: meeting } });
    expect(first.job("after").result).toBe("skipped");
    writeFileSync(join(meeting, "well"), "");
    const second = await first.rerunFailed();
    expect(second.result, second.explain()).toBe("success");
    expect(second.jobs.map(({ path, attempt }) => `${path} ${attempt}`).sort()).toEqual([
      "after 2",
      "call / bad 2",
      "call / good 1",
    ]);
    expect((await second.rerun(["call"])).job("call / good").attempt).toBe(3);
  });
});

describe("permissions", () => {
  const job = (permissions: string) => `one:\n  runs-on: x\n${permissions}  steps: [{ run: "true" }]`;

  test.each<[string, string, string, object]>([
    [
      "the job's",
      "on: push\npermissions: { contents: write }",
      "  permissions: { packages: write, issues: none }\n",
      { packages: "write" },
    ],
    ["the workflow's", "on: push\npermissions: { contents: write }", "", { contents: "write" }],
    ["none", "on: push\npermissions: {}", "", {}],
    ["GitHub's own", "on: push", "", { contents: "read", packages: "read" }],
  ])("of a job are %s", async (_, head, permissions, expected) => {
    const done = await run({ [MAIN]: workflowOf(job(permissions), head) });
    expect(done.job("one").permissions).toEqual(expected);
  });

  test("a called workflow has what its caller gives, and asks for no more", async () => {
    const call = (given: string, asked: string) =>
      run({
        [INNER]: workflowOf(job(asked), "on: workflow_call"),
        [MAIN]: workflowOf(
          `call:\n  uses: ./${INNER}\n${given}`,
          "on: push\npermissions: { contents: read }",
        ),
      });
    expect((await call("", "")).job("call / one").permissions).toEqual({ contents: "read" });
    const given = "  permissions: { packages: write }\n";
    expect((await call(given, "  permissions: { packages: read }\n")).job("call / one").permissions).toEqual({
      packages: "read",
    });
    await expect(call("", "  permissions: { packages: write, contents: read }\n")).rejects.toThrow(
      `${INNER}: the job 'one' is requesting 'packages: write', but is only allowed 'packages: none'`,
    );
    await expect(call(given, "  permissions: write-all\n")).rejects.toThrow("contents: write");
  });

  test("tokens of identity only for those who may ask for them", async () => {
    const ask = (permissions: string) =>
      run(
        {
          [MAIN]: workflowOf(
            `one:\n  runs-on: x\n${permissions}  steps: [{ id: ask, run: 'echo "[$ID_URL]"' }]`,
            "on: push",
          ),
        },
        { idToken: { ID_URL: "http://127.0.0.1:1" } },
      );
    expect((await ask("")).step("one", "ask").log).toBe("[]");
    const may = await ask("  permissions: { id-token: write }\n");
    expect(may.step("one", "ask").log).toBe("[http://127.0.0.1:1]");
  });
});
