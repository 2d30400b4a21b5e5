export const id = 911;
export const ids = [911];
export const modules = {

/***/ 66911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* reexport */ step)
});

// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/oci/lib/inputs.js
var inputs = __webpack_require__(25670);
// EXTERNAL MODULE: ./packages/transfer/lib/connection.js + 2 modules
var connection = __webpack_require__(89859);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/inputs.js



const inputs_inputs = (0,lib/* defineInputs */.pf)({
    compose: (0,lib/* lines */.Mn)({
        description: "The metadata of the jobs, one per line: directories, single files, globs (`**` stands for directories at any depth), https:// URLs, and references to published metadata (oci://registry/name:tag or oci-layout:directory:tag). A directory without metadata of its own is looked through, so that the directory of downloaded artifacts will do. All files must be of one compose, and all of version 1 or all of version 2. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
        required: true,
        unless: "metadata-artifact",
        positional: true,
        expected: "paths, globs, URLs or references",
        example: "artifacts/*",
    }),
    output: (0,lib/* path */.Ae)({
        description: "Directory for the merged files (composeinfo.json, images.json, rpms.json, …). It is created when it does not exist. Either all files are written or none; the directory of an input is refused.",
        required: true,
        example: "metadata",
    }),
    strict: (0,lib/* flag */.aR)({
        description: "Refuse variants and arches that images, packages, extra files or modules are listed under and that no composeinfo.json declares. By default they are added to composeinfo.json.",
        default: false,
    }),
    ...lib/* shardReportsInput */.Eo,
    ...inputs/* publishInput */.wf,
    "tag-policy": (0,lib/* choice */.Yq)(["move", "immutable"], {
        description: "What happens when the tag of publish-metadata is something else already: it is moved, or the step fails.",
        default: "move",
    }),
    ...lib/* selectionInputs */.Iz,
    ...inputs/* registryInputs */.P4,
    ...connection/* connectionInputs */.e,
    ...lib/* joinsArtifactInputs */.XN,
    ...lib/* reportInput */.BO,
});
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/result.js
/** The reference of the published metadata. */
function composeRef(result) {
    return result.state === "merged" && result.publication !== undefined && "reference" in result.publication
        ? result.publication.reference
        : undefined;
}
/** Conflicts, and what composeinfo.json lacks. */
function problemCount({ conflictCount, undeclared }) {
    return conflictCount + undeclared.length;
}
//# sourceMappingURL=result.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/present-report.js


/** The report's own fields. */
function reportOf(result) {
    const { state, compose, contributions, notices, parts } = result;
    const fragments = contributions.map(({ name, counts }) => ({ name, ...countsOf(counts) }));
    const common = { compose: compose.id, state, fragments, warnings: notices, ...(0,lib/* reportJoined */.kM)(parts) };
    if (result.state === "refused") {
        const { conflicts, conflictCount, undeclared } = result;
        return { ...common, conflicts, conflictCount, undeclared };
    }
    const { output, files, counts, completed } = result;
    const reference = composeRef(result);
    return {
        ...common,
        metadataDir: output,
        files,
        ...countsOf(counts),
        completed,
        conflicts: [],
        conflictCount: 0,
        undeclared: [],
        ...(reference === undefined ? {} : { composeRef: reference }),
        ...publicationOf(result),
    };
}
function countsOf({ all, kinds, directories }) {
    return { artifacts: all.artifacts, bytes: all.bytes, directories, kinds: recordOf(kinds) };
}
function recordOf(kinds) {
    return Object.fromEntries(kinds);
}
function publicationOf({ publication }) {
    if (publication === undefined) {
        return {};
    }
    return {
        publication: "failure" in publication ? { state: "failed", ...publication.failure } : { state: publication.state },
    };
}
//# sourceMappingURL=present-report.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/present-summary.js



