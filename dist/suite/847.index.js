export const id = 847;
export const ids = [847,90];
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

/***/ 53847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openOdcs: () => (/* binding */ openOdcs)
});

// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/services/lib/index.js + 103 modules
var services_lib = __webpack_require__(11204);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/client.js
var lib_client = __webpack_require__(90090);
// EXTERNAL MODULE: ./actions/request-compose/lib/access.js
var access = __webpack_require__(912);
// EXTERNAL MODULE: ./actions/request-compose/lib/fingerprint.js
var fingerprint = __webpack_require__(40320);
;// CONCATENATED MODULE: ./actions/request-compose/lib/odcs-lock.js


/**
 * Asks for what a lock pins, in place of what is newest now.
 *
 * @throws UserError for a lock of another source
 */
function applyOdcsLock(request, lock) {
    const pinned = (0,services_lib/* withPins */.FM)(request, readPins(lock));
    const foreign = Object.keys(lock).filter((name) => !(name in services_lib/* odcsPinsSchema */.vE.shape));
    const unheeded = foreign.map((name) => `lock: ${(0,step_lib/* safeLine */.om)(JSON.stringify(name))} is not known, and not heeded`);
    return { ...pinned, notes: [...pinned.notes, ...unheeded] };
}
/**
 * What pins a compose, and how that differs from what a lock wanted.
 *
 * @param request - what it was asked for with, before a lock was put over that; undefined when that is not known
 */
function pinOdcs(compose, lock, request) {
    const pins = { ...(0,services_lib/* pinsOf */.cz)(compose) };
    const notes = lock === undefined ? [] : differences(lock, pins);
    return { entry: { ...(request === undefined ? {} : { request }), ...pins }, notes };
}
function readPins(lock) {
    const parsed = services_lib/* odcsPinsSchema */.vE.safeParse(lock);
    if (!parsed.success) {
        throw (0,step_lib/* refuse */.TR)("lock: it is not that of a compose of ODCS");
    }
    return parsed.data;
}
/** The order of what the server has joined says nothing, but for keys. */
function differences(wanted, got) {
    const shown = (name, value) => JSON.stringify(Array.isArray(value) && name !== "sigkeys" ? [...value].sort() : value);
    return Object.keys(wanted)
        .filter((name) => name in got && shown(name, wanted[name]) !== shown(name, got[name]))
        .map((name) => `lock: ${name} was to be ${shown(name, wanted[name])}, and is ${shown(name, got[name])}`);
}
//# sourceMappingURL=odcs-lock.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
;// CONCATENATED MODULE: ./actions/request-compose/lib/odcs-looks.js

/** How many finished composes that are the same may be of no use before a new one is asked for. */
const MAX_BROKEN = 3;
/** Looks at finished composes: before they are reused, and once they are waited for; not twice. */
class OdcsLooks {
    #service;
    #look;
    #context;
    #good = new Map();
    constructor(service, look, context) {
        this.#service = service;
        this.#look = look;
        this.#context = context;
    }
    /** A compose that can be reused: one that is being made, or a finished one whose files are there. */
    async find(request, minLifeMs, signal) {
        const broken = new Set();
        while (broken.size < MAX_BROKEN) {
            const found = await this.#service.find(request, minLifeMs, signal, broken);
            const problem = found?.state === "finished" ? await this.#problem(found, signal) : undefined;
            if (found === undefined || problem === undefined) {
                return found;
            }
            this.#context.reporter.warn(`compose ${found.id} was asked for with the same request, but cannot be used: ${problem}; it is not reused`);
            broken.add(found.id);
        }
        return undefined;
    }
    async results(compose, signal) {
        return this.#good.get(compose.id) ?? this.#look(compose, signal);
    }
    /** Who cannot look now does so at the end. */
    async #problem(compose, signal) {
        try {
            const results = await this.#look(compose, signal);
            const [problem] = results.problems;
            if (problem === undefined) {
                this.#good.set(compose.id, results);
            }
            return problem;
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof transfer_lib/* TransferFailure */.ao) {
                return undefined;
            }
            throw error;
        }
    }
}
//# sourceMappingURL=odcs-looks.js.map
// EXTERNAL MODULE: ./packages/services/lib/inputs.js
var inputs = __webpack_require__(92261);
;// CONCATENATED MODULE: ./actions/request-compose/lib/odcs-request.js




