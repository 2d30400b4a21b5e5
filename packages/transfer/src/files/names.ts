import { directoryOf } from "@compose-actions/metadata";

/** Two paths that are one file where case, or the encoding of accents, makes no difference. */
export interface Collision {
  readonly a: string;
  readonly b: string;
}

const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Finds paths that would be one file, or a file and the directory of another, on a file system that ignores case and
 * normalises Unicode: each with the first path that it collides with. A path that is given twice does not collide.
 *
 * Paths are compared as Unicode's canonical caseless matching does (D145), but for the Turkish dotless ı, which is
 * taken for an i.
 */
export function foldedCollisions(paths: Iterable<string>): Collision[] {
  const collisions: Collision[] = [];
  const files = new Map<string, string>();
  /** Directory → a path below it. */
  const directories = new Map<string, string>();
  let lastDirectory = "";
  for (const path of paths) {
    const key = fold(path);
    const known = files.get(key);
    if (known === undefined) {
      files.set(key, path);
    } else if (known !== path) {
      collisions.push({ a: known, b: path });
    }
    const directory = directoryOf(path);
    if (directory !== lastDirectory) {
      lastDirectory = directory;
      addDirectories(directories, directoryOf(key), path);
    }
  }
  for (const [directory, below] of directories) {
    const file = files.get(directory);
    // The same spelling is a conflict on every file system, which the plan has found.
    if (file !== undefined && !below.startsWith(`${file}/`)) {
      collisions.push({ a: file, b: below });
    }
  }
  return collisions;
}

function addDirectories(directories: Map<string, string>, folded: string, path: string): void {
  for (
    let directory = folded;
    directory !== "" && !directories.has(directory);
    directory = directoryOf(directory)
  ) {
    directories.set(directory, path);
  }
}

function fold(path: string): string {
  if (!NOT_ASCII.test(path)) {
    return path.toLowerCase();
  }
  // Lower and upper case together map what a full case folding maps: ß and ẞ to ss, ſ to s, ς to σ.
  return path.normalize("NFD").toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
}

/** Names of devices, with whatever ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\0-\x1f]/;

/**
 * What keeps a local path from being one on Windows.
 *
 * @returns a sentence without the path, or undefined when it is fine everywhere
 */
export function portableNameProblem(path: string): string | undefined {
  for (const part of path.split("/")) {
    const forbidden = FORBIDDEN.exec(part)?.[0];
    if (forbidden !== undefined) {
      return forbidden < " "
        ? "the path has a control character"
        : `the path has the character ${forbidden}, which names on Windows cannot have`;
    }
    const device = RESERVED.exec(part);
    if (device !== null) {
      return `a part of the path is ${part.slice(0, 7).split(".", 1)[0]?.trim()}, a name that Windows reserves for a device`;
    }
    if (/[. ]$/.test(part)) {
      return "a part of the path ends with a dot or a space, which Windows drops";
    }
  }
  return undefined;
}