/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;
const TITLES = {
    image: "Images",
    rpm: "RPMs",
    extra_file: "Extra files",
    module: "Modules",
    variant_path: "Repositories",
};
/** The job summary. */
function summaryOf(result, failure) {
    const parts = result.state === "refused" ? refusedParts(result) : mergedParts(result, failure);
    return `${[...parts, ...notices(result)].join("\n\n")}\n`;
}
function mergedParts(result, failure) {
    const { compose, contributions, counts, files, output } = result;
    const reference = composeRef(result);
    return [
        (0,lib/* heading */.R_)(2, failure === undefined ? "Metadata merged" : "Metadata merged, but not published"),
        `Compose ${(0,lib/* code */.aY)(compose.id)}: ${(0,lib/* countOf */.pq)(contributions.length, "fragment", "fragments")}, ${(0,lib/* countOf */.pq)(counts.all.artifacts, "artifact", "artifacts")}, ${(0,lib/* formatBytes */.z3)(counts.all.bytes)} known, in ${(0,lib/* countOf */.pq)(files.length, "file", "files")} in ${(0,lib/* code */.aY)(output)}.`,
        ...(reference === undefined ? [] : [`The compose has an address: ${(0,lib/* code */.aY)(reference)}`]),
        ...(0,lib/* summaryOfJoined */.LE)(result.parts),
        (0,lib/* heading */.R_)(3, "Who contributed what"),
        contributionTable(result, counts),
        "What several fragments name counts for each of them, and once in the merged metadata.",
    ];
}
function refusedParts(result) {
    return [
        (0,lib/* heading */.R_)(2, "Metadata not merged"),
        `${(0,lib/* countOf */.pq)(problemCount(result), "conflict", "conflicts")}: nothing was written. Make the metadata of the jobs agree, or leave out what does not belong to the compose.`,
        ...conflictTable(result),
        ...undeclaredList(result),
        (0,lib/* heading */.R_)(3, "Who contributed what"),
        contributionTable(result, undefined),
    ];
}
/** A row for each fragment and, when they could be merged, for all of them together. */
function contributionTable({ contributions }, merged) {
    const shown = contributions.slice(0, MAX_LISTED);
    const kinds = metadata_lib/* ARTIFACT_KINDS */.hz.filter((kind) => contributions.some(({ counts }) => counts.kinds.has(kind)));
    const row = (name, counts) => [
        name,
        ...kinds.map((kind) => cell(counts.kinds.get(kind))),
        cell(counts.all),
    ];
    const more = contributions.length - shown.length;
    return (0,lib/* table */.tp)(["Fragment", ...kinds.map((kind) => TITLES[kind]), "All"], [
        ...shown.map(({ name, counts }) => row((0,lib/* code */.aY)(name), counts)),
        ...(more > 0 ? [[(0,lib/* escapeText */.X1)(`and ${(0,lib/* formatCount */.B4)(more)} more; the report names them all`)]] : []),
        ...(merged === undefined ? [] : [row("Merged", merged)]),
    ]);
}
function cell(count) {
    if (count === undefined || count.artifacts === 0) {
        return "–";
    }
    return count.bytes === 0
        ? (0,lib/* formatCount */.B4)(count.artifacts)
        : `${(0,lib/* formatCount */.B4)(count.artifacts)} (${(0,lib/* formatBytes */.z3)(count.bytes)})`;
}
function conflictTable({ conflicts, conflictCount }) {
    if (conflicts.length === 0) {
        return [];
    }
    const rows = conflicts.slice(0, MAX_LISTED).flatMap(({ message, sides: [a, b] }) => [
        [(0,lib/* escapeText */.X1)(message), (0,lib/* code */.aY)(a.file), (0,lib/* code */.aY)(a.path), (0,lib/* code */.aY)(a.value)],
        ["", (0,lib/* code */.aY)(b.file), (0,lib/* code */.aY)(b.path), (0,lib/* code */.aY)(b.value)],
    ]);
    const more = conflictCount - Math.min(conflicts.length, MAX_LISTED);
    return [
        (0,lib/* heading */.R_)(3, "Conflicts"),
        (0,lib/* table */.tp)(["Rule", "File", "Place", "Value"], rows),
        ...(more > 0 ? [(0,lib/* escapeText */.X1)(`And ${(0,lib/* formatCount */.B4)(more)} more; the report names them.`)] : []),
    ];
}
function undeclaredList({ undeclared }) {
    if (undeclared.length === 0) {
        return [];
    }
    const lines = undeclared
        .slice(0, MAX_LISTED)
        .map((missing) => `- ${(0,lib/* escapeText */.X1)((0,metadata_lib/* describeUndeclared */.$v)(missing))}`);
    const more = undeclared.length - lines.length;
    const rest = more > 0 ? [`- and ${(0,lib/* formatCount */.B4)(more)} more; the report names them all`] : [];
    return [
        (0,lib/* details */.zH)((0,lib/* countOf */.pq)(undeclared.length, "variant or arch is not declared", "variants and arches are not declared"), [...lines, ...rest].join("\n")),
    ];
}
function notices({ notices: all }) {
    return all.length === 0
        ? []
        : [
            (0,lib/* heading */.R_)(3, "What to know"),
            all.map((notice) => `- ${(0,lib/* escapeText */.X1)((0,metadata_lib/* describeWarning */.U9)(notice))}`).join("\n"),
        ];
}
//# sourceMappingURL=present-summary.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/present.js





