export const id = 912;
export const ids = [912];
export const modules = {

/***/ 18912:
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
;// CONCATENATED MODULE: ./actions/push-oci/lib/inputs.js



const inputs_inputs = (0,lib/* defineInputs */.pf)({
    compose: (0,lib/* lines */.Mn)({
        description: "The metadata, of version 1 or 2.0: a compose directory, a directory with metadata files such as record-artifacts writes, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
        required: true,
        positional: true,
        expected: "paths, URLs or references",
        example: "/mnt/compose/Fedora-41-20260204.0",
    }),
    root: (0,lib/* path */.Ae)({
        description: "Where the artifacts lie, when that is not the compose directory itself.",
    }),
    repository: (0,lib/* text */.Qq)({
        description: "Where to push: registry.example.com/name, or oci-layout:directory for an OCI image layout. Behind the registry placeholders may stand: {variant} {arch} {kind} {type} {subvariant} {format} {name} {path} {compose_id} {compose_type} {compose_date} {respin} {label}. They are written in lower case, and made to fit what a repository may be called.",
        required: true,
        example: "ghcr.io/example/compose/{kind}",
    }),
    tag: (0,lib/* text */.Qq)({
        description: "Tag of each manifest, with the same placeholders. {path} is the path of the file or directory, for a bundle variant/arch; {name} its last part. What a tag cannot hold is replaced. Different things under one tag are refused.",
        default: "{compose_id}-{kind}-{path}",
        example: "{compose_id}-{variant}-{arch}-{name}",
    }),
    layout: (0,lib/* list */.p_)({
        description: "How artifacts become manifests: file, one for each; set, one entry and one manifest for the extra files of a variant and arch; bundle, one manifest for each kind, variant and arch. For all kinds, or as kind=layout. Repositories are always sets.",
        default: ["file"],
        expected: "layouts",
        example: "file, rpm=bundle",
    }),
    output: (0,lib/* path */.Ae)({
        description: "Directory for the new metadata, version 2.0. It is created when it does not exist. Written last, and only of what is there; the directory of an input is refused.",
        required: true,
        example: "metadata-2.0",
    }),
    ...inputs/* publishInput */.wf,
    "artifact-type": (0,lib/* text */.Qq)({
        description: "Artifact type of the manifests. Registries that know only some types need another one.",
        default: "application/vnd.productmd.artifact",
        expected: "a media type",
    }),
    annotations: (0,lib/* lines */.Mn)({
        description: "Annotations of the manifests, one per line, as key=value. org.opencontainers.image.created (the day of the compose) and org.opencontainers.image.version (its id) are there unless they are given.",
        expected: "lines of key=value",
        example: "org.opencontainers.image.source=https://github.com/example/compose",
    }),
    "tag-policy": (0,lib/* choice */.Yq)(["move", "immutable"], {
        description: "What happens to a tag that is something else already: it is moved, or the step fails before it pushes anything.",
        default: "move",
    }),
    "upload-mode": (0,lib/* choice */.Yq)(["auto", "monolithic", "chunked"], {
        description: "How blobs are sent: in one request, or in several, which can be continued where they stopped. auto: as suits the registry.",
        default: "auto",
    }),
    "chunk-size": (0,lib/* size */.Ej)({
        description: "How much one request of a chunked upload sends. By default as suits the registry.",
        min: "64K",
        example: "16MiB",
    }),
    "parallel-uploads": (0,lib/* integer */.nd)({
        description: "Uploads at a time.",
        min: 1,
        max: 64,
        default: 8,
    }),
    "only-missing": (0,lib/* flag */.aR)({
        description: "Leave artifacts alone that 2.0 metadata has in a registry or layout already, after a look whether they are there. Their files are not needed.",
        default: false,
    }),
    "compute-checksums": (0,lib/* flag */.aR)({
        description: "Read every file before anything is pushed, and check what the metadata says of it. Otherwise only those are read whose sha256 is not known; a wrong one is found when the file is pushed.",
        default: false,
    }),
    "parallel-checksums": (0,lib/* integer */.nd)({
        description: "Threads that hash files. By default as many as there are cores.",
        min: 1,
        max: 256,
    }),
    "dry-run": (0,lib/* flag */.aR)({
        description: "Hash and plan, and push nothing: the report lists every manifest. No registry is asked, but with only-missing, which has to look.",
        default: false,
    }),
    timeout: (0,lib/* duration */.p0)({
        description: "How long the whole step may take. What was pushed need not be pushed again.",
    }),
    ...lib/* shardInputs */.a$,
    ...lib/* selectionInputs */.Iz,
    ...inputs/* registryInputs */.P4,
    ...inputs/* layoutInputs */.WL,
    ...connection/* connectionInputs */.e,
    ...lib/* emitsArtifactInputs */.Gu,
    ...lib/* reportInput */.BO,
});
// EXTERNAL MODULE: ./actions/push-oci/lib/result.js
var lib_result = __webpack_require__(13247);
;// CONCATENATED MODULE: ./actions/push-oci/lib/present-report.js


/** The report's own fields. */
function reportOf(result, counts) {
    const { compose, dryRun, output, files, manifests, artifacts, blobs, sentBytes, milliseconds, notices } = result;
    const { written } = result;
    const reference = (0,lib_result/* composeRef */.K)(result);
    return {
        compose: compose.id,
        dryRun,
        ...(0,lib/* reportShardRun */.IA)(result.division),
        metadataDir: files.length === 0 ? "" : output,
        metadataFiles: files,
        ...(written === undefined ? {} : { written }),
        described: result.described,
        carried: result.carried,
        ...(reference === undefined ? {} : { composeRef: reference }),
        ...publicationOf(result),
        counts,
        blobs,
        transfer: { bytes: sentBytes, milliseconds: Math.round(milliseconds) },
        manifests: manifests.map((manifest) => manifestRecord(manifest, result)),
        artifacts: artifacts.map(artifactRecord),
        warnings: notices,
    };
}
function publicationOf({ publication }) {
    if (publication === undefined) {
        return {};
    }
    if (publication === "incomplete") {
        return { publication: { state: publication } };
    }
    return {
        publication: "failure" in publication ? { state: "failed", ...publication.failure } : { state: publication.state },
    };
}
function manifestRecord(manifest, { outcomes, referenceOf }) {
    const { digest, tag, parcel, files } = manifest;
    const outcome = outcomes.get(manifest) ?? { state: "planned" };
    return {
        reference: referenceOf(manifest),
        digest,
        tag,
        layout: parcel.layout,
        layers: files.length,
        bytes: files.reduce((sum, { size }) => sum + size, 0),
        ...("failure" in outcome ? { state: "failed", ...outcome.failure } : { state: outcome.state }),
    };
}
function artifactRecord({ artifact, state, manifest, failure }) {
    const { localPath: path, kind, variant, arch, files } = artifact;
    return {
        path,
        kind,
        variant,
        arch,
        state,
        size: manifest === undefined ? artifact.artifact.size : [...files].reduce((sum, { size }) => sum + size, 0),
        ...(manifest === undefined ? {} : { digest: manifest.digest }),
        ...failure,
    };
}
//# sourceMappingURL=present-report.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/present-summary.js


/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** A longer list is folded. */
const MAX_UNFOLDED = 5;
/** The job summary. */
function summaryOf(result, counts, failure) {
    const { compose, dryRun, output, sentBytes, milliseconds, manifests } = result;
    const published = (0,lib_result/* composeRef */.K)(result);
    const parts = [
        (0,lib/* heading */.R_)(2, dryRun ? "What would be pushed" : failure === undefined ? "Compose pushed" : "Compose pushed in part"),
        dryRun
            ? `Compose ${(0,lib/* code */.aY)(compose.id)}: ${(0,lib/* countOf */.pq)(manifests.length, "manifest", "manifests")}.`
            : `Compose ${(0,lib/* code */.aY)(compose.id)}, metadata in ${(0,lib/* code */.aY)(output)}: ${(0,lib/* formatBytes */.z3)(sentBytes)} sent in ${(0,lib/* formatDuration */.a3)(milliseconds)}.`,
        ...(published === undefined ? [] : [`The compose has an address: ${(0,lib/* code */.aY)(published)}`]),
        (0,lib/* table */.tp)(["Artifacts", "Number"], Object.entries(counts)
            .filter(([, number]) => number > 0)
            .map(([state, number]) => [state, (0,lib/* formatCount */.B4)(number)])),
        targetTable(result),
        ...(dryRun ? [] : [blobTable(result)]),
        ...failures(result),
        ...notices(result),
    ];
    return `${parts.join("\n\n")}\n`;
}
/** What goes where. */
function targetTable({ manifests }) {
    const amounts = new Map();
    for (const { target, parcel, files } of manifests) {
        const amount = amounts.get(target) ?? { layouts: new Set(), manifests: 0, files: 0, bytes: 0 };
        amounts.set(target, amount);
        amount.layouts.add(parcel.layout);
        amount.manifests += 1;
        amount.files += files.length;
        amount.bytes += files.reduce((sum, { size }) => sum + size, 0);
    }
    const rows = [...amounts]
        .slice(0, MAX_LISTED)
        .map(([target, amount]) => [
        (0,lib/* code */.aY)(target),
        [...amount.layouts].sort().join(", "),
        (0,lib/* formatCount */.B4)(amount.manifests),
        (0,lib/* formatCount */.B4)(amount.files),
        (0,lib/* formatBytes */.z3)(amount.bytes),
    ]);
    const more = amounts.size - rows.length;
    return (0,lib/* table */.tp)(["Repository", "Layouts", "Manifests", "Files", "Bytes"], more > 0 ? [...rows, [(0,lib/* escapeText */.X1)(`and ${(0,lib/* formatCount */.B4)(more)} more`)]] : rows);
}
function blobTable({ blobs }) {
    return (0,lib/* table */.tp)(["Contents", "Number"], [
        ["pushed", `${(0,lib/* formatCount */.B4)(blobs.pushed)} (${(0,lib/* formatBytes */.z3)(blobs.pushedBytes)})`],
        ["there already", (0,lib/* formatCount */.B4)(blobs.existing)],
        ["mounted", (0,lib/* formatCount */.B4)(blobs.mounted)],
    ]);
}
function failures({ artifacts }) {
    const failed = artifacts.flatMap(({ artifact, failure }) => failure === undefined ? [] : [{ artifact, failure }]);
    if (failed.length === 0) {
        return [];
    }
    const byClass = new Map();
    for (const { failure } of failed) {
        byClass.set(failure.class, (byClass.get(failure.class) ?? 0) + 1);
    }
    const lines = failed
        .slice(0, MAX_LISTED)
        .map(({ artifact, failure }) => `- ${(0,lib/* code */.aY)(artifact.localPath)}: ${(0,lib/* escapeText */.X1)(`${failure.class}: ${failure.message}`)}`);
    const more = failed.length - lines.length;
    const rest = more > 0 ? [`- and ${(0,lib/* formatCount */.B4)(more)} more; the report names them all`] : [];
    return [
        (0,lib/* heading */.R_)(3, "What failed"),
        (0,lib/* table */.tp)(["Cause", "Artifacts"], [...byClass].map(([name, number]) => [(0,lib/* escapeText */.X1)(name), (0,lib/* formatCount */.B4)(number)])),
        failed.length > MAX_UNFOLDED
            ? (0,lib/* details */.zH)((0,lib/* countOf */.pq)(failed.length, "artifact", "artifacts"), [...lines, ...rest].join("\n"))
            : lines.join("\n"),
        "The metadata names what is there, and nothing of this. Run the step again to go on: what was pushed need not be pushed again.",
    ];
}
function notices({ notices: lines }) {
    return lines.length === 0
        ? []
        : [(0,lib/* heading */.R_)(3, "What to know"), lines.map((line) => `- ${(0,lib/* escapeText */.X1)(line)}`).join("\n")];
}
//# sourceMappingURL=present-summary.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/present.js




/** Hosts cut or drop outputs that are longer. */
const MAX_DIGESTS_CHARACTERS = 256 * 1024;
/** More than a job can attest; the compose's own artifact then stands for all. */
const MAX_SUBJECTS = 500;
/** Outputs, report, closing lines and job summary of a run. */
function present(result) {
    const counts = countStates(result);
    const failure = failureOf(result, counts);
    const { division } = result;
    const isPlan = division !== undefined && division.shard === undefined;
    return {
        outputs: {
            "metadata-dir": result.files.length === 0 ? "" : result.output,
            "compose-ref": (0,lib_result/* composeRef */.K)(result) ?? "",
            digests: digestsOf(result),
            pushed: String(counts.pushed),
            existing: String(counts.existing),
            bytes: String(result.sentBytes),
            ...(0,lib/* outputShardRun */.XV)(division),
        },
        // Made when it is wanted: it names every artifact.
        get report() {
            return reportOf(result, counts);
        },
        lines: isPlan ? [(0,lib/* lineOfPlan */.N6)(division.plan)] : linesOf(result, counts),
        summary: isPlan
            ? `${(0,lib/* summaryOfPlan */.Tp)("Push planned", division.plan)}\n`
            : summaryOf(result, counts, failure),
        subjects: subjectsOf(result),
        ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
    };
}
/** Of artifacts; of the metadata only when they are all there, since without them it is not published. */
function classesOf({ artifacts, publication }) {
    const classes = artifacts.flatMap(({ failure }) => (failure === undefined ? [] : [failure.class]));
    if (classes.length > 0) {
        return classes;
    }
    return typeof publication === "object" && "failure" in publication ? [publication.failure.class] : [];
}
function countStates({ artifacts, skipped }) {
    const counts = { pushed: 0, existing: 0, kept: 0, failed: 0, planned: 0, skipped };
    for (const { state } of artifacts) {
        counts[state] += 1;
    }
    return counts;
}
function failureOf({ publication }, { failed }) {
    if (failed > 0) {
        return `${(0,lib/* countOf */.pq)(failed, "artifact", "artifacts")} could not be pushed`;
    }
    return typeof publication === "object" && "failure" in publication
        ? `The metadata could not be published: ${publication.failure.message}`
        : undefined;
}
/** Digests of the manifests that are there; references in full could be taken for secrets by hosts, and dropped. */
function digestsOf({ manifests, outcomes }) {
    const there = manifests.filter((manifest) => {
        const outcome = outcomes.get(manifest);
        return outcome !== undefined && "state" in outcome;
    });
    const text = JSON.stringify([...new Set(there.map(({ digest }) => digest))]);
    return text.length <= MAX_DIGESTS_CHARACTERS ? text : "";
}
/** Only what is in a registry: an attestation is kept beside it. */
function subjectsOf(result) {
    const { manifests, outcomes, referenceOf } = result;
    const published = (0,lib_result/* composeRef */.K)(result);
    const all = manifests.flatMap((manifest) => {
        const outcome = outcomes.get(manifest);
        return outcome !== undefined && "state" in outcome ? [referenceOf(manifest)] : [];
    });
    const own = published === undefined ? [] : [published];
    const named = own.length > 0 && all.length >= MAX_SUBJECTS ? own : [...own, ...all];
    return named.filter((reference) => /^oci:\/\/(?!oci-layout\.localhost\/)/.test(reference)).map(withoutTag);
}
function withoutTag(reference) {
    return reference.replace(/:[^:/@]+(?=@)/, "");
}
function linesOf(result, counts) {
    const { compose, dryRun, manifests, blobs, sentBytes, milliseconds, files, output } = result;
    if (dryRun) {
        return [
            `${compose.id}: ${(0,lib/* countOf */.pq)(counts.planned, "artifact", "artifacts")} in ${(0,lib/* countOf */.pq)(manifests.length, "manifest", "manifests")}; nothing was pushed`,
        ];
    }
    const speed = milliseconds > 0 ? `, ${(0,lib/* formatBytes */.z3)((sentBytes * 1000) / milliseconds)}/s` : "";
    const sent = sentBytes > 0 ? ` (${(0,lib/* formatBytes */.z3)(sentBytes)} in ${(0,lib/* formatDuration */.a3)(milliseconds)}${speed})` : "";
    const published = (0,lib_result/* composeRef */.K)(result);
    return [
        `${compose.id}: ${(0,lib/* countOf */.pq)(counts.pushed, "artifact", "artifacts")} pushed, ${counts.existing} there already${others(counts)}`,
        `${(0,lib/* countOf */.pq)(blobs.pushed, "blob", "blobs")} sent${sent}, ${blobs.existing} there already, ${blobs.mounted} mounted`,
        ...(files.length === 0
            ? ["No metadata was written, since nothing is there"]
            : [`${(0,lib/* countOf */.pq)(files.length, "metadata file", "metadata files")} written to ${output}`]),
        ...(published === undefined ? [] : [`The compose is ${published}`]),
    ];
}
function others(counts) {
    const parts = ["kept", "failed", "skipped"]
        .filter((state) => counts[state] > 0)
        .map((state) => `${counts[state]} ${state}`);
    return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}
//# sourceMappingURL=present.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./actions/push-oci/lib/report-schema.js


const count = schemas/* number */.aig().int().nonnegative();
const failure = {
    class: schemas/* string */.YjP().optional().describe("Kind of failure"),
    status: count.optional().describe("HTTP status, where that was the failure"),
    message: schemas/* string */.YjP().optional(),
};
/** The step's own fields of the report. */
const reportSchema = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP().describe("Compose id"),
    dryRun: schemas/* boolean */.zMY(),
    ...lib/* shardReportFields */.m8,
    ...lib/* writtenReportFields */.Rp,
    metadataDir: schemas/* string */.YjP(),
    metadataFiles: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Paths of the written metadata"),
    described: count.describe("Artifacts in the written metadata; a set is one"),
    carried: count.describe("Those of them that are not selected, and keep their Locations; in every shard"),
    composeRef: schemas/* string */.YjP().optional().describe("Where the metadata itself was pushed to"),
    publication: schemas/* object */.Ikc({
        state: schemas/* enum */.k5n(["pushed", "existing", "failed", "incomplete"])
            .describe("incomplete: not tried, since artifacts failed"),
        ...failure,
    })
        .optional()
        .describe("Only with publish-metadata"),
    counts: schemas/* object */.Ikc({
        pushed: count,
        existing: count.describe("There before, with manifest and tag"),
        kept: count.describe("In a registry before, and left alone: only-missing"),
        failed: count,
        planned: count.describe("Only in a dry run"),
        skipped: count.describe("Not selected"),
    })
        .describe("Artifacts by state; together all artifacts of the metadata but those of other shards"),
    blobs: schemas/* object */.Ikc({
        pushed: count,
        existing: count,
        mounted: count.describe("Taken from another repository of the run"),
        pushedBytes: count,
    })
        .describe("Contents, counted once for each repository that has them"),
    transfer: schemas/* object */.Ikc({
        bytes: count.describe("Bytes of contents that were sent, those of failed attempts too"),
        milliseconds: count,
    }),
    manifests: schemas/* array */.YOg(schemas/* object */.Ikc({
        reference: schemas/* string */.YjP().describe("oci://repository:tag@digest, as Locations have it"),
        digest: schemas/* string */.YjP(),
        tag: schemas/* string */.YjP(),
        layout: schemas/* enum */.k5n(["file", "set", "bundle"]),
        layers: count,
        bytes: count.describe("Of all its layers"),
        state: schemas/* enum */.k5n(["pushed", "existing", "failed", "planned"]),
        ...failure,
    })),
    artifacts: schemas/* array */.YOg(schemas/* object */.Ikc({
        path: schemas/* string */.YjP().describe("local_path of the artifact"),
        kind: schemas/* string */.YjP(),
        variant: schemas/* string */.YjP(),
        arch: schemas/* string */.YjP(),
        state: schemas/* enum */.k5n(["pushed", "existing", "kept", "failed", "planned"]),
        size: count.nullable(),
        digest: schemas/* string */.YjP().optional().describe("Of the manifest that holds it"),
        ...failure,
    })),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()),
});
//# sourceMappingURL=report-schema.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/step.js




