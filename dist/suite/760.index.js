export const id = 760;
export const ids = [760];
export const modules = {

/***/ 52340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ conclude),
/* harmony export */   u: () => (/* binding */ MAX_RECORDS)
/* harmony export */ });
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57074);
/* harmony import */ var _order_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35181);


/** More artifacts than this are not listed one by one: a report must stay one that tools can read. */
const MAX_RECORDS = 200_000;
/** Puts the verdicts on files together to those on artifacts, and counts them. */
function conclude(options) {
    const { inventory, settings } = options;
    const groups = new Map(inventory.rows.groups.map((group) => [group, { states: {}, failing: 0 }]));
    const states = {};
    const failingStates = {};
    const records = [];
    let omittedRecords = 0;
    let failing = 0;
    for (const row of inventory.rows) {
        const verdict = verdictOf(row, options);
        const { state } = verdict;
        const fails = isFailing(verdict, settings);
        const counts = groups.get(row.group);
        increment(states, state);
        increment(counts.states, state);
        if (fails) {
            increment(failingStates, state);
            counts.failing += 1;
            failing += 1;
        }
        if (settings.recordAll || isProblem(state)) {
            if (records.length < MAX_RECORDS) {
                records.push(recordOf(row, verdict, fails, inventory));
            }
            else {
                omittedRecords += 1;
            }
        }
    }
    return {
        artifacts: inventory.rows.count,
        states,
        failing,
        failingStates,
        groups: (0,_order_js__WEBPACK_IMPORTED_MODULE_0__/* .groupsInOrder */ .I)([...groups].map(([group, counts]) => ({ ...group, ...counts }))),
        records: (0,_order_js__WEBPACK_IMPORTED_MODULE_0__/* .recordsInOrder */ .m)(records),
        omittedRecords,
    };
}
function increment(counts, state) {
    counts[state] = (counts[state] ?? 0) + 1;
}
/** States that a person should know the artifacts of. */
function isProblem(state) {
    return state !== "verified" && state !== "present" && state !== "skipped";
}
const SKIPPED = { state: "skipped", reason: "not selected" };
const NOT_LOOKED_AT = { state: "skipped", reason: "quick: no artifact was looked at" };
function verdictOf(row, { verdicts, inventory, whyUnverifiable }) {
    if (row.skipped) {
        return SKIPPED;
    }
    if (verdicts === undefined) {
        return NOT_LOOKED_AT;
    }
    let worst;
    for (const file of row.files) {
        const verdict = verdicts.get(file);
        if (verdict === undefined) {
            throw new Error(`${inventory.table.path(file)} was not looked at`);
        }
        if (worst === undefined ||
            (verdict.state !== worst.state && (0,_artifact_states_js__WEBPACK_IMPORTED_MODULE_1__/* .worse */ .JJ)(worst.state, verdict.state) === verdict.state)) {
            worst = row.files.length > 1 ? withPath(verdict, inventory.table.path(file)) : verdict;
        }
    }
    if (worst?.state === "unverifiable" && worst.reason === undefined) {
        if (row.mayBeUnrooted) {
            return { state: "unrooted" };
        }
        const [file] = row.files;
        return { ...worst, reason: whyUnverifiable(file === undefined ? "" : inventory.table.path(file)) };
    }
    return worst ?? { state: "unverifiable", reason: "it has no files" };
}
function withPath(verdict, path) {
    return verdict.state === "verified" || verdict.state === "present"
        ? verdict
        : { ...verdict, reason: verdict.reason === undefined ? path : `${path}: ${verdict.reason}` };
}
function isFailing({ state, tolerated }, settings) {
    switch (state) {
        case "missing":
        case "corrupt":
        case "failed":
            return true;
        case "weak":
            return tolerated !== true && !settings.allowWeak;
        case "unverifiable":
            return !settings.allowUnverified;
        default:
            return false;
    }
}
function recordOf(row, verdict, failing, { table }) {
    const [file] = row.files;
    const path = row.path ?? (file === undefined ? "" : table.path(file));
    return { path, ...row.group, failing, ...verdict };
}

/***/ }),

/***/ 19529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ Inventory),
  U: () => (/* binding */ TREES)
});

// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./actions/verify/lib/artifact-rows.js
var artifact_rows = __webpack_require__(37509);
// EXTERNAL MODULE: ./actions/verify/lib/consistency.js
var consistency = __webpack_require__(54649);
;// CONCATENATED MODULE: ./actions/verify/lib/known-variants.js

