import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useScratch } from "../support/scratch.ts";
import {
  actionOf,
  jobOf,
  MAIN,
  type RepositoryFiles,
  repositoryOfOurs,
  useRepositories,
  workflowOf,
} from "./harness-repository.ts";

const scratch = useScratch();
const { run, folder } = useRepositories();

const TELL = `
import { appendFileSync } from "node:fs";
const { env } = process;
appendFileSync(env.GITHUB_OUTPUT, "seen<<E\\n" + JSON.stringify({
  plain: env.INPUT_PLAIN, given: env["INPUT_WITH-HYPHEN"], leg: env.INPUT_LEG, none: env.INPUT_NONE,
  token: env.INPUT_TOKEN?.startsWith("ghs_"), own: env.OWN,
}) + "\\nE\\n");
appendFileSync(env.GITHUB_STATE, "word=" + env.INPUT_PLAIN + "\\n");
process.exitCode = env.INPUT_PLAIN === "fail" ? 1 : 0;
`;

const INPUTS = `
inputs:
  plain: { description: d, default: usual }
  with-hyphen: { description: d, required: true }
  leg: { description: d, default: "\${{ strategy.job-index }}/\${{ matrix.n }}" }
  none: { description: d }
  token: { description: d, default: "\${{ github.token }}" }
outputs: { seen: { description: d } }`;

describe("actions", () => {
  const files: RepositoryFiles = {
    ...actionOf("tell", INPUTS, TELL),
    ...actionOf("late", `${INPUTS}`, TELL),
    "actions/late/action.yml": `name: late
description: d
inputs: { plain: { description: d }, with-hyphen: { description: d } }
runs: { using: node24, main: index.mjs, post: post.mjs, post-if: CONDITION }
`,
    "actions/late/post.mjs":
      'console.log("post", process.env.STATE_word, process.env.INPUT_PLAIN, process.env.GITHUB_JOB);',
  };
  const late = (condition: string) => ({
    ...files,
    "actions/late/action.yml": files["actions/late/action.yml"]?.replace("CONDITION", condition) ?? "",
  });

  test("get every input, given or by default, and hand on outputs", async () => {
    const jobs = jobOf(
      `
- id: tell
  uses: $/actions/tell
  env: { OWN: here }
  with: { with-hyphen: "\${{ matrix.n }} given" }
- { id: seen, run: 'echo "$SEEN"', env: { SEEN: "\${{ fromJSON(steps.tell.outputs.seen).given }}" } }
`,
      "  strategy: { matrix: { n: [5] } }\n",
    );
    const done = await run({ ...late("always()"), [MAIN]: workflowOf(jobs) });
    expect(JSON.parse(done.step("job (5)", "tell").outputs["seen"] ?? "")).toEqual({
      plain: "usual",
      given: "5 given",
      leg: "0/5",
      none: "",
      token: true,
      own: "here",
    });
    expect(done.step("job (5)", "seen").log).toBe("5 given");
  });

  test.each([
    ["always()", ["fail", "ok"]],
    ["success()", []],
    ["failure()", ["fail", "ok"]],
  ])("post runs at the end, the last first, when post-if (%s) says so", async (condition, words) => {
    const jobs = jobOf(`
- { id: one, uses: $/actions/late, with: { plain: ok, with-hyphen: x } }
- { id: two, uses: $/actions/late, with: { plain: fail, with-hyphen: x } }
- { id: three, uses: $/actions/late, with: { plain: never, with-hyphen: x } }
- { id: end, if: always(), run: "true" }
`);
    const done = await run({ ...late(condition), [MAIN]: workflowOf(jobs) });
    const posts = done.job("job").steps.slice(4);
    expect(posts.every(({ stage }) => stage === "post")).toBe(true);
    expect(posts.filter(({ outcome }) => outcome !== "skipped").map(({ log }) => log)).toEqual(
      words.map((word) => `post ${word} ${word} job`),
    );
  });

  test("./ is what was checked out; without a checkout it is not there", async () => {
    const checkout = folder();
    mkdirSync(join(checkout, "actions/tell"), { recursive: true });
    writeFileSync(join(checkout, "actions/tell/action.yml"), files["actions/tell/action.yml"] ?? "");
    writeFileSync(join(checkout, "actions/tell/index.mjs"), 'console.log("the checked out one");');
    const steps = (first: string) =>
      jobOf(`${first}\n- { id: tell, uses: ./actions/tell, with: { with-hyphen: x } }`);
    const workflow = (first: string) => ({ ...late("always()"), [MAIN]: workflowOf(steps(first)) });
    const with_ = await run(workflow("- uses: actions/checkout@v7"), { checkout });
    expect(with_.step("job", "tell").log).toBe("the checked out one");
    const without = await run(workflow("- run: 'true'"));
    expect(without.step("job", "tell").annotations[0]?.message).toContain("Was the code checked out?");
  });

  test("ours run from their built bundles", async () => {
    const jobs = jobOf(`
- id: step
  uses: $/actions/verify
  with: { compose: nowhere, report: "\${{ runner.temp }}/report.json" }
- id: root
  if: always()
  uses: $/
  with: { command: localize, compose: nowhere, output: out, retries: "3x" }
`);
    const repository = repositoryOfOurs(scratch, { [MAIN]: workflowOf(jobs) });
    const done = await run({}, { repository });
    expect(done.step("job", "step")).toMatchObject({ outcome: "failure", exitCode: 2 });
    expect(done.step("job", "step").annotations[0]).toMatchObject({ level: "error" });
    expect(done.step("job", "step").log).toContain("nowhere");
    expect(done.step("job", "root").log).toContain("retries");
  });
});
