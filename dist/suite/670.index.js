export const id = 670;
export const ids = [670];
export const modules = {

/***/ 3793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ composeFetcher)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _compose_actions_transfer_connection__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9859);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3406);





/**
 * Fetches the metadata that `compose` inputs name: from `https://` URLs, and as the artifact of a compose from
 * registries (`oci://registry/name:tag[@digest]`) and layout directories (`oci-layout:directory:tag`). Nothing that this
 * takes is loaded before there is one.
 */
function composeFetcher(inputs, context) {
    const web = (0,_compose_actions_transfer_connection__WEBPACK_IMPORTED_MODULE_3__/* .metadataFetcher */ .Z)(inputs, context);
    let directory;
    let count = 0;
    return {
        async fetch(input, signal) {
            if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .looksLikeReference */ .j$)(input)) {
                return web.fetch(input, signal);
            }
            const { fetchCompose } = await Promise.all(/* import() */[__webpack_require__.e(656), __webpack_require__.e(904)]).then(__webpack_require__.bind(__webpack_require__, 904));
            directory ??= (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), "compose-metadata-"));
            count += 1;
            return fetchCompose(input, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, String(count)), { inputs, context, signal });
        },
        [Symbol.dispose]() {
            web[Symbol.dispose]();
            if (directory !== undefined) {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(directory, { recursive: true, force: true });
            }
        },
    };
}

/***/ }),

/***/ 5670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* reexport safe */ _reference_js__WEBPACK_IMPORTED_MODULE_3__.CV),
/* harmony export */   Ek: () => (/* reexport safe */ _compose_fetcher_js__WEBPACK_IMPORTED_MODULE_0__.E),
/* harmony export */   F2: () => (/* reexport safe */ _reference_js__WEBPACK_IMPORTED_MODULE_3__.F2),
/* harmony export */   P4: () => (/* reexport safe */ _registry_inputs_js__WEBPACK_IMPORTED_MODULE_4__.P),
/* harmony export */   WL: () => (/* reexport safe */ _registry_inputs_js__WEBPACK_IMPORTED_MODULE_4__.W),
/* harmony export */   _V: () => (/* reexport safe */ _pull_declared_files_js__WEBPACK_IMPORTED_MODULE_2__._),
/* harmony export */   ct: () => (/* reexport safe */ _pull_declared_files_js__WEBPACK_IMPORTED_MODULE_2__.c),
/* harmony export */   j$: () => (/* reexport safe */ _reference_js__WEBPACK_IMPORTED_MODULE_3__.j$),
/* harmony export */   wf: () => (/* reexport safe */ _publish_input_js__WEBPACK_IMPORTED_MODULE_1__.w)
/* harmony export */ });
/* harmony import */ var _compose_fetcher_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3793);
/* harmony import */ var _publish_input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8657);
/* harmony import */ var _pull_declared_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4035);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
/* harmony import */ var _registry_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2624);
/** The part of this package that steps load before they know whether a registry is to be asked. */





//# sourceMappingURL=inputs.js.map

/***/ }),

/***/ 8657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ publishInput)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8437);

/** The input that asks for a compose's metadata to be pushed as one artifact: see `parseComposeTarget`. */
const publishInput = {
    "publish-metadata": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        description: "Push the new metadata itself as well, as one artifact, when everything else is done: registry.example.com/name:tag or oci-layout:directory:tag, with the placeholders {compose_id} {compose_type} {compose_date} {respin} {label}. Its reference is what compose inputs take.",
        example: "ghcr.io/example/compose:{compose_id}",
    }),
};
//# sourceMappingURL=publish-input.js.map

/***/ }),

/***/ 4035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ declaredFiles),
/* harmony export */   c: () => (/* binding */ pinnedReference)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2358);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9663);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);



const SHA256 = "sha256";
/**
 * The files that a Location stands for. Without `contents` it is one file, at `local_path`; with `contents` they lie
 * below it. Nothing is ever unpacked: a file is the bytes of a layer, so a layer's digest is a checksum of its file.
 *
 * @param digest - of the manifest, as the Location's URL has it
 * @throws TransferFailure when the Location contradicts itself
 */
function declaredFiles(location, digest) {
    const { localPath, size, checksum, contents } = location;
    if (contents.length > 0) {
        return listedFiles(location, digest);
    }
    // Documents of the format say of the checksum that it is the image's: then nobody but the manifest knows the file's.
    const checksums = checksum === null || checksum === digest ? [] : [checksum];
    return [{ localPath, size, checksums }];
}
function listedFiles({ localPath, checksum, size, contents }, digest) {
    if (checksum !== null && (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .checksumAlgorithm */ .Vn)(checksum) === SHA256 && checksum !== digest) {
        throw bad("checksum", "the checksum of a set of files must be the digest of its manifest, and is not");
    }
    const paths = new Set();
    let total = 0;
    const files = contents.map((entry) => {
        const path = `${localPath}/${entry.file}`;
        const problem = (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .localPathProblem */ .GZ)(entry.file) ?? (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .localPathProblem */ .GZ)(path);
        if (problem !== undefined) {
            throw bad("path", `contents: ${problem}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(entry.file)}`);
        }
        if (paths.has(path)) {
            throw bad("path", `contents: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(entry.file)} is listed twice`);
        }
        paths.add(path);
        total += entry.size;
        if ((0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .checksumAlgorithm */ .Vn)(entry.checksum) === SHA256 && entry.checksum !== entry.layerDigest) {
            throw bad("checksum", `contents: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(entry.file)} has a checksum that is not its layer's, and nothing is unpacked`);
        }
        const checksums = [...new Set([entry.layerDigest, entry.checksum])];
        return { localPath: path, size: entry.size, checksums, layer: entry.layerDigest };
    });
    refuseNesting(paths);
    if (size !== null && size !== total) {
        throw bad("size-mismatch", `the files listed in contents have ${total} bytes together, the Location says ${size}`);
    }
    return files;
}
/** What a Location's URL pins. @throws TransferFailure */
function pinnedReference(url) {
    const reference = (0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocationUrl */ .gn)(url);
    if (typeof reference === "string") {
        throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao("scheme", `the URL is no reference to an artifact: ${reference}`, {
            remedy: "never",
        });
    }
    return reference;
}
/** A file cannot lie below a file. */
function refuseNesting(paths) {
    for (const path of paths) {
        for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
            if (paths.has(path.slice(0, slash))) {
                throw bad("path", `contents: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(path.slice(0, slash))} is a file, and another lies below it`);
            }
        }
    }
}
function bad(failure, message) {
    return new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao(failure, message, { remedy: "elsewhere" });
}
//# sourceMappingURL=declared-files.js.map

/***/ }),

/***/ 3406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ locationUrl),
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   CV: () => (/* binding */ LAYOUT_HOST),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   Wf: () => (/* binding */ readReference),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   gn: () => (/* binding */ parseLocationUrl),
/* harmony export */   ir: () => (/* binding */ refuseUserInfo),
/* harmony export */   j$: () => (/* binding */ looksLikeReference),
/* harmony export */   nj: () => (/* binding */ showReference)
/* harmony export */ });
/* unused harmony export isRepositoryName */
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8437);


/** The registry that stands for layout directories in the URLs of Locations. */
const LAYOUT_HOST = "oci-layout.localhost";
/** A repository's name in a registry (distribution-spec 1.1.1, "Pulling manifests"). */
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** A DNS name, an IPv4 address or an IPv6 address in brackets, and a port. */
const REGISTRY = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/;
/** Clients and registries refuse longer ones (distribution-spec 1.1.1, "Pulling manifests"). */
const MAX_NAME = 255;
const LAYOUT_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$/;
/** Whether the text is the name of a repository. */
function isRepositoryName(text) {
    return text.length <= MAX_NAME && NAME.test(text);
}
function isTag(text) {
    return TAG.test(text);
}
/** Whether the text is a digest that we take: sha256 and nothing else. */
function isDigest(text) {
    return typeof text === "string" && DIGEST.test(text);
}
/** Whether the text reads as a reference to a registry or a layout directory, right or wrong. */
function looksLikeReference(text) {
    return /^(?:oci:\/\/|oci-layout:)/i.test(text);
}
/**
 * Reads `[oci://]registry[:port]/name[:tag][@digest]`, `oci://oci-layout.localhost/name[:tag][@digest]` or
 * `oci-layout:directory[:tag][@digest]`.
 *
 * @returns the reference, or a sentence that says what is wrong with it
 */
function parseReference(text) {
    if (/[\0-\x20\x7f-\x9f\u2028\u2029\\]/.test(text.startsWith("oci-layout:") ? "" : text)) {
        return "it has a space, a control character or a backslash";
    }
    return text.startsWith("oci-layout:")
        ? parseDirectory(text.slice("oci-layout:".length))
        : parseRemote(text.startsWith("oci://") ? text.slice("oci://".length) : text);
}
/**
 * A reference that a user has given.
 *
 * @param input - the input that it is the value of
 * @throws UserError when it is none
 */
function readReference(input, text) {
    const reference = parseReference(text);
    if (typeof reference === "string") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} is no reference: ${reference}`, "write oci://registry/repository:tag, or oci-layout:directory:tag");
    }
    return reference;
}
/**
 * What the URL of a Location means: the repository and the digest that it pins.
 *
 * @returns the reference, or a sentence that says what is wrong with it
 */
function parseLocationUrl(url) {
    if (!url.startsWith("oci://")) {
        return "it does not begin with oci://";
    }
    const reference = parseReference(url);
    if (typeof reference === "string") {
        return reference;
    }
    const { target, tag, digest } = reference;
    if (digest === undefined || target.kind === "directory") {
        return "it has no digest: what it means could change";
    }
    return { target, tag, digest };
}
/** What stands between `oci://` and the tag of a Location's URL. */
function addressOf(target) {
    return target.kind === "layout" ? `${LAYOUT_HOST}/${target.name}` : `${target.registry}/${target.name}`;
}
/** The URL that a Location has: `oci://registry/name:tag@digest`. */
function locationUrl(address, tag, digest) {
    return `oci://${address}${tag === undefined ? "" : `:${tag}`}@${digest}`;
}
/** A reference as a person would write it. */
function showReference({ target, tag, digest }) {
    const place = target.kind === "directory" ? `oci-layout:${target.path}` : `oci://${addressOf(target)}`;
    return `${place}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}
/**
 * Refuses what holds a user name or a password: it would be shown, and written into metadata.
 *
 * @param input - the input that it is the value of
 * @throws UserError that does not show it
 */
function refuseUserInfo(input, text) {
    if (!text.startsWith("oci-layout:") && /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*@[^/]*\//i.test(text)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: the registry stands behind a user name or a password`, "name the registry alone; the login has inputs of its own, registry-username and registry-password");
    }
}
function parseRemote(text) {
    const slash = text.indexOf("/");
    if (slash === -1) {
        return "it names no repository";
    }
    const registry = text.slice(0, slash);
    const rest = splitEnd(text.slice(slash + 1));
    if (typeof rest === "string") {
        return rest;
    }
    const { start: name, tag, digest } = rest;
    if (registry.includes("@")) {
        return "it holds a user name or a password";
    }
    const target = registry.toLowerCase() === LAYOUT_HOST ? layoutTarget(name) : registryTarget(registry, name);
    return typeof target === "string" ? target : { target, tag, digest };
}
function layoutTarget(name) {
    return LAYOUT_NAME.test(name) && name.length <= MAX_NAME
        ? { kind: "layout", name }
        : "the name of a layout directory has letters, digits, dots, dashes and underscores";
}
function registryTarget(text, name) {
    const registry = text.toLowerCase();
    if (!REGISTRY.test(registry) || URL.parse(`https://${registry}/`)?.host === undefined) {
        return "the registry is no host, with or without a port";
    }
    if (!NAME.test(name)) {
        return name !== name.toLowerCase() && NAME.test(name.toLowerCase())
            ? "the repository must be in lower case"
            : "the repository must be words of a-z and 0-9 with single separators (. _ __ -) between slashes";
    }
    return registry.length + 1 + name.length > MAX_NAME
        ? `registry and repository have more than ${MAX_NAME} characters`
        : { kind: "registry", registry, name };
}
function parseDirectory(text) {
    const rest = splitEnd(text);
    if (typeof rest === "string") {
        return rest;
    }
    const { start: path, tag, digest } = rest;
    if (path === "" || /[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(path)) {
        return "it names no directory";
    }
    return { target: { kind: "directory", path }, tag, digest };
}
/** Takes the digest and the tag from the end; a colon before a slash belongs to neither. */
function splitEnd(text) {
    const last = text.lastIndexOf("@");
    const at = last > text.lastIndexOf("/") ? last : -1;
    const digest = at === -1 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !isDigest(digest)) {
        return "the digest must be sha256: and 64 hexadecimal digits in lower case";
    }
    const place = at === -1 ? text : text.slice(0, at);
    const colon = place.lastIndexOf(":");
    if (colon <= place.lastIndexOf("/")) {
        return { start: place, tag: undefined, digest };
    }
    const tag = place.slice(colon + 1);
    return isTag(tag)
        ? { start: place.slice(0, colon), tag, digest }
        : "the tag must be at most 128 letters, digits, dots, dashes and underscores, and begin with none of . -";
}
//# sourceMappingURL=reference.js.map

/***/ }),

/***/ 2624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ registryInputs),
/* harmony export */   W: () => (/* binding */ layoutInputs)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8437);

/** How registries are reached: the same inputs in every step that reaches them, to be spread into its own. */
const registryInputs = {
    registry: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        description: "The registry that registry-username, registry-password and plain-http are for, with its port. By default the one that the other inputs name.",
        example: "registry.example.com:5000",
    }),
    "registry-username": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        description: "User name for `registry`; needs `registry-password`. Without it come the CI's own login and the credential files of podman and docker, in the order REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME, DOCKER_CONFIG, ~/.docker.",
    }),
    "registry-password": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .secret */ .rJ)({
        description: "Password or token for `registry-username`. It is sent to no other registry.",
    }),
    token: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .secret */ .rJ)({
        description: "Token of GitHub, used for ghcr.io alone: reading needs the permission `packages: read`, pushing `packages: write`.",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
        actionDefault: "${{ github.token }}",
    }),
    "plain-http": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .aR)({
        description: "`true`: reach `registry` over http, everything that is sent can be seen; `false`: over https even on this machine. By default https, and http on this machine.",
    }),
};
/** Where layout directories may lie, for steps that read what metadata names. */
const layoutInputs = {
    "layout-root": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae)({
        description: `Directory in which OCI layout directories may lie that an oci-layouts.json names. By default only the directory of that file.`,
    }),
};
//# sourceMappingURL=registry-inputs.js.map

/***/ }),

/***/ 9313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ clientOptions)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var lib = __webpack_require__(8437);
// EXTERNAL MODULE: ./packages/transfer/lib/http/address.js
var address = __webpack_require__(2910);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(2358);
// EXTERNAL MODULE: ./packages/transfer/lib/http/hosts.js
var hosts = __webpack_require__(1313);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/credentials.js



/**
 * Who gets which Authorization header.
 *
 * A token, or a user name and password, go to the origins given for them and nowhere else: scheme, host and port are
 * the same. An origin is given as
 * - `https://host[:port]`, `http://host[:port]`, or any URL of it; http only where it is written out,
 * - `host[:port]`, which is https. For a host of the machine itself (`localhost`, 127.0.0.0/8, ::1) it is http as
 *   well, on the port given or else on the usual one of the scheme.
 *
 * The entries of a netrc file go to their hosts on any port, as with all programs that read it, but over https only;
 * over http only to the machine itself. They come second to what is given for an origin. The `default` entry goes only to
 * origins that the user has named.
 *
 * Nothing here is shown by a dump of the object.
 */
class Credentials {
    #headers = new Map();
    #netrc;
    /** Origins that the user has named: the `default` entry of a netrc file goes to no other, metadata may name any. */
    #own;
    /** @throws UserError that shows no secret: for what cannot be sent, and for origins that are none */
    constructor({ bearer, basic, netrc, ownOrigins = [] } = {}) {
        this.#netrc = netrc;
        this.#own = new Set(ownOrigins.flatMap(originsOf));
        if (bearer !== undefined && bearer.token !== "") {
            this.#give("token", bearer.origins, bearerHeader(bearer.token));
        }
        if (basic !== undefined && basic.password !== "") {
            const { username, password } = basic;
            this.#give("password", basic.origins, basicHeader(username, password));
        }
    }
    #give(what, given, header) {
        if (given.length === 0) {
            throw (0,lib/* refuse */.TR)(`the ${what} is for no origin`, "Name the origins that it is to be sent to.");
        }
        for (const origin of given.flatMap(originsOf)) {
            if ((this.#headers.get(origin) ?? header) !== header) {
                throw (0,lib/* refuse */.TR)(`both a token and a password are given for ${origin}`);
            }
            this.#headers.set(origin, header);
        }
    }
    /** The value of the Authorization header for a URL that the metadata or the user named; undefined for none. */
    headerFor(url) {
        return this.#headers.get(url.origin) ?? (mayUseNetrc(url) ? this.#netrcHeader(url) : undefined);
    }
    /** Why a credential for the host is not sent to it, if that is so. */
    withheld(url) {
        const held = this.#netrc !== undefined && !mayUseNetrc(url) && !this.#headers.has(url.origin);
        return held && this.#netrcHeader(url) !== undefined
            ? `the password of ${url.host} in the netrc file is not sent without encryption`
            : undefined;
    }
    /**
     * What the user should be told, once, of a host that gets no credentials: why they are withheld, or that a token or
     * password is configured but not for this origin. A netrc file alone promises nothing of hosts that it lacks.
     */
    warningFor(url) {
        const withheld = this.withheld(url);
        if (withheld !== undefined || this.#headers.size === 0)
            return withheld;
        return this.headerFor(url) === undefined ? `no credentials for ${url.host}` : undefined;
    }
    #netrcHeader(url) {
        const entry = this.#netrc?.find(url.hostname, this.#own.has(url.origin));
        return entry === undefined || entry.password === ""
            ? undefined
            : `Basic ${base64(entry.login, entry.password)}`;
    }
}
function mayUseNetrc(url) {
    return url.protocol === "https:" || (url.protocol === "http:" && (0,hosts/* isLoopbackHost */.cW)(url.hostname));
}
function bearerHeader(token) {
    // RFC 6750 knows fewer characters, but some tokens have others. White space would be another header or another token.
    if (!/^[!-~]+$/.test(token)) {
        throw (0,lib/* refuse */.TR)("the token holds a character that a token cannot have", "Give it without line ends, spaces and quotes around it.");
    }
    return `Bearer ${token}`;
}
function basicHeader(username, password) {
    for (const [what, text] of [
        ["user name", username],
        ["password", password],
    ]) {
        if (/[\u0000-\u001f\u007f]/.test(text)) {
            throw (0,lib/* refuse */.TR)(`the ${what} holds a control character, such as a line end`);
        }
    }
    // What precedes the first colon is the user name (RFC 7617).
    if (username.includes(":"))
        throw (0,lib/* refuse */.TR)("the user name holds a colon");
    return `Basic ${base64(username, password)}`;
}
/** In UTF-8, as RFC 7617 recommends. */
function base64(username, password) {
    return Buffer.from(`${username}:${password}`).toString("base64");
}
/** The origins that an entry stands for, as `URL.origin` gives them. */
function originsOf(entry) {
    const text = entry.trim();
    const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
    const url = URL.parse(withScheme ? text : `https://${text}`);
    const plain = url !== null && url.username === "" && url.password === "" && !url.hostname.includes("*");
    if (!plain || !/^https?:$/.test(url.protocol) || (0,hosts/* canonicalHost */.rQ)(url.hostname) === undefined) {
        // A password before "@" is not shown.
        throw (0,lib/* refuse */.TR)(`auth-origins: ${text.includes("@") ? "what holds user information" : (0,metadata_lib/* show */.WU)(text)} is not an origin that credentials could be for`, "Name origins, for instance https://cdn.example.com or cdn.example.com:8443.");
    }
    if (withScheme)
        return [url.origin];
    if (/[/\\?#]/.test(text)) {
        throw (0,lib/* refuse */.TR)(`auth-origins: ${(0,metadata_lib/* show */.WU)(text)} is neither an origin nor a host`, "Write URLs with their scheme: https://…");
    }
    return (0,hosts/* isLoopbackHost */.cW)(url.hostname) ? [url.origin, new URL(`http://${text}`).origin] : [url.origin];
}
//# sourceMappingURL=credentials.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/netrc.js



/** Logins and passwords by host name. They are private, so that no dump of the object shows them. */
class Netrc {
    #machines;
    #fallback;
    constructor(machines, fallback) {
        this.#machines = machines;
        this.#fallback = fallback;
    }
    /**
     * The entry of a host, else the `default` one. Case, a trailing dot and brackets make no difference.
     *
     * @param isOwn - false for a host that the user has not named: then the `default` entry is not for it
     */
    find(hostname, isOwn = true) {
        return this.#machines.get((0,hosts/* plainHost */.jV)(hostname)) ?? (isOwn ? this.#fallback : undefined);
    }
    /** All entries, for masking what they hold. */
    entries() {
        return [...this.#machines.values(), ...(this.#fallback === undefined ? [] : [this.#fallback])];
    }
}
/**
 * Reads the text of a netrc file (netrc(5)): `machine NAME`, `default`, `login`/`user`, `password`, `account`
 * (ignored) and `macdef NAME` (skipped to the next empty line), in any layout. A value may stand between double
 * quotes; a backslash takes the next character as it is, within quotes and without. `#` begins a comment where a
 * keyword could stand, so a password may begin with it. The first entry of a host counts; `default` is for hosts
 * without one, wherever it stands.
 *
 * @param file how errors name the file
 * @throws UserError with the line, and never with anything that the file holds
 */
function parseNetrc(text, file = "netrc") {
    const words = new NetrcWords(text, file);
    const machines = new Map();
    let fallback;
    let open;
    const close = () => {
        if (open === undefined)
            return;
        const { machine, login, password } = open;
        if (machine === undefined)
            fallback ??= { login, password };
        else if (!machines.has(machine))
            machines.set(machine, { login, password });
        open = undefined;
    };
    for (let word = words.keyword(); word !== undefined; word = words.keyword()) {
        switch (word) {
            case "machine": {
                close();
                const name = words.value("machine");
                open = { machine: (0,hosts/* canonicalHost */.rQ)(name) ?? name.toLowerCase(), login: "", password: "" };
                break;
            }
            case "default":
                close();
                open = { machine: undefined, login: "", password: "" };
                break;
            case "macdef":
                close();
                words.value("macdef");
                words.skipMacro();
                break;
            case "login":
            case "user":
                if (open === undefined)
                    throw words.error(`"${word}" before any "machine" or "default"`);
                open.login = words.value(word);
                break;
            case "password":
                if (open === undefined)
                    throw words.error('"password" before any "machine" or "default"');
                open.password = words.value(word);
                break;
            case "account":
                if (open === undefined)
                    throw words.error('"account" before any "machine" or "default"');
                words.value(word);
                break;
            default:
                throw words.error("expected machine, default, macdef, login, password or account");
        }
    }
    close();
    return new Netrc(machines, fallback);
}
const MAX_BYTES = 1024 * 1024;
/**
 * Reads a netrc file.
 *
 * @param options.required whether the user named the file: then it must be there. One in the usual place may be
 * missing, and one that may not be read is only warned of.
 * @throws UserError for anything else that is wrong with it: a file is never ignored in silence
 */
function readNetrcFile(path, options) {
    let descriptor;
    try {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        descriptor = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
    }
    catch (error) {
        const { code = "unknown error" } = error;
        if (!options.required && (code === "ENOENT" || code === "ENOTDIR"))
            return { netrc: undefined, warning: undefined };
        const message = `the netrc file ${path} cannot be read: ${code}`;
        if (!options.required && (code === "EACCES" || code === "EPERM")) {
            return { netrc: undefined, warning: message };
        }
        throw (0,lib/* refuse */.TR)(message);
    }
    try {
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile())
            throw (0,lib/* refuse */.TR)(`the netrc file ${path} is not a regular file`);
        const netrc = parseNetrc(readText(descriptor, path), path);
        const open = process.platform !== "win32" && (stats.mode & 0o077) !== 0;
        const exposed = open && netrc.entries().some(({ password }) => password !== "");
        return {
            netrc,
            warning: exposed
                ? `the netrc file ${path} holds passwords and is open to other users; chmod 600 closes it`
                : undefined,
        };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function readText(descriptor, path) {
    const buffer = Buffer.allocUnsafe(MAX_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = (0,external_node_fs_.readSync)(descriptor, buffer, length, buffer.length - length, null);
    }
    if (length > MAX_BYTES)
        throw (0,lib/* refuse */.TR)(`the netrc file ${path} has more than ${MAX_BYTES} bytes`);
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, length));
    }
    catch {
        throw (0,lib/* refuse */.TR)(`the netrc file ${path} is not UTF-8 text`);
    }
}
/** The words of a netrc file, one at a time. */
class NetrcWords {
    #text;
    #file;
    #at = 0;
    #line = 1;
    constructor(text, file) {
        this.#text = text;
        this.#file = file;
    }
    /** The next word where a comment may stand; undefined at the end. */
    keyword() {
        this.#skipSpace();
        while (this.#text[this.#at] === "#") {
            this.#skipLine();
            this.#skipSpace();
        }
        return this.#at < this.#text.length ? this.#word() : undefined;
    }
    /** The next word, whatever it begins with. */
    value(keyword) {
        const line = this.#line;
        this.#skipSpace();
        if (this.#at >= this.#text.length)
            throw this.error(`nothing follows "${keyword}"`, line);
        return this.#word();
    }
    /** Skips the rest of the line and all lines up to an empty one, or to the end. */
    skipMacro() {
        this.#skipLine();
        while (this.#at < this.#text.length) {
            const start = this.#at;
            this.#skipLine();
            if (this.#text.slice(start, this.#at).trim() === "")
                return;
        }
    }
    error(problem, line = this.#line) {
        return (0,lib/* refuse */.TR)(`${this.#file}: line ${line}: ${problem}`, 'Put values that hold white space between double quotes, and a backslash before each \\ and " in a value.');
    }
    #word() {
        const quoted = this.#text[this.#at] === '"';
        if (quoted)
            this.#at += 1;
        let word = "";
        for (;;) {
            let char = this.#text[this.#at];
            if (quoted ? char === '"' : char === undefined || isSpace(char))
                break;
            if (char === "\\") {
                this.#at += 1;
                char = this.#text[this.#at];
            }
            if (char === undefined || char === "\n") {
                throw this.error(quoted ? "a quotation mark without its partner" : "a backslash with nothing after it");
            }
            if (char < " " || char === "\u007f")
                throw this.error("a control character in a value");
            word += char;
            this.#at += 1;
        }
        if (quoted)
            this.#at += 1;
        return word;
    }
    #skipSpace() {
        for (let char = this.#text[this.#at]; isSpace(char); char = this.#text[this.#at]) {
            if (char === "\n")
                this.#line += 1;
            this.#at += 1;
        }
    }
    #skipLine() {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end === -1 ? this.#text.length : end + 1;
        if (end !== -1)
            this.#line += 1;
    }
}
function isSpace(char) {
    return char === " " || char === "\t" || char === "\n" || char === "\r";
}
//# sourceMappingURL=netrc.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/client-options.js






