export const id = 595;
export const ids = [595];
export const modules = {

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
