export const id = 825;
export const ids = [825];
export const modules = {

/***/ 37509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ ArtifactRows),
/* harmony export */   h: () => (/* binding */ groupName)
/* harmony export */ });
/** How findings name what belongs together. */
function groupName({ variant, arch, kind }) {
    return `${variant} ${arch} ${kind}`;
}
const SKIPPED = 1;
const MAY_BE_UNROOTED = 2;
/**
 * The artifacts of a compose, in the order in which they were found. An artifact takes three numbers, not an object:
 * there may be a million.
 */
class ArtifactRows {
    #groups = [];
    #groupNumbers = new Map();
    /** The group of the last row: rows come by group. */
    #last;
    #lastNumber = 0;
    #rowGroups = [];
    #flags = [];
    /** The number of the file, or -1 - i for the i-th of the artifacts that have other than one. */
    #files = [];
    #several = [];
    get count() {
        return this.#files.length;
    }
    get groups() {
        return this.#groups;
    }
    add(group, file, { skipped = false, mayBeUnrooted = false } = {}) {
        this.#rowGroups.push(this.#groupNumber(group));
        this.#flags.push((skipped ? SKIPPED : 0) | (mayBeUnrooted ? MAY_BE_UNROOTED : 0));
        this.#files.push(file);
    }
    /** An artifact that has several files, or none. */
    addSeveral(group, path, files, skipped) {
        this.add(group, -1 - this.#several.length, { skipped });
        this.#several.push({ files, path });
    }
    *[Symbol.iterator]() {
        for (let i = 0; i < this.#files.length; i++) {
            const file = this.#files[i];
            const several = file < 0 ? this.#several[-1 - file] : undefined;
            const flags = this.#flags[i];
            yield {
                group: this.#groups[this.#rowGroups[i]],
                files: several?.files ?? [file],
                ...(several === undefined ? {} : { path: several.path }),
                skipped: (flags & SKIPPED) !== 0,
                mayBeUnrooted: (flags & MAY_BE_UNROOTED) !== 0,
            };
        }
    }
    #groupNumber({ kind, variant, arch }) {
        const last = this.#last;
        if (last !== undefined && last.kind === kind && last.variant === variant && last.arch === arch) {
            return this.#lastNumber;
        }
        const key = `${kind}\0${variant}\0${arch}`;
        let number = this.#groupNumbers.get(key);
        if (number === undefined) {
            number = this.#groups.length;
            this.#groups.push({ kind, variant, arch });
            this.#groupNumbers.set(key, number);
        }
        this.#last = this.#groups[number];
        this.#lastNumber = number;
        return number;
    }
}

/***/ }),

/***/ 57074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JJ: () => (/* binding */ worse),
/* harmony export */   nS: () => (/* binding */ ROW_KINDS),
/* harmony export */   xj: () => (/* binding */ STATES)
/* harmony export */ });
/** What may be said of an artifact in the end, in the order in which it is shown; the worst of several wins. */
const STATES = [
    "verified",
    "present",
    "unrooted",
    "skipped",
    "weak",
    "unverifiable",
    "missing",
    "failed",
    "corrupt",
];
/** The worse of two states. */
function worse(a, b) {
    return STATES.indexOf(a) < STATES.indexOf(b) ? b : a;
}
/** What artifacts may be: those of the metadata, and the files that repositories and installable trees name. */
const ROW_KINDS = [
    "image",
    "rpm",
    "extra_file",
    "module",
    "variant_path",
    "repodata",
    "treeinfo",
];
//# sourceMappingURL=artifact-states.js.map

/***/ }),

