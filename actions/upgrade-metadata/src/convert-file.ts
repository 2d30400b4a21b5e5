import {
  type OutputDirectory,
  parseFile,
  readMetadataFile,
  type Source,
  shownPath,
} from "@compose-actions/compose";
import {
  type AnyMetadata,
  type Artifact,
  type ArtifactContext,
  type Compose,
  dropWhat2CannotHold,
  type FileFacts,
  isDistributed,
  locations,
  MetadataError,
  noteLostSigkeys,
  OutOfOrderError,
  RpmsStream,
  relocate,
  relocateArtifact,
  type Selector,
  select,
  serializeTo,
  toTree,
  treeArtifact,
  type UpgradeOptions,
  type UrlBuilder,
  WarningLog,
} from "@compose-actions/metadata";
import type { Settings } from "./settings.ts";

/** Sees every artifact of a file. */
export type ArtifactVisitor = (artifact: Artifact, context: ArtifactContext, compose: Compose) => void;

/** What the disk says of an artifact. */
export type FactsOf = (artifact: Artifact, context: ArtifactContext) => FileFacts | undefined;

/** What became of one file. */
export interface ConvertedFile {
  readonly compose: Compose;
  /** Name in the output directory; undefined when nothing in the file was selected. */
  readonly name: string | undefined;
}

