export const id = 97;
export const ids = [97];
export const modules = {

/***/ 69161:
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
;// CONCATENATED MODULE: ./actions/localize/lib/inputs.js



const inputs_inputs = (0,lib/* defineInputs */.pf)({
    compose: (0,lib/* lines */.Mn)({
        description: "The 2.0 metadata: a directory of a compose or of metadata files, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
        required: true,
        unless: "metadata-artifact",
        positional: true,
        expected: "paths, URLs or references",
        example: "https://composes.example.com/Fedora-41-20260204.0/",
    }),
    output: (0,lib/* path */.Ae)({
        description: "Directory of the mirror: the tree goes to compose/ in it, metadata of version 1.2 to compose/metadata/, what later runs need to know to .productmd/. It is created when it does not exist.",
        required: true,
        example: "/srv/mirror/fedora-41",
    }),
    "root-url": (0,lib/* text */.Qq)({
        description: "What relative URLs in the metadata are relative to. By default where the metadata itself comes from, when that is a URL.",
        example: "https://composes.example.com/Fedora-41-20260204.0/",
    }),
    "expect-compose-id": (0,lib/* text */.Qq)({
        description: "Refuse metadata of any other compose.",
        example: "Fedora-41-20260204.0",
    }),
    "parallel-downloads": (0,lib/* integer */.nd)({
        description: "Downloads at a time. A host that says it is busy gets fewer, and more again later.",
        min: 1,
        max: 128,
        default: 16,
    }),
    "connections-per-file": (0,lib/* integer */.nd)({
        description: "Connections for one big file, each for a part of it. Further ones are opened only when the first is slow and the server sends parts.",
        min: 1,
        max: 16,
        default: 4,
    }),
    "skip-existing": (0,lib/* flag */.aR)({
        description: "Keep files that are there and right. What an earlier run verified and nobody touched since is not read again.",
        default: true,
    }),
    paranoid: (0,lib/* flag */.aR)({
        description: "Read and hash every file that is there, whatever earlier runs found.",
        default: false,
    }),
    "verify-checksums": (0,lib/* flag */.aR)({
        description: "Check the checksums of files. Without it sizes alone are checked; needs allow-unverified.",
        default: true,
    }),
    "allow-unverified": (0,lib/* flag */.aR)({
        description: "Take files of which nobody knows a checksum. They are counted as unverifiable.",
        default: false,
    }),
    "min-checksum": (0,lib/* choice */.Yq)(["sha512", "sha256", "sha1", "md5"], {
        description: "The weakest checksum that is enough. A file that has no more than sha1 or md5 is counted as weak, never as verified.",
        default: "sha256",
    }),
    "allow-weak": (0,lib/* flag */.aR)({
        description: "Take files whose only checksums are weaker than min-checksum. They are counted as weak.",
        default: false,
    }),
    "fail-fast": (0,lib/* flag */.aR)({
        description: "Stop at the first failure. Otherwise everything is tried, and the metadata lists what arrived.",
        default: false,
    }),
    mirrors: (0,lib/* lines */.Mn)({
        description: "Other places to download from, one rule per line: a URL prefix and, separated by spaces, the prefixes to try instead of it, the best first. The place in the metadata is tried last; what belongs to the compose and has no checksum (.treeinfo, signatures, a repomd.xml without one) comes from there alone.",
        expected: "lines of URL prefixes",
        example: "https://cdn.example.com/ https://mirror.example.org/compose/",
    }),
    bandwidth: (0,lib/* size */.Ej)({
        description: "Bytes per second for all downloads together.",
        min: "1K",
        example: "50M",
    }),
    timeout: (0,lib/* duration */.p0)({
        description: "How long the whole step may take. What was received is kept for the next run.",
    }),
    "link-mode": (0,lib/* choice */.Yq)(["auto", "hardlink", "reflink", "copy"], {
        description: "How the same content gets to several paths. It is downloaded once. auto: as the first of hardlink, reflink, copy that works.",
        default: "auto",
    }),
    "cache-dir": (0,lib/* path */.Ae)({
        description: "Directory with files by their sha256, which are taken from there instead of being downloaded, and put there when they were. They are hashed again before they are used.",
    }),
    "tool-cache": (0,lib/* flag */.aR)({
        description: "Use a directory in the tool cache of the runner (RUNNER_TOOL_CACHE) as cache-dir. Self-hosted runners keep it from run to run.",
        default: false,
    }),
    fsync: (0,lib/* choice */.Yq)(["none", "batch", "file"], {
        description: "When files are forced to the disk: left to the system, some hundred at a time, or each before it gets its name.",
        default: "none",
    }),
    "lock-timeout": (0,lib/* duration */.p0)({
        description: "How long to wait while another run works on the same output.",
        default: "0s",
    }),
    "portable-names": (0,lib/* flag */.aR)({
        description: "Refuse names that Windows cannot hold.",
        default: process.platform === "win32",
    }),
    ...lib/* shardInputs */.a$,
    ...lib/* shardReportsInput */.Eo,
    "dry-run": (0,lib/* flag */.aR)({
        description: "Show what would be downloaded, and download nothing.",
        default: false,
    }),
    prune: (0,lib/* flag */.aR)({
        description: "After success remove files from the tree that the compose, as selected, does not name: with variants or arches also everything of the others.",
        default: false,
    }),
    "max-delete": (0,lib/* integer */.nd)({
        description: "Remove nothing when prune would remove more files than this.",
        min: 0,
        default: 1000,
    }),
    ...lib/* selectionInputs */.Iz,
    ...inputs/* registryInputs */.P4,
    ...inputs/* layoutInputs */.WL,
    ...connection/* connectionInputs */.e,
    ...lib/* takesArtifactInputs */.OQ,
    ...lib/* reportInput */.BO,
});
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./actions/localize/lib/plan-file.js
var plan_file = __webpack_require__(83363);
// EXTERNAL MODULE: ./actions/localize/lib/result.js
var lib_result = __webpack_require__(68682);
// EXTERNAL MODULE: ./actions/localize/lib/shard.js
var shard = __webpack_require__(84735);
;// CONCATENATED MODULE: ./actions/localize/lib/present-report.js




/** The report's own fields. */
function reportOf(result, counts) {
    const { compose, output, dryRun, division, joined, totals, files, planned, outcomes } = result;
    const ofArtifacts = new Set(outcomes.flatMap(({ artifact }) => artifact.files));
    const { plan, ...ofShard } = (0,lib/* reportShardRun */.IA)(division);
    return {
        compose: compose.id,
        output,
        dryRun,
        ...ofShard,
        ...(0,lib/* reportJoined */.kM)(joined),
        metadataFiles: result.metadata,
        counts,
        plan: {
            ...totals,
            ...(result.remaining === undefined ? {} : { remaining: result.remaining }),
            ...plan,
            byHost: amountsByHost(planned),
            byVariant: amountsByVariant(planned),
        },
        transfer: transferOf(result),
        ...(joined === undefined ? {} : { joinedTransfer: transferOf(joined) }),
        files: Object.fromEntries((0,lib_result/* countArrivals */.Ae)(files)),
        artifacts: outcomes.map((outcome) => {
            const isPlanned = dryRun && (0,shard/* isOwn */.N)(outcome.artifact.files[0] ?? {}, division?.shard);
            return artifactRecord(outcome, isPlanned);
        }),
        otherFailures: files
            .filter((file) => file.state === "failed" && !ofArtifacts.has(file))
            .map((file) => ({ ...nameOf(file), state: "failed", size: file.size, ...failureOf(file) })),
        pruned: result.pruned,
        warnings: result.notices,
        stopped: result.stopped,
    };
}
function artifactRecord({ artifact, state, failed }, isPlanned) {
    const [first] = artifact.files;
    const { localPath: path, kind, variant, arch } = artifact;
    return {
        path,
        kind,
        variant,
        arch,
        state: isPlanned && state === "open" ? "planned" : state,
        size: first?.state === "done" ? first.bytes : (first?.size ?? null),
        ...(first?.arrival === undefined ? {} : { arrival: first.arrival }),
        ...(failed === undefined ? {} : failureOf(failed)),
        ...(failed === undefined || failed.localPath === path ? {} : { failed: failed.localPath }),
    };
}
function nameOf({ localPath: path, kind, variant, arch }) {
    return { path, kind, variant, arch };
}
function failureOf({ failure }) {
    return failure === undefined ? {} : { ...failure };
}
/** Where files are asked for first. */
function amountsByHost(files) {
    return Object.fromEntries(amounts(files, (0,lib_result/* firstOfTheirContent */.Fu)(files), ({ urls }) => (0,plan_file/* hostOf */.w4)(urls[0]) ?? "none"));
}
function amountsByVariant(files) {
    const first = (0,lib_result/* firstOfTheirContent */.Fu)(files);
    const variants = new Map();
    for (const file of files) {
        const known = variants.get(file.variant);
        if (known === undefined) {
            variants.set(file.variant, [file]);
        }
        else {
            known.push(file);
        }
    }
    return Object.fromEntries([...variants].map(([variant, own]) => [
        variant,
        Object.fromEntries(amounts(own, first, ({ arch }) => arch)),
    ]));
}
/** Every content counts once, where it is named first: amounts add up to the plan's bytes. */
function amounts(files, first, key) {
    const found = new Map();
    for (const file of files) {
        const name = key(file);
        const amount = found.get(name) ?? { files: 0, bytes: 0 };
        amount.files += 1;
        amount.bytes += first.has(file) ? (file.size ?? 0) : 0;
        found.set(name, amount);
    }
    return found;
}
function transferOf(received) {
    return {
        bytes: received.receivedBytes,
        milliseconds: Math.round(received.milliseconds),
        hosts: hostsOf(received),
    };
}
/** The slowest first. */
function hostsOf({ hosts }) {
    return [...hosts]
        .map(([host, { files, bytes, failures, milliseconds }]) => ({
        host,
        files,
        bytes,
        failures,
        bytesPerSecond: milliseconds > 0 ? Math.round((bytes * 1000) / milliseconds) : 0,
    }))
        .sort((a, b) => a.bytesPerSecond - b.bytesPerSecond || (a.host < b.host ? -1 : 1));
}
//# sourceMappingURL=present-report.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/present-summary.js




/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** A longer list is folded. */
const MAX_UNFOLDED = 5;
/** The job summary. */
function summaryOf(result, counts, failure) {
    const { compose, output, dryRun, totals } = result;
    const parts = [
        (0,lib/* heading */.R_)(2, dryRun
            ? "What would be mirrored"
            : failure === undefined
                ? "Compose mirrored"
                : "Compose mirrored in part"),
        dryRun
            ? `Compose ${(0,lib/* code */.aY)(compose.id)}: ${(0,lib/* countOf */.pq)(totals.files, "file", "files")}, ${(0,lib/* formatBytes */.z3)(totals.bytes)} known, ${(0,lib/* formatCount */.B4)(totals.duplicates)} duplicates, ${(0,lib/* formatCount */.B4)(totals.unknownSizes)} of unknown size. What repositories hold besides packages is known when they are read.`
            : `Compose ${(0,lib/* code */.aY)(compose.id)} in ${(0,lib/* code */.aY)(`${output}/compose`)}: ${(0,lib/* formatBytes */.z3)(result.receivedBytes)} downloaded in ${(0,lib/* formatDuration */.a3)(result.milliseconds)}.`,
        (0,lib/* table */.tp)(["Artifacts", "Number"], Object.entries(counts)
            .filter(([, number]) => number > 0)
            .map(([state, number]) => [dryRun && state === "open" ? "planned" : state, (0,lib/* formatCount */.B4)(number)])),
        dryRun ? hostPlan(result) : arrivalTable(result),
    ];
    if (!dryRun && result.hosts.size > 0) {
        parts.push((0,lib/* heading */.R_)(3, "Hosts, the slowest first"), hostTable(result));
    }
    parts.push(...partsOf(result));
    parts.push(...failures(result), ...notices(result), ...pruned(result));
    return `${parts.join("\n\n")}\n`;
}
function arrivalTable({ files }) {
    const columns = ["downloaded", "present", "linked", "cached", "copied", "generated", "failed"];
    const counts = (0,lib_result/* countArrivals */.Ae)(files);
    const used = columns.filter((column) => [...counts.values()].some((count) => count[column] !== undefined));
    return (0,lib/* table */.tp)(["Files", ...used], [...counts].map(([kind, count]) => [
        plan_file/* KIND_TITLES */.x7[kind],
        ...used.map((column) => (count[column] === undefined ? "–" : (0,lib/* formatCount */.B4)(count[column] ?? 0))),
    ]));
}
function hostPlan({ planned }) {
    return (0,lib/* table */.tp)(["Host", "Files", "Known bytes"], Object.entries(amountsByHost(planned)).map(([host, { files: number, bytes }]) => [
        (0,lib/* code */.aY)(host),
        (0,lib/* formatCount */.B4)(number),
        (0,lib/* formatBytes */.z3)(bytes),
    ]));
}
/** What other jobs have done. */
function partsOf({ joined }) {
    return joined === undefined
        ? []
        : [
            (0,lib/* heading */.R_)(3, "Parts"),
            `The jobs of the parts downloaded ${(0,lib/* formatBytes */.z3)(joined.receivedBytes)}; the longest took ${(0,lib/* escapeText */.X1)((0,lib/* formatDuration */.a3)(joined.milliseconds))}.`,
            ...(joined.hosts.size > 0 ? [hostTable(joined)] : []),
            ...(0,lib/* summaryOfJoined */.LE)(joined),
        ];
}
function hostTable(result) {
    return (0,lib/* table */.tp)(["Host", "Files", "Bytes", "Speed of one transfer", "Failures"], hostsOf(result)
        .slice(0, MAX_LISTED)
        .map(({ host, files, bytes, bytesPerSecond, failures: failed }) => [
        (0,lib/* code */.aY)(host),
        (0,lib/* formatCount */.B4)(files),
        (0,lib/* formatBytes */.z3)(bytes),
        `${(0,lib/* formatBytes */.z3)(bytesPerSecond)}/s`,
        (0,lib/* formatCount */.B4)(failed),
    ]));
}
function failures(result) {
    const failed = (0,lib_result/* failedFiles */.PW)(result);
    if (failed.length === 0) {
        return [];
    }
    const byClass = new Map();
    for (const { failure } of failed) {
        const name = failure?.class ?? "unknown";
        byClass.set(name, (byClass.get(name) ?? 0) + 1);
    }
    const lines = failed
        .slice(0, MAX_LISTED)
        .map(({ localPath, failure }) => `- ${(0,lib/* code */.aY)(localPath)}: ${(0,lib/* escapeText */.X1)(failure === undefined ? "" : (0,plan_file/* describeFailure */.Ic)(failure))}`);
    const more = failed.length - lines.length;
    return [
        (0,lib/* heading */.R_)(3, "What failed"),
        (0,lib/* table */.tp)(["Cause", "Files"], [...byClass].map(([name, number]) => [(0,lib/* escapeText */.X1)(name), (0,lib/* formatCount */.B4)(number)])),
        failed.length > MAX_UNFOLDED
            ? (0,lib/* details */.zH)((0,lib/* countOf */.pq)(failed.length, "file", "files"), [
                ...lines,
                ...(more > 0 ? [`- and ${(0,lib/* formatCount */.B4)(more)} more; the report names them all`] : []),
            ].join("\n"))
            : lines.join("\n"),
        "Run the step again to go on: what is there and verified is kept.",
    ];
}
function notices({ notices: lines }) {
    return lines.length === 0
        ? []
        : [(0,lib/* heading */.R_)(3, "What to know"), lines.map((line) => `- ${(0,lib/* escapeText */.X1)(line)}`).join("\n")];
}
function pruned({ pruned: paths }) {
    return paths.length === 0
        ? []
        : [
            (0,lib/* details */.zH)(`${(0,lib/* formatCount */.B4)(paths.length)} files removed`, paths
                .slice(0, MAX_LISTED)
                .map((path) => `- ${(0,lib/* code */.aY)(path)}`)
                .join("\n")),
        ];
}
//# sourceMappingURL=present-summary.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/present.js





/** Outputs, report, closing lines and job summary of a run. */
function present(result) {
    const counts = countStates(result);
    const { division } = result;
    if (division !== undefined && division.shard === undefined) {
        return presentPlan(result, division, counts);
    }
    const failure = present_failureOf(result, counts);
    return {
        outputs: {
            "compose-dir": (0,external_node_path_.join)(result.output, "compose"),
            "metadata-dir": (0,external_node_path_.join)(result.output, "compose", "metadata"),
            verified: String(counts.verified),
            failed: String(counts.failed),
            downloaded: String(result.receivedBytes),
            files: String(result.files.filter(({ state }) => state === "done").length),
            ...(0,lib/* outputShardRun */.XV)(division),
        },
        // Made when it is wanted: it names every artifact.
        get report() {
            return reportOf(result, counts);
        },
        lines: linesOf(result, counts),
        summary: summaryOf(result, counts, failure),
        ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
    };
}
function classesOf(result) {
    return (0,lib_result/* failedFiles */.PW)(result).flatMap(({ failure }) => (failure === undefined ? [] : [failure.class]));
}
/** Nothing was made, and what cannot be fetched is found by the part that it belongs to. */
function presentPlan(result, division, counts) {
    return {
        outputs: {
            "compose-dir": "",
            "metadata-dir": "",
            verified: "0",
            failed: "0",
            downloaded: "0",
            files: "0",
            ...(0,lib/* outputShardRun */.XV)(division),
        },
        get report() {
            return reportOf(result, counts);
        },
        lines: [(0,lib/* lineOfPlan */.N6)(division.plan)],
        summary: `${(0,lib/* summaryOfPlan */.Tp)("Mirroring planned", division.plan)}\n`,
    };
}
function countStates({ outcomes, skipped }) {
    const counts = { verified: 0, weak: 0, unverifiable: 0, unrooted: 0, failed: 0, open: 0, skipped };
    for (const { state } of outcomes) {
        counts[state] += 1;
    }
    return counts;
}
function present_failureOf(result, counts) {
    const { dryRun, stopped, pruneRefusal } = result;
    const failed = (0,lib_result/* failedFiles */.PW)(result).length;
    if (failed === 0) {
        return pruneRefusal;
    }
    if (dryRun) {
        return `${(0,lib/* countOf */.pq)(failed, "file", "files")} cannot be fetched`;
    }
    const rest = stopped
        ? `; stopped at the first failure, ${(0,lib/* countOf */.pq)(notTried(result, counts), "artifact", "artifacts")} not tried`
        : "";
    return `${(0,lib/* countOf */.pq)(failed, "file", "files")} failed${rest}`;
}
/** Artifacts of other parts are all open, and nothing that this one has not come to. */
function notTried({ division, outcomes }, { open }) {
    const { plan, shard } = division ?? {};
    const own = plan?.parts[(shard?.index ?? 0) - 1]?.artifacts ?? outcomes.length;
    return own - (outcomes.length - open);
}
function linesOf(result, counts) {
    const { compose, dryRun, totals, output, receivedBytes, milliseconds, metadata, pruned } = result;
    const shard = result.division?.shard;
    if (dryRun) {
        return [
            `${compose.id}: ${(0,lib/* countOf */.pq)(result.outcomes.length, "artifact", "artifacts")}, ${(0,lib/* countOf */.pq)(totals.files, "file", "files")}, ${(0,lib/* formatBytes */.z3)(totals.bytes)} known, ${(0,lib/* countOf */.pq)(totals.duplicates, "duplicate", "duplicates")}; nothing was downloaded`,
            ...(result.remaining === undefined
                ? []
                : [
                    `The output lacks ${(0,lib/* countOf */.pq)(result.remaining.files, "file", "files")} of them, ${(0,lib/* formatBytes */.z3)(result.remaining.bytes)} known`,
                ]),
        ];
    }
    const arrivals = [...(0,lib_result/* countArrivals */.Ae)(result.files).values()];
    const sum = (arrival) => arrivals.reduce((all, kinds) => all + (kinds[arrival] ?? 0), 0);
    const some = (arrival, how) => (sum(arrival) > 0 ? `, ${sum(arrival)} ${how}` : "");
    const speed = milliseconds > 0 ? `, ${(0,lib/* formatBytes */.z3)((receivedBytes * 1000) / milliseconds)}/s` : "";
    return [
        `${compose.id}: ${(0,lib/* countOf */.pq)(counts.verified, "artifact", "artifacts")} verified in ${(0,external_node_path_.join)(output, "compose")}${others(counts)}`,
        `${(0,lib/* countOf */.pq)(sum("downloaded"), "file", "files")} downloaded${receivedBytes > 0 ? ` (${(0,lib/* formatBytes */.z3)(receivedBytes)} in ${(0,lib/* formatDuration */.a3)(milliseconds)}${speed})` : ""}, ${sum("present")} there already, ${sum("linked")} linked${some("cached", "from the cache")}${some("copied", "from layout directories")}${some("generated", "generated")}`,
        ...joinedLines(result),
        ...(pruned.length > 0 ? [`${(0,lib/* countOf */.pq)(pruned.length, "file", "files")} removed`] : []),
        shard === undefined
            ? `${(0,lib/* countOf */.pq)(metadata.length, "metadata file", "metadata files")} written`
            : `Shard ${(0,lib/* formatShard */._D)(shard)}: a run without shard over the joined output writes the metadata`,
    ];
}
function joinedLines({ joined }) {
    return joined === undefined
        ? []
        : (0,lib/* linesOfJoined */.Ep)(joined).map((line) => `${line}; ${(0,lib/* formatBytes */.z3)(joined.receivedBytes)} downloaded for them in ${(0,lib/* formatDuration */.a3)(joined.milliseconds)}`);
}
function others(counts) {
    const parts = ["weak", "unverifiable", "unrooted", "failed", "open", "skipped"]
        .filter((state) => counts[state] > 0)
        .map((state) => `${counts[state]} ${state}`);
    return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}
//# sourceMappingURL=present.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./actions/localize/lib/report-schema.js


const count = schemas/* number */.aig().int().nonnegative();
const artifact = schemas/* object */.Ikc({
    path: schemas/* string */.YjP().describe("local_path of the artifact"),
    kind: schemas/* string */.YjP(),
    variant: schemas/* string */.YjP(),
    arch: schemas/* string */.YjP(),
    state: schemas/* enum */.k5n(["verified", "weak", "unverifiable", "unrooted", "failed", "planned", "open"])
        .describe("planned: only in a dry run; open: another shard's, or not come to"),
    size: count.nullable(),
    arrival: schemas/* enum */.k5n(["downloaded", "present", "linked", "cached", "copied", "generated"])
        .optional()
        .describe("How its first file came to be there"),
    class: schemas/* string */.YjP().optional().describe("Kind of failure"),
    status: count.optional().describe("HTTP status, where that was the failure"),
    message: schemas/* string */.YjP().optional(),
    attempts: count.optional(),
    url: schemas/* string */.YjP().optional().describe("Where it was asked for last, without secrets"),
    failed: schemas/* string */.YjP().optional().describe("The file that failed, when it is another than path"),
});
const transfer = schemas/* object */.Ikc({
    bytes: count.describe("Bytes that servers sent"),
    milliseconds: count,
    hosts: schemas/* array */.YOg(schemas/* object */.Ikc({
        host: schemas/* string */.YjP(),
        files: count.describe("Files that were completed from it"),
        bytes: count.describe("Bytes that it sent; of all hosts together those of the transfer"),
        failures: count.describe("Failed files that it was asked for last"),
        bytesPerSecond: count.describe("Of one transfer, on average"),
    })),
});
/** The step's own fields of the report. */
const reportSchema = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP().describe("Compose id"),
    output: schemas/* string */.YjP(),
    dryRun: schemas/* boolean */.zMY(),
    shard: lib/* shardReportFields */.m8.shard,
    part: lib/* shardReportFields */.m8.part,
    ...lib/* joinedReportFields */.LW,
    metadataFiles: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Written metadata, relative to compose/"),
    counts: schemas/* object */.Ikc({
        verified: count,
        weak: count,
        unverifiable: count,
        unrooted: count,
        failed: count,
        skipped: count.describe("Not selected"),
        open: count,
    })
        .describe("Artifacts by state; together all artifacts of the metadata"),
    plan: schemas/* object */.Ikc({
        ...lib/* shardPlanReport */.wY.partial().shape,
        files: count,
        bytes: count.describe("Known sizes, each content once; when the work is divided, of what the metadata names"),
        duplicates: count.describe("Files whose content another file has as well"),
        unknownSizes: count,
        remaining: schemas/* object */.Ikc({ files: count, bytes: count })
            .optional()
            .describe("Only of a dry run: what the output lacks, as far as names and sizes tell"),
        byHost: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ files: count, bytes: count }))
            .describe("By the host that is asked first; a content counts where it is named first"),
        byVariant: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ files: count, bytes: count })))
            .describe("By variant and arch; a content counts where it is named first"),
    }),
    transfer,
    joinedTransfer: transfer
        .optional()
        .describe("Only with shard-reports: the same of the jobs that did the parts; the time is the longest"),
    files: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* record */.g1P(schemas/* string */.YjP(), count))
        .describe("Files by kind and by how they came to be there"),
    artifacts: schemas/* array */.YOg(artifact),
    otherFailures: schemas/* array */.YOg(artifact)
        .describe("Failed files that belong to no artifact: descriptions of trees and what they name"),
    pruned: schemas/* array */.YOg(schemas/* string */.YjP()),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()),
    stopped: schemas/* boolean */.zMY().describe("The work ended at a failure before everything was tried"),
});
//# sourceMappingURL=report-schema.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/step.js




