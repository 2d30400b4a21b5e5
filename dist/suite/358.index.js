export const id = 358;
export const ids = [358];
export const modules = {

/***/ 82358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hz: () => (/* reexport */ ARTIFACT_KINDS),
  kF: () => (/* reexport */ CHECKSUM_LENGTHS),
  LZ: () => (/* reexport */ COMPOSE_TYPES),
  $R: () => (/* reexport */ FoldedPaths),
  pf: () => (/* reexport */ IMAGE_FORMAT_NAMES),
  e2: () => (/* reexport */ IMAGE_TYPE_NAMES),
  mO: () => (/* reexport */ IdentityReader),
  q3: () => (/* reexport */ JsonSyntaxError),
  aX: () => (/* reexport */ LABEL_NAMES),
  Nq: () => (/* reexport */ MAX_EXAMPLES),
  u9: () => (/* reexport */ MAX_ISSUES),
  WM: () => (/* reexport */ METADATA_FILE_NAMES),
  U8: () => (/* reexport */ METADATA_TYPES),
  VX: () => (/* reexport */ MergeError),
  wc: () => (/* reexport */ MetadataError),
  vG: () => (/* reexport */ MissingDigestError),
  YR: () => (/* reexport */ OutOfOrderError),
  iX: () => (/* reexport */ Parser),
  uI: () => (/* reexport */ PathFilter),
  EG: () => (/* reexport */ PathIndex),
  _E: () => (/* reexport */ RELEASE_TYPES),
  ui: () => (/* reexport */ REPOMD),
  kG: () => (/* reexport */ REPOSITORY_CATEGORIES),
  n4: () => (/* reexport */ RPM_ARCHES),
  dl: () => (/* reexport */ RPM_CATEGORIES),
  dx: () => (/* reexport */ RpmsStream),
  fF: () => (/* reexport */ SuspiciousPathError),
  Ae: () => (/* reexport */ UrlTemplateError),
  tV: () => (/* reexport */ warnings_WarningLog),
  Fl: () => (/* reexport */ baseName),
  oP: () => (/* reexport */ baseUrlBuilder),
  Vn: () => (/* reexport */ checksumAlgorithm),
  Jz: () => (/* reexport */ checksumDigest),
  Jm: () => (/* reexport */ checksumsConflict),
  OP: () => (/* reexport */ compareCodePoints),
  Mz: () => (/* reexport */ createSelector),
  we: () => (/* reexport */ describeConflict),
  n6: () => (/* reexport */ describeIssue),
  $v: () => (/* reexport */ describeUndeclared),
  U9: () => (/* reexport */ describeWarning),
  jt: () => (/* reexport */ directoryOf),
  SF: () => (/* reexport */ dropWhat2CannotHold),
  O0: () => (/* reexport */ encodePath),
  ou: () => (/* reexport */ fillTemplate),
  EO: () => (/* reexport */ foldedCollisions),
  gS: () => (/* reexport */ generationOf),
  fU: () => (/* reexport */ globMatcher),
  u: () => (/* reexport */ imageFormatOf),
  tL: () => (/* reexport */ imageTypeOf),
  QY: () => (/* reexport */ isChecksum),
  wd: () => (/* reexport */ isDirectory),
  oQ: () => (/* reexport */ isDistributed),
  gI: () => (/* reexport */ isLocation),
  is: () => (/* reexport */ isManifestDigest),
  $e: () => (/* reexport */ isNevra),
  DY: () => (/* reexport */ isOciUrl),
  uX: () => (/* reexport */ isWeakChecksum),
  a_: () => (/* reexport */ knownChecksums),
  GZ: () => (/* reexport */ localPathProblem),
  U6: () => (/* reexport */ locationUrlProblem),
  j2: () => (/* reexport */ locations),
  Mj: () => (/* reexport */ makeComposeId),
  oX: () => (/* reexport */ mapArtifacts),
  h1: () => (/* reexport */ merge),
  OK: () => (/* reexport */ noteLostSigkeys),
  qg: () => (/* reexport */ parse),
  pK: () => (/* reexport */ parseComposeId),
  q6: () => (/* reexport */ parseNevra),
  YY: () => (/* reexport */ parseReleaseName),
  RJ: () => (/* reexport */ parseStrictJson),
  QC: () => (/* reexport */ parseTemplate),
  Bw: () => (/* reexport */ partOfSelection),
  hD: () => (/* reexport */ quote),
  BO: () => (/* reexport */ redactUrl),
  sU: () => (/* reexport */ relocate),
  Md: () => (/* reexport */ relocateArtifact),
  Lt: () => (/* reexport */ select_select),
  lK: () => (/* reexport */ serialize),
  Ks: () => (/* reexport */ serializeTo),
  WU: () => (/* reexport */ show),
  ax: () => (/* reexport */ strengthRank),
  Lh: () => (/* reexport */ strongestChecksum),
  Gc: () => (/* reexport */ toTree),
  h7: () => (/* reexport */ treeArtifact),
  CU: () => (/* reexport */ treeFiles),
  fG: () => (/* reexport */ upgrade),
  J3: () => (/* reexport */ urlMapBuilder),
  Oe: () => (/* reexport */ urlTemplate),
  eQ: () => (/* reexport */ variantFromUid),
  x5: () => (/* reexport */ visitArtifacts)
});

// UNUSED EXPORTS: IMAGE_FORMATS, IMAGE_TYPES, MAX_CONFLICTS, PATH_CATEGORIES, VARIANT_TYPES, downgrade, isMadeFromUid, noteNewerVersion, readIdentity, variantsInOrder, writtenVersion

;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/enumerations.js
/** The lists of productmd's rule for lists. A value that they do not know is kept with a warning: distributions invent new ones. */
const words = (text) => new Set(text.trim().split(/\s+/));
const IMAGE_TYPES = words(`
  appx boot bootable-container cd container docker dvd dvd-debuginfo dvd-ostree dvd-ostree-osbuild ec2 fex kvm live
  live-osbuild liveimg-squashfs netinst ociarchive p2v qcow qcow2 raw raw-xz rescue rhevm-ova tar-gz vagrant-hyperv
  vagrant-libvirt vagrant-virtualbox vagrant-vmware-fusion vdi vmdk vpc vhd-compressed vsphere-ova wsl2
`);
const IMAGE_FORMATS = words(`
  appx erofs erofs.gz erofs.xz iso liveimg.squashfs oci ociarchive qcow qcow2 raw raw.xz rhevm.ova squashfs squashfs.gz
  squashfs.xz tar tar.gz tar.xz vagrant-hyperv.box vagrant-libvirt.box vagrant-virtualbox.box vagrant-vmware-fusion.box
  vdi vhd vhd.gz vhd.xz vhdfixed.xz vmdk vsphere.ova wsl
`);
const RPM_ARCHES = words(`
  aarch64 alpha alphaev4 alphaev45 alphaev5 alphaev56 alphaev6 alphaev67 alphaev68 alphaev7 alphapca56 amd64 arm64
  armhfp armv5tejl armv5tel armv5tl armv6hl armv6l armv7hl armv7hnl armv7l armv8hl armv8l athlon geode i386 i486 i586
  i686 ia32e ia64 loongarch64 mips mips64 mips64el mipsel ppc ppc64 ppc64iseries ppc64le ppc64p7 ppc64pseries riscv128
  riscv32 riscv64 s390 s390x sh3 sh4 sh4a sparc sparc64 sparc64v sparcv8 sparcv9 sparcv9v x86_64 src nosrc noarch
`);
/** Categories of variant paths, in the order in which the reference visits them. */
const PATH_CATEGORIES = [
    "os_tree",
    "packages",
    "repository",
    "isos",
    "images",
    "jigdos",
    "source_tree",
    "source_packages",
    "source_repository",
    "source_isos",
    "source_jigdos",
    "debug_tree",
    "debug_packages",
    "debug_repository",
];
/** The variant paths that are artifacts: a checksum of theirs is that of `repodata/repomd.xml`. */
const REPOSITORY_CATEGORIES = new Set([
    "repository",
    "debug_repository",
    "source_repository",
]);
const COMPOSE_TYPES = ["test", "ci", "nightly", "production", "development"];
const LABEL_NAMES = [
    "EA",
    "DevelPhaseExit",
    "InternalAlpha",
    "Alpha",
    "InternalSnapshot",
    "Beta",
    "Snapshot",
    "RC",
    "Update",
    "SecurityFix",
];
const RELEASE_TYPES = [
    "fast",
    "ga",
    "updates",
    "updates-testing",
    "eus",
    "aus",
    "els",
    "tus",
    "e4s",
];
const VARIANT_TYPES = ["variant", "optional", "addon", "layered-product"];
const RPM_CATEGORIES = ["binary", "debug", "source"];
;// CONCATENATED MODULE: ./packages/metadata/lib/json/order.js
/**
 * Compares two strings by Unicode code point, as Python sorts them. JavaScript's own order is by UTF-16 unit, which
 * puts U+10000 and above before U+E000–U+FFFF.
 *
 * @returns a negative number, zero or a positive number, as `Array.prototype.sort` wants it
 */
function compareCodePoints(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) {
        const x = a.charCodeAt(i);
        const y = b.charCodeAt(i);
        if (x !== y) {
            return rank(x) - rank(y);
        }
    }
    return a.length - b.length;
}
/** Moves surrogates above U+FFFF, where the code points that they stand for belong. */
function rank(unit) {
    return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
/** The keys of a map in the order in which metadata files list them. */
function sortedKeys(map) {
    return [...map.keys()].sort(compareCodePoints);
}
//# sourceMappingURL=order.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/text.js

/** Metadata files are indented by four spaces a level. */
const INDENT = "    ";
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\f": "\\f",
    "\b": "\\b",
};
/** A JSON string as the reference writes it: ASCII only, `\uXXXX` in lower case, `/` as it is (productmd: JSON text). */
function quote(text) {
    return PLAIN.test(text) ? `"${text}"` : `"${text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, escapeUnit)}"`;
}
function escapeUnit(unit) {
    return SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
/** Metadata is about ten levels deep. */
const INDENTS = Array.from({ length: 16 }, (_, level) => INDENT.repeat(level));
/** White space before a line at this depth. */
function indent(level) {
    return INDENTS[level] ?? INDENT.repeat(level);
}
/** A JSON string or `null`. */
function quoteOrNull(text) {
    return text === null ? "null" : quote(text);
}
/**
 * An object whose fields are given in any order; they are written sorted.
 *
 * @param level - depth of the line that holds the opening brace
 */
function objectText(fields, level) {
    const present = fields.filter((field) => field !== undefined);
    if (present.length === 0) {
        return "{}";
    }
    const lines = present
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([name, json]) => `${indent(level + 1)}${quote(name)}: ${json}`);
    return `{\n${lines.join(",\n")}\n${indent(level)}}`;
}
/** An array with every element on a line of its own. */
function arrayText(elements, level) {
    if (elements.length === 0) {
        return "[]";
    }
    return `[\n${elements.map((json) => indent(level + 1) + json).join(",\n")}\n${indent(level)}]`;
}
//# sourceMappingURL=text.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/model.js
/** In the order in which the reference writes them. */
const METADATA_TYPES = [
    "images",
    "rpms",
    "extra_files",
    "modules",
    "composeinfo",
];
/** The names of each file, the current one first; the others were used up to 1.0. */
const METADATA_FILE_NAMES = [
    ["composeinfo", "composeinfo.json"],
    ["images", "images.json", "image-manifest.json"],
    ["rpms", "rpms.json", "rpm-manifest.json"],
    ["modules", "modules.json"],
    ["extra_files", "extra_files.json"],
];
const NO_CHECKSUMS = [];
function isLocation(artifact) {
    return "url" in artifact;
}
/** The checksums that are known of an artifact. */
function knownChecksums(artifact) {
    if (!isLocation(artifact)) {
        return artifact.checksums;
    }
    return artifact.checksum === null ? NO_CHECKSUMS : [artifact.checksum];
}
function isDistributed(metadata) {
    return metadata.generation === 2;
}
//# sourceMappingURL=model.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/errors.js
/** At most this many issues of one file are kept; the rest are counted. */
const MAX_ISSUES = 50;
/**
 * A metadata file that must not pass: every issue of the file at once, the first {@link MAX_ISSUES} in words.
 * `message` names the file and the first issue.
 */
