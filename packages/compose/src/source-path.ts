import { type Location, localPathProblem } from "@compose-actions/metadata";

/**
 * Where the file of an artifact lies below the root: where its URL says when that is relative, as metadata of artifacts
 * that are not published yet has it; otherwise at its place in the tree.
 */
export function sourcePath({ url, localPath }: Pick<Location, "url" | "localPath">): string {
  return relativePath(url) ?? localPath;
}

/** The path that a relative URL means; undefined for any other, and when it is no plain path. */
function relativePath(url: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /[?#]/.test(url)) {
    return undefined;
  }
  try {
    const path = decodeURIComponent(url);
    return localPathProblem(path) === undefined ? path : undefined;
  } catch {
    return undefined;
  }
}
