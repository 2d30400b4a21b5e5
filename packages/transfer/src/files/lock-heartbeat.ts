import type { UserError } from "@compose-actions/step";
import { renewLock } from "./lock-file.ts";
import type { LockOwner } from "./lock-owner.ts";
import type { LockTiming } from "./lock-watch.ts";

export interface HeartbeatOptions {
  readonly timing: LockTiming;
  /** What to say when the lock is another's. */
  readonly lost: () => UserError;
  /** Called once, when it is. */
  readonly onLost: ((error: UserError) => void) | undefined;
}

/**
 * Gives signs of life in a lock while its owner works, and finds out when somebody has taken the lock over meanwhile:
 * this process may have been stopped for long, or cut off from the file system.
 */
export class Heartbeat {
  readonly #path: string;
  readonly #owner: LockOwner;
  readonly #options: HeartbeatOptions;
  readonly #timer: NodeJS.Timeout;
  #count = 0;
  #last = performance.now();
  #lost: UserError | undefined;

  constructor(path: string, owner: LockOwner, options: HeartbeatOptions) {
    this.#path = path;
    this.#owner = owner;
    this.#options = options;
    this.#timer = setInterval(() => this.#beat(), options.timing.beatMs);
    this.#timer.unref();
  }

  /** Costs nothing while signs of life are given in time. @throws UserError when the lock is another's */
  check(): void {
    if (performance.now() - this.#last >= 2 * this.#options.timing.beatMs) {
      this.#beat();
    }
    if (this.#lost !== undefined) {
      throw this.#lost;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    if (this.#lost === undefined && !this.#isRenewed()) {
      this.stop();
      this.#lost = this.#options.lost();
      this.#options.onLost?.(this.#lost);
    }
  }

  #isRenewed(): boolean {
    const now = performance.now();
    try {
      if (!renewLock(this.#path, this.#owner, this.#count + 1)) {
        return false;
      }
    } catch {
      // The file system may work again before anybody takes this process for dead.
      return now - this.#last < this.#options.timing.silenceMs;
    }
    this.#count += 1;
    this.#last = now;
    return true;
  }
}