/***/ 54649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FY: () => (/* binding */ CONSISTENCY_CHECKS),
/* harmony export */   PI: () => (/* binding */ ConsistencyLog)
/* harmony export */ });
/* unused harmony export MAX_KEPT */
/** What contradicts itself in the metadata, or between the metadata and the repositories. */
const CONSISTENCY_CHECKS = {
    "conflicting-facts": ["error", "paths that are named with different checksums or sizes"],
    "misplaced-file": ["error", "files where other files need a directory"],
    "package-name": ["error", "packages whose file name does not fit their NEVRA"],
    "image-identity": ["error", "images that consumers cannot tell from others, with other checksums"],
    "repeated-image": ["warning", "images that are listed more than once in a variant and arch"],
    "unknown-variant": ["error", "variants that composeinfo does not know"],
    "unknown-arch": ["error", "arches that composeinfo does not list for the variant"],
    "not-in-rpms": ["error", "packages that a repository lists and rpms.json does not"],
    "not-in-repository": ["error", "packages that rpms.json lists and the repository around them does not"],
};
/** Of each kind so many are kept; all are counted. */
const MAX_KEPT = 1000;
/** Collects contradictions. */
class ConsistencyLog {
    #found = new Map();
    /** @param count - how many occurrences this stands for */
    add(check, found, count = 1) {
        let entry = this.#found.get(check);
        if (entry === undefined) {
            entry = { count: 0, kept: [] };
            this.#found.set(check, entry);
        }
        entry.count += count;
        if (entry.kept.length < MAX_KEPT) {
            entry.kept.push(found);
        }
    }
    /** Errors first. */
    sets() {
        const checks = Object.keys(CONSISTENCY_CHECKS);
        return checks
            .flatMap((check) => {
            const found = this.#found.get(check);
            const [severity, title] = CONSISTENCY_CHECKS[check];
            return found === undefined ? [] : [{ check, severity, title, ...found }];
        })
            .sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
    }
}
//# sourceMappingURL=consistency.js.map

/***/ }),

/***/ 64320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PR: () => (/* binding */ describeMetadataError),
/* harmony export */   TV: () => (/* binding */ describeRecord),
/* harmony export */   ck: () => (/* binding */ inconsistencies),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   k_: () => (/* binding */ describeStates)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57074);


/** What is wrong with an artifact, in one line, without its path. */
function describeRecord(record) {
    const { state, cause, failure, expected, actual, reason } = record;
    switch (state) {
        case "corrupt": {
            const unit = cause === "size" ? " bytes" : "";
            const where = reason === undefined ? "" : ` (${reason})`;
            return `${cause} mismatch: expected ${expected}${unit}, found ${actual}${unit}${where}`;
        }
        case "failed":
            return `${failure}: ${reason}`;
        case "missing":
            return reason === undefined ? "missing" : `missing: ${reason}`;
        default:
            return reason === undefined ? state : `${state}: ${reason}`;
    }
}
/** `3 missing, 1 corrupt`, the worst first. */
function describeStates(states, without = []) {
    return _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__/* .STATES */ .xj.toReversed()
        .filter((state) => (states[state] ?? 0) > 0 && !without.includes(state))
        .map((state) => `${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(states[state] ?? 0)} ${state}`)
        .join(", ");
}
/** How many contradictions are errors. */
function inconsistencies({ consistency }, severity) {
    return consistency.filter((set) => set.severity === severity).reduce((sum, { count }) => sum + count, 0);
}
/** Why the step fails; undefined when all is well. */
function failureOf(result) {
    const { failing, artifacts, unlisted } = result;
    const contradictions = inconsistencies(result, "error");
    const parts = [
        ...(failing === 0
            ? []
            : [
                `${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(failing)} of ${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(artifacts, "artifact", "artifacts")} failed: ${describeStates(result.failingStates)}`,
            ]),
        ...(contradictions === 0 ? [] : [(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(contradictions, "contradiction", "contradictions")]),
        ...(unlisted.policy === "fail" && (unlisted.count ?? 0) > 0
            ? [`${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(unlisted.count ?? 0, "file", "files")} that nothing names`]
            : []),
    ];
    return parts.length === 0 ? undefined : `The compose is not as its metadata says: ${parts.join("; ")}`;
}
/** The first issue of a file that cannot be read, and how many more there are. */
function describeMetadataError(error) {
    const [issue] = error.issues;
    if (issue === undefined) {
        return error.message;
    }
    const more = error.issueCount > 1 ? ` (and ${error.issueCount - 1} more)` : "";
    return `${issue.path === "" ? "" : `${issue.path}: `}${issue.message}${more}`;
}
//# sourceMappingURL=describe.js.map

/***/ }),

