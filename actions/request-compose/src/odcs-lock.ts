import {
  type OdcsCompose,
  type OdcsPins,
  type OdcsRequest,
  odcsPinsSchema,
  type PinnedRequest,
  pinsOf,
  withPins,
} from "@compose-actions/services";
import { refuse, safeLine } from "@compose-actions/step";
import type { LockEntry, Pinned } from "./maker.ts";

/**
 * Asks for what a lock pins, in place of what is newest now.
 *
 * @throws UserError for a lock of another source
 */
export function applyOdcsLock(request: OdcsRequest, lock: LockEntry): PinnedRequest {
  const pinned = withPins(request, readPins(lock));
  const foreign = Object.keys(lock).filter((name) => !(name in odcsPinsSchema.shape));
  const unheeded = foreign.map(
    (name) => `lock: ${safeLine(JSON.stringify(name))} is not known, and not heeded`,
  );
  return { ...pinned, notes: [...pinned.notes, ...unheeded] };
}

/**
 * What pins a compose, and how that differs from what a lock wanted.
 *
 * @param request - what it was asked for with, before a lock was put over that; undefined when that is not known
 */
export function pinOdcs(
  compose: OdcsCompose,
  lock: LockEntry | undefined,
  request: OdcsRequest | undefined,
): Pinned {
  const pins: LockEntry = { ...pinsOf(compose) };
  const notes = lock === undefined ? [] : differences(lock, pins);
  return { entry: { ...(request === undefined ? {} : { request }), ...pins }, notes };
}

function readPins(lock: LockEntry): OdcsPins {
  const parsed = odcsPinsSchema.safeParse(lock);
  if (!parsed.success) {
    throw refuse("lock: it is not that of a compose of ODCS");
  }
  return parsed.data;
}

/** The order of what the server has joined says nothing, but for keys. */
function differences(wanted: LockEntry, got: LockEntry): readonly string[] {
  const shown = (name: string, value: unknown): string =>
    JSON.stringify(Array.isArray(value) && name !== "sigkeys" ? [...value].sort() : value);
  return Object.keys(wanted)
    .filter((name) => name in got && shown(name, wanted[name]) !== shown(name, got[name]))
    .map((name) => `lock: ${name} was to be ${shown(name, wanted[name])}, and is ${shown(name, got[name])}`);
}
