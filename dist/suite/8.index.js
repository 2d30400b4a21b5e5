export const id = 8;
export const ids = [8];
export const modules = {

/***/ 95008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkTree: () => (/* binding */ checkTree)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./actions/verify/lib/artifact-rows.js
var artifact_rows = __webpack_require__(37509);
// EXTERNAL MODULE: ./actions/verify/lib/describe.js
var describe = __webpack_require__(64320);
;// CONCATENATED MODULE: ./actions/verify/lib/repositories.js




/** A repomd.xml is no larger. */
const MAX_REPOMD_BYTES = 16 * 1024 * 1024;
/**
 * Follows the chain of every repository that is selected, or that lists selected packages: repomd.xml, the files that
 * it lists, the packages that primary.xml lists. What a file says counts only when the file itself is as it should be.
 */
async function readRepositories(inventory, hasher, root, { signal }) {
    const packages = new Map();
    const read = [];
    const unusable = new Map();
    for (const place of inventory.repositories.values()) {
        if (!place.selected && !place.packagesSelected) {
            continue;
        }
        signal.throwIfAborted();
        const problem = await readRepository(place, { inventory, hasher, root, signal, packages });
        if (problem === undefined) {
            read.push(place);
        }
        else {
            unusable.set(place.path, problem);
        }
    }
    return { packages, read, unusable };
}
/** Returns why the list of packages cannot be used. */
async function readRepository(place, work) {
    const { inventory, hasher } = work;
    const path = `${place.path}/${metadata_lib/* REPOMD */.ui}`;
    const file = inventory.table.add(path);
    const { content } = await hasher.read(file, { keep: MAX_REPOMD_BYTES });
    const verdict = hasher.verdicts.get(file);
    // Where nothing gives a checksum this is the root.
    if (verdict?.state !== "unverifiable" && !isTrusted(verdict)) {
        return `its repomd.xml is ${stateOf(verdict)}`;
    }
    if (content === undefined) {
        hasher.verdicts.set(file, xmlFailure(`the file has more than ${MAX_REPOMD_BYTES} bytes`));
        return "its repomd.xml is too large";
    }
    let files;
    let primary;
    try {
        const repomd = (0,lib/* parseRepomd */.pw)(content, path);
        files = repomd.files;
        primary = (0,lib/* primaryOf */.Os)(repomd);
    }
    catch (error) {
        hasher.verdicts.set(file, xmlFailure(messageOf(error)));
        return "its repomd.xml cannot be read";
    }
    const numbers = new Map([...new Map(files.map((listed) => [listed.path, listed])).values()].map((listed) => [
        listed.path,
        inventory.addListed(`${place.path}/${listed.path}`, listed, "repodata", place),
    ]));
    const primaryFile = primary === undefined ? undefined : numbers.get(primary.path);
    const problem = primaryFile === undefined
        ? "its repomd.xml lists no primary.xml"
        : await readPackages(place, primaryFile, work);
    if (place.selected) {
        for (const number of numbers.values()) {
            if (number !== primaryFile && inventory.isWanted(number)) {
                hasher.submit(number);
            }
        }
    }
    return problem;
}
async function readPackages(place, file, work) {
    const { inventory, hasher, root, signal, packages } = work;
    if (!place.packagesSelected) {
        if (inventory.isWanted(file)) {
            hasher.submit(file);
        }
        return "its packages are not selected";
    }
    const { stamp } = await hasher.read(file);
    const verdict = hasher.verdicts.get(file);
    if (!isTrusted(verdict)) {
        return `its primary.xml is ${stateOf(verdict)}`;
    }
    const path = inventory.table.path(file);
    const found = [];
    try {
        await (0,lib/* readPrimary */.rx)(`${root}/${path}`, ({ path: below, size, checksum }) => {
            found.push({ file: inventory.table.add(`${place.path}/${below}`), size, checksum });
        }, { signal, file: path });
    }
    catch (error) {
        hasher.verdicts.set(file, xmlFailure(messageOf(error)));
        return "its primary.xml cannot be read";
    }
    if ((0,lib/* stampOfPath */.oE)(`${root}/${path}`) !== stamp) {
        hasher.verdicts.set(file, CHANGED_VERDICT);
        return "its primary.xml changed while it was read";
    }
    const group = { kind: "rpm", variant: place.variant, arch: place.arch };
    for (const { file: number, size, checksum } of found) {
        inventory.claim(number, size, checksum === null ? [] : [checksum], group);
        packages.set(number, place);
    }
    return undefined;
}
const CHANGED_VERDICT = {
    state: "failed",
    ...(lib/* CHANGED */.Rj.state === "unreadable" ? { failure: lib/* CHANGED */.Rj.failure, reason: lib/* CHANGED */.Rj.reason } : {}),
};
/**
 * Compares the packages that the repositories list with those of rpms.json, once both are known: packages that only a
 * repository knows become artifacts, too.
 */
function comparePackages(inventory, { packages, read }) {
    for (const [file, place] of packages) {
        if (inventory.isInRpms(file)) {
            continue;
        }
        const path = inventory.table.path(file);
        inventory.addListed(path, { size: null, checksum: null }, "rpm", {
            ...place,
            selected: inventory.selectsPackage(path, place),
        });
        if (inventory.hasRpms && inventory.isSelected(file)) {
            inventory.log.add("not-in-rpms", {
                path,
                message: `the repository ${place.path} lists it, and rpms.json does not`,
                group: (0,artifact_rows/* groupName */.h)({ ...place, kind: "rpm" }),
            });
        }
    }
    if (!inventory.hasRpms || read.length === 0) {
        return;
    }
    const places = [...read].sort((a, b) => b.path.length - a.path.length);
    for (let file = 0; file < inventory.table.count; file++) {
        if (!inventory.isInRpms(file) || !inventory.isSelected(file) || packages.has(file)) {
            continue;
        }
        const path = inventory.table.path(file);
        const place = places.find((one) => path.startsWith(`${one.path}/`));
        if (place !== undefined) {
            inventory.log.add("not-in-repository", {
                path,
                message: `rpms.json lists it, and the repository ${place.path} does not`,
                group: (0,artifact_rows/* groupName */.h)({ ...place, kind: "rpm" }),
            });
        }
    }
}
/** Weak checksums are told elsewhere. */
function isTrusted(verdict) {
    return verdict?.state === "verified" || verdict?.state === "weak";
}
function stateOf(verdict) {
    return verdict === undefined ? "not known" : verdict.state;
}
function xmlFailure(reason) {
    return { state: "failed", failure: "xml", reason };
}
/** @throws errors that are ours */
function messageOf(error) {
    if (error instanceof metadata_lib/* MetadataError */.wc) {
        return (0,describe/* describeMetadataError */.PR)(error);
    }
    throw error;
}
// EXTERNAL MODULE: ./actions/verify/lib/set-at.js
var set_at = __webpack_require__(82143);
// EXTERNAL MODULE: ./actions/verify/lib/verdicts.js
var verdicts = __webpack_require__(28759);
;// CONCATENATED MODULE: ./actions/verify/lib/tree-hasher.js




/** The first files are given to the threads soon, later ones in ever larger batches. */
const FIRST_BATCH = 64;
const LARGEST_BATCH = 8192;
/** No revision. */
const NEVER = -1;
/** Compares the files of a tree with what is said of them, while more is still being said. */
class TreeHasher {
    verdicts = new verdicts/* Verdicts */.v();
    #options;
    #pool;
    /** What was said of a file when it was handed in. */
    #revisions = [];
    /** What was said of a file when it was read here; its verdict stands while nothing new is said. */
    #readAt = [];
    #batches = [];
    #batchSize = FIRST_BATCH;
    #jobs = [];
    #files = [];
    #given = 0;
    #knownBytes = 0;
    #allSizesKnown = true;
    /** Files of which nothing but the size is known. */
    #bare = [];
    constructor(options) {
        const { signal, reporter } = options.context;
        this.#options = options;
        this.#pool = new lib/* HashPool */.vO(options.root, {
            workers: options.workers,
            signal,
            onProgress: (done, bytes) => reporter.progress({
                activity: "hashing",
                done,
                total: this.#given,
                unit: "files",
                bytes,
                ...(this.#allSizesKnown ? { totalBytes: this.#knownBytes } : {}),
            }),
        });
    }
    /** Has a file compared, unless that is done or under way and nothing new is said of it. */
    submit(file) {
        const { table } = this.#options;
        const revision = table.revision(file);
        if (this.#revisions[file] === revision) {
            return;
        }
        (0,set_at/* setAt */.e)(this.#revisions, file, revision, NEVER);
        const algorithms = (0,lib/* algorithmsOf */.w2)(table.checksums(file));
        if (algorithms.length === 0) {
            this.#bare.push(file);
            return;
        }
        const size = table.size(file);
        this.#knownBytes += size ?? 0;
        this.#allSizesKnown &&= size !== undefined;
        this.#files.push(file);
        this.#jobs.push({ file: table.path(file), algorithms, expectedSize: size });
        if (this.#jobs.length >= this.#batchSize) {
            this.flush();
            this.#batchSize = Math.min(2 * this.#batchSize, LARGEST_BATCH);
        }
    }
    /** Lets the threads begin with all that was handed in so far. */
    flush() {
        if (this.#jobs.length === 0) {
            return;
        }
        const files = this.#files;
        const revisions = files.map((file) => this.#revisions[file]);
        this.#batches.push({ outcomes: this.#pool.add(this.#jobs), files, revisions });
        this.#given += files.length;
        this.#jobs = [];
        this.#files = [];
    }
    /** Whether anything lies at a path, be it a link that leads nowhere. */
    exists(path) {
        try {
            return (0,external_node_fs_.lstatSync)(`${this.#options.root}/${path}`, { throwIfNoEntry: false }) !== undefined;
        }
        catch {
            // Below something that is no directory, or that may not be looked into: reading would tell.
            return false;
        }
    }
    /** Compares a file at once and gives its content. */
    async read(file, options = {}) {
        const { table } = this.#options;
        (0,set_at/* setAt */.e)(this.#revisions, file, table.revision(file), NEVER);
        (0,set_at/* setAt */.e)(this.#readAt, file, table.revision(file), NEVER);
        const read = await this.#read(file, (0,lib/* algorithmsOf */.w2)(table.checksums(file)), options);
        this.#settle(file, read.found);
        return read;
    }
    /** Waits for all files that were handed in. */
    async finish() {
        this.flush();
        while (this.#batches.length > 0 || this.#bare.length > 0) {
            await this.#pool.until(() => this.#pool.filesDone >= this.#given);
            const batches = this.#batches;
            this.#batches = [];
            for (const batch of batches) {
                await this.#collect(batch);
            }
            const bare = this.#bare;
            this.#bare = [];
            for (const file of bare) {
                await this.#look(file);
            }
            this.flush();
        }
    }
    async [Symbol.asyncDispose]() {
        await this.#pool.close();
    }
    async #collect({ outcomes, files, revisions }) {
        const { table } = this.#options;
        for (const [index, file] of files.entries()) {
            if (revisions[index] !== table.revision(file)) {
                // More is said of it now than when it was handed in.
                this.submit(file);
                continue;
            }
            if (this.#readAt[file] === revisions[index]) {
                continue;
            }
            const outcome = outcomes.outcome(index);
            if (outcome === undefined) {
                throw new Error(`${table.path(file)} was not hashed`);
            }
            const algorithms = (0,lib/* algorithmsOf */.w2)(table.checksums(file));
            this.#settle(file, foundOf(outcome, algorithms) ?? (await this.#read(file, algorithms)).found);
        }
    }
    async #look(file) {
        const { table } = this.#options;
        const revision = table.revision(file);
        if (this.#revisions[file] !== revision) {
            this.submit(file);
        }
        else if (this.#readAt[file] !== revision && table.checksums(file).length === 0) {
            this.#settle(file, (await this.#read(file, [])).found);
        }
    }
    #read(file, algorithms, options = {}) {
        const { root, table, context } = this.#options;
        return (0,lib/* readTreeFile */.xt)(root, table.path(file), { ...options, algorithms, signal: context.signal });
    }
    #settle(file, found) {
        const { table, minChecksum } = this.#options;
        this.verdicts.set(file, (0,lib/* judge */.S4)(table.claims(file), found, minChecksum));
    }
}
/** Undefined for what the threads do not tell exactly. */
function foundOf(outcome, algorithms) {
    if (outcome.state !== "measured") {
        return undefined;
    }
    const digests = {};
    for (let i = 0; i < algorithms.length; i++) {
        digests[algorithms[i]] = outcome.digests[i];
    }
    return { state: "measured", size: outcome.size, digests, outside: outcome.outside };
}
//# sourceMappingURL=tree-hasher.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/trees.js



