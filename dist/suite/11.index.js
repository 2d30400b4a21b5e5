export const id = 11;
export const ids = [11];
export const modules = {

/***/ 2011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* reexport */ step),
  upgradeMetadata: () => (/* reexport */ upgradeMetadata)
});

// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 53 modules
var lib = __webpack_require__(8163);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var step_lib = __webpack_require__(8437);
// EXTERNAL MODULE: ./packages/transfer/lib/connection.js + 2 modules
var connection = __webpack_require__(9859);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/inputs.js


const inputs = (0,step_lib/* defineInputs */.pf)({
    compose: (0,step_lib/* lines */.Mn)({
        description: "The metadata: a compose directory, a directory with metadata files, or single files, as paths or as https:// URLs; one per line. Together they must be the files of one compose.",
        required: true,
        positional: true,
        expected: "paths or URLs",
        example: "/mnt/compose/Fedora-41-20260204.0",
    }),
    output: (0,step_lib/* path */.Ae)({
        description: "Directory for the converted files (images.json, rpms.json, …). It is created when it does not exist. Either all files are written or none; the directory of an input is refused, and one that holds other metadata.",
        required: true,
        example: "metadata-2.0",
    }),
    "to-version": (0,step_lib/* choice */.Yq)(["2.0", "1.2"], {
        description: "Version to write: 2.0 upgrades and gives every artifact a URL, 1.2 downgrades to paths.",
        default: "2.0",
    }),
    "base-url": (0,step_lib/* text */.Qq)({
        description: "Where the compose is published: an artifact's URL is this, a slash, and its path. What would break a URL is percent-encoded.",
        example: "https://cdn.example.com/compose/41/",
    }),
    "url-map": (0,step_lib/* text */.Qq)({
        multiline: true,
        description: "URL templates per kind of artifact: a JSON file, or the JSON itself. Keys: image, rpm, extra_file, module, variant_path, default. Placeholders: {path} {variant} {arch} {metadata_type}. Kinds without a template fall back to default, then to base-url, then to the URL that the metadata has.",
        example: '{"image": "https://images.example.com/{path}", "default": "https://cdn.example.com/{path}"}',
    }),
    "compute-checksums": (0,step_lib/* flag */.aR)({
        description: "Read every artifact, write its size and sha256, and check what the metadata already says of it. For repositories that is repodata/repomd.xml.",
        default: false,
    }),
    "strict-checksums": (0,step_lib/* flag */.aR)({
        description: "Fail when an artifact's file is missing, with the complete list. Implies compute-checksums.",
        default: false,
        implies: "compute-checksums",
    }),
    "parallel-checksums": (0,step_lib/* integer */.nd)({
        description: "Threads that hash files. By default as many as there are cores.",
        min: 1,
        max: 256,
    }),
    root: (0,step_lib/* path */.Ae)({
        description: "Where the artifacts lie, when that is not the compose directory itself. Only read to compute checksums.",
    }),
    ...step_lib/* selectionInputs */.Iz,
    ...connection/* connectionInputs */.e,
    ...step_lib/* reportInput */.BO,
});
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/present.js


