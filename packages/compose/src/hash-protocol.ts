/**
 * Jobs and their outcomes in memory that all threads share, so that nothing is copied and no thread waits for another
 * to hand out work. Everything is in the order of the jobs but `order`.
 */
export interface HashBlock {
  /** Int32: how many places of `order` are taken. */
  readonly taken: Int32Array;
  /** Indexes of the jobs in the order in which they are done. */
  readonly order: Int32Array;
  /** So many places at the start of `order` are files that are worth being done before those of other blocks. */
  readonly bigFiles: number;
  /** Paths relative to the root, as UTF-8, one behind the other; and where each ends. */
  readonly paths: Uint8Array;
  readonly pathEnds: Int32Array;
  /** Sets of algorithms, as node:crypto names them; and the set of each job. */
  readonly algorithmSets: readonly (readonly string[])[];
  readonly algorithmSet: Int32Array;
  /** {@link HashState}s. They are set last: what the others say of a job is valid once its state is not `waiting`. */
  readonly states: Int32Array;
  /** Bytes of the file; of an unreadable one, the length of the reason. */
  readonly sizes: Float64Array;
  /** Hexadecimal digests of a job, one behind the other, or the reason; and where they end. */
  readonly texts: Uint8Array;
  readonly textEnds: Int32Array;
}

/** Values of {@link HashBlock.states}. They are written out, since the worker must not import anything. */
export type HashState =
  /** not done yet */
  | 0
  /** measured */
  | 1
  /** measured; symbolic links led out of the root */
  | 2
  /** missing */
  | 3
  /** unreadable */
  | 4;

/** What the threads of a pool share from the start: the first message that a thread is sent, before any block. */
export interface HashThreadData {
  /** Directory of the files, without symbolic links. */
  readonly root: string;
  /** Int32: not 0 when everybody has to stop. */
  readonly stopped: Int32Array;
  /** What this thread has done: files and bytes. No other thread writes to it. */
  readonly progress: Float64Array;
}

/** What became of one file. */
export type HashOutcome =
  | {
      readonly state: "measured";
      readonly size: number;
      /** Hexadecimal, in the order of the algorithms asked for. */
      readonly digests: readonly string[];
      /** Symbolic links led out of the root. */
      readonly outside: boolean;
    }
  | { readonly state: "missing" }
  | { readonly state: "unreadable"; readonly reason: string };
