export const id = 362;
export const ids = [362,722];
export const modules = {

/***/ 9362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkLocations: () => (/* binding */ checkLocations)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 31 modules
var lib = __webpack_require__(3234);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 53 modules
var metadata_lib = __webpack_require__(8163);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 39 modules
var transfer_lib = __webpack_require__(4356);
// EXTERNAL MODULE: ./packages/transfer/lib/connect.js
var connect = __webpack_require__(2559);
;// CONCATENATED MODULE: ./packages/transfer/lib/client.js

// EXTERNAL MODULE: ./actions/verify/lib/verdicts.js
var verdicts = __webpack_require__(8759);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./actions/verify/lib/remote/exchanges.js


/** HEAD is refused by servers that know only GET, and by signed URLs, which are for one method. */
const HEAD_REFUSED = new Set([400, 403, 405, 501]);
/**
 * Asks for a file without downloading it: HEAD, or the first byte where HEAD is refused.
 *
 * @throws TransferFailure; `signal.reason` when aborted
 */
async function probe(client, url, signal) {
    const head = await client.exchange({ method: "HEAD", url }, { head() { }, data() { } }, signal);
    if (head.status === 200) {
        return probeOf(head, lengthOf(head), 1);
    }
    if (!HEAD_REFUSED.has(head.status)) {
        throw (0,transfer_lib/* statusFailure */.FP)(head.status, head.headers, Date.now());
    }
    return probeByGet(client, url, signal);
}
/** Ends an exchange when nothing more is wanted of it. */
class Enough extends Error {
}
async function probeByGet(client, url, signal) {
    let answer;
    try {
        await client.exchange({ method: "GET", url, headers: { range: "bytes=0-0" } }, {
            head(head) {
                answer = head;
                if (head.status !== 206) {
                    // A whole file may be on its way.
                    throw new Enough();
                }
            },
            data() { },
        }, signal);
    }
    catch (error) {
        if (!(error instanceof Enough)) {
            throw error;
        }
    }
    if (answer === undefined) {
        throw new transfer_lib/* TransferFailure */.ao("protocol", "the server gave no answer", { remedy: "again" });
    }
    const range = (0,transfer_lib/* parseContentRange */.C5)(answer.headers["content-range"]);
    switch (answer.status) {
        case 200:
            return probeOf(answer, lengthOf(answer), 2);
        case 206:
            return probeOf(answer, range?.kind === "range" && !isEncoded(answer) ? (range.total ?? undefined) : undefined, 2);
        case 416:
            // There is no first byte in an empty file.
            if (range?.kind === "unsatisfied" && range.total === 0) {
                return probeOf(answer, 0, 2);
            }
            break;
        default:
    }
    throw (0,transfer_lib/* statusFailure */.FP)(answer.status, answer.headers, Date.now());
}
/**
 * Downloads a file, hashes it and keeps nothing of it. A file that is longer than the metadata says is not read to its
 * end.
 *
 * @throws TransferFailure; `signal.reason` when aborted
 */
async function hashRemote(client, url, { algorithms, size, maxBytes }, { onBytes, signal, meter }) {
    const hashes = algorithms.map((algorithm) => ({ algorithm, hash: (0,external_node_crypto_.createHash)(algorithm) }));
    const asked = meter.time;
    let received = 0;
    let answer;
    let told;
    let watched;
    try {
        await client.exchange({ method: "GET", url }, {
            head(head, flow) {
                if (head.status !== 200) {
                    throw (0,transfer_lib/* statusFailure */.FP)(head.status, head.headers, Date.now());
                }
                if (isEncoded(head)) {
                    throw new transfer_lib/* TransferFailure */.ao("encoding", "the server sends the file encoded, although that was not asked for", {
                        remedy: "elsewhere",
                    });
                }
                watched = meter.start(flow, head.url.host, asked);
                answer = head;
                told = lengthOf(head);
                if (size !== undefined && told !== undefined && told !== size) {
                    throw new Enough();
                }
                if (size === undefined && told !== undefined && told > maxBytes) {
                    throw tooLarge(maxBytes);
                }
            },
            data(chunk) {
                received += chunk.length;
                watched?.count(chunk.length);
                onBytes(chunk.length);
                if (size !== undefined && received > size) {
                    throw new Enough();
                }
                if (size === undefined && received > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                for (const { hash } of hashes) {
                    hash.update(chunk);
                }
            },
        }, signal);
    }
    catch (error) {
        if (!(error instanceof Enough) || answer === undefined) {
            throw error;
        }
        const actual = told ?? received;
        const found = { state: "measured", size: actual, digests: {}, outside: false };
        return { ...probeOf(answer, told, 1), found };
    }
    finally {
        watched?.stop();
    }
    if (answer === undefined) {
        throw new transfer_lib/* TransferFailure */.ao("protocol", "the server gave no answer", { remedy: "again" });
    }
    if (size !== undefined && received < size) {
        throw new transfer_lib/* TransferFailure */.ao("truncated", `only ${received} of ${size} bytes came`, { remedy: "again" });
    }
    const digests = Object.fromEntries(hashes.map(({ algorithm, hash }) => [algorithm, hash.digest("hex")]));
    return {
        ...probeOf(answer, told, 1),
        found: { state: "measured", size: received, digests, outside: false },
    };
}
function tooLarge(maxBytes) {
    return new transfer_lib/* TransferFailure */.ao("too-large", `the server sends more than ${maxBytes} bytes`, {
        remedy: "elsewhere",
    });
}
function probeOf({ headers, url, redirects }, size, requests) {
    return {
        size,
        hasValidator: headers["etag"] !== undefined || headers["last-modified"] !== undefined,
        host: url.host,
        redirects,
        requests: requests + redirects,
    };
}
/** The length of the file; that of an encoded answer is another one. */
function lengthOf(head) {
    const text = (0,transfer_lib/* headerOf */.rR)(head.headers, "content-length");
    return text === undefined || !/^\d{1,15}$/.test(text) || isEncoded(head) ? undefined : Number(text);
}
function isEncoded({ headers }) {
    const encoding = (0,transfer_lib/* headerOf */.rR)(headers, "content-encoding");
    return encoding !== undefined && !/^identity$/i.test(encoding.trim());
}
//# sourceMappingURL=exchanges.js.map
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var step_lib = __webpack_require__(8437);
;// CONCATENATED MODULE: ./actions/verify/lib/remote/places.js

/**
 * The place of a file.
 *
 * @param written - the URL in the metadata; undefined for 1.x, which has only paths
 * @param localPath - the path of the file; of a repository its repomd.xml, while the URL is that of the repository
 */
function placeOf(written, localPath, { rootUrl, isRepository }) {
    if (written === undefined) {
        return rootUrl === undefined ? NO_ROOT : { kind: "url", url: rootUrl.href + (0,metadata_lib/* encodePath */.O0)(localPath) };
    }
    if ((0,metadata_lib/* isOciUrl */.DY)(written)) {
        return { kind: "registry" };
    }
    const ownPath = isRepository ? localPath.slice(0, -metadata_lib/* REPOMD */.ui.length - 1) : localPath;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1];
    if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
        return { kind: "none", reason: `URLs of the kind ${scheme}: are not fetched` };
    }
    if (scheme === undefined && rootUrl === undefined) {
        return NO_ROOT;
    }
    const absolute = scheme === undefined ? `${rootUrl?.href}${written}` : written;
    const meant = encodedAtEnd(absolute, ownPath);
    if (!URL.canParse(meant)) {
        return { kind: "none", reason: "the URL is none" };
    }
    const url = new URL(meant);
    url.hash = "";
    if (isRepository) {
        url.pathname = `${url.pathname.replace(/\/$/, "")}/${metadata_lib/* REPOMD */.ui}`;
    }
    return { kind: "url", url: url.href };
}
const NO_ROOT = {
    kind: "none",
    reason: "the place is relative, and nothing says what to: name it with root-url",
    relative: true,
};
/** URLs are also made by joining a base and a path as it is: what a URL cannot hold is encoded then. */
function encodedAtEnd(url, path) {
    const encoded = (0,metadata_lib/* encodePath */.O0)(path);
    return encoded !== path && url.endsWith(`/${path}`) ? url.slice(0, -path.length) + encoded : url;
}
//# sourceMappingURL=places.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/remote/sample.js