/** A .treeinfo has some kilobytes. */
const MAX_TREEINFO_BYTES = 16 * 1024 * 1024;
/**
 * Reads the .treeinfo of every installable tree that has one. It is the root of what it lists; there being none is no
 * fault, since not every tree can be installed from.
 */
async function readTrees(inventory, hasher, { signal }) {
    for (const place of inventory.trees.values()) {
        if (place.selected) {
            signal.throwIfAborted();
            await readTree(place, inventory, hasher);
        }
    }
}
async function readTree(place, inventory, hasher) {
    const path = `${place.path}/.treeinfo`;
    const known = inventory.table.find(path);
    if (known === undefined && !hasher.exists(path)) {
        return;
    }
    const file = inventory.addListed(path, { size: null, checksum: null }, "treeinfo", place, true);
    const { content } = await hasher.read(file, { keep: MAX_TREEINFO_BYTES });
    const state = hasher.verdicts.get(file)?.state;
    if (content === undefined || (state !== "verified" && state !== "weak" && state !== "unverifiable")) {
        return;
    }
    try {
        for (const listed of (0,lib/* treeinfoFiles */.oZ)((0,lib/* parseTreeinfo */.ot)(content, path))) {
            const facts = { size: null, checksum: listed.checksum };
            inventory.addListed(`${place.path}/${listed.path}`, facts, "treeinfo", place);
        }
    }
    catch (error) {
        if (!(error instanceof metadata_lib/* MetadataError */.wc)) {
            throw error;
        }
        hasher.verdicts.set(file, { state: "failed", failure: "treeinfo", reason: (0,describe/* describeMetadataError */.PR)(error) });
    }
}
//# sourceMappingURL=trees.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
;// CONCATENATED MODULE: ./actions/verify/lib/unlisted.js





