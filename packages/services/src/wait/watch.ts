import { TransferFailure } from "@compose-actions/transfer";
import { type Compose, isFinal } from "../compose.ts";
import { ServiceFailure } from "../service-failure.ts";
import { KeepAlive } from "./keep-alive.ts";
import { LogReader } from "./log-reader.ts";
import type { WaitEnd, WaitOptions, WaitOutcome } from "./options.ts";
import { pauseBefore, pauseInTrouble } from "./pauses.ts";

/** One answer takes no longer, however slowly it comes. */
const LOOK_LIMIT_MS = 120_000;
/** So much later than the time is over an answer may still come: the last look is not before. */
const LAST_WORD_MS = 5_000;
/** A service may need a moment before it shows what it has just promised. */
const MISSING_GRACE_MS = 60_000;

/** What is told of is looked at again after so long if it does not show yet, then after twice as long, and so on. */
const TOLD_MS = 500;
/** However often it is told of, two looks are not closer together. */
const LEAST_PAUSE_MS = 200;

/** What one look at a compose gave. */
type Look<Details> =
  | { readonly kind: "compose"; readonly compose: Compose<Details> }
  | { readonly kind: "missing" }
  | { readonly kind: "trouble"; readonly failure: TransferFailure };

/** Waits for one compose. */
export class Watch<Details> {
  readonly #options: WaitOptions<Details>;
  readonly #asked: string;
  readonly #deadline: number;
  readonly #keepAlive: KeepAlive<Details>;
  #log: LogReader<Details>;
  #id: string;
  #last: Compose<Details> | undefined;
  /** The service is the right one, and the way to it. */
  #hasAnswered = false;
  /** Looks since the last change. */
  #looks = 0;
  /** When the service began not to answer. */
  #troubleSince: number | undefined;
  #failures = 0;
  #missingSince: number | undefined;
  /** Looks since a change was told of that has not shown yet. */
  #toldLooks: number | undefined;

  /** @param deadline - by the clock of the options */
  constructor(id: string, deadline: number, options: WaitOptions<Details>) {
    this.#options = options;
    this.#asked = id;
    this.#id = id;
    this.#deadline = deadline;
    this.#log = new LogReader(options);
    this.#keepAlive = new KeepAlive(options);
    options.bell?.expect(id);
  }

  /**
   * @throws `signal.reason` when aborted; what the service throws that is no failure of an exchange
   */
  async run(signal: AbortSignal): Promise<WaitOutcome<Details>> {
    for (;;) {
      const look = await this.#look(signal);
      const outcome = await this.#judge(look, signal);
      if (outcome !== undefined) {
        return outcome;
      }
      const left = this.#deadline - this.#options.clock.now();
      if (left <= 0) {
        return this.#outcome({ kind: "timeout", compose: this.#last, isMissing: look.kind === "missing" });
      }
      // The last look comes when the time is over, and not before.
      await this.#sleep(Math.min(this.#pause(look), left), signal);
    }
  }

  async #look(signal: AbortSignal): Promise<Look<Details>> {
    const limit = AbortSignal.timeout(Math.min(LOOK_LIMIT_MS, this.#timeLeft()));
    try {
      const compose = await this.#options.service.get(this.#id, AbortSignal.any([signal, limit]));
      return compose === undefined ? { kind: "missing" } : { kind: "compose", compose };
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) {
        const failure = new TransferFailure("timeout", "the service takes too long to answer", {
          remedy: "again",
        });
        return { kind: "trouble", failure };
      }
      if (error instanceof TransferFailure) {
        return { kind: "trouble", failure: error };
      }
      throw error;
    }
  }

  /** How long an answer may take, in milliseconds. */
  #timeLeft(): number {
    return Math.max(0, Math.ceil(this.#deadline - this.#options.clock.now())) + LAST_WORD_MS;
  }

  /** @returns undefined when there is more to wait for */
  async #judge(look: Look<Details>, signal: AbortSignal): Promise<WaitOutcome<Details> | undefined> {
    switch (look.kind) {
      case "trouble":
        return this.#onTrouble(look.failure);
      case "missing":
        return this.#onMissing();
      default:
        return this.#onCompose(look.compose, signal);
    }
  }

