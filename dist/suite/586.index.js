export const id = 586;
export const ids = [586];
export const modules = {

/***/ 71778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  recordArtifacts: () => (/* binding */ recordArtifacts)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/compose-parts.js


/** The inputs that say what a composeinfo.json says. */
const COMPOSE_PARTS = [
    "compose-id",
    "compose-type",
    "compose-date",
    "respin",
    "label",
    "final",
    "release-name",
    "release-short",
    "release-version",
    "release-type",
    "release-internal",
    "base-product-name",
    "base-product-short",
    "base-product-version",
    "base-product-type",
];
/**
 * The compose of which the inputs give the parts; what its id says need not be given again.
 *
 * @throws UserError when something is missing or contradicts the id
 */
function composeFromParts(inputs) {
    const { variant: uid, arch } = inputs;
    const variant = (0,metadata_lib/* variantFromUid */.eQ)(uid, [arch]);
    if (variant === undefined) {
        throw new Error("the variant was not checked");
    }
    const id = inputs["compose-id"];
    const named = id === undefined ? undefined : (0,metadata_lib/* parseComposeId */.pK)(id);
    refuseContradictions(inputs, named);
    const missing = [];
    const needed = (name, value) => {
        if (value === undefined) {
            missing.push(name);
        }
        return value;
    };
    const short = inputs["release-short"];
    const nameOfId = named === undefined ? undefined : (0,metadata_lib/* parseReleaseName */.YY)(named.name);
    const release = {
        short: needed("release-short", short ?? nameOfId?.short),
        name: inputs["release-name"] ?? short ?? nameOfId?.short ?? "",
        version: needed("release-version", inputs["release-version"] ?? nameOfId?.version),
        type: inputs["release-type"] ?? nameOfId?.type ?? "ga",
        isLayered: isLayered(inputs),
        internal: inputs["release-internal"] ?? false,
    };
    const baseProduct = release.isLayered ? readBaseProduct(inputs, needed) : null;
    const facts = {
        date: needed("compose-date", inputs["compose-date"] ?? named?.date),
        type: needed("compose-type", inputs["compose-type"] ?? named?.type),
        respin: inputs.respin ?? named?.respin ?? 0,
    };
    if (missing.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`What the compose is takes more inputs: ${missing.join(", ")}`, id === undefined
            ? "give them, or compose-id, composeinfo, or an output that has a composeinfo.json"
            : `give them: compose-id ${(0,metadata_lib/* show */.WU)(id)} does not tell`);
    }
    const compose = {
        ...facts,
        id: id ?? (0,metadata_lib/* makeComposeId */.Mj)({ ...facts, release, baseProduct, firstVariant: variant.id }),
        label: inputs.label ?? null,
        final: inputs.final ?? false,
    };
    if (compose.final && compose.label === null) {
        throw (0,step_lib/* refuse */.TR)("final: there is no label to be final", "give label as well");
    }
    return checked({
        type: "composeinfo",
        generation: 2,
        compose,
        release,
        baseProduct,
        variants: new Map([[uid, { ...variant, paths: new Map() }]]),
    });
}
function isLayered(inputs) {
    return COMPOSE_PARTS.some((name) => name.startsWith("base-product-") && inputs[name] !== undefined);
}
function readBaseProduct(inputs, needed) {
    const short = needed("base-product-short", inputs["base-product-short"]);
    return {
        short,
        name: inputs["base-product-name"] ?? short,
        version: needed("base-product-version", inputs["base-product-version"]),
        type: inputs["base-product-type"] ?? "ga",
    };
}
function refuseContradictions(inputs, named) {
    const pairs = [
        ["compose-date", inputs["compose-date"], named?.date],
        ["compose-type", inputs["compose-type"], named?.type],
        ["respin", inputs.respin, named?.respin],
    ];
    const odd = pairs.find(([, own, ofId]) => own !== undefined && ofId !== undefined && own !== ofId);
    if (odd !== undefined) {
        const [name, own, ofId] = odd;
        throw (0,step_lib/* refuse */.TR)(`${name} is ${own}, but compose-id says ${ofId}`, "leave one of them out, or mend it");
    }
}
/** The inputs by the places that their values get. */
const INPUT_OF_PLACE = {
    "payload.compose.id": "compose-id",
    "payload.compose.date": "compose-date",
    "payload.compose.respin": "respin",
    "payload.compose.label": "label",
    "payload.release.version": "release-version",
    "payload.base_product.version": "base-product-version",
};
/** The inputs are held to the same rules as files. */
function checked(composeinfo) {
    try {
        return (0,metadata_lib/* parse */.qg)((0,metadata_lib/* serialize */.lK)(composeinfo)).model;
    }
    catch (error) {
        if (error instanceof metadata_lib/* MetadataError */.wc) {
            const [first, ...others] = error.issues.map(({ path, message }) => `${INPUT_OF_PLACE[path] ?? path}: ${message}`);
            throw (0,step_lib/* refuse */.TR)(first ?? error.message, undefined, others);
        }
        throw error;
    }
}
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/compose-inputs.js




/**
 * The compose as the inputs describe it, by a composeinfo.json or in parts.
 *
 * @param log - takes what is to be known of a composeinfo.json
 * @returns undefined when they do not: then the metadata that is added to must tell
 * @throws UserError when they contradict each other or something is missing; MetadataError
 */
async function readCompose(inputs, log, signal) {
    const given = COMPOSE_PARTS.filter((name) => inputs[name] !== undefined);
    if (inputs.composeinfo === undefined) {
        return given.length === 0 ? undefined : { composeinfo: composeFromParts(inputs), shown: "the inputs" };
    }
    if (given.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`composeinfo says what ${given.join(", ")} would say`, "leave one or the other out");
    }
    return { composeinfo: await fromFile(inputs.composeinfo, log, signal), shown: inputs.composeinfo };
}
async function fromFile(file, log, signal) {
    const identity = await (0,lib/* identifyFile */.Zn)(file, signal);
    if (identity.type !== "composeinfo") {
        throw (0,step_lib/* refuse */.TR)(`composeinfo: ${file} holds productmd.${identity.type}`, "name a composeinfo.json");
    }
    const { model, warnings } = await (0,lib/* parseFile */.CJ)(file, identity, signal);
    log.merge(warnings);
    // Where 1.x says nothing but paths, they are paths here as well.
    const distributed = (0,metadata_lib/* isDistributed */.oQ)(model) ? model : (0,metadata_lib/* relocate */.sU)(model, { url: metadata_lib/* encodePath */.O0 }, log);
    return distributed;
}
//# sourceMappingURL=compose-inputs.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/documents.js
/** The Location of a recorded file. */
function locationOf({ source, size }, { places, checksums }) {
    const place = places.get(source);
    const checksum = checksums.get(source);
    if (place === undefined || checksum === undefined) {
        throw new Error(`${source} has no place or no checksum`);
    }
    return { url: place.url, size, checksum, localPath: place.localPath, contents: [] };
}
/** Metadata of what was recorded: a file for each kind of which there is something. */
function documentsOf(recorded, options) {
    const { images, rpms, extraFiles } = recorded.artifacts;
    return [
        ...(images.length === 0 ? [] : [imagesOf(recorded, options)]),
        ...(rpms.length === 0 ? [] : [rpmsOf(recorded, options)]),
        ...(extraFiles.length === 0 ? [] : [extraFilesOf(recorded, options)]),
    ];
}
function imagesOf(recorded, options) {
    const images = recorded.artifacts.images.map((file) => ({
        ...file.content.facts,
        artifact: locationOf(file, recorded),
        mtime: file.mtime,
    }));
    return { type: "images", generation: 2, compose: options.compose, images: listed(images, options) };
}
function rpmsOf(recorded, options) {
    const groups = new Map();
    for (const [index, file] of recorded.artifacts.rpms.entries()) {
        const { nevra, source, ...rpm } = options.rpmFacts[index];
        const group = groups.get(source) ?? new Map();
        group.set(nevra, { ...rpm, artifact: locationOf(file, recorded) });
        groups.set(source, group);
    }
    return { type: "rpms", generation: 2, compose: options.compose, rpms: listed(groups, options) };
}
function extraFilesOf(recorded, options) {
    const files = recorded.artifacts.extraFiles.map((file) => ({ artifact: locationOf(file, recorded) }));
    return { type: "extra_files", generation: 2, compose: options.compose, extraFiles: listed(files, options) };
}
function listed(entries, { variant, arch }) {
    return new Map([[variant, new Map([[arch, entries]])]]);
}
//# sourceMappingURL=documents.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/files.js