class MetadataError extends Error {
    name = "MetadataError";
    /** The file as the caller named it, if it did. */
    file;
    issues;
    /** How many issues there are, those beyond the cap included. */
    issueCount;
    /** Nothing is known to be wrong with what is in the file: the system does not let it be read. */
    isUnreadable;
    constructor(issues, options = {}) {
        const count = options.issueCount ?? issues.length;
        const first = issues[0] === undefined ? "invalid metadata" : describeIssue(issues[0]);
        const more = count > 1 ? ` (and ${count - 1} more)` : "";
        super(`${options.file === undefined ? "" : `${options.file}: `}${first}${more}`);
        this.file = options.file;
        this.issues = issues;
        this.issueCount = count;
        this.isUnreadable = options.isUnreadable ?? false;
    }
}
/** An issue in one line: `payload.header.version: expected …, found …`. */
function describeIssue(issue) {
    return issue.path === "" ? issue.message : `${issue.path}: ${issue.message}`;
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/number.js
/**
 * A number of a document that is not a whole number from 0 to 2^53-1 written in plain digits: `5.0`, `1e400`, `-1`,
 * `9007199254740993`. JSON.parse would round some of these silently, so the token itself is kept for the checks.
 */
class JsonNumber {
    // Private, so that it is no member when the members of a value are counted.
    #source;
    constructor(source) {
        this.#source = source;
    }
    /** The number as the document writes it. */
    get source() {
        return this.#source;
    }
}
const PLAIN_INTEGER = /^(?:0|[1-9][0-9]*)$/;
/** JSON.parse that keeps the token of every number that JavaScript might not hold exactly. */
function parseExact(text) {
    return JSON.parse(text, (_key, value, context) => {
        if (typeof value !== "number") {
            return value;
        }
        const source = context?.source ?? String(value);
        return PLAIN_INTEGER.test(source) && Number.isSafeInteger(value) ? value : new JsonNumber(source);
    });
}
//# sourceMappingURL=number.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/describe.js

const MAX_SHOWN = 60;
/** Of texts that differ the difference must be seen; a path has 4096 bytes at most. */
const MAX_WHOLE = 4096;
/**
 * A value in an error message: its shape and, where it is short, itself. Control characters are escaped and the
 * secrets that a URL may carry (user information, query) are left out.
 */
function describeValue(value) {
    if (value === undefined) {
        return "nothing";
    }
    if (value === null || typeof value === "boolean") {
        return String(value);
    }
    if (value instanceof JsonNumber) {
        return `the number ${value.source.slice(0, MAX_SHOWN)}`;
    }
    if (typeof value === "number") {
        return `the number ${value}`;
    }
    if (typeof value === "string") {
        return value === "" ? "an empty string" : `the string ${show(value)}`;
    }
    if (Array.isArray(value)) {
        return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
    }
    const keys = Object.keys(value);
    if (keys.length === 0) {
        return "an empty object";
    }
    return `an object with ${keys.slice(0, 3).map(show).join(", ")}${keys.length > 3 ? ", …" : ""}`;
}
/** Text from a document between quotes: shortened, escaped, without URL secrets. */
function show(text) {
    return quoted(text, MAX_SHOWN);
}
/** {@link show}, long texts too. */
function showWhole(text) {
    return quoted(text, MAX_WHOLE);
}
function quoted(text, longest) {
    const clean = redactUrl(text);
    const cut = clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
    return `"${cut.replace(/[\p{C}\u2028\u2029"\\]/gu, escapeForMessage)}"`;
}
function escapeForMessage(char) {
    return char === '"' || char === "\\" ? `\\${char}` : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
/**
 * A URL without user information and query; any other text as it is. Also takes what is only nearly a URL: with white
 * space before it, without a scheme, with backslashes.
 */
function redactUrl(text) {
    const start = /^\s*(?:(?:https?|ftp|file|oci|wss?):(?![/\\]{2})|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2})/i.exec(text)?.[0];
    if (start === undefined) {
        // A relative reference may carry a secret in its query as well.
        return text.replace(/\?[^?]*=.*$/s, "?…");
    }
    const rest = text.slice(start.length);
    const end = rest.search(/[/\\?#]/);
    const authority = end === -1 ? rest : rest.slice(0, end);
    const tail = end === -1 ? "" : rest.slice(end);
    // A digest also holds "@", but only after the authority.
    const host = authority.slice(authority.lastIndexOf("@") + 1);
    const query = tail.search(/[?#]/);
    return (start + (host === authority ? "" : "…@") + host + (query === -1 ? tail : `${tail.slice(0, query)}?…`));
}
//# sourceMappingURL=describe.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/warnings.js
const MAX_EXAMPLES = 5;
/** For every code: what it says of each occurrence, and what an occurrence is, as one and as several. */
const SENTENCES = {
    "byte-order-mark": ["the file starts with a byte order mark, which was skipped", "file", "files"],
    "ignored-file": ["the older name of a file that lies beside it; not read", "file", "files"],
    "newer-version": [
        "the minor version is newer than the known ones; the file was read as the newest known one",
        "file",
        "files",
    ],
    "compose-facts": ["the files say different things of their compose", "difference", "differences"],
    "unknown-field": ["not known to the format; left out", "field", "fields"],
    "unknown-image-type": ["image type not in the format's list; kept", "image", "images"],
    "unknown-image-format": ["image format not in the format's list; kept", "image", "images"],
    "unknown-arch": ["not in the list of RPM arches; kept", "arch", "arches"],
    "unknown-path-category": ["variant path category not known to the format; kept", "category", "categories"],
    "unknown-place": [
        "variant path of a category not known to the format, which is neither a plain path nor a Location; left out",
        "path",
        "paths",
    ],
    "undeclared-arch": ["variant path with an arch that the variant does not list", "path", "paths"],
    "missing-volume-id": ["no volume_id; null was assumed", "image", "images"],
    "repeated-image": ["listed more than once in the same variant and arch", "image", "images"],
    "empty-image": ["size 0, which the reference implementation refuses", "image", "images"],
    "image-identity": [
        "equal to another image in subvariant, type, format, arch and disc number, but with other checksums: consumers cannot tell them apart, and the reference implementation refuses the file",
        "image",
        "images",
    ],
    "source-images-dropped": [
        "source image of a variant without a binary arch, which newer versions cannot hold; left out",
        "image",
        "images",
    ],
    "source-packages-dropped": [
        "source package that no package under a binary arch of its variant was built from, which newer versions cannot hold; left out",
        "package",
        "packages",
    ],
    "upper-case-checksum": ["written in upper case; lower-cased", "checksum", "checksums"],
    "odd-nevra": ["not of the form name-epoch:version-release.arch", "key", "keys"],
    "weak-checksum": ["no checksum stronger than md5 or sha1", "artifact", "artifacts"],
    "lost-checksums": ["2.0 holds one checksum; the others are lost", "artifact", "artifacts"],
    "lost-koji-tag": ["koji_tag, which 2.0 cannot hold, is lost", "module", "modules"],
    "lost-module-field": ["module metadata that 2.0 cannot hold is lost", "field", "fields"],
    "lost-modulemd-path": ["2.0 holds one modulemd path of a module; the others are lost", "path", "paths"],
    "lost-modulemd-category": ['2.0 knows modulemd paths of the category "binary" only', "path", "paths"],
    "relative-url": ["a path in place of a URL: taken for local files", "artifact", "artifacts"],
    "shared-url": ["the template gives different artifacts one URL", "artifact", "artifacts"],
    "lost-url": ["1.2 holds no URLs", "artifact", "artifacts"],
    "lost-contents": ["1.2 holds no contents", "artifact", "artifacts"],
    "lost-sigkeys": ["1.2 holds one signing key of a package; sigkeys are lost", "package", "packages"],
    "lost-file-facts": [
        "1.2 holds no size and checksum of packages, modules and repositories",
        "artifact",
        "artifacts",
    ],
    "kept-oci": [
        "a set of files in a registry keeps its URL, since no other URL can hold its contents",
        "artifact",
        "artifacts",
    ],
};
/** Collects occurrences; {@link WarningLog.warnings} gives one warning per code, in the order of first occurrence. */
class warnings_WarningLog {
    #found = new Map();
    /** @param example - where or what; called only while examples are still wanted, so that it may build text. */
    add(code, example) {
        let entry = this.#found.get(code);
        if (entry === undefined) {
            entry = { count: 0, examples: [] };
            this.#found.set(code, entry);
        }
        entry.count += 1;
        if (example !== undefined && entry.examples.length < MAX_EXAMPLES) {
            entry.examples.push(example());
        }
    }
    /** Takes over what another log or an earlier parse found. */
    merge(warnings) {
        for (const warning of warnings) {
            const entry = this.#found.get(warning.code) ?? { count: 0, examples: [] };
            entry.count += warning.count;
            entry.examples.push(...warning.examples.slice(0, MAX_EXAMPLES - entry.examples.length));
            this.#found.set(warning.code, entry);
        }
    }
    warnings() {
        return [...this.#found].map(([code, { count, examples }]) => ({
            code,
            count,
            examples,
            message: sentence(code, count),
        }));
    }
}
function sentence(code, count) {
    const [text, one, several] = SENTENCES[code];
    return `${text} (${count} ${count === 1 ? one : several})`;
}
/** A warning with its examples in one line. */
function describeWarning(warning) {
    if (warning.examples.length === 0) {
        return warning.message;
    }
    const more = warning.count > warning.examples.length ? ", …" : "";
    return `${warning.message}: ${warning.examples.join(", ")}${more}`;
}
//# sourceMappingURL=warnings.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/read/checker.js




/**
 * Follows a reader through a document: knows the path, collects issues and warnings. Checks return `undefined` after
 * reporting an issue, so that a reader goes on and finds the next one; {@link Checker.finish} throws them together.
 */
class Checker {
    warnings = new warnings_WarningLog();
    #file;
    /** Where the value stands that is being checked; belongs to the reader. */
    #start = [];
    /** Steps from there to what is being checked. */
    #below = [];
    #issues = [];
    #issueCount = 0;
    constructor(file) {
        this.#file = file;
    }
    get failed() {
        return this.#issueCount > 0;
    }
    /** Sets the path of what is checked next. It is looked at when something is found, so it must stay until then. */
    startAt(path) {
        this.#start = path;
        this.#below.length = 0;
    }
    /** The path of the value that is being checked, with further steps below it. */
    where(...below) {
        return formatPath([...this.#start, ...this.#below, ...below]);
    }
    /** Runs a check one level below. */
    at(step, check) {
        this.#below.push(step);
        try {
            return check();
        }
        finally {
            this.#below.pop();
        }
    }
    /** Reports an issue of the current value, or of one below it. */
    issue(message, ...below) {
        this.#issueCount += 1;
        if (this.#issues.length < MAX_ISSUES) {
            this.#issues.push({ path: this.where(...below), message });
        }
    }
    /** Reports that the value is not what was expected. */
    expected(what, value, ...below) {
        return this.issue(value === undefined
            ? `expected ${what}, but it is missing`
            : `expected ${what}, found ${describeValue(value)}`, ...below);
    }
    /** @throws MetadataError when anything was reported */
    finish() {
        if (this.#issueCount > 0) {
            throw new MetadataError(this.#issues, { file: this.#file, issueCount: this.#issueCount });
        }
    }
    object(value) {
        return isObject(value) ? value : this.expected("an object", value);
    }
    array(value) {
        return Array.isArray(value) ? value : this.expected("a list", value);
    }
    string(value) {
        return typeof value === "string" ? value : this.expected("a string", value);
    }
    /** A string that is not empty and has no control characters: what names things in paths, logs and templates. */
    word(value) {
        if (typeof value !== "string" || value === "" || /[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(value)) {
            return this.expected("a non-empty string without control characters", value);
        }
        return value;
    }
    /** The name of a variant or an arch: it becomes part of paths, URLs and tables. */
    name(value) {
        if (typeof value === "string" &&
            /^[^\0-\x20\x7f-\xa0\u2028\u2029/\\]+$/.test(value) &&
            !/^\.\.?$/.test(value) &&
            value.isWellFormed()) {
            return value;
        }
        return this.issue("the name of a variant or an arch must be a string, not blank, without spaces, slashes and control characters");
    }
    /** One of the given words. */
    choice(value, choices) {
        return choices.includes(value) ? value : this.expected(`one of ${choices.join(", ")}`, value);
    }
    boolean(value) {
        return typeof value === "boolean" ? value : this.expected("true or false", value);
    }
    /** A whole number, negative ones too: times before 1970 are legal. */
    integer(value) {
        if (value instanceof JsonNumber && /^-[1-9][0-9]{0,14}$/.test(value.source)) {
            return Number(value.source);
        }
        return isSize(value) ? value : this.expected("a whole number", value);
    }
    /** A size in bytes. */
    size(value) {
        return isSize(value) ? value : this.expected("a size in bytes (a whole number from 0 to 2^53-1)", value);
    }
    /** A list whose elements are all checked; those that fail are left out. */
    list(value, check) {
        const elements = this.array(value);
        return elements?.flatMap((element, index) => {
            const checked = this.at(index, () => check(element));
            return checked === undefined ? [] : [checked];
        });
    }
    /** Notes the fields that the format does not know; they are dropped, as the reference does. */
    knownFields(object, known) {
        for (const name in object) {
            if (!known.has(name)) {
                this.warnings.add("unknown-field", () => this.where(name));
            }
        }
    }
}
function isObject(value) {
    return (typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber));
}
/** Whether the value was written as a whole number from 0 to 2^53-1: parsing kept every other token apart. */
function isSize(value) {
    return typeof value === "number";
}
/** `payload.rpms.Server.x86_64["bash-0:5.2-1.src"].path`. */
function formatPath(path) {
    let text = "";
    for (const step of path) {
        if (typeof step === "number") {
            text += `[${step}]`;
        }
        else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) {
            text += text === "" ? step : `.${step}`;
        }
        else {
            text += `[${show(step)}]`;
        }
    }
    return text;
}
//# sourceMappingURL=checker.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/header.js



/** The newest versions that are known of each major version; 0 and 1 are one line of formats. */
const NEWEST = { tree: "1.2", distributed: "2.0" };
function versionAtLeast(version, major, minor) {
    return version.major > major || (version.major === major && version.minor >= minor);
}
/** 1: paths in one tree; 2: Locations. */
function generationOf(version) {
    return version.major >= 2 ? 2 : 1;
}
/** Reads `header.version`. An unknown minor version is read as the newest known one. */
function readVersion(checker, value) {
    if (typeof value !== "string" || !/^[0-9]{1,9}\.[0-9]{1,9}$/.test(value)) {
        return checker.expected('a version such as "1.2" or "2.0"', value, "header", "version");
    }
    const [major = 0, minor = 0] = value.split(".").map(Number);
    if (major > 2) {
        return checker.issue(`version ${show(value)} is newer than this program knows (up to ${NEWEST.distributed})`, "header", "version");
    }
    return { text: value, major, minor };
}
/** Reads `header.type`: `productmd.images` gives `images`. */
function readType(checker, value) {
    const type = METADATA_TYPES.find((name) => value === `productmd.${name}`);
    return (type ??
        checker.expected(`one of ${METADATA_TYPES.map((name) => `productmd.${name}`).join(", ")}`, value, "header", "type"));
}
function headerText(type, version) {
    return `{
        "type": ${quote(`productmd.${type}`)},
        "version": ${quote(version)}
    }`;
}
//# sourceMappingURL=header.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/checksum.js
/** Checksum algorithms that a Location may name, with the length of their hexadecimal digest; strongest first. */
const CHECKSUM_LENGTHS = { sha512: 128, sha256: 64, sha1: 40, md5: 32 };
/** All that a checksum may look like: the algorithms and their lengths. */
const CHECKSUM = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}|sha1:[0-9a-f]{40}|md5:[0-9a-f]{32})$/;
/** What is expected of a checksum, for error messages. */
const CHECKSUM_RULE = "a checksum: sha256, sha512, sha1 or md5, a colon, and a digest of the algorithm's length in lower-case hexadecimal";
/** Whether the text is `algorithm:digest` with a digest of the algorithm's own length, in lower case. */
function isChecksum(text) {
    return typeof text === "string" && CHECKSUM.test(text);
}
/** What is wrong with a checksum of an unknown algorithm, or with a digest of another length than its algorithm's. */
function checksumProblem(text) {
    const [, algorithm = "", digest = ""] = /^([a-z0-9]+):([0-9a-f]+)$/.exec(text) ?? [];
    const length = Object.entries(CHECKSUM_LENGTHS).find(([name]) => name === algorithm)?.[1];
    if (length === undefined) {
        return digest === ""
            ? undefined
            : `the checksum algorithm ${algorithm} is none of sha512, sha256, sha1, md5`;
    }
    return length === digest.length
        ? undefined
        : `a ${algorithm} digest has ${length} hexadecimal digits, this one has ${digest.length}`;
}
/** The algorithm of a valid checksum. */
function checksumAlgorithm(checksum) {
    return checksum.slice(0, checksum.indexOf(":"));
}
/** The digest of a valid checksum, in hexadecimal. */
function checksumDigest(checksum) {
    return checksum.slice(checksum.indexOf(":") + 1);
}
const STRONGEST_FIRST = Object.keys(CHECKSUM_LENGTHS);
/** How strong an algorithm is: 0 is the strongest. */
function strengthRank(algorithm) {
    return STRONGEST_FIRST.indexOf(algorithm);
}
/** The strongest of some checksums; undefined without any. */
function strongestChecksum(checksums) {
    const [only] = checksums;
    if (checksums.length <= 1) {
        return only;
    }
    const rank = (checksum) => strengthRank(checksumAlgorithm(checksum));
    return checksums.toSorted((a, b) => rank(a) - rank(b))[0];
}
/** md5 and sha1 protect against accidents only. */
function isWeakChecksum(checksum) {
    return checksum.startsWith("md5:") || checksum.startsWith("sha1:");
}
/**
 * The one checksum that 2.0 keeps of several: sha256, else the first (productmd: upgrade).
 *
 * @param checksums - in file order
 */
function keptChecksum(checksums) {
    return checksums.find((checksum) => checksum.startsWith("sha256:")) ?? checksums[0] ?? null;
}
/**
 * Whether two sets of checksums of one file contradict each other: an algorithm that both name, with other digests.
 */
function checksumsConflict(a, b) {
    return a.some((x) => b.some((y) => x !== y && checksumAlgorithm(x) === checksumAlgorithm(y)));
}
//# sourceMappingURL=checksum.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/local-path.js
/** Longest path, and longest part of one between slashes, in bytes of UTF-8: what Linux file systems hold. */
const MAX_PATH_BYTES = 4096;
const MAX_SEGMENT_BYTES = 255;
/** Nearly every real path: ASCII, no segment that starts with a dot, short enough not to be measured. */
const COMMON = /^(?!~)(?:[A-Za-z0-9_+^~-][A-Za-z0-9._+^~-]*\/)*[A-Za-z0-9_+^~-][A-Za-z0-9._+^~-]*$/;
/** The last path found to be common: the same one is asked for several times in a row, once for each use. */
let lastCommon;
/** Whether a path is of the kind that nearly all are. Such a path needs no escaping in JSON or in a URL. */
function isCommonPath(path) {
    if (path === lastCommon) {
        return true;
    }
    if (path.length > MAX_SEGMENT_BYTES || !COMMON.test(path)) {
        return false;
    }
    lastCommon = path;
    return true;
}
/** Control characters (C0, DEL, C1), line and paragraph separators. */
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029]/;
/** Characters that reorder the text around them, so that a name reads as another. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/**
 * Checks a path that will be a place below an output directory: `local_path`, a path of 1.x, `contents[].file`.
 *
 * @returns what is wrong with it, or undefined when it is a plain relative path
 */
function localPathProblem(path) {
    if (isCommonPath(path)) {
        return undefined;
    }
    if (path === "") {
        return "the path is blank";
    }
    if (path.startsWith("/")) {
        return "the path is absolute; it must be relative to the compose directory";
    }
    if (path.startsWith("~")) {
        return 'the path starts with "~", which shells expand';
    }
    if (/^[A-Za-z]:/.test(path)) {
        return "the path starts with a drive letter";
    }
    if (path.includes("\\")) {
        return "the path has a backslash";
    }
    if (CONTROL.test(path)) {
        return "the path has a control character";
    }
    if (BIDI.test(path)) {
        return "the path has a character that changes the direction of text";
    }
    if (!path.isWellFormed()) {
        return "the path has half of a surrogate pair, which is no character";
    }
    return segmentProblem(path);
}
function segmentProblem(path) {
    for (const segment of path.split("/")) {
        if (segment === "") {
            return path.endsWith("/") ? "the path ends with a slash" : "the path has an empty part (two slashes)";
        }
        if (segment === "." || segment === "..") {
            return `the path has a "${segment}" part${segment === ".." ? ", which may lead out of the compose directory" : ""}`;
        }
        if (segment.length * 3 > MAX_SEGMENT_BYTES && Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) {
            return `a part of the path is longer than ${MAX_SEGMENT_BYTES} bytes`;
        }
    }
    return Buffer.byteLength(path) > MAX_PATH_BYTES
        ? `the path is longer than ${MAX_PATH_BYTES} bytes`
        : undefined;
}
/** All but the last part of a path; empty for a path of one part. */
function directoryOf(path) {
    const slash = path.lastIndexOf("/");
    return slash === -1 ? "" : path.slice(0, slash);
}
/** The text behind the last slash. */
function baseName(path) {
    return path.slice(path.lastIndexOf("/") + 1);
}
//# sourceMappingURL=local-path.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/location-url.js
/** `oci://registry/repository[:tag]@sha256:digest` (productmd: Location). */
const OCI = /^oci:\/\/[^/\s]+\/[^:@\s]+(?::[^@\s]+)?@sha256:[0-9a-f]{64}$/;
/** Nearly every real URL needs no closer look. */
const location_url_COMMON = /^https?:\/\/[A-Za-z0-9.-]+(?::[0-9]+)?\/[\x21-\x7e]*$/;
/** URL parsers skip white space, take backslashes for slashes, and do without the slashes of well-known schemes. */
const LOOKALIKE = /^\s*(?:(?:https?|ftp|file|oci|wss?):|(?:[a-z][a-z0-9+.-]*:)?[\\/]{2})/i;
/**
 * Checks the `url` of a Location. URLs and relative references are both legal there; only what the format forbids and
 * what is unsafe is refused.
 *
 * @returns what is wrong with it, or undefined
 */
function locationUrlProblem(url) {
    if (location_url_COMMON.test(url)) {
        return undefined;
    }
    if (url === "") {
        return "the URL is blank";
    }
    if (url.startsWith("/")) {
        return "the URL starts with a slash; it must be a URL or a path relative to the compose";
    }
    if (/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(url) || !url.isWellFormed()) {
        return "the URL has a control character";
    }
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
    if (scheme === undefined) {
        return LOOKALIKE.test(url)
            ? "the URL reads as an address to some programs and as a path to others"
            : undefined;
    }
    if (scheme !== scheme.toLowerCase()) {
        return `the URL's scheme must be in lower case: ${scheme.toLowerCase()}`;
    }
    if (scheme === "oci" && !OCI.test(url)) {
        return "an OCI URL must be oci://registry/repository[:tag]@sha256:<64 hexadecimal digits>";
    }
    const authority = url.slice(scheme.length + 3).split(/[/\\?#]/, 1)[0] ?? "";
    return authority.includes("@")
        ? "the URL holds a user name or a password; metadata must not carry credentials"
        : undefined;
}
/** Whether the URL names something in an OCI registry or layout. */
function isOciUrl(url) {
    return url.startsWith("oci://");
}
/**
 * Whether a checksum is the digest of the manifest that an OCI URL pins: so documents of the format have it. It says
 * nothing then of the bytes of a single file.
 */
function isManifestDigest(checksum, url) {
    return checksum !== null && isOciUrl(url) && url.endsWith(`@${checksum}`);
}
//# sourceMappingURL=location-url.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/location.js






const LOCATION_FIELDS = new Set(["url", "size", "checksum", "local_path", "contents"]);
const FILE_ENTRY_FIELDS = new Set(["file", "size", "checksum", "layer_digest"]);
const NO_CONTENTS = [];
/**
 * Reads a Location (productmd: Location). Written so that a good one allocates nothing but itself: rpms.json has hundreds of
 * thousands.
 *
 * @param below - steps from the checker's path to the Location
 */
function readLocation(checker, value, ...below) {
    if (!isObject(value)) {
        return checker.expected('a Location (an object with "url", "size", "checksum", "local_path")', value, ...below);
    }
    for (const name in value) {
        if (!LOCATION_FIELDS.has(name)) {
            checker.warnings.add("unknown-field", () => checker.where(...below, name));
        }
    }
    const url = readUrl(checker, value["url"], below);
    const localPath = readLocalPath(checker, value["local_path"], ...below, "local_path");
    const size = readSize(checker, value["size"], ...below, "size");
    const checksum = readChecksum(checker, value["checksum"], ...below, "checksum");
    const contents = readContents(checker, value, below);
    if (url === undefined ||
        localPath === undefined ||
        size === undefined ||
        checksum === undefined ||
        contents === undefined) {
        return undefined;
    }
    return { url, size, checksum, localPath, contents };
}
function readUrl(checker, value, below) {
    if (typeof value !== "string") {
        return checker.expected("a URL", value, ...below, "url");
    }
    const problem = locationUrlProblem(value);
    return problem === undefined ? value : checker.issue(`${problem}: ${show(value)}`, ...below, "url");
}
/** A path below the compose directory. */
function readLocalPath(checker, value, ...below) {
    if (typeof value !== "string") {
        return checker.expected("a path relative to the compose directory", value, ...below);
    }
    const problem = localPathProblem(value);
    return problem === undefined
        ? value
        : checker.issue(value === "" ? problem : `${problem}: ${show(value)}`, ...below);
}
function readSize(checker, value, ...below) {
    if (value === null || value === undefined) {
        return null;
    }
    return isSize(value)
        ? value
        : checker.expected("a size in bytes (a whole number from 0 to 2^53-1) or null", value, ...below);
}
function readChecksum(checker, value, ...below) {
    if (value === null || value === undefined || isChecksum(value)) {
        return value ?? null;
    }
    return checkChecksum(checker, value, ...below);
}
/** A checksum, in lower case; upper case is put right with a warning. */
function checkChecksum(checker, value, ...below) {
    if (isChecksum(value)) {
        return value;
    }
    if (typeof value === "string" && isChecksum(value.toLowerCase())) {
        checker.warnings.add("upper-case-checksum", () => checker.where(...below));
        return value.toLowerCase();
    }
    const problem = typeof value === "string" ? checksumProblem(value) : undefined;
    return problem === undefined
        ? checker.expected(CHECKSUM_RULE, value, ...below)
        : checker.issue(`${problem}: ${show(value)}`, ...below);
}
function readContents(checker, location, below) {
    const value = location["contents"];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) {
        return NO_CONTENTS;
    }
    if (!Array.isArray(value)) {
        return checker.expected("a list of files", value, ...below, "contents");
    }
    if (typeof location["url"] !== "string" || !isOciUrl(location["url"])) {
        return checker.issue("contents are only possible with an oci:// URL", ...below, "contents");
    }
    const seen = new Set();
    const entries = [];
    for (const [index, element] of value.entries()) {
        const entry = readFileEntry(checker, element, [...below, "contents", index]);
        if (entry !== undefined && seen.has(entry.file)) {
            checker.issue(`the file ${show(entry.file)} is listed twice`, ...below, "contents", index, "file");
        }
        else if (entry !== undefined) {
            seen.add(entry.file);
            entries.push(entry);
        }
    }
    return entries;
}
function readFileEntry(checker, value, below) {
    if (!isObject(value)) {
        return checker.expected('an object with "file", "size", "checksum", "layer_digest"', value, ...below);
    }
    for (const name in value) {
        if (!FILE_ENTRY_FIELDS.has(name)) {
            checker.warnings.add("unknown-field", () => checker.where(...below, name));
        }
    }
    const file = readLocalPath(checker, value["file"], ...below, "file");
    const size = isSize(value["size"])
        ? value["size"]
        : checker.expected("a size in bytes (a whole number from 0 to 2^53-1)", value["size"], ...below, "size");
    const checksum = checkChecksum(checker, value["checksum"], ...below, "checksum");
    const layerDigest = readLayerDigest(checker, value["layer_digest"], [...below, "layer_digest"]);
    if (file === undefined || size === undefined || checksum === undefined || layerDigest === undefined) {
        return undefined;
    }
    return { file, size, checksum, layerDigest };
}
function readLayerDigest(checker, value, below) {
    if (typeof value === "string" && value.startsWith("sha256:")) {
        return checkChecksum(checker, value, ...below);
    }
    return checker.expected("sha256: and 64 hexadecimal digits in lower case", value, ...below);
}
/** A Location as JSON text; `level` is the depth of the line that it starts on. */
function locationText(location, level) {
    const margin = indent(level + 1);
    return `{
${margin}"checksum": ${quoteOrNull(location.checksum)},
${margin}"contents": ${location.contents.length === 0 ? "[]" : contentsText(location.contents, level + 1)},
${margin}"local_path": ${quotePath(location.localPath)},
${margin}"size": ${location.size},
${margin}"url": ${quote(location.url)}
${indent(level)}}`;
}
/** A path as JSON. */
function quotePath(path) {
    return isCommonPath(path) ? `"${path}"` : quote(path);
}
function contentsText(contents, level) {
    return arrayText(contents.map((entry) => objectText([
        ["file", quote(entry.file)],
        ["size", String(entry.size)],
        ["checksum", quote(entry.checksum)],
        ["layer_digest", quote(entry.layerDigest)],
    ], level + 1)), level);
}
//# sourceMappingURL=location.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/variant-paths.js







const KNOWN_CATEGORIES = new Set(PATH_CATEGORIES);
/** Reads the paths of a variant; the checker stands at them. @param listed - the arches of the variant */
function readPaths(checker, value, version, listed) {
    const arches = listed === undefined ? undefined : new Set(listed);
    const categories = checker.object(value);
    if (categories === undefined) {
        return undefined;
    }
    const paths = new Map();
    for (const category of Object.keys(categories)) {
        checker.at(category, () => {
            const places = KNOWN_CATEGORIES.has(category)
                ? readPlaces(checker, categories[category], version, arches)
                : readUnknownPlaces(checker, categories[category], version, arches);
            if (places === undefined || places.size === 0) {
                return;
            }
            if (!KNOWN_CATEGORIES.has(category)) {
                checker.warnings.add("unknown-path-category", () => `${category} (${checker.where()})`);
            }
            paths.set(category, places);
        });
    }
    return paths;
}
/** What is no category of ours may have any shape: what can be kept is kept, the rest is left out with a warning. */
function readUnknownPlaces(checker, value, version, arches) {
    if (!isObject(value)) {
        checker.warnings.add("unknown-field", () => checker.where());
        return undefined;
    }
    const kept = new Map();
    for (const arch of Object.keys(value)) {
        const trial = new Checker();
        const places = readPlaces(trial, { [arch]: value[arch] }, version, arches);
        if (trial.failed) {
            checker.warnings.add("unknown-place", () => checker.where(arch));
            continue;
        }
        for (const [name, place] of places ?? []) {
            kept.set(name, place);
            if (arches?.has(name) === false) {
                checker.warnings.add("undeclared-arch", () => checker.where(name));
            }
        }
    }
    return kept;
}
/** Arch → place; blank and null places are as good as absent. */
function readPlaces(checker, value, version, arches) {
    const byArch = checker.object(value);
    if (byArch === undefined) {
        return undefined;
    }
    const places = new Map();
    for (const arch of Object.keys(byArch)) {
        const place = byArch[arch];
        if (place === null || place === "") {
            continue;
        }
        if (arches?.has(arch) !== true && checker.at(arch, () => checker.name(arch)) === undefined) {
            continue;
        }
        if (arches !== undefined && !arches.has(arch)) {
            checker.warnings.add("undeclared-arch", () => checker.where(arch));
        }
        const artifact = generationOf(version) === 2 ? readLocation(checker, place, arch) : readTreePath(checker, place, arch);
        if (artifact !== undefined) {
            places.set(arch, artifact);
        }
    }
    return places;
}
function readTreePath(checker, value, arch) {
    const localPath = readLocalPath(checker, value, arch);
    return localPath === undefined ? undefined : { localPath, size: null, checksums: [] };
}
/** The paths of a variant as JSON. */
function pathsText(paths, level) {
    return objectText([...paths]
        .filter(([, places]) => places.size > 0)
        .map(([category, places]) => [category, placesText(places, level + 1)]), level);
}
function placesText(places, level) {
    return objectText([...places].map(([arch, artifact]) => [arch, isLocation(artifact) ? locationText(artifact, level + 1) : quote(artifact.localPath)]), level);
}
/** The categories of a variant's paths in the order in which the reference visits them, unknown ones last. */
function pathCategories(paths) {
    const unknown = sortedKeys(paths).filter((category) => !KNOWN_CATEGORIES.has(category));
    return [...PATH_CATEGORIES.filter((category) => paths.has(category)), ...unknown];
}
//# sourceMappingURL=variant-paths.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/artifacts.js





/** Kinds of artifacts, as the selection inputs and URL templates name them. */
const ARTIFACT_KINDS = ["image", "rpm", "extra_file", "module", "variant_path"];
/** Whether something is an artifact or only a directory: of the variant paths, repositories are artifacts. */
function isDirectory(context) {
    return context.kind === "variant_path" && !REPOSITORY_CATEGORIES.has(context.fieldName ?? "");
}
/** The file of a repository that its size and checksum are those of; it lists the others. */
const REPOMD = "repodata/repomd.xml";
/**
 * The files that an artifact puts into the tree, with what is known of each: itself, the files of a set, or a
 * repository's repomd.xml. Directories put none.
 */
function treeFiles(artifact, context) {
    if (isDirectory(context)) {
        return [];
    }
    if (!isLocation(artifact) && context.kind !== "variant_path") {
        return [artifact];
    }
    const { localPath, size } = artifact;
    if (isLocation(artifact) && artifact.contents.length > 0) {
        return artifact.contents.map((entry) => ({
            localPath: `${localPath}/${entry.file}`,
            size: entry.size,
            checksums: [entry.checksum],
        }));
    }
    const path = context.kind === "variant_path" ? `${localPath}/${REPOMD}` : localPath;
    if (isLocation(artifact) && isManifestDigest(artifact.checksum, artifact.url)) {
        return [{ localPath: path, size: null, checksums: [] }];
    }
    return [{ localPath: path, size, checksums: knownChecksums(artifact) }];
}
/**
 * The one traversal of metadata: applies a function to every artifact and gives the metadata with what it returned.
 * Entries whose artifact is left out go with it; nothing of the input is changed.
 *
 * The order is that of the reference: variants and arches in file order; in composeinfo top-level variants by id,
 * categories as in {@link PATH_CATEGORIES}, arches sorted, then the children.
 */
function mapArtifacts(metadata, generation, map) {
    const { compose } = metadata;
    switch (metadata.type) {
        case "images":
            return { type: "images", generation, compose, images: mapImages(metadata.images, map) };
        case "rpms": {
            const rpms = mapArches(metadata.rpms, (groups, variant, arch) => mapValues(groups, (group) => mapRpmGroup(group, variant, arch, map)));
            return { type: "rpms", generation, compose, rpms };
        }
        case "extra_files": {
            const extraFiles = mapArches(metadata.extraFiles, (files, variant, arch) => keep(files, ({ artifact }) => {
                const mapped = map(artifact, { kind: "extra_file", variant, arch });
                return mapped === undefined ? undefined : { artifact: mapped };
            }));
            return { type: "extra_files", generation, compose, extraFiles };
        }
        case "modules": {
            const modules = mapArches(metadata.modules, (byUid, variant, arch) => mapValues(byUid, (module, uid) => mapModule(module, { kind: "module", variant, arch, fieldName: uid }, map)));
            return { type: "modules", generation, compose, modules };
        }
        case "composeinfo": {
            const mapped = new Map();
            for (const variant of variantsInOrder(metadata.variants)) {
                mapped.set(variant.uid, { ...variant, paths: mapPaths(variant, map) });
            }
            return { ...metadata, generation, variants: mapped };
        }
    }
}
function mapImages(images, map) {
    return mapArches(images, (list, variant, arch) => keep(list, (image) => {
        const artifact = map(image.artifact, { kind: "image", variant, arch, imageType: image.type });
        return artifact === undefined ? undefined : { ...image, artifact };
    }));
}
function mapRpmGroup(group, variant, arch, map) {
    return mapValues(group, (rpm, nevra) => {
        const artifact = map(rpm.artifact, { kind: "rpm", variant, arch, fieldName: nevra });
        return artifact === undefined
            ? undefined
            : { artifact, category: rpm.category, sigkey: rpm.sigkey, sigkeys: rpm.sigkeys };
    });
}
/** A module stays when any of its modulemd paths does, or when it has none. */
function mapModule(module, context, map) {
    const modulemd = keep(module.modulemd, ({ category, artifact }) => {
        const mapped = map(artifact, context);
        return mapped === undefined ? undefined : { category, artifact: mapped };
    });
    return modulemd.length === 0 && module.modulemd.length > 0 ? undefined : { ...module, modulemd };
}
function mapPaths({ uid, paths }, map) {
    const mapped = new Map();
    for (const category of pathCategories(paths)) {
        const places = new Map();
        const sorted = [...(paths.get(category) ?? [])].sort(([a], [b]) => compareCodePoints(a, b));
        for (const [arch, artifact] of sorted) {
            const place = map(artifact, { kind: "variant_path", variant: uid, arch, fieldName: category });
            if (place !== undefined) {
                places.set(arch, place);
            }
        }
        if (places.size > 0) {
            mapped.set(category, places);
        }
    }
    return mapped;
}
/** Top-level variants by id, each followed by its children, depth first. */
function variantsInOrder(variants) {
    const children = new Set([...variants.values()].flatMap(({ uid, children: ids }) => ids.map((id) => `${uid}-${id}`)));
    const pending = [...variants.values()]
        .filter(({ uid }) => !children.has(uid))
        .sort((a, b) => compareCodePoints(b.id, a.id) || compareCodePoints(b.uid, a.uid));
    const ordered = [];
    while (pending.length > 0) {
        const variant = pending.pop();
        ordered.push(variant);
        // Pushed in reverse: the first child is taken first.
        for (const id of [...variant.children].reverse()) {
            const child = variants.get(`${variant.uid}-${id}`);
            if (child !== undefined) {
                pending.push(child);
            }
        }
    }
    return ordered;
}
/** Every artifact and directory of the metadata, in the order of {@link mapArtifacts}. */
function locations(metadata) {
    const records = [];
    mapArtifacts(metadata, metadata.generation, (artifact, context) => {
        const { localPath } = artifact;
        records.push(isLocation(artifact)
            ? { ...context, localPath, artifact, location: artifact }
            : { ...context, localPath, artifact });
        return artifact;
    });
    return records;
}
/** Gives what lies under every variant and arch another form. */
function mapArches(table, map) {
    return new Map([...table].map(([variant, arches]) => [
        variant,
        new Map([...arches].map(([arch, value]) => [arch, map(value, variant, arch)])),
    ]));
}
function mapValues(map, change) {
    const changed = new Map();
    for (const [key, value] of map) {
        const result = change(value, key);
        if (result !== undefined) {
            changed.set(key, result);
        }
    }
    return changed;
}
function keep(list, change) {
    return list.map(change).filter((value) => value !== undefined);
}
//# sourceMappingURL=artifacts.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/modules.js






const FIELDS = {
    1: new Set(["metadata", "modulemd_path", "rpms"]),
    2: new Set(["name", "stream", "version", "context", "arch", "location", "rpms"]),
};
const NAME_FIELDS = ["name", "stream", "version", "context"];
/** What 2.0 can hold of a module's metadata, besides the `uid` that its key is. */
const HELD_BY_2 = new Set(NAME_FIELDS);
/**
 * Reads one module (productmd: modules); the checker stands at it.
 *
 * @param key - its key in the file: the uid, in 2.0 followed by a colon and the arch
 */
function readModule(checker, value, key, arch, version) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    const generation = generationOf(version);
    checker.knownFields(fields, FIELDS[generation]);
    const rpms = fields["rpms"] === undefined
        ? []
        : checker.at("rpms", () => checker.list(fields["rpms"], (element) => checker.string(element)));
    const module = generation === 2 ? readModule2(checker, fields, key, arch) : readModule1(checker, fields, key, arch);
    return module === undefined || rpms === undefined
        ? undefined
        : {
            uid: module.uid,
            module: { arch: module.arch, metadata: module.metadata, modulemd: module.modulemd, rpms },
        };
}
function readModule2(checker, fields, key, keyArch) {
    const arch = fields["arch"] === undefined ? keyArch : checker.at("arch", () => checker.word(fields["arch"]));
    const location = readLocation(checker, fields["location"], "location");
    const names = NAME_FIELDS.map((name) => checker.at(name, () => checker.string(fields[name] ?? "")) ?? "");
    if (arch === undefined || location === undefined) {
        return undefined;
    }
    if (!key.endsWith(`:${arch}`)) {
        return checker.issue(`the module's key must end with its arch, ${show(`:${arch}`)}`);
    }
    const uid = key.slice(0, -(arch.length + 1));
    const metadata = new Map(NAME_FIELDS.map((name, index) => [name, names[index] ?? ""]));
    // 2.0 has no koji_tag; 1.2 must name one (productmd: modules).
    metadata.set("uid", uid).set("koji_tag", "");
    return { uid, arch, metadata, modulemd: [{ category: "binary", artifact: location }] };
}
function readModule1(checker, fields, key, arch) {
    const metadata = checker.at("metadata", () => readMetadata(checker, fields["metadata"] ?? {}));
    const modulemd = checker.at("modulemd_path", () => readModulemdPath(checker, fields["modulemd_path"] ?? {}));
    return metadata === undefined || modulemd === undefined
        ? undefined
        : { uid: key, arch, metadata, modulemd };
}
function readMetadata(checker, value) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    const metadata = new Map();
    for (const name of Object.keys(fields)) {
        const text = checker.at(name, () => checker.string(fields[name]));
        if (text !== undefined) {
            metadata.set(name, text);
        }
    }
    return metadata;
}
/** One path (1.0) or a map from category to path, in file order. */
function readModulemdPath(checker, value) {
    if (typeof value === "string") {
        return readModulemd(checker, value, null);
    }
    if (!isObject(value)) {
        return checker.expected("a path, or an object with the categories binary, debug, source", value);
    }
    return Object.keys(value).flatMap((category) => checker.at(category, () => readModulemd(checker, value[category], category) ?? []));
}
function readModulemd(checker, value, category) {
    const localPath = readLocalPath(checker, value);
    return localPath === undefined
        ? undefined
        : [{ category, artifact: { localPath, size: null, checksums: [] } }];
}
/** The names of metadata that 2.0 has no place for and that say something. */
function lostModuleFields(key, module) {
    return [...module.metadata]
        .filter(([name, text]) => !HELD_BY_2.has(name) && text !== "" && !(name === "uid" && text === key))
        .map(([name]) => name);
}
/** The key of a module in the file. */
function moduleKey(uid, module, generation) {
    return generation === 2 ? `${uid}:${module.arch}` : uid;
}
/** One module as JSON. */
function moduleText(module, level) {
    const rpms = arrayText(module.rpms.map(quote), level + 1);
    const first = module.modulemd[0]?.artifact;
    if (first !== undefined && isLocation(first)) {
        return objectText([
            ...NAME_FIELDS.map((name) => [name, quote(module.metadata.get(name) ?? "")]),
            ["arch", quote(module.arch)],
            ["location", locationText(first, level + 1)],
            ["rpms", rpms],
        ], level);
    }
    return objectText([
        [
            "metadata",
            objectText([...module.metadata].map(([name, text]) => [name, quote(text)]), level + 1),
        ],
        ["modulemd_path", modulemdText(module, level + 1)],
        ["rpms", rpms],
    ], level);
}
function modulemdText(module, level) {
    const [first] = module.modulemd;
    if (first !== undefined && first.category === null) {
        return quote(first.artifact.localPath);
    }
    return objectText(module.modulemd.map(({ category, artifact }) => [category ?? "binary", quote(artifact.localPath)]), level);
}
//# sourceMappingURL=modules.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/template.js

/** A template or a base URL that cannot be used. The message says what is wrong; `remedy` what to do. */
class UrlTemplateError extends Error {
    name = "UrlTemplateError";
    remedy;
    constructor(message, remedy) {
        super(message);
        this.remedy = remedy;
    }
}
/** A template gives URLs in a registry without the digest of a manifest. What helps depends on who asks. */
class MissingDigestError extends UrlTemplateError {
}
/**
 * Reads a template: `{word}` is a placeholder, `{{` and `}}` are braces.
 *
 * @param what - how messages name the template
 * @param words - the placeholders that there are
 * @throws UrlTemplateError
 */
function parseTemplate(template, what, words) {
    const parts = [];
    for (const [token, name] of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g)) {
        if (name !== undefined) {
            if (!words.includes(name)) {
                throw new UrlTemplateError(`${what}: unknown placeholder ${show(token)}`, `the placeholders are ${words.map((word) => `{${word}}`).join(", ")}`);
            }
            parts.push({ word: name });
        }
        else if (token === "{" || token === "}") {
            throw new UrlTemplateError(`${what}: a single ${show(token)} in ${show(template)}`, "write {{ or }} for a brace");
        }
        else {
            parts.push(token === "{{" ? "{" : token === "}}" ? "}" : token);
        }
    }
    return parts;
}
/** The text that a template gives. */
function fillTemplate(template, textOf) {
    return template.map((part) => (typeof part === "string" ? part : textOf(part.word))).join("");
}
//# sourceMappingURL=template.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/new-url.js