/** The variants and arches of a composeinfo.json, which other files may name wrongly. */
class KnownVariants {
    /** Variant → its arches; undefined without a composeinfo.json. */
    #known;
    #seen = new Set();
    /** Artifacts come by group. */
    #last;
    know(variants) {
        this.#known = new Map([...variants].map(([uid, { arches }]) => [uid, new Set(arches)]));
    }
    get areKnown() {
        return this.#known !== undefined;
    }
    /** Notes a variant or an arch that is not known, once for each kind of artifact. */
    check(group, log) {
        const { kind, variant, arch } = group;
        const last = this.#last;
        if (this.#known === undefined ||
            (last?.variant === variant && last.arch === arch && last.kind === kind)) {
            return;
        }
        this.#last = group;
        const pair = `${variant}\0${arch}\0${kind}`;
        if (this.#seen.has(pair)) {
            return;
        }
        this.#seen.add(pair);
        const arches = this.#known.get(variant);
        if (arches === undefined) {
            log.add("unknown-variant", {
                path: variant,
                message: "composeinfo.json has no such variant",
                group: (0,artifact_rows/* groupName */.h)(group),
            });
        }
        else if (!arches.has(arch) && kind !== "variant_path") {
            log.add("unknown-arch", {
                path: `${variant}/${arch}`,
                message: `composeinfo.json lists the arches ${[...arches].join(", ")}`,
                group: (0,artifact_rows/* groupName */.h)(group),
            });
        }
    }
}
//# sourceMappingURL=known-variants.js.map
// EXTERNAL MODULE: ./actions/verify/lib/locations.js
var locations = __webpack_require__(32897);
// EXTERNAL MODULE: ./actions/verify/lib/set-at.js
var set_at = __webpack_require__(82143);
;// CONCATENATED MODULE: ./actions/verify/lib/inventory.js