/**
 * Chooses some of the files: the same ones for the same seed, whatever else there is.
 *
 * @returns their numbers
 */
function sampleOf(files, size, seed, pathOf) {
    if (size >= files.length) {
        return new Set(files);
    }
    const ranked = files.map((file) => ({ file, rank: (0,external_node_crypto_.hash)("sha256", `${seed}\0${pathOf(file)}`) }));
    ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    return new Set(ranked.slice(0, size).map(({ file }) => file));
}
//# sourceMappingURL=sample.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/remote/plan-jobs.js




/**
 * What is to be asked for: every place of every selected file.
 *
 * @param settle - is given the verdict on files without a place
 * @throws UserError when there are places, but nothing says where they start
 */
function planJobs(look, rootUrl, settle) {
    const { inventory, context } = look;
    const places = [];
    let inRegistries = 0;
    let relative = 0;
    for (let file = 0; file < inventory.table.count; file++) {
        if (!inventory.isSelected(file)) {
            continue;
        }
        const path = inventory.table.path(file);
        for (const written of urlsOrPath(inventory.urls(file))) {
            const place = placeOf(written, path, { rootUrl, isRepository: isRepomd(path, inventory) });
            if (place.kind === "url") {
                places.push({ file, url: place.url });
            }
            else if (place.kind === "registry") {
                inRegistries += 1;
                settle(file, { state: "skipped", reason: "in an OCI registry, which is not asked yet" });
            }
            else {
                relative += place.relative ? 1 : 0;
                settle(file, { state: "failed", failure: "scheme", reason: place.reason });
            }
        }
    }
    if (places.length === 0 && relative > 0) {
        throw (0,step_lib/* refuse */.TR)("The metadata holds paths and no URLs, and nothing says where they start", "name the URL of the compose with root-url, or verify the files on disk with mode local");
    }
    if (inRegistries > 0) {
        context.reporter.warn(`${(0,step_lib/* countOf */.pq)(inRegistries, "file lies in an OCI registry and is", "files lie in OCI registries and are")} skipped: registries are not asked yet`);
    }
    const { chosen, seed } = choose(look, [...new Set(places.map(({ file }) => file))]);
    const jobs = places.map(({ file, url }) => ({
        file,
        url,
        origin: new URL(url).origin,
        download: chosen.has(file),
        failures: 0,
    }));
    return { jobs, seed };
}
/** Files that are downloaded. */
function choose({ settings, inventory, reading }, files) {
    const { sample, deep } = settings;
    if (deep || sample === 0) {
        return { chosen: new Set(deep ? files : []), seed: undefined };
    }
    const seed = settings.seed ?? reading.compose.id;
    return { chosen: sampleOf(files, sample, seed, (file) => inventory.table.path(file)), seed };
}
/** Whether a file is the description of a repository. */
function isRepomd(path, { repositories }) {
    return path.endsWith(`/${metadata_lib/* REPOMD */.ui}`) && repositories.has(path.slice(0, -metadata_lib/* REPOMD */.ui.length - 1));
}
/** One place at least: that of the path. */
function urlsOrPath(urls) {
    return urls.length === 0 ? [undefined] : urls;
}
//# sourceMappingURL=plan-jobs.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/remote/request-queue.js
/** How often to look for a place at a host that has all of its places taken. */
const SHORTEST_WAIT_MS = 20;
/**
 * Works through jobs, several at a time, each host within its limits; what has to wait keeps no other host from its
 * turn.
 *
 * @throws what an attempt throws; `signal.reason` when aborted
 */
