export const id = 689;
export const ids = [689];
export const modules = {

/***/ 85397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ LibraryFailure),
/* harmony export */   g: () => (/* binding */ quietly)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16698);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/** Lines of what a library said that are kept for the case of failure. */
const KEPT_LINES = 8;
const listeners = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
let isListening = false;
/** What a library said before it failed. */
class LibraryFailure extends Error {
    name = "LibraryFailure";
    said;
    constructor(cause, said) {
        super(cause instanceof Error ? cause.message : String(cause), { cause });
        this.said = said;
    }
}
/**
 * Lets a library of the actions toolkit work. They print to standard output by themselves, where a report may be all
 * that is wanted: whatever this work prints, at any time, is kept from there, and the secrets that it registers are
 * masked before a failure of it is shown. They take no signal and have no deadline either: both end the waiting, and the work is left to
 * end with the process.
 *
 * @throws LibraryFailure; UserError when it takes too long; `signal.reason`
 */
async function quietly(work, { signal, limit, activity, mask }) {
    signal.throwIfAborted();
    listen();
    const said = [];
    const secrets = new Set();
    const hear = (text) => {
        for (const line of text.split(/\r?\n/)) {
            const [, command, value = ""] = /^::([a-z-]+)[^:]*::(.*)$/.exec(line) ?? [];
            if (command === "add-mask")
                secrets.add(unescapeValue(value));
            else if (command !== "debug" && line.trim() !== "")
                said.push((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(unescapeValue(value || line)));
        }
        said.splice(0, said.length - KEPT_LINES);
    };
    let stop = () => { };
    const stopped = new Promise((_, reject) => {
        const abort = () => reject(signal.reason);
        const timer = setTimeout(() => {
            reject((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .fault */ .DG)(`${activity} took longer than ${limit / 1000} s`, "Run the job again.", said));
        }, limit);
        signal.addEventListener("abort", abort, { once: true });
        stop = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", abort);
        };
    });
    const done = listeners.run(hear, work).catch((error) => {
        throw new LibraryFailure(error, [...said]);
    });
    try {
        return await Promise.race([done, stopped]);
    }
    catch (error) {
        // Only now is something shown that may hold them: there can be hundreds.
        for (const secret of secrets)
            mask(secret);
        throw error;
    }
    finally {
        stop();
    }
}
/** Once for the process: work that nobody waits for any more may print even later. */
function listen() {
    if (isListening)
        return;
    isListening = true;
    const { stdout } = process;
    const write = stdout.write.bind(stdout);
    const heard = (...parameters) => {
        const listener = listeners.getStore();
        if (listener === undefined)
            return write(...parameters);
        listener(String(parameters[0]));
        const callback = parameters.at(-1);
        if (typeof callback === "function")
            callback();
        return true;
    };
    stdout.write = heard;
}
/** Workflow commands carry these escaped. */
function unescapeValue(value) {
    return value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

/***/ }),

/***/ 79689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   withToolCache: () => (/* binding */ withToolCache)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15742);
/* harmony import */ var _artifacts_quietly_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85397);




/** Our place among the tools, and the version of how things lie there. */
const TOOL = "compose-actions-artifacts";
const LAYOUT = "1.0.0";
/** The same for all machines: artifacts are of no machine. */
const ARCH = "any";
/** Milliseconds for looking into a directory of the machine, or a network share. */
const LIMIT = 60_000;
/**
 * Puts a directory of the runner's tool cache in the place of `cache-dir` where the input `tool-cache` asks for it. What
 * is in it is for the step to judge. The library reads RUNNER_TOOL_CACHE from the process's own environment.
 *
 * @throws UserError (exit code 2) where there is no tool cache, or another directory was given as well
 */
async function withToolCache(values, { job, host, signal }) {
    const given = values;
    if (given["tool-cache"] !== true)
        return values;
    if (given["cache-dir"] !== undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .refuse */ .TR)("Invalid input: tool-cache and cache-dir each name a directory", "Leave one of them out.");
    }
    if (job?.toolCache === undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .refuse */ .TR)("Invalid input: tool-cache: there is none here, RUNNER_TOOL_CACHE is not set", "Runners of GitHub and Forgejo have one. Elsewhere name a directory with cache-dir.");
    }
    if (!job.toolCache.kept) {
        host.reporter.info("tool-cache: this runner is new for every job; only self-hosted ones keep what they have");
    }
    const directory = await (0,_artifacts_quietly_js__WEBPACK_IMPORTED_MODULE_3__/* .quietly */ .g)(() => openDirectory(job), {
        signal,
        limit: LIMIT,
        activity: "opening the tool cache",
        mask: host.mask,
    });
    host.reporter.info(`tool-cache: artifacts are kept in ${directory}`);
    return { ...values, "cache-dir": directory };
}
/** The library has complete tools only: the directory begins as an empty one, and is filled in place. */
async function openDirectory({ temporary }) {
    const { cacheDir, find } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(838), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 59805));
    const present = find(TOOL, LAYOUT, ARCH);
    if (present !== "")
        return present;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(temporary, { recursive: true });
    const empty = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, "compose-actions-"));
    try {
        return await cacheDir(empty, TOOL, LAYOUT, ARCH);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(empty, { recursive: true, force: true });
    }
}
//# sourceMappingURL=tool-cache.js.map

/***/ })

};
