import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ImageHost } from "../../../packages/services/test/support/osbuild/image-host.ts";
import { ComposerStandIn } from "../../../packages/services/test/support/osbuild-composer/stand-in.ts";
import { imageRequest } from "../../../packages/services/test/support/osbuild-composer/use.ts";
import { DockerRegistry, hasDockerRegistry } from "../../../test/support/registry/docker-registry.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const sha256 = (content: Buffer | string): string =>
  `sha256:${createHash("sha256").update(content).digest("hex")}`;
const ID = "11111111-1111-4111-8111-111111111111";
const CONTENT = Buffer.from("an image");

describe.skipIf(!hasDockerRegistry())("images and registries (needs docker-registry)", () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
  });
  afterAll(() => registry?.close());

  async function built(
    target: { type: string; options: Record<string, string> },
    given: Record<string, string>,
  ) {
    const server = await new ComposerStandIn({ ids: [ID] }).start();
    stops.push(() => server.stop());
    const images = [
      imageRequest("guest-image", {
        upload_options: undefined,
        upload_targets: [{ type: target.type, upload_options: {} }],
      }),
    ];
    const running = runner.run({
      service: "osbuild-composer",
      server: server.server,
      request: JSON.stringify({ distribution: "fedora-37", image_requests: images }),
      variant: "Cloud",
      "metadata-compose-id": "Fedora-37-20260204.0",
      output: runner.path("out"),
      registry: registry.host,
      "registry-username": "robot",
      "registry-password": "s3cret-word",
      ...given,
    });
    await Promise.race([running, until(() => server.count("GET", ID) > 0)]);
    server.finish(ID, [target]);
    return running;
  }

  const listed = () =>
    JSON.parse(readFileSync(runner.path("out/images.json"), "utf8")).payload.images.Cloud.x86_64[0];

  async function signedUrl(): Promise<string> {
    const host = await new ImageHost().start();
    stops.push(() => host.stop());
    return host.put("/disk.qcow2", CONTENT, { query: "?X-Amz-Signature=0123456789abcdef0123" });
  }

  async function push(): Promise<string> {
    const target = { type: "aws.s3", options: { url: await signedUrl() } };
    const repository = `${registry.host}/images/{variant}`;
    const { failure } = await built(target, { store: "push-oci", repository });
    expect(failure).toBeUndefined();
    return listed().location.url;
  }

  test("what would not stay is pushed, and listed where it is then", async () => {
    const url = await push();
    expect(url).toMatch(
      new RegExp(
        `^oci://${registry.host}/images/cloud:Fedora-37-20260204\\.0-[^@]+\\.qcow2@sha256:[0-9a-f]{64}$`,
      ),
    );
    expect(listed().location).toMatchObject({ size: CONTENT.length, checksum: sha256(CONTENT) });
    // The same again is the same.
    expect(await push()).toBe(url);
  });

  test("a tag that must not move stays where it is, and the image is kept for the next run", async () => {
    const repository = `${registry.host}/kept/{variant}`;
    const once = async (content: string, policy: string) => {
      const host = await new ImageHost().start();
      stops.push(() => host.stop());
      const query = "?X-Amz-Signature=0123456789abcdef0123";
      const options = { url: host.put("/disk.qcow2", Buffer.from(content), { query }) };
      return built(
        { type: "aws.s3", options },
        { store: "push-oci", repository, tag: "latest", "tag-policy": policy },
      );
    };
    expect((await once("one", "immutable")).failure).toBeUndefined();
    const { url } = listed().location;
    expect((await once("one", "immutable")).failure).toBeUndefined();
    await expect(once("another", "immutable")).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        /^A tag that must not move is something else already: \S+\/kept\/cloud:latest is sha256:/,
      ),
    });
    expect(runner.told.lines.filter((line) => line.startsWith("pushing"))).toHaveLength(2);
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: ID }] });
    rmSync(runner.path("state.json"));
    expect((await once("another", "move")).failure).toBeUndefined();
    expect(listed().location.url).not.toBe(url);
  });

  test("a container that was pushed is listed with its digest and size", async () => {
    const [, url = "", digest = ""] = /^oci:\/\/(.*)@(sha256:.*)$/.exec(await push()) ?? [];
    const { failure, outputs } = await built({ type: "container", options: { url, digest } }, {});
    expect(failure).toBeUndefined();
    expect(listed()).toMatchObject({
      type: "container",
      format: "oci",
      location: { url: `oci://${url}@${digest}` },
    });
    expect(listed().location.size).toBeGreaterThanOrEqual(CONTENT.length);
    expect(JSON.parse(outputs["targets"] ?? "")).toEqual([
      {
        ...{ compose: ID, image: 1, imageType: "guest-image", arch: "x86_64" },
        ...{ target: "container", results: { url, digest } },
      },
    ]);
  });

  test("one that the registry does not have is no success", async () => {
    const options = { url: `${registry.host}/images/none:1`, digest: sha256("none") };
    const { failure } = await built({ type: "container", options }, {});
    expect(failure).toContain("the registry has no");
  });

  test("a push that is interrupted is made by the next run, and nothing is built again", async () => {
    const server = await new ComposerStandIn({ ids: [ID] }).start();
    stops.push(() => server.stop());
    const images = [
      imageRequest("guest-image", {
        upload_options: undefined,
        upload_targets: [{ type: "aws.s3", upload_options: {} }],
      }),
    ];
    const given = {
      service: "osbuild-composer",
      server: server.server,
      request: JSON.stringify({ distribution: "fedora-37", image_requests: images }),
      variant: "Cloud",
      "metadata-compose-id": "Fedora-37-20260204.0",
      output: runner.path("out"),
      store: "push-oci",
      repository: `${registry.host}/interrupted/{variant}`,
      "registry-username": "robot",
      "registry-password": "s3cret-word",
    };
    const stop = new AbortController();
    const reason = new Error("interrupted");
    const running = runner.run(given, stop.signal);
    const ended = expect(running).rejects.toBe(reason);
    await until(() => server.count("GET", ID) > 0);
    server.finish(ID, [{ type: "aws.s3", options: { url: await signedUrl() } }]);
    await until(() => runner.told.lines.some((line) => line.startsWith("pushing")));
    stop.abort(reason);
    await ended;
    expect(existsSync(runner.path("out"))).toBe(false);
    expect((await runner.run(given)).failure).toBeUndefined();
    expect(server.count("POST")).toBe(1);
    expect(listed().location).toMatchObject({ size: CONTENT.length, checksum: sha256(CONTENT) });
    expect(JSON.stringify([runner.told.lines, runner.told.outputs])).not.toContain("0123456789abcdef0123");
  });

  test("a login that is refused fails the step, and says so without the password", async () => {
    const target = { type: "aws.s3", options: { url: await signedUrl() } };
    const given = {
      store: "push-oci",
      repository: `${registry.host}/images/{variant}`,
      "registry-password": "wrong-word",
    };
    const { failure, outputs } = await built(target, given);
    expect(failure).toContain("answers 401");
    expect(JSON.stringify([failure, outputs, runner.told.lines])).not.toContain("wrong-word");
    // The image is there: the next run only has to push it.
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: ID }] });
  });
});