/***/ 45825:
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
;// CONCATENATED MODULE: ./actions/verify/lib/inputs.js



const inputs_inputs = (0,lib/* defineInputs */.pf)({
    compose: (0,lib/* lines */.Mn)({
        description: "The metadata: a compose directory, a directory with metadata files, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
        required: true,
        unless: "metadata-artifact",
        positional: true,
        expected: "paths, URLs or references",
        example: "/srv/mirror/compose",
    }),
    root: (0,lib/* path */.Ae)({
        description: "Directory that the artifacts' paths start from, when that is not the compose directory itself.",
    }),
    mode: (0,lib/* choice */.Yq)(["local", "remote"], {
        description: "What is compared with the metadata: local, the files on disk; remote, what servers say of every Location, without downloading it.",
        default: "local",
    }),
    quick: (0,lib/* flag */.aR)({
        description: "Read the metadata and look for contradictions in it, and at no artifact.",
        default: false,
    }),
    unlisted: (0,lib/* choice */.Yq)(["ignore", "warn", "fail"], {
        description: "What to do about files below the root that nothing names.",
        default: "warn",
    }),
    "min-checksum": (0,lib/* choice */.Yq)(["sha256", "sha512", "sha1", "md5"], {
        description: "An artifact whose strongest checksum is weaker than this fails. What has no more than sha1 or md5 is counted as weak, never as verified.",
        default: "sha256",
    }),
    "allow-weak": (0,lib/* flag */.aR)({
        description: "Artifacts with no checksum of at least min-checksum are counted, but do not fail.",
        default: false,
    }),
    "allow-unverified": (0,lib/* flag */.aR)({
        description: "Artifacts without any checksum are counted, but do not fail.",
        default: false,
    }),
    sample: (0,lib/* integer */.nd)({
        description: "With mode remote: download and hash so many artifacts, chosen by seed.",
        min: 0,
        max: 1_000_000,
        default: 0,
    }),
    seed: (0,lib/* text */.Qq)({
        description: "Decides which artifacts are the sample: the same seed chooses the same ones. By default the compose id.",
        example: "2026-02-04",
    }),
    deep: (0,lib/* flag */.aR)({
        description: "With mode remote: download and hash every artifact, without storing it.",
        default: false,
    }),
    "root-url": (0,lib/* text */.Qq)({
        description: "With mode remote: the URL that relative Locations, and the paths of 1.x metadata, start from. By default that of the compose, when compose is a URL.",
        example: "https://cdn.example.com/compose/41/",
    }),
    "parallel-checksums": (0,lib/* integer */.nd)({
        description: "Threads that hash files. By default as many as there are cores.",
        min: 1,
        max: 256,
    }),
    "parallel-requests": (0,lib/* integer */.nd)({
        description: "Requests at a time, with mode remote.",
        min: 1,
        max: 256,
        default: 16,
    }),
    timeout: (0,lib/* duration */.p0)({
        description: "How long the whole step may take.",
    }),
    records: (0,lib/* choice */.Yq)(["problems", "all"], {
        description: "Artifacts that the report lists one by one: problems, those that are not as they should be; all, the verified and the skipped ones too.",
        default: "problems",
    }),
    ...lib/* shardInputs */.a$,
    ...lib/* shardReportsInput */.Eo,
    ...lib/* selectionInputs */.Iz,
    ...inputs/* registryInputs */.P4,
    ...inputs/* layoutInputs */.WL,
    ...connection/* connectionInputs */.e,
    ...lib/* takesArtifactInputs */.OQ,
    ...lib/* reportInput */.BO,
    ...lib/* findingsInputs */._3,
});
//# sourceMappingURL=inputs.js.map
// EXTERNAL MODULE: ./actions/verify/lib/describe.js
var describe = __webpack_require__(64320);
// EXTERNAL MODULE: ./actions/verify/lib/artifact-rows.js
var artifact_rows = __webpack_require__(37509);
;// CONCATENATED MODULE: ./actions/verify/lib/findings.js


