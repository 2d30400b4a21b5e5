import { describeWarning, type Selector, show, type WarningLog } from "@compose-actions/metadata";
import { countOf } from "@compose-actions/step";
import type { ArtifactOutcome } from "./result.ts";

/** A later look at the tree has nothing else to compare such files with. */
export function unprovedNotice(outcomes: readonly ArtifactOutcome[], metadata: readonly string[]): string[] {
  const unproved = outcomes.filter(
    ({ artifact, state }) =>
      state === "unverifiable" &&
      (artifact.kind === "image" || artifact.kind === "extra_file") &&
      artifact.files[0]?.checksums.length === 0,
  ).length;
  return unproved === 0 || metadata.length === 0
    ? []
    : [
        `nothing proved ${countOf(unproved, "image or extra file", "images and extra files")}: the metadata of the tree gives the sha256 of what arrived, and verify of the tree compares with that alone`,
      ];
}

/** What a person should know of the metadata and the selection. */
export function noticesOf(log: WarningLog, selector: Selector): string[] {
  const unmatched = selector.unmatched();
  return [
    ...log.warnings().map(describeWarning),
    ...(unmatched.length === 0
      ? []
      : [`selected, but there is nothing of that name: ${unmatched.map(show).join(", ")}`]),
  ];
}