const SELECTED = 1;
const IN_RPMS = 2;
const WANTED = 4;
/** Categories of directories that are installable trees. */
const TREES = new Set(["os_tree", "source_tree", "debug_tree"]);
/** Everything that the metadata of a compose names, and what contradicts itself in there. */
class Inventory {
    table = new lib/* ClaimTable */.X7();
    rows = new artifact_rows/* ArtifactRows */.K();
    log = new consistency/* ConsistencyLog */.PI();
    repositories = new Map();
    trees = new Map();
    directories = 0;
    /** Artifacts that are selected, those of other parts among them. */
    selected = 0;
    /** All artifacts. */
    total = 0;
    /** Whether there was an rpms.json. */
    hasRpms = false;
    /** Told of the file of every selected artifact that comes from now on. */
    onSelected;
    #settings;
    #division;
    #marks = [];
    /** By file, as the metadata has them; only kept for the remote mode. */
    #urls = [];
    #otherUrls = new Map();
    #variants = new KnownVariants();
    /** @param division - when only a part of it is to be looked at and told */
    constructor(settings, division) {
        this.#settings = settings;
        this.#division = division;
    }
    /** Makes the variants of a composeinfo.json known. */
    knowVariants({ variants }) {
        this.#variants.know(variants);
    }
    get hasComposeinfo() {
        return this.#variants.areKnown;
    }
    /** Takes an artifact, or a directory, of the metadata. */
    add(artifact, context) {
        const selected = this.#settings.selector.selects(artifact, context);
        if ((0,metadata_lib/* isDirectory */.wd)(context)) {
            this.#addDirectory(artifact, context, selected);
            return;
        }
        const { kind, variant, arch } = context;
        const group = { kind, variant, arch };
        const own = this.#division?.owns(artifact, context, selected) ?? true;
        const mark = this.#count(selected, own);
        if (selected) {
            this.#variants.check(group, this.log);
        }
        if (kind === "variant_path") {
            this.#addRepository(artifact, context, selected);
        }
        const contradiction = (0,locations/* contradictionIn */.V8)(artifact);
        if (contradiction !== undefined) {
            this.log.add("conflicting-facts", {
                path: artifact.localPath,
                message: contradiction,
                group: (0,artifact_rows/* groupName */.h)(group),
            });
        }
        if ((0,metadata_lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0) {
            const files = (0,metadata_lib/* treeFiles */.CU)(artifact, context).map((file, index) => {
                const number = this.table.add(file.localPath);
                this.claim(number, file.size, file.checksums, group);
                this.#mark(number, mark);
                this.#keepUrl(number, artifact, false, artifact.contents[index]?.layerDigest);
                return number;
            });
            if (own) {
                this.rows.addSeveral(group, artifact.localPath, files, !selected);
            }
            return;
        }
        const { size, checksums } = (0,locations/* factsOf */.xS)(artifact);
        const isRepository = kind === "variant_path";
        const file = this.table.add(isRepository ? `${artifact.localPath}/${metadata_lib/* REPOMD */.ui}` : artifact.localPath);
        this.claim(file, size, checksums, group);
        this.#mark(file, mark | (kind === "rpm" ? IN_RPMS : 0));
        this.#keepUrl(file, artifact, isRepository, undefined);
        if (own) {
            this.rows.add(group, file, { skipped: !selected, mayBeUnrooted: isRepository });
        }
        if (selected && own) {
            this.onSelected?.(file);
        }
        if (kind === "rpm" && selected) {
            this.#checkName(artifact.localPath, context.fieldName ?? "", group);
        }
    }
    /** Takes a file that a repository or a tree names. Returns its number. */
    addListed(path, facts, kind, { path: place, variant, arch, selected }, mayBeUnrooted = false) {
        const group = { kind, variant, arch };
        const file = this.table.add(path);
        this.claim(file, facts.size, singleChecksum(facts.checksum), group);
        const own = this.#division?.ownsListed(path, place, selected) ?? true;
        this.#mark(file, this.#count(selected, own));
        if (own) {
            this.rows.add(group, file, { skipped: !selected, mayBeUnrooted });
        }
        return file;
    }
    /** Adds to what is said of a file, noting contradictions. */
    claim(file, size, checksums, group) {
        const problem = this.table.claim(file, size, checksums);
        if (problem !== undefined) {
            this.log.add("conflicting-facts", {
                path: this.table.path(file),
                message: problem,
                group: (0,artifact_rows/* groupName */.h)(group),
            });
        }
    }
    /** To be called when everything is in. */
    finish() {
        for (const { path, problem } of this.table.misplaced()) {
            this.log.add("misplaced-file", { path, message: problem, group: "paths" });
        }
    }
    /**
     * Where the metadata says that a file is, as it is written there: the URL of the file or, of a repository's
     * repomd.xml, that of the repository; nothing for a file of 1.x. In a registry with what {@link writtenPlace} adds.
     */
    urls(file) {
        const url = this.#urls[file];
        return url === undefined ? [] : [url, ...(this.#otherUrls.get(file) ?? [])];
    }
    isSelected(file) {
        return ((this.#marks[file] ?? 0) & SELECTED) !== 0;
    }
    /** Whether the file is to be looked at: it is selected, and not another part's. */
    isWanted(file) {
        return ((this.#marks[file] ?? 0) & WANTED) !== 0;
    }
    /** Whether rpms.json lists the file. */
    isInRpms(file) {
        return ((this.#marks[file] ?? 0) & IN_RPMS) !== 0;
    }
    /** Whether a package that only a repository lists is selected. */
    selectsPackage(localPath, { variant, arch }) {
        return this.#settings.selector.selects({ localPath, size: null, checksums: NO_CHECKSUMS }, { kind: "rpm", variant, arch });
    }
    #keepUrl(file, artifact, isRepository, layer) {
        if (this.#settings.mode === "local" || !(0,metadata_lib/* isLocation */.gI)(artifact)) {
            return;
        }
        const url = (0,locations/* writtenPlace */.XC)(artifact.url, isRepository, layer);
        const known = this.#urls[file];
        if (known === undefined) {
            this.#urls[file] = url;
        }
        else if (known !== url) {
            const others = this.#otherUrls.get(file) ?? new Set();
            this.#otherUrls.set(file, others.add(url));
        }
    }
    /** @returns the marks of its files */
    #count(selected, own) {
        this.total += 1;
        this.selected += selected ? 1 : 0;
        return (selected ? SELECTED : 0) | (selected && own ? WANTED : 0);
    }
    #mark(file, marks) {
        (0,set_at/* setAt */.e)(this.#marks, file, (this.#marks[file] ?? 0) | marks, 0);
    }
    #addDirectory(artifact, context, selected) {
        this.directories += 1;
        if (TREES.has(context.fieldName ?? "")) {
            this.#addPlace(this.trees, artifact.localPath, context, selected);
        }
    }
    #addRepository(artifact, context, selected) {
        this.#addPlace(this.repositories, artifact.localPath, context, selected);
    }
    #addPlace(places, path, { variant, arch }, selected) {
        const packagesSelected = this.#settings.selectsPackages(variant, arch);
        const known = places.get(path);
        const better = known === undefined || (selected && !known.selected) || (packagesSelected && !known.packagesSelected);
        places.set(path, {
            path,
            variant: better ? variant : known.variant,
            arch: better ? arch : known.arch,
            selected: selected || known?.selected === true,
            packagesSelected: packagesSelected || known?.packagesSelected === true,
        });
    }
    /** The file of a package is called name-version-release.arch.rpm. */
    #checkName(localPath, nevra, group) {
        if (!(0,metadata_lib/* isNevra */.$e)(nevra)) {
            // The reader of the metadata says so.
            return;
        }
        const expected = packageFileName(nevra);
        const start = localPath.length - expected.length;
        if (localPath.endsWith(expected) && (start === 0 || localPath[start - 1] === "/")) {
            return;
        }
        this.log.add("package-name", {
            path: localPath,
            message: `the package is ${nevra}, whose file would be ${expected}, not ${(0,metadata_lib/* baseName */.Fl)(localPath)}`,
            group: (0,artifact_rows/* groupName */.h)(group),
        });
    }
}
function packageFileName(nevra) {
    const colon = nevra.lastIndexOf(":");
    return `${nevra.slice(0, nevra.lastIndexOf("-", colon))}-${nevra.slice(colon + 1)}.rpm`;
}
const NO_CHECKSUMS = [];
function singleChecksum(checksum) {
    return checksum === null ? NO_CHECKSUMS : [checksum];
}
//# sourceMappingURL=inventory.js.map

/***/ }),

/***/ 32897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V8: () => (/* binding */ contradictionIn),
/* harmony export */   XC: () => (/* binding */ writtenPlace),
/* harmony export */   xS: () => (/* binding */ factsOf)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_oci_inputs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25670);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5368);