async function askAll(jobs, options, signal) {
    signal.throwIfAborted();
    const origins = [...Map.groupBy(jobs, ({ origin }) => origin)].map(([name, fresh]) => ({ name, fresh, next: 0, waiting: [] }));
    const { promise, resolve, reject } = Promise.withResolvers();
    const { limits, parallel, now, attempt, giveUp } = options;
    const active = new Set();
    let failed = false;
    let timer;
    const run = (origin, job) => {
        const work = attempt(job, signal)
            .then(({ host, retryMs }) => {
            limits.release(origin.name, host);
            if (retryMs !== undefined) {
                origin.waiting.push({ job, notBefore: now() + retryMs });
            }
        }, (error) => {
            limits.release(origin.name, { kind: "none" });
            failed = true;
            reject(error);
        })
            .then(() => {
            active.delete(work);
            pump();
        });
        active.add(work);
    };
    const pump = () => {
        clearTimeout(timer);
        if (failed) {
            return;
        }
        for (let started = true; started && active.size < parallel;) {
            started = false;
            for (const origin of origins) {
                if (limits.isLost(origin.name)) {
                    takeAll(origin).forEach(giveUp);
                }
                else if (active.size < parallel && hasReady(origin, now()) && limits.tryAcquire(origin.name)) {
                    run(origin, take(origin, now()));
                    started = true;
                }
            }
        }
        if (active.size === 0 && origins.every(isEmpty)) {
            resolve();
        }
        else if (active.size < parallel) {
            const due = Math.min(...origins.map((origin) => dueAt(origin, now() + limits.waitMs(origin.name))));
            if (Number.isFinite(due)) {
                timer = setTimeout(pump, Math.max(SHORTEST_WAIT_MS, due - now()));
            }
        }
    };
    const stop = () => {
        failed = true;
        reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    try {
        pump();
        await promise;
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        failed = true;
        await Promise.allSettled(active);
    }
}
function isEmpty({ fresh, next, waiting }) {
    return next === fresh.length && waiting.length === 0;
}
function hasReady({ fresh, next, waiting }, now) {
    return next < fresh.length || waiting.some(({ notBefore }) => notBefore <= now);
}
/** What failed before comes first. */
function take(origin, now) {
    const index = origin.waiting.findIndex(({ notBefore }) => notBefore <= now);
    const [waited] = index === -1 ? [] : origin.waiting.splice(index, 1);
    return waited?.job ?? origin.fresh[origin.next++];
}
function takeAll(origin) {
    const jobs = [...origin.waiting.map(({ job }) => job), ...origin.fresh.slice(origin.next)];
    origin.waiting = [];
    origin.next = origin.fresh.length;
    return jobs;
}
/** When there is something to do, not before the host lets us. */
function dueAt(origin, notBefore) {
    if (isEmpty(origin)) {
        return Number.POSITIVE_INFINITY;
    }
    const own = origin.next < origin.fresh.length ? 0 : Math.min(...origin.waiting.map(({ notBefore: due }) => due));
    return Math.max(own, notBefore);
}
//# sourceMappingURL=request-queue.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/remote/check-locations.js









/**
 * Asks servers for everything that is selected.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function checkLocations(look) {
    const { inputs, settings, context, reading } = look;
    await reading.readPackages();
    const rootUrl = rootUrlOf(look);
    const check = new LocationCheck(look);
    const { jobs, seed } = planJobs(look, rootUrl, (file, verdict) => check.settle(file, verdict));
    const client = (0,connect/* connect */.N)(inputs, context, {
        connections: settings.parallelRequests,
        compose: [...inputs.compose, ...(inputs["root-url"] === undefined ? [] : [inputs["root-url"]])],
    });
    try {
        await check.ask(jobs, client);
    }
    finally {
        await client.close();
    }
    return {
        place: rootUrl === undefined ? undefined : (0,metadata_lib/* redactUrl */.BO)(rootUrl.href),
        verdicts: check.verdicts,
        whyUnverifiable: () => "the metadata has no checksum",
        unlisted: { policy: settings.unlisted, count: undefined, files: [] },
        remote: check.figures(seed),
    };
}
function rootUrlOf({ settings, sources }) {
    const urls = new Set(sources.flatMap(({ rootUrl }) => rootUrl ?? []));
    const [only] = urls;
    return settings.rootUrl ?? (urls.size === 1 && only !== undefined ? new URL(only) : undefined);
}
class LocationCheck {
    verdicts = new verdicts/* Verdicts */.v();
    #look;
    #hosts = new Set();
    #meter;
    #requests = 0;
    #redirected = 0;
    #withValidator = 0;
    #withoutSize = 0;
    #downloaded = 0;
    #downloadedBytes = 0;
    #settled = 0;
    constructor(look) {
        this.#look = look;
        const { "low-speed-limit": bytesPerSecond, "low-speed-time": milliseconds } = look.inputs;
        this.#meter = new transfer_lib/* TransferMeter */.bY({
            lowSpeed: { bytesPerSecond, milliseconds },
            now: () => performance.now(),
        });
    }
    async ask(jobs, client) {
        const { settings, context } = this.#look;
        const now = () => performance.now();
        const timer = setInterval(() => this.#report(jobs.length), 250);
        const stop = new AbortController();
        const forward = () => stop.abort(context.signal.reason);
        context.signal.throwIfAborted();
        context.signal.addEventListener("abort", forward, { once: true });
        // Every request listens.
        (0,external_node_events_.setMaxListeners)(0, stop.signal);
        try {
            await askAll(jobs, {
                limits: new transfer_lib/* HostLimits */.Xi({ max: settings.parallelRequests, now }),
                parallel: settings.parallelRequests,
                now,
                attempt: (job, signal) => this.#attempt(job, client, signal),
                giveUp: (job) => this.settle(job.file, {
                    state: "failed",
                    failure: "connection",
                    reason: "the host cannot be reached; it is not asked any more",
                }),
            }, stop.signal);
        }
        finally {
            clearInterval(timer);
            this.#meter.close();
            context.signal.removeEventListener("abort", forward);
            stop.abort();
        }
    }
    figures(seed) {
        return {
            requests: this.#requests,
            hosts: [...this.#hosts].sort(),
            redirected: this.#redirected,
            withValidator: this.#withValidator,
            withoutSize: this.#withoutSize,
            downloaded: this.#downloaded,
            downloadedBytes: this.#downloadedBytes,
            ...(seed === undefined ? {} : { seed }),
        };
    }
    async #attempt(job, client, signal) {
        const url = new URL(job.url);
        this.#hosts.add(url.host);
        try {
            this.settle(job.file, job.download
                ? await this.#download(job, url, client, signal)
                : await this.#probe(job, url, client, signal));
            return { host: { kind: "ok" } };
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            this.#requests += 1;
            return this.#recover(job, error);
        }
    }
    async #probe({ file }, url, client, signal) {
        const found = await probe(client, url, signal);
        this.#count(found);
        for (const size of this.#look.inventory.table.claims(file).sizes) {
            if (found.size !== undefined && found.size !== size) {
                return { state: "corrupt", cause: "size", expected: `${size}`, actual: `${found.size}` };
            }
        }
        return { state: "present" };
    }
    async #download({ file }, url, client, signal) {
        const { inventory, settings } = this.#look;
        const { table } = inventory;
        const wanted = {
            algorithms: (0,lib/* algorithmsOf */.w2)(table.checksums(file)),
            size: table.size(file),
            maxBytes: isRepomd(table.path(file), inventory) ? lib/* MAX_REPOMD_BYTES */.dT : transfer_lib/* MAX_UNKNOWN_BYTES */.aM,
        };
        const onBytes = (bytes) => {
            this.#downloadedBytes += bytes;
        };
        const result = await hashRemote(client, url, wanted, { onBytes, signal, meter: this.#meter });
        this.#count(result);
        this.#downloaded += 1;
        return (0,lib/* judge */.S4)(table.claims(file), result.found, settings.minChecksum);
    }
    #count({ size, hasValidator, redirects, requests, host }) {
        this.#hosts.add(host);
        this.#requests += requests;
        this.#redirected += redirects > 0 ? 1 : 0;
        this.#withValidator += hasValidator ? 1 : 0;
        this.#withoutSize += size === undefined ? 1 : 0;
    }
    #recover(job, error) {
        const { inputs } = this.#look;
        const host = (0,transfer_lib/* hostOutcome */.BM)(error);
        job.failures += 1;
        if (error.remedy === "again" && job.failures <= inputs.retries) {
            const next = (0,transfer_lib/* nextDelay */.rM)({
                attempt: job.failures,
                retryAfterMs: error.retryAfterMs,
                random: Math.random,
                base: inputs["retry-delay"],
            });
            if (next.giveUp !== true) {
                return { host, retryMs: next.delayMs };
            }
        }
        this.settle(job.file, error.failure === "not-found"
            ? { state: "missing", reason: error.message }
            : { state: "failed", failure: error.failure, reason: error.message });
        return { host };
    }
    /** A file that several places are named for is as good as the worst of them. */
    settle(file, verdict) {
        this.#settled += 1;
        this.verdicts.add(file, verdict);
    }
    #report(total) {
        this.#look.context.reporter.progress({
            activity: "asking for",
            done: Math.min(this.#settled, total),
            total,
            unit: "files",
            bytes: this.#downloadedBytes,
        });
    }
}
//# sourceMappingURL=check-locations.js.map

