import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fault, refuse, systemCodeText, UserError } from "@compose-actions/step";
import { DIRECTORY_MODE, makeDirectories, missingDirectories, removeEmpty } from "./directories.ts";
import { refuseInputs, refuseOthers, refuseShadows } from "./output-checks.ts";
import { BACKUP, removeLeftovers, stagingName } from "./staging.ts";
import { StreamedFile } from "./streamed-file.ts";
import { createTextFile, type TextFile } from "./text-file.ts";

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
  readonly #keepsOthers: boolean;
  readonly #staging: string;
  readonly #created: readonly string[];
  readonly #names: string[] = [];
  /** When the run began to write, by the clock of the file system. */
  readonly #started: number;

  /**
   * @param inputs - files that are read: nothing may be written into their directories
   * @param options - `isShared`: something else is put into it meanwhile, so that it is made at once; `keepOthers`:
   * other metadata that lies there is known to be of the same compose
   * @throws UserError when the directory cannot be written, holds an input, or is one in which nobody would look
   */
  constructor(target: string, inputs: readonly string[], { isShared = false, keepOthers = false } = {}) {
    this.#target = resolve(target);
    this.#keepsOthers = keepOthers;
    this.#shown = target;
    let created: readonly string[] = [];
    try {
      refuseInputs(this.#target, target, inputs);
      refuseShadows(this.#target, target);
      this.#isNew = !isShared && !existsSync(this.#target);
      const home = this.#isNew ? dirname(this.#target) : this.#target;
      this.#staging = join(home, stagingName(basename(this.#target)));
      created = missingDirectories(home);
      makeDirectories(created);
      mkdirSync(this.#staging, { mode: DIRECTORY_MODE });
      this.#started = lstatSync(this.#staging).mtimeMs;
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
   * Refuses a directory that holds other metadata than the named files, which would be taken for a part of them, and
   * one where they cannot be put.
   *
   * @throws UserError
   */
  refuseOthers(names: readonly string[]): void {
    refuseOthers(this.#target, this.#shown, names);
  }

  /** Whether there is a file of this name already. */
  holds(name: string): boolean {
    return existsSync(join(this.#target, name));
  }

  /** Starts a file. Its name must be plain. */
  create(name: string): TextFile {
    return createTextFile(this.#newPath(name), (error) => this.#cannotWrite(name, error));
  }

  /** Starts a large file, which is written while more of it is made. Its name must be plain. */
  stream(name: string): StreamedFile {
    return new StreamedFile(this.#newPath(name), (error) => this.#cannotWrite(name, error));
  }

  #cannotWrite(name: string, error: unknown): Error {
    return fault(
      `output: cannot write to ${join(this.#shown, name)}: ${reason(error)}`,
      "make room, or choose another directory; nothing is left of what was written",
    );
  }

  #newPath(name: string): string {
    this.#names.push(name);
    // While a run had nothing to write for long, another one may have taken its directory for left behind.
    mkdirSync(this.#staging, { mode: DIRECTORY_MODE, recursive: true });
    return join(this.#staging, name);
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
      if (!this.#keepsOthers) {
        this.refuseOthers(this.#names);
      }
      this.#moveFiles();
      rmSync(this.#staging, { recursive: true, force: true });
    }
    removeLeftovers(dirname(this.#staging), basename(this.#target), this.#started);
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
          keep(place, backup);
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

/**
 * Gives a file a second name, so that the new one can take its place with one rename: a run that is killed in between
 * leaves the old one.
 */
function keep(place: string, backup: string): void {
  try {
    linkSync(place, backup);
  } catch {
    // Where files have one name only.
    renameSync(place, backup);
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : systemCodeText(code);
}
