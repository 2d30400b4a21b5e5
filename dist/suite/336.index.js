export const id = 336;
export const ids = [336,165];
export const modules = {

/***/ 97794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pushOci: () => (/* binding */ pushOci)
});

// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/oci/lib/index.js + 47 modules
var oci_lib = __webpack_require__(44885);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
;// CONCATENATED MODULE: ./actions/push-oci/lib/artifact-files.js


/**
 * Finds the files that the artifacts consist of, and looks at each: of a repository they are its `repomd.xml` and what
 * that lists.
 *
 * @throws UserError when files are missing, or are not what the metadata says as far as that can be seen
 */
async function findFiles(artifacts, files, signal) {
    const repositories = new Map();
    for (const artifact of artifacts) {
        const repomd = addNamed(artifact, files);
        if (repomd !== undefined) {
            repositories.set(repomd, [...(repositories.get(repomd) ?? []), artifact]);
        }
    }
    files.refuseConflicts();
    await files.look(signal);
    for (const [repomd, owners] of repositories) {
        if (repomd.seen !== undefined) {
            const listed = await readRepository(repomd, files, signal);
            for (const owner of owners) {
                for (const file of listed) {
                    owner.files.add(file);
                }
            }
        }
    }
    files.refuseConflicts();
    await files.look(signal);
    files.refuseProblems();
}
/** Adds the files that the metadata names. @returns the repomd.xml of a repository */
function addNamed(artifact, files) {
    const { artifact: place, localPath, kind } = artifact;
    const contents = (0,metadata_lib/* isLocation */.gI)(place) ? place.contents : [];
    for (const { file, size, checksum } of contents) {
        artifact.files.add(files.want({ localPath: `${localPath}/${file}`, size, checksums: [checksum] }));
    }
    if (kind === "variant_path") {
        // With contents the checksum is that of a manifest.
        const known = contents.length > 0
            ? { size: null, checksums: [] }
            : { size: place.size, checksums: (0,metadata_lib/* knownChecksums */.a_)(place) };
        const repomd = files.want({ localPath: `${localPath}/${metadata_lib/* REPOMD */.ui}`, ...known });
        artifact.files.add(repomd);
        return repomd;
    }
    if (contents.length === 0) {
        const file = { localPath, size: place.size, checksums: (0,metadata_lib/* knownChecksums */.a_)(place) };
        artifact.files.add(files.want(file, (0,metadata_lib/* isLocation */.gI)(place) ? (0,lib/* sourcePath */.Z3)(place) : localPath));
    }
    return undefined;
}
async function readRepository(repomd, files, signal) {
    const { localPath, checksums } = repomd;
    const root = (0,metadata_lib/* directoryOf */.jt)((0,metadata_lib/* directoryOf */.jt)(localPath));
    const { found, content } = await (0,lib/* readTreeFile */.xt)(files.root, localPath, {
        algorithms: [...new Set(["sha256", ...checksums.map(metadata_lib/* checksumAlgorithm */.Vn)])],
        keep: lib/* MAX_REPOMD_BYTES */.dT,
        signal,
    });
    if (found.state !== "measured" || content === undefined) {
        const reason = found.state === "unreadable" ? found.reason : "it is too large for what it is";
        files.blame(localPath, reason);
        return [];
    }
    const wrong = checksums.find((known) => (0,metadata_lib/* checksumDigest */.Jz)(known) !== found.digests[(0,metadata_lib/* checksumAlgorithm */.Vn)(known)]);
    if (wrong !== undefined) {
        const algorithm = (0,metadata_lib/* checksumAlgorithm */.Vn)(wrong);
        files.blame(localPath, `the metadata says ${wrong}, the file has ${algorithm}:${found.digests[algorithm]}`);
        return [];
    }
    // What is listed is what these very bytes list.
    repomd.settle(`sha256:${found.digests["sha256"]}`);
    try {
        return (0,lib/* parseRepomd */.pw)(content, localPath).files.map(({ path, size, checksum }) => files.want({
            localPath: `${root}/${path}`,
            size,
            checksums: checksum === null ? [] : [checksum],
        }));
    }
    catch (error) {
        if (!(error instanceof metadata_lib/* MetadataError */.wc)) {
            throw error;
        }
        const [first] = error.issues;
        files.blame(localPath, first === undefined ? error.message : (0,metadata_lib/* describeIssue */.n6)(first));
        return [];
    }
}
;// CONCATENATED MODULE: ./actions/push-oci/lib/chosen-artifact.js

/** The artifacts that are selected, in the order of the metadata. Nothing is known of their files yet. */
function chooseArtifacts(files, selector) {
    const chosen = [];
    let others = 0;
    for (const { model } of files) {
        const images = imagesOf(model);
        for (const { artifact, localPath, ...context } of (0,metadata_lib/* locations */.j2)(model)) {
            if ((0,metadata_lib/* isDirectory */.wd)(context)) {
                continue;
            }
            if (!selector.selects(artifact, context)) {
                others += 1;
                continue;
            }
            const image = images.get(artifact);
            const isSet = context.kind === "variant_path" || ((0,metadata_lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0);
            chosen.push({ ...contextOf(context), ...wordsOf(image), artifact, localPath, isSet, files: new Set() });
        }
    }
    return { chosen, others };
}
function imagesOf(model) {
    const images = new Map();
    if (model.type === "images") {
        for (const arches of model.images.values()) {
            for (const list of arches.values()) {
                for (const image of list) {
                    images.set(image.artifact, image);
                }
            }
        }
    }
    return images;
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
function wordsOf(image) {
    return image === undefined ? {} : { subvariant: image.subvariant, format: image.format };
}
//# sourceMappingURL=chosen-artifact.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/check-limits.js


/** What stands before the first slash of an address. */
function registryOf({ address }) {
    return address.slice(0, address.indexOf("/"));
}
/**
 * Compares what is planned with what registries are known to take.
 *
 * @param repositories - by target
 * @returns what may fail, a line each
 * @throws UserError when something will
 */
function checkLimits(manifests, repositories) {
    const problems = [...byRegistry(manifests, repositories)].flatMap(([registry, plan]) => (0,oci_lib/* preflight */.Mz)(registry, { blobs: [...plan.blobs.values()], manifests: plan.manifests }));
    const errors = problems.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
    if (errors.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`The registry will not take what is planned: ${(0,step_lib/* countOf */.pq)(errors.length, "problem", "problems")}`, "nothing was pushed", errors);
    }
    return problems.map(({ message }) => message);
}
function byRegistry(manifests, repositories) {
    const plans = new Map();
    for (const { target, tag, files, size } of manifests) {
        const repository = repositories.get(target);
        const registry = repository === undefined ? "" : registryOf(repository);
        const plan = plans.get(registry) ?? { blobs: new Map(), manifests: [] };
        plans.set(registry, plan);
        plan.manifests.push({ shown: `${target}:${tag}`, layers: files.length, bytes: size });
        for (const file of files) {
            plan.blobs.set(file.digest, { shown: file.localPath, size: file.size });
        }
    }
    return plans;
}
//# sourceMappingURL=check-limits.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./actions/push-oci/lib/targets.js




const LAYOUT = "oci-layout:";
const LAYOUT_ADDRESS = `${oci_lib/* LAYOUT_HOST */.CV}/`;
const LAYOUT_URL = `oci://${LAYOUT_ADDRESS}`;
/** Where the layouts of the input lie. */
function placesBeside(files, compose) {
    return {
        homes: files.flatMap(({ source }) => (source.url === undefined ? [(0,external_node_path_.dirname)(source.path)] : [])),
        layouts: compose.flatMap((input) => {
            const reference = (0,oci_lib.parseReference)(input);
            return typeof reference === "object" && reference.target.kind === "directory"
                ? [(0,external_node_path_.resolve)(reference.target.path)]
                : [];
        }),
    };
}
function isLayout(target) {
    return target.startsWith(LAYOUT);
}
/** The directory of a target that is a layout. */
function directoryOfLayout(target) {
    return (0,external_node_path_.resolve)(target.slice(LAYOUT.length));
}
/** Opens every target once. @throws UserError */
function openAll(targets, repositories) {
    return new Map([...new Set(targets)].map((target) => [target, repositories.open(target)]));
}
/**
 * Where all layouts lie that the new metadata names: those that are pushed to, and those in Locations that it keeps.
 *
 * @throws UserError when two of them have one name
 */
function layoutsOf(opened, targets, { files, beside, isReplaced }) {
    const pushed = [...opened].flatMap(([target, { address }]) => isLayout(target) && targets.has(target)
        ? [[address.slice(LAYOUT_ADDRESS.length), directoryOfLayout(target)]]
        : []);
    const names = new Set();
    for (const url of keptLayoutUrls(files, isReplaced)) {
        names.add(/^[^:@]*/.exec(url.slice(LAYOUT_URL.length))?.[0] ?? "");
    }
    const known = (0,oci_lib/* layoutsBeside */.Mo)(beside.homes);
    const [own, ...others] = new Set(beside.layouts);
    const kept = [...names].flatMap((name) => {
        // Metadata from a layout speaks of that layout.
        const directory = known.get(name) ?? (others.length === 0 ? own : undefined);
        return directory === undefined ? [] : [[name, directory]];
    });
    return (0,oci_lib/* joinLayouts */.Et)(new Map(kept), new Map(pushed));
}
function* keptLayoutUrls(files, isReplaced) {
    for (const { model } of files) {
        for (const { artifact } of (0,metadata_lib/* isDistributed */.oQ)(model) ? (0,metadata_lib/* locations */.j2)(model) : []) {
            if ((0,metadata_lib/* isLocation */.gI)(artifact) && artifact.url.startsWith(LAYOUT_URL) && !isReplaced(artifact)) {
                yield artifact.url;
            }
        }
    }
}
/** Whether a layout lies in the directory of the output, which has to be there before. */
function needsDirectory(targets, output) {
    return targets.some((target) => isLayout(target) && isWithin(directoryOfLayout(target), output));
}
/** Whether a directory lies in another one, or is it. */
function isWithin(directory, outer) {
    const way = (0,external_node_path_.relative)((0,external_node_path_.resolve)(outer), (0,external_node_path_.resolve)(directory));
    return way !== ".." && !way.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(way);
}
/**
 * Metadata in a registry is for others: they have no directory of this machine.
 *
 * @param isReplaced - whether an artifact gets another Location
 * @throws UserError when a registry would get metadata that names layout directories
 */
function refuseLocalPublication(published, targets, files, isReplaced) {
    if (isLayout(published)) {
        return;
    }
    const named = [...targets].find(isLayout) ?? keptLayoutUrls(files, isReplaced).next().value;
    if (named !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`publish-metadata: ${(0,metadata_lib/* show */.WU)(published)} is a registry, but the metadata names a directory of this machine: ${(0,metadata_lib/* show */.WU)(named)}`, "push everything to registries, or publish to an oci-layout: directory");
    }
}
//# sourceMappingURL=targets.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/notices.js



