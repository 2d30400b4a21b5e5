export const id = 875;
export const ids = [875,90,165];
export const modules = {

/***/ 912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W2: () => (/* binding */ retryOf),
/* harmony export */   YK: () => (/* binding */ accessOf),
/* harmony export */   u5: () => (/* binding */ ownHosts)
/* harmony export */ });
/* harmony import */ var _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11204);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/**
 * @param place - where the service is
 * @throws UserError for inputs that contradict each other or are missing, and logins that would not be secret there
 */
function accessOf(inputs, place, options) {
    const { client } = options;
    const kind = kindOf(inputs, place);
    refuseOpenly(kind, place);
    switch (kind) {
        case "token":
            return withTokens(client, new _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .GivenToken */ .DI(givenToken(inputs)));
        case "oauth":
            return withTokens(client, oauthTokens(inputs, options));
        case "kerberos":
            return { sender: kerberosSender(inputs), login: "kerberos", tokens: undefined };
        case "certificate":
            return {
                sender: (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .plainSender */ .Ao)(client, "with the client certificate"),
                login: "certificate",
                tokens: undefined,
            };
        case "none":
            return { sender: (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .plainSender */ .Ao)(client), login: "none", tokens: undefined };
    }
}
/** Hosts that the user has named: they may be asked wherever they are. */
function ownHosts(inputs, host) {
    const tokens = URL.parse(inputs["oauth-token-url"] ?? "")?.hostname;
    return [host, ...(tokens === undefined ? [] : [tokens])];
}
function retryOf(inputs) {
    return { retries: inputs.retries, retryDelayMs: inputs["retry-delay"] };
}
/** What only means something with a token server. */
const OAUTH_INPUTS = [
    "oauth-client-id",
    "oauth-client-secret",
    "oauth-refresh-token",
    "oauth-scopes",
];
/** The login that the inputs are for, or the one that is wanted. */
function kindOf(inputs, { host, hostname }) {
    const { auth } = inputs;
    const hasCertificate = (inputs["client-cert"] ?? []).some((line) => {
        const named = line.split(/\s+/)[0]?.toLowerCase();
        return named === host || named === hostname;
    });
    const stray = OAUTH_INPUTS.find((name) => inputs[name] !== undefined);
    if (stray !== undefined && inputs["oauth-token-url"] === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${stray} needs oauth-token-url`, "give the URL where tokens are got, or leave it out");
    }
    const given = [
        ["token", inputs["auth-token"] !== undefined],
        ["oauth", inputs["oauth-token-url"] !== undefined],
        ["kerberos", inputs.keytab !== undefined],
    ];
    const kinds = given.filter(([, isGiven]) => isGiven).map(([kind]) => kind);
    if (auth !== undefined) {
        const other = kinds.find((kind) => kind !== auth);
        if (other !== undefined) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`auth is ${auth}, but there are inputs for ${other}`, "leave one or the other out");
        }
        if (auth === "certificate" && !hasCertificate) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`auth is certificate, but client-cert has no line for ${host}`, `add one: ${host} client.pem client.key`);
        }
        return auth;
    }
    const [kind, ...others] = kinds;
    if (others.length > 0) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`There are inputs for several logins: ${kinds.join(", ")}`, "leave all but one of them out");
    }
    return kind ?? (hasCertificate ? "certificate" : "none");
}
/** A login that others can read on the way, or that is not even shown, is refused before anything is asked. */
function refuseOpenly(kind, place) {
    const remedy = "give an https:// URL";
    if (kind === "certificate" && place.protocol === "http:") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)("server: a client certificate is only shown over https", remedy);
    }
    if (kind !== "none" && !(0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .isConfidential */ .FX)(place)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`server: the login (${kind}) is not sent without encryption`, remedy);
    }
}
/** What is no text of visible characters cannot be sent, and would be repeated in an error. */
function givenToken(inputs) {
    const token = needed(inputs, "auth-token");
    if (!/^[!-~]+$/.test(token)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)("auth-token: it holds blanks, line breaks or letters that no token has", "give the token alone, without the word Bearer");
    }
    return token;
}
function withTokens(client, tokens) {
    return { sender: new _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .TokenSender */ .T0(client, tokens), login: "bearer", tokens };
}
function oauthTokens(inputs, { client, secrets, reporter }) {
    const endpoint = URL.parse(needed(inputs, "oauth-token-url"));
    if (endpoint === null || !(0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .isConfidential */ .FX)(endpoint)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)("oauth-token-url: expected an https:// URL", "secrets are not sent without encryption");
    }
    if (endpoint.username !== "" || endpoint.password !== "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)("oauth-token-url: the URL holds a user name or a password", "use oauth-client-id and oauth-client-secret");
    }
    const clientSecret = inputs["oauth-client-secret"];
    const refreshToken = inputs["oauth-refresh-token"];
    return new _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .OAuthTokens */ .ws({
        exchanger: client,
        endpoint,
        clientId: needed(inputs, "oauth-client-id"),
        grant: grantOf(clientSecret, refreshToken),
        scopes: inputs["oauth-scopes"],
        retry: retryOf(inputs),
        secrets,
        onNote: (line) => reporter.warn(line),
    });
}
function grantOf(clientSecret, refreshToken) {
    if (refreshToken !== undefined) {
        return { kind: "refresh-token", refreshToken, clientSecret };
    }
    if (clientSecret === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)("oauth-token-url needs oauth-client-secret, or oauth-refresh-token");
    }
    return { kind: "client-credentials", clientSecret };
}
function kerberosSender(inputs) {
    return new _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .NegotiateSender */ .mj({
        keytab: inputs.keytab,
        caFile: inputs["ca-file"],
        connectTimeoutMs: inputs["connect-timeout"],
        answerTimeoutMs: inputs["headers-timeout"],
    });
}
function needed(inputs, name) {
    const value = inputs[name];
    if (value === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${name}: required for this login`, LOGIN_REMEDIES[name]);
    }
    return value;
}
const LOGIN_REMEDIES = {
    "auth-token": "give the bearer token, as a secret",
    "oauth-token-url": "give the URL where tokens are got",
    "oauth-client-id": "give the id that the token server knows this client by",
};

/***/ }),

/***/ 61476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ busPlace)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5368);


/** What every broker lets in from its own machine. */
const GUEST = { kind: "user", user: "guest", password: "guest" };
/**
 * Reads where the bus is; undefined when there is none.
 *
 * @throws UserError
 */