const DEFAULT_CONNECTIONS = 8;
/**
 * What a client needs to know, from the connection inputs and the environment. Loads nothing of what HTTP takes, so that
 * wrong inputs are refused before any work.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function clientOptions(inputs, context, { connections = DEFAULT_CONNECTIONS, compose, ownHosts, authorizer, sockets }) {
    const { network, reporter } = context;
    const warn = (line) => warnOnce(reporter, line);
    if (network?.wantsUncheckedCertificates === true) {
        warn("NODE_TLS_REJECT_UNAUTHORIZED=0 is not heeded: certificates are always checked; name your authority with ca-file");
    }
    return {
        userAgent: `compose-actions/${lib/* VERSION */.xv}`,
        connections,
        connectTimeoutMs: inputs["connect-timeout"],
        headersTimeoutMs: inputs["headers-timeout"],
        idleTimeoutMs: inputs["idle-timeout"],
        allowInsecureRedirect: inputs["allow-insecure-redirect"],
        addresses: new address/* AddressRules */.Gn({
            allowHosts: inputs["allow-hosts"] ?? [],
            ownHosts,
            privateByMetadata: network?.privateAddresses ?? "allowed",
        }),
        proxies: network?.proxies,
        ca: certificateAuthorities(inputs["ca-file"]),
        clientCertificates: (inputs["client-cert"] ?? []).map(clientCertificate),
        authorizer,
        sockets,
        credentials: credentialsOf(inputs, compose, netrcOf(inputs, context, warn)),
        onWarning: warn,
    };
}
const warned = new WeakMap();
/** A run may have several clients; what is wrong with its inputs is said once. */
function warnOnce(reporter, line) {
    const lines = warned.get(reporter) ?? new Set();
    warned.set(reporter, lines);
    if (!lines.has(line)) {
        lines.add(line);
        reporter.warn(line);
    }
}
function credentialsOf(inputs, compose, netrc) {
    const { "http-token": token, "http-username": username, "http-password": password } = inputs;
    if (token !== undefined && (username !== undefined || password !== undefined)) {
        throw (0,lib/* refuse */.TR)("http-token and http-username with http-password exclude each other", "give one of them");
    }
    if ((username === undefined) !== (password === undefined)) {
        throw (0,lib/* refuse */.TR)(username === undefined ? "http-password needs http-username" : "http-username needs http-password", "give both, or a netrc file");
    }
    const given = token !== undefined || username !== undefined;
    const origins = inputs["auth-origins"] ?? client_options_originsOf(compose);
    if (given && origins.length === 0) {
        throw (0,lib/* refuse */.TR)("The credentials are for no origin: metadata may name any host, and must not choose who gets them", "name the origins with auth-origins, for instance https://cdn.example.com");
    }
    return new Credentials({
        ...(token === undefined ? {} : { bearer: { token, origins } }),
        ...(username === undefined || password === undefined ? {} : { basic: { username, password, origins } }),
        ...(netrc === undefined ? {} : { netrc, ownOrigins: [...origins, ...client_options_originsOf(compose)] }),
    });
}
function client_options_originsOf(compose) {
    return [
        ...new Set(compose
            .filter((input) => /^https?:\/\//i.test(input) && URL.canParse(input))
            .map((url) => new URL(url).origin)),
    ];
}
function netrcOf(inputs, { network }, warn) {
    const named = inputs["netrc-file"];
    const file = named ?? network?.netrcFile;
    if (file === undefined) {
        return undefined;
    }
    const { netrc, warning } = readNetrcFile(file, { required: named !== undefined });
    if (warning !== undefined) {
        warn(warning);
    }
    return netrc;
}
function certificateAuthorities(file) {
    return file === undefined ? undefined : [...external_node_tls_.rootCertificates, pem("ca-file", file, "CERTIFICATE")];
}
function clientCertificate(line) {
    const [host, certificate, key = certificate, ...rest] = line.split(/\s+/);
    if (host === undefined || certificate === undefined || key === undefined || rest.length > 0) {
        throw (0,lib/* refuse */.TR)("client-cert: a line must hold a host, the file of the certificate and, where it lies apart, the file of the key", "for instance: cdn.example.com client.pem client.key");
    }
    return {
        host: host.toLowerCase(),
        certificate: pem("client-cert", certificate, "CERTIFICATE"),
        key: pem("client-cert", key, "PRIVATE KEY"),
    };
}
function pem(input, file, kind) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(file, "utf8");
    }
    catch (error) {
        throw (0,lib/* refuse */.TR)(`${input}: ${file} cannot be read: ${error.code}`);
    }
    if (!text.includes("-----BEGIN ") || !text.includes(`${kind}-----`)) {
        throw (0,lib/* refuse */.TR)(`${input}: ${file} holds no ${kind} in PEM form`);
    }
    return text;
}
//# sourceMappingURL=client-options.js.map

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
            const { fetchMetadata } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(905), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 773));
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

/***/ }),

/***/ 1279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ TransferMeter)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(9655);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/sweep.js


/** After so many received bytes the buffers that they came in are given back. */
const SWEEP_BYTES = 4 * 1024 * 1024;
/**
 * Gives back the buffers of received data. They are garbage as soon as their bytes are written, but V8 sees only the
 * small objects that stand for them, and lets a hundred megabytes pile up before it looks.
 */
class Sweeper {
    #unswept = 0;
    #collect;
    count(bytes) {
        this.#unswept += bytes;
        if (this.#unswept >= SWEEP_BYTES) {
            this.#unswept = 0;
            this.#collect ??= findCollector();
            this.#collect({ type: "minor" });
        }
    }
}
/** V8 shows its collector to contexts that are made after this flag is set; ours is not changed. */
function findCollector() {
    (0,external_node_v8_.setFlagsFromString)("--expose-gc");
    const collect = (0,external_node_vm_.runInNewContext)("globalThis.gc");
    (0,external_node_v8_.setFlagsFromString)("--no-expose-gc");
    return typeof collect === "function" ? collect : () => undefined;
}
//# sourceMappingURL=sweep.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/meter.js


const TICK_MS = 1000;
/** Up to here little piles up, and what is alive would be moved about for nothing. */
const SMALL_BYTES = 1024 * 1024;
/** Counts the bytes of all transfers, holds them to the bandwidth, and ends those that hardly move. */
class TransferMeter {
    #bandwidth;
    #lowSpeed;
    #now;
    #watched = new Set();
    #sweeper = new Sweeper();
    #timer;
    /** All bytes that came, whatever became of them. */
    bytes = 0;
    /** The same by host. */
    hosts = new Map();
    constructor(options) {
        this.#bandwidth = options.bandwidth;
        this.#lowSpeed = options.lowSpeed;
        this.#now = options.now;
    }
    /** Whether all transfers together are held to a speed. */
    get isCapped() {
        return this.#bandwidth !== undefined;
    }
    /** The time by its clock, in milliseconds. */
    get time() {
        return this.#now();
    }
    /**
     * @param host - which the bytes come from
     * @param asked - the time at which they were asked for
     */
    start(flow, host, asked) {
        const watched = { flow, received: 0, before: 0, since: this.#now() };
        const source = this.#host(host);
        this.#watched.add(watched);
        if (this.#timer === undefined && this.#lowSpeed.bytesPerSecond > 0) {
            this.#timer = setInterval(() => this.#look(), Math.min(TICK_MS, this.#lowSpeed.milliseconds));
        }
        return {
            count: (bytes) => {
                watched.received += bytes;
                this.bytes += bytes;
                source.bytes += bytes;
                if (watched.received > SMALL_BYTES) {
                    this.#sweeper.count(bytes);
                }
                return this.#bandwidth?.take(bytes) ?? 0;
            },
            stop: () => {
                if (this.#watched.delete(watched)) {
                    source.milliseconds += this.#now() - asked;
                }
            },
        };
    }
    close() {
        clearInterval(this.#timer);
        this.#timer = undefined;
    }
    #host(name) {
        let host = this.hosts.get(name);
        if (host === undefined) {
            host = { bytes: 0, milliseconds: 0 };
            this.hosts.set(name, host);
        }
        return host;
    }
    #look() {
        const { bytesPerSecond, milliseconds } = this.#lowSpeed;
        const now = this.#now();
        for (const watched of this.#watched) {
            const elapsed = now - watched.since;
            if (elapsed < milliseconds) {
                continue;
            }
            const speed = ((watched.received - watched.before) * 1000) / elapsed;
            // Under a bandwidth cap slowness is ours.
            if (speed < bytesPerSecond && this.#bandwidth === undefined) {
                watched.flow.abort(new failure/* TransferFailure */.a("timeout", `fewer than ${bytesPerSecond} bytes a second moved for ${Math.round(elapsed / 1000)} s`, { remedy: "again" }));
            }
            watched.before = watched.received;
            watched.since = now;
        }
    }
}
//# sourceMappingURL=meter.js.map

/***/ }),

/***/ 9655:
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

/***/ 3708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ openChild),
/* harmony export */   Kb: () => (/* binding */ makeDirectories),
/* harmony export */   R8: () => (/* binding */ openRoot),
/* harmony export */   U4: () => (/* binding */ closeAnchor)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9655);
/* harmony import */ var _disk_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6607);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4209);






const OPEN_DIRECTORY = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW;
/** Somebody else may remove the directory that was just made; not for ever. */
const ATTEMPTS = 3;
/**
 * Opens a directory that entries are reached from; symbolic links on the way to it are followed, this once.
 *
 * @throws the system error
 */
function openRoot(path) {
    const real = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.realpathSync(path);
    if (process.platform !== "linux") {
        return { prefix: real, descriptor: undefined };
    }
    const descriptor = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.openSync(real, OPEN_DIRECTORY);
    const prefix = `/proc/self/fd/${descriptor}`;
    // Some sandboxes have no /proc, or one of another process.
    if (leadsTo(prefix, descriptor)) {
        return { prefix, descriptor };
    }
    _io_js__WEBPACK_IMPORTED_MODULE_5__.io.closeSync(descriptor);
    return { prefix: real, descriptor: undefined };
}
function leadsTo(prefix, descriptor) {
    try {
        const there = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.statSync(`${prefix}/.`, { bigint: true });
        const here = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.fstatSync(descriptor, { bigint: true });
        return there.dev === here.dev && there.ino === here.ino;
    }
    catch {
        return false;
    }
}
/**
 * Opens a directory of a directory, never through a symbolic link.
 *
 * @param create - makes it when it is missing
 * @param shown - its path as users know it
 * @returns undefined when it is missing
 * @throws TransferFailure `path` for a symbolic link, `conflict` for a file
 */
function openChild(parent, name, create, shown) {
    const path = `${parent.prefix}/${name}`;
    let made = false;
    try {
        for (let attempt = 1;; attempt++) {
            const anchor = open(parent, path, shown);
            if (anchor !== undefined) {
                return { anchor, made };
            }
            if (!create) {
                return undefined;
            }
            if (attempt === ATTEMPTS) {
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .TransferFailure */ .a("disk", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(shown)}: somebody removes this directory again and again`, {
                    remedy: "again",
                });
            }
            made = make(path) || made;
        }
    }
    catch (error) {
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .diskFailure */ .C9)(error, shown);
    }
}
/** @returns false when it was there: another run may make it at the same time */
function make(path) {
    try {
        _io_js__WEBPACK_IMPORTED_MODULE_5__.io.mkdirSync(path, { mode: _io_js__WEBPACK_IMPORTED_MODULE_5__/* .DIRECTORY_MODE */ .sg });
        return true;
    }
    catch (error) {
        if ((0,_io_js__WEBPACK_IMPORTED_MODULE_5__/* .errorCode */ .CA)(error) === "EEXIST") {
            return false;
        }
        throw error;
    }
}
function open(parent, path, shown) {
    if (parent.descriptor === undefined) {
        // Weaker than a descriptor: somebody may put a link there after the look.
        const stats = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.lstatSync(path, { throwIfNoEntry: false });
        if (stats !== undefined && !stats.isDirectory()) {
            throw inTheWay(path, shown);
        }
        return stats === undefined ? undefined : { prefix: path, descriptor: undefined };
    }
    try {
        const descriptor = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.openSync(path, OPEN_DIRECTORY);
        return { prefix: `/proc/self/fd/${descriptor}`, descriptor };
    }
    catch (error) {
        switch ((0,_io_js__WEBPACK_IMPORTED_MODULE_5__/* .errorCode */ .CA)(error)) {
            case "ENOENT":
                return undefined;
            case "ELOOP":
            case "ENOTDIR":
                throw inTheWay(path, shown);
            default:
                throw error;
        }
    }
}
function inTheWay(path, shown) {
    const isLink = _io_js__WEBPACK_IMPORTED_MODULE_5__.io.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    return isLink
        ? new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .TransferFailure */ .a("path", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(shown)} is a symbolic link; directories of the tree must be real`, {
            remedy: "never",
        })
        : new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .TransferFailure */ .a("conflict", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(shown)} is no directory, but files must lie below it`, {
            remedy: "never",
        });
}
/** Closes it, if there is something to close. */
function closeAnchor(anchor) {
    if (anchor.descriptor !== undefined) {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_5__/* .closeQuietly */ .EO)(anchor.descriptor);
    }
}
/**
 * Makes a directory and those above it, following symbolic links. One by one: a recursive mkdir never returns in file
 * systems that refuse a directory by saying that its parent is not there, as /proc does.
 *
 * @throws the system error
 */
function makeDirectories(directory) {
    const missing = [];
    for (let path = directory; !_io_js__WEBPACK_IMPORTED_MODULE_5__.io.existsSync(path) && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) !== path; path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)) {
        missing.push(path);
    }
    for (const path of missing.reverse()) {
        make(path);
    }
}
//# sourceMappingURL=anchor.js.map

/***/ }),

/***/ 6607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ diskFailure),
/* harmony export */   FC: () => (/* binding */ onDisk),
/* harmony export */   wD: () => (/* binding */ isOutOfDescriptors)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9655);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4209);



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

/***/ 4209:
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

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

/***/ 9804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   a0: () => (/* binding */ readJournal),
/* harmony export */   ni: () => (/* binding */ fitsLine)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8522);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4209);



/** Longer lines are none of ours. */
const MAX_LINE_BYTES = 64 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const SPACE = 0x20;
/** Checksum in hexadecimal, a space. */
const PREFIX_BYTES = 9;
/** A line of the journal with its end: the CRC-32 of the text, a space, the text. */
function journalLine(text) {
    return `${(0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.crc32)(text).toString(16).padStart(8, "0")} ${text}\n`;
}
/** Whether a text fits a line that will be read again. */
function fitsLine(text) {
    const room = MAX_LINE_BYTES - PREFIX_BYTES;
    return text.length * 3 <= room || Buffer.byteLength(text) <= room;
}
/**
 * Reads a journal from its start.
 *
 * @param onText - is told the text of each intact line; false when it is not understood
 * @throws the system error
 */
function readJournal(descriptor, onText) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let lines = 0;
    let badLines = 0;
    let used = 0;
    let position = 0;
    /** In a line that is too long: its end is looked for. */
    let skipping = false;
    for (;;) {
        const length = _io_js__WEBPACK_IMPORTED_MODULE_2__.io.readSync(descriptor, buffer, used, buffer.length - used, position);
        if (length === 0) {
            break;
        }
        position += length;
        used += length;
        let start = 0;
        const chunk = buffer.subarray(0, used);
        // Parts of one string cost far less than strings of their own.
        const ascii = (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isAscii)(chunk) ? chunk.toString("latin1") : undefined;
        for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
            const text = skipping || end - start > MAX_LINE_BYTES ? undefined : textOf(chunk, ascii, start, end);
            if (text !== undefined && onText(text)) {
                lines += 1;
            }
            else if (end > start || skipping) {
                // Empty lines are put behind torn ones.
                badLines += 1;
            }
            skipping = false;
            start = end + 1;
        }
        buffer.copyWithin(0, start, used);
        used -= start;
        if (used > MAX_LINE_BYTES) {
            skipping = true;
            used = 0;
        }
    }
    const torn = used > 0 || skipping;
    return { lines, badLines: badLines + (torn ? 1 : 0), torn };
}
/** @returns undefined when the line is not intact */
function textOf(chunk, ascii, start, end) {
    const textStart = start + PREFIX_BYTES;
    if (end <= textStart || chunk[textStart - 1] !== SPACE) {
        return undefined;
    }
    if ((0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.crc32)(chunk.subarray(textStart, end)) !== checksumAt(chunk, start)) {
        return undefined;
    }
    return ascii === undefined ? chunk.toString("utf8", textStart, end) : ascii.slice(textStart, end);
}
/** Eight digits of lower-case hexadecimal; NaN when they are none. */
function checksumAt(chunk, start) {
    let value = 0;
    for (let i = start; i < start + PREFIX_BYTES - 1; i++) {
        const byte = chunk[i] ?? 0;
        // "0" to "9", "a" to "f".
        const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : NaN;
        value = value * 16 + digit;
    }
    return value;
}
//# sourceMappingURL=journal-lines.js.map

/***/ }),

/***/ 8805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ makeTwin),
/* harmony export */   y: () => (/* binding */ tryTwin)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2358);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9655);
/* harmony import */ var _io_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4209);




const READ = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
/** What works is tried in this order. */
const ORDER = ["hardlink", "reflink", "copy"];
/** With these no other kind of link works either. */
const FINAL = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE"]);
/**
 * Makes a second file of the same content.
 *
 * @throws TransferFailure `changed` when the source is not the known file
 * @throws the system error
 */
function makeTwin({ mode, ...twin }) {
    for (const kind of ORDER.slice(mode === "auto" ? 0 : ORDER.indexOf(mode))) {
        if (tryTwin(twin, kind)) {
            return kind;
        }
    }
    throw new Error("a copy either works or fails");
}
/**
 * Makes a second file in one way alone.
 *
 * @returns whether the file system can do that here; a copy it can do everywhere
 * @throws as {@link makeTwin}
 */
function tryTwin(twin, kind) {
    try {
        return kind === "hardlink" ? hardlink(twin) : copy(twin, kind === "reflink");
    }
    catch (error) {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .removeQuietly */ .S2)(twin.target);
        throw error;
    }
}
/** @returns whether the file system does such links here */
function hardlink({ source, target, shown, known }) {
    try {
        _io_js__WEBPACK_IMPORTED_MODULE_3__.io.linkSync(source, target);
    }
    catch (error) {
        // None here (EPERM, ENOSYS, …), no more of this file (EMLINK), not to there (EXDEV).
        if (isFinal(error)) {
            throw error;
        }
        return false;
    }
    // The link is looked at, not the source: that one may have been replaced since.
    refuseOther(_io_js__WEBPACK_IMPORTED_MODULE_3__.io.lstatSync(target, { bigint: true }), known, shown);
    return true;
}
/** @returns whether the file system shares blocks, where it was asked to */
function copy({ source, target, shown, known, fileMode }, share) {
    const descriptor = openSource(source, shown);
    try {
        refuseOther(_io_js__WEBPACK_IMPORTED_MODULE_3__.io.fstatSync(descriptor, { bigint: true }), known, shown);
        const mode = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_EXCL | (share ? node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_FICLONE_FORCE : 0);
        // The open file itself, where the system can name it.
        const from = source.startsWith("/proc/self/fd/") ? `/proc/self/fd/${descriptor}` : source;
        try {
            _io_js__WEBPACK_IMPORTED_MODULE_3__.io.copyFileSync(from, target, mode);
        }
        catch (error) {
            if (!share || isFinal(error)) {
                throw error;
            }
            // The system may have made the file before it found that it cannot share.
            (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .removeQuietly */ .S2)(target);
            return false;
        }
        refuseOther(_io_js__WEBPACK_IMPORTED_MODULE_3__.io.fstatSync(descriptor, { bigint: true }), known, shown);
    }
    finally {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .closeQuietly */ .EO)(descriptor);
    }
    finish(target, shown, known, fileMode);
    return true;
}
function openSource(source, shown) {
    try {
        return _io_js__WEBPACK_IMPORTED_MODULE_3__.io.openSync(source, READ);
    }
    catch (error) {
        const code = (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .errorCode */ .CA)(error);
        throw code === "ELOOP" || code === "ENXIO" || code === "ENOENT" ? changed(shown) : error;
    }
}
/** A copy has the mode of its source, which may be an older file. */
function finish(target, shown, known, fileMode) {
    const descriptor = _io_js__WEBPACK_IMPORTED_MODULE_3__.io.openSync(target, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    try {
        if (_io_js__WEBPACK_IMPORTED_MODULE_3__.io.fstatSync(descriptor, { bigint: true }).size !== known.size) {
            throw changed(shown);
        }
        _io_js__WEBPACK_IMPORTED_MODULE_3__.io.fchmodSync(descriptor, fileMode);
    }
    finally {
        (0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .closeQuietly */ .EO)(descriptor);
    }
}
function isFinal(error) {
    return FINAL.has((0,_io_js__WEBPACK_IMPORTED_MODULE_3__/* .errorCode */ .CA)(error) ?? "");
}
function refuseOther(found, known, shown) {
    if (found.dev !== known.dev ||
        found.ino !== known.ino ||
        found.size !== known.size ||
        (known.mtimeNs !== undefined && found.mtimeNs !== known.mtimeNs)) {
        throw changed(shown);
    }
}
function changed(shown) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .TransferFailure */ .a("changed", `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_1__/* .show */ .WU)(shown)} was changed after it was verified`, {
        remedy: "again",
    });
}
//# sourceMappingURL=linking.js.map

