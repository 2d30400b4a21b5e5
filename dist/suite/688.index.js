export const id = 688;
export const ids = [688,165];
export const modules = {

/***/ 99922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mergeMetadata: () => (/* binding */ mergeMetadata)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/oci/lib/index.js + 47 modules
var oci_lib = __webpack_require__(44885);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/counts.js

/** Counts what the files of one job, or the merged ones, name. */
function countArtifacts(models) {
    const kinds = new Map();
    const all = { artifacts: 0, bytes: 0 };
    const paths = new Set();
    let directories = 0;
    const count = (artifact, context) => {
        if ((0,metadata_lib/* isDirectory */.wd)(context)) {
            directories += 1;
            return;
        }
        let own = kinds.get(context.kind);
        if (own === undefined) {
            own = { artifacts: 0, bytes: 0 };
            kinds.set(context.kind, own);
        }
        own.artifacts += 1;
        all.artifacts += 1;
        for (const { localPath, size } of (0,metadata_lib/* treeFiles */.CU)(artifact, context)) {
            if (size !== null && !paths.has(localPath)) {
                paths.add(localPath);
                own.bytes += size;
                all.bytes += size;
            }
        }
    };
    for (const model of models) {
        (0,metadata_lib/* visitArtifacts */.x5)(model, count);
    }
    return { kinds, all, directories };
}
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/layouts.js




const LAYOUT_URL = `oci://${oci_lib/* LAYOUT_HOST */.CV}/`;
/**
 * Finds the layout directories that metadata names: by what lies beside the metadata of the jobs, and metadata that
 * comes from a layout speaks of that layout.
 *
 * @param output - the directory that the merged metadata is for
 * @throws UserError when two jobs mean different directories by one name
 */
function findLayouts(models, { homes, contributions }, output) {
    const names = layoutNames(models);
    if (names.size === 0) {
        return { directories: new Map(), unknown: [], outside: [] };
    }
    const beside = (0,oci_lib/* layoutsBeside */.Mo)(homes);
    let known = new Map([...beside].filter(([name]) => names.has(name)));
    for (const { name, files } of contributions) {
        const reference = (0,oci_lib.parseReference)(name);
        if (typeof reference === "object" && reference.target.kind === "directory") {
            const directory = (0,external_node_path_.resolve)(reference.target.path);
            const own = [...layoutNames(files.map(({ model }) => model))].filter((one) => names.has(one));
            known = (0,oci_lib/* joinLayouts */.Et)(known, new Map(own.map((one) => [one, directory])));
        }
    }
    return {
        directories: known,
        unknown: [...names].filter((name) => !known.has(name)),
        outside: [...known.values()].filter((directory) => !isWithin(directory, output)),
    };
}
function layoutNames(models) {
    const names = new Set();
    for (const url of layoutUrls(models)) {
        const reference = (0,oci_lib/* parseLocationUrl */.gn)(url);
        if (typeof reference === "object" && reference.target.kind === "layout") {
            names.add(reference.target.name);
        }
    }
    return names;
}
function layoutUrls(models) {
    const urls = [];
    for (const model of models) {
        (0,metadata_lib/* visitArtifacts */.x5)(model, (artifact) => {
            if ((0,metadata_lib/* isLocation */.gI)(artifact) && artifact.url.startsWith(LAYOUT_URL)) {
                urls.push(artifact.url);
            }
        });
    }
    return urls;
}
function isWithin(directory, outer) {
    const way = (0,external_node_path_.relative)((0,external_node_path_.resolve)(outer), directory);
    return way !== ".." && !way.startsWith(`..${external_node_path_.sep}`);
}
/**
 * Metadata in a registry is for others: they have no directory of this machine.
 *
 * @throws UserError when a registry would get metadata that names layout directories
 */
function refuseLocalPublication(target, models) {
    if (target.startsWith("oci-layout:")) {
        return;
    }
    const [named] = layoutUrls(models);
    if (named !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`publish-metadata: ${(0,metadata_lib/* show */.WU)(target)} is a registry, but the metadata names a directory of this machine: ${(0,metadata_lib/* show */.WU)(named)}`, "push everything to registries, or publish to an oci-layout: directory");
    }
}
//# sourceMappingURL=layouts.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(78877);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/memory.js



