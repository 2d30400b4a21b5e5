import type { TransferMeter } from "@compose-actions/transfer";
import type { RetryOptions } from "../registry/ask.ts";
import type { Registry } from "../registry/registry.ts";
import type { HostRules } from "./host-rules.ts";
import type { UploadJournal } from "./upload-journal.ts";
import type { UploadMode } from "./upload-plan.ts";

/** Where blobs are uploaded to, and how. */
export interface UploadContext {
  readonly registry: Registry;
  /** The repository's name in the registry. */
  readonly name: string;
  /** `registry/name`. */
  readonly address: string;
  readonly rules: HostRules;
  readonly mode: UploadMode;
  readonly chunkBytes: number | undefined;
  readonly retry: RetryOptions;
  /** Watches over the speed. */
  readonly meter: TransferMeter;
  readonly journal: UploadJournal | undefined;
}

/** What a token must be good for. */
export const PUSH = ["pull", "push"] as const;
