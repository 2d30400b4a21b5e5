import { describeWritten, type OutputDirectory } from "@compose-actions/compose";
import type { Artifact, WarningLog } from "@compose-actions/metadata";
import {
  composeAnnotations,
  type LayoutDirectories,
  manifestCaps,
  type Repository,
} from "@compose-actions/oci";
import type { Reporter, StepContext } from "@compose-actions/step";
import { checkLimits, registryOf } from "./check-limits.ts";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import type { PushOciInputs } from "./inputs.ts";
import type { LoadedCompose, LoadedFile } from "./load.ts";
import type { LocalFiles } from "./local-files.ts";
import type { NewMetadataOptions } from "./new-metadata.ts";
import { type Notices, noticesOf } from "./notices.ts";
import type { Parcels } from "./parcels.ts";
import { newPlaces, urlOf } from "./places.ts";
import { type ManifestOptions, makePlan, type Plan, type PlannedManifest } from "./plan.ts";
import { type ComposePlace, publish, refuseMovedAddress } from "./publish.ts";
import { type Outcomes, pushAll } from "./push-all.ts";
import { PushProgress } from "./push-progress.ts";
import type { Reach } from "./reach.ts";
import { type ArtifactOutcome, outcomesOf, type PushOciResult } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { Division } from "./shard.ts";
import { type WrittenMetadata, writeMetadata } from "./write-metadata.ts";

/** Everything that is known before the first file is read. */
export interface Prepared {
  readonly inputs: PushOciInputs;
  readonly settings: Settings;
  readonly context: StepContext;
  readonly log: WarningLog;
  readonly reach: Reach;
  readonly loaded: LoadedCompose;
  /** Set when the work is divided; what is chosen is one part then. */
  readonly division: Division | undefined;
  readonly chosen: readonly ChosenArtifact[];
  /** Those of them that are in a registry already, and are left alone. */
  readonly placed: ReadonlySet<ChosenArtifact>;
  /** How many artifacts are not selected. */
  readonly skipped: number;
  readonly publishTo: ComposePlace | undefined;
  /** Undefined when nothing is to be pushed. */
  readonly files: LocalFiles | undefined;
  readonly parcels: Parcels;
  /** What is to be pushed, by the object in the metadata. */
  readonly byObject: ReadonlyMap<Artifact, ChosenArtifact>;
  /** By target. */
  readonly opened: ReadonlyMap<string, Repository>;
  readonly layouts: LayoutDirectories;
  readonly written: readonly LoadedFile[];
  /** Undefined in a dry run. */
  readonly output: OutputDirectory | undefined;
}

/** Hashes, plans, pushes, and writes the metadata of what is there, in this order. */
export async function execute(work: Prepared): Promise<PushOciResult> {
  const { inputs, settings, context, loaded, opened, parcels, placed, output } = work;
  const options: ManifestOptions = {
    artifactType: inputs["artifact-type"],
    annotations: { ...composeAnnotations(loaded.compose), ...settings.annotations },
  };
  const hashing = { all: inputs["compute-checksums"], threads: inputs["parallel-checksums"] };
  await work.files?.hash(hashing, context);
  const capsOf = (target: string) => manifestCaps(registryOf(opened.get(target) as Repository));
  const plan = makePlan(parcels.all, options, capsOf);
  const doubts = checkLimits(plan.manifests, opened);
  if (output !== undefined && work.publishTo !== undefined && inputs["tag-policy"] === "immutable") {
    const metadata = metadataOf(plan, () => true, false, work);
    await refuseMovedAddress(work.written, metadata, work.publishTo, work);
  }
  const progress = new PushProgress(context.reporter);
  const outcomes =
    output === undefined ? new Map() : await pushAll(plan, { ...work, manifests: options, progress });
  const artifacts = outcomesOf(work.chosen, placed, { parcels, plan, outcomes });
  const ended: Ended =
    output === undefined
      ? { files: [], described: 0, carried: 0, publication: undefined }
      : await finish(plan, { outcomes, artifacts }, output, work);
  const notices = noticesOf(work, doubts, ended.publication === "incomplete");
  tell(notices, context.reporter);
  return {
    compose: loaded.compose,
    output: inputs.output,
    dryRun: output === undefined,
    division: work.division,
    artifacts,
    skipped: work.skipped,
    manifests: plan.manifests,
    outcomes,
    referenceOf: (manifest) => urlOf(manifest, opened),
    blobs: progress.counts,
    sentBytes: progress.sentBytes,
    milliseconds: progress.milliseconds,
    ...ended,
    ...(work.division === undefined || output === undefined
      ? {}
      : { written: await describeWritten(ended.files, context.signal) }),
    notices: [...notices.warnings, ...notices.notes],
  };
}

function tell({ warnings, notes }: Notices, reporter: Reporter): void {
  for (const line of warnings) {
    reporter.warn(line);
  }
  for (const line of notes) {
    reporter.info(line);
  }
}

/** What a run leaves: paths of its metadata, and what became of that. */
type Ended = Pick<PushOciResult, "files" | "described" | "carried" | "publication">;

/** Writes the metadata of what is there, and publishes it when that is everything. */
async function finish(
  plan: Plan,
  { outcomes, artifacts }: { readonly outcomes: Outcomes; readonly artifacts: readonly ArtifactOutcome[] },
  output: OutputDirectory,
  work: Prepared,
): Promise<Ended> {
  const failures = artifacts.filter(({ state }) => state === "failed").length;
  const { publishTo } = work;
  if (failures > 0 && failures === artifacts.length) {
    // There is nothing to speak of.
    output.discard();
    return { files: [], described: 0, carried: 0, publication: publishTo && "incomplete" };
  }
  const written = write(plan, outcomes, failures > 0, output, work);
  if (publishTo === undefined) {
    return { ...written, publication: undefined };
  }
  const publication = failures > 0 ? "incomplete" : await publish(written.files, publishTo, work);
  return { ...written, publication };
}

function write(
  plan: Plan,
  outcomes: Outcomes,
  isIncomplete: boolean,
  output: OutputDirectory,
  work: Prepared,
): WrittenMetadata {
  const isThere = (manifest: PlannedManifest) => {
    const outcome = outcomes.get(manifest);
    return outcome !== undefined && "state" in outcome;
  };
  const metadata = metadataOf(plan, isThere, isIncomplete, work);
  return writeMetadata(work.written, metadata, work.layouts, output, work.inputs.output);
}

const NOTHING: ReadonlySet<Artifact> = new Set();

/** What the metadata is to say of what is there. */
function metadataOf(
  plan: Plan,
  isThere: (manifest: PlannedManifest) => boolean,
  isIncomplete: boolean,
  { settings, parcels, byObject, opened, division }: Prepared,
): NewMetadataOptions {
  const placeOf = newPlaces({ chosen: byObject, parcels, plan, repositories: opened, isThere });
  const ofOthers = division?.foreign ?? NOTHING;
  // The first part also has the variants and arches that nothing is in.
  const isFragment = division?.shard !== undefined && division.shard.index > 1;
  return { selector: settings.selector, placeOf, ofOthers, isIncomplete: isIncomplete || isFragment };
}
