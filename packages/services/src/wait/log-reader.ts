import type { Compose } from "../compose.ts";
import type { LogTail } from "../service.ts";
import type { WaitOptions } from "./options.ts";

/** Reading a log must not hold up what it is read for. */
const READ_LIMIT_MS = 20_000;
/** After so many failures in a row a log is left alone. */
const MAX_FAILURES = 5;

/** Reads the log of a compose while that is waited for. Failures are not worth a word: the log is an extra. */
export class LogReader<Details> {
  readonly #options: WaitOptions<Details>;
  #tail: LogTail | undefined;
  #isOpen = false;
  #failures = 0;

  constructor(options: WaitOptions<Details>) {
    this.#options = options;
  }

  /** @param limitMs - it is left for another time then */
  async read(compose: Compose<Details>, limitMs: number, signal: AbortSignal): Promise<void> {
    const { service, observer, withLogs } = this.#options;
    if (!withLogs || observer.onLog === undefined || this.#failures >= MAX_FAILURES || !hasBegun(compose)) {
      return;
    }
    if (!this.#isOpen) {
      this.#tail = service.openLog(compose);
      this.#isOpen = true;
    }
    if (this.#tail === undefined) {
      return;
    }
    try {
      const limit = AbortSignal.timeout(Math.min(READ_LIMIT_MS, limitMs));
      const lines = await this.#tail.next(AbortSignal.any([signal, limit]));
      this.#failures = 0;
      if (lines.length > 0) {
        observer.onLog(compose.id, this.#tail.name, lines);
      }
    } catch {
      signal.throwIfAborted();
      this.#failures += 1;
    }
  }
}

/** What is expired has no log any more; what was requested has none yet. */
function hasBegun({ state }: Compose): boolean {
  return state === "running" || state === "finished" || state === "failed" || state === "unknown";
}
