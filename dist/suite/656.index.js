export const id = 656;
export const ids = [656];
export const modules = {

/***/ 43804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ hexOf),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

function digestOf(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** The digits of a digest: the name of a blob in an image layout. */
function hexOf(digest) {
    return digest.slice("sha256:".length);
}

/***/ }),

/***/ 478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ indexManifest)
/* harmony export */ });
function indexManifest(digest, manifest) {
    const { mediaType, artifactType, layers } = manifest;
    const byDigest = new Map();
    const byTitle = new Map();
    for (const layer of layers) {
        if (!byDigest.has(layer.digest)) {
            byDigest.set(layer.digest, layer);
        }
        if (layer.title !== undefined) {
            const known = byTitle.get(layer.title);
            const isSame = known === undefined || (known !== "ambiguous" && known.digest === layer.digest);
            byTitle.set(layer.title, isSame ? layer : "ambiguous");
        }
    }
    return { digest, mediaType, artifactType, layers, byDigest, byTitle };
}
//# sourceMappingURL=indexed-manifest.js.map

/***/ }),

/***/ 49565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ LayoutStore)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5368);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(92857);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43804);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(33406);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(82366);










const MAX_LAYOUT_BYTES = 4096;
/** The list of all tags of a directory; a compose may have a manifest for every file. */
const MAX_INDEX_BYTES = 256 * 1024 * 1024;
const BLOBS = "blobs/sha256";
const REF_NAME = "org.opencontainers.image.ref.name";
const layoutSchema = zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({ imageLayoutVersion: zod__WEBPACK_IMPORTED_MODULE_9__/* .literal */ .euz("1.0.0") });
const indexSchema = zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_9__/* .literal */ .euz(2),
    manifests: zod__WEBPACK_IMPORTED_MODULE_9__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
        digest: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(),
        annotations: zod__WEBPACK_IMPORTED_MODULE_9__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_9__/* .unknown */ .L5J()).nullish(),
    })),
});
/**
 * An OCI image layout directory (image-spec 1.1, "OCI Image Layout"), for reading. Every file's bytes are hashed, and no
 * symbolic link below the directory is followed.
 */
class LayoutStore {
    address;
    #directory;
    #tags;
    /** Real path of the directory of blobs, once it was found where it should be. */
    #blobs;
    /**
     * @param address - `oci-layout.localhost/<name>`
     * @throws TransferFailure when the directory is none
     */
    constructor(directory, address) {
        this.#directory = directory;
        this.address = address;
        const bytes = this.#read("oci-layout", MAX_LAYOUT_BYTES);
        if (bytes === undefined || !layoutSchema.safeParse(jsonOf(bytes)).success) {
            throw bad(`${directory} is no OCI image layout of version 1.0.0`);
        }
    }
    async resolve(tag) {
        this.#tags ??= this.#readTags();
        const digest = this.#tags.get(tag);
        return digest === undefined ? undefined : this.manifest(digest);
    }
    async manifest(digest) {
        this.#blobsDirectory();
        const bytes = this.#read(blobPath(digest), _manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .MAX_MANIFEST_BYTES */ .ZJ);
        if (bytes === undefined) {
            return undefined;
        }
        const found = `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
        if (found !== digest) {
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__/* .TransferFailure */ .ao("checksum", `the manifest ${digest} has other bytes: ${found}`, {
                remedy: "elsewhere",
            });
        }
        return { digest, mediaType: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .parseManifest */ .Ng)(bytes, undefined).mediaType, bytes };
    }
    async blobSize(digest) {
        this.#blobsDirectory();
        const descriptor = this.#open(blobPath(digest));
        if (descriptor === undefined) {
            return undefined;
        }
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(descriptor).size;
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(descriptor);
        }
    }
    blobUrl(digest) {
        return (0,node_url__WEBPACK_IMPORTED_MODULE_3__.pathToFileURL)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#blobsDirectory(), (0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .hexOf */ .Z)(digest)));
    }
    /**
     * Where the blobs really are. A link in place of their directory would lead to files that are not the layout's.
     *
     * @throws TransferFailure `path` when they are elsewhere
     */
    #blobsDirectory() {
        if (this.#blobs !== undefined) {
            return this.#blobs;
        }
        const expected = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(this.#directory), BLOBS);
        let found;
        try {
            found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#directory, BLOBS));
        }
        catch (error) {
            const { code } = error;
            if (code === "ENOENT" || code === "ENOTDIR") {
                // There is no blob then, which whoever asks for one will learn.
                return expected;
            }
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__/* .TransferFailure */ .ao("disk", `${BLOBS} of the layout cannot be read: ${code}`, {
                remedy: "elsewhere",
                cause: error,
            });
        }
        if (found !== expected) {
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__/* .TransferFailure */ .ao("path", `${BLOBS} of the layout is a symbolic link, or lies behind one`, {
                remedy: "elsewhere",
            });
        }
        this.#blobs = found;
        return found;
    }
    #readTags() {
        const bytes = this.#read("index.json", MAX_INDEX_BYTES);
        const parsed = indexSchema.safeParse(bytes === undefined ? undefined : jsonOf(bytes));
        if (!parsed.success) {
            throw bad(`${this.#directory}/index.json is no index`);
        }
        const tags = new Map();
        for (const { digest, annotations } of parsed.data.manifests) {
            const tag = annotations?.[REF_NAME];
            if (typeof tag !== "string" || !(0,_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .isDigest */ .Bc)(digest)) {
                continue;
            }
            if ((tags.get(tag) ?? digest) !== digest) {
                throw bad(`${this.#directory}/index.json has the tag ${JSON.stringify(tag)} twice`);
            }
            tags.set(tag, digest);
        }
        return tags;
    }
    /** @returns undefined when there is no such file */
    #read(path, maxBytes) {
        const descriptor = this.#open(path);
        if (descriptor === undefined) {
            return undefined;
        }
        try {
            const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(descriptor);
            if (size > maxBytes) {
                throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__/* .TransferFailure */ .ao("too-large", `${path} has more than ${maxBytes} bytes`, {
                    remedy: "elsewhere",
                });
            }
            const buffer = Buffer.alloc(size);
            let length = 0;
            for (let count = -1; count !== 0 && length < size; length += count) {
                count = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(descriptor, buffer, length, size - length, null);
            }
            return buffer.subarray(0, length);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(descriptor);
        }
    }
    #open(path) {
        let descriptor;
        try {
            // Without O_NONBLOCK opening a named pipe would wait for a writer.
            descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#directory, path), node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NOFOLLOW);
        }
        catch (error) {
            const { code } = error;
            if (code === "ENOENT" || code === "ENOTDIR") {
                return undefined;
            }
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__/* .TransferFailure */ .ao("disk", `${path} of the layout cannot be read: ${code}`, {
                remedy: "elsewhere",
                cause: error,
            });
        }
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(descriptor).isFile()) {
            return descriptor;
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(descriptor);
        throw bad(`${path} of the layout is no regular file`);
    }
}
function blobPath(digest) {
    return `${BLOBS}/${(0,_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .hexOf */ .Z)(digest)}`;
}
function jsonOf(bytes) {
    try {
        return (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_4__/* .parseStrictJson */ .RJ)(bytes);
    }
    catch {
        return undefined;
    }
}
function bad(message) {
    return new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_5__/* .TransferFailure */ .ao("manifest", message, { remedy: "elsewhere" });
}
//# sourceMappingURL=layout-store.js.map

/***/ }),

/***/ 82366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   ZJ: () => (/* binding */ MAX_MANIFEST_BYTES),
/* harmony export */   _P: () => (/* binding */ MANIFEST_TYPES),
/* harmony export */   dY: () => (/* binding */ MANIFEST_ACCEPT)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5368);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92857);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33406);





