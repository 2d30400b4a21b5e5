import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { checksumsConflict, isOciUrl } from "@compose-actions/metadata";
import type { Artifacts, LocatedFile, Registries } from "@compose-actions/oci";
import { looksLikeReference, parseReference } from "@compose-actions/oci/inputs";
import type { StepContext } from "@compose-actions/step";
import { TransferFailure, type TransferSession } from "@compose-actions/transfer";
import { copyFromDisk } from "./copy-from-disk.ts";
import type { LocalizeInputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import type { FileFailure, PlanFile } from "./plan-file.ts";
import type { Trust } from "./settings.ts";
import { proofOf } from "./trust.ts";

/** What became of a file's places in registries and layout directories. */
export interface Located {
  readonly file: PlanFile;
  /** Set when it can be had at none of its places. */
  readonly failure: FileFailure | undefined;
}

/** Finds out where the bytes of artifacts in registries and layout directories are. */
export class ArtifactPlaces implements AsyncDisposable {
  readonly registries: Registries;
  readonly #artifacts: Artifacts;
  readonly #parallel: number;

  private constructor(registries: Registries, artifacts: Artifacts, parallel: number) {
    this.registries = registries;
    this.#artifacts = artifacts;
    this.#parallel = parallel;
  }

  /**
   * What this takes is loaded when the plan has such a place.
   *
   * @throws UserError for inputs and files that cannot be used
   */
  static async open(
    plan: Plan,
    metadataFiles: readonly { readonly path: string; readonly url?: string }[],
    inputs: LocalizeInputs,
    context: StepContext,
  ): Promise<ArtifactPlaces | undefined> {
    if (![...plan.files.values()].some(({ urls }) => urls.some(isOciUrl))) {
      return undefined;
    }
    const { Artifacts, LayoutMap, Registries } = await import("@compose-actions/oci");
    const parallel = inputs["parallel-downloads"];
    const registries = new Registries({
      inputs,
      context,
      named: inputs.compose.filter(looksLikeReference),
      connections: parallel,
    });
    const homes = metadataFiles.flatMap(({ path, url }) => (url === undefined ? [dirname(path)] : []));
    const layouts = new LayoutMap(homes, inputs["layout-root"], inputs.compose.flatMap(layoutOf));
    return new ArtifactPlaces(registries, new Artifacts(registries, layouts), parallel);
  }

  /**
   * Learns what manifests say of files that nothing else proves: a pinned manifest proves its layers.
   *
   * @returns files that can be had at none of their places
   */
  async pin(files: readonly PlanFile[], trust: Trust, signal: AbortSignal): Promise<readonly Located[]> {
    const unproved = files.filter(
      (file) => file.urls.some(isOciUrl) && proofOf(file, { ...trust, verifyChecksums: true }) !== "verified",
    );
    const failed: Located[] = [];
    await this.#each(unproved, async (file) => {
      const url = file.urls.find(isOciUrl) as string;
      try {
        const { size, checksums } = await this.#locate(url, file, signal);
        file.learn({ urls: [], size, checksums });
      } catch (error) {
        signal.throwIfAborted();
        const failure = { ...failureOf(error), url };
        if (file.urls.every(isOciUrl)) {
          failed.push({ file, failure });
        }
      }
    });
    return failed;
  }

  /** Puts in place of references to artifacts the URLs of their bytes. */
  async locate(files: readonly PlanFile[], signal: AbortSignal): Promise<readonly Located[]> {
    const located: Located[] = [];
    await this.#each(
      files.filter(({ urls }) => urls.some(isOciUrl)),
      async (file) => {
        located.push({ file, failure: await this.#locateFile(file, signal) });
      },
    );
    return located;
  }

  /**
   * Takes a file from the layout directory that holds it.
   *
   * @returns whether it is in its place; its other places are left
   */
  async copy(
    file: PlanFile,
    session: TransferSession,
    signal: AbortSignal,
  ): Promise<FileFailure | undefined> {
    const own = file.urls.filter(isOnDisk);
    file.urls = file.urls.filter((url) => !isOnDisk(url));
    let failure: FileFailure | undefined;
    for (const url of own) {
      try {
        if (await copyFromDisk(fileURLToPath(url), file, "copied", session, signal)) {
          return undefined;
        }
        failure = {
          class: "checksum",
          message: "the blob in the layout directory is not what its name says",
        };
      } catch (error) {
        signal.throwIfAborted();
        failure = failureOf(error);
      }
    }
    return failure;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.registries[Symbol.asyncDispose]();
  }

  async #locateFile(file: PlanFile, signal: AbortSignal): Promise<FileFailure | undefined> {
    const places: string[] = [];
    let failure: FileFailure | undefined;
    for (const url of file.urls) {
      if (!isOciUrl(url)) {
        places.push(url);
        continue;
      }
      try {
        const { url: place, size, checksums } = await this.#locate(url, file, signal);
        if (checksumsConflict(file.checksums, checksums)) {
          throw new TransferFailure("conflict", "another place of the file has another checksum", {
            remedy: "elsewhere",
          });
        }
        file.learn({ urls: [], size, checksums });
        places.push(place);
      } catch (error) {
        signal.throwIfAborted();
        failure = { ...failureOf(error), url };
      }
    }
    file.urls = places;
    return places.length === 0 ? failure : undefined;
  }

  #locate(place: string, file: PlanFile, signal: AbortSignal): Promise<LocatedFile> {
    const [url = "", fragment] = place.split("#");
    const { localPath, size, checksums } = file;
    const below = fragment === undefined ? undefined : decodeURIComponent(fragment);
    return this.#artifacts.locate(url, { localPath, size, checksums, below }, signal);
  }

  async #each(files: readonly PlanFile[], work: (file: PlanFile) => Promise<void>): Promise<void> {
    const rest = files.values();
    const one = async () => {
      for (const file of rest) {
        await work(file);
      }
    };
    const workers = Array.from({ length: Math.min(this.#parallel, files.length) }, one);
    try {
      await Promise.all(workers);
    } finally {
      // Nobody begins another one; those under way come to their end.
      rest.return?.();
      await Promise.allSettled(workers);
    }
  }
}

/** Whether a place is a file of this machine: only layout directories lead there. */
export function isOnDisk(url: string): boolean {
  return url.startsWith("file:");
}

/** A layout directory that the user has named as the home of the metadata. */
function layoutOf(input: string): readonly string[] {
  const reference = parseReference(input);
  return typeof reference === "string" || reference.target.kind !== "directory"
    ? []
    : [reference.target.path];
}

function failureOf(error: unknown): FileFailure {
  if (error instanceof TransferFailure) {
    const { failure, message, status } = error;
    return { class: failure, message, ...(status === undefined ? {} : { status }) };
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    throw error;
  }
  return code === "ENOENT"
    ? { class: "not-found", message: "the layout directory lacks the blob" }
    : { class: "disk", message: `the blob in the layout directory cannot be read: ${code}` };
}
