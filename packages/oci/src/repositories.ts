import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { type ConnectionInputs, TransferFailure, TransferMeter } from "@compose-actions/transfer";
import { layoutName } from "./layout/layout-name.ts";
import type { LayoutOptions } from "./layout/layout-options.ts";
import { LayoutRepository } from "./layout/layout-repository.ts";
import { RegistryStore } from "./pull/registry-store.ts";
import { hostRules } from "./push/host-rules.ts";
import { RegistryRepository } from "./push/registry-repository.ts";
import type { UploadContext } from "./push/upload-context.ts";
import { UploadJournal } from "./push/upload-journal.ts";
import type { UploadMode } from "./push/upload-plan.ts";
import { addressOf, parseReference, type RegistryTarget, refuseUserInfo } from "./reference.ts";
import type { Registries } from "./registry/registries.ts";
import type { Repositories, Repository } from "./repository.ts";

/** How blobs get to registries. */
export interface UploadOptions {
  /** `auto` by default: as fits the registry. */
  readonly mode?: UploadMode | undefined;
  /** Bytes of a chunk, where blobs are sent in chunks. */
  readonly chunkSize?: number | undefined;
  /**
   * Directory for the journal of uploads, so that the next run goes on with what this one has begun. Others must not
   * be able to write there. By default there is none.
   */
  readonly journalDirectory?: string | undefined;
}

export interface RepositoriesOptions {
  /** Stay open when the repositories are closed. */
  readonly registries: Registries;
  readonly inputs: ConnectionInputs;
  readonly uploads?: UploadOptions | undefined;
  readonly layouts?: LayoutOptions | undefined;
}

/**
 * The repositories of a run.
 *
 * Closing them writes what is not written yet, and may fail: what was pushed counts only after that.
 */
export function openRepositories(options: RepositoriesOptions): Repositories {
  return new RunRepositories(options);
}

class RunRepositories implements Repositories {
  readonly #options: RepositoriesOptions;
  readonly #meter: TransferMeter;
  #journal: UploadJournal | undefined;
  /** By their addresses. */
  readonly #repositories = new Map<string, RegistryRepository>();
  /** By their real paths. */
  readonly #layouts = new Map<string, LayoutRepository>();
  /** Paths by the names that Locations have for them. */
  readonly #layoutNames = new Map<string, string>();

  constructor(options: RepositoriesOptions) {
    const { inputs } = options;
    this.#options = options;
    this.#meter = new TransferMeter({
      lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
      now: () => performance.now(),
    });
  }

  open(target: string): Repository {
    refuseUserInfo("repository", target);
    const reference = parseReference(target);
    if (typeof reference === "string") {
      throw refuse(
        `${show(target)} is no repository: ${reference}`,
        "write oci://registry/repository, or oci-layout:directory",
      );
    }
    if (reference.tag !== undefined || reference.digest !== undefined) {
      throw refuse(`${show(target)} names more than a repository`, "leave out the tag and the digest");
    }
    switch (reference.target.kind) {
      case "directory":
        return this.#layout(reference.target.path);
      case "layout":
        throw refuse(
          `${show(target)} is how metadata names an image layout`,
          "name its directory: oci-layout:directory",
        );
      case "registry":
        return this.#repository(reference.target);
    }
  }

  /** @throws UserError when the journal of uploads cannot be kept */
  #repository(target: RegistryTarget): RegistryRepository {
    const address = addressOf(target);
    const known = this.#repositories.get(address);
    if (known !== undefined) {
      return known;
    }
    const { registries, uploads = {} } = this.#options;
    const { mode = "auto", chunkSize, journalDirectory } = uploads;
    if (journalDirectory !== undefined) {
      this.#journal ??= UploadJournal.open(journalDirectory, Date.now());
    }
    const context: UploadContext = {
      registry: registries.registry(target.registry),
      name: target.name,
      address,
      rules: hostRules(target.registry),
      mode,
      chunkBytes: chunkSize,
      retry: registries.retry,
      meter: this.#meter,
      journal: this.#journal,
    };
    const repository = new RegistryRepository(context, new RegistryStore(registries, target));
    this.#repositories.set(address, repository);
    return repository;
  }

  /** @throws UserError when the directory is something else, or two directories would have one name */
  #layout(path: string): LayoutRepository {
    const absolute = resolve(path);
    const key = existsSync(absolute) ? realpathSync(absolute) : absolute;
    const known = this.#layouts.get(key);
    if (known !== undefined) {
      return known;
    }
    const name = layoutName(path);
    const namesake = this.#layoutNames.get(name);
    if (namesake !== undefined) {
      throw refuse(
        `The image layouts ${show(namesake)} and ${show(path)} would both be called ${name} in metadata`,
        "rename one of the two directories",
      );
    }
    const layout = new LayoutRepository(path, name, this.#options.layouts);
    refuseOtherDirectory(layout);
    this.#layouts.set(key, layout);
    this.#layoutNames.set(name, path);
    return layout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#meter.close();
    this.#journal?.close();
    this.#journal = undefined;
    const outcomes = await Promise.allSettled([...this.#layouts.values()].map((layout) => layout.close()));
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) {
      throw failed.reason;
    }
  }
}

function refuseOtherDirectory(layout: LayoutRepository): void {
  let problem: string | undefined;
  try {
    problem = layout.problem();
  } catch (error) {
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    throw refuse(`${layout.shown} cannot be used: ${error.message}`);
  }
  if (problem !== undefined) {
    throw refuse(
      `${layout.shown} cannot be used: ${problem}`,
      "name an empty directory, or one that does not exist",
    );
  }
}
