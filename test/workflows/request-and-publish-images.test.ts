import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ImageHost } from "../../packages/services/test/support/osbuild/image-host.ts";
import { ComposerStandIn } from "../../packages/services/test/support/osbuild-composer/stand-in.ts";
import { imageRequest, useSockets } from "../../packages/services/test/support/osbuild-composer/use.ts";
import { WeldrStandIn } from "../../packages/services/test/support/weldr/stand-in.ts";
import { BLUEPRINT } from "../../packages/services/test/support/weldr/use.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowRun } from "./harness/run.ts";

const COMPOSE_ID = "Fedora-37-20260204.0";
const LONGEST = 180_000;
const [USER = "", PASSWORD = ""] = LOGIN.split(":");
const SIGNATURE = "?X-Amz-Signature=0123456789abcdef0123";
const ARCHES = ["x86_64", "aarch64"];
const scratch = useScratch();
const socket = useSockets();

describe.skipIf(!hasDockerRegistry())("images, asked for and published (needs docker-registry)", () => {
  let registry: DockerRegistry;
  let artifacts: ResultsService;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
    artifacts = await startResultsService();
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });
  afterAll(async () => {
    await artifacts?.close();
    await registry?.close();
  });

  /** @param work - what the service does as soon as it can, with each compose */
  async function publish(
    server: ComposerStandIn | WeldrStandIn,
    given: { readonly service: string; readonly request: string; readonly images?: string },
    name: string,
    work: (id: string) => void,
  ): Promise<WorkflowRun> {
    await server.start();
    const working = setInterval(() => {
      for (const { id, status } of server.composes.values()) {
        if (status === "pending" || status === "WAITING") work(id);
      }
    }, 50);
    stops.push(() => server.stop());
    try {
      return await runWorkflow({
        workflow: ".github/workflows/request-and-publish.yml",
        scratch: scratch.folder(),
        artifacts,
        inputs: {
          ...given,
          server: server.server,
          variant: "Cloud",
          "metadata-compose-id": COMPOSE_ID,
          repository: `${registry.host}/${name}/{variant}`,
          "publish-metadata": `${registry.host}/${name}/compose:{compose_id}`,
          "registry-username": USER,
          "allow-hosts": "127.0.0.1",
          sample: 10,
        },
        secrets: { "registry-password": PASSWORD },
        env: { COMPOSE_ACTIONS_POLL_INTERVAL: "50ms", COMPOSE_ACTIONS_POLL_MAX: "100ms" },
      });
    } finally {
      clearInterval(working);
    }
  }

  async function imageHost(): Promise<ImageHost> {
    const host = await new ImageHost().start();
    stops.push(() => host.stop());
    return host;
  }

  async function asked(path: string): Promise<Buffer> {
    const authorization = `Basic ${Buffer.from(LOGIN).toString("base64")}`;
    const headers = { authorization, accept: "application/vnd.oci.image.manifest.v1+json" };
    const answer = await fetch(`http://${registry.host}/v2/${path}`, { headers });
    return Buffer.from(await answer.arrayBuffer());
  }

  /** What the registry has under a reference: of a manifest its layers, by title. */
  async function pulled(reference: string): Promise<ReadonlyMap<string, Buffer>> {
    const [, name, digest] = /^oci:\/\/[^/]+\/([^:]+):[^@]+@(sha256:\w+)$/.exec(reference) ?? [];
    const { layers } = JSON.parse(String(await asked(`${name}/manifests/${digest}`)));
    const files = new Map<string, Buffer>();
    for (const layer of layers) {
      const title = layer.annotations["org.opencontainers.image.title"];
      files.set(title, await asked(`${name}/blobs/${layer.digest}`));
    }
    return files;
  }

  /** The images that the published metadata lists, which are looked up where it says that they are. */
  async function published(run: WorkflowRun) {
    const metadata = await pulled(run.outputs["reference"] ?? "");
    expect([...metadata.keys()]).toEqual(["images.json"]);
    const { payload } = JSON.parse(String(metadata.get("images.json")));
    expect(payload.compose.id).toBe(COMPOSE_ID);
    const images = new Map<string, Buffer>();
    for (const arch of Object.keys(payload.images.Cloud)) {
      const [{ location, type }, ...others] = payload.images.Cloud[arch];
      const [content = Buffer.alloc(0)] = (await pulled(location.url)).values();
      const checksum = `sha256:${createHash("sha256").update(content).digest("hex")}`;
      expect(location).toMatchObject({ size: content.length, checksum });
      expect([type, others]).toEqual(["qcow2", []]);
      images.set(arch, content);
    }
    return images;
  }

  /** Nothing of it is published, and no later job has run. */
  async function expectNothing(run: WorkflowRun, reason: string) {
    expect(run.explain()).toContain(reason);
    expect(run.job("request").result, run.explain()).toBe("failure");
    for (const path of ["publish", "verify", "attest"]) expect(run.job(path).result).toBe("skipped");
    expect(run.outputs["reference"]).toBe("");
    expect(String(await asked("_catalog"))).not.toContain("broken/compose");
  }

  const composer = {
    service: "osbuild-composer",
    request: JSON.stringify({
      distribution: "fedora-37",
      image_requests: ARCHES.map((architecture) => imageRequest("guest-image", { architecture })),
    }),
  };
  const weldr = {
    service: "weldr",
    request: JSON.stringify({ blueprint: BLUEPRINT, compose_type: "qcow2" }),
    images: "arch=x86_64",
  };

  test(
    "osbuild-composer: one behind a signed URL and one that would stay are both in the registry",
    async () => {
      const host = await imageHost();
      const server = new ComposerStandIn();
      const arch = (id: string) =>
        (server.compose(id).request["image_request"] as { architecture: string }).architecture;
      const run = await publish(server, composer, "composer", (id) => {
        const options = arch(id) === "x86_64" ? { query: SIGNATURE } : {};
        const url = host.put(`/${arch(id)}/disk.qcow2`, Buffer.from(`image of ${arch(id)}`), options);
        server.finish(id, [{ type: "aws.s3", options: { url } }]);
      });
      expect(run.result, run.explain()).toBe("success");
      expect(await published(run)).toEqual(
        new Map(ARCHES.map((one) => [one, Buffer.from(`image of ${one}`)])),
      );
      const { digest, name } = run.outputs;
      expect(run.job("attest").steps[0]?.notes).toEqual([{ attested: [{ name, digest }], push: false }]);
      expect(JSON.stringify(run.jobs)).not.toContain(SIGNATURE);
    },
    LONGEST,
  );

  test(
    "Weldr: what only the service has is in the registry",
    async () => {
      const server = new WeldrStandIn({ socket: socket() });
      const run = await publish(server, weldr, "weldr", (id) => server.finish(id, Buffer.from("the image")));
      expect(run.result, run.explain()).toBe("success");
      expect(await published(run)).toEqual(new Map([["x86_64", Buffer.from("the image")]]));
      const { digest, name } = run.outputs;
      expect(run.job("attest").steps[0]?.notes).toEqual([{ attested: [{ name, digest }], push: false }]);
    },
    LONGEST,
  );

  test(
    "osbuild-composer: one of two images that fails, and nothing is published",
    async () => {
      const server = new ComposerStandIn();
      const host = await imageHost();
      const run = await publish(server, composer, "broken", (id) => {
        const url = host.put("/disk.qcow2", Buffer.from("good"), { query: SIGNATURE });
        if (server.composes.size < 2) return;
        const [first] = server.composes.keys();
        if (id === first) server.finish(id, [{ type: "aws.s3", options: { url } }]);
        else server.fail(id, { id: 10, reason: "osbuild build failed", details: ["no package tmuxx"] });
      });
      await expectNothing(run, "no package tmuxx");
    },
    LONGEST,
  );

  test(
    "Weldr: a build that fails, and nothing is published",
    async () => {
      const server = new WeldrStandIn({ socket: socket() });
      const run = await publish(server, weldr, "broken", (id) => server.fail(id, "no space left"));
      await expectNothing(run, "no space left");
    },
    LONGEST,
  );
});
