export const id = 773;
export const ids = [773];
export const modules = {

/***/ 6091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ TransferMeter)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9655);

const TICK_MS = 1000;
/** Counts the bytes of all transfers, holds them to the bandwidth, and ends those that hardly move. */
class TransferMeter {
    #bandwidth;
    #lowSpeed;
    #now;
    #watched = new Set();
    #timer;
    /** All bytes that came, whatever became of them. */
    bytes = 0;
    constructor(options) {
        this.#bandwidth = options.bandwidth;
        this.#lowSpeed = options.lowSpeed;
        this.#now = options.now;
    }
    start(flow) {
        const watched = { flow, received: 0, before: 0, since: this.#now() };
        this.#watched.add(watched);
        if (this.#timer === undefined && this.#lowSpeed.bytesPerSecond > 0) {
            this.#timer = setInterval(() => this.#look(), Math.min(TICK_MS, this.#lowSpeed.milliseconds));
        }
        return {
            count: (bytes) => {
                watched.received += bytes;
                this.bytes += bytes;
                return this.#bandwidth?.take(bytes) ?? 0;
            },
            stop: () => {
                this.#watched.delete(watched);
            },
        };
    }
    close() {
        clearInterval(this.#timer);
        this.#timer = undefined;
    }
    #look() {
        const { bytesPerSecond, milliseconds } = this.#lowSpeed;
        const now = this.#now();
        for (const watched of this.#watched) {
            const elapsed = now - watched.since;
            if (elapsed < milliseconds) {
                continue;
            }
            const speed = ((watched.received - watched.before) * 1000) / elapsed;
            // Under a bandwidth cap slowness is ours.
            if (speed < bytesPerSecond && this.#bandwidth === undefined) {
                watched.flow.abort(new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .TransferFailure */ .a("timeout", `fewer than ${bytesPerSecond} bytes a second came for ${Math.round(elapsed / 1000)} s`, { remedy: "again" }));
            }
            watched.before = watched.received;
            watched.since = now;
        }
    }
}

/***/ }),

/***/ 9655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ TransferFailure)
/* harmony export */ });
/* unused harmony export FAILURE_CLASSES */
/** What can go wrong with the transfer of a file, as reports name it. */
const FAILURE_CLASSES = (/* unused pure expression or super */ null && ([
    "truncated",
    "size-mismatch",
    "too-large",
    "checksum",
    "encoding",
    "range",
    "not-found",
    "auth",
    "forbidden-address",
    "tls",
    "redirect",
    "scheme",
    "protocol",
    "rate-limited",
    "server-error",
    "client-error",
    "timeout",
    "connection",
    "disk",
    "path",
    "conflict",
    "lock",
    "unverifiable",
    "weak",
    "xml",
    "changed",
    "aborted",
]));
/** Why a file could not be had. The message holds no URL: those may carry secrets. */
class TransferFailure extends Error {
    name = "TransferFailure";
    failure;
    remedy;
    retryAfterMs;
    status;
    constructor(failure, message, options) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.failure = failure;
        this.remedy = options.remedy;
        this.retryAfterMs = options.retryAfterMs;
        this.status = options.status;
    }
}
//# sourceMappingURL=failure.js.map

/***/ }),

/***/ 6607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ diskFailure),
/* harmony export */   FC: () => (/* binding */ onDisk),
/* harmony export */   wD: () => (/* binding */ isOutOfDescriptors)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5822);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9655);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4209);



