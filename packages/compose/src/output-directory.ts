import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { refuse } from "@compose-actions/step";

const BUFFER_BYTES = 1024 * 1024;
/** Less what the umask takes. */
const FILE_MODE = 0o644;
const DIRECTORY_MODE = 0o755;

/** A file that is being written; only ASCII text. */
export interface TextFile {
  write(text: string): void;
  close(): void;
}

/**
 * Files that appear in a directory together or not at all. They are written to a hidden directory beside it; `commit`
 * puts them in place: with one rename where the directory is new or empty, else file by file, and back again when one
 * of them fails.
 */
export class OutputDirectory {
  readonly #target: string;
  /** As the user wrote it. */
  readonly #shown: string;
  /** The target without symbolic links: a directory cannot be renamed onto a link. */
  readonly #place: string;
  readonly #staging: string;
  readonly #created: readonly string[];
  readonly #names: string[] = [];

  /**
   * @param inputs - files that are read: nothing may be written into their directories
   * @throws UserError when the directory cannot be written or holds an input
   */
  constructor(target: string, inputs: readonly string[]) {
    this.#target = resolve(target);
    this.#shown = target;
    refuseInputs(this.#target, target, inputs);
    this.#place = existsSync(this.#target) ? realpathSync(this.#target) : this.#target;
    const parent = dirname(this.#place);
    this.#created = missingDirectories(parent);
    this.#staging = join(parent, `.${basename(this.#place)}.${randomBytes(6).toString("hex")}.tmp`);
    try {
      makeDirectories(this.#created);
      mkdirSync(this.#staging, { mode: DIRECTORY_MODE });
    } catch (error) {
      throw refuse(
        `output: cannot write to ${parent}: ${reason(error)}`,
        "choose a directory that can be written",
      );
    }
  }

  /** Starts a file. Its name must be plain. */
  create(name: string): TextFile {
    this.#names.push(name);
    return openTextFile(join(this.#staging, name));
  }

  /** Takes back a file that was created. */
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

  /** Metadata files that lie in the directory already and that these do not replace, in words. */
  strangers(names: readonly string[]): string[] {
    if (!existsSync(this.#target)) {
      return [];
    }
    return readdirSync(this.#target)
      .filter((name) => name.endsWith(".json") && !names.includes(name))
      .map((name) => `${join(this.#shown, name)} was there before and is left as it is`);
  }

  /** Puts all files in place. @returns their paths */
  commit(): string[] {
    if (existsSync(this.#target) && readdirSync(this.#target).length > 0) {
      this.#replaceFiles();
      rmSync(this.#staging, { recursive: true, force: true });
    } else {
      renameSync(this.#staging, this.#place);
    }
    return this.#names.map((name) => join(this.#shown, name));
  }

  /** Leaves nothing behind; to be called when there is no commit. */
  discard(): void {
    rmSync(this.#staging, { recursive: true, force: true });
    for (const directory of this.#created) {
      try {
        rmdirSync(directory);
      } catch {
        // Somebody else put something into it.
        return;
      }
    }
  }

  #replaceFiles(): void {
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
        const backup = existing === undefined ? undefined : join(this.#staging, `${name}.old`);
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

/** Text is gathered into pieces of this size: joining strings is cheaper than copying many of them. */
const PIECE_CHARS = 64 * 1024;

function openTextFile(path: string): TextFile {
  const descriptor = openSync(path, "wx", FILE_MODE);
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = 0;
  let pending = "";
  const flush = () => {
    for (let offset = 0; offset < used; ) {
      offset += writeSync(descriptor, buffer, offset, used - offset);
    }
    used = 0;
  };
  const take = (text: string) => {
    for (let start = 0; start < text.length; ) {
      const part = Math.min(text.length - start, BUFFER_BYTES - used);
      buffer.write(part === text.length ? text : text.slice(start, start + part), used, "latin1");
      used += part;
      start += part;
      if (used === BUFFER_BYTES) {
        flush();
      }
    }
  };
  return {
    write(text) {
      pending += text;
      if (pending.length >= PIECE_CHARS) {
        take(pending);
        pending = "";
      }
    },
    close() {
      try {
        take(pending);
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
