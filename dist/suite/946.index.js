export const id = 946;
export const ids = [946,595];
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

/***/ 48096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ cancelAll)
/* harmony export */ });
/* harmony import */ var _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11204);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5368);



/** A runner that is told to stop gives a program some seconds. */
const LIMIT_MS = 6_000;
/**
 * Cancels composes that are not finished, as far as the service can. Never throws: it is done on the way out.
 *
 * @param limit - ends it; by default some seconds
 * @returns the ids of those that are over now
 */
async function cancelAll(service, ids, reporter, limit = AbortSignal.timeout(LIMIT_MS)) {
    const over = await Promise.all(ids.map((id) => cancelOne(service, id, reporter, limit)));
    return ids.filter((_, index) => over[index] === true);
}
async function cancelOne(service, id, reporter, signal) {
    if (service.cancel === undefined) {
        reporter.warn(`compose ${id} goes on: ${service.kind} cannot stop it`);
        return false;
    }
    try {
        const ended = await service.cancel(id, signal);
        switch (ended.outcome) {
            case "done":
                reporter.info(`compose ${id} was cancelled`);
                return true;
            case "gone":
                return true;
            case "refused": {
                const compose = await service.get(id, signal);
                const isOver = compose === undefined || (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .isFinal */ .dR)(compose.state);
                reporter.warn(`compose ${id} ${isOver ? "was not cancelled" : "goes on"}: ${ended.said}`);
                return isOver;
            }
        }
    }
    catch (error) {
        const isKnown = error instanceof _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__/* .TransferFailure */ .ao || error instanceof _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo;
        const why = signal.aborted
            ? "the service does not answer in time"
            : isKnown
                ? error.message
                : String(error);
        reporter.warn(`compose ${id} could not be cancelled, and may go on: ${why}`);
        return false;
    }
}
//# sourceMappingURL=cancel.js.map

/***/ }),

/***/ 82595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cancelLeft: () => (/* binding */ cancelLeft),
/* harmony export */   leftBehind: () => (/* binding */ leftBehind)
/* harmony export */ });
/* harmony import */ var _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11204);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92857);
/* harmony import */ var _cancel_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48096);
/* harmony import */ var _state_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56533);
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




const leftSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ ids: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().max(100)).max(1000) });
/** What the end of the job is to know of composes that are not over: nothing that is secret. */
function leftBehind(ids) {
    return ids.length === 0 ? "" : JSON.stringify({ ids });
}
/**
 * Cancels the composes that a run has left which did not live to do so itself.
 *
 * @param left - what {@link leftBehind} gave to the run
 * @throws UserError, ServiceFailure
 */
async function cancelLeft(inputs, context, left, openMaker) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { ids } = leftSchema.parse(JSON.parse(left));
        if (!inputs["cancel-on-abort"] || ids.length === 0) {
            return;
        }
        const secrets = new _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .Secrets */ .Sb((secret) => context.host?.mask(secret));
        // Only the service is wanted: nothing is asked for, waited for or listed.
        const plain = { ...inputs, operation: "get", images: undefined, store: "none" };
        const maker = __addDisposableResource(env_1, await openMaker({ inputs: plain, context, secrets, request: undefined, locks: [] }), true);
        const { kind, shown } = maker.service;
        const over = await (0,_cancel_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelAll */ ._)(maker.service, ids, context.reporter, context.signal);
        new _state_file_js__WEBPACK_IMPORTED_MODULE_2__/* .StateFile */ .i(inputs["state-file"]).forget({ service: kind, server: shown }, over);
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
//# sourceMappingURL=clean-up.js.map

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

/***/ 41946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  requestCompose: () => (/* binding */ requestCompose)
});

// EXTERNAL MODULE: ./packages/services/lib/index.js + 103 modules
var lib = __webpack_require__(11204);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./actions/request-compose/lib/failure.js
var failure = __webpack_require__(50410);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./actions/request-compose/lib/write-text-file.js
var write_text_file = __webpack_require__(2942);
;// CONCATENATED MODULE: ./actions/request-compose/lib/lock-file.js




const SCHEMA = "compose-actions/compose-lock/1";
const lockSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(SCHEMA),
    service: schemas/* string */.YjP(),
    composes: schemas/* array */.YOg(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())).max(1000),
});
/** No lock comes near this. */
const MAX_BYTES = 256 * 1024 ** 2;
/** @throws UserError for what is no lock, or one of another service */
function readLock(path, service) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        throw (0,step_lib/* refuse */.TR)(`lock: ${path} cannot be read: ${(0,step_lib/* systemCodeText */._F)(error.code)}`);
    }
    const parsed = text.length > MAX_BYTES ? undefined : lockSchema.safeParse(json(text)).data;
    if (parsed === undefined) {
        throw (0,step_lib/* refuse */.TR)(`lock: ${path} is no file that lock-output has written`);
    }
    if (parsed.service !== service) {
        throw (0,step_lib/* refuse */.TR)(`lock: ${path} is of ${parsed.service}, and the request is for ${service}`);
    }
    return parsed.composes;
}
function json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** @throws UserError when it cannot be written */
function writeLock(path, service, composes) {
    (0,write_text_file/* writeTextFile */.T)("lock-output", path, `${JSON.stringify({ schema: SCHEMA, service, composes }, undefined, 2)}\n`);
}
//# sourceMappingURL=lock-file.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/request-source.js



/** No request comes near this. */
const request_source_MAX_BYTES = 8 * 1024 ** 2;
/**
 * Reads the input `request`: what has several lines, or begins as JSON does, or as a key of YAML, is the request itself.
 *
 * @returns what JSON can hold; undefined when there is none
 * @throws UserError
 */
