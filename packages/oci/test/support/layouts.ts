import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TransferFailure } from "@compose-actions/transfer/files";
import { afterEach } from "vitest";
import type { LayoutOptions } from "../../src/layout/layout-options.ts";
import { LayoutRepository } from "../../src/layout/layout-repository.ts";
import { rejection, scratch } from "./scratch.ts";

export const failureOf = async (promise: Promise<unknown>) =>
  (await rejection(TransferFailure, promise)).failure;

/** Every file below a folder with what is in it. */
export const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString("latin1")]);

export const blobFile = (layout: LayoutRepository, digest: string) =>
  join(layout.path, "blobs/sha256", digest.slice(7));

/** A folder for the tests of one file, and layouts that are closed after each of them. */
export function useLayouts() {
  const make = scratch();
  const opened: LayoutRepository[] = [];
  afterEach(async () => {
    await Promise.allSettled(opened.splice(0).map((layout) => layout.close()));
  });
  function open(path = join(make(), "layout"), options: LayoutOptions = {}) {
    const layout = new LayoutRepository(path, "layout", options);
    opened.push(layout);
    return layout;
  }
  return { make, open };
}
