import { randomInt } from "node:crypto";
import {
  describeWritten,
  ErrorList,
  findSources,
  type Measurement,
  noteIgnored,
  OutputDirectory,
  refuseNothing,
  rootOf,
  type Source,
  type SourceOfCompose,
  theCompose,
} from "@compose-actions/compose";
import {
  type Compose,
  describeWarning,
  FoldedPaths,
  OutOfOrderError,
  PathFilter,
  PathIndex,
  SuspiciousPathError,
  type Warning,
  WarningLog,
  type WrittenVersion,
} from "@compose-actions/metadata";
import { composeFetcher } from "@compose-actions/oci/inputs";
import {
  countOf,
  fault,
  isDivided,
  isPlanning,
  type ShardRun,
  type StepContext,
  type WrittenFile,
} from "@compose-actions/step";
import { type ConvertedFile, convertFile, type FactsOf, visitFile } from "./convert-file.ts";
import { Hashing } from "./hashing.ts";
import type { UpgradeMetadataInputs } from "./inputs.ts";
import { collisionNotices, fileNotices, type Notice, selectionNotices, setNotices } from "./notices.ts";
import { RegistryPlaces } from "./registry-places.ts";
import { readSettings, type Settings } from "./settings.ts";
import { type Divided, divide } from "./shard.ts";
import { refuseUseless } from "./sources.ts";
import { Tally } from "./tally.ts";
import { namesToWrite } from "./written-names.ts";

/** What an upgrade or a downgrade did. */
export interface UpgradeMetadataResult {
  readonly compose: Compose;
  readonly toVersion: WrittenVersion;
  readonly output: string;
  /** Paths of the files that were written. */
  readonly files: readonly string[];
  readonly tally: Pick<Tally, "variants" | "directories">;
  readonly notices: readonly Notice[];
  /** Only when checksums were computed. */
  readonly measurement?: Measurement;
  /** Set when the work is divided. */
  readonly division?: ShardRun;
  /** What is in the files; only of a part. */
  readonly written?: readonly WrittenFile[];
}

/**
 * Converts the metadata of a compose: 1.x to 2.0, 2.0 to 1.2, or 2.0 with other URLs. Writes all files or none.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function upgradeMetadata(
  inputs: UpgradeMetadataInputs,
  context: StepContext,
): Promise<UpgradeMetadataResult> {
  const whole = readSettings(inputs);
  const errors = new ErrorList();
  using remote = composeFetcher(inputs, context);
  const sources = await findSources(inputs.compose, errors, {
    signal: context.signal,
    fetchMetadata: remote.fetch,
  });
  errors.throwAny();
  refuseUseless(sources, whole);
  const divided = isDivided(inputs) ? await divide(sources, inputs, whole, context.signal) : undefined;
  const division = divided && { plan: divided.plan, shard: inputs.shard };
  if (divided !== undefined && isPlanning(inputs)) {
    return untouched(inputs, whole, divided);
  }
  const settings = divided === undefined ? whole : { ...whole, selector: divided.selector, isPart: true };
  const output = new OutputDirectory(
    inputs.output,
    sources.map(({ path }) => path),
  );
  let hashing: Hashing | undefined;
  try {
    output.refuseOthers(await namesToWrite(sources, settings, output, context.signal));
    if (settings.computeChecksums) {
      hashing = new Hashing(rootOf(sources, inputs.root), settings, context);
      await collect(sources, settings, hashing, context.signal);
    }
    const places = await findInRegistries(inputs, { sources, settings, hashing }, context);
    const work = { sources, settings, output, hashing, places, signal: context.signal };
    const { compose, tally, warnings, measurement } = await convertAndMeasure(work);
    const notices = [
      ...warnings,
      ...fileNotices(measurement),
      ...setNotices(hashing),
      ...collisionNotices(tally),
      ...selectionNotices(settings),
    ];
    for (const notice of notices) {
      context.reporter.warn(describeWarning(notice));
    }
    const files = output.commit();
    return {
      compose,
      toVersion: settings.toVersion,
      output: inputs.output,
      files,
      tally,
      notices,
      ...(measurement === undefined ? {} : { measurement }),
      ...(division === undefined ? {} : { division, written: await describeWritten(files, context.signal) }),
    };
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    await hashing?.close();
  }
}

/** What comes of a run that only plans. */
function untouched(
  { output }: UpgradeMetadataInputs,
  { toVersion }: Settings,
  { compose, plan }: Divided,
): UpgradeMetadataResult {
  const tally = { variants: new Map(), directories: 0 };
  return { compose, toVersion, output, files: [], tally, notices: [], division: { plan, shard: undefined } };
}