const MANIFEST_TYPES = {
    manifest: [
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ],
    index: [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
    ],
};
/** What registries need to be told: some answer 404 otherwise. */
const MANIFEST_ACCEPT = [...MANIFEST_TYPES.manifest, ...MANIFEST_TYPES.index].join(", ");
/** Registries guarantee no more (distribution-spec 1.1.1, "Pushing Manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const TITLE = "org.opencontainers.image.title";
// Fields that we do not know are no error (image-spec, "Canonicalization" and "Extensibility"); `urls` and `data` are
// not asked for: what a manifest pins is the content of the registry.
const digest = zod__WEBPACK_IMPORTED_MODULE_4__/* .custom */ .IeY(_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc, "is no sha256 digest in lower case");
const annotations = zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J()).nullish();
const descriptor = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    digest,
    size: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
    annotations,
});
const common = { schemaVersion: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(2), mediaType: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional() };
const manifestSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    ...common,
    artifactType: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional(),
    config: descriptor,
    layers: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(descriptor),
    annotations,
});
const indexSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ ...common, manifests: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(descriptor) });
/**
 * Reads a manifest or an index.
 *
 * @param contentType - what the place it comes from says that it is; undefined where places say nothing
 * @throws TransferFailure `manifest`
 */
function parseManifest(bytes, contentType) {
    const json = parseObject(bytes);
    const type = mediaTypeOf(json, contentType);
    if ("layers" in json && "manifests" in json) {
        throw bad("has both layers and manifests: what it is depends on who reads it");
    }
    if (MANIFEST_TYPES.index.includes(type)) {
        const { manifests } = read(indexSchema, json);
        return { kind: "index", mediaType: type, manifests };
    }
    const { artifactType, config, layers, annotations } = read(manifestSchema, json);
    return {
        kind: "manifest",
        mediaType: type,
        artifactType: artifactType ?? config.mediaType,
        layers: layers.map(({ annotations, ...rest }) => ({ ...rest, title: textAt(annotations, TITLE) })),
        annotations: textsOf(annotations),
    };
}
function textsOf(annotations) {
    const texts = Object.entries(annotations ?? {}).filter(([, value]) => typeof value === "string");
    return Object.fromEntries(texts);
}
function textAt(annotations, name) {
    return textsOf(annotations)[name];
}
function parseObject(bytes) {
    let json;
    try {
        json = (0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .parseStrictJson */ .RJ)(bytes);
    }
    catch {
        throw bad("is no JSON");
    }
    if (typeof json !== "object" || json === null || Array.isArray(json)) {
        throw bad("is no JSON object");
    }
    return json;
}
/** What the bytes say and what the registry says must be the same: nobody may read the one as another. */
function mediaTypeOf(json, contentType) {
    const claimed = "mediaType" in json ? json.mediaType : undefined;
    const type = contentType?.split(";", 1)[0]?.trim() ?? claimed;
    if (claimed !== undefined && claimed !== type) {
        throw bad(`says that it is ${shown(claimed)} and is served as ${shown(type)}`);
    }
    const known = [...MANIFEST_TYPES.manifest, ...MANIFEST_TYPES.index];
    if (typeof type !== "string" || !known.includes(type)) {
        throw bad(`is of a type that is not known here: ${shown(type)}`);
    }
    return type;
}
function read(schema, json) {
    const parsed = schema.safeParse(json);
    if (parsed.success) {
        return parsed.data;
    }
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join(".") ?? "";
    throw bad(`is not valid${place === "" ? "" : ` at ${shown(place)}`}: ${shown(issue?.message ?? "")}`);
}
function bad(what) {
    return new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_2__/* .TransferFailure */ .ao("manifest", `the manifest ${what}`, { remedy: "elsewhere" });
}
function shown(value) {
    return value === undefined ? "nothing" : (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .escapeDeceptive */ .BG)(String(value)), 100);
}
//# sourceMappingURL=manifest.js.map

/***/ }),

/***/ 99157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ pinnedManifest)
/* harmony export */ });
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5368);
/* harmony import */ var _indexed_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(478);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82366);



/** An index with more manifests than this is none of an artifact's. */
const MAX_CHILDREN = 16;
/**
 * The manifest that a digest pins. An index is followed to the only manifest that fits, one step deep.
 *
 * @param fits - which of an index's manifests is meant; only asked when there are several
 * @throws TransferFailure, `not-found` when there is none
 */
async function pinnedManifest(store, digest, fits, signal) {
    const found = await fetchParsed(store, digest, signal);
    return found.kind === "index" ? followIndex(store, found, fits, signal) : (0,_indexed_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .indexManifest */ .Y)(digest, found);
}
async function fetchParsed(store, digest, signal) {
    const pinned = await store.manifest(digest, signal);
    if (pinned === undefined) {
        throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_0__/* .TransferFailure */ .ao("not-found", `there is no manifest ${digest}`, {
            remedy: "elsewhere",
            status: 404,
        });
    }
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(pinned.bytes, pinned.mediaType);
}
async function followIndex(store, { manifests }, fits, signal) {
    // What an index leads to is a manifest: a loop cannot be made with digests, but a chain without end can.
    const known = _manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .MANIFEST_TYPES */ ._P.manifest;
    const children = [
        ...new Set(manifests.filter(({ mediaType }) => known.includes(mediaType)).map((one) => one.digest)),
    ];
    if (children.length === 0 || children.length > MAX_CHILDREN) {
        throw ambiguous(`the digest is that of an index of ${children.length} manifests`);
    }
    const candidates = [];
    for (const child of children) {
        const manifest = await fetchParsed(store, child, signal);
        if (manifest.kind === "manifest") {
            candidates.push((0,_indexed_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .indexManifest */ .Y)(child, manifest));
        }
    }
    const fitting = candidates.length === 1 ? candidates : candidates.filter(fits);
    const [only, ...others] = fitting;
    if (only === undefined || others.length > 0) {
        throw ambiguous(`the digest is that of an index, and ${fitting.length} of its manifests hold the artifact`);
    }
    return only;
}
function ambiguous(message) {
    return new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_0__/* .TransferFailure */ .ao("manifest", message, { remedy: "elsewhere" });
}
//# sourceMappingURL=manifests.js.map

/***/ }),

/***/ 52452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ RegistryStore)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5368);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33406);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82366);




/** A repository of a registry, for reading. */
class RegistryStore {
    address;
    #registry;
    #name;
    constructor(registries, target) {
        this.address = (0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .ci)(target);
        this.#registry = registries.registry(target.registry);
        this.#name = target.name;
    }
    resolve(tag, signal) {
        return this.#fetch(tag, undefined, signal);
    }
    manifest(digest, signal) {
        return this.#fetch(digest, digest, signal);
    }
    async blobSize(digest, signal) {
        const answer = await this.#registry.request({ method: "HEAD", path: `blobs/${digest}`, repository: this.#name, actions: ["pull"] }, signal);
        if (answer.status === 404) {
            return undefined;
        }
        const length = (0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .headerOf */ .rR)(answer.headers, "content-length");
        if (answer.status !== 200 || length === undefined || !/^\d{1,15}$/.test(length)) {
            throw answer.status === 200
                ? new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao("protocol", `${this.#registry.name} does not say how big the blob is`, {
                    remedy: "elsewhere",
                })
                : this.#registry.failure(answer, `the blob ${digest}`);
        }
        return Number(length);
    }
    blobUrl(digest) {
        return this.#registry.urlOf(this.#name, `blobs/${digest}`);
    }
    async #fetch(reference, expected, signal) {
        const answer = await this.#registry.request({
            method: "GET",
            path: `manifests/${reference}`,
            repository: this.#name,
            actions: ["pull"],
            headers: { accept: _manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MANIFEST_ACCEPT */ .dY },
            maxBytes: _manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_MANIFEST_BYTES */ .ZJ,
        }, signal);
        if (answer.status === 404) {
            return undefined;
        }
        if (answer.status !== 200) {
            throw this.#registry.failure(answer, `the manifest ${reference}`);
        }
        return this.#pin(answer, expected);
    }
    /** The digest that a registry says in a header is not looked at: it is the bytes that count. */
    #pin({ body, headers }, expected) {
        const digest = `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(body).digest("hex")}`;
        if (expected !== undefined && digest !== expected) {
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao("checksum", `${this.#registry.name} answers with other bytes than the manifest's: ${digest} instead of ${expected}`, { remedy: "elsewhere" });
        }
        const { mediaType } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(body, (0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .headerOf */ .rR)(headers, "content-type") ?? "");
        return { digest, mediaType, bytes: body };
    }
}
//# sourceMappingURL=registry-store.js.map

