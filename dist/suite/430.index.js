export const id = 430;
export const ids = [430];
export const modules = {

/***/ 92430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  localize: () => (/* binding */ localize)
});

// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/oci/lib/inputs.js
var lib_inputs = __webpack_require__(25670);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./actions/localize/lib/copy-from-disk.js


const CHUNK_BYTES = 1024 * 1024;
/**
 * Puts a file of this machine into the tree, if it is what is wanted.
 *
 * @returns whether it was
 * @throws the system error when it cannot be read; TransferFailure when the tree does not take it; `signal.reason`
 */
async function copyFromDisk(path, file, arrival, session, signal) {
    const copy = new transfer_lib/* IncomingFile */.zo(session.directory, {
        checksums: file.checksums,
        size: file.size,
        key: () => `${arrival} ${file.localPath}`,
        onPartial: () => undefined,
    });
    try {
        if (!((await copyInto(copy, path, file.size, signal)) && (await isWhatIsWanted(copy, file)))) {
            copy.discard();
            return false;
        }
        const bytes = copy.received;
        session.placer.place(copy, file, file.checksums);
        file.arrive(arrival, bytes, file.checksums);
        return true;
    }
    catch (error) {
        copy.discard();
        signal.throwIfAborted();
        throw error;
    }
}
async function copyInto(copy, path, size, signal) {
    const descriptor = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
    try {
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile() || (size !== null && stats.size !== size)) {
            return false;
        }
        for (;;) {
            const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
            const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK_BYTES, null);
            if (length === 0) {
                return true;
            }
            copy.append(buffer.subarray(0, length));
            await new Promise(setImmediate);
            signal.throwIfAborted();
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
async function isWhatIsWanted(copy, { size, checksums }) {
    const digests = await copy.digests();
    return ((size === null || size === copy.received) &&
        checksums.every((checksum) => {
            const [algorithm = "", digest] = checksum.split(":");
            return new Map(digests).get(algorithm) === digest;
        }));
}
// EXTERNAL MODULE: ./actions/localize/lib/trust.js
var lib_trust = __webpack_require__(18597);
;// CONCATENATED MODULE: ./actions/localize/lib/artifact-places.js







/** Finds out where the bytes of artifacts in registries and layout directories are. */
class ArtifactPlaces {
    registries;
    #artifacts;
    #parallel;
    constructor(registries, artifacts, parallel) {
        this.registries = registries;
        this.#artifacts = artifacts;
        this.#parallel = parallel;
    }
    /**
     * What this takes is loaded when the plan has such a place.
     *
     * @throws UserError for inputs and files that cannot be used
     */
    static async open(plan, metadataFiles, inputs, context) {
        if (![...plan.files.values()].some(({ urls }) => urls.some(metadata_lib/* isOciUrl */.DY))) {
            return undefined;
        }
        const { Artifacts, LayoutMap, Registries } = await Promise.all(/* import() */[__webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(165)]).then(__webpack_require__.bind(__webpack_require__, 44885));
        const parallel = inputs["parallel-downloads"];
        const registries = new Registries({
            inputs,
            context,
            named: inputs.compose.filter(lib_inputs/* looksLikeReference */.j$),
            connections: parallel,
        });
        const homes = metadataFiles.flatMap(({ path, url }) => (url === undefined ? [(0,external_node_path_.dirname)(path)] : []));
        const layouts = new LayoutMap(homes, inputs["layout-root"], inputs.compose.flatMap(layoutOf));
        return new ArtifactPlaces(registries, new Artifacts(registries, layouts), parallel);
    }
    /**
     * Learns what manifests say of files that nothing else proves: a pinned manifest proves its layers.
     *
     * @returns files that can be had at none of their places
     */
    async pin(files, trust, signal) {
        const unproved = files.filter((file) => file.urls.some(metadata_lib/* isOciUrl */.DY) && (0,lib_trust/* proofOf */.oX)(file, { ...trust, verifyChecksums: true }) !== "verified");
        const failed = [];
        await this.#each(unproved, async (file) => {
            const url = file.urls.find(metadata_lib/* isOciUrl */.DY);
            try {
                const { size, checksums } = await this.#locate(url, file, signal);
                file.learn({ urls: [], size, checksums });
            }
            catch (error) {
                signal.throwIfAborted();
                const failure = { ...failureOf(error), url };
                if (file.urls.every(metadata_lib/* isOciUrl */.DY)) {
                    failed.push({ file, failure });
                }
            }
        });
        return failed;
    }
    /** Puts in place of references to artifacts the URLs of their bytes. */
    async locate(files, signal) {
        const located = [];
        await this.#each(files.filter(({ urls }) => urls.some(metadata_lib/* isOciUrl */.DY)), async (file) => {
            located.push({ file, failure: await this.#locateFile(file, signal) });
        });
        return located;
    }
    /**
     * Takes a file from the layout directory that holds it.
     *
     * @returns whether it is in its place; its other places are left
     */
    async copy(file, session, signal) {
        const own = file.urls.filter(isOnDisk);
        file.urls = file.urls.filter((url) => !isOnDisk(url));
        let failure;
        for (const url of own) {
            try {
                if (await copyFromDisk((0,external_node_url_.fileURLToPath)(url), file, "copied", session, signal)) {
                    return undefined;
                }
                failure = {
                    class: "checksum",
                    message: "the blob in the layout directory is not what its name says",
                };
            }
            catch (error) {
                signal.throwIfAborted();
                failure = failureOf(error);
            }
        }
        return failure;
    }
    async [Symbol.asyncDispose]() {
        await this.registries[Symbol.asyncDispose]();
    }
    async #locateFile(file, signal) {
        const places = [];
        let failure;
        for (const url of file.urls) {
            if (!(0,metadata_lib/* isOciUrl */.DY)(url)) {
                places.push(url);
                continue;
            }
            try {
                const { url: place, size, checksums } = await this.#locate(url, file, signal);
                if ((0,metadata_lib/* checksumsConflict */.Jm)(file.checksums, checksums)) {
                    throw new transfer_lib/* TransferFailure */.ao("conflict", "another place of the file has another checksum", {
                        remedy: "elsewhere",
                    });
                }
                file.learn({ urls: [], size, checksums });
                places.push(place);
            }
            catch (error) {
                signal.throwIfAborted();
                failure = { ...failureOf(error), url };
            }
        }
        file.urls = places;
        return places.length === 0 ? failure : undefined;
    }
    #locate(place, file, signal) {
        const [url = "", fragment] = place.split("#");
        const { localPath, size, checksums } = file;
        const below = fragment === undefined ? undefined : decodeURIComponent(fragment);
        return this.#artifacts.locate(url, { localPath, size, checksums, below }, signal);
    }
    async #each(files, work) {
        const rest = files.values();
        const one = async () => {
            for (const file of rest) {
                await work(file);
            }
        };
        const workers = Array.from({ length: Math.min(this.#parallel, files.length) }, one);
        try {
            await Promise.all(workers);
        }
        finally {
            // Nobody begins another one; those under way come to their end.
            rest.return?.();
            await Promise.allSettled(workers);
        }
    }
}
/** Whether a place is a file of this machine: only layout directories lead there. */
function isOnDisk(url) {
    return url.startsWith("file:");
}
/** A layout directory that the user has named as the home of the metadata. */
function layoutOf(input) {
    const reference = (0,lib_inputs/* parseReference */.F2)(input);
    return typeof reference === "string" || reference.target.kind !== "directory"
        ? []
        : [reference.target.path];
}
function failureOf(error) {
    if (error instanceof transfer_lib/* TransferFailure */.ao) {
        const { failure, message, status } = error;
        return { class: failure, message, ...(status === undefined ? {} : { status }) };
    }
    const { code } = error;
    if (code === undefined) {
        throw error;
    }
    return code === "ENOENT"
        ? { class: "not-found", message: "the layout directory lacks the blob" }
        : { class: "disk", message: `the blob in the layout directory cannot be read: ${code}` };
}
//# sourceMappingURL=artifact-places.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/check-names.js



/**
 * Refuses paths that the tree cannot hold although they are well-formed.
 *
 * @throws UserError naming all of them
 */
function checkNames(plan, { portableNames }) {
    const problems = [];
    for (const path of plan.files.keys()) {
        const problem = portableNames ? (0,transfer_lib/* portableNameProblem */.YL)(path) : undefined;
        if (problem !== undefined) {
            problems.push(`${(0,metadata_lib/* show */.WU)(path)}: ${problem}`);
        }
    }
    if (problems.length > 0) {
        throw (0,step_lib/* fault */.DG)("The tree cannot hold all of these names", "mend the metadata, or leave artifacts out with exclude", problems);
    }
}
/**
 * Finds paths that differ only in case or in how accents are encoded: one file on some file systems.
 *
 * @throws UserError where the output is on such a file system, or portable names are wanted
 */
function checkCollisions(plan, { portableNames }, { directory }, warn) {
    const collisions = (0,metadata_lib/* foldedCollisions */.EO)(plan.files.keys());
    if (collisions.length === 0) {
        return;
    }
    const isRefused = portableNames || (0,transfer_lib/* ignoresCase */.cJ)(directory) || (0,transfer_lib/* ignoresNormalization */.du)(directory);
    const lines = collisions.map(({ a, b }) => `${(0,metadata_lib/* show */.WU)(a)} and ${(0,metadata_lib/* show */.WU)(b)}`);
    if (isRefused) {
        throw (0,step_lib/* fault */.DG)(portableNames
            ? "Some file systems take different names of the compose for one"
            : "The file system of the output takes different names for one", "choose an output on another file system, or leave artifacts out with exclude", lines);
    }
    warn(`names that are one file on other file systems (${collisions.length}): ${lines.slice(0, 3).join(", ")}`);
}
//# sourceMappingURL=check-names.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/compose-history.js

const FACT = "compose";
/** Compares a compose with the one that the output holds, and remembers it instead. */
function rememberCompose(journal, compose) {
    const before = journal.recall(FACT);
    const key = JSON.stringify([compose.id, compose.date, compose.respin]);
    journal.remember(FACT, key);
    if (before === undefined) {
        return { key, warnings: [] };
    }
    const [id, date, respin] = readFact(before);
    const isOlder = compose.date < date || (compose.date === date && compose.respin < respin);
    return {
        key,
        warnings: id !== compose.id && isOlder
            ? [
                `the output was filled from ${id}, which is newer than ${compose.id}: somebody may be serving an old compose; pin it with expect-compose-id if that is meant`,
            ]
            : [],
    };
}
function readFact(text) {
    const [id, date, respin] = JSON.parse(text);
    if (typeof id !== "string" || typeof date !== "string" || typeof respin !== "number") {
        throw (0,step_lib/* refuse */.TR)("The journal of the output is of another kind of tool", "choose another output");
    }
    return [id, date, respin];
}
//# sourceMappingURL=compose-history.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./actions/localize/lib/read-from-tree.js


/** The content of a small file of the tree. @throws TransferFailure */
function readFromTree(file, { tree }, maxBytes) {
    const descriptor = tree.openRead(file.localPath);
    try {
        const chunks = [];
        for (let total = 0;;) {
            const buffer = Buffer.allocUnsafe(64 * 1024);
            const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, buffer.length, null);
            if (length === 0) {
                return Buffer.concat(chunks);
            }
            total += length;
            if (total > maxBytes) {
                throw new transfer_lib/* TransferFailure */.ao("xml", `the file has more than ${maxBytes} bytes`, { remedy: "never" });
            }
            chunks.push(buffer.subarray(0, length));
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
//# sourceMappingURL=read-from-tree.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/survey.js





/** Finds the files that are in their places already. Files that cannot be put into theirs fail. */
async function survey(files, options) {
    const doubtful = [];
    const missing = new MissingDirectories(options.session);
    for (const file of files) {
        if (isKnownToBeAbsent(file, options)) {
            file.state = "absent";
            continue;
        }
        const stats = missing.holds(file.localPath) ? undefined : statOf(file, options.session);
        if (stats === undefined || !options.skipExisting) {
            file.isFree = stats === undefined;
            continue;
        }
        const found = provedBy(file, stats, options);
        if (found !== undefined) {
            file.arrive("present", Number(stats.size), found);
        }
        else if (file.checksums.length > 0 && (file.size === null || BigInt(file.size) === stats.size)) {
            doubtful.push({ file, stats });
        }
    }
    await read(doubtful, options);
}
/** In a directory that is not there nothing is, which saves a look for every file of a new mirror. */
class MissingDirectories {
    #session;
    #known = new Map();
    constructor(session) {
        this.#session = session;
    }
    holds(localPath) {
        const directory = (0,metadata_lib/* directoryOf */.jt)(localPath);
        let isMissing = this.#known.get(directory);
        if (isMissing === undefined) {
            isMissing = directory !== "" && this.#isMissing(directory);
            this.#known.set(directory, isMissing);
        }
        return isMissing;
    }
    #isMissing(directory) {
        try {
            return this.#session.tree.stat(directory) === undefined;
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            // Whoever looks for a file there will learn why.
            return false;
        }
    }
}
/** Nobody is asked again for what the origin of this very compose did not have. */
function isKnownToBeAbsent(file, { session, composeKey, paranoid, skipExisting }) {
    return (file.optional &&
        skipExisting &&
        !paranoid &&
        session.journal.recall(unrootedFact(file)) === factOf("absent", file, composeKey));
}
/** Remembers which compose a file came with that no checksum ties to it, or that the compose has no such file. */
function rememberUnrooted(file, { session, composeKey }) {
    const { state } = file;
    if (state === "absent" || (state === "done" && file.checksums.length === 0)) {
        session.journal.remember(unrootedFact(file), factOf(state === "done" ? "there" : state, file, composeKey));
    }
}
/** Forgets which compose a file came with: the next run asks for it again. */
function forgetUnrooted(file, { session }) {
    if (session.journal.recall(unrootedFact(file)) !== undefined) {
        session.journal.remember(unrootedFact(file), "unknown");
    }
}
/**
 * What the origin of this very compose gave earlier, if that still lies there. It is read anew: it is small.
 *
 * @returns undefined when something else, or nothing, is there
 */
function heldUnrooted(file, { session, composeKey }) {
    const { journal } = session;
    const record = journal.lookup(file.localPath);
    if (record === undefined || journal.recall(unrootedFact(file)) !== factOf("there", file, composeKey)) {
        return undefined;
    }
    try {
        const content = readFromTree(file, session, record.size);
        return record.checksums.includes(`sha256:${(0,external_node_crypto_.hash)("sha256", content)}`) ? record : undefined;
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        return undefined;
    }
}
function unrootedFact({ localPath }) {
    return `unrooted ${localPath}`;
}
function factOf(state, { boundTo }, composeKey) {
    return `${state} ${composeKey}${boundTo === "" ? "" : ` ${boundTo}`}`;
}
/** @returns undefined when there is no regular file */
function statOf(file, { tree }) {
    try {
        const stats = tree.stat(file.localPath);
        if (stats === undefined || stats.isFile()) {
            return stats;
        }
        if (!stats.isSymbolicLink()) {
            file.fail({
                class: "conflict",
                message: `there is ${stats.isDirectory() ? "a directory" : "no regular file"} in its place`,
            });
        }
        return undefined;
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        file.fail({ class: error.failure, message: error.message });
        return undefined;
    }
}
function provedBy(file, stats, { session, paranoid, composeKey }) {
    const { journal } = session;
    const isKnown = !paranoid &&
        (file.checksums.length > 0 || journal.recall(unrootedFact(file)) === factOf("there", file, composeKey));
    return isKnown ? journal.recordOf(file.localPath, stats, file)?.checksums : undefined;
}
/** What the journal does not vouch for is hashed, with every core. */
async function read(doubtful, { session, signal, onProgress }) {
    if (doubtful.length === 0) {
        return;
    }
    const jobs = doubtful.map(({ file, stats }) => ({
        file: file.localPath,
        algorithms: [...new Set(file.checksums.map(metadata_lib/* checksumAlgorithm */.Vn))],
        expectedSize: Number(stats.size),
    }));
    const pool = new lib/* HashPool */.vO(`${session.directory.output}/compose`, { signal, onProgress });
    try {
        const batch = pool.add(jobs);
        await pool.until(() => pool.filesDone >= jobs.length);
        for (const [index, { file, stats }] of doubtful.entries()) {
            const outcome = batch.outcome(index);
            if (outcome?.state === "measured" &&
                !outcome.outside &&
                isRight(file, jobs[index]?.algorithms ?? [], outcome.digests) &&
                isUntouched(file, stats, session)) {
                file.arrive("present", outcome.size, file.checksums);
                session.placer.settle({ localPath: file.localPath, checksums: file.checksums });
            }
        }
    }
    finally {
        await pool.close();
    }
}
function isRight({ checksums }, algorithms, digests) {
    return checksums.every((checksum) => digests[algorithms.indexOf((0,metadata_lib/* checksumAlgorithm */.Vn)(checksum))] === (0,metadata_lib/* checksumDigest */.Jz)(checksum));
}
/** The very file that was looked at before must be the one that was read. */
function isUntouched({ localPath }, before, { tree }) {
    const after = tree.stat(localPath);
    return after?.ino === before.ino && after.ctimeNs === before.ctimeNs && after.size === before.size;
}
//# sourceMappingURL=survey.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/absent-files.js

/**
 * Some stores answer "forbidden" for what is not there: for this run that is taken for an answer. That credentials are
 * wanted (401) says nothing of what is there. A manifest that has no such layer says it outright.
 */
function isAbsent(failure) {
    return absent_files_isKnownToBeAbsent(failure) || failure.status === 403;
}
function absent_files_isKnownToBeAbsent({ class: failure }) {
    return failure === "not-found" || failure === "manifest";
}
/**
 * Settles a file that need not be there, and is not: one of another compose does not stay for one of this. What is
 * only taken for absent is asked for again by the next run, and leaves what came with this very compose where it is.
 */
function settleAbsent(file, failure, context) {
    const { session, warn, survey } = context;
    if (absent_files_isKnownToBeAbsent(failure)) {
        file.state = "absent";
        removeOld(file, session);
        rememberUnrooted(file, survey);
        return;
    }
    const held = heldUnrooted(file, survey);
    if (held !== undefined) {
        file.arrive("present", held.size, held.checksums);
        warn(`${file.localPath}: the server answers 403; the one that is there came with this compose and is kept`);
        return;
    }
    file.state = "absent";
    file.absenceInferred = true;
    removeOld(file, session);
    forgetUnrooted(file, survey);
    warn(`${file.localPath}: the server answers 403, which is taken for its not being there`);
}
function removeOld({ localPath }, { tree, journal }) {
    if (tree.remove(localPath)) {
        journal.forget(localPath);
    }
}
//# sourceMappingURL=absent-files.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/fetch-files.js





/**
 * Sees to it that files are in their places: finds those that are there, downloads the others, each content once, and
 * links what has the same content.
 */
async function fetchFiles(files, context) {
    const { settings, session } = context;
    await pin(files, context);
    const wanted = files.filter((file) => isWanted(file, context));
    await survey(wanted, context.survey);
    for (const file of wanted) {
        if (file.failure !== undefined) {
            count(file, file.failure, context);
        }
    }
    if (context.stopped) {
        return;
    }
    const { leaders, followers } = groupByContent(wanted, files);
    const rest = await locate(await takeFromCache(leaders, context), context);
    if (context.stopped) {
        return;
    }
    context.beforeTransfer?.(rest);
    await session.transfer(rest.map((file) => jobOf(file, settings)), (outcome) => {
        const { file } = outcome.job;
        if (outcome.state === "downloaded") {
            file.arrive("downloaded", outcome.bytes, outcome.checksums);
            rememberUnrooted(file, context.survey);
            context.progress.arrived(file, outcome);
            context.cache?.keep(file, session);
        }
        else if (file.optional && isAbsent(outcome.failure)) {
            context.progress.absent();
            settleAbsent(file, outcome.failure, context);
        }
        else {
            fail(file, outcome.failure, context);
            context.stopped ||= outcome.isFatal;
        }
    });
    for (const [file, leader] of followers) {
        context.signal.throwIfAborted();
        if (!context.stopped) {
            follow(file, leader, context);
        }
    }
    settleLinked(followers, files, session);
    session.placer.flush();
}
async function pin(files, context) {
    const { places, settings, signal } = context;
    const open = files.filter(({ state }) => state === "open");
    for (const { file, failure } of (await places?.pin(open, settings.trust, signal)) ?? []) {
        if (failure !== undefined && !context.stopped) {
            isNowhere(file, failure, context);
        }
    }
}
/** Finds the bytes of what lies in registries, and takes from layout directories what lies there. */
async function locate(files, context) {
    const { places, session, signal } = context;
    if (places === undefined) {
        return files;
    }
    for (const { file, failure } of await places.locate(files, signal)) {
        const problem = failure ?? (file.urls.some(isOnDisk) ? await places.copy(file, session, signal) : undefined);
        if (problem === undefined || file.urls.length > 0) {
            continue;
        }
        isNowhere(file, problem, context);
        if (context.stopped) {
            break;
        }
    }
    return files.filter(({ state }) => state === "open");
}
/** None of a file's places has it. */
function isNowhere(file, failure, context) {
    if (file.optional && isAbsent(failure)) {
        settleAbsent(file, failure, context);
    }
    else {
        context.progress.expect([file], 0);
        fail(file, failure, context);
    }
}
/** Notes that a file failed, and whether that is to be the end. */
function fail(file, failure, context) {
    file.fail(failure);
    count(file, failure, context);
}
/** The same for a file that has failed already. */
function count(file, failure, context) {
    context.progress.failed(file, failure);
    context.stopped ||= context.failFast;
}
function isWanted(file, context) {
    if (file.state !== "open" || context.stopped) {
        return false;
    }
    const problem = (0,lib_trust/* trustProblem */.mC)(file, context.settings.trust);
    if (problem !== undefined) {
        fail(file, problem, context);
    }
    return problem === undefined;
}
/** A file as something to transfer. */
function jobOf(file, { trust }) {
    return {
        file,
        localPath: file.localPath,
        urls: file.urls,
        size: file.size,
        maxBytes: file.maxBytes,
        isFree: file.isFree,
        checksums: trust.verifyChecksums ? file.checksums : [],
    };
}
/** Of several files with the same content one is downloaded, with the places of all. */
function groupByContent(wanted, all) {
    const leaders = [];
    const followers = [];
    const byContent = new Map();
    for (const file of all) {
        const key = file.state === "done" ? (0,lib_trust/* contentKey */.lO)(file) : undefined;
        if (key !== undefined && !byContent.has(key)) {
            byContent.set(key, file);
        }
    }
    for (const file of wanted) {
        if (file.state !== "open") {
            continue;
        }
        const key = (0,lib_trust/* contentKey */.lO)(file);
        const leader = key === undefined ? undefined : byContent.get(key);
        if (leader !== undefined) {
            leader.urls = leader.state === "open" ? [...new Set([...leader.urls, ...file.urls])] : leader.urls;
            followers.push([file, leader]);
        }
        else {
            leaders.push(file);
            if (key !== undefined) {
                byContent.set(key, file);
            }
        }
    }
    return { leaders: largestFirst(leaders), followers };
}
/** So that no big file is left for the end. Files of one size keep their order. */
function largestFirst(files) {
    return [...files].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
}
async function takeFromCache(files, context) {
    const { cache, session, signal } = context;
    if (cache === undefined) {
        return files;
    }
    const rest = [];
    for (const file of files) {
        try {
            if (await cache.take(file, session, signal)) {
            }
            else {
                rest.push(file);
            }
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            fail(file, { class: error.failure, message: error.message }, context);
            if (context.stopped) {
                return [];
            }
        }
    }
    return rest;
}
function follow(file, leader, context) {
    const { session, linkMode } = context;
    if (leader.state !== "done") {
        if (leader.failure !== undefined) {
            fail(file, leader.failure, context);
        }
        return;
    }
    try {
        const known = session.tree.stat(leader.localPath);
        if (known === undefined) {
            throw new transfer_lib/* TransferFailure */.ao("changed", "the file with the same content is gone", { remedy: "again" });
        }
        session.tree.link(leader.localPath, file.localPath, linkMode, known);
        file.arrive("linked", leader.bytes, leader.found);
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        fail(file, { class: error.failure, message: error.message }, context);
    }
}
/** A link changes the times of every name that the file has: only behind the last one they are what they will be. */
function settleLinked(followers, files, { placer }) {
    const contents = new Set(followers.filter(([{ arrival }]) => arrival === "linked").map(([file]) => (0,lib_trust/* contentKey */.lO)(file)));
    if (contents.size === 0) {
        return;
    }
    for (const file of files) {
        if (file.state === "done" && contents.has((0,lib_trust/* contentKey */.lO)(file))) {
            placer.settle({ localPath: file.localPath, checksums: file.found });
        }
    }
}
//# sourceMappingURL=fetch-files.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/file-cache.js








/**
 * The tree is for what the metadata names alone.
 *
 * @throws UserError for a cache inside it
 */
function checkCachePlace(directory, output) {
    const path = (0,external_node_path_.relative)(real((0,external_node_path_.join)(output, "compose")), real(directory));
    if (!(0,external_node_path_.isAbsolute)(path) && !/^\.\.(?:$|[\\/])/.test(path)) {
        throw (0,step_lib/* refuse */.TR)("cache-dir lies in the tree of the mirror", "choose a directory outside of output");
    }
}
/** Without links, as far as it is there. */
function real(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        const parent = (0,external_node_path_.dirname)((0,external_node_path_.resolve)(path));
        return parent === (0,external_node_path_.resolve)(path) ? parent : (0,external_node_path_.join)(real(parent), (0,external_node_path_.basename)(path));
    }
}
/** Files by their sha256, kept between runs: `<directory>/sha256/<two digits>/<digest>`. Never trusted. */
class FileCache {
    #directory;
    #warn;
    #warned = false;
    /** @throws UserError when the directory cannot be made */
    constructor(directory, warn) {
        this.#directory = directory;
        this.#warn = warn;
        try {
            (0,lib/* makeDirectories */.Kb)((0,lib/* missingDirectories */.q7)((0,external_node_path_.resolve)(directory, "sha256")));
        }
        catch (error) {
            throw (0,step_lib/* refuse */.TR)(`cache-dir: ${directory} cannot be used: ${(0,step_lib/* systemCodeText */._F)(error.code)}`);
        }
    }
    /**
     * Puts a file into the tree if it is here and still what its name says.
     *
     * @throws TransferFailure when the tree does not take it; `signal.reason`
     */
    async take(file, session, signal) {
        const path = this.#pathOf(file.checksums);
        if (path === undefined || !(0,external_node_fs_.existsSync)(path)) {
            return false;
        }
        try {
            if (await copyFromDisk(path, file, "cached", session, signal)) {
                return true;
            }
            (0,external_node_fs_.rmSync)(path, { force: true });
            this.#warnOnce(`cache-dir: ${path} was not what its name says; it was removed`);
            return false;
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof transfer_lib/* TransferFailure */.ao) {
                throw error;
            }
            this.#warnOnce(`cache-dir: ${path} cannot be read: ${(0,step_lib/* systemCodeText */._F)(error.code)}`);
            return false;
        }
    }
    /** Takes a copy of a file that was verified. That it cannot is no failure of the run. */
    keep(file, session) {
        // By what was found, not by what somebody says of it.
        const path = this.#pathOf(file.found);
        if (path === undefined || (0,external_node_fs_.existsSync)(path)) {
            return;
        }
        const temporary = (0,external_node_path_.join)(this.#directory, `.${(0,external_node_crypto_.randomBytes)(8).toString("hex")}.tmp`);
        try {
            (0,lib/* makeDirectories */.Kb)((0,lib/* missingDirectories */.q7)((0,external_node_path_.dirname)(path)));
            // Never a hard link: who changes the file in the tree must not change this one.
            (0,external_node_fs_.copyFileSync)(`${session.directory.output}/compose/${file.localPath}`, temporary, external_node_fs_.constants.COPYFILE_FICLONE | external_node_fs_.constants.COPYFILE_EXCL);
            (0,external_node_fs_.renameSync)(temporary, path);
        }
        catch (error) {
            (0,external_node_fs_.rmSync)(temporary, { force: true });
            this.#warnOnce(`cache-dir: cannot keep files: ${(0,step_lib/* systemCodeText */._F)(error.code)}`);
        }
    }
    #pathOf(checksums) {
        const sha256 = checksums.find((checksum) => checksum.startsWith("sha256:"));
        if (sha256 === undefined) {
            return undefined;
        }
        const digest = (0,metadata_lib/* checksumDigest */.Jz)(sha256);
        return (0,external_node_path_.join)(this.#directory, "sha256", digest.slice(0, 2), digest);
    }
    #warnOnce(line) {
        if (!this.#warned) {
            this.#warned = true;
            this.#warn(line);
        }
    }
}
//# sourceMappingURL=file-cache.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./actions/localize/lib/shard.js
var lib_shard = __webpack_require__(84735);
;// CONCATENATED MODULE: ./actions/localize/lib/join-parts.js




