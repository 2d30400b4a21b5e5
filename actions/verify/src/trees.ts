import { parseTreeinfo, treeinfoFiles } from "@compose-actions/compose";
import { MetadataError } from "@compose-actions/metadata";
import type { StepContext } from "@compose-actions/step";
import { describeMetadataError } from "./describe.ts";
import type { Inventory, Place } from "./inventory.ts";
import type { TreeHasher } from "./tree-hasher.ts";

/** A .treeinfo has some kilobytes. */
const MAX_TREEINFO_BYTES = 16 * 1024 * 1024;

/**
 * Reads the .treeinfo of every installable tree that has one. It is the root of what it lists; there being none is no
 * fault, since not every tree can be installed from.
 */
export async function readTrees(
  inventory: Inventory,
  hasher: TreeHasher,
  { signal }: StepContext,
): Promise<void> {
  for (const place of inventory.trees.values()) {
    if (place.selected) {
      signal.throwIfAborted();
      await readTree(place, inventory, hasher);
    }
  }
}

async function readTree(place: Place, inventory: Inventory, hasher: TreeHasher): Promise<void> {
  const path = `${place.path}/.treeinfo`;
  const known = inventory.table.find(path);
  if (known === undefined && !hasher.exists(path)) {
    return;
  }
  const file = inventory.addListed(path, { size: null, checksum: null }, "treeinfo", place, true);
  const { content } = await hasher.read(file, { keep: MAX_TREEINFO_BYTES });
  const state = hasher.verdicts.get(file)?.state;
  if (content === undefined || (state !== "verified" && state !== "weak" && state !== "unverifiable")) {
    return;
  }
  try {
    for (const listed of treeinfoFiles(parseTreeinfo(content, path))) {
      const facts = { size: null, checksum: listed.checksum };
      inventory.addListed(`${place.path}/${listed.path}`, facts, "treeinfo", place);
    }
  } catch (error) {
    if (!(error instanceof MetadataError)) {
      throw error;
    }
    hasher.verdicts.set(file, { state: "failed", failure: "treeinfo", reason: describeMetadataError(error) });
  }
}
