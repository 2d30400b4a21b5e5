import { TransferFailure } from "@compose-actions/transfer";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { UploadRegistry } from "../../../../test/support/registry/upload-registry.ts";
import type { UploadOptions } from "../../src/repositories.ts";
import type { Repository } from "../../src/repository.ts";
import { artifact, never } from "./artifacts.ts";
import { useRepositories } from "./repositories.ts";
import { rejection, scratch } from "./scratch.ts";

export const MIB = 1024 * 1024;
export const LOGIN = "robot:s3cret-word";
export const chunked: UploadOptions = { mode: "chunked", chunkSize: 1000 };
export const bytes = (size: number) => Buffer.alloc(size, "0123456789abcdef");
export const failureOf = (promise: Promise<unknown>) => rejection(TransferFailure, promise);

/** A registry for uploads, and a folder for what is pushed to it, for the tests of one file. */
export function useUploads() {
  const make = scratch();
  const registry = new UploadRegistry();
  beforeAll(async () => void (await registry.start()));
  afterEach(() => registry.reset());
  afterAll(() => registry.close());

  const open = (uploads: UploadOptions = {}, raw: Readonly<Record<string, string>> = {}) =>
    useRepositories(registry.host, { uploads }, raw).open(`${registry.host}/a/b`);
  const file = (size: number) => artifact(make(), bytes(size)).blob;
  const push = (repository: Repository, blob = file(1000)) =>
    repository.pushBlob(blob, { others: [], signal: never });

  /** Pushes a blob of so many bytes, and compares what the registry has then. */
  async function arrives(size: number, uploads: UploadOptions, raw: Readonly<Record<string, string>> = {}) {
    const blob = file(size);
    expect(await push(open(uploads, raw), blob)).toBe("pushed");
    expect(registry.blob("a/b", blob.digest)?.equals(bytes(size))).toBe(true);
  }
  return { make, registry, open, file, push, arrives };
}