/***/ }),

/***/ 74586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ev: () => (/* binding */ askPatiently),
/* harmony export */   O5: () => (/* binding */ retryFailures),
/* harmony export */   kA: () => (/* binding */ ask),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5368);


/**
 * One exchange. Of an answer that means no success only as much is kept as is there for a person to read.
 *
 * @param maxBytes - longest body of a success
 * @throws TransferFailure `too-large`, or what the exchange throws
 */
async function ask(client, request, maxBytes, signal) {
    const sink = new BodySink(request.method === "HEAD" ? 0 : maxBytes);
    const { status, headers, url } = await client.exchange(request, sink, signal);
    return { status, headers, url, body: sink.body };
}
/**
 * The same, tried again while the failure or the status may pass.
 *
 * @returns the last answer, whatever its status is
 */
async function askPatiently(client, request, maxBytes, retry, signal) {
    let last;
    const attempt = async () => {
        last = undefined;
        last = await ask(client, request, maxBytes, signal);
        const { status, headers } = last;
        if (status >= 400) {
            throw (0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .statusFailure */ .FP)(status, headers, Date.now());
        }
        return last;
    };
    try {
        return await retryFailures(attempt, retry, signal);
    }
    catch (error) {
        if (last !== undefined && error instanceof _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao) {
            return last;
        }
        throw error;
    }
}
/**
 * Does something again while it fails with what may pass.
 *
 * @throws the last failure, `signal.reason`
 */
async function retryFailures(attempt, { retries, retryDelayMs }, signal) {
    for (let count = 1;; count++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao) || error.remedy !== "again" || count > retries) {
                throw error;
            }
            const { retryAfterMs } = error;
            const delay = (0,_compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .nextDelay */ .rM)({ attempt: count, retryAfterMs, random: Math.random, base: retryDelayMs });
            if (delay.giveUp === true) {
                throw error;
            }
            await pause(delay.delayMs, signal);
        }
    }
}
/** @throws `signal.reason` when aborted */
async function pause(milliseconds, signal) {
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, { signal });
    }
    catch {
        // It says that it was aborted, and not why.
        throw signal.reason;
    }
}
/** What is known to be small has come by then. */
const LONGEST_ANSWER_MS = 120_000;
/** An error's text is for people. */
const MAX_ERROR_BYTES = 64 * 1024;
class BodySink {
    #maxBytes;
    #chunks = [];
    #bytes = 0;
    #isSuccess = true;
    #since = 0;
    constructor(maxBytes) {
        this.#maxBytes = maxBytes;
    }
    get body() {
        return Buffer.concat(this.#chunks);
    }
    head({ status, headers }) {
        this.#isSuccess = status < 300;
        this.#since = performance.now();
        const encoding = headers["content-encoding"];
        if (this.#isSuccess && encoding !== undefined && encoding !== "identity") {
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao("encoding", "the registry sends its answer encoded although that was not asked for", { remedy: "elsewhere" });
        }
    }
    data(chunk) {
        if (performance.now() - this.#since > LONGEST_ANSWER_MS) {
            // Silence ends an exchange earlier; a byte now and then must not hold it for ever.
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao("timeout", "the registry's answer takes too long", { remedy: "again" });
        }
        const limit = this.#isSuccess ? this.#maxBytes : MAX_ERROR_BYTES;
        this.#bytes += chunk.length;
        if (this.#bytes <= limit) {
            // The memory of the chunk is the connection's.
            this.#chunks.push(Buffer.from(chunk));
        }
        else if (this.#isSuccess || this.#bytes > 16 * MAX_ERROR_BYTES) {
            throw new _compose_actions_transfer__WEBPACK_IMPORTED_MODULE_1__/* .TransferFailure */ .ao("too-large", `the registry's answer has more than ${limit} bytes`, {
                remedy: "elsewhere",
            });
        }
    }
}
//# sourceMappingURL=ask.js.map

/***/ }),

/***/ 51581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ errorsIn),
/* harmony export */   k: () => (/* binding */ errorText)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);


const errorsSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    errors: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        code: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().catch(""),
        message: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().catch(""),
        detail: zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J().optional(),
    }))
        .max(1000),
});
const detailsSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ details: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const MAX_ERRORS = 3;
const MAX_TEXT = 300;
/** The errors in an answer (distribution-spec 1.1.1, "Error Codes"); none when it has another form. */
function errorsIn(body) {
    let json;
    try {
        json = JSON.parse(body.toString("utf8"));
    }
    catch {
        return [];
    }
    const parsed = errorsSchema.safeParse(json);
    if (parsed.success) {
        return parsed.data.errors.slice(0, MAX_ERRORS).map(({ code, message }) => ({
            code: shown(code),
            message: shown(message),
        }));
    }
    const other = detailsSchema.safeParse(json);
    return other.success ? [{ code: "", message: shown(other.data.details) }] : [];
}
/** What an answer says is wrong, to be put behind its status: `: DENIED: requested access is denied`. */
function errorText(body) {
    const texts = errorsIn(body).map(({ code, message }) => [code, message].filter((part) => part !== "").join(": "));
    return texts.length === 0 ? "" : `: ${texts.join("; ")}`;
}
function shown(text) {
    return (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .escapeDeceptive */ .BG)(text.replace(/\s+/g, " ").trim()), MAX_TEXT);
}
//# sourceMappingURL=error-text.js.map

/***/ }),