function busPlace(inputs) {
    const { bus, "bus-password": password, "bus-cert": certificate, "bus-key": key } = inputs;
    if (bus === undefined) {
        const without = Object.entries({ "bus-password": password, "bus-cert": certificate, "bus-key": key });
        const [name] = without.find(([, value]) => value !== undefined) ?? [];
        if (name !== undefined) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`${name} needs bus`, "give the URL of the bus, or leave it out");
        }
        return undefined;
    }
    if (inputs.service !== "odcs") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus: only ODCS tells of its composes on a bus");
    }
    if (certificate === undefined && key !== undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus-key needs bus-cert");
    }
    const url = busUrl(bus);
    const isEncrypted = url.protocol === "amqps:";
    if (!isEncrypted && certificate !== undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus-cert says nothing without encryption", "give an amqps:// URL");
    }
    if (!isEncrypted && !(0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .isLoopbackHost */ .cW)(url.hostname) && password !== undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus: a password is not sent without encryption", "give an amqps:// URL");
    }
    const authorities = inputs["ca-file"];
    const pair = certificate === undefined
        ? undefined
        : (0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .readKeyPair */ .AH)({ certificate: "bus-cert", key: "bus-key" }, certificate, key ?? certificate);
    return {
        shown: url.host,
        isEncrypted,
        host: url.hostname.replace(/^\[|\]$/g, ""),
        port: url.port === "" ? (isEncrypted ? 5671 : 5672) : Number(url.port),
        virtualHost: decoded(url.pathname.slice(1)) || "/",
        login: loginOf(decoded(url.username), password, pair !== undefined),
        exchange: inputs["bus-exchange"],
        topic: inputs["bus-topic"],
        authorities: authorities === undefined ? undefined : (0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .readAuthorities */ .Gh)("ca-file", authorities),
        keyPair: pair,
        warnings: pair?.warning === undefined ? [] : [pair.warning],
        connectTimeoutMs: inputs["connect-timeout"],
        retryMs: inputs["poll-max"],
    };
}
function busUrl(text) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== "amqps:" && url.protocol !== "amqp:") || url.hostname === "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus: expected a URL such as amqps://user@rabbitmq.example.com/vhost");
    }
    if (url.password !== "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus: the URL holds a password", "give it as bus-password");
    }
    if (url.search !== "" || url.hash !== "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus: the URL holds a query or a fragment", "give user, host and virtual host alone");
    }
    return url;
}
/** With a certificate and no password the certificate is the login: the user in the URL is what others write there. */
function loginOf(user, password, hasCertificate) {
    if (password !== undefined) {
        if (user === "") {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus-password needs a user in bus", "for instance amqps://ci@rabbitmq.example.com/vhost");
        }
        return { kind: "user", user, password };
    }
    if (hasCertificate) {
        return { kind: "certificate" };
    }
    return user === "" ? GUEST : { kind: "user", user, password: "" };
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("bus: a % in the URL does not begin the code of a character", "write %25 for a % that is meant");
    }
}
//# sourceMappingURL=bus-place.js.map

/***/ }),

/***/ 69915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  meterOptions: () => (/* binding */ meterOptions),
  openComposer: () => (/* binding */ openComposer)
});

// EXTERNAL MODULE: ./packages/services/lib/index.js + 103 modules
var lib = __webpack_require__(11204);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./packages/transfer/lib/client.js
var lib_client = __webpack_require__(90090);
// EXTERNAL MODULE: ./actions/request-compose/lib/access.js
var access = __webpack_require__(912);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./actions/request-compose/lib/package-differences.js
var package_differences = __webpack_require__(17401);
;// CONCATENATED MODULE: ./actions/request-compose/lib/composer-lock.js



const repositorySchema = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
const lockSchema = schemas/* object */.Ikc({
    images: schemas/* array */.YOg(schemas/* object */.Ikc({ arch: schemas/* string */.YjP(), type: schemas/* string */.YjP(), repositories: schemas/* array */.YOg(repositorySchema.nullable()) })),
    packages: schemas/* array */.YOg(schemas/* object */.Ikc({ nevra: schemas/* string */.YjP() })).nullable(),
});
/**
 * Asks for the repositories that a lock pins.
 *
 * @returns the requests, and what cannot be pinned. One line each
 * @throws UserError for a lock of another request
 */
