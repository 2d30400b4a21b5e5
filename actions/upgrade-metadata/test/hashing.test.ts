import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArtifactContext, TreeFile } from "@compose-actions/metadata";
import { silentReporter } from "@compose-actions/step";
import { afterEach, expect, test } from "vitest";
import { document } from "../../../packages/metadata/test/support/documents.ts";
import type { Json } from "../../../test/support/files.ts";
import { Hashing } from "../src/hashing.ts";
import { refusal, useWorkshop } from "./support/upgrade.ts";

const { make, run } = useWorkshop();
type Arguments = ConstructorParameters<typeof Hashing>;
type Source = Parameters<Hashing["begin"]>[0];

const IMAGE: ArtifactContext = { kind: "image", variant: "S", arch: "x86_64" };
const BIG = 600 * 1024 * 1024;
const images = { path: "images.json" } as Source;
const rpms = { path: "rpms.json" } as Source;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const file = (localPath: string, text?: string): TreeFile => ({
  localPath,
  size: text?.length ?? null,
  checksums: text === undefined ? [] : [sha256(text)],
});

function folder(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(tmpdir(), "hashing-test-"));
  cleanups.push(() => rmSync(made, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}

function hashing(root: string, options: { strict?: boolean; signal?: AbortSignal } = {}): Hashing {
  const { strict = false, signal = new AbortController().signal } = options;
  const settings = { strictChecksums: strict, parallelChecksums: 2 } as Arguments[1];
  const made = new Hashing(root, settings, { signal, reporter: silentReporter } as Arguments[2]);
  cleanups.push(() => made.close());
  return made;
}

test("a part of a metadata file is ready before what comes behind it", async () => {
  const root = folder({ a: "a", b: "b", huge: "" });
  truncateSync(join(root, "huge"), BIG);
  const made = hashing(root);
  made.add(file("a"), IMAGE);
  made.begin(rpms, 100);
  // Of unknown size, so that it is not begun with.
  for (const path of ["huge", "b"]) made.add(file(path), IMAGE);
  made.begin(rpms, 200);
  made.begin(rpms, Number.POSITIVE_INFINITY);
  await made.ready(rpms, 99);
  expect(made.facts(file("a"), IMAGE)).toEqual({ size: 1, checksum: sha256("a") });
  expect(made.facts(file("b"), IMAGE)).toBeUndefined();
  await made.ready(rpms, 101);
  expect(made.facts(file("b"), IMAGE)).toEqual({ size: 1, checksum: sha256("b") });
  expect(await made.finish()).toMatchObject({ files: 3, bytes: BIG + 2 });
});

test("nothing is ready of a corrupt compose; everything that is wrong is told, in the order of mention", async () => {
  const made = hashing(folder({ a: "x", b: "b", c: "y" }));
  made.add(file("a", "a"), IMAGE);
  made.begin(images, Number.POSITIVE_INFINITY);
  for (const path of ["b", "c"]) made.add(file(path, path), IMAGE);
  made.begin(rpms, Number.POSITIVE_INFINITY);
  const details = ["a", "c"].map((name) => expect.stringMatching(`^${name}: the metadata says sha256:`));
  const error = { message: expect.stringContaining("2 places"), details };
  await expect(made.ready(images, 1)).rejects.toMatchObject(error);
  await expect(made.finish()).rejects.toMatchObject(error);
});

test("a missing file is an error when strict, and no facts otherwise", async () => {
  const root = folder({});
  for (const strict of [false, true]) {
    const made = hashing(root, { strict });
    made.add(file("gone", "x"), IMAGE);
    made.begin(images, Number.POSITIVE_INFINITY);
    const ready = made.ready(images, 1);
    await (strict
      ? expect(ready).rejects.toMatchObject({ message: `Missing below ${root}: 1 file`, details: ["gone"] })
      : ready);
    expect(made.facts(file("gone"), IMAGE)).toBeUndefined();
  }
});

test("an abort ends the waiting", async () => {
  const controller = new AbortController();
  const root = folder({ huge: "" });
  truncateSync(join(root, "huge"), 2 ** 40);
  const made = hashing(root, { signal: controller.signal });
  made.add({ ...file("huge"), size: 2 ** 40 }, IMAGE);
  made.begin(images, Number.POSITIVE_INFINITY);
  const ready = made.ready(images, 1);
  setTimeout(() => controller.abort(new Error("stopped")), 50);
  await expect(ready).rejects.toThrow("stopped");
});

test("packages that stand before the compose section are hashed as well", async () => {
  const path = "Server/x86_64/os/Packages/b/bash.rpm";
  const rpmsFile = document("rpms");
  const { compose: own, ...rest } = rpmsFile.payload;
  rpmsFile.payload = { ...rest, compose: own };
  const { read } = await run(make({ "rpms.json": rpmsFile, [path]: "bash" }), {
    ...{ "base-url": "https://x/", "compute-checksums": "true" },
  });
  const [group] = Object.values<Json>(read("rpms.json").payload.rpms.Server.x86_64);
  expect(Object.values<Json>(group)[0].location).toMatchObject({ size: 4, checksum: sha256("bash") });
});

test("an empty url-map keeps the URLs of 2.0 metadata, and checksums can be filled in", async () => {
  const path = "Server/x86_64/os/Packages/b/bash.rpm";
  const rpmsFile = document("rpms", "2.0");
  const [group] = Object.values<Json>(rpmsFile.payload.rpms.Server.x86_64);
  const [{ location }] = Object.values<Json>(group);
  Object.assign(location, { size: null, checksum: null });
  const compose = make({ "rpms.json": rpmsFile, [path]: "bash" });
  const error = await refusal(run(compose, { "compute-checksums": "true" }));
  expect(error.remedy).toContain("with the empty url-map {} the URLs as well");
  const { read } = await run(compose, { "url-map": "{}", "compute-checksums": "true" });
  const [written] = Object.values<Json>(read("rpms.json").payload.rpms.Server.x86_64);
  const { url } = location;
  expect(Object.values<Json>(written)[0].location).toMatchObject({ url, size: 4, checksum: sha256("bash") });
});