async function readRequest(given) {
    if (given === undefined) {
        return undefined;
    }
    if (/^[[{]|[\n]|:\s/.test(given)) {
        return (0,lib/* readRequestText */.bV)(given, "request");
    }
    return (0,lib/* readRequestText */.bV)(readText(given), `request: ${given}`);
}
function readText(path) {
    try {
        if ((0,external_node_fs_.statSync)(path).size > request_source_MAX_BYTES) {
            throw (0,step_lib/* refuse */.TR)(`request: ${path} is too long for a request`);
        }
        return (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        const { code } = error;
        if (code === undefined) {
            throw error;
        }
        throw (0,step_lib/* refuse */.TR)(`request: ${path} cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`, "name a file, or give the request itself");
    }
}
//# sourceMappingURL=request-source.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./actions/request-compose/lib/access.js
var access = __webpack_require__(912);
// EXTERNAL MODULE: ./actions/request-compose/lib/fingerprint.js
var fingerprint = __webpack_require__(40320);
// EXTERNAL MODULE: ./actions/request-compose/lib/settings.js
var settings = __webpack_require__(61911);
;// CONCATENATED MODULE: ./actions/request-compose/lib/operations.js




/** A compose that the user has named. @param index - which of several */
function given(id, index) {
    return { id, how: "given", index, requestedAt: Date.now() };
}
/** @throws UserError for filters and orders that the service does not have */
async function listAll(service, inputs, signal) {
    if (service.list === undefined) {
        throw (0,step_lib/* refuse */.TR)(`${service.kind} cannot list composes`);
    }
    const wish = { filters: (0,settings/* readFilters */.M1)(inputs.filters ?? []), limit: inputs.limit, order: inputs.order };
    const { composes, total } = await service.list(wish, signal);
    return { composes: composes.map((compose, index) => shown(given(compose.id, index), compose)), total };
}
/** What the service says of composes; one that it does not know is bad. */
async function getAll(service, wanted, inputs, signal) {
    const outcomes = [];
    for (const tracked of wanted) {
        const compose = await get(service, tracked.id, inputs, signal);
        outcomes.push(compose === undefined ? bad(tracked, undefined, UNKNOWN) : shown(tracked, compose));
    }
    return outcomes;
}
/** What the service says of a compose; undefined when it knows none. */
function get(service, id, inputs, signal) {
    return (0,lib/* patiently */.d_)(() => service.get(id, signal), (0,access/* retryOf */.W2)(inputs), signal);
}
const UNKNOWN = "the service knows no such compose";
/** Of which nothing is expected. */
function shown(tracked, compose) {
    return outcomeOf(tracked, compose, { verdict: "shown", reasons: [] });
}
/** Of no use, for a reason in one line. */
function bad(tracked, compose, reason) {
    return outcomeOf(tracked, compose, { verdict: "bad", reasons: [reason] });
}
function outcomeOf({ id, how, index, requestedAt }, compose, judgement) {
    return { id, how, index, requestedAt, compose, ...judgement, log: [], results: undefined };
}
//# sourceMappingURL=operations.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/record.js
var record = __webpack_require__(25347);
;// CONCATENATED MODULE: ./actions/request-compose/lib/remembered-request.js





/** A request that may make a compose: kept in the state from before it is out until what came of it is settled. */
class RememberedRequest {
    #request;
    #options;
    constructor(request, options) {
        this.#request = request;
        this.#options = options;
    }
    /**
     * What came of it when an earlier run sent it and did not come to its end.
     *
     * @param recover - looks for what came of it when nobody has seen its answer
     * @returns undefined when it is to be sent
     * @throws ServiceFailure; UserError when nobody can tell whether there is a compose
     */
    async resume(recover) {
        const { state, inputs, context, onNotice } = this.#options;
        const { service, key, renewed } = this.#request;
        const entry = state.find(key);
        if (entry === undefined) {
            return undefined;
        }
        const { id, requestedAt } = entry;
        // The clock of the run before may have been ahead of ours.
        const within = inputs["resume-within"];
        if (within === 0 || Date.now() - requestedAt > within) {
            if (id === undefined) {
                onNotice(`the ${wordsFor(renewed).name} of ${(0,record/* isoTime */.Ly)(requestedAt)} was never seen answered, and is older than resume-within: it is sent anew`);
            }
            return undefined;
        }
        return id === undefined
            ? this.#recovered(entry, recover)
            : { id, requestedAt, compose: await get(service, id, inputs, context.signal) };
    }
    /** The run before ended while the request was on its way: it may have arrived. */
    async #recovered(entry, recover) {
        const { state, context, onNotice } = this.#options;
        const { service, key, renewed } = this.#request;
        const { requestedAt, before } = entry;
        const { name, sent, made, absent, goOn } = wordsFor(renewed);
        const when = (0,record/* isoTime */.Ly)(requestedAt);
        const recovered = await recover({ sentAt: requestedAt, before, others: state.ids(key) });
        switch (recovered.outcome) {
            case "absent":
                context.reporter.info(`the ${name} of ${when} ${absent}: it is sent again`);
                return undefined;
            case "found": {
                const { compose } = recovered;
                const { id } = compose;
                onNotice(`compose ${id} is the only one that can have come of the ${name} of ${when}`);
                this.settle(id, requestedAt);
                return { id, requestedAt, compose };
            }
            case "unknown":
                // Whoever waits for one of them has found it.
                if (recovered.candidates !== undefined) {
                    state.suspect(entry, recovered.candidates);
                }
                throw (0,step_lib/* refuse */.TR)(`${sent} was sent to ${service.shown} on ${when} by a run that did not live to see the answer, as ${state.path} says, and whether it made ${made} is not known: ${recovered.why}`, `${recovered.advice ?? "look with operation list"}; then ${this.#request.goOn ?? goOn} with resume-within 0 or by deleting ${state.path}`);
        }
    }
    /**
     * Sends it.
     *
     * @param madeBy - the id of the compose that it made; undefined when it made none
     * @returns the answer, and when the request was last sent, in milliseconds since 1970
     */
    async send(work, madeBy) {
        const { state } = this.#options;
        let requestedAt = Date.now();
        // Kept before the request is out: nobody may live to see what comes back.
        const onSending = (before) => {
            requestedAt = Date.now();
            state.put({ ...this.#request.key, requestedAt, ...(before && { before: [...before] }) });
        };
        try {
            const answer = await work(onSending);
            this.settle(madeBy(answer), requestedAt);
            return { answer, requestedAt };
        }
        catch (error) {
            // What certainly made no compose, or was refused, need not be looked for by the next run.
            const isUncertain = error instanceof lib/* ServiceFailure */.A && error.isUncertain;
            if (error instanceof transfer_lib/* TransferFailure */.ao && !isUncertain) {
                state.remove(this.#request.key);
            }
            throw error;
        }
    }
    /** @param id - of the compose that came of it; when there is none nobody need look for it any more */
    settle(id, requestedAt) {
        const { state } = this.#options;
        const { key } = this.#request;
        if (id === undefined) {
            state.remove(key);
        }
        else {
            state.put({ ...key, id, requestedAt });
        }
    }
}
function wordsFor(renewed) {
    return renewed === undefined
        ? {
            name: "request",
            sent: "A request",
            made: "a compose",
            absent: "did not arrive",
            goOn: "name the compose in compose-id to go on with it, or ask anew",
        }
        : {
            name: `renewal of compose ${renewed}`,
            sent: `The renewal of compose ${renewed}`,
            made: "a new compose",
            absent: "made no new compose",
            goOn: "go on with the new compose by operation wait, or renew anew",
        };
}
/**
 * Why a compose is of no use to anybody who asks for it now; undefined when it is, or may come to be. One whose time is
 * over may be called finished until it is really removed.
 */
function endOf(compose) {
    const { state, reported } = compose;
    if (state === "failed" || state === "expired" || state === "cancelled") {
        return reported;
    }
    const isOver = state === "finished" && ((0,lib/* remainingLife */.lm)(compose) ?? 1) <= 0;
    return isOver ? `${reported}, and not to be kept any longer` : undefined;
}
//# sourceMappingURL=remembered-request.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/renewal.js



/** Under what the renewal of a compose is kept. */
function renewalKey({ service, renewWish }, id) {
    const { secondsToLive, ...changes } = renewWish;
    const renewal = { renew: id, seconds: secondsToLive ?? null, ...changes };
    return { service: service.kind, server: service.shown, fingerprint: (0,fingerprint/* fingerprintOf */.a)(renewal) };
}
/** Makes a compose live longer, unless an earlier run that did not come to its end has had it made anew. */
class Renewal {
    #maker;
    #tracked;
    #options;
    #request;
    constructor(maker, tracked, options) {
        this.#maker = maker;
        this.#tracked = tracked;
        this.#options = options;
        const { service } = maker;
        const { id: renewed } = tracked;
        this.#request = new RememberedRequest({ service, key: renewalKey(maker, renewed), renewed }, options);
    }
    /** @throws ServiceFailure, UserError */
    async run() {
        return (await this.continued()) ?? (await this.#renewed());
    }
    /** What an earlier run has had it made anew as; undefined when it has not. @throws ServiceFailure, UserError */
    async continued() {
        const { reporter, signal } = this.#options.context;
        const { service, renewWish } = this.#maker;
        const { id } = this.#tracked;
        const resumed = await this.#request.resume(async (sent) => (await service.recoverRenewal?.(id, renewWish, sent, signal)) ?? { outcome: "absent" });
        const { compose, requestedAt = 0 } = resumed ?? {};
        if (compose === undefined || endOf(compose) !== undefined) {
            return undefined;
        }
        reporter.info(`compose ${id} was made anew as ${compose.id} by the run before, which is continued`);
        const now = { ...this.#tracked, id: compose.id, how: "continued", requestedAt };
        return { now, compose, isNew: true, notes: [] };
    }
    async #renewed() {
        const { signal } = this.#options.context;
        const { service, renewWish } = this.#maker;
        const { id } = this.#tracked;
        const { answer, requestedAt } = await this.#request.send(async (onSending) => {
            const renewed = await service.renew?.(id, renewWish, signal, onSending);
            if (renewed === undefined) {
                throw (0,step_lib/* refuse */.TR)(`${service.kind} cannot renew composes`);
            }
            return renewed;
        }, ({ outcome, compose }) => (outcome === "replaced" ? compose.id : undefined));
        const { outcome, compose, notes } = answer;
        const isNew = outcome === "replaced";
        const anew = { ...this.#tracked, id: compose.id, how: "created", requestedAt };
        return { now: isNew ? anew : this.#tracked, compose, isNew, notes };
    }
}
/** Says in the log what has become of a compose. @param id - the one that it was */
function tellOf(id, { now, compose, isNew, notes }, reporter) {
    if (now.how !== "continued") {
        reporter.info(isNew ? `compose ${id} was made anew as ${compose.id}` : `compose ${id} was renewed`);
    }
    for (const note of notes) {
        reporter.warn(`compose ${compose.id}: ${note}`);
    }
}
//# sourceMappingURL=renewal.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/longer-life.js

/** What is wanted of renewals for `min-lifetime`. */
function lifeWish(minLifeMs) {
    return { secondsToLive: Math.ceil(minLifeMs / 1000) };
}
/** What a wait needs of a service, with renewals that are remembered from before they are sent. */
function remembering(service, options) {
    const { context } = options;
    return {
        get: (id, signal) => service.get(id, signal),
        openLog: (compose) => service.openLog(compose),
        ...(service.renew !== undefined && {
            async renew(id, renewWish, signal) {
                const tracked = { id, how: "given", index: undefined, requestedAt: Date.now() };
                const own = { ...options, context: { ...context, signal } };
                const { compose, isNew, notes } = await new Renewal({ service, renewWish }, tracked, own).run();
                return { outcome: isNew ? "replaced" : "extended", compose, notes };
            },
        }),
    };
}
/**
 * What an earlier run, which did not come to its end, has had a compose made anew as so that it is kept for long enough.
 *
 * @throws ServiceFailure; UserError when nobody can tell
 */
async function renewedBefore(service, tracked, options) {
    const minLifeMs = options.inputs["min-lifetime"];
    return service.renew === undefined || minLifeMs === 0
        ? undefined
        : new Renewal({ service, renewWish: lifeWish(minLifeMs) }, tracked, options).continued();
}
/**
 * Composes that the user has named, as an earlier run has left them. What was made anew is kept in the place of the old.
 *
 * @throws ServiceFailure, UserError
 */
async function asTheyAreNow(service, named, options) {
    const now = [];
    for (const one of named) {
        const by = (await renewedBefore(service, one, options))?.now ?? one;
        options.state.replace({ service: service.kind, server: service.shown }, one.id, by);
        now.push(by);
    }
    return now;
}
//# sourceMappingURL=longer-life.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/keep-reused.js






/**
 * Renews a compose that is to be reused and that nobody will wait for, if it would be kept for less than `min-lifetime`.
 * Waiting does so itself.
 *
 * @returns the compose, or the one that the service has made in its place; undefined when it cannot be kept
 */
async function keepReused(compose, service, options) {
    const { inputs, context } = options;
    const { signal, reporter } = context;
    const life = (0,lib/* remainingLife */.lm)(compose);
    const wanted = inputs["min-lifetime"];
    if (inputs.wait || compose.state !== "finished" || life === undefined || life >= wanted) {
        return { compose, how: "reused" };
    }
    const tracked = { id: compose.id, how: "reused", index: undefined, requestedAt: Date.now() };
    const renewal = new Renewal({ service, renewWish: lifeWish(wanted) }, tracked, options);
    try {
        const renewed = await (0,lib/* patiently */.d_)(() => renewal.run(), (0,access/* retryOf */.W2)(inputs), signal);
        tellOf(compose.id, renewed, reporter);
        return { compose: renewed.compose, how: renewed.isNew ? "created" : "reused" };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao) && !(error instanceof step_lib/* UserError */.yo)) {
            throw error;
        }
        reporter.warn(`compose ${compose.id} could not be renewed, and is not reused: ${error.message}`);
        return undefined;
    }
}
//# sourceMappingURL=keep-reused.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/ask.js



/**
 * Asks for all composes that are wanted, one after the other, unless they are there: asked for by an earlier run that did
 * not come to its end, or by anybody of us before. Each id is kept before the next request is sent.
 *
 * @throws ServiceFailure, UserError; what was asked for before it is kept and known
 */
async function askForAll(maker, options) {
    const tracked = [];
    const keys = stateKeys(maker);
    for (const [index, ask] of maker.asks.entries()) {
        const key = keys[index];
        const goOn = goOnWith(keys, index, options.state);
        tracked.push(await new Asking({ maker, ask, index, key, goOn }, options).run());
        await options.onKnown(tracked);
    }
    return tracked;
}
/** Under what each request is kept. Several that are the same are told apart by their order. */
function stateKeys({ asks, service }) {
    const counts = new Map();
    return asks.map(({ fingerprint }) => {
        const count = (counts.get(fingerprint) ?? 0) + 1;
        counts.set(fingerprint, count);
        return {
            service: service.kind,
            server: service.shown,
            fingerprint: count === 1 ? fingerprint : `${fingerprint}/${count}`,
        };
    });
}
/** How people go on with what they have found of one of several requests: all are named, or none. */
function goOnWith(keys, index, state) {
    if (keys.length === 1) {
        return undefined;
    }
    const ids = keys.map((key, at) => (at === index ? "the one that was found" : state.find(key)?.id));
    return ids.includes(undefined)
        ? "ask anew"
        : `name all composes in compose-id, in the order of the request, to go on with them (${ids.join(", ")}), or ask anew`;
}
class Asking {
    #wanted;
    #options;
    #request;
    constructor(wanted, options) {
        this.#wanted = wanted;
        this.#options = options;
        const { maker, key, goOn } = wanted;
        this.#request = new RememberedRequest({ service: maker.service, key, goOn }, options);
    }
    async run() {
        return (await this.#continued()) ?? (await this.#reused()) ?? (await this.#created());
    }
    async #continued() {
        const { reporter, signal } = this.#options.context;
        const resumed = await this.#request.resume((sent) => this.#wanted.ask.recover(sent, signal));
        if (resumed === undefined) {
            return undefined;
        }
        const { id, compose, requestedAt } = resumed;
        const what = compose === undefined ? "not there" : endOf(compose);
        if (compose === undefined || what !== undefined) {
            const ended = { id, how: "continued", index: this.#wanted.index, requestedAt };
            const renewed = await renewedBefore(this.#wanted.maker.service, ended, this.#options);
            if (renewed !== undefined) {
                this.#request.settle(renewed.now.id, renewed.now.requestedAt);
                return renewed.now;
            }
            reporter.info(`compose ${id} of the run before is ${what}: it is asked for anew`);
            return undefined;
        }
        reporter.info(`compose ${id} was asked for by the run before, and is continued`);
        return this.#tracked(compose.id, "continued", requestedAt);
    }
    async #reused() {
        const { inputs, context } = this.#options;
        const { ask, maker } = this.#wanted;
        if (!inputs.reuse) {
            return undefined;
        }
        if (ask.find === undefined) {
            context.reporter.warn(`reuse: ${maker.service.kind} does not tell which composes are the same`);
            return undefined;
        }
        const found = await ask.find(inputs["min-lifetime"], context.signal);
        const kept = found === undefined ? undefined : await keepReused(found, maker.service, this.#options);
        if (found === undefined || kept === undefined) {
            return undefined;
        }
        context.reporter.info(`compose ${found.id} was asked for with the same request, and is reused`);
        const requestedAt = kept.compose.times.requested ?? Date.now();
        // What an earlier request came to is settled as well.
        this.#request.settle(kept.how === "created" ? kept.compose.id : undefined, requestedAt);
        return this.#tracked(kept.compose.id, kept.how, requestedAt);
    }
    async #created() {
        const { reporter, signal } = this.#options.context;
        const { answer, requestedAt } = await this.#request.send((onSending) => this.#wanted.ask.create(signal, onSending), ({ compose }) => compose.id);
        const { compose, how, notes } = answer;
        reporter.info(how === "found"
            ? `compose ${compose.id} was asked for; the answer was lost, and it was found`
            : `compose ${compose.id} was asked for`);
        for (const note of notes) {
            reporter.warn(`compose ${compose.id}: ${note}`);
        }
        return this.#tracked(compose.id, how, requestedAt);
    }
    #tracked(id, how, requestedAt) {
        return { id, how, index: this.#wanted.index, requestedAt };
    }
}
//# sourceMappingURL=ask.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/try-each.js




/**
 * Does something to composes, one after the other, whatever becomes of the others.
 *
 * @returns what became of each, in their order
 * @throws UserError what the first was refused for when the service has refused all
 */
async function tryEach(wanted, task) {
    const { service, done, inputs, context } = task;
    const { signal, reporter } = context;
    const outcomes = [];
    const refusals = [];
    for (const [at, tracked] of wanted.entries()) {
        const { id } = tracked;
        try {
            outcomes.push(await task.work(tracked));
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao) && !(error instanceof step_lib/* UserError */.yo)) {
                throw error;
            }
            reporter.warn(`compose ${id} was not ${done}: ${(0,failure/* lineOf */.cA)(error)}`);
            const compose = await quietly(service.get(id, signal), signal);
            outcomes.push(bad(tracked, compose, `it was not ${done}: ${(0,failure/* lineOf */.cA)(error)}`));
            const { exitCode, message, remedy } = (0,failure/* asUserError */.Yl)(error, inputs.operation);
            if (exitCode === 2) {
                refusals.push((0,step_lib/* refuse */.TR)(`compose ${id} was not ${done}: ${message}`, remedy));
            }
        }
        await task.onKnown?.([...outcomes, ...wanted.slice(at + 1)]);
    }
    const [first, ...others] = refusals;
    if (first !== undefined && refusals.length === wanted.length) {
        throw (0,step_lib/* refuse */.TR)(first.message, first.remedy, others.map(({ message }) => message));
    }
    return outcomes;
}
/** What the service says of a compose, where it says so: it is to be shown, and nothing more. */
async function quietly(looking, signal) {
    try {
        return await looking;
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        return undefined;
    }
}
//# sourceMappingURL=try-each.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/delete-all.js




/**
 * Stops composes that are not finished, and removes the others, whatever becomes of each. One that is gone already is as
 * it should be.
 *
 * @throws UserError what the first was refused for when the service would have none of it
 */
function deleteAll(service, wanted, { inputs, context }) {
    const { signal, reporter } = context;
    const work = async (tracked) => {
        const { id } = tracked;
        const compose = await get(service, id, inputs, signal);
        const ended = compose === undefined ? { outcome: "gone", said: undefined } : await end(service, compose, signal);
        if (ended.outcome === "refused") {
            if (ended.status === 400 || ended.status === 401 || ended.status === 403) {
                throw (0,step_lib/* refuse */.TR)(ended.said);
            }
            return bad(tracked, compose, `it was not deleted: ${ended.said}`);
        }
        reporter.info(ended.outcome === "gone"
            ? `compose ${id} is not there`
            : `compose ${id} was deleted${ended.said === undefined ? "" : `: ${ended.said}`}`);
        return shown(tracked, await quietly(get(service, id, inputs, signal), signal));
    };
    return tryEach(wanted, { service, inputs, context, done: "deleted", work });
}
async function end(service, compose, signal) {
    const isOver = (0,lib/* isFinal */.dR)(compose.state);
    const cannot = isOver
        ? `${service.kind} cannot remove composes`
        : `${service.kind} cannot stop a compose, and this one is ${compose.reported}`;
    const work = isOver ? service.delete?.(compose.id, signal) : service.cancel?.(compose.id, signal);
    return (await work) ?? { outcome: "refused", said: cannot };
}
//# sourceMappingURL=delete-all.js.map
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var compose_lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
;// CONCATENATED MODULE: ./actions/request-compose/lib/old-repo-files.js



/** Bytes: the files of ODCS are shorter than that. */
const old_repo_files_MAX_BYTES = 64 * 1024;
/**
 * Takes away the repo files that were written with the metadata which is now replaced: dnf would read them beside the new
 * one. Only those that are named as ODCS names its own, and hold the repository of that name and no other: files of
 * composes of Pulp stay, which are collected in one directory.
 *
 * @param kept - the name of the new one
 * @returns the paths of those that are gone
 * @throws UserError
 */
function removeOldRepoFiles(directory, kept) {
    try {
        const old = (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name !== kept && isOurs(directory, entry.name))
            .map(({ name }) => (0,external_node_path_.join)(directory, name));
        for (const path of old) {
            (0,external_node_fs_.rmSync)(path);
        }
        return old;
    }
    catch (error) {
        throw (0,step_lib/* fault */.DG)(`output: old repo files in ${directory} cannot be removed: ${error.code}`, "remove them, or choose another directory");
    }
}
function isOurs(directory, name) {
    const repository = /^(odcs-[1-9]\d*)\.repo$/.exec(name)?.[1];
    const path = (0,external_node_path_.join)(directory, name);
    if (repository === undefined || (0,external_node_fs_.statSync)(path).size > old_repo_files_MAX_BYTES) {
        return false;
    }
    const sections = (0,external_node_fs_.readFileSync)(path, "utf8").match(/^\[.*\]\s*$/gm) ?? [];
    return sections.length === 1 && sections[0]?.trim() === `[${repository}]`;
}
//# sourceMappingURL=old-repo-files.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/result.js
/** Whether we asked for it, now or in an earlier run; otherwise it was there, and may be others' as well. */
function isAskedFor({ how }) {
    return how !== "given" && how !== "reused";
}
/** Whether it is ours to cancel. What was only renewed lived before the run. */
function mayCancel(one, operation) {
    return operation === "renew" ? isAskedFor(one) : one.how !== "reused";
}
const NOTHING_EMITTED = { directories: [], files: [], repoFiles: [], removed: [] };
//# sourceMappingURL=result.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/emit.js






/** What came of targets, those included that metadata has no words for. */
const TARGETS_FILE = "targets.json";
/**
 * Writes the metadata of the composes that are good.
 *
 * @throws UserError when it cannot be written, or two images are the same to productmd
 */
function emit(outcomes, output, emits, shownTargets) {
    const good = outcomes.flatMap(({ id, verdict, results, compose }) => verdict === "good" && results !== undefined ? [{ id, results, compose }] : []);
    const isAlone = outcomes.length === 1;
    const parcels = emits === "each"
        ? good.map(({ id, results, compose }) => ({
            directory: isAlone ? output : (0,external_node_path_.join)(output, id),
            models: results.metadata,
            repoFile: results.repoFile === undefined
                ? undefined
                : { name: repoName(compose?.links["repo-file"]), text: results.repoFile },
            targets: shownTargets(id),
        }))
        : [
            {
                directory: output,
                models: joined(good.map(({ id, results }) => ({ id, models: results.metadata }))),
                repoFile: undefined,
                targets: good.flatMap(({ id }) => shownTargets(id)),
            },
        ];
    return parcels.map(write).reduce((all, one) => ({
        directories: [...all.directories, ...one.directories],
        files: [...all.files, ...one.files],
        repoFiles: [...all.repoFiles, ...one.repoFiles],
        removed: [...all.removed, ...one.removed],
    }), NOTHING_EMITTED);
}
/** The images of several composes in one file. */
function joined(composes) {
    const files = composes.flatMap(({ id, models }) => models.map((model) => ({ file: `compose ${id}`, model })));
    if (files.length < 2) {
        return files.map(({ model }) => model);
    }
    try {
        return (0,metadata_lib/* merge */.h1)(files).models;
    }
    catch (error) {
        if (!(error instanceof metadata_lib/* MergeError */.VX)) {
            throw error;
        }
        throw (0,step_lib/* fault */.DG)("The images of the composes do not fit together", "give them different subvariants with images", error.conflicts.map(metadata_lib/* describeConflict */.we));
    }
}
function write({ directory, models, repoFile, targets }) {
    if (models.length === 0 && repoFile === undefined && targets.length === 0) {
        return NOTHING_EMITTED;
    }
    const output = new compose_lib/* OutputDirectory */.n(directory, []);
    try {
        for (const model of models) {
            put(output, `${model.type}.json`, (write) => (0,metadata_lib/* serializeTo */.Ks)(model, write));
        }
        if (repoFile !== undefined) {
            put(output, repoFile.name, (write) => write(repoFile.text));
        }
        if (targets.length > 0) {
            put(output, TARGETS_FILE, (write) => write(`${JSON.stringify(targets, undefined, 2)}\n`));
        }
        const paths = output.commit();
        const isMetadata = (path) => models.some(({ type }) => path.endsWith(`/${type}.json`));
        return {
            directories: models.length === 0 ? [] : [directory],
            files: paths.filter(isMetadata),
            repoFiles: paths.filter((path) => path.endsWith(".repo")),
            removed: models.length === 0 ? [] : removeOldRepoFiles(directory, repoFile?.name),
        };
    }
    catch (error) {
        output.discard();
        throw error;
    }
}
function put(output, name, write) {
    const file = output.create(name);
    try {
        write((text) => file.write(text));
    }
    finally {
        file.close();
    }
}
/** As the service calls it, if that is a plain name. */
function repoName(url) {
    const name = URL.parse(url ?? "")
        ?.pathname.split("/")
        .at(-1) ?? "";
    return /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.repo$/.test(name) ? name : "compose.repo";
}
//# sourceMappingURL=emit.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/cancel.js
var cancel = __webpack_require__(48096);
// EXTERNAL MODULE: ./actions/request-compose/lib/clean-up.js
var clean_up = __webpack_require__(82595);
// EXTERNAL MODULE: ./actions/request-compose/lib/state-file.js + 1 modules
var state_file = __webpack_require__(56533);
;// CONCATENATED MODULE: ./actions/request-compose/lib/keeper.js




/** What a run leaves to others while it is at work: ids for later steps, for the next run, and for the end of a cancelled job. */
class Keeper {
    #service;
    #inputs;
    #context;
    #file;
    #ours = [];
    constructor(service, inputs, context) {
        this.#service = service;
        this.#inputs = inputs;
        this.#context = context;
    }
    /** @throws UserError when the file cannot be read or is something else */
    open() {
        this.#file ??= new state_file/* StateFile */.i(this.#inputs["state-file"]);
    }
    get state() {
        if (this.#file === undefined) {
            throw new Error("the state was not opened");
        }
        return this.#file;
    }
    /** The ids are there whatever happens from now on. */
    async announce(tracked) {
        this.#ours = tracked.filter((one) => mayCancel(one, this.#inputs.operation));
        const ids = tracked.map(({ id }) => id);
        const { host } = this.#context;
        await this.#leave(this.#ours);
        await host?.setOutputs({ "compose-id": ids[0] ?? "", "compose-ids": ids.join("\n") });
    }
    /**
     * Another compose has taken the place of one.
     *
     * @param id - the old one
     * @param key - under what it is kept, if it was not kept before
     */
    replace(id, by, key) {
        if (key !== undefined) {
            this.state.put({ ...key, id: by.id, requestedAt: by.requestedAt });
        }
        else {
            const { kind, shown } = this.#service;
            this.state.replace({ service: kind, server: shown }, id, by);
        }
    }
    /** The user has named composes: one may be what came of a request of which that was not known. */
    claim(named) {
        const { kind, shown } = this.#service;
        for (const { id } of named) {
            this.state.claim({ service: kind, server: shown }, id);
        }
    }
    /** Nobody need continue them. */
    forget(tracked) {
        const { kind, shown } = this.#service;
        this.state.forget({ service: kind, server: shown }, tracked.map(({ id }) => id));
    }
    /** Does work that a cancelled job ends with the composes that are known then, where that is wanted. */
    async guarded(work) {
        const { signal } = this.#context;
        try {
            return await work();
        }
        catch (error) {
            if (signal.aborted && this.#inputs["cancel-on-abort"]) {
                await this.#cancel();
            }
            throw error;
        }
        finally {
            if (!signal.aborted) {
                // What goes on now is meant to.
                await this.#leave([]);
            }
        }
    }
    async #cancel() {
        const ours = this.#ours;
        const over = await (0,cancel/* cancelAll */._)(this.#service, ours.map(({ id }) => id), this.#context.reporter);
        this.forget(ours.filter(({ id }) => over.includes(id)));
        await this.#leave(ours.filter(({ id }) => !over.includes(id)));
    }
    /** For the end of the job, should this process not live to cancel them. */
    async #leave(tracked) {
        if (this.#inputs["cancel-on-abort"]) {
            await this.#context.host?.saveState((0,clean_up.leftBehind)(tracked.map(({ id }) => id)));
        }
    }
}
//# sourceMappingURL=keeper.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/kept-under.js


/** Under what a compose is kept, where that is known. */
function keyOf({ index = 0 }, maker, { operation, "compose-id": named = [] }) {
    switch (operation) {
        case "create":
            // As many are named as the request is for, if any are.
            return stateKeys(maker)[index];
        case "renew": {
            const id = named[index];
            return id === undefined ? undefined : renewalKey(maker, id);
        }
        default:
            return undefined;
    }
}
//# sourceMappingURL=kept-under.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/look.js

/** Looks at finished composes, one after the other: that the service calls them good is not enough. */
async function lookAtAll(outcomes, maker, { signal, reporter }) {
    const looked = [];
    for (const outcome of outcomes) {
        if (outcome.verdict !== "good" || outcome.compose === undefined) {
            looked.push(outcome);
            continue;
        }
        reporter.info(`compose ${outcome.id}: looking at what it holds`);
        try {
            const results = await maker.results(outcome.compose, outcome, signal);
            const reasons = reasonsOf(results);
            looked.push({ ...outcome, results, ...(reasons.length > 0 && { verdict: "bad", reasons }) });
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            const reasons = [`it is finished, but what it holds could not be had: ${error.message}`];
            looked.push({ ...outcome, verdict: "bad", reasons });
        }
    }
    return looked;
}
function reasonsOf({ problems, unlisted = [] }) {
    const what = problems.length > 0
        ? "it is called finished, but cannot be used"
        : "it is finished, but cannot be listed";
    const [first, ...more] = [...problems, ...unlisted];
    return first === undefined ? [] : [`${what}: ${first}`, ...more];
}
//# sourceMappingURL=look.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/output-probe.js
var output_probe = __webpack_require__(89572);
;// CONCATENATED MODULE: ./actions/request-compose/lib/pin-all.js


/** Writes what pins the composes of a run, and holds it against the lock that was given. */
async function pinAll(composes, maker, { lock, "lock-output": path, service }, signal) {
    const good = composes.flatMap((outcome) => outcome.verdict === "good" && outcome.compose !== undefined
        ? [{ ...outcome, compose: outcome.compose }]
        : []);
    // One that lacks a compose would pin the wrong one for the next.
    if ((lock === undefined && path === undefined) || good.length < composes.length) {
        return { notes: [], problem: undefined };
    }
    const entries = [];
    const notes = [];
    try {
        for (const outcome of good) {
            const pinned = await maker.pin(outcome.compose, outcome, signal);
            entries.push(pinned.entry);
            notes.push(...pinned.notes.map((note) => `compose ${outcome.id}: ${note}`));
        }
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        const problem = `The composes are finished, but it is not known what pins them: ${error.message}`;
        return { notes, problem };
    }
    if (path !== undefined) {
        writeLock(path, service, entries);
    }
    return { notes, problem: undefined };
}
//# sourceMappingURL=pin-all.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/preflight.js


/**
 * Holds the requests against what the service says of itself.
 *
 * @returns what should be known. One line each
 * @throws UserError when it would not take them, and that is to be heeded
 */
async function preflight(maker, mode, signal) {
    if (mode === "off") {
        return [];
    }
    let lines;
    try {
        lines = await maker.preflight(signal);
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao) || error.remedy === "again") {
            throw error;
        }
        // One that says nothing of itself may take requests all the same.
        return [`the service cannot be asked what it would take: ${error.message}`];
    }
    const [first] = lines;
    if (first === undefined || mode === "warn") {
        return lines;
    }
    throw (0,step_lib/* refuse */.TR)(lines.length === 1 ? first : `The service would not take the request: ${lines.length} reasons`, "mend that, or set preflight: warn if the service says too little of itself", lines);
}
//# sourceMappingURL=preflight.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/renew-all.js




