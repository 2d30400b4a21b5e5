export const id = 904;
export const ids = [904];
export const modules = {

/***/ 38904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* reexport */ step)
});

// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/inputs.js



const inputs = (0,lib/* defineInputs */.pf)({
    variant: (0,lib/* text */.Qq)({
        description: "The variant that the artifacts belong to, by its uid.",
        required: true,
        example: "Server",
    }),
    arch: (0,lib/* text */.Qq)({
        description: "The arch that they are listed under. Source packages are listed under the arch that they were built for.",
        required: true,
        example: "x86_64",
    }),
    images: (0,lib/* lines */.Mn)({
        description: "Image files, as globs relative to root, one per line. `*` and `?` stay within a part of the path, `**` crosses parts. Every glob must match something. At least one of images, rpms and extra-files is needed.",
        expected: "globs",
        example: "build/*.qcow2",
    }),
    rpms: (0,lib/* lines */.Mn)({
        description: "RPM packages, as globs relative to root. Name, source package, category and signing keys are read from their headers.",
        expected: "globs",
        example: "results/**/*.rpm",
    }),
    "extra-files": (0,lib/* lines */.Mn)({
        description: "Other files of the compose, as globs relative to root.",
        expected: "globs",
        example: "GPL",
    }),
    root: (0,lib/* path */.Ae)({
        description: "Directory that the globs start from. Links that lead out of it are refused.",
        default: ".",
    }),
    output: (0,lib/* path */.Ae)({
        description: "Directory for the metadata (composeinfo.json, images.json, rpms.json, extra_files.json). It is created when it does not exist; metadata of the same compose that lies there is added to. Two steps may do so at once.",
        required: true,
        example: "metadata",
    }),
    composeinfo: (0,lib/* path */.Ae)({
        description: "An existing composeinfo.json of the compose, in place of the inputs from compose-id to base-product-type. None of them is needed either when output has a composeinfo.json already.",
        example: "compose/metadata/composeinfo.json",
    }),
    "compose-id": (0,lib/* text */.Qq)({
        description: "Id of the compose. By default it is made of release, base product, date, type and respin, as the reference implementation does. What the id says need not be given again.",
        example: "Fedora-41-20260204.0",
    }),
    "compose-type": (0,lib/* choice */.Yq)(metadata_lib/* COMPOSE_TYPES */.LZ, { description: "Type of the compose." }),
    "compose-date": (0,lib/* text */.Qq)({
        description: "Date of the compose.",
        expected: "eight digits, YYYYMMDD",
        schema: schemas/* string */.YjP().regex(/^[0-9]{8}$/, { error: "expected eight digits, YYYYMMDD" }),
        example: "20260204",
    }),
    respin: (0,lib/* integer */.nd)({
        description: "Which compose of its date it is. Without compose-id it is 0 by default.",
        min: 0,
    }),
    label: (0,lib/* text */.Qq)({ description: "Milestone of the compose.", example: "RC-1.0" }),
    final: (0,lib/* flag */.aR)({ description: "Whether label is final: the compose is what gets released." }),
    "release-name": (0,lib/* text */.Qq)({
        description: "Name of the release. By default release-short.",
        example: "Fedora Linux",
    }),
    "release-short": (0,lib/* text */.Qq)({
        description: "Short name of the release; by default the one in compose-id.",
        example: "Fedora",
    }),
    "release-version": (0,lib/* text */.Qq)({
        description: "Version of the release; by default the one in compose-id.",
        example: "41",
    }),
    "release-type": (0,lib/* choice */.Yq)(metadata_lib/* RELEASE_TYPES */._E, {
        description: "Type of the release. By default the one in compose-id, which says nothing of ga.",
    }),
    "release-internal": (0,lib/* flag */.aR)({ description: "Whether the release is for internal use." }),
    "base-product-name": (0,lib/* text */.Qq)({
        description: "For a layered product: name of the product that it extends. By default base-product-short.",
    }),
    "base-product-short": (0,lib/* text */.Qq)({
        description: "For a layered product: short name of the product that it extends.",
        example: "RHEL",
    }),
    "base-product-version": (0,lib/* text */.Qq)({
        description: "For a layered product: version of the product that it extends.",
        example: "9",
    }),
    "base-product-type": (0,lib/* choice */.Yq)(metadata_lib/* RELEASE_TYPES */._E, {
        description: "For a layered product: type of the product that it extends. By default ga.",
    }),
    url: (0,lib/* text */.Qq)({
        description: "Template of the URL where an artifact lies. Placeholders: {path}, its local_path; {variant} {arch} {kind} {name} {source} {compose_id}; for images {type} {format} {subvariant}; for packages {category}. {name} is the file's name, {source} its path below root. What would break a URL is percent-encoded.",
        example: "https://cdn.example.com/{compose_id}/{path}",
    }),
    "base-url": (0,lib/* text */.Qq)({
        description: "Where the compose is published: an artifact's URL is this, a slash, and its local_path. Without url and base-url the URL is the file's path below root, for push-oci to replace.",
        example: "https://cdn.example.com/compose/41/",
    }),
    "local-path": (0,lib/* text */.Qq)({
        description: "Template of an artifact's place in the tree of the compose. Placeholders: as for url but {path}, and {initial}, the first letter of the name in lower case. By default the usual layout: {variant}/{arch}/iso/{name} for ISOs, {variant}/{arch}/images/{name} for other images, {variant}/{arch}/os/Packages/{initial}/{name} for packages (debug/tree/Packages for those of debug information, {variant}/source/tree/Packages for sources), {variant}/{arch}/os/{name} for extra files.",
        example: "{variant}/{arch}/os/images/pxeboot/{name}",
    }),
    type: (0,lib/* choice */.Yq)(metadata_lib/* IMAGE_TYPE_NAMES */.e2, {
        description: "Type of the images. By default by the format; where images of a format have several types, by the words of the file's name.",
    }),
    format: (0,lib/* choice */.Yq)(metadata_lib/* IMAGE_FORMAT_NAMES */.pf, {
        description: "Format of the images. By default the longest one that the file's name ends with.",
    }),
    subvariant: (0,lib/* text */.Qq)({
        description: "What the images hold, such as KDE. Together with type, format, arch and disc number it tells the images of a compose apart. By default the variant.",
    }),
    bootable: (0,lib/* flag */.aR)({
        description: "Whether the images can be booted. By default true for ISOs with a boot catalog (El Torito), false for everything else.",
    }),
    "disc-number": (0,lib/* integer */.nd)({ description: "Number of the disc in a set.", min: 1, default: 1 }),
    "disc-count": (0,lib/* integer */.nd)({ description: "Number of discs in the set.", min: 1, default: 1 }),
    "volume-id": (0,lib/* text */.Qq)({ description: "Volume id of the image. By default the one in the ISO." }),
    "implant-md5": (0,lib/* text */.Qq)({
        description: "Checksum for media checks in the image. By default the one that implantisomd5 wrote into the ISO.",
        expected: "32 hexadecimal digits in lower case",
        schema: schemas/* string */.YjP().regex(/^[0-9a-f]{32}$/, { error: "expected 32 hexadecimal digits in lower case" }),
    }),
    "parallel-checksums": (0,lib/* integer */.nd)({
        description: "Threads that hash files. By default as many as there are cores.",
        min: 1,
        max: 256,
    }),
    "lock-timeout": (0,lib/* duration */.p0)({
        description: "How long to wait while another step writes to output.",
        default: "5m",
    }),
    ...lib/* emitsArtifactInputs */.Gu,
    ...lib/* reportInput */.BO,
});
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/present.js