function applyComposerLock(requests, locks) {
    if (locks.length === 0) {
        return { requests, unheeded: [] };
    }
    if (locks.length !== requests.length) {
        throw (0,step_lib/* refuse */.TR)(`lock: it is of ${locks.length} composes, and the request is for ${requests.length}`);
    }
    const unheeded = new Set();
    const locked = requests.map((request, index) => {
        const parsed = lockSchema.safeParse(locks[index]);
        if (!parsed.success) {
            throw (0,step_lib/* refuse */.TR)("lock: it is not that of a compose of osbuild-composer");
        }
        return withRepositories(request, parsed.data.images, unheeded);
    });
    return { requests: locked, unheeded: [...unheeded] };
}
function withRepositories(request, images, unheeded) {
    const { image_request: one, image_requests: several } = request.body;
    const pin = (image, index) => {
        const wanted = request.images[index];
        const entry = images[index];
        if (entry === undefined || entry.arch !== wanted?.arch || entry.type !== wanted.type) {
            throw (0,step_lib/* refuse */.TR)("lock: it is that of other images than those that are requested");
        }
        if (entry.repositories.length === 0) {
            unheeded.add(`lock: ${wanted.type} for ${wanted.arch}: the server's own repositories are taken as they are now`);
            return image;
        }
        const own = image.repositories ?? [];
        const repositories = entry.repositories.flatMap((repository, at) => {
            if (repository !== null && !isMasked(repository)) {
                return [repository];
            }
            const why = repository === null ? "is not pinned" : "has masked secrets in the lock";
            const instead = own[at] === undefined ? "left out" : "taken as it is in the request";
            unheeded.add(`lock: ${wanted.type} for ${wanted.arch}: repository ${at + 1} ${why}, and is ${instead}`);
            return own[at] === undefined ? [] : [own[at]];
        });
        return { ...image, repositories };
    };
    const body = one === undefined
        ? { ...request.body, image_requests: several.map(pin) }
        : { ...request.body, image_request: pin(one, 0) };
    return { ...request, body };
}
/** What stands in the place of a secret leads nowhere, or to somebody else. */
function isMasked(repository) {
    return JSON.stringify(repository).includes("***");
}
/** What pins the content of a compose: where its packages came from, which they are, and how it was built. */
async function composerLockOf({ service, secrets, id, request, lock, isWritten }, signal) {
    const content = await service.content(id, signal);
    const manifests = (await service.manifests(id, signal)) ?? [];
    const checksums = checksumsIn(manifests);
    const packages = content?.packages === undefined ? null : pinnedPackages(content.packages, checksums);
    const hidden = (value) => JSON.parse(secrets.hide(JSON.stringify(value)));
    const unpinned = [];
    const entry = {
        images: request === undefined ? [] : imagesOf(request, secrets, unpinned),
        packages,
        ostreeCommit: content?.ostreeCommit ?? null,
        manifests: hidden(manifests),
    };
    const wanted = lockSchema.safeParse(lock).data?.packages ?? undefined;
    const differences = wanted === undefined ? [] : (0,package_differences/* packageDifferences */.F)(wanted, packages ?? []);
    return { entry, notes: [...(isWritten ? unpinned : []), ...differences] };
}
/** @param unpinned - gets a line for each repository that is not written down */
function imagesOf({ body, images }, secrets, unpinned) {
    const { image_request: one, image_requests: several } = body;
    const requests = (one === undefined ? several : [one]);
    return images.map(({ arch, type }, index) => {
        const note = (text) => void unpinned.push(`lock-output: ${type} for ${arch}: ${text}`);
        const own = requests[index]?.repositories ?? [];
        if (own.length === 0) {
            note("the repositories are the server's own, and are not pinned");
        }
        return {
            arch,
            type,
            repositories: own.map((repository, at) => {
                const text = JSON.stringify(pinned(repository));
                const why = secrets.hide(text) === text ? unpinnable(repository) : "it holds a secret";
                if (why === undefined) {
                    return pinned(repository);
                }
                note(`repository ${at + 1} is not pinned: ${why}`);
                return null;
            }),
        };
    });
}
/** Why a repository cannot be written down so that it leads to the same place again. */
function unpinnable({ baseurl, metalink, mirrorlist }) {
    if (typeof baseurl === "string") {
        return undefined;
    }
    const list = metalink === undefined ? (mirrorlist === undefined ? undefined : "mirrorlist") : "metalink";
    return list === undefined
        ? "it has no baseurl"
        : `its ${list} leads to another mirror each time; give its baseurl`;
}
/** A list of mirrors leads to the one that is nearest to whoever asks: it pins nothing. */
function pinned({ metalink: _, mirrorlist: __, ...repository }) {
    return repository;
}
/** A package comes once for each part of the build that installed it. */
function pinnedPackages(packages, checksums) {
    const byName = new Map();
    for (const { name, epoch, version, release, arch, sigmd5 } of packages) {
        const nevra = `${name}-${epoch === null || epoch === undefined || epoch === "" ? "" : `${epoch}:`}${version}-${release}.${arch}`;
        const checksum = checksums.get(`${name}-${version}-${release}.${arch}.rpm`);
        byName.set(nevra, {
            nevra,
            ...(checksum === undefined ? {} : { checksum }),
            ...(typeof sigmd5 === "string" && sigmd5 !== "" ? { sigmd5 } : {}),
        });
    }
    return [...byName.values()].sort((a, b) => (a.nevra < b.nevra ? -1 : 1));
}
const curlSchema = schemas/* object */.Ikc({
    sources: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ items: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()) }).loose()),
});
/** By the names of files, what the manifests say of what was downloaded (osbuild: org.osbuild.curl, org.osbuild.librepo). */
function checksumsIn(manifests) {
    const checksums = new Map();
    for (const manifest of manifests) {
        const parsed = curlSchema.safeParse(manifest).data;
        for (const { items } of Object.values(parsed?.sources ?? {})) {
            for (const [checksum, item] of Object.entries(items)) {
                const { url, path } = (typeof item === "object" ? (item ?? {}) : { url: item });
                const place = typeof url === "string" ? url : typeof path === "string" ? path : undefined;
                const name = place?.split(/[?#]/, 1)[0]?.split("/").at(-1);
                if (name?.endsWith(".rpm") === true && /^sha(?:256|384|512):[0-9a-f]+$/.test(checksum)) {
                    checksums.set(decoded(name), checksum);
                }
            }
        }
    }
    return checksums;
}
function decoded(name) {
    try {
        return decodeURIComponent(name);
    }
    catch {
        return name;
    }
}
//# sourceMappingURL=composer-lock.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/fingerprint.js
var fingerprint = __webpack_require__(40320);
// EXTERNAL MODULE: ./actions/request-compose/lib/image-listing.js + 3 modules
var image_listing = __webpack_require__(84148);
;// CONCATENATED MODULE: ./actions/request-compose/lib/composer-maker.js
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








/** The Cloud API of osbuild-composer: a compose for each image of the request, which are listed together. */
const openComposer = async ({ inputs, context, secrets, request: given, locks }) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (inputs.server === undefined) {
            throw (0,step_lib/* refuse */.TR)("server: required with osbuild-composer", "a URL, or unix:///run/cloudapi/api.socket");
        }
        if (inputs["lock-output"] !== undefined && given === undefined) {
            throw (0,step_lib/* refuse */.TR)("lock-output: needs the request: the service does not tell of which repositories it made an image", "give the request again, or leave lock-output out");
        }
        const place = (0,lib/* servicePlace */.Ti)(inputs.server, lib/* COMPOSER_API */.Yl);
        const { requests, unheeded } = applyComposerLock(given === undefined ? [] : (0,lib/* readComposerRequests */.tE)(given), locks);
        secrets.add(...requests.flatMap(({ body }) => (0,lib/* secretsIn */.VY)(body)));
        const made = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const asked = requests.map(({ images }) => images.map(({ type, ...image }) => ({ ...image, imageType: type })));
        const listing = made.use(new image_listing/* ImageListing */.C({ inputs, context, asked }));
        const client = (0,lib_client.connect)(inputs, context, {
            compose: [],
            ownHosts: (0,access/* ownHosts */.u5)(inputs, place.base.hostname),
            sockets: (0,lib/* socketsOf */.mg)(place),
        });
        made.defer(() => client.close());
        const { tokens, login } = (0,access/* accessOf */.YK)(inputs, place.base, { client, secrets, reporter: context.reporter });
        if (login === "kerberos") {
            throw (0,step_lib/* refuse */.TR)("osbuild-composer does not take Kerberos", "use a token, OAuth or a client certificate");
        }
        const meter = new transfer_lib/* TransferMeter */.bY(meterOptions(inputs));
        made.defer(() => meter.close());
        const service = new lib/* ComposerService */.kS({
            place,
            exchanger: client,
            tokens,
            retry: (0,access/* retryOf */.W2)(inputs),
            secrets,
            meter,
        });
        const asks = inputs.operation === "create" ? requests : [];
        const owned = made.move();
        return {
            service,
            emits: "together",
            mayWrite: ["images.json"],
            renewWish: {},
            unheeded,
            asks: asks.map((request) => ({
                fingerprint: (0,fingerprint/* fingerprintOf */.a)(request.body, secrets),
                create: (signal, onSending) => service.create(request, signal, onSending),
                recover: (sent, signal) => service.recover(request, sent, signal),
            })),
            async preflight(signal) {
                const lines = new Set();
                for (const request of asks) {
                    for (const line of await service.preflight(request, signal)) {
                        lines.add(line);
                    }
                }
                return [...lines];
            },
            async results(compose, origin, signal) {
                const wish = await listing.wishFor(origin);
                return listing.settle(await service.results(compose, wish, signal), signal);
            },
            pin: ({ id }, { index = 0 }, signal) => composerLockOf({
                service,
                secrets,
                id,
                request: requests[index],
                lock: locks[index],
                isWritten: inputs["lock-output"] !== undefined,
            }, signal),
            [Symbol.asyncDispose]: () => owned.disposeAsync(),
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
};
function meterOptions(inputs) {
    return {
        lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
        now: () => performance.now(),
    };
}
//# sourceMappingURL=composer-maker.js.map

/***/ }),

