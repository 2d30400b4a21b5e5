/** What a hash worker is given. */
export interface HashWorkerData {
  /** Directory of the files, without symbolic links. */
  readonly root: string;
  /** Paths relative to `root`; the first `bigFiles` of them are worth a worker each. */
  readonly files: readonly string[];
  /** For every file the algorithms to compute, as node:crypto names them. */
  readonly algorithms: readonly (readonly string[])[];
  readonly bigFiles: number;
  /** Int32: next file; Int32: aborted; BigInt64: bytes hashed so far. */
  readonly shared: SharedArrayBuffer;
}

/** What became of one file. */
export type HashOutcome =
  | {
      readonly index: number;
      readonly state: "measured";
      readonly size: number;
      /** In the order of the algorithms asked for. */
      readonly digests: readonly string[];
      /** Symbolic links led out of the root. */
      readonly outside: boolean;
    }
  | { readonly index: number; readonly state: "missing" }
  | { readonly index: number; readonly state: "unreadable"; readonly reason: string };
