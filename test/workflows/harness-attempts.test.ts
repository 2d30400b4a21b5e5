import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useRepositories } from "./harness-repository.ts";

const { runJobs, folder } = useRepositories();

describe("cancelling", () => {
  test("ends what runs; what says always() still runs, and is not ended", async () => {
    const meeting = folder();
    const stop = new AbortController();
    const running = runJobs(
      `
long:
  runs-on: x
  steps:
    - run: |
        touch "$MEETING/running"
        sleep 50
usual:
  needs: long
  runs-on: x
  steps: [{ run: "true" }]
tidy:
  needs: long
  if: always()
  runs-on: x
  steps: [{ run: sleep 0.3 }]
`,
      { env: { MEETING: meeting }, signal: stop.signal },
    );
    while (!existsSync(join(meeting, "running"))) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    const done = await running;
    expect(done.job("long").result).toBe("cancelled");
    expect(done.job("usual").result).toBe("cancelled");
    expect(done.job("tidy").result, done.explain()).toBe("success");
    expect(done.result).toBe("cancelled");
  });

  test("a job that takes too long is cancelled", async () => {
    const done = await runJobs(`
long:
  timeout-minutes: 0.005
  runs-on: x
  steps: [{ run: sleep 50 }]
`);
    expect(done.job("long").result).toBe("cancelled");
    expect(done.job("long").annotations[0]?.message).toContain("timeout-minutes");
  });
});

describe("a next attempt", () => {
  test("runs the failed legs again and what needs them, and nothing else", async () => {
    const meeting = folder();
    const jobs = `
leg:
  strategy: { fail-fast: false, matrix: { n: [1, 2] } }
  runs-on: x
  outputs: { said: "\${{ steps.say.outputs.said }}" }
  steps:
    - id: say
      env: { N: "\${{ matrix.n }}" }
      run: |
        echo "$N.$GITHUB_RUN_ATTEMPT" >>"$MEETING/ran"
        echo "said=$N.$GITHUB_RUN_ATTEMPT" >>"$GITHUB_OUTPUT"
        test -e "$MEETING/well" -o "$N" = 1
join:
  needs: leg
  runs-on: x
  steps: [{ id: said, run: 'echo "$SAID"', env: { SAID: "\${{ needs.leg.outputs.said }}" } }]
apart:
  runs-on: x
  steps: [{ run: 'echo "apart.$GITHUB_RUN_ATTEMPT" >>"$MEETING/ran"' }]
`;
    const first = await runJobs(jobs, { env: { MEETING: meeting }, parallel: 1 });
    expect(first.result).toBe("failure");
    expect(first.job("join").result).toBe("skipped");
    appendFileSync(join(meeting, "well"), "");
    const second = await first.rerunFailed();
    expect(second.result, second.explain()).toBe("success");
    expect(second.job("leg (1)").attempt).toBe(1);
    expect(second.job("leg (2)").attempt).toBe(2);
    expect(second.step("join", "said").log).toBe("2.2");
    expect(readFileSync(join(meeting, "ran"), "utf8").trim().split("\n").sort()).toEqual([
      "1.1",
      "2.1",
      "2.2",
      "apart.1",
    ]);
    const third = await second.rerun(["leg (1)"]);
    expect(third.jobs.map(({ path, attempt }) => `${path}: ${attempt}`).sort()).toEqual([
      "apart: 1",
      "join: 3",
      "leg (1): 3",
      "leg (2): 2",
    ]);
    await expect(third.rerun(["leg (9)"])).rejects.toThrow("no leg leg (9)");
  });
});