/** The step `localize`. */
const step = (0,lib/* defineStep */.ol)({
    name: "localize",
    title: "Mirror a distributed compose to disk",
    description: "Downloads the artifacts that productmd 2.0 metadata names, verifies each before it gets its name, and writes the tree with metadata of version 1.2. What is there already is kept, what was interrupted goes on.",
    icon: "download-cloud",
    inputs: inputs_inputs,
    outputs: {
        "compose-dir": { description: "The tree: for the next step's compose or root input." },
        "metadata-dir": { description: "Directory of the written metadata." },
        verified: { description: "Number of artifacts that are there and verified." },
        failed: { description: "Number of artifacts that are not there." },
        downloaded: { description: "Bytes that were downloaded." },
        files: { description: "Number of files in the tree, those of repositories and boot files included." },
        ...lib/* shardOutputs */.rI,
    },
    bigOutput: true,
    report: reportSchema,
    metadataArtifact: "takes",
    // Nothing that transfers need is loaded before the inputs are accepted.
    run: async (values, context) => (await Promise.all(/* import() */[__webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(430)]).then(__webpack_require__.bind(__webpack_require__, 92430))).localize(values, context),
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/localize/lib/index.js

//# sourceMappingURL=index.js.map

/***/ }),

/***/ 83363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ic: () => (/* binding */ describeFailure),
/* harmony export */   kd: () => (/* binding */ PlanFile),
/* harmony export */   w4: () => (/* binding */ hostOf),
/* harmony export */   x7: () => (/* binding */ KIND_TITLES)
/* harmony export */ });
/** A file that the tree is to hold. What is known of it grows until it is downloaded. */
class PlanFile {
    localPath;
    kind;
    variant;
    arch;
    /** Nothing above it tells its checksum, and need not: it is the root of what lies below it. */
    unrooted;
    /** The origin may lack it. */
    optional;
    /** What it goes with: beside something else it is asked for again. */
    boundTo;
    urls;
    size;
    /** More is not taken. */
    maxBytes;
    checksums;
    /** The part that it belongs to, from 1, when the work is divided. */
    part;
    /** Nothing lies in its place. */
    isFree = false;
    state = "open";
    /** That it is not there is only what an answer was taken for. */
    absenceInferred = false;
    arrival;
    failure;
    /** Bytes on disk, when it is there. */
    bytes = 0;
    /** What was found when it was read. */
    found = [];
    constructor(options) {
        this.localPath = options.localPath;
        this.kind = options.kind;
        this.variant = options.variant;
        this.arch = options.arch;
        this.urls = options.urls;
        this.size = options.size;
        this.maxBytes = options.maxBytes;
        this.checksums = options.checksums;
        this.unrooted = options.unrooted ?? false;
        this.optional = options.optional ?? false;
        this.boundTo = options.boundTo ?? "";
        this.part = options.part;
    }
    arrive(arrival, bytes, found) {
        this.state = "done";
        this.arrival = arrival;
        this.bytes = bytes;
        this.found = found;
    }
    fail(failure) {
        this.state = "failed";
        this.failure = failure;
    }
    /** What lies in its place will not do after all. */
    reopen() {
        this.state = "open";
        this.arrival = undefined;
    }
    /** Takes in what else is known of it. Contradictions are the caller's to find. */
    learn(other) {
        this.size ??= other.size;
        if (other.checksums !== this.checksums && other.checksums.length > 0) {
            this.checksums = [...new Set([...this.checksums, ...other.checksums])];
        }
        if (other.urls.some((url) => !this.urls.includes(url))) {
            this.urls = [...new Set([...this.urls, ...other.urls])];
        }
    }
}
/** What went wrong here, and not on the way to a server or there. */
const OURS = new Set([
    "disk",
    "path",
    "conflict",
    "lock",
    "unverifiable",
    "weak",
    "xml",
    "aborted",
]);
/** A failure in one line: its class, what happened, and at which host. */
function describeFailure({ class: failure, message, url }) {
    const host = OURS.has(failure) ? undefined : hostOf(url);
    return `${failure}: ${message}${host === undefined ? "" : `, from ${host}`}`;
}
/** Host and port of a URL. */
function hostOf(url) {
    return /^[a-z]+:\/\/([^/?#]+)/i.exec(url ?? "")?.[1]?.toLowerCase();
}
/** Files of a kind in the words of people. */
const KIND_TITLES = {
    image: "Images",
    rpm: "RPMs",
    extra_file: "Extra files",
    module: "Modules",
    variant_path: "Repositories",
    repodata: "Repository metadata",
    treeinfo: "Tree descriptions",
    boot: "Boot files",
};
//# sourceMappingURL=plan-file.js.map

/***/ }),