const MAX_DOUBTS = 10;
/** @param doubts - what registries may not take */
function noticesOf({ inputs, settings, log, parcels, layouts }, doubts, isUnpublished) {
    const unmatched = settings.selector.unmatched();
    const outside = [...layouts.values()].filter((directory) => !isWithin(directory, inputs.output));
    return {
        warnings: [
            ...log.warnings().map(metadata_lib/* describeWarning */.U9),
            ...(doubts.length > MAX_DOUBTS
                ? [...doubts.slice(0, MAX_DOUBTS), `and ${doubts.length - MAX_DOUBTS} more like this`]
                : doubts),
            ...line(unmatched.map(metadata_lib/* show */.WU), "selected, but there is nothing of that name"),
            ...(isUnpublished
                ? ["the metadata was not published, since not everything that it should name is there"]
                : []),
        ],
        notes: [
            ...line(parcels.fitted.map(([meant, target]) => `${(0,metadata_lib/* show */.WU)(meant)} is ${(0,metadata_lib/* show */.WU)(target)}`), `${(0,step_lib/* countOf */.pq)(parcels.fitted.length, "name was", "names were")} made to fit what a repository may be called`),
            ...line(outside.map(metadata_lib/* show */.WU), "not below the directory of the metadata; who reads it has to allow that with layout-root"),
        ],
    };
}
function line(examples, message) {
    if (examples.length === 0) {
        return [];
    }
    const more = examples.length > metadata_lib/* MAX_EXAMPLES */.Nq ? ", …" : "";
    return [`${message}: ${examples.slice(0, metadata_lib/* MAX_EXAMPLES */.Nq).join(", ")}${more}`];
}
//# sourceMappingURL=notices.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/places.js


const NO_CONTENTS = [];
/** The Locations of what was pushed, with tag and digest; what was not chosen keeps its own. */
function newPlaces(options) {
    const { chosen, parcels, plan, repositories, isThere } = options;
    const sets = new Map();
    /** Sets of files are named once for each variant and arch. */
    const named = new Set();
    const ids = new Map();
    const setOf = (parcel, directory, manifest) => {
        const known = sets.get(parcel) ?? setLocation(parcel, directory, manifest, urlOf(manifest, repositories));
        sets.set(parcel, known);
        return known;
    };
    const isNamed = (parcel, { variant, arch }) => {
        const id = ids.get(parcel) ?? ids.size;
        ids.set(parcel, id);
        const key = JSON.stringify([id, variant, arch]);
        const known = named.has(key);
        named.add(key);
        return known;
    };
    return (artifact, context) => {
        const one = chosen.get(artifact);
        if (one === undefined) {
            return (0,metadata_lib/* isLocation */.gI)(artifact) ? artifact : undefined;
        }
        const parcel = parcels.of.get(one);
        const [file] = one.files;
        if (parcel === undefined || file === undefined) {
            throw new Error(`${one.localPath} has no place`);
        }
        const manifest = plan.manifestOf(parcel, file);
        if (!isThere(manifest)) {
            return undefined;
        }
        if (parcel.directory === undefined) {
            return fileLocation(file, urlOf(manifest, repositories));
        }
        return !one.isSet && isNamed(parcel, context) ? undefined : setOf(parcel, parcel.directory, manifest);
    };
}
/** The URL of a manifest, with tag and digest. */
function urlOf({ target, tag, digest }, repositories) {
    const repository = repositories.get(target);
    if (repository === undefined) {
        throw new Error(`${target} was not opened`);
    }
    return (0,oci_lib/* locationUrl */.$4)(repository.address, tag, digest);
}
function fileLocation({ localPath, size, digest }, url) {
    return { url, size, checksum: digest, localPath, contents: NO_CONTENTS };
}
function setLocation({ files }, directory, { digest }, url) {
    return {
        url,
        size: files.reduce((sum, { size }) => sum + size, 0),
        checksum: digest,
        localPath: directory,
        contents: files.map((file) => ({
            file: file.localPath.slice(directory.length + 1),
            size: file.size,
            checksum: file.digest,
            layerDigest: file.digest,
        })),
    };
}
//# sourceMappingURL=places.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/plan.js



/** A manifest's own fields, with room to spare: the rest are its layers. */
const HEAD_BYTES = 1024;
/** A layer without its title and its media type: keys, digest and size. */
const LAYER_BYTES = 220;
/**
 * Says which manifests are pushed. Pure: what was hashed decides, in whatever order it comes. Files of the same content
 * that come to one tag are one manifest, which has them all.
 *
 * @param capsOf - of the repository that a target names
 * @throws UserError when different things come to one tag
 */
function makePlan(parcels, options, capsOf) {
    const drafts = new Map();
    const collisions = [];
    const whole = new Map();
    /** Of bundles that were split. */
    const split = new Map();
    for (const parcel of parcels) {
        const parts = partsOf(parcel, options, capsOf(parcel.target));
        for (const [index, files] of parts.entries()) {
            const { target } = parcel;
            const tag = parts.length === 1 ? parcel.tag() : parcel.tag(`-${index + 1}`);
            const draft = { parcel, target, tag, files: [...files] };
            const known = drafts.get(`${target}\n${tag}`);
            if (known === undefined) {
                drafts.set(`${target}\n${tag}`, draft);
            }
            else if (!join(known, draft)) {
                collisions.push(collision(known, draft));
            }
            if (parts.length === 1) {
                whole.set(parcel, known ?? draft);
            }
            else {
                for (const file of files) {
                    split.set(file, known ?? draft);
                }
            }
        }
    }
    refuseCollisions(collisions);
    const finished = new Map([...drafts.values()].map((draft) => [draft, finish(draft, options)]));
    return {
        manifests: [...finished.values()].sort((a, b) => (0,metadata_lib/* compareCodePoints */.OP)(a.target, b.target) || (0,metadata_lib/* compareCodePoints */.OP)(a.tag, b.tag)),
        manifestOf(parcel, file) {
            const draft = whole.get(parcel) ?? split.get(file);
            const manifest = draft === undefined ? undefined : finished.get(draft);
            if (manifest === undefined) {
                throw new Error(`${file.localPath} is in no manifest`);
            }
            return manifest;
        },
    };
}
/** The bytes of a manifest. */
function bytesOf({ files }, { artifactType, annotations }) {
    return (0,oci_lib/* buildManifest */.u1)({
        artifactType,
        annotations,
        layers: files.map(({ localPath, digest, size }) => ({
            title: localPath,
            mediaType: (0,oci_lib/* mediaTypeOf */.c0)(localPath),
            digest,
            size,
        })),
    });
}
/** A bundle is split where a registry could not take it whole. */
function partsOf({ layout, files }, { annotations }, caps) {
    if (layout !== "bundle") {
        return [files];
    }
    const head = HEAD_BYTES + Buffer.byteLength(JSON.stringify(annotations));
    const parts = [];
    let part = [];
    let bytes = head;
    for (const file of files) {
        const layer = LAYER_BYTES + (0,metadata_lib/* quote */.hD)(file.localPath).length + (0,oci_lib/* mediaTypeOf */.c0)(file.localPath).length;
        if (part.length > 0 && (part.length >= caps.layers || bytes + layer > caps.bytes)) {
            parts.push(part);
            part = [];
            bytes = head;
        }
        part.push(file);
        bytes += layer;
    }
    return [...parts, part];
}
/** Puts a second thing under the tag of a first. @returns whether the two are the same, so that this can be done */
function join(known, added) {
    const [one] = known.files;
    const [other] = added.files;
    if (known.parcel.layout === "file" &&
        added.parcel.layout === "file" &&
        one?.digest === other?.digest &&
        other !== undefined) {
        known.files.push(other);
        return true;
    }
    return (known.files.length === added.files.length &&
        known.files.every((file, index) => file === added.files[index]));
}
function collision(known, added) {
    return `${known.target}:${known.tag} would be ${describe(known)} and ${describe(added)}`;
}
function describe({ parcel, files }) {
    return parcel.layout === "file"
        ? (0,metadata_lib/* show */.WU)(files[0]?.localPath ?? "")
        : `a ${parcel.layout} of ${(0,step_lib/* countOf */.pq)(files.length, "file", "files")}, the first ${(0,metadata_lib/* show */.WU)(files[0]?.localPath ?? "")}`;
}
function refuseCollisions(collisions) {
    if (collisions.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`Different things would get the same tag: ${(0,step_lib/* countOf */.pq)(collisions.length, "collision", "collisions")}`, "make tag or repository say what differs, for instance with {path}", collisions);
    }
}
function finish(draft, options) {
    const files = draft.files.toSorted((a, b) => (0,metadata_lib/* compareCodePoints */.OP)(a.localPath, b.localPath));
    const { parcel, target, tag } = draft;
    const { digest, bytes } = bytesOf({ files }, options);
    return { parcel, target, tag, files, digest, size: bytes.length };
}
//# sourceMappingURL=plan.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./actions/push-oci/lib/failures.js

