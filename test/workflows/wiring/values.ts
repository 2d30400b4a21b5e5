/** What goes from job to job and to the caller, and what keeps runs and legs apart. */
export interface WorkflowValues {
  readonly concurrency?: object;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, JobValues>>;
}

export interface JobValues {
  readonly outputs?: Readonly<Record<string, string>>;
  /** But for fail-fast, which has a rule of its own. */
  readonly strategy?: object;
}

/** Of the workflows that others call, and of the one that makes releases. */
export const VALUES: Readonly<Record<string, WorkflowValues>> = {
  "mirror-compose.yml": {
    concurrency: { group: `mirror-compose \${{ inputs.output }}`, "cancel-in-progress": false },
    outputs: {
      "compose-dir": `\${{ jobs.join.outputs.compose-dir }}`,
      files: `\${{ jobs.join.outputs.files }}`,
      verified: `\${{ jobs.join.outputs.verified }}`,
      shards: `\${{ jobs.plan.outputs.shards }}`,
      reports: `\${{ inputs.name }}-`,
    },
    jobs: {
      plan: {
        outputs: { plan: `\${{ steps.plan.outputs.plan }}`, shards: `\${{ steps.plan.outputs.shards }}` },
      },
      mirror: {
        strategy: {
          "max-parallel": `\${{ inputs.max-parallel }}`,
          matrix: `\${{ fromJSON(needs.plan.outputs.plan) }}`,
        },
      },
      join: {
        outputs: {
          "compose-dir": `\${{ steps.join.outputs.compose-dir }}`,
          files: `\${{ steps.join.outputs.files }}`,
          verified: `\${{ steps.join.outputs.verified }}`,
          plan: `\${{ steps.proof.outputs.plan }}`,
        },
      },
      verify: {
        strategy: {
          "max-parallel": `\${{ inputs.max-parallel }}`,
          matrix: `\${{ fromJSON(needs.join.outputs.plan) }}`,
        },
      },
    },
  },
  "publish-compose.yml": {
    outputs: {
      reference: `\${{ jobs.merge.outputs.reference }}`,
      name: `\${{ jobs.merge.outputs.name }}`,
      digest: `\${{ jobs.merge.outputs.digest }}`,
      artifacts: `\${{ jobs.merge.outputs.artifacts }}`,
      "metadata-artifact": `\${{ inputs.metadata-artifact }}`,
      "attestation-url": `\${{ jobs.attest.outputs.url }}`,
    },
    jobs: {
      push: { strategy: { matrix: { build: `\${{ fromJSON(inputs.builds) }}` } } },
      merge: {
        outputs: {
          reference: `\${{ steps.merge.outputs.compose-ref }}`,
          name: `\${{ steps.address.outputs.name }}`,
          registry: `\${{ steps.address.outputs.registry }}`,
          digest: `\${{ steps.address.outputs.digest }}`,
          artifacts: `\${{ steps.merge.outputs.artifacts }}`,
        },
      },
      attest: { outputs: { url: `\${{ steps.attest.outputs.attestation-url }}` } },
    },
  },
  "release.yml": {
    concurrency: { group: `release \${{ inputs.tag || github.ref_name }}`, "cancel-in-progress": false },
    jobs: {
      build: {
        outputs: {
          tag: `\${{ steps.facts.outputs.tag }}`,
          version: `\${{ steps.facts.outputs.version }}`,
          major: `\${{ steps.facts.outputs.major }}`,
          commit: `\${{ steps.commit.outputs.commit }}`,
          artifact: `release-\${{ github.run_attempt }}`,
        },
      },
    },
  },
  "request-and-publish.yml": {
    outputs: {
      "compose-id": `\${{ jobs.request.outputs.compose-id }}`,
      state: `\${{ jobs.request.outputs.state }}`,
      reference: `\${{ jobs.publish.outputs.reference }}`,
      name: `\${{ jobs.publish.outputs.name }}`,
      digest: `\${{ jobs.publish.outputs.digest }}`,
      "metadata-artifact": `\${{ inputs.metadata-artifact }}`,
    },
    jobs: {
      request: {
        outputs: {
          "compose-id": `\${{ steps.request.outputs.compose-id }}`,
          state: `\${{ steps.request.outputs.state }}`,
          registry: `\${{ inputs.registry || steps.registry.outputs.registry }}`,
          elsewhere: `\${{ steps.places.outputs.elsewhere }}`,
        },
      },
      publish: {
        outputs: {
          reference: `\${{ steps.push.outputs.compose-ref }}`,
          name: `\${{ steps.address.outputs.name }}`,
          registry: `\${{ steps.address.outputs.registry }}`,
          digest: `\${{ steps.address.outputs.digest }}`,
        },
      },
    },
  },
};
