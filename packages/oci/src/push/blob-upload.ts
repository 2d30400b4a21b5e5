import { type NextDelay, nextDelay, TransferFailure } from "@compose-actions/transfer";
import { pause } from "../registry/ask.ts";
import type { BlobSource } from "../repository.ts";
import { lookFor } from "./look.ts";
import { mayBeDone, recoveryOf } from "./recovery.ts";
import { sendChunk, sendRest } from "./send-part.ts";
import type { UploadContext } from "./upload-context.ts";
import { UploadMemory } from "./upload-memory.ts";
import { DEFAULT_CHUNK_BYTES, planUpload, smallerChunk, type UploadMode } from "./upload-plan.ts";
import { askStatus, beginUpload, cancelUpload, type UploadSession } from "./upload-session.ts";

/** How often a blob is sent from its start, whatever happens in between. */
const MAX_STARTS = 8;
/** Attempts are counted anew after so much that the registry has. */
const PROGRESS_BYTES = 1024 * 1024;

export interface UploadOptions {
  /** A repository of the registry that has the blob. */
  readonly mountFrom: string | undefined;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Uploads a blob, whatever the registry does: goes on where it was cut off, in this run or the one before, sends
 * smaller chunks or all at once where that is what works, and begins anew where nothing else helps.
 *
 * @returns how the blob came there, as the registry says
 * @throws TransferFailure
 */
export function uploadBlob(
  context: UploadContext,
  blob: BlobSource,
  options: UploadOptions,
): Promise<"pushed" | "mounted"> {
  return new BlobUpload(context, blob, options).run();
}

class BlobUpload {
  readonly #context: UploadContext;
  readonly #blob: BlobSource;
  readonly #options: UploadOptions;
  readonly #memory: UploadMemory;
  #session: UploadSession | undefined;
  #mode: UploadMode;
  #chunkBytes: number | undefined;
  /** What was being sent when it failed. */
  #part: "chunk" | "rest" = "rest";
  #starts = 0;
  /** Failures in a row, without progress in between. */
  #failures = 0;
  /** Bytes that the registry had at the last failure. */
  #mark = 0;
  #cutWholes = 0;
  #hasMismatched = false;
  #hasSentWhole = false;

  constructor(context: UploadContext, blob: BlobSource, options: UploadOptions) {
    this.#context = context;
    this.#blob = blob;
    this.#options = options;
    this.#memory = new UploadMemory(context, blob);
    this.#mode = context.mode;
    this.#chunkBytes = context.chunkBytes;
  }

  async run(): Promise<"pushed" | "mounted"> {
    const { signal, mountFrom } = this.#options;
    this.#session = await this.#memory.recall(signal);
    this.#mark = this.#session?.offset ?? 0;
    for (;;) {
      signal.throwIfAborted();
      if (this.#session === undefined) {
        this.#starts += 1;
        const begun = await beginUpload(
          this.#context,
          this.#blob.digest,
          this.#starts === 1 ? mountFrom : undefined,
          signal,
        );
        if (begun === "mounted") {
          return begun;
        }
        this.#session = begun;
        this.#mark = 0;
        this.#memory.save(begun);
      }
      try {
        await this.#send(this.#session);
        this.#memory.forget();
        return "pushed";
      } catch (error) {
        if (!(error instanceof TransferFailure)) {
          throw error;
        }
        if (await this.#recover(error, this.#session)) {
          this.#memory.forget();
          return "pushed";
        }
      }
    }
  }

