import { statSync } from "node:fs";
import {
  checkedFile,
  ErrorList,
  KeptOrders,
  refuseNothing,
  rootOf,
  type Source,
} from "@compose-actions/compose";
import {
  type Artifact,
  type ArtifactContext,
  type Compose,
  isDirectory,
  partOfSelection,
  type Selector,
} from "@compose-actions/metadata";
import {
  isPlanning,
  planOfInputs,
  type ShardInputValues,
  type ShardPlan,
  type ShardUnit,
} from "@compose-actions/step";
import { visitFile } from "./convert-file.ts";
import type { Settings } from "./settings.ts";

export interface Divided {
  readonly compose: Compose;
  readonly plan: ShardPlan;
  /** What the run is to work on. */
  readonly selector: Selector;
}

/**
 * Divides the hashing of the selected artifacts by the files that they are, whose sizes the metadata or else a look at
 * them tells. The first part writes what the whole has besides artifacts.
 *
 * @returns undefined when nothing is to be divided
 * @throws UserError, MetadataError
 */
export async function divide(
  sources: readonly Source[],
  inputs: ShardInputValues & { readonly root?: string | undefined },
  settings: Settings,
  signal: AbortSignal,
): Promise<Divided | undefined> {
  const { shard } = inputs;
  if (shard === undefined && !isPlanning(inputs)) {
    return undefined;
  }
  const root = rootOf(sources, inputs.root);
  const units: ShardUnit[] = [];
  const errors = new ErrorList();
  let compose: Compose | undefined;
  let directories = 0;
  const orders = new KeptOrders();
  for (const source of sources) {
    const visit = (artifact: Artifact, context: ArtifactContext, own: Compose) => {
      compose ??= own;
      if (isDirectory(context)) {
        directories += 1;
      } else {
        const unit = unitOf(artifact, context, root);
        units.push(unit);
        orders.add(context, artifact.localPath, unit.key);
      }
    };
    await errors.collect(() => visitFile(source, { settings, visit, visited: () => undefined, signal }));
  }
  errors.throwAny();
  refuseNothing(settings.selector, { artifacts: units.length, directories });
  const whole = orders.keys();
  const plan = planOfInputs("upgrade-metadata", together(units, whole), inputs);
  if (plan === undefined || compose === undefined) {
    throw new Error("there is something to divide, and no plan");
  }
  const isFirst = shard?.index === 1;
  const selector = partOfSelection(
    settings.selector,
    (artifact, context) => plan.partOf(whole(keyOf(artifact, context))) === shard?.index,
    isFirst,
  );
  return { compose, plan, selector };
}

/** Makes one unit of those that stay together; the same file is read once. */
function together(units: readonly ShardUnit[], keyOfUnit: (key: string) => string): readonly ShardUnit[] {
  const joined = new Map<string, { artifacts: string[]; sizes: Map<string, number> }>();
  for (const { key: own, bytes, artifacts } of units) {
    const key = keyOfUnit(own);
    const unit = joined.get(key) ?? { artifacts: [], sizes: new Map<string, number>() };
    joined.set(key, unit);
    unit.artifacts.push(...artifacts);
    unit.sizes.set(own, Math.max(bytes, unit.sizes.get(own) ?? 0));
  }
  return [...joined].map(([key, { artifacts, sizes }]) => ({
    key,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    artifacts,
  }));
}

/** What is read together is one unit: the file at a path. */
function keyOf(artifact: Artifact, context: ArtifactContext): string {
  return checkedFile(artifact, context)?.localPath ?? artifact.localPath;
}

function unitOf(artifact: Artifact, context: ArtifactContext, root: string): ShardUnit {
  const { kind, variant, arch, fieldName = "" } = context;
  const name = JSON.stringify([kind, variant, arch, fieldName, artifact.localPath]);
  return { key: keyOf(artifact, context), bytes: bytesOf(artifact, context, root), artifacts: [name] };
}

function bytesOf(artifact: Artifact, context: ArtifactContext, root: string): number {
  const file = checkedFile(artifact, context);
  // Of a set in a registry nothing is read.
  return file === undefined ? 0 : (file.size ?? sizeOnDisk(`${root}/${file.localPath}`));
}

/** What is not there takes no time; the part that it belongs to will say so. */
function sizeOnDisk(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
