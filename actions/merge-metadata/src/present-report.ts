import type { ArtifactKind } from "@compose-actions/metadata";
import { reportJoined } from "@compose-actions/step";
import type { Counts, KindCount } from "./counts.ts";
import { composeRef, type MergedResult, type MergeMetadataResult } from "./result.ts";

/** The report's own fields. */
export function reportOf(result: MergeMetadataResult): Record<string, unknown> {
  const { state, compose, contributions, notices, parts } = result;
  const fragments = contributions.map(({ name, counts }) => ({ name, ...countsOf(counts) }));
  const common = { compose: compose.id, state, fragments, warnings: notices, ...reportJoined(parts) };
  if (result.state === "refused") {
    const { conflicts, conflictCount, undeclared } = result;
    return { ...common, conflicts, conflictCount, undeclared };
  }
  const { output, files, counts, completed } = result;
  const reference = composeRef(result);
  return {
    ...common,
    metadataDir: output,
    files,
    ...countsOf(counts),
    completed,
    conflicts: [],
    conflictCount: 0,
    undeclared: [],
    ...(reference === undefined ? {} : { composeRef: reference }),
    ...publicationOf(result),
  };
}

function countsOf({ all, kinds, directories }: Counts): object {
  return { artifacts: all.artifacts, bytes: all.bytes, directories, kinds: recordOf(kinds) };
}

function recordOf(kinds: ReadonlyMap<ArtifactKind, KindCount>): Partial<Record<ArtifactKind, KindCount>> {
  return Object.fromEntries(kinds);
}

function publicationOf({ publication }: MergedResult): object {
  if (publication === undefined) {
    return {};
  }
  return {
    publication:
      "failure" in publication ? { state: "failed", ...publication.failure } : { state: publication.state },
  };
}
