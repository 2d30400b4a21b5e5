import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArtifactClient } from "@actions/artifact";
import { ARTIFACT_LIMIT, allowedFiles, refuseContent } from "./allowed-files.ts";
import { extractArchive } from "./archive.ts";
import { type ArtifactName, artifactNameText, parseArtifactName } from "./names.ts";
import { type QuietOptions, quietly } from "./quietly.ts";
import { explainServiceFailure } from "./service-failure.ts";
import { stageFiles } from "./staging.ts";
import type { ArtifactFile, ArtifactStore, StoredArtifact } from "./store.ts";

/** Milliseconds that one call may take with all its repetitions, each of which the library makes by itself. */
const CALL_LIMIT = 2 * 60_000;
/** Milliseconds that an archive may be on its way. */
const TRANSFER_LIMIT = 15 * 60_000;

/** What the service knows of an artifact. */
interface Listed {
  readonly id: number;
  readonly size: number;
  readonly digest: string | undefined;
}

export interface ServiceStoreOptions {
  /** For what is gone after the step. */
  readonly temporary: string;
  readonly mask: (secret: string) => void;
}

/**
 * Artifacts of the workflow run, through the service that GitHub has for them: one archive per artifact. The library
 * reads the service's address and the job's token from the process's own environment.
 */
export class ServiceStore implements ArtifactStore {
  readonly where = "in this workflow run";
  readonly absence =
    "The job that hands it on must come before this one (needs), in the same workflow run, and give the same name in metadata-artifact or report-artifact.";
  readonly #options: ServiceStoreOptions;
  readonly #listed = new Map<string, Listed>();

  constructor(options: ServiceStoreOptions) {
    this.#options = options;
  }

  async list(name: string, signal: AbortSignal): Promise<readonly StoredArtifact[]> {
    const { artifacts } = await this.#call(
      { activity: "asking for the artifacts of the run", limit: CALL_LIMIT, signal },
      (client) => client.listArtifacts(),
    );
    return artifacts.flatMap(({ name: key, id, size, digest }) => {
      const parsed = parseArtifactName(key);
      if (parsed?.name !== name) return [];
      this.#listed.set(key, { id, size, digest });
      return [{ name: parsed, key, execution: 0n, time: 0 }];
    });
  }

  async fetch({ name, key }: StoredArtifact, directory: string, signal: AbortSignal): Promise<void> {
    const listed = this.#listed.get(key);
    // What nothing vouches for could be anybody's.
    if (listed?.digest === undefined) throw refuseContent(key, "the service gives no digest for it");
    if (listed.size > ARTIFACT_LIMIT) throw refuseContent(key, `its archive is ${listed.size} bytes long`);
    const path = join(dirname(directory), `.${randomUUID()}.archive`);
    try {
      const { digestMismatch } = await this.#call(
        { activity: `downloading ${key}`, limit: TRANSFER_LIMIT, signal },
        // The archive as it is: unpacking is not left to the library.
        (client) =>
          client.downloadArtifact(listed.id, {
            path,
            expectedHash: listed.digest as string,
            skipDecompress: true,
          }),
      );
      if (digestMismatch !== false) throw refuseContent(key, "its content is not what its digest says");
      const archive = await onlyFile(path);
      if (archive === undefined) throw refuseContent(key, "it came as something else than an archive");
      await extractArchive(archive, directory, {
        artifact: key,
        allowed: allowedFiles(name.content),
        signal,
      });
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  }

  async keep(name: ArtifactName, files: readonly ArtifactFile[], signal: AbortSignal): Promise<void> {
    const staged = join(this.#options.temporary, `.${randomUUID()}.upload`);
    try {
      await mkdir(staged, { recursive: true });
      // The library dies of a file that changes or goes while it is packed.
      const paths = await stageFiles(files, staged, signal);
      await this.#call(
        { activity: `uploading ${artifactNameText(name)}`, limit: TRANSFER_LIMIT, signal },
        (client) => client.uploadArtifact(artifactNameText(name), [...paths], staged),
      );
    } finally {
      await rm(staged, { recursive: true, force: true });
    }
  }

  async #call<Value>(
    options: Omit<QuietOptions, "mask">,
    work: (client: ArtifactClient) => Promise<Value>,
  ): Promise<Value> {
    try {
      return await quietly(async () => work((await import("@actions/artifact")).default), {
        ...options,
        mask: this.#options.mask,
      });
    } catch (error) {
      options.signal.throwIfAborted();
      throw explainServiceFailure(error, options.activity);
    }
  }
}

/** The library names the file as the service says. */
async function onlyFile(directory: string): Promise<string | undefined> {
  const [name, ...others] = await readdir(directory);
  if (name === undefined || others.length > 0) return undefined;
  const path = join(directory, name);
  const stats = await lstat(path);
  return stats.isFile() && stats.size <= ARTIFACT_LIMIT ? path : undefined;
}