const disk = (text, remedy = "never") => ({ failure: "disk", remedy, text });
const MEANINGS = {
    ENOSPC: disk("no space is left on the disk"),
    EDQUOT: disk("the disk quota is used up"),
    EFBIG: disk("the file system holds no files of that size"),
    EROFS: disk("the file system is read-only"),
    EACCES: disk("permission denied"),
    EPERM: disk("not permitted"),
    EIO: disk("the disk reports an error"),
    // Fewer files at a time may do.
    EMFILE: disk("too many files are open", "again"),
    ENFILE: disk("too many files are open on this machine", "again"),
    EAGAIN: disk("the file system is busy", "again"),
    EBUSY: disk("the file is in use", "again"),
    EINTR: disk("the call was interrupted", "again"),
    ESTALE: disk("the network file system lost the file", "again"),
    ENOENT: disk("it is not there any more", "again"),
    ENAMETOOLONG: { failure: "path", remedy: "never", text: "the name is too long for the file system" },
    EILSEQ: { failure: "path", remedy: "never", text: "the file system cannot hold such a name" },
    EINVAL: { failure: "path", remedy: "never", text: "the file system cannot hold such a name" },
    ELOOP: { failure: "path", remedy: "never", text: "a symbolic link is in the way" },
    ENOTDIR: { failure: "conflict", remedy: "never", text: "a file is where a directory must be" },
    EISDIR: { failure: "conflict", remedy: "never", text: "a directory is where a file must be" },
    EEXIST: { failure: "conflict", remedy: "never", text: "something is there already" },
    ENOTEMPTY: { failure: "conflict", remedy: "never", text: "the directory is not empty" },
};
/** Whether the process, or the machine, has too many files open: fewer of them at a time may do. */
function isOutOfDescriptors(error) {
    const code = (0,_io_js__WEBPACK_IMPORTED_MODULE_2__/* .errorCode */ .CA)(error);
    return code === "EMFILE" || code === "ENFILE";
}
/**
 * An error of the file system as a failure, mostly of class `disk`; what is a failure already is returned as it is.
 *
 * @param place - the path as users know it; the system's own message is left out: it may hold a private one
 * @throws the error itself when it is none of the file system's: a defect of ours
 */
function diskFailure(error, place) {
    if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .a) {
        return error;
    }
    const code = (0,_io_js__WEBPACK_IMPORTED_MODULE_2__/* .errorCode */ .CA)(error);
    if (code === undefined) {
        throw error;
    }
    const { failure, remedy, text } = MEANINGS[code] ?? disk("the file system refuses it");
    const where = place === undefined ? "" : `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(place)}: `;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .a(failure, `${where}${text} (${code})`, { remedy, cause: error });
}
/** Runs a call of the file system; its errors become failures. @throws TransferFailure */
function onDisk(place, call) {
    try {
        return call();
    }
    catch (error) {
        throw diskFailure(error, place);
    }
}
//# sourceMappingURL=disk-failure.js.map

/***/ }),

/***/ 4209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ errorCode),
/* harmony export */   EO: () => (/* binding */ closeQuietly),
/* harmony export */   KM: () => (/* binding */ writeFully),
/* harmony export */   S2: () => (/* binding */ removeQuietly),
/* harmony export */   io: () => (/* binding */ io),
/* harmony export */   nM: () => (/* binding */ removeFile),
/* harmony export */   rE: () => (/* binding */ FILE_MODE),
/* harmony export */   sg: () => (/* binding */ DIRECTORY_MODE)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/**
 * The file-system functions that transfers use: one place, so that tests can make the k-th call fail. Only tests
 * write to it.
 */
const io = {
    closeSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync,
    copyFileSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.copyFileSync,
    existsSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync,
    fchmodSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fchmodSync,
    fdatasyncSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fdatasyncSync,
    fstatSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync,
    fsyncSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync,
    ftruncateSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.ftruncateSync,
    linkSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync,
    lstatSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync,
    mkdirSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync,
    openSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync,
    readdirSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync,
    readlinkSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync,
    readSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync,
    realpathSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native,
    renameSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync,
    rmdirSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync,
    statfsSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync,
    statSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync,
    unlinkSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync,
    writeSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync,
};
/** Mode of new files, less what the umask takes: never executable. */
const FILE_MODE = 0o644;
/** Mode of new directories, less what the umask takes. */
const DIRECTORY_MODE = 0o755;
/** The system's code of an error (`ENOENT`), or undefined when it is none of the system's. */
function errorCode(error) {
    const code = error instanceof Error ? error.code : undefined;
    // Codes of Node itself ("ERR_…") tell of wrong calls.
    return typeof code === "string" && /^E(?!RR_)[A-Z0-9]+$/.test(code) ? code : undefined;
}
/** Writes all of it, however little the system takes at a time. @throws the system error */
function writeFully(descriptor, bytes) {
    for (let offset = 0; offset < bytes.length;) {
        offset += io.writeSync(descriptor, bytes, offset, bytes.length - offset);
    }
}
/** Closes a descriptor while another error is on its way. */
function closeQuietly(descriptor) {
    try {
        io.closeSync(descriptor);
    }
    catch {
        // The error that is on its way tells more.
    }
}
/** Removes a file, if there is one. @throws the system error */
function removeFile(path) {
    try {
        io.unlinkSync(path);
    }
    catch (error) {
        if (errorCode(error) !== "ENOENT") {
            throw error;
        }
    }
}
/** Removes what may have been begun, while another error is on its way. */
function removeQuietly(path) {
    try {
        io.unlinkSync(path);
    }
    catch {
        // The error that is on its way tells more.
    }
}
//# sourceMappingURL=io.js.map