const PLURALS = {
    image: "images",
    rpm: "RPM packages",
    extra_file: "extra files",
};
/** So many files are looked at before other work gets its turn. */
const TURN_FILES = 200;
/**
 * Looks into files of one kind.
 *
 * @param root - directory without symbolic links in its path
 * @param read - what is in a file: its path, how messages name it, its size
 * @throws UserError or MetadataError with all that is wrong
 */
async function readFiles(root, kind, sources, read, signal) {
    const errors = new lib/* ErrorList */.VS();
    const files = [];
    for (const [index, source] of sources.entries()) {
        await errors.collect(async () => {
            const path = placeOf(root, source);
            const stamp = (0,lib/* stampOfPath */.oE)(path);
            const { size, mtimeMs } = lookAt(path, source);
            const content = read(path, source, size);
            const mtime = Math.floor(mtimeMs / 1000);
            files.push({ kind, source, name: (0,metadata_lib/* baseName */.Fl)(source), size, mtime, content, stamp });
        });
        if (index % TURN_FILES === TURN_FILES - 1) {
            await (0,promises_.setImmediate)();
            signal.throwIfAborted();
        }
    }
    errors.throwAny(PLURALS[kind]);
    return files;
}
function lookAt(path, source) {
    try {
        return (0,external_node_fs_.statSync)(path);
    }
    catch (error) {
        const { code = "unknown error" } = error;
        throw fileError(source, `the file cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`);
    }
}
/**
 * Hashes files, all threads at once.
 *
 * @returns the sha256 checksum of each, in their order
 * @throws UserError that names those that could not be read, or that changed since they were looked into
 */
async function hashAll(root, files, threads, { signal, reporter }) {
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    const jobs = files.map(({ source, size }) => ({
        file: source,
        algorithms: ["sha256"],
        expectedSize: size,
    }));
    const results = await (0,lib/* hashFiles */.yQ)(root, jobs, {
        workers: threads,
        signal,
        onProgress: (done, bytes) => reporter.progress({ activity: "hashing", done, total: jobs.length, unit: "files", bytes, totalBytes }),
    });
    const problems = [];
    const checksums = results.map((result, index) => {
        const { source, size, stamp } = files[index];
        const problem = problemOf(result, size, stamp !== (0,lib/* stampOfPath */.oE)(placeOf(root, source)));
        if (problem !== undefined) {
            problems.push(`${source}: ${problem}`);
        }
        return result.state === "measured" ? `sha256:${result.digests[0]}` : "";
    });
    if (problems.length > 0) {
        throw (0,step_lib/* fault */.DG)(`Cannot record ${(0,step_lib/* countOf */.pq)(problems.length, "file", "files")}`, "record artifacts when nothing works on them any more", problems);
    }
    return checksums;
}
function problemOf(outcome, size, hasChanged) {
    switch (outcome.state) {
        case "missing":
            return "it is not there any more";
        case "unreadable":
            return outcome.reason;
        case "measured":
            if (outcome.outside) {
                return "a symbolic link leads out of root";
            }
            return hasChanged || outcome.size !== size ? "it changed while it was read" : undefined;
    }
}
function placeOf(root, source) {
    return `${root === "/" ? "" : root}/${source}`;
}
/** An error that names a file and what is wrong with it. */
function fileError(source, rule) {
    return new metadata_lib/* MetadataError */.wc([{ path: "", message: rule }], { file: source });
}
//# sourceMappingURL=files.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/images.js




/**
 * Reads what an image file is: type and format by its name, and of an ISO what it says of itself, unless the inputs
 * say it.
 *
 * @throws UserError, MetadataError
 */
function readImage(inputs, path, source, size) {
    if (size === 0) {
        // Metadata of images must have a size (productmd: images).
        throw fileError(source, "the image is empty");
    }
    const name = source.slice(source.lastIndexOf("/") + 1);
    const format = inputs.format ?? (0,metadata_lib/* imageFormatOf */.u)(name);
    if (format === undefined) {
        throw unknownFormat(source, inputs);
    }
    const { type, others } = inputs.type === undefined ? (0,metadata_lib/* imageTypeOf */.tL)(format, name) : { type: inputs.type, others: [] };
    const iso = format === "iso" ? (0,lib/* readIso */.IK)(path, source) : {};
    return {
        facts: {
            arch: inputs.arch,
            bootable: inputs.bootable ?? iso.bootable ?? false,
            discCount: inputs["disc-count"],
            discNumber: inputs["disc-number"],
            format,
            implantMd5: inputs["implant-md5"] ?? iso.implantMd5 ?? null,
            subvariant: inputs.subvariant ?? inputs.variant,
            type,
            volumeId: inputs["volume-id"] ?? iso.volumeId ?? null,
            unified: false,
            additionalVariants: [],
        },
        others,
    };
}
function unknownFormat(source, { type }) {
    const missing = type === undefined ? "type and format" : "format";
    return (0,step_lib/* refuse */.TR)(`images: the name of ${(0,metadata_lib/* show */.WU)(source)} does not end with a known image format`, `give ${missing}; the formats are ${metadata_lib/* IMAGE_FORMAT_NAMES */.pf.join(", ")}; the types ${metadata_lib/* IMAGE_TYPE_NAMES */.e2.join(", ")}`);
}
/** Of these a set of images has several. @throws UserError when an input describes one image and there are more */
function refuseShared(inputs, count) {
    const shared = ["volume-id", "implant-md5"].filter((name) => inputs[name] !== undefined);
    if (count > 1 && shared.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`${shared.join(" and ")}: of one image, but images matches ${count}`, "record the images one by one");
    }
}
//# sourceMappingURL=images.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/notices.js

/** What a person should know of the result. */
function noticesOf(inputs, { artifacts: { images, rpms }, places }, { completed }, warnings) {
    const guessed = images.flatMap(({ source, content: { facts, others } }) => others.length === 0 ? [] : [`${source}: ${facts.type}, not ${others.join(", ")}`]);
    const misnamed = rpms.flatMap(({ source, content: { nevra } }) => {
        const usual = `${nevra.name}-${nevra.version}-${nevra.release}.${nevra.arch}.rpm`;
        return (0,metadata_lib/* baseName */.Fl)(places.get(source)?.localPath ?? "") === usual ? [] : [`${source}: ${usual}`];
    });
    // Metadata that steps before this one made grows; one that the user named should be complete.
    const undeclared = inputs.composeinfo === undefined ? [] : completed.map(metadata_lib/* describeUndeclared */.$v);
    return [
        ...warnings,
        ...notice("guessed-image-type", "images of this format have several types, and the name tells none; type does", guessed),
        ...notice("package-name", "packages whose place has another file name than their own", misnamed),
        ...notice("undeclared-variant", "not declared by composeinfo; added to the metadata", undeclared),
    ];
}
function notice(code, message, occurrences) {
    const count = occurrences.length;
    return count === 0
        ? []
        : [{ code, message: `${message} (${count})`, count, examples: occurrences.slice(0, metadata_lib/* MAX_EXAMPLES */.Nq) }];
}
//# sourceMappingURL=notices.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(39655);
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock.js + 3 modules
var lock = __webpack_require__(36686);
;// CONCATENATED MODULE: ./packages/transfer/lib/lock.js
/** The part of this package that keeps two runs from working on one directory; loads no HTTP client. */