/***/ }),

/***/ 7373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ acquireLock)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(2358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var step_lib = __webpack_require__(8437);
// EXTERNAL MODULE: ./packages/transfer/lib/files/disk-failure.js
var disk_failure = __webpack_require__(6607);
// EXTERNAL MODULE: ./packages/transfer/lib/files/io.js
var io = __webpack_require__(4209);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock-owner.js


/** Of 32 bits. */
const MAX_PID = 0x7fff_ffff;
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
    };
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
        /^[0-9a-f]{1,64}$/.test(owner["nonce"])
        ? value
        : undefined;
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
;// CONCATENATED MODULE: ./packages/transfer/lib/files/lock.js








const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
/** A lock is far smaller. */
const MAX_LOCK_BYTES = 8 * 1024;
const POLL_MS = 100;
/** Locks for taking over locks for …: each further one needs a process that was killed within microseconds. */
const MAX_DEPTH = 8;
const ATTEMPTS = 16;
/**
 * Takes a lock that no other process has: a file that names its owner. One whose owner is dead is taken over; of an
 * owner on another machine that cannot be told.
 *
 * @returns gives the lock back
 * @throws UserError when somebody has it and keeps it
 * @throws TransferFailure `disk`
 * @throws the reason of the signal
 */
async function acquireLock(path, options) {
    const { timeoutMs, signal, shown = path, subject = "output" } = options;
    // Not the time of day, which may jump.
    const end = performance.now() + timeoutMs;
    for (;;) {
        signal.throwIfAborted();
        const result = (0,disk_failure/* onDisk */.FC)(shown, () => tryLock(path, 0));
        if ("release" in result) {
            return result.release;
        }
        const left = end - performance.now();
        if (left <= 0) {
            throw busy(result, shown, subject);
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
function tryLock(path, depth) {
    const mine = currentOwner((0,external_node_crypto_.randomBytes)(12).toString("hex"));
    // The lock may come and go between two looks.
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const text = readLock(path);
        if (text === undefined) {
            if (create(path, mine)) {
                return { release: () => release(path, mine) };
            }
            continue;
        }
        const owner = text === null ? undefined : parseOwner(text);
        if (owner === undefined) {
            return { problem: text === null ? "it is no regular file" : "it does not name its owner" };
        }
        if (!isGone(owner, mine) || depth === MAX_DEPTH) {
            return { owner };
        }
        const holder = removeDead(path, owner, depth);
        if (holder !== undefined) {
            return holder;
        }
    }
    return { problem: "it comes and goes" };
}
/** Puts a whole lock in place, or nothing: nobody ever reads half of one. @returns false when there is one */
function create(path, owner) {
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
        (0,io/* writeFully */.KM)(descriptor, Buffer.from(`${JSON.stringify(owner)}\n`));
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
/**
 * Removes a lock of a dead process. Two processes may want to: the slower one must not remove the lock that the faster
 * one has taken since. So each dead lock is removed by whoever holds the lock that is named after it, and only when it
 * is still there. That one may have a dead owner as well, and is taken over in the same way.
 *
 * @returns who else is about to
 */
function removeDead(path, dead, depth) {
    const guard = `${path.replace(/-[0-9a-f]+$/, "")}-${dead.nonce}`;
    const held = tryLock(guard, depth + 1);
    if (!("release" in held)) {
        return held;
    }
    try {
        const text = readLock(path);
        if (typeof text === "string" && parseOwner(text)?.nonce === dead.nonce) {
            io.io.unlinkSync(path);
        }
        return undefined;
    }
    finally {
        held.release();
    }
}
function release(path, mine) {
    // Somebody may have removed it by hand, and another run begun.
    const text = readLock(path);
    if (typeof text === "string" && parseOwner(text)?.nonce === mine.nonce) {
        (0,io/* removeQuietly */.S2)(path);
    }
}
/** @returns undefined when there is none; null when it is no regular file, or too large */
function readLock(path) {
    let descriptor;
    try {
        descriptor = io.io.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    }
    catch (error) {
        switch ((0,io/* errorCode */.CA)(error)) {
            case "ENOENT":
                return undefined;
            case "ELOOP":
            case "ENXIO":
                return null;
            default:
                throw error;
        }
    }
    try {
        if (!io.io.fstatSync(descriptor).isFile()) {
            return null;
        }
        const buffer = Buffer.alloc(MAX_LOCK_BYTES + 1);
        const length = io.io.readSync(descriptor, buffer, 0, buffer.length, 0);
        return length > MAX_LOCK_BYTES ? null : buffer.toString("utf8", 0, length);
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
function busy(holder, shown, subject) {
    if ("problem" in holder) {
        return (0,step_lib/* refuse */.TR)(`${subject}: there is a lock, ${shown}, but ${holder.problem}`, "remove it when no other run works on this directory");
    }
    const { pid, host, since } = holder.owner;
    const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) ? since : "an unknown time";
    return (0,step_lib/* refuse */.TR)(`${subject}: another run works on this directory: process ${pid} on ${(0,lib/* show */.WU)(host)}, since ${time}`, `wait for it to end; when it is dead, remove ${shown}`);
}
//# sourceMappingURL=lock.js.map

/***/ }),

/***/ 2910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ lookupGuard),
/* harmony export */   C0: () => (/* binding */ isPrivateAddress),
/* harmony export */   Gn: () => (/* binding */ AddressRules),
/* harmony export */   I3: () => (/* binding */ literalAddress)
/* harmony export */ });
/* unused harmony export ForbiddenAddressError */
/* harmony import */ var node_dns__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(610);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8437);
/* harmony import */ var _hosts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1313);





/**
 * IPv4 ranges that do not lead to a host on the public internet, after IANA's special-purpose registry (RFC 6890, RFC
 * 8190).
 */
const PRIVATE_V4 = blockList([
    "0.0.0.0/8", // this network; most systems connect 0.0.0.0 to the machine itself (RFC 791, RFC 1122)
    "10.0.0.0/8", // private (RFC 1918)
    "100.64.0.0/10", // behind carriers' address translation (RFC 6598)
    "127.0.0.0/8", // the machine itself (RFC 1122)
    "168.63.129.16/32", // the machine's host in Azure, public only by its number
    "169.254.0.0/16", // link-local, among them the metadata services of clouds (RFC 3927)
    "172.16.0.0/12", // private (RFC 1918)
    "192.0.0.0/24", // protocol assignments (RFC 6890)
    "192.0.2.0/24", // documentation (RFC 5737)
    "192.88.99.0/24", // relays of 6to4 (RFC 7526)
    "192.168.0.0/16", // private (RFC 1918)
    "198.18.0.0/15", // benchmarks (RFC 2544)
    "198.51.100.0/24", // documentation (RFC 5737)
    "203.0.113.0/24", // documentation (RFC 5737)
    "224.0.0.0/4", // multicast (RFC 1112)
    "240.0.0.0/4", // reserved, and the broadcast address (RFC 1112, RFC 919)
]);
/**
 * Such ranges of IPv6 within 2000::/3. All that is public lies in there (RFC 4291, RFC 3587), and so outside of it
 * there is nothing to list: ::, ::1, fc00::/7 (RFC 4193), fe80::/10, fec0::/10 (RFC 3879), ff00::/8, 100::/64 (RFC
 * 6666), 5f00::/16 (RFC 9602), 64:ff9b:1::/48 (RFC 8215).
 */
const PRIVATE_V6 = blockList([
    "2001::/23", // protocol assignments, without what is handled below (RFC 2928)
    "2001:db8::/32", // documentation (RFC 3849)
    "3fff::/20", // documentation (RFC 9637)
]);
/**
 * Whether an address leads elsewhere than to the public internet: to this machine, its network, its cloud, many hosts
 * at once, or nowhere. IPv6 addresses that stand for IPv4 ones count as those: mapped (RFC 4291), NAT64 (RFC 6052),
 * 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214). What is no address is private: it is not to be connected to.
 */
function isPrivateAddress(ip) {
    const address = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(ip);
    switch ((0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(address)) {
        case 4:
            return (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(PRIVATE_V4, address);
        case 6:
            return isPrivateV6(address);
        default:
            return true;
    }
}
function isPrivateV6(address) {
    const groups = groupsOf(address);
    const embedded = (at, mask = 0) => {
        const [high = 0, low = 0] = groups.slice(at, at + 2).map((group) => group ^ mask);
        return (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(PRIVATE_V4, `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
    };
    const [first = 0, second = 0, , , fifth = 0, sixth = 0] = groups;
    const prefix = groups
        .slice(0, 6)
        .map((group) => group.toString(16))
        .join(":");
    if (prefix === "0:0:0:0:0:ffff" || prefix === "64:ff9b:0:0:0:0")
        return embedded(6);
    if ((first & 0xe000) !== 0x2000)
        return true;
    if (first === 0x2002)
        return embedded(1);
    // Teredo: its server, and the client with all bits turned over.
    if (first === 0x2001 && second === 0)
        return embedded(2) || embedded(6, 0xffff);
    if ((fifth & ~0x0200) === 0 && sixth === 0x5efe && embedded(6))
        return true;
    return (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(PRIVATE_V6, address);
}
/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(address) {
    const [head = "", tail] = address.split("::").map((half) => half.replace(/\d+\.\d+\.\d+\.\d+$/, asGroups));
    const before = head === "" ? [] : head.split(":");
    const after = tail === undefined || tail === "" ? [] : tail.split(":");
    const zeros = new Array(8 - before.length - after.length).fill("0");
    return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
function asGroups(dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.split(".").map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
function blockList(ranges) {
    const list = new node_net__WEBPACK_IMPORTED_MODULE_1__.BlockList();
    for (const range of ranges) {
        if (!(0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .addAddresses */ .ym)(list, range))
            throw new TypeError(`not a range: ${range}`);
    }
    return list;
}
/** Which addresses may be connected to. */
class AddressRules {
    #names = new Set();
    #suffixes = [];
    #addresses = new node_net__WEBPACK_IMPORTED_MODULE_1__.BlockList();
    #privateByMetadata;
    #own;
    /** @throws UserError for an entry of `allowHosts` that is none of what it may be */
    constructor({ allowHosts, privateByMetadata, ownHosts = [] }) {
        this.#privateByMetadata = privateByMetadata;
        this.#own = new Set(ownHosts.map(_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV));
        for (const entry of allowHosts)
            this.#allow(entry.trim());
    }
    #allow(entry) {
        if ((0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .addAddresses */ .ym)(this.#addresses, entry))
            return;
        const suffix = entry.startsWith("*.");
        const host = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .canonicalHost */ .rQ)(suffix ? entry.slice(2) : entry);
        if (host === undefined || (suffix && (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(host) !== 0)) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`allow-hosts: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(entry)} is not a host that could be allowed`, "Name hosts (mirror.example.com), all below one (*.example.com), addresses (10.1.2.3) or ranges (10.0.0.0/8), without scheme and port.");
        }
        if (suffix)
            this.#suffixes.push(`.${host}`);
        else if (!(0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .addAddresses */ .ym)(this.#addresses, host))
            this.#names.add(host);
    }
    /** Whether the host may be connected to at this address, in whatever spelling the two are. */
    permits(target) {
        if ((0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)((0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(target.address)) === 0)
            return false;
        if (!isPrivateAddress(target.address))
            return true;
        const host = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(target.hostname);
        if (target.origin === "metadata" && (this.#privateByMetadata === "allowed" || this.#own.has(host))) {
            return true;
        }
        return (this.#names.has(host) ||
            this.#suffixes.some((suffix) => host.endsWith(suffix)) ||
            (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .hasAddress */ .hs)(this.#addresses, target.address));
    }
}
/** The address in a URL that names no host but an address; undefined for a name, which has to be looked up. */
function literalAddress(url) {
    const host = (0,_hosts_js__WEBPACK_IMPORTED_MODULE_4__/* .plainHost */ .jV)(url.hostname);
    return (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(host) === 0 ? undefined : host;
}
/** None of a host's addresses may be connected to. */
class ForbiddenAddressError extends Error {
    name = "ForbiddenAddressError";
    code = "EADDRFORBIDDEN";
    /** How reports name it. */
    failure = "forbidden-address";
}
/**
 * A look-up for `net.connect` that resolves a name once and gives only the addresses that the rules permit. As the
 * connection goes to one of just these, the name cannot mean another address by then.
 *
 * Whoever keeps connections alive must keep them apart by `origin`: a connection that is open is not looked up again.
 * Literal addresses are not looked up at all; see {@link literalAddress}.
 */
function lookupGuard(rules, origin, lookup = node_dns__WEBPACK_IMPORTED_MODULE_0__.lookup) {
    return (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error, addresses) => {
            if (error !== null) {
                callback(error, "");
                return;
            }
            const permitted = addresses.filter(({ address }) => rules.permits({ hostname, address, origin }));
            const [first] = permitted;
            if (first === undefined) {
                const text = `${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .show */ .WU)(hostname)} has only addresses that are not public`;
                callback(new ForbiddenAddressError(text), "");
            }
            else if (options.all === true) {
                callback(null, permitted);
            }
            else {
                callback(null, first.address, first.family);
            }
        });
    };
}
//# sourceMappingURL=address.js.map

/***/ }),

/***/ 5835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Dx: () => (/* binding */ connectionFailure),
  rR: () => (/* binding */ headerOf),
  FP: () => (/* binding */ statusFailure)
});

// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var lib_failure = __webpack_require__(9655);
;// CONCATENATED MODULE: ./packages/transfer/lib/http/retry-after.js
/**
 * How long a Retry-After header (RFC 9110, 10.2.3) asks to wait, in milliseconds: seconds, or a date, which is 0 when
 * it has passed. Infinity for more seconds than make sense. Undefined for anything else, negative numbers included.
 * Of several headers the longest wait counts.
 *
 * @param nowMs time of day, in milliseconds since 1970: best that of the answer's Date header, as the server's clock
 * may be wrong
 */
function parseRetryAfter(value, nowMs) {
    if (value === undefined)
        return undefined;
    if (typeof value !== "string") {
        const waits = value.flatMap((one) => parseRetryAfter(one, nowMs) ?? []);
        return waits.length === 0 ? undefined : Math.max(...waits);
    }
    const text = value.trim();
    if (/^\d+$/.test(text))
        return text.length > 15 ? Number.POSITIVE_INFINITY : Number(text) * 1000;
    const date = parseHttpDate(text, nowMs);
    return date === undefined ? undefined : Math.max(0, date - nowMs);
}
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const LONG_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const MONTH = `(?<month>${MONTHS.join("|")})`;
const TIME = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";
const DATE_FORMS = [
    // Sun, 06 Nov 1994 08:49:37 GMT
    new RegExp(`^${DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`, "i"),
    // Sunday, 06-Nov-94 08:49:37 GMT
    new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`, "i"),
    // Sun Nov  6 08:49:37 1994
    new RegExp(`^${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`, "i"),
];
/**
 * A date in one of the three forms of HTTP (RFC 9110, 5.6.7), in milliseconds since 1970; undefined for anything else.
 * The name of the day is not compared with the date.
 *
 * @param nowMs decides about the century of a year with two digits
 */
function parseHttpDate(text, nowMs) {
    for (const form of DATE_FORMS) {
        const parts = form.exec(text)?.groups;
        if (parts !== undefined)
            return timeOf(parts, nowMs);
    }
    return undefined;
}
function timeOf(parts, nowMs) {
    const { day = "", month = "", year = "", hour = "", minute = "", second = "" } = parts;
    const index = MONTHS.indexOf(month.toLowerCase());
    // A leap second is the second before, as far as clocks of computers go.
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
        return undefined;
    const clock = [Number(hour), Number(minute), Math.min(Number(second), 59)];
    const fullYear = year.length === 2 ? centuryOf(Number(year), nowMs) : Number(year);
    const date = new Date(0);
    // Date.UTC would take the years 0 to 99 for those of the twentieth century.
    date.setUTCFullYear(fullYear, index, Number(day));
    // A day that the month does not have has become another one.
    if (date.getUTCDate() !== Number(day))
        return undefined;
    return date.setUTCHours(...clock, 0);
}
/** More than fifty years ahead is the past (RFC 9110, 5.6.7). */
function centuryOf(year, nowMs) {
    const thisYear = new Date(nowMs).getUTCFullYear();
    const candidate = thisYear - (thisYear % 100) + year;
    return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
//# sourceMappingURL=retry-after.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/failures.js


/** The only value of a header; several are joined, as HTTP has it. */
function headerOf(headers, name) {
    const value = headers[name];
    return typeof value === "string" || value === undefined ? value : value.join(", ");
}
/**
 * What an answer means that is neither the content nor a redirect.
 *
 * @param now - milliseconds since 1970, to read dates in `Retry-After`
 */
function statusFailure(status, headers, now) {
    const [failure, remedy] = meaningOf(status);
    const header = headerOf(headers, "retry-after");
    const retryAfterMs = remedy === "again" && header !== undefined ? parseRetryAfter(header, now) : undefined;
    return new lib_failure/* TransferFailure */.a(failure, `the server answers ${status}`, { remedy, status, retryAfterMs });
}
function meaningOf(status) {
    switch (status) {
        case 401:
        case 403:
        case 407:
            return ["auth", "elsewhere"];
        case 404:
        case 410:
        case 451:
            return ["not-found", "elsewhere"];
        case 408:
        case 425:
            return ["timeout", "again"];
        case 429:
        case 503:
            return ["rate-limited", "again"];
        case 500:
        case 502:
        case 504:
            return ["server-error", "again"];
        case 416:
            return ["range", "again"];
        default:
            return status >= 500 ? ["server-error", "elsewhere"] : ["client-error", "elsewhere"];
    }
}
/** Errors of certificates and of the TLS handshake, by the beginning of their code. */
const TLS = /^(?:ERR_SSL|ERR_TLS|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_)/;
/** Answers that are no HTTP, or contradict themselves. */
const PROTOCOL = /^(?:HPE_|UND_ERR_(?:HEADERS_OVERFLOW|INFORMATION|RES_CONTENT_LENGTH_MISMATCH|RESPONSE)$)/;
/** An error of the HTTP layer in our words. Its own message is not used: it may hold the URL. */
function connectionFailure(error, receiving) {
    if (error instanceof lib_failure/* TransferFailure */.a) {
        return error;
    }
    const code = codeOf(error);
    const make = (failure, message, remedy) => new lib_failure/* TransferFailure */.a(failure, message, { remedy, cause: error });
    if (code === "EADDRFORBIDDEN") {
        return make("forbidden-address", "the host has a private address, which is not allowed", "elsewhere");
    }
    if (TLS.test(code)) {
        return make("tls", `no secure connection: ${code}`, "elsewhere");
    }
    if (code === "EMFILE" || code === "ENFILE") {
        return make("disk", `too many files are open (${code})`, "again");
    }
    if (PROTOCOL.test(code) || error?.name === "HTTPParserError") {
        return make("protocol", `the answer is not valid HTTP: ${code}`, "again");
    }
    if (/TIMEOUT|ETIMEDOUT/.test(code)) {
        return make("timeout", timeoutText(code), "again");
    }
    if (receiving) {
        return make("truncated", `the connection ended before the file did: ${code}`, "again");
    }
    return make("connection", `no connection: ${code}`, "again");
}
function timeoutText(code) {
    switch (code) {
        case "UND_ERR_CONNECT_TIMEOUT":
            return "the server could not be reached in time";
        case "UND_ERR_HEADERS_TIMEOUT":
            return "the server did not answer in time";
        default:
            return "the server stopped sending";
    }
}
function codeOf(error) {
    if (typeof error !== "object" || error === null) {
        return "unknown";
    }
    const { code, cause, errors } = error;
    // What a socket met is more to the point than that there was something.
    const inner = code === undefined || code === "UND_ERR_SOCKET" || code === "UND_ERR_PRX_TLS" ? cause : undefined;
    if (inner !== undefined && codeOf(inner) !== "unknown") {
        return codeOf(inner);
    }
    if (Array.isArray(errors) && errors.length > 0 && code === undefined) {
        return codeOf(errors[0]);
    }
    return typeof code === "string" ? code : "unknown";
}
//# sourceMappingURL=failures.js.map

/***/ }),

/***/ 1313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cW: () => (/* binding */ isLoopbackHost),
/* harmony export */   hs: () => (/* binding */ hasAddress),
/* harmony export */   jV: () => (/* binding */ plainHost),
/* harmony export */   rQ: () => (/* binding */ canonicalHost),
/* harmony export */   ym: () => (/* binding */ addAddresses)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);

/** A host as `URL.hostname` gives it, without what is only spelling: brackets, a zone, trailing dots, case. */
function plainHost(hostname) {
    const bare = hostname.startsWith("[") && hostname.endsWith("]") ? hostname.slice(1, -1) : hostname;
    // A zone ("fe80::1%eth0", RFC 4007) says which interface, not which address.
    const zone = bare.includes(":") ? bare.indexOf("%") : -1;
    return (zone === -1 ? bare : bare.slice(0, zone)).replace(/\.+$/, "").toLowerCase();
}
/**
 * A host that a person wrote, in the spelling that URLs have after parsing: `127.1` is `127.0.0.1`, `BÜCHER.example`
 * is `xn--bcher-kva.example`. Undefined for what is no host, such as a URL or a host with a port.
 */
function canonicalHost(text) {
    const plain = plainHost(text);
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(plain))
        return plainHost(new URL(`http://[${plain}]/`).hostname);
    if (plain === "" || /[\s/\\?#@:[\]*,]/.test(plain))
        return undefined;
    const url = URL.parse(`http://${plain}/`);
    return url === null || url.hostname === "" ? undefined : plainHost(url.hostname);
}
/** The name of the machine itself (RFC 6761, RFC 1122, RFC 4291). */
function isLoopbackHost(hostname) {
    const host = plainHost(hostname);
    if (host === "localhost" || host.endsWith(".localhost"))
        return true;
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 4)
        return host.startsWith("127.");
    // As URLs write them: a mapped 127.0.0.0/8 is ::ffff:7f00:0 to ::ffff:7fff:ffff.
    return host === "::1" || /^::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|127\.[0-9.]+)$/.test(host);
}
/** Adds an address or a range in CIDR notation (RFC 4632, RFC 4291) to a list; false when the text is neither. */
function addAddresses(list, text) {
    const [, network = text, prefix] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
    const address = plainHost(network);
    const version = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address);
    if (version === 0)
        return false;
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (length > bits)
        return false;
    list.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
    return true;
}
/** Whether an address is in a list; a mapped address (RFC 4291) is found as the IPv4 address that it stands for. */
function hasAddress(list, address) {
    const plain = plainHost(address);
    const version = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(plain);
    return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
}
//# sourceMappingURL=hosts.js.map

/***/ }),

/***/ 9663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yI: () => (/* reexport */ FileStore),
  Xi: () => (/* reexport */ HostLimits),
  zo: () => (/* reexport */ IncomingFile),
  aM: () => (/* reexport */ MAX_UNKNOWN_BYTES),
  ao: () => (/* reexport */ lib_failure/* TransferFailure */.a),
  bY: () => (/* reexport */ meter/* TransferMeter */.b),
  mB: () => (/* reexport */ TransferSession),
  n7: () => (/* reexport */ TreeRoot),
  s1: () => (/* reexport */ client_options/* clientOptions */.s),
  go: () => (/* reexport */ freeBytes),
  rR: () => (/* reexport */ failures/* headerOf */.rR),
  BM: () => (/* reexport */ hostOutcome),
  cJ: () => (/* reexport */ ignoresCase),
  du: () => (/* reexport */ ignoresNormalization),
  cW: () => (/* reexport */ hosts/* isLoopbackHost */.cW),
  C0: () => (/* reexport */ address/* isPrivateAddress */.C0),
  I3: () => (/* reexport */ address/* literalAddress */.I3),
  rM: () => (/* reexport */ backoff/* nextDelay */.rM),
  C5: () => (/* reexport */ parseContentRange),
  jV: () => (/* reexport */ hosts/* plainHost */.jV),
  YL: () => (/* reexport */ portableNameProblem),
  f1: () => (/* reexport */ removeEmptyDirectories),
  FP: () => (/* reexport */ failures/* statusFailure */.FP),
  Ir: () => (/* reexport */ walkTree),
  ld: () => (/* reexport */ withMirrors),
  KM: () => (/* reexport */ files_io/* writeFully */.KM)
});