const NO_CHECKSUMS = [];
/** What an artifact that is one file says of it. The digest of a manifest says nothing of a file. */
function factsOf(artifact) {
    if (!(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .isLocation */ .gI)(artifact)) {
        return artifact;
    }
    const { url, size, checksum } = artifact;
    return checksum === null || (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .isManifestDigest */ .is)(checksum, url)
        ? { size: checksum === null ? size : null, checksums: NO_CHECKSUMS }
        : { size, checksums: [checksum] };
}
/** What a Location in a registry contradicts itself in; undefined for nothing. */
function contradictionIn(artifact) {
    if (!(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .isLocation */ .gI)(artifact) || !(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .isOciUrl */ .DY)(artifact.url)) {
        return undefined;
    }
    try {
        (0,_compose_actions_oci_inputs__WEBPACK_IMPORTED_MODULE_1__/* .declaredFiles */ ._V)(artifact, (0,_compose_actions_oci_inputs__WEBPACK_IMPORTED_MODULE_1__/* .pinnedReference */ .ct)(artifact.url).digest);
        return undefined;
    }
    catch (error) {
        if (error instanceof _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__/* .TransferFailure */ .ao) {
            return error.message;
        }
        throw error;
    }
}
/**
 * Where a file is, as one line: the URL of the Location and, behind `#`, the layer that it is or its path below the
 * Location.
 *
 * @param layer - its digest, for a file of a set
 */
function writtenPlace(url, isRepository, layer) {
    if (!(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .isOciUrl */ .DY)(url) || (layer === undefined && !isRepository)) {
        return url;
    }
    return `${url}#${layer ?? _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .REPOMD */ .ui}`;
}
//# sourceMappingURL=locations.js.map

/***/ }),

/***/ 94525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ MetadataReading)
/* harmony export */ });
/* harmony import */ var _compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54164);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82358);


/** In this order each file knows what it needs of those before it. */
const ORDER = ["composeinfo", "images", "extra_files", "modules"];
/** Reads the metadata of a compose into an inventory; the errors of all files are told together. */
class MetadataReading {
    #sources;
    #inventory;
    #errors;
    #signal;
    #log = new _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .WarningLog */ .tV();
    #composes = [];
    /** @param errors - what went wrong with finding the sources */
    constructor(sources, inventory, errors, signal) {
        this.#sources = sources;
        this.#inventory = inventory;
        this.#errors = errors;
        this.#signal = signal;
        (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .noteIgnored */ .vd)(sources, this.#log);
    }
    /** Reads all files but that of the packages, which is by far the largest. */
    async readSmall() {
        for (const type of ORDER) {
            await this.#read(type);
        }
    }
    /**
     * Reads the packages; then everything is known.
     *
     * @throws UserError, MetadataError for what is wrong with any of the files
     */
    async readPackages() {
        await this.#read("rpms");
        this.#errors.throwAny();
        (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .theCompose */ .If)(this.#composes, this.#log);
    }
    /** The compose that all files are of. */
    get compose() {
        const [first] = this.#composes;
        if (first === undefined) {
            throw new Error("no metadata was read");
        }
        return first.compose;
    }
    warnings() {
        return this.#log.warnings();
    }
    async #read(type) {
        for (const source of this.#sources.filter(({ identity }) => identity.type === type)) {
            await this.#errors.collect(async () => {
                const { compose, warnings } = await readIntoInventory(source, this.#inventory, this.#signal);
                this.#composes.push({ source, compose });
                this.#log.merge(warnings);
            });
        }
    }
}
/** @throws MetadataError */
async function readIntoInventory(source, inventory, signal) {
    if (source.identity.type === "rpms") {
        inventory.hasRpms = true;
        if (source.identity.version.major > 0) {
            return streamPackages(source, inventory, signal);
        }
    }
    const { model, warnings } = await (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .parseFile */ .CJ)(source.path, source.identity, signal, (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .shownPath */ .F9)(source));
    if (model.type === "composeinfo") {
        inventory.knowVariants(model);
    }
    for (const record of (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .locations */ .j2)(model)) {
        inventory.add(record.artifact, record);
    }
    return { compose: model.compose, warnings: withoutFindings(model, warnings, inventory) };
}
async function streamPackages(source, inventory, signal) {
    const stream = new _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .RpmsStream */ .dx(source.identity, {
        version: "2.0",
        keepEmpty: true,
        file: (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .shownPath */ .F9)(source),
        artifact: (artifact, context) => {
            inventory.add(artifact, context);
            return artifact;
        },
    });
    await (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .readMetadataFile */ .WJ)(source.path, (chunk) => {
        stream.push(chunk);
        return true;
    }, signal, (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .shownPath */ .F9)(source));
    return stream.finish();
}
/** Warnings of the reader that are findings here. */
const FINDINGS = new Map([
    [
        "image-identity",
        "the images are equal in subvariant, type, format, arch and disc number, but not in their checksums",
    ],
    ["repeated-image", "the image is listed more than once in the same variant and arch"],
]);
function withoutFindings(model, warnings, inventory) {
    return warnings.filter(({ code, count, examples }) => {
        const message = FINDINGS.get(code);
        if (message === undefined) {
            return true;
        }
        for (const [index, path] of examples.entries()) {
            // The reader counts all and names the first few.
            const standsFor = index === examples.length - 1 ? count - index : 1;
            inventory.log.add(code, { path, message, group: model.type }, standsFor);
        }
        return false;
    });
}
//# sourceMappingURL=metadata-reading.js.map

