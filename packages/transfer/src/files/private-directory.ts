import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { join, resolve } from "node:path";
import { refuse } from "@compose-actions/step";
import { type Anchor, closeAnchor, makeDirectories, openChild, openRoot } from "./anchor.ts";
import { diskFailure, onDisk } from "./disk-failure.ts";
import { closeQuietly, FILE_MODE, io, removeFile, writeFully } from "./io.ts";
import { openPartialFile, type PartialFile } from "./partial-file.ts";

/** Name of the private directory. No local path leads into it: they all lie in `compose/` beside it. */
export const PRIVATE_NAME = ".productmd";

/** Names the shard that a run does, and what belongs to it: `shard-1-of-4`. */
export const SHARD_NAME = /^shard-\d{1,3}-of-\d{1,3}$/;

const NEW_FILE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** A file that is not in its place yet: `tmp/…` of this run, or `partial/…`, which outlives runs. */
export type TempName = `tmp/${string}` | `partial/${string}`;

export interface TempFile {
  readonly descriptor: number;
  readonly name: TempName;
}

export interface PrivateDirectoryOptions {
  /** Of a run that does one part, beside others: `shard-1-of-4`. */
  readonly shard?: string | undefined;
  /** The input that names the directory, as messages begin; `output` by default. */
  readonly subject?: string | undefined;
}

/**
 * The private directory of an output directory: `.productmd` with `tmp/`, `partial/` and the places of journal and
 * lock. It is in the output directory, so that a finished file gets into its place with one rename.
 */
export class PrivateDirectory {
  /** The output directory, symbolic links resolved. */
  readonly output: string;
  /** What names the files of a shard, which works beside others. */
  readonly shard: string | undefined;
  readonly #home: Anchor;
  readonly #tmp: Anchor;
  readonly #partial: Anchor;
  /** Other runs, and what they left behind, have other names. */
  readonly #run: string;
  #count = 0;
  #closed = false;
  /** Mode that new files get here: what the umask leaves. */
  readonly #fileMode: number;

  /**
   * Makes the private directory, and the output directory itself, where they are missing, and tries whether files
   * can be written there.
   *
   * @param output - may be a symbolic link to a directory
   * @throws UserError when nothing can be written there, or something else lies in the place of these directories
   */
  static open(output: string, options: PrivateDirectoryOptions = {}): PrivateDirectory {
    const { shard, subject = "output" } = options;
    if (shard !== undefined && !SHARD_NAME.test(shard)) {
      throw new TypeError("no name of a shard");
    }
    const anchors: Anchor[] = [];
    try {
      makeDirectories(resolve(output));
      const root = keep(anchors, openRoot(output));
      const home = keep(anchors, child(root, PRIVATE_NAME, PRIVATE_NAME));
      const tmp = keep(anchors, child(home, "tmp", `${PRIVATE_NAME}/tmp`));
      const partial = keep(anchors, child(home, "partial", `${PRIVATE_NAME}/partial`));
      const directory = new PrivateDirectory(io.realpathSync(output), shard, { home, tmp, partial });
      closeAnchor(root);
      return directory;
    } catch (error) {
      anchors.forEach(closeAnchor);
      throw refuse(
        `${subject}: cannot write to ${output}: ${diskFailure(error).message}`,
        "choose a directory that can be written",
      );
    }
  }

  private constructor(
    output: string,
    shard: string | undefined,
    { home, tmp, partial }: { readonly home: Anchor; readonly tmp: Anchor; readonly partial: Anchor },
  ) {
    this.output = output;
    this.shard = shard;
    this.#run = `${shard === undefined ? "" : `${shard}-`}${randomBytes(6).toString("hex")}`;
    this.#home = home;
    this.#tmp = tmp;
    this.#partial = partial;
    this.#fileMode = this.#probe();
  }

