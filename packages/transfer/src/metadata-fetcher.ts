import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StepContext } from "@compose-actions/step";
import type { ConnectionInputs } from "./connection-inputs.ts";

/** A metadata file that was downloaded; fits what finds metadata on disk. */
export interface RemoteMetadataFile {
  /** What a file of this name must hold; undefined for a file that the user named. */
  readonly expects?: "composeinfo" | "images" | "rpms" | "extra_files" | "modules";
  readonly path: string;
  readonly root: string;
  readonly url: string;
  /** The URL of the compose, with a slash at the end. */
  readonly rootUrl: string;
}

/** Downloads metadata to a directory that is gone when the work is done. */
export interface MetadataFetcher extends Disposable {
  fetch(this: void, url: string, signal: AbortSignal): Promise<readonly RemoteMetadataFile[]>;
}

/**
 * Fetches metadata from URLs. Nothing of what HTTP takes is loaded before there is one.
 *
 * @param compose - all inputs that name metadata
 */
export function metadataFetcher(
  inputs: ConnectionInputs & { readonly compose: readonly string[] },
  context: StepContext,
): MetadataFetcher {
  let directory: string | undefined;
  let count = 0;
  return {
    async fetch(url, signal) {
      const { fetchMetadata } = await import("./remote-metadata.ts");
      directory ??= mkdtempSync(join(tmpdir(), "compose-metadata-"));
      count += 1;
      return fetchMetadata(url, join(directory, String(count)), { inputs, context, signal });
    },
    [Symbol.dispose]() {
      if (directory !== undefined) {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}