/***/ 40320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ fingerprintOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** Tells requests apart. What is secret in them is left out, so that it cannot be guessed from the outcome. */
function fingerprintOf(request, secrets) {
    const text = JSON.stringify(request);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(secrets?.hide(text) ?? text)
        .digest("hex");
}
//# sourceMappingURL=fingerprint.js.map

/***/ }),

/***/ 84148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ ImageListing)
});

// UNUSED EXPORTS: TREE

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/services/lib/index.js + 103 modules
var services_lib = __webpack_require__(11204);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
;// CONCATENATED MODULE: ./actions/request-compose/lib/image-compose.js


const COMPOSE = { label: null, final: false };
/**
 * The compose that images are listed in, which the service knows nothing of: its id as it is given, or one that is made.
 *
 * @param distribution - `fedora-41`, of the request
 * @returns undefined when neither says enough
 * @throws UserError
 */
function imageCompose(inputs, distribution) {
    const { "metadata-compose-id": id, respin } = inputs;
    if (id !== undefined) {
        const parts = (0,lib/* parseComposeId */.pK)(id);
        if (parts === undefined) {
            throw (0,step_lib/* refuse */.TR)(`metadata-compose-id: ${JSON.stringify(id)} is no id of a compose`, "for instance Fedora-41-20260204.0");
        }
        const named = (0,lib/* parseReleaseName */.YY)(parts.name);
        const { date, type } = parts;
        return {
            at: () => ({ id, date, type, respin: parts.respin, ...COMPOSE }),
            release: releaseOf(inputs) ?? named,
        };
    }
    const release = releaseOf(inputs) ?? fromDistribution(distribution);
    if (release === undefined) {
        return undefined;
    }
    return {
        at(requestedAt) {
            const date = new Date(requestedAt).toISOString().slice(0, 10).replaceAll("-", "");
            const facts = { date, type: "test", respin };
            const made = (0,lib/* makeComposeId */.Mj)({
                ...facts,
                release: { ...release, type: "ga" },
                baseProduct: null,
                firstVariant: undefined,
            });
            return { ...facts, ...COMPOSE, id: made };
        },
        release: releaseOf(inputs),
    };
}
function releaseOf(inputs) {
    const { "release-short": short, "release-version": version } = inputs;
    if ((short === undefined) !== (version === undefined)) {
        throw (0,step_lib/* refuse */.TR)("release-short and release-version belong together", "give both, or none");
    }
    return short === undefined || version === undefined ? undefined : { short, version };
}
function fromDistribution(distribution) {
    const [, short, version] = /^(.+)-(\d[^-]*)$/.exec(distribution ?? "") ?? [];
    return short === undefined || version === undefined ? undefined : { short, version };
}
//# sourceMappingURL=image-compose.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/image-lines.js

/** What a line of `images` may say. */
const NAMES = [
    "variant",
    "subvariant",
    "type",
    "format",
    "bootable",
    "volume-id",
    "file-name",
    "arch",
    "image-type",
    "distribution",
    "targets",
];
/**
 * Reads the input `images`: `variant=Cloud subvariant=Cloud_Base`, a line for each image.
 *
 * @throws UserError
 */
function readImageLines(lines) {
    return lines.map((line, index) => {
        const values = new Map();
        for (const word of line.split(/\s+/).filter((one) => one !== "")) {
            const [, given = "", value = ""] = /^([^=]*)=(.+)$/.exec(word) ?? [];
            const name = NAMES.find((known) => known === given);
            if (name === undefined || value === "" || values.has(name)) {
                throw (0,step_lib/* refuse */.TR)(`images: line ${index + 1}: ${JSON.stringify(word)} is not one of ${NAMES.map((known) => `${known}=…`).join(", ")}, each given once`);
            }
            values.set(name, value);
        }
        return lineOf(values, index);
    });
}
function lineOf(values, index) {
    const bootable = values.get("bootable");
    if (bootable !== undefined && bootable !== "true" && bootable !== "false") {
        throw (0,step_lib/* refuse */.TR)(`images: line ${index + 1}: bootable is true or false`);
    }
    const wish = {
        variant: values.get("variant"),
        subvariant: values.get("subvariant"),
        type: values.get("type"),
        format: values.get("format"),
        bootable: bootable === undefined ? undefined : bootable === "true",
        volumeId: values.get("volume-id"),
        fileName: values.get("file-name"),
        arch: values.get("arch"),
        imageType: values.get("image-type"),
        distribution: values.get("distribution"),
        targets: values.get("targets")?.split(","),
    };
    return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}
//# sourceMappingURL=image-lines.js.map
// EXTERNAL MODULE: ./packages/oci/lib/index.js + 47 modules
var oci_lib = __webpack_require__(44885);
;// CONCATENATED MODULE: ./actions/request-compose/lib/registry-reach.js
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



