export const id = 885;
export const ids = [885];
export const modules = {

/***/ 44885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Artifacts: () => (/* reexport */ Artifacts),
  Hz: () => (/* reexport */ compose_words/* COMPOSE_WORDS */.H),
  $v: () => (/* reexport */ EMPTY_CONFIG),
  ZJ: () => (/* reexport */ LAYOUTS_FILE),
  CV: () => (/* reexport */ lib_reference/* LAYOUT_HOST */.CV),
  LayoutMap: () => (/* reexport */ LayoutMap),
  Xm: () => (/* reexport */ template/* MissingWordError */.Xm),
  Registries: () => (/* reexport */ registries/* Registries */.I),
  RegistryStore: () => (/* reexport */ registry_store/* RegistryStore */.X),
  P3: () => (/* reexport */ beginLayouts),
  u1: () => (/* reexport */ buildManifest),
  Fx: () => (/* reexport */ composeAnnotations),
  Ek: () => (/* reexport */ compose_fetcher/* composeFetcher */.E),
  WJ: () => (/* reexport */ composeManifest),
  Oz: () => (/* reexport */ composePlace),
  cp: () => (/* reexport */ compose_words/* composeWords */.c),
  Ax: () => (/* reexport */ fileBlob),
  iQ: () => (/* reexport */ repository_template/* fillRepository */.i),
  au: () => (/* reexport */ tag_template/* fillTag */.a),
  indexManifest: () => (/* reexport */ indexed_manifest/* indexManifest */.Y),
  LA: () => (/* reexport */ isMediaType),
  Et: () => (/* reexport */ joinLayouts),
  Mo: () => (/* reexport */ layoutsBeside),
  t5: () => (/* reexport */ layoutsText),
  $4: () => (/* reexport */ lib_reference/* locationUrl */.$4),
  $N: () => (/* reexport */ manifestCaps),
  c0: () => (/* reexport */ mediaTypeOf),
  zb: () => (/* reexport */ openRepositories),
  Nw: () => (/* reexport */ parseComposeTarget),
  gn: () => (/* reexport */ lib_reference/* parseLocationUrl */.gn),
  parseManifest: () => (/* reexport */ pull_manifest/* parseManifest */.Ng),
  parseReference: () => (/* reexport */ lib_reference/* parseReference */.F2),
  _p: () => (/* reexport */ repository_template/* parseRepositoryTemplate */._),
  QC: () => (/* reexport */ template/* parseTemplate */.QC),
  Mz: () => (/* reexport */ preflight),
  lU: () => (/* reexport */ pushComposeArtifact)
});

// UNUSED EXPORTS: COMPOSE_ARTIFACT_TYPE, DEFAULT_CHUNK_BYTES, LayoutStore, MANIFEST_ACCEPT, MANIFEST_TYPES, MAX_MANIFEST_BYTES, UPLOAD_MODES, addressOf, bytesBlob, chooseLayer, createdOf, declaredFiles, digestOf, errorsIn, isDigest, isRepositoryName, isTag, layoutInputs, looksLikeReference, pinnedManifest, pinnedReference, publishInput, readReference, refuseUserInfo, registryInputs, showReference

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./packages/oci/lib/digest.js
var lib_digest = __webpack_require__(43804);
;// CONCATENATED MODULE: ./packages/oci/lib/blobs/bytes-blob.js


/** A blob of bytes that are here, not on the disk. They must not be changed. */
function bytesBlob(bytes, shown) {
    return {
        digest: (0,lib_digest/* digestOf */.o)(bytes),
        size: bytes.length,
        shown,
        path: undefined,
        open: (start) => external_node_stream_.Readable.from(start < bytes.length ? [bytes.subarray(start)] : [], { objectMode: false }),
    };
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/transfer/lib/failure.js
var failure = __webpack_require__(39655);
// EXTERNAL MODULE: ./packages/transfer/lib/files/anchor.js
var files_anchor = __webpack_require__(33708);
// EXTERNAL MODULE: ./packages/transfer/lib/files/disk-failure.js
var disk_failure = __webpack_require__(26607);
// EXTERNAL MODULE: ./packages/transfer/lib/files/io.js
var io = __webpack_require__(94209);
// EXTERNAL MODULE: ./packages/transfer/lib/files/journal-lines.js
var journal_lines = __webpack_require__(29804);
// EXTERNAL MODULE: ./packages/transfer/lib/files/linking.js
var linking = __webpack_require__(68805);
// EXTERNAL MODULE: ./packages/transfer/lib/files/lock.js + 3 modules
var lock = __webpack_require__(36686);
;// CONCATENATED MODULE: ./packages/transfer/lib/files.js
/** The part of this package that other packages touch files with. It loads no HTTP client. */







//# sourceMappingURL=files.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/blobs/file-blob.js





/** Read at a time: large enough that the calls do not count, small enough that many files may be read at once. */
const BLOCK_BYTES = 1024 * 1024;
/** New memory for every block would be gigabytes of garbage, which is collected late. */
const RING_BLOCKS = 4;
const READ = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/**
 * A file that was hashed, as a blob. Reading it fails with TransferFailure `changed` when another file is at the path,
 * or the file was written to: size, time of change and inode are compared before the first byte is given and before
 * the last one is.
 *
 * @param path - symbolic links are followed, this once
 * @throws TransferFailure `changed` when the file is of another size, `disk` when it cannot be looked at
 */
function fileBlob(path, options) {
    const { digest, size, shown = path } = options;
    const { real, stats } = (0,disk_failure/* onDisk */.FC)(shown, () => {
        const real = io.io.realpathSync(path);
        return { real, stats: io.io.statSync(real, { bigint: true }) };
    });
    const inode = options.inode ?? inodeOf(stats);
    if (!stats.isFile() || inode.size !== BigInt(size)) {
        throw changed(shown);
    }
    return {
        digest,
        size,
        shown,
        path: real,
        inode,
        open: (start) => external_node_stream_.Readable.from(read(real, inode, start, shown, Buffer.allocUnsafeSlow), {
            objectMode: false,
            highWaterMark: 1,
        }),
        blocks: (start) => read(real, inode, start, shown, ring()),
    };
}
/** The bytes of a blob, in blocks that are good until the third one after them is asked for. */
function blocksOf(blob, start) {
    return isFileBlob(blob) ? blob.blocks(start) : blob.open(start);
}
/** Whether a blob is a file that can be linked to. */
function isFileBlob(blob) {
    return blob.path !== undefined && "inode" in blob;
}
/** Memory for blocks, the same again after a few of them. */
function ring() {
    const buffers = [];
    let next = 0;
    return (size) => {
        const index = next % RING_BLOCKS;
        next += 1;
        // The last block is the only one that is smaller, unless the file is.
        buffers[index] ??= Buffer.allocUnsafeSlow(size);
        return buffers[index].subarray(0, size);
    };
}
async function* read(path, inode, start, shown, memory) {
    const size = Number(inode.size);
    let handle;
    try {
        handle = await (0,promises_.open)(path, READ);
        await compare(handle, inode, shown);
        for (let position = start; position < size;) {
            const buffer = memory(Math.min(BLOCK_BYTES, size - position));
            const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
            if (bytesRead === 0) {
                throw changed(shown);
            }
            position += bytesRead;
            if (position === size) {
                // Whoever takes the last bytes has all of them, and may not ask for more.
                await compare(handle, inode, shown);
            }
            yield buffer.subarray(0, bytesRead);
        }
    }
    catch (error) {
        throw ["ENOENT", "ELOOP", "ENXIO"].includes((0,io/* errorCode */.CA)(error) ?? "")
            ? changed(shown)
            : (0,disk_failure/* diskFailure */.C9)(error, shown);
    }
    finally {
        await handle?.close();
    }
}
async function compare(handle, inode, shown) {
    const found = inodeOf(await handle.stat({ bigint: true }));
    if (found.dev !== inode.dev ||
        found.ino !== inode.ino ||
        found.size !== inode.size ||
        found.mtimeNs !== inode.mtimeNs) {
        throw changed(shown);
    }
}
function inodeOf({ dev, ino, size, mtimeNs }) {
    return { dev, ino, size, mtimeNs };
}
function changed(shown) {
    return new failure/* TransferFailure */.a("changed", `${(0,lib/* show */.WU)(shown)} was changed after it was hashed`, {
        remedy: "never",
    });
}
//# sourceMappingURL=file-blob.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/oci/lib/compose-words.js
var compose_words = __webpack_require__(98299);
// EXTERNAL MODULE: ./packages/oci/lib/reference.js
var lib_reference = __webpack_require__(33406);
;// CONCATENATED MODULE: ./packages/oci/lib/manifest/canonical-json.js

/**
 * JSON that depends on the value alone: keys in the order of their code points, no white space, ASCII only. Fields
 * that are undefined are left out.
 *
 * @throws TypeError for numbers that are not whole, or too large to be exact
 */
function canonicalJson(value) {
    if (typeof value === "string") {
        return (0,lib/* quote */.hD)(value);
    }
    if (typeof value === "number") {
        if (!Number.isSafeInteger(value)) {
            throw new TypeError("a number that is not exact");
        }
        return String(value);
    }
    if (typeof value === "boolean") {
        return String(value);
    }
    if (isList(value)) {
        return arrayJson(value.map(canonicalJson));
    }
    return objectJson(Object.entries(value).flatMap(([key, field]) => field === undefined ? [] : [[key, canonicalJson(field)]]));
}
/** An object of fields that are JSON already. */
function objectJson(fields) {
    const sorted = [...fields].sort(([a], [b]) => (0,lib/* compareCodePoints */.OP)(a, b));
    return `{${sorted.map(([key, json]) => `${(0,lib/* quote */.hD)(key)}:${json}`).join(",")}}`;
}
/** An array of elements that are JSON already. */
function arrayJson(elements) {
    return `[${elements.join(",")}]`;
}
function isList(value) {
    return Array.isArray(value);
}
//# sourceMappingURL=canonical-json.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/manifest/empty-config.js

/**
 * The config of an artifact, `{}`: the empty descriptor of image-spec 1.1. It must be in every repository that has
 * manifests of {@link buildManifest}.
 */
const EMPTY_CONFIG = bytesBlob(Buffer.from("{}"), "the empty config");
//# sourceMappingURL=empty-config.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/manifest/media-types.js
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
const EMPTY_CONFIG_TYPE = "application/vnd.oci.empty.v1+json";
/** What is only bytes to everybody. */
const BYTES = "application/octet-stream";
/**
 * By the last suffix. No type of an archive that clients unpack is among them (tar, image layers): what is pushed is
 * the file and not what is in it.
 */
const BY_SUFFIX = new Map([
    ["asc", "application/pgp-signature"],
    ["bz2", "application/x-bzip2"],
    ["gz", "application/gzip"],
    ["htm", "text/html"],
    ["html", "text/html"],
    ["iso", "application/x-iso9660-image"],
    ["json", "application/json"],
    ["qcow2", "application/x-qemu-disk"],
    ["rpm", "application/x-rpm"],
    ["sig", "application/pgp-signature"],
    ["squashfs", "application/vnd.squashfs"],
    ["tgz", "application/gzip"],
    ["txt", "text/plain"],
    ["vdi", "application/x-vdi-disk"],
    ["vhd", "application/x-vhd-disk"],
    ["vhdx", "application/x-vhdx-disk"],
    ["vmdk", "application/x-vmdk-disk"],
    ["xml", "application/xml"],
    ["xz", "application/x-xz"],
    ["yaml", "application/yaml"],
    ["yml", "application/yaml"],
    ["zip", "application/zip"],
    ["zst", "application/zstd"],
]);
/** The media type of a file, by its name or path: never one that clients unpack, and never a guess. */
function mediaTypeOf(path) {
    const suffix = /[^/]\.([A-Za-z0-9]+)$/.exec(path)?.[1] ?? "";
    return BY_SUFFIX.get(suffix.toLowerCase()) ?? BYTES;
}
/** RFC 6838, 4.2: two names of at most 127 characters. */
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;
function isMediaType(text) {
    return MEDIA_TYPE.test(text);
}
//# sourceMappingURL=media-types.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/manifest/build-manifest.js







/**
 * The manifest of an artifact (image-spec 1.1, "Guidelines for Artifact Usage"): an empty config and a layer for each
 * file. Its bytes depend on the parts alone: keys are sorted, layers too, by their titles, and there is no time in it
 * that was not given. The config has no `data` field: registries that check manifests strictly may not know it, and
 * its blob must be there anyway.
 *
 * A layer that is given twice is there once.
 *
 * @throws UserError for an artifact type that is no media type, and for two files of one title
 */
function buildManifest({ artifactType, layers, annotations = {}, subject, }) {
    if (!isMediaType(artifactType)) {
        throw (0,step_lib/* refuse */.TR)(`The artifact type ${(0,lib/* show */.WU)(artifactType)} is no media type`, "it must look like application/vnd.example.artifact");
    }
    const text = canonicalJson({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        artifactType,
        config: { mediaType: EMPTY_CONFIG_TYPE, digest: EMPTY_CONFIG.digest, size: EMPTY_CONFIG.size },
        layers: sorted(layers).map(({ title, ...layer }) => ({
            ...descriptor(layer),
            annotations: { "org.opencontainers.image.title": title },
        })),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
        ...(subject === undefined ? {} : { subject: descriptor(subject) }),
    });
    const bytes = Buffer.from(text);
    return { digest: (0,lib_digest/* digestOf */.o)(bytes), mediaType: MANIFEST_TYPE, bytes };
}
function sorted(layers) {
    const byTitle = new Map();
    for (const layer of layers) {
        const known = byTitle.get(layer.title);
        if (known !== undefined && (known.digest !== layer.digest || known.size !== layer.size)) {
            throw (0,step_lib/* fault */.DG)(`Two files of one manifest have the path ${(0,lib/* show */.WU)(layer.title)}, and different contents`);
        }
        if (known === undefined) {
            byTitle.set(layer.title, layer);
        }
    }
    return [...byTitle.values()].sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.title, b.title));
}
/** Only what a descriptor has. */
function descriptor({ mediaType, digest, size }) {
    if (!isMediaType(mediaType) || !(0,lib_reference/* isDigest */.Bc)(digest) || !Number.isSafeInteger(size) || size < 0) {
        throw new TypeError("no descriptor of a blob");
    }
    return { mediaType, digest, size };
}
/**
 * The value of the annotation `org.opencontainers.image.created` for a compose: the day of the compose, never the time
 * of the push, so that pushing again makes the same bytes.
 *
 * @param date - as composeinfo.json has it, eight digits
 * @returns undefined for anything else
 */
function createdOf(date) {
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
    const time = `${year}-${month}-${day}T00:00:00Z`;
    // The 31st of February would be a day in March.
    return new Date(time).toJSON() === time.replace("Z", ".000Z") ? time : undefined;
}
//# sourceMappingURL=build-manifest.js.map
// EXTERNAL MODULE: ./packages/oci/lib/naming/repository-template.js
var repository_template = __webpack_require__(20673);
// EXTERNAL MODULE: ./packages/oci/lib/naming/tag-template.js
var tag_template = __webpack_require__(33295);
// EXTERNAL MODULE: ./packages/oci/lib/naming/template.js
var template = __webpack_require__(99980);
;// CONCATENATED MODULE: ./packages/oci/lib/compose-artifact.js














/** What a compose's metadata is as an artifact (productmd 2.0, "Core compose"). */
const COMPOSE_ARTIFACT_TYPE = "application/vnd.productmd.compose+json";
/**
 * Reads `registry/name:tag` or `oci-layout:directory:tag`, with the placeholders of {@link COMPOSE_WORDS}.
 *
 * @param input - the input that it is the value of
 * @throws UserError
 */
function parseComposeTarget(input, text) {
    (0,lib_reference/* refuseUserInfo */.ir)(input, text);
    const colon = text.lastIndexOf(":");
    const place = text.slice(0, colon);
    if (text.includes("@")) {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,lib/* show */.WU)(text)} has a digest`, "the digest is known when it was pushed: leave it out");
    }
    if (colon <= text.lastIndexOf("/") || place === "oci-layout" || colon === text.length - 1) {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,lib/* show */.WU)(text)} has no tag`, "write registry.example.com/compose:{compose_id}, or oci-layout:directory:{compose_id}");
    }
    return {
        repository: (0,repository_template/* parseRepositoryTemplate */._)(input, place, compose_words/* COMPOSE_WORDS */.H),
        tag: (0,template/* parseTemplate */.QC)(input, text.slice(colon + 1), compose_words/* COMPOSE_WORDS */.H),
    };
}
/**
 * The place of one compose.
 *
 * @throws UserError when it lacks what the target says
 */
