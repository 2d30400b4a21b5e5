import type { Compose } from "./compose.ts";

/** A request that was sent, as it is kept until its answer is there: in a file, for the run may end before. */
export interface SentRequest {
  /** In milliseconds since 1970 by our clock. */
  readonly sentAt: number;
  /**
   * Ids by which what is new is told from what was there before; undefined when that is not known, as with services that
   * do not list what they have.
   */
  readonly before: readonly string[] | undefined;
  /** Composes that are known to have come of other requests. */
  readonly others?: readonly string[] | undefined;
}

/**
 * Told right before a request is sent, each time it is: from now on there may be a compose that nobody knows of.
 *
 * @param before - as in {@link SentRequest}
 */
export type OnSending = (before: readonly string[] | undefined) => void;

/**
 * What came of a request whose answer nobody has seen. `absent`: it surely did not arrive. `unknown`: there may be a
 * compose, and nobody can tell which.
 */
export type Recovered<Details = unknown> =
  | { readonly outcome: "found"; readonly compose: Compose<Details> }
  | { readonly outcome: "absent" }
  | {
      readonly outcome: "unknown";
      /** A clause of a sentence. */
      readonly why: string;
      /** Composes of which one may have come of it, where there are such. */
      readonly candidates?: readonly string[] | undefined;
      /** Where a person can look, if not at the service's list. */
      readonly advice?: string | undefined;
    };

/** Why it cannot be told what came of a request. */
export class Doubt {
  readonly why: string;
  readonly candidates: readonly string[] | undefined;

  constructor(why: string, candidates?: readonly string[]) {
    this.why = why;
    this.candidates = candidates;
  }
}

const MAX_SHOWN = 10;

/** There are composes of which one may have come of it. @param ids - one at least */
export function maybeOneOf(ids: readonly string[]): Doubt {
  const shown = ids.slice(0, MAX_SHOWN).join(", ");
  const more = ids.length > MAX_SHOWN ? ` and ${ids.length - MAX_SHOWN} more` : "";
  const what = `${ids.length === 1 ? "compose" : "one of the composes"} ${shown}${more}`;
  return new Doubt(`${what} may be what came of it`, ids);
}

/** @param found - what came of it; or undefined when it did not arrive */
export function recoveredFrom<Found, Details>(
  found: Found | Doubt | undefined,
  describe: (found: Found) => Compose<Details>,
  advice?: string,
): Recovered<Details> {
  if (found instanceof Doubt) {
    return { outcome: "unknown", ...found, advice };
  }
  return found === undefined ? { outcome: "absent" } : { outcome: "found", compose: describe(found) };
}

/**
 * How long what a request made may still come to light, in milliseconds from now.
 *
 * @param searchMs - how long after it was sent
 */
export function timeToAppear({ sentAt }: SentRequest, searchMs: number): number {
  return Math.min(Math.max(sentAt + searchMs - Date.now(), 0), searchMs);
}

/** More ids than this are not kept: a server with as many is not told apart. */
const MAX_IDS = 50_000;

/** Ids in the form in which they are kept. */
export function keptIds(ids: ReadonlySet<string> | undefined): readonly string[] | undefined {
  return ids === undefined || ids.size > MAX_IDS ? undefined : [...ids];
}
