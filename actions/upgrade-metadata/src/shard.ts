import { statSync } from "node:fs";
import {
  checkedFile,
  ErrorList,
  KeptOrders,
  metadataDigest,
  refuseNothing,
  rootOf,
  type Source,
  type SourceOfCompose,
  theCompose,
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
  artifactName,
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
 * Divides the hashing of the selected artifacts by the files that they are, whose sizes the metadata tells or, when all
 * of them are there, a look at them. The first part writes what the whole has besides artifacts.
 *
 * @throws UserError, MetadataError
 */
export async function divide(
  sources: readonly Source[],
  inputs: ShardInputValues & { readonly root?: string | undefined },
  settings: Settings,
  signal: AbortSignal,
): Promise<Divided> {
  const { shard } = inputs;
  const root = rootOf(sources, inputs.root);
  const units: Unit[] = [];
  const errors = new ErrorList();
  const composes: SourceOfCompose[] = [];
  let directories = 0;
  const orders = new KeptOrders();
  for (const source of sources) {
    const visit = (artifact: Artifact, context: ArtifactContext) => {
      if (isDirectory(context)) {
        directories += 1;
      } else {
        const unit = unitOf(artifact, context);
        units.push(unit);
        orders.add(context, artifact.localPath, unit.key);
      }
    };
    await errors.collect(async () => {
      const compose = await visitFile(source, { settings, visit, visited: () => undefined, signal });
      composes.push({ source, compose });
    });
  }
  errors.throwAny();
  const compose = theCompose(composes);
  refuseNothing(settings.selector, { artifacts: units.length, directories });
  const whole = orders.keys();
  const all = withSizes(units, root).map((unit) => ({ ...unit, key: whole(unit.key), file: unit.key }));
  const plan = planOfInputs("upgrade-metadata", all, inputs, {
    metadata: await metadataDigest(sources, signal),
    toVersion: settings.toVersion,
    urls: settings.urlRules,
    strict: settings.strictChecksums,
  });
  const isFirst = shard?.index === 1;
  const selector = partOfSelection(
    settings.selector,
    (artifact, context) => plan.partOf(whole(keyOf(artifact, context))) === shard?.index,
    isFirst,
  );
  return { compose, plan, selector };
}

/** What is read together is one unit: the file at a path. */
function keyOf(artifact: Artifact, context: ArtifactContext): string {
  return checkedFile(artifact, context)?.localPath ?? artifact.localPath;
}

/** What is known without a look at the files. */
interface Unit extends ShardUnit {
  /** The file whose size the metadata does not know. */
  readonly unmeasured?: string;
}

function unitOf(artifact: Artifact, context: ArtifactContext): Unit {
  const unit = { key: keyOf(artifact, context), artifacts: [artifactName(context, artifact.localPath)] };
  const file = checkedFile(artifact, context);
  if (file === undefined) {
    // Of a set in a registry nothing is read.
    return { ...unit, bytes: 0 };
  }
  return file.size === null
    ? { ...unit, bytes: 0, unknown: 1, unmeasured: file.localPath }
    : { ...unit, bytes: file.size };
}

/**
 * With the sizes of files that the metadata does not know. One that is missing leaves all of them unknown: other parts
 * than the one that it belongs to must not depend on which it is.
 */
function withSizes(units: readonly Unit[], root: string): readonly ShardUnit[] {
  const measured: ShardUnit[] = [];
  for (const { unmeasured, ...unit } of units) {
    const bytes = unmeasured === undefined ? unit.bytes : sizeOnDisk(`${root}/${unmeasured}`);
    if (bytes === undefined) {
      return units;
    }
    measured.push({ ...unit, bytes, unknown: 0 });
  }
  return measured;
}

function sizeOnDisk(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch {
    return undefined;
  }
}
