import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { compareCodePoints } from "@compose-actions/metadata";
import { refuse, systemCodeText } from "@compose-actions/step";

/** More entries than the downloads of any pipeline have. */
const MAX_ENTRIES = 500_000;
/** So many entries are looked at before other work gets its turn. */
const TURN_ENTRIES = 1000;

/** How many directories may lie within each other. */
const MAX_DEPTH = 16;

export interface DirectoryWalkOptions {
  /** The input that it is done for. */
  readonly input?: string;
  /** A directory that is passed over: the one that is written to. */
  readonly exclude?: string;
  readonly signal: AbortSignal;
}

/** Lists directories for one input, up to a number of entries in all. */
export class DirectoryWalk {
  readonly input: string;
  readonly #exclude: string | undefined;
  readonly #signal: AbortSignal;
  #entries = 0;

  constructor({ input = "compose", exclude, signal }: DirectoryWalkOptions) {
    this.input = input;
    this.#exclude = exclude === undefined ? undefined : realPath(exclude);
    this.#signal = signal;
  }

  /**
   * What lies in a directory, sorted by name; nothing in what is none. As in shells, names that begin with a dot are
   * left out unless they are asked for.
   *
   * @throws UserError when it cannot be read, or when there is too much to look through
   */
  async list(directory: string, { hidden = false } = {}): Promise<readonly Dirent[]> {
    if (this.excludes(directory)) {
      return [];
    }
    const entries = readDirectory(directory, this.input);
    for (let i = 0; i < entries.length; i++) {
      await this.#count();
    }
    return entries
      .filter(({ name }) => hidden || !name.startsWith("."))
      .sort((a, b) => compareCodePoints(a.name, b.name));
  }

  /** The directories in one, for walks that go deeper and deeper. Links are not followed: they may lead anywhere. */
  async directoriesIn(directory: string, depth: number): Promise<readonly string[]> {
    const found = (await this.list(directory)).filter((entry) => entry.isDirectory());
    if (found.length > 0 && depth >= MAX_DEPTH) {
      throw refuse(
        `${this.input}: ${directory} is too deep to look through what lies below it`,
        "name the directories that hold what is meant",
      );
    }
    return found.map(({ name }) => name);
  }

  excludes(directory: string): boolean {
    return this.#exclude !== undefined && realPath(directory) === this.#exclude;
  }

  async #count(): Promise<void> {
    this.#entries += 1;
    if (this.#entries > MAX_ENTRIES) {
      throw refuse(
        `${this.input}: there are more than ${MAX_ENTRIES} files and directories to look through`,
        "name the directories that hold what is meant",
      );
    }
    if (this.#entries % TURN_ENTRIES === 0) {
      await setImmediate();
      this.#signal.throwIfAborted();
    }
  }
}

function readDirectory(directory: string, input: string): Dirent[] {
  try {
    return readdirSync(join(directory, "."), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" || code === "ENOENT") {
      return [];
    }
    throw code === undefined
      ? error
      : refuse(`${input}: ${directory} cannot be read: ${systemCodeText(code)}`, "check its permissions");
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