/** Whether a URL is one, and no path in its place. */
function hasScheme(url) {
    return url.startsWith("https://") || /^[a-z][a-z0-9+.-]*:\/\//.test(url);
}
/**
 * The URL that an artifact gets. What we write must be what we read: a template can give what no Location may have.
 *
 * @throws MetadataError
 */
function newUrl(build, artifact, context, log) {
    const { localPath } = artifact;
    try {
        const url = build(localPath, context, isLocation(artifact) ? artifact.url : undefined, log);
        const problem = locationUrlProblem(url);
        if (problem === undefined) {
            return url;
        }
        throw new UrlTemplateError(`${show(localPath)} would get the URL ${show(url)}: ${problem}`);
    }
    catch (error) {
        if (!(error instanceof UrlTemplateError)) {
            throw error;
        }
        const remedy = error.remedy === undefined ? "" : `; ${error.remedy}`;
        throw new MetadataError([{ path: placeOf(context), message: `${error.message}${remedy}` }]);
    }
}
/** Where artifacts of a kind are listed, as near as a context tells. */
function placeOf({ kind, variant, arch, fieldName = "" }) {
    switch (kind) {
        case "variant_path":
            return formatPath(["payload", "variants", variant, "paths", fieldName, arch]);
        case "module":
            return formatPath(["payload", "modules", variant, arch, fieldName]);
        case "extra_file":
            return formatPath(["payload", "extra_files", variant, arch]);
        case "image":
        case "rpm":
            return formatPath(["payload", `${kind}s`, variant, arch]);
    }
}
//# sourceMappingURL=new-url.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/convert.js









const convert_NO_CHECKSUMS = [];
const convert_NO_CONTENTS = [];
/**
 * 1.x metadata as 2.0 (productmd: upgrade), or 2.0 metadata with other URLs. Nothing of the input is changed.
 *
 * Sizes and checksums that 1.x knows are carried over, those of extra files too (the reference drops them). Of several
 * checksums sha256 is kept, else the first.
 *
 * @throws MetadataError when something cannot be held by 2.0
 */
function upgrade(metadata, options) {
    const log = new warnings_WarningLog();
    const model = relocate(dropWhat2CannotHold(metadata, log), options, log);
    return { model, warnings: log.warnings() };
}
/** The first half of {@link upgrade}: modules with one modulemd path and no koji_tag. */
function dropWhat2CannotHold(metadata, log) {
    if (metadata.type !== "modules" || isDistributed(metadata)) {
        return metadata;
    }
    const issues = [];
    const modules = new Map([...metadata.modules].map(([variant, arches]) => [
        variant,
        new Map([...arches].map(([arch, byUid]) => [
            arch,
            new Map([...byUid].map(([uid, module]) => {
                if (module.modulemd.length === 0) {
                    const path = formatPath(["payload", "modules", variant, arch, uid, "modulemd_path"]);
                    issues.push({
                        path,
                        message: "the module has no modulemd path, and 2.0 must say where it lies",
                    });
                }
                const lost = lostModuleFields(uid, module);
                return [uid, moduleFor2(module, lost, `${uid} (${variant}, ${arch})`, log)];
            })),
        ])),
    ]));
    if (issues.length > 0) {
        throw new MetadataError(issues);
    }
    return { ...metadata, modules };
}
function moduleFor2(module, lost, name, log) {
    for (const field of lost) {
        log.add(field === "koji_tag" ? "lost-koji-tag" : "lost-module-field", () => `${field} of ${name}`);
    }
    const [first, ...others] = module.modulemd;
    for (const { category } of others) {
        log.add("lost-modulemd-path", () => `${category} of ${name}`);
    }
    if (first !== undefined && first.category !== null && first.category !== "binary") {
        log.add("lost-modulemd-category", () => `${first.category} of ${name}`);
    }
    return { ...module, modulemd: module.modulemd.slice(0, 1) };
}
/** The second half of {@link upgrade}: every artifact gets a Location. */
function relocate(metadata, options, log) {
    const issues = [];
    let issueCount = 0;
    const model = mapArtifacts(metadata, 2, (artifact, context) => {
        try {
            return relocateArtifact(artifact, context, options, log);
        }
        catch (error) {
            if (!(error instanceof MetadataError)) {
                throw error;
            }
            issueCount += 1;
            issues.push(...(issues.length < MAX_ISSUES ? error.issues : []));
            return undefined;
        }
    });
    if (issueCount > 0) {
        throw new MetadataError(issues, { issueCount });
    }
    return model;
}
/**
 * The Location of one artifact.
 *
 * @throws MetadataError when it would get a URL that no Location may have
 */
function relocateArtifact(artifact, context, options, log) {
    const { localPath } = artifact;
    if (isLocation(artifact) && artifact.contents.length > 0) {
        log.add("kept-oci", () => localPath);
        return artifact;
    }
    const place = isDirectory(context) ? undefined : options.place?.(artifact, context);
    if (place !== undefined) {
        // The checksum of a set is that of its manifest; what it lists is known by checksums of its own.
        if (place.contents.length === 0) {
            noteLostChecksums(artifact, place.checksum, log);
        }
        return place;
    }
    const facts = isDirectory(context) ? undefined : options.facts?.(artifact, context);
    const checksum = chosenChecksum(artifact, facts);
    noteLostChecksums(artifact, checksum, log);
    if (checksum !== null && isWeakChecksum(checksum)) {
        log.add("weak-checksum", () => localPath);
    }
    const url = newUrl(options.url, artifact, context, log);
    if (!isDirectory(context) && !hasScheme(url)) {
        log.add("relative-url", () => localPath);
    }
    return { url, size: facts?.size ?? artifact.size, checksum, localPath, contents: convert_NO_CONTENTS };
}
function noteLostChecksums(artifact, kept, log) {
    if (knownChecksums(artifact).some((known) => known !== kept)) {
        log.add("lost-checksums", () => artifact.localPath);
    }
}
/**
 * Of 1.x metadata the computed checksum, as the reference has it, else the one that is kept. 2.0 metadata keeps its own
 * unless it is weak. All of them were compared with the file by whoever computed.
 */
function chosenChecksum(artifact, facts) {
    if (!isLocation(artifact)) {
        return facts?.checksum ?? keptChecksum(artifact.checksums);
    }
    const own = artifact.checksum;
    return own === null || isWeakChecksum(own) ? (facts?.checksum ?? own) : own;
}
/**
 * 2.0 metadata as 1.2 (productmd: downgrade): paths in one tree. 1.x metadata stays as it is, but for facts that fill gaps.
 *
 * @throws MetadataError when an image has no size or no checksum, which 1.2 demands
 */
function downgrade(metadata, options = {}) {
    const log = new WarningLog();
    const model = toTree(metadata, options, log);
    return { model, warnings: log.warnings() };
}
/** {@link downgrade} with a log of the caller's. */
function toTree(metadata, options, log) {
    if (metadata.type === "rpms" && isDistributed(metadata)) {
        for (const arches of metadata.rpms.values()) {
            for (const groups of arches.values()) {
                for (const group of groups.values()) {
                    for (const [nevra, rpm] of group) {
                        noteLostSigkeys(rpm, nevra, log);
                    }
                }
            }
        }
    }
    const issues = [];
    const model = mapArtifacts(metadata, 1, (artifact, context) => {
        const file = treeArtifact(artifact, context, options, log);
        if (context.kind === "image" && (file.size === null || file.checksums.length === 0)) {
            issues.push({
                path: formatPath(["payload", "images", context.variant, context.arch]),
                message: `the image ${show(file.localPath)} has no ${file.size === null ? "size" : "checksum"}, which 1.2 demands; compute-checksums takes both from the files`,
            });
        }
        return file;
    });
    if (issues.length > 0) {
        throw new MetadataError(issues);
    }
    return model;
}
/** One artifact in 1.2; what is lost goes to the log. */
function treeArtifact(artifact, context, options, log) {
    const { localPath } = artifact;
    if (isLocation(artifact)) {
        noteLosses(artifact, context, log);
    }
    if (!holdsFacts(context)) {
        return { localPath, size: null, checksums: convert_NO_CHECKSUMS };
    }
    const checksums = knownChecksums(artifact);
    const facts = options.facts?.(artifact, context);
    const weak = checksums.every(isWeakChecksum);
    return {
        localPath,
        size: artifact.size ?? facts?.size ?? null,
        checksums: weak && facts !== undefined ? [...checksums, facts.checksum] : checksums,
    };
}
/** 1.2 knows size and checksums of images and extra files. */
function holdsFacts(context) {
    return context.kind === "image" || context.kind === "extra_file";
}
function noteLosses({ localPath, url, contents, size, checksum }, context, log) {
    if (url !== localPath) {
        log.add("lost-url", () => localPath);
    }
    if (contents.length > 0) {
        log.add("lost-contents", () => localPath);
    }
    if (!holdsFacts(context) && (size !== null || checksum !== null)) {
        log.add("lost-file-facts", () => localPath);
    }
}
/** 1.2 has one sigkey a package. */
function noteLostSigkeys({ sigkey, sigkeys }, nevra, log) {
    if (sigkeys.length > 1 || (sigkeys.length === 1 && sigkeys[0] !== sigkey)) {
        log.add("lost-sigkeys", () => nevra);
    }
}
//# sourceMappingURL=convert.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/folded-path.js
const NOT_ASCII = /[^\0-\x7f]/;
function isAscii(path) {
    return !NOT_ASCII.test(path);
}
/**
 * A path as file systems see it that ignore case and normalise Unicode: equal for paths that are one file there.
 *
 * Paths are compared as Unicode's canonical caseless matching does (D145), but for the Turkish dotless ı, which is
 * taken for an i.
 */
function foldPath(path) {
    if (isAscii(path)) {
        return path.toLowerCase();
    }
    // Lower and upper case together map what a full case folding maps: ß and ẞ to ss, ſ to s, ς to σ.
    return path.normalize("NFD").toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
}
//# sourceMappingURL=folded-path.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/path-hash.js


/**
 * Makes a letter of ASCII lower case. It is quickest to set the bit everywhere: then "^" is hashed as "~" is, which costs
 * a closer look in the rare case that paths differ in nothing else.
 */
const LOWER = 0x20;
/**
 * Hashes of a path and of its directory, folded: those of paths are equal that are one file where case and the encoding
 * of accents make no difference. FNV-1a over UTF-16 units with two primes and a seed, in one pass. The path's own
 * spelling is part of the hash of the facts.
 */
class PathHash {
    first = 0;
    /** Never 0. */
    second = 1;
    directoryFirst = 0;
    directorySecond = 1;
    #spelling = 0;
    #seed;
    #state;
    /** The directory of the path that was read last, folded and with its slash, and the state behind it. */
    #directory = "";
    #behind;
    /** @param seed - any whole number, another one for every run: nobody can make paths that collide */
    constructor(seed) {
        this.#seed = seed;
        this.#state = startState(seed);
        this.#behind = startState(seed);
    }
    read(path) {
        const folded = isCommonPath(path) || isAscii(path) ? path : foldPath(path);
        const start = folded.lastIndexOf("/") + 1;
        // Most paths lie where the one before did.
        if (start !== this.#directory.length || !folded.startsWith(this.#directory)) {
            this.#enter(folded.slice(0, start));
        }
        const state = this.#state;
        goOn(this.#behind, state, folded, start, folded.length, this.#seed);
        this.first = mix(state.first);
        this.second = state.second | 1;
        this.#spelling = folded === path ? state.spelling : hashText(this.#seed, path);
    }
    #enter(directory) {
        const state = this.#behind;
        const slash = Math.max(directory.length - 1, 0);
        goOn(startState(this.#seed), state, directory, 0, slash, this.#seed);
        this.directoryFirst = mix(state.first);
        this.directorySecond = state.second | 1;
        goOn(state, state, directory, slash, directory.length, this.#seed);
        this.#directory = directory;
    }
    /** Of what is known of the file, and of how the path is spelled that was read last. */
    ofFacts({ size, checksums }) {
        let hash = this.#spelling;
        if (size !== null) {
            hash = mix(Math.imul(hash ^ (size % 0x100000000), 0x01000193) + 1);
            hash = mix(Math.imul(hash ^ Math.floor(size / 0x100000000), 0x5bd1e995) + 1);
        }
        for (const checksum of checksums) {
            hash = hashText(hash, checksum);
        }
        return mix(hash);
    }
}
function startState(seed) {
    return { first: 0x811c9dc5 ^ seed, second: 0x2545f491 ^ Math.imul(seed, 0x9e3779b1), spelling: seed };
}
/** The seed is also mixed into every step: with a start alone, what collides for one seed may for another. */
function goOn(from, to, text, start, end, seed) {
    let { first, second, spelling } = from;
    for (let i = start; i < end; i++) {
        const char = text.charCodeAt(i);
        const unit = char | LOWER;
        spelling = Math.imul(spelling ^ char, 0x01000193);
        first = (Math.imul(first ^ unit, 0x01000193) + (first >>> 15) + seed) | 0;
        second = Math.imul(second ^ unit ^ (first & 0xff), 0x5bd1e995);
    }
    to.first = first;
    to.second = second;
    to.spelling = spelling;
}
function hashText(start, text) {
    let hash = start;
    for (let i = 0; i < text.length; i++) {
        hash = (Math.imul(hash ^ text.charCodeAt(i), 0x01000193) + (hash >>> 15)) | 0;
    }
    return hash;
}
function mix(hash) {
    const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return once ^ (once >>> 13);
}
//# sourceMappingURL=path-hash.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/folded-paths.js



/**
 * Finds paths that would be one file, or a file and the directory of another, on a file system that ignores case and
 * normalises Unicode (see {@link foldPath}): each with the first path that it collides with. A path that is given twice
 * does not collide. What is folded is remembered as a hash alone.
 */
class FoldedPaths {
    #hash = new PathHash(0);
    #files = new Map();
    /** Directory → a path below it. */
    #directories = new Map();
    #lastDirectory = "";
    add(path) {
        const folded = foldPath(path);
        const key = this.#keyOf(folded);
        const collisions = [];
        const file = this.#files.get(key);
        if (file === undefined) {
            this.#files.set(key, path);
        }
        else if (file !== path && foldPath(file) === folded) {
            collisions.push({ a: file, b: path });
        }
        const below = this.#directories.get(key);
        // The same spelling is a conflict on every file system, and not for us to find.
        if (below !== undefined && !below.startsWith(`${path}/`) && foldPath(below).startsWith(`${folded}/`)) {
            collisions.push({ a: path, b: below });
        }
        return [...collisions, ...this.#addDirectories(path, folded)];
    }
    #addDirectories(path, folded) {
        const own = directoryOf(path);
        if (own === this.#lastDirectory) {
            return [];
        }
        this.#lastDirectory = own;
        const collisions = [];
        for (let directory = directoryOf(folded); directory !== ""; directory = directoryOf(directory)) {
            const key = this.#keyOf(directory);
            if (this.#directories.has(key)) {
                break;
            }
            this.#directories.set(key, path);
            const file = this.#files.get(key);
            if (file !== undefined && !path.startsWith(`${file}/`) && foldPath(file) === directory) {
                collisions.push({ a: file, b: path });
            }
        }
        return collisions;
    }
    /** 53 bits of two hashes. */
    #keyOf(folded) {
        this.#hash.read(folded);
        return (this.#hash.first >>> 0) * 2 ** 21 + (this.#hash.second >>> 11);
    }
}
/** All collisions of some paths, see {@link FoldedPaths}. */
function foldedCollisions(paths) {
    const folded = new FoldedPaths();
    const collisions = [];
    for (const path of paths) {
        collisions.push(...folded.add(path));
    }
    return collisions;
}
//# sourceMappingURL=folded-paths.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/path-filter.js


/**
 * A path came again with other facts or in another spelling, or a file where a directory is: the exact index has to
 * look closer.
 */
class SuspiciousPathError extends Error {
    name = "SuspiciousPathError";
}
const FIRST_SLOTS = 1 << 12;
/** Share of the slots that may be taken. */
const MAX_LOAD = 0.6;
/** Directories that came by lately; a power of two. */
const RECENT = 1 << 10;
/** Stands for the facts of a directory. */
const DIRECTORY = 0x5d1ec702;
const REPEATED = { added: false };
const ADDED = { added: true };
/**
 * Does the work of the exact index for metadata in which nothing is wrong, with 12 bytes a path instead of the path:
 * it remembers hashes only, of paths as file systems see them that ignore case and normalise Unicode. What might be a conflict is not judged but thrown as {@link SuspiciousPathError}, so that
 * the caller begins again with the index. A conflict between facts whose hashes are equal by chance passes: one in 2^32
 * for a path that is named twice.
 */
class PathFilter {
    /** Slot i: hash, second hash, hash of the facts at 3i, 3i+1, 3i+2; a second hash of 0 is a free slot. */
    #slots = new Int32Array(3 * FIRST_SLOTS);
    #count = 0;
    /** Hashes of directories that are known, to take paths apart seldom. */
    #recent = new Int32Array(2 * RECENT);
    #hash;
    /** @param seed - any whole number, another one for every run: nobody can make paths that collide */
    constructor(seed) {
        this.#hash = new PathHash(seed);
    }
    /** @throws SuspiciousPathError */
    add(file) {
        const { localPath } = file;
        const hash = this.#hash;
        hash.read(localPath);
        const facts = hash.ofFacts(file);
        const slot = this.#find(hash.first, hash.second);
        if (this.#slots[slot + 1] !== 0) {
            if (this.#slots[slot + 2] !== facts) {
                throw new SuspiciousPathError(localPath);
            }
            return REPEATED;
        }
        this.#insert(slot, facts);
        this.#noteDirectory(localPath, hash.directoryFirst, hash.directorySecond);
        return ADDED;
    }
    /** Puts what was read last into a free slot. */
    #insert(slot, facts) {
        this.#slots[slot] = this.#hash.first;
        this.#slots[slot + 1] = this.#hash.second;
        this.#slots[slot + 2] = facts;
        this.#count += 1;
        this.#growIfFull();
    }
    #noteDirectory(localPath, first, second) {
        const recent = 2 * (first & (RECENT - 1));
        if (this.#recent[recent] === first && this.#recent[recent + 1] === second) {
            return;
        }
        this.#recent[recent] = first;
        this.#recent[recent + 1] = second;
        for (let directory = directoryOf(localPath); directory !== ""; directory = directoryOf(directory)) {
            this.#hash.read(directory);
            const slot = this.#find(this.#hash.first, this.#hash.second);
            if (this.#slots[slot + 1] === 0) {
                this.#insert(slot, DIRECTORY);
            }
            else if (this.#slots[slot + 2] === DIRECTORY) {
                return;
            }
            else {
                throw new SuspiciousPathError(directory);
            }
        }
    }
    /** Index of the slot that holds these hashes, or of the free one where they belong. */
    #find(first, second) {
        const slots = this.#slots;
        const mask = slots.length / 3 - 1;
        for (let i = first & mask;; i = (i + 1) & mask) {
            const slot = 3 * i;
            if (slots[slot + 1] === 0 || (slots[slot] === first && slots[slot + 1] === second)) {
                return slot;
            }
        }
    }
    #growIfFull() {
        if (this.#count < (this.#slots.length / 3) * MAX_LOAD) {
            return;
        }
        const old = this.#slots;
        this.#slots = new Int32Array(2 * old.length);
        for (let slot = 0; slot < old.length; slot += 3) {
            if (old[slot + 1] !== 0) {
                this.#slots.set(old.subarray(slot, slot + 3), this.#find(old[slot], old[slot + 1]));
            }
        }
    }
}
//# sourceMappingURL=path-filter.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/path-index.js



const path_index_ADDED = { added: true };
const path_index_REPEATED = { added: false };
/**
 * Finds files that cannot lie in one tree: two under one path with different known checksums or sizes, and a file
 * where another path needs a directory.
 */
class PathIndex {
    /** Path → what is known of it, as one string to keep memory small. */
    #files = new Map();
    #directories = new Set();
    #lastDirectory = "";
    add(file) {
        const { localPath } = file;
        const facts = factsText(file);
        const known = this.#files.get(localPath);
        if (known === undefined) {
            this.#files.set(localPath, facts);
            return this.#directoryConflict(localPath) ?? path_index_ADDED;
        }
        if (known === facts) {
            return path_index_REPEATED;
        }
        const problem = contradiction(localPath, known, facts);
        if (problem !== undefined) {
            // What contradicts is not remembered: the next one is compared with what was there first.
            return { added: false, problem, conflict: { kind: "facts", localPath } };
        }
        this.#files.set(localPath, fuller(known, facts));
        return path_index_REPEATED;
    }
    /** A directory of which it is not known what lies in it: files may lie below it, but it is none itself. */
    addDirectory(localPath) {
        return this.#enter(localPath, `${localPath}/`) ?? path_index_REPEATED;
    }
    #directoryConflict(localPath) {
        if (this.#directories.has(localPath)) {
            return {
                added: true,
                problem: `${show(localPath)} is a file, but other artifacts lie below it`,
                conflict: { kind: "directory", localPath },
            };
        }
        return this.#enter(directoryOf(localPath), localPath);
    }
    /** @param localPath - what needs the directory */
    #enter(from, localPath) {
        let directory = from;
        if (directory === this.#lastDirectory) {
            return undefined;
        }
        this.#lastDirectory = directory;
        while (directory !== "" && !this.#directories.has(directory)) {
            this.#directories.add(directory);
            if (this.#files.has(directory)) {
                return {
                    added: true,
                    problem: `${show(directory)} is a file, but ${show(localPath)} lies below it`,
                    conflict: { kind: "directory", localPath: directory },
                };
            }
            directory = directoryOf(directory);
        }
        return undefined;
    }
}
/** Size and checksums, separated by spaces; the size is empty when unknown. */
function factsText({ size, checksums }) {
    const text = size === null ? "" : String(size);
    return checksums.length === 0 ? text : `${text} ${checksums.join(" ")}`;
}
function contradiction(localPath, a, b) {
    const [sizeA, ...checksumsA] = a.split(" ");
    const [sizeB, ...checksumsB] = b.split(" ");
    if (checksumsConflict(checksumsA, checksumsB)) {
        return `${show(localPath)} is named twice with different checksums: ${checksumsA.join(" ")} and ${checksumsB.join(" ")}`;
    }
    return sizeA !== "" && sizeB !== "" && sizeA !== sizeB
        ? `${show(localPath)} is named twice with different sizes: ${sizeA} and ${sizeB} bytes`
        : undefined;
}
/** What both know together: a known size or checksum fills an absent one. */
function fuller(a, b) {
    const [sizeA, ...checksumsA] = a.split(" ");
    const [sizeB, ...checksumsB] = b.split(" ");
    return [sizeA === "" ? sizeB : sizeA, ...new Set([...checksumsA, ...checksumsB])].join(" ");
}
//# sourceMappingURL=path-index.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/nevra.js
/** name-epoch:version-release.arch: the name may hold dashes, version and release may not. */
const NEVRA = /^([^:]+)-([0-9]+):([^-:]+)-([^-:]+)\.([^.:-]+)$/;
const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
/**
 * Whether the text is a NEVRA with an epoch, as the keys of rpms.json are. Called for every package of a compose: goes
 * once through the text, from its end.
 */