/** Bytes of memory that a byte of metadata takes while it is merged; measured, and rounded up. */
const MEMORY_PER_BYTE = 4;
/**
 * Refuses metadata that the process cannot hold: conflicts may lie between any two entries, so that all of them are in
 * memory at once.
 *
 * @param limit - bytes that the process may use; by default what Node has been given
 * @returns the bytes of all files
 * @throws UserError
 */
function refuseTooMuch(fragments, limit = (0,external_node_v8_.getHeapStatistics)().heap_size_limit) {
    let bytes = 0;
    for (const { sources } of fragments) {
        for (const { path } of sources) {
            bytes += (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.size ?? 0;
        }
    }
    if (bytes * MEMORY_PER_BYTE > limit) {
        throw (0,step_lib/* refuse */.TR)(`The metadata has ${(0,step_lib/* formatBytes */.z3)(bytes)}, more than can be merged in ${(0,step_lib/* formatBytes */.z3)(limit)} of memory`, "merge it in steps, some directories at a time, or give Node more: NODE_OPTIONS=--max-old-space-size=<MB>");
    }
    return bytes;
}
//# sourceMappingURL=memory.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/load.js





/**
 * Reads the metadata of all jobs, as far as it is selected.
 *
 * @throws UserError; MetadataError with everything that is wrong in any file
 */
async function loadFragments(compose, { context, fetchMetadata, output, selector, log, identifies }) {
    const { signal, reporter } = context;
    const errors = new lib/* ErrorList */.VS();
    const fragments = await (0,lib/* findFragments */.r4)(compose, errors, { signal, fetchMetadata, output });
    errors.throwAny();
    refuseTooMuch(fragments);
    const total = fragments.reduce((sum, { sources }) => sum + sources.length, 0);
    let done = 0;
    const contributions = [];
    const read = [];
    for (const { name, sources } of fragments) {
        (0,lib/* noteIgnored */.vd)(sources, log);
        const files = [];
        for (const source of sources) {
            reporter.progress({ activity: "reading", done, total, unit: "files" });
            await errors.collect(async () => {
                const shown = (0,lib/* shownPath */.F9)(source);
                const hash = identifies ? (0,external_node_crypto_.createHash)("sha256") : undefined;
                const observe = (chunk) => {
                    hash?.update(chunk);
                };
                const { model, warnings } = await (0,lib/* parseFile */.CJ)(source.path, source.identity, signal, shown, observe);
                if (hash !== undefined) {
                    read.push({ file: shown, sha256: hash.digest("hex") });
                }
                log.merge(warnings);
                files.push({ file: shown, model: (0,metadata_lib/* select */.Lt)(model, selector) });
            });
            done += 1;
        }
        const models = files.map(({ model }) => model);
        contributions.push({ name, files: relevant(files, selector), counts: countArtifacts(models) });
    }
    errors.throwAny();
    reporter.progress({ activity: "reading", done, total, unit: "files" });
    return {
        contributions,
        homes: fragments.flatMap(({ home }) => home ?? []),
        paths: fragments.flatMap(({ sources }) => sources.map(({ path }) => path)),
        read,
    };
}
/** Files that have something selected. What a composeinfo.json says is of use without any artifact. */
function relevant(files, selector) {
    return selector.restricts ? files.filter(({ model }) => isRelevant(model)) : files;
}
function isRelevant(model) {
    return model.type === "composeinfo" || countArtifacts([model]).all.artifacts > 0;
}
//# sourceMappingURL=load.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/notices.js

/** What a person should know of a merge. */
function noticesOf({ log, selector, completed, layouts }) {
    return [
        ...log.warnings(),
        ...notice("completed-composeinfo", "added to composeinfo.json, since other files name it", completed.map(metadata_lib/* describeUndeclared */.$v)),
        ...notice("unmatched-selection", "selected, but there is nothing of that name", selector.unmatched().map(metadata_lib/* show */.WU)),
        ...notice("unknown-layout", "image layout that no oci-layouts.json beside the metadata says the place of", layouts.unknown.map(metadata_lib/* show */.WU)),
        ...notice("outside-layout", "image layout that does not lie below the directory of the metadata; who reads it has to allow that with layout-root", layouts.outside.map(metadata_lib/* show */.WU)),
    ];
}
function notice(code, message, occurrences) {
    const count = occurrences.length;
    return count === 0
        ? []
        : [{ code, message: `${message} (${count})`, count, examples: occurrences.slice(0, metadata_lib/* MAX_EXAMPLES */.Nq) }];
}
//# sourceMappingURL=notices.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/parts.js





const count = schemas/* int */.Whr().nonnegative();
/** What the reports of the parts say, as far as it matters here. */
const content = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP(),
    // push-oci counts its artifacts one by one, and those that it writes apart, since several may become one.
    described: count.optional(),
    // What it was not to push keeps its Locations, in every part.
    carried: count.default(0),
    artifacts: schemas/* unknown */.L5J(),
    written: step_lib/* writtenFiles */.$m,
})
    .transform(({ compose, described, carried, artifacts, written: files }) => ({
    compose,
    carried,
    written: described ?? artifacts,
    files,
}))
    .pipe(schemas/* object */.Ikc({ compose: schemas/* string */.YjP(), written: count, carried: count, files: step_lib/* writtenFiles */.$m }));
