/** What a step of a reusable workflow is given beyond the inputs and secrets of the same name. */
export interface StepWiring {
  /** `job: name of the step`. */
  readonly step: string;
  readonly gives?: Readonly<Record<string, string | boolean>>;
  /** Inputs of the workflow that the step could be given and is not: the reason → which. */
  readonly leaves?: Readonly<Record<string, readonly string[]>>;
}

const CREDENTIALS = ["registry", "registry-username", "registry-password"];
/** Proofs read the mirror, and ask no server. */
const LOCAL = {
  "reads files alone, and asks no server": [
    ...CREDENTIALS,
    ..."root-url allow-hosts auth-origins http-username http-token http-password".split(" "),
  ],
};
/** How many it is by default depends on whether a size is given. */
const PARTS = { shards: `\${{ inputs.shards || (inputs.shard-size == '' && 4) || '' }}` };
const ONE_PART = { "is one part, or all of them": ["shards", "shard-size"] };
const build = (key: string) => `\${{ matrix.build.${key} }}`;
const listed = (key: string) => `\${{ join(matrix.build.${key}, fromJSON('"\\n"')) }}`;
const report = (step: string) => ({ "report-artifact": `\${{ inputs.report-artifact }}-${step}` });
const mirrored = (step: string) => ({ "report-artifact": `\${{ inputs.name }}-${step}` });
const PROVED = { compose: `\${{ inputs.output }}/compose` };
const STATE = "request-compose/state.json";
const STATE_KEY = `request-compose-\${{ inputs.metadata-artifact }}-\${{ github.run_id }}-`;
const SHARD = `\${{ matrix.shard }}`;
/** The published digest is asked for, and what is asked for is the registry that it was pushed to. */
const published = (job: string) => ({
  compose: `\${{ needs.${job}.outputs.reference || format('artifact:{0}', inputs.metadata-artifact) }}`,
  mode: "remote",
  registry: `\${{ inputs.registry || needs.${job}.outputs.registry }}`,
  ...report("verify"),
});
const attested = (job: string) => ({
  "subject-name": `\${{ needs.${job}.outputs.name }}`,
  "subject-digest": `\${{ needs.${job}.outputs.digest }}`,
});