/***/ }),

/***/ 35181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ groupsInOrder),
/* harmony export */   m: () => (/* binding */ recordsInOrder)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57074);


/** Groups as they are shown: the same whether one run has found them or several. */
function groupsInOrder(groups) {
    return groups.toSorted(compareGroups);
}
/** Records as they are shown: by path, and what has one path by group. */
function recordsInOrder(records) {
    return records.toSorted((a, b) => (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .compareCodePoints */ .OP)(a.path, b.path) || compareGroups(a, b));
}
function compareGroups(a, b) {
    return ((0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .compareCodePoints */ .OP)(a.variant, b.variant) ||
        (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .compareCodePoints */ .OP)(a.arch, b.arch) ||
        _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__/* .ROW_KINDS */ .nS.indexOf(a.kind) - _artifact_states_js__WEBPACK_IMPORTED_MODULE_1__/* .ROW_KINDS */ .nS.indexOf(b.kind));
}
//# sourceMappingURL=order.js.map

/***/ }),

/***/ 17814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ differenceOf),
/* harmony export */   f: () => (/* binding */ rulesOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15742);
/* harmony import */ var _root_url_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13685);




/** More of a value is not told. */
const LONGEST = 200;
/** The rules of a run. */
function rulesOf(inputs, settings, sources) {
    const { mode, minChecksum, allowWeak, allowUnverified, sample, seed, deep } = settings;
    const common = {
        "min-checksum": minChecksum,
        "allow-weak": String(allowWeak),
        "allow-unverified": String(allowUnverified),
    };
    if (mode === "local") {
        // As it is given: the same directory may have another place on another machine.
        return inputs.root === undefined ? common : { ...common, root: withoutSlash((0,node_path__WEBPACK_IMPORTED_MODULE_0__.normalize)(inputs.root)) };
    }
    const rootUrl = (0,_root_url_js__WEBPACK_IMPORTED_MODULE_3__/* .rootUrlOf */ .f)(settings, sources);
    return {
        ...common,
        sample: String(sample),
        ...(sample === 0 || seed === undefined ? {} : { seed }),
        deep: String(deep),
        ...(rootUrl === undefined ? {} : { "root-url": (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .redactUrl */ .BO)(rootUrl.href) }),
    };
}
/** How the rules of a part differ from those of the run that joins it, in words; undefined when they do not. */
function differenceOf(part, own) {
    const names = [...new Set([...Object.keys(own), ...Object.keys(part)])];
    const other = names.find((name) => valueIn(part, name) !== valueIn(own, name));
    return other === undefined
        ? undefined
        : `it was run ${saying(other, part)}, and this run is ${saying(other, own)}`;
}
function valueIn(rules, name) {
    return Object.hasOwn(rules, name) ? rules[name] : undefined;
}
function saying(name, rules) {
    const value = valueIn(rules, name);
    const text = value === undefined ? `without ${name}` : `with ${name}: ${value}`;
    return (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .escapeDeceptive */ .BG)(text), LONGEST);
}
function withoutSlash(path) {
    return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
//# sourceMappingURL=part-rules.js.map

/***/ }),

/***/ 13685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ rootUrlOf)
/* harmony export */ });
/** What relative Locations, and the paths of 1.x metadata, start from; undefined when nobody says. */
function rootUrlOf({ rootUrl }, sources) {
    const urls = new Set(sources.flatMap((source) => source.rootUrl ?? []));
    const [only] = urls;
    return rootUrl ?? (urls.size === 1 && only !== undefined ? new URL(only) : undefined);
}
//# sourceMappingURL=root-url.js.map