/**
 * Renews composes, one after the other, whatever becomes of the others. An id that is new is kept before the next is
 * renewed.
 *
 * @throws UserError where composes have no lifetime; what the first was refused for when the service has refused all
 */
async function renewAll(maker, wanted, options) {
    const { service } = maker;
    if (service.renew === undefined) {
        throw (0,step_lib/* refuse */.TR)(`${service.kind} cannot renew composes: they have no lifetime there`);
    }
    const { output, "lock-output": lock } = options.inputs;
    const followed = [];
    const work = async (tracked) => {
        const renewed = await new Renewal(maker, tracked, options).run();
        tellOf(tracked.id, renewed, options.context.reporter);
        const { now, compose, isNew } = renewed;
        if (isNew || output !== undefined || lock !== undefined) {
            followed.push(now);
        }
        return shown(now, compose);
    };
    const { inputs, context, onKnown } = options;
    const outcomes = await tryEach(wanted, { service, inputs, context, done: "renewed", work, onKnown });
    return { outcomes, followed };
}
//# sourceMappingURL=renew-all.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./actions/request-compose/lib/bus-message-limit.js
/**
 * Passes over the messages of a channel that are too long. The library keeps a message in memory until it is whole, and
 * who sends them may be anybody: the broker's own limit is above 100 MB, and a false one has none.
 */
