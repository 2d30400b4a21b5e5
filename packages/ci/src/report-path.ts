import { closeSync, lstatSync, openSync, readSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { refuse } from "@compose-actions/step";
import { REPORT_START } from "./report.ts";

/**
 * Where a report goes. On a CI host the path must lie, symbolic links followed, in one of the job's own directories.
 *
 * @param roots - those directories, or undefined where the user may write anywhere
 * @throws UserError (exit code 2) for a path outside them
 */
export function resolveReportPath(path: string, cwd: string, roots: readonly string[] | undefined): string {
  const target = resolve(cwd, path);
  if (!mayBeReplaced(target)) {
    throw refuse(
      `Invalid input: report: ${path} exists and is no report`,
      "Choose another path: reports replace nothing but reports.",
    );
  }
  if (roots === undefined) return target;
  const real = realTarget(target);
  if (roots.some((root) => isWithin(realTarget(root), real))) return target;
  throw refuse(
    `Invalid input: report: ${path} is outside the job's directories`,
    "Give a path in the workspace or in the runner's temporary directory.",
  );
}

/** Whether nothing is lost when a report is written here: there is nothing yet, or an earlier report. */
export function mayBeReplaced(path: string): boolean {
  const stats = statOf(path);
  if (stats === undefined) return true;
  if (!stats.isFile()) return false;
  const start = Buffer.alloc(REPORT_START.length);
  const descriptor = openSync(path, "r");
  try {
    return (
      stats.size === 0 || (readSync(descriptor, start) === start.length && start.toString() === REPORT_START)
    );
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
function realTarget(path: string): string {
  const parent = dirname(path);
  if (parent === path) return path;
  try {
    return join(realpathSync(parent), basename(path));
  } catch {
    return join(realTarget(parent), basename(path));
  }
}

function isWithin(root: string, path: string): boolean {
  const rest = relative(root, path);
  return rest !== "" && rest !== ".." && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}
