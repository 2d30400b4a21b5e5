import type { Reporter } from "@compose-actions/step";
import type { TransferSession } from "@compose-actions/transfer";
import { describeFailure, type FileFailure, type PlanFile } from "./plan-file.ts";

/** What came from one host. */
export interface HostTotals {
  files: number;
  bytes: number;
  /** Time of its transfers, one after the other. */
  milliseconds: number;
  /** Files that it was asked for last, and that failed. */
  failures: number;
}

const REPORT_MS = 250;
/** More failures than this are told in the report alone. */
const MAX_TOLD = 20;

/** Counts what happens and tells of it. */
export class RunProgress {
  readonly #outcomes = new Map<string, Pick<HostTotals, "files" | "failures">>();
  readonly #reporter: Reporter;
  readonly #session: Pick<TransferSession, "receivedBytes" | "hosts">;
  readonly #expected = new Set<PlanFile>();
  readonly #started = performance.now();
  #done = 0;
  #totalBytes = 0;
  #told = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(reporter: Reporter, session: Pick<TransferSession, "receivedBytes" | "hosts">) {
    this.#reporter = reporter;
    this.#session = session;
  }

  /** By host. Their bytes are all that were received, whatever became of them. */
  get hosts(): ReadonlyMap<string, HostTotals> {
    const flows = this.#session.hosts;
    return new Map(
      [...new Set([...this.#outcomes.keys(), ...flows.keys()])].map((name) => [
        name,
        {
          ...(this.#outcomes.get(name) ?? { files: 0, failures: 0 }),
          ...(flows.get(name) ?? { bytes: 0, milliseconds: 0 }),
        },
      ]),
    );
  }

  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  /**
   * So much more is to be downloaded.
   *
   * @param bytes - that are still to come of those whose size is known
   */
  expect(files: readonly PlanFile[], bytes: number): void {
    for (const file of files) {
      this.#expected.add(file);
    }
    this.#totalBytes += bytes;
    this.#timer ??= setInterval(() => this.#report(), REPORT_MS).unref();
  }

  arrived({ size }: PlanFile, outcome: { host: string; bytes: number }): void {
    this.#done += 1;
    this.#totalBytes += size === null ? outcome.bytes : 0;
    this.#host(outcome.host).files += 1;
  }

  /** The origin does not have it, which is an answer. */
  absent(): void {
    this.#done += 1;
  }

  failed(file: PlanFile, failure: FileFailure): void {
    // What has the same content as another one was not asked for itself.
    if (this.#expected.has(file)) {
      this.#done += 1;
      if (failure.url !== undefined && URL.canParse(failure.url)) {
        this.#host(new URL(failure.url).host).failures += 1;
      }
    }
    this.#told += 1;
    if (this.#told <= MAX_TOLD) {
      this.#reporter.warn(`${file.localPath}: ${describeFailure(failure)}`);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    if (this.#expected.size > 0) {
      this.#report();
    }
  }

  #report(): void {
    const bytes = this.#session.receivedBytes;
    this.#reporter.progress({
      activity: "downloading",
      done: this.#done,
      total: this.#expected.size,
      unit: "files",
      bytes,
      // Files of unknown size and repeated attempts make it too little.
      ...(this.#totalBytes > 0 && bytes <= this.#totalBytes ? { totalBytes: this.#totalBytes } : {}),
    });
  }

  #host(name: string): Pick<HostTotals, "files" | "failures"> {
    let host = this.#outcomes.get(name);
    if (host === undefined) {
      host = { files: 0, failures: 0 };
      this.#outcomes.set(name, host);
    }
    return host;
  }
}