/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;
/** A longer table is folded. */
const MAX_UNFOLDED = 15;
/** Outputs, report, closing lines and job summary of what was recorded. */
function present(result) {
    const { composeId, variant, arch, output, files, artifacts, notices } = result;
    const bytes = artifacts.reduce((sum, { location }) => sum + (location.size ?? 0), 0);
    return {
        outputs: {
            "metadata-dir": output,
            files: files.join("\n"),
            "compose-id": composeId,
            artifacts: String(artifacts.length),
            bytes: String(bytes),
            warnings: String(notices.length),
        },
        report: {
            compose: composeId,
            variant,
            arch,
            metadataDir: output,
            files,
            published: !result.areLocal,
            artifacts: artifacts.map(reported),
            bytes,
            totals: Object.fromEntries(result.totals),
            warnings: notices,
        },
        lines: [
            `${composeId}: ${(0,lib/* countOf */.pq)(artifacts.length, "artifact", "artifacts")} of ${variant}, ${arch} recorded, ${(0,lib/* formatBytes */.z3)(bytes)}; metadata in ${output}`,
            ...(result.areLocal ? [`${LOCAL_URLS}.`] : []),
        ],
        summary: summaryOf(result, bytes),
    };
}
const LOCAL_URLS = "Without url and base-url the URLs are the paths below root: push-oci replaces them by those of the registry";
function reported({ kind, source, location, image, rpm }) {
    const { localPath, url, size, checksum } = location;
    return {
        kind,
        source,
        localPath,
        url,
        size,
        checksum,
        ...(image === undefined ? {} : { image: imageFields(image) }),
        ...(rpm === undefined
            ? {}
            : { rpm: { nevra: rpm.nevra, source: rpm.source, category: rpm.category, sigkeys: rpm.sigkeys } }),
    };
}
function imageFields(image) {
    const { type, format, subvariant, bootable, discNumber, discCount, volumeId, implantMd5 } = image;
    return { type, format, subvariant, bootable, discNumber, discCount, volumeId, implantMd5 };
}
function summaryOf(result, bytes) {
    const { composeId, variant, arch, output, artifacts, totals, notices, areLocal } = result;
    const parts = [
        (0,lib/* heading */.R_)(2, "Artifacts recorded"),
        `Compose ${(0,lib/* code */.aY)(composeId)}, ${(0,lib/* code */.aY)(variant)}, ${(0,lib/* code */.aY)(arch)}: ${(0,lib/* countOf */.pq)(artifacts.length, "artifact", "artifacts")}, ${(0,lib/* formatBytes */.z3)(bytes)}. The metadata in ${(0,lib/* code */.aY)(output)} names ${totalsText(totals)}.`,
        ...(areLocal ? [`${(0,lib/* escapeText */.X1)(LOCAL_URLS)}.`] : []),
        ...listed("Images", artifacts, "image", ["Type", "Format", "Boots"], ({ image }) => [
            (0,lib/* code */.aY)(image?.type ?? ""),
            (0,lib/* code */.aY)(image?.format ?? ""),
            image?.bootable === true ? "yes" : "no",
        ]),
        ...listed("RPMs", artifacts, "rpm", ["Category", "Signed with"], ({ rpm }) => [
            (0,lib/* code */.aY)(rpm?.category ?? ""),
            rpm === undefined || rpm.sigkeys.length === 0 ? "–" : rpm.sigkeys.map(lib/* code */.aY).join(" "),
        ]),
        ...listed("Extra files", artifacts, "extra_file", [], () => []),
    ];
    if (notices.length > 0) {
        parts.push((0,lib/* heading */.R_)(3, "What to know"));
        parts.push(notices.map((notice) => `- ${(0,lib/* escapeText */.X1)((0,metadata_lib/* describeWarning */.U9)(notice))}`).join("\n"));
    }
    return `${parts.join("\n\n")}\n`;
}
const NAMES = {
    image: ["image", "images"],
    rpm: ["RPM", "RPMs"],
    extra_file: ["extra file", "extra files"],
    module: ["module", "modules"],
    variant_path: ["repository", "repositories"],
};
function totalsText(totals) {
    return [...totals].map(([kind, count]) => (0,lib/* countOf */.pq)(count, ...NAMES[kind])).join(", ");
}
/** A table of the artifacts of one kind, folded when it is long. */
function listed(title, artifacts, kind, headers, cells) {
    const all = artifacts.filter((artifact) => artifact.kind === kind);
    if (all.length === 0) {
        return [];
    }
    const shown = all
        .slice(0, MAX_LISTED)
        .map((artifact) => [
        (0,lib/* code */.aY)(artifact.location.localPath),
        (0,lib/* formatBytes */.z3)(artifact.location.size ?? 0),
        ...cells(artifact),
        (0,lib/* code */.aY)(shortened(artifact.location.checksum ?? "")),
    ]);
    const more = all.length - shown.length;
    const rows = (0,lib/* table */.tp)(["Place", "Size", ...headers, "Checksum"], shown);
    const body = more > 0 ? `${rows}\n\nAnd ${(0,lib/* formatCount */.B4)(more)} more; the report names them all.` : rows;
    const summary = `${title}: ${(0,lib/* formatCount */.B4)(all.length)}`;
    return all.length > MAX_UNFOLDED ? [(0,lib/* details */.zH)(summary, body)] : [(0,lib/* heading */.R_)(3, summary), body];
}
/** Enough of a checksum to tell it from others: in full it makes a table too wide to be seen as a whole. */
function shortened(checksum) {
    return checksum.replace(/^(\w+:[0-9a-f]{12})[0-9a-f]+$/, "$1…");
}
//# sourceMappingURL=present.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/report-schema.js