/** @throws the error when it is none of bytes; `signal.reason` when aborted */
function failureOf(error, signal) {
    signal.throwIfAborted();
    if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
        throw error;
    }
    const { failure, message, status } = error;
    return { class: failure, message, ...(status === undefined ? {} : { status }) };
}
/** What is the same for everything in a repository: asking again for each file would only take time. */
const OF_ALL = new Set(["auth", "tls", "forbidden-address", "disk", "lock"]);
/** What may pass, but does not after so many files that were each tried several times. */
const OUT_OF_REACH = new Set([
    "connection",
    "timeout",
    "rate-limited",
    "server-error",
]);
const MAX_IN_A_ROW = 3;
/** Knows the repositories that are not worth another try. */
class Patience {
    #lost = new Map();
    #inARow = new Map();
    /** Why nothing more is tried at a target; undefined while it is. */
    lost(target) {
        return this.#lost.get(target);
    }
    succeeded(target) {
        this.#inARow.delete(target);
    }
    failed(target, failure) {
        const count = OUT_OF_REACH.has(failure.class) ? (this.#inARow.get(target) ?? 0) + 1 : 0;
        this.#inARow.set(target, count);
        if (OF_ALL.has(failure.class) || count >= MAX_IN_A_ROW) {
            this.#lost.set(target, { ...failure, message: `not tried any more: ${failure.message}` });
        }
    }
}
//# sourceMappingURL=failures.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/new-metadata.js

const new_metadata_NO_CONTENTS = [];
/** Everything that is still there: leaves out variants, arches and source packages without anything in them. */
const WHAT_IS_LEFT = {
    restricts: true,
    selects: () => true,
    selectsPathless: () => true,
    selectsVariant: () => true,
    selectsArch: () => true,
    unmatched: () => [],
};
/**
 * The metadata of what was pushed. On 2.0 input everything else keeps its Location; on 1.2 input it is left out, since
 * nobody knows where it lies. Directories are no artifacts and stay, by their paths.
 */
function newMetadata(model, { selector, placeOf, ofOthers, isIncomplete }) {
    const given = ((0,metadata_lib/* isDistributed */.oQ)(model) ? model : (0,metadata_lib/* select */.Lt)(model, selector));
    const placed = (0,metadata_lib/* mapArtifacts */.oX)(given, 2, (artifact, context) => {
        if (!(0,metadata_lib/* isDirectory */.wd)(context)) {
            return ofOthers.has(artifact) ? undefined : placeOf(artifact, context);
        }
        return (0,metadata_lib/* isLocation */.gI)(artifact) ? artifact : relative(artifact.localPath);
    });
    return isIncomplete ? (0,metadata_lib/* select */.Lt)(placed, WHAT_IS_LEFT) : placed;
}
function relative(localPath) {
    return { url: (0,metadata_lib/* encodePath */.O0)(localPath), size: null, checksum: null, localPath, contents: new_metadata_NO_CONTENTS };
}
//# sourceMappingURL=new-metadata.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/publish.js
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
 * Pushes the metadata itself.
 *
 * @param files - paths of the metadata that was written
 */
async function publish(files, { target, tag }, { inputs, settings, context, loaded, reach }) {
    const { signal } = context;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const repositories = __addDisposableResource(env_1, reach.repositories(), true);
            return await (0,oci_lib/* pushComposeArtifact */.lU)(files, {
                compose: loaded.compose,
                repository: repositories.open(target),
                target,
                tag,
                policy: inputs["tag-policy"],
                annotations: settings.annotations,
                signal,
            });
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
    catch (error) {
        return { failure: failureOf(error, signal) };
    }
}
/**
 * Before anything is pushed: whether the metadata, as it is when everything is pushed, could get a tag that must not
 * move. Metadata that lacks something is never published, so that no other digest can come of the run.
 *
 * @param files - that are going to be written
 * @throws UserError when the tag is something else, or the login does not suffice; TransferFailure
 */
async function refuseMovedAddress(files, metadata, { target, tag }, { settings, context, loaded, reach }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const repositories = __addDisposableResource(env_2, reach.repositories(), true);
        const found = await resolved(() => repositories.open(target).resolve(tag, context.signal));
        if (found === undefined) {
            return;
        }
        const blobs = files.map(({ model }) => {
            const hash = (0,external_node_crypto_.createHash)("sha256");
            let size = 0;
            (0,metadata_lib/* serializeTo */.Ks)(newMetadata(model, metadata), (text) => {
                hash.update(text);
                size += Buffer.byteLength(text);
            });
            return { type: model.type, digest: `sha256:${hash.digest("hex")}`, size };
        });
        const { digest } = (0,oci_lib/* composeManifest */.WJ)(blobs, loaded.compose, settings.annotations);
        if (found !== digest) {
            throw (0,step_lib/* fault */.DG)(`publish-metadata: ${target}:${tag} must not move, and is something else already: ${found} instead of ${digest}`, "use another tag, or tag-policy: move; nothing was pushed");
        }
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
/** A login that is wrong now is wrong later. */
async function resolved(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (error instanceof transfer_lib/* TransferFailure */.ao && error.failure === "auth") {
            throw (0,step_lib/* refuse */.TR)(`publish-metadata: ${error.message}`, "nothing was pushed");
        }
        throw error;
    }
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/parallel.js
/**
 * Works through items, so many at a time. The first error ends it, after what was begun has ended.
 *
 * @throws what the work throws first
 */
async function inParallel(items, width, work) {
    const iterator = items[Symbol.iterator]();
    let failed = false;
    const worker = async () => {
        for (let next = iterator.next(); next.done !== true && !failed; next = iterator.next()) {
            try {
                await work(next.value);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    const settled = await Promise.allSettled(Array.from({ length: width }, worker));
    const rejected = settled.find(({ status }) => status === "rejected");
    if (rejected?.status === "rejected") {
        throw rejected.reason;
    }
}
//# sourceMappingURL=parallel.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/wrong-checksum.js




/** What it is called when the bytes that were sent are not those of the digest. */
const OTHER_BYTES = new Set(["checksum", "changed"]);
/**
 * What a failed push means for a file whose checksum was taken from the metadata: if that is wrong, the file is read once
 * more, so that both checksums can be named. Registries only say that the bytes are not those of the digest.
 *
 * @returns the failure to tell; the given one when it means something else
 * @throws `signal.reason` when aborted
 */
async function explained(error, file, signal) {
    if (!(error instanceof transfer_lib/* TransferFailure */.ao) || !OTHER_BYTES.has(error.failure) || file?.seen === undefined) {
        return error;
    }
    const claimed = file.claimedDigest;
    if (claimed === undefined || claimed !== file.digest) {
        return error;
    }
    const found = await digestOf(file, file.seen, signal);
    return found === undefined || found === claimed
        ? error
        : new transfer_lib/* TransferFailure */.ao("checksum", `${(0,metadata_lib/* show */.WU)(file.localPath)}: the metadata says ${claimed}, but the file has ${found}`, { remedy: "never", cause: error });
}
/** @returns undefined when the file is another one by now, or cannot be read */
async function digestOf({ digest, size, localPath }, { path, inode }, signal) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    try {
        for await (const block of (0,oci_lib/* fileBlob */.Ax)(path, { digest, size, shown: localPath, inode }).blocks(0)) {
            signal.throwIfAborted();
            hash.update(block);
        }
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            return undefined;
        }
        throw error;
    }
    return `sha256:${hash.digest("hex")}`;
}
//# sourceMappingURL=wrong-checksum.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/push.js








/**
 * Pushes what is planned: all blobs, each content once to each repository, then the manifests whose blobs are there,
 * then the tags. What fails leaves the rest as it is.
 *
 * @returns what became of each manifest
 * @throws UserError when the login does not suffice, or tags would move that must not; `signal.reason` when aborted
 */
async function push(plan, options, { signal }) {
    return new Push(options, signal).run(plan);
}
class Push {
    #options;
    #signal;
    #patience = new Patience();
    #blobs = new Map();
    /** Manifests that were not there before, or some of whose blobs were not. */
    #new = new Set();
    /** Targets that something was sent to. */
    #touched = new Set();
    /** What tags were at before. */
    #tags = new Map();
    #outcomes = new Map();
    constructor(options, signal) {
        this.#options = options;
        this.#signal = signal;
    }
    async run({ manifests }) {
        const { parallel, policy, progress } = this.#options;
        if (policy === "immutable") {
            await this.#refuseMoves(manifests);
        }
        const open = manifests.filter((manifest) => !this.#outcomes.has(manifest));
        this.#blobs = blobTasks(open);
        progress.begin([...this.#blobs.values()], open.length);
        const config = this.#blobs.get(oci_lib/* EMPTY_CONFIG */.$v.digest);
        if (config !== undefined) {
            await this.#introduce(config);
        }
        // The largest first: they take longest.
        const tasks = [...this.#blobs.values()].filter((task) => task !== config).sort((a, b) => b.size - a.size);
        await inParallel(tasks, parallel, (task) => this.#pushBlob(task));
        await inParallel(open, parallel, (manifest) => this.#pushManifest(manifest));
        await inParallel(open, parallel, (manifest) => this.#tag(manifest));
        return this.#outcomes;
    }
    /** Before anything is pushed: what could not get its tag would only lie there. */
    async #refuseMoves(manifests) {
        const moved = [];
        await inParallel(manifests, this.#options.parallel, async (manifest) => {
            const { target, tag, digest } = manifest;
            const failure = await this.#attempt(target, nameOf(manifest), async () => {
                const found = await this.#repository(target).resolve(tag, this.#signal);
                this.#tags.set(manifest, found);
                if (found !== undefined && found !== digest) {
                    moved.push(`${target}:${tag} is ${found}, and would be ${digest}`);
                }
            });
            if (failure !== undefined) {
                refuseLogin(failure);
                this.#outcomes.set(manifest, { failure });
            }
        });
        if (moved.length > 0) {
            throw (0,step_lib/* fault */.DG)(`Tags that must not move are something else already: ${(0,step_lib/* countOf */.pq)(moved.length, "tag", "tags")}`, "use other tags, or tag-policy: move; nothing was pushed", moved.sort(metadata_lib/* compareCodePoints */.OP));
        }
    }
    /** The config, which all manifests need, goes first: whether we may push at all is known before contents are sent. */
    async #introduce(config) {
        await this.#pushBlob(config);
        for (const outcome of config.targets.values()) {
            if (typeof outcome === "object") {
                refuseLogin(outcome);
            }
        }
    }
    async #pushBlob(task) {
        const meter = this.#options.progress.blob(task.size);
        const others = [];
        for (const target of task.targets.keys()) {
            const repository = this.#repository(target);
            const failure = await this.#attempt(target, task.file?.localPath ?? CONFIG, async () => {
                const options = { others, onBytes: meter.sent, signal: this.#signal };
                const outcome = await repository
                    .pushBlob(blobOf(task), options)
                    .catch(async (error) => Promise.reject(await explained(error, task.file, this.#signal)));
                if (outcome !== "existing") {
                    this.#touched.add(target);
                }
                others.push(repository);
                task.targets.set(target, outcome);
                meter.settled(outcome);
            });
            if (failure !== undefined) {
                task.targets.set(target, failure);
            }
        }
        meter.done();
    }
    async #pushManifest(manifest) {
        const { target, digest } = manifest;
        const blobs = this.#outcomesOfBlobs(manifest);
        const failed = blobs.find((outcome) => typeof outcome === "object");
        if (typeof failed === "object") {
            this.#outcomes.set(manifest, { failure: failed });
            return;
        }
        if (blobs.some((outcome) => outcome !== "existing")) {
            this.#new.add(manifest);
        }
        const failure = await this.#attempt(target, nameOf(manifest), async () => {
            if ((await this.#formerTag(manifest)) === digest) {
                this.#outcomes.set(manifest, { state: this.#new.has(manifest) ? "pushed" : "existing" });
                return;
            }
            const pinned = bytesOf(manifest, this.#options);
            if ((await this.#repository(target).pushManifest(pinned, this.#signal)) === "pushed") {
                this.#new.add(manifest);
            }
        });
        if (failure !== undefined) {
            this.#outcomes.set(manifest, { failure });
        }
        this.#options.progress.manifest();
    }
    /**
     * What the tag of a manifest was at before, where that is worth a question: a registry that has it at a manifest has
     * the manifest, and where nothing was sent that is likely. The index of a layout says less than its files.
     */
    async #formerTag(manifest) {
        const { target, tag } = manifest;
        if (isLayout(target)) {
            return undefined;
        }
        if (this.#tags.has(manifest) || this.#touched.has(target)) {
            return this.#tags.get(manifest);
        }
        return this.#repository(target).resolve(tag, this.#signal);
    }
    async #tag(manifest) {
        if (this.#outcomes.has(manifest)) {
            return;
        }
        const { target, tag } = manifest;
        const failure = await this.#attempt(target, nameOf(manifest), async () => {
            const pinned = bytesOf(manifest, this.#options);
            const state = await this.#repository(target).tag(tag, pinned, this.#options.policy, this.#signal);
            this.#outcomes.set(manifest, { state: this.#new.has(manifest) ? "pushed" : state });
        });
        if (failure !== undefined) {
            this.#outcomes.set(manifest, { failure });
        }
    }
    #outcomesOfBlobs({ target, files }) {
        return [oci_lib/* EMPTY_CONFIG */.$v.digest, ...files.map(({ digest }) => digest)].map((digest) => this.#blobs.get(digest)?.targets.get(target));
    }
    /**
     * Does something at a target that is not lost.
     *
     * @param what - what it is done with, as messages name it
     * @returns why it failed
     */
    async #attempt(target, what, work) {
        const lost = this.#patience.lost(target);
        if (lost !== undefined) {
            return lost;
        }
        try {
            await work();
            this.#patience.succeeded(target);
            return undefined;
        }
        catch (error) {
            const failure = failureOf(error, this.#signal);
            this.#patience.failed(target, failure);
            this.#options.progress.failed(failure, what);
            return failure;
        }
    }
    #repository(target) {
        const repository = this.#options.repositories.get(target);
        if (repository === undefined) {
            throw new Error(`${target} was not opened`);
        }
        return repository;
    }
}
/** What the config of all manifests is called, which is no file. */
const CONFIG = "the empty config";
/** A manifest as messages name it. */
function nameOf({ parcel: { directory }, files: [first, ...others] }) {
    const more = others.length === 0 ? "" : ` and ${(0,step_lib/* countOf */.pq)(others.length, "other file", "other files")}`;
    return directory ?? `${first?.localPath ?? "no files"}${more}`;
}
/** A login that is wrong is wrong for everything. @throws UserError */
function refuseLogin(failure) {
    if (failure.class === "auth") {
        throw (0,step_lib/* refuse */.TR)(failure.message, "nothing was pushed");
    }
}
/** Every content once. */
function blobTasks(manifests) {
    const tasks = new Map();
    const want = (digest, size, file, target) => {
        const task = tasks.get(digest) ?? { file, digest, size, targets: new Map() };
        tasks.set(digest, task);
        task.targets.set(target, undefined);
    };
    for (const { target, files } of manifests) {
        want(oci_lib/* EMPTY_CONFIG */.$v.digest, oci_lib/* EMPTY_CONFIG */.$v.size, undefined, target);
        for (const file of files) {
            want(file.digest, file.size, file, target);
        }
    }
    return tasks;
}
function blobOf({ file, digest, size }) {
    if (file === undefined) {
        return oci_lib/* EMPTY_CONFIG */.$v;
    }
    if (file.seen === undefined) {
        throw new Error(`${file.localPath} was not looked at`);
    }
    const { path, inode } = file.seen;
    return (0,oci_lib/* fileBlob */.Ax)(path, { digest, size, shown: file.localPath, inode });
}
//# sourceMappingURL=push.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./actions/push-oci/lib/upload-journal.js


/** Where uploads are remembered that a run has begun, so that the next one can go on with them: beside its output. */
function journalDirectory(output) {
    const path = (0,external_node_path_.resolve)(output);
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.uploads`);
}
/**
 * Removes the journal when there is nothing in it to go on with.
 *
 * @param isDone - everything was pushed
 */
function tidyJournal(directory, isDone) {
    const isEmpty = ((0,external_node_fs_.statSync)((0,external_node_path_.join)(directory, "uploads"), { throwIfNoEntry: false })?.size ?? 0) === 0;
    if (isDone || isEmpty) {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
    }
}
//# sourceMappingURL=upload-journal.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/push-all.js





/**
 * Pushes what is planned to repositories that are closed again: layouts are written then, and what was pushed to them
 * counts.
 *
 * @throws UserError, `signal.reason` when aborted
 */
async function pushAll(plan, options) {
    const { inputs, reach } = options;
    const targets = new Set(plan.manifests.map(({ target }) => target));
    const journal = [...targets].every(isLayout) ? undefined : journalDirectory(inputs.output);
    let isDone = false;
    try {
        const outcomes = await pushAndClose(plan, targets, reach.repositories(journal), options);
        isDone = [...outcomes.values()].every((outcome) => "state" in outcome);
        return outcomes;
    }
    finally {
        if (journal !== undefined) {
            tidyJournal(journal, isDone);
        }
    }
}
async function pushAndClose(plan, targets, repositories, { inputs, context: { signal }, manifests, progress }) {
    let outcomes;
    try {
        const opened = openAll(targets, repositories);
        await (0,oci_lib/* beginLayouts */.P3)(opened.values(), signal);
        outcomes = await push(plan, {
            ...manifests,
            repositories: opened,
            parallel: inputs["parallel-uploads"],
            policy: inputs["tag-policy"],
            progress,
        }, { signal });
    }
    catch (error) {
        await closeQuietly(repositories);
        throw error;
    }
    try {
        await repositories[Symbol.asyncDispose]();
        return outcomes;
    }
    catch (error) {
        const failure = failureOf(error, signal);
        progress.failed(failure, "the layout directory");
        return new Map([...outcomes].map(([manifest, outcome]) => [
            manifest,
            isLayout(manifest.target) ? { failure } : outcome,
        ]));
    }
}
/** Something worse is told already. */
async function closeQuietly(repositories) {
    try {
        await repositories[Symbol.asyncDispose]();
    }
    catch {
        // What is not written now is pushed again by the next run.
    }
}
//# sourceMappingURL=push-all.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/push-progress.js
/** More failures than this are told in the report alone. */
const MAX_TOLD = 20;
/** Counts what happens and tells of it. */
class PushProgress {
    #reporter;
    #started = performance.now();
    #counts = { pushed: 0, existing: 0, mounted: 0 };
    #failures = 0;
    #pushedBytes = 0;
    #sentBytes = 0;
    #blobs = { done: 0, total: 0, bytes: 0, totalBytes: 0 };
    #manifests = { done: 0, total: 0 };
    constructor(reporter) {
        this.#reporter = reporter;
    }
    get milliseconds() {
        return performance.now() - this.#started;
    }
    /** Bytes of blobs that went out, those of attempts that failed too. */
    get sentBytes() {
        return this.#sentBytes;
    }
    get counts() {
        return { ...this.#counts, pushedBytes: this.#pushedBytes };
    }
    begin(blobs, manifests) {
        this.#blobs.total = blobs.length;
        this.#blobs.totalBytes = blobs.reduce((sum, { size }) => sum + size, 0);
        this.#manifests.total = manifests;
    }
    /** A blob's turn has come. */
    blob(size) {
        // What is sent twice, or to several repositories, is still one blob's worth of progress.
        let shown = 0;
        const show = (bytes) => {
            this.#blobs.bytes += bytes - shown;
            shown = bytes;
            this.#report();
        };
        return {
            sent: (bytes) => {
                this.#sentBytes += bytes;
                show(Math.min(size, shown + bytes));
            },
            settled: (outcome) => {
                this.#counts[outcome] += 1;
                this.#pushedBytes += outcome === "pushed" ? size : 0;
            },
            done: () => {
                this.#blobs.done += 1;
                show(size);
            },
        };
    }
    #report() {
        const { done, total, bytes, totalBytes } = this.#blobs;
        this.#reporter.progress({ activity: "pushing", done, total, unit: "blobs", bytes, totalBytes });
    }
    manifest() {
        this.#manifests.done += 1;
        const { done, total } = this.#manifests;
        this.#reporter.progress({ activity: "describing", done, total, unit: "manifests" });
    }
    /** @param what - the files that it is about */
    failed(failure, what) {
        this.#failures += 1;
        if (this.#failures <= MAX_TOLD) {
            const place = failure.message.includes(what) ? "" : `${what}: `;
            this.#reporter.warn(`${place}${failure.class}: ${failure.message}`);
        }
    }
}
//# sourceMappingURL=push-progress.js.map
// EXTERNAL MODULE: ./actions/push-oci/lib/result.js
var result = __webpack_require__(13247);
;// CONCATENATED MODULE: ./actions/push-oci/lib/write-metadata.js



/**
 * The metadata files that a run writes: those that have something in them, whether or not it can be pushed. Otherwise
 * an older file would stay and speak of what nobody looked at.
 */
function writtenFiles(files, restricts, isChosen) {
    return files.filter(({ model }) => !restricts ||
        model.type === "composeinfo" ||
        (0,metadata_lib/* isDistributed */.oQ)(model) ||
        (0,metadata_lib/* locations */.j2)(model).some(({ artifact }) => isChosen(artifact)));
}
/** The name of a written file. */
function write_metadata_nameOf({ type }) {
    return `${type}.json`;
}
/**
 * Writes the metadata of what is there, and beside it where the layout directories lie that it names.
 *
 * @param home - the directory that it is for
 */
function writeMetadata(files, options, layouts, output, home) {
    let [described, carried] = [0, 0];
    for (const { model } of files) {
        const file = output.create(write_metadata_nameOf(model));
        try {
            const written = newMetadata(model, options);
            (0,metadata_lib/* visitArtifacts */.x5)(written, (_, context) => {
                described += (0,metadata_lib/* isDirectory */.wd)(context) ? 0 : 1;
            });
            carried += (0,metadata_lib/* isDistributed */.oQ)(model) ? countUnselected(model, options.selector) : 0;
            (0,metadata_lib/* serializeTo */.Ks)(written, (text) => file.write(text));
        }
        finally {
            file.close();
        }
    }
    if (layouts.size > 0) {
        const file = output.create(oci_lib/* LAYOUTS_FILE */.ZJ);
        try {
            file.write((0,oci_lib/* layoutsText */.t5)(layouts, home));
        }
        finally {
            file.close();
        }
    }
    const paths = output.commit().filter((path) => !path.endsWith(`/${oci_lib/* LAYOUTS_FILE */.ZJ}`));
    return { files: paths, described, carried };
}
function countUnselected(model, selector) {
    let count = 0;
    (0,metadata_lib/* visitArtifacts */.x5)(model, (artifact, context) => {
        count += (0,metadata_lib/* isDirectory */.wd)(context) || selector.selects(artifact, context) ? 0 : 1;
    });
    return count;
}
//# sourceMappingURL=write-metadata.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/execute.js











/** Hashes, plans, pushes, and writes the metadata of what is there, in this order. */
async function execute(work) {
    const { inputs, settings, context, loaded, opened, parcels, placed, output } = work;
    const options = {
        artifactType: inputs["artifact-type"],
        annotations: { ...(0,oci_lib/* composeAnnotations */.Fx)(loaded.compose), ...settings.annotations },
    };
    const hashing = { all: inputs["compute-checksums"], threads: inputs["parallel-checksums"] };
    await work.files?.hash(hashing, context);
    const capsOf = (target) => (0,oci_lib/* manifestCaps */.$N)(registryOf(opened.get(target)));
    const plan = makePlan(parcels.all, options, capsOf);
    const doubts = checkLimits(plan.manifests, opened);
    if (output !== undefined && work.publishTo !== undefined && inputs["tag-policy"] === "immutable") {
        const metadata = metadataOf(plan, () => true, false, work);
        await refuseMovedAddress(work.written, metadata, work.publishTo, work);
    }
    const progress = new PushProgress(context.reporter);
    const outcomes = output === undefined ? new Map() : await pushAll(plan, { ...work, manifests: options, progress });
    const artifacts = (0,result/* outcomesOf */.R)(work.chosen, placed, { parcels, plan, outcomes });
    const ended = output === undefined
        ? { files: [], described: 0, carried: 0, publication: undefined }
        : await execute_finish(plan, { outcomes, artifacts }, output, work);
    const notices = noticesOf(work, doubts, ended.publication === "incomplete");
    tell(notices, context.reporter);
    return {
        compose: loaded.compose,
        output: inputs.output,
        dryRun: output === undefined,
        division: work.division,
        artifacts,
        skipped: work.skipped,
        manifests: plan.manifests,
        outcomes,
        referenceOf: (manifest) => urlOf(manifest, opened),
        blobs: progress.counts,
        sentBytes: progress.sentBytes,
        milliseconds: progress.milliseconds,
        ...ended,
        ...(work.division === undefined || output === undefined
            ? {}
            : { written: await (0,lib/* describeWritten */.hD)(ended.files, context.signal) }),
        notices: [...notices.warnings, ...notices.notes],
    };
}
function tell({ warnings, notes }, reporter) {
    for (const line of warnings) {
        reporter.warn(line);
    }
    for (const line of notes) {
        reporter.info(line);
    }
}
/** Writes the metadata of what is there, and publishes it when that is everything. */
async function execute_finish(plan, { outcomes, artifacts }, output, work) {
    const failures = artifacts.filter(({ state }) => state === "failed").length;
    const { publishTo } = work;
    if (failures > 0 && failures === artifacts.length) {
        // There is nothing to speak of.
        output.discard();
        return { files: [], described: 0, carried: 0, publication: publishTo && "incomplete" };
    }
    const written = write(plan, outcomes, failures > 0, output, work);
    if (publishTo === undefined) {
        return { ...written, publication: undefined };
    }
    const publication = failures > 0 ? "incomplete" : await publish(written.files, publishTo, work);
    return { ...written, publication };
}
function write(plan, outcomes, isIncomplete, output, work) {
    const isThere = (manifest) => {
        const outcome = outcomes.get(manifest);
        return outcome !== undefined && "state" in outcome;
    };
    const metadata = metadataOf(plan, isThere, isIncomplete, work);
    return writeMetadata(work.written, metadata, work.layouts, output, work.inputs.output);
}
const NOTHING = new Set();
/** What the metadata is to say of what is there. */
function metadataOf(plan, isThere, isIncomplete, { settings, parcels, byObject, opened, division }) {
    const placeOf = newPlaces({ chosen: byObject, parcels, plan, repositories: opened, isThere });
    const ofOthers = division?.foreign ?? NOTHING;
    // The first part also has the variants and arches that nothing is in.
    const isFragment = division?.shard !== undefined && division.shard.index > 1;
    return { selector: settings.selector, placeOf, ofOthers, isIncomplete: isIncomplete || isFragment };
}
//# sourceMappingURL=execute.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/load.js


/**
 * Reads all metadata of the input.
 *
 * @throws UserError when it is of several composes; MetadataError
 */
async function loadCompose(compose, { fetchMetadata, log, signal }) {
    const errors = new lib/* ErrorList */.VS();
    const sources = await (0,lib/* findSources */.Id)(compose, errors, { signal, fetchMetadata });
    errors.throwAny();
    (0,lib/* noteIgnored */.vd)(sources, log);
    const files = [];
    for (const source of sources) {
        await errors.collect(async () => {
            const { model, warnings } = await (0,lib/* parseFile */.CJ)(source.path, source.identity, signal, (0,lib/* shownPath */.F9)(source));
            log.merge(warnings);
            files.push({ source, model: reduced(model, source, log) });
        });
    }
    errors.throwAny();
    return {
        compose: (0,lib/* theCompose */.If)(files.map(({ source, model }) => ({ source, compose: model.compose }))),
        files,
    };
}
function reduced(model, source, log) {
    try {
        return (0,metadata_lib/* dropWhat2CannotHold */.SF)(model, log);
    }
    catch (error) {
        if (error instanceof metadata_lib/* MetadataError */.wc && error.file === undefined) {
            throw new metadata_lib/* MetadataError */.wc(error.issues, { file: (0,lib/* shownPath */.F9)(source), issueCount: error.issueCount });
        }
        throw error;
    }
}
//# sourceMappingURL=load.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./actions/push-oci/lib/local-file.js
/** A file of the compose, with all that metadata says of it and what it turned out to be. */
class LocalFile {
    localPath;
    /** Every size and checksum that anything says it has. */
    sizes = [];
    checksums = [];
    /** Where it is looked for below the root; where it was found, once it was looked at. */
    source;
    wasLookedAt = false;
    /** Where it lies and which file it is; undefined when it is not there, or is of another size than it should be. */
    seen;
    #digest;
    constructor(localPath) {
        this.localPath = localPath;
        this.source = localPath;
    }
    /** Adds what is said of it elsewhere. */
    learn({ size, checksums }) {
        if (size !== null && !this.sizes.includes(size)) {
            this.sizes.push(size);
        }
        for (const checksum of checksums) {
            if (!this.checksums.includes(checksum)) {
                this.checksums.push(checksum);
            }
        }
    }
    /** Its digest as far as metadata says; the push proves it. */
    get claimedDigest() {
        return this.checksums.find((checksum) => checksum.startsWith("sha256:"));
    }
    settle(digest) {
        this.#digest = digest;
    }
    get isSettled() {
        return this.#digest !== undefined;
    }
    /** @throws Error before it was hashed */
    get digest() {
        if (this.#digest === undefined) {
            throw new Error(`${this.localPath} was not hashed`);
        }
        return this.#digest;
    }
    /** @throws Error before it was looked at */
    get size() {
        if (this.seen === undefined) {
            throw new Error(`${this.localPath} was not looked at`);
        }
        return Number(this.seen.inode.size);
    }
}
//# sourceMappingURL=local-file.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/local-files.js






const MISSING = "missing";
/** So many files are looked at before other work gets its turn. */
const TURN_FILES = 1000;
/** To the hashing all of them are files and nothing else. */
const ANY_FILE = { kind: "extra_file", variant: "", arch: "" };
/** The files that are to be pushed, each once, and everything that is wrong with them. */
class LocalFiles {
    #root;
    #byPath = new Map();
    #paths = new metadata_lib/* PathIndex */.EG();
    #conflicts = [];
    #problems = [];
    /** Directory → where it really is, or why nothing can be there. */
    #directories = new Map();
    /** @param root - directory of the compose */
    constructor(root) {
        this.#root = (0,external_node_fs_.realpathSync)(root);
    }
    /** Without symbolic links. */
    get root() {
        return this.#root;
    }
    get all() {
        return [...this.#byPath.values()];
    }
    /**
     * The file at a path, of which something more is said.
     *
     * @param source - where it may lie below the root before it comes to its path
     */
    want(file, source = file.localPath) {
        const { problem } = this.#paths.add(file);
        if (problem !== undefined) {
            this.#conflicts.push(problem);
        }
        let known = this.#byPath.get(file.localPath);
        if (known === undefined) {
            known = new LocalFile(file.localPath);
            this.#byPath.set(file.localPath, known);
        }
        if (known.source === known.localPath) {
            known.source = source;
        }
        known.learn(file);
        return known;
    }
    /** @throws UserError when what is wanted cannot lie in one tree */
    refuseConflicts() {
        if (this.#conflicts.length > 0) {
            throw (0,step_lib/* fault */.DG)(`The artifacts cannot lie in one tree: ${(0,step_lib/* countOf */.pq)(this.#conflicts.length, "conflict", "conflicts")}`, "mend the metadata: every path must stand for one file", this.#conflicts);
        }
    }
    /** Looks at the files that were not looked at yet, without reading them. */
    async look(signal) {
        let count = 0;
        for (const file of this.#byPath.values()) {
            if (file.wasLookedAt) {
                continue;
            }
            file.wasLookedAt = true;
            const problem = this.#find(file);
            if (problem !== undefined) {
                this.blame(file.localPath, problem);
            }
            count += 1;
            if (count % TURN_FILES === 0) {
                await (0,promises_.setImmediate)();
                signal.throwIfAborted();
            }
        }
    }
    /** Something else is wrong with a file. */
    blame(localPath, problem) {
        this.#problems.push(`${localPath}: ${problem}`);
    }
    /** @throws UserError that names every file with which something is wrong */
    refuseProblems() {
        if (this.#problems.length > 0) {
            throw (0,step_lib/* fault */.DG)(`The files below ${this.#root} are not what the metadata says: ${(0,step_lib/* countOf */.pq)(this.#problems.length, "problem", "problems")}`, "complete or restore the compose, name another root, or select what is there; nothing was pushed", this.#problems);
        }
    }
    /**
     * Gives every file its digest: the one that metadata knows, or the one that its bytes have. What is hashed is compared
     * with everything that is said of it.
     *
     * @throws UserError when files are not what metadata says
     */
    async hash({ all, threads }, { signal, reporter }) {
        const expected = new lib/* ExpectedFiles */.OU();
        const unknown = [];
        for (const file of this.#byPath.values()) {
            const claimed = file.claimedDigest;
            if (file.isSettled) {
                continue;
            }
            if (claimed !== undefined && !all) {
                file.settle(claimed);
                continue;
            }
            const { source, size, checksums } = file;
            expected.add({ localPath: source, size, checksums }, ANY_FILE);
            unknown.push(file);
        }
        if (unknown.length === 0) {
            return;
        }
        const total = expected.count;
        const totalBytes = expected.knownBytes;
        const progress = (done, bytes) => reporter.progress({ activity: "hashing", done, total, unit: "files", bytes, totalBytes });
        const pool = new lib/* HashPool */.vO(this.#root, { workers: threads, signal, onProgress: progress });
        try {
            expected.hash(pool);
            await pool.until(() => expected.compare(total));
            progress(pool.filesDone, pool.bytesDone);
        }
        finally {
            await pool.close();
        }
        const { missing, mismatches, unreadable } = expected.measurement;
        this.#problems.push(...mismatches, ...unreadable, ...missing.map((path) => `${path}: ${MISSING}`));
        this.refuseProblems();
        for (const file of unknown) {
            const facts = expected.facts(file.source);
            if (facts !== undefined) {
                file.settle(facts.checksum);
            }
        }
    }
    /** @returns what is wrong */
    #find(file) {
        const { localPath, source } = file;
        const problem = this.#findAt(source, file);
        if (problem !== MISSING || source === localPath) {
            return problem;
        }
        file.source = localPath;
        return this.#findAt(localPath, file);
    }
    #findAt(source, file) {
        const directory = this.#directory((0,metadata_lib/* directoryOf */.jt)(source));
        if ("problem" in directory) {
            return directory.problem;
        }
        try {
            let path = `${directory.path}/${(0,metadata_lib/* baseName */.Fl)(source)}`;
            let stats = (0,external_node_fs_.lstatSync)(path, { bigint: true });
            if (stats.isSymbolicLink()) {
                path = external_node_fs_.realpathSync.native(path);
                stats = (0,external_node_fs_.statSync)(path, { bigint: true });
            }
            if (!stats.isFile()) {
                return "no regular file";
            }
            if (!this.#isBelow(path)) {
                // What lies elsewhere is nobody's to publish.
                return "a symbolic link leads out of the compose";
            }
            const { dev, ino, size, mtimeNs } = stats;
            const said = file.sizes.find((known) => BigInt(known) !== size);
            if (said !== undefined) {
                return `the metadata says ${said} bytes, the file has ${size}`;
            }
            file.seen = { path, inode: { dev, ino, size, mtimeNs } };
            return undefined;
        }
        catch (error) {
            return reasonOf(error);
        }
    }
    #directory(directory) {
        let known = this.#directories.get(directory);
        if (known === undefined) {
            known = this.#realDirectory(directory);
            this.#directories.set(directory, known);
        }
        return known;
    }
    #realDirectory(directory) {
        try {
            return { path: external_node_fs_.realpathSync.native(`${this.#root}/${directory}`) };
        }
        catch (error) {
            return { problem: reasonOf(error) };
        }
    }
    #isBelow(path) {
        return path.startsWith(this.#root.endsWith("/") ? this.#root : `${this.#root}/`);
    }
}
function reasonOf(error) {
    const { code = String(error) } = error;
    return code === "ENOENT" || code === "ENOTDIR" ? MISSING : `it cannot be read: ${(0,metadata_lib/* show */.WU)(code)}`;
}
//# sourceMappingURL=local-files.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/only-missing.js




