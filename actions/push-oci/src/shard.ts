import { statSync } from "node:fs";
import { KeptOrders, rootOf } from "@compose-actions/compose";
import { type Artifact, type Compose, isLocation, knownChecksums, REPOMD } from "@compose-actions/metadata";
import {
  isPlanning,
  planOfInputs,
  type Shard,
  type ShardInputValues,
  type ShardPlan,
  type ShardUnit,
} from "@compose-actions/step";
import type { ChosenArtifact } from "./chosen-artifact.ts";
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
  readonly inputs: ShardInputValues & { readonly root?: string | undefined };
  readonly settings: Settings;
}

/**
 * Divides what is selected by where it goes: what comes under one tag is pushed together, sets, bundles and repositories
 * among it. Whether it is there already makes no difference.
 *
 * @returns undefined when nothing is to be divided
 * @throws UserError when templates do not fit the artifacts
 */
export function divide(
  chosen: readonly ChosenArtifact[],
  { compose, files, inputs, settings }: DivideOptions,
): Division | undefined {
  if (inputs.shard === undefined && !isPlanning(inputs)) {
    return undefined;
  }
  const parcels = makeParcels(chosen, { ...settings, compose });
  const root = inputs.root ?? localRootOf(files);
  const orders = new KeptOrders();
  const tags = new Map<ChosenArtifact, string>();
  const units = new Map<string, { bytes: number; artifacts: string[]; paths: Set<string> }>();
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
  for (const [artifact, key] of keys) {
    const unit = units.get(key) ?? { bytes: 0, artifacts: [], paths: new Set() };
    units.set(key, unit);
    unit.artifacts.push(nameOf(artifact));
    if (!unit.paths.has(artifact.localPath)) {
      unit.paths.add(artifact.localPath);
      unit.bytes += bytesOf(artifact, root);
    }
  }
  const all = [...units].map(([key, { bytes, artifacts }]): ShardUnit => ({ key, bytes, artifacts }));
  const plan = planOfInputs("push-oci", all, inputs);
  if (plan === undefined) {
    throw new Error("there is something to divide, and no plan");
  }
  const { shard } = inputs;
  const isOwn = (artifact: ChosenArtifact) => plan.partOf(keys.get(artifact) ?? "") === shard?.index;
  return {
    plan,
    shard,
    own: chosen.filter(isOwn),
    foreign: new Set(chosen.filter((artifact) => !isOwn(artifact)).map(({ artifact }) => artifact)),
  };
}

/** Undefined for metadata without a tree: with only-missing no file may be needed. */
function localRootOf(files: readonly LoadedFile[]): string | undefined {
  try {
    return rootOf(
      files.map(({ source }) => source),
      undefined,
    );
  } catch {
    // Whoever needs the files says what is wrong.
    return undefined;
  }
}

function nameOf({ kind, variant, arch, fieldName = "", localPath, artifact }: ChosenArtifact): string {
  return JSON.stringify([kind, variant, arch, fieldName, localPath, knownChecksums(artifact)]);
}

/** Of a repository what the metadata says of it: reading what it lists would be part of the work. */
function bytesOf({ artifact, kind, localPath }: ChosenArtifact, root: string | undefined): number {
  if (isLocation(artifact) && artifact.contents.length > 0) {
    return artifact.contents.reduce((sum, { size }) => sum + size, 0);
  }
  const path = kind === "variant_path" ? `${localPath}/${REPOMD}` : localPath;
  return artifact.size ?? (root === undefined ? 0 : sizeOnDisk(`${root}/${path}`));
}

/** What is not there takes no time; the part that it belongs to will say so. */
function sizeOnDisk(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
