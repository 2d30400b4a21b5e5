/**
 * What a thread does that hashes files: it takes jobs from the blocks that all threads share until none is left. It has
 * no dependencies, so that it starts fast and lies beside the bundle as it is.
 */
import { createHash, hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
/** Fits the second-level cache, where hashing finds what reading has just put there. */
const BUFFER_BYTES = 256 * 1024;
/** A large file is hashed in steps of so many buffers, a few milliseconds each. */
const BUFFERS_PER_STEP = 16;
/** The thread that started the others hears from each of them after so many files: every message wakes it. */
const FILES_PER_MESSAGE = 256;
/** Hashes files in small steps. */
export class Hasher {
    #root;
    #stopped;
    #progress;
    #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
    /** Directory of files → whether symbolic links lead from it out of the root. */
    #outsideDirectories = new Map();
    #blocks = [];
    #open;
    constructor({ root, stopped, progress }) {
        this.#root = root;
        this.#stopped = stopped;
        this.#progress = progress;
    }
    add(block) {
        this.#blocks.push(block);
    }
    /** Hashes one small file, or some of a large one. @returns false when there was nothing to do */
    step() {
        if (Atomics.load(this.#stopped, 0) !== 0) {
            this.#close();
            this.#blocks = [];
            return false;
        }
        if (this.#open !== undefined) {
            const file = this.#open;
            this.#guard(file.block, file.index, () => this.#readOn(file));
            return true;
        }
        const block = this.#nextBlock();
        if (block === undefined) {
            return false;
        }
        const place = Atomics.add(block.taken, 0, 1);
        const index = block.order[place];
        // Another thread may have taken the last one in the meantime.
        if (index !== undefined) {
            this.#guard(block, index, () => this.#start(block, index));
        }
        return true;
    }
    /** The first block with large files left, or else the first with any. */
    #nextBlock() {
        let first;
        let finished = 0;
        for (const block of this.#blocks) {
            const taken = Atomics.load(block.taken, 0);
            if (taken < block.bigFiles) {
                return block;
            }
            if (taken >= block.order.length) {
                finished += 1;
            }
            else {
                first ??= block;
            }
        }
        if (finished > 0) {
            this.#blocks = this.#blocks.filter((block) => Atomics.load(block.taken, 0) < block.order.length);
        }
        return first;
    }
    #guard(block, index, read) {
        try {
            read();
        }
        catch (error) {
            this.#close();
            const code = error.code ?? String(error);
            if (code === "ENOENT" || code === "ENOTDIR") {
                this.#finish(block, index, 3);
            }
            else {
                this.#refuse(block, index, code);
            }
        }
    }
    #start(block, index) {
        const pathStart = index === 0 ? 0 : block.pathEnds[index - 1];
        const path = `${this.#root}/${text(block.paths, pathStart, block.pathEnds[index])}`;
        const { descriptor, isLink } = open(path);
        // Whatever happens now, the descriptor is closed with it.
        const file = { block, index, path, isLink, descriptor, size: 0, mtimeMs: 0, hashes: [], length: 0 };
        this.#open = file;
        const stats = fstatSync(descriptor);
        if (!stats.isFile()) {
            this.#close();
            this.#finish(block, index, 3);
            return;
        }
        const { size } = stats;
        const algorithms = block.algorithmSets[block.algorithmSet[index]];
        if (size >= BUFFER_BYTES) {
            const hashes = algorithms.map((name) => createHash(name));
            this.#open = { ...file, size, mtimeMs: stats.mtimeMs, hashes };
            return;
        }
        const length = fill(descriptor, this.#buffer, size);
        this.#progress[1] = this.#progress[1] + length;
        if (length !== size) {
            this.#close();
            this.#refuse(block, index, CHANGED);
            return;
        }
        const content = this.#buffer.subarray(0, length);
        const digests = algorithms.length === 1
            ? hash(algorithms[0], content, "hex")
            : algorithms.map((name) => hash(name, content, "hex")).join("");
        this.#measured(file, length, digests);
    }
    #readOn(file) {
        const { block, index, descriptor, size, hashes } = file;
        for (let i = 0; i < BUFFERS_PER_STEP; i++) {
            const length = fill(descriptor, this.#buffer, BUFFER_BYTES);
            const content = length === BUFFER_BYTES ? this.#buffer : this.#buffer.subarray(0, length);
            for (const one of hashes) {
                one.update(content);
            }
            file.length += length;
            this.#progress[1] = this.#progress[1] + length;
            // A file that grows while it is read would never end.
            if (length < BUFFER_BYTES || file.length > size) {
                if (file.length !== size || fstatSync(descriptor).mtimeMs !== file.mtimeMs) {
                    this.#close();
                    this.#refuse(block, index, CHANGED);
                }
                else {
                    this.#measured(file, size, hashes.map((one) => one.digest("hex")).join(""));
                }
                return;
            }
        }
    }
    #measured({ block, index, path, isLink }, size, digests) {
        this.#close();
        const outside = this.#isOutside(path, isLink);
        block.sizes[index] = size;
        write(block, index, digests);
        this.#finish(block, index, outside ? 2 : 1);
    }
    #refuse(block, index, reason) {
        block.sizes[index] = write(block, index, reason);
        this.#finish(block, index, 4);
    }
    #finish(block, index, state) {
        this.#progress[0] = this.#progress[0] + 1;
        Atomics.store(block.states, index, state);
    }
    #close() {
        if (this.#open !== undefined) {
            closeSync(this.#open.descriptor);
            this.#open = undefined;
        }
    }
    /** Whether symbolic links led the path out of the root. */
    #isOutside(path, isLink) {
        if (isLink) {
            return this.#leavesRoot(realpathSync(path));
        }
        const directory = path.slice(0, path.lastIndexOf("/"));
        let outside = this.#outsideDirectories.get(directory);
        if (outside === undefined) {
            outside = this.#leavesRoot(`${realpathSync(directory)}/`);
            this.#outsideDirectories.set(directory, outside);
        }
        return outside;
    }
    #leavesRoot(realPath) {
        return !realPath.startsWith(this.#root.endsWith("/") ? this.#root : `${this.#root}/`);
    }
}
const CHANGED = "it changed while it was read";
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
/** Reads until there are as many bytes as wanted, perhaps more, or the buffer is full or the file ends. */
function fill(descriptor, buffer, wanted) {
    let used = 0;
    do {
        const length = readSync(descriptor, buffer, used, BUFFER_BYTES - used, null);
        if (length === 0) {
            break;
        }
        used += length;
    } while (used < wanted);
    return used;
}
function text(bytes, start, end) {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}
/** Writes as much of a text as there is room for. @returns its length */
function write({ texts, textEnds }, index, content) {
    const start = index === 0 ? 0 : textEnds[index - 1];
    const room = textEnds[index] - start;
    return Buffer.from(texts.buffer, texts.byteOffset + start, room).write(content, "latin1");
}
/** Hashes what the main thread sends, and tells it now and then to look at what is done. */
function serve(port, data) {
    const hasher = new Hasher(data);
    port.on("message", (block) => {
        hasher.add(block);
        let told = 0;
        while (hasher.step()) {
            // New blocks may be more urgent than what is left of the old ones.
            for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port)) {
                hasher.add(more.message);
            }
            const done = data.progress[0];
            if (done - told >= FILES_PER_MESSAGE) {
                told = done;
                port.postMessage(null);
            }
        }
        port.postMessage(null);
    });
}
if (parentPort !== null && workerData === "hash-thread") {
    const port = parentPort;
    port.once("message", (data) => serve(port, data));
}
