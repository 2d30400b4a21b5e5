export const id = 773;
export const ids = [773];
export const modules = {

/***/ 2559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _client_options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69313);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97905);


/**
 * A client as the connection inputs and the environment want it.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function connect(inputs, context, options) {
    return new _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient((0,_client_options_js__WEBPACK_IMPORTED_MODULE_0__/* .clientOptions */ .s)(inputs, context, options));
}

/***/ }),

/***/ 773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchMetadata: () => (/* binding */ fetchMetadata)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15742);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2559);
/* harmony import */ var _download_meter_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1279);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(39655);
/* harmony import */ var _files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26607);
/* harmony import */ var _files_io_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(94209);
/* harmony import */ var _http_failures_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(84414);
/* harmony import */ var _retry_backoff_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(52060);











/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;
/**
 * Downloads what a URL means: a metadata file, or the files of a compose, which lie in `compose/metadata/`, in
 * `metadata/`, or at the URL itself. A file that the server says is not there is none; any other failure is one.
 *
 * @param directory - for the files; it must not exist yet
 * @throws UserError
 */
async function fetchMetadata(url, directory, { inputs, context, signal }) {
    const base = metadataUrl(url);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    const client = (0,_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .N)(inputs, context, { compose: inputs.compose });
    const meter = new _download_meter_js__WEBPACK_IMPORTED_MODULE_5__/* .TransferMeter */ .b({
        lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
        now: () => performance.now(),
    });
    const get = (from, to, until) => fetchFile(client, from, () => new FileSink(to, meter), inputs, AbortSignal.any([signal, until]));
    try {
        if (base.pathname.endsWith(".json")) {
            const path = `${directory}/metadata.json`;
            if (!(await get(base, path, signal))) {
                throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)}: there is no such file`, "check the URL");
            }
            const rootUrl = rootUrlOf(new URL("./", base));
            return [{ path, root: directory, url: base.href, rootUrl }];
        }
        let forbidden;
        for (const place of ["compose/metadata/", "metadata/", ""]) {
            try {
                const files = await fetchDirectory(below(base, place), directory, get);
                if (files.length > 0) {
                    return files;
                }
            }
            catch (error) {
                // Some stores say so of everything that is not there.
                if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a) || error.status !== 403) {
                    throw error;
                }
                forbidden ??= error;
            }
        }
        if (forbidden !== undefined) {
            throw forbidden;
        }
    }
    catch (error) {
        throw error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a
            ? (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .fault */ .DG)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)} could not be read: ${error.message}`, remedyOf(error), undefined, error)
            : error;
    }
    finally {
        meter.close();
        await client.close();
    }
    throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: there is no metadata at ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)}`, "none of the usual files is there, in metadata/ or in compose/metadata/; check the URL");
}
function metadataUrl(url) {
    if (!URL.canParse(url)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)} is not a URL`);
    }
    const parsed = new URL(url);
    if (parsed.username !== "" || parsed.password !== "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_3__/* .refuse */ .TR)(`compose: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .redactUrl */ .BO)(url)} holds a user name or a password`, "use http-username and http-password, http-token, or a netrc file");
    }
    parsed.hash = "";
    return parsed;
}
/** A query stays: it may be what opens the place. */
function below(base, path) {
    const url = new URL(base);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
    return url;
}
async function fetchDirectory(place, directory, get) {
    const stop = new AbortController();
    const fetching = _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_2__/* .METADATA_FILE_NAMES */ .WM.map(async ([expects, ...names]) => {
        for (const name of names) {
            const url = below(place, name);
            const path = `${directory}/${name}`;
            if (await get(url, path, stop.signal)) {
                return [{ expects, path, root: directory, url: url.href, rootUrl: rootUrlOf(place) }];
            }
        }
        return [];
    });
    try {
        return (await Promise.all(fetching)).flat();
    }
    catch (error) {
        // One failure is enough: the others must not wait for better times.
        stop.abort(error);
        await Promise.allSettled(fetching);
        throw error;
    }
}
/** A directory called `metadata` lies in the compose that it describes. */
function rootUrlOf(place) {
    const root = place.pathname.endsWith("/metadata/") ? new URL("../", place) : new URL("./", place);
    root.search = "";
    return root.href;
}
/** @returns whether it is there */
async function fetchFile(client, url, newSink, inputs, signal) {
    for (let attempt = 1;; attempt++) {
        const sink = newSink();
        try {
            await client.exchange({ method: "GET", url }, sink, signal);
            sink.close();
            return true;
        }
        catch (error) {
            sink.discard();
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a) || error.remedy !== "again" || attempt > inputs.retries) {
                if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a && error.failure === "not-found") {
                    return false;
                }
                throw error;
            }
            const { retryAfterMs } = error;
            const delay = (0,_retry_backoff_js__WEBPACK_IMPORTED_MODULE_10__/* .nextDelay */ .rM)({ attempt, retryAfterMs, random: Math.random, base: inputs["retry-delay"] });
            if (delay.giveUp === true) {
                throw error;
            }
            try {
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(delay.delayMs, undefined, { signal });
            }
            catch {
                // It says that it was aborted, and not why.
                throw signal.reason;
            }
        }
    }
}
class FileSink {
    #path;
    #meter;
    #flow;
    #descriptor;
    #bytes = 0;
    constructor(path, meter) {
        this.#path = path;
        this.#meter = meter;
    }
    head({ status, headers, url }, flow) {
        if (status !== 200) {
            throw (0,_http_failures_js__WEBPACK_IMPORTED_MODULE_9__/* .statusFailure */ .FP)(status, headers, Date.now());
        }
        if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a("encoding", "the server sends the file encoded although that was not asked for", {
                remedy: "never",
            });
        }
        this.#descriptor = (0,_files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .onDisk */ .FC)(undefined, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(this.#path, "w", 0o600));
        this.#flow = this.#meter.start(flow, url.host, this.#meter.time);
    }
    data(chunk) {
        this.#bytes += chunk.length;
        if (this.#bytes > MAX_METADATA_BYTES) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .TransferFailure */ .a("too-large", "the file has more than 2 GiB", { remedy: "never" });
        }
        (0,_files_disk_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .onDisk */ .FC)(undefined, () => (0,_files_io_js__WEBPACK_IMPORTED_MODULE_8__/* .writeFully */ .KM)(this.#descriptor, chunk));
        this.#flow?.count(chunk.length);
    }
    close() {
        this.#flow?.stop();
        if (this.#descriptor !== undefined) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(this.#descriptor);
            this.#descriptor = undefined;
        }
    }
    discard() {
        this.close();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(this.#path, { force: true });
    }
}
function remedyOf({ failure }) {
    switch (failure) {
        case "auth":
            return "give http-token or http-username with http-password, or a netrc file, and name the origin in auth-origins";
        case "tls":
            return "name your certificate authority with ca-file";
        case "forbidden-address":
            return "open it with allow-hosts if that is meant";
        case "connection":
            return "check the host and its port in the URL, and the network: proxies are taken from HTTPS_PROXY and HTTP_PROXY";
        case "rate-limited":
        case "server-error":
        case "timeout":
            return "run it again later, or with more retries";
        default:
            return undefined;
    }
}
//# sourceMappingURL=remote-metadata.js.map

/***/ })

};
