import { KeptOrders, metadataDigest } from "@compose-actions/compose";
import { type Artifact, type Compose, isLocation } from "@compose-actions/metadata";
import {
  artifactName,
  planOfInputs,
  type Shard,
  type ShardPlan,
  type ShardUnit,
} from "@compose-actions/step";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import type { PushOciInputs } from "./inputs.ts";
import type { LoadedFile } from "./load.ts";
import { makeParcels } from "./parcels.ts";
import type { Settings } from "./settings.ts";

/** Selected artifacts, divided. */
export interface Division {
  readonly plan: ShardPlan;
  /** Undefined when nothing is to be pushed. */
  readonly shard: Shard | undefined;
  /** What this run is to push. */
  readonly own: readonly ChosenArtifact[];
  /** What other parts push, by the object in the metadata. */
  readonly foreign: ReadonlySet<Artifact>;
}

export interface DivideOptions {
  readonly compose: Compose;
  readonly files: readonly LoadedFile[];
  readonly inputs: PushOciInputs;
  readonly settings: Settings;
  readonly signal: AbortSignal;
}

/**
 * Divides what is selected by where it goes: what comes under one tag is pushed together, sets, bundles and repositories
 * among it. What is there already makes no difference, on disk or in the registry: a part that is done again, when a
 * file was mended, is the same part.
 *
 * @throws UserError when templates do not fit the artifacts
 */
export async function divide(
  chosen: readonly ChosenArtifact[],
  { compose, files, inputs, settings, signal }: DivideOptions,
): Promise<Division> {
  const parcels = makeParcels(chosen, { ...settings, compose });
  const orders = new KeptOrders();
  const tags = new Map<ChosenArtifact, string>();
  for (const artifact of chosen) {
    const parcel = parcels.of.get(artifact);
    if (parcel === undefined) {
      throw new Error(`${artifact.localPath} has no place`);
    }
    const tag = JSON.stringify([parcel.target, parcel.tag()]);
    tags.set(artifact, tag);
    orders.add(artifact, artifact.localPath, tag);
  }
  const whole = orders.keys();
  const keys = new Map([...tags].map(([artifact, tag]) => [artifact, whole(tag)] as const));
  const units = [...keys].map(([artifact, key]): ShardUnit => {
    const { localPath: file } = artifact;
    const bytes = bytesOf(artifact);
    const size = bytes === null ? { bytes: 0, unknown: 1 } : { bytes };
    return { key, file, ...size, artifacts: [artifactName(artifact, file)] };
  });
  const plan = planOfInputs("push-oci", units, inputs, {
    metadata: await metadataDigest(
      files.map(({ source }) => source),
      signal,
    ),
    layouts: JSON.stringify(settings.layouts),
    annotations: JSON.stringify(Object.entries(settings.annotations).sort()),
    artifactType: inputs["artifact-type"],
    onlyMissing: inputs["only-missing"],
    computeChecksums: inputs["compute-checksums"],
  });
  const { shard } = inputs;
  const isOwn = (artifact: ChosenArtifact) => plan.partOf(keys.get(artifact) ?? "") === shard?.index;
  return {
    plan,
    shard,
    own: chosen.filter(isOwn),
    foreign: new Set(chosen.filter((artifact) => !isOwn(artifact)).map(({ artifact }) => artifact)),
  };
}

/** Of a repository what the metadata says of it: reading what it lists would be part of the work. */
function bytesOf({ artifact }: ChosenArtifact): number | null {
  return isLocation(artifact) && artifact.contents.length > 0
    ? artifact.contents.reduce((sum, { size }) => sum + size, 0)
    : artifact.size;
}
