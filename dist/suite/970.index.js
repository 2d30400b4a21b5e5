export const id = 970;
export const ids = [970];
export const modules = {

/***/ 970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  requestCompose: () => (/* binding */ requestCompose)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 46 modules
var lib = __webpack_require__(184);
// EXTERNAL MODULE: ./packages/services/lib/index.js + 91 modules
var services_lib = __webpack_require__(2962);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 35 modules
var transfer_lib = __webpack_require__(9663);
// EXTERNAL MODULE: ./actions/request-compose/lib/access.js
var access = __webpack_require__(912);
;// CONCATENATED MODULE: ./actions/request-compose/lib/ask.js



/** Clocks make this much of a difference. */
const TOLERANCE_MS = 60_000;
/**
 * Asks for all composes that are wanted, one after the other, unless they are there: asked for by an earlier run that did
 * not come to its end, or by anybody of us before. Each id is kept before the next request is sent.
 *
 * @throws ServiceFailure, UserError; what was asked for before it is kept and known
 */
async function askForAll(maker, options) {
    const tracked = [];
    for (const [index, ask] of maker.asks.entries()) {
        tracked.push(await new Asking(maker, ask, index, options).run());
        await options.onKnown(tracked);
    }
    return tracked;
}
class Asking {
    #maker;
    #ask;
    #index;
    #options;
    constructor(maker, ask, index, options) {
        this.#maker = maker;
        this.#ask = ask;
        this.#index = index;
        this.#options = options;
    }
    async run() {
        return (await this.#continued()) ?? (await this.#reused()) ?? (await this.#created());
    }
    get #key() {
        const { kind, shown } = this.#maker.service;
        return { service: kind, server: shown, fingerprint: this.#ask.fingerprint };
    }
    async #continued() {
        const { state, inputs, context } = this.#options;
        const { signal, reporter } = context;
        const entry = state.find(this.#key);
        if (entry === undefined || Date.now() - entry.requestedAt > inputs["resume-within"]) {
            return undefined;
        }
        if (entry.id === undefined) {
            return this.#unanswered(entry.requestedAt);
        }
        const { id } = entry;
        const compose = await (0,services_lib/* patiently */.d_)(() => this.#maker.service.get(id, signal), (0,access/* retryOf */.W2)(inputs), signal);
        if (compose === undefined || !isAlive(compose)) {
            reporter.info(`compose ${entry.id} of the run before is ${compose === undefined ? "not there" : compose.reported}: it is asked for anew`);
            return undefined;
        }
        reporter.info(`compose ${entry.id} was asked for by the run before, and is continued`);
        return this.#tracked(compose.id, "continued", entry.requestedAt);
    }
    /** The run before ended while the request was on its way: it may have arrived. */
    async #unanswered(since) {
        const compose = await this.#ask.find?.(0, this.#options.context.signal);
        const requested = compose?.times.requested;
        if (compose === undefined || requested === undefined || requested + TOLERANCE_MS < since) {
            return undefined;
        }
        this.#options.context.reporter.info(`compose ${compose.id} is what the run before had asked for`);
        this.#keep(compose.id, since);
        return this.#tracked(compose.id, "continued", since);
    }
    async #reused() {
        const { inputs, context } = this.#options;
        if (!inputs.reuse) {
            return undefined;
        }
        if (this.#ask.find === undefined) {
            context.reporter.warn(`reuse: ${this.#maker.service.kind} does not tell which composes are the same`);
            return undefined;
        }
        const compose = await this.#ask.find(inputs["min-lifetime"], context.signal);
        if (compose === undefined) {
            return undefined;
        }
        context.reporter.info(`compose ${compose.id} was asked for with the same request, and is reused`);
        return this.#tracked(compose.id, "reused", compose.times.requested ?? Date.now());
    }
    async #created() {
        const { state, context } = this.#options;
        const since = Date.now();
        this.#keep(undefined, since);
        let requested;
        try {
            requested = await this.#ask.create(context.signal);
        }
        catch (error) {
            // What certainly did not arrive, or was refused, need not be looked for by the next run.
            const isUncertain = error instanceof services_lib/* ServiceFailure */.A && error.isUncertain;
            if (error instanceof transfer_lib/* TransferFailure */.ao && !isUncertain) {
                state.remove(this.#key);
            }
            throw error;
        }
        const { compose, how, notes } = requested;
        this.#keep(compose.id, since);
        context.reporter.info(how === "found"
            ? `compose ${compose.id} was asked for; the answer was lost, and it was found`
            : `compose ${compose.id} was asked for`);
        for (const note of notes) {
            context.reporter.warn(`compose ${compose.id}: ${note}`);
        }
        return this.#tracked(compose.id, how, since);
    }
    #keep(id, requestedAt) {
        this.#options.state.put({ ...this.#key, ...(id === undefined ? {} : { id }), requestedAt });
    }
    #tracked(id, how, requestedAt) {
        return { id, how, index: this.#index, requestedAt, fingerprint: this.#ask.fingerprint };
    }
}
function isAlive({ state }) {
    return state !== "failed" && state !== "expired" && state !== "cancelled";
}
// EXTERNAL MODULE: ./packages/step/lib/index.js + 15 modules
var step_lib = __webpack_require__(8437);
;// CONCATENATED MODULE: ./actions/request-compose/lib/cancel.js



/** A runner that is told to stop gives a program some seconds. */
const LIMIT_MS = 6_000;
/**
 * Cancels composes that are not finished, as far as the service can. Never throws: it is done on the way out.
 *
 * @returns the ids of those that are over now
 */