/** Begins to hash every selected artifact. @throws UserError for files of several composes, before all that is done */
async function collect(
  sources: readonly Source[],
  settings: Settings,
  hashing: Hashing,
  signal: AbortSignal,
): Promise<void> {
  const errors = new ErrorList();
  const composes: SourceOfCompose[] = [];
  for (const source of sources) {
    await errors.collect(async () => {
      const compose = await visitFile(source, {
        settings,
        visit: (artifact, context) => hashing.add(artifact, context),
        visited: (bytes) => hashing.begin(source, bytes),
        signal,
      });
      composes.push({ source, compose });
    });
  }
  errors.throwAny();
  theCompose(composes);
}

/** Looks up what templates say is in registries. What the files on disk say is known before. */
async function findInRegistries(
  inputs: UpgradeMetadataInputs,
  { sources, settings, hashing }: Pick<Work, "sources" | "settings" | "hashing">,
  context: StepContext,
): Promise<RegistryPlaces | undefined> {
  if (settings.registryTemplates.isEmpty) {
    return undefined;
  }
  await hashing?.finish();
  const places = new RegistryPlaces(settings.registryTemplates);
  const errors = new ErrorList();
  for (const source of sources) {
    await errors.collect(() =>
      visitFile(source, {
        settings,
        visit: (artifact, artifactContext, compose) =>
          places.add(artifact, artifactContext, compose, hashing?.facts(artifact, artifactContext)),
        visited: () => undefined,
        signal: context.signal,
      }),
    );
  }
  errors.throwAny();
  await places.find(inputs, context);
  return places;
}

/** A corrupt compose is told before anything that is wrong with the conversion. */
async function convertAndMeasure(
  work: Work,
): Promise<Conversions & { measurement: Measurement | undefined }> {
  try {
    const conversions = await convertAll(work);
    return { ...conversions, measurement: await work.hashing?.finish() };
  } catch (error) {
    await work.hashing?.finish();
    throw error;
  }
}

interface Work {
  readonly sources: readonly Source[];
  readonly settings: Settings;
  readonly output: OutputDirectory;
  readonly hashing: Hashing | undefined;
  readonly places: RegistryPlaces | undefined;
  readonly signal: AbortSignal;
}

interface Conversions {
  readonly compose: Compose;
  readonly tally: Tally;
  readonly warnings: readonly Warning[];
}

/** How the conversion goes about its work. */
interface Manner {
  /** Convert large files while they are read; needs them to be sorted. */
  readonly streaming: boolean;
  /** Remember every path, and not its hash alone. */
  readonly exact: boolean;
}

/** Tries the way that suits nearly all metadata; where it does not, everything is done again the long way. */
async function convertAll(
  work: Work,
  manner: Manner = { streaming: true, exact: false },
): Promise<Conversions> {
  try {
    return await convertFiles(work, manner);
  } catch (error) {
    if (error instanceof OutOfOrderError) {
      work.output.clear();
      return convertAll(work, { ...manner, streaming: false });
    }
    if (error instanceof SuspiciousPathError) {
      work.output.clear();
      return convertAll(work, { ...manner, exact: true });
    }
    throw error;
  }
}

async function convertFiles(work: Work, { streaming, exact }: Manner): Promise<Conversions> {
  const { settings, output, hashing, places, signal } = work;
  const tally = exact
    ? new Tally(new PathIndex(), new FoldedPaths())
    : new Tally(new PathFilter(randomInt(2 ** 32)));
  const log = new WarningLog();
  noteIgnored(work.sources, log);
  const errors = new ErrorList();
  const converted: ConvertedFile[] = [];
  const facts: FactsOf = (artifact, context) => hashing?.facts(artifact, context);
  const visit: Tally["add"] = (written, context, read) => tally.add(written, context, read);
  for (const source of work.sources) {
    await errors.collect(async () => {
      const ready = async (bytes: number) => hashing?.ready(source, bytes);
      converted.push(
        await convertFile(source, {
          ...{ streaming, settings, output, ready, facts, visit, log, signal },
          place: places?.place,
        }),
      );
    });
  }
  errors.throwAny();
  const compose = theCompose(
    converted.map(({ compose: own }, index) => ({ source: work.sources[index] as Source, compose: own })),
    log,
  );
  refuseConflicts(tally);
  if (!settings.isPart) {
    refuseNothing(settings.selector, tally, log.warnings().filter(isLeftOut).map(describeWarning));
  }
  return { compose, tally, warnings: log.warnings() };
}

/** Of artifacts that are in the metadata and cannot be written. */
const LEFT_OUT: readonly string[] = ["source-images-dropped", "source-packages-dropped", "unknown-place"];

function isLeftOut({ code }: Warning): boolean {
  return LEFT_OUT.includes(code);
}

function refuseConflicts({ conflicts }: Tally): void {
  if (conflicts.count > 0) {
    const more = conflicts.count - conflicts.examples.length;
    throw fault(
      `The artifacts cannot lie in one tree: ${countOf(conflicts.count, "conflict", "conflicts")}`,
      "mend the metadata: every path must stand for one file",
      more > 0 ? [...conflicts.examples, `and ${more} more`] : conflicts.examples,
    );
  }
}
