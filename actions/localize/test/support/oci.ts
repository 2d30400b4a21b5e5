import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import {
  type ComposeSpec,
  type LocationSpec,
  writeCompose,
} from "../../../../test/support/registry/compose-files.ts";
import { FakeRegistry } from "../../../../test/support/registry/fake-registry.ts";
import {
  digestOf,
  type LayerSpec,
  type StoredManifest,
} from "../../../../test/support/registry/oci-content.ts";
import { bytesOf } from "../../../../test/support/site.ts";
import { type RawInputs, type Run, useWorkshop } from "./localize.ts";

export const [A, B, C] = [bytesOf(5000, 1), bytesOf(300_000, 2), bytesOf(70, 3)];
export const PATH = "Server/x86_64/iso/boot.iso";
export const REPOSITORY = "Server/x86_64/os";
export const hex = (content: Buffer) => digestOf(content).slice(7);

/** An entry of `contents`, right in all it says unless given. */
export const entry = (file: string, content: Buffer, changes: object = {}) => ({
  ...{ file, size: content.length, checksum: digestOf(content), layer_digest: digestOf(content) },
  ...changes,
});
export const failures = ({ report }: Run) =>
  report.artifacts
    .filter(({ state }: { state: string }) => state === "failed")
    .map(({ class: failure }: { class: string }) => failure);

/** A registry, a web server and a folder for the tests of one file. */
export function useRegistry() {
  const fake = new FakeRegistry();
  beforeAll(async () => void (await fake.start()));
  afterEach(() => fake.reset());
  afterAll(() => fake.close());
  const { site, fresh, run, tree } = useWorkshop();

  /** A Location of one file, right in all it says unless given. */
  const at = (
    manifest: StoredManifest,
    content: Buffer,
    changes: Partial<LocationSpec> = {},
  ): LocationSpec => ({
    ...{
      url: fake.url("a/b", manifest, "t"),
      local_path: PATH,
      size: content.length,
      checksum: digestOf(content),
    },
    ...changes,
  });
  const push = (layers: readonly LayerSpec[], options = {}) => fake.push("a/b", layers, options);
  const one = (content: Buffer, title?: string) =>
    push([title === undefined ? { content } : { content, title }]);

  async function localize(spec: ComposeSpec, raw: RawInputs = {}, output = fresh("out")) {
    const outcome = await run(writeCompose(fresh("in"), spec), output, raw);
    return { ...outcome, output, files: tree(output) };
  }
  const file = (location: LocationSpec, raw = {}, output?: string) =>
    localize({ extraFiles: [location] }, raw, output);
  return { fake, site, fresh, run, tree, at, push, one, localize, file };
}

/** Writes a layout directory, or adds to one. */
export function writeLayout(
  directory: string,
  manifest: StoredManifest,
  blobs: readonly Buffer[],
  tag = "t",
  other?: StoredManifest,
): void {
  const all = {
    [hex(manifest.bytes)]: manifest.bytes,
    ...Object.fromEntries(blobs.map((blob) => [hex(blob), blob])),
  };
  for (const [name, bytes] of Object.entries(all)) {
    mkdirSync(join(directory, "blobs/sha256"), { recursive: true });
    writeFileSync(join(directory, "blobs/sha256", name), bytes);
  }
  mkdirSync(dirname(join(directory, "index.json")), { recursive: true });
  writeFileSync(join(directory, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  const { mediaType, digest, bytes } = other ?? manifest;
  const annotations = { "org.opencontainers.image.ref.name": tag };
  const manifests = [{ mediaType, digest, size: bytes.length, annotations }];
  writeFileSync(join(directory, "index.json"), JSON.stringify({ schemaVersion: 2, manifests }));
}
