import { closeSync, lstatSync, openSync, readSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { refuse } from "@compose-actions/step";

export interface ReportPlace {
  /** The input that names the path. */
  readonly input: string;
  readonly cwd: string;
  /** The job's own directories, or undefined where the user may write anywhere. */
  readonly roots: readonly string[] | undefined;
  /** How earlier files of this kind begin. */
  readonly starts: readonly string[];
}

/**
 * Where a report goes. On a CI host the path must lie, symbolic links followed, in one of the job's own directories.
 *
 * @throws UserError (exit code 2) for a path outside them, and for one that something else lies at
 */
export function resolveReportPath(path: string, { input, cwd, roots, starts }: ReportPlace): string {
  const target = resolve(cwd, path);
  if (!mayBeReplaced(target, starts)) {
    throw refuse(
      `Invalid input: ${input}: ${path} exists and is no report`,
      "Choose another path: reports replace nothing but reports.",
    );
  }
  if (roots === undefined) return target;
  const real = realTarget(target);
  if (roots.some((root) => isWithin(realTarget(root), real))) return target;
  throw refuse(
    `Invalid input: ${input}: ${path} is outside the job's directories`,
    "Give a path in the workspace or in the runner's temporary directory.",
  );
}

/** Whether nothing is lost when a report is written here: there is nothing yet, or an earlier report. */
export function mayBeReplaced(path: string, starts: readonly string[]): boolean {
  const stats = statOf(path);
  if (stats === undefined) return true;
  if (!stats.isFile()) return false;
  return stats.size === 0 || starts.some((start) => startsWith(path, start));
}

function startsWith(path: string, expected: string): boolean {
  const start = Buffer.alloc(Buffer.byteLength(expected));
  const descriptor = openSync(path, "r");
  try {
    return readSync(descriptor, start) === start.length && start.toString() === expected;
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined as well where the path cannot be followed: the writing will tell why. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** The path with the links of its existing part followed; the file itself is replaced, never followed. */
export function realTarget(path: string): string {
  const parent = dirname(path);
  if (parent === path) return path;
  try {
    return join(realpathSync(parent), basename(path));
  } catch {
    return join(realTarget(parent), basename(path));
  }
}

/** The path of a directory with all links followed, as far as it exists. */
export function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return realTarget(path);
  }
}

/** Whether a path lies below another one. */
export function isWithin(root: string, path: string): boolean {
  const rest = relative(root, path);
  return rest !== "" && rest !== ".." && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}