const join_parts_count = schemas/* int */.Whr().nonnegative();
/** What the report of a part tells. */
const content = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP(),
    counts: schemas/* object */.Ikc({ verified: join_parts_count, weak: join_parts_count, unverifiable: join_parts_count, unrooted: join_parts_count, failed: join_parts_count }),
    transfer: schemas/* object */.Ikc({
        bytes: join_parts_count,
        milliseconds: join_parts_count,
        hosts: schemas/* array */.YOg(schemas/* object */.Ikc({
            host: schemas/* string */.YjP(),
            files: join_parts_count,
            bytes: join_parts_count,
            failures: join_parts_count,
            bytesPerSecond: join_parts_count,
        }))
            .max(10_000),
    }),
});
/**
 * Makes sure that all parts are done, before anything is fetched that is another job's to fetch.
 *
 * @throws UserError that names the parts that are missing, or failed
 */
async function joinParts(inputs, plan, compose, context) {
    if (!(0,step_lib/* isJoining */.QS)(inputs)) {
        return undefined;
    }
    const { joined } = await (0,lib/* joinReports */.cR)(inputs["shard-reports"] ?? [], {
        reader: { steps: ["localize"], content },
        planFor: async (count) => ({ plan: (0,lib_shard/* divide */.Q)(plan, { shard: { index: 1, count } }), compose }),
        essence: ({ compose: id, counts }) => [id, counts],
        problem: countsProblem,
    }, context);
    return { ...joined, ...received(joined) };
}
function countsProblem({ content: { counts }, part }) {
    const told = Object.values(counts).reduce((sum, number) => sum + number, 0);
    return told === part.artifacts
        ? undefined
        : `it tells of ${(0,step_lib/* countOf */.pq)(told, "artifact", "artifacts")}, and the part has ${(0,step_lib/* formatCount */.B4)(part.artifacts)}`;
}
function received({ parts }) {
    const hosts = new Map();
    for (const { content: part } of parts) {
        for (const { host, files, bytes, failures, bytesPerSecond } of part.transfer.hosts) {
            const totals = hosts.get(host) ?? { files: 0, bytes: 0, milliseconds: 0, failures: 0 };
            hosts.set(host, totals);
            totals.files += files;
            totals.bytes += bytes;
            totals.failures += failures;
            totals.milliseconds += bytesPerSecond === 0 ? 0 : (bytes * 1000) / bytesPerSecond;
        }
    }
    return {
        receivedBytes: parts.reduce((sum, part) => sum + part.content.transfer.bytes, 0),
        milliseconds: Math.max(...parts.map((part) => part.content.transfer.milliseconds)),
        hosts,
    };
}
//# sourceMappingURL=join-parts.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/load.js



