export const id = 465;
export const ids = [465];
export const modules = {

/***/ 89465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGithubHost: () => (/* binding */ createGithubHost)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/ci/lib/annotation-budget.js
var annotation_budget = __webpack_require__(7355);
// EXTERNAL MODULE: ./packages/ci/lib/error-text.js
var error_text = __webpack_require__(66430);
// EXTERNAL MODULE: ./packages/ci/lib/progress.js
var lib_progress = __webpack_require__(54607);
// EXTERNAL MODULE: ./packages/ci/lib/redaction.js
var redaction = __webpack_require__(6251);
;// CONCATENATED MODULE: ./packages/ci/lib/subjects.js
/** Limits of GitHub for the file `$GITHUB_ARTIFACTS`: bytes of a step, subjects of a job. */
const MAX_BYTES = 1024 * 1024;
const MAX_SUBJECTS = 500;
/** What the file takes as a subject: one line, without `=`, by a digest that attestations know. */
const SUBJECT = /^(?:oci|file):\/\/[^\s=\p{C}]+$/u;
/**
 * The lines that add subjects to `$GITHUB_ARTIFACTS`, from which `actions/attest` takes what it attests. Beyond the
 * limits of the file the job would fail: the first ones are taken as far as there is room.
 *
 * @param presentBytes - that the file has already
 */
function subjectLines(subjects, presentBytes) {
    const lines = [];
    let bytes = presentBytes;
    for (const subject of new Set(subjects)) {
        const size = Buffer.byteLength(subject) + 1;
        if (lines.length < MAX_SUBJECTS && bytes + size <= MAX_BYTES && SUBJECT.test(subject)) {
            lines.push(`${subject}\n`);
            bytes += size;
        }
    }
    return { text: lines.join(""), omitted: new Set(subjects).size - lines.length };
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./packages/ci/lib/workflow-commands.js


function createWorkflowCommands({ env, stdout }) {
    const print = (line) => {
        stdout.write(`${line}\n`);
    };
    return {
        print,
        issue(name, message, properties = {}) {
            const pairs = Object.entries(properties)
                .filter((pair) => pair[1] !== undefined)
                .map(([key, value]) => `${key}=${escapeProperty(value)}`);
            print(`::${name}${pairs.length === 0 ? "" : ` ${pairs.join(",")}`}::${escapeData(message)}`);
        },
        setOutput(name, value) {
            const file = env["GITHUB_OUTPUT"];
            if (!file || !(0,external_node_fs_.existsSync)(file))
                throw new Error("the runner's file for outputs does not exist");
            (0,external_node_fs_.appendFileSync)(file, keyValueBlock(name, value));
        },
        saveState(name, value) {
            const file = env["GITHUB_STATE"];
            if (file && (0,external_node_fs_.existsSync)(file))
                (0,external_node_fs_.appendFileSync)(file, keyValueBlock(name, value));
        },
    };
}
/** A value of any lines between delimiters that cannot be guessed. */
function keyValueBlock(name, value) {
    const delimiter = `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`;
    if (name.includes(delimiter) || value.includes(delimiter))
        throw new Error("the value holds its delimiter");
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
function escapeData(text) {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
//# sourceMappingURL=workflow-commands.js.map
;// CONCATENATED MODULE: ./packages/ci/lib/github.js









/** Milliseconds between progress lines: a log is read afterwards, by people who scroll. */
const PROGRESS_INTERVAL = 15_000;
/** The runner gives it to the post step as `STATE_cleanup`: the entries of dist look there. */
const STATE = "cleanup";
/** GitHub Actions, and Gitea or Forgejo, which speak its language. */
function createGithubHost(setup) {
    const { env, cwd } = setup;
    const commands = createWorkflowCommands(setup);
    const redactor = (0,redaction/* createHostRedactor */.LG)(env);
    const budget = (0,annotation_budget/* createAnnotationBudget */.f)();
    const clean = (text) => (0,lib/* safeLine */.om)(redactor.redact(text));
    const info = (line) => commands.print(clean(line));
    const progress = (0,lib_progress/* createProgressThrottle */.q5)({
        interval: PROGRESS_INTERVAL,
        now: setup.now ?? Date.now,
        show: (span) => info((0,lib_progress/* renderProgress */.EY)(span)),
        immediate: false,
    });
    const annotate = ({ level, message, title, file }) => {
        if (!budget.take(level)) {
            info(`${level}: ${message}`);
            return;
        }
        commands.issue(level, clean(message), {
            title: title === undefined ? undefined : clean(title),
            file: file === undefined ? undefined : clean(file),
        });
    };
    const warn = (line) => annotate({ level: "warning", message: line });
    return {
        name: "github",
        reporter: { info, warn, progress },
        roots: [cwd, env["GITHUB_WORKSPACE"], env["RUNNER_TEMP"]].filter(isNamed),
        annotate,
        async group(title, content) {
            commands.issue("group", clean(title));
            try {
                if (typeof content === "function")
                    await content();
                else
                    withoutCommands(commands.print, content.map(clean));
            }
            finally {
                commands.issue("endgroup", "");
            }
        },
        async setOutputs(outputs) {
            for (const [name, value] of Object.entries(outputs)) {
                if (!env["GITHUB_OUTPUT"]) {
                    info(`output ${name}: ${value}`);
                    continue;
                }
                try {
                    commands.setOutput(name, redactor.redact(value));
                }
                catch (error) {
                    warn(`The output ${name} could not be set: ${(0,error_text/* messageOf */.b)(error)}`);
                }
            }
        },
        async saveState(left) {
            try {
                commands.saveState(STATE, left);
            }
            catch (error) {
                warn(`What the end of a cancelled job is to know could not be kept: ${(0,error_text/* messageOf */.b)(error)}`);
            }
        },
        async addSubjects(subjects) {
            const file = env["GITHUB_ARTIFACTS"];
            if (!file)
                return;
            try {
                const present = await (0,promises_.stat)(file).catch(() => undefined);
                const { text, omitted } = subjectLines(subjects.map(redactor.redact), present?.size ?? 0);
                if (text !== "")
                    await (0,promises_.appendFile)(file, text);
                if (omitted > 0) {
                    warn(`${(0,lib/* formatCount */.B4)(omitted)} of the things that can be attested did not fit into the job's list`);
                }
            }
            catch (error) {
                warn(`The list of what can be attested could not be written: ${(0,error_text/* messageOf */.b)(error)}`);
            }
        },
        async writeSummary(markdown) {
            const file = env["GITHUB_STEP_SUMMARY"];
            if (!file)
                return;
            try {
                const present = (await (0,promises_.stat)(file)).size;
                const text = (0,lib/* capSummary */.NK)(redactor.redact(markdown), Math.max(1024, lib/* SUMMARY_LIMIT */.Jt - present - 1));
                await (0,promises_.appendFile)(file, `${text}\n`);
            }
            catch (error) {
                warn(`The job summary could not be written: ${(0,error_text/* messageOf */.b)(error)}`);
            }
        },
        mask(secret) {
            for (const form of redactor.add(secret))
                commands.issue("add-mask", form);
        },
        redact: redactor.redact,
        conclude: (lines) => withoutCommands(commands.print, lines.map(clean)),
        async close() {
            for (const line of budget.remainder())
                info(line);
        },
    };
}
/** Prints lines while the runner takes no commands; the token that ends this cannot be guessed. */
function withoutCommands(print, lines) {
    if (lines.length === 0)
        return;
    const token = (0,external_node_crypto_.randomUUID)();
    print(`::stop-commands::${token}`);
    for (const line of lines)
        print(line);
    print(`::${token}::`);
}
function isNamed(directory) {
    return directory !== undefined && directory !== "";
}
//# sourceMappingURL=github.js.map

/***/ })

};
