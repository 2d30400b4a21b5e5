import type { TransferFailure } from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { Compose } from "../compose.ts";
import type { Service } from "../service.ts";
import type { Bell } from "./bell.ts";
import type { PollPolicy } from "./pauses.ts";

/** How long to wait, and for what. All times in milliseconds. */
export interface WaitPolicy extends PollPolicy {
  /** From the begin of waiting to its end, whatever happens; an answer that is on its way is given some seconds more. */
  readonly timeoutMs: number;
  /** How long the service may fail to answer, in a row. */
  readonly outageMs: number;
  /** How long a finished compose must still be kept; one with less is renewed. 0 where it does not matter. */
  readonly minLifeMs: number;
}

/** What happens while composes are waited for. */
export interface WaitObserver<Details = unknown> {
  /** The first sight of a compose, and each time that it is in another state than before. */
  onChange(compose: Compose<Details>, previous: Compose<Details> | undefined): void;
  /** Each answer. */
  onLook(compose: Compose<Details>): void;
  /** The service fails to answer; told each time. */
  onTrouble(id: string, failure: TransferFailure, sinceMs: number): void;
  /** It answers again. */
  onRecovered(id: string, afterMs: number): void;
  /** It knows no such compose, or not yet; told once until it does. */
  onMissing(id: string): void;
  /** New lines of a log. */
  onLog(id: string, name: string, lines: readonly string[]): void;
  /** A renewed compose has another id, which is waited for from now on, as soon as this is done. */
  onReplaced(id: string, compose: Compose<Details>): void | Promise<void>;
  /** One line. */
  onNote(id: string, line: string): void;
}

export interface WaitOptions<Details = unknown> {
  readonly service: Pick<Service<never, Details>, "get" | "renew" | "openLog">;
  readonly policy: WaitPolicy;
  readonly observer: Partial<WaitObserver<Details>>;
  /** Whether logs are read while a compose is made. */
  readonly withLogs: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly bell?: Bell | undefined;
}

/** How waiting for a compose ended. */
export type WaitEnd<Details = unknown> =
  | { readonly kind: "ended"; readonly compose: Compose<Details> }
  /** The time is over; the compose as it was last seen. */
  | {
      readonly kind: "timeout";
      readonly compose: Compose<Details> | undefined;
      /** At the last look the service knew no such compose, or not yet. */
      readonly isMissing: boolean;
    }
  /** The service does not answer, or refuses to. */
  | {
      readonly kind: "lost";
      readonly failure: TransferFailure;
      readonly compose: Compose<Details> | undefined;
    }
  /** The service knows no such compose. */
  | { readonly kind: "missing"; readonly compose: Compose<Details> | undefined };

export type WaitOutcome<Details = unknown> = WaitEnd<Details> & {
  /** What was waited for. */
  readonly asked: string;
  /** What it is now: another id when it was renewed. */
  readonly id: string;
};
