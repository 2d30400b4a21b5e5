import type {
  Clock,
  Compose,
  ComposeState,
  LogTail,
  Renewed,
  WaitObserver,
  WaitPolicy,
} from "../../src/index.ts";

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/**
 * Time that passes by itself, from one waking to the next: when nothing happens any more it is as late as the first
 * sleeper wants to wake.
 */
export class SleepClock implements Clock {
  at = 0;
  readonly pauses: number[] = [];
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.at;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.pauses.push(milliseconds);
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = { until: this.at + milliseconds, wake: resolve };
      const onAbort = (): void => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal.reason);
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener("abort", onAbort, { once: true });
      this.#sleepers.push(sleeper);
      this.#passLater();
    });
  }

  /** What is under way may bring more sleepers: some turns of the event loop are given to it. */
  #passLater(turns = 5): void {
    setImmediate(() => (turns > 0 ? this.#passLater(turns - 1) : this.#pass()));
  }

  #pass(): void {
    const first = this.#sleepers.toSorted((one, other) => one.until - other.until)[0];
    if (first === undefined) return;
    this.at = Math.max(this.at, first.until);
    this.#sleepers = this.#sleepers.filter((one) => one !== first);
    first.wake();
  }
}

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export const POLICY: WaitPolicy = {
  pollMs: 5_000,
  pollMaxMs: 30_000,
  timeoutMs: HOUR,
  outageMs: 10 * MINUTE,
  minLifeMs: 0,
};

export function composeOf(id: string, state: ComposeState, more: Partial<Compose> = {}): Compose {
  return {
    id,
    state,
    reported: state,
    asOf: 0,
    times: {},
    links: {},
    images: [],
    details: undefined,
    ...more,
  };
}

/** What a service answers at some time: a compose, nothing, or a failure. */
export type Script = (id: string, at: number) => Compose | undefined | Error;

/** A service whose every answer the test gives. */
export class ScriptedService {
  readonly looks: { readonly id: string; readonly at: number }[] = [];
  readonly renewals: { readonly id: string; readonly secondsToLive: number | undefined }[] = [];
  renewed: ((id: string) => Renewed | Error) | undefined;
  log: readonly string[] | Error = [];
  readonly #clock: SleepClock;
  readonly #script: Script;

  constructor(clock: SleepClock, script: Script) {
    this.#clock = clock;
    this.#script = script;
  }

  async get(id: string, signal: AbortSignal): Promise<Compose | undefined> {
    signal.throwIfAborted();
    this.looks.push({ id, at: this.#clock.at });
    const answer = this.#script(id, this.#clock.at);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  async renew(id: string, { secondsToLive }: { secondsToLive?: number | undefined }): Promise<Renewed> {
    this.renewals.push({ id, secondsToLive });
    const renewed = this.renewed?.(id) ?? new Error("there is no renewal");
    if (renewed instanceof Error) throw renewed;
    return renewed;
  }

  openLog(compose: Compose): LogTail | undefined {
    return {
      name: `${compose.id}.log`,
      next: async () => {
        if (this.log instanceof Error) throw this.log;
        return this.log;
      },
    };
  }
}

/** Writes down what it is told. */
export class Witness implements WaitObserver {
  readonly lines: string[] = [];

  onChange(compose: Compose, previous: Compose | undefined): void {
    this.lines.push(`${compose.id}: ${previous?.reported ?? "-"} → ${compose.reported}`);
  }
  onLook(): void {}
  onTrouble(id: string): void {
    this.lines.push(`${id}: trouble`);
  }
  onRecovered(id: string, afterMs: number): void {
    this.lines.push(`${id}: recovered after ${Math.round(afterMs / 1000)} s`);
  }
  onMissing(id: string): void {
    this.lines.push(`${id}: missing`);
  }
  onLog(id: string, name: string, lines: readonly string[]): void {
    this.lines.push(`${id}: ${name}: ${lines.join("|")}`);
  }
  onReplaced(id: string, compose: Compose): void {
    this.lines.push(`${id}: replaced by ${compose.id}`);
  }
  onNote(id: string, line: string): void {
    this.lines.push(`${id}: ${line}`);
  }
}