function composePlace({ repository, tag }, compose) {
    const words = (0,compose_words/* composeWords */.c)(compose);
    const wordOf = (word) => words[word];
    try {
        return { target: (0,repository_template/* fillRepository */.i)(repository, wordOf).target, tag: (0,tag_template/* fillTag */.a)(tag, wordOf) };
    }
    catch (error) {
        if (error instanceof template/* MissingWordError */.Xm) {
            throw (0,step_lib/* refuse */.TR)(`${tag.input}: the compose ${(0,lib/* show */.WU)(compose.id)} has no {${error.word}}`);
        }
        throw error;
    }
}
/**
 * Pushes the metadata of a compose as one artifact: a layer for each file, titled with its name. The same files give
 * the same digest.
 *
 * @param files - paths of the metadata under its usual names; others are left out
 * @throws TransferFailure
 */
async function pushComposeArtifact(files, { compose, repository, target, tag, policy, annotations, signal }) {
    const metadata = [];
    const blobs = [EMPTY_CONFIG];
    for (const type of lib/* METADATA_TYPES */.U8) {
        const title = `${type}.json`;
        const path = files.find((file) => (0,external_node_path_.basename)(file) === title);
        if (path !== undefined) {
            const blob = await blobOf(path, title, signal);
            blobs.push(blob);
            metadata.push({ type, digest: blob.digest, size: blob.size });
        }
    }
    const manifest = composeManifest(metadata, compose, annotations);
    for (const blob of blobs) {
        await repository.pushBlob(blob, { others: [], signal });
    }
    await repository.pushManifest(manifest, signal);
    const state = await repository.tag(tag, manifest, policy, signal);
    const { digest } = manifest;
    const reference = repository.address.startsWith(`${lib_reference/* LAYOUT_HOST */.CV}/`)
        ? `${target}:${tag}@${digest}`
        : (0,lib_reference/* locationUrl */.$4)(repository.address, tag, digest);
    return { reference, digest, state };
}
/**
 * The manifest of the metadata of a compose, whether or not its files are written yet.
 *
 * @param files - at most one of each type, in any order
 */
function composeManifest(files, compose, annotations) {
    return buildManifest({
        artifactType: COMPOSE_ARTIFACT_TYPE,
        annotations: { ...composeAnnotations(compose), ...annotations },
        layers: lib/* METADATA_TYPES */.U8.flatMap((type) => {
            const file = files.find((one) => one.type === type);
            const mediaType = `application/vnd.productmd.${type}+json`;
            return file === undefined
                ? []
                : [{ title: `${type}.json`, digest: file.digest, size: file.size, mediaType }];
        }),
    });
}
/** What every manifest of a compose's artifacts says of the compose. The day is the compose's, never that of the push. */
function composeAnnotations({ id, date }) {
    const created = createdOf(date);
    return {
        ...(created === undefined ? {} : { "org.opencontainers.image.created": created }),
        "org.opencontainers.image.version": id,
    };
}
async function blobOf(path, shown, signal) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    try {
        for await (const chunk of (0,external_node_fs_.createReadStream)(path, { signal })) {
            hash.update(chunk);
            size += chunk.length;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,disk_failure/* diskFailure */.C9)(error, shown);
    }
    return fileBlob(path, { digest: `sha256:${hash.digest("hex")}`, size, shown });
}
//# sourceMappingURL=compose-artifact.js.map
// EXTERNAL MODULE: ./packages/oci/lib/compose-fetcher.js
var compose_fetcher = __webpack_require__(13793);
;// CONCATENATED MODULE: ./packages/oci/lib/blobs/one-at-a-time.js
/** Work that is under way, by what it is for: who wants the same waits, and then looks whether it is still to be done. */
class OneAtATime {
    #underWay = new Map();
    /** The work that is under way for a key. Never rejects. */
    underWay(key) {
        return this.#underWay.get(key)?.then(noMatter, noMatter);
    }
    /** Does the work once nobody else does any for the key. @throws what the work throws, `signal.reason` */
    async run(key, signal, work) {
        for (let other = this.underWay(key); other !== undefined; other = this.underWay(key)) {
            await other;
        }
        signal.throwIfAborted();
        const working = work();
        this.#underWay.set(key, working);
        try {
            return await working;
        }
        finally {
            this.#underWay.delete(key);
        }
    }
}
function noMatter() {
    // Whether it went well is found out by looking.
}
//# sourceMappingURL=one-at-a-time.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/manifest/parse-json.js

/** JSON that cannot be kept as it is. */
class UnwritableError extends Error {
}
/**
 * A JSON document that is an object, without its nulls, which say nothing: programs in Go write them for what is not
 * there.
 *
 * @returns the object, or a sentence that says what is wrong with it
 */
function parseJsonObject(bytes) {
    try {
        const value = withoutNull((0,lib/* parseStrictJson */.RJ)(bytes));
        return asObject(value) ?? "it is no JSON object";
    }
    catch (error) {
        if (error instanceof lib/* JsonSyntaxError */.q3 || error instanceof UnwritableError) {
            return error.message;
        }
        throw error;
    }
}
/** The value as an object; undefined when it is none. */
function asObject(value) {
    return typeof value === "object" && !Array.isArray(value) ? value : undefined;
}
/** The value as an array; undefined when it is none. */
function asArray(value) {
    return Array.isArray(value) ? value : undefined;
}
function withoutNull(value) {
    if (value === null) {
        return undefined;
    }
    if (typeof value !== "object") {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map(withoutNull).filter((element) => element !== undefined);
    }
    // A number that JSON.parse would round comes as an object of its own.
    if (Object.getPrototypeOf(value) !== Object.prototype) {
        throw new UnwritableError("it has a number that is not whole");
    }
    const fields = Object.entries(value).map(([key, field]) => [key, withoutNull(field)]);
    return Object.fromEntries(fields);
}
//# sourceMappingURL=parse-json.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/manifest/manifest-blobs.js



/**
 * What must be in a repository before a manifest is: the config and the layers, or the manifests of an index.
 *
 * @throws TransferFailure `manifest` when it is neither
 */
function blobsOf(manifest) {
    const document = parseJsonObject(manifest.bytes);
    if (typeof document === "string") {
        throw noManifest(document);
    }
    const parts = [
        ...(document["config"] === undefined ? [] : [document["config"]]),
        ...(asArray(document["layers"]) ?? []),
        ...(asArray(document["manifests"]) ?? []),
    ];
    return parts.map(descriptorOf);
}
/** The media type that a manifest says it has; undefined when it does not say. */
function mediaTypeIn(bytes) {
    const document = parseJsonObject(bytes);
    const type = typeof document === "string" ? undefined : document["mediaType"];
    return typeof type === "string" ? type : undefined;
}
function descriptorOf(value) {
    const { mediaType, digest, size } = asObject(value) ?? {};
    if (typeof mediaType !== "string" || !(0,lib_reference/* isDigest */.Bc)(digest) || typeof size !== "number" || size < 0) {
        throw noManifest("it lists something that is no descriptor");
    }
    return { mediaType, digest, size };
}
function noManifest(problem) {
    return new failure/* TransferFailure */.a("manifest", `not a manifest: ${problem}`, { remedy: "never" });
}
//# sourceMappingURL=manifest-blobs.js.map
// EXTERNAL MODULE: ./packages/oci/lib/pull/manifest.js
var pull_manifest = __webpack_require__(82366);
;// CONCATENATED MODULE: ./packages/oci/lib/layout/layout-index.js






/** The annotation that is a tag in a layout (image-spec: "Indexed Image Layout"). */
const TAG = "org.opencontainers.image.ref.name";
/**
 * The `index.json` of an image layout: which manifests there are, and by which tags. What others wrote into it stays.
 * Every manifest is listed: by its tags, or, when it has none, by itself.
 */
class LayoutIndex {
    /** All but the manifests. */
    #fields;
    #byTag = new Map();
    /** By digest, then without a tag. */
    #untagged = new Map();
    /** What others list in ways of their own: one tag twice, one image for several platforms. */
    #others = [];
    /** How often a digest is listed. */
    #counts = new Map();
    /** @throws TransferFailure `manifest` when it is no index */
    static parse(bytes, shown) {
        const document = parseJsonObject(bytes);
        if (typeof document === "string") {
            throw noIndex(shown, document);
        }
        const { manifests: listed = [], ...fields } = document;
        const manifests = asArray(listed);
        if (fields["schemaVersion"] !== 2 || manifests === undefined) {
            throw noIndex(shown, "it is no image index");
        }
        const index = new LayoutIndex(fields);
        for (const value of manifests) {
            const entry = entryOf(value);
            if (entry === undefined) {
                throw noIndex(shown, "it lists something that is no descriptor");
            }
            index.#list(entry);
        }
        return index;
    }
    static empty() {
        return new LayoutIndex({ schemaVersion: 2, mediaType: INDEX_TYPE });
    }
    constructor(fields) {
        this.#fields = fields;
    }
    /**
     * What a tag is at.
     *
     * @throws TransferFailure `conflict` when that cannot be told, as the tag is there several times
     */
    resolve(tag) {
        const digests = new Set([
            this.#byTag.get(tag)?.digest,
            ...this.#others.filter((entry) => entry.tag === tag).map(({ digest }) => digest),
        ]);
        digests.delete(undefined);
        const [digest] = digests;
        if (digests.size > 1) {
            throw new failure/* TransferFailure */.a("conflict", `the layout has the tag ${tag} more than once`, {
                remedy: "never",
            });
        }
        if (digest !== undefined && !(0,lib_reference/* isDigest */.Bc)(digest)) {
            throw new failure/* TransferFailure */.a("checksum", `the tag ${tag} is at a digest that is none of sha256`, {
                remedy: "never",
            });
        }
        return digest;
    }
    /** Whether a manifest is listed at all. */
    lists(digest) {
        return this.#counts.has(digest);
    }
    /** The media type that the index has for a manifest. */
    mediaTypeOf(digest) {
        const all = [...this.#untagged.values(), ...this.#byTag.values(), ...this.#others];
        const type = all.find((entry) => entry.digest === digest)?.fields["mediaType"];
        return typeof type === "string" ? type : undefined;
    }
    /** Lists a manifest, if it is not. */
    add(descriptor) {
        if (!this.lists(descriptor.digest)) {
            this.#list(plainEntry(descriptor));
        }
    }
    /** Puts a tag to a manifest, wherever it was before. */
    tag(tag, { mediaType, digest, size }) {
        const former = [this.#byTag.get(tag), ...this.#others.filter((entry) => entry.tag === tag)].filter((entry) => entry !== undefined);
        this.#byTag.delete(tag);
        this.#others = this.#others.filter((entry) => entry.tag !== tag);
        for (const { digest: left } of former) {
            this.#count(left, -1);
        }
        // Listed by the tag now.
        if (this.#untagged.get(digest)?.isPlain === true) {
            this.#untagged.delete(digest);
            this.#count(digest, -1);
        }
        const fields = { mediaType, digest, size, annotations: { [TAG]: tag } };
        this.#list({ digest, tag, isPlain: false, fields });
        for (const { digest: left, fields: known } of former) {
            // Somebody may know it by its digest.
            if (!this.#counts.has(left)) {
                this.#list({ digest: left, tag: undefined, isPlain: true, fields: withoutTag(known) });
            }
        }
    }
    /** Its bytes: they depend on what is listed, and not on when it came. */
    serialize() {
        const entries = [...this.#byTag.values(), ...this.#untagged.values(), ...this.#others];
        const manifests = entries
            .map(({ tag = "", digest, fields }) => ({ tag, digest, text: canonicalJson(fields) }))
            .sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.tag, b.tag) ||
            (0,lib/* compareCodePoints */.OP)(a.digest, b.digest) ||
            (0,lib/* compareCodePoints */.OP)(a.text, b.text))
            .map(({ text }) => text);
        const fields = Object.entries(this.#fields).flatMap(([key, value]) => value === undefined ? [] : [[key, canonicalJson(value)]]);
        return Buffer.from(`${objectJson([...fields, ["manifests", arrayJson(manifests)]])}\n`);
    }
    #list(entry) {
        const place = entry.tag === undefined ? this.#untagged : this.#byTag;
        const key = entry.tag ?? entry.digest;
        if (place.has(key)) {
            this.#others.push(entry);
        }
        else {
            place.set(key, entry);
        }
        this.#count(entry.digest, 1);
    }
    #count(digest, change) {
        const count = (this.#counts.get(digest) ?? 0) + change;
        if (count === 0) {
            this.#counts.delete(digest);
        }
        else {
            this.#counts.set(digest, count);
        }
    }
}
function plainEntry({ mediaType, digest, size }) {
    return { digest, tag: undefined, isPlain: true, fields: { mediaType, digest, size } };
}
function withoutTag(fields) {
    const { [TAG]: _, ...annotations } = asObject(fields["annotations"]) ?? {};
    const { annotations: __, ...rest } = fields;
    return Object.keys(annotations).length === 0 ? rest : { ...rest, annotations };
}
function entryOf(value) {
    const fields = asObject(value);
    const { mediaType, digest, size } = fields ?? {};
    if (fields === undefined ||
        typeof mediaType !== "string" ||
        typeof digest !== "string" ||
        !/^[a-z0-9+._-]+:[a-zA-Z0-9=_-]+$/.test(digest) ||
        typeof size !== "number" ||
        size < 0) {
        return undefined;
    }
    const tag = asObject(fields["annotations"])?.[TAG];
    return {
        digest,
        tag: typeof tag === "string" ? tag : undefined,
        isPlain: Object.keys(fields).length === 3,
        fields,
    };
}
function noIndex(shown, problem) {
    return new failure/* TransferFailure */.a("manifest", `${shown}: index.json: ${problem}`, { remedy: "never" });
}
//# sourceMappingURL=layout-index.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/index-file.js

const NAME = "index.json";
/** 200,000 manifests; no JSON that is larger is taken. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The index is written at once until that has taken so long; then it takes this share of a run. */
const BURST_MS = 500;
const SHARE = 1 / 20;
/**
 * The index of a layout and its file. A layout may get thousands of manifests, and the file is written as a whole: the
 * more there is to write, the longer changes are collected. What was not written when the process is killed is listed
 * by the next run; manifests are found by their digests all the same.
 *
 * Only for whoever holds the lock, as far as writing goes. Programs that know no lock may write the file as well: what
 * they list stays.
 */
class IndexFile {
    #directory;
    #check;
    #index = LayoutIndex.empty();
    /** The file that {@link #index} was read from, or written to. */
    #inode;
    /** Made in memory, not in the file. */
    #pending = [];
    /** Milliseconds that writing may take now; below 0 it took more than its share. */
    #credit = BURST_MS;
    #creditAt = performance.now();
    #timer;
    /** It could not be written when its time had come. */
    #isOverdue = false;
    /** @param check - throws when another run may write by now */
    constructor(directory, check = () => undefined) {
        this.#directory = directory;
        this.#check = check;
    }
    /** The index as it is now. @throws TransferFailure */
    read() {
        const inode = this.#directory.statFile(NAME);
        if (!isSame(inode, this.#inode)) {
            const file = this.#directory.readFile(NAME, MAX_BYTES);
            this.#index =
                file === undefined ? LayoutIndex.empty() : LayoutIndex.parse(file.bytes, this.#directory.path);
            this.#inode = file?.inode;
            for (const change of this.#pending) {
                change(this.#index);
            }
        }
        return this.#index;
    }
    /** Writes an index where there is none. @throws TransferFailure */
    create() {
        if (this.#directory.statFile(NAME) === undefined) {
            this.#write();
        }
    }
    /**
     * Changes the index, which is written now or soon.
     *
     * @param change - may be made once more, on an index that somebody else changed meanwhile
     * @throws TransferFailure, also when it is what was changed before that cannot be written
     */
    change(change) {
        change(this.read());
        this.#pending.push(change);
        const credit = this.#creditNow();
        if (credit >= 0 || this.#isOverdue) {
            this.#write();
        }
        else {
            this.#timer ??= setTimeout(() => this.#writeLater(), -credit / SHARE);
        }
    }
    /** Writes what is not written yet. @throws TransferFailure */
    flush() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        if (this.#pending.length > 0) {
            this.#write();
        }
    }
    #writeLater() {
        this.#timer = undefined;
        try {
            this.flush();
        }
        catch {
            // Whoever comes next tries again, and learns why it cannot be done.
            this.#isOverdue = true;
        }
    }
    #write() {
        this.#check();
        const start = performance.now();
        const bytes = this.read().serialize();
        this.#inode = this.#directory.writeFile(NAME, bytes);
        this.#pending = [];
        this.#isOverdue = false;
        this.#credit = this.#creditNow() - (performance.now() - start);
    }
    #creditNow() {
        const now = performance.now();
        this.#credit = Math.min(BURST_MS, this.#credit + (now - this.#creditAt) * SHARE);
        this.#creditAt = now;
        return this.#credit;
    }
}
function isSame(a, b) {
    return (a === b || (a?.ino === b?.ino && a?.dev === b?.dev && a?.size === b?.size && a?.mtimeNs === b?.mtimeNs));
}
//# sourceMappingURL=index-file.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/private-files.js
/** The lock of whoever writes to a layout. */
const LOCK_NAME = ".compose-actions.lock";
/** What taking the lock may leave behind. */
const LEFTOVER_OF_LOCK = /^\.compose-actions\.lock-/;
/** Files that have not got their names yet. */
const TEMPORARY = /^\.compose-actions-[0-9a-f]{12}-[0-9]+\.tmp$/;
/**
 * @param run - 12 hexadecimal digits, others for every run
 * @param count - another one for every file
 */
