export const id = 368;
export const ids = [368];
export const modules = {

/***/ 33708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ openChild),
/* harmony export */   Kb: () => (/* binding */ makeDirectories),
/* harmony export */   R8: () => (/* binding */ openRoot),
/* harmony export */   U4: () => (/* binding */ closeAnchor)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39655);
/* harmony import */ var _disk_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26607);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94209);






const OPEN_DIRECTORY = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW;
/** Somebody else may remove the directory that was just made; not for ever. */
const ATTEMPTS = 3;
/**
 * Opens a directory that entries are reached from; symbolic links on the way to it are followed, this once.
 *
 * @throws the system error
 */
function openRoot(path) {
    const real = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.realpathSync(path);
    if (process.platform !== "linux") {
        return { prefix: real, descriptor: undefined };
    }
    const descriptor = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.openSync(real, OPEN_DIRECTORY);
    const prefix = `/proc/self/fd/${descriptor}`;
    // Some sandboxes have no /proc, or one of another process.
    if (leadsTo(prefix, descriptor)) {
        return { prefix, descriptor };
    }
    _io_js__WEBPACK_IMPORTED_MODULE_5__.io.closeSync(descriptor);
    return { prefix: real, descriptor: undefined };
}
function leadsTo(prefix, descriptor) {
    try {
        const there = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.statSync(`${prefix}/.`, { bigint: true });
        const here = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.fstatSync(descriptor, { bigint: true });
        return there.dev === here.dev && there.ino === here.ino;
    }
    catch {
        return false;
    }
}
/**
 * Opens a directory of a directory, never through a symbolic link.
 *
 * @param create - makes it when it is missing
 * @param shown - its path as users know it
 * @returns undefined when it is missing
 * @throws TransferFailure `path` for a symbolic link, `conflict` for a file
 */
function openChild(parent, name, create, shown) {
    const path = `${parent.prefix}/${name}`;
    let made = false;
    try {
        for (let attempt = 1;; attempt++) {
            const anchor = open(parent, path, shown);
            if (anchor !== undefined) {
                return { anchor, made };
            }
            if (!create) {
                return undefined;
            }
            if (attempt === ATTEMPTS) {
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .TransferFailure */ .a("disk", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(shown)}: somebody removes this directory again and again`, {
                    remedy: "again",
                });
            }
            made = make(path) || made;
        }
    }
    catch (error) {
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .diskFailure */ .C9)(error, shown);
    }
}
/** @returns false when it was there: another run may make it at the same time */
function make(path) {
    try {
        _io_js__WEBPACK_IMPORTED_MODULE_5__.io.mkdirSync(path, { mode: _io_js__WEBPACK_IMPORTED_MODULE_5__/* .DIRECTORY_MODE */ .sg });
        return true;
    }
    catch (error) {
        if ((0,_io_js__WEBPACK_IMPORTED_MODULE_5__/* .errorCode */ .CA)(error) === "EEXIST") {
            return false;
        }
        throw error;
    }
}
function open(parent, path, shown) {
    if (parent.descriptor === undefined) {
        // Weaker than a descriptor: somebody may put a link there after the look.
        const stats = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.lstatSync(path, { throwIfNoEntry: false });
        if (stats !== undefined && !stats.isDirectory()) {
            throw inTheWay(path, shown);
        }
        return stats === undefined ? undefined : { prefix: path, descriptor: undefined };
    }
    try {
        const descriptor = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.openSync(path, OPEN_DIRECTORY);
        return { prefix: `/proc/self/fd/${descriptor}`, descriptor };
    }
    catch (error) {
        switch ((0,_io_js__WEBPACK_IMPORTED_MODULE_5__/* .errorCode */ .CA)(error)) {
            case "ENOENT":
                return undefined;
            case "ELOOP":
            case "ENOTDIR":
                throw inTheWay(path, shown);
            default:
                throw error;
        }
    }
}
function inTheWay(path, shown) {
    const isLink = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    return isLink
        ? new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .TransferFailure */ .a("path", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(shown)} is a symbolic link; directories of the tree must be real`, {
            remedy: "never",
        })
        : new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .TransferFailure */ .a("conflict", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(shown)} is no directory, but files must lie below it`, {
            remedy: "never",
        });
}
/** Closes it, if there is something to close. */
function closeAnchor(anchor) {
    if (anchor.descriptor !== undefined) {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_5__/* .closeQuietly */ .EO)(anchor.descriptor);
    }
}
/**
 * Makes a directory and those above it, following symbolic links. One by one: a recursive mkdir never returns in file
 * systems that refuse a directory by saying that its parent is not there, as /proc does.
 *
 * @throws the system error
 */
function makeDirectories(directory) {
    const missing = [];
    for (let path = directory; !_io_js__WEBPACK_IMPORTED_MODULE_5__.io.existsSync(path) && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) !== path; path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)) {
        missing.push(path);
    }
    for (const path of missing.reverse()) {
        make(path);
    }
}

/***/ }),

/***/ 29804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   a0: () => (/* binding */ readJournal),
/* harmony export */   ni: () => (/* binding */ fitsLine)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94209);



/** Longer lines are none of ours. */
const MAX_LINE_BYTES = 64 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const SPACE = 0x20;
/** Checksum in hexadecimal, a space. */
const PREFIX_BYTES = 9;
/** A line of the journal with its end: the CRC-32 of the text, a space, the text. */
function journalLine(text) {
    return `${(0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.crc32)(text).toString(16).padStart(8, "0")} ${text}\n`;
}
/** Whether a text fits a line that will be read again. */
function fitsLine(text) {
    const room = MAX_LINE_BYTES - PREFIX_BYTES;
    return text.length * 3 <= room || Buffer.byteLength(text) <= room;
}
/**
 * Reads a journal from its start.
 *
 * @param onText - is told the text of each intact line; false when it is not understood
 * @throws the system error
 */
function readJournal(descriptor, onText) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let lines = 0;
    let badLines = 0;
    let used = 0;
    let position = 0;
    /** In a line that is too long: its end is looked for. */
    let skipping = false;
    for (;;) {
        const length = _io_js__WEBPACK_IMPORTED_MODULE_2__.io.readSync(descriptor, buffer, used, buffer.length - used, position);
        if (length === 0) {
            break;
        }
        position += length;
        used += length;
        let start = 0;
        const chunk = buffer.subarray(0, used);
        // Parts of one string cost far less than strings of their own.
        const ascii = (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isAscii)(chunk) ? chunk.toString("latin1") : undefined;
        for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
            const text = skipping || end - start > MAX_LINE_BYTES ? undefined : textOf(chunk, ascii, start, end);
            if (text !== undefined && onText(text)) {
                lines += 1;
            }
            else if (end > start || skipping) {
                // Empty lines are put behind torn ones.
                badLines += 1;
            }
            skipping = false;
            start = end + 1;
        }
        buffer.copyWithin(0, start, used);
        used -= start;
        if (used > MAX_LINE_BYTES) {
            skipping = true;
            used = 0;
        }
    }
    const torn = used > 0 || skipping;
    return { lines, badLines: badLines + (torn ? 1 : 0), torn };
}
/** @returns undefined when the line is not intact */
function textOf(chunk, ascii, start, end) {
    const textStart = start + PREFIX_BYTES;
    if (end <= textStart || chunk[textStart - 1] !== SPACE) {
        return undefined;
    }
    if ((0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.crc32)(chunk.subarray(textStart, end)) !== checksumAt(chunk, start)) {
        return undefined;
    }
    return ascii === undefined ? chunk.toString("utf8", textStart, end) : ascii.slice(textStart, end);
}
/** Eight digits of lower-case hexadecimal; NaN when they are none. */
function checksumAt(chunk, start) {
    let value = 0;
    for (let i = start; i < start + PREFIX_BYTES - 1; i++) {
        const byte = chunk[i] ?? 0;
        // "0" to "9", "a" to "f".
        const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : NaN;
        value = value * 16 + digit;
    }
    return value;
}
//# sourceMappingURL=journal-lines.js.map

/***/ }),

/***/ 68805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ makeTwin),
/* harmony export */   y: () => (/* binding */ tryTwin)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39655);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94209);




const READ = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
/** What works is tried in this order. */
const ORDER = ["hardlink", "reflink", "copy"];
/** With these no other kind of link works either. */
const FINAL = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE"]);
/**
 * Makes a second file of the same content.
 *
 * @throws TransferFailure `changed` when the source is not the known file
 * @throws the system error
 */
function makeTwin({ mode, ...twin }) {
    for (const kind of ORDER.slice(mode === "auto" ? 0 : ORDER.indexOf(mode))) {
        if (tryTwin(twin, kind)) {
            return kind;
        }
    }
    throw new Error("a copy either works or fails");
}
/**
 * Makes a second file in one way alone.
 *
 * @returns whether the file system can do that here; a copy it can do everywhere
 * @throws as {@link makeTwin}
 */
function tryTwin(twin, kind) {
    try {
        return kind === "hardlink" ? hardlink(twin) : copy(twin, kind === "reflink");
    }
    catch (error) {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .removeQuietly */ .S2)(twin.target);
        throw error;
    }
}
/** @returns whether the file system does such links here */
function hardlink({ source, target, shown, known }) {
    try {
        _io_js__WEBPACK_IMPORTED_MODULE_3__.io.linkSync(source, target);
    }
    catch (error) {
        // None here (EPERM, ENOSYS, …), no more of this file (EMLINK), not to there (EXDEV).
        if (isFinal(error)) {
            throw error;
        }
        return false;
    }
    // The link is looked at, not the source: that one may have been replaced since.
    refuseOther(_io_js__WEBPACK_IMPORTED_MODULE_3__.io.lstatSync(target, { bigint: true }), known, shown);
    return true;
}
/** @returns whether the file system shares blocks, where it was asked to */
function copy({ source, target, shown, known, fileMode }, share) {
    const descriptor = openSource(source, shown);
    try {
        refuseOther(_io_js__WEBPACK_IMPORTED_MODULE_3__.io.fstatSync(descriptor, { bigint: true }), known, shown);
        const mode = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_EXCL | (share ? node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_FICLONE_FORCE : 0);
        // The open file itself, where the system can name it.
        const from = source.startsWith("/proc/self/fd/") ? `/proc/self/fd/${descriptor}` : source;
        try {
            _io_js__WEBPACK_IMPORTED_MODULE_3__.io.copyFileSync(from, target, mode);
        }
        catch (error) {
            if (!share || isFinal(error)) {
                throw error;
            }
            // The system may have made the file before it found that it cannot share.
            (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .removeQuietly */ .S2)(target);
            return false;
        }
        refuseOther(_io_js__WEBPACK_IMPORTED_MODULE_3__.io.fstatSync(descriptor, { bigint: true }), known, shown);
    }
    finally {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .closeQuietly */ .EO)(descriptor);
    }
    finish(target, shown, known, fileMode);
    return true;
}
function openSource(source, shown) {
    try {
        return _io_js__WEBPACK_IMPORTED_MODULE_3__.io.openSync(source, READ);
    }
    catch (error) {
        const code = (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .errorCode */ .CA)(error);
        throw code === "ELOOP" || code === "ENXIO" || code === "ENOENT" ? changed(shown) : error;
    }
}
/** A copy has the mode of its source, which may be an older file. */
function finish(target, shown, known, fileMode) {
    const descriptor = _io_js__WEBPACK_IMPORTED_MODULE_3__.io.openSync(target, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    try {
        if (_io_js__WEBPACK_IMPORTED_MODULE_3__.io.fstatSync(descriptor, { bigint: true }).size !== known.size) {
            throw changed(shown);
        }
        _io_js__WEBPACK_IMPORTED_MODULE_3__.io.fchmodSync(descriptor, fileMode);
    }
    finally {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .closeQuietly */ .EO)(descriptor);
    }
}
function isFinal(error) {
    return FINAL.has((0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .errorCode */ .CA)(error) ?? "");
}
function refuseOther(found, known, shown) {
    if (found.dev !== known.dev ||
        found.ino !== known.ino ||
        found.size !== known.size ||
        (known.mtimeNs !== undefined && found.mtimeNs !== known.mtimeNs)) {
        throw changed(shown);
    }
}
function changed(shown) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .TransferFailure */ .a("changed", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .show */ .WU)(shown)} was changed after it was verified`, {
        remedy: "again",
    });
}
//# sourceMappingURL=linking.js.map

/***/ }),

/***/ 84852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dj: () => (/* binding */ LOCK_TIMING),
/* harmony export */   Ju: () => (/* binding */ LockWatch),
/* harmony export */   a1: () => (/* binding */ TAKEOVER_TEXT)
/* harmony export */ });
/** Several signs may be missed, on a file system that hangs for a while. */
const LOCK_TIMING = { beatMs: 10_000, silenceMs: 110_000 };
/** What to wait for a lock, at least, to take it over from an owner that gives no sign of life. */
const TAKEOVER_TEXT = "2m";
/**
 * Tells which locks did not change for long, by this process's own clock: clocks of machines differ. Only what was
 * seen counts, so that it takes that long to find out.
 */
class LockWatch {
    #silenceMs;
    #seen = new Map();
    constructor({ silenceMs } = LOCK_TIMING) {
        this.#silenceMs = silenceMs;
    }
    /** Whether the lock at a path has had this very text for so long; begins to watch it. */
    isSilent(path, text) {
        const now = performance.now();
        const seen = this.#seen.get(path);
        if (seen?.text !== text) {
            this.#seen.set(path, { text, since: now });
            return false;
        }
        return now - seen.since >= this.#silenceMs;
    }
}
//# sourceMappingURL=lock-watch.js.map

/***/ }),

/***/ 36686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IZ: () => (/* binding */ acquireLock),
  S2: () => (/* binding */ busy),
  ms: () => (/* binding */ lockHolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/files/disk-failure.js
var disk_failure = __webpack_require__(26607);
// EXTERNAL MODULE: ./packages/transfer/lib/files/io.js
var io = __webpack_require__(94209);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-owner.js


/** Of 32 bits. */
const MAX_PID = 0x7fff_ffff;
/** Enough for thousands of years. */
const BEAT_DIGITS = 10;
const FIELDS = ["host", "machine", "boot", "pidSpace", "started", "since", "nonce"];
/** This process, as the owner of a lock. */
function currentOwner(nonce) {
    return {
        pid: process.pid,
        host: (0,external_node_os_.hostname)(),
        machine: readText("/etc/machine-id"),
        boot: readText("/proc/sys/kernel/random/boot_id"),
        pidSpace: pidSpace(),
        started: processState(process.pid)?.started ?? "",
        since: new Date().toISOString(),
        nonce,
        beat: beatOf(0),
    };
}
/** A sign of life, of {@link BEAT_DIGITS} digits. */
function beatOf(count) {
    return String(count).padStart(BEAT_DIGITS, "0");
}
/** @returns undefined when the text names no owner */
function parseOwner(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    const owner = value;
    const pid = owner["pid"];
    return Number.isSafeInteger(pid) &&
        pid > 0 &&
        pid <= MAX_PID &&
        FIELDS.every((field) => typeof owner[field] === "string") &&
        /^[0-9a-f]{1,64}$/.test(owner["nonce"]) &&
        (owner["beat"] === undefined || typeof owner["beat"] === "string")
        ? value
        : undefined;
}
/** Whether the owner is on another machine, or in another container: only its signs of life tell whether it lives. */
function isElsewhere(owner, here) {
    return owner.host !== here.host || owner.machine !== here.machine || owner.pidSpace !== here.pidSpace;
}
/**
 * Whether the owner cannot be there any more. Of an owner on another machine, or in another container, nothing can be
 * told: it may be.
 */
function isGone(owner, here) {
    if (owner.host !== here.host || owner.machine !== here.machine) {
        return false;
    }
    if (owner.boot !== here.boot) {
        return true;
    }
    return owner.pidSpace === here.pidSpace && !isRunning(owner);
}
function isRunning({ pid, started }) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        // It may be a process of another user.
        return error.code !== "ESRCH";
    }
    const state = processState(pid);
    // Not to be seen, or no /proc: the number is all there is.
    return state === undefined || (!state.ended && (started === "" || state.started === started));
}
/** State and start of a process, fields 3 and 22 of its line (proc_pid_stat(5)). */
function processState(pid) {
    const line = readText(`/proc/${pid}/stat`);
    // The name of the program, field 2, is in parentheses and may hold anything.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    const started = fields[19];
    return started === undefined ? undefined : { started, ended: /^[ZXx]$/.test(fields[0] ?? "") };
}
function pidSpace() {
    try {
        return (0,external_node_fs_.readlinkSync)("/proc/self/ns/pid");
    }
    catch {
        return "";
    }
}
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, "latin1").trim();
    }
    catch {
        return "";
    }
}
//# sourceMappingURL=lock-owner.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-file.js