/** More findings than this help nobody who looks at them one by one; the report has them. */
const MAX_FINDINGS = 10_000;
/** What is wrong, one by one, errors first. */
function findingsOf(result) {
    const findings = [...take(errorsOf(result), MAX_FINDINGS), ...take(warningsOf(result), MAX_FINDINGS)];
    return findings.slice(0, MAX_FINDINGS);
}
/** Every error, however many there are. */
function* errorsOf(result) {
    for (const record of result.records) {
        if (record.failing) {
            yield {
                check: record.state,
                severity: "error",
                path: record.path,
                message: (0,describe/* describeRecord */.TV)(record),
                group: (0,artifact_rows/* groupName */.h)(record),
            };
        }
    }
    yield* contradictions(result, "error");
    if (result.unlisted.policy === "fail") {
        yield* unlistedFiles(result, "error");
    }
}
function* warningsOf(result) {
    yield* contradictions(result, "warning");
    if (result.unlisted.policy === "warn") {
        yield* unlistedFiles(result, "warning");
    }
}
function* contradictions({ consistency }, severity) {
    for (const { check, severity: own, kept } of consistency) {
        if (own === severity) {
            for (const { path, message, group } of kept) {
                yield { check, severity, path, message, group };
            }
        }
    }
}
function* unlistedFiles({ unlisted }, severity) {
    for (const path of unlisted.files) {
        yield { check: "unlisted", severity, path, message: "nothing names this file", group: "unlisted files" };
    }
}
/** What was checked, by group. */
function checkedOf({ groups }) {
    return groups
        .map((group) => {
        const all = Object.values(group.states).reduce((sum, count) => sum + count, 0);
        return { name: (0,artifact_rows/* groupName */.h)(group), checked: all - (group.states.skipped ?? 0) };
    })
        .filter(({ checked }) => checked > 0);
}
function take(items, most) {
    const taken = [];
    for (const item of items) {
        if (taken.length === most) {
            break;
        }
        taken.push(item);
    }
    return taken;
}
//# sourceMappingURL=findings.js.map
// EXTERNAL MODULE: ./actions/verify/lib/artifact-states.js
var artifact_states = __webpack_require__(57074);
;// CONCATENATED MODULE: ./actions/verify/lib/summary.js