async function cancelAll(service, ids, reporter) {
    const signal = AbortSignal.timeout(LIMIT_MS);
    const over = await Promise.all(ids.map((id) => cancelOne(service, id, reporter, signal)));
    return ids.filter((_, index) => over[index] === true);
}
async function cancelOne(service, id, reporter, signal) {
    if (service.cancel === undefined) {
        reporter.warn(`compose ${id} goes on: ${service.kind} cannot stop it`);
        return false;
    }
    try {
        const ended = await service.cancel(id, signal);
        switch (ended.outcome) {
            case "done":
                reporter.info(`compose ${id} was cancelled`);
                return true;
            case "gone":
                return true;
            case "refused": {
                const compose = await service.get(id, signal);
                const isOver = compose === undefined || (0,services_lib/* isFinal */.dR)(compose.state);
                reporter.warn(`compose ${id} ${isOver ? "was not cancelled" : "goes on"}: ${ended.said}`);
                return isOver;
            }
        }
    }
    catch (error) {
        const isKnown = error instanceof transfer_lib/* TransferFailure */.ao || error instanceof step_lib/* UserError */.yo;
        const why = signal.aborted
            ? "the service does not answer in time"
            : isKnown
                ? error.message
                : String(error);
        reporter.warn(`compose ${id} could not be cancelled, and may go on: ${why}`);
        return false;
    }
}
//# sourceMappingURL=cancel.js.map
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(2358);
;// CONCATENATED MODULE: ./actions/request-compose/lib/result.js
const NOTHING_EMITTED = { directories: [], files: [], repoFiles: [] };
//# sourceMappingURL=result.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/emit.js





/** What came of targets, those included that metadata has no words for. */
const TARGETS_FILE = "targets.json";
/**
 * Writes the metadata of the composes that are good.
 *
 * @throws UserError when it cannot be written, or two images are the same to productmd
 */
function emit(outcomes, output, emits, shownTargets) {
    const good = outcomes.flatMap(({ id, verdict, results, compose }) => verdict === "good" && results !== undefined ? [{ id, results, compose }] : []);
    const isAlone = outcomes.length === 1;
    const parcels = emits === "each"
        ? good.map(({ id, results, compose }) => ({
            directory: isAlone ? output : (0,external_node_path_.join)(output, id),
            models: results.metadata,
            repoFile: results.repoFile === undefined
                ? undefined
                : { name: repoName(compose?.links["repo-file"]), text: results.repoFile },
            targets: shownTargets(results),
        }))
        : [
            {
                directory: output,
                models: joined(good.map(({ id, results }) => ({ id, models: results.metadata }))),
                repoFile: undefined,
                targets: good.flatMap(({ results }) => shownTargets(results)),
            },
        ];
    return parcels.map(write).reduce((all, one) => ({
        directories: [...all.directories, ...one.directories],
        files: [...all.files, ...one.files],
        repoFiles: [...all.repoFiles, ...one.repoFiles],
    }), NOTHING_EMITTED);
}
/** The images of several composes in one file. */
function joined(composes) {
    const files = composes.flatMap(({ id, models }) => models.map((model) => ({ file: `compose ${id}`, model })));
    if (files.length < 2) {
        return files.map(({ model }) => model);
    }
    try {
        return (0,metadata_lib/* merge */.h1)(files).models;
    }
    catch (error) {
        if (!(error instanceof metadata_lib/* MergeError */.VX)) {
            throw error;
        }
        throw (0,step_lib/* fault */.DG)("The images of the composes do not fit together", "give them different subvariants with images", error.conflicts.map(metadata_lib/* describeConflict */.we));
    }
}
function write({ directory, models, repoFile, targets }) {
    if (models.length === 0 && repoFile === undefined && targets.length === 0) {
        return NOTHING_EMITTED;
    }
    const output = new lib/* OutputDirectory */.n(directory, []);
    try {
        for (const model of models) {
            put(output, `${model.type}.json`, (write) => (0,metadata_lib/* serializeTo */.Ks)(model, write));
        }
        if (repoFile !== undefined) {
            put(output, repoFile.name, (write) => write(repoFile.text));
        }
        if (targets.length > 0) {
            put(output, TARGETS_FILE, (write) => write(`${JSON.stringify(targets, undefined, 2)}\n`));
        }
        const paths = output.commit();
        const isMetadata = (path) => models.some(({ type }) => path.endsWith(`/${type}.json`));
        return {
            directories: models.length === 0 ? [] : [directory],
            files: paths.filter(isMetadata),
            repoFiles: paths.filter((path) => path.endsWith(".repo")),
        };
    }
    catch (error) {
        output.discard();
        throw error;
    }
}
function put(output, name, write) {
    const file = output.create(name);
    try {
        write((text) => file.write(text));
    }
    finally {
        file.close();
    }
}
/** As the service calls it, if that is a plain name. */
function repoName(url) {
    const name = URL.parse(url ?? "")
        ?.pathname.split("/")
        .at(-1) ?? "";
    return /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.repo$/.test(name) ? name : "compose.repo";
}
//# sourceMappingURL=emit.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/failure.js

/** Why the run failed; undefined when no compose is bad. */
function failureOf(composes) {
    const bad = composes.filter(({ verdict }) => verdict === "bad");
    const [first] = bad;
    if (first === undefined) {
        return undefined;
    }
    const reason = `Compose ${first.id}: ${first.reasons[0] ?? "it is of no use"}`;
    return composes.length === 1
        ? reason
        : `${bad.length} of ${(0,step_lib/* countOf */.pq)(composes.length, "compose", "composes")} are of no use. ${reason}`;
}
//# sourceMappingURL=failure.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./actions/request-compose/lib/write-text-file.js



/**
 * Writes a file so that a run which is killed leaves the old text or the new one.
 *
 * @param input - the input that names it
 * @throws UserError
 */
function writeTextFile(input, path, text) {
    const temporary = `${path}.${process.pid}.tmp`;
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        const descriptor = (0,external_node_fs_.openSync)(temporary, "w", 0o600);
        try {
            (0,external_node_fs_.writeFileSync)(descriptor, text);
            (0,external_node_fs_.fsyncSync)(descriptor);
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
        (0,external_node_fs_.renameSync)(temporary, path);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(temporary, { force: true });
        throw (0,step_lib/* refuse */.TR)(`${input}: ${path} cannot be written: ${error.code}`, "choose a place that can be written");
    }
}
//# sourceMappingURL=write-text-file.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/lock-file.js