const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
/** A lock is far smaller. */
const MAX_LOCK_BYTES = 8 * 1024;
/** What follows the sign of life. */
const AFTER_BEAT = '"}\n';
/** Puts a whole lock in place, or nothing: nobody ever reads half of one. @returns false when there is one */
function createLock(path, owner) {
    const beside = `${path}-${owner.nonce}.new`;
    writeNew(beside, owner);
    try {
        io.io.linkSync(beside, path);
        return true;
    }
    catch (error) {
        switch ((0,io/* errorCode */.CA)(error)) {
            // The holder of the lock may tidy up.
            case "ENOENT":
            case "EEXIST":
                return false;
            case "EPERM":
            case "ENOSYS":
            case "ENOTSUP":
            case "EMLINK":
                return createUnlinked(path, owner);
            default:
                throw error;
        }
    }
    finally {
        (0,io/* removeQuietly */.S2)(beside);
    }
}
/** Where files have one name only. A process that is killed between the two calls leaves a lock that names nobody. */
function createUnlinked(path, owner) {
    try {
        writeNew(path, owner);
        return true;
    }
    catch (error) {
        if ((0,io/* errorCode */.CA)(error) === "EEXIST") {
            return false;
        }
        throw error;
    }
}
function writeNew(path, owner) {
    const descriptor = io.io.openSync(path, NEW_FILE, io/* FILE_MODE */.rE);
    try {
        (0,io/* writeFully */.KM)(descriptor, Buffer.from(textOf(owner)));
        // After a power cut there must not be a lock that names nobody.
        io.io.fdatasyncSync(descriptor);
    }
    catch (error) {
        (0,io/* removeQuietly */.S2)(path);
        throw error;
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
/** The sign of life comes last, so that its place is known. */
function textOf({ beat = beatOf(0), ...owner }) {
    return `${JSON.stringify({ ...owner, beat })}\n`;
}
/**
 * Writes a new sign of life into a lock. Nothing else of it changes, so that whoever reads it meanwhile finds its owner
 * there; where another lock is by now, that one is not touched.
 *
 * @returns false when the lock is not this one any more
 * @throws the system error
 */
function renewLock(path, { nonce }, count) {
    const descriptor = openLock(path, O_RDWR);
    if (typeof descriptor !== "number") {
        return false;
    }
    try {
        const text = readOpen(descriptor);
        if (text === null || parseOwner(text)?.nonce !== nonce || !text.endsWith(AFTER_BEAT)) {
            return false;
        }
        const place = Buffer.byteLength(text) - AFTER_BEAT.length - BEAT_DIGITS;
        io.io.writeSync(descriptor, Buffer.from(beatOf(count)), 0, BEAT_DIGITS, place);
        return true;
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
/** When a lock was last written, ISO 8601, by the clock of whoever wrote it; for messages only. */
function lastSignOf(path) {
    try {
        return io.io.lstatSync(path).mtime.toISOString();
    }
    catch {
        return undefined;
    }
}
/** @returns undefined when there is none; null when it is no regular file, or too large @throws the system error */
function readLock(path) {
    const descriptor = openLock(path, O_RDONLY);
    if (typeof descriptor !== "number") {
        return descriptor;
    }
    try {
        return readOpen(descriptor);
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
function openLock(path, mode) {
    try {
        return io.io.openSync(path, mode | O_NOFOLLOW | O_NONBLOCK);
    }
    catch (error) {
        switch ((0,io/* errorCode */.CA)(error)) {
            case "ENOENT":
                return undefined;
            case "ELOOP":
            case "ENXIO":
            case "EISDIR":
                return null;
            default:
                throw error;
        }
    }
}
function readOpen(descriptor) {
    if (!io.io.fstatSync(descriptor).isFile()) {
        return null;
    }
    const buffer = Buffer.alloc(MAX_LOCK_BYTES + 1);
    const length = io.io.readSync(descriptor, buffer, 0, buffer.length, 0);
    return length > MAX_LOCK_BYTES ? null : buffer.toString("utf8", 0, length);
}
//# sourceMappingURL=lock-file.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-heartbeat.js

/**
 * Gives signs of life in a lock while its owner works, and finds out when somebody has taken the lock over meanwhile:
 * this process may have been stopped for long, or cut off from the file system.
 */
class Heartbeat {
    #path;
    #owner;
    #options;
    #timer;
    #count = 0;
    #last = performance.now();
    #lost;
    constructor(path, owner, options) {
        this.#path = path;
        this.#owner = owner;
        this.#options = options;
        this.#timer = setInterval(() => this.#beat(), options.timing.beatMs);
        this.#timer.unref();
    }
    /** Costs nothing while signs of life are given in time. @throws UserError when the lock is another's */
    check() {
        if (performance.now() - this.#last >= 2 * this.#options.timing.beatMs) {
            this.#beat();
        }
        if (this.#lost !== undefined) {
            throw this.#lost;
        }
    }
    stop() {
        clearInterval(this.#timer);
    }
    #beat() {
        if (this.#lost === undefined && !this.#isRenewed()) {
            this.stop();
            this.#lost = this.#options.lost();
            this.#options.onLost?.(this.#lost);
        }
    }
    #isRenewed() {
        const now = performance.now();
        try {
            if (!renewLock(this.#path, this.#owner, this.#count + 1)) {
                return false;
            }
        }
        catch {
            // The file system may work again before anybody takes this process for dead.
            return now - this.#last < this.#options.timing.silenceMs;
        }
        this.#count += 1;
        this.#last = now;
        return true;
    }
}
//# sourceMappingURL=lock-heartbeat.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock-watch.js
var lock_watch = __webpack_require__(84852);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock.js










const POLL_MS = 100;
/** Locks for taking over locks for …: each further one needs a process that was killed within microseconds. */
const MAX_DEPTH = 8;
const ATTEMPTS = 16;
/**
 * Takes a lock that no other process has: a file that names its owner. One whose owner is dead is taken over. Of an
 * owner on another machine that cannot be told: it is taken over when it gave no sign of life for long, while this
 * process looked on. An owner that lives after all learns of it before it goes on.
 *
 * @returns gives the lock back
 * @throws UserError when somebody has it and keeps it
 * @throws TransferFailure `disk`
 * @throws the reason of the signal
 */
async function acquireLock(path, options) {
    const { timeoutMs, signal, shown = path, subject = "output" } = options;
    const seeker = seekerOf(options);
    // Not the time of day, which may jump.
    const end = performance.now() + timeoutMs;
    for (;;) {
        signal.throwIfAborted();
        const result = (0,disk_failure/* onDisk */.FC)(shown, () => tryLock(path, 0, seeker));
        if ("mine" in result) {
            return held(path, result.mine, options);
        }
        const left = end - performance.now();
        if (left <= 0) {
            throw busy(result, shown, { subject, hasTimeoutInput: options.hasTimeoutInput });
        }
        try {
            await (0,promises_.setTimeout)(Math.min(POLL_MS, left), undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    }
}
function seekerOf(options) {
    const { timing = lock_watch/* LOCK_TIMING */.Dj, watch = new lock_watch/* LockWatch */.Ju(timing), identify = currentOwner } = options;
    return { timing, watch, identify };
}
function held(path, mine, options) {
    const { timing = lock_watch/* LOCK_TIMING */.Dj, onLost, shown = path, subject = "output" } = options;
    const lost = () => (0,step_lib/* fault */.DG)(`${subject}: the lock ${shown} is not this run's any more: another run took it over, or somebody removed it`, "this run was stopped, or could not reach the file system, for long; let the other one end, and run this one again");
    const heartbeat = new Heartbeat(path, mine, { timing, lost, onLost });
    const giveBack = () => {
        heartbeat.stop();
        release(path, mine);
    };
    return Object.assign(giveBack, { check: () => heartbeat.check() });
}
/**
 * Who holds a lock, without taking it; undefined when nobody does, or its owner is dead. The lock of an owner that gave
 * no sign of life for long is removed, so that it learns of it.
 *
 * @throws the system error
 */
function lockHolder(path, options = {}) {
    const seeker = seekerOf(options);
    const text = readLock(path);
    if (text === undefined) {
        return undefined;
    }
    const owner = text === null ? undefined : parseOwner(text);
    if (text === null || owner === undefined) {
        return unknownHolder(text);
    }
    const here = seeker.identify("0");
    if (isGone(owner, here)) {
        return undefined;
    }
    return isSilent(path, text, owner, seeker)
        ? removeDead(path, { owner, text }, 0, seeker)
        : holderAt(path, owner, here);
}
function holderAt(path, owner, here) {
    return owner.beat !== undefined && isElsewhere(owner, here)
        ? { owner, lastSign: lastSignOf(path) }
        : { owner };
}
/** Whether an owner elsewhere, that gives signs of life, gave none for long. */
function isSilent(path, text, owner, { watch, identify }) {
    return owner.beat !== undefined && isElsewhere(owner, identify("0")) && watch.isSilent(path, text);
}
function unknownHolder(text) {
    return { problem: text === null ? "it is no regular file" : "it does not name its owner" };
}
function tryLock(path, depth, seeker) {
    const mine = seeker.identify((0,external_node_crypto_.randomBytes)(12).toString("hex"));
    // The lock may come and go between two looks.
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const text = readLock(path);
        if (text === undefined) {
            if (createLock(path, mine)) {
                return { mine };
            }
            continue;
        }
        const owner = text === null ? undefined : parseOwner(text);
        if (text === null || owner === undefined) {
            return unknownHolder(text);
        }
        if (depth === MAX_DEPTH || !(isGone(owner, mine) || isSilent(path, text, owner, seeker))) {
            return holderAt(path, owner, mine);
        }
        const holder = removeDead(path, { owner, text }, depth, seeker);
        if (holder !== undefined) {
            return holder;
        }
    }
    return { problem: "it comes and goes" };
}
/**
 * Removes a lock of a dead process. Two processes may want to: the slower one must not remove the lock that the faster
 * one has taken since. So each dead lock is removed by whoever holds the lock that is named after it, and only when it
 * is still there, as it was. That one may have a dead owner as well, and is taken over in the same way.
 *
 * @returns who else is about to
 */
function removeDead(path, dead, depth, seeker) {
    const guard = `${path.replace(/-[0-9a-f]+$/, "")}-${dead.owner.nonce}`;
    const result = tryLock(guard, depth + 1, seeker);
    if (!("mine" in result)) {
        return result;
    }
    const taken = performance.now();
    try {
        const isSame = readLock(path) === dead.text;
        // Whoever was stopped here for long is taken for dead itself.
        if (isSame && performance.now() - taken < seeker.timing.silenceMs / 2) {
            io.io.unlinkSync(path);
        }
        return undefined;
    }
    finally {
        release(guard, result.mine);
    }
}
function release(path, mine) {
    // Somebody may have removed it by hand, and another run begun.
    const text = readLock(path);
    if (typeof text === "string" && parseOwner(text)?.nonce === mine.nonce) {
        (0,io/* removeQuietly */.S2)(path);
    }
}
/** What is said to a run that cannot have a lock. */
function busy(holder, shown, { subject, hasTimeoutInput = true }) {
    if ("problem" in holder) {
        return (0,step_lib/* refuse */.TR)(`${subject}: there is a lock, ${shown}, but ${holder.problem}`, "remove it when no other run works on this directory");
    }
    const { pid, host, since } = holder.owner;
    const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) ? since : "an unknown time";
    const message = `${subject}: another run works on this directory: process ${pid} on ${(0,lib/* show */.WU)(host)}, since ${time}`;
    if (holder.lastSign === undefined) {
        return (0,step_lib/* refuse */.TR)(message, `wait for it to end; when it is dead, remove ${shown}`);
    }
    const takeover = hasTimeoutInput
        ? `wait with lock-timeout of at least ${lock_watch/* TAKEOVER_TEXT */.a1} to take it over, or remove`
        : "remove";
    return (0,step_lib/* refuse */.TR)(`${message}, last sign of life ${holder.lastSign}`, `wait for it to end; when it is dead, ${takeover} ${shown}`);
}
//# sourceMappingURL=lock.js.map

/***/ }),

/***/ 5368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yI: () => (/* reexport */ FileStore),
  Xi: () => (/* reexport */ HostLimits),
  zo: () => (/* reexport */ IncomingFile),
  aM: () => (/* reexport */ MAX_UNKNOWN_BYTES),
  ao: () => (/* reexport */ lib_failure/* TransferFailure */.a),
  bY: () => (/* reexport */ meter/* TransferMeter */.b),
  mB: () => (/* reexport */ TransferSession),
  n7: () => (/* reexport */ TreeRoot),
  s1: () => (/* reexport */ client_options/* clientOptions */.s),
  go: () => (/* reexport */ freeBytes),
  rR: () => (/* reexport */ failures/* headerOf */.rR),
  BM: () => (/* reexport */ hostOutcome),
  cJ: () => (/* reexport */ ignoresCase),
  du: () => (/* reexport */ ignoresNormalization),
  cW: () => (/* reexport */ hosts/* isLoopbackHost */.cW),
  C0: () => (/* reexport */ address/* isPrivateAddress */.C0),
  I3: () => (/* reexport */ address/* literalAddress */.I3),
  rM: () => (/* reexport */ backoff/* nextDelay */.rM),
  C5: () => (/* reexport */ parseContentRange),
  jV: () => (/* reexport */ hosts/* plainHost */.jV),
  YL: () => (/* reexport */ portableNameProblem),
  Gh: () => (/* reexport */ pem_files/* readAuthorities */.G),
  AH: () => (/* reexport */ pem_files/* readKeyPair */.A),
  f1: () => (/* reexport */ removeEmptyDirectories),
  FP: () => (/* reexport */ failures/* statusFailure */.FP),
  Ir: () => (/* reexport */ walkTree),
  ld: () => (/* reexport */ withMirrors),
  KM: () => (/* reexport */ files_io/* writeFully */.KM)
});

// UNUSED EXPORTS: FAILURE_CLASSES, FSYNC_POLICIES, closeQuietly, connectionInputs, metadataFetcher

// EXTERNAL MODULE: ./packages/transfer/lib/client-options.js + 2 modules
var client_options = __webpack_require__(69313);
// EXTERNAL MODULE: ./packages/transfer/lib/connection.js + 2 modules
var connection = __webpack_require__(89859);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var lib_failure = __webpack_require__(39655);
// EXTERNAL MODULE: ./packages/transfer/lib/files/disk-failure.js
var disk_failure = __webpack_require__(26607);
// EXTERNAL MODULE: ./packages/transfer/lib/files/io.js
var files_io = __webpack_require__(94209);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/incoming-file.js





/** Up to this size a file is kept in memory until it is complete: one write, one call to hash it. */
const MEMORY_BYTES = 256 * 1024;
/** From this size on a thread of its own hashes a file. */
const FOLLOWED_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;
/**
 * A file while it is received: in memory while it is small, then in a partial file; hashed as it comes, so that
 * nothing is read from the disk again.
 */
class IncomingFile {
    #directory;
    #options;
    #algorithms;
    #chunks = [];
    #file;
    /** Either these know of everything that was received, or the follower does. */
    #hashes = [];
    #follower;
    #received = 0;
    constructor(directory, options) {
        this.#directory = directory;
        this.#options = options;
        const { checksums } = options;
        // Without any the digest still tells a later run whether the file changed.
        this.#algorithms = checksums.length === 0 ? ["sha256"] : [...new Set(checksums.map(lib/* checksumAlgorithm */.Vn))];
    }
    /** Bytes that are there without a gap, from the beginning. */
    get received() {
        return this.#received;
    }
    /** Whether it lies where a later run would look for it. */
    get isPartial() {
        return this.#file !== undefined;
    }
    /** @throws TransferFailure when the disk does not take it */
    append(chunk) {
        if (this.#file === undefined && this.#received + chunk.length <= MEMORY_BYTES) {
            this.#chunks.push(chunk);
            this.#received += chunk.length;
        }
        else {
            this.#spill();
            this.#write(chunk);
        }
    }
    /** Writes a part that may lie beyond what was received. @throws TransferFailure */
    writeAt(chunk, position) {
        this.#spill();
        writeAt(this.#file.descriptor, chunk, position);
    }
    /** Puts what is in memory where a later run would look for it. @throws TransferFailure */
    toDisk() {
        this.#spill();
    }
    /** Everything up to there is written: hashes it. */
    async advance(front) {
        if (this.#follower !== undefined) {
            this.#received = Math.max(this.#received, front);
            this.#follower.advance(this.#received);
            return;
        }
        await this.#readUpTo(front);
    }
    /** Forgets what was written beyond what was received. */
    cutOff() {
        const file = this.#file;
        if (file !== undefined) {
            (0,disk_failure/* onDisk */.FC)(file.name, () => files_io.io.ftruncateSync(file.descriptor, this.#received));
        }
    }
    /**
     * Takes over what an earlier run left of this file.
     *
     * @param maxBytes - what is longer is no part of the file
     * @param front - behind this it may have gaps
     */
    async takeOver(maxBytes, front, signal) {
        const name = this.#directory.partialName(this.#options.key());
        const { descriptor, size: found } = this.#directory.openPartial(name);
        this.#file = { name, descriptor };
        const size = Math.min(found, front);
        if (found > maxBytes) {
            this.restart();
            return;
        }
        (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.ftruncateSync(descriptor, size));
        this.#beginHashing();
        if (this.#follower === undefined) {
            await this.#readUpTo(size, signal);
        }
        else {
            this.#received = size;
            this.#follower.advance(size);
        }
    }
    /** Forgets what was received. */
    restart() {
        this.#chunks = [];
        this.#received = 0;
        if (this.#file !== undefined) {
            this.cutOff();
            this.#beginHashing();
        }
    }
    /** The digests of what was received. To be called once, at the end. */
    digests() {
        if (this.#follower !== undefined) {
            return this.#followedDigests(this.#follower);
        }
        if (this.#file === undefined) {
            const content = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
            this.#chunks = [content];
            return new Map(this.#algorithms.map((name) => [name, (0,external_node_crypto_.hash)(name, content, "hex")]));
        }
        return this.#digestMap(this.#hashes.map((one) => one.digest("hex")));
    }
    /**
     * Writes what is still in memory and hands the file over: to be closed and put somewhere.
     *
     * @throws TransferFailure
     */
    finish() {
        const file = this.#file ?? this.#toTemp();
        this.#file = undefined;
        this.#chunks = [];
        return file;
    }
    /** Leaves what was received for a later run. */
    keep() {
        if (this.#received === 0) {
            this.discard();
            return;
        }
        this.#spill();
        this.#close();
    }
    /** Leaves nothing. */
    discard() {
        const name = this.#file?.name;
        this.#close();
        this.#chunks = [];
        this.#received = 0;
        if (name !== undefined) {
            this.#directory.discard(name);
        }
    }
    #close() {
        this.#follower?.cancel();
        this.#follower = undefined;
        if (this.#file !== undefined) {
            (0,files_io/* closeQuietly */.EO)(this.#file.descriptor);
            this.#file = undefined;
        }
    }
    #toTemp() {
        const file = this.#directory.createTemp();
        this.#file = file;
        try {
            let position = 0;
            for (const chunk of this.#chunks) {
                writeAt(file.descriptor, chunk, position);
                position += chunk.length;
            }
        }
        catch (error) {
            this.discard();
            throw error;
        }
        return file;
    }
    /** From memory to the partial file. */
    #spill() {
        if (this.#file !== undefined) {
            return;
        }
        const key = this.#options.key();
        const name = this.#directory.partialName(key);
        const { descriptor } = this.#directory.openPartial(name);
        this.#file = { name, descriptor };
        // What an earlier run left is of no use here.
        (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.ftruncateSync(descriptor, 0));
        this.#options.onPartial(key);
        this.#beginHashing();
        const chunks = this.#chunks;
        this.#chunks = [];
        this.#received = 0;
        for (const chunk of chunks) {
            this.#write(chunk);
        }
    }
    #beginHashing() {
        const { size, followers } = this.#options;
        this.#follower?.cancel();
        this.#follower =
            (size ?? 0) >= FOLLOWED_BYTES
                ? followers?.follow(this.#file.descriptor, this.#algorithms)
                : undefined;
        this.#hashes = this.#follower === undefined ? this.#algorithms.map((name) => (0,external_node_crypto_.createHash)(name)) : [];
    }
    #write(chunk) {
        writeAt(this.#file.descriptor, chunk, this.#received);
        this.#received += chunk.length;
        this.#follower?.advance(this.#received);
        for (const one of this.#hashes) {
            one.update(chunk);
        }
    }
    /** Hashes what lies in the file, but was not seen on its way. */
    async #readUpTo(front, signal) {
        const { descriptor, name } = this.#file;
        const buffer = Buffer.allocUnsafe(READ_BYTES);
        while (this.#received < front) {
            const wanted = Math.min(READ_BYTES, front - this.#received);
            const length = (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.readSync(descriptor, buffer, 0, wanted, this.#received));
            if (length === 0) {
                throw new lib_failure/* TransferFailure */.a("changed", "what was received is gone", { remedy: "again" });
            }
            for (const one of this.#hashes) {
                one.update(buffer.subarray(0, length));
            }
            this.#received += length;
            // Hashing gigabytes must not keep other transfers waiting.
            await new Promise(setImmediate);
            signal?.throwIfAborted();
        }
    }
    async #followedDigests(follower) {
        const digests = await follower.finish();
        this.#follower = undefined;
        if (digests === undefined) {
            throw new lib_failure/* TransferFailure */.a("changed", "what was received could not be read again", { remedy: "again" });
        }
        return this.#digestMap(digests);
    }
    #digestMap(digests) {
        return new Map(this.#algorithms.map((name, index) => [name, digests[index]]));
    }
}
/** @throws TransferFailure */
function writeAt(descriptor, chunk, position) {
    (0,disk_failure/* onDisk */.FC)(undefined, () => {
        for (let offset = 0; offset < chunk.length;) {
            offset += files_io.io.writeSync(descriptor, chunk, offset, chunk.length - offset, position + offset);
        }
    });
}
//# sourceMappingURL=incoming-file.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/download/meter.js + 1 modules
var meter = __webpack_require__(1279);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/mirrors.js
/**
 * All places of a file. Mirrors come first: they are named because they are near. Each place once.
 *
 * @param urls - absolute, the best first
 */
function withMirrors(urls, rules) {
    if (rules.length === 0 && urls.length === 1) {
        return urls;
    }
    return [
        ...new Set(urls.flatMap((url) => [
            ...rules
                .filter(({ prefix }) => url.startsWith(prefix))
                .flatMap(({ prefix, mirrors }) => mirrors.map((mirror) => mirror + url.slice(prefix.length))),
            url,
        ])),
    ];
}
//# sourceMappingURL=mirrors.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/content-range.js
/** Sixteen digits hold every exact integer; more are an attempt at something. */
const CONTENT_RANGE = /^bytes (?:(\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)|\*\/(\d{1,16}))$/i;
/**
 * Reads the value of a Content-Range header (RFC 9110, 14.4) to the letter: a range that is to be appended to a file
 * must be beyond doubt. Undefined for a value that is missing, malformed, contradictory, or there more than once.
 */
function parseContentRange(value) {
    const single = typeof value === "string" ? value : value?.length === 1 ? value[0] : undefined;
    const match = CONTENT_RANGE.exec(single ?? "");
    if (match === null)
        return undefined;
    const [, firstDigits, lastDigits, totalDigits, unsatisfied] = match;
    if (unsatisfied !== undefined) {
        const total = Number(unsatisfied);
        return Number.isSafeInteger(total) ? { kind: "unsatisfied", total } : undefined;
    }
    const [first, last] = [Number(firstDigits), Number(lastDigits)];
    const total = totalDigits === "*" ? null : Number(totalDigits);
    const sane = first <= last &&
        Number.isSafeInteger(last) &&
        (total === null || (last < total && Number.isSafeInteger(total)));
    return sane ? { kind: "range", first, last, total } : undefined;
}
//# sourceMappingURL=content-range.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/http/failures.js + 2 modules
var failures = __webpack_require__(84414);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/reception.js




/** Of an answer that turns out to be a text, so much is shown. */
const SNIPPET_BYTES = 200;
/** A connection that brings so much a second needs no help. */
const FAST_BYTES = 150_000_000;
/** How long its speed is measured. */
const SPEED_MS = 1000;
/** Without a size in the metadata and in the answer no file may be longer. */
const MAX_UNKNOWN_BYTES = 256 * 1024 ** 3;
/** The server sends the file from the beginning, or something that cannot be joined to what is there. */
class RestartNeeded extends Error {
    /** Whether the range itself was at fault, so that it must not be asked for again. */
    broken;
    reason;
    constructor(reason, broken) {
        super(reason);
        this.reason = reason;
        this.broken = broken;
    }
}
/** One connection is slow, and there may be more of them. */
class TooSlowAlone extends Error {
}
/** Receives one answer into a file, and refuses at the earliest moment what cannot become the file that is wanted. */
class Reception {
    #job;
    #file;
    #meter;
    /** What the request asked for; 0: the whole file. */
    #from;
    #splitting;
    #validator;
    #asked;
    #watch;
    #pause;
    #limit = MAX_UNKNOWN_BYTES;
    #flow;
    #flowMeter;
    #snippet;
    /** The answer is not the file as it is, or so it says. */
    isEncoded = false;
    /** A validator that makes a later continuation safe. */
    etag;
    /** Where the answer comes from. */
    host = "";
    /** The answer is the whole file. */
    isWhole = false;
    #onHead;
    /**
     * @param validator - of what is there already
     * @param onHead - the answer may become the file: its validator is known, and nothing of it is there yet
     */
    constructor(job, file, meter, splitting, validator, onHead) {
        this.#onHead = onHead;
        this.#validator = validator;
        this.#job = job;
        this.#file = file;
        this.#meter = meter;
        this.#asked = meter.time;
        this.#splitting = splitting;
        this.#from = file.received;
    }
    head(head, flow) {
        this.#flow = flow;
        this.host = head.url.host;
        const { status } = head;
        if (status === 206 && this.#from > 0) {
            this.#checkRange(head);
        }
        else if (status === 200) {
            // Only an answer that can be the file is worth what is there already.
            this.#checkLength(head);
            if (this.#from > 0) {
                this.#file.restart();
            }
            this.isWhole = true;
        }
        else if (status === 416 && this.#from > 0) {
            throw this.#unsatisfied(head);
        }
        else if (status === 206) {
            throw new lib_failure/* TransferFailure */.a("protocol", "the server sends a part where the whole was asked for", {
                remedy: "elsewhere",
                status,
            });
        }
        else if (status < 300) {
            throw new lib_failure/* TransferFailure */.a("protocol", `the server answers ${status}, which brings no file`, {
                remedy: "elsewhere",
                status,
            });
        }
        else {
            throw (0,failures/* statusFailure */.FP)(status, head.headers, Date.now());
        }
        this.isEncoded = isEncoded((0,failures/* headerOf */.rR)(head.headers, "content-encoding"));
        if (!this.isEncoded) {
            this.etag = strongEtag((0,failures/* headerOf */.rR)(head.headers, "etag"));
        }
        if (this.isWhole && /^text\//i.test((0,failures/* headerOf */.rR)(head.headers, "content-type") ?? "")) {
            this.#snippet = Buffer.alloc(0);
        }
        this.#onHead?.();
        this.#flowMeter = this.#meter.start(flow, this.host, this.#asked);
        const sendsParts = status === 206 || (0,failures/* headerOf */.rR)(head.headers, "accept-ranges")?.trim() === "bytes";
        // Under a bandwidth cap slowness is ours.
        if (this.#splitting !== undefined && sendsParts && !this.#meter.isCapped) {
            this.#watchSpeed(flow, this.#splitting);
        }
    }
    /** Ends the exchange when this connection alone is slow and others would be in nobody's way. */
    #watchSpeed(flow, { remaining, mayOpenMore }) {
        const file = this.#file;
        let before = file.received;
        this.#watch = setInterval(() => {
            const speed = (file.received - before) * (1000 / SPEED_MS);
            before = file.received;
            if (speed < FAST_BYTES && this.#limit - file.received >= remaining && mayOpenMore()) {
                flow.abort(new TooSlowAlone());
            }
        }, SPEED_MS);
    }
    data(chunk) {
        const total = this.#file.received + chunk.length;
        if (total > this.#limit) {
            throw new lib_failure/* TransferFailure */.a("too-large", `the server sends more than the ${this.#limit} bytes that are expected`, { remedy: "elsewhere" });
        }
        this.#file.append(chunk);
        if (this.#snippet !== undefined && this.#snippet.length < SNIPPET_BYTES) {
            this.#snippet = Buffer.concat([this.#snippet, chunk.subarray(0, SNIPPET_BYTES - this.#snippet.length)]);
        }
        const pause = this.#flowMeter?.count(chunk.length) ?? 0;
        if (pause > 0) {
            const flow = this.#flow;
            flow?.pause();
            clearTimeout(this.#pause);
            this.#pause = setTimeout(() => flow?.resume(), pause);
        }
    }
    /** To be called when the exchange has ended, however. */
    end() {
        clearInterval(this.#watch);
        clearTimeout(this.#pause);
        this.#flowMeter?.stop();
    }
    /** @returns the digests @throws TransferFailure unless size and digests are those that are wanted */
    async check(file) {
        const { size, checksums } = this.#job;
        const { received } = file;
        if (size !== null && received < size) {
            throw new lib_failure/* TransferFailure */.a("truncated", `only ${received} of ${size} bytes came`, { remedy: "again" });
        }
        const digests = await file.digests();
        for (const checksum of checksums) {
            const algorithm = (0,lib/* checksumAlgorithm */.Vn)(checksum);
            const actual = digests.get(algorithm);
            if (actual !== (0,lib/* checksumDigest */.Jz)(checksum)) {
                // Many servers call everything text that they do not know.
                const text = this.#snippet === undefined ? undefined : textOf(this.#snippet);
                const looks = text === undefined ? "" : `; it begins ${(0,lib/* show */.WU)(text)}`;
                throw new lib_failure/* TransferFailure */.a("checksum", `the metadata says ${checksum}, the server sent ${algorithm}:${actual}${looks}`, { remedy: "again" });
            }
        }
        return digests;
    }
    #checkLength({ headers, status }) {
        const { size, checksums } = this.#job;
        const text = (0,failures/* headerOf */.rR)(headers, "content-length");
        const length = text === undefined ? undefined : Number(text);
        const encoding = (0,failures/* headerOf */.rR)(headers, "content-encoding");
        if (encoding !== undefined &&
            isEncoded(encoding) &&
            ((size !== null && length !== undefined && length !== size) ||
                (size === null && checksums.length === 0))) {
            throw new lib_failure/* TransferFailure */.a("encoding", `the server sends the file encoded as ${(0,lib/* show */.WU)(encoding)} although that was not asked for`, { remedy: "elsewhere", status });
        }
        if (size !== null && length !== undefined && length !== size) {
            throw new lib_failure/* TransferFailure */.a("size-mismatch", `the metadata says ${size} bytes, the server has ${length}`, {
                remedy: "elsewhere",
                status,
            });
        }
        this.#bound(size ?? length);
    }
    #checkRange({ headers }) {
        const etag = strongEtag((0,failures/* headerOf */.rR)(headers, "etag"));
        if (this.#validator !== undefined && etag !== undefined && etag !== this.#validator) {
            throw new RestartNeeded("the file on the server is another one by now", false);
        }
        const range = parseContentRange(headers["content-range"]);
        const { size } = this.#job;
        const encoding = (0,failures/* headerOf */.rR)(headers, "content-encoding");
        if (range === undefined ||
            range.kind !== "range" ||
            range.first !== this.#from ||
            (range.total !== null && range.last + 1 !== range.total) ||
            (size !== null && (range.last + 1 !== size || (range.total !== null && range.total !== size))) ||
            isEncoded(encoding)) {
            throw new RestartNeeded("the server sends another part than the one that was asked for", true);
        }
        this.#bound(size ?? range.last + 1);
    }
    /** Sets how much is taken: what is expected, if that is not too much. */
    #bound(expected) {
        const most = this.#job.maxBytes ?? MAX_UNKNOWN_BYTES;
        if (this.#job.maxBytes !== undefined && expected !== undefined && expected > most) {
            throw new lib_failure/* TransferFailure */.a("too-large", `the file has ${expected} bytes, and no more than ${most} are taken`, { remedy: "elsewhere" });
        }
        this.#limit = expected ?? most;
    }
    /** 416: either everything is there already, or what is there is of no use. */
    #unsatisfied({ headers }) {
        const range = parseContentRange(headers["content-range"]);
        const { size } = this.#job;
        const complete = range?.kind === "unsatisfied" && range.total === this.#from && (size === null || size === this.#from);
        return complete ? new AlreadyComplete() : new RestartNeeded("the server has no such part", false);
    }
}
/** The server has no more than what is there. */
class AlreadyComplete extends Error {
}
/** RFC 9110: only a strong validator tells that bytes are the same. */
function strongEtag(value) {
    return value !== undefined && /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(value) ? value : undefined;
}
function isEncoded(encoding) {
    return encoding !== undefined && !/^identity$/i.test(encoding.trim());
}
/** The text that bytes are the beginning of; undefined when they are none. */
function textOf(bytes) {
    // The last character may be cut off.
    const text = new TextDecoder().decode(bytes, { stream: true });
    return text === "" || /[^\P{C}\s]|\ufffd/u.test(text) ? undefined : text.replace(/\s+/g, " ");
}
//# sourceMappingURL=reception.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock.js + 3 modules
var lock = __webpack_require__(36686);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/files/anchor.js
var files_anchor = __webpack_require__(33708);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/partial-file.js


const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
/**
 * Opens a partial file, or creates it. What is no regular file of ours alone is replaced: another name of it would be
 * written to as well.
 *
 * @throws the system error
 */
function openPartialFile(path, mode) {
    const found = openOwn(path, mode);
    if (found !== undefined) {
        return found;
    }
    (0,files_io/* removeFile */.nM)(path);
    return { descriptor: files_io.io.openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, files_io/* FILE_MODE */.rE), size: 0 };
}
function openOwn(path, mode) {
    let descriptor;
    try {
        descriptor = files_io.io.openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, files_io/* FILE_MODE */.rE);
    }
    catch (error) {
        // A symbolic link, a socket, a file of another user.
        if (["ELOOP", "ENXIO", "EACCES"].includes((0,files_io/* errorCode */.CA)(error) ?? "")) {
            return undefined;
        }
        throw error;
    }
    try {
        const stats = files_io.io.fstatSync(descriptor);
        if (stats.isFile() && stats.nlink === 1) {
            if ((stats.mode & 0o7777) !== mode) {
                files_io.io.fchmodSync(descriptor, mode);
            }
            return { descriptor, size: stats.size };
        }
    }
    catch (error) {
        (0,files_io/* closeQuietly */.EO)(descriptor);
        throw error;
    }
    files_io.io.closeSync(descriptor);
    return undefined;
}
//# sourceMappingURL=partial-file.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/private-directory.js








