export const id = 653;
export const ids = [653,90];
export const modules = {

/***/ 45653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkLocations: () => (/* binding */ checkLocations)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/oci/lib/inputs.js
var lib_inputs = __webpack_require__(25670);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./packages/transfer/lib/client.js
var lib_client = __webpack_require__(90090);
// EXTERNAL MODULE: ./actions/verify/lib/root-url.js
var root_url = __webpack_require__(13685);
// EXTERNAL MODULE: ./actions/verify/lib/verdicts.js
var verdicts = __webpack_require__(28759);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./actions/verify/lib/remote/blob-on-disk.js




const CHUNK_BYTES = 1024 * 1024;
/**
 * Looks at a blob of a layout directory.
 *
 * @param algorithms - that it is hashed with; undefined: only its size is wanted
 * @throws TransferFailure; `signal.reason` when aborted
 */
async function readBlob(url, algorithms, signal) {
    const descriptor = blob_on_disk_open((0,external_node_url_.fileURLToPath)(url));
    try {
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile()) {
            throw new transfer_lib/* TransferFailure */.ao("manifest", "the layout's blob is no regular file", { remedy: "never" });
        }
        if (algorithms === undefined) {
            return { state: "measured", size: stats.size, digests: {}, outside: false };
        }
        const hashes = algorithms.map((name) => [name, (0,external_node_crypto_.createHash)(name)]);
        const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
        let size = 0;
        for (;;) {
            const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK_BYTES, null);
            if (length === 0) {
                break;
            }
            size += length;
            for (const [, hash] of hashes) {
                hash.update(buffer.subarray(0, length));
            }
            // Others have their turn in between.
            await new Promise(setImmediate);
            signal.throwIfAborted();
        }
        const digests = Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest("hex")]));
        return { state: "measured", size, digests, outside: false };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function blob_on_disk_open(path) {
    try {
        return (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOFOLLOW);
    }
    catch (error) {
        const { code } = error;
        throw code === "ENOENT"
            ? new transfer_lib/* TransferFailure */.ao("not-found", "the layout directory lacks the blob", { remedy: "never" })
            : new transfer_lib/* TransferFailure */.ao("disk", `the layout's blob cannot be read: ${code}`, { remedy: "never" });
    }
}
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
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./actions/verify/lib/remote/open-artifacts.js


/**
 * Opens them if there are any; what this takes is loaded then.
 *
 * @throws UserError for inputs and files that cannot be used
 */
async function openArtifacts(jobs, { inputs, context, settings, sources }) {
    if (!jobs.some(({ place }) => place.kind === "artifact")) {
        return undefined;
    }
    const { Artifacts, LayoutMap, Registries } = await Promise.all(/* import() */[__webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(165)]).then(__webpack_require__.bind(__webpack_require__, 44885));
    const registries = new Registries({
        // What failed is put back into the queue, so that it keeps no other from its turn.
        inputs: { ...inputs, retries: 0 },
        context,
        named: inputs.compose.filter(lib_inputs/* looksLikeReference */.j$),
        connections: settings.parallelRequests,
    });
    const homes = sources.flatMap(({ path, url }) => (url === undefined ? [(0,external_node_path_.dirname)(path)] : []));
    const layouts = new LayoutMap(homes, inputs["layout-root"], inputs.compose.flatMap(layoutOf));
    return {
        registries,
        artifacts: new Artifacts(registries, layouts),
        [Symbol.asyncDispose]: () => registries[Symbol.asyncDispose](),
    };
}
/** A layout directory that the user has named as the home of the metadata. */
function layoutOf(input) {
    const reference = (0,lib_inputs/* parseReference */.F2)(input);
    return typeof reference === "string" || reference.target.kind !== "directory"
        ? []
        : [reference.target.path];
}
//# sourceMappingURL=open-artifacts.js.map
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
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
        const [url = "", mark] = written.split("#");
        const isLayer = mark?.startsWith("sha256:") === true;
        return {
            kind: "artifact",
            url,
            layer: isLayer ? mark : undefined,
            below: isLayer ? undefined : mark,
        };
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
 * What is to be asked for: every place of every selected file, as far as it belongs to this part of the work. The sample
 * is one of the whole.
 *
 * @param settle - is given the verdict on files without a place
 * @throws UserError when there are places, but nothing says where they start
 */
function planJobs(look, rootUrl, settle) {
    const { inventory } = look;
    const places = [];
    let relative = 0;
    for (let file = 0; file < inventory.table.count; file++) {
        if (!inventory.isSelected(file)) {
            continue;
        }
        const path = inventory.table.path(file);
        for (const written of urlsOrPath(inventory.urls(file))) {
            const place = placeOf(written, path, { rootUrl, isRepository: isRepomd(path, inventory) });
            if (place.kind !== "none") {
                places.push({ file, place });
            }
            else {
                relative += place.relative ? 1 : 0;
                if (inventory.isWanted(file)) {
                    settle(file, { state: "failed", failure: "scheme", reason: place.reason });
                }
            }
        }
    }
    if (places.length === 0 && relative > 0) {
        throw (0,step_lib/* refuse */.TR)("The metadata holds paths and no URLs, and nothing says where they start", "name the URL of the compose with root-url, or verify the files on disk with mode local");
    }
    const { chosen, seed } = choose(look, [...new Set(places.map(({ file }) => file))]);
    const jobs = places
        .filter(({ file }) => inventory.isWanted(file))
        .map(({ file, place }) => ({
        file,
        place,
        origin: originOf(place),
        download: chosen.has(file),
        failures: 0,
    }));
    return { jobs, seed };
}
/** What stands for the server in the limits: of a registry its name. */
function originOf(place) {
    return place.kind === "url" ? new URL(place.url).origin : place.url.slice(0, place.url.indexOf("/", 6));
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
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});