/**
 * Makes sure that all parts of divided work are done: metadata alone does not tell what was never made.
 *
 * @param places - as the input shard-reports has them
 * @throws UserError that names the parts that are missing, or failed
 */
async function joinParts(places, context) {
    if (places === undefined || places.length === 0) {
        return undefined;
    }
    const reader = { steps: ["push-oci", "upgrade-metadata"], content };
    const { joined } = await (0,lib/* joinReports */.cR)(places, { reader, essence: (own) => own }, context);
    return joined;
}
/**
 * Makes sure that the fragments are the very files that the parts have written, all of them and no others: what was
 * made before something was built again looks as good as what was made of it, and a selection would hide what is
 * missing.
 *
 * @throws UserError that names every file that is missing, with its part, and every other one
 */
function checkFragments(parts, { contributions, read }) {
    if (parts === undefined) {
        return;
    }
    refuseOtherCompose(parts, contributions);
    const found = new Set(read.map(({ sha256 }) => sha256));
    const missing = parts.parts.flatMap(({ index, name, content: { files } }) => files
        .filter(({ sha256 }) => !found.has(sha256))
        .map(({ file, sha256 }) => `part ${(0,step_lib/* formatShard */._D)({ index, count: parts.plan.count })}: its ${file} is missing, which ${name} says was written (sha256 ${sha256})`));
    const named = new Set(parts.parts.flatMap(({ content: { files } }) => files.map(({ sha256 }) => sha256)));
    const strange = read
        .filter(({ sha256 }) => !named.has(sha256))
        .map(({ file }) => `${file} is not what any part has written`);
    const problems = [...missing, ...strange];
    if (problems.length > 0) {
        const more = problems.length > 1 ? ` (and ${(0,step_lib/* formatCount */.B4)(problems.length - 1)} more)` : "";
        throw (0,step_lib/* fault */.DG)(`The metadata is not that of the parts: ${problems[0]}${more}`, [
            ...(missing.length > 0
                ? ["give compose the metadata of every part, as its last attempt wrote it"]
                : []),
            ...(strange.length > 0
                ? [
                    "take away what earlier runs have left; what other jobs have made is merged with the parts in a second run",
                ]
                : []),
        ].join("; "), problems);
    }
}
function refuseOtherCompose(parts, contributions) {
    const [first] = contributions.flatMap(({ files }) => files);
    const id = first?.model.compose.id;
    const other = id === undefined ? undefined : parts.parts.find((part) => part.content.compose !== id);
    if (other !== undefined) {
        throw (0,step_lib/* fault */.DG)(`The parts are of another compose: ${other.name} is of ${other.content.compose}, the metadata of ${id}`, "give compose and shard-reports what the same jobs have made");
    }
}
/**
 * Makes sure that what was merged is what the parts have written: no two of them may have written the same.
 *
 * @param models - merged, with nothing left out
 * @throws UserError
 */