/***/ }),

/***/ 8759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ Verdicts)
/* harmony export */ });
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7074);
/* harmony import */ var _set_at_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2143);


const VERIFIED = { state: "verified" };
const PRESENT = { state: "present" };
/** Verdicts by the number of the file: nearly all are the same, and take a number and no object. */
class Verdicts {
    #others = new Map();
    #settled = [];
    set(file, verdict) {
        const { state } = verdict;
        // Of these there is nothing more to say.
        const plain = state === "verified" ? 1 : state === "present" ? 2 : 0;
        if (plain === 0) {
            this.#others.set(file, verdict);
        }
        (0,_set_at_js__WEBPACK_IMPORTED_MODULE_0__/* .setAt */ .e)(this.#settled, file, plain === 0 ? 3 : plain, 0);
    }
    /** Keeps the worse of what was known and this. */
    add(file, verdict) {
        const known = this.get(file);
        if (known === undefined || (0,_artifact_states_js__WEBPACK_IMPORTED_MODULE_1__/* .worse */ .JJ)(known.state, verdict.state) === verdict.state) {
            this.set(file, verdict);
        }
    }
    /** Undefined while nothing is known. */
    get(file) {
        switch (this.#settled[file]) {
            case 1:
                return VERIFIED;
            case 2:
                return PRESENT;
            case 3:
                return this.#others.get(file);
            default:
                return undefined;
        }
    }
}
//# sourceMappingURL=verdicts.js.map

/***/ }),