/** Name of the private directory. No local path leads into it: they all lie in `compose/` beside it. */
const PRIVATE_NAME = ".productmd";
/** Names the shard that a run does, and what belongs to it: `shard-1-of-4`. */
const SHARD_NAME = /^shard-\d{1,3}-of-\d{1,3}$/;
const NEW_FILE = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
/**
 * The private directory of an output directory: `.productmd` with `tmp/`, `partial/` and the places of journal and
 * lock. It is in the output directory, so that a finished file gets into its place with one rename.
 */
class PrivateDirectory {
    /** The output directory, symbolic links resolved. */
    output;
    /** What names the files of a shard, which works beside others. */
    shard;
    #home;
    #tmp;
    #partial;
    /** Other runs, and what they left behind, have other names. */
    #run;
    #count = 0;
    #closed = false;
    /** Mode that new files get here: what the umask leaves. */
    #fileMode;
    /**
     * Makes the private directory, and the output directory itself, where they are missing, and tries whether files
     * can be written there.
     *
     * @param output - may be a symbolic link to a directory
     * @throws UserError when nothing can be written there, or something else lies in the place of these directories
     */
    static open(output, options = {}) {
        const { shard, subject = "output" } = options;
        if (shard !== undefined && !SHARD_NAME.test(shard)) {
            throw new TypeError("no name of a shard");
        }
        const anchors = [];
        try {
            (0,files_anchor/* makeDirectories */.Kb)((0,external_node_path_.resolve)(output));
            const root = keep(anchors, (0,files_anchor/* openRoot */.R8)(output));
            const home = keep(anchors, child(root, PRIVATE_NAME, PRIVATE_NAME));
            const tmp = keep(anchors, child(home, "tmp", `${PRIVATE_NAME}/tmp`));
            const partial = keep(anchors, child(home, "partial", `${PRIVATE_NAME}/partial`));
            const directory = new PrivateDirectory(files_io.io.realpathSync(output), shard, { home, tmp, partial });
            (0,files_anchor/* closeAnchor */.U4)(root);
            return directory;
        }
        catch (error) {
            anchors.forEach(files_anchor/* closeAnchor */.U4);
            throw (0,step_lib/* refuse */.TR)(`${subject}: cannot write to ${output}: ${(0,disk_failure/* diskFailure */.C9)(error).message}`, "choose a directory that can be written");
        }
    }
    constructor(output, shard, { home, tmp, partial }) {
        this.output = output;
        this.shard = shard;
        this.#run = `${shard === undefined ? "" : `${shard}-`}${(0,external_node_crypto_.randomBytes)(6).toString("hex")}`;
        this.#home = home;
        this.#tmp = tmp;
        this.#partial = partial;
        this.#fileMode = this.#probe();
    }
    /** Writes a file and removes it. @returns its mode @throws the system error */
    #probe() {
        const { descriptor, name } = this.createTemp();
        try {
            (0,files_io/* writeFully */.KM)(descriptor, Buffer.from("probe\n"));
            return files_io.io.fstatSync(descriptor).mode & 0o777;
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
            this.discard(name);
        }
    }
    /** Whether nobody has removed it since it was opened. */
    get isThere() {
        return ["tmp", "partial"].every((name) => files_io.io.existsSync((0,external_node_path_.join)(this.output, PRIVATE_NAME, name)));
    }
    /** Path of the journal, good while this is open. */
    get journalPath() {
        this.#checkOpen();
        return `${this.#home.prefix}/journal`;
    }
    /** Path of the lock, good while this is open. */
    get lockPath() {
        this.#checkOpen();
        return `${this.#home.prefix}/lock`;
    }
    /** Mode of new files: 0644 less what the umask takes. */
    get fileMode() {
        return this.#fileMode;
    }
    /** A name in `tmp/` that nothing has yet. */
    newName() {
        this.#count += 1;
        return `tmp/${this.#run}-${this.#count}`;
    }
    /** Creates a file, open to write and read. @throws TransferFailure */
    createTemp() {
        const name = this.newName();
        return (0,disk_failure/* onDisk */.FC)(undefined, () => ({
            descriptor: files_io.io.openSync(this.pathOf(name), NEW_FILE, files_io/* FILE_MODE */.rE),
            name,
        }));
    }
    /**
     * The name of the partial file of a key: anything that stands for the content, its checksum for instance. Two shards
     * may fetch the same at the same time, each into a file of its own.
     */
    partialName(key) {
        const name = `partial/${(0,external_node_crypto_.createHash)("sha256").update(key).digest("hex").slice(0, 40)}`;
        return this.shard === undefined ? name : `${name}-${this.shard}`;
    }
    /** Takes over the partial files of a shard that is not at work. @throws TransferFailure */
    adoptPartials(shard) {
        for (const name of this.partials().filter((partial) => partial.endsWith(`-${shard}`))) {
            const adopted = name.slice(0, -`-${shard}`.length);
            (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.renameSync(this.pathOf(name), this.pathOf(adopted)));
        }
    }
    /**
     * Opens a partial file, open to write and read, or creates it. What is no regular file of ours alone is replaced:
     * another name of the file would be written to as well.
     *
     * @returns with the bytes that are there
     * @throws TransferFailure
     */
    openPartial(name) {
        return (0,disk_failure/* onDisk */.FC)(name, () => openPartialFile(this.pathOf(name), this.#fileMode));
    }
    /** Makes a file of this run a partial one, which the next run finds. @throws TransferFailure */
    keepPartial(name, key) {
        const kept = this.partialName(key);
        (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.renameSync(this.pathOf(name), this.pathOf(kept)));
        return kept;
    }
    /** Removes a file that will not be placed. It need not exist any more. @throws TransferFailure */
    discard(name) {
        (0,disk_failure/* onDisk */.FC)(name, () => (0,files_io/* removeFile */.nM)(this.pathOf(name)));
    }
    /** Path of a file for calls of the file system, good while this is open; not for messages. */
    pathOf(name) {
        this.#checkOpen();
        const slash = name.indexOf("/");
        const base = name.slice(slash + 1);
        if (!/^[A-Za-z0-9_-]+$/.test(base)) {
            throw new TypeError("no name of a temporary file");
        }
        return `${(name.startsWith("tmp/") ? this.#tmp : this.#partial).prefix}/${base}`;
    }
    /** The partial files that are there, sorted. @throws TransferFailure */
    partials() {
        return (0,disk_failure/* onDisk */.FC)(undefined, () => files_io.io.readdirSync(`${this.#partial.prefix}/.`))
            .sort()
            .map((base) => `partial/${base}`);
    }
    /**
     * Removes what runs that were killed left behind, but for partial files. Only for the run that holds the lock: another
     * one may be working with these files. A shard removes what is left of its own.
     *
     * @returns how many files
     * @throws TransferFailure
     */
    removeLeftovers() {
        return (0,disk_failure/* onDisk */.FC)(undefined, () => {
            const { shard } = this;
            const isLeft = (name) => !name.startsWith(`${this.#run}-`) && (shard === undefined || name.startsWith(`${shard}-`));
            return (removeFiles(this.#tmp, isLeft) +
                removeFiles(this.#home, (name) => shard === undefined ? isLeftInHome(name) : name === `journal-${shard}.new`));
        });
    }
    close() {
        if (!this.#closed) {
            this.#closed = true;
            [this.#home, this.#tmp, this.#partial].forEach(files_anchor/* closeAnchor */.U4);
        }
    }
    #checkOpen() {
        if (this.#closed) {
            // The numbers of its descriptors may be other directories by now.
            throw new Error("the private directory is closed");
        }
    }
}
/** Of taking the lock, and of writing a journal anew. The lock of a shard may be that of one which is about to begin. */
function isLeftInHome(name) {
    return name.startsWith("lock-")
        ? !SHARD_NAME.test(name.slice("lock-".length))
        : /^journal(-shard-\d{1,3}-of-\d{1,3})?\.new$/.test(name);
}
function keep(anchors, anchor) {
    anchors.push(anchor);
    return anchor;
}
function child(parent, name, shown) {
    const opened = (0,files_anchor/* openChild */.$r)(parent, name, true, shown);
    if (opened === undefined) {
        throw new Error("a directory that is made when it is missing is missing");
    }
    return opened.anchor;
}
function removeFiles({ prefix }, isLeftover) {
    const files = files_io.io
        .readdirSync(`${prefix}/.`, { withFileTypes: true })
        .filter((entry) => !entry.isDirectory() && isLeftover(entry.name));
    for (const { name } of files) {
        (0,files_io/* removeFile */.nM)(`${prefix}/${name}`);
    }
    return files.length;
}
//# sourceMappingURL=private-directory.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/copy-into.js


/**
 * Places a file on another file system than that of the private directory: copied beside its place, under a name that
 * no artifact has, and renamed. A run that is killed meanwhile leaves that name behind; as no artifact has it, it is
 * taken for a file too many.
 *
 * @throws the system error
 */
function copyInto(directory, source, target, temporary) {
    const beside = `${directory}/.productmd-${temporary.newName().slice("tmp/".length)}.tmp`;
    try {
        files_io.io.copyFileSync(source, beside, external_node_fs_.constants.COPYFILE_EXCL);
        const descriptor = files_io.io.openSync(beside, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_NOFOLLOW);
        try {
            files_io.io.fchmodSync(descriptor, temporary.fileMode);
            // Whatever the caller had the system write, it was the other copy.
            files_io.io.fdatasyncSync(descriptor);
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
        files_io.io.renameSync(beside, target);
    }
    catch (error) {
        (0,files_io/* removeQuietly */.S2)(beside);
        throw error;
    }
    files_io.io.unlinkSync(source);
}
//# sourceMappingURL=copy-into.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/directory-cache.js




/** Directories that stay open: those that files go to at a time, and the ones above them. */
const CAPACITY = 8;
/**
 * Directories below one, reached component by component and never through a symbolic link. The last ones stay open;
 * before one is used again it must still lie where it was found, so that nothing goes to a directory that was moved
 * away.
 */
class DirectoryCache {
    #root;
    #rootPath;
    /** The one used last is the last. Empty where directories have no descriptors. */
    #open = new Map();
    #onMade;
    #closed = false;
    /**
     * @param onMade - is told of directories that had to be made
     * @throws the system error
     */
    constructor(root, onMade) {
        this.#root = (0,files_anchor/* openRoot */.R8)(root);
        this.#rootPath = systemPathOf(this.#root);
        this.#onMade = onMade;
    }
    /**
     * The directory, good until the next call.
     *
     * @param directory - relative, parts separated by slashes, none of them "." or ".."; "" is the root
     * @param create - makes what is missing of it
     * @returns undefined when it is missing
     * @throws TransferFailure
     */
    at(directory, create) {
        if (this.#closed) {
            // The numbers of its descriptors may be other directories by now.
            throw new Error("the directories are closed");
        }
        try {
            return this.#find(directory, create);
        }
        catch (error) {
            if (this.#open.size === 0 || !(0,disk_failure/* isOutOfDescriptors */.wD)(error.cause)) {
                throw error;
            }
            // These few may be what is missing.
            this.clear();
            return this.#find(directory, create);
        }
    }
    #find(directory, create) {
        if (directory === "") {
            return this.#root;
        }
        const known = this.#open.get(directory);
        if (known !== undefined) {
            this.#open.delete(directory);
            if (isInPlace(known)) {
                this.#open.set(directory, known);
                return known.anchor;
            }
            (0,files_anchor/* closeAnchor */.U4)(known.anchor);
        }
        const above = (0,lib/* directoryOf */.jt)(directory);
        const parent = this.#find(above, create);
        if (parent === undefined) {
            return undefined;
        }
        const name = above === "" ? directory : directory.slice(above.length + 1);
        const child = (0,files_anchor/* openChild */.$r)(parent, name, create, directory);
        if (child === undefined) {
            return undefined;
        }
        if (child.made) {
            this.#onMade(directory);
        }
        this.#keep(directory, child.anchor);
        return child.anchor;
    }
    #keep(directory, anchor) {
        if (anchor.descriptor === undefined) {
            return;
        }
        this.#open.set(directory, { anchor, systemPath: `${this.#rootPath}/${directory}` });
        if (this.#open.size > CAPACITY) {
            const [oldest, { anchor: unused }] = this.#open.entries().next().value;
            this.#open.delete(oldest);
            (0,files_anchor/* closeAnchor */.U4)(unused);
        }
    }
    /** Closes what can be opened again. */
    clear() {
        for (const { anchor } of this.#open.values()) {
            (0,files_anchor/* closeAnchor */.U4)(anchor);
        }
        this.#open.clear();
    }
    close() {
        if (!this.#closed) {
            this.#closed = true;
            this.clear();
            (0,files_anchor/* closeAnchor */.U4)(this.#root);
        }
    }
}
/** Closes it when it fails. @throws the system error */
function systemPathOf(root) {
    if (root.descriptor === undefined) {
        return "";
    }
    try {
        const path = files_io.io.readlinkSync(root.prefix);
        return path === "/" ? "" : path;
    }
    catch (error) {
        (0,files_anchor/* closeAnchor */.U4)(root);
        throw error;
    }
}
function isInPlace({ anchor, systemPath }) {
    try {
        return files_io.io.readlinkSync(anchor.prefix) === systemPath;
    }
    catch {
        // Longer than the system tells: looked up anew each time.
        return false;
    }
}
//# sourceMappingURL=directory-cache.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/linking.js
var linking = __webpack_require__(68805);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-entries.js

/** What is in a directory, unsorted. @throws the system error */
function entriesOf(prefix) {
    return files_io.io.readdirSync(`${prefix}/.`).flatMap((name) => listed(prefix, name));
}
function listed(prefix, name) {
    const stats = files_io.io.lstatSync(`${prefix}/${name}`, { throwIfNoEntry: false });
    if (stats === undefined) {
        // Removed meanwhile; or a name that is no UTF-8 and cannot be asked for.
        return name.includes("\ufffd") ? [{ name, kind: "other", size: 0 }] : [];
    }
    return [{ name, kind: kindOf(stats), size: stats.isFile() ? stats.size : 0 }];
}
function kindOf(stats) {
    if (stats.isFile()) {
        return "file";
    }
    if (stats.isDirectory()) {
        return "directory";
    }
    return stats.isSymbolicLink() ? "symlink" : "other";
}
//# sourceMappingURL=tree-entries.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-failures.js


/** A path that nothing may be placed at, wherever it leads. */
function unsafe(localPath, problem) {
    return new lib_failure/* TransferFailure */.a("path", `${(0,lib/* show */.WU)(localPath)}: ${problem}`, { remedy: "never" });
}
/** Something else is where a file must be. */
function occupied(what, localPath) {
    return new lib_failure/* TransferFailure */.a("conflict", `${(0,lib/* show */.WU)(localPath)} is ${what}, where a file must be`, {
        remedy: "never",
    });
}
function kindText(stats) {
    if (stats.isDirectory()) {
        return "a directory";
    }
    if (stats.isFIFO()) {
        return "a named pipe";
    }
    return stats.isSocket() ? "a socket" : "a device";
}
//# sourceMappingURL=tree-failures.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-paths.js

/** The directory of an output directory that files are placed in. */
const TREE = "compose";
/** Directory of a local path, relative to the output directory. */
function parentOf(localPath) {
    const slash = localPath.lastIndexOf("/");
    return slash === -1 ? TREE : `${TREE}/${localPath.slice(0, slash)}`;
}
/** Name of a local path in its directory. */
function nameOf(localPath) {
    return localPath.slice(localPath.lastIndexOf("/") + 1);
}
/** Whether an artifact may have the path. */
function isPlain(localPath) {
    return (0,lib/* localPathProblem */.GZ)(localPath) === undefined;
}
/** Whether the path leads to somewhere in the tree: what is found there may have names that no artifact may have. */
function isInside(localPath) {
    return (!/(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(localPath) && (process.platform !== "win32" || isPlain(localPath)));
}
//# sourceMappingURL=tree-paths.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-root.js











const READ = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/**
 * The tree of an output directory, `compose/`. Files are placed in it and never outside, whatever links are planted in
 * it, also while this runs: every directory is opened as a part of the one above it, and symbolic links are not
 * followed. Where the system has no /proc, links that are planted between a look and a call may be followed.
 *
 * Local paths are relative to `compose/`. All calls throw TransferFailure: `path` for a symbolic link on the way,
 * `conflict` for a file where a directory must be or the other way round, else what the file system says of the disk.
 */
class TreeRoot {
    #directories;
    #private;
    #check;
    /** Directories whose entries changed since they were last synchronised. */
    #changed = new Set();
    /**
     * @param output - the output directory; it must exist, and may be a symbolic link
     * @param options.create - makes `compose/` when it is missing; without it a missing one is an empty tree
     * @param options.privateDirectory - of the same output directory; only to place files
     * @param options.check - called before anything is placed or removed; throws when it must not be
     * @throws TransferFailure
     */
    static open(output, options) {
        const tree = (0,disk_failure/* onDisk */.FC)(output, () => new TreeRoot(output, options.privateDirectory, options.check));
        try {
            tree.#directories.at(TREE, options.create);
        }
        catch (error) {
            tree.close();
            throw error;
        }
        return tree;
    }
    constructor(output, directory, check) {
        this.#directories = new DirectoryCache(output, (directory) => {
            this.#changed.add((0,lib/* directoryOf */.jt)(directory));
        });
        this.#private = directory;
        this.#check = check;
    }
    /** What is at the path; a symbolic link is not followed. */
    stat(localPath) {
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const path = this.#find(localPath);
            return path === undefined ? undefined : files_io.io.lstatSync(path, { bigint: true, throwIfNoEntry: false });
        });
    }
    /** Makes the directories above a path. */
    ensureParent(localPath) {
        this.#parent(localPath, parentOf(localPath));
    }
    /** Creates a file in the private directory, on the file system of the tree, open to write and read. */
    createTemp() {
        return this.#temporary().createTemp();
    }
    /** Removes a file that will not be placed. It need not exist any more. */
    discardTemp(name) {
        this.#temporary().discard(name);
    }
    /**
     * Moves a finished file into its place. A file or symbolic link there is replaced, and other names of that file stay
     * as they are; anything else there is a conflict.
     *
     * @param isFree - nothing was there a moment ago: it is not looked for again
     * @returns the file as it lies there; undefined when somebody has removed it
     */
    place(name, localPath, isFree = false) {
        this.#check?.();
        const source = this.#temporary().pathOf(name);
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const directory = parentOf(localPath);
            const parent = this.#parent(localPath, directory);
            const target = `${parent.prefix}/${nameOf(localPath)}`;
            if (!isFree) {
                refuseOthers(target, localPath);
            }
            try {
                files_io.io.renameSync(source, target);
            }
            catch (error) {
                if ((0,files_io/* errorCode */.CA)(error) !== "EXDEV") {
                    throw error;
                }
                // Another file system is mounted below the tree.
                copyInto(parent.prefix, source, target, this.#temporary());
            }
            this.#changed.add(directory);
            return files_io.io.lstatSync(target, { bigint: true, throwIfNoEntry: false });
        });
    }
    /**
     * Puts the content of a file that is in its place at another path too.
     *
     * The times of the file change when it gets another name: what a journal says of it must be recorded again.
     *
     * @param mode - `auto`: what works first of a hard link, shared blocks (reflink), a copy; another one: that, or what
     * works after it
     * @param known - the file as it was verified
     * @returns how it was done
     * @throws TransferFailure `changed` when the file is not the known one any more
     */
    link(fromPath, toPath, mode, known) {
        const temporary = this.#temporary();
        const source = (0,disk_failure/* onDisk */.FC)(fromPath, () => this.#find(fromPath));
        if (source === undefined) {
            throw new lib_failure/* TransferFailure */.a("changed", `${(0,lib/* show */.WU)(fromPath)} was removed meanwhile`, { remedy: "again" });
        }
        const name = temporary.newName();
        try {
            const kind = (0,disk_failure/* onDisk */.FC)(fromPath, () => (0,linking/* makeTwin */.J)({
                source,
                target: temporary.pathOf(name),
                shown: fromPath,
                mode,
                known,
                fileMode: temporary.fileMode,
            }));
            this.place(name, toPath);
            return kind;
        }
        finally {
            // A rename does nothing when both names are the same file already.
            temporary.discard(name);
        }
    }
    /** Opens a regular file to read; a named pipe does not make it wait. @returns a descriptor */
    openRead(localPath) {
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const path = this.#find(localPath);
            if (path === undefined) {
                throw new lib_failure/* TransferFailure */.a("disk", `${(0,lib/* show */.WU)(localPath)} does not exist`, { remedy: "again" });
            }
            let descriptor;
            try {
                descriptor = files_io.io.openSync(path, READ);
            }
            catch (error) {
                throw (0,files_io/* errorCode */.CA)(error) === "ENXIO" ? occupied("a socket", localPath) : error;
            }
            try {
                const stats = files_io.io.fstatSync(descriptor);
                if (!stats.isFile()) {
                    throw occupied(kindText(stats), localPath);
                }
                return descriptor;
            }
            catch (error) {
                (0,files_io/* closeQuietly */.EO)(descriptor);
                throw error;
            }
        });
    }
    /** Removes a file, or a symbolic link itself; never a directory. @returns whether it was there */
    remove(localPath) {
        return this.#unlink(localPath, (path) => files_io.io.unlinkSync(path), "ENOENT");
    }
    /** Removes a directory that is empty. @returns whether it was there and empty */
    removeDirectory(localPath) {
        return this.#unlink(localPath, (path) => files_io.io.rmdirSync(path), "ENOENT", "ENOTEMPTY", "EEXIST");
    }
    #unlink(localPath, call, ...expected) {
        this.#check?.();
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const path = this.#find(localPath, isInside);
            if (path === undefined) {
                return false;
            }
            try {
                call(path);
            }
            catch (error) {
                const code = (0,files_io/* errorCode */.CA)(error) ?? "";
                if (expected.includes(code)) {
                    return false;
                }
                // What unlink(2) says of a directory differs between systems.
                throw code === "EPERM" && files_io.io.lstatSync(path).isDirectory()
                    ? occupied("a directory", localPath)
                    : error;
            }
            this.#changed.add(parentOf(localPath));
            return true;
        });
    }
    /**
     * What is in a directory, unsorted.
     *
     * @param directory - a local path, or "" for the whole tree
     * @returns undefined when it is missing
     */
    list(directory) {
        return (0,disk_failure/* onDisk */.FC)(directory, () => {
            if (directory !== "" && !isInside(directory)) {
                throw unsafe(directory, "the path leads out of the tree");
            }
            const prefix = this.#directories.at(directory === "" ? TREE : `${TREE}/${directory}`, false)?.prefix;
            return prefix === undefined ? undefined : entriesOf(prefix);
        });
    }
    /** Has the system write what changed in the directory of a path: names, not contents. */
    syncDirectory(localPath) {
        this.#sync(parentOf(localPath));
    }
    /** Has the system write all directories that changed since the last time. Contents are the caller's. */
    syncAll() {
        for (const directory of [...this.#changed].sort()) {
            this.#sync(directory);
        }
    }
    #sync(directory) {
        (0,disk_failure/* onDisk */.FC)(directory, () => {
            const descriptor = this.#directories.at(directory, false)?.descriptor;
            // Systems without descriptors of directories have nothing to synchronise them with.
            if (descriptor !== undefined) {
                files_io.io.fsyncSync(descriptor);
            }
            this.#changed.delete(directory);
        });
    }
    /** Closes the directories; the private one stays open. */
    close() {
        this.#directories.close();
    }
    #temporary() {
        if (this.#private === undefined) {
            throw new TypeError("a tree without private directory cannot be written");
        }
        return this.#private;
    }
    /** Path for calls of the file system, good until the next one; undefined when a directory is missing. */
    #find(localPath, isGood = isPlain) {
        if (!isGood(localPath)) {
            throw unsafe(localPath, (0,lib/* localPathProblem */.GZ)(localPath) ?? "the path leads out of the tree");
        }
        const prefix = this.#directories.at(parentOf(localPath), false)?.prefix;
        return prefix === undefined ? undefined : `${prefix}/${nameOf(localPath)}`;
    }
    #parent(localPath, directory) {
        const problem = (0,lib/* localPathProblem */.GZ)(localPath);
        if (problem !== undefined) {
            throw unsafe(localPath, problem);
        }
        const parent = this.#directories.at(directory, true);
        if (parent === undefined) {
            throw new Error("a directory that is made when it is missing is missing");
        }
        return parent;
    }
}
/** A rename would replace a named pipe or a device as it replaces a file. */
function refuseOthers(target, localPath) {
    // Cheaper than the look that follows, for the usual case: nothing there, or a link to nothing.
    if (!files_io.io.existsSync(target)) {
        return;
    }
    const stats = files_io.io.lstatSync(target, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile() && !stats.isSymbolicLink()) {
        throw occupied(kindText(stats), localPath);
    }
}
//# sourceMappingURL=tree-root.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/made-directories.js




