import { hash } from "node:crypto";
import type { HashBlock, HashOutcome } from "./hash-protocol.ts";

/** A file to hash. */
export interface HashJob {
  /** Relative to the root. */
  readonly file: string;
  /** As node:crypto names them: sha256, sha512, sha1, md5. */
  readonly algorithms: readonly string[];
  /** Bytes, where known: the largest files are started first. */
  readonly expectedSize?: number | undefined;
}

/** Files of this size are done before others, the largest first, so that no thread is left with one at the end. */
const BIG_FILE_BYTES = 8 * 1024 * 1024;
/** Room for the reason why a file cannot be read. */
const REASON_CHARS = 64;

/** Lays out jobs in memory that threads can share. */
export function createBlock(jobs: readonly HashJob[]): HashBlock {
  const sets = new Map<string, { readonly index: number; readonly room: number }>();
  const algorithmSets: (readonly string[])[] = [];
  const algorithmSet = shared(Int32Array, jobs.length);
  const textEnds = shared(Int32Array, jobs.length);
  const pathEnds = shared(Int32Array, jobs.length);
  let pathBytes = 0;
  let textBytes = 0;
  for (const [index, { file, algorithms }] of jobs.entries()) {
    const key = algorithms.join();
    let set = sets.get(key);
    if (set === undefined) {
      const digestChars = algorithms.reduce((sum, name) => sum + digestLength(name), 0);
      set = { index: algorithmSets.push(algorithms) - 1, room: Math.max(digestChars, REASON_CHARS) };
      sets.set(key, set);
    }
    algorithmSet[index] = set.index;
    textBytes += set.room;
    textEnds[index] = textBytes;
    pathBytes += Buffer.byteLength(file);
    pathEnds[index] = pathBytes;
  }
  const { order, bigFiles } = inOrder(jobs);
  return {
    taken: shared(Int32Array, 1),
    order,
    bigFiles,
    paths: joined(jobs, pathBytes),
    pathEnds,
    algorithmSets,
    algorithmSet,
    states: shared(Int32Array, jobs.length),
    sizes: shared(Float64Array, jobs.length),
    texts: shared(Uint8Array, textBytes),
    textEnds,
  };
}

/** What became of a job; undefined when it is not done yet. */
export function outcomeOf(block: HashBlock, index: number): HashOutcome | undefined {
  const state = Atomics.load(block.states, index);
  if (state === 0) {
    return undefined;
  }
  if (state === 3) {
    return { state: "missing" };
  }
  const size = block.sizes[index] as number;
  const start = index === 0 ? 0 : (block.textEnds[index - 1] as number);
  if (state === 4) {
    return { state: "unreadable", reason: text(block, start, size) };
  }
  const algorithms = block.algorithmSets[block.algorithmSet[index] as number] as readonly string[];
  let from = start;
  const digests = algorithms.map((name) => {
    const digest = text(block, from, digestLength(name));
    from += digest.length;
    return digest;
  });
  return { state: "measured", size, digests, outside: state === 2 };
}

function text({ texts }: HashBlock, start: number, length: number): string {
  return Buffer.from(texts.buffer, texts.byteOffset + start, length).toString("latin1");
}

const digestLengths = new Map<string, number>();

/** Characters of a digest; 0 of an algorithm that there is not, which the threads find out, too. */
function digestLength(algorithm: string): number {
  let length = digestLengths.get(algorithm);
  if (length === undefined) {
    try {
      length = hash(algorithm, "").length;
    } catch {
      length = 0;
    }
    digestLengths.set(algorithm, length);
  }
  return length;
}

function inOrder(jobs: readonly HashJob[]): { order: Int32Array; bigFiles: number } {
  const size = (index: number) => jobs[index]?.expectedSize ?? 0;
  const big: number[] = [];
  const others: number[] = [];
  for (let index = 0; index < jobs.length; index++) {
    (size(index) >= BIG_FILE_BYTES ? big : others).push(index);
  }
  big.sort((a, b) => size(b) - size(a) || a - b);
  const order = shared(Int32Array, jobs.length);
  order.set(big);
  order.set(others, big.length);
  return { order, bigFiles: big.length };
}

function joined(jobs: readonly HashJob[], bytes: number): Uint8Array {
  const paths = shared(Uint8Array, bytes);
  const buffer = Buffer.from(paths.buffer);
  let used = 0;
  for (const { file } of jobs) {
    used += buffer.write(file, used);
  }
  return paths;
}

function shared<A extends ArrayBufferView>(
  type: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  length: number,
): A {
  return new type(new SharedArrayBuffer(type.BYTES_PER_ELEMENT * length));
}
