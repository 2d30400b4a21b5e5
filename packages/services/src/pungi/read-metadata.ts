import { identifyFile, parseFile } from "@compose-actions/compose";
import {
  type AnyMetadata,
  describeIssue,
  isDistributed,
  METADATA_TYPES,
  MetadataError,
  type MetadataType,
  show,
} from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import { oneLine } from "../http/said.ts";
import type { ComposePlace } from "./place.ts";

/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 1024 ** 3;

export interface FoundMetadata {
  readonly models: ReadonlyMap<MetadataType, AnyMetadata>;
  /** One line each. */
  readonly problems: readonly string[];
}

/**
 * Reads what metadata lies in `metadata/` of a compose. What is not there is left out: images.json is only where images
 * were made.
 *
 * @throws TransferFailure when a file may be there but cannot be had
 */
export async function readMetadata(place: ComposePlace): Promise<FoundMetadata> {
  const models = new Map<MetadataType, AnyMetadata>();
  const problems: string[] = [];
  for (const type of METADATA_TYPES) {
    const name = `${type}.json`;
    try {
      const model = await readFile(place, type, name);
      if (model !== undefined) {
        models.set(type, model);
      }
    } catch (error) {
      problems.push(`${name}: ${problemOf(error)}`);
    }
  }
  return { models, problems };
}

async function readFile(
  place: ComposePlace,
  type: MetadataType,
  name: string,
): Promise<AnyMetadata | undefined> {
  const file = await place.fetch(`metadata/${name}`, MAX_METADATA_BYTES);
  if (file === undefined) {
    return undefined;
  }
  const identity = await identifyFile(file.path, place.signal, name);
  if (identity.type !== type) {
    throw new MetadataError([{ path: "header.type", message: `it holds ${identity.type}` }], { file: name });
  }
  const { model } = await parseFile(file.path, identity, place.signal, name);
  if (isDistributed(model)) {
    throw new MetadataError([{ path: "header.version", message: "Pungi writes 1.2, and this is 2.0" }], {
      file: name,
    });
  }
  return model;
}

/** @throws the error when it says nothing of the compose */
export function problemOf(error: unknown): string {
  if (error instanceof MetadataError) {
    const [first] = error.issues;
    return oneLine(first === undefined ? error.message : describeIssue(first));
  }
  // Stores say so of what is not there, or not for everybody.
  if (error instanceof TransferFailure && (error.status === 403 || error.failure === "checksum")) {
    return error.message;
  }
  throw error;
}

/** Metadata of another compose is that of none. */
export function identityProblems(
  { models }: FoundMetadata,
  composeId: string | undefined,
): readonly string[] {
  return [...models.values()].flatMap(({ type, compose: { id } }) =>
    composeId === undefined || id === composeId
      ? []
      : [`${type}.json is of the compose ${show(id)} and not of ${show(composeId)}`],
  );
}
