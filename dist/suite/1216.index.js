export const id = 1216;
export const ids = [1216,90];
export const modules = {

/***/ 912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W2: () => (/* binding */ retryOf),
/* harmony export */   YK: () => (/* binding */ accessOf),
/* harmony export */   u5: () => (/* binding */ ownHosts)
/* harmony export */ });
/* harmony import */ var _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27766);
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

/***/ 91216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openOdcs: () => (/* binding */ openOdcs)
});

// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/services/lib/index.js + 102 modules
var services_lib = __webpack_require__(27766);
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
                        find: (minLifeMs, signal) => service.find(wanted.request, minLifeMs, signal),
                    },
                ],
            preflight: async (signal) => wanted === undefined ? [] : service.preflight(wanted.request, login, signal),
            results: (compose, _origin, signal) => service.results(compose, { maxChecked: inputs["max-checked"], needsMetadata: inputs.output !== undefined }, signal),
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
