import { randomBytes } from "node:crypto";
import { constants, copyFileSync, existsSync, realpathSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { makeDirectories, missingDirectories } from "@compose-actions/compose";
import { checksumDigest } from "@compose-actions/metadata";
import { refuse, systemCodeText } from "@compose-actions/step";
import { TransferFailure, type TransferSession } from "@compose-actions/transfer";
import { copyFromDisk } from "./copy-from-disk.ts";
import type { PlanFile } from "./plan-file.ts";

/**
 * The tree is for what the metadata names alone.
 *
 * @throws UserError for a cache inside it
 */
export function checkCachePlace(directory: string, output: string): void {
  const path = relative(real(join(output, "compose")), real(directory));
  if (!isAbsolute(path) && !/^\.\.(?:$|[\\/])/.test(path)) {
    throw refuse("cache-dir lies in the tree of the mirror", "choose a directory outside of output");
  }
}

/** Without links, as far as it is there. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(resolve(path));
    return parent === resolve(path) ? parent : join(real(parent), basename(path));
  }
}

/** Files by their sha256, kept between runs: `<directory>/sha256/<two digits>/<digest>`. Never trusted. */
export class FileCache {
  readonly #directory: string;
  readonly #warn: (line: string) => void;
  #warned = false;

  /** @throws UserError when the directory cannot be made */
  constructor(directory: string, warn: (line: string) => void) {
    this.#directory = directory;
    this.#warn = warn;
    try {
      makeDirectories(missingDirectories(resolve(directory, "sha256")));
    } catch (error) {
      throw refuse(
        `cache-dir: ${directory} cannot be used: ${systemCodeText((error as NodeJS.ErrnoException).code)}`,
      );
    }
  }

  /**
   * Puts a file into the tree if it is here and still what its name says.
   *
   * @throws TransferFailure when the tree does not take it; `signal.reason`
   */
  async take(file: PlanFile, session: TransferSession, signal: AbortSignal): Promise<boolean> {
    const path = this.#pathOf(file.checksums);
    if (path === undefined || !existsSync(path)) {
      return false;
    }
    try {
      if (await copyFromDisk(path, file, "cached", session, signal)) {
        return true;
      }
      rmSync(path, { force: true });
      this.#warnOnce(`cache-dir: ${path} was not what its name says; it was removed`);
      return false;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TransferFailure) {
        throw error;
      }
      this.#warnOnce(
        `cache-dir: ${path} cannot be read: ${systemCodeText((error as NodeJS.ErrnoException).code)}`,
      );
      return false;
    }
  }

  /** Takes a copy of a file that was verified. That it cannot is no failure of the run. */
  keep(file: PlanFile, session: TransferSession): void {
    // By what was found, not by what somebody says of it.
    const path = this.#pathOf(file.found);
    if (path === undefined || existsSync(path)) {
      return;
    }
    const temporary = join(this.#directory, `.${randomBytes(8).toString("hex")}.tmp`);
    try {
      makeDirectories(missingDirectories(dirname(path)));
      // Never a hard link: who changes the file in the tree must not change this one.
      copyFileSync(
        `${session.directory.output}/compose/${file.localPath}`,
        temporary,
        constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL,
      );
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      this.#warnOnce(
        `cache-dir: cannot keep files: ${systemCodeText((error as NodeJS.ErrnoException).code)}`,
      );
    }
  }

  #pathOf(checksums: readonly string[]): string | undefined {
    const sha256 = checksums.find((checksum) => checksum.startsWith("sha256:"));
    if (sha256 === undefined) {
      return undefined;
    }
    const digest = checksumDigest(sha256);
    return join(this.#directory, "sha256", digest.slice(0, 2), digest);
  }

  #warnOnce(line: string): void {
    if (!this.#warned) {
      this.#warned = true;
      this.#warn(line);
    }
  }
}
