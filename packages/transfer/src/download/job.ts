import { createHash } from "node:crypto";
import type { FailureClass } from "../failure.ts";

/** A file to have. */
export interface TransferJob {
  /** Its place in the tree. */
  readonly localPath: string;
  /** Where it can be had, the best place first. Absolute. */
  readonly urls: readonly string[];
  /** Bytes, or null when unknown. */
  readonly size: number | null;
  /** More is not taken, whatever the size is said to be. */
  readonly maxBytes?: number | undefined;
  /** All that are known, `algorithm:digest`; all must hold. */
  readonly checksums: readonly string[];
  /** Nothing lies in its place, as somebody has just seen. */
  readonly isFree?: boolean;
}

/** Why a file could not be had. */
export interface JobFailure {
  readonly class: FailureClass;
  /** HTTP status of the last answer, where that was the failure. */
  readonly status?: number;
  readonly message: string;
  readonly attempts: number;
  /** The place that was tried last, without secrets. */
  readonly url: string;
}

/** What became of a job. */
export type JobOutcome<J extends TransferJob = TransferJob> =
  | {
      readonly job: J;
      readonly state: "downloaded";
      readonly bytes: number;
      readonly attempts: number;
      readonly host: string;
      readonly milliseconds: number;
      /** In the algorithms of the job's own; sha256 where it had none. */
      readonly checksums: readonly string[];
    }
  | {
      readonly job: J;
      readonly state: "failed";
      readonly failure: JobFailure;
      readonly host: string;
      /** What made it fail would make every other one fail: a full disk. */
      readonly isFatal: boolean;
    };

/** The name under which an unfinished file is kept: what it shall become, not where it comes from. */
export function partialKey({ localPath, size, checksums }: TransferJob): string {
  return createHash("sha256")
    .update(JSON.stringify([localPath, size, checksums]))
    .digest("hex")
    .slice(0, 32);
}
