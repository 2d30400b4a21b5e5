import type { OutputDirectory } from "@compose-actions/compose";
import type { Artifact, WarningLog } from "@compose-actions/metadata";
import {
  composeAnnotations,
  type LayoutDirectories,
  type Repositories,
  type Repository,
} from "@compose-actions/oci";
import type { Reporter, StepContext } from "@compose-actions/step";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import { failureOf } from "./failures.ts";
import type { PushOciInputs } from "./inputs.ts";
import type { LoadedCompose, LoadedFile } from "./load.ts";
import type { LocalFiles } from "./local-files.ts";
import { type Notices, noticesOf } from "./notices.ts";
import type { Parcels } from "./parcels.ts";
import { newPlaces, urlOf } from "./places.ts";
import { type ManifestOptions, makePlan, type Plan, type PlannedManifest } from "./plan.ts";
import { type ComposePlace, publish } from "./publish.ts";
import { type ManifestOutcome, push } from "./push.ts";
import { PushProgress } from "./push-progress.ts";
import type { Reach } from "./reach.ts";
import { outcomesOf, type PushOciResult } from "./result.ts";
import type { Settings } from "./settings.ts";
import { isLayout } from "./targets.ts";
import { writeMetadata } from "./write-metadata.ts";

/** Everything that is known before the first file is read. */
export interface Prepared {
  readonly inputs: PushOciInputs;
  readonly settings: Settings;
  readonly context: StepContext;
  readonly log: WarningLog;
  readonly reach: Reach;
  readonly loaded: LoadedCompose;
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
  readonly repositories: Repositories;
  /** By target. */
  readonly opened: ReadonlyMap<string, Repository>;
  readonly layouts: LayoutDirectories;
  readonly written: readonly LoadedFile[];
  /** Undefined in a dry run. */
  readonly output: OutputDirectory | undefined;
}

type Outcomes = ReadonlyMap<PlannedManifest, ManifestOutcome>;

/** Hashes, plans, pushes, and writes the metadata of what is there, in this order. */
export async function execute(work: Prepared): Promise<PushOciResult> {
  const { inputs, settings, context, loaded, reach, opened, parcels, placed, output } = work;
  const options: ManifestOptions = {
    artifactType: inputs["artifact-type"],
    annotations: { ...composeAnnotations(loaded.compose), ...settings.annotations },
  };
  const hashing = { all: inputs["compute-checksums"], threads: inputs["parallel-checksums"] };
  await work.files?.hash(hashing, context);
  const plan = makePlan(parcels.all, options, (target) => reach.capsOf(target));
  reach.refuse(plan.manifests);
  const progress = new PushProgress(context.reporter);
  const outcomes = output === undefined ? new Map() : await pushAll(plan, options, progress, work);
  const artifacts = outcomesOf(work.chosen, placed, { parcels, plan, outcomes });
  const failures = artifacts.filter(({ state }) => state === "failed").length;
  const files = output === undefined ? [] : write(plan, outcomes, failures > 0, output, work);
  const publication =
    output === undefined || work.publishTo === undefined
      ? undefined
      : failures > 0
        ? "incomplete"
        : await publish(files, work.publishTo, work);
  const notices = noticesOf(work, publication === "incomplete");
  tell(notices, context.reporter);
  return {
    compose: loaded.compose,
    output: inputs.output,
    dryRun: output === undefined,
    artifacts,
    skipped: work.skipped,
    manifests: plan.manifests,
    outcomes,
    referenceOf: (manifest) => urlOf(manifest, opened),
    blobs: progress.counts,
    sentBytes: progress.sentBytes,
    milliseconds: progress.milliseconds,
    files,
    publication,
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

/** What was pushed counts once the repositories are closed: layouts are written then. */
async function pushAll(
  plan: Plan,
  options: ManifestOptions,
  progress: PushProgress,
  { inputs, context, opened, repositories }: Prepared,
): Promise<Outcomes> {
  const { signal } = context;
  const pushing = {
    ...options,
    repositories: opened,
    parallel: inputs["parallel-uploads"],
    policy: inputs["tag-policy"],
    progress,
  };
  let outcomes: Outcomes;
  try {
    outcomes = await push(plan, pushing, { signal });
  } catch (error) {
    await closeQuietly(repositories);
    throw error;
  }
  try {
    await repositories[Symbol.asyncDispose]();
    return outcomes;
  } catch (error) {
    const failure = failureOf(error, signal);
    progress.failed(failure);
    return new Map(
      [...outcomes].map(([manifest, outcome]) => [
        manifest,
        isLayout(manifest.target) ? { failure } : outcome,
      ]),
    );
  }
}

/** Something worse is told already. */
async function closeQuietly(repositories: Repositories): Promise<void> {
  try {
    await repositories[Symbol.asyncDispose]();
  } catch {
    // What is not written now is pushed again by the next run.
  }
}

function write(
  plan: Plan,
  outcomes: Outcomes,
  isIncomplete: boolean,
  output: OutputDirectory,
  { inputs, settings, parcels, byObject, opened, layouts, written }: Prepared,
): readonly string[] {
  const isThere = (manifest: PlannedManifest) => {
    const outcome = outcomes.get(manifest);
    return outcome !== undefined && "state" in outcome;
  };
  const placeOf = newPlaces({ chosen: byObject, parcels, plan, repositories: opened, isThere });
  const options = { selector: settings.selector, placeOf, isIncomplete };
  return writeMetadata(written, options, layouts, output, inputs.output);
}
