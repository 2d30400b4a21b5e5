import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { SourceType } from "./codes.ts";
import type { OdcsPins } from "./pins.ts";
import type { OdcsRequest } from "./request-schema.ts";
import { isSameSource } from "./same-request.ts";

/** Of a repository of configurations, whole or shortened. */
export const COMMIT = /^[0-9a-f]{7,64}$/i;

/** Of these the pins themselves say what is to be asked for, or it has nothing to do with content. */
const PINNED: ReadonlySet<string> = new Set([
  "type",
  "source",
  "koji_event",
  "builds",
  "sigkeys",
  "modules",
  "arches",
  "seconds_to_live",
]);

/**
 * What pins one source pins no other.
 *
 * @throws UserError that names both
 */
export function refuseOtherSource(request: OdcsRequest, pins: OdcsPins): void {
  const { type } = request.source;
  if (pins.source_type === type && isOfSource(request, pins) !== false) {
    return;
  }
  const made = pins.request === undefined ? pinnedNames(pins) : namesOf(pins.request);
  throw refuse(
    `lock: it is of a compose from ${named(pins.source_type, made)}, and the request is for one from ${named(type, namesOf(request))}`,
    "give the lock of that request, or none",
  );
}

/** What else the request has that the one had not which the pins are of: they cannot make up for it. One line each. */
export function otherRequestNotes(request: OdcsRequest, pins: OdcsPins): readonly string[] {
  const { request: made } = pins;
  if (made === undefined) {
    return isOfSource(request, pins) === undefined ? ["the lock does not say which source it is of"] : [];
  }
  const [now, before] = [fieldsOf(request), fieldsOf(made)];
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((name) => {
    const [own, other] = [now.get(name) ?? "nothing", before.get(name) ?? "nothing"];
    return own === other
      ? []
      : [`${name}: the request has ${own}, and that of the lock had ${other}: the content will be another`];
  });
}

/** Undefined when that cannot be told. */
function isOfSource(request: OdcsRequest, pins: OdcsPins): boolean | undefined {
  const { type } = request.source;
  const names = namesOf(request);
  if (pins.request !== undefined && isSameSet(names, namesOf(pins.request))) {
    return true;
  }
  const pinned = pinnedNames(pins);
  const isComparable = pinned.length > 0 && (request.source.scratch_modules ?? []).length === 0;
  if (isComparable && isSameSource(type, names, pinned)) {
    return true;
  }
  if (pins.request !== undefined) {
    return false;
  }
  // Its worker writes over what was asked for.
  if (!isComparable || type === "pulp") {
    return undefined;
  }
  return type === "raw_config" && isMovedConfig(names[0] ?? "", pinned[0] ?? "");
}

/** A branch may have been at a commit, and a commit may be shortened. */
function isMovedConfig(asked: string, pinned: string): boolean {
  const [name, commit = ""] = asked.split("#");
  const [pinnedName, pinnedCommit = ""] = pinned.split("#");
  const commits = [commit, pinnedCommit].filter((one) => COMMIT.test(one));
  return (
    name === pinnedName && (commits.length === 1 || (commits.length === 2 && pinnedCommit.startsWith(commit)))
  );
}

function namesOf({ source: { type, source = [], builds = [], scratch_modules = [] } }: OdcsRequest) {
  return type === "build" ? builds : [...source, ...scratch_modules];
}

function pinnedNames({ source_type, source = [], builds = [] }: OdcsPins): readonly string[] {
  return source_type === "build" ? builds : source;
}

const MAX_NAMED = 5;

function named(type: SourceType, names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map(show).join(", ");
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : "";
  return names.length === 0 ? type : `${type} ${shown}${more}`;
}

/** What is asked for, as text by name; the order of lists says nothing. */
function fieldsOf({ source, ...options }: OdcsRequest): ReadonlyMap<string, string> {
  return new Map(
    Object.entries({ ...source, ...options }).flatMap(([name, value]) =>
      PINNED.has(name) || value === undefined
        ? []
        : [[name, JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value)]],
    ),
  );
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((item) => right.has(item));
}