/***/ 2559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _client_options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9313);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(722);


/**
 * A client as the connection inputs and the environment want it.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function connect(inputs, context, options) {
    return new _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient((0,_client_options_js__WEBPACK_IMPORTED_MODULE_0__/* .clientOptions */ .s)(inputs, context, options));
}
//# sourceMappingURL=connect.js.map

/***/ }),

/***/ 722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HttpClient: () => (/* binding */ HttpClient)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(9655);
// EXTERNAL MODULE: ./packages/transfer/lib/http/address.js
var http_address = __webpack_require__(2910);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var lib = __webpack_require__(8437);
// EXTERNAL MODULE: ./packages/transfer/lib/http/hosts.js
var hosts = __webpack_require__(1313);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/no-proxy.js



/**
 * The proxy for a URL, as a URL that may hold a password; undefined for a direct connection. The machine itself is
 * never reached through a proxy: that would be another machine.
 *
 * @throws UserError for a proxy that is no http or https URL, whether or not this URL would need it
 */
function proxyFor(url, proxies) {
    const rules = compiled(proxies);
    const proxy = url.protocol === "https:" ? rules.https : url.protocol === "http:" ? rules.http : undefined;
    if (proxy === undefined || (0,hosts/* isLoopbackHost */.cW)(url.hostname))
        return undefined;
    const host = (0,hosts/* plainHost */.jV)(url.hostname);
    const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
    return rules.direct.some((exception) => exception(host, port)) ? undefined : proxy;
}
/** The question comes once per request; settings are read once. */
const known = new WeakMap();
function compiled(settings) {
    let rules = known.get(settings);
    if (rules === undefined) {
        rules = {
            http: proxyUrl(settings.http, "http"),
            https: proxyUrl(settings.https, "https"),
            direct: (settings.no ?? "").split(/[\s,]+/).flatMap((entry) => exceptionOf(entry) ?? []),
        };
        known.set(settings, rules);
    }
    return rules;
}
function proxyUrl(value, scheme) {
    const text = value?.trim() ?? "";
    if (text === "")
        return undefined;
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    // The value is not shown: it may hold a password in any place.
    if (url === null)
        throw (0,lib/* refuse */.TR)(`the proxy for ${scheme} URLs is not a URL`);
    if (url.protocol !== "http:" && url.protocol !== "https:") {
        throw (0,lib/* refuse */.TR)(`the proxy for ${scheme} URLs is neither an http nor an https URL`);
    }
    return url.href;
}
/** What an entry excepts; undefined for one that cannot be read, which then excepts nothing. */
function exceptionOf(entry) {
    if (entry === "*")
        return () => true;
    const [, name = entry, digits] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(entry) ?? [];
    const onPort = (port) => digits === undefined || Number(digits) === port;
    const addresses = new external_node_net_.BlockList();
    if ((0,hosts/* addAddresses */.ym)(addresses, name))
        return (host, port) => onPort(port) && (0,hosts/* hasAddress */.hs)(addresses, host);
    const below = name.startsWith("*.");
    const canonical = (0,hosts/* canonicalHost */.rQ)(name.replace(/^\*?\./, ""));
    if (canonical === undefined)
        return undefined;
    return (host, port) => onPort(port) && ((host === canonical && !below) || host.endsWith(`.${canonical}`));
}
//# sourceMappingURL=no-proxy.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/dispatchers.js



