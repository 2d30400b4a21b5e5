import { fault } from "@compose-actions/step";
import { ARTIFACT_DIRECTORY } from "./directory-store.ts";
import { matrixOf } from "./names.ts";
import type { StoredArtifact } from "./store.ts";

/** More legs than this are missing, but not named. */
const MAX_NAMED = 20;

/**
 * What counts of several attempts: of every leg the one of the highest. Where a matrix has changed its size between
 * attempts, legs of the former one count no more.
 *
 * @throws UserError (exit code 1) when two sizes are there and nothing tells which is the former one
 */
export function latest(artifacts: readonly StoredArtifact[]): readonly StoredArtifact[] {
  const steps = Map.groupBy(artifacts, ({ name }) => `${name.content} ${name.origin}`);
  return [...steps.values()].flatMap(latestOfStep).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function latestOfStep(artifacts: readonly StoredArtifact[]): readonly StoredArtifact[] {
  const [last, ...former] = artifacts.toSorted(byStart).reverse() as [StoredArtifact, ...StoredArtifact[]];
  const { legs } = last.name;
  const other = former.find((one) => byStart(one, last) === 0 && one.name.legs !== legs);
  if (other !== undefined) refuseSizes(last, other);
  const newest = new Map<number, StoredArtifact>();
  for (const artifact of [last, ...former]) {
    const { leg } = artifact.name;
    if (artifact.name.legs === legs && !newest.has(leg)) newest.set(leg, artifact);
  }
  return [...newest.values()];
}

/** Orders by when the job was started, as far as the host numbers that. */
function byStart(a: StoredArtifact, b: StoredArtifact): number {
  return a.name.attempt - b.name.attempt || Number(a.execution - b.execution);
}

/** A directory that is kept may hold the legs of an earlier run, and these may have found less. */
function refuseSizes({ name, key }: StoredArtifact, other: StoredArtifact): never {
  const [one, two] = [name.legs, other.name.legs].sort((a, b) => a - b);
  throw fault(
    `one step has handed on legs of ${one} and legs of ${two}, and nothing tells which came later`,
    `Remove what an earlier run has left in ${ARTIFACT_DIRECTORY}/${name.name}, all of it if in doubt, and run the legs again. Workflows that are called more than once in a run each need a name of their own.`,
    [key, other.key].sort(),
  );
}

/**
 * The metadata that a name stands for: what was merged, or else all the parts.
 *
 * @param partsOnly - for the step that merges them, and may have done so in an earlier attempt
 * @throws UserError (exit code 1) when it cannot be told what was merged, when it was merged too early, or when parts
 *   are missing
 */
export function metadataOf(
  artifacts: readonly StoredArtifact[],
  partsOnly: boolean,
): readonly StoredArtifact[] {
  const current = latest(artifacts.filter(({ name }) => name.content !== "report"));
  const parts = current.filter(({ name }) => name.content === "part");
  const merged = current.filter(({ name }) => name.content === "merged");
  const [whole, ...others] = merged;
  if (partsOnly || whole === undefined) {
    refuseMissingLegs(parts);
    return parts;
  }
  if (others.length > 0) {
    throw fault(
      "several jobs have merged it",
      "Give each merge-metadata a metadata-artifact of its own.",
      merged.map(({ key }) => key),
    );
  }
  const later = parts.filter((part) => isLater(part, whole));
  if (later.length > 0) {
    throw fault(
      "jobs have run again after it was merged",
      "Run the job with merge-metadata again, and make this one need it.",
      later.map(({ key }) => key),
    );
  }
  return [whole];
}

/**
 * Jobs of one attempt may be numbered in another order than they run in, and clocks of machines differ: of these both
 * must say it.
 */
function isLater(part: StoredArtifact, whole: StoredArtifact): boolean {
  const attempts = part.name.attempt - whole.name.attempt;
  return attempts > 0 || (attempts === 0 && part.execution >= whole.execution && part.time > whole.time);
}

/** The names say how many legs a matrix has: one that has handed nothing on was skipped, or was stopped. */
function refuseMissingLegs(parts: readonly StoredArtifact[]): void {
  const missing: string[] = [];
  const matrices = Map.groupBy(parts, ({ name }) => `${matrixOf(name)} ${name.legs}`);
  for (const legs of matrices.values()) {
    const there = new Set(legs.map(({ name }) => name.leg));
    const { label, legs: count } = (legs[0] as StoredArtifact).name;
    for (let leg = 0; leg < count && missing.length < MAX_NAMED; leg++) {
      if (!there.has(leg)) missing.push(`leg ${leg + 1} of ${count}, beside ${label}`);
    }
  }
  if (missing.length > 0) {
    throw fault(
      `a job of a matrix has handed nothing on: ${missing.join("; ")}`,
      "Run the jobs again that have failed or were stopped. Jobs that have nothing to hand on belong in a matrix of their own.",
      missing,
    );
  }
}