const SCHEMA = "compose-actions/compose-lock/1";
const lockSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(SCHEMA),
    service: schemas/* string */.YjP(),
    composes: schemas/* array */.YOg(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())).max(1000),
});
/** No lock comes near this. */
const MAX_BYTES = 256 * 1024 ** 2;
/** @throws UserError for what is no lock, or one of another service */
function readLock(path, service) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        throw (0,step_lib/* refuse */.TR)(`lock: ${path} cannot be read: ${error.code}`);
    }
    const parsed = text.length > MAX_BYTES ? undefined : lockSchema.safeParse(json(text)).data;
    if (parsed === undefined) {
        throw (0,step_lib/* refuse */.TR)(`lock: ${path} is no file that lock-output has written`);
    }
    if (parsed.service !== service) {
        throw (0,step_lib/* refuse */.TR)(`lock: ${path} is of ${parsed.service}, and the request is for ${service}`);
    }
    return parsed.composes;
}
function json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** @throws UserError when it cannot be written */
function writeLock(path, service, composes) {
    writeTextFile("lock-output", path, `${JSON.stringify({ schema: SCHEMA, service, composes }, undefined, 2)}\n`);
}
//# sourceMappingURL=lock-file.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/look.js

/** Looks at finished composes, one after the other: that the service calls them good is not enough. */
async function lookAtAll(outcomes, maker, { signal, reporter }) {
    const looked = [];
    for (const outcome of outcomes) {
        if (outcome.verdict !== "good" || outcome.compose === undefined) {
            looked.push(outcome);
            continue;
        }
        reporter.info(`compose ${outcome.id}: looking at what it holds`);
        try {
            const results = await maker.results(outcome.compose, outcome, signal);
            const { problems } = results;
            looked.push(problems.length === 0
                ? { ...outcome, results }
                : { ...outcome, results, verdict: "bad", reasons: described(problems) });
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            const reasons = [`it is finished, but what it holds could not be had: ${error.message}`];
            looked.push({ ...outcome, verdict: "bad", reasons });
        }
    }
    return looked;
}
function described(problems) {
    const [first = "", ...more] = problems;
    return [`it is called finished, but cannot be used: ${first}`, ...more];
}
//# sourceMappingURL=look.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./actions/request-compose/lib/bus.js







/** No message of a compose comes near this. */
const MAX_MESSAGE = 1024 ** 2;
const HEARTBEAT_S = 30;
const messageSchema = schemas/* object */.Ikc({ compose: schemas/* object */.Ikc({ id: schemas/* number */.aig().int().positive() }) });
/**
 * Reads where the bus is; undefined when there is none.
 *
 * @throws UserError
 */
function busPlace(inputs) {
    const { bus, "bus-password": password } = inputs;
    if (bus === undefined) {
        return undefined;
    }
    if (inputs.service !== "odcs") {
        throw (0,step_lib/* refuse */.TR)("bus: only ODCS tells of its composes on a bus");
    }
    const url = URL.parse(bus);
    if (url === null || (url.protocol !== "amqps:" && url.protocol !== "amqp:") || url.hostname === "") {
        throw (0,step_lib/* refuse */.TR)("bus: expected a URL such as amqps://user@rabbitmq.example.com/vhost");
    }
    if (url.password !== "") {
        throw (0,step_lib/* refuse */.TR)("bus: the URL holds a password", "give it as bus-password");
    }
    if (url.protocol === "amqp:" && !(0,transfer_lib/* isLoopbackHost */.cW)(url.hostname) && password !== undefined) {
        throw (0,step_lib/* refuse */.TR)("bus: a password is not sent without encryption", "give an amqps:// URL");
    }
    if (password !== undefined) {
        url.password = encodeURIComponent(password);
    }
    return {
        url,
        exchange: inputs["bus-exchange"],
        topic: inputs["bus-topic"],
        tls: tlsOf(inputs),
        connectTimeoutMs: inputs["connect-timeout"],
        retryMs: inputs["poll-max"],
    };
}
function tlsOf(inputs) {
    const { "bus-cert": cert, "bus-key": key = cert, "ca-file": ca } = inputs;
    if (cert === undefined && key !== undefined) {
        throw (0,step_lib/* refuse */.TR)("bus-key needs bus-cert");
    }
    return {
        ...(ca === undefined ? {} : { ca: [...external_node_tls_.rootCertificates, pem("ca-file", ca)] }),
        ...(cert === undefined || key === undefined
            ? {}
            : { cert: pem("bus-cert", cert), key: pem("bus-key", key) }),
    };
}
function pem(input, file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, "utf8");
    }
    catch (error) {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${file} cannot be read: ${error.code}`);
    }
}
/**
 * Listens until it is disposed of, and rings for composes that have changed. What is missed while the bus is away is made
 * up for by ringing for all when it is there again. Never throws: the bus is an extra.
 */
class BusListener {
    #place;
    #bell;
    #reporter;
    #stop = new AbortController();
    #work;
    #hasWarned = false;
    constructor(place, bell, reporter) {
        this.#place = place;
        this.#bell = bell;
        this.#reporter = reporter;
        this.#work = this.#run();
    }
    async [Symbol.asyncDispose]() {
        this.#stop.abort();
        await this.#work;
    }
    async #run() {
        const { signal } = this.#stop;
        while (!signal.aborted) {
            try {
                await this.#listen(signal);
            }
            catch (error) {
                this.#warn(error);
            }
            await (0,promises_.setTimeout)(this.#place.retryMs, undefined, { signal }).catch(() => undefined);
        }
    }
    /** Resolves when it is told to stop. @throws when the connection breaks */
    async #listen(signal) {
        const { url, exchange, topic, tls, connectTimeoutMs } = this.#place;
        const { connect } = await __webpack_require__.e(/* import() */ 222).then(__webpack_require__.t.bind(__webpack_require__, 3222, 19));
        const host = url.hostname.replace(/^\[|\]$/g, "");
        const options = {
            protocol: url.protocol.slice(0, -1),
            hostname: host,
            port: url.port === "" ? (url.protocol === "amqps:" ? 5671 : 5672) : Number(url.port),
            username: decodeURIComponent(url.username) || "guest",
            password: decodeURIComponent(url.password) || (url.username === "" ? "guest" : ""),
            vhost: decodeURIComponent(url.pathname.slice(1)) || "/",
            heartbeat: HEARTBEAT_S,
        };
        const connection = await connect(options, { ...tls, servername: host, timeout: connectTimeoutMs });
        try {
            const broken = new Promise((_, reject) => {
                connection.on("error", reject);
                connection.on("close", () => reject(new Error("the connection was closed")));
            });
            // Once it is raced it is heard; before that it must not end the process.
            broken.catch(() => undefined);
            const subscribed = (async () => {
                const channel = await connection.createChannel();
                channel.on("error", () => undefined);
                // Brokers for the public take names that nobody can guess.
                const { queue } = await channel.assertQueue((0,external_node_crypto_.randomUUID)(), {
                    exclusive: true,
                    autoDelete: true,
                    durable: false,
                });
                await channel.bindQueue(queue, exchange, topic);
                await channel.consume(queue, (message) => this.#hear(message), { noAck: true });
            })();
            await Promise.race([subscribed, broken]);
            this.#reporter.info(`listening on the bus ${url.host}`);
            this.#hasWarned = false;
            this.#bell.ringAll();
            await Promise.race([stopped(signal), broken]);
        }
        finally {
            await connection.close().catch(() => undefined);
        }
    }
    #hear(message) {
        if (message === null || message.content.length > MAX_MESSAGE) {
            return;
        }
        let json;
        try {
            json = JSON.parse(message.content.toString("utf8"));
        }
        catch {
            return;
        }
        const told = messageSchema.safeParse(json).data;
        // What the message says of the compose is not believed: the service is asked.
        if (told !== undefined) {
            this.#bell.ring(String(told.compose.id));
        }
    }
    #warn(error) {
        if (this.#hasWarned || this.#stop.signal.aborted) {
            return;
        }
        this.#hasWarned = true;
        const why = error instanceof Error ? error.message : String(error);
        this.#reporter.warn(`the bus ${this.#place.url.host} cannot be heard, and the service is only asked: ${why}`);
    }
}
function stopped(signal) {
    return new Promise((resolve) => {
        if (signal.aborted) {
            resolve();
        }
        else {
            signal.addEventListener("abort", () => resolve(), { once: true });
        }
    });
}
//# sourceMappingURL=bus.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/settings.js