/**
 * Reads all metadata of the input.
 *
 * @throws UserError when it is not 2.0, or of several composes; MetadataError
 */
async function loadCompose(compose, { expectComposeId, fetchMetadata, log, signal }) {
    const errors = new lib/* ErrorList */.VS();
    const found = await (0,lib/* findSources */.Id)(compose, errors, { signal, fetchMetadata });
    errors.throwAny();
    (0,lib/* noteIgnored */.vd)(found, log);
    const sources = [];
    for (const source of found) {
        await errors.collect(async () => {
            const { model, warnings } = await (0,lib/* parseFile */.CJ)(source.path, source.identity, signal, (0,lib/* shownPath */.F9)(source));
            log.merge(warnings);
            sources.push({ source, model });
        });
    }
    errors.throwAny();
    const old = sources.filter(({ model }) => !(0,metadata_lib/* isDistributed */.oQ)(model));
    if (old.length > 0) {
        throw (0,step_lib/* refuse */.TR)("The metadata is of version 1, which says nothing of where artifacts can be had", "make it 2.0 with upgrade-metadata and a base-url", old.map(({ source }) => (0,lib/* shownPath */.F9)(source)));
    }
    const files = sources.map(({ source, model }) => ({ source, compose: model.compose }));
    const named = (0,lib/* theCompose */.If)(files, log);
    return { compose: expectedCompose(named, expectComposeId), sources };
}
function expectedCompose(compose, expected) {
    if (expected !== undefined && compose.id !== expected) {
        throw (0,step_lib/* fault */.DG)(`The metadata is of the compose ${compose.id}, not of ${expected}`, "somebody serves another compose than you expect, or expect-compose-id is out of date");
    }
    return compose;
}
//# sourceMappingURL=load.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/notices.js


