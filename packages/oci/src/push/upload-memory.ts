import { TransferFailure } from "@compose-actions/transfer";
import type { BlobSource } from "../repository.ts";
import type { UploadContext } from "./upload-context.ts";
import { uploadLocation } from "./upload-location.ts";
import { type UploadRecord, uploadKey } from "./upload-record.ts";
import { askStatus, type UploadSession } from "./upload-session.ts";

/** Smaller ones are sent again sooner than it is asked how far they were. */
const MIN_BYTES = 1024 * 1024;

/** What the journal knows of the upload of a blob. Without a journal that is nothing. */
export class UploadMemory {
  readonly #context: UploadContext;
  readonly #size: number;
  readonly #key: string;

  constructor(context: UploadContext, { digest, size }: BlobSource) {
    this.#context = context;
    this.#size = size;
    this.#key = uploadKey(context.address, digest);
  }

  /** Whether the next run would know of the upload. */
  get isKept(): boolean {
    return this.#context.journal?.find(this.#key) !== undefined;
  }

  /** An upload that an earlier run has begun, if the registry still knows it. @throws `signal.reason` */
  async recall(signal: AbortSignal): Promise<UploadSession | undefined> {
    const record = this.#context.journal?.find(this.#key);
    if (record === undefined || record.size !== this.#size) {
      return undefined;
    }
    const { rules, mode } = this.#context;
    try {
      const session = this.#sessionOf(record);
      const goesOn =
        session !== undefined &&
        (rules.takesChunks || mode === "chunked") &&
        (await askStatus(this.#context, session, this.#size, signal));
      if (goesOn) {
        return session;
      }
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      // Then it is begun anew, and if that fails as well it is known why.
    }
    this.forget();
    return undefined;
  }

  save({ location, offset, limits }: UploadSession): void {
    if (this.#size >= MIN_BYTES) {
      this.#context.journal?.save({
        key: this.#key,
        size: this.#size,
        location: location.href,
        offset,
        minChunk: limits.min,
        maxChunk: Number.isFinite(limits.max) ? limits.max : 0,
        at: Date.now(),
      });
    }
  }

  forget(): void {
    this.#context.journal?.forget(this.#key);
  }

  /** A place that was written down is followed as one that the registry has just named. */
  #sessionOf({ location: text, offset, minChunk, maxChunk }: UploadRecord): UploadSession | undefined {
    const { origin } = this.#context.registry;
    const location = uploadLocation({ location: text }, origin, origin);
    const limits = { min: minChunk, max: maxChunk === 0 ? Number.POSITIVE_INFINITY : maxChunk };
    return location === undefined ? undefined : { location, offset, limits };
  }
}
