import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { WORKFLOWS } from "./wiring/jobs.ts";
import { differences } from "./wiring/read.ts";

const FOLDER = join(ROOT, ".github/workflows");
const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");

test("every workflow is written down", () => {
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(WORKFLOWS).sort());
});

test.each(Object.keys(WORKFLOWS))("%s hangs together as it is written down", (name) => {
  expect(differences(name, read(name))).toEqual([]);
});

/** The text from a line on: changes are for one job. */
const from = (start: string, change: (text: string) => string) => (text: string) => {
  const at = text.indexOf(`\n${start}`);
  return at === -1 ? text : text.slice(0, at) + change(text.slice(at));
};
const put = (found: string | RegExp, other: string) => (text: string) => text.replace(found, () => other);
const inJob = (job: string, found: string | RegExp, other: string) => from(`  ${job}:`, put(found, other));

describe("what would do harm is noticed", () => {
  test.each<[string, string, (text: string) => string]>([
    [
      "publish-compose.yml",
      "attests whatever the proof says",
      inJob("attest", /needs\.verify\.result == 'success'/, "true"),
    ],
    [
      "publish-compose.yml",
      "attests after a proof that was cancelled",
      inJob(
        "attest",
        /if: >-\n.*\n.*\n/,
        "if: inputs.attest && !cancelled() && needs.verify.result != 'failure'\n",
      ),
    ],
    [
      "publish-compose.yml",
      "attests what is not proved",
      inJob("attest", "needs: [merge, verify]", "needs: [merge]"),
    ],
    ["publish-compose.yml", "stops the other builds", put("fail-fast: false", "fail-fast: true")],
    [
      "publish-compose.yml",
      "merges after a build that failed",
      inJob("merge", "    needs: push\n", "    needs: push\n    if: always()\n"),
    ],
    [
      "publish-compose.yml",
      "merges before the builds are there",
      inJob("merge", "    needs: push\n", "    needs: check\n"),
    ],
    ["publish-compose.yml", "pushes what nobody has looked at", inJob("push", "    needs: check\n", "")],
    ["publish-compose.yml", "proves nothing", inJob("verify", "if: inputs.verify", "if: false")],
    ["publish-compose.yml", "proves something else", inJob("verify", /compose: .*/, "compose: artifact:x")],
    ["publish-compose.yml", "attests something else", inJob("attest", "outputs.digest", "outputs.name")],
    [
      "publish-compose.yml",
      "does not look at the registries",
      inJob("check", / {8}if: .*/, "        if: false"),
    ],
    ["publish-compose.yml", "gives the password to any registry", inJob("merge", / {10}registry: .*\n/, "")],
    ["publish-compose.yml", "moves tags that must not move", inJob("merge", / {10}tag-policy: .*\n/, "")],
    ["publish-compose.yml", "runs elsewhere", inJob("merge", /runs-on: .*/, "runs-on: ubuntu-latest")],
    [
      "publish-compose.yml",
      "pushes with a permission for contents",
      inJob("push", "packages: write", "contents: write"),
    ],
    ["mirror-compose.yml", "takes any compose", inJob("mirror", / {10}expect-compose-id: .*\n/, "")],
    ["mirror-compose.yml", "prunes always", inJob("join", /prune: .*/, "prune: true")],
    [
      "mirror-compose.yml",
      "swaps include and exclude",
      inJob(
        "plan",
        /include: (.*)\n( +)exclude: (.*)/,
        `include: \${{ inputs.exclude }}\n          exclude: \${{ inputs.include }}`,
      ),
    ],
    ["mirror-compose.yml", "proves no parts", inJob("report", / {10}shard-reports: .*\n/, "")],
    ["mirror-compose.yml", "joins no parts", inJob("join", / {10}shard-reports: .*\n/, "")],
    ["mirror-compose.yml", "proves other kinds", inJob("verify", / {10}kinds: .*\n/, "")],
    ["mirror-compose.yml", "mirrors other kinds", inJob("mirror", / {10}kinds: .*\n/, "")],
    ["mirror-compose.yml", "reports nothing of parts that failed", inJob("report", / {4}if: .*\n/, "")],
    [
      "mirror-compose.yml",
      "keeps a token for a proof",
      inJob("verify", "permissions: {}", "permissions:\n      packages: write"),
    ],
    [
      "request-and-publish.yml",
      "publishes before the compose is there",
      inJob("publish", "    needs: request\n", ""),
    ],
    [
      "request-and-publish.yml",
      "attests whatever the proof says",
      inJob("attest", "if: inputs.attest", "if: always()"),
    ],
    [
      "request-and-publish.yml",
      "keeps the state where no other runner looks",
      put("state-file: ", "state-file: /tmp/"),
    ],
    [
      "request-and-publish.yml",
      "keeps the state of another run",
      put(/(key: .*)github\.run_id/, `key: \${{ github.ref`),
    ],
    [
      "publish-compose.yml",
      "tells another digest",
      put(`digest: \${{ steps.address.outputs.digest }}`, `digest: \${{ steps.address.outputs.name }}`),
    ],
    [
      "publish-compose.yml",
      "tells another reference",
      put("jobs.merge.outputs.reference", "jobs.merge.outputs.name"),
    ],
    ["mirror-compose.yml", "lets two runs begin in one output", put(/^concurrency:\n(?: .*\n)+/m, "")],
    [
      "mirror-compose.yml",
      "ends a run that is at work",
      put("cancel-in-progress: false", "cancel-in-progress: true"),
    ],
    [
      "mirror-compose.yml",
      "proves one part",
      put(`\${{ fromJSON(needs.join.outputs.plan) }}`, "{ shard: [1/1] }"),
    ],
    ["mirror-compose.yml", "begins all parts at once", put(/.*max-parallel: \$.*\n/, "")],
    [
      "release.yml",
      "publishes what is not attested",
      inJob("publish", "needs: [build, attest]", "needs: [build]"),
    ],
    ["release.yml", "releases what is not on main", put(/.*merge-base.*\n/, "")],
    ["release.yml", "releases what is not tested", put("run: npm test", "run: true")],
    ["release.yml", "releases another dist", put("run: npm run -s check", "run: true")],
    [
      "release.yml",
      "moves the major tag to this release always",
      put(/(\[0-9\]\+\$\/p" \|) sort --version-sort \|/, "$1"),
    ],
    ["release.yml", "builds with a permission to write", put("contents: read", "contents: write")],
    ["release.yml", "does not look whether it can be changed", put(".immutable", ".draft")],
    ["release.yml", "publishes other files than were attested", put(/.*--check --strict.*\n/, "")],
    ["ci.yml", "runs what strangers propose with our token", put("pull_request:", "pull_request_target:")],
    [
      "ci.yml",
      "lets tests fail",
      put("      - name: Test\n", "      - name: Test\n        continue-on-error: true\n"),
    ],
    ["ci.yml", "lets a job fail", put("    name: Demo\n", "    name: Demo\n    continue-on-error: true\n")],
    [
      "ci.yml",
      "hides that tests fail",
      put('npm test -- --shard="$PART"', 'npm test -- --shard="$PART" || true'),
    ],
    ["ci.yml", "skips tests", put("      - name: Test\n", "      - name: Test\n        if: false\n")],
    ["ci.yml", "is ok without its tests", put("needs: [check, test,", "needs: [check,")],
    ["ci.yml", "may write packages", put("contents: read", "packages: write")],
    ["codeql.yml", "may write packages", put("security-events: write", "packages: write")],
    ["nightly.yml", "runs something else", put(".ci/run", "true")],
    ["scorecard.yml", "runs for strangers", put("branch_protection_rule:", "pull_request_target:")],
  ])("%s %s", (name, _, change) => {
    const text = read(name);
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(differences(name, changed)).not.toEqual([]);
  });
});