/** Conflicts that the closing lines name. */
const SHOWN_CONFLICTS = 200;
/** Outputs, report, closing lines and job summary of a merge. */
function present(result) {
    const failure = failureOf(result);
    const merged = result.state === "merged" ? result : undefined;
    const conflicts = result.state === "refused" ? problemCount(result) : 0;
    const reference = composeRef(result);
    return {
        outputs: {
            "metadata-dir": merged?.output ?? "",
            files: merged?.files.join("\n") ?? "",
            artifacts: String(merged?.counts.all.artifacts ?? 0),
            bytes: String(merged?.counts.all.bytes ?? 0),
            fragments: String(result.contributions.length),
            conflicts: String(conflicts),
            "compose-ref": reference ?? "",
        },
        // It may name thousands of conflicts: made when it is wanted.
        get report() {
            return reportOf(result);
        },
        lines: merged === undefined ? linesOfRefused(result) : linesOfMerged(merged, reference),
        summary: summaryOf(result, failure),
        ...(reference === undefined ? {} : { subjects: subjectsOf(reference) }),
        ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
    };
}
function classesOf(result) {
    if (result.state !== "merged" || result.publication === undefined || !("failure" in result.publication)) {
        return [];
    }
    const known = result.publication.failure.class;
    return known === undefined ? [] : [known];
}
/** One line for each problem that is kept in words. */
function* problemLines({ conflicts, undeclared }) {
    for (const conflict of conflicts) {
        yield (0,metadata_lib/* describeConflict */.we)(conflict);
    }
    for (const missing of undeclared) {
        yield (0,metadata_lib/* describeUndeclared */.$v)(missing);
    }
}
function failureOf(result) {
    if (result.state === "refused") {
        const [first = ""] = problemLines(result);
        const count = problemCount(result);
        const more = count > 1 ? ` (and ${(0,lib/* formatCount */.B4)(count - 1)} more)` : "";
        return `The metadata cannot be merged: ${first}${more}`;
    }
    const { publication } = result;
    return publication !== undefined && "failure" in publication
        ? `The metadata could not be published: ${publication.failure.message}`
        : undefined;
}
function linesOfMerged({ compose, contributions, files, output, counts, parts }, reference) {
    return [
        `${compose.id}: ${(0,lib/* countOf */.pq)(contributions.length, "fragment", "fragments")} merged into ${(0,lib/* countOf */.pq)(files.length, "file", "files")} in ${output}`,
        `${(0,lib/* countOf */.pq)(counts.all.artifacts, "artifact", "artifacts")}, ${(0,lib/* formatBytes */.z3)(counts.all.bytes)} known; ${(0,lib/* countOf */.pq)(counts.directories, "directory", "directories")}`,
        ...(0,lib/* linesOfJoined */.Ep)(parts),
        ...(reference === undefined ? [] : [`The compose is ${reference}`]),
    ];
}
function linesOfRefused(result) {
    const shown = [];
    for (const line of problemLines(result)) {
        if (shown.length === SHOWN_CONFLICTS) {
            break;
        }
        shown.push(line);
    }
    const more = problemCount(result) - shown.length;
    return [
        `${result.compose.id}: ${(0,lib/* countOf */.pq)(problemCount(result), "conflict", "conflicts")} between ${(0,lib/* countOf */.pq)(result.contributions.length, "fragment", "fragments")}; nothing was written`,
        ...shown.map((line) => `  ${line}`),
        ...(more > 0 ? [`  and ${(0,lib/* formatCount */.B4)(more)} more; the report has them`] : []),
    ];
}
/** Only what is in a registry: an attestation is kept beside it. Without the tag, which may be moved. */
function subjectsOf(reference) {
    return /^oci:\/\/(?!oci-layout\.localhost\/)/.test(reference)
        ? [reference.replace(/:[^:/@]+(?=@)/, "")]
        : [];
}
//# sourceMappingURL=present.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/report-schema.js