const WORDS = [...oci_lib/* COMPOSE_WORDS */.Hz, "variant", "arch", "type", "subvariant", "format", "name"];
/** What images are as artifacts, as `push-oci` makes them. */
const ARTIFACT_TYPE = "application/vnd.productmd.artifact";
/** The registries of a run: where container images are looked at, and where stored images go. */
class RegistryReach {
    #inputs;
    #context;
    #repository;
    #tag;
    #registries;
    /** @throws UserError for templates that are none */
    constructor(inputs, context) {
        this.#inputs = inputs;
        this.#context = context;
        const { repository } = inputs;
        this.#repository =
            repository === undefined ? undefined : (0,oci_lib/* parseRepositoryTemplate */._p)("repository", repository, WORDS);
        if (this.#repository?.kind === "directory") {
            throw (0,step_lib/* refuse */.TR)("repository: expected one of a registry", "a directory is what store: directory is for");
        }
        this.#tag = (0,oci_lib/* parseTemplate */.QC)("tag", inputs.tag, WORDS);
    }
    /** @returns undefined when the registry has none */
    async manifest(address, digest, signal) {
        const reference = (0,oci_lib.parseReference)(address);
        if (typeof reference === "string" || reference.target.kind !== "registry") {
            throw (0,step_lib/* refuse */.TR)(`${address} is no repository of a registry`);
        }
        return (await new oci_lib.RegistryStore(this.#open(), reference.target).manifest(digest, signal))?.bytes;
    }
    /**
     * Pushes the images that lie in a folder, and describes them where they are then.
     *
     * @throws UserError, TransferFailure
     */
    async push(model, folder, signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const repositories = __addDisposableResource(env_1, (0,oci_lib/* openRepositories */.zb)({ registries: this.#open(), inputs: this.#inputs }), true);
            const images = new Map();
            for (const [variant, arches] of model.images) {
                const moved = new Map();
                for (const [arch, list] of arches) {
                    const all = [];
                    for (const image of list) {
                        const isHere = image.artifact.url === image.artifact.localPath;
                        all.push(isHere ? await this.#pushOne(image, variant, model, { repositories, folder, signal }) : image);
                    }
                    moved.set(arch, all);
                }
                images.set(variant, moved);
            }
            return { ...model, images };
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
    async #pushOne(image, variant, { compose }, { repositories, folder, signal }) {
        const { arch, type, subvariant, format, artifact } = image;
        const { localPath, size, checksum } = artifact;
        if (this.#repository === undefined || size === null || checksum === null) {
            throw new Error("what was stored has size and checksum");
        }
        const name = localPath.split("/").at(-1) ?? localPath;
        const words = { ...(0,oci_lib/* composeWords */.cp)(compose), variant, arch, type, subvariant, format, name };
        const wordOf = (word) => words[word];
        const { target } = (0,oci_lib/* fillRepository */.iQ)(this.#repository, wordOf);
        const tag = (0,oci_lib/* fillTag */.au)(this.#tag, wordOf);
        const repository = repositories.open(target);
        const blob = (0,oci_lib/* fileBlob */.Ax)((0,external_node_path_.join)(folder, localPath), { digest: checksum, size, shown: localPath });
        const manifest = (0,oci_lib/* buildManifest */.u1)({
            artifactType: ARTIFACT_TYPE,
            annotations: (0,oci_lib/* composeAnnotations */.Fx)(compose),
            layers: [{ title: localPath, digest: blob.digest, size, mediaType: (0,oci_lib/* mediaTypeOf */.c0)(localPath) }],
        });
        const policy = this.#inputs["tag-policy"];
        if (policy === "immutable") {
            await refuseMove(repository, tag, manifest.digest, signal);
        }
        this.#context.reporter.info(`pushing ${localPath} to ${target}:${tag}`);
        for (const part of [oci_lib/* EMPTY_CONFIG */.$v, blob]) {
            await repository.pushBlob(part, { others: [], signal });
        }
        await repository.pushManifest(manifest, signal);
        await repository.tag(tag, manifest, policy, signal);
        return {
            ...image,
            artifact: { ...artifact, url: (0,oci_lib/* locationUrl */.$4)(repository.address, tag, manifest.digest) },
        };
    }
    async [Symbol.asyncDispose]() {
        await this.#registries?.[Symbol.asyncDispose]();
    }
    #open() {
        const { repository } = this.#inputs;
        const named = repository === undefined ? [] : [`${this.#repository?.start ?? ""}any`];
        this.#registries ??= new oci_lib.Registries({ inputs: this.#inputs, context: this.#context, named });
        return this.#registries;
    }
}
/** @throws UserError for a tag that is something else, before anything is sent */
async function refuseMove(repository, tag, digest, signal) {
    const found = await repository.resolve(tag, signal);
    if (found !== undefined && found !== digest) {
        throw (0,step_lib/* fault */.DG)(`A tag that must not move is something else already: ${repository.address}:${tag} is ${found}, and would be ${digest}`, "use another tag, or tag-policy: move; the compose is kept in state-file, and the next run continues it");
    }
}
//# sourceMappingURL=registry-reach.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/settings.js
var settings = __webpack_require__(61911);
;// CONCATENATED MODULE: ./actions/request-compose/lib/image-listing.js











/** Where a store puts its files, below its directory. */
const TREE = "compose";
/** Of a variant that nobody will read of. */
const UNNAMED = "Images";
/** How long another run may keep the store to itself; one on another machine that is dead is found out within that. */
const LOCK_TIMEOUT_MS = 150_000;
/**
 * How the images of a run are listed, and where those are put that would not stay where the service has them. What cannot
 * be listed is refused before anything is built.
 */
class ImageListing {
    #inputs;
    #context;
    #wishes;
    #compose;
    #registries;
    #at;
    #store;
    #scratch;
    /** @throws UserError */
    constructor({ inputs, context, asked }) {
        this.#inputs = inputs;
        this.#context = context;
        (0,settings/* checkNamed */.eY)(inputs, asked.length);
        const lines = readImageLines(inputs.images ?? []);
        const count = asked.flat().length;
        if (count > 0 && lines.length > count) {
            throw (0,step_lib/* refuse */.TR)(`images has ${lines.length} lines, and the request is for ${count}`);
        }
        let next = 0;
        // Without the request there is an image in each compose.
        const known = asked.length > 0 ? asked : (inputs["compose-id"] ?? []).map(() => [{}]);
        this.#wishes = known.map((images) => images.map((image) => this.#wish(image, lines[next++])));
        this.#compose = imageCompose(inputs, this.#wishes.flat()[0]?.distribution);
        this.#registries = new RegistryReach(inputs, context);
        if (isListing(inputs)) {
            this.#refuseUnlisted();
            if (inputs.store === "directory") {
                transfer_lib/* FileStore */.yI.probe(this.#storeDirectory(), this.#storeInput);
            }
        }
    }
    /** How the images of one compose are to be listed. */
    async wishFor({ index, requestedAt }) {
        // All images are of one compose, however long it took to ask for them.
        this.#at ??= requestedAt;
        const compose = this.#compose ?? NO_COMPOSE;
        return {
            isListed: isListing(this.#inputs),
            compose: compose.at(this.#at),
            release: compose.release,
            images: this.#wishes[index ?? 0] ?? [],
            readManifest: (address, digest, signal) => this.#registries.manifest(address, digest, signal),
            store: this.#inputs.store === "none" ? undefined : await this.#openStore(),
        };
    }
    /** What was stored on the way is brought where it stays. */
    async settle(results, signal) {
        const { problems, unlisted = [] } = results;
        const isWhole = problems.length === 0 && unlisted.length === 0;
        if (this.#inputs.store !== "push-oci" || this.#scratch === undefined || !isWhole) {
            return results;
        }
        const tree = (0,external_node_path_.join)(this.#scratch, TREE);
        const metadata = [];
        for (const model of results.metadata) {
            const isStored = model.type === "images" && (0,lib/* isDistributed */.oQ)(model);
            metadata.push(isStored ? await this.#registries.push(model, tree, signal) : model);
        }
        return { ...results, metadata };
    }
    async [Symbol.asyncDispose]() {
        try {
            (await this.#store?.catch(() => undefined))?.close();
            await this.#registries[Symbol.asyncDispose]();
        }
        finally {
            if (this.#scratch !== undefined) {
                (0,external_node_fs_.rmSync)(this.#scratch, { recursive: true, force: true });
            }
        }
    }
    #wish(asked, line = {}) {
        const variant = line.variant ?? this.#inputs.variant;
        if (variant === undefined && isListing(this.#inputs)) {
            throw (0,step_lib/* refuse */.TR)("variant: required for output, unless images names one for each image");
        }
        return { ...asked, ...line, variant: variant ?? UNNAMED };
    }
    #refuseUnlisted() {
        const compose = this.#compose;
        if (compose === undefined) {
            throw (0,step_lib/* refuse */.TR)("metadata-compose-id: required for output, unless release-short and release-version are given or the request names a distribution");
        }
        const options = { compose: compose.at(Date.now()), release: compose.release };
        const [clash, ...others] = (0,services_lib/* foreseeableClashes */.pB)(this.#wishes.flat(), options);
        if (clash !== undefined) {
            throw (0,step_lib/* refuse */.TR)(`images: ${clash}`, undefined, others);
        }
    }
    /** Opened when it is needed: another run may use the directory while this one waits. */
    #openStore() {
        this.#store ??= transfer_lib/* FileStore */.yI.open({
            output: this.#storeDirectory(),
            subject: this.#storeInput,
            lockTimeoutMs: LOCK_TIMEOUT_MS,
            signal: this.#context.signal,
        });
        return this.#store;
    }
    get #storeInput() {
        return this.#inputs["store-directory"] === undefined ? "output" : "store-directory";
    }
    #storeDirectory() {
        const { store, output, "store-directory": directory } = this.#inputs;
        if (store === "push-oci") {
            this.#scratch ??= (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "compose-images-"));
            return this.#scratch;
        }
        return directory ?? output ?? ".";
    }
}
/** Whether metadata comes of the run. */
function isListing({ output, operation, wait }) {
    return output !== undefined && (operation === "wait" || (operation === "create" && wait));
}
/** Nothing is written of it. */
const NO_COMPOSE = {
    at: () => ({
        id: "none-0-20000101.t.0",
        date: "20000101",
        type: "test",
        respin: 0,
        label: null,
        final: false,
    }),
    release: undefined,
};
//# sourceMappingURL=image-listing.js.map

/***/ }),

/***/ 89572:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S1: () => (/* binding */ unwrittenNotes),
/* harmony export */   _w: () => (/* binding */ probeOutput),
/* harmony export */   xz: () => (/* binding */ isWriting)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54164);



/** Whether metadata or a lock may come of the run. */
function isWriting({ operation, wait }) {
    return operation === "wait" || (wait && (operation === "create" || operation === "renew"));
}
/** What is wanted, and will not be written. One line each. */
function unwrittenNotes(inputs) {
    return isWriting(inputs)
        ? []
        : ["output", "lock-output"]
            .filter((name) => inputs[name] !== undefined)
            .map((name) => `${name}: nothing is written with wait: false`);
}
/** Every compose of ODCS that has metadata has this. */
const COMPOSEINFO = "composeinfo.json";
/**
 * Looks whether metadata can be written: that is better known before hours of waiting than after them. Of ODCS it is not
 * known yet which files there will be.
 *
 * @throws UserError when the directory cannot be written, or holds what would be taken for a part of the result
 */
function probeOutput(inputs, { emits, mayWrite }) {
    const { output, "compose-id": ids = [] } = inputs;
    if (output === undefined || !isWriting(inputs)) {
        return;
    }
    const isDivided = emits === "each" && ids.length > 1;
    for (const directory of isDivided ? ids.filter(isPlain).map((id) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(output, id)) : [output]) {
        // What lies there without the one that comes in any case is of something else.
        const isForeign = mayWrite.includes(COMPOSEINFO) && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, COMPOSEINFO));
        probe(directory, isForeign ? [COMPOSEINFO] : mayWrite);
    }
}
function probe(directory, names) {
    const output = new _compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__/* .OutputDirectory */ .n(directory, []);
    try {
        output.refuseOthers(names);
    }
    finally {
        output.discard();
    }
}
/** Others are refused by the service. */
function isPlain(id) {
    return /^[A-Za-z0-9-]+$/.test(id);
}
//# sourceMappingURL=output-probe.js.map

/***/ }),

/***/ 17401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ packageDifferences)
/* harmony export */ });
/** How the packages of an image differ from those that a lock has: no service can be asked for exact ones. */
function packageDifferences(wanted, got) {
    const had = new Set(got.map(({ nevra }) => nevra));
    const want = new Set(wanted.map(({ nevra }) => nevra));
    const missing = [...want].filter((nevra) => !had.has(nevra));
    const more = [...had].filter((nevra) => !want.has(nevra));
    const count = missing.length + more.length;
    if (count === 0) {
        return [];
    }
    const first = [
        ...missing.slice(0, 1).map((one) => `no ${one}`),
        ...more.slice(0, 1).map((one) => `instead ${one}`),
    ];
    return [
        `lock: ${missing.length} of its packages are not in the image, and ${more.length} others are: ${first.join(", ")}`,
    ];
}
//# sourceMappingURL=package-differences.js.map