//# sourceMappingURL=lock.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/output.js






/** In the output directory while a step writes there. */
const LOCK_NAME = ".metadata.lock";
/** How often it may be gone again. */
const ATTEMPTS = 5;
/** What is written first is there when the rest is. */
const WRITE_ORDER = [
    "composeinfo",
    ...metadata_lib/* METADATA_TYPES */.U8.filter((type) => type !== "composeinfo"),
];
/**
 * Adds to the metadata in a directory: reads what is there, merges, and puts all changed files in place or none. No
 * other step does so meanwhile.
 *
 * @param additions - makes what is added of what is there
 * @throws UserError when the two contradict each other, MetadataError when what is there is broken
 */
async function addToOutput(output, additions, options) {
    const missing = (0,lib/* missingDirectories */.q7)((0,external_node_path_.resolve)(output));
    try {
        const release = await output_lock(output, options);
        try {
            const existing = await readExisting(output, options);
            const added = additions(existing);
            const merged = mergeAll([...existing, ...added]);
            release.check();
            return write(output, merged, new Set(added.map(({ model }) => model.type)));
        }
        finally {
            release();
        }
    }
    catch (error) {
        (0,lib/* removeEmpty */.ef)(missing);
        throw error;
    }
}
/**
 * The metadata files that lie in a directory itself, if it is there.
 *
 * @param types - which of them; by default all
 * @throws MetadataError when one is broken; UserError when it is of 1.x
 */
async function readExisting(output, { log, signal }, types = metadata_lib/* METADATA_TYPES */.U8) {
    const errors = new lib/* ErrorList */.VS();
    const found = [];
    for (const type of types) {
        const path = (0,external_node_path_.join)(output, `${type}.json`);
        if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined) {
            await errors.collect(async () => {
                const model = await readFile(path, type, log, signal);
                found.push({ file: path, model });
            });
        }
    }
    errors.throwAny();
    const old = found.filter(({ model }) => !(0,metadata_lib/* isDistributed */.oQ)(model)).map(({ file }) => file);
    if (old.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`output: ${output} holds metadata of version 1.x, to which nothing of 2.0 can be added`, "convert it with upgrade-metadata, or choose another directory", old);
    }
    return found;
}
async function readFile(path, type, log, signal) {
    const identity = await (0,lib/* identifyFile */.Zn)(path, signal);
    if (identity.type !== type) {
        const message = `the file holds productmd.${identity.type}, but its name says ${type}`;
        throw new metadata_lib/* MetadataError */.wc([{ path: "header.type", message }], { file: path });
    }
    const { model, warnings } = await (0,lib/* parseFile */.CJ)(path, identity, signal);
    log.merge(warnings);
    return model;
}
function mergeAll(files) {
    try {
        return (0,metadata_lib/* merge */.h1)(files);
    }
    catch (error) {
        if (!(error instanceof metadata_lib/* MergeError */.VX)) {
            throw error;
        }
        const { conflicts, conflictCount, undeclared } = error;
        const count = conflictCount + undeclared.length;
        const more = conflictCount - conflicts.length;
        throw (0,step_lib/* fault */.DG)(`The artifacts do not fit together, or not the metadata that is there: ${(0,step_lib/* countOf */.pq)(count, "conflict", "conflicts")}`, "images are told apart by subvariant and disc-number; what was recorded before stays as it is: choose another output to begin anew", [
            ...conflicts.map(metadata_lib/* describeConflict */.we),
            ...undeclared.map(metadata_lib/* describeUndeclared */.$v),
            ...(more > 0 ? [`and ${more} more`] : []),
        ]);
    }
}
function write(output, merged, changed) {
    const directory = new lib/* OutputDirectory */.n(output, [], { keepOthers: true });
    try {
        for (const type of WRITE_ORDER) {
            const model = merged.models.find((one) => one.type === type);
            if (model !== undefined && (changed.has(type) || type === "composeinfo")) {
                const file = directory.create(`${type}.json`);
                try {
                    (0,metadata_lib/* serializeTo */.Ks)(model, (text) => file.write(text));
                }
                finally {
                    file.close();
                }
            }
        }
        return { ...merged, files: directory.commit() };
    }
    catch (error) {
        directory.discard();
        throw error;
    }
}
/** Makes the directory, if need be, and takes the lock in it. */
async function output_lock(output, { lockTimeoutMs, signal }) {
    const path = (0,external_node_path_.join)(output, LOCK_NAME);
    for (let attempt = 1;; attempt++) {
        try {
            (0,lib/* makeDirectories */.Kb)((0,lib/* missingDirectories */.q7)((0,external_node_path_.resolve)(output)));
            return await (0,lock/* acquireLock */.IZ)(path, { timeoutMs: lockTimeoutMs, signal, shown: path });
        }
        catch (error) {
            // Another step that failed may have removed the directory that it had made.
            if (attempt < ATTEMPTS && error instanceof failure/* TransferFailure */.a && !(0,external_node_fs_.existsSync)(output)) {
                continue;
            }
            throw unwritable(output, error);
        }
    }
}
function unwritable(output, error) {
    const { code } = error;
    if (!(error instanceof failure/* TransferFailure */.a) && !/^E(?!RR_)/.test(code ?? "")) {
        return error;
    }
    return (0,step_lib/* refuse */.TR)(`output: cannot write to ${output}: ${error instanceof failure/* TransferFailure */.a ? error.message : code}`, "choose a directory that can be written");
}
//# sourceMappingURL=output.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/places.js


/** What templates may say of any artifact. */
const COMMON_WORDS = ["variant", "arch", "kind", "name", "source", "compose_id"];
/** What they may say of artifacts of one kind. */
const OWN_WORDS = {
    image: ["type", "format", "subvariant"],
    rpm: ["category"],
    extra_file: [],
};
/** The usual layout of composes. */
function usualLayout(kind, { format, category }) {
    switch (kind) {
        case "image":
            return `{variant}/{arch}/${format === "iso" ? "iso" : "images"}/{name}`;
        case "rpm":
            switch (category) {
                case "source":
                    return "{variant}/source/tree/Packages/{initial}/{name}";
                case "debug":
                    return "{variant}/{arch}/debug/tree/Packages/{initial}/{name}";
                default:
                    return "{variant}/{arch}/os/Packages/{initial}/{name}";
            }
        case "extra_file":
            return "{variant}/{arch}/os/{name}";
    }
}
/**
 * Reads the templates of places for artifacts of one kind.
 *
 * @throws UserError for templates that cannot be used
 */