/** What says that an artifact is not where its Location says. Anything else says nothing of it. */
const NOT_THERE = new Set([
    "not-found",
    "manifest",
    "checksum",
    "size-mismatch",
    "path",
    "scheme",
    "protocol",
]);
/**
 * Finds the artifacts that are in a registry or a layout already.
 *
 * @throws UserError when that cannot be told
 */
async function findPlaced(artifacts, reach, parallel, signal) {
    const byPlace = new Map();
    for (const artifact of artifacts) {
        const location = artifact.artifact;
        if ((0,metadata_lib/* isLocation */.gI)(location) && (0,metadata_lib/* isOciUrl */.DY)(location.url)) {
            const key = JSON.stringify(location);
            const known = byPlace.get(key) ?? { location, artifacts: [] };
            known.artifacts.push(artifact);
            byPlace.set(key, known);
        }
    }
    const placed = new Set();
    await inParallel(byPlace.values(), parallel, async ({ location, artifacts: members }) => {
        try {
            await reach.look(location, signal);
            for (const member of members) {
                placed.add(member);
            }
        }
        catch (error) {
            const failure = failureOf(error, signal);
            if (!NOT_THERE.has(failure.class)) {
                throw (0,step_lib/* fault */.DG)(`only-missing: whether ${location.localPath} is there cannot be told: ${failure.message}`, "nothing was pushed; run it again when that is mended, or without only-missing");
            }
        }
    });
    return placed;
}
//# sourceMappingURL=only-missing.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/sets.js