/***/ }),

/***/ 61911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M1: () => (/* binding */ readFilters),
/* harmony export */   eY: () => (/* binding */ checkNamed),
/* harmony export */   sw: () => (/* binding */ checkInputs)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);
/* harmony import */ var _bus_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61476);
/* harmony import */ var _output_probe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89572);
/* harmony import */ var _write_text_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2942);




/** Those that have something to write, unless nobody waits. */
const WRITING = new Set(["create", "wait", "renew"]);
/** @throws UserError for inputs that contradict each other, or lack one another */
function checkInputs(inputs) {
    const { operation, service, store } = inputs;
    const ids = inputs["compose-id"] ?? [];
    const needsId = operation === "wait" || operation === "get" || operation === "renew" || operation === "delete";
    if (needsId && ids.length === 0) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`compose-id: required with operation ${operation}`);
    }
    if (!needsId && operation !== "create" && ids.length > 0) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`compose-id says nothing with operation ${operation}`, "leave it out");
    }
    if (operation === "create" && ids.length === 0 && service !== "odcs" && inputs.request === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("request: required, unless compose-id names composes that are there", "give the path of a JSON or YAML file with the request in the words of the service, or its text");
    }
    if (inputs["poll-max"] < inputs["poll-interval"]) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("poll-max is shorter than poll-interval");
    }
    if (inputs.lock !== undefined && operation !== "create") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`lock says nothing with operation ${operation}`, "leave it out");
    }
    const unwritten = ["output", "lock-output"].find((name) => inputs[name] !== undefined);
    if (unwritten !== undefined && !WRITING.has(operation)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`${unwritten}: nothing is written with operation ${operation}`, "leave it out");
    }
    if (store !== "none" && service === "odcs") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("store is for images that osbuild-composer makes", "leave it out: composes of ODCS stay where they are");
    }
    if (store !== "none" && inputs.output === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("store needs output: without metadata nobody would know what was stored");
    }
    if (store === "push-oci" && inputs.repository === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("repository: required with store push-oci");
    }
    (0,_bus_place_js__WEBPACK_IMPORTED_MODULE_1__/* .busPlace */ .M)(inputs);
    const lock = inputs["lock-output"];
    if (lock !== undefined && (0,_output_probe_js__WEBPACK_IMPORTED_MODULE_2__/* .isWriting */ .xz)(inputs)) {
        (0,_write_text_file_js__WEBPACK_IMPORTED_MODULE_3__/* .probeTextFile */ .S)("lock-output", lock);
    }
    if (inputs.filters !== undefined && operation !== "list") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)("filters are for operation list", "leave them out");
    }
}
/**
 * Composes that are named for what came of a request are told apart by their order alone.
 *
 * @param wanted - how many the request is for; 0 without one
 * @throws UserError when they are not as many
 */