/** @throws UserError for inputs that contradict each other, or lack one another */
function checkInputs(inputs) {
    const { operation, service, store } = inputs;
    const ids = inputs["compose-id"] ?? [];
    const needsId = operation === "wait" || operation === "get" || operation === "renew" || operation === "delete";
    if (needsId && ids.length === 0) {
        throw (0,step_lib/* refuse */.TR)(`compose-id: required with operation ${operation}`);
    }
    if (!needsId && operation !== "create" && ids.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`compose-id says nothing with operation ${operation}`, "leave it out");
    }
    if (operation === "create" && ids.length === 0 && service !== "odcs" && inputs.request === undefined) {
        throw (0,step_lib/* refuse */.TR)("request: required, unless compose-id names composes that are there");
    }
    if (inputs["poll-max"] < inputs["poll-interval"]) {
        throw (0,step_lib/* refuse */.TR)("poll-max is shorter than poll-interval");
    }
    if (inputs.lock !== undefined && operation !== "create") {
        throw (0,step_lib/* refuse */.TR)(`lock says nothing with operation ${operation}`, "leave it out");
    }
    if (store !== "none" && service === "odcs") {
        throw (0,step_lib/* refuse */.TR)("store is for images that osbuild-composer makes", "leave it out: composes of ODCS stay where they are");
    }
    if (store !== "none" && inputs.output === undefined) {
        throw (0,step_lib/* refuse */.TR)("store needs output: without metadata nobody would know what was stored");
    }
    if (store === "push-oci" && inputs.repository === undefined) {
        throw (0,step_lib/* refuse */.TR)("repository: required with store push-oci");
    }
    busPlace(inputs);
    if (inputs.filters !== undefined && operation !== "list") {
        throw (0,step_lib/* refuse */.TR)("filters are for operation list", "leave them out");
    }
}
/** @throws UserError */
function readFilters(lines) {
    const filters = new Map();
    for (const line of lines) {
        const [, name, value] = /^([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
        if (name === undefined || value === undefined || value === "") {
            throw (0,step_lib/* refuse */.TR)(`filters: ${JSON.stringify(line)} is no filter`, "write name=value, for instance state=done");
        }
        if (filters.has(name)) {
            throw (0,step_lib/* refuse */.TR)(`filters: ${JSON.stringify(name)} is given twice`);
        }
        filters.set(name, value);
    }
    return Object.fromEntries(filters);
}
//# sourceMappingURL=settings.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/operations.js




/** A compose that the user has named. @param index - which of several */
function given(id, index) {
    return { id, how: "given", index, requestedAt: Date.now(), fingerprint: undefined };
}
/** @throws UserError for filters and orders that the service does not have */
async function listAll(service, inputs, signal) {
    if (service.list === undefined) {
        throw (0,step_lib/* refuse */.TR)(`${service.kind} cannot list composes`);
    }
    const wish = { filters: readFilters(inputs.filters ?? []), limit: inputs.limit, order: inputs.order };
    const { composes, total } = await service.list(wish, signal);
    return { composes: composes.map((compose, index) => shown(given(compose.id, index), compose)), total };
}
/** What the service says of composes; one that it does not know is bad. */
async function getAll(service, wanted, inputs, signal) {
    const outcomes = [];
    for (const tracked of wanted) {
        const compose = await get(service, tracked.id, inputs, signal);
        outcomes.push(compose === undefined ? bad(tracked, undefined, UNKNOWN) : shown(tracked, compose));
    }
    return outcomes;
}
/** @throws UserError where composes have no lifetime; ServiceFailure */
async function renewAll(service, wanted, inputs, { signal, reporter }) {
    if (service.renew === undefined) {
        throw (0,step_lib/* refuse */.TR)(`${service.kind} cannot renew composes: they have no lifetime there`);
    }
    const outcomes = [];
    const replaced = [];
    for (const tracked of wanted) {
        const wish = { secondsToLive: inputs["seconds-to-live"] };
        const { outcome, compose, notes } = await service.renew(tracked.id, wish, signal);
        for (const note of notes) {
            reporter.warn(`compose ${compose.id}: ${note}`);
        }
        const now = { ...tracked, id: compose.id, how: outcome === "replaced" ? "created" : "given" };
        if (outcome === "replaced") {
            reporter.info(`compose ${tracked.id} was made anew as ${compose.id}`);
            replaced.push(now);
        }
        else {
            reporter.info(`compose ${compose.id} was renewed`);
        }
        outcomes.push(shown(now, compose));
    }
    return { outcomes, replaced };
}
/** Stops composes that are not finished, and removes the others. One that is gone already is as it should be. */
async function deleteAll(service, wanted, inputs, { signal, reporter }) {
    const outcomes = [];
    for (const tracked of wanted) {
        const { id } = tracked;
        const compose = await get(service, id, inputs, signal);
        const ended = compose === undefined ? { outcome: "gone", said: undefined } : await end(service, compose, signal);
        if (ended.outcome === "refused") {
            outcomes.push(bad(tracked, compose, `it was not deleted: ${ended.said}`));
            continue;
        }
        reporter.info(ended.outcome === "gone"
            ? `compose ${id} is not there`
            : `compose ${id} was deleted${ended.said === undefined ? "" : `: ${ended.said}`}`);
        outcomes.push(shown(tracked, await get(service, id, inputs, signal)));
    }
    return outcomes;
}
async function end(service, compose, signal) {
    const isOver = (0,services_lib/* isFinal */.dR)(compose.state);
    const cannot = isOver
        ? `${service.kind} cannot remove composes`
        : `${service.kind} cannot stop a compose, and this one is ${compose.reported}`;
    const work = isOver ? service.delete?.(compose.id, signal) : service.cancel?.(compose.id, signal);
    return (await work) ?? { outcome: "refused", said: cannot };
}
function get(service, id, inputs, signal) {
    return (0,services_lib/* patiently */.d_)(() => service.get(id, signal), (0,access/* retryOf */.W2)(inputs), signal);
}
const UNKNOWN = "the service knows no such compose";
function shown(tracked, compose) {
    return outcomeOf(tracked, compose, { verdict: "shown", reasons: [] });
}
function bad(tracked, compose, reason) {
    return outcomeOf(tracked, compose, { verdict: "bad", reasons: [reason] });
}
function outcomeOf({ id, how, index, requestedAt }, compose, judgement) {
    return { id, how, index, requestedAt, compose, ...judgement, log: [], results: undefined };
}
//# sourceMappingURL=operations.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/pin-all.js


/** Writes what pins the composes of a run, and holds it against the lock that was given. */
async function pinAll(composes, maker, { lock, "lock-output": path, service }, signal) {
    const good = composes.flatMap((outcome) => outcome.verdict === "good" && outcome.compose !== undefined
        ? [{ ...outcome, compose: outcome.compose }]
        : []);
    // One that lacks a compose would pin the wrong one for the next.
    if ((lock === undefined && path === undefined) || good.length < composes.length) {
        return { notes: [], problem: undefined };
    }
    const entries = [];
    const notes = [];
    try {
        for (const outcome of good) {
            const pinned = await maker.pin(outcome.compose, outcome, signal);
            entries.push(pinned.entry);
            notes.push(...pinned.notes.map((note) => `compose ${outcome.id}: ${note}`));
        }
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        const problem = `The composes are finished, but it is not known what pins them: ${error.message}`;
        return { notes, problem };
    }
    if (path !== undefined) {
        writeLock(path, service, entries);
    }
    return { notes, problem: undefined };
}
//# sourceMappingURL=pin-all.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/preflight.js


/**
 * Holds the requests against what the service says of itself.
 *
 * @returns what should be known. One line each
 * @throws UserError when it would not take them, and that is to be heeded
 */
async function preflight(maker, mode, signal) {
    if (mode === "off") {
        return [];
    }
    let lines;
    try {
        lines = await maker.preflight(signal);
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao) || error.remedy === "again") {
            throw error;
        }
        // One that says nothing of itself may take requests all the same.
        return [`the service cannot be asked what it would take: ${error.message}`];
    }
    const [first] = lines;
    if (first === undefined || mode === "warn") {
        return lines;
    }
    throw (0,step_lib/* refuse */.TR)(lines.length === 1 ? first : `The service would not take the request: ${lines.length} reasons`, "mend it, or set preflight: warn if the service says too little of itself", lines);
}
//# sourceMappingURL=preflight.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/request-source.js



