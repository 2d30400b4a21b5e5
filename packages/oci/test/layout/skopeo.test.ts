import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LayoutRepository } from "../../src/layout/layout-repository.ts";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import type { Digest } from "../../src/repository.ts";
import { artifact, never, push } from "../support/artifacts.ts";
import { scratch } from "../support/scratch.ts";
import { tool } from "../support/tool.ts";

const hasSkopeo = tool("skopeo");
const make = scratch();

const skopeo = (...args: string[]) =>
  execFileSync("skopeo", ["--insecure-policy", ...args], { stdio: ["ignore", "pipe", "pipe"] });

async function pushed(tag: string) {
  const layout = new LayoutRepository(join(make(), "layout"), "layout");
  const made = artifact(make(), "content of the file");
  await push(layout, made, tag);
  await layout.close();
  return { layout, ...made };
}

test.skipIf(!hasSkopeo)("skopeo reads our layout: the manifest's very bytes", async () => {
  const { layout, manifest } = await pushed("41");
  expect(skopeo("inspect", "--raw", `oci:${layout.path}:41`).equals(manifest.bytes)).toBe(true);
});

test.skipIf(!hasSkopeo)("skopeo copies from our layout to another, and digests are the same", async () => {
  const { layout, manifest, blob } = await pushed("41");
  const target = join(make(), "copy");
  skopeo("copy", "--preserve-digests", `oci:${layout.path}:41`, `oci:${target}:other`);
  const copy = new LayoutRepository(target, "copy");
  expect(await copy.resolve("other", never)).toBe(manifest.digest);
  expect(await copy.manifest(manifest.digest, never)).toEqual(manifest);
  expect(readFileSync(copy.blobPath(blob.digest), "utf8")).toBe("content of the file");
});

test.skipIf(!hasSkopeo)(
  "skopeo and we write to one layout, and neither loses what the other wrote",
  async () => {
    const first = await pushed("ours");
    const second = await pushed("theirs");
    skopeo(
      "copy",
      "--preserve-digests",
      `oci:${second.layout.path}:theirs`,
      `oci:${first.layout.path}:theirs`,
    );
    const again = new LayoutRepository(first.layout.path, "layout");
    await push(again, artifact(make(), "third"), "third");
    await again.close();
    expect(await again.resolve("ours", never)).toBe(first.manifest.digest);
    expect(await again.resolve("theirs", never)).toBe(second.manifest.digest);
    for (const tag of ["ours", "theirs", "third"]) {
      const digest = (await again.resolve(tag, never)) as Digest;
      const manifest = await again.manifest(digest, never);
      expect(
        skopeo("inspect", "--raw", `oci:${first.layout.path}:${tag}`).equals(manifest?.bytes as Buffer),
      ).toBe(true);
    }
  },
);

test.skipIf(!hasSkopeo)("skopeo notices a blob of ours that was changed", async () => {
  const { layout, blob } = await pushed("41");
  writeFileSync(layout.blobPath(blob.digest), "CONTENT of the file");
  expect(() => skopeo("copy", `oci:${layout.path}:41`, `oci:${join(make(), "copy")}:41`)).toThrow(/digest/i);
});

test.skipIf(!hasSkopeo)("we read a layout that skopeo made, and push to it", async () => {
  const { layout, manifest } = await pushed("41");
  const target = join(make(), "made-by-skopeo");
  skopeo("copy", "--preserve-digests", `oci:${layout.path}:41`, `oci:${target}:41`);
  const theirs = new LayoutRepository(target, "theirs");
  expect(theirs.problem()).toBeUndefined();
  expect(await theirs.resolve("41", never)).toBe(manifest.digest);
  expect(await theirs.pushBlob(EMPTY_CONFIG, { others: [], signal: never })).toBe("existing");
  expect(await theirs.pushManifest(manifest, never)).toBe("existing");
  expect(await theirs.tag("41", manifest, "immutable", never)).toBe("existing");
  await theirs.close();
});