/**
 * Asks servers for everything that is selected.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function checkLocations(look) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { inputs, settings, context, reading } = look;
        await reading.readPackages();
        const rootUrl = (0,root_url/* rootUrlOf */.f)(settings, look.sources);
        const check = new LocationCheck(look);
        const { jobs, seed } = planJobs(look, rootUrl, (file, verdict) => check.settle(file, verdict));
        const artifacts = __addDisposableResource(env_1, await openArtifacts(jobs, look), true);
        const client = (0,lib_client.connect)(inputs, context, {
            ownHosts: artifacts?.registries.ownHosts,
            connections: settings.parallelRequests,
            authorizer: artifacts?.registries,
            compose: [...inputs.compose, ...(inputs["root-url"] === undefined ? [] : [inputs["root-url"]])],
        });
        try {
            await check.ask(jobs, { client, artifacts: artifacts?.artifacts });
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
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
class LocationCheck {
    verdicts = new verdicts/* Verdicts */.v();
    #look;
    #hosts = new Set();
    #manifests = new Set();
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
    async ask(jobs, reach) {
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
                attempt: (job, signal) => this.#attempt(job, reach, signal),
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
            requests: this.#requests + this.#manifests.size,
            hosts: [...this.#hosts].sort(),
            redirected: this.#redirected,
            withValidator: this.#withValidator,
            withoutSize: this.#withoutSize,
            downloaded: this.#downloaded,
            downloadedBytes: this.#downloadedBytes,
            ...(seed === undefined ? {} : { seed }),
        };
    }
    async #attempt(job, reach, signal) {
        try {
            const target = await this.#targetOf(job, reach, signal);
            const look = job.download ? this.#download : this.#probe;
            this.settle(job.file, await look.call(this, target, reach.client, signal));
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
    async #targetOf({ file, place }, { artifacts }, signal) {
        const { inventory } = this.#look;
        const { table } = inventory;
        const claims = table.claims(file);
        const maxBytes = isRepomd(table.path(file), inventory) ? lib/* MAX_REPOMD_BYTES */.dT : transfer_lib/* MAX_UNKNOWN_BYTES */.aM;
        if (place.kind === "url") {
            const url = new URL(place.url);
            this.#hosts.add(url.host);
            return { url, claims, maxBytes };
        }
        if (artifacts === undefined) {
            throw new TypeError("an artifact was planned for, and no registry was opened");
        }
        if (!place.url.startsWith(`oci://${lib_inputs/* LAYOUT_HOST */.CV}/`)) {
            this.#manifests.add(place.url);
        }
        const { layer, below } = place;
        const { checksums } = claims;
        const declared = { localPath: table.path(file), size: table.size(file) ?? null, checksums, layer, below };
        const found = await artifacts.locate(place.url, declared, signal);
        return {
            url: new URL(found.url),
            claims: { sizes: [...claims.sizes, found.size], checksums: found.checksums },
            maxBytes,
        };
    }
    async #probe({ url, claims }, client, signal) {
        const size = isOnDisk(url)
            ? (await readBlob(url, undefined, signal)).size
            : await this.#sizeAt(url, client, signal);
        const other = claims.sizes.find((expected) => size !== undefined && expected !== size);
        return other === undefined
            ? { state: "present" }
            : { state: "corrupt", cause: "size", expected: `${other}`, actual: `${size}` };
    }
    async #sizeAt(url, client, signal) {
        const found = await probe(client, url, signal);
        this.#count(found);
        return found.size;
    }
    async #download({ url, claims, maxBytes }, client, signal) {
        const { settings } = this.#look;
        const algorithms = (0,lib/* algorithmsOf */.w2)(claims.checksums);
        if (isOnDisk(url)) {
            return (0,lib/* judge */.S4)(claims, await readBlob(url, algorithms, signal), settings.minChecksum);
        }
        const onBytes = (bytes) => {
            this.#downloadedBytes += bytes;
        };
        const wanted = { algorithms, size: claims.sizes[0], maxBytes };
        const result = await hashRemote(client, url, wanted, { onBytes, signal, meter: this.#meter });
        this.#count(result);
        this.#downloaded += 1;
        return (0,lib/* judge */.S4)(claims, result.found, settings.minChecksum);
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
        this.settle(job.file, verdictOf(error, job.place));
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
function verdictOf({ failure, message: reason }, { kind }) {
    if (failure === "not-found") {
        return { state: "missing", reason };
    }
    if (kind === "artifact" && failure === "checksum") {
        // What a registry says of its own is enough to know.
        return { state: "corrupt", cause: "checksum", reason };
    }
    return kind === "artifact" && failure === "size-mismatch"
        ? { state: "corrupt", cause: "size", reason }
        : { state: "failed", failure, reason };
}
/** Only layout directories lead there. */
function isOnDisk({ protocol }) {
    return protocol === "file:";
}
//# sourceMappingURL=check-locations.js.map

/***/ }),

/***/ 28759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ Verdicts)
/* harmony export */ });
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57074);
/* harmony import */ var _set_at_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82143);


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

/***/ 90090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HttpClient: () => (/* reexport safe */ _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient),
/* harmony export */   connect: () => (/* reexport safe */ _connect_js__WEBPACK_IMPORTED_MODULE_0__.N)
/* harmony export */ });
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2559);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97905);


//# sourceMappingURL=client.js.map

/***/ }),

/***/ 2559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _client_options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69313);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97905);


/**
 * A client as the connection inputs and the environment want it.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function connect(inputs, context, options) {
    return new _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient((0,_client_options_js__WEBPACK_IMPORTED_MODULE_0__/* .clientOptions */ .s)(inputs, context, options));
}
//# sourceMappingURL=connect.js.map

/***/ })

};
