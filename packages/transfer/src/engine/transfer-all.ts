import { setMaxListeners } from "node:events";
import { type AttemptResult, Download, type DownloadOptions } from "../download/download.ts";
import type { JobOutcome, TransferJob } from "../download/job.ts";
import { type FailureClass, TransferFailure } from "../failure.ts";
import { RETRY_AFTER_CAP_MS } from "../retry/backoff.ts";
import type { HostLimits } from "../retry/host-limits.ts";
import { type OriginQueue, WorkQueue } from "./work-queue.ts";

export interface TransferAllOptions<J extends TransferJob>
  extends Omit<DownloadOptions, "mayOpenMore" | "acquire" | "release"> {
  readonly limits: HostLimits;
  /** Transfers at a time, of all hosts together. */
  readonly parallel: number;
  /** Stop at the first failure. Transfers under way are ended; what they received is kept. */
  readonly failFast: boolean;
  readonly onOutcome: (outcome: JobOutcome<J>) => void;
}

/** How often to look for a place at a host that has all of its places taken. */
const SHORTEST_WAIT_MS = 20;

/** A resting origin's work is offered to others no more often. */
const OFFER_MS = 500;

/** Ends the other transfers when one has failed and that is to be the end. */
class FirstFailure extends Error {}

/**
 * Transfers files, several at a time, each host within its limits; what has to wait does not keep others from their
 * turn. Jobs are begun in the order in which they are given, host by host in turn.
 *
 * @returns when every job has had its outcome; with `failFast` after the first failure
 * @throws `signal.reason` when aborted
 */
export async function transferAll<J extends TransferJob>(
  jobs: readonly J[],
  options: TransferAllOptions<J>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const forward = () => stop.abort(signal.reason);
  signal.addEventListener("abort", forward, { once: true });
  // Every transfer listens.
  setMaxListeners(0, stop.signal);
  try {
    await new Crew(jobs, options, stop).work();
  } finally {
    signal.removeEventListener("abort", forward);
  }
}

class Crew<J extends TransferJob> {
  readonly #options: TransferAllOptions<J>;
  readonly #stop: AbortController;
  readonly #queue: WorkQueue<J>;
  readonly #downloadOptions: DownloadOptions;
  #active = 0;
  #timer: NodeJS.Timeout | undefined;
  #finish: () => void = () => undefined;

  constructor(jobs: readonly J[], options: TransferAllOptions<J>, stop: AbortController) {
    this.#options = options;
    this.#downloadOptions = { ...options, ...this.#leave() };
    this.#stop = stop;
    this.#queue = new WorkQueue(jobs, (job) => this.#begin(job));
  }

  async work(): Promise<void> {
    const { signal } = this.#stop;
    const wake = () => this.#pump();
    signal.addEventListener("abort", wake, { once: true });
    try {
      await new Promise<void>((resolve) => {
        this.#finish = resolve;
        this.#pump();
      });
    } finally {
      signal.removeEventListener("abort", wake);
      clearTimeout(this.#timer);
      this.#queue.suspendAll();
    }
    if (signal.aborted && !(signal.reason instanceof FirstFailure)) {
      throw signal.reason;
    }
  }

  /** Leave for further connections, which count like transfers. */
  #leave(): Pick<DownloadOptions, "mayOpenMore" | "acquire" | "release"> {
    const { limits, parallel } = this.#options;
    return {
      mayOpenMore: () => this.#active < parallel && !this.#queue.hasReady(this.#options.now()),
      acquire: (origin) => {
        const isFree = this.#active < parallel && limits.tryAcquire(origin);
        this.#active += isFree ? 1 : 0;
        return isFree;
      },
      release: (origin) => {
        this.#active -= 1;
        limits.release(origin, { kind: "ok" });
        this.#pump();
      },
    };
  }

