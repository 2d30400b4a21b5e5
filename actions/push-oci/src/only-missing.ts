import { isLocation, isOciUrl, type Location } from "@compose-actions/metadata";
import { fault } from "@compose-actions/step";
import type { FailureClass } from "@compose-actions/transfer";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import { failureOf } from "./failures.ts";
import { inParallel } from "./parallel.ts";
import type { Reach } from "./reach.ts";

/** What says that an artifact is not where its Location says. Anything else says nothing of it. */
const NOT_THERE: ReadonlySet<FailureClass> = new Set([
  "not-found",
  "manifest",
  "checksum",
  "size-mismatch",
  "path",
  "scheme",
  "protocol",
]);

/**
 * Finds the artifacts that are in a registry or a layout already.
 *
 * @throws UserError when that cannot be told
 */
export async function findPlaced(
  artifacts: readonly ChosenArtifact[],
  reach: Reach,
  parallel: number,
  signal: AbortSignal,
): Promise<ReadonlySet<ChosenArtifact>> {
  const byPlace = new Map<string, { readonly location: Location; readonly artifacts: ChosenArtifact[] }>();
  for (const artifact of artifacts) {
    const location = artifact.artifact;
    if (isLocation(location) && isOciUrl(location.url)) {
      const key = JSON.stringify(location);
      const known = byPlace.get(key) ?? { location, artifacts: [] };
      known.artifacts.push(artifact);
      byPlace.set(key, known);
    }
  }
  const placed = new Set<ChosenArtifact>();
  await inParallel(byPlace.values(), parallel, async ({ location, artifacts: members }) => {
    try {
      await reach.look(location, signal);
      for (const member of members) {
        placed.add(member);
      }
    } catch (error) {
      const failure = failureOf(error, signal);
      if (!NOT_THERE.has(failure.class)) {
        throw fault(
          `only-missing: whether ${location.localPath} is there cannot be told: ${failure.message}`,
          "nothing was pushed; run it again when that is mended, or without only-missing",
        );
      }
    }
  });
  return placed;
}
