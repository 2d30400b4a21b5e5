import type { Reporter } from "@compose-actions/step";
import type { FileFailure, PlanFile } from "./plan-file.ts";

/** What came from one host. */
export interface HostTotals {
  files: number;
  bytes: number;
  /** Time of its transfers, one after the other. */
  milliseconds: number;
  failures: number;
}

const REPORT_MS = 250;
/** More failures than this are told in the report alone. */
const MAX_TOLD = 20;

/** Counts what happens and tells of it. */
export class RunProgress {
  readonly hosts = new Map<string, HostTotals>();
  readonly #reporter: Reporter;
  readonly #received: () => number;
  readonly #started = performance.now();
  #done = 0;
  #total = 0;
  #totalBytes = 0;
  #told = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param received - bytes that came so far */
  constructor(reporter: Reporter, received: () => number) {
    this.#reporter = reporter;
    this.#received = received;
  }

  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  /** So much more is to be downloaded. */
  expect(files: readonly PlanFile[]): void {
    this.#total += files.length;
    for (const { size } of files) {
      this.#totalBytes += size ?? 0;
    }
    this.#timer ??= setInterval(() => this.#report(), REPORT_MS).unref();
  }

  count(outcome: { host: string; bytes: number; milliseconds: number }): void {
    this.#done += 1;
    const host = this.#host(outcome.host);
    host.files += 1;
    host.bytes += outcome.bytes;
    host.milliseconds += outcome.milliseconds;
  }

  failed(file: PlanFile, failure: FileFailure): void {
    if (failure.url !== undefined) {
      this.#done += 1;
      this.#host(URL.canParse(failure.url) ? new URL(failure.url).host : "").failures += 1;
    }
    this.#told += 1;
    if (this.#told <= MAX_TOLD) {
      this.#reporter.warn(`${file.localPath}: ${failure.class}: ${failure.message}`);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    if (this.#total > 0) {
      this.#report();
    }
  }

  #report(): void {
    this.#reporter.progress({
      activity: "downloading",
      done: this.#done,
      total: this.#total,
      unit: "files",
      bytes: this.#received(),
      totalBytes: this.#totalBytes,
    });
  }

  #host(name: string): HostTotals {
    let host = this.hosts.get(name);
    if (host === undefined) {
      host = { files: 0, bytes: 0, milliseconds: 0, failures: 0 };
      this.hosts.set(name, host);
    }
    return host;
  }
}