/** A later look at the tree has nothing else to compare such files with. */
function unprovedNotice(outcomes, metadata) {
    const unproved = outcomes.filter(({ artifact, state }) => state === "unverifiable" &&
        (artifact.kind === "image" || artifact.kind === "extra_file") &&
        artifact.files[0]?.checksums.length === 0).length;
    return unproved === 0 || metadata.length === 0
        ? []
        : [
            `nothing proved ${(0,step_lib/* countOf */.pq)(unproved, "image or extra file", "images and extra files")}: the metadata of the tree gives the sha256 of what arrived, and verify of the tree compares with that alone`,
        ];
}
/** What a person should know of the metadata and the selection. */
function noticesOf(log, selector) {
    const unmatched = selector.unmatched();
    return [
        ...log.warnings().map(metadata_lib/* describeWarning */.U9),
        ...(unmatched.length === 0
            ? []
            : [`selected, but there is nothing of that name: ${unmatched.map(metadata_lib/* show */.WU).join(", ")}`]),
    ];
}
//# sourceMappingURL=notices.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/parts.js



/** An artifact that is one file. */
function fileAt({ localPath, size, checksum }) {
    return { localPath, size, checksums: checksum === null ? [] : [checksum] };
}
/** An artifact in a registry: one file, or all that its `contents` list. */
function partsOfArtifact(location) {
    try {
        return (0,lib_inputs/* declaredFiles */._V)(location, (0,lib_inputs/* pinnedReference */.ct)(location.url).digest);
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        const failure = { class: error.failure, message: error.message };
        return location.contents.length === 0
            ? [{ ...fileAt(location), failure }]
            : // The Location's own size and checksum are those of no file.
                [{ localPath: location.localPath, size: null, checksums: [], isDirectory: true, failure }];
    }
}
/**
 * A repository: its repomd.xml, which tells of the rest. In a registry all files are listed; where they are not, its
 * checksum is that of the manifest or of the repomd.xml.
 */
function partsOfRepository(location) {
    const repomd = { ...fileAt(location), localPath: `${location.localPath}/${metadata_lib/* REPOMD */.ui}`, below: metadata_lib/* REPOMD */.ui };
    if (!(0,metadata_lib/* isOciUrl */.DY)(location.url)) {
        return [repomd];
    }
    const parts = partsOfArtifact(location);
    if (location.contents.length === 0) {
        const [{ size, checksums, failure } = repomd] = parts;
        // The size of a manifest's files together is not that of one of them.
        const own = { ...repomd, size: checksums.length === 0 ? null : size, checksums };
        return [failure === undefined ? own : { ...own, failure }];
    }
    if (parts.some(({ localPath, failure }) => localPath === repomd.localPath || failure !== undefined)) {
        return parts;
    }
    const message = `contents: there is no ${metadata_lib/* REPOMD */.ui}, so it is no repository`;
    return [{ ...repomd, checksums: [], size: null, failure: { class: "manifest", message } }];
}
//# sourceMappingURL=parts.js.map
// EXTERNAL MODULE: ./actions/localize/lib/plan-file.js
var plan_file = __webpack_require__(83363);
;// CONCATENATED MODULE: ./actions/localize/lib/urls.js



/**
 * The places at which an artifact can be had, the best first.
 *
 * Metadata is also made by joining a base and a path as they are. Where a path that a URL cannot hold stands at the
 * end of one, the encoded form is what was meant.
 *
 * @throws TransferFailure when there is none
 */
function placesOf(url, localPath, { rootUrl, mirrors }) {
    if ((0,metadata_lib/* isOciUrl */.DY)(url)) {
        // Where the bytes are is found out when they are wanted.
        (0,lib_inputs/* pinnedReference */.ct)(url);
        return [url];
    }
    const absolute = absoluteUrl(url, rootUrl);
    const encoded = (0,metadata_lib/* encodePath */.O0)(localPath);
    const meant = encoded !== localPath && absolute.endsWith(`/${localPath}`)
        ? [absolute.slice(0, -localPath.length) + encoded, absolute]
        : [absolute];
    return (0,transfer_lib/* withMirrors */.ld)(meant.map(normal), mirrors);
}
/**
 * A file below a place: a repository's metadata, a boot image. A query stays at the end. An artifact has nothing below
 * it but layers: which of them is meant stands behind a `#`.
 */
function below(place, path) {
    if ((0,metadata_lib/* isOciUrl */.DY)(place)) {
        return `${place}#${(0,metadata_lib/* encodePath */.O0)(path)}`;
    }
    const url = new URL(place);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/${(0,metadata_lib/* encodePath */.O0)(path)}`;
    return url.href;
}
function absoluteUrl(url, rootUrl) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
    if (scheme === "http" || scheme === "https") {
        return url;
    }
    if (scheme !== undefined && url.startsWith(`${scheme}://`)) {
        throw new transfer_lib/* TransferFailure */.ao("scheme", `URLs of the kind ${scheme}: are not fetched`, { remedy: "never" });
    }
    if (rootUrl === undefined) {
        throw new transfer_lib/* TransferFailure */.ao("scheme", `the URL ${(0,metadata_lib/* show */.WU)(url)} is relative; root-url must say what it is relative to`, { remedy: "never" });
    }
    return rootUrl + url;
}
/** Nearly every real URL is in its normal form. */
const NORMAL = /^https?:\/\/[a-z0-9.-]+(?::[0-9]+)?\/[A-Za-z0-9_~+/.-]*$/;
const DOTS = /\/\.{1,2}(?:\/|$)|\/\//;
function normal(url) {
    if (NORMAL.test(url) && !DOTS.test(url.slice(8))) {
        return url;
    }
    if (!URL.canParse(url)) {
        throw new transfer_lib/* TransferFailure */.ao("scheme", `${(0,metadata_lib/* show */.WU)((0,metadata_lib/* redactUrl */.BO)(url))} is no URL`, { remedy: "never" });
    }
    const parsed = new URL(url);
    if (parsed.username !== "" || parsed.password !== "") {
        throw new transfer_lib/* TransferFailure */.ao("scheme", "the URL holds a user name or a password", { remedy: "never" });
    }
    parsed.hash = "";
    return parsed.href;
}
//# sourceMappingURL=urls.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/plan.js