function readPlaces(kind, inputs) {
    const words = [...COMMON_WORDS, ...OWN_WORDS[kind]];
    const localPathOf = readLocalPath(kind, words, inputs["local-path"]);
    const urlOf = readUrl(words, inputs.url, inputs["base-url"]);
    return (values) => {
        const localPath = localPathOf(values);
        const url = urlOf(localPath, values);
        const problem = (0,metadata_lib/* locationUrlProblem */.U6)(url);
        if (problem !== undefined) {
            throw (0,step_lib/* refuse */.TR)(`${(0,metadata_lib/* show */.WU)(values.source)}: ${problem}: ${(0,metadata_lib/* show */.WU)(url)}`, "choose another url");
        }
        return { localPath, url };
    };
}
function readLocalPath(kind, words, given) {
    const known = [...words, "initial"];
    const parse = (template) => usable(() => (0,metadata_lib/* parseTemplate */.QC)(template, "local-path", known));
    const chosen = given === undefined ? undefined : parse(given);
    const usual = new Map();
    return (values) => {
        let template = chosen;
        if (template === undefined) {
            const layout = usualLayout(kind, values);
            template = usual.get(layout) ?? parse(layout);
            usual.set(layout, template);
        }
        const path = (0,metadata_lib/* fillTemplate */.ou)(template, (word) => word === "initial" ? initialOf(values.name) : textOf(values, word));
        const problem = (0,metadata_lib/* localPathProblem */.GZ)(path);
        if (problem !== undefined) {
            throw (0,step_lib/* refuse */.TR)(`${(0,metadata_lib/* show */.WU)(values.source)}: ${problem}: ${(0,metadata_lib/* show */.WU)(path)}`, "choose another local-path");
        }
        return path;
    };
}
function readUrl(words, template, baseUrl) {
    if (template !== undefined && baseUrl !== undefined) {
        throw (0,step_lib/* refuse */.TR)("url and base-url say the same thing in two ways", "leave one of them out");
    }
    if (baseUrl !== undefined) {
        const build = usable(() => (0,metadata_lib/* baseUrlBuilder */.oP)(baseUrl));
        return (localPath) => build(localPath, { kind: "image", variant: "", arch: "" });
    }
    if (template === undefined) {
        return (_, { source }) => (0,metadata_lib/* encodePath */.O0)(source);
    }
    refuseSignature(template);
    const build = usable(() => (0,metadata_lib/* urlTemplate */.Oe)(template, "url", [...words, "path"], (word) => (word === "path" ? "path/file" : "word")));
    return (localPath, values) => build((word) => {
        switch (word) {
            case "path":
                return (0,metadata_lib/* encodePath */.O0)(localPath);
            case "source":
                return (0,metadata_lib/* encodePath */.O0)(values.source);
            default:
                return encodeURIComponent(textOf(values, word));
        }
    });
}
/** What proves to a server that whoever has the URL may read: of signed URLs of the clouds, and of tokens. */
const SIGNATURE = /^(?:x-(?:amz|goog)-(?:signature|credential|security-token)|signature|sig|(?:access|auth|sas)?[-_]?token|key-pair-id|password|secret|api[-_]?key)$/i;
/** Metadata is read by others, and for longer than such a URL holds. @throws UserError */
function refuseSignature(template) {
    const query = template.split("#", 1)[0]?.split("?").slice(1).join("?") ?? "";
    const name = [...new URLSearchParams(query).keys()].find((key) => SIGNATURE.test(key));
    if (name !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`url: the query has ${(0,metadata_lib/* show */.WU)(name)}, which looks like a credential; metadata must not carry any`, "name the plain address; who downloads gives credentials of their own");
    }
}
function textOf(values, word) {
    const text = values[word];
    if (text === undefined) {
        throw new Error(`there is no {${word}}`);
    }
    return text;
}
function initialOf(name) {
    return String.fromCodePoint(name.codePointAt(0) ?? 0).toLowerCase();
}
function usable(read) {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof metadata_lib/* MissingDigestError */.vG) {
            throw (0,step_lib/* refuse */.TR)(error.message, "leave url and base-url out and push the artifacts with push-oci, which writes their URLs; or name the digest of what was pushed");
        }
        if (error instanceof metadata_lib/* UrlTemplateError */.Ae) {
            throw (0,step_lib/* refuse */.TR)(error.message, error.remedy);
        }
        throw error;
    }
}
//# sourceMappingURL=places.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/placing.js




/** Reads the templates of places. @throws UserError for those that cannot be used */
function readTemplates(inputs) {
    const kinds = [
        ["image", inputs.images],
        ["rpm", inputs.rpms],
        ["extra_file", inputs["extra-files"]],
    ];
    return new Map(kinds.flatMap(([kind, globs]) => globs === undefined ? [] : [[kind, readPlaces(kind, inputs)]]));
}
/**
 * Gives every file its place.
 *
 * @throws UserError when a place cannot be, or when two files would get the same one
 */
function placeFiles({ images, rpms, extraFiles }, templates, common) {
    const places = new Map();
    const sources = new Map();
    const place = ({ kind, source, name }, own) => {
        const { variant, arch, composeId } = common;
        const found = templates.get(kind)?.({ ...own, variant, arch, kind, name, source, compose_id: composeId });
        if (found === undefined) {
            throw new Error(`there are no places for artifacts of the kind ${kind}`);
        }
        const other = sources.get(found.localPath);
        if (other !== undefined) {
            throw (0,step_lib/* refuse */.TR)(`${(0,metadata_lib/* show */.WU)(other)} and ${(0,metadata_lib/* show */.WU)(source)} would get the same place, ${(0,metadata_lib/* show */.WU)(found.localPath)}`, "record each file once; local-path with {source} gives files of the same name places of their own");
        }
        sources.set(found.localPath, source);
        places.set(source, found);
    };
    for (const file of images) {
        const { type, format, subvariant } = file.content.facts;
        place(file, { type, format, subvariant });
    }
    for (const file of rpms) {
        place(file, { category: (0,lib/* rpmCategory */.E6)(file.content) });
    }
    for (const file of extraFiles) {
        place(file, {});
    }
    return places;
}
//# sourceMappingURL=placing.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/rpms.js



/**
 * What rpms.json says of packages, in their order.
 *
 * @param known - metadata of the same compose, which may know the source packages
 * @throws UserError when one package is there twice
 */
function factsOfRpms(files, known) {
    refuseTwins(files);
    const epochs = new SourceEpochs(files, known);
    return files.map(({ content }) => {
        const nevra = (0,lib/* nevraText */.YH)(content.nevra);
        const sigkeys = (0,lib/* sigkeysOf */.fm)(content);
        return {
            nevra,
            source: content.source === null
                ? nevra
                : (0,lib/* nevraText */.YH)({ ...content.source, epoch: epochs.of(content.source, content.nevra) }),
            category: (0,lib/* rpmCategory */.E6)(content),
            // As the reference has it: readers of 1.x know one key.
            sigkey: sigkeys[0] ?? null,
            sigkeys,
        };
    });
}
function refuseTwins(files) {
    const first = new Map();
    const twins = [];
    for (const { source, content } of files) {
        const nevra = (0,lib/* nevraText */.YH)(content.nevra);
        const other = first.get(nevra);
        if (other !== undefined) {
            twins.push(`${nevra}: ${(0,metadata_lib/* show */.WU)(other)} and ${(0,metadata_lib/* show */.WU)(source)}`);
        }
        first.set(nevra, other ?? source);
    }
    if (twins.length > 0) {
        throw (0,step_lib/* fault */.DG)("rpms: the same package is there twice", "let the globs match one file of each", twins);
    }
}
/**
 * The epochs of source packages. Packages before format 6 name their source package without it; then it is that of the
 * source package itself, where that is recorded too, else that of a package that was built from it: one of the same
 * version and release if there is any, since packages with versions of their own have epochs of their own.
 */
class SourceEpochs {
    #bySource = new Map();
    constructor(files, known) {
        for (const { name, epoch, version, release, arch } of sourcesIn(known)) {
            this.#learn({ name, version, release, arch }, epoch);
        }
        const packages = files.map(({ content }) => content);
        for (const { nevra, source } of packages) {
            this.#learn(source ?? nevra, source === null ? nevra.epoch : source.epoch);
        }
        const built = packages.flatMap(({ nevra, source }) => source !== null && nevra.version === source.version && nevra.release === source.release
            ? [{ nevra, source }]
            : []);
        const namesakes = built.filter(({ nevra, source }) => nevra.name === source.name);
        for (const { nevra, source } of [...namesakes, ...built]) {
            this.#learn(source, nevra.epoch);
        }
    }
    of(source, builtFrom) {
        return source.epoch ?? this.#bySource.get(keyOf(source)) ?? builtFrom.epoch;
    }
    #learn(source, epoch) {
        const key = keyOf(source);
        if (epoch !== null && !this.#bySource.has(key)) {
            this.#bySource.set(key, epoch);
        }
    }
}
function keyOf({ name, version, release, arch }) {
    return `${name}-${version}-${release}.${arch}`;
}
/** The source packages that metadata lists packages under. */
function* sourcesIn(known) {
    for (const metadata of known) {
        if (metadata.type === "rpms") {
            for (const arches of metadata.rpms.values()) {
                for (const groups of arches.values()) {
                    for (const source of groups.keys()) {
                        const nevra = (0,metadata_lib/* parseNevra */.q6)(source);
                        if (nevra !== undefined) {
                            yield nevra;
                        }
                    }
                }
            }
        }
    }
}
//# sourceMappingURL=rpms.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/tally.js


