import { type ErrorList, metadataDigest, refuseNothing, type Source } from "@compose-actions/compose";
import {
  type Artifact,
  type ArtifactContext,
  type Compose,
  isDirectory,
  isLocation,
} from "@compose-actions/metadata";
import {
  artifactName,
  planOfInputs,
  type Shard,
  type ShardPlan,
  type ShardUnit,
} from "@compose-actions/step";
import { ConsistencyLog } from "./consistency.ts";
import type { VerifyInputs } from "./inputs.ts";
import { TREES } from "./inventory.ts";
import { factsOf } from "./locations.ts";
import { type InventoryTaker, MetadataReading } from "./metadata-reading.ts";
import { type PartRules, rulesOf } from "./part-rules.ts";
import type { Settings } from "./settings.ts";

/**
 * The artifacts that are selected, divided. Every part reads all that the metadata and the repositories say, and looks
 * at its own artifacts. What concerns the whole is told by the first part alone: contradictions, files that nothing
 * names, artifacts that are not selected.
 */
export class Division {
  readonly plan: ShardPlan;
  /** Undefined when nothing is to be looked at. */
  readonly shard: Shard | undefined;
  readonly rules: PartRules;

  constructor(plan: ShardPlan, shard: Shard | undefined, rules: PartRules) {
    this.plan = plan;
    this.shard = shard;
    this.rules = rules;
  }

  get isFirst(): boolean {
    return this.shard?.index === 1;
  }

  /** Whether an artifact of the metadata is told by this part. */
  owns(artifact: Artifact, context: ArtifactContext, selected: boolean): boolean {
    return selected ? this.#isHere(this.plan.partOf(keyOf(artifact, context))) : this.isFirst;
  }

  /** The same for what a repository or a tree lists: it goes with that, unless the metadata names it as well. */
  ownsListed(path: string, place: string, selected: boolean): boolean {
    return selected
      ? this.#isHere(this.plan.partOf(keyOfFile(path)) ?? this.plan.partOf(keyOfPlace(place)))
      : this.isFirst;
  }

  #isHere(part: number | undefined): boolean {
    return (part ?? 1) === this.shard?.index;
  }
}

export interface DivideOptions {
  readonly sources: readonly Source[];
  readonly inputs: VerifyInputs;
  readonly settings: Settings;
  readonly errors: ErrorList;
  readonly signal: AbortSignal;
}

export interface Divided {
  readonly compose: Compose;
  readonly division: Division;
}

/**
 * Divides the selected artifacts by what the metadata says of them alone. What is on disk makes no difference: a part
 * that is done again, when a file was mended, is the same part.
 *
 * @throws UserError, MetadataError
 */
export async function divide({ sources, inputs, settings, errors, signal }: DivideOptions): Promise<Divided> {
  const taker = new UnitTaker(settings, sizer(settings));
  const reading = new MetadataReading(sources, taker, errors, signal);
  await reading.readSmall();
  await reading.readPackages();
  // Without rpms.json repositories may list all that is selected.
  if (settings.mode === "remote" || taker.hasRpms || !taker.mayLackPackages) {
    refuseNothing(settings.selector, taker);
  }
  const metadata = await metadataDigest(sources, signal);
  const plan = planOfInputs("verify", taker.units, inputs, { metadata });
  return {
    compose: reading.compose,
    division: new Division(plan, inputs.shard, rulesOf(inputs, settings, sources)),
  };
}

type SizeOf = (artifact: Artifact) => number | null;

/** What is to be read of an artifact; null when the metadata does not know. */
function sizer({ mode, deep }: Settings): SizeOf {
  // Servers are only asked, which takes the same time for everything.
  return mode === "remote" && !deep ? () => 0 : sizeOf;
}

function sizeOf(artifact: Artifact): number | null {
  return isSet(artifact)
    ? artifact.contents.reduce((sum, { size }) => sum + size, 0)
    : factsOf(artifact).size;
}

/** Takes from the metadata what is needed to divide it. */
class UnitTaker implements InventoryTaker {
  readonly units: ShardUnit[] = [];
  readonly log = new ConsistencyLog();
  hasRpms = false;
  artifacts = 0;
  directories = 0;
  /** There are repositories of variants and arches whose packages are selected. */
  mayLackPackages = false;
  readonly #settings: Settings;
  readonly #sizeOf: SizeOf;

  constructor(settings: Settings, size: SizeOf) {
    this.#settings = settings;
    this.#sizeOf = size;
  }

  knowVariants(): void {
    // Nothing depends on them.
  }

  add(artifact: Artifact, context: ArtifactContext): void {
    const { selector, selectsPackages } = this.#settings;
    const selected = selector.selects(artifact, context);
    const { kind, variant, arch, fieldName = "" } = context;
    const isRepository = kind === "variant_path" && !isDirectory(context);
    const listsPackages = isRepository && selectsPackages(variant, arch);
    this.mayLackPackages ||= listsPackages;
    if (selected ? TREES.has(fieldName) : listsPackages) {
      // What is selected of that which it lists has to be somebody's.
      this.units.push({ key: keyOfPlace(artifact.localPath), bytes: 0, artifacts: [] });
    }
    if (isDirectory(context)) {
      this.directories += 1;
    } else if (selected) {
      this.artifacts += 1;
      const bytes = this.#sizeOf(artifact);
      this.units.push({
        key: keyOf(artifact, context),
        bytes: bytes ?? 0,
        unknown: bytes === null ? 1 : 0,
        artifacts: [artifactName(context, artifact.localPath)],
      });
    }
  }
}

/** What is looked at together: the file at a path, a set, a repository or a tree with what it lists. */
function keyOf(artifact: Artifact, { kind }: ArtifactContext): string {
  const { localPath } = artifact;
  if (kind === "variant_path") {
    return keyOfPlace(localPath);
  }
  return isSet(artifact) ? `set ${localPath}` : keyOfFile(localPath);
}

function keyOfPlace(path: string): string {
  return `place ${path}`;
}

function keyOfFile(path: string): string {
  return `file ${path}`;
}

function isSet(artifact: Artifact): artifact is Extract<Artifact, { contents: unknown }> {
  return isLocation(artifact) && artifact.contents.length > 0;
}