/** What a store makes of directories, so that they can be removed when nothing came to lie in them. */
class MadeDirectories {
    /** The deepest first. */
    #paths;
    /** To be called before they are made. @param output - the store's directory */
    static before(output) {
        const root = (0,external_node_path_.resolve)(output);
        const own = [`${PRIVATE_NAME}/tmp`, `${PRIVATE_NAME}/partial`, PRIVATE_NAME, TREE];
        const missing = own.map((name) => (0,external_node_path_.join)(root, name)).filter((path) => !files_io.io.existsSync(path));
        for (let path = root; !files_io.io.existsSync(path); path = (0,external_node_path_.dirname)(path)) {
            missing.push(path);
        }
        return new MadeDirectories(missing);
    }
    constructor(paths) {
        this.#paths = paths;
    }
    removeEmpty() {
        for (const path of this.#paths) {
            try {
                files_io.io.rmdirSync(path);
            }
            catch {
                // It was not made, or somebody has put something into it.
            }
        }
    }
}
//# sourceMappingURL=made-directories.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/file-store.js







/** How often a directory may be removed while this run waits for it. */
const MAX_OPENINGS = 3;
/**
 * The tree of an output directory, for files of which nothing is known before they are there. Files that are known
 * beforehand are transferred in a session, which goes on where an earlier one ended.
 */