function temporaryName(run, count) {
    return `.compose-actions-${run}-${count}.tmp`;
}
/** Whether a file in a layout is of our making, and no part of the layout. */
function isPrivateFile(name) {
    return name === LOCK_NAME || TEMPORARY.test(name) || LEFTOVER_OF_LOCK.test(name);
}
//# sourceMappingURL=private-files.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/regular-files.js



const regular_files_READ = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/**
 * What tells a regular file from what it was; undefined when nothing is there.
 *
 * @param shown - the path as users know it
 * @throws TransferFailure `path` for a symbolic link, `conflict` for anything else that is no file
 * @throws the system error
 */
function statRegular(path, shown) {
    const stats = io.io.lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) {
        throw noFile(stats.isSymbolicLink(), shown);
    }
    return stats;
}
/** Opens a regular file to read. @returns a descriptor; undefined when nothing is there @throws as {@link statRegular} */
function openRegular(path, shown) {
    let descriptor;
    try {
        descriptor = io.io.openSync(path, regular_files_READ);
    }
    catch (error) {
        switch ((0,io/* errorCode */.CA)(error)) {
            case "ENOENT":
                return undefined;
            case "ELOOP":
                throw noFile(true, shown);
            // A socket.
            case "ENXIO":
                throw noFile(false, shown);
            default:
                throw error;
        }
    }
    try {
        if (!io.io.fstatSync(descriptor).isFile()) {
            throw noFile(false, shown);
        }
        return descriptor;
    }
    catch (error) {
        (0,io/* closeQuietly */.EO)(descriptor);
        throw error;
    }
}
/**
 * Reads an open file, and closes it.
 *
 * @throws TransferFailure `too-large` when it has more than so many bytes
 * @throws the system error
 */
function readRegular(descriptor, max, shown) {
    try {
        const inode = io.io.fstatSync(descriptor, { bigint: true });
        if (inode.size > BigInt(max)) {
            throw new failure/* TransferFailure */.a("too-large", `${(0,lib/* show */.WU)(shown)} has more than ${max} bytes`, {
                remedy: "never",
            });
        }
        const bytes = Buffer.alloc(Number(inode.size));
        for (let used = 0; used < bytes.length;) {
            const length = io.io.readSync(descriptor, bytes, used, bytes.length - used, used);
            if (length === 0) {
                return { bytes: bytes.subarray(0, used), inode };
            }
            used += length;
        }
        return { bytes, inode };
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
function noFile(isLink, shown) {
    return isLink
        ? new failure/* TransferFailure */.a("path", `${(0,lib/* show */.WU)(shown)} is a symbolic link; a layout has files`, {
            remedy: "never",
        })
        : new failure/* TransferFailure */.a("conflict", `${(0,lib/* show */.WU)(shown)} is no regular file`, { remedy: "never" });
}
//# sourceMappingURL=regular-files.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/layout-directory.js








const NEW_FILE = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
/**
 * The files of an image layout. Symbolic links in it are not followed, not even when they are put there meanwhile: all
 * directories are opened for a call and their entries are reached through them. Nothing stays open, so that a run may
 * have thousands of layouts.
 *
 * All calls throw TransferFailure.
 */
class LayoutDirectory {
    /** As the user named it. */
    path;
    #resolved;
    #run = (0,external_node_crypto_.randomBytes)(6).toString("hex");
    #count = 0;
    #real;
    /** Mode of new files: what the umask leaves. */
    #fileMode = io/* FILE_MODE */.rE;
    constructor(path) {
        this.path = path;
        this.#resolved = (0,external_node_path_.resolve)(path);
    }
    /** Makes the directories that are missing, and tries whether files can be written there. */
    create() {
        (0,disk_failure/* onDisk */.FC)(this.path, () => (0,files_anchor/* makeDirectories */.Kb)(this.#resolved));
        const { name, descriptor } = this.createTemporary();
        try {
            this.#fileMode = (0,disk_failure/* onDisk */.FC)(this.path, () => io.io.fstatSync(descriptor).mode & 0o777);
        }
        finally {
            (0,io/* closeQuietly */.EO)(descriptor);
            this.discard(name);
        }
    }
    /** Path of the lock. The directory must have been there. */
    get lockPath() {
        return `${this.#real?.path ?? this.#resolved}/${LOCK_NAME}`;
    }
    /** Path of the lock for messages. */
    get shownLockPath() {
        return this.#shown(LOCK_NAME);
    }
    /** What is in the directory itself; undefined when there is no such directory. */
    entries() {
        return this.#inRoot((root) => io.io.readdirSync(`${root.prefix}/.`));
    }
    /** What tells a file of the directory from what it was; undefined when it is not there. */
    statFile(name) {
        return this.#inRoot((root) => statRegular(`${root.prefix}/${name}`, this.#shown(name)));
    }
    /**
     * Reads a file of the directory.
     *
     * @returns undefined when it is not there
     * @throws TransferFailure `too-large` when it has more bytes than `max`
     */
    readFile(name, max) {
        return this.#inRoot((root) => {
            const descriptor = openRegular(`${root.prefix}/${name}`, this.#shown(name));
            return descriptor === undefined ? undefined : readRegular(descriptor, max, this.#shown(name));
        });
    }
    /**
     * Puts a file into the directory, in the place of a former one, and has the system write it to the disk.
     *
     * @returns what tells it from others
     */
    writeFile(name, bytes) {
        return this.#inRoot((root) => {
            const temporary = `${root.prefix}/${this.#newName()}`;
            const target = `${root.prefix}/${name}`;
            try {
                const descriptor = io.io.openSync(temporary, NEW_FILE, io/* FILE_MODE */.rE);
                try {
                    (0,io/* writeFully */.KM)(descriptor, bytes);
                    // After a power cut the name must not lead to nothing.
                    io.io.fdatasyncSync(descriptor);
                }
                finally {
                    (0,io/* closeQuietly */.EO)(descriptor);
                }
                io.io.renameSync(temporary, target);
            }
            catch (error) {
                (0,io/* removeQuietly */.S2)(temporary);
                throw error;
            }
            return statRegular(target, this.#shown(name));
        });
    }
    /** The size of a blob; undefined when it is not there. */
    blobSize(digest) {
        const inode = this.#inBlobs(false, (blobs) => this.#statBlob(blobs, digest));
        return inode === undefined ? undefined : Number(inode.size);
    }
    /** Opens a blob to read. @returns a descriptor; undefined when it is not there */
    openBlob(digest) {
        return this.#inBlobs(false, (blobs) => openRegular(`${blobs.prefix}/${(0,lib_digest/* hexOf */.Z)(digest)}`, this.#shownBlob(digest)));
    }
    /** Where a blob lies, or would lie. */
    blobPath(digest) {
        return `${this.#real?.path ?? this.#resolved}/blobs/sha256/${(0,lib_digest/* hexOf */.Z)(digest)}`;
    }
    /** Reads a small blob, see {@link readFile}. */
    readBlob(digest, max) {
        const descriptor = this.openBlob(digest);
        return descriptor === undefined
            ? undefined
            : (0,disk_failure/* onDisk */.FC)(this.path, () => readRegular(descriptor, max, this.#shownBlob(digest))).bytes;
    }
    /** Creates a file beside the blobs, open to write. */
    createTemporary() {
        const name = this.#newName();
        const descriptor = this.#inNewBlobs((blobs) => io.io.openSync(`${blobs.prefix}/${name}`, NEW_FILE, io/* FILE_MODE */.rE));
        return { name, descriptor };
    }
    /**
     * Makes a file beside the blobs that is linked to another, or shares its blocks.
     *
     * @returns its name; undefined where that cannot be done
     * @throws TransferFailure `changed` when the file is not the known one
     */
    linkTemporary(source, inode, shown, kind) {
        const name = this.#newName();
        const isDone = this.#inNewBlobs((blobs) => {
            const target = `${blobs.prefix}/${name}`;
            return (0,linking/* tryTwin */.y)({ source, target, shown, known: inode, fileMode: this.#fileMode }, kind);
        });
        return isDone ? name : undefined;
    }
    /** As {@link linkTemporary}, with a blob of another layout. */
    linkFrom(other, digest, kind) {
        return other.#inBlobs(false, (blobs) => {
            const inode = other.#statBlob(blobs, digest);
            const source = `${blobs.prefix}/${(0,lib_digest/* hexOf */.Z)(digest)}`;
            return inode === undefined
                ? undefined
                : this.linkTemporary(source, inode, other.#shownBlob(digest), kind);
        });
    }
    /** Makes a temporary file the blob that it is. One of that name is replaced. */
    place(name, digest) {
        this.#inNewBlobs((blobs) => {
            this.#statBlob(blobs, digest);
            io.io.renameSync(`${blobs.prefix}/${name}`, `${blobs.prefix}/${(0,lib_digest/* hexOf */.Z)(digest)}`);
            // A rename does nothing when both are one file already.
            (0,io/* removeFile */.nM)(`${blobs.prefix}/${name}`);
        });
    }
    /** Removes a temporary file. It need not exist any more. */
    discard(name) {
        this.#inBlobs(false, (blobs) => (0,io/* removeFile */.nM)(`${blobs.prefix}/${name}`));
    }
    /** Removes what runs that were killed left behind. Only for whoever holds the lock. */
    removeLeftovers() {
        this.#inRoot((root) => removeMatching(root, TEMPORARY, LEFTOVER_OF_LOCK));
        this.#inBlobs(false, (blobs) => removeMatching(blobs, TEMPORARY));
    }
    #newName() {
        this.#count += 1;
        return temporaryName(this.#run, this.#count);
    }
    #statBlob(blobs, digest) {
        return statRegular(`${blobs.prefix}/${(0,lib_digest/* hexOf */.Z)(digest)}`, this.#shownBlob(digest));
    }
    #inNewBlobs(use) {
        const result = this.#inBlobs(true, (blobs) => ({ value: use(blobs) }));
        if (result === undefined) {
            throw new failure/* TransferFailure */.a("disk", `${(0,lib/* show */.WU)(this.path)} is not there any more`, { remedy: "never" });
        }
        return result.value;
    }
    #inBlobs(create, use) {
        return this.#inRoot((root) => inChild(root, "blobs", create, this.#shown("blobs"), (parent) => inChild(parent, "sha256", create, this.#shown("blobs/sha256"), use)));
    }
    #inRoot(use) {
        return (0,disk_failure/* onDisk */.FC)(this.path, () => {
            const root = this.#openRoot();
            return root === undefined ? undefined : closing(root, use);
        });
    }
    /** The directory, which must stay the same one once it was there. */
    #openRoot() {
        let root;
        try {
            root = (0,files_anchor/* openRoot */.R8)(this.#real?.path ?? this.#resolved);
        }
        catch (error) {
            if ((0,io/* errorCode */.CA)(error) === "ENOENT" && this.#real === undefined) {
                return undefined;
            }
            throw error;
        }
        try {
            const { dev, ino } = io.io.statSync(`${root.prefix}/.`, { bigint: true });
            this.#real ??= { path: io.io.realpathSync(this.#resolved), dev, ino };
            if (dev !== this.#real.dev || ino !== this.#real.ino) {
                throw new failure/* TransferFailure */.a("changed", `${(0,lib/* show */.WU)(this.path)} is another directory than before`, {
                    remedy: "never",
                });
            }
            return root;
        }
        catch (error) {
            (0,files_anchor/* closeAnchor */.U4)(root);
            throw error;
        }
    }
    #shown(name) {
        return `${this.path.replace(/\/+$/, "")}/${name}`;
    }
    #shownBlob(digest) {
        return this.#shown(`blobs/sha256/${(0,lib_digest/* hexOf */.Z)(digest)}`);
    }
}
function closing(anchor, use) {
    try {
        return use(anchor);
    }
    finally {
        (0,files_anchor/* closeAnchor */.U4)(anchor);
    }
}
function inChild(parent, name, create, shown, use) {
    const child = (0,files_anchor/* openChild */.$r)(parent, name, create, shown)?.anchor;
    return child === undefined ? undefined : closing(child, use);
}
function removeMatching(directory, ...patterns) {
    for (const name of io.io.readdirSync(`${directory.prefix}/.`)) {
        if (patterns.some((pattern) => pattern.test(name))) {
            (0,io/* removeFile */.nM)(`${directory.prefix}/${name}`);
        }
    }
}
//# sourceMappingURL=layout-directory.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/layout-writing.js




/** The file that says that a directory is an image layout, and of which version (image-spec: "oci-layout file"). */
const MARK = "oci-layout";
const MAX_MARK_BYTES = 4096;
/** Waiting for less is not worth a word. */
const MOMENT_MS = 1000;
const VERSION = "1.0.0";
const OWN_NAMES = new Set([MARK, "index.json", "blobs"]);
/**
 * What keeps a directory from being written to as an image layout.
 *
 * @returns a sentence; undefined when it is one, is empty, or is not there
 * @throws TransferFailure
 */
function layoutProblem(directory) {
    const mark = directory.readFile(MARK, MAX_MARK_BYTES);
    if (mark === undefined) {
        // A run that was killed may have left the beginnings of one.
        const others = (directory.entries() ?? []).filter((name) => !OWN_NAMES.has(name) && !isPrivateFile(name));
        return others.length === 0 ? undefined : "the directory has files, and is no image layout";
    }
    const content = parseJsonObject(mark.bytes);
    const version = typeof content === "string" ? undefined : content["imageLayoutVersion"];
    return version === VERSION ? undefined : `the directory is no image layout of version ${VERSION}`;
}
/**
 * Makes a directory an image layout, if it is none, and takes its lock.
 *
 * @returns gives the lock back; throws TransferFailure `disk` when it cannot
 * @throws TransferFailure `conflict` when the directory is something else
 * @throws UserError when another run writes to it
 */
async function beginWriting(directory, index, { lockTimeoutMs = 0, onWait }, signal) {
    const problem = layoutProblem(directory);
    if (problem !== undefined) {
        throw new failure/* TransferFailure */.a("conflict", `${(0,lib/* show */.WU)(directory.path)}: ${problem}`, { remedy: "never" });
    }
    directory.create();
    const shown = `oci-layout:${directory.path}`;
    const moment = onWait === undefined ? undefined : setTimeout(onWait, MOMENT_MS, shown);
    let release;
    try {
        release = await (0,lock/* acquireLock */.IZ)(directory.lockPath, {
            timeoutMs: lockTimeoutMs,
            signal,
            shown: directory.shownLockPath,
            subject: shown,
            hasTimeoutInput: false,
        });
    }
    finally {
        clearTimeout(moment);
    }
    try {
        directory.removeLeftovers();
        index.create();
        // The last part: without it the directory is no layout.
        if (directory.statFile(MARK) === undefined) {
            directory.writeFile(MARK, Buffer.from(`{"imageLayoutVersion":"${VERSION}"}`));
        }
        return Object.assign(() => (0,disk_failure/* onDisk */.FC)(directory.shownLockPath, release), { check: release.check });
    }
    catch (error) {
        release();
        throw error;
    }
}
//# sourceMappingURL=layout-writing.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/blobs/hash-bytes.js