function isNevra(text) {
    let i = text.length - 1;
    const end = i;
    while (i >= 0 &&
        text.charCodeAt(i) !== DOT &&
        text.charCodeAt(i) !== DASH &&
        text.charCodeAt(i) !== COLON) {
        i -= 1;
    }
    const dot = i;
    if (dot === end || text.charCodeAt(dot) !== DOT) {
        return false;
    }
    for (i -= 1; i >= 0 && text.charCodeAt(i) !== DASH && text.charCodeAt(i) !== COLON;) {
        i -= 1;
    }
    const release = i;
    if (release === dot - 1 || text.charCodeAt(release) !== DASH) {
        return false;
    }
    for (i -= 1; i >= 0 && text.charCodeAt(i) !== DASH && text.charCodeAt(i) !== COLON;) {
        i -= 1;
    }
    const version = i;
    if (version === release - 1 || text.charCodeAt(version) !== COLON) {
        return false;
    }
    for (i -= 1; i >= 0 && isDigit(text.charCodeAt(i));) {
        i -= 1;
    }
    return i < version - 1 && i > 0 && text.charCodeAt(i) === DASH && !text.slice(0, i).includes(":");
}
function isDigit(code) {
    return code >= 0x30 && code <= 0x39;
}
/** Takes a NEVRA apart; undefined when it is none. */
function parseNevra(text) {
    const match = NEVRA.exec(text);
    if (match === null) {
        return undefined;
    }
    const [, name = "", epoch = "", version = "", release = "", arch = ""] = match;
    return { name, epoch: Number(epoch), version, release, arch };
}
//# sourceMappingURL=nevra.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/rpms.js







const NONE = [];
const rpms_FIELDS = {
    1: new Set(["path", "category", "sigkey", "type"]),
    2: new Set(["location", "category", "sigkey", "sigkeys"]),
};
/** Checks the arch that packages stand under. */
function checkRpmArch(checker, arch) {
    if (!RPM_ARCHES.has(arch)) {
        checker.warnings.add("unknown-arch", () => checker.where(arch));
    }
}
/** Reads one package (productmd: rpms); the checker stands at it. */
function readRpm(checker, value, version, nevra) {
    if (!isNevra(nevra)) {
        checker.warnings.add("odd-nevra", () => checker.where());
    }
    if (!isObject(value)) {
        return checker.expected("an object", value);
    }
    const generation = generationOf(version);
    const known = rpms_FIELDS[generation];
    for (const name in value) {
        if (!known.has(name)) {
            checker.warnings.add("unknown-field", () => checker.where(name));
        }
    }
    const artifact = generation === 2 ? readLocation(checker, value["location"], "location") : readPath(checker, value);
    const category = readCategory(checker, value, version);
    const sigkey = readSigkey(checker, value["sigkey"]);
    const sigkeys = generation === 2 ? readSigkeys(checker, value["sigkeys"]) : NONE;
    if (artifact === undefined || category === undefined || sigkey === undefined || sigkeys === undefined) {
        return undefined;
    }
    return { artifact, category, sigkey, sigkeys };
}
function readPath(checker, value) {
    const localPath = readLocalPath(checker, value["path"], "path");
    return localPath === undefined ? undefined : { localPath, size: null, checksums: NONE };
}
function readCategory(checker, entry, version) {
    const old = !versionAtLeast(version, 1, 0);
    const name = old ? "type" : "category";
    const value = old && entry[name] === "package" ? "binary" : entry[name];
    if (value === undefined || value === null) {
        return null;
    }
    return RPM_CATEGORIES.includes(value)
        ? value
        : checker.expected(`one of ${RPM_CATEGORIES.join(", ")}`, value, name);
}
function readSigkey(checker, value) {
    if (value === undefined || value === null) {
        return null;
    }
    return typeof value === "string" ? value : checker.expected("a key id or null", value, "sigkey");
}
function readSigkeys(checker, value) {
    if (value === undefined) {
        return NONE;
    }
    if (Array.isArray(value) && value.every((key) => typeof key === "string")) {
        return value.length === 0 ? NONE : value;
    }
    return checker.expected("a list of key ids", value, "sigkeys");
}
/**
 * Up to 0.3 the sources stand once under the arch "src": they are put beside the packages that were built from them,
 * under every binary arch. One that nothing was built from has no place there.
 */
function spreadSourceRpms(checker, rpms) {
    const spread = new Map();
    for (const [variant, arches] of rpms) {
        const sources = new Map([...(arches.get("src")?.values() ?? [])].flatMap((group) => [...group]));
        const binary = new Map();
        for (const [arch, groups] of arches) {
            if (arch !== "src") {
                binary.set(arch, new Map([...groups].map(([srpm, group]) => [srpm, withSource(group, srpm, sources)])));
            }
        }
        const built = new Set([...binary.values()].flatMap((groups) => [...groups.keys()]));
        for (const nevra of sources.keys()) {
            if (!built.has(nevra)) {
                checker.warnings.add("source-packages-dropped", () => `${nevra} (${variant})`);
            }
        }
        spread.set(variant, binary);
    }
    return spread;
}
function withSource(group, srpm, sources) {
    const source = sources.get(srpm);
    if (source === undefined) {
        return group;
    }
    // As the reference adds a package: its key is written in lower case (productmd: rpms).
    const sigkey = source.sigkey?.toLowerCase() ?? null;
    return new Map([...group, [srpm, { ...source, category: "source", sigkey }]]);
}
/** Depth of the line that a package starts on: below payload, rpms, variant, arch and source package. */
const LEVEL = 6;
const END = `\n${indent(LEVEL)}}`;
const FIELD = `\n${indent(LEVEL + 1)}`;
/**
 * One package as JSON. Written as a template: this is most of the text of a compose's metadata.
 *
 * @param rpm - what describes the package besides its artifact
 */
function rpmText(artifact, { category, sigkey, sigkeys }) {
    const start = `{${FIELD}"category": ${category === null ? "null" : `"${category}"`}`;
    const key = `${FIELD}"sigkey": ${quoteOrNull(sigkey)}`;
    if (!isLocation(artifact)) {
        return `${start},${FIELD}"path": ${quotePath(artifact.localPath)},${key}${END}`;
    }
    const keys = sigkeys.length === 0 ? "[]" : arrayText(sigkeys.map(quote), LEVEL + 1);
    return `${start},${FIELD}"location": ${locationText(artifact, LEVEL + 1)},${key},${FIELD}"sigkeys": ${keys}${END}`;
}
//# sourceMappingURL=rpms.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/compose-id.js

/** Suffixes of the types in compose ids as they are written. */
const TYPE_SUFFIX = {
    production: "",
    ci: ".ci",
    nightly: ".n",
    test: ".t",
    development: ".d",
};
/** Suffixes that were written at some time. */
const TYPE_OF_SUFFIX = new Map([
    ["t", "test"],
    ["test", "test"],
    ["ci", "ci"],
    ["n", "nightly"],
    ["nightly", "nightly"],
    ["d", "development"],
]);
/** Takes a compose id apart; undefined when it does not end with date, type suffix and respin. */
function parseComposeId(id) {
    const match = /^(.*?)-?([0-9]{8})(?:\.([a-z]+))?(?:\.([0-9]{1,9}))?$/s.exec(id);
    const [, name = "", date = "", suffix, respin] = match ?? [];
    const type = suffix === undefined ? "production" : TYPE_OF_SUFFIX.get(suffix);
    return match === null || type === undefined ? undefined : { name, date, type, respin: Number(respin ?? 0) };
}
/**
 * Takes the part of a compose id before the date apart (productmd: ids): `Fedora-41`, `Fedora-41-updates`.
 *
 * @returns undefined when it cannot be told what is what, as with layered products
 */
function parseReleaseName(name) {
    const type = RELEASE_TYPES.filter((one) => name.endsWith(`-${one}`)).sort((a, b) => b.length - a.length)[0];
    const product = type === undefined ? name : name.slice(0, -(type.length + 1));
    const [, short, version] = /^([^-]+)-([^-]+)$/.exec(product) ?? [];
    return short === undefined || version === undefined ? undefined : { short, version, type: type ?? "ga" };
}
/** The id that the reference gives a compose (productmd: ids). */
function makeComposeId(parts) {
    const { release, baseProduct, firstVariant, date, type, respin } = parts;
    const names = [productName(release)];
    if (baseProduct !== null) {
        names.push(productName(baseProduct));
        const isRhel5 = [release, baseProduct].every(({ short, version }) => short === "RHEL" && /^5(?:\.|$)/.test(version));
        if (isRhel5 && (firstVariant === "Client" || firstVariant === "Server")) {
            names.push(firstVariant);
        }
    }
    return `${names.join("-")}-${date}${TYPE_SUFFIX[type]}.${respin}`;
}
function productName({ short, version, type }) {
    return `${short}-${version}${type === "ga" ? "" : `-${type}`}`;
}
//# sourceMappingURL=compose-id.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/compose-section.js





const compose_section_FIELDS = new Set(["id", "date", "type", "respin", "label", "final"]);
const LABEL = new RegExp(`^(?:${LABEL_NAMES.join("|")})-[0-9]+\\.[0-9]+$`);
/** Reads `payload.compose`; the checker stands at it. */
function readCompose(checker, value, version) {
    if (!isObject(value)) {
        return checker.expected("an object", value);
    }
    checker.knownFields(value, compose_section_FIELDS);
    const id = readId(checker, value["id"]);
    const { date, type, respin } = versionAtLeast(version, 0, 3)
        ? readFacts(checker, value)
        : factsOfId(checker, id);
    const label = readLabel(checker, value["label"]);
    const final = value["final"] === undefined
        ? false
        : checker.at("final", () => checker.boolean(value["final"] ?? false));
    if (id === undefined ||
        date === undefined ||
        type === undefined ||
        respin === undefined ||
        label === undefined ||
        final === undefined) {
        return undefined;
    }
    return { id, date, type, respin, label, final };
}
function readId(checker, value) {
    const id = checker.at("id", () => checker.word(value));
    if (id !== undefined && !/[0-9]{8}/.test(id)) {
        return checker.expected('a compose id with a date of eight digits, such as "Fedora-41-20260204.0"', value, "id");
    }
    return id;
}
function readFacts(checker, value) {
    const date = value["date"];
    const respin = value["respin"];
    return {
        date: typeof date === "string" && /^[0-9]{8}$/.test(date)
            ? date
            : checker.expected('a date of eight digits, such as "20260204"', date, "date"),
        type: checker.at("type", () => checker.choice(value["type"], COMPOSE_TYPES)),
        respin: isSize(respin) ? respin : checker.expected("a whole number", respin, "respin"),
    };
}
function factsOfId(checker, id) {
    // Before version 0.3 the id said everything (productmd: compose section).
    const facts = id === undefined ? undefined : parseComposeId(id);
    if (facts === undefined && id !== undefined) {
        checker.expected("a compose id that ends with date, type suffix and respin, as versions before 0.3 need", id, "id");
    }
    return facts ?? { date: undefined, type: undefined, respin: undefined };
}
function readLabel(checker, value) {
    if (value === undefined || value === null || value === "") {
        return null;
    }
    if (typeof value === "string" && LABEL.test(value)) {
        return value;
    }
    return checker.expected(`a label such as "RC-1.0" with one of the names ${LABEL_NAMES.join(", ")}`, value, "label");
}
function composeText(compose) {
    return objectText([
        ["id", quote(compose.id)],
        ["date", quote(compose.date)],
        ["type", quote(compose.type)],
        ["respin", String(compose.respin)],
        compose.label === null ? undefined : ["label", quote(compose.label)],
        compose.label === null ? undefined : ["final", String(compose.final)],
    ], 2);
}
//# sourceMappingURL=compose-section.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/byte-order-mark.js
/** Whether text starts with the byte order mark of UTF-8, which carries no meaning. */
function startsWithByteOrderMark(bytes) {
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
/** Whether text starts as UTF-16 or UTF-32 does: with another byte order mark, or with a character of two bytes. */
function isOtherEncoding(bytes) {
    const [a, b] = bytes;
    return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0;
}
//# sourceMappingURL=byte-order-mark.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/bytes.js
/** Bytes of JSON's structure and their classes outside strings. */
const QUOTE = 0x22;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const COMMA = 0x2c;
const COLON_BYTE = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const LOWER_E = 0x65;
/** 0 stands for bytes of no interest. */
const OTHER = 0;
const OPEN = 1;
const CLOSE = 2;
const STRING = 3;
const bytes_COLON = 4;
const DIGIT = 5;
/** Part of a number that JSON.parse may not keep as it is written. */
const INEXACT = 6;
const LINE = 7;
/** Comma and white space but the line feed. */
const SEPARATOR = 8;
/** Byte → class. */
const CLASSES = makeClasses();
function makeClasses() {
    const classes = new Uint8Array(256);
    const members = [
        ["{[", OPEN],
        ["}]", CLOSE],
        ['"', STRING],
        [":", bytes_COLON],
        ["0123456789", DIGIT],
        [".-+E", INEXACT],
        ["\n", LINE],
        [", \t\r", SEPARATOR],
    ];
    for (const [chars, kind] of members) {
        for (const char of chars) {
            classes[char.charCodeAt(0)] = kind;
        }
    }
    return classes;
}
//# sourceMappingURL=bytes.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/key-log.js
/**
 * Remembers the keys of one object to find one that comes twice. While keys come in ascending order, as in nearly every
 * metadata file, none can have been there before, and they are only listed.
 */
class KeyLog {
    #keys = [];
    #seen;
    /** @returns false when the key was there before */
    add(key) {
        const last = this.#keys.at(-1);
        if (this.#seen === undefined && (last === undefined || last < key)) {
            this.#keys.push(key);
            return true;
        }
        this.#seen ??= new Set(this.#keys);
        const size = this.#seen.size;
        return this.#seen.add(key).size > size;
    }
}
//# sourceMappingURL=key-log.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/slice-scanner.js

/** More digits than this may be rounded by JSON.parse. */
const EXACT_DIGITS = 15;
/**
 * Finds the end of one JSON value in text that comes in chunks, and learns on the way what the parsing needs to know.
 * It does not judge: what is no JSON is found when the slice is parsed.
 *
 * A chunk is there twice: as bytes, the fastest to look at one by one, and as text of one character a byte, the fastest
 * to search in.
 */
class SliceScanner {
    /** There may be a number that JSON.parse rounds. */
    inexact = false;
    /** Colons outside strings: the object members that are written. */
    colons = 0;
    /** Line feeds passed. */
    lines = 0;
    /** Deepest nesting so far. */
    depth = 0;
    #kind = OTHER;
    #open = 0;
    #inString = false;
    #escaped = false;
    #digits = 0;
    #bytes = new Uint8Array(0);
    #text = "";
    /** Where the next quote of the chunk is; like the next backslash it is searched for once, however often asked. */
    #quote = -1;
    /** Where the next backslash of the chunk is; a search that finds none is not repeated. */
    #backslash = -1;
    /** Whether the value is a number, true, false or null: these end where something else begins. */
    get isScalar() {
        return this.#kind === OTHER;
    }
    /** Takes the chunk that the next scans are in. */
    enterChunk(bytes, text) {
        this.#bytes = bytes;
        this.#text = text;
        this.#quote = -1;
        this.#backslash = -1;
    }
    /** Prepares for a value that starts with this byte. */
    start(byte) {
        const kind = CLASSES[byte];
        this.#kind = kind === OPEN || kind === STRING ? kind : OTHER;
        this.inexact = false;
        this.colons = 0;
        this.lines = 0;
        this.depth = 0;
        this.#open = 0;
        this.#inString = false;
        this.#escaped = false;
        this.#digits = 0;
    }
    /** @returns the index behind the value, or -1 when the chunk ends before it does */
    scan(from) {
        return this.#kind === OTHER ? this.#scanScalar(from) : this.#scanNested(this.#bytes, from);
    }
    #scanScalar(from) {
        for (let i = from; i < this.#bytes.length; i++) {
            const kind = CLASSES[this.#bytes[i]];
            if (kind === SEPARATOR || kind === CLOSE || kind === LINE) {
                return i;
            }
        }
        return -1;
    }
    /** Nearly all of a file passes here: what changes with every byte is kept in local variables. */
    #scanNested(bytes, from) {
        const length = bytes.length;
        let open = this.#open;
        let digits = this.#digits;
        let colons = this.colons;
        let i = this.#inString ? this.#scanString(this.#text, from) : from;
        let end = !this.#inString && open === 0 && i > from ? i : -1;
        while (end === -1 && i < length) {
            const byte = bytes[i];
            const kind = CLASSES[byte];
            i += 1;
            if (kind === STRING) {
                i = this.#scanString(this.#text, i);
                end = open === 0 && !this.#inString ? i : -1;
            }
            else if (kind === LINE) {
                this.lines += 1;
                while (i < length && bytes[i] === SPACE) {
                    i += 1;
                }
            }
            else if (kind === bytes_COLON) {
                colons += 1;
            }
            else if (kind === DIGIT) {
                digits += 1;
                this.inexact ||= digits > EXACT_DIGITS;
                continue;
            }
            else if (kind === INEXACT || (byte === LOWER_E && digits > 0)) {
                // An exponent only counts behind a digit: "e" is also part of true and false.
                this.inexact = true;
            }
            else if (kind === OPEN) {
                open += 1;
                this.depth = Math.max(this.depth, open);
            }
            else if (kind === CLOSE) {
                open -= 1;
                end = open <= 0 ? i : -1;
            }
            digits = 0;
        }
        this.#open = open;
        this.#digits = digits;
        this.colons = colons;
        return end;
    }
    /** From within a string to behind its closing quote, or to the end of the chunk. */
    #scanString(text, from) {
        let i = from;
        this.#inString = true;
        if (this.#escaped) {
            this.#escaped = false;
            i += 1;
        }
        for (;;) {
            if (this.#backslash < i) {
                this.#backslash = indexOrEnd(text, "\\", i);
            }
            if (this.#quote < i) {
                this.#quote = indexOrEnd(text, '"', i);
            }
            if (this.#quote < this.#backslash || this.#backslash === text.length) {
                this.#inString = this.#quote === text.length;
                return Math.min(this.#quote + 1, text.length);
            }
            i = this.#backslash + 2;
            if (i > text.length) {
                this.#escaped = true;
                return text.length;
            }
        }
    }
}
function indexOrEnd(text, char, from) {
    const index = text.indexOf(char, from);
    return index === -1 ? text.length : index;
}
//# sourceMappingURL=slice-scanner.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/duplicate-key.js

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;
/**
 * Finds the key that an object of this valid JSON text names twice. Only called when there is one.
 *
 * @returns the key between quotes
 */
function findDuplicateKey(text) {
    const objects = [];
    let previous = "";
    for (const [token] of text.matchAll(TOKEN)) {
        if (token === "{") {
            objects.push(new Set());
        }
        else if (token === "[") {
            objects.push(undefined);
        }
        else if (token === "}" || token === "]") {
            objects.pop();
        }
        else if (token === ":") {
            const key = JSON.parse(previous);
            const seen = objects.at(-1);
            if (seen?.has(key)) {
                return show(key);
            }
            seen?.add(key);
        }
        previous = token;
    }
    return "(unknown)";
}
//# sourceMappingURL=duplicate-key.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/slice-value.js


/** A slice that names a key twice in one object. */
class DuplicateKeyError extends Error {
    name = "DuplicateKeyError";
}
/**
 * Parses the text of one complete JSON value.
 *
 * @param exact - whether it may hold a number that JSON.parse rounds
 * @param colons - colons outside strings, which is the number of object members written
 * @throws an error that {@link sliceProblem} puts into words
 */
function parseSlice(text, exact, colons) {
    const value = exact ? parseExact(text) : JSON.parse(text);
    if (colons > 0 && countMembers(value) !== colons) {
        throw new DuplicateKeyError(`the key ${findDuplicateKey(text)} is there twice in the same object; remove one of the two`);
    }
    return value;
}
/** What is wrong with a slice, without the excerpt of the document that V8 adds. */
function sliceProblem(error) {
    if (error instanceof DuplicateKeyError) {
        return error.message;
    }
    const message = error instanceof Error ? error.message : "";
    const known = /^(Expected .*?|Bad .*?|Unterminated .*?|Unexpected (?:end|number|string|non-whitespace character).*?)(?: after JSON)?(?: in JSON.*)?$/.exec(message);
    return `not valid JSON: ${known?.[1] ?? "unexpected character"}`;
}
/** Object members in a parsed value at every level; depth is bounded by the scanner. */
function countMembers(value) {
    if (typeof value !== "object" || value === null) {
        return 0;
    }
    let count = 0;
    if (Array.isArray(value)) {
        for (const element of value) {
            count += countMembers(element);
        }
        return count;
    }
    for (const key in value) {
        count += 1;
        const member = value[key];
        if (typeof member === "object" && member !== null) {
            count += countMembers(member);
        }
    }
    return count;
}
//# sourceMappingURL=slice-value.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/slice-reader.js


/** One entry (an image, a package, a module) beyond this many bytes is refused. */
const MAX_SLICE_BYTES = 64 * 1024 * 1024;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const slice_reader_NOT_ASCII = /[\x80-\xff]/;
/** What is wrong with a slice. */
class SliceError extends Error {
    name = "SliceError";
}
/**
 * Reads one JSON value at a time out of chunks, which it may span.
 *
 * Chunks are taken as text of one character a byte: JSON's structure is ASCII, searching in strings is the fastest that
 * JavaScript has, and a value that is not ASCII is decoded on its own.
 */
class SliceReader {
    #scanner = new SliceScanner();
    #text = "";
    /** The chunk has no byte above 0x7f. */
    #chunkAscii = true;
    /** Text of the value so far, and whether all of it is from chunks that are ASCII. */
    #begun = "";
    #ascii = true;
    #maxDepth = 0;
    get chunkLength() {
        return this.#text.length;
    }
    /** Line feeds in the value so far. */
    get lines() {
        return this.#scanner.lines;
    }
    /** Whether the value ends only where something else begins, be it the end of the document. */
    get isScalar() {
        return this.#scanner.isScalar;
    }
    enterChunk(bytes) {
        const text = bytes.toString("utf8");
        // The decoder gives one character a byte only for ASCII and for bytes that are no UTF-8.
        this.#chunkAscii = text.length === bytes.length && !text.includes("\ufffd");
        this.#text = this.#chunkAscii ? text : bytes.toString("latin1");
        this.#scanner.enterChunk(bytes, this.#text);
    }
    /** Prepares for a value that starts with this byte. */
    start(byte, maxDepth) {
        this.#ascii = true;
        this.#maxDepth = maxDepth;
        this.#scanner.start(byte);
    }
    /**
     * Reads on from this index of the chunk.
     *
     * @returns the index behind the value, or -1 when it goes on in the next chunk
     * @throws SliceError when it is too deep or too large
     */
    read(from) {
        const end = this.#scanner.scan(from);
        if (this.#scanner.depth > this.#maxDepth) {
            throw new SliceError("nested deeper than 64 levels");
        }
        this.#ascii &&= this.#chunkAscii;
        this.#begun += end === -1 ? this.#text.slice(from) : this.#text.slice(from, end);
        if (this.#begun.length > MAX_SLICE_BYTES) {
            throw new SliceError(`an entry is larger than ${MAX_SLICE_BYTES / 1024 / 1024} MiB`);
        }
        return end;
    }
    /**
     * The value that was read.
     *
     * @throws SliceError when it is no JSON, no UTF-8, or names a key twice
     */
    take() {
        const text = this.#ascii ? this.#begun : decode(this.#begun);
        this.#begun = "";
        try {
            return parseSlice(text, this.#scanner.isScalar || this.#scanner.inexact, this.#scanner.colons);
        }
        catch (error) {
            throw new SliceError(sliceProblem(error));
        }
    }
}
function decode(text) {
    if (!slice_reader_NOT_ASCII.test(text)) {
        return text;
    }
    try {
        return UTF8.decode(Buffer.from(text, "latin1"));
    }
    catch {
        throw new SliceError("the text is not valid UTF-8");
    }
}
//# sourceMappingURL=slice-reader.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/slicer.js




/** The document is not JSON, or not the JSON that we accept: duplicate keys, too deep, invalid UTF-8. */
class JsonSyntaxError extends Error {
    name = "JsonSyntaxError";
    path;
    constructor(message, path) {
        super(message);
        this.path = [...path];
    }
}
/** Nesting beyond this is refused: real metadata needs 10 levels. */
const MAX_DEPTH = 64;
/** What may come next in the structure that is walked. */
const State = { value: 0, firstElement: 1, firstKey: 2, key: 3, colon: 4, next: 5, done: 6 };
/**
 * Cuts a JSON document into its entries while it streams by, so that memory depends on the largest entry and not on
 * the file. The text is looked at once, to follow strings and nesting; each entry is then parsed by `JSON.parse`, so
 * that only one parser decides what a value is.
 *
 * Refused on the way: a document deeper than {@link MAX_DEPTH}, an entry larger than 64 MiB, duplicate
 * keys at any level, invalid UTF-8, UTF-16, anything after the document. A byte order mark is skipped
 * ({@link JsonSlicer.hadByteOrderMark}).
 */
class JsonSlicer {
    hadByteOrderMark = false;
    #handler;
    #frames = [];
    #path = [];
    #state = State.value;
    #line = 1;
    #stopped = false;
    /** The first bytes, until there are enough of them to see a byte order mark. */
    #head = Buffer.alloc(0);
    /** The value or key that is being read whole. */
    #slice = new SliceReader();
    #slicing = false;
    constructor(handler) {
        this.#handler = handler;
    }
    /** True once {@link stop} was called: further chunks are ignored. */
    get stopped() {
        return this.#stopped;
    }
    /** Ends the reading early, from within a handler: the rest of the document is not looked at. */
    stop() {
        this.#stopped = true;
    }
    /**
     * Takes the next bytes of the document. The chunk may be reused by the caller afterwards.
     *
     * @throws JsonSyntaxError
     */
    push(chunk) {
        this.#placeErrors(() => {
            const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
            if (this.#head === undefined) {
                this.#walk(bytes);
                return;
            }
            const head = Buffer.concat([this.#head, bytes]);
            this.#head = head.length < 3 ? head : undefined;
            if (this.#head === undefined) {
                this.#walk(this.#skipByteOrderMark(head));
            }
        });
    }
    /**
     * Says that the document is complete.
     *
     * @throws JsonSyntaxError when it is not
     */
    end() {
        this.#placeErrors(() => this.#finish());
    }
    /** A slice knows what is wrong with it, but not where it stands. */
    #placeErrors(read) {
        try {
            read();
        }
        catch (error) {
            throw error instanceof SliceError ? this.#error(error.message) : error;
        }
    }
    #finish() {
        if (this.#head !== undefined) {
            this.#walk(this.#head);
        }
        if (this.#stopped) {
            return;
        }
        if (this.#slicing && this.#slice.isScalar) {
            this.#endSlice(this.#slice.take());
        }
        if (this.#state !== State.done) {
            const started = this.#frames.length > 0 || this.#slicing;
            throw this.#error(started ? "the file ends before the JSON document does" : "the file is empty");
        }
    }
    #skipByteOrderMark(bytes) {
        if (isOtherEncoding(bytes)) {
            throw this.#error("the file is not UTF-8 (it looks like UTF-16 or UTF-32); metadata files are UTF-8");
        }
        this.hadByteOrderMark = startsWithByteOrderMark(bytes);
        return this.hadByteOrderMark ? bytes.subarray(3) : bytes;
    }
    #walk(bytes) {
        this.#slice.enterChunk(bytes);
        const length = bytes.length;
        let i = 0;
        while (i < length && !this.#stopped) {
            if (this.#slicing) {
                i = this.#readSlice(i);
                continue;
            }
            const byte = bytes[i];
            if (byte === NEWLINE) {
                this.#line += 1;
                i += 1;
            }
            else if (byte === SPACE || byte === 0x0d || byte === 0x09) {
                i += 1;
            }
            else {
                i = this.#token(i, byte);
            }
        }
    }
    /** Handles one token of the walked structure and returns the index behind it. */
    #token(i, byte) {
        switch (this.#state) {
            case State.value:
                return this.#startValue(i, byte);
            case State.firstElement:
                return byte === CLOSE_BRACKET ? this.#closeContainer(i) : this.#startValue(i, byte);
            case State.firstKey:
                return byte === CLOSE_BRACE ? this.#closeContainer(i) : this.#startKey(i, byte);
            case State.key:
                return this.#startKey(i, byte);
            case State.colon:
                if (byte !== COLON_BYTE) {
                    throw this.#unexpected(byte, "a colon after the key");
                }
                this.#state = State.value;
                return i + 1;
            case State.next:
                return this.#separator(i, byte);
            default:
                throw this.#unexpected(byte, "nothing after the document");
        }
    }
    #separator(i, byte) {
        const isArray = this.#frames.at(-1)?.isArray === true;
        if (byte === COMMA) {
            if (isArray) {
                this.#path.push(this.#path.pop() + 1);
            }
            this.#state = isArray ? State.value : State.key;
            return i + 1;
        }
        if (byte !== (isArray ? CLOSE_BRACKET : CLOSE_BRACE)) {
            throw this.#unexpected(byte, `"," or "${isArray ? "]" : "}"}"`);
        }
        return this.#closeContainer(i);
    }
    #startKey(i, byte) {
        if (byte !== QUOTE) {
            throw this.#unexpected(byte, "a key between double quotes");
        }
        this.#state = State.key;
        return this.#startSlice(i, byte);
    }
    #startValue(i, byte) {
        const kind = CLASSES[byte];
        if (kind === SEPARATOR || kind === bytes_COLON || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
            throw this.#unexpected(byte, "a value");
        }
        const isArray = byte === OPEN_BRACKET;
        const isContainer = isArray || byte === OPEN_BRACE;
        if (!isContainer || !this.#handler.descend(this.#path, isArray ? "array" : "object")) {
            this.#state = State.value;
            return this.#startSlice(i, byte);
        }
        this.#frames.push({ isArray, keys: new KeyLog() });
        this.#handler.open?.(this.#path);
        // The element's index, or a place for the key to come.
        this.#path.push(isArray ? 0 : "");
        this.#state = isArray ? State.firstElement : State.firstKey;
        return i + 1;
    }
    #closeContainer(i) {
        this.#frames.pop();
        this.#path.pop();
        this.#afterValue();
        return i + 1;
    }
    #afterValue() {
        this.#state = this.#frames.length === 0 ? State.done : State.next;
    }
    #startSlice(i, byte) {
        this.#slicing = true;
        this.#slice.start(byte, MAX_DEPTH - this.#frames.length);
        return this.#readSlice(i);
    }
    /** Follows the current slice through the chunk; returns the index behind it, or the chunk's length. */
    #readSlice(from) {
        const end = this.#slice.read(from);
        if (end === -1) {
            return this.#slice.chunkLength;
        }
        this.#endSlice(this.#slice.take());
        return end;
    }
    #endSlice(value) {
        this.#slicing = false;
        this.#line += this.#slice.lines;
        if (this.#state === State.key) {
            this.#takeKey(value);
            return;
        }
        this.#handler.value(this.#path, value);
        this.#afterValue();
    }
    #takeKey(key) {
        this.#path[this.#path.length - 1] = key;
        this.#state = State.colon;
        if (this.#frames.at(-1)?.keys.add(key) === false) {
            throw this.#error("this key is there twice in the same object; remove one of the two");
        }
    }
    #unexpected(byte, expected) {
        const char = byte > SPACE && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
        return this.#error(`not valid JSON: expected ${expected}, found ${char}`);
    }
    /** Lines are counted up to the start of the entry that is being read. */
    #error(message) {
        // Before a key is read there is only a place for it in the path.
        const keyless = this.#state === State.firstKey || this.#state === State.key;
        const path = keyless ? this.#path.slice(0, -1) : this.#path;
        return new JsonSyntaxError(this.#line === 1 ? message : `${message} (line ${this.#line})`, path);
    }
}
//# sourceMappingURL=slicer.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/read/syntax.js

