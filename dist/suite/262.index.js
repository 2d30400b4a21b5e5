export const id = 262;
export const ids = [262];
export const modules = {

/***/ 52262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ArtifactExchange: () => (/* binding */ ArtifactExchange)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/allowed-files.js

/** The files of a compose's metadata. */
const METADATA_FILES = ["composeinfo", "images", "rpms", "modules", "extra_files"].map((type) => `${type}.json`);
/** The one file of an artifact that holds a report. */
const REPORT_FILE = "report.json";
/** Bytes of all files of an artifact together: several times the metadata of the biggest distribution. */
const ARTIFACT_LIMIT = 1024 ** 3;
/** The only files that an artifact may hold. It was made by another job, which may have been anything. */
function allowedFiles(content) {
    return new Set(content === "report" ? [REPORT_FILE] : METADATA_FILES);
}
/** What is in an artifact is not what these steps put there. */
function refuseContent(artifact, what) {
    return (0,lib/* fault */.DG)(`${(0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(artifact), 200)} is not what a step has handed on: ${what}`, "Look for the job that makes an artifact of this name.");
}
function shownName(name) {
    return (0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(name), 100);
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./packages/ci/lib/artifacts/names.js
var names = __webpack_require__(81066);
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/staging.js



/** Copies files into a directory under the names that they have in an artifact. Returns their paths there. */
async function stageFiles(files, directory, signal) {
    const paths = [];
    for (const { name, path } of files) {
        signal.throwIfAborted();
        const target = (0,external_node_path_.join)(directory, name);
        await (0,promises_.copyFile)(path, target, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
        paths.push(target);
    }
    return paths;
}
//# sourceMappingURL=staging.js.map
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/directory-store.js









/** Below the working directory; not hidden, since uploads leave out what is. */
const ARTIFACT_DIRECTORY = "compose-actions-artifacts";
/**
 * Artifacts in a directory that the host itself carries from job to job: `<name>/<place>.run-<run>/<file>`. What it
 * brings is as foreign as an archive: links, directories and other files are refused. A directory may be kept from run
 * to run: what another run has left there is not taken.
 */
class DirectoryStore {
    where = `in ${ARTIFACT_DIRECTORY}`;
    #options;
    #root;
    #strangers = 0;
    constructor(cwd, options) {
        this.#root = (0,external_node_path_.join)(cwd, ARTIFACT_DIRECTORY);
        this.#options = options;
    }
    get absence() {
        const strangers = this.#strangers === 0 ? "" : "What lies there is of other runs, and is not taken. ";
        return `${strangers}${this.#options.absence}`;
    }
    async list(name) {
        const all = await this.#entries(name);
        const own = all.filter(({ run }) => run === this.#options.run);
        this.#strangers = all.length - own.length;
        const newest = new Map();
        for (const entry of own) {
            const known = newest.get(entry.place);
            if (known === undefined || entry.execution > known.execution)
                newest.set(entry.place, entry);
        }
        const found = [];
        for (const { place, directory, execution } of newest.values()) {
            const facts = (0,names/* parsePlaceText */.k5)(place);
            if (facts === undefined)
                continue;
            const key = (0,external_node_path_.join)(name, directory);
            found.push({
                name: { name, ...facts },
                key,
                execution,
                time: await this.#timeOf(key, facts, execution),
            });
        }
        return found;
    }
    async fetch({ name, key }, directory, signal) {
        const artifact = (0,external_node_path_.join)(ARTIFACT_DIRECTORY, key);
        const allowed = allowedFiles(name.content);
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(this.#root, key), { withFileTypes: true });
        const foreign = entries.find((entry) => !entry.isFile() || !allowed.has(entry.name));
        if (foreign !== undefined)
            throw refuseContent(artifact, `it holds "${shownName(foreign.name)}"`);
        if (entries.length === 0)
            throw refuseContent(artifact, "it is empty");
        await (0,promises_.mkdir)(directory);
        let size = 0;
        for (const entry of entries) {
            // What was a file a moment ago may be a link now.
            const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
            const file = await (0,promises_.open)((0,external_node_path_.join)(this.#root, key, entry.name), flags);
            try {
                const stats = await file.stat();
                size += stats.size;
                if (!stats.isFile() || size > ARTIFACT_LIMIT)
                    throw refuseContent(artifact, "its files are too big");
                const content = file.createReadStream({
                    start: 0,
                    end: Math.max(0, stats.size - 1),
                    autoClose: false,
                });
                await (0,external_node_stream_promises_.pipeline)(content, (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(directory, entry.name), { flags: "wx" }), { signal });
            }
            finally {
                await file.close();
            }
        }
    }
    async keep(name, files, signal) {
        const [parent, place] = [(0,external_node_path_.join)(this.#root, name.name), (0,names/* placeText */.Z9)(name)];
        const former = (await this.#entries(name.name)).filter((entry) => entry.place === place);
        await (0,promises_.mkdir)(parent, { recursive: true });
        const temporary = (0,external_node_path_.join)(parent, `.${(0,external_node_crypto_.randomUUID)()}.tmp`);
        const own = this.#directoryOf(place);
        try {
            await (0,promises_.mkdir)(temporary);
            await stageFiles(files, temporary, signal);
            // What an earlier run of the same job has left is replaced as a whole.
            for (const { directory } of former) {
                if (directory !== own || this.#options.run === undefined) {
                    await (0,promises_.rm)((0,external_node_path_.join)(parent, directory), { recursive: true, force: true });
                }
            }
            await this.#put(temporary, (0,external_node_path_.join)(parent, own));
        }
        finally {
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
        }
    }
    /** What this very start of the job has handed on before stays: it was another step, or another leg. */
    async #put(temporary, place) {
        try {
            await (0,promises_.rename)(temporary, place);
        }
        catch (error) {
            const { code } = error;
            if (code !== "ENOTEMPTY" && code !== "EEXIST")
                throw error;
            if (await holdSame(temporary, place))
                return;
            throw (0,lib/* fault */.DG)(`${place} was handed on by this run before, with other contents`, "Steps that hand on under one name must have different outputs, and legs of a matrix a matrix-leg each. Otherwise give each a name of its own in metadata-artifact and report-artifact.");
        }
    }
    /**
     * Where the host counts attempts these tell what was later, and what carries the directory may set any times. GitLab
     * carries the times, and in a terminal the files lie where they were written.
     */
    async #timeOf(key, { content }, execution) {
        if (this.#options.run !== undefined && execution === 0n)
            return 0;
        const times = [...allowedFiles(content)].map(async (file) => {
            const stats = await (0,promises_.lstat)((0,external_node_path_.join)(this.#root, key, file)).catch(() => undefined);
            return stats?.mtimeMs ?? 0;
        });
        return Math.max(...(await Promise.all(times)));
    }
    #directoryOf(place) {
        const { run, execution } = this.#options;
        if (run === undefined)
            return place;
        return `${place}.run-${run}${execution === undefined ? "" : `-${execution}`}`;
    }
    /** What lies there under a name, of whatever run. */
    async #entries(name) {
        if (!(await this.#isThere(name)))
            return [];
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(this.#root, name), { withFileTypes: true });
        return entries.flatMap((entry) => {
            const [, place = "", run, execution = "0"] = /^(.+?)(?:\.run-([1-9]\d{0,17})(?:-([1-9]\d{0,17}))?)?$/.exec(entry.name) ?? [];
            return entry.isDirectory() && (0,names/* parsePlaceText */.k5)(place) !== undefined
                ? [{ directory: entry.name, place, run, execution: BigInt(execution) }]
                : [];
        });
    }
    /** @throws UserError when something else lies in the place of a directory: a link may lead anywhere */
    async #isThere(name) {
        for (const path of [this.#root, (0,external_node_path_.join)(this.#root, name)]) {
            const stats = await (0,promises_.lstat)(path).catch(() => undefined);
            if (stats === undefined)
                return false;
            if (!stats.isDirectory())
                throw (0,lib/* fault */.DG)(`${path} is not a directory`, "Remove it, and run the step again.");
        }
        return true;
    }
}
async function holdSame(one, other) {
    const names = (await (0,promises_.readdir)(one)).sort();
    const entries = await (0,promises_.readdir)(other, { withFileTypes: true });
    if (!entries.every((entry) => entry.isFile()))
        return false;
    if (entries
        .map(({ name }) => name)
        .sort()
        .join("/") !== names.join("/"))
        return false;
    for (const name of names) {
        const [a, b] = await Promise.all([digestOf((0,external_node_path_.join)(one, name)), digestOf((0,external_node_path_.join)(other, name))]);
        if (a !== b)
            return false;
    }
    return true;
}
async function digestOf(path) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path), hash);
    return hash.digest("hex");
}
//# sourceMappingURL=directory-store.js.map
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/archive.js







/*
 * The library unpacks archives as it gets them: with directories, as many files of any size and name as there are, and
 * whatever lies beside the target. Ours are a handful of files whose names are known, so that an archive needs no
 * more than its directory, and everything else is refused before a byte is written.
 */
/** An archive of ours has at most this many files; one with more is not looked at. */
const ENTRY_LIMIT = 16;
const END_LENGTH = 22;
const COMMENT_LIMIT = 0xffff;
const DIRECTORY_LIMIT = 64 * 1024;
/**
 * Unpacks a zip archive of a few known files into a new directory, and checks their sizes and checksums.
 *
 * @throws UserError (exit code 1) for an archive with anything else in it
 */
async function extractArchive(path, directory, options) {
    const bad = (what) => refuseContent(options.artifact, what);
    const file = await (0,promises_.open)(path, "r");
    try {
        const { entries, end } = await readDirectory(file, options.allowed, bad);
        await (0,promises_.mkdir)(directory);
        for (const entry of entries) {
            const start = await dataStart(file, entry, end, bad);
            await unpack(path, { entry, start, path: (0,external_node_path_.join)(directory, entry.name), signal: options.signal, bad });
        }
    }
    finally {
        await file.close();
    }
}
/** The entries, and where the directory that lists them begins: no file reaches into it. */
async function readDirectory(file, allowed, bad) {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - END_LENGTH - COMMENT_LIMIT), size);
    const at = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (at < 0 || tail.length - at < END_LENGTH)
        throw bad("it is not a zip archive");
    const count = tail.readUInt16LE(at + 10);
    const [length, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (count > ENTRY_LIMIT)
        throw bad(`it has ${count} files or more`);
    const isWhole = tail.readUInt16LE(at + 8) === count && offset + length <= size && length <= DIRECTORY_LIMIT;
    if (!isWhole)
        throw bad("its directory is not whole");
    const entries = readEntries(await readAt(file, offset, offset + length), count, bad);
    checkEntries(entries, allowed, bad);
    return { entries, end: offset };
}
function readEntries(directory, count, bad) {
    const entries = [];
    let at = 0;
    for (let index = 0; index < count; index += 1) {
        if (directory.length - at < 46 || directory.readUInt32LE(at) !== 0x02014b50) {
            throw bad("its directory is not whole");
        }
        const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
        const [nameLength, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
        const name = directory.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
        if ((flags & 1) !== 0 || (method !== 0 && method !== 8))
            throw bad(`${shownName(name)} cannot be unpacked`);
        // The system's own kind of file, where the archive was made on one that has such kinds.
        const kind = (directory.readUInt32LE(at + 38) >>> 16) & 0o170000;
        if (kind !== 0 && kind !== 0o100000)
            throw bad(`${shownName(name)} is not a regular file`);
        entries.push({
            name,
            compressed: method === 8,
            crc: directory.readUInt32LE(at + 16),
            packedSize: directory.readUInt32LE(at + 20),
            size: directory.readUInt32LE(at + 24),
            offset: directory.readUInt32LE(at + 42),
        });
        at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
    return entries;
}
function checkEntries(entries, allowed, bad) {
    if (entries.length === 0)
        throw bad("it is empty");
    const foreign = entries.find(({ name }) => !allowed.has(name));
    if (foreign !== undefined)
        throw bad(`it holds "${shownName(foreign.name)}"`);
    if (new Set(entries.map(({ name }) => name)).size < entries.length)
        throw bad("it holds a file twice");
    // Bigger files than this format can count say so with the highest number, and are too big as well.
    if (entries.reduce((sum, { size }) => sum + size, 0) > ARTIFACT_LIMIT)
        throw bad("its files are too big");
}
/** Where the content of a file begins, behind its own header. */
async function dataStart(file, { name, offset, packedSize }, end, bad) {
    const header = await readAt(file, offset, offset + 30);
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
        throw bad(`${name} is not where it should be`);
    const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + packedSize > end)
        throw bad(`${name} is not whole`);
    return start;
}
async function unpack(archive, { entry, start, path, signal, bad }) {
    const { name, size, packedSize } = entry;
    let [seen, crc] = [0, 0];
    const check = new external_node_stream_.Transform({
        transform(chunk, _, done) {
            seen += chunk.length;
            crc = (0,external_node_zlib_.crc32)(chunk, crc);
            done(seen > size ? bad(`${name} is bigger than it says`) : null, chunk);
        },
    });
    try {
        await (0,external_node_stream_promises_.pipeline)(packedSize === 0
            ? external_node_stream_.Readable.from([])
            : (0,external_node_fs_.createReadStream)(archive, { start, end: start + packedSize - 1 }), entry.compressed ? (0,external_node_zlib_.createInflateRaw)() : new external_node_stream_.PassThrough(), check, (0,external_node_fs_.createWriteStream)(path, { flags: "wx" }), { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        const code = error instanceof Error && "code" in error ? String(error.code) : "";
        throw code.startsWith("Z_") ? bad(`${name} cannot be unpacked`) : error;
    }
    if (seen !== size || crc !== entry.crc)
        throw bad(`${name} is damaged`);
}
async function readAt(file, start, end) {
    const buffer = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
}
//# sourceMappingURL=archive.js.map
// EXTERNAL MODULE: ./packages/ci/lib/artifacts/quietly.js
var quietly = __webpack_require__(85397);
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/service-failure.js


/** What the service's answers mean for the user, by the status or the words that the library's messages hold. */
const REMEDIES = [
    [
        /\(409\)/,
        "The run has an artifact of this name already: steps of one job, and workflows that are called more than once in a run, each need a name of their own in metadata-artifact and report-artifact.",
    ],
    [
        /\(40[13]\)/,
        "The service did not accept the job's token: it ends with the job, and is good for this run alone. Run the job again. Where it happens again, look whether the organisation allows artifacts, and what a proxy lets through.",
    ],
    [/quota|insufficient usage/i, "Remove old artifacts, or let them expire earlier."],
    [
        /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|Unable to make request/,
        "The runner must reach GitHub's results service and its storage; a self-hosted one may need a rule or a proxy for that.",
    ],
    [
        /not currently supported on GHES/,
        "Use the directory compose-actions-artifacts and this server's own artifacts.",
    ],
];
const AGAIN = "Such errors mostly pass: run the job again. See also https://www.githubstatus.com.";
/** Says what went wrong with the service, for somebody who has never heard of it. */
function explainServiceFailure(error, activity) {
    if (error instanceof lib/* UserError */.yo)
        return error;
    const message = error instanceof Error ? error.message : String(error);
    const [first = ""] = message.split("\n");
    const remedy = REMEDIES.find(([pattern]) => pattern.test(message))?.[1] ?? AGAIN;
    const details = error instanceof quietly/* LibraryFailure */.C ? error.said : [];
    return (0,lib/* fault */.DG)(`${activity} failed: ${(0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(first), 300)}`, remedy, details);
}
//# sourceMappingURL=service-failure.js.map
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/service-store.js









/** Milliseconds that one call may take with all its repetitions, each of which the library makes by itself. */
const CALL_LIMIT = 2 * 60_000;
/** Milliseconds that an archive may be on its way. */
const TRANSFER_LIMIT = 15 * 60_000;
/**
 * Artifacts of the workflow run, through the service that GitHub has for them: one archive per artifact. The library
 * reads the service's address and the job's token from the process's own environment.
 */
class ServiceStore {
    where = "in this workflow run";
    absence = "The job that hands it on must come before this one (needs), in the same workflow run, and give the same name in metadata-artifact or report-artifact.";
    #options;
    #listed = new Map();
    constructor(options) {
        this.#options = options;
    }
    async list(name, signal) {
        const { artifacts } = await this.#call({ activity: "asking for the artifacts of the run", limit: CALL_LIMIT, signal }, (client) => client.listArtifacts());
        return artifacts.flatMap(({ name: key, id, size, digest }) => {
            const parsed = (0,names/* parseArtifactName */.TZ)(key);
            if (parsed?.name !== name)
                return [];
            this.#listed.set(key, { id, size, digest });
            return [{ name: parsed, key, execution: 0n, time: 0 }];
        });
    }
    async fetch({ name, key }, directory, signal) {
        const listed = this.#listed.get(key);
        // What nothing vouches for could be anybody's.
        if (listed?.digest === undefined)
            throw refuseContent(key, "the service gives no digest for it");
        if (listed.size > ARTIFACT_LIMIT)
            throw refuseContent(key, `its archive is ${listed.size} bytes long`);
        const path = (0,external_node_path_.join)((0,external_node_path_.dirname)(directory), `.${(0,external_node_crypto_.randomUUID)()}.archive`);
        try {
            const { digestMismatch } = await this.#call({ activity: `downloading ${key}`, limit: TRANSFER_LIMIT, signal }, 
            // The archive as it is: unpacking is not left to the library.
            (client) => client.downloadArtifact(listed.id, {
                path,
                expectedHash: listed.digest,
                skipDecompress: true,
            }));
            if (digestMismatch !== false)
                throw refuseContent(key, "its content is not what its digest says");
            const archive = await onlyFile(path);
            if (archive === undefined)
                throw refuseContent(key, "it came as something else than an archive");
            await extractArchive(archive, directory, {
                artifact: key,
                allowed: allowedFiles(name.content),
                signal,
            });
        }
        finally {
            await (0,promises_.rm)(path, { recursive: true, force: true });
        }
    }
    async keep(name, files, signal) {
        const staged = (0,external_node_path_.join)(this.#options.temporary, `.${(0,external_node_crypto_.randomUUID)()}.upload`);
        try {
            await (0,promises_.mkdir)(staged, { recursive: true });
            // The library dies of a file that changes or goes while it is packed.
            const paths = await stageFiles(files, staged, signal);
            await this.#call({ activity: `uploading ${(0,names/* artifactNameText */.fS)(name)}`, limit: TRANSFER_LIMIT, signal }, (client) => client.uploadArtifact((0,names/* artifactNameText */.fS)(name), [...paths], staged));
        }
        finally {
            await (0,promises_.rm)(staged, { recursive: true, force: true });
        }
    }
    async #call(options, work) {
        try {
            return await (0,quietly/* quietly */.g)(async () => work((await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(838), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 20584))).default), {
                ...options,
                mask: this.#options.mask,
            });
        }
        catch (error) {
            options.signal.throwIfAborted();
            throw explainServiceFailure(error, options.activity);
        }
    }
}
/** The library names the file as the service says. */
async function onlyFile(directory) {
    const [name, ...others] = await (0,promises_.readdir)(directory);
    if (name === undefined || others.length > 0)
        return undefined;
    const path = (0,external_node_path_.join)(directory, name);
    const stats = await (0,promises_.lstat)(path);
    return stats.isFile() && stats.size <= ARTIFACT_LIMIT ? path : undefined;
}
//# sourceMappingURL=service-store.js.map
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/choice.js


const CARRYING = {
    ghes: {
        warns: true,
        scriptsKnowNoLeg: true,
        hint: `This server has no artifact service that actions can use. Hand the directory ${ARTIFACT_DIRECTORY} on with actions/upload-artifact@v3, and bring it back into the working directory of the later job with actions/download-artifact@v3.`,
    },
    forgejo: {
        warns: true,
        scriptsKnowNoLeg: true,
        hint: `This server has no artifact service that actions can use. Hand the directory ${ARTIFACT_DIRECTORY} on with this server's own upload-artifact action, and bring it back into the working directory of the later job with its download-artifact action.`,
    },
    script: {
        warns: true,
        scriptsKnowNoLeg: true,
        hint: `Workflow artifacts are open to actions alone, not to scripts (run:). Use the action of this step, or hand the directory ${ARTIFACT_DIRECTORY} on with actions/upload-artifact, and bring it back with actions/download-artifact.`,
    },
    gitlab: {
        warns: false,
        hint: `Keep the directory ${ARTIFACT_DIRECTORY} in artifacts:paths of the job, as the components do; jobs that need it get it from there.`,
    },
    terminal: {
        warns: false,
        hint: `Later steps find it when they run in the same directory.`,
    },
};
/** Chooses by what the host has. */
function chooseStore({ keeper, temporary, run, execution }, { cwd, mask }) {
    if (keeper === "service")
        return { store: new ServiceStore({ temporary, mask }), carrying: undefined };
    const carrying = CARRYING[keeper];
    return { store: new DirectoryStore(cwd, { absence: carrying.hint, run, execution }), carrying };
}
//# sourceMappingURL=choice.js.map
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/latest.js



/** More legs than this are missing, but not named. */
const MAX_NAMED = 20;
/**
 * What counts of several attempts: of every leg the one of the highest. Where a matrix has changed its size between
 * attempts, legs of the former one count no more.
 *
 * @throws UserError (exit code 1) when two sizes are there and nothing tells which is the former one
 */
function latest(artifacts) {
    const steps = Map.groupBy(artifacts, ({ name }) => `${name.content} ${name.origin}`);
    return [...steps.values()].flatMap(latestOfStep).sort((a, b) => (a.key < b.key ? -1 : 1));
}
function latestOfStep(artifacts) {
    const [last, ...former] = artifacts.toSorted(byStart).reverse();
    const { legs } = last.name;
    const other = former.find((one) => byStart(one, last) === 0 && one.name.legs !== legs);
    if (other !== undefined)
        refuseSizes(last, other);
    const newest = new Map();
    for (const artifact of [last, ...former]) {
        const { leg } = artifact.name;
        if (artifact.name.legs === legs && !newest.has(leg))
            newest.set(leg, artifact);
    }
    return [...newest.values()];
}
/** Orders by when the job was started, as far as the host numbers that. */
function byStart(a, b) {
    return a.name.attempt - b.name.attempt || Number(a.execution - b.execution);
}
/** A directory that is kept may hold the legs of an earlier run, and these may have found less. */
function refuseSizes({ name, key }, other) {
    const [one, two] = [name.legs, other.name.legs].sort((a, b) => a - b);
    throw (0,lib/* fault */.DG)(`one step has handed on legs of ${one} and legs of ${two}, and nothing tells which came later`, `Remove what an earlier run has left in ${ARTIFACT_DIRECTORY}/${name.name}, all of it if in doubt, and run the legs again. Workflows that are called more than once in a run each need a name of their own.`, [key, other.key].sort());
}
/**
 * The metadata that a name stands for: what was merged, or else all the parts.
 *
 * @param partsOnly - for the step that merges them, and may have done so in an earlier attempt
 * @throws UserError (exit code 1) when it cannot be told what was merged, when it was merged too early, or when parts
 *   are missing
 */
function metadataOf(artifacts, partsOnly) {
    const current = latest(artifacts.filter(({ name }) => name.content !== "report"));
    const parts = current.filter(({ name }) => name.content === "part");
    const merged = current.filter(({ name }) => name.content === "merged");
    const [whole, ...others] = merged;
    if (partsOnly || whole === undefined) {
        refuseMissingLegs(parts);
        return parts;
    }
    if (others.length > 0) {
        throw (0,lib/* fault */.DG)("several jobs have merged it", "Give each merge-metadata a metadata-artifact of its own.", merged.map(({ key }) => key));
    }
    const later = parts.filter((part) => isLater(part, whole));
    if (later.length > 0) {
        throw (0,lib/* fault */.DG)("jobs have run again after it was merged", "Run the job with merge-metadata again, and make this one need it.", later.map(({ key }) => key));
    }
    return [whole];
}
/**
 * Jobs of one attempt may be numbered in another order than they run in, and clocks of machines differ: of these both
 * must say it.
 */
function isLater(part, whole) {
    const attempts = part.name.attempt - whole.name.attempt;
    return attempts > 0 || (attempts === 0 && part.execution >= whole.execution && part.time > whole.time);
}
/** The names say how many legs a matrix has: one that has handed nothing on was skipped, or was stopped. */
function refuseMissingLegs(parts) {
    const missing = [];
    const matrices = Map.groupBy(parts, ({ name }) => `${(0,names/* matrixOf */.lQ)(name)} ${name.legs}`);
    for (const legs of matrices.values()) {
        const there = new Set(legs.map(({ name }) => name.leg));
        const { label, legs: count } = legs[0].name;
        for (let leg = 0; leg < count && missing.length < MAX_NAMED; leg++) {
            if (!there.has(leg))
                missing.push(`leg ${leg + 1} of ${count}, beside ${label}`);
        }
    }
    if (missing.length > 0) {
        throw (0,lib/* fault */.DG)(`a job of a matrix has handed nothing on: ${missing.join("; ")}`, "Run the jobs again that have failed or were stopped. Jobs that have nothing to hand on belong in a matrix of their own.", missing);
    }
}
//# sourceMappingURL=latest.js.map
// EXTERNAL MODULE: ./packages/ci/lib/artifacts/request.js
var artifacts_request = __webpack_require__(59835);
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/time-limit.js

/** Milliseconds that handing on may take at least: how a step ended must travel also when its time is over. */
const LEAST_FOR_KEEPING = 60_000;
/** Bounds what a step does with artifacts by the time that the whole step has, where its inputs give it one. */
class TimeLimit {
    #timeout;
    #started = performance.now();
    /** @param timeout - milliseconds from now on */
    constructor(timeout) {
        this.#timeout = timeout;
    }
    /** Milliseconds that are left of the step; undefined without a limit. */
    get left() {
        if (this.#timeout === undefined)
            return undefined;
        return Math.max(1, Math.ceil(this.#started + this.#timeout - performance.now()));
    }
    /** Lets artifacts be fetched in the time that is left. @throws UserError when it is over; `signal.reason` */
    async fetching(signal, work) {
        return within(this.left, signal, work);
    }
    /** The same for handing on, which gets a little time in any case. */
    async keeping(signal, work) {
        const { left } = this;
        return within(left === undefined ? undefined : Math.max(left, LEAST_FOR_KEEPING), signal, work);
    }
}
async function within(limit, signal, work) {
    if (limit === undefined)
        return work(signal);
    const deadline = AbortSignal.timeout(limit);
    const both = AbortSignal.any([signal, deadline]);
    try {
        return await work(both);
    }
    catch (error) {
        const isOver = deadline.aborted && !signal.aborted;
        // Streams say that they were stopped with an error of their own.
        const wasStopped = error === both.reason || (error instanceof Error && error.name === "AbortError");
        if (!isOver || !wasStopped)
            throw error;
        throw (0,lib/* fault */.DG)("the time of this step is over", "Give the step a longer timeout. If the artifact service does not answer, run the job again; see also https://www.githubstatus.com.");
    }
}
//# sourceMappingURL=time-limit.js.map
;// CONCATENATED MODULE: ./packages/ci/lib/artifacts/exchange.js









/** More artifacts than this are counted, but not named in a warning. */
const exchange_MAX_NAMED = 20;
/** What a step takes from the jobs before it, and hands on to those after it. Every method throws `UserError`. */
class ArtifactExchange {
    #options;
    #chosen;
    #time;
    #folder;
    #hasWarned = false;
    constructor(options) {
        this.#options = options;
        const { job, cwd, host, request } = options;
        this.#time = new TimeLimit(request.timeout);
        this.#chosen = chooseStore(job, { cwd, mask: (secret) => host.mask(secret) });
    }
    /** Fetches what lines of inputs stand for. Returns the inputs with directories and files in their place. */
    async take(values) {
        const taken = { ...values };
        for (const input of Object.keys(artifacts_request/* ARTIFACT_INPUTS */.vD)) {
            const lines = taken[input];
            if (!Array.isArray(lines))
                continue;
            // All names are looked at before anything is fetched.
            const names = [...new Set(lines)].map((line) => [line, (0,artifacts_request/* artifactOfLine */.OI)(input, String(line))]);
            const fetched = [];
            for (const [line, name] of names) {
                if (name === undefined)
                    fetched.push(line);
                else {
                    const fetch = (signal) => this.#fetch(input, name, signal);
                    const inTime = () => this.#time.fetching(this.#options.signal, fetch);
                    fetched.push(...(await this.#about(`${input}: ${line}`, inTime)));
                }
            }
            taken[input] = fetched;
        }
        // What was spent on this is not there for the work.
        if (typeof taken[artifacts_request/* TIMEOUT_INPUT */.hh] === "number")
            taken[artifacts_request/* TIMEOUT_INPUT */.hh] = this.#time.left;
        return taken;
    }
    /** Hands on the metadata of a step that was done well. */
    async handOn({ outputs }) {
        const { step, request } = this.#options;
        const { metadata } = request;
        if (metadata === undefined || step.metadataArtifact === undefined || step.metadataArtifact === "takes")
            return;
        const directories = (outputs["metadata-dir"] ?? "").split("\n").filter((line) => line !== "");
        const content = step.metadataArtifact === "joins" ? "merged" : "part";
        await this.#about("metadata-artifact", async () => {
            const [directory, ...others] = directories;
            // A run that only plans, or does as if, has nothing to hand on.
            if (directory === undefined) {
                this.#options.host.reporter.info("metadata-artifact: no metadata was written, none is handed on");
                return;
            }
            if (others.length > 0) {
                throw (0,lib/* fault */.DG)("an artifact holds the metadata of one compose, and there are several", "Ask for each compose in a step of its own, or read the directories in output.");
            }
            await this.#keep(content, metadata, await this.#metadataFiles((0,external_node_path_.resolve)(this.#options.cwd, directory)));
        });
    }
    /** Hands on the report, whatever is in it. */
    async handOnReport(text) {
        const { report } = this.#options.request;
        if (report === undefined)
            return;
        await this.#about("report-artifact", async () => {
            const path = (0,external_node_path_.join)(await this.#temporary(), REPORT_FILE);
            await (0,promises_.writeFile)(path, text());
            await this.#keep("report", report, [{ name: REPORT_FILE, path }]);
        });
    }
    /** Removes what was fetched. Never throws: the runner empties its temporary directory as well. */
    async close() {
        if (this.#folder === undefined)
            return;
        await (0,promises_.rm)(this.#folder, { recursive: true, force: true }).catch(() => { });
    }
    async #fetch(input, name, signal) {
        const { step, request, host } = this.#options;
        const { store } = this.#chosen;
        const isOwn = name === request.metadata && artifacts_request/* ARTIFACT_INPUTS */.vD[input] === "metadata";
        if (isOwn && step.metadataArtifact === "emits") {
            throw (0,lib/* refuse */.TR)("this is what metadata-artifact hands on", "Hand it on under another name.");
        }
        const all = await store.list(name, signal);
        const wanted = artifacts_request/* ARTIFACT_INPUTS */.vD[input] === "report"
            ? latest(all.filter(({ name: { content } }) => content === "report"))
            : metadataOf(all, isOwn && step.metadataArtifact === "joins");
        if (wanted.length === 0) {
            const what = artifacts_request/* ARTIFACT_INPUTS */.vD[input] === "report" ? "report" : "metadata";
            throw (0,lib/* fault */.DG)(`there is no ${what} of this name ${store.where}`, store.absence);
        }
        host.reporter.info(`${input}: artifact:${name} is ${wanted.map(shown).join(", ")}`);
        this.#warnOfEarlier(`${input}: artifact:${name}`, wanted);
        const folder = (0,external_node_path_.join)(await this.#temporary(), `${input}-${name}`);
        await (0,promises_.mkdir)(folder, { recursive: true });
        const paths = [];
        for (const artifact of wanted) {
            host.reporter.progress({
                activity: "fetching",
                done: paths.length,
                total: wanted.length,
                unit: "artifacts",
            });
            const directory = (0,external_node_path_.join)(folder, (0,names/* artifactNameText */.fS)(artifact.name));
            await store.fetch(artifact, directory, signal);
            paths.push(artifacts_request/* ARTIFACT_INPUTS */.vD[input] === "report" ? (0,external_node_path_.join)(directory, REPORT_FILE) : directory);
        }
        return paths;
    }
    /** A job that was started again and has handed nothing on looks as if it had not been started again. */
    #warnOfEarlier(what, taken) {
        const { attempt } = this.#options.place;
        const earlier = taken.filter(({ name }) => name.attempt < attempt);
        if (earlier.length === 0)
            return;
        const labels = earlier.slice(0, exchange_MAX_NAMED).map(({ name }) => `${name.label} (attempt ${name.attempt})`);
        const more = earlier.length > exchange_MAX_NAMED ? ` and ${earlier.length - exchange_MAX_NAMED} more` : "";
        this.#options.host.reporter.warn(`${what}: ${labels.join(", ")}${more}: from before attempt ${attempt}. That is right when only failed jobs were run again, and wrong when these were, too, and have handed nothing on`);
    }
    async #keep(content, name, files) {
        const { place, host, signal } = this.#options;
        const { store, carrying } = this.#chosen;
        const whole = { name, content, ...place };
        await this.#time.keeping(signal, (limited) => store.keep(whole, files, limited));
        const what = files.map((file) => file.name).join(", ");
        host.reporter.info(`${what} handed on as ${(0,names/* artifactNameText */.fS)(whole)} ${store.where}`);
        if (carrying === undefined || this.#hasWarned)
            return;
        this.#hasWarned = true;
        this.#warnOfLegs(carrying);
        if (carrying.warns)
            host.reporter.warn(carrying.hint);
        else
            host.reporter.info(carrying.hint);
    }
    /** What a script does not know, and an action does by itself. */
    #warnOfLegs({ scriptsKnowNoLeg }) {
        const { request, place, host } = this.#options;
        if (!scriptsKnowNoLeg || request.leg.trim() !== "" || place.legs > 1)
            return;
        host.reporter.warn("matrix-leg is not given: in a job with a matrix, what one leg hands on replaces that of another where they are brought together. Give each leg its own words, such as the values of the matrix.");
    }
    async #metadataFiles(directory) {
        const files = [];
        for (const name of METADATA_FILES) {
            const path = (0,external_node_path_.join)(directory, name);
            const stats = await (0,promises_.lstat)(path).catch(() => undefined);
            if (stats?.isFile())
                files.push({ name, path });
        }
        if (files.length === 0) {
            throw (0,lib/* fault */.DG)(`${directory} holds no metadata`);
        }
        const layouts = await (0,promises_.lstat)((0,external_node_path_.join)(directory, LAYOUTS_FILE)).catch(() => undefined);
        if (layouts !== undefined) {
            this.#options.host.reporter.warn("metadata-artifact: the metadata names layout directories on this machine, which are not handed on with it");
        }
        return files;
    }
    async #temporary() {
        const { temporary } = this.#options.job;
        await (0,promises_.mkdir)(temporary, { recursive: true });
        this.#folder ??= await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporary, "compose-actions-"));
        return this.#folder;
    }
    /** Says which input it was. */
    async #about(input, work) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof lib/* UserError */.yo))
                throw error;
            const { remedy, exitCode, details } = error;
            throw new lib/* UserError */.yo(`${input}: ${error.message}`, {
                exitCode,
                details,
                cause: error,
                ...(remedy === undefined ? {} : { remedy }),
            });
        }
    }
}
/** Beside metadata whose Locations are in layout directories. */
const LAYOUTS_FILE = "oci-layouts.json";
function shown({ name: { content, label, attempt } }) {
    const times = attempt > 1 ? ` (attempt ${attempt})` : "";
    return `${content === "merged" ? "merged by " : ""}${label}${times}`;
}
//# sourceMappingURL=exchange.js.map

/***/ }),

/***/ 85397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ LibraryFailure),
/* harmony export */   g: () => (/* binding */ quietly)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16698);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/** Lines of what a library said that are kept for the case of failure. */
const KEPT_LINES = 8;
const listeners = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
let isListening = false;
/** What a library said before it failed. */
class LibraryFailure extends Error {
    name = "LibraryFailure";
    said;
    constructor(cause, said) {
        super(cause instanceof Error ? cause.message : String(cause), { cause });
        this.said = said;
    }
}
/**
 * Lets a library of the actions toolkit work. They print to standard output by themselves, where a report may be all
 * that is wanted: whatever this work prints, at any time, is kept from there, and the secrets that it registers are
 * masked before a failure of it is shown. They take no signal and have no deadline either: both end the waiting, and the work is left to
 * end with the process.
 *
 * @throws LibraryFailure; UserError when it takes too long; `signal.reason`
 */
async function quietly(work, { signal, limit, activity, mask }) {
    signal.throwIfAborted();
    listen();
    const said = [];
    const secrets = new Set();
    const hear = (text) => {
        for (const line of text.split(/\r?\n/)) {
            const [, command, value = ""] = /^::([a-z-]+)[^:]*::(.*)$/.exec(line) ?? [];
            if (command === "add-mask")
                secrets.add(unescapeValue(value));
            else if (command !== "debug" && line.trim() !== "")
                said.push((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .safeLine */ .om)(unescapeValue(value || line)));
        }
        said.splice(0, said.length - KEPT_LINES);
    };
    let stop = () => { };
    const stopped = new Promise((_, reject) => {
        const abort = () => reject(signal.reason);
        const timer = setTimeout(() => {
            reject((0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .fault */ .DG)(`${activity} took longer than ${limit / 1000} s`, "Run the job again.", said));
        }, limit);
        signal.addEventListener("abort", abort, { once: true });
        stop = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", abort);
        };
    });
    const done = listeners.run(hear, work).catch((error) => {
        throw new LibraryFailure(error, [...said]);
    });
    try {
        return await Promise.race([done, stopped]);
    }
    catch (error) {
        // Only now is something shown that may hold them: there can be hundreds.
        for (const secret of secrets)
            mask(secret);
        throw error;
    }
    finally {
        stop();
    }
}
/** Once for the process: work that nobody waits for any more may print even later. */
function listen() {
    if (isListening)
        return;
    isListening = true;
    const { stdout } = process;
    const write = stdout.write.bind(stdout);
    const heard = (...parameters) => {
        const listener = listeners.getStore();
        if (listener === undefined)
            return write(...parameters);
        listener(String(parameters[0]));
        const callback = parameters.at(-1);
        if (typeof callback === "function")
            callback();
        return true;
    };
    stdout.write = heard;
}
/** Workflow commands carry these escaped. */
function unescapeValue(value) {
    return value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
//# sourceMappingURL=quietly.js.map

/***/ })

};
