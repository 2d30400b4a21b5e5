/**
 * The life of a compose, whichever service makes it: requested → running → finished | failed | cancelled, and a
 * finished one expires. `unknown` is a word of the service that we do not know: it is never final, for a service may
 * learn new ones before we do.
 */
export const COMPOSE_STATES = [
  "requested",
  "running",
  "finished",
  "failed",
  "expired",
  "cancelled",
  "unknown",
] as const;

export type ComposeState = (typeof COMPOSE_STATES)[number];

/** Whether a compose stays as it is, but that finished ones expire. */
export function isFinal(state: ComposeState): boolean {
  return state === "finished" || state === "failed" || state === "expired" || state === "cancelled";
}

/** Points in time, in milliseconds since 1970 by the service's clock; absent while they have not come or are not told. */
export interface ComposeTimes {
  readonly requested?: number | undefined;
  readonly started?: number | undefined;
  /** When it became what it is in the end, good or bad. */
  readonly finished?: number | undefined;
  /** When the service may remove it. Provisional before the compose is finished. */
  readonly expires?: number | undefined;
  readonly removed?: number | undefined;
}

/** An image built for a compose: one job of the service. */
export interface ImageBuild {
  readonly state: ComposeState;
  /** The service's own word for the state. */
  readonly reported: string;
  /** The service's name for the type: `guest-image`. */
  readonly type: string | undefined;
  readonly arch: string | undefined;
  /** How far it is, where the service says so. */
  readonly progress?: { readonly done: number; readonly total: number } | undefined;
  readonly reason?: string | undefined;
  readonly uploads: readonly UploadAction[];
}

/** What is done with an image once it is built. */
export interface UploadAction {
  readonly state: ComposeState;
  readonly reported: string;
  /** The kind of target: `aws.s3`, `container`. */
  readonly target: string;
  /** What the service says of the result: `url`, `digest`, `ami`, … A URL may carry a secret. */
  readonly results: Readonly<Record<string, string>>;
  readonly reason?: string | undefined;
}

/**
 * A compose as a service described it at one moment.
 *
 * Every text is the service's: hostile until shown safely, links included, which are never asked with credentials.
 *
 * @typeParam Details - the service's own answer, checked
 */
export interface Compose<Details = unknown> {
  /** As the service's routes take it. */
  readonly id: string;
  readonly state: ComposeState;
  /** The service's own word for the state: `generating`. */
  readonly reported: string;
  /** When this was said, in milliseconds since 1970 by the service's clock: what ages are measured with. */
  readonly asOf: number;
  readonly owner?: string | undefined;
  readonly times: ComposeTimes;
  /** Why it is as it is, in the service's words; may have several lines. */
  readonly reason?: string | undefined;
  /** What it is at, where the service tells more than the state: `depsolving`. */
  readonly stage?: string | undefined;
  /** Its place in the queue, from 1. */
  readonly position?: number | undefined;
  /** Places for people and later steps, by what is there: `result`, `repository`, `repo-file`, `log`. */
  readonly links: Readonly<Record<string, string>>;
  /** Absent where composes have no builds that can be told apart. */
  readonly images: readonly ImageBuild[];
  readonly details: Details;
}

/** How old a compose is, in milliseconds by the service's clock; undefined when it does not say when it was requested. */
export function ageOf({ asOf, times }: Compose): number | undefined {
  return times.requested === undefined ? undefined : Math.max(0, asOf - times.requested);
}

/** How long the service will still keep a compose, in milliseconds; undefined when it does not say. */
export function remainingLife({ asOf, times }: Compose): number | undefined {
  return times.expires === undefined ? undefined : times.expires - asOf;
}