/** Where the metadata of a tree lies in it: no artifact may have such a place. */
function metadataPath(type) {
    return `metadata/${type}.json`;
}
const METADATA_PATHS = metadata_lib/* METADATA_TYPES */.U8.map(metadataPath);
function isPlaceOfMetadata(localPath) {
    return (localPath.startsWith("metadata") &&
        (localPath === "metadata" ||
            METADATA_PATHS.some((path) => localPath === path || localPath.startsWith(`${path}/`))));
}
/** What a compose consists of and what is known of it before the first request. */
class Plan {
    /** By path, in the order of the metadata. */
    files = new Map();
    artifacts = [];
    repositories = new Map();
    trees = new Map();
    /** Artifacts that were not selected. */
    skipped = 0;
    composeinfo;
    #paths = new metadata_lib/* PathIndex */.EG();
    /** What cannot lie in one tree, a line each. */
    conflicts = [];
    /** Adds the selected artifacts of a metadata file. */
    add({ source, model }, selector, urls) {
        const options = { ...urls, rootUrl: urls.rootUrl ?? source.rootUrl };
        if (model.type === "composeinfo" && (0,metadata_lib/* isDistributed */.oQ)(model)) {
            this.composeinfo = model;
        }
        for (const record of (0,metadata_lib/* locations */.j2)(model)) {
            const { location } = record;
            if (location === undefined) {
                continue;
            }
            if (!selector.selects(location, record)) {
                this.skipped += (0,metadata_lib/* isDirectory */.wd)(record) ? 0 : 1;
            }
            else if ((0,metadata_lib/* isDirectory */.wd)(record)) {
                this.#addTree(record, location, options);
            }
            else {
                this.#addArtifact(record, location, options);
            }
        }
    }
    /**
     * Adds a file that turned up after the metadata was read, or finds the one that is planned at its path.
     *
     * @throws TransferFailure `conflict` when it cannot lie in the tree beside what is planned
     */
    addFile(file) {
        const known = this.files.get(file.localPath);
        const problem = known?.state === "done" && (0,metadata_lib/* checksumsConflict */.Jm)(known.found, file.checksums)
            ? `${(0,metadata_lib/* show */.WU)(file.localPath)} has ${known.found.join(" ")}, but is said to have ${file.checksums.join(" ")}`
            : this.#register(file);
        if (problem !== undefined) {
            throw new transfer_lib/* TransferFailure */.ao("conflict", problem, { remedy: "never" });
        }
        // What has failed was tried, or cannot be trusted: another mention does not mend it.
        return known?.state === "failed" ? known : this.#join(file);
    }
    #addArtifact(record, location, urls) {
        const { kind, localPath } = record;
        const artifact = { ...contextOf(record), localPath, files: [] };
        this.artifacts.push(artifact);
        const isRepository = kind === "variant_path";
        const parts = isRepository
            ? partsOfRepository(location)
            : (0,metadata_lib/* isOciUrl */.DY)(location.url)
                ? partsOfArtifact(location)
                : [fileAt(location)];
        const places = this.#places(parts, location, urls);
        const ownPlaces = isRepository ? this.#places(parts, location, withoutMirrors(urls)) : places;
        for (const part of parts) {
            this.#addPart(part, artifact, record, { urls: places, ownUrls: ownPlaces });
        }
        const repomd = isRepository ? this.files.get(`${localPath}/${metadata_lib/* REPOMD */.ui}`) : undefined;
        if (repomd !== undefined) {
            this.#addRepository(artifact, repomd, { urls: places, ownUrls: ownPlaces });
        }
    }
    #addPart(part, artifact, record, { urls, ownUrls }) {
        const { kind, variant, arch } = record;
        const isRepository = kind === "variant_path";
        const isRepomd = isRepository && part.localPath.endsWith(`/${metadata_lib/* REPOMD */.ui}`);
        const unrooted = isRepository && part.checksums.length === 0 && !(0,metadata_lib/* isOciUrl */.DY)(urls[0] ?? "");
        const places = unrooted ? ownUrls : urls;
        const file = new plan_file/* PlanFile */.kd({
            localPath: part.localPath,
            kind: isRepository ? "repodata" : kind,
            variant,
            arch,
            urls: part.below === undefined ? places : places.map((place) => below(place, part.below ?? "")),
            size: part.size,
            ...(isRepomd ? { maxBytes: lib/* MAX_REPOMD_BYTES */.dT } : {}),
            checksums: part.checksums,
            unrooted,
        });
        if (part.failure !== undefined) {
            file.fail(part.failure);
        }
        const problem = part.isDirectory === true ? this.#paths.addDirectory(part.localPath).problem : this.#register(file);
        if (problem !== undefined) {
            this.conflicts.push(problem);
        }
        artifact.files.push(this.#join(file));
    }
    /** Where an artifact can be had; one that can be had nowhere fails. */
    #places(parts, location, urls) {
        try {
            return placesOf(location.url, location.localPath, urls);
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            for (const part of parts) {
                part.failure ??= { class: error.failure, message: error.message };
            }
            return [];
        }
    }
    #addRepository(artifact, repomd, places) {
        const { localPath } = artifact;
        const known = this.repositories.get(localPath);
        if (known === undefined) {
            this.repositories.set(localPath, { localPath, ...places, repomd, artifacts: [artifact] });
        }
        else {
            known.artifacts.push(artifact);
            known.urls = [...new Set([...known.urls, ...places.urls])];
            known.ownUrls = [...new Set([...known.ownUrls, ...places.ownUrls])];
        }
    }
    #addTree(record, location, urls) {
        if (record.fieldName !== "os_tree" || (0,metadata_lib/* isOciUrl */.DY)(location.url) || this.trees.has(location.localPath)) {
            return;
        }
        try {
            const { url, localPath } = location;
            const places = placesOf(url, localPath, urls);
            const ownUrls = placesOf(url, localPath, withoutMirrors(urls));
            const { variant, arch } = record;
            this.trees.set(localPath, { localPath, urls: places, ownUrls, variant, arch });
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            // A directory without a place of its own: there is nothing to look for.
        }
    }
    /** @returns what is wrong with the file's place in the tree */
    #register(file) {
        if (isPlaceOfMetadata(file.localPath)) {
            return `${(0,metadata_lib/* show */.WU)(file.localPath)} is the place of the tree's own metadata`;
        }
        const known = this.files.get(file.localPath);
        if (known !== undefined && (0,metadata_lib/* checksumsConflict */.Jm)(known.checksums, file.checksums)) {
            return `${(0,metadata_lib/* show */.WU)(file.localPath)} is named twice with different checksums: ${known.checksums.join(" ")} and ${file.checksums.join(" ")}`;
        }
        return this.#paths.add(file).problem;
    }
    /** A file that is named again adds to what is known of it; its other places are mirrors. */
    #join(file) {
        const known = this.files.get(file.localPath);
        if (known === undefined) {
            this.files.set(file.localPath, file);
            return file;
        }
        if (known.state !== "done") {
            known.learn(file);
        }
        if (file.state === "open" && known.state !== "done") {
            // One good place is enough.
            known.state = "open";
            known.failure = undefined;
        }
        return known;
    }
}
function withoutMirrors({ rootUrl }) {
    return { rootUrl, mirrors: [] };
}
function contextOf({ kind, variant, arch, fieldName, imageType }) {
    return {
        kind,
        variant,
        arch,
        ...(fieldName === undefined ? {} : { fieldName }),
        ...(imageType === undefined ? {} : { imageType }),
    };
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/prune.js




const MAX_SHOWN = 5;
/**
 * Removes files from the tree that the compose does not name, and directories that are empty then.
 *
 * @param sparing - directories below which nothing is removed: what describes them could not be had
 * @returns what was removed; or why nothing was, when there is more of it than may be removed
 */
function prune(plan, session, maxDelete, sparing) {
    const metadata = new Set(metadata_lib/* METADATA_TYPES */.U8.map(metadataPath));
    const unnamed = [];
    let spared = 0;
    (0,transfer_lib/* walkTree */.Ir)(session.tree, ({ localPath, kind }) => {
        const isNamed = plan.files.get(localPath)?.state === "done" || metadata.has(localPath);
        if (kind === "directory" || isNamed) {
            return;
        }
        if (sparing.some((directory) => localPath.startsWith(`${directory}/`))) {
            spared += 1;
        }
        else {
            unnamed.push(localPath);
        }
    });
    if (unnamed.length > maxDelete) {
        const examples = unnamed.slice(0, MAX_SHOWN).map(metadata_lib/* show */.WU).join(", ");
        return {
            removed: [],
            spared,
            refusal: `prune would remove ${(0,step_lib/* countOf */.pq)(unnamed.length, "file", "files")}, more than max-delete allows (${(0,step_lib/* formatCount */.B4)(maxDelete)}), so it removed nothing: ${examples}${unnamed.length > MAX_SHOWN ? " …" : ""}; raise max-delete if that is meant`,
        };
    }
    const removed = unnamed.filter((localPath) => session.tree.remove(localPath));
    for (const localPath of removed) {
        session.journal.forget(localPath);
    }
    (0,transfer_lib/* removeEmptyDirectories */.f1)(session.tree);
    return { removed, refusal: undefined, spared };
}
//# sourceMappingURL=prune.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/remaining.js




/** Looks at what an output holds, and changes nothing. Whether files are right is found out by a run. */
function remainingOf(files, output) {
    const tree = (0,external_node_fs_.existsSync)(output) ? transfer_lib/* TreeRoot */.n7.open(output, { create: false }) : undefined;
    try {
        return countMissing(files, tree);
    }
    finally {
        tree?.close();
    }
}
function countMissing(files, tree) {
    const contents = new Set();
    let [count, bytes] = [0, 0];
    for (const file of files) {
        if (tree !== undefined && isThere(file, tree)) {
            continue;
        }
        count += 1;
        const key = (0,lib_trust/* contentKey */.lO)(file);
        if (key === undefined || !contents.has(key)) {
            bytes += file.size ?? 0;
        }
        if (key !== undefined) {
            contents.add(key);
        }
    }
    return { files: count, bytes };
}
function isThere({ localPath, size }, tree) {
    try {
        const stats = tree.stat(localPath);
        return stats?.isFile() === true && (size === null || BigInt(size) === stats.size);
    }
    catch (error) {
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            return false;
        }
        throw error;
    }
}
/** What is known to be too much is not begun. @throws UserError */
function checkSpace(neededBytes, output) {
    const free = (0,transfer_lib/* freeBytes */.go)(output);
    if (neededBytes > free) {
        throw (0,step_lib/* fault */.DG)(`The disk is too small: ${(0,step_lib/* formatBytes */.z3)(neededBytes)} are to be downloaded, ${(0,step_lib/* formatBytes */.z3)(free)} are free`, "make room, select less, or choose another output");
    }
}
//# sourceMappingURL=remaining.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/repositories.js









/** The signature of a repomd.xml, which nothing lists. */
const SIGNATURE = "repodata/repomd.xml.asc";
const MAX_SIGNATURE_BYTES = 1024 * 1024;
/**
 * Fetches what describes the repositories and adds what they consist of to the plan. Packages of which nobody knew a
 * checksum get theirs from the repository that holds them. Of repositories that belong to another part only those are
 * read that this part needs for that.
 */
