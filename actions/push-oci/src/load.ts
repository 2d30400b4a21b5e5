import {
  ErrorList,
  type FetchMetadata,
  findSources,
  noteIgnored,
  parseFile,
  type Source,
  shownPath,
  theCompose,
} from "@compose-actions/compose";
import {
  type AnyMetadata,
  type Compose,
  dropWhat2CannotHold,
  MetadataError,
  type WarningLog,
} from "@compose-actions/metadata";

/** A metadata file of the input; all that it holds can be written as 2.0. */
export interface LoadedFile {
  readonly source: Source;
  readonly model: AnyMetadata;
}

/** The metadata of one compose. */
export interface LoadedCompose {
  readonly compose: Compose;
  readonly files: readonly LoadedFile[];
}

export interface LoadOptions {
  readonly fetchMetadata: FetchMetadata;
  readonly log: WarningLog;
  readonly signal: AbortSignal;
}

/**
 * Reads all metadata of the input.
 *
 * @throws UserError when it is of several composes; MetadataError
 */
export async function loadCompose(
  compose: readonly string[],
  { fetchMetadata, log, signal }: LoadOptions,
): Promise<LoadedCompose> {
  const errors = new ErrorList();
  const sources = await findSources(compose, errors, { signal, fetchMetadata });
  errors.throwAny();
  noteIgnored(sources, log);
  const files: LoadedFile[] = [];
  for (const source of sources) {
    await errors.collect(async () => {
      const { model, warnings } = await parseFile(source.path, source.identity, signal, shownPath(source));
      log.merge(warnings);
      files.push({ source, model: reduced(model, source, log) });
    });
  }
  errors.throwAny();
  return {
    compose: theCompose(files.map(({ source, model }) => ({ source, compose: model.compose }))),
    files,
  };
}

function reduced(model: AnyMetadata, source: Source, log: WarningLog): AnyMetadata {
  try {
    return dropWhat2CannotHold(model, log);
  } catch (error) {
    if (error instanceof MetadataError && error.file === undefined) {
      throw new MetadataError(error.issues, { file: shownPath(source), issueCount: error.issueCount });
    }
    throw error;
  }
}