/***/ 62695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ Registries)
});

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./packages/oci/lib/registry/ask.js
var ask = __webpack_require__(74586);
;// CONCATENATED MODULE: ./packages/oci/lib/auth/challenge.js
/** No registry needs more, and no answer may cost more to read. */
const MAX_HEADER = 8192;
const MAX_CHALLENGES = 16;
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const SPACE = /[ \t]*/y;
const SEPARATOR = /[ \t,]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
/** A parameter's value without quotes, laxer than the grammar: real registries send URLs so. */
const BARE = /[^\s,"]+/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
/**
 * The challenges of an answer. What cannot be read ends the reading: the challenges before it count.
 *
 * @param headers - of the answer; the header may come several times
 */
function challengesOf(headers) {
    const value = headers["www-authenticate"];
    const lines = typeof value === "string" ? [value] : (value ?? []);
    return lines.flatMap((line) => parseChallenges(line)).slice(0, MAX_CHALLENGES);
}
function parseChallenges(text) {
    const challenges = [];
    if (text.length > MAX_HEADER) {
        return challenges;
    }
    const reader = new Reader(text);
    reader.take(SEPARATOR);
    while (!reader.isAtEnd && challenges.length < MAX_CHALLENGES) {
        const name = reader.take(TOKEN);
        if (name === undefined) {
            return challenges;
        }
        const spaced = reader.take(SPACE) !== "";
        const current = challenges.at(-1);
        if (reader.takeText("=") && current !== undefined) {
            // A parameter of the challenge that has begun.
            reader.take(SPACE);
            const raw = reader.take(QUOTED);
            const parameter = raw === undefined ? reader.take(BARE) : unquote(raw);
            if (parameter === undefined) {
                return challenges;
            }
            // Of two values it is not for us to choose the better one: the first counts.
            if (!current.parameters.has(name.toLowerCase())) {
                current.parameters.set(name.toLowerCase(), parameter);
            }
        }
        else {
            challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
            // Schemes such as Negotiate have one word instead of parameters.
            if (spaced) {
                reader.take(TOKEN68);
            }
        }
        reader.take(SEPARATOR);
    }
    return challenges;
}
function unquote(quoted) {
    return quoted.slice(1, -1).replace(/\\(.)/gs, "$1");
}
class Reader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    get isAtEnd() {
        return this.#at >= this.#text.length;
    }
    take(pattern) {
        pattern.lastIndex = this.#at;
        const found = pattern.exec(this.#text)?.[0];
        this.#at += found?.length ?? 0;
        return found;
    }
    takeText(text) {
        const found = this.#text.startsWith(text, this.#at);
        this.#at += found ? text.length : 0;
        return found;
    }
}
//# sourceMappingURL=challenge.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./packages/oci/lib/registry/error-text.js
var error_text = __webpack_require__(51581);
;// CONCATENATED MODULE: ./packages/oci/lib/auth/fetch-token.js




const MAX_TOKEN_ANSWER = 256 * 1024;
/** Distribution-spec, token authentication: what holds when the server does not say. */
const DEFAULT_LIFETIME_S = 60;
const MAX_LIFETIME_S = 24 * 3600;
const CLIENT_ID = "compose-actions";
const answerSchema = schemas/* object */.Ikc({
    token: schemas/* string */.YjP().optional().catch(undefined),
    access_token: schemas/* string */.YjP().optional().catch(undefined),
    // The server's clock is not ours: when it was issued does not count, how long it is good for does.
    expires_in: schemas/* number */.aig().positive().optional().catch(undefined),
});
/**
 * Asks a token server for a token.
 *
 * @throws TransferFailure `auth` when it gives none
 */
async function fetchToken(client, request, retry, signal) {
    const answer = await askForToken(client, request, retry, signal);
    // A redirect to another origin has lost our credentials; what comes from there is not the server's word.
    if (answer.url.origin !== request.realm.origin) {
        throw failure(request, "redirects to another server", "redirect");
    }
    const { status } = answer;
    if (status === 401 || status === 403) {
        throw failure(request, `answers ${status}${(0,error_text/* errorText */.k)(answer.body)}`, "auth", status);
    }
    if (status !== 200) {
        const { failure: kind, remedy, retryAfterMs } = (0,transfer_lib/* statusFailure */.FP)(status, answer.headers, Date.now());
        throw new transfer_lib/* TransferFailure */.ao(kind, sentence(request, `answers ${status}${(0,error_text/* errorText */.k)(answer.body)}`), {
            remedy,
            status,
            retryAfterMs,
        });
    }
    return readToken(request, answer.body);
}
async function askForToken(client, request, retry, signal) {
    if (request.login?.identityToken !== undefined) {
        const answer = await refresh(client, request, request.login.identityToken, retry, signal);
        // Servers without OAuth do not know the method.
        if (answer.status !== 404 && answer.status !== 405) {
            return answer;
        }
    }
    const { realm, service, scopes, login } = request;
    const url = new URL(realm);
    if (service !== undefined) {
        url.searchParams.set("service", service);
    }
    url.searchParams.set("client_id", CLIENT_ID);
    for (const scope of scopes) {
        url.searchParams.append("scope", scope);
    }
    const authorization = { header: login?.basicHeader };
    return (0,ask/* askPatiently */.Ev)(client, { method: "GET", url, authorization }, MAX_TOKEN_ANSWER, retry, signal);
}
function refresh(client, { realm, service, scopes }, identityToken, retry, signal) {
    const form = new URLSearchParams({
        grant_type: "refresh_token",
        client_id: CLIENT_ID,
        refresh_token: identityToken,
        ...(service === undefined ? {} : { service }),
        ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    });
    return (0,ask/* askPatiently */.Ev)(client, {
        method: "POST",
        url: realm,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: Buffer.from(form.toString()),
        authorization: { header: undefined },
    }, MAX_TOKEN_ANSWER, retry, signal);
}
function readToken(request, body) {
    let json;
    try {
        json = JSON.parse(body.toString("utf8"));
    }
    catch {
        throw failure(request, "does not answer in JSON", "protocol");
    }
    const parsed = answerSchema.safeParse(json);
    const token = parsed.data?.token || parsed.data?.access_token;
    // White space or a control character would be another header.
    if (token === undefined || !/^[!-~]+$/.test(token)) {
        throw failure(request, "answers without a token", "protocol");
    }
    const seconds = Math.min(parsed.data?.expires_in ?? DEFAULT_LIFETIME_S, MAX_LIFETIME_S);
    return { header: `Bearer ${token}`, lifetimeMs: seconds * 1000 };
}
function failure(request, what, kind, status) {
    return new transfer_lib/* TransferFailure */.ao(kind, sentence(request, what), { remedy: "elsewhere", status });
}
function sentence({ realm, scopes, login }, said) {
    const who = login === undefined ? "without a login" : `for ${login.shown}`;
    const what = login?.hide(said) ?? said;
    return `the token server ${realm.host} ${what}, asked ${who} for ${scopes.join(" ") || "no scope"}`;
}
//# sourceMappingURL=fetch-token.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/auth/realm.js

/**
 * Where a registry says that tokens are to be had. It is a stranger's word, and credentials go there: so it must be
 * http or https, not less safe than the registry itself, and no address of this machine or its networks unless the
 * registry is that very host.
 *
 * @param registry - the origin of the registry
 * @returns the URL, or a sentence that says why it is not asked
 */
function readRealm(realm, registry) {
    const url = realm === undefined ? null : URL.parse(realm);
    if (url === null) {
        return "the registry does not say where tokens are to be had";
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        return `the registry names a token server of the kind ${url.protocol}`;
    }
    if (url.username !== "" || url.password !== "") {
        return "the registry names a token server with a user name or a password";
    }
    if (url.protocol === "http:" && registry.protocol === "https:") {
        return "the registry is asked over https and names a token server over http";
    }
    if (isInward(url) && !isSameHost(url, registry)) {
        return `the registry names a token server at a private address, ${url.hostname}`;
    }
    url.hash = "";
    return url;
}
function isInward(url) {
    const address = (0,transfer_lib/* literalAddress */.I3)(url);
    return (0,transfer_lib/* isLoopbackHost */.cW)(url.hostname) || (address !== undefined && (0,transfer_lib/* isPrivateAddress */.C0)(address));
}
function isSameHost(a, b) {
    // All names of this machine are one.
    return ((0,transfer_lib/* plainHost */.jV)(a.hostname) === (0,transfer_lib/* plainHost */.jV)(b.hostname) ||
        ((0,transfer_lib/* isLoopbackHost */.cW)(a.hostname) && (0,transfer_lib/* isLoopbackHost */.cW)(b.hostname)));
}
//# sourceMappingURL=realm.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/auth/authenticator.js





const MAX_SCOPES = 8;
const MAX_SCOPE_LENGTH = 1024;
const MAX_PING_BYTES = 64 * 1024;
/** Time that a request may take to arrive. */
const LEEWAY_MS = 10_000;
/** A token that is refused when it is this young would be refused again. */
const YOUNG_MS = 2000;
/**
 * Finds out how a registry wants to be asked, and has the header for it ready: tokens by scope, renewed before they run
 * out. Requests that come together wait for one answer.
 */
class Authenticator {
    #options;
    #scheme;
    #tokens = new Map();
    /** By the scopes that we ask for, those that the registry has named beside them. */
    #extraScopes = new Map();
    #warned = new Set();
    #logins = new Set();
    /** The newest ones that were sent. */
    #sent = [];
    constructor(options) {
        this.#options = options;
    }
    /** @throws TransferFailure */
    async header(access) {
        if (this.#scheme === undefined) {
            this.#scheme = this.#ping();
            this.#scheme.catch(() => {
                this.#scheme = undefined;
            });
        }
        const scheme = await this.#scheme;
        if (scheme.kind === "none") {
            return undefined;
        }
        const login = await this.#options.loginFor(access.repository);
        if (login !== undefined) {
            this.#logins.add(login);
        }
        if (login?.registryToken !== undefined) {
            return `Bearer ${login.registryToken}`;
        }
        return scheme.kind === "basic" ? login?.basicHeader : this.#tokenHeader(scheme, access, login);
    }
    /**
     * Makes the best of an answer 401.
     *
     * @param sent - the header that was refused
     * @returns whether there is another one now
     */
    async refused(access, sent, headers) {
        const challenges = challengesOf(headers);
        const scheme = this.#schemeOf(challenges);
        if (scheme.kind !== "none") {
            this.#scheme = Promise.resolve(scheme);
            this.#noteScopes(access, challenges);
        }
        if ((await this.header(access)) !== sent) {
            return true;
        }
        const key = this.#scopesOf(access).join(" ");
        const held = await this.#tokens.get(key);
        if (held === undefined || this.#options.now() - held.since < YOUNG_MS) {
            return false;
        }
        // It may be good no more although its time is not over: keys change, sessions end.
        this.#tokens.delete(key);
        return (await this.header(access)) !== sent;
    }
    /** A text of the registry, which has been told our secrets, without them. */
    hide(text) {
        const hidden = this.#sent.reduce((rest, token) => rest.replaceAll(token, "***"), text);
        return [...this.#logins].reduce((rest, login) => login.hide(rest), hidden);
    }
    /** Asks what registries answer without more ado (distribution-spec 1.1.1, "Determining Support"). */
    async #ping() {
        const { client, origin, retry, signal } = this.#options;
        const request = { method: "GET", url: new URL("/v2/", origin), authorization: NOBODY };
        const { status, headers, url } = await (0,ask/* askPatiently */.Ev)(await client(), request, MAX_PING_BYTES, retry, signal);
        // A redirect's challenge is another host's.
        return status === 401 && url.origin === origin.origin
            ? this.#schemeOf(challengesOf(headers))
            : { kind: "none" };
    }
    /** @throws TransferFailure when tokens are wanted that must not be asked for */
    #schemeOf(challenges) {
        const bearer = challenges.find(({ scheme }) => scheme === "bearer");
        const hasBasic = challenges.some(({ scheme }) => scheme === "basic");
        if (bearer === undefined) {
            return { kind: hasBasic ? "basic" : "none" };
        }
        const realm = readRealm(bearer.parameters.get("realm"), this.#options.origin);
        if (typeof realm !== "string") {
            return { kind: "bearer", realm, service: bearer.parameters.get("service") };
        }
        if (hasBasic) {
            return { kind: "basic" };
        }
        throw new transfer_lib/* TransferFailure */.ao("auth", realm, { remedy: "elsewhere", status: 401 });
    }
    /** Not all registries call things as the specification does: then they say what they want. */
    #noteScopes(access, challenges) {
        const asked = challenges.find(({ scheme }) => scheme === "bearer")?.parameters.get("scope") ?? "";
        const repositories = access.scopes.map(repositoryOf);
        const extra = asked
            .slice(0, MAX_SCOPE_LENGTH)
            .split(" ")
            // What they ask of our repositories is known, in whatever order they put it.
            .filter((scope) => /^[!-~]+$/.test(scope) && !repositories.includes(repositoryOf(scope)));
        if (extra.length > 0) {
            this.#extraScopes.set(access.scopes.join(" "), extra.slice(0, MAX_SCOPES));
        }
    }
    #scopesOf({ scopes }) {
        return [...scopes, ...(this.#extraScopes.get(scopes.join(" ")) ?? [])];
    }
    async #tokenHeader(scheme, access, login) {
        const key = this.#scopesOf(access).join(" ");
        const known = this.#tokens.get(key);
        if (known !== undefined) {
            const held = await known;
            if (this.#lasts(held, access)) {
                return held.header;
            }
            // Unless somebody else has seen it first.
            if (this.#tokens.get(key) === known) {
                this.#tokens.delete(key);
            }
        }
        let next = this.#tokens.get(key);
        if (next === undefined) {
            next = this.#fetch(scheme, access, login);
            this.#tokens.set(key, next);
            next.catch(() => this.#tokens.delete(key));
        }
        return (await next).header;
    }
    #lasts({ since, lifetimeMs }, { isLong }) {
        const leeway = isLong ? lifetimeMs / 2 : Math.min(LEEWAY_MS, lifetimeMs / 4);
        return this.#options.now() < since + lifetimeMs - leeway;
    }
    async #fetch(scheme, access, login) {
        const { client, retry, signal, now } = this.#options;
        const { realm, service } = scheme;
        const since = now();
        const request = { realm, service, scopes: this.#scopesOf(access), login };
        try {
            return this.#hold(await fetchToken(await client(), request, retry, signal), since);
        }
        catch (error) {
            if (!isRefusal(error) || login?.isImplicit !== true || !access.scopes.every(isForPulling)) {
                throw error;
            }
            // What the CI gives every job may be worth less than nothing where everybody may read.
            this.#warnOnce(`${error.message}; trying without a login`);
            const nobody = { ...request, login: undefined };
            return this.#hold(await fetchToken(await client(), nobody, retry, signal), since);
        }
    }
    #hold(token, since) {
        this.#sent.push(token.header.slice("Bearer ".length));
        this.#sent.splice(0, this.#sent.length - MAX_HIDDEN);
        return { ...token, since };
    }
    #warnOnce(line) {
        if (!this.#warned.has(line)) {
            this.#warned.add(line);
            this.#options.warn(line);
        }
    }
}
/** Tokens that are blotted out of what the registry says. */
const MAX_HIDDEN = 100;
const NOBODY = { header: undefined };
function isRefusal(error) {
    return error instanceof transfer_lib/* TransferFailure */.ao && error.failure === "auth";
}
/** `repository:name` of a scope. */
function repositoryOf(scope) {
    return scope.slice(0, scope.lastIndexOf(":"));
}
function isForPulling(scope) {
    return scope.endsWith(":pull");
}
//# sourceMappingURL=authenticator.js.map
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./packages/oci/lib/auth/login.js
/** Who we are for a registry. A dump of it shows no secret. */
class Login {
    username;
    /** Where it comes from, for messages: `registry-username`, `CI_REGISTRY_USER`, a file. */
    source;
    /** Nobody has named it for this purpose: it is what the CI gives every job. */
    isImplicit;
    #secret;
    constructor(options) {
        this.username = options.username;
        this.source = options.source;
        this.isImplicit = options.isImplicit ?? false;
        this.#secret = options.secret;
    }
    /** For a registry or a token server that wants a user name and a password. */
    get basicHeader() {
        const secret = this.#secret;
        if (secret.kind === "registry-token") {
            return undefined;
        }
        const password = secret.kind === "password" ? secret.password : secret.token;
        return `Basic ${Buffer.from(`${this.username}:${password}`).toString("base64")}`;
    }
    get identityToken() {
        return this.#secret.kind === "identity-token" ? this.#secret.token : undefined;
    }
    get registryToken() {
        return this.#secret.kind === "registry-token" ? this.#secret.token : undefined;
    }
    /** A text from a server, which may have been told the secret. */
    hide(text) {
        const secret = this.#secret;
        const hidden = secret.kind === "password" ? secret.password : secret.token;
        const forms = [hidden, this.basicHeader?.slice("Basic ".length) ?? hidden];
        return forms.reduce((rest, form) => (form === "" ? rest : rest.replaceAll(form, "***")), text);
    }
    /** How messages name it. */
    get shown() {
        return `the login ${JSON.stringify(this.username)} (${this.source})`;
    }
}
//# sourceMappingURL=login.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/auth/credential-helper.js



