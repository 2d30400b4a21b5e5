import type {
  Compose,
  ComposeResults,
  ServiceAbout,
  ServiceKind,
  TargetResult,
} from "@compose-actions/services";
import type { Operation } from "./service-inputs.ts";

/**
 * How a compose came to be in our hands. `created`: asked for now; `found`: asked for now, and found after its answer
 * was lost; `reused`: there before; `continued`: asked for by an earlier run; `given`: the user named it.
 */
export type How = "created" | "found" | "reused" | "continued" | "given";

/** A compose that the run is about. */
export interface Tracked {
  readonly id: string;
  readonly how: How;
  /** Which of the requests it came of; undefined when there is none. */
  readonly index: number | undefined;
  /** In milliseconds since 1970. */
  readonly requestedAt: number;
}

/** Whether we asked for it, now or in an earlier run; otherwise it was there, and may be others' as well. */
export function isAskedFor({ how }: Tracked): boolean {
  return how !== "given" && how !== "reused";
}

/** Whether it is ours to cancel. What was only renewed lived before the run. */
export function mayCancel(one: Tracked, operation: Operation): boolean {
  return operation === "renew" ? isAskedFor(one) : one.how !== "reused";
}

/** `good`: finished and looked at. `bad`: of no use. `open`: not final, and left so. `shown`: nothing was expected of it. */
export type Verdict = "good" | "bad" | "open" | "shown";

/** What became of a compose. */
export interface ComposeOutcome {
  /** It may have another id than before when it was renewed. */
  readonly id: string;
  readonly how: How;
  readonly index: number | undefined;
  readonly requestedAt: number;
  /** As it was last seen; undefined when it was not. */
  readonly compose: Compose | undefined;
  readonly verdict: Verdict;
  /** Why it is bad. One line each, the first says it. */
  readonly reasons: readonly string[];
  /** What the log of one that failed ends in. */
  readonly log: readonly string[];
  readonly results: ComposeResults | undefined;
}

/** What came of a target, of which compose, with nothing that opens a place. */
export interface ShownTarget extends TargetResult {
  readonly compose: string;
}

/** What was written of finished composes. */
export interface Emitted {
  readonly directories: readonly string[];
  /** Paths of the metadata. */
  readonly files: readonly string[];
  readonly repoFiles: readonly string[];
  /** Files of earlier composes that were taken away. */
  readonly removed: readonly string[];
}

/** What a run did. */
export interface RequestComposeResult {
  readonly operation: Operation;
  readonly service: ServiceKind;
  /** How messages name the service. */
  readonly shown: string;
  readonly composes: readonly ComposeOutcome[];
  readonly emitted: Emitted;
  /** The tree of images that were stored; undefined when there is none. */
  readonly tree: string | undefined;
  readonly targets: readonly ShownTarget[];
  readonly about: ServiceAbout | undefined;
  /** By the service's count, of a list. */
  readonly total: number | undefined;
  /** Why the run failed; undefined when all went well. */
  readonly failure: string | undefined;
  readonly notices: readonly string[];
  readonly milliseconds: number;
}

export const NOTHING_EMITTED: Emitted = { directories: [], files: [], repoFiles: [], removed: [] };