async function planRepositories(plan, context) {
    const { shard } = context.settings;
    const isNeeded = isAboveUnproved(plan, context, ({ kind }) => kind === "rpm");
    const repositories = [...plan.repositories.values()].filter(({ localPath, repomd }) => (0,lib_shard/* isOwn */.N)(repomd, shard) || isNeeded(localPath));
    await fetchFiles(repositories.map(({ repomd }) => repomd), context);
    const read = [];
    for (const repository of repositories) {
        if (repository.repomd.state === "done") {
            const repomd = addRepository(repository, plan, context);
            if (repomd !== undefined) {
                read.push({ repository, repomd });
            }
        }
    }
    const needsMore = [...plan.files.values()].some((file) => file.kind === "rpm" && file.state === "open" && (0,lib_shard/* isOwn */.N)(file, shard) && isUnproved(file, context));
    if (!needsMore) {
        return;
    }
    const primaries = read.flatMap(({ repository, repomd }) => {
        const primary = (0,lib/* primaryOf */.Os)(repomd);
        const file = plan.files.get(`${repository.localPath}/${primary?.path}`);
        return file === undefined ? [] : [{ repository, file }];
    });
    await fetchFiles(primaries.map(({ file }) => file), context);
    for (const { repository, file } of primaries) {
        if (file.state === "done") {
            await learnFromPrimary(repository, file, plan, context);
        }
    }
}
/** Tells the directories above files of this part of which nobody knows a checksum that is good enough. */
function isAboveUnproved(plan, context, concerns) {
    const above = new Set();
    for (const file of plan.files.values()) {
        if (concerns(file) &&
            file.state === "open" &&
            (0,lib_shard/* isOwn */.N)(file, context.settings.shard) &&
            isUnproved(file, context)) {
            let directory = (0,metadata_lib/* directoryOf */.jt)(file.localPath);
            while (directory !== "" && !above.has(directory)) {
                above.add(directory);
                directory = (0,metadata_lib/* directoryOf */.jt)(directory);
            }
        }
    }
    return (directory) => above.has(directory);
}
function isUnproved(file, { settings }) {
    return settings.trust.verifyChecksums && (0,lib_trust/* proofOf */.oX)(file, settings.trust) !== "verified";
}
/** @returns undefined when the repomd.xml is none; the repository has failed then */
function addRepository(repository, plan, context) {
    const { repomd: file } = repository;
    try {
        const repomd = (0,lib/* parseRepomd */.pw)(readFromTree(file, context.session, lib/* MAX_REPOMD_BYTES */.dT), file.localPath);
        for (const listed of repomd.files) {
            const planned = plan.addFile(fileOf(repository, listed));
            for (const artifact of repository.artifacts) {
                artifact.files.push(planned);
            }
        }
        plan.addFile(signatureOf(repository));
        return repomd;
    }
    catch (error) {
        const failure = repositories_failureOf(error);
        // What nothing else vouches for must not stay when it turns out to be no description of a repository.
        if (file.unrooted) {
            context.session.tree.remove(file.localPath);
            context.session.journal.forget(file.localPath);
        }
        fail(file, failure, context);
        return undefined;
    }
}
function fileOf({ localPath, urls, repomd }, { path, size, checksum }) {
    return new plan_file/* PlanFile */.kd({
        localPath: `${localPath}/${path}`,
        kind: "repodata",
        variant: repomd.variant,
        arch: repomd.arch,
        urls: urls.map((url) => below(url, path)),
        size,
        checksums: checksum === null ? [] : [checksum],
        part: repomd.part,
    });
}
function signatureOf({ localPath, ownUrls, repomd }) {
    return new plan_file/* PlanFile */.kd({
        localPath: `${localPath}/${SIGNATURE}`,
        kind: "repodata",
        variant: repomd.variant,
        arch: repomd.arch,
        urls: ownUrls.map((url) => below(url, SIGNATURE)),
        size: null,
        maxBytes: MAX_SIGNATURE_BYTES,
        checksums: [],
        unrooted: true,
        optional: true,
        boundTo: repomd.found.join(" "),
        part: repomd.part,
    });
}
/** Packages lie where the repository says, below it. */
async function learnFromPrimary({ localPath }, file, plan, context) {
    const { session, signal } = context;
    const path = `${session.directory.output}/compose/${file.localPath}`;
    try {
        await (0,lib/* readPrimary */.rx)(path, (found) => {
            const rpm = plan.files.get(`${localPath}/${found.path}`);
            if (rpm !== undefined &&
                rpm.state === "open" &&
                isUnproved(rpm, context) &&
                found.checksum !== null &&
                !(0,metadata_lib/* checksumsConflict */.Jm)(rpm.checksums, [found.checksum])) {
                rpm.learn({ urls: rpm.urls, size: found.size, checksums: [found.checksum] });
            }
        }, { signal, file: file.localPath });
    }
    catch (error) {
        signal.throwIfAborted();
        const failure = repositories_failureOf(error);
        fail(file, failure, context);
    }
}
/** What is wrong with a description, in the words of a report. @throws the error when it is none of that kind */
function repositories_failureOf(error) {
    if (error instanceof transfer_lib/* TransferFailure */.ao) {
        return { class: error.failure, message: error.message };
    }
    if (error instanceof metadata_lib/* MetadataError */.wc) {
        const [first] = error.issues;
        return { class: "xml", message: first === undefined ? error.message : (0,metadata_lib/* describeIssue */.n6)(first) };
    }
    throw error;
}
//# sourceMappingURL=repositories.js.map
// EXTERNAL MODULE: ./actions/localize/lib/result.js
var result = __webpack_require__(68682);
;// CONCATENATED MODULE: ./actions/localize/lib/run-progress.js

const REPORT_MS = 250;
/** More failures than this are told in the report alone. */
const MAX_TOLD = 20;
/** Counts what happens and tells of it. */
class RunProgress {
    #outcomes = new Map();
    #reporter;
    #session;
    #expected = new Set();
    #started = performance.now();
    #done = 0;
    #totalBytes = 0;
    #told = 0;
    #timer;
    constructor(reporter, session) {
        this.#reporter = reporter;
        this.#session = session;
    }
    /** By host. Their bytes are all that were received, whatever became of them. */
    get hosts() {
        const flows = this.#session.hosts;
        return new Map([...new Set([...this.#outcomes.keys(), ...flows.keys()])].map((name) => [
            name,
            {
                ...(this.#outcomes.get(name) ?? { files: 0, failures: 0 }),
                ...(flows.get(name) ?? { bytes: 0, milliseconds: 0 }),
            },
        ]));
    }
    get milliseconds() {
        return performance.now() - this.#started;
    }
    /**
     * So much more is to be downloaded.
     *
     * @param bytes - that are still to come of those whose size is known
     */
    expect(files, bytes) {
        for (const file of files) {
            this.#expected.add(file);
        }
        this.#totalBytes += bytes;
        this.#timer ??= setInterval(() => this.#report(), REPORT_MS).unref();
    }
    arrived({ size }, outcome) {
        this.#done += 1;
        this.#totalBytes += size === null ? outcome.bytes : 0;
        this.#host(outcome.host).files += 1;
    }
    /** The origin does not have it, which is an answer. */
    absent() {
        this.#done += 1;
    }
    failed(file, failure) {
        // What has the same content as another one was not asked for itself.
        if (this.#expected.has(file)) {
            this.#done += 1;
            if (failure.url !== undefined && URL.canParse(failure.url)) {
                this.#host(new URL(failure.url).host).failures += 1;
            }
        }
        this.#told += 1;
        if (this.#told <= MAX_TOLD) {
            this.#reporter.warn(`${file.localPath}: ${(0,plan_file/* describeFailure */.Ic)(failure)}`);
        }
    }
    close() {
        clearInterval(this.#timer);
        if (this.#expected.size > 0) {
            this.#report();
        }
    }
    #report() {
        const bytes = this.#session.receivedBytes;
        this.#reporter.progress({
            activity: "downloading",
            done: this.#done,
            total: this.#expected.size,
            unit: "files",
            bytes,
            // Files of unknown size and repeated attempts make it too little.
            ...(this.#totalBytes > 0 && bytes <= this.#totalBytes ? { totalBytes: this.#totalBytes } : {}),
        });
    }
    #host(name) {
        let host = this.#outcomes.get(name);
        if (host === undefined) {
            host = { files: 0, failures: 0 };
            this.#outcomes.set(name, host);
        }
        return host;
    }
}
//# sourceMappingURL=run-progress.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/settings.js