/** Every artifact that was recorded, in the order of kinds and paths. */
function artifactsOf(recorded, rpmFacts) {
    const { images, rpms, extraFiles } = recorded.artifacts;
    return [
        ...images.map((file) => ({
            kind: file.kind,
            source: file.source,
            location: locationOf(file, recorded),
            image: file.content.facts,
        })),
        ...rpms.map((file, index) => ({
            kind: file.kind,
            source: file.source,
            location: locationOf(file, recorded),
            rpm: rpmFacts[index],
        })),
        ...extraFiles.map((file) => ({
            kind: file.kind,
            source: file.source,
            location: locationOf(file, recorded),
        })),
    ];
}
/** How many artifacts of each kind metadata names; directories are none. */
function totalsOf(models) {
    const counts = new Map(metadata_lib/* ARTIFACT_KINDS */.hz.map((kind) => [kind, 0]));
    for (const model of models) {
        for (const record of (0,metadata_lib/* locations */.j2)(model)) {
            if (!(0,metadata_lib/* isDirectory */.wd)(record)) {
                counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
            }
        }
    }
    return new Map([...counts].filter(([, count]) => count > 0));
}
//# sourceMappingURL=tally.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/record-artifacts.js














/**
 * Makes 2.0 metadata of files: finds them, reads what they say of themselves, hashes them, and adds them to the
 * metadata in the output directory.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function recordArtifacts(inputs, context) {
    const { signal } = context;
    refuseUseless(inputs);
    const templates = readTemplates(inputs);
    const root = realRoot(inputs.root);
    refuseUnwritable(inputs.output);
    const log = new metadata_lib/* WarningLog */.tV();
    const given = await readCompose(inputs, log, signal);
    const compose = await theCompose(inputs, given, signal);
    const artifacts = await readArtifacts(root, inputs, signal);
    const { variant, arch } = inputs;
    const places = placeFiles(artifacts, templates, { variant, arch, composeId: compose.id });
    const files = [...artifacts.images, ...artifacts.rpms, ...artifacts.extraFiles];
    const checksums = await hashAll(root, files, inputs["parallel-checksums"], context);
    const recorded = {
        artifacts,
        places,
        checksums: new Map(files.map(({ source }, index) => [source, checksums[index]])),
    };
    let rpmFacts = [];
    const added = await addToOutput(inputs.output, (existing) => {
        rpmFacts = factsOfRpms(artifacts.rpms, existing.map(({ model }) => model));
        const documents = documentsOf(recorded, { compose, variant, arch, rpmFacts });
        return [
            ...(given === undefined ? [] : [{ file: given.shown, model: given.composeinfo }]),
            ...documents.map((model) => ({ file: "what was recorded", model })),
        ];
    }, { lockTimeoutMs: inputs["lock-timeout"], log, signal });
    return resultOf(inputs, compose, recorded, { rpmFacts, added, log }, context);
}
function resultOf(inputs, compose, recorded, { rpmFacts, added, log }, { reporter }) {
    const notices = noticesOf(inputs, recorded, added, log.warnings());
    for (const notice of notices) {
        reporter.warn((0,metadata_lib/* describeWarning */.U9)(notice));
    }
    return {
        composeId: compose.id,
        variant: inputs.variant,
        arch: inputs.arch,
        output: inputs.output,
        files: added.files,
        artifacts: artifactsOf(recorded, rpmFacts),
        areLocal: inputs.url === undefined && inputs["base-url"] === undefined,
        totals: totalsOf(added.models),
        notices,
    };
}
function refuseUseless(inputs) {
    if (inputs.images === undefined && inputs.rpms === undefined && inputs["extra-files"] === undefined) {
        throw (0,step_lib/* refuse */.TR)("There is nothing to record", "give images, rpms or extra-files");
    }
    if ((0,metadata_lib/* variantFromUid */.eQ)(inputs.variant, []) === undefined) {
        throw (0,step_lib/* refuse */.TR)(`variant: ${(0,metadata_lib/* show */.WU)(inputs.variant)} cannot be the uid of a variant`, "it has letters and digits, and dashes between them");
    }
    if (inputs.arch === "src" || inputs.arch === "nosrc") {
        throw (0,step_lib/* refuse */.TR)(`arch: nothing is listed under ${inputs.arch}`, "source packages are listed under the arch that they were built for");
    }
    if (!metadata_lib/* RPM_ARCHES */.n4.has(inputs.arch)) {
        throw (0,step_lib/* refuse */.TR)(`arch: ${(0,metadata_lib/* show */.WU)(inputs.arch)} is no arch of RPM packages`, "give one such as x86_64 or aarch64");
    }
}
function realRoot(root) {
    // Unlike stat this does not throw where a parent is no directory.
    if (!(0,external_node_fs_.existsSync)(root) || !(0,external_node_fs_.statSync)(root).isDirectory()) {
        throw (0,step_lib/* refuse */.TR)(`root: ${root} is not a directory`, "name the directory that the globs start from");
    }
    return external_node_fs_.realpathSync.native(root);
}
/** Before files are hashed for nothing. */
function refuseUnwritable(output) {
    let place = (0,external_node_path_.resolve)(output);
    while (!(0,external_node_fs_.existsSync)(place) && (0,external_node_path_.dirname)(place) !== place) {
        place = (0,external_node_path_.dirname)(place);
    }
    if (!(0,external_node_fs_.statSync)(place).isDirectory()) {
        throw (0,step_lib/* refuse */.TR)(`output: ${place} is not a directory`, "name a directory; it is created when it does not exist");
    }
    try {
        (0,external_node_fs_.accessSync)(place, external_node_fs_.constants.W_OK);
    }
    catch (error) {
        throw (0,step_lib/* refuse */.TR)(`output: cannot write to ${output}: ${(0,step_lib/* systemCodeText */._F)(error.code)}`, "choose a directory that can be written");
    }
}
/** The compose that the artifacts are of: what the inputs say, or what the metadata says that is added to. */
async function theCompose(inputs, given, signal) {
    const { output } = inputs;
    // Warnings come when it is read again to be added to.
    const [there] = await readExisting(output, { log: new metadata_lib/* WarningLog */.tV(), signal }, ["composeinfo"]);
    const known = there?.model.compose;
    const wanted = given?.composeinfo.compose;
    if (known === undefined && wanted === undefined) {
        throw (0,step_lib/* refuse */.TR)("The inputs do not say what compose the artifacts are of", `give compose-id or composeinfo; without them ${output} must have a composeinfo.json`);
    }
    if (known !== undefined && wanted !== undefined && known.id !== wanted.id) {
        throw (0,step_lib/* refuse */.TR)(`output: ${output} holds metadata of the compose ${(0,metadata_lib/* show */.WU)(known.id)}, and not of ${(0,metadata_lib/* show */.WU)(wanted.id)}`, "choose another directory");
    }
    return (wanted ?? known);
}
async function readArtifacts(root, inputs, signal) {
    const output = (0,external_node_path_.resolve)(inputs.output);
    const exclude = (0,external_node_fs_.existsSync)(output) ? external_node_fs_.realpathSync.native(output) : undefined;
    const find = async (input) => {
        const globs = inputs[input];
        return globs === undefined ? [] : (0,lib/* findFiles */.lY)(root, globs, { input, exclude, signal });
    };
    const images = await find("images");
    refuseShared(inputs, images.length);
    const [rpms, extraFiles] = [await find("rpms"), await find("extra-files")];
    return {
        images: await readFiles(root, "image", images, (...file) => readImage(inputs, ...file), signal),
        rpms: await readFiles(root, "rpm", rpms, (path, source) => (0,lib/* readRpm */.Wt)(path, source), signal),
        extraFiles: await readFiles(root, "extra_file", extraFiles, () => null, signal),
    };
}
//# sourceMappingURL=record-artifacts.js.map

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

