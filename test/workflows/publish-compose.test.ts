import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowRun } from "./harness/run.ts";
import { MAIN, repositoryOfOurs } from "./harness-repository.ts";
import { buildOfArch } from "./split-compose.ts";

const WORKFLOW = "publish-compose.yml";
const ARCHES = ["x86_64", "aarch64"];
const LONGEST = 120_000;
const [USER = "", PASSWORD = ""] = LOGIN.split(":");
const scratch = useScratch();

/** Builds, and a publication of them. */
const story = (inputs: readonly string[]) => `
on: workflow_dispatch
permissions: {}
jobs:
  build:
    strategy:
      matrix:
        arch: [${ARCHES.join(", ")}]
    runs-on: ubuntu-latest
    steps:
      - run: cp -r "$BUILDS/$ARCH" out
        env:
          ARCH: \${{ matrix.arch }}
          BUILDS: \${{ vars.BUILDS }}
      - uses: actions/upload-artifact@v7
        with:
          name: build-\${{ matrix.arch }}
          path: out
  publish:
    needs: build
    permissions:
      packages: write
      id-token: write
      attestations: write
    uses: $/.github/workflows/${WORKFLOW}
    with:
      repository: \${{ vars.REGISTRY }}/example/{kind}
      registry-username: ${USER}
${inputs.map((line) => `      ${line}`).join("\n")}
    secrets:
      registry-password: \${{ secrets.PASSWORD }}
`;
const BUILDS = `builds: '[{"artifact": "build-x86_64"}, {"artifact": "build-aarch64"}]'`;
const METADATA = `publish-metadata: \${{ vars.REGISTRY }}/example/compose:{compose_id}`;

