import type { BlobOutcome } from "@compose-actions/oci";
import type { Reporter } from "@compose-actions/step";
import type { PushFailure } from "./failures.ts";

/** More failures than this are told in the report alone. */
const MAX_TOLD = 20;

/** Counts of blobs and bytes. A blob counts once for each repository that has to have it. */
export interface BlobCounts {
  readonly pushed: number;
  readonly existing: number;
  readonly mounted: number;
  /** Of those that were pushed. */
  readonly pushedBytes: number;
}

/** Follows one blob. */
export interface BlobMeter {
  sent(bytes: number): void;
  /** It is in one more repository. */
  settled(outcome: BlobOutcome): void;
  /** It is in all its repositories, or failed. */
  done(): void;
}

/** Counts what happens and tells of it. */
export class PushProgress {
  readonly #reporter: Reporter;
  readonly #started = performance.now();
  readonly #counts = { pushed: 0, existing: 0, mounted: 0 };
  #failures = 0;
  #pushedBytes = 0;
  #sentBytes = 0;
  #blobs = { done: 0, total: 0, bytes: 0, totalBytes: 0 };
  #manifests = { done: 0, total: 0 };

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  /** Bytes of blobs that went out, those of attempts that failed too. */
  get sentBytes(): number {
    return this.#sentBytes;
  }

  get counts(): BlobCounts {
    return { ...this.#counts, pushedBytes: this.#pushedBytes };
  }

  begin(blobs: readonly { readonly size: number }[], manifests: number): void {
    this.#blobs.total = blobs.length;
    this.#blobs.totalBytes = blobs.reduce((sum, { size }) => sum + size, 0);
    this.#manifests.total = manifests;
  }

  /** A blob's turn has come. */
  blob(size: number): BlobMeter {
    // What is sent twice, or to several repositories, is still one blob's worth of progress.
    let shown = 0;
    const show = (bytes: number) => {
      this.#blobs.bytes += bytes - shown;
      shown = bytes;
      this.#report();
    };
    return {
      sent: (bytes) => {
        this.#sentBytes += bytes;
        show(Math.min(size, shown + bytes));
      },
      settled: (outcome) => {
        this.#counts[outcome] += 1;
        this.#pushedBytes += outcome === "pushed" ? size : 0;
      },
      done: () => {
        this.#blobs.done += 1;
        show(size);
      },
    };
  }

  #report(): void {
    const { done, total, bytes, totalBytes } = this.#blobs;
    this.#reporter.progress({ activity: "pushing", done, total, unit: "blobs", bytes, totalBytes });
  }

  manifest(): void {
    this.#manifests.done += 1;
    const { done, total } = this.#manifests;
    this.#reporter.progress({ activity: "describing", done, total, unit: "manifests" });
  }

  /** @param what - the files that it is about */
  failed(failure: PushFailure, what: string): void {
    this.#failures += 1;
    if (this.#failures <= MAX_TOLD) {
      const place = failure.message.includes(what) ? "" : `${what}: `;
      this.#reporter.warn(`${place}${failure.class}: ${failure.message}`);
    }
  }
}
