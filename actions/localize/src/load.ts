import {
  ErrorList,
  type FetchMetadata,
  findSources,
  noteIgnored,
  parseFile,
  shownPath,
  theCompose,
} from "@compose-actions/compose";
import { type Compose, isDistributed, type WarningLog } from "@compose-actions/metadata";
import { fault, refuse } from "@compose-actions/step";
import type { LoadedSource } from "./plan.ts";

export interface LoadOptions {
  readonly expectComposeId: string | undefined;
  readonly fetchMetadata: FetchMetadata;
  readonly log: WarningLog;
  readonly signal: AbortSignal;
}

/** The metadata of one compose. */
export interface LoadedCompose {
  readonly compose: Compose;
  readonly sources: readonly LoadedSource[];
}

/**
 * Reads all metadata of the input.
 *
 * @throws UserError when it is not 2.0, or of several composes; MetadataError
 */
export async function loadCompose(
  compose: readonly string[],
  { expectComposeId, fetchMetadata, log, signal }: LoadOptions,
): Promise<LoadedCompose> {
  const errors = new ErrorList();
  const found = await findSources(compose, errors, { signal, fetchMetadata });
  errors.throwAny();
  noteIgnored(found, log);
  const sources: LoadedSource[] = [];
  for (const source of found) {
    await errors.collect(async () => {
      const { model, warnings } = await parseFile(source.path, source.identity, signal, shownPath(source));
      log.merge(warnings);
      sources.push({ source, model });
    });
  }
  errors.throwAny();
  const old = sources.filter(({ model }) => !isDistributed(model));
  if (old.length > 0) {
    throw refuse(
      "The metadata is of version 1, which says nothing of where artifacts can be had",
      "make it 2.0 with upgrade-metadata and a base-url",
      old.map(({ source }) => shownPath(source)),
    );
  }
  const files = sources.map(({ source, model }) => ({ source, compose: model.compose }));
  const named = theCompose(files, log);
  return { compose: expectedCompose(named, expectComposeId), sources };
}

function expectedCompose(compose: Compose, expected: string | undefined): Compose {
  if (expected !== undefined && compose.id !== expected) {
    throw fault(
      `The metadata is of the compose ${compose.id}, not of ${expected}`,
      "somebody serves another compose than you expect, or expect-compose-id is out of date",
    );
  }
  return compose;
}