/***/ }),

/***/ 5835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Dx: () => (/* binding */ connectionFailure),
  rR: () => (/* binding */ headerOf),
  FP: () => (/* binding */ statusFailure)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var lib_failure = __webpack_require__(9655);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/retry-after.js
/**
 * How long a Retry-After header (RFC 9110, 10.2.3) asks to wait, in milliseconds: seconds, or a date, which is 0 when
 * it has passed. Infinity for more seconds than make sense. Undefined for anything else, negative numbers included.
 * Of several headers the longest wait counts.
 *
 * @param nowMs time of day, in milliseconds since 1970: best that of the answer's Date header, as the server's clock
 * may be wrong
 */
function parseRetryAfter(value, nowMs) {
    if (value === undefined)
        return undefined;
    if (typeof value !== "string") {
        const waits = value.flatMap((one) => parseRetryAfter(one, nowMs) ?? []);
        return waits.length === 0 ? undefined : Math.max(...waits);
    }
    const text = value.trim();
    if (/^\d+$/.test(text))
        return text.length > 15 ? Number.POSITIVE_INFINITY : Number(text) * 1000;
    const date = parseHttpDate(text, nowMs);
    return date === undefined ? undefined : Math.max(0, date - nowMs);
}
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const LONG_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const MONTH = `(?<month>${MONTHS.join("|")})`;
const TIME = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";
const DATE_FORMS = [
    // Sun, 06 Nov 1994 08:49:37 GMT
    new RegExp(`^${DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`, "i"),
    // Sunday, 06-Nov-94 08:49:37 GMT
    new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`, "i"),
    // Sun Nov  6 08:49:37 1994
    new RegExp(`^${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`, "i"),
];
/**
 * A date in one of the three forms of HTTP (RFC 9110, 5.6.7), in milliseconds since 1970; undefined for anything else.
 * The name of the day is not compared with the date.
 *
 * @param nowMs decides about the century of a year with two digits
 */
function parseHttpDate(text, nowMs) {
    for (const form of DATE_FORMS) {
        const parts = form.exec(text)?.groups;
        if (parts !== undefined)
            return timeOf(parts, nowMs);
    }
    return undefined;
}
function timeOf(parts, nowMs) {
    const { day = "", month = "", year = "", hour = "", minute = "", second = "" } = parts;
    const index = MONTHS.indexOf(month.toLowerCase());
    // A leap second is the second before, as far as clocks of computers go.
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
        return undefined;
    const clock = [Number(hour), Number(minute), Math.min(Number(second), 59)];
    const fullYear = year.length === 2 ? centuryOf(Number(year), nowMs) : Number(year);
    const date = new Date(0);
    // Date.UTC would take the years 0 to 99 for those of the twentieth century.
    date.setUTCFullYear(fullYear, index, Number(day));
    // A day that the month does not have has become another one.
    if (date.getUTCDate() !== Number(day))
        return undefined;
    return date.setUTCHours(...clock, 0);
}
/** More than fifty years ahead is the past (RFC 9110, 5.6.7). */
function centuryOf(year, nowMs) {
    const thisYear = new Date(nowMs).getUTCFullYear();
    const candidate = thisYear - (thisYear % 100) + year;
    return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
//# sourceMappingURL=retry-after.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/failures.js


/** The only value of a header; several are joined, as HTTP has it. */
function headerOf(headers, name) {
    const value = headers[name];
    return typeof value === "string" || value === undefined ? value : value.join(", ");
}
/**
 * What an answer means that is neither the content nor a redirect.
 *
 * @param now - milliseconds since 1970, to read dates in `Retry-After`
 */
function statusFailure(status, headers, now) {
    const [failure, remedy] = meaningOf(status);
    const header = headerOf(headers, "retry-after");
    const retryAfterMs = remedy === "again" && header !== undefined ? parseRetryAfter(header, now) : undefined;
    return new lib_failure/* TransferFailure */.a(failure, `the server answers ${status}`, { remedy, status, retryAfterMs });
}
function meaningOf(status) {
    switch (status) {
        case 401:
        case 403:
        case 407:
            return ["auth", "elsewhere"];
        case 404:
        case 410:
        case 451:
            return ["not-found", "elsewhere"];
        case 408:
        case 425:
            return ["timeout", "again"];
        case 429:
        case 503:
            return ["rate-limited", "again"];
        case 500:
        case 502:
        case 504:
            return ["server-error", "again"];
        case 416:
            return ["range", "again"];
        default:
            return status >= 500 ? ["server-error", "elsewhere"] : ["client-error", "elsewhere"];
    }
}
/** Errors of certificates and of the TLS handshake, by the beginning of their code. */
const TLS = /^(?:ERR_SSL|ERR_TLS|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_)/;
/** Answers that are no HTTP, or contradict themselves. */
const PROTOCOL = /^(?:HPE_|UND_ERR_(?:HEADERS_OVERFLOW|INFORMATION|RES_CONTENT_LENGTH_MISMATCH|RESPONSE)$)/;
/** An error of the HTTP layer in our words. Its own message is not used: it may hold the URL. */
function connectionFailure(error, receiving) {
    if (error instanceof lib_failure/* TransferFailure */.a) {
        return error;
    }
    const code = codeOf(error);
    const make = (failure, message, remedy) => new lib_failure/* TransferFailure */.a(failure, message, { remedy, cause: error });
    if (code === "EADDRFORBIDDEN") {
        return make("forbidden-address", "the host has a private address, which is not allowed", "elsewhere");
    }
    if (TLS.test(code)) {
        return make("tls", `no secure connection: ${code}`, "elsewhere");
    }
    if (code === "EMFILE" || code === "ENFILE") {
        return make("disk", `too many files are open (${code})`, "again");
    }
    if (PROTOCOL.test(code) || error?.name === "HTTPParserError") {
        return make("protocol", `the answer is not valid HTTP: ${code}`, "again");
    }
    if (/TIMEOUT|ETIMEDOUT/.test(code)) {
        return make("timeout", timeoutText(code), "again");
    }
    if (receiving) {
        return make("truncated", `the connection ended before the file did: ${code}`, "again");
    }
    return make("connection", `no connection: ${code}`, "again");
}
function timeoutText(code) {
    switch (code) {
        case "UND_ERR_CONNECT_TIMEOUT":
            return "the server could not be reached in time";
        case "UND_ERR_HEADERS_TIMEOUT":
            return "the server did not answer in time";
        default:
            return "the server stopped sending";
    }
}
function codeOf(error) {
    if (typeof error !== "object" || error === null) {
        return "unknown";
    }
    const { code, cause, errors } = error;
    // What a socket met is more to the point than that there was something.
    const inner = code === undefined || code === "UND_ERR_SOCKET" || code === "UND_ERR_PRX_TLS" ? cause : undefined;
    if (inner !== undefined && codeOf(inner) !== "unknown") {
        return codeOf(inner);
    }
    if (Array.isArray(errors) && errors.length > 0 && code === undefined) {
        return codeOf(errors[0]);
    }
    return typeof code === "string" ? code : "unknown";
}
//# sourceMappingURL=failures.js.map

/***/ }),

/***/ 773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchMetadata: () => (/* binding */ fetchMetadata)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5822);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8437);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7896);
/* harmony import */ var _download_meter_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6091);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9655);
/* harmony import */ var _files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6607);
/* harmony import */ var _files_io_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4209);
/* harmony import */ var _http_failures_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5835);
/* harmony import */ var _retry_backoff_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2060);











/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;
/** Nobody waits for a server that hardly sends anything. */
const LOW_SPEED = { bytesPerSecond: 1024, milliseconds: 60_000 };
/** The names of each file, the current one first; the others were used up to 1.0. */
const NAMES = [
    ["composeinfo", "composeinfo.json"],
    ["images", "images.json", "image-manifest.json"],
    ["rpms", "rpms.json", "rpm-manifest.json"],
    ["modules", "modules.json"],
    ["extra_files", "extra_files.json"],
];
/**
 * Downloads what a URL means: a metadata file, or the files of a compose, which lie in `compose/metadata/`, in
 * `metadata/`, or at the URL itself. A file that the server says is not there is none; any other failure is one.
 *
 * @param directory - for the files; it must not exist yet
 * @throws UserError
 */
async function fetchMetadata(url, directory, { inputs, context, signal }) {
    const base = metadataUrl(url);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    const client = (0,_connect_js__WEBPACK_IMPORTED_MODULE_4__.connect)(inputs, context, { compose: inputs.compose });
    const meter = new _download_meter_js__WEBPACK_IMPORTED_MODULE_5__/* .TransferMeter */ .b({ lowSpeed: LOW_SPEED, now: () => performance.now() });
    const get = (from, to, until) => fetchFile(client, from, () => new FileSink(to, meter), inputs, AbortSignal.any([signal, until]));
    try {
        if (base.pathname.endsWith(".json")) {
            const path = `${directory}/metadata.json`;
            if (!(await get(base, path, signal))) {
                throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)}: there is no such file`, "check the URL");
            }
            const rootUrl = rootUrlOf(new URL("./", base));
            return [{ path, root: directory, url: base.href, rootUrl }];
        }
        let forbidden;
        for (const place of ["compose/metadata/", "metadata/", ""]) {
            try {
                const files = await fetchDirectory(below(base, place), directory, get);
                if (files.length > 0) {
                    return files;
                }
            }
            catch (error) {
                // Some stores say so of everything that is not there.
                if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a) || error.status !== 403) {
                    throw error;
                }
                forbidden ??= error;
            }
        }
        if (forbidden !== undefined) {
            throw forbidden;
        }
    }
    catch (error) {
        throw error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a
            ? (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .fault */ .DG)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)} could not be read: ${error.message}`, remedyOf(error))
            : error;
    }
    finally {
        meter.close();
        await client.close();
    }
    throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: there is no metadata at ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)}`, "none of the usual files is there, in metadata/ or in compose/metadata/; check the URL");
}
function metadataUrl(url) {
    if (!URL.canParse(url)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)} is not a URL`);
    }
    const parsed = new URL(url);
    if (parsed.username !== "" || parsed.password !== "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)} holds a user name or a password`, "use http-username and http-password, http-token, or a netrc file");
    }
    parsed.hash = "";
    return parsed;
}
/** A query stays: it may be what opens the place. */
function below(base, path) {
    const url = new URL(base);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
    return url;
}
async function fetchDirectory(place, directory, get) {
    const stop = new AbortController();
    const fetching = NAMES.map(async ([expects, ...names]) => {
        for (const name of names) {
            const url = below(place, name);
            const path = `${directory}/${name}`;
            if (await get(url, path, stop.signal)) {
                return [{ expects, path, root: directory, url: url.href, rootUrl: rootUrlOf(place) }];
            }
        }
        return [];
    });
    try {
        return (await Promise.all(fetching)).flat();
    }
    catch (error) {
        // One failure is enough: the others must not wait for better times.
        stop.abort(error);
        await Promise.allSettled(fetching);
        throw error;
    }
}
/** A directory called `metadata` lies in the compose that it describes. */
function rootUrlOf(place) {
    const root = place.pathname.endsWith("/metadata/") ? new URL("../", place) : new URL("./", place);
    root.search = "";
    return root.href;
}
/** @returns whether it is there */
async function fetchFile(client, url, newSink, inputs, signal) {
    for (let attempt = 1;; attempt++) {
        const sink = newSink();
        try {
            await client.exchange({ method: "GET", url }, sink, signal);
            sink.close();
            return true;
        }
        catch (error) {
            sink.discard();
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a) || error.remedy !== "again" || attempt > inputs.retries) {
                if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a && error.failure === "not-found") {
                    return false;
                }
                throw error;
            }
            const { retryAfterMs } = error;
            const delay = (0,_retry_backoff_js__WEBPACK_IMPORTED_MODULE_10__/* .nextDelay */ .rM)({ attempt, retryAfterMs, random: Math.random, base: inputs["retry-delay"] });
            if (delay.giveUp === true) {
                throw error;
            }
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(delay.delayMs, undefined, { signal });
        }
    }
}
class FileSink {
    #path;
    #meter;
    #flow;
    #descriptor;
    #bytes = 0;
    constructor(path, meter) {
        this.#path = path;
        this.#meter = meter;
    }
    head({ status, headers }, flow) {
        if (status !== 200) {
            throw (0,_http_failures_js__WEBPACK_IMPORTED_MODULE_9__/* .statusFailure */ .FP)(status, headers, Date.now());
        }
        if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a("encoding", "the server sends the file encoded although that was not asked for", {
                remedy: "never",
            });
        }
        this.#descriptor = (0,_files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .onDisk */ .FC)(undefined, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(this.#path, "w", 0o600));
        this.#flow = this.#meter.start(flow);
    }
    data(chunk) {
        this.#bytes += chunk.length;
        if (this.#bytes > MAX_METADATA_BYTES) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a("too-large", "the file has more than 2 GiB", { remedy: "never" });
        }
        (0,_files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .onDisk */ .FC)(undefined, () => (0,_files_io_js__WEBPACK_IMPORTED_MODULE_8__/* .writeFully */ .KM)(this.#descriptor, chunk));
        this.#flow?.count(chunk.length);
    }
    close() {
        this.#flow?.stop();
        if (this.#descriptor !== undefined) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(this.#descriptor);
            this.#descriptor = undefined;
        }
    }
    discard() {
        this.close();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(this.#path, { force: true });
    }
}
function remedyOf({ failure }) {
    switch (failure) {
        case "auth":
            return "give http-token or http-username with http-password, or a netrc file, and name the origin in auth-origins";
        case "tls":
            return "name your certificate authority with ca-file";
        case "forbidden-address":
            return "open it with allow-hosts if that is meant";
        default:
            return undefined;
    }
}
//# sourceMappingURL=remote-metadata.js.map

/***/ }),

