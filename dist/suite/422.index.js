export const id = 422;
export const ids = [422,165];
export const modules = {

/***/ 63422:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  upgradeMetadata: () => (/* binding */ upgradeMetadata)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/oci/lib/inputs.js
var lib_inputs = __webpack_require__(25670);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/convert-file.js


/**
 * Shows every selected artifact of a file as it is in the input, without writing anything.
 *
 * @returns the compose that the file is of
 * @throws MetadataError
 */
async function visitFile(source, options) {
    const compose = await (canStream(source) ? visitStream : visitModel)(source, options);
    options.visited(Number.POSITIVE_INFINITY);
    return compose;
}
async function visitStream(source, options) {
    const { settings, visit, visited, signal } = options;
    const { selector } = settings;
    let compose;
    const stream = new metadata_lib/* RpmsStream */.dx(source.identity, {
        version: settings.toVersion,
        keepEmpty: true,
        file: (0,lib/* shownPath */.F9)(source),
        compose: (own) => {
            compose = own;
        },
        artifact: (artifact, context) => {
            if (compose !== undefined && selector.selects(artifact, context)) {
                visit(artifact, context, compose);
            }
            return artifact;
        },
    });
    let bytes = 0;
    try {
        await (0,lib/* readMetadataFile */.WJ)(source.path, (chunk) => {
            stream.push(chunk);
            bytes += chunk.length;
            visited(bytes);
            return true;
        }, signal, (0,lib/* shownPath */.F9)(source));
    }
    catch (error) {
        if (error instanceof metadata_lib/* OutOfOrderError */.YR) {
            return visitModel(source, options);
        }
        throw error;
    }
    return stream.finish().compose;
}
async function visitModel(source, { settings, visit, signal }) {
    const { model } = await (0,lib/* parseFile */.CJ)(source.path, source.identity, signal, (0,lib/* shownPath */.F9)(source));
    const chosen = (0,metadata_lib/* select */.Lt)(model, settings.selector);
    // Only what can be written is worth reading.
    const kept = settings.toVersion === "2.0" ? reduced(chosen, source, new metadata_lib/* WarningLog */.tV()) : chosen;
    for (const record of (0,metadata_lib/* locations */.j2)(kept)) {
        visit(record.artifact, record, model.compose);
    }
    return model.compose;
}
/**
 * Converts one file into the output directory.
 *
 * @throws MetadataError; OutOfOrderError when the file was to be streamed and is not sorted
 */
async function convertFile(source, conversion) {
    if (!conversion.streaming || !canStream(source)) {
        return convertModel(source, conversion);
    }
    const converted = await streamRpms(source, conversion);
    if (converted.name === undefined) {
        conversion.output.remove(nameOf(source));
    }
    return converted;
}
/** rpms.json is by far the largest file, and the only one that need not be in memory as a whole. */
function canStream({ identity }) {
    return identity.type === "rpms" && identity.version.major > 0;
}
/** The name of a file in the output directory. */
function nameOf({ identity }) {
    return `${identity.type}.json`;
}
async function streamRpms(source, conversion) {
    const { settings, output, ready, visit, log, signal } = conversion;
    const { selector, toVersion } = settings;
    const name = nameOf(source);
    const file = output.stream(name);
    const convert = artifactConverter(conversion);
    let written = 0;
    try {
        const stream = new metadata_lib/* RpmsStream */.dx(source.identity, {
            version: toVersion,
            keepEmpty: keepsEmpty(selector),
            file: (0,lib/* shownPath */.F9)(source),
            artifact: (artifact, context, rpm) => {
                if (!selector.selects(artifact, context)) {
                    return undefined;
                }
                written += 1;
                if (toVersion === "1.2") {
                    (0,metadata_lib/* noteLostSigkeys */.OK)(rpm, context.fieldName ?? "", log);
                }
                const converted = convert(artifact, context);
                visit(converted, context, artifact);
                return converted;
            },
            write: (text) => file.write(text),
        });
        let bytes = 0;
        await (0,lib/* readMetadataFile */.WJ)(source.path, async (chunk) => {
            bytes += chunk.length;
            await ready(bytes);
            stream.push(chunk);
            await file.turn();
            return true;
        }, signal, (0,lib/* shownPath */.F9)(source));
        const { compose, warnings } = stream.finish();
        log.merge(warnings);
        return { compose, name: written === 0 && !keepsEmpty(selector) ? undefined : name };
    }
    finally {
        await file.close();
    }
}
/** Whether a file is written that nothing is in. */
function keepsEmpty(selector) {
    return !selector.restricts || selector.keepsEmpty === true;
}
function artifactConverter({ settings, facts, place, log }) {
    if (settings.toVersion === "1.2") {
        return (artifact, context) => (0,metadata_lib/* treeArtifact */.h7)(artifact, context, { facts }, log);
    }
    const options = { url: urlOf(settings), facts, place };
    return (artifact, context) => (0,metadata_lib/* relocateArtifact */.Md)(artifact, context, options, log);
}
/** Runs are refused before they come here without a URL. */
function urlOf({ url }) {
    if (url === undefined) {
        throw new Error("2.0 metadata cannot be written without URLs");
    }
    return url;
}
async function convertModel(source, conversion) {
    const { settings, output, ready, facts, place, visit, log, signal } = conversion;
    const { model, warnings } = await (0,lib/* parseFile */.CJ)(source.path, source.identity, signal, (0,lib/* shownPath */.F9)(source));
    log.merge(warnings);
    await ready(Number.POSITIVE_INFINITY);
    const { selected, converted } = inFile(source, () => {
        // Selected first: what is left out can neither be lost nor stand in the way.
        const chosen = (0,metadata_lib/* select */.Lt)(model, settings.selector);
        if (settings.toVersion === "1.2") {
            return { selected: chosen, converted: (0,metadata_lib/* toTree */.Gc)(chosen, { facts }, log) };
        }
        const kept = reduced(chosen, source, log);
        return { selected: kept, converted: (0,metadata_lib/* relocate */.sU)(kept, { url: urlOf(settings), facts, place }, log) };
    });
    const written = (0,metadata_lib/* locations */.j2)(converted);
    if (written.length === 0 && !keepsEmpty(settings.selector) && converted.type !== "composeinfo") {
        return { compose: converted.compose, name: undefined };
    }
    // A conversion keeps every artifact in its place.
    const read = (0,metadata_lib/* locations */.j2)(selected);
    for (const [index, record] of written.entries()) {
        visit(record.artifact, record, read[index]?.artifact ?? record.artifact);
    }
    const name = nameOf(source);
    const file = output.create(name);
    try {
        (0,metadata_lib/* serializeTo */.Ks)(converted, (text) => file.write(text));
    }
    finally {
        file.close();
    }
    return { compose: converted.compose, name };
}
function reduced(model, source, log) {
    return (0,metadata_lib/* isDistributed */.oQ)(model) ? model : inFile(source, () => (0,metadata_lib/* dropWhat2CannotHold */.SF)(model, log));
}
/** Errors of conversions do not know the file. */
function inFile(source, convert) {
    try {
        return convert();
    }
    catch (error) {
        if (error instanceof metadata_lib/* MetadataError */.wc && error.file === undefined) {
            throw new metadata_lib/* MetadataError */.wc(error.issues, { file: (0,lib/* shownPath */.F9)(source), issueCount: error.issueCount });
        }
        throw error;
    }
}
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/hashing.js



/**
 * Hashes the files of a compose while its metadata is read, and once more while it is converted: a part of a metadata
 * file can be converted as soon as the files are hashed that it and everything before it names.
 */
class Hashing {
    #root;
    #strict;
    #expected = new lib/* ExpectedFiles */.OU();
    #pool;
    #sets = { count: 0, examples: [] };
    #marks = new Map();
    #progress;
    constructor(root, settings, { signal, reporter }) {
        this.#root = root;
        this.#strict = settings.strictChecksums;
        this.#progress = (files, bytes) => reporter.progress({
            activity: "hashing",
            // A file of which another algorithm turned out to be needed was hashed twice.
            done: Math.min(files, this.#expected.count),
            total: this.#expected.count,
            unit: "files",
            bytes,
            ...(this.#expected.allSizesKnown ? { totalBytes: this.#expected.knownBytes } : {}),
        });
        this.#pool = new lib/* HashPool */.vO(root, {
            workers: settings.parallelChecksums,
            signal,
            onProgress: this.#progress,
        });
    }
    /** Takes an artifact of a metadata file that is read. */
    add(artifact, context) {
        this.#expected.add(artifact, context);
        if (isSet(artifact) && !(0,metadata_lib/* isDirectory */.wd)(context)) {
            this.#sets.count += 1;
            if (this.#sets.examples.length < metadata_lib/* MAX_EXAMPLES */.Nq) {
                this.#sets.examples.push(artifact.localPath);
            }
        }
    }
    /** Sets of files in a registry, which are not hashed: their checksum is that of a manifest, not of a file. */
    get sets() {
        return this.#sets;
    }
    /** Says how much of a metadata file was read: what it named so far is hashed from now on. */
    begin(source, bytes) {
        this.#expected.hash(this.#pool);
        const marks = this.#marks.get(source) ?? [];
        marks.push({ bytes, files: this.#expected.count });
        this.#marks.set(source, marks);
    }
    /**
     * Waits until everything is hashed that a metadata file names so far; to be called when all of them were read.
     *
     * @param bytes - of the metadata file
     * @throws UserError as {@link finish} does: of a corrupt compose nothing needs to be converted
     */
    async ready(source, bytes) {
        const mark = this.#marks.get(source)?.find((one) => one.bytes >= bytes);
        const files = mark?.files ?? this.#expected.count;
        await this.#pool.until(() => this.#expected.compare(files));
        if (this.#isBad) {
            await this.finish();
        }
    }
    /** What the disk says of an artifact. */
    facts(artifact, context) {
        return this.#expected.facts((0,lib/* checkedFile */.y0)(artifact, context)?.localPath ?? "");
    }
    /**
     * Waits until everything is hashed.
     *
     * @throws UserError when files are corrupt, unreadable or, when strict, missing
     */
    async finish() {
        await this.#pool.until(() => this.#expected.compare(this.#expected.count));
        this.#progress(this.#pool.filesDone, this.#pool.bytesDone);
        const { measurement } = this.#expected;
        const { missing, mismatches, unreadable } = measurement;
        if (mismatches.length > 0) {
            const lost = this.#strict ? missing : [];
            const also = lost.length === 0 ? "" : `, and ${(0,step_lib/* countOf */.pq)(lost.length, "file is", "files are")} missing`;
            throw (0,step_lib/* fault */.DG)(`The compose is corrupt: metadata and files differ in ${(0,step_lib/* countOf */.pq)(mismatches.length, "place", "places")}${also}`, "restore the files, or make the metadata anew if the files are right", [...mismatches, ...lost.map((file) => `${file}: missing`)]);
        }
        if (unreadable.length > 0) {
            throw (0,step_lib/* fault */.DG)(`Cannot read ${(0,step_lib/* countOf */.pq)(unreadable.length, "file", "files")}`, "see to it that this user can read them and that nothing changes them, or leave them out of the compose", unreadable);
        }
        if (this.#strict && missing.length > 0) {
            throw (0,step_lib/* fault */.DG)(`Missing below ${this.#root}: ${(0,step_lib/* countOf */.pq)(missing.length, "file", "files")}`, "complete the compose, name another root, or leave out strict-checksums", missing);
        }
        return measurement;
    }
    close() {
        return this.#pool.close();
    }
    get #isBad() {
        const { missing, mismatches, unreadable } = this.#expected.measurement;
        return mismatches.length > 0 || unreadable.length > 0 || (this.#strict && missing.length > 0);
    }
}
function isSet(artifact) {
    return (0,metadata_lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0;
}
//# sourceMappingURL=hashing.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/notices.js

/** What was found with the files of the compose. */
function fileNotices(measurement) {
    const { missing = [], outside = [] } = measurement ?? {};
    return [
        ...notice("missing-file", "no such file; its checksum was not computed", missing),
        ...notice("outside-link", "a symbolic link that leads out of the compose", outside),
    ];
}
/** What no checksum was computed of although that was asked for. */
function setNotices(hashing) {
    const { count = 0, examples = [] } = hashing?.sets ?? {};
    return counted("unhashed-set", "a set of files in a registry; its files were not hashed", count, examples);
}
/** Whether such paths can lie beside each other depends on the file system that a tree is made on. */
function collisionNotices({ collisions: { count, examples } }) {
    return counted("name-collision", "paths that differ only in case or in their Unicode form: one file on some file systems", count, examples);
}
/** Names that select nothing are typing errors, or a compose that lacks what was expected. */
function selectionNotices({ selector }) {
    return notice("unmatched-selection", "selected, but there is nothing of that name", selector.unmatched());
}
function notice(code, message, occurrences) {
    return counted(code, message, occurrences.length, occurrences.slice(0, metadata_lib/* MAX_EXAMPLES */.Nq));
}
function counted(code, message, count, examples) {
    return count === 0 ? [] : [{ code, message: `${message} (${count})`, count, examples }];
}
//# sourceMappingURL=notices.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(39655);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/registry-places.js
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



/** Tags that are asked for at a time. */
const PARALLEL = 8;
/**
 * Finds artifacts in registries by the tags that templates give, and knows their Locations then. What a tag is today is
 * written down: the digest of its manifest.
 */
class RegistryPlaces {
    #templates;
    #byReference = new Map();
    #found = new Map();
    /** By kind and path, whatever variant and arch list it. */
    #byPath = new Map();
    constructor(templates) {
        this.#templates = templates;
    }
    /** Takes an artifact of the metadata, with what is known of its file. @throws UserError */
    add(artifact, context, compose, facts) {
        if ((0,metadata_lib/* isDirectory */.wd)(context) || ((0,metadata_lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0)) {
            return;
        }
        const { localPath } = artifact;
        const reference = this.#templates.referenceOf(localPath, context, compose);
        if (reference === undefined) {
            return;
        }
        const name = `${reference.target}:${reference.tag}`;
        const tagged = this.#byReference.get(name) ?? { reference, wanted: [] };
        this.#byReference.set(name, tagged);
        const own = (0,metadata_lib/* isLocation */.gI)(artifact) && (0,metadata_lib/* isManifestDigest */.is)(artifact.checksum, artifact.url);
        const checksums = own ? [] : (0,metadata_lib/* knownChecksums */.a_)(artifact);
        tagged.wanted.push({
            key: keyOf(artifact, context),
            localPath,
            isRepository: context.kind === "variant_path",
            size: own ? (facts?.size ?? null) : (artifact.size ?? facts?.size ?? null),
            checksums: facts === undefined ? checksums : [...checksums, facts.checksum],
            kept: (0,metadata_lib/* isLocation */.gI)(artifact) ? checksums.find((one) => !(0,metadata_lib/* isWeakChecksum */.uX)(one)) : undefined,
        });
    }
    /** Where an artifact is; undefined for those that are not looked for. */
    place = (artifact, context) => this.#found.get(keyOf(artifact, context));
    /**
     * Asks the registries.
     *
     * @throws UserError that lists all that is not there
     */
    async find(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { Registries } = await Promise.all(/* import() */[__webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(885)]).then(__webpack_require__.bind(__webpack_require__, 44885));
            const named = [...this.#byReference.keys()];
            const registries = __addDisposableResource(env_1, new Registries({ inputs, context, named, connections: PARALLEL }), true);
            const lacking = [];
            const rest = this.#byReference.values();
            const work = async () => {
                for (const tagged of rest) {
                    lacking.push(...(await this.#look(tagged, registries, context.signal)));
                }
            };
            const workers = Array.from({ length: PARALLEL }, work);
            try {
                await Promise.all(workers);
            }
            catch (error) {
                if (!(error instanceof failure/* TransferFailure */.a)) {
                    throw error;
                }
                const message = `url-map: ${error.message}`;
                // A login that does not suffice is the caller's to mend, as an input is.
                throw (error.failure === "auth" ? step_lib/* refuse */.TR : step_lib/* fault */.DG)(message, undefined, undefined, error);
            }
            finally {
                rest.return?.();
                await Promise.allSettled(workers);
            }
            this.#byReference.clear();
            const problems = this.#problemsOf(lacking);
            if (problems.length > 0) {
                throw (0,step_lib/* fault */.DG)(`Not in the registry: ${(0,step_lib/* countOf */.pq)(problems.length, "artifact", "artifacts")}`, "push them, or say in url-map where they are", problems.sort());
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
    /** What is listed under several variants or arches is one file, and is pushed once: any of its tags will do. */
    #problemsOf(lacking) {
        return lacking.flatMap(({ wanted, problem }) => {
            const elsewhere = this.#byPath.get(pathKeyOf(wanted));
            if (elsewhere === undefined) {
                return [`${wanted.localPath}: ${problem}`];
            }
            this.#found.set(wanted.key, elsewhere);
            return [];
        });
    }
    /** @returns what is not there */
    async #look({ reference, wanted }, registries, signal) {
        const { target, tag } = reference;
        const shown = `oci://${target}:${tag}`;
        const manifest = await manifestOf(reference, registries, signal);
        if (typeof manifest === "string") {
            return wanted.map((one) => ({ wanted: one, problem: `${shown} ${manifest}` }));
        }
        return wanted.flatMap((one) => {
            const found = one.isRepository ? repositoryIn(manifest, one) : fileIn(manifest, one);
            if (typeof found === "string") {
                return [{ wanted: one, problem: `${shown} ${found}` }];
            }
            const place = { url: `${shown}@${manifest.digest}`, localPath: one.localPath, ...found };
            this.#found.set(one.key, place);
            this.#byPath.set(pathKeyOf(one), this.#byPath.get(pathKeyOf(one)) ?? place);
            return [];
        });
    }
}
/** @returns a sentence without its subject when there is none that would do */
async function manifestOf({ target, tag }, registries, signal) {
    const { indexManifest, parseManifest, parseReference, RegistryStore } = await Promise.all(/* import() */[__webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(885)]).then(__webpack_require__.bind(__webpack_require__, 44885));
    const reference = parseReference(target);
    if (typeof reference === "string" || reference.target.kind !== "registry") {
        return `is no reference: ${typeof reference === "string" ? reference : "it names no registry"}`;
    }
    const pinned = await new RegistryStore(registries, reference.target).resolve(tag, signal);
    if (pinned === undefined) {
        return "does not exist";
    }
    const manifest = parseManifest(pinned.bytes, pinned.mediaType);
    return manifest.kind === "index" ? "is an index, and no manifest" : indexManifest(pinned.digest, manifest);
}
/** The layer with the file's checksum, else that with its path as title. */
function fileIn(manifest, { localPath, size, checksums, kept }) {
    const layer = layerIn(manifest, localPath, size, checksums);
    return typeof layer === "string"
        ? layer
        : { size: layer.size, checksum: kept ?? layer.digest, contents: [] };
}
function layerIn(manifest, localPath, size, checksums) {
    const exact = checksums.find((checksum) => manifest.byDigest.has(checksum));
    const layer = exact === undefined ? manifest.byTitle.get(localPath) : manifest.byDigest.get(exact);
    if (layer === undefined) {
        return "does not hold it";
    }
    if (layer === "ambiguous") {
        return "holds several files of that path";
    }
    const other = checksums.find((checksum) => (0,metadata_lib/* checksumAlgorithm */.Vn)(checksum) === "sha256" && checksum !== layer.digest);
    if (other !== undefined) {
        return `holds another file of that path: ${layer.digest} instead of ${other}`;
    }
    return size === null || size === layer.size
        ? layer
        : `holds another file of that path: ${layer.size} bytes instead of ${size}`;
}
/** A repository is the set of its repomd.xml and what else is in repodata. */
function repositoryIn(manifest, { localPath, size, checksums }) {
    const repomd = layerIn(manifest, `${localPath}/${metadata_lib/* REPOMD */.ui}`, size, checksums);
    if (typeof repomd === "string") {
        return `${repomd} (its ${metadata_lib/* REPOMD */.ui})`;
    }
    const prefix = `${localPath}/`;
    const contents = [];
    for (const [title, layer] of manifest.byTitle) {
        const file = title.slice(prefix.length);
        if (!title.startsWith(`${prefix}repodata/`) || (0,metadata_lib/* localPathProblem */.GZ)(file) !== undefined) {
            continue;
        }
        if (layer === "ambiguous") {
            return `holds several files of the path ${(0,metadata_lib/* show */.WU)(title)}`;
        }
        contents.push({ file, size: layer.size, checksum: layer.digest, layerDigest: layer.digest });
    }
    if (!contents.some(({ file }) => file === metadata_lib/* REPOMD */.ui)) {
        return `does not hold its ${metadata_lib/* REPOMD */.ui} under that path`;
    }
    return {
        size: contents.reduce((sum, entry) => sum + entry.size, 0),
        checksum: manifest.digest,
        contents,
    };
}
function pathKeyOf({ isRepository, localPath }) {
    return `${isRepository} ${localPath}`;
}
function keyOf({ localPath }, { kind, variant, arch, fieldName }) {
    return `${kind}\n${variant}\n${arch}\n${fieldName ?? ""}\n${localPath}`;
}
//# sourceMappingURL=registry-places.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./actions/upgrade-metadata/lib/inputs.js
var upgrade_metadata_lib_inputs = __webpack_require__(57961);
// EXTERNAL MODULE: ./packages/oci/lib/compose-words.js
var compose_words = __webpack_require__(98299);
// EXTERNAL MODULE: ./packages/oci/lib/naming/repository-template.js
var repository_template = __webpack_require__(20673);
// EXTERNAL MODULE: ./packages/oci/lib/naming/tag-template.js
var tag_template = __webpack_require__(33295);
// EXTERNAL MODULE: ./packages/oci/lib/naming/template.js
var naming_template = __webpack_require__(99980);
;// CONCATENATED MODULE: ./packages/oci/lib/naming.js
/** The part of this package that makes the names of repositories and tags from templates. */




//# sourceMappingURL=naming.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/registry-templates.js



/** What may stand in a template of a registry: the words of push-oci, as far as the metadata of an artifact has them. */
const WORDS = [...compose_words/* COMPOSE_WORDS */.H, "variant", "arch", "kind", "metadata_type", "type", "name", "path"];
/** The templates of a url-map that name tags in registries. */
class RegistryTemplates {
    #byKind;
    constructor(byKind) {
        this.#byKind = byKind;
    }
    get isEmpty() {
        return this.#byKind.size === 0;
    }
    /**
     * The tag under which an artifact should be; undefined for kinds that are not looked for in registries.
     *
     * @throws UserError when the template asks for a word that the artifact has not
     */
    referenceOf(localPath, context, compose) {
        const template = this.#byKind.get(context.kind);
        if (template === undefined) {
            return undefined;
        }
        const words = wordsOf(localPath, context, compose);
        const wordOf = (word) => words[word];
        try {
            const { target } = (0,repository_template/* fillRepository */.i)(template.repository, wordOf);
            return { target, tag: (0,tag_template/* fillTag */.a)(template.tag, wordOf) };
        }
        catch (error) {
            if (error instanceof naming_template/* MissingWordError */.Xm) {
                throw (0,step_lib/* refuse */.TR)(`${template.tag.input}: ${(0,metadata_lib/* show */.WU)(localPath)} has no {${error.word}}`, "use words that all artifacts of the kind have");
            }
            throw error;
        }
    }
}
function wordsOf(localPath, { kind, variant, arch, imageType, fieldName }, compose) {
    const type = imageType ?? (kind === "variant_path" ? fieldName : undefined);
    return {
        ...(0,compose_words/* composeWords */.c)(compose),
        ...{ variant, arch, kind, metadata_type: kind, path: localPath, name: (0,metadata_lib/* baseName */.Fl)(localPath) },
        ...(type === undefined ? {} : { type }),
    };
}
/** A template without a digest: what it names has to be looked up. */
function isTagged(template) {
    return typeof template === "string" && template.startsWith("oci://") && !template.includes("@");
}
/**
 * Takes out of a url-map what names tags in registries.
 *
 * @param map - the parsed JSON, which need not be what it should be
 * @throws UserError for templates that are none
 */
function splitUrlMap(map) {
    if (typeof map !== "object" || map === null || Array.isArray(map)) {
        return { others: map, templates: new RegistryTemplates(new Map()) };
    }
    const entries = Object.entries(map);
    const tagged = new Map(entries.flatMap(([key, value]) => (isTagged(value) ? [[key, parseTagged(key, value)]] : [])));
    const others = Object.fromEntries(entries.filter(([key]) => !tagged.has(key)));
    const byKind = new Map(metadata_lib/* ARTIFACT_KINDS */.hz.flatMap((kind) => {
        const template = tagged.get(kind) ?? (kind in others ? undefined : tagged.get("default"));
        return template === undefined ? [] : [[kind, template]];
    }));
    const unknown = [...tagged.keys()].find((key) => key !== "default" && !byKind.has(key));
    // Whoever checks the rest says what keys there are.
    return {
        others: unknown === undefined ? others : { ...others, [unknown]: "" },
        templates: new RegistryTemplates(byKind),
    };
}
function parseTagged(key, text) {
    const input = `url-map, ${key}`;
    const colon = text.lastIndexOf(":");
    if (colon < text.lastIndexOf("/") || colon === text.length - 1) {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,metadata_lib/* show */.WU)(text)} has no tag`, "write oci://registry.example.com/name:{variant}-{arch}, as the artifacts were pushed");
    }
    return {
        repository: (0,repository_template/* parseRepositoryTemplate */._)(input, text.slice(0, colon), WORDS),
        tag: (0,naming_template/* parseTemplate */.QC)(input, text.slice(colon + 1), WORDS),
    };
}
//# sourceMappingURL=registry-templates.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/settings.js






/** @throws UserError for inputs that contradict each other or cannot be used */
function readSettings(inputs) {
    const toVersion = inputs["to-version"];
    const { url, templates, rules } = urlBuilder(inputs);
    if (toVersion === "1.2" && url !== undefined) {
        throw (0,step_lib/* refuse */.TR)("base-url and url-map make no sense with to-version 1.2, which holds no URLs", "leave them out");
    }
    const computeChecksums = (0,upgrade_metadata_lib_inputs/* computesChecksums */.r)(inputs);
    (0,step_lib/* checkShardInputs */.AF)(inputs);
    if (!computeChecksums && (0,step_lib/* isDivided */._W)(inputs)) {
        throw (0,step_lib/* refuse */.TR)("What is divided among shards is the reading of files, and without compute-checksums none is read", "set compute-checksums, or leave out shard, shards and shard-size");
    }
    return {
        toVersion,
        url,
        urlRules: rules,
        registryTemplates: templates,
        selector: (0,lib/* readSelector */.pS)(inputs),
        isPart: false,
        computeChecksums,
        strictChecksums: inputs["strict-checksums"],
        parallelChecksums: inputs["parallel-checksums"],
    };
}
function urlBuilder(inputs) {
    const { "base-url": baseUrl, "url-map": urlMap } = inputs;
    try {
        const base = baseUrl === undefined ? undefined : (0,metadata_lib/* baseUrlBuilder */.oP)(baseUrl);
        if (urlMap === undefined) {
            return { url: base, templates: new RegistryTemplates(new Map()), rules: JSON.stringify([baseUrl]) };
        }
        const map = readUrlMap(urlMap);
        const { others, templates } = splitUrlMap(map);
        const rules = JSON.stringify([baseUrl, Object.entries(map ?? {}).sort()]);
        return { url: (0,metadata_lib/* urlMapBuilder */.J3)(others, base), templates, rules };
    }
    catch (error) {
        if (error instanceof metadata_lib/* UrlTemplateError */.Ae) {
            throw (0,step_lib/* refuse */.TR)(error.message, error.remedy);
        }
        throw error;
    }
}
/** Inline JSON starts with a brace or a bracket; anything else names a file. */
function readUrlMap(urlMap) {
    const inline = /^\s*[[{]/.test(urlMap);
    try {
        return (0,metadata_lib/* parseStrictJson */.RJ)(inline ? Buffer.from(urlMap) : (0,external_node_fs_.readFileSync)(urlMap));
    }
    catch (error) {
        if (error instanceof metadata_lib/* JsonSyntaxError */.q3) {
            throw (0,step_lib/* refuse */.TR)(`url-map${inline ? "" : `: ${urlMap}`}: ${error.message}`, 'it must look like {"default": "https://cdn.example.com/{path}"}');
        }
        const { code = "unknown error" } = error;
        throw (0,step_lib/* refuse */.TR)(`url-map: cannot read ${urlMap}: ${(0,step_lib/* systemCodeText */._F)(code)}`, "give a JSON file or the JSON itself, which starts with {");
    }
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/shard.js





/**
 * Divides the hashing of the selected artifacts by the files that they are, whose sizes the metadata tells or, when all
 * of them are there, a look at them. The first part writes what the whole has besides artifacts.
 *
 * @throws UserError, MetadataError
 */
async function divide(sources, inputs, settings, signal) {
    const { shard } = inputs;
    const root = (0,lib/* rootOf */.I5)(sources, inputs.root);
    const units = [];
    const errors = new lib/* ErrorList */.VS();
    const composes = [];
    let directories = 0;
    const orders = new lib/* KeptOrders */.OG();
    for (const source of sources) {
        const visit = (artifact, context) => {
            if ((0,metadata_lib/* isDirectory */.wd)(context)) {
                directories += 1;
            }
            else {
                const unit = unitOf(artifact, context);
                units.push(unit);
                orders.add(context, artifact.localPath, unit.key);
            }
        };
        await errors.collect(async () => {
            const compose = await visitFile(source, { settings, visit, visited: () => undefined, signal });
            composes.push({ source, compose });
        });
    }
    errors.throwAny();
    const compose = (0,lib/* theCompose */.If)(composes);
    (0,lib/* refuseNothing */.OX)(settings.selector, { artifacts: units.length, directories });
    const whole = orders.keys();
    const all = withSizes(units, root).map((unit) => ({ ...unit, key: whole(unit.key), file: unit.key }));
    const plan = (0,step_lib/* planOfInputs */.Y4)("upgrade-metadata", all, inputs, {
        metadata: await (0,lib/* metadataDigest */.Yb)(sources, signal),
        toVersion: settings.toVersion,
        urls: settings.urlRules,
        strict: settings.strictChecksums,
    });
    const isFirst = shard?.index === 1;
    const selector = (0,metadata_lib/* partOfSelection */.Bw)(settings.selector, (artifact, context) => plan.partOf(whole(shard_keyOf(artifact, context))) === shard?.index, isFirst);
    return { compose, plan, selector };
}
/** What is read together is one unit: the file at a path. */
function shard_keyOf(artifact, context) {
    return (0,lib/* checkedFile */.y0)(artifact, context)?.localPath ?? artifact.localPath;
}
function unitOf(artifact, context) {
    const unit = { key: shard_keyOf(artifact, context), artifacts: [(0,step_lib/* artifactName */.Cs)(context, artifact.localPath)] };
    const file = (0,lib/* checkedFile */.y0)(artifact, context);
    if (file === undefined) {
        // Of a set in a registry nothing is read.
        return { ...unit, bytes: 0 };
    }
    return file.size === null
        ? { ...unit, bytes: 0, unknown: 1, unmeasured: file.localPath }
        : { ...unit, bytes: file.size };
}
/**
 * With the sizes of files that the metadata does not know. One that is missing leaves all of them unknown: other parts
 * than the one that it belongs to must not depend on which it is.
 */
function withSizes(units, root) {
    const measured = [];
    for (const { unmeasured, ...unit } of units) {
        const bytes = unmeasured === undefined ? unit.bytes : sizeOnDisk(`${root}/${unmeasured}`);
        if (bytes === undefined) {
            return units;
        }
        measured.push({ ...unit, bytes, unknown: 0 });
    }
    return measured;
}
function sizeOnDisk(path) {
    try {
        return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.size;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=shard.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/sources.js


/** Refuses conversions that nothing would come of. */
function refuseUseless(sources, settings) {
    if (settings.toVersion !== "2.0" || settings.url !== undefined) {
        return;
    }
    const remedy = "give base-url or url-map";
    if (sources.length > 0 && sources.every(({ identity }) => (0,metadata_lib/* generationOf */.gS)(identity.version) === 2)) {
        throw (0,step_lib/* refuse */.TR)("The metadata is 2.0 already", `${remedy} to give its artifacts other URLs; checksums and contents are kept, and with the empty url-map {} the URLs as well`);
    }
    throw (0,step_lib/* refuse */.TR)("2.0 metadata needs a URL for every artifact", remedy);
}
//# sourceMappingURL=sources.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/tally.js

const MAX_CONFLICTS = 50;
/** Counts what is written and finds artifacts that cannot lie in one tree. */
class Tally {
    #counts = new Map();
    /** Artifacts come by variant and kind. */
    #last;
    #paths;
    #folded;
    #conflicts = [];
    #collisions = { count: 0, examples: [] };
    #conflictCount = 0;
    #directories = 0;
    #artifacts = 0;
    /** @param folded - where paths are looked at that are one file on some file systems */
    constructor(paths, folded) {
        this.#paths = paths;
        this.#folded = folded;
    }
    /** Artifacts seen so far; directories are none. */
    get artifacts() {
        return this.#artifacts;
    }
    /**
     * @param written - what is counted
     * @param read - what it was made from: conversions leave out facts that may contradict each other
     */
    add(written, context, read) {
        if ((0,metadata_lib/* isDirectory */.wd)(context)) {
            this.#directories += 1;
            return;
        }
        this.#artifacts += 1;
        const count = this.#count(context.variant, context.kind);
        count.artifacts += 1;
        let added = false;
        for (const file of (0,metadata_lib/* treeFiles */.CU)(read, context)) {
            added = this.#register(file) || added;
        }
        if (added) {
            count.bytes += written.size ?? 0;
        }
    }
    #register(file) {
        const { added, problem } = this.#paths.add(file);
        if (problem !== undefined) {
            this.#conflictCount += 1;
            if (this.#conflicts.length < MAX_CONFLICTS) {
                this.#conflicts.push(problem);
            }
        }
        if (added && this.#folded !== undefined) {
            this.#note(this.#folded.add(file.localPath));
        }
        return added;
    }
    #note(collisions) {
        for (const { a, b } of collisions) {
            this.#collisions.count += 1;
            if (this.#collisions.examples.length < metadata_lib/* MAX_EXAMPLES */.Nq) {
                this.#collisions.examples.push(`${a} and ${b}`);
            }
        }
    }
    /** Paths that are one file where case, or the encoding of accents, makes no difference. */
    get collisions() {
        return this.#collisions;
    }
    get conflicts() {
        return { count: this.#conflictCount, examples: this.#conflicts };
    }
    /** Directories among the variant paths: no artifacts, counted apart. */
    get directories() {
        return this.#directories;
    }
    /** Variant → kind → counts, in the order of the files. */
    get variants() {
        return this.#counts;
    }
    #count(variant, kind) {
        const last = this.#last;
        if (last !== undefined && last.variant === variant && last.kind === kind) {
            return last.count;
        }
        const kinds = this.#counts.get(variant) ?? new Map();
        const count = kinds.get(kind) ?? { artifacts: 0, bytes: 0 };
        this.#counts.set(variant, kinds.set(kind, count));
        this.#last = { variant, kind, count };
        return count;
    }
}
//# sourceMappingURL=tally.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/written-names.js


/** The files that will be written. Only where it makes a difference a file is read to see whether it has anything to say. */
async function namesToWrite(sources, settings, output, signal) {
    const errors = new lib/* ErrorList */.VS();
    const names = [];
    for (const source of sources) {
        const name = nameOf(source);
        const isCertain = keepsEmpty(settings.selector) || source.identity.type === "composeinfo" || !output.holds(name);
        let found = isCertain;
        if (!isCertain) {
            const visit = () => {
                found = true;
            };
            await errors.collect(() => visitFile(source, { settings, visit, visited: () => undefined, signal }));
        }
        if (found) {
            names.push(name);
        }
    }
    errors.throwAny();
    return names;
}
//# sourceMappingURL=written-names.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/upgrade-metadata.js
var upgrade_metadata_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var upgrade_metadata_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Converts the metadata of a compose: 1.x to 2.0, 2.0 to 1.2, or 2.0 with other URLs. Writes all files or none.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function upgradeMetadata(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const whole = readSettings(inputs);
        const errors = new lib/* ErrorList */.VS();
        const remote = upgrade_metadata_addDisposableResource(env_1, (0,lib_inputs/* composeFetcher */.Ek)(inputs, context), false);
        const sources = await (0,lib/* findSources */.Id)(inputs.compose, errors, {
            signal: context.signal,
            fetchMetadata: remote.fetch,
        });
        errors.throwAny();
        refuseUseless(sources, whole);
        const divided = (0,step_lib/* isDivided */._W)(inputs) ? await divide(sources, inputs, whole, context.signal) : undefined;
        const division = divided && { plan: divided.plan, shard: inputs.shard };
        if (divided !== undefined && (0,step_lib/* isPlanning */.iM)(inputs)) {
            return untouched(inputs, whole, divided);
        }
        const settings = divided === undefined ? whole : { ...whole, selector: divided.selector, isPart: true };
        const output = new lib/* OutputDirectory */.n(inputs.output, sources.map(({ path }) => path));
        let hashing;
        try {
            output.refuseOthers(await namesToWrite(sources, settings, output, context.signal));
            if (settings.computeChecksums) {
                hashing = new Hashing((0,lib/* rootOf */.I5)(sources, inputs.root), settings, context);
                await collect(sources, settings, hashing, context.signal);
            }
            const places = await findInRegistries(inputs, { sources, settings, hashing }, context);
            const work = { sources, settings, output, hashing, places, signal: context.signal };
            const { compose, tally, warnings, measurement } = await convertAndMeasure(work);
            const notices = [
                ...warnings,
                ...fileNotices(measurement),
                ...setNotices(hashing),
                ...collisionNotices(tally),
                ...selectionNotices(settings),
            ];
            for (const notice of notices) {
                context.reporter.warn((0,metadata_lib/* describeWarning */.U9)(notice));
            }
            const files = output.commit();
            return {
                compose,
                toVersion: settings.toVersion,
                output: inputs.output,
                files,
                tally,
                notices,
                ...(measurement === undefined ? {} : { measurement }),
                ...(division === undefined ? {} : { division, written: await (0,lib/* describeWritten */.hD)(files, context.signal) }),
            };
        }
        catch (error) {
            output.discard();
            throw error;
        }
        finally {
            await hashing?.close();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        upgrade_metadata_disposeResources(env_1);
    }
}
/** What comes of a run that only plans. */
function untouched({ output }, { toVersion }, { compose, plan }) {
    const tally = { variants: new Map(), directories: 0 };
    return { compose, toVersion, output, files: [], tally, notices: [], division: { plan, shard: undefined } };
}
/** Begins to hash every selected artifact. @throws UserError for files of several composes, before all that is done */
async function collect(sources, settings, hashing, signal) {
    const errors = new lib/* ErrorList */.VS();
    const composes = [];
    for (const source of sources) {
        await errors.collect(async () => {
            const compose = await visitFile(source, {
                settings,
                visit: (artifact, context) => hashing.add(artifact, context),
                visited: (bytes) => hashing.begin(source, bytes),
                signal,
            });
            composes.push({ source, compose });
        });
    }
    errors.throwAny();
    (0,lib/* theCompose */.If)(composes);
}
/** Looks up what templates say is in registries. What the files on disk say is known before. */
async function findInRegistries(inputs, { sources, settings, hashing }, context) {
    if (settings.registryTemplates.isEmpty) {
        return undefined;
    }
    await hashing?.finish();
    const places = new RegistryPlaces(settings.registryTemplates);
    const errors = new lib/* ErrorList */.VS();
    for (const source of sources) {
        await errors.collect(() => visitFile(source, {
            settings,
            visit: (artifact, artifactContext, compose) => places.add(artifact, artifactContext, compose, hashing?.facts(artifact, artifactContext)),
            visited: () => undefined,
            signal: context.signal,
        }));
    }
    errors.throwAny();
    await places.find(inputs, context);
    return places;
}
/** A corrupt compose is told before anything that is wrong with the conversion. */
async function convertAndMeasure(work) {
    try {
        const conversions = await convertAll(work);
        return { ...conversions, measurement: await work.hashing?.finish() };
    }
    catch (error) {
        await work.hashing?.finish();
        throw error;
    }
}
/** Tries the way that suits nearly all metadata; where it does not, everything is done again the long way. */
async function convertAll(work, manner = { streaming: true, exact: false }) {
    try {
        return await convertFiles(work, manner);
    }
    catch (error) {
        if (error instanceof metadata_lib/* OutOfOrderError */.YR) {
            work.output.clear();
            return convertAll(work, { ...manner, streaming: false });
        }
        if (error instanceof metadata_lib/* SuspiciousPathError */.fF) {
            work.output.clear();
            return convertAll(work, { ...manner, exact: true });
        }
        throw error;
    }
}
async function convertFiles(work, { streaming, exact }) {
    const { settings, output, hashing, places, signal } = work;
    const tally = exact
        ? new Tally(new metadata_lib/* PathIndex */.EG(), new metadata_lib/* FoldedPaths */.$R())
        : new Tally(new metadata_lib/* PathFilter */.uI((0,external_node_crypto_.randomInt)(2 ** 32)));
    const log = new metadata_lib/* WarningLog */.tV();
    (0,lib/* noteIgnored */.vd)(work.sources, log);
    const errors = new lib/* ErrorList */.VS();
    const converted = [];
    const facts = (artifact, context) => hashing?.facts(artifact, context);
    const visit = (written, context, read) => tally.add(written, context, read);
    for (const source of work.sources) {
        await errors.collect(async () => {
            const ready = async (bytes) => hashing?.ready(source, bytes);
            converted.push(await convertFile(source, {
                ...{ streaming, settings, output, ready, facts, visit, log, signal },
                place: places?.place,
            }));
        });
    }
    errors.throwAny();
    const compose = (0,lib/* theCompose */.If)(converted.map(({ compose: own }, index) => ({ source: work.sources[index], compose: own })), log);
    refuseConflicts(tally);
    if (!settings.isPart) {
        (0,lib/* refuseNothing */.OX)(settings.selector, tally, log.warnings().filter(isLeftOut).map(metadata_lib/* describeWarning */.U9));
    }
    return { compose, tally, warnings: log.warnings() };
}
/** Of artifacts that are in the metadata and cannot be written. */
const LEFT_OUT = ["source-images-dropped", "source-packages-dropped", "unknown-place"];
function isLeftOut({ code }) {
    return LEFT_OUT.includes(code);
}
function refuseConflicts({ conflicts }) {
    if (conflicts.count > 0) {
        const more = conflicts.count - conflicts.examples.length;
        throw (0,step_lib/* fault */.DG)(`The artifacts cannot lie in one tree: ${(0,step_lib/* countOf */.pq)(conflicts.count, "conflict", "conflicts")}`, "mend the metadata: every path must stand for one file", more > 0 ? [...conflicts.examples, `and ${more} more`] : conflicts.examples);
    }
}
//# sourceMappingURL=upgrade-metadata.js.map

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