/***/ }),

/***/ 82143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ setAt)
/* harmony export */ });
/**
 * Sets an entry of a list whose entries come in any order. Engines keep lists with wide gaps as tables, which take many
 * times as long: entries before it that are not there are made.
 *
 * @param gap - what an entry is that was not set
 */
function setAt(list, index, value, gap) {
    while (list.length < index) {
        list.push(gap);
    }
    list[index] = value;
}
//# sourceMappingURL=set-at.js.map

/***/ }),

/***/ 48033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ divide)
/* harmony export */ });
/* unused harmony export Division */
/* harmony import */ var _compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54164);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15742);
/* harmony import */ var _consistency_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54649);
/* harmony import */ var _inventory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19529);
/* harmony import */ var _locations_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(32897);
/* harmony import */ var _metadata_reading_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94525);
/* harmony import */ var _part_rules_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(17814);








/**
 * The artifacts that are selected, divided. Every part reads all that the metadata and the repositories say, and looks
 * at its own artifacts. What concerns the whole is told by the first part alone: contradictions, files that nothing
 * names, artifacts that are not selected.
 */
class Division {
    plan;
    /** Undefined when nothing is to be looked at. */
    shard;
    rules;
    constructor(plan, shard, rules) {
        this.plan = plan;
        this.shard = shard;
        this.rules = rules;
    }
    get isFirst() {
        return this.shard?.index === 1;
    }
    /** Whether an artifact of the metadata is told by this part. */
    owns(artifact, context, selected) {
        return selected ? this.#isHere(this.plan.partOf(keyOf(artifact, context))) : this.isFirst;
    }
    /** The same for what a repository or a tree lists: it goes with that, unless the metadata names it as well. */
    ownsListed(path, place, selected) {
        return selected
            ? this.#isHere(this.plan.partOf(keyOfFile(path)) ?? this.plan.partOf(keyOfPlace(place)))
            : this.isFirst;
    }
    #isHere(part) {
        return (part ?? 1) === this.shard?.index;
    }
}
/**
 * Divides the selected artifacts by what the metadata says of them alone. What is on disk makes no difference: a part
 * that is done again, when a file was mended, is the same part.
 *
 * @throws UserError, MetadataError
 */
async function divide({ sources, inputs, settings, errors, signal }) {
    const taker = new UnitTaker(settings, sizer(settings));
    const reading = new _metadata_reading_js__WEBPACK_IMPORTED_MODULE_6__/* .MetadataReading */ .A(sources, taker, errors, signal);
    await reading.readSmall();
    await reading.readPackages();
    // Without rpms.json repositories may list all that is selected.
    if (settings.mode === "remote" || taker.hasRpms || !taker.mayLackPackages) {
        (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .refuseNothing */ .OX)(settings.selector, taker);
    }
    const metadata = await (0,_compose_actions_compose__WEBPACK_IMPORTED_MODULE_0__/* .metadataDigest */ .Yb)(sources, signal);
    const plan = (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .planOfInputs */ .Y4)("verify", taker.units, inputs, { metadata });
    return {
        compose: reading.compose,
        division: new Division(plan, inputs.shard, (0,_part_rules_js__WEBPACK_IMPORTED_MODULE_7__/* .rulesOf */ .f)(inputs, settings, sources)),
    };
}
/** What is to be read of an artifact; null when the metadata does not know. */
function sizer({ mode, deep }) {
    // Servers are only asked, which takes the same time for everything.
    return mode === "remote" && !deep ? () => 0 : sizeOf;
}
function sizeOf(artifact) {
    return isSet(artifact)
        ? artifact.contents.reduce((sum, { size }) => sum + size, 0)
        : (0,_locations_js__WEBPACK_IMPORTED_MODULE_5__/* .factsOf */ .xS)(artifact).size;
}
/** Takes from the metadata what is needed to divide it. */
class UnitTaker {
    units = [];
    log = new _consistency_js__WEBPACK_IMPORTED_MODULE_3__/* .ConsistencyLog */ .PI();
    hasRpms = false;
    artifacts = 0;
    directories = 0;
    /** There are repositories of variants and arches whose packages are selected. */
    mayLackPackages = false;
    #settings;
    #sizeOf;
    constructor(settings, size) {
        this.#settings = settings;
        this.#sizeOf = size;
    }
    knowVariants() {
        // Nothing depends on them.
    }
    add(artifact, context) {
        const { selector, selectsPackages } = this.#settings;
        const selected = selector.selects(artifact, context);
        const { kind, variant, arch, fieldName = "" } = context;
        const isRepository = kind === "variant_path" && !(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .isDirectory */ .wd)(context);
        const listsPackages = isRepository && selectsPackages(variant, arch);
        this.mayLackPackages ||= listsPackages;
        if (selected ? _inventory_js__WEBPACK_IMPORTED_MODULE_4__/* .TREES */ .U.has(fieldName) : listsPackages) {
            // What is selected of that which it lists has to be somebody's.
            this.units.push({ key: keyOfPlace(artifact.localPath), bytes: 0, artifacts: [] });
        }
        if ((0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .isDirectory */ .wd)(context)) {
            this.directories += 1;
        }
        else if (selected) {
            this.artifacts += 1;
            const bytes = this.#sizeOf(artifact);
            this.units.push({
                key: keyOf(artifact, context),
                bytes: bytes ?? 0,
                unknown: bytes === null ? 1 : 0,
                artifacts: [(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .artifactName */ .Cs)(context, artifact.localPath)],
            });
        }
    }
}
/** What is looked at together: the file at a path, a set, a repository or a tree with what it lists. */
function keyOf(artifact, { kind }) {
    const { localPath } = artifact;
    if (kind === "variant_path") {
        return keyOfPlace(localPath);
    }
    return isSet(artifact) ? `set ${localPath}` : keyOfFile(localPath);
}
function keyOfPlace(path) {
    return `place ${path}`;
}
function keyOfFile(path) {
    return `file ${path}`;
}
function isSet(artifact) {
    return (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .isLocation */ .gI)(artifact) && artifact.contents.length > 0;
}
//# sourceMappingURL=shard.js.map

