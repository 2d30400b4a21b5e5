import { METADATA_TYPES, show } from "@compose-actions/metadata";
import { countOf, formatCount } from "@compose-actions/step";
import { removeEmptyDirectories, type TransferSession, walkTree } from "@compose-actions/transfer";
import { metadataPath, type Plan } from "./plan.ts";

const MAX_SHOWN = 5;

export interface Pruned {
  readonly removed: readonly string[];
  /** Why nothing was removed although something should have been. */
  readonly refusal: string | undefined;
}

/**
 * Removes files from the tree that the compose does not name, and directories that are empty then.
 *
 * @returns what was removed; or why nothing was, when there is more of it than may be removed
 */
export function prune(plan: Plan, session: TransferSession, maxDelete: number): Pruned {
  const metadata = new Set(METADATA_TYPES.map(metadataPath));
  const unnamed: string[] = [];
  walkTree(session.tree, ({ localPath, kind }) => {
    const isNamed = plan.files.get(localPath)?.state === "done" || metadata.has(localPath);
    if (kind !== "directory" && !isNamed) {
      unnamed.push(localPath);
    }
  });
  if (unnamed.length > maxDelete) {
    const examples = unnamed.slice(0, MAX_SHOWN).map(show).join(", ");
    return {
      removed: [],
      refusal: `prune would remove ${countOf(unnamed.length, "file", "files")}, more than max-delete allows (${formatCount(maxDelete)}), so it removed nothing: ${examples}${unnamed.length > MAX_SHOWN ? " …" : ""}; raise max-delete if that is meant`,
    };
  }
  const removed = unnamed.filter((localPath) => session.tree.remove(localPath));
  for (const localPath of removed) {
    session.journal.forget(localPath);
  }
  removeEmptyDirectories(session.tree);
  return { removed, refusal: undefined };
}