// UNUSED EXPORTS: FAILURE_CLASSES, FSYNC_POLICIES, closeQuietly, connectionInputs, metadataFetcher

// EXTERNAL MODULE: ./packages/transfer/lib/client-options.js + 2 modules
var client_options = __webpack_require__(9313);
// EXTERNAL MODULE: ./packages/transfer/lib/connection.js + 2 modules
var connection = __webpack_require__(9859);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(2358);
// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var lib_failure = __webpack_require__(9655);
// EXTERNAL MODULE: ./packages/transfer/lib/files/disk-failure.js
var disk_failure = __webpack_require__(6607);
// EXTERNAL MODULE: ./packages/transfer/lib/files/io.js
var files_io = __webpack_require__(4209);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/incoming-file.js





/** Up to this size a file is kept in memory until it is complete: one write, one call to hash it. */
const MEMORY_BYTES = 256 * 1024;
/** From this size on a thread of its own hashes a file. */
const FOLLOWED_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;
/**
 * A file while it is received: in memory while it is small, then in a partial file; hashed as it comes, so that
 * nothing is read from the disk again.
 */
class IncomingFile {
    #directory;
    #options;
    #algorithms;
    #chunks = [];
    #file;
    /** Either these know of everything that was received, or the follower does. */
    #hashes = [];
    #follower;
    #received = 0;
    constructor(directory, options) {
        this.#directory = directory;
        this.#options = options;
        const { checksums } = options;
        // Without any the digest still tells a later run whether the file changed.
        this.#algorithms = checksums.length === 0 ? ["sha256"] : [...new Set(checksums.map(lib/* checksumAlgorithm */.Vn))];
    }
    /** Bytes that are there without a gap, from the beginning. */
    get received() {
        return this.#received;
    }
    /** Whether it lies where a later run would look for it. */
    get isPartial() {
        return this.#file !== undefined;
    }
    /** @throws TransferFailure when the disk does not take it */
    append(chunk) {
        if (this.#file === undefined && this.#received + chunk.length <= MEMORY_BYTES) {
            this.#chunks.push(chunk);
            this.#received += chunk.length;
        }
        else {
            this.#spill();
            this.#write(chunk);
        }
    }
    /** Writes a part that may lie beyond what was received. @throws TransferFailure */
    writeAt(chunk, position) {
        this.#spill();
        writeAt(this.#file.descriptor, chunk, position);
    }
    /** Puts what is in memory where a later run would look for it. @throws TransferFailure */
    toDisk() {
        this.#spill();
    }
    /** Everything up to there is written: hashes it. */
    async advance(front) {
        if (this.#follower !== undefined) {
            this.#received = Math.max(this.#received, front);
            this.#follower.advance(this.#received);
            return;
        }
        await this.#readUpTo(front);
    }
    /** Forgets what was written beyond what was received. */
    cutOff() {
        const file = this.#file;
        if (file !== undefined) {
            (0,disk_failure/* onDisk */.FC)(file.name, () => files_io.io.ftruncateSync(file.descriptor, this.#received));
        }
    }
    /**
     * Takes over what an earlier run left of this file.
     *
     * @param maxBytes - what is longer is no part of the file
     * @param front - behind this it may have gaps
     */
    async takeOver(maxBytes, front, signal) {
        const name = this.#directory.partialName(this.#options.key());
        const { descriptor, size: found } = this.#directory.openPartial(name);
        this.#file = { name, descriptor };
        const size = Math.min(found, front);
        if (found > maxBytes) {
            this.restart();
            return;
        }
        (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.ftruncateSync(descriptor, size));
        this.#beginHashing();
        if (this.#follower === undefined) {
            await this.#readUpTo(size, signal);
        }
        else {
            this.#received = size;
            this.#follower.advance(size);
        }
    }
    /** Forgets what was received. */
    restart() {
        this.#chunks = [];
        this.#received = 0;
        if (this.#file !== undefined) {
            this.cutOff();
            this.#beginHashing();
        }
    }
    /** The digests of what was received. To be called once, at the end. */
    digests() {
        if (this.#follower !== undefined) {
            return this.#followedDigests(this.#follower);
        }
        if (this.#file === undefined) {
            const content = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
            this.#chunks = [content];
            return new Map(this.#algorithms.map((name) => [name, (0,external_node_crypto_.hash)(name, content, "hex")]));
        }
        return this.#digestMap(this.#hashes.map((one) => one.digest("hex")));
    }
    /**
     * Writes what is still in memory and hands the file over: to be closed and put somewhere.
     *
     * @throws TransferFailure
     */
    finish() {
        const file = this.#file ?? this.#toTemp();
        this.#file = undefined;
        this.#chunks = [];
        return file;
    }
    /** Leaves what was received for a later run. */
    keep() {
        if (this.#received === 0) {
            this.discard();
            return;
        }
        this.#spill();
        this.#close();
    }
    /** Leaves nothing. */
    discard() {
        const name = this.#file?.name;
        this.#close();
        this.#chunks = [];
        this.#received = 0;
        if (name !== undefined) {
            this.#directory.discard(name);
        }
    }
    #close() {
        this.#follower?.cancel();
        this.#follower = undefined;
        if (this.#file !== undefined) {
            (0,files_io/* closeQuietly */.EO)(this.#file.descriptor);
            this.#file = undefined;
        }
    }
    #toTemp() {
        const file = this.#directory.createTemp();
        this.#file = file;
        try {
            let position = 0;
            for (const chunk of this.#chunks) {
                writeAt(file.descriptor, chunk, position);
                position += chunk.length;
            }
        }
        catch (error) {
            this.discard();
            throw error;
        }
        return file;
    }
    /** From memory to the partial file. */
    #spill() {
        if (this.#file !== undefined) {
            return;
        }
        const key = this.#options.key();
        const name = this.#directory.partialName(key);
        const { descriptor } = this.#directory.openPartial(name);
        this.#file = { name, descriptor };
        // What an earlier run left is of no use here.
        (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.ftruncateSync(descriptor, 0));
        this.#options.onPartial(key);
        this.#beginHashing();
        const chunks = this.#chunks;
        this.#chunks = [];
        this.#received = 0;
        for (const chunk of chunks) {
            this.#write(chunk);
        }
    }
    #beginHashing() {
        const { size, followers } = this.#options;
        this.#follower?.cancel();
        this.#follower =
            (size ?? 0) >= FOLLOWED_BYTES
                ? followers?.follow(this.#file.descriptor, this.#algorithms)
                : undefined;
        this.#hashes = this.#follower === undefined ? this.#algorithms.map((name) => (0,external_node_crypto_.createHash)(name)) : [];
    }
    #write(chunk) {
        writeAt(this.#file.descriptor, chunk, this.#received);
        this.#received += chunk.length;
        this.#follower?.advance(this.#received);
        for (const one of this.#hashes) {
            one.update(chunk);
        }
    }
    /** Hashes what lies in the file, but was not seen on its way. */
    async #readUpTo(front, signal) {
        const { descriptor, name } = this.#file;
        const buffer = Buffer.allocUnsafe(READ_BYTES);
        while (this.#received < front) {
            const wanted = Math.min(READ_BYTES, front - this.#received);
            const length = (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.readSync(descriptor, buffer, 0, wanted, this.#received));
            if (length === 0) {
                throw new lib_failure/* TransferFailure */.a("changed", "what was received is gone", { remedy: "again" });
            }
            for (const one of this.#hashes) {
                one.update(buffer.subarray(0, length));
            }
            this.#received += length;
            // Hashing gigabytes must not keep other transfers waiting.
            await new Promise(setImmediate);
            signal?.throwIfAborted();
        }
    }
    async #followedDigests(follower) {
        const digests = await follower.finish();
        this.#follower = undefined;
        if (digests === undefined) {
            throw new lib_failure/* TransferFailure */.a("changed", "what was received could not be read again", { remedy: "again" });
        }
        return this.#digestMap(digests);
    }
    #digestMap(digests) {
        return new Map(this.#algorithms.map((name, index) => [name, digests[index]]));
    }
}
/** @throws TransferFailure */
function writeAt(descriptor, chunk, position) {
    (0,disk_failure/* onDisk */.FC)(undefined, () => {
        for (let offset = 0; offset < chunk.length;) {
            offset += files_io.io.writeSync(descriptor, chunk, offset, chunk.length - offset, position + offset);
        }
    });
}
//# sourceMappingURL=incoming-file.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/download/meter.js + 1 modules
var meter = __webpack_require__(1279);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/mirrors.js
/**
 * All places of a file. Mirrors come first: they are named because they are near. Each place once.
 *
 * @param urls - absolute, the best first
 */
function withMirrors(urls, rules) {
    if (rules.length === 0 && urls.length === 1) {
        return urls;
    }
    return [
        ...new Set(urls.flatMap((url) => [
            ...rules
                .filter(({ prefix }) => url.startsWith(prefix))
                .flatMap(({ prefix, mirrors }) => mirrors.map((mirror) => mirror + url.slice(prefix.length))),
            url,
        ])),
    ];
}
//# sourceMappingURL=mirrors.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/content-range.js
/** Sixteen digits hold every exact integer; more are an attempt at something. */
const CONTENT_RANGE = /^bytes (?:(\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)|\*\/(\d{1,16}))$/i;
/**
 * Reads the value of a Content-Range header (RFC 9110, 14.4) to the letter: a range that is to be appended to a file
 * must be beyond doubt. Undefined for a value that is missing, malformed, contradictory, or there more than once.
 */
function parseContentRange(value) {
    const single = typeof value === "string" ? value : value?.length === 1 ? value[0] : undefined;
    const match = CONTENT_RANGE.exec(single ?? "");
    if (match === null)
        return undefined;
    const [, firstDigits, lastDigits, totalDigits, unsatisfied] = match;
    if (unsatisfied !== undefined) {
        const total = Number(unsatisfied);
        return Number.isSafeInteger(total) ? { kind: "unsatisfied", total } : undefined;
    }
    const [first, last] = [Number(firstDigits), Number(lastDigits)];
    const total = totalDigits === "*" ? null : Number(totalDigits);
    const sane = first <= last &&
        Number.isSafeInteger(last) &&
        (total === null || (last < total && Number.isSafeInteger(total)));
    return sane ? { kind: "range", first, last, total } : undefined;
}
//# sourceMappingURL=content-range.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/http/failures.js + 1 modules
var failures = __webpack_require__(5835);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/reception.js




/** Of an answer that turns out to be a text, so much is shown. */
const SNIPPET_BYTES = 200;
/** A connection that brings so much a second needs no help. */
const FAST_BYTES = 150_000_000;
/** How long its speed is measured. */
const SPEED_MS = 1000;
/** Without a size in the metadata and in the answer no file may be longer. */
const MAX_UNKNOWN_BYTES = 256 * 1024 ** 3;
/** The server sends the file from the beginning, or something that cannot be joined to what is there. */
class RestartNeeded extends Error {
    /** Whether the range itself was at fault, so that it must not be asked for again. */
    broken;
    reason;
    constructor(reason, broken) {
        super(reason);
        this.reason = reason;
        this.broken = broken;
    }
}
/** One connection is slow, and there may be more of them. */
class TooSlowAlone extends Error {
}
/** Receives one answer into a file, and refuses at the earliest moment what cannot become the file that is wanted. */
class Reception {
    #job;
    #file;
    #meter;
    /** What the request asked for; 0: the whole file. */
    #from;
    #splitting;
    #validator;
    #asked;
    #watch;
    #pause;
    #limit = MAX_UNKNOWN_BYTES;
    #flow;
    #flowMeter;
    #snippet;
    /** The answer is not the file as it is, or so it says. */
    isEncoded = false;
    /** A validator that makes a later continuation safe. */
    etag;
    /** Where the answer comes from. */
    host = "";
    /** The answer is the whole file. */
    isWhole = false;
    #onHead;
    /**
     * @param validator - of what is there already
     * @param onHead - the answer may become the file: its validator is known, and nothing of it is there yet
     */
    constructor(job, file, meter, splitting, validator, onHead) {
        this.#onHead = onHead;
        this.#validator = validator;
        this.#job = job;
        this.#file = file;
        this.#meter = meter;
        this.#asked = meter.time;
        this.#splitting = splitting;
        this.#from = file.received;
    }
    head(head, flow) {
        this.#flow = flow;
        this.host = head.url.host;
        const { status } = head;
        if (status === 206 && this.#from > 0) {
            this.#checkRange(head);
        }
        else if (status === 200) {
            // Only an answer that can be the file is worth what is there already.
            this.#checkLength(head);
            if (this.#from > 0) {
                this.#file.restart();
            }
            this.isWhole = true;
        }
        else if (status === 416 && this.#from > 0) {
            throw this.#unsatisfied(head);
        }
        else if (status === 206) {
            throw new lib_failure/* TransferFailure */.a("protocol", "the server sends a part where the whole was asked for", {
                remedy: "elsewhere",
                status,
            });
        }
        else if (status < 300) {
            throw new lib_failure/* TransferFailure */.a("protocol", `the server answers ${status}, which brings no file`, {
                remedy: "elsewhere",
                status,
            });
        }
        else {
            throw (0,failures/* statusFailure */.FP)(status, head.headers, Date.now());
        }
        this.isEncoded = isEncoded((0,failures/* headerOf */.rR)(head.headers, "content-encoding"));
        if (!this.isEncoded) {
            this.etag = strongEtag((0,failures/* headerOf */.rR)(head.headers, "etag"));
        }
        if (this.isWhole && /^text\//i.test((0,failures/* headerOf */.rR)(head.headers, "content-type") ?? "")) {
            this.#snippet = Buffer.alloc(0);
        }
        this.#onHead?.();
        this.#flowMeter = this.#meter.start(flow, this.host, this.#asked);
        const sendsParts = status === 206 || (0,failures/* headerOf */.rR)(head.headers, "accept-ranges")?.trim() === "bytes";
        // Under a bandwidth cap slowness is ours.
        if (this.#splitting !== undefined && sendsParts && !this.#meter.isCapped) {
            this.#watchSpeed(flow, this.#splitting);
        }
    }
    /** Ends the exchange when this connection alone is slow and others would be in nobody's way. */
    #watchSpeed(flow, { remaining, mayOpenMore }) {
        const file = this.#file;
        let before = file.received;
        this.#watch = setInterval(() => {
            const speed = (file.received - before) * (1000 / SPEED_MS);
            before = file.received;
            if (speed < FAST_BYTES && this.#limit - file.received >= remaining && mayOpenMore()) {
                flow.abort(new TooSlowAlone());
            }
        }, SPEED_MS);
    }
    data(chunk) {
        const total = this.#file.received + chunk.length;
        if (total > this.#limit) {
            throw new lib_failure/* TransferFailure */.a("too-large", `the server sends more than the ${this.#limit} bytes that are expected`, { remedy: "elsewhere" });
        }
        this.#file.append(chunk);
        if (this.#snippet !== undefined && this.#snippet.length < SNIPPET_BYTES) {
            this.#snippet = Buffer.concat([this.#snippet, chunk.subarray(0, SNIPPET_BYTES - this.#snippet.length)]);
        }
        const pause = this.#flowMeter?.count(chunk.length) ?? 0;
        if (pause > 0) {
            const flow = this.#flow;
            flow?.pause();
            clearTimeout(this.#pause);
            this.#pause = setTimeout(() => flow?.resume(), pause);
        }
    }
    /** To be called when the exchange has ended, however. */
    end() {
        clearInterval(this.#watch);
        clearTimeout(this.#pause);
        this.#flowMeter?.stop();
    }
    /** @returns the digests @throws TransferFailure unless size and digests are those that are wanted */
    async check(file) {
        const { size, checksums } = this.#job;
        const { received } = file;
        if (size !== null && received < size) {
            throw new lib_failure/* TransferFailure */.a("truncated", `only ${received} of ${size} bytes came`, { remedy: "again" });
        }
        const digests = await file.digests();
        for (const checksum of checksums) {
            const algorithm = (0,lib/* checksumAlgorithm */.Vn)(checksum);
            const actual = digests.get(algorithm);
            if (actual !== (0,lib/* checksumDigest */.Jz)(checksum)) {
                // Many servers call everything text that they do not know.
                const text = this.#snippet === undefined ? undefined : textOf(this.#snippet);
                const looks = text === undefined ? "" : `; it begins ${(0,lib/* show */.WU)(text)}`;
                throw new lib_failure/* TransferFailure */.a("checksum", `the metadata says ${checksum}, the server sent ${algorithm}:${actual}${looks}`, { remedy: "again" });
            }
        }
        return digests;
    }
    #checkLength({ headers, status }) {
        const { size, checksums } = this.#job;
        const text = (0,failures/* headerOf */.rR)(headers, "content-length");
        const length = text === undefined ? undefined : Number(text);
        const encoding = (0,failures/* headerOf */.rR)(headers, "content-encoding");
        if (encoding !== undefined &&
            isEncoded(encoding) &&
            ((size !== null && length !== undefined && length !== size) ||
                (size === null && checksums.length === 0))) {
            throw new lib_failure/* TransferFailure */.a("encoding", `the server sends the file encoded as ${(0,lib/* show */.WU)(encoding)} although that was not asked for`, { remedy: "elsewhere", status });
        }
        if (size !== null && length !== undefined && length !== size) {
            throw new lib_failure/* TransferFailure */.a("size-mismatch", `the metadata says ${size} bytes, the server has ${length}`, {
                remedy: "elsewhere",
                status,
            });
        }
        this.#bound(size ?? length);
    }
    #checkRange({ headers }) {
        const etag = strongEtag((0,failures/* headerOf */.rR)(headers, "etag"));
        if (this.#validator !== undefined && etag !== undefined && etag !== this.#validator) {
            throw new RestartNeeded("the file on the server is another one by now", false);
        }
        const range = parseContentRange(headers["content-range"]);
        const { size } = this.#job;
        const encoding = (0,failures/* headerOf */.rR)(headers, "content-encoding");
        if (range === undefined ||
            range.kind !== "range" ||
            range.first !== this.#from ||
            (range.total !== null && range.last + 1 !== range.total) ||
            (size !== null && (range.last + 1 !== size || (range.total !== null && range.total !== size))) ||
            isEncoded(encoding)) {
            throw new RestartNeeded("the server sends another part than the one that was asked for", true);
        }
        this.#bound(size ?? range.last + 1);
    }
    /** Sets how much is taken: what is expected, if that is not too much. */
    #bound(expected) {
        const most = this.#job.maxBytes ?? MAX_UNKNOWN_BYTES;
        if (this.#job.maxBytes !== undefined && expected !== undefined && expected > most) {
            throw new lib_failure/* TransferFailure */.a("too-large", `the file has ${expected} bytes, and no more than ${most} are taken`, { remedy: "elsewhere" });
        }
        this.#limit = expected ?? most;
    }
    /** 416: either everything is there already, or what is there is of no use. */
    #unsatisfied({ headers }) {
        const range = parseContentRange(headers["content-range"]);
        const { size } = this.#job;
        const complete = range?.kind === "unsatisfied" && range.total === this.#from && (size === null || size === this.#from);
        return complete ? new AlreadyComplete() : new RestartNeeded("the server has no such part", false);
    }
}
/** The server has no more than what is there. */
class AlreadyComplete extends Error {
}
/** RFC 9110: only a strong validator tells that bytes are the same. */
function strongEtag(value) {
    return value !== undefined && /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(value) ? value : undefined;
}
function isEncoded(encoding) {
    return encoding !== undefined && !/^identity$/i.test(encoding.trim());
}
/** The text that bytes are the beginning of; undefined when they are none. */
function textOf(bytes) {
    // The last character may be cut off.
    const text = new TextDecoder().decode(bytes, { stream: true });
    return text === "" || /[^\P{C}\s]|\ufffd/u.test(text) ? undefined : text.replace(/\s+/g, " ");
}
//# sourceMappingURL=reception.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock.js + 1 modules
var lock = __webpack_require__(7373);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var step_lib = __webpack_require__(8437);
// EXTERNAL MODULE: ./packages/transfer/lib/files/anchor.js
var files_anchor = __webpack_require__(3708);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/partial-file.js


const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
/**
 * Opens a partial file, or creates it. What is no regular file of ours alone is replaced: another name of it would be
 * written to as well.
 *
 * @throws the system error
 */
function openPartialFile(path, mode) {
    const found = openOwn(path, mode);
    if (found !== undefined) {
        return found;
    }
    (0,files_io/* removeFile */.nM)(path);
    return { descriptor: files_io.io.openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, files_io/* FILE_MODE */.rE), size: 0 };
}
function openOwn(path, mode) {
    let descriptor;
    try {
        descriptor = files_io.io.openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, files_io/* FILE_MODE */.rE);
    }
    catch (error) {
        // A symbolic link, a socket, a file of another user.
        if (["ELOOP", "ENXIO", "EACCES"].includes((0,files_io/* errorCode */.CA)(error) ?? "")) {
            return undefined;
        }
        throw error;
    }
    try {
        const stats = files_io.io.fstatSync(descriptor);
        if (stats.isFile() && stats.nlink === 1) {
            if ((stats.mode & 0o7777) !== mode) {
                files_io.io.fchmodSync(descriptor, mode);
            }
            return { descriptor, size: stats.size };
        }
    }
    catch (error) {
        (0,files_io/* closeQuietly */.EO)(descriptor);
        throw error;
    }
    files_io.io.closeSync(descriptor);
    return undefined;
}
//# sourceMappingURL=partial-file.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/private-directory.js








/** Name of the private directory. No local path leads into it: they all lie in `compose/` beside it. */
const PRIVATE_NAME = ".productmd";
const NEW_FILE = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
/**
 * The private directory of an output directory: `.productmd` with `tmp/`, `partial/` and the places of journal and
 * lock. It is in the output directory, so that a finished file gets into its place with one rename.
 */