function limitMessages(channel, maxBytes) {
    const assembly = channel;
    const idle = assembly.handleMessage;
    const accept = assembly.acceptMessageFrame.bind(channel);
    let passing = 0;
    assembly.acceptMessageFrame = (frame) => {
        if (passing > 0 && frame.content !== undefined) {
            passing -= frame.content.length;
        }
        else if (frame.size !== undefined && frame.size > maxBytes) {
            passing = frame.size;
            assembly.handleMessage = idle;
        }
        else {
            accept(frame);
        }
    };
}
//# sourceMappingURL=bus-message-limit.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/bus-problem.js

/** Why the bus is not heard, as people can mend it. One line, without anything secret. */
function busProblem(error, { login, isEncrypted, keyPair, virtualHost }) {
    const message = textOf(error);
    // The library keeps the broker's reason to itself.
    const text = /Expected ConnectionOpenOk; got <ConnectionClose/.test(message)
        ? `the broker refuses the virtual host ${virtualHost}: there is none, or it is not for this user`
        : message;
    const hint = hintOf(text, isEncrypted, keyPair !== undefined);
    const line = (0,lib/* oneLine */.TN)(hint === undefined ? text : `${text}; ${hint}`);
    // An empty one is everywhere.
    return login.kind === "user" && login.password !== "" ? line.replaceAll(login.password, "***") : line;
}
/** What is under an error that says nothing by itself, such as that all addresses of a host have failed. */
function textOf(error) {
    if (!(error instanceof Error)) {
        return String(error);
    }
    const { code, errors } = error;
    const inner = Array.isArray(errors) && errors.length > 0 ? textOf(errors[0]) : "";
    const message = error.message === "" ? inner : error.message;
    // The text of OpenSSL holds addresses in its memory.
    const isTls = typeof code === "string" && /^(?:ERR_SSL|ERR_OSSL|EPROTO$)/.test(code);
    if (isTls) {
        const alert = /SSL alert number \d+|[a-z0-9 ]*\balert [a-z ]+/.exec(message)?.[0]?.trim();
        return `no secure connection: ${code}${alert === undefined ? "" : ` (${alert})`}`;
    }
    return message === "" && typeof code === "string" ? code : message;
}
function hintOf(text, isEncrypted, hasCertificate) {
    if (!isEncrypted) {
        return /abruptly|ECONNRESET|EPIPE/.test(text)
            ? "where the broker wants encryption, the URL begins with amqps://"
            : undefined;
    }
    if (/WRONG_VERSION_NUMBER|PACKET_LENGTH/.test(text)) {
        return "the broker does not speak TLS on this port";
    }
    if (/self-signed|unable to (?:get|verify)/.test(text)) {
        return "its certificate is of an authority that is not trusted here: name it with ca-file";
    }
    if (/mechanism EXTERNAL/.test(text)) {
        return "the broker takes no certificate for a login: give a user in bus, and bus-password";
    }
    if (/ALERT|alert|abruptly|ECONNRESET|EPIPE/.test(text)) {
        return hasCertificate
            ? "the broker may not accept bus-cert"
            : "where a client certificate is wanted, a broker hangs up on whoever has none: name it with bus-cert";
    }
    return undefined;
}
//# sourceMappingURL=bus-problem.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/bus.js