/** Runs a part of the reading and reports what is not JSON as an issue; nothing can be read behind it. */
function checkSyntax(checker, read) {
    try {
        read();
    }
    catch (error) {
        if (!(error instanceof JsonSyntaxError)) {
            throw error;
        }
        checker.startAt(error.path);
        checker.issue(error.message);
        checker.finish();
    }
}
//# sourceMappingURL=syntax.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/read/identity.js




/** The section below `payload` that holds a file's entries; `manifest` is that of rpms.json up to 0.3. */
const TYPE_OF_SECTION = Object.assign(Object.create(null), {
    images: "images",
    rpms: "rpms",
    manifest: "rpms",
    extra_files: "extra_files",
    modules: "modules",
    variants: "composeinfo",
});
/** The type of metadata that a section below `payload` belongs to. */
function typeOfSection(section) {
    return typeof section === "string" ? TYPE_OF_SECTION[section] : undefined;
}
/**
 * Whether to walk into a container or to take it whole. Entries are taken whole: an image, an extra file, a package, a
 * module, a variant.
 */
function walksInto(path, kind) {
    if (path.length === 0) {
        return kind === "object";
    }
    if (path[0] !== "payload") {
        return false;
    }
    if (path.length === 1) {
        return kind === "object";
    }
    const type = typeOfSection(path[1]);
    if (type === undefined) {
        return false;
    }
    if (path.length === 2) {
        return kind === "object";
    }
    if (type === "composeinfo") {
        return false;
    }
    if (path.length === 4) {
        return kind === (type === "images" || type === "extra_files" ? "array" : "object");
    }
    return kind === "object" && (path.length === 3 || (path.length === 5 && type === "rpms"));
}
/**
 * Reads as much of a document as it takes to know its type and version: in a sorted file, the first lines. Files of
 * 1.0 and older have no type; there the section below `payload` tells it.
 */
class IdentityReader {
    #checker;
    #slicer;
    #header;
    #section;
    #version;
    constructor(file) {
        this.#checker = new Checker(file);
        this.#slicer = new JsonSlicer(this.#handler());
    }
    /** Takes the next bytes. @returns true when no more are needed */
    push(chunk) {
        checkSyntax(this.#checker, () => this.#slicer.push(chunk));
        return this.#slicer.stopped;
    }
    /**
     * Says that no more bytes come, or that none are needed.
     *
     * @throws MetadataError
     */
    finish() {
        checkSyntax(this.#checker, () => this.#slicer.end());
        const header = this.#header;
        if (!isObject(header)) {
            this.#checker.expected('an object with "type" and "version"', header, "header");
        }
        else if (this.#version === undefined && !this.#checker.failed) {
            this.#version = readVersion(this.#checker, header["version"]);
        }
        const version = this.#version;
        const type = version === undefined ? undefined : this.#type(version, isObject(header) ? header["type"] : undefined);
        this.#checker.finish();
        return { type: type, version: version };
    }
    #type(version, named) {
        if (versionAtLeast(version, 1, 1)) {
            return readType(this.#checker, named);
        }
        return (this.#section ??
            this.#checker.issue("cannot tell what this file holds: it has none of the sections images, rpms, extra_files, modules, variants", "payload"));
    }
    #handler() {
        const section = (path) => {
            if (path.length === 2) {
                this.#section ??= typeOfSection(path[1]);
                this.#stopWhenKnown();
            }
        };
        return {
            descend: walksInto,
            open: section,
            value: (path, value) => {
                if (path.length === 0) {
                    this.#checker.expected('an object with "header" and "payload"', value);
                    this.#checker.finish();
                }
                if (path.length === 1 && path[0] === "header") {
                    this.#header = value;
                    this.#stopWhenKnown();
                }
                section(path);
            },
        };
    }
    #stopWhenKnown() {
        if (!isObject(this.#header)) {
            return;
        }
        this.#version ??= readVersion(this.#checker, this.#header["version"]);
        const known = this.#version === undefined || versionAtLeast(this.#version, 1, 1) || this.#section !== undefined;
        if (known) {
            this.#slicer.stop();
        }
    }
}
//# sourceMappingURL=identity.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/read/document-reader.js





/**
 * Reads a document of known type and version from chunks of bytes and hands out its parts one by one, so that memory
 * depends on the handler alone.
 */
class DocumentReader {
    checker;
    #identity;
    /** Where the entries stand below `payload`. */
    #section;
    #handler;
    #slicer;
    #compose;
    #hasCompose = false;
    #hasEntries = false;
    constructor(identity, handler, checker) {
        this.checker = checker;
        this.#identity = identity;
        this.#section = sectionName(identity);
        this.#handler = handler;
        this.#slicer = new JsonSlicer({
            descend: walksInto,
            open: (path) => this.#open(path),
            value: (path, value) => this.#value(path, value),
        });
    }
    /** Takes the next bytes. @throws MetadataError when they are not JSON */
    push(chunk) {
        checkSyntax(this.checker, () => this.#slicer.push(chunk));
    }
    /**
     * Says that the document is complete.
     *
     * @throws MetadataError with every issue of the document
     */
    finish() {
        checkSyntax(this.checker, () => this.#slicer.end());
        this.checker.startAt(["payload"]);
        if (!this.#hasCompose) {
            this.checker.expected("an object", undefined, "compose");
        }
        if (!this.#hasEntries) {
            this.checker.expected("an object", undefined, this.#section);
        }
        if (this.#slicer.hadByteOrderMark) {
            this.checker.warnings.add("byte-order-mark");
        }
        this.checker.finish();
        return this.#compose;
    }
    #open(path) {
        if (path.length < 2 || path[1] !== this.#section) {
            return;
        }
        this.checker.startAt(path);
        const variant = String(path[2]);
        const arch = String(path[3]);
        if (path.length === 2) {
            this.#hasEntries = true;
        }
        else if (path.length === 3) {
            this.checker.name(variant);
            this.#handler.variant?.(variant);
        }
        else if (path.length === 4) {
            this.checker.name(arch);
            this.#handler.arch?.(variant, arch);
        }
        else {
            this.#handler.group?.(variant, arch, String(path[4]));
        }
    }
    #value(path, value) {
        this.checker.startAt(path);
        const { type } = this.#identity;
        // Packages first: there are hundreds of thousands.
        if (path.length === 6 && path[1] === this.#section) {
            this.#handler.rpm?.(String(path[5]), value);
        }
        else if (path.length === 1) {
            this.#topValue(path[0], value);
        }
        else if (path.length === 2 && path[1] === "compose") {
            this.#composeValue(value);
        }
        else if (path[1] !== this.#section) {
            this.#foreignSection(String(path[1]), value);
        }
        else if (path.length === 5 && path[4] !== undefined && type !== "rpms") {
            this.#handler.entry?.(String(path[2]), String(path[3]), path[4], value);
        }
        else if (path.length === 3 && type === "composeinfo") {
            this.#handler.variantEntry?.(String(path[2]), value);
        }
        else {
            this.#hasEntries = true;
            const listed = path.length === 4 && (type === "images" || type === "extra_files");
            this.checker.expected(listed ? "a list" : "an object", value);
        }
    }
    #composeValue(value) {
        this.#hasCompose = true;
        this.#compose = readCompose(this.checker, value, this.#identity.version);
        if (this.#compose !== undefined) {
            this.#handler.compose?.(this.#compose);
        }
    }
    #topValue(name, value) {
        if (name === "payload" && !isObject(value)) {
            this.checker.expected("an object", value);
        }
        else if (name !== "header" && name !== "payload") {
            this.checker.warnings.add("unknown-field", () => this.checker.where());
        }
    }
    #foreignSection(section, value) {
        if (this.#handler.section !== undefined) {
            this.#handler.section(section, value);
            return;
        }
        this.checker.warnings.add("unknown-field", () => this.checker.where());
    }
}
function sectionName({ type, version }) {
    if (type === "composeinfo") {
        return "variants";
    }
    return type === "rpms" && version.major === 0 ? "manifest" : type;
}
//# sourceMappingURL=document-reader.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/tree-file.js



const tree_file_NO_CHECKSUMS = [];
/**
 * Reads `checksums` of 1.x, a map from algorithm to digest, as `algorithm:digest` in file order. Algorithms that no
 * Location may name are left out beside one that it may.
 */
function readChecksums(checker, value) {
    const map = checker.object(value);
    if (map === undefined) {
        return undefined;
    }
    const names = Object.keys(map);
    if (names.length === 0) {
        return tree_file_NO_CHECKSUMS;
    }
    const known = names.filter(isKnown);
    if (known.length > 0) {
        for (const name of names.filter((one) => !isKnown(one))) {
            checker.warnings.add("unknown-field", () => checker.where(name));
        }
    }
    const checksums = (known.length > 0 ? known : names).map((name) => {
        const digest = map[name];
        if (typeof digest !== "string") {
            return checker.expected("a digest in hexadecimal", digest, name);
        }
        return checkChecksum(checker, `${name}:${digest}`, name);
    });
    if (!checksums.every((checksum) => checksum !== undefined)) {
        return undefined;
    }
    // Only possible when one is in upper case; they would be one key when written.
    if (new Set(checksums.map(checksumAlgorithm)).size !== checksums.length) {
        return checker.issue("an algorithm is there twice");
    }
    return checksums;
}
function isKnown(algorithm) {
    return Object.hasOwn(CHECKSUM_LENGTHS, algorithm.toLowerCase());
}
/** `checksums` of 1.x as JSON text. */
function checksumsText(checksums, level) {
    return objectText(checksums.map((checksum) => [checksumAlgorithm(checksum), quote(checksumDigest(checksum))]), level);
}
//# sourceMappingURL=tree-file.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/extra-files.js






const extra_files_FIELDS = { 1: new Set(["file", "size", "checksums"]), 2: new Set(["file", "location"]) };
/** Reads one extra file (productmd: extra files); the checker stands at it. In 2.0 `file` only repeats the Location's last part. */
function readExtraFile(checker, value, version) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    const generation = generationOf(version);
    checker.knownFields(fields, extra_files_FIELDS[generation]);
    if (generation === 2) {
        const artifact = readLocation(checker, fields["location"], "location");
        const { file } = fields;
        if (artifact !== undefined && file !== undefined && file !== baseName(artifact.localPath)) {
            checker.expected(`${quote(baseName(artifact.localPath))}, the last part of the Location's local_path`, file, "file");
        }
        return artifact === undefined ? undefined : { artifact };
    }
    const localPath = readLocalPath(checker, fields["file"], "file");
    // A downgrade of Locations without facts writes null and an empty map.
    const size = fields["size"] === null ? null : checker.at("size", () => checker.size(fields["size"]));
    const checksums = checker.at("checksums", () => readChecksums(checker, fields["checksums"]));
    return localPath === undefined || size === undefined || checksums === undefined
        ? undefined
        : { artifact: { localPath, size, checksums } };
}
/** One extra file as JSON. */
function extraFileText({ artifact }, level) {
    return objectText(isLocation(artifact)
        ? [
            ["file", quote(baseName(artifact.localPath))],
            ["location", locationText(artifact, level + 1)],
        ]
        : [
            ["file", quote(artifact.localPath)],
            ["size", String(artifact.size)],
            ["checksums", checksumsText(artifact.checksums, level + 1)],
        ], level);
}
//# sourceMappingURL=extra-files.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/images.js







const COMMON_FIELDS = [
    "arch",
    "bootable",
    "disc_count",
    "disc_number",
    "format",
    "implant_md5",
    "mtime",
    "subvariant",
    "type",
    "volume_id",
    "unified",
    "additional_variants",
];
const images_FIELDS = {
    1: new Set([...COMMON_FIELDS, "path", "size", "checksums"]),
    2: new Set([...COMMON_FIELDS, "location"]),
};
/** Reads one image (productmd: images); the checker stands at it. */
function readImage(checker, value, version) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    const generation = generationOf(version);
    checker.knownFields(fields, images_FIELDS[generation]);
    const artifact = generation === 2 ? readLocation(checker, fields["location"], "location") : readImageFile(checker, fields);
    if (artifact?.size === 0) {
        checker.warnings.add("empty-image", () => artifact.localPath);
    }
    const rest = readAttributes(checker, fields, version);
    return artifact === undefined || rest === undefined ? undefined : { artifact, ...rest };
}
function readImageFile(checker, fields) {
    const localPath = readLocalPath(checker, fields["path"], "path");
    const size = checker.at("size", () => checker.size(fields["size"]));
    const checksums = checker.at("checksums", () => readChecksums(checker, fields["checksums"]));
    if (checksums?.length === 0) {
        checker.expected("at least one checksum", fields["checksums"], "checksums");
    }
    return localPath === undefined || size === undefined || checksums === undefined
        ? undefined
        : { localPath, size, checksums };
}
/** What describes an image besides its file. Defaults are those of 2.0; 1.x must name most fields. */
function readAttributes(checker, fields, version) {
    const optional = generationOf(version) === 2;
    const field = (name, fallback, read) => fields[name] === undefined && fallback !== undefined
        ? fallback
        : checker.at(name, () => read(fields[name]));
    const integer = (value) => checker.integer(value);
    const attributes = {
        arch: field("arch", undefined, (value) => checker.word(value)),
        bootable: field("bootable", optional ? false : undefined, (value) => checker.boolean(value)),
        discCount: field("disc_count", optional ? 1 : undefined, integer),
        discNumber: field("disc_number", optional ? 1 : undefined, integer),
        format: field("format", "iso", (value) => checker.word(value)),
        implantMd5: field("implant_md5", optional ? null : undefined, (value) => readImplantMd5(checker, value)),
        mtime: field("mtime", optional ? 0 : undefined, integer),
        subvariant: field("subvariant", optional || !versionAtLeast(version, 1, 1) ? "" : undefined, (value) => checker.string(value)),
        type: field("type", undefined, (value) => checker.word(value)),
        volumeId: readVolumeId(checker, fields["volume_id"]),
        unified: field("unified", false, (value) => checker.boolean(value)),
        additionalVariants: field("additional_variants", [], (value) => checker.list(value, (element) => checker.word(element))),
    };
    if (attributes.unified === false && (attributes.additionalVariants?.length ?? 0) > 0) {
        return checker.issue("only unified images can have additional variants", "additional_variants");
    }
    if (Object.values(attributes).some((attribute) => attribute === undefined)) {
        return undefined;
    }
    const complete = attributes;
    if (!IMAGE_TYPES.has(complete.type)) {
        checker.warnings.add("unknown-image-type", () => `${complete.type} (${checker.where("type")})`);
    }
    if (!IMAGE_FORMATS.has(complete.format)) {
        checker.warnings.add("unknown-image-format", () => `${complete.format} (${checker.where("format")})`);
    }
    return complete;
}
function readImplantMd5(checker, value) {
    if (value === null || (typeof value === "string" && /^[a-z0-9]{32}$/.test(value))) {
        return value;
    }
    return checker.expected("32 characters a-z and 0-9, or null", value);
}
function readVolumeId(checker, value) {
    if (value === undefined) {
        checker.warnings.add("missing-volume-id", () => checker.where());
        return null;
    }
    if (value === null || (typeof value === "string" && value !== "")) {
        return value;
    }
    return checker.expected("a non-empty string or null", value, "volume_id");
}
/**
 * Checks the arch that a list of images stands under, and whether it is one: sources are filed under binary arches,
 * but up to 1.1 also under "src".
 */
function checkImageArch(checker, arch, version) {
    if ((arch === "src" || arch === "nosrc") && versionAtLeast(version, 1, 2)) {
        checker.issue("images of sources are listed under the binary arches, not under a source arch", arch);
    }
    else if (!RPM_ARCHES.has(arch)) {
        checker.warnings.add("unknown-arch", () => checker.where(arch));
    }
}
/** Up to 1.1: images under "src" belong to every binary arch of the variant. */
function spreadSourceImages(checker, images) {
    const spread = new Map();
    for (const [variant, arches] of images) {
        const sources = [...(arches.get("src") ?? []), ...(arches.get("nosrc") ?? [])];
        const binary = [...arches].filter(([arch]) => arch !== "src" && arch !== "nosrc");
        if (binary.length === 0) {
            for (const source of sources) {
                checker.warnings.add("source-images-dropped", () => source.artifact.localPath);
            }
        }
        spread.set(variant, new Map(binary.map(([arch, list]) => [arch, [...list, ...sources]])));
    }
    return spread;
}
/**
 * The identity rule of productmd's rule for images: what tells images apart must not be shared by images with other checksums. Also
 * finds images that are listed twice. Both are warnings: a consumer may still want the rest.
 */
function checkImageIdentity(checker, images) {
    const byIdentity = new Map();
    for (const [variant, arches] of images) {
        for (const [arch, list] of arches) {
            const places = new Set();
            for (const image of list) {
                const identity = imageIdentity(image);
                const place = `${identity}\0${image.artifact.localPath}`;
                if (places.has(place)) {
                    checker.warnings.add("repeated-image", () => `${image.artifact.localPath} (${variant}, ${arch})`);
                }
                places.add(place);
                const other = byIdentity.get(identity);
                if (other === undefined) {
                    byIdentity.set(identity, image);
                }
                else if (differ(other, image)) {
                    checker.warnings.add("image-identity", () => `${other.artifact.localPath} and ${image.artifact.localPath}`);
                }
            }
        }
    }
}
/** Equal for images that consumers cannot tell apart. */
function imageIdentity(image) {
    return JSON.stringify([
        image.subvariant,
        image.type,
        image.format,
        image.arch,
        image.discNumber,
        image.unified,
        image.additionalVariants,
    ]);
}
/** The rule compares all that is known of both, in whatever order: checksums of other algorithms differ as well. */
function differ(a, b) {
    const left = knownChecksums(a.artifact);
    const right = knownChecksums(b.artifact);
    return left.length !== right.length || left.some((checksum) => !right.includes(checksum));
}
/** The images of one variant and arch as JSON, in the order of the format: by path. */
function imagesText(images, level) {
    const sorted = images
        .map((image) => ({ image, text: imageText(image, level + 1) }))
        .sort((a, b) => compareCodePoints(a.image.artifact.localPath, b.image.artifact.localPath) ||
        compareCodePoints(a.text, b.text));
    return arrayText(sorted.map(({ text }) => text), level);
}
function imageText(image, level) {
    return objectText([
        ...artifactFields(image.artifact, level + 1),
        ["arch", quote(image.arch)],
        ["bootable", String(image.bootable)],
        ["disc_count", String(image.discCount)],
        ["disc_number", String(image.discNumber)],
        ["format", quote(image.format)],
        ["implant_md5", quoteOrNull(image.implantMd5)],
        ["mtime", String(image.mtime)],
        ["subvariant", quote(image.subvariant)],
        ["type", quote(image.type)],
        ["volume_id", quoteOrNull(image.volumeId)],
        image.unified ? ["unified", "true"] : undefined,
        image.unified
            ? ["additional_variants", arrayText(image.additionalVariants.map(quote), level + 1)]
            : undefined,
    ], level);
}
function artifactFields(artifact, level) {
    if (isLocation(artifact)) {
        return [["location", locationText(artifact, level)]];
    }
    return [
        ["path", quote(artifact.localPath)],
        ["size", String(artifact.size)],
        ["checksums", checksumsText(artifact.checksums, level)],
    ];
}
//# sourceMappingURL=images.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/release.js



const BASE_FIELDS = new Set(["name", "short", "version", "type"]);
const RELEASE_FIELDS = new Set([...BASE_FIELDS, "is_layered", "internal"]);
/** Where a release stands: up to 0.3 it is called product. */
function releaseField(version) {
    return versionAtLeast(version, 0, 4) ? "release" : "product";
}
/** Reads a release (productmd: composeinfo); the checker stands at it. */
function readRelease(checker, value, version) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    checker.knownFields(fields, RELEASE_FIELDS);
    const base = readNames(checker, fields);
    const given = fields["type"] ?? "ga";
    const lower = typeof given === "string" && versionAtLeast(version, 1, 0) ? given.toLowerCase() : given;
    const type = checker.at("type", () => checker.choice(lower, RELEASE_TYPES));
    const isLayered = checker.at("is_layered", () => checker.boolean(fields["is_layered"] ?? false));
    const internal = checker.at("internal", () => checker.boolean(fields["internal"] ?? false));
    return base === undefined || type === undefined || isLayered === undefined || internal === undefined
        ? undefined
        : { ...base, type, isLayered, internal };
}
/** Reads the product below a layered one; the checker stands at it. */
function readBaseProduct(checker, value) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    checker.knownFields(fields, BASE_FIELDS);
    const base = readNames(checker, fields);
    const type = checker.at("type", () => checker.choice(fields["type"] ?? "ga", RELEASE_TYPES));
    return base === undefined || type === undefined ? undefined : { ...base, type };
}
function readNames(checker, fields) {
    const name = checker.at("name", () => checker.string(fields["name"]));
    const short = checker.at("short", () => checker.string(fields["short"]));
    const version = checker.at("version", () => readReleaseVersion(checker, fields["version"]));
    return name === undefined || short === undefined || version === undefined
        ? undefined
        : { name, short, version };
}
/** Anything that does not start with a digit (Rawhide), else digits separated by dots. */
function readReleaseVersion(checker, value) {
    if (typeof value === "string" && /^(?:[^0-9].*|[0-9]+(?:\.[0-9]+)*)?$/s.test(value)) {
        return value;
    }
    return checker.expected('a version of digits and dots such as "9.2", or a name such as "Rawhide"', value);
}
function releaseText(release, level) {
    return objectText([
        ...baseFields(release),
        ["internal", String(release.internal)],
        release.isLayered ? ["is_layered", "true"] : undefined,
    ], level);
}
function baseProductText(product, level) {
    return objectText(baseFields(product), level);
}
function baseFields(product) {
    return [
        ["name", quote(product.name)],
        ["short", quote(product.short)],
        ["version", quote(product.version)],
        ["type", quote(product.type)],
    ];
}
//# sourceMappingURL=release.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/files/variants.js