class FileStore {
    #directory;
    #tree;
    #release;
    #made;
    #isEmpty = true;
    /**
     * Tries whether a store can be opened there; nothing is left of it.
     *
     * @throws UserError
     */
    static probe(output, subject) {
        const made = MadeDirectories.before(output);
        try {
            PrivateDirectory.open(output, { subject }).close();
        }
        finally {
            made.removeEmpty();
        }
    }
    /** @throws UserError when the directory cannot be written or another run works on it; TransferFailure */
    static async open(options) {
        for (let attempt = 1;; attempt++) {
            const made = MadeDirectories.before(options.output);
            const directory = PrivateDirectory.open(options.output, { subject: options.subject });
            try {
                return await FileStore.#locked(directory, made, options);
            }
            catch (error) {
                // The run that was waited for has stored nothing, and removed what this one had found there.
                const isGone = !directory.isThere;
                directory.close();
                made.removeEmpty();
                if (!isGone || attempt === MAX_OPENINGS) {
                    throw error;
                }
            }
        }
    }
    static async #locked(directory, made, { output, subject, lockTimeoutMs, signal }) {
        const release = await (0,lock/* acquireLock */.IZ)(directory.lockPath, {
            timeoutMs: lockTimeoutMs,
            shown: `${output}/${PRIVATE_NAME}/lock`,
            ...(subject === undefined ? {} : { subject }),
            hasTimeoutInput: false,
            signal,
        });
        try {
            const probe = directory.createTemp();
            (0,files_io/* closeQuietly */.EO)(probe.descriptor);
            directory.discard(probe.name);
            directory.removeLeftovers();
            const tree = TreeRoot.open(output, {
                create: true,
                privateDirectory: directory,
                check: release.check,
            });
            return new FileStore(directory, tree, release, made);
        }
        catch (error) {
            release();
            throw error;
        }
    }
    constructor(directory, tree, release, made) {
        this.#made = made;
        this.#directory = directory;
        this.#tree = tree;
        this.#release = release;
    }
    /**
     * Begins a file.
     *
     * @param key - tells it from the others that are received; what a killed run left under it is replaced
     */
    begin(key) {
        const file = new IncomingFile(this.#directory, {
            checksums: [],
            size: null,
            key: () => key,
            onPartial: () => undefined,
        });
        return {
            get received() {
                return file.received;
            },
            append: (chunk) => file.append(chunk),
            restart: () => file.restart(),
            sha256: async () => (await file.digests()).get("sha256"),
            place: (localPath) => this.#place(file.finish(), localPath),
            discard: () => file.discard(),
        };
    }
    /** Where nothing was put, nothing is left that was not there before. */
    close() {
        this.#tree.close();
        try {
            this.#release();
        }
        finally {
            this.#directory.close();
            if (this.#isEmpty) {
                this.#made.removeEmpty();
            }
        }
    }
    #place({ descriptor, name }, localPath) {
        let isOpen = true;
        try {
            (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.fdatasyncSync(descriptor));
            isOpen = false;
            // Network file systems tell now that they could not write.
            (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.closeSync(descriptor));
            this.#isEmpty = false;
            this.#tree.place(name, localPath);
            this.#tree.syncDirectory(localPath);
        }
        catch (error) {
            if (isOpen) {
                (0,files_io/* closeQuietly */.EO)(descriptor);
            }
            try {
                this.#directory.discard(name);
            }
            catch {
                // The next run tidies up; the error that is on its way tells more.
            }
            throw error;
        }
    }
}
//# sourceMappingURL=file-store.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/placer.js


/**
 * When the system is made to write files to the disk: never by us; some hundred at a time; each before it gets its
 * name.
 */
const FSYNC_POLICIES = (/* unused pure expression or super */ null && (["none", "batch", "file"]));
/** Files that are synchronised together. */
const BATCH = 256;
const NOTHING_TO_WRITE = () => undefined;
/** Puts verified files into their places and remembers that they are verified. */
class Placer {
    #tree;
    #journal;
    #fsync;
    /** In their places, but perhaps not on the disk: the journal does not speak of them yet. */
    #pending = [];
    constructor(tree, journal, fsync) {
        this.#tree = tree;
        this.#journal = journal;
        this.#fsync = fsync;
    }
    /**
     * @param checksums - of the file, found to be right or computed
     * @throws TransferFailure
     */
    place(file, { localPath, isFree }, checksums) {
        const { descriptor, name } = file.finish();
        const stats = this.#place({ localPath, isFree: isFree === true }, descriptor, name, NOTHING_TO_WRITE);
        this.settle({ localPath, checksums }, stats);
    }
    /**
     * Puts a file of our own making into the tree. What is there stays until the new one is complete.
     *
     * @param make - writes the file, part by part
     * @returns its bytes
     * @throws TransferFailure
     */
    write(localPath, make) {
        const { descriptor, name } = this.#tree.createTemp();
        let length = 0;
        this.#place({ localPath, isFree: false }, descriptor, name, () => make((text) => {
            const bytes = Buffer.from(text);
            (0,disk_failure/* onDisk */.FC)(localPath, () => (0,files_io/* writeFully */.KM)(descriptor, bytes));
            length += bytes.length;
        }));
        return length;
    }
    #place({ localPath, isFree }, descriptor, name, fill) {
        let isOpen = true;
        try {
            fill();
            if (this.#fsync === "file") {
                (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.fdatasyncSync(descriptor));
            }
            isOpen = false;
            // Network file systems tell now that they could not write.
            (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.closeSync(descriptor));
            const stats = this.#tree.place(name, localPath, isFree);
            if (this.#fsync === "file") {
                this.#tree.syncDirectory(localPath);
            }
            return stats;
        }
        catch (error) {
            if (isOpen) {
                (0,files_io/* closeQuietly */.EO)(descriptor);
            }
            this.#discard(name);
            throw error;
        }
    }
    /** Another error is on its way. */
    #discard(name) {
        try {
            this.#tree.discardTemp(name);
        }
        catch {
            // The next run tidies up.
        }
    }
    /**
     * Remembers a file that is in its place and verified.
     *
     * @param stats - of the file there, if somebody has just looked
     */
    settle(placed, stats) {
        if (this.#fsync === "batch") {
            this.#pending.push(placed);
            if (this.#pending.length >= BATCH) {
                this.flush();
            }
        }
        else {
            this.#remember(placed, stats);
        }
    }
    /** @throws TransferFailure */
    flush() {
        const pending = this.#pending;
        this.#pending = [];
        for (const { localPath } of pending) {
            const descriptor = this.#tree.openRead(localPath);
            try {
                (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.fdatasyncSync(descriptor));
            }
            finally {
                (0,files_io/* closeQuietly */.EO)(descriptor);
            }
        }
        if (this.#fsync !== "none") {
            this.#tree.syncAll();
        }
        for (const placed of pending) {
            this.#remember(placed);
        }
    }
    #remember({ localPath, checksums }, known) {
        const stats = known ?? this.#tree.stat(localPath);
        if (stats !== undefined) {
            const { mtimeNs, ctimeNs, ino } = stats;
            this.#journal.record({ path: localPath, size: Number(stats.size), mtimeNs, ctimeNs, ino, checksums });
        }
    }
}
//# sourceMappingURL=placer.js.map
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/follow-protocol.js
/** There is more to come. */
const FOLLOW_ON = 0;
/** What is before the front is all. */
const FINISH = 1;
/** Nobody wants to know any more. */
const CANCEL = 2;
//# sourceMappingURL=follow-protocol.js.map
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/follower-thread.js

/** In MB: it reads into one buffer and makes hardly anything else. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };
/** Starts a thread of `follow-worker`. In a file of its own: bundlers recognise this very expression. */
function startFollowerThread() {
    return new external_node_worker_threads_.Worker(__webpack_require__.ab + "follow-worker.js", { resourceLimits: LIMITS });
}
//# sourceMappingURL=follower-thread.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/followers.js



