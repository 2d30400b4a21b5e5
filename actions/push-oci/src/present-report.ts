import { reportShardRun } from "@compose-actions/step";
import type { PlannedManifest } from "./plan.ts";
import { type ArtifactOutcome, type Counts, composeRef, type PushOciResult } from "./result.ts";

/** The report's own fields. */
export function reportOf(result: PushOciResult, counts: Counts): Record<string, unknown> {
  const { compose, dryRun, output, files, manifests, artifacts, blobs, sentBytes, milliseconds, notices } =
    result;
  const { written } = result;
  const reference = composeRef(result);
  return {
    compose: compose.id,
    dryRun,
    ...reportShardRun(result.division),
    metadataDir: files.length === 0 ? "" : output,
    metadataFiles: files,
    ...(written === undefined ? {} : { written }),
    described: result.described,
    carried: result.carried,
    ...(reference === undefined ? {} : { composeRef: reference }),
    ...publicationOf(result),
    counts,
    blobs,
    transfer: { bytes: sentBytes, milliseconds: Math.round(milliseconds) },
    manifests: manifests.map((manifest) => manifestRecord(manifest, result)),
    artifacts: artifacts.map(artifactRecord),
    warnings: notices,
  };
}

function publicationOf({ publication }: PushOciResult): object {
  if (publication === undefined) {
    return {};
  }
  if (publication === "incomplete") {
    return { publication: { state: publication } };
  }
  return {
    publication:
      "failure" in publication ? { state: "failed", ...publication.failure } : { state: publication.state },
  };
}

function manifestRecord(manifest: PlannedManifest, { outcomes, referenceOf }: PushOciResult): object {
  const { digest, tag, parcel, files } = manifest;
  const outcome = outcomes.get(manifest) ?? { state: "planned" };
  return {
    reference: referenceOf(manifest),
    digest,
    tag,
    layout: parcel.layout,
    layers: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    ...("failure" in outcome ? { state: "failed", ...outcome.failure } : { state: outcome.state }),
  };
}

function artifactRecord({ artifact, state, manifest, failure }: ArtifactOutcome): object {
  const { localPath: path, kind, variant, arch, files } = artifact;
  return {
    path,
    kind,
    variant,
    arch,
    state,
    size:
      manifest === undefined ? artifact.artifact.size : [...files].reduce((sum, { size }) => sum + size, 0),
    ...(manifest === undefined ? {} : { digest: manifest.digest }),
    ...failure,
  };
}