/** What the reference takes for an archive, and then refuses as a file of a set (its `is_tarfile`). */
const ARCHIVE = /\.(?:tar|tar\.[a-z0-9]+|t[gbx]z|tzst|box|iso|ociarchive|ova|wsl)$/i;
/**
 * Puts files together by variant and arch, each in the deepest directory that holds all of them. What would be a set of
 * one, lies in no directory, or is an archive stays a file of its own.
 */
function inSets(artifacts) {
    const groups = new Map();
    for (const artifact of artifacts) {
        const { variant, arch, localPath } = artifact;
        if ((0,metadata_lib/* directoryOf */.jt)(localPath) === "" || ARCHIVE.test(localPath)) {
            continue;
        }
        const key = JSON.stringify([variant, arch]);
        const group = groups.get(key) ?? [];
        group.push(artifact);
        groups.set(key, group);
    }
    return [...groups.values()]
        .flatMap(withDirectory)
        .filter((set) => new Set(set.artifacts.map(({ localPath }) => localPath)).size > 1);
}
function withDirectory(artifacts) {
    const directory = commonDirectory(artifacts);
    if (directory !== "") {
        return [{ directory, artifacts }];
    }
    // They begin in different directories, each of which can have a set.
    const byFirst = new Map();
    for (const artifact of artifacts) {
        const first = artifact.localPath.slice(0, artifact.localPath.indexOf("/"));
        const members = byFirst.get(first) ?? [];
        members.push(artifact);
        byFirst.set(first, members);
    }
    return [...byFirst.values()].map((members) => ({
        directory: commonDirectory(members),
        artifacts: members,
    }));
}
function commonDirectory(artifacts) {
    let common;
    for (const { localPath } of artifacts) {
        const parts = (0,metadata_lib/* directoryOf */.jt)(localPath).split("/");
        const known = common ?? parts;
        let length = 0;
        while (length < known.length && known[length] === parts[length]) {
            length += 1;
        }
        common = known.slice(0, length);
    }
    return common?.join("/") ?? "";
}
//# sourceMappingURL=sets.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/words.js


