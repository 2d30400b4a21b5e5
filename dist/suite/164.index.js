export const id = 164;
export const ids = [164];
export const modules = {

/***/ 54164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Rj: () => (/* reexport */ tree_file_CHANGED),
  X7: () => (/* reexport */ ClaimTable),
  VS: () => (/* reexport */ ErrorList),
  OU: () => (/* reexport */ ExpectedFiles),
  ZE: () => (/* reexport */ Groups),
  vO: () => (/* reexport */ HashPool),
  OG: () => (/* reexport */ KeptOrders),
  dT: () => (/* reexport */ MAX_REPOMD_BYTES),
  n: () => (/* reexport */ OutputDirectory),
  w2: () => (/* reexport */ algorithmsOf),
  y0: () => (/* reexport */ checkedFile),
  hD: () => (/* reexport */ describeWritten),
  lY: () => (/* reexport */ findFiles),
  r4: () => (/* reexport */ findFragments),
  Id: () => (/* reexport */ findSources),
  ui: () => (/* reexport */ findUnlisted),
  yQ: () => (/* reexport */ hashFiles),
  Zn: () => (/* reexport */ identifyFile),
  cR: () => (/* reexport */ joinReports),
  S4: () => (/* reexport */ judge),
  Kb: () => (/* reexport */ makeDirectories),
  h1: () => (/* reexport */ makeTreeinfo),
  Yb: () => (/* reexport */ metadataDigest),
  q7: () => (/* reexport */ missingDirectories),
  YH: () => (/* reexport */ nevraText),
  vd: () => (/* reexport */ noteIgnored),
  CJ: () => (/* reexport */ parseFile),
  pw: () => (/* reexport */ parseRepomd),
  ot: () => (/* reexport */ parseTreeinfo),
  Os: () => (/* reexport */ primaryOf),
  IK: () => (/* reexport */ readIso),
  WJ: () => (/* reexport */ readMetadataFile),
  rx: () => (/* reexport */ readPrimary),
  Wt: () => (/* reexport */ readRpm),
  pS: () => (/* reexport */ readSelector),
  xt: () => (/* reexport */ readTreeFile),
  OX: () => (/* reexport */ refuseNothing),
  ef: () => (/* reexport */ removeEmpty),
  I5: () => (/* reexport */ rootOf),
  E6: () => (/* reexport */ rpmCategory),
  F9: () => (/* reexport */ shownPath),
  fm: () => (/* reexport */ sigkeysOf),
  Z3: () => (/* reexport */ sourcePath),
  oE: () => (/* reexport */ stampOfPath),
  If: () => (/* reexport */ theCompose),
  oZ: () => (/* reexport */ treeinfoFiles),
  O9: () => (/* reexport */ usualRoles)
});

// UNUSED EXPORTS: confineHref, findMetadataFiles, hrefProblem, isFetched, parseIso, parseRpm, readShardReports

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./packages/compose/lib/directories.js


/** Less what the umask takes. */
const DIRECTORY_MODE = 0o755;
/** Removes directories that were made for nothing, the deepest first. */
function removeEmpty(directories) {
    for (const directory of directories) {
        try {
            (0,external_node_fs_.rmdirSync)(directory);
        }
        catch {
            // Somebody else put something into it.
            return;
        }
    }
}
/** Directories that have to be made for this one, the deepest first. */
function missingDirectories(directory) {
    const missing = [];
    for (let path = directory; !(0,external_node_fs_.existsSync)(path); path = (0,external_node_path_.dirname)(path)) {
        missing.push(path);
    }
    return missing;
}
/**
 * Makes directories, given the deepest first. One by one: a recursive mkdir never returns in file systems that refuse
 * a directory by saying that its parent is not there, as /proc does.
 */
function makeDirectories(missing) {
    for (const directory of missing.toReversed()) {
        try {
            (0,external_node_fs_.mkdirSync)(directory, { mode: DIRECTORY_MODE });
        }
        catch (error) {
            // Somebody else may have made it in the meantime.
            if (error.code !== "EEXIST") {
                throw error;
            }
        }
    }
}
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
;// CONCATENATED MODULE: ./packages/compose/lib/error-list.js


const REMEDY = "mend them at the places that are named, or make them anew";
/** Collects the errors of several metadata files, so that all of them are told at once. */
class ErrorList {
    #errors = [];
    /** Does the work and keeps a MetadataError that it throws. */
    async collect(work) {
        try {
            await work();
        }
        catch (error) {
            if (!(error instanceof lib/* MetadataError */.wc)) {
                throw error;
            }
            this.#errors.push(error);
        }
    }
    /**
     * @param what - the files, in the plural
     * @throws MetadataError or UserError when anything was collected
     */
    throwAny(what = "metadata files") {
        const [first, ...others] = this.#errors;
        if (first === undefined) {
            return;
        }
        if (others.length === 0) {
            throw first;
        }
        const lines = this.#errors.flatMap((error) => {
            const more = error.issueCount - error.issues.length;
            return [
                ...error.issues.map((issue) => `${error.file}: ${(0,lib/* describeIssue */.n6)(issue)}`),
                ...(more > 0 ? [`${error.file}: and ${more} more`] : []),
            ];
        });
        throw (0,step_lib/* fault */.DG)(`${this.#errors.length} ${what} are invalid`, REMEDY, lines);
    }
}
//# sourceMappingURL=error-list.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./packages/compose/lib/find-files.js




/** More entries than any tree of artifacts has. */
const MAX_ENTRIES = 2_000_000;
/** So many entries are looked at before other work gets its turn. */
const TURN_ENTRIES = 1000;
const MAX_PATH_CHARS = 4096;
const MAGIC = /[*?[{]/;
/**
 * Finds the regular files below a directory that globs mean: as `globMatcher` has them, but one without a slash means
 * files of the directory itself. As in shells, names that begin with a dot are meant only by globs with such a name, and
 * symbolic links to directories are followed only where the glob names them.
 *
 * @param root - directory without symbolic links in its path
 * @returns paths relative to the root, each once, sorted by code points
 * @throws UserError when a glob is none or matches nothing, when a link leads out of the root, and for names that no
 *   path in metadata can have
 */
async function findFiles(root, globs, options) {
    const found = new Set();
    const walk = new Walk(root, options);
    const unmatched = [];
    for (const glob of globs) {
        const files = await walk.find(readGlob(glob, options.input));
        if (files.length === 0) {
            unmatched.push(glob);
        }
        for (const file of files) {
            found.add(file);
        }
    }
    if (unmatched.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`${options.input}: nothing matches ${unmatched.map(lib/* show */.WU).join(", ")}`, `globs are relative to root, ${root}; ** crosses directories`);
    }
    const sorted = [...found].sort(lib/* compareCodePoints */.OP);
    refuseNames(sorted, options.input);
    return sorted;
}
function readGlob(glob, input) {
    const parts = glob.split("/").filter((part, index) => part !== "." || index > 0);
    if (parts.some((part) => part === "" || part === "." || part === "..")) {
        throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,lib/* show */.WU)(glob)} is not relative to root`, "leave out slashes at its start and end, and the parts . and ..; name another root where that is needed");
    }
    const magic = parts.findIndex((part) => MAGIC.test(part));
    if (magic === -1) {
        return { base: parts.join("/"), matches: undefined, depth: 0, dots: true };
    }
    const rest = parts.slice(magic).join("/");
    return {
        base: parts.slice(0, magic).join("/"),
        matches: matcherOf(rest, glob, input),
        depth: rest.includes("**") || /\{[^}]*\//.test(rest) ? Number.POSITIVE_INFINITY : parts.length - magic,
        dots: /(?:^|[/{,])\./.test(rest),
    };
}
function matcherOf(rest, glob, input) {
    try {
        // The slash before it keeps a glob of one part from meaning files anywhere.
        const matches = (0,lib/* globMatcher */.fU)(`/${rest}`);
        return (path) => matches(`/${path}`);
    }
    catch (error) {
        if (error instanceof SyntaxError) {
            throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,lib/* show */.WU)(glob)}: ${error.message}`, "write [[] for a bracket and [{] for a brace");
        }
        throw error;
    }
}
class Walk {
    #root;
    #options;
    #entries = 0;
    constructor(root, options) {
        this.#root = root;
        this.#options = options;
    }
    async find(glob) {
        const stats = this.#stats(glob.base);
        if (glob.matches === undefined) {
            return stats?.isFile() === true ? [glob.base] : [];
        }
        return stats?.isDirectory() === true ? this.#below(glob, glob.matches) : [];
    }
    async #below({ base, depth, dots }, matches) {
        const found = [];
        const pending = [{ directory: "", level: 1 }];
        for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
            const { directory, level } = next;
            for (const entry of this.#list(joined(base, directory))) {
                await this.#count();
                const path = joined(directory, entry.name);
                if ((entry.name.startsWith(".") && !dots) || path.length > MAX_PATH_CHARS) {
                    continue;
                }
                if (entry.isDirectory()) {
                    if (level < depth) {
                        pending.push({ directory: path, level: level + 1 });
                    }
                }
                else if (matches(path) && this.#isFile(joined(base, path), entry)) {
                    found.push(joined(base, path));
                }
            }
        }
        return found;
    }
    #list(directory) {
        const place = this.#place(directory);
        if (place === this.#options.exclude) {
            return [];
        }
        try {
            return (0,external_node_fs_.readdirSync)(place, { withFileTypes: true });
        }
        catch (error) {
            throw this.#unreadable(directory, error);
        }
    }
    /** @throws UserError for what is matched and can be no artifact */
    #isFile(path, entry) {
        // Links have to be followed; a name that was no UTF-8 cannot be found again.
        if (entry.isFile() && !entry.name.includes("\ufffd")) {
            return true;
        }
        const stats = this.#stats(path);
        if (stats?.isDirectory() === true || stats?.isFile() === true) {
            return stats.isFile();
        }
        const what = stats === undefined ? "a symbolic link that leads nowhere" : "no regular file";
        throw (0,step_lib/* refuse */.TR)(`${this.#options.input}: ${(0,lib/* show */.WU)(path)} is ${what}`, "let the glob pass it over");
    }
    /** What is at a path; undefined when there is nothing. @throws UserError when it is not below the root */
    #stats(path) {
        try {
            const real = external_node_fs_.realpathSync.native(this.#place(path));
            if (real !== this.#root && !real.startsWith(this.#root === "/" ? "/" : `${this.#root}/`)) {
                throw (0,step_lib/* refuse */.TR)(`${this.#options.input}: ${(0,lib/* show */.WU)(path)} is a symbolic link that leads out of root`, "name another root, or put the file itself there");
            }
            return (0,external_node_fs_.statSync)(real);
        }
        catch (error) {
            const { code } = error;
            if (code === "ENOENT" || code === "ENOTDIR") {
                return this.#missing(path);
            }
            throw code === undefined ? error : this.#unreadable(path, error);
        }
    }
    #missing(path) {
        if (path.includes("\ufffd")) {
            throw (0,step_lib/* refuse */.TR)(`${this.#options.input}: the name of ${(0,lib/* show */.WU)(path)} is no UTF-8`, "rename the file");
        }
    }
    #unreadable(path, error) {
        const { code = String(error) } = error;
        return (0,step_lib/* refuse */.TR)(`${this.#options.input}: ${path === "" ? this.#root : (0,lib/* show */.WU)(path)} cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`, "check its permissions");
    }
    #place(path) {
        return path === "" ? this.#root : `${this.#root === "/" ? "" : this.#root}/${path}`;
    }
    async #count() {
        this.#entries += 1;
        if (this.#entries > MAX_ENTRIES) {
            throw (0,step_lib/* refuse */.TR)(`${this.#options.input}: there are more than ${MAX_ENTRIES} files and directories to look through`, "name the directory of the artifacts, in the glob or as root");
        }
        if (this.#entries % TURN_ENTRIES === 0) {
            await (0,promises_.setImmediate)();
            this.#options.signal.throwIfAborted();
        }
    }
}
function joined(directory, name) {
    return directory === "" ? name : name === "" ? directory : `${directory}/${name}`;
}
function refuseNames(paths, input) {
    const problems = paths.flatMap((path) => {
        const problem = (0,lib/* localPathProblem */.GZ)(path);
        return problem === undefined ? [] : [`${(0,lib/* show */.WU)(path)}: ${problem}`];
    });
    if (problems.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`${input}: metadata cannot hold the names of some files`, "rename them", problems);
    }
}
//# sourceMappingURL=find-files.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/directory-walk.js





/** More entries than the downloads of any pipeline have. */
const directory_walk_MAX_ENTRIES = 500_000;
/** So many entries are looked at before other work gets its turn. */
const directory_walk_TURN_ENTRIES = 1000;
/** How many directories may lie within each other. */
const MAX_DEPTH = 16;
/** Lists directories for one input, up to a number of entries in all. */
class DirectoryWalk {
    input;
    #exclude;
    #signal;
    #entries = 0;
    constructor({ input = "compose", exclude, signal }) {
        this.input = input;
        this.#exclude = exclude === undefined ? undefined : realPath(exclude);
        this.#signal = signal;
    }
    /**
     * What lies in a directory, sorted by name; nothing in what is none. As in shells, names that begin with a dot are
     * left out unless they are asked for.
     *
     * @throws UserError when it cannot be read, or when there is too much to look through
     */
    async list(directory, { hidden = false } = {}) {
        if (this.excludes(directory)) {
            return [];
        }
        const entries = readDirectory(directory, this.input);
        for (let i = 0; i < entries.length; i++) {
            await this.#count();
        }
        return entries
            .filter(({ name }) => hidden || !name.startsWith("."))
            .sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.name, b.name));
    }
    /** The directories in one, for walks that go deeper and deeper. Links are not followed: they may lead anywhere. */
    async directoriesIn(directory, depth) {
        const found = (await this.list(directory)).filter((entry) => entry.isDirectory());
        if (found.length > 0 && depth >= MAX_DEPTH) {
            throw (0,step_lib/* refuse */.TR)(`${this.input}: ${directory} is too deep to look through what lies below it`, "name the directories that hold what is meant");
        }
        return found.map(({ name }) => name);
    }
    excludes(directory) {
        return this.#exclude !== undefined && realPath(directory) === this.#exclude;
    }
    async #count() {
        this.#entries += 1;
        if (this.#entries > directory_walk_MAX_ENTRIES) {
            throw (0,step_lib/* refuse */.TR)(`${this.input}: there are more than ${directory_walk_MAX_ENTRIES} files and directories to look through`, "name the directories that hold what is meant");
        }
        if (this.#entries % directory_walk_TURN_ENTRIES === 0) {
            await (0,promises_.setImmediate)();
            this.#signal.throwIfAborted();
        }
    }
}
function readDirectory(directory, input) {
    try {
        return (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(directory, "."), { withFileTypes: true });
    }
    catch (error) {
        const { code } = error;
        if (code === "ENOTDIR" || code === "ENOENT") {
            return [];
        }
        throw code === undefined
            ? error
            : (0,step_lib/* refuse */.TR)(`${input}: ${directory} cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`, "check its permissions");
    }
}
function realPath(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=directory-walk.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/expand-glob.js



const expand_glob_MAGIC = /[*?[{]/;
/** Whether a text has characters that mean others. */
function isGlob(text) {
    return expand_glob_MAGIC.test(text);
}
/**
 * The files and directories that a glob means, relative to the working directory or absolute: `*`, `?` and sets within
 * a part of the path, `**` as a whole part for directories at any depth. Links are followed where the glob names them,
 * not by `**`.
 *
 * @throws UserError when it is none
 */
async function expandGlob(glob, walk) {
    const parts = glob.split("/").filter((part, index) => part !== "" && (part !== "." || index === 0));
    const last = parts.at(-1) ?? "";
    let paths = [glob.startsWith("/") ? "/" : ""];
    for (const part of parts) {
        paths = part === "**" ? await below(paths, walk) : await matching(paths, part, glob, walk);
    }
    return [...new Set(paths)].flatMap((path) => {
        const stats = statOf(path);
        return stats === undefined || walk.excludes(path) ? [] : [{ path, stats, isNamed: !isGlob(last) }];
    });
}
async function matching(paths, part, glob, walk) {
    if (!isGlob(part)) {
        return paths.map((path) => expand_glob_joined(path, part));
    }
    const matches = expand_glob_matcherOf(part, glob, walk.input);
    const found = [];
    for (const path of paths) {
        for (const { name } of await walk.list(path === "" ? "." : path, { hidden: part.startsWith(".") })) {
            if (matches(name)) {
                found.push(expand_glob_joined(path, name));
            }
        }
    }
    return found;
}
function expand_glob_matcherOf(part, glob, input) {
    try {
        return (0,lib/* globMatcher */.fU)(part);
    }
    catch (error) {
        if (error instanceof SyntaxError) {
            throw (0,step_lib/* refuse */.TR)(`${input}: ${(0,lib/* show */.WU)(glob)}: ${error.message}`, "braces and brackets cannot hold slashes; write [[] for a bracket and [{] for a brace");
        }
        throw error;
    }
}
/** The directories themselves and all below them. */
async function below(paths, walk) {
    const found = [];
    let level = paths;
    for (let depth = 0; level.length > 0; depth++) {
        found.push(...level);
        const next = [];
        for (const path of level) {
            const names = await walk.directoriesIn(path === "" ? "." : path, depth);
            next.push(...names.map((name) => expand_glob_joined(path, name)));
        }
        level = next;
    }
    return found;
}
function expand_glob_joined(path, name) {
    return path === "" || path === "/" ? `${path}${name}` : `${path}/${name}`;
}
function statOf(path) {
    try {
        return (0,external_node_fs_.statSync)(path === "" ? "." : path, { throwIfNoEntry: false });
    }
    catch (error) {
        const { code } = error;
        if (code === "ENOTDIR" || code === "ELOOP" || code === "EACCES") {
            return undefined;
        }
        throw error;
    }
}
//# sourceMappingURL=expand-glob.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/metadata-files.js




/** The names that metadata files have in a compose. */
const METADATA_NAMES = lib/* METADATA_FILE_NAMES */.WM.flatMap(([, ...names]) => names);
/**
 * Finds the metadata files that an input means: a file, or a directory in any of the layouts of a compose (productmd:
 * layouts): the files in it, in `metadata/` or `compose/metadata/` below it, or in the only sub-directory that has
 * `metadata/`.
 *
 * @throws UserError when there is none, or when the input can be read in several ways
 */
function findMetadataFiles(input) {
    return readable(input, () => find(input));
}
/** @throws UserError in place of the system's errors */
function readable(input, work) {
    try {
        return work();
    }
    catch (error) {
        const { code } = error;
        if (error instanceof step_lib/* UserError */.yo || code === undefined) {
            throw error;
        }
        throw (0,step_lib/* refuse */.TR)(`compose: ${input} cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`, "check the path and its permissions");
    }
}
function find(input) {
    const stats = metadata_files_statOf(input);
    if (stats === undefined) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${input} does not exist`, "give a compose directory, a directory with metadata files, or one such file; several stand one per line");
    }
    if (stats.isFile()) {
        return [{ path: input, root: rootOfDirectory((0,external_node_path_.dirname)(input)) }];
    }
    if (!stats.isDirectory()) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${input} is neither a file nor a directory`, "give a compose directory or a metadata file");
    }
    return metadataIn(metadataDirectory(input), input);
}
/**
 * The metadata files of a directory in the layouts that are its own: in it, in `metadata/` or in `compose/metadata/`.
 *
 * @returns undefined when there are none
 * @throws UserError for what is there but cannot be read
 */
function findOwnMetadata(directory) {
    return readable(directory, () => {
        const found = ownMetadataDirectory(directory);
        return found === undefined ? undefined : metadataIn(found, directory);
    });
}
function metadataIn(directory, input) {
    const root = directory === input ? rootOfDirectory(input) : (0,external_node_path_.dirname)(directory);
    return lib/* METADATA_FILE_NAMES */.WM.flatMap(([expects, ...names]) => {
        const [path, older] = names
            .map((name) => (0,external_node_path_.join)(directory, name))
            .filter((candidate) => linkStatOf(candidate) !== undefined);
        if (path === undefined) {
            return [];
        }
        const file = { path: regularFile(path, root), root, expects };
        return [older === undefined || isSame(path, older) ? file : { ...file, ignored: older }];
    });
}
/** Whether a path is another name of a file. One that leads nowhere is none. */
function isSame(path, other) {
    return metadata_files_statOf(other) !== undefined && (0,external_node_fs_.realpathSync)(path) === (0,external_node_fs_.realpathSync)(other);
}
/** Notes the files that older names hide: they may say something else. */
function noteIgnored(files, log) {
    for (const { ignored } of files) {
        if (ignored !== undefined) {
            log.add("ignored-file", () => ignored);
        }
    }
}
/** A directory called `metadata` lies in the compose that it describes. */
function rootOfDirectory(directory) {
    return (0,external_node_path_.basename)((0,external_node_path_.resolve)(directory)) === "metadata" ? (0,external_node_path_.join)(directory, "..") : directory;
}
/** Where the files of a compose lie below its directory, in the order in which the reference looks for them. */
function placesBelow(directory) {
    return [(0,external_node_path_.join)(directory, "compose", "metadata"), (0,external_node_path_.join)(directory, "metadata")];
}
/**
 * Where metadata lies that is read in place of files directly in a directory.
 *
 * @returns undefined when files in the directory itself would be read
 */
function metadataBelow(directory) {
    return placesBelow(directory).find(hasMetadata);
}
function ownMetadataDirectory(directory) {
    return [...placesBelow(directory), directory].find(hasMetadata);
}
function metadataDirectory(directory) {
    const found = ownMetadataDirectory(directory);
    if (found !== undefined) {
        refuseAmbiguity(directory, found);
        return found;
    }
    const below = (0,external_node_fs_.readdirSync)(directory)
        .sort()
        .map((name) => (0,external_node_path_.join)(directory, name, "metadata"))
        .filter(hasMetadata);
    const [only, ...others] = below;
    if (only === undefined) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${directory} holds no metadata`, `none of ${METADATA_NAMES.join(", ")} is there, in metadata/ or in compose/metadata/`);
    }
    if (others.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${directory} holds several composes`, "name the one that you mean", below.map((path) => (0,external_node_path_.dirname)(path)));
    }
    return only;
}
/** Files directly in a directory are none of a compose's layouts: beside one they are of another run, or a mistake. */
function refuseAmbiguity(directory, found) {
    if (found !== directory && hasMetadata(directory) && (0,external_node_fs_.realpathSync)(found) !== (0,external_node_fs_.realpathSync)(directory)) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${directory} can be read in several ways: metadata lies in it, and in ${found}`, "name the metadata directory or the files that you mean");
    }
}
function hasMetadata(directory) {
    return METADATA_NAMES.some((name) => linkStatOf((0,external_node_path_.join)(directory, name)) !== undefined);
}
/**
 * A metadata file that was found, not named by the user: it must be a regular file, and a symbolic link must not lead
 * out of the compose.
 */
function regularFile(path, root) {
    const stats = metadata_files_statOf(path);
    if (stats === undefined) {
        throw new step_lib/* UserError */.yo(`${path} is a symbolic link that leads nowhere`, { exitCode: 1 });
    }
    if (!stats.isFile()) {
        throw new step_lib/* UserError */.yo(`${path} is not a regular file`, { exitCode: 1 });
    }
    const from = (0,external_node_path_.relative)((0,external_node_fs_.realpathSync)(root), (0,external_node_fs_.realpathSync)(path));
    if (from === ".." || from.startsWith(`..${external_node_path_.sep}`)) {
        throw new step_lib/* UserError */.yo(`${path} is a symbolic link that leads out of the compose`, {
            exitCode: 1,
            remedy: "name the file itself if that is meant",
        });
    }
    return path;
}
function metadata_files_statOf(path) {
    return orNothing(() => (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false }));
}
function linkStatOf(path) {
    return orNothing(() => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }));
}
/** Below something that is no directory there is nothing, either. */
function orNothing(stat) {
    try {
        return stat();
    }
    catch (error) {
        if (error.code === "ENOTDIR") {
            return undefined;
        }
        throw error;
    }
}
//# sourceMappingURL=metadata-files.js.map
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./packages/compose/lib/read-file.js





const CHUNK_BYTES = 1024 * 1024;
/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;
const readChunk = (0,external_node_util_.promisify)(external_node_fs_.read);
/**
 * Reads a metadata file in chunks, letting other work run in between.
 *
 * @param shown - how messages name the file
 * @throws MetadataError when it is too large or not a regular file; `signal.reason` when aborted
 */
async function readMetadataFile(path, consume, signal, shown = path) {
    const descriptor = openMetadataFile(path, shown);
    try {
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile()) {
            throw new lib/* MetadataError */.wc([{ path: "", message: "not a regular file" }], { file: shown });
        }
        if (stats.size > MAX_METADATA_BYTES) {
            throw new lib/* MetadataError */.wc([{ path: "", message: `the file has ${stats.size} bytes, more than 2 GiB` }], {
                file: shown,
            });
        }
        await (stats.size > CHUNK_BYTES ? readAhead : readOn)(descriptor, consume, signal);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
async function readOn(descriptor, consume, signal) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let total = 0; total <= MAX_METADATA_BYTES;) {
        const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK_BYTES, null);
        if (length === 0 || !(await consume(buffer.subarray(0, length)))) {
            return;
        }
        total += length;
        await (0,promises_.setImmediate)();
        signal?.throwIfAborted();
    }
}
/** Reads each chunk while the one before is consumed. */
async function readAhead(descriptor, consume, signal) {
    let [buffer, other] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
    let reading = readChunk(descriptor, buffer, 0, CHUNK_BYTES, null);
    try {
        for (let total = 0; total <= MAX_METADATA_BYTES;) {
            const { bytesRead } = await reading;
            signal?.throwIfAborted();
            if (bytesRead === 0) {
                return;
            }
            reading = readChunk(descriptor, other, 0, CHUNK_BYTES, null);
            if (!(await consume(buffer.subarray(0, bytesRead)))) {
                return;
            }
            total += bytesRead;
            [buffer, other] = [other, buffer];
        }
    }
    finally {
        // The descriptor must not be closed while it is read from.
        await reading.catch(() => undefined);
    }
}
function openMetadataFile(path, shown) {
    try {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        return (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        const { code = "unknown error" } = error;
        throw new lib/* MetadataError */.wc([{ path: "", message: `the file cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}` }], {
            file: shown,
            isUnreadable: true,
        });
    }
}
/** Type and version of a metadata file; reads no more of it than that takes. @throws MetadataError */
async function identifyFile(path, signal, shown = path) {
    const reader = new lib/* IdentityReader */.mO(shown);
    await readMetadataFile(path, (chunk) => !reader.push(chunk), signal, shown);
    return reader.finish();
}
/**
 * A metadata file as a model.
 *
 * @param observe - sees the bytes that are read; the chunk is reused afterwards
 * @throws MetadataError
 */
async function parseFile(path, identity, signal, shown = path, observe = () => { }) {
    const parser = new lib/* Parser */.iX(identity, shown);
    await readMetadataFile(path, (chunk) => {
        observe(chunk);
        parser.push(chunk);
        return true;
    }, signal, shown);
    return parser.finish();
}
//# sourceMappingURL=read-file.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/sources.js





/**
 * Finds the metadata files of all inputs, in the order in which files are written. A file that is there but broken is
 * an error, never left out.
 *
 * @param compose - paths, URLs and references
 * @throws UserError when an input is none, or two files are of one type
 */
async function findSources(compose, errors, options) {
    const sources = [];
    for (const input of compose) {
        const files = (await fetchedFiles(input, options)) ?? findMetadataFiles(input);
        for (const file of files) {
            await errors.collect(async () => {
                sources.push(await identifySource(file, options.signal));
            });
        }
    }
    refuseSeveral(sources);
    return sources.sort((a, b) => lib/* METADATA_TYPES */.U8.indexOf(a.identity.type) - lib/* METADATA_TYPES */.U8.indexOf(b.identity.type));
}
/** Whether an input is no path, but a URL or a reference to an artifact. */
function isFetched(input) {
    return /^(?:(?:https?|oci):\/\/|oci-layout:)/i.test(input);
}
/**
 * The metadata that an input means which is no path.
 *
 * @returns undefined when it is one
 * @throws UserError for a URL of a kind that nothing fetches
 */
async function fetchedFiles(input, { signal, fetchMetadata }) {
    if (isFetched(input)) {
        return fetchMetadata(input, signal);
    }
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${(0,lib/* redactUrl */.BO)(input)} is a URL of a kind that cannot be read`, "give a path, a URL that starts with https://, or a reference that starts with oci://");
    }
    return undefined;
}
/** What a file that was found holds. @throws MetadataError when it is not what its name says */
async function identifySource(file, signal) {
    const identity = await identifyFile(file.path, signal, shownPath(file));
    if (file.expects !== undefined && file.expects !== identity.type) {
        const message = `the file holds productmd.${identity.type}, but its name says ${file.expects}`;
        throw new lib/* MetadataError */.wc([{ path: "header.type", message }], { file: shownPath(file) });
    }
    return { ...file, identity };
}
/** How messages name a metadata file. */
function shownPath(file) {
    return file.url === undefined ? file.path : (0,lib/* redactUrl */.BO)(file.url);
}
function refuseSeveral(sources) {
    for (const type of lib/* METADATA_TYPES */.U8) {
        const same = sources.filter(({ identity }) => identity.type === type);
        if (same.length > 1) {
            throw (0,step_lib/* refuse */.TR)(`compose: ${same.length} files hold ${type}`, "name one of them; fragments of one compose have to be merged first", same.map(shownPath));
        }
    }
}
/**
 * The directory that paths start from.
 *
 * @throws UserError when the inputs do not tell
 */