/***/ }),

/***/ 2688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/oci/lib/inputs.js
var lib_inputs = __webpack_require__(25670);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./actions/verify/lib/conclude.js
var conclude = __webpack_require__(52340);
// EXTERNAL MODULE: ./actions/verify/lib/inventory.js + 1 modules
var lib_inventory = __webpack_require__(19529);
// EXTERNAL MODULE: ./actions/verify/lib/metadata-reading.js
var metadata_reading = __webpack_require__(94525);
;// CONCATENATED MODULE: ./actions/verify/lib/settings.js


/** @throws UserError for inputs that contradict each other or cannot be used */
function readSettings(inputs) {
    const { mode, quick, sample, deep, kinds } = inputs;
    const selector = (0,lib/* readSelector */.pS)(inputs);
    if (mode === "local" && (sample > 0 || deep || inputs["root-url"] !== undefined)) {
        throw (0,step_lib/* refuse */.TR)("sample, deep and root-url are for remote artifacts, but mode is local", "set mode to remote, or leave them out");
    }
    if (mode === "remote" && inputs.root !== undefined) {
        throw (0,step_lib/* refuse */.TR)("root is for local artifacts, but mode is remote", "leave it out; root-url is its like for remote artifacts");
    }
    if (inputs.unlisted === "fail" && (quick || mode === "remote")) {
        throw (0,step_lib/* refuse */.TR)(`unlisted: fail needs a look at the files, and ${quick ? "quick" : "mode remote"} takes none`, "leave out either of them");
    }
    if (quick && (sample > 0 || deep)) {
        throw (0,step_lib/* refuse */.TR)("quick looks at no artifact, and sample and deep download some", "leave out either of them");
    }
    (0,step_lib/* checkShardInputs */.AF)(inputs);
    (0,step_lib/* checkJoinInputs */.qz)(inputs);
    if (quick && ((0,step_lib/* isDivided */._W)(inputs) || (0,step_lib/* isJoining */.QS)(inputs))) {
        throw (0,step_lib/* refuse */.TR)("quick looks at no artifact, so there is nothing to divide", "leave out either of them");
    }
    if (mode === "remote" && !deep && inputs["shard-size"] !== undefined) {
        throw (0,step_lib/* refuse */.TR)("shard-size divides what is read, and mode remote without deep only asks", "say with shards how many parts there are to be");
    }
    const packages = kinds === undefined || kinds.length === 0 || kinds.includes("rpm");
    return {
        mode,
        quick,
        selector,
        selectsPackages: (variant, arch) => packages && selector.selectsVariant(variant) && selector.selectsArch(arch),
        unlisted: inputs.unlisted,
        minChecksum: inputs["min-checksum"],
        allowWeak: inputs["allow-weak"],
        allowUnverified: inputs["allow-unverified"],
        recordAll: inputs.records === "all",
        parallelChecksums: inputs["parallel-checksums"],
        parallelRequests: inputs["parallel-requests"],
        sample,
        seed: inputs.seed,
        deep,
        rootUrl: rootUrlOf(inputs["root-url"]),
    };
}
function rootUrlOf(text) {
    if (text === undefined) {
        return undefined;
    }
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
        throw (0,step_lib/* refuse */.TR)("root-url is not a web address that paths can be appended to", "give an absolute URL without a query, such as https://cdn.example.com/compose/41/");
    }
    if (url.username !== "" || url.password !== "") {
        throw (0,step_lib/* refuse */.TR)("root-url holds a user name or a password", "use http-username with http-password, or netrc-file");
    }
    if (!url.pathname.endsWith("/")) {
        url.pathname += "/";
    }
    return url;
}
//# sourceMappingURL=settings.js.map
// EXTERNAL MODULE: ./actions/verify/lib/shard.js
var shard = __webpack_require__(48033);
;// CONCATENATED MODULE: ./actions/verify/lib/verify.js
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
 * Compares the artifacts of a compose, on disk or where their Locations say, with its metadata.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
