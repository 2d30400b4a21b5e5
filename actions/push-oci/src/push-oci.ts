import { OutputDirectory, refuseNothing, rootOf } from "@compose-actions/compose";
import { type Artifact, describeWarning, WarningLog } from "@compose-actions/metadata";
import { composeFetcher, composePlace } from "@compose-actions/oci";
import { fault, isDivided, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { findFiles } from "./artifact-files.ts";
import { type ChosenArtifact, chooseArtifacts } from "./chosen-artifact.ts";
import { execute, type Prepared } from "./execute.ts";
import type { PushOciInputs } from "./inputs.ts";
import { type LoadedCompose, loadCompose } from "./load.ts";
import { LocalFiles } from "./local-files.ts";
import { findPlaced } from "./only-missing.ts";
import { makeParcels } from "./parcels.ts";
import type { OpenReach, Reach } from "./reach.ts";
import type { PushOciResult } from "./result.ts";
import { readSettings, type Settings } from "./settings.ts";
import { divide } from "./shard.ts";
import { layoutsOf, needsDirectory, openAll, placesBeside, refuseLocalPublication } from "./targets.ts";
import { nameOf, writtenFiles } from "./write-metadata.ts";

/**
 * Pushes the artifacts of a compose to a registry or into a layout directory, and writes 2.0 metadata of what is there.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function pushOci(
  inputs: PushOciInputs,
  context: StepContext,
  openReach: OpenReach,
): Promise<PushOciResult> {
  const settings = readSettings(inputs);
  const deadline = inputs.timeout === undefined ? undefined : AbortSignal.timeout(inputs.timeout);
  const signal = deadline === undefined ? context.signal : AbortSignal.any([context.signal, deadline]);
  try {
    return await choose(inputs, settings, { ...context, signal }, openReach);
  } catch (error) {
    if (error instanceof TransferFailure) {
      // Of no single artifact.
      throw fault(error.message, AGAIN, undefined, error);
    }
    if (deadline?.aborted === true && !context.signal.aborted && error === deadline.reason) {
      throw fault("The time of this step is over", AGAIN);
    }
    throw error;
  }
}

const AGAIN = "run it again: what was pushed need not be pushed again, and the rest follows";

/** Reads the metadata and finds out which artifacts are to be pushed. */
async function choose(
  inputs: PushOciInputs,
  settings: Settings,
  context: StepContext,
  openReach: OpenReach,
): Promise<PushOciResult> {
  const { signal } = context;
  const log = new WarningLog();
  using remote = composeFetcher(inputs, context, [settings.repository, settings.publish?.repository]);
  const loaded = await loadCompose(inputs.compose, { fetchMetadata: remote.fetch, log, signal });
  const publishTo = settings.publish && composePlace(settings.publish, loaded.compose);
  const { chosen, others: skipped } = chooseArtifacts(loaded.files, settings.selector);
  refuseNothing(settings.selector, { artifacts: chosen.length, directories: 0 });
  const division = isDivided(inputs)
    ? await divide(chosen, { ...loaded, inputs, settings, signal })
    : undefined;
  if (division !== undefined && division.shard === undefined) {
    return untouched(inputs, { loaded, skipped, log, division });
  }
  const own = division?.own ?? chosen;
  const { start, kind } = settings.repository;
  const named = [
    ...inputs.compose,
    ...(kind === "registry" ? [`${start}any`] : []),
    ...(publishTo === undefined ? [] : [publishTo.target]),
  ];
  await using reach = openReach({
    inputs,
    context,
    named,
    beside: placesBeside(loaded.files, inputs.compose),
  });
  const placed = inputs["only-missing"]
    ? await findPlaced(own, reach, inputs["parallel-uploads"], signal)
    : new Set<ChosenArtifact>();
  return await prepare({
    ...{ inputs, settings, context, reach, log, loaded, division },
    ...{ chosen: own, placed, skipped, publishTo },
  });
}

/** What comes of a run that only plans. */
function untouched(
  { output }: PushOciInputs,
  { loaded, skipped, log, division }: Pick<Chosen, "loaded" | "skipped" | "log" | "division">,
): PushOciResult {
  return {
    compose: loaded.compose,
    output,
    dryRun: true,
    division,
    artifacts: [],
    skipped,
    manifests: [],
    outcomes: new Map(),
    referenceOf: () => "",
    blobs: { pushed: 0, existing: 0, mounted: 0, pushedBytes: 0 },
    sentBytes: 0,
    milliseconds: 0,
    files: [],
    described: 0,
    carried: 0,
    publication: undefined,
    notices: log.warnings().map(describeWarning),
  };
}

/** What is known of a run before its files are looked at. */
interface Chosen
  extends Pick<Prepared, "inputs" | "settings" | "context" | "log" | "publishTo" | "division"> {
  readonly reach: Reach;
  readonly loaded: LoadedCompose;
  readonly chosen: readonly ChosenArtifact[];
  readonly placed: ReadonlySet<ChosenArtifact>;
  readonly skipped: number;
}

/** Looks at the files, says where everything goes, and refuses what cannot be. */
async function prepare(run: Chosen): Promise<PushOciResult> {
  const { inputs, settings, context, reach, loaded, chosen, placed, publishTo } = run;
  const pushed = chosen.filter((artifact) => !placed.has(artifact));
  const sources = loaded.files.map(({ source }) => source);
  const files = pushed.length === 0 ? undefined : new LocalFiles(rootOf(sources, inputs.root));
  if (files !== undefined) {
    await findFiles(pushed, files, context.signal);
  }
  const parcels = makeParcels(pushed, { ...settings, compose: loaded.compose });
  const targets = new Set(parcels.all.map(({ target }) => target));
  const byObject = new Map(pushed.map((one) => [one.artifact, one] as const));
  const isReplaced = (artifact: Artifact) => byObject.has(artifact);
  if (publishTo !== undefined) {
    refuseLocalPublication(publishTo.target, targets, loaded.files, isReplaced);
  }
  // Nothing is written to these: they say whether the targets can be used, and what they are called.
  const opened = openAll(
    publishTo === undefined ? targets : [...targets, publishTo.target],
    reach.repositories(),
  );
  const layouts = layoutsOf(opened, targets, {
    files: loaded.files,
    beside: placesBeside(loaded.files, inputs.compose),
    isReplaced,
  });
  const written = writtenFiles(loaded.files, settings.selector.restricts, (artifact) =>
    byObject.has(artifact),
  );
  const work = { ...run, files, parcels, byObject, opened, layouts, written };
  if (inputs["dry-run"]) {
    return execute({ ...work, output: undefined });
  }
  const output = new OutputDirectory(
    inputs.output,
    sources.map(({ path }) => path),
    { isShared: needsDirectory([...opened.keys()], inputs.output) },
  );
  try {
    output.refuseOthers(written.map(({ model }) => nameOf(model)));
    return await execute({ ...work, output });
  } catch (error) {
    output.discard();
    throw error;
  }
}