/** Headers of an answer, all together. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Failures that come together shrink the number of connections once. */
const SHRINK_MS = 100;
/** Keep-alive connections by origin. A redirect never meets a connection that has a client certificate. */
class Dispatchers {
    #options;
    #dispatchers = new Map();
    #connections;
    #shrunkAt = Number.NEGATIVE_INFINITY;
    constructor(options) {
        this.#options = options;
        this.#connections = options.connections;
    }
    of(url, origin, provenance) {
        const key = provenance === "metadata" ? origin : `redirect ${origin}`;
        let dispatcher = this.#dispatchers.get(key);
        if (dispatcher === undefined) {
            dispatcher = this.#make(url, provenance);
            this.#dispatchers.set(key, dispatcher);
        }
        return dispatcher;
    }
    /**
     * The system has no descriptors left: idle connections are closed, and from now on there are half as many. Transfers
     * under way are not disturbed.
     */
    shrink() {
        const now = performance.now();
        if (now - this.#shrunkAt < SHRINK_MS) {
            return;
        }
        this.#shrunkAt = now;
        this.#connections = Math.max(1, Math.floor(this.#connections / 2));
        const old = [...this.#dispatchers.values()];
        this.#dispatchers.clear();
        for (const dispatcher of old) {
            dispatcher.close().catch(() => undefined);
        }
    }
    /** Ends all connections at once, whatever they are at. */
    async close() {
        await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
        this.#dispatchers.clear();
    }
    #make(url, provenance) {
        const { connectTimeoutMs, headersTimeoutMs, idleTimeoutMs, proxies, addresses } = this.#options;
        const common = {
            connections: this.#connections,
            pipelining: 1,
            allowH2: false,
            headersTimeout: headersTimeoutMs,
            bodyTimeout: idleTimeoutMs,
            maxHeaderSize: MAX_HEADER_BYTES,
        };
        const tls = this.#tls(url, provenance);
        const proxy = proxies === undefined ? undefined : proxyFor(url, proxies);
        if (proxy !== undefined) {
            return new undici/* ProxyAgent */.kT({
                ...common,
                uri: proxy,
                connectTimeout: connectTimeoutMs,
                requestTls: tls,
                proxyTls: this.#trust(),
            });
        }
        return new undici/* Pool */.bC(url.origin, {
            ...common,
            connect: {
                ...tls,
                timeout: connectTimeoutMs,
                lookup: (0,http_address/* lookupGuard */.A1)(addresses, provenance),
            },
        });
    }
    #trust() {
        const { ca } = this.#options;
        return {
            // Said here, NODE_TLS_REJECT_UNAUTHORIZED is of no effect.
            rejectUnauthorized: true,
            minVersion: "TLSv1.2",
            ...(ca === undefined ? {} : { ca: [...ca] }),
        };
    }
    #tls(url, provenance) {
        const own = this.#options.clientCertificates?.find(({ host }) => host === url.host || host === url.hostname);
        return own === undefined || provenance === "redirect"
            ? this.#trust()
            : { ...this.#trust(), cert: own.certificate, key: own.key };
    }
}
//# sourceMappingURL=dispatchers.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/abort-listeners.js
const listeners = new WeakMap();
/**
 * Listens to a signal that thousands listen to one after the other: each adds itself to one set instead of to the
 * signal, which costs a tenth.
 */