/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
const KIND_TITLES = {
    image: "Images",
    rpm: "RPMs",
    extra_file: "Extra files",
    module: "Modules",
    variant_path: "Repositories",
    repodata: "Repodata",
    treeinfo: "Tree files",
};
/** What a state means, and what to do about it. */
const STATE_TEXTS = {
    verified: "size and every checksum are right",
    present: "the server has it, of the right size as far as known; its bytes were not looked at",
    unrooted: "a repomd.xml or .treeinfo that nothing gives a checksum of; what it lists is verified against it",
    skipped: "not selected, or not looked at",
    weak: "right, but known by nothing stronger than what min-checksum asks for or than sha1: make the metadata anew with sha256, or set allow-weak",
    unverifiable: "there, but without any checksum: make the metadata anew with compute-checksums, or set allow-unverified",
    missing: "not there: copy or localize it again",
    failed: "could not be read or reached, for the reason that is listed",
    corrupt: "not the file that the metadata means: copy or localize it again, or make the metadata anew if the file is right",
};
/** The job summary of a verification. */
function summaryOf(result) {
    const { compose, artifacts, states, mode, place, directories, milliseconds } = result;
    const failed = (0,describe/* failureOf */.g5)(result) !== undefined;
    const title = mode === "quick" ? "Metadata read" : failed ? "Verification failed" : "Compose verified";
    const where = place === undefined ? "" : `, ${mode === "local" ? "in" : "from"} ${(0,lib/* code */.aY)(place)}`;
    const parts = [
        (0,lib/* heading */.R_)(2, title),
        `Compose ${(0,lib/* code */.aY)(compose.id)}${where}: ${(0,lib/* formatCount */.B4)(states.verified ?? 0)} of ${(0,lib/* countOf */.pq)(artifacts, "artifact", "artifacts")} verified, ${(0,lib/* formatCount */.B4)(result.failing)} failed, in ${(0,lib/* escapeText */.X1)((0,lib/* formatDuration */.a3)(milliseconds))}.`,
        stateTable(result),
        ...(mode === "quick" ? [] : [variantTable(result.groups)]),
        `Named besides: ${(0,lib/* countOf */.pq)(directories, "directory", "directories")}, which are no artifacts.`,
        ...failures(result),
        ...summary_contradictions(result),
        ...unlisted(result),
        ...remoteFigures(result),
        ...(0,lib/* summaryOfJoined */.LE)(result.joined),
        ...notes(result),
    ];
    return `${parts.join("\n\n")}\n`;
}
function stateTable({ states, failingStates }) {
    const rows = artifact_states/* STATES */.xj.filter((state) => states[state] !== undefined).map((state) => [
        failingStates[state] === undefined ? (0,lib/* code */.aY)(state) : `**${(0,lib/* code */.aY)(state)}**`,
        (0,lib/* formatCount */.B4)(states[state] ?? 0),
        (0,lib/* escapeText */.X1)(STATE_TEXTS[state]),
    ]);
    return (0,lib/* table */.tp)(["State", "Artifacts", "Meaning"], rows);
}
function variantTable(groups) {
    const kinds = artifact_states/* ROW_KINDS */.nS.filter((kind) => groups.some((group) => group.kind === kind));
    const variants = Map.groupBy(groups, ({ variant }) => variant);
    const rows = [...variants].map(([variant, own]) => [
        (0,lib/* code */.aY)(variant),
        ...kinds.map((kind) => cell(own.filter((group) => group.kind === kind))),
        cell(own),
    ]);
    const totals = kinds.map((kind) => cell(groups.filter((group) => group.kind === kind)));
    return (0,lib/* table */.tp)(["Variant", ...kinds.map((kind) => KIND_TITLES[kind]), "All"], [...rows, ["All", ...totals, cell(groups)]]);
}
/** How many there are that are selected, and how many of them fail. */
function cell(groups) {
    let all = 0;
    let failing = 0;
    for (const group of groups) {
        all += Object.values(group.states).reduce((sum, count) => sum + count, 0) - (group.states.skipped ?? 0);
        failing += group.failing;
    }
    if (all === 0) {
        return "–";
    }
    return failing === 0 ? (0,lib/* formatCount */.B4)(all) : `${(0,lib/* formatCount */.B4)(all)}, **${(0,lib/* formatCount */.B4)(failing)} failed**`;
}
function failures({ records, failing }) {
    if (failing === 0) {
        return [];
    }
    const found = [];
    for (const record of records) {
        if (record.failing && found.push(record) === MAX_LISTED) {
            break;
        }
    }
    const lines = found.map((record) => `- ${(0,lib/* code */.aY)(record.path)}: ${(0,lib/* escapeText */.X1)((0,describe/* describeRecord */.TV)(record))}`);
    return [(0,lib/* heading */.R_)(3, "What failed"), folded("artifacts", lines, failing)];
}
function summary_contradictions({ consistency }) {
    if (consistency.length === 0) {
        return [];
    }
    return [
        (0,lib/* heading */.R_)(3, "Contradictions in the metadata"),
        ...consistency.map(({ title, count, kept, severity }) => {
            const lines = kept
                .slice(0, MAX_LISTED)
                .map(({ path, message }) => `- ${(0,lib/* code */.aY)(path)}: ${(0,lib/* escapeText */.X1)(message)}`);
            const warning = severity === "warning" ? " (no failure)" : "";
            return `${(0,lib/* escapeText */.X1)(`${(0,lib/* formatCount */.B4)(count)} ${title}${warning}`)}\n\n${folded("places", lines, count)}`;
        }),
    ];
}
function unlisted({ unlisted: { count, files, policy, reason } }) {
    if (reason !== undefined) {
        return [(0,lib/* escapeText */.X1)(`${reason}.`)];
    }
    if (count === undefined || count === 0) {
        return [];
    }
    const lines = files.slice(0, MAX_LISTED).map((file) => `- ${(0,lib/* code */.aY)(file)}`);
    const what = policy === "fail" ? "Remove them, or name them in the metadata." : "They are no failure.";
    return [(0,lib/* heading */.R_)(3, "Files that nothing names"), folded("files", lines, count), what];
}
function remoteFigures({ remote }) {
    if (remote === undefined) {
        return [];
    }
    const { requests, hosts, redirected, withValidator, withoutSize, downloaded, downloadedBytes, seed } = remote;
    const sample = seed === undefined ? "" : `, chosen by the seed ${(0,lib/* code */.aY)(seed)}`;
    return [
        [
            `- ${(0,lib/* countOf */.pq)(requests, "request", "requests")} to ${hosts.map(lib/* code */.aY).join(", ")}`,
            `- reached through redirects: ${(0,lib/* formatCount */.B4)(redirected)}; with a validator: ${(0,lib/* formatCount */.B4)(withValidator)}; without a size: ${(0,lib/* formatCount */.B4)(withoutSize)}`,
            `- downloaded and hashed: ${(0,lib/* formatCount */.B4)(downloaded)}, ${(0,lib/* formatBytes */.z3)(downloadedBytes)}${sample}`,
        ].join("\n"),
    ];
}
function notes({ warnings, unmatched }) {
    const lines = [
        ...warnings.map(({ text }) => `- ${(0,lib/* escapeText */.X1)(text)}`),
        ...unmatched.map((name) => `- selected, but there is nothing of that name: ${(0,lib/* code */.aY)(name)}`),
    ];
    return lines.length === 0 ? [] : [(0,lib/* heading */.R_)(3, "What to know"), lines.join("\n")];
}
/** A list that is folded when it is long. @param count - how many there are in all */
function folded(what, lines, count) {
    const more = count - lines.length;
    const all = more > 0 ? [...lines, `- and ${(0,lib/* formatCount */.B4)(more)} more in the report`] : lines;
    return all.length > 15 ? (0,lib/* details */.zH)(`${(0,lib/* formatCount */.B4)(count)} ${what}`, all.join("\n")) : all.join("\n");
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/present.js




/** Unlisted files that the closing lines name. */
const SHOWN_UNLISTED = 5;
/** Outputs, report, findings, closing lines and job summary of a verification. */
function present(result) {
    const failure = (0,describe/* failureOf */.g5)(result);
    const verified = result.states.verified ?? 0;
    const skipped = result.artifacts - verified - result.failing;
    const { division } = result;
    const isPlan = division !== undefined && division.shard === undefined;
    return {
        outputs: {
            artifacts: String(result.artifacts),
            verified: String(verified),
            failed: String(result.failing),
            skipped: String(skipped),
            unlisted: String(result.unlisted.count ?? ""),
            inconsistencies: String((0,describe/* inconsistencies */.ck)(result, "error") + (0,describe/* inconsistencies */.ck)(result, "warning")),
            ...(0,lib/* outputShardRun */.XV)(division),
        },
        report: reportOf(result, { verified, skipped }),
        findings: findingsOf(result),
        checked: checkedOf(result),
        ...(isPlan
            ? {
                lines: [(0,lib/* lineOfPlan */.N6)(division.plan)],
                summary: `${(0,lib/* summaryOfPlan */.Tp)("Verification planned", division.plan)}\n`,
            }
            : {
                lines: [
                    headline(result, verified),
                    ...restLines(result),
                    ...unlistedLines(result),
                    ...(0,lib/* linesOfJoined */.Ep)(result.joined),
                ],
                summary: summaryOf(result),
            }),
        ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
    };
}
/** Of what could not be looked at; what was found bad has no class, but a state. */
function classesOf({ records }) {
    return records.flatMap(({ failing, failure }) => (failing && failure !== undefined ? [failure] : []));
}
function reportOf(result, counts) {
    const { compose, mode, place, artifacts, directories, states, groups, unlisted, remote } = result;
    return {
        compose: compose.id,
        mode,
        ...(0,lib/* reportShardRun */.IA)(result.division),
        ...(result.division?.shard === undefined ? {} : { rules: result.division.rules }),
        ...(0,lib/* reportJoined */.kM)(result.joined),
        ...(place === undefined ? {} : { place }),
        verified: counts.verified,
        failed: result.failing,
        skipped: counts.skipped,
        errors: [...errorsOf(result)].map(({ path, message }) => ({ path, error: message })),
        artifacts: { total: artifacts, directories, states, failing: result.failingStates, groups },
        records: result.records.map(({ tolerated: _, ...record }) => record),
        omittedRecords: result.omittedRecords,
        consistency: result.consistency.map(({ kept, ...set }) => ({
            ...set,
            findings: kept,
        })),
        unlisted,
        warnings: result.warnings.map(({ text: _, ...warning }) => warning),
        unmatched: result.unmatched,
        ...(remote === undefined ? {} : { remote }),
        milliseconds: Math.round(result.milliseconds),
    };
}
function headline({ compose, artifacts, failing, place, mode, milliseconds }, verified) {
    if (mode === "quick") {
        return `${compose.id}: the metadata of ${(0,lib/* countOf */.pq)(artifacts, "artifact", "artifacts")} was read in ${(0,lib/* formatDuration */.a3)(milliseconds)}; no artifact was looked at`;
    }
    const where = place === undefined ? "" : ` ${mode === "local" ? "in" : "from"} ${place}`;
    return `${compose.id}: ${(0,lib/* formatCount */.B4)(verified)} of ${(0,lib/* countOf */.pq)(artifacts, "artifact", "artifacts")} verified${where} in ${(0,lib/* formatDuration */.a3)(milliseconds)}, ${(0,lib/* formatCount */.B4)(failing)} failed`;
}
function restLines({ states, mode, remote }) {
    const rest = mode === "quick" ? "" : (0,describe/* describeStates */.k_)(states, ["verified"]);
    return [
        ...(rest === "" ? [] : [`not verified: ${rest}`]),
        ...(remote === undefined
            ? []
            : [
                `${(0,lib/* countOf */.pq)(remote.requests, "request", "requests")} to ${(0,lib/* countOf */.pq)(remote.hosts.length, "host", "hosts")}; ${(0,lib/* formatCount */.B4)(remote.downloaded)} downloaded and hashed`,
            ]),
    ];
}
function unlistedLines({ unlisted }) {
    const { count = 0, files } = unlisted;
    if (count === 0) {
        return [];
    }
    const shown = files.slice(0, SHOWN_UNLISTED).join(", ");
    return [
        `${(0,lib/* countOf */.pq)(count, "file that nothing names", "files that nothing names")}: ${shown}${count > SHOWN_UNLISTED ? ", …" : ""}`,
    ];
}
//# sourceMappingURL=present.js.map
// EXTERNAL MODULE: ./actions/verify/lib/report-schema.js
var report_schema = __webpack_require__(88695);
;// CONCATENATED MODULE: ./actions/verify/lib/step.js




/** The step `verify`. */
const step = (0,lib/* defineStep */.ol)({
    name: "verify",
    title: "Verify that a compose is what its metadata says",
    description: "Proves that the files of a compose, on disk or at their Locations, are there and have the sizes and checksums that the metadata and the repositories give; finds files that nothing names and metadata that contradicts itself.",
    icon: "check-circle",
    inputs: inputs_inputs,
    outputs: {
        artifacts: {
            description: "Number of artifacts in the metadata, and of files that the repositories list.",
        },
        verified: { description: "Number of artifacts whose size and checksums are right." },
        failed: { description: "Number of artifacts that are missing, corrupt, or cannot be verified." },
        skipped: { description: "Number of artifacts that are neither verified nor failed." },
        unlisted: { description: "Number of files that nothing names; empty when they were not looked for." },
        inconsistencies: { description: "Number of contradictions in the metadata." },
        ...lib/* shardOutputs */.rI,
    },
    report: report_schema/* reportSchema */.Q,
    metadataArtifact: "takes",
    // What it takes to verify is loaded when the inputs are known to be right.
    run: async (values, context) => (await Promise.all(/* import() */[__webpack_require__.e(800), __webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(164), __webpack_require__.e(760)]).then(__webpack_require__.bind(__webpack_require__, 2688))).verify(values, context),
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/verify/lib/index.js

//# sourceMappingURL=index.js.map

/***/ }),

/***/ 88695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ reportSchema)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57074);
/* harmony import */ var _consistency_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54649);