  /** A job whose places are no places has its outcome at once. */
  #begin(job: J): Download<J> | undefined {
    try {
      return new Download(job, this.#downloadOptions);
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      this.#outcome({
        job,
        state: "failed",
        host: "",
        isFatal: false,
        failure: { class: error.failure, message: error.message, attempts: 0, url: "" },
      });
      return undefined;
    }
  }

  /** Starts as much as may be started, and sees to it that somebody comes back for the rest. */
  #pump(): void {
    clearTimeout(this.#timer);
    if (this.#stop.signal.aborted) {
      if (this.#active === 0) {
        this.#finish();
      }
      return;
    }
    try {
      while (this.#active < this.#options.parallel && !this.#stop.signal.aborted) {
        const next = this.#next();
        if (next === undefined) {
          break;
        }
        this.#run(next.download, next.origin);
      }
    } catch (error) {
      this.#end(error);
      return;
    }
    if (this.#stop.signal.aborted) {
      return;
    }
    if (this.#active === 0 && this.#queue.isEmpty) {
      this.#finish();
      return;
    }
    if (this.#active < this.#options.parallel) {
      this.#comeBack();
    }
  }

  #next(): { readonly download: Download<J>; readonly origin: string } | undefined {
    const { limits, now } = this.#options;
    for (const origin of this.#queue.inTurn()) {
      if (limits.isLost(origin.name)) {
        this.#giveUp(origin, "connection", "the host cannot be reached; it is not asked any more");
        continue;
      }
      if (limits.waitMs(origin.name) > RETRY_AFTER_CAP_MS) {
        this.#giveUp(origin, "rate-limited", "the host wants to be left alone for longer than is waited");
        continue;
      }
      if (limits.isDown(origin.name)) {
        this.#offerToOthers(origin);
        continue;
      }
      if (!origin.hasReady(now()) || !limits.tryAcquire(origin.name)) {
        continue;
      }
      const download = origin.take(now());
      if (download !== undefined) {
        this.#queue.served(origin);
        return { download, origin: origin.name };
      }
      limits.release(origin.name, { kind: "none" });
    }
    return undefined;
  }

  /** While an origin rests, others that have the same files take over. */
  #offerToOthers(origin: OriginQueue<J>): void {
    const { limits, now } = this.#options;
    if (now() - origin.offeredAt < OFFER_MS) {
      return;
    }
    origin.offeredAt = now();
    for (const download of origin.takeMovable()) {
      download.passOver((other) => limits.isDown(other));
      this.#queue.putBack(download, 0);
    }
  }

  #giveUp(origin: OriginQueue<J>, failure: FailureClass, message: string): void {
    for (const download of origin.takeAll()) {
      const outcome = download.skipHost(new TransferFailure(failure, message, { remedy: "elsewhere" }));
      if (outcome === undefined) {
        this.#queue.putBack(download, 0);
      } else {
        this.#outcome(outcome);
      }
    }
  }

  #run(download: Download<J>, origin: string): void {
    this.#active += 1;
    const { limits } = this.#options;
    download.attempt(this.#stop.signal).then(
      (result) => {
        limits.release(origin, result.host);
        this.#active -= 1;
        try {
          this.#settle(download, result);
        } catch (error) {
          this.#end(error);
        }
        this.#pump();
      },
      (error: unknown) => {
        limits.release(origin, { kind: "none" });
        this.#active -= 1;
        this.#end(error);
        this.#pump();
      },
    );
  }

  /** Ends all, for the first reason that there is. Those under way have yet to put down what they hold. */
  #end(error: unknown): void {
    this.#stop.abort(error);
  }

  #settle(download: Download<J>, result: AttemptResult<J>): void {
    if (result.done === undefined) {
      this.#queue.putBack(download, this.#options.now() + result.waitMs);
      return;
    }
    this.#outcome(result.done);
  }

  #outcome(outcome: JobOutcome<J>): void {
    this.#options.onOutcome(outcome);
    if (outcome.state === "failed" && (this.#options.failFast || outcome.isFatal)) {
      this.#stop.abort(new FirstFailure());
    }
  }

  #comeBack(): void {
    const { limits, now } = this.#options;
    const due = this.#queue.nextDue((name) => now() + limits.waitMs(name));
    if (Number.isFinite(due)) {
      this.#timer = setTimeout(() => this.#pump(), Math.max(SHORTEST_WAIT_MS, due - now()));
    }
  }
}
