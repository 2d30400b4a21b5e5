/**
 * A worker thread that hashes files: it takes jobs from a list that all workers share until none is left. It has no
 * dependencies, so that it starts fast and lies beside the bundle as it is.
 */
import { createHash, hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
/** Fits the second-level cache, where hashing finds what reading has just put there. */
const BUFFER_BYTES = 256 * 1024;
/** Small files are taken this many at a time. */
const BATCH = 8;
/** Outcomes are sent this many at a time: every message wakes the main thread. */
const MESSAGE = 256;
const { root, files, algorithms, bigFiles, shared } = workerData;
const next = new Int32Array(shared, 0, 1);
const aborted = new Int32Array(shared, 4, 1);
const bytesDone = new BigInt64Array(shared, 8, 1);
const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
/** Directory of files → whether symbolic links lead from it out of the root. */
const outsideDirectories = new Map();
let outcomes = [];
for (;;) {
    // Big files one by one, so that no worker sits on several while another is idle.
    const batch = Atomics.load(next, 0) < bigFiles ? 1 : BATCH;
    const start = Atomics.add(next, 0, batch);
    const end = Math.min(start + batch, files.length);
    if (start >= files.length || Atomics.load(aborted, 0) !== 0) {
        break;
    }
    for (let index = start; index < end; index++) {
        outcomes.push(measure(index));
    }
    if (batch === 1 || outcomes.length >= MESSAGE) {
        send();
    }
}
send();
function send() {
    parentPort?.postMessage(outcomes);
    outcomes = [];
}
function measure(index) {
    const path = `${root}/${files[index]}`;
    let descriptor;
    try {
        const opened = open(path);
        descriptor = opened.descriptor;
        const before = fstatSync(descriptor);
        if (!before.isFile()) {
            return { index, state: "missing" };
        }
        const { digests, length } = digestsOf(descriptor, algorithms[index] ?? []);
        const changed = length !== before.size || (length > BUFFER_BYTES && fstatSync(descriptor).mtimeMs !== before.mtimeMs);
        if (changed) {
            return { index, state: "unreadable", reason: "it changed while it was read" };
        }
        const outside = isOutside(path, opened.isLink);
        return { index, state: "measured", size: length, digests, outside };
    }
    catch (error) {
        const code = error.code ?? String(error);
        return code === "ENOENT" || code === "ENOTDIR"
            ? { index, state: "missing" }
            : { index, state: "unreadable", reason: code };
    }
    finally {
        if (descriptor !== undefined) {
            closeSync(descriptor);
        }
    }
}
/** Opens a file, telling whether the path's last part is a symbolic link. A named pipe does not make it wait. */
function open(path) {
    const flags = constants.O_RDONLY | constants.O_NONBLOCK;
    try {
        return { descriptor: openSync(path, flags | constants.O_NOFOLLOW), isLink: false };
    }
    catch (error) {
        if (error.code !== "ELOOP") {
            throw error;
        }
        return { descriptor: openSync(path, flags), isLink: true };
    }
}
/** Whether symbolic links led the path out of the compose. */
function isOutside(path, isLink) {
    if (isLink) {
        return leavesRoot(realpathSync(path));
    }
    const directory = path.slice(0, path.lastIndexOf("/"));
    let outside = outsideDirectories.get(directory);
    if (outside === undefined) {
        outside = leavesRoot(`${realpathSync(directory)}/`);
        outsideDirectories.set(directory, outside);
    }
    return outside;
}
function leavesRoot(realPath) {
    return !realPath.startsWith(root.endsWith("/") ? root : `${root}/`);
}
/** The digests in the order of the algorithms, hexadecimal, and how much was read. */
function digestsOf(descriptor, names) {
    const first = fill(descriptor);
    if (first < BUFFER_BYTES) {
        Atomics.add(bytesDone, 0, BigInt(first));
        const content = buffer.subarray(0, first);
        return { digests: names.map((name) => hash(name, content, "hex")), length: first };
    }
    const size = fstatSync(descriptor).size;
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
    return { digests: hashes.map((one) => one.digest("hex")), length: total };
}
/** Reads until the buffer is full or the file ends. */
function fill(descriptor) {
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
