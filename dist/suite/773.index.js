export const id = 773;
export const ids = [773,722];
export const modules = {

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

/***/ }),

/***/ 773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchMetadata: () => (/* binding */ fetchMetadata)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8163);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8437);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2559);
/* harmony import */ var _download_meter_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1279);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9655);
/* harmony import */ var _files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6607);
/* harmony import */ var _files_io_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4209);
/* harmony import */ var _http_failures_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5835);
/* harmony import */ var _retry_backoff_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2060);











/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;
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
    const client = (0,_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .N)(inputs, context, { compose: inputs.compose });
    const meter = new _download_meter_js__WEBPACK_IMPORTED_MODULE_5__/* .TransferMeter */ .b({
        lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
        now: () => performance.now(),
    });
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
    const fetching = _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .METADATA_FILE_NAMES */ .WM.map(async ([expects, ...names]) => {
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
            try {
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(delay.delayMs, undefined, { signal });
            }
            catch {
                // It says that it was aborted, and not why.
                throw signal.reason;
            }
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
    head({ status, headers, url }, flow) {
        if (status !== 200) {
            throw (0,_http_failures_js__WEBPACK_IMPORTED_MODULE_9__/* .statusFailure */ .FP)(status, headers, Date.now());
        }
        if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a("encoding", "the server sends the file encoded although that was not asked for", {
                remedy: "never",
            });
        }
        this.#descriptor = (0,_files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .onDisk */ .FC)(undefined, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(this.#path, "w", 0o600));
        this.#flow = this.#meter.start(flow, url.host, this.#meter.time);
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

/***/ })

};
