export const id = 523;
export const ids = [523];
export const modules = {

/***/ 40904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchCompose: () => (/* binding */ fetchCompose)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./packages/oci/lib/reference.js
var lib_reference = __webpack_require__(33406);
// EXTERNAL MODULE: ./packages/oci/lib/registry/registries.js + 11 modules
var registry_registries = __webpack_require__(62695);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: ./packages/oci/lib/registry/ask.js
var ask = __webpack_require__(74586);
;// CONCATENATED MODULE: ./packages/oci/lib/pull/blob-file.js





const CHUNK_BYTES = 1024 * 1024;
/**
 * Puts a blob into a file of its own, verified. For what is small: an interrupted one begins anew.
 *
 * @throws TransferFailure; no file is left then
 */
async function blobToFile({ url, digest, size }, path, { client, retry, meter, signal }) {
    const attempt = async () => {
        const file = new HashedFile(path, size, meter);
        try {
            if (url.protocol === "file:") {
                await copy((0,external_node_url_.fileURLToPath)(url), file, signal);
            }
            else {
                await (await client()).exchange({ method: "GET", url }, file, signal);
            }
            file.finish(digest);
        }
        catch (error) {
            file.discard();
            throw error;
        }
    };
    await (0,ask/* retryFailures */.O5)(attempt, retry, signal);
}
async function copy(from, to, signal) {
    let descriptor;
    try {
        descriptor = (0,external_node_fs_.openSync)(from, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOFOLLOW);
    }
    catch (error) {
        const { code } = error;
        throw code === "ENOENT"
            ? new transfer_lib/* TransferFailure */.ao("not-found", "the layout lacks the blob", { remedy: "elsewhere" })
            : new transfer_lib/* TransferFailure */.ao("disk", `the layout's blob cannot be read: ${code}`, {
                remedy: "elsewhere",
                cause: error,
            });
    }
    try {
        if (!(0,external_node_fs_.fstatSync)(descriptor).isFile()) {
            throw new transfer_lib/* TransferFailure */.ao("manifest", "the layout's blob is no regular file", { remedy: "elsewhere" });
        }
        for (;;) {
            const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
            const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK_BYTES, null);
            if (length === 0) {
                return;
            }
            to.data(buffer.subarray(0, length));
            await new Promise(setImmediate);
            signal.throwIfAborted();
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
class HashedFile {
    #path;
    #size;
    #descriptor;
    #hash = (0,external_node_crypto_.createHash)("sha256");
    #meter;
    #flow;
    #bytes = 0;
    #isOpen = true;
    constructor(path, size, meter) {
        this.#path = path;
        this.#size = size;
        this.#meter = meter;
        this.#descriptor = (0,external_node_fs_.openSync)(path, "w", 0o600);
    }
    head({ status, headers, url }, flow) {
        if (status !== 200) {
            throw (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
        }
        if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
            throw new transfer_lib/* TransferFailure */.ao("encoding", "the registry sends the blob encoded although that was not asked for", {
                remedy: "elsewhere",
            });
        }
        this.#flow = this.#meter.start(flow, url.host, this.#meter.time);
    }
    data(chunk) {
        this.#bytes += chunk.length;
        if (this.#bytes > this.#size) {
            throw new transfer_lib/* TransferFailure */.ao("too-large", `the blob has more than ${this.#size} bytes`, {
                remedy: "elsewhere",
            });
        }
        this.#flow?.count(chunk.length);
        this.#hash.update(chunk);
        (0,transfer_lib/* writeFully */.KM)(this.#descriptor, chunk);
    }
    finish(digest) {
        if (this.#bytes !== this.#size) {
            throw new transfer_lib/* TransferFailure */.ao("size-mismatch", `the blob has ${this.#bytes} bytes instead of ${this.#size}`, {
                remedy: "again",
            });
        }
        const found = `sha256:${this.#hash.digest("hex")}`;
        if (found !== digest) {
            throw new transfer_lib/* TransferFailure */.ao("checksum", `the blob is ${found} instead of ${digest}`, { remedy: "again" });
        }
        this.#close();
    }
    discard() {
        this.#close();
        (0,external_node_fs_.rmSync)(this.#path, { force: true });
    }
    #close() {
        this.#flow?.stop();
        if (this.#isOpen) {
            this.#isOpen = false;
            (0,external_node_fs_.closeSync)(this.#descriptor);
        }
    }
}
// EXTERNAL MODULE: ./packages/oci/lib/pull/layout-store.js
var layout_store = __webpack_require__(49565);
// EXTERNAL MODULE: ./packages/oci/lib/pull/manifests.js
var manifests = __webpack_require__(99157);
// EXTERNAL MODULE: ./packages/oci/lib/pull/registry-store.js
var registry_store = __webpack_require__(52452);
;// CONCATENATED MODULE: ./packages/oci/lib/pull/fetch-compose.js
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











/** What the metadata of a compose is as an artifact. */
const COMPOSE_TYPE = "application/vnd.productmd.compose+json";
/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;
/**
 * Downloads the metadata of a compose that is an artifact: one layer for each file, with its name as title.
 *
 * @param directory - for the files; it must not exist yet
 * @throws UserError
 */
async function fetchCompose(input, directory, { inputs, named, context, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const reference = (0,lib_reference/* readReference */.Wf)("compose", input);
        if (reference.tag === undefined && reference.digest === undefined) {
            throw (0,step_lib/* refuse */.TR)(`compose: ${(0,lib/* show */.WU)(input)} has neither tag nor digest`, "write oci://registry/repository:tag");
        }
        const registries = __addDisposableResource(env_1, new registry_registries/* Registries */.I({
            inputs,
            context,
            named: [...inputs.compose.filter(lib_reference/* looksLikeReference */.j$), ...named],
        }), true);
        const meter = new transfer_lib/* TransferMeter */.bY({
            lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
            now: () => performance.now(),
        });
        const options = { client: () => registries.client, retry: registries.retry, meter, signal };
        (0,external_node_fs_.mkdirSync)(directory, { recursive: true, mode: 0o700 });
        try {
            const store = storeOf(reference, registries);
            const digest = await digestOf(reference, store, signal);
            const manifest = await (0,manifests/* pinnedManifest */.O)(store, digest, isCompose, signal);
            if (!isCompose(manifest)) {
                throw (0,step_lib/* refuse */.TR)(`compose: ${(0,lib/* show */.WU)(input)} is no compose: it is ${(0,lib/* show */.WU)(manifest.artifactType ?? "of no type")}, not ${COMPOSE_TYPE}`, "name the artifact that publish-metadata of push-oci or merge-metadata has made");
            }
            const pinned = (0,lib_reference/* showReference */.nj)({ ...reference, digest });
            if (reference.digest === undefined) {
                context.reporter.info(`compose: ${pinned}`);
            }
            return await fetchFiles(manifest, pinned, directory, {
                store,
                fetch: (blob, path) => blobToFile(blob, path, options),
            });
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            const message = `compose: ${(0,lib/* show */.WU)(input)} could not be read: ${error.message}`;
            // A login that does not suffice is the caller's to mend, as an input is.
            throw (error.failure === "auth" ? step_lib/* refuse */.TR : step_lib/* fault */.DG)(message, undefined, undefined, error);
        }
        finally {
            meter.close();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function isCompose({ artifactType }) {
    return artifactType === COMPOSE_TYPE;
}
function storeOf({ target }, registries) {
    switch (target.kind) {
        case "registry":
            return new registry_store/* RegistryStore */.X(registries, target);
        case "directory":
            return new layout_store/* LayoutStore */.K(target.path, lib_reference/* LAYOUT_HOST */.CV);
        case "layout":
            throw (0,step_lib/* refuse */.TR)(`compose: ${lib_reference/* LAYOUT_HOST */.CV} names no place of its own`, "name the layout directory: oci-layout:directory:tag");
    }
}
async function digestOf(reference, store, signal) {
    if (reference.digest !== undefined) {
        return reference.digest;
    }
    const found = await store.resolve(reference.tag ?? "", signal);
    if (found === undefined) {
        throw (0,step_lib/* refuse */.TR)(`compose: there is no ${(0,lib/* show */.WU)((0,lib_reference/* showReference */.nj)(reference))}`, "check the repository and the tag");
    }
    return found.digest;
}
async function fetchFiles(manifest, shown, directory, { store, fetch }) {
    const files = [];
    for (const [expects, ...names] of lib/* METADATA_FILE_NAMES */.WM) {
        const name = names.find((title) => manifest.byTitle.has(title));
        const layer = name === undefined ? undefined : manifest.byTitle.get(name);
        if (name === undefined || layer === undefined) {
            continue;
        }
        if (layer === "ambiguous" || layer.size > MAX_METADATA_BYTES) {
            const what = layer === "ambiguous" ? "holds it twice" : "says that it has more than 2 GiB";
            throw new transfer_lib/* TransferFailure */.ao("manifest", `${name}: the manifest ${what}`, { remedy: "elsewhere" });
        }
        const path = (0,external_node_path_.join)(directory, name);
        await fetch({ url: store.blobUrl(layer.digest), digest: layer.digest, size: layer.size }, path);
        files.push({ expects, path, root: directory, url: `${shown}/${name}` });
    }
    if (files.length === 0) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${(0,lib/* show */.WU)(shown)} holds no metadata`, "none of its layers has the title of a metadata file");
    }
    return files;
}
//# sourceMappingURL=fetch-compose.js.map

/***/ })

};