  async #send(session: UploadSession): Promise<void> {
    const { rules } = this.#context;
    const { onBytes, signal } = this.#options;
    const part = { context: this.#context, session, blob: this.#blob, onBytes, signal };
    const { size } = this.#blob;
    const chunk = planUpload(size, this.#mode, this.#chunkBytes, rules, session.limits);
    while (chunk !== undefined && session.offset < size) {
      this.#part = "chunk";
      const end = Math.min(session.offset + chunk, size);
      if (!(await sendChunk(part, end)) && !(await this.#isTaken(session, end))) {
        throw new StuckUpload(this.#context.registry.name);
      }
      this.#memory.save(session);
    }
    this.#part = "rest";
    this.#hasSentWhole ||= session.offset === 0;
    await sendRest(part);
  }

  /** Some registries take a chunk and say that they have not got further: they are asked once more. */
  async #isTaken(session: UploadSession, end: number): Promise<boolean> {
    const start = session.offset;
    // Assumed, for a registry that says the same of nothing and of one byte.
    session.offset = end;
    const isTold = await askStatus(this.#context, session, this.#blob.size, this.#options.signal);
    if (isTold && session.offset > start && session.offset <= end) {
      return true;
    }
    session.offset = end;
    // Whoever wants chunks gets them: the digest tells at the end.
    return this.#mode === "chunked";
  }

  /**
   * Makes the best of a failure: after it, the session is one to go on with, or there is none.
   *
   * @returns whether the blob is there after all
   * @throws the failure when there is nothing to be done
   */
  async #recover(failure: TransferFailure, session: UploadSession): Promise<boolean> {
    const { signal } = this.#options;
    if (mayBeDone(failure, this.#part) && (await this.#isThere())) {
      return true;
    }
    if (session.offset - this.#mark >= PROGRESS_BYTES) {
      this.#failures = 0;
    }
    this.#mark = session.offset;
    this.#failures += 1;
    const next =
      failure instanceof StuckUpload
        ? "whole"
        : recoveryOf(failure, this.#part, session.offset, this.#blob.size);
    // Another form of upload is no repetition.
    const delay = next === "smaller" || next === "whole" ? { delayMs: 0 } : this.#delayOf(failure);
    if (next === "fail" || delay.giveUp === true) {
      throw await this.#end(next === "mismatch" ? asMismatch(failure) : failure, session);
    }
    await pause(delay.delayMs, signal);
    const goesOn = await this.#prepare(next, failure, session);
    if (!goesOn) {
      if (this.#starts >= MAX_STARTS) {
        throw await this.#end(failure, session);
      }
      this.#session = undefined;
      this.#memory.forget();
    }
    return false;
  }

  #delayOf({ retryAfterMs }: TransferFailure): NextDelay {
    const { retries, retryDelayMs } = this.#context.retry;
    const attempt = this.#failures;
    return attempt > retries
      ? { giveUp: true }
      : nextDelay({ attempt, retryAfterMs, random: Math.random, base: retryDelayMs });
  }

  /** @returns whether the session goes on @throws the failure when there is nothing to be done */
  async #prepare(
    next: "resume" | "restart" | "mismatch" | "smaller" | "whole",
    failure: TransferFailure,
    session: UploadSession,
  ): Promise<boolean> {
    switch (next) {
      case "restart":
        return false;
      case "mismatch":
        if (this.#hasMismatched) {
          throw await this.#end(asMismatch(failure), session);
        }
        this.#hasMismatched = true;
        return false;
      case "whole":
        await this.#sendWhole(failure, session);
        return false;
      case "smaller":
        return this.#sendLess(failure, session);
      case "resume":
        return this.#resume(failure, session);
    }
  }

  async #resume(failure: TransferFailure, session: UploadSession): Promise<boolean> {
    const { rules } = this.#context;
    const before = session.offset;
    const isWhole = this.#part === "rest" && before === 0;
    const takesParts = this.#mode === "chunked" || (this.#mode === "auto" && rules.takesChunks);
    if (takesParts && (await askStatus(this.#context, session, this.#blob.size, this.#options.signal))) {
      return failure.status === 416 && session.offset === before ? this.#sendLess(failure, session) : true;
    }
    if (isWhole && this.#mode === "auto" && rules.takesChunks) {
      this.#cutWholes += 1;
      const chunk = this.#chunkBytes ?? DEFAULT_CHUNK_BYTES;
      if (this.#cutWholes > 1 && this.#blob.size > chunk) {
        // Something on the way lets nothing through that is so large, or takes so long.
        this.#mode = "chunked";
        this.#chunkBytes = chunk;
      }
    }
    return false;
  }

  /** @returns whether the session goes on @throws the failure when there is nothing less to send */
  async #sendLess(failure: TransferFailure, session: UploadSession): Promise<boolean> {
    const { rules } = this.#context;
    if (this.#part === "rest") {
      if (this.#mode !== "auto" || !rules.takesChunks) {
        throw await this.#end(failure, session);
      }
      this.#mode = "chunked";
      this.#chunkBytes ??= DEFAULT_CHUNK_BYTES;
      return askStatus(this.#context, session, this.#blob.size, this.#options.signal);
    }
    const chunk = planUpload(this.#blob.size, this.#mode, this.#chunkBytes, rules, session.limits);
    const smaller = smallerChunk(Math.min(chunk ?? 0, this.#blob.size), session.limits);
    if (smaller === undefined) {
      await this.#sendWhole(failure, session);
      return false;
    }
    this.#chunkBytes = smaller;
    return askStatus(this.#context, session, this.#blob.size, this.#options.signal);
  }

  /** @throws the failure when that was tried, or is not wanted */
  async #sendWhole(failure: TransferFailure, session: UploadSession): Promise<void> {
    if (this.#context.mode === "chunked" || this.#hasSentWhole) {
      throw await this.#end(failure, session);
    }
    this.#mode = "monolithic";
  }

  /** Another failure is being dealt with: if it cannot be told now, it will be later. */
  async #isThere(): Promise<boolean> {
    const { digest, size } = this.#blob;
    const found = await lookFor(this.#context, digest, size, this.#options.signal).catch((error: unknown) => {
      if (error instanceof TransferFailure) {
        return "missing";
      }
      throw error;
    });
    return found === "there";
  }

  /** The upload is given up. @returns the failure */
  async #end(failure: TransferFailure, session: UploadSession): Promise<TransferFailure> {
    // What may pass may have passed when the next run comes.
    if (failure.remedy !== "again" || !this.#memory.isKept) {
      await cancelUpload(this.#context, session, this.#options.signal);
      this.#memory.forget();
    }
    return failure;
  }
}

/** The registry takes chunks and does not get further. */
class StuckUpload extends TransferFailure {
  constructor(registry: string) {
    super("protocol", `${registry} takes chunks and says that it has not got them`, { remedy: "again" });
  }
}

function asMismatch({ message, status }: TransferFailure): TransferFailure {
  return new TransferFailure("checksum", `${message}; twice it found other bytes than were hashed here`, {
    remedy: "never",
    status,
  });
}