class PrivateDirectory {
    /** The output directory, symbolic links resolved. */
    output;
    #home;
    #tmp;
    #partial;
    /** Other runs, and what they left behind, have other names. */
    #run = (0,external_node_crypto_.randomBytes)(6).toString("hex");
    #count = 0;
    #closed = false;
    /** Mode that new files get here: what the umask leaves. */
    #fileMode;
    /**
     * Makes the private directory, and the output directory itself, where they are missing, and tries whether files
     * can be written there.
     *
     * @param output - may be a symbolic link to a directory
     * @throws UserError when nothing can be written there, or something else lies in the place of these directories
     */
    static open(output) {
        const anchors = [];
        try {
            (0,files_anchor/* makeDirectories */.Kb)((0,external_node_path_.resolve)(output));
            const root = keep(anchors, (0,files_anchor/* openRoot */.R8)(output));
            const home = keep(anchors, child(root, PRIVATE_NAME, PRIVATE_NAME));
            const tmp = keep(anchors, child(home, "tmp", `${PRIVATE_NAME}/tmp`));
            const partial = keep(anchors, child(home, "partial", `${PRIVATE_NAME}/partial`));
            const directory = new PrivateDirectory(files_io.io.realpathSync(output), home, tmp, partial);
            (0,files_anchor/* closeAnchor */.U4)(root);
            return directory;
        }
        catch (error) {
            anchors.forEach(files_anchor/* closeAnchor */.U4);
            throw (0,step_lib/* refuse */.TR)(`output: cannot write to ${output}: ${(0,disk_failure/* diskFailure */.C9)(error).message}`, "choose a directory that can be written");
        }
    }
    constructor(output, home, tmp, partial) {
        this.output = output;
        this.#home = home;
        this.#tmp = tmp;
        this.#partial = partial;
        this.#fileMode = this.#probe();
    }
    /** Writes a file and removes it. @returns its mode @throws the system error */
    #probe() {
        const { descriptor, name } = this.createTemp();
        try {
            (0,files_io/* writeFully */.KM)(descriptor, Buffer.from("probe\n"));
            return files_io.io.fstatSync(descriptor).mode & 0o777;
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
            this.discard(name);
        }
    }
    /** Path of the journal, good while this is open. */
    get journalPath() {
        this.#checkOpen();
        return `${this.#home.prefix}/journal`;
    }
    /** Path of the lock, good while this is open. */
    get lockPath() {
        this.#checkOpen();
        return `${this.#home.prefix}/lock`;
    }
    /** Mode of new files: 0644 less what the umask takes. */
    get fileMode() {
        return this.#fileMode;
    }
    /** A name in `tmp/` that nothing has yet. */
    newName() {
        this.#count += 1;
        return `tmp/${this.#run}-${this.#count}`;
    }
    /** Creates a file, open to write and read. @throws TransferFailure */
    createTemp() {
        const name = this.newName();
        return (0,disk_failure/* onDisk */.FC)(undefined, () => ({
            descriptor: files_io.io.openSync(this.pathOf(name), NEW_FILE, files_io/* FILE_MODE */.rE),
            name,
        }));
    }
    /** The name of the partial file of a key: anything that stands for the content, its checksum for instance. */
    partialName(key) {
        return `partial/${(0,external_node_crypto_.createHash)("sha256").update(key).digest("hex").slice(0, 40)}`;
    }
    /**
     * Opens a partial file, open to write and read, or creates it. What is no regular file of ours alone is replaced:
     * another name of the file would be written to as well.
     *
     * @returns with the bytes that are there
     * @throws TransferFailure
     */
    openPartial(name) {
        return (0,disk_failure/* onDisk */.FC)(name, () => openPartialFile(this.pathOf(name), this.#fileMode));
    }
    /** Makes a file of this run a partial one, which the next run finds. @throws TransferFailure */
    keepPartial(name, key) {
        const kept = this.partialName(key);
        (0,disk_failure/* onDisk */.FC)(name, () => files_io.io.renameSync(this.pathOf(name), this.pathOf(kept)));
        return kept;
    }
    /** Removes a file that will not be placed. It need not exist any more. @throws TransferFailure */
    discard(name) {
        (0,disk_failure/* onDisk */.FC)(name, () => (0,files_io/* removeFile */.nM)(this.pathOf(name)));
    }
    /** Path of a file for calls of the file system, good while this is open; not for messages. */
    pathOf(name) {
        this.#checkOpen();
        const slash = name.indexOf("/");
        const base = name.slice(slash + 1);
        if (!/^[A-Za-z0-9_-]+$/.test(base)) {
            throw new TypeError("no name of a temporary file");
        }
        return `${(name.startsWith("tmp/") ? this.#tmp : this.#partial).prefix}/${base}`;
    }
    /** The partial files that are there, sorted. @throws TransferFailure */
    partials() {
        return (0,disk_failure/* onDisk */.FC)(undefined, () => files_io.io.readdirSync(`${this.#partial.prefix}/.`))
            .sort()
            .map((base) => `partial/${base}`);
    }
    /**
     * Removes what runs that were killed left behind, but for partial files. Only for the run that holds the lock: another one may be
     * working with these files.
     *
     * @returns how many files
     * @throws TransferFailure
     */
    removeLeftovers() {
        return (0,disk_failure/* onDisk */.FC)(undefined, () => {
            const isOurs = (name) => name.startsWith(`${this.#run}-`);
            return (removeFiles(this.#tmp, (name) => !isOurs(name)) +
                // Of taking the lock, and of writing the journal anew.
                removeFiles(this.#home, (name) => /^lock-|^journal\.new$/.test(name)));
        });
    }
    close() {
        if (!this.#closed) {
            this.#closed = true;
            [this.#home, this.#tmp, this.#partial].forEach(files_anchor/* closeAnchor */.U4);
        }
    }
    #checkOpen() {
        if (this.#closed) {
            // The numbers of its descriptors may be other directories by now.
            throw new Error("the private directory is closed");
        }
    }
}
function keep(anchors, anchor) {
    anchors.push(anchor);
    return anchor;
}
function child(parent, name, shown) {
    const opened = (0,files_anchor/* openChild */.$r)(parent, name, true, shown);
    if (opened === undefined) {
        throw new Error("a directory that is made when it is missing is missing");
    }
    return opened.anchor;
}
function removeFiles({ prefix }, isLeftover) {
    const files = files_io.io
        .readdirSync(`${prefix}/.`, { withFileTypes: true })
        .filter((entry) => !entry.isDirectory() && isLeftover(entry.name));
    for (const { name } of files) {
        (0,files_io/* removeFile */.nM)(`${prefix}/${name}`);
    }
    return files.length;
}
//# sourceMappingURL=private-directory.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/copy-into.js


/**
 * Places a file on another file system than that of the private directory: copied beside its place, under a name that
 * no artifact has, and renamed. A run that is killed meanwhile leaves that name behind; as no artifact has it, it is
 * taken for a file too many.
 *
 * @throws the system error
 */
function copyInto(directory, source, target, temporary) {
    const beside = `${directory}/.productmd-${temporary.newName().slice("tmp/".length)}.tmp`;
    try {
        files_io.io.copyFileSync(source, beside, external_node_fs_.constants.COPYFILE_EXCL);
        const descriptor = files_io.io.openSync(beside, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_NOFOLLOW);
        try {
            files_io.io.fchmodSync(descriptor, temporary.fileMode);
            // Whatever the caller had the system write, it was the other copy.
            files_io.io.fdatasyncSync(descriptor);
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
        files_io.io.renameSync(beside, target);
    }
    catch (error) {
        (0,files_io/* removeQuietly */.S2)(beside);
        throw error;
    }
    files_io.io.unlinkSync(source);
}
//# sourceMappingURL=copy-into.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/directory-cache.js




/** Directories that stay open: those that files go to at a time, and the ones above them. */
const CAPACITY = 8;
/**
 * Directories below one, reached component by component and never through a symbolic link. The last ones stay open;
 * before one is used again it must still lie where it was found, so that nothing goes to a directory that was moved
 * away.
 */
class DirectoryCache {
    #root;
    #rootPath;
    /** The one used last is the last. Empty where directories have no descriptors. */
    #open = new Map();
    #onMade;
    #closed = false;
    /**
     * @param onMade - is told of directories that had to be made
     * @throws the system error
     */
    constructor(root, onMade) {
        this.#root = (0,files_anchor/* openRoot */.R8)(root);
        this.#rootPath = systemPathOf(this.#root);
        this.#onMade = onMade;
    }
    /**
     * The directory, good until the next call.
     *
     * @param directory - relative, parts separated by slashes, none of them "." or ".."; "" is the root
     * @param create - makes what is missing of it
     * @returns undefined when it is missing
     * @throws TransferFailure
     */
    at(directory, create) {
        if (this.#closed) {
            // The numbers of its descriptors may be other directories by now.
            throw new Error("the directories are closed");
        }
        try {
            return this.#find(directory, create);
        }
        catch (error) {
            if (this.#open.size === 0 || !(0,disk_failure/* isOutOfDescriptors */.wD)(error.cause)) {
                throw error;
            }
            // These few may be what is missing.
            this.clear();
            return this.#find(directory, create);
        }
    }
    #find(directory, create) {
        if (directory === "") {
            return this.#root;
        }
        const known = this.#open.get(directory);
        if (known !== undefined) {
            this.#open.delete(directory);
            if (isInPlace(known)) {
                this.#open.set(directory, known);
                return known.anchor;
            }
            (0,files_anchor/* closeAnchor */.U4)(known.anchor);
        }
        const above = (0,lib/* directoryOf */.jt)(directory);
        const parent = this.#find(above, create);
        if (parent === undefined) {
            return undefined;
        }
        const name = above === "" ? directory : directory.slice(above.length + 1);
        const child = (0,files_anchor/* openChild */.$r)(parent, name, create, directory);
        if (child === undefined) {
            return undefined;
        }
        if (child.made) {
            this.#onMade(directory);
        }
        this.#keep(directory, child.anchor);
        return child.anchor;
    }
    #keep(directory, anchor) {
        if (anchor.descriptor === undefined) {
            return;
        }
        this.#open.set(directory, { anchor, systemPath: `${this.#rootPath}/${directory}` });
        if (this.#open.size > CAPACITY) {
            const [oldest, { anchor: unused }] = this.#open.entries().next().value;
            this.#open.delete(oldest);
            (0,files_anchor/* closeAnchor */.U4)(unused);
        }
    }
    /** Closes what can be opened again. */
    clear() {
        for (const { anchor } of this.#open.values()) {
            (0,files_anchor/* closeAnchor */.U4)(anchor);
        }
        this.#open.clear();
    }
    close() {
        if (!this.#closed) {
            this.#closed = true;
            this.clear();
            (0,files_anchor/* closeAnchor */.U4)(this.#root);
        }
    }
}
/** Closes it when it fails. @throws the system error */
function systemPathOf(root) {
    if (root.descriptor === undefined) {
        return "";
    }
    try {
        const path = files_io.io.readlinkSync(root.prefix);
        return path === "/" ? "" : path;
    }
    catch (error) {
        (0,files_anchor/* closeAnchor */.U4)(root);
        throw error;
    }
}
function isInPlace({ anchor, systemPath }) {
    try {
        return files_io.io.readlinkSync(anchor.prefix) === systemPath;
    }
    catch {
        // Longer than the system tells: looked up anew each time.
        return false;
    }
}
//# sourceMappingURL=directory-cache.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/linking.js
var linking = __webpack_require__(8805);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-entries.js

/** What is in a directory, unsorted. @throws the system error */
function entriesOf(prefix) {
    return files_io.io.readdirSync(`${prefix}/.`).flatMap((name) => listed(prefix, name));
}
function listed(prefix, name) {
    const stats = files_io.io.lstatSync(`${prefix}/${name}`, { throwIfNoEntry: false });
    if (stats === undefined) {
        // Removed meanwhile; or a name that is no UTF-8 and cannot be asked for.
        return name.includes("\ufffd") ? [{ name, kind: "other", size: 0 }] : [];
    }
    return [{ name, kind: kindOf(stats), size: stats.isFile() ? stats.size : 0 }];
}
function kindOf(stats) {
    if (stats.isFile()) {
        return "file";
    }
    if (stats.isDirectory()) {
        return "directory";
    }
    return stats.isSymbolicLink() ? "symlink" : "other";
}
//# sourceMappingURL=tree-entries.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-failures.js


/** A path that nothing may be placed at, wherever it leads. */
function unsafe(localPath, problem) {
    return new lib_failure/* TransferFailure */.a("path", `${(0,lib/* show */.WU)(localPath)}: ${problem}`, { remedy: "never" });
}
/** Something else is where a file must be. */
function occupied(what, localPath) {
    return new lib_failure/* TransferFailure */.a("conflict", `${(0,lib/* show */.WU)(localPath)} is ${what}, where a file must be`, {
        remedy: "never",
    });
}
function kindText(stats) {
    if (stats.isDirectory()) {
        return "a directory";
    }
    if (stats.isFIFO()) {
        return "a named pipe";
    }
    return stats.isSocket() ? "a socket" : "a device";
}
//# sourceMappingURL=tree-failures.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-paths.js

/** The directory of an output directory that files are placed in. */
const TREE = "compose";
/** Directory of a local path, relative to the output directory. */
function parentOf(localPath) {
    const slash = localPath.lastIndexOf("/");
    return slash === -1 ? TREE : `${TREE}/${localPath.slice(0, slash)}`;
}
/** Name of a local path in its directory. */
function nameOf(localPath) {
    return localPath.slice(localPath.lastIndexOf("/") + 1);
}
/** Whether an artifact may have the path. */
function isPlain(localPath) {
    return (0,lib/* localPathProblem */.GZ)(localPath) === undefined;
}
/** Whether the path leads to somewhere in the tree: what is found there may have names that no artifact may have. */
function isInside(localPath) {
    return (!/(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(localPath) && (process.platform !== "win32" || isPlain(localPath)));
}
//# sourceMappingURL=tree-paths.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/tree-root.js











const READ = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/**
 * The tree of an output directory, `compose/`. Files are placed in it and never outside, whatever links are planted in
 * it, also while this runs: every directory is opened as a part of the one above it, and symbolic links are not
 * followed. Where the system has no /proc, links that are planted between a look and a call may be followed.
 *
 * Local paths are relative to `compose/`. All calls throw TransferFailure: `path` for a symbolic link on the way,
 * `conflict` for a file where a directory must be or the other way round, else what the file system says of the disk.
 */
class TreeRoot {
    #directories;
    #private;
    /** Directories whose entries changed since they were last synchronised. */
    #changed = new Set();
    /**
     * @param output - the output directory; it must exist, and may be a symbolic link
     * @param options.create - makes `compose/` when it is missing; without it a missing one is an empty tree
     * @param options.privateDirectory - of the same output directory; only to place files
     * @throws TransferFailure
     */
    static open(output, options) {
        const tree = (0,disk_failure/* onDisk */.FC)(output, () => new TreeRoot(output, options.privateDirectory));
        try {
            tree.#directories.at(TREE, options.create);
        }
        catch (error) {
            tree.close();
            throw error;
        }
        return tree;
    }
    constructor(output, privateDirectory) {
        this.#directories = new DirectoryCache(output, (directory) => {
            this.#changed.add((0,lib/* directoryOf */.jt)(directory));
        });
        this.#private = privateDirectory;
    }
    /** What is at the path; a symbolic link is not followed. */
    stat(localPath) {
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const path = this.#find(localPath);
            return path === undefined ? undefined : files_io.io.lstatSync(path, { bigint: true, throwIfNoEntry: false });
        });
    }
    /** Makes the directories above a path. */
    ensureParent(localPath) {
        this.#parent(localPath, parentOf(localPath));
    }
    /** Creates a file in the private directory, on the file system of the tree, open to write and read. */
    createTemp() {
        return this.#temporary().createTemp();
    }
    /** Removes a file that will not be placed. It need not exist any more. */
    discardTemp(name) {
        this.#temporary().discard(name);
    }
    /**
     * Moves a finished file into its place. A file or symbolic link there is replaced, and other names of that file stay
     * as they are; anything else there is a conflict.
     *
     * @param isFree - nothing was there a moment ago: it is not looked for again
     * @returns the file as it lies there; undefined when somebody has removed it
     */
    place(name, localPath, isFree = false) {
        const source = this.#temporary().pathOf(name);
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const directory = parentOf(localPath);
            const parent = this.#parent(localPath, directory);
            const target = `${parent.prefix}/${nameOf(localPath)}`;
            if (!isFree) {
                refuseOthers(target, localPath);
            }
            try {
                files_io.io.renameSync(source, target);
            }
            catch (error) {
                if ((0,files_io/* errorCode */.CA)(error) !== "EXDEV") {
                    throw error;
                }
                // Another file system is mounted below the tree.
                copyInto(parent.prefix, source, target, this.#temporary());
            }
            this.#changed.add(directory);
            return files_io.io.lstatSync(target, { bigint: true, throwIfNoEntry: false });
        });
    }
    /**
     * Puts the content of a file that is in its place at another path too.
     *
     * The times of the file change when it gets another name: what a journal says of it must be recorded again.
     *
     * @param mode - `auto`: what works first of a hard link, shared blocks (reflink), a copy; another one: that, or what
     * works after it
     * @param known - the file as it was verified
     * @returns how it was done
     * @throws TransferFailure `changed` when the file is not the known one any more
     */
    link(fromPath, toPath, mode, known) {
        const temporary = this.#temporary();
        const source = (0,disk_failure/* onDisk */.FC)(fromPath, () => this.#find(fromPath));
        if (source === undefined) {
            throw new lib_failure/* TransferFailure */.a("changed", `${(0,lib/* show */.WU)(fromPath)} was removed meanwhile`, { remedy: "again" });
        }
        const name = temporary.newName();
        try {
            const kind = (0,disk_failure/* onDisk */.FC)(fromPath, () => (0,linking/* makeTwin */.J)({
                source,
                target: temporary.pathOf(name),
                shown: fromPath,
                mode,
                known,
                fileMode: temporary.fileMode,
            }));
            this.place(name, toPath);
            return kind;
        }
        finally {
            // A rename does nothing when both names are the same file already.
            temporary.discard(name);
        }
    }
    /** Opens a regular file to read; a named pipe does not make it wait. @returns a descriptor */
    openRead(localPath) {
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const path = this.#find(localPath);
            if (path === undefined) {
                throw new lib_failure/* TransferFailure */.a("disk", `${(0,lib/* show */.WU)(localPath)} does not exist`, { remedy: "again" });
            }
            let descriptor;
            try {
                descriptor = files_io.io.openSync(path, READ);
            }
            catch (error) {
                throw (0,files_io/* errorCode */.CA)(error) === "ENXIO" ? occupied("a socket", localPath) : error;
            }
            try {
                const stats = files_io.io.fstatSync(descriptor);
                if (!stats.isFile()) {
                    throw occupied(kindText(stats), localPath);
                }
                return descriptor;
            }
            catch (error) {
                (0,files_io/* closeQuietly */.EO)(descriptor);
                throw error;
            }
        });
    }
    /** Removes a file, or a symbolic link itself; never a directory. @returns whether it was there */
    remove(localPath) {
        return this.#unlink(localPath, (path) => files_io.io.unlinkSync(path), "ENOENT");
    }
    /** Removes a directory that is empty. @returns whether it was there and empty */
    removeDirectory(localPath) {
        return this.#unlink(localPath, (path) => files_io.io.rmdirSync(path), "ENOENT", "ENOTEMPTY", "EEXIST");
    }
    #unlink(localPath, call, ...expected) {
        return (0,disk_failure/* onDisk */.FC)(localPath, () => {
            const path = this.#find(localPath, isInside);
            if (path === undefined) {
                return false;
            }
            try {
                call(path);
            }
            catch (error) {
                const code = (0,files_io/* errorCode */.CA)(error) ?? "";
                if (expected.includes(code)) {
                    return false;
                }
                // What unlink(2) says of a directory differs between systems.
                throw code === "EPERM" && files_io.io.lstatSync(path).isDirectory()
                    ? occupied("a directory", localPath)
                    : error;
            }
            this.#changed.add(parentOf(localPath));
            return true;
        });
    }
    /**
     * What is in a directory, unsorted.
     *
     * @param directory - a local path, or "" for the whole tree
     * @returns undefined when it is missing
     */
    list(directory) {
        return (0,disk_failure/* onDisk */.FC)(directory, () => {
            if (directory !== "" && !isInside(directory)) {
                throw unsafe(directory, "the path leads out of the tree");
            }
            const prefix = this.#directories.at(directory === "" ? TREE : `${TREE}/${directory}`, false)?.prefix;
            return prefix === undefined ? undefined : entriesOf(prefix);
        });
    }
    /** Has the system write what changed in the directory of a path: names, not contents. */
    syncDirectory(localPath) {
        this.#sync(parentOf(localPath));
    }
    /** Has the system write all directories that changed since the last time. Contents are the caller's. */
    syncAll() {
        for (const directory of [...this.#changed].sort()) {
            this.#sync(directory);
        }
    }
    #sync(directory) {
        (0,disk_failure/* onDisk */.FC)(directory, () => {
            const descriptor = this.#directories.at(directory, false)?.descriptor;
            // Systems without descriptors of directories have nothing to synchronise them with.
            if (descriptor !== undefined) {
                files_io.io.fsyncSync(descriptor);
            }
            this.#changed.delete(directory);
        });
    }
    /** Closes the directories; the private one stays open. */
    close() {
        this.#directories.close();
    }
    #temporary() {
        if (this.#private === undefined) {
            throw new TypeError("a tree without private directory cannot be written");
        }
        return this.#private;
    }
    /** Path for calls of the file system, good until the next one; undefined when a directory is missing. */
    #find(localPath, isGood = isPlain) {
        if (!isGood(localPath)) {
            throw unsafe(localPath, (0,lib/* localPathProblem */.GZ)(localPath) ?? "the path leads out of the tree");
        }
        const prefix = this.#directories.at(parentOf(localPath), false)?.prefix;
        return prefix === undefined ? undefined : `${prefix}/${nameOf(localPath)}`;
    }
    #parent(localPath, directory) {
        const problem = (0,lib/* localPathProblem */.GZ)(localPath);
        if (problem !== undefined) {
            throw unsafe(localPath, problem);
        }
        const parent = this.#directories.at(directory, true);
        if (parent === undefined) {
            throw new Error("a directory that is made when it is missing is missing");
        }
        return parent;
    }
}
/** A rename would replace a named pipe or a device as it replaces a file. */
function refuseOthers(target, localPath) {
    // Cheaper than the look that follows, for the usual case: nothing there, or a link to nothing.
    if (!files_io.io.existsSync(target)) {
        return;
    }
    const stats = files_io.io.lstatSync(target, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile() && !stats.isSymbolicLink()) {
        throw occupied(kindText(stats), localPath);
    }
}
//# sourceMappingURL=tree-root.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/file-store.js






/**
 * The tree of an output directory, for files of which nothing is known before they are there. Files that are known
 * beforehand are transferred in a session, which goes on where an earlier one ended.
 */
class FileStore {
    #directory;
    #tree;
    #release;
    /** @throws UserError when the directory cannot be written or another run works on it; TransferFailure */
    static async open({ output, lockTimeoutMs, signal }) {
        const directory = PrivateDirectory.open(output);
        try {
            const release = await (0,lock/* acquireLock */.I)(directory.lockPath, {
                timeoutMs: lockTimeoutMs,
                shown: `${output}/${PRIVATE_NAME}/lock`,
                signal,
            });
            try {
                directory.removeLeftovers();
                return new FileStore(directory, TreeRoot.open(output, { create: true, privateDirectory: directory }), release);
            }
            catch (error) {
                release();
                throw error;
            }
        }
        catch (error) {
            directory.close();
            throw error;
        }
    }
    constructor(directory, tree, release) {
        this.#directory = directory;
        this.#tree = tree;
        this.#release = release;
    }
    /**
     * Begins a file.
     *
     * @param key - tells it from the others that are received; what a killed run left under it is replaced
     */
    begin(key) {
        const file = new IncomingFile(this.#directory, {
            checksums: [],
            size: null,
            key: () => key,
            onPartial: () => undefined,
        });
        return {
            get received() {
                return file.received;
            },
            append: (chunk) => file.append(chunk),
            restart: () => file.restart(),
            sha256: async () => (await file.digests()).get("sha256"),
            place: (localPath) => this.#place(file.finish(), localPath),
            discard: () => file.discard(),
        };
    }
    close() {
        this.#tree.close();
        try {
            this.#release();
        }
        finally {
            this.#directory.close();
        }
    }
    #place({ descriptor, name }, localPath) {
        let isOpen = true;
        try {
            (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.fdatasyncSync(descriptor));
            isOpen = false;
            // Network file systems tell now that they could not write.
            (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.closeSync(descriptor));
            this.#tree.place(name, localPath);
            this.#tree.syncDirectory(localPath);
        }
        catch (error) {
            if (isOpen) {
                (0,files_io/* closeQuietly */.EO)(descriptor);
            }
            try {
                this.#directory.discard(name);
            }
            catch {
                // The next run tidies up; the error that is on its way tells more.
            }
            throw error;
        }
    }
}
//# sourceMappingURL=file-store.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/placer.js


/**
 * When the system is made to write files to the disk: never by us; some hundred at a time; each before it gets its
 * name.
 */