function checkMerged(parts, models, loaded) {
    if (parts === undefined) {
        return;
    }
    const merged = countArtifacts(models).all.artifacts;
    const [carried = 0, ...contradictions] = new Set(parts.parts.map((part) => part.content.carried));
    const written = parts.parts.reduce((sum, part) => sum + part.content.written - carried, carried);
    // What one file lists twice is there once when it is merged.
    const isWhole = merged === written || merged === written - countRepeated(loaded);
    if (!isWhole || contradictions.length > 0) {
        const problem = contradictions.length > 0
            ? "they do not say the same of what was not selected"
            : `they have written ${(0,step_lib/* countOf */.pq)(written, "artifact", "artifacts")}, which are ${(0,step_lib/* formatCount */.B4)(merged)} when they are merged`;
        throw (0,step_lib/* fault */.DG)(`The parts do not make up the whole: ${problem}`, "run the jobs of all parts again, with the same version of this program");
    }
}
/** Images and extra files that a file lists more than once; what several files list so counts once. */
function countRepeated({ contributions }) {
    const most = new Map();
    for (const { model } of contributions.flatMap(({ files }) => files)) {
        const seen = new Map();
        (0,metadata_lib/* visitArtifacts */.x5)(model, ({ localPath }, { kind, variant, arch }) => {
            if (kind !== "image" && kind !== "extra_file") {
                return;
            }
            const entry = JSON.stringify([kind, variant, arch, localPath]);
            const times = (seen.get(entry) ?? 0) + 1;
            seen.set(entry, times);
            if (times > (most.get(entry) ?? 1)) {
                most.set(entry, times);
            }
        });
    }
    return [...most.values()].reduce((sum, times) => sum + times - 1, 0);
}
//# sourceMappingURL=parts.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/publish.js
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



/** @throws UserError when nothing can be pushed to a target */
async function checkPlace(reach, target) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const repositories = __addDisposableResource(env_1, reach.repositories(), true);
        repositories.open(target);
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
/**
 * Pushes the merged metadata.
 *
 * @param files - paths of the metadata that was written
 * @throws `signal.reason` when aborted
 */
async function publish(files, reach, { compose, target, tag, policy, signal }) {
    try {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const repositories = __addDisposableResource(env_2, reach.repositories(), true);
            return await (0,oci_lib/* pushComposeArtifact */.lU)(files, {
                compose,
                repository: repositories.open(target),
                target,
                tag,
                policy,
                annotations: {},
                signal,
            });
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = __disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            return { failure: { class: error.failure, message: error.message } };
        }
        if (error instanceof step_lib/* UserError */.yo) {
            // Another run works there. The metadata is written: that it is not published is a failure, no refusal.
            return { failure: { message: error.message } };
        }
        throw error;
    }
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/settings.js