/***/ 2060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _Y: () => (/* binding */ RETRY_AFTER_CAP_MS),
/* harmony export */   rM: () => (/* binding */ nextDelay)
/* harmony export */ });
/* unused harmony exports BACKOFF_BASE_MS, BACKOFF_CAP_MS, backoffMs */
const BACKOFF_BASE_MS = 500;
const BACKOFF_CAP_MS = 30_000;
/** A server that asks for a longer wait than this is not waited for. */
const RETRY_AFTER_CAP_MS = 300_000;
/**
 * How long to wait before a retry, in milliseconds: anything from 0 to a bound that doubles with each attempt ("full
 * jitter"), so that clients which failed together do not come back together.
 *
 * @param attempt how many attempts have failed, from 1
 * @param random a number from 0 to below 1, like Math.random
 */
function backoffMs(attempt, random, options = {}) {
    const { base = BACKOFF_BASE_MS, cap = BACKOFF_CAP_MS } = options;
    // Beyond 2^30 every base is at its cap, and the power stays finite.
    return Math.round(random() * Math.min(cap, base * 2 ** Math.min(Math.max(attempt - 1, 0), 30)));
}
/**
 * How long to wait before the next attempt. What the server asked for is waited for in full and the backoff comes on
 * top of it: all who were told the same time would otherwise return at that same time. A wish over the cap means that
 * waiting is not worth it: give up, as rate-limited.
 */
function nextDelay(options) {
    const { attempt, retryAfterMs = 0, random, retryAfterCap = RETRY_AFTER_CAP_MS } = options;
    if (retryAfterMs > retryAfterCap)
        return { giveUp: true };
    return { delayMs: Math.max(0, Math.ceil(retryAfterMs)) + backoffMs(attempt, random, options) };
}
//# sourceMappingURL=backoff.js.map

/***/ })

};
