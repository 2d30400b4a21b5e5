import { METADATA_TYPES, show } from "@compose-actions/metadata";
import { countOf, formatCount } from "@compose-actions/step";
import { removeEmptyDirectories, type TransferSession, walkTree } from "@compose-actions/transfer";
import { metadataPath, type Plan } from "./plan.ts";

const MAX_SHOWN = 5;

export interface Pruned {
  readonly removed: readonly string[];
  /** Why nothing was removed although something should have been. */
  readonly refusal: string | undefined;
  /** Files that nothing names, left where something may name them. */
  readonly spared: number;
}

/**
 * Removes files from the tree that the compose does not name, and directories that are empty then.
 *
 * @param sparing - directories below which nothing is removed: what describes them could not be had
 * @returns what was removed; or why nothing was, when there is more of it than may be removed
 */
export function prune(
  plan: Plan,
  session: TransferSession,
  maxDelete: number,
  sparing: readonly string[],
): Pruned {
  const metadata = new Set(METADATA_TYPES.map(metadataPath));
  const unnamed: string[] = [];
  let spared = 0;
  walkTree(session.tree, ({ localPath, kind }) => {
    const isNamed = plan.files.get(localPath)?.state === "done" || metadata.has(localPath);
    if (kind === "directory" || isNamed) {
      return;
    }
    if (sparing.some((directory) => localPath.startsWith(`${directory}/`))) {
      spared += 1;
    } else {
      unnamed.push(localPath);
    }
  });
  if (unnamed.length > maxDelete) {
    const examples = unnamed.slice(0, MAX_SHOWN).map(show).join(", ");
    return {
      removed: [],
      spared,
      refusal: `prune would remove ${countOf(unnamed.length, "file", "files")}, more than max-delete allows (${formatCount(maxDelete)}), so it removed nothing: ${examples}${unnamed.length > MAX_SHOWN ? " …" : ""}; raise max-delete if that is meant`,
    };
  }
  const removed = unnamed.filter((localPath) => session.tree.remove(localPath));
  for (const localPath of removed) {
    session.journal.forget(localPath);
  }
  removeEmptyDirectories(session.tree);
  return { removed, refusal: undefined, spared };
}
