import type { Readable } from "node:stream";

/** A body that is read while it is sent. */
export interface StreamedBody {
  /** Bytes that it has, exactly. */
  readonly size: number;
  /** Its bytes from the start. Called anew when the request is sent again. */
  open(): Readable;
}

/** The body of one attempt: what is sent, and what went wrong with reading it. */
export interface OpenBody {
  readonly content: Buffer | Readable | null;
  readonly size: number;
  /** What reading failed with: then that is what is wrong, and not the connection. */
  readonly failure: { readonly error: unknown } | undefined;
  /** To be called when the attempt is over, however it ended. */
  close(): void;
}

/** Opens a body for an attempt. */
export function openBody(body: Buffer | StreamedBody): OpenBody {
  if (Buffer.isBuffer(body)) {
    return { content: body, size: body.length, failure: undefined, close() {} };
  }
  return body.size === 0
    ? { content: null, size: 0, failure: undefined, close() {} }
    : new StreamedAttempt(body);
}

class StreamedAttempt implements OpenBody {
  readonly content: Readable;
  readonly size: number;
  failure: { readonly error: unknown } | undefined;
  #isOver = false;

  constructor(body: StreamedBody) {
    this.size = body.size;
    this.content = body.open();
    // Stays for good: a stream may fail after the request has let go of it.
    this.content.on("error", (error) => {
      if (!this.#isOver) {
        this.failure ??= { error };
      }
    });
  }

  close(): void {
    this.#isOver = true;
    this.content.destroy();
  }
}
