import type { Compose, ComposeState, ComposeTimes } from "../compose.ts";
import { STATES, type State } from "./codes.ts";
import type { OdcsCompose } from "./wire.ts";

const COMMON: Readonly<Record<State, ComposeState>> = {
  wait: "requested",
  generating: "running",
  done: "finished",
  removed: "expired",
  failed: "failed",
};

/** What ODCS says of a compose, in the words that all services share. */
export function describeCompose(compose: OdcsCompose, asOf: number): Compose<OdcsCompose> {
  const state = stateOf(compose);
  return {
    id: String(compose.id),
    state:
      state === "failed" && isCancelled(compose)
        ? "cancelled"
        : state === undefined
          ? "unknown"
          : COMMON[state],
    reported: state ?? compose.state_name ?? String(compose.state ?? "nothing"),
    asOf,
    owner: compose.owner ?? undefined,
    times: timesOf(compose),
    reason: reasonOf(compose),
    links: linksOf(compose),
    images: [],
    details: compose,
  };
}

/** The number counts; a new number may have a name that is known. */
function stateOf({ state, state_name: name }: OdcsCompose): State | undefined {
  return STATES[state ?? -1] ?? STATES.find((known) => known === name);
}

function isCancelled({ state_reason: reason }: OdcsCompose): boolean {
  return /^Canceled by /m.test(reason ?? "");
}

function reasonOf({ state_reason: reason }: OdcsCompose): string | undefined {
  const text = (reason ?? "").trim();
  return text === "" ? undefined : text;
}

function timesOf(compose: OdcsCompose): ComposeTimes {
  return {
    requested: timeOf(compose.time_submitted),
    started: timeOf(compose.time_started),
    // Stays null for failed ones.
    finished: timeOf(compose.time_done),
    expires: timeOf(compose.time_to_expire),
    removed: timeOf(compose.time_removed),
  };
}

/** `2026-11-21T20:43:47Z`, always UTC, in milliseconds since 1970. */
export function timeOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/.test(text)) {
    return undefined;
  }
  const time = Date.parse(text.endsWith("Z") ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Filled in from the start, and still there when the files are gone; empty for composes in other target directories. */
function linksOf(compose: OdcsCompose): Readonly<Record<string, string>> {
  const links: Record<string, string> = {};
  const add = (name: string, url: URL | undefined): void => {
    if (url !== undefined) {
      links[name] = url.href;
    }
  };
  add("result", placeOf(compose));
  add("repository", webUrl(compose.result_repo));
  add("repo-file", repoFileUrl(compose));
  add("log", logUrl(compose));
  return links;
}

/** Where a compose lies, without a slash at the end; undefined when it does not say. */
export function placeOf(compose: OdcsCompose): URL | undefined {
  const url = webUrl(compose.toplevel_url);
  if (url !== undefined) {
    url.pathname = url.pathname.replace(/\/+$/, "");
  }
  return url;
}

/** The file that makes the repositories known to dnf. */
export function repoFileUrl(compose: OdcsCompose): URL | undefined {
  return webUrl(compose.result_repofile);
}

/** What Pungi says while it works. */
export function logUrl(compose: OdcsCompose): URL | undefined {
  const url = placeOf(compose);
  if (url !== undefined) {
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${LOG_NAME}`;
  }
  return url;
}

export const LOG_NAME = "pungi-stderr.log";

function webUrl(text: string | null | undefined): URL | undefined {
  const url = URL.parse(text ?? "");
  return url === null ||
    (url.protocol !== "https:" && url.protocol !== "http:") ||
    url.username !== "" ||
    url.password !== ""
    ? undefined
    : url;
}

/**
 * The compose whose files a compose shares: ODCS answers the same request with those of an older one. Shows only as its
 * number in the URL.
 */
export function reusedFrom(compose: OdcsCompose): number | undefined {
  const number = Number(/\/odcs-(\d+)$/.exec(placeOf(compose)?.pathname ?? "")?.[1]);
  return Number.isSafeInteger(number) && number !== compose.id ? number : undefined;
}
