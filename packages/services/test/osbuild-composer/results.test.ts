import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OAuthTokens } from "../../src/index.ts";
import { never, useClients } from "../support/client.ts";
import { CHECKSUM, CONTENT, finished, imagesOf, useStores, WISH, wish } from "../support/osbuild/results.ts";
import { TokenStandIn } from "../support/osbuild-composer/tokens.ts";
import type { Upload } from "../support/osbuild-composer/told.ts";
import { kojiRequest, QUICK, useComposers, useSockets } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const socket = useSockets();
const client = useClients();
const inStore = useStores();

describe("a container image", () => {
  const DIGEST = `sha256:${"1f".repeat(32)}` as const;
  const container = (options: Record<string, string>): Upload => ({ type: "container", options });
  const pushed = container({ url: "quay.io/myaccount/osbuild:latest", digest: DIGEST });
  const manifest = Buffer.from(
    JSON.stringify({ config: { size: 100 }, layers: [{ size: 20 }, { size: 3 }] }),
  );
  const asked = { imageType: "edge-container", targets: ["container"] };

  test("is listed by its digest, with the size of what its manifest names", async () => {
    const one = await place();
    const compose = await finished(one, [pushed]);
    const seen: string[] = [];
    const readManifest = async (address: string, digest: string) => {
      seen.push(`${address} ${digest}`);
      return manifest;
    };
    const results = await one.service.results(compose, wish({ readManifest }, asked), never);
    expect(results.problems).toEqual([]);
    expect(imagesOf(results)).toMatchObject([
      {
        type: "container",
        format: "oci",
        artifact: {
          url: `oci://quay.io/myaccount/osbuild:latest@${DIGEST}`,
          checksum: DIGEST,
          size: 123,
          localPath: "Cloud/x86_64/images/Demo-Cloud-41-20241101.0.x86_64.oci",
        },
      },
    ]);
    expect(seen).toEqual([`quay.io/myaccount/osbuild ${DIGEST}`]);
  });

  test("of which nobody can tell the size is only noted", async () => {
    const one = await place();
    const results = await one.service.results(await finished(one, [pushed]), wish({}, asked), never);
    expect(results).toMatchObject({ metadata: [], problems: [] });
    expect(results.notes[0]).toContain("is not listed, since its size is not known");
  });

  test.each([
    ["that the registry does not have", pushed, undefined, /the registry has no oci:/],
    ["without a digest", container({ url: "quay.io/a/b:c", digest: "" }), manifest, /does not say digest/],
    [
      "with a digest that is none",
      container({ url: "quay.io/a/b:c", digest: "sha256:1" }),
      manifest,
      /cannot be used: digest is no sha256 of a manifest$/,
    ],
    [
      "with a place that is none",
      container({ url: "::error::x y", digest: DIGEST }),
      manifest,
      /cannot be used: url is no single word$/,
    ],
    [
      "with a place that is a script",
      container({ url: "javascript:alert(1)", digest: DIGEST }),
      manifest,
      /does not say where the container image is/,
    ],
  ])("%s is a problem", async (_, upload, bytes, problem) => {
    const one = await place();
    const readManifest = async () => bytes;
    const results = await one.service.results(
      await finished(one, [upload]),
      wish({ readManifest }, asked),
      never,
    );
    expect(results.metadata).toEqual([]);
    expect(results.problems).toContainEqual(expect.stringMatching(problem));
  });
});

describe("targets that are no files", () => {
  test.each([
    ["aws", { ami: "ami-0c8", region: "eu-west-1" }, "ami-0c8 in eu-west-1"],
    ["gcp", { project_id: "p-1", image_name: "composer-api-1" }, "composer-api-1 of p-1"],
    ["azure", { image_name: "composer-api-2" }, "composer-api-2 in Azure"],
  ] as const)("%s is a target and a note", async (target, options, text) => {
    const one = await place();
    const compose = await finished(
      one,
      [{ type: target, options }],
      target === "aws" ? "aws" : "guest-image",
    );
    const results = await one.service.results(
      compose,
      wish({}, { imageType: target, targets: [target] }),
      never,
    );
    expect(results).toMatchObject({ metadata: [], problems: [], targets: [{ target, results: options }] });
    expect(results.notes[0]).toContain(text);
  });

  test("Koji has what is made for it", async () => {
    const one = await place();
    const { compose } = await one.service.create(kojiRequest(), never);
    one.server.finish(compose.id, [], 0);
    one.server.finish(compose.id, [], 1);
    Object.assign(one.server.compose(compose.id), { status: "success", kojiBuild: 42 });
    const done = await one.service.get(compose.id, never);
    if (done === undefined) throw new Error("it is gone");
    const images = [
      { ...WISH, targets: [] },
      { ...WISH, arch: "aarch64", targets: [] },
    ];
    const results = await one.service.results(done, wish({ images }), never);
    expect(results).toMatchObject({
      problems: [],
      targets: [{ target: "koji", results: { build_id: "42" } }],
      notes: ["the images are in build 42 of Koji"],
    });
  });
});

describe("an image that the service keeps", () => {
  const local = {
    type: "local",
    options: { artifact_path: "/var/lib/osbuild-composer/artifacts/1/disk.qcow2" },
  };

  test("is received from it, over a socket", async () => {
    const one = await place({ socket: socket() });
    const compose = await finished(one, [local]);
    one.server.compose(compose.id).artifact = { name: "disk.qcow2", content: CONTENT };
    await inStore(async (store, output) => {
      const results = await one.service.results(compose, wish({ store }, { targets: ["local"] }), never);
      expect(results.problems).toEqual([]);
      const [image] = imagesOf(results);
      expect(image?.artifact).toMatchObject({ size: CONTENT.length, checksum: CHECKSUM });
      expect(image?.mtime).toBe(Date.parse("2024-11-01T12:00:00Z") / 1000);
      expect(existsSync(join(output, "compose", image?.artifact.url ?? ""))).toBe(true);
    });
  });

  test("is received with a token that is good, and no other one", async () => {
    await using provider = Object.assign(await new TokenStandIn().start(), {
      [Symbol.asyncDispose]: () => provider.stop(),
    });
    provider.tenants.set("s3cret", "tenant");
    const tokens = new OAuthTokens({
      exchanger: client({ "allow-hosts": "127.0.0.1" }),
      endpoint: new URL(`${provider.server}/token`),
      clientId: "ci",
      grant: { kind: "refresh-token", refreshToken: "s3cret" },
      retry: QUICK,
    });
    const one = await place({ tokens: provider }, { tokens });
    const compose = await finished(one, [local]);
    one.server.compose(compose.id).artifact = { name: "disk.qcow2", content: CONTENT };
    let isFirst = true;
    one.server.misbehave = ({ path }) => {
      if (path.endsWith("/download") && isFirst) {
        isFirst = false;
        provider.revoke();
      }
      return false;
    };
    await inStore(async (store) => {
      const results = await one.service.results(compose, wish({ store }, { targets: ["local"] }), never);
      expect(imagesOf(results)[0]?.artifact.checksum).toBe(CHECKSUM);
    });
    expect(one.server.count("GET", "/download")).toBe(2);
  });

  test("and does not give away after all is an error", async () => {
    const one = await place();
    const compose = await finished(one, [local]);
    await inStore(async (store) => {
      const asking = one.service.results(compose, wish({ store }, { targets: ["local"] }), never);
      await expect(asking).rejects.toMatchObject({
        status: 400,
        message: expect.stringContaining("Artifact not found (IMAGE-BUILDER-COMPOSER-1022)"),
      });
    });
  });
});