const variants_COMMON_FIELDS = ["id", "uid", "name", "type", "arches", "paths", "variants"];
/** Reads one variant (productmd: composeinfo); the checker stands at it. Relations between variants: {@link checkFamilies}. */
function readVariant(checker, value, uidKey, version) {
    const fields = checker.object(value);
    if (fields === undefined) {
        return undefined;
    }
    const release = releaseField(version);
    checker.knownFields(fields, new Set([...variants_COMMON_FIELDS, release]));
    const id = checker.at("id", () => variants_readId(checker, fields["id"]));
    const uid = checker.at("uid", () => fields["uid"] === uidKey
        ? uidKey
        : checker.expected(`${quote(uidKey)}, the key that the variant is listed under`, fields["uid"]));
    const name = checker.at("name", () => checker.word(fields["name"]));
    const type = checker.at("type", () => checker.choice(fields["type"], VARIANT_TYPES));
    const arches = checker.at("arches", () => checker.list(fields["arches"], (arch) => checker.name(arch)));
    if (arches?.length === 0) {
        checker.expected("at least one arch", fields["arches"], "arches");
    }
    const paths = checker.at("paths", () => readPaths(checker, fields["paths"], version, arches));
    const children = checker.at("variants", () => readChildren(checker, fields["variants"]));
    const ownRelease = type === "layered-product"
        ? checker.at(release, () => readRelease(checker, fields[release], version))
        : null;
    if (id === undefined ||
        uid === undefined ||
        name === undefined ||
        type === undefined ||
        arches === undefined ||
        paths === undefined ||
        children === undefined ||
        ownRelease === undefined) {
        return undefined;
    }
    return {
        id,
        uid,
        name,
        type,
        arches: [...new Set(arches)].sort(compareCodePoints),
        paths,
        children,
        release: ownRelease,
    };
}
function variants_readId(checker, value) {
    return typeof value === "string" && /^[A-Za-z0-9]+$/.test(value)
        ? value
        : checker.expected("letters and digits only", value);
}
/** A list of ids, or an object with ids as keys; absent without children. */
function readChildren(checker, value) {
    if (value === undefined || value === null) {
        return [];
    }
    const ids = isObject(value) ? Object.keys(value) : checker.list(value, (id) => variants_readId(checker, id));
    if (ids === undefined) {
        return undefined;
    }
    if (new Set(ids).size !== ids.length) {
        return checker.issue("a child variant is listed twice");
    }
    return ids.sort(compareCodePoints);
}
/**
 * Before 1.0 a variant does not list its children: a uid that continues another one with a dash is that one's child.
 */
function childrenByPrefix(variants, version) {
    if (versionAtLeast(version, 1, 0)) {
        return variants;
    }
    const children = new Map();
    for (const { uid, id } of variants.values()) {
        const parent = uid.endsWith(`-${id}`) ? uid.slice(0, -(id.length + 1)) : undefined;
        if (parent !== undefined && variants.has(parent)) {
            const siblings = children.get(parent);
            siblings === undefined ? children.set(parent, [id]) : siblings.push(id);
        }
    }
    return new Map([...variants].map(([uid, variant]) => [
        uid,
        {
            ...variant,
            children: [...new Set([...variant.children, ...(children.get(uid) ?? [])])].sort(compareCodePoints),
        },
    ]));
}
/** Checks that uids, ids, children and arches fit each other; the checker stands at `payload.variants`. */
function checkFamilies(checker, variants) {
    const parents = new Map();
    for (const parent of variants.values()) {
        for (const id of parent.children) {
            const uid = `${parent.uid}-${id}`;
            if (!variants.has(uid)) {
                checker.issue(`the child ${show(id)} has no entry ${show(uid)} of its own`, parent.uid, "variants");
            }
            parents.set(uid, parent);
        }
    }
    for (const variant of variants.values()) {
        const parent = parents.get(variant.uid);
        if (parent === undefined) {
            if (variant.uid.replaceAll("-", "") !== variant.id) {
                checker.issue(`the uid of a variant without a parent must be its id ${show(variant.id)}, dashes aside`, variant.uid, "uid");
            }
            continue;
        }
        if (variant.uid !== `${parent.uid}-${variant.id}`) {
            checker.issue(`the uid must be the parent's and the id, ${show(`${parent.uid}-${variant.id}`)}`, variant.uid, "uid");
        }
        const theirs = new Set(parent.arches);
        const foreign = variant.arches.filter((arch) => !theirs.has(arch));
        if (foreign.length > 0) {
            checker.issue(`the parent variant ${show(parent.uid)} does not have ${foreign.map(show).join(", ")}`, variant.uid, "arches");
        }
    }
}
/** One variant as JSON. */
function variantText(variant, level) {
    return objectText([
        ["id", quote(variant.id)],
        ["uid", quote(variant.uid)],
        ["name", quote(variant.name)],
        ["type", quote(variant.type)],
        ["arches", arrayText(variant.arches.map(quote), level + 1)],
        ["paths", pathsText(variant.paths, level + 1)],
        variant.children.length === 0
            ? undefined
            : ["variants", arrayText(variant.children.map(quote), level + 1)],
        variant.release === null
            ? undefined
            : ["release", releaseText({ ...variant.release, isLayered: true }, level + 1)],
    ], level);
}
//# sourceMappingURL=variants.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/read/builders.js







/** The builder for a document of this type and version. */
function createBuilder(identity, checker) {
    switch (identity.type) {
        case "images":
            return imagesBuilder(identity, checker);
        case "rpms":
            return rpmsBuilder(identity, checker);
        case "extra_files":
            return extraFilesBuilder(identity, checker);
        case "modules":
            return modulesBuilder(identity, checker);
        case "composeinfo":
            return composeinfoBuilder(identity, checker);
    }
}
// The readers give Locations for 2.0 and tree files for 1.x; which one it is is only known at run time.
function assemble(identity, compose, parts) {
    return {
        type: identity.type,
        generation: generationOf(identity.version),
        compose,
        ...parts,
    };
}
/** Variant → arch → collection, made as they are opened. */
class ArchTable {
    byVariant = new Map();
    #create;
    constructor(create) {
        this.#create = create;
    }
    variant(name) {
        const existing = this.byVariant.get(name);
        if (existing !== undefined) {
            return existing;
        }
        const arches = new Map();
        this.byVariant.set(name, arches);
        return arches;
    }
    arch(variant, name) {
        const arches = this.variant(variant);
        const existing = arches.get(name);
        if (existing !== undefined) {
            return existing;
        }
        const created = this.#create();
        arches.set(name, created);
        return created;
    }
}
function imagesBuilder(identity, checker) {
    const table = new ArchTable(() => []);
    return {
        handler: {
            variant: (variant) => table.variant(variant),
            arch: (variant, arch) => {
                checker.startAt(["payload", "images", variant]);
                checkImageArch(checker, arch, identity.version);
                table.arch(variant, arch);
            },
            entry: (variant, arch, _index, value) => {
                const image = readImage(checker, value, identity.version);
                if (image !== undefined) {
                    table.arch(variant, arch).push(image);
                }
            },
        },
        finish: (compose) => {
            const old = !versionAtLeast(identity.version, 1, 2);
            const images = old ? spreadSourceImages(checker, table.byVariant) : table.byVariant;
            checkImageIdentity(checker, images);
            return assemble(identity, compose, { images });
        },
    };
}
function rpmsBuilder(identity, checker) {
    const table = new ArchTable(() => new Map());
    let group = new Map();
    return {
        handler: {
            variant: (variant) => table.variant(variant),
            arch: (variant, arch) => {
                checker.startAt(["payload", "rpms", variant]);
                checkRpmArch(checker, arch);
                table.arch(variant, arch);
            },
            group: (variant, arch, srpm) => {
                group = new Map();
                table.arch(variant, arch).set(srpm, group);
            },
            rpm: (nevra, value) => {
                const rpm = readRpm(checker, value, identity.version, nevra);
                if (rpm !== undefined) {
                    group.set(nevra, rpm);
                }
            },
        },
        finish: (compose) => {
            const old = identity.version.major === 0;
            const rpms = old ? spreadSourceRpms(checker, table.byVariant) : table.byVariant;
            return assemble(identity, compose, { rpms });
        },
    };
}
function extraFilesBuilder(identity, checker) {
    const table = new ArchTable(() => []);
    return {
        handler: {
            variant: (variant) => table.variant(variant),
            arch: (variant, arch) => table.arch(variant, arch),
            entry: (variant, arch, _index, value) => {
                const file = readExtraFile(checker, value, identity.version);
                if (file !== undefined) {
                    table.arch(variant, arch).push(file);
                }
            },
        },
        finish: (compose) => assemble(identity, compose, { extraFiles: table.byVariant }),
    };
}
function modulesBuilder(identity, checker) {
    const table = new ArchTable(() => new Map());
    return {
        handler: {
            variant: (variant) => table.variant(variant),
            arch: (variant, arch) => table.arch(variant, arch),
            entry: (variant, arch, key, value) => {
                const keyed = readModule(checker, value, String(key), arch, identity.version);
                if (keyed === undefined) {
                    return;
                }
                const modules = table.arch(variant, arch);
                if (modules.has(keyed.uid)) {
                    checker.issue("the module is listed twice");
                }
                modules.set(keyed.uid, keyed.module);
            },
        },
        finish: (compose) => assemble(identity, compose, { modules: table.byVariant }),
    };
}
function composeinfoBuilder(identity, checker) {
    const variants = new Map();
    const releaseName = releaseField(identity.version);
    let release;
    let baseProduct;
    let hasRelease = false;
    return {
        handler: {
            section: (name, value) => {
                if (name === releaseName) {
                    hasRelease = true;
                    release = readRelease(checker, value, identity.version);
                }
                else if (name === "base_product") {
                    baseProduct = readBaseProduct(checker, value);
                }
                else {
                    checker.warnings.add("unknown-field", () => checker.where());
                }
            },
            variantEntry: (uid, value) => {
                const variant = readVariant(checker, value, uid, identity.version);
                if (variant !== undefined) {
                    variants.set(uid, variant);
                }
            },
        },
        finish: (compose) => {
            checker.startAt(["payload"]);
            if (!hasRelease) {
                checker.expected("an object", undefined, releaseName);
            }
            if (release?.isLayered === true && baseProduct === undefined) {
                checker.expected("an object, since the release is layered", undefined, "base_product");
            }
            const families = childrenByPrefix(variants, identity.version);
            checker.startAt(["payload", "variants"]);
            checkFamilies(checker, families);
            return assemble(identity, compose, {
                release,
                baseProduct: release?.isLayered === true ? (baseProduct ?? null) : null,
                variants: families,
            });
        },
    };
}
//# sourceMappingURL=builders.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/read/parse.js





/**
 * Reads a metadata file of any type and version. Strict where it matters for safety and for the bytes that
 * would be written back, tolerant of what real files hold.
 *
 * @param input - the text, or its bytes
 * @throws MetadataError with every issue of the file
 */
function parse(input, options = {}) {
    const bytes = typeof input === "string" ? encode(input, options.file) : input;
    const parser = new Parser(readIdentity([bytes], options.file), options.file);
    parser.push(bytes);
    return parser.finish();
}
function encode(text, file) {
    if (!text.isWellFormed()) {
        throw new MetadataError([{ path: "", message: "the text has half of a surrogate pair, which no UTF-8 file can hold" }], {
            file,
        });
    }
    return Buffer.from(text);
}
/**
 * Type and version of a document. Reads no more chunks than it needs.
 *
 * @throws MetadataError
 */
function readIdentity(chunks, file) {
    const reader = new IdentityReader(file);
    for (const chunk of chunks) {
        if (reader.push(chunk)) {
            break;
        }
    }
    return reader.finish();
}
/** Makes the model of a document whose bytes come in chunks: {@link parse} for files of any size. */
class Parser {
    #identity;
    #checker;
    #builder;
    #reader;
    constructor(identity, file) {
        this.#identity = identity;
        this.#checker = new Checker(file);
        noteNewerVersion(this.#checker, identity);
        this.#builder = createBuilder(identity, this.#checker);
        this.#reader = new DocumentReader(identity, this.#builder.handler, this.#checker);
    }
    push(chunk) {
        this.#reader.push(chunk);
    }
    /** @throws MetadataError */
    finish() {
        const compose = this.#reader.finish();
        const model = this.#builder.finish(compose);
        this.#checker.finish();
        return {
            type: this.#identity.type,
            version: this.#identity.version.text,
            model,
            warnings: this.#checker.warnings.warnings(),
        };
    }
}
/** The identity was read by another checker, whose warnings are not kept. */
function noteNewerVersion(checker, { version }) {
    if ((version.major === 1 && version.minor > 2) || (version.major === 2 && version.minor > 0)) {
        checker.warnings.add("newer-version", () => version.text);
    }
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/write/table-writer.js


/** The parts came in another order than the file must have; they have to be collected and sorted first. */
class OutOfOrderError extends Error {
    name = "OutOfOrderError";
}
/** The table's own object stands at this depth; its first keys are one deeper. */
const TABLE_LEVEL = 2;
/**
 * Writes nested objects key by key: variants, in them arches, in them entries, in those of rpms.json packages. Keys
 * must come sorted by code point; otherwise {@link OutOfOrderError} is thrown, and what was written is worthless.
 */
class TableWriter {
    #write;
    /** The last key of every object that is open, outermost first; undefined where there was none yet. */
    #last = [undefined];
    constructor(write) {
        this.#write = write;
    }
    /** Starts an object under a key. @param depth - 0 for a variant, 1 for an arch, 2 for a group of packages */
    open(depth, key) {
        this.#key(depth, key, "");
        this.#last.push(undefined);
    }
    /** Writes a value under a key; `json` starts on a line at level `depth` + 3. */
    value(depth, key, json) {
        this.#key(depth, key, json);
    }
    end() {
        this.#closeTo(0);
        this.#close();
    }
    #key(depth, key, json) {
        this.#closeTo(depth);
        const previous = this.#last[depth];
        if (previous !== undefined && compareCodePoints(previous, key) >= 0) {
            throw new OutOfOrderError(`"${key}" comes after "${previous}"`);
        }
        this.#last[depth] = key;
        const margin = MARGINS[depth] ?? lineStart(depth);
        this.#write(`${previous === undefined ? "{" : ","}${margin}${quote(key)}: ${json}`);
    }
    /** Closes the objects that are deeper than `depth`. */
    #closeTo(depth) {
        while (this.#last.length > depth + 1) {
            this.#close();
        }
    }
    #close() {
        const empty = this.#last.pop() === undefined;
        this.#write(empty ? "{}" : `\n${indent(TABLE_LEVEL + this.#last.length)}}`);
    }
}
function lineStart(depth) {
    return `\n${indent(TABLE_LEVEL + 1 + depth)}`;
}
const MARGINS = [0, 1, 2, 3].map(lineStart);
//# sourceMappingURL=table-writer.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/write/serialize.js











/** The version in which metadata is written: 1.x as 1.2, whatever it was read from. */
function writtenVersion(metadata) {
    return metadata.generation === 2 ? "2.0" : "1.2";
}
/**
 * Metadata as text, byte for byte as the reference implementation writes it (productmd: JSON text). For metadata whose text
 * may pass the limit of a string (half a billion characters), use {@link serializeTo}.
 */
function serialize(metadata) {
    const pieces = [];
    serializeTo(metadata, (text) => pieces.push(text));
    return pieces.join("");
}
/** {@link serialize} in pieces, each as large as an entry at most. All of them are ASCII. */
function serializeTo(metadata, write) {
    // What lies in the artifacts is looked at where they are written.
    const document = metadata;
    if (document.type === "composeinfo") {
        write(`${documentStart(document.type, writtenVersion(document))}${composeinfoPayload(document)}\n}`);
        return;
    }
    write(documentHead(document.type, document.compose, writtenVersion(document)));
    writeTable(document, new TableWriter(write));
    write(DOCUMENT_TAIL);
}
function documentStart(type, version) {
    return `{\n    "header": ${headerText(type, version)},\n    "payload": `;
}
/** A document up to its table of entries. "compose" sorts before the name of every table. */
function documentHead(type, compose, version) {
    return `${documentStart(type, version)}{\n        "compose": ${composeText(compose)},\n        "${type}": `;
}
/** What follows the table. */
const DOCUMENT_TAIL = "\n    }\n}";
function composeinfoPayload(metadata) {
    return objectText([
        ["compose", composeText(metadata.compose)],
        ["release", releaseText(metadata.release, 2)],
        metadata.baseProduct === null ? undefined : ["base_product", baseProductText(metadata.baseProduct, 2)],
        [
            "variants",
            objectText([...metadata.variants].map(([uid, variant]) => [uid, variantText(variant, 3)]), 2),
        ],
    ], 1);
}
function writeTable(document, table) {
    switch (document.type) {
        case "images":
            eachArch(document.images, table, (arch, images) => table.value(1, arch, imagesText(images, 4)));
            break;
        case "extra_files":
            eachArch(document.extraFiles, table, (arch, files) => {
                const texts = files.map((file) => extraFileText(file, 5));
                table.value(1, arch, arrayText(texts, 4));
            });
            break;
        case "rpms":
            eachArch(document.rpms, table, (arch, groups) => {
                table.open(1, arch);
                eachEntry(groups, (srpm, group) => {
                    table.open(2, srpm);
                    eachEntry(group, (nevra, rpm) => table.value(3, nevra, rpmText(rpm.artifact, rpm)));
                });
            });
            break;
        case "modules":
            eachArch(document.modules, table, (arch, modules) => {
                table.open(1, arch);
                const keyed = [...modules].map(([uid, module]) => [moduleKey(uid, module, document.generation), module]);
                eachEntry(new Map(keyed), (key, module) => table.value(2, key, moduleText(module, 5)));
            });
            break;
    }
    table.end();
}
function eachArch(table, writer, write) {
    eachEntry(table, (variant, arches) => {
        writer.open(0, variant);
        eachEntry(arches, write);
    });
}
function eachEntry(map, visit) {
    for (const key of sortedKeys(map)) {
        visit(key, map.get(key));
    }
}
//# sourceMappingURL=serialize.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/rpms-stream.js







/**
 * Converts rpms.json while it streams by: in memory is one package at a time. Files are sorted as the format has them;
 * with one that is not, {@link OutOfOrderError} is thrown, and the whole model must be made instead. Files of 0.x
 * cannot be streamed, since their sources stand apart.
 */
class RpmsStream {
    #options;
    #checker;
    #reader;
    #identity;
    #table;
    #started = false;
    #variant = "";
    #arch = "";
    #srpm = "";
    /** How many of variant, arch and source package are open in the table. */
    #open = 0;
    constructor(identity, options) {
        this.#options = options;
        this.#identity = identity;
        this.#table = options.write === undefined ? undefined : new TableWriter(options.write);
        this.#checker = new Checker(options.file);
        noteNewerVersion(this.#checker, identity);
        const handler = {
            compose: (compose) => this.#start(compose),
            variant: (variant) => this.#enterVariant(variant),
            arch: (variant, arch) => this.#enterArch(variant, arch),
            group: (_variant, _arch, srpm) => this.#enterGroup(srpm),
            rpm: (nevra, value) => this.#convert(nevra, value),
        };
        this.#reader = new DocumentReader(identity, handler, this.#checker);
    }
    /** @throws MetadataError, OutOfOrderError */
    push(chunk) {
        this.#reader.push(chunk);
    }
    /** @throws MetadataError with every issue of the file */
    finish() {
        const compose = this.#reader.finish();
        this.#table?.end();
        this.#options.write?.(DOCUMENT_TAIL);
        return { compose, warnings: this.#checker.warnings.warnings() };
    }
    #start(compose) {
        this.#started = true;
        this.#options.compose?.(compose);
        this.#options.write?.(documentHead("rpms", compose, this.#options.version));
    }
    #enterVariant(variant) {
        this.#variant = variant;
        this.#open = 0;
        this.#openEmpty(1);
    }
    #enterArch(variant, arch) {
        this.#checker.startAt(["payload", "rpms", variant]);
        checkRpmArch(this.#checker, arch);
        this.#arch = arch;
        this.#open = Math.min(this.#open, 1);
        this.#openEmpty(2);
    }
    #enterGroup(srpm) {
        this.#srpm = srpm;
        this.#open = Math.min(this.#open, 2);
        this.#openEmpty(3);
    }
    #convert(nevra, value) {
        const rpm = readRpm(this.#checker, value, this.#identity.version, nevra);
        if (rpm === undefined || this.#checker.failed) {
            return;
        }
        if (this.#options.compose !== undefined) {
            this.#requireStart();
        }
        const context = { kind: "rpm", variant: this.#variant, arch: this.#arch, fieldName: nevra };
        const artifact = this.#converted(context, rpm);
        if (artifact === undefined || this.#table === undefined) {
            return;
        }
        this.#openTo(3, this.#table);
        this.#table.value(3, nevra, rpmText(artifact, rpm));
    }
    /** The package's new form; why it can have none is an issue of the file, whose exact place is known here. */
    #converted(context, rpm) {
        try {
            return this.#options.artifact(rpm.artifact, context, rpm);
        }
        catch (error) {
            if (!(error instanceof MetadataError)) {
                throw error;
            }
            for (const { message } of error.issues) {
                this.#checker.issue(message);
            }
            return undefined;
        }
    }
    /** Containers are opened when something is in them, or at once when empty ones are kept. */
    #openEmpty(depth) {
        if (this.#options.keepEmpty && this.#table !== undefined) {
            this.#openTo(depth, this.#table);
        }
    }
    #requireStart() {
        // A compose section that could not be read is an issue already, not a matter of order.
        if (!this.#started && !this.#checker.failed) {
            throw new OutOfOrderError("the packages come before the compose section");
        }
    }
    #openTo(depth, table) {
        this.#requireStart();
        const keys = [this.#variant, this.#arch, this.#srpm];
        for (; this.#open < depth; this.#open++) {
            table.open(this.#open, keys[this.#open] ?? "");
        }
    }
}
//# sourceMappingURL=rpms-stream.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/glob-automaton.js
/** More states than this are forgotten, and made again when they are needed. */
const MAX_STATES = 1 << 10;
const ASCII = 0x80;
/**
 * Runs a glob by keeping all places where it may be at once, so that nothing is tried twice: a path takes at most its
 * length times the pattern's. Sets of places are remembered, with what each ASCII character makes of them: most paths
 * take a look-up a character.
 */
class GlobAutomaton {
    #program;
    #states = new Map();
    #start;
    constructor(program) {
        this.#program = program;
        this.#start = this.#stateOf([0]);
    }
    matches(path) {
        let state = this.#start;
        for (let i = 0; i < path.length; i++) {
            const unit = path.charCodeAt(i);
            if (unit < ASCII) {
                state = state.next[unit] ?? this.#follow(state, unit);
            }
            else {
                const character = path.codePointAt(i);
                i += character > 0xffff ? 1 : 0;
                state = this.#after(state, character);
            }
            if (state.steps.length === 0 && !state.accepts) {
                return false;
            }
        }
        return state.accepts;
    }
    #follow(state, unit) {
        const next = this.#after(state, unit);
        state.next[unit] = next;
        return next;
    }
    #after({ steps }, character) {
        const reached = [];
        for (const step of steps) {
            const instruction = this.#program[step];
            if (instruction !== undefined && "test" in instruction && instruction.test(character)) {
                reached.push(step + 1);
            }
        }
        return this.#stateOf(reached);
    }
    /** The state of these instructions and of all that they lead to without a character. */
    #stateOf(from) {
        const program = this.#program;
        const seen = new Set(from);
        const steps = [];
        // The set grows while it is gone through.
        for (const index of seen) {
            const instruction = program[index];
            if (instruction === undefined) {
                continue;
            }
            if ("test" in instruction) {
                steps.push(index);
            }
            else if ("choice" in instruction) {
                for (const target of instruction.choice) {
                    seen.add(target);
                }
            }
            else {
                seen.add(instruction.target);
            }
        }
        const accepts = seen.has(program.length);
        const key = `${steps.sort((a, b) => a - b).join()}${accepts ? "!" : ""}`;
        const known = this.#states.get(key);
        if (known !== undefined) {
            return known;
        }
        if (this.#states.size >= MAX_STATES) {
            this.#forget();
        }
        const state = { steps, accepts, next: new Array(ASCII) };
        this.#states.set(key, state);
        return state;
    }
    /** States that nothing leads to any more are garbage. */
    #forget() {
        for (const state of this.#states.values()) {
            state.next.fill(undefined);
        }
        this.#states = new Map();
    }
}
//# sourceMappingURL=glob-automaton.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/glob.js

/**
 * A glob on paths between slashes: `*` and `?` stay within one part, `**` crosses them, `[a-z]` is one character of a
 * set, `[!a-z]` and `[^a-z]` one of none of it, `{a,b}` one of several texts. A pattern without a slash matches the
 * path's last part.
 *
 * The time of a match grows with the path's length and never faster: a regular expression would try every way to
 * share a path out among several stars.
 *
 * @throws SyntaxError for an unclosed bracket or brace, or a range that ends before it begins
 */
function globMatcher(pattern) {
    const automaton = new GlobAutomaton(compile(pattern));
    return (path) => automaton.matches(path);
}
const SLASH = 0x2f;
const notSlash = (character) => character !== SLASH;
const anything = () => true;
function compile(pattern) {
    const program = [];
    const braces = [];
    const characters = Array.from(pattern);
    if (!characters.includes("/")) {
        pushParts(program);
    }
    for (let i = 0; i < characters.length; i++) {
        const character = characters[i];
        const brace = braces.at(-1);
        if (character === "*") {
            i = compileStars(program, characters, i);
        }
        else if (character === "?") {
            program.push({ test: notSlash });
        }
        else if (character === "[") {
            const end = closingBracket(characters, i);
            program.push({ test: compileSet(characters.slice(i + 1, end), i + 1) });
            i = end;
        }
        else if (character === "{") {
            const choice = [program.length + 1];
            program.push({ choice });
            braces.push({ choice, ends: [] });
        }
        else if (character === "," && brace !== undefined) {
            pushEnd(program, brace);
            brace.choice.push(program.length);
        }
        else if (character === "}" && brace !== undefined) {
            braces.pop();
            for (const end of brace.ends) {
                end.target = program.length;
            }
        }
        else {
            const literal = character.codePointAt(0);
            program.push({ test: (given) => given === literal });
        }
    }
    if (braces.length > 0) {
        throw new SyntaxError("a brace of the pattern is not closed");
    }
    return program;
}
/** A run of stars from `start` on. @returns where it ends, with the slash that belongs to it */
function compileStars(program, characters, start) {
    let end = start;
    while (characters[end + 1] === "*") {
        end += 1;
    }
    const begins = start === 0 || characters[start - 1] === "/";
    if (begins && end === start + 1 && characters[end + 1] === "/") {
        pushParts(program);
        return end + 1;
    }
    // A run of stars says no more than two.
    pushLoop(program, end > start ? anything : notSlash);
    return end;
}
/** Any number of characters that pass. */
function pushLoop(program, test) {
    const start = program.length;
    program.push({ choice: [start + 1, start + 3] }, { test }, { target: start });
}
/** Whole parts, each with its slash, or nothing. */
function pushParts(program) {
    const choice = [program.length + 1];
    program.push({ choice });
    pushLoop(program, anything);
    program.push({ test: (character) => character === SLASH });
    choice.push(program.length);
}
/** The end of one text in braces: it goes on behind the closing brace, wherever that will be. */
function pushEnd(program, brace) {
    const end = { target: 0 };
    program.push(end);
    brace.ends.push(end);
}
function isNegation(character) {
    return character === "!" || character === "^";
}
/** A bracket that comes first in a set is one of its characters. */
function closingBracket(characters, start) {
    const first = isNegation(characters[start + 1]) ? start + 2 : start + 1;
    const end = characters.indexOf("]", first + 1);
    if (end === -1) {
        throw new SyntaxError(`the bracket at position ${start + 1} of the pattern is not closed`);
    }
    return end;
}
/** What stands in brackets: characters and ranges, as pairs of code points. */
function compileSet(body, position) {
    const negated = isNegation(body[0]);
    const ranges = [];
    for (let i = negated ? 1 : 0; i < body.length; i++) {
        const first = body[i];
        const isRange = body[i + 1] === "-" && i + 2 < body.length;
        const last = isRange ? body[i + 2] : first;
        const range = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
        if (range[0] > range[1]) {
            throw new SyntaxError(`the range ${first}-${last} in the bracket at position ${position} of the pattern ends before it begins`);
        }
        ranges.push(range);
        i += isRange ? 2 : 0;
    }
    const holds = (character) => ranges.some(([first, last]) => first <= character && character <= last);
    return negated ? (character) => character !== SLASH && !holds(character) : holds;
}
//# sourceMappingURL=glob.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/select.js



