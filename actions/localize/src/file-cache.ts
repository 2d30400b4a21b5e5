import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { checksumDigest } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { IncomingFile, TransferFailure, type TransferSession } from "@compose-actions/transfer";
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

const CHUNK_BYTES = 1024 * 1024;

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
      mkdirSync(join(directory, "sha256"), { recursive: true });
    } catch (error) {
      throw refuse(`cache-dir: ${directory} cannot be used: ${(error as NodeJS.ErrnoException).code}`);
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
    const copy = new IncomingFile(session.directory, {
      checksums: file.checksums,
      size: file.size,
      key: () => `cache ${file.localPath}`,
      onPartial: () => undefined,
    });
    try {
      const isRight = (await copyInto(copy, path, signal)) && (await isWhatIsWanted(copy, file));
      if (!isRight) {
        copy.discard();
        rmSync(path, { force: true });
        this.#warnOnce(`cache-dir: ${path} was not what its name says; it was removed`);
        return false;
      }
      const bytes = copy.received;
      session.placer.place(copy, file, file.checksums);
      file.arrive("cached", bytes, file.checksums);
      return true;
    } catch (error) {
      copy.discard();
      signal.throwIfAborted();
      if (error instanceof TransferFailure) {
        throw error;
      }
      this.#warnOnce(`cache-dir: ${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
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
      mkdirSync(dirname(path), { recursive: true });
      // Never a hard link: who changes the file in the tree must not change this one.
      copyFileSync(
        `${session.directory.output}/compose/${file.localPath}`,
        temporary,
        constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL,
      );
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      this.#warnOnce(`cache-dir: cannot keep files: ${(error as NodeJS.ErrnoException).code}`);
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

async function copyInto(copy: IncomingFile, path: string, signal: AbortSignal): Promise<boolean> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) {
      return false;
    }
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) {
        return true;
      }
      copy.append(buffer.subarray(0, length));
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  } finally {
    closeSync(descriptor);
  }
}

async function isWhatIsWanted(copy: IncomingFile, { size, checksums }: PlanFile): Promise<boolean> {
  const digests = await copy.digests();
  return (
    (size === null || size === copy.received) &&
    checksums.every((checksum) => {
      const [algorithm = "", digest] = checksum.split(":");
      return new Map<string, string>(digests).get(algorithm) === digest;
    })
  );
}
