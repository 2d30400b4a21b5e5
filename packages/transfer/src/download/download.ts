import { redactUrl } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import type { HostOutcome } from "../retry/host-limits.ts";
import { hostOutcome } from "../retry/host-outcome.ts";
import type { IncomingFile } from "./incoming-file.ts";
import { type JobOutcome, partialKey, type TransferJob } from "./job.ts";
import { type Received, Receiver, type ReceiverOptions } from "./receiver.ts";
import { RestartNeeded } from "./reception.ts";
import { Recovery } from "./recovery.ts";
import { Sources } from "./sources.ts";

export interface DownloadOptions extends ReceiverOptions {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Takes a finished and verified file; it is in its place when this has returned or its batch is done. */
  readonly place: (file: IncomingFile, job: TransferJob, checksums: readonly string[]) => void;
}

/** What an attempt came to. */
export type AttemptResult<J extends TransferJob> =
  | { readonly done: JobOutcome<J>; readonly host: HostOutcome }
  /** To be tried again, not before so many milliseconds have passed. */
  | { readonly done?: never; readonly waitMs: number; readonly host: HostOutcome };

/** One file on its way: its places, what has come of it, what has gone wrong so far. */
export class Download<J extends TransferJob> {
  readonly job: J;
  readonly #options: DownloadOptions;
  readonly #sources: Sources;
  readonly #receiver: Receiver;
  readonly #recovery: Recovery;
  readonly #started: number;
  #attempts = 0;

  constructor(job: J, options: DownloadOptions) {
    this.job = job;
    this.#options = options;
    this.#sources = new Sources(job.urls);
    this.#receiver = new Receiver(job, options);
    this.#recovery = new Recovery(options, this.#sources);
    this.#started = options.now();
  }

  /** Origin that the next attempt goes to. */
  get origin(): string {
    return this.#sources.current.origin;
  }

  /** Goes on to a place that is not down, if there is one. */
  passOver(isDown: (origin: string) => boolean): void {
    if (this.#sources.nextWhere((url) => !isDown(url.origin))) {
      this.#receiver.forgetValidator();
    }
  }

  /** The place is known to be of no use: goes on to another one, or gives up. */
  skipHost(reason: TransferFailure): JobOutcome<J> | undefined {
    if (this.#recovery.elsewhere().kind === "give-up") {
      return this.#fail(reason);
    }
    this.#receiver.forgetValidator();
    return undefined;
  }

  /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
  suspend(): void {
    this.#receiver.keep();
  }

  /** @throws `signal.reason` when aborted; what is not a failure of the transfer */
  async attempt(signal: AbortSignal): Promise<AttemptResult<J>> {
    this.#attempts += 1;
    try {
      const received = await this.#receiver.receive(this.#sources.current, signal);
      return { done: this.#succeed(received), host: { kind: "ok" } };
    } catch (error) {
      if (signal.aborted) {
        this.suspend();
        throw signal.reason;
      }
      this.#recovery.countProgress(this.#receiver.received);
      try {
        return error instanceof RestartNeeded ? this.#restart(error) : this.#recover(error);
      } catch (second) {
        if (!(second instanceof TransferFailure)) {
          throw second;
        }
        return { done: this.#fail(second), host: { kind: "none" } };
      }
    }
  }

  #succeed({ host, digests }: Received): JobOutcome<J> {
    const file = this.#receiver.take();
    const { received: bytes, isPartial } = file;
    const checksums = [...digests].map(([algorithm, digest]) => `${algorithm}:${digest}`);
    this.#options.place(file, this.job, checksums);
    if (isPartial) {
      this.#options.journal.forgetPartial(partialKey(this.job));
    }
    return {
      job: this.job,
      state: "downloaded",
      bytes,
      attempts: this.#attempts,
      host: host === "" ? this.#sources.current.host : host,
      milliseconds: this.#options.now() - this.#started,
      checksums,
    };
  }

  /** The server does not continue where we stopped. */
  #restart({ reason, broken }: RestartNeeded): AttemptResult<J> {
    this.#receiver.begin();
    if (broken) {
      this.#receiver.avoidRanges();
    }
    if (!this.#recovery.mayRestart()) {
      return this.#recover(new TransferFailure("range", reason, { remedy: "elsewhere" }));
    }
    return { waitMs: 0, host: { kind: "other" } };
  }

  #recover(error: unknown): AttemptResult<J> {
    if (!(error instanceof TransferFailure)) {
      this.#receiver.discard();
      throw error;
    }
    if (error.failure === "disk" && error.remedy === "again") {
      this.#options.client.shrink();
    }
    const joined = this.#receiver.continued;
    if (error.failure === "checksum") {
      this.#receiver.begin();
      if (joined) {
        this.#receiver.avoidRanges();
      }
    }
    const host = hostOutcome(error);
    const next = this.#recovery.after(error, joined);
    switch (next.kind) {
      case "give-up":
        return { done: this.#fail(error), host };
      case "elsewhere":
        this.#receiver.forgetValidator();
        return { waitMs: next.waitMs, host };
      case "again":
        return { waitMs: next.waitMs, host };
    }
  }

  #fail(error: TransferFailure): JobOutcome<J> {
    if (error.failure !== "too-large" && this.#receiver.isContinuable) {
      this.suspend();
    } else {
      this.#receiver.discard();
    }
    const told = this.#recovery.toTell(error);
    const place = told === error ? this.#sources.current : this.#sources.home;
    return {
      job: this.job,
      state: "failed",
      isFatal: error.failure === "disk" && error.remedy === "never",
      host: place.host,
      failure: {
        class: told.failure,
        ...(told.status === undefined ? {} : { status: told.status }),
        message: told.message,
        attempts: this.#attempts,
        url: redactUrl(place.href),
      },
    };
  }
}