/***/ 39655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ TransferFailure)
/* harmony export */ });
/* unused harmony export FAILURE_CLASSES */
/** What can go wrong with the transfer of a file, as reports name it. */
const FAILURE_CLASSES = (/* unused pure expression or super */ null && ([
    "truncated",
    "size-mismatch",
    "too-large",
    "checksum",
    "encoding",
    "range",
    "not-found",
    "auth",
    "forbidden-address",
    "tls",
    "redirect",
    "scheme",
    "protocol",
    "rate-limited",
    "server-error",
    "client-error",
    "timeout",
    "connection",
    "disk",
    "path",
    "conflict",
    "lock",
    "unverifiable",
    "weak",
    "xml",
    "manifest",
    "changed",
    "aborted",
]));
/** Why a file could not be had. The message holds no URL: those may carry secrets. */
class TransferFailure extends Error {
    name = "TransferFailure";
    failure;
    remedy;
    retryAfterMs;
    status;
    constructor(failure, message, options) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.failure = failure;
        this.remedy = options.remedy;
        this.retryAfterMs = options.retryAfterMs;
        this.status = options.status;
    }
}
//# sourceMappingURL=failure.js.map

/***/ }),

/***/ 26607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ diskFailure),
/* harmony export */   FC: () => (/* binding */ onDisk),
/* harmony export */   wD: () => (/* binding */ isOutOfDescriptors)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39655);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94209);



const disk = (text, remedy = "never") => ({ failure: "disk", remedy, text });
const MEANINGS = {
    ENOSPC: disk("no space is left on the disk"),
    EDQUOT: disk("the disk quota is used up"),
    EFBIG: disk("the file system holds no files of that size"),
    EROFS: disk("the file system is read-only"),
    EACCES: disk("permission denied"),
    EPERM: disk("not permitted"),
    EIO: disk("the disk reports an error"),
    // Fewer files at a time may do.
    EMFILE: disk("too many files are open", "again"),
    ENFILE: disk("too many files are open on this machine", "again"),
    EAGAIN: disk("the file system is busy", "again"),
    EBUSY: disk("the file is in use", "again"),
    EINTR: disk("the call was interrupted", "again"),
    ESTALE: disk("the network file system lost the file", "again"),
    ENOENT: disk("it is not there any more", "again"),
    ENAMETOOLONG: { failure: "path", remedy: "never", text: "the name is too long for the file system" },
    EILSEQ: { failure: "path", remedy: "never", text: "the file system cannot hold such a name" },
    EINVAL: { failure: "path", remedy: "never", text: "the file system cannot hold such a name" },
    ELOOP: { failure: "path", remedy: "never", text: "a symbolic link is in the way" },
    ENOTDIR: { failure: "conflict", remedy: "never", text: "a file is where a directory must be" },
    EISDIR: { failure: "conflict", remedy: "never", text: "a directory is where a file must be" },
    EEXIST: { failure: "conflict", remedy: "never", text: "something is there already" },
    ENOTEMPTY: { failure: "conflict", remedy: "never", text: "the directory is not empty" },
};
/** Whether the process, or the machine, has too many files open: fewer of them at a time may do. */
function isOutOfDescriptors(error) {
    const code = (0,_io_js__WEBPACK_IMPORTED_MODULE_2__/* .errorCode */ .CA)(error);
    return code === "EMFILE" || code === "ENFILE";
}
/**
 * An error of the file system as a failure, mostly of class `disk`; what is a failure already is returned as it is.
 *
 * @param place - the path as users know it; the system's own message is left out: it may hold a private one
 * @throws the error itself when it is none of the file system's: a defect of ours
 */
function diskFailure(error, place) {
    if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .a) {
        return error;
    }
    const code = (0,_io_js__WEBPACK_IMPORTED_MODULE_2__/* .errorCode */ .CA)(error);
    if (code === undefined) {
        throw error;
    }
    const { failure, remedy, text } = MEANINGS[code] ?? disk("the file system refuses it");
    const where = place === undefined ? "" : `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(place)}: `;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .a(failure, `${where}${text} (${code})`, { remedy, cause: error });
}
/** Runs a call of the file system; its errors become failures. @throws TransferFailure */
function onDisk(place, call) {
    try {
        return call();
    }
    catch (error) {
        throw diskFailure(error, place);
    }
}
//# sourceMappingURL=disk-failure.js.map

/***/ }),

/***/ 94209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ errorCode),
/* harmony export */   EO: () => (/* binding */ closeQuietly),
/* harmony export */   KM: () => (/* binding */ writeFully),
/* harmony export */   S2: () => (/* binding */ removeQuietly),
/* harmony export */   io: () => (/* binding */ io),
/* harmony export */   nM: () => (/* binding */ removeFile),
/* harmony export */   rE: () => (/* binding */ FILE_MODE),
/* harmony export */   sg: () => (/* binding */ DIRECTORY_MODE)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/**
 * The file-system functions that transfers use: one place, so that tests can make the k-th call fail. Only tests
 * write to it.
 */
const io = {
    closeSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync,
    copyFileSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.copyFileSync,
    existsSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync,
    fchmodSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fchmodSync,
    fdatasyncSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fdatasyncSync,
    fstatSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync,
    fsyncSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync,
    ftruncateSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.ftruncateSync,
    linkSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync,
    lstatSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync,
    mkdirSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync,
    openSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync,
    readdirSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync,
    readlinkSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync,
    readSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync,
    realpathSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native,
    renameSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync,
    rmdirSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync,
    statfsSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync,
    statSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync,
    unlinkSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync,
    writeSync: node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync,
};
/** Mode of new files, less what the umask takes: never executable. */
const FILE_MODE = 0o644;
/** Mode of new directories, less what the umask takes. */
const DIRECTORY_MODE = 0o755;
/** The system's code of an error (`ENOENT`), or undefined when it is none of the system's. */
function errorCode(error) {
    const code = error instanceof Error ? error.code : undefined;
    // Codes of Node itself ("ERR_…") tell of wrong calls.
    return typeof code === "string" && /^E(?!RR_)[A-Z0-9]+$/.test(code) ? code : undefined;
}
/** Writes all of it, however little the system takes at a time. @throws the system error */
function writeFully(descriptor, bytes) {
    for (let offset = 0; offset < bytes.length;) {
        offset += io.writeSync(descriptor, bytes, offset, bytes.length - offset);
    }
}
/** Closes a descriptor while another error is on its way. */
function closeQuietly(descriptor) {
    try {
        io.closeSync(descriptor);
    }
    catch {
        // The error that is on its way tells more.
    }
}
/** Removes a file, if there is one. @throws the system error */
function removeFile(path) {
    try {
        io.unlinkSync(path);
    }
    catch (error) {
        if (errorCode(error) !== "ENOENT") {
            throw error;
        }
    }
}
/** Removes what may have been begun, while another error is on its way. */
function removeQuietly(path) {
    try {
        io.unlinkSync(path);
    }
    catch {
        // The error that is on its way tells more.
    }
}
//# sourceMappingURL=io.js.map

/***/ }),

/***/ 84852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dj: () => (/* binding */ LOCK_TIMING),
/* harmony export */   Ju: () => (/* binding */ LockWatch),
/* harmony export */   a1: () => (/* binding */ TAKEOVER_TEXT)
/* harmony export */ });
/** Several signs may be missed, on a file system that hangs for a while. */
const LOCK_TIMING = { beatMs: 10_000, silenceMs: 110_000 };
/** What to wait for a lock, at least, to take it over from an owner that gives no sign of life. */
const TAKEOVER_TEXT = "2m";
/**
 * Tells which locks did not change for long, by this process's own clock: clocks of machines differ. Only what was
 * seen counts, so that it takes that long to find out.
 */