/** No request comes near this. */
const request_source_MAX_BYTES = 8 * 1024 ** 2;
/**
 * Reads the input `request`: what has several lines, or begins as JSON does, or as a key of YAML, is the request itself.
 *
 * @returns what JSON can hold; undefined when there is none
 * @throws UserError
 */
async function readRequest(given) {
    if (given === undefined) {
        return undefined;
    }
    if (/^[[{]|[\n]|:\s/.test(given)) {
        return (0,services_lib/* readRequestText */.bV)(given, "request");
    }
    return (0,services_lib/* readRequestText */.bV)(readText(given), `request: ${given}`);
}
function readText(path) {
    try {
        if ((0,external_node_fs_.statSync)(path).size > request_source_MAX_BYTES) {
            throw (0,step_lib/* refuse */.TR)(`request: ${path} is too long for a request`);
        }
        return (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        const { code } = error;
        if (code === undefined) {
            throw error;
        }
        throw (0,step_lib/* refuse */.TR)(`request: ${path} cannot be read: ${code}`, "name a file, or give the request itself");
    }
}
//# sourceMappingURL=request-source.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/state-file.js




const state_file_SCHEMA = "compose-actions/request-compose-state/1";
const entrySchema = schemas/* object */.Ikc({
    service: schemas/* string */.YjP(),
    server: schemas/* string */.YjP(),
    fingerprint: schemas/* string */.YjP(),
    /** Absent when the run ended before the service had answered. */
    id: schemas/* string */.YjP().optional(),
    /** Milliseconds since 1970. */
    requestedAt: schemas/* number */.aig(),
});
const fileSchema = schemas/* object */.Ikc({ schema: schemas/* literal */.euz(state_file_SCHEMA), composes: schemas/* array */.YOg(entrySchema).max(10_000) });
/**
 * The composes that were asked for and that nobody has finished with: kept in a file, so that the next run continues what
 * this one cannot end. Every change is on the disk before the work goes on.
 */
class StateFile {
    #path;
    #entries;
    /** @throws UserError when the file cannot be read or is something else */
    constructor(path) {
        this.#path = path;
        this.#entries = read(path);
    }
    find({ service, server, fingerprint, }) {
        return this.#entries.find((one) => one.service === service && one.server === server && one.fingerprint === fingerprint);
    }
    /** @throws UserError when it cannot be written */
    put(entry) {
        this.#write([...this.#without(entry), entry]);
    }
    /** Nobody need continue it. */
    remove(entry) {
        if (this.find(entry) !== undefined) {
            this.#write(this.#without(entry));
        }
    }
    #without({ service, server, fingerprint }) {
        return this.#entries.filter((one) => one.service !== service || one.server !== server || one.fingerprint !== fingerprint);
    }
    #write(entries) {
        this.#entries = entries;
        if (entries.length === 0) {
            (0,external_node_fs_.rmSync)(this.#path, { force: true });
            return;
        }
        const text = JSON.stringify({ schema: state_file_SCHEMA, composes: entries }, undefined, 2);
        writeTextFile("state-file", this.#path, `${text}\n`);
    }
}
function read(path) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, "utf8");
    }
    catch (error) {
        const { code } = error;
        if (code === "ENOENT") {
            return [];
        }
        throw (0,step_lib/* refuse */.TR)(`state-file: ${path} cannot be read: ${code}`);
    }
    const parsed = fileSchema.safeParse(state_file_json(text));
    if (!parsed.success) {
        throw (0,step_lib/* refuse */.TR)(`state-file: ${path} is no file of this step`, "remove it, or name another one");
    }
    return parsed.data.composes;
}
function state_file_json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=state-file.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/narrator.js