export interface Visit {
  readonly settings: Settings;
  readonly visit: ArtifactVisitor;
  /** Told now and then that the artifacts in so many bytes of the file were visited; Infinity at the end. */
  readonly visited: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Shows every selected artifact of a file as it is in the input, without writing anything.
 *
 * @returns the compose that the file is of
 * @throws MetadataError
 */
export async function visitFile(source: Source, options: Visit): Promise<Compose> {
  const compose = await (canStream(source) ? visitStream : visitModel)(source, options);
  options.visited(Number.POSITIVE_INFINITY);
  return compose;
}

async function visitStream(source: Source, options: Visit): Promise<Compose> {
  const { settings, visit, visited, signal } = options;
  const { selector } = settings;
  let compose: Compose | undefined;
  const stream = new RpmsStream(source.identity, {
    version: settings.toVersion,
    keepEmpty: true,
    file: shownPath(source),
    compose: (own) => {
      compose = own;
    },
    artifact: (artifact, context) => {
      if (compose !== undefined && selector.selects(artifact, context)) {
        visit(artifact, context, compose);
      }
      return artifact;
    },
  });
  let bytes = 0;
  try {
    await readMetadataFile(
      source.path,
      (chunk) => {
        stream.push(chunk);
        bytes += chunk.length;
        visited(bytes);
        return true;
      },
      signal,
      shownPath(source),
    );
  } catch (error) {
    if (error instanceof OutOfOrderError) {
      return visitModel(source, options);
    }
    throw error;
  }
  return stream.finish().compose;
}

async function visitModel(source: Source, { settings, visit, signal }: Visit): Promise<Compose> {
  const { model } = await parseFile(source.path, source.identity, signal, shownPath(source));
  const chosen = select(model, settings.selector);
  // Only what can be written is worth reading.
  const kept = settings.toVersion === "2.0" ? reduced(chosen, source, new WarningLog()) : chosen;
  for (const record of locations(kept)) {
    visit(record.artifact, record, model.compose);
  }
  return model.compose;
}

export interface Conversion {
  /** Whether large files may be converted while they are read, which needs them to be sorted. */
  readonly streaming: boolean;
  readonly settings: Settings;
  readonly output: OutputDirectory;
  /** Waits until the facts are there of what so many bytes of the file name. */
  readonly ready: (bytes: number) => Promise<void>;
  readonly facts: FactsOf;
  /** Locations that are known as a whole. */
  readonly place: UpgradeOptions["place"];
  /** Sees every artifact as it is written and as it was read. */
  readonly visit: (written: Artifact, context: ArtifactContext, read: Artifact) => void;
  readonly log: WarningLog;
  readonly signal: AbortSignal;
}

/**
 * Converts one file into the output directory.
 *
 * @throws MetadataError; OutOfOrderError when the file was to be streamed and is not sorted
 */
export async function convertFile(source: Source, conversion: Conversion): Promise<ConvertedFile> {
  if (!conversion.streaming || !canStream(source)) {
    return convertModel(source, conversion);
  }
  const converted = await streamRpms(source, conversion);
  if (converted.name === undefined) {
    conversion.output.remove(nameOf(source));
  }
  return converted;
}

/** rpms.json is by far the largest file, and the only one that need not be in memory as a whole. */
function canStream({ identity }: Source): boolean {
  return identity.type === "rpms" && identity.version.major > 0;
}

/** The name of a file in the output directory. */
export function nameOf({ identity }: Source): string {
  return `${identity.type}.json`;
}

async function streamRpms(source: Source, conversion: Conversion): Promise<ConvertedFile> {
  const { settings, output, ready, visit, log, signal } = conversion;
  const { selector, toVersion } = settings;
  const name = nameOf(source);
  const file = output.stream(name);
  const convert = artifactConverter(conversion);
  let written = 0;
  try {
    const stream = new RpmsStream(source.identity, {
      version: toVersion,
      keepEmpty: keepsEmpty(selector),
      file: shownPath(source),
      artifact: (artifact, context, rpm) => {
        if (!selector.selects(artifact, context)) {
          return undefined;
        }
        written += 1;
        if (toVersion === "1.2") {
          noteLostSigkeys(rpm, context.fieldName ?? "", log);
        }
        const converted = convert(artifact, context);
        visit(converted, context, artifact);
        return converted;
      },
      write: (text) => file.write(text),
    });
    let bytes = 0;
    await readMetadataFile(
      source.path,
      async (chunk) => {
        bytes += chunk.length;
        await ready(bytes);
        stream.push(chunk);
        await file.turn();
        return true;
      },
      signal,
      shownPath(source),
    );
    const { compose, warnings } = stream.finish();
    log.merge(warnings);
    return { compose, name: written === 0 && !keepsEmpty(selector) ? undefined : name };
  } finally {
    await file.close();
  }
}

/** Whether a file is written that nothing is in. */
export function keepsEmpty(selector: Selector): boolean {
  return !selector.restricts || selector.keepsEmpty === true;
}

function artifactConverter({ settings, facts, place, log }: Conversion) {
  if (settings.toVersion === "1.2") {
    return (artifact: Artifact, context: ArtifactContext) => treeArtifact(artifact, context, { facts }, log);
  }
  const options = { url: urlOf(settings), facts, place };
  return (artifact: Artifact, context: ArtifactContext) => relocateArtifact(artifact, context, options, log);
}

/** Runs are refused before they come here without a URL. */
function urlOf({ url }: Settings): UrlBuilder {
  if (url === undefined) {
    throw new Error("2.0 metadata cannot be written without URLs");
  }
  return url;
}

async function convertModel(source: Source, conversion: Conversion): Promise<ConvertedFile> {
  const { settings, output, ready, facts, place, visit, log, signal } = conversion;
  const { model, warnings } = await parseFile(source.path, source.identity, signal, shownPath(source));
  log.merge(warnings);
  await ready(Number.POSITIVE_INFINITY);
  const { selected, converted } = inFile(source, () => {
    // Selected first: what is left out can neither be lost nor stand in the way.
    const chosen = select(model, settings.selector);
    if (settings.toVersion === "1.2") {
      return { selected: chosen, converted: toTree(chosen, { facts }, log) };
    }
    const kept = reduced(chosen, source, log);
    return { selected: kept, converted: relocate(kept, { url: urlOf(settings), facts, place }, log) };
  });
  const written = locations(converted);
  if (written.length === 0 && !keepsEmpty(settings.selector) && converted.type !== "composeinfo") {
    return { compose: converted.compose, name: undefined };
  }
  // A conversion keeps every artifact in its place.
  const read = locations(selected);
  for (const [index, record] of written.entries()) {
    visit(record.artifact, record, read[index]?.artifact ?? record.artifact);
  }
  const name = nameOf(source);
  const file = output.create(name);
  try {
    serializeTo(converted, (text) => file.write(text));
  } finally {
    file.close();
  }
  return { compose: converted.compose, name };
}

function reduced(model: AnyMetadata, source: Source, log: WarningLog): AnyMetadata {
  return isDistributed(model) ? model : inFile(source, () => dropWhat2CannotHold(model, log));
}

/** Errors of conversions do not know the file. */
function inFile<T>(source: Source, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    if (error instanceof MetadataError && error.file === undefined) {
      throw new MetadataError(error.issues, { file: shownPath(source), issueCount: error.issueCount });
    }
    throw error;
  }
}