/***/ 68682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ countArrivals),
/* harmony export */   Fu: () => (/* binding */ firstOfTheirContent),
/* harmony export */   PW: () => (/* binding */ failedFiles),
/* harmony export */   sG: () => (/* binding */ outcomeOf),
/* harmony export */   vA: () => (/* binding */ totalsOf)
/* harmony export */ });
/* harmony import */ var _shard_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84735);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18597);


/**
 * The files that make the run fail. One of another part does when it ended the work: what is this part's was not come
 * to then.
 */
function failedFiles({ files, planned, stopped }) {
    return (stopped ? planned : files).filter(({ state }) => state === "failed");
}
/**
 * The worst of an artifact's files decides. One of another part is that part's to judge: another artifact, which this
 * one's repository happens to name as well.
 */
function outcomeOf(artifact, settings) {
    if (!(0,_shard_js__WEBPACK_IMPORTED_MODULE_0__/* .isOwn */ .N)(artifact.files[0] ?? {}, settings.shard)) {
        return { artifact, state: "open", failed: undefined };
    }
    const own = artifact.files.filter((file) => (0,_shard_js__WEBPACK_IMPORTED_MODULE_0__/* .isOwn */ .N)(file, settings.shard));
    const failed = own.find(({ state }) => state === "failed");
    if (failed !== undefined) {
        return { artifact, state: "failed", failed };
    }
    if (own.some(({ state }) => state === "open")) {
        return { artifact, state: "open", failed: undefined };
    }
    const [first] = own;
    return {
        artifact,
        state: first === undefined ? "open" : (0,_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .proofOf */ .oX)(first, settings.trust),
        failed: undefined,
    };
}
/** Files by what they are and how they came. */
function countArrivals(files) {
    const counts = new Map();
    for (const { kind, state, arrival } of files) {
        const what = state === "done" ? arrival : state === "failed" ? "failed" : undefined;
        if (what === undefined) {
            continue;
        }
        const count = counts.get(kind) ?? {};
        count[what] = (count[what] ?? 0) + 1;
        counts.set(kind, count);
    }
    return counts;
}
/** Of the files of one content the first. */
function firstOfTheirContent(files) {
    const contents = new Set();
    return new Set(files.filter((file) => {
        const key = (0,_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .contentKey */ .lO)(file);
        const isFirst = key === undefined || !contents.has(key);
        if (key !== undefined) {
            contents.add(key);
        }
        return isFirst;
    }));
}
/** What there is to have, each content once. */
function totalsOf(files) {
    const first = [...firstOfTheirContent(files)];
    return {
        files: files.length,
        bytes: first.reduce((sum, { size }) => sum + (size ?? 0), 0),
        duplicates: files.length - first.length,
        unknownSizes: first.filter(({ size }) => size === null).length,
    };
}
//# sourceMappingURL=result.js.map

