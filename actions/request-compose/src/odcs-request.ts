import { type OdcsRequest, readOdcsRequest } from "@compose-actions/services";
import { ODCS_DEFAULT_TARGET_DIR } from "@compose-actions/services/inputs";
import { refuse } from "@compose-actions/step";
import type { RequestComposeInputs } from "./inputs.ts";
import type { LockEntry } from "./maker.ts";
import { applyOdcsLock } from "./odcs-lock.ts";

/** Inputs that are fields of the source, by their names in the API. */
const SOURCE_INPUTS = [
  "packages",
  "builds",
  "koji-event",
  "modular-koji-tags",
  "module-defaults-url",
  "module-defaults-commit",
  "modules",
  "scratch-modules",
  "scratch-build-tasks",
  "base-module-br-name",
  "base-module-br-stream",
  "base-module-br-stream-version-lte",
  "base-module-br-stream-version-gte",
] as const satisfies readonly (keyof RequestComposeInputs)[];

const REQUEST_INPUTS = [
  "seconds-to-live",
  "flags",
  "results",
  "arches",
  "multilib-arches",
  "multilib-method",
  "lookaside-repos",
  "parent-pungi-compose-ids",
  "respin-of",
  "label",
  "compose-type",
  "target-dir",
] as const satisfies readonly (keyof RequestComposeInputs)[];

/** Stands for the empty key: packages without a signature. */
const UNSIGNED = "unsigned";

export interface WantedOdcs {
  /** As it was given, before a lock was put over it. */
  readonly asked: OdcsRequest;
  readonly request: OdcsRequest;
  /** What the lock could not make so. One line each. */
  readonly unheeded: readonly string[];
}

/**
 * The request of a run: what `request` says, with what single inputs say put over it, and what a lock pins.
 *
 * @throws UserError for a request that ODCS would not take
 */
export function odcsRequest(
  inputs: RequestComposeInputs,
  given: unknown,
  lock: LockEntry | undefined,
): WantedOdcs {
  if (given !== undefined && (typeof given !== "object" || given === null || Array.isArray(given))) {
    throw refuse("request: expected an object, the body of a request for ODCS");
  }
  const { source, ...options } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (source !== undefined && (typeof source !== "object" || source === null || Array.isArray(source))) {
    throw refuse("request: source: expected an object");
  }
  const value = {
    ...options,
    source: { ...source, ...sourceInputs(inputs), ...named(inputs, SOURCE_INPUTS) },
    ...named(inputs, REQUEST_INPUTS),
  };
  if (!("type" in value.source)) {
    throw refuse(
      "source-type: required, unless request says it",
      "for instance source-type: tag with source: f41, the name of a Koji tag",
    );
  }
  const request = readOdcsRequest(value);
  refuseUnlisted(request, inputs);
  if (lock === undefined) {
    return { asked: request, request, unheeded: [] };
  }
  const pinned = applyOdcsLock(request, lock);
  return { asked: request, request: pinned.request, unheeded: pinned.notes };
}

/** What is made in another target directory has no URL: better known before hours of building than after them. */
function refuseUnlisted({ target_dir: target }: OdcsRequest, { output, wait }: RequestComposeInputs): void {
  if (output !== undefined && wait && target !== undefined && target !== ODCS_DEFAULT_TARGET_DIR) {
    throw refuse(
      `output: composes in the target directory ${JSON.stringify(target)} have no URL, and no metadata could be had of them`,
      "leave output out, or target-dir",
    );
  }
}

function sourceInputs(inputs: RequestComposeInputs): Readonly<Record<string, unknown>> {
  const { "source-type": type, source } = inputs;
  const sigkeys = sigkeysOf(inputs);
  return {
    ...(type === undefined ? {} : { type }),
    ...(source === undefined ? {} : { source: source.join(" ") }),
    ...(sigkeys === undefined ? {} : { sigkeys }),
  };
}

/** As the API has them. */
export function sigkeysOf({ sigkeys }: RequestComposeInputs): readonly string[] | undefined {
  return sigkeys?.map((key) => (key === UNSIGNED ? "" : key));
}

function named(
  inputs: RequestComposeInputs,
  names: readonly (keyof RequestComposeInputs)[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.flatMap((name) =>
      inputs[name] === undefined ? [] : [[name.replaceAll("-", "_"), inputs[name]] as const],
    ),
  );
}
