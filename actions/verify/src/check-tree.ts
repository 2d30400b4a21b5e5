import { realpathSync } from "node:fs";
import { rootOf } from "@compose-actions/compose";
import type { Inventory } from "./inventory.ts";
import type { Findings, Look } from "./look.ts";
import { comparePackages, type RepositoryFindings, readRepositories } from "./repositories.ts";
import { TreeHasher } from "./tree-hasher.ts";
import { readTrees } from "./trees.ts";
import { lookForUnlisted } from "./unlisted.ts";

/**
 * Compares the files on disk with the metadata.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function checkTree(look: Look): Promise<Findings> {
  const { inputs, settings, sources, inventory, reading, context } = look;
  const root = realpathSync(rootOf(sources, inputs.root));
  await using hasher = new TreeHasher({
    root,
    table: inventory.table,
    minChecksum: settings.minChecksum,
    workers: settings.parallelChecksums,
    context,
  });
  submitSelected(inventory, hasher);
  await readTrees(inventory, hasher, context);
  const repositories = await readRepositories(inventory, hasher, root, context);
  inventory.onSelected = (file) => hasher.submit(file);
  await reading.readPackages();
  comparePackages(inventory, repositories);
  submitSelected(inventory, hasher);
  const unlisted = await lookForUnlisted(root, look);
  await hasher.finish();
  return {
    place: root,
    verdicts: hasher.verdicts,
    whyUnverifiable: (path) => whyUnverifiable(path, inventory, repositories),
    unlisted,
  };
}

function submitSelected(inventory: Inventory, hasher: TreeHasher): void {
  for (let file = 0; file < inventory.table.count; file++) {
    if (inventory.isWanted(file)) {
      hasher.submit(file);
    }
  }
  hasher.flush();
}

function whyUnverifiable(path: string, inventory: Inventory, { unusable, read }: RepositoryFindings): string {
  const isBelow = (place: string) => path.startsWith(`${place}/`);
  for (const [place, why] of unusable) {
    if (isBelow(place)) {
      return `the metadata has no checksum, and the repository ${place} gives none: ${why}`;
    }
  }
  if (read.some((place) => isBelow(place.path))) {
    return "neither the metadata nor the repository around it has a checksum";
  }
  return inventory.hasComposeinfo || !path.endsWith(".rpm")
    ? "the metadata has no checksum"
    : "the metadata has no checksum, and without composeinfo.json no repository is known that might";
}
