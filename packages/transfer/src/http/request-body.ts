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
  /**
   * To be called when it begins to be sent.
   *
   * @param onStall - called when the server has taken nothing for so long
   */
  watch(idleTimeoutMs: number, onStall: () => void): void;
  /** To be called when the attempt is over, however it ended. */
  close(): void;
}

const IN_MEMORY = { failure: undefined, watch() {}, close() {} };

/** Opens a body for an attempt. */
export function openBody(body: Buffer | StreamedBody): OpenBody {
  if (Buffer.isBuffer(body)) {
    return { ...IN_MEMORY, content: body, size: body.length };
  }
  return body.size === 0 ? { ...IN_MEMORY, content: null, size: 0 } : new StreamedAttempt(body);
}

class StreamedAttempt implements OpenBody {
  readonly content: Readable;
  readonly size: number;
  failure: { readonly error: unknown } | undefined;
  #isOver = false;
  #watchdog: NodeJS.Timeout | undefined;

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

  watch(idleTimeoutMs: number, onStall: () => void): void {
    let moved = performance.now();
    // Another listener is about to be added by who sends: until then nothing flows.
    this.content.on("data", () => {
      moved = performance.now();
    });
    this.#watchdog = setInterval(
      () => {
        // Paused means that it is the server that is waited for, and not the disk.
        if (this.content.isPaused() && performance.now() - moved > idleTimeoutMs) {
          onStall();
        }
      },
      Math.min(1000, idleTimeoutMs),
    );
    this.#watchdog.unref();
  }

  close(): void {
    this.#isOver = true;
    clearInterval(this.#watchdog);
    this.content.destroy();
  }
}
