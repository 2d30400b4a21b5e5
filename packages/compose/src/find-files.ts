import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { compareCodePoints, globMatcher, localPathProblem, show } from "@compose-actions/metadata";
import { refuse, systemCodeText } from "@compose-actions/step";

export interface FindFilesOptions {
  /** The input that the globs are the value of. */
  readonly input: string;
  /** A directory that holds none of the files, without symbolic links in its path. */
  readonly exclude?: string | undefined;
  readonly signal: AbortSignal;
}

/** More entries than any tree of artifacts has. */
const MAX_ENTRIES = 2_000_000;
/** So many entries are looked at before other work gets its turn. */
const TURN_ENTRIES = 1000;
const MAX_PATH_CHARS = 4096;
const MAGIC = /[*?[{]/;

/**
 * Finds the regular files below a directory that globs mean: as `globMatcher` has them, but one without a slash means
 * files of the directory itself. As in shells, names that begin with a dot are meant only by globs with such a name, and
 * symbolic links to directories are followed only where the glob names them.
 *
 * @param root - directory without symbolic links in its path
 * @returns paths relative to the root, each once, sorted by code points
 * @throws UserError when a glob is none or matches nothing, when a link leads out of the root, and for names that no
 *   path in metadata can have
 */
export async function findFiles(
  root: string,
  globs: readonly string[],
  options: FindFilesOptions,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const walk = new Walk(root, options);
  const unmatched: string[] = [];
  for (const glob of globs) {
    const files = await walk.find(readGlob(glob, options.input));
    if (files.length === 0) {
      unmatched.push(glob);
    }
    for (const file of files) {
      found.add(file);
    }
  }
  if (unmatched.length > 0) {
    throw refuse(
      `${options.input}: nothing matches ${unmatched.map(show).join(", ")}`,
      `globs are relative to root, ${root}; ** crosses directories`,
    );
  }
  const sorted = [...found].sort(compareCodePoints);
  refuseNames(sorted, options.input);
  return sorted;
}

interface Glob {
  /** The directory, or the file, that it names in full. */
  readonly base: string;
  /** Undefined when it names a file. */
  readonly matches: ((path: string) => boolean) | undefined;
  /** How many parts a path can have behind the base. */
  readonly depth: number;
  /** Whether it means names that begin with a dot. */
  readonly dots: boolean;
}

function readGlob(glob: string, input: string): Glob {
  const parts = glob.split("/").filter((part, index) => part !== "." || index > 0);
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    throw refuse(
      `${input}: ${show(glob)} is not relative to root`,
      "leave out slashes at its start and end, and the parts . and ..; name another root where that is needed",
    );
  }
  const magic = parts.findIndex((part) => MAGIC.test(part));
  if (magic === -1) {
    return { base: parts.join("/"), matches: undefined, depth: 0, dots: true };
  }
  const rest = parts.slice(magic).join("/");
  return {
    base: parts.slice(0, magic).join("/"),
    matches: matcherOf(rest, glob, input),
    depth: rest.includes("**") || /\{[^}]*\//.test(rest) ? Number.POSITIVE_INFINITY : parts.length - magic,
    dots: /(?:^|[/{,])\./.test(rest),
  };
}

function matcherOf(rest: string, glob: string, input: string): (path: string) => boolean {
  try {
    // The slash before it keeps a glob of one part from meaning files anywhere.
    const matches = globMatcher(`/${rest}`);
    return (path) => matches(`/${path}`);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw refuse(
        `${input}: ${show(glob)}: ${error.message}`,
        "write [[] for a bracket and [{] for a brace",
      );
    }
    throw error;
  }
}

class Walk {
  readonly #root: string;
  readonly #options: FindFilesOptions;
  #entries = 0;

  constructor(root: string, options: FindFilesOptions) {
    this.#root = root;
    this.#options = options;
  }

  async find(glob: Glob): Promise<string[]> {
    const stats = this.#stats(glob.base);
    if (glob.matches === undefined) {
      return stats?.isFile() === true ? [glob.base] : [];
    }
    return stats?.isDirectory() === true ? this.#below(glob, glob.matches) : [];
  }

  async #below({ base, depth, dots }: Glob, matches: (path: string) => boolean): Promise<string[]> {
    const found: string[] = [];
    const pending = [{ directory: "", level: 1 }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { directory, level } = next;
      for (const entry of this.#list(joined(base, directory))) {
        await this.#count();
        const path = joined(directory, entry.name);
        if ((entry.name.startsWith(".") && !dots) || path.length > MAX_PATH_CHARS) {
          continue;
        }
        if (entry.isDirectory()) {
          if (level < depth) {
            pending.push({ directory: path, level: level + 1 });
          }
        } else if (matches(path) && this.#isFile(joined(base, path), entry)) {
          found.push(joined(base, path));
        }
      }
    }
    return found;
  }

  #list(directory: string): readonly Dirent[] {
    const place = this.#place(directory);
    if (place === this.#options.exclude) {
      return [];
    }
    try {
      return readdirSync(place, { withFileTypes: true });
    } catch (error) {
      throw this.#unreadable(directory, error);
    }
  }

  /** @throws UserError for what is matched and can be no artifact */
  #isFile(path: string, entry: Dirent): boolean {
    // Links have to be followed; a name that was no UTF-8 cannot be found again.
    if (entry.isFile() && !entry.name.includes("\ufffd")) {
      return true;
    }
    const stats = this.#stats(path);
    if (stats?.isDirectory() === true || stats?.isFile() === true) {
      return stats.isFile();
    }
    const what = stats === undefined ? "a symbolic link that leads nowhere" : "no regular file";
    throw refuse(`${this.#options.input}: ${show(path)} is ${what}`, "let the glob pass it over");
  }

  /** What is at a path; undefined when there is nothing. @throws UserError when it is not below the root */
  #stats(path: string): Stats | undefined {
    try {
      const real = realpathSync.native(this.#place(path));
      if (real !== this.#root && !real.startsWith(this.#root === "/" ? "/" : `${this.#root}/`)) {
        throw refuse(
          `${this.#options.input}: ${show(path)} is a symbolic link that leads out of root`,
          "name another root, or put the file itself there",
        );
      }
      return statSync(real);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") {
        return this.#missing(path);
      }
      throw code === undefined ? error : this.#unreadable(path, error);
    }
  }

  #missing(path: string): undefined {
    if (path.includes("\ufffd")) {
      throw refuse(`${this.#options.input}: the name of ${show(path)} is no UTF-8`, "rename the file");
    }
  }

  #unreadable(path: string, error: unknown) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return refuse(
      `${this.#options.input}: ${path === "" ? this.#root : show(path)} cannot be read: ${systemCodeText(code)}`,
      "check its permissions",
    );
  }

  #place(path: string): string {
    return path === "" ? this.#root : `${this.#root === "/" ? "" : this.#root}/${path}`;
  }

  async #count(): Promise<void> {
    this.#entries += 1;
    if (this.#entries > MAX_ENTRIES) {
      throw refuse(
        `${this.#options.input}: there are more than ${MAX_ENTRIES} files and directories to look through`,
        "name the directory of the artifacts, in the glob or as root",
      );
    }
    if (this.#entries % TURN_ENTRIES === 0) {
      await setImmediate();
      this.#options.signal.throwIfAborted();
    }
  }
}

function joined(directory: string, name: string): string {
  return directory === "" ? name : name === "" ? directory : `${directory}/${name}`;
}

function refuseNames(paths: readonly string[], input: string): void {
  const problems = paths.flatMap((path) => {
    const problem = localPathProblem(path);
    return problem === undefined ? [] : [`${show(path)}: ${problem}`];
  });
  if (problems.length > 0) {
    throw refuse(`${input}: metadata cannot hold the names of some files`, "rename them", problems);
  }
}