export const STEPS: Readonly<Record<string, readonly StepWiring[]>> = {
  "publish-compose.yml": [
    {
      step: "push: Fetch the build",
      gives: { name: build("artifact"), path: `\${{ runner.temp }}/build` },
    },
    {
      step: "push: Record what was built",
      gives: {
        root: `\${{ runner.temp }}/build`,
        output: `\${{ runner.temp }}/recorded`,
        composeinfo: `\${{ matrix.build.composeinfo && format('{0}/build/{1}', runner.temp, matrix.build.composeinfo) || '' }}`,
        variant: build("variant"),
        arch: build("arch"),
        images: listed("images"),
        rpms: listed("rpms"),
        "extra-files": listed("extra-files"),
        type: build("type"),
        format: build("format"),
        subvariant: build("subvariant"),
        bootable: build("bootable"),
        "local-path": build("local-path"),
        ...report("record"),
      },
      leaves: { "what is pushed is handed on, not what was recorded": ["metadata-artifact"] },
    },
    {
      step: "push: Push it",
      gives: {
        compose: `\${{ steps.record.outputs.metadata-dir || format('{0}/build', runner.temp) }}`,
        root: `\${{ steps.record.outputs.metadata-dir && format('{0}/build', runner.temp) || '' }}`,
        output: `\${{ runner.temp }}/pushed`,
        ...report("push"),
      },
      leaves: { "the whole compose is published, and no part of it": ["publish-metadata"] },
    },
    {
      step: "merge: Merge the metadata of all builds",
      gives: { output: `\${{ runner.temp }}/metadata`, ...report("merge") },
    },
    {
      step: "verify: Ask for everything that the metadata names",
      gives: published("merge"),
      leaves: { "is given in compose": ["metadata-artifact"] },
    },
    { step: "attest: Attest provenance", gives: attested("merge") },
  ],
  "mirror-compose.yml": [
    {
      step: "plan: Cut the compose into parts",
      gives: { ...PARTS, ...mirrored("plan") },
      leaves: {
        "downloads nothing": [
          ..."mirrors bandwidth parallel-downloads min-checksum allow-weak allow-unverified".split(" "),
          ..."cache-dir tool-cache lock-timeout".split(" "),
        ],
        "removes nothing": ["prune", "max-delete"],
      },
    },
    {
      step: "mirror: Download one part",
      gives: { shard: SHARD, ...mirrored("parts") },
      leaves: { ...ONE_PART, "a part does not know what else is there": ["prune", "max-delete"] },
    },
    {
      step: "join: Join the parts and write the metadata",
      gives: { "shard-reports": `artifact:\${{ inputs.name }}-parts`, ...mirrored("joined") },
      leaves: ONE_PART,
    },
    { step: "join: Cut the proof into parts", gives: { ...PARTS, ...PROVED }, leaves: LOCAL },
    {
      step: "verify: Prove one part",
      gives: { shard: SHARD, ...PROVED, ...mirrored("proofs") },
      leaves: { ...ONE_PART, ...LOCAL },
    },
    {
      step: "report: Join the proofs",
      gives: { "shard-reports": `artifact:\${{ inputs.name }}-proofs`, ...PROVED, ...mirrored("report") },
      leaves: { ...ONE_PART, ...LOCAL },
    },
  ],
  "request-and-publish.yml": [
    {
      step: "request: Look for what an earlier attempt has asked for",
      gives: { path: STATE, key: `${STATE_KEY}none`, "restore-keys": STATE_KEY },
    },
    {
      step: "request: Ask for the compose and wait",
      gives: {
        "min-lifetime": `\${{ inputs.service == 'odcs' && inputs.min-lifetime || '' }}`,
        "state-file": STATE,
        store: `\${{ inputs.service != 'odcs' && 'push-oci' || '' }}`,
        repository: `\${{ inputs.service != 'odcs' && inputs.repository || '' }}`,
        output: `\${{ runner.temp }}/requested`,
        "metadata-artifact": `\${{ inputs.metadata-artifact }}-requested`,
        ...report("request"),
      },
      leaves: { "is for composes of ODCS, which are pushed later": ["tag"] },
    },
    {
      step: "request: Keep what was asked for",
      gives: { path: STATE, key: `${STATE_KEY}\${{ github.run_attempt }}` },
    },
    {
      step: "publish: Fetch the compose",
      gives: {
        compose: `artifact:\${{ inputs.metadata-artifact }}-requested`,
        output: `\${{ runner.temp }}/fetched`,
        registry: `\${{ needs.request.outputs.registry }}`,
        ...report("localize"),
      },
      leaves: {
        "is how long to wait for the service": ["timeout"],
        "is given in compose": ["metadata-artifact"],
      },
    },
    {
      step: "publish: Push it and publish the metadata",
      gives: {
        compose: `\${{ inputs.kinds != '' && steps.fetch.outputs.compose-dir || format('artifact:{0}-requested', inputs.metadata-artifact) }}`,
        root: `\${{ steps.fetch.outputs.compose-dir }}`,
        output: `\${{ runner.temp }}/pushed`,
        "only-missing": true,
        ...report("push"),
      },
      leaves: { "is how long to wait for the service": ["timeout"] },
    },
    {
      step: "verify: Ask for everything that the metadata names",
      gives: published("publish"),
      leaves: {
        "is how long to wait for the service": ["timeout"],
        "what is published is what was selected": ["kinds"],
        "is given in compose": ["metadata-artifact"],
      },
    },
    { step: "attest: Attest provenance", gives: attested("publish") },
  ],
};