/** The step `push-oci`. */
const step = (0,lib/* defineStep */.ol)({
    name: "push-oci",
    title: "Push a compose to an OCI registry",
    description: "Pushes the artifacts of a compose to an OCI registry or into an OCI image layout directory, and writes 2.0 metadata whose Locations name them by tag and digest. What is there already is not sent again. The metadata can be pushed as well, so that one reference stands for the whole compose.",
    icon: "upload-cloud",
    inputs: inputs_inputs,
    outputs: {
        "metadata-dir": { description: "Directory of the written metadata, for the next step's compose input." },
        "compose-ref": {
            description: "Reference of the published metadata, with tag and digest, for compose inputs; empty without it.",
        },
        digests: {
            description: "Digests of the manifests that are there, as a JSON array; empty when they are too many.",
        },
        pushed: { description: "Number of artifacts that were pushed." },
        existing: { description: "Number of artifacts that were there already." },
        bytes: { description: "Bytes of contents that were sent." },
        ...lib/* shardOutputs */.rI,
    },
    report: reportSchema,
    metadataArtifact: "emits",
    // Nothing that registries need is loaded before the inputs are accepted.
    run: async (values, context) => {
        const [{ pushOci }, { openReach }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(800), __webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(164), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 97794)),
            Promise.all(/* import() */[__webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(426)]).then(__webpack_require__.bind(__webpack_require__, 14232)),
        ]);
        return pushOci(values, context, openReach);
    },
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/push-oci/lib/index.js

//# sourceMappingURL=index.js.map

/***/ }),

/***/ 13247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ composeRef),
/* harmony export */   R: () => (/* binding */ outcomesOf)
/* harmony export */ });
/** The reference of the published metadata. */
function composeRef({ publication }) {
    return typeof publication === "object" && "reference" in publication ? publication.reference : undefined;
}
/** What became of every artifact that was selected. */
function outcomesOf(chosen, placed, { parcels, plan, outcomes }) {
    return chosen.map((artifact) => {
        const parcel = parcels.of.get(artifact);
        const [file] = artifact.files;
        if (placed.has(artifact) || parcel === undefined || file === undefined) {
            return { artifact, state: "kept", manifest: undefined };
        }
        const manifest = plan.manifestOf(parcel, file);
        const outcome = outcomes.get(manifest);
        if (outcome === undefined) {
            return { artifact, state: "planned", manifest };
        }
        return "failure" in outcome
            ? { artifact, state: "failed", manifest, failure: outcome.failure }
            : { artifact, state: outcome.state, manifest };
    });
}
//# sourceMappingURL=result.js.map

/***/ })

};
