import { METADATA_TYPES, show } from "@compose-actions/metadata";
import { fault, formatCount } from "@compose-actions/step";
import { removeEmptyDirectories, type TransferSession, walkTree } from "@compose-actions/transfer";
import { metadataPath, type Plan } from "./plan.ts";

const MAX_SHOWN = 100;

/**
 * Removes files from the tree that the compose does not name, and directories that are empty then.
 *
 * @returns what was removed
 * @throws UserError when there is more of it than may be removed; then nothing was
 */
export function prune(plan: Plan, session: TransferSession, maxDelete: number): string[] {
  const metadata = new Set(METADATA_TYPES.map(metadataPath));
  const unnamed: string[] = [];
  walkTree(session.tree, ({ localPath, kind }) => {
    const isNamed = plan.files.get(localPath)?.state === "done" || metadata.has(localPath);
    if (kind !== "directory" && !isNamed) {
      unnamed.push(localPath);
    }
  });
  if (unnamed.length > maxDelete) {
    throw fault(
      `prune would remove ${formatCount(unnamed.length)} files, more than max-delete allows (${formatCount(maxDelete)}); nothing was removed`,
      "look at the list, and raise max-delete if that is meant",
      unnamed.slice(0, MAX_SHOWN).map(show),
    );
  }
  const removed = unnamed.filter((localPath) => session.tree.remove(localPath));
  for (const localPath of removed) {
    session.journal.forget(localPath);
  }
  removeEmptyDirectories(session.tree);
  return removed;
}