/**
 * Reads bytes to their end.
 *
 * @param onChunk - is told the bytes as they come; what it throws ends the reading
 * @returns what the bytes are
 * @throws what reading fails with, `signal.reason`
 */
async function hashBytes(bytes, signal, onChunk) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    try {
        // Waiting for a stream can be ended; waiting for a disk cannot.
        const source = bytes instanceof external_node_stream_.Readable ? (0,external_node_stream_.addAbortSignal)(signal, bytes) : bytes;
        for await (const chunk of source) {
            signal.throwIfAborted();
            hash.update(chunk);
            size += chunk.length;
            onChunk?.(chunk);
        }
    }
    catch (error) {
        signal.throwIfAborted();
        throw error;
    }
    return { digest: `sha256:${hash.digest("hex")}`, size };
}
//# sourceMappingURL=hash-bytes.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/layout-options.js
/** The kinds of links that a mode tries, in this order, before it copies. */
function linkKinds(mode) {
    switch (mode) {
        case "auto":
        case "hardlink":
            return ["hardlink", "reflink"];
        case "reflink":
            return ["reflink"];
        case "copy":
            return [];
    }
}
//# sourceMappingURL=layout-options.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/place-blob.js






const place_blob_BLOCK_BYTES = 1024 * 1024;
/**
 * Puts a blob into a layout: linked, or copied and hashed on the way. It gets its name when all of it is there.
 *
 * @throws TransferFailure; `changed` when the bytes are not those of the digest
 */
async function placeBlob(directory, blob, link, signal, onBytes) {
    if (isFileBlob(blob)) {
        for (const kind of linkKinds(link ?? "reflink")) {
            const linked = directory.linkTemporary(blob.path, blob.inode, blob.shown, kind);
            if (linked !== undefined) {
                await proveOrDiscard(directory, linked, blob, signal);
                placeOrDiscard(directory, linked, blob.digest);
                return;
            }
        }
    }
    const name = await copy(directory, blob, signal, onBytes);
    placeOrDiscard(directory, name, blob.digest);
}
/** What is linked was not read on the way, and its digest may be what metadata says. */
async function proveOrDiscard(directory, name, blob, signal) {
    try {
        refuseOther(blob, await hashBytes(blocksOf(blob, 0), signal));
    }
    catch (error) {
        discardQuietly(directory, name);
        throw error;
    }
}
function refuseOther(blob, { digest, size }) {
    if (digest !== blob.digest || size !== blob.size) {
        throw new failure/* TransferFailure */.a("changed", `${(0,lib/* show */.WU)(blob.shown)} has not the bytes of its digest`, {
            remedy: "never",
        });
    }
}
/** Gives a temporary file its name. */
function placeOrDiscard(directory, name, digest) {
    try {
        directory.place(name, digest);
    }
    catch (error) {
        discardQuietly(directory, name);
        throw error;
    }
}
/** @returns the name of a temporary file that is complete */
async function copy(directory, blob, signal, onBytes) {
    const { name, descriptor } = directory.createTemporary();
    let isOpen = true;
    try {
        const found = await hashBytes(blocksOf(blob, 0), signal, (chunk) => {
            (0,disk_failure/* onDisk */.FC)(directory.path, () => (0,io/* writeFully */.KM)(descriptor, chunk));
            onBytes?.(chunk.length);
        });
        refuseOther(blob, found);
        isOpen = false;
        // Network file systems tell now that they could not write.
        (0,disk_failure/* onDisk */.FC)(directory.path, () => io.io.closeSync(descriptor));
        return name;
    }
    catch (error) {
        if (isOpen) {
            (0,io/* closeQuietly */.EO)(descriptor);
        }
        discardQuietly(directory, name);
        throw error;
    }
}
/** Whether a blob that is there has the bytes of its digest. @throws TransferFailure */
async function isIntact(directory, digest, signal) {
    const descriptor = directory.openBlob(digest);
    if (descriptor === undefined) {
        return false;
    }
    try {
        const stream = (0,external_node_fs_.createReadStream)("", { fd: descriptor, autoClose: false, highWaterMark: place_blob_BLOCK_BYTES });
        return (await hashBytes(stream, signal)).digest === digest;
    }
    finally {
        (0,io/* closeQuietly */.EO)(descriptor);
    }
}
function discardQuietly(directory, name) {
    try {
        directory.discard(name);
    }
    catch {
        // The next run tidies up.
    }
}
//# sourceMappingURL=place-blob.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/layout-repository.js
var _a;













/**
 * An OCI image layout directory (image-spec 1.1, "OCI Image Layout Specification"). It is made when something is first
 * written to it, and then has one writer until {@link close}. Reading needs no lock: every file in it is complete or
 * not there.
 */
