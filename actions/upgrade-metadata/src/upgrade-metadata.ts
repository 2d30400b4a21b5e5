import { checkedFile, ExpectedFiles, type Measurement, OutputDirectory } from "@compose-actions/compose";
import {
  type Compose,
  describeWarning,
  OutOfOrderError,
  PathFilter,
  PathIndex,
  SuspiciousPathError,
  type Warning,
  WarningLog,
  type WrittenVersion,
} from "@compose-actions/metadata";
import { fault, refuse, type StepContext } from "@compose-actions/step";
import { type ConvertedFile, convertFile, type FactsOf, visitFile } from "./convert-file.ts";
import { ErrorList } from "./error-list.ts";
import type { UpgradeMetadataInputs } from "./inputs.ts";
import { readSettings, type Settings } from "./settings.ts";
import { findSources, refuseUseless, rootOf, type Source } from "./sources.ts";
import { Tally } from "./tally.ts";

/** What an upgrade or a downgrade did. */
export interface UpgradeMetadataResult {
  readonly compose: Compose;
  readonly toVersion: WrittenVersion;
  readonly output: string;
  /** Paths of the files that were written. */
  readonly files: readonly string[];
  readonly tally: Pick<Tally, "variants" | "directories">;
  readonly warnings: readonly Warning[];
  /** Only when checksums were computed. */
  readonly measurement?: Measurement;
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
  const settings = readSettings(inputs);
  const errors = new ErrorList();
  const sources = await findSources(inputs.compose, errors, context.signal);
  errors.throwAny();
  refuseUseless(sources, settings);
  const output = new OutputDirectory(
    inputs.output,
    sources.map(({ path }) => path),
  );
  try {
    const measurement = settings.computeChecksums
      ? await measure(sources, settings, rootOf(sources, inputs.root), context)
      : undefined;
    const work = { sources, settings, output, measurement, signal: context.signal };
    const { compose, names, tally, warnings } = await convertAll(work);
    for (const warning of warnings) {
      context.reporter.warn(describeWarning(warning));
    }
    for (const line of output.strangers(names)) {
      context.reporter.warn(line);
    }
    return {
      compose,
      toVersion: settings.toVersion,
      output: inputs.output,
      files: output.commit(),
      tally,
      warnings,
      ...(measurement === undefined ? {} : { measurement }),
    };
  } catch (error) {
    output.discard();
    throw error;
  }
}

/** Hashes every selected artifact. @throws UserError when files are corrupt, unreadable or, when strict, missing */
async function measure(
  sources: readonly Source[],
  settings: Settings,
  root: string,
  { signal, reporter }: StepContext,
): Promise<Measurement> {
  const expected = new ExpectedFiles();
  const errors = new ErrorList();
  for (const source of sources) {
    await errors.collect(() =>
      visitFile(source, settings, (artifact, context) => expected.add(artifact, context), signal),
    );
  }
  errors.throwAny();
  const totalBytes = expected.allSizesKnown ? { totalBytes: expected.knownBytes } : {};
  const measurement = await expected.measure(root, {
    workers: settings.parallelChecksums,
    signal,
    onProgress: (done, bytes) =>
      reporter.progress({
        activity: "hashing",
        done,
        total: expected.count,
        unit: "files",
        bytes,
        ...totalBytes,
      }),
  });
  const { missing, mismatches, unreadable, outside } = measurement;
  if (mismatches.length > 0) {
    throw fault(
      `The compose is corrupt: ${mismatches.length} facts of the metadata do not fit the files`,
      "restore the files, or make the metadata anew if the files are right",
      mismatches,
    );
  }
  if (unreadable.length > 0) {
    throw fault(`${unreadable.length} files cannot be read`, undefined, unreadable);
  }
  if (settings.strictChecksums && missing.length > 0) {
    throw fault(
      `${missing.length} files are missing below ${root}`,
      "complete the compose, name another root, or leave out strict-checksums",
      missing,
    );
  }
  warnOfFiles(reporter.warn, missing, "files are missing; their checksums were not computed");
  warnOfFiles(reporter.warn, outside, "files are symbolic links that lead out of the compose");
  return measurement;
}

function warnOfFiles(warn: (line: string) => void, files: readonly string[], what: string): void {
  if (files.length > 0) {
    warn(`${files.length} ${what}: ${files.slice(0, 5).join(", ")}${files.length > 5 ? ", …" : ""}`);
  }
}

interface Work {
  readonly sources: readonly Source[];
  readonly settings: Settings;
  readonly output: OutputDirectory;
  readonly measurement: Measurement | undefined;
  readonly signal: AbortSignal;
}

interface Conversions {
  readonly compose: Compose;
  readonly names: readonly string[];
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
  const { settings, output, signal } = work;
  const tally = new Tally(exact ? new PathIndex() : new PathFilter());
  const log = new WarningLog();
  const errors = new ErrorList();
  const converted: ConvertedFile[] = [];
  const facts = factsOf(work.measurement);
  const visit: Tally["add"] = (artifact, context) => tally.add(artifact, context);
  for (const source of work.sources) {
    await errors.collect(async () => {
      converted.push(await convertFile(source, { streaming, settings, output, facts, visit, log, signal }));
    });
  }
  errors.throwAny();
  const compose = theCompose(converted, work.sources);
  refuseConflicts(tally);
  if (tally.seen === 0) {
    throw refuse(
      settings.selector.restricts ? "No artifacts are selected" : "The metadata names no artifacts",
      settings.selector.restricts
        ? "check kinds, variants, arches, image-types, include and exclude"
        : undefined,
    );
  }
  const names = converted.flatMap(({ name }) => name ?? []);
  return { compose, names, tally, warnings: log.warnings() };
}

function factsOf(measurement: Measurement | undefined): FactsOf {
  if (measurement === undefined) {
    return () => undefined;
  }
  return (artifact, context) => measurement.facts.get(checkedFile(artifact, context)?.localPath ?? "");
}

/** Files of different composes must not be mixed. */
function theCompose(converted: readonly ConvertedFile[], sources: readonly Source[]): Compose {
  const ids = new Set(converted.map(({ compose }) => compose.id));
  const [first] = converted;
  if (first === undefined || ids.size > 1) {
    throw fault(
      "The metadata files are of different composes",
      "name the files of one compose",
      converted.map(({ compose }, index) => `${sources[index]?.path}: ${compose.id}`),
    );
  }
  return first.compose;
}

function refuseConflicts({ conflicts }: Tally): void {
  if (conflicts.count > 0) {
    const more = conflicts.count - conflicts.examples.length;
    throw fault(
      `${conflicts.count} artifacts cannot lie in one tree`,
      "mend the metadata: every path must stand for one file",
      more > 0 ? [...conflicts.examples, `and ${more} more`] : conflicts.examples,
    );
  }
}