/** @throws UserError for inputs that cannot be used */
function readSettings(inputs) {
    const publish = inputs["publish-metadata"];
    return {
        selector: (0,lib/* readSelector */.pS)(inputs),
        publish: publish === undefined ? undefined : (0,oci_lib/* parseComposeTarget */.Nw)("publish-metadata", publish),
    };
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/write-metadata.js


/**
 * Writes metadata, and beside it where the layout directories lie that it names.
 *
 * @param home - the directory that it is for
 */
function writeMetadata(models, layouts, output, home) {
    for (const model of models) {
        writeFile(output, `${model.type}.json`, (put) => (0,metadata_lib/* serializeTo */.Ks)(model, put));
    }
    if (layouts.size > 0) {
        writeFile(output, oci_lib/* LAYOUTS_FILE */.ZJ, (put) => put((0,oci_lib/* layoutsText */.t5)(layouts, home)));
    }
}
function writeFile(output, name, write) {
    const file = output.create(name);
    try {
        write((text) => file.write(text));
    }
    finally {
        file.close();
    }
}
//# sourceMappingURL=write-metadata.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/merge-metadata.js
var merge_metadata_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var merge_metadata_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Merges the metadata of several jobs of one compose. Writes all files or none; with conflicts none.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function mergeMetadata(inputs, context, openReach) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const settings = readSettings(inputs);
        const parts = await joinParts(inputs["shard-reports"], context);
        const log = new metadata_lib/* WarningLog */.tV();
        const remote = merge_metadata_addDisposableResource(env_1, (0,oci_lib/* composeFetcher */.Ek)(inputs, context, [settings.publish?.repository]), false);
        const loaded = await loadFragments(inputs.compose, {
            context,
            fetchMetadata: remote.fetch,
            output: inputs.output,
            selector: settings.selector,
            log,
            identifies: parts !== undefined,
        });
        checkFragments(parts, loaded);
        const output = new lib/* OutputDirectory */.n(inputs.output, loaded.paths);
        try {
            const merged = mergeAll(loaded, inputs.strict);
            await lookUp(context.signal);
            if (merged instanceof metadata_lib/* MergeError */.VX) {
                output.discard();
                return { ...refused(merged, loaded, log), parts };
            }
            if (!settings.selector.restricts) {
                checkMerged(parts, merged.models, loaded);
            }
            return await finish({ inputs, settings, context, openReach, log, loaded, parts, merged, output });
        }
        catch (error) {
            output.discard();
            throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        merge_metadata_disposeResources(env_1);
    }
}
/** Lets signals come that were sent while there was no pause. @throws `signal.reason` */
async function lookUp(signal) {
    await (0,promises_.setImmediate)();
    signal.throwIfAborted();
}
/** Conflicts are what the work has found, not a reason to end without a report. */
function mergeAll({ contributions }, strict) {
    try {
        return (0,metadata_lib/* merge */.h1)(contributions.flatMap(({ files }) => files), { strict });
    }
    catch (error) {
        if (error instanceof metadata_lib/* MergeError */.VX) {
            return error;
        }
        throw error;
    }
}
function refused(error, { contributions }, log) {
    const { conflicts, conflictCount, undeclared } = error;
    const [first] = contributions.flatMap(({ files }) => files);
    return {
        state: "refused",
        compose: { id: first?.model.compose.id ?? "" },
        contributions,
        notices: log.warnings(),
        conflicts,
        conflictCount,
        undeclared,
    };
}
/** Writes and publishes what was merged; what cannot be published is refused before. */
async function finish({ inputs, settings, context, openReach, ...work }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { selector } = settings;
        const { models, completed } = work.merged;
        const counts = countArtifacts(models);
        if (selector.restricts) {
            (0,lib/* refuseNothing */.OX)(selector, { artifacts: counts.all.artifacts, directories: counts.directories });
        }
        const { compose } = models[0];
        const layouts = findLayouts(models, work.loaded, inputs.output);
        const place = settings.publish && (0,oci_lib/* composePlace */.Oz)(settings.publish, compose);
        if (place !== undefined) {
            refuseLocalPublication(place.target, models);
        }
        const reach = merge_metadata_addDisposableResource(env_2, place && openReach({ inputs, context, named: [place.target] }), true);
        if (place !== undefined && reach !== undefined) {
            await checkPlace(reach, place.target);
        }
        writeMetadata(models, layouts.directories, work.output, inputs.output);
        await lookUp(context.signal);
        const files = work.output.commit().filter((path) => !path.endsWith(`/${oci_lib/* LAYOUTS_FILE */.ZJ}`));
        const notices = noticesOf({ log: work.log, selector, completed, layouts });
        tell(notices, context);
        const publication = place && reach
            ? await publish(files, reach, {
                compose,
                ...place,
                policy: inputs["tag-policy"],
                signal: context.signal,
            })
            : undefined;
        return {
            state: "merged",
            compose,
            contributions: work.loaded.contributions,
            parts: work.parts,
            notices,
            output: inputs.output,
            files,
            counts,
            completed,
            publication,
        };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = merge_metadata_disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}
function tell(notices, { reporter }) {
    for (const notice of notices) {
        reporter.warn((0,metadata_lib/* describeWarning */.U9)(notice));
    }
}
//# sourceMappingURL=merge-metadata.js.map

/***/ }),

/***/ 57561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ startHashThread),
/* harmony export */   a: () => (/* binding */ prepareHashThread)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75919);


/** A thread that has no work yet. */
let prepared;
/**
 * Starts a thread before it is known what there is to hash: it takes as long as the rest of a step does to be loaded.
 *
 * @param threads - how many will hash at most, this one included; by default one per core
 */
function prepareHashThread(threads = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)()) {
    if (threads > 1 && prepared === undefined) {
        const worker = newThread();
        // Whoever needs a thread starts another one, and hears from that what is wrong.
        worker.once("error", () => undefined);
        worker.once("exit", () => {
            prepared = prepared === worker ? undefined : prepared;
        });
        worker.unref();
        prepared = worker;
    }
}
/** A thread that hashes the blocks that it is sent. */
function startHashThread(data) {
    const worker = prepared ?? newThread();
    prepared = undefined;
    worker.ref();
    worker.postMessage(data);
    return worker;
}
/** In a file of its own, for bundlers to find the worker. */
function newThread() {
    return new node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.Worker(__webpack_require__.ab + "hash-worker.js", { workerData: "hash-thread" });
}
//# sourceMappingURL=hash-thread.js.map

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

/***/ })

};