function rootOf(sources, root) {
    const roots = [...new Set(root === undefined ? sources.map(localRoot) : [root])];
    const [only] = roots;
    if (only === undefined || roots.length > 1) {
        throw (0,step_lib/* refuse */.TR)("The metadata files lie in different directories", "name the directory of the artifacts with root", roots);
    }
    if ((0,external_node_fs_.statSync)(only, { throwIfNoEntry: false })?.isDirectory() !== true) {
        throw (0,step_lib/* refuse */.TR)(`root: ${only} is not a directory`, "name the directory that the artifacts' paths start from");
    }
    return only;
}
function localRoot(source) {
    if (source.url !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`The metadata comes from ${shownPath(source)}, but the artifacts are needed on disk`, "name the directory that the artifacts' paths start from with root");
    }
    return (0,external_node_fs_.realpathSync)(source.root);
}
/** What files say of their compose besides its id. */
const COMPOSE_FACTS = ["date", "type", "respin", "label", "final"];
/**
 * The compose that all files are of.
 *
 * @param log - is told of files that say other things of the same compose
 * @throws UserError: files of different composes must not be mixed
 */
function theCompose(files, log) {
    const ids = new Set(files.map(({ compose }) => compose.id));
    const [first] = files;
    if (first === undefined || ids.size > 1) {
        throw (0,step_lib/* fault */.DG)("The metadata files are of different composes", "name the files of one compose", files.map(({ source, compose }) => `${shownPath(source)}: ${compose.id}`));
    }
    for (const { source, compose } of files) {
        for (const fact of COMPOSE_FACTS) {
            if (compose[fact] !== first.compose[fact]) {
                log?.add("compose-facts", () => `${fact} is ${compose[fact]} in ${shownPath(source)}, ${first.compose[fact]} in ${shownPath(first.source)}`);
            }
        }
    }
    return first.compose;
}
//# sourceMappingURL=sources.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/fragments.js








/**
 * Finds the metadata of several jobs: in the places where {@link findSources} finds that of one compose, and besides
 * wherever globs lead, and anywhere below a directory that has no metadata of its own, as CI systems download artifacts.
 * Of one type there may be any number of files; what is named twice counts once.
 *
 * @param compose - paths, globs, URLs and references
 * @returns fragments sorted by name
 * @throws UserError when an input means no metadata
 */
async function findFragments(compose, errors, options) {
    const fragments = new Map();
    const seen = new Set();
    for (const input of compose) {
        for (const file of await filesOf(input, options)) {
            const local = file.url === undefined;
            const identity = local ? fragments_realPath(file.path) : `${input} ${file.url}`;
            if (seen.has(identity)) {
                continue;
            }
            seen.add(identity);
            const name = local ? (0,external_node_path_.dirname)(file.path) : (0,lib/* redactUrl */.BO)(input);
            const fragment = fragments.get(name) ?? { ...(local ? { home: name } : {}), files: [] };
            fragments.set(name, fragment);
            fragment.files.push(file);
        }
    }
    const identified = [];
    for (const [name, { files, ...fragment }] of [...fragments].sort(([a], [b]) => (0,lib/* compareCodePoints */.OP)(a, b))) {
        const sources = [];
        for (const file of files) {
            await errors.collect(async () => {
                sources.push(await identifySource(file, options.signal));
            });
        }
        identified.push({ name, ...fragment, sources });
    }
    return identified;
}
async function filesOf(input, options) {
    const fetched = await fetchedFiles(input, options);
    if (fetched !== undefined) {
        return fetched;
    }
    const walk = new DirectoryWalk({ exclude: options.output, signal: options.signal });
    if ((0,external_node_fs_.existsSync)(input) || !isGlob(input)) {
        return (0,external_node_fs_.statSync)(input, { throwIfNoEntry: false })?.isDirectory() === true
            ? filesOfDirectory(input, walk)
            : findMetadataFiles(input);
    }
    const found = [];
    for (const { path, stats, isNamed } of await expandGlob(input, walk)) {
        if (stats.isDirectory()) {
            found.push(...(await filesBelow(path, walk, 0)));
        }
        else if (isNamed || METADATA_NAMES.includes((0,external_node_path_.basename)(path))) {
            // Other files that a star means lie there for other purposes.
            found.push(...findMetadataFiles(path));
        }
    }
    if (found.length === 0) {
        throw (0,step_lib/* refuse */.TR)(`compose: nothing that ${(0,lib/* show */.WU)(input)} means holds metadata`, "globs are relative to the working directory; ** stands for directories at any depth");
    }
    return found;
}
async function filesOfDirectory(directory, walk) {
    const found = await filesBelow(directory, walk, 0);
    if (found.length === 0) {
        throw (0,step_lib/* refuse */.TR)(`compose: ${directory} holds no metadata`, `none of ${METADATA_NAMES.join(", ")} is there, nor anywhere below it`);
    }
    return found;
}
/** A directory's own metadata, else that of the directories in it. */
async function filesBelow(directory, walk, depth) {
    const own = findOwnMetadata(directory);
    if (own !== undefined) {
        return own;
    }
    const found = [];
    for (const name of await walk.directoriesIn(directory, depth)) {
        const path = (0,external_node_path_.join)(directory, name);
        if (!walk.excludes(path)) {
            found.push(...(await filesBelow(path, walk, depth + 1)));
        }
    }
    return found;
}
/** What tells a file from others, whatever it is called. */
function fragments_realPath(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return path;
    }
}
//# sourceMappingURL=fragments.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/groups.js
/** What belongs together, by names: things that were joined with the same thing are one group. */
class Groups {
    /** Name → a name of the same group that comes before it; the first names itself. */
    #before = new Map();
    /** These names are of one group from now on, with whatever each was joined with before. */
    join(names) {
        const firsts = names.map((name) => this.#first(name));
        const first = firsts.reduce((least, name) => (name < least ? name : least), firsts[0] ?? "");
        for (const name of firsts) {
            this.#before.set(name, first);
        }
    }
    /** The name that stands for the group, whatever the order in which it came about; undefined for what is in none. */
    of(name) {
        return this.#before.has(name) ? this.#first(name) : undefined;
    }
    #first(name) {
        let first = name;
        for (;;) {
            const before = this.#before.get(first);
            if (before === undefined || before === first) {
                break;
            }
            first = before;
        }
        // The next look is shorter.
        for (let at = name; at !== first;) {
            const before = this.#before.get(at) ?? first;
            this.#before.set(at, first);
            at = before;
        }
        return first;
    }
}
//# sourceMappingURL=groups.js.map
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/compose/lib/hash-block.js

/** Files of this size are done before others, the largest first, so that no thread is left with one at the end. */
const BIG_FILE_BYTES = 8 * 1024 * 1024;
/** Room for the reason why a file cannot be read. */
const REASON_CHARS = 64;
/** Lays out jobs in memory that threads can share. */
function createBlock(jobs) {
    const sets = new Map();
    const algorithmSets = [];
    const algorithmSet = shared(Int32Array, jobs.length);
    const textEnds = shared(Int32Array, jobs.length);
    const pathEnds = shared(Int32Array, jobs.length);
    let pathBytes = 0;
    let textBytes = 0;
    for (const [index, { file, algorithms }] of jobs.entries()) {
        const key = algorithms.join();
        let set = sets.get(key);
        if (set === undefined) {
            const digestChars = algorithms.reduce((sum, name) => sum + digestLength(name), 0);
            set = { index: algorithmSets.push(algorithms) - 1, room: Math.max(digestChars, REASON_CHARS) };
            sets.set(key, set);
        }
        algorithmSet[index] = set.index;
        textBytes += set.room;
        textEnds[index] = textBytes;
        pathBytes += Buffer.byteLength(file);
        pathEnds[index] = pathBytes;
    }
    const { order, bigFiles } = inOrder(jobs);
    return {
        taken: shared(Int32Array, 1),
        order,
        bigFiles,
        paths: hash_block_joined(jobs, pathBytes),
        pathEnds,
        algorithmSets,
        algorithmSet,
        states: shared(Int32Array, jobs.length),
        sizes: shared(Float64Array, jobs.length),
        texts: shared(Uint8Array, textBytes),
        textEnds,
    };
}
/** What became of a job; undefined when it is not done yet. */
function outcomeOf(block, index) {
    const state = Atomics.load(block.states, index);
    if (state === 0) {
        return undefined;
    }
    if (state === 3) {
        return { state: "missing" };
    }
    const size = block.sizes[index];
    const start = index === 0 ? 0 : block.textEnds[index - 1];
    if (state === 4) {
        return { state: "unreadable", reason: hash_block_text(block, start, size) };
    }
    const algorithms = block.algorithmSets[block.algorithmSet[index]];
    let from = start;
    const digests = algorithms.map((name) => {
        const digest = hash_block_text(block, from, digestLength(name));
        from += digest.length;
        return digest;
    });
    return { state: "measured", size, digests, outside: state === 2 };
}
function hash_block_text({ texts }, start, length) {
    return Buffer.from(texts.buffer, texts.byteOffset + start, length).toString("latin1");
}
const digestLengths = new Map();
/** Characters of a digest; 0 of an algorithm that there is not, which the threads find out, too. */
function digestLength(algorithm) {
    let length = digestLengths.get(algorithm);
    if (length === undefined) {
        try {
            length = (0,external_node_crypto_.hash)(algorithm, "").length;
        }
        catch {
            length = 0;
        }
        digestLengths.set(algorithm, length);
    }
    return length;
}
function inOrder(jobs) {
    const size = (index) => jobs[index]?.expectedSize ?? 0;
    const big = [];
    const others = [];
    for (let index = 0; index < jobs.length; index++) {
        (size(index) >= BIG_FILE_BYTES ? big : others).push(index);
    }
    big.sort((a, b) => size(b) - size(a) || a - b);
    const order = shared(Int32Array, jobs.length);
    order.set(big);
    order.set(others, big.length);
    return { order, bigFiles: big.length };
}
function hash_block_joined(jobs, bytes) {
    const paths = shared(Uint8Array, bytes);
    const buffer = Buffer.from(paths.buffer);
    let used = 0;
    for (const { file } of jobs) {
        used += buffer.write(file, used);
    }
    return paths;
}
function shared(type, length) {
    return new type(new SharedArrayBuffer(type.BYTES_PER_ELEMENT * length));
}
//# sourceMappingURL=hash-block.js.map
// EXTERNAL MODULE: ./packages/compose/lib/hash-thread.js
var hash_thread = __webpack_require__(57561);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./packages/compose/lib/hash-worker.js
/**
 * What a thread does that hashes files: it takes jobs from the blocks that all threads share until none is left. It has
 * no dependencies, so that it starts fast and lies beside the bundle as it is.
 */



/** Fits the second-level cache, where hashing finds what reading has just put there. */
const BUFFER_BYTES = 256 * 1024;
/** A large file is hashed in steps of so many buffers, a few milliseconds each. */
const BUFFERS_PER_STEP = 16;
/** The thread that started the others hears from each of them after so many files: every message wakes it. */
const FILES_PER_MESSAGE = 256;
/** Hashes files in small steps. */
class Hasher {
    #root;
    #stopped;
    #progress;
    #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
    /** Directory of files → whether symbolic links lead from it out of the root. */
    #outsideDirectories = new Map();
    #blocks = [];
    #open;
    constructor({ root, stopped, progress }) {
        this.#root = root;
        this.#stopped = stopped;
        this.#progress = progress;
    }
    add(block) {
        this.#blocks.push(block);
    }
    /** Hashes one small file, or some of a large one. @returns false when there was nothing to do */
    step() {
        if (Atomics.load(this.#stopped, 0) !== 0) {
            this.#close();
            this.#blocks = [];
            return false;
        }
        if (this.#open !== undefined) {
            const file = this.#open;
            this.#guard(file.block, file.index, () => this.#readOn(file));
            return true;
        }
        const block = this.#nextBlock();
        if (block === undefined) {
            return false;
        }
        const place = Atomics.add(block.taken, 0, 1);
        const index = block.order[place];
        // Another thread may have taken the last one in the meantime.
        if (index !== undefined) {
            this.#guard(block, index, () => this.#start(block, index));
        }
        return true;
    }
    /** The first block with large files left, or else the first with any. */
    #nextBlock() {
        let first;
        let finished = 0;
        for (const block of this.#blocks) {
            const taken = Atomics.load(block.taken, 0);
            if (taken < block.bigFiles) {
                return block;
            }
            if (taken >= block.order.length) {
                finished += 1;
            }
            else {
                first ??= block;
            }
        }
        if (finished > 0) {
            this.#blocks = this.#blocks.filter((block) => Atomics.load(block.taken, 0) < block.order.length);
        }
        return first;
    }
    #guard(block, index, read) {
        try {
            read();
        }
        catch (error) {
            this.#close();
            const code = error.code ?? String(error);
            if (code === "ENOENT" || code === "ENOTDIR") {
                this.#finish(block, index, 3);
            }
            else {
                this.#refuse(block, index, code);
            }
        }
    }
    #start(block, index) {
        const pathStart = index === 0 ? 0 : block.pathEnds[index - 1];
        const path = `${this.#root}/${hash_worker_text(block.paths, pathStart, block.pathEnds[index])}`;
        const { descriptor, isLink } = hash_worker_open(path);
        // Whatever happens now, the descriptor is closed with it.
        const file = { block, index, path, isLink, descriptor, size: 0, mtimeMs: 0, hashes: [], length: 0 };
        this.#open = file;
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile()) {
            this.#close();
            this.#finish(block, index, 3);
            return;
        }
        const { size } = stats;
        const algorithms = block.algorithmSets[block.algorithmSet[index]];
        if (size >= BUFFER_BYTES) {
            const hashes = algorithms.map((name) => (0,external_node_crypto_.createHash)(name));
            this.#open = { ...file, size, mtimeMs: stats.mtimeMs, hashes };
            return;
        }
        const length = fill(descriptor, this.#buffer, size);
        this.#progress[1] = this.#progress[1] + length;
        if (length !== size) {
            this.#close();
            this.#refuse(block, index, CHANGED);
            return;
        }
        const content = this.#buffer.subarray(0, length);
        const digests = algorithms.length === 1
            ? (0,external_node_crypto_.hash)(algorithms[0], content, "hex")
            : algorithms.map((name) => (0,external_node_crypto_.hash)(name, content, "hex")).join("");
        this.#measured(file, length, digests);
    }
    #readOn(file) {
        const { block, index, descriptor, size, hashes } = file;
        for (let i = 0; i < BUFFERS_PER_STEP; i++) {
            const length = fill(descriptor, this.#buffer, BUFFER_BYTES);
            const content = length === BUFFER_BYTES ? this.#buffer : this.#buffer.subarray(0, length);
            for (const one of hashes) {
                one.update(content);
            }
            file.length += length;
            this.#progress[1] = this.#progress[1] + length;
            // A file that grows while it is read would never end.
            if (length < BUFFER_BYTES || file.length > size) {
                if (file.length !== size || (0,external_node_fs_.fstatSync)(descriptor).mtimeMs !== file.mtimeMs) {
                    this.#close();
                    this.#refuse(block, index, CHANGED);
                }
                else {
                    this.#measured(file, size, hashes.map((one) => one.digest("hex")).join(""));
                }
                return;
            }
        }
    }
    #measured({ block, index, path, isLink }, size, digests) {
        this.#close();
        const outside = this.#isOutside(path, isLink);
        block.sizes[index] = size;
        write(block, index, digests);
        this.#finish(block, index, outside ? 2 : 1);
    }
    #refuse(block, index, reason) {
        block.sizes[index] = write(block, index, reason);
        this.#finish(block, index, 4);
    }
    #finish(block, index, state) {
        this.#progress[0] = this.#progress[0] + 1;
        Atomics.store(block.states, index, state);
    }
    #close() {
        if (this.#open !== undefined) {
            (0,external_node_fs_.closeSync)(this.#open.descriptor);
            this.#open = undefined;
        }
    }
    /** Whether symbolic links led the path out of the root. */
    #isOutside(path, isLink) {
        if (isLink) {
            return this.#leavesRoot((0,external_node_fs_.realpathSync)(path));
        }
        const directory = path.slice(0, path.lastIndexOf("/"));
        let outside = this.#outsideDirectories.get(directory);
        if (outside === undefined) {
            outside = this.#leavesRoot(`${(0,external_node_fs_.realpathSync)(directory)}/`);
            this.#outsideDirectories.set(directory, outside);
        }
        return outside;
    }
    #leavesRoot(realPath) {
        return !realPath.startsWith(this.#root.endsWith("/") ? this.#root : `${this.#root}/`);
    }
}
const CHANGED = "it changed while it was read";
/** Opens a file, telling whether the path's last part is a symbolic link. A named pipe does not make it wait. */
function hash_worker_open(path) {
    const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK;
    try {
        return { descriptor: (0,external_node_fs_.openSync)(path, flags | external_node_fs_.constants.O_NOFOLLOW), isLink: false };
    }
    catch (error) {
        if (error.code !== "ELOOP") {
            throw error;
        }
        return { descriptor: (0,external_node_fs_.openSync)(path, flags), isLink: true };
    }
}
/** Reads until there are as many bytes as wanted, perhaps more, or the buffer is full or the file ends. */
function fill(descriptor, buffer, wanted) {
    let used = 0;
    do {
        const length = (0,external_node_fs_.readSync)(descriptor, buffer, used, BUFFER_BYTES - used, null);
        if (length === 0) {
            break;
        }
        used += length;
    } while (used < wanted);
    return used;
}
function hash_worker_text(bytes, start, end) {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}
/** Writes as much of a text as there is room for. @returns its length */
function write({ texts, textEnds }, index, content) {
    const start = index === 0 ? 0 : textEnds[index - 1];
    const room = textEnds[index] - start;
    return Buffer.from(texts.buffer, texts.byteOffset + start, room).write(content, "latin1");
}
/** Hashes what the main thread sends, and tells it now and then to look at what is done. */
function serve(port, data) {
    const hasher = new Hasher(data);
    port.on("message", (block) => {
        hasher.add(block);
        let told = 0;
        while (hasher.step()) {
            // New blocks may be more urgent than what is left of the old ones.
            for (let more = (0,external_node_worker_threads_.receiveMessageOnPort)(port); more !== undefined; more = (0,external_node_worker_threads_.receiveMessageOnPort)(port)) {
                hasher.add(more.message);
            }
            const done = data.progress[0];
            if (done - told >= FILES_PER_MESSAGE) {
                told = done;
                port.postMessage(null);
            }
        }
        port.postMessage(null);
    });
}
if (external_node_worker_threads_.parentPort !== null && external_node_worker_threads_.workerData === "hash-thread") {
    const port = external_node_worker_threads_.parentPort;
    port.once("message", (data) => serve(port, data));
}
//# sourceMappingURL=hash-worker.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/hash-pool.js






