import { fault } from "@compose-actions/step";
import { type ArtifactName, matrixOf } from "./names.ts";
import type { StoredArtifact } from "./store.ts";

/** More legs than this are missing, but not named. */
const MAX_NAMED = 20;

/**
 * What counts of several attempts: of every leg the one of the highest. Where a matrix has changed its size between
 * attempts, legs of the former one count no more.
 */
export function latest(artifacts: readonly StoredArtifact[]): readonly StoredArtifact[] {
  const newest = new Map<string, StoredArtifact>();
  const legs = new Map<string, ArtifactName>();
  for (const artifact of artifacts) {
    const { content, origin, leg, attempt } = artifact.name;
    const key = `${content} ${origin} ${leg}`;
    if (attempt > (newest.get(key)?.name.attempt ?? 0)) newest.set(key, artifact);
    const known = legs.get(`${content} ${origin}`);
    if (known === undefined || attempt > known.attempt) legs.set(`${content} ${origin}`, artifact.name);
  }
  return [...newest.values()]
    .filter(({ name }) => legs.get(`${name.content} ${name.origin}`)?.legs === name.legs)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
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
  const current = latest(artifacts);
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
  const later = parts.filter(({ name }) => name.attempt > whole.name.attempt);
  if (later.length > 0) {
    throw fault(
      "jobs have run again after it was merged",
      "Run the job with merge-metadata again, and make this one need it.",
      later.map(({ key }) => key),
    );
  }
  return [whole];
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
