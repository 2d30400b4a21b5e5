import { ErrorList, findSources, refuseNothing } from "@compose-actions/compose";
import { describeWarning } from "@compose-actions/metadata";
import { composeFetcher } from "@compose-actions/oci/inputs";
import { fault, isDivided, isJoining, isPlanning, type StepContext } from "@compose-actions/step";
import { conclude } from "./conclude.ts";
import type { VerifyInputs } from "./inputs.ts";
import { Inventory } from "./inventory.ts";
import type { Findings, Look } from "./look.ts";
import { MetadataReading } from "./metadata-reading.ts";
import type { VerifyResult } from "./result.ts";
import { readSettings, type Settings } from "./settings.ts";
import { type Divided, divide } from "./shard.ts";

/**
 * Compares the artifacts of a compose, on disk or where their Locations say, with its metadata.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function verify(inputs: VerifyInputs, context: StepContext): Promise<VerifyResult> {
  const { timeout } = inputs;
  if (timeout === undefined) {
    return await compare(inputs, context);
  }
  const deadline = AbortSignal.timeout(timeout);
  try {
    return await compare(inputs, { ...context, signal: AbortSignal.any([context.signal, deadline]) });
  } catch (error) {
    if (deadline.aborted && !context.signal.aborted && error === deadline.reason) {
      throw fault(
        "The time of this step is over",
        "allow it more time, or verify less at a time with variants, arches or kinds",
      );
    }
    throw error;
  }
}

async function compare(inputs: VerifyInputs, context: StepContext): Promise<VerifyResult> {
  const started = performance.now();
  const settings = readSettings(inputs);
  const errors = new ErrorList();
  using remote = composeFetcher(inputs, context);
  const sources = await findSources(inputs.compose, errors, {
    signal: context.signal,
    fetchMetadata: remote.fetch,
  });
  if (isJoining(inputs)) {
    const { joinParts } = await import("./join-parts.ts");
    // Metadata that was fetched is gone when this function is left.
    return await joinParts({ sources, inputs, settings, errors, context });
  }
  const divided = isDivided(inputs)
    ? await divide({ sources, inputs, settings, errors, signal: context.signal })
    : undefined;
  const division = divided?.division;
  if (divided !== undefined && isPlanning(inputs)) {
    return untouched(divided, settings);
  }
  const inventory = new Inventory(settings, division);
  const reading = new MetadataReading(sources, inventory, errors, context.signal);
  await reading.readSmall();
  const findings = await look({ inputs, settings, sources, inventory, division, reading, context });
  refuseNothing(settings.selector, {
    artifacts: settings.selector.restricts ? inventory.selected : inventory.total,
    directories: inventory.directories,
  });
  inventory.finish();
  const warnings = reading.warnings().map((warning) => ({ ...warning, text: describeWarning(warning) }));
  for (const { text } of warnings) {
    context.reporter.warn(text);
  }
  const { place, unlisted, remote: figures } = findings;
  return {
    compose: reading.compose,
    mode: settings.quick ? "quick" : settings.mode,
    place,
    directories: inventory.directories,
    ...conclude({ ...findings, inventory, settings }),
    consistency: division?.isFirst === false ? [] : inventory.log.sets(),
    unlisted,
    warnings,
    unmatched: settings.selector.unmatched(),
    ...(figures === undefined ? {} : { remote: figures }),
    ...(division === undefined ? {} : { division }),
    milliseconds: performance.now() - started,
  };
}

/** What comes of a run that only plans. */
function untouched({ compose, division }: Divided, settings: Settings): VerifyResult {
  return {
    compose,
    mode: settings.mode,
    place: undefined,
    artifacts: 0,
    directories: 0,
    ...{ states: {}, failing: 0, failingStates: {}, groups: [], records: [], omittedRecords: 0 },
    consistency: [],
    unlisted: { policy: settings.unlisted, count: undefined, files: [] },
    warnings: [],
    unmatched: settings.selector.unmatched(),
    division,
    milliseconds: 0,
  };
}

async function look(options: Look): Promise<Findings> {
  const { settings, reading } = options;
  if (settings.quick) {
    await reading.readPackages();
    const unlisted = { policy: settings.unlisted, count: undefined, files: [] };
    return { place: undefined, verdicts: undefined, whyUnverifiable: () => "", unlisted };
  }
  if (settings.mode === "remote") {
    const { checkLocations } = await import("./remote/check-locations.ts");
    return checkLocations(options);
  }
  const { checkTree } = await import("./check-tree.ts");
  return checkTree(options);
}
