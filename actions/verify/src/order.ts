import { compareCodePoints } from "@compose-actions/metadata";
import type { RowGroup } from "./artifact-rows.ts";
import { ROW_KINDS } from "./artifact-states.ts";
import type { ArtifactRecord, GroupCounts } from "./result.ts";

/** Groups as they are shown: the same whether one run has found them or several. */
export function groupsInOrder(groups: readonly GroupCounts[]): readonly GroupCounts[] {
  return groups.toSorted(compareGroups);
}

/** Records as they are shown: by path, and what has one path by group. */
export function recordsInOrder(records: readonly ArtifactRecord[]): readonly ArtifactRecord[] {
  return records.toSorted((a, b) => compareCodePoints(a.path, b.path) || compareGroups(a, b));
}

function compareGroups(a: RowGroup, b: RowGroup): number {
  return (
    compareCodePoints(a.variant, b.variant) ||
    compareCodePoints(a.arch, b.arch) ||
    ROW_KINDS.indexOf(a.kind) - ROW_KINDS.indexOf(b.kind)
  );
}