const count = schemas/* number */.aig().int().nonnegative();
const report_schema_image = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    format: schemas/* string */.YjP(),
    subvariant: schemas/* string */.YjP(),
    bootable: schemas/* boolean */.zMY(),
    discNumber: count,
    discCount: count,
    volumeId: schemas/* string */.YjP().nullable(),
    implantMd5: schemas/* string */.YjP().nullable(),
});
const rpm = schemas/* object */.Ikc({
    nevra: schemas/* string */.YjP(),
    source: schemas/* string */.YjP().describe("NEVRA of the source package that it is listed under"),
    category: schemas/* enum */.k5n(metadata_lib/* RPM_CATEGORIES */.dl),
    sigkeys: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Keys that signed it"),
});
const artifact = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(["image", "rpm", "extra_file"]),
    source: schemas/* string */.YjP().describe("Path of the file below root"),
    localPath: schemas/* string */.YjP().describe("Its place in the tree of the compose"),
    url: schemas/* string */.YjP(),
    size: count.describe("Bytes"),
    checksum: schemas/* string */.YjP(),
    image: report_schema_image.optional(),
    rpm: rpm.optional(),
});
/** The step's own fields of the report. */
const reportSchema = schemas/* object */.Ikc({
    compose: schemas/* string */.YjP().describe("Compose id"),
    variant: schemas/* string */.YjP().describe("Variant that the artifacts belong to"),
    arch: schemas/* string */.YjP().describe("Arch that they are listed under"),
    metadataDir: schemas/* string */.YjP().describe("Directory of the metadata"),
    files: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Paths of the written files"),
    published: schemas/* boolean */.zMY()
        .describe("Whether url or base-url told where the artifacts lie; otherwise URLs are paths below root"),
    artifacts: schemas/* array */.YOg(artifact).describe("What was recorded"),
    bytes: count.describe("Sum of the sizes"),
    totals: schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metadata_lib/* ARTIFACT_KINDS */.hz), count)
        .describe("Artifacts that the metadata names now, by kind: those recorded before are among them"),
    warnings: schemas/* array */.YOg(schemas/* object */.Ikc({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP(), count, examples: schemas/* array */.YOg(schemas/* string */.YjP()) }))
        .describe("What looks wrong; each entry stands for all its occurrences"),
});
//# sourceMappingURL=report-schema.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/step.js




/** The step `record-artifacts`. */
const step = (0,lib/* defineStep */.ol)({
    name: "record-artifacts",
    title: "Record artifacts as productmd 2.0 metadata",
    description: "Makes 2.0 metadata of artifacts that a job built or uploaded, from nothing: images with type, format and what an ISO says of itself, RPMs by their headers, extra files; each with size and sha256. Adds to the metadata that is there.",
    icon: "edit-3",
    inputs: inputs,
    outputs: {
        "metadata-dir": { description: "Directory of the metadata, for the next step's compose input." },
        files: { description: "Paths of the written files, one per line." },
        "compose-id": { description: "Id of the compose, given or made." },
        artifacts: { description: "Number of artifacts that were recorded." },
        bytes: { description: "Sum of their sizes." },
        warnings: { description: "Number of warnings: 0 when nothing looks wrong." },
    },
    report: reportSchema,
    metadataArtifact: "emits",
    run: async (values, context) => (await Promise.all(/* import() */[__webpack_require__.e(800), __webpack_require__.e(164), __webpack_require__.e(586)]).then(__webpack_require__.bind(__webpack_require__, 71778))).recordArtifacts(values, context),
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/record-artifacts/lib/index.js

//# sourceMappingURL=index.js.map

/***/ })

};