/** More files than this are counted, but not named. */
const MAX_FILES = 50_000;
/** Private to the steps. */
const PRIVATE = ".productmd";
/** Files by which an installable tree says what it is; one that a mirror generates is named as well. */
const TREE_FILES = new Set([".treeinfo", "treeinfo", ".discinfo"]);
/** The signature of a repository's description, which cannot list it. */
const SIGNATURE = `/${metadata_lib/* REPOMD */.ui}.asc`;
const METADATA_FILES = new Set(metadata_lib/* METADATA_FILE_NAMES */.WM.flatMap(([, ...names]) => names));
/** Looks for files below the root that nothing names. */
async function lookForUnlisted(root, { sources, inventory, settings, context, division }) {
    const { unlisted: policy } = settings;
    const { signal, reporter } = context;
    if (policy === "ignore") {
        return { policy, count: undefined, files: [] };
    }
    if (division?.isFirst === false) {
        return { policy, count: undefined, reason: "shard 1 looks for unlisted files", files: [] };
    }
    const unread = unreadMetadata(sources);
    if (unread.length > 0) {
        const reason = `unlisted files were not looked for, since ${unread.join(", ")} was not read`;
        if (policy === "fail") {
            throw (0,step_lib/* refuse */.TR)(reason, "name the compose directory, or set unlisted to warn");
        }
        reporter.info(reason);
        return { policy, count: undefined, reason, files: [] };
    }
    const { table, repositories, trees } = inventory;
    const metadata = new Set(sources.map(({ path }) => (0,external_node_path_.relative)(root, (0,external_node_fs_.realpathSync)(path))));
    // Those of the tree are named as well when the metadata was read from elsewhere.
    const metadataDirectories = new Set(["metadata", ...[...metadata].map(metadata_lib/* directoryOf */.jt)]);
    const treeDirectories = new Set([...trees.keys(), ...repositories.keys()]);
    const files = [];
    let count = 0;
    const unreadable = await (0,lib/* findUnlisted */.ui)(root, {
        names: (path) => table.find(path) !== undefined ||
            metadata.has(path) ||
            (METADATA_FILES.has((0,metadata_lib/* baseName */.Fl)(path)) && metadataDirectories.has((0,metadata_lib/* directoryOf */.jt)(path))) ||
            (path.endsWith(SIGNATURE) && repositories.has(path.slice(0, -SIGNATURE.length))) ||
            (TREE_FILES.has((0,metadata_lib/* baseName */.Fl)(path)) && treeDirectories.has((0,metadata_lib/* directoryOf */.jt)(path))),
        namesBelow: (path) => table.directories().has(path),
        ignores: (path) => (0,metadata_lib/* baseName */.Fl)(path) === PRIVATE ||
            isUnread(repositories.get(path), settings.selector.restricts) ||
            trees.get(path)?.selected === false,
        onUnlisted: (path) => {
            count += 1;
            if (files.length < MAX_FILES) {
                files.push(path);
            }
        },
        signal,
    });
    for (const directory of unreadable) {
        reporter.warn(`${directory === "" ? root : directory}: the directory cannot be read`);
    }
    return { policy, count, files };
}
/** What lists files and is not selected, or not all of it, was not read to its end. */
function isUnread(place, isSelection) {
    return place !== undefined && isSelection && !(place.selected && place.packagesSelected);
}
/** Metadata files beside those that the user named one by one: what they name would look unlisted. */
function unreadMetadata(sources) {
    const read = new Set(sources.map(({ identity }) => identity.type));
    const directories = new Set(sources
        .filter(({ expects, url }) => expects === undefined && url === undefined)
        .map(({ path }) => (0,external_node_path_.dirname)(path)));
    return [...directories].flatMap((directory) => metadata_lib/* METADATA_FILE_NAMES */.WM.filter(([type]) => !read.has(type)).flatMap(([, ...names]) => names.filter((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(directory, name))).map((name) => (0,external_node_path_.basename)(name))));
}
//# sourceMappingURL=unlisted.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/check-tree.js
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