/** Inputs that are fields of the source, by their names in the API. */
const SOURCE_INPUTS = [
    "packages",
    "builds",
    "koji-event",
    "modular-koji-tags",
    "module-defaults-url",
    "module-defaults-commit",
    "modules",
    "scratch-modules",
    "scratch-build-tasks",
    "base-module-br-name",
    "base-module-br-stream",
    "base-module-br-stream-version-lte",
    "base-module-br-stream-version-gte",
];
const REQUEST_INPUTS = [
    "seconds-to-live",
    "flags",
    "results",
    "arches",
    "multilib-arches",
    "multilib-method",
    "lookaside-repos",
    "parent-pungi-compose-ids",
    "respin-of",
    "label",
    "compose-type",
    "target-dir",
];
/** Stands for the empty key: packages without a signature. */
const UNSIGNED = "unsigned";
/**
 * The request of a run: what `request` says, with what single inputs say put over it, and what a lock pins.
 *
 * @throws UserError for a request that ODCS would not take
 */
function odcsRequest(inputs, given, lock) {
    if (given !== undefined && (typeof given !== "object" || given === null || Array.isArray(given))) {
        throw (0,step_lib/* refuse */.TR)("request: expected an object, the body of a request for ODCS");
    }
    const { source, ...options } = (given ?? {});
    if (source !== undefined && (typeof source !== "object" || source === null || Array.isArray(source))) {
        throw (0,step_lib/* refuse */.TR)("request: source: expected an object");
    }
    const value = {
        ...options,
        source: { ...source, ...sourceInputs(inputs), ...named(inputs, SOURCE_INPUTS) },
        ...named(inputs, REQUEST_INPUTS),
    };
    if (!("type" in value.source)) {
        throw (0,step_lib/* refuse */.TR)("source-type: required, unless request says it", "for instance source-type: tag with source: f41, the name of a Koji tag");
    }
    const request = (0,services_lib/* readOdcsRequest */.VO)(value);
    refuseUnlisted(request, inputs);
    if (lock === undefined) {
        return { asked: request, request, unheeded: [] };
    }
    const pinned = applyOdcsLock(request, lock);
    return { asked: request, request: pinned.request, unheeded: pinned.notes };
}
/** What is made in another target directory has no URL: better known before hours of building than after them. */
function refuseUnlisted({ target_dir: target }, { output, wait }) {
    if (output !== undefined && wait && target !== undefined && target !== inputs/* ODCS_DEFAULT_TARGET_DIR */.at) {
        throw (0,step_lib/* refuse */.TR)(`output: composes in the target directory ${JSON.stringify(target)} have no URL, and no metadata could be had of them`, "leave output out, or target-dir");
    }
}
function sourceInputs(inputs) {
    const { "source-type": type, source } = inputs;
    const sigkeys = sigkeysOf(inputs);
    return {
        ...(type === undefined ? {} : { type }),
        ...(source === undefined ? {} : { source: source.join(" ") }),
        ...(sigkeys === undefined ? {} : { sigkeys }),
    };
}
/** As the API has them. */
function sigkeysOf({ sigkeys }) {
    return sigkeys?.map((key) => (key === UNSIGNED ? "" : key));
}
function named(inputs, names) {
    return Object.fromEntries(names.flatMap((name) => inputs[name] === undefined ? [] : [[name.replaceAll("-", "_"), inputs[name]]]));
}
//# sourceMappingURL=odcs-request.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/odcs-inputs.js
var odcs_inputs = __webpack_require__(48721);
;// CONCATENATED MODULE: ./actions/request-compose/lib/renewal-wish.js




/** What ODCS takes for a compose that is there. */
const RENEWABLE = new Set(["seconds-to-live", "sigkeys", "builds", "modules", "label"]);
/**
 * What is wanted of renewals in ODCS. Inputs that it would pass over are no wish that came true.
 *
 * @throws UserError for what ODCS does not take
 */
