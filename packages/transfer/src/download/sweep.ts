import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** After so many received bytes the buffers that they came in are given back. */
const SWEEP_BYTES = 4 * 1024 * 1024;

type CollectGarbage = (options: { readonly type: "minor" }) => void;

/**
 * Gives back the buffers of received data. They are garbage as soon as their bytes are written, but V8 sees only the
 * small objects that stand for them, and lets a hundred megabytes pile up before it looks.
 */
export class Sweeper {
  #unswept = 0;
  #collect: CollectGarbage | undefined;

  count(bytes: number): void {
    this.#unswept += bytes;
    if (this.#unswept >= SWEEP_BYTES) {
      this.#unswept = 0;
      this.#collect ??= findCollector();
      this.#collect({ type: "minor" });
    }
  }
}

/** V8 shows its collector to contexts that are made after this flag is set; ours is not changed. */
function findCollector(): CollectGarbage {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("globalThis.gc");
  setFlagsFromString("--no-expose-gc");
  return typeof collect === "function" ? (collect as CollectGarbage) : () => undefined;
}