/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;
/** Outputs, report, closing lines and job summary of a conversion. */
function present(result) {
    const { compose, files, output, toVersion, notices, measurement, tally } = result;
    const total = sum([...tally.variants.values()].flatMap((kinds) => [...kinds.values()]));
    return {
        outputs: {
            "metadata-dir": output,
            files: files.join("\n"),
            artifacts: String(total.artifacts),
            bytes: String(total.bytes),
            warnings: String(notices.length),
        },
        report: {
            compose: compose.id,
            toVersion,
            metadataDir: output,
            files,
            artifacts: total.artifacts,
            directories: tally.directories,
            bytes: total.bytes,
            variants: variantsOf(result),
            warnings: notices,
            ...(measurement === undefined
                ? {}
                : {
                    hashed: {
                        files: measurement.files,
                        bytes: measurement.bytes,
                        missing: measurement.missing,
                        outside: measurement.outside,
                    },
                }),
        },
        lines: [
            `${compose.id}: ${(0,step_lib/* countOf */.pq)(files.length, "file", "files")} in version ${toVersion} written to ${output}`,
            `${(0,step_lib/* countOf */.pq)(total.artifacts, "artifact", "artifacts")}, ${(0,step_lib/* formatBytes */.z3)(total.bytes)} known; ${(0,step_lib/* countOf */.pq)(tally.directories, "directory", "directories")}`,
        ],
        summary: summaryOf(result, total),
    };
}
function variantsOf({ tally, }) {
    return Object.fromEntries([...tally.variants].map(([variant, kinds]) => [variant, Object.fromEntries(kinds)]));
}
function sum(counts) {
    return {
        artifacts: counts.reduce((all, { artifacts }) => all + artifacts, 0),
        bytes: counts.reduce((all, { bytes }) => all + bytes, 0),
    };
}
function summaryOf(result, total) {
    const { compose, toVersion, output, files, notices, measurement, tally } = result;
    const parts = [
        (0,step_lib/* heading */.R_)(2, toVersion === "2.0" ? "Metadata upgraded to 2.0" : "Metadata downgraded to 1.2"),
        `Compose ${(0,step_lib/* code */.aY)(compose.id)}: ${(0,step_lib/* countOf */.pq)(total.artifacts, "artifact", "artifacts")}, ${(0,step_lib/* formatBytes */.z3)(total.bytes)} known, in ${(0,step_lib/* countOf */.pq)(files.length, "file", "files")} in ${(0,step_lib/* code */.aY)(output)}.`,
        countsTable(result, total),
        `Named besides: ${(0,step_lib/* countOf */.pq)(tally.directories, "directory", "directories")}, which are no artifacts.`,
    ];
    if (measurement !== undefined) {
        parts.push(`Hashed ${(0,step_lib/* countOf */.pq)(measurement.files, "file", "files")}, ${(0,step_lib/* formatBytes */.z3)(measurement.bytes)}.`);
        parts.push(...listed("files missing", measurement.missing));
        parts.push(...listed("links out of the compose", measurement.outside));
    }
    if (notices.length > 0) {
        parts.push((0,step_lib/* heading */.R_)(3, "What to know"));
        parts.push(notices.map((notice) => `- ${(0,step_lib/* escapeText */.X1)((0,lib/* describeWarning */.U9)(notice))}`).join("\n"));
    }
    return `${parts.join("\n\n")}\n`;
}
function countsTable({ tally }, total) {
    const kinds = lib/* ARTIFACT_KINDS */.hz.filter((kind) => [...tally.variants.values()].some((counts) => counts.has(kind)));
    const rows = [...tally.variants].map(([variant, counts]) => [
        (0,step_lib/* code */.aY)(variant),
        ...kinds.map((kind) => cell(counts.get(kind))),
        cell(sum([...counts.values()])),
    ]);
    const totals = kinds.map((kind) => cell(sum([...tally.variants.values()].flatMap((counts) => counts.get(kind) ?? []))));
    return (0,step_lib/* table */.tp)(["Variant", ...kinds.map(titleOf), "All"], [...rows, ["All", ...totals, cell(total)]]);
}
const TITLES = {
    image: "Images",
    rpm: "RPMs",
    extra_file: "Extra files",
    module: "Modules",
    variant_path: "Repositories",
};
function titleOf(kind) {
    return TITLES[kind];
}
function cell(count) {
    if (count === undefined || count.artifacts === 0) {
        return "–";
    }
    return count.bytes === 0
        ? (0,step_lib/* formatCount */.B4)(count.artifacts)
        : `${(0,step_lib/* formatCount */.B4)(count.artifacts)} (${(0,step_lib/* formatBytes */.z3)(count.bytes)})`;
}
function listed(what, files) {
    if (files.length === 0) {
        return [];
    }
    const shown = files.slice(0, MAX_LISTED).map((file) => `- ${(0,step_lib/* code */.aY)(file)}`);
    const more = files.length - shown.length;
    const rest = more > 0 ? [`- and ${(0,step_lib/* formatCount */.B4)(more)} more; the report names them all`] : [];
    return [(0,step_lib/* details */.zH)(`${(0,step_lib/* formatCount */.B4)(files.length)} ${what}`, [...shown, ...rest].join("\n"))];
}
//# sourceMappingURL=present.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/report-schema.js


