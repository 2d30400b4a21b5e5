import { createReadStream, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../packages/services/test/support/odcs/stand-in.ts";
import { generate } from "../support/composes.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowOptions, type WorkflowRun } from "./harness/run.ts";

const ID = "Fedora-41-20260204.0";
const WORKFLOW = ".github/workflows/request-and-publish.yml";
const LONGEST = 180_000;
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const [USER = "", PASSWORD = ""] = LOGIN.split(":");
const scratch = useScratch();

describe.skipIf(!hasDockerRegistry())(
  "a compose of ODCS, asked for and published (needs docker-registry)",
  () => {
    let registry: DockerRegistry;
    let artifacts: ResultsService;
    let web: Server;
    let odcs: OdcsStandIn;
    let first: WorkflowRun;
    let run: WorkflowRun;
    const requested = (server: string, inputs: Record<string, string>): WorkflowOptions => ({
      workflow: WORKFLOW,
      scratch: scratch.folder(),
      artifacts,
      inputs: {
        service: "odcs",
        server,
        request: '{"source": {"type": "tag", "source": "f41"}}',
        repository: `${registry.host}/example/{kind}`,
        "publish-metadata": `${registry.host}/example/compose:{compose_id}`,
        "registry-username": USER,
        "runs-on": '["self-hosted", "near-odcs"]',
        ...inputs,
      },
      secrets: { "registry-password": PASSWORD },
      // What the workflow leaves as it is may come from the environment of the runner.
      env: { COMPOSE_ACTIONS_POLL_INTERVAL: "50ms", COMPOSE_ACTIONS_POLL_MAX: "100ms" },
    });
    const stand = () => {
      const { port } = web.address() as AddressInfo;
      return new OdcsStandIn({ targetUrl: `http://127.0.0.1:${port}/composes` }).start();
    };

    beforeAll(async () => {
      registry = await DockerRegistry.start({ htpasswd: true });
      artifacts = await startResultsService();
      web = await serve(generate(scratch, { variants: ["Server"], arches: ["x86_64"], files: true }));
      odcs = await stand();
      first = await runWorkflow(requested(odcs.url, { timeout: "8s" }));
      const service = setInterval(() => work(odcs), 50);
      try {
        run = await first.rerunFailed();
      } finally {
        clearInterval(service);
      }
    }, LONGEST);
    afterAll(async () => {
      await odcs?.stop();
      web?.close();
      await artifacts?.close();
      await registry?.close();
    });

    test("a compose that takes too long fails the request, and nothing else starts", () => {
      expect(first.job("request").result).toBe("failure");
      for (const path of ["publish", "verify", "attest"]) expect(first.job(path).result).toBe("skipped");
    });

    test("the failed job again waits for the same compose, and all succeed where they are to run", () => {
      expect(run.result, run.explain()).toBe("success");
      expect(run.jobs.map(({ path }) => path)).toEqual(["request", "publish", "verify", "attest"]);
      for (const { runsOn } of run.jobs) expect(runsOn).toEqual(["self-hosted", "near-odcs"]);
      expect(odcs.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    });

    test("tells where it is, and attests that", () => {
      const { digest, name, reference, state } = run.outputs;
      expect(reference).toBe(`oci://${registry.host}/example/compose:${ID}@${digest}`);
      expect(state).toBe("finished");
      expect(run.job("attest").steps[0]?.notes).toEqual([{ attested: [{ name, digest }], push: false }]);
    });

    test("lists nothing that was not selected: the service keeps it for some days only", {
      timeout: LONGEST,
    }, async () => {
      const other = await stand();
      const service = setInterval(() => work(other), 50);
      try {
        const selected = await runWorkflow(requested(other.url, { kinds: "image, extra_file" }));
        expect(selected.result, selected.explain()).toBe("success");
        const metadata = await published(registry, selected.outputs["digest"] ?? "");
        expect(metadata).toHaveLength(3);
        expect(metadata.join()).toContain(`"oci://${registry.host}/example/image:`);
        expect(metadata.join()).toContain(`"oci://${registry.host}/example/extra_file:`);
        expect(metadata.join()).not.toMatch(/"https?:/);
      } finally {
        clearInterval(service);
        await other.stop();
      }
    });
  },
);

/** What ODCS does by itself in hours. */
function work({ store }: OdcsStandIn): void {
  try {
    const { state } = store.row(1);
    if (state === 0) store.generate(1);
    if (state === 1) store.finish(1, { pungi_compose_id: ID });
  } catch {
    // Nobody has asked for anything yet.
  }
}

/** The metadata files that lie in a registry under a digest. */
async function published({ host }: DockerRegistry, digest: string): Promise<readonly string[]> {
  const get = async (path: string) => {
    const headers = { authorization: `Basic ${Buffer.from(LOGIN).toString("base64")}`, accept: MANIFEST };
    const response = await fetch(`http://${host}/v2/example/compose/${path}`, { headers });
    return response.text();
  };
  const { layers } = JSON.parse(await get(`manifests/${digest}`));
  return Promise.all(layers.map((layer: { digest: string }) => get(`blobs/${layer.digest}`)));
}

/** Serves a compose as ODCS does. */
async function serve(compose: string): Promise<Server> {
  const place = "/composes/odcs-1/compose/";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://x").pathname);
    const file = path.startsWith(place) ? join(compose, normalize(`/${path.slice(place.length)}`)) : "";
    const found = file === "" ? undefined : statSync(file, { throwIfNoEntry: false });
    response.statusCode = found?.isFile() ? 200 : 404;
    if (!found?.isFile()) return response.end();
    response.setHeader("content-length", found.size);
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
