export const id = 843;
export const ids = [843];
export const modules = {

/***/ 54843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openWeldr: () => (/* binding */ openWeldr)
/* harmony export */ });
/* harmony import */ var _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11204);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5368);
/* harmony import */ var _compose_actions_transfer_client__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90090);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(912);
/* harmony import */ var _composer_maker_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69915);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40320);
/* harmony import */ var _image_listing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84148);
/* harmony import */ var _package_differences_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(17401);
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









const DEFAULT_SERVER = "unix:///run/weldr/api.socket";
/** The Weldr API: who may open its socket may do everything. */
const openWeldr = async ({ inputs, context, secrets, request: given, locks }) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (inputs.auth !== undefined && inputs.auth !== "none") {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`auth: the Weldr API knows no login`, "leave it out");
        }
        const place = (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .servicePlace */ .Ti)(inputs.server ?? DEFAULT_SERVER, _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .WELDR_API */ .gA);
        const requests = given === undefined ? [] : (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .readWeldrRequests */ .BN)(given);
        secrets.add(...requests.flatMap(secretsOf));
        if (locks.length > 0 && locks.length !== requests.length) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`lock: it is of ${locks.length} composes, and the request is for ${requests.length}`);
        }
        const made = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const asked = requests.map(({ body }) => [
            { imageType: body.compose_type, targets: body.upload === undefined ? [] : [body.upload.provider] },
        ]);
        const listing = made.use(new _image_listing_js__WEBPACK_IMPORTED_MODULE_7__/* .ImageListing */ .C({ inputs, context, asked }));
        const client = (0,_compose_actions_transfer_client__WEBPACK_IMPORTED_MODULE_3__.connect)(inputs, context, { compose: [], sockets: (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .socketsOf */ .mg)(place) });
        made.defer(() => client.close());
        const meter = new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__/* .TransferMeter */ .bY((0,_composer_maker_js__WEBPACK_IMPORTED_MODULE_5__.meterOptions)(inputs));
        made.defer(() => meter.close());
        const service = new _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .WeldrService */ .e_({ place, exchanger: client, retry: (0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .retryOf */ .W2)(inputs), secrets, meter });
        const asks = inputs.operation === "create" ? requests : [];
        const owned = made.move();
        return {
            service,
            emits: "together",
            mayWrite: ["images.json"],
            renewWish: {},
            unheeded: locks.length === 0
                ? []
                : ["lock: the Weldr API takes packages from the repositories of its machine as they are now"],
            asks: asks.map((request) => ({
                fingerprint: (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_6__/* .fingerprintOf */ .a)(request, secrets),
                create: (signal, onSending) => service.create(request, signal, onSending),
                recover: (sent, signal) => service.recover(request, sent, signal),
            })),
            async preflight(signal) {
                const offered = asks.length === 0 ? [] : ((await service.about(signal)).offers["image-types"] ?? []);
                return offered.length === 0
                    ? []
                    : asks
                        .map(({ body }) => body.compose_type)
                        .filter((type) => !offered.includes(type))
                        .map((type) => `the server has no image type ${type}, but ${offered.join(", ")}`);
            },
            async results(compose, origin, signal) {
                const wish = await listing.wishFor(origin);
                return listing.settle(await service.results(compose, wish, signal), signal);
            },
            pin: (compose, { index = 0 }, signal) => pin(service, compose, locks[index], signal),
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
function secretsOf({ blueprint, body }) {
    const own = blueprint?.kind === "toml" ? (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .secretsInToml */ .V6)(blueprint.text) : (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .secretsIn */ .VY)(blueprint?.value);
    return [...own, ...(0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .secretsIn */ .VY)(body.upload)];
}
/** What the blueprint comes to now: the service does not keep what went into an image longer than that. */
async function pin(service, { details }, lock, signal) {
    const blueprint = details.blueprint ?? undefined;
    const dependencies = blueprint === undefined ? [] : await service.depsolve(blueprint, signal);
    const packages = dependencies.map(pinned).sort((a, b) => (a.nevra < b.nevra ? -1 : 1));
    const entry = { blueprint, version: details.version ?? undefined, packages };
    const wanted = Array.isArray(lock?.["packages"]) ? lock["packages"] : undefined;
    return { entry, notes: wanted === undefined ? [] : (0,_package_differences_js__WEBPACK_IMPORTED_MODULE_8__/* .packageDifferences */ .F)(wanted, packages) };
}
function pinned({ name, epoch, version, release, arch, checksum }) {
    const nevra = `${name}-${epoch ? `${epoch}:` : ""}${version}-${release}.${arch}`;
    return { nevra, ...(typeof checksum === "string" ? { checksum } : {}) };
}

/***/ })

};
