import { TransferFailure } from "../failure.ts";
import type { BandwidthLimit } from "../http/bandwidth.ts";
import type { Flow } from "../http/client.ts";

/** A transfer below this speed for so long is ended, and tried again. */
export interface LowSpeedLimit {
  /** Bytes per second; 0: no limit. */
  readonly bytesPerSecond: number;
  readonly milliseconds: number;
}

const TICK_MS = 1000;

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
  #timer: NodeJS.Timeout | undefined;
  /** All bytes that came, whatever became of them. */
  bytes = 0;

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

  start(flow: Flow): FlowMeter {
    const watched: Watched = { flow, received: 0, before: 0, since: this.#now() };
    this.#watched.add(watched);
    if (this.#timer === undefined && this.#lowSpeed.bytesPerSecond > 0) {
      this.#timer = setInterval(() => this.#look(), Math.min(TICK_MS, this.#lowSpeed.milliseconds));
    }
    return {
      count: (bytes) => {
        watched.received += bytes;
        this.bytes += bytes;
        return this.#bandwidth?.take(bytes) ?? 0;
      },
      stop: () => {
        this.#watched.delete(watched);
      },
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
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
