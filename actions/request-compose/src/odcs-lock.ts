import {
  type OdcsCompose,
  type OdcsPins,
  type OdcsRequest,
  odcsPinsSchema,
  type PinnedRequest,
  pinsOf,
  withPins,
} from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import type { LockEntry, Pinned } from "./maker.ts";

/**
 * Asks for what a lock pins, in place of what is newest now.
 *
 * @throws UserError for a lock of another kind of compose
 */
export function applyOdcsLock(request: OdcsRequest, lock: LockEntry): PinnedRequest {
  const pins = readPins(lock);
  const { type } = request.source;
  if (pins.source_type !== type) {
    throw refuse(
      `lock: it is of a compose from ${pins.source_type}, and the request is for one from ${type}`,
    );
  }
  return withPins(request, pins);
}

/** What pins a compose, and how that differs from what a lock wanted. */
export function pinOdcs(compose: OdcsCompose, lock: LockEntry | undefined): Pinned {
  const entry: LockEntry = { ...pinsOf(compose) };
  const notes = lock === undefined ? [] : differences(lock, entry);
  return { entry, notes };
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