/**
 * Compares the files on disk with the metadata.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function checkTree(look) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { inputs, settings, sources, inventory, reading, context } = look;
        const root = (0,external_node_fs_.realpathSync)((0,lib/* rootOf */.I5)(sources, inputs.root));
        const hasher = __addDisposableResource(env_1, new TreeHasher({
            root,
            table: inventory.table,
            minChecksum: settings.minChecksum,
            workers: settings.parallelChecksums,
            context,
        }), true);
        submitSelected(inventory, hasher);
        await readTrees(inventory, hasher, context);
        const repositories = await readRepositories(inventory, hasher, root, context);
        inventory.onSelected = (file) => hasher.submit(file);
        await reading.readPackages();
        comparePackages(inventory, repositories);
        submitSelected(inventory, hasher);
        const unlisted = await lookForUnlisted(root, look);
        await hasher.finish();
        return {
            place: root,
            verdicts: hasher.verdicts,
            whyUnverifiable: (path) => whyUnverifiable(path, inventory, repositories),
            unlisted,
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
}
function submitSelected(inventory, hasher) {
    for (let file = 0; file < inventory.table.count; file++) {
        if (inventory.isWanted(file)) {
            hasher.submit(file);
        }
    }
    hasher.flush();
}
function whyUnverifiable(path, inventory, { unusable, read }) {
    const isBelow = (place) => path.startsWith(`${place}/`);
    for (const [place, why] of unusable) {
        if (isBelow(place)) {
            return `the metadata has no checksum, and the repository ${place} gives none: ${why}`;
        }
    }
    if (read.some((place) => isBelow(place.path))) {
        return "neither the metadata nor the repository around it has a checksum";
    }
    return inventory.hasComposeinfo || !path.endsWith(".rpm")
        ? "the metadata has no checksum"
        : "the metadata has no checksum, and without composeinfo.json no repository is known that might";
}
//# sourceMappingURL=check-tree.js.map