class LayoutRepository {
    address;
    shown;
    #directory;
    #index;
    #options;
    /** Since something was first written: gives the lock back. */
    #writing;
    #held;
    #pushing = new OneAtATime();
    /** Hashed by this run. */
    #intact = new Set();
    /**
     * @param path - of the directory, which need not exist
     * @param name - by which Locations name it, see `layoutName`
     */
    constructor(path, name, options = {}) {
        this.address = `${lib_reference/* LAYOUT_HOST */.CV}/${name}`;
        this.shown = `oci-layout:${path}`;
        this.#directory = new LayoutDirectory(path);
        this.#index = new IndexFile(this.#directory, () => this.#held?.check());
        this.#options = options;
    }
    /** The directory, as the user named it. */
    get path() {
        return this.#directory.path;
    }
    /**
     * What keeps the directory from being written to as an image layout.
     *
     * @returns a sentence, or undefined
     * @throws TransferFailure
     */
    problem() {
        return layoutProblem(this.#directory);
    }
    async resolve(tag, signal) {
        signal.throwIfAborted();
        return this.#index.read().resolve(tag);
    }
    async manifest(digest, signal) {
        signal.throwIfAborted();
        const bytes = this.#directory.readBlob(digest, pull_manifest/* MAX_MANIFEST_BYTES */.ZJ);
        if (bytes === undefined) {
            return undefined;
        }
        if ((0,lib_digest/* digestOf */.o)(bytes) !== digest) {
            throw new failure/* TransferFailure */.a("checksum", `${(0,lib/* show */.WU)(this.shown)}: the bytes of the manifest ${digest} are others`, { remedy: "never" });
        }
        const mediaType = mediaTypeIn(bytes) ?? this.#index.read().mediaTypeOf(digest) ?? MANIFEST_TYPE;
        return { digest, mediaType, bytes };
    }
    async blobSize(digest, signal) {
        signal.throwIfAborted();
        return this.#directory.blobSize(digest);
    }
    /**
     * Opens a blob to read.
     *
     * @returns a descriptor, to be closed by the caller; undefined when it is not there
     * @throws TransferFailure
     */
    openBlob(digest) {
        return this.#directory.openBlob(digest);
    }
    /** Where a blob lies, or would lie. Who opens the path must not follow a symbolic link that may be there. */
    blobPath(digest) {
        return this.#directory.blobPath(digest);
    }
    /**
     * Makes the directory an image layout, if it is none, and keeps others from writing to it until {@link close}. Done
     * by whatever writes first.
     *
     * @throws TransferFailure
     * @throws UserError when another run writes to the layout
     */
    begin(signal) {
        return this.#begin(signal);
    }
    /**
     * Links or copies a blob into the layout.
     *
     * @throws TransferFailure
     * @throws UserError when another run writes to the layout
     */
    async pushBlob(blob, options) {
        await this.#begin(options.signal);
        return this.#pushing.run(blob.digest, options.signal, () => this.#push(blob, options));
    }
    async pushManifest(manifest, signal) {
        await this.#begin(signal);
        const { digest, mediaType, bytes } = manifest;
        for (const { digest: needed, size } of blobsOf(manifest)) {
            if (this.#directory.blobSize(needed) !== size) {
                throw new failure/* TransferFailure */.a("not-found", `${(0,lib/* show */.WU)(this.shown)}: ${needed}, which the manifest ${digest} needs, is not there`, { remedy: "never" });
            }
        }
        const isThere = this.#directory.readBlob(digest, pull_manifest/* MAX_MANIFEST_BYTES */.ZJ)?.equals(bytes) === true;
        if (!isThere) {
            await placeBlob(this.#directory, bytesBlob(bytes, `the manifest ${digest}`), "copy", signal, undefined);
        }
        if (isThere && this.#index.read().lists(digest)) {
            return "existing";
        }
        this.#index.change((index) => index.add({ mediaType, digest, size: bytes.length }));
        return "pushed";
    }
    async tag(tag, { mediaType, digest, bytes }, policy, signal) {
        if (!(0,lib_reference/* isTag */.dz)(tag)) {
            throw new TypeError("no tag");
        }
        await this.#begin(signal);
        if (this.#directory.blobSize(digest) === undefined) {
            throw new failure/* TransferFailure */.a("not-found", `${(0,lib/* show */.WU)(this.shown)}: there is no manifest ${digest}`, {
                remedy: "never",
            });
        }
        const former = this.#index.read().resolve(tag);
        if (former === digest) {
            return "existing";
        }
        if (former !== undefined && policy === "immutable") {
            throw new failure/* TransferFailure */.a("conflict", `${(0,lib/* show */.WU)(this.shown)}: the tag ${tag} is at ${former}, and must not be moved to ${digest}`, { remedy: "never" });
        }
        this.#index.change((index) => index.tag(tag, { mediaType, digest, size: bytes.length }));
        return "pushed";
    }
    /** Writes what is not written yet, and lets others write. @throws TransferFailure */
    async close() {
        const release = await this.#writing?.catch(() => undefined);
        this.#writing = undefined;
        try {
            this.#index.flush();
        }
        finally {
            this.#held = undefined;
            release?.();
        }
    }
    async #begin(signal) {
        signal.throwIfAborted();
        this.#writing ??= beginWriting(this.#directory, this.#index, this.#options, signal);
        const writing = this.#writing;
        try {
            this.#held = await writing;
        }
        catch (error) {
            if (this.#writing === writing) {
                this.#writing = undefined;
            }
            throw error;
        }
    }
    async #push(blob, { others, onBytes, signal }) {
        const { digest, size } = blob;
        if (this.#directory.blobSize(digest) === size && (await this.#isTrusted(digest, signal))) {
            return "existing";
        }
        const isMounted = this.#options.link !== "copy" && this.#mount(blob, others);
        if (!isMounted) {
            await placeBlob(this.#directory, blob, this.#options.link, signal, onBytes);
        }
        if (this.#directory.blobSize(digest) !== size) {
            throw new failure/* TransferFailure */.a("size-mismatch", `${(0,lib/* show */.WU)(this.shown)}: ${digest} is not what was put there`, {
                remedy: "never",
            });
        }
        this.#intact.add(digest);
        return isMounted ? "mounted" : "pushed";
    }
    /** Takes a blob from another layout. Blobs are not written to, so that they may be one file. */
    #mount({ digest, size }, others) {
        if (this.#options.verifyExisting === true) {
            // Nobody has hashed it there.
            return false;
        }
        for (const other of others) {
            if (other instanceof _a && other !== this && other.#directory.blobSize(digest) === size) {
                for (const kind of ["hardlink", "reflink"]) {
                    const name = this.#directory.linkFrom(other.#directory, digest, kind);
                    if (name !== undefined) {
                        placeOrDiscard(this.#directory, name, digest);
                        return true;
                    }
                }
            }
        }
        return false;
    }
    async #isTrusted(digest, signal) {
        if (this.#options.verifyExisting !== true || this.#intact.has(digest)) {
            return true;
        }
        const intact = await isIntact(this.#directory, digest, signal);
        if (intact) {
            this.#intact.add(digest);
        }
        return intact;
    }
}
_a = LayoutRepository;
//# sourceMappingURL=layout-repository.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layout/begin-layouts.js



/**
 * Begins to write to the layouts among repositories, one after another in the order of their paths: of two runs that
 * write to several none then waits for what the other one has. A layout that cannot be written is left to whoever
 * pushes to it, and tells.
 *
 * @throws UserError when another run writes to one and does not end
 */
async function beginLayouts(repositories, signal) {
    const layouts = [...new Set(repositories)]
        .filter((one) => one instanceof LayoutRepository)
        .map((layout) => ({ layout, path: (0,external_node_path_.resolve)(layout.path) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { layout } of layouts) {
        try {
            await layout.begin(signal);
        }
        catch (error) {
            if (!(error instanceof failure/* TransferFailure */.a)) {
                throw error;
            }
        }
    }
}
//# sourceMappingURL=begin-layouts.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./packages/oci/lib/pull/layout-map.js





/** The file beside metadata that says where the layout directories lie that its Locations name. */
const LAYOUTS_FILE = "oci-layouts.json";
const layout_map_MAX_BYTES = 1024 * 1024;
const schema = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());
/** Finds the layout directories that local metadata names. */
class LayoutMap {
    /** By name: the directory as written, and the one that it is relative to. */
    #directories = new Map();
    #root;
    #ownLayouts;
    /**
     * @param homes - directories that local metadata files lie in; none for metadata from servers, which must not choose
     * directories of this machine
     * @param layoutRoot - what layouts may lie in that do not lie below the metadata
     * @param ownLayouts - directories that the user has named as the place of the metadata itself: a single one is where
     * Locations lead that no map knows
     * @throws UserError for a file that is not what it should be
     */
    constructor(homes, layoutRoot, ownLayouts = []) {
        this.#root = layoutRoot;
        this.#ownLayouts = [...new Set(ownLayouts.map((path) => (0,external_node_path_.resolve)(path)))];
        for (const home of new Set(homes.map((path) => (0,external_node_path_.resolve)(path)))) {
            for (const [name, path] of Object.entries(readLayouts((0,external_node_path_.join)(home, LAYOUTS_FILE)))) {
                const known = this.#directories.get(name);
                if (known !== undefined && (0,external_node_path_.resolve)(known.home, known.path) !== (0,external_node_path_.resolve)(home, path)) {
                    throw (0,step_lib/* refuse */.TR)(`${LAYOUTS_FILE}: the files beside the metadata name different directories for ${(0,lib/* show */.WU)(name)}`);
                }
                this.#directories.set(name, { path, home });
            }
        }
    }
    /**
     * The directory of a layout.
     *
     * @returns the directory, or a sentence that says why there is none
     */
    find(name) {
        const found = this.#directories.get(name);
        const [own, ...others] = this.#ownLayouts;
        if (found === undefined && own !== undefined && others.length === 0) {
            return { directory: own };
        }
        if (found === undefined) {
            return `no ${LAYOUTS_FILE} beside local metadata says where the layout ${(0,lib/* show */.WU)(name)} lies`;
        }
        const { path, home } = found;
        if ((0,external_node_path_.isAbsolute)(path)) {
            return `${LAYOUTS_FILE}: ${(0,lib/* show */.WU)(path)} is absolute; it must be relative to the metadata`;
        }
        const directory = (0,external_node_path_.resolve)(home, path);
        if ((0,external_node_fs_.statSync)(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
            return `${LAYOUTS_FILE}: ${(0,lib/* show */.WU)(path)} is no directory`;
        }
        const allowed = [home, ...(this.#root === undefined ? [] : [this.#root])];
        return allowed.some((outer) => isWithin(directory, outer))
            ? { directory: (0,external_node_fs_.realpathSync)(directory) }
            : `${LAYOUTS_FILE}: ${(0,lib/* show */.WU)(path)} leads out of the directory of the metadata: allow it with layout-root`;
    }
}
/** Links are followed first: what counts is where the directory really is. */
function isWithin(directory, outer) {
    let from;
    try {
        from = (0,external_node_path_.relative)((0,external_node_fs_.realpathSync)(outer), (0,external_node_fs_.realpathSync)(directory));
    }
    catch {
        return false;
    }
    return from !== ".." && !from.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(from);
}
/** Reads the file; there need not be one. @throws UserError */
function readLayouts(path) {
    const stats = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    if (stats === undefined) {
        return {};
    }
    if (!stats.isFile() || stats.size > layout_map_MAX_BYTES) {
        throw (0,step_lib/* refuse */.TR)(`${path} is no file of a size that it could have`);
    }
    let json;
    try {
        json = (0,lib/* parseStrictJson */.RJ)((0,external_node_fs_.readFileSync)(path));
    }
    catch {
        json = undefined;
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
        throw (0,step_lib/* refuse */.TR)(`${path} does not map names to directories`, 'it must hold an object like {"compose": "oci"}');
    }
    return parsed.data;
}
//# sourceMappingURL=layout-map.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/layouts-file.js




/**
 * The layout directories that are named beside local metadata. Absolute paths are nobody's to name, and left out.
 *
 * @param homes - directories that metadata lies in
 * @throws UserError when a file is none, or two of them mean different directories
 */
function layoutsBeside(homes) {
    let all = new Map();
    for (const home of new Set(homes.map((path) => (0,external_node_path_.resolve)(path)))) {
        const entries = Object.entries(readLayouts(`${home}/${LAYOUTS_FILE}`)).filter(([, path]) => !(0,external_node_path_.isAbsolute)(path));
        all = joinLayouts(all, new Map(entries.map(([name, path]) => [name, (0,external_node_path_.resolve)(home, path)])));
    }
    return all;
}
/** @throws UserError when both have a name, for different directories */
function joinLayouts(one, other) {
    for (const [name, path] of other) {
        const known = one.get(name) ?? path;
        if (known !== path) {
            throw (0,step_lib/* refuse */.TR)(`The image layouts ${(0,lib/* show */.WU)(known)} and ${(0,lib/* show */.WU)(path)} are both called ${(0,lib/* show */.WU)(name)} in metadata`, "push to a directory of another name");
        }
    }
    return new Map([...one, ...other]);
}
/**
 * The text of `oci-layouts.json`.
 *
 * @param home - the directory that it is for
 */
function layoutsText(layouts, home) {
    const lines = [...layouts]
        .sort(([a], [b]) => (0,lib/* compareCodePoints */.OP)(a, b))
        .map(([name, path]) => `    ${(0,lib/* quote */.hD)(name)}: ${(0,lib/* quote */.hD)((0,external_node_path_.relative)((0,external_node_path_.resolve)(home), path) || ".")}`);
    return `{\n${lines.join(",\n")}\n}\n`;
}
//# sourceMappingURL=layouts-file.js.map
// EXTERNAL MODULE: ./packages/oci/lib/publish-input.js
var publish_input = __webpack_require__(48657);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./packages/oci/lib/pull/declared-files.js
var declared_files = __webpack_require__(84035);
;// CONCATENATED MODULE: ./packages/oci/lib/pull/layer-choice.js


/**
 * The layer that a file is: that with its checksum, else that with its path as title, else the only one.
 *
 * @throws TransferFailure when there is none, or it is not what the metadata says
 */
function chooseLayer(file, manifest) {
    const layer = layerOf(file, manifest);
    if (file.size !== null && file.size !== layer.size) {
        throw bad("size-mismatch", `the layer has ${layer.size} bytes, the metadata says ${file.size}`);
    }
    const other = file.checksums.find((checksum) => (0,lib/* checksumAlgorithm */.Vn)(checksum) === "sha256" && checksum !== layer.digest);
    if (other !== undefined) {
        throw bad("checksum", `the layer is ${layer.digest}, the metadata says ${other}`);
    }
    return layer;
}
function layerOf({ localPath, checksums, layer, below }, manifest) {
    const exact = manifest.byDigest.get(layer ?? checksums.find((one) => manifest.byDigest.has(one)) ?? "");
    if (exact !== undefined) {
        return exact;
    }
    if (layer !== undefined) {
        throw bad("manifest", `contents: the manifest has no layer ${layer}`);
    }
    const titled = manifest.byTitle.get(localPath) ?? manifest.byTitle.get(below ?? localPath);
    if (titled === "ambiguous") {
        throw bad("manifest", `several layers have the title ${(0,lib/* show */.WU)(localPath)}, with different contents`);
    }
    const [only, ...others] = manifest.layers;
    if (titled !== undefined) {
        return titled;
    }
    if (only === undefined) {
        throw bad("manifest", "the manifest has no layers");
    }
    if (others.length > 0 || below !== undefined) {
        throw bad("manifest", `no layer of the manifest (${manifest.layers.length}) has the file's checksum, or its path as title`);
    }
    return only;
}
function bad(failure, message) {
    return new transfer_lib/* TransferFailure */.ao(failure, message, { remedy: "elsewhere" });
}
//# sourceMappingURL=layer-choice.js.map
// EXTERNAL MODULE: ./packages/oci/lib/pull/layout-store.js
var layout_store = __webpack_require__(49565);
// EXTERNAL MODULE: ./packages/oci/lib/pull/manifests.js
var manifests = __webpack_require__(99157);
// EXTERNAL MODULE: ./packages/oci/lib/pull/registry-store.js
var registry_store = __webpack_require__(52452);
;// CONCATENATED MODULE: ./packages/oci/lib/pull/artifacts.js







/** Layers of manifests that are kept in memory; those not used for longest are forgotten first. */
const MAX_KEPT_LAYERS = 200_000;
/** Finds out what Locations in registries and layout directories stand for. One for a run: it keeps manifests. */
class Artifacts {
    #registries;
    #layouts;
    #stores = new Map();
    #kept = new Map();
    #layers = 0;
    constructor(registries, layouts) {
        this.#registries = registries;
        this.#layouts = layouts;
    }
    /**
     * Where a file is that a Location stands for.
     *
     * @param url - of the Location
     * @param file - one of the Location's {@link declaredFiles}, or another one that is meant to lie with them
     * @throws TransferFailure
     */
    async locate(url, file, signal) {
        const { target, digest } = (0,declared_files/* pinnedReference */.c)(url);
        const store = this.store(target);
        const manifest = await this.#manifest(store, digest, file, signal);
        const layer = chooseLayer(file, manifest);
        return {
            localPath: file.localPath,
            size: layer.size,
            checksums: [...new Set([...file.checksums, layer.digest])],
            digest: layer.digest,
            url: store.blobUrl(layer.digest).href,
        };
    }
    /** All files of a Location. @throws TransferFailure */
    async files(location, signal) {
        const { digest } = (0,declared_files/* pinnedReference */.c)(location.url);
        const files = [];
        for (const file of (0,declared_files/* declaredFiles */._)(location, digest)) {
            files.push(await this.locate(location.url, file, signal));
        }
        return files;
    }
    /** @throws TransferFailure when there is no such layout directory */
    store(target) {
        const address = (0,lib_reference/* addressOf */.ci)(target);
        let store = this.#stores.get(address);
        if (store === undefined) {
            store =
                target.kind === "registry" ? new registry_store/* RegistryStore */.X(this.#registries, target) : this.#layout(target.name);
            this.#stores.set(address, store);
        }
        return store;
    }
    #layout(name) {
        const found = this.#layouts.find(name);
        if (typeof found === "string") {
            throw new transfer_lib/* TransferFailure */.ao("path", found, { remedy: "elsewhere" });
        }
        return new layout_store/* LayoutStore */.K(found.directory, `${lib_reference/* LAYOUT_HOST */.CV}/${name}`);
    }
    /** Thousands of Locations may share a manifest, whatever tags they write. */
    async #manifest(store, digest, file, signal) {
        const key = `${store.address}@${digest}`;
        const known = this.#kept.get(key);
        if (known !== undefined) {
            this.#kept.delete(key);
            this.#kept.set(key, known);
            return known.manifest;
        }
        let isOfIndex = false;
        const manifest = (0,manifests/* pinnedManifest */.O)(store, digest, (candidate) => {
            isOfIndex = true;
            return holds(candidate, file);
        }, signal);
        const kept = { manifest, weight: 1 };
        this.#kept.set(key, kept);
        this.#layers += 1;
        try {
            const found = await manifest;
            this.#layers += found.layers.length;
            kept.weight += found.layers.length;
            if (isOfIndex) {
                // Another artifact's may be another manifest of the same index.
                this.#forget(key, kept);
            }
            this.#trim();
            return found;
        }
        catch (error) {
            this.#forget(key, kept);
            throw error;
        }
    }
    #trim() {
        for (const [key, kept] of this.#kept) {
            if (this.#layers <= MAX_KEPT_LAYERS || this.#kept.size === 1) {
                return;
            }
            this.#forget(key, kept);
        }
    }
    #forget(key, kept) {
        if (this.#kept.get(key) === kept) {
            this.#kept.delete(key);
            this.#layers -= kept.weight;
        }
    }
}
function holds(manifest, file) {
    try {
        chooseLayer(file, manifest);
        return true;
    }
    catch (error) {
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            return false;
        }
        throw error;
    }
}
//# sourceMappingURL=artifacts.js.map
// EXTERNAL MODULE: ./packages/oci/lib/pull/indexed-manifest.js
var indexed_manifest = __webpack_require__(478);
;// CONCATENATED MODULE: ./packages/oci/lib/push/host-rules.js
const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const BODY_OF_CLOUDFLARE = 100_000_000;
/** By host; the first that fits counts. Facts and their sources: documentation of the registries, and threads of those who met the limits. */
const RULES = [
    [
        /^ghcr\.io$/,
        {
            name: "ghcr.io",
            takesChunks: false,
            // Larger ones are answered 416.
            maxChunkBytes: 4 * MIB,
            maxLayerBytes: { value: 10 * GIB, severity: "error" },
        },
    ],
    [
        /^public\.ecr\.aws$/,
        {
            name: "Amazon ECR Public",
            takesChunks: false,
            maxLayerBytes: { value: 10_000 * MIB, severity: "error" },
            // In no document, but nobody has got past it.
            maxLayers: { value: 500, severity: "error" },
        },
    ],
    [
        // Chunks after the first are dropped, and the Range does not move.
        /\.amazonaws\.com(?:\.cn)?$/,
        {
            name: "Amazon ECR",
            takesChunks: false,
            maxLayerBytes: { value: 52_000 * MIB, severity: "error" },
            maxLayers: { value: 500, severity: "error" },
        },
    ],
    [
        /(?:^|\.)(?:pkg\.dev|gcr\.io)$/,
        {
            name: "Google Artifact Registry",
            takesChunks: false,
            maxLayerBytes: { value: 10 * GIB, severity: "warning" },
        },
    ],
    [
        /^quay\.io$/,
        { name: "quay.io", takesChunks: true, maxLayerBytes: { value: 20 * GIB, severity: "warning" } },
    ],
    [/^registry\.gitlab\.com$/, { name: "GitLab", takesChunks: true, checksArtifactTypes: true }],
    [
        /(?:\.workers\.dev|^registry\.cloudflare\.com)$/,
        { name: "Cloudflare", takesChunks: true, maxBodyBytes: BODY_OF_CLOUDFLARE },
    ],
];
const OTHERS = { name: "the registry", takesChunks: true };
/** @param registry - host and port, as references have it */
function hostRules(registry) {
    const host = registry.toLowerCase().replace(/:\d+$/, "");
    return RULES.find(([pattern]) => pattern.test(host))?.[1] ?? OTHERS;
}
//# sourceMappingURL=host-rules.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/manifest-caps.js

/** Registries guarantee no more (distribution-spec 1.1.1, "Pushing Manifests"). */
const GUARANTEED_BYTES = 4 * 1024 * 1024;
/** Registries do not document how many layers they take: it may be fewer than people have met. */
const OF_UNPROMISED = 0.8;
/** @param registry - host and port: what stands before the first slash of a repository's address */
function manifestCaps(registry) {
    const { maxLayers } = hostRules(registry);
    return {
        layers: maxLayers === undefined ? Number.POSITIVE_INFINITY : Math.floor(maxLayers.value * OF_UNPROMISED),
        bytes: GUARANTEED_BYTES,
    };
}
//# sourceMappingURL=manifest-caps.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/preflight.js




/** Registries guarantee no more (distribution-spec 1.1.1, "Pushing Manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
/** A set is one entry in metadata and one manifest: neither can be several. */
const SMALLER = "use the layout file or bundle; a repository cannot be split, keep it elsewhere";
/**
 * What of a plan a registry will refuse, as far as that is known before a byte is sent.
 *
 * @param registry - host and port: what stands before the first slash of a repository's address
 */
function preflight(registry, plan) {
    const isLayout = registry === lib_reference/* LAYOUT_HOST */.CV;
    const rules = hostRules(registry);
    return [
        ...plan.blobs.flatMap(({ shown, size }) => [
            ...over(rules.maxLayerBytes, size, () => layerMessage(rules, shown, size)),
            ...(size === 0 && !isLayout ? [emptyWarning(shown)] : []),
        ]),
        ...plan.manifests.flatMap(({ shown, layers, bytes }) => [
            ...over(rules.maxLayers, layers, () => layersMessage(rules, shown, layers)),
            ...over({ value: MAX_MANIFEST_BYTES, severity: "error" }, bytes, () => manifestMessage(shown, bytes)),
        ]),
    ];
}
function over(limit, value, message) {
    return limit === undefined || value <= limit.value
        ? []
        : [{ severity: limit.severity, message: message() }];
}
function layerMessage({ name, maxLayerBytes }, shown, size) {
    const limit = (0,step_lib/* formatBytes */.z3)(maxLayerBytes?.value ?? 0);
    return `${(0,lib/* show */.WU)(shown)} has ${(0,step_lib/* formatBytes */.z3)(size)}, and ${name} takes at most ${limit} in a layer: keep it elsewhere, or leave it out`;
}
function layersMessage({ name, maxLayers }, shown, layers) {
    const limit = (0,step_lib/* formatCount */.B4)(maxLayers?.value ?? 0);
    return `${(0,lib/* show */.WU)(shown)} has ${(0,step_lib/* formatCount */.B4)(layers)} layers, and ${name} takes at most ${limit}: ${SMALLER}`;
}
function manifestMessage(shown, bytes) {
    return `The manifest of ${(0,lib/* show */.WU)(shown)} has ${(0,step_lib/* formatBytes */.z3)(bytes)}, and registries take at most ${(0,step_lib/* formatBytes */.z3)(MAX_MANIFEST_BYTES)}: ${SMALLER}`;
}
function emptyWarning(shown) {
    return {
        severity: "warning",
        message: `${(0,lib/* show */.WU)(shown)} is empty, and not all registries take empty layers`,
    };
}
//# sourceMappingURL=preflight.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-plan.js

/** How blobs are sent: as one request, in chunks, or as fits the registry. */
const UPLOAD_MODES = (/* unused pure expression or super */ null && (["auto", "monolithic", "chunked"]));
const upload_plan_MIB = 1024 * 1024;
const DEFAULT_CHUNK_BYTES = 32 * upload_plan_MIB;
/** What every registry should take that takes chunks at all. */
const SMALLEST_CHUNK_BYTES = upload_plan_MIB;
/** The limits that the answer to the POST names. What is no number is not there. */
function chunkLimits(headers) {
    return {
        min: numberIn(headers, "oci-chunk-min-length") ?? 0,
        max: numberIn(headers, "oci-chunk-max-length") ?? Number.POSITIVE_INFINITY,
    };
}
/**
 * How many bytes of a blob a request gets.
 *
 * @param chunkBytes - what the user wants, or what turned out to be small enough
 * @returns undefined when all of it goes into one request
 */
function planUpload(size, mode, chunkBytes, rules, limits) {
    const { maxBodyBytes = Number.POSITIVE_INFINITY, maxChunkBytes = Number.POSITIVE_INFINITY } = rules;
    const tooLarge = size > Math.min(maxBodyBytes, limits.max);
    if (size === 0 || mode === "monolithic" || (mode === "auto" && !tooLarge)) {
        return undefined;
    }
    const largest = Math.min(maxBodyBytes, maxChunkBytes, limits.max);
    return Math.max(1, limits.min, Math.min(chunkBytes ?? DEFAULT_CHUNK_BYTES, largest));
}
/**
 * A chunk size to try after one that was too large.
 *
 * @returns undefined when there is no smaller one that makes sense
 */
function smallerChunk(chunkBytes, limits) {
    // 4 MiB is what most limits are made for.
    const next = chunkBytes > 4 * upload_plan_MIB ? 4 * upload_plan_MIB : SMALLEST_CHUNK_BYTES;
    return next < chunkBytes && next >= limits.min ? next : undefined;
}
function numberIn(headers, name) {
    const text = (0,transfer_lib/* headerOf */.rR)(headers, name) ?? "";
    return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
//# sourceMappingURL=upload-plan.js.map
// EXTERNAL MODULE: ./packages/oci/lib/registry/error-text.js
var error_text = __webpack_require__(51581);
// EXTERNAL MODULE: ./packages/oci/lib/registry/registries.js + 11 modules
var registries = __webpack_require__(62695);
// EXTERNAL MODULE: ./packages/oci/lib/registry-inputs.js
var registry_inputs = __webpack_require__(52624);
;// CONCATENATED MODULE: ./packages/oci/lib/layout/layout-name.js
/** Long enough to be told apart, short enough for every URL. */
const MAX_NAME = 100;
/**
 * How Locations name an image layout: by its path as the user wrote it, of which only letters, digits, dots, dashes
 * and underscores are left. Of an absolute path it is the last part alone: where a machine keeps things is nobody's
 * business.
 *
 * @returns what `oci://oci-layout.localhost/` may be followed by
 */
function layoutName(directory) {
    const parts = directory.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
    const told = directory.startsWith("/") ? parts.slice(-1) : parts;
    const name = told
        .join("-")
        .replace(/[^A-Za-z0-9._-]+/g, "-")
        // The end of a path tells more than its start.
        .slice(-MAX_NAME)
        .replace(/^[._-]+|[._-]+$/g, "");
    return name === "" ? "layout" : name;
}
//# sourceMappingURL=layout-name.js.map
// EXTERNAL MODULE: ./packages/oci/lib/registry/ask.js
var ask = __webpack_require__(74586);
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-context.js
/** What a token must be good for. */
const PUSH = ["pull", "push"];
//# sourceMappingURL=upload-context.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/look.js



/** Registries that keep several copies of their lists may be late with some of them. */
const LOOKS = 4;
/**
 * Whether a registry has a blob of this size.
 *
 * @returns `other` when it has one of another size, or does not prove that it is the one
 * @throws TransferFailure
 */
async function lookFor({ registry, name }, digest, size, signal) {
    const answer = await registry.request({ method: "HEAD", path: `blobs/${digest}`, repository: name, actions: PUSH }, signal);
    if (answer.status === 404) {
        return "missing";
    }
    if (answer.status !== 200) {
        throw registry.failure(answer, `the blob ${digest}`);
    }
    const length = (0,transfer_lib/* headerOf */.rR)(answer.headers, "content-length");
    const isSame = length === undefined
        ? (0,transfer_lib/* headerOf */.rR)(answer.headers, "docker-content-digest") === digest
        : length === String(size);
    return isSame ? "there" : "other";
}
/**
 * Makes sure that a blob is there, after a registry said that it has stored it.
 *
 * @throws TransferFailure
 */
async function proveThere(context, digest, size, signal) {
    const { registry, retry } = context;
    for (let look = 1;; look++) {
        const found = await lookFor(context, digest, size, signal);
        if (found === "there") {
            return;
        }
        if (found === "other") {
            throw new transfer_lib/* TransferFailure */.ao("size-mismatch", `${registry.name} says that ${digest} has another size than ${size} bytes, after it took it`, { remedy: "elsewhere" });
        }
        if (look === LOOKS) {
            throw new transfer_lib/* TransferFailure */.ao("protocol", `${registry.name} took ${digest}, and does not have it`, {
                remedy: "elsewhere",
            });
        }
        await (0,ask/* pause */.v7)(retry.retryDelayMs * 2 ** (look - 1), signal);
    }
}
//# sourceMappingURL=look.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/recovery.js
/** Nothing that is sent again will be another thing. */
const FINAL = new Set([
    "auth",
    "changed",
    "checksum",
    "conflict",
    "disk",
    "forbidden-address",
    "path",
    "redirect",
    "scheme",
    "tls",
]);
/**
 * @param part - what was being sent: a chunk, or all that was left
 * @param offset - bytes that the registry had before
 * @param size - of the blob
 */
function recoveryOf({ failure, status, remedy, message }, part, offset, size) {
    if (FINAL.has(failure)) {
        return "fail";
    }
    switch (status) {
        case undefined:
            return remedy === "again" ? "resume" : "fail";
        case 404:
        case 409:
        case 410:
            return "restart";
        case 400:
            // docker-registry says so of uploads that it does not know any more, too (BLOB_UPLOAD_INVALID).
            return /DIGEST_INVALID|SIZE_INVALID/.test(message) ? "mismatch" : "restart";
        case 405:
        case 501:
            return part === "chunk" ? "whole" : "fail";
        case 413:
            return offset < size ? "smaller" : "fail";
        case 416:
            // Of the first bytes it cannot be the order: then it is their number.
            return offset === 0 ? "smaller" : "resume";
        default:
            return remedy === "again" ? "resume" : "fail";
    }
}
/** Whether a registry may have stored a blob although it did not say so. */
function mayBeDone({ failure, status, remedy }, part) {
    return part === "rest" && !FINAL.has(failure) && (remedy === "again" || status === 404 || status === 400);
}
//# sourceMappingURL=recovery.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-body.js




/** Handed over at a time: whoever watches over the speed sees steps that are not too large for slow networks. */
const PIECE_BYTES = 128 * 1024;
/**
 * A part of a blob, to be sent.
 *
 * @param onBytes - told of bytes as they are sent
 */
function uploadBody(blob, start, end, onBytes) {
    return {
        size: end - start,
        open: () => external_node_stream_.Readable.from(pieces(blob, start, end, onBytes), { objectMode: false, highWaterMark: PIECE_BYTES }),
    };
}
async function* pieces(blob, start, end, onBytes) {
    let left = end - start;
    for await (const chunk of blocksOf(blob, start)) {
        if (chunk.length > left && end === blob.size) {
            throw upload_body_changed(blob, "more");
        }
        const wanted = Math.min(chunk.length, left);
        for (let from = 0; from < wanted; from += PIECE_BYTES) {
            const piece = chunk.subarray(from, Math.min(from + PIECE_BYTES, wanted));
            // Whoever sends has a few pieces in hand, and never as many as a block has.
            yield piece;
            // The next one is asked for.
            onBytes(piece.length);
        }
        left -= wanted;
        // At its end a blob is read on, until it says that it is over.
        if (left === 0 && end < blob.size) {
            return;
        }
    }
    if (left > 0) {
        throw upload_body_changed(blob, "fewer");
    }
}
function upload_body_changed({ shown }, what) {
    return new transfer_lib/* TransferFailure */.ao("changed", `${(0,lib/* show */.WU)(shown)} has ${what} bytes than it had when it was hashed`, {
        remedy: "never",
    });
}
//# sourceMappingURL=upload-body.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-location.js

/**
 * Where an upload goes on, as an answer says. Its path and query are the registry's own, and never put together from
 * anything else. It may be relative, and lead to another host, which gets no credentials.
 *
 * @param from - what was asked
 * @param registry - its origin
 * @returns undefined when the answer does not say
 * @throws TransferFailure `redirect` when it must not be followed
 */
function uploadLocation(headers, from, registry) {
    const { location } = headers;
    if (location === undefined || location === "") {
        return undefined;
    }
    const url = typeof location === "string" ? URL.parse(location, from.href) : null;
    if (url === null) {
        throw refused("names a place for the upload that is no URL, or two");
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        throw refused(`names a place for the upload of the kind ${url.protocol}`);
    }
    if (url.username !== "" || url.password !== "") {
        throw refused("names a place for the upload with a user name or a password");
    }
    url.hash = "";
    if (from.protocol === "https:" && url.protocol === "http:") {
        // What the registry is asked by is the proxy's before it: it says http of itself.
        if (url.host !== registry.host) {
            throw refused("is asked over https, and sends the upload to another host over http");
        }
        url.protocol = "https:";
    }
    return url;
}
/** The URL that ends an upload. What the Location has in its query stays as it is. */
function closingUrl(location, digest) {
    const url = new URL(location);
    url.search = `${url.search}${url.search === "" ? "?" : "&"}digest=${encodeURIComponent(digest)}`;
    return url;
}
function refused(what) {
    return new transfer_lib/* TransferFailure */.ao("redirect", `the registry ${what}`, { remedy: "elsewhere" });
}
//# sourceMappingURL=upload-location.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/uploaded-range.js

/**
 * How many bytes of an upload a registry has, as the Range of its answer says (distribution-spec 1.1.1, "Pushing a
 * blob in chunks"): `0-99` for a hundred.
 *
 * @param known - bytes that it has accepted before. Of no bytes and of one it says the same, `0-0`
 * @returns undefined when it does not say
 */
function uploadedBytes(headers, known) {
    const [, end] = /^(?:bytes[ =])?0-(\d{1,15})$/.exec((0,transfer_lib/* headerOf */.rR)(headers, "range")?.trim() ?? "") ?? [];
    if (end === undefined) {
        return undefined;
    }
    if (end === "0") {
        return known === 1 ? 1 : 0;
    }
    return Number(end) + 1;
}
//# sourceMappingURL=uploaded-range.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-session.js





/** Registries that do not answer at once are left alone. */
const CANCEL_MS = 5000;
/**
 * Begins an upload, unless the registry has the blob in another repository and takes it from there.
 *
 * @param mountFrom - that repository
 * @throws TransferFailure
 */
async function beginUpload(context, digest, mountFrom, signal) {
    const { registry, name } = context;
    let answer = mountFrom === undefined ? undefined : await mount(context, digest, mountFrom, signal);
    if (answer?.status === 201) {
        return "mounted";
    }
    if (answer?.status !== 202) {
        answer = await registry.request({ method: "POST", path: "blobs/uploads/", repository: name, actions: PUSH }, signal);
    }
    if (answer.status !== 202) {
        throw registry.failure(answer, `an upload to ${name}`);
    }
    const location = uploadLocation(answer.headers, answer.url, registry.origin);
    if (location === undefined) {
        throw new transfer_lib/* TransferFailure */.ao("protocol", `${registry.name} does not say where to upload to`, {
            remedy: "elsewhere",
        });
    }
    return { location, offset: 0, limits: chunkLimits(answer.headers) };
}
/** @returns undefined when it is not allowed to read the other repository: then nothing is taken from there */
async function mount({ registry, name }, digest, mountFrom, signal) {
    const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(mountFrom)}`;
    const path = `blobs/uploads/?${query}`;
    try {
        return await registry.request({ method: "POST", path, repository: name, actions: PUSH, mountFrom }, signal);
    }
    catch (error) {
        if (error instanceof transfer_lib/* TransferFailure */.ao && error.failure === "auth") {
            return undefined;
        }
        throw error;
    }
}
/**
 * Asks how much of an upload the registry has, and takes note of it.
 *
 * @returns whether the upload can go on; false when the registry does not know it any more, or does not tell
 * @throws TransferFailure when nobody answers, or it is not for us
 */
async function askStatus(context, session, size, signal) {
    const { registry, name } = context;
    if (session.location.origin !== registry.origin.origin) {
        // A store that the registry has sent us to knows one request, and not what came of it.
        return false;
    }
    const answer = await registry.request({ method: "GET", url: session.location, repository: name, actions: PUSH }, signal);
    const bytes = answer.status === 204 || answer.status === 200
        ? uploadedBytes(answer.headers, session.offset)
        : undefined;
    // Of nothing and of one byte registries say the same, and neither is worth going on with.
    if (bytes === undefined || bytes === 0 || bytes > size) {
        return false;
    }
    session.offset = bytes;
    follow(context, session, answer);
    return true;
}
/** Notes where the upload goes on. @throws TransferFailure when that is no place to go to */
function follow({ registry }, session, answer) {
    session.location = uploadLocation(answer.headers, answer.url, registry.origin) ?? session.location;
}
/** Tells the registry that nobody will go on, so that it need not keep what it has. It is not waited for long. */
async function cancelUpload({ registry, name }, { location }, signal) {
    if (signal.aborted || location.origin !== registry.origin.origin) {
        return;
    }
    const until = AbortSignal.any([signal, AbortSignal.timeout(CANCEL_MS)]);
    await registry
        .request({ method: "DELETE", url: location, repository: name, actions: PUSH, isRetried: false }, until)
        .catch(() => undefined);
}
//# sourceMappingURL=upload-session.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/send-part.js







/** Registries may hash and move a blob before they answer. */
const ANSWER_MS = 120_000;
const ANSWER_MS_PER_BYTE = 1 / 20_000;
const LONGEST_ANSWER_MS = 15 * 60_000;
/**
 * Sends bytes as a chunk.
 *
 * @param end - of the chunk
 * @returns false when the registry took it and says that it has not got further
 * @throws TransferFailure
 */
async function sendChunk(part, end) {
    const { context, session } = part;
    const start = session.offset;
    const answer = await send(part, end, {
        method: "PATCH",
        url: session.location,
        headers: { "content-type": "application/octet-stream", "content-range": `${start}-${end - 1}` },
    });
    if (answer.status < 200 || answer.status > 299) {
        throw context.registry.failure(answer, `bytes ${start}-${end - 1} of ${part.blob.digest}`);
    }
    follow(context, session, answer);
    const bytes = uploadedBytes(answer.headers, end) ?? end;
    if (bytes <= start || bytes > end) {
        return false;
    }
    // It may have taken less than it was given.
    session.offset = bytes;
    return true;
}
/**
 * Sends the rest of a blob, be it all of it or nothing, and ends the upload.
 *
 * @throws TransferFailure
 */
async function sendRest(part) {
    const { context, session, blob } = part;
    const start = session.offset;
    const range = start > 0 && start < blob.size ? { "content-range": `${start}-${blob.size - 1}` } : {};
    const answer = await send(part, blob.size, {
        method: "PUT",
        url: closingUrl(session.location, blob.digest),
        headers: { "content-type": "application/octet-stream", ...range },
    });
    if (answer.status < 200 || answer.status > 299) {
        throw context.registry.failure(answer, `the blob ${blob.digest}`);
    }
    refuseOtherDigest(context, answer.headers, blob.digest);
}
/** @throws TransferFailure `checksum` when a registry says that it has stored something else */
function refuseOtherDigest({ registry }, headers, digest) {
    const stored = (0,transfer_lib/* headerOf */.rR)(headers, "docker-content-digest");
    // One of another algorithm says nothing.
    if ((0,lib_reference/* isDigest */.Bc)(stored) && stored !== digest) {
        throw new transfer_lib/* TransferFailure */.ao("checksum", `${registry.name} says that it has stored ${stored} for ${digest}`, {
            remedy: "never",
        });
    }
}
async function send({ context, session, blob, onBytes, signal }, end, request) {
    const { registry, name, meter } = context;
    const start = session.offset;
    const stop = new AbortController();
    const flow = { pause() { }, resume() { }, abort: (error) => stop.abort(error) };
    const watch = meter.start(flow, registry.name, meter.time);
    let left = end - start;
    const body = uploadBody(blob, start, end, (bytes) => {
        watch.count(bytes);
        onBytes(bytes);
        left -= bytes;
        if (left <= 0) {
            // From now on it is the answer that is waited for.
            watch.stop();
        }
    });
    if (left === 0) {
        watch.stop();
    }
    const answerTimeoutMs = Math.min(LONGEST_ANSWER_MS, ANSWER_MS + blob.size * ANSWER_MS_PER_BYTE);
    const forward = () => stop.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener("abort", forward, { once: true });
    try {
        return await registry.request({ ...request, body, repository: name, actions: PUSH, answerTimeoutMs, isRetried: false }, stop.signal);
    }
    finally {
        signal.removeEventListener("abort", forward);
        watch.stop();
    }
}
//# sourceMappingURL=send-part.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-record.js
/** What stands for the upload of a blob to a repository. */
function uploadKey(address, digest) {
    return `${address}@${digest}`;
}
function recordText({ key, size, location, offset, minChunk, maxChunk, at }) {
    return JSON.stringify({ upload: key, size, location, offset, minChunk, maxChunk, at });
}
/** @returns the record; the key of an upload that is over; undefined when the text is neither */
function parseRecord(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    const { done, upload, size, location, offset, minChunk, maxChunk, at } = (value ?? {});
    if (typeof done === "string") {
        return done;
    }
    return typeof upload === "string" &&
        typeof location === "string" &&
        isWhole(size) &&
        isWhole(offset) &&
        offset <= size &&
        isWhole(minChunk) &&
        isWhole(maxChunk) &&
        isWhole(at)
        ? { key: upload, size, location, offset, minChunk, maxChunk, at }
        : undefined;
}
function isWhole(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
//# sourceMappingURL=upload-record.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-memory.js




/** Smaller ones are sent again sooner than it is asked how far they were. */
const MIN_BYTES = 1024 * 1024;
/** What the journal knows of the upload of a blob. Without a journal that is nothing. */
class UploadMemory {
    #context;
    #size;
    #key;
    constructor(context, { digest, size }) {
        this.#context = context;
        this.#size = size;
        this.#key = uploadKey(context.address, digest);
    }
    /** Whether the next run would know of the upload. */
    get isKept() {
        return this.#context.journal?.find(this.#key) !== undefined;
    }
    /** An upload that an earlier run has begun, if the registry still knows it. @throws `signal.reason` */
    async recall(signal) {
        const record = this.#context.journal?.find(this.#key);
        if (record === undefined || record.size !== this.#size) {
            return undefined;
        }
        const { rules, mode } = this.#context;
        try {
            const session = this.#sessionOf(record);
            const goesOn = session !== undefined &&
                (rules.takesChunks || mode === "chunked") &&
                (await askStatus(this.#context, session, this.#size, signal));
            if (goesOn) {
                return session;
            }
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            // Then it is begun anew, and if that fails as well it is known why.
        }
        this.forget();
        return undefined;
    }
    save({ location, offset, limits }) {
        if (this.#size < MIN_BYTES) {
            return;
        }
        const record = {
            key: this.#key,
            size: this.#size,
            location: location.href,
            offset,
            minChunk: limits.min,
            maxChunk: Number.isFinite(limits.max) ? limits.max : 0,
            at: Date.now(),
        };
        ifPossible(() => this.#context.journal?.save(record));
    }
    forget() {
        ifPossible(() => this.#context.journal?.forget(this.#key));
    }
    /** A place that was written down is followed as one that the registry has just named. */
    #sessionOf({ location: text, offset, minChunk, maxChunk }) {
        const { origin } = this.#context.registry;
        const location = uploadLocation({ location: text }, origin, origin);
        const limits = { min: minChunk, max: maxChunk === 0 ? Number.POSITIVE_INFINITY : maxChunk };
        return location === undefined ? undefined : { location, offset, limits };
    }
}
/** An upload does not fail for want of a journal: it only has to be begun anew when the run is killed. */
function ifPossible(write) {
    try {
        write();
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
    }
}
//# sourceMappingURL=upload-memory.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/blob-upload.js








/** How often a blob is sent from its start, whatever happens in between. */
const MAX_STARTS = 8;
/** Attempts are counted anew after so much that the registry has. */
const PROGRESS_BYTES = 1024 * 1024;
/**
 * Uploads a blob, whatever the registry does: goes on where it was cut off, in this run or the one before, sends
 * smaller chunks or all at once where that is what works, and begins anew where nothing else helps.
 *
 * @returns how the blob came there, as the registry says
 * @throws TransferFailure
 */
function uploadBlob(context, blob, options) {
    return new BlobUpload(context, blob, options).run();
}
class BlobUpload {
    #context;
    #blob;
    #options;
    #memory;
    #session;
    #mode;
    #chunkBytes;
    /** What was being sent when it failed. */
    #part = "rest";
    #starts = 0;
    /** Failures in a row, without progress in between. */
    #failures = 0;
    /** Bytes that the registry had at the last failure. */
    #mark = 0;
    #cutWholes = 0;
    #hasMismatched = false;
    #hasSentWhole = false;
    constructor(context, blob, options) {
        this.#context = context;
        this.#blob = blob;
        this.#options = options;
        this.#memory = new UploadMemory(context, blob);
        this.#mode = context.mode;
        this.#chunkBytes = context.chunkBytes;
    }
    async run() {
        const { signal, mountFrom } = this.#options;
        this.#session = await this.#memory.recall(signal);
        this.#mark = this.#session?.offset ?? 0;
        for (;;) {
            signal.throwIfAborted();
            if (this.#session === undefined) {
                this.#starts += 1;
                const begun = await beginUpload(this.#context, this.#blob.digest, this.#starts === 1 ? mountFrom : undefined, signal);
                if (begun === "mounted") {
                    return begun;
                }
                this.#session = begun;
                this.#mark = 0;
                this.#memory.save(begun);
            }
            try {
                await this.#send(this.#session);
                this.#memory.forget();
                return "pushed";
            }
            catch (error) {
                if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                    throw error;
                }
                if (await this.#recover(error, this.#session)) {
                    this.#memory.forget();
                    return "pushed";
                }
            }
        }
    }
    async #send(session) {
        const { rules } = this.#context;
        const { onBytes, signal } = this.#options;
        const part = { context: this.#context, session, blob: this.#blob, onBytes, signal };
        const { size } = this.#blob;
        const chunk = planUpload(size, this.#mode, this.#chunkBytes, rules, session.limits);
        while (chunk !== undefined && session.offset < size) {
            this.#part = "chunk";
            const end = Math.min(session.offset + chunk, size);
            if (!(await sendChunk(part, end)) && !(await this.#isTaken(session, end))) {
                throw new StuckUpload(this.#context.registry.name);
            }
            this.#memory.save(session);
        }
        this.#part = "rest";
        this.#hasSentWhole ||= session.offset === 0;
        await sendRest(part);
    }
    /** Some registries take a chunk and say that they have not got further: they are asked once more. */
    async #isTaken(session, end) {
        const start = session.offset;
        // Assumed, for a registry that says the same of nothing and of one byte.
        session.offset = end;
        const isTold = await askStatus(this.#context, session, this.#blob.size, this.#options.signal);
        if (isTold && session.offset > start && session.offset <= end) {
            return true;
        }
        session.offset = end;
        // Whoever wants chunks gets them: the digest tells at the end.
        return this.#mode === "chunked";
    }
    /**
     * Makes the best of a failure: after it, the session is one to go on with, or there is none.
     *
     * @returns whether the blob is there after all
     * @throws the failure when there is nothing to be done
     */
    async #recover(failure, session) {
        const { signal } = this.#options;
        if (mayBeDone(failure, this.#part) && (await this.#isThere())) {
            return true;
        }
        if (session.offset - this.#mark >= PROGRESS_BYTES) {
            this.#failures = 0;
        }
        this.#mark = session.offset;
        this.#failures += 1;
        const next = failure instanceof StuckUpload
            ? "whole"
            : recoveryOf(failure, this.#part, session.offset, this.#blob.size);
        // Another form of upload is no repetition.
        const delay = next === "smaller" || next === "whole" ? { delayMs: 0 } : this.#delayOf(failure);
        if (next === "fail" || delay.giveUp === true) {
            throw await this.#end(next === "mismatch" ? asMismatch(failure) : failure, session);
        }
        await (0,ask/* pause */.v7)(delay.delayMs, signal);
        const goesOn = await this.#prepare(next, failure, session);
        if (!goesOn) {
            if (this.#starts >= MAX_STARTS) {
                throw await this.#end(failure, session);
            }
            this.#session = undefined;
            this.#memory.forget();
        }
        return false;
    }
    #delayOf({ retryAfterMs }) {
        const { retries, retryDelayMs } = this.#context.retry;
        const attempt = this.#failures;
        return attempt > retries
            ? { giveUp: true }
            : (0,transfer_lib/* nextDelay */.rM)({ attempt, retryAfterMs, random: Math.random, base: retryDelayMs });
    }
    /** @returns whether the session goes on @throws the failure when there is nothing to be done */
    async #prepare(next, failure, session) {
        switch (next) {
            case "restart":
                return false;
            case "mismatch":
                if (this.#hasMismatched) {
                    throw await this.#end(asMismatch(failure), session);
                }
                this.#hasMismatched = true;
                return false;
            case "whole":
                await this.#sendWhole(failure, session);
                return false;
            case "smaller":
                return this.#sendLess(failure, session);
            case "resume":
                return this.#resume(failure, session);
        }
    }
    async #resume(failure, session) {
        const { rules } = this.#context;
        const before = session.offset;
        const isWhole = this.#part === "rest" && before === 0;
        const takesParts = this.#mode === "chunked" || (this.#mode === "auto" && rules.takesChunks);
        if (takesParts && (await askStatus(this.#context, session, this.#blob.size, this.#options.signal))) {
            return failure.status === 416 && session.offset === before ? this.#sendLess(failure, session) : true;
        }
        if (isWhole && this.#mode === "auto" && rules.takesChunks) {
            this.#cutWholes += 1;
            const chunk = this.#chunkBytes ?? DEFAULT_CHUNK_BYTES;
            if (this.#cutWholes > 1 && this.#blob.size > chunk) {
                // Something on the way lets nothing through that is so large, or takes so long.
                this.#mode = "chunked";
                this.#chunkBytes = chunk;
            }
        }
        return false;
    }
    /** @returns whether the session goes on @throws the failure when there is nothing less to send */
    async #sendLess(failure, session) {
        const { rules } = this.#context;
        if (this.#part === "rest") {
            if (this.#mode !== "auto" || !rules.takesChunks) {
                throw await this.#end(failure, session);
            }
            this.#mode = "chunked";
            this.#chunkBytes ??= DEFAULT_CHUNK_BYTES;
            return askStatus(this.#context, session, this.#blob.size, this.#options.signal);
        }
        const chunk = planUpload(this.#blob.size, this.#mode, this.#chunkBytes, rules, session.limits);
        const smaller = smallerChunk(Math.min(chunk ?? 0, this.#blob.size), session.limits);
        if (smaller === undefined) {
            await this.#sendWhole(failure, session);
            return false;
        }
        this.#chunkBytes = smaller;
        return askStatus(this.#context, session, this.#blob.size, this.#options.signal);
    }
    /** @throws the failure when that was tried, or is not wanted */
    async #sendWhole(failure, session) {
        if (this.#context.mode === "chunked" || this.#hasSentWhole) {
            throw await this.#end(failure, session);
        }
        this.#mode = "monolithic";
    }
    /** Another failure is being dealt with: if it cannot be told now, it will be later. */
    async #isThere() {
        const { digest, size } = this.#blob;
        const found = await lookFor(this.#context, digest, size, this.#options.signal).catch((error) => {
            if (error instanceof transfer_lib/* TransferFailure */.ao) {
                return "missing";
            }
            throw error;
        });
        return found === "there";
    }
    /** The upload is given up. @returns the failure */
    async #end(failure, session) {
        // What may pass may have passed when the next run comes.
        if (failure.remedy !== "again" || !this.#memory.isKept) {
            await cancelUpload(this.#context, session, this.#options.signal);
            this.#memory.forget();
        }
        return failure;
    }
}
/** The registry takes chunks and does not get further. */
class StuckUpload extends transfer_lib/* TransferFailure */.ao {
    constructor(registry) {
        super("protocol", `${registry} takes chunks and says that it has not got them`, { remedy: "again" });
    }
}
function asMismatch({ message, status }) {
    return new transfer_lib/* TransferFailure */.ao("checksum", `${message}; twice it found other bytes than were hashed here`, {
        remedy: "never",
        status,
    });
}
//# sourceMappingURL=blob-upload.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/push-manifest.js





/** The registry does not have all that the manifest names, whatever it said before. */
class MissingBlobs extends transfer_lib/* TransferFailure */.ao {
}
/**
 * Whether a registry has a manifest.
 *
 * @throws TransferFailure
 */
async function hasManifest({ registry, name }, { digest, mediaType, bytes }, signal) {
    const answer = await registry.request({
        method: "HEAD",
        path: `manifests/${digest}`,
        repository: name,
        actions: PUSH,
        // Registries answer 404 to who does not say that he takes what they have.
        headers: { accept: mediaType },
    }, signal);
    if (answer.status === 404) {
        return false;
    }
    if (answer.status !== 200) {
        throw registry.failure(answer, `the manifest ${digest}`);
    }
    const length = (0,transfer_lib/* headerOf */.rR)(answer.headers, "content-length");
    return length === undefined || length === String(bytes.length);
}
/**
 * Puts a manifest to a registry, by its digest or by a tag.
 *
 * @throws TransferFailure, MissingBlobs
 */
async function putManifest(context, manifest, reference, signal) {
    const { registry, name } = context;
    const { digest, mediaType, bytes } = manifest;
    const answer = await registry.request({
        method: "PUT",
        path: `manifests/${reference}`,
        repository: name,
        actions: PUSH,
        headers: { "content-type": mediaType },
        body: bytes,
    }, signal);
    if (answer.status < 200 || answer.status > 299) {
        throw manifestFailure(context, answer, reference);
    }
    refuseOtherDigest(context, answer.headers, digest);
    return { listsReferrers: (0,transfer_lib/* headerOf */.rR)(answer.headers, "oci-subject") !== undefined };
}
/** What must be put to a registry anew when it does not have all that a manifest names. */
function neededBlobs(manifest) {
    return [...new Set(blobsOf(manifest).map(({ digest }) => digest))];
}
function manifestFailure({ registry, rules }, answer, reference) {
    const failure = registry.failure(answer, `the manifest ${reference}`);
    const { status, remedy, retryAfterMs } = failure;
    const errors = (0,error_text/* errorsIn */.R)(answer.body);
    const says = (pattern) => errors.some(({ code, message }) => pattern.test(`${code} ${message}`));
    if (status === 413 || says(/body too large/i)) {
        return new transfer_lib/* TransferFailure */.ao("too-large", `${failure.message}; it has too many layers for the registry`, {
            remedy: "never",
            status,
        });
    }
    if ((status === 400 || status === 404) && says(/MANIFEST_BLOB_UNKNOWN|BLOB_UNKNOWN/)) {
        return new MissingBlobs(failure.failure, failure.message, { remedy, status, retryAfterMs });
    }
    const isRefusedType = says(/media ?type|artifact ?type/i) || rules.checksArtifactTypes === true;
    if (status === 400 && says(/MANIFEST_INVALID|UNSUPPORTED/) && isRefusedType) {
        return new transfer_lib/* TransferFailure */.ao(failure.failure, `${failure.message}; the registry may take only types that it knows: choose another one with artifact-type, for instance application/vnd.unknown.artifact.v1`, { remedy: "never", status });
    }
    return failure;
}
//# sourceMappingURL=push-manifest.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/referrers-tag.js









/** Others may write the list at the same time. */
const ATTEMPTS = 6;
/** What a manifest is attached to; undefined when it is attached to nothing. */
function subjectOf({ bytes }) {
    const document = parseJsonObject(bytes);
    const { mediaType, digest, size } = typeof document === "string" ? {} : (asObject(document["subject"]) ?? {});
    return typeof mediaType === "string" && (0,lib_reference/* isDigest */.Bc)(digest) && typeof size === "number"
        ? { mediaType, digest, size }
        : undefined;
}
/**
 * Whether a registry keeps the lists of what is attached to manifests itself.
 *
 * @throws TransferFailure
 */
async function listsReferrers({ registry, name }, subject, signal) {
    const answer = await registry.request({
        method: "GET",
        path: `referrers/${subject}`,
        repository: name,
        actions: PUSH,
        headers: { accept: INDEX_TYPE },
        maxBytes: 4 * 1024 * 1024,
    }, signal);
    return answer.status === 200;
}
/**
 * Puts a manifest on the list of what is attached to its subject, for registries that keep no such lists: an index
 * that has the subject's digest for a tag (distribution-spec 1.1.1, "Referrers Tag Schema"). What others have put there
 * stays; when somebody writes it at the same time it is done again.
 *
 * @throws TransferFailure
 */
async function listReferrer(context, store, manifest, subject, signal) {
    const tag = `sha256-${(0,lib_digest/* hexOf */.Z)(subject)}`;
    const entry = referrers_tag_entryOf(manifest);
    for (let attempt = 1;; attempt++) {
        const known = await store.resolve(tag, signal);
        const index = known === undefined ? { schemaVersion: 2, mediaType: INDEX_TYPE } : indexIn(known, tag);
        const manifests = asArray(index["manifests"]) ?? [];
        if (manifests.some((one) => asObject(one)?.["digest"] === manifest.digest)) {
            return;
        }
        if (attempt > ATTEMPTS) {
            throw new transfer_lib/* TransferFailure */.ao("conflict", `somebody else writes the tag ${tag} again and again`, {
                remedy: "again",
            });
        }
        if (attempt > 1) {
            await (0,ask/* pause */.v7)(Math.random() * context.retry.retryDelayMs * attempt, signal);
        }
        const bytes = Buffer.from(canonicalJson({ ...index, manifests: withoutTwins([...manifests, entry]) }));
        await putManifest(context, { digest: (0,lib_digest/* digestOf */.o)(bytes), mediaType: INDEX_TYPE, bytes }, tag, signal);
    }
}
/** What the specification wants to be said of a manifest on the list. */
function referrers_tag_entryOf({ digest, mediaType, bytes }) {
    const document = parseJsonObject(bytes);
    const { artifactType, config, annotations } = typeof document === "string" ? {} : document;
    const type = artifactType ?? asObject(config)?.["mediaType"];
    return {
        mediaType,
        digest,
        size: bytes.length,
        ...(type === undefined ? {} : { artifactType: type }),
        ...(annotations === undefined ? {} : { annotations }),
    };
}
function indexIn({ mediaType, bytes }, tag) {
    const document = parseJsonObject(bytes);
    if (mediaType !== INDEX_TYPE || typeof document === "string") {
        throw new transfer_lib/* TransferFailure */.ao("conflict", `the tag ${tag} is no list of what is attached to a manifest`, {
            remedy: "never",
        });
    }
    return document;
}
function withoutTwins(manifests) {
    const seen = new Set();
    return manifests.filter((one) => {
        const digest = asObject(one)?.["digest"];
        const isNew = !seen.has(digest);
        seen.add(digest);
        return isNew;
    });
}
//# sourceMappingURL=referrers-tag.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/registry-repository.js
var registry_repository_a;







/** A repository of a registry. */
class RegistryRepository {
    address;
    shown;
    #context;
    #store;
    /** Blobs that this run has seen there. */
    #there = new Set();
    /** Blobs that this run was given: a registry may lose them again. */
    #sources = new Map();
    #pushing = new OneAtATime();
    /** Lists of what is attached, by subject. */
    #listing = new OneAtATime();
    /** @param store - the same repository, for reading */
    constructor(context, store) {
        this.address = context.address;
        this.shown = context.address;
        this.#context = context;
        this.#store = store;
    }
    async resolve(tag, signal) {
        return (await this.#store.resolve(tag, signal))?.digest;
    }
    manifest(digest, signal) {
        return this.#store.manifest(digest, signal);
    }
    blobSize(digest, signal) {
        return this.#store.blobSize(digest, signal);
    }
    async pushBlob(blob, options) {
        const { digest } = blob;
        this.#sources.set(digest, blob);
        const others = options.others.filter((other) => this.#isNeighbour(other));
        // Looked for before this push is under way: so nobody waits for one that waits for him.
        const elsewhere = others.map((other) => other.#pushing.underWay(digest)).find((one) => one !== undefined);
        return this.#pushing.run(digest, options.signal, async () => {
            if (this.#there.has(digest)) {
                return "existing";
            }
            const outcome = await this.#push(blob, others, elsewhere, options);
            this.#there.add(digest);
            return outcome;
        });
    }
    async pushManifest(manifest, signal) {
        const subject = subjectOf(manifest)?.digest;
        if (await hasManifest(this.#context, manifest, signal)) {
            // A run that was killed may have put the manifest, and not on the list.
            if (subject !== undefined && !(await listsReferrers(this.#context, subject, signal))) {
                await this.#list(manifest, subject, signal);
            }
            return "existing";
        }
        const { listsReferrers: isListed } = await this.#put(manifest, manifest.digest, signal);
        const stored = await this.#store.manifest(manifest.digest, signal);
        if (stored === undefined) {
            throw new transfer_lib/* TransferFailure */.ao("protocol", `${this.#context.registry.name} took the manifest ${manifest.digest}, and does not have it`, { remedy: "elsewhere" });
        }
        if (subject !== undefined && !isListed) {
            await this.#list(manifest, subject, signal);
        }
        return "pushed";
    }
    async tag(tag, manifest, policy, signal) {
        if (!(0,lib_reference/* isTag */.dz)(tag)) {
            throw new TypeError("no tag");
        }
        const former = await this.resolve(tag, signal);
        if (former === manifest.digest) {
            return "existing";
        }
        if (former !== undefined && policy === "immutable") {
            throw this.#conflict(tag, `is at ${former}, and must not be moved to ${manifest.digest}`);
        }
        await this.#put(manifest, tag, signal);
        const now = await this.resolve(tag, signal);
        if (now !== manifest.digest) {
            throw this.#conflict(tag, `was put to ${manifest.digest}, and is at ${now ?? "nothing"}`);
        }
        return "pushed";
    }
    /** Another repository of the same registry: it can take blobs from there by itself. */
    #isNeighbour(other) {
        return (other instanceof registry_repository_a &&
            other !== this &&
            other.#context.registry === this.#context.registry);
    }
    async #push(blob, others, elsewhere, { onBytes = () => undefined, signal }) {
        const { digest, size } = blob;
        if ((await lookFor(this.#context, digest, size, signal)) === "there") {
            return "existing";
        }
        // One of them sends it: two need not.
        await elsewhere;
        const holder = others.find((other) => other.#there.has(digest));
        const mountFrom = holder === undefined ? undefined : holder.#context.name;
        const outcome = await uploadBlob(this.#context, blob, { mountFrom, onBytes, signal });
        if (outcome === "mounted" && (await lookFor(this.#context, digest, size, signal)) !== "there") {
            await uploadBlob(this.#context, blob, { mountFrom: undefined, onBytes, signal });
            await proveThere(this.#context, digest, size, signal);
            return "pushed";
        }
        if (outcome === "pushed") {
            await proveThere(this.#context, digest, size, signal);
        }
        return outcome;
    }
    /** Puts a manifest; when the registry has lost blobs since, they are sent once more. */
    async #put(manifest, reference, signal) {
        try {
            return await putManifest(this.#context, manifest, reference, signal);
        }
        catch (error) {
            if (!(error instanceof MissingBlobs)) {
                throw error;
            }
            const needed = neededBlobs(manifest);
            const sources = needed.flatMap((digest) => this.#sources.get(digest) ?? []);
            if (sources.length < needed.length) {
                throw error;
            }
            for (const blob of sources) {
                await this.#pushAgain(blob, signal);
            }
        }
        return putManifest(this.#context, manifest, reference, signal);
    }
    /** Without asking: what the registry says of it has proved to be wrong. */
    async #pushAgain(blob, signal) {
        const { digest, size } = blob;
        this.#there.delete(digest);
        await this.#pushing.run(digest, signal, async () => {
            await uploadBlob(this.#context, blob, { mountFrom: undefined, onBytes: () => undefined, signal });
            await proveThere(this.#context, digest, size, signal);
            this.#there.add(digest);
        });
    }
    #list(manifest, subject, signal) {
        return this.#listing.run(subject, signal, () => listReferrer(this.#context, this.#store, manifest, subject, signal));
    }
    #conflict(tag, what) {
        return new transfer_lib/* TransferFailure */.ao("conflict", `${this.shown}: the tag ${tag} ${what}`, { remedy: "never" });
    }
}
registry_repository_a = RegistryRepository;
//# sourceMappingURL=registry-repository.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/push/upload-journal.js




const upload_journal_NAME = "uploads";
const OPEN = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_APPEND | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
const NEW = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_APPEND | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
/** The places of uploads let whoever knows them write: nobody else may read them. */
const PRIVATE = 0o600;
/** Shorter journals are not worth writing anew. */
const MIN_COMPACTED_LINES = 64;
/** Registries forget uploads that nobody goes on with after a week, if not before. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
/**
 * Uploads that were begun, so that the next run can go on with them when this one is killed. A line a record, each with
 * a checksum of its own: a line that was torn by a kill is no line. There is nothing secret in it but what registries
 * put into the places of uploads.
 */
class UploadJournal {
    #descriptor;
    #shown;
    #records = new Map();
    /** The last line may have no end: what follows must begin a new one. */
    #torn;
    /**
     * Opens the journal of a directory, or begins one. Directory and journal are made when they are missing.
     *
     * @param now - milliseconds since 1970
     * @throws UserError when that cannot be done, or something else is in its place
     */
    static open(directory, now) {
        const path = `${directory}/${upload_journal_NAME}`;
        try {
            (0,files_anchor/* makeDirectories */.Kb)(directory);
            return new UploadJournal(path, now);
        }
        catch (error) {
            throw (0,step_lib/* refuse */.TR)(`The journal of uploads cannot be kept: ${(0,disk_failure/* diskFailure */.C9)(error, path).message}`, "name a directory that can be written, or remove what is in the journal's place");
        }
    }
    constructor(path, now) {
        this.#shown = path;
        const descriptor = openPrivate(path);
        try {
            const { lines, badLines, torn } = (0,journal_lines/* readJournal */.a0)(descriptor, (text) => this.#apply(text));
            for (const [key, { at }] of this.#records) {
                // A clock that was set back makes none of them newer.
                if (Math.abs(now - at) > LIFETIME_MS) {
                    this.#records.delete(key);
                }
            }
            this.#torn = torn;
            const all = lines + badLines;
            if (all > MIN_COMPACTED_LINES && all > 2 * this.#records.size) {
                this.#descriptor = rewrite(path, this.#records.values());
                this.#torn = false;
                (0,io/* closeQuietly */.EO)(descriptor);
            }
            else {
                this.#descriptor = descriptor;
            }
        }
        catch (error) {
            (0,io/* closeQuietly */.EO)(descriptor);
            throw error;
        }
    }
    find(key) {
        return this.#records.get(key);
    }
    /** Remembers how far an upload is. One whose place is too long for a line is not remembered. @throws TransferFailure */
    save(record) {
        this.#append(recordText(record));
    }
    /** @throws TransferFailure */
    forget(key) {
        if (this.#records.has(key)) {
            this.#append(JSON.stringify({ done: key }));
        }
    }
    close() {
        (0,io/* closeQuietly */.EO)(this.#descriptor);
    }
    #append(text) {
        if ((0,journal_lines/* fitsLine */.ni)(text) && this.#apply(text)) {
            const line = Buffer.from(this.#torn ? `\n${(0,journal_lines/* journalLine */.Ee)(text)}` : (0,journal_lines/* journalLine */.Ee)(text));
            // Until all of it is written.
            this.#torn = true;
            (0,disk_failure/* onDisk */.FC)(this.#shown, () => (0,io/* writeFully */.KM)(this.#descriptor, line));
            this.#torn = false;
        }
    }
    /** @returns whether the text is a record */
    #apply(text) {
        const record = parseRecord(text);
        if (record === undefined) {
            return false;
        }
        if (typeof record === "string") {
            this.#records.delete(record);
        }
        else {
            this.#records.set(record.key, record);
        }
        return true;
    }
}
/** Opens a file of ours alone. What is none is replaced. @throws the system error */
function openPrivate(path) {
    const descriptor = tryOpen(path);
    if (descriptor !== undefined) {
        return descriptor;
    }
    (0,io/* removeFile */.nM)(path);
    return io.io.openSync(path, NEW, PRIVATE);
}
function tryOpen(path) {
    let descriptor;
    try {
        descriptor = io.io.openSync(path, OPEN, PRIVATE);
    }
    catch (error) {
        // A symbolic link, a socket.
        if (["ELOOP", "ENXIO"].includes((0,io/* errorCode */.CA)(error) ?? "")) {
            return undefined;
        }
        throw error;
    }
    try {
        const stats = io.io.fstatSync(descriptor);
        if (stats.isFile() && stats.nlink === 1) {
            io.io.fchmodSync(descriptor, PRIVATE);
            return descriptor;
        }
    }
    catch (error) {
        (0,io/* closeQuietly */.EO)(descriptor);
        throw error;
    }
    io.io.closeSync(descriptor);
    return undefined;
}
/** @returns a descriptor to append with @throws the system error; the former journal is as it was then */
function rewrite(path, records) {
    const beside = `${path}.new`;
    (0,io/* removeFile */.nM)(beside);
    const descriptor = io.io.openSync(beside, NEW, PRIVATE);
    try {
        const text = [...records].map((record) => (0,journal_lines/* journalLine */.Ee)(recordText(record))).join("");
        (0,io/* writeFully */.KM)(descriptor, Buffer.from(text));
        io.io.renameSync(beside, path);
        return descriptor;
    }
    catch (error) {
        (0,io/* closeQuietly */.EO)(descriptor);
        throw error;
    }
}
//# sourceMappingURL=upload-journal.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/repositories.js












/**
 * The repositories of a run.
 *
 * Closing them writes what is not written yet, and may fail: what was pushed counts only after that.
 */
function openRepositories(options) {
    return new RunRepositories(options);
}
class RunRepositories {
    #options;
    #meter;
    #journal;
    /** By their addresses. */
    #repositories = new Map();
    /** By their real paths. */
    #layouts = new Map();
    /** Paths by the names that Locations have for them. */
    #layoutNames = new Map();
    constructor(options) {
        const { inputs } = options;
        this.#options = options;
        this.#meter = new transfer_lib/* TransferMeter */.bY({
            lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
            now: () => performance.now(),
        });
    }
    open(target) {
        (0,lib_reference/* refuseUserInfo */.ir)("repository", target);
        const reference = (0,lib_reference/* parseReference */.F2)(target);
        if (typeof reference === "string") {
            throw (0,step_lib/* refuse */.TR)(`${(0,lib/* show */.WU)(target)} is no repository: ${reference}`, "write oci://registry/repository, or oci-layout:directory");
        }
        if (reference.tag !== undefined || reference.digest !== undefined) {
            throw (0,step_lib/* refuse */.TR)(`${(0,lib/* show */.WU)(target)} names more than a repository`, "leave out the tag and the digest");
        }
        switch (reference.target.kind) {
            case "directory":
                return this.#layout(reference.target.path);
            case "layout":
                throw (0,step_lib/* refuse */.TR)(`${(0,lib/* show */.WU)(target)} is how metadata names an image layout`, "name its directory: oci-layout:directory");
            case "registry":
                return this.#repository(reference.target);
        }
    }
    /** @throws UserError when the journal of uploads cannot be kept */
    #repository(target) {
        const address = (0,lib_reference/* addressOf */.ci)(target);
        const known = this.#repositories.get(address);
        if (known !== undefined) {
            return known;
        }
        const { registries, uploads = {} } = this.#options;
        const { mode = "auto", chunkSize, journalDirectory } = uploads;
        if (journalDirectory !== undefined) {
            this.#journal ??= UploadJournal.open(journalDirectory, Date.now());
        }
        const context = {
            registry: registries.registry(target.registry),
            name: target.name,
            address,
            rules: hostRules(target.registry),
            mode,
            chunkBytes: chunkSize,
            retry: registries.retry,
            meter: this.#meter,
            journal: this.#journal,
        };
        const repository = new RegistryRepository(context, new registry_store/* RegistryStore */.X(registries, target));
        this.#repositories.set(address, repository);
        return repository;
    }
    /** @throws UserError when the directory is something else, or two directories would have one name */
    #layout(path) {
        const absolute = (0,external_node_path_.resolve)(path);
        const key = (0,external_node_fs_.existsSync)(absolute) ? (0,external_node_fs_.realpathSync)(absolute) : absolute;
        const known = this.#layouts.get(key);
        if (known !== undefined) {
            return known;
        }
        const name = layoutName(path);
        const namesake = this.#layoutNames.get(name);
        if (namesake !== undefined) {
            throw (0,step_lib/* refuse */.TR)(`The image layouts ${(0,lib/* show */.WU)(namesake)} and ${(0,lib/* show */.WU)(path)} would both be called ${name} in metadata`, "rename one of the two directories");
        }
        const layout = new LayoutRepository(path, name, this.#options.layouts);
        refuseOtherDirectory(layout);
        this.#layouts.set(key, layout);
        this.#layoutNames.set(name, path);
        return layout;
    }
    async [Symbol.asyncDispose]() {
        this.#meter.close();
        this.#journal?.close();
        this.#journal = undefined;
        const outcomes = await Promise.allSettled([...this.#layouts.values()].map((layout) => layout.close()));
        const failed = outcomes.find((outcome) => outcome.status === "rejected");
        if (failed !== undefined) {
            throw failed.reason;
        }
    }
}
function refuseOtherDirectory(layout) {
    let problem;
    try {
        problem = layout.problem();
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        throw (0,step_lib/* refuse */.TR)(`${layout.shown} cannot be used: ${error.message}`);
    }
    if (problem !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`${layout.shown} cannot be used: ${problem}`, "name an empty directory, or one that does not exist");
    }
}
//# sourceMappingURL=repositories.js.map
;// CONCATENATED MODULE: ./packages/oci/lib/index.js
































//# sourceMappingURL=index.js.map

/***/ })

};
