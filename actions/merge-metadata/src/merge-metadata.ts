import { setImmediate } from "node:timers/promises";
import { OutputDirectory, refuseNothing } from "@compose-actions/compose";
import {
  type AnyMetadata,
  describeWarning,
  type Merged,
  MergeError,
  merge,
  WarningLog,
} from "@compose-actions/metadata";
import { composeFetcher, composePlace, LAYOUTS_FILE } from "@compose-actions/oci";
import type { StepContext } from "@compose-actions/step";
import { countArtifacts } from "./counts.ts";
import type { MergeMetadataInputs } from "./inputs.ts";
import { findLayouts, refuseLocalPublication } from "./layouts.ts";
import { type LoadedFragments, loadFragments } from "./load.ts";
import { noticesOf } from "./notices.ts";
import { checkFragments, checkMerged, joinParts, type Parts } from "./parts.ts";
import { checkPlace, publish } from "./publish.ts";
import type { OpenReach } from "./reach.ts";
import type { MergedResult, MergeMetadataResult, Notice, RefusedResult } from "./result.ts";
import { readSettings, type Settings } from "./settings.ts";
import { writeMetadata } from "./write-metadata.ts";

/**
 * Merges the metadata of several jobs of one compose. Writes all files or none; with conflicts none.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function mergeMetadata(
  inputs: MergeMetadataInputs,
  context: StepContext,
  openReach: OpenReach,
): Promise<MergeMetadataResult> {
  const settings = readSettings(inputs);
  const parts = await joinParts(inputs["shard-reports"], context);
  const log = new WarningLog();
  using remote = composeFetcher(inputs, context, [settings.publish?.repository]);
  const loaded = await loadFragments(inputs.compose, {
    context,
    fetchMetadata: remote.fetch,
    output: inputs.output,
    selector: settings.selector,
    log,
    identifies: parts !== undefined,
  });
  checkFragments(parts, loaded);
  const output = new OutputDirectory(inputs.output, loaded.paths);
  try {
    const merged = mergeAll(loaded, inputs.strict);
    await lookUp(context.signal);
    if (merged instanceof MergeError) {
      output.discard();
      return { ...refused(merged, loaded, log), parts };
    }
    if (!settings.selector.restricts) {
      checkMerged(parts, merged.models, loaded);
    }
    return await finish({ inputs, settings, context, openReach, log, loaded, parts, merged, output });
  } catch (error) {
    output.discard();
    throw error;
  }
}

/** Lets signals come that were sent while there was no pause. @throws `signal.reason` */
async function lookUp(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** Conflicts are what the work has found, not a reason to end without a report. */
function mergeAll({ contributions }: LoadedFragments, strict: boolean): Merged | MergeError {
  try {
    return merge(
      contributions.flatMap(({ files }) => files),
      { strict },
    );
  } catch (error) {
    if (error instanceof MergeError) {
      return error;
    }
    throw error;
  }
}

function refused(
  error: MergeError,
  { contributions }: LoadedFragments,
  log: WarningLog,
): Omit<RefusedResult, "parts"> {
  const { conflicts, conflictCount, undeclared } = error;
  const [first] = contributions.flatMap(({ files }) => files);
  return {
    state: "refused",
    compose: { id: first?.model.compose.id ?? "" },
    contributions,
    notices: log.warnings(),
    conflicts,
    conflictCount,
    undeclared,
  };
}

interface Work {
  readonly inputs: MergeMetadataInputs;
  readonly settings: Settings;
  readonly context: StepContext;
  readonly openReach: OpenReach;
  readonly log: WarningLog;
  readonly loaded: LoadedFragments;
  readonly parts: Parts | undefined;
  readonly merged: Merged;
  readonly output: OutputDirectory;
}

/** Writes and publishes what was merged; what cannot be published is refused before. */
async function finish({ inputs, settings, context, openReach, ...work }: Work): Promise<MergedResult> {
  const { selector } = settings;
  const { models, completed } = work.merged;
  const counts = countArtifacts(models);
  if (selector.restricts) {
    refuseNothing(selector, { artifacts: counts.all.artifacts, directories: counts.directories });
  }
  const { compose } = models[0] as AnyMetadata;
  const layouts = findLayouts(models, work.loaded, inputs.output);
  const place = settings.publish && composePlace(settings.publish, compose);
  if (place !== undefined) {
    refuseLocalPublication(place.target, models);
  }
  await using reach = place && openReach({ inputs, context, named: [place.target] });
  if (place !== undefined && reach !== undefined) {
    await checkPlace(reach, place.target);
  }
  writeMetadata(models, layouts.directories, work.output, inputs.output);
  await lookUp(context.signal);
  const files = work.output.commit().filter((path) => !path.endsWith(`/${LAYOUTS_FILE}`));
  const notices = noticesOf({ log: work.log, selector, completed, layouts });
  tell(notices, context);
  const publication =
    place && reach
      ? await publish(files, reach, {
          compose,
          ...place,
          policy: inputs["tag-policy"],
          signal: context.signal,
        })
      : undefined;
  return {
    state: "merged",
    compose,
    contributions: work.loaded.contributions,
    parts: work.parts,
    notices,
    output: inputs.output,
    files,
    counts,
    completed,
    publication,
  };
}

function tell(notices: readonly Notice[], { reporter }: StepContext): void {
  for (const notice of notices) {
    reporter.warn(describeWarning(notice));
  }
}
