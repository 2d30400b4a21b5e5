import { TransferFailure } from "../failure.ts";
import type { BandwidthLimit } from "../http/bandwidth.ts";
import type { Flow } from "../http/client.ts";
import { Sweeper } from "./sweep.ts";

/** A transfer below this speed for so long is ended, and tried again. */
export interface LowSpeedLimit {
  /** Bytes per second; 0: no limit. */
  readonly bytesPerSecond: number;
  readonly milliseconds: number;
}

const TICK_MS = 1000;
/** Up to here little piles up, and what is alive would be moved about for nothing. */
const SMALL_BYTES = 1024 * 1024;

/** What came from one host. */
export interface HostFlow {
  bytes: number;
  /** Time of its transfers, one after the other, from the request to the last byte. */
  milliseconds: number;
}

interface Watched {
  readonly flow: Flow;
  received: number;
  /** What had been received at the beginning of the period under watch. */
  before: number;
  since: number;
}

/** One transfer's view of the meter. */
export interface FlowMeter {
  /** @returns milliseconds to wait before more is taken */
  count(bytes: number): number;
  stop(): void;
}

/** Counts the bytes of all transfers, holds them to the bandwidth, and ends those that hardly move. */
export class TransferMeter {
  readonly #bandwidth: BandwidthLimit | undefined;
  readonly #lowSpeed: LowSpeedLimit;
  readonly #now: () => number;
  readonly #watched = new Set<Watched>();
  readonly #sweeper = new Sweeper();
  #timer: NodeJS.Timeout | undefined;
  /** All bytes that came, whatever became of them. */
  bytes = 0;
  /** The same by host. */
  readonly hosts = new Map<string, HostFlow>();

  constructor(options: {
    readonly bandwidth?: BandwidthLimit | undefined;
    readonly lowSpeed: LowSpeedLimit;
    readonly now: () => number;
  }) {
    this.#bandwidth = options.bandwidth;
    this.#lowSpeed = options.lowSpeed;
    this.#now = options.now;
  }

  /** Whether all transfers together are held to a speed. */
  get isCapped(): boolean {
    return this.#bandwidth !== undefined;
  }

  /** The time by its clock, in milliseconds. */
  get time(): number {
    return this.#now();
  }

  /**
   * @param host - which the bytes come from
   * @param asked - the time at which they were asked for
   */
  start(flow: Flow, host: string, asked: number): FlowMeter {
    const watched: Watched = { flow, received: 0, before: 0, since: this.#now() };
    const source = this.#host(host);
    this.#watched.add(watched);
    if (this.#timer === undefined && this.#lowSpeed.bytesPerSecond > 0) {
      this.#timer = setInterval(() => this.#look(), Math.min(TICK_MS, this.#lowSpeed.milliseconds));
    }
    return {
      count: (bytes) => {
        watched.received += bytes;
        this.bytes += bytes;
        source.bytes += bytes;
        if (watched.received > SMALL_BYTES) {
          this.#sweeper.count(bytes);
        }
        return this.#bandwidth?.take(bytes) ?? 0;
      },
      stop: () => {
        if (this.#watched.delete(watched)) {
          source.milliseconds += this.#now() - asked;
        }
      },
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #host(name: string): HostFlow {
    let host = this.hosts.get(name);
    if (host === undefined) {
      host = { bytes: 0, milliseconds: 0 };
      this.hosts.set(name, host);
    }
    return host;
  }

  #look(): void {
    const { bytesPerSecond, milliseconds } = this.#lowSpeed;
    const now = this.#now();
    for (const watched of this.#watched) {
      const elapsed = now - watched.since;
      if (elapsed < milliseconds) {
        continue;
      }
      const speed = ((watched.received - watched.before) * 1000) / elapsed;
      // Under a bandwidth cap slowness is ours.
      if (speed < bytesPerSecond && this.#bandwidth === undefined) {
        watched.flow.abort(
          new TransferFailure(
            "timeout",
            `fewer than ${bytesPerSecond} bytes a second moved for ${Math.round(elapsed / 1000)} s`,
            { remedy: "again" },
          ),
        );
      }
      watched.before = watched.received;
      watched.since = now;
    }
  }
}