describe.skipIf(!hasDockerRegistry())("publishing (needs docker-registry)", () => {
  let registry: DockerRegistry;
  let artifacts: ResultsService;
  let builds: string;

  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
    artifacts = await startResultsService();
    const compose = generate(scratch, {
      arches: ARCHES,
      variants: ["Server"],
      files: true,
      moduleVariants: 0,
    });
    builds = scratch.folder();
    for (const arch of ARCHES) buildOfArch(compose, arch, join(builds, arch));
  });
  afterAll(async () => {
    await artifacts?.close();
    await registry?.close();
  });

  /** @param change - makes another workflow of ours */
  const publish = (inputs: readonly string[], change?: (text: string) => string) =>
    runWorkflow({
      repository: repositoryOfOurs(
        scratch,
        { [MAIN]: story(inputs) },
        change === undefined ? {} : { [WORKFLOW]: change },
      ),
      workflow: MAIN,
      scratch: scratch.folder(),
      artifacts,
      vars: { BUILDS: builds, REGISTRY: registry.host },
      secrets: { PASSWORD },
      // Two builds push the same sources at the same time, which the registry does not always bear.
      env: { COMPOSE_ACTIONS_RETRIES: "3", COMPOSE_ACTIONS_RETRY_DELAY: "100ms" },
    });
  const results = (run: WorkflowRun) =>
    Object.fromEntries(
      run.jobs
        .filter(({ path }) => path.startsWith("publish / "))
        .map(({ path, result }) => [path.slice("publish / ".length), result]),
    );
  const repositories = async () => {
    const answer = await fetch(`http://${registry.host}/v2/_catalog`, {
      headers: { authorization: `Basic ${Buffer.from(LOGIN).toString("base64")}` },
    });
    return ((await answer.json()) as { readonly repositories: readonly string[] }).repositories;
  };

  test(
    "the password goes to no registry that it is not for: two registries are refused before anything is sent",
    async () => {
      const other = await stranger();
      const run = await publish([BUILDS, `publish-metadata: ${other.host}/example/compose:{compose_id}`]);
      other.server.close();
      expect(results(run)).toEqual({
        check: "failure",
        push: "skipped",
        merge: "skipped",
        verify: "skipped",
        attest: "skipped",
      });
      expect(run.job("publish / check").steps[0]?.annotations[0]?.message).toContain(other.host);
      expect(other.asked).toEqual([]);
      expect(await repositories()).toEqual([]);
    },
    LONGEST,
  );

  test(
    "when the registry is named, the other one gets no password",
    async () => {
      const other = await stranger();
      const run = await publish([
        BUILDS,
        `publish-metadata: ${other.host}/example/compose:{compose_id}`,
        `registry: \${{ vars.REGISTRY }}`,
      ]);
      other.server.close();
      expect(results(run)).toMatchObject({
        "push (build-x86_64)": "success",
        merge: "failure",
        attest: "skipped",
      });
      expect(other.asked).not.toEqual([]);
      expect(other.asked.filter((login) => login !== undefined)).toEqual([]);
    },
    LONGEST,
  );

  test(
    "a build that cannot be pushed: no metadata is published, and nothing is attested",
    async () => {
      const run = await publish([
        `builds: '[{"artifact": "build-x86_64"}, {"artifact": "build-s390x"}]'`,
        METADATA.replace("/compose:", "/incomplete:"),
      ]);
      expect(results(run), run.explain()).toEqual({
        check: "success",
        "push (build-x86_64)": "success",
        "push (build-s390x)": "failure",
        merge: "skipped",
        verify: "skipped",
        attest: "skipped",
      });
      expect(await repositories()).not.toContain("example/incomplete");
    },
    LONGEST,
  );

  test(
    "builds that are wrong start nothing",
    async () => {
      const run = await publish([`builds: '[{"artefact": "build-x86_64"}]'`, METADATA]);
      expect(results(run)).toMatchObject({
        check: "failure",
        push: "skipped",
        merge: "skipped",
        attest: "skipped",
      });
      expect(run.job("publish / check").steps.flatMap(({ annotations }) => annotations)).toContainEqual(
        expect.objectContaining({ message: "build 1: artifact is missing" }),
      );
    },
    LONGEST,
  );

  test(
    "a proof that does not come to its end: nothing is attested",
    async () => {
      const run = await publish([BUILDS, METADATA], (text) => {
        const at = text.indexOf("\n  verify:\n    name:");
        const hasty = text.slice(at).replace(/timeout-minutes: .*/, "timeout-minutes: 0.0001");
        return text.slice(0, at) + hasty;
      });
      expect(results(run), run.explain()).toMatchObject({
        merge: "success",
        verify: "cancelled",
        attest: "skipped",
      });
    },
    LONGEST,
  );

  test(
    "without a proof that anybody asked for, what is published is attested all the same",
    async () => {
      const run = await publish([BUILDS, METADATA, "verify: false"]);
      expect(results(run), run.explain()).toMatchObject({
        merge: "success",
        verify: "skipped",
        attest: "success",
      });
      const { name, digest } = run.job("publish / merge").outputs;
      expect(run.step("publish / attest", "attest").notes).toEqual([
        { attested: [{ name, digest }], push: false },
      ]);
    },
    LONGEST,
  );

  test(
    "what is proved is what is published, not what it was made of",
    async () => {
      const run = await publish([BUILDS, METADATA], (text) =>
        // Somebody takes it away in between: whoever reads the registry sees that.
        text
          .replace(
            "  verify:\n    name",
            `  between:
    needs: merge
    runs-on: x
    permissions: {}
    timeout-minutes: 1
    steps:
      - run: curl --fail --silent --show-error --user "$LOGIN" -X DELETE "http://$ADDRESS"
        env:
          LOGIN: ${LOGIN}
          ADDRESS: \${{ needs.merge.outputs.registry }}/v2/example/compose/manifests/\${{ needs.merge.outputs.digest }}
  verify:
    name`,
          )
          .replace(
            "    needs: merge\n    if: inputs.verify",
            "    needs: [merge, between]\n    if: inputs.verify",
          ),
      );
      expect(results(run), run.explain()).toMatchObject({
        between: "success",
        verify: "failure",
        attest: "skipped",
      });
    },
    LONGEST,
  );
});

/** A registry that somebody else has: asks who is there, and keeps what it is told. */
async function stranger(): Promise<{
  readonly server: Server;
  readonly host: string;
  readonly asked: readonly (string | undefined)[];
}> {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    asked.push(headers.authorization);
    response.writeHead(401, { "www-authenticate": 'Basic realm="another"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
