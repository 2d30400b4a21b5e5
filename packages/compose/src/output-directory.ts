import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { METADATA_TYPES } from "@compose-actions/metadata";
import { refuse, UserError } from "@compose-actions/step";
import { createTextFile, type TextFile } from "./text-file.ts";

/** Less what the umask takes. */
const DIRECTORY_MODE = 0o755;
/** Ending of a file that is kept until the new one is in its place. */
const BACKUP = ".old";

/** The files that metadata steps write. */
const METADATA_NAMES = METADATA_TYPES.map((type) => `${type}.json`);

/**
 * Metadata files that appear in a directory together or not at all. A directory that does not exist yet is written
 * beside its place and put there with one rename. In one that exists (a mount, one with rights of its own) files are
 * written to a hidden directory inside it and moved one by one, and back again when one of them fails.
 */
export class OutputDirectory {
  readonly #target: string;
  /** As the user wrote it. */
  readonly #shown: string;
  readonly #isNew: boolean;
  readonly #staging: string;
  readonly #created: readonly string[];
  readonly #names: string[] = [];

  /**
   * @param inputs - files that are read: nothing may be written into their directories
   * @param isShared - something else is put into it meanwhile: it is made at once
   * @throws UserError when the directory cannot be written or holds an input
   */
  constructor(target: string, inputs: readonly string[], isShared = false) {
    this.#target = resolve(target);
    this.#shown = target;
    const suffix = `${randomBytes(6).toString("hex")}.tmp`;
    let created: readonly string[] = [];
    try {
      refuseInputs(this.#target, target, inputs);
      this.#isNew = !isShared && !existsSync(this.#target);
      const home = this.#isNew ? dirname(this.#target) : this.#target;
      this.#staging = join(home, `.${basename(this.#target)}.${suffix}`);
      created = missingDirectories(home);
      makeDirectories(created);
      mkdirSync(this.#staging, { mode: DIRECTORY_MODE });
    } catch (error) {
      removeEmpty(created);
      throw error instanceof UserError
        ? error
        : refuse(
            `output: cannot write to ${target}: ${reason(error)}`,
            "choose a directory that can be written",
          );
    }
    this.#created = created;
  }

  /**
   * Refuses a directory that holds other metadata than the named files, which would be taken for a part of them.
   *
   * @throws UserError
   */
  refuseOthers(names: readonly string[]): void {
    const others = METADATA_NAMES.filter(
      (name) => !names.includes(name) && existsSync(join(this.#target, name)),
    );
    if (others.length > 0) {
      throw refuse(
        `output: ${this.#shown} holds other metadata, which would be taken for a part of this: ${others.join(", ")}`,
        "remove it, or choose another directory",
      );
    }
  }

  /** Starts a file. Its name must be plain. */
  create(name: string): TextFile {
    this.#names.push(name);
    return createTextFile(join(this.#staging, name));
  }

  /** Takes back a file that was created and closed. */
  remove(name: string): void {
    this.#names.splice(this.#names.indexOf(name), 1);
    rmSync(join(this.#staging, name));
  }

  /** Takes back all files, to begin again. */
  clear(): void {
    for (const name of [...this.#names]) {
      this.remove(name);
    }
  }

  /**
   * Puts all files in place.
   *
   * @returns their paths
   * @throws UserError when the directory holds other metadata, which would be taken for a part of this
   */
  commit(): string[] {
    if (this.#isNew) {
      this.#renameWhole();
    } else {
      this.refuseOthers(this.#names);
      this.#moveFiles();
      rmSync(this.#staging, { recursive: true, force: true });
    }
    return this.#names.map((name) => join(this.#shown, name));
  }

  /** Leaves nothing behind; to be called when there is no commit, or when it failed. */
  discard(): void {
    // What could not be put back must not be lost.
    const backups =
      existsSync(this.#staging) && readdirSync(this.#staging).some((name) => name.endsWith(BACKUP));
    if (!backups) {
      rmSync(this.#staging, { recursive: true, force: true });
    }
    removeEmpty(this.#created);
  }

  #renameWhole(): void {
    try {
      renameSync(this.#staging, this.#target);
    } catch (error) {
      throw refuse(
        `output: ${this.#shown} was made by somebody else meanwhile: ${reason(error)}`,
        "run the step again",
      );
    }
  }

  #moveFiles(): void {
    const done: { place: string; backup: string | undefined }[] = [];
    try {
      for (const name of this.#names) {
        const place = join(this.#target, name);
        const existing = lstatSync(place, { throwIfNoEntry: false });
        if (existing?.isDirectory() === true) {
          throw refuse(
            `output: ${place} is a directory, where a file must go`,
            "remove it, or choose another directory",
          );
        }
        const backup = existing === undefined ? undefined : join(this.#staging, name + BACKUP);
        if (backup !== undefined) {
          renameSync(place, backup);
        }
        done.push({ place, backup });
        renameSync(join(this.#staging, name), place);
      }
    } catch (error) {
      for (const { place, backup } of done.reverse()) {
        rmSync(place, { force: true, recursive: true });
        if (backup !== undefined) {
          renameSync(backup, place);
        }
      }
      throw error;
    }
  }
}

function refuseInputs(target: string, shown: string, inputs: readonly string[]): void {
  // Unlike stat this does not throw where a parent is no directory; making it will tell.
  if (!existsSync(target)) {
    if (
      existsSync(`${dirname(target)}/.`) &&
      lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ) {
      throw refuse(
        `output: ${shown} is a symbolic link that leads nowhere`,
        "remove it, or choose another directory",
      );
    }
    return;
  }
  if (!statSync(target).isDirectory()) {
    throw refuse(
      `output: ${shown} is not a directory`,
      "name a directory; it is created when it does not exist",
    );
  }
  const real = realpathSync(target);
  // Both where an input lies and where a link to it lies.
  const input = inputs.find(
    (path) => dirname(realpathSync(path)) === real || realpathSync(dirname(path)) === real,
  );
  if (input !== undefined) {
    throw refuse(
      `output: ${shown} is the directory of the input ${input}`,
      "choose another directory: inputs are never overwritten",
    );
  }
}

/** Removes directories that were made for nothing, the deepest first. */
function removeEmpty(directories: readonly string[]): void {
  for (const directory of directories) {
    try {
      rmdirSync(directory);
    } catch {
      // Somebody else put something into it.
      return;
    }
  }
}

/** Directories that have to be made for this one, the deepest first. */
function missingDirectories(directory: string): string[] {
  const missing: string[] = [];
  for (let path = directory; !existsSync(path); path = dirname(path)) {
    missing.push(path);
  }
  return missing;
}

/**
 * Makes directories, given the deepest first. One by one: a recursive mkdir never returns in file systems that refuse
 * a directory by saying that its parent is not there, as /proc does.
 */
function makeDirectories(missing: readonly string[]): void {
  for (const directory of missing.toReversed()) {
    try {
      mkdirSync(directory, { mode: DIRECTORY_MODE });
    } catch (error) {
      // Somebody else may have made it in the meantime.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
