export const id = 905;
export const ids = [905];
export const modules = {

/***/ 97905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HttpClient: () => (/* binding */ HttpClient)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(39655);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
// EXTERNAL MODULE: ./packages/transfer/lib/http/address.js
var http_address = __webpack_require__(42910);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/http/hosts.js
var hosts = __webpack_require__(71313);
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
        const socketPath = provenance === "redirect" ? undefined : this.#options.sockets?.get(url.origin);
        if (socketPath !== undefined) {
            return new undici.Pool(url.origin, { ...common, connect: { socketPath, timeout: connectTimeoutMs } });
        }
        const tls = this.#tls(url, provenance);
        const proxy = proxies === undefined ? undefined : proxyFor(url, proxies);
        if (proxy !== undefined) {
            return new undici.ProxyAgent({
                ...common,
                uri: proxy,
                connectTimeout: connectTimeoutMs,
                requestTls: tls,
                proxyTls: this.#trust(),
            });
        }
        return new undici.Pool(url.origin, {
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
// EXTERNAL MODULE: ./packages/transfer/lib/http/failures.js + 2 modules
var failures = __webpack_require__(84414);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/exchange-handler.js



/** The text of a redirect or a refusal is read to keep the connection, if it is no longer than this. */
const MAX_PASSING_BODY = 64 * 1024;
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
    #body;
    #controller;
    #answer;
    #interim = 0;
    #passingBody = 0;
    /** What ended the exchange from our side. */
    #thrown;
    #onAbort = () => this.#end(this.#signal.reason);
    constructor(hop, sink, signal, resolve, reject, body) {
        this.#hop = hop;
        this.#sink = sink;
        this.#signal = signal;
        this.#resolve = resolve;
        this.#reject = reject;
        this.#body = body;
        onAbort(signal, this.#onAbort);
    }
    onRequestStart(controller) {
        this.#controller = controller;
        if (this.#signal.aborted) {
            this.#end(this.#signal.reason);
            return;
        }
        this.#body?.watch(this.#hop.idleTimeoutMs, () => this.#end(new failure/* TransferFailure */.a("timeout", "the server stopped taking what is sent", { remedy: "again" })));
    }
    onResponseStart(controller, status, headers) {
        if (status < 200) {
            this.#interim += 1;
            if (this.#interim > MAX_INTERIM) {
                this.#end(new failure/* TransferFailure */.a("protocol", "a flood of interim answers", { remedy: "again" }));
            }
            return;
        }
        const { url, redirects, request, authorization } = this.#hop;
        const head = { status, headers, url, redirects };
        if (status === 401 && authorization?.onRefused !== undefined) {
            this.#answer = { head, location: undefined, refusal: [] };
            return;
        }
        if (REDIRECTS.has(status) && (request.method === "GET" || request.method === "HEAD")) {
            const { location } = headers;
            if (typeof location !== "string" || location === "") {
                this.#end(new failure/* TransferFailure */.a("redirect", `an answer ${status} that does not say where to go, or says it twice`, {
                    remedy: "elsewhere",
                    status,
                }));
                return;
            }
            this.#answer = { head, location, refusal: undefined };
            return;
        }
        this.#answer = { head, location: undefined, refusal: undefined };
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
        const answer = this.#answer;
        if (answer?.location !== undefined || answer?.refusal !== undefined) {
            this.#pass(answer, chunk);
            return;
        }
        try {
            this.#sink.data(chunk);
        }
        catch (error) {
            this.#end(error);
        }
    }
    #pass(answer, chunk) {
        this.#passingBody += chunk.length;
        if (this.#passingBody > MAX_PASSING_BODY) {
            // Nobody needs the rest; where to go is known.
            this.#settle(() => this.#resolve(answer));
            this.#end(undefined);
            return;
        }
        answer.refusal?.push(Buffer.from(chunk));
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
            if (this.#body?.failure !== undefined) {
                this.#reject(this.#body.failure.error);
                return;
            }
            const answer = this.#answer;
            if (this.#body !== undefined && answer !== undefined && answer.head.status >= 400) {
                // The server has said no while it was being sent to, and hung up: what it said counts.
                this.#resolve(answer);
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
;// CONCATENATED MODULE: ./packages/transfer/lib/http/request-body.js
const IN_MEMORY = { failure: undefined, watch() { }, close() { } };
/** Opens a body for an attempt. */
function openBody(body) {
    if (Buffer.isBuffer(body)) {
        return { ...IN_MEMORY, content: body, size: body.length };
    }
    return body.size === 0 ? { ...IN_MEMORY, content: null, size: 0 } : new StreamedAttempt(body);
}
class StreamedAttempt {
    content;
    size;
    failure;
    #isOver = false;
    #watchdog;
    constructor(body) {
        this.size = body.size;
        this.content = body.open();
        // Stays for good: a stream may fail after the request has let go of it.
        this.content.on("error", (error) => {
            if (!this.#isOver) {
                this.failure ??= { error };
            }
        });
    }
    watch(idleTimeoutMs, onStall) {
        let moved = performance.now();
        // Another listener is about to be added by who sends: until then nothing flows.
        this.content.on("data", () => {
            moved = performance.now();
        });
        this.#watchdog = setInterval(() => {
            // Paused means that it is the server that is waited for, and not the disk.
            if (this.content.isPaused() && performance.now() - moved > idleTimeoutMs) {
                onStall();
            }
        }, Math.min(1000, idleTimeoutMs));
        this.#watchdog.unref();
    }
    close() {
        this.#isOver = true;
        clearInterval(this.#watchdog);
        this.content.destroy();
    }
}
//# sourceMappingURL=request-body.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/url-rules.js


/** @throws TransferFailure when the URL must not be asked for */
function refuseUrl(url, provenance, addresses) {
    if (url.protocol !== "http:" && url.protocol !== "https:") {
        throw new failure/* TransferFailure */.a("scheme", `URLs of the kind ${url.protocol} are not fetched`, {
            remedy: "elsewhere",
        });
    }
    if (url.username !== "" || url.password !== "") {
        throw new failure/* TransferFailure */.a("scheme", "the URL holds a user name or a password", { remedy: "elsewhere" });
    }
    const address = (0,http_address/* literalAddress */.I3)(url);
    if (address !== undefined && !addresses.permits({ hostname: url.hostname, address, origin: provenance })) {
        throw new failure/* TransferFailure */.a("forbidden-address", `the address ${address} is private, which is not allowed`, { remedy: "elsewhere" });
    }
}
/**
 * Where a redirect leads.
 *
 * @throws TransferFailure when it must not be followed
 */
function redirectTarget(from, location, allowInsecure) {
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
    if (from.protocol === "https:" && target.protocol === "http:" && !allowInsecure) {
        throw new failure/* TransferFailure */.a("redirect", "a redirect leads from https to http", { remedy: "elsewhere" });
    }
    if (target.href === from.href) {
        throw new failure/* TransferFailure */.a("redirect", "a redirect leads to where it comes from", {
            remedy: "elsewhere",
        });
    }
    return target;
}
//# sourceMappingURL=url-rules.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/client.js





const MAX_REDIRECTS = 5;
/** Of an answer that is here already. */
const NO_FLOW = { pause() { }, resume() { }, abort() { } };
/** Asks servers for files. Follows redirects itself, so that no credential and no rule gets lost on the way. */
class HttpClient {
    #options;
    #dispatchers;
    #plainHeaders;
    #warned = new Set();
    /** By origin; those that a server sent us to apart, since other rules are for them. */
    #places = {
        metadata: new Map(),
        redirect: new Map(),
    };
    constructor(options) {
        this.#options = options;
        this.#dispatchers = new Dispatchers(options);
        this.#plainHeaders = {
            "user-agent": options.userAgent,
            accept: "*/*",
            "accept-encoding": "identity",
        };
    }
    /**
     * One exchange, redirects included.
     *
     * @returns the head of the answer, once its body has come to its end
     * @throws TransferFailure, what the sink throws, what reading the body throws, `signal.reason`
     */
    exchange(request, sink, signal) {
        const { authorizer } = this.#options;
        if (request.authorization !== undefined) {
            return this.#follow(request, sink, signal, request.authorization);
        }
        if (authorizer === undefined || request.isFromServer === true || !authorizer.covers(request)) {
            return this.#follow(request, sink, signal, undefined);
        }
        return this.#authorized(request, sink, signal, authorizer);
    }
    /** To be called when the system has no descriptors left. */
    shrink() {
        this.#dispatchers.shrink();
    }
    async close() {
        await this.#dispatchers.close();
    }
    async #authorized(request, sink, signal, authorizer) {
        const header = await authorizer.header(request);
        let isRefused = false;
        const head = await this.#follow(request, sink, signal, {
            header,
            onRefused: async (headers) => {
                isRefused = await authorizer.refused(request, header, headers);
                return isRefused;
            },
        });
        return isRefused
            ? this.#follow(request, sink, signal, { header: await authorizer.header(request) })
            : head;
    }
    async #follow(request, sink, signal, own) {
        const { idleTimeoutMs, allowInsecureRedirect } = this.#options;
        let { url } = request;
        let provenance = request.isFromServer === true ? "redirect" : "metadata";
        let authorization = own;
        for (let redirects = 0;; redirects++) {
            const place = this.#place(url, provenance);
            signal.throwIfAborted();
            const { hasAnswered } = place;
            const hop = { request, url, provenance, redirects, hasAnswered, idleTimeoutMs, authorization };
            const answer = await this.#withFreshConnection(hop, place, sink, signal);
            place.hasAnswered = true;
            if (answer.refusal !== undefined) {
                await conveyRefusal(answer, answer.refusal, sink, authorization);
                return answer.head;
            }
            if (answer.location === undefined) {
                return answer.head;
            }
            if (redirects === MAX_REDIRECTS) {
                throw new failure/* TransferFailure */.a("redirect", `more than ${MAX_REDIRECTS} redirects`, {
                    remedy: "elsewhere",
                });
            }
            const target = redirectTarget(url, answer.location, allowInsecureRedirect);
            if (target.origin !== place.origin) {
                provenance = "redirect";
                // Where a server sends us is not where the user meant a credential to go, even if it is back.
                authorization = undefined;
            }
            url = target;
        }
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
            // What did arrive would be appended twice, or gigabytes are sent again that need not be: whoever sends knows.
            const { method, body } = hop.request;
            if (method === "PATCH" || (body !== undefined && !Buffer.isBuffer(body))) {
                throw error.failure;
            }
        }
        try {
            return await this.#ask(hop, place, sink, signal);
        }
        catch (error) {
            throw error instanceof StaleConnection ? error.failure : error;
        }
    }
    #ask(hop, place, sink, signal) {
        const { body } = hop.request;
        if (body === undefined) {
            return this.#send(hop, place, sink, signal, undefined);
        }
        const opened = openBody(body);
        return this.#send(hop, place, sink, signal, opened).finally(() => opened.close());
    }
    #send(hop, place, sink, signal, body) {
        const { request, url, provenance, authorization } = hop;
        const { method, answerTimeoutMs } = request;
        return new Promise((resolve, reject) => {
            const handler = new ExchangeHandler(hop, sink, signal, resolve, reject, body);
            this.#dispatchers.of(url, place.origin, provenance).dispatch({
                origin: place.origin,
                path: url.pathname + url.search,
                method,
                headers: this.#headers(hop, place, body),
                ...(body === undefined ? undefined : { body: body.content }),
                ...(answerTimeoutMs === undefined ? undefined : { headersTimeout: answerTimeoutMs }),
                // Registries answer HEAD as they should; a new connection after each would cost more than the question.
                ...(method === "HEAD" && authorization !== undefined ? { reset: false } : undefined),
            }, handler);
        });
    }
    #headers({ request, url, provenance, authorization }, place, body) {
        let headers;
        if (authorization === undefined) {
            place.headers ??= this.#headersWithCredentials(url, provenance);
            headers = place.headers;
        }
        else {
            headers = withAuthorization(this.#plainHeaders, authorization.header);
        }
        if (request.headers === undefined && body === undefined) {
            return headers;
        }
        const length = body === undefined ? undefined : { "content-length": String(body.size) };
        return { ...headers, ...request.headers, ...length };
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
        refuseUrl(url, provenance, this.#options.addresses);
        const place = { origin, headers: undefined, hasAnswered: false };
        places.set(origin, place);
        return place;
    }
    #headersWithCredentials(url, provenance) {
        const { credentials } = this.#options;
        // Where a server sends us is not where the user meant a credential to go.
        if (provenance === "redirect") {
            return this.#plainHeaders;
        }
        const authorization = credentials.headerFor(url);
        if (authorization === undefined) {
            this.#warnOnce(credentials.warningFor(url));
        }
        return withAuthorization(this.#plainHeaders, authorization);
    }
    #warnOnce(line) {
        if (line !== undefined && !this.#warned.has(line)) {
            this.#warned.add(line);
            this.#options.onWarning?.(line);
        }
    }
}
function withAuthorization(headers, authorization) {
    return authorization === undefined ? headers : { ...headers, authorization };
}
/** An answer 401 is the answer, unless there is something to be done about it: the sink has not seen it yet. */
async function conveyRefusal({ head }, body, sink, authorization) {
    if ((await authorization?.onRefused?.(head.headers)) === true) {
        return;
    }
    sink.head(head, NO_FLOW);
    for (const chunk of body) {
        sink.data(chunk);
    }
}
//# sourceMappingURL=client.js.map

/***/ })

};