async function verify(inputs, context) {
    const { timeout } = inputs;
    if (timeout === undefined) {
        return await compare(inputs, context);
    }
    const deadline = AbortSignal.timeout(timeout);
    try {
        return await compare(inputs, { ...context, signal: AbortSignal.any([context.signal, deadline]) });
    }
    catch (error) {
        if (deadline.aborted && !context.signal.aborted && error === deadline.reason) {
            throw (0,step_lib/* fault */.DG)("The time of this step is over", "allow it more time, or verify less at a time with variants, arches or kinds");
        }
        throw error;
    }
}
async function compare(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const started = performance.now();
        const settings = readSettings(inputs);
        const errors = new lib/* ErrorList */.VS();
        const remote = __addDisposableResource(env_1, (0,lib_inputs/* composeFetcher */.Ek)(inputs, context), false);
        const sources = await (0,lib/* findSources */.Id)(inputs.compose, errors, {
            signal: context.signal,
            fetchMetadata: remote.fetch,
        });
        if ((0,step_lib/* isJoining */.QS)(inputs)) {
            const { joinParts } = await __webpack_require__.e(/* import() */ 897).then(__webpack_require__.bind(__webpack_require__, 44897));
            // Metadata that was fetched is gone when this function is left.
            return await joinParts({ sources, inputs, settings, errors, context });
        }
        const divided = (0,step_lib/* isDivided */._W)(inputs)
            ? await (0,shard/* divide */.Q)({ sources, inputs, settings, errors, signal: context.signal })
            : undefined;
        const division = divided?.division;
        if (divided !== undefined && (0,step_lib/* isPlanning */.iM)(inputs)) {
            return untouched(divided, settings);
        }
        const inventory = new lib_inventory/* Inventory */.r(settings, division);
        const reading = new metadata_reading/* MetadataReading */.A(sources, inventory, errors, context.signal);
        await reading.readSmall();
        const findings = await look({ inputs, settings, sources, inventory, division, reading, context });
        (0,lib/* refuseNothing */.OX)(settings.selector, {
            artifacts: settings.selector.restricts ? inventory.selected : inventory.total,
            directories: inventory.directories,
        });
        inventory.finish();
        const warnings = reading.warnings().map((warning) => ({ ...warning, text: (0,metadata_lib/* describeWarning */.U9)(warning) }));
        for (const { text } of warnings) {
            context.reporter.warn(text);
        }
        const { place, unlisted, remote: figures } = findings;
        return {
            compose: reading.compose,
            mode: settings.quick ? "quick" : settings.mode,
            place,
            directories: inventory.directories,
            ...(0,conclude/* conclude */.E)({ ...findings, inventory, settings }),
            consistency: division?.isFirst === false ? [] : inventory.log.sets(),
            unlisted,
            warnings,
            unmatched: settings.selector.unmatched(),
            ...(figures === undefined ? {} : { remote: figures }),
            ...(division === undefined ? {} : { division }),
            milliseconds: performance.now() - started,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** What comes of a run that only plans. */
function untouched({ compose, division }, settings) {
    return {
        compose,
        mode: settings.mode,
        place: undefined,
        artifacts: 0,
        directories: 0,
        ...{ states: {}, failing: 0, failingStates: {}, groups: [], records: [], omittedRecords: 0 },
        consistency: [],
        unlisted: { policy: settings.unlisted, count: undefined, files: [] },
        warnings: [],
        unmatched: settings.selector.unmatched(),
        division,
        milliseconds: 0,
    };
}
async function look(options) {
    const { settings, reading } = options;
    if (settings.quick) {
        await reading.readPackages();
        const unlisted = { policy: settings.unlisted, count: undefined, files: [] };
        return { place: undefined, verdicts: undefined, whyUnverifiable: () => "", unlisted };
    }
    if (settings.mode === "remote") {
        const { checkLocations } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(905), __webpack_require__.e(653)]).then(__webpack_require__.bind(__webpack_require__, 45653));
        return checkLocations(options);
    }
    const { checkTree } = await __webpack_require__.e(/* import() */ 8).then(__webpack_require__.bind(__webpack_require__, 95008));
    return checkTree(options);
}
//# sourceMappingURL=verify.js.map

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