class LockWatch {
    #silenceMs;
    #seen = new Map();
    constructor({ silenceMs } = LOCK_TIMING) {
        this.#silenceMs = silenceMs;
    }
    /** Whether the lock at a path has had this very text for so long; begins to watch it. */
    isSilent(path, text) {
        const now = performance.now();
        const seen = this.#seen.get(path);
        if (seen?.text !== text) {
            this.#seen.set(path, { text, since: now });
            return false;
        }
        return now - seen.since >= this.#silenceMs;
    }
}
//# sourceMappingURL=lock-watch.js.map

/***/ }),

/***/ 36686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IZ: () => (/* binding */ acquireLock),
  S2: () => (/* binding */ busy),
  ms: () => (/* binding */ lockHolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/files/disk-failure.js
var disk_failure = __webpack_require__(26607);
// EXTERNAL MODULE: ./packages/transfer/lib/files/io.js
var io = __webpack_require__(94209);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-owner.js


/** Of 32 bits. */
const MAX_PID = 0x7fff_ffff;
/** Enough for thousands of years. */
const BEAT_DIGITS = 10;
const FIELDS = ["host", "machine", "boot", "pidSpace", "started", "since", "nonce"];
/** This process, as the owner of a lock. */
function currentOwner(nonce) {
    return {
        pid: process.pid,
        host: (0,external_node_os_.hostname)(),
        machine: readText("/etc/machine-id"),
        boot: readText("/proc/sys/kernel/random/boot_id"),
        pidSpace: pidSpace(),
        started: processState(process.pid)?.started ?? "",
        since: new Date().toISOString(),
        nonce,
        beat: beatOf(0),
    };
}
/** A sign of life, of {@link BEAT_DIGITS} digits. */
function beatOf(count) {
    return String(count).padStart(BEAT_DIGITS, "0");
}
/** @returns undefined when the text names no owner */
function parseOwner(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    const owner = value;
    const pid = owner["pid"];
    return Number.isSafeInteger(pid) &&
        pid > 0 &&
        pid <= MAX_PID &&
        FIELDS.every((field) => typeof owner[field] === "string") &&
        /^[0-9a-f]{1,64}$/.test(owner["nonce"]) &&
        (owner["beat"] === undefined || typeof owner["beat"] === "string")
        ? value
        : undefined;
}
/** Whether the owner is on another machine, or in another container: only its signs of life tell whether it lives. */
function isElsewhere(owner, here) {
    return owner.host !== here.host || owner.machine !== here.machine || owner.pidSpace !== here.pidSpace;
}
/**
 * Whether the owner cannot be there any more. Of an owner on another machine, or in another container, nothing can be
 * told: it may be.
 */
function isGone(owner, here) {
    if (owner.host !== here.host || owner.machine !== here.machine) {
        return false;
    }
    if (owner.boot !== here.boot) {
        return true;
    }
    return owner.pidSpace === here.pidSpace && !isRunning(owner);
}
function isRunning({ pid, started }) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        // It may be a process of another user.
        return error.code !== "ESRCH";
    }
    const state = processState(pid);
    // Not to be seen, or no /proc: the number is all there is.
    return state === undefined || (!state.ended && (started === "" || state.started === started));
}
/** State and start of a process, fields 3 and 22 of its line (proc_pid_stat(5)). */
function processState(pid) {
    const line = readText(`/proc/${pid}/stat`);
    // The name of the program, field 2, is in parentheses and may hold anything.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    const started = fields[19];
    return started === undefined ? undefined : { started, ended: /^[ZXx]$/.test(fields[0] ?? "") };
}
function pidSpace() {
    try {
        return (0,external_node_fs_.readlinkSync)("/proc/self/ns/pid");
    }
    catch {
        return "";
    }
}
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, "latin1").trim();
    }
    catch {
        return "";
    }
}
//# sourceMappingURL=lock-owner.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-file.js



