/**
 * A worker thread that hashes files: it takes jobs from a list that all workers share until none is left. It has no
 * dependencies, so that it starts fast and lies beside the bundle as it is.
 */
import { createHash, hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { HashOutcome, HashWorkerData } from "./hash-protocol.ts";

const BUFFER_BYTES = 1024 * 1024;
/** Small files are taken and reported this many at a time. */
const BATCH = 8;

const { root, files, algorithms, bigFiles, shared } = workerData as HashWorkerData;
const next = new Int32Array(shared, 0, 1);
const aborted = new Int32Array(shared, 4, 1);
const bytesDone = new BigInt64Array(shared, 8, 1);
const buffer = Buffer.allocUnsafe(BUFFER_BYTES);

for (;;) {
  // Big files one by one, so that no worker sits on several while another is idle.
  const batch = Atomics.load(next, 0) < bigFiles ? 1 : BATCH;
  const start = Atomics.add(next, 0, batch);
  const end = Math.min(start + batch, files.length);
  if (start >= files.length || Atomics.load(aborted, 0) !== 0) {
    break;
  }
  const outcomes: HashOutcome[] = [];
  for (let index = start; index < end; index++) {
    outcomes.push(measure(index));
  }
  parentPort?.postMessage(outcomes);
}

function measure(index: number): HashOutcome {
  const path = `${root}/${files[index]}`;
  let descriptor: number;
  try {
    // Without O_NONBLOCK opening a named pipe would wait for a writer.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    return code === "ENOENT" || code === "ENOTDIR"
      ? { index, state: "missing" }
      : { index, state: "unreadable", reason: code };
  }
  try {
    const before = fstatSync(descriptor);
    if (!before.isFile()) {
      return { index, state: "missing" };
    }
    const digests = digestsOf(descriptor, before.size, algorithms[index] ?? []);
    const after = fstatSync(descriptor);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      return { index, state: "unreadable", reason: "it changed while it was read" };
    }
    return { index, state: "measured", size: before.size, digests, outside: leavesRoot(descriptor) };
  } catch (error) {
    return { index, state: "unreadable", reason: (error as NodeJS.ErrnoException).code ?? String(error) };
  } finally {
    closeSync(descriptor);
  }
}

/** The digests in the order of the algorithms, hexadecimal. */
function digestsOf(descriptor: number, size: number, names: readonly string[]): string[] {
  const first = fill(descriptor);
  if (first < BUFFER_BYTES) {
    Atomics.add(bytesDone, 0, BigInt(first));
    const content = buffer.subarray(0, first);
    return names.map((name) => hash(name, content, "hex"));
  }
  const hashes = names.map((name) => createHash(name));
  let total = 0;
  for (let length = first; length > 0; length = fill(descriptor)) {
    const content = buffer.subarray(0, length);
    for (const one of hashes) {
      one.update(content);
    }
    total += length;
    Atomics.add(bytesDone, 0, BigInt(length));
    // A file that grows while it is read would never end.
    if (total > size || Atomics.load(aborted, 0) !== 0) {
      break;
    }
  }
  return hashes.map((one) => one.digest("hex"));
}

/** Reads until the buffer is full or the file ends. */
function fill(descriptor: number): number {
  let used = 0;
  while (used < BUFFER_BYTES) {
    const length = readSync(descriptor, buffer, used, BUFFER_BYTES - used, null);
    if (length === 0) {
      break;
    }
    used += length;
  }
  return used;
}

/** Whether symbolic links led the path out of the compose. Only known where the kernel tells what was opened. */
function leavesRoot(descriptor: number): boolean {
  try {
    return !readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(root.endsWith("/") ? root : `${root}/`);
  } catch {
    return false;
  }
}