/***/ }),

/***/ 84735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ isOwn),
/* harmony export */   Q: () => (/* binding */ divide)
/* harmony export */ });
/* harmony import */ var _compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54164);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18597);



/** Where the metadata of a repository lies. */
const REPODATA = "/repodata/";
/**
 * Divides what the metadata names, and notes at each file and tree which part it belongs to. What is there already
 * makes no difference: a part that is done again is the same part. Files of the same content stay together, since they
 * are downloaded once, and so do the files of an artifact. What a repository or a tree turns out to name goes with it,
 * and so do artifacts among its metadata, which it is bound to name.
 */
function divide(plan, inputs) {
    const groups = groupsOf(plan);
    const unitOf = (file) => {
        const group = groups.of(file.localPath);
        return group === undefined
            ? { key: (0,_trust_js__WEBPACK_IMPORTED_MODULE_2__/* .contentKey */ .lO)(file) ?? `path ${file.localPath}` }
            : { key: `group ${group}`, file: file.localPath };
    };
    const files = [...plan.files.values()];
    const trees = [...plan.trees.values()];
    const ofFiles = files.map((file) => ({ ...unitOf(file), bytes: file.size ?? 0, artifacts: [] }));
    const ofArtifacts = plan.artifacts.map((artifact) => {
        const [first] = artifact.files;
        const { key } = first === undefined ? { key: `path ${artifact.localPath}` } : unitOf(first);
        return { key, bytes: 0, artifacts: [nameOf(artifact)] };
    });
    const ofTrees = trees.map(({ localPath }) => ({
        key: `group ${groups.of(localPath)}`,
        bytes: 0,
        artifacts: [],
    }));
    const divided = (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .planOfInputs */ .Y4)("localize", [...ofFiles, ...ofArtifacts, ...ofTrees], inputs);
    for (const file of files) {
        file.part = divided.partOf(unitOf(file).key);
    }
    for (const tree of trees) {
        tree.part = divided.partOf(`group ${groups.of(tree.localPath)}`);
    }
    return divided;
}
/** Whether a run that does this part, or everything, is to see to it. */
function isOwn({ part }, shard) {
    return shard === undefined || part === shard.index;
}
/** What lies in several files, what describes the same directory, and what lies among that description. */
function groupsOf(plan) {
    const groups = new _compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .Groups */ .ZE();
    for (const { kind, localPath, files } of plan.artifacts) {
        const paths = files.map((file) => file.localPath);
        const repositories = [localPath, ...paths].flatMap((path) => repositoriesAround(path, plan));
        if (kind === "variant_path" || files.length > 1 || repositories.length > 0) {
            groups.join([localPath, ...paths, ...repositories]);
        }
    }
    for (const { localPath } of plan.trees.values()) {
        groups.join([localPath]);
    }
    return groups;
}
/** The repositories in whose metadata a file lies: modules, groups of packages, product certificates. */
function repositoriesAround(path, { repositories }) {
    const found = [];
    for (let at = path.indexOf(REPODATA); at >= 0; at = path.indexOf(REPODATA, at + 1)) {
        const repository = path.slice(0, at);
        if (repositories.has(repository)) {
            found.push(repository);
        }
    }
    return found;
}
/** With what is claimed of it: a part of other claims is another part. */
function nameOf(artifact) {
    const claims = artifact.files.map(({ localPath, size, checksums }) => [
        localPath,
        size,
        [...checksums].sort(),
    ]);
    return (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .artifactName */ .Cs)(artifact, artifact.localPath, claims);
}
//# sourceMappingURL=shard.js.map

