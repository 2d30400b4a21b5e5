import { identifyFile, parseFile } from "@compose-actions/compose";
import {
  type Composeinfo,
  encodePath,
  isDistributed,
  type Location,
  relocate,
  type WarningLog,
} from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { COMPOSE_PARTS, composeFromParts } from "./compose-parts.ts";
import type { RecordArtifactsInputs } from "./inputs.ts";

/** What the inputs say of the compose. */
export interface GivenCompose {
  readonly composeinfo: Composeinfo<Location>;
  /** How conflicts name where it comes from. */
  readonly shown: string;
}

/**
 * The compose as the inputs describe it, by a composeinfo.json or in parts.
 *
 * @param log - takes what is to be known of a composeinfo.json
 * @returns undefined when they do not: then the metadata that is added to must tell
 * @throws UserError when they contradict each other or something is missing; MetadataError
 */
export async function readCompose(
  inputs: RecordArtifactsInputs,
  log: WarningLog,
  signal: AbortSignal,
): Promise<GivenCompose | undefined> {
  const given = COMPOSE_PARTS.filter((name) => inputs[name] !== undefined);
  if (inputs.composeinfo === undefined) {
    return given.length === 0 ? undefined : { composeinfo: composeFromParts(inputs), shown: "the inputs" };
  }
  if (given.length > 0) {
    throw refuse(`composeinfo says what ${given.join(", ")} would say`, "leave one or the other out");
  }
  return { composeinfo: await fromFile(inputs.composeinfo, log, signal), shown: inputs.composeinfo };
}

async function fromFile(file: string, log: WarningLog, signal: AbortSignal): Promise<Composeinfo<Location>> {
  const identity = await identifyFile(file, signal);
  if (identity.type !== "composeinfo") {
    throw refuse(`composeinfo: ${file} holds productmd.${identity.type}`, "name a composeinfo.json");
  }
  const { model, warnings } = await parseFile(file, identity, signal);
  log.merge(warnings);
  // Where 1.x says nothing but paths, they are paths here as well.
  const distributed = isDistributed(model) ? model : relocate(model, { url: encodePath }, log);
  return distributed as Composeinfo<Location>;
}