/** What may stand behind `docker-credential-`. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;
const MAX_OUTPUT = 64 * 1024;
const TIMEOUT_MS = 30_000;
const credential_helper_answerSchema = schemas/* object */.Ikc({ Username: schemas/* string */.YjP(), Secret: schemas/* string */.YjP().min(1) });
/** The user name with which helpers say that the secret is a refresh token. */
const IDENTITY_TOKEN = "<token>";
/**
 * Asks a credential helper (docker: credential helper protocol) for the login of a registry.
 *
 * @param server - what the registry is called in the file that names the helper
 * @returns undefined when it has none
 * @throws Error with a message that can be shown when there is no such helper, or it fails
 */
async function askHelper(name, server, signal) {
    if (!NAME.test(name)) {
        throw new Error("names a credential helper with characters that such a name cannot have");
    }
    const program = `docker-credential-${name}`;
    const { code, output } = await run(program, server, signal);
    if (code !== 0) {
        // Helpers say so on standard output, each in the same words.
        if (/credentials not found/i.test(output)) {
            return undefined;
        }
        throw new Error(`${program} fails with exit code ${code}`);
    }
    const parsed = credential_helper_answerSchema.safeParse(parseJson(output));
    if (!parsed.success) {
        throw new Error(`${program} answers with something that is no login`);
    }
    const { Username: username, Secret: secret } = parsed.data;
    return new Login({
        username,
        secret: username === IDENTITY_TOKEN
            ? { kind: "identity-token", token: secret }
            : { kind: "password", password: secret },
        source: program,
    });
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** The output is for nobody to see: it may hold the secret. */
function run(program, input, signal) {
    return new Promise((resolve, reject) => {
        const child = (0,external_node_child_process_.spawn)(program, ["get"], { stdio: ["pipe", "pipe", "ignore"], signal, shell: false });
        const timer = setTimeout(() => {
            child.kill("SIGKILL");
            reject(new Error(`${program} does not answer in time`));
        }, TIMEOUT_MS);
        const chunks = [];
        let length = 0;
        child.stdout.on("data", (chunk) => {
            length += chunk.length;
            if (length <= MAX_OUTPUT) {
                chunks.push(chunk);
            }
            else {
                child.kill("SIGKILL");
                reject(new Error(`${program} answers with too much`));
            }
        });
        child.on("error", (error) => {
            clearTimeout(timer);
            reject(signal.aborted ? signal.reason : new Error(`${program} cannot be run: ${error.code ?? "failed"}`));
        });
        child.on("close", (code) => {
            clearTimeout(timer);
            resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
        });
        // A helper that has ended already takes no input.
        child.stdin.on("error", () => undefined);
        child.stdin.end(`${input}\n`);
    });
}
//# sourceMappingURL=credential-helper.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/auth/credential-file.js




const MAX_BYTES = 1024 * 1024;
const entrySchema = schemas/* object */.Ikc({
    auth: schemas/* string */.YjP().optional(),
    username: schemas/* string */.YjP().optional(),
    password: schemas/* string */.YjP().optional(),
    identitytoken: schemas/* string */.YjP().optional(),
    registrytoken: schemas/* string */.YjP().optional(),
});
const fileSchema = schemas/* object */.Ikc({
    auths: schemas/* record */.g1P(schemas/* string */.YjP(), entrySchema.catch({})).optional(),
    credHelpers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
    credsStore: schemas/* string */.YjP().optional(),
});
/** Docker's own registry has had several names. */
const DOCKER_HUB = ["docker.io", "index.docker.io", "registry-1.docker.io"];
const DOCKER_HUB_KEY = "https://index.docker.io/v1/";
/** A file with logins for registries (docker: config.json; podman: auth.json). */
class CredentialFile {
    #path;
    #auths;
    #helpers;
    #store;
    constructor(path, file) {
        this.#path = path;
        this.#auths = byNormalKey(file.auths ?? {});
        this.#helpers = byNormalKey(file.credHelpers ?? {});
        this.#store = file.credsStore;
    }
    /** @returns undefined for a file that is not there; a sentence for one that cannot be used */
    static read(path) {
        let text;
        try {
            text = readCapped(path);
        }
        catch (error) {
            const { code } = error;
            return code === "ENOENT" || code === "ENOTDIR"
                ? undefined
                : `the credential file ${path} cannot be read (${code ?? "too long"})`;
        }
        try {
            // What zod says of a secret is not shown.
            return new CredentialFile(path, fileSchema.parse(JSON.parse(text)));
        }
        catch {
            return `the credential file ${path} is not what docker or podman write: it is not used`;
        }
    }
    /**
     * The login for a repository: what is said of the longest part of its path, then what is said of the registry.
     *
     * @returns undefined when the file says nothing of it
     */
    async find(registry, repository, signal) {
        const keys = keysOf(registry, repository);
        const helped = keys.find((key) => this.#helpers.has(key));
        if (helped !== undefined) {
            return this.#ask(this.#helpers.get(helped) ?? "", registry, signal);
        }
        for (const key of keys) {
            const entry = this.#auths.get(key);
            const login = entry === undefined ? undefined : this.#loginOf(entry);
            if (login !== undefined) {
                return { login };
            }
        }
        if (this.#store === undefined || this.#store === "") {
            return undefined;
        }
        const found = await this.#ask(this.#store, registry, signal);
        // The store is asked for every registry there is, so it is no wonder if it has none.
        return found.login === undefined && found.warning === undefined ? undefined : found;
    }
    async #ask(helper, registry, signal) {
        try {
            const server = DOCKER_HUB.includes(registry) ? DOCKER_HUB_KEY : registry;
            return { login: await askHelper(helper, server, signal) };
        }
        catch (error) {
            signal.throwIfAborted();
            return { login: undefined, warning: `${this.#path}: ${error.message}` };
        }
    }
    #loginOf(entry) {
        const { registrytoken, identitytoken } = entry;
        const [username, password] = nameAndPassword(entry);
        const source = this.#path;
        if (isUsable(registrytoken)) {
            return new Login({ username, secret: { kind: "registry-token", token: registrytoken }, source });
        }
        if (isUsable(identitytoken)) {
            return new Login({ username, secret: { kind: "identity-token", token: identitytoken }, source });
        }
        return username === "" || password === ""
            ? undefined
            : new Login({ username, secret: { kind: "password", password }, source });
    }
}
function isUsable(token) {
    return token !== undefined && /^[!-~]+$/.test(token);
}
function nameAndPassword({ auth, username = "", password = "" }) {
    if (auth === undefined || auth === "") {
        return [username, password];
    }
    // Docker pads what it encodes with NUL.
    const text = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
    const colon = text.indexOf(":");
    return colon === -1 || /[\0-\x1f\x7f]/.test(text)
        ? ["", ""]
        : [text.slice(0, colon), text.slice(colon + 1)];
}
/** The keys under which a repository's login may stand, the most specific first (containers-auth.json). */
function keysOf(registry, repository) {
    const hosts = DOCKER_HUB.includes(registry) ? [registry, ...DOCKER_HUB] : [registry];
    const parts = repository?.split("/") ?? [];
    const paths = parts.map((_, index) => `/${parts.slice(0, parts.length - index).join("/")}`);
    return [...paths, ""].flatMap((path) => hosts.map((host) => host + path));
}
/** Old clients wrote URLs; where both are there, the plain key is the newer one. */
function byNormalKey(record) {
    const map = new Map();
    for (const [key, value] of Object.entries(record)) {
        const normal = normalKey(key);
        if (key === normal || !map.has(normal)) {
            map.set(normal, value);
        }
    }
    return map;
}
function normalKey(key) {
    const plain = key.replace(/^https?:\/\//i, "").replace(/\/(?:v[12]\/?)?$/, "");
    const slash = plain.indexOf("/");
    return slash === -1 ? plain.toLowerCase() : plain.slice(0, slash).toLowerCase() + plain.slice(slash);
}
function readCapped(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, "r");
    try {
        const buffer = Buffer.alloc(MAX_BYTES + 1);
        let length = 0;
        for (let count = -1; count !== 0 && length < buffer.length; length += count) {
            count = (0,external_node_fs_.readSync)(descriptor, buffer, length, buffer.length - length, null);
        }
        if (length > MAX_BYTES) {
            throw new Error("too long");
        }
        return buffer.toString("utf8", 0, length);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
//# sourceMappingURL=credential-file.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/auth/logins.js




/** GitHub takes any name, but not none. */
const NAMELESS_ACTOR = "github-actions";
/**
 * Who we are for which registry: what the inputs say, what the CI gives, what the credential files say; the first that
 * says something counts.
 */
class Logins {
    #given = new Map();
    #paths;
    #named;
    #context;
    #found = new Map();
    #files;
    /** @throws UserError for inputs that contradict each other */
    constructor({ inputs, context, own }) {
        this.#context = context;
        const { registries } = context.network ?? {};
        this.#paths = registries?.credentialFiles ?? [];
        this.#named = registries?.namedCredentialFile;
        if (registries?.own !== undefined) {
            const { registry, username, password } = registries.own;
            this.#give(registry, username, password, { source: "CI_REGISTRY_USER", isImplicit: true });
        }
        if (inputs.token !== undefined) {
            const username = registries?.actor ?? NAMELESS_ACTOR;
            this.#give("ghcr.io", username, inputs.token, { source: "input token", isImplicit: true });
        }
        const { "registry-username": username, "registry-password": password } = inputs;
        if ((username === undefined) !== (password === undefined)) {
            throw (0,lib/* refuse */.TR)(username === undefined
                ? "registry-password needs registry-username"
                : "registry-username needs registry-password", "give both, or log in with podman or docker");
        }
        if (username !== undefined && password !== undefined) {
            if (own === undefined) {
                throw (0,lib/* refuse */.TR)("registry-username and registry-password are for one registry, and it is not clear for which", "name it with the input registry");
            }
            this.#give(own, username, password, { source: "input registry-username", isImplicit: false });
        }
    }
    /** The login for a repository; undefined for nobody. */
    find(registry, repository) {
        const given = this.#given.get(registry);
        if (given !== undefined) {
            return Promise.resolve(given);
        }
        const key = `${registry}/${repository ?? ""}`;
        let found = this.#found.get(key);
        if (found === undefined) {
            found = this.#search(registry, repository);
            this.#found.set(key, found);
            found.catch(() => this.#found.delete(key));
        }
        return found;
    }
    #give(registry, username, password, options) {
        // A line end would be another header; the password is not shown.
        if (/[\0-\x1f\x7f]/.test(username + password) || username.includes(":")) {
            throw (0,lib/* refuse */.TR)(`the login for ${registry} (${options.source}) holds a character that it cannot have`, "give it without line ends and, in the user name, colons");
        }
        const host = registry
            .replace(/^https?:\/\//, "")
            .replace(/\/.*$/, "")
            .toLowerCase();
        this.#given.set(host, new Login({ username, secret: { kind: "password", password }, ...options }));
    }
    async #search(registry, repository) {
        this.#files ??= this.#readFiles();
        for (const file of this.#files) {
            const found = await file.find(registry, repository, this.#context.signal);
            if (found?.warning !== undefined) {
                this.#context.reporter.warn(found.warning);
            }
            if (found !== undefined) {
                return found.login;
            }
        }
        return undefined;
    }
    #readFiles() {
        return this.#paths.flatMap((path) => {
            const file = CredentialFile.read(path);
            if (typeof file === "string") {
                this.#context.reporter.warn(file);
                return [];
            }
            if (file === undefined && path === this.#named?.path) {
                this.#context.reporter.warn(`${this.#named.variable} names ${(0,metadata_lib/* show */.WU)(path)}, and there is no such file`);
            }
            return file ?? [];
        });
    }
}
//# sourceMappingURL=logins.js.map
// EXTERNAL MODULE: ./packages/oci/lib/reference.js
var lib_reference = __webpack_require__(33406);
;// CONCATENATED MODULE: ./packages/oci/lib/registry/permission-hint.js
/** What a person can do about an answer 401 or 403, where the registry's ways are known. */
function permissionHint(registry, actions, login) {
    const isPush = actions.length === 2;
    if (registry === "ghcr.io") {
        const permission = isPush ? "packages: write" : "packages: read";
        return login === undefined
            ? `give the input token one of github.com, with the permission "${permission}"`
            : `the token needs the permission "${permission}", and the package must let this repository use it`;
    }
    if (login === undefined) {
        return "give registry-username and registry-password, or log in with podman or docker";
    }
    if (login.source.startsWith("CI_REGISTRY")) {
        return isPush
            ? "the job's user needs the role Developer in the project that the repository belongs to"
            : "the project that the repository belongs to must let this job's token in";
    }
    return `check the password, and give ${JSON.stringify(login.username)} the permission to ${isPush ? "push to" : "pull from"} the repository`;
}
//# sourceMappingURL=permission-hint.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/registry/scopes.js
/** What a token must be good for to do something with a repository (distribution: token scope documentation). */
function repositoryScope(repository, actions) {
    return `repository:${repository}:${actions.join(",")}`;
}
/** The repository in the URL of a manifest, a blob, an upload or a list; repositories may have such names in them. */
const IN_URL = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//;
const IN_SCOPE = /^repository:(.+):[^:]*$/;
/** What a request needs; for one that has not said it, reading what its URL names. */
function accessOf({ url, scopes, body }) {
    const isLong = body !== undefined && !Buffer.isBuffer(body);
    if (scopes !== undefined) {
        return { scopes, repository: IN_SCOPE.exec(scopes[0] ?? "")?.[1], isLong };
    }
    const repository = IN_URL.exec(url.pathname)?.[1];
    return {
        scopes: repository === undefined ? [] : [repositoryScope(repository, ["pull"])],
        repository,
        isLong,
    };
}
//# sourceMappingURL=scopes.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/registry/registry.js





