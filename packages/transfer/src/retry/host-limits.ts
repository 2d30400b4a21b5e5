/** How a transfer went, as far as its host is concerned. */
export interface HostOutcome {
  /**
   * - `ok`: the host served us;
   * - `busy`: it asks for less (429, 503);
   * - `connection`: it could not be reached, or the connection broke before an answer;
   * - `other`: it was reached, and what went wrong says nothing of its load (404, wrong bytes);
   * - `none`: nothing was learnt of it (aborted, disk full).
   */
  readonly kind: "ok" | "busy" | "connection" | "other" | "none";
  /** What it asked for in Retry-After: then nothing is sent to it for that long. */
  readonly retryAfterMs?: number | undefined;
}

export interface HostLimitOptions {
  /** Most transfers with one host at a time, at least 1. */
  readonly max: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  /** Connection failures in a row after which a host rests. */
  readonly failures?: number;
  /** The first rest, in milliseconds; each further one is twice as long. */
  readonly firstRestMs?: number;
  readonly longestRestMs?: number;
  /** Rests without a success between them; the failure after the last of them is the host's last. */
  readonly rests?: number;
}

interface Host {
  limit: number;
  active: number;
  /** In a row, since the limit last changed. */
  successes: number;
  halvedAt: number;
  notBefore: number;
  /** Connection failures in a row. */
  failures: number;
  rests: number;
  restUntil: number;
  /** After a rest: one transfer at a time, until the host answers. */
  onTrial: boolean;
  /** Transfers that were under way when the host failed: their failures say nothing new. */
  stale: number;
  lost: boolean;
}

/** Halving for each of many refusals that came together would punish a host's one moment of load many times over. */
const HALVE_EVERY_MS = 1000;

/**
 * How much may be asked of each host, and whether at all. Every call takes constant time.
 *
 * A host starts with `max` transfers at a time. When it is busy its limit is halved; after as many successes in a row
 * as the limit is it grows by one. A host that cannot be reached rests, then gets one transfer on trial; when it has
 * failed after the last rest it is lost for good, unless a transfer that was still under way is served after all.
 *
 * Hosts are told apart by the text that the caller gives, best an origin.
 */
export class HostLimits {
  readonly #max: number;
  readonly #now: () => number;
  readonly #failures: number;
  readonly #firstRestMs: number;
  readonly #longestRestMs: number;
  readonly #rests: number;
  readonly #hosts = new Map<string, Host>();

  constructor(options: HostLimitOptions) {
    const { max, now, failures = 6, firstRestMs = 1000, longestRestMs = 30_000, rests = 3 } = options;
    if (!(max >= 1 && failures >= 1)) throw new RangeError("limits of hosts must be at least 1");
    this.#max = Math.floor(max);
    this.#now = now;
    this.#failures = failures;
    this.#firstRestMs = firstRestMs;
    this.#longestRestMs = longestRestMs;
    this.#rests = rests;
  }

  /** Takes a place at the host, to be given back with `release`; false when there is none now. */
  tryAcquire(name: string): boolean {
    const host = this.#host(name);
    // Transfers from before a rest must not hold up the trial.
    if (this.#waitMs(host) > 0 || host.active - host.stale >= limitOf(host)) return false;
    host.active += 1;
    return true;
  }

  /** Gives a place back and tells how it went. */
  release(name: string, outcome: HostOutcome): void {
    const host = this.#host(name);
    if (host.active === 0) throw new RangeError("a place at a host was given back twice");
    host.active -= 1;
    if (outcome.retryAfterMs !== undefined && outcome.retryAfterMs > 0) {
      host.notBefore = Math.max(host.notBefore, this.#now() + outcome.retryAfterMs);
    }
    if (outcome.kind === "none") {
      host.stale = Math.min(host.stale, host.active);
      return;
    }
    if (outcome.kind === "connection") {
      this.#unreachable(host);
      return;
    }
    host.failures = 0;
    host.stale = 0;
    host.onTrial = false;
    host.restUntil = 0;
    if (outcome.kind === "ok") {
      host.rests = 0;
      host.lost = false;
      this.#served(host);
    } else if (outcome.kind === "busy") {
      this.#busy(host);
    }
  }

  /** Whether the host is not to be asked now, because it could not be reached: it rests, or is lost. */
  isDown(name: string): boolean {
    const host = this.#hosts.get(name);
    return host !== undefined && (host.lost || host.restUntil > this.#now());
  }

  /** Whether the host is down for good: what is waiting for it may as well fail. */
  isLost(name: string): boolean {
    return this.#hosts.get(name)?.lost ?? false;
  }

  /**
   * Milliseconds until the host may be asked again, as it wished or because it rests; 0 when that is now, though all
   * its places may be taken; Infinity for a host that is lost.
   */
  waitMs(name: string): number {
    const host = this.#hosts.get(name);
    return host === undefined ? 0 : this.#waitMs(host);
  }

  /** How many transfers the host may have at a time. */
  limitOf(name: string): number {
    const host = this.#hosts.get(name);
    return host === undefined ? this.#max : limitOf(host);
  }

  #host(name: string): Host {
    let host = this.#hosts.get(name);
    if (host === undefined) {
      host = {
        limit: this.#max,
        active: 0,
        successes: 0,
        halvedAt: Number.NEGATIVE_INFINITY,
        notBefore: 0,
        failures: 0,
        rests: 0,
        restUntil: 0,
        onTrial: false,
        stale: 0,
        lost: false,
      };
      this.#hosts.set(name, host);
    }
    return host;
  }

  #waitMs(host: Host): number {
    if (host.lost) return Number.POSITIVE_INFINITY;
    // Most hosts never make anybody wait, and then the clock need not be read.
    const until = Math.max(host.notBefore, host.restUntil);
    return until === 0 ? 0 : Math.max(0, until - this.#now());
  }

  #served(host: Host): void {
    host.successes += 1;
    if (host.successes >= host.limit) {
      host.successes = 0;
      host.limit = Math.min(host.limit + 1, this.#max);
    }
  }

  #busy(host: Host): void {
    host.successes = 0;
    const now = this.#now();
    if (now - host.halvedAt < HALVE_EVERY_MS) return;
    host.halvedAt = now;
    host.limit = Math.max(1, Math.floor(host.limit / 2));
  }

  #unreachable(host: Host): void {
    host.successes = 0;
    if (host.stale > 0) {
      host.stale -= 1;
      return;
    }
    host.failures += 1;
    if (!host.onTrial && host.failures < this.#failures) return;
    host.failures = 0;
    host.stale = host.active;
    host.onTrial = true;
    if (host.rests === this.#rests) {
      host.lost = true;
      return;
    }
    host.restUntil = this.#now() + Math.min(this.#firstRestMs * 2 ** host.rests, this.#longestRestMs);
    host.rests += 1;
  }
}

function limitOf(host: Host): number {
  return host.onTrial ? 1 : host.limit;
}