/** @throws UserError for inputs that contradict each other or cannot be used */
function readSettings(inputs) {
    if (!inputs["verify-checksums"] && !inputs["allow-unverified"]) {
        throw (0,step_lib/* refuse */.TR)("verify-checksums: false means that nothing proves the files", "say allow-unverified: true as well if that is meant");
    }
    (0,step_lib/* checkShardInputs */.AF)(inputs);
    (0,step_lib/* checkJoinInputs */.qz)(inputs);
    const { shard } = inputs;
    if (shard !== undefined && inputs.prune) {
        throw (0,step_lib/* refuse */.TR)("prune makes no sense with shard: a part of the files cannot tell what belongs to no part", "prune in the last run");
    }
    return {
        selector: (0,lib/* readSelector */.pS)(inputs),
        mirrors: (inputs.mirrors ?? []).map(readMirrorRule),
        shard,
        rootUrl: inputs["root-url"] === undefined ? undefined : prefix("root-url", inputs["root-url"]),
        trust: {
            verifyChecksums: inputs["verify-checksums"],
            allowUnverified: inputs["allow-unverified"],
            allowWeak: inputs["allow-weak"],
            minChecksum: inputs["min-checksum"],
        },
        portableNames: inputs["portable-names"],
    };
}
function readMirrorRule(line) {
    const [from, ...mirrors] = line.split(/[\s,]+/).filter((part) => part !== "" && part !== "=");
    if (from === undefined || mirrors.length === 0) {
        throw (0,step_lib/* refuse */.TR)("mirrors: a rule needs the prefix of a URL and at least one other prefix", "for instance: https://cdn.example.com/ https://mirror.example.org/compose/");
    }
    return { prefix: prefix("mirrors", from), mirrors: mirrors.map((mirror) => prefix("mirrors", mirror)) };
}
/** A URL that paths are put after: with a slash at the end, so that it ends where a part of a path does. */
function prefix(input, given) {
    const parsed = URL.canParse(given) ? new URL(given) : undefined;
    if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,metadata_lib/* redactUrl */.BO)(given)} is no https:// or http:// URL`);
    }
    if (parsed.username !== "" || parsed.password !== "") {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,metadata_lib/* redactUrl */.BO)(given)} holds a user name or a password`, "use http-username and http-password, http-token, or a netrc file");
    }
    // In the form in which the URLs of artifacts are compared with it.
    parsed.hash = "";
    return parsed.href.endsWith("/") ? parsed.href : `${parsed.href}/`;
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/trees.js











const TREEINFO = ".treeinfo";
const MAX_TREEINFO_BYTES = 1024 * 1024;
/**
 * Fetches what describes the installable trees, and adds the kernels, boot images and so on that it names to the plan.
 *
 * @returns trees that nobody describes
 */
async function planTrees(plan, context) {
    const isNeeded = isAboveUnproved(plan, context, () => true);
    const own = [...plan.trees.values()].filter((tree) => (0,lib_shard/* isOwn */.N)(tree, context.settings.shard) || isNeeded(tree.localPath));
    const trees = own.flatMap((tree) => {
        const file = trees_fileOf(tree);
        try {
            return [{ tree, file: plan.addFile(file) }];
        }
        catch (error) {
            fail(file, repositories_failureOf(error), context);
            return [];
        }
    });
    await fetchFiles(trees.map(({ file }) => file), context);
    await renewOutdated(trees, plan, context);
    for (const { tree, file } of trees) {
        if (file.state === "done") {
            addFiles(tree, file, plan, context);
        }
    }
    return trees.filter(({ file }) => file.state === "absent");
}
/** One that was kept, and contradicts what has arrived since, is of an earlier state of the compose. */
async function renewOutdated(trees, plan, context) {
    const outdated = trees.filter(({ tree, file }) => file.arrival === "present" && contradicts(tree, file, plan, context));
    for (const { file } of outdated) {
        forgetUnrooted(file, context.survey);
        file.reopen();
    }
    await fetchFiles(outdated.map(({ file }) => file), context);
}
function contradicts(tree, file, plan, { session }) {
    try {
        const treeinfo = (0,lib/* parseTreeinfo */.ot)(readFromTree(file, session, MAX_TREEINFO_BYTES), file.localPath);
        return (0,lib/* treeinfoFiles */.oZ)(treeinfo).some(({ path, checksum }) => {
            const known = plan.files.get(`${tree.localPath}/${path}`);
            const checksums = known?.state === "done" ? known.found : (known?.checksums ?? []);
            return checksum !== null && (0,metadata_lib/* checksumsConflict */.Jm)(checksums, [checksum]);
        });
    }
    catch {
        // Whoever reads it to use it tells what is wrong.
        return false;
    }
}
function trees_fileOf({ localPath, ownUrls, variant, arch, part }) {
    return new plan_file/* PlanFile */.kd({
        localPath: `${localPath}/${TREEINFO}`,
        kind: "treeinfo",
        variant,
        arch,
        urls: ownUrls.map((url) => below(url, TREEINFO)),
        size: null,
        maxBytes: MAX_TREEINFO_BYTES,
        checksums: [],
        unrooted: true,
        optional: true,
        part,
    });
}
function addFiles(tree, file, plan, context) {
    try {
        const treeinfo = (0,lib/* parseTreeinfo */.ot)(readFromTree(file, context.session, MAX_TREEINFO_BYTES), file.localPath);
        for (const { path, checksum } of (0,lib/* treeinfoFiles */.oZ)(treeinfo)) {
            plan.addFile(new plan_file/* PlanFile */.kd({
                localPath: `${tree.localPath}/${path}`,
                kind: "boot",
                variant: tree.variant,
                arch: tree.arch,
                urls: tree.urls.map((url) => below(url, path)),
                size: null,
                checksums: checksum === null ? [] : [checksum],
                part: tree.part,
            }));
        }
    }
    catch (error) {
        const failure = repositories_failureOf(error);
        // What nothing vouches for must not be taken for right in the next run.
        if (file.unrooted) {
            context.session.tree.remove(file.localPath);
            context.session.journal.forget(file.localPath);
        }
        fail(file, failure, context);
    }
}
/** Describes trees that nobody described: what is there, with its checksums. */
function generateTreeinfo(undescribed, plan, context, { compose }, tell) {
    const { composeinfo } = plan;
    const generated = [];
    for (const { tree, file } of undescribed) {
        const variant = composeinfo?.variants.get(tree.variant);
        if (composeinfo === undefined || variant === undefined) {
            continue;
        }
        try {
            const text = textOf(tree, variant, composeinfo, compose, plan);
            write(file, text, context.session);
            generated.push((0,metadata_lib/* show */.WU)(file.localPath));
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao || error instanceof metadata_lib/* MetadataError */.wc)) {
                throw error;
            }
            const failure = repositories_failureOf(error);
            fail(file, failure, context);
        }
    }
    if (generated.length > 0) {
        const [first = ""] = generated;
        const more = generated.length > 1 ? ` and ${generated.length - 1} more` : "";
        tell(`${first}${more}: generated, since the origin has none`);
    }
}
function textOf(tree, variant, { release, baseProduct }, { date }, plan) {
    return (0,lib/* makeTreeinfo */.h1)({
        // A layered product's variant has a release of its own, and the compose's is what it is layered on.
        release: variant.release ?? release,
        baseProduct: variant.release === null ? baseProduct : release,
        variants: [variantOptions(tree, variant)],
        arch: tree.arch,
        timestamp: Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / 1000,
        files: filesIn(tree, plan),
    });
}
function variantOptions(tree, variant) {
    const place = (category) => {
        const path = variant.paths.get(category)?.get(tree.arch)?.localPath;
        return path === undefined ? undefined : external_node_path_.posix.relative(tree.localPath, path) || ".";
    };
    const places = {
        packages: place("packages"),
        repository: place("repository"),
        sourcePackages: place("source_packages"),
        sourceRepository: place("source_repository"),
        debugPackages: place("debug_packages"),
        debugRepository: place("debug_repository"),
    };
    const { id, uid, name, type } = variant;
    return {
        id,
        uid,
        name,
        type: type === "layered-product" ? "variant" : type,
        ...Object.fromEntries(Object.entries(places).filter(([, path]) => path !== undefined)),
    };
}
/** What an installer looks for, and the root of the repository, as far as they are there. */
function filesIn({ localPath, arch }, plan) {
    const prefix = `${localPath}/`;
    return [...plan.files.values()]
        .filter((file) => file.state === "done" && file.localPath.startsWith(prefix))
        .flatMap((file) => {
        const path = file.localPath.slice(prefix.length);
        const roles = (0,lib/* usualRoles */.O9)(path, arch);
        const checksum = file.found.find((found) => found.startsWith("sha256:")) ?? file.found[0];
        return (roles.length > 0 || path === "repodata/repomd.xml") && checksum !== undefined
            ? [{ path, checksum, roles }]
            : [];
    });
}
function write(file, text, { placer }) {
    const bytes = placer.write(file.localPath, (append) => append(text));
    placer.settle({ localPath: file.localPath, checksums: [] });
    file.arrive("generated", bytes, []);
}
//# sourceMappingURL=trees.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/write-metadata.js


const BUFFER_CHARS = 1024 * 1024;
/**
 * Writes metadata of version 1.2 of what is there, and of nothing else.
 *
 * @returns local paths of the files
 */
function writeMetadata(sources, plan, selector, session, composeKey) {
    const present = presentArtifacts(plan);
    const there = {
        restricts: selector.restricts || present.size < plan.artifacts.length,
        selects: (artifact, context) => selector.selects(artifact, context) &&
            ((0,metadata_lib/* isDirectory */.wd)(context) || present.has(keyOf(context, artifact.localPath))),
        selectsPathless: (context) => selector.selectsPathless(context),
        selectsVariant: (uid) => selector.selectsVariant(uid),
        selectsArch: (arch) => selector.selectsArch(arch),
        unmatched: () => [],
    };
    const facts = (artifact, _context) => factsOf(artifact, plan);
    const written = [];
    // That 1.2 holds no URLs is what the tree is for.
    const losses = new metadata_lib/* WarningLog */.tV();
    for (const { model } of sources) {
        const chosen = (0,metadata_lib/* select */.Lt)(model, there);
        if (there.restricts && model.type !== "composeinfo" && (0,metadata_lib/* locations */.j2)(chosen).length === 0) {
            // An older file would speak of what is not there.
            session.tree.remove(metadataPath(model.type));
            continue;
        }
        writeFile((0,metadata_lib/* toTree */.Gc)(inOneTree(chosen), { facts }, losses), session);
        session.journal.remember(originFact(model.type), composeKey);
        written.push(metadataPath(model.type));
    }
    removeForeign(written, session, composeKey);
    return written;
}
/**
 * What registries are only able to say of files together is said of each: sets of extra files are listed one by one,
 * and the digest of a manifest is no checksum of a file.
 */
function inOneTree(model) {
    if (!(0,metadata_lib/* isDistributed */.oQ)(model) || (model.type !== "extra_files" && model.type !== "images")) {
        return model;
    }
    const known = (0,metadata_lib/* mapArtifacts */.oX)(model, 2, (location) => location.contents.length === 0 && (0,metadata_lib/* isManifestDigest */.is)(location.checksum, location.url)
        ? { ...location, size: null, checksum: null }
        : location);
    if (known.type !== "extra_files") {
        return known;
    }
    const extraFiles = new Map([...known.extraFiles].map(([variant, arches]) => [
        variant,
        new Map([...arches].map(([arch, files]) => [arch, files.flatMap(filesOfSet)])),
    ]));
    return { ...known, extraFiles };
}
function filesOfSet(file) {
    const { artifact } = file;
    const { localPath, contents } = artifact;
    return contents.length === 0
        ? [file]
        : contents.map(({ file: path, size, checksum }) => ({
            artifact: { ...artifact, localPath: `${localPath}/${path}`, size, checksum, contents: [] },
        }));
}
/** Metadata that an earlier compose had and this one has not would speak of what is not there. */
function removeForeign(written, { tree, journal }, composeKey) {
    for (const type of metadata_lib/* METADATA_TYPES */.U8) {
        const origin = journal.recall(originFact(type));
        if (!written.includes(metadataPath(type)) && origin !== undefined && origin !== composeKey) {
            tree.remove(metadataPath(type));
        }
    }
}
/** Which compose the metadata in the tree was written from. */
function originFact(type) {
    return `metadata ${type}`;
}
function presentArtifacts(plan) {
    const present = new Set();
    for (const artifact of plan.artifacts) {
        if (artifact.files.every(({ state }) => state === "done")) {
            present.add(keyOf(artifact, artifact.localPath));
        }
    }
    return present;
}
function keyOf({ kind, variant, arch, fieldName }, localPath) {
    return `${kind}\n${variant}\n${arch}\n${fieldName ?? ""}\n${localPath}`;
}
/** What the metadata does not know was found out on the way. */
function factsOf({ localPath }, plan) {
    const file = plan.files.get(localPath);
    const checksum = file?.found.find((found) => found.startsWith("sha256:"));
    return file?.state === "done" && checksum !== undefined ? { size: file.bytes, checksum } : undefined;
}
function writeFile(model, { placer }) {
    placer.write(metadataPath(model.type), (append) => {
        let pending = "";
        (0,metadata_lib/* serializeTo */.Ks)(model, (text) => {
            pending += text;
            if (pending.length >= BUFFER_CHARS) {
                append(pending);
                pending = "";
            }
        });
        append(pending);
    });
}
//# sourceMappingURL=write-metadata.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/localize.js
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
 * Mirrors a compose: plans, fetches what is missing, verifies all of it, and writes metadata of what is there.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function localize(inputs, context) {
    const settings = readSettings(inputs);
    if (inputs["cache-dir"] !== undefined) {
        checkCachePlace(inputs["cache-dir"], inputs.output);
    }
    const deadline = inputs.timeout === undefined ? undefined : AbortSignal.timeout(inputs.timeout);
    const signal = deadline === undefined ? context.signal : AbortSignal.any([context.signal, deadline]);
    try {
        return await mirror(inputs, settings, { ...context, signal });
    }
    catch (error) {
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            // Of no single file: the journal, the lock, the metadata.
            throw (0,step_lib/* fault */.DG)(error.message, "run it again when that is mended: what is there and verified is kept", undefined, error);
        }
        if (deadline?.aborted === true && !context.signal.aborted && error === deadline.reason) {
            throw (0,step_lib/* fault */.DG)("The time of this step is over", "run it again: what was received is kept, and the rest follows");
        }
        if (context.signal.aborted && error === context.signal.reason && !inputs["dry-run"]) {
            context.reporter.info("Run it again to go on: what was received is kept");
        }
        throw error;
    }
}
async function mirror(inputs, settings, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const log = new metadata_lib/* WarningLog */.tV();
        const remote = __addDisposableResource(env_1, (0,lib_inputs/* composeFetcher */.Ek)(inputs, context), false);
        const loaded = await loadCompose(inputs.compose, {
            expectComposeId: inputs["expect-compose-id"],
            fetchMetadata: remote.fetch,
            log,
            signal: context.signal,
        });
        const plan = planOf(loaded, settings);
        const joined = await joinParts(inputs, plan, loaded.compose, context);
        const division = (0,step_lib/* isDivided */._W)(inputs) ? { plan: (0,lib_shard/* divide */.Q)(plan, inputs), shard: inputs.shard } : undefined;
        const work = { inputs, settings, context, loaded, plan, division, joined, log };
        if ((0,step_lib/* isPlanning */.iM)(inputs)) {
            return untouched(work);
        }
        if (inputs["dry-run"]) {
            const remaining = remainingOf(ownFiles(plan, settings), inputs.output);
            checkSpace(remaining.bytes, inputs.output);
            return { ...untouched(work), remaining };
        }
        const places = __addDisposableResource(env_1, await ArtifactPlaces.open(plan, loaded.sources.map(({ source }) => source), inputs, context), true);
        const session = await transfer_lib/* TransferSession */.mB.open(sessionOptions(inputs, places), context);
        try {
            return await fill({ ...work, context: { ...context, signal: session.signal }, places, session });
        }
        finally {
            await session.close();
        }
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
function ownFiles(plan, { shard }) {
    return [...plan.files.values()].filter((file) => (0,lib_shard/* isOwn */.N)(file, shard));
}
/** What comes of a run that only looks. */
function untouched({ inputs, settings, loaded, plan, division, joined, log }) {
    const planned = [...plan.files.values()];
    return {
        compose: loaded.compose,
        output: inputs.output,
        dryRun: true,
        division,
        joined,
        outcomes: plan.artifacts.map((artifact) => (0,result/* outcomeOf */.sG)(artifact, settings)),
        skipped: plan.skipped,
        files: ownFiles(plan, settings),
        planned,
        totals: (0,result/* totalsOf */.vA)(planned),
        hosts: new Map(),
        receivedBytes: 0,
        milliseconds: 0,
        metadata: [],
        pruned: [],
        pruneRefusal: undefined,
        notices: noticesOf(log, settings.selector),
        stopped: false,
    };
}
/** Everything that the metadata alone can tell to be wrong is told before the first request. */
function planOf({ sources }, settings) {
    const plan = new Plan();
    for (const source of sources) {
        plan.add(source, settings.selector, settings);
    }
    checkNames(plan, settings);
    const { conflicts } = plan;
    if (conflicts.length > 0) {
        throw (0,step_lib/* fault */.DG)(`The artifacts cannot lie in one tree: ${(0,step_lib/* countOf */.pq)(conflicts.length, "conflict", "conflicts")}`, "mend the metadata: every path must stand for one file", conflicts);
    }
    (0,lib/* refuseNothing */.OX)(settings.selector, { artifacts: plan.artifacts.length, directories: 0 });
    return plan;
}
function sessionOptions(inputs, places) {
    return {
        authorizer: places?.registries,
        ownHosts: places?.registries.ownHosts,
        output: inputs.output,
        connection: inputs,
        compose: inputs.compose,
        parallel: inputs["parallel-downloads"],
        connectionsPerFile: inputs["connections-per-file"],
        failFast: inputs["fail-fast"],
        fsync: inputs.fsync,
        bandwidth: inputs.bandwidth,
        lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
        lockTimeoutMs: inputs["lock-timeout"],
        ...(inputs.shard === undefined ? {} : { shard: `shard-${inputs.shard.index}-of-${inputs.shard.count}` }),
    };
}
async function fill(work) {
    const { inputs, settings, context, loaded, plan, division, joined, places, session, log } = work;
    const { signal, reporter } = context;
    const progress = new RunProgress(reporter, session);
    const history = rememberCompose(session.journal, loaded.compose);
    history.warnings.forEach((line) => {
        reporter.warn(line);
    });
    checkCollisions(plan, settings, session, (line) => reporter.warn(line));
    const cacheDir = inputs["cache-dir"];
    const fetching = {
        session,
        settings,
        places,
        warn: (line) => reporter.warn(line),
        linkMode: inputs["link-mode"],
        failFast: inputs["fail-fast"],
        cache: cacheDir === undefined ? undefined : new FileCache(cacheDir, (line) => reporter.warn(line)),
        progress,
        survey: {
            session,
            skipExisting: inputs["skip-existing"],
            paranoid: inputs.paranoid,
            composeKey: history.key,
            signal,
            onProgress: (done, bytes) => reporter.progress({ activity: "checking what is there", done, unit: "files", bytes }),
        },
        signal,
        stopped: false,
        beforeTransfer: (files) => {
            const needed = files.reduce((sum, file) => sum + Math.max(0, (file.size ?? 0) - session.partialBytes(jobOf(file, settings))), 0);
            checkSpace(needed, session.directory.output);
            progress.expect(files, needed);
        },
    };
    let pruned = { removed: [], refusal: undefined, spared: 0 };
    let metadata = [];
    for (const file of ownFiles(plan, settings)) {
        if (file.failure !== undefined) {
            count(file, file.failure, fetching);
        }
    }
    try {
        await planRepositories(plan, fetching);
        const withoutTreeinfo = await planTrees(plan, fetching);
        // Repositories and trees have named further files.
        checkNames(plan, settings);
        checkCollisions(plan, settings, session, () => undefined);
        await fetchFiles(ownFiles(plan, settings), fetching);
        if (settings.shard === undefined) {
            generateTreeinfo(withoutTreeinfo, plan, fetching, loaded, (line) => reporter.info(line));
            metadata = writeMetadata(loaded.sources, plan, settings.selector, session, history.key);
        }
        const failed = [...plan.files.values()].some(({ state }) => state === "failed");
        if (inputs.prune && !failed && !fetching.stopped) {
            const sparing = withoutTreeinfo.filter(({ file }) => file.absenceInferred);
            pruned = prune(plan, session, inputs["max-delete"], sparing.map(({ tree }) => tree.localPath));
            if (pruned.spared > 0) {
                reporter.warn(`prune left ${(0,step_lib/* countOf */.pq)(pruned.spared, "file", "files")} that nothing names below ${sparing.map(({ tree }) => (0,metadata_lib/* show */.WU)(tree.localPath)).join(", ")}: what the .treeinfo there names is not known while the server answers 403`);
            }
        }
        if (settings.shard === undefined && !settings.selector.restricts && !failed && !fetching.stopped) {
            session.discardPartials();
        }
        session.placer.flush();
        if (inputs.fsync !== "none") {
            session.tree.syncAll();
        }
    }
    finally {
        progress.close();
    }
    const files = ownFiles(plan, settings);
    const planned = [...plan.files.values()];
    const outcomes = plan.artifacts.map((artifact) => (0,result/* outcomeOf */.sG)(artifact, settings));
    const notices = [...noticesOf(log, settings.selector), ...unprovedNotice(outcomes, metadata)];
    for (const line of notices) {
        reporter.warn(line);
    }
    return {
        compose: loaded.compose,
        output: inputs.output,
        dryRun: false,
        division,
        joined,
        outcomes,
        skipped: plan.skipped,
        files,
        planned,
        get totals() {
            return (0,result/* totalsOf */.vA)(planned);
        },
        hosts: progress.hosts,
        receivedBytes: session.receivedBytes,
        milliseconds: progress.milliseconds,
        metadata,
        pruned: pruned.removed,
        pruneRefusal: pruned.refusal,
        notices,
        stopped: fetching.stopped,
    };
}
//# sourceMappingURL=localize.js.map

/***/ })

};