function onAbort(signal, listener) {
    let set = listeners.get(signal);
    if (set === undefined) {
        set = new Set();
        const all = set;
        listeners.set(signal, all);
        signal.addEventListener("abort", () => {
            for (const one of [...all]) {
                one();
            }
        });
    }
    set.add(listener);
}
function offAbort(signal, listener) {
    listeners.get(signal)?.delete(listener);
}
//# sourceMappingURL=abort-listeners.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/http/failures.js + 1 modules
var failures = __webpack_require__(5835);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/exchange-handler.js



/** A redirect's own text is read to keep the connection, if it is no longer than this. */
const MAX_REDIRECT_BODY = 64 * 1024;
/** Interim answers (1xx) before the real one. */
const MAX_INTERIM = 20;
/** The connection had served before and was closed before the answer began. */
class StaleConnection extends Error {
    failure;
    constructor(failure) {
        super(failure.message);
        this.failure = failure;
    }
}
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Follows one request through undici's events. */
class ExchangeHandler {
    #hop;
    #sink;
    #signal;
    #resolve;
    #reject;
    #controller;
    #answer;
    #interim = 0;
    #redirectBody = 0;
    /** What ended the exchange from our side. */
    #thrown;
    #onAbort = () => this.#end(this.#signal.reason);
    constructor(hop, sink, signal, resolve, reject) {
        this.#hop = hop;
        this.#sink = sink;
        this.#signal = signal;
        this.#resolve = resolve;
        this.#reject = reject;
        onAbort(signal, this.#onAbort);
    }
    onRequestStart(controller) {
        this.#controller = controller;
        if (this.#signal.aborted) {
            this.#end(this.#signal.reason);
        }
    }
    onResponseStart(controller, status, headers) {
        if (status < 200) {
            this.#interim += 1;
            if (this.#interim > MAX_INTERIM) {
                this.#end(new failure/* TransferFailure */.a("protocol", "a flood of interim answers", { remedy: "again" }));
            }
            return;
        }
        const { url, redirects } = this.#hop;
        const head = { status, headers, url, redirects };
        if (REDIRECTS.has(status)) {
            const { location } = headers;
            if (typeof location !== "string" || location === "") {
                this.#end(new failure/* TransferFailure */.a("redirect", `an answer ${status} that does not say where to go, or says it twice`, {
                    remedy: "elsewhere",
                    status,
                }));
                return;
            }
            this.#answer = { head, location };
            return;
        }
        this.#answer = { head, location: undefined };
        try {
            this.#sink.head(head, {
                pause: () => controller.pause(),
                resume: () => controller.resume(),
                abort: (error) => this.#end(error),
            });
        }
        catch (error) {
            this.#end(error);
        }
    }
    onResponseData(_controller, chunk) {
        if (this.#thrown !== undefined) {
            return;
        }
        if (this.#answer?.location !== undefined) {
            this.#redirectBody += chunk.length;
            if (this.#redirectBody > MAX_REDIRECT_BODY) {
                // Nobody needs the rest; where to go is known.
                this.#settle(() => this.#resolve(this.#answer));
                this.#end(undefined);
            }
            return;
        }
        try {
            this.#sink.data(chunk);
        }
        catch (error) {
            this.#end(error);
        }
    }
    onResponseEnd() {
        const answer = this.#answer;
        if (answer !== undefined && this.#thrown === undefined) {
            this.#settle(() => this.#resolve(answer));
        }
    }
    onResponseError(_controller, error) {
        this.#settle(() => {
            if (this.#thrown !== undefined) {
                this.#reject(this.#thrown.error);
                return;
            }
            const failure = (0,failures/* connectionFailure */.Dx)(error, this.#answer !== undefined);
            const stale = this.#answer === undefined &&
                failure.failure === "connection" &&
                isStale(error, this.#hop.hasAnswered);
            this.#reject(stale ? new StaleConnection(failure) : failure);
        });
    }
    #end(error) {
        this.#thrown ??= { error };
        if (this.#controller === undefined) {
            this.#settle(() => this.#reject(error));
            return;
        }
        this.#controller.abort(error instanceof Error ? error : new Error("ended"));
    }
    #settle(finish) {
        offAbort(this.#signal, this.#onAbort);
        finish();
    }
}
/** Not every error tells of its socket: then it counts that the origin has kept connections open before. */
function isStale(error, hasAnswered) {
    const { socket, code } = error;
    return (socket?.bytesRead ?? 0) > 0 || (hasAnswered && (code === "ECONNRESET" || code === "EPIPE"));
}
//# sourceMappingURL=exchange-handler.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/client.js




