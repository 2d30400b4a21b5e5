/** What a job of ours is allowed, and when it runs. What is not said here it must not have. */
export interface JobWiring {
  readonly needs?: readonly string[];
  readonly if?: string;
  /** Permissions of level write. */
  readonly writes?: readonly string[];
  /** Steps that do not always run: name → condition. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** What its scripts must say. */
  readonly says?: readonly string[];
}

export interface WorkflowWiring {
  readonly on: readonly string[];
  readonly jobs: Readonly<Record<string, JobWiring>>;
}

const ATTESTS = ["attestations", "id-token"];

/**
 * How the workflows of this repository hang together. Whoever changes one of these files in what counts for its safety
 * changes it here too, and says so by it.
 */
export const WORKFLOWS: Readonly<Record<string, WorkflowWiring>> = {
  "ci.yml": {
    // Never pull_request_target: what a stranger proposes would run with our token.
    on: ["merge_group", "pull_request", "push", "workflow_dispatch"],
    jobs: {
      check: { says: ["npm run -s check"] },
      test: { says: ["npm test"] },
      demo: { says: ["npm run demo"] },
      actions: { says: ['test -s "$METADATA/images.json"'] },
      "ci-ok": {
        needs: ["check", "test", "demo", "actions"],
        if: "always()",
        says: [`jq --exit-status 'all(.[]; .result == "success")'`],
      },
    },
  },
  "codeql.yml": {
    on: ["merge_group", "pull_request", "push", "schedule"],
    jobs: { analyze: { writes: ["security-events"] } },
  },
  "nightly.yml": {
    on: ["schedule", "workflow_dispatch"],
    jobs: { everything: { says: [".ci/run"] } },
  },
  "scorecard.yml": {
    on: ["branch_protection_rule", "push", "schedule"],
    jobs: { analyze: { writes: ["id-token", "security-events"] } },
  },
  "release.yml": {
    on: ["push", "workflow_dispatch"],
    jobs: {
      build: {
        says: [
          'git merge-base --is-ancestor "$commit" origin/main',
          "node scripts/release-facts.mjs",
          "npm run -s check",
          "npm test",
          "sha256sum -- *",
        ],
      },
      attest: { needs: ["build"], writes: ATTESTS },
      publish: {
        needs: ["build", "attest"],
        writes: ["contents"],
        says: [
          "sha256sum --check --strict SHA256SUMS",
          "--draft ",
          '--jq .immutable)" != true',
          '[0-9]+$/p" | sort --version-sort | tail -n 1',
        ],
      },
    },
  },
  "publish-compose.yml": {
    on: ["workflow_call"],
    jobs: {
      check: {
        conditions: {
          "See which registry the password is for": "inputs.registry-username != '' && inputs.registry == ''",
        },
      },
      push: {
        needs: ["check"],
        writes: ["packages"],
        conditions: {
          "Record what was built": "matrix.build.images || matrix.build.rpms || matrix.build.extra-files",
        },
      },
      // Without a condition: of builds that are not all there, nothing is published.
      merge: { needs: ["push"], writes: ["packages"] },
      verify: { needs: ["merge"], if: "inputs.verify" },
      attest: {
        needs: ["merge", "verify"],
        if: "inputs.attest && !cancelled() && needs.merge.result == 'success' && (needs.verify.result == 'success' || (!inputs.verify && needs.verify.result == 'skipped'))",
        writes: ATTESTS,
      },
    },
  },
  "mirror-compose.yml": {
    on: ["workflow_call"],
    jobs: {
      plan: {},
      mirror: { needs: ["plan"] },
      join: {
        needs: ["plan", "mirror"],
        if: `\${{ !cancelled() && needs.plan.result == 'success' }}`,
        conditions: { "Cut the proof into parts": "inputs.verify" },
      },
      verify: { needs: ["join"], if: "inputs.verify" },
      report: {
        needs: ["join", "verify"],
        if: `\${{ !cancelled() && inputs.verify && needs.join.result == 'success' }}`,
      },
    },
  },
  "request-and-publish.yml": {
    on: ["workflow_call"],
    jobs: {
      request: {
        writes: ["packages"],
        conditions: {
          "See which registry the password is for": "inputs.registry-username != '' && inputs.registry == ''",
          "See whether images are elsewhere than in a registry": "inputs.service != 'odcs'",
          "Keep what was asked for": "always()",
        },
      },
      publish: {
        needs: ["request"],
        writes: ["packages"],
        conditions: {
          "Fetch the compose": "inputs.service == 'odcs' || needs.request.outputs.elsewhere == 'true'",
        },
      },
      verify: { needs: ["publish"] },
      attest: { needs: ["publish", "verify"], if: "inputs.attest", writes: ATTESTS },
    },
  },
};