/** What may stand in the templates of repositories and tags. */
const WORDS = [
    ...oci_lib/* COMPOSE_WORDS */.Hz,
    "variant",
    "arch",
    "kind",
    "type",
    "subvariant",
    "format",
    "name",
    "path",
];
/**
 * The words of an artifact.
 *
 * @param path - of the file, or of the directory of a set
 */
function words_wordsOf({ kind, variant, arch, imageType, fieldName, subvariant, format }, path) {
    const type = imageType ?? (kind === "variant_path" ? fieldName : undefined);
    return {
        variant,
        arch,
        kind,
        ...(type === undefined ? {} : { type }),
        ...(subvariant === undefined ? {} : { subvariant }),
        ...(format === undefined ? {} : { format }),
        name: (0,metadata_lib/* baseName */.Fl)(path),
        path,
    };
}
/** The words of a bundle: what its artifacts have in common. */
function bundleWords({ kind, variant, arch }) {
    return { variant, arch, kind, name: kind, path: `${variant}/${arch}` };
}
/** Of artifacts that are one thing, the one whose words are taken: whichever order the metadata has them in. */
function comparePlaces(a, b) {
    return ((0,metadata_lib/* compareCodePoints */.OP)(a.variant, b.variant) ||
        (0,metadata_lib/* compareCodePoints */.OP)(a.arch, b.arch) ||
        (0,metadata_lib/* compareCodePoints */.OP)(a.kind, b.kind) ||
        (0,metadata_lib/* compareCodePoints */.OP)(a.fieldName ?? "", b.fieldName ?? "") ||
        (0,metadata_lib/* compareCodePoints */.OP)(a.imageType ?? "", b.imageType ?? "") ||
        (0,metadata_lib/* compareCodePoints */.OP)(a.subvariant ?? "", b.subvariant ?? "") ||
        (0,metadata_lib/* compareCodePoints */.OP)(a.format ?? "", b.format ?? ""));
}
//# sourceMappingURL=words.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/parcels.js