const MAX_THREADS = 4;
/** Waking a thread for less costs more than it gains. */
const WAKE_BYTES = 256 * 1024;
/** Threads that hash big files beside the thread that receives them. Each is started when it is wanted first. */
class Followers {
    #idle = [];
    #all = [];
    #max = Math.min(MAX_THREADS, Math.max(1, (0,external_node_os_.availableParallelism)() - 1));
    /** @returns undefined when all threads are busy */
    follow(descriptor, algorithms) {
        const worker = this.#idle.pop() ?? this.#start();
        if (worker === undefined) {
            return undefined;
        }
        const control = new SharedArrayBuffer(16);
        const job = { descriptor, algorithms, control };
        const { promise, resolve, reject } = Promise.withResolvers();
        // Without anybody who waits for the digests an error is none.
        promise.catch(() => undefined);
        worker.once("message", (result) => {
            worker.off("error", reject);
            this.#idle.push(worker);
            resolve(result);
        });
        worker.once("error", reject);
        worker.postMessage(job);
        return new RunningFollower(control, promise);
    }
    async close() {
        await Promise.all(this.#all.map((worker) => worker.terminate()));
    }
    #start() {
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
class RunningFollower {
    #changes;
    #state;
    #front;
    #result;
    #announced = 0;
    constructor(control, result) {
        this.#changes = new Int32Array(control, 0, 1);
        this.#state = new Int32Array(control, 4, 1);
        this.#front = new BigInt64Array(control, 8, 1);
        this.#result = result;
    }
    advance(front) {
        Atomics.store(this.#front, 0, BigInt(front));
        if (front - this.#announced >= WAKE_BYTES) {
            this.#announced = front;
            this.#wake();
        }
    }
    finish() {
        Atomics.store(this.#state, 0, FINISH);
        this.#wake();
        return this.#result;
    }
    cancel() {
        Atomics.store(this.#state, 0, CANCEL);
        this.#wake();
    }
    #wake() {
        Atomics.add(this.#changes, 0, 1);
        Atomics.notify(this.#changes, 0);
    }
}
//# sourceMappingURL=followers.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/job.js

/** The name under which an unfinished file is kept: what it shall become, not where it comes from. */
function partialKey({ localPath, size, checksums }) {
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify([localPath, size, checksums]))
        .digest("hex")
        .slice(0, 32);
}
//# sourceMappingURL=job.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/journal-lines.js
var journal_lines = __webpack_require__(29804);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/journal-file.js





const { O_RDONLY, O_RDWR: journal_file_O_RDWR, O_APPEND, O_CREAT: journal_file_O_CREAT, O_EXCL: journal_file_O_EXCL, O_NOFOLLOW: journal_file_O_NOFOLLOW, O_NONBLOCK: journal_file_O_NONBLOCK } = external_node_fs_.constants;
const BUFFER_CHARS = 1024 * 1024;
/**
 * Opens a journal to read and append, or creates it. Links are not followed, and a named pipe does not make it wait.
 *
 * @param shown - the path as users know it
 * @throws UserError when something else than a file is there
 * @throws TransferFailure
 */
function openJournal(path, shown) {
    return regularFile(path, shown, journal_file_O_RDWR | O_APPEND | journal_file_O_CREAT | journal_file_O_NOFOLLOW | journal_file_O_NONBLOCK);
}
/** Opens a journal to read. @returns undefined when there is none @throws UserError, TransferFailure */
function openJournalToRead(path, shown) {
    return files_io.io.lstatSync(path, { throwIfNoEntry: false }) === undefined
        ? undefined
        : regularFile(path, shown, O_RDONLY | journal_file_O_NOFOLLOW | journal_file_O_NONBLOCK);
}
function regularFile(path, shown, flags) {
    let descriptor;
    try {
        descriptor = files_io.io.openSync(path, flags, files_io/* FILE_MODE */.rE);
    }
    catch (error) {
        throw ["ELOOP", "EISDIR", "ENXIO"].includes((0,files_io/* errorCode */.CA)(error) ?? "")
            ? otherThing(shown)
            : (0,disk_failure/* diskFailure */.C9)(error, shown);
    }
    try {
        if (!files_io.io.fstatSync(descriptor).isFile()) {
            throw otherThing(shown);
        }
        return descriptor;
    }
    catch (error) {
        (0,files_io/* closeQuietly */.EO)(descriptor);
        throw (0,disk_failure/* diskFailure */.C9)(error, shown);
    }
}
function otherThing(shown) {
    return (0,step_lib/* refuse */.TR)(`output: the journal ${shown} is no regular file`, "remove it: the files are verified again then");
}
/**
 * Writes a journal anew and puts it in the place of the former one.
 *
 * @returns a descriptor to append with
 * @throws the system error; the former journal is as it was then
 */
function rewriteJournal(path, texts) {
    const beside = `${path}.new`;
    (0,files_io/* removeFile */.nM)(beside);
    const descriptor = files_io.io.openSync(beside, journal_file_O_RDWR | O_APPEND | journal_file_O_CREAT | journal_file_O_EXCL | journal_file_O_NOFOLLOW, files_io/* FILE_MODE */.rE);
    try {
        let pending = "";
        for (const text of texts) {
            pending += (0,journal_lines/* journalLine */.Ee)(text);
            if (pending.length >= BUFFER_CHARS) {
                (0,files_io/* writeFully */.KM)(descriptor, Buffer.from(pending));
                pending = "";
            }
        }
        (0,files_io/* writeFully */.KM)(descriptor, Buffer.from(pending));
        // After a power cut the new name must not lead to nothing.
        files_io.io.fdatasyncSync(descriptor);
        files_io.io.renameSync(beside, path);
        return descriptor;
    }
    catch (error) {
        (0,files_io/* closeQuietly */.EO)(descriptor);
        (0,files_io/* removeQuietly */.S2)(beside);
        throw error;
    }
}
//# sourceMappingURL=journal-file.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/journal-records.js

/** @returns undefined when the text is no record; of a kind that is not known it may well be one */
function journal_records_nameOf(text) {
    // As it is written here: {"kind":"key",…}. Taking all apart would be most of the work of reading a journal.
    const kindEnd = text.indexOf('":"', 2);
    const keyEnd = text.indexOf('"', kindEnd + 3);
    if (text.startsWith('{"') && kindEnd !== -1 && keyEnd !== -1 && text.endsWith("}")) {
        const kind = text.slice(2, kindEnd);
        const key = text.slice(kindEnd + 3, keyEnd);
        if (/^[a-z]+$/.test(kind) && !key.includes("\\")) {
            return { kind, key };
        }
    }
    const fields = fieldsOf(text);
    const first = fields === undefined ? undefined : Object.entries(fields)[0];
    if (first === undefined) {
        return undefined;
    }
    const [kind, key] = first;
    return { kind, key: typeof key === "string" ? key : text };
}
/** @returns undefined when the text is no JSON object */
function fieldsOf(text) {
    if (text === undefined) {
        return undefined;
    }
    try {
        const value = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function fileText({ path, size, mtimeNs, ctimeNs, ino, checksums }) {
    // Nanoseconds and inodes are larger than the numbers of JSON readers.
    return JSON.stringify({
        file: path,
        size,
        mtime: `${mtimeNs}`,
        ctime: `${ctimeNs}`,
        ino: `${ino}`,
        checksums,
    });
}
/** @returns undefined when there is no record, or it is not as it is written here */
function parseFile(text) {
    const { file, size, mtime, ctime, ino, checksums } = fieldsOf(text) ?? {};
    return typeof file === "string" &&
        isSize(size) &&
        isWhole(mtime) &&
        isWhole(ctime) &&
        isWhole(ino) &&
        Array.isArray(checksums) &&
        checksums.every(lib/* isChecksum */.QY)
        ? { path: file, size, mtimeNs: BigInt(mtime), ctimeNs: BigInt(ctime), ino: BigInt(ino), checksums }
        : undefined;
}
function partialText({ key, name, etag, size }) {
    return JSON.stringify({ partial: key, name, etag, size });
}
/** @returns undefined when there is no record, or it is not as it is written here */
function parsePartial(text) {
    const { partial, name, etag, size } = fieldsOf(text) ?? {};
    return typeof partial === "string" &&
        typeof name === "string" &&
        /^partial\/[0-9a-f]+$/.test(name) &&
        (etag === null || typeof etag === "string") &&
        (size === null || isSize(size))
        ? { key: partial, name, etag, size }
        : undefined;
}
function isSize(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
/** Before 1970 times are negative. */
function isWhole(value) {
    return typeof value === "string" && /^-?[0-9]{1,30}$/.test(value);
}
/** Adds a record to those before it, or removes one. @returns whether the text is a record */
function applyRecord(all, text) {
    const name = journal_records_nameOf(text);
    if (name === undefined) {
        return false;
    }
    const { kind, key } = name;
    if (kind === "gone") {
        all.get(String(fieldsOf(text)?.["kind"]))?.delete(key);
        return true;
    }
    let records = all.get(kind);
    if (records === undefined) {
        records = new Map();
        all.set(kind, records);
    }
    records.set(key, text);
    return true;
}
//# sourceMappingURL=journal-records.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/journal.js






/** Records are written this many characters at a time. */
const journal_BUFFER_CHARS = 64 * 1024;
/** Shorter journals are not worth writing anew. */
const MIN_COMPACTED_LINES = 64;
/**
 * What earlier runs found out, so that it need not be found out again: which files were verified, and what partial
 * files belong to. Appended to, a line a record, each with a checksum of its own: a run that is killed loses its last
 * records and nothing else. No file is trusted for its record alone: it must still have the very size, times and
 * inode.
 */
class Journal {
    /** Lines that could not be read when the journal was opened. */
    badLines;
    /** Kind → key → the record's text, which is taken apart when it is asked for. Also of kinds that are not known. */
    #records = new Map();
    #descriptor;
    /** The same of another journal, for what is not known here. */
    #below = new Map();
    #pending = "";
    #isAbandoned = false;
    /** The last line may have no end: what follows must begin a new one. */
    #torn;
    /**
     * Opens a journal, or begins one. One that is mostly outdated is written anew.
     *
     * @param shown - the path as users know it
     * @throws UserError when something else than a file is there
     * @throws TransferFailure
     */
    static open(path, shown = path) {
        const descriptor = openJournal(path, shown);
        try {
            return (0,disk_failure/* onDisk */.FC)(shown, () => new Journal(path, descriptor));
        }
        catch (error) {
            (0,files_io/* closeQuietly */.EO)(descriptor);
            throw error;
        }
    }
    constructor(path, descriptor) {
        const { lines, badLines, torn } = (0,journal_lines/* readJournal */.a0)(descriptor, (text) => this.#apply(text));
        this.badLines = badLines;
        let live = 0;
        for (const records of this.#records.values()) {
            live += records.size;
        }
        const all = lines + badLines;
        // A second name of the file may lie outside, and must not be written to.
        const isShared = files_io.io.fstatSync(descriptor).nlink !== 1;
        if (isShared || (all > 2 * live && all > MIN_COMPACTED_LINES)) {
            this.#descriptor = rewriteJournal(path, this.#texts());
            this.#torn = false;
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
        else {
            this.#descriptor = descriptor;
            this.#torn = torn;
        }
    }
    /** What is known of the file at a local path. */
    lookup(localPath) {
        return parseFile(this.#text("file", localPath));
    }
    /**
     * Whether the file at a local path was verified and is still the same: size, times and inode as recorded, the
     * strongest wanted checksum among those that it was found to have, and no other contradicting them. False when no
     * checksum is wanted.
     *
     * @param stats - of the file as it lies there now
     */
    proves(localPath, stats, wanted) {
        return wanted.checksums.length > 0 && this.recordOf(localPath, stats, wanted) !== undefined;
    }
    /**
     * What was found of the file at a path, if it is still the same and what is wanted, as {@link proves} has it; when no
     * checksum is wanted, if it is still the same.
     */
    recordOf(localPath, stats, wanted) {
        const record = this.lookup(localPath);
        const strongest = (0,lib/* strongestChecksum */.Lh)(wanted.checksums);
        const isSame = record !== undefined &&
            stats.size === BigInt(record.size) &&
            stats.mtimeNs === record.mtimeNs &&
            stats.ctimeNs === record.ctimeNs &&
            stats.ino === record.ino &&
            (wanted.size === null || wanted.size === record.size) &&
            (strongest === undefined || record.checksums.includes(strongest)) &&
            !(0,lib/* checksumsConflict */.Jm)(wanted.checksums, record.checksums);
        return isSame ? record : undefined;
    }
    /**
     * Remembers that a file was verified.
     *
     * @param record - with times of a look at the file in its place: moving it there and linking it change them
     * @throws TransferFailure when records could not be written
     */
    record(record) {
        this.#append(fileText(record));
    }
    /** @throws TransferFailure when records could not be written */
    forget(localPath) {
        this.#forget("file", localPath);
    }
    /**
     * Remembers what a partial file belongs to.
     *
     * @throws TransferFailure when records could not be written
     */
    recordPartial(record) {
        this.#append(partialText(record));
    }
    partialOf(key) {
        return parsePartial(this.#text("partial", key));
    }
    /** @throws TransferFailure when records could not be written */
    forgetPartial(key) {
        this.#forget("partial", key);
    }
    /** All partial files that are remembered. */
    partials() {
        return [...(this.#records.get("partial")?.values() ?? [])].flatMap((text) => parsePartial(text) ?? []);
    }
    /**
     * Remembers a fact about the whole output, for instance which compose it is.
     *
     * @throws TransferFailure when records could not be written
     */
    remember(name, value) {
        if (this.recall(name) !== value) {
            this.#append(JSON.stringify({ fact: name, value }));
        }
    }
    recall(name) {
        const value = fieldsOf(this.#text("fact", name))?.["value"];
        return typeof value === "string" ? value : undefined;
    }
    /**
     * Takes in what another journal says, as if its lines stood at the end of this one.
     *
     * @param shown - the path as users know it
     * @returns how many records; 0 when there is no such journal
     * @throws UserError when something else than a file is there
     * @throws TransferFailure
     */
    absorb(path, shown = path) {
        const descriptor = (0,disk_failure/* onDisk */.FC)(shown, () => openJournalToRead(path, shown));
        if (descriptor === undefined) {
            return 0;
        }
        try {
            return (0,disk_failure/* onDisk */.FC)(shown, () => {
                // Itself would never end: it grows while it is read.
                return isSameFile(descriptor, this.#descriptor)
                    ? 0
                    : (0,journal_lines/* readJournal */.a0)(descriptor, (text) => this.#append(text)).lines;
            });
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
    }
    /**
     * Has what another journal says of files and of the output count where this one says nothing. Nothing of it is
     * written here. A file that is forgotten here is still known there, but no record counts that does not fit the file.
     *
     * @param shown - the path as users know it
     * @throws UserError when something else than a file is there
     * @throws TransferFailure
     */
    underlay(path, shown = path) {
        const descriptor = (0,disk_failure/* onDisk */.FC)(shown, () => openJournalToRead(path, shown));
        if (descriptor === undefined) {
            return;
        }
        try {
            (0,disk_failure/* onDisk */.FC)(shown, () => (0,journal_lines/* readJournal */.a0)(descriptor, (text) => applyRecord(this.#below, text)));
            // Partial files belong to the run that made them.
            this.#below.delete("partial");
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
    }
    /** Writes nothing any more: another run may be writing by now. */
    abandon() {
        this.#isAbandoned = true;
    }
    /** Writes what is pending. @throws TransferFailure */
    flush() {
        if (this.#isAbandoned) {
            this.#pending = "";
        }
        if (this.#pending === "") {
            return;
        }
        const text = this.#torn ? `\n${this.#pending}` : this.#pending;
        // Until all is written. What fails is written once more by the next flush: a repeated record does no harm.
        this.#torn = true;
        (0,disk_failure/* onDisk */.FC)(undefined, () => (0,files_io/* writeFully */.KM)(this.#descriptor, Buffer.from(text)));
        this.#torn = false;
        this.#pending = "";
    }
    /** Writes what is pending, and has the system write it to the disk. @throws TransferFailure */
    close() {
        try {
            this.flush();
            (0,disk_failure/* onDisk */.FC)(undefined, () => files_io.io.fdatasyncSync(this.#descriptor));
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(this.#descriptor);
        }
    }
    #text(kind, key) {
        return this.#records.get(kind)?.get(key) ?? this.#below.get(kind)?.get(key);
    }
    *#texts() {
        for (const records of this.#records.values()) {
            yield* records.values();
        }
    }
    #forget(kind, key) {
        if (this.#text(kind, key) !== undefined) {
            this.#append(JSON.stringify({ gone: key, kind }));
        }
    }
    /** @returns whether the text is a record */
    #append(text) {
        const fits = (0,journal_lines/* fitsLine */.ni)(text);
        const understood = fits && this.#apply(text);
        if (understood) {
            this.#pending += (0,journal_lines/* journalLine */.Ee)(text);
            if (this.#pending.length >= journal_BUFFER_CHARS) {
                this.flush();
            }
        }
        return understood;
    }
    /** @returns whether the text is a record */
    #apply(text) {
        return applyRecord(this.#records, text);
    }
}
function isSameFile(a, b) {
    const [x, y] = [files_io.io.fstatSync(a, { bigint: true }), files_io.io.fstatSync(b, { bigint: true })];
    return x.dev === y.dev && x.ino === y.ino;
}
//# sourceMappingURL=journal.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock-watch.js
var lock_watch = __webpack_require__(84852);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/output-lock.js






const POLL_MS = 100;
/**
 * Takes an output directory for a run. Shards share it, each with a lock of its own; a run over everything is alone.
 * Each first takes its own lock and then looks for those that it cannot work beside, so that of two that come at the
 * same time at least one sees the other.
 *
 * @returns gives it back
 * @throws UserError when somebody else has it and keeps it; TransferFailure `disk`; the reason of the signal
 */
function lockOutput(directory, options) {
    const end = performance.now() + options.timeoutMs;
    const left = () => Math.max(0, end - performance.now());
    // All that may be in the way is watched from the beginning: owners that are silent are so at the same time.
    const watch = new lock_watch/* LockWatch */.Ju(options.timing);
    return directory.shard === undefined
        ? lockAll(directory, { ...options, watch }, left)
        : lockShard(directory, directory.shard, { ...options, watch }, left);
}
/** Shards that are at work come to their end; further ones do not begin while this waits. */
async function lockAll({ lockPath }, { output, onLost, ...options }, left) {
    const home = lockPath.slice(0, lockPath.lastIndexOf("/"));
    const shardLocks = () => (0,disk_failure/* onDisk */.FC)(output, () => files_io.io.readdirSync(`${home}/.`).filter(isShardLock).sort());
    const take = (path, name, lost) => (0,lock/* acquireLock */.IZ)(path, {
        ...options,
        ...(lost === undefined ? {} : { onLost: lost }),
        timeoutMs: left(),
        shown: `${output}/${PRIVATE_NAME}/${name}`,
    });
    for (const name of shardLocks()) {
        // Has it watched.
        (0,disk_failure/* onDisk */.FC)(name, () => (0,lock/* lockHolder */.ms)(`${home}/${name}`, options));
    }
    const release = await take(lockPath, "lock", onLost);
    try {
        for (const name of shardLocks()) {
            // Of a dead one nothing is left then.
            (await take(`${home}/${name}`, name))();
        }
        return release;
    }
    catch (error) {
        release();
        throw error;
    }
}
async function lockShard({ lockPath }, shard, { output, ...options }, left) {
    const { signal } = options;
    const shown = `${output}/${PRIVATE_NAME}/lock`;
    for (;;) {
        signal.throwIfAborted();
        let whole = (0,disk_failure/* onDisk */.FC)(shown, () => (0,lock/* lockHolder */.ms)(lockPath, options));
        if (whole === undefined) {
            const release = await (0,lock/* acquireLock */.IZ)(`${lockPath}-${shard}`, {
                ...options,
                timeoutMs: left(),
                shown: `${shown}-${shard}`,
            });
            whole = holderBeside(lockPath, shown, release, options);
            if (whole === undefined) {
                return release;
            }
            release();
        }
        if (left() === 0) {
            throw (0,lock/* busy */.S2)(whole, shown, { subject: "output" });
        }
        try {
            await (0,promises_.setTimeout)(Math.min(POLL_MS, Math.max(1, left())), undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    }
}
/** @throws TransferFailure, and what was taken is given back */
function holderBeside(path, shown, release, options) {
    try {
        return (0,disk_failure/* onDisk */.FC)(shown, () => (0,lock/* lockHolder */.ms)(path, options));
    }
    catch (error) {
        release();
        throw error;
    }
}
function isShardLock(name) {
    return name.startsWith("lock-") && SHARD_NAME.test(name.slice("lock-".length));
}
//# sourceMappingURL=output-lock.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/bandwidth.js
/** How much may come at once after silence, as a share of a second's bytes. */
const BURST_MS = 250;
/** Timers are no finer than this; a shorter pause is put off until the next one. */
const SHORTEST_PAUSE_MS = 10;
/**
 * A limit on the bytes per second of all transfers together. Whoever received bytes takes them here and then pauses
 * as told, before it reads on. Takers get their turn in the order in which they came, so none of them starves.
 *
 * A pause is no silence of the server: it must not count towards timeouts.
 */
class BandwidthLimit {
    #msPerByte;
    #now;
    /** When all bytes taken so far would have come at exactly the permitted rate. */
    #due = Number.NEGATIVE_INFINITY;
    /**
     * @param bytesPerSecond more than 0
     * @param now a clock that never goes back, in milliseconds
     */
    constructor(bytesPerSecond, now) {
        if (!(bytesPerSecond > 0))
            throw new RangeError("a bandwidth must be more than 0 bytes per second");
        this.#msPerByte = 1000 / bytesPerSecond;
        this.#now = now;
    }
    /** Counts bytes that were received; returns how many milliseconds to pause before receiving more, mostly 0. */
    take(bytes) {
        const now = this.#now();
        this.#due = Math.max(this.#due, now - BURST_MS) + bytes * this.#msPerByte;
        const pause = this.#due - now;
        return pause < SHORTEST_PAUSE_MS ? 0 : Math.ceil(pause);
    }
}
//# sourceMappingURL=bandwidth.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/retry/host-limits.js
/** Halving for each of many refusals that came together would punish a host's one moment of load many times over. */
const HALVE_EVERY_MS = 1000;
/**
 * How much may be asked of each host, and whether at all. Every call takes constant time.
 *
 * A host starts with `max` transfers at a time. When it is busy its limit is halved; after as many successes in a row
 * as the limit is it grows by one. A host that cannot be reached rests, then gets one transfer on trial; when it has
 * failed after the last rest it is lost for good, unless a transfer that was still under way is served after all.
 *
 * Hosts are told apart by the text that the caller gives, best an origin.
 */
class HostLimits {
    #max;
    #now;
    #failures;
    #firstRestMs;
    #longestRestMs;
    #rests;
    #hosts = new Map();
    constructor(options) {
        const { max, now, failures = 6, firstRestMs = 1000, longestRestMs = 30_000, rests = 3 } = options;
        if (!(max >= 1 && failures >= 1))
            throw new RangeError("limits of hosts must be at least 1");
        this.#max = Math.floor(max);
        this.#now = now;
        this.#failures = failures;
        this.#firstRestMs = firstRestMs;
        this.#longestRestMs = longestRestMs;
        this.#rests = rests;
    }
    /** Takes a place at the host, to be given back with `release`; false when there is none now. */
    tryAcquire(name) {
        const host = this.#host(name);
        // Transfers from before a rest must not hold up the trial.
        if (this.#waitMs(host) > 0 || host.active - host.stale >= limitOf(host))
            return false;
        host.active += 1;
        return true;
    }
    /** Gives a place back and tells how it went. */
    release(name, outcome) {
        const host = this.#host(name);
        if (host.active === 0)
            throw new RangeError("a place at a host was given back twice");
        host.active -= 1;
        if (outcome.retryAfterMs !== undefined && outcome.retryAfterMs > 0) {
            host.notBefore = Math.max(host.notBefore, this.#now() + outcome.retryAfterMs);
        }
        if (outcome.kind === "none") {
            host.stale = Math.min(host.stale, host.active);
            return;
        }
        if (outcome.kind === "connection") {
            this.#unreachable(host);
            return;
        }
        host.failures = 0;
        host.stale = 0;
        host.onTrial = false;
        host.restUntil = 0;
        if (outcome.kind === "ok") {
            host.rests = 0;
            host.lost = false;
            this.#served(host);
        }
        else if (outcome.kind === "busy") {
            this.#busy(host);
        }
    }
    /** Whether the host is not to be asked now, because it could not be reached: it rests, or is lost. */
    isDown(name) {
        const host = this.#hosts.get(name);
        return host !== undefined && (host.lost || host.restUntil > this.#now());
    }
    /** Whether the host is down for good: what is waiting for it may as well fail. */
    isLost(name) {
        return this.#hosts.get(name)?.lost ?? false;
    }
    /**
     * Milliseconds until the host may be asked again, as it wished or because it rests; 0 when that is now, though all
     * its places may be taken; Infinity for a host that is lost.
     */
    waitMs(name) {
        const host = this.#hosts.get(name);
        return host === undefined ? 0 : this.#waitMs(host);
    }
    /** How many transfers the host may have at a time. */
    limitOf(name) {
        const host = this.#hosts.get(name);
        return host === undefined ? this.#max : limitOf(host);
    }
    #host(name) {
        let host = this.#hosts.get(name);
        if (host === undefined) {
            host = {
                limit: this.#max,
                active: 0,
                successes: 0,
                halvedAt: Number.NEGATIVE_INFINITY,
                notBefore: 0,
                failures: 0,
                rests: 0,
                restUntil: 0,
                onTrial: false,
                stale: 0,
                lost: false,
            };
            this.#hosts.set(name, host);
        }
        return host;
    }
    #waitMs(host) {
        if (host.lost)
            return Number.POSITIVE_INFINITY;
        // Most hosts never make anybody wait, and then the clock need not be read.
        const until = Math.max(host.notBefore, host.restUntil);
        return until === 0 ? 0 : Math.max(0, until - this.#now());
    }
    #served(host) {
        host.successes += 1;
        if (host.successes >= host.limit) {
            host.successes = 0;
            host.limit = Math.min(host.limit + 1, this.#max);
        }
    }
    #busy(host) {
        host.successes = 0;
        const now = this.#now();
        if (now - host.halvedAt < HALVE_EVERY_MS)
            return;
        host.halvedAt = now;
        host.limit = Math.max(1, Math.floor(host.limit / 2));
    }
    #unreachable(host) {
        host.successes = 0;
        if (host.stale > 0) {
            host.stale -= 1;
            return;
        }
        host.failures += 1;
        if (!host.onTrial && host.failures < this.#failures)
            return;
        host.failures = 0;
        host.stale = host.active;
        host.onTrial = true;
        if (host.rests === this.#rests) {
            host.lost = true;
            return;
        }
        host.restUntil = this.#now() + Math.min(this.#firstRestMs * 2 ** host.rests, this.#longestRestMs);
        host.rests += 1;
    }
}
function limitOf(host) {
    return host.onTrial ? 1 : host.limit;
}
//# sourceMappingURL=host-limits.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./packages/transfer/lib/retry/host-outcome.js
/** What a failure says of the host that was asked. */
function hostOutcome({ failure, remedy, retryAfterMs, cause }) {
    switch (failure) {
        case "rate-limited":
            return { kind: "busy", retryAfterMs };
        case "connection":
            return { kind: "connection" };
        case "timeout":
            return { kind: isConnectTimeout(cause) ? "connection" : "other", retryAfterMs };
        case "disk":
            // Too many open files: fewer transfers at a time may do.
            return { kind: remedy === "again" ? "busy" : "none" };
        case "path":
        case "conflict":
            return { kind: "none" };
        default:
            return { kind: "other", retryAfterMs };
    }
}
/** A host that swallows what is sent to it is out of reach as well. */
function isConnectTimeout(cause) {
    return ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"].includes(cause?.code ?? "");
}
//# sourceMappingURL=host-outcome.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/retry/backoff.js
var backoff = __webpack_require__(52060);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/segments.js






/** Long enough that a request more is nothing, short enough that connections end together. */
const SEGMENT_BYTES = 32 * 1024 * 1024;
/**
 * Receives the rest of a file over several connections, each asking for one part after the other. What is whole from
 * the beginning is hashed as it grows.
 *
 * @throws TransferFailure, RestartNeeded, `signal.reason`; the file then holds what is whole, and nothing behind it
 */
async function receiveSegments(options, signal) {
    await new Segments(options, signal).receive();
}
class Segments {
    #options;
    #signal;
    #stop = new AbortController();
    #segments = [];
    #next = 0;
    /** The segment that the front lies in. */
    #frontIndex = 0;
    #failure;
    #following = Promise.resolve();
    constructor(options, signal) {
        this.#options = options;
        this.#signal = signal;
        for (let first = options.file.received; first < options.size; first += SEGMENT_BYTES) {
            const end = Math.min(first + SEGMENT_BYTES, options.size);
            this.#segments.push({ first, end, written: first });
        }
    }
    async receive() {
        const { file, acquire, release, connections } = this.#options;
        const forward = () => this.#stop.abort(this.#signal.reason);
        this.#signal.addEventListener("abort", forward, { once: true });
        const workers = [this.#work()];
        while (workers.length < Math.min(connections, this.#segments.length) && acquire()) {
            workers.push(this.#work().finally(release));
        }
        try {
            await Promise.all(workers);
            await this.#following;
        }
        finally {
            this.#signal.removeEventListener("abort", forward);
            if (file.received < this.#options.size) {
                file.cutOff();
            }
        }
        this.#signal.throwIfAborted();
        if (this.#failure !== undefined) {
            throw this.#failure.error;
        }
    }
    /** One connection: one segment after the other. Never rejects. */
    async #work() {
        try {
            while (this.#next < this.#segments.length && !this.#stop.signal.aborted) {
                const segment = this.#segments[this.#next++];
                await this.#fetch(segment);
                this.#follow();
            }
        }
        catch (error) {
            this.#end(error);
        }
    }
    async #fetch(segment) {
        const { client, url, etag, retries, retryDelayMs, random } = this.#options;
        for (let failures = 0; segment.written < segment.end;) {
            const before = segment.written;
            const sink = new SegmentSink(segment, this.#options);
            try {
                await client.exchange({
                    method: "GET",
                    url,
                    headers: {
                        range: `bytes=${segment.written}-${segment.end - 1}`,
                        ...(etag === undefined ? {} : { "if-range": etag }),
                    },
                }, sink, this.#stop.signal);
                if (segment.written < segment.end) {
                    throw new lib_failure/* TransferFailure */.a("truncated", "a part came incomplete", { remedy: "again" });
                }
            }
            catch (error) {
                if (!(error instanceof lib_failure/* TransferFailure */.a) || error.remedy !== "again") {
                    throw error;
                }
                failures = segment.written - before >= 1024 * 1024 ? 1 : failures + 1;
                const delay = (0,backoff/* nextDelay */.rM)({
                    attempt: failures,
                    retryAfterMs: error.retryAfterMs,
                    random,
                    base: retryDelayMs,
                });
                if (failures > retries || delay.giveUp === true) {
                    throw error;
                }
                await (0,promises_.setTimeout)(delay.delayMs, undefined, { signal: this.#stop.signal });
            }
            finally {
                sink.end();
            }
        }
    }
    /** Hashes what has become whole, one piece after the other. */
    #follow() {
        this.#following = this.#following.then(() => this.#advance()).catch((error) => this.#end(error));
    }
    #end(error) {
        this.#failure ??= { error };
        this.#stop.abort(error);
    }
    async #advance() {
        const { file, onFront } = this.#options;
        const before = file.received;
        let front = before;
        for (; this.#frontIndex < this.#segments.length; this.#frontIndex++) {
            const segment = this.#segments[this.#frontIndex];
            if (segment.written < segment.end) {
                break;
            }
            front = segment.end;
        }
        await file.advance(front);
        if (file.received > before) {
            onFront(file.received);
        }
    }
}
/** Takes one part, and nothing but that part. */
class SegmentSink {
    #segment;
    #options;
    #asked;
    #flow;
    #meter;
    #pause;
    constructor(segment, options) {
        this.#segment = segment;
        this.#options = options;
        this.#asked = options.meter.time;
    }
    head({ status, headers, url }, flow) {
        if (status >= 300) {
            throw status === 416
                ? new RestartNeeded("the server has no such part", true)
                : (0,failures/* statusFailure */.FP)(status, headers, Date.now());
        }
        const range = parseContentRange(headers["content-range"]);
        const { written, end } = this.#segment;
        if (status !== 206 ||
            range?.kind !== "range" ||
            range.first !== written ||
            range.last !== end - 1 ||
            (range.total !== null && range.total !== this.#options.size) ||
            headers["content-encoding"] !== undefined) {
            throw new RestartNeeded("the server sends another part than the one that was asked for", true);
        }
        this.#flow = flow;
        this.#meter = this.#options.meter.start(flow, url.host, this.#asked);
    }
    data(chunk) {
        const { written, end } = this.#segment;
        if (written + chunk.length > end) {
            throw new lib_failure/* TransferFailure */.a("too-large", "the server sends more than the part that was asked for", {
                remedy: "elsewhere",
            });
        }
        this.#options.file.writeAt(chunk, written);
        this.#segment.written += chunk.length;
        const pause = this.#meter?.count(chunk.length) ?? 0;
        if (pause > 0) {
            const flow = this.#flow;
            flow?.pause();
            this.#pause = setTimeout(() => flow?.resume(), pause);
        }
    }
    end() {
        clearTimeout(this.#pause);
        this.#meter?.stop();
    }
}
//# sourceMappingURL=segments.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/receiver.js





/** With less left of a file a second connection does not pay. */
const SPLIT_BYTES = 128 * 1024 * 1024;
/** Everything in a partial file that was received in order is part of the file. */
const UNKNOWN_FRONT = null;
/** Receives one file, going on from what earlier attempts and runs received. */
class Receiver {
    #job;
    #options;
    #file;
    /** The validator of what was received. */
    #etag;
    /** Some part was asked for by its range. */
    #continued = false;
    #ranges = true;
    #neverSplit = false;
    #reception;
    constructor(job, options) {
        this.#job = job;
        this.#options = options;
    }
    /** Bytes of the file that are there. */
    get received() {
        return this.#file?.received ?? 0;
    }
    /** Whether the file has parts from several answers. */
    get continued() {
        return this.#continued;
    }
    /** Whether a later attempt can tell that what it gets fits to what is there. */
    get isContinuable() {
        return this.#job.checksums.length > 0 || this.#etag !== undefined;
    }
    /**
     * One attempt: returns when all of the file is there and right.
     *
     * @throws TransferFailure, RestartNeeded, `signal.reason`; what was received is still there then
     */
    async receive(url, signal) {
        this.#file ??= await this.#newFile(signal);
        const file = this.#file;
        const { size } = this.#job;
        // Without a checksum only a validator tells that the bytes fit together.
        if (file.received > 0 && (!this.#ranges || !this.isContinuable)) {
            file.restart();
        }
        const reception = new Reception(this.#job, file, this.#options.meter, this.#splitting(url), this.#etag, 
        // A later run must not continue with the validator of another version.
        () => file.isPartial && this.#recordPartial(partialKey(this.#job), UNKNOWN_FRONT));
        if (size === null || file.received < size || size === 0) {
            await this.#exchange(url, file, reception, signal);
        }
        // Otherwise all of it came before something went wrong.
        return { host: reception.host, digests: await reception.check(file) };
    }
    /** Hands the received file over. */
    take() {
        const file = this.#file;
        this.#file = undefined;
        return file;
    }
    /** Forgets what was received: the next attempt begins anew. */
    begin() {
        this.#file?.restart();
        this.#etag = undefined;
        this.#continued = false;
    }
    /** From now on asks for the whole file only. */
    avoidRanges() {
        this.#ranges = false;
    }
    /** A validator is good at the place that gave it. Bytes are the same everywhere, or the checksum will tell. */
    forgetValidator() {
        this.#etag = undefined;
    }
    /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
    keep() {
        try {
            this.#file?.keep();
            this.#file = undefined;
        }
        catch {
            this.discard();
        }
    }
    discard() {
        try {
            this.#file?.discard();
        }
        catch {
            // What is left of it is no file of the tree, and the next run begins it anew.
        }
        this.#file = undefined;
    }
    async #exchange(url, file, reception, signal) {
        const from = file.received;
        const { size } = this.#job;
        this.#reception = reception;
        try {
            const headers = from === 0 ? {} : { headers: rangeHeaders(from, this.#etag) };
            await this.#options.client.exchange({ method: "GET", url, ...headers }, reception, signal);
        }
        catch (error) {
            if (error instanceof TooSlowAlone) {
                reception.end();
                await this.#receiveSegments(url, file, reception, signal);
            }
            else if (!(error instanceof AlreadyComplete)) {
                throw error;
            }
        }
        finally {
            reception.end();
            if (reception.isEncoded && (size === null || file.received < size)) {
                // Parts of an encoded answer are parts of nothing.
                file.restart();
            }
            this.#etag = reception.etag ?? (reception.isWhole ? undefined : this.#etag);
            this.#continued ||= from > 0 && file.received > from;
        }
    }
    /** When several connections may be tried, and how they are had. */
    #splitting({ origin }) {
        const { connectionsPerFile, mayOpenMore } = this.#options;
        const { size, checksums } = this.#job;
        const isWorthIt = size !== null && size >= SPLIT_BYTES && connectionsPerFile > 1 && checksums.length > 0;
        return isWorthIt && this.#ranges && !this.#neverSplit
            ? { remaining: SPLIT_BYTES, mayOpenMore: () => mayOpenMore(origin) }
            : undefined;
    }
    async #receiveSegments(url, file, reception, signal) {
        const { client, meter, connectionsPerFile, retries, retryDelayMs, random, acquire, release } = this.#options;
        // A partial file that comes into being later would be taken for one without gaps.
        file.toDisk();
        this.#recordFront(file.received);
        try {
            await receiveSegments({
                file,
                size: this.#job.size,
                url,
                etag: reception.etag ?? this.#etag,
                client,
                meter,
                connections: connectionsPerFile,
                acquire: () => acquire(url.origin),
                release: () => release(url.origin),
                retries,
                retryDelayMs,
                random,
                onFront: (front) => this.#recordFront(front),
            }, signal);
            this.#continued = true;
        }
        catch (error) {
            // Some servers do not like it. What is whole is kept, and one connection goes on from there.
            this.#neverSplit = true;
            if (error instanceof RestartNeeded) {
                throw new lib_failure/* TransferFailure */.a("range", error.reason, { remedy: "again" });
            }
            throw error;
        }
    }
    /** What lies behind the front may have gaps: a later run must not take it for a part of the file. */
    #recordFront(front) {
        this.#recordPartial(partialKey(this.#job), front);
    }
    #recordPartial(key, size) {
        const { journal, directory } = this.#options;
        const reception = this.#reception;
        const etag = reception?.etag ?? (reception?.isWhole === true ? undefined : this.#etag) ?? null;
        const name = directory.partialName(key);
        const known = journal.partialOf(key);
        if (known === undefined || known.etag !== etag || known.size !== size) {
            journal.recordPartial({ key, name, etag, size });
            journal.flush();
        }
    }
    async #newFile(signal) {
        const { directory, journal, followers, hasPartials } = this.#options;
        const { size, checksums } = this.#job;
        const file = new IncomingFile(directory, {
            checksums,
            size,
            followers,
            key: () => partialKey(this.#job),
            onPartial: (key) => this.#recordPartial(key, UNKNOWN_FRONT),
        });
        const known = hasPartials ? journal.partialOf(partialKey(this.#job)) : undefined;
        if (known !== undefined && (checksums.length > 0 || known.etag !== null)) {
            this.#etag = known.etag ?? undefined;
            try {
                await file.takeOver(size ?? Number.MAX_SAFE_INTEGER, known.size ?? Number.MAX_SAFE_INTEGER, signal);
            }
            catch (error) {
                this.#file = file;
                signal.aborted ? this.keep() : this.discard();
                throw error;
            }
            this.#continued = file.received > 0;
        }
        return file;
    }
}
function rangeHeaders(from, etag) {
    const range = { range: `bytes=${from}-` };
    return etag === undefined ? range : { ...range, "if-range": etag };
}
//# sourceMappingURL=receiver.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/recovery.js

/** So much new makes up for earlier failures. */
const PROGRESS_BYTES = 1024 * 1024;
const DESCRIPTOR_WAIT_MS = 300;
/** How often a file may be begun anew because its continuation did not work out. */
const MAX_RESTARTS = 2;
/** How often one place may send wrong bytes. */
const MAX_WRONG = 2;
/** Failures of a place that say nothing of the file. */
const SILENT = new Set([
    "auth",
    "client-error",
    "connection",
    "forbidden-address",
    "not-found",
    "protocol",
    "rate-limited",
    "redirect",
    "server-error",
    "timeout",
    "tls",
    "truncated",
]);
const GIVE_UP = { kind: "give-up" };
const AT_ONCE = { kind: "again", waitMs: 0 };
const ELSEWHERE = { kind: "elsewhere", waitMs: 0 };
/** Decides what follows a failure, by what failed before and which places are left. */
class Recovery {
    #options;
    #sources;
    /** Failures since the last progress. */
    #failures = 0;
    /** Bytes that were there when failures were last counted anew. */
    #progress = 0;
    #restarts = 0;
    /** The answer of the metadata's own place, when that does not have the file. */
    #notFound;
    /** @param sources - goes on to another place when that is what follows */
    constructor(options, sources) {
        this.#options = options;
        this.#sources = sources;
    }
    /** What was received once before is no progress: a server may begin anew each time. */
    countProgress(received) {
        if (received >= this.#progress + PROGRESS_BYTES) {
            this.#failures = 0;
            this.#progress = received;
        }
    }
    /** Counts that the server did not continue where we stopped. @returns whether the file may be begun anew here */
    mayRestart() {
        this.#restarts += 1;
        return this.#restarts <= MAX_RESTARTS;
    }
    /** @param joined - the file had parts from several answers */
    after(error, joined) {
        if (error.failure === "not-found" && this.#sources.isAtHome) {
            this.#notFound = error;
        }
        if (error.failure === "checksum") {
            return this.#afterWrongBytes(error, joined);
        }
        switch (error.remedy) {
            case "never":
                return GIVE_UP;
            case "elsewhere":
                return this.elsewhere();
            case "again":
                return this.#again(error);
        }
    }
    /**
     * What is to be told when the last failure ends it: that the file is not where the metadata says, if that is known,
     * rather than that a mirror is down.
     */
    toTell(last) {
        return this.#notFound !== undefined && SILENT.has(last.failure) ? this.#notFound : last;
    }
    /** The place is of no use any more. */
    elsewhere() {
        return this.#sources.drop() ? ELSEWHERE : GIVE_UP;
    }
    #again(error) {
        this.#failures += 1;
        const { retries, retryDelayMs, random } = this.#options;
        if (this.#failures > retries && !this.#sources.hasUntried) {
            return GIVE_UP;
        }
        const { retryAfterMs } = error;
        const delay = (0,backoff/* nextDelay */.rM)({ attempt: this.#failures, retryAfterMs, random, base: retryDelayMs });
        // A place that was not asked yet is asked at once; going round again needs a pause like asking one again.
        const isNew = this.#sources.hasUntried;
        if (this.#sources.next() && (isNew || delay.giveUp !== true)) {
            return isNew ? ELSEWHERE : { kind: "elsewhere", waitMs: delay.delayMs ?? 0 };
        }
        if (delay.giveUp === true) {
            return GIVE_UP;
        }
        // Other transfers have to end before there are descriptors again.
        const least = error.failure === "disk" ? DESCRIPTOR_WAIT_MS : 0;
        return { kind: "again", waitMs: Math.max(delay.delayMs, least) };
    }
    /** Joined bytes may be at fault, or a cache on the way; a place that keeps sending wrong bytes is given up. */
    #afterWrongBytes(error, joined) {
        if (joined) {
            return AT_ONCE;
        }
        if (this.#sources.countWrong() < MAX_WRONG && this.#options.retries > 0) {
            return this.#again(error);
        }
        return this.elsewhere();
    }
}
//# sourceMappingURL=recovery.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/sources.js

/** The places at which a file is looked for, one after the other. */
class Sources {
    #sources;
    #index = 0;
    /** @throws TransferFailure for URLs that are none */
    constructor(urls) {
        this.#sources = urls.map((url) => ({ url: parse(url), dead: false, tried: false, wrong: 0 }));
    }
    get current() {
        return this.#source.url;
    }
    /** The place that the metadata names: mirrors come before it. */
    get home() {
        return this.#sources.at(-1).url;
    }
    get isAtHome() {
        return this.#index === this.#sources.length - 1;
    }
    /** Whether a place was not asked yet, besides this one: however many fail, the last of them gets its turn. */
    get hasUntried() {
        return this.#sources.some((source) => source !== this.#source && !source.dead && !source.tried);
    }
    /** Goes on to the next place that may still have it; false when there is none but this one. */
    next() {
        return this.nextWhere(() => true);
    }
    /** Goes on to the next place of those that will do. */
    nextWhere(willDo) {
        this.#source.tried = true;
        for (let step = 1; step < this.#sources.length; step++) {
            const index = (this.#index + step) % this.#sources.length;
            const source = this.#sources[index];
            if (source?.dead === false && willDo(source.url)) {
                this.#index = index;
                return true;
            }
        }
        return false;
    }
    /** Never asks this place again. @returns whether another one is left */
    drop() {
        this.#source.dead = true;
        return this.next();
    }
    /** Counts wrong bytes from this place. @returns how often that happened */
    countWrong() {
        this.#source.wrong += 1;
        return this.#source.wrong;
    }
    get #source() {
        return this.#sources[this.#index];
    }
}
function parse(url) {
    try {
        return new URL(url);
    }
    catch {
        throw new lib_failure/* TransferFailure */.a("scheme", "the URL is none", { remedy: "never" });
    }
}
//# sourceMappingURL=sources.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/download.js








/** One file on its way: its places, what has come of it, what has gone wrong so far. */
class Download {
    job;
    #options;
    #sources;
    #receiver;
    #recovery;
    #started;
    #attempts = 0;
    constructor(job, options) {
        this.job = job;
        this.#options = options;
        this.#sources = new Sources(job.urls);
        this.#receiver = new Receiver(job, options);
        this.#recovery = new Recovery(options, this.#sources);
        this.#started = options.now();
    }
    /** Origin that the next attempt goes to. */
    get origin() {
        return this.#sources.current.origin;
    }
    /** Goes on to a place that is not down, if there is one. */
    passOver(isDown) {
        if (this.#sources.nextWhere((url) => !isDown(url.origin))) {
            this.#receiver.forgetValidator();
        }
    }
    /** The place is known to be of no use: goes on to another one, or gives up. */
    skipHost(reason) {
        if (this.#recovery.elsewhere().kind === "give-up") {
            return this.#fail(reason);
        }
        this.#receiver.forgetValidator();
        return undefined;
    }
    /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
    suspend() {
        this.#receiver.keep();
    }
    /** @throws `signal.reason` when aborted; what is not a failure of the transfer */
    async attempt(signal) {
        this.#attempts += 1;
        try {
            const received = await this.#receiver.receive(this.#sources.current, signal);
            return { done: this.#succeed(received), host: { kind: "ok" } };
        }
        catch (error) {
            if (signal.aborted) {
                this.suspend();
                throw signal.reason;
            }
            this.#recovery.countProgress(this.#receiver.received);
            try {
                return error instanceof RestartNeeded ? this.#restart(error) : this.#recover(error);
            }
            catch (second) {
                if (!(second instanceof lib_failure/* TransferFailure */.a)) {
                    throw second;
                }
                return { done: this.#fail(second), host: { kind: "none" } };
            }
        }
    }
    #succeed({ host, digests }) {
        const file = this.#receiver.take();
        const { received: bytes, isPartial } = file;
        const checksums = [...digests].map(([algorithm, digest]) => `${algorithm}:${digest}`);
        this.#options.place(file, this.job, checksums);
        if (isPartial) {
            this.#options.journal.forgetPartial(partialKey(this.job));
        }
        return {
            job: this.job,
            state: "downloaded",
            bytes,
            attempts: this.#attempts,
            host: host === "" ? this.#sources.current.host : host,
            milliseconds: this.#options.now() - this.#started,
            checksums,
        };
    }
    /** The server does not continue where we stopped. */
    #restart({ reason, broken }) {
        this.#receiver.begin();
        if (broken) {
            this.#receiver.avoidRanges();
        }
        if (!this.#recovery.mayRestart()) {
            return this.#recover(new lib_failure/* TransferFailure */.a("range", reason, { remedy: "elsewhere" }));
        }
        return { waitMs: 0, host: { kind: "other" } };
    }
    #recover(error) {
        if (!(error instanceof lib_failure/* TransferFailure */.a)) {
            this.#receiver.discard();
            throw error;
        }
        if (error.failure === "disk" && error.remedy === "again") {
            this.#options.client.shrink();
        }
        const joined = this.#receiver.continued;
        if (error.failure === "checksum") {
            this.#receiver.begin();
            if (joined) {
                this.#receiver.avoidRanges();
            }
        }
        const host = hostOutcome(error);
        const next = this.#recovery.after(error, joined);
        switch (next.kind) {
            case "give-up":
                return { done: this.#fail(error), host };
            case "elsewhere":
                this.#receiver.forgetValidator();
                return { waitMs: next.waitMs, host };
            case "again":
                return { waitMs: next.waitMs, host };
        }
    }
    #fail(error) {
        if (error.failure !== "too-large" && this.#receiver.isContinuable) {
            this.suspend();
        }
        else {
            this.#receiver.discard();
        }
        const told = this.#recovery.toTell(error);
        const place = told === error ? this.#sources.current : this.#sources.home;
        return {
            job: this.job,
            state: "failed",
            isFatal: error.failure === "disk" && error.remedy === "never",
            host: place.host,
            failure: {
                class: told.failure,
                ...(told.status === undefined ? {} : { status: told.status }),
                message: told.message,
                attempts: this.#attempts,
                url: (0,lib/* redactUrl */.BO)(place.href),
            },
        };
    }
}
//# sourceMappingURL=download.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/work-queue.js
/** What is to be had from one origin: jobs that nobody has begun, and downloads that are tried again. */
class OriginQueue {
    name;
    #begin;
    #fresh = [];
    #next = 0;
    #waiting = [];
    /** When its work was last offered to other origins. */
    offeredAt = Number.NEGATIVE_INFINITY;
    constructor(name, begin) {
        this.name = name;
        this.#begin = begin;
    }
    add(job) {
        this.#fresh.push(job);
    }
    putBack(download, notBefore) {
        this.#waiting.push({ download, notBefore });
    }
    get isEmpty() {
        return this.#next === this.#fresh.length && this.#waiting.length === 0;
    }
    hasReady(now) {
        return this.#next < this.#fresh.length || this.#waiting.some(({ notBefore }) => notBefore <= now);
    }
    /** What was begun comes first. */
    take(now) {
        const index = this.#waiting.findIndex(({ notBefore }) => notBefore <= now);
        if (index !== -1) {
            return this.#waiting.splice(index, 1)[0]?.download;
        }
        while (this.#next < this.#fresh.length) {
            const download = this.#begin(this.#fresh[this.#next++]);
            if (download !== undefined) {
                return download;
            }
        }
        return undefined;
    }
    takeAll() {
        return [...this.#waiting.splice(0).map(({ download }) => download), ...this.#takeFresh(() => true)];
    }
    /** What other origins have as well. */
    takeMovable() {
        const isMovable = ({ urls }) => urls.length > 1;
        const movable = this.#waiting.filter(({ download }) => isMovable(download.job));
        this.#waiting = this.#waiting.filter(({ download }) => !isMovable(download.job));
        return [...movable.map(({ download }) => download), ...this.#takeFresh(isMovable)];
    }
    #takeFresh(isWanted) {
        const fresh = this.#fresh.splice(this.#next);
        this.#fresh.push(...fresh.filter((job) => !isWanted(job)));
        return fresh.filter(isWanted).flatMap((job) => this.#begin(job) ?? []);
    }
    /** The clock's time at which there is something to do here. */
    nextDue() {
        return this.#next < this.#fresh.length
            ? 0
            : this.#waiting.reduce((least, { notBefore }) => Math.min(least, notBefore), Number.POSITIVE_INFINITY);
    }
    suspendAll() {
        for (const { download } of this.#waiting) {
            download.suspend();
        }
    }
}
/** Work by origin. Origins take turns. */
class WorkQueue {
    #origins = new Map();
    #begin;
    #turn = [];
    constructor(jobs, begin) {
        this.#begin = begin;
        for (const job of jobs) {
            this.#origin(originOf(job.urls[0] ?? "")).add(job);
        }
    }
    get isEmpty() {
        return this.#turn.every((origin) => origin.isEmpty);
    }
    hasReady(now) {
        return this.#turn.some((origin) => origin.hasReady(now));
    }
    inTurn() {
        return this.#turn.length === 1 ? this.#turn : [...this.#turn];
    }
    /** Others come first now. */
    served(origin) {
        if (this.#turn.length > 1) {
            this.#turn = [...this.#turn.filter((other) => other !== origin), origin];
        }
    }
    putBack(download, notBefore) {
        this.#origin(download.origin).putBack(download, notBefore);
    }
    /** @param notBefore - when an origin may be asked again */
    nextDue(notBefore) {
        return this.#turn
            .filter((origin) => !origin.isEmpty)
            .reduce((least, origin) => Math.min(least, Math.max(origin.nextDue(), notBefore(origin.name))), Number.POSITIVE_INFINITY);
    }
    suspendAll() {
        for (const origin of this.#turn) {
            origin.suspendAll();
        }
    }
    #origin(name) {
        let origin = this.#origins.get(name);
        if (origin === undefined) {
            origin = new OriginQueue(name, this.#begin);
            this.#origins.set(name, origin);
            this.#turn.push(origin);
        }
        return origin;
    }
}
/** Scheme, host and port of a URL, without parsing it: enough to sort work by. */
function originOf(url) {
    return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? "";
}
//# sourceMappingURL=work-queue.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/transfer-all.js





/** How often to look for a place at a host that has all of its places taken. */
const SHORTEST_WAIT_MS = 20;
/** A resting origin's work is offered to others no more often. */
const OFFER_MS = 500;
/** Ends the other transfers when one has failed and that is to be the end. */
class FirstFailure extends Error {
}
/**
 * Transfers files, several at a time, each host within its limits; what has to wait does not keep others from their
 * turn. Jobs are begun in the order in which they are given, host by host in turn.
 *
 * @returns when every job has had its outcome; with `failFast` after the first failure
 * @throws `signal.reason` when aborted
 */
async function transferAll(jobs, options, signal) {
    signal.throwIfAborted();
    const stop = new AbortController();
    const forward = () => stop.abort(signal.reason);
    signal.addEventListener("abort", forward, { once: true });
    // Every transfer listens.
    (0,external_node_events_.setMaxListeners)(0, stop.signal);
    try {
        await new Crew(jobs, options, stop).work();
    }
    finally {
        signal.removeEventListener("abort", forward);
    }
}
class Crew {
    #options;
    #stop;
    #queue;
    #downloadOptions;
    #active = 0;
    #timer;
    #finish = () => undefined;
    constructor(jobs, options, stop) {
        this.#options = options;
        this.#downloadOptions = { ...options, ...this.#leave() };
        this.#stop = stop;
        this.#queue = new WorkQueue(jobs, (job) => this.#begin(job));
    }
    async work() {
        const { signal } = this.#stop;
        const wake = () => this.#pump();
        signal.addEventListener("abort", wake, { once: true });
        try {
            await new Promise((resolve) => {
                this.#finish = resolve;
                this.#pump();
            });
        }
        finally {
            signal.removeEventListener("abort", wake);
            clearTimeout(this.#timer);
            this.#queue.suspendAll();
        }
        if (signal.aborted && !(signal.reason instanceof FirstFailure)) {
            throw signal.reason;
        }
    }
    /** Leave for further connections, which count like transfers. */
    #leave() {
        const { limits, parallel } = this.#options;
        return {
            mayOpenMore: () => this.#active < parallel && !this.#queue.hasReady(this.#options.now()),
            acquire: (origin) => {
                const isFree = this.#active < parallel && limits.tryAcquire(origin);
                this.#active += isFree ? 1 : 0;
                return isFree;
            },
            release: (origin) => {
                this.#active -= 1;
                limits.release(origin, { kind: "ok" });
                this.#pump();
            },
        };
    }
    /** A job whose places are no places has its outcome at once. */
    #begin(job) {
        try {
            return new Download(job, this.#downloadOptions);
        }
        catch (error) {
            if (!(error instanceof lib_failure/* TransferFailure */.a)) {
                throw error;
            }
            this.#outcome({
                job,
                state: "failed",
                host: "",
                isFatal: false,
                failure: { class: error.failure, message: error.message, attempts: 0, url: "" },
            });
            return undefined;
        }
    }
    /** Starts as much as may be started, and sees to it that somebody comes back for the rest. */
    #pump() {
        clearTimeout(this.#timer);
        if (this.#stop.signal.aborted) {
            if (this.#active === 0) {
                this.#finish();
            }
            return;
        }
        try {
            while (this.#active < this.#options.parallel && !this.#stop.signal.aborted) {
                const next = this.#next();
                if (next === undefined) {
                    break;
                }
                this.#run(next.download, next.origin);
            }
        }
        catch (error) {
            this.#end(error);
            return;
        }
        if (this.#stop.signal.aborted) {
            return;
        }
        if (this.#active === 0 && this.#queue.isEmpty) {
            this.#finish();
            return;
        }
        if (this.#active < this.#options.parallel) {
            this.#comeBack();
        }
    }
    #next() {
        const { limits, now } = this.#options;
        for (const origin of this.#queue.inTurn()) {
            if (limits.isLost(origin.name)) {
                this.#giveUp(origin, "connection", "the host cannot be reached; it is not asked any more");
                continue;
            }
            if (limits.waitMs(origin.name) > backoff/* RETRY_AFTER_CAP_MS */._Y) {
                this.#giveUp(origin, "rate-limited", "the host wants to be left alone for longer than is waited");
                continue;
            }
            if (limits.isDown(origin.name)) {
                this.#offerToOthers(origin);
                continue;
            }
            if (!origin.hasReady(now()) || !limits.tryAcquire(origin.name)) {
                continue;
            }
            const download = origin.take(now());
            if (download !== undefined) {
                this.#queue.served(origin);
                return { download, origin: origin.name };
            }
            limits.release(origin.name, { kind: "none" });
        }
        return undefined;
    }
    /** While an origin rests, others that have the same files take over. */
    #offerToOthers(origin) {
        const { limits, now } = this.#options;
        if (now() - origin.offeredAt < OFFER_MS) {
            return;
        }
        origin.offeredAt = now();
        for (const download of origin.takeMovable()) {
            download.passOver((other) => limits.isDown(other));
            this.#queue.putBack(download, 0);
        }
    }
    #giveUp(origin, failure, message) {
        for (const download of origin.takeAll()) {
            const outcome = download.skipHost(new lib_failure/* TransferFailure */.a(failure, message, { remedy: "elsewhere" }));
            if (outcome === undefined) {
                this.#queue.putBack(download, 0);
            }
            else {
                this.#outcome(outcome);
            }
        }
    }
    #run(download, origin) {
        this.#active += 1;
        const { limits } = this.#options;
        download.attempt(this.#stop.signal).then((result) => {
            limits.release(origin, result.host);
            this.#active -= 1;
            try {
                this.#settle(download, result);
            }
            catch (error) {
                this.#end(error);
            }
            this.#pump();
        }, (error) => {
            limits.release(origin, { kind: "none" });
            this.#active -= 1;
            this.#end(error);
            this.#pump();
        });
    }
    /** Ends all, for the first reason that there is. Those under way have yet to put down what they hold. */
    #end(error) {
        this.#stop.abort(error);
    }
    #settle(download, result) {
        if (result.done === undefined) {
            this.#queue.putBack(download, this.#options.now() + result.waitMs);
            return;
        }
        this.#outcome(result.done);
    }
    #outcome(outcome) {
        this.#options.onOutcome(outcome);
        if (outcome.state === "failed" && (this.#options.failFast || outcome.isFatal)) {
            this.#stop.abort(new FirstFailure());
        }
    }
    #comeBack() {
        const { limits, now } = this.#options;
        const due = this.#queue.nextDue((name) => now() + limits.waitMs(name));
        if (Number.isFinite(due)) {
            this.#timer = setTimeout(() => this.#pump(), Math.max(SHORTEST_WAIT_MS, due - now()));
        }
    }
}
//# sourceMappingURL=transfer-all.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/session.js
















const now = () => external_node_perf_hooks_.performance.now();
/** What shards found out holds for the whole, if they worked on this very directory. */
function absorbShards(journal, directory) {
    const home = (0,external_node_path_.dirname)(directory.journalPath);
    const names = (0,disk_failure/* onDisk */.FC)("the journal", () => files_io.io.readdirSync(home));
    const shards = names.filter((name) => /^journal-shard-\d+-of-\d+$/.test(name)).sort();
    for (const name of shards) {
        journal.absorb(`${home}/${name}`, "the journal of a shard");
        directory.adoptPartials(name.slice("journal-".length));
    }
    journal.flush();
    for (const name of shards) {
        (0,disk_failure/* onDisk */.FC)("the journal of a shard", () => (0,files_io/* removeFile */.nM)(`${home}/${name}`));
    }
}
/** One run's hold on an output directory: its tree, its journal, its lock, and the connections to servers. */
class TransferSession {
    directory;
    tree;
    journal;
    placer;
    #options;
    #clientOptions;
    /** Aborted with the run, or when another run has taken the directory over: nothing may be written then. */
    signal;
    #release;
    #meter;
    #limits;
    #followers = new Followers();
    #hasPartials;
    #client;
    /** @throws UserError when the directory cannot be written or another run works on it; TransferFailure */
    static async open(options, context) {
        const { connection, parallel: connections, compose, ownHosts, authorizer } = options;
        // Wrong inputs are refused before anything is made.
        const client = (0,client_options/* clientOptions */.s)(connection, context, { connections, compose, ownHosts, authorizer });
        const directory = PrivateDirectory.open(options.output, { shard: options.shard });
        const lost = new AbortController();
        try {
            const release = await lockOutput(directory, {
                ...options.lock,
                output: options.output,
                timeoutMs: options.lockTimeoutMs,
                signal: context.signal,
                onLost: (error) => lost.abort(error),
            });
            try {
                const signal = AbortSignal.any([context.signal, lost.signal]);
                const session = new TransferSession(options, client, signal, directory, release);
                lost.signal.addEventListener("abort", () => session.journal.abandon());
                return session;
            }
            catch (error) {
                release();
                throw error;
            }
        }
        catch (error) {
            directory.close();
            throw error;
        }
    }
    constructor(options, client, signal, directory, release) {
        this.#options = options;
        this.#clientOptions = client;
        this.signal = signal;
        this.directory = directory;
        this.#release = release;
        directory.removeLeftovers();
        this.tree = TreeRoot.open(options.output, {
            create: true,
            privateDirectory: directory,
            check: release.check,
        });
        const { journalPath } = directory;
        if (options.shard === undefined) {
            this.journal = Journal.open(journalPath, "the journal");
            absorbShards(this.journal, directory);
        }
        else {
            this.journal = Journal.open(`${journalPath}-${options.shard}`, "the journal");
            // What the last run over everything found out. Nobody writes to that one now.
            this.journal.underlay(journalPath, "the journal");
        }
        this.placer = new Placer(this.tree, this.journal, options.fsync);
        this.#hasPartials = this.journal.partials().length > 0;
        this.#meter = new meter/* TransferMeter */.b({
            lowSpeed: options.lowSpeed,
            now,
            ...(options.bandwidth === undefined ? {} : { bandwidth: new BandwidthLimit(options.bandwidth, now) }),
        });
        this.#limits = new HostLimits({ max: options.parallel, now });
    }
    /** Bytes that an earlier run left of a file, and that need not be received again. */
    partialBytes(job) {
        const known = this.#hasPartials ? this.journal.partialOf(partialKey(job)) : undefined;
        if (known === undefined) {
            return 0;
        }
        const path = this.directory.pathOf(this.directory.partialName(known.key));
        const found = (0,disk_failure/* onDisk */.FC)(undefined, () => files_io.io.lstatSync(path, { throwIfNoEntry: false })?.size ?? 0);
        return Math.min(found, known.size ?? found);
    }
    /** Removes all unfinished files: to be called when nothing is left to be done with them. */
    discardPartials() {
        for (const { key } of this.journal.partials()) {
            this.journal.forgetPartial(key);
        }
        for (const name of this.directory.partials()) {
            this.directory.discard(name);
        }
    }
    /** Bytes that came from servers so far. */
    get receivedBytes() {
        return this.#meter.bytes;
    }
    /** What came from each host so far: together the received bytes. */
    get hosts() {
        return this.#meter.hosts;
    }
    /**
     * Transfers files into the tree.
     *
     * @throws `signal.reason` when aborted
     */
    async transfer(jobs, onOutcome) {
        if (jobs.length === 0) {
            return;
        }
        const { connection, parallel, failFast } = this.#options;
        this.#client ??= await this.#connect();
        try {
            await transferAll(jobs, {
                client: this.#client,
                directory: this.directory,
                journal: this.journal,
                meter: this.#meter,
                limits: this.#limits,
                parallel,
                failFast,
                retries: connection.retries,
                retryDelayMs: connection["retry-delay"],
                hasPartials: this.#hasPartials,
                followers: this.#followers,
                connectionsPerFile: this.#options.connectionsPerFile,
                random: Math.random,
                now,
                place: (file, job, checksums) => this.placer.place(file, job, checksums),
                onOutcome,
            }, this.signal);
        }
        finally {
            this.placer.flush();
            this.journal.flush();
        }
    }
    /** What HTTP takes is loaded when there is something to transfer. */
    async #connect() {
        const { HttpClient } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(905)]).then(__webpack_require__.bind(__webpack_require__, 97905));
        return new HttpClient(this.#clientOptions);
    }
    async close() {
        this.#meter.close();
        await this.#client?.close();
        await this.#followers.close();
        try {
            this.journal.close();
        }
        finally {
            this.tree.close();
            try {
                this.#release();
            }
            catch {
                // The lock of a process that has ended is nobody's.
            }
            this.directory.close();
        }
    }
}
//# sourceMappingURL=session.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/file-system-probes.js



/**
 * Bytes that may still be written to a directory, or to where it will be made; no limit where the file system does not
 * tell.
 */
function freeBytes(directory) {
    try {
        const { bavail, bsize } = files_io.io.statfsSync(existingPart((0,external_node_path_.resolve)(directory)));
        return bavail * bsize;
    }
    catch {
        return Number.POSITIVE_INFINITY;
    }
}
function existingPart(path) {
    let existing = path;
    while (!files_io.io.existsSync(existing) && (0,external_node_path_.dirname)(existing) !== existing) {
        existing = (0,external_node_path_.dirname)(existing);
    }
    return existing;
}
/** Whether names that differ only in case are one file. @throws TransferFailure */
function ignoresCase(directory) {
    return isFoundAs(directory, "-Case", "-cASE");
}
/** Whether names that differ only in how accents are encoded (NFC, NFD) are one file. @throws TransferFailure */
function ignoresNormalization(directory) {
    return isFoundAs(directory, "-\u00e9", "-e\u0301");
}
function isFoundAs(directory, ending, otherEnding) {
    const path = directory.pathOf(directory.newName());
    return (0,disk_failure/* onDisk */.FC)(undefined, () => {
        try {
            files_io.io.closeSync(files_io.io.openSync(path + ending, "wx"));
            return files_io.io.existsSync(path + otherEnding);
        }
        finally {
            (0,files_io/* removeFile */.nM)(path + ending);
        }
    });
}
/** Whether a file can have two names. @throws TransferFailure */
function supportsHardlinks(directory) {
    const { descriptor, name } = directory.createTemp();
    const other = directory.newName();
    closeQuietly(descriptor);
    try {
        io.linkSync(directory.pathOf(name), directory.pathOf(other));
        return true;
    }
    catch (error) {
        // Throws what is none of the file system's.
        diskFailure(error);
        return false;
    }
    finally {
        directory.discard(name);
        directory.discard(other);
    }
}
//# sourceMappingURL=file-system-probes.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/names.js
/** Names of devices, with whatever ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\0-\x1f]/;
/**
 * What keeps a local path from being one on Windows.
 *
 * @returns a sentence without the path, or undefined when it is fine everywhere
 */
function portableNameProblem(path) {
    for (const part of path.split("/")) {
        const forbidden = FORBIDDEN.exec(part)?.[0];
        if (forbidden !== undefined) {
            return forbidden < " "
                ? "the path has a control character"
                : `the path has the character ${forbidden}, which names on Windows cannot have`;
        }
        const device = RESERVED.exec(part);
        if (device !== null) {
            return `a part of the path is ${part.slice(0, 7).split(".", 1)[0]?.trim()}, a name that Windows reserves for a device`;
        }
        if (/[. ]$/.test(part)) {
            return "a part of the path ends with a dot or a space, which Windows drops";
        }
    }
    return undefined;
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/walk-tree.js

/** Longer paths are none of ours, and the way to them takes ever longer. */
const MAX_PATH_CHARS = 4096;
/**
 * Tells all that is in the tree: a directory, then what is in it, sorted by code points. Links are told, not
 * followed. Holds the lists of the directories above the current one, no more.
 *
 * @throws TransferFailure
 */
function walkTree(tree, onEntry) {
    const pending = [{ directory: "", entries: sorted(tree, ""), next: 0 }];
    for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
        const entry = level.entries[level.next];
        if (entry === undefined) {
            pending.pop();
            continue;
        }
        level.next += 1;
        const localPath = level.directory === "" ? entry.name : `${level.directory}/${entry.name}`;
        const isDirectory = entry.kind === "directory" && localPath.length <= MAX_PATH_CHARS;
        onEntry({
            localPath,
            kind: isDirectory || entry.kind !== "directory" ? entry.kind : "other",
            size: entry.size,
        });
        if (isDirectory) {
            pending.push({ directory: localPath, entries: sorted(tree, localPath), next: 0 });
        }
    }
}
/** Nothing for a directory that was removed meanwhile. */
function sorted(tree, directory) {
    return (tree.list(directory) ?? []).sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.name, b.name));
}
/**
 * Removes directories that hold nothing but empty directories; not the tree itself.
 *
 * @returns their local paths, the deepest first
 * @throws TransferFailure
 */
function removeEmptyDirectories(tree) {
    const directories = [];
    walkTree(tree, ({ localPath, kind }) => {
        if (kind === "directory") {
            directories.push(localPath);
        }
    });
    return directories.reverse().filter((directory) => tree.removeDirectory(directory));
}
//# sourceMappingURL=walk-tree.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/http/address.js
var address = __webpack_require__(42910);
// EXTERNAL MODULE: ./packages/transfer/lib/http/hosts.js
var hosts = __webpack_require__(71313);
// EXTERNAL MODULE: ./packages/transfer/lib/pem-files.js
var pem_files = __webpack_require__(83893);
;// CONCATENATED MODULE: ./packages/transfer/lib/index.js























//# sourceMappingURL=index.js.map

/***/ })

};