/** Milliseconds between two lines of a compose in which nothing has changed. */
const REPEAT_MS = 60_000;
/** What is kept of a log, in case that the compose fails. */
const KEPT_LINES = 40;
/** Tells in the log what happens while composes are waited for. */
class Narrator {
    #context;
    #told = new Map();
    #logs = new Map();
    /** Groups of the log must not lie in each other. */
    #writing = Promise.resolve();
    notes = [];
    /** New ids by those that they have replaced. */
    replaced = new Map();
    constructor(context) {
        this.#context = context;
    }
    onChange(compose, previous) {
        const before = previous === undefined ? "" : `, ${previous.reported} before`;
        this.#tell(compose, before);
    }
    onLook(compose) {
        const last = this.#told.get(compose.id);
        if (last === undefined || performance.now() - last >= REPEAT_MS) {
            this.#tell(compose, "");
        }
    }
    onTrouble(id, { message }, sinceMs) {
        const since = sinceMs === 0 ? "" : `, for ${(0,step_lib/* formatDuration */.a3)(sinceMs)} now`;
        this.#context.reporter.info(`compose ${id}: the service cannot be asked${since}: ${message}`);
    }
    onRecovered(id, afterMs) {
        this.#context.reporter.info(`compose ${id}: the service answers again, after ${(0,step_lib/* formatDuration */.a3)(afterMs)}`);
    }
    onLog(id, name, lines) {
        this.#logs.set(id, [...(this.#logs.get(id) ?? []), ...lines].slice(-KEPT_LINES));
        const { host } = this.#context;
        this.#writing = this.#writing.then(() => host?.group(`${name} of compose ${id}`, lines));
    }
    onReplaced(id, compose) {
        this.replaced.set(id, compose.id);
        this.#context.reporter.info(`compose ${id} was made anew as ${compose.id}, which is waited for`);
    }
    onNote(id, line) {
        this.notes.push(`compose ${id}: ${line}`);
        this.#context.reporter.warn(`compose ${id}: ${line}`);
    }
    /** The last lines of the log of a compose. */
    logOf(id) {
        return this.#logs.get(id) ?? [];
    }
    /** Resolves when all that was logged is written. */
    async flushed() {
        await this.#writing;
    }
    #tell(compose, more) {
        this.#told.set(compose.id, performance.now());
        this.#context.reporter.info(`compose ${compose.id}: ${stateLine(compose)}${more}`);
    }
}
/** `generating for 3 min 20 s, depsolving, place 3 of the queue, 4 of 7 done` */
function stateLine(compose) {
    const { reported, stage, position, images } = compose;
    const age = (0,services_lib/* ageOf */.hy)(compose);
    const progress = images.flatMap(({ progress }) => progress === undefined ? [] : [`${progress.done} of ${progress.total} done`]);
    return [
        age === undefined ? reported : `${reported}, ${(0,step_lib/* formatDuration */.a3)(age)} old`,
        ...(stage === undefined || stage === reported ? [] : [(0,step_lib/* shorten */.ml)(stage, 100)]),
        ...(position === undefined ? [] : [`place ${position} of the queue`]),
        ...progress,
    ].join(", ");
}
//# sourceMappingURL=narrator.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/waiting.js
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