const MAX_REDIRECTS = 5;
/** Asks servers for files. Follows redirects itself, so that no credential and no rule gets lost on the way. */
class HttpClient {
    #options;
    #dispatchers;
    #warned = new Set();
    /** By origin; those that a server sent us to apart, since other rules are for them. */
    #places = {
        metadata: new Map(),
        redirect: new Map(),
    };
    constructor(options) {
        this.#options = options;
        this.#dispatchers = new Dispatchers(options);
    }
    /**
     * One exchange, redirects included.
     *
     * @returns the head of the answer, once its body has come to its end
     * @throws TransferFailure, what the sink throws, `signal.reason`
     */
    async exchange(request, sink, signal) {
        let { url } = request;
        let provenance = "metadata";
        for (let redirects = 0;; redirects++) {
            const place = this.#place(url, provenance);
            signal.throwIfAborted();
            const hop = { request, url, provenance, redirects, hasAnswered: place.hasAnswered };
            const answer = await this.#withFreshConnection(hop, place, sink, signal);
            place.hasAnswered = true;
            if (answer.location === undefined) {
                return answer.head;
            }
            if (redirects === MAX_REDIRECTS) {
                throw new failure/* TransferFailure */.a("redirect", `more than ${MAX_REDIRECTS} redirects`, {
                    remedy: "elsewhere",
                });
            }
            const target = this.#redirectTarget(url, answer.location);
            if (target.origin !== place.origin) {
                provenance = "redirect";
            }
            url = target;
        }
    }
    /** To be called when the system has no descriptors left. */
    shrink() {
        this.#dispatchers.shrink();
    }
    async close() {
        await this.#dispatchers.close();
    }
    /** A server may close a connection just when it is used again: that is no failure of the request. */
    async #withFreshConnection(hop, place, sink, signal) {
        try {
            return await this.#ask(hop, place, sink, signal);
        }
        catch (error) {
            if (!(error instanceof StaleConnection)) {
                throw error;
            }
        }
        try {
            return await this.#ask(hop, place, sink, signal);
        }
        catch (error) {
            throw error instanceof StaleConnection ? error.failure : error;
        }
    }
    #ask(hop, { origin, headers }, sink, signal) {
        const { request, url, provenance } = hop;
        return new Promise((resolve, reject) => {
            const handler = new ExchangeHandler(hop, sink, signal, resolve, reject);
            this.#dispatchers.of(url, origin, provenance).dispatch({
                origin,
                path: url.pathname + url.search,
                method: request.method,
                headers: request.headers === undefined ? headers : { ...headers, ...request.headers },
            }, handler);
        });
    }
    /**
     * What is known of the origin of a URL.
     *
     * @throws TransferFailure when it must not be asked
     */
    #place(url, provenance) {
        const { origin } = url;
        const places = this.#places[provenance];
        const known = places.get(origin);
        if (known !== undefined && url.username === "" && url.password === "") {
            return known;
        }
        this.#refuseUrl(url, provenance);
        const place = { origin, headers: this.#headers(url, provenance), hasAnswered: false };
        places.set(origin, place);
        return place;
    }
    #headers(url, provenance) {
        const { userAgent, credentials } = this.#options;
        const headers = { "user-agent": userAgent, accept: "*/*", "accept-encoding": "identity" };
        // Where a server sends us is not where the user meant a credential to go.
        if (provenance === "redirect") {
            return headers;
        }
        const authorization = credentials.headerFor(url);
        if (authorization !== undefined) {
            return { ...headers, authorization };
        }
        this.#warnOnce(credentials.warningFor(url));
        return headers;
    }
    #warnOnce(line) {
        if (line !== undefined && !this.#warned.has(line)) {
            this.#warned.add(line);
            this.#options.onWarning?.(line);
        }
    }
    #refuseUrl(url, provenance) {
        if (url.protocol !== "http:" && url.protocol !== "https:") {
            throw new failure/* TransferFailure */.a("scheme", `URLs of the kind ${url.protocol} are not fetched`, {
                remedy: "elsewhere",
            });
        }
        if (url.username !== "" || url.password !== "") {
            throw new failure/* TransferFailure */.a("scheme", "the URL holds a user name or a password", { remedy: "elsewhere" });
        }
        const address = (0,http_address/* literalAddress */.I3)(url);
        if (address !== undefined &&
            !this.#options.addresses.permits({ hostname: url.hostname, address, origin: provenance })) {
            throw new failure/* TransferFailure */.a("forbidden-address", `the address ${address} is private, which is not allowed`, { remedy: "elsewhere" });
        }
    }
    #redirectTarget(from, location) {
        let target;
        try {
            target = new URL(location, from);
        }
        catch {
            throw new failure/* TransferFailure */.a("redirect", "a redirect leads to something that is no URL", {
                remedy: "elsewhere",
            });
        }
        target.hash = "";
        if (from.protocol === "https:" && target.protocol === "http:" && !this.#options.allowInsecureRedirect) {
            throw new failure/* TransferFailure */.a("redirect", "a redirect leads from https to http", { remedy: "elsewhere" });
        }
        if (target.href === from.href) {
            throw new failure/* TransferFailure */.a("redirect", "a redirect leads to where it comes from", {
                remedy: "elsewhere",
            });
        }
        return target;
    }
}
//# sourceMappingURL=client.js.map

/***/ })

};
