import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { CANCEL, FINISH, type FollowJob, type FollowResult } from "./follow-protocol.ts";
import { startFollowerThread } from "./follower-thread.ts";

const MAX_THREADS = 4;
/** Waking a thread for less costs more than it gains. */
const WAKE_BYTES = 256 * 1024;

/** Hashes one file while it grows, on a thread of its own. */
export interface Follower {
  /** So many bytes are there, from the beginning. */
  advance(front: number): void;
  /** The digests of everything before the front, in the order of the algorithms. */
  finish(): Promise<FollowResult>;
  cancel(): void;
}

/** Threads that hash big files beside the thread that receives them. Each is started when it is wanted first. */
export class Followers {
  readonly #idle: Worker[] = [];
  readonly #all: Worker[] = [];
  readonly #max = Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1));

  /** @returns undefined when all threads are busy */
  follow(descriptor: number, algorithms: readonly string[]): Follower | undefined {
    const worker = this.#idle.pop() ?? this.#start();
    if (worker === undefined) {
      return undefined;
    }
    const control = new SharedArrayBuffer(16);
    const job: FollowJob = { descriptor, algorithms, control };
    const { promise, resolve, reject } = Promise.withResolvers<FollowResult>();
    // Without anybody who waits for the digests an error is none.
    promise.catch(() => undefined);
    worker.once("message", (result: FollowResult) => {
      worker.off("error", reject);
      this.#idle.push(worker);
      resolve(result);
    });
    worker.once("error", reject);
    worker.postMessage(job);
    return new RunningFollower(control, promise);
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }

  #start(): Worker | undefined {
    if (this.#all.length >= this.#max) {
      return undefined;
    }
    const worker = startFollowerThread();
    // An idle thread must not keep the process alive.
    worker.unref();
    this.#all.push(worker);
    return worker;
  }
}

class RunningFollower implements Follower {
  readonly #changes: Int32Array<SharedArrayBuffer>;
  readonly #state: Int32Array<SharedArrayBuffer>;
  readonly #front: BigInt64Array<SharedArrayBuffer>;
  readonly #result: Promise<FollowResult>;
  #announced = 0;

  constructor(control: SharedArrayBuffer, result: Promise<FollowResult>) {
    this.#changes = new Int32Array(control, 0, 1);
    this.#state = new Int32Array(control, 4, 1);
    this.#front = new BigInt64Array(control, 8, 1);
    this.#result = result;
  }

  advance(front: number): void {
    Atomics.store(this.#front, 0, BigInt(front));
    if (front - this.#announced >= WAKE_BYTES) {
      this.#announced = front;
      this.#wake();
    }
  }

  finish(): Promise<FollowResult> {
    Atomics.store(this.#state, 0, FINISH);
    this.#wake();
    return this.#result;
  }

  cancel(): void {
    Atomics.store(this.#state, 0, CANCEL);
    this.#wake();
  }

  #wake(): void {
    Atomics.add(this.#changes, 0, 1);
    Atomics.notify(this.#changes, 0);
  }
}