const count = schemas/* number */.aig().int().nonnegative();
/** The step's own fields of the report. */
const reportSchema = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP().describe("Compose id"),
    toVersion: schemas/* enum */.k5n(["2.0", "1.2"]).describe("Version that was written"),
    metadataDir: schemas/* string */.YjP().describe("Directory of the written files"),
    files: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Paths of the written files"),
    artifacts: count.describe("Artifacts in the written files: images, packages, extra files, modules, repositories"),
    directories: count.describe("Variant paths that are directories and no artifacts"),
    bytes: count.describe("Known sizes of the files, each path once"),
    variants: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* partialRecord */.jgl(schemas/* enum */.k5n(lib/* ARTIFACT_KINDS */.hz), schemas/* object */.Ikc({ artifacts: count, bytes: count })))
        .describe("Counts by variant and kind"),
    warnings: schemas/* array */.YOg(schemas/* object */.Ikc({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP(), count, examples: schemas/* array */.YOg(schemas/* string */.YjP()) }))
        .describe("What was lost or looks wrong; each entry stands for all its occurrences"),
    hashed: schemas/* object */.Ikc({
        files: count,
        bytes: count,
        missing: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Files that are not there"),
        outside: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Symbolic links that lead out of the compose"),
    })
        .optional()
        .describe("Only with compute-checksums"),
});
//# sourceMappingURL=report-schema.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 31 modules
var compose_lib = __webpack_require__(3234);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/convert-file.js


/**
 * Shows every selected artifact of a file as it is in the input, without writing anything.
 *
 * @throws MetadataError
 */
async function visitFile(source, { settings, visit, visited, signal }) {
    const { selector } = settings;
    if (canStream(source)) {
        const stream = new lib/* RpmsStream */.dx(source.identity, {
            version: settings.toVersion,
            keepEmpty: true,
            file: (0,compose_lib/* shownPath */.F9)(source),
            artifact: (artifact, context) => {
                if (selector.selects(artifact, context)) {
                    visit(artifact, context);
                }
                return artifact;
            },
        });
        let bytes = 0;
        await (0,compose_lib/* readMetadataFile */.WJ)(source.path, (chunk) => {
            stream.push(chunk);
            bytes += chunk.length;
            visited(bytes);
            return true;
        }, signal, (0,compose_lib/* shownPath */.F9)(source));
        stream.finish();
    }
    else {
        const { model } = await (0,compose_lib/* parseFile */.CJ)(source.path, source.identity, signal, (0,compose_lib/* shownPath */.F9)(source));
        const chosen = (0,lib/* select */.Lt)(model, selector);
        // Only what can be written is worth reading.
        const kept = settings.toVersion === "2.0" ? reduced(chosen, source, new lib/* WarningLog */.tV()) : chosen;
        for (const record of (0,lib/* locations */.j2)(kept)) {
            visit(record.artifact, record);
        }
    }
    visited(Number.POSITIVE_INFINITY);
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
    const file = output.create(name);
    const convert = artifactConverter(conversion);
    let written = 0;
    try {
        const stream = new lib/* RpmsStream */.dx(source.identity, {
            version: toVersion,
            keepEmpty: !selector.restricts,
            file: (0,compose_lib/* shownPath */.F9)(source),
            artifact: (artifact, context, rpm) => {
                if (!selector.selects(artifact, context)) {
                    return undefined;
                }
                written += 1;
                if (toVersion === "1.2") {
                    (0,lib/* noteLostSigkeys */.OK)(rpm, context.fieldName ?? "", log);
                }
                const converted = convert(artifact, context);
                visit(converted, context, artifact);
                return converted;
            },
            write: (text) => file.write(text),
        });
        let bytes = 0;
        await (0,compose_lib/* readMetadataFile */.WJ)(source.path, async (chunk) => {
            bytes += chunk.length;
            await ready(bytes);
            stream.push(chunk);
            return true;
        }, signal, (0,compose_lib/* shownPath */.F9)(source));
        const { compose, warnings } = stream.finish();
        log.merge(warnings);
        return { compose, name: selector.restricts && written === 0 ? undefined : name };
    }
    finally {
        file.close();
    }
}
function artifactConverter({ settings, facts, log }) {
    if (settings.toVersion === "1.2") {
        return (artifact, context) => (0,lib/* treeArtifact */.h7)(artifact, context, { facts }, log);
    }
    const options = { url: urlOf(settings), facts };
    return (artifact, context) => (0,lib/* relocateArtifact */.Md)(artifact, context, options, log);
}
/** Runs are refused before they come here without a URL. */
function urlOf({ url }) {
    if (url === undefined) {
        throw new Error("2.0 metadata cannot be written without URLs");
    }
    return url;
}
async function convertModel(source, conversion) {
    const { settings, output, ready, facts, visit, log, signal } = conversion;
    const { model, warnings } = await (0,compose_lib/* parseFile */.CJ)(source.path, source.identity, signal, (0,compose_lib/* shownPath */.F9)(source));
    log.merge(warnings);
    await ready(Number.POSITIVE_INFINITY);
    const { selected, converted } = inFile(source, () => {
        // Selected first: what is left out can neither be lost nor stand in the way.
        const chosen = (0,lib/* select */.Lt)(model, settings.selector);
        if (settings.toVersion === "1.2") {
            return { selected: chosen, converted: (0,lib/* toTree */.Gc)(chosen, { facts }, log) };
        }
        const kept = reduced(chosen, source, log);
        return { selected: kept, converted: (0,lib/* relocate */.sU)(kept, { url: urlOf(settings), facts }, log) };
    });
    const written = (0,lib/* locations */.j2)(converted);
    if (settings.selector.restricts && written.length === 0 && converted.type !== "composeinfo") {
        return { compose: converted.compose, name: undefined };
    }
    // A conversion keeps every artifact in its place.
    const read = (0,lib/* locations */.j2)(selected);
    for (const [index, record] of written.entries()) {
        visit(record.artifact, record, read[index]?.artifact ?? record.artifact);
    }
    const name = nameOf(source);
    const file = output.create(name);
    try {
        (0,lib/* serializeTo */.Ks)(converted, (text) => file.write(text));
    }
    finally {
        file.close();
    }
    return { compose: converted.compose, name };
}
function reduced(model, source, log) {
    return (0,lib/* isDistributed */.oQ)(model) ? model : inFile(source, () => (0,lib/* dropWhat2CannotHold */.SF)(model, log));
}
/** Errors of conversions do not know the file. */
function inFile(source, convert) {
    try {
        return convert();
    }
    catch (error) {
        if (error instanceof lib/* MetadataError */.wc && error.file === undefined) {
            throw new lib/* MetadataError */.wc(error.issues, { file: (0,compose_lib/* shownPath */.F9)(source), issueCount: error.issueCount });
        }
        throw error;
    }
}
//# sourceMappingURL=convert-file.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/hashing.js