const FSYNC_POLICIES = (/* unused pure expression or super */ null && (["none", "batch", "file"]));
/** Files that are synchronised together. */
const BATCH = 256;
const NOTHING_TO_WRITE = () => undefined;
/** Puts verified files into their places and remembers that they are verified. */
class Placer {
    #tree;
    #journal;
    #fsync;
    /** In their places, but perhaps not on the disk: the journal does not speak of them yet. */
    #pending = [];
    constructor(tree, journal, fsync) {
        this.#tree = tree;
        this.#journal = journal;
        this.#fsync = fsync;
    }
    /**
     * @param checksums - of the file, found to be right or computed
     * @throws TransferFailure
     */
    place(file, { localPath, isFree }, checksums) {
        const { descriptor, name } = file.finish();
        const stats = this.#place({ localPath, isFree: isFree === true }, descriptor, name, NOTHING_TO_WRITE);
        this.settle({ localPath, checksums }, stats);
    }
    /**
     * Puts a file of our own making into the tree. What is there stays until the new one is complete.
     *
     * @param make - writes the file, part by part
     * @returns its bytes
     * @throws TransferFailure
     */
    write(localPath, make) {
        const { descriptor, name } = this.#tree.createTemp();
        let length = 0;
        this.#place({ localPath, isFree: false }, descriptor, name, () => make((text) => {
            const bytes = Buffer.from(text);
            (0,disk_failure/* onDisk */.FC)(localPath, () => (0,files_io/* writeFully */.KM)(descriptor, bytes));
            length += bytes.length;
        }));
        return length;
    }
    #place({ localPath, isFree }, descriptor, name, fill) {
        let isOpen = true;
        try {
            fill();
            if (this.#fsync === "file") {
                (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.fdatasyncSync(descriptor));
            }
            isOpen = false;
            // Network file systems tell now that they could not write.
            (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.closeSync(descriptor));
            const stats = this.#tree.place(name, localPath, isFree);
            if (this.#fsync === "file") {
                this.#tree.syncDirectory(localPath);
            }
            return stats;
        }
        catch (error) {
            if (isOpen) {
                (0,files_io/* closeQuietly */.EO)(descriptor);
            }
            this.#discard(name);
            throw error;
        }
    }
    /** Another error is on its way. */
    #discard(name) {
        try {
            this.#tree.discardTemp(name);
        }
        catch {
            // The next run tidies up.
        }
    }
    /**
     * Remembers a file that is in its place and verified.
     *
     * @param stats - of the file there, if somebody has just looked
     */
    settle(placed, stats) {
        if (this.#fsync === "batch") {
            this.#pending.push(placed);
            if (this.#pending.length >= BATCH) {
                this.flush();
            }
        }
        else {
            this.#remember(placed, stats);
        }
    }
    /** @throws TransferFailure */
    flush() {
        const pending = this.#pending;
        this.#pending = [];
        for (const { localPath } of pending) {
            const descriptor = this.#tree.openRead(localPath);
            try {
                (0,disk_failure/* onDisk */.FC)(localPath, () => files_io.io.fdatasyncSync(descriptor));
            }
            finally {
                (0,files_io/* closeQuietly */.EO)(descriptor);
            }
        }
        if (this.#fsync !== "none") {
            this.#tree.syncAll();
        }
        for (const placed of pending) {
            this.#remember(placed);
        }
    }
    #remember({ localPath, checksums }, known) {
        const stats = known ?? this.#tree.stat(localPath);
        if (stats !== undefined) {
            const { mtimeNs, ctimeNs, ino } = stats;
            this.#journal.record({ path: localPath, size: Number(stats.size), mtimeNs, ctimeNs, ino, checksums });
        }
    }
}
//# sourceMappingURL=placer.js.map
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/follow-protocol.js
/** There is more to come. */
const FOLLOW_ON = 0;
/** What is before the front is all. */
const FINISH = 1;
/** Nobody wants to know any more. */
const CANCEL = 2;
//# sourceMappingURL=follow-protocol.js.map
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/follower-thread.js

/** In MB: it reads into one buffer and makes hardly anything else. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };
/** Starts a thread of `follow-worker`. In a file of its own: bundlers recognise this very expression. */
function startFollowerThread() {
    return new external_node_worker_threads_.Worker(__webpack_require__.ab + "follow-worker.js", { resourceLimits: LIMITS });
}
//# sourceMappingURL=follower-thread.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/followers.js