const DEFAULT_MAX_BYTES = 64 * 1024;
/** One registry, asked over HTTP. */
class Registry {
    name;
    origin;
    authenticator;
    #options;
    constructor(options) {
        this.name = options.name;
        this.origin = options.origin;
        this.authenticator = options.authenticator;
        this.#options = options;
    }
    /** `/v2/<repository>/<path>` at this registry. */
    urlOf(repository, path) {
        return new URL(`/v2/${repository}/${path}`, this.origin);
    }
    /**
     * Asks the registry.
     *
     * @returns whatever it answers in the end, but not 401 and 403
     * @throws TransferFailure `auth` for those, with what the login lacks; and for exchanges that fail
     */
    async request(request, signal) {
        const { method, repository, actions, mountFrom, headers, body, answerTimeoutMs } = request;
        const url = request.url ?? this.urlOf(repository, request.path ?? "");
        const scopes = [
            repositoryScope(repository, actions),
            ...(mountFrom === undefined ? [] : [repositoryScope(mountFrom, ["pull"])]),
        ];
        const isFromServer = url.origin !== this.origin.origin;
        const exchange = { method, url, headers, body, answerTimeoutMs, isFromServer, scopes };
        const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
        const isStreamed = body !== undefined && !Buffer.isBuffer(body);
        const isRetried = request.isRetried ?? (method !== "PATCH" && !isStreamed);
        const answer = await this.#exchange(exchange, maxBytes, isRetried, signal);
        if (answer.status === 401 || answer.status === 403) {
            throw await this.#refusal(answer, request, scopes);
        }
        return answer;
    }
    async #exchange(exchange, maxBytes, isRetried, signal) {
        const { registries } = this.#options;
        const client = await registries.client;
        try {
            return isRetried
                ? await (0,ask/* askPatiently */.Ev)(client, exchange, maxBytes, registries.retry, signal)
                : await (0,ask/* ask */.kA)(client, exchange, maxBytes, signal);
        }
        catch (error) {
            throw error instanceof transfer_lib/* TransferFailure */.ao ? this.#named(error) : error;
        }
    }
    /** Failures of connections do not say whose. */
    #named(error) {
        const { failure, message, remedy, retryAfterMs, status } = error;
        const hint = failure === "tls" ? "; name its authority with ca-file, or say plain-http if it speaks no TLS" : "";
        const options = { remedy, retryAfterMs, status, cause: error };
        return new transfer_lib/* TransferFailure */.ao(failure, `${this.name}: ${message}${hint}`, options);
    }
    /**
     * What an answer means that is not what was hoped for.
     *
     * @param what - what was asked for: `the manifest sha256:…`
     */
    failure(answer, what) {
        const { failure, remedy, retryAfterMs } = (0,transfer_lib/* statusFailure */.FP)(answer.status, answer.headers, Date.now());
        const said = this.authenticator.hide((0,error_text/* errorText */.k)(answer.body));
        const text = `${this.name} answers ${answer.status} for ${what}${said}`;
        return new transfer_lib/* TransferFailure */.ao(failure, text, { remedy, retryAfterMs, status: answer.status });
    }
    async #refusal({ status, body, url }, { repository, actions }, scopes) {
        const where = url.origin === this.origin.origin ? this.name : `${url.host}, where ${this.name} sends us,`;
        const login = await this.#options.loginFor(repository).catch(() => undefined);
        const who = login === undefined ? "without a login" : `for ${login.shown}`;
        const said = this.authenticator.hide((0,error_text/* errorText */.k)(body));
        const text = `${where} answers ${status} ${who}, asked for ${scopes.join(" ")}${said}`;
        const hint = permissionHint(this.name, actions, login);
        return new transfer_lib/* TransferFailure */.ao("auth", `${text}; ${hint}`, { remedy: "elsewhere", status });
    }
}
//# sourceMappingURL=registry.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/registry/registries.js








