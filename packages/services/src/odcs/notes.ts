import { DEFAULT_TARGET_DIR } from "./codes.ts";
import { reusedFrom, timeOf } from "./describe.ts";
import type { Told } from "./routes.ts";
import type { OdcsCompose } from "./wire.ts";

/** Clocks and roundings make this much of a difference. */
const TOLERANCE_MS = 60_000;

/** What should be known of a compose that was just asked for. */
export function newComposeNotes(
  { value }: Told<OdcsCompose>,
  secondsToLive: number | undefined,
): readonly string[] {
  const begin = timeOf(value.time_submitted);
  return [...cutLife(value, begin, secondsToLive), ...placeNotes(value)];
}

/** What should be known of a compose whose life was to be made longer. */
export function extensionNotes(
  { value, asOf }: Told<OdcsCompose>,
  secondsToLive: number | undefined,
): readonly string[] {
  return cutLife(value, asOf, secondsToLive);
}

/** Servers before 0.8 pass over a label without a word. */
export function labelNotes({ value }: Told<OdcsCompose>, label: string | undefined): readonly string[] {
  return label === undefined || value.label === label
    ? []
    : [`the server did not take the label ${label}: servers from 0.8 on do`];
}

/** The server cuts what is above its maximum without a word. */
function cutLife(
  compose: OdcsCompose,
  begin: number | undefined,
  secondsToLive: number | undefined,
): readonly string[] {
  const end = timeOf(compose.time_to_expire);
  if (secondsToLive === undefined || begin === undefined || end === undefined) {
    return [];
  }
  const given = end - begin;
  return given + TOLERANCE_MS >= secondsToLive * 1000
    ? []
    : [
        `the server keeps the compose for ${Math.round(given / 1000)} s, and not for the ${secondsToLive} s that were asked for`,
      ];
}

function placeNotes(compose: OdcsCompose): readonly string[] {
  const target = compose.target_dir ?? DEFAULT_TARGET_DIR;
  const shared = reusedFrom(compose);
  return [
    ...(target === DEFAULT_TARGET_DIR
      ? []
      : [`composes in the target directory ${target} have no URLs: their content cannot be looked at`]),
    ...(shared === undefined ? [] : [`its files are those of compose ${shared}, which was the same`]),
  ];
}
