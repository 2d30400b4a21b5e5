import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StepContext } from "@compose-actions/step";
import { type ConnectionInputs, metadataFetcher } from "@compose-actions/transfer/connection";
import type { RepositoryTemplate } from "./naming/repository-template.ts";
import { looksLikeReference } from "./reference.ts";
import type { RegistryInputs } from "./registry-inputs.ts";

/** A metadata file that was fetched; fits what finds metadata on disk. */
export interface FetchedMetadataFile {
  readonly expects?: "composeinfo" | "images" | "rpms" | "extra_files" | "modules";
  readonly path: string;
  readonly root: string;
  /** Where it comes from, for messages. */
  readonly url: string;
  /** What relative URLs in it are relative to. */
  readonly rootUrl?: string;
}

type Target = Pick<RepositoryTemplate<string>, "kind" | "start">;

/** Fetches metadata to a directory that is gone when the work is done. */
export interface ComposeFetcher extends Disposable {
  fetch(this: void, input: string, signal: AbortSignal): Promise<readonly FetchedMetadataFile[]>;
}

/**
 * Fetches the metadata that `compose` inputs name: from `https://` URLs, and as the artifact of a compose from
 * registries (`oci://registry/name:tag[@digest]`) and layout directories (`oci-layout:directory:tag`). Nothing that this
 * takes is loaded before there is one.
 *
 * @param targets - where the step pushes to: a login without a registry is for the one that all inputs name, or refused
 */
export function composeFetcher(
  inputs: ConnectionInputs & RegistryInputs & { readonly compose: readonly string[] },
  context: StepContext,
  targets: readonly (Target | undefined)[] = [],
): ComposeFetcher {
  const named = targets.flatMap((target) => (target?.kind === "registry" ? [`${target.start}any`] : []));
  const web = metadataFetcher(inputs, context);
  let directory: string | undefined;
  let count = 0;
  return {
    async fetch(input, signal) {
      if (!looksLikeReference(input)) {
        return web.fetch(input, signal);
      }
      const { fetchCompose } = await import("./pull/fetch-compose.ts");
      directory ??= mkdtempSync(join(tmpdir(), "compose-metadata-"));
      count += 1;
      return fetchCompose(input, join(directory, String(count)), { inputs, named, context, signal });
    },
    [Symbol.dispose]() {
      web[Symbol.dispose]();
      if (directory !== undefined) {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}