function odcsRenewWish(inputs) {
    refuseOthers(inputs);
    const { builds, modules, label, "seconds-to-live": secondsToLive } = inputs;
    return (0,services_lib/* readOdcsRenewWish */.el)(withoutGaps({ secondsToLive, sigkeys: sigkeysOf(inputs), builds, modules, label }));
}
function refuseOthers(inputs) {
    const names = ["request", ...Object.keys(odcs_inputs/* odcsInputs */.H)];
    const other = names.find((name) => inputs[name] !== undefined && !RENEWABLE.has(name));
    if (other !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`${other}: ODCS does not take it for a compose that is there, but ${[...RENEWABLE].join(", ")} alone`, "leave it out, or ask for another compose with operation create");
    }
}
function withoutGaps(wish) {
    return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}
//# sourceMappingURL=renewal-wish.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/settings.js
var settings = __webpack_require__(61911);
;// CONCATENATED MODULE: ./actions/request-compose/lib/odcs-maker.js











/** ODCS: one request, one compose, with metadata of its own. */
const openOdcs = async ({ inputs, context, secrets, request: given, locks }) => {
    const { server, owner } = inputs;
    if (server === undefined) {
        throw (0,step_lib/* refuse */.TR)("server: required with ODCS", "for instance https://odcs.example.com");
    }
    const [lock, ...others] = locks;
    if (others.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`lock: it is of ${locks.length} composes, and the request is for one`);
    }
    const isTold = given !== undefined || inputs["source-type"] !== undefined;
    const wanted = inputs.operation === "create" && (inputs["compose-id"] === undefined || isTold)
        ? odcsRequest(inputs, given, lock)
        : undefined;
    (0,settings/* checkNamed */.eY)(inputs, wanted === undefined ? 0 : 1);
    const renewWish = inputs.operation === "renew" ? odcsRenewWish(inputs) : {};
    const host = URL.parse(server)?.hostname ?? "";
    const client = (0,lib_client.connect)(inputs, context, { compose: [], ownHosts: (0,access/* ownHosts */.u5)(inputs, host) });
    try {
        const { sender, login } = (0,access/* accessOf */.YK)(inputs, (0,services_lib/* serviceUrl */.Rs)(server, ""), {
            client,
            secrets,
            reporter: context.reporter,
        });
        const service = new services_lib/* OdcsService */.Lu({ server, exchanger: client, sender, retry: (0,access/* retryOf */.W2)(inputs), owner });
        const look = (compose, signal) => service.results(compose, { maxChecked: inputs["max-checked"], needsMetadata: inputs.output !== undefined }, signal);
        const looks = new OdcsLooks(service, look, context);
        return {
            service,
            emits: "each",
            // Of those of Pulp there is a repo file alone.
            mayWrite: wanted?.request.source.type === "pulp" ? [] : lib/* METADATA_TYPES */.U8.map((type) => `${type}.json`),
            renewWish,
            unheeded: wanted?.unheeded ?? [],
            asks: wanted === undefined
                ? []
                : [
                    {
                        fingerprint: (0,fingerprint/* fingerprintOf */.a)(wanted.request),
                        create: (signal, onSending) => service.create(wanted.request, signal, onSending),
                        recover: (sent, signal) => service.recover(wanted.request, sent, signal),
                        differences: (compose) => service.differences(wanted.request, compose),
                        find: (minLifeMs, signal) => looks.find(wanted.request, minLifeMs, signal),
                    },
                ],
            preflight: async (signal) => wanted === undefined ? [] : service.preflight(wanted.request, login, signal),
            results: (compose, _origin, signal) => looks.results(compose, signal),
            pin: async (compose) => pinOdcs(compose.details, lock, wanted?.asked),
            [Symbol.asyncDispose]: () => client.close(),
        };
    }
    catch (error) {
        await client.close();
        throw error;
    }
};
//# sourceMappingURL=odcs-maker.js.map

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
