import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DistributedMetadata, type Image, type Location, serialize } from "@compose-actions/metadata";
import { FileStore } from "@compose-actions/transfer";
import { afterAll, expect } from "vitest";
import type { ImagesWish, ImageWish } from "../../../src/index.ts";
import { never } from "../client.ts";
import type { Upload } from "../osbuild-composer/told.ts";
import { type ComposerPlace, requestFor } from "../osbuild-composer/use.ts";

export const CONTENT = Buffer.alloc(3 * 1024 ** 2, "image ");
export const CHECKSUM = `sha256:${createHash("sha256").update(CONTENT).digest("hex")}`;
export const KEY = "/bucket/composer-api-556bbc9d-a661-4224-852c-0d3717c975d1-disk.qcow2";
const COMPOSE = {
  id: "Demo-41-20241101.t.0",
  date: "20241101",
  type: "test",
  respin: 0,
  label: null,
  final: false,
} as const;
const RELEASE = { short: "Demo", version: "41" };
export const WISH: ImageWish = {
  variant: "Cloud",
  arch: "x86_64",
  imageType: "guest-image",
  distribution: "fedora-41",
  targets: ["aws.s3"],
};

export function wish(more: Partial<ImagesWish> = {}, image: Partial<ImageWish> = {}): ImagesWish {
  return { compose: COMPOSE, release: RELEASE, images: [{ ...WISH, ...image }], ...more };
}

/** A compose that has come to its end. */
export async function finished(
  { server, service }: ComposerPlace,
  uploads: readonly Upload[],
  type = "guest-image",
) {
  const { compose } = await service.create(requestFor(type), never);
  server.finish(compose.id, uploads);
  const done = await service.get(compose.id, never);
  if (done === undefined) throw new Error("there is no compose");
  return done;
}

export const s3 = (url: string): Upload => ({ type: "aws.s3", options: { url } });

/** The images of a document, which can be written as it is. */
export function imagesOf({
  metadata,
}: {
  readonly metadata: readonly unknown[];
}): readonly Image<Location>[] {
  const [document] = metadata as readonly DistributedMetadata[];
  if (document?.type !== "images") return [];
  serialize(document);
  return [...document.images.values()].flatMap((arches) => [...arches.values()].flat());
}

/** Stores in fresh directories, in which nothing may be left but what they hold. */
export function useStores() {
  const root = mkdtempSync(join(tmpdir(), "compose-images-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return async function inStore<Result>(
    work: (store: FileStore, output: string) => Promise<Result>,
  ): Promise<Result> {
    const output = mkdtempSync(join(root, "out-"));
    const store = await FileStore.open({ output, lockTimeoutMs: 0, signal: never });
    try {
      return await work(store, output);
    } finally {
      store.close();
      const directories = ["tmp", "partial"].map((name) => join(output, ".productmd", name));
      expect(directories.filter((path) => existsSync(path)).flatMap((path) => readdirSync(path))).toEqual([]);
    }
  };
}
