/**
 * A worker thread that hashes files while they are received: it reads behind the front what another thread has just
 * written. It has no dependencies, so that it starts fast and lies beside the bundle as it is.
 */
import { createHash } from "node:crypto";
import { readSync } from "node:fs";
import { parentPort } from "node:worker_threads";
/** Fits the second-level cache, where hashing finds what reading has just put there. */
const BUFFER_BYTES = 512 * 1024;
const FINISH = 1;
const CANCEL = 2;
const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
parentPort?.on("message", (job) => {
    parentPort?.postMessage(follow(job));
});
function follow({ descriptor, algorithms, control }) {
    const changes = new Int32Array(control, 0, 1);
    const state = new Int32Array(control, 4, 1);
    const front = new BigInt64Array(control, 8, 1);
    const hashes = algorithms.map((name) => createHash(name));
    for (let position = 0;;) {
        const seen = Atomics.load(changes, 0);
        const whatToDo = Atomics.load(state, 0);
        const end = Number(Atomics.load(front, 0));
        if (whatToDo === CANCEL) {
            return undefined;
        }
        if (position < end) {
            const length = read(descriptor, Math.min(BUFFER_BYTES, end - position), position);
            if (length === 0) {
                return undefined;
            }
            for (const one of hashes) {
                one.update(buffer.subarray(0, length));
            }
            position += length;
        }
        else if (whatToDo === FINISH) {
            return hashes.map((one) => one.digest("hex"));
        }
        else {
            Atomics.wait(changes, 0, seen);
        }
    }
}
/** @returns 0 when there is nothing: the file was cut off or closed */
function read(descriptor, length, position) {
    try {
        return readSync(descriptor, buffer, 0, length, position);
    }
    catch {
        return 0;
    }
}