const count = schemas/* number */.aig().int().nonnegative();
const counts = {
    artifacts: count.describe("Images, packages, extra files, modules and repositories"),
    bytes: count.describe("Known sizes of the files, each path once"),
    directories: count.describe("Variant paths that are directories and no artifacts"),
    kinds: schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metadata_lib/* ARTIFACT_KINDS */.hz), schemas/* object */.Ikc({ artifacts: count, bytes: count }))
        .describe("Counts by kind"),
};
const side = schemas/* object */.Ikc({
    file: schemas/* string */.YjP(),
    path: schemas/* string */.YjP().describe("Where in the file: payload.images.Server.x86_64[3].location.size"),
    value: schemas/* string */.YjP().describe("Escaped and shortened, without the secrets of URLs"),
});
const undeclared = schemas/* array */.YOg(schemas/* object */.Ikc({
    variant: schemas/* string */.YjP(),
    arch: schemas/* string */.YjP().optional().describe("Absent: the variant itself was not declared"),
    file: schemas/* string */.YjP().describe("A file that names it"),
    path: schemas/* string */.YjP(),
}));
/** The step's own fields of the report. */
const reportSchema = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP().describe("Compose id; with conflicts that of the first file"),
    state: schemas/* enum */.k5n(["merged", "refused"])
        .describe("refused: the files contradict each other, nothing was written"),
    fragments: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP().describe("Directory or URL"), ...counts }))
        .describe("Who contributed what, of what is selected"),
    warnings: schemas/* array */.YOg(schemas/* object */.Ikc({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP(), count, examples: schemas/* array */.YOg(schemas/* string */.YjP()) }))
        .describe("What looks wrong; each entry stands for all its occurrences"),
    ...lib/* joinedReportFields */.LW,
    metadataDir: schemas/* string */.YjP().optional().describe("Directory of the written files"),
    files: schemas/* array */.YOg(schemas/* string */.YjP()).optional().describe("Paths of the written files"),
    artifacts: counts.artifacts.optional(),
    bytes: counts.bytes.optional(),
    directories: counts.directories.optional(),
    kinds: counts.kinds.optional(),
    completed: undeclared.optional().describe("What was added to composeinfo.json, since other files name it"),
    conflicts: schemas/* array */.YOg(schemas/* object */.Ikc({
        rule: schemas/* string */.YjP(),
        message: schemas/* string */.YjP().describe("The rule in words"),
        sides: schemas/* array */.YOg(side).describe("Two values that cannot both be right"),
    }))
        .describe("The first 10,000"),
    conflictCount: count,
    undeclared: undeclared.describe("What composeinfo.json lacks: not added with strict, or no possible name"),
    composeRef: schemas/* string */.YjP().optional().describe("Where the metadata was pushed to, with tag and digest"),
    publication: schemas/* object */.Ikc({
        state: schemas/* enum */.k5n(["pushed", "existing", "failed"]),
        class: schemas/* string */.YjP().optional().describe("Kind of failure"),
        message: schemas/* string */.YjP().optional(),
    })
        .optional()
        .describe("Only with publish-metadata"),
});
//# sourceMappingURL=report-schema.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/step.js




/** The step `merge-metadata`. */
const step = (0,lib/* defineStep */.ol)({
    name: "merge-metadata",
    title: "Merge the metadata of several jobs",
    description: "Merges the compose metadata that parallel jobs have made into one set, in whatever order it comes. What contradicts is listed and never chosen from; what one job does not know is filled by another. The result can be pushed to a registry, so that one reference stands for the whole compose.",
    icon: "git-merge",
    inputs: inputs_inputs,
    outputs: {
        "metadata-dir": { description: "Directory of the merged files, for the next step's compose input." },
        files: { description: "Paths of the written files, one per line." },
        artifacts: { description: "Number of artifacts in the merged files." },
        bytes: { description: "Sum of the known sizes, each file once." },
        fragments: { description: "Number of directories and URLs that metadata came from." },
        conflicts: { description: "Number of conflicts; with any of them nothing is written." },
        "compose-ref": {
            description: "Reference of the published metadata, with tag and digest, for compose inputs; empty without it.",
        },
    },
    report: reportSchema,
    metadataArtifact: "joins",
    // Nothing that registries need is loaded before the inputs are accepted.
    run: async (values, context) => {
        const [{ mergeMetadata }, { openReach }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(800), __webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(164), __webpack_require__.e(688)]).then(__webpack_require__.bind(__webpack_require__, 99922)),
            Promise.all(/* import() */[__webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(68)]).then(__webpack_require__.bind(__webpack_require__, 35286)),
        ]);
        return mergeMetadata(values, context, openReach);
    },
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/merge-metadata/lib/index.js

//# sourceMappingURL=index.js.map

/***/ })

};