/** The API of Docker's own registry has another name than the registry. */
const API_HOSTS = new Map([
    ["docker.io", "registry-1.docker.io"],
    ["index.docker.io", "registry-1.docker.io"],
]);
/**
 * The registries of a run: how each is reached, and who we are for it. Has a client of its own, and speaks for the
 * registries' URLs in others that are made with it as their authorizer.
 */
class Registries {
    /** Hosts of the registries that the user has named, for other clients that are to reach them. */
    ownHosts;
    #inputs;
    #context;
    /** Those that plain-http is for. */
    #own;
    #logins;
    #byName = new Map();
    #byOrigin = new Map();
    #clientOptions;
    #client;
    /** @throws UserError for inputs that contradict each other, and files that cannot be read */
    constructor({ inputs, context, named, connections }) {
        this.#inputs = inputs;
        this.#context = context;
        this.#own = new Set(inputs.registry === undefined ? named.flatMap(registryOf) : [ownRegistry(inputs.registry)]);
        const [only, ...others] = this.#own;
        this.#logins = new Logins({ inputs, context, own: others.length === 0 ? only : undefined });
        this.ownHosts = [...this.#own].map((name) => apiUrl(name).hostname);
        this.#clientOptions = (0,transfer_lib/* clientOptions */.s1)(inputs, context, {
            ownHosts: this.ownHosts,
            compose: named,
            authorizer: this,
            ...(connections === undefined ? {} : { connections }),
        });
    }
    /** What HTTP takes is loaded when there is something to ask. */
    get client() {
        this.#client ??= Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(905), __webpack_require__.e(90)]).then(__webpack_require__.bind(__webpack_require__, 90090)).then(({ HttpClient }) => new HttpClient(this.#clientOptions));
        return this.#client;
    }
    get retry() {
        return { retries: this.#inputs.retries, retryDelayMs: this.#inputs["retry-delay"] };
    }
    /** @param name - host and port in lower case, as a reference has them */
    registry(name) {
        let registry = this.#byName.get(name);
        if (registry === undefined) {
            const origin = this.#originOf(name);
            registry = new Registry({
                name,
                origin,
                registries: this,
                authenticator: this.#authenticator(name, origin),
                loginFor: (repository) => this.#logins.find(name, repository),
            });
            this.#byName.set(name, registry);
            this.#byOrigin.set(origin.origin, this.#byOrigin.get(origin.origin) ?? registry);
        }
        return registry;
    }
    covers({ url, scopes }) {
        // Some registries have their uploads elsewhere; whoever names scopes asks them as registries.
        return this.#byOrigin.has(url.origin) && (scopes !== undefined || url.pathname.startsWith("/v2/"));
    }
    async header(request) {
        return this.#byOrigin.get(request.url.origin)?.authenticator.header(accessOf(request));
    }
    async refused(request, sent, headers) {
        const registry = this.#byOrigin.get(request.url.origin);
        return registry === undefined ? false : registry.authenticator.refused(accessOf(request), sent, headers);
    }
    async [Symbol.asyncDispose]() {
        await (await this.#client)?.close();
    }
    #originOf(name) {
        const url = apiUrl(name);
        const given = this.#inputs["plain-http"];
        const isLocal = (0,transfer_lib/* isLoopbackHost */.cW)(url.hostname);
        // A host that only metadata names is not asked in clear because another one is.
        const isPlain = isLocal ? given !== false : given === true && this.#own.has(name);
        return isPlain ? new URL(`http://${API_HOSTS.get(name) ?? name}/`) : url;
    }
    #authenticator(name, origin) {
        const { signal, reporter } = this.#context;
        return new Authenticator({
            client: () => this.client,
            origin,
            loginFor: (repository) => this.#logins.find(name, repository),
            retry: this.retry,
            warn: (line) => reporter.warn(line),
            now: () => external_node_perf_hooks_.performance.now(),
            signal,
        });
    }
}
function apiUrl(name) {
    return new URL(`https://${API_HOSTS.get(name) ?? name}/`);
}
function registryOf(text) {
    const reference = (0,lib_reference/* parseReference */.F2)(text);
    return typeof reference === "string" || reference.target.kind !== "registry"
        ? []
        : [reference.target.registry];
}
function ownRegistry(text) {
    const reference = (0,lib_reference/* parseReference */.F2)(`${text.replace(/^(?:https?|oci):\/\//, "").replace(/\/$/, "")}/x`);
    if (typeof reference === "string" ||
        reference.target.kind !== "registry" ||
        reference.target.name !== "x") {
        throw (0,lib/* refuse */.TR)("registry: the value is no registry", "write its host and, if it has one, its port: registry.example.com:5000");
    }
    return reference.target.registry;
}
//# sourceMappingURL=registries.js.map

/***/ })

};
