export const id = 35;
export const ids = [35];
export const modules = {

/***/ 57035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createGitlabHost: () => (/* binding */ createGitlabHost)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15742);
/* harmony import */ var _atomic_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88560);
/* harmony import */ var _dotenv_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26806);
/* harmony import */ var _error_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(66430);
/* harmony import */ var _line_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50213);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54607);
/* harmony import */ var _redaction_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6251);









const PROGRESS_INTERVAL = 15_000;
/**
 * GitLab CI: log sections, outputs as a dotenv report (`$COMPOSE_ACTIONS_DOTENV`, by default
 * `compose-actions.env`), the summary as a Markdown file (`$COMPOSE_ACTIONS_SUMMARY`, by default
 * `compose-actions-summary.md`), both in the working directory for the job to keep as artifacts.
 */
function createGitlabHost(setup) {
    const { env, cwd, stdout } = setup;
    const now = setup.now ?? Date.now;
    const redactor = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_6__/* .createHostRedactor */ .LG)(env);
    const log = (0,_line_log_js__WEBPACK_IMPORTED_MODULE_4__/* .createLineLog */ .b)({ sink: stdout, redactor, colour: !env["NO_COLOR"] });
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .createProgressThrottle */ .q5)({
        interval: PROGRESS_INTERVAL,
        now,
        show: (span) => log.info((0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .renderProgress */ .EY)(span)),
        immediate: false,
    });
    const reporter = (0,_line_log_js__WEBPACK_IMPORTED_MODULE_4__/* .logReporter */ .e)(log, progress);
    const seconds = () => Math.floor(now() / 1000);
    let sections = 0;
    return {
        name: "gitlab",
        reporter,
        roots: [cwd, env["CI_PROJECT_DIR"]].filter(isNamed),
        annotate: log.annotate,
        async group(title, content) {
            sections += 1;
            const name = `compose_actions_${sections}`;
            stdout.write(`\u001B[0Ksection_start:${seconds()}:${name}[collapsed=true]\r\u001B[0K${log.clean(title)}\n`);
            try {
                if (typeof content === "function")
                    await content();
                else
                    for (const line of content)
                        log.info(line);
            }
            finally {
                stdout.write(`\u001B[0Ksection_end:${seconds()}:${name}\r\u001B[0K\n`);
            }
        },
        async setOutputs(outputs) {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, env["COMPOSE_ACTIONS_DOTENV"] || "compose-actions.env");
            const safe = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, redactor.redact(value)]));
            try {
                const { text, omitted } = (0,_dotenv_js__WEBPACK_IMPORTED_MODULE_7__/* .dotenvReport */ .ff)(safe, await readIfPresent(file));
                await (0,_atomic_file_js__WEBPACK_IMPORTED_MODULE_3__/* .writeTextAtomically */ .E)(file, text);
                if (omitted.length > 0) {
                    reporter.warn(`Too long or unsafe for a dotenv report, and left out of it: ${omitted.join(", ")}`);
                }
            }
            catch (error) {
                reporter.warn(`The outputs could not be written: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_8__/* .messageOf */ .b)(error)}`);
            }
        },
        async saveState() { },
        async addSubjects() { },
        async writeSummary(markdown) {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, env["COMPOSE_ACTIONS_SUMMARY"] || "compose-actions-summary.md");
            try {
                await (0,_atomic_file_js__WEBPACK_IMPORTED_MODULE_3__/* .writeTextAtomically */ .E)(file, `${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .capSummary */ .NK)(redactor.redact(markdown))}\n`);
            }
            catch (error) {
                reporter.warn(`The summary could not be written: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_8__/* .messageOf */ .b)(error)}`);
            }
        },
        mask: (secret) => void redactor.add(secret),
        redact: redactor.redact,
        conclude: (lines) => lines.forEach(log.info),
        async close() { },
    };
}
async function readIfPresent(file) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, "utf8");
    }
    catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT")
            return "";
        throw error;
    }
}
function isNamed(directory) {
    return directory !== undefined && directory !== "";
}

/***/ }),

/***/ 50213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ createLineLog),
/* harmony export */   e: () => (/* binding */ logReporter)
/* harmony export */ });
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15742);

const COLOURS = {
    error: "\u001B[31;1m",
    warning: "\u001B[33;1m",
    notice: "\u001B[36;1m",
};
function createLineLog(options) {
    const { sink, redactor, colour, before } = options;
    const clean = (text) => (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_0__/* .safeLine */ .om)(redactor.redact(text));
    const print = (line) => {
        before?.();
        sink.write(`${line}\n`);
    };
    return {
        clean,
        info: (line) => print(clean(line)),
        annotate({ level, message, title, file }) {
            const label = colour ? `${COLOURS[level]}${level}:\u001B[0m` : `${level}:`;
            const place = [title, file].filter((part) => part !== undefined).map((part) => `${part}: `);
            print(`${label} ${clean(`${place.join("")}${message}`)}`);
        },
    };
}
/** A reporter over a plain log. */
function logReporter(log, progress) {
    return { info: log.info, warn: (line) => log.annotate({ level: "warning", message: line }), progress };
}
//# sourceMappingURL=line-log.js.map

/***/ })

};