const CHECKS = Object.keys(_consistency_js__WEBPACK_IMPORTED_MODULE_1__/* .CONSISTENCY_CHECKS */ .FY);
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().nonnegative();
const states = zod__WEBPACK_IMPORTED_MODULE_2__/* .partialRecord */ .jgl(zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_artifact_states_js__WEBPACK_IMPORTED_MODULE_3__/* .STATES */ .xj), count);
/** The step's own fields of the report. `verified`, `failed`, `skipped` and `errors` are those of productmd's report. */
const reportSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    compose: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().describe("Compose id"),
    mode: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["local", "remote", "quick"]).describe("Where the artifacts were looked at; quick: nowhere"),
    ..._compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .shardReportFields */ .m8,
    rules: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP())
        .optional()
        .describe("Inputs that decide whether an artifact is good; only of a run that did a part"),
    ..._compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .joinedReportFields */ .LW,
    place: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional().describe("Directory or URL that the paths start from"),
    verified: count.describe("Artifacts whose size and checksums are right"),
    failed: count.describe("Artifacts that fail the run"),
    skipped: count.describe("All other artifacts; the three add up to artifacts.total"),
    errors: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ path: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), error: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }))
        .describe("What fails the run, a line for each artifact, contradiction and, when they fail it, unlisted file"),
    artifacts: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        total: count.describe("Artifacts of the metadata, and files that repositories and trees list"),
        directories: count.describe("Variant paths that are directories and no artifacts"),
        states: states.describe("How many are in which state; they add up to total"),
        failing: states.describe("How many of which state fail the run; they add up to failed"),
        groups: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
            variant: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
            arch: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
            kind: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_artifact_states_js__WEBPACK_IMPORTED_MODULE_3__/* .ROW_KINDS */ .nS),
            states,
            failing: count,
        }))
            .describe("The same by variant, arch and kind"),
    })
        .describe("Counts"),
    records: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        path: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        kind: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_artifact_states_js__WEBPACK_IMPORTED_MODULE_3__/* .ROW_KINDS */ .nS),
        variant: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        arch: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        state: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_artifact_states_js__WEBPACK_IMPORTED_MODULE_3__/* .STATES */ .xj),
        failing: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().describe("Whether it fails the run"),
        cause: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["size", "checksum"]).optional().describe("Of a corrupt artifact: what differs"),
        failure: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional().describe("Of a failed one: the class"),
        expected: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional().describe("Bytes, or algorithm:digest"),
        actual: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
        reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    }))
        .describe("Artifacts one by one: those that are not as they should be or, with records: all, every one"),
    omittedRecords: count.describe("Records that there was no room for"),
    consistency: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        check: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(CHECKS),
        severity: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["error", "warning"]),
        title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().describe("What the check looks for"),
        count,
        findings: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
            path: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
            message: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
            group: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().describe("What it belongs to: variant, arch and kind, or a file"),
        }))
            .describe("The first of them"),
    }))
        .describe("What contradicts itself in the metadata, or between it and the repositories"),
    unlisted: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        policy: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["ignore", "warn", "fail"]),
        count: count.optional().describe("Absent when they were not looked for"),
        reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional().describe("Why not, although that was asked for"),
        files: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).describe("The first of them"),
    })
        .describe("Files that nothing names"),
    warnings: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ code: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), message: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), count, examples: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) }))
        .describe("What looks wrong in the metadata; each entry stands for all its occurrences"),
    unmatched: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).describe("Names in the selection that nothing was found under"),
    remote: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        requests: count,
        hosts: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
        redirected: count.describe("Files that were reached through redirects"),
        withValidator: count.describe("Files whose server gives an ETag or a Last-Modified"),
        withoutSize: count.describe("Files whose server does not tell the size"),
        downloaded: count.describe("Files that were downloaded and hashed"),
        downloadedBytes: count,
        seed: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional().describe("What chose the sample"),
    })
        .optional()
        .describe("Only with mode remote"),
    milliseconds: count.describe("How long it took"),
});
//# sourceMappingURL=report-schema.js.map

/***/ })

};