/**
 * Hashes the files of a compose while its metadata is read, and once more while it is converted: a part of a metadata
 * file can be converted as soon as the files are hashed that it and everything before it names.
 */
class Hashing {
    #root;
    #strict;
    #expected = new compose_lib/* ExpectedFiles */.OU();
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
        this.#pool = new compose_lib/* HashPool */.vO(root, {
            workers: settings.parallelChecksums,
            signal,
            onProgress: this.#progress,
        });
    }
    /** Takes an artifact of a metadata file that is read. */
    add(artifact, context) {
        this.#expected.add(artifact, context);
        if (isSet(artifact) && !(0,lib/* isDirectory */.wd)(context)) {
            this.#sets.count += 1;
            if (this.#sets.examples.length < lib/* MAX_EXAMPLES */.Nq) {
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
        return this.#expected.facts((0,compose_lib/* checkedFile */.y0)(artifact, context)?.localPath ?? "");
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
            throw (0,step_lib/* fault */.DG)(`The compose is corrupt: metadata and files differ in ${(0,step_lib/* countOf */.pq)(mismatches.length, "place", "places")}`, "restore the files, or make the metadata anew if the files are right", mismatches);
        }
        if (unreadable.length > 0) {
            throw (0,step_lib/* fault */.DG)(`Cannot read ${(0,step_lib/* countOf */.pq)(unreadable.length, "file", "files")}`, undefined, unreadable);
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
    return (0,lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0;
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
    return counted(code, message, occurrences.length, occurrences.slice(0, lib/* MAX_EXAMPLES */.Nq));
}
function counted(code, message, count, examples) {
    return count === 0 ? [] : [{ code, message: `${message} (${count})`, count, examples }];
}
//# sourceMappingURL=notices.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/settings.js




/** @throws UserError for inputs that contradict each other or cannot be used */
function readSettings(inputs) {
    const toVersion = inputs["to-version"];
    const url = urlBuilder(inputs);
    if (toVersion === "1.2" && url !== undefined) {
        throw (0,step_lib/* refuse */.TR)("base-url and url-map make no sense with to-version 1.2, which holds no URLs", "leave them out");
    }
    return {
        toVersion,
        url,
        selector: (0,compose_lib/* readSelector */.pS)(inputs),
        computeChecksums: inputs["compute-checksums"] || inputs["strict-checksums"],
        strictChecksums: inputs["strict-checksums"],
        parallelChecksums: inputs["parallel-checksums"],
    };
}
function urlBuilder(inputs) {
    const { "base-url": baseUrl, "url-map": urlMap } = inputs;
    try {
        const base = baseUrl === undefined ? undefined : (0,lib/* baseUrlBuilder */.oP)(baseUrl);
        return urlMap === undefined ? base : (0,lib/* urlMapBuilder */.J3)(readUrlMap(urlMap), base);
    }
    catch (error) {
        if (error instanceof lib/* UrlTemplateError */.Ae) {
            throw (0,step_lib/* refuse */.TR)(error.message, error.remedy);
        }
        throw error;
    }
}
/** Inline JSON starts with a brace or a bracket; anything else names a file. */
function readUrlMap(urlMap) {
    const inline = /^\s*[[{]/.test(urlMap);
    try {
        return (0,lib/* parseStrictJson */.RJ)(inline ? Buffer.from(urlMap) : (0,external_node_fs_.readFileSync)(urlMap));
    }
    catch (error) {
        if (error instanceof lib/* JsonSyntaxError */.q3) {
            throw (0,step_lib/* refuse */.TR)(`url-map${inline ? "" : `: ${urlMap}`}: ${error.message}`, 'it must look like {"default": "https://cdn.example.com/{path}"}');
        }
        const { code = "unknown error" } = error;
        throw (0,step_lib/* refuse */.TR)(`url-map: cannot read ${urlMap}: ${code}`, "give a JSON file or the JSON itself, which starts with {");
    }
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/sources.js


/** Refuses conversions that nothing would come of. */
function refuseUseless(sources, settings) {
    if (settings.toVersion !== "2.0" || settings.url !== undefined) {
        return;
    }
    const remedy = "give base-url or url-map";
    if (sources.length > 0 && sources.every(({ identity }) => (0,lib/* generationOf */.gS)(identity.version) === 2)) {
        throw (0,step_lib/* refuse */.TR)("The metadata is 2.0 already", `${remedy} to give its artifacts other URLs; checksums and contents are kept`);
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
        if ((0,lib/* isDirectory */.wd)(context)) {
            this.#directories += 1;
            return;
        }
        this.#artifacts += 1;
        const count = this.#count(context.variant, context.kind);
        count.artifacts += 1;
        let added = false;
        for (const file of (0,lib/* treeFiles */.CU)(read, context)) {
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
            if (this.#collisions.examples.length < lib/* MAX_EXAMPLES */.Nq) {
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
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/upgrade-metadata.js
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
 * Converts the metadata of a compose: 1.x to 2.0, 2.0 to 1.2, or 2.0 with other URLs. Writes all files or none.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function upgradeMetadata(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const settings = readSettings(inputs);
        const errors = new compose_lib/* ErrorList */.VS();
        const remote = __addDisposableResource(env_1, (0,connection/* metadataFetcher */.Z)(inputs, context), false);
        const sources = await (0,compose_lib/* findSources */.Id)(inputs.compose, errors, {
            signal: context.signal,
            fetchMetadata: remote.fetch,
        });
        errors.throwAny();
        refuseUseless(sources, settings);
        const output = new compose_lib/* OutputDirectory */.n(inputs.output, sources.map(({ path }) => path));
        let hashing;
        try {
            output.refuseOthers(await namesToWrite(sources, settings, output, context.signal));
            if (settings.computeChecksums) {
                hashing = new Hashing((0,compose_lib/* rootOf */.I5)(sources, inputs.root), settings, context);
                await collect(sources, settings, hashing, context.signal);
            }
            const work = { sources, settings, output, hashing, signal: context.signal };
            const { compose, tally, warnings, measurement } = await convertAndMeasure(work);
            const notices = [
                ...warnings,
                ...fileNotices(measurement),
                ...setNotices(hashing),
                ...collisionNotices(tally),
                ...selectionNotices(settings),
            ];
            for (const notice of notices) {
                context.reporter.warn((0,lib/* describeWarning */.U9)(notice));
            }
            return {
                compose,
                toVersion: settings.toVersion,
                output: inputs.output,
                files: output.commit(),
                tally,
                notices,
                ...(measurement === undefined ? {} : { measurement }),
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
        __disposeResources(env_1);
    }
}
/** The files that will be written. Only where it makes a difference a file is read to see whether it has anything to say. */
async function namesToWrite(sources, settings, output, signal) {
    const errors = new compose_lib/* ErrorList */.VS();
    const names = [];
    for (const source of sources) {
        const name = nameOf(source);
        const isCertain = !settings.selector.restricts || source.identity.type === "composeinfo" || !output.holds(name);
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
/** Begins to hash every selected artifact. */
async function collect(sources, settings, hashing, signal) {
    const errors = new compose_lib/* ErrorList */.VS();
    for (const source of sources) {
        await errors.collect(() => visitFile(source, {
            settings,
            visit: (artifact, context) => hashing.add(artifact, context),
            visited: (bytes) => hashing.begin(source, bytes),
            signal,
        }));
    }
    errors.throwAny();
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
        if (error instanceof lib/* OutOfOrderError */.YR) {
            work.output.clear();
            return convertAll(work, { ...manner, streaming: false });
        }
        if (error instanceof lib/* SuspiciousPathError */.fF) {
            work.output.clear();
            return convertAll(work, { ...manner, exact: true });
        }
        throw error;
    }
}
async function convertFiles(work, { streaming, exact }) {
    const { settings, output, hashing, signal } = work;
    const tally = exact
        ? new Tally(new lib/* PathIndex */.EG(), new lib/* FoldedPaths */.$R())
        : new Tally(new lib/* PathFilter */.uI((0,external_node_crypto_.randomInt)(2 ** 32)));
    const log = new lib/* WarningLog */.tV();
    const errors = new compose_lib/* ErrorList */.VS();
    const converted = [];
    const facts = (artifact, context) => hashing?.facts(artifact, context);
    const visit = (written, context, read) => tally.add(written, context, read);
    for (const source of work.sources) {
        await errors.collect(async () => {
            const ready = async (bytes) => hashing?.ready(source, bytes);
            converted.push(await convertFile(source, { streaming, settings, output, ready, facts, visit, log, signal }));
        });
    }
    errors.throwAny();
    const compose = (0,compose_lib/* theCompose */.If)(converted.map(({ compose: own }, index) => ({ source: work.sources[index], compose: own })), log);
    refuseConflicts(tally);
    (0,compose_lib/* refuseNothing */.OX)(settings.selector, tally, log.warnings().filter(isLeftOut).map(lib/* describeWarning */.U9));
    return { compose, tally, warnings: log.warnings() };
}
/** Artifacts that are in the metadata and cannot be written. */
function isLeftOut({ code }) {
    return code === "source-images-dropped" || code === "unknown-place";
}
function refuseConflicts({ conflicts }) {
    if (conflicts.count > 0) {
        const more = conflicts.count - conflicts.examples.length;
        throw (0,step_lib/* fault */.DG)(`The artifacts cannot lie in one tree: ${(0,step_lib/* countOf */.pq)(conflicts.count, "conflict", "conflicts")}`, "mend the metadata: every path must stand for one file", more > 0 ? [...conflicts.examples, `and ${more} more`] : conflicts.examples);
    }
}
//# sourceMappingURL=upgrade-metadata.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/step.js






/** The step `upgrade-metadata`. */
const step = (0,step_lib/* defineStep */.ol)({
    name: "upgrade-metadata",
    title: "Upgrade compose metadata to productmd 2.0",
    description: "Converts the metadata of a compose from productmd 1.x to 2.0, where every artifact has a URL, and back to 1.2. Sizes and checksums come from the metadata and, when asked for, from the files.",
    icon: "arrow-up-circle",
    inputs: inputs,
    outputs: {
        "metadata-dir": { description: "Directory of the written files, for the next step's compose input." },
        files: { description: "Paths of the written files, one per line." },
        artifacts: { description: "Number of artifacts in the written files." },
        bytes: { description: "Sum of the known sizes, each file once." },
        warnings: { description: "Number of warnings: 0 when nothing was lost and nothing looks wrong." },
    },
    report: reportSchema,
    outputFiles: lib/* METADATA_TYPES */.U8.map((type) => `${type}.json`),
    run: upgradeMetadata,
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/index.js


//# sourceMappingURL=index.js.map

/***/ }),

/***/ 9859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* reexport */ connectionInputs),
  Z: () => (/* reexport */ metadataFetcher)
});

// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var lib = __webpack_require__(8437);
;// CONCATENATED MODULE: ./packages/transfer/lib/connection-inputs.js

/** How servers are reached: the same inputs in every step that fetches, to be spread into its own. */
const connectionInputs = {
    "http-token": (0,lib/* secret */.rJ)({
        description: "Bearer token for the origins in `auth-origins`. Also read from PRODUCTMD_HTTP_TOKEN. It is sent to no other origin.",
        environment: ["PRODUCTMD_HTTP_TOKEN"],
    }),
    "http-username": (0,lib/* text */.Qq)({
        description: "User name for the origins in `auth-origins`; needs `http-password`.",
    }),
    "http-password": (0,lib/* secret */.rJ)({
        description: "Password for `http-username`. Also read from PRODUCTMD_HTTP_PASSWORD.",
        environment: ["PRODUCTMD_HTTP_PASSWORD"],
    }),
    "auth-origins": (0,lib/* list */.p_)({
        description: "Origins that the token, or user name and password, are for. By default the origins of `compose` inputs that are URLs.",
        expected: "origins",
        example: "https://cdn.example.com",
    }),
    "netrc-file": (0,lib/* path */.Ae)({
        description: "File of user names and passwords by host, as curl reads it. Also read from PRODUCTMD_NETRC_FILE; by default ~/.netrc where it exists. Its default entry goes only to the origins of compose and auth-origins.",
        environment: ["PRODUCTMD_NETRC_FILE"],
    }),
    "ca-file": (0,lib/* path */.Ae)({
        description: "PEM file of certificate authorities to trust besides the usual ones.",
    }),
    "client-cert": (0,lib/* lines */.Mn)({
        description: "TLS client certificates, one per line: a host, the PEM file of the certificate and, unless it is in the same file, the PEM file of the key, separated by spaces.",
        expected: "lines of a host and one or two files",
        example: "cdn.example.com /etc/pki/client.pem /etc/pki/client.key",
    }),
    "allow-hosts": (0,lib/* list */.p_)({
        description: "Host names, `*.suffix`, addresses or networks in CIDR form that may be asked although their addresses are private. Needed for redirects to private addresses; on runners that GitHub hosts also for URLs in metadata.",
        expected: "hosts or networks",
        example: "mirror.internal, 10.1.0.0/16",
    }),
    "allow-insecure-redirect": (0,lib/* flag */.aR)({
        description: "Follow redirects from https to http. Contents are verified all the same; what is asked for can be seen.",
        default: false,
    }),
    retries: (0,lib/* integer */.nd)({
        description: "How often a transfer is tried again after a failure that may pass. Counted anew after every MiB of progress.",
        min: 0,
        max: 100,
        default: 5,
    }),
    "retry-delay": (0,lib/* duration */.p0)({
        description: "Base of the growing, random pauses between attempts.",
        default: "500ms",
    }),
    "connect-timeout": (0,lib/* duration */.p0)({
        description: "How long a connection may take to be made.",
        default: "15s",
    }),
    "headers-timeout": (0,lib/* duration */.p0)({
        description: "How long a server may take to begin its answer.",
        default: "30s",
    }),
    "idle-timeout": (0,lib/* duration */.p0)({
        description: "How long a server may be silent while it sends.",
        default: "30s",
    }),
    "low-speed-limit": (0,lib/* size */.Ej)({
        description: "A download that is slower than so many bytes per second for low-speed-time is tried again; 0: never.",
        default: "1K",
    }),
    "low-speed-time": (0,lib/* duration */.p0)({
        description: "How long a download may be slower than low-speed-limit.",
        default: "60s",
        min: "100ms",
    }),
};
//# sourceMappingURL=connection-inputs.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/transfer/lib/metadata-fetcher.js



/**
 * Fetches metadata from URLs. Nothing of what HTTP takes is loaded before there is one.
 *
 * @param compose - all inputs that name metadata
 */
function metadataFetcher(inputs, context) {
    let directory;
    let count = 0;
    return {
        async fetch(url, signal) {
            const { fetchMetadata } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(163), __webpack_require__.e(494), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 773));
            directory ??= (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "compose-metadata-"));
            count += 1;
            return fetchMetadata(url, (0,external_node_path_.join)(directory, String(count)), { inputs, context, signal });
        },
        [Symbol.dispose]() {
            if (directory !== undefined) {
                (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
            }
        },
    };
}
//# sourceMappingURL=metadata-fetcher.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/connection.js
/** The part of this package that steps load before they know whether anything is to be fetched. */


//# sourceMappingURL=connection.js.map

/***/ })

};