/** @throws SyntaxError for a glob that is none */
function createSelector(selection) {
    const kinds = setOf(selection.kinds);
    const variants = setOf(selection.variants);
    const arches = setOf(selection.arches);
    const imageTypes = setOf(selection.imageTypes);
    const include = (selection.include ?? []).map(globOf);
    const exclude = (selection.exclude ?? []).map(globOf);
    const sets = [kinds, variants, arches, imageTypes];
    const missing = new Set([...(variants ?? []), ...(arches ?? []), ...(imageTypes ?? [])]);
    /** Globs that matched nothing yet: whatever they are for, every path is shown to them. */
    let idle = [...include, ...exclude];
    const selectsContext = (context) => kinds?.has(context.kind) !== false &&
        variants?.has(context.variant) !== false &&
        arches?.has(context.arch) !== false &&
        (context.imageType === undefined || imageTypes?.has(context.imageType) !== false);
    const note = (context) => {
        if (missing.size > 0) {
            missing.delete(context.variant);
            missing.delete(context.arch);
            missing.delete(context.imageType ?? "");
        }
    };
    return {
        unmatched: () => [...missing, ...idle.map(({ pattern }) => pattern)],
        selects({ localPath }, context) {
            note(context);
            if (idle.some(({ matches }) => matches(localPath))) {
                idle = idle.filter(({ matches }) => !matches(localPath));
            }
            return (selectsContext(context) &&
                (include.length === 0 || include.some(({ matches }) => matches(localPath))) &&
                !exclude.some(({ matches }) => matches(localPath)));
        },
        selectsPathless(context) {
            note(context);
            return selectsContext(context) && include.length === 0;
        },
        restricts: sets.some((set) => set !== undefined) || include.length > 0 || exclude.length > 0,
        selectsVariant: (uid) => variants?.has(uid) !== false,
        selectsArch: (arch) => arches?.has(arch) !== false,
    };
}
function globOf(pattern) {
    try {
        return { pattern, matches: globMatcher(pattern) };
    }
    catch (error) {
        throw new SyntaxError(`the glob ${show(pattern)} cannot be used: ${error.message}`);
    }
}
function setOf(list) {
    return list === undefined || list.length === 0 ? undefined : new Set(list);
}
/**
 * One part of a selection, for work that is divided. Merging what the parts make must give what the whole makes: so
 * directories, which are no artifacts, and modules without a path stay in all of them.
 *
 * @param keepsEmpty - whether this part has what the whole has besides artifacts: variants and arches without any
 */
function partOfSelection(whole, belongs, keepsEmpty) {
    return {
        ...whole,
        restricts: true,
        keepsEmpty: keepsEmpty && !whole.restricts,
        selects: (artifact, context) => whole.selects(artifact, context) && (isDirectory(context) || belongs(artifact, context)),
    };
}
/**
 * The metadata with only what is selected: unselected entries go, and with them variants, arches and source packages
 * that have nothing left. composeinfo.json keeps the variants and arches that can be selected, and their parents.
 */
function select_select(metadata, selector) {
    if (!selector.restricts) {
        return metadata;
    }
    const chosen = mapArtifacts(metadata, metadata.generation, (artifact, context) => (selector.selects(artifact, context) ? artifact : undefined));
    return (selector.keepsEmpty === true ? chosen : withoutEmpty(chosen, selector));
}
function withoutEmpty(metadata, selector) {
    switch (metadata.type) {
        case "images":
            return { ...metadata, images: prune(metadata.images, (list) => list.length > 0) };
        case "extra_files":
            return { ...metadata, extraFiles: prune(metadata.extraFiles, (list) => list.length > 0) };
        case "modules":
            return { ...metadata, modules: prune(chosenModules(metadata, selector), ({ size }) => size > 0) };
        case "rpms": {
            const rpms = new Map([...metadata.rpms].map(([variant, arches]) => [
                variant,
                new Map([...arches].map(([arch, groups]) => [
                    arch,
                    new Map([...groups].filter(([, group]) => group.size > 0)),
                ])),
            ]));
            return { ...metadata, rpms: prune(rpms, (groups) => groups.size > 0) };
        }
        case "composeinfo":
            return { ...metadata, variants: chosenVariants(metadata, selector) };
    }
}
/** The modules that are left, but for those that name no file and are not selected: nothing else asked for them. */
function chosenModules({ modules }, selector) {
    return mapArches(modules, (byUid, variant, arch) => {
        const left = [...byUid].filter(([uid, { modulemd }]) => modulemd.length > 0 || selector.selectsPathless({ kind: "module", variant, arch, fieldName: uid }));
        return new Map(left);
    });
}
function prune(table, has) {
    const pruned = new Map();
    for (const [variant, arches] of table) {
        const left = new Map([...arches].filter(([, value]) => has(value)));
        if (left.size > 0) {
            pruned.set(variant, left);
        }
    }
    return pruned;
}
/** Children come after their parents in order, so that going backwards each parent knows which children stay. */
function chosenVariants({ variants }, selector) {
    const chosen = new Map();
    for (const variant of variantsInOrder(variants).reverse()) {
        const arches = variant.arches.filter((arch) => selector.selectsArch(arch));
        const children = variant.children.filter((id) => chosen.has(`${variant.uid}-${id}`));
        if (arches.length > 0 && (selector.selectsVariant(variant.uid) || children.length > 0)) {
            chosen.set(variant.uid, { ...variant, arches, children });
        }
    }
    return chosen;
}
//# sourceMappingURL=select.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/convert/url.js





/** What may be said in a template; the values come from the artifact. */
const PLACEHOLDERS = ["path", "variant", "arch", "metadata_type"];
const UNSAFE_IN_PATH = /[^\x21\x22\x24\x26-\x3e\x40-\x7e]/;
/**
 * A path as part of a URL: what would end or change the URL (space, `#`, `?`, `%`, controls, anything beyond ASCII) is
 * percent-encoded, the rest stays, as the reference joins it.
 */
function encodePath(path) {
    return !isCommonPath(path) && UNSAFE_IN_PATH.test(path)
        ? path.replace(/[^\x21\x22\x24\x26-\x3e\x40-\x7e]/gu, (char) => encodeURIComponent(char))
        : path;
}
/**
 * URLs below one base: base, one slash, path.
 *
 * @throws UrlTemplateError
 */