const PROGRESS_MS = 250;
/** How long this thread hashes before it lets other work run. */
const TURN_MS = 10;
/** It takes as long to start a thread as to hash this much. */
const THREAD_BYTES = 64 * 1024 * 1024;
/** The size of a file of which nothing is known, and what a file costs besides its bytes. */
const UNKNOWN_BYTES = 1024 * 1024;
const FILE_BYTES = 16 * 1024;
/**
 * Hashes files with every core, while jobs are still being added. All threads take jobs from one list in shared memory:
 * large files first, the others in the order in which they were added. They read with synchronous calls into one buffer
 * each, which costs a third of the CPU time of streams. This thread hashes as well when it would only wait, so that
 * there is one thread fewer to start, and none for a few small files.
 */
class HashPool {
    #root;
    #options;
    #maxThreads;
    /** Int32: not 0 when everybody has to stop. */
    #stopped = new Int32Array(new SharedArrayBuffer(4));
    #threads = [];
    #workers = [];
    #hasher;
    /** Those with jobs left to take. */
    #blocks = [];
    #stop = () => this.#end();
    #addedBytes = 0;
    #failure;
    /** Wakes whoever waits for the other threads, or wants to report. */
    #wake = Promise.withResolvers();
    #reported = performance.now();
    /**
     * @param root - directory of the files
     * @throws `signal.reason` when aborted
     */
    constructor(root, options = {}) {
        options.signal?.throwIfAborted();
        this.#root = (0,external_node_fs_.realpathSync)(root);
        this.#options = options;
        this.#maxThreads = options.workers ?? (0,external_node_os_.availableParallelism)();
        this.#hasher = new Hasher(this.#newThread());
        options.signal?.addEventListener("abort", this.#stop, { once: true });
    }
    get filesDone() {
        return this.#threads.reduce((sum, { progress }) => sum + progress[0], 0);
    }
    /** Parts of files that are not done yet are counted, too. */
    get bytesDone() {
        return this.#threads.reduce((sum, { progress }) => sum + progress[1], 0);
    }
    /** Adds jobs. Other threads begin with them at once, this one in {@link until}. */
    add(jobs) {
        const block = createBlock(jobs);
        this.#blocks = this.#blocks.filter(({ taken, order }) => taken[0] < order.length);
        this.#blocks.push(block);
        this.#hasher.add(block);
        for (const worker of this.#workers) {
            worker.postMessage(block);
        }
        for (const { expectedSize = UNKNOWN_BYTES } of jobs) {
            this.#addedBytes += expectedSize + FILE_BYTES;
        }
        const worthwhile = Math.min(this.#maxThreads, 1 + Math.floor(this.#addedBytes / THREAD_BYTES));
        while (this.#threads.length < worthwhile && this.#stopped[0] === 0) {
            this.#startWorker();
        }
        return { outcome: (index) => outcomeOf(block, index) };
    }
    /**
     * Hashes until the condition holds, which is asked for whenever more files may be done. Other work of this thread goes
     * on in between.
     *
     * @throws `signal.reason` when aborted
     */
    async until(condition) {
        const timer = setInterval(() => this.#notify(), PROGRESS_MS);
        try {
            for (;;) {
                this.#options.signal?.throwIfAborted();
                if (this.#failure !== undefined) {
                    throw this.#failure;
                }
                const { promise } = this.#wake;
                if (condition()) {
                    return;
                }
                await (this.#work() ? (0,promises_.setImmediate)() : promise);
                this.#report();
            }
        }
        finally {
            clearInterval(timer);
        }
    }
    /** Ends the threads, whatever is left to do. */
    async close() {
        this.#options.signal?.removeEventListener("abort", this.#stop);
        this.#end();
        await Promise.all(this.#workers.map((worker) => worker.terminate()));
    }
    /** Hashes for a moment. @returns false when there was nothing left to take */
    #work() {
        const end = performance.now() + TURN_MS;
        let worked = false;
        while (this.#hasher.step()) {
            worked = true;
            if (performance.now() >= end) {
                break;
            }
        }
        return worked;
    }
    #newThread() {
        const thread = {
            root: this.#root,
            stopped: this.#stopped,
            progress: new Float64Array(new SharedArrayBuffer(16)),
        };
        this.#threads.push(thread);
        return thread;
    }
    #startWorker() {
        const worker = (0,hash_thread/* startHashThread */.D)(this.#newThread());
        this.#workers.push(worker);
        for (const block of this.#blocks) {
            worker.postMessage(block);
        }
        worker.on("message", () => this.#notify());
        worker.on("error", (error) => this.#fail(error));
        worker.on("exit", () => this.#fail(new Error("a hashing thread ended")));
    }
    #notify() {
        this.#wake.resolve();
        this.#wake = Promise.withResolvers();
    }
    #fail(error) {
        this.#failure ??= error;
        this.#end();
    }
    #end() {
        Atomics.store(this.#stopped, 0, 1);
        // Gives back the file that this thread had open.
        this.#hasher.step();
        this.#notify();
    }
    #report() {
        const now = performance.now();
        if (now - this.#reported >= PROGRESS_MS) {
            this.#reported = now;
            this.#options.onProgress?.(this.filesDone, this.bytesDone);
        }
    }
}
//# sourceMappingURL=hash-pool.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/hash-files.js

/**
 * Hashes files that are all known from the start, see {@link HashPool}.
 *
 * @returns the outcome of every job, in the order of the jobs
 * @throws `signal.reason` when aborted
 */
async function hashFiles(root, jobs, options = {}) {
    options.signal?.throwIfAborted();
    if (jobs.length === 0) {
        return [];
    }
    const pool = new HashPool(root, options);
    try {
        const batch = pool.add(jobs);
        const results = [];
        await pool.until(() => {
            for (let job = jobs[results.length]; job !== undefined; job = jobs[results.length]) {
                const outcome = batch.outcome(results.length);
                if (outcome === undefined) {
                    return false;
                }
                results.push({ ...outcome, job });
            }
            return true;
        });
        options.onProgress?.(pool.filesDone, pool.bytesDone);
        return results;
    }
    finally {
        await pool.close();
    }
}
//# sourceMappingURL=hash-files.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/binary-file.js



/** What is read at once: the beginning of nearly every package holds all that is wanted of it. */
const WINDOW_BYTES = 32 * 1024;
/**
 * Opens a file for as long as something is read from it.
 *
 * @param shown - how messages name it
 * @throws MetadataError when it is no regular file or cannot be read, and what `use` throws
 */
function readBinaryFile(path, shown, use) {
    return explained(shown, () => {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        const descriptor = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
        try {
            const stats = (0,external_node_fs_.fstatSync)(descriptor);
            if (!stats.isFile()) {
                throw formatError(shown, "not a regular file");
            }
            return use(new OpenFile(descriptor, stats.size, shown));
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    });
}
/** An error that names a file and the rule that it breaks. */
function formatError(shown, rule) {
    return new lib/* MetadataError */.wc([{ path: "", message: rule }], { file: shown });
}
function explained(shown, read) {
    try {
        return read();
    }
    catch (error) {
        const { code } = error;
        if (typeof code === "string" && /^E(?!RR_)/.test(code)) {
            throw formatError(shown, `the file cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`);
        }
        throw error;
    }
}
class OpenFile {
    size;
    #descriptor;
    #shown;
    /** What was read last, for the reads that follow nearby. */
    #window = Buffer.alloc(0);
    #windowStart = 0;
    constructor(descriptor, size, shown) {
        this.#descriptor = descriptor;
        this.size = size;
        this.#shown = shown;
    }
    read(offset, length, what) {
        if (offset + length > this.size) {
            this.fail(`the file ends within ${what}`);
        }
        if (length > WINDOW_BYTES) {
            return this.#fetch(offset, length, length, what);
        }
        if (offset < this.#windowStart || offset + length > this.#windowStart + this.#window.length) {
            this.#window = this.#fetch(offset, WINDOW_BYTES, length, what);
            this.#windowStart = offset;
        }
        const start = offset - this.#windowStart;
        return this.#window.subarray(start, start + length);
    }
    fail(rule) {
        throw formatError(this.#shown, rule);
    }
    /** At least so many bytes as are needed, and as many as are wanted if the file has them. */
    #fetch(offset, wanted, needed, what) {
        const buffer = Buffer.allocUnsafe(Math.min(wanted, this.size - offset));
        let length = 0;
        while (length < buffer.length) {
            const count = (0,external_node_fs_.readSync)(this.#descriptor, buffer, length, buffer.length - length, offset + length);
            if (count === 0) {
                break;
            }
            length += count;
        }
        if (length < needed) {
            this.fail(`the file ends within ${what}`);
        }
        return buffer.subarray(0, length);
    }
}
//# sourceMappingURL=binary-file.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/iso/read-iso.js


const SECTOR_BYTES = 2048;
/** ECMA-119, 8.1: descriptors begin behind the system area. */
const FIRST_DESCRIPTOR = 16;
/** There are a handful; the standard sets no limit. */
const MAX_DESCRIPTORS = 64;
const DESCRIPTOR = { boot: 0, primary: 1, terminator: 255 };
/**
 * Reads the volume descriptors of an ISO image.
 *
 * @param shown - how messages name the file
 * @throws MetadataError that names the file and the rule that it breaks; also when the volume is larger than the file
 */
function readIso(path, shown = path) {
    return readBinaryFile(path, shown, parseIso);
}
/** @throws MetadataError */
function parseIso(file) {
    const descriptors = readDescriptors(file);
    const primary = descriptors.find((sector) => sector[0] === DESCRIPTOR.primary);
    if (primary === undefined) {
        return file.fail("the ISO image has no primary volume descriptor");
    }
    checkSize(file, primary);
    return {
        volumeId: readVolumeId(file, primary),
        bootable: descriptors.some((sector) => isElTorito(sector) && hasBootEntry(file, sector)),
        implantMd5: readImplantMd5(primary),
    };
}
function readDescriptors(file) {
    const descriptors = [];
    for (let index = 0; index < MAX_DESCRIPTORS; index++) {
        const offset = (FIRST_DESCRIPTOR + index) * SECTOR_BYTES;
        const sector = file.read(offset, SECTOR_BYTES, "the volume descriptors of an ISO image");
        if (sector.toString("latin1", 1, 6) !== "CD001") {
            file.fail(index === 0
                ? "not an ISO 9660 image: it has no volume descriptor"
                : "the volume descriptors of the ISO image have no terminator");
        }
        if (sector[0] === DESCRIPTOR.terminator) {
            return descriptors;
        }
        descriptors.push(sector);
    }
    return file.fail(`the ISO image has more than ${MAX_DESCRIPTORS} volume descriptors`);
}
/** ECMA-119, 8.4.8 and 8.4.12: numbers stand in both byte orders. A file that was cut off is no image. */
function checkSize(file, primary) {
    const blocks = primary.readUInt32LE(80);
    const blockBytes = primary.readUInt16LE(128);
    if (blocks !== primary.readUInt32BE(84) || blockBytes !== primary.readUInt16BE(130)) {
        file.fail("the ISO image says its size twice, with different numbers");
    }
    const bytes = blocks * blockBytes;
    if (bytes > file.size) {
        file.fail(`the volume of the ISO image has ${bytes} bytes, the file only ${file.size}`);
    }
}
/** ECMA-119, 8.4.7: 32 bytes, filled up with spaces. ASCII there, but programs write what they are given. */
function readVolumeId(file, primary) {
    const volumeId = primary.toString("utf8", 40, 72).replace(/[ \0]+$/, "");
    if (/[\0-\x1f\x7f-\x9f\u2028\u2029\ufffd]/.test(volumeId)) {
        file.fail(`the volume id of the ISO image has characters that none has: ${(0,lib/* show */.WU)(volumeId)}`);
    }
    return volumeId === "" ? null : volumeId;
}
/** El Torito 1.0, 2.0: the boot record that names the catalog. */
function isElTorito(sector) {
    return (sector[0] === DESCRIPTOR.boot &&
        sector.toString("latin1", 7, 39).replace(/\0+$/, "") === "EL TORITO SPECIFICATION");
}
/** El Torito 1.0, 2.1 to 2.4: a validation entry, then entries of which those that can be booted begin with 0x88. */
function hasBootEntry(file, record) {
    const offset = record.readUInt32LE(71) * SECTOR_BYTES;
    const catalog = file.read(offset, SECTOR_BYTES, "the boot catalog of an ISO image");
    let sum = 0;
    for (let at = 0; at < 32; at += 2) {
        sum += catalog.readUInt16LE(at);
    }
    if (catalog[0] !== 0x01 || catalog[30] !== 0x55 || catalog[31] !== 0xaa || (sum & 0xffff) !== 0) {
        file.fail("the boot catalog of the ISO image does not begin with a validation entry");
    }
    for (let at = 32; at < SECTOR_BYTES; at += 32) {
        if (catalog[at] === 0x88) {
            return true;
        }
    }
    return false;
}
/** What implantisomd5 writes into the area that ECMA-119, 8.4.32 leaves to applications. */
function readImplantMd5(primary) {
    const area = primary.toString("latin1", 883, 883 + 512);
    return /ISO MD5SUM = ([0-9a-f]{32});/.exec(area)?.[1] ?? null;
}
//# sourceMappingURL=read-iso.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/shard-reports.js







const INPUT = "shard-reports";
/** A report that lists as many artifacts as one may list has less. */
const MAX_REPORT_BYTES = 256 * 1024 ** 2;
/** Several attempts at every part that there can be. */
const MAX_REPORTS = 16 * step_lib/* MAX_SHARDS */.hH;
/** Reports are five levels deep. */
const shard_reports_MAX_DEPTH = 64;
/** How a report begins, however it is indented. */
const START = /^\s*\{\s*"schema"\s*:\s*"compose-actions\//;
/** Enough for the beginning. */
const START_BYTES = 4096;
/**
 * Reads the reports of parts: one after the other, keeping of each no more than the reader takes. Other files in the
 * places that are named, other reports among them, are passed over.
 *
 * @param places - files, globs, and directories that are looked through
 * @throws UserError when there is no such place, or a file that is named is no report; `signal.reason` when aborted
 */
async function readShardReports(places, reader, signal) {
    const candidates = new Map();
    for (const place of places) {
        for (const candidate of await candidatesIn(place, signal)) {
            const known = candidates.get(candidate.path);
            candidates.set(candidate.path, { ...candidate, isNamed: candidate.isNamed || known?.isNamed === true });
        }
    }
    const reports = [];
    const unreadable = [];
    for (const candidate of candidates.values()) {
        const text = await textOf(candidate, signal);
        const report = typeof text === "string" ? readText(candidate.path, text, reader) : text;
        if (report === undefined) {
            continue;
        }
        if ("problem" in report) {
            unreadable.push(`${candidate.path}: ${report.problem}`);
        }
        else {
            reports.push(report);
        }
        if (reports.length + unreadable.length > MAX_REPORTS) {
            throw (0,step_lib/* refuse */.TR)(`${INPUT}: there are more than ${MAX_REPORTS} reports`, "name the directories that hold those of one run");
        }
    }
    return { reports, unreadable };
}
async function candidatesIn(place, signal) {
    const walk = new DirectoryWalk({ input: INPUT, signal });
    if ((0,external_node_fs_.existsSync)(place)) {
        return (0,external_node_fs_.statSync)(place).isDirectory() ? shard_reports_filesBelow(place, walk, 0) : [{ path: place, isNamed: true }];
    }
    if (!isGlob(place)) {
        throw (0,step_lib/* refuse */.TR)(`${INPUT}: ${place} does not exist`, "name the files, or the directory that they were downloaded to");
    }
    const found = [];
    for (const { path, stats } of await expandGlob(place, walk)) {
        if (stats.isDirectory()) {
            found.push(...(await shard_reports_filesBelow(path, walk, 0)));
        }
        else if (stats.isFile()) {
            found.push({ path, isNamed: false });
        }
    }
    return found;
}
async function shard_reports_filesBelow(directory, walk, depth) {
    const found = (await walk.list(directory))
        .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
        .map(({ name }) => ({ path: (0,external_node_path_.join)(directory, name), isNamed: false }));
    for (const name of await walk.directoriesIn(directory, depth)) {
        found.push(...(await shard_reports_filesBelow((0,external_node_path_.join)(directory, name), walk, depth + 1)));
    }
    return found;
}
/** @returns undefined for a file that is no report */
async function textOf({ path, isNamed }, signal) {
    const chunks = [];
    let bytes = 0;
    let isReport = false;
    try {
        await readMetadataFile(path, (chunk) => {
            isReport ||=
                bytes === 0 && START.test(Buffer.from(chunk.subarray(0, START_BYTES)).toString("latin1"));
            bytes += chunk.length;
            if (!isReport || bytes > MAX_REPORT_BYTES) {
                return false;
            }
            chunks.push(Buffer.from(chunk));
            return true;
        }, signal);
    }
    catch (error) {
        if (error instanceof lib/* MetadataError */.wc) {
            return { problem: error.issues[0]?.message ?? error.message };
        }
        throw error;
    }
    if (isReport) {
        return bytes > MAX_REPORT_BYTES
            ? { problem: `the report has more than ${(0,step_lib/* formatBytes */.z3)(MAX_REPORT_BYTES)}` }
            : Buffer.concat(chunks).toString("utf8");
    }
    if (isNamed) {
        throw (0,step_lib/* refuse */.TR)(`${INPUT}: ${path} is no report of a step`, "name what the input report of the other jobs has written");
    }
    return undefined;
}
function readText(path, text, reader) {
    if (isTooDeep(text)) {
        return { problem: `the report is nested more than ${shard_reports_MAX_DEPTH} levels deep` };
    }
    let document;
    try {
        document = JSON.parse(text);
    }
    catch (error) {
        if (error instanceof SyntaxError) {
            return { problem: "the report is no JSON: it was cut off or damaged" };
        }
        throw error;
    }
    const report = (0,step_lib/* readPartReport */.Cb)(path, document, reader);
    return typeof report === "string" ? { problem: report } : report;
}
const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];
/** Looked for before the text is parsed: nothing that goes down into a value then runs out of stack. */
function isTooDeep(text) {
    let depth = 0;
    let inString = false;
    for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (inString) {
            at += unit === BACKSLASH ? 1 : 0;
            inString = unit !== QUOTE;
        }
        else if (unit === QUOTE) {
            inString = true;
        }
        else if (unit === OPEN_ARRAY || unit === OPEN_OBJECT) {
            depth += 1;
            if (depth > shard_reports_MAX_DEPTH) {
                return true;
            }
        }
        else if (unit === CLOSE_ARRAY || unit === CLOSE_OBJECT) {
            depth -= 1;
        }
    }
    return false;
}
//# sourceMappingURL=shard-reports.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/join-reports.js


/**
 * Joins the parts that other jobs have done, as their reports tell; files that cannot be read are warnings.
 *
 * @param places - as the input shard-reports has them
 * @throws UserError that names the parts that are missing, or failed, or are of another compose
 */
async function joinReports(places, { reader, planFor, ...options }, { signal, reporter }) {
    const { reports, unreadable } = await readShardReports(places, reader, signal);
    const count = (0,step_lib/* countOfParts */.Z6)(reports);
    const own = count === undefined ? undefined : await planFor?.(count);
    const joined = (0,step_lib/* joinShards */.eS)(reports, {
        ...options,
        ...(own === undefined ? {} : { expected: own.plan }),
        unreadable,
    });
    if (own !== undefined) {
        refuseOtherCompose(joined.parts, own.compose);
    }
    for (const line of unreadable) {
        reporter.warn(line);
    }
    return { joined, own };
}
function refuseOtherCompose(parts, { id }) {
    const other = parts.find(({ content }) => content.compose !== id);
    if (other !== undefined) {
        throw (0,step_lib/* fault */.DG)(`The parts are of another compose: ${other.name} is of ${other.content.compose}, the metadata of ${id}`, "give shard-reports what the jobs of this compose have made");
    }
}
//# sourceMappingURL=join-reports.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/kept-orders.js


/**
 * Keeps lists whole whose order would be lost when they are divided. Extra files stay in the order in which the
 * metadata lists them; what several jobs have made of one list is sorted by path, since nobody knows better. A list in
 * another order is therefore the work of one job.
 */
class KeptOrders {
    #lists = new Map();
    /**
     * Takes an artifact, in the order in which the metadata has them.
     *
     * @param key - of the work that it belongs to
     */
    add({ kind, variant, arch }, path, key) {
        if (kind !== "extra_file") {
            return;
        }
        const name = JSON.stringify([variant, arch]);
        const list = this.#lists.get(name) ?? { keys: new Set(), last: undefined, isSorted: true };
        this.#lists.set(name, list);
        list.keys.add(key);
        list.isSorted &&= list.last === undefined || (0,lib/* compareCodePoints */.OP)(list.last, path) < 0;
        list.last = path;
    }
    /** The keys under which work is divided: what must stay together has the least of its own keys. */
    keys() {
        const groups = new Groups();
        for (const { keys, isSorted } of this.#lists.values()) {
            groups.join(isSorted ? [] : [...keys]);
        }
        return (key) => groups.of(key) ?? key;
    }
}
//# sourceMappingURL=kept-orders.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/measure.js


/**
 * The file whose bytes an artifact's checksum covers: itself, or a repository's repomd.xml. Directories have none, and
 * neither have sets in a registry, whose checksum is that of a manifest.
 */
function checkedFile(artifact, context) {
    return (0,lib/* isLocation */.gI)(artifact) && artifact.contents.length > 0 ? undefined : (0,lib/* treeFiles */.CU)(artifact, context)[0];
}
/**
 * The files that artifacts name, each once, with everything that any of them says of it. They are hashed while more of
 * them are added.
 */
class ExpectedFiles {
    #byPath = new Map();
    /** In the order of their first mention. */
    #files = [];
    /** Files that are not hashed yet, or not with all their algorithms. */
    #pending = new Set();
    /** How many files have been compared with what is known of them; from the first one on. */
    #compared = 0;
    #found = {
        files: 0,
        bytes: 0,
        missing: [],
        mismatches: [],
        unreadable: [],
        outside: [],
    };
    get count() {
        return this.#files.length;
    }
    /** Sum of the sizes that the metadata knows. */
    get knownBytes() {
        return this.#files.reduce((bytes, { expectedSize }) => bytes + (expectedSize ?? 0), 0);
    }
    /** Whether the metadata knows the size of every file. */
    get allSizesKnown() {
        return this.#files.every(({ expectedSize }) => expectedSize !== undefined);
    }
    add(artifact, context) {
        const file = checkedFile(artifact, context);
        if (file === undefined) {
            return;
        }
        let expected = this.#byPath.get(file.localPath);
        if (expected === undefined) {
            expected = { file: file.localPath, algorithms: ["sha256"], checksums: [], sizes: [] };
            this.#byPath.set(file.localPath, expected);
            this.#files.push(expected);
            this.#pending.add(expected);
        }
        for (const checksum of file.checksums) {
            const algorithm = (0,lib/* checksumAlgorithm */.Vn)(checksum);
            if (!expected.algorithms.includes(algorithm)) {
                // The list is part of a job already.
                expected.algorithms = [...expected.algorithms, algorithm];
                this.#pending.add(expected);
            }
            if (!expected.checksums.includes(checksum)) {
                expected.checksums.push(checksum);
            }
        }
        if (file.size !== null && !expected.sizes.includes(file.size)) {
            expected.sizes.push(file.size);
            expected.expectedSize ??= file.size;
        }
    }
    /** Begins to hash what was added since the last time. A file of which more was said meanwhile is hashed again. */
    hash(pool) {
        if (this.#pending.size > 0) {
            const jobs = [...this.#pending];
            this.#pending = new Set();
            const batch = pool.add(jobs);
            for (const [index, expected] of jobs.entries()) {
                expected.hashed = { batch, index };
            }
        }
    }
    /**
     * Compares files with what is known of them as far as they are hashed; to be called when everything was added.
     *
     * @param count - of the files in the order of their first mention
     * @returns whether so many were compared
     */
    compare(count) {
        for (; this.#compared < count; this.#compared++) {
            const expected = this.#files[this.#compared];
            const outcome = expected?.hashed?.batch.outcome(expected.hashed.index);
            if (expected === undefined || outcome === undefined) {
                return expected === undefined;
            }
            // Gives back the memory that the threads shared.
            expected.hashed = undefined;
            this.#note(expected, outcome);
        }
        return true;
    }
    /** What was found so far. */
    get measurement() {
        return this.#found;
    }
    /** What the disk says of a file; undefined unless it is there and is what the metadata says. */
    facts(path) {
        return this.#byPath.get(path)?.facts;
    }
    #note(expected, outcome) {
        const { file } = expected;
        const found = this.#found;
        if (outcome.state === "missing") {
            found.missing.push(file);
        }
        else if (outcome.state === "unreadable") {
            found.unreadable.push(`${file}: ${(0,step_lib/* systemCodeText */._F)(outcome.reason)}`);
        }
        else {
            found.bytes += outcome.size;
            if (outcome.outside) {
                found.outside.push(file);
            }
            const problems = contradictions(expected, outcome.size, outcome.digests);
            found.mismatches.push(...problems);
            if (problems.length === 0) {
                found.files += 1;
                expected.facts = { size: outcome.size, checksum: `sha256:${outcome.digests[0]}` };
            }
        }
    }
}
function contradictions(expected, size, digests) {
    const problems = expected.sizes
        .filter((known) => known !== size)
        .map((known) => `${expected.file}: the metadata says ${known} bytes, the file has ${size}`);
    for (const checksum of expected.checksums) {
        const actual = digests[expected.algorithms.indexOf((0,lib/* checksumAlgorithm */.Vn)(checksum))];
        if (actual !== (0,lib/* checksumDigest */.Jz)(checksum)) {
            problems.push(`${expected.file}: the metadata says ${checksum}, the file has ${(0,lib/* checksumAlgorithm */.Vn)(checksum)}:${actual}`);
        }
    }
    return problems;
}
//# sourceMappingURL=measure.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/metadata-digest.js



/**
 * Stands for all that metadata says: the texts of its files, wherever they lie and in whatever order they are named.
 *
 * @throws MetadataError when a file cannot be read; `signal.reason` when aborted
 */
async function metadataDigest(sources, signal) {
    const texts = [];
    for (const source of sources) {
        const { sha256 } = await hashMetadataFile(source.path, signal, shownPath(source));
        texts.push(`${source.identity.type} ${sha256}`);
    }
    return (0,external_node_crypto_.createHash)("sha256").update(texts.sort().join("\n")).digest("hex");
}
/**
 * What lies in a metadata file.
 *
 * @param shown - how messages name the file
 * @throws MetadataError when it cannot be read; `signal.reason` when aborted
 */
async function hashMetadataFile(path, signal, shown = path) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    await readMetadataFile(path, (chunk) => {
        hash.update(chunk);
        size += chunk.length;
        return true;
    }, signal, shown);
    return { sha256: hash.digest("hex"), size };
}
//# sourceMappingURL=metadata-digest.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/output-checks.js





/** Refuses an output that is no directory or one of an input. @param shown - as the user wrote it */
function refuseInputs(target, shown, inputs) {
    // Unlike stat this does not throw where a parent is no directory; making it will tell.
    if (!(0,external_node_fs_.existsSync)(target)) {
        if ((0,external_node_fs_.existsSync)(`${(0,external_node_path_.dirname)(target)}/.`) &&
            (0,external_node_fs_.lstatSync)(target, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
            throw (0,step_lib/* refuse */.TR)(`output: ${shown} is a symbolic link that leads nowhere`, "remove it, or choose another directory");
        }
        return;
    }
    if (!(0,external_node_fs_.statSync)(target).isDirectory()) {
        throw (0,step_lib/* refuse */.TR)(`output: ${shown} is not a directory`, "name a directory; it is created when it does not exist");
    }
    const real = (0,external_node_fs_.realpathSync)(target);
    // Both where an input lies and where a link to it lies.
    const input = inputs.find((path) => (0,external_node_path_.dirname)((0,external_node_fs_.realpathSync)(path)) === real || (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(path)) === real);
    if (input !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`output: ${shown} is the directory of the input ${input}`, "choose another directory: inputs are never overwritten");
    }
}
/** Refuses an output in which nobody would look: metadata below it is read instead. */
function refuseShadows(target, shown) {
    const below = metadataBelow(target);
    if (below !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`output: ${shown} holds metadata in ${below}, which would be read in place of what is written`, "choose another directory");
    }
}
/**
 * Refuses an output where something lies that would be taken for a part of the named files, or in whose place one of
 * them must go.
 */
function refuseOthers(target, shown, names) {
    const others = lib/* METADATA_FILE_NAMES */.WM.filter(([type]) => !names.includes(`${type}.json`))
        .flatMap(([, ...known]) => known)
        .filter((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(target, name)));
    if (others.length > 0) {
        throw (0,step_lib/* refuse */.TR)(`output: ${shown} holds other metadata, which would be taken for a part of this: ${others.join(", ")}`, "remove it, or choose another directory");
    }
    const directory = names.find((name) => isDirectory((0,external_node_path_.join)(target, name)));
    if (directory !== undefined) {
        throw (0,step_lib/* refuse */.TR)(`output: ${(0,external_node_path_.join)(shown, directory)} is a directory, where a file must go`, "remove it, or choose another directory");
    }
}
function isDirectory(path) {
    return (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
//# sourceMappingURL=output-checks.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/staging.js




/** Ending of a file that is kept until the new one is in its place. */
const BACKUP = ".old";
const RANDOM_BYTES = 6;
/** What runs write; what has the ending of a backup may be the only one of its kind, and is nobody's to remove. */
const OWN_FILES = new Set([
    ...lib/* METADATA_TYPES */.U8.map((type) => `${type}.json`),
    "oci-layouts.json",
]);
/** A run that is still at work has written something lately. */
const MIN_AGE_MS = 60 * 60 * 1000;
/** A new name for the directory in which the files of an output are made. */
function stagingName(output) {
    return `.${output}.${(0,external_node_crypto_.randomBytes)(RANDOM_BYTES).toString("hex")}.tmp`;
}
/**
 * Removes what runs for the same output left behind that were killed: directories of our names, that nobody has written
 * to for long and that hold nothing but metadata files. What cannot be removed stays.
 *
 * @param now - the time of this run, by the clock of the file system
 */
function removeLeftovers(home, output, now) {
    const hex = RANDOM_BYTES * 2;
    let names;
    try {
        names = (0,external_node_fs_.readdirSync)(home);
    }
    catch {
        // A directory that can be written need not be one that can be listed.
        return;
    }
    for (const name of names) {
        const middle = name.slice(output.length + 2, -".tmp".length);
        const isOurs = name === `.${output}.${middle}.tmp` && new RegExp(`^[0-9a-f]{${hex}}$`).test(middle);
        if (isOurs) {
            try {
                removeLeftover((0,external_node_path_.join)(home, name), now);
            }
            catch {
                // Somebody else's, or gone by now: it does no harm.
            }
        }
    }
}
/** @throws the system error */
function removeLeftover(directory, now) {
    if (!isOld(directory, now) || !(0,external_node_fs_.lstatSync)(directory).isDirectory()) {
        return;
    }
    const files = (0,external_node_fs_.readdirSync)(directory).map((name) => ({ name, path: (0,external_node_path_.join)(directory, name) }));
    if (files.every(({ name, path }) => OWN_FILES.has(name) && (0,external_node_fs_.lstatSync)(path).isFile() && isOld(path, now))) {
        for (const { path } of files) {
            (0,external_node_fs_.unlinkSync)(path);
        }
        // Never what turned up meanwhile.
        (0,external_node_fs_.rmdirSync)(directory);
    }
}
function isOld(path, now) {
    return now - (0,external_node_fs_.lstatSync)(path).mtimeMs > MIN_AGE_MS;
}
//# sourceMappingURL=staging.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/text-file.js

const text_file_BUFFER_BYTES = 1024 * 1024;
/** Less what the umask takes. */
const FILE_MODE = 0o644;
/** Text is gathered into pieces of this size: joining strings is cheaper than copying many of them. */
const PIECE_CHARS = 64 * 1024;
/** Does something with a file. @throws what `explain` makes of an error of the system */
function text_file_explained(explain, work) {
    try {
        return work();
    }
    catch (error) {
        throw explain(error);
    }
}
/** Creates a file that must not exist yet. @throws what `explain` makes of an error of the system */
function createTextFile(path, explain) {
    const descriptor = text_file_explained(explain, () => (0,external_node_fs_.openSync)(path, "wx", FILE_MODE));
    const buffer = Buffer.allocUnsafe(text_file_BUFFER_BYTES);
    let used = 0;
    let pending = "";
    const flush = () => {
        for (let offset = 0; offset < used;) {
            const start = offset;
            offset += text_file_explained(explain, () => (0,external_node_fs_.writeSync)(descriptor, buffer, start, used - start));
        }
        used = 0;
    };
    const take = (text) => {
        for (let start = 0; start < text.length;) {
            const part = Math.min(text.length - start, text_file_BUFFER_BYTES - used);
            buffer.write(part === text.length ? text : text.slice(start, start + part), used, "latin1");
            used += part;
            start += part;
            if (used === text_file_BUFFER_BYTES) {
                flush();
            }
        }
    };
    return {
        write(text) {
            pending += text;
            if (pending.length >= PIECE_CHARS) {
                take(pending);
                pending = "";
            }
        },
        close() {
            try {
                take(pending);
                flush();
            }
            finally {
                (0,external_node_fs_.closeSync)(descriptor);
            }
        },
    };
}
//# sourceMappingURL=text-file.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/streamed-file.js



/** Has room for what is made of one chunk of a file that is read, as a rule. */
const streamed_file_BUFFER_BYTES = 4 * 1024 * 1024;
/** Text is gathered into pieces of this size: joining strings is cheaper than copying many of them. */
const streamed_file_PIECE_CHARS = 64 * 1024;
const writeBehind = (0,external_node_util_.promisify)(external_node_fs_.write);
/** A file that is written while more of it is made; only ASCII text. */
class StreamedFile {
    #descriptor;
    #pending = "";
    #buffer = Buffer.allocUnsafeSlow(streamed_file_BUFFER_BYTES);
    #used = 0;
    /** The buffer that is being written, or was. */
    #other;
    /** Settles when that is done. */
    #writing = Promise.resolve();
    /** Where the buffer belongs in the file. */
    #position = 0;
    #explain;
    /**
     * Creates a file that must not exist yet.
     *
     * @param explain - what is thrown, here and later, for an error of the system
     */
    constructor(path, explain) {
        this.#explain = explain;
        this.#descriptor = text_file_explained(explain, () => (0,external_node_fs_.openSync)(path, "wx", FILE_MODE));
    }
    /** @throws the system error, explained */
    write(text) {
        this.#pending += text;
        if (this.#pending.length >= streamed_file_PIECE_CHARS) {
            this.#gather();
        }
    }
    /**
     * To be called now and then between writes: what has gathered is written from now on, while the caller goes on.
     *
     * @throws the system error of an earlier write
     */
    async turn() {
        await this.#writing;
        this.#gather();
        const buffer = this.#buffer;
        const length = this.#used;
        this.#writing = this.#writeAll(buffer, length, this.#position);
        // Whoever waits for it next is told.
        this.#writing.catch(() => undefined);
        this.#position += length;
        this.#buffer = this.#other ?? Buffer.allocUnsafeSlow(streamed_file_BUFFER_BYTES);
        this.#other = buffer;
        this.#used = 0;
    }
    /** @throws the system error, also of an earlier write */
    async close() {
        try {
            await this.#writing;
            this.#gather();
            this.#flush();
        }
        finally {
            (0,external_node_fs_.closeSync)(this.#descriptor);
        }
    }
    #gather() {
        const text = this.#pending;
        this.#pending = "";
        for (let start = 0; start < text.length;) {
            const part = Math.min(text.length - start, streamed_file_BUFFER_BYTES - this.#used);
            this.#buffer.write(text.slice(start, start + part), this.#used, "latin1");
            this.#used += part;
            start += part;
            if (this.#used === streamed_file_BUFFER_BYTES) {
                this.#flush();
            }
        }
    }
    /** Writes the buffer at once. */
    #flush() {
        for (let offset = 0; offset < this.#used;) {
            const start = offset;
            const length = text_file_explained(this.#explain, () => (0,external_node_fs_.writeSync)(this.#descriptor, this.#buffer, start, this.#used - start, this.#position));
            offset += length;
            this.#position += length;
        }
        this.#used = 0;
    }
    async #writeAll(buffer, length, position) {
        for (let offset = 0; offset < length;) {
            const { bytesWritten } = await writeBehind(this.#descriptor, buffer, offset, length - offset, position + offset).catch((error) => Promise.reject(this.#explain(error)));
            offset += bytesWritten;
        }
    }
}
//# sourceMappingURL=streamed-file.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/output-directory.js








/**
 * Metadata files that appear in a directory together or not at all. A directory that does not exist yet is written
 * beside its place and put there with one rename. In one that exists (a mount, one with rights of its own) files are
 * written to a hidden directory inside it and moved one by one, and back again when one of them fails.
 */
class OutputDirectory {
    #target;
    /** As the user wrote it. */
    #shown;
    #isNew;
    #keepsOthers;
    #staging;
    #created;
    #names = [];
    /** When the run began to write, by the clock of the file system. */
    #started;
    /**
     * @param inputs - files that are read: nothing may be written into their directories
     * @param options - `isShared`: something else is put into it meanwhile, so that it is made at once; `keepOthers`:
     * other metadata that lies there is known to be of the same compose
     * @throws UserError when the directory cannot be written, holds an input, or is one in which nobody would look
     */
    constructor(target, inputs, { isShared = false, keepOthers = false } = {}) {
        this.#target = (0,external_node_path_.resolve)(target);
        this.#keepsOthers = keepOthers;
        this.#shown = target;
        let created = [];
        try {
            refuseInputs(this.#target, target, inputs);
            refuseShadows(this.#target, target);
            this.#isNew = !isShared && !(0,external_node_fs_.existsSync)(this.#target);
            const home = this.#isNew ? (0,external_node_path_.dirname)(this.#target) : this.#target;
            this.#staging = (0,external_node_path_.join)(home, stagingName((0,external_node_path_.basename)(this.#target)));
            created = missingDirectories(home);
            makeDirectories(created);
            (0,external_node_fs_.mkdirSync)(this.#staging, { mode: DIRECTORY_MODE });
            this.#started = (0,external_node_fs_.lstatSync)(this.#staging).mtimeMs;
        }
        catch (error) {
            removeEmpty(created);
            throw error instanceof step_lib/* UserError */.yo
                ? error
                : (0,step_lib/* refuse */.TR)(`output: cannot write to ${target}: ${reason(error)}`, "choose a directory that can be written");
        }
        this.#created = created;
    }
    /**
     * Refuses a directory that holds other metadata than the named files, which would be taken for a part of them, and
     * one where they cannot be put.
     *
     * @throws UserError
     */
    refuseOthers(names) {
        refuseOthers(this.#target, this.#shown, names);
    }
    /** Whether there is a file of this name already. */
    holds(name) {
        return (0,external_node_fs_.existsSync)((0,external_node_path_.join)(this.#target, name));
    }
    /** Starts a file. Its name must be plain. */
    create(name) {
        return createTextFile(this.#newPath(name), (error) => this.#cannotWrite(name, error));
    }
    /** Starts a large file, which is written while more of it is made. Its name must be plain. */
    stream(name) {
        return new StreamedFile(this.#newPath(name), (error) => this.#cannotWrite(name, error));
    }
    #cannotWrite(name, error) {
        return (0,step_lib/* fault */.DG)(`output: cannot write to ${(0,external_node_path_.join)(this.#shown, name)}: ${reason(error)}`, "make room, or choose another directory; nothing is left of what was written");
    }
    #newPath(name) {
        this.#names.push(name);
        // While a run had nothing to write for long, another one may have taken its directory for left behind.
        (0,external_node_fs_.mkdirSync)(this.#staging, { mode: DIRECTORY_MODE, recursive: true });
        return (0,external_node_path_.join)(this.#staging, name);
    }
    /** Takes back a file that was created and closed. */
    remove(name) {
        this.#names.splice(this.#names.indexOf(name), 1);
        (0,external_node_fs_.rmSync)((0,external_node_path_.join)(this.#staging, name));
    }
    /** Takes back all files, to begin again. */
    clear() {
        for (const name of [...this.#names]) {
            this.remove(name);
        }
    }
    /**
     * Puts all files in place.
     *
     * @returns their paths
     * @throws UserError when the directory holds other metadata, which would be taken for a part of this
     */
    commit() {
        if (this.#isNew) {
            this.#renameWhole();
        }
        else {
            if (!this.#keepsOthers) {
                this.refuseOthers(this.#names);
            }
            this.#moveFiles();
            (0,external_node_fs_.rmSync)(this.#staging, { recursive: true, force: true });
        }
        removeLeftovers((0,external_node_path_.dirname)(this.#staging), (0,external_node_path_.basename)(this.#target), this.#started);
        return this.#names.map((name) => (0,external_node_path_.join)(this.#shown, name));
    }
    /** Leaves nothing behind; to be called when there is no commit, or when it failed. */
    discard() {
        // What could not be put back must not be lost.
        const backups = (0,external_node_fs_.existsSync)(this.#staging) && (0,external_node_fs_.readdirSync)(this.#staging).some((name) => name.endsWith(BACKUP));
        if (!backups) {
            (0,external_node_fs_.rmSync)(this.#staging, { recursive: true, force: true });
        }
        removeEmpty(this.#created);
    }
    #renameWhole() {
        try {
            (0,external_node_fs_.renameSync)(this.#staging, this.#target);
        }
        catch (error) {
            throw (0,step_lib/* refuse */.TR)(`output: ${this.#shown} was made by somebody else meanwhile: ${reason(error)}`, "run the step again");
        }
    }
    #moveFiles() {
        const done = [];
        try {
            for (const name of this.#names) {
                const place = (0,external_node_path_.join)(this.#target, name);
                const existing = (0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false });
                if (existing?.isDirectory() === true) {
                    throw (0,step_lib/* refuse */.TR)(`output: ${place} is a directory, where a file must go`, "remove it, or choose another directory");
                }
                const backup = existing === undefined ? undefined : (0,external_node_path_.join)(this.#staging, name + BACKUP);
                if (backup !== undefined) {
                    keep(place, backup);
                }
                done.push({ place, backup });
                (0,external_node_fs_.renameSync)((0,external_node_path_.join)(this.#staging, name), place);
            }
        }
        catch (error) {
            for (const { place, backup } of done.reverse()) {
                (0,external_node_fs_.rmSync)(place, { force: true, recursive: true });
                if (backup !== undefined) {
                    (0,external_node_fs_.renameSync)(backup, place);
                }
            }
            throw error;
        }
    }
}
/**
 * Gives a file a second name, so that the new one can take its place with one rename: a run that is killed in between
 * leaves the old one.
 */
function keep(place, backup) {
    try {
        (0,external_node_fs_.linkSync)(place, backup);
    }
    catch {
        // Where files have one name only.
        (0,external_node_fs_.renameSync)(place, backup);
    }
}
function reason(error) {
    if (!(error instanceof Error)) {
        return String(error);
    }
    const { code, message } = error;
    return code === undefined ? message : (0,step_lib/* systemCodeText */._F)(code);
}
//# sourceMappingURL=output-directory.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/href.js

/** RFC 3986, 3.1. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** A part that URL parsers take for `.` or `..` (WHATWG URL, path state). */
const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
const HAS_SCHEME = "the href has a scheme; it must be relative to the repository";
/**
 * The place that a `location` of a repository names, below the repository's root. It is the same for a file system
 * and, encoded again, for a URL: nothing in it can be read as a query, a scheme or a way out.
 *
 * @param href - relative reference of a `location` element (RFC 3986, 4.2)
 * @returns the path, percent-decoded once; it passes `localPathProblem`
 * @throws MetadataError that names the href
 */
function confineHref(href) {
    const problem = hrefProblem(href);
    if (problem !== undefined) {
        throw new lib/* MetadataError */.wc([{ path: "", message: `${problem}: ${(0,lib/* show */.WU)(href)}` }]);
    }
    return decoded(href) ?? href;
}
/** What is wrong with an href, or undefined. @see confineHref */
function hrefProblem(href) {
    if (/[?#]/.test(href)) {
        return "the href has a query or a fragment";
    }
    if (!href.includes("%")) {
        // As it is written so it is when decoded.
        return SCHEME.test(href) ? HAS_SCHEME : (0,lib/* localPathProblem */.GZ)(href);
    }
    // An encoded slash is a part's own character to some servers and a separator to others.
    if (/%2f/i.test(href)) {
        return "the href has an encoded slash";
    }
    const path = decoded(href);
    if (path === undefined) {
        return "the href has a % that is not followed by the hexadecimal digits of UTF-8 text";
    }
    if (SCHEME.test(href) || SCHEME.test(path)) {
        return HAS_SCHEME;
    }
    const problem = (0,lib/* localPathProblem */.GZ)(href) ?? (0,lib/* localPathProblem */.GZ)(path);
    if (problem !== undefined) {
        return problem;
    }
    return DOT_SEGMENT.test(path)
        ? 'the href has a part that reads as "." or ".." when it is decoded again'
        : undefined;
}
function decoded(href) {
    if (!href.includes("%")) {
        return href;
    }
    try {
        return decodeURIComponent(href);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=href.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/unxz.js
/** Compressed data that is not what it should be. */
class DataError extends Error {
    name = "DataError";
}
/** The decompressor has one memory for all: whoever wants it waits until the one before is done. */
let last = Promise.resolve();
/**
 * Decompresses xz data, several streams after one another included. Only one at a time runs in a process; it needs up
 * to 64 MiB beside the data.
 *
 * @throws DataError that says what is wrong with the data; what the source throws
 */
async function* unxz(source) {
    const before = last;
    const { promise, resolve } = Promise.withResolvers();
    last = promise;
    await before;
    try {
        // Loaded when it is wanted, which is seldom.
        const { default: xz } = await __webpack_require__.e(/* import() */ 642).then(__webpack_require__.t.bind(__webpack_require__, 36642, 19));
        const reader = new xz.XzReadableStream(ReadableStream.from(source)).getReader();
        try {
            for (;;) {
                const { done, value } = await reader.read();
                if (done) {
                    return;
                }
                yield value;
            }
        }
        catch (error) {
            throw described(error);
        }
        finally {
            // Fails when reading has failed; it is the way to free the decompressor otherwise.
            await reader.cancel().catch(() => undefined);
        }
    }
    finally {
        resolve();
    }
}
/** Result codes of the decompressor. */
const PROBLEMS = {
    3: "there is not enough memory",
    4: "it needs more than 64 MiB of memory",
    5: "it is not xz",
    6: "it uses a filter or a check that is not supported",
    7: "it is damaged",
    8: "it ends too early",
};
function described(error) {
    const code = error instanceof Error ? / error code ([0-9]+)$/.exec(error.message)?.[1] : undefined;
    return code === undefined ? error : new DataError(PROBLEMS[code] ?? `the decompressor gave up (${code})`);
}
//# sourceMappingURL=unxz.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/decompress.js








const decompress_CHUNK_BYTES = 256 * 1024;
/** After so many bytes other work gets its turn. */
const PAUSE_BYTES = 4 * 1024 * 1024;
/** A window of 128 MiB: what the zstd tool reads without being asked to. */
const ZSTD_WINDOW_LOG = 27;
/** Programs that compress in parallel write frames of megabytes. */
const MAX_ZSTD_FRAMES = 1000;
/** What a file starts with, in hexadecimal. */
const FORMATS = [
    ["1f8b", "gzip"],
    ["fd377a585a00", "xz"],
    ["28b52ffd", "zstd"],
    ["425a68", "bzip2"],
    ["005a434b31", "zchunk"],
];
/**
 * The content of a file that may be compressed with gzip, xz or zstd, which its first bytes tell. Holds a few chunks
 * at a time.
 *
 * @throws MetadataError when the file cannot be read, is damaged or is too large; `signal.reason` when aborted
 */
async function* readDecompressed(path, options) {
    const refuse = (message) => new lib/* MetadataError */.wc([{ path: "", message }], { file: options.file });
    const handle = await openFile(path, refuse);
    try {
        if (!(await handle.stat()).isFile()) {
            throw refuse("not a regular file");
        }
        const format = await formatOf(handle, refuse);
        let total = 0;
        let paused = 0;
        try {
            for await (const chunk of decompressed(handle, format)) {
                options.signal?.throwIfAborted();
                total += chunk.length;
                if (total > options.maxBytes) {
                    throw refuse(`the file has more than ${options.maxBytes} bytes when it is decompressed`);
                }
                yield chunk;
                if (total - paused >= PAUSE_BYTES) {
                    paused = total;
                    await (0,promises_.setImmediate)();
                }
            }
        }
        catch (error) {
            const problem = readingProblem(error, format);
            throw problem === undefined ? error : refuse(problem);
        }
    }
    finally {
        await handle.close();
    }
}
async function openFile(path, refuse) {
    try {
        // Without O_NONBLOCK opening a named pipe would wait for a writer.
        return await (0,external_node_fs_promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        const { code = "unknown error" } = error;
        throw refuse(`the file cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`);
    }
}
async function formatOf(handle, refuse) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    const start = buffer.toString("hex", 0, bytesRead);
    const format = FORMATS.find(([magic]) => start.startsWith(magic))?.[1] ?? "plain";
    if (format === "bzip2" || format === "zchunk") {
        throw refuse(`the file is compressed with ${format}, which is not supported`);
    }
    return format;
}
async function* decompressed(handle, format) {
    if (format === "plain") {
        yield* fileChunks(handle, 0);
    }
    else if (format === "gzip") {
        yield* through(fileChunks(handle, 0), (0,external_node_zlib_.createGunzip)({ chunkSize: decompress_CHUNK_BYTES }));
    }
    else if (format === "xz") {
        yield* unxz(fileChunks(handle, 0));
    }
    else {
        yield* zstdFrames(handle);
    }
}
async function* fileChunks(handle, start) {
    for (let position = start;;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(decompress_CHUNK_BYTES), 0, decompress_CHUNK_BYTES, position);
        if (bytesRead === 0) {
            return;
        }
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
    }
}
async function* through(source, transform) {
    // Whoever reads the transform sees the error.
    (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(source), transform, () => undefined);
    yield* transform;
}
/** The stream of node:zlib ends after one frame and drops what follows. */
async function* zstdFrames(handle) {
    const { size } = await handle.stat();
    let position = 0;
    for (let frames = 1; position < size; frames++) {
        if (frames > MAX_ZSTD_FRAMES) {
            throw new DataError(`it has more than ${MAX_ZSTD_FRAMES} frames`);
        }
        const stream = (0,external_node_zlib_.createZstdDecompress)({
            chunkSize: decompress_CHUNK_BYTES,
            params: { [external_node_zlib_.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
        });
        yield* through(fileChunks(handle, position), stream);
        position += stream.bytesWritten;
    }
}
/** What is wrong with the file; undefined for an error that is not the file's. */
function readingProblem(error, format) {
    if (error instanceof DataError) {
        return `the ${format} data cannot be read: ${error.message}`;
    }
    const { code, syscall, message } = error;
    if (syscall !== undefined) {
        return `the file cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}`;
    }
    return code?.startsWith("Z_") || code?.startsWith("ZSTD_")
        ? `the ${format} data cannot be read: ${message}`
        : undefined;
}
//# sourceMappingURL=decompress.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/digest.js

/** Digits of each algorithm that repositories have used; those that no Location may name are here to be told apart from nonsense. */
const DIGITS = {
    md5: 32,
    sha1: 40,
    sha224: 56,
    sha256: 64,
    sha384: 96,
    sha512: 128,
};
/**
 * Reads an algorithm and a digest. `sha` is an old name of sha1; upper case is made lower.
 *
 * @param algorithm - as written
 * @param digest - as written, without white space around it
 */
function readDigest(algorithm, digest) {
    const lower = algorithm.toLowerCase();
    const name = lower === "sha" ? "sha1" : lower;
    const checksum = `${name}:${digest.toLowerCase()}`;
    if ((0,lib/* isChecksum */.QY)(checksum)) {
        return { checksum };
    }
    const digits = Object.hasOwn(DIGITS, name) ? DIGITS[name] : undefined;
    if (!/^[0-9a-f]+$/i.test(digest)) {
        return { checksum: null, problem: `expected a digest in hexadecimal, found ${(0,lib/* show */.WU)(digest)}` };
    }
    if (digits === undefined) {
        return { checksum: null, unsupported: `the checksum algorithm ${(0,lib/* show */.WU)(algorithm)} is unknown` };
    }
    if (digest.length !== digits) {
        const problem = `a ${name} digest has ${digits} hexadecimal digits, this one has ${digest.length}: ${(0,lib/* show */.WU)(digest)}`;
        return { checksum: null, problem };
    }
    return { checksum: null, unsupported: `the checksum algorithm ${name} is not supported` };
}
//# sourceMappingURL=digest.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/plain-package.js
const BLANK = "[ \\t\\r\\n]*";
/**
 * Letters, digits and signs of ASCII that mean themselves in texts, and in values between quotes. They are shorter
 * than any limit of the parser.
 */
const WORD = "([!-%'-;=?-~]{1,512})";
const VALUE = "([!#-%'-;=?-~]{1,2048})\"";
const NUMBER = '[0-9]{1,15}"';
/** Text that the parser accepts (XML 1.0, 2.2); without ">", which may not follow "]]". */
const CHARACTERS = "[^<&>\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]*";
const TEXT = `${CHARACTERS}(?:&(?:amp|lt|gt|quot|apos);${CHARACTERS})*`;
const prose = (name) => `<${name}(?:/>|>${TEXT}</${name}>)`;
const optional = (element) => `(?:${element}${BLANK})?`;
/**
 * Up to the content of the format. Nothing that is repeated may go on with what follows it, so that there is one way
 * only to match a text, and no time is lost with looking for others.
 */
const HEAD = new RegExp([
    "",
    '<package type="rpm">',
    `<name>${WORD}</name>`,
    `<arch>${WORD}</arch>`,
    `<version epoch="${VALUE} ver="${VALUE} rel="${VALUE}/>`,
    `<checksum type="${VALUE} pkgid="YES">${WORD}</checksum>`,
    prose("summary"),
    prose("description"),
    optional(prose("packager")) +
        optional(prose("url")) +
        optional(`<time file="${NUMBER} build="${NUMBER}/>`) +
        `<size package="${VALUE} installed="${NUMBER} archive="${NUMBER}/>`,
    `<location href="${VALUE}/>`,
    "<format>",
].join(BLANK), "y");
const FORMAT_END = /<\/format>/g;
const TAIL = new RegExp(`</format>${BLANK}</package>`, "y");
/** What might hide the end of the format, or is refused anywhere. */
const SUSPICIOUS = /<(?:[!?]|format|\/package)|xml:base/;
/**
 * Reads a package element that looks exactly as createrepo_c writes it, without parsing: every element there is, in
 * this order, with these attributes, and no reference, comment or the like in what is read. Such text means the same
 * to any parser; all other text is none of its business.
 *
 * @param from - index behind the end tag of the element before
 * @returns undefined when the text is, or might be, anything else
 */
function readPlainPackage(ahead, from) {
    HEAD.lastIndex = from;
    const match = HEAD.exec(ahead.text);
    if (match === null) {
        return undefined;
    }
    const start = HEAD.lastIndex;
    const end = ahead.next(FORMAT_END, start);
    TAIL.lastIndex = end;
    // The end of a format that is not there may be far: what is suspicious of such a one is near, at its package's end.
    if (!TAIL.test(ahead.text) || SUSPICIOUS.test(ahead.text.slice(start, end))) {
        return undefined;
    }
    const [, name, arch, epoch, version, release, checksumType, checksum, size, href] = match;
    return {
        end: TAIL.lastIndex,
        fields: { name, arch, epoch, version, release, checksumType, checksum, size, href },
    };
}
//# sourceMappingURL=plain-package.js.map
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./node_modules/saxes/saxes.js
var saxes = __webpack_require__(59800);
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/lookahead.js
/** Not in the rest of the text. */
const NOWHERE = Number.POSITIVE_INFINITY;
/** An element whose content nobody looks at. */
class UnreadElement {
    endTag;
    /** What would make the first end tag another one than the element's own, and an attribute that is refused anywhere. */
    suspicious;
    /** @param name - letters only */
    constructor(name) {
        this.endTag = new RegExp(`</${name}>`, "g");
        this.suspicious = new RegExp(`<(?:[!?]|${name})|xml:base`, "g");
    }
}
/**
 * Looks ahead in a text. Asked for places that lie ever further behind, it goes through the text once for each thing
 * that it looks for, however often it is asked and whether or not the thing is there.
 */
class Lookahead {
    text;
    /** Where each thing was looked for from last, and where it was found. */
    #found = new Map();
    constructor(text) {
        this.text = text;
    }
    /**
     * Where something is first found from an index on; `Infinity` when it is not.
     *
     * @param what - global, and the same object whenever the same is looked for
     */
    next(what, from) {
        let found = this.#found.get(what);
        if (found === undefined) {
            found = { from: 0, at: -1 };
            this.#found.set(what, found);
        }
        if (from < found.from || from > found.at) {
            what.lastIndex = from;
            found.from = from;
            found.at = what.exec(this.text)?.index ?? NOWHERE;
        }
        return found.at;
    }
    /**
     * Where the end tag of an element is, if the first that follows is certain to be its own: nothing in the content
     * could hide it, and no element of the same name is inside. Undefined when it is not certain.
     *
     * @param start - index behind the start tag
     */
    endOf({ endTag, suspicious }, start) {
        const end = this.next(endTag, start);
        return end !== NOWHERE && this.next(suspicious, start) > end ? end : undefined;
    }
}
//# sourceMappingURL=lookahead.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/xml-reader.js




/** Real documents have less than ten levels and attributes. */
const xml_reader_MAX_DEPTH = 32;
const MAX_ATTRIBUTES = 64;
/** Longest text that a handler may ask for. */
const MAX_TEXT = 4096;
/** Most UTF-16 units without an element: what the parser holds while it waits for the end of a name, text or tag. */
const MAX_TOKEN = 1024 * 1024;
/** Bytes that are parsed in one go, so that the limits hold whatever is written at once. */
const SLICE = 256 * 1024;
/**
 * A strict reader of the XML of repositories: UTF-8 only, no document type and so no entities, everything of one
 * namespace, bounded memory. Namespaces are not resolved, which would take twice as long: the default one must be the
 * root's everywhere and have no prefix, so that a name without a prefix is in it and no other name is.
 */
class XmlReader {
    #options;
    #handler;
    #parser = new saxes/* SaxesParser */.wT({ position: false, xmlns: false });
    #decoder = new TextDecoder("utf-8", { fatal: true });
    /** Whether the decoder has begun and is not in the middle of a character. */
    #decoded = false;
    #unread;
    /** Finds the tags behind which text may be passed over. */
    #tags;
    #depth = 0;
    #started = false;
    /** The text that the handler wants, or undefined when it does not. */
    #text;
    /** Units since the last tag. */
    #waiting = 0;
    /** The tag that was read last, and where the parser stood then. */
    #tag = { text: "", line: 0, column: 0 };
    constructor(options, handler) {
        this.#options = options;
        this.#handler = handler;
        const { unread = [], shortcut } = options;
        this.#unread = new Map(unread.map((name) => [`<${name}>`, new UnreadElement(name)]));
        const tags = [...this.#unread.keys(), ...(shortcut === undefined ? [] : [`</${shortcut.behind}>`])];
        this.#tags = tags.length === 0 ? undefined : new RegExp(tags.join("|"), "g");
        const parser = this.#parser;
        // With two handlers more the engine would keep the parser as a table, three times as slow.
        parser.on("error", (error) => this.#fail(`not well-formed XML: ${(0,lib/* show */.WU)(error.message)}`));
        parser.on("doctype", () => this.#fail("the document has a <!DOCTYPE, which is refused"));
        parser.on("opentag", ({ name, attributes }) => this.#open(name, attributes));
        parser.on("closetag", ({ name }) => this.#close(name));
        parser.on("cdata", (text) => this.#take(text));
    }
    /** @throws MetadataError */
    write(bytes) {
        if (!this.#started && bytes.length > 0) {
            this.#started = true;
            // UTF-16 starts with 0 or with a byte order mark.
            if (bytes[0] === 0 || bytes[0] === 0xfe || bytes[0] === 0xff || bytes[1] === 0) {
                this.#fail("the document is not UTF-8 but looks like UTF-16 or UTF-32");
            }
        }
        for (let start = 0; start < bytes.length; start += SLICE) {
            this.#feed(this.#decode(bytes.subarray(start, start + SLICE)));
        }
    }
    /** The document is complete. @throws MetadataError when it is not */
    end() {
        this.#feed(this.#decode());
        this.#parser.close();
    }
    /** Refuses the document. @param message - what was expected and what was found, already escaped */
    fail(message) {
        this.#fail(message);
    }
    /** Line and column of what was parsed last; columns count characters. Wrong after unread elements. */
    place() {
        return `line ${this.#parser.line}, column ${this.#parser.column}`;
    }
    #decode(bytes) {
        if (bytes !== undefined && this.#decoded && (0,external_node_buffer_.isAscii)(bytes)) {
            // Such a string takes a byte a character: half the memory, and half the time to look through.
            return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
        }
        this.#decoded = (bytes?.at(-1) ?? 0) < 0x80;
        try {
            return bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
        }
        catch {
            return this.#fail("the document is not valid UTF-8");
        }
    }
    /**
     * Keeps from the parser what need not be parsed: the content of unread elements, up to the end tag, and what the
     * shortcut takes. It must be in the same piece of text.
     */
    #feed(text) {
        const tags = this.#tags;
        let from = 0;
        if (tags !== undefined) {
            const ahead = new Lookahead(text);
            tags.lastIndex = 0;
            for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
                const end = tags.lastIndex;
                this.#parse(text.slice(from, end));
                from = this.#hasJustRead(match[0]) ? this.#passOver(match[0], ahead, end) : end;
                tags.lastIndex = from;
            }
        }
        this.#parse(from === 0 ? text : text.slice(from));
    }
    /** Where the parser goes on behind a tag. */
    #passOver(tag, ahead, from) {
        const unread = this.#unread.get(tag);
        if (unread !== undefined) {
            return ahead.endOf(unread, from) ?? from;
        }
        return this.#depth === 1 ? (this.#options.shortcut?.read(ahead, from) ?? from) : from;
    }
    #parse(text) {
        this.#waiting += text.length;
        this.#parser.write(text);
        if (this.#waiting > MAX_TOKEN) {
            this.#fail(`more than ${MAX_TOKEN} characters without an element`);
        }
    }
    /** Whether the last thing that the parser read was this tag; otherwise it stood in a comment or the like. */
    #hasJustRead(tag) {
        const { line, column } = this.#parser;
        return this.#tag.text === tag && this.#tag.line === line && this.#tag.column === column;
    }
    #remember(tag) {
        this.#tag.text = tag;
        this.#tag.line = this.#parser.line;
        this.#tag.column = this.#parser.column;
    }
    #progress() {
        this.#waiting = 0;
    }
    #declaration() {
        const { version, encoding } = this.#parser.xmlDecl;
        if (version !== undefined && version !== "1.0") {
            this.#fail(`expected XML 1.0, found version ${(0,lib/* show */.WU)(version)}`);
        }
        if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") {
            this.#fail(`expected the encoding UTF-8, found ${(0,lib/* show */.WU)(encoding)}`);
        }
    }
    #open(name, attributes) {
        this.#progress();
        const depth = this.#depth;
        if (this.#text !== undefined) {
            this.#fail(`expected text only, found the element ${(0,lib/* show */.WU)(name)}`);
        }
        if (depth === 0) {
            this.#root(name, attributes);
        }
        this.#attributes(attributes);
        this.#depth += 1;
        if (this.#depth > xml_reader_MAX_DEPTH) {
            this.#fail(`elements are nested more than ${xml_reader_MAX_DEPTH} levels deep`);
        }
        this.#remember(`<${name}>`);
        if (this.#handler.open(name, attributes, depth)) {
            this.#text = "";
            this.#parser.on("text", (text) => this.#take(text));
        }
    }
    #root(name, attributes) {
        const { root, namespace } = this.#options;
        this.#declaration();
        if (name !== root) {
            this.#fail(`expected the root element ${root}, found ${(0,lib/* show */.WU)(name)}`);
        }
        if (attributes["xmlns"] !== namespace) {
            const found = attributes["xmlns"] === undefined ? "none" : (0,lib/* show */.WU)(attributes["xmlns"]);
            this.#fail(`expected the namespace ${namespace}, found ${found}`);
        }
    }
    #attributes(attributes) {
        let count = 0;
        for (const name in attributes) {
            count += 1;
            if (name === "xml:base") {
                this.#fail(`xml:base is refused: a file's place must not depend on it: ${(0,lib/* show */.WU)(attributes[name] ?? "")}`);
            }
            if (name.startsWith("xmlns")) {
                this.#namespace(name, attributes[name] ?? "");
            }
        }
        if (count > MAX_ATTRIBUTES) {
            this.#fail(`an element has ${count} attributes, more than ${MAX_ATTRIBUTES}`);
        }
    }
    #namespace(name, uri) {
        const { namespace } = this.#options;
        if (name === "xmlns" && uri !== namespace) {
            this.#fail(`expected no other default namespace than ${namespace}, found ${(0,lib/* show */.WU)(uri)}`);
        }
        if (name.startsWith("xmlns:") && uri.trim() === namespace) {
            this.#fail(`the namespace ${namespace} must have no prefix, found ${(0,lib/* show */.WU)(name)}`);
        }
    }
    #close(name) {
        this.#progress();
        this.#depth -= 1;
        const text = this.#text;
        if (text !== undefined) {
            this.#text = undefined;
            this.#parser.off("text");
        }
        this.#handler.close(name, this.#depth, text?.trim());
        this.#remember(`</${name}>`);
    }
    #take(text) {
        this.#progress();
        if (this.#text === undefined) {
            return;
        }
        this.#text += text;
        if (this.#text.length > MAX_TEXT) {
            this.#fail(`a text is longer than ${MAX_TEXT} characters: ${(0,lib/* show */.WU)(this.#text)}`);
        }
    }
    #fail(message) {
        const path = this.#options.place?.() ?? this.place();
        throw new lib/* MetadataError */.wc([{ path, message }], { file: this.#options.file });
    }
}
//# sourceMappingURL=xml-reader.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/primary.js






const NAMESPACE = "http://linux.duke.edu/metadata/common";
/** Thirty times the largest known. */
const MAX_BYTES = 8 * 1024 ** 3;
/** What is read of a package … */
const TEXTS = new Set(["name", "arch", "checksum"]);
const EMPTY = new Set(["version", "size", "location"]);
/** … and what makes up most of the file. */
const UNREAD = ["description", "format"];
/**
 * Reads a primary.xml, plain or compressed, package by package; memory does not grow with the file. What descriptions
 * and formats hold is not read, so mistakes in there are not found.
 *
 * @param onPackage - is called in file order; what it throws ends the reading
 * @returns how many packages there are
 * @throws MetadataError that names file, place and value; `signal.reason` when aborted
 */
async function readPrimary(path, onPackage, options = {}) {
    const { signal, file = path, maxBytes = MAX_BYTES } = options;
    signal?.throwIfAborted();
    const primary = new PrimaryReader(file, onPackage);
    for await (const chunk of readDecompressed(path, { file, maxBytes, signal })) {
        primary.write(chunk);
    }
    return primary.end();
}
class PrimaryReader {
    #file;
    #onPackage;
    #reader;
    #draft;
    /** Packages that are complete. */
    #count = 0;
    constructor(file, onPackage) {
        this.#file = file;
        this.#onPackage = onPackage;
        this.#reader = new XmlReader({
            file,
            root: "metadata",
            namespace: NAMESPACE,
            unread: UNREAD,
            shortcut: { behind: "package", read: (ahead, from) => this.#readPlain(ahead, from) },
            place: () => this.#place(),
        }, this);
    }
    write(bytes) {
        this.#reader.write(bytes);
    }
    end() {
        this.#reader.end();
        return this.#count;
    }
    open(name, attributes, depth) {
        if (depth === 1 && name === "package") {
            this.#draft = { texts: new Map(), attributes: new Map() };
            return false;
        }
        if (depth !== 2 || this.#draft === undefined) {
            return false;
        }
        const wanted = TEXTS.has(name);
        if (wanted || EMPTY.has(name)) {
            if (this.#draft.attributes.has(name)) {
                this.#fail(name, "the element is given twice");
            }
            this.#draft.attributes.set(name, attributes);
        }
        return wanted;
    }
    close(name, depth, text) {
        if (depth === 2 && text !== undefined) {
            this.#draft?.texts.set(name, text);
        }
        else if (depth === 1 && this.#draft !== undefined) {
            const fields = fieldsOf(this.#draft);
            this.#draft = undefined;
            this.#take(fields);
        }
    }
    /** Nearly all packages come this way. */
    #readPlain(ahead, from) {
        let end = from;
        for (let plain = readPlainPackage(ahead, end); plain !== undefined; plain = readPlainPackage(ahead, end)) {
            this.#take(plain.fields);
            end = plain.end;
        }
        return end;
    }
    #take(fields) {
        const found = this.#package(fields);
        this.#count += 1;
        this.#onPackage(found);
    }
    #package(fields) {
        const name = this.#word(fields.name, "name");
        const arch = this.#word(fields.arch, "arch");
        const { epoch = "0", version = "", release = "", href, checksumType = "sha256" } = fields;
        const nevra = `${name}-${epoch}:${version}-${release}.${arch}`;
        if (!(0,lib/* isNevra */.$e)(nevra) || /[\s\p{C}]/u.test(nevra)) {
            this.#fail("version", `expected name, epoch, version, release and arch of a package, found ${(0,lib/* show */.WU)(nevra)}`);
        }
        if (href === undefined) {
            this.#fail("location", "an href is missing");
        }
        const problem = hrefProblem(href);
        if (problem !== undefined) {
            this.#fail("location", `${problem}: ${(0,lib/* show */.WU)(href)}`);
        }
        const digest = readDigest(checksumType, fields.checksum ?? this.#fail("checksum", "the element is missing"));
        if (digest.problem !== undefined) {
            this.#fail("checksum", digest.problem);
        }
        return {
            nevra,
            name,
            arch,
            href,
            path: confineHref(href),
            checksum: digest.checksum,
            ...(digest.unsupported === undefined ? {} : { checksumError: digest.unsupported }),
            size: this.#size(fields.size),
        };
    }
    #word(text, name) {
        return text === undefined || text === "" ? this.#fail(name, "the element is missing or empty") : text;
    }
    #size(text) {
        if (text !== undefined && !/^[0-9]{1,15}$/.test(text)) {
            this.#fail("size", `expected a number of bytes, found ${(0,lib/* show */.WU)(text)}`);
        }
        return text === undefined ? null : Number(text);
    }
    /** Counted from 0, as in paths of JSON. */
    #place() {
        return `package[${this.#count}]`;
    }
    #fail(field, message) {
        throw new lib/* MetadataError */.wc([{ path: `${this.#place()}.${field}`, message }], { file: this.#file });
    }
}
function fieldsOf({ texts, attributes }) {
    const version = attributes.get("version");
    return {
        name: texts.get("name"),
        arch: texts.get("arch"),
        epoch: version?.["epoch"],
        version: version?.["ver"],
        release: version?.["rel"],
        checksumType: attributes.get("checksum")?.["type"],
        checksum: texts.get("checksum"),
        size: attributes.get("size")?.["package"],
        href: attributes.get("location")?.["href"],
    };
}
//# sourceMappingURL=primary.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/repodata/repomd.js




const repomd_NAMESPACE = "http://linux.duke.edu/metadata/repo";
const MAX_REPOMD_BYTES = 16 * 1024 * 1024;
/** Real repositories list a dozen files. */
const MAX_FILES = 10_000;
/** What is read of a data element; everything else in it is of no use here. */
const FIELDS = new Set(["checksum", "open-checksum", "location", "size", "open-size"]);
/**
 * Reads a repomd.xml. Strict, because it is the root of trust of a repository: one encoding, one namespace, no
 * document type, no xml:base, no href that leads out of the repository.
 *
 * @param file - names the document in errors
 * @throws MetadataError that names file, place and value
 */
function parseRepomd(bytes, file) {
    if (bytes.length > MAX_REPOMD_BYTES) {
        const message = `the file has ${bytes.length} bytes, more than ${MAX_REPOMD_BYTES}`;
        throw new lib/* MetadataError */.wc([{ path: "", message }], { file });
    }
    return new RepomdReader(file).read(bytes);
}
/** The file that lists the packages; undefined when the repository has none. */
function primaryOf(repomd) {
    return repomd.files.find(({ type }) => type === "primary");
}
class RepomdReader {
    #file;
    #reader;
    #issues = [];
    #issueCount = 0;
    #files = [];
    #byPath = new Map();
    #revision;
    #draft;
    /** Of the element in a data element that was opened last. */
    #attributes = {};
    /** Data elements that were opened. */
    #count = 0;
    constructor(file) {
        this.#file = file;
        this.#reader = new XmlReader({ file, root: "repomd", namespace: repomd_NAMESPACE }, this);
    }
    read(bytes) {
        this.#reader.write(bytes);
        this.#reader.end();
        if (this.#issueCount > 0) {
            throw new lib/* MetadataError */.wc(this.#issues, { file: this.#file, issueCount: this.#issueCount });
        }
        return this.#revision === undefined || this.#revision === ""
            ? { files: this.#files }
            : { revision: this.#revision, files: this.#files };
    }
    open(name, attributes, depth) {
        if (depth === 1 && name === "data") {
            this.#count += 1;
            if (this.#count > MAX_FILES) {
                this.#reader.fail(`the document has more than ${MAX_FILES} data elements`);
            }
            this.#draft = { type: attributes["type"], fields: new Map() };
            return false;
        }
        if (depth === 2) {
            this.#attributes = attributes;
        }
        return ((depth === 1 && name === "revision") ||
            (depth === 2 && this.#draft !== undefined && FIELDS.has(name) && name !== "location"));
    }
    close(name, depth, text) {
        if (depth === 1 && name === "revision") {
            this.#revision = text ?? "";
        }
        else if (depth === 1 && this.#draft !== undefined) {
            this.#finishFile(this.#draft);
            this.#draft = undefined;
        }
        else if (depth === 2 && this.#draft !== undefined && FIELDS.has(name)) {
            if (this.#draft.fields.has(name)) {
                this.#issue(name, "the element is given twice");
            }
            this.#draft.fields.set(name, { attributes: this.#attributes, text: text ?? "" });
        }
    }
    #finishFile({ type, fields }) {
        if (type === undefined || !/^[^\s\p{C}]{1,255}$/u.test(type)) {
            this.#issue("type", `expected a name, found ${(0,lib/* show */.WU)(type ?? "")}`);
        }
        const href = fields.get("location")?.attributes["href"];
        const problem = href === undefined ? "a location with an href is missing" : hrefProblem(href);
        if (href === undefined || problem !== undefined) {
            this.#issue("location", href === undefined ? `${problem}` : `${problem}: ${(0,lib/* show */.WU)(href)}`);
            return;
        }
        const digest = this.#digest(fields, "checksum");
        const openDigest = this.#digest(fields, "open-checksum");
        const openSize = this.#size(fields, "open-size");
        const entry = {
            type: type ?? "",
            href,
            path: confineHref(href),
            checksum: digest?.checksum ?? null,
            size: this.#size(fields, "size") ?? null,
            ...(digest?.checksum == null
                ? { checksumError: digest?.unsupported ?? "the document gives no checksum" }
                : {}),
            ...(openDigest?.checksum == null ? {} : { openChecksum: openDigest.checksum }),
            ...(openSize === undefined ? {} : { openSize }),
        };
        this.#add(entry);
    }
    #add(entry) {
        const same = this.#byPath.get(entry.path) ?? [];
        const known = same.find((file) => contradicts(file, entry));
        if (entry.path === lib/* REPOMD */.ui) {
            this.#issue("location", `the file lists itself: ${(0,lib/* show */.WU)(entry.href)}`);
        }
        else if (known !== undefined) {
            this.#issue("location", `${(0,lib/* show */.WU)(entry.href)} is listed twice, with different checksums or sizes: ${facts(known)} and ${facts(entry)}`);
        }
        const other = entry.type === "primary" ? primaryOf({ files: this.#files }) : undefined;
        if (other !== undefined && other.path !== entry.path) {
            this.#issue("type", `two files are primary: ${(0,lib/* show */.WU)(other.href)} and ${(0,lib/* show */.WU)(entry.href)}`);
        }
        this.#byPath.set(entry.path, [...same, entry]);
        this.#files.push(entry);
    }
    #digest(fields, name) {
        const field = fields.get(name);
        if (field === undefined) {
            return undefined;
        }
        // Like the reference, which takes sha256 for the default.
        const digest = readDigest(field.attributes["type"] ?? "sha256", field.text);
        if (digest.problem !== undefined) {
            this.#issue(name, digest.problem);
        }
        return digest;
    }
    #size(fields, name) {
        const text = fields.get(name)?.text;
        if (text === undefined) {
            return undefined;
        }
        if (!/^[0-9]{1,15}$/.test(text)) {
            this.#issue(name, `expected a number of bytes, found ${(0,lib/* show */.WU)(text)}`);
        }
        return Number(text);
    }
    /** An issue of the data element that is being read. */
    #issue(field, message) {
        this.#issueCount += 1;
        if (this.#issues.length < lib/* MAX_ISSUES */.u9) {
            this.#issues.push({ path: `data[${this.#count - 1}].${field}`, message });
        }
    }
}
function contradicts(a, b) {
    return ((a.checksum !== null && b.checksum !== null && (0,lib/* checksumsConflict */.Jm)([a.checksum], [b.checksum])) ||
        (a.size !== null && b.size !== null && a.size !== b.size));
}
function facts({ checksum, size }) {
    return `${checksum ?? "no checksum"} of ${size ?? "unknown"} bytes`;
}
//# sourceMappingURL=repomd.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/rpm/facts.js
/** Such names are made by rpmbuild: foo-debuginfo, foo-debugsource, kernel-debuginfo-common-x86_64. */
const DEBUG = /-debug(?:info|source)(?:-|$)/;
/** What a package is for, as rpms.json tells it. */
function rpmCategory({ nevra, source }) {
    if (source === null) {
        return "source";
    }
    return DEBUG.test(nevra.name) ? "debug" : "binary";
}
/**
 * The keys that signed a package, as rpms.json has them: of keys up to version 4 the last eight digits of their id, as
 * composes have always listed them (productmd: rpms); of newer keys, which have no such short id, the fingerprint.
 */
function sigkeysOf({ signers }) {
    return [...new Set(signers.map(sigkey))];
}
function sigkey({ keyId, fingerprint, keyVersion }) {
    return keyVersion <= 4 ? keyId.slice(-8) : (fingerprint ?? keyId);
}
//# sourceMappingURL=facts.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/rpm/header-section.js
/** The magic value of the structure, its version and four reserved bytes (rpm: header structure). */
const header_section_MAGIC = Buffer.from([0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0]);
const INTRO_BYTES = 16;
const ENTRY_BYTES = 16;
const TYPE = { int32: 4, string: 6, binary: 7, stringArray: 8, highest: 9 };
/** Nothing that is asked for is longer; rpm itself has no names of this length. */
const MAX_STRING_BYTES = 4096;
/** The largest signatures of any algorithm take a fifth of this. */
const MAX_BINARY_BYTES = 256 * 1024;
const MAX_STRINGS = 256;
const MAX_STRINGS_BYTES = 1024 * 1024;
/**
 * One of the two headers of a package: an index of tags and the data that it points into. The index is read and checked
 * as a whole; of the data, only what is asked for.
 */
class HeaderSection {
    /** Where in the file the section ends. */
    end;
    #file;
    #name;
    #entries = new Map();
    #dataStart;
    #dataBytes;
    /** @throws MetadataError when it is none, or larger than the limits of rpm */
    constructor(file, offset, { name, tags, bytes }) {
        this.#file = file;
        this.#name = name;
        const intro = file.read(offset, INTRO_BYTES, `the ${name}`);
        if (!intro.subarray(0, header_section_MAGIC.length).equals(header_section_MAGIC)) {
            file.fail(`the ${name} does not begin with the magic value of headers`);
        }
        const count = intro.readUInt32BE(8);
        this.#dataBytes = intro.readUInt32BE(12);
        if (count === 0 || count > tags) {
            file.fail(`the ${name} has ${count} tags, where 1 to ${tags} are possible`);
        }
        if (this.#dataBytes > bytes) {
            file.fail(`the ${name} has ${this.#dataBytes} bytes of data, more than ${bytes}`);
        }
        this.#dataStart = offset + INTRO_BYTES + count * ENTRY_BYTES;
        this.end = this.#dataStart + this.#dataBytes;
        if (this.end > file.size) {
            file.fail(`the file ends within the ${name}`);
        }
        const index = file.read(offset + INTRO_BYTES, count * ENTRY_BYTES, `the index of the ${name}`);
        for (let at = 0; at < index.length; at += ENTRY_BYTES) {
            this.#add(index, at);
        }
    }
    #add(index, at) {
        const tag = index.readUInt32BE(at);
        const type = index.readUInt32BE(at + 4);
        const offset = index.readUInt32BE(at + 8);
        const count = index.readUInt32BE(at + 12);
        if (type > TYPE.highest) {
            this.#file.fail(`tag ${tag} of the ${this.#name} has the type ${type}, which there is not`);
        }
        // Every element takes a byte at least.
        if (offset > this.#dataBytes || count > this.#dataBytes - offset) {
            this.#file.fail(`tag ${tag} of the ${this.#name} points beyond the data`);
        }
        if (!this.#entries.has(tag)) {
            this.#entries.set(tag, { type, offset, count });
        }
    }
    has(tag) {
        return this.#entries.has(tag);
    }
    /** A text; bytes beyond ASCII are taken one by one. */
    string(tag) {
        const entry = this.#entry(tag, TYPE.string, "a text");
        if (entry === undefined) {
            return undefined;
        }
        if (entry.count !== 1) {
            this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} texts instead of one`);
        }
        return this.#texts(tag, entry, MAX_STRING_BYTES)[0];
    }
    /** A list of texts. */
    strings(tag) {
        const entry = this.#entry(tag, TYPE.stringArray, "a list of texts");
        if (entry !== undefined && entry.count > MAX_STRINGS) {
            this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} texts, more than ${MAX_STRINGS}`);
        }
        return entry === undefined ? [] : this.#texts(tag, entry, MAX_STRINGS_BYTES);
    }
    /** A whole number without a sign. */
    uint32(tag) {
        const entry = this.#entry(tag, TYPE.int32, "a number of 32 bits");
        if (entry === undefined) {
            return undefined;
        }
        if (entry.count !== 1) {
            this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} numbers instead of one`);
        }
        return this.#data(tag, entry, 4).readUInt32BE(0);
    }
    binary(tag) {
        const entry = this.#entry(tag, TYPE.binary, "bytes");
        if (entry === undefined) {
            return undefined;
        }
        if (entry.count > MAX_BINARY_BYTES) {
            this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} bytes, more than ${MAX_BINARY_BYTES}`);
        }
        return this.#data(tag, entry, entry.count);
    }
    #entry(tag, type, what) {
        const entry = this.#entries.get(tag);
        if (entry !== undefined && entry.type !== type) {
            this.#file.fail(`tag ${tag} of the ${this.#name} is not ${what}`);
        }
        return entry;
    }
    #data(tag, { offset }, length) {
        if (length > this.#dataBytes - offset) {
            this.#file.fail(`tag ${tag} of the ${this.#name} points beyond the data`);
        }
        return this.#file.read(this.#dataStart + offset, length, `the ${this.#name}`);
    }
    /** Texts one behind the other, each with a zero byte at its end, in so many bytes together. */
    #texts(tag, entry, limit) {
        const room = Math.min(limit, this.#dataBytes - entry.offset);
        const data = this.#data(tag, entry, room);
        const texts = [];
        let start = 0;
        for (let left = entry.count; left > 0; left--) {
            const end = data.indexOf(0, start);
            if (end === -1) {
                this.#file.fail(room === limit
                    ? `tag ${tag} of the ${this.#name} is longer than ${limit} bytes`
                    : `a text of tag ${tag} of the ${this.#name} has no end`);
            }
            texts.push(data.toString("latin1", start, end));
            start = end + 1;
        }
        return texts;
    }
}
//# sourceMappingURL=header-section.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/rpm/byte-reader.js
/** Takes bytes off the front; nothing beyond the end. */
class ByteReader {
    #bytes;
    #fail;
    #at = 0;
    /** @param fail - says what is wrong, and throws */
    constructor(bytes, fail) {
        this.#bytes = bytes;
        this.#fail = fail;
    }
    get left() {
        return this.#bytes.length - this.#at;
    }
    /** A whole number of so many bytes, the most significant first. */
    uint(length) {
        return this.take(length).readUIntBE(0, length);
    }
    take(length) {
        if (length > this.left) {
            this.#fail(`it ends early: ${length} bytes are announced, ${this.left} are left`);
        }
        this.#at += length;
        return this.#bytes.subarray(this.#at - length, this.#at);
    }
    /** A reader of the next bytes alone. */
    part(length) {
        return new ByteReader(this.take(length), this.#fail);
    }
    fail(problem) {
        return this.#fail(problem);
    }
}
//# sourceMappingURL=byte-reader.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/rpm/openpgp.js

/** RFC 9580, 5: packet types, 5.2.3.7: subpacket types. */
const SIGNATURE_PACKET = 2;
const ISSUER_KEY_ID = 16;
const ISSUER_FINGERPRINT = 33;
/** No signature holds more packets or subpackets: an end to what could be read over and over. */
const MAX_PARTS = 256;
/**
 * The signers of the OpenPGP signatures in some bytes. Packets of other types and signatures of unknown versions are
 * passed over (RFC 9580, 4.3 and 5.2); a signature that does not say who made it has no signer.
 *
 * @param fail - says what is wrong, and throws
 */
function signersOf(bytes, fail) {
    const reader = new ByteReader(bytes, fail);
    const signers = [];
    for (let packets = 0; reader.left > 0; packets++) {
        if (packets === MAX_PARTS) {
            fail(`it has more than ${MAX_PARTS} packets`);
        }
        const { type, body } = nextPacket(reader);
        const signer = type === SIGNATURE_PACKET ? readSignature(body) : undefined;
        if (signer !== undefined) {
            signers.push(signer);
        }
    }
    return signers;
}
/** RFC 9580, 4.2. */
function nextPacket(reader) {
    const first = reader.uint(1);
    if ((first & 0x80) === 0) {
        reader.fail("it is no OpenPGP packet");
    }
    if ((first & 0x40) !== 0) {
        return { type: first & 0x3f, body: reader.part(newLength(reader)) };
    }
    const sizes = [1, 2, 4];
    const size = sizes[first & 0x03];
    // Of indeterminate length: up to the end.
    const length = size === undefined ? reader.left : reader.uint(size);
    return { type: (first >> 2) & 0x0f, body: reader.part(length) };
}
function newLength(reader) {
    const first = reader.uint(1);
    if (first < 192) {
        return first;
    }
    if (first < 224) {
        return ((first - 192) << 8) + reader.uint(1) + 192;
    }
    return first === 255 ? reader.uint(4) : reader.fail("a packet comes in parts, which signatures must not");
}
/** RFC 9580, 5.2.2 and 5.2.3. */
function readSignature(body) {
    const version = body.uint(1);
    switch (version) {
        case 2:
        case 3: {
            // Length of what is hashed, type, time.
            body.take(6);
            return { keyId: body.take(8).toString("hex"), fingerprint: null, keyVersion: 3 };
        }
        case 4:
            return readIssuers(body, 2);
        case 6:
            return readIssuers(body, 4);
        default:
            return undefined;
    }
}
function readIssuers(body, lengthBytes) {
    // Type, algorithms of key and hash.
    body.take(3);
    const issuers = [
        ...readSubpackets(body.part(body.uint(lengthBytes))),
        ...readSubpackets(body.part(body.uint(lengthBytes))),
    ];
    // A fingerprint says more than a key id, and what is hashed, which comes first, cannot have been changed since.
    return issuers.find(({ fingerprint }) => fingerprint !== null) ?? issuers[0];
}
/** RFC 9580, 5.2.3.7. */
function* readSubpackets(area) {
    for (let subpackets = 0; area.left > 0; subpackets++) {
        if (subpackets === MAX_PARTS) {
            area.fail(`a signature has more than ${MAX_PARTS} subpackets`);
        }
        const subpacket = area.part(subpacketLength(area));
        const type = subpacket.uint(1) & 0x7f;
        if (type === ISSUER_KEY_ID) {
            yield { keyId: subpacket.take(8).toString("hex"), fingerprint: null, keyVersion: 4 };
        }
        else if (type === ISSUER_FINGERPRINT) {
            const signer = readFingerprint(subpacket);
            if (signer !== undefined) {
                yield signer;
            }
        }
    }
}
function subpacketLength(area) {
    const first = area.uint(1);
    if (first < 192) {
        return first;
    }
    return first === 255 ? area.uint(4) : ((first - 192) << 8) + area.uint(1) + 192;
}
/** Key ids are parts of fingerprints (RFC 9580, 5.5.4); of other versions than these nothing is known. */
function readFingerprint(subpacket) {
    const keyVersion = subpacket.uint(1);
    if (keyVersion === 4) {
        const fingerprint = subpacket.take(20).toString("hex");
        return { keyId: fingerprint.slice(-16), fingerprint, keyVersion };
    }
    if (keyVersion === 6) {
        const fingerprint = subpacket.take(32).toString("hex");
        return { keyId: fingerprint.slice(0, 16), fingerprint, keyVersion };
    }
    return undefined;
}
//# sourceMappingURL=openpgp.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/rpm/tags.js
/** Tags of the main header (rpm: tags). */
const TAG = {
    name: 1000,
    version: 1001,
    release: 1002,
    epoch: 1003,
    arch: 1022,
    sourceRpm: 1044,
    noSource: 1051,
    noPatch: 1052,
    rpmFormat: 5114,
    /** name-[epoch:]version-release of the source package; from format 6 on. */
    sourceNevr: 5120,
};
/** Tags of the signature header that hold OpenPGP signatures (rpm: signatures and digests). */
const SIGNATURE_TAG = {
    dsa: 267,
    rsa: 268,
    /** A list of base64 texts, with any number of signatures: those of rpm 6. */
    openPgp: 278,
    /** Over header and payload, as format 3 has them. */
    pgp: 1002,
    gpg: 1005,
};
//# sourceMappingURL=tags.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/rpm/read-rpm.js





/** Name, versions and signatures of a package never need more than its lead and its two headers (rpm: package format). */
const LEAD_BYTES = 96;
const LEAD_MAGIC = 0xedabeedb;
/** The limits of rpm itself. */
const SIGNATURE_LIMITS = { name: "signature header", tags: 32, bytes: 64 * 1024 ** 2 };
const HEADER_LIMITS = { name: "header", tags: 0xffff, bytes: 0x0fffffff };
/** Printable ASCII without what separates the parts of NEVRAs and paths. */
const NAME = /^[!-.0-9;-~]+$/;
/**
 * Reads the headers of a package of format 3, 4 or 6. Signatures are read, not verified: that takes the keys, which
 * rpm has. However large the headers are, a bounded part of them is held.
 *
 * @param shown - how messages name the file
 * @throws MetadataError that names the file and the rule that it breaks
 */
function readRpm(path, shown = path) {
    return readBinaryFile(path, shown, parseRpm);
}
/** @throws MetadataError */
function parseRpm(file) {
    const lead = file.read(0, LEAD_BYTES, "the lead of an RPM package");
    if (lead.readUInt32BE(0) !== LEAD_MAGIC) {
        file.fail("not an RPM package: it does not begin with the magic value");
    }
    const major = lead.readUInt8(4);
    if (major !== 3 && major !== 4) {
        file.fail(`the lead has the version ${major}, where packages have 3 or 4`);
    }
    const signature = new HeaderSection(file, LEAD_BYTES, SIGNATURE_LIMITS);
    const padding = (8 - (signature.end % 8)) % 8;
    const header = new HeaderSection(file, signature.end + padding, HEADER_LIMITS);
    const format = header.uint32(TAG.rpmFormat) ?? 4;
    if (format !== 4 && format !== 6) {
        file.fail(`the package has the format ${format}, where 6 is the newest known one`);
    }
    // As rpm itself tells them apart.
    const isSource = !header.has(TAG.sourceRpm);
    return {
        nevra: checked(file, {
            name: read_rpm_text(file, header, TAG.name, "name"),
            epoch: header.uint32(TAG.epoch) ?? 0,
            version: read_rpm_text(file, header, TAG.version, "version"),
            release: read_rpm_text(file, header, TAG.release, "release"),
            arch: isSource ? sourceArch(header) : read_rpm_text(file, header, TAG.arch, "arch"),
        }),
        source: isSource ? null : sourceOf(file, header),
        signers: readSigners(file, signature),
    };
}
function read_rpm_text(file, header, tag, what) {
    const value = header.string(tag) ?? file.fail(`the header has no ${what}`);
    return NAME.test(value) ? value : file.fail(`the ${what} has characters that none has: ${(0,lib/* show */.WU)(value)}`);
}
/** The header of a source package has the arch of the machine that made it. */
function sourceArch(header) {
    return header.has(TAG.noSource) || header.has(TAG.noPatch) ? "nosrc" : "src";
}
/** Parts that cannot be told from each other again make no NEVRA. */
function checked(file, nevra) {
    const text = nevraText(nevra);
    const again = (0,lib/* parseNevra */.q6)(text);
    return again?.name === nevra.name && again.arch === nevra.arch
        ? nevra
        : file.fail(`name, version, release and arch make no NEVRA: ${(0,lib/* show */.WU)(text)}`);
}
/** `name-epoch:version-release.arch`, as rpms.json has it. */
function nevraText({ name, epoch, version, release, arch }) {
    return `${name}-${epoch}:${version}-${release}.${arch}`;
}
/** `name-version-release.src.rpm`. */
const SOURCE_RPM = /^(.+)-([^-]+)-([^-]+)\.(src|nosrc)\.rpm$/;
function sourceOf(file, header) {
    const sourceRpm = read_rpm_text(file, header, TAG.sourceRpm, "name of the source package");
    const [, name = "", version = "", release = "", arch = ""] = SOURCE_RPM.exec(sourceRpm) ?? [];
    if (name === "") {
        file.fail(`the name of the source package is not one: ${(0,lib/* show */.WU)(sourceRpm)}`);
    }
    checked(file, { name, epoch: 0, version, release, arch });
    return { name, epoch: sourceEpoch(header, `${name}-`, `${version}-${release}`), version, release, arch };
}
/** From `name-[epoch:]version-release`, where the package has it and means the same source package. */
function sourceEpoch(header, start, end) {
    const nevr = header.string(TAG.sourceNevr);
    if (nevr === `${start}${end}`) {
        return 0;
    }
    if (nevr?.startsWith(start) !== true || !nevr.endsWith(`:${end}`)) {
        return null;
    }
    const epoch = nevr.slice(start.length, -(end.length + 1));
    return /^[0-9]{1,10}$/.test(epoch) ? Number(epoch) : null;
}
function readSigners(file, signature) {
    const found = [];
    const add = (tag, bytes) => found.push(...signersOf(bytes, (problem) => file.fail(`the signature in tag ${tag}: ${problem}`)));
    const addBinary = (tag) => {
        const bytes = signature.binary(tag);
        if (bytes !== undefined) {
            add(tag, bytes);
        }
    };
    addBinary(SIGNATURE_TAG.rsa);
    addBinary(SIGNATURE_TAG.dsa);
    for (const base64 of signature.strings(SIGNATURE_TAG.openPgp)) {
        if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64)) {
            file.fail(`the signature in tag ${SIGNATURE_TAG.openPgp} is not base64`);
        }
        add(SIGNATURE_TAG.openPgp, Buffer.from(base64, "base64"));
    }
    addBinary(SIGNATURE_TAG.pgp);
    addBinary(SIGNATURE_TAG.gpg);
    return eachOnce(found);
}
/** Packages carry the same signature for old and new readers, and one over the header besides one over all. */
function eachOnce(signers) {
    const byKey = new Map();
    for (const signer of signers) {
        const known = byKey.get(signer.keyId);
        if (known === undefined || known.fingerprint === null) {
            byKey.set(signer.keyId, signer);
        }
    }
    return [...byKey.values()];
}
//# sourceMappingURL=read-rpm.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/selection.js


/** The artifacts that the selection inputs mean. @throws UserError for globs that are none */
function readSelector(inputs) {
    const { kinds, variants, arches, "image-types": imageTypes, include, exclude } = inputs;
    try {
        return (0,lib/* createSelector */.Mz)({
            ...(kinds === undefined ? {} : { kinds }),
            ...(variants === undefined ? {} : { variants }),
            ...(arches === undefined ? {} : { arches }),
            ...(imageTypes === undefined ? {} : { imageTypes }),
            ...(include === undefined ? {} : { include }),
            ...(exclude === undefined ? {} : { exclude }),
        });
    }
    catch (error) {
        if (error instanceof SyntaxError) {
            throw (0,step_lib/* refuse */.TR)(`include or exclude: ${error.message}`, "* and ? stay within a part of the path, ** crosses parts, [a-z] is one character of a set, {a,b} one of several texts");
        }
        throw error;
    }
}
/**
 * Refuses a selection that finds no artifact. A composeinfo.json may name directories alone; a selection must find an
 * artifact.
 *
 * @param leftOut - why artifacts that are named were not taken
 * @throws UserError
 */
function refuseNothing(selector, found, leftOut = []) {
    if (selector.restricts && found.artifacts === 0) {
        const unmatched = selector.unmatched();
        const vain = unmatched.length === 0 ? "" : `there is nothing of the name ${unmatched.map(lib/* show */.WU).join(", ")}: `;
        throw (0,step_lib/* refuse */.TR)("No artifacts are selected", `${vain}check kinds, variants, arches, image-types, include and exclude`, leftOut);
    }
    if (found.artifacts === 0 && found.directories === 0) {
        throw leftOut.length === 0
            ? (0,step_lib/* refuse */.TR)("The metadata names no artifacts")
            : (0,step_lib/* refuse */.TR)("The metadata names no artifacts that can be kept", undefined, leftOut);
    }
}
//# sourceMappingURL=selection.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/source-path.js

/**
 * Where the file of an artifact lies below the root: where its URL says when that is relative, as metadata of artifacts
 * that are not published yet has it; otherwise at its place in the tree.
 */
function sourcePath({ url, localPath }) {
    return relativePath(url) ?? localPath;
}
/** The path that a relative URL means; undefined for any other, and when it is no plain path. */
function relativePath(url) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /[?#]/.test(url)) {
        return undefined;
    }
    try {
        const path = decodeURIComponent(url);
        return (0,lib/* localPathProblem */.GZ)(path) === undefined ? path : undefined;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=source-path.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/treeinfo/make.js

/** The section that installers from before productmd read starts with these. */
const WARNINGS = [
    ["; WARNING.0", "This section provides compatibility with pre-productmd treeinfos."],
    ["; WARNING.1", "Read productmd documentation for details about new format."],
];
/**
 * Makes a .treeinfo 1.2, byte for byte as the reference writes it (productmd: treeinfo).
 *
 * @throws MetadataError for values that the format cannot hold, so that it would be read as something else
 */
function makeTreeinfo(options) {
    const { release, baseProduct, arch, files } = options;
    const sections = new Map();
    set(sections, "header", { type: "productmd.treeinfo", version: "1.2" });
    const { name, short, version } = release;
    set(sections, "release", { name, short, version, is_layered: release.isLayered ? "true" : undefined });
    if (release.isLayered && baseProduct !== null) {
        const { name, short, version } = baseProduct;
        set(sections, "base_product", { name, short, version });
    }
    const roles = files.flatMap((file) => file.roles ?? []);
    const platforms = roles.flatMap((role) => ("platform" in role ? [role.platform] : []));
    const tree = {
        arch,
        platforms: list([arch, ...(options.platforms ?? []), ...platforms]),
        variants: list(options.variants.map(({ uid }) => uid)),
    };
    set(sections, "tree", { ...tree, build_timestamp: String(Math.floor(options.timestamp)) });
    for (const variant of options.variants) {
        setVariant(sections, variant, undefined);
    }
    for (const file of files) {
        setFile(sections, file);
    }
    set(sections, "general", general(options, tree));
    check(sections, options);
    return make_write(sections);
}
function general(options, tree) {
    const { release, mainVariant, variants } = options;
    const [first] = [...variants].sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.uid, b.uid));
    const main = variants.find(({ uid }) => uid === mainVariant) ?? first;
    const source = options.arch === "src";
    return {
        ...Object.fromEntries(WARNINGS),
        ...tree,
        family: release.name,
        name: `${release.name} ${release.version}`,
        version: release.version,
        timestamp: String(Math.floor(options.timestamp)),
        variant: main?.uid,
        packagedir: main?.packages ?? (source ? main?.sourcePackages : undefined),
        repository: main?.repository ?? (source ? main?.sourceRepository : undefined),
    };
}
function setVariant(sections, variant, parent) {
    const { id, uid, name, type, packages, repository, identity, addons = [] } = variant;
    set(sections, `${type === "addon" ? "addon" : "variant"}-${uid}`, {
        id,
        uid,
        name,
        type,
        packages,
        repository,
        source_packages: variant.sourcePackages,
        source_repository: variant.sourceRepository,
        debug_packages: variant.debugPackages,
        debug_repository: variant.debugRepository,
        identity,
        parent,
        addons: addons.length === 0 ? undefined : list(addons.map((addon) => addon.uid)),
    });
    for (const addon of addons) {
        setVariant(sections, addon, uid);
    }
}
function setFile(sections, { path, checksum, roles = [] }) {
    const problem = (0,lib/* localPathProblem */.GZ)(path);
    if (problem !== undefined) {
        throw failure(path, problem);
    }
    if (checksum !== null) {
        if (!(0,lib/* isChecksum */.QY)(checksum)) {
            throw failure(path, `expected a checksum, found ${(0,lib/* show */.WU)(checksum)}`);
        }
        set(sections, "checksums", { [path]: checksum });
    }
    for (const role of roles) {
        if ("platform" in role) {
            set(sections, `images-${role.platform}`, { [role.image]: path });
        }
        else {
            set(sections, "stage2", { [role.stage2]: path });
        }
    }
}
/** Adds options to a section. @throws MetadataError when one is set already, to another value */
function set(sections, name, values) {
    const section = sections.get(name) ?? new Map();
    sections.set(name, section);
    for (const [option, value] of Object.entries(values)) {
        const known = section.get(option);
        if (known !== undefined && value !== undefined && known !== value) {
            throw failure(`[${name}] ${option}`, `there are two values: ${(0,lib/* show */.WU)(known)} and ${(0,lib/* show */.WU)(value)}`);
        }
        if (value !== undefined) {
            section.set(option, value);
        }
    }
}
function check(sections, { variants, mainVariant, timestamp, release, baseProduct }) {
    const issues = [];
    if (variants.length === 0) {
        issues.push({ path: "variants", message: "expected at least one" });
    }
    if (mainVariant !== undefined && !variants.some(({ uid }) => uid === mainVariant)) {
        issues.push({ path: "mainVariant", message: `there is no variant ${(0,lib/* show */.WU)(mainVariant)}` });
    }
    if (!Number.isFinite(timestamp) || Math.abs(timestamp) > Number.MAX_SAFE_INTEGER) {
        issues.push({ path: "timestamp", message: `expected seconds since 1970, found ${timestamp}` });
    }
    if (release.isLayered && baseProduct === null) {
        issues.push({ path: "baseProduct", message: "expected the base product of a layered product" });
    }
    for (const [section, options] of sections) {
        if (/[[\]]/.test(section) || !isPlain(section)) {
            issues.push({ path: (0,lib/* show */.WU)(section), message: "expected a name that a section can have" });
        }
        for (const [option, value] of options) {
            const path = `[${section}] ${(0,lib/* show */.WU)(option)}`;
            if (!option.startsWith("; WARNING.") && (/^$|^[[;#]|[=:]/.test(option) || !isPlain(option))) {
                issues.push({ path, message: "expected a name that an option can have" });
            }
            // The reference takes % for the beginning of a variable.
            if (value.includes("%") || !isPlain(value)) {
                issues.push({ path, message: `expected text of one line without %, found ${(0,lib/* show */.WU)(value)}` });
            }
        }
    }
    if (issues.length > 0) {
        throw new lib/* MetadataError */.wc(issues, { file: ".treeinfo" });
    }
}
/** Whether text is read back as it is: one line, no white space around it, no control characters. */
function isPlain(text) {
    return text === text.trim() && text.isWellFormed() && !/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(text);
}
function make_write(sections) {
    return sorted(sections)
        .map(([name, options]) => {
        const lines = sorted(options).map(([option, value]) => `${option} = ${value}\n`);
        return `[${name}]\n${lines.join("")}\n`;
    })
        .join("");
}
function sorted(map) {
    return [...map].sort(([a], [b]) => (0,lib/* compareCodePoints */.OP)(a, b));
}
function list(items) {
    return [...new Set(items)].sort(lib/* compareCodePoints */.OP).join(",");
}
function failure(path, message) {
    return new lib/* MetadataError */.wc([{ path: (0,lib/* show */.WU)(path), message }], { file: ".treeinfo" });
}
//# sourceMappingURL=make.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/treeinfo/roles.js
/** Platforms that boot the same files as an arch. */
const XEN = "xen";
/** Where installers lie in the trees of distributions, and what they are for. */
const ROLES = [
    [/^images\/pxeboot\/vmlinuz$/, "kernel"],
    [/^images\/pxeboot\/initrd\.img$/, "initrd"],
    [/^ppc\/ppc64\/vmlinuz$/, "kernel"],
    [/^ppc\/ppc64\/initrd\.img$/, "initrd"],
    [/^images\/kernel\.img$/, "kernel"],
    [/^images\/initrd\.img$/, "initrd"],
    [/^images\/(boot\.iso|efiboot\.img|cdboot\.img|cdboot\.prm|initrd\.addrsize)$/, "$1"],
];
/**
 * What a file of an installable tree is for, from its usual place.
 *
 * @param path - relative to the tree
 * @returns nothing for a file that is none of the installer's
 */
function usualRoles(path, arch) {
    if (path === "images/install.img" || path === "LiveOS/squashfs.img") {
        return [{ stage2: "mainimage" }];
    }
    for (const [pattern, replacement] of ROLES) {
        if (pattern.test(path)) {
            const image = path.replace(pattern, replacement);
            const platforms = arch === "x86_64" && path.startsWith("images/pxeboot/") ? [arch, XEN] : [arch];
            return platforms.map((platform) => ({ platform, image }));
        }
    }
    return [];
}
//# sourceMappingURL=roles.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/treeinfo/ini.js

/** Real files have some thousand bytes. */
const ini_MAX_BYTES = 1024 * 1024;
/** Control characters but tab and line feed. */
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;
/**
 * Reads INI text as Python's configparser does (productmd: treeinfo), as far as .treeinfo files need it: comments are
 * lines that start with `;` or `#`; `=` or `:`, whichever is first, ends an option's name; the case of names is kept.
 * Sections and options may be repeated as long as they do not contradict. There are no values of several lines, no
 * defaults and no interpolation.
 *
 * @param source - UTF-8 when bytes
 * @param file - names the document in errors
 * @throws MetadataError that names the line
 */
function parseIni(source, file) {
    const sections = new Map();
    let section;
    for (const [index, line] of decode(source, file).split(/\r?\n/).entries()) {
        const refuse = (message) => new lib/* MetadataError */.wc([{ path: `line ${index + 1}`, message }], { file });
        if (CONTROL.test(line)) {
            throw refuse("the line has a control character");
        }
        if (/^\s*(?:[;#]|$)/.test(line)) {
            continue;
        }
        if (/^\s/.test(line)) {
            throw refuse(`a line that starts with white space is not supported: ${(0,lib/* show */.WU)(line)}`);
        }
        if (line.startsWith("[")) {
            const name = /^\[([^[\]]+)\]\s*$/.exec(line)?.[1];
            if (name === undefined || name === "DEFAULT") {
                throw refuse(`expected [section], found ${(0,lib/* show */.WU)(line)}`);
            }
            const options = sections.get(name) ?? new Map();
            sections.set(name, options);
            section = { name, options };
        }
        else {
            // Not with one expression: that would take a time that grows with the square of a hostile line.
            const end = line.search(/[=:]/);
            const option = line.slice(0, Math.max(end, 0)).trim();
            const value = line.slice(end + 1).trim();
            if (option === "" || section === undefined) {
                throw refuse(`expected ${section === undefined ? "[section]" : "option = value"}, found ${(0,lib/* show */.WU)(line)}`);
            }
            const known = section.options.get(option);
            if (known !== undefined && known !== value) {
                const values = `${(0,lib/* show */.WU)(known)} and ${(0,lib/* show */.WU)(value)}`;
                throw refuse(`${(0,lib/* show */.WU)(option)} of [${section.name}] is given twice, as ${values}`);
            }
            section.options.set(option, value);
        }
    }
    return sections;
}
function decode(source, file) {
    const refuse = (message) => new lib/* MetadataError */.wc([{ path: "", message }], { file });
    const bytes = typeof source === "string" ? Buffer.byteLength(source) : source.length;
    if (bytes > ini_MAX_BYTES) {
        throw refuse(`the file has ${bytes} bytes, more than ${ini_MAX_BYTES}`);
    }
    if (typeof source === "string") {
        return source.startsWith("\ufeff") ? source.slice(1) : source;
    }
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(source);
    }
    catch {
        throw refuse("the file is not valid UTF-8");
    }
}
//# sourceMappingURL=ini.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/treeinfo/treeinfo.js



/**
 * Reads a .treeinfo of any version (productmd: treeinfo).
 *
 * @param source - text, or bytes of UTF-8
 * @param file - names the document in errors
 * @throws MetadataError that names file, section and option, and value
 */
function parseTreeinfo(source, file) {
    return new TreeinfoReader(parseIni(source, file), file).read();
}
/** Everything that the checksums, images and second stage of a tree name, each file once, sorted by path. */
function treeinfoFiles({ checksums, images, stage2 }) {
    const paths = new Set(checksums.keys());
    for (const path of [...images.values()].flatMap((platform) => [...platform.values()])) {
        paths.add(path);
    }
    for (const path of [stage2.mainimage, stage2.instimage]) {
        if (path !== null) {
            paths.add(path);
        }
    }
    return [...paths].sort(lib/* compareCodePoints */.OP).map((path) => ({ path, checksum: checksums.get(path) ?? null }));
}
const NO_OPTIONS = new Map();
/** Digests without an algorithm are told apart by their length. */
const ALGORITHMS = Object.entries(lib/* CHECKSUM_LENGTHS */.kF);
class TreeinfoReader {
    #ini;
    #file;
    #issues = [];
    #issueCount = 0;
    #version = "0.0";
    constructor(ini, file) {
        this.#ini = ini;
        this.#file = file;
    }
    read() {
        this.#readVersion();
        const arch = this.#option("tree", "arch") ?? this.#option("general", "arch") ?? "";
        if (arch === "") {
            this.#issue("tree", "arch", "expected an arch, but it is missing");
        }
        const images = this.#images(arch);
        const treeinfo = {
            version: this.#version,
            arch,
            platforms: this.#platforms(arch, [...images.keys()]),
            timestamp: this.#timestamp(),
            variants: this.#variants(),
            checksums: this.#checksums(),
            images,
            stage2: {
                mainimage: this.#stage2("mainimage"),
                instimage: this.#stage2("instimage"),
            },
        };
        if (this.#issueCount > 0) {
            throw new lib/* MetadataError */.wc(this.#issues, { file: this.#file, issueCount: this.#issueCount });
        }
        return treeinfo;
    }
    #readVersion() {
        const version = this.#option("header", "version");
        if (version === undefined) {
            return;
        }
        const [, major] = /^([0-9]{1,3})\.[0-9]{1,3}$/.exec(version) ?? [];
        if (major === undefined || Number(major) > 1) {
            this.#issue("header", "version", `expected a version up to 1.2, found ${(0,lib/* show */.WU)(version)}`);
        }
        this.#version = version;
        const type = this.#option("header", "type");
        if (type !== undefined && type !== "productmd.treeinfo") {
            this.#issue("header", "type", `expected productmd.treeinfo, found ${(0,lib/* show */.WU)(type)}`);
        }
    }
    #platforms(arch, ofImages) {
        const listed = this.#option("tree", "platforms") ?? this.#option("general", "platforms") ?? "";
        // Files from before productmd have no list.
        const platforms = listed === "" ? ofImages : splitList(listed);
        return [...new Set([arch, ...platforms])].filter((name) => name !== "").sort(lib/* compareCodePoints */.OP);
    }
    #timestamp() {
        const text = this.#option("tree", "build_timestamp") ?? this.#option("general", "timestamp") ?? "";
        return /^[0-9]{1,12}(?:\.[0-9]*)?$/.test(text) ? Math.floor(Number(text)) : null;
    }
    #variants() {
        const uids = new Set(splitList(this.#option("tree", "variants") ?? this.#option("general", "variant") ?? ""));
        const variants = new Map();
        // Addons of addons are added while the set is gone through.
        for (const uid of uids) {
            const options = this.#ini.get(`variant-${uid}`) ?? this.#ini.get(`addon-${uid}`) ?? NO_OPTIONS;
            variants.set(uid, { uid, options });
            for (const addon of splitList(options.get("addons") ?? options.get("variants") ?? "")) {
                // Up to 0.0 addons are listed by id.
                uids.add(this.#ini.has(`addon-${addon}`) || addon.startsWith(`${uid}-`) ? addon : `${uid}-${addon}`);
            }
        }
        return variants;
    }
    #checksums() {
        const checksums = new Map();
        for (const [option, value] of this.#ini.get("checksums") ?? []) {
            const path = this.#path("checksums", option, option);
            const checksum = this.#checksum(option, value);
            if (path === undefined || checksum === undefined) {
                continue;
            }
            const known = checksums.get(path);
            if (known !== undefined && (0,lib/* checksumsConflict */.Jm)([known], [checksum])) {
                this.#issue("checksums", option, `two checksums are given for ${(0,lib/* show */.WU)(path)}: ${known} and ${checksum}`);
            }
            if (known === undefined || strength(checksum) < strength(known)) {
                checksums.set(path, checksum);
            }
        }
        return checksums;
    }
    #checksum(option, value) {
        const colon = value.indexOf(":");
        const algorithm = colon === -1 ? ALGORITHMS.find(([, length]) => length === value.length)?.[0] : value.slice(0, colon);
        const digest = readDigest(algorithm ?? "", value.slice(colon + 1).trim());
        const problem = digest.problem ?? digest.unsupported;
        if (problem !== undefined) {
            this.#issue("checksums", option, problem);
        }
        return digest.checksum ?? undefined;
    }
    #images(arch) {
        const images = new Map();
        for (const [section, options] of this.#ini) {
            if (!section.startsWith("images-")) {
                continue;
            }
            const name = section.slice("images-".length);
            // Old files call the platform xen of x86_64 xen-x86_64.
            const short = name !== arch && name.endsWith(`-${arch}`) ? name.slice(0, -arch.length - 1) : name;
            const platform = this.#ini.has(`images-${short}`) ? name : short;
            const paths = new Map();
            for (const [option, value] of options) {
                const path = this.#path(section, option, value);
                if (path !== undefined) {
                    paths.set(option, path);
                }
            }
            images.set(platform, paths);
        }
        return images;
    }
    #stage2(option) {
        const value = this.#option("stage2", option) ?? "";
        return value === "" ? null : (this.#path("stage2", option, value) ?? null);
    }
    /** Before productmd paths could start with a slash, or with the place where the tree was built. */
    #path(section, option, written) {
        let path = written;
        if (this.#version === "0.0" && path.startsWith("/")) {
            const os = path.indexOf("/os/");
            path = os === -1 ? path.replace(/^\/+/, "") : path.slice(os + "/os/".length);
        }
        const problem = (0,lib/* localPathProblem */.GZ)(path);
        if (problem !== undefined) {
            this.#issue(section, option, `${problem}: ${(0,lib/* show */.WU)(written)}`);
            return undefined;
        }
        return path;
    }
    #option(section, option) {
        return this.#ini.get(section)?.get(option);
    }
    #issue(section, option, message) {
        this.#issueCount += 1;
        if (this.#issues.length < lib/* MAX_ISSUES */.u9) {
            this.#issues.push({ path: `[${section}] ${(0,lib/* show */.WU)(option)}`, message });
        }
    }
}
function strength(checksum) {
    return (0,lib/* strengthRank */.ax)((0,lib/* checksumAlgorithm */.Vn)(checksum));
}
function splitList(text) {
    return text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== "");
}
//# sourceMappingURL=treeinfo.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/verify/file-claims.js

const NOTHING = { sizes: [], checksums: [] };
const UNKNOWN = -1;
const NO_CHECKSUMS = [];
/**
 * The files that metadata names, each once, with everything that is said of them. Files are known by their number, in
 * the order in which they came. Made for half a million: what one source says of a file takes no object of its own.
 */
class ClaimTable {
    #numbers = new Map();
    #paths = [];
    #sizes = [];
    #checksums = [];
    /** How often something new was said of a file. */
    #revisions = [];
    /** Only files of which sizes are said that differ. */
    #otherSizes = new Map();
    #directories;
    get count() {
        return this.#paths.length;
    }
    /** The number of a file, which is new when it was not named before. */
    add(path) {
        const known = this.#numbers.get(path);
        if (known !== undefined) {
            return known;
        }
        const number = this.#paths.length;
        this.#numbers.set(path, number);
        this.#paths.push(path);
        this.#sizes.push(UNKNOWN);
        this.#checksums.push(NO_CHECKSUMS);
        this.#revisions.push(0);
        this.#directories = undefined;
        return number;
    }
    find(path) {
        return this.#numbers.get(path);
    }
    path(file) {
        return this.#paths[file];
    }
    /** Grows whenever something new is said of the file. */
    revision(file) {
        return this.#revisions[file];
    }
    /** The first size that was said; undefined while none was. */
    size(file) {
        const size = this.#sizes[file];
        return size === UNKNOWN ? undefined : size;
    }
    checksums(file) {
        const checksums = this.#checksums[file];
        return typeof checksums === "string" ? [checksums] : checksums;
    }
    claims(file) {
        const size = this.size(file);
        const checksums = this.checksums(file);
        if (size === undefined) {
            return checksums.length === 0 ? NOTHING : { sizes: [], checksums };
        }
        return { sizes: [size, ...(this.#otherSizes.get(file) ?? [])], checksums };
    }
    /**
     * Adds to what is said of a file: a known size or checksum fills an absent one.
     *
     * @returns what contradicts what was said before
     */
    claim(file, size, checksums) {
        const grewSize = size !== null && this.#addSize(file, size);
        const before = this.checksums(file);
        const fresh = before.length === 0 ? checksums : checksums.filter((one) => !before.includes(one));
        if (fresh.length > 0) {
            const [only] = fresh;
            this.#checksums[file] =
                before.length === 0 && fresh.length === 1 ? only : [...new Set([...before, ...fresh])];
        }
        if (!grewSize && fresh.length === 0) {
            return undefined;
        }
        this.#revisions[file] = this.revision(file) + 1;
        return this.#contradiction(file, before, fresh, size);
    }
    /** Files that lie where another file needs a directory: one line each. */
    *misplaced() {
        for (const directory of this.directories()) {
            if (this.#numbers.has(directory)) {
                yield { path: directory, problem: "is a file, but other files are named below it" };
            }
        }
    }
    /** All directories that files are named below. */
    directories() {
        if (this.#directories === undefined) {
            const directories = new Set();
            let last = "";
            for (const path of this.#paths) {
                let directory = (0,lib/* directoryOf */.jt)(path);
                if (directory === last) {
                    continue;
                }
                last = directory;
                for (; directory !== "" && !directories.has(directory); directory = (0,lib/* directoryOf */.jt)(directory)) {
                    directories.add(directory);
                }
            }
            this.#directories = directories;
        }
        return this.#directories;
    }
    #addSize(file, size) {
        const known = this.#sizes[file];
        if (known === size) {
            return false;
        }
        if (known === UNKNOWN) {
            this.#sizes[file] = size;
            return true;
        }
        const others = this.#otherSizes.get(file) ?? [];
        if (others.includes(size)) {
            return false;
        }
        this.#otherSizes.set(file, [...others, size]);
        return true;
    }
    #contradiction(file, before, fresh, size) {
        if ((0,lib/* checksumsConflict */.Jm)(before, fresh)) {
            return `is named with different checksums: ${before.join(" ")} and ${fresh.join(" ")}`;
        }
        const known = this.#sizes[file];
        return size !== null && known !== size
            ? `is named with different sizes: ${known} and ${size} bytes`
            : undefined;
    }
}
/** Nearly every file has one checksum. */
const SINGLE = {
    sha512: ["sha512"],
    sha256: ["sha256"],
    sha1: ["sha1"],
    md5: ["md5"],
};
const NO_ALGORITHMS = [];
/** The algorithms of checksums, each once. */
function algorithmsOf(checksums) {
    const [only] = checksums;
    if (only === undefined) {
        return NO_ALGORITHMS;
    }
    return checksums.length === 1
        ? SINGLE[(0,lib/* checksumAlgorithm */.Vn)(only)]
        : [...new Set(checksums.map(lib/* checksumAlgorithm */.Vn))];
}
//# sourceMappingURL=file-claims.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/verify/judge.js

/** The strongest algorithm among checksums; undefined without any. */
function strongestOf(checksums) {
    const strongest = (0,lib/* strongestChecksum */.Lh)(checksums);
    return strongest === undefined ? undefined : (0,lib/* checksumAlgorithm */.Vn)(strongest);
}
/** Whether an algorithm is weaker than another. */
function isWeaker(algorithm, than) {
    return (0,lib/* strengthRank */.ax)(algorithm) > (0,lib/* strengthRank */.ax)(than);
}
const VERIFIED = { state: "verified" };
const MISSING = { state: "missing" };
const UNVERIFIABLE = { state: "unverifiable" };
/**
 * Compares a file with what is said of it. Every size and every checksum must hold; what cannot be judged is never
 * verified.
 *
 * @param minimum - a file whose strongest checksum is weaker than this, or than sha256, is weak at best
 */
function judge(claims, found, minimum = "sha256") {
    if (found.state === "missing") {
        return MISSING;
    }
    if (found.state === "unreadable") {
        return { state: "failed", failure: found.failure, reason: found.reason };
    }
    if (found.outside) {
        return { state: "failed", failure: "path", reason: "a symbolic link leads out of the compose" };
    }
    const difference = differenceOf(claims, found.size, found.digests);
    if (difference !== undefined) {
        return difference;
    }
    const strongest = strongestOf(claims.checksums);
    if (strongest === "sha256" && minimum === "sha256") {
        return VERIFIED;
    }
    if (strongest === undefined) {
        return UNVERIFIABLE;
    }
    if (!isWeaker(strongest, isWeaker(minimum, "sha256") ? "sha256" : minimum)) {
        return VERIFIED;
    }
    const weak = { state: "weak", reason: `no checksum stronger than ${strongest}` };
    return isWeaker(strongest, minimum) ? weak : { ...weak, tolerated: true };
}
function differenceOf({ sizes, checksums }, size, digests) {
    for (const expected of sizes) {
        if (expected !== size) {
            return { state: "corrupt", cause: "size", expected: `${expected}`, actual: `${size}` };
        }
    }
    for (const expected of checksums) {
        const algorithm = (0,lib/* checksumAlgorithm */.Vn)(expected);
        const digest = digests[algorithm];
        if (digest === undefined) {
            throw new Error(`no ${algorithm} digest was computed`);
        }
        if (digest !== (0,lib/* checksumDigest */.Jz)(expected)) {
            return { state: "corrupt", cause: "checksum", expected, actual: `${algorithm}:${digest}` };
        }
    }
    return undefined;
}
//# sourceMappingURL=judge.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/verify/tree-file.js




const tree_file_CHUNK_BYTES = 1024 * 1024;
/**
 * Reads and hashes one file below a root, as the hashing threads do it: only regular files, without waiting for named
 * pipes, telling whether links lead out of the root and whether it changed meanwhile. Without algorithms, and unless
 * its content is to be kept, the file is only looked at.
 *
 * @param root - directory without symbolic links in its path
 */
async function readTreeFile(root, localPath, { algorithms, keep, signal }) {
    const path = `${root}/${localPath}`;
    let descriptor;
    try {
        descriptor = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        return { found: foundError(error, path) };
    }
    try {
        const before = (0,external_node_fs_.fstatSync)(descriptor);
        const kind = kindOf(before);
        if (kind !== undefined) {
            return { found: { state: "unreadable", failure: "conflict", reason: `${kind}, not a regular file` } };
        }
        const outside = !isBelow(root, (0,external_node_fs_.realpathSync)(path));
        if (algorithms.length === 0 && keep === undefined) {
            return {
                found: { state: "measured", size: before.size, digests: {}, outside },
                stamp: stampOf(before),
            };
        }
        const hashes = algorithms.map((algorithm) => ({ algorithm, hash: (0,external_node_crypto_.createHash)(algorithm) }));
        const kept = keep !== undefined && before.size <= keep ? Buffer.allocUnsafe(before.size) : undefined;
        const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(tree_file_CHUNK_BYTES, before.size)));
        let size = 0;
        for (let length = -1; length !== 0 && size <= before.size; size += length) {
            length = (0,external_node_fs_.readSync)(descriptor, chunk, 0, chunk.length, null);
            for (const { hash } of hashes) {
                hash.update(chunk.subarray(0, length));
            }
            if (size + length <= before.size) {
                chunk.copy(kept ?? tree_file_EMPTY, size, 0, kept === undefined ? 0 : length);
            }
            if (before.size > tree_file_CHUNK_BYTES) {
                await (0,promises_.setImmediate)();
                signal?.throwIfAborted();
            }
        }
        const stamp = stampOf(before);
        if (size !== before.size || stampOf((0,external_node_fs_.fstatSync)(descriptor)) !== stamp) {
            return { found: tree_file_CHANGED };
        }
        const digests = Object.fromEntries(hashes.map(({ algorithm, hash }) => [algorithm, hash.digest("hex")]));
        return {
            found: { state: "measured", size, digests, outside },
            ...(kept === undefined ? {} : { content: kept }),
            stamp,
        };
    }
    catch (error) {
        signal?.throwIfAborted();
        return { found: foundError(error, path) };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
const tree_file_EMPTY = Buffer.alloc(0);
/** A file that was read twice, or whose beginning and end do not belong together. */
const tree_file_CHANGED = {
    state: "unreadable",
    failure: "changed",
    reason: "it changed while it was read",
};
/** What tells a file from a changed one; undefined when it is gone. */
function stampOfPath(path) {
    try {
        const descriptor = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
        try {
            return stampOf((0,external_node_fs_.fstatSync)(descriptor));
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    }
    catch {
        return undefined;
    }
}
function stampOf({ size, mtimeMs, ctimeMs, ino, dev }) {
    return [size, mtimeMs, ctimeMs, ino, dev].join(" ");
}
function foundError(error, path) {
    const { code = String(error) } = error;
    switch (code) {
        case "ENOENT":
            // A link that leads nowhere is there.
            return isLink(path)
                ? { state: "unreadable", failure: "path", reason: "a symbolic link that leads nowhere" }
                : { state: "missing" };
        case "ENOTDIR":
            return { state: "missing" };
        case "ELOOP":
            return { state: "unreadable", failure: "path", reason: "symbolic links that lead in a circle" };
        case "ENXIO":
            return { state: "unreadable", failure: "conflict", reason: "a socket or device, not a regular file" };
        default:
            return { state: "unreadable", failure: "disk", reason: `it cannot be read: ${(0,step_lib/* systemCodeText */._F)(code)}` };
    }
}
function isLink(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path).isSymbolicLink();
    }
    catch {
        return false;
    }
}
/** What something is that is no regular file; undefined for one that is. */
function kindOf(stats) {
    if (stats.isFile()) {
        return undefined;
    }
    if (stats.isDirectory()) {
        return "a directory";
    }
    if (stats.isFIFO()) {
        return "a named pipe";
    }
    return stats.isSocket() ? "a socket" : "a device";
}
function isBelow(root, path) {
    return path.startsWith(root.endsWith("/") ? root : `${root}/`);
}
//# sourceMappingURL=tree-file.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/verify/unlisted-files.js



/** Longer paths are none of ours, and the way to them takes ever longer. */
const unlisted_files_MAX_PATH_CHARS = 4096;
/** Other work gets its turn after so many entries. */
const PAUSE_ENTRIES = 20_000;
/**
 * Tells all files below a directory that metadata does not name, by directory, each sorted. Holds the lists of the
 * directories above the current one, no more; links are told, not followed.
 *
 * @param root - absolute
 * @returns directories that could not be read
 */
async function findUnlisted(root, options) {
    const { names, namesBelow, ignores, onUnlisted, signal } = options;
    const unreadable = [];
    const list = (directory) => {
        const entries = entriesOf(directory === "" ? root : `${root}/${directory}`);
        if (entries === undefined) {
            unreadable.push(directory);
        }
        return (entries ?? []).values();
    };
    const pending = [{ directory: "", entries: list("") }];
    let seen = 0;
    for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
        const next = level.entries.next();
        if (next.done === true) {
            pending.pop();
            continue;
        }
        const entry = next.value;
        const localPath = level.directory === "" ? entry.name : `${level.directory}/${entry.name}`;
        seen += 1;
        if (seen % PAUSE_ENTRIES === 0) {
            await (0,promises_.setImmediate)();
            signal?.throwIfAborted();
        }
        if (entry.isDirectory() && localPath.length <= unlisted_files_MAX_PATH_CHARS) {
            if (!ignores(localPath)) {
                pending.push({ directory: localPath, entries: list(localPath) });
            }
        }
        else if (!names(localPath) && !(entry.isSymbolicLink() && namesBelow(localPath))) {
            onUnlisted(localPath);
        }
    }
    return unreadable;
}
/** Undefined for a directory that cannot be read; one that is gone is empty. */
function entriesOf(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true }).sort((a, b) => (0,lib/* compareCodePoints */.OP)(a.name, b.name));
    }
    catch (error) {
        return error.code === "ENOENT" ? [] : undefined;
    }
}
//# sourceMappingURL=unlisted-files.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/written-files.js


/** Says what lies in files that were written, so that other jobs can tell whether they have these very ones. */
async function describeWritten(paths, signal) {
    const written = [];
    for (const path of paths) {
        written.push({ file: (0,external_node_path_.basename)(path), ...(await hashMetadataFile(path, signal)) });
    }
    return written;
}
//# sourceMappingURL=written-files.js.map
;// CONCATENATED MODULE: ./packages/compose/lib/index.js
































//# sourceMappingURL=index.js.map

/***/ })

};
