export const id = 482;
export const ids = [482,90];
export const modules = {

/***/ 320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ fingerprintOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Tells requests apart. What is secret in them is left out, so that it cannot be guessed from the outcome. */
function fingerprintOf(request, secrets) {
    const text = JSON.stringify(request);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(secrets?.hide(text) ?? text)
        .digest("hex");
}

/***/ }),

/***/ 4482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openOdcs: () => (/* binding */ openOdcs)
});

// EXTERNAL MODULE: ./packages/services/lib/index.js + 91 modules
var lib = __webpack_require__(2962);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var step_lib = __webpack_require__(8437);
// EXTERNAL MODULE: ./packages/transfer/lib/client.js
var lib_client = __webpack_require__(90);
// EXTERNAL MODULE: ./actions/request-compose/lib/access.js
var access = __webpack_require__(912);
// EXTERNAL MODULE: ./actions/request-compose/lib/fingerprint.js
var fingerprint = __webpack_require__(320);
;// CONCATENATED MODULE: ./actions/request-compose/lib/odcs-lock.js


/**
 * Asks for what a lock pins, in place of what is newest now.
 *
 * @throws UserError for a lock of another kind of compose
 */
function applyOdcsLock(request, lock) {
    const pins = readPins(lock);
    const { type } = request.source;
    if (pins.source_type !== type) {
        throw (0,step_lib/* refuse */.TR)(`lock: it is of a compose from ${pins.source_type}, and the request is for one from ${type}`);
    }
    return (0,lib/* withPins */.FM)(request, pins);
}
/** What pins a compose, and how that differs from what a lock wanted. */
function pinOdcs(compose, lock) {
    const entry = { ...(0,lib/* pinsOf */.cz)(compose) };
    const notes = lock === undefined ? [] : differences(lock, entry);
    return { entry, notes };
}
function readPins(lock) {
    const parsed = lib/* odcsPinsSchema */.vE.safeParse(lock);
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
        throw (0,step_lib/* refuse */.TR)("source-type: required, unless request says it");
    }
    const request = (0,lib/* readOdcsRequest */.VO)(value);
    if (lock === undefined) {
        return { request, unheeded: [] };
    }
    const pinned = applyOdcsLock(request, lock);
    return { request: pinned.request, unheeded: pinned.notes };
}
function sourceInputs(inputs) {
    const { "source-type": type, source, sigkeys } = inputs;
    return {
        ...(type === undefined ? {} : { type }),
        ...(source === undefined ? {} : { source: source.join(" ") }),
        ...(sigkeys === undefined ? {} : { sigkeys: sigkeys.map((key) => (key === UNSIGNED ? "" : key)) }),
    };
}
function named(inputs, names) {
    return Object.fromEntries(names.flatMap((name) => inputs[name] === undefined ? [] : [[name.replaceAll("-", "_"), inputs[name]]]));
}
//# sourceMappingURL=odcs-request.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/odcs-maker.js







/** ODCS: one request, one compose, with metadata of its own. */
const openOdcs = async ({ inputs, context, request: given, locks }) => {
    const { server, owner } = inputs;
    if (server === undefined) {
        throw (0,step_lib/* refuse */.TR)("server: required with ODCS");
    }
    const [lock, ...others] = locks;
    if (others.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`lock: it is of ${locks.length} composes, and the request is for one`);
    }
    const wanted = inputs.operation === "create" && inputs["compose-id"] === undefined
        ? odcsRequest(inputs, given, lock)
        : undefined;
    const host = URL.parse(server)?.hostname ?? "";
    const client = (0,lib_client.connect)(inputs, context, { compose: [], ownHosts: (0,access/* ownHosts */.u5)(inputs, host) });
    try {
        const { sender, login } = (0,access/* accessOf */.YK)(inputs, host, client);
        const service = new lib/* OdcsService */.Lu({ server, exchanger: client, sender, retry: (0,access/* retryOf */.W2)(inputs), owner });
        return {
            service,
            emits: "each",
            unheeded: wanted?.unheeded ?? [],
            asks: wanted === undefined
                ? []
                : [
                    {
                        fingerprint: (0,fingerprint/* fingerprintOf */.a)(wanted.request),
                        create: (signal) => service.create(wanted.request, signal),
                        find: (minLifeMs, signal) => service.find(wanted.request, minLifeMs, signal),
                    },
                ],
            preflight: async (signal) => wanted === undefined ? [] : service.preflight(wanted.request, login, signal),
            results: (compose, _origin, signal) => service.results(compose, { maxChecked: inputs["max-checked"] }, signal),
            pin: async (compose) => pinOdcs(compose.details, lock),
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

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HttpClient: () => (/* reexport safe */ _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient),
/* harmony export */   connect: () => (/* reexport safe */ _connect_js__WEBPACK_IMPORTED_MODULE_0__.N)
/* harmony export */ });
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2559);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7905);


//# sourceMappingURL=client.js.map

/***/ }),

/***/ 2559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _client_options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9313);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7905);


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