const MAX_THREADS = 4;
/** Waking a thread for less costs more than it gains. */
const WAKE_BYTES = 256 * 1024;
/** Threads that hash big files beside the thread that receives them. Each is started when it is wanted first. */
class Followers {
    #idle = [];
    #all = [];
    #max = Math.min(MAX_THREADS, Math.max(1, (0,external_node_os_.availableParallelism)() - 1));
    /** @returns undefined when all threads are busy */
    follow(descriptor, algorithms) {
        const worker = this.#idle.pop() ?? this.#start();
        if (worker === undefined) {
            return undefined;
        }
        const control = new SharedArrayBuffer(16);
        const job = { descriptor, algorithms, control };
        const { promise, resolve, reject } = Promise.withResolvers();
        // Without anybody who waits for the digests an error is none.
        promise.catch(() => undefined);
        worker.once("message", (result) => {
            worker.off("error", reject);
            this.#idle.push(worker);
            resolve(result);
        });
        worker.once("error", reject);
        worker.postMessage(job);
        return new RunningFollower(control, promise);
    }
    async close() {
        await Promise.all(this.#all.map((worker) => worker.terminate()));
    }
    #start() {
        if (this.#all.length >= this.#max) {
            return undefined;
        }
        const worker = startFollowerThread();
        // An idle thread must not keep the process alive.
        worker.unref();
        this.#all.push(worker);
        return worker;
    }
}
class RunningFollower {
    #changes;
    #state;
    #front;
    #result;
    #announced = 0;
    constructor(control, result) {
        this.#changes = new Int32Array(control, 0, 1);
        this.#state = new Int32Array(control, 4, 1);
        this.#front = new BigInt64Array(control, 8, 1);
        this.#result = result;
    }
    advance(front) {
        Atomics.store(this.#front, 0, BigInt(front));
        if (front - this.#announced >= WAKE_BYTES) {
            this.#announced = front;
            this.#wake();
        }
    }
    finish() {
        Atomics.store(this.#state, 0, FINISH);
        this.#wake();
        return this.#result;
    }
    cancel() {
        Atomics.store(this.#state, 0, CANCEL);
        this.#wake();
    }
    #wake() {
        Atomics.add(this.#changes, 0, 1);
        Atomics.notify(this.#changes, 0);
    }
}
//# sourceMappingURL=followers.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/job.js

/** The name under which an unfinished file is kept: what it shall become, not where it comes from. */
function partialKey({ localPath, size, checksums }) {
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify([localPath, size, checksums]))
        .digest("hex")
        .slice(0, 32);
}
//# sourceMappingURL=job.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/files/journal-lines.js
var journal_lines = __webpack_require__(9804);
;// CONCATENATED MODULE: ./packages/transfer/lib/files/journal-file.js





const { O_RDONLY, O_RDWR: journal_file_O_RDWR, O_APPEND, O_CREAT: journal_file_O_CREAT, O_EXCL: journal_file_O_EXCL, O_NOFOLLOW: journal_file_O_NOFOLLOW, O_NONBLOCK: journal_file_O_NONBLOCK } = external_node_fs_.constants;
const BUFFER_CHARS = 1024 * 1024;
/**
 * Opens a journal to read and append, or creates it. Links are not followed, and a named pipe does not make it wait.
 *
 * @param shown - the path as users know it
 * @throws UserError when something else than a file is there
 * @throws TransferFailure
 */
function openJournal(path, shown) {
    return regularFile(path, shown, journal_file_O_RDWR | O_APPEND | journal_file_O_CREAT | journal_file_O_NOFOLLOW | journal_file_O_NONBLOCK);
}
/** Opens a journal to read. @returns undefined when there is none @throws UserError, TransferFailure */
function openJournalToRead(path, shown) {
    return files_io.io.lstatSync(path, { throwIfNoEntry: false }) === undefined
        ? undefined
        : regularFile(path, shown, O_RDONLY | journal_file_O_NOFOLLOW | journal_file_O_NONBLOCK);
}
function regularFile(path, shown, flags) {
    let descriptor;
    try {
        descriptor = files_io.io.openSync(path, flags, files_io/* FILE_MODE */.rE);
    }
    catch (error) {
        throw ["ELOOP", "EISDIR", "ENXIO"].includes((0,files_io/* errorCode */.CA)(error) ?? "")
            ? otherThing(shown)
            : (0,disk_failure/* diskFailure */.C9)(error, shown);
    }
    try {
        if (!files_io.io.fstatSync(descriptor).isFile()) {
            throw otherThing(shown);
        }
        return descriptor;
    }
    catch (error) {
        (0,files_io/* closeQuietly */.EO)(descriptor);
        throw (0,disk_failure/* diskFailure */.C9)(error, shown);
    }
}
function otherThing(shown) {
    return (0,step_lib/* refuse */.TR)(`output: the journal ${shown} is no regular file`, "remove it: the files are verified again then");
}
/**
 * Writes a journal anew and puts it in the place of the former one.
 *
 * @returns a descriptor to append with
 * @throws the system error; the former journal is as it was then
 */
function rewriteJournal(path, texts) {
    const beside = `${path}.new`;
    (0,files_io/* removeFile */.nM)(beside);
    const descriptor = files_io.io.openSync(beside, journal_file_O_RDWR | O_APPEND | journal_file_O_CREAT | journal_file_O_EXCL | journal_file_O_NOFOLLOW, files_io/* FILE_MODE */.rE);
    try {
        let pending = "";
        for (const text of texts) {
            pending += (0,journal_lines/* journalLine */.Ee)(text);
            if (pending.length >= BUFFER_CHARS) {
                (0,files_io/* writeFully */.KM)(descriptor, Buffer.from(pending));
                pending = "";
            }
        }
        (0,files_io/* writeFully */.KM)(descriptor, Buffer.from(pending));
        // After a power cut the new name must not lead to nothing.
        files_io.io.fdatasyncSync(descriptor);
        files_io.io.renameSync(beside, path);
        return descriptor;
    }
    catch (error) {
        (0,files_io/* closeQuietly */.EO)(descriptor);
        (0,files_io/* removeQuietly */.S2)(beside);
        throw error;
    }
}
//# sourceMappingURL=journal-file.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/journal-records.js

/** @returns undefined when the text is no record; of a kind that is not known it may well be one */
function journal_records_nameOf(text) {
    // As it is written here: {"kind":"key",…}. Taking all apart would be most of the work of reading a journal.
    const kindEnd = text.indexOf('":"', 2);
    const keyEnd = text.indexOf('"', kindEnd + 3);
    if (text.startsWith('{"') && kindEnd !== -1 && keyEnd !== -1 && text.endsWith("}")) {
        const kind = text.slice(2, kindEnd);
        const key = text.slice(kindEnd + 3, keyEnd);
        if (/^[a-z]+$/.test(kind) && !key.includes("\\")) {
            return { kind, key };
        }
    }
    const fields = fieldsOf(text);
    const first = fields === undefined ? undefined : Object.entries(fields)[0];
    if (first === undefined) {
        return undefined;
    }
    const [kind, key] = first;
    return { kind, key: typeof key === "string" ? key : text };
}
/** @returns undefined when the text is no JSON object */
function fieldsOf(text) {
    if (text === undefined) {
        return undefined;
    }
    try {
        const value = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function fileText({ path, size, mtimeNs, ctimeNs, ino, checksums }) {
    // Nanoseconds and inodes are larger than the numbers of JSON readers.
    return JSON.stringify({
        file: path,
        size,
        mtime: `${mtimeNs}`,
        ctime: `${ctimeNs}`,
        ino: `${ino}`,
        checksums,
    });
}
/** @returns undefined when there is no record, or it is not as it is written here */
function parseFile(text) {
    const { file, size, mtime, ctime, ino, checksums } = fieldsOf(text) ?? {};
    return typeof file === "string" &&
        isSize(size) &&
        isWhole(mtime) &&
        isWhole(ctime) &&
        isWhole(ino) &&
        Array.isArray(checksums) &&
        checksums.every(lib/* isChecksum */.QY)
        ? { path: file, size, mtimeNs: BigInt(mtime), ctimeNs: BigInt(ctime), ino: BigInt(ino), checksums }
        : undefined;
}
function partialText({ key, name, etag, size }) {
    return JSON.stringify({ partial: key, name, etag, size });
}
/** @returns undefined when there is no record, or it is not as it is written here */
function parsePartial(text) {
    const { partial, name, etag, size } = fieldsOf(text) ?? {};
    return typeof partial === "string" &&
        typeof name === "string" &&
        /^partial\/[0-9a-f]+$/.test(name) &&
        (etag === null || typeof etag === "string") &&
        (size === null || isSize(size))
        ? { key: partial, name, etag, size }
        : undefined;
}
function isSize(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
/** Before 1970 times are negative. */
function isWhole(value) {
    return typeof value === "string" && /^-?[0-9]{1,30}$/.test(value);
}
//# sourceMappingURL=journal-records.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/journal.js






/** Records are written this many characters at a time. */
const journal_BUFFER_CHARS = 64 * 1024;
/** Shorter journals are not worth writing anew. */
const MIN_COMPACTED_LINES = 64;
/**
 * What earlier runs found out, so that it need not be found out again: which files were verified, and what partial
 * files belong to. Appended to, a line a record, each with a checksum of its own: a run that is killed loses its last
 * records and nothing else. No file is trusted for its record alone: it must still have the very size, times and
 * inode.
 */
class Journal {
    /** Lines that could not be read when the journal was opened. */
    badLines;
    /** Kind → key → the record's text, which is taken apart when it is asked for. Also of kinds that are not known. */
    #records = new Map();
    #descriptor;
    #pending = "";
    /** The last line may have no end: what follows must begin a new one. */
    #torn;
    /**
     * Opens a journal, or begins one. One that is mostly outdated is written anew.
     *
     * @param shown - the path as users know it
     * @throws UserError when something else than a file is there
     * @throws TransferFailure
     */
    static open(path, shown = path) {
        const descriptor = openJournal(path, shown);
        try {
            return (0,disk_failure/* onDisk */.FC)(shown, () => new Journal(path, descriptor));
        }
        catch (error) {
            (0,files_io/* closeQuietly */.EO)(descriptor);
            throw error;
        }
    }
    constructor(path, descriptor) {
        const { lines, badLines, torn } = (0,journal_lines/* readJournal */.a0)(descriptor, (text) => this.#apply(text));
        this.badLines = badLines;
        let live = 0;
        for (const records of this.#records.values()) {
            live += records.size;
        }
        const all = lines + badLines;
        // A second name of the file may lie outside, and must not be written to.
        const isShared = files_io.io.fstatSync(descriptor).nlink !== 1;
        if (isShared || (all > 2 * live && all > MIN_COMPACTED_LINES)) {
            this.#descriptor = rewriteJournal(path, this.#texts());
            this.#torn = false;
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
        else {
            this.#descriptor = descriptor;
            this.#torn = torn;
        }
    }
    /** What is known of the file at a local path. */
    lookup(localPath) {
        return parseFile(this.#text("file", localPath));
    }
    /**
     * Whether the file at a local path was verified and is still the same: size, times and inode as recorded, the
     * strongest wanted checksum among those that it was found to have, and no other contradicting them. False when no
     * checksum is wanted.
     *
     * @param stats - of the file as it lies there now
     */
    proves(localPath, stats, wanted) {
        return wanted.checksums.length > 0 && this.recordOf(localPath, stats, wanted) !== undefined;
    }
    /**
     * What was found of the file at a path, if it is still the same and what is wanted, as {@link proves} has it; when no
     * checksum is wanted, if it is still the same.
     */
    recordOf(localPath, stats, wanted) {
        const record = this.lookup(localPath);
        const strongest = (0,lib/* strongestChecksum */.Lh)(wanted.checksums);
        const isSame = record !== undefined &&
            stats.size === BigInt(record.size) &&
            stats.mtimeNs === record.mtimeNs &&
            stats.ctimeNs === record.ctimeNs &&
            stats.ino === record.ino &&
            (wanted.size === null || wanted.size === record.size) &&
            (strongest === undefined || record.checksums.includes(strongest)) &&
            !(0,lib/* checksumsConflict */.Jm)(wanted.checksums, record.checksums);
        return isSame ? record : undefined;
    }
    /**
     * Remembers that a file was verified.
     *
     * @param record - with times of a look at the file in its place: moving it there and linking it change them
     * @throws TransferFailure when records could not be written
     */
    record(record) {
        this.#append(fileText(record));
    }
    /** @throws TransferFailure when records could not be written */
    forget(localPath) {
        this.#forget("file", localPath);
    }
    /**
     * Remembers what a partial file belongs to.
     *
     * @throws TransferFailure when records could not be written
     */
    recordPartial(record) {
        this.#append(partialText(record));
    }
    partialOf(key) {
        return parsePartial(this.#text("partial", key));
    }
    /** @throws TransferFailure when records could not be written */
    forgetPartial(key) {
        this.#forget("partial", key);
    }
    /** All partial files that are remembered. */
    partials() {
        return [...(this.#records.get("partial")?.values() ?? [])].flatMap((text) => parsePartial(text) ?? []);
    }
    /**
     * Remembers a fact about the whole output, for instance which compose it is.
     *
     * @throws TransferFailure when records could not be written
     */
    remember(name, value) {
        if (this.recall(name) !== value) {
            this.#append(JSON.stringify({ fact: name, value }));
        }
    }
    recall(name) {
        const value = fieldsOf(this.#text("fact", name))?.["value"];
        return typeof value === "string" ? value : undefined;
    }
    /**
     * Takes in what another journal says, as if its lines stood at the end of this one.
     *
     * @param shown - the path as users know it
     * @returns how many records; 0 when there is no such journal
     * @throws UserError when something else than a file is there
     * @throws TransferFailure
     */
    absorb(path, shown = path) {
        const descriptor = (0,disk_failure/* onDisk */.FC)(shown, () => openJournalToRead(path, shown));
        if (descriptor === undefined) {
            return 0;
        }
        try {
            return (0,disk_failure/* onDisk */.FC)(shown, () => {
                // Itself would never end: it grows while it is read.
                return isSameFile(descriptor, this.#descriptor)
                    ? 0
                    : (0,journal_lines/* readJournal */.a0)(descriptor, (text) => this.#append(text)).lines;
            });
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(descriptor);
        }
    }
    /** Writes what is pending. @throws TransferFailure */
    flush() {
        if (this.#pending === "") {
            return;
        }
        const text = this.#torn ? `\n${this.#pending}` : this.#pending;
        // Until all is written. What fails is written once more by the next flush: a repeated record does no harm.
        this.#torn = true;
        (0,disk_failure/* onDisk */.FC)(undefined, () => (0,files_io/* writeFully */.KM)(this.#descriptor, Buffer.from(text)));
        this.#torn = false;
        this.#pending = "";
    }
    /** Writes what is pending, and has the system write it to the disk. @throws TransferFailure */
    close() {
        try {
            this.flush();
            (0,disk_failure/* onDisk */.FC)(undefined, () => files_io.io.fdatasyncSync(this.#descriptor));
        }
        finally {
            (0,files_io/* closeQuietly */.EO)(this.#descriptor);
        }
    }
    #text(kind, key) {
        return this.#records.get(kind)?.get(key);
    }
    *#texts() {
        for (const records of this.#records.values()) {
            yield* records.values();
        }
    }
    #forget(kind, key) {
        if (this.#text(kind, key) !== undefined) {
            this.#append(JSON.stringify({ gone: key, kind }));
        }
    }
    /** @returns whether the text is a record */
    #append(text) {
        const fits = (0,journal_lines/* fitsLine */.ni)(text);
        const understood = fits && this.#apply(text);
        if (understood) {
            this.#pending += (0,journal_lines/* journalLine */.Ee)(text);
            if (this.#pending.length >= journal_BUFFER_CHARS) {
                this.flush();
            }
        }
        return understood;
    }
    /** @returns whether the text is a record */
    #apply(text) {
        const name = journal_records_nameOf(text);
        if (name === undefined) {
            return false;
        }
        const { kind, key } = name;
        if (kind === "gone") {
            this.#records.get(String(fieldsOf(text)?.["kind"]))?.delete(key);
            return true;
        }
        let records = this.#records.get(kind);
        if (records === undefined) {
            records = new Map();
            this.#records.set(kind, records);
        }
        records.set(key, text);
        return true;
    }
}
function isSameFile(a, b) {
    const [x, y] = [files_io.io.fstatSync(a, { bigint: true }), files_io.io.fstatSync(b, { bigint: true })];
    return x.dev === y.dev && x.ino === y.ino;
}
//# sourceMappingURL=journal.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/http/bandwidth.js
/** How much may come at once after silence, as a share of a second's bytes. */
const BURST_MS = 250;
/** Timers are no finer than this; a shorter pause is put off until the next one. */
const SHORTEST_PAUSE_MS = 10;
/**
 * A limit on the bytes per second of all transfers together. Whoever received bytes takes them here and then pauses
 * as told, before it reads on. Takers get their turn in the order in which they came, so none of them starves.
 *
 * A pause is no silence of the server: it must not count towards timeouts.
 */
class BandwidthLimit {
    #msPerByte;
    #now;
    /** When all bytes taken so far would have come at exactly the permitted rate. */
    #due = Number.NEGATIVE_INFINITY;
    /**
     * @param bytesPerSecond more than 0
     * @param now a clock that never goes back, in milliseconds
     */
    constructor(bytesPerSecond, now) {
        if (!(bytesPerSecond > 0))
            throw new RangeError("a bandwidth must be more than 0 bytes per second");
        this.#msPerByte = 1000 / bytesPerSecond;
        this.#now = now;
    }
    /** Counts bytes that were received; returns how many milliseconds to pause before receiving more, mostly 0. */
    take(bytes) {
        const now = this.#now();
        this.#due = Math.max(this.#due, now - BURST_MS) + bytes * this.#msPerByte;
        const pause = this.#due - now;
        return pause < SHORTEST_PAUSE_MS ? 0 : Math.ceil(pause);
    }
}
//# sourceMappingURL=bandwidth.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/retry/host-limits.js
/** Halving for each of many refusals that came together would punish a host's one moment of load many times over. */
const HALVE_EVERY_MS = 1000;
/**
 * How much may be asked of each host, and whether at all. Every call takes constant time.
 *
 * A host starts with `max` transfers at a time. When it is busy its limit is halved; after as many successes in a row
 * as the limit is it grows by one. A host that cannot be reached rests, then gets one transfer on trial; when it has
 * failed after the last rest it is lost for good, unless a transfer that was still under way is served after all.
 *
 * Hosts are told apart by the text that the caller gives, best an origin.
 */
class HostLimits {
    #max;
    #now;
    #failures;
    #firstRestMs;
    #longestRestMs;
    #rests;
    #hosts = new Map();
    constructor(options) {
        const { max, now, failures = 6, firstRestMs = 1000, longestRestMs = 30_000, rests = 3 } = options;
        if (!(max >= 1 && failures >= 1))
            throw new RangeError("limits of hosts must be at least 1");
        this.#max = Math.floor(max);
        this.#now = now;
        this.#failures = failures;
        this.#firstRestMs = firstRestMs;
        this.#longestRestMs = longestRestMs;
        this.#rests = rests;
    }
    /** Takes a place at the host, to be given back with `release`; false when there is none now. */
    tryAcquire(name) {
        const host = this.#host(name);
        // Transfers from before a rest must not hold up the trial.
        if (this.#waitMs(host) > 0 || host.active - host.stale >= limitOf(host))
            return false;
        host.active += 1;
        return true;
    }
    /** Gives a place back and tells how it went. */
    release(name, outcome) {
        const host = this.#host(name);
        if (host.active === 0)
            throw new RangeError("a place at a host was given back twice");
        host.active -= 1;
        if (outcome.retryAfterMs !== undefined && outcome.retryAfterMs > 0) {
            host.notBefore = Math.max(host.notBefore, this.#now() + outcome.retryAfterMs);
        }
        if (outcome.kind === "none") {
            host.stale = Math.min(host.stale, host.active);
            return;
        }
        if (outcome.kind === "connection") {
            this.#unreachable(host);
            return;
        }
        host.failures = 0;
        host.stale = 0;
        host.onTrial = false;
        host.restUntil = 0;
        if (outcome.kind === "ok") {
            host.rests = 0;
            host.lost = false;
            this.#served(host);
        }
        else if (outcome.kind === "busy") {
            this.#busy(host);
        }
    }
    /** Whether the host is not to be asked now, because it could not be reached: it rests, or is lost. */
    isDown(name) {
        const host = this.#hosts.get(name);
        return host !== undefined && (host.lost || host.restUntil > this.#now());
    }
    /** Whether the host is down for good: what is waiting for it may as well fail. */
    isLost(name) {
        return this.#hosts.get(name)?.lost ?? false;
    }
    /**
     * Milliseconds until the host may be asked again, as it wished or because it rests; 0 when that is now, though all
     * its places may be taken; Infinity for a host that is lost.
     */
    waitMs(name) {
        const host = this.#hosts.get(name);
        return host === undefined ? 0 : this.#waitMs(host);
    }
    /** How many transfers the host may have at a time. */
    limitOf(name) {
        const host = this.#hosts.get(name);
        return host === undefined ? this.#max : limitOf(host);
    }
    #host(name) {
        let host = this.#hosts.get(name);
        if (host === undefined) {
            host = {
                limit: this.#max,
                active: 0,
                successes: 0,
                halvedAt: Number.NEGATIVE_INFINITY,
                notBefore: 0,
                failures: 0,
                rests: 0,
                restUntil: 0,
                onTrial: false,
                stale: 0,
                lost: false,
            };
            this.#hosts.set(name, host);
        }
        return host;
    }
    #waitMs(host) {
        if (host.lost)
            return Number.POSITIVE_INFINITY;
        // Most hosts never make anybody wait, and then the clock need not be read.
        const until = Math.max(host.notBefore, host.restUntil);
        return until === 0 ? 0 : Math.max(0, until - this.#now());
    }
    #served(host) {
        host.successes += 1;
        if (host.successes >= host.limit) {
            host.successes = 0;
            host.limit = Math.min(host.limit + 1, this.#max);
        }
    }
    #busy(host) {
        host.successes = 0;
        const now = this.#now();
        if (now - host.halvedAt < HALVE_EVERY_MS)
            return;
        host.halvedAt = now;
        host.limit = Math.max(1, Math.floor(host.limit / 2));
    }
    #unreachable(host) {
        host.successes = 0;
        if (host.stale > 0) {
            host.stale -= 1;
            return;
        }
        host.failures += 1;
        if (!host.onTrial && host.failures < this.#failures)
            return;
        host.failures = 0;
        host.stale = host.active;
        host.onTrial = true;
        if (host.rests === this.#rests) {
            host.lost = true;
            return;
        }
        host.restUntil = this.#now() + Math.min(this.#firstRestMs * 2 ** host.rests, this.#longestRestMs);
        host.rests += 1;
    }
}
function limitOf(host) {
    return host.onTrial ? 1 : host.limit;
}
//# sourceMappingURL=host-limits.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./packages/transfer/lib/retry/host-outcome.js
/** What a failure says of the host that was asked. */
function hostOutcome({ failure, remedy, retryAfterMs, cause }) {
    switch (failure) {
        case "rate-limited":
            return { kind: "busy", retryAfterMs };
        case "connection":
            return { kind: "connection" };
        case "timeout":
            return { kind: isConnectTimeout(cause) ? "connection" : "other", retryAfterMs };
        case "disk":
            // Too many open files: fewer transfers at a time may do.
            return { kind: remedy === "again" ? "busy" : "none" };
        case "path":
        case "conflict":
            return { kind: "none" };
        default:
            return { kind: "other", retryAfterMs };
    }
}
/** A host that swallows what is sent to it is out of reach as well. */
function isConnectTimeout(cause) {
    return ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"].includes(cause?.code ?? "");
}
//# sourceMappingURL=host-outcome.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./packages/transfer/lib/retry/backoff.js
var backoff = __webpack_require__(2060);
;// CONCATENATED MODULE: ./packages/transfer/lib/download/segments.js






/** Long enough that a request more is nothing, short enough that connections end together. */
const SEGMENT_BYTES = 32 * 1024 * 1024;
/**
 * Receives the rest of a file over several connections, each asking for one part after the other. What is whole from
 * the beginning is hashed as it grows.
 *
 * @throws TransferFailure, RestartNeeded, `signal.reason`; the file then holds what is whole, and nothing behind it
 */
async function receiveSegments(options, signal) {
    await new Segments(options, signal).receive();
}
class Segments {
    #options;
    #signal;
    #stop = new AbortController();
    #segments = [];
    #next = 0;
    /** The segment that the front lies in. */
    #frontIndex = 0;
    #failure;
    #following = Promise.resolve();
    constructor(options, signal) {
        this.#options = options;
        this.#signal = signal;
        for (let first = options.file.received; first < options.size; first += SEGMENT_BYTES) {
            const end = Math.min(first + SEGMENT_BYTES, options.size);
            this.#segments.push({ first, end, written: first });
        }
    }
    async receive() {
        const { file, acquire, release, connections } = this.#options;
        const forward = () => this.#stop.abort(this.#signal.reason);
        this.#signal.addEventListener("abort", forward, { once: true });
        const workers = [this.#work()];
        while (workers.length < Math.min(connections, this.#segments.length) && acquire()) {
            workers.push(this.#work().finally(release));
        }
        try {
            await Promise.all(workers);
            await this.#following;
        }
        finally {
            this.#signal.removeEventListener("abort", forward);
            if (file.received < this.#options.size) {
                file.cutOff();
            }
        }
        this.#signal.throwIfAborted();
        if (this.#failure !== undefined) {
            throw this.#failure.error;
        }
    }
    /** One connection: one segment after the other. Never rejects. */
    async #work() {
        try {
            while (this.#next < this.#segments.length && !this.#stop.signal.aborted) {
                const segment = this.#segments[this.#next++];
                await this.#fetch(segment);
                this.#follow();
            }
        }
        catch (error) {
            this.#end(error);
        }
    }
    async #fetch(segment) {
        const { client, url, etag, retries, retryDelayMs, random } = this.#options;
        for (let failures = 0; segment.written < segment.end;) {
            const before = segment.written;
            const sink = new SegmentSink(segment, this.#options);
            try {
                await client.exchange({
                    method: "GET",
                    url,
                    headers: {
                        range: `bytes=${segment.written}-${segment.end - 1}`,
                        ...(etag === undefined ? {} : { "if-range": etag }),
                    },
                }, sink, this.#stop.signal);
                if (segment.written < segment.end) {
                    throw new lib_failure/* TransferFailure */.a("truncated", "a part came incomplete", { remedy: "again" });
                }
            }
            catch (error) {
                if (!(error instanceof lib_failure/* TransferFailure */.a) || error.remedy !== "again") {
                    throw error;
                }
                failures = segment.written - before >= 1024 * 1024 ? 1 : failures + 1;
                const delay = (0,backoff/* nextDelay */.rM)({
                    attempt: failures,
                    retryAfterMs: error.retryAfterMs,
                    random,
                    base: retryDelayMs,
                });
                if (failures > retries || delay.giveUp === true) {
                    throw error;
                }
                await (0,promises_.setTimeout)(delay.delayMs, undefined, { signal: this.#stop.signal });
            }
            finally {
                sink.end();
            }
        }
    }
    /** Hashes what has become whole, one piece after the other. */
    #follow() {
        this.#following = this.#following.then(() => this.#advance()).catch((error) => this.#end(error));
    }
    #end(error) {
        this.#failure ??= { error };
        this.#stop.abort(error);
    }
    async #advance() {
        const { file, onFront } = this.#options;
        const before = file.received;
        let front = before;
        for (; this.#frontIndex < this.#segments.length; this.#frontIndex++) {
            const segment = this.#segments[this.#frontIndex];
            if (segment.written < segment.end) {
                break;
            }
            front = segment.end;
        }
        await file.advance(front);
        if (file.received > before) {
            onFront(file.received);
        }
    }
}
/** Takes one part, and nothing but that part. */
class SegmentSink {
    #segment;
    #options;
    #asked;
    #flow;
    #meter;
    #pause;
    constructor(segment, options) {
        this.#segment = segment;
        this.#options = options;
        this.#asked = options.meter.time;
    }
    head({ status, headers, url }, flow) {
        if (status >= 300) {
            throw status === 416
                ? new RestartNeeded("the server has no such part", true)
                : (0,failures/* statusFailure */.FP)(status, headers, Date.now());
        }
        const range = parseContentRange(headers["content-range"]);
        const { written, end } = this.#segment;
        if (status !== 206 ||
            range?.kind !== "range" ||
            range.first !== written ||
            range.last !== end - 1 ||
            (range.total !== null && range.total !== this.#options.size) ||
            headers["content-encoding"] !== undefined) {
            throw new RestartNeeded("the server sends another part than the one that was asked for", true);
        }
        this.#flow = flow;
        this.#meter = this.#options.meter.start(flow, url.host, this.#asked);
    }
    data(chunk) {
        const { written, end } = this.#segment;
        if (written + chunk.length > end) {
            throw new lib_failure/* TransferFailure */.a("too-large", "the server sends more than the part that was asked for", {
                remedy: "elsewhere",
            });
        }
        this.#options.file.writeAt(chunk, written);
        this.#segment.written += chunk.length;
        const pause = this.#meter?.count(chunk.length) ?? 0;
        if (pause > 0) {
            const flow = this.#flow;
            flow?.pause();
            this.#pause = setTimeout(() => flow?.resume(), pause);
        }
    }
    end() {
        clearTimeout(this.#pause);
        this.#meter?.stop();
    }
}
//# sourceMappingURL=segments.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/receiver.js





/** With less left of a file a second connection does not pay. */
const SPLIT_BYTES = 128 * 1024 * 1024;
/** Everything in a partial file that was received in order is part of the file. */
const UNKNOWN_FRONT = null;
/** Receives one file, going on from what earlier attempts and runs received. */
class Receiver {
    #job;
    #options;
    #file;
    /** The validator of what was received. */
    #etag;
    /** Some part was asked for by its range. */
    #continued = false;
    #ranges = true;
    #neverSplit = false;
    #reception;
    constructor(job, options) {
        this.#job = job;
        this.#options = options;
    }
    /** Bytes of the file that are there. */
    get received() {
        return this.#file?.received ?? 0;
    }
    /** Whether the file has parts from several answers. */
    get continued() {
        return this.#continued;
    }
    /** Whether a later attempt can tell that what it gets fits to what is there. */
    get isContinuable() {
        return this.#job.checksums.length > 0 || this.#etag !== undefined;
    }
    /**
     * One attempt: returns when all of the file is there and right.
     *
     * @throws TransferFailure, RestartNeeded, `signal.reason`; what was received is still there then
     */
    async receive(url, signal) {
        this.#file ??= await this.#newFile(signal);
        const file = this.#file;
        const { size } = this.#job;
        // Without a checksum only a validator tells that the bytes fit together.
        if (file.received > 0 && (!this.#ranges || !this.isContinuable)) {
            file.restart();
        }
        const reception = new Reception(this.#job, file, this.#options.meter, this.#splitting(url), this.#etag, 
        // A later run must not continue with the validator of another version.
        () => file.isPartial && this.#recordPartial(partialKey(this.#job), UNKNOWN_FRONT));
        if (size === null || file.received < size || size === 0) {
            await this.#exchange(url, file, reception, signal);
        }
        // Otherwise all of it came before something went wrong.
        return { host: reception.host, digests: await reception.check(file) };
    }
    /** Hands the received file over. */
    take() {
        const file = this.#file;
        this.#file = undefined;
        return file;
    }
    /** Forgets what was received: the next attempt begins anew. */
    begin() {
        this.#file?.restart();
        this.#etag = undefined;
        this.#continued = false;
    }
    /** From now on asks for the whole file only. */
    avoidRanges() {
        this.#ranges = false;
    }
    /** A validator is good at the place that gave it. Bytes are the same everywhere, or the checksum will tell. */
    forgetValidator() {
        this.#etag = undefined;
    }
    /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
    keep() {
        try {
            this.#file?.keep();
            this.#file = undefined;
        }
        catch {
            this.discard();
        }
    }
    discard() {
        try {
            this.#file?.discard();
        }
        catch {
            // What is left of it is no file of the tree, and the next run begins it anew.
        }
        this.#file = undefined;
    }
    async #exchange(url, file, reception, signal) {
        const from = file.received;
        const { size } = this.#job;
        this.#reception = reception;
        try {
            const headers = from === 0 ? {} : { headers: rangeHeaders(from, this.#etag) };
            await this.#options.client.exchange({ method: "GET", url, ...headers }, reception, signal);
        }
        catch (error) {
            if (error instanceof TooSlowAlone) {
                reception.end();
                await this.#receiveSegments(url, file, reception, signal);
            }
            else if (!(error instanceof AlreadyComplete)) {
                throw error;
            }
        }
        finally {
            reception.end();
            if (reception.isEncoded && (size === null || file.received < size)) {
                // Parts of an encoded answer are parts of nothing.
                file.restart();
            }
            this.#etag = reception.etag ?? (reception.isWhole ? undefined : this.#etag);
            this.#continued ||= from > 0 && file.received > from;
        }
    }
    /** When several connections may be tried, and how they are had. */
    #splitting({ origin }) {
        const { connectionsPerFile, mayOpenMore } = this.#options;
        const { size, checksums } = this.#job;
        const isWorthIt = size !== null && size >= SPLIT_BYTES && connectionsPerFile > 1 && checksums.length > 0;
        return isWorthIt && this.#ranges && !this.#neverSplit
            ? { remaining: SPLIT_BYTES, mayOpenMore: () => mayOpenMore(origin) }
            : undefined;
    }
    async #receiveSegments(url, file, reception, signal) {
        const { client, meter, connectionsPerFile, retries, retryDelayMs, random, acquire, release } = this.#options;
        // A partial file that comes into being later would be taken for one without gaps.
        file.toDisk();
        this.#recordFront(file.received);
        try {
            await receiveSegments({
                file,
                size: this.#job.size,
                url,
                etag: reception.etag ?? this.#etag,
                client,
                meter,
                connections: connectionsPerFile,
                acquire: () => acquire(url.origin),
                release: () => release(url.origin),
                retries,
                retryDelayMs,
                random,
                onFront: (front) => this.#recordFront(front),
            }, signal);
            this.#continued = true;
        }
        catch (error) {
            // Some servers do not like it. What is whole is kept, and one connection goes on from there.
            this.#neverSplit = true;
            if (error instanceof RestartNeeded) {
                throw new lib_failure/* TransferFailure */.a("range", error.reason, { remedy: "again" });
            }
            throw error;
        }
    }
    /** What lies behind the front may have gaps: a later run must not take it for a part of the file. */
    #recordFront(front) {
        this.#recordPartial(partialKey(this.#job), front);
    }
    #recordPartial(key, size) {
        const { journal, directory } = this.#options;
        const reception = this.#reception;
        const etag = reception?.etag ?? (reception?.isWhole === true ? undefined : this.#etag) ?? null;
        const name = directory.partialName(key);
        const known = journal.partialOf(key);
        if (known === undefined || known.etag !== etag || known.size !== size) {
            journal.recordPartial({ key, name, etag, size });
            journal.flush();
        }
    }
    async #newFile(signal) {
        const { directory, journal, followers, hasPartials } = this.#options;
        const { size, checksums } = this.#job;
        const file = new IncomingFile(directory, {
            checksums,
            size,
            followers,
            key: () => partialKey(this.#job),
            onPartial: (key) => this.#recordPartial(key, UNKNOWN_FRONT),
        });
        const known = hasPartials ? journal.partialOf(partialKey(this.#job)) : undefined;
        if (known !== undefined && (checksums.length > 0 || known.etag !== null)) {
            this.#etag = known.etag ?? undefined;
            try {
                await file.takeOver(size ?? Number.MAX_SAFE_INTEGER, known.size ?? Number.MAX_SAFE_INTEGER, signal);
            }
            catch (error) {
                this.#file = file;
                signal.aborted ? this.keep() : this.discard();
                throw error;
            }
            this.#continued = file.received > 0;
        }
        return file;
    }
}
function rangeHeaders(from, etag) {
    const range = { range: `bytes=${from}-` };
    return etag === undefined ? range : { ...range, "if-range": etag };
}
//# sourceMappingURL=receiver.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/recovery.js

/** So much new makes up for earlier failures. */
const PROGRESS_BYTES = 1024 * 1024;
const DESCRIPTOR_WAIT_MS = 300;
/** How often a file may be begun anew because its continuation did not work out. */
const MAX_RESTARTS = 2;
/** How often one place may send wrong bytes. */
const MAX_WRONG = 2;
/** Failures of a place that say nothing of the file. */
const SILENT = new Set([
    "auth",
    "client-error",
    "connection",
    "forbidden-address",
    "not-found",
    "protocol",
    "rate-limited",
    "redirect",
    "server-error",
    "timeout",
    "tls",
    "truncated",
]);
const GIVE_UP = { kind: "give-up" };
const AT_ONCE = { kind: "again", waitMs: 0 };
const ELSEWHERE = { kind: "elsewhere", waitMs: 0 };
/** Decides what follows a failure, by what failed before and which places are left. */
class Recovery {
    #options;
    #sources;
    /** Failures since the last progress. */
    #failures = 0;
    /** Bytes that were there when failures were last counted anew. */
    #progress = 0;
    #restarts = 0;
    /** The answer of the metadata's own place, when that does not have the file. */
    #notFound;
    /** @param sources - goes on to another place when that is what follows */
    constructor(options, sources) {
        this.#options = options;
        this.#sources = sources;
    }
    /** What was received once before is no progress: a server may begin anew each time. */
    countProgress(received) {
        if (received >= this.#progress + PROGRESS_BYTES) {
            this.#failures = 0;
            this.#progress = received;
        }
    }
    /** Counts that the server did not continue where we stopped. @returns whether the file may be begun anew here */
    mayRestart() {
        this.#restarts += 1;
        return this.#restarts <= MAX_RESTARTS;
    }
    /** @param joined - the file had parts from several answers */
    after(error, joined) {
        if (error.failure === "not-found" && this.#sources.isAtHome) {
            this.#notFound = error;
        }
        if (error.failure === "checksum") {
            return this.#afterWrongBytes(error, joined);
        }
        switch (error.remedy) {
            case "never":
                return GIVE_UP;
            case "elsewhere":
                return this.elsewhere();
            case "again":
                return this.#again(error);
        }
    }
    /**
     * What is to be told when the last failure ends it: that the file is not where the metadata says, if that is known,
     * rather than that a mirror is down.
     */
    toTell(last) {
        return this.#notFound !== undefined && SILENT.has(last.failure) ? this.#notFound : last;
    }
    /** The place is of no use any more. */
    elsewhere() {
        return this.#sources.drop() ? ELSEWHERE : GIVE_UP;
    }
    #again(error) {
        this.#failures += 1;
        const { retries, retryDelayMs, random } = this.#options;
        if (this.#failures > retries && !this.#sources.hasUntried) {
            return GIVE_UP;
        }
        const { retryAfterMs } = error;
        const delay = (0,backoff/* nextDelay */.rM)({ attempt: this.#failures, retryAfterMs, random, base: retryDelayMs });
        // A place that was not asked yet is asked at once; going round again needs a pause like asking one again.
        const isNew = this.#sources.hasUntried;
        if (this.#sources.next() && (isNew || delay.giveUp !== true)) {
            return isNew ? ELSEWHERE : { kind: "elsewhere", waitMs: delay.delayMs ?? 0 };
        }
        if (delay.giveUp === true) {
            return GIVE_UP;
        }
        // Other transfers have to end before there are descriptors again.
        const least = error.failure === "disk" ? DESCRIPTOR_WAIT_MS : 0;
        return { kind: "again", waitMs: Math.max(delay.delayMs, least) };
    }
    /** Joined bytes may be at fault, or a cache on the way; a place that keeps sending wrong bytes is given up. */
    #afterWrongBytes(error, joined) {
        if (joined) {
            return AT_ONCE;
        }
        if (this.#sources.countWrong() < MAX_WRONG && this.#options.retries > 0) {
            return this.#again(error);
        }
        return this.elsewhere();
    }
}
//# sourceMappingURL=recovery.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/sources.js

/** The places at which a file is looked for, one after the other. */
class Sources {
    #sources;
    #index = 0;
    /** @throws TransferFailure for URLs that are none */
    constructor(urls) {
        this.#sources = urls.map((url) => ({ url: parse(url), dead: false, tried: false, wrong: 0 }));
    }
    get current() {
        return this.#source.url;
    }
    /** The place that the metadata names: mirrors come before it. */
    get home() {
        return this.#sources.at(-1).url;
    }
    get isAtHome() {
        return this.#index === this.#sources.length - 1;
    }
    /** Whether a place was not asked yet, besides this one: however many fail, the last of them gets its turn. */
    get hasUntried() {
        return this.#sources.some((source) => source !== this.#source && !source.dead && !source.tried);
    }
    /** Goes on to the next place that may still have it; false when there is none but this one. */
    next() {
        return this.nextWhere(() => true);
    }
    /** Goes on to the next place of those that will do. */
    nextWhere(willDo) {
        this.#source.tried = true;
        for (let step = 1; step < this.#sources.length; step++) {
            const index = (this.#index + step) % this.#sources.length;
            const source = this.#sources[index];
            if (source?.dead === false && willDo(source.url)) {
                this.#index = index;
                return true;
            }
        }
        return false;
    }
    /** Never asks this place again. @returns whether another one is left */
    drop() {
        this.#source.dead = true;
        return this.next();
    }
    /** Counts wrong bytes from this place. @returns how often that happened */
    countWrong() {
        this.#source.wrong += 1;
        return this.#source.wrong;
    }
    get #source() {
        return this.#sources[this.#index];
    }
}
function parse(url) {
    try {
        return new URL(url);
    }
    catch {
        throw new lib_failure/* TransferFailure */.a("scheme", "the URL is none", { remedy: "never" });
    }
}
//# sourceMappingURL=sources.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/download/download.js








/** One file on its way: its places, what has come of it, what has gone wrong so far. */
class Download {
    job;
    #options;
    #sources;
    #receiver;
    #recovery;
    #started;
    #attempts = 0;
    constructor(job, options) {
        this.job = job;
        this.#options = options;
        this.#sources = new Sources(job.urls);
        this.#receiver = new Receiver(job, options);
        this.#recovery = new Recovery(options, this.#sources);
        this.#started = options.now();
    }
    /** Origin that the next attempt goes to. */
    get origin() {
        return this.#sources.current.origin;
    }
    /** Goes on to a place that is not down, if there is one. */
    passOver(isDown) {
        if (this.#sources.nextWhere((url) => !isDown(url.origin))) {
            this.#receiver.forgetValidator();
        }
    }
    /** The place is known to be of no use: goes on to another one, or gives up. */
    skipHost(reason) {
        if (this.#recovery.elsewhere().kind === "give-up") {
            return this.#fail(reason);
        }
        this.#receiver.forgetValidator();
        return undefined;
    }
    /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
    suspend() {
        this.#receiver.keep();
    }
    /** @throws `signal.reason` when aborted; what is not a failure of the transfer */
    async attempt(signal) {
        this.#attempts += 1;
        try {
            const received = await this.#receiver.receive(this.#sources.current, signal);
            return { done: this.#succeed(received), host: { kind: "ok" } };
        }
        catch (error) {
            if (signal.aborted) {
                this.suspend();
                throw signal.reason;
            }
            this.#recovery.countProgress(this.#receiver.received);
            try {
                return error instanceof RestartNeeded ? this.#restart(error) : this.#recover(error);
            }
            catch (second) {
                if (!(second instanceof lib_failure/* TransferFailure */.a)) {
                    throw second;
                }
                return { done: this.#fail(second), host: { kind: "none" } };
            }
        }
    }
    #succeed({ host, digests }) {
        const file = this.#receiver.take();
        const { received: bytes, isPartial } = file;
        const checksums = [...digests].map(([algorithm, digest]) => `${algorithm}:${digest}`);
        this.#options.place(file, this.job, checksums);
        if (isPartial) {
            this.#options.journal.forgetPartial(partialKey(this.job));
        }
        return {
            job: this.job,
            state: "downloaded",
            bytes,
            attempts: this.#attempts,
            host: host === "" ? this.#sources.current.host : host,
            milliseconds: this.#options.now() - this.#started,
            checksums,
        };
    }
    /** The server does not continue where we stopped. */
    #restart({ reason, broken }) {
        this.#receiver.begin();
        if (broken) {
            this.#receiver.avoidRanges();
        }
        if (!this.#recovery.mayRestart()) {
            return this.#recover(new lib_failure/* TransferFailure */.a("range", reason, { remedy: "elsewhere" }));
        }
        return { waitMs: 0, host: { kind: "other" } };
    }
    #recover(error) {
        if (!(error instanceof lib_failure/* TransferFailure */.a)) {
            this.#receiver.discard();
            throw error;
        }
        if (error.failure === "disk" && error.remedy === "again") {
            this.#options.client.shrink();
        }
        const joined = this.#receiver.continued;
        if (error.failure === "checksum") {
            this.#receiver.begin();
            if (joined) {
                this.#receiver.avoidRanges();
            }
        }
        const host = hostOutcome(error);
        const next = this.#recovery.after(error, joined);
        switch (next.kind) {
            case "give-up":
                return { done: this.#fail(error), host };
            case "elsewhere":
                this.#receiver.forgetValidator();
                return { waitMs: next.waitMs, host };
            case "again":
                return { waitMs: next.waitMs, host };
        }
    }
    #fail(error) {
        if (error.failure !== "too-large" && this.#receiver.isContinuable) {
            this.suspend();
        }
        else {
            this.#receiver.discard();
        }
        const told = this.#recovery.toTell(error);
        const place = told === error ? this.#sources.current : this.#sources.home;
        return {
            job: this.job,
            state: "failed",
            isFatal: error.failure === "disk" && error.remedy === "never",
            host: place.host,
            failure: {
                class: told.failure,
                ...(told.status === undefined ? {} : { status: told.status }),
                message: told.message,
                attempts: this.#attempts,
                url: (0,lib/* redactUrl */.BO)(place.href),
            },
        };
    }
}
//# sourceMappingURL=download.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/work-queue.js
/** What is to be had from one origin: jobs that nobody has begun, and downloads that are tried again. */
class OriginQueue {
    name;
    #begin;
    #fresh = [];
    #next = 0;
    #waiting = [];
    /** When its work was last offered to other origins. */
    offeredAt = Number.NEGATIVE_INFINITY;
    constructor(name, begin) {
        this.name = name;
        this.#begin = begin;
    }
    add(job) {
        this.#fresh.push(job);
    }
    putBack(download, notBefore) {
        this.#waiting.push({ download, notBefore });
    }
    get isEmpty() {
        return this.#next === this.#fresh.length && this.#waiting.length === 0;
    }
    hasReady(now) {
        return this.#next < this.#fresh.length || this.#waiting.some(({ notBefore }) => notBefore <= now);
    }
    /** What was begun comes first. */
    take(now) {
        const index = this.#waiting.findIndex(({ notBefore }) => notBefore <= now);
        if (index !== -1) {
            return this.#waiting.splice(index, 1)[0]?.download;
        }
        while (this.#next < this.#fresh.length) {
            const download = this.#begin(this.#fresh[this.#next++]);
            if (download !== undefined) {
                return download;
            }
        }
        return undefined;
    }
    takeAll() {
        return [...this.#waiting.splice(0).map(({ download }) => download), ...this.#takeFresh(() => true)];
    }
    /** What other origins have as well. */
    takeMovable() {
        const isMovable = ({ urls }) => urls.length > 1;
        const movable = this.#waiting.filter(({ download }) => isMovable(download.job));
        this.#waiting = this.#waiting.filter(({ download }) => !isMovable(download.job));
        return [...movable.map(({ download }) => download), ...this.#takeFresh(isMovable)];
    }
    #takeFresh(isWanted) {
        const fresh = this.#fresh.splice(this.#next);
        this.#fresh.push(...fresh.filter((job) => !isWanted(job)));
        return fresh.filter(isWanted).flatMap((job) => this.#begin(job) ?? []);
    }
    /** The clock's time at which there is something to do here. */
    nextDue() {
        return this.#next < this.#fresh.length
            ? 0
            : this.#waiting.reduce((least, { notBefore }) => Math.min(least, notBefore), Number.POSITIVE_INFINITY);
    }
    suspendAll() {
        for (const { download } of this.#waiting) {
            download.suspend();
        }
    }
}
/** Work by origin. Origins take turns. */
class WorkQueue {
    #origins = new Map();
    #begin;
    #turn = [];
    constructor(jobs, begin) {
        this.#begin = begin;
        for (const job of jobs) {
            this.#origin(originOf(job.urls[0] ?? "")).add(job);
        }
    }
    get isEmpty() {
        return this.#turn.every((origin) => origin.isEmpty);
    }
    hasReady(now) {
        return this.#turn.some((origin) => origin.hasReady(now));
    }
    inTurn() {
        return this.#turn.length === 1 ? this.#turn : [...this.#turn];
    }
    /** Others come first now. */
    served(origin) {
        if (this.#turn.length > 1) {
            this.#turn = [...this.#turn.filter((other) => other !== origin), origin];
        }
    }
    putBack(download, notBefore) {
        this.#origin(download.origin).putBack(download, notBefore);
    }
    /** @param notBefore - when an origin may be asked again */
    nextDue(notBefore) {
        return this.#turn
            .filter((origin) => !origin.isEmpty)
            .reduce((least, origin) => Math.min(least, Math.max(origin.nextDue(), notBefore(origin.name))), Number.POSITIVE_INFINITY);
    }
    suspendAll() {
        for (const origin of this.#turn) {
            origin.suspendAll();
        }
    }
    #origin(name) {
        let origin = this.#origins.get(name);
        if (origin === undefined) {
            origin = new OriginQueue(name, this.#begin);
            this.#origins.set(name, origin);
            this.#turn.push(origin);
        }
        return origin;
    }
}
/** Scheme, host and port of a URL, without parsing it: enough to sort work by. */
function originOf(url) {
    return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? "";
}
//# sourceMappingURL=work-queue.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/transfer-all.js





/** How often to look for a place at a host that has all of its places taken. */
const SHORTEST_WAIT_MS = 20;
/** A resting origin's work is offered to others no more often. */
const OFFER_MS = 500;
/** Ends the other transfers when one has failed and that is to be the end. */
class FirstFailure extends Error {
}
/**
 * Transfers files, several at a time, each host within its limits; what has to wait does not keep others from their
 * turn. Jobs are begun in the order in which they are given, host by host in turn.
 *
 * @returns when every job has had its outcome; with `failFast` after the first failure
 * @throws `signal.reason` when aborted
 */
async function transferAll(jobs, options, signal) {
    signal.throwIfAborted();
    const stop = new AbortController();
    const forward = () => stop.abort(signal.reason);
    signal.addEventListener("abort", forward, { once: true });
    // Every transfer listens.
    (0,external_node_events_.setMaxListeners)(0, stop.signal);
    try {
        await new Crew(jobs, options, stop).work();
    }
    finally {
        signal.removeEventListener("abort", forward);
    }
}
class Crew {
    #options;
    #stop;
    #queue;
    #downloadOptions;
    #active = 0;
    #timer;
    #finish = () => undefined;
    constructor(jobs, options, stop) {
        this.#options = options;
        this.#downloadOptions = { ...options, ...this.#leave() };
        this.#stop = stop;
        this.#queue = new WorkQueue(jobs, (job) => this.#begin(job));
    }
    async work() {
        const { signal } = this.#stop;
        const wake = () => this.#pump();
        signal.addEventListener("abort", wake, { once: true });
        try {
            await new Promise((resolve) => {
                this.#finish = resolve;
                this.#pump();
            });
        }
        finally {
            signal.removeEventListener("abort", wake);
            clearTimeout(this.#timer);
            this.#queue.suspendAll();
        }
        if (signal.aborted && !(signal.reason instanceof FirstFailure)) {
            throw signal.reason;
        }
    }
    /** Leave for further connections, which count like transfers. */
    #leave() {
        const { limits, parallel } = this.#options;
        return {
            mayOpenMore: () => this.#active < parallel && !this.#queue.hasReady(this.#options.now()),
            acquire: (origin) => {
                const isFree = this.#active < parallel && limits.tryAcquire(origin);
                this.#active += isFree ? 1 : 0;
                return isFree;
            },
            release: (origin) => {
                this.#active -= 1;
                limits.release(origin, { kind: "ok" });
                this.#pump();
            },
        };
    }
    /** A job whose places are no places has its outcome at once. */
    #begin(job) {
        try {
            return new Download(job, this.#downloadOptions);
        }
        catch (error) {
            if (!(error instanceof lib_failure/* TransferFailure */.a)) {
                throw error;
            }
            this.#outcome({
                job,
                state: "failed",
                host: "",
                isFatal: false,
                failure: { class: error.failure, message: error.message, attempts: 0, url: "" },
            });
            return undefined;
        }
    }
    /** Starts as much as may be started, and sees to it that somebody comes back for the rest. */
    #pump() {
        clearTimeout(this.#timer);
        if (this.#stop.signal.aborted) {
            if (this.#active === 0) {
                this.#finish();
            }
            return;
        }
        try {
            while (this.#active < this.#options.parallel && !this.#stop.signal.aborted) {
                const next = this.#next();
                if (next === undefined) {
                    break;
                }
                this.#run(next.download, next.origin);
            }
        }
        catch (error) {
            this.#end(error);
            return;
        }
        if (this.#stop.signal.aborted) {
            return;
        }
        if (this.#active === 0 && this.#queue.isEmpty) {
            this.#finish();
            return;
        }
        if (this.#active < this.#options.parallel) {
            this.#comeBack();
        }
    }
    #next() {
        const { limits, now } = this.#options;
        for (const origin of this.#queue.inTurn()) {
            if (limits.isLost(origin.name)) {
                this.#giveUp(origin, "connection", "the host cannot be reached; it is not asked any more");
                continue;
            }
            if (limits.waitMs(origin.name) > backoff/* RETRY_AFTER_CAP_MS */._Y) {
                this.#giveUp(origin, "rate-limited", "the host wants to be left alone for longer than is waited");
                continue;
            }
            if (limits.isDown(origin.name)) {
                this.#offerToOthers(origin);
                continue;
            }
            if (!origin.hasReady(now()) || !limits.tryAcquire(origin.name)) {
                continue;
            }
            const download = origin.take(now());
            if (download !== undefined) {
                this.#queue.served(origin);
                return { download, origin: origin.name };
            }
            limits.release(origin.name, { kind: "none" });
        }
        return undefined;
    }
    /** While an origin rests, others that have the same files take over. */
    #offerToOthers(origin) {
        const { limits, now } = this.#options;
        if (now() - origin.offeredAt < OFFER_MS) {
            return;
        }
        origin.offeredAt = now();
        for (const download of origin.takeMovable()) {
            download.passOver((other) => limits.isDown(other));
            this.#queue.putBack(download, 0);
        }
    }
    #giveUp(origin, failure, message) {
        for (const download of origin.takeAll()) {
            const outcome = download.skipHost(new lib_failure/* TransferFailure */.a(failure, message, { remedy: "elsewhere" }));
            if (outcome === undefined) {
                this.#queue.putBack(download, 0);
            }
            else {
                this.#outcome(outcome);
            }
        }
    }
    #run(download, origin) {
        this.#active += 1;
        const { limits } = this.#options;
        download.attempt(this.#stop.signal).then((result) => {
            limits.release(origin, result.host);
            this.#active -= 1;
            try {
                this.#settle(download, result);
            }
            catch (error) {
                this.#end(error);
            }
            this.#pump();
        }, (error) => {
            limits.release(origin, { kind: "none" });
            this.#active -= 1;
            this.#end(error);
            this.#pump();
        });
    }
    /** Ends all, for the first reason that there is. Those under way have yet to put down what they hold. */
    #end(error) {
        this.#stop.abort(error);
    }
    #settle(download, result) {
        if (result.done === undefined) {
            this.#queue.putBack(download, this.#options.now() + result.waitMs);
            return;
        }
        this.#outcome(result.done);
    }
    #outcome(outcome) {
        this.#options.onOutcome(outcome);
        if (outcome.state === "failed" && (this.#options.failFast || outcome.isFatal)) {
            this.#stop.abort(new FirstFailure());
        }
    }
    #comeBack() {
        const { limits, now } = this.#options;
        const due = this.#queue.nextDue((name) => now() + limits.waitMs(name));
        if (Number.isFinite(due)) {
            this.#timer = setTimeout(() => this.#pump(), Math.max(SHORTEST_WAIT_MS, due - now()));
        }
    }
}
//# sourceMappingURL=transfer-all.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/engine/session.js
















const now = () => external_node_perf_hooks_.performance.now();
/** What shards found out holds for the whole, if they worked on this very directory. */
function absorbShards(journal, { journalPath }) {
    const home = (0,external_node_path_.dirname)(journalPath);
    const names = (0,disk_failure/* onDisk */.FC)("the journal", () => files_io.io.readdirSync(home));
    const shards = names.filter((name) => /^journal-shard-\d+-of-\d+$/.test(name)).sort();
    for (const name of shards) {
        journal.absorb(`${home}/${name}`, "the journal of a shard");
    }
    journal.flush();
    for (const name of shards) {
        (0,disk_failure/* onDisk */.FC)("the journal of a shard", () => (0,files_io/* removeFile */.nM)(`${home}/${name}`));
    }
}
/** One run's hold on an output directory: its tree, its journal, its lock, and the connections to servers. */
class TransferSession {
    directory;
    tree;
    journal;
    placer;
    #options;
    #clientOptions;
    #signal;
    #release;
    #meter;
    #limits;
    #followers = new Followers();
    #hasPartials;
    #client;
    /** @throws UserError when the directory cannot be written or another run works on it; TransferFailure */
    static async open(options, context) {
        const { connection, parallel: connections, compose, ownHosts, authorizer } = options;
        // Wrong inputs are refused before anything is made.
        const client = (0,client_options/* clientOptions */.s)(connection, context, { connections, compose, ownHosts, authorizer });
        const directory = PrivateDirectory.open(options.output);
        try {
            const release = await (0,lock/* acquireLock */.I)(directory.lockPath, {
                timeoutMs: options.lockTimeoutMs,
                shown: `${options.output}/${PRIVATE_NAME}/lock`,
                signal: context.signal,
            });
            try {
                return new TransferSession(options, client, context.signal, directory, release);
            }
            catch (error) {
                release();
                throw error;
            }
        }
        catch (error) {
            directory.close();
            throw error;
        }
    }
    constructor(options, client, signal, directory, release) {
        this.#options = options;
        this.#clientOptions = client;
        this.#signal = signal;
        this.directory = directory;
        this.#release = release;
        directory.removeLeftovers();
        this.tree = TreeRoot.open(options.output, { create: true, privateDirectory: directory });
        this.journal = Journal.open(directory.journalPath + (options.journalSuffix ?? ""), "the journal");
        if (options.journalSuffix === undefined) {
            absorbShards(this.journal, directory);
        }
        this.placer = new Placer(this.tree, this.journal, options.fsync);
        this.#hasPartials = this.journal.partials().length > 0;
        this.#meter = new meter/* TransferMeter */.b({
            lowSpeed: options.lowSpeed,
            now,
            ...(options.bandwidth === undefined ? {} : { bandwidth: new BandwidthLimit(options.bandwidth, now) }),
        });
        this.#limits = new HostLimits({ max: options.parallel, now });
    }
    /** Bytes that an earlier run left of a file, and that need not be received again. */
    partialBytes(job) {
        const known = this.#hasPartials ? this.journal.partialOf(partialKey(job)) : undefined;
        if (known === undefined) {
            return 0;
        }
        const path = this.directory.pathOf(this.directory.partialName(known.key));
        const found = (0,disk_failure/* onDisk */.FC)(undefined, () => files_io.io.lstatSync(path, { throwIfNoEntry: false })?.size ?? 0);
        return Math.min(found, known.size ?? found);
    }
    /** Removes all unfinished files: to be called when nothing is left to be done with them. */
    discardPartials() {
        for (const { key } of this.journal.partials()) {
            this.journal.forgetPartial(key);
        }
        for (const name of this.directory.partials()) {
            this.directory.discard(name);
        }
    }
    /** Bytes that came from servers so far. */
    get receivedBytes() {
        return this.#meter.bytes;
    }
    /** What came from each host so far: together the received bytes. */
    get hosts() {
        return this.#meter.hosts;
    }
    /**
     * Transfers files into the tree.
     *
     * @throws `signal.reason` when aborted
     */
    async transfer(jobs, onOutcome) {
        if (jobs.length === 0) {
            return;
        }
        const { connection, parallel, failFast } = this.#options;
        this.#client ??= await this.#connect();
        try {
            await transferAll(jobs, {
                client: this.#client,
                directory: this.directory,
                journal: this.journal,
                meter: this.#meter,
                limits: this.#limits,
                parallel,
                failFast,
                retries: connection.retries,
                retryDelayMs: connection["retry-delay"],
                hasPartials: this.#hasPartials,
                followers: this.#followers,
                connectionsPerFile: this.#options.connectionsPerFile,
                random: Math.random,
                now,
                place: (file, job, checksums) => this.placer.place(file, job, checksums),
                onOutcome,
            }, this.#signal);
        }
        finally {
            this.placer.flush();
            this.journal.flush();
        }
    }
    /** What HTTP takes is loaded when there is something to transfer. */
    async #connect() {
        const { HttpClient } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(905)]).then(__webpack_require__.bind(__webpack_require__, 7905));
        return new HttpClient(this.#clientOptions);
    }
    async close() {
        this.#meter.close();
        await this.#client?.close();
        await this.#followers.close();
        try {
            this.journal.close();
        }
        finally {
            this.tree.close();
            try {
                this.#release();
            }
            catch {
                // The lock of a process that has ended is nobody's.
            }
            this.directory.close();
        }
    }
}
//# sourceMappingURL=session.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/file-system-probes.js



/**
 * Bytes that may still be written to a directory, or to where it will be made; no limit where the file system does not
 * tell.
 */
function freeBytes(directory) {
    try {
        const { bavail, bsize } = files_io.io.statfsSync(existingPart((0,external_node_path_.resolve)(directory)));
        return bavail * bsize;
    }
    catch {
        return Number.POSITIVE_INFINITY;
    }
}
function existingPart(path) {
    let existing = path;
    while (!files_io.io.existsSync(existing) && (0,external_node_path_.dirname)(existing) !== existing) {
        existing = (0,external_node_path_.dirname)(existing);
    }
    return existing;
}
/** Whether names that differ only in case are one file. @throws TransferFailure */
function ignoresCase(directory) {
    return isFoundAs(directory, "-Case", "-cASE");
}
/** Whether names that differ only in how accents are encoded (NFC, NFD) are one file. @throws TransferFailure */
function ignoresNormalization(directory) {
    return isFoundAs(directory, "-\u00e9", "-e\u0301");
}
function isFoundAs(directory, ending, otherEnding) {
    const path = directory.pathOf(directory.newName());
    return (0,disk_failure/* onDisk */.FC)(undefined, () => {
        try {
            files_io.io.closeSync(files_io.io.openSync(path + ending, "wx"));
            return files_io.io.existsSync(path + otherEnding);
        }
        finally {
            (0,files_io/* removeFile */.nM)(path + ending);
        }
    });
}
/** Whether a file can have two names. @throws TransferFailure */
function supportsHardlinks(directory) {
    const { descriptor, name } = directory.createTemp();
    const other = directory.newName();
    closeQuietly(descriptor);
    try {
        io.linkSync(directory.pathOf(name), directory.pathOf(other));
        return true;
    }
    catch (error) {
        // Throws what is none of the file system's.
        diskFailure(error);
        return false;
    }
    finally {
        directory.discard(name);
        directory.discard(other);
    }
}
//# sourceMappingURL=file-system-probes.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/names.js
/** Names of devices, with whatever ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\0-\x1f]/;
/**
 * What keeps a local path from being one on Windows.
 *
 * @returns a sentence without the path, or undefined when it is fine everywhere
 */
function portableNameProblem(path) {
    for (const part of path.split("/")) {
        const forbidden = FORBIDDEN.exec(part)?.[0];
        if (forbidden !== undefined) {
            return forbidden < " "
                ? "the path has a control character"
                : `the path has the character ${forbidden}, which names on Windows cannot have`;
        }
        const device = RESERVED.exec(part);
        if (device !== null) {
            return `a part of the path is ${part.slice(0, 7).split(".", 1)[0]?.trim()}, a name that Windows reserves for a device`;
        }
        if (/[. ]$/.test(part)) {
            return "a part of the path ends with a dot or a space, which Windows drops";
        }
    }
    return undefined;
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./packages/transfer/lib/files/walk-tree.js

/** Longer paths are none of ours, and the way to them takes ever longer. */
const MAX_PATH_CHARS = 4096;
/**
 * Tells all that is in the tree: a directory, then what is in it, sorted by code points. Links are told, not
 * followed. Holds the lists of the directories above the current one, no more.
 *
 * @throws TransferFailure
 */
function walkTree(tree, onEntry) {
    const pending = [{ directory: "", entries: sorted(tree, ""), next: 0 }];
    for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
        const entry = level.entries[level.next];
        if (entry === undefined) {
            pending.pop();
            continue;
        }
        level.next += 1;
        const localPath = level.directory === "" ? entry.name : `${level.directory}/${entry.name}`;
        const isDirectory = entry.kind === "directory" && localPath.length <= MAX_PATH_CHARS;
        onEntry({
            localPath,
            kind: isDirectory || entry.kind !== "directory" ? entry.kind : "other",
            size: entry.size,
        });
        if (isDirectory) {
            pending.push({ directory: localPath, entries: sorted(tree, localPath), next: 0 });
        }
    }
}
/** Nothing for a directory that was removed meanwhile. */
function sorted(tree, directory) {
    return (tree.list(directory) ?? []).sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.name, b.name));
}
/**
 * Removes directories that hold nothing but empty directories; not the tree itself.
 *
 * @returns their local paths, the deepest first
 * @throws TransferFailure
 */
function removeEmptyDirectories(tree) {
    const directories = [];
    walkTree(tree, ({ localPath, kind }) => {
        if (kind === "directory") {
            directories.push(localPath);
        }
    });
    return directories.reverse().filter((directory) => tree.removeDirectory(directory));
}
//# sourceMappingURL=walk-tree.js.map
// EXTERNAL MODULE: ./packages/transfer/lib/http/address.js
var address = __webpack_require__(2910);
// EXTERNAL MODULE: ./packages/transfer/lib/http/hosts.js
var hosts = __webpack_require__(1313);
;// CONCATENATED MODULE: ./packages/transfer/lib/index.js






















//# sourceMappingURL=index.js.map

/***/ }),

/***/ 2060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _Y: () => (/* binding */ RETRY_AFTER_CAP_MS),
/* harmony export */   rM: () => (/* binding */ nextDelay)
/* harmony export */ });
/* unused harmony exports BACKOFF_BASE_MS, BACKOFF_CAP_MS, backoffMs */
const BACKOFF_BASE_MS = 500;
const BACKOFF_CAP_MS = 30_000;
/** A server that asks for a longer wait than this is not waited for. */
const RETRY_AFTER_CAP_MS = 300_000;
/**
 * How long to wait before a retry, in milliseconds: anything from 0 to a bound that doubles with each attempt ("full
 * jitter"), so that clients which failed together do not come back together.
 *
 * @param attempt how many attempts have failed, from 1
 * @param random a number from 0 to below 1, like Math.random
 */
function backoffMs(attempt, random, options = {}) {
    const { base = BACKOFF_BASE_MS, cap = BACKOFF_CAP_MS } = options;
    // Beyond 2^30 every base is at its cap, and the power stays finite.
    return Math.round(random() * Math.min(cap, base * 2 ** Math.min(Math.max(attempt - 1, 0), 30)));
}
/**
 * How long to wait before the next attempt. What the server asked for is waited for in full and the backoff comes on
 * top of it: all who were told the same time would otherwise return at that same time. A wish over the cap means that
 * waiting is not worth it: give up, as rate-limited.
 */
function nextDelay(options) {
    const { attempt, retryAfterMs = 0, random, retryAfterCap = RETRY_AFTER_CAP_MS } = options;
    if (retryAfterMs > retryAfterCap)
        return { giveUp: true };
    return { delayMs: Math.max(0, Math.ceil(retryAfterMs)) + backoffMs(attempt, random, options) };
}
//# sourceMappingURL=backoff.js.map

/***/ })

};