const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
/** A lock is far smaller. */
const MAX_LOCK_BYTES = 8 * 1024;
/** What follows the sign of life. */
const AFTER_BEAT = '"}\n';
/** Puts a whole lock in place, or nothing: nobody ever reads half of one. @returns false when there is one */
function createLock(path, owner) {
    const beside = `${path}-${owner.nonce}.new`;
    writeNew(beside, owner);
    try {
        io.io.linkSync(beside, path);
        return true;
    }
    catch (error) {
        switch ((0,io/* errorCode */.CA)(error)) {
            // The holder of the lock may tidy up.
            case "ENOENT":
            case "EEXIST":
                return false;
            case "EPERM":
            case "ENOSYS":
            case "ENOTSUP":
            case "EMLINK":
                return createUnlinked(path, owner);
            default:
                throw error;
        }
    }
    finally {
        (0,io/* removeQuietly */.S2)(beside);
    }
}
/** Where files have one name only. A process that is killed between the two calls leaves a lock that names nobody. */
function createUnlinked(path, owner) {
    try {
        writeNew(path, owner);
        return true;
    }
    catch (error) {
        if ((0,io/* errorCode */.CA)(error) === "EEXIST") {
            return false;
        }
        throw error;
    }
}
function writeNew(path, owner) {
    const descriptor = io.io.openSync(path, NEW_FILE, io/* FILE_MODE */.rE);
    try {
        (0,io/* writeFully */.KM)(descriptor, Buffer.from(textOf(owner)));
        // After a power cut there must not be a lock that names nobody.
        io.io.fdatasyncSync(descriptor);
    }
    catch (error) {
        (0,io/* removeQuietly */.S2)(path);
        throw error;
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
/** The sign of life comes last, so that its place is known. */
function textOf({ beat = beatOf(0), ...owner }) {
    return `${JSON.stringify({ ...owner, beat })}\n`;
}
/**
 * Writes a new sign of life into a lock. Nothing else of it changes, so that whoever reads it meanwhile finds its owner
 * there; where another lock is by now, that one is not touched.
 *
 * @returns false when the lock is not this one any more
 * @throws the system error
 */
function renewLock(path, { nonce }, count) {
    const descriptor = openLock(path, O_RDWR);
    if (typeof descriptor !== "number") {
        return false;
    }
    try {
        const text = readOpen(descriptor);
        if (text === null || parseOwner(text)?.nonce !== nonce || !text.endsWith(AFTER_BEAT)) {
            return false;
        }
        const place = Buffer.byteLength(text) - AFTER_BEAT.length - BEAT_DIGITS;
        io.io.writeSync(descriptor, Buffer.from(beatOf(count)), 0, BEAT_DIGITS, place);
        return true;
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
/** When a lock was last written, ISO 8601, by the clock of whoever wrote it; for messages only. */
function lastSignOf(path) {
    try {
        return io.io.lstatSync(path).mtime.toISOString();
    }
    catch {
        return undefined;
    }
}
/** @returns undefined when there is none; null when it is no regular file, or too large @throws the system error */
function readLock(path) {
    const descriptor = openLock(path, O_RDONLY);
    if (typeof descriptor !== "number") {
        return descriptor;
    }
    try {
        return readOpen(descriptor);
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
function openLock(path, mode) {
    try {
        return io.io.openSync(path, mode | O_NOFOLLOW | O_NONBLOCK);
    }
    catch (error) {
        switch ((0,io/* errorCode */.CA)(error)) {
            case "ENOENT":
                return undefined;
            case "ELOOP":
            case "ENXIO":
            case "EISDIR":
                return null;
            default:
                throw error;
        }
    }
}
function readOpen(descriptor) {
    if (!io.io.fstatSync(descriptor).isFile()) {
        return null;
    }
    const buffer = Buffer.alloc(MAX_LOCK_BYTES + 1);
    const length = io.io.readSync(descriptor, buffer, 0, buffer.length, 0);
    return length > MAX_LOCK_BYTES ? null : buffer.toString("utf8", 0, length);
}
//# sourceMappingURL=lock-file.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-heartbeat.js

/**
 * Gives signs of life in a lock while its owner works, and finds out when somebody has taken the lock over meanwhile:
 * this process may have been stopped for long, or cut off from the file system.
 */
class Heartbeat {
    #path;
    #owner;
    #options;
    #timer;
    #count = 0;
    #last = performance.now();
    #lost;
    constructor(path, owner, options) {
        this.#path = path;
        this.#owner = owner;
        this.#options = options;
        this.#timer = setInterval(() => this.#beat(), options.timing.beatMs);
        this.#timer.unref();
    }
    /** Costs nothing while signs of life are given in time. @throws UserError when the lock is another's */
    check() {
        if (performance.now() - this.#last >= 2 * this.#options.timing.beatMs) {
            this.#beat();
        }
        if (this.#lost !== undefined) {
            throw this.#lost;
        }
    }
    stop() {
        clearInterval(this.#timer);
    }
    #beat() {
        if (this.#lost === undefined && !this.#isRenewed()) {
            this.stop();
            this.#lost = this.#options.lost();
            this.#options.onLost?.(this.#lost);
        }
    }
    #isRenewed() {
        const now = performance.now();
        try {
            if (!renewLock(this.#path, this.#owner, this.#count + 1)) {
                return false;
            }
        }
        catch {
            // The file system may work again before anybody takes this process for dead.
            return now - this.#last < this.#options.timing.silenceMs;
        }
        this.#count += 1;
        this.#last = now;
        return true;
    }
}
//# sourceMappingURL=lock-heartbeat.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock-watch.js
var lock_watch = __webpack_require__(84852);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock.js










const POLL_MS = 100;
/** Locks for taking over locks for …: each further one needs a process that was killed within microseconds. */
const MAX_DEPTH = 8;
const ATTEMPTS = 16;
/**
 * Takes a lock that no other process has: a file that names its owner. One whose owner is dead is taken over. Of an
 * owner on another machine that cannot be told: it is taken over when it gave no sign of life for long, while this
 * process looked on. An owner that lives after all learns of it before it goes on.
 *
 * @returns gives the lock back
 * @throws UserError when somebody has it and keeps it
 * @throws TransferFailure `disk`
 * @throws the reason of the signal
 */
async function acquireLock(path, options) {
    const { timeoutMs, signal, shown = path, subject = "output" } = options;
    const seeker = seekerOf(options);
    // Not the time of day, which may jump.
    const end = performance.now() + timeoutMs;
    for (;;) {
        signal.throwIfAborted();
        const result = (0,disk_failure/* onDisk */.FC)(shown, () => tryLock(path, 0, seeker));
        if ("mine" in result) {
            return held(path, result.mine, options);
        }
        const left = end - performance.now();
        if (left <= 0) {
            throw busy(result, shown, { subject, hasTimeoutInput: options.hasTimeoutInput });
        }
        try {
            await (0,promises_.setTimeout)(Math.min(POLL_MS, left), undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    }
}
function seekerOf(options) {
    const { timing = lock_watch/* LOCK_TIMING */.Dj, watch = new lock_watch/* LockWatch */.Ju(timing), identify = currentOwner } = options;
    return { timing, watch, identify };
}
function held(path, mine, options) {
    const { timing = lock_watch/* LOCK_TIMING */.Dj, onLost, shown = path, subject = "output" } = options;
    const lost = () => (0,step_lib/* fault */.DG)(`${subject}: the lock ${shown} is not this run's any more: another run took it over, or somebody removed it`, "this run was stopped, or could not reach the file system, for long; let the other one end, and run this one again");
    const heartbeat = new Heartbeat(path, mine, { timing, lost, onLost });
    const giveBack = () => {
        heartbeat.stop();
        release(path, mine);
    };
    return Object.assign(giveBack, { check: () => heartbeat.check() });
}
/**
 * Who holds a lock, without taking it; undefined when nobody does, or its owner is dead. The lock of an owner that gave
 * no sign of life for long is removed, so that it learns of it.
 *
 * @throws the system error
 */
function lockHolder(path, options = {}) {
    const seeker = seekerOf(options);
    const text = readLock(path);
    if (text === undefined) {
        return undefined;
    }
    const owner = text === null ? undefined : parseOwner(text);
    if (text === null || owner === undefined) {
        return unknownHolder(text);
    }
    const here = seeker.identify("0");
    if (isGone(owner, here)) {
        return undefined;
    }
    return isSilent(path, text, owner, seeker)
        ? removeDead(path, { owner, text }, 0, seeker)
        : holderAt(path, owner, here);
}
function holderAt(path, owner, here) {
    return owner.beat !== undefined && isElsewhere(owner, here)
        ? { owner, lastSign: lastSignOf(path) }
        : { owner };
}
/** Whether an owner elsewhere, that gives signs of life, gave none for long. */
function isSilent(path, text, owner, { watch, identify }) {
    return owner.beat !== undefined && isElsewhere(owner, identify("0")) && watch.isSilent(path, text);
}
function unknownHolder(text) {
    return { problem: text === null ? "it is no regular file" : "it does not name its owner" };
}
function tryLock(path, depth, seeker) {
    const mine = seeker.identify((0,external_node_crypto_.randomBytes)(12).toString("hex"));
    // The lock may come and go between two looks.
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const text = readLock(path);
        if (text === undefined) {
            if (createLock(path, mine)) {
                return { mine };
            }
            continue;
        }
        const owner = text === null ? undefined : parseOwner(text);
        if (text === null || owner === undefined) {
            return unknownHolder(text);
        }
        if (depth === MAX_DEPTH || !(isGone(owner, mine) || isSilent(path, text, owner, seeker))) {
            return holderAt(path, owner, mine);
        }
        const holder = removeDead(path, { owner, text }, depth, seeker);
        if (holder !== undefined) {
            return holder;
        }
    }
    return { problem: "it comes and goes" };
}
/**
 * Removes a lock of a dead process. Two processes may want to: the slower one must not remove the lock that the faster
 * one has taken since. So each dead lock is removed by whoever holds the lock that is named after it, and only when it
 * is still there, as it was. That one may have a dead owner as well, and is taken over in the same way.
 *
 * @returns who else is about to
 */
function removeDead(path, dead, depth, seeker) {
    const guard = `${path.replace(/-[0-9a-f]+$/, "")}-${dead.owner.nonce}`;
    const result = tryLock(guard, depth + 1, seeker);
    if (!("mine" in result)) {
        return result;
    }
    const taken = performance.now();
    try {
        const isSame = readLock(path) === dead.text;
        // Whoever was stopped here for long is taken for dead itself.
        if (isSame && performance.now() - taken < seeker.timing.silenceMs / 2) {
            io.io.unlinkSync(path);
        }
        return undefined;
    }
    finally {
        release(guard, result.mine);
    }
}
function release(path, mine) {
    // Somebody may have removed it by hand, and another run begun.
    const text = readLock(path);
    if (typeof text === "string" && parseOwner(text)?.nonce === mine.nonce) {
        (0,io/* removeQuietly */.S2)(path);
    }
}
/** What is said to a run that cannot have a lock. */
function busy(holder, shown, { subject, hasTimeoutInput = true }) {
    if ("problem" in holder) {
        return (0,step_lib/* refuse */.TR)(`${subject}: there is a lock, ${shown}, but ${holder.problem}`, "remove it when no other run works on this directory");
    }
    const { pid, host, since } = holder.owner;
    const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) ? since : "an unknown time";
    const message = `${subject}: another run works on this directory: process ${pid} on ${(0,lib/* show */.WU)(host)}, since ${time}`;
    if (holder.lastSign === undefined) {
        return (0,step_lib/* refuse */.TR)(message, `wait for it to end; when it is dead, remove ${shown}`);
    }
    const takeover = hasTimeoutInput
        ? `wait with lock-timeout of at least ${lock_watch/* TAKEOVER_TEXT */.a1} to take it over, or remove`
        : "remove";
    return (0,step_lib/* refuse */.TR)(`${message}, last sign of life ${holder.lastSign}`, `wait for it to end; when it is dead, ${takeover} ${shown}`);
}
//# sourceMappingURL=lock.js.map

/***/ })

};
