import { localPathProblem } from "@compose-actions/metadata";

/** The directory of an output directory that files are placed in. */
export const TREE = "compose";

/** Directory of a local path, relative to the output directory. */
export function parentOf(localPath: string): string {
  const slash = localPath.lastIndexOf("/");
  return slash === -1 ? TREE : `${TREE}/${localPath.slice(0, slash)}`;
}

/** Name of a local path in its directory. */
export function nameOf(localPath: string): string {
  return localPath.slice(localPath.lastIndexOf("/") + 1);
}

/** Whether an artifact may have the path. */
export function isPlain(localPath: string): boolean {
  return localPathProblem(localPath) === undefined;
}

/** Whether the path leads to somewhere in the tree: what is found there may have names that no artifact may have. */
export function isInside(localPath: string): boolean {
  return (
    !/(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(localPath) && (process.platform !== "win32" || isPlain(localPath))
  );
}