  /** Writes a file and removes it. @returns its mode @throws the system error */
  #probe(): number {
    const { descriptor, name } = this.createTemp();
    try {
      writeFully(descriptor, Buffer.from("probe\n"));
      return io.fstatSync(descriptor).mode & 0o777;
    } finally {
      closeQuietly(descriptor);
      this.discard(name);
    }
  }

  /** Whether nobody has removed it since it was opened. */
  get isThere(): boolean {
    return ["tmp", "partial"].every((name) => io.existsSync(join(this.output, PRIVATE_NAME, name)));
  }

  /** Path of the journal, good while this is open. */
  get journalPath(): string {
    this.#checkOpen();
    return `${this.#home.prefix}/journal`;
  }

  /** Path of the lock, good while this is open. */
  get lockPath(): string {
    this.#checkOpen();
    return `${this.#home.prefix}/lock`;
  }

  /** Mode of new files: 0644 less what the umask takes. */
  get fileMode(): number {
    return this.#fileMode;
  }

  /** A name in `tmp/` that nothing has yet. */
  newName(): TempName {
    this.#count += 1;
    return `tmp/${this.#run}-${this.#count}`;
  }

  /** Creates a file, open to write and read. @throws TransferFailure */
  createTemp(): TempFile {
    const name = this.newName();
    return onDisk(undefined, () => ({
      descriptor: io.openSync(this.pathOf(name), NEW_FILE, FILE_MODE),
      name,
    }));
  }

  /**
   * The name of the partial file of a key: anything that stands for the content, its checksum for instance. Two shards
   * may fetch the same at the same time, each into a file of its own.
   */
  partialName(key: string): TempName {
    const name: TempName = `partial/${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
    return this.shard === undefined ? name : `${name}-${this.shard}`;
  }

  /** Takes over the partial files of a shard that is not at work. @throws TransferFailure */
  adoptPartials(shard: string): void {
    for (const name of this.partials().filter((partial) => partial.endsWith(`-${shard}`))) {
      const adopted = name.slice(0, -`-${shard}`.length) as TempName;
      onDisk(name, () => io.renameSync(this.pathOf(name), this.pathOf(adopted)));
    }
  }

  /**
   * Opens a partial file, open to write and read, or creates it. What is no regular file of ours alone is replaced:
   * another name of the file would be written to as well.
   *
   * @returns with the bytes that are there
   * @throws TransferFailure
   */
  openPartial(name: TempName): PartialFile {
    return onDisk(name, () => openPartialFile(this.pathOf(name), this.#fileMode));
  }

  /** Makes a file of this run a partial one, which the next run finds. @throws TransferFailure */
  keepPartial(name: TempName, key: string): TempName {
    const kept = this.partialName(key);
    onDisk(name, () => io.renameSync(this.pathOf(name), this.pathOf(kept)));
    return kept;
  }

  /** Removes a file that will not be placed. It need not exist any more. @throws TransferFailure */
  discard(name: TempName): void {
    onDisk(name, () => removeFile(this.pathOf(name)));
  }

  /** Path of a file for calls of the file system, good while this is open; not for messages. */
  pathOf(name: TempName): string {
    this.#checkOpen();
    const slash = name.indexOf("/");
    const base = name.slice(slash + 1);
    if (!/^[A-Za-z0-9_-]+$/.test(base)) {
      throw new TypeError("no name of a temporary file");
    }
    return `${(name.startsWith("tmp/") ? this.#tmp : this.#partial).prefix}/${base}`;
  }

  /** The partial files that are there, sorted. @throws TransferFailure */
  partials(): TempName[] {
    return onDisk(undefined, () => io.readdirSync(`${this.#partial.prefix}/.`))
      .sort()
      .map((base): TempName => `partial/${base}`);
  }

  /**
   * Removes what runs that were killed left behind, but for partial files. Only for the run that holds the lock: another
   * one may be working with these files. A shard removes what is left of its own.
   *
   * @returns how many files
   * @throws TransferFailure
   */
  removeLeftovers(): number {
    return onDisk(undefined, () => {
      const { shard } = this;
      const isLeft = (name: string) =>
        !name.startsWith(`${this.#run}-`) && (shard === undefined || name.startsWith(`${shard}-`));
      return (
        removeFiles(this.#tmp, isLeft) +
        removeFiles(this.#home, (name) =>
          shard === undefined ? isLeftInHome(name) : name === `journal-${shard}.new`,
        )
      );
    });
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      [this.#home, this.#tmp, this.#partial].forEach(closeAnchor);
    }
  }

  #checkOpen(): void {
    if (this.#closed) {
      // The numbers of its descriptors may be other directories by now.
      throw new Error("the private directory is closed");
    }
  }
}

/** Of taking the lock, and of writing a journal anew. The lock of a shard may be that of one which is about to begin. */
function isLeftInHome(name: string): boolean {
  return name.startsWith("lock-")
    ? !SHARD_NAME.test(name.slice("lock-".length))
    : /^journal(-shard-\d{1,3}-of-\d{1,3})?\.new$/.test(name);
}

function keep(anchors: Anchor[], anchor: Anchor): Anchor {
  anchors.push(anchor);
  return anchor;
}

function child(parent: Anchor, name: string, shown: string): Anchor {
  const opened = openChild(parent, name, true, shown);
  if (opened === undefined) {
    throw new Error("a directory that is made when it is missing is missing");
  }
  return opened.anchor;
}

function removeFiles({ prefix }: Anchor, isLeftover: (name: string) => boolean): number {
  const files = io
    .readdirSync(`${prefix}/.`, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && isLeftover(entry.name));
  for (const { name } of files) {
    removeFile(`${prefix}/${name}`);
  }
  return files.length;
}