function baseUrlBuilder(baseUrl) {
    if (baseUrl.startsWith("oci://")) {
        throw withoutDigest("base-url");
    }
    if (!/^https?:\/\/[^/?#]/i.test(baseUrl) || !URL.canParse(baseUrl)) {
        throw new UrlTemplateError(`base-url ${show(baseUrl)} is not a web address`, 'give an absolute URL, such as "https://cdn.example.com/compose/"');
    }
    if (/[?#]/.test(baseUrl)) {
        throw new UrlTemplateError(`base-url ${show(baseUrl)} has a query or a fragment, behind which no path can be appended`, 'use url-map, for instance {"default": "https://cdn.example.com/{path}?query"}');
    }
    if (/[^\x21-\x7e]|["<>\\^`{|}]/.test(baseUrl)) {
        throw new UrlTemplateError(`base-url ${show(baseUrl)} has characters that no URL has`, /\{\w+\}/.test(baseUrl) ? "use url-map for placeholders" : "percent-encode them");
    }
    checkEscapes(baseUrl, "base-url");
    checkUrl(baseUrl, "base-url");
    const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
    return (localPath) => base + encodePath(localPath);
}
/**
 * URLs by templates per kind of artifact: `{"image": "https://images.example.com/{variant}/{arch}/{path}", "default":
 * …}` (productmd: upgrade). Without an entry for a kind and without `default` the fallback is used: without one of its
 * own an artifact keeps the URL that it has, and one without a URL gets its bare path.
 *
 * @param map - the parsed JSON
 * @throws UrlTemplateError
 */
function urlMapBuilder(map, fallback = ownOrPath) {
    if (typeof map !== "object" || map === null || Array.isArray(map)) {
        throw new UrlTemplateError("url-map is not an object", 'give a JSON object, such as {"default": "https://cdn.example.com/{path}"}');
    }
    const builders = new Map();
    for (const [key, template] of Object.entries(map)) {
        if (key !== "default" && !ARTIFACT_KINDS.includes(key)) {
            throw new UrlTemplateError(`url-map has the unknown key ${show(key)}`, `the keys are ${ARTIFACT_KINDS.join(", ")} and default`);
        }
        if (typeof template !== "string") {
            throw new UrlTemplateError(`url-map: the template of ${show(key)} is not a string`);
        }
        builders.set(key, templateBuilder(template, `url-map, ${key}`));
    }
    const otherwise = builders.get("default") ?? fallback;
    return (localPath, context, own, log) => (builders.get(context.kind) ?? otherwise)(localPath, context, own, log);
}
function ownOrPath(localPath, _context, own) {
    return own ?? encodePath(localPath);
}
function templateBuilder(template, what) {
    const build = urlTemplate(template, what, PLACEHOLDERS, (placeholder) => placeholderText(placeholder, "path/file", { kind: "image", variant: "Variant", arch: "arch" }));
    const plain = (localPath, context) => build((placeholder) => placeholderText(placeholder, localPath, context));
    if (isOciUrl(template)) {
        return forOnePath(plain, what);
    }
    const namesPath = parseTemplate(template, what, PLACEHOLDERS).some((part) => typeof part !== "string" && part.word === "path");
    return namesPath ? plain : withSharedUrls(plain);
}
/** A digest is that of one manifest, and a template has no other: no second artifact can have it. */
function forOnePath(build, what) {
    const paths = new WeakMap();
    return (localPath, context, own, log) => {
        const first = log === undefined ? localPath : (paths.get(log) ?? localPath);
        if (first !== localPath) {
            throw new UrlTemplateError(`${what} gives the digest of one manifest to several artifacts, ${show(first)} and ${show(localPath)}`, "push the artifacts to the registry with a tool that writes their Locations, and use http(s) URLs here");
        }
        if (log !== undefined) {
            paths.set(log, localPath);
        }
        return build(localPath, context, own, log);
    };
}
/** Without the path in it a template may give different artifacts one URL. */
function withSharedUrls(build) {
    const conversions = new WeakMap();
    return (localPath, context, own, log) => {
        const url = build(localPath, context, own, log);
        if (log === undefined || isDirectory(context)) {
            return url;
        }
        const paths = conversions.get(log) ?? new Map();
        conversions.set(log, paths);
        const first = paths.get(url);
        if (first === undefined) {
            paths.set(url, localPath);
        }
        else if (first !== localPath) {
            log.add("shared-url", () => `${first} and ${localPath}`);
        }
        return url;
    };
}
/**
 * The template of a URL under a host that it names in full, or of a path.
 *
 * @param what - how messages name the template
 * @param words - the placeholders that there are
 * @param sample - an example of each of them, as it stands in a URL
 * @returns makes a URL of the texts of the placeholders, which must be percent-encoded
 * @throws UrlTemplateError
 */
function urlTemplate(template, what, words, sample) {
    const parts = parseTemplate(template, what, words);
    checkAddress(template, what);
    const url = fillTemplate(parts, sample);
    if (url.startsWith("oci://") && locationUrlProblem(url) !== undefined) {
        throw withoutDigest(what);
    }
    checkUrl(url, what);
    return (textOf) => fillTemplate(parts, textOf);
}
function placeholderText(placeholder, localPath, context) {
    switch (placeholder) {
        case "path":
            return encodePath(localPath);
        case "variant":
            return encodeURIComponent(context.variant);
        case "arch":
            return encodeURIComponent(context.arch);
        case "metadata_type":
            return context.kind;
    }
}
/** What a template gives is an address under a host that it names itself, or a path. */
function checkAddress(template, what) {
    const scheme = /^([^{]*?):\/\//.exec(template)?.[1];
    if (scheme === undefined || scheme === "oci") {
        return;
    }
    if (scheme !== "http" && scheme !== "https") {
        throw new UrlTemplateError(`${what}: ${show(template)} is not a web address`, "use http:// or https://");
    }
    const start = /^https?:\/\/[^/{}]+\//.exec(template)?.[0];
    if (start === undefined || !URL.canParse(start) || /[^\x21-\x7e]/.test(template)) {
        throw new UrlTemplateError(`${what}: ${show(template)} is not the template of a URL`, "name the host in full, followed by a slash, and percent-encode what no URL has");
    }
    checkEscapes(template, what);
    if (/["<>\\^`|]/.test(template)) {
        throw new UrlTemplateError(`${what}: ${show(template)} has characters that no URL has`, "percent-encode them");
    }
}
function checkEscapes(url, what) {
    const broken = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(url)?.[0];
    if (broken !== undefined) {
        throw new UrlTemplateError(`${what}: ${show(url)} has ${show(broken)}, where a percent sign and two hexadecimal digits must stand`, "write %25 for a percent sign");
    }
}
function checkUrl(url, what) {
    const problem = locationUrlProblem(url);
    if (problem !== undefined) {
        throw new UrlTemplateError(`${what}: ${problem}`);
    }
}
function withoutDigest(what) {
    return new MissingDigestError(`${what} gives oci:// URLs without a digest, which a Location must have`, "the digest is known only after a push: use url-map with oci://registry/repository:tag, which is looked up there, or push the artifacts with push-oci");
}
//# sourceMappingURL=url.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/grammar/image-kinds.js

/**
 * The types that images of a format can have, the usual one first (productmd: images). Formats that are missing here
 * have the type of their own name.
 */
const TYPES_OF_FORMAT = new Map([
    [
        "iso",
        [
            "dvd",
            "boot",
            "cd",
            "dvd-debuginfo",
            "dvd-ostree",
            "dvd-ostree-osbuild",
            "live",
            "live-osbuild",
            "netinst",
            "p2v",
            "rescue",
        ],
    ],
    ["liveimg.squashfs", ["liveimg-squashfs"]],
    ["oci", ["container"]],
    ["ociarchive", ["ociarchive", "bootable-container", "container"]],
    ["raw.xz", ["raw-xz"]],
    ["rhevm.ova", ["rhevm-ova"]],
    ["tar", ["wsl2"]],
    ["tar.gz", ["tar-gz", "docker", "wsl2"]],
    ["tar.xz", ["docker", "container"]],
    ["vagrant-hyperv.box", ["vagrant-hyperv"]],
    ["vagrant-libvirt.box", ["vagrant-libvirt"]],
    ["vagrant-virtualbox.box", ["vagrant-virtualbox"]],
    ["vagrant-vmware-fusion.box", ["vagrant-vmware-fusion"]],
    ["vhd", ["vpc"]],
    ["vhd.gz", ["vhd-compressed"]],
    ["vhd.xz", ["vhd-compressed"]],
    ["vhdfixed.xz", ["vhd-compressed"]],
    ["vsphere.ova", ["vsphere-ova"]],
    ["wsl", ["wsl2"]],
    ["erofs", ["fex"]],
    ["erofs.gz", ["fex"]],
    ["erofs.xz", ["fex"]],
    ["squashfs", ["fex"]],
    ["squashfs.gz", ["fex"]],
    ["squashfs.xz", ["fex"]],
]);
const LONGEST_FIRST = [...IMAGE_FORMATS].sort((a, b) => b.length - a.length);
/** The format that a file name ends with, the longest one that does; undefined when it is none of the format's list. */
function imageFormatOf(fileName) {
    const name = fileName.toLowerCase();
    return LONGEST_FIRST.find((format) => name.endsWith(`.${format}`));
}
/**
 * The type of an image by its format and, where images of a format have several types, by the words of its file name:
 * `Fedora-Server-dvd-x86_64-41.iso`, `rhel-9.3-x86_64-dvd1.iso`. Without such a word it is the usual one.
 *
 * @param format - of the format's list
 */
function imageTypeOf(format, fileName) {
    const types = TYPES_OF_FORMAT.get(format) ?? [format];
    const named = types
        .filter((type) => hasWord(fileName.toLowerCase(), type))
        .sort((a, b) => b.length - a.length)[0];
    const [usual = format, ...others] = types;
    return named === undefined ? { type: usual, others } : { type: named, others: [] };
}
/** Whether a type is a word of a name, perhaps with the number of a disc behind it. */
function hasWord(name, type) {
    return new RegExp(`(?:^|[^a-z0-9])${type}[0-9]*(?:[^a-z0-9]|$)`).test(name);
}
/** The formats and types of the format's list, in the order in which messages name them. */
const IMAGE_FORMAT_NAMES = [...IMAGE_FORMATS].sort();
const IMAGE_TYPE_NAMES = [...IMAGE_TYPES].sort();
//# sourceMappingURL=image-kinds.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/json/strict.js

/**
 * A JSON document as one value, under the rules that hold for metadata: no duplicate keys, no deep nesting, valid UTF-8.
 *
 * @throws JsonSyntaxError
 */
function parseStrictJson(bytes) {
    let document;
    const slicer = new JsonSlicer({
        descend: () => false,
        value: (_path, value) => {
            document = value;
        },
    });
    slicer.push(bytes);
    slicer.end();
    return document;
}
//# sourceMappingURL=strict.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/conflicts.js

/**
 * What files of one compose must agree in, with the sentence that says so. A rule holds within a file as well: whether
 * two entries contradict each other must not depend on how the entries were spread over files.
 */
const RULES = {
    generation: "metadata of 1.x and of 2.0 cannot be merged; convert one with upgrade-metadata first",
    compose: "files of one compose have the same id, date, type, respin and label",
    release: "files of one compose are of the same release",
    variant: "a variant is defined in one way",
    image: "an image is described in one way",
    "image-identity": "images that share subvariant, type, format, arch, disc number and unified variants must be the same image",
    rpm: "a package is described in one way",
    module: "a module is described in one way",
    "local-path": "an artifact has one place in the tree",
    url: "an artifact has one URL",
    size: "an artifact has one size",
    checksum: "an artifact has one content",
    contents: "a set of files is listed in one way",
    "path-size": "one path stands for one file, which has one size",
    "path-checksum": "one path stands for one file, which has one content",
    directory: "what is a file cannot be the directory of another",
};
/** At most so many conflicts are kept in words; the rest are counted. */
const MAX_CONFLICTS = 10_000;
/** Files that cannot be merged: every conflict at once. */
class MergeError extends Error {
    name = "MergeError";
    conflicts;
    /** How many there are, those beyond {@link MAX_CONFLICTS} included. */
    conflictCount;
    /** Variants and arches that are missing in composeinfo.json and must not, or cannot, be added. */
    undeclared;
    constructor(conflicts, { conflictCount, undeclared = [] }) {
        const [first] = conflicts;
        const [missing] = undeclared;
        super(first !== undefined
            ? describeConflict(first)
            : missing !== undefined
                ? describeUndeclared(missing)
                : "the files cannot be merged");
        this.conflicts = conflicts;
        this.conflictCount = conflictCount;
        this.undeclared = undeclared;
    }
}
/** A conflict in one line. */
function describeConflict({ message, sides: [a, b] }) {
    const where = a.path === b.path ? "" : ` at ${b.path}`;
    return `${a.path}: ${a.value} in ${a.file}, ${b.value} in ${b.file}${where} (${message})`;
}
/** What composeinfo.json lacks, in one line. */
function describeUndeclared({ variant, arch, file, path }) {
    return arch === undefined
        ? `composeinfo.json does not declare the variant ${show(variant)}, which ${file} names (${path})`
        : `composeinfo.json does not declare ${show(arch)} for the variant ${show(variant)}, which ${file} names (${path})`;
}
/** Collects conflicts. Sides are asked for while there is room. */
class ConflictLog {
    conflicts = [];
    count = 0;
    add(rule, sides) {
        this.count += 1;
        if (this.conflicts.length < MAX_CONFLICTS) {
            this.conflicts.push({ rule, message: RULES[rule], sides: sides() });
        }
    }
}
//# sourceMappingURL=conflicts.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/declared-variants.js



/** Sources are filed under the arches that they were built for; where a source arch is named, it is none of a variant. */
const SOURCE_ARCHES = new Set(["src", "nosrc"]);
/**
 * What can be said of a variant of which only the uid is known: a top-level variant (productmd: composeinfo). In a merge
 * any other definition takes its place.
 *
 * @returns undefined when no variant can have such a uid
 */
function variantFromUid(uid, arches) {
    const id = uid.replaceAll("-", "");
    return /^[A-Za-z0-9]+$/.test(id)
        ? { id, uid, name: uid, type: "variant", arches, paths: new Map(), children: [], release: null }
        : undefined;
}
/** Whether a definition says no more than {@link variantFromUid} would. */
function isMadeFromUid({ id, uid, name, type, release }) {
    return name === uid && type === "variant" && release === null && id === uid.replaceAll("-", "");
}
/**
 * Adds to the variants of composeinfo.json what the other files name, and to parents the arches of their children, which
 * they must have.
 */
function declareVariants(composeinfo, files) {
    const variants = new Map(composeinfo.variants);
    const completed = [];
    const undeclared = [];
    for (const [uid, arches] of namedArches(files)) {
        const declared = variants.get(uid);
        const missing = missingArches(declared?.arches ?? [], arches.keys());
        const [first] = arches.values();
        if (first === undefined || missing.length === 0) {
            continue;
        }
        const variant = declared ?? variantFromUid(uid, []);
        if (variant === undefined) {
            undeclared.push(withoutArch(first));
            continue;
        }
        const places = declared === undefined ? [withoutArch(first)] : missing.map((arch) => arches.get(arch));
        completed.push(...places);
        variants.set(uid, withArches(variant, missing));
    }
    completed.push(...spreadToParents(variants, files));
    return { variants, completed, undeclared };
}
/** Children come before their parents, so that each parent is complete when its own parent takes its arches. */
function spreadToParents(variants, files) {
    const parents = parentsOf(variants);
    const completed = [];
    for (const { uid } of variantsInOrder(variants).reverse()) {
        const child = variants.get(uid);
        const parent = variants.get(parents.get(uid) ?? "");
        if (child === undefined || parent === undefined) {
            continue;
        }
        const missing = missingArches(parent.arches, child.arches);
        if (missing.length > 0) {
            variants.set(parent.uid, withArches(parent, missing));
            const place = { file: fileOfVariant(uid, files), path: formatPath(["payload", "variants", uid]) };
            completed.push(...missing.map((arch) => ({ variant: parent.uid, arch, ...place })));
        }
    }
    return completed;
}
/** A composeinfo.json that has a variant. */
function fileOfVariant(uid, files) {
    const found = files.find(({ model }) => model.type === "composeinfo" && model.variants.has(uid));
    return found?.file ?? "composeinfo.json";
}
function missingArches(declared, named) {
    const known = new Set(declared);
    return [...named].filter((arch) => !known.has(arch));
}
/** The variants that files name without a composeinfo.json. */
function namedVariants(files) {
    return [...namedArches(files).values()].flatMap((arches) => [...arches.values()].slice(0, 1).map(withoutArch));
}
function withoutArch({ variant, file, path }) {
    return { variant, file, path };
}
function withArches(variant, arches) {
    return { ...variant, arches: [...variant.arches, ...arches].sort(compareCodePoints) };
}
/** Uid of a child → uid of its parent. */
function parentsOf(variants) {
    return new Map([...variants.values()].flatMap(({ uid, children }) => children.map((id) => [`${uid}-${id}`, uid])));
}
function namedArches(files) {
    const named = new Map();
    for (const { file, model } of files) {
        const table = tableOf(model);
        if (table === undefined) {
            continue;
        }
        for (const [variant, arches] of table) {
            const found = named.get(variant) ?? new Map();
            named.set(variant, found);
            for (const arch of arches.keys()) {
                if (!SOURCE_ARCHES.has(arch) && !found.has(arch)) {
                    const path = ["payload", model.type, variant, arch];
                    found.set(arch, { variant, arch, file, path: formatPath(path) });
                }
            }
        }
    }
    return named;
}
function tableOf(model) {
    switch (model.type) {
        case "images":
            return model.images;
        case "rpms":
            return model.rpms;
        case "extra_files":
            return model.extraFiles;
        case "modules":
            return model.modules;
        case "composeinfo":
            return undefined;
    }
}
//# sourceMappingURL=declared-variants.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/holders.js




/**
 * Unites maps key by key. What only one file has is taken as it is, without a look at what lies in it.
 *
 * @param join - unites what several files have under one key
 */
function uniteMaps(holders, join) {
    const [first, ...others] = holders;
    if (first !== undefined && others.length === 0) {
        return first.value;
    }
    return uniteEvery(holders, (key, found) => {
        const [only, ...more] = found;
        return only !== undefined && more.length === 0 ? only.value : join(key, found);
    });
}
/** {@link uniteMaps} for values that have to be looked at even when only one file has them. */
function uniteEvery(holders, join) {
    const byKey = new Map();
    for (const { file, value: map } of holders) {
        for (const [key, value] of map) {
            const found = byKey.get(key);
            if (found === undefined) {
                byKey.set(key, [{ file, value }]);
            }
            else {
                found.push({ file, value });
            }
        }
    }
    return new Map([...byKey].map(([key, found]) => [key, join(key, found)]));
}
/**
 * Unites lists of things that a key tells apart. Lists in one order keep it; otherwise the union is sorted, so that it
 * does not depend on which file came first.
 */
function uniteLists(holders, keyOf, join) {
    const byKey = new Map();
    const orders = new Set();
    for (const { file, value: list } of holders) {
        const order = new Set();
        for (const [index, value] of list.entries()) {
            const key = keyOf(value);
            order.add(key);
            const found = byKey.get(key);
            if (found === undefined) {
                byKey.set(key, [{ file, value, index }]);
            }
            else {
                found.push({ file, value, index });
            }
        }
        // A file that lists nothing has no say in the order.
        if (order.size > 0) {
            orders.add(JSON.stringify([...order]));
        }
    }
    const keys = [...byKey.keys()];
    const ordered = orders.size <= 1 ? keys : keys.sort(compareCodePoints);
    return ordered.map((key) => join(key, byKey.get(key)));
}
/**
 * The value that all holders agree in. Every other value is a conflict with the first one, named once.
 *
 * @returns the first value that is known; the first one when none is
 */
function agreed({ log, holders, at }, rule) {
    const { read, isAbsent = (value) => value === null, key = (value) => value } = rule;
    const [start] = holders;
    let value = read(start.value);
    let first;
    let others;
    for (const holder of holders) {
        const own = read(holder.value);
        if (isAbsent(own)) {
            continue;
        }
        if (first === undefined) {
            first = holder;
            value = own;
            continue;
        }
        const known = value;
        const name = key(own);
        if (name === key(known) || others?.has(name) === true) {
            continue;
        }
        others ??= new Set();
        others.add(name);
        const other = first;
        log.add(rule.rule, () => [
            sideOf(other, at, rule.field, shown(known)),
            sideOf(holder, at, rule.field, shown(own)),
        ]);
    }
    return value;
}
function sideOf(holder, at, field, value) {
    const place = holder.index === undefined ? at : [...at, holder.index];
    return { file: holder.file, path: formatPath([...place, ...field]), value };
}
const MAX_LISTED = 3;
/** A value in a conflict. A checksum is shown as a whole: its last digits may be what differs. */
function shown(value) {
    if (typeof value === "string") {
        return isChecksum(value) ? value : showWhole(value);
    }
    if (Array.isArray(value)) {
        const listed = value.slice(0, MAX_LISTED).map(shown).join(", ");
        return `[${listed}${value.length > MAX_LISTED ? `, and ${value.length - MAX_LISTED} more` : ""}]`;
    }
    return typeof value === "object" && value !== null ? "an object" : String(value);
}
//# sourceMappingURL=holders.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/image-identity.js




/**
 * The rule of productmd for images: those that consumers cannot tell apart must be the same image. What is not known of
 * one of them contradicts nothing, so that a later merge may still tell. Two contents at one path are another conflict.
 */
function findImageConflicts(files, log) {
    /** Identity and algorithm → the checksum that came first. */
    const first = new Map();
    const named = new Set();
    for (const { file, model } of files) {
        for (const [variant, arches] of model.images) {
            for (const [arch, images] of arches) {
                for (const [index, image] of images.entries()) {
                    for (const checksum of knownChecksums(image.artifact)) {
                        const { localPath } = image.artifact;
                        const side = () => image_identity_sideOf(file, variant, arch, index, image, checksum);
                        compare({ checksum, localPath, side }, imageIdentity(image));
                    }
                }
            }
        }
    }
    function compare(own, identity) {
        const name = `${identity}\0${checksumAlgorithm(own.checksum)}`;
        const known = first.get(name);
        if (known === undefined) {
            first.set(name, own);
            return;
        }
        const pair = `${name}\0${own.checksum}`;
        if (known.checksum === own.checksum || known.localPath === own.localPath || named.has(pair)) {
            return;
        }
        named.add(pair);
        log.add("image-identity", () => [known.side(), own.side()]);
    }
}
function image_identity_sideOf(file, variant, arch, index, { artifact }, checksum) {
    const field = isLocation(artifact) ? ["location", "checksum"] : ["checksums", checksumAlgorithm(checksum)];
    return {
        file,
        path: formatPath(["payload", "images", variant, arch, index, ...field]),
        value: checksum,
    };
}
//# sourceMappingURL=image-identity.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/visit-artifacts.js

/**
 * Shows every artifact and where its entry stands, in file order. Makes nothing of them, as `locations` and
 * `mapArtifacts` do: half a million cost little.
 */
function visitArtifacts(metadata, visit) {
    // What lies in the artifacts is the visitor's to look at.
    const model = metadata;
    switch (model.type) {
        case "images":
            visit_artifacts_eachArch(model.images, (variant, arch, images) => {
                for (const [index, image] of images.entries()) {
                    const context = { kind: "image", variant, arch, imageType: image.type };
                    visit(image.artifact, context, () => ["payload", "images", variant, arch, index]);
                }
            });
            break;
        case "extra_files":
            visit_artifacts_eachArch(model.extraFiles, (variant, arch, files) => {
                for (const [index, { artifact }] of files.entries()) {
                    const context = { kind: "extra_file", variant, arch };
                    visit(artifact, context, () => ["payload", "extra_files", variant, arch, index]);
                }
            });
            break;
        case "rpms":
            visit_artifacts_eachArch(model.rpms, (variant, arch, groups) => {
                for (const [srpm, group] of groups) {
                    for (const [nevra, { artifact }] of group) {
                        const context = { kind: "rpm", variant, arch, fieldName: nevra };
                        visit(artifact, context, () => ["payload", "rpms", variant, arch, srpm, nevra]);
                    }
                }
            });
            break;
        case "modules":
            visit_artifacts_eachArch(model.modules, (variant, arch, modules) => {
                for (const [uid, module] of modules) {
                    const context = { kind: "module", variant, arch, fieldName: uid };
                    const key = moduleKey(uid, module, model.generation);
                    for (const { artifact } of module.modulemd) {
                        visit(artifact, context, () => ["payload", "modules", variant, arch, key]);
                    }
                }
            });
            break;
        case "composeinfo":
            for (const [variant, { paths }] of model.variants) {
                for (const [category, places] of paths) {
                    for (const [arch, artifact] of places) {
                        const context = { kind: "variant_path", variant, arch, fieldName: category };
                        visit(artifact, context, () => ["payload", "variants", variant, "paths", category, arch]);
                    }
                }
            }
            break;
    }
}
function visit_artifacts_eachArch(table, visit) {
    for (const [variant, arches] of table) {
        for (const [arch, value] of arches) {
            visit(variant, arch, value);
        }
    }
}
//# sourceMappingURL=visit-artifacts.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/tree-conflicts.js









/**
 * Finds what cannot lie in one tree: one path with different sizes or checksums, a file where others need a directory.
 * The merged metadata tells whether there is anything; only then the files are searched for who says what.
 */
function findTreeConflicts(merged, sources, log) {
    const index = new PathIndex();
    const suspects = { facts: new Set(), directory: new Set() };
    for (const model of merged) {
        visitArtifacts(model, (artifact, context) => {
            for (const file of comparableFiles(artifact, context)) {
                const { conflict } = index.add(file);
                if (conflict !== undefined) {
                    suspects[conflict.kind].add(conflict.localPath);
                }
            }
        });
    }
    if (suspects.facts.size === 0 && suspects.directory.size === 0) {
        return;
    }
    const claims = new ClaimSearch(suspects.facts, suspects.directory, log);
    for (const { file, model } of sources) {
        visitArtifacts(model, (artifact, context, place) => claims.look(file, artifact, context, place));
    }
}
/**
 * What a merged artifact says of its files for good. The size of something in a registry is that of the file or that of
 * the manifest, which only the checksum tells: a later merge may still bring it.
 */
function comparableFiles(artifact, context) {
    const files = treeFiles(artifact, context);
    return isLocation(artifact) && isOciUrl(artifact.url) && artifact.checksum === null
        ? files.map((file) => (artifact.contents.length > 0 ? file : { ...file, size: null }))
        : files;
}
/** Goes through the files and names for every suspect the first claim and those that contradict it. */
class ClaimSearch {
    #facts;
    #directories;
    #log;
    /** Path and what is claimed of it (size, algorithm) → the first claim. */
    #first = new Map();
    #named = new Set();
    /** Path that is a file and a directory → the claim of the one kind that came first. */
    #kinds = new Map();
    constructor(facts, directories, log) {
        this.#facts = facts;
        this.#directories = directories;
        this.#log = log;
    }
    look(file, artifact, context, placeOf) {
        for (const [index, found] of treeFiles(artifact, context).entries()) {
            if (this.#facts.has(found.localPath)) {
                this.#lookAtFacts(file, found, fieldsOf(artifact, context, index, placeOf));
            }
            if (this.#directories.size > 0) {
                this.#lookAtDirectories(file, found.localPath, artifact, context, placeOf);
            }
        }
    }
    #lookAtFacts(file, { localPath, size, checksums }, fields) {
        const entry = fields.entry;
        if (size !== null) {
            const side = () => ({ file, path: fields.size(), value: `${size} bytes (${shown(localPath)})` });
            this.#claim("path-size", `${localPath}\0`, { value: String(size), side, entry });
        }
        for (const checksum of checksums) {
            const algorithm = checksumAlgorithm(checksum);
            const side = () => ({
                file,
                path: fields.checksum(algorithm),
                value: `${checksum} (${shown(localPath)})`,
            });
            this.#claim("path-checksum", `${localPath}\0${algorithm}`, { value: checksum, side, entry });
        }
    }
    #claim(rule, name, fact) {
        const first = this.#first.get(name);
        if (first === undefined) {
            this.#first.set(name, fact);
            return;
        }
        const pair = `${name}\0${fact.value}`;
        // What one entry says in several files was compared before.
        if (first.value === fact.value || first.entry === fact.entry || this.#named.has(pair)) {
            return;
        }
        this.#named.add(pair);
        this.#log.add(rule, () => [first.side(), fact.side()]);
    }
    #lookAtDirectories(file, localPath, artifact, context, placeOf) {
        const side = () => ({
            file,
            path: formatPath([...placeOf(), ...pathField(artifact, context)]),
            value: shown(localPath),
        });
        if (this.#directories.has(localPath)) {
            this.#claimKind(localPath, "file", side);
        }
        for (let above = directoryOf(localPath); above !== ""; above = directoryOf(above)) {
            if (this.#directories.has(above)) {
                this.#claimKind(above, "below", side);
            }
        }
    }
    #claimKind(path, kind, side) {
        const first = this.#kinds.get(path);
        if (first === undefined) {
            this.#kinds.set(path, { kind, side: side() });
        }
        else if (first !== "named" && first.kind !== kind) {
            this.#kinds.set(path, "named");
            this.#log.add("directory", () => [first.side, side()]);
        }
    }
}
/** @param index - of the file among those that the artifact puts into the tree */
function fieldsOf(artifact, context, index, placeOf) {
    const { kind, variant, arch } = context;
    const listed = kind === "image" || kind === "extra_file";
    const place = () => [...placeOf(), ...locationField(artifact, context)];
    const within = isLocation(artifact) && artifact.contents.length > 0 ? ["contents", index] : [];
    return {
        entry: JSON.stringify([listed ? [kind, variant, arch] : placeOf(), artifact.localPath, index]),
        size: () => formatPath([...place(), ...within, "size"]),
        checksum: (algorithm) => formatPath([
            ...place(),
            ...(isLocation(artifact) ? [...within, "checksum"] : ["checksums", algorithm]),
        ]),
    };
}
function locationField(artifact, { kind }) {
    return isLocation(artifact) && kind !== "variant_path" ? ["location"] : [];
}
function pathField(artifact, context) {
    if (isLocation(artifact)) {
        return [...locationField(artifact, context), "local_path"];
    }
    switch (context.kind) {
        case "image":
        case "rpm":
            return ["path"];
        case "extra_file":
            return ["file"];
        case "module":
            return ["modulemd_path"];
        case "variant_path":
            return [];
    }
}
//# sourceMappingURL=tree-conflicts.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/unite-artifact.js




const unite_artifact_NO_CHECKSUMS = [];
/**
 * The artifact of one entry, as several files know it: a known size or checksum fills an absent one, everything else
 * must be equal. A Location holds one checksum, so that another algorithm is another content: which of them is right
 * could not be told any more from the result.
 */
function uniteArtifact(compared, fields) {
    const [first, ...others] = compared.holders;
    if (others.every(({ value }) => areEqual(first.value, value))) {
        return first.value;
    }
    // All of one generation.
    return isLocation(first.value)
        ? uniteLocation(compared, fields.location)
        : uniteTreeFile(compared, fields.path);
}
function uniteLocation(compared, field) {
    return {
        url: agreed(compared, { rule: "url", field: [...field, "url"], read: ({ url }) => url }),
        size: agreed(compared, { rule: "size", field: [...field, "size"], read: ({ size }) => size }),
        checksum: agreed(compared, {
            rule: "checksum",
            field: [...field, "checksum"],
            read: ({ checksum }) => checksum,
        }),
        localPath: agreed(compared, {
            rule: "local-path",
            field: [...field, "local_path"],
            read: ({ localPath }) => localPath,
        }),
        contents: agreed(compared, {
            rule: "contents",
            field: [...field, "contents"],
            read: ({ contents }) => contents,
            key: contentsKey,
            isAbsent: () => false,
        }),
    };
}
function uniteTreeFile(compared, field) {
    return {
        localPath: agreed(compared, { rule: "local-path", field, read: ({ localPath }) => localPath }),
        size: agreed(compared, { rule: "size", field: ["size"], read: ({ size }) => size }),
        checksums: uniteChecksums(compared),
    };
}
/** 1.x has one checksum of each algorithm; they are sorted as they are written. */
function uniteChecksums(compared) {
    const algorithms = new Set(compared.holders.flatMap(({ value }) => value.checksums.map((checksum) => checksumAlgorithm(checksum))));
    if (algorithms.size === 0) {
        return unite_artifact_NO_CHECKSUMS;
    }
    return [...algorithms].sort(compareCodePoints).map((algorithm) => agreed(compared, {
        rule: "checksum",
        field: ["checksums", algorithm],
        read: ({ checksums }) => checksums.find((checksum) => checksumAlgorithm(checksum) === algorithm) ?? null,
    }));
}
function areEqual(a, b) {
    if (a === b) {
        return true;
    }
    if (a.localPath !== b.localPath || a.size !== b.size) {
        return false;
    }
    if (isLocation(a) && isLocation(b)) {
        return (a.url === b.url &&
            a.checksum === b.checksum &&
            (a.contents === b.contents ||
                (a.contents.length === 0 && b.contents.length === 0) ||
                contentsKey(a.contents) === contentsKey(b.contents)));
    }
    return (!isLocation(a) &&
        !isLocation(b) &&
        a.checksums.length === b.checksums.length &&
        a.checksums.every((checksum, index) => checksum === b.checksums[index]));
}
function contentsKey(contents) {
    return JSON.stringify(contents.map(({ file, size, checksum, layerDigest }) => [file, size, checksum, layerDigest]));
}
//# sourceMappingURL=unite-artifact.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/unite-composeinfo.js




/** What several composeinfo.json files say: one release; all their variants with all arches and paths. */
function uniteComposeinfo(holders, log) {
    const releases = holders.map(({ file, value }) => ({ file, value: value.release }));
    const products = known(holders, ({ baseProduct }) => baseProduct);
    return {
        release: uniteRelease({ log, holders: releases, at: ["payload", "release"] }, "release"),
        baseProduct: products.length === 0
            ? null
            : uniteNames({ log, holders: products, at: ["payload", "base_product"] }, "release"),
        variants: uniteMaps(holders.map(({ file, value }) => ({ file, value: value.variants })), (uid, variants) => uniteVariant({ log, holders: variants, at: ["payload", "variants", uid] })),
    };
}
function uniteRelease(compared, rule) {
    return {
        ...uniteNames(compared, rule),
        isLayered: agreed(compared, { rule, field: ["is_layered"], read: ({ isLayered }) => isLayered }),
        internal: agreed(compared, { rule, field: ["internal"], read: ({ internal }) => internal }),
    };
}
function uniteNames(compared, rule) {
    const text = (name) => agreed(compared, { rule, field: [name], read: (product) => product[name] });
    return { name: text("name"), short: text("short"), version: text("version"), type: text("type") };
}
/** A definition that says no more than the uid gives way to any other. */
function uniteVariant(compared) {
    const { log, holders, at } = compared;
    const telling = holders.filter(({ value }) => !isMadeFromUid(value));
    const defined = { log, holders: telling.length === 0 ? holders : telling, at };
    const releases = known(defined.holders, ({ release }) => release);
    const read = (name) => agreed(defined, { rule: "variant", field: [name], read: (variant) => variant[name] });
    return {
        id: read("id"),
        uid: defined.holders[0]?.value.uid,
        name: read("name"),
        type: read("type"),
        arches: unionOf(holders, ({ arches }) => arches),
        paths: unitePaths(compared),
        children: unionOf(holders, ({ children }) => children),
        release: releases.length === 0
            ? null
            : uniteRelease({ log, holders: releases, at: [...at, "release"] }, "variant"),
    };
}
function unitePaths({ log, holders, at }) {
    return uniteMaps(holders.map(({ file, value }) => ({ file, value: value.paths })), (category, places) => uniteMaps(places, (arch, artifacts) => {
        const place = [...at, "paths", category, arch];
        return uniteArtifact({ log, holders: artifacts, at: place }, { location: [], path: [] });
    }));
}
/** What some of the holders know. */
function known(holders, read) {
    return holders.flatMap(({ file, value }) => {
        const part = read(value);
        return part === null ? [] : [{ file, value: part }];
    });
}
function unionOf(holders, read) {
    return [...new Set(holders.flatMap(({ value }) => read(value)))].sort(compareCodePoints);
}
//# sourceMappingURL=unite-composeinfo.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/unite-tables.js




const IMAGE_FIELDS = { location: ["location"], path: ["path"] };
const EXTRA_FILE_FIELDS = { location: ["location"], path: ["file"] };
const RPM_FIELDS = { location: ["location"], path: ["path"] };
/** Images of one variant and arch are told apart by their paths. */
function uniteImages(holders, log) {
    return uniteEvery(holders, (variant, arches) => uniteEvery(arches, (arch, lists) => uniteLists(lists, ({ artifact }) => artifact.localPath, (_path, images) => uniteImage({ log, holders: images, at: ["payload", "images", variant, arch] }))));
}
function uniteImage(compared) {
    const [first, ...others] = compared.holders;
    if (others.length === 0) {
        return first.value;
    }
    const plain = (name, field) => agreed(compared, { rule: "image", field: [field], read: (image) => image[name] });
    return {
        artifact: uniteArtifact(onArtifact(compared), IMAGE_FIELDS),
        arch: plain("arch", "arch"),
        bootable: plain("bootable", "bootable"),
        discCount: plain("discCount", "disc_count"),
        discNumber: plain("discNumber", "disc_number"),
        format: plain("format", "format"),
        implantMd5: plain("implantMd5", "implant_md5"),
        mtime: earliest(compared.holders.map(({ value }) => value.mtime)),
        subvariant: plain("subvariant", "subvariant"),
        type: plain("type", "type"),
        volumeId: plain("volumeId", "volume_id"),
        unified: plain("unified", "unified"),
        additionalVariants: agreed(compared, {
            rule: "image",
            field: ["additional_variants"],
            read: ({ additionalVariants }) => additionalVariants,
            key: (variants) => JSON.stringify(variants),
            isAbsent: () => false,
        }),
    };
}
/**
 * When an image was made: the earliest time that is known. The same bytes have another time wherever they are copied,
 * so that times contradict nothing; contents that differ are a conflict of their own. Zero is what an entry has that
 * says nothing of it.
 */
function earliest(times) {
    const known = times.filter((time) => time !== 0);
    return known.reduce((first, time) => Math.min(first, time), known[0] ?? 0);
}
/** Extra files of one variant and arch are told apart by their paths. */
function uniteExtraFiles(holders, log) {
    return uniteEvery(holders, (variant, arches) => uniteEvery(arches, (arch, lists) => uniteLists(lists, ({ artifact }) => artifact.localPath, (_path, files) => {
        const compared = { log, holders: files, at: ["payload", "extra_files", variant, arch] };
        return { artifact: uniteArtifact(onArtifact(compared), EXTRA_FILE_FIELDS) };
    })));
}
/** Packages of one variant, arch and source package are told apart by their NEVRAs. */
function uniteRpms(holders, log) {
    return uniteMaps(holders, (variant, arches) => uniteMaps(arches, (arch, groups) => uniteMaps(groups, (srpm, packages) => uniteMaps(packages, (nevra, rpms) => uniteRpm({ log, holders: rpms, at: ["payload", "rpms", variant, arch, srpm, nevra] })))));
}
function uniteRpm(compared) {
    return {
        artifact: uniteArtifact(onArtifact(compared), RPM_FIELDS),
        category: agreed(compared, { rule: "rpm", field: ["category"], read: ({ category }) => category }),
        sigkey: agreed(compared, { rule: "rpm", field: ["sigkey"], read: ({ sigkey }) => sigkey }),
        // The first of them is the sigkey: their order says something.
        sigkeys: agreed(compared, {
            rule: "rpm",
            field: ["sigkeys"],
            read: ({ sigkeys }) => sigkeys,
            key: (keys) => JSON.stringify(keys),
            isAbsent: (keys) => keys.length === 0,
        }),
    };
}
/** Modules of one variant and arch are told apart by name, stream, version and context. */
function uniteModules(holders, generation, log) {
    return uniteMaps(holders, (variant, arches) => uniteMaps(arches, (arch, modules) => uniteMaps(modules, (uid, found) => {
        const [first] = found;
        const at = ["payload", "modules", variant, arch, moduleKey(uid, first.value, generation)];
        return uniteModule({ log, holders: found, at }, generation);
    })));
}
function uniteModule(compared, generation) {
    return {
        arch: agreed(compared, { rule: "module", field: ["arch"], read: ({ arch }) => arch }),
        // 2.0 has these fields beside the others; a blank one is as good as an absent one.
        metadata: uniteModuleMetadata(compared, generation === 1 ? ["metadata"] : []),
        modulemd: uniteModulemd(compared),
        rpms: uniteModuleRpms(compared),
    };
}
function uniteModuleMetadata({ log, holders, at }, field) {
    return uniteMaps(holders.map(({ file, value }) => ({ file, value: value.metadata })), (name, texts) => agreed({ log, holders: texts, at }, { rule: "module", field: [...field, name], read: (text) => text, isAbsent: (text) => text === "" }));
}
/** The order says nothing, what is listed does; a module that lists nothing does not know its packages. */
function uniteModuleRpms(compared) {
    const members = (rpms) => JSON.stringify([...new Set(rpms)].sort(compareCodePoints));
    const rpms = agreed(compared, {
        rule: "module",
        field: ["rpms"],
        read: (module) => module.rpms,
        key: members,
        isAbsent: (list) => list.length === 0,
    });
    const orders = new Set(compared.holders
        .filter(({ value }) => value.rpms.length > 0)
        .map(({ value }) => JSON.stringify(value.rpms)));
    return orders.size <= 1 ? rpms : [...new Set(rpms)].sort(compareCodePoints);
}
/**
 * The modulemd paths by category, sorted as they are written. Where 1.0 has one path without a category, it is the
 * binary one as soon as others have categories.
 */
function uniteModulemd({ log, holders, at }) {
    const named = holders.some(({ value }) => value.modulemd.some(({ category }) => category !== null));
    const nameOf = (category) => category ?? (named ? "binary" : null);
    const categories = new Set(holders.flatMap(({ value }) => value.modulemd.map(({ category }) => nameOf(category))));
    const sorted = [...categories].sort((a, b) => compareCodePoints(a ?? "", b ?? ""));
    return sorted.map((category) => {
        const artifacts = holders.flatMap(({ file, value }) => value.modulemd
            .filter((modulemd) => nameOf(modulemd.category) === category)
            .map(({ artifact }) => ({ file, value: artifact })));
        const path = category === null ? ["modulemd_path"] : ["modulemd_path", category];
        return {
            category,
            artifact: uniteArtifact({ log, holders: artifacts, at }, { location: ["location"], path }),
        };
    });
}
function onArtifact({ log, holders, at }) {
    return {
        log,
        holders: holders.map(({ file, value, index }) => ({
            file,
            value: value.artifact,
            ...(index === undefined ? {} : { index }),
        })),
        at,
    };
}
//# sourceMappingURL=unite-tables.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/merge/merge.js










/**
 * One set of metadata from the files of any number of jobs: any number of each type, all of one generation. The result
 * depends neither on the order of the files nor on how they are merged in steps, and merging something twice changes
 * nothing. Of the times of one image the earliest stays. Nothing of the input is changed.
 *
 * All models are in memory at once, since conflicts may lie between any two of them; entries that only one file has are
 * shared with it. The work grows with the number of entries.
 *
 * @throws MergeError with every conflict
 */
function merge(files, options = {}) {
    // What lies in the artifacts is the same in all files once their generations are compared.
    const sources = files
        .map(({ file, model }) => ({ file, model: model }))
        .sort((a, b) => compareCodePoints(a.file, b.file) || compareTypes(a.model.type, b.model.type));
    const log = new ConflictLog();
    refuseGenerations(sources, log);
    if (sources.length === 0) {
        return { models: [], completed: [] };
    }
    const compose = uniteCompose(sources, log);
    const united = METADATA_TYPES.flatMap((type) => uniteType(type, sources, compose, log));
    findImageConflicts(ofType(sources, "images"), log);
    findTreeConflicts(united, sources, log);
    const { models, completed, undeclared } = withDeclared(united, sources, options);
    if (log.count > 0 || undeclared.length > 0) {
        throw new MergeError(log.conflicts, { conflictCount: log.count, undeclared });
    }
    return { models: models, completed };
}
function compareTypes(a, b) {
    return METADATA_TYPES.indexOf(a) - METADATA_TYPES.indexOf(b);
}
function ofType(sources, type) {
    return sources.filter(({ model }) => model.type === type);
}
/** Paths and Locations cannot be compared: nothing else is looked at. */
function refuseGenerations(sources, log) {
    const [first, ...others] = sources;
    for (const other of others) {
        if (first !== undefined && other.model.generation !== first.model.generation) {
            log.add("generation", () => [generationSide(first), generationSide(other)]);
        }
    }
    if (log.count > 0) {
        throw new MergeError(log.conflicts, { conflictCount: log.count });
    }
}
function generationSide({ file, model }) {
    return { file, path: "header.version", value: writtenVersion(model) === "2.0" ? "2.0" : "1.x" };
}
function uniteCompose(sources, log) {
    const holders = sources.map(({ file, model }) => ({ file, value: model.compose }));
    const compared = { log, holders, at: ["payload", "compose"] };
    const field = (name) => agreed(compared, {
        rule: "compose",
        field: [name],
        read: (compose) => compose[name],
        // No label is a statement: a compose has one or it has none.
        isAbsent: () => false,
    });
    return {
        id: field("id"),
        date: field("date"),
        type: field("type"),
        respin: field("respin"),
        label: field("label"),
        final: agreed(compared, {
            rule: "compose",
            field: ["final"],
            // Without a label it is not written.
            read: ({ label, final }) => (label === null ? null : final),
        }) ?? false,
    };
}
function uniteType(type, sources, compose, log) {
    const [first] = ofType(sources, type);
    if (first === undefined) {
        return [];
    }
    const { generation } = first.model;
    const common = { generation, compose };
    switch (type) {
        case "images": {
            const images = uniteImages(holdersOf(ofType(sources, type), "images"), log);
            return [{ type, ...common, images }];
        }
        case "rpms": {
            const rpms = uniteRpms(holdersOf(ofType(sources, type), "rpms"), log);
            return [{ type, ...common, rpms }];
        }
        case "extra_files": {
            const extraFiles = uniteExtraFiles(holdersOf(ofType(sources, type), "extraFiles"), log);
            return [{ type, ...common, extraFiles }];
        }
        case "modules": {
            const modules = uniteModules(holdersOf(ofType(sources, type), "modules"), generation, log);
            return [{ type, ...common, modules }];
        }
        case "composeinfo": {
            const parts = uniteComposeinfo(ofType(sources, type).map(({ file, model }) => ({ file, value: model })), log);
            return [{ type, ...common, ...parts }];
        }
    }
}
function holdersOf(files, table) {
    return files.map(({ file, model }) => ({ file, value: model[table] }));
}
function withDeclared(models, sources, { strict = false }) {
    const composeinfo = models.find((model) => model.type === "composeinfo");
    if (composeinfo === undefined) {
        return { models, completed: [], undeclared: strict ? namedVariants(sources) : [] };
    }
    const { variants, completed, undeclared } = declareVariants(composeinfo, sources);
    if (strict) {
        return { models, completed: [], undeclared: [...completed, ...undeclared] };
    }
    return {
        models: models.map((model) => (model === composeinfo ? { ...composeinfo, variants } : model)),
        completed,
        undeclared,
    };
}
//# sourceMappingURL=merge.js.map
;// CONCATENATED MODULE: ./packages/metadata/lib/index.js


































//# sourceMappingURL=index.js.map

/***/ })

};