function checkNamed({ operation, "compose-id": ids = [] }, wanted) {
    const isHeld = operation === "create" || operation === "wait";
    if (isHeld && wanted > 0 && ids.length > 0 && ids.length !== wanted) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`compose-id names ${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(ids.length, "compose", "composes")}, and the request is for ${wanted}`, "name what came of each, in the order of the request, or leave out one of the two");
    }
}
/** @throws UserError */
function readFilters(lines) {
    const filters = new Map();
    for (const line of lines) {
        const [, name, value] = /^([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
        if (name === undefined || value === undefined || value === "") {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`filters: ${JSON.stringify(line)} is no filter`, "write name=value, for instance state=done");
        }
        if (filters.has(name)) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`filters: ${JSON.stringify(name)} is given twice`);
        }
        filters.set(name, value);
    }
    return Object.fromEntries(filters);
}
//# sourceMappingURL=settings.js.map

/***/ }),

/***/ 2942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ probeTextFile),
/* harmony export */   T: () => (/* binding */ writeTextFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54164);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15742);




/**
 * Writes a file so that a run which is killed leaves the old text or the new one.
 *
 * @param input - the input that names it
 * @throws UserError
 */
function writeTextFile(input, path, text) {
    write(input, path, path, text);
}
/** @param shown - the path in messages */
function write(input, path, shown, text) {
    const temporary = `${path}.${process.pid}.tmp`;
    const missing = (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__/* .missingDirectories */ .q7)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path)));
    try {
        (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__/* .makeDirectories */ .Kb)(missing);
        const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(temporary, "w", 0o600);
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(descriptor, text);
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(descriptor);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(temporary, path);
    }
    catch (error) {
        removeQuietly(temporary);
        (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__/* .removeEmpty */ .ef)(missing);
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${input}: ${shown} cannot be written: ${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .systemCodeText */ ._F)(error.code)}`, "choose a place that can be written");
    }
}
/**
 * Tries whether a file can be written there: that is better known before hours of waiting than after them. Nothing is
 * left of it, and what is there stays.
 *
 * @param input - the input that names it
 * @throws UserError
 */
function probeTextFile(input, path) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isDirectory() === true) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`${input}: ${path} is a directory`, "name a file");
    }
    const missing = (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__/* .missingDirectories */ .q7)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path)));
    const probe = `${path}.${process.pid}.probe`;
    write(input, probe, path, "");
    removeQuietly(probe);
    (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_2__/* .removeEmpty */ .ef)(missing);
}
/** Where a parent is a file, not even that is possible. */
function removeQuietly(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
    }
    catch {
        // There is nothing to remove.
    }
}
//# sourceMappingURL=write-text-file.js.map

/***/ }),

/***/ 98299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ COMPOSE_WORDS),
/* harmony export */   c: () => (/* binding */ composeWords)
/* harmony export */ });
/** The placeholders that say which compose something is of: those of all templates. */
const COMPOSE_WORDS = ["compose_id", "compose_type", "compose_date", "respin", "label"];
/** Their texts; a compose need not have a label. */
function composeWords({ id, type, date, respin, label, }) {
    return {
        compose_id: id,
        compose_type: type,
        compose_date: date,
        respin: String(respin),
        ...(label === null ? {} : { label }),
    };
}
//# sourceMappingURL=compose-words.js.map

/***/ }),

/***/ 20673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ parseRepositoryTemplate),
/* harmony export */   i: () => (/* binding */ fillRepository)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33406);
/* harmony import */ var _template_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99980);




const LAYOUT = "oci-layout:";
/**
 * Reads the template of a repository, `registry[:port]/name` with or without `oci://` before it, or
 * `oci-layout:directory`. The registry is named in full: metadata does not choose the host that gets a credential.
 *
 * @throws UserError
 */
