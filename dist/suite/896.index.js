export const id = 896;
export const ids = [896];
export const modules = {

/***/ 7896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var lib = __webpack_require__(8437);
// EXTERNAL MODULE: external "node:dns"
var external_node_dns_ = __webpack_require__(610);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 47 modules
var metadata_lib = __webpack_require__(5822);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/hosts.js

/** A host as `URL.hostname` gives it, without what is only spelling: brackets, a zone, trailing dots, case. */
function plainHost(hostname) {
    const bare = hostname.startsWith("[") && hostname.endsWith("]") ? hostname.slice(1, -1) : hostname;
    // A zone ("fe80::1%eth0", RFC 4007) says which interface, not which address.
    const zone = bare.includes(":") ? bare.indexOf("%") : -1;
    return (zone === -1 ? bare : bare.slice(0, zone)).replace(/\.+$/, "").toLowerCase();
}
/**
 * A host that a person wrote, in the spelling that URLs have after parsing: `127.1` is `127.0.0.1`, `BÜCHER.example`
 * is `xn--bcher-kva.example`. Undefined for what is no host, such as a URL or a host with a port.
 */
function canonicalHost(text) {
    const plain = plainHost(text);
    if ((0,external_node_net_.isIPv6)(plain))
        return plainHost(new URL(`http://[${plain}]/`).hostname);
    if (plain === "" || /[\s/\\?#@:[\]*,]/.test(plain))
        return undefined;
    const url = URL.parse(`http://${plain}/`);
    return url === null || url.hostname === "" ? undefined : plainHost(url.hostname);
}
/** The name of the machine itself (RFC 6761, RFC 1122, RFC 4291). */
function isLoopbackHost(hostname) {
    const host = plainHost(hostname);
    if (host === "localhost" || host.endsWith(".localhost"))
        return true;
    if ((0,external_node_net_.isIP)(host) === 4)
        return host.startsWith("127.");
    // As URLs write them: a mapped 127.0.0.0/8 is ::ffff:7f00:0 to ::ffff:7fff:ffff.
    return host === "::1" || /^::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|127\.[0-9.]+)$/.test(host);
}
/** Adds an address or a range in CIDR notation (RFC 4632, RFC 4291) to a list; false when the text is neither. */
function addAddresses(list, text) {
    const [, network = text, prefix] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
    const address = plainHost(network);
    const version = (0,external_node_net_.isIP)(address);
    if (version === 0)
        return false;
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (length > bits)
        return false;
    list.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
    return true;
}
/** Whether an address is in a list; a mapped address (RFC 4291) is found as the IPv4 address that it stands for. */
function hasAddress(list, address) {
    const plain = plainHost(address);
    const version = (0,external_node_net_.isIP)(plain);
    return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
}
;// CONCATENATED MODULE: ./packages/transfer/lib/http/address.js





/**
 * IPv4 ranges that do not lead to a host on the public internet, after IANA's special-purpose registry (RFC 6890, RFC
 * 8190).
 */
const PRIVATE_V4 = blockList([
    "0.0.0.0/8", // this network; most systems connect 0.0.0.0 to the machine itself (RFC 791, RFC 1122)
    "10.0.0.0/8", // private (RFC 1918)
    "100.64.0.0/10", // behind carriers' address translation (RFC 6598)
    "127.0.0.0/8", // the machine itself (RFC 1122)
    "168.63.129.16/32", // the machine's host in Azure, public only by its number
    "169.254.0.0/16", // link-local, among them the metadata services of clouds (RFC 3927)
    "172.16.0.0/12", // private (RFC 1918)
    "192.0.0.0/24", // protocol assignments (RFC 6890)
    "192.0.2.0/24", // documentation (RFC 5737)
    "192.88.99.0/24", // relays of 6to4 (RFC 7526)
    "192.168.0.0/16", // private (RFC 1918)
    "198.18.0.0/15", // benchmarks (RFC 2544)
    "198.51.100.0/24", // documentation (RFC 5737)
    "203.0.113.0/24", // documentation (RFC 5737)
    "224.0.0.0/4", // multicast (RFC 1112)
    "240.0.0.0/4", // reserved, and the broadcast address (RFC 1112, RFC 919)
]);
/**
 * Such ranges of IPv6 within 2000::/3. All that is public lies in there (RFC 4291, RFC 3587), and so outside of it
 * there is nothing to list: ::, ::1, fc00::/7 (RFC 4193), fe80::/10, fec0::/10 (RFC 3879), ff00::/8, 100::/64 (RFC
 * 6666), 5f00::/16 (RFC 9602), 64:ff9b:1::/48 (RFC 8215).
 */
const PRIVATE_V6 = blockList([
    "2001::/23", // protocol assignments, without what is handled below (RFC 2928)
    "2001:db8::/32", // documentation (RFC 3849)
    "3fff::/20", // documentation (RFC 9637)
]);
/**
 * Whether an address leads elsewhere than to the public internet: to this machine, its network, its cloud, many hosts
 * at once, or nowhere. IPv6 addresses that stand for IPv4 ones count as those: mapped (RFC 4291), NAT64 (RFC 6052),
 * 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214). What is no address is private: it is not to be connected to.
 */
function isPrivateAddress(ip) {
    const address = plainHost(ip);
    switch ((0,external_node_net_.isIP)(address)) {
        case 4:
            return hasAddress(PRIVATE_V4, address);
        case 6:
            return isPrivateV6(address);
        default:
            return true;
    }
}
function isPrivateV6(address) {
    const groups = groupsOf(address);
    const embedded = (at, mask = 0) => {
        const [high = 0, low = 0] = groups.slice(at, at + 2).map((group) => group ^ mask);
        return hasAddress(PRIVATE_V4, `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
    };
    const [first = 0, second = 0, , , fifth = 0, sixth = 0] = groups;
    const prefix = groups
        .slice(0, 6)
        .map((group) => group.toString(16))
        .join(":");
    if (prefix === "0:0:0:0:0:ffff" || prefix === "64:ff9b:0:0:0:0")
        return embedded(6);
    if ((first & 0xe000) !== 0x2000)
        return true;
    if (first === 0x2002)
        return embedded(1);
    // Teredo: its server, and the client with all bits turned over.
    if (first === 0x2001 && second === 0)
        return embedded(2) || embedded(6, 0xffff);
    if ((fifth & ~0x0200) === 0 && sixth === 0x5efe && embedded(6))
        return true;
    return hasAddress(PRIVATE_V6, address);
}
/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(address) {
    const [head = "", tail] = address.split("::").map((half) => half.replace(/\d+\.\d+\.\d+\.\d+$/, asGroups));
    const before = head === "" ? [] : head.split(":");
    const after = tail === undefined || tail === "" ? [] : tail.split(":");
    const zeros = new Array(8 - before.length - after.length).fill("0");
    return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
function asGroups(dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.split(".").map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
function blockList(ranges) {
    const list = new external_node_net_.BlockList();
    for (const range of ranges) {
        if (!addAddresses(list, range))
            throw new TypeError(`not a range: ${range}`);
    }
    return list;
}
/** Which addresses may be connected to. */
class AddressRules {
    #names = new Set();
    #suffixes = [];
    #addresses = new external_node_net_.BlockList();
    #privateByMetadata;
    /** @throws UserError for an entry of `allowHosts` that is none of what it may be */
    constructor({ allowHosts, privateByMetadata }) {
        this.#privateByMetadata = privateByMetadata;
        for (const entry of allowHosts)
            this.#allow(entry.trim());
    }
    #allow(entry) {
        if (addAddresses(this.#addresses, entry))
            return;
        const suffix = entry.startsWith("*.");
        const host = canonicalHost(suffix ? entry.slice(2) : entry);
        if (host === undefined || (suffix && (0,external_node_net_.isIP)(host) !== 0)) {
            throw (0,lib/* refuse */.TR)(`${(0,metadata_lib/* show */.WU)(entry)} is not a host that could be allowed`, "Name hosts (mirror.example.com), all below one (*.example.com), addresses (10.1.2.3) or ranges (10.0.0.0/8), without scheme and port.");
        }
        if (suffix)
            this.#suffixes.push(`.${host}`);
        else if (!addAddresses(this.#addresses, host))
            this.#names.add(host);
    }
    /** Whether the host may be connected to at this address, in whatever spelling the two are. */
    permits(target) {
        if ((0,external_node_net_.isIP)(plainHost(target.address)) === 0)
            return false;
        if (!isPrivateAddress(target.address))
            return true;
        if (target.origin === "metadata" && this.#privateByMetadata === "allowed")
            return true;
        const host = plainHost(target.hostname);
        return (this.#names.has(host) ||
            this.#suffixes.some((suffix) => host.endsWith(suffix)) ||
            hasAddress(this.#addresses, target.address));
    }
}
/** The address in a URL that names no host but an address; undefined for a name, which has to be looked up. */
function literalAddress(url) {
    const host = plainHost(url.hostname);
    return (0,external_node_net_.isIP)(host) === 0 ? undefined : host;
}
/** None of a host's addresses may be connected to. */
class ForbiddenAddressError extends Error {
    name = "ForbiddenAddressError";
    code = "EADDRFORBIDDEN";
    /** How reports name it. */
    failure = "forbidden-address";
}
/**
 * A look-up for `net.connect` that resolves a name once and gives only the addresses that the rules permit. As the
 * connection goes to one of just these, the name cannot mean another address by then.
 *
 * Whoever keeps connections alive must keep them apart by `origin`: a connection that is open is not looked up again.
 * Literal addresses are not looked up at all; see {@link literalAddress}.
 */
function lookupGuard(rules, origin, lookup = external_node_dns_.lookup) {
    return (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error, addresses) => {
            if (error !== null) {
                callback(error, "");
                return;
            }
            const permitted = addresses.filter(({ address }) => rules.permits({ hostname, address, origin }));
            const [first] = permitted;
            if (first === undefined) {
                const text = `${(0,metadata_lib/* show */.WU)(hostname)} has only addresses that are not public`;
                callback(new ForbiddenAddressError(text), "");
            }
            else if (options.all === true) {
                callback(null, permitted);
            }
            else {
                callback(null, first.address, first.family);
            }
        });
    };
}
//# sourceMappingURL=address.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(9655);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
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
    if (proxy === undefined || isLoopbackHost(url.hostname))
        return undefined;
    const host = plainHost(url.hostname);
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
    if (addAddresses(addresses, name))
        return (host, port) => onPort(port) && hasAddress(addresses, host);
    const below = name.startsWith("*.");
    const canonical = canonicalHost(name.replace(/^\*?\./, ""));
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
                lookup: lookupGuard(addresses, provenance),
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
        const address = literalAddress(url);
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
;// CONCATENATED MODULE: ./packages/transfer/lib/http/credentials.js



/**
 * Who gets which Authorization header.
 *
 * A token, or a user name and password, go to the origins given for them and nowhere else: scheme, host and port are
 * the same. An origin is given as
 * - `https://host[:port]`, `http://host[:port]`, or any URL of it; http only where it is written out,
 * - `host[:port]`, which is https. For a host of the machine itself (`localhost`, 127.0.0.0/8, ::1) it is http as
 *   well, on the port given or else on the usual one of the scheme.
 *
 * The entries of a netrc file go to their hosts on any port, as with all programs that read it, but over https only;
 * over http only to the machine itself. They come second to what is given for an origin.
 *
 * Nothing here is shown by a dump of the object.
 */
class Credentials {
    #headers = new Map();
    #netrc;
    #secrets = new Set();
    /** @throws UserError that shows no secret: for what cannot be sent, and for origins that are none */
    constructor({ bearer, basic, netrc } = {}) {
        this.#netrc = netrc;
        if (bearer !== undefined && bearer.token !== "") {
            this.#give("token", bearer.origins, bearerHeader(bearer.token));
            this.#secrets.add(bearer.token);
        }
        if (basic !== undefined && basic.password !== "") {
            const { username, password } = basic;
            this.#give("password", basic.origins, basicHeader(username, password));
            this.#keepSecret(username, password);
        }
        for (const { login, password } of netrc?.entries() ?? [])
            this.#keepSecret(login, password);
    }
    #give(what, given, header) {
        if (given.length === 0) {
            throw (0,lib/* refuse */.TR)(`the ${what} is for no origin`, "Name the origins that it is to be sent to.");
        }
        for (const origin of given.flatMap(originsOf)) {
            if ((this.#headers.get(origin) ?? header) !== header) {
                throw (0,lib/* refuse */.TR)(`both a token and a password are given for ${origin}`);
            }
            this.#headers.set(origin, header);
        }
    }
    #keepSecret(username, password) {
        if (password === "")
            return;
        this.#secrets.add(password).add(base64(username, password));
    }
    /** The value of the Authorization header for a URL that the metadata or the user named; undefined for none. */
    headerFor(url) {
        return this.#headers.get(url.origin) ?? (mayUseNetrc(url) ? this.#netrcHeader(url) : undefined);
    }
    /** Why a credential for the host is not sent to it, if that is so. */
    withheld(url) {
        const held = this.#netrc !== undefined && !mayUseNetrc(url) && !this.#headers.has(url.origin);
        return held && this.#netrcHeader(url) !== undefined
            ? `the password of ${url.host} in the netrc file is not sent without encryption`
            : undefined;
    }
    /**
     * What the user should be told, once, of a host that gets no credentials: why they are withheld, or that a token or
     * password is configured but not for this origin. A netrc file alone promises nothing of hosts that it lacks.
     */
    warningFor(url) {
        const withheld = this.withheld(url);
        if (withheld !== undefined || this.#headers.size === 0)
            return withheld;
        return this.headerFor(url) === undefined ? `no credentials for ${url.host}` : undefined;
    }
    /** All that must not be shown: tokens, passwords, and passwords as they are sent with their user names. */
    secrets() {
        return [...this.#secrets];
    }
    #netrcHeader(url) {
        const entry = this.#netrc?.find(url.hostname);
        return entry === undefined || entry.password === ""
            ? undefined
            : `Basic ${base64(entry.login, entry.password)}`;
    }
}
function mayUseNetrc(url) {
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
}
function bearerHeader(token) {
    // RFC 6750 knows fewer characters, but some tokens have others. White space would be another header or another token.
    if (!/^[!-~]+$/.test(token)) {
        throw (0,lib/* refuse */.TR)("the token holds a character that a token cannot have", "Give it without line ends, spaces and quotes around it.");
    }
    return `Bearer ${token}`;
}
function basicHeader(username, password) {
    for (const [what, text] of [
        ["user name", username],
        ["password", password],
    ]) {
        if (/[\u0000-\u001f\u007f]/.test(text)) {
            throw (0,lib/* refuse */.TR)(`the ${what} holds a control character, such as a line end`);
        }
    }
    // What precedes the first colon is the user name (RFC 7617).
    if (username.includes(":"))
        throw (0,lib/* refuse */.TR)("the user name holds a colon");
    return `Basic ${base64(username, password)}`;
}
/** In UTF-8, as RFC 7617 recommends. */
function base64(username, password) {
    return Buffer.from(`${username}:${password}`).toString("base64");
}
/** The origins that an entry stands for, as `URL.origin` gives them. */
function originsOf(entry) {
    const text = entry.trim();
    const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
    const url = URL.parse(withScheme ? text : `https://${text}`);
    const plain = url !== null && url.username === "" && url.password === "" && !url.hostname.includes("*");
    if (!plain || !/^https?:$/.test(url.protocol) || canonicalHost(url.hostname) === undefined) {
        // A password before "@" is not shown.
        throw (0,lib/* refuse */.TR)(`${text.includes("@") ? "what holds user information" : (0,metadata_lib/* show */.WU)(text)} is not an origin that credentials could be for`, "Name origins, for instance https://cdn.example.com or cdn.example.com:8443.");
    }
    if (withScheme)
        return [url.origin];
    if (/[/\\?#]/.test(text)) {
        throw (0,lib/* refuse */.TR)(`${(0,metadata_lib/* show */.WU)(text)} is neither an origin nor a host`, "Write URLs with their scheme: https://…");
    }
    return isLoopbackHost(url.hostname) ? [url.origin, new URL(`http://${text}`).origin] : [url.origin];
}
//# sourceMappingURL=credentials.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/netrc.js



/** Logins and passwords by host name. They are private, so that no dump of the object shows them. */
class Netrc {
    #machines;
    #fallback;
    constructor(machines, fallback) {
        this.#machines = machines;
        this.#fallback = fallback;
    }
    /** The entry of a host, else the `default` one. Case, a trailing dot and brackets make no difference. */
    find(hostname) {
        return this.#machines.get(plainHost(hostname)) ?? this.#fallback;
    }
    /** All entries, for masking what they hold. */
    entries() {
        return [...this.#machines.values(), ...(this.#fallback === undefined ? [] : [this.#fallback])];
    }
}
/**
 * Reads the text of a netrc file (netrc(5)): `machine NAME`, `default`, `login`/`user`, `password`, `account`
 * (ignored) and `macdef NAME` (skipped to the next empty line), in any layout. A value may stand between double
 * quotes; a backslash takes the next character as it is, within quotes and without. `#` begins a comment where a
 * keyword could stand, so a password may begin with it. The first entry of a host counts; `default` is for hosts
 * without one, wherever it stands.
 *
 * @param file how errors name the file
 * @throws UserError with the line, and never with anything that the file holds
 */
function parseNetrc(text, file = "netrc") {
    const words = new NetrcWords(text, file);
    const machines = new Map();
    let fallback;
    let open;
    const close = () => {
        if (open === undefined)
            return;
        const { machine, login, password } = open;
        if (machine === undefined)
            fallback ??= { login, password };
        else if (!machines.has(machine))
            machines.set(machine, { login, password });
        open = undefined;
    };
    for (let word = words.keyword(); word !== undefined; word = words.keyword()) {
        switch (word) {
            case "machine": {
                close();
                const name = words.value("machine");
                open = { machine: canonicalHost(name) ?? name.toLowerCase(), login: "", password: "" };
                break;
            }
            case "default":
                close();
                open = { machine: undefined, login: "", password: "" };
                break;
            case "macdef":
                close();
                words.value("macdef");
                words.skipMacro();
                break;
            case "login":
            case "user":
                if (open === undefined)
                    throw words.error(`"${word}" before any "machine" or "default"`);
                open.login = words.value(word);
                break;
            case "password":
                if (open === undefined)
                    throw words.error('"password" before any "machine" or "default"');
                open.password = words.value(word);
                break;
            case "account":
                if (open === undefined)
                    throw words.error('"account" before any "machine" or "default"');
                words.value(word);
                break;
            default:
                throw words.error("expected machine, default, macdef, login, password or account");
        }
    }
    close();
    return new Netrc(machines, fallback);
}
const MAX_BYTES = 1024 * 1024;
/**
 * Reads a netrc file.
 *
 * @param options.required whether the user named the file: then it must be there. One in the usual place may be
 * missing, and one that may not be read is only warned of.
 * @throws UserError for anything else that is wrong with it: a file is never ignored in silence
 */
function readNetrcFile(path, options) {
    let descriptor;
    try {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        descriptor = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
    }
    catch (error) {
        const { code = "unknown error" } = error;
        if (!options.required && (code === "ENOENT" || code === "ENOTDIR"))
            return { netrc: undefined, warning: undefined };
        const message = `the netrc file ${path} cannot be read: ${code}`;
        if (!options.required && (code === "EACCES" || code === "EPERM")) {
            return { netrc: undefined, warning: message };
        }
        throw (0,lib/* refuse */.TR)(message);
    }
    try {
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile())
            throw (0,lib/* refuse */.TR)(`the netrc file ${path} is not a regular file`);
        const netrc = parseNetrc(readText(descriptor, path), path);
        const open = process.platform !== "win32" && (stats.mode & 0o077) !== 0;
        const exposed = open && netrc.entries().some(({ password }) => password !== "");
        return {
            netrc,
            warning: exposed
                ? `the netrc file ${path} holds passwords and is open to other users; chmod 600 closes it`
                : undefined,
        };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function readText(descriptor, path) {
    const buffer = Buffer.allocUnsafe(MAX_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = (0,external_node_fs_.readSync)(descriptor, buffer, length, buffer.length - length, null);
    }
    if (length > MAX_BYTES)
        throw (0,lib/* refuse */.TR)(`the netrc file ${path} has more than ${MAX_BYTES} bytes`);
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, length));
    }
    catch {
        throw (0,lib/* refuse */.TR)(`the netrc file ${path} is not UTF-8 text`);
    }
}
/** The words of a netrc file, one at a time. */
class NetrcWords {
    #text;
    #file;
    #at = 0;
    #line = 1;
    constructor(text, file) {
        this.#text = text;
        this.#file = file;
    }
    /** The next word where a comment may stand; undefined at the end. */
    keyword() {
        this.#skipSpace();
        while (this.#text[this.#at] === "#") {
            this.#skipLine();
            this.#skipSpace();
        }
        return this.#at < this.#text.length ? this.#word() : undefined;
    }
    /** The next word, whatever it begins with. */
    value(keyword) {
        const line = this.#line;
        this.#skipSpace();
        if (this.#at >= this.#text.length)
            throw this.error(`nothing follows "${keyword}"`, line);
        return this.#word();
    }
    /** Skips the rest of the line and all lines up to an empty one, or to the end. */
    skipMacro() {
        this.#skipLine();
        while (this.#at < this.#text.length) {
            const start = this.#at;
            this.#skipLine();
            if (this.#text.slice(start, this.#at).trim() === "")
                return;
        }
    }
    error(problem, line = this.#line) {
        return (0,lib/* refuse */.TR)(`${this.#file}: line ${line}: ${problem}`, 'Put values that hold white space between double quotes, and a backslash before each \\ and " in a value.');
    }
    #word() {
        const quoted = this.#text[this.#at] === '"';
        if (quoted)
            this.#at += 1;
        let word = "";
        for (;;) {
            let char = this.#text[this.#at];
            if (quoted ? char === '"' : char === undefined || isSpace(char))
                break;
            if (char === "\\") {
                this.#at += 1;
                char = this.#text[this.#at];
            }
            if (char === undefined || char === "\n") {
                throw this.error(quoted ? "a quotation mark without its partner" : "a backslash with nothing after it");
            }
            if (char < " " || char === "\u007f")
                throw this.error("a control character in a value");
            word += char;
            this.#at += 1;
        }
        if (quoted)
            this.#at += 1;
        return word;
    }
    #skipSpace() {
        for (let char = this.#text[this.#at]; isSpace(char); char = this.#text[this.#at]) {
            if (char === "\n")
                this.#line += 1;
            this.#at += 1;
        }
    }
    #skipLine() {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end === -1 ? this.#text.length : end + 1;
        if (end !== -1)
            this.#line += 1;
    }
}
function isSpace(char) {
    return char === " " || char === "\t" || char === "\n" || char === "\r";
}
//# sourceMappingURL=netrc.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/connect.js







const DEFAULT_CONNECTIONS = 8;
/**
 * A client as the connection inputs and the environment want it.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function connect(inputs, context, { connections = DEFAULT_CONNECTIONS, compose }) {
    const { network, reporter } = context;
    const warn = (line) => reporter.warn(line);
    if (network?.wantsUncheckedCertificates === true) {
        warn("NODE_TLS_REJECT_UNAUTHORIZED=0 is not heeded: certificates are always checked; name your authority with ca-file");
    }
    return new HttpClient({
        userAgent: `compose-actions/${lib/* VERSION */.xv}`,
        connections,
        connectTimeoutMs: inputs["connect-timeout"],
        headersTimeoutMs: inputs["headers-timeout"],
        idleTimeoutMs: inputs["idle-timeout"],
        allowInsecureRedirect: inputs["allow-insecure-redirect"],
        addresses: new AddressRules({
            allowHosts: inputs["allow-hosts"] ?? [],
            privateByMetadata: network?.privateAddresses ?? "allowed",
        }),
        proxies: network?.proxies,
        ca: certificateAuthorities(inputs["ca-file"]),
        clientCertificates: (inputs["client-cert"] ?? []).map(clientCertificate),
        credentials: credentialsOf(inputs, compose, netrcOf(inputs, context, warn)),
        onWarning: warn,
    });
}
function credentialsOf(inputs, compose, netrc) {
    const { "http-token": token, "http-username": username, "http-password": password } = inputs;
    if (token !== undefined && (username !== undefined || password !== undefined)) {
        throw (0,lib/* refuse */.TR)("http-token and http-username with http-password exclude each other", "give one of them");
    }
    if ((username === undefined) !== (password === undefined)) {
        throw (0,lib/* refuse */.TR)(username === undefined ? "http-password needs http-username" : "http-username needs http-password", "give both, or a netrc file");
    }
    const given = token !== undefined || username !== undefined;
    const origins = inputs["auth-origins"] ?? connect_originsOf(compose);
    if (given && origins.length === 0) {
        throw (0,lib/* refuse */.TR)("The credentials are for no origin: metadata may name any host, and must not choose who gets them", "name the origins with auth-origins, for instance https://cdn.example.com");
    }
    return new Credentials({
        ...(token === undefined ? {} : { bearer: { token, origins } }),
        ...(username === undefined || password === undefined ? {} : { basic: { username, password, origins } }),
        ...(netrc === undefined ? {} : { netrc }),
    });
}
function connect_originsOf(compose) {
    return [
        ...new Set(compose
            .filter((input) => /^https?:\/\//i.test(input) && URL.canParse(input))
            .map((url) => new URL(url).origin)),
    ];
}
function netrcOf(inputs, { network }, warn) {
    const named = inputs["netrc-file"];
    const file = named ?? network?.netrcFile;
    if (file === undefined) {
        return undefined;
    }
    const { netrc, warning } = readNetrcFile(file, { required: named !== undefined });
    if (warning !== undefined) {
        warn(warning);
    }
    return netrc;
}
function certificateAuthorities(file) {
    return file === undefined ? undefined : [...external_node_tls_.rootCertificates, pem("ca-file", file, "CERTIFICATE")];
}
function clientCertificate(line) {
    const [host, certificate, key = certificate, ...rest] = line.split(/\s+/);
    if (host === undefined || certificate === undefined || key === undefined || rest.length > 0) {
        throw (0,lib/* refuse */.TR)("client-cert: a line must hold a host, the file of the certificate and, where it lies apart, the file of the key", "for instance: cdn.example.com client.pem client.key");
    }
    return {
        host: host.toLowerCase(),
        certificate: pem("client-cert", certificate, "CERTIFICATE"),
        key: pem("client-cert", key, "PRIVATE KEY"),
    };
}
function pem(input, file, kind) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(file, "utf8");
    }
    catch (error) {
        throw (0,lib/* refuse */.TR)(`${input}: ${file} cannot be read: ${error.code}`);
    }
    if (!text.includes("-----BEGIN ") || !text.includes(`${kind}-----`)) {
        throw (0,lib/* refuse */.TR)(`${input}: ${file} holds no ${kind} in PEM form`);
    }
    return text;
}
//# sourceMappingURL=connect.js.map

/***/ })

};