  #onTrouble(failure: TransferFailure): WaitOutcome<Details> | undefined {
    const { clock, policy, observer } = this.#options;
    const now = clock.now();
    this.#troubleSince ??= now;
    this.#failures += 1;
    const sinceMs = now - this.#troubleSince;
    if (!this.#mayPass(failure) || sinceMs >= policy.outageMs) {
      return this.#outcome({ kind: "lost", failure, compose: this.#last });
    }
    observer.onTrouble?.(this.#id, failure, sinceMs);
    return undefined;
  }

  /** While a service is away, what stands in front of it may say anything: that nothing is there, or who we should be. */
  #mayPass(failure: TransferFailure): boolean {
    const isStray = failure instanceof ServiceFailure && failure.isStray;
    return failure.remedy === "again" || (isStray && this.#hasAnswered);
  }

  #onMissing(): WaitOutcome<Details> | undefined {
    this.#recover();
    const { clock, observer } = this.#options;
    const now = clock.now();
    if (this.#missingSince === undefined) {
      observer.onMissing?.(this.#id);
    }
    this.#missingSince ??= now;
    return now - this.#missingSince >= MISSING_GRACE_MS
      ? this.#outcome({ kind: "missing", compose: this.#last })
      : undefined;
  }

  async #onCompose(
    compose: Compose<Details>,
    signal: AbortSignal,
  ): Promise<WaitOutcome<Details> | undefined> {
    const { observer } = this.#options;
    this.#recover();
    this.#missingSince = undefined;
    const previous = this.#last;
    this.#last = compose;
    this.#hasAnswered = true;
    this.#looks += 1;
    if (previous?.reported !== compose.reported || previous.state !== compose.state) {
      this.#looks = 1;
      this.#toldLooks = undefined;
      observer.onChange?.(compose, previous);
    }
    observer.onLook?.(compose);
    await this.#log.read(compose, this.#timeLeft(), signal);
    if (!isFinal(compose.state)) {
      return undefined;
    }
    const kept = await this.#keepAlive.keep(compose, signal);
    if (kept.id === compose.id) {
      return this.#outcome({ kind: "ended", compose: kept });
    }
    await this.#follow(kept);
    return undefined;
  }

  /** From now on another compose is waited for. */
  async #follow(compose: Compose<Details>): Promise<void> {
    await this.#options.observer.onReplaced?.(this.#id, compose);
    this.#options.bell?.expect(compose.id);
    this.#id = compose.id;
    this.#last = undefined;
    this.#looks = 0;
    this.#log = new LogReader(this.#options);
  }

  #recover(): void {
    if (this.#troubleSince !== undefined) {
      this.#options.observer.onRecovered?.(this.#id, this.#options.clock.now() - this.#troubleSince);
    }
    this.#troubleSince = undefined;
    this.#failures = 0;
  }

  #pause(look: Look<Details>): number {
    const { policy, random, clock } = this.#options;
    if (look.kind !== "trouble" || this.#troubleSince === undefined) {
      const pause = pauseBefore(Math.max(this.#looks, 1), policy, random);
      return this.#toldLooks === undefined ? pause : Math.min(pause, TOLD_MS * 2 ** this.#toldLooks++);
    }
    const patience = policy.outageMs - (clock.now() - this.#troubleSince);
    return pauseInTrouble(this.#failures, look.failure.retryAfterMs, patience, policy, random);
  }

  async #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { clock, bell } = this.#options;
    if (bell === undefined) {
      return clock.sleep(milliseconds, signal);
    }
    const awake = new AbortController();
    const either = AbortSignal.any([signal, awake.signal]);
    const begin = clock.now();
    try {
      const ring = await Promise.race([
        clock.sleep(milliseconds, either).catch(() => undefined),
        bell.rung(this.#id, either),
      ]);
      if (ring === "change") {
        this.#toldLooks = 0;
      }
      if (ring !== undefined) {
        const rest = Math.min(milliseconds, LEAST_PAUSE_MS) - (clock.now() - begin);
        await (rest > 0 ? clock.sleep(rest, either).catch(() => undefined) : undefined);
      }
    } finally {
      awake.abort();
    }
    signal.throwIfAborted();
  }

  #outcome(end: WaitEnd<Details>): WaitOutcome<Details> {
    return { asked: this.#asked, id: this.#id, ...end };
  }
}