function parseRepositoryTemplate(input, text, words) {
    (0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseUserInfo */ .ir)(input, text);
    if (text.startsWith(LAYOUT)) {
        const directory = text.slice(LAYOUT.length);
        if (directory === "") {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} names no directory`, "write oci-layout:directory");
        }
        return { kind: "directory", start: LAYOUT, rest: (0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTemplate */ .QC)(input, directory, words) };
    }
    if (/^https?:\/\//i.test(text)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} is the address of a web page`, "leave out what is before the registry: registry.example.com/name");
    }
    const [, scheme = "", registry = "", name = ""] = /^(oci:\/\/)?([^/]*)\/(.*)$/s.exec(text) ?? [];
    if (registry === "" || name === "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} names no repository`, "write registry.example.com/name, or oci-layout:directory");
    }
    if (registry.includes("{")) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: the registry in ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} must be named in full`, "placeholders are for the part behind the first slash");
    }
    const rest = (0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTemplate */ .QC)(input, name, words);
    const odd = rest.parts.find((part) => typeof part === "string" && /[^A-Za-z0-9._/-]/.test(part));
    if (odd !== undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text.slice(scheme.length))} is no name of a repository`, "it has letters, digits and . _ - between slashes; the tag is an input of its own");
    }
    return { kind: "registry", start: `${registry}/`, rest };
}
/**
 * The target that a template gives. Words are made to fit the grammar of repositories: lower case, and single
 * separators between letters and digits; of the name of a directory only the words are.
 *
 * @throws MissingWordError; UserError when nothing of a part is left
 */
function fillRepository({ kind, start, rest }, wordOf) {
    const meant = `${start}${(0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .fillTemplate */ .ou)(rest, wordOf)}`;
    if (kind === "directory") {
        const fit = (value) => nonEmpty(fitting(value.replaceAll("/", "-")), rest.input, value);
        return { target: `${start}${(0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .fillTemplate */ .ou)(rest, wordOf, fit)}`, meant };
    }
    const parts = meant.slice(start.length).split("/");
    return { target: start + parts.map((part) => nonEmpty(fitting(part), rest.input, meant)).join("/"), meant };
}
function nonEmpty(part, input, meant) {
    if (part === "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(meant)} cannot be the name of a repository`, "between slashes there must be letters or digits");
    }
    return part;
}
/** A part of a name between slashes, as repositories may have it (distribution-spec 1.1.1, "Pulling manifests"). */
function fitting(part) {
    return part
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, "-")
        .replace(/[._-]+/g, (run) => (/^(?:\.|__?|-+)$/.test(run) ? run : "-"))
        .replace(/^[._-]+|[._-]+$/g, "");
}
//# sourceMappingURL=repository-template.js.map

/***/ }),

/***/ 33295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ fillTag)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _template_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99980);


/** What a tag may have (distribution-spec 1.1.1, "Pulling manifests"). */
const MAX_CHARACTERS = 128;
/** So much of a hash makes the tags of long names differ. */
const HASH_CHARACTERS = 12;
/**
 * The tag that a template gives, made to fit the grammar: a slash becomes a dash, what else a tag cannot hold an
 * underscore. What is too long ends in a part of its hash.
 *
 * @param suffix - comes behind the rest, whole
 * @throws MissingWordError
 */
function fillTag(template, wordOf, suffix = "") {
    const meant = (0,_template_js__WEBPACK_IMPORTED_MODULE_1__/* .fillTemplate */ .ou)(template, wordOf);
    const fit = meant
        .replaceAll("/", "-")
        .replace(/[^A-Za-z0-9._-]/g, "_")
        .replace(/^[.-]/, "_");
    const room = MAX_CHARACTERS - suffix.length;
    if (fit.length <= room) {
        return `${fit}${suffix}`;
    }
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(meant).digest("hex").slice(0, HASH_CHARACTERS);
    return `${fit.slice(0, room - hash.length - 1)}-${hash}${suffix}`;
}
//# sourceMappingURL=tag-template.js.map

/***/ }),

/***/ 99980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QC: () => (/* binding */ parseTemplate),
/* harmony export */   Xm: () => (/* binding */ MissingWordError),
/* harmony export */   ou: () => (/* binding */ fillTemplate)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/**
 * Reads a template. There are no braces but those of placeholders: nothing that templates are for can hold one.
 *
 * @param input - the input that it is the value of
 * @param words - the placeholders that there are
 * @throws UserError
 */
function parseTemplate(input, text, words) {
    const parts = [];
    for (const [token, name] of text.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/g)) {
        if (name === undefined && (token === "{" || token === "}")) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: a single ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(token)} in ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)}`, wordList(words));
        }
        if (name === undefined) {
            parts.push(token);
            continue;
        }
        const word = words.find((known) => known === name);
        if (word === undefined) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: unknown placeholder ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(token)}`, wordList(words));
        }
        parts.push({ word });
    }
    return { input, text, parts };
}
function wordList(words) {
    return `the placeholders are ${words.map((word) => `{${word}}`).join(", ")}`;
}
/** A template has nothing to put in the place of a placeholder. */
class MissingWordError extends Error {
    name = "MissingWordError";
    word;
    constructor(word) {
        super(`there is no {${word}}`);
        this.word = word;
    }
}
/**
 * The text that a template gives.
 *
 * @param shape - makes the text of a placeholder fit
 * @throws MissingWordError
 */
function fillTemplate({ parts }, wordOf, shape = (value) => value) {
    return parts
        .map((part) => {
        if (typeof part === "string") {
            return part;
        }
        const value = wordOf(part.word);
        if (value === undefined || value === "") {
            throw new MissingWordError(part.word);
        }
        return shape(value);
    })
        .join("");
}
//# sourceMappingURL=template.js.map

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