/** No message of a compose comes near this. */
const MAX_MESSAGE = 1024 ** 2;
const MAX_FRAME = 128 * 1024;
const HEARTBEAT_S = 30;
/** A broker has so long to say goodbye. */
const GOODBYE_MS = 500;
const messageSchema = schemas/* object */.Ikc({ compose: schemas/* object */.Ikc({ id: schemas/* number */.aig().int().positive() }) });
/**
 * Listens until it is disposed of, and rings for composes that have changed. What is missed while the bus is away is made
 * up for by ringing for all when it is there again. Never throws: the bus is an extra.
 */
class BusListener {
    #place;
    #bell;
    #reporter;
    #stop = new AbortController();
    #work;
    #hasWarned = false;
    constructor(place, bell, reporter) {
        this.#place = place;
        this.#bell = bell;
        this.#reporter = reporter;
        for (const line of place.warnings) {
            reporter.warn(line);
        }
        this.#work = this.#run();
    }
    async [Symbol.asyncDispose]() {
        this.#stop.abort();
        await this.#work;
    }
    async #run() {
        const { signal } = this.#stop;
        while (!signal.aborted) {
            try {
                await this.#listen(signal);
            }
            catch (error) {
                this.#warn(error);
            }
            await (0,promises_.setTimeout)(this.#place.retryMs, undefined, { signal }).catch(() => undefined);
        }
    }
    /** Resolves when it is told to stop. @throws when the connection breaks */
    async #listen(signal) {
        const cut = new AbortController();
        const connection = await this.#connect(cut, signal);
        try {
            const broken = new Promise((_, reject) => {
                connection.on("error", reject);
                connection.on("close", () => reject(new Error("the connection was closed")));
            });
            // Once it is raced it is heard; before that it must not end the process.
            broken.catch(() => undefined);
            const deaf = Promise.withResolvers();
            deaf.promise.catch(() => undefined);
            await Promise.race([this.#subscribe(connection, deaf.reject), broken, stopped(signal)]);
            if (!signal.aborted) {
                this.#reporter.info(`listening on the bus ${this.#place.shown}`);
                this.#hasWarned = false;
                this.#bell.ringAll();
            }
            await Promise.race([stopped(signal), broken, deaf.promise]);
        }
        finally {
            // One that does not answer must not keep the step from ending.
            await Promise.race([connection.close().catch(() => undefined), (0,promises_.setTimeout)(GOODBYE_MS)]);
            cut.abort();
        }
    }
    /** @param cut - ends the connection at once, whatever it is at */
    async #connect(cut, signal) {
        const { host, port, isEncrypted, virtualHost, login, authorities, keyPair, connectTimeoutMs } = this.#place;
        const { connect, credentials } = await __webpack_require__.e(/* import() */ 222).then(__webpack_require__.t.bind(__webpack_require__, 73222, 19));
        const options = {
            protocol: isEncrypted ? "amqps" : "amqp",
            hostname: host,
            port,
            // It is decoded once more.
            vhost: encodeURIComponent(virtualHost),
            heartbeat: HEARTBEAT_S,
            frameMax: MAX_FRAME,
            maxFrameSize: 2 * MAX_FRAME,
        };
        const socket = {
            credentials: login.kind === "certificate" ? credentials.external() : credentials.plain(login.user, login.password),
            timeout: connectTimeoutMs,
            signal: cut.signal,
            // Said here, NODE_TLS_REJECT_UNAUTHORIZED is of no effect.
            rejectUnauthorized: true,
            minVersion: "TLSv1.2",
            ...(authorities === undefined ? {} : { ca: [...external_node_tls_.rootCertificates, authorities] }),
            ...(keyPair === undefined ? {} : { cert: keyPair.certificate, key: keyPair.key }),
        };
        const stop = () => cut.abort();
        signal.throwIfAborted();
        signal.addEventListener("abort", stop, { once: true });
        try {
            return await connect(options, socket);
        }
        finally {
            signal.removeEventListener("abort", stop);
        }
    }
    /** @param onDeaf - called when the broker sends nothing any more although there is a connection */
    async #subscribe(connection, onDeaf) {
        const { exchange, topic } = this.#place;
        const channel = await connection.createChannel();
        limitMessages(channel, MAX_MESSAGE);
        channel.on("error", onDeaf);
        channel.on("close", () => onDeaf(new Error("the broker has closed the channel")));
        // Brokers for the public take names that nobody can guess.
        const { queue } = await channel.assertQueue((0,external_node_crypto_.randomUUID)(), {
            exclusive: true,
            autoDelete: true,
            durable: false,
        });
        await channel.bindQueue(queue, exchange, topic);
        const hear = (message) => {
            if (message === null) {
                onDeaf(new Error("the broker has removed the queue"));
            }
            else {
                this.#hear(message);
            }
        };
        await channel.consume(queue, hear, { noAck: true });
    }
    #hear(message) {
        let json;
        try {
            json = JSON.parse(message.content.toString("utf8"));
        }
        catch {
            return;
        }
        const told = messageSchema.safeParse(json).data;
        // What the message says of the compose is not believed: the service is asked.
        if (told !== undefined) {
            this.#bell.ring(String(told.compose.id));
        }
    }
    #warn(error) {
        if (this.#hasWarned || this.#stop.signal.aborted) {
            return;
        }
        this.#hasWarned = true;
        const why = busProblem(error, this.#place);
        this.#reporter.warn(`the bus ${this.#place.shown} cannot be heard, and the service is only asked: ${why}`);
    }
}
function stopped(signal) {
    return new Promise((resolve) => {
        if (signal.aborted) {
            resolve();
        }
        else {
            signal.addEventListener("abort", () => resolve(), { once: true });
        }
    });
}
//# sourceMappingURL=bus.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/bus-place.js
var bus_place = __webpack_require__(61476);
;// CONCATENATED MODULE: ./actions/request-compose/lib/narrator.js


