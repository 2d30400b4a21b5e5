export const id = 670;
export const ids = [670];
export const modules = {

/***/ 13793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ composeFetcher)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_transfer_connection__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89859);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33406);





/**
 * Fetches the metadata that `compose` inputs name: from `https://` URLs, and as the artifact of a compose from
 * registries (`oci://registry/name:tag[@digest]`) and layout directories (`oci-layout:directory:tag`). Nothing that this
 * takes is loaded before there is one.
 *
 * @param targets - where the step pushes to: a login without a registry is for the one that all inputs name, or refused
 */
function composeFetcher(inputs, context, targets = []) {
    const named = targets.flatMap((target) => (target?.kind === "registry" ? [`${target.start}any`] : []));
    const web = (0,_compose_actions_transfer_connection__WEBPACK_IMPORTED_MODULE_3__/* .metadataFetcher */ .Z)(inputs, context);
    let directory;
    let count = 0;
    return {
        async fetch(input, signal) {
            if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .looksLikeReference */ .j$)(input)) {
                return web.fetch(input, signal);
            }
            const { fetchCompose } = await Promise.all(/* import() */[__webpack_require__.e(581), __webpack_require__.e(368), __webpack_require__.e(656), __webpack_require__.e(523)]).then(__webpack_require__.bind(__webpack_require__, 40904));
            directory ??= (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), "compose-metadata-"));
            count += 1;
            return fetchCompose(input, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, String(count)), { inputs, named, context, signal });
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

/***/ 25670:
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
/* harmony import */ var _compose_fetcher_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13793);
/* harmony import */ var _publish_input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48657);
/* harmony import */ var _pull_declared_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84035);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33406);
/* harmony import */ var _registry_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52624);
/** The part of this package that steps load before they know whether a registry is to be asked. */





//# sourceMappingURL=inputs.js.map

/***/ }),

/***/ 48657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ publishInput)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);

/** The input that asks for a compose's metadata to be pushed as one artifact: see `parseComposeTarget`. */
const publishInput = {
    "publish-metadata": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        description: "Push the new metadata itself as well, as one artifact, when everything else is done: registry.example.com/name:tag or oci-layout:directory:tag, with the placeholders {compose_id} {compose_type} {compose_date} {respin} {label}. Its reference is what compose inputs take.",
        example: "ghcr.io/example/compose:{compose_id}",
    }),
};
//# sourceMappingURL=publish-input.js.map

/***/ }),

/***/ 84035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ declaredFiles),
/* harmony export */   c: () => (/* binding */ pinnedReference)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_transfer_failure__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39655);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33406);



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
        throw new _compose_actions_transfer_failure__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .a("scheme", `the URL is no reference to an artifact: ${reference}`, {
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
    return new _compose_actions_transfer_failure__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .a(failure, message, { remedy: "elsewhere" });
}
//# sourceMappingURL=declared-files.js.map

/***/ }),

/***/ 33406:
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
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


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

/***/ 52624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ registryInputs),
/* harmony export */   W: () => (/* binding */ layoutInputs)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);

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
        description: "Token of github.com, used for ghcr.io alone: reading needs the permission `packages: read`, pushing `packages: write`. The token of another server's job is not for ghcr.io, and is no default.",
        // GHES, GHE.com, Forgejo and Gitea have a token of that name too, and it is theirs.
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
        actionDefault: "${{ github.server_url == 'https://github.com' && github.token || '' }}",
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

/***/ 89859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* reexport */ connectionInputs),
  Z: () => (/* reexport */ metadataFetcher)
});

// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
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
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
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
            const { fetchMetadata } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(581), __webpack_require__.e(905), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 773));
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

/***/ 39655:
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

/***/ })

};
