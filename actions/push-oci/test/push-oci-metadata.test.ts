import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TransferFailure } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import { generate } from "../../../test/support/composes.ts";
import { type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { MemoryRegistry } from "./support/memory.ts";
import { namedIn, push, refusal, useComposes } from "./support/pushing.ts";
import { writeCompose } from "./support/run.ts";

const { fresh, three } = useComposes();

const scratch = useScratch();

describe("metadata", () => {
  test("names file, tag, digest, size and checksum", async () => {
    const registry = new MemoryRegistry();
    const output = fresh("out");
    await push(registry, three(), output);
    const [entry] = readJson(join(output, "extra_files.json")).payload.extra_files.Server.x86_64;
    const { location } = entry;
    expect(location).toMatchObject({
      size: 5,
      checksum: "sha256:8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8",
      local_path: "Server/x86_64/os/a",
      contents: [],
    });
    const [, address, tag, digest] = /^oci:\/\/([^:]+):([^@]+)@(.*)$/.exec(location.url) ?? [];
    const repository = registry.repositories.get(address ?? "");
    expect(repository?.tags.get(tag ?? "")).toBe(digest);
    const manifest = JSON.parse(String(repository?.manifests.get(digest as never)?.bytes));
    expect(manifest).toMatchObject({
      artifactType: "application/vnd.productmd.artifact",
      annotations: {
        "org.opencontainers.image.created": "2026-02-04T00:00:00Z",
        "org.opencontainers.image.version": "Fedora-41-20260204.0",
      },
      layers: [{ annotations: { "org.opencontainers.image.title": "Server/x86_64/os/a" } }],
    });
  });

  test("of a set is one entry with contents", async () => {
    const output = fresh("out");
    await push(new MemoryRegistry(), three(), output, { layout: "set" });
    const entries = readJson(join(output, "extra_files.json")).payload.extra_files.Server.x86_64;
    expect(entries).toHaveLength(1);
    const { location } = entries[0];
    expect(location).toMatchObject({ local_path: "Server/x86_64/os", size: 14 });
    expect(location.url.endsWith(`@${location.checksum}`)).toBe(true);
    expect(location.contents.map(({ file, size }: Record<string, unknown>) => [file, size])).toEqual([
      ["a", 5],
      ["b", 4],
      ["c", 5],
    ]);
  });

  test("of a set is one entry for each arch that names it", async () => {
    const output = fresh("out");
    const files = ["x86_64", "aarch64"].flatMap((arch) =>
      ["a", "b"].map((name) => ({ path: `S/common/${name}`, content: name, arch })),
    );
    const { report } = await push(new MemoryRegistry(), writeCompose(fresh("compose"), files), output, {
      layout: "set",
    });
    expect(report.manifests).toHaveLength(1);
    expect(namedIn(output)).toEqual(["S/common", "S/common"]);
  });

  test("of 1.2 leaves out what is not selected", async () => {
    const output = fresh("out");
    const { report } = await push(new MemoryRegistry(), three(), output, { include: "*a" });
    expect(namedIn(output)).toEqual(["Server/x86_64/os/a"]);
    expect(report.counts).toMatchObject({ pushed: 1, skipped: 2 });
  });

  test("of 2.0 keeps the Locations of what is not selected", async () => {
    const registry = new MemoryRegistry();
    const [first, second] = [fresh("first"), fresh("second")];
    const compose = three();
    await push(registry, compose, first);
    await push(registry, first, second, { include: "*a", root: compose, repository: "other.example/x" });
    const urls = readJson(join(second, "extra_files.json")).payload.extra_files.Server.x86_64.map(
      ({ location }: Json) => new URL(location.url).host,
    );
    expect(urls).toEqual(["other.example", "r.example", "r.example"]);
  });

  test("has the directories of variants, and repositories with what they list", async () => {
    const output = fresh("out");
    await push(new MemoryRegistry(), generate(scratch, { files: true }), output);
    const { variants } = readJson(join(output, "composeinfo.json")).payload;
    const { paths } = variants.BaseOS;
    expect(paths.os_tree.x86_64).toEqual({
      url: "BaseOS/x86_64/os",
      local_path: "BaseOS/x86_64/os",
      size: null,
      checksum: null,
      contents: [],
    });
    const files = paths.repository.x86_64.contents.map(({ file }: Record<string, string>) => file);
    expect(files).toContain("repodata/repomd.xml");
    expect(files.length).toBeGreaterThan(3);
  });
});

describe("the published metadata", () => {
  const publish = { "publish-metadata": "r.example/compose-metadata:{compose_id}" };

  test("is one artifact with a layer for each file, and the same again", async () => {
    const registry = new MemoryRegistry();
    const [compose, output] = [generate(scratch, { files: true }), fresh("out")];
    const { outputs } = await push(registry, compose, output, publish);
    const repository = registry.repositories.get("r.example/compose-metadata");
    const digest = repository?.tags.get("Fedora-41-20260204.0");
    expect(outputs["compose-ref"]).toBe(`oci://r.example/compose-metadata:Fedora-41-20260204.0@${digest}`);
    const manifest = JSON.parse(String(repository?.manifests.get(digest as never)?.bytes));
    expect(manifest.artifactType).toBe("application/vnd.productmd.compose+json");
    const types = manifest.layers.map(({ mediaType, annotations }: Json) => [
      annotations["org.opencontainers.image.title"],
      mediaType,
    ]);
    expect(types).toEqual(
      ["composeinfo", "extra_files", "images", "modules", "rpms"].map((type) => [
        `${type}.json`,
        `application/vnd.productmd.${type}+json`,
      ]),
    );
    for (const { digest: blob, annotations } of manifest.layers) {
      const name = annotations["org.opencontainers.image.title"];
      expect(String(repository?.blobs.get(blob))).toBe(readFileSync(join(output, name), "utf8"));
    }
    const again = await push(registry, compose, fresh("out"), publish);
    expect(again.outputs["compose-ref"]).toBe(outputs["compose-ref"]);
    expect(again.report.publication).toEqual({ state: "existing" });
  });

  test("is looked for before anything is pushed when its tag must not move", async () => {
    const registry = new MemoryRegistry();
    const immutable = { ...publish, tag: "{name}-{arch}", "tag-policy": "immutable" };
    const compose = generate(scratch, { files: true });
    const first = await push(registry, compose, fresh("out"), { ...immutable, tag: "{kind}-{path}" });
    expect(first.failure).toBeUndefined();
    const again = await push(registry, compose, fresh("out"), { ...immutable, tag: "{kind}-{path}" });
    expect([again.failure, again.report.publication]).toEqual([undefined, { state: "existing" }]);

    registry.calls.length = 0;
    const output = fresh("out");
    // Other tags of artifacts are other metadata under the same tag.
    const error = await refusal(push(registry, three(), output, immutable));
    expect(error.exitCode).toBe(1);
    const digest = first.outputs["compose-ref"]?.split("@")[1];
    expect(error.message).toContain("r.example/compose-metadata:Fedora-41-20260204.0 must not move");
    expect(error.message).toContain(`${digest} instead of sha256:`);
    expect(registry.order).toBe("resolve");
    expect(existsSync(output)).toBe(false);
    expect((await push(registry, three(), output, { ...immutable, "tag-policy": "move" })).failure).toBe(
      undefined,
    );
  });

  test("that may not be looked for is a refusal, before anything is pushed", async () => {
    const registry = new MemoryRegistry();
    registry.before = (_, { address }) => {
      if (address.endsWith("metadata")) throw new TransferFailure("auth", "denied", { remedy: "never" });
    };
    const error = await refusal(
      push(registry, three(), fresh("out"), { ...publish, "tag-policy": "immutable" }),
    );
    expect([error.exitCode, error.message]).toEqual([2, "publish-metadata: denied"]);
    expect(registry.order).toBe("resolve");
  });

  test("is not what lacks something", async () => {
    const registry = new MemoryRegistry();
    registry.before = ({ name }) => {
      if (name.endsWith("os/b")) throw new TransferFailure("disk", "full", { remedy: "never" });
    };
    const { outputs, report, warnings } = await push(registry, three(), fresh("out"), publish);
    expect(outputs["compose-ref"]).toBe("");
    expect(report.publication).toEqual({ state: "incomplete" });
    expect(warnings.join()).toContain("the metadata was not published");
    expect(registry.repositories.get("r.example/compose-metadata")?.tags.size).toBe(0);
  });

  test("that cannot be published fails the step, and the metadata is there", async () => {
    const registry = new MemoryRegistry();
    registry.before = (_, { address }) => {
      if (address.endsWith("metadata")) throw new TransferFailure("auth", "denied", { remedy: "never" });
    };
    const output = fresh("out");
    const { failure, report } = await push(registry, three(), output, publish);
    expect(failure).toBe("The metadata could not be published: denied");
    expect(report.publication).toMatchObject({ state: "failed", class: "auth" });
    expect(namedIn(output)).toHaveLength(3);
  });
});