/** Milliseconds between two lines of a compose in which nothing has changed. */
const REPEAT_MS = 60_000;
/** What is kept of a log, in case that the compose fails. */
const KEPT_LINES = 40;
/** Tells in the log what happens while composes are waited for. */
class Narrator {
    #context;
    #told = new Map();
    #logs = new Map();
    /** Groups of the log must not lie in each other. */
    #writing = Promise.resolve();
    notes = [];
    #options;
    constructor(context, options) {
        this.#context = context;
        this.#options = options;
    }
    onChange(compose, previous) {
        const before = previous === undefined ? "" : `, ${previous.reported} before`;
        this.#tell(compose, before);
    }
    onLook(compose) {
        const last = this.#told.get(compose.id);
        if (last === undefined || performance.now() - last >= REPEAT_MS) {
            this.#tell(compose, "");
        }
    }
    onTrouble(id, { message }, sinceMs) {
        const since = sinceMs === 0 ? "" : `, for ${(0,step_lib/* formatDuration */.a3)(sinceMs)} now`;
        this.#context.reporter.info(`compose ${id}: the service cannot be asked${since}: ${message}`);
    }
    onRecovered(id, afterMs) {
        this.#context.reporter.info(`compose ${id}: the service answers again, after ${(0,step_lib/* formatDuration */.a3)(afterMs)}`);
    }
    onMissing(id) {
        this.#context.reporter.info(`compose ${id}: the service knows no such compose; it may need a moment`);
    }
    onLog(id, name, lines) {
        this.#logs.set(id, [...(this.#logs.get(id) ?? []), ...lines].slice(-KEPT_LINES));
        const { host } = this.#context;
        this.#writing = this.#writing.then(() => host?.group(`${name} of compose ${id}`, lines));
    }
    onReplaced(id, compose) {
        this.#context.reporter.info(`compose ${id} was made anew as ${compose.id}, which is waited for`);
        return this.#options.onReplaced(id, compose.id);
    }
    onNote(id, line) {
        this.notes.push(`compose ${id}: ${line}`);
        this.#context.reporter.warn(`compose ${id}: ${line}`);
    }
    /** The last lines of the log of a compose. */
    logOf(id) {
        return this.#logs.get(id) ?? [];
    }
    /** Resolves when all that was logged is written. */
    async flushed() {
        await this.#writing;
    }
    #tell(compose, more) {
        this.#told.set(compose.id, performance.now());
        const line = stateLine(compose, this.#options.askedAt(compose.id));
        this.#context.reporter.info(`compose ${compose.id}: ${line}${more}`);
    }
}
/**
 * `generating, 3 min 20 s old, depsolving, place 3 of the queue, 4 of 7 done`
 *
 * @param askedAt - when we asked for it: some services do not say how old a compose is
 */
function stateLine(compose, askedAt) {
    const { reported, stage, position, images } = compose;
    const age = (0,lib/* ageOf */.hy)(compose);
    const since = askedAt === undefined ? undefined : `asked for ${(0,step_lib/* formatDuration */.a3)(Math.max(0, Date.now() - askedAt))} ago`;
    const progress = images.flatMap(({ progress }) => progress === undefined ? [] : [`${progress.done} of ${progress.total} done`]);
    return [
        reported,
        ...(age !== undefined ? [`${(0,step_lib/* formatDuration */.a3)(age)} old`] : since === undefined ? [] : [since]),
        ...(stage === undefined || stage === reported ? [] : [(0,step_lib/* shorten */.ml)(stage, 100)]),
        ...(position === undefined ? [] : [`place ${position} of the queue`]),
        ...progress,
    ].join(", ");
}
//# sourceMappingURL=narrator.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/waiting.js
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










/** Waits for composes, and says of each what it has come to. What is finished is not looked at yet. */
async function waitFor(tracked, { service }, waiting) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { inputs, context, onReplaced } = waiting;
        let now = tracked;
        const replaced = async (id, by) => {
            // It is nobody else's, whatever the old one was.
            const anew = {
                id: by,
                how: "created",
                requestedAt: Date.now(),
            };
            now = now.map((one) => (one.id === id ? { ...one, ...anew } : one));
            await onReplaced(id, by, now);
        };
        const narrator = new Narrator(context, {
            onReplaced: replaced,
            askedAt: (id) => now.find((one) => one.id === id && isAskedFor(one))?.requestedAt,
        });
        const policy = {
            timeoutMs: inputs.timeout,
            outageMs: inputs["outage-timeout"],
            minLifeMs: inputs["min-lifetime"],
            pollMs: inputs["poll-interval"],
            pollMaxMs: inputs["poll-max"],
        };
        const place = (0,bus_place/* busPlace */.M)(inputs);
        const bell = new lib/* Bell */.Ir();
        const _ = __addDisposableResource(env_1, place === undefined ? undefined : new BusListener(place, bell, context.reporter), true);
        const options = {
            service: remembering(service, waiting),
            policy,
            observer: narrator,
            withLogs: true,
            clock: lib/* systemClock */.ml,
            random: Math.random,
            bell,
        };
        const ended = await (0,lib/* waitForComposes */.Sz)(tracked.map(({ id }) => id), options, context.signal);
        await narrator.flushed();
        const late = now
            .filter((one, index) => ended[index]?.kind === "timeout" && mayCancel(one, inputs.operation))
            .map(({ id }) => id);
        const over = late.length > 0 && inputs["on-timeout"] === "cancel"
            ? await (0,cancel/* cancelAll */._)(service, late, context.reporter)
            : [];
        const seen = await seeAgain(service, over, inputs, context.signal);
        const outcomes = ended.flatMap((outcome, index) => {
            const one = now[index];
            const last = { ...outcome, compose: seen.get(outcome.id) ?? outcome.compose };
            return one === undefined ? [] : [judge(one, last, inputs, narrator)];
        });
        return { outcomes, notes: narrator.notes };
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
/** What composes are once they were cancelled; of those that cannot be asked for now, what is known stands. */
async function seeAgain(service, ids, inputs, signal) {
    const seen = new Map();
    for (const id of ids) {
        const compose = await quietly(get(service, id, inputs, signal), signal);
        if (compose !== undefined) {
            seen.set(id, compose);
        }
    }
    return seen;
}
function judge({ how, index, requestedAt }, outcome, inputs, narrator) {
    const { id, compose } = outcome;
    const common = { id, how, index, requestedAt, compose, results: undefined };
    const bad = (reasons) => ({
        ...common,
        verdict: "bad",
        reasons,
        log: narrator.logOf(id),
    });
    switch (outcome.kind) {
        case "ended":
            return outcome.compose.state === "finished"
                ? { ...common, verdict: "good", reasons: [], log: [] }
                : bad(waiting_reasonsOf(outcome.compose));
        case "timeout":
            // One that was just asked for may still come to light, and one that the user has named never.
            if (outcome.isMissing && how === "given") {
                return bad([missing(compose)]);
            }
            return inputs["on-timeout"] === "leave"
                ? { ...common, verdict: "open", reasons: [], log: [] }
                : bad([
                    compose?.state === "cancelled"
                        ? "it was not finished in time, and was cancelled"
                        : `it was not finished in time, but ${compose?.reported ?? "never seen"}`,
                ]);
        case "lost":
            return bad([`the service cannot be asked any more: ${outcome.failure.message}`]);
        case "missing":
            return bad([missing(compose)]);
    }
}
/** @param seen - as it was last seen */
function missing(seen) {
    return seen === undefined ? "the service knows no such compose" : "the service knows it no more";
}
/** Of what is not waited for nothing is expected, but that it has not come to nothing already. */
function judgeUnwaited(outcome) {
    const { compose, verdict } = outcome;
    return verdict === "shown" && compose !== undefined && compose.state in WORDS
        ? { ...outcome, verdict: "bad", reasons: waiting_reasonsOf(compose) }
        : outcome;
}
const WORDS = { failed: "it failed", expired: "it was removed", cancelled: "it was cancelled" };
const MAX_REASON = 500;
/** What happened, and why in the service's words. */
function waiting_reasonsOf({ state, reported, reason = "" }) {
    const what = state in WORDS ? WORDS[state] : `it is ${reported}`;
    const [first, ...more] = reason
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
    if (first === undefined) {
        return [what];
    }
    // A line that only announces the others says nothing by itself.
    return first.endsWith(":")
        ? [(0,step_lib/* shorten */.ml)(`${what}: ${first} ${more.join("; ")}`, MAX_REASON), ...more]
        : [`${what}: ${first}`, ...more];
}
//# sourceMappingURL=waiting.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/run.js



