/**
 * Says where everything goes. A file has one place however often it is named, and so has a set. Pure: the same artifacts
 * in any order give the same.
 *
 * @throws UserError when templates do not fit the artifacts, or names coincide that were meant to differ
 */
function makeParcels(artifacts, options) {
    const sorted = artifacts.toSorted(comparePlaces);
    const places = new Places(options);
    const of = new Map();
    const all = [];
    for (const { artifacts: members, files, ...group } of groupsOf(sorted, options.layouts)) {
        const parcel = {
            ...places.of(group, members[0]?.kind),
            files: [...files].sort((a, b) => (0,metadata_lib/* compareCodePoints */.OP)(a.localPath, b.localPath)),
        };
        all.push(parcel);
        for (const member of members) {
            of.set(member, parcel);
        }
    }
    return { all, of, fitted: places.fitted };
}
function groupsOf(artifacts, layouts) {
    const groups = new Map();
    const add = (key, artifact, group) => {
        const name = JSON.stringify(key);
        const known = groups.get(name) ?? { ...group, artifacts: [], files: new Set() };
        groups.set(name, known);
        known.artifacts.push(artifact);
        for (const file of artifact.files) {
            known.files.add(file);
        }
    };
    for (const artifact of artifacts.filter(({ isSet }) => isSet)) {
        const directory = artifact.localPath;
        const paths = [...artifact.files].map(({ localPath }) => localPath);
        add(["set", directory, ...paths], artifact, {
            layout: "set",
            words: words_wordsOf(artifact, directory),
            directory,
        });
    }
    const single = artifacts.filter(({ isSet }) => !isSet);
    const sets = inSets(single.filter(({ kind }) => layouts[kind] === "set"));
    for (const { directory, artifacts: members } of sets) {
        const paths = members.map(({ localPath }) => localPath).sort(metadata_lib/* compareCodePoints */.OP);
        for (const artifact of members) {
            const { variant, arch, kind } = artifact;
            const words = { variant, arch, kind, name: (0,metadata_lib/* baseName */.Fl)(directory), path: directory };
            add(["files", directory, ...paths], artifact, { layout: "set", words, directory });
        }
    }
    const inSet = new Set(sets.flatMap((set) => set.artifacts));
    const leaders = new Map();
    for (const artifact of single.filter((one) => !inSet.has(one))) {
        const leader = leaders.get(artifact.localPath) ?? artifact;
        leaders.set(artifact.localPath, leader);
        if (layouts[leader.kind] === "bundle") {
            add(["bundle", leader.kind, leader.variant, leader.arch], artifact, {
                layout: "bundle",
                words: bundleWords(leader),
            });
        }
        else {
            add(["file", artifact.localPath], artifact, {
                layout: "file",
                words: words_wordsOf(leader, artifact.localPath),
            });
        }
    }
    return [...groups.values()];
}
/** Fills the templates. */
class Places {
    #options;
    #composeWords;
    /** Target → what was meant by it. */
    #meant = new Map();
    constructor(options) {
        this.#options = options;
        this.#composeWords = (0,oci_lib/* composeWords */.cp)(options.compose);
    }
    get fitted() {
        return [...this.#meant]
            .filter(([target, meant]) => target !== meant)
            .map(([target, meant]) => [meant, target]);
    }
    of({ layout, words, directory }, kind) {
        const { repository, tag } = this.#options;
        const known = { ...this.#composeWords, ...words };
        const wordOf = (word) => known[word];
        const what = `${layout === "file" ? kind : `${layout} of ${kind}`} ${(0,metadata_lib/* show */.WU)(words.path ?? "")}`;
        const { target, meant } = saying(repository.rest.input, what, () => (0,oci_lib/* fillRepository */.iQ)(repository, wordOf));
        const other = this.#meant.get(target) ?? meant;
        if (other !== meant) {
            throw (0,step_lib/* refuse */.TR)(`repository: ${(0,metadata_lib/* show */.WU)(other)} and ${(0,metadata_lib/* show */.WU)(meant)} are both ${(0,metadata_lib/* show */.WU)(target)}, since names of repositories are in lower case`, "use other placeholders, or push them one after the other to repositories that differ");
        }
        this.#meant.set(target, meant);
        // That all words are there is told now, and not when the tag is needed.
        const whole = saying(tag.input, what, () => (0,oci_lib/* fillTag */.au)(tag, wordOf));
        return {
            layout,
            kind,
            target,
            tag: (suffix) => (suffix === undefined ? whole : (0,oci_lib/* fillTag */.au)(tag, wordOf, suffix)),
            ...(directory === undefined ? {} : { directory }),
        };
    }
}
function saying(input, what, fill) {
    try {
        return fill();
    }
    catch (error) {
        if (error instanceof oci_lib/* MissingWordError */.Xm) {
            throw (0,step_lib/* refuse */.TR)(`${input}: there is no {${error.word}} for the ${what}`, "use placeholders that all artifacts have, or push kind after kind with the input kinds");
        }
        throw error;
    }
}
//# sourceMappingURL=parcels.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/layouts.js


const LAYOUTS = ["file", "set", "bundle"];
/** What a layout that is named without a kind means for each kind. */
const FOR_ALL = {
    file: { image: "file", rpm: "file", extra_file: "file", module: "file", variant_path: "set" },
    // Only extra files are nothing but their places: entries of the others say more, which a common one could not hold.
    set: { image: "file", rpm: "file", extra_file: "set", module: "file", variant_path: "set" },
    bundle: { image: "bundle", rpm: "bundle", extra_file: "bundle", module: "bundle", variant_path: "set" },
};
/**
 * Reads the input `layout`: layouts for all kinds, and for single ones as `kind=layout`. Later items win.
 *
 * @throws UserError
 */
function readLayouts(items) {
    let layouts = FOR_ALL.file;
    const single = [];
    for (const item of items) {
        const [name = "", kind] = item
            .split("=", 2)
            .map((part) => part.trim())
            .reverse();
        const layout = LAYOUTS.find((known) => known === name);
        const known = metadata_lib/* ARTIFACT_KINDS */.hz.find((one) => one === kind);
        if (layout === undefined || (kind !== undefined && known === undefined)) {
            throw (0,step_lib/* refuse */.TR)(`layout: ${(0,metadata_lib/* show */.WU)(item)} is neither a layout nor a kind and its layout`, `write ${LAYOUTS.join(", ")}, or for instance rpm=bundle; the kinds are ${metadata_lib/* ARTIFACT_KINDS */.hz.join(", ")}`);
        }
        if (known === undefined) {
            layouts = FOR_ALL[layout];
        }
        else {
            single.push([known, possible(known, layout)]);
        }
    }
    return { ...layouts, ...Object.fromEntries(single) };
}
function possible(kind, layout) {
    if (kind === "variant_path" && layout !== "set") {
        throw (0,step_lib/* refuse */.TR)(`layout: variant_path=${layout}: a repository is always a set`, "leave it out");
    }
    if (layout === "set" && kind !== "variant_path" && kind !== "extra_file") {
        throw (0,step_lib/* refuse */.TR)(`layout: ${kind}=set: every ${kind} has an entry of its own, which says more than where it lies`, "use file or bundle; sets are for extra_file");
    }
    return layout;
}
//# sourceMappingURL=layouts.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/settings.js






/** @throws UserError for inputs that contradict each other or cannot be used */
function readSettings(inputs) {
    const { "publish-metadata": publish, "artifact-type": artifactType } = inputs;
    if (!(0,oci_lib/* isMediaType */.LA)(artifactType)) {
        throw (0,step_lib/* refuse */.TR)(`artifact-type: ${(0,metadata_lib/* show */.WU)(artifactType)} is no media type`, "it must look like application/vnd.example.artifact");
    }
    (0,step_lib/* checkShardInputs */.AF)(inputs);
    if (inputs.shard !== undefined && publish !== undefined) {
        throw (0,step_lib/* refuse */.TR)("publish-metadata makes no sense with shard: a part of the metadata is not the compose", "publish it with merge-metadata, when all parts are there");
    }
    return {
        selector: (0,lib/* readSelector */.pS)(inputs),
        layouts: readLayouts(inputs.layout),
        repository: (0,oci_lib/* parseRepositoryTemplate */._p)("repository", inputs.repository, WORDS),
        tag: (0,oci_lib/* parseTemplate */.QC)("tag", inputs.tag, WORDS),
        annotations: readAnnotations(inputs.annotations ?? []),
        publish: publish === undefined ? undefined : (0,oci_lib/* parseComposeTarget */.Nw)("publish-metadata", publish),
    };
}
function readAnnotations(items) {
    const annotations = new Map();
    for (const item of items) {
        const [, key = "", value = ""] = /^([^=\s]+)\s*=\s*(.*)$/.exec(item) ?? [];
        if (key === "") {
            throw (0,step_lib/* refuse */.TR)(`annotations: ${(0,metadata_lib/* show */.WU)(item)} is no annotation`, "write key=value");
        }
        const known = annotations.get(key);
        if (known !== undefined && known !== value) {
            throw (0,step_lib/* refuse */.TR)(`annotations: ${(0,metadata_lib/* show */.WU)(key)} is given twice`, "leave one of them out");
        }
        annotations.set(key, value);
    }
    return Object.fromEntries(annotations);
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/shard.js




/**
 * Divides what is selected by where it goes: what comes under one tag is pushed together, sets, bundles and repositories
 * among it. What is there already makes no difference, on disk or in the registry: a part that is done again, when a
 * file was mended, is the same part.
 *
 * @throws UserError when templates do not fit the artifacts
 */
async function divide(chosen, { compose, files, inputs, settings, signal }) {
    const parcels = makeParcels(chosen, { ...settings, compose });
    const orders = new lib/* KeptOrders */.OG();
    const tags = new Map();
    for (const artifact of chosen) {
        const parcel = parcels.of.get(artifact);
        if (parcel === undefined) {
            throw new Error(`${artifact.localPath} has no place`);
        }
        const tag = JSON.stringify([parcel.target, parcel.tag()]);
        tags.set(artifact, tag);
        orders.add(artifact, artifact.localPath, tag);
    }
    const whole = orders.keys();
    const keys = new Map([...tags].map(([artifact, tag]) => [artifact, whole(tag)]));
    const units = [...keys].map(([artifact, key]) => {
        const { localPath: file } = artifact;
        const bytes = shard_bytesOf(artifact);
        const size = bytes === null ? { bytes: 0, unknown: 1 } : { bytes };
        return { key, file, ...size, artifacts: [(0,step_lib/* artifactName */.Cs)(artifact, file)] };
    });
    const plan = (0,step_lib/* planOfInputs */.Y4)("push-oci", units, inputs, {
        metadata: await (0,lib/* metadataDigest */.Yb)(files.map(({ source }) => source), signal),
        layouts: JSON.stringify(settings.layouts),
        annotations: JSON.stringify(Object.entries(settings.annotations).sort()),
        artifactType: inputs["artifact-type"],
        onlyMissing: inputs["only-missing"],
        computeChecksums: inputs["compute-checksums"],
    });
    const { shard } = inputs;
    const isOwn = (artifact) => plan.partOf(keys.get(artifact) ?? "") === shard?.index;
    return {
        plan,
        shard,
        own: chosen.filter(isOwn),
        foreign: new Set(chosen.filter((artifact) => !isOwn(artifact)).map(({ artifact }) => artifact)),
    };
}
/** Of a repository what the metadata says of it: reading what it lists would be part of the work. */
function shard_bytesOf({ artifact }) {
    return (0,metadata_lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0
        ? artifact.contents.reduce((sum, { size }) => sum + size, 0)
        : artifact.size;
}
//# sourceMappingURL=shard.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/push-oci.js
var push_oci_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var push_oci_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Pushes the artifacts of a compose to a registry or into a layout directory, and writes 2.0 metadata of what is there.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function pushOci(inputs, context, openReach) {
    const settings = readSettings(inputs);
    const deadline = inputs.timeout === undefined ? undefined : AbortSignal.timeout(inputs.timeout);
    const signal = deadline === undefined ? context.signal : AbortSignal.any([context.signal, deadline]);
    try {
        return await choose(inputs, settings, { ...context, signal }, openReach);
    }
    catch (error) {
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            // Of no single artifact.
            throw (0,step_lib/* fault */.DG)(error.message, AGAIN, undefined, error);
        }
        if (deadline?.aborted === true && !context.signal.aborted && error === deadline.reason) {
            throw (0,step_lib/* fault */.DG)("The time of this step is over", AGAIN);
        }
        throw error;
    }
}
const AGAIN = "run it again: what was pushed need not be pushed again, and the rest follows";
/** Reads the metadata and finds out which artifacts are to be pushed. */
async function choose(inputs, settings, context, openReach) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal } = context;
        const log = new metadata_lib/* WarningLog */.tV();
        const remote = push_oci_addDisposableResource(env_1, (0,oci_lib/* composeFetcher */.Ek)(inputs, context, [settings.repository, settings.publish?.repository]), false);
        const loaded = await loadCompose(inputs.compose, { fetchMetadata: remote.fetch, log, signal });
        const publishTo = settings.publish && (0,oci_lib/* composePlace */.Oz)(settings.publish, loaded.compose);
        const { chosen, others: skipped } = chooseArtifacts(loaded.files, settings.selector);
        (0,lib/* refuseNothing */.OX)(settings.selector, { artifacts: chosen.length, directories: 0 });
        const division = (0,step_lib/* isDivided */._W)(inputs)
            ? await divide(chosen, { ...loaded, inputs, settings, signal })
            : undefined;
        if (division !== undefined && division.shard === undefined) {
            return untouched(inputs, { loaded, skipped, log, division });
        }
        const own = division?.own ?? chosen;
        const { start, kind } = settings.repository;
        const named = [
            ...inputs.compose,
            ...(kind === "registry" ? [`${start}any`] : []),
            ...(publishTo === undefined ? [] : [publishTo.target]),
        ];
        const reach = push_oci_addDisposableResource(env_1, openReach({
            inputs,
            context,
            named,
            beside: placesBeside(loaded.files, inputs.compose),
        }), true);
        const placed = inputs["only-missing"]
            ? await findPlaced(own, reach, inputs["parallel-uploads"], signal)
            : new Set();
        return await prepare({
            ...{ inputs, settings, context, reach, log, loaded, division },
            ...{ chosen: own, placed, skipped, publishTo },
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = push_oci_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What comes of a run that only plans. */
function untouched({ output }, { loaded, skipped, log, division }) {
    return {
        compose: loaded.compose,
        output,
        dryRun: true,
        division,
        artifacts: [],
        skipped,
        manifests: [],
        outcomes: new Map(),
        referenceOf: () => "",
        blobs: { pushed: 0, existing: 0, mounted: 0, pushedBytes: 0 },
        sentBytes: 0,
        milliseconds: 0,
        files: [],
        described: 0,
        carried: 0,
        publication: undefined,
        notices: log.warnings().map(metadata_lib/* describeWarning */.U9),
    };
}
/** Looks at the files, says where everything goes, and refuses what cannot be. */
async function prepare(run) {
    const { inputs, settings, context, reach, loaded, chosen, placed, publishTo } = run;
    const pushed = chosen.filter((artifact) => !placed.has(artifact));
    const sources = loaded.files.map(({ source }) => source);
    const files = pushed.length === 0 ? undefined : new LocalFiles((0,lib/* rootOf */.I5)(sources, inputs.root));
    if (files !== undefined) {
        await findFiles(pushed, files, context.signal);
    }
    const parcels = makeParcels(pushed, { ...settings, compose: loaded.compose });
    const targets = new Set(parcels.all.map(({ target }) => target));
    const byObject = new Map(pushed.map((one) => [one.artifact, one]));
    const isReplaced = (artifact) => byObject.has(artifact);
    if (publishTo !== undefined) {
        refuseLocalPublication(publishTo.target, targets, loaded.files, isReplaced);
    }
    // Nothing is written to these: they say whether the targets can be used, and what they are called.
    const opened = openAll(publishTo === undefined ? targets : [...targets, publishTo.target], reach.repositories());
    const layouts = layoutsOf(opened, targets, {
        files: loaded.files,
        beside: placesBeside(loaded.files, inputs.compose),
        isReplaced,
    });
    const written = writtenFiles(loaded.files, settings.selector.restricts, (artifact) => byObject.has(artifact));
    const work = { ...run, files, parcels, byObject, opened, layouts, written };
    if (inputs["dry-run"]) {
        return execute({ ...work, output: undefined });
    }
    const output = new lib/* OutputDirectory */.n(inputs.output, sources.map(({ path }) => path), { isShared: needsDirectory([...opened.keys()], inputs.output) });
    try {
        output.refuseOthers(written.map(({ model }) => write_metadata_nameOf(model)));
        return await execute({ ...work, output });
    }
    catch (error) {
        output.discard();
        throw error;
    }
}
//# sourceMappingURL=push-oci.js.map

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
