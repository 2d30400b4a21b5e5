export const id = 883;
export const ids = [883];
export const modules = {

/***/ 26883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* reexport */ step)
});

// EXTERNAL MODULE: ./packages/compose/lib/hash-thread.js
var hash_thread = __webpack_require__(57561);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./actions/upgrade-metadata/lib/inputs.js
var inputs = __webpack_require__(57961);
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/present.js


/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;
/** Outputs, report, closing lines and job summary of a conversion. */
function present(result) {
    const { compose, files, output, toVersion, notices, measurement, tally, division, written } = result;
    const isPlan = division !== undefined && division.shard === undefined;
    const total = sum([...tally.variants.values()].flatMap((kinds) => [...kinds.values()]));
    return {
        outputs: {
            "metadata-dir": isPlan ? "" : output,
            files: files.join("\n"),
            artifacts: String(total.artifacts),
            bytes: String(total.bytes),
            warnings: String(notices.length),
            ...(0,step_lib/* outputShardRun */.XV)(division),
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
            ...(0,step_lib/* reportShardRun */.IA)(division),
            ...(written === undefined ? {} : { written }),
        },
        ...(isPlan ? shownPlan(division.plan) : shown(result, total)),
    };
}
function shownPlan(plan) {
    return { lines: [(0,step_lib/* lineOfPlan */.N6)(plan)], summary: `${(0,step_lib/* summaryOfPlan */.Tp)("Upgrade planned", plan)}\n` };
}
function shown(result, total) {
    const { compose, files, output, toVersion, tally } = result;
    return {
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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
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
    ...step_lib/* shardReportFields */.m8,
    ...step_lib/* writtenReportFields */.Rp,
});
//# sourceMappingURL=report-schema.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/step.js






/** The step `upgrade-metadata`. */
const step = (0,step_lib/* defineStep */.ol)({
    name: "upgrade-metadata",
    title: "Upgrade compose metadata to productmd 2.0",
    description: "Converts the metadata of a compose from productmd 1.x to 2.0, where every artifact has a URL, and back to 1.2. Sizes and checksums come from the metadata and, when asked for, from the files.",
    icon: "arrow-up-circle",
    inputs: inputs/* inputs */.Q,
    outputs: {
        "metadata-dir": { description: "Directory of the written files, for the next step's compose input." },
        files: { description: "Paths of the written files, one per line." },
        artifacts: { description: "Number of artifacts in the written files." },
        bytes: { description: "Sum of the known sizes, each file once." },
        warnings: { description: "Number of warnings: 0 when nothing was lost and nothing looks wrong." },
        ...step_lib/* shardOutputs */.rI,
    },
    report: reportSchema,
    metadataArtifact: "emits",
    outputFiles: lib/* METADATA_TYPES */.U8.map((type) => `${type}.json`),
    // What conversions take is loaded when the inputs are known to be right.
    run: async (values, context) => {
        if ((0,inputs/* computesChecksums */.r)(values) && !(0,step_lib/* isPlanning */.iM)(values)) {
            (0,hash_thread/* prepareHashThread */.a)(values["parallel-checksums"]);
        }
        return (await Promise.all(/* import() */[__webpack_require__.e(800), __webpack_require__.e(164), __webpack_require__.e(422)]).then(__webpack_require__.bind(__webpack_require__, 63422))).upgradeMetadata(values, context);
    },
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/upgrade-metadata/lib/index.js

//# sourceMappingURL=index.js.map

/***/ }),

/***/ 57961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ inputs),
/* harmony export */   r: () => (/* binding */ computesChecksums)
/* harmony export */ });
/* harmony import */ var _compose_actions_oci_inputs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25670);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _compose_actions_transfer_connection__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89859);



const inputs = (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .defineInputs */ .pf)({
    compose: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .lines */ .Mn)({
        description: "The metadata: a compose directory, a directory with metadata files, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
        required: true,
        positional: true,
        expected: "paths, URLs or references",
        example: "/mnt/compose/Fedora-41-20260204.0",
    }),
    output: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .path */ .Ae)({
        description: "Directory for the converted files (images.json, rpms.json, …). It is created when it does not exist. Either all files are written or none; the directory of an input is refused, and one that holds other metadata.",
        required: true,
        example: "metadata-2.0",
    }),
    "to-version": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)(["2.0", "1.2"], {
        description: "Version to write: 2.0 upgrades and gives every artifact a URL, 1.2 downgrades to paths.",
        default: "2.0",
    }),
    "base-url": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: "Where the compose is published: an artifact's URL is this, a slash, and its path. What would break a URL is percent-encoded.",
        example: "https://cdn.example.com/compose/41/",
    }),
    "url-map": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        multiline: true,
        description: "URL templates per kind of artifact: a JSON file, or the JSON itself. Keys: image, rpm, extra_file, module, variant_path, default. Placeholders: {path} {variant} {arch} {metadata_type}. Kinds without a template fall back to default, then to base-url, then to the URL that the metadata has. A template oci://registry/name:tag is looked up: its manifest must hold the artifact, and the URL gets the digest; there {type} {name} {compose_id} {compose_type} {compose_date} {respin} {label} may stand as well.",
        example: '{"image": "https://images.example.com/{path}", "default": "https://cdn.example.com/{path}"}',
    }),
    "compute-checksums": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .aR)({
        description: "Read every artifact, write its size and sha256, and check what the metadata already says of it. For repositories that is repodata/repomd.xml.",
        default: false,
    }),
    "strict-checksums": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .aR)({
        description: "Fail when an artifact's file is missing, with the complete list. Implies compute-checksums.",
        default: false,
        implies: "compute-checksums",
    }),
    "parallel-checksums": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd)({
        description: "Threads that hash files. By default as many as there are cores.",
        min: 1,
        max: 256,
    }),
    root: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .path */ .Ae)({
        description: "Where the artifacts lie, when that is not the compose directory itself. Only read to compute checksums.",
    }),
    ..._compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .shardInputs */ .a$,
    ..._compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .selectionInputs */ .Iz,
    ..._compose_actions_oci_inputs__WEBPACK_IMPORTED_MODULE_0__/* .registryInputs */ .P4,
    ..._compose_actions_transfer_connection__WEBPACK_IMPORTED_MODULE_2__/* .connectionInputs */ .e,
    ..._compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .emitsArtifactInputs */ .Gu,
    ..._compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .reportInput */ .BO,
});
/** Whether files are to be hashed. */
function computesChecksums(values) {
    return values["compute-checksums"] || values["strict-checksums"];
}
//# sourceMappingURL=inputs.js.map

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

/***/ })

};