/** It goes on, or is finished and nobody could look at it, or say how it is to be listed: the next run may. */
function isOpen({ verdict, compose, results }) {
    const isSeen = compose !== undefined && (0,lib/* isFinal */.dR)(compose.state);
    const hasProblems = results !== undefined && results.problems.length > 0;
    return verdict !== "good" && (!isSeen || (compose.state === "finished" && !hasProblems));
}
function inOrder(all) {
    return [...all].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
}
const NOTHING = {
    composes: [],
    emitted: NOTHING_EMITTED,
    tree: undefined,
    targets: [],
    about: undefined,
    total: undefined,
    failure: undefined,
    notices: [],
};
/** One run of the step, once its inputs are accepted. */
class Run {
    #maker;
    #inputs;
    #context;
    #secrets;
    #notices = [];
    #keeper;
    constructor(maker, inputs, context, secrets) {
        this.#maker = maker;
        this.#inputs = inputs;
        this.#context = context;
        this.#secrets = secrets;
        this.#keeper = new Keeper(maker.service, inputs, context);
    }
    async run() {
        const { operation, "compose-id": ids = [] } = this.#inputs;
        const named = ids.map(given);
        const { service } = this.#maker;
        const { signal } = this.#context;
        // One that cannot be is better known before something is done to the others.
        for (const id of ids) {
            service.checkId(id);
        }
        switch (operation) {
            case "about":
                return { ...NOTHING, about: await service.about(signal) };
            case "list":
                return { ...NOTHING, ...(await listAll(service, this.#inputs, signal)) };
            case "get":
                return this.#shown(await getAll(service, named, this.#inputs, signal));
            case "delete":
                return this.#deleted(named);
            case "renew":
                return this.#guarded(() => this.#renewed(named));
            case "wait":
                return this.#guarded(async () => {
                    this.#keeper.claim(named);
                    return this.#follow(await asTheyAreNow(service, named, this.#remembering));
                });
            case "create":
                return this.#guarded(async () => this.#goOn(named.length > 0 ? await this.#adopt(named) : await this.#create()));
        }
    }
    #shown(composes) {
        return {
            ...NOTHING,
            composes,
            failure: (0,failure/* failureOf */.g5)(composes, this.#inputs.operation),
            notices: this.#notices,
        };
    }
    get #remembering() {
        return {
            inputs: this.#inputs,
            context: this.#context,
            state: this.#keeper.state,
            onNotice: (line) => this.#warn([line]),
        };
    }
    /** What is gone need not be continued. */
    async #deleted(named) {
        this.#keeper.open();
        const composes = await deleteAll(this.#maker.service, named, {
            inputs: this.#inputs,
            context: this.#context,
        });
        this.#keeper.forget(composes.filter(({ verdict }) => verdict !== "bad"));
        return this.#shown(composes);
    }
    /** Makes them live longer; what is made anew is waited for, and what is wanted is described. */
    async #renewed(named) {
        const { outcomes, followed } = await renewAll(this.#maker, named, {
            ...this.#remembering,
            onKnown: (known) => this.#keeper.announce(known),
        });
        if (!this.#inputs.wait || followed.length === 0) {
            return this.#shown(outcomes);
        }
        const others = outcomes.filter(({ index }) => !followed.some((one) => one.index === index));
        return this.#follow(followed, others);
    }
    /** What cannot be written is better known before hours of waiting than after them. */
    async #guarded(work) {
        this.#warn((0,output_probe/* unwrittenNotes */.S1)(this.#inputs));
        (0,output_probe/* probeOutput */._w)(this.#inputs, this.#maker);
        this.#keeper.open();
        return this.#keeper.guarded(work);
    }
    /** Asks, unless somebody has before. */
    async #create() {
        this.#warn(this.#maker.unheeded);
        this.#warn(await preflight(this.#maker, this.#inputs.preflight, this.#context.signal));
        return askForAll(this.#maker, {
            ...this.#remembering,
            onKnown: (tracked) => this.#keeper.announce(tracked),
        });
    }
    /** Takes composes that the user has named for what came of the request, if that is given: the next run does as well. */
    async #adopt(given) {
        const named = await asTheyAreNow(this.#maker.service, given, this.#remembering);
        const keys = stateKeys(this.#maker);
        if (keys.length === 0) {
            return named;
        }
        for (const [index, { id, requestedAt, compose }] of (await this.#seen(named)).entries()) {
            const key = keys[index];
            const differences = (compose && this.#maker.asks[index]?.differences?.(compose)) ?? [];
            if (differences.length > 0) {
                throw (0,step_lib/* refuse */.TR)(`compose-id: compose ${id} was asked for with another request: it differs in ${differences.join(", ")}`, "name the compose that came of this request, or leave out one of the two");
            }
            if (key !== undefined && compose !== undefined) {
                this.#keeper.state.put({ ...key, id, requestedAt });
            }
        }
        return named;
    }
    /** An outage is for the wait to live through. */
    async #seen(named) {
        try {
            return await getAll(this.#maker.service, named, this.#inputs, this.#context.signal);
        }
        catch (error) {
            if (this.#inputs.wait && error instanceof transfer_lib/* TransferFailure */.ao && error.remedy === "again") {
                return [];
            }
            throw error;
        }
    }
    /** What is not waited for is left to the next run, or to another step. */
    async #goOn(tracked) {
        if (this.#inputs.wait) {
            return this.#follow(tracked);
        }
        await this.#keeper.announce(tracked);
        const seen = await getAll(this.#maker.service, tracked, this.#inputs, this.#context.signal);
        const composes = seen.map(judgeUnwaited);
        this.#keeper.forget(tracked.filter((_, index) => composes[index]?.verdict === "bad"));
        return this.#shown(composes);
    }
    /**
     * Waits, and keeps those that the next run has a use for.
     *
     * @param others - composes of which nothing more is wanted, but that they are told of as well
     */
    async #follow(tracked, others = []) {
        await this.#keeper.announce(inOrder([...tracked, ...others]));
        const done = await this.#waited(tracked, others);
        const { composes, failure } = done;
        // Under the ids that they have now.
        const ours = composes.filter(({ index }) => tracked.some((one) => one.index === index));
        const isWhole = failure === undefined && !ours.some(isOpen);
        const isUseless = (one) => one.verdict === "bad" && !isOpen(one);
        this.#keeper.forget(ours.filter((one) => isWhole || isUseless(one)));
        return done;
    }
    async #waited(tracked, others) {
        const { output } = this.#inputs;
        const { outcomes: waited, notes } = await waitFor(tracked, this.#maker, {
            ...this.#remembering,
            onReplaced: async (id, by, now) => {
                for (const one of now.filter((each) => each.id === by)) {
                    this.#keeper.replace(id, one, keyOf(one, this.#maker, this.#inputs));
                }
                await this.#keeper.announce(inOrder([...now, ...others]));
            },
        });
        this.#notices.push(...notes);
        const outcomes = inOrder([...waited, ...others]);
        const composes = await lookAtAll(outcomes, this.#maker, this.#context);
        this.#warn(composes.flatMap(({ id, results }) => (results?.notes ?? []).map((note) => `compose ${id}: ${note}`)));
        const targets = composes.flatMap((one) => this.#shownTargets(one));
        const targetsOf = (id) => targets.filter(({ compose }) => compose === id);
        const emitted = output === undefined ? NOTHING_EMITTED : emit(composes, output, this.#maker.emits, targetsOf);
        for (const path of emitted.removed) {
            this.#context.reporter.info(`${path} was removed: it is of the compose that was described there before`);
        }
        return {
            ...NOTHING,
            composes,
            emitted,
            tree: this.#treeOf(emitted),
            targets,
            failure: (0,failure/* failureOf */.g5)(composes, this.#inputs.operation) ?? (await this.#pin(composes)),
            notices: this.#notices,
        };
    }
    /** @returns why it is not known what pins them */
    async #pin(composes) {
        const { notes, problem } = await pinAll(composes, this.#maker, this.#inputs, this.#context.signal);
        this.#warn(notes);
        return problem;
    }
    #treeOf({ files }) {
        const { store, output, "store-directory": directory = output } = this.#inputs;
        return store !== "directory" || directory === undefined || files.length === 0
            ? undefined
            : (0,external_node_path_.join)(directory, "compose");
    }
    /** What opens a place is not handed on. */
    #shownTargets({ id, results: looked }) {
        return (looked?.targets ?? []).map(({ target, image, imageType, arch, results }) => ({
            compose: id,
            target,
            ...(image === undefined ? {} : { image }),
            ...(imageType === undefined ? {} : { imageType }),
            ...(arch === undefined ? {} : { arch }),
            results: Object.fromEntries(Object.entries(results).map(([name, value]) => [name, this.#secrets.hide(value)])),
        }));
    }
    #warn(lines) {
        for (const line of lines) {
            this.#notices.push(line);
            this.#context.reporter.warn(line);
        }
    }
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/request-compose.js
var request_compose_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var request_compose_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Asks a service for composes, waits for them, looks whether they are there, and describes them as 2.0 metadata; or does
 * one of the other things that the service offers.
 *
 * @throws UserError; `signal.reason` when aborted
 */
async function requestCompose(inputs, context, openMaker) {
    (0,settings/* checkInputs */.sw)(inputs);
    const begin = performance.now();
    const secrets = new lib/* Secrets */.Sb((secret) => context.host?.mask(secret));
    const locks = inputs.lock === undefined ? [] : readLock(inputs.lock, inputs.service);
    const request = await readRequest(inputs.request);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const maker = request_compose_addDisposableResource(env_1, await openMaker({ inputs, context, secrets, request, locks }), true);
            const done = await new Run(maker, inputs, context, secrets).run();
            const { kind, shown } = maker.service;
            return {
                operation: inputs.operation,
                service: kind,
                shown,
                ...done,
                milliseconds: Math.round(performance.now() - begin),
            };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = request_compose_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        context.signal.throwIfAborted();
        throw error instanceof transfer_lib/* TransferFailure */.ao ? (0,failure/* asUserError */.Yl)(error, inputs.operation) : error;
    }
}
//# sourceMappingURL=request-compose.js.map

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

/***/ 56533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ StateFile)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var compose_lib = __webpack_require__(54164);
;// CONCATENATED MODULE: ./actions/request-compose/lib/file-lock.js





const TIMES = { staleMs: 10_000, limitMs: 60_000 };
const PAUSE_MS = 20;
/**
 * Does what no two runs may do to a file at the same time. A file beside it says that somebody is at it.
 *
 * @param input - the input that names the file
 * @throws UserError when there can be no lock, or others do not give it up
 */
function alone(input, path, work, times = TIMES) {
    const lock = `${path}.lock`;
    const missing = (0,compose_lib/* missingDirectories */.q7)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(path)));
    try {
        const own = acquire(input, path, times);
        try {
            return work();
        }
        finally {
            // Whoever took us for dead has a lock of its own.
            remove(lock, own);
        }
    }
    finally {
        // Where something was put into them they stay.
        (0,compose_lib/* removeEmpty */.ef)(missing);
    }
}
/** @returns what tells the lock from others */
function acquire(input, path, times) {
    const lock = `${path}.lock`;
    const begin = performance.now();
    let held = { by: "", since: begin };
    for (;;) {
        const own = create(input, path, lock);
        if (own !== undefined) {
            return own;
        }
        const now = performance.now();
        const by = holderOf(lock);
        if (by !== held.by) {
            held = { by, since: now };
        }
        else if (by !== "" && now - held.since >= times.staleMs) {
            remove(lock, by);
            held = { by: "", since: now };
            continue;
        }
        if (now - begin >= times.limitMs) {
            throw (0,lib/* refuse */.TR)(`${input}: ${lock} is there all the time: other runs are at the file`, "give each job a state file of its own, or remove the lock when no other run is at work");
        }
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS * (0.5 + Math.random()));
    }
}
/** @returns undefined when there is one */
function create(input, path, lock) {
    try {
        (0,compose_lib/* makeDirectories */.Kb)((0,compose_lib/* missingDirectories */.q7)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(lock))));
        const descriptor = (0,external_node_fs_.openSync)(lock, "wx", 0o600);
        try {
            return identityOf((0,external_node_fs_.fstatSync)(descriptor));
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    }
    catch (error) {
        const { code } = error;
        if (code === "EEXIST") {
            return undefined;
        }
        throw (0,lib/* refuse */.TR)(`${input}: ${path} cannot be written: ${(0,lib/* systemCodeText */._F)(code)}`, "choose a place that can be written");
    }
}
/** Removes this lock and no other: one that has come in its place is put back. */
function remove(lock, by) {
    if (holderOf(lock) !== by) {
        return;
    }
    const aside = `${lock}.${(0,external_node_crypto_.randomUUID)()}`;
    try {
        (0,external_node_fs_.renameSync)(lock, aside);
        if (holderOf(aside) !== by) {
            (0,external_node_fs_.linkSync)(aside, lock);
        }
    }
    catch {
        // Somebody else was faster.
    }
    finally {
        (0,external_node_fs_.rmSync)(aside, { force: true });
    }
}
/** Empty when there is none. */
function holderOf(lock) {
    const stat = (0,external_node_fs_.statSync)(lock, { throwIfNoEntry: false });
    return stat === undefined ? "" : identityOf(stat);
}
function identityOf({ ino, mtimeMs }) {
    return `${ino} ${mtimeMs}`;
}
//# sourceMappingURL=file-lock.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/write-text-file.js
var write_text_file = __webpack_require__(2942);
;// CONCATENATED MODULE: ./actions/request-compose/lib/state-file.js