/** Waits for composes, and says of each what it has come to. What is finished is not looked at yet. */
async function waitFor(tracked, maker, inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { service } = maker;
        const narrator = new Narrator(context);
        const policy = {
            timeoutMs: inputs.timeout,
            outageMs: inputs["outage-timeout"],
            minLifeMs: inputs["min-lifetime"],
            pollMs: inputs["poll-interval"],
            pollMaxMs: inputs["poll-max"],
        };
        const place = busPlace(inputs);
        const bell = new services_lib/* Bell */.Ir();
        const _ = __addDisposableResource(env_1, place === undefined ? undefined : new BusListener(place, bell, context.reporter), true);
        const options = {
            service,
            policy,
            observer: narrator,
            withLogs: true,
            clock: services_lib/* systemClock */.ml,
            random: Math.random,
            bell,
        };
        const ended = await (0,services_lib/* waitForComposes */.Sz)(tracked.map(({ id }) => id), options, context.signal);
        await narrator.flushed();
        // What was reused is others' as well.
        const late = ended
            .filter(({ kind }, index) => kind === "timeout" && tracked[index]?.how !== "reused")
            .map(({ id }) => id);
        if (late.length > 0 && inputs["on-timeout"] === "cancel") {
            await cancelAll(service, late, context.reporter);
        }
        const outcomes = ended.flatMap((outcome, index) => {
            const one = tracked[index];
            return one === undefined ? [] : [judge(one, outcome, inputs, narrator)];
        });
        return { outcomes, notes: narrator.notes };
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
function judge({ how, index, requestedAt }, outcome, inputs, narrator) {
    const { id, compose } = outcome;
    const common = { id, how, index, requestedAt, compose, results: undefined };
    const bad = (reasons) => ({
        ...common,
        verdict: "bad",
        reasons,
        log: narrator.logOf(id),
    });
    switch (outcome.kind) {
        case "ended":
            return outcome.compose.state === "finished"
                ? { ...common, verdict: "good", reasons: [], log: [] }
                : bad(reasonsOf(outcome.compose));
        case "timeout":
            return inputs["on-timeout"] === "leave"
                ? { ...common, verdict: "open", reasons: [], log: [] }
                : bad([`it was not finished in time, but ${compose?.reported ?? "never seen"}`]);
        case "lost":
            return bad([`the service cannot be asked any more: ${outcome.failure.message}`]);
        case "missing":
            return bad([
                compose === undefined ? "the service knows no such compose" : "the service knows it no more",
            ]);
    }
}
/** Of what is not waited for nothing is expected, but that it has not come to nothing already. */
function judgeUnwaited(outcome) {
    const { compose, verdict } = outcome;
    return verdict === "shown" && compose !== undefined && compose.state in WORDS
        ? { ...outcome, verdict: "bad", reasons: reasonsOf(compose) }
        : outcome;
}
const WORDS = { failed: "it failed", expired: "it was removed", cancelled: "it was cancelled" };
const MAX_REASON = 500;
/** What happened, and why in the service's words. */
function reasonsOf({ state, reported, reason = "" }) {
    const what = state in WORDS ? WORDS[state] : `it is ${reported}`;
    const [first, ...more] = reason
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
    if (first === undefined) {
        return [what];
    }
    // A line that only announces the others says nothing by itself.
    return first.endsWith(":")
        ? [(0,step_lib/* shorten */.ml)(`${what}: ${first} ${more.join("; ")}`, MAX_REASON), ...more]
        : [`${what}: ${first}`, ...more];
}
//# sourceMappingURL=waiting.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/request-compose.js
var request_compose_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var request_compose_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Asks a service for composes, waits for them, looks whether they are there, and describes them as 2.0 metadata; or does
 * one of the other things that the service offers.
 *
 * @throws UserError; `signal.reason` when aborted
 */
async function requestCompose(inputs, context, openMaker) {
    checkInputs(inputs);
    const begin = performance.now();
    const secrets = new services_lib/* Secrets */.Sb((secret) => context.host?.mask(secret));
    const locks = inputs.lock === undefined ? [] : readLock(inputs.lock, inputs.service);
    const request = await readRequest(inputs.request);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const maker = request_compose_addDisposableResource(env_1, await openMaker({ inputs, context, secrets, request, locks }), true);
            const done = await new Run(maker, inputs, context, secrets).run();
            const { kind, shown } = maker.service;
            return {
                operation: inputs.operation,
                service: kind,
                shown,
                ...done,
                milliseconds: Math.round(performance.now() - begin),
            };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = request_compose_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        context.signal.throwIfAborted();
        throw asUserError(error);
    }
}
function asUserError(error) {
    const isUncertain = error instanceof services_lib/* ServiceFailure */.A && error.isUncertain;
    return error instanceof transfer_lib/* TransferFailure */.ao
        ? (0,services_lib/* userErrorOf */.zb)(error, isUncertain
            ? "there may be a compose all the same: look with operation list before it is asked for again"
            : undefined)
        : error;
}
/** It goes on, or is finished and nobody could look at it: the next run may. */
function isOpen({ verdict, compose, results }) {
    const isSeen = compose !== undefined && (0,services_lib/* isFinal */.dR)(compose.state);
    return verdict !== "good" && (!isSeen || (compose.state === "finished" && results === undefined));
}
const NOTHING = {
    composes: [],
    emitted: NOTHING_EMITTED,
    tree: undefined,
    targets: [],
    about: undefined,
    total: undefined,
    failure: undefined,
    notices: [],
};
class Run {
    #maker;
    #inputs;
    #context;
    #secrets;
    #notices = [];
    constructor(maker, inputs, context, secrets) {
        this.#maker = maker;
        this.#inputs = inputs;
        this.#context = context;
        this.#secrets = secrets;
    }
    async run() {
        const { operation, "compose-id": ids = [] } = this.#inputs;
        const named = ids.map(given);
        const { service } = this.#maker;
        const { signal } = this.#context;
        switch (operation) {
            case "about":
                return { ...NOTHING, about: await service.about(signal) };
            case "list":
                return { ...NOTHING, ...(await listAll(service, this.#inputs, signal)) };
            case "get":
                return this.#shown(await getAll(service, named, this.#inputs, signal));
            case "delete":
                return this.#shown(await deleteAll(service, named, this.#inputs, this.#context));
            case "renew":
                return this.#renewed(named);
            case "wait":
                return this.#follow(named);
            case "create":
                return named.length > 0 ? this.#follow(named) : this.#create();
        }
    }
    #shown(composes) {
        return { ...NOTHING, composes, failure: failureOf(composes), notices: this.#notices };
    }
    async #renewed(named) {
        const { outcomes, replaced } = await renewAll(this.#maker.service, named, this.#inputs, this.#context);
        if (!this.#inputs.wait || replaced.length === 0) {
            return this.#shown(outcomes);
        }
        const waited = await this.#follow(replaced);
        const isReplaced = ({ id }) => replaced.some((one) => one.id === id);
        const kept = outcomes.filter((outcome) => !isReplaced(outcome));
        const composes = [...kept, ...waited.composes];
        return { ...waited, composes, failure: failureOf(composes) };
    }
    /** Asks, unless somebody has before, and goes on with what there is then. */
    async #create() {
        const { wait, output } = this.#inputs;
        this.#probe(output);
        this.#warn(this.#maker.unheeded);
        this.#warn(await preflight(this.#maker, this.#inputs.preflight, this.#context.signal));
        const state = new StateFile(this.#inputs["state-file"]);
        let known = [];
        const onKnown = async (tracked) => {
            known = [...tracked];
            await this.#announce(known);
        };
        const options = { inputs: this.#inputs, context: this.#context, state, onKnown };
        try {
            const tracked = await askForAll(this.#maker, options);
            if (!wait) {
                this.#forget(state, tracked);
                const { service } = this.#maker;
                const seen = await getAll(service, tracked, this.#inputs, this.#context.signal);
                return this.#shown(seen.map(judgeUnwaited));
            }
            const done = await this.#waited(tracked);
            const open = done.composes.filter(isOpen);
            this.#forget(state, tracked.filter(({ index }) => !open.some((one) => one.index === index)));
            return done;
        }
        catch (error) {
            if (this.#context.signal.aborted && this.#inputs["cancel-on-abort"]) {
                this.#forget(state, await this.#cancel(known));
            }
            throw error;
        }
    }
    async #follow(tracked) {
        this.#probe(this.#inputs.output);
        await this.#announce(tracked);
        if (!this.#inputs.wait && this.#inputs.operation === "create") {
            return this.#shown(await getAll(this.#maker.service, tracked, this.#inputs, this.#context.signal));
        }
        try {
            return await this.#waited(tracked);
        }
        catch (error) {
            if (this.#context.signal.aborted && this.#inputs["cancel-on-abort"]) {
                await this.#cancel(tracked);
            }
            throw error;
        }
    }
    async #waited(tracked) {
        const { output } = this.#inputs;
        const { outcomes, notes } = await waitFor(tracked, this.#maker, this.#inputs, this.#context);
        this.#notices.push(...notes);
        if (outcomes.some(({ id }, index) => id !== tracked[index]?.id)) {
            await this.#announce(outcomes);
        }
        const composes = await lookAtAll(outcomes, this.#maker, this.#context);
        this.#warn(composes.flatMap(({ id, results }) => (results?.notes ?? []).map((note) => `compose ${id}: ${note}`)));
        const shownTargets = (results) => this.#hidden(results.targets);
        const emitted = output === undefined ? NOTHING_EMITTED : emit(composes, output, this.#maker.emits, shownTargets);
        return {
            ...NOTHING,
            composes,
            emitted,
            tree: this.#treeOf(emitted),
            targets: composes.flatMap(({ results }) => (results === undefined ? [] : shownTargets(results))),
            failure: failureOf(composes) ?? (await this.#pin(composes)),
            notices: this.#notices,
        };
    }
    /** @returns why it is not known what pins them */
    async #pin(composes) {
        const { notes, problem } = await pinAll(composes, this.#maker, this.#inputs, this.#context.signal);
        this.#warn(notes);
        return problem;
    }
    #treeOf({ files }) {
        const { store, output, "store-directory": directory = output } = this.#inputs;
        return store !== "directory" || directory === undefined || files.length === 0
            ? undefined
            : (0,external_node_path_.join)(directory, "compose");
    }
    /** What opens a place is not handed on. */
    #hidden(targets) {
        return targets.map(({ target, results }) => ({
            target,
            results: Object.fromEntries(Object.entries(results).map(([name, value]) => [name, this.#secrets.hide(value)])),
        }));
    }
    /** An output that cannot be written is better known before hours of waiting than after them. */
    #probe(output) {
        if (output !== undefined) {
            new lib/* OutputDirectory */.n(output, []).discard();
        }
    }
    /** The ids are there whatever happens from now on. */
    async #announce(tracked) {
        const ids = tracked.map(({ id }) => id);
        await this.#context.host?.setOutputs({ "compose-id": ids[0] ?? "", "compose-ids": ids.join("\n") });
    }
    /** @returns those that are over now */
    async #cancel(tracked) {
        const ours = tracked.filter(({ how }) => how !== "reused");
        const over = await cancelAll(this.#maker.service, ours.map(({ id }) => id), this.#context.reporter);
        return ours.filter(({ id }) => over.includes(id));
    }
    /** Nobody need continue them. */
    #forget(state, tracked) {
        const { kind, shown } = this.#maker.service;
        for (const { fingerprint } of tracked) {
            if (fingerprint !== undefined) {
                state.remove({ service: kind, server: shown, fingerprint });
            }
        }
    }
    #warn(lines) {
        for (const line of lines) {
            this.#notices.push(line);
            this.#context.reporter.warn(line);
        }
    }
}
//# sourceMappingURL=request-compose.js.map

/***/ })

};
