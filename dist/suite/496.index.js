export const id = 496;
export const ids = [496];
export const modules = {

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

/***/ }),

/***/ 59496:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createTerminalHost: () => (/* binding */ createTerminalHost)
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









/** Milliseconds between drawings of the bar, and between lines where there is no terminal to draw on. */
const BAR_INTERVAL = 100;
const LINE_INTERVAL = 5000;
const WIPE = "\r\u001B[2K";
/**
 * A person's terminal, or a plain log. Everything goes to standard error but the closing lines, which are the result
 * and go to standard output. Outputs are appended to the file that `$COMPOSE_ACTIONS_OUTPUTS_FILE` names, as lines
 * that a shell can source; the summary is written to `$COMPOSE_ACTIONS_SUMMARY`; neither happens unless asked for.
 */
function createTerminalHost(setup) {
    const { env, cwd, stdout, stderr } = setup;
    const redactor = (0,_redaction_js__WEBPACK_IMPORTED_MODULE_6__/* .createHostRedactor */ .LG)(env);
    const drawing = stderr.isTTY === true && env["TERM"] !== "dumb";
    let drawn = false;
    const wipe = () => {
        if (drawn)
            stderr.write(WIPE);
        drawn = false;
    };
    const colour = drawing && !env["NO_COLOR"];
    const log = (0,_line_log_js__WEBPACK_IMPORTED_MODULE_4__/* .createLineLog */ .b)({ sink: stderr, redactor, colour, before: wipe });
    const draw = (span) => {
        stderr.write(`${WIPE}${bar(span, redactor.redact, (stderr.columns ?? 80) - 1)}`);
        drawn = true;
    };
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .createProgressThrottle */ .q5)({
        interval: drawing ? BAR_INTERVAL : LINE_INTERVAL,
        now: setup.now ?? Date.now,
        show: drawing ? draw : (span) => log.info((0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .renderProgress */ .EY)(span)),
        immediate: drawing,
    });
    const reporter = (0,_line_log_js__WEBPACK_IMPORTED_MODULE_4__/* .logReporter */ .e)(log, progress);
    return {
        name: "terminal",
        reporter,
        roots: undefined,
        annotate: log.annotate,
        async group(title, content) {
            log.info(title);
            if (typeof content === "function")
                await content();
            else
                for (const line of content)
                    log.info(`  ${line}`);
        },
        async setOutputs(outputs) {
            const file = env["COMPOSE_ACTIONS_OUTPUTS_FILE"];
            if (!file)
                return;
            const safe = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, redactor.redact(value)]));
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, file), (0,_dotenv_js__WEBPACK_IMPORTED_MODULE_7__/* .shellDotenv */ .Bz)(safe));
            }
            catch (error) {
                reporter.warn(`The outputs could not be written: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_8__/* .messageOf */ .b)(error)}`);
            }
        },
        async saveState() { },
        async addSubjects() { },
        async writeSummary(markdown) {
            const file = env["COMPOSE_ACTIONS_SUMMARY"];
            if (!file)
                return;
            try {
                await (0,_atomic_file_js__WEBPACK_IMPORTED_MODULE_3__/* .writeTextAtomically */ .E)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, file), `${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .capSummary */ .NK)(redactor.redact(markdown))}\n`);
            }
            catch (error) {
                reporter.warn(`The summary could not be written: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_8__/* .messageOf */ .b)(error)}`);
            }
        },
        mask: (secret) => void redactor.add(secret),
        redact: redactor.redact,
        conclude(lines) {
            wipe();
            for (const line of lines)
                stdout.write(`${log.clean(line)}\n`);
        },
        async close() {
            wipe();
        },
    };
}
function bar(span, redact, width) {
    const text = (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .safeLine */ .om)(redact((0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .renderProgress */ .EY)(span)));
    const fraction = (0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .fractionDone */ .Pw)(span.current);
    const room = width - text.length - 1;
    // A bar of a few characters tells nothing: the text alone then.
    const line = fraction === undefined || room < 10 ? text : `${text} ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .renderBar */ .oe)(fraction, Math.min(room, 40))}`;
    return (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(line, width);
}
//# sourceMappingURL=terminal.js.map

/***/ })

};