const SCHEMA = "compose-actions/request-compose-state/1";
/** More than these nobody looks through. */
const MAX_CANDIDATES = 1_000;
/** No date is later. */
const MAX_TIME = 8.64e15;
const entrySchema = schemas/* object */.Ikc({
    service: schemas/* string */.YjP(),
    server: schemas/* string */.YjP(),
    fingerprint: schemas/* string */.YjP(),
    /** Absent as long as the service has not answered: there may be a compose or not. */
    id: schemas/* string */.YjP().optional(),
    /** When the request was last sent, in milliseconds since 1970. */
    requestedAt: schemas/* number */.aig().min(0).max(MAX_TIME),
    /** As long as there is no id: what tells new composes from those that there were, where that is known. */
    before: schemas/* array */.YOg(schemas/* string */.YjP().max(100)).max(50_000).optional(),
    /** As long as there is no id: composes of which one may have come of it, where a run has found such. */
    candidates: schemas/* array */.YOg(schemas/* string */.YjP().max(100)).max(MAX_CANDIDATES).optional(),
});
const fileSchema = schemas/* object */.Ikc({ schema: schemas/* literal */.euz(SCHEMA), composes: schemas/* array */.YOg(entrySchema).max(10_000) });
/**
 * The composes that were asked for and that nobody has finished with: kept in a file, so that the next run continues what
 * this one cannot end. Every change is on the disk before the work goes on. Other runs may be at the same file at the
 * same time: what is there counts, and each changes its own entries alone.
 */
class StateFile {
    path;
    /** @throws UserError when the file cannot be read or is something else */
    constructor(path) {
        this.path = path;
        read(path);
    }
    find(key) {
        return read(this.path).find((one) => isOf(one, key));
    }
    /** @throws UserError when it cannot be written */
    put(entry) {
        this.#change((entries) => [...entries.filter((one) => !isOf(one, entry)), entry]);
    }
    /** The request came to nothing. */
    remove(key) {
        this.#drop((one) => isOf(one, key));
    }
    /** The composes of a server that are kept. */
    ids(server) {
        return read(this.path)
            .filter((one) => isAt(one, server))
            .flatMap(({ id }) => id ?? []);
    }
    /** Another compose has taken the place of one that is kept. */
    replace(server, old, { id, requestedAt }) {
        if (id !== old) {
            this.#update((one) => isAt(one, server) && one.id === old, (one) => ({ ...one, id, requestedAt }));
        }
    }
    /** Nobody need continue them. */
    forget(server, ids) {
        this.#drop((one) => isAt(one, server) && one.id !== undefined && ids.includes(one.id));
    }
    /** Somebody has found what came of a request of which that was not known: one of its candidates. */
    claim(server, id) {
        const isIn = (one) => isAt(one, server) && one.id === undefined && one.candidates?.includes(id) === true;
        this.#update(isIn, ({ before: _, candidates: __, ...rest }) => ({ ...rest, id }));
    }
    /** It is not known which of these came of a request; nothing is changed when that was found meanwhile. */
    suspect(entry, candidates) {
        this.#update((one) => isOf(one, entry) && one.id === undefined && one.requestedAt === entry.requestedAt, (one) => ({ ...one, candidates: candidates.slice(0, MAX_CANDIDATES) }));
    }
    #update(isMeant, edit) {
        if (read(this.path).some(isMeant)) {
            this.#change((entries) => entries.map((one) => (isMeant(one) ? edit(one) : one)));
        }
    }
    #drop(isOver) {
        // Where there is nothing to change nothing need be written.
        if (read(this.path).some(isOver)) {
            this.#change((entries) => entries.filter((one) => !isOver(one)));
        }
    }
    #change(edit) {
        alone("state-file", this.path, () => {
            const entries = edit(read(this.path));
            if (entries.length === 0) {
                (0,external_node_fs_.rmSync)(this.path, { force: true });
                return;
            }
            const text = JSON.stringify({ schema: SCHEMA, composes: entries }, undefined, 2);
            (0,write_text_file/* writeTextFile */.T)("state-file", this.path, `${text}\n`);
        });
    }
}
function isAt(entry, { service, server }) {
    return entry.service === service && entry.server === server;
}
function isOf(entry, key) {
    return isAt(entry, key) && entry.fingerprint === key.fingerprint;
}
function read(path) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        const { code } = error;
        if (code === "ENOENT") {
            return [];
        }
        throw (0,lib/* refuse */.TR)(`state-file: ${path} cannot be read: ${(0,lib/* systemCodeText */._F)(code)}`);
    }
    const parsed = fileSchema.safeParse(json(text));
    if (!parsed.success) {
        throw (0,lib/* refuse */.TR)(`state-file: ${path} is no file of this step`, "remove it, or name another one");
    }
    return parsed.data.composes;
}
function json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=state-file.js.map

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

/***/ })

};
