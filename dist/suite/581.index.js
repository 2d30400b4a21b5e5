export const id = 581;
export const ids = [581];
export const modules = {

/***/ 69313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ clientOptions)
});

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/http/address.js
var address = __webpack_require__(42910);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/transfer/lib/http/hosts.js
var hosts = __webpack_require__(71313);
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
 * over http only to the machine itself. They come second to what is given for an origin. The `default` entry goes only to
 * origins that the user has named.
 *
 * Nothing here is shown by a dump of the object.
 */
class Credentials {
    #headers = new Map();
    #netrc;
    /** Origins that the user has named: the `default` entry of a netrc file goes to no other, metadata may name any. */
    #own;
    /** @throws UserError that shows no secret: for what cannot be sent, and for origins that are none */
    constructor({ bearer, basic, netrc, ownOrigins = [] } = {}) {
        this.#netrc = netrc;
        this.#own = new Set(ownOrigins.flatMap(originsOf));
        if (bearer !== undefined && bearer.token !== "") {
            this.#give("token", bearer.origins, bearerHeader(bearer.token));
        }
        if (basic !== undefined && basic.password !== "") {
            const { username, password } = basic;
            this.#give("password", basic.origins, basicHeader(username, password));
        }
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
    #netrcHeader(url) {
        const entry = this.#netrc?.find(url.hostname, this.#own.has(url.origin));
        return entry === undefined || entry.password === ""
            ? undefined
            : `Basic ${base64(entry.login, entry.password)}`;
    }
}
function mayUseNetrc(url) {
    return url.protocol === "https:" || (url.protocol === "http:" && (0,hosts/* isLoopbackHost */.cW)(url.hostname));
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
    if (!plain || !/^https?:$/.test(url.protocol) || (0,hosts/* canonicalHost */.rQ)(url.hostname) === undefined) {
        // A password before "@" is not shown.
        throw (0,lib/* refuse */.TR)(`auth-origins: ${text.includes("@") ? "what holds user information" : (0,metadata_lib/* show */.WU)(text)} is not an origin that credentials could be for`, "Name origins, for instance https://cdn.example.com or cdn.example.com:8443.");
    }
    if (withScheme)
        return [url.origin];
    if (/[/\\?#]/.test(text)) {
        throw (0,lib/* refuse */.TR)(`auth-origins: ${(0,metadata_lib/* show */.WU)(text)} is neither an origin nor a host`, "Write URLs with their scheme: https://…");
    }
    return (0,hosts/* isLoopbackHost */.cW)(url.hostname) ? [url.origin, new URL(`http://${text}`).origin] : [url.origin];
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/netrc.js



/** Logins and passwords by host name. They are private, so that no dump of the object shows them. */
class Netrc {
    #machines;
    #fallback;
    constructor(machines, fallback) {
        this.#machines = machines;
        this.#fallback = fallback;
    }
    /**
     * The entry of a host, else the `default` one. Case, a trailing dot and brackets make no difference.
     *
     * @param isOwn - false for a host that the user has not named: then the `default` entry is not for it
     */
    find(hostname, isOwn = true) {
        return this.#machines.get((0,hosts/* plainHost */.jV)(hostname)) ?? (isOwn ? this.#fallback : undefined);
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
                open = { machine: (0,hosts/* canonicalHost */.rQ)(name) ?? name.toLowerCase(), login: "", password: "" };
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
// EXTERNAL MODULE: ./packages/transfer/lib/pem-files.js
var pem_files = __webpack_require__(83893);
;// CONCATENATED MODULE: ./packages/transfer/lib/client-options.js






const DEFAULT_CONNECTIONS = 8;
/**
 * What a client needs to know, from the connection inputs and the environment. Loads nothing of what HTTP takes, so that
 * wrong inputs are refused before any work.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function clientOptions(inputs, context, { connections = DEFAULT_CONNECTIONS, compose, ownHosts, authorizer, sockets }) {
    const { network, reporter } = context;
    const warn = (line) => warnOnce(reporter, line);
    if (network?.wantsUncheckedCertificates === true) {
        warn("NODE_TLS_REJECT_UNAUTHORIZED=0 is not heeded: certificates are always checked; name your authority with ca-file");
    }
    return {
        userAgent: `compose-actions/${lib/* VERSION */.xv}`,
        connections,
        connectTimeoutMs: inputs["connect-timeout"],
        headersTimeoutMs: inputs["headers-timeout"],
        idleTimeoutMs: inputs["idle-timeout"],
        allowInsecureRedirect: inputs["allow-insecure-redirect"],
        addresses: new address/* AddressRules */.Gn({
            allowHosts: inputs["allow-hosts"] ?? [],
            ownHosts,
            privateByMetadata: network?.privateAddresses ?? "allowed",
        }),
        proxies: network?.proxies,
        ca: certificateAuthorities(inputs["ca-file"]),
        clientCertificates: (inputs["client-cert"] ?? []).map((line) => clientCertificate(line, warn)),
        authorizer,
        sockets,
        credentials: credentialsOf(inputs, compose, netrcOf(inputs, context, warn)),
        onWarning: warn,
    };
}
const warned = new WeakMap();
/** A run may have several clients; what is wrong with its inputs is said once. */
function warnOnce(reporter, line) {
    const lines = warned.get(reporter) ?? new Set();
    warned.set(reporter, lines);
    if (!lines.has(line)) {
        lines.add(line);
        reporter.warn(line);
    }
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
    const origins = inputs["auth-origins"] ?? client_options_originsOf(compose);
    if (given && origins.length === 0) {
        throw (0,lib/* refuse */.TR)("The credentials are for no origin: metadata may name any host, and must not choose who gets them", "name the origins with auth-origins, for instance https://cdn.example.com");
    }
    return new Credentials({
        ...(token === undefined ? {} : { bearer: { token, origins } }),
        ...(username === undefined || password === undefined ? {} : { basic: { username, password, origins } }),
        ...(netrc === undefined ? {} : { netrc, ownOrigins: [...origins, ...client_options_originsOf(compose)] }),
    });
}
function client_options_originsOf(compose) {
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
    return file === undefined ? undefined : [...external_node_tls_.rootCertificates, (0,pem_files/* readAuthorities */.G)("ca-file", file)];
}
function clientCertificate(line, warn) {
    const [host, certificate, key = certificate, ...rest] = line.split(/\s+/);
    if (host === undefined || certificate === undefined || key === undefined || rest.length > 0) {
        throw (0,lib/* refuse */.TR)("client-cert: a line must hold a host, the file of the certificate and, where it lies apart, the file of the key", "for instance: cdn.example.com client.pem client.key");
    }
    const input = "client-cert";
    const pair = (0,pem_files/* readKeyPair */.A)({ certificate: input, key: input }, certificate, key);
    if (pair.warning !== undefined) {
        warn(pair.warning);
    }
    return { host: host.toLowerCase(), certificate: pair.certificate, key: pair.key };
}
//# sourceMappingURL=client-options.js.map

/***/ }),

/***/ 1279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ TransferMeter)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(39655);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(78877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(30714);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/sweep.js


/** After so many received bytes the buffers that they came in are given back. */
const SWEEP_BYTES = 4 * 1024 * 1024;
/**
 * Gives back the buffers of received data. They are garbage as soon as their bytes are written, but V8 sees only the
 * small objects that stand for them, and lets a hundred megabytes pile up before it looks.
 */
class Sweeper {
    #unswept = 0;
    #collect;
    count(bytes) {
        this.#unswept += bytes;
        if (this.#unswept >= SWEEP_BYTES) {
            this.#unswept = 0;
            this.#collect ??= findCollector();
            this.#collect({ type: "minor" });
        }
    }
}
/** V8 shows its collector to contexts that are made after this flag is set; ours is not changed. */
function findCollector() {
    (0,external_node_v8_.setFlagsFromString)("--expose-gc");
    const collect = (0,external_node_vm_.runInNewContext)("globalThis.gc");
    (0,external_node_v8_.setFlagsFromString)("--no-expose-gc");
    return typeof collect === "function" ? collect : () => undefined;
}
//# sourceMappingURL=sweep.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/meter.js


const TICK_MS = 1000;
/** Up to here little piles up, and what is alive would be moved about for nothing. */
const SMALL_BYTES = 1024 * 1024;
/** Counts the bytes of all transfers, holds them to the bandwidth, and ends those that hardly move. */
class TransferMeter {
    #bandwidth;
    #lowSpeed;
    #now;
    #watched = new Set();
    #sweeper = new Sweeper();
    #timer;
    /** All bytes that came, whatever became of them. */
    bytes = 0;
    /** The same by host. */
    hosts = new Map();
    constructor(options) {
        this.#bandwidth = options.bandwidth;
        this.#lowSpeed = options.lowSpeed;
        this.#now = options.now;
    }
    /** Whether all transfers together are held to a speed. */
    get isCapped() {
        return this.#bandwidth !== undefined;
    }
    /** The time by its clock, in milliseconds. */
    get time() {
        return this.#now();
    }
    /**
     * @param host - which the bytes come from
     * @param asked - the time at which they were asked for
     */
    start(flow, host, asked) {
        const watched = { flow, received: 0, before: 0, since: this.#now() };
        const source = this.#host(host);
        this.#watched.add(watched);
        if (this.#timer === undefined && this.#lowSpeed.bytesPerSecond > 0) {
            this.#timer = setInterval(() => this.#look(), Math.min(TICK_MS, this.#lowSpeed.milliseconds));
        }
        return {
            count: (bytes) => {
                watched.received += bytes;
                this.bytes += bytes;
                source.bytes += bytes;
                if (watched.received > SMALL_BYTES) {
                    this.#sweeper.count(bytes);
                }
                return this.#bandwidth?.take(bytes) ?? 0;
            },
            stop: () => {
                if (this.#watched.delete(watched)) {
                    source.milliseconds += this.#now() - asked;
                }
            },
        };
    }
    close() {
        clearInterval(this.#timer);
        this.#timer = undefined;
    }
    #host(name) {
        let host = this.hosts.get(name);
        if (host === undefined) {
            host = { bytes: 0, milliseconds: 0 };
            this.hosts.set(name, host);
        }
        return host;
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
                watched.flow.abort(new failure/* TransferFailure */.a("timeout", `fewer than ${bytesPerSecond} bytes a second moved for ${Math.round(elapsed / 1000)} s`, { remedy: "again" }));
            }
            watched.before = watched.received;
            watched.since = now;
        }
    }
}
//# sourceMappingURL=meter.js.map

/***/ }),

/***/ 26607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ diskFailure),
/* harmony export */   FC: () => (/* binding */ onDisk),
/* harmony export */   wD: () => (/* binding */ isOutOfDescriptors)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39655);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94209);



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

/***/ 94209:
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

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

/***/ 42910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ lookupGuard),
/* harmony export */   C0: () => (/* binding */ isPrivateAddress),
/* harmony export */   Gn: () => (/* binding */ AddressRules),
/* harmony export */   I3: () => (/* binding */ literalAddress)
/* harmony export */ });
/* unused harmony export ForbiddenAddressError */
/* harmony import */ var node_dns__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40610);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15742);
/* harmony import */ var _hosts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71313);





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
    const address = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(ip);
    switch ((0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(address)) {
        case 4:
            return (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(PRIVATE_V4, address);
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
        return (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(PRIVATE_V4, `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
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
    return (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(PRIVATE_V6, address);
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
    const list = new node_net__WEBPACK_IMPORTED_MODULE_1__.BlockList();
    for (const range of ranges) {
        if (!(0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .addAddresses */ .ym)(list, range))
            throw new TypeError(`not a range: ${range}`);
    }
    return list;
}
/** Which addresses may be connected to. */
class AddressRules {
    #names = new Set();
    #suffixes = [];
    #addresses = new node_net__WEBPACK_IMPORTED_MODULE_1__.BlockList();
    #privateByMetadata;
    #own;
    /** @throws UserError for an entry of `allowHosts` that is none of what it may be */
    constructor({ allowHosts, privateByMetadata, ownHosts = [] }) {
        this.#privateByMetadata = privateByMetadata;
        this.#own = new Set(ownHosts.map(_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV));
        for (const entry of allowHosts)
            this.#allow(entry.trim());
    }
    #allow(entry) {
        if ((0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .addAddresses */ .ym)(this.#addresses, entry))
            return;
        const suffix = entry.startsWith("*.");
        const host = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .canonicalHost */ .rQ)(suffix ? entry.slice(2) : entry);
        if (host === undefined || (suffix && (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(host) !== 0)) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`allow-hosts: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(entry)} is not a host that could be allowed`, "Name hosts (mirror.example.com), all below one (*.example.com), addresses (10.1.2.3) or ranges (10.0.0.0/8), without scheme and port.");
        }
        if (suffix)
            this.#suffixes.push(`.${host}`);
        else if (!(0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .addAddresses */ .ym)(this.#addresses, host))
            this.#names.add(host);
    }
    /** Whether the host may be connected to at this address, in whatever spelling the two are. */
    permits(target) {
        if ((0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)((0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(target.address)) === 0)
            return false;
        if (!isPrivateAddress(target.address))
            return true;
        const host = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(target.hostname);
        if (target.origin === "metadata" && (this.#privateByMetadata === "allowed" || this.#own.has(host))) {
            return true;
        }
        return (this.#names.has(host) ||
            this.#suffixes.some((suffix) => host.endsWith(suffix)) ||
            (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(this.#addresses, target.address));
    }
}
/** The address in a URL that names no host but an address; undefined for a name, which has to be looked up. */
function literalAddress(url) {
    const host = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(url.hostname);
    return (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(host) === 0 ? undefined : host;
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
function lookupGuard(rules, origin, lookup = node_dns__WEBPACK_IMPORTED_MODULE_0__.lookup) {
    return (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error, addresses) => {
            if (error !== null) {
                callback(error, "");
                return;
            }
            const permitted = addresses.filter(({ address }) => rules.permits({ hostname, address, origin }));
            const [first] = permitted;
            if (first === undefined) {
                const text = `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(hostname)} has only addresses that are not public`;
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

/***/ }),

/***/ 84414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Dx: () => (/* binding */ connectionFailure),
  rR: () => (/* binding */ headerOf),
  FP: () => (/* binding */ statusFailure)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var lib_failure = __webpack_require__(39655);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/connection-words.js
/** What a code of the system or of TLS means, for people who have not met it. */
const WORDS = {
    ECONNREFUSED: "nothing listens there",
    ECONNRESET: "it was broken off",
    EAI_AGAIN: "names cannot be looked up at the moment",
    ENOTFOUND: "there is no host of that name",
    EHOSTUNREACH: "there is no way to the host",
    ENETUNREACH: "there is no way to its network",
    CERT_HAS_EXPIRED: "its certificate has expired",
    CERT_NOT_YET_VALID: "its certificate is not valid yet, or the clock here is wrong",
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is of no authority, or of one that is not trusted here",
    ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS on this port",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
    SELF_SIGNED_CERT_IN_CHAIN: "its certificate is of an authority that is not trusted here",
    UNABLE_TO_GET_ISSUER_CERT: "its certificate is of an authority that is not trusted here",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is of an authority that is not trusted here",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "it does not send the certificates between its own and an authority",
};
/** A code, and what it means where that is known: `ENOTFOUND (there is no host of that name)`. */
function codeInWords(code) {
    const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
    return words === undefined ? code : `${code} (${words})`;
}
//# sourceMappingURL=connection-words.js.map
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
        return make("tls", `no secure connection: ${codeInWords(code)}`, "elsewhere");
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
    return make("connection", `no connection: ${codeInWords(code)}`, "again");
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

/***/ 71313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cW: () => (/* binding */ isLoopbackHost),
/* harmony export */   hs: () => (/* binding */ hasAddress),
/* harmony export */   jV: () => (/* binding */ plainHost),
/* harmony export */   rQ: () => (/* binding */ canonicalHost),
/* harmony export */   ym: () => (/* binding */ addAddresses)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

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
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(plain))
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
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 4)
        return host.startsWith("127.");
    // As URLs write them: a mapped 127.0.0.0/8 is ::ffff:7f00:0 to ::ffff:7fff:ffff.
    return host === "::1" || /^::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|127\.[0-9.]+)$/.test(host);
}
/** Adds an address or a range in CIDR notation (RFC 4632, RFC 4291) to a list; false when the text is neither. */
function addAddresses(list, text) {
    const [, network = text, prefix] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
    const address = plainHost(network);
    const version = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address);
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
    const version = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(plain);
    return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
}
//# sourceMappingURL=hosts.js.map

/***/ }),

/***/ 83893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ readKeyPair),
/* harmony export */   G: () => (/* binding */ readAuthorities)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41692);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15742);




const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*(?:-----END [A-Z0-9 ]+-----)?/g;
/**
 * Reads authorities that are to be trusted. One that cannot be read would be left out by TLS without a word, and the
 * servers that it vouches for be refused.
 *
 * @param input - the input that names the file
 * @throws UserError
 */
function readAuthorities(input, file) {
    const text = readPem(input, file, "CERTIFICATE");
    for (const [index, [block]] of [...text.matchAll(CERTIFICATE)].entries()) {
        certificateOf(block, `${input}: ${file}: certificate ${index + 1}`);
    }
    return text;
}
/**
 * Reads a certificate and its key, and tries whether TLS takes them: what it does not would look like a connection that
 * fails.
 *
 * @param inputs - the inputs that name the files
 * @throws UserError
 */
function readKeyPair(inputs, certificateFile, keyFile) {
    const certificate = readPem(inputs.certificate, certificateFile, "CERTIFICATE");
    const key = readPem(inputs.key, keyFile, "PRIVATE KEY");
    const shownKey = `${inputs.key}: ${keyFile}`;
    if (/^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(key)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${shownKey}: the key is encrypted, and nobody can be asked for its password`, `decrypt it: openssl pkey -in ${keyFile} -out plain.key`);
    }
    const shown = `${inputs.certificate}: ${certificateFile}`;
    const first = certificateOf(certificate.match(CERTIFICATE)?.[0] ?? "", `${shown}: the certificate`);
    try {
        (0,node_tls__WEBPACK_IMPORTED_MODULE_2__.createSecureContext)({ cert: certificate, key });
    }
    catch (error) {
        const code = error.code ?? "unknown";
        throw code === "ERR_OSSL_X509_KEY_VALUES_MISMATCH"
            ? (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${shownKey}: the key is not that of the certificate in ${certificateFile}`, "name the two files that were made together")
            : (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${shown} and ${keyFile} cannot be used: ${code}`, "give the certificate and its key as PEM");
    }
    return { certificate, key, warning: timeProblem(first, shown) };
}
function certificateOf(block, shown) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block);
    }
    catch {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${shown} cannot be read`, "give it whole, as PEM");
    }
}
/** Our clock may be wrong, and the server decides: it is tried all the same. */
function timeProblem({ validFrom, validTo }, shown) {
    const now = Date.now();
    if (Date.parse(validTo) < now) {
        return `${shown}: the certificate has expired: ${validTo}`;
    }
    return Date.parse(validFrom) > now
        ? `${shown}: the certificate is not valid before ${validFrom}`
        : undefined;
}
function readPem(input, file, kind) {
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, "utf8");
    }
    catch (error) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${input}: ${file} cannot be read: ${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .systemCodeText */ ._F)(error.code)}`);
    }
    if (!text.includes("-----BEGIN ") || !text.includes(`${kind}-----`)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${input}: ${file} holds no ${kind} in PEM form`);
    }
    return text;
}
//# sourceMappingURL=pem-files.js.map

/***/ }),

/***/ 52060:
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