/***/ }),

/***/ 18597:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lO: () => (/* binding */ contentKey),
/* harmony export */   mC: () => (/* binding */ trustProblem),
/* harmony export */   oX: () => (/* binding */ proofOf)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);

/** What the known checksums of a file prove. */
function proofOf({ checksums, unrooted }, trust) {
    if (checksums.length === 0) {
        return unrooted ? "unrooted" : "unverifiable";
    }
    if (!trust.verifyChecksums) {
        return "unverifiable";
    }
    const strongest = (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .strongestChecksum */ .Lh)(checksums);
    // That somebody is content with md5 makes it no proof.
    return isEnough(strongest, trust) && !(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .isWeakChecksum */ .uX)(strongest) ? "verified" : "weak";
}
function isEnough(checksum, { minChecksum }) {
    return (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .strengthRank */ .ax)((0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .checksumAlgorithm */ .Vn)(checksum)) <= (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .strengthRank */ .ax)(minChecksum);
}
/** Why a file is not taken, as far as its checksums go; undefined when it is. */
function trustProblem(file, trust) {
    switch (proofOf(file, trust)) {
        case "unverifiable":
            return trust.allowUnverified
                ? undefined
                : {
                    class: "unverifiable",
                    message: `nobody knows its checksum: take it with allow-unverified, or have the producer ${remedyOf(file)}`,
                };
        case "weak":
            return trust.allowWeak || isEnough((0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .strongestChecksum */ .Lh)(file.checksums), trust)
                ? undefined
                : {
                    class: "weak",
                    message: `its only checksum is ${file.checksums.map(_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .checksumAlgorithm */ .Vn).join(" and ")}, weaker than ${trust.minChecksum}: take it with allow-weak or another min-checksum`,
                };
        default:
            return undefined;
    }
}
/** How the producer would make the checksum known. */
function remedyOf({ kind }) {
    switch (kind) {
        case "boot":
            return "list it in [checksums] of .treeinfo";
        case "repodata":
            return "make the repository anew with createrepo_c";
        default:
            return "make the metadata with compute-checksums";
    }
}
/** The checksum that stands for a file's content when the same content is looked for elsewhere. */
function contentKey({ checksums, size }) {
    const strong = checksums.find((checksum) => checksum.startsWith("sha512:")) ??
        checksums.find((checksum) => checksum.startsWith("sha256:"));
    return strong === undefined ? undefined : `${strong} ${size ?? ""}`;
}
//# sourceMappingURL=trust.js.map

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
