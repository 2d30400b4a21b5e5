import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer/files";
import { layoutName } from "./layout/layout-name.ts";
import type { LayoutOptions } from "./layout/layout-options.ts";
import { LayoutRepository } from "./layout/layout-repository.ts";
import { parseReference, type RegistryTarget } from "./reference.ts";
import type { Repositories, Repository } from "./repository.ts";

export interface RepositoriesOptions {
  readonly registry: (target: RegistryTarget) => Repository;
  readonly layouts?: LayoutOptions;
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
  /** By their real paths. */
  readonly #layouts = new Map<string, LayoutRepository>();
  /** Paths by the names that Locations have for them. */
  readonly #layoutNames = new Map<string, string>();

  constructor(options: RepositoriesOptions) {
    this.#options = options;
  }

  open(target: string): Repository {
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
        return this.#options.registry(reference.target);
    }
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