/***/ }),

/***/ 28759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ Verdicts)
/* harmony export */ });
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57074);
/* harmony import */ var _set_at_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82143);


const VERIFIED = { state: "verified" };
const PRESENT = { state: "present" };
/** Verdicts by the number of the file: nearly all are the same, and take a number and no object. */
class Verdicts {
    #others = new Map();
    #settled = [];
    set(file, verdict) {
        const { state } = verdict;
        // Of these there is nothing more to say.
        const plain = state === "verified" ? 1 : state === "present" ? 2 : 0;
        if (plain === 0) {
            this.#others.set(file, verdict);
        }
        (0,_set_at_js__WEBPACK_IMPORTED_MODULE_0__/* .setAt */ .e)(this.#settled, file, plain === 0 ? 3 : plain, 0);
    }
    /** Keeps the worse of what was known and this. */
    add(file, verdict) {
        const known = this.get(file);
        if (known === undefined || (0,_artifact_states_js__WEBPACK_IMPORTED_MODULE_1__/* .worse */ .JJ)(known.state, verdict.state) === verdict.state) {
            this.set(file, verdict);
        }
    }
    /** Undefined while nothing is known. */
    get(file) {
        switch (this.#settled[file]) {
            case 1:
                return VERIFIED;
            case 2:
                return PRESENT;
            case 3:
                return this.#others.get(file);
            default:
                return undefined;
        }
    }
}
//# sourceMappingURL=verdicts.js.map

/***/ })

};
