export const id = 429;
export const ids = [429];
export const modules = {

/***/ 50410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   Yl: () => (/* binding */ asUserError),
/* harmony export */   cA: () => (/* binding */ lineOf),
/* harmony export */   g5: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11204);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/** What composes are that are not as they should be, by what was wanted of them: of one, and of several. */
function faultOf(operation) {
    switch (operation) {
        case "get":
            return ["is not known", "are not known"];
        case "renew":
            return ["was not renewed", "were not renewed"];
        case "delete":
            return ["was not deleted", "were not deleted"];
        default:
            return ["is of no use", "are of no use"];
    }
}
/** Why the run failed; undefined when no compose is bad. */
function failureOf(composes, operation) {
    const bad = composes.filter(({ verdict }) => verdict === "bad");
    const [first] = bad;
    if (first === undefined) {
        return undefined;
    }
    const [one, several] = faultOf(operation);
    const reason = `Compose ${first.id}: ${first.reasons[0] ?? `it ${one}`}`;
    return composes.length === 1
        ? reason
        : `${bad.length} of ${(0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(composes.length, "compose", "composes")} ${several}. ${reason}`;
}
/** What went wrong with a service as hosts show it, of a run that it ends. */
function asUserError(error, operation) {
    return error instanceof _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo ? error : (0,_compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .userErrorOf */ .zb)(error, doubtOf(error) ?? hintOf(error, operation));
}
/** The same as one line, of a run that goes on. */
function lineOf(error) {
    if (error instanceof _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo) {
        return error.remedy === undefined ? error.message : `${error.message}; ${error.remedy}`;
    }
    const doubt = doubtOf(error);
    return doubt === undefined ? error.message : `${error.message}; ${doubt}`;
}
/** What may help where the service could not be talked to. */
function hintOf({ failure }, operation) {
    switch (failure) {
        case "auth":
            return "check the login: auth-token, oauth-token-url and its inputs, keytab, or client-cert";
        case "connection":
        case "not-found":
        case "protocol":
        case "timeout":
            return "check server: it must be the address of the service that the input service names, and reachable from here";
        case "rate-limited":
        case "server-error":
            return operation === "create" || operation === "renew"
                ? "run it again later: what has been asked for is in the state file"
                : "run it again later";
        case "tls":
            return "name the certificate authority of the server with ca-file";
        default:
            return undefined;
    }
}
/** A request whose answer was lost may have been carried out. */
function doubtOf(error) {
    if (!(error instanceof _compose_actions_services__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A) || !error.isUncertain) {
        return undefined;
    }
    const { advice = "look with operation list before it is asked for again" } = error;
    return `there may be a compose all the same: ${advice}`;
}

/***/ }),

/***/ 65965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* reexport */ step)
});

// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/oci/lib/inputs.js
var inputs = __webpack_require__(25670);
// EXTERNAL MODULE: ./packages/transfer/lib/connection.js + 2 modules
var connection = __webpack_require__(89859);
;// CONCATENATED MODULE: ./actions/request-compose/lib/bus-inputs.js

/** Where a service tells that a compose has changed. */
const busInputs = {
    bus: (0,lib/* text */.Qq)({
        description: "ODCS: URL of the message bus (AMQP 0.9.1, such as RabbitMQ) on which the server tells of changes. The wait then ends within a second of the change; the service is asked all the same, so that a bus that is down is no more than a warning.",
        example: "amqps://ci@rabbitmq.example.com/%2Fpublic_pubsub",
    }),
    "bus-exchange": (0,lib/* text */.Qq)({ description: "Topic exchange of the bus.", default: "amq.topic" }),
    "bus-topic": (0,lib/* text */.Qq)({
        description: "Topic of the messages; # stands for any number of words, * for one.",
        default: "#.odcs.compose.state-changed",
    }),
    "bus-password": (0,lib/* secret */.rJ)({ description: "Password for the user in bus." }),
    "bus-cert": (0,lib/* path */.Ae)({
        description: "PEM file of the client certificate for the bus, which may hold its key as well. Without bus-password it is the login, whatever the user in bus is.",
    }),
    "bus-key": (0,lib/* path */.Ae)({ description: "PEM file of the key of bus-cert, not encrypted." }),
};
//# sourceMappingURL=bus-inputs.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/odcs-inputs.js
var odcs_inputs = __webpack_require__(48721);
;// CONCATENATED MODULE: ./actions/request-compose/lib/output-inputs.js

/** What is written of a finished compose. */
const outputInputs = {
    output: (0,lib/* path */.Ae)({
        description: "Directory for 2.0 metadata of what the compose holds. Of several composes of ODCS each gets a directory of its own in it. Without it a compose is looked at all the same.",
        example: "metadata-2.0",
    }),
    lock: (0,lib/* path */.Ae)({
        description: "A file that lock-output wrote: asks for the same content again, as far as the service can be told to. What could not be honoured is said.",
        example: "compose.lock.json",
    }),
    "lock-output": (0,lib/* path */.Ae)({
        description: "Where to write what pins the content of the compose: event, modules, commit, keys; repositories and packages of images.",
        example: "compose.lock.json",
    }),
    images: (0,lib/* lines */.Mn)({
        description: "Images: how each is listed, one line per image in the order of the request, as variant=… subvariant=… type=… format=… bootable=… volume-id=… file-name=… arch=… image-type=… targets=…, as far as it is not to be as the service and the other inputs say.",
        expected: "lines of name=value, separated by blanks",
        example: "variant=Cloud subvariant=Cloud_Base",
    }),
    variant: (0,lib/* text */.Qq)({
        description: "Images: the variant that images are listed under, unless images says another one.",
    }),
    "metadata-compose-id": (0,lib/* text */.Qq)({
        description: "Images: id of the compose in the metadata. By default made of release-short, release-version, the day of the request, and t.0.",
        example: "Fedora-41-20260204.0",
    }),
    "release-short": (0,lib/* text */.Qq)({
        description: "Images: short name of the release; by default from the distribution.",
        example: "Fedora",
    }),
    "release-version": (0,lib/* text */.Qq)({
        description: "Images: version of the release; by default from the distribution.",
        example: "41",
    }),
    respin: (0,lib/* integer */.nd)({ description: "Images: respin of the compose in the metadata.", min: 0, default: 0 }),
    store: (0,lib/* choice */.Yq)(["none", "directory", "push-oci"], {
        description: "Images: where those are put that would not stay where the service has them, such as ones behind a presigned URL or in its own store: below output (or store-directory), or into a registry.",
        default: "none",
    }),
    "store-directory": (0,lib/* path */.Ae)({
        description: "Images: the directory for store; by default output. They lie in its folder compose: the output compose-dir.",
    }),
    repository: (0,lib/* text */.Qq)({
        description: "Images: with store push-oci the repository, registry.example.com/name, with the placeholders {variant} {arch} {type} {subvariant} {format} {name}.",
        example: "ghcr.io/example/images",
    }),
    tag: (0,lib/* text */.Qq)({
        description: "Images: with store push-oci the tag, with the same placeholders and {compose_id}.",
        default: "{compose_id}-{name}",
    }),
    "tag-policy": (0,lib/* choice */.Yq)(["move", "immutable"], {
        description: "Images: what happens to a tag that is something else already: it is moved, or the step fails before it pushes that image.",
        default: "move",
    }),
};
//# sourceMappingURL=output-inputs.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/service-inputs.js

const OPERATIONS = ["create", "wait", "get", "list", "renew", "delete", "about"];
const AUTH_KINDS = ["none", "token", "oauth", "kerberos", "certificate"];
/** Which service, what is to be done with it, and who asks. */
const serviceInputs = {
    service: (0,lib/* choice */.Yq)(["odcs", "osbuild-composer", "weldr"], {
        description: "What makes the compose: ODCS, or osbuild-composer by its Cloud API or by its Weldr API.",
        required: true,
    }),
    server: (0,lib/* text */.Qq)({
        description: "Where the service is: a URL, or a unix socket (unix:///run/cloudapi/api.socket, or an absolute path). Required, except that weldr has its usual socket, /run/weldr/api.socket.",
        example: "https://odcs.example.com",
    }),
    operation: (0,lib/* choice */.Yq)(OPERATIONS, {
        description: "create: ask for a compose, and wait for it unless wait is false. wait: wait for those in compose-id. get, list: what the service says of composes. renew: make those in compose-id live longer. delete: stop those that are not finished, and remove the others. about: what the service allows and offers.",
        default: "create",
    }),
    request: (0,lib/* text */.Qq)({
        description: "The request in the service's own words, as JSON or YAML: the text itself, or the path of a file. ODCS: the body of POST /composes/. osbuild-composer: the body of POST /compose, whose image_requests may have several entries, each of which becomes a compose. weldr: blueprint or blueprint_name, compose_type and upload, or a list of such.",
        multiline: true,
        expected: "a path, or a request as JSON or YAML",
        example: "image-request.yaml",
    }),
    "compose-id": (0,lib/* list */.p_)({
        description: "Ids of composes that are there. With create they are taken for what came of the request, and none is asked for; an empty value asks, so that an output of an earlier attempt can be given.",
        expected: "ids",
        example: "4711",
    }),
    filters: (0,lib/* lines */.Mn)({
        description: "With list: only composes for which this holds, one per line, as name=value in the service's words.",
        expected: "lines of name=value",
        example: "state=done",
    }),
    order: (0,lib/* text */.Qq)({
        description: "With list: the service's word for the order; by default the newest come first, where it knows that.",
        example: "-time_done",
    }),
    limit: (0,lib/* integer */.nd)({ description: "With list: how many composes at most.", min: 1, max: 1000, default: 20 }),
    auth: (0,lib/* choice */.Yq)(AUTH_KINDS, {
        description: "How the service learns who asks. By default as the other inputs say: a token, OAuth, a keytab, a client-cert for its host, or nothing. kerberos by itself uses the ticket that is there.",
    }),
    "auth-token": (0,lib/* secret */.rJ)({ description: "Bearer token for the service. It is sent to no other host." }),
    "oauth-token-url": (0,lib/* text */.Qq)({
        description: "Where tokens are got: with oauth-client-secret for the client itself, with oauth-refresh-token for its user.",
        example: "https://sso.example.com/token",
    }),
    "oauth-client-id": (0,lib/* text */.Qq)({ description: "Id of the client for oauth-token-url." }),
    "oauth-client-secret": (0,lib/* secret */.rJ)({
        description: "Secret of the client. It is sent to oauth-token-url alone.",
    }),
    "oauth-refresh-token": (0,lib/* secret */.rJ)({
        description: "Refresh (or offline) token. It is sent to oauth-token-url alone.",
    }),
    "oauth-scopes": (0,lib/* list */.p_)({ description: "Scopes that tokens are asked for with.", expected: "scopes" }),
    keytab: (0,lib/* path */.Ae)({
        description: "Kerberos: the file with the key of who asks. Tickets are got with it, and kept in memory.",
    }),
    owner: (0,lib/* text */.Qq)({
        description: "ODCS: who we are to the server. Only composes of this owner are taken for ours, and its limits are looked up.",
    }),
    preflight: (0,lib/* choice */.Yq)(["refuse", "warn", "off"], {
        description: "What to do when the service says of itself that it would not take the request, or pass over a part of it.",
        default: "refuse",
    }),
    reuse: (0,lib/* flag */.aR)({
        description: "ODCS: take a living compose of ours that was asked for with the same request. It holds what there was when it was made.",
        default: false,
    }),
};
//# sourceMappingURL=service-inputs.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/wait-inputs.js

/** How long a compose is waited for, and what becomes of it then. */
const waitInputs = {
    wait: (0,lib/* flag */.aR)({
        description: "Wait until the compose is finished, and look at what it holds. Otherwise the step ends with its id, and the same job run again comes to the same compose.",
        default: true,
    }),
    timeout: (0,lib/* duration */.p0)({
        description: "How long to wait. Set it below the limit of the job, so that on-timeout is heeded.",
        default: "4h",
        min: "1ms",
    }),
    "poll-interval": (0,lib/* duration */.p0)({
        description: "The first pause between two looks; each one after it is half as long again.",
        default: "10s",
        min: "10ms",
    }),
    "poll-max": (0,lib/* duration */.p0)({
        description: "The longest pause: what happens is noticed within it.",
        default: "60s",
        min: "10ms",
    }),
    "outage-timeout": (0,lib/* duration */.p0)({
        description: "How long the service may fail to answer, in a row, while a compose is waited for.",
        default: "10m",
    }),
    "on-timeout": (0,lib/* choice */.Yq)(["fail", "cancel", "leave"], {
        description: "What happens when the time is over: the step fails and the compose goes on; it is cancelled as far as the service can; or it goes on and the step succeeds with its state.",
        default: "fail",
    }),
    "cancel-on-abort": (0,lib/* flag */.aR)({
        description: "When the job is cancelled, cancel the composes that are waited for and not finished, but for those that were reused. ODCS can only stop those that wait for a worker; osbuild-composer none by its Cloud API. On GitHub a post step cancels what the step did not live to.",
        default: false,
    }),
    "min-lifetime": (0,lib/* duration */.p0)({
        description: "ODCS: how long the compose must still be kept at the end; one with less is renewed.",
        default: "0",
    }),
    "state-file": (0,lib/* path */.Ae)({
        description: "Where requests and ids are kept from before they are sent until all went well. When it is there, the same request is continued and not made again.",
        default: "request-compose.state.json",
    }),
    "resume-within": (0,lib/* duration */.p0)({
        description: "How old what state-file says may be to be continued; 0: ask anew whatever it says.",
        default: "24h",
    }),
    "max-checked": (0,lib/* integer */.nd)({
        description: "ODCS: how many packages of a finished compose are asked for, to see whether they are there.",
        min: 0,
        max: 1_000_000,
        default: 64,
    }),
};
//# sourceMappingURL=wait-inputs.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/inputs.js








const inputs_inputs = (0,lib/* defineInputs */.pf)({
    ...serviceInputs,
    ...odcs_inputs/* odcsInputs */.H,
    ...waitInputs,
    ...busInputs,
    ...outputInputs,
    ...inputs/* registryInputs */.P4,
    ...connection/* connectionInputs */.e,
    ...lib/* emitsArtifactInputs */.Gu,
    ...lib/* reportInput */.BO,
});
//# sourceMappingURL=inputs.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/record.js
var record = __webpack_require__(25347);
;// CONCATENATED MODULE: ./actions/request-compose/lib/present-report.js

/** The report's own fields. */
function reportOf(result) {
    const { operation, service, shown, composes, emitted, tree, targets, about, total, notices, milliseconds } = result;
    return {
        operation,
        service,
        server: shown,
        composes: composes.map(reportRecord),
        ...(total === undefined ? {} : { total }),
        metadataDirs: emitted.directories,
        metadataFiles: emitted.files,
        repoFiles: emitted.repoFiles,
        ...(tree === undefined ? {} : { composeDir: tree }),
        targets,
        ...(about === undefined
            ? {}
            : {
                about: {
                    ...(about.version === undefined ? {} : { version: about.version }),
                    ...(about.authentication === undefined ? {} : { authentication: about.authentication }),
                    offers: about.offers,
                    ...(about.untold === undefined ? {} : { untold: about.untold }),
                    details: about.details,
                },
            }),
        warnings: notices,
        milliseconds,
    };
}
function reportRecord(outcome) {
    const { compose, log } = outcome;
    return {
        ...(0,record/* composeRecord */.Gb)(outcome),
        links: compose?.links ?? {},
        images: (compose?.images ?? []).map(({ state, reported, type, arch, reason }) => ({
            state,
            reported,
            ...(type === undefined ? {} : { type }),
            ...(arch === undefined ? {} : { arch }),
            ...(reason === undefined ? {} : { reason }),
        })),
        log,
    };
}
//# sourceMappingURL=present-report.js.map
// EXTERNAL MODULE: ./actions/request-compose/lib/failure.js
var failure = __webpack_require__(50410);
;// CONCATENATED MODULE: ./actions/request-compose/lib/present-summary.js



/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** Each has its reasons and the end of a log. */
const MAX_EXPLAINED = 20;
/** The job summary. */
function summaryOf(result) {
    const { service, shown, about, failure, composes, emitted } = result;
    const parts = [
        (0,lib/* heading */.R_)(2, titleOf(result)),
        `${SERVICES[service] ?? (0,lib/* escapeText */.X1)(service)} at ${(0,lib/* code */.aY)(shown)}${about?.version === undefined ? "" : `, version ${(0,lib/* code */.aY)(about.version)}`}.`,
        ...(about === undefined ? [] : [aboutTable(about)]),
        ...(composes.length === 0 ? [] : [composeTable(composes)]),
        ...whysOf(result),
        ...(emitted.directories.length === 0
            ? []
            : [`Metadata in ${emitted.directories.slice(0, MAX_LISTED).map(lib/* code */.aY).join(", ")}.`]),
        ...targetTable(result),
        ...notices(result),
        ...(failure === undefined ? [] : [nextOf(result)]),
    ];
    return `${parts.join("\n\n")}\n`;
}
const SERVICES = {
    odcs: "ODCS",
    "osbuild-composer": "osbuild-composer",
    weldr: "Weldr",
};
/** What becomes of composes, and where to read on. */
function nextOf({ operation }) {
    const page = "What to do about each kind of failure is in the page of this step.";
    switch (operation) {
        case "create":
            return `What goes on is continued by the next run with the same state file; what failed is asked for anew. ${page}`;
        case "renew":
            return `What was made anew and goes on is continued by the next run with the same state file. ${page}`;
        default:
            return page;
    }
}
function titleOf({ operation, failure, composes }) {
    switch (operation) {
        case "about":
            return "What the service offers";
        case "list":
            return "Composes";
        case "get":
            return "Compose";
        case "delete":
            return failure === undefined ? "Compose deleted" : "Compose not deleted";
        case "renew":
            return failure === undefined ? "Compose renewed" : "Compose not renewed";
        default: {
            const isOpen = composes.some(({ verdict }) => verdict === "open" || verdict === "shown");
            return failure !== undefined ? "Compose of no use" : isOpen ? "Compose requested" : "Compose finished";
        }
    }
}
function composeTable(composes) {
    const rows = composes.slice(0, MAX_LISTED).map((outcome) => {
        const { id, how, compose, results } = outcome;
        const url = results?.resultUrl ?? compose?.links["result"];
        return [
            (0,lib/* code */.aY)(id),
            (0,lib/* escapeText */.X1)(how),
            (0,lib/* escapeText */.X1)(compose?.reported ?? "not known"),
            (0,lib/* escapeText */.X1)((0,record/* expiryOf */.p1)(outcome) ?? ""),
            url === undefined ? "" : (0,lib/* code */.aY)(url),
        ];
    });
    const more = composes.length - rows.length;
    return (0,lib/* table */.tp)(["Compose", "How", "State", "Kept until", "Result"], more > 0 ? [...rows, [(0,lib/* escapeText */.X1)(`and ${(0,lib/* formatCount */.B4)(more)} more`)]] : rows);
}
function whysOf({ composes, operation }) {
    const bad = composes.filter(({ verdict }) => verdict === "bad");
    const more = bad.length - MAX_EXPLAINED;
    return [
        ...bad.slice(0, MAX_EXPLAINED).flatMap((one) => whyOf(one, operation)),
        ...(more > 0 ? [`The report says why of ${(0,lib/* formatCount */.B4)(more)} more.`] : []),
    ];
}
function whyOf({ id, reasons, log }, operation) {
    return [
        (0,lib/* heading */.R_)(3, `Why compose ${id} ${(0,failure/* faultOf */.Kl)(operation)[0]}`),
        reasons
            .slice(0, MAX_LISTED)
            .map((reason) => `- ${(0,lib/* escapeText */.X1)(reason)}`)
            .join("\n"),
        ...(log.length === 0
            ? []
            : [
                (0,lib/* details */.zH)(`The last ${(0,lib/* countOf */.pq)(log.length, "line", "lines")} of its log`, log.map((line) => `- ${(0,lib/* code */.aY)(line)}`).join("\n")),
            ]),
    ];
}
function aboutTable({ offers, untold = {}, authentication: login }) {
    return (0,lib/* table */.tp)(["What", "Values"], [
        ["login", (0,lib/* escapeText */.X1)(login ?? "it does not say")],
        ...Object.entries(offers).map(([name, values]) => [
            (0,lib/* escapeText */.X1)(name),
            values.slice(0, MAX_LISTED).map(lib/* code */.aY).join(", "),
        ]),
        ...Object.entries(untold).map(([name, why]) => [(0,lib/* escapeText */.X1)(name), (0,lib/* escapeText */.X1)(`not known: ${why}`)]),
    ]);
}
function targetTable({ targets }) {
    const rows = targets.slice(0, MAX_LISTED).map(({ compose, imageType = "", arch = "", target, results }) => [
        (0,lib/* code */.aY)(compose),
        (0,lib/* escapeText */.X1)([imageType, arch].filter((part) => part !== "").join(" for ")),
        (0,lib/* code */.aY)(target),
        Object.entries(results)
            .map(([name, value]) => `${(0,lib/* escapeText */.X1)(name)}: ${(0,lib/* code */.aY)(value)}`)
            .join(", "),
    ]);
    return rows.length === 0 ? [] : [(0,lib/* table */.tp)(["Compose", "Image", "Target", "Result"], rows)];
}
function notices({ notices: lines }) {
    return lines.length === 0
        ? []
        : [
            (0,lib/* heading */.R_)(3, "What to know"),
            lines
                .slice(0, MAX_LISTED)
                .map((line) => `- ${(0,lib/* escapeText */.X1)(line)}`)
                .join("\n"),
        ];
}
//# sourceMappingURL=present-summary.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/present.js




/** Hosts cut or drop outputs that are longer. */
const MAX_OUTPUT = 256 * 1024;
/** From the best to the worst. */
const ORDER = [
    "finished",
    "running",
    "requested",
    "unknown",
    "expired",
    "cancelled",
    "failed",
];
/** Outputs, report, closing lines and job summary of a run. */
function present(result) {
    const { composes, emitted, tree, targets, failure } = result;
    const [first] = composes;
    return {
        outputs: {
            "compose-id": first?.id ?? "",
            "compose-ids": composes.map(({ id }) => id).join("\n"),
            state: worstState(composes),
            "metadata-dir": emitted.directories.join("\n"),
            "compose-dir": tree ?? "",
            "result-url": composes.map(resultUrl).find((url) => url !== undefined) ?? "",
            "repo-file": emitted.repoFiles.join("\n"),
            expires: earliest(composes),
            targets: capped(targets),
            composes: capped(composes.map(record/* composeRecord */.Gb)),
        },
        report: reportOf(result),
        lines: linesOf(result),
        summary: summaryOf(result),
        findings: findingsOf(result),
        ...(failure === undefined ? {} : { failure }),
    };
}
function worstState(composes) {
    const states = composes.map(({ compose }) => compose?.state ?? "unknown");
    return states.reduce((worst, state) => (worst === "" || ORDER.indexOf(state) > ORDER.indexOf(worst) ? state : worst), "");
}
function resultUrl({ results, compose }) {
    return results?.resultUrl ?? compose?.links["result"];
}
function earliest(composes) {
    return composes.flatMap((outcome) => (0,record/* expiryOf */.p1)(outcome) ?? []).sort()[0] ?? "";
}
function capped(value) {
    const text = JSON.stringify(value);
    return text.length <= MAX_OUTPUT ? text : "";
}
/** Of several composes each has a line of its own; of one the failure says it all. */
function findingsOf({ composes }) {
    return composes.length < 2
        ? []
        : composes
            .filter(({ verdict }) => verdict === "bad")
            .map(({ id, compose, reasons }) => ({
            check: compose?.state ?? "unknown",
            severity: "error",
            path: `compose ${id}`,
            message: reasons[0] ?? "it is of no use",
            group: "composes",
        }));
}
function linesOf(result) {
    const { operation, shown, composes, emitted, total, about, milliseconds } = result;
    if (about !== undefined) {
        return [
            `${shown}: ${result.service} ${about.version ?? ""}`.trimEnd(),
            `login: ${about.authentication ?? "it does not say"}`,
            ...Object.entries(about.offers).map(([name, values]) => `${name}: ${values.join(", ") || "none"}`),
            ...Object.entries(about.untold ?? {}).map(([name, why]) => `${name}: not known, ${why}`),
        ];
    }
    const more = total !== undefined && total > composes.length ? ` of ${total}` : "";
    return [
        `${shown}: ${(0,lib/* countOf */.pq)(composes.length, "compose", "composes")}${operation === "list" ? more : ""} (${(0,lib/* formatDuration */.a3)(milliseconds)})`,
        ...composes.map(composeLine),
        ...composes.flatMap(({ id, log }) => log.length === 0 ? [] : [`The log of compose ${id} ends in:`, ...log]),
        ...(emitted.files.length === 0
            ? []
            : [
                `${(0,lib/* countOf */.pq)(emitted.files.length, "metadata file", "metadata files")} written to ${emitted.directories.join(", ")}`,
            ]),
    ];
}
function composeLine(outcome) {
    const { id, compose, reasons } = outcome;
    const url = resultUrl(outcome);
    const expires = (0,record/* expiryOf */.p1)(outcome);
    return [
        `compose ${id}: ${compose?.reported ?? "not known"}`,
        ...reasons.slice(0, 1),
        ...(url === undefined || reasons.length > 0 ? [] : [url]),
        ...(expires === undefined ? [] : [`kept until ${expires}`]),
    ].join(", ");
}
//# sourceMappingURL=present.js.map
// EXTERNAL MODULE: ./packages/services/lib/inputs.js
var lib_inputs = __webpack_require__(92261);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./actions/request-compose/lib/report-schema.js



const state = schemas/* enum */.k5n(lib_inputs/* COMPOSE_STATES */.GV);
const time = schemas/* string */.YjP().optional().describe("UTC");
/** The step's own fields of the report. */
const reportSchema = schemas/* object */.Ikc({
    operation: schemas/* enum */.k5n(OPERATIONS),
    service: schemas/* enum */.k5n(["odcs", "osbuild-composer", "weldr"]),
    server: schemas/* string */.YjP().describe("Host and path, or socket"),
    composes: schemas/* array */.YOg(schemas/* object */.Ikc({
        id: schemas/* string */.YjP(),
        how: schemas/* enum */.k5n(["created", "found", "reused", "continued", "given"])
            .describe("created: asked for; found: asked for, and found after the answer was lost; reused: there before; continued: asked for by an earlier run; given: named by the user"),
        state,
        reported: schemas/* string */.YjP().describe("The service's own word for the state"),
        verdict: schemas/* enum */.k5n(["good", "bad", "open", "shown"])
            .describe("good: finished and looked at; open: it goes on; shown: nothing was expected of it"),
        owner: schemas/* string */.YjP().optional(),
        reason: schemas/* string */.YjP().optional().describe("In the service's words"),
        requested: time,
        started: time,
        finished: time,
        expires: time,
        removed: time,
        resultUrl: schemas/* string */.YjP().optional(),
        problems: schemas/* array */.YOg(schemas/* string */.YjP()).describe("Why it is bad"),
        links: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
        images: schemas/* array */.YOg(schemas/* object */.Ikc({
            state,
            reported: schemas/* string */.YjP(),
            type: schemas/* string */.YjP().optional(),
            arch: schemas/* string */.YjP().optional(),
            reason: schemas/* string */.YjP().optional(),
        })),
        log: schemas/* array */.YOg(schemas/* string */.YjP()).describe("What the log of one that failed ends in"),
    })),
    total: schemas/* number */.aig().int().nonnegative().optional().describe("Of a list, by the service's count"),
    metadataDirs: schemas/* array */.YOg(schemas/* string */.YjP()),
    metadataFiles: schemas/* array */.YOg(schemas/* string */.YjP()),
    repoFiles: schemas/* array */.YOg(schemas/* string */.YjP()),
    composeDir: schemas/* string */.YjP().optional().describe("Tree of the images that were stored"),
    targets: schemas/* array */.YOg(schemas/* object */.Ikc({
        compose: schemas/* string */.YjP().describe("Id of the compose"),
        target: schemas/* string */.YjP(),
        image: schemas/* number */.aig()
            .int()
            .positive()
            .optional()
            .describe("Which image of the compose, from 1; absent when it is of all of them"),
        imageType: schemas/* string */.YjP().optional().describe("The service's name for the type of the image"),
        arch: schemas/* string */.YjP().optional(),
        results: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    })),
    about: schemas/* object */.Ikc({
        version: schemas/* string */.YjP().optional(),
        authentication: schemas/* string */.YjP().optional(),
        offers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())),
        untold: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())
            .optional()
            .describe("What it would not tell of its offers, and why: that is not the same as none"),
        details: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    })
        .optional()
        .describe("What the service allows and offers"),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()),
    milliseconds: schemas/* number */.aig().int().nonnegative(),
});
//# sourceMappingURL=report-schema.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/step.js




/** The step `request-compose`. */
const step = (0,lib/* defineStep */.ol)({
    name: "request-compose",
    title: "Ask ODCS or osbuild-composer for a compose",
    description: "Asks a service for a compose, waits for it, looks whether everything is there, and writes 2.0 metadata of what came of it: repositories and packages of ODCS with their checksums, images of osbuild-composer with their places. An interrupted run is continued and not begun anew.",
    icon: "send",
    inputs: inputs_inputs,
    outputs: {
        "compose-id": { description: "Id of the compose; of several the first. Set before the wait begins." },
        "compose-ids": { description: "Ids of all composes, one per line. Set before the wait begins." },
        state: {
            description: "State of the compose: requested, running, finished, failed, expired, cancelled or unknown; of several the worst.",
        },
        "metadata-dir": {
            description: "Directory of the 2.0 metadata, for the next step's compose input; of several composes of ODCS one per line.",
        },
        "compose-dir": {
            description: "With store directory, the tree of the stored images: for the next step's root input.",
        },
        "result-url": {
            description: "Where people find the result, as far as the service says; of several the first.",
        },
        "repo-file": { description: "Path of the written .repo file, for dnf; of several one per line." },
        expires: { description: "When the service may remove the compose; of several the earliest." },
        targets: {
            description: "What came of the targets of images (AMIs, digests, URLs without secrets), as a JSON array of objects with compose, target, image (which one of the compose, from 1), imageType, arch and results.",
        },
        composes: { description: "The composes with id, state and times, as a JSON array." },
    },
    report: reportSchema,
    metadataArtifact: "emits",
    // Nothing that services need is loaded before the inputs are accepted.
    run: async (values, context) => {
        const [{ requestCompose }, { openMaker }] = await Promise.all([
            __webpack_require__.e(/* import() */ 946).then(__webpack_require__.bind(__webpack_require__, 41946)),
            __webpack_require__.e(/* import() */ 3).then(__webpack_require__.bind(__webpack_require__, 21003)),
        ]);
        return requestCompose(values, context, openMaker);
    },
    cleanUp: async (values, context, left) => {
        const [{ cancelLeft }, { openMaker }] = await Promise.all([
            __webpack_require__.e(/* import() */ 595).then(__webpack_require__.bind(__webpack_require__, 82595)),
            __webpack_require__.e(/* import() */ 3).then(__webpack_require__.bind(__webpack_require__, 21003)),
        ]);
        await cancelLeft(values, context, left, openMaker);
    },
    present: present,
});
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./actions/request-compose/lib/index.js

//# sourceMappingURL=index.js.map

/***/ }),

/***/ 48721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ odcsInputs)
/* harmony export */ });
/* harmony import */ var _compose_actions_services_inputs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92261);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/** The usual fields of a request for ODCS. They go before what `request` says. */
const odcsInputs = {
    "source-type": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)(_compose_actions_services_inputs__WEBPACK_IMPORTED_MODULE_0__/* .ODCS_SOURCE_TYPES */ ._X, { description: "ODCS: what the compose is made of." }),
    source: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: "ODCS: the Koji tag, modules as name:stream, content sets of Pulp, name#commit of a raw config, or the URL of a variant of a Pungi compose.",
        example: "f41",
    }),
    packages: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: names of the packages; by default all.", example: "bash, httpd" }),
    builds: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: "ODCS: builds of Koji to be added, or all there is of source-type build, as name-version-release.",
    }),
    sigkeys: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: "ODCS: keys that packages may be signed with, the preferred first; the word unsigned permits packages without a signature. By default as the server is set up.",
    }),
    "koji-event": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd)({
        description: "ODCS: the state of Koji to use; by default the present one.",
        min: 1,
    }),
    "modular-koji-tags": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: tags of Koji with modules to be added." }),
    "module-defaults-url": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: "ODCS: git repository of module defaults; needs module-defaults-commit.",
    }),
    "module-defaults-commit": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: "ODCS: commit, or branch, of module-defaults-url." }),
    modules: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: modules to be added to a compose of a tag." }),
    "scratch-modules": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: scratch builds of modules." }),
    "scratch-build-tasks": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: tasks of scratch builds in Koji." }),
    "base-module-br-name": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: "ODCS: only modules that were built against this base module.",
    }),
    "base-module-br-stream": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: "ODCS: stream of base-module-br-name." }),
    "base-module-br-stream-version-lte": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd)({ description: "ODCS: greatest version of that stream." }),
    "base-module-br-stream-version-gte": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd)({ description: "ODCS: least version of that stream." }),
    flags: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .choices */ .zM)(_compose_actions_services_inputs__WEBPACK_IMPORTED_MODULE_0__/* .ODCS_FLAGS */ .OS, { description: "ODCS: how the compose is made." }),
    results: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .choices */ .zM)(_compose_actions_services_inputs__WEBPACK_IMPORTED_MODULE_0__/* .ODCS_RESULTS */ .t4, { description: "ODCS: what is made besides repositories." }),
    arches: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: "ODCS: architectures; by default those of the server.",
        example: "x86_64, aarch64",
    }),
    "multilib-arches": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: architectures that get packages of 32 bits as well." }),
    "multilib-method": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .choices */ .zM)(_compose_actions_services_inputs__WEBPACK_IMPORTED_MODULE_0__/* .ODCS_MULTILIB_METHODS */ .Eh, { description: "ODCS: which packages those are." }),
    "lookaside-repos": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .lines */ .Mn)({
        description: "ODCS: URLs of repositories, one per line, whose packages are left out of the compose.",
    }),
    "parent-pungi-compose-ids": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: "ODCS: composes that this one belongs to." }),
    "respin-of": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: "ODCS: the compose that this one replaces." }),
    "seconds-to-live": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd)({
        description: "ODCS: how long the compose is kept once it is finished, and with renew from now on. A server cuts what is too long; that is said.",
        min: 1,
        example: "86400",
    }),
    label: (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: "ODCS: label, such as RC-1.0." }),
    "compose-type": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)(_compose_actions_services_inputs__WEBPACK_IMPORTED_MODULE_0__/* .ODCS_COMPOSE_TYPES */ .LD, { description: "ODCS: type of the compose; by default test." }),
    "target-dir": (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: "ODCS: a target directory that the server knows. Composes in others than the default have no URLs.",
    }),
};
//# sourceMappingURL=odcs-inputs.js.map

/***/ }),

/***/ 25347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ composeRecord),
/* harmony export */   Ly: () => (/* binding */ isoTime),
/* harmony export */   p1: () => (/* binding */ expiryOf)
/* harmony export */ });
/** A moment as the report has it. */
function isoTime(milliseconds) {
    return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString().replace(".000Z", "Z");
}
/** When the service may remove a compose. */
function expiryOf({ compose }) {
    return isoTime(compose?.times.expires);
}
/** A compose as the output and the report name it. */
function composeRecord({ id, how, compose, verdict, reasons, results }) {
    const { requested, started, finished, expires, removed } = compose?.times ?? {};
    return {
        id,
        how,
        state: compose?.state ?? "unknown",
        reported: compose?.reported ?? "",
        verdict,
        ...present({
            owner: compose?.owner,
            reason: compose?.reason,
            requested: isoTime(requested),
            started: isoTime(started),
            finished: isoTime(finished),
            expires: isoTime(expires),
            removed: isoTime(removed),
            resultUrl: results?.resultUrl ?? compose?.links["result"],
        }),
        problems: reasons,
    };
}
function present(fields) {
    return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
//# sourceMappingURL=record.js.map

/***/ }),

/***/ 57561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ startHashThread),
/* harmony export */   a: () => (/* binding */ prepareHashThread)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75919);


/** A thread that has no work yet. */
let prepared;
/**
 * Starts a thread before it is known what there is to hash: it takes as long as the rest of a step does to be loaded.
 *
 * @param threads - how many will hash at most, this one included; by default one per core
 */
function prepareHashThread(threads = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)()) {
    if (threads > 1 && prepared === undefined) {
        const worker = newThread();
        // Whoever needs a thread starts another one, and hears from that what is wrong.
        worker.once("error", () => undefined);
        worker.once("exit", () => {
            prepared = prepared === worker ? undefined : prepared;
        });
        worker.unref();
        prepared = worker;
    }
}
/** A thread that hashes the blocks that it is sent. */
function startHashThread(data) {
    const worker = prepared ?? newThread();
    prepared = undefined;
    worker.ref();
    worker.postMessage(data);
    return worker;
}
/** In a file of its own, for bundlers to find the worker. */
function newThread() {
    return new node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.Worker(__webpack_require__.ab + "hash-worker.js", { workerData: "hash-thread" });
}
//# sourceMappingURL=hash-thread.js.map

/***/ }),

/***/ 34530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GV: () => (/* binding */ COMPOSE_STATES),
/* harmony export */   dR: () => (/* binding */ isFinal),
/* harmony export */   hy: () => (/* binding */ ageOf),
/* harmony export */   lm: () => (/* binding */ remainingLife)
/* harmony export */ });
/**
 * The life of a compose, whichever service makes it: requested → running → finished | failed | cancelled, and a
 * finished one expires. `unknown` is a word of the service that we do not know: it is never final, for a service may
 * learn new ones before we do.
 */
const COMPOSE_STATES = [
    "requested",
    "running",
    "finished",
    "failed",
    "expired",
    "cancelled",
    "unknown",
];
/** Whether a compose stays as it is, but that finished ones expire. */
function isFinal(state) {
    return state === "finished" || state === "failed" || state === "expired" || state === "cancelled";
}
/** How old a compose is, in milliseconds by the service's clock; undefined when it does not say when it was requested. */
function ageOf({ asOf, times }) {
    return times.requested === undefined ? undefined : Math.max(0, asOf - times.requested);
}
/** How long the service will still keep a compose, in milliseconds; undefined when it does not say. */
function remainingLife({ asOf, times }) {
    return times.expires === undefined ? undefined : times.expires - asOf;
}
//# sourceMappingURL=compose.js.map

/***/ }),

/***/ 11204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ir: () => (/* reexport */ Bell),
  Yl: () => (/* reexport */ COMPOSER_API),
  kS: () => (/* reexport */ ComposerService),
  DI: () => (/* reexport */ GivenToken),
  mj: () => (/* reexport */ NegotiateSender),
  ws: () => (/* reexport */ OAuthTokens),
  Lu: () => (/* reexport */ OdcsService),
  Sb: () => (/* reexport */ Secrets),
  A: () => (/* reexport */ ServiceFailure),
  T0: () => (/* reexport */ TokenSender),
  gA: () => (/* reexport */ WELDR_API),
  e_: () => (/* reexport */ WeldrService),
  hy: () => (/* reexport */ lib_compose/* ageOf */.hy),
  pB: () => (/* reexport */ foreseeableClashes),
  FX: () => (/* reexport */ isConfidential),
  dR: () => (/* reexport */ lib_compose/* isFinal */.dR),
  vE: () => (/* reexport */ odcsPinsSchema),
  TN: () => (/* reexport */ oneLine),
  d_: () => (/* reexport */ patiently),
  cz: () => (/* reexport */ pinsOf),
  Ao: () => (/* reexport */ plainSender),
  tE: () => (/* reexport */ readComposerRequests),
  el: () => (/* reexport */ readOdcsRenewWish),
  VO: () => (/* reexport */ odcs_request/* readOdcsRequest */.V),
  bV: () => (/* reexport */ readRequestText),
  BN: () => (/* reexport */ readWeldrRequests),
  lm: () => (/* reexport */ lib_compose/* remainingLife */.lm),
  VY: () => (/* reexport */ secretsIn),
  V6: () => (/* reexport */ secretsInToml),
  Ti: () => (/* reexport */ servicePlace),
  Rs: () => (/* reexport */ serviceUrl),
  mg: () => (/* reexport */ socketsOf),
  ml: () => (/* reexport */ systemClock),
  zb: () => (/* reexport */ userErrorOf),
  Sz: () => (/* reexport */ waitForComposes),
  FM: () => (/* reexport */ withPins)
});

// UNUSED EXPORTS: imageOf, lastingUrl, mayPass, planImage, wasNotSent

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/transfer/lib/index.js + 37 modules
var transfer_lib = __webpack_require__(5368);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
;// CONCATENATED MODULE: ./packages/services/lib/http/base-url.js



/**
 * The URL of a service, to which routes are appended: paths in front of the service's own are kept.
 *
 * @param text - what the user gave
 * @param api - where the routes lie below it: `/api/1`; the user may have given it as well
 * @returns a URL with a slash at its end
 * @throws UserError
 */
function serviceUrl(text, api) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
        throw (0,lib/* refuse */.TR)(`server: ${(0,metadata_lib/* redactUrl */.BO)(text)} is no URL of a server`, "for instance https://odcs.example.com");
    }
    if (url.username !== "" || url.password !== "") {
        throw (0,lib/* refuse */.TR)("server: the URL holds a user name or a password", "use the inputs for logins");
    }
    if (url.search !== "" || url.hash !== "") {
        throw (0,lib/* refuse */.TR)(`server: ${(0,metadata_lib/* redactUrl */.BO)(text)} holds a query or a fragment`, "give the address of the server alone");
    }
    const path = url.pathname.replace(/\/+$/, "");
    url.pathname = `${path.endsWith(api) ? path.slice(0, -api.length) : path}${api}/`;
    return url;
}
/** How messages name a service. */
function showService(base, api) {
    return `${base.host}${base.pathname.slice(0, -api.length - 1)}`;
}
/** Whether what is secret may be sent to a URL: encrypted, or to this machine. */
function isConfidential(url) {
    return url.protocol === "https:" || (url.protocol === "http:" && (0,transfer_lib/* isLoopbackHost */.cW)(url.hostname));
}
//# sourceMappingURL=base-url.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/said.js

const MAX_TEXT = 600;
const ENTITIES = {
    lt: "<",
    gt: ">",
    quot: '"',
    "#39": "'",
    amp: "&",
    nbsp: " ",
};
/** Text of a service as one line that is safe to show, shortened. */
function oneLine(text, max = MAX_TEXT) {
    return (0,lib/* shorten */.ml)((0,lib/* escapeDeceptive */.BG)(text.replace(/\s+/g, " ").trim()), max);
}
/**
 * What a page of a web server or a proxy says: its title, or else its text. Undefined when the text is no HTML, or
 * says nothing.
 */
function saidInHtml(text) {
    if (!/<(?:!doctype|html|head|title|body|p|h1)\b/i.test(text)) {
        return undefined;
    }
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
    const plain = oneLine(unescapeHtml(title ?? text.replace(/<[^<>]*>/g, " ")));
    return plain === "" ? undefined : plain;
}
function unescapeHtml(text) {
    return text.replace(/&([a-z]+|#\d+);/g, (whole, name) => ENTITIES[name] ?? whole);
}
//# sourceMappingURL=said.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/curl-output.js

/** Reads what curl says with `--verbose`, followed by the status of the last answer on a line of its own. */
function readVerbose(text) {
    const lines = text.split(/\r?\n/);
    let headers = {};
    let kerberos;
    for (const line of lines) {
        if (line.startsWith("< HTTP/")) {
            // Of several answers, such as that of a proxy, the last one counts.
            headers = {};
        }
        else if (line.startsWith("< ")) {
            const colon = line.indexOf(":");
            if (colon > 2) {
                headers[line.slice(2, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
            }
        }
        kerberos ??= /^\* (?:gss_\w+\(\) failed|SPNEGO [^:]*): *(.*)$/.exec(line)?.[1]?.trim();
    }
    const last = lines.findLast((line) => /^\d{3}$/.test(line));
    return { status: Number(last ?? 0), headers, kerberos };
}
/** Exit codes of curl, as far as they mean something else than that the connection broke. */
const MEANINGS = new Map([
    [5, ["connection", "again", "the name of the proxy cannot be resolved", "ENOTFOUND"]],
    [6, ["connection", "again", "the name of the server cannot be resolved", "ENOTFOUND"]],
    [7, ["connection", "again", "no connection to the server", "ECONNREFUSED"]],
    [28, ["timeout", "again", "the server did not answer in time"]],
    [35, ["tls", "never", "no secure connection"]],
    [58, ["tls", "never", "no secure connection: the client certificate cannot be used"]],
    [60, ["tls", "never", "no secure connection: the server's certificate is not trusted"]],
    [63, ["too-large", "never", "the answer is longer than any should be"]],
    [77, ["tls", "never", "no secure connection: the file of authorities cannot be read"]],
]);
/** A failure of curl in our words. */
function curlFailure(code, errors) {
    if (code === 2 || code === 4) {
        return new transfer_lib/* TransferFailure */.ao("auth", "this curl cannot do Kerberos: install one with support for GSS-API", {
            remedy: "never",
        });
    }
    const [failure, remedy, message, cause] = MEANINGS.get(code ?? -1) ?? [
        "connection",
        "again",
        `the connection ended before the answer did (curl: ${code ?? "killed"})`,
    ];
    const isAlert = failure === "connection" && /\balert\b.*\b(?:unknown ca|certificate)/i.test(errors);
    return isAlert
        ? new transfer_lib/* TransferFailure */.ao("tls", "no secure connection: the server refuses the certificate", {
            remedy: "never",
        })
        : new transfer_lib/* TransferFailure */.ao(failure, message, {
            remedy,
            ...(cause === undefined ? {} : { cause: { code: cause } }),
        });
}
//# sourceMappingURL=curl-output.js.map
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./packages/services/lib/auth/run-program.js

/**
 * Runs a program without a shell.
 *
 * @throws the system error when it cannot be started; `signal.reason` when aborted
 */
function runProgram(run, signal) {
    const { program, args, input, environment, maxOutput, maxErrors, timeoutMs } = run;
    return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const child = (0,external_node_child_process_.spawn)(program, [...args], {
            stdio: ["pipe", "pipe", "pipe"],
            shell: false,
            signal,
            killSignal: "SIGKILL",
            // What Kerberos is configured with lies in the environment, and so do proxies.
            env: { ...process.env, ...environment },
        });
        let ended = "itself";
        const end = (why) => {
            ended = why;
            child.kill("SIGKILL");
        };
        const timer = setTimeout(() => end("timeout"), timeoutMs);
        const output = collect(child.stdout, maxOutput, () => end("too-much"));
        const errors = collect(child.stderr, maxErrors, () => end("too-much"));
        child.on("error", (error) => {
            clearTimeout(timer);
            reject(signal.aborted ? signal.reason : error);
        });
        child.on("close", (code) => {
            clearTimeout(timer);
            if (signal.aborted) {
                reject(signal.reason);
                return;
            }
            resolve({ code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString("utf8"), ended });
        });
        // A program that has ended already takes no input.
        child.stdin.on("error", () => undefined);
        child.stdin.end(input);
    });
}
function collect(stream, max, onTooMuch) {
    const chunks = [];
    let length = 0;
    stream.on("data", (chunk) => {
        length += chunk.length;
        if (length <= max) {
            chunks.push(chunk);
        }
        else {
            onTooMuch();
        }
    });
    return chunks;
}
//# sourceMappingURL=run-program.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/negotiate-sender.js








const DEFAULT_MAX_BYTES = 64 * 1024;
const MAX_VERBOSE = 256 * 1024;
/** Kerberos needs one exchange, or two when a server has to ask first. */
const MAX_LEGS = 4;
/** Exit code of curl when it has gone on for so long. */
const TOO_MANY_LEGS = 47;
/** What curl itself may take beyond the times that it is given. */
const GRACE_MS = 5_000;
/**
 * Sends with Kerberos (SPNEGO, RFC 4559) through curl, which finds tickets, keytabs and the realm as every Kerberos
 * program does. The request's body goes through its standard input, and it is told nothing secret.
 */
class NegotiateSender {
    shown = "with Kerberos";
    #options;
    /** @throws UserError for a keytab that cannot be read */
    constructor(options) {
        if (options.keytab !== undefined) {
            try {
                (0,external_node_fs_.accessSync)(options.keytab, external_node_fs_.constants.R_OK);
            }
            catch (error) {
                throw (0,lib/* refuse */.TR)(`keytab: ${options.keytab} cannot be read: ${error.code}`);
            }
        }
        this.#options = options;
    }
    async send(question, signal) {
        const { url, method, body, maxBytes = DEFAULT_MAX_BYTES } = question;
        if (!isConfidential(url)) {
            throw new transfer_lib/* TransferFailure */.ao("auth", "Kerberos is not used without encryption", { remedy: "never" });
        }
        const { curl = "curl", answerTimeoutMs, connectTimeoutMs } = this.#options;
        const timeoutMs = connectTimeoutMs + (question.answerTimeoutMs ?? answerTimeoutMs);
        let result;
        try {
            result = await runProgram({
                program: curl,
                args: this.#args(question, timeoutMs, method === "HEAD" ? 0 : maxBytes),
                input: body ?? Buffer.alloc(0),
                environment: this.#environment(),
                maxOutput: maxBytes,
                maxErrors: MAX_VERBOSE,
                timeoutMs: timeoutMs + GRACE_MS,
            }, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            throw new transfer_lib/* TransferFailure */.ao("auth", missing(curl, error), { remedy: "never" });
        }
        return this.#read(result, url);
    }
    #args(question, timeoutMs, maxBytes) {
        const { method, url, headers = {}, body } = question;
        const { caFile, connectTimeoutMs } = this.#options;
        return [
            // Must be the first: no configuration file has a say.
            "--disable",
            "--negotiate",
            // The user is the one of the ticket.
            "--user",
            ":",
            "--silent",
            "--show-error",
            // Says what Kerberos lacks, and the headers of the answer apart from its body.
            "--verbose",
            "--globoff",
            "--http1.1",
            // It goes on for as long as a server answers 401 with a token of its own.
            "--max-redirs",
            String(MAX_LEGS),
            "--proto",
            `=${url.protocol.slice(0, -1)}`,
            "--connect-timeout",
            String(connectTimeoutMs / 1000),
            "--max-time",
            String(timeoutMs / 1000),
            ...(maxBytes === 0 ? [] : ["--max-filesize", String(maxBytes)]),
            ...(caFile === undefined ? [] : ["--cacert", (0,external_node_path_.resolve)(caFile)]),
            "--user-agent",
            `compose-actions/${lib/* VERSION */.xv}`,
            ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
            // Servers in front of the service do not all know it.
            "--header",
            "Expect:",
            ...(method === "HEAD" ? ["--head"] : ["--request", method]),
            ...(body === undefined ? [] : ["--data-binary", "@-"]),
            "--write-out",
            "%{stderr}\n%{http_code}",
            "--url",
            url.href,
        ];
    }
    #environment() {
        const { keytab, environment } = this.#options;
        return {
            ...(keytab === undefined
                ? {}
                : {
                    KRB5_CLIENT_KTNAME: `FILE:${(0,external_node_path_.resolve)(keytab)}`,
                    // A ticket of somebody else that lies around is not what the keytab was given for.
                    KRB5CCNAME: "MEMORY:compose-actions",
                }),
            ...environment,
        };
    }
    #read({ code, output, errors, ended }, url) {
        if (ended === "timeout") {
            throw new transfer_lib/* TransferFailure */.ao("timeout", "the server did not answer in time", { remedy: "again" });
        }
        if (ended === "too-much") {
            throw new transfer_lib/* TransferFailure */.ao("too-large", "the answer is longer than any should be", { remedy: "never" });
        }
        if (code !== 0 && code !== TOO_MANY_LEGS) {
            throw curlFailure(code, errors);
        }
        const { status, headers, kerberos } = readVerbose(errors);
        if (status === 401) {
            throw new transfer_lib/* TransferFailure */.ao("auth", refusal(kerberos, this.#options.keytab), { remedy: "never", status });
        }
        return { status, headers, url, body: output };
    }
}
function missing(curl, error) {
    return error.code === "ENOENT"
        ? `${curl} is not installed, and Kerberos needs it: install curl with support for GSS-API`
        : `${curl} cannot be run: ${error.code ?? "failed"}`;
}
/** Why the server does not know who asks, as far as Kerberos says so. */
function refusal(kerberos, keytab) {
    if (kerberos === undefined) {
        return "the server answers 401 although it was sent a Kerberos ticket: it does not accept tickets of this realm, or wants another login";
    }
    const remedy = keytab === undefined ? "get a ticket with kinit, or give a keytab" : "check the keytab and the realm";
    return `there is no usable Kerberos ticket: ${oneLine(kerberos, 300)}; ${remedy}`;
}
//# sourceMappingURL=negotiate-sender.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var classic_schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(43759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/coerce.js


function string(params) {
    return core._coercedString(schemas.ZodString, params);
}
function number(params) {
    return api/* _coercedNumber */.qG(classic_schemas/* ZodNumber */.rSt, params);
}
function coerce_boolean(params) {
    return core._coercedBoolean(schemas.ZodBoolean, params);
}
function bigint(params) {
    return core._coercedBigint(schemas.ZodBigInt, params);
}
function date(params) {
    return core._coercedDate(schemas.ZodDate, params);
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./packages/services/lib/clock.js

const systemClock = {
    now: () => performance.now(),
    async sleep(milliseconds, signal) {
        try {
            await (0,promises_.setTimeout)(milliseconds, undefined, { signal });
        }
        catch {
            // It says that it was aborted, and not why.
            throw signal.reason;
        }
    },
};
//# sourceMappingURL=clock.js.map
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./packages/services/lib/http/ask.js


const ask_DEFAULT_MAX_BYTES = 64 * 1024;
/** An error's text is for people. */
const MAX_ERROR_BYTES = 64 * 1024;
/**
 * One exchange. What changes something is sent once at most: a service may have taken it although its answer was lost.
 *
 * @throws TransferFailure
 */
async function ask(exchanger, question, signal) {
    const { method, url, headers, body, maxBytes = ask_DEFAULT_MAX_BYTES, answerTimeoutMs, authorization, } = question;
    const sink = new AnswerSink(method === "HEAD" ? 0 : maxBytes);
    const head = await exchanger.exchange({
        method,
        url,
        headers,
        body: onceOnly(method, body),
        answerTimeoutMs,
        authorization,
    }, sink, signal);
    return { status: head.status, headers: head.headers, url: head.url, body: sink.body };
}
/** The client repeats what it has in hand when a connection turns out to be closed, and a stream not. */
function onceOnly(method, body) {
    if (body === undefined && (method === "GET" || method === "HEAD")) {
        return undefined;
    }
    const content = body ?? Buffer.alloc(0);
    return { size: content.length, open: () => external_node_stream_.Readable.from([content]) };
}
class AnswerSink {
    #maxBytes;
    #chunks = [];
    #bytes = 0;
    #isSuccess = true;
    constructor(maxBytes) {
        this.#maxBytes = maxBytes;
    }
    get body() {
        return Buffer.concat(this.#chunks);
    }
    head({ status, headers }) {
        this.#isSuccess = status >= 200 && status < 300;
        const encoding = headers["content-encoding"];
        if (this.#isSuccess && encoding !== undefined && encoding !== "identity") {
            throw new transfer_lib/* TransferFailure */.ao("encoding", "the service sends its answer encoded although that was not asked for", { remedy: "never" });
        }
    }
    data(chunk) {
        const limit = this.#isSuccess ? this.#maxBytes : MAX_ERROR_BYTES;
        this.#bytes += chunk.length;
        if (this.#bytes <= limit) {
            // The memory of the chunk is the connection's.
            this.#chunks.push(Buffer.from(chunk));
        }
        else if (this.#isSuccess || this.#bytes > 16 * MAX_ERROR_BYTES) {
            throw new transfer_lib/* TransferFailure */.ao("too-large", `the answer has more than ${limit} bytes`, { remedy: "never" });
        }
    }
}
//# sourceMappingURL=ask.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/patiently.js


/**
 * Does something that is safe to do twice, and again while what it fails with may pass.
 *
 * @throws what it fails with in the end
 */
async function patiently(work, { retries, retryDelayMs, clock = systemClock, random = Math.random }, signal) {
    for (let attempt = 1;; attempt++) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao) || error.remedy !== "again" || attempt > retries) {
                throw error;
            }
            const { retryAfterMs } = error;
            const { delayMs } = (0,transfer_lib/* nextDelay */.rM)({ attempt, retryAfterMs, random, base: retryDelayMs });
            if (delayMs === undefined) {
                throw error;
            }
            await clock.sleep(delayMs, signal);
        }
    }
}
//# sourceMappingURL=patiently.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/login-failure.js

/** There is no login to be had. What was to be asked with it was not sent. */
class LoginFailure extends transfer_lib/* TransferFailure */.ao {
}
//# sourceMappingURL=login-failure.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/shared-work.js
/** Work that several wait for, each as long as it likes. When nobody does any more, it is stopped. */
class SharedWork {
    #stop = new AbortController();
    #result;
    #waiting = 0;
    /** @param work - begins at once */
    constructor(work) {
        this.#result = work(this.#stop.signal);
        // It may fail when everybody has gone.
        this.#result.catch(() => undefined);
    }
    /** Nobody waits any more: who comes now must begin anew. */
    get isStopped() {
        return this.#stop.signal.aborted;
    }
    /** @throws what the work throws; `signal.reason` when aborted, which stops nobody else */
    async wait(signal) {
        signal.throwIfAborted();
        const gone = Promise.withResolvers();
        const leave = () => gone.reject(signal.reason);
        signal.addEventListener("abort", leave, { once: true });
        this.#waiting += 1;
        try {
            return await Promise.race([this.#result, gone.promise]);
        }
        finally {
            signal.removeEventListener("abort", leave);
            this.#waiting -= 1;
            if (this.#waiting === 0) {
                this.#stop.abort();
            }
        }
    }
}
//# sourceMappingURL=shared-work.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/oauth-tokens.js










const answerSchema = classic_schemas/* object */.Ikc({
    access_token: classic_schemas/* string */.YjP(),
    token_type: classic_schemas/* string */.YjP().optional().catch(undefined),
    // The server's clock is not ours: how long it is good for counts, and not until when.
    expires_in: number().positive().optional().catch(undefined),
    refresh_token: classic_schemas/* string */.YjP().min(1).optional().catch(undefined),
});
const errorSchema = classic_schemas/* object */.Ikc({
    error: classic_schemas/* string */.YjP(),
    error_description: classic_schemas/* string */.YjP().optional().catch(undefined),
});
/** What is taken for the life of a token whose server does not say. */
const DEFAULT_LIFETIME_S = 60;
/** A token that runs out within this time is replaced before it is used: a request takes its time. */
const MARGIN_MS = 30_000;
const MAX_ANSWER = 256 * 1024;
/** Gets tokens from a token server, and new ones when they run out or are refused. They are held in memory alone. */
class OAuthTokens {
    #options;
    #clock;
    #refreshToken;
    #isReplaced = false;
    #held;
    #asking;
    /** @throws UserError when the endpoint is not to be told secrets */
    constructor(options) {
        if (!isConfidential(options.endpoint)) {
            throw (0,lib/* refuse */.TR)("the token server is not told secrets without encryption", "give an https URL");
        }
        this.#options = options;
        this.#clock = options.clock ?? systemClock;
        this.#refreshToken = options.grant.kind === "refresh-token" ? options.grant.refreshToken : undefined;
    }
    async token(signal) {
        if (this.#held !== undefined && this.#clock.now() < this.#held.until) {
            return this.#held.value;
        }
        return (await this.#renew(signal)).value;
    }
    async replace(refused, signal) {
        if (this.#held?.value === refused) {
            this.#held = undefined;
        }
        const token = await this.token(signal);
        return token === refused ? undefined : token;
    }
    /** Who ask together get the same one; that one of them has no more time is nothing to the others. */
    #renew(signal) {
        if (this.#asking === undefined || this.#asking.isStopped) {
            this.#asking = new SharedWork((shared) => this.#fetch(shared));
        }
        return this.#asking.wait(signal);
    }
    async #fetch(signal) {
        const { retry, secrets } = this.#options;
        const begun = this.#clock.now();
        try {
            const answer = await patiently(() => this.#ask(signal), { ...retry, clock: this.#clock }, signal);
            const { value, seconds, refreshToken } = this.#read(answer);
            secrets?.add(value, refreshToken);
            this.#rotate(refreshToken);
            const lifeMs = seconds * 1000;
            // Of a short life at least half is used.
            this.#held = { value, until: begun + Math.max(lifeMs - MARGIN_MS, lifeMs / 2) };
            return this.#held;
        }
        finally {
            this.#asking = undefined;
        }
    }
    #rotate(refreshToken) {
        if (refreshToken === undefined || refreshToken === this.#refreshToken) {
            return;
        }
        if (!this.#isReplaced && this.#options.grant.kind === "refresh-token") {
            this.#isReplaced = true;
            this.#options.onNote?.(`the token server ${this.#options.endpoint.host} has replaced the refresh token: the one that was given may not be good for another run`);
        }
        this.#refreshToken = refreshToken;
    }
    async #ask(signal) {
        const { exchanger, endpoint } = this.#options;
        const asking = ask(exchanger, {
            method: "POST",
            url: endpoint,
            headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
            body: Buffer.from(this.#form().toString()),
            maxBytes: MAX_ANSWER,
            // Any login of the client for this origin is not what the token server is to see.
            authorization: { header: undefined },
        }, signal);
        const answer = await asking.catch((error) => {
            throw error instanceof transfer_lib/* TransferFailure */.ao ? this.#unasked(error) : error;
        });
        const { failure, remedy, retryAfterMs } = (0,transfer_lib/* statusFailure */.FP)(answer.status, answer.headers, Date.now());
        if (answer.status >= 300 && remedy === "again") {
            throw new LoginFailure(failure, this.#sentence(`answers ${answer.status}`), {
                remedy,
                retryAfterMs,
                status: answer.status,
            });
        }
        return answer;
    }
    #form() {
        const { clientId, grant, scopes = [] } = this.#options;
        const form = new URLSearchParams({ client_id: clientId });
        if (grant.clientSecret !== undefined) {
            form.set("client_secret", grant.clientSecret);
        }
        if (grant.kind === "client-credentials") {
            form.set("grant_type", "client_credentials");
        }
        else {
            form.set("grant_type", "refresh_token");
            form.set("refresh_token", this.#refreshToken ?? grant.refreshToken);
        }
        if (scopes.length > 0) {
            form.set("scope", scopes.join(" "));
        }
        return form;
    }
    #read({ status, body }) {
        let json;
        try {
            json = JSON.parse(body.toString("utf8"));
        }
        catch {
            json = undefined;
        }
        if (status !== 200) {
            const error = errorSchema.safeParse(json).data;
            const said = error === undefined ? "" : `: ${[error.error, error.error_description].filter(Boolean).join(": ")}`;
            throw this.#refusal(`answers ${status}${this.#hide(oneLine(said))}`, "auth", status);
        }
        const parsed = answerSchema.safeParse(json);
        // White space or a control character would be another header.
        if (!parsed.success || !/^[!-~]+$/.test(parsed.data.access_token)) {
            throw this.#refusal("answers without a token", "protocol");
        }
        const { access_token: value, expires_in, token_type, refresh_token: refreshToken } = parsed.data;
        if (token_type !== undefined && token_type.toLowerCase() !== "bearer") {
            throw this.#refusal("gives a token that is no bearer token", "protocol");
        }
        return { value, seconds: expires_in ?? DEFAULT_LIFETIME_S, refreshToken };
    }
    #refusal(what, kind, status) {
        return new LoginFailure(kind, this.#sentence(what), { remedy: "never", status });
    }
    #unasked({ failure, message, remedy, retryAfterMs, status, cause }) {
        const text = `the token server ${this.#options.endpoint.host} cannot be asked: ${message}`;
        return new LoginFailure(failure, text, { remedy, retryAfterMs, status, cause });
    }
    #sentence(what) {
        const { endpoint, clientId } = this.#options;
        return `the token server ${endpoint.host} ${what}, asked for a token for the client ${oneLine(clientId, 100)}`;
    }
    /** Servers have been seen to repeat what they were sent. */
    #hide(text) {
        const { grant } = this.#options;
        const secrets = [grant.clientSecret, this.#refreshToken].filter((secret) => secret !== undefined && secret !== "");
        return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, "***"), text);
    }
}
//# sourceMappingURL=oauth-tokens.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/sender.js

/** Sends as the client does: with no login, or with a client certificate of the connection. */
function plainSender(exchanger, shown = "without a login") {
    return { shown, send: (question, signal) => ask(exchanger, question, signal) };
}
//# sourceMappingURL=sender.js.map
;// CONCATENATED MODULE: ./packages/services/lib/auth/token-sender.js



/** Sends with a bearer token; once more with a new one when the first is refused, for then nothing was done with it. */
class TokenSender {
    shown = "with the bearer token";
    #exchanger;
    #tokens;
    constructor(exchanger, tokens) {
        this.#exchanger = exchanger;
        this.#tokens = tokens;
    }
    async send(question, signal) {
        if (!isConfidential(question.url)) {
            throw new transfer_lib/* TransferFailure */.ao("auth", "the token is not sent without encryption", { remedy: "never" });
        }
        const token = await this.#tokens.token(signal);
        const answer = await this.#ask(question, token, signal);
        if (answer.status !== 401) {
            return answer;
        }
        const other = await this.#tokens.replace(token, signal);
        return other === undefined ? answer : this.#ask(question, other, signal);
    }
    #ask(question, token, signal) {
        return ask(this.#exchanger, { ...question, authorization: { header: `Bearer ${token}` } }, signal);
    }
}
/** A token that was given and cannot be replaced. */
class GivenToken {
    #token;
    constructor(token) {
        this.#token = token;
    }
    async token() {
        return this.#token;
    }
    async replace() {
        return undefined;
    }
}
//# sourceMappingURL=token-sender.js.map
// EXTERNAL MODULE: ./packages/services/lib/compose.js
var lib_compose = __webpack_require__(34530);
;// CONCATENATED MODULE: ./packages/services/lib/http/not-sent.js


/** Errors that come before a byte of a request is on its way. */
const BEFORE_SENDING = new Set([
    "EADDRNOTAVAIL",
    "EAI_AGAIN",
    "EAI_FAIL",
    "ECONNREFUSED",
    "EHOSTUNREACH",
    "EMFILE",
    "ENETUNREACH",
    "ENFILE",
    "ENOENT",
    "ENOTFOUND",
    "UND_ERR_CONNECT_TIMEOUT",
]);
/** Failures that say of themselves that the request was not carried out. */
const NEVER_SENT = new Set(["auth", "tls", "forbidden-address", "scheme"]);
/**
 * Whether a request whose exchange failed cannot have reached the service: then it may be sent again. False also when
 * it is not known.
 */
function wasNotSent(error) {
    if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
        return false;
    }
    if (error instanceof LoginFailure) {
        return true;
    }
    return NEVER_SENT.has(error.failure) || codesOf(error.cause).some((code) => BEFORE_SENDING.has(code));
}
function codesOf(error, depth = 0) {
    if (typeof error !== "object" || error === null || depth > 4) {
        return [];
    }
    const { code, cause, errors } = error;
    const own = typeof code === "string" ? [code] : [];
    // Several addresses were tried: the request is unsent only when that is so for all, and it was sent on none.
    const inner = Array.isArray(errors) ? codesOf(errors[0], depth + 1) : codesOf(cause, depth + 1);
    return [...own, ...inner];
}
//# sourceMappingURL=not-sent.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/service-place.js



/** Stands for the host of a service behind a socket; no other service has such a name. */
const SOCKET_ORIGIN = "http://socket.localhost";
/** The system has a fixed place for the path of a socket: 108 bytes with Linux, 104 with others, and a zero at the end. */
const MAX_SOCKET_BYTES = process.platform === "linux" ? 107 : 103;
/**
 * Reads where a service is.
 *
 * @param server - a URL, `unix:` with the path of a socket, or such a path by itself if it is absolute
 * @param api - where the routes lie
 * @throws UserError
 */
function servicePlace(server, api) {
    const path = socketPath(server);
    if (path === undefined) {
        const base = serviceUrl(server, api);
        return { base, shown: showService(base, api), socket: undefined };
    }
    if (path === "" || path.includes("\0") || Buffer.byteLength(path) > MAX_SOCKET_BYTES) {
        throw (0,lib/* refuse */.TR)(`server: the path of a socket has 1 to ${MAX_SOCKET_BYTES} bytes`, "for instance unix:///run/cloudapi/api.socket");
    }
    return { base: new URL(`${SOCKET_ORIGIN}${api}/`), shown: path, socket: path };
}
/** What a client needs to know to reach the place: the origins that stand for sockets. */
function socketsOf({ base, socket }) {
    return socket === undefined ? undefined : new Map([[base.origin, socket]]);
}
function socketPath(server) {
    const text = server.trim();
    if (text.startsWith("/") && !text.startsWith("//")) {
        return text;
    }
    const path = /^unix:(?:\/\/(?=\/))?(.*)$/is.exec(text)?.[1];
    return path === undefined || path === "" ? path : (0,external_node_path_.resolve)(path);
}
//# sourceMappingURL=service-place.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/image-types.js
const COMMIT = { none: "a commit of ostree is no image" };
const ARCHIVE = { none: "productmd knows no type for it" };
const kind = (type, format, suffix) => ({ type, format, suffix });
const QCOW2 = kind("qcow2", "qcow2", ".qcow2");
const RAW = kind("raw", "raw", ".raw");
const RAW_XZ = kind("raw-xz", "raw.xz", ".raw.xz");
const VHD = kind("vpc", "vhd", ".vhd");
const VHD_XZ = kind("vhd-compressed", "vhd.xz", ".vhd.xz");
const TAR_GZ = kind("tar-gz", "tar.gz", ".tar.gz");
const VMDK = kind("vmdk", "vmdk", ".vmdk");
const OVA = kind("vsphere-ova", "vsphere.ova", ".ova");
const WSL = kind("wsl2", "wsl", ".wsl");
const DVD = kind("dvd", "iso", ".iso");
const DVD_OSTREE = kind("dvd-ostree", "iso", ".iso");
const LIVE = kind("live-osbuild", "iso", ".iso");
const BOOT = kind("boot", "iso", ".iso");
const OCI_ARCHIVE = kind("ociarchive", "ociarchive", ".tar");
/** By the names of image types: those of the Cloud API first, then those that the Weldr API and images themselves use. */
const BY_TYPE = [
    ["guest-image iot-qcow2", QCOW2],
    ["aws aws-cvm", RAW],
    ["aws-rhui aws-ha-rhui aws-sap-rhui", RAW_XZ],
    ["azure", VHD],
    ["azure-rhui azure-sap-rhui azure-sapapps-rhui azure-cvm azure-eap7-rhui", VHD_XZ],
    ["gcp gcp-rhui", TAR_GZ],
    ["vsphere", VMDK],
    ["vsphere-ova", OVA],
    ["minimal-raw iot-raw-image edge-raw-image", RAW_XZ],
    ["image-installer", DVD],
    ["edge-installer iot-installer", DVD_OSTREE],
    ["iot-simplified-installer edge-simplified-installer", DVD_OSTREE],
    ["live-installer", LIVE],
    ["network-installer everything-network-installer server-network-installer", BOOT],
    ["bootable-container-iso", DVD],
    ["edge-container iot-container", OCI_ARCHIVE],
    ["iot-bootable-container", kind("bootable-container", "ociarchive", ".tar")],
    ["wsl", WSL],
    ["oci", QCOW2],
    ["edge-commit iot-commit", COMMIT],
    ["pxe-tar-xz", ARCHIVE],
    ["qcow2 server-qcow2 cloud-qcow2 openstack iot-qcow2-image", QCOW2],
    ["ami edge-ami", RAW],
    ["ec2 ec2-ha ec2-sap cloud-ec2", RAW_XZ],
    ["vhd cloud-azure", VHD],
    ["gce gce-rhui", TAR_GZ],
    ["vmdk edge-vsphere", VMDK],
    ["ova", OVA],
    ["minimal-raw-xz iot-raw-xz", RAW_XZ],
    ["minimal-installer", DVD],
    ["workstation-live-installer", LIVE],
    ["netinst", BOOT],
    ["bootc-installer anaconda-iso", DVD],
    ["container", OCI_ARCHIVE],
    ["generic-wsl", WSL],
    ["vagrant-libvirt", kind("vagrant-libvirt", "vagrant-libvirt.box", ".box")],
    ["vagrant-virtualbox", kind("vagrant-virtualbox", "vagrant-virtualbox.box", ".box")],
    ["rhel-edge-commit fedora-iot-commit", COMMIT],
    ["tar", ARCHIVE],
];
/** By the end of a file's name, the longest first. */
const BY_SUFFIX = [
    kind("vhd-compressed", "vhdfixed.xz", ".vhdfixed.xz"),
    kind("container", "tar.xz", ".oci.tar.xz"),
    kind("vagrant-libvirt", "vagrant-libvirt.box", ".vagrant-libvirt.box"),
    kind("vagrant-virtualbox", "vagrant-virtualbox.box", ".vagrant-virtualbox.box"),
    kind("ociarchive", "ociarchive", ".ociarchive"),
    kind("vhd-compressed", "vhd.gz", ".vhd.gz"),
    RAW_XZ,
    VHD_XZ,
    TAR_GZ,
    QCOW2,
    VMDK,
    kind("vdi", "vdi", ".vdi"),
    VHD,
    RAW,
    OVA,
    WSL,
];
const TYPES = new Map(BY_TYPE.flatMap(([names, known]) => names.split(" ").map((name) => [name, known])));
/**
 * What an image is to productmd, by its type and by the name of its file: some types have been made in more than one
 * format.
 *
 * @param fileName - as the service calls the file, where that is known
 */
function kindOf(imageType, fileName) {
    const known = TYPES.get(imageType ?? "");
    if (known !== undefined && "none" in known) {
        return { problem: known.none, isNoImage: true };
    }
    if (known !== undefined && (fileName === undefined || fileName.endsWith(known.suffix))) {
        return known;
    }
    const found = fileName === undefined ? undefined : bySuffix(fileName);
    if (found !== undefined) {
        return found;
    }
    const what = fileName === undefined ? `the image type ${imageType ?? "that is not known"}` : `a file ${fileName}`;
    return { problem: `it is not known what ${what} is to productmd`, isNoImage: false };
}
/** The rule of Pungi for installers and live images. */
function bySuffix(fileName) {
    if (!fileName.endsWith(".iso")) {
        return BY_SUFFIX.find(({ suffix }) => fileName.endsWith(suffix));
    }
    if (fileName.includes("ostree")) {
        return kind("dvd-ostree-osbuild", "iso", ".iso");
    }
    if (fileName.includes("live")) {
        return LIVE;
    }
    return /netinst|boot/.test(fileName) ? BOOT : DVD;
}
/** The end of a file's name, by which it is called what it is: `.raw.xz`. */
function suffixOf(fileName) {
    return (BY_SUFFIX.find(({ suffix }) => fileName.endsWith(suffix))?.suffix ??
        /\.[A-Za-z0-9]+$/.exec(fileName)?.[0] ??
        "");
}
//# sourceMappingURL=image-types.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/image-of.js


/**
 * Decides what an image is called: what the user says goes before what its type says, and that before what the name of
 * its file says.
 *
 * @param fileName - as the service calls the file, where that is known
 */
function planImage(wish, { compose, release }, fileName) {
    const found = kindOf(wish.imageType, fileName);
    if ("problem" in found && (wish.type === undefined || wish.format === undefined)) {
        const remedy = found.isNoImage ? "" : "; say its type and its format";
        return { problem: `${found.problem}${remedy}`, isNoImage: found.isNoImage };
    }
    const [type, format] = "problem" in found
        ? [wish.type, wish.format]
        : [wish.type ?? found.type, wish.format ?? found.format];
    const suffix = fileName === undefined && "suffix" in found ? found.suffix : suffixOf(fileName ?? "");
    return plan(wish, { type, format }, suffix === "" ? `.${format}` : suffix, { compose, release });
}
/** A container image in a registry. */
function planContainer(wish, options) {
    return plan(wish, { type: wish.type ?? "container", format: wish.format ?? "oci" }, ".oci", options);
}
function plan(wish, kind, suffix, options) {
    const { variant, subvariant = variant, arch, bootable, volumeId } = wish;
    if (arch === undefined || !metadata_lib/* RPM_ARCHES */.n4.has(arch) || arch === "src" || arch === "nosrc") {
        return { problem: "its architecture is not known", isNoImage: false };
    }
    const isIso = kind.format === "iso";
    const name = wish.fileName ?? fileNameOf(wish, subvariant, arch, isIso ? kind.type : undefined, suffix, options);
    const localPath = `${variant}/${arch}/${isIso ? "iso" : "images"}/${name}`;
    const problem = (0,metadata_lib/* localPathProblem */.GZ)(localPath);
    return problem === undefined
        ? {
            plan: {
                ...kind,
                variant,
                subvariant,
                arch,
                bootable: bootable ?? isIso,
                volumeId: volumeId ?? null,
                localPath,
            },
        }
        : { problem: `${JSON.stringify(localPath)}: ${problem}`, isNoImage: false };
}
/**
 * `Fedora-Cloud-41-20241101.0.x86_64.qcow2`: services call all images of a type the same.
 *
 * @param type - of several kinds with one suffix
 */
function fileNameOf({ distribution }, subvariant, arch, type, suffix, { compose, release }) {
    const { label, date, respin } = compose;
    const parts = release === undefined
        ? [distribution, subvariant, type]
        : [release.short, subvariant, type, release.version];
    const stem = [...parts, label ?? `${date}.${respin}`].filter((part) => part !== undefined && part !== "");
    return `${stem.join("-").replace(/[^A-Za-z0-9._+-]+/g, "_")}.${arch}${suffix}`;
}
/** An image as 2.0 metadata lists it. */
function imageOf(plan, { url, size, checksum, mtime }) {
    const { localPath, arch, bootable, format, type, subvariant, volumeId } = plan;
    return {
        artifact: { url, size, checksum, localPath, contents: [] },
        arch,
        bootable,
        discCount: 1,
        discNumber: 1,
        format,
        implantMd5: null,
        mtime,
        subvariant,
        type,
        volumeId,
        unified: false,
        additionalVariants: [],
    };
}
/**
 * Images that consumers could not tell apart (productmd: images), as far as it can be known before they are made: to be
 * asked before anything is built.
 *
 * @returns a line for each
 */
function foreseeableClashes(wishes, options) {
    const plans = wishes.flatMap((wish) => {
        const isContainer = wish.targets?.length === 1 && wish.targets[0] === "container";
        const planned = isContainer ? planContainer(wish, options) : planImage(wish, options, undefined);
        return "plan" in planned ? [planned.plan] : [];
    });
    return clashes(plans);
}
/** The same of images that are there. */
function clashes(plans) {
    const seen = new Map();
    return plans.flatMap((plan) => {
        const { subvariant, type, format, arch } = plan;
        const key = JSON.stringify([subvariant, type, format, arch]);
        if (!seen.has(key)) {
            seen.set(key, plan);
            return [];
        }
        return [
            `two images are the same to productmd (subvariant ${subvariant}, type ${type}, format ${format}, arch ${arch}): give them different subvariants`,
        ];
    });
}
//# sourceMappingURL=image-of.js.map
;// CONCATENATED MODULE: ./packages/services/lib/secrets-in.js
/** Keys whose values are secret, in requests of osbuild-composer and blueprints: activation_key, secretAccessKey, … */
const SECRET_KEY = /pass(?:word|wd|phrase)|secret|token|credential|private[-_]?key|activation[-_]?key|(?:access|storage|account|client)[-_]?key|^sas/i;
const MAX_DEPTH = 32;
/** What is secret in a document, wherever it stands: by the names of keys, and in URLs that open a place by themselves. */
function secretsIn(value, depth = 0) {
    if (typeof value === "string") {
        return secretsInUrl(value);
    }
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]) => !Array.isArray(value) && SECRET_KEY.test(key) ? textsIn(inner, depth + 1) : secretsIn(inner, depth + 1));
}
/** All texts of what a secret key holds: the credentials of some clouds are objects. */
function textsIn(value, depth) {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value !== "object" || value === null || depth > MAX_DEPTH
        ? []
        : Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
/** The same for text in TOML, which is not parsed: `password = "…"` on a line of its own. */
function secretsInToml(text) {
    const assignments = text.matchAll(/(?:^|[\n,{])[ \t]*"?([\w-]+)"?[ \t]*=[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')/g);
    return [...assignments].flatMap(([, key = "", basic, literal]) => {
        const value = basic ?? literal ?? "";
        return SECRET_KEY.test(key) ? [value] : secretsInUrl(value);
    });
}
/** Names of parameters that open a place. A mirror list has a query as well, and nothing secret in it. */
const OPENING = /sig|token|credential|key|secret|pass|policy|auth/i;
/** What opens a place in a URL: a password before the host, a signature or a token in the query or in the path. */
function secretsInUrl(text) {
    const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? URL.parse(text) : null;
    if (url === null) {
        return [];
    }
    const opening = [...url.searchParams].filter(([name]) => OPENING.test(name));
    const token = authorizedToken(url);
    return [
        ...(opening.length === 0 && token === undefined ? [] : [text]),
        ...(opening.length === 0 ? [] : [url.search.slice(1), ...opening.map(([, value]) => value)]),
        ...(token === undefined ? [] : [token]),
        ...(url.password === "" ? [] : [url.password, decoded(url.password)]),
    ];
}
/** The token in the path of the requests that Oracle's object storage authorizes beforehand. */
function authorizedToken({ pathname }) {
    return /^\/p\/([^/]+)\//.exec(pathname)?.[1];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
//# sourceMappingURL=secrets-in.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/lasting-url.js


/**
 * A URL that may stand in metadata: it opens nothing by itself and does not run out. Those with a query are signed for
 * hours or days, and those of Oracle's object storage may hold a token in their path.
 */
function lastingUrl(text) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
        return undefined;
    }
    const opensNothing = url.search === "" && url.hash === "" && url.username === "" && authorizedToken(url) === undefined;
    return opensNothing && (0,metadata_lib/* locationUrlProblem */.U6)(url.href) === undefined ? url : undefined;
}
/** Everything in a URL that opens a place, if it does: then the URL itself is one of it. */
function secretsOfResult(text) {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol) || lastingUrl(text) !== undefined) {
        return [];
    }
    const values = [...url.searchParams.values()].filter((value) => value.length >= 16);
    return [text, url.search.slice(1), authorizedToken(url) ?? "", url.password, ...values];
}
//# sourceMappingURL=lasting-url.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/index.js


//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/growing-file.js

/** A server without ranges sends all of a log each time. */
const MAX_READ = 512 * 1024 ** 2;
const NOTHING = { bytes: Buffer.alloc(0), skipped: 0 };
/**
 * A file on a server that something still writes to, read piece by piece with ranges. Servers without ranges are read
 * from the start, and what is known already is thrown away.
 */
class GrowingFile {
    #exchanger;
    #url;
    #maxBytes;
    /** Where the next piece begins; undefined before the first. */
    #offset;
    /** @param maxBytes - longest piece; of more the end is taken */
    constructor(exchanger, url, maxBytes) {
        this.#exchanger = exchanger;
        this.#url = url;
        this.#maxBytes = maxBytes;
    }
    /**
     * What has been added since the last call; at the first call, the end of what is there.
     *
     * @throws TransferFailure
     */
    async next(signal) {
        const from = this.#offset ?? 0;
        const range = this.#offset === undefined ? `bytes=-${this.#maxBytes}` : `bytes=${from}-`;
        const sink = new TailSink(from, this.#maxBytes, this.#offset === undefined);
        const headers = { range, accept: "*/*" };
        const head = await this.#exchanger.exchange({ method: "GET", url: this.#url, headers }, sink, signal);
        switch (head.status) {
            case 200:
            case 206:
                this.#offset = sink.end;
                return { bytes: sink.bytes, skipped: sink.skipped };
            case 416:
                this.#offset = isShorter(head, from) ? 0 : from;
                return NOTHING;
            case 404:
                return NOTHING;
            default:
                throw (0,transfer_lib/* statusFailure */.FP)(head.status, head.headers, Date.now());
        }
    }
}
/** Nothing new is no news; less than there was before means that the file has begun anew. */
function isShorter({ headers }, offset) {
    const range = (0,transfer_lib/* parseContentRange */.C5)(headers["content-range"]);
    return range?.kind === "unsatisfied" && range.total < offset;
}
/** Keeps the end of what comes, from an offset of the file on. */
class TailSink {
    #from;
    #max;
    #isFirst;
    #chunks = [];
    #held = 0;
    #position = 0;
    #received = 0;
    #isContent = false;
    constructor(from, max, isFirst) {
        this.#from = from;
        this.#max = max;
        this.#isFirst = isFirst;
    }
    get bytes() {
        const all = Buffer.concat(this.#chunks);
        return all.subarray(Math.max(0, all.length - this.#max));
    }
    /** Where the file ended. */
    get end() {
        return Math.max(this.#position, this.#from);
    }
    /** Bytes that were wanted and are not there. */
    get skipped() {
        return this.end - this.#from - this.bytes.length;
    }
    head({ status, headers }) {
        this.#isContent = status === 200 || status === 206;
        if (status !== 206) {
            return;
        }
        const range = (0,transfer_lib/* parseContentRange */.C5)(headers["content-range"]);
        if (range?.kind !== "range" || (!this.#isFirst && range.first !== this.#from)) {
            throw new transfer_lib/* TransferFailure */.ao("range", "the server sends another part of the log than was asked for", {
                remedy: "again",
            });
        }
        this.#position = range.first;
    }
    data(chunk) {
        this.#received += chunk.length;
        if (this.#received > MAX_READ) {
            throw new transfer_lib/* TransferFailure */.ao("too-large", "the log is longer than any should be", { remedy: "never" });
        }
        if (!this.#isContent) {
            return;
        }
        const known = Math.max(0, this.#from - this.#position);
        this.#position += chunk.length;
        if (known >= chunk.length) {
            return;
        }
        // The memory of the chunk is the connection's.
        this.#chunks.push(Buffer.from(chunk.subarray(known)));
        this.#held += chunk.length - known;
        while (this.#held - (this.#chunks[0]?.length ?? 0) >= this.#max) {
            this.#held -= this.#chunks.shift()?.length ?? 0;
        }
    }
}
//# sourceMappingURL=growing-file.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/text-lines.js
/**
 * Lines of a text that comes in pieces of bytes. A line that does not end is cut into pieces, so that nothing grows
 * without bound.
 */
class TextLines {
    #maxLine;
    #rest = Buffer.alloc(0);
    constructor(maxLine) {
        this.#maxLine = maxLine;
    }
    /** @returns the lines that are complete now, without their ends */
    push(bytes) {
        const lines = [];
        let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
        for (;;) {
            const end = rest.indexOf(0x0a);
            if (end === -1 && rest.length <= this.#maxLine) {
                break;
            }
            const cut = end === -1 || end > this.#maxLine ? this.#maxLine : end;
            lines.push(rest.toString("utf8", 0, cut).replace(/\r$/, ""));
            rest = rest.subarray(cut === end ? cut + 1 : cut);
        }
        this.#rest = Buffer.from(rest);
        return lines;
    }
    /** Forgets a line that has begun: what comes next does not continue it. */
    interrupt() {
        this.#rest = Buffer.alloc(0);
    }
}
//# sourceMappingURL=text-lines.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/tailed-log.js


/** What is shown of a log at once; of more, the end. */
const MAX_PIECE = 64 * 1024;
const MAX_LINE = 4 * 1024;
/** A log that a web server shows while it grows. */
class TailedLog {
    name;
    #file;
    #lines = new TextLines(MAX_LINE);
    constructor(exchanger, url, name) {
        this.name = name;
        this.#file = new GrowingFile(exchanger, url, MAX_PIECE);
    }
    async next(signal) {
        const { bytes, skipped } = await this.#file.next(signal);
        if (skipped === 0) {
            return this.#lines.push(bytes);
        }
        this.#lines.interrupt();
        // What follows the gap begins somewhere in a line.
        const [, ...lines] = this.#lines.push(bytes);
        return [`… ${skipped} bytes are left out`, ...lines];
    }
}
//# sourceMappingURL=tailed-log.js.map
;// CONCATENATED MODULE: ./packages/services/lib/sent-request.js
/** Why it cannot be told what came of a request. */
class Doubt {
    why;
    candidates;
    constructor(why, candidates) {
        this.why = why;
        this.candidates = candidates;
    }
}
const MAX_SHOWN = 10;
/** There are composes of which one may have come of it. @param ids - one at least */
function maybeOneOf(ids) {
    const shown = ids.slice(0, MAX_SHOWN).join(", ");
    const more = ids.length > MAX_SHOWN ? ` and ${ids.length - MAX_SHOWN} more` : "";
    const what = `${ids.length === 1 ? "compose" : "one of the composes"} ${shown}${more}`;
    return new Doubt(`${what} may be what came of it`, ids);
}
/** @param found - what came of it; or undefined when it did not arrive */
function recoveredFrom(found, describe, advice) {
    if (found instanceof Doubt) {
        return { outcome: "unknown", ...found, advice };
    }
    return found === undefined ? { outcome: "absent" } : { outcome: "found", compose: describe(found) };
}
/**
 * How long what a request made may still come to light, in milliseconds from now.
 *
 * @param searchMs - how long after it was sent
 */
function timeToAppear({ sentAt }, searchMs) {
    return Math.min(Math.max(sentAt + searchMs - Date.now(), 0), searchMs);
}
/** More ids than this are not kept: a server with as many is not told apart. */
const MAX_IDS = 50_000;
/** Ids in the form in which they are kept. */
function keptIds(ids) {
    return ids === undefined || ids.size > MAX_IDS ? undefined : [...ids];
}
//# sourceMappingURL=sent-request.js.map
// EXTERNAL MODULE: ./packages/services/lib/odcs/codes.js
var codes = __webpack_require__(62196);
// EXTERNAL MODULE: ./packages/services/lib/odcs/request.js + 1 modules
var odcs_request = __webpack_require__(58040);
;// CONCATENATED MODULE: ./packages/services/lib/odcs/wire.js

/** Absent, null and of a wrong type are the same: only what is used is missed, and then it is said. */
const wire_text = classic_schemas/* string */.YjP().nullish().catch(undefined);
const wire_number = classic_schemas/* number */.aig().int().nullish().catch(undefined);
const texts = classic_schemas/* array */.YOg(classic_schemas/* string */.YjP()).nullish().catch(undefined);
/**
 * A compose as ODCS describes it. Servers of other versions have more fields, which are kept; lists are texts joined
 * with blanks.
 */
const composeSchema = classic_schemas/* looseObject */._H3({
    id: classic_schemas/* number */.aig().int().nonnegative(),
    state: wire_number,
    state_name: wire_text,
    state_reason: wire_text,
    owner: wire_text,
    source: wire_text,
    source_type: wire_number,
    packages: wire_text,
    builds: wire_text,
    sigkeys: wire_text,
    koji_event: wire_number,
    koji_task_id: wire_number,
    modular_koji_tags: wire_text,
    module_defaults_url: wire_text,
    modules: wire_text,
    scratch_modules: wire_text,
    scratch_build_tasks: wire_text,
    base_module_br_name: wire_text,
    base_module_br_stream: wire_text,
    base_module_br_stream_version_lte: wire_number,
    base_module_br_stream_version_gte: wire_number,
    arches: wire_text,
    multilib_arches: wire_text,
    multilib_method: wire_number,
    lookaside_repos: wire_text,
    parent_pungi_compose_ids: wire_text,
    flags: texts,
    results: texts,
    label: wire_text,
    compose_type: wire_text,
    target_dir: wire_text,
    respin_of: wire_text,
    pungi_compose_id: wire_text,
    pungi_config_dump: wire_text,
    removed_by: wire_text,
    time_submitted: wire_text,
    time_started: wire_text,
    time_done: wire_text,
    time_removed: wire_text,
    time_to_expire: wire_text,
    toplevel_url: wire_text,
    result_repo: wire_text,
    result_repofile: wire_text,
});
/** A page of a list. The links of `meta` are not read: they lead wherever a request's headers said. */
const pageSchema = classic_schemas/* object */.Ikc({
    items: classic_schemas/* array */.YOg(composeSchema),
    meta: classic_schemas/* object */.Ikc({ total: wire_number, pages: wire_number }).nullish().catch(undefined),
});
const limits = classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* array */.YOg(classic_schemas/* string */.YjP()).catch([]))).catch({});
const aboutSchema = classic_schemas/* looseObject */._H3({
    version: wire_text,
    auth_backend: wire_text,
    allowed_clients: classic_schemas/* looseObject */._H3({ users: limits.optional(), groups: limits.optional() })
        .nullish()
        .catch(undefined),
    raw_config_urls: classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).nullish().catch(undefined),
    sigkeys: texts,
});
const acceptedSchema = classic_schemas/* object */.Ikc({ message: wire_text });
/** An error as ODCS itself words it; what stands in front of it has pages of its own. */
const wire_errorSchema = classic_schemas/* object */.Ikc({ message: classic_schemas/* string */.YjP() });
/** The words of a joined list. */
function words(text) {
    return (text ?? "").split(/\s+/).filter((word) => word !== "");
}
//# sourceMappingURL=wire.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/same-request.js


/** What workers write over, by the type of the source, once they have begun. */
const OVERWRITTEN = {
    tag: new Set(),
    repo: new Set(),
    build: new Set(),
    module: new Set(),
    // Some servers are set up to use a commit of their own.
    raw_config: new Set(["source"]),
    pulp: new Set(["source", "arches", "sigkeys"]),
    pungi_compose: new Set(["arches", "builds", "packages", "sigkeys"]),
};
function sameness(request, compose) {
    const differing = differences(request, compose);
    if (differing.length === 0) {
        return "same";
    }
    const { type } = request.source;
    const mayBeOverwritten = type === "raw_config" || compose.state !== 0;
    const isExplained = mayBeOverwritten && differing.every((name) => OVERWRITTEN[type].has(name));
    return isExplained && !isOtherConfig(request, compose) ? "maybe" : "different";
}
/** The fields by which a compose is surely of another request. One that was made anew is still of the first. */
function telling(request, compose) {
    const original = { ...compose, respin_of: request.respin_of };
    return sameness(request, original) === "different" ? differences(request, original) : [];
}
/** The fields in which a compose is not what was asked for. */
function differences({ source, ...options }, compose) {
    const pairs = [
        ["source_type", compose.source_type === (0,codes/* sourceTypeNumber */.Zy)(source.type)],
        ["source", isSameSource(source.type, source.source ?? [], words(compose.source))],
        ["packages", isSameSet(source.packages, words(compose.packages))],
        ["builds", isSameSet(source.builds, words(compose.builds))],
        // Without a wish the server takes keys of its own.
        ["sigkeys", source.sigkeys === undefined || isSameList(source.sigkeys, compose.sigkeys ?? "")],
        // Without a wish it is fixed when a worker begins.
        ["koji_event", source.koji_event === undefined || source.koji_event === compose.koji_event],
        ["modular_koji_tags", isSameSet(source.modular_koji_tags, words(compose.modular_koji_tags))],
        ["module_defaults_url", defaultsOf(source) === words(compose.module_defaults_url).join(" ")],
        ["scratch_modules", isSameSet(source.scratch_modules, words(compose.scratch_modules))],
        ["scratch_build_tasks", isSameSet(source.scratch_build_tasks, words(compose.scratch_build_tasks))],
        ["modules", isSameSet(source.modules, words(compose.modules))],
        ["base_module_br_name", isSameValue(source.base_module_br_name, compose.base_module_br_name)],
        ["base_module_br_stream", isSameValue(source.base_module_br_stream, compose.base_module_br_stream)],
        [
            "base_module_br_stream_version_lte",
            isSameValue(source.base_module_br_stream_version_lte, compose.base_module_br_stream_version_lte),
        ],
        [
            "base_module_br_stream_version_gte",
            isSameValue(source.base_module_br_stream_version_gte, compose.base_module_br_stream_version_gte),
        ],
        ["flags", isSameSet(options.flags, compose.flags ?? [])],
        [
            "results",
            isSameSet(["repository", ...(options.results ?? [])], ["repository", ...(compose.results ?? [])]),
        ],
        // Without a wish the server takes arches of its own.
        ["arches", options.arches === undefined || isSameSet(options.arches, words(compose.arches))],
        ["multilib_arches", isSameSet(options.multilib_arches, words(compose.multilib_arches))],
        ["multilib_method", (0,codes/* multilibSum */.EX)(options.multilib_method ?? []) === (compose.multilib_method ?? 0)],
        ["lookaside_repos", isSameSet(options.lookaside_repos, words(compose.lookaside_repos))],
        ["label", isSameValue(options.label, compose.label)],
        [
            "compose_type",
            (options.compose_type ?? codes/* DEFAULT_COMPOSE_TYPE */.gk) === (compose.compose_type ?? codes/* DEFAULT_COMPOSE_TYPE */.gk),
        ],
        ["target_dir", (options.target_dir ?? codes/* DEFAULT_TARGET_DIR */.yH) === (compose.target_dir ?? codes/* DEFAULT_TARGET_DIR */.yH)],
        [
            "parent_pungi_compose_ids",
            isSameSet(options.parent_pungi_compose_ids, words(compose.parent_pungi_compose_ids)),
        ],
        ["respin_of", isSameValue(options.respin_of, compose.respin_of)],
    ];
    return pairs.filter(([, isSame]) => !isSame).map(([name]) => name);
}
/** The order is lost by the server; modules are completed by it, each to one build. */
function isSameSource(type, asked, had) {
    if (isSameSet(asked, had)) {
        return true;
    }
    const isFor = (module, build) => build === module || build.startsWith(`${module}:`);
    return (type === "module" &&
        asked.length === had.length &&
        asked.every((module) => had.some((build) => isFor(module, build))) &&
        had.every((build) => asked.some((module) => isFor(module, build))));
}
/** The commit may be another one, the configuration not. */
function isOtherConfig({ source }, compose) {
    const name = (config) => config?.split("#", 1)[0];
    return source.type === "raw_config" && name(source.source?.[0]) !== name(words(compose.source)[0]);
}
function defaultsOf({ module_defaults_url: url, module_defaults_commit: commit, }) {
    return [url, commit].filter((part) => part !== undefined).join(" ");
}
function isSameSet(asked, had) {
    const [wanted, there] = [new Set(asked ?? []), new Set(had)];
    return wanted.size === there.size && [...wanted].every((item) => there.has(item));
}
/** Their order is a preference, and the empty one, for unsigned, has no place of its own in a joined list. */
function isSameList(asked, joined) {
    return [...new Set(asked)].join(" ") === joined;
}
function isSameValue(asked, had) {
    return (asked ?? null) === (had ?? null);
}
//# sourceMappingURL=same-request.js.map
;// CONCATENATED MODULE: ./packages/services/lib/late-abort.js
/**
 * A signal that is aborted some time after another one, so that what has been begun may still learn how it ends. A
 * program that is told to stop has some seconds before it is killed.
 *
 * @param milliseconds - from the abort of the first to that of the second
 */
function lateAbort(signal, milliseconds) {
    const controller = new AbortController();
    let timer;
    const onAbort = () => {
        timer = setTimeout(() => controller.abort(signal.reason), milliseconds);
    };
    if (signal.aborted) {
        controller.abort(signal.reason);
    }
    else {
        signal.addEventListener("abort", onAbort, { once: true });
    }
    return {
        signal: controller.signal,
        [Symbol.dispose]() {
            signal.removeEventListener("abort", onAbort);
            clearTimeout(timer);
        },
    };
}
//# sourceMappingURL=late-abort.js.map
;// CONCATENATED MODULE: ./packages/services/lib/look-until.js
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 10_000;
/**
 * Looks again and again, in growing pauses, until there is something to see.
 *
 * @param until - by the clock: there is one look at least, and the last one is not before
 * @returns undefined when nothing came to be seen
 */
async function lookUntil(until, clock, look, signal) {
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
        const left = until - clock.now();
        const seen = await look();
        if (seen !== undefined || left <= 0) {
            return seen;
        }
        await clock.sleep(Math.min(pauseMs, left), signal);
        pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
}
//# sourceMappingURL=look-until.js.map
;// CONCATENATED MODULE: ./packages/services/lib/service-failure.js


/** What went wrong between us and a service. Nothing in it is secret. */
class ServiceFailure extends transfer_lib/* TransferFailure */.ao {
    said;
    operationId;
    isStray;
    isUncertain;
    advice;
    constructor(failure, message, options) {
        super(failure, message, options);
        this.said = options.said;
        this.operationId = options.operationId;
        this.isStray = options.isStray ?? false;
        this.isUncertain = options.isUncertain ?? false;
        this.advice = options.advice;
    }
}
/**
 * A failure as hosts show it: refused (exit 2) when the request is wrong or the service does not know who asks, else a
 * fault (exit 1).
 */
function userErrorOf(failure, remedy) {
    const { status, message } = failure;
    const isRefusal = failure.failure === "auth" || status === 400 || status === 401 || status === 403;
    const id = failure instanceof ServiceFailure ? failure.operationId : undefined;
    return (isRefusal ? lib/* refuse */.TR : lib/* fault */.DG)(message, remedy, id === undefined ? undefined : [`operation id: ${id}`], failure);
}
//# sourceMappingURL=service-failure.js.map
;// CONCATENATED MODULE: ./packages/services/lib/lost-request.js
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




/** A request that has no answer which says what became of it. */
class Lost {
    failure;
    /** It cannot have been carried out. */
    isUnsent;
    /** It would fail in the same way again. */
    isHopeless;
    /** The service may still be at it. */
    isPending;
    constructor(failure, isUnsent, isHopeless, isPending = true) {
        this.failure = failure;
        this.isUnsent = isUnsent;
        this.isHopeless = isHopeless;
        this.isPending = isPending;
    }
}
/** A request on its way is given so long to be answered after all when everything is to end. */
const LAST_WORD_MS = 4_000;
/** Sends what makes something, once. @returns what it failed with when there is no answer */
async function sendOnce(send, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        signal.throwIfAborted();
        // The id of a compose that nobody waits for any more is worth knowing: it may be cancelled.
        const late = __addDisposableResource(env_1, lateAbort(signal, LAST_WORD_MS), false);
        try {
            return await send(late.signal);
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            return error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** How often a request is sent in all, each time after it is known that it did not arrive before. */
const MAX_SENDS = 3;
const PAUSE_MS = 1_000;
/**
 * Sends a request, and again as long as it did not arrive and may do so later.
 *
 * @param send - sends it once, and looks for what came of it when the answer is lost; then it surely did not arrive
 * @throws what it failed with in the end
 */
async function sendUntilArrived(send, clock, signal) {
    for (let sends = 1;; sends++) {
        signal.throwIfAborted();
        const outcome = await send();
        if (!(outcome instanceof Lost)) {
            return outcome;
        }
        const { failure, isHopeless } = outcome;
        if (isHopeless || sends === MAX_SENDS) {
            throw failure;
        }
        await clock.sleep(Math.max(PAUSE_MS * 2 ** (sends - 1), failure.retryAfterMs ?? 0), signal);
    }
}
/**
 * Looks for what came of a request, for as long as the service may still be at it.
 *
 * @returns undefined when the request surely did not arrive
 * @throws ServiceFailure that is uncertain when nobody can tell
 */
async function searchLost({ lost, place, clock, searchMs, look, judge }, signal) {
    const until = clock.now() + searchMs;
    const end = await lookUntil(until, clock, async () => {
        const seen = await look().catch((error) => {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
                throw error;
            }
            if (error.remedy !== "again") {
                throw uncertain(lost, `the ${place} does not tell whether there is a compose now: ${error.message}`);
            }
            return undefined;
        });
        const isOver = clock.now() >= until;
        const found = judge(seen, isOver) ?? (isOver ? "absent" : undefined);
        if (found === "absent" && seen === undefined) {
            throw uncertain(lost, `the ${place} could not be asked whether there is a compose now`);
        }
        return found;
    }, signal);
    return end === "absent" ? undefined : end;
}
/** @param advice - where to look, with servers that do not list what they have */
function uncertain({ failure, message, status, cause }, what, advice) {
    const text = `the answer to a request is lost (${message}), and ${what}: look before asking again`;
    return new ServiceFailure(failure, text, { remedy: "never", status, cause, isUncertain: true, advice });
}
//# sourceMappingURL=lost-request.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/failure.js




/**
 * What an answer means that is no success.
 *
 * @param what - what was asked for: `compose 5`
 * @param how - `with Kerberos`: how the request was sent, where that matters
 * @param isRepeatable - the request may be made again when the failure may pass
 */
function odcsFailure(server, answer, what, how, isRepeatable) {
    const { status, headers } = answer;
    const said = saidIn(answer.body, status);
    const words = said === undefined ? "" : `: ${said.text}`;
    const make = (text, isPassing = false) => {
        const { failure, retryAfterMs } = (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
        return new ServiceFailure(failure, text, {
            remedy: isPassing && isRepeatable ? "again" : "never",
            status,
            retryAfterMs,
            said: said?.text,
            isStray: odcsMessage(answer.body) === undefined,
        });
    };
    if (status >= 300 && status < 400) {
        return make(`${server} answers ${status} for ${what}: the server's URL must be given as it is, ${whereTo(headers)}`);
    }
    if (isWrongRoute(answer)) {
        return make(`${server} knows no route for ${what}${words}; check the URL of the server`);
    }
    if (status === 401) {
        return make(`${server} answers 401 for ${what}, sent ${how}${words}${wish(headers)}`);
    }
    if (status === 403) {
        return make(`${server} answers 403 for ${what}, sent ${how}${words}`);
    }
    return make(`${server} answers ${status} for ${what}${words}`, status === 408 || status === 429 || status >= 500);
}
/** Its catch-all handler makes 500 of wrong URLs and methods: no retry helps. */
function isWrongRoute({ status, body }) {
    return status === 500 && /^40[45] (?:Not Found|Method Not Allowed)/.test(odcsMessage(body) ?? "");
}
/** What ODCS itself says; undefined for the pages of servers in front of it. */
function odcsMessage(body) {
    let json;
    try {
        json = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    return wire_errorSchema.safeParse(json).data?.message;
}
/** What an answer says, safe to show, and whether ODCS says it. */
function saidIn(body, status) {
    const message = odcsMessage(body);
    if (message !== undefined) {
        const text = saidInHtml(message) ?? oneLine(filledIn(message));
        return text === "" ? undefined : { text, byOdcs: true };
    }
    const page = saidInHtml(body.toString("utf8"));
    // The title of such a page repeats the status.
    return page === undefined || page.startsWith(String(status)) ? undefined : { text: page, byOdcs: false };
}
/** Some messages are Python tuples of a template and what belongs into it. */
function filledIn(message) {
    const tuple = /^\('([^']*)%s([^']*)', '([^']*)'\)$/.exec(message);
    return tuple === null ? message : `${tuple[1]}"${tuple[3]}"${tuple[2]}`;
}
function wish(headers) {
    const header = headers["www-authenticate"];
    const schemes = (typeof header === "string" ? [header] : (header ?? [])).map((line) => line.split(" ", 1)[0]);
    switch (schemes[0]?.toLowerCase()) {
        case "negotiate":
            return "; it wants Kerberos";
        case "bearer":
            return "; it wants a bearer token that it accepts";
        default:
            return "";
    }
}
function whereTo(headers) {
    const { location } = headers;
    const target = typeof location === "string" ? URL.parse(location) : null;
    return target === null ? "without redirects" : `it sends us to ${target.protocol}//${target.host}`;
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/search.js


const PAGE_SIZE = 50;
/** A server that gets more requests than this while one is looked for is not followed. */
const MAX_PAGES = 10;
/** What is newer than this is what came of our request, or of others' at the same time. 0 when there is none. */
async function newestId({ routes, retry }, signal) {
    const query = { order_by: "-id", per_page: "1" };
    const { composes } = await patiently(() => routes.list(query, signal), retry, signal);
    return composes[0]?.value.id ?? 0;
}
/**
 * Looks for the compose that came of a request, for as long as the server may still be at it.
 *
 * @returns undefined when the request surely did not arrive
 * @throws ServiceFailure that is uncertain when nobody can tell
 */
async function searchCompose({ lost: { failure, isPending }, after, compare }, { routes, clock, owner, searchMs }, signal) {
    return searchLost({
        lost: failure,
        place: "server",
        clock,
        searchMs,
        look: () => newerThan(after, { routes, maxPages: MAX_PAGES }, signal),
        judge: (newer) => {
            const mine = newer?.composes.filter(({ value }) => owner === undefined || value.owner === owner) ?? [];
            const same = mine.find(({ value }) => compare(value) === "same");
            const perhaps = mine.filter(({ value }) => compare(value) === "maybe");
            if (same === undefined && perhaps.length > 0) {
                const ids = perhaps.map(({ value }) => value.id).join(", ");
                throw uncertain(failure, `compose ${ids} may be what came of it`);
            }
            return same ?? (newer === undefined || isPending ? undefined : "absent");
        },
    }, signal);
}
/** The composes that are newer than another one, the newest first; each once, although new ones move the pages. */
async function newerThan(after, { routes, maxPages, filters = {} }, signal) {
    const newer = new Map();
    for (let page = 1; page <= maxPages; page++) {
        const query = { ...filters, order_by: "-id", per_page: String(PAGE_SIZE), page: String(page) };
        const { composes } = await routes.list(query, signal);
        for (const compose of composes.filter(({ value }) => value.id > after)) {
            newer.set(compose.value.id, compose);
        }
        if (composes.length < PAGE_SIZE || composes.some(({ value }) => value.id <= after)) {
            return { composes: [...newer.values()], isCut: false };
        }
    }
    return { composes: [...newer.values()], isCut: true };
}
//# sourceMappingURL=search.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/send.js





/**
 * Sends what makes a compose, and looks for that when the answer is lost.
 *
 * @throws ServiceFailure, with `isUncertain` when nobody can tell whether there is a compose now
 */
async function sendAndSearch(sending, options, signal, onSending = () => undefined) {
    const { routes, clock } = options;
    const { what } = sending;
    const after = await newestId(options, signal);
    return sendUntilArrived(async () => {
        onSending([String(after)]);
        const outcome = await answerTo(sending, routes, signal);
        if (!(outcome instanceof Lost)) {
            return { compose: routes.readCompose(outcome, what), how: "created" };
        }
        const found = outcome.isUnsent || (await sending.isSafe?.(signal)) === true
            ? undefined
            : await searchCompose({ lost: outcome, after, compare: (compose) => sending.compare(compose) }, options, signal);
        return found === undefined ? outcome : { compose: found, how: "found" };
    }, clock, signal);
}
/** The answer when it says what became of the request. */
async function answerTo({ what, send }, routes, signal) {
    const answer = await sendOnce(send, signal);
    if (answer instanceof transfer_lib/* TransferFailure */.ao) {
        return new Lost(answer, wasNotSent(answer), answer.remedy !== "again");
    }
    const { status } = answer;
    if (status === 429) {
        return new Lost(routes.failure(answer, what), true, false);
    }
    if (status < 500 ? status !== 200 || canBeRead(answer, routes, what) : isWrongRoute(answer)) {
        return answer;
    }
    // Its own 500 may have left a compose that failed; that of a server in front may hide one that lives.
    const isItsOwn = odcsMessage(answer.body) !== undefined;
    return new Lost(routes.failure(answer, what), false, isItsOwn, !isItsOwn);
}
function canBeRead(answer, routes, what) {
    try {
        routes.readCompose(answer, what);
        return true;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=send.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/create.js



/**
 * Asks for a compose. When the answer is lost, the newest composes are searched for what was asked for: ODCS has no keys
 * by which it would know a request again, and a second one would be a second compose.
 *
 * @throws ServiceFailure, with `isUncertain` when nobody can tell whether there is a compose now
 */
async function createCompose(request, options, signal, onSending) {
    const body = (0,odcs_request/* requestBody */.I)(request);
    const sending = {
        what: "a new compose",
        send: (late) => options.routes.post(body, late),
        compare: (compose) => sameness(request, compose),
    };
    return sendAndSearch(sending, options, signal, onSending);
}
//# sourceMappingURL=create.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/describe.js

const COMMON = {
    wait: "requested",
    generating: "running",
    done: "finished",
    removed: "expired",
    failed: "failed",
};
/** What ODCS says of a compose, in the words that all services share. */
function describeCompose(compose, asOf) {
    const state = stateOf(compose);
    return {
        id: String(compose.id),
        state: state === "failed" && isCancelled(compose)
            ? "cancelled"
            : state === undefined
                ? "unknown"
                : COMMON[state],
        reported: state ?? compose.state_name ?? String(compose.state ?? "nothing"),
        asOf,
        owner: compose.owner ?? undefined,
        times: timesOf(compose),
        reason: reasonOf(compose),
        links: linksOf(compose),
        images: [],
        details: compose,
    };
}
/** The number counts; a new number may have a name that is known. */
function stateOf({ state, state_name: name }) {
    return codes/* STATES */.xj[state ?? -1] ?? codes/* STATES */.xj.find((known) => known === name);
}
function isCancelled({ state_reason: reason }) {
    return /^Canceled by /m.test(reason ?? "");
}
function reasonOf({ state_reason: reason }) {
    const text = (reason ?? "").trim();
    return text === "" ? undefined : text;
}
function timesOf(compose) {
    return {
        requested: timeOf(compose.time_submitted),
        started: timeOf(compose.time_started),
        // Stays null for failed ones.
        finished: timeOf(compose.time_done),
        expires: timeOf(compose.time_to_expire),
        removed: timeOf(compose.time_removed),
    };
}
/** `2026-11-21T20:43:47Z`, always UTC, in milliseconds since 1970. */
function timeOf(text) {
    if (text === null || text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/.test(text)) {
        return undefined;
    }
    const time = Date.parse(text.endsWith("Z") ? text : `${text}Z`);
    return Number.isNaN(time) ? undefined : time;
}
/** Filled in from the start, and still there when the files are gone; empty for composes in other target directories. */
function linksOf(compose) {
    const links = {};
    const add = (name, url) => {
        if (url !== undefined) {
            links[name] = url.href;
        }
    };
    add("result", placeOf(compose));
    add("repository", webUrl(compose.result_repo));
    add("repo-file", repoFileUrl(compose));
    add("log", logUrl(compose));
    return links;
}
/** Where a compose lies, without a slash at the end; undefined when it does not say. */
function placeOf(compose) {
    const url = webUrl(compose.toplevel_url);
    if (url !== undefined) {
        url.pathname = url.pathname.replace(/\/+$/, "");
    }
    return url;
}
/** The file that makes the repositories known to dnf. */
function repoFileUrl(compose) {
    return webUrl(compose.result_repofile);
}
/** What Pungi says while it works. */
function logUrl(compose) {
    const url = placeOf(compose);
    if (url !== undefined) {
        url.pathname = `${url.pathname.replace(/\/+$/, "")}/${LOG_NAME}`;
    }
    return url;
}
const LOG_NAME = "pungi-stderr.log";
function webUrl(text) {
    const url = URL.parse(text ?? "");
    return url === null ||
        (url.protocol !== "https:" && url.protocol !== "http:") ||
        url.username !== "" ||
        url.password !== ""
        ? undefined
        : url;
}
/**
 * The compose whose files a compose shares: ODCS answers the same request with those of an older one. Shows only as its
 * number in the URL.
 */
function reusedFrom(compose) {
    const number = Number(/\/odcs-(\d+)$/.exec(placeOf(compose)?.pathname ?? "")?.[1]);
    return Number.isSafeInteger(number) && number !== compose.id ? number : undefined;
}
//# sourceMappingURL=describe.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/end.js




/**
 * Cancels a compose that waits for a worker; ODCS cannot stop one that is being generated. One that is finished is left
 * alone, which the same route would remove.
 */
async function cancelCompose(id, options, signal) {
    const { routes, retry } = options;
    const told = await patiently(() => routes.get(id, signal), retry, signal);
    if (told === undefined) {
        return { outcome: "gone", said: undefined };
    }
    switch (codes/* STATES */.xj[told.value.state ?? -1]) {
        case "wait":
            return deleteCompose(id, options, signal);
        case "generating":
            return { outcome: "refused", said: "ODCS cannot stop a compose that is being generated" };
        default:
            return {
                outcome: "refused",
                said: `the compose is ${describeCompose(told.value, told.asOf).reported} already`,
            };
    }
}
/**
 * The route that cancels what waits, and lets what is done or failed expire now; the files are removed by the next
 * clean-up of the server.
 *
 * @throws ServiceFailure when the server does not know who asks, or cannot be asked
 */
async function deleteCompose(id, { routes, retry }, signal) {
    const what = `the deletion of compose ${id}`;
    let isRepeated = false;
    return patiently(async () => {
        // The first attempt may have been heeded although its answer was lost.
        if (isRepeated && (await isCancelled(id))) {
            return { outcome: "done", said: undefined };
        }
        isRepeated = true;
        const answer = await routes.delete(id, signal);
        const said = saidIn(answer.body, answer.status);
        if (said?.byOdcs === true) {
            // Templates that were not filled in: the id is known here.
            const text = said.text.replace("(id=%s)", `(id=${id})`);
            switch (answer.status) {
                case 404:
                    return { outcome: "gone", said: text };
                case 400:
                case 403:
                    return { outcome: "refused", said: text, status: answer.status };
                case 500:
                    if (text === "user") {
                        return {
                            outcome: "refused",
                            said: "this server cannot cancel without logins: it fails at the user",
                        };
                    }
            }
        }
        if (answer.status >= 502 && answer.status <= 504) {
            throw routes.failure(answer, what, true);
        }
        return { outcome: "done", said: routes.readAccepted(answer, what) };
    }, retry, signal);
    async function isCancelled(compose) {
        const told = await routes.get(compose, signal);
        return told !== undefined && describeCompose(told.value, told.asOf).state === "cancelled";
    }
}
//# sourceMappingURL=end.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/list-query.js



/** What the server filters by; it ignores other names, and would list everything. */
const FILTERS = [
    "owner",
    "source_type",
    "source",
    "state",
    "koji_task_id",
    "pungi_compose_id",
    "compose_type",
    "label",
];
const NUMBERS = new Set(["source_type", "state", "koji_task_id"]);
/**
 * The query of a list. Names of states and of types of sources become the numbers that the server compares with: names
 * match nothing, or make it fail.
 *
 * @throws UserError
 */
function listQuery({ filters = {}, order = "-id", }) {
    const query = { order_by: order };
    const key = order.replace(/^-/, "");
    if (!codes/* ORDERS */.gf.some((known) => known === key)) {
        throw (0,lib/* refuse */.TR)(`ODCS does not order composes by ${(0,metadata_lib/* show */.WU)(key)}`, `it does by ${codes/* ORDERS */.gf.join(", ")}, with - in front the other way round`);
    }
    for (const [name, value] of Object.entries(filters)) {
        if (!FILTERS.some((known) => known === name)) {
            throw (0,lib/* refuse */.TR)(`ODCS does not filter composes by ${(0,metadata_lib/* show */.WU)(name)}`, `it does by ${FILTERS.join(", ")}`);
        }
        query[name] = filterValue(name, value);
    }
    return query;
}
function filterValue(name, value) {
    const type = codes/* SOURCE_TYPES */.m7.find((known) => known === value);
    if (name === "source_type" && type !== undefined) {
        return String((0,codes/* sourceTypeNumber */.Zy)(type));
    }
    const state = codes/* STATES */.xj.indexOf(value);
    if (name === "state" && state !== -1) {
        return String(state);
    }
    if (NUMBERS.has(name) && !/^\d{1,15}$/.test(value)) {
        const names = name === "state"
            ? `, or one of ${codes/* STATES */.xj.join(", ")}`
            : name === "source_type"
                ? `, or one of ${codes/* SOURCE_TYPES */.m7.join(", ")}`
                : "";
        throw (0,lib/* refuse */.TR)(`${name}: ${(0,metadata_lib/* show */.WU)(value)} is not a number${names}`);
    }
    return value;
}
//# sourceMappingURL=list-query.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/notes.js


/** Clocks and roundings make this much of a difference. */
const TOLERANCE_MS = 60_000;
/** What should be known of a compose that was just asked for. */
function newComposeNotes({ value }, secondsToLive) {
    const begin = timeOf(value.time_submitted);
    return [...cutLife(value, begin, secondsToLive), ...placeNotes(value)];
}
/** What should be known of a compose whose life was to be made longer. */
function extensionNotes({ value, asOf }, secondsToLive) {
    return cutLife(value, asOf, secondsToLive);
}
/** Servers before 0.8 pass over a label without a word. */
function labelNotes({ value }, label) {
    return label === undefined || value.label === label
        ? []
        : [`the server did not take the label ${label}: servers from 0.8 on do`];
}
/** The server cuts what is above its maximum without a word. */
function cutLife(compose, begin, secondsToLive) {
    const end = timeOf(compose.time_to_expire);
    if (secondsToLive === undefined || begin === undefined || end === undefined) {
        return [];
    }
    const given = end - begin;
    return given + TOLERANCE_MS >= secondsToLive * 1000
        ? []
        : [
            `the server keeps the compose for ${Math.round(given / 1000)} s, and not for the ${secondsToLive} s that were asked for`,
        ];
}
function placeNotes(compose) {
    const target = compose.target_dir ?? codes/* DEFAULT_TARGET_DIR */.yH;
    const shared = reusedFrom(compose);
    return [
        ...(target === codes/* DEFAULT_TARGET_DIR */.yH
            ? []
            : [`composes in the target directory ${target} have no URLs: their content cannot be looked at`]),
        ...(shared === undefined ? [] : [`its files are those of compose ${shared}, which was the same`]),
    ];
}
//# sourceMappingURL=notes.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/preflight.js

/** What each backend takes; `noauth` takes anything. */
const ACCEPTED = {
    openidc: ["bearer"],
    kerberos: ["kerberos"],
    ssl: ["certificate"],
    kerberos_or_ssl: ["kerberos", "certificate"],
    oidc_or_kerberos: ["bearer", "kerberos"],
};
const SHOWN = {
    none: "no login",
    bearer: "a bearer token",
    kerberos: "Kerberos",
    certificate: "a client certificate",
};
/** The inputs that give such a login. */
const INPUTS = {
    none: "",
    bearer: " (auth-token, or oauth-token-url and its inputs)",
    kerberos: " (keytab, or auth: kerberos)",
    certificate: " (client-cert)",
};
/** Why a server that wants to know who asks will not take our login; undefined when it may. */
function loginProblem({ auth_backend: backend }, login) {
    const accepted = ACCEPTED[backend ?? ""];
    return accepted === undefined || accepted.includes(login)
        ? undefined
        : `the server wants ${accepted.map((kind) => SHOWN[kind] + INPUTS[kind]).join(" or ")}, and there is ${SHOWN[login]}`;
}
/** What a server says of itself that a request contradicts. */
function requestProblems({ source }, about) {
    const configs = about.raw_config_urls;
    const [name] = (source.source?.[0] ?? "").split("#", 1);
    if (source.type !== "raw_config" || configs === null || configs === undefined || name === undefined) {
        return [];
    }
    const known = Object.keys(configs);
    return known.includes(name)
        ? []
        : [
            `source.source: the server has no raw config ${JSON.stringify(name)}, but ${known.length === 0 ? "none at all" : known.join(", ")}`,
        ];
}
/**
 * What the limits of one client, as the server shows them, forbid of a request. An empty text in a list permits
 * anything; what is not listed is limited by lists that the server does not show.
 */
function limitProblems(request, about, client) {
    const limits = about.allowed_clients?.users?.[client];
    if (limits === undefined) {
        return [];
    }
    const { source, flags = [], results = [], arches = [], compose_type, target_dir } = request;
    const asked = {
        source_types: [source.type],
        sources: source.source ?? [],
        flags: flags.length === 0 ? ["no_flags"] : flags,
        results: ["repository", ...results],
        arches,
        compose_types: compose_type === undefined ? [] : [compose_type],
        target_dirs: target_dir === undefined ? [] : [target_dir],
    };
    return Object.entries(asked).flatMap(([name, values]) => {
        const permitted = limits[name];
        const refused = permitted === undefined || permitted.includes("")
            ? []
            : values.filter((value) => !permitted.includes(value));
        return refused.map((value) => `${client} may not ask for ${name}=${value}`);
    });
}
/** The types of sources that any client is shown to be permitted; all, where the server does not say. */
function permittedSourceTypes(about) {
    const { users = {}, groups = {} } = about.allowed_clients ?? {};
    const limits = [...Object.values(users), ...Object.values(groups)];
    const all = [1, 2, 3, 4, 5, 6, 7].flatMap((number) => (0,codes/* sourceTypeName */.t5)(number) ?? []);
    const listed = limits.map((limit) => limit["source_types"]);
    if (listed.length === 0 || listed.some((types) => types === undefined || types.includes(""))) {
        return all;
    }
    return all.filter((type) => listed.some((types) => types?.includes(type)));
}
//# sourceMappingURL=preflight.js.map
// EXTERNAL MODULE: ./packages/services/lib/odcs/request-schema.js
var request_schema = __webpack_require__(57823);
;// CONCATENATED MODULE: ./packages/services/lib/odcs/renew-wish.js



const wishSchema = classic_schemas/* strictObject */.rej({
    secondsToLive: request_schema/* requestSchema */.T.shape.seconds_to_live,
    sigkeys: request_schema/* sourceSchema */.d.shape.sigkeys,
    builds: request_schema/* sourceSchema */.d.shape.builds,
    modules: request_schema/* sourceSchema */.d.shape.modules,
    label: request_schema/* requestSchema */.T.shape.label,
});
/**
 * Checks what is wanted of a renewal before it is sent, as a request is.
 *
 * @throws UserError
 */
function readOdcsRenewWish(value) {
    const parsed = wishSchema.safeParse(value);
    if (parsed.success) {
        return parsed.data;
    }
    const [first] = parsed.error.issues;
    const said = `${first?.path.join(".")}: ${first?.message}`;
    throw (0,lib/* refuse */.TR)(`ODCS would not take this renewal: ${(0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(said), 300)}`);
}
/** Whether something is to be different. */
function wantsOther({ sigkeys, builds, modules, label }) {
    return sigkeys !== undefined || builds !== undefined || modules !== undefined || label !== undefined;
}
/** The body that is sent. */
function renewBody({ secondsToLive, sigkeys, builds, modules, label, }) {
    const source = {
        ...(builds === undefined ? {} : { builds }),
        ...(modules === undefined ? {} : { modules }),
    };
    return {
        ...(secondsToLive === undefined ? {} : { seconds_to_live: secondsToLive }),
        // Here and not in the source, unlike in requests for new composes.
        ...(sigkeys === undefined ? {} : { sigkeys }),
        ...(label === undefined ? {} : { label }),
        ...(Object.keys(source).length === 0 ? {} : { source }),
    };
}
//# sourceMappingURL=renew-wish.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/successor.js



/**
 * Whether a compose is the one that a renewal has made in the place of another one. It says which one it takes the place
 * of, unless that one never got as far as to have a name. `maybe`: a worker may have written over what it was made from.
 */
function isSuccessor(old, wish, compose) {
    const predecessor = old.pungi_compose_id ?? undefined;
    const isOfAnother = predecessor !== undefined && compose.respin_of !== predecessor;
    if (isOfAnother || compose.source_type !== old.source_type) {
        return "different";
    }
    const differing = successor_differences(old, wish, compose);
    if (differing.length === 0) {
        return "same";
    }
    const type = (0,codes/* sourceTypeName */.t5)(old.source_type ?? 0);
    const overwritten = type === undefined || compose.state === 0 ? undefined : OVERWRITTEN[type];
    return differing.every((name) => overwritten?.has(name)) ? "maybe" : "different";
}
function successor_differences(old, wish, compose) {
    const isSame = (name) => successor_isSameSet(words(old[name]), words(compose[name]));
    const pairs = [
        ["source", isSame("source")],
        ["packages", isSame("packages")],
        ["arches", isSame("arches")],
        ["builds", successor_isSameSet(wish.builds ?? words(old.builds), words(compose.builds))],
        ["modules", successor_isSameSet(wish.modules ?? words(old.modules), words(compose.modules))],
        // Their order is a preference.
        ["sigkeys", (wish.sigkeys?.join(" ") ?? old.sigkeys ?? "") === (compose.sigkeys ?? "")],
        ["flags", successor_isSameSet(old.flags ?? [], compose.flags ?? [])],
        ["results", successor_isSameSet(old.results ?? [], compose.results ?? [])],
    ];
    return pairs.filter(([, isAlike]) => !isAlike).map(([name]) => name);
}
function successor_isSameSet(one, other) {
    const [left, right] = [new Set(one), new Set(other)];
    return left.size === right.size && [...left].every((item) => right.has(item));
}
//# sourceMappingURL=successor.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/recover.js








/** A server that got more requests than this since is not followed: an earlier run may be a day old. */
const recover_MAX_PAGES = 40;
/**
 * Looks for what came of a request that an earlier run sent: among the composes that are newer than those before it, it
 * is the only one that was asked for with the same request, whatever has become of it.
 *
 * @throws ServiceFailure when the server cannot be asked
 */
async function recoverCompose(request, sent, options, signal) {
    const sourceType = (0,codes/* sourceTypeNumber */.Zy)(request.source.type);
    const compare = (compose) => sameness(request, compose);
    return recover({ sourceType, compare, isSure: true }, sent, options, signal);
}
/**
 * Looks for what came of a renewal that an earlier run sent: the only compose since then that takes the place of the old
 * one. Nothing is also what there is to find when the old one lives on: to ask for that again makes no second one.
 *
 * @throws ServiceFailure when the server cannot be asked
 */
async function recoverRenewal(id, wish, sent, options, signal) {
    const { routes, retry } = options;
    const old = await patiently(() => routes.get(id, signal), retry, signal);
    if (old === undefined || (codes/* STATES */.xj[old.value.state ?? -1] === "done" && !wantsOther(wish))) {
        return undefined;
    }
    const sourceType = old.value.source_type ?? undefined;
    const compare = (compose) => isSuccessor(old.value, wish, compose);
    return recover({ sourceType, compare, isSure: false }, sent, options, signal);
}
async function recover(marks, sent, { clock, searchMs, routes, retry, owner }, signal) {
    const { before } = sent;
    if (before === undefined) {
        return new Doubt("what the server had before was not kept");
    }
    const after = Math.max(0, ...before.map(Number));
    const known = new Set(sent.others);
    const { sourceType } = marks;
    const filters = sourceType === undefined ? {} : { source_type: String(sourceType) };
    return lookUntil(clock.now() + timeToAppear(sent, searchMs), clock, async () => {
        const wish = { routes, maxPages: recover_MAX_PAGES, filters };
        const { composes, isCut } = await patiently(() => newerThan(after, wish, signal), retry, signal);
        if (isCut) {
            return new Doubt("the server has got too many requests since");
        }
        const mine = composes
            .filter(({ value }) => !known.has(String(value.id)))
            .filter(({ value }) => owner === undefined || value.owner === owner);
        return theOnlyOne(mine, marks);
    }, signal);
}
function theOnlyOne(composes, { compare, isSure }) {
    const likely = composes
        .map((told) => ({ told, sort: compare(told.value) }))
        .filter(({ sort }) => sort !== "different");
    const same = likely.filter(({ sort }) => sort === "same");
    const candidates = isSure && same.length > 0 ? same : likely;
    const [first] = candidates;
    if (first === undefined || (candidates.length === 1 && first.sort === "same")) {
        return first?.told;
    }
    return maybeOneOf(candidates.map(({ told }) => String(told.value.id)));
}
//# sourceMappingURL=recover.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/renew.js







/**
 * Makes a compose live longer. One that is done gets a later end and keeps its id; for one that failed or was removed,
 * or that is to be different, the server makes a new one, with the versions of packages of the old one.
 *
 * @throws ServiceFailure `not-found` when there is no such compose, `client-error` while it is still being made
 */
async function renewCompose(id, wish, options, signal, onSending) {
    const { routes, retry } = options;
    const before = await patiently(() => routes.get(id, signal), retry, signal);
    if (before === undefined) {
        throw new ServiceFailure("not-found", `there is no compose ${id}`, { remedy: "never", status: 404 });
    }
    const state = codes/* STATES */.xj[before.value.state ?? -1];
    if (state === "wait" || state === "generating") {
        throw new ServiceFailure("client-error", `compose ${id} is still being made, and cannot be renewed before it is done`, {
            remedy: "never",
        });
    }
    const body = renewBody(wish);
    // To ask twice for a later end gives that end; to ask twice for a new compose gives two. What is done may be removed
    // between the two.
    const isSafe = async (late) => state === "done" && !wantsOther(wish) && (await isDone(id, options, late));
    const sending = {
        what: `the renewal of compose ${id}`,
        send: (late) => routes.patch(id, body, late),
        compare: (compose) => isSuccessor(before.value, wish, compose),
        isSafe,
    };
    const { compose } = await sendAndSearch(sending, options, signal, onSending);
    return compose;
}
/** What cannot be asked for may be removed. */
async function isDone(id, { routes, retry }, signal) {
    try {
        const now = await patiently(() => routes.get(id, signal), retry, signal);
        return codes/* STATES */.xj[now?.value.state ?? -1] === "done";
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof transfer_lib/* TransferFailure */.ao)) {
            throw error;
        }
        return false;
    }
}
//# sourceMappingURL=renew.js.map
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/services/lib/http/download.js



/** No file that is downloaded whole takes longer, however slowly it comes. */
const LIMIT_MS = 1_800_000;
/**
 * Downloads a file, hashing what comes. Nothing is left when it fails.
 *
 * @returns undefined when the server says that there is none
 * @throws TransferFailure
 */
async function download(exchanger, url, path, maxBytes, signal) {
    const sink = new FileSink(path, maxBytes);
    const limit = AbortSignal.timeout(LIMIT_MS);
    try {
        await exchanger.exchange({ method: "GET", url }, sink, AbortSignal.any([signal, limit]));
        return sink.finish();
    }
    catch (error) {
        sink.discard();
        signal.throwIfAborted();
        if (limit.aborted) {
            throw new transfer_lib/* TransferFailure */.ao("timeout", "the file takes too long to come", { remedy: "never" });
        }
        if (error instanceof transfer_lib/* TransferFailure */.ao && error.failure === "not-found") {
            return undefined;
        }
        throw error;
    }
}
class FileSink {
    #path;
    #maxBytes;
    #hash = (0,external_node_crypto_.createHash)("sha256");
    #descriptor;
    #size = 0;
    constructor(path, maxBytes) {
        this.#path = path;
        this.#maxBytes = maxBytes;
    }
    head({ status, headers }) {
        if (status !== 200) {
            throw (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
        }
        const encoding = headers["content-encoding"];
        if (encoding !== undefined && encoding !== "identity") {
            throw new transfer_lib/* TransferFailure */.ao("encoding", "the server sends the file encoded although that was not asked for", {
                remedy: "never",
            });
        }
        this.#descriptor = onDisk(() => (0,external_node_fs_.openSync)(this.#path, "w", 0o600));
    }
    data(chunk) {
        this.#size += chunk.length;
        if (this.#size > this.#maxBytes) {
            throw new transfer_lib/* TransferFailure */.ao("too-large", `the file has more than ${this.#maxBytes} bytes`, {
                remedy: "never",
            });
        }
        this.#hash.update(chunk);
        onDisk(() => (0,transfer_lib/* writeFully */.KM)(this.#descriptor, chunk));
    }
    finish() {
        this.#close();
        return { size: this.#size, checksum: `sha256:${this.#hash.digest("hex")}` };
    }
    discard() {
        this.#close();
        (0,external_node_fs_.rmSync)(this.#path, { force: true });
    }
    #close() {
        if (this.#descriptor !== undefined) {
            (0,external_node_fs_.closeSync)(this.#descriptor);
            this.#descriptor = undefined;
        }
    }
}
function onDisk(work) {
    try {
        return work();
    }
    catch (error) {
        const code = error.code ?? "failed";
        throw new transfer_lib/* TransferFailure */.ao("disk", `the file cannot be written: ${code}`, {
            remedy: "never",
            cause: error,
        });
    }
}
//# sourceMappingURL=download.js.map
;// CONCATENATED MODULE: ./packages/services/lib/pungi/place.js



/** A compose that Pungi made, on a web server. */
class ComposePlace {
    /** What the paths of its metadata are relative to, with a slash at the end. */
    root;
    exchanger;
    retry;
    signal;
    #scratch;
    #files = 0;
    /**
     * @param top - the folder that holds `compose/`
     * @param scratch - a folder for files, which is somebody else's to remove
     */
    constructor(top, scratch, exchanger, retry, signal) {
        this.root = new URL(top);
        this.root.pathname = `${top.pathname.replace(/\/+$/, "")}/compose/`;
        this.root.search = "";
        this.root.hash = "";
        this.exchanger = exchanger;
        this.retry = retry;
        this.signal = signal;
        this.#scratch = scratch;
    }
    url(path) {
        return new URL(this.root.href + (0,metadata_lib/* encodePath */.O0)(path));
    }
    /**
     * @returns the file and what it is; undefined when there is none
     * @throws TransferFailure
     */
    async fetch(path, maxBytes) {
        const file = `${this.#scratch}/${++this.#files}`;
        const { exchanger, signal, retry } = this;
        const downloaded = await patiently(() => download(exchanger, this.url(path), file, maxBytes, signal), retry, signal);
        return downloaded === undefined ? undefined : { ...downloaded, path: file };
    }
}
//# sourceMappingURL=place.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/in-parallel.js
/**
 * Does something for each item, so many at a time.
 *
 * @returns what came of each, in their order
 * @throws what the first that fails throws, once none is under way any more
 */
async function inParallel(items, limit, work) {
    const results = [];
    let next = 0;
    let hasFailed = false;
    const worker = async () => {
        while (next < items.length && !hasFailed) {
            const index = next++;
            try {
                results[index] = await work(items[index]);
            }
            catch (error) {
                hasFailed = true;
                throw error;
            }
        }
    };
    const settled = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
    const broken = settled.find((result) => result.status === "rejected");
    if (broken !== undefined) {
        throw broken.reason;
    }
    return results;
}
//# sourceMappingURL=in-parallel.js.map
;// CONCATENATED MODULE: ./packages/services/lib/pungi/check-files.js



const AT_A_TIME = 8;
/** Answers of servers that do not know HEAD. */
const NO_HEAD = new Set([400, 405, 501]);
/**
 * Asks whether files are there, without fetching them. Packages are often links to where they were built, and those go
 * away.
 *
 * @returns a line for each file that is not as claimed
 * @throws TransferFailure when the server cannot be asked
 */
async function checkFiles(files, place) {
    const problems = await inParallel(files, AT_A_TIME, (file) => problemOf(file, place));
    return problems.filter((problem) => problem !== undefined);
}
async function problemOf({ path, size }, place) {
    const { retry, signal } = place;
    const { status, headers } = await patiently(() => look(path, place), retry, signal);
    if (status !== 200 && status !== 206) {
        return `${path}: the server answers ${status}`;
    }
    const length = status === 200 ? Number(headers["content-length"] ?? Number.NaN) : Number.NaN;
    return size === null || Number.isNaN(length) || length === size
        ? undefined
        : `${path}: has ${length} bytes, and should have ${size}`;
}
async function look(path, place) {
    const head = await askWith("HEAD", path, place);
    const { status, headers } = NO_HEAD.has(head.status) ? await askWith("GET", path, place) : head;
    if (status >= 500 || status === 429) {
        throw (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
    }
    return { ...head, status, headers };
}
async function askWith(method, path, place) {
    const range = method === "GET" ? { headers: { range: "bytes=0-0" } } : {};
    const sink = new HeadSink();
    try {
        return await place.exchanger.exchange({ method, url: place.url(path), ...range }, sink, place.signal);
    }
    catch (error) {
        if (sink.seen !== undefined && error === ENOUGH) {
            return sink.seen;
        }
        throw error;
    }
}
/** Ends an exchange of which all is known that is wanted. */
const ENOUGH = new Error("enough");
/** Nothing is wanted of a file but that it is there; a server without ranges would send all of it. */
class HeadSink {
    seen;
    head(head) {
        this.seen = head;
    }
    data() {
        throw ENOUGH;
    }
}
//# sourceMappingURL=check-files.js.map
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var compose_lib = __webpack_require__(54164);
;// CONCATENATED MODULE: ./packages/services/lib/pungi/read-metadata.js




/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 1024 ** 3;
/**
 * Reads what metadata lies in `metadata/` of a compose. What is not there is left out: images.json is only where images
 * were made.
 *
 * @throws TransferFailure when a file may be there but cannot be had
 */
async function readMetadata(place) {
    const models = new Map();
    const problems = [];
    for (const type of metadata_lib/* METADATA_TYPES */.U8) {
        const name = `${type}.json`;
        try {
            const model = await readFile(place, type, name);
            if (model !== undefined) {
                models.set(type, model);
            }
        }
        catch (error) {
            problems.push(`${name}: ${read_metadata_problemOf(error)}`);
        }
    }
    return { models, problems };
}
async function readFile(place, type, name) {
    const file = await place.fetch(`metadata/${name}`, MAX_METADATA_BYTES);
    if (file === undefined) {
        return undefined;
    }
    const identity = await (0,compose_lib/* identifyFile */.Zn)(file.path, place.signal, name);
    if (identity.type !== type) {
        throw new metadata_lib/* MetadataError */.wc([{ path: "header.type", message: `it holds ${identity.type}` }], { file: name });
    }
    const { model } = await (0,compose_lib/* parseFile */.CJ)(file.path, identity, place.signal, name);
    if ((0,metadata_lib/* isDistributed */.oQ)(model)) {
        throw new metadata_lib/* MetadataError */.wc([{ path: "header.version", message: "Pungi writes 1.2, and this is 2.0" }], {
            file: name,
        });
    }
    return model;
}
/** @throws the error when it says nothing of the compose */
function read_metadata_problemOf(error) {
    if (error instanceof metadata_lib/* MetadataError */.wc) {
        const [first] = error.issues;
        return oneLine(first === undefined ? error.message : (0,metadata_lib/* describeIssue */.n6)(first));
    }
    // Stores say so of what is not there, or not for everybody.
    if (error instanceof transfer_lib/* TransferFailure */.ao && (error.status === 403 || error.failure === "checksum")) {
        return error.message;
    }
    throw error;
}
/** Metadata of another compose is that of none. */
function identityProblems({ models }, composeId) {
    return [...models.values()].flatMap(({ type, compose: { id } }) => composeId === undefined || id === composeId
        ? []
        : [`${type}.json is of the compose ${(0,metadata_lib/* show */.WU)(id)} and not of ${(0,metadata_lib/* show */.WU)(composeId)}`]);
}
//# sourceMappingURL=read-metadata.js.map
;// CONCATENATED MODULE: ./packages/services/lib/pungi/repositories.js







const MAX_REPOMD_BYTES = 16 * 1024 ** 2;
const MAX_PRIMARY_BYTES = 4 * 1024 ** 3;
const repositories_AT_A_TIME = 4;
/**
 * Reads the repositories that a composeinfo names. Sizes and checksums of packages stand nowhere else in 1.2 metadata.
 *
 * @param wanted - paths of files whose facts are of use; others are not kept
 * @throws TransferFailure when a file may be there but cannot be had
 */
async function readRepositories(composeinfo, wanted, place) {
    const files = new Map();
    const repositories = new Map();
    const problems = [];
    await inParallel(pathsOf(composeinfo), repositories_AT_A_TIME, async (path) => {
        try {
            const repomd = await readRepository(path, wanted, files, place);
            if (repomd === undefined) {
                problems.push(`the repository ${path} is not there`);
            }
            else {
                repositories.set(path, repomd);
            }
        }
        catch (error) {
            place.signal.throwIfAborted();
            problems.push(`the repository ${path}: ${lineOf(error)}`);
        }
    });
    return { files, repositories, problems: problems.sort() };
}
/** Arches share the repository of the sources. */
function pathsOf(composeinfo) {
    const paths = new Set();
    for (const { localPath, fieldName } of (0,metadata_lib/* locations */.j2)(composeinfo)) {
        if (metadata_lib/* REPOSITORY_CATEGORIES */.kG.has(fieldName ?? "")) {
            paths.add(localPath);
        }
    }
    return [...paths].sort();
}
/** @returns what its repomd.xml is; undefined when there is none */
async function readRepository(repository, wanted, files, place) {
    const found = await place.fetch(`${repository}/${metadata_lib/* REPOMD */.ui}`, MAX_REPOMD_BYTES);
    if (found === undefined) {
        return undefined;
    }
    const repomd = (0,compose_lib/* parseRepomd */.pw)((0,external_node_fs_.readFileSync)(found.path), metadata_lib/* REPOMD */.ui);
    (0,external_node_fs_.rmSync)(found.path);
    for (const file of repomd.files) {
        note(`${repository}/${file.path}`, file, wanted, files);
    }
    const primary = (0,compose_lib/* primaryOf */.Os)(repomd);
    if (primary !== undefined) {
        await readPackages(repository, primary, wanted, files, place);
    }
    return { size: found.size, checksum: found.checksum };
}
async function readPackages(repository, primary, wanted, files, place) {
    const found = await fetchPrimary(repository, primary, place);
    await (0,compose_lib/* readPrimary */.rx)(found.path, (rpm) => note(`${repository}/${rpm.path}`, rpm, wanted, files), {
        signal: place.signal,
        file: primary.path,
    });
    (0,external_node_fs_.rmSync)(found.path);
}
/** @throws MetadataError when it is not what repomd.xml lists */
async function fetchPrimary(repository, { path, size, checksum }, place) {
    const found = await place
        .fetch(`${repository}/${path}`, size ?? MAX_PRIMARY_BYTES)
        .catch((error) => {
        const isLonger = error instanceof transfer_lib/* TransferFailure */.ao && error.failure === "too-large" && size !== null;
        throw isLonger ? contradiction(path, "size", `more than ${size} bytes`, `${size}`) : error;
    });
    if (found === undefined) {
        throw contradiction(path, "location", "is not there", path);
    }
    if (size !== null && size !== found.size) {
        throw contradiction(path, "size", `${found.size} bytes`, `${size}`);
    }
    if (checksum !== null && (0,metadata_lib/* checksumsConflict */.Jm)([checksum], [found.checksum])) {
        throw contradiction(path, "checksum", found.checksum, checksum);
    }
    return found;
}
/** @param is - what the file is in truth. @param listed - what repomd.xml says of it */
function contradiction(file, field, is, listed) {
    const truth = field === "location" ? is : `has ${is}`;
    const message = `it ${truth}, and ${metadata_lib/* REPOMD */.ui} says data[primary].${field} ${listed}: run again if the repository was just being written, else have it made anew`;
    return new metadata_lib/* MetadataError */.wc([{ path: "", message }], { file });
}
/** With the name of the file, of which a repository has several. */
function lineOf(error) {
    return error instanceof metadata_lib/* MetadataError */.wc ? oneLine(error.message) : read_metadata_problemOf(error);
}
function note(path, { size, checksum }, wanted, files) {
    if (size !== null && checksum !== null && wanted.has(path)) {
        files.set(path, { size, checksum });
    }
}
//# sourceMappingURL=repositories.js.map
;// CONCATENATED MODULE: ./packages/services/lib/pungi/results.js




/** More lines than this say no more. */
const MAX_LINES = 20;
/**
 * Looks whether a compose is really there, and describes it as 2.0 metadata: absolute URLs, sizes and checksums of
 * packages from the repositories, repositories by their repomd.xml.
 *
 * @throws TransferFailure when it cannot be looked at: then it is not known whether it is good
 */
async function readPungiCompose(place, wish) {
    const found = await readMetadata(place);
    const { models } = found;
    const composeinfo = models.get("composeinfo");
    if (composeinfo === undefined) {
        const problems = found.problems.length > 0 ? found.problems : [`there is no metadata at ${place.root.href}metadata/`];
        return { metadata: [], problems, notes: [] };
    }
    const files = [...models.values()].flatMap((model) => (model === composeinfo ? [] : [...(0,metadata_lib/* locations */.j2)(model)]));
    const facts = await readRepositories(composeinfo, wantedOf(files), place);
    const unread = unreadOf(files, facts);
    const problems = [
        ...found.problems,
        ...identityProblems(found, wish.composeId),
        ...emptinessProblems(found, wish),
        ...facts.problems,
        ...unread,
    ];
    // When that much is wrong, what is there in part is of no interest.
    const missing = problems.length > 0 ? [] : await checkFiles(samplesOf(files, facts, wish.maxChecked), place);
    const emitted = emit(models, facts, place);
    const notes = [...emptinessNotes(found, wish), ...emitted.notes];
    return { ...emitted, notes, problems: capped([...problems, ...missing, ...emitted.problems]) };
}
/** Files of which 1.2 metadata knows neither size nor checksum. */
function wantedOf(files) {
    return new Set(files.filter(({ kind }) => kind === "rpm" || kind === "module").map(({ localPath }) => localPath));
}
function emptinessProblems(found, { needsRpms, mayBeEmpty }) {
    const { rpms, isEmpty } = contentOf(found);
    if (isEmpty) {
        return mayBeEmpty ? [] : ["the compose is empty: it has neither packages nor images"];
    }
    return needsRpms && rpms === 0 ? ["the compose has no packages"] : [];
}
function emptinessNotes(found, { mayBeEmpty }) {
    return mayBeEmpty && contentOf(found).isEmpty
        ? ["the compose has neither packages nor images; a commit of ostree was not looked at"]
        : [];
}
function contentOf({ models }) {
    const count = (type) => {
        const model = models.get(type);
        return model === undefined ? 0 : (0,metadata_lib/* locations */.j2)(model).length;
    };
    const rpms = count("rpms");
    return { rpms, isEmpty: rpms === 0 && count("images") === 0 };
}
/** Packages that no repository lists are in none that could be installed from. */
function unreadOf(files, { files: facts, problems }) {
    if (problems.length > 0) {
        return [];
    }
    const unread = new Set(files
        .filter(({ kind, localPath }) => kind === "rpm" && !facts.has(localPath))
        .map(({ localPath }) => localPath));
    const [first] = unread;
    return first === undefined
        ? []
        : [
            `${unread.size} packages of rpms.json are listed with size and checksum by no repository, such as ${first}`,
        ];
}
/** All images, and packages at even distances. */
function samplesOf(files, { files: facts }, maxChecked) {
    const claimed = new Map();
    const packages = new Map();
    for (const { kind, localPath, artifact } of files) {
        if (kind === "rpm") {
            packages.set(localPath, { path: localPath, size: facts.get(localPath)?.size ?? null });
        }
        else if (kind === "image") {
            claimed.set(localPath, { path: localPath, size: artifact.size });
        }
    }
    const sorted = [...packages.values()].sort((one, other) => (0,metadata_lib/* compareCodePoints */.OP)(one.path, other.path));
    const step = Math.max(1, sorted.length / Math.max(1, maxChecked));
    for (let at = 0; at < sorted.length && maxChecked > 0; at += step) {
        const file = sorted[Math.floor(at)];
        if (file !== undefined) {
            claimed.set(file.path, file);
        }
    }
    return [...claimed.values()];
}
function emit(models, { files, repositories }, place) {
    const url = (0,metadata_lib/* baseUrlBuilder */.oP)(place.root.href);
    const notes = [];
    const problems = [];
    const metadata = metadata_lib/* METADATA_TYPES */.U8.flatMap((type) => {
        const model = models.get(type);
        if (model === undefined) {
            return [];
        }
        const options = {
            url,
            facts: ({ localPath }, { kind, fieldName }) => kind === "variant_path" && metadata_lib/* REPOSITORY_CATEGORIES */.kG.has(fieldName ?? "")
                ? repositories.get(localPath)
                : files.get(localPath),
        };
        try {
            const { model: upgraded, warnings } = (0,metadata_lib/* upgrade */.fG)(model, options);
            notes.push(...warnings.map((warning) => `${type}.json: ${(0,metadata_lib/* describeWarning */.U9)(warning)}`));
            return [upgraded];
        }
        catch (error) {
            problems.push(`${type}.json: ${read_metadata_problemOf(error)}`);
            return [];
        }
    });
    return { metadata, problems, notes };
}
function capped(lines) {
    return lines.length <= MAX_LINES
        ? lines
        : [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}
//# sourceMappingURL=results.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/results.js











const DEFAULT_CHECKED = 64;
const MAX_REPO_FILE = 1024 ** 2;
/** Looks at a compose that is said to be finished. */
async function odcsResults(compose, { maxChecked = DEFAULT_CHECKED, needsMetadata = false }, exchanger, retry, signal) {
    const { details } = compose;
    const top = placeOf(details);
    const type = (0,codes/* sourceTypeName */.t5)(details.source_type ?? 0);
    const nothing = {
        metadata: [],
        targets: [],
        resultUrl: top?.href,
        repoFile: undefined,
        problems: [],
        notes: [],
    };
    if (compose.state !== "finished") {
        return { ...nothing, problems: [`the compose is ${compose.reported}`] };
    }
    // Of Pulp there is nothing to be looked at but the repo file.
    if (top === undefined && (type !== "pulp" || repoFileUrl(details) === undefined)) {
        const { problem, note } = withoutPlace(details, needsMetadata);
        return {
            ...nothing,
            problems: problem === undefined ? [] : [problem],
            notes: note === undefined ? [] : [note],
        };
    }
    const scratch = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "compose-results-"));
    try {
        const repoFile = await readRepoFile(details, (0,external_node_path_.join)(scratch, "repo"), exchanger, retry, signal);
        if (type === "pulp" || top === undefined) {
            // Its packages lie in Pulp; the file that says where is all that there is.
            return repoFile === undefined
                ? { ...nothing, problems: [missingRepoFile(details)] }
                : { ...nothing, repoFile, notes: ["a compose of Pulp has no metadata, but a repo file alone"] };
        }
        const place = new ComposePlace(top, scratch, exchanger, retry, signal);
        const { metadata, problems, notes } = await readPungiCompose(place, {
            composeId: details.pungi_compose_id ?? undefined,
            needsRpms: type !== "raw_config",
            mayBeEmpty: type === "raw_config" && (details.results ?? []).includes("ostree"),
            maxChecked,
        });
        const unread = repoFile === undefined && repoFileUrl(details) !== undefined ? [missingRepoFile(details)] : [];
        const shared = reusedFrom(details);
        const hint = shared === undefined || problems.length === 0
            ? []
            : [`the files are those of compose ${shared}, which may have been removed`];
        return { ...nothing, metadata, repoFile, problems: [...problems, ...hint], notes: [...notes, ...unread] };
    }
    finally {
        (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}
/** A compose that says of no place where it is cannot be looked at; in the usual target directory all have one. */
function withoutPlace({ target_dir, toplevel_url: url }, needsMetadata) {
    const target = target_dir ?? codes/* DEFAULT_TARGET_DIR */.yH;
    const place = url === null || url === undefined || url === ""
        ? "toplevel_url is missing"
        : `toplevel_url is ${(0,metadata_lib/* show */.WU)(url)}, which cannot be fetched`;
    if (target === codes/* DEFAULT_TARGET_DIR */.yH) {
        return { problem: `the service does not say where it is: ${place}` };
    }
    const what = `the compose is in the target directory ${(0,metadata_lib/* show */.WU)(target)}, which has no URL (${place}): it was not looked at`;
    return needsMetadata
        ? { problem: `${what}, and there is no metadata to be written to output` }
        : { note: `${what}, and whether it is good is not known` };
}
function missingRepoFile({ result_repofile: url }) {
    return `there is no repo file at ${oneLine((0,metadata_lib/* redactUrl */.BO)(url ?? ""))}`;
}
async function readRepoFile(compose, path, exchanger, retry, signal) {
    const url = repoFileUrl(compose);
    if (url === undefined) {
        return undefined;
    }
    const file = await patiently(() => download(exchanger, url, path, MAX_REPO_FILE, signal), retry, signal);
    return file === undefined ? undefined : (0,external_node_fs_.readFileSync)(path, "utf8");
}
//# sourceMappingURL=results.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/connection-problem.js



/** What is the matter before there is an answer. */
const UNREACHED = new Set(["connection", "tls", "timeout", "forbidden-address"]);
/**
 * Asks a service, and names it in what goes wrong on the way. What the login lacks is said as it is.
 *
 * @throws ServiceFailure, and what `send` throws otherwise
 */
async function askAt(place, send) {
    try {
        return await send();
    }
    catch (error) {
        const isNamed = error instanceof ServiceFailure || error instanceof LoginFailure || !(error instanceof transfer_lib/* TransferFailure */.ao);
        throw isNamed || error.failure === "auth" ? error : connectionProblem(error, place);
    }
}
/** A connection that failed, with what may be the matter with it at this service. */
function connectionProblem(error, place) {
    const { failure, remedy, retryAfterMs, status, cause } = error;
    const hint = place.socket === undefined ? tlsHint(error, place.base) : socketHint(error.message);
    const what = UNREACHED.has(failure) ? "cannot be asked" : "does not answer as it should";
    const text = `${place.shown} ${what}: ${error.message}${hint === undefined ? "" : `; ${hint}`}`;
    // A handshake ends in the same way each time.
    const isLasting = failure === "tls";
    return new ServiceFailure(failure, text, {
        remedy: isLasting ? "never" : remedy,
        retryAfterMs,
        status,
        cause,
    });
}
function socketHint(message) {
    switch (/: (E[A-Z]+)(?: \(.*\))?$/.exec(message)?.[1]) {
        case "ENOENT":
            return "there is no such socket: the service is not installed or not enabled, or the path is another one";
        case "ECONNREFUSED":
            return "nobody listens on this socket: the service is not running";
        case "EACCES":
            return "this user may not use the socket: it is for root, and where there is one for a group of its own";
        default:
            return undefined;
    }
}
function tlsHint({ failure, message }, base) {
    if (base.protocol !== "https:") {
        return undefined;
    }
    if (failure === "tls" && /ALERT/.test(message)) {
        return "the server wants a client certificate of an authority and with a name that it accepts";
    }
    // With TLS 1.3 a certificate is refused when the connection is made already.
    if (/: (?:UND_ERR_SOCKET|ECONNRESET|EPIPE)(?: \(.*\))?$/.test(message)) {
        return "where a client certificate is wanted, a server hangs up on whoever has none that it accepts";
    }
    return /UNABLE_TO|SELF_SIGNED/.test(message)
        ? "its certificate is of an authority that is not trusted here: name it with ca-file"
        : undefined;
}
//# sourceMappingURL=connection-problem.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/routes.js





/** Where the routes lie below the URL of a server. */
const API = "/api/1";
/** Compose objects hold whole Pungi configurations and lists of packages. */
const MAX_COMPOSE_BYTES = 16 * 1024 ** 2;
const MAX_PAGE_BYTES = 64 * 1024 ** 2;
const MAX_ABOUT_BYTES = 4 * 1024 ** 2;
/** The routes of ODCS, each asked once. All throw ServiceFailure for answers that are no success. */
class OdcsRoutes {
    #options;
    /** Some servers have a login in front of reading too; others would rather not see one. */
    #readsWithLogin = false;
    constructor(options) {
        this.#options = options;
    }
    async about(signal) {
        const what = "what it offers";
        const answer = await this.#read("about/", {}, MAX_ABOUT_BYTES, signal);
        return this.#parsed(aboutSchema, this.#checked(answer, what, true), what).value;
    }
    /** @returns undefined when there is none */
    async get(id, signal) {
        const what = `compose ${id}`;
        const answer = await this.#read(`composes/${id}`, {}, MAX_COMPOSE_BYTES, signal);
        // What stands in front of the service says 404 of other things, and in pages of its own.
        if (answer.status === 404 && odcsMessage(answer.body) !== undefined) {
            return undefined;
        }
        const told = this.#parsed(composeSchema, this.#checked(answer, what, true), what);
        if (told.value.id !== id) {
            // A cache in front of the service may have mixed them up, and that passes.
            const text = `${this.#options.shown} answers with compose ${told.value.id} for ${what}`;
            throw new ServiceFailure("protocol", text, { remedy: "again" });
        }
        return told;
    }
    /** @param query - filters, order, page and per_page, which are not checked */
    async list(query, signal) {
        const what = "a list of composes";
        const answer = await this.#read("composes/", query, MAX_PAGE_BYTES, signal);
        const { value, asOf } = this.#parsed(pageSchema, this.#checked(answer, what, true), what);
        return {
            composes: value.items.map((compose) => ({ value: compose, asOf })),
            total: value.meta?.total ?? undefined,
        };
    }
    /** Sends the request once. The answer is whatever it is: what a failure means for the compose is for others to say. */
    post(body, signal) {
        return this.#send("POST", "composes/", body, signal);
    }
    readCompose(answer, what) {
        return this.#parsed(composeSchema, this.#checked(answer, what, false), what);
    }
    /** As with {@link post}. */
    patch(id, body, signal) {
        return this.#send("PATCH", `composes/${id}`, body, signal);
    }
    /** The answer is whatever it is. */
    delete(id, signal) {
        return this.#send("DELETE", `composes/${id}`, undefined, signal);
    }
    /** What ODCS said of a deletion that it accepted. */
    readAccepted(answer, what) {
        return this.#parsed(acceptedSchema, this.#checked(answer, what, false), what).value.message ?? undefined;
    }
    /** @param isRepeatable - the request may be made again when the failure may pass */
    failure(answer, what, isRepeatable = false) {
        return odcsFailure(this.#options.shown, answer, what, this.#options.sender.shown, isRepeatable);
    }
    /** The answer of this server, whatever it is. */
    async #read(path, query, maxBytes, signal) {
        const url = this.#url(path, query);
        const question = { method: "GET", url, headers: { accept: "application/json" }, maxBytes };
        const { exchanger, sender } = this.#options;
        if (!this.#readsWithLogin) {
            const answer = await askAt(this.#place, () => ask(exchanger, question, signal));
            if (answer.status !== 401) {
                return this.#fromHere(answer, path);
            }
        }
        const answer = await askAt(this.#place, () => sender.send(question, signal));
        this.#readsWithLogin = answer.status !== 401;
        return this.#fromHere(answer, path);
    }
    /** Reading follows redirects, and what another server says of composes is nothing to go by. */
    #fromHere(answer, what) {
        const { base, shown } = this.#options;
        if (answer.url.origin !== base.origin) {
            const text = `${shown} sends us to ${answer.url.host} for ${what}; give the URL of the server itself`;
            throw new ServiceFailure("redirect", text, { remedy: "never", isStray: true });
        }
        return answer;
    }
    #send(method, path, body, signal) {
        const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
        const question = {
            method,
            url: this.#url(path, {}),
            headers: {
                accept: "application/json",
                ...(content === undefined ? {} : { "content-type": "application/json" }),
            },
            body: content,
            maxBytes: MAX_COMPOSE_BYTES,
        };
        return askAt(this.#place, () => this.#options.sender.send(question, signal));
    }
    get #place() {
        const { base, shown } = this.#options;
        return { base, shown, socket: undefined };
    }
    #url(path, query) {
        const url = new URL(path, this.#options.base);
        for (const [name, value] of Object.entries(query)) {
            url.searchParams.set(name, value);
        }
        return url;
    }
    /** @throws ServiceFailure for all but a success */
    #checked(answer, what, isRepeatable) {
        const { shown, sender } = this.#options;
        if (answer.status < 200 || answer.status >= 300) {
            throw odcsFailure(shown, answer, what, sender.shown, isRepeatable);
        }
        return answer;
    }
    #parsed(schema, answer, what) {
        const { shown } = this.#options;
        let json;
        try {
            json = JSON.parse(answer.body.toString("utf8"));
        }
        catch {
            // A page that says "back soon" is no answer of ODCS.
            throw new ServiceFailure("protocol", `${shown} answers with something that is no JSON for ${what}`, {
                remedy: "again",
            });
        }
        const parsed = schema.safeParse(json);
        if (!parsed.success) {
            const path = parsed.error.issues[0]?.path.join(".") ?? "";
            const where = path === "" ? "" : `: ${path} is not what it should be`;
            throw new ServiceFailure("protocol", `${shown} does not answer as ODCS does for ${what}${where}`, {
                remedy: "never",
            });
        }
        return { value: parsed.data, asOf: timeOfAnswer(answer) };
    }
}
/** The service's clock; ours where it does not show it. */
function timeOfAnswer({ headers }) {
    const { date } = headers;
    const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
    return Number.isNaN(time) ? Date.now() : time;
}
//# sourceMappingURL=routes.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/odcs-service.js





















const DEFAULT_SEARCH_MS = 30_000;
const odcs_service_PAGE_SIZE = 50;
/** How many of the newest composes are looked through for one that is the same. */
const FIND_LIMIT = 200;
/** On Demand Compose Service, versions 0.3 to 0.9. */
class OdcsService {
    kind = "odcs";
    shown;
    #exchanger;
    #routes;
    #search;
    /** @throws UserError for what is no URL of a server */
    constructor(options) {
        const { server, exchanger, sender = plainSender(exchanger), retry, clock = systemClock } = options;
        const base = serviceUrl(server, API);
        this.shown = showService(base, API);
        this.#exchanger = exchanger;
        this.#routes = new OdcsRoutes({ base, shown: this.shown, exchanger, sender });
        this.#search = {
            routes: this.#routes,
            retry: { clock, ...retry },
            clock,
            owner: options.owner,
            searchMs: options.searchMs ?? DEFAULT_SEARCH_MS,
        };
    }
    checkId(id) {
        readId(id);
    }
    async about(signal) {
        const about = await this.#about(signal);
        const configs = Object.keys(about.raw_config_urls ?? {}).sort();
        return {
            version: about.version ?? undefined,
            authentication: about.auth_backend ?? undefined,
            offers: {
                "source-types": permittedSourceTypes(about),
                "raw-configs": configs,
                sigkeys: about.sigkeys ?? [],
                flags: codes/* FLAGS */.Wg,
                results: codes/* RESULTS */.Pr,
            },
            details: { allowed_clients: about.allowed_clients ?? {}, raw_config_urls: shownConfigs(about) },
        };
    }
    /**
     * Why the server would not take a request, as far as it can be known beforehand.
     *
     * @returns a line for each reason
     */
    async preflight(request, login, signal) {
        const about = await this.#about(signal);
        const wrongLogin = loginProblem(about, login);
        const { owner } = this.#search;
        return [
            ...(wrongLogin === undefined ? [] : [wrongLogin]),
            ...requestProblems(request, about),
            ...(owner === undefined ? [] : limitProblems(request, about, owner)),
        ];
    }
    async create(request, signal, onSending) {
        const { compose, how } = await createCompose(request, this.#search, signal, onSending);
        return { compose: described(compose), how, notes: newComposeNotes(compose, request.seconds_to_live) };
    }
    async recover(request, sent, signal) {
        const found = await recoverCompose(request, sent, this.#search, signal);
        return recoveredFrom(found, described);
    }
    /** The fields by which a compose was surely not asked for with a request; none where that cannot be told. */
    differences(request, { details }) {
        return telling(request, details);
    }
    /**
     * A compose of the newest ones that was asked for with the same request; one that will not be kept for long enough only
     * when there is no other. It holds what there was when it was made: a
     * Koji tag without an event may have moved on since.
     *
     * @param others - those that are not wanted
     */
    async find(request, minLifeMs, signal, others = new Set()) {
        if (request.flags?.includes("no_reuse") === true) {
            return undefined;
        }
        const { owner } = this.#search;
        const filters = {
            source_type: String((0,codes/* sourceTypeNumber */.Zy)(request.source.type)),
            ...(owner === undefined ? {} : { owner }),
        };
        const { composes } = await this.list({ filters, limit: FIND_LIMIT }, signal);
        const same = composes.filter((compose) => !others.has(compose.id) && lifeOf(compose) > 0 && sameness(request, compose.details) === "same");
        const longest = [...same].sort((one, other) => lifeOf(other) - lifeOf(one))[0];
        return same.find((compose) => lifeOf(compose) >= minLifeMs) ?? longest;
    }
    async get(id, signal) {
        const told = await this.#routes.get(readId(id), signal);
        return told === undefined ? undefined : described(told);
    }
    /** @throws UserError for filters and orders that the server does not know */
    async list({ limit, ...wish }, signal) {
        const query = listQuery(wish);
        const size = Math.min(limit, odcs_service_PAGE_SIZE);
        // New composes move others to the next page.
        const found = new Map();
        let total;
        const maxPages = Math.ceil(limit / size) + 1;
        for (let page = 1; page <= maxPages && found.size < limit; page++) {
            const { composes, total: count } = await patiently(() => this.#routes.list({ ...query, page: String(page), per_page: String(size) }, signal), this.#search.retry, signal);
            total = count;
            for (const compose of composes.map(described)) {
                if (!found.has(compose.id)) {
                    found.set(compose.id, compose);
                }
            }
            if (composes.length < size) {
                break;
            }
        }
        return { composes: [...found.values()].slice(0, limit), total };
    }
    async renew(id, wish, signal, onSending) {
        const number = readId(id);
        const compose = await renewCompose(number, wish, this.#search, signal, onSending);
        const { secondsToLive, label } = wish;
        const isSame = compose.value.id === number;
        const lifeNotes = (isSame ? extensionNotes : newComposeNotes)(compose, secondsToLive);
        return {
            outcome: isSame ? "extended" : "replaced",
            compose: described(compose),
            notes: [...lifeNotes, ...labelNotes(compose, label)],
        };
    }
    async recoverRenewal(id, wish, sent, signal) {
        const found = await recoverRenewal(readId(id), wish, sent, this.#search, signal);
        return recoveredFrom(found, described);
    }
    cancel(id, signal) {
        return cancelCompose(readId(id), this.#search, signal);
    }
    delete(id, signal) {
        return deleteCompose(readId(id), this.#search, signal);
    }
    openLog({ details }) {
        const url = logUrl(details);
        return url === undefined ? undefined : new TailedLog(this.#exchanger, url, LOG_NAME);
    }
    results(compose, wish, signal) {
        return odcsResults(compose, wish, this.#exchanger, this.#search.retry, signal);
    }
    /** The connections are those of the exchanger, which is not ours. */
    async [Symbol.asyncDispose]() { }
    #about(signal) {
        return patiently(() => this.#routes.about(signal), this.#search.retry, signal);
    }
}
function described({ value, asOf }) {
    return describeCompose(value, asOf);
}
/** How long a compose can still be used, in milliseconds; the life of one that is being made has not begun. */
function lifeOf(compose) {
    switch (compose.state) {
        case "requested":
        case "running":
            return Number.MAX_VALUE;
        case "finished":
            return (0,lib_compose/* remainingLife */.lm)(compose) ?? 0;
        default:
            return 0;
    }
}
/** @throws UserError */
function readId(id) {
    if (!/^[1-9]\d{0,14}$/.test(id)) {
        throw (0,lib/* refuse */.TR)(`${(0,metadata_lib/* show */.WU)(id)} is no id of a compose of ODCS`, "expected a number, such as 4711");
    }
    return Number(id);
}
/** Where configurations come from, without what opens those places. */
function shownConfigs({ raw_config_urls: configs }) {
    return Object.fromEntries(Object.entries(configs ?? {}).map(([name, config]) => {
        const { url } = (config ?? {});
        return [name, typeof url === "string" ? (0,metadata_lib/* redactUrl */.BO)(url) : undefined];
    }));
}
//# sourceMappingURL=odcs-service.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/pinned-request.js



/** Of a repository of configurations, whole or shortened. */
const pinned_request_COMMIT = /^[0-9a-f]{7,64}$/i;
/** Of these the pins themselves say what is to be asked for, or it has nothing to do with content. */
const PINNED = new Set([
    "type",
    "source",
    "koji_event",
    "builds",
    "sigkeys",
    "modules",
    "arches",
    "seconds_to_live",
]);
/**
 * What pins one source pins no other.
 *
 * @throws UserError that names both
 */
function refuseOtherSource(request, pins) {
    const { type } = request.source;
    if (pins.source_type === type && isOfSource(request, pins) !== false) {
        return;
    }
    const made = pins.request === undefined ? pinnedNames(pins) : namesOf(pins.request);
    throw (0,lib/* refuse */.TR)(`lock: it is of a compose from ${named(pins.source_type, made)}, and the request is for one from ${named(type, namesOf(request))}`, "give the lock of that request, or none");
}
/** What else the request has that the one had not which the pins are of: they cannot make up for it. One line each. */
function otherRequestNotes(request, pins) {
    const { request: made } = pins;
    if (made === undefined) {
        return isOfSource(request, pins) === undefined ? ["the lock does not say which source it is of"] : [];
    }
    const [now, before] = [fieldsOf(request), fieldsOf(made)];
    return [...new Set([...now.keys(), ...before.keys()])].flatMap((name) => {
        const [own, other] = [now.get(name) ?? "nothing", before.get(name) ?? "nothing"];
        return own === other
            ? []
            : [`${name}: the request has ${own}, and that of the lock had ${other}: the content will be another`];
    });
}
/** Undefined when that cannot be told. */
function isOfSource(request, pins) {
    const { type } = request.source;
    const names = namesOf(request);
    if (pins.request !== undefined && pinned_request_isSameSet(names, namesOf(pins.request))) {
        return true;
    }
    const pinned = pinnedNames(pins);
    const isComparable = pinned.length > 0 && (request.source.scratch_modules ?? []).length === 0;
    if (isComparable && isSameSource(type, names, pinned)) {
        return true;
    }
    if (pins.request !== undefined) {
        return false;
    }
    // Its worker writes over what was asked for.
    if (!isComparable || type === "pulp") {
        return undefined;
    }
    return type === "raw_config" && isMovedConfig(names[0] ?? "", pinned[0] ?? "");
}
/** A branch may have been at a commit, and a commit may be shortened. */
function isMovedConfig(asked, pinned) {
    const [name, commit = ""] = asked.split("#");
    const [pinnedName, pinnedCommit = ""] = pinned.split("#");
    const commits = [commit, pinnedCommit].filter((one) => pinned_request_COMMIT.test(one));
    return (name === pinnedName && (commits.length === 1 || (commits.length === 2 && pinnedCommit.startsWith(commit))));
}
function namesOf({ source: { type, source = [], builds = [], scratch_modules = [] } }) {
    return type === "build" ? builds : [...source, ...scratch_modules];
}
function pinnedNames({ source_type, source = [], builds = [] }) {
    return source_type === "build" ? builds : source;
}
const MAX_NAMED = 5;
function named(type, names) {
    const shown = names.slice(0, MAX_NAMED).map(metadata_lib/* show */.WU).join(", ");
    const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : "";
    return names.length === 0 ? type : `${type} ${shown}${more}`;
}
/** What is asked for, as text by name; the order of lists says nothing. */
function fieldsOf({ source, ...options }) {
    return new Map(Object.entries({ ...source, ...options }).flatMap(([name, value]) => PINNED.has(name) || value === undefined
        ? []
        : [[name, JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value)]]));
}
function pinned_request_isSameSet(one, other) {
    const [left, right] = [new Set(one), new Set(other)];
    return left.size === right.size && [...left].every((item) => right.has(item));
}
//# sourceMappingURL=pinned-request.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/pins.js





const pins_texts = classic_schemas/* array */.YOg(classic_schemas/* string */.YjP()).optional();
/** What makes that the same request gives the same content another time. */
const odcsPinsSchema = classic_schemas/* object */.Ikc({
    /** What was asked for, where that is known: what the server says of it may be written over. */
    request: request_schema/* requestSchema */.T.optional(),
    source_type: classic_schemas/* enum */.k5n(codes/* SOURCE_TYPES */.m7),
    /** Modules down to their builds; a configuration with its commit. */
    source: pins_texts,
    /** The state of Koji that packages were taken from. */
    koji_event: classic_schemas/* number */.aig().int().positive().optional(),
    builds: pins_texts,
    sigkeys: pins_texts,
    arches: pins_texts,
    modules: pins_texts,
});
/** Types of which Koji decides what is in them. */
const FROM_KOJI = new Set(["tag", "module", "build"]);
/** What a finished compose was made of; undefined when it does not say. */
function pinsOf(compose) {
    const type = (0,codes/* sourceTypeName */.t5)(compose.source_type ?? 0);
    if (type === undefined) {
        return undefined;
    }
    const list = (text) => {
        const found = [...words(text)];
        return found.length === 0 ? undefined : found;
    };
    return {
        source_type: type,
        source: list(compose.source),
        koji_event: compose.koji_event ?? undefined,
        builds: list(compose.builds),
        sigkeys: sigkeysOf(compose.sigkeys ?? ""),
        arches: list(compose.arches),
        modules: list(compose.modules),
    };
}
/** A blank at the end, or nothing between two, stands for packages without a signature. */
function sigkeysOf(joined) {
    return joined === "" ? undefined : joined.split(" ");
}
/**
 * A request for what a compose was made of. What the request itself says counts more.
 *
 * @throws UserError for pins of another source
 */
function withPins(request, pins) {
    refuseOtherSource(request, pins);
    const { source, arches } = request;
    const others = otherRequestNotes(request, pins);
    if (source.type === "pungi_compose") {
        // A compose does not change, and what is taken from it overwrites what was asked for.
        return { request, notes: others };
    }
    if (source.type === "pulp" || source.type === "repo") {
        const note = `what ${source.type} holds cannot be pinned: it may have changed`;
        return { request, notes: [...others, note] };
    }
    const notes = [...others];
    const choose = (name, own, pinned) => {
        if (own !== undefined && pinned !== undefined && JSON.stringify(own) !== JSON.stringify(pinned)) {
            notes.push(`${name}: the request has ${JSON.stringify(own)}, and the lock ${JSON.stringify(pinned)}`);
        }
        return own ?? pinned;
    };
    const names = pinnedSource(request, pins, notes);
    const event = choose("koji_event", source.koji_event, pins.koji_event);
    if (event === undefined && FROM_KOJI.has(source.type)) {
        notes.push("the lock has no koji_event: packages may be newer");
    }
    const pinned = {
        ...request,
        source: present({
            ...source,
            source: names,
            koji_event: event,
            builds: choose("builds", source.builds, pins.builds),
            sigkeys: choose("sigkeys", source.sigkeys, pins.sigkeys),
            modules: choose("modules", source.modules, pins.modules),
        }),
        arches: choose("arches", arches, pins.arches),
    };
    return { request: present(pinned), notes };
}
function pinnedSource({ source }, { source: pinned }, notes) {
    const own = source.source;
    if (own === undefined || pinned === undefined) {
        return own;
    }
    if (source.type === "module") {
        return own.map((module) => {
            const build = pinned.find((name) => name === module || name.startsWith(`${module}:`));
            if (build === undefined || build.split(":").length < 4) {
                notes.push(`the lock has no build of the module ${module}: it may be a newer one`);
            }
            return build ?? module;
        });
    }
    if (source.type !== "raw_config") {
        return own;
    }
    const [config = ""] = pinned;
    const commit = config.split("#")[1] ?? "";
    if (pinned_request_COMMIT.test(commit)) {
        return [config];
    }
    if (!pinned_request_COMMIT.test(own[0]?.split("#")[1] ?? "")) {
        notes.push(`the lock has ${commit} for a commit, which may have moved on`);
    }
    return own;
}
function present(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
//# sourceMappingURL=pins.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/causes.js


const causes_errorSchema = classic_schemas/* object */.Ikc({
    id: classic_schemas/* number */.aig().int().optional().catch(undefined),
    reason: classic_schemas/* string */.YjP(),
    details: classic_schemas/* unknown */.L5J().optional(),
});
const asItIs = (text) => text;
const causes_MAX_DEPTH = 10;
const MAX_CAUSES = 20;
/**
 * The errors at the roots of an error of a build: those in which no others are nested. `details` is a list of errors,
 * one error, a text, or a list of texts.
 *
 * @returns none when there is no error, or nothing that looks like one
 */
function rootCauses(error, hide = asItIs) {
    return rootsOf(error, hide, 0).slice(0, MAX_CAUSES);
}
function rootsOf(error, hide, depth) {
    const parsed = causes_errorSchema.safeParse(error);
    if (!parsed.success) {
        return [];
    }
    const { id, reason, details } = parsed.data;
    const inner = (Array.isArray(details) ? details : [details]).slice(0, MAX_CAUSES);
    const nested = depth === causes_MAX_DEPTH ? [] : inner.flatMap((one) => rootsOf(one, hide, depth + 1));
    if (nested.length > 0) {
        return nested;
    }
    const texts = inner.filter((one) => typeof one === "string").map((one) => oneLine(hide(one)));
    // Hidden before anything is cut off.
    return [{ id, reason: oneLine(hide(reason)), details: texts.filter((one) => one !== "") }];
}
/** An error as one line: the roots, with what they say. Undefined when there is none. */
function causeText(error, hide = asItIs) {
    const causes = rootCauses(error, hide).map(({ id, reason, details }) => {
        const detail = details.length === 0 ? "" : `: ${details.join("; ")}`;
        return `${reason}${detail}${id === undefined ? "" : ` (error ${id})`}`;
    });
    return causes.length === 0 ? undefined : [...new Set(causes)].join("; ");
}
/** Errors of builds, uploads, repositories and workers that are gone: the same request may succeed another time. */
const PASSING = new Set([10, 11, 12, 22, 25, 27]);
/** Whether the same request may succeed another time, for all that went wrong. */
function mayPass(error) {
    const causes = rootCauses(error);
    return causes.length > 0 && causes.every(({ id }) => id !== undefined && PASSING.has(id));
}
//# sourceMappingURL=causes.js.map
;// CONCATENATED MODULE: ./packages/services/lib/check-uuid.js

/**
 * The ids of composes with both APIs of osbuild-composer; they become parts of URLs.
 *
 * @throws UserError
 */
function checkUuid(id) {
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
        throw (0,lib/* refuse */.TR)(`${(0,lib/* safeLine */.om)(JSON.stringify(id))} is no id of a compose of osbuild-composer`, "expected a UUID, such as 123e4567-e89b-12d3-a456-426655440000");
    }
}
//# sourceMappingURL=check-uuid.js.map
;// CONCATENATED MODULE: ./packages/services/lib/secrets.js
/** Shorter texts are not hidden: they occur everywhere, and hiding them would hide nothing but the message. */
const SHORTEST = 4;
/**
 * Texts that must not be shown, of a request and of what a service answers. Whoever shows anything reads them from here,
 * or is told of them as they become known.
 */
class Secrets {
    #known = new Set();
    #onSecret;
    /** @param onSecret - told of every text once, before anything that holds it is handed out */
    constructor(onSecret) {
        this.#onSecret = onSecret;
    }
    get values() {
        return [...this.#known];
    }
    add(...secrets) {
        for (const secret of secrets) {
            if (secret !== undefined && secret.length >= SHORTEST && !this.#known.has(secret)) {
                this.#known.add(secret);
                this.#onSecret?.(secret);
            }
        }
    }
    /** The text with `***` in the place of every secret, in the forms that services repeat them in. */
    hide(text) {
        // The longest first, so that none is left with the rest of a longer one around it.
        const forms = [...this.#known].flatMap(formsOf).sort((a, b) => b.length - a.length);
        return forms.reduce((hidden, form) => hidden.replaceAll(form, "***"), text);
    }
}
function formsOf(secret) {
    const json = JSON.stringify(secret).slice(1, -1);
    const encoded = secret.isWellFormed() ? encodeURIComponent(secret) : secret;
    // Go escapes what HTML might take for its own.
    const go = json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
    return [...new Set([secret, json, go, encoded])];
}
//# sourceMappingURL=secrets.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/request-rules.js

function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** What is wrong with a request beside its images. */
function request_rules_requestProblems(request) {
    const { distribution, bootc, blueprint, customizations, koji } = request;
    const { image_request: one, image_requests: several } = request;
    const problems = [];
    const hasDistribution = isText(distribution) || (isObject(blueprint) && isText(blueprint["distro"]));
    if (bootc === undefined && !hasDistribution) {
        problems.push("distribution: expected text, such as fedora-41");
    }
    if (customizations !== undefined && blueprint !== undefined) {
        problems.push("customizations and blueprint exclude each other");
    }
    if (one !== undefined && several !== undefined) {
        problems.push("image_request and image_requests exclude each other");
    }
    else if (one === undefined && (!Array.isArray(several) || several.length === 0)) {
        problems.push("image_request or image_requests: there is no image to be made");
    }
    if (koji !== undefined && !(isObject(koji) && isText(koji["name"]))) {
        problems.push("koji: expected an object with a name");
    }
    const payload = isObject(customizations) ? customizations["payload_repositories"] : undefined;
    for (const [index, repository] of listOf(payload).entries()) {
        const path = `customizations.payload_repositories[${index}]`;
        if (isObject(repository) && !isText(repository["baseurl"])) {
            problems.push(`${path}: a payload repository needs a baseurl`);
        }
        else {
            problems.push(...repositoryProblems(repository, path));
        }
    }
    return problems;
}
/** What is wrong with one image of a request. */
function imageProblems(image, path, request) {
    if (!isObject(image)) {
        return [`${path}: expected an object`];
    }
    const { architecture, image_type: type, repositories } = image;
    const problems = [];
    if (!isText(architecture) || !metadata_lib/* RPM_ARCHES */.n4.has(architecture) || /^(?:src|nosrc|noarch)$/.test(architecture)) {
        problems.push(`${path}.architecture: expected an architecture such as x86_64`);
    }
    if (!isText(type)) {
        problems.push(`${path}.image_type: expected text, such as guest-image`);
    }
    if (!Array.isArray(repositories) && request["bootc"] === undefined) {
        problems.push(`${path}.repositories: expected a list; an empty one stands for the server's own, on servers that have some`);
    }
    for (const [index, repository] of listOf(repositories).entries()) {
        problems.push(...repositoryProblems(repository, `${path}.repositories[${index}]`));
    }
    return [...problems, ...targetProblems(image, path, request)];
}
/** A server without an answer to where an image should go says that something inside of it is wrong. */
function targetProblems(image, path, { koji }) {
    const { upload_options: options, upload_targets: targets } = image;
    const problems = [];
    if (options !== undefined && !isObject(options)) {
        problems.push(`${path}.upload_options: expected an object`);
    }
    if (targets !== undefined && !Array.isArray(targets)) {
        problems.push(`${path}.upload_targets: expected a list`);
    }
    for (const [index, target] of listOf(targets).entries()) {
        if (!isObject(target) || !isText(target["type"]) || !isObject(target["upload_options"])) {
            problems.push(`${path}.upload_targets[${index}]: expected a type and upload_options`);
        }
    }
    if (koji === undefined && options === undefined && listOf(targets).length === 0) {
        problems.push(`${path}: the image has no target; give upload_options, which are for the usual target of its type, or upload_targets`);
    }
    return problems;
}
function repositoryProblems(repository, path) {
    if (!isObject(repository)) {
        return [`${path}: expected an object`];
    }
    const problems = [];
    if (![repository["baseurl"], repository["mirrorlist"], repository["metalink"]].some(isText)) {
        problems.push(`${path}: expected a baseurl, a mirrorlist or a metalink`);
    }
    if (repository["check_gpg"] === true && !isText(repository["gpgkey"])) {
        problems.push(`${path}: check_gpg needs a gpgkey`);
    }
    return problems;
}
function isText(value) {
    return typeof value === "string" && value !== "";
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
//# sourceMappingURL=request-rules.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/build-log.js


/** What is shown of a log; of more, the end. */
const build_log_MAX_LINES = 2000;
const build_log_MAX_LINE = 4 * 1024;
/**
 * What osbuild said, image by image: the service has it only when an image is built, or has failed. The form is no part of
 * the API, and so nothing in it is counted upon.
 */
class BuildLog {
    name = "osbuild.log";
    #routes;
    #id;
    #secrets;
    /** Images whose log was shown. */
    #shown = new Set();
    constructor(routes, id, secrets) {
        this.#routes = routes;
        this.#id = id;
        this.#secrets = secrets;
    }
    async next(signal) {
        const logs = await this.#routes.logs(this.#id, signal);
        const fresh = (logs?.image_builds ?? []).flatMap((build, index) => {
            const lines = this.#shown.has(index) ? [] : buildLines(build);
            if (lines.length > 0) {
                this.#shown.add(index);
            }
            return lines;
        });
        return build_log_capped(fresh.map((line) => (0,lib/* shorten */.ml)(this.#secrets.hide(line), build_log_MAX_LINE)));
    }
}
/** In the form in which the Weldr API shows logs. */
function buildLines(build) {
    if (!isObject(build)) {
        return [];
    }
    const { osbuild_output: output, job_error: error } = build;
    const pipelines = isObject(output) && isObject(output["log"]) ? Object.entries(output["log"]) : [];
    const errors = isObject(output) && Array.isArray(output["errors"]) ? output["errors"] : [];
    return [
        ...pipelines.flatMap(([name, stages]) => pipelineLines(name, stages)),
        ...[...errors, ...(error === undefined || error === null ? [] : [error])].flatMap(errorLines),
    ];
}
function pipelineLines(name, stages) {
    const known = (Array.isArray(stages) ? stages : []).filter(isObject);
    return [`Pipeline ${name}`, ...known.flatMap(stageLines)];
}
function stageLines({ type, output, success }) {
    return [
        `Stage ${String(type)}${success === false ? " failed" : ""}`,
        ...(typeof output === "string" && output !== "" ? output.trimEnd().split(/\r?\n/) : []),
    ];
}
function errorLines(error) {
    const { reason, title, details } = isObject(error) ? error : {};
    const said = [reason ?? title, ...(Array.isArray(details) ? details : [details])];
    return said
        .filter((one) => typeof one === "string" && one !== "")
        .flatMap((one) => String(one).split(/\r?\n/))
        .map((line) => `Error: ${line}`);
}
function build_log_capped(lines) {
    const left = lines.length - build_log_MAX_LINES;
    return left > 0 ? [`… ${left} lines are left out`, ...lines.slice(left)] : lines;
}
//# sourceMappingURL=build-log.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/same-request.js
/**
 * Whether a request is what a server says that it was sent. The server has read and written it again: keys that were
 * left out may have come back as empty, and empty ones may be gone.
 */
function isSameRequest(sent, kept) {
    if (isEmpty(sent) || isEmpty(kept)) {
        return isEmpty(sent) && isEmpty(kept);
    }
    if (Array.isArray(sent) || Array.isArray(kept)) {
        return (Array.isArray(sent) &&
            Array.isArray(kept) &&
            sent.length === kept.length &&
            sent.every((item, index) => isSameRequest(item, kept[index])));
    }
    if (typeof sent === "object" && typeof kept === "object") {
        const [left, right] = [sent, kept];
        const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
        return [...keys].every((key) => isSameRequest(left?.[key], right?.[key]));
    }
    return sent === kept;
}
/** What Go writes for what was not there. */
function isEmpty(value) {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).every(isEmpty);
    }
    return value === undefined || value === null || value === false || value === 0 || value === "";
}
//# sourceMappingURL=same-request.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/search.js



/** A server on which so many come at the same time is not followed. */
const MAX_CANDIDATES = 50;
/**
 * The composes that there are, so that new ones are told from them. Undefined when the server does not list them after
 * all: that is only needed when something goes wrong.
 */
async function knownIds(routes, signal) {
    try {
        return new Set((await routes.list(signal)).map(({ value }) => value.id));
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof transfer_lib/* TransferFailure */.ao) {
            return undefined;
        }
        throw error;
    }
}
/**
 * Looks for the compose that came of a request, for as long as the server may still be at it: among the new ones it is
 * the one whose request is the same.
 *
 * @returns undefined when the request surely did not arrive
 * @throws ServiceFailure that is uncertain when nobody can tell
 */
async function search_searchCompose(lost, { routes, clock, searchMs }, signal) {
    const { failure } = lost;
    return searchLost({
        lost: failure,
        place: "server",
        clock,
        searchMs,
        look: () => search_look(lost, routes, signal),
        judge: (seen, isOver) => {
            const same = seen?.same[0];
            const silent = seen?.silent ?? [];
            if (same === undefined && isOver && silent.length > 0) {
                throw uncertain(failure, `compose ${silent.join(", ")} may be what came of it`);
            }
            return same;
        },
    }, signal);
}
/** Looks once at what is new. */
async function search_look({ request, before, maxCandidates = MAX_CANDIDATES }, routes, signal) {
    const fresh = (await routes.list(signal)).filter(({ value }) => !before.has(value.id));
    const same = [];
    const silent = [];
    for (const [index, compose] of fresh.entries()) {
        const { id, koji_status: koji } = compose.value;
        // Composes for Koji have no metadata.
        const isTold = (koji === null || koji === undefined) && index < maxCandidates;
        const metadata = isTold ? await metadataOf(id, routes, signal) : { request: undefined };
        if (metadata === undefined) {
            // Another tenant's, or gone.
            continue;
        }
        if (metadata.request === undefined || metadata.request === null) {
            silent.push(id);
        }
        else if (isSameRequest(request.body, metadata.request)) {
            same.push(compose);
        }
    }
    return { same, silent };
}
/** One that does not tell is no reason not to look at the others. */
async function metadataOf(id, routes, signal) {
    try {
        return await routes.metadata(id, signal);
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof transfer_lib/* TransferFailure */.ao && error.remedy !== "again") {
            return {};
        }
        throw error;
    }
}
//# sourceMappingURL=search.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/recover.js




/** An earlier run may be a day old. */
const MAX_RECOVERY_CANDIDATES = 500;
/** What works where the server cannot be asked for its composes. */
const NO_LIST_ADVICE = "this server has no list of its composes: look whether the image has come to its target, or ask whoever runs the server to look into its journal and its queue of jobs";
/**
 * Looks for what came of a request that an earlier run sent: among the new composes it is the only one whose request is
 * the same.
 *
 * @returns why it cannot be told; undefined when the request surely did not arrive
 * @throws ServiceFailure when the server cannot be asked
 */
async function recover_recoverCompose(request, sent, { routes, clock, retry, searchMs }, signal) {
    if (sent.before === undefined) {
        return new Doubt("what the server had before is not known");
    }
    const wanted = {
        request,
        before: new Set([...sent.before, ...(sent.others ?? [])]),
        maxCandidates: MAX_RECOVERY_CANDIDATES,
    };
    // Those that do not tell what they came of may be what is looked for until another one comes that is.
    let silent = [];
    const found = await lookUntil(clock.now() + timeToAppear(sent, searchMs), clock, async () => {
        const seen = await patiently(() => search_look(wanted, routes, signal), retry, signal);
        silent = seen.silent;
        const [same, ...others] = seen.same;
        return same === undefined || others.length === 0 ? same : maybeOneOf([same, ...others].map(idOf));
    }, signal);
    return found ?? (silent.length === 0 ? undefined : maybeOneOf(silent));
}
function idOf({ value }) {
    return value.id;
}
//# sourceMappingURL=recover.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/wire.js

/** Absent, null and of a wrong type are the same: only what is used is missed, and then it is said. */
const osbuild_composer_wire_text = classic_schemas/* string */.YjP().nullish().catch(undefined);
const count = classic_schemas/* number */.aig().nonnegative().nullish().catch(undefined);
/** No compose comes near this. */
const MAX_ENTRIES = 1000;
const uploadSchema = classic_schemas/* looseObject */._H3({
    status: osbuild_composer_wire_text,
    type: osbuild_composer_wire_text,
    /** By the kind of target: `url`; `ami` and `region`; … With empty texts for a target that failed. */
    options: classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).nullish().catch(undefined),
});
const imageSchema = classic_schemas/* looseObject */._H3({
    status: osbuild_composer_wire_text,
    /** Of servers from the end of 2025 on. */
    progress: classic_schemas/* looseObject */._H3({ done: count, total: count }).nullish().catch(undefined),
    /** Of several uploads the first. */
    upload_status: uploadSchema.nullish().catch(undefined),
    /** Of servers from the end of 2023 on. */
    upload_statuses: classic_schemas/* array */.YOg(uploadSchema).max(MAX_ENTRIES).nullish().catch(undefined),
    /** An error with errors in its details, and so on. */
    error: classic_schemas/* unknown */.L5J().optional(),
});
/** A compose as osbuild-composer describes it, of all versions of the API called v2. */
const statusSchema = classic_schemas/* looseObject */._H3({
    id: classic_schemas/* string */.YjP(),
    status: osbuild_composer_wire_text,
    image_status: imageSchema.nullish().catch(undefined),
    /** Only of composes for Koji, which may have several images. */
    image_statuses: classic_schemas/* array */.YOg(imageSchema).max(MAX_ENTRIES).nullish().catch(undefined),
    koji_status: classic_schemas/* looseObject */._H3({ build_id: count }).nullish().catch(undefined),
});
/** A bare list, although the specification has an object; null when there are none. */
const listSchema = classic_schemas/* union */.KCZ([classic_schemas/* array */.YOg(classic_schemas/* unknown */.L5J()), classic_schemas/* object */.Ikc({ items: classic_schemas/* array */.YOg(classic_schemas/* unknown */.L5J()).nullable() })])
    .nullable()
    .transform((list) => (Array.isArray(list) ? list : (list?.items ?? [])));
/** What was accepted: a compose, a clone. Its `href` is the same for all, so the id counts. */
const wire_acceptedSchema = classic_schemas/* object */.Ikc({ id: classic_schemas/* string */.YjP().regex(/^[0-9a-f-]{36}$/i) });
const packageSchema = classic_schemas/* looseObject */._H3({
    name: classic_schemas/* string */.YjP(),
    version: classic_schemas/* string */.YjP(),
    release: classic_schemas/* string */.YjP(),
    epoch: osbuild_composer_wire_text,
    arch: classic_schemas/* string */.YjP(),
    sigmd5: osbuild_composer_wire_text,
    signature: osbuild_composer_wire_text,
});
/** What is in the images: absent before the end, and when a compose failed. A package comes once for each pipeline. */
const metadataSchema = classic_schemas/* looseObject */._H3({
    packages: classic_schemas/* array */.YOg(packageSchema).nullish(),
    ostree_commit: osbuild_composer_wire_text,
    /** The request, of servers from 2025 on. It is what was sent, passwords included. */
    request: classic_schemas/* unknown */.L5J().optional(),
});
/** What workers reported; no part of the API, and so nothing in it is counted upon. */
const logsSchema = classic_schemas/* looseObject */._H3({ image_builds: classic_schemas/* array */.YOg(classic_schemas/* unknown */.L5J()).max(MAX_ENTRIES).nullish() });
/** Of each image, null before it is made. */
const manifestsSchema = classic_schemas/* looseObject */._H3({ manifests: classic_schemas/* array */.YOg(classic_schemas/* unknown */.L5J()).max(MAX_ENTRIES).nullish() });
/** Of each image several, for what is in it and for what it was built with. */
const sbomsSchema = classic_schemas/* looseObject */._H3({
    items: classic_schemas/* array */.YOg(classic_schemas/* array */.YOg(classic_schemas/* looseObject */._H3({
        sbom: classic_schemas/* unknown */.L5J().optional(),
        sbom_type: osbuild_composer_wire_text,
        pipeline_name: osbuild_composer_wire_text,
        pipeline_purpose: osbuild_composer_wire_text,
    })))
        .max(MAX_ENTRIES)
        .nullish(),
});
/** Flat, unlike what composes say of their uploads; with empty texts while it is not done. */
const cloneSchema = uploadSchema;
/** An error of the API. Ids are numbers written as text. */
const osbuild_composer_wire_errorSchema = classic_schemas/* object */.Ikc({
    id: number().int().catch(0),
    code: osbuild_composer_wire_text,
    reason: osbuild_composer_wire_text,
    operation_id: osbuild_composer_wire_text,
    details: classic_schemas/* unknown */.L5J().optional(),
});
/** A distribution → an arch → an image type → its repositories. */
const distributionsSchema = classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J());
/** The server's own description of the API, as far as features are told by it. */
const openapiSchema = classic_schemas/* looseObject */._H3({
    info: classic_schemas/* looseObject */._H3({ version: osbuild_composer_wire_text, title: osbuild_composer_wire_text }).nullish().catch(undefined),
    paths: classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).catch({})).nullish().catch(undefined),
    components: classic_schemas/* looseObject */._H3({ schemas: classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).nullish().catch(undefined) })
        .nullish()
        .catch(undefined),
});
//# sourceMappingURL=wire.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/failure.js




/** Errors of the API, by what they mean for us. */
const API_ERROR = {
    badId: 14,
    unknownCompose: 15,
    noRoute: 21,
    badMethod: 22,
    otherKind: 26,
    noTenant: 28,
    invalid: 30,
    badState: 31,
    noTarget: 1004,
    noBuildLog: 1012,
};
/** Server errors that would be the same however often they are asked for. */
const LASTING = new Set([1004, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1015]);
const failure_MAX_TEXT = 600;
/** What the API itself says; undefined for the pages of servers in front of it. */
function apiError(body, secrets) {
    let json;
    try {
        json = JSON.parse(body.toString("utf8"));
    }
    catch {
        return undefined;
    }
    const parsed = osbuild_composer_wire_errorSchema.safeParse(json);
    if (!parsed.success || !parsed.data.code?.startsWith("IMAGE-BUILDER-COMPOSER-")) {
        return undefined;
    }
    const { id, code, reason, details, operation_id: operationId } = parsed.data;
    const detail = detailText(details);
    const text = [reason ?? "", detail].filter((part) => part !== "").join(": ");
    return {
        id,
        code,
        text: oneLine(secrets.hide(text), failure_MAX_TEXT),
        operationId: operationId === null || operationId === undefined ? undefined : oneLine(operationId, 100),
    };
}
/** Quotes the whole schema, and what was sent, behind what is wrong. */
function detailText(details) {
    const text = typeof details === "string" ? details : "";
    const end = text.search(/\n(?:Schema|Value):/);
    return (end === -1 ? text : text.slice(0, end)).replace(/^request body has an error: /, "");
}
/** What an answer means that is no success. */
function composerFailure(answer, asked) {
    const { place, what, how, isRepeatable, secrets } = asked;
    const { status, headers } = answer;
    const error = apiError(answer.body, secrets);
    const page = error === undefined ? pageText(answer, secrets) : undefined;
    const said = error?.text ?? page;
    const words = said === undefined ? "" : `: ${said}`;
    const { failure, retryAfterMs } = (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
    const isPassing = status === 408 || status === 429 || status >= 500;
    const isLasting = error !== undefined && LASTING.has(error.id);
    const text = sentence(`${place.shown} answers ${status} for ${what}`, words, how, answer, error);
    return new ServiceFailure(failure, text, {
        remedy: isRepeatable && isPassing && !isLasting ? "again" : "never",
        status,
        retryAfterMs,
        said,
        isStray: error === undefined,
        operationId: error?.operationId,
    });
}
function sentence(begin, words, how, { status, headers, body }, error) {
    const code = error?.code === undefined ? "" : ` (${error.code})`;
    if (status >= 300 && status < 400) {
        return `${begin}: the server's URL must be given as it is, ${failure_whereTo(headers)}`;
    }
    if (/HTTP request to an HTTPS server/.test(body.toString("latin1", 0, 200))) {
        return `${begin}: it wants to be asked with https`;
    }
    switch (error?.id) {
        case API_ERROR.noRoute:
        case API_ERROR.badMethod:
            return `${begin}${words}${code}: it is older than that, or another server`;
        case API_ERROR.noTenant:
            return `${begin}${words}${code}: the token names no organization, and so it cannot own composes`;
        case API_ERROR.noTarget:
            return `${begin}${words}${code}: this server makes nothing without a target; give the image upload_options`;
    }
    if (status === 404 && error === undefined) {
        return `${begin}${words}: check the URL of the server`;
    }
    return status === 401 || status === 403
        ? `${begin}, sent ${how}${words}${code}${failure_wish(status, headers)}`
        : `${begin}${words}${code}`;
}
function failure_wish(status, headers) {
    const header = headers["www-authenticate"];
    return status === 401 && typeof header === "string" && /^bearer\b/i.test(header)
        ? "; it wants a bearer token that it accepts"
        : "";
}
/** The title of a page that only repeats the status says nothing. */
function pageText({ body, status }, secrets) {
    const text = body.toString("utf8");
    const said = saidInHtml(text) ?? (/^\s*[[{<]/.test(text) ? "" : oneLine(text, 200));
    return said === "" || said.startsWith(String(status)) ? undefined : oneLine(secrets.hide(said));
}
function failure_whereTo(headers) {
    const { location } = headers;
    const target = typeof location === "string" ? URL.parse(location) : null;
    return target === null ? "without redirects" : `it sends us to ${target.protocol}//${target.host}`;
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/send.js




/**
 * Sends what makes something, once.
 *
 * @param what - what was asked for, as messages name it
 * @returns the answer when it says what became of the request
 */
async function sendToComposer({ routes, secrets }, what, send, signal) {
    const answer = await sendOnce(send, signal);
    if (answer instanceof transfer_lib/* TransferFailure */.ao) {
        return lost(answer, wasNotSent(answer));
    }
    const { status, body } = answer;
    // The service's own word counts, its server errors included: it has made nothing then.
    if (status < 500 ? status !== 429 : apiError(body, secrets) !== undefined) {
        return answer;
    }
    // Who stands in front says 503 of services that are not there, and the others of any that do not answer.
    const isUnsent = status === 429 || status === 503;
    return lost(routes.failure(answer, what, isUnsent), isUnsent);
}
/** What the server may have taken is looked for, and sent again when it has not. */
function lost(failure, isUnsent) {
    return new Lost(failure, isUnsent, isUnsent && failure.remedy !== "again");
}
//# sourceMappingURL=send.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/create.js







const WHAT = "a new compose";
/**
 * Asks for a compose. The API has no keys by which it would know a request again, and a second one would be a second
 * compose: when the answer is lost, servers that can list composes and tell their requests are searched for it. With
 * others nobody can tell.
 *
 * @throws ServiceFailure, with `isUncertain` when there may be a compose now
 */
async function create_createCompose(request, features, options, signal, onSending = () => undefined) {
    const { routes, clock } = options;
    const before = features.list ? await knownIds(routes, signal) : undefined;
    return sendUntilArrived(async () => {
        onSending(keptIds(before));
        const outcome = await sendToComposer(options, WHAT, (late) => routes.post("compose", request.body, late), signal);
        const read = outcome instanceof Lost ? outcome : readOnce(outcome, routes);
        if (!(read instanceof Lost)) {
            return { status: { value: newStatus(read.value, request), asOf: read.asOf }, how: "created" };
        }
        const found = read.isUnsent ? undefined : await searchNew(read, before, request, options, signal);
        return found === undefined ? read : { status: found, how: "found" };
    }, clock, signal);
}
/** An answer of success without an id that can be read is as good as lost. */
function readOnce(answer, routes) {
    try {
        return routes.readAccepted(answer, WHAT);
    }
    catch (error) {
        if (!(error instanceof transfer_lib/* TransferFailure */.ao) || answer.status < 200 || answer.status >= 300) {
            throw error;
        }
        return new Lost(error, false, false);
    }
}
/** @throws ServiceFailure that is uncertain when the server cannot be searched */
async function searchNew({ failure }, before, request, options, signal) {
    if (before === undefined) {
        throw uncertain(failure, "this server cannot be asked whether there is a compose now", NO_LIST_ADVICE);
    }
    return search_searchCompose({ request, before, failure }, options, signal);
}
/** What a server would say of a compose that it has just accepted. */
function newStatus(id, { images, koji }) {
    const pending = images.map(() => ({ status: "pending", error: undefined }));
    return {
        id,
        status: "pending",
        image_status: pending[0],
        ...(koji === undefined ? {} : { image_statuses: pending, koji_status: {} }),
    };
}
/**
 * Asks for a clone of a compose; it is never sent a second time, unless it cannot have arrived.
 *
 * @returns its id, which is no id of a compose
 * @throws ServiceFailure, with `isUncertain` when there may be a clone now
 */
async function createClone(id, { region, shareWithAccounts }, options, signal) {
    const { routes, retry } = options;
    const what = `a clone of compose ${id}`;
    const body = {
        region,
        ...(shareWithAccounts === undefined ? {} : { share_with_accounts: shareWithAccounts }),
    };
    return patiently(async () => {
        const outcome = await sendToComposer(options, what, (late) => routes.post(`composes/${id}/clone`, body, late), signal);
        if (!(outcome instanceof Lost)) {
            return routes.readAccepted(outcome, what).value;
        }
        const { failure, isUnsent } = outcome;
        throw isUnsent ? failure : uncertain(failure, "clones cannot be listed");
    }, retry, signal);
}
//# sourceMappingURL=create.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/describe.js

/** The words for images and uploads. A compose has only the first, the last and the one before it. */
const STATES = {
    pending: "requested",
    building: "running",
    uploading: "running",
    registering: "running",
    // Of uploads; of images with servers before 2021.
    running: "running",
    failure: "failed",
    success: "finished",
};
/**
 * What osbuild-composer says of a compose, in the words that all services share. It tells no times.
 *
 * @param options.asked - the images that were asked for, in their order, where they are known: the service does not
 * repeat them
 * @param options.hide - takes out of a text what must not be shown
 */
function describe_describeCompose(status, asOf, { asked = [], hide } = {}) {
    const images = imageStatuses(status).map((image, index) => describeImage(image, asked[index], hide));
    const state = describe_stateOf(status, images);
    return {
        id: status.id,
        state,
        reported: status.status ?? "nothing",
        asOf,
        times: {},
        reason: state === "failed" ? describe_reasonOf(status, images) : undefined,
        stage: stageOf(status, images),
        links: {},
        images,
        details: status,
    };
}
/** The images of a compose: with Koji several, and then the single one repeats the first of them. */
function imageStatuses({ image_status, image_statuses, }) {
    return image_statuses ?? (image_status === null || image_status === undefined ? [] : [image_status]);
}
/** Of several uploads the single one repeats the first. */
function uploadStatuses(image) {
    const { upload_status: one, upload_statuses: several } = image;
    return several ?? (one === null || one === undefined ? [] : [one]);
}
/** `pending` is said of all that is not over: the images tell whether anything is done yet. They decide nothing else. */
function describe_stateOf({ status }, images) {
    switch (status) {
        case "success":
            return "finished";
        case "failure":
            return "failed";
        case "pending":
            return images.every((image) => image.state === "requested") ? "requested" : "running";
        default:
            return "unknown";
    }
}
function describeImage(image, asked, hide) {
    const { status, progress } = image;
    const { done, total } = progress ?? {};
    return {
        state: STATES[status ?? ""] ?? "unknown",
        reported: status ?? "nothing",
        type: asked?.type,
        arch: asked?.arch,
        progress: typeof done === "number" && typeof total === "number" ? { done, total } : undefined,
        reason: causeText(image.error, hide),
        uploads: uploadStatuses(image).map(describeUpload),
    };
}
function describeUpload({ status, type, options }) {
    return {
        // It is that of the image, whatever became of this upload.
        state: STATES[status ?? ""] ?? "unknown",
        reported: status ?? "nothing",
        target: type ?? "unknown",
        results: Object.fromEntries(Object.entries(options ?? {}).flatMap(([name, value]) => typeof value === "string" && value !== "" ? [[name, value]] : [])),
    };
}
function describe_reasonOf({ koji_status: koji }, images) {
    const several = images.length > 1;
    const reasons = images.flatMap(({ reason, type, arch }, index) => {
        const name = type === undefined ? `image ${index + 1}` : `${type} for ${arch}`;
        return reason === undefined ? [] : [several ? `${name}: ${reason}` : reason];
    });
    if (reasons.length > 0) {
        return reasons.join("\n");
    }
    return koji === null || koji === undefined
        ? "the service does not say why"
        : "the images are built, and what failed is the build in Koji: its logs tell why";
}
/** What the compose is at: the service's word for the image, or how many images are at what. */
function stageOf({ status }, images) {
    if (status === "success" || status === "failure" || images.length === 0) {
        return undefined;
    }
    const words = [...new Set(images.map(({ reported }) => reported))];
    if (words.length === 1) {
        return words[0] === "success" ? "importing into Koji" : words[0];
    }
    return words
        .map((word) => `${images.filter(({ reported }) => reported === word).length} ${word}`)
        .join(", ");
}
//# sourceMappingURL=describe.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/delete.js




/** @throws ServiceFailure when the server does not know who asks, or cannot be asked */
async function delete_deleteCompose(id, { routes, secrets, retry }, signal) {
    const what = `the deletion of compose ${id}`;
    let isRepeated = false;
    return patiently(async () => {
        const told = await routes.status(id, signal);
        if (told === undefined) {
            // The first attempt may have been heeded although its answer was lost.
            return { outcome: isRepeated ? "done" : "gone", said: undefined };
        }
        const { state, reported } = describe_describeCompose(told.value, told.asOf);
        if (!(0,lib_compose/* isFinal */.dR)(state)) {
            return {
                outcome: "refused",
                said: `the compose is ${reported}, and osbuild-composer cannot stop one`,
            };
        }
        isRepeated = true;
        const answer = await routes.delete(id, signal);
        if (answer.status >= 200 && answer.status < 300) {
            return { outcome: "done", said: undefined };
        }
        const error = apiError(answer.body, secrets);
        switch (error?.id) {
            case API_ERROR.unknownCompose:
                return { outcome: "gone", said: error.text };
            case API_ERROR.noRoute:
            case API_ERROR.badMethod:
                return {
                    outcome: "refused",
                    said: "this server keeps its composes: it is older than their deletion",
                };
            default:
                throw routes.failure(answer, what, true);
        }
    }, retry, signal);
}
//# sourceMappingURL=delete.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/features.js

function featuresOf({ paths, components }) {
    const routes = paths ?? {};
    const schemas = components?.schemas ?? {};
    const has = (path, method) => routes[path]?.[method] !== undefined;
    const imageKeys = keysOf(schemas["ImageRequest"]);
    return {
        isDescribed: paths !== undefined && paths !== null,
        list: has("/composes/", "get"),
        delete: has("/composes/{id}", "delete"),
        download: has("/composes/{id}/download", "get"),
        sboms: has("/composes/{id}/sboms", "get"),
        clone: has("/composes/{id}/clone", "post"),
        distributions: has("/distributions", "get"),
        requestInMetadata: keysOf(schemas["ComposeMetadata"])?.has("request") ?? false,
        uploadTargets: imageKeys?.has("upload_targets") ?? false,
        imageTypes: enumOf(schemas["ImageTypes"]),
        targets: enumOf(schemas["UploadTypes"]),
        requestKeys: keysOf(schemas["ComposeRequest"]),
        imageKeys,
    };
}
const NO_DESCRIPTION = "the server, or one in front of it, does not give its description (/openapi)";
/** What a server offers; where its description is withheld that is not known, which is not none. */
function offersOf(features, distributions) {
    const offers = {
        "image-types": features.imageTypes,
        targets: features.targets,
        features: featureNames(features),
        distributions,
    };
    return features.isDescribed
        ? { offers }
        : {
            offers: {},
            untold: Object.fromEntries(Object.keys(offers).map((name) => [name, NO_DESCRIPTION])),
        };
}
/** The words for what a server offers, for people and reports. */
function featureNames(features) {
    const named = {
        clone: features.clone,
        delete: features.delete,
        download: features.download,
        list: features.list,
        "request-in-metadata": features.requestInMetadata,
        sboms: features.sboms,
        "upload-targets": features.uploadTargets,
    };
    return Object.entries(named)
        .filter(([, isOffered]) => isOffered)
        .map(([name]) => name);
}
/** What a request wants that a server does not have, or would pass over: a line for each. */
function unoffered({ body, images }, features) {
    const unknown = (kind, offered, asked) => [...new Set(asked)]
        .filter((one) => offered.length > 0 && !offered.includes(one))
        .map((one) => `the server has no ${kind} ${one}, but ${offered.join(", ")}`);
    const types = images.map(({ type }) => type);
    const targets = images.flatMap((image) => image.targets);
    return [
        ...unknownKeys(body, features).map((key) => `the server does not know ${key}, and might pass over it`),
        ...unknown("image type", features.imageTypes, types),
        ...unknown("target", features.targets, targets),
    ];
}
/** What a request says that the server would pass over without a word, or refuse without naming it. */
function unknownKeys(body, features) {
    const { image_request: one, image_requests: several } = body;
    const images = one === undefined ? (Array.isArray(several) ? several : []) : [one];
    const foreign = (object, known) => known === undefined ? [] : Object.keys(object).filter((key) => !known.has(key));
    return [
        ...foreign(body, features.requestKeys),
        ...images.filter(isObject).flatMap((image) => foreign(image, features.imageKeys)),
    ].filter((key, index, all) => all.indexOf(key) === index);
}
function keysOf(schema, depth = 0) {
    if (!isObject(schema) || depth > 4) {
        return undefined;
    }
    const own = isObject(schema["properties"]) ? Object.keys(schema["properties"]) : undefined;
    const parts = Array.isArray(schema["allOf"]) ? schema["allOf"].map((part) => keysOf(part, depth + 1)) : [];
    const known = [own, ...parts.map((part) => (part === undefined ? undefined : [...part]))].filter((keys) => keys !== undefined);
    return known.length === 0 ? undefined : new Set(known.flat());
}
function enumOf(schema) {
    const values = isObject(schema) ? schema["enum"] : undefined;
    return Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
}
//# sourceMappingURL=features.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/attachment-name.js

/**
 * The name of a file that comes as an attachment: `attachment; filename=…-disk.qcow2`. Composes give it their id in front,
 * which is left out. Undefined when there is none, or none that is plain.
 */
function attachmentName(header) {
    const [, quoted, token] = /;\s*filename\s*=\s*(?:"([^"\\]*)"|([^\s;"]+))/i.exec(header ?? "") ?? [];
    const name = quoted ?? token;
    return name === undefined ? undefined : plainName(name);
}
/** The last part of a path or a URL's path, if it is a plain name; without the id of a compose in front. */
function plainName(path) {
    const name = path
        .slice(path.lastIndexOf("/") + 1)
        .replace(/^(?:composer-api-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-/, "");
    return /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name) && (0,metadata_lib/* localPathProblem */.GZ)(name) === undefined
        ? name
        : undefined;
}
//# sourceMappingURL=attachment-name.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/container.js



/**
 * Where a container image was pushed to.
 *
 * @param url - `quay.io/account/name:tag`, without a scheme
 * @returns why it cannot be told, or where
 */
function pushedContainer(url, digest) {
    const reference = url.replace(/^(?:docker|oci|https?):\/\//, "").replace(/@.*$/s, "");
    const address = reference.replace(/:[^:/]*$/, "");
    const location = `oci://${reference}@${digest}`;
    const problem = (0,metadata_lib/* locationUrlProblem */.U6)(location);
    return problem === undefined ? { url: location, address, digest: digest } : problem;
}
const size = classic_schemas/* number */.aig().int().nonnegative();
const manifestSchema = classic_schemas/* object */.Ikc({
    config: classic_schemas/* object */.Ikc({ size }).optional(),
    layers: classic_schemas/* array */.YOg(classic_schemas/* object */.Ikc({ size })).optional(),
    manifests: classic_schemas/* array */.YOg(classic_schemas/* object */.Ikc({ size })).optional(),
});
/**
 * The size of a container image: of all that its manifest names.
 *
 * @returns undefined when the registry has no such image
 * @throws TransferFailure
 */
async function containerSize({ address, digest }, readManifest, signal) {
    const bytes = await readManifest(address, digest, signal);
    if (bytes === undefined) {
        return undefined;
    }
    let json;
    try {
        json = JSON.parse(Buffer.from(bytes).toString("utf8"));
    }
    catch {
        json = undefined;
    }
    const parsed = manifestSchema.safeParse(json);
    const { config, layers = [], manifests = [] } = parsed.data ?? {};
    const parts = [...(config === undefined ? [] : [config]), ...layers, ...manifests];
    const total = parts.reduce((sum, part) => sum + part.size, 0);
    if (!Number.isSafeInteger(total) || total === 0) {
        throw new transfer_lib/* TransferFailure */.ao("protocol", "the manifest of the container image names nothing", {
            remedy: "never",
        });
    }
    return total;
}
//# sourceMappingURL=container.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/receive-image.js



/** A failure after this much of progress is the first one again. */
const PROGRESS = 1024 ** 2;
/** However much there is between them. */
const MAX_ATTEMPTS = 1000;
/** An error's text is for people. */
const MAX_REFUSAL = 64 * 1024;
/** No image comes near this. */
const MAX_BYTES = 1024 ** 4;
/**
 * Receives an image once, and hashes it as it comes. A connection that breaks is continued where the server can: it must
 * have said by a strong validator that it is still the same file.
 *
 * @throws TransferFailure; the file then holds what came so far
 */
async function receiveImage(source, options, signal) {
    const reception = new Reception(options.file, options.meter);
    let failures = 0;
    for (let attempt = 1;; attempt++) {
        const before = reception.size;
        try {
            await receiveOnce(source, options.exchanger, reception, signal);
            return await reception.finish();
        }
        catch (error) {
            if (!(error instanceof transfer_lib/* TransferFailure */.ao) || error.remedy !== "again" || attempt === MAX_ATTEMPTS) {
                throw error;
            }
            failures = reception.size - before >= PROGRESS ? 1 : failures + 1;
            const { retries, retryDelayMs, random = Math.random } = options.retry;
            const { retryAfterMs } = error;
            const { delayMs } = (0,transfer_lib/* nextDelay */.rM)({ attempt: failures, retryAfterMs, random, base: retryDelayMs });
            if (failures > retries || delayMs === undefined) {
                throw error;
            }
            await options.clock.sleep(delayMs, signal);
        }
    }
}
async function receiveOnce({ url, isFromServer, login, failureOf = storeFailure }, exchanger, reception, signal) {
    for (let isSecond = false;; isSecond = true) {
        const header = await login?.header(signal);
        const headers = reception.resumption();
        const authorization = header === undefined ? undefined : { header };
        try {
            const request = { method: "GET", url, headers, isFromServer, authorization };
            await exchanger.exchange(request, reception, signal);
            const refusal = reception.takeRefusal();
            if (refusal !== undefined) {
                throw failureOf(refusal);
            }
            return;
        }
        catch (error) {
            const isRefused = error instanceof transfer_lib/* TransferFailure */.ao && error.status === 401 && header !== undefined;
            if (isSecond || !isRefused || (await login?.refused(header, signal)) !== true) {
                throw error;
            }
        }
        finally {
            reception.pause();
        }
    }
}
/** Stores have a word for what is wrong; the rest of what they say repeats the request, signature included. */
function storeFailure({ status, headers, body }) {
    const plain = (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
    const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body.toString("latin1"))?.[1];
    return code === undefined
        ? plain
        : new transfer_lib/* TransferFailure */.ao(plain.failure, `${plain.message} (${code})`, {
            remedy: plain.remedy,
            status,
            retryAfterMs: plain.retryAfterMs,
        });
}
/** Takes an image over several exchanges. */
class Reception {
    #file;
    #meter;
    #watch;
    /** Of what comes, unless the file knows it. */
    #hash;
    #validator;
    #modified;
    #fileName;
    #refusal;
    size = 0;
    constructor(file, meter) {
        this.#file = file;
        this.#meter = meter;
    }
    /** Headers that ask for the rest alone, if it is the rest of the same file. */
    resumption() {
        if (this.size === 0 || this.#validator === undefined) {
            return {};
        }
        return { range: `bytes=${this.size}-`, "if-range": this.#validator };
    }
    head(head, flow) {
        const { status, headers } = head;
        this.#refusal = undefined;
        if (status === 416) {
            throw this.#changed();
        }
        if (status !== 200 && status !== 206) {
            this.#refusal = { head, chunks: [], length: 0 };
            return;
        }
        const encoding = headers["content-encoding"];
        if (encoding !== undefined && encoding !== "identity") {
            throw new transfer_lib/* TransferFailure */.ao("encoding", "the server sends the image encoded although that was not asked for", {
                remedy: "never",
            });
        }
        if (status === 206) {
            this.#continue(headers);
        }
        else {
            this.#begin(headers);
        }
        this.#watch = this.#meter?.start(flow, head.url.host, this.#meter.time);
    }
    #begin(headers) {
        this.size = 0;
        this.#hash = this.#file === undefined ? (0,external_node_crypto_.createHash)("sha256") : undefined;
        this.#file?.restart();
        const etag = (0,transfer_lib/* headerOf */.rR)(headers, "etag");
        const modified = (0,transfer_lib/* headerOf */.rR)(headers, "last-modified");
        const time = modified === undefined ? Number.NaN : Date.parse(modified);
        const isWeak = etag === undefined || etag.startsWith("W/");
        this.#validator = (0,transfer_lib/* headerOf */.rR)(headers, "accept-ranges") === "bytes" && !isWeak ? etag : undefined;
        this.#modified = Number.isNaN(time) ? undefined : time;
        this.#fileName = attachmentName((0,transfer_lib/* headerOf */.rR)(headers, "content-disposition"));
    }
    #continue(headers) {
        const range = (0,transfer_lib/* parseContentRange */.C5)(headers["content-range"]);
        if (this.size === 0 || range?.kind !== "range" || range.first !== this.size) {
            throw this.#changed();
        }
    }
    /** What is there now is not what has begun to come: the next attempt begins anew. */
    #changed() {
        this.#validator = undefined;
        return new transfer_lib/* TransferFailure */.ao("changed", "the image was changed while it was received", { remedy: "again" });
    }
    /** An answer that is no success, as far as it was kept. */
    takeRefusal() {
        const refusal = this.#refusal;
        this.#refusal = undefined;
        if (refusal === undefined) {
            return undefined;
        }
        const { status, headers, url } = refusal.head;
        return { status, headers, url, body: Buffer.concat(refusal.chunks) };
    }
    data(chunk) {
        if (this.#refusal !== undefined) {
            this.#keepRefusal(this.#refusal, chunk);
            return;
        }
        if (this.size + chunk.length > MAX_BYTES) {
            throw new transfer_lib/* TransferFailure */.ao("too-large", "the image is longer than any should be", { remedy: "never" });
        }
        this.#hash?.update(chunk);
        // The memory of the chunk is the connection's.
        this.#file?.append(Buffer.from(chunk));
        this.size += chunk.length;
        this.#watch?.count(chunk.length);
    }
    #keepRefusal(refusal, chunk) {
        refusal.length += chunk.length;
        if (refusal.length > MAX_REFUSAL) {
            const { status, headers } = refusal.head;
            throw (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
        }
        // The memory of the chunk is the connection's.
        refusal.chunks.push(Buffer.from(chunk));
    }
    pause() {
        this.#watch?.stop();
        this.#watch = undefined;
    }
    async finish() {
        const digest = this.#hash?.digest("hex") ?? (await this.#file?.sha256());
        return {
            size: this.size,
            checksum: `sha256:${digest}`,
            modified: this.#modified,
            fileName: this.#fileName,
        };
    }
}
//# sourceMappingURL=receive-image.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/list-images.js






/** Gathers the images of a compose, and says what stands in the way. */
class ImageList {
    #wish;
    #options;
    #images = [];
    problems = [];
    /** What stands in the way of listing them alone. */
    unlisted = [];
    notes = [];
    constructor(wish, options) {
        this.#wish = wish;
        this.#options = options;
    }
    /**
     * Lists an image in the ways in which it is offered: as a container, and as a file.
     *
     * @param shown - how messages name it
     * @param key - tells its file from those of others while it is received
     * @throws TransferFailure when it cannot be had
     */
    async add(wish, offers, { shown, key }, signal) {
        try {
            for (const offer of offers.filter((one) => one.kind === "container")) {
                await this.#addContainer(wish, offer, shown, signal);
            }
            const files = offers.filter((one) => one.kind !== "container");
            // What stays where it is need not be stored.
            const best = files.find((one) => one.kind === "url" && lastingUrl(one.url) !== undefined);
            const file = best ?? files[0];
            if (file !== undefined) {
                await this.#addFile(wish, file, { shown, key }, signal);
            }
        }
        catch (error) {
            throw error instanceof transfer_lib/* TransferFailure */.ao ? list_images_named(error, shown) : error;
        }
    }
    /** @returns the metadata; undefined when there is nothing to list */
    finish() {
        this.unlisted.push(...clashes(this.#images.map(({ plan }) => plan)));
        if (this.#images.length === 0) {
            return undefined;
        }
        const byVariant = new Map();
        for (const { plan, image } of this.#images) {
            const arches = byVariant.get(plan.variant) ?? new Map();
            byVariant.set(plan.variant, arches);
            arches.set(plan.arch, [...(arches.get(plan.arch) ?? []), image]);
        }
        return { type: "images", generation: 2, compose: this.#wish.compose, images: byVariant };
    }
    async #addContainer(wish, { url, digest }, shown, signal) {
        const pushed = pushedContainer(url, digest);
        if (typeof pushed === "string") {
            this.problems.push(`${shown}: the service does not say where the container image is: ${pushed}`);
            return;
        }
        const { readManifest } = this.#wish;
        if (readManifest === undefined) {
            this.notes.push(`${shown}: ${pushed.url} is not listed, since its size is not known`);
            return;
        }
        const plan = this.#isListed ? this.#planned(planContainer(wish, this.#wish), shown) : undefined;
        if (plan === undefined && this.#isListed) {
            return;
        }
        const size = await containerSize(pushed, readManifest, signal);
        if (size === undefined) {
            this.problems.push(`${shown}: the registry has no ${pushed.url}`);
            return;
        }
        if (plan === undefined) {
            return;
        }
        const mtime = Math.floor(Date.now() / 1000);
        this.#push(plan, imageOf(plan, { url: pushed.url, size, checksum: pushed.digest, mtime }));
    }
    async #addFile(wish, offer, { shown, key }, signal) {
        const lasting = offer.kind === "url" ? lastingUrl(offer.url) : undefined;
        const { store } = this.#wish;
        if (lasting === undefined && store === undefined) {
            const why = offer.kind === "url" ? "its URL opens for some time only" : "it is only with the service";
            this.notes.push(`${shown} is not listed: ${why}; have it stored`);
            return;
        }
        // What could not be listed need not be received.
        const early = this.#isListed
            ? this.#planned(planImage(wish, this.#wish, offer.fileName), shown)
            : undefined;
        if (early === undefined && this.#isListed) {
            return;
        }
        const source = sourceOf(offer);
        const file = lasting === undefined ? store?.begin(key) : undefined;
        let isPlaced = false;
        try {
            const received = await receiveImage(source, { ...this.#options, file }, signal);
            if (received.size === 0) {
                this.problems.push(`${shown} is empty`);
                return;
            }
            // The file may be called by its name only now.
            const plan = early !== undefined && offer.fileName === undefined && received.fileName !== undefined
                ? this.#planned(planImage(wish, this.#wish, received.fileName), shown)
                : early;
            if (plan !== undefined && !this.#isTaken(plan)) {
                file?.place(plan.localPath);
                isPlaced = true;
                this.#push(plan, imageOf(plan, list_images_placeOf(received, lasting?.href ?? plan.localPath)));
            }
        }
        finally {
            if (!isPlaced) {
                file?.discard();
            }
        }
    }
    #planned(planned, shown) {
        if ("plan" in planned) {
            return planned.plan;
        }
        const line = `${shown} is not listed: ${planned.problem}`;
        (planned.isNoImage ? this.notes : this.unlisted).push(line);
        return undefined;
    }
    /** Two files would come to lie at one place. */
    #isTaken({ localPath }) {
        const isTaken = this.#images.some(({ plan }) => plan.localPath === localPath);
        if (isTaken) {
            this.unlisted.push(`two images would both lie at ${localPath}: give them different subvariants or names`);
        }
        return isTaken;
    }
    get #isListed() {
        return this.#wish.isListed !== false;
    }
    #push(plan, image) {
        this.#images.push({ plan, image });
    }
}
function sourceOf(offer) {
    return offer.kind === "service" ? offer.source : { url: new URL(offer.url), isFromServer: true };
}
function list_images_named(error, shown) {
    const { failure, message, ...options } = error;
    const Kind = error instanceof ServiceFailure ? ServiceFailure : transfer_lib/* TransferFailure */.ao;
    return new Kind(failure, `${shown} could not be had: ${message}`, options);
}
function list_images_placeOf({ size, checksum, modified }, url) {
    return { url, size, checksum, mtime: Math.floor((modified ?? Date.now()) / 1000) };
}
//# sourceMappingURL=list-images.js.map
;// CONCATENATED MODULE: ./packages/services/lib/images/wish.js
/** Of an image that nobody wants listed. */
const UNLISTED = { variant: "" };
//# sourceMappingURL=wish.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/targets.js
const word = (value) => (/^[^\s\p{C}]+$/u.test(value) ? undefined : "is no single word");
const path = (value) => (value.startsWith("/") ? undefined : "is no absolute path");
const digest = (value) => /^sha256:[0-9a-f]{64}$/.test(value) ? undefined : "is no sha256 of a manifest";
const url = (value) => {
    const [scheme] = /^[a-z][a-z0-9+.-]{0,30}:/i.exec(value) ?? [];
    if (scheme === undefined || URL.parse(value) === null) {
        return "is no URL";
    }
    // The rest of it may open a place.
    return /^https?:$/i.test(scheme)
        ? undefined
        : `begins with ${scheme}, and only http and https can be fetched`;
};
/** Without a scheme: `quay.io/account/name:tag`. */
const place = word;
/** Kinds of targets, with what each says of its success, in the API's words. */
const RESULTS = new Map([
    ["aws", { ami: word, region: word }],
    ["aws.s3", { url }],
    ["gcp", { project_id: word, image_name: word }],
    ["azure", { image_name: word }],
    ["container", { url: place, digest }],
    ["oci.objectstorage", { url }],
    ["pulp.ostree", { repo_url: url }],
    ["local", { artifact_path: path }],
]);
/** By image type, the target that `upload_options` are for. */
const DEFAULTS = [
    [/^aws(?:-|$)/, "aws"],
    [/^gcp(?:-|$)/, "gcp"],
    [/^azure(?:-|$)/, "azure"],
    [/^(?:edge-container|iot-container|iot-bootable-container)$/, "container"],
    [/^oci$/, "oci.objectstorage"],
    [/^(?:edge|iot)-(?:commit|installer|simplified-installer|raw-image)$/, "aws.s3"],
    [/^(?:image|live|network|everything-network|server-network)-installer$/, "aws.s3"],
    [/^(?:guest-image|minimal-raw|pxe-tar-xz|vsphere|vsphere-ova|wsl)$/, "aws.s3"],
];
/** The target that `upload_options` of an image are for; undefined for types that came later. */
function defaultTarget(imageType) {
    return DEFAULTS.find(([types]) => types.test(imageType))?.[1];
}
/**
 * What a target does not say of its success although its kind must, so that nothing could be found there. One that is not
 * known needs to say nothing, but a URL has to be one that can be fetched.
 *
 * @returns the end of a sentence about the target; undefined when nothing is wrong
 */
function resultProblem(target, results) {
    const known = RESULTS.get(target);
    const checks = Object.entries(known ?? (results["url"] === undefined ? {} : { url }));
    const missing = checks.filter(([name]) => results[name] === undefined).map(([name]) => name);
    if (missing.length > 0) {
        return `does not say ${missing.join(" and ")}`;
    }
    for (const [name, check] of checks) {
        const problem = check(results[name] ?? "");
        if (problem !== undefined) {
            return `says of its result what cannot be used: ${name} ${problem}`;
        }
    }
    return undefined;
}
//# sourceMappingURL=targets.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/results.js





/**
 * What a finished compose holds. That the service calls it a success is not enough: every target must be there, and say
 * what it has to say.
 *
 * @throws ServiceFailure, TransferFailure when it cannot be looked at
 */
async function composerResults(compose, wish, options, signal) {
    const list = new ImageList(wish, options);
    const targets = [];
    if (compose.state !== "finished") {
        list.problems.push(`the compose is not finished, but ${compose.reported}`);
    }
    const isForKoji = compose.details.koji_status !== null && compose.details.koji_status !== undefined;
    for (const [index, image] of compose.images.entries()) {
        const imageWish = wish.images[index] ?? (wish.isListed === false ? UNLISTED : undefined);
        const shown = nameOf(image, imageWish, index, compose.images.length);
        if (imageWish === undefined) {
            list.unlisted.push(`${shown}: nobody has said how it is to be listed`);
            continue;
        }
        list.problems.push(...uploadProblems(image, imageWish, isForKoji, shown));
        const of = ofImage(image, imageWish, index);
        targets.push(...image.uploads.map(({ target, results }) => ({ target, ...of, results })));
        const uploads = image.uploads.filter(isGood);
        const offers = uploads.flatMap((upload) => {
            const offer = offerOf(upload, image, compose.id, options);
            if (typeof offer !== "string") {
                return [offer];
            }
            const isUnstored = upload.target === LOCAL && wish.store !== undefined;
            (isUnstored ? list.problems : list.notes).push(`${shown} ${offer}`);
            return [];
        });
        await list.add(imageWish, offers, { shown, key: `${compose.id} ${index}` }, signal);
    }
    if (compose.images.length === 0) {
        list.problems.push("the compose has no images");
    }
    targets.push(...kojiResult(compose, list));
    if (!isForKoji) {
        const [only, ...others] = compose.images;
        const of = only === undefined || others.length > 0 ? {} : ofImage(only, wish.images[0], 0);
        const content = await contentResult(compose.id, list, options, signal);
        targets.push(...content.map(({ target, results }) => ({ target, ...of, results })));
    }
    const metadata = list.finish();
    return {
        metadata: metadata === undefined ? [] : [metadata],
        targets,
        resultUrl: undefined,
        repoFile: undefined,
        problems: list.problems,
        unlisted: list.unlisted,
        notes: list.notes,
    };
}
/** Which image a result is of. */
function ofImage({ type, arch }, wish, index) {
    return { image: index + 1, imageType: wish?.imageType ?? type, arch: wish?.arch ?? arch };
}
function nameOf(image, wish, index, count) {
    const type = wish?.imageType ?? image.type;
    const arch = wish?.arch ?? image.arch;
    const name = type === undefined ? "the image" : `the ${type}${arch === undefined ? "" : ` for ${arch}`}`;
    return count === 1 ? name : `${name} (${index + 1} of ${count})`;
}
/** Targets are matched by their kinds: their order is another one than that of the request. */
function uploadProblems({ uploads }, { targets = [] }, isForKoji, shown) {
    const left = [...uploads];
    const problems = [];
    for (const target of targets) {
        const at = left.findIndex((upload) => upload.target === target);
        if (at === -1) {
            problems.push(`${shown}: there is no result of the target ${target}`);
        }
        else {
            left.splice(at, 1);
        }
    }
    for (const { target, state, reported, results } of uploads) {
        const problem = state === "finished" ? resultProblem(target, results) : `is ${reported}`;
        if (problem !== undefined) {
            problems.push(`${shown}: the target ${target} ${problem}`);
        }
    }
    if (uploads.length === 0 && targets.length === 0 && !isForKoji) {
        problems.push(`${shown} has gone nowhere`);
    }
    return problems;
}
function isGood({ target, state, results }) {
    return state === "finished" && resultProblem(target, results) === undefined;
}
const LOCAL = "local";
/** How the image can be had from a target. @returns where it is, as the end of a sentence, if it cannot */
function offerOf({ target, results }, { uploads }, id, { routes, features, login }) {
    const { url = "", digest = "", artifact_path: path = "" } = results;
    switch (target) {
        case "aws":
            return `is ${results["ami"]} in ${results["region"]}, ${NO_FILE}`;
        case "gcp":
            return `is ${results["image_name"]} of ${results["project_id"]}, ${NO_FILE}`;
        case "azure":
            return `is ${results["image_name"]} in Azure, ${NO_FILE}`;
        case "pulp.ostree":
            return `is in the repository ${results["repo_url"]}, ${NO_FILE}`;
        case "container":
            return { kind: "container", url, digest };
        case LOCAL:
            // The route gives the only artifact that there is.
            return features.download && uploads.length === 1
                ? {
                    kind: "service",
                    source: {
                        url: routes.url(`composes/${id}/download`),
                        isFromServer: false,
                        login,
                        failureOf: (answer) => routes.failure(answer, `the image of compose ${id}`, true),
                    },
                    fileName: plainName(path),
                }
                : `is not listed: it is ${path} on the machine of the service, which gives it to nobody (${features.download ? "it has several targets" : "it has no route for that"})`;
        default:
            return url === ""
                ? `is not listed: of the target ${target} it is not known where it has put the image`
                : { kind: "url", url, fileName: fileNameIn(new URL(url)) };
    }
}
const NO_FILE = "which is no file that could be listed";
/** The name of an object ends in that of the file, where the service has made it up. */
function fileNameIn({ pathname }) {
    const name = plainName(pathname);
    return name?.includes(".") === true ? name : undefined;
}
function kojiResult({ state, details: { koji_status: koji } }, { problems, notes }) {
    if (koji === null || koji === undefined) {
        return [];
    }
    const { build_id: id } = koji;
    if (id === null || id === undefined) {
        // What is not finished is a problem already.
        problems.push(...(state === "finished" ? ["the target koji does not say build_id"] : []));
        return [];
    }
    notes.push(`the images are in build ${id} of Koji`);
    return [{ target: "koji", results: { build_id: String(id) } }];
}
/** What is in the image, as far as that tells whether anything is. */
async function contentResult(id, { problems, notes }, { routes, retry, clock }, signal) {
    const metadata = await patiently(() => routes.metadata(id, signal), { ...retry, clock }, signal).catch((error) => {
        signal.throwIfAborted();
        // Known of servers that have lost the log of a build: the image is there all the same.
        notes.push(`it is not known what is in the image: ${error.message}`);
        return {};
    });
    if (metadata === undefined) {
        problems.push("the service has no such compose any more");
        return [];
    }
    const { packages, ostree_commit: commit } = metadata;
    if (packages !== null && packages !== undefined && packages.length === 0) {
        problems.push("there are no packages in the image");
    }
    return typeof commit === "string" && commit !== "" ? [{ target: "ostree", results: { commit } }] : [];
}
//# sourceMappingURL=results.js.map
;// CONCATENATED MODULE: ./packages/services/lib/http/headers-time.js
/** When an answer was made by the service's clock, in milliseconds since 1970; by ours where it does not say. */
function headersTime({ date }) {
    const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
    return Number.isNaN(time) ? Date.now() : time;
}
//# sourceMappingURL=headers-time.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/routes.js








/** Where the routes lie below the URL of a server. */
const COMPOSER_API = "/api/image-builder-composer/v2";
const MAX_STATUS_BYTES = 4 * 1024 ** 2;
const MAX_OPENAPI_BYTES = 16 * 1024 ** 2;
/** Logs, manifests and lists of packages of whole distributions; a list of all composes of a server. */
const MAX_DOCUMENT_BYTES = 64 * 1024 ** 2;
/**
 * The routes of the Cloud API, version 2, each asked once. All throw ServiceFailure for answers that are no success.
 * Those that are about a compose give undefined when there is none, or when it is another tenant's.
 */
class ComposerRoutes {
    #options;
    #sender;
    constructor(options) {
        const { exchanger, tokens } = options;
        this.#options = options;
        this.#sender = tokens === undefined ? plainSender(exchanger) : new TokenSender(exchanger, tokens);
    }
    async openapi(signal) {
        const what = "the description of its API";
        const answer = await this.#get("openapi", MAX_OPENAPI_BYTES, signal);
        return this.#parsed(openapiSchema, this.#checked(answer, what, true), what).value;
    }
    /** Whether it wants to know who asks: one route is closed then that says nothing about anybody. */
    async wantsToken(signal) {
        const url = this.url("errors/2");
        const question = { method: "GET", url, authorization: { header: undefined } };
        return (await this.#asked(() => ask(this.#options.exchanger, question, signal))).status === 401;
    }
    async status(id, signal) {
        return this.#about(id, "", statusSchema, MAX_STATUS_BYTES, signal);
    }
    /** Each is parsed by itself: one that cannot be read hides no others. */
    async list(signal) {
        const what = "a list of composes";
        const answer = await this.#get("composes/", MAX_DOCUMENT_BYTES, signal);
        const { value, asOf } = this.#parsed(listSchema, this.#checked(answer, what, true), what);
        return value.flatMap((one) => {
            const parsed = statusSchema.safeParse(one);
            return parsed.success ? [{ value: parsed.data, asOf }] : [];
        });
    }
    async metadata(id, signal) {
        return (await this.#about(id, "/metadata", metadataSchema, MAX_DOCUMENT_BYTES, signal))?.value;
    }
    async logs(id, signal) {
        return (await this.#about(id, "/logs", logsSchema, MAX_DOCUMENT_BYTES, signal))?.value;
    }
    /** Of each image the manifest that it is built by; null before it is made. */
    async manifests(id, signal) {
        const told = await this.#about(id, "/manifests", manifestsSchema, MAX_DOCUMENT_BYTES, signal);
        return told === undefined ? undefined : (told.value.manifests ?? []);
    }
    /** Of each image what it holds, as SPDX documents. */
    async sboms(id, signal) {
        const told = await this.#about(id, "/sboms", sbomsSchema, MAX_DOCUMENT_BYTES, signal);
        return told === undefined ? undefined : (told.value.items ?? []);
    }
    /** Of one clone: what became of its copy. */
    async clone(id, signal) {
        const what = `clone ${id}`;
        const answer = await this.#get(`clones/${id}`, MAX_STATUS_BYTES, signal);
        return this.#isAbsent(answer)
            ? undefined
            : this.#parsed(cloneSchema, this.#checked(answer, what, true), what).value;
    }
    /** The distributions that it has repositories for. */
    async distributions(signal) {
        const what = "its distributions";
        const answer = await this.#get("distributions", MAX_DOCUMENT_BYTES, signal);
        const { value } = this.#parsed(distributionsSchema, this.#checked(answer, what, true), what);
        return Object.keys(value).sort();
    }
    /** Sends a request once. The answer is whatever it is: what a failure means is for others to say. */
    post(path, body, signal) {
        const question = {
            method: "POST",
            url: this.url(path),
            // Another type, or one with a charset, is refused.
            headers: { accept: "application/json", "content-type": "application/json" },
            body: Buffer.from(JSON.stringify(body)),
            maxBytes: MAX_STATUS_BYTES,
        };
        return this.#asked(() => this.#sender.send(question, signal));
    }
    /** As with {@link post}. */
    delete(id, signal) {
        const question = { method: "DELETE", url: this.url(`composes/${id}`) };
        return this.#asked(() => this.#sender.send(question, signal));
    }
    /** The id of what an answer says was accepted. */
    readAccepted(answer, what) {
        const { value, asOf } = this.#parsed(wire_acceptedSchema, this.#checked(answer, what, false), what);
        return { value: value.id, asOf };
    }
    url(path) {
        return new URL(path, this.#options.place.base);
    }
    /** @param isRepeatable - the request may be made again when the failure may pass */
    failure(answer, what, isRepeatable = false) {
        const { place, secrets } = this.#options;
        return composerFailure(answer, { place, what, how: this.#sender.shown, isRepeatable, secrets });
    }
    async #about(id, route, schema, maxBytes, signal) {
        const what = route === "" ? `compose ${id}` : `the ${route.slice(1)} of compose ${id}`;
        const answer = await this.#get(`composes/${id}${route}`, maxBytes, signal);
        return this.#isAbsent(answer) ? undefined : this.#parsed(schema, this.#checked(answer, what, true), what);
    }
    /** Only the API's own word that there is none counts: what stands in front of it says 404 of other things. */
    #isAbsent({ status, body }) {
        return status === 404 && apiError(body, this.#options.secrets)?.id === API_ERROR.unknownCompose;
    }
    async #get(path, maxBytes, signal) {
        const url = this.url(path);
        const question = { method: "GET", url, headers: { accept: "application/json" }, maxBytes };
        const answer = await this.#asked(() => this.#sender.send(question, signal));
        const { place } = this.#options;
        // Reading follows redirects, and what another server says of composes is nothing to go by.
        if (answer.url.origin !== place.base.origin) {
            const text = `${place.shown} sends us to ${answer.url.host}; give the URL of the server itself`;
            throw new ServiceFailure("redirect", text, { remedy: "never", isStray: true });
        }
        return answer;
    }
    #asked(send) {
        return askAt(this.#options.place, send);
    }
    /** @throws ServiceFailure for all but a success */
    #checked(answer, what, isRepeatable) {
        if (answer.status < 200 || answer.status >= 300) {
            throw this.failure(answer, what, isRepeatable);
        }
        return answer;
    }
    #parsed(schema, { body, headers }, what) {
        const { shown } = this.#options.place;
        let json;
        try {
            json = JSON.parse(body.toString("utf8"));
        }
        catch {
            // A page that says "back soon" is no answer of the API.
            const text = `${shown} answers with something that is no JSON for ${what}`;
            throw new ServiceFailure("protocol", text, { remedy: "again" });
        }
        const parsed = schema.safeParse(json);
        if (!parsed.success) {
            const path = parsed.error.issues[0]?.path.join(".") ?? "";
            const where = path === "" ? "" : `: ${path} is not what it should be`;
            const text = `${shown} does not answer as osbuild-composer does for ${what}${where}`;
            throw new ServiceFailure("protocol", text, { remedy: "never" });
        }
        return { value: parsed.data, asOf: headersTime(headers) };
    }
}
//# sourceMappingURL=routes.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/composer-service.js

















const composer_service_DEFAULT_SEARCH_MS = 30_000;
/**
 * The Cloud API of osbuild-composer, version 2, as servers from 2023 to 2026 have it. It cannot stop a compose, nor does
 * it tell whether one was asked for before by the same request and is still of use.
 */
class ComposerService {
    kind = "osbuild-composer";
    checkId = checkUuid;
    shown;
    secrets;
    #options;
    #routes;
    #search;
    #openapi;
    /** What composes of this run were asked for: the service does not repeat it. */
    #asked = new Map();
    constructor(options) {
        const { place, exchanger, tokens, retry, clock = systemClock, secrets = new Secrets() } = options;
        this.#options = options;
        this.shown = place.shown;
        this.secrets = secrets;
        this.#routes = new ComposerRoutes({ place, exchanger, tokens, secrets });
        this.#search = {
            routes: this.#routes,
            secrets,
            clock,
            retry: { clock, ...retry },
            searchMs: options.searchMs ?? composer_service_DEFAULT_SEARCH_MS,
        };
    }
    async about(signal) {
        const openapi = await this.#description(signal);
        const features = featuresOf(openapi);
        const distributions = features.distributions
            ? await this.#again(() => this.#routes.distributions(signal), signal)
            : [];
        const wantsToken = await this.#again(() => this.#routes.wantsToken(signal), signal);
        return {
            version: openapi.info?.version ?? undefined,
            authentication: wantsToken ? "bearer" : undefined,
            ...offersOf(features, distributions),
            details: { title: openapi.info?.title ?? undefined },
        };
    }
    /**
     * Why the server would not take a request, or would not heed all of it, as far as it can be known beforehand.
     *
     * @returns a line for each reason
     */
    async preflight(request, signal) {
        return unoffered(request, await this.#features(signal));
    }
    async create(request, signal, onSending) {
        this.secrets.add(...secretsIn(request.body));
        const features = await this.#features(signal);
        const { status, how } = await create_createCompose(request, features, this.#search, signal, onSending);
        this.#asked.set(status.value.id, request.images);
        return { compose: this.#described(status), how, notes: [] };
    }
    async recover(request, sent, signal) {
        const { list } = await this.#features(signal);
        const found = list
            ? await recover_recoverCompose(request, sent, this.#search, signal)
            : new Doubt("the server cannot be asked for its composes");
        if (found !== undefined && !(found instanceof Doubt)) {
            this.#asked.set(found.value.id, request.images);
        }
        return recoveredFrom(found, (told) => this.#described(told), list ? undefined : NO_LIST_ADVICE);
    }
    async get(id, signal) {
        checkUuid(id);
        const told = await this.#routes.status(id, signal);
        return told === undefined ? undefined : this.#described(told);
    }
    /**
     * In the order of their ids, which says nothing of their age.
     *
     * @throws UserError for filters and orders that the API does not have, and with servers that do not list composes
     */
    async list({ filters = {}, limit, order }, signal) {
        const { status, ...others } = filters;
        const [other] = [...Object.keys(others), ...(order === undefined ? [] : [order])];
        if (other !== undefined) {
            throw (0,lib/* refuse */.TR)(`osbuild-composer does not filter or order composes by ${(0,lib/* safeLine */.om)(JSON.stringify(other))}`, "it tells of each only its status");
        }
        const { isDescribed, list } = await this.#features(signal);
        if (isDescribed && !list) {
            throw (0,lib/* refuse */.TR)(`${this.shown} does not list its composes: this version of osbuild-composer has no route for that`, "ask for composes whose ids are known with operation get");
        }
        const composes = (await this.#again(() => this.#routes.list(signal), signal))
            .filter(({ value }) => status === undefined || value.status === status)
            .map((told) => this.#described(told));
        return { composes: composes.slice(0, limit), total: composes.length };
    }
    /** Removes a compose that is over. One that is not cannot be stopped, and what its removal would do to it is not known. */
    delete(id, signal) {
        checkUuid(id);
        return delete_deleteCompose(id, this.#search, signal);
    }
    openLog({ id }) {
        return new BuildLog(this.#routes, id, this.secrets);
    }
    async results(compose, wish, signal) {
        const { exchanger, meter } = this.#options;
        const { retry, clock } = this.#search;
        const features = await this.#features(signal);
        const options = { exchanger, meter, retry, clock, routes: this.#routes, features, login: this.#login() };
        return composerResults(compose, wish, options, signal);
    }
    /** What is in an image; undefined when there is no such compose. Those for Koji do not tell. */
    async content(id, signal) {
        checkUuid(id);
        const metadata = await this.#again(() => this.#routes.metadata(id, signal), signal);
        if (metadata === undefined) {
            return undefined;
        }
        this.secrets.add(...secretsIn(metadata.request));
        const { packages, ostree_commit: commit } = metadata;
        return { packages: packages ?? undefined, ostreeCommit: commit ?? undefined };
    }
    /** Of each image the manifest that it was built by. They may hold secrets. */
    manifests(id, signal) {
        checkUuid(id);
        return this.#again(() => this.#routes.manifests(id, signal), signal);
    }
    /** Of each image what it holds, as SPDX documents. @throws ServiceFailure with servers that have none */
    sboms(id, signal) {
        checkUuid(id);
        return this.#again(() => this.#routes.sboms(id, signal), signal);
    }
    /**
     * Copies an image of Amazon's cloud to another region.
     *
     * @returns the id of the clone
     * @throws ServiceFailure for other images, and with `isUncertain` when there may be a clone now
     */
    clone(id, wish, signal) {
        checkUuid(id);
        return createClone(id, wish, this.#search, signal);
    }
    /** What became of a clone; undefined when there is none. */
    async cloneStatus(id, signal) {
        checkUuid(id);
        const status = await this.#again(() => this.#routes.clone(id, signal), signal);
        return status === undefined ? undefined : describeUpload(status);
    }
    /** The connections are those of the exchanger, which is not ours. */
    async [Symbol.asyncDispose]() { }
    #described({ value, asOf }) {
        // Before anybody can show them.
        this.secrets.add(...imageStatuses(value).flatMap(uploadStatuses).flatMap(secretsOfUpload));
        const hide = (text) => this.secrets.hide(text);
        return describe_describeCompose(value, asOf, { asked: this.#asked.get(value.id), hide });
    }
    #login() {
        const { tokens } = this.#options;
        return tokens === undefined
            ? undefined
            : {
                header: async (signal) => `Bearer ${await tokens.token(signal)}`,
                refused: async (header, signal) => (await tokens.replace(header.slice("Bearer ".length), signal)) !== undefined,
            };
    }
    async #features(signal) {
        return featuresOf(await this.#description(signal));
    }
    /** Asked for once: it is the same until the server is another one. Gateways do not all let it through. */
    #description(signal) {
        this.#openapi ??= this.#again(() => this.#routes.openapi(signal), signal).catch((error) => {
            if (error instanceof ServiceFailure && (error.status === 403 || error.status === 404)) {
                return {};
            }
            this.#openapi = undefined;
            throw error;
        });
        return this.#openapi;
    }
    #again(work, signal) {
        return patiently(work, this.#search.retry, signal);
    }
}
function secretsOfUpload({ options }) {
    return Object.values(options ?? {}).flatMap((value) => typeof value === "string" ? [...secretsOfResult(value), ...secretsInUrl(value)] : []);
}
//# sourceMappingURL=composer-service.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/request.js



const MAX_PROBLEMS = 20;
const MAX_IMAGES = 100;
/**
 * Checks a request for composes before it is sent, and no more than the server would find too late or say wrongly: the
 * rest is passed on as it is. A compose has one image, so that a request with several becomes several; but those for
 * Koji are one compose, since they become one build.
 *
 * @param value - the body of the request, as the API has it, except that `image_requests` may have several entries
 * @throws UserError that names all that is wrong
 */
function readComposerRequests(value) {
    if (!isObject(value)) {
        throw refuseRequest(["the request: expected an object"]);
    }
    const { image_request: one, image_requests: several, ...rest } = value;
    const requests = one === undefined ? several : [one];
    const problems = [
        ...request_rules_requestProblems(value),
        ...(Array.isArray(requests) ? requests : []).flatMap((image, index) => imageProblems(image, one === undefined ? `image_requests[${index}]` : "image_request", value)),
    ];
    if (problems.length > 0) {
        throw refuseRequest(problems);
    }
    const images = requests;
    if (images.length > MAX_IMAGES) {
        throw refuseRequest([`image_requests: more than ${MAX_IMAGES} images`]);
    }
    const { koji } = value;
    return isObject(koji)
        ? [{ body: value, images: images.map((image) => describe(image, value)), koji: String(koji["name"]) }]
        : images.map((image) => ({
            body: { ...rest, image_request: image },
            images: [describe(image, value)],
            koji: undefined,
        }));
}
function describe(image, { distribution, blueprint }) {
    const type = String(image["image_type"]);
    const listed = Array.isArray(image["upload_targets"]) ? image["upload_targets"] : [];
    const own = isObject(blueprint) ? blueprint["distro"] : undefined;
    const name = typeof own === "string" && own !== "" ? own : distribution;
    return {
        distribution: typeof name === "string" ? name : undefined,
        arch: String(image["architecture"]),
        type,
        targets: [
            ...listed.map((target) => String(target["type"])),
            ...(isObject(image["upload_options"])
                ? [defaultTarget(type)].filter((target) => target !== undefined)
                : []),
        ],
    };
}
function refuseRequest(problems) {
    const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => (0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(problem), 300));
    const [first = ""] = shown;
    return problems.length === 1
        ? (0,lib/* refuse */.TR)(`The request is not one for osbuild-composer: ${first}`)
        : (0,lib/* refuse */.TR)(`The request is not one for osbuild-composer: ${problems.length} things are wrong`, undefined, shown);
}
//# sourceMappingURL=request.js.map
;// CONCATENATED MODULE: ./packages/services/lib/osbuild-composer/index.js




//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./packages/services/lib/request-text.js


/** No request comes near this. */
const MAX_CHARACTERS = 8 * 1024 ** 2;
const request_text_MAX_DEPTH = 64;
/** Aliases of YAML, which may make a lot of little. */
const MAX_ALIASES = 1000;
/**
 * Reads a request as a person writes it, in JSON or YAML.
 *
 * @param shown - how messages name it
 * @returns what JSON can hold
 * @throws UserError
 */
async function readRequestText(text, shown) {
    if (text.length > MAX_CHARACTERS) {
        throw (0,lib/* refuse */.TR)(`${shown}: a request has no more than ${MAX_CHARACTERS} characters`);
    }
    if (text.trim() === "") {
        throw (0,lib/* refuse */.TR)(`${shown}: the request is empty`);
    }
    const value = /^\s*[[{]/.test(text) ? await readJsonOrFlow(text, shown) : await readYaml(text, shown);
    const problem = problemIn(value, 0);
    if (problem !== undefined) {
        throw (0,lib/* refuse */.TR)(`${shown}: ${problem}`);
    }
    return value;
}
/** What begins with a brace is JSON, or YAML in its flow style. */
async function readJsonOrFlow(text, shown) {
    try {
        // Keys that are there twice are an error to it alone, and numbers are numbers to the other.
        (0,metadata_lib/* parseStrictJson */.RJ)(Buffer.from(text));
        return JSON.parse(text);
    }
    catch (error) {
        if (!(error instanceof metadata_lib/* JsonSyntaxError */.q3)) {
            throw error;
        }
        return readYaml(text, shown).catch(() => {
            throw refuseText(shown, "JSON", error.message);
        });
    }
}
async function readYaml(text, shown) {
    // Only requests in YAML need it.
    const { parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const document = parseDocument(text, {
        version: "1.2",
        schema: "core",
        uniqueKeys: true,
        logLevel: "error",
    });
    const [error] = document.errors;
    if (error !== undefined) {
        throw refuseText(shown, "YAML", error.message.split("\n", 1)[0] ?? "");
    }
    try {
        return document.toJS({ maxAliasCount: MAX_ALIASES });
    }
    catch (error) {
        // Aliases that lead in circles, or to too much.
        throw refuseText(shown, "YAML", error instanceof Error ? error.message : "it cannot be read");
    }
}
function refuseText(shown, format, why) {
    return (0,lib/* refuse */.TR)(`${shown}: the request is no valid ${format}: ${(0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(why), 300)}`);
}
/** YAML knows more than services do. */
function problemIn(value, depth) {
    if (depth > request_text_MAX_DEPTH) {
        return `the request is nested more than ${request_text_MAX_DEPTH} levels deep`;
    }
    switch (typeof value) {
        case "number":
            if (!Number.isFinite(value)) {
                return "the request holds a number that is none";
            }
            // Others would be sent as their neighbours.
            return Number.isInteger(value) && !Number.isSafeInteger(value)
                ? "the request holds a number that is too big"
                : undefined;
        case "object":
            if (value === null) {
                return undefined;
            }
            for (const inner of Array.isArray(value) ? value : Object.values(value)) {
                const problem = problemIn(inner, depth + 1);
                if (problem !== undefined) {
                    return problem;
                }
            }
            return undefined;
        default:
            return undefined;
    }
}
//# sourceMappingURL=request-text.js.map
;// CONCATENATED MODULE: ./packages/services/lib/wait/bell.js
/** Wakes those who wait for a compose: something else has told that it has changed. */
class Bell {
    #sleepers = new Map();
    /** Others are no business of this run, and there may be many. */
    #expected = new Set();
    /** Rung while nobody slept: the next one who would sleep does not. */
    #pending = new Map();
    /** From now on it is heard when it is rung for a compose. */
    expect(id) {
        this.#expected.add(id);
    }
    /** @param id - of the compose that has changed */
    ring(id, ring = "change") {
        if (!this.#expected.has(id)) {
            return;
        }
        const sleepers = this.#sleepers.get(id);
        if (sleepers === undefined || sleepers.size === 0) {
            if (this.#pending.get(id) !== "change") {
                this.#pending.set(id, ring);
            }
            return;
        }
        for (const wake of [...sleepers]) {
            wake(ring);
        }
    }
    /** For all that are expected: something may have been missed. */
    ringAll() {
        for (const id of this.#expected) {
            this.ring(id, "doubt");
        }
    }
    /** Resolves when it is rung for the compose, or, with nothing, when the signal is aborted. */
    rung(id, signal) {
        const pending = this.#pending.get(id);
        this.#pending.delete(id);
        if (pending !== undefined || signal.aborted) {
            return Promise.resolve(pending);
        }
        return new Promise((resolve) => {
            const sleepers = this.#sleepers.get(id) ?? new Set();
            this.#sleepers.set(id, sleepers);
            const wake = (ring) => {
                sleepers.delete(wake);
                signal.removeEventListener("abort", onAbort);
                resolve(ring);
            };
            const onAbort = () => wake(undefined);
            sleepers.add(wake);
            signal.addEventListener("abort", onAbort, { once: true });
        });
    }
}
//# sourceMappingURL=bell.js.map
;// CONCATENATED MODULE: ./packages/services/lib/wait/keep-alive.js




/** A compose that is made anew again and again is not waited for for ever. */
const MAX_REPLACEMENTS = 2;
const RETRIES = 5;
/** Renews finished composes that would not be kept for long enough. */
class KeepAlive {
    #options;
    #replacements = 0;
    constructor(options) {
        this.#options = options;
    }
    /**
     * @returns the compose, with a later end if that was needed; another one, which is not finished, if the service could
     * only make it anew
     */
    async keep(compose, signal) {
        const { service, policy, observer, clock, random } = this.#options;
        const life = (0,lib_compose/* remainingLife */.lm)(compose);
        if (compose.state !== "finished" ||
            policy.minLifeMs === 0 ||
            life === undefined ||
            life >= policy.minLifeMs) {
            return compose;
        }
        const note = (line) => observer.onNote?.(compose.id, line);
        if (service.renew === undefined || this.#replacements === MAX_REPLACEMENTS) {
            note(`it will be kept for ${seconds(life)} only`);
            return compose;
        }
        const wish = { secondsToLive: Math.ceil(policy.minLifeMs / 1000) };
        const retry = { retries: RETRIES, retryDelayMs: policy.pollMs, clock, random };
        try {
            const renewed = await patiently(async () => service.renew?.(compose.id, wish, signal), retry, signal);
            if (renewed === undefined) {
                return compose;
            }
            for (const line of renewed.notes) {
                note(line);
            }
            if (renewed.outcome === "replaced") {
                this.#replacements += 1;
            }
            return renewed.compose;
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof transfer_lib/* TransferFailure */.ao) && !(error instanceof lib/* UserError */.yo)) {
                throw error;
            }
            note(`it will be kept for ${seconds(life)} only, and could not be renewed: ${error.message}`);
            return compose;
        }
    }
}
function seconds(milliseconds) {
    return `${Math.max(0, Math.round(milliseconds / 1000))} s`;
}
//# sourceMappingURL=keep-alive.js.map
;// CONCATENATED MODULE: ./packages/services/lib/wait/log-reader.js
/** Reading a log must not hold up what it is read for. */
const READ_LIMIT_MS = 20_000;
/** After so many failures in a row a log is left alone. */
const MAX_FAILURES = 5;
/** Reads the log of a compose while that is waited for. Failures are not worth a word: the log is an extra. */
class LogReader {
    #options;
    #tail;
    #isOpen = false;
    #failures = 0;
    constructor(options) {
        this.#options = options;
    }
    /** @param limitMs - it is left for another time then */
    async read(compose, limitMs, signal) {
        const { service, observer, withLogs } = this.#options;
        if (!withLogs || observer.onLog === undefined || this.#failures >= MAX_FAILURES || !hasBegun(compose)) {
            return;
        }
        if (!this.#isOpen) {
            this.#tail = service.openLog(compose);
            this.#isOpen = true;
        }
        if (this.#tail === undefined) {
            return;
        }
        try {
            const limit = AbortSignal.timeout(Math.min(READ_LIMIT_MS, limitMs));
            const lines = await this.#tail.next(AbortSignal.any([signal, limit]));
            this.#failures = 0;
            if (lines.length > 0) {
                observer.onLog(compose.id, this.#tail.name, lines);
            }
        }
        catch {
            signal.throwIfAborted();
            this.#failures += 1;
        }
    }
}
/** What is expired has no log any more; what was requested has none yet. */
function hasBegun({ state }) {
    return state === "running" || state === "finished" || state === "failed" || state === "unknown";
}
//# sourceMappingURL=log-reader.js.map
;// CONCATENATED MODULE: ./packages/services/lib/wait/pauses.js
const GROWTH = 1.5;
/** How much of a pause is left to chance, so that jobs which began together do not ask together. */
const JITTER = 0.25;
/** Beyond this every pause is at its cap, and the power stays finite. */
const MAX_POWER = 100;
/**
 * How long to wait before the next look.
 *
 * @param looks - how many there have been since the last change, from 1
 * @param random - a number from 0 to below 1, like Math.random
 */
function pauseBefore(looks, { pollMs, pollMaxMs }, random) {
    const gap = Math.min(pollMaxMs, pollMs * GROWTH ** Math.min(Math.max(looks - 1, 0), MAX_POWER));
    return gap * (1 - JITTER * random());
}
/**
 * How long to wait before the next look at a service that is in trouble: as it wishes itself, but no longer than there
 * is patience left, so that the last look comes at its end.
 */
function pauseInTrouble(failures, retryAfterMs, patienceLeftMs, policy, random) {
    const pause = Math.max(pauseBefore(failures, policy, random), retryAfterMs ?? 0);
    return Math.max(0, Math.min(pause, patienceLeftMs));
}
//# sourceMappingURL=pauses.js.map
;// CONCATENATED MODULE: ./packages/services/lib/wait/watch.js






/** One answer takes no longer, however slowly it comes. */
const LOOK_LIMIT_MS = 120_000;
/** So much later than the time is over an answer may still come: the last look is not before. */
const watch_LAST_WORD_MS = 5_000;
/** A service may need a moment before it shows what it has just promised. */
const MISSING_GRACE_MS = 60_000;
/** What is told of is looked at again after so long if it does not show yet, then after twice as long, and so on. */
const TOLD_MS = 500;
/** However often it is told of, two looks are not closer together. */
const LEAST_PAUSE_MS = 200;
/** Waits for one compose. */
class Watch {
    #options;
    #asked;
    #deadline;
    #keepAlive;
    #log;
    #id;
    #last;
    /** The service is the right one, and the way to it. */
    #hasAnswered = false;
    /** Looks since the last change. */
    #looks = 0;
    /** When the service began not to answer. */
    #troubleSince;
    #failures = 0;
    #missingSince;
    /** Looks since a change was told of that has not shown yet. */
    #toldLooks;
    /** @param deadline - by the clock of the options */
    constructor(id, deadline, options) {
        this.#options = options;
        this.#asked = id;
        this.#id = id;
        this.#deadline = deadline;
        this.#log = new LogReader(options);
        this.#keepAlive = new KeepAlive(options);
        options.bell?.expect(id);
    }
    /**
     * @throws `signal.reason` when aborted; what the service throws that is no failure of an exchange
     */
    async run(signal) {
        for (;;) {
            const look = await this.#look(signal);
            const outcome = await this.#judge(look, signal);
            if (outcome !== undefined) {
                return outcome;
            }
            const left = this.#deadline - this.#options.clock.now();
            if (left <= 0) {
                return this.#outcome({ kind: "timeout", compose: this.#last, isMissing: look.kind === "missing" });
            }
            // The last look comes when the time is over, and not before.
            await this.#sleep(Math.min(this.#pause(look), left), signal);
        }
    }
    async #look(signal) {
        const limit = AbortSignal.timeout(Math.min(LOOK_LIMIT_MS, this.#timeLeft()));
        try {
            const compose = await this.#options.service.get(this.#id, AbortSignal.any([signal, limit]));
            return compose === undefined ? { kind: "missing" } : { kind: "compose", compose };
        }
        catch (error) {
            signal.throwIfAborted();
            if (limit.aborted) {
                const failure = new transfer_lib/* TransferFailure */.ao("timeout", "the service takes too long to answer", {
                    remedy: "again",
                });
                return { kind: "trouble", failure };
            }
            if (error instanceof transfer_lib/* TransferFailure */.ao) {
                return { kind: "trouble", failure: error };
            }
            throw error;
        }
    }
    /** How long an answer may take, in milliseconds. */
    #timeLeft() {
        return Math.max(0, Math.ceil(this.#deadline - this.#options.clock.now())) + watch_LAST_WORD_MS;
    }
    /** @returns undefined when there is more to wait for */
    async #judge(look, signal) {
        switch (look.kind) {
            case "trouble":
                return this.#onTrouble(look.failure);
            case "missing":
                return this.#onMissing();
            default:
                return this.#onCompose(look.compose, signal);
        }
    }
    #onTrouble(failure) {
        const { clock, policy, observer } = this.#options;
        const now = clock.now();
        this.#troubleSince ??= now;
        this.#failures += 1;
        const sinceMs = now - this.#troubleSince;
        if (!this.#mayPass(failure) || sinceMs >= policy.outageMs) {
            return this.#outcome({ kind: "lost", failure, compose: this.#last });
        }
        observer.onTrouble?.(this.#id, failure, sinceMs);
        return undefined;
    }
    /** While a service is away, what stands in front of it may say anything: that nothing is there, or who we should be. */
    #mayPass(failure) {
        const isStray = failure instanceof ServiceFailure && failure.isStray;
        return failure.remedy === "again" || (isStray && this.#hasAnswered);
    }
    #onMissing() {
        this.#recover();
        const { clock, observer } = this.#options;
        const now = clock.now();
        if (this.#missingSince === undefined) {
            observer.onMissing?.(this.#id);
        }
        this.#missingSince ??= now;
        return now - this.#missingSince >= MISSING_GRACE_MS
            ? this.#outcome({ kind: "missing", compose: this.#last })
            : undefined;
    }
    async #onCompose(compose, signal) {
        const { observer } = this.#options;
        this.#recover();
        this.#missingSince = undefined;
        const previous = this.#last;
        this.#last = compose;
        this.#hasAnswered = true;
        this.#looks += 1;
        if (previous?.reported !== compose.reported || previous.state !== compose.state) {
            this.#looks = 1;
            this.#toldLooks = undefined;
            observer.onChange?.(compose, previous);
        }
        observer.onLook?.(compose);
        await this.#log.read(compose, this.#timeLeft(), signal);
        if (!(0,lib_compose/* isFinal */.dR)(compose.state)) {
            return undefined;
        }
        const kept = await this.#keepAlive.keep(compose, signal);
        if (kept.id === compose.id) {
            return this.#outcome({ kind: "ended", compose: kept });
        }
        await this.#follow(kept);
        return undefined;
    }
    /** From now on another compose is waited for. */
    async #follow(compose) {
        await this.#options.observer.onReplaced?.(this.#id, compose);
        this.#options.bell?.expect(compose.id);
        this.#id = compose.id;
        this.#last = undefined;
        this.#looks = 0;
        this.#log = new LogReader(this.#options);
    }
    #recover() {
        if (this.#troubleSince !== undefined) {
            this.#options.observer.onRecovered?.(this.#id, this.#options.clock.now() - this.#troubleSince);
        }
        this.#troubleSince = undefined;
        this.#failures = 0;
    }
    #pause(look) {
        const { policy, random, clock } = this.#options;
        if (look.kind !== "trouble" || this.#troubleSince === undefined) {
            const pause = pauseBefore(Math.max(this.#looks, 1), policy, random);
            return this.#toldLooks === undefined ? pause : Math.min(pause, TOLD_MS * 2 ** this.#toldLooks++);
        }
        const patience = policy.outageMs - (clock.now() - this.#troubleSince);
        return pauseInTrouble(this.#failures, look.failure.retryAfterMs, patience, policy, random);
    }
    async #sleep(milliseconds, signal) {
        const { clock, bell } = this.#options;
        if (bell === undefined) {
            return clock.sleep(milliseconds, signal);
        }
        const awake = new AbortController();
        const either = AbortSignal.any([signal, awake.signal]);
        const begin = clock.now();
        try {
            const ring = await Promise.race([
                clock.sleep(milliseconds, either).catch(() => undefined),
                bell.rung(this.#id, either),
            ]);
            if (ring === "change") {
                this.#toldLooks = 0;
            }
            if (ring !== undefined) {
                const rest = Math.min(milliseconds, LEAST_PAUSE_MS) - (clock.now() - begin);
                await (rest > 0 ? clock.sleep(rest, either).catch(() => undefined) : undefined);
            }
        }
        finally {
            awake.abort();
        }
        signal.throwIfAborted();
    }
    #outcome(end) {
        return { asked: this.#asked, id: this.#id, ...end };
    }
}
//# sourceMappingURL=watch.js.map
;// CONCATENATED MODULE: ./packages/services/lib/wait/wait.js


/**
 * Waits for several composes at once, each at its own pace, until all have come to an end. One that fails stops no other.
 *
 * The time is for all together. What ended early is renewed once more at the end if the others took so long that it
 * would not be kept for long enough any more.
 *
 * @returns an outcome for each id, in their order
 * @throws `signal.reason` when aborted
 */
async function waitForComposes(ids, options, signal) {
    const { clock, policy } = options;
    const deadline = clock.now() + policy.timeoutMs;
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const endedAt = new Map();
    const watching = [...new Set(ids)].map(async (id) => {
        try {
            const outcome = await new Watch(id, deadline, options).run(either);
            endedAt.set(id, clock.now());
            return outcome;
        }
        catch (error) {
            // It is no failure of a service: the others need not go on.
            stop.abort(error);
            throw error;
        }
    });
    const settled = await Promise.allSettled(watching);
    const broken = settled.find((result) => result.status === "rejected");
    if (broken !== undefined) {
        signal.throwIfAborted();
        throw broken.reason;
    }
    const outcomes = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const kept = await Promise.all(outcomes.map((outcome) => keepUntilNow(outcome, clock.now() - (endedAt.get(outcome.asked) ?? 0), deadline, options, signal)));
    const byId = new Map(kept.map((outcome) => [outcome.asked, outcome]));
    return ids.flatMap((id) => byId.get(id) ?? []);
}
/** Time has passed since a compose was looked at last: so much less will it be kept. */
async function keepUntilNow(outcome, elapsedMs, deadline, options, signal) {
    if (outcome.kind !== "ended" || elapsedMs < AGED_MS || options.policy.minLifeMs === 0) {
        return outcome;
    }
    const aged = { ...outcome.compose, asOf: outcome.compose.asOf + elapsedMs };
    const compose = await new KeepAlive(options).keep(aged, signal);
    if (compose.id === outcome.compose.id) {
        return { ...outcome, compose };
    }
    await options.observer.onReplaced?.(outcome.id, compose);
    return { ...(await new Watch(compose.id, deadline, options).run(signal)), asked: outcome.asked };
}
const AGED_MS = 1_000;
//# sourceMappingURL=wait.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/request.js


/** Others are not found, as the server says. */
const PROVIDERS = ["aws", "aws.s3", "generic.s3", "azure", "gcp", "vmware", "oci", "container"];
const request_text = classic_schemas/* string */.YjP({ error: "expected text" }).min(1, { error: "expected some text" });
const object = classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J(), { error: "expected an object" });
const request_name = request_text.regex(/^[A-Za-z0-9._-]+$/, {
    error: "expected a name of letters, digits, dots, underscores and hyphens",
});
const requestSchema = classic_schemas/* strictObject */.rej({
    /** TOML, or what JSON has. */
    blueprint: classic_schemas/* union */.KCZ([request_text, object], { error: "expected a blueprint, in TOML or as an object" }).optional(),
    blueprint_name: request_name.optional(),
    compose_type: request_text,
    branch: request_text.optional(),
    size: classic_schemas/* number */.aig({ error: "expected bytes" })
        .int({ error: "expected whole bytes" })
        .positive({ error: "expected bytes" })
        .optional(),
    ostree: object.optional(),
    upload: classic_schemas/* strictObject */.rej({
        provider: classic_schemas/* enum */.k5n(PROVIDERS, { error: `expected one of ${PROVIDERS.join(", ")}` }),
        image_name: request_text,
        settings: object,
    }, { error: "expected provider, image_name and settings, and nothing else" })
        .optional(),
}, {
    error: ({ code, keys }) => code === "unrecognized_keys" ? `there is no ${keys.join(", ")}` : "expected an object",
});
const request_MAX_PROBLEMS = 20;
/**
 * Checks requests for composes before they are sent: one, or a list of several.
 *
 * @param value - `blueprint` is pushed first; the rest is the body of the API's request
 * @throws UserError that names all that is wrong
 */
function readWeldrRequests(value) {
    const requests = (Array.isArray(value) ? value : [value]).map(readOne);
    const problems = requests.flatMap((one) => ("problems" in one ? one.problems : []));
    if (requests.length === 0) {
        throw request_refuseRequest(["the request: expected at least one"]);
    }
    if (problems.length > 0) {
        throw request_refuseRequest(problems);
    }
    return requests;
}
function readOne(value) {
    const parsed = requestSchema.safeParse(withoutNulls(value));
    if (!parsed.success) {
        return {
            problems: parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the request"}: ${message}`),
        };
    }
    const { blueprint: given, blueprint_name, compose_type, branch = "master", size, ostree, upload, } = parsed.data;
    const blueprint = given === undefined
        ? undefined
        : typeof given === "string"
            ? { kind: "toml", text: given }
            : { kind: "json", value: given };
    const problems = blueprint?.kind === "json" ? jsonProblems(blueprint.value) : [];
    const own = blueprint === undefined ? undefined : request_nameOf(blueprint);
    const known = own ?? blueprint_name;
    if (known === undefined) {
        problems.push(blueprint === undefined
            ? "blueprint, or blueprint_name: expected one of them"
            : 'blueprint: it has no name; where that is said in another way than name = "…", give blueprint_name as well');
    }
    if (own !== undefined && blueprint_name !== undefined && own !== blueprint_name) {
        problems.push(`blueprint_name: the blueprint is called ${JSON.stringify(own)}`);
    }
    if (own !== undefined && !request_name.safeParse(own).success) {
        problems.push("blueprint.name: expected a name of letters, digits, dots, underscores and hyphens");
    }
    if (known === undefined || problems.length > 0) {
        return { problems };
    }
    const options = Object.entries({ size, ostree, upload }).filter(([, option]) => option !== undefined);
    return { blueprint, body: { blueprint_name: known, compose_type, branch, ...Object.fromEntries(options) } };
}
/** What YAML makes of a version that is not quoted. */
function jsonProblems({ version, name: own }) {
    return [
        ...(own !== undefined && typeof own !== "string" ? ["blueprint.name: expected text"] : []),
        ...(version !== undefined && typeof version !== "string"
            ? ["blueprint.version: expected text; quote it"]
            : []),
    ];
}
function request_nameOf(blueprint) {
    if (blueprint.kind === "json") {
        const { name: own } = blueprint.value;
        return typeof own === "string" ? own : undefined;
    }
    // What is before the first table is the blueprint's own.
    const top = blueprint.text.split(/^[ \t]*\[/m, 1)[0] ?? "";
    const [, basic, literal] = /^[ \t]*name[ \t]*=[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)')/m.exec(top) ?? [];
    return basic ?? literal;
}
/** In YAML it is what a key without a value has. */
function withoutNulls(value) {
    return typeof value !== "object" || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}
function request_refuseRequest(problems) {
    const shown = problems.slice(0, request_MAX_PROBLEMS).map((problem) => (0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(problem), 300));
    const [first = ""] = shown;
    return problems.length === 1
        ? (0,lib/* refuse */.TR)(`The request is not one for the Weldr API: ${first}`)
        : (0,lib/* refuse */.TR)(`The request is not one for the Weldr API: ${problems.length} things are wrong`, undefined, shown);
}
//# sourceMappingURL=request.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/wire.js

/** Absent, null and of a wrong type are the same: only what is used is missed, and then it is said. */
const weldr_wire_text = classic_schemas/* string */.YjP().nullish().catch(undefined);
const weldr_wire_number = classic_schemas/* number */.aig().nullish().catch(undefined);
/** No server has as many. */
const wire_MAX_ENTRIES = 100_000;
const wire_uploadSchema = classic_schemas/* looseObject */._H3({
    uuid: weldr_wire_text,
    /** That of the compose, whatever became of this upload. */
    status: weldr_wire_text,
    provider_name: weldr_wire_text,
    image_name: weldr_wire_text,
    creation_time: weldr_wire_number,
    /** Where it was to go; never what came of it, and nothing secret. */
    settings: classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).nullish().catch(undefined),
});
/** A compose in a queue or a list. */
const entrySchema = classic_schemas/* looseObject */._H3({
    id: classic_schemas/* string */.YjP(),
    blueprint: weldr_wire_text,
    version: weldr_wire_text,
    compose_type: weldr_wire_text,
    /** That which was asked for, 0 before the end: no size of a file. */
    image_size: weldr_wire_number,
    queue_status: weldr_wire_text,
    /** Seconds since 1970; what has not come is negative. */
    job_created: weldr_wire_number,
    job_started: weldr_wire_number,
    job_finished: weldr_wire_number,
    uploads: classic_schemas/* array */.YOg(wire_uploadSchema).nullish().catch(undefined),
});
const entries = classic_schemas/* array */.YOg(entrySchema).max(wire_MAX_ENTRIES);
const wire_statusSchema = classic_schemas/* object */.Ikc({ uuids: entries });
const queueSchema = classic_schemas/* object */.Ikc({ new: entries, run: entries });
const infoSchema = classic_schemas/* looseObject */._H3({
    id: classic_schemas/* string */.YjP(),
    deps: classic_schemas/* looseObject */._H3({ packages: classic_schemas/* array */.YOg(classic_schemas/* looseObject */._H3({ name: weldr_wire_text, arch: weldr_wire_text })).nullish() })
        .nullish()
        .catch(undefined),
});
const weldr_wire_acceptedSchema = classic_schemas/* object */.Ikc({
    build_id: classic_schemas/* string */.YjP().regex(/^[0-9a-f-]{36}$/i),
    status: classic_schemas/* literal */.euz(true),
});
const doneSchema = classic_schemas/* object */.Ikc({ status: classic_schemas/* literal */.euz(true) });
const wire_aboutSchema = classic_schemas/* looseObject */._H3({ api: weldr_wire_text, backend: weldr_wire_text, build: weldr_wire_text });
const distrosSchema = classic_schemas/* object */.Ikc({ distros: classic_schemas/* array */.YOg(classic_schemas/* string */.YjP()) });
const typesSchema = classic_schemas/* object */.Ikc({
    types: classic_schemas/* array */.YOg(classic_schemas/* object */.Ikc({ name: classic_schemas/* string */.YjP(), enabled: classic_schemas/* boolean */.zMY().catch(true) })).nullable(),
});
const weldr_wire_errorSchema = classic_schemas/* object */.Ikc({ id: classic_schemas/* string */.YjP().catch(""), msg: classic_schemas/* string */.YjP().catch("") });
const errorsSchema = classic_schemas/* object */.Ikc({ errors: classic_schemas/* array */.YOg(weldr_wire_errorSchema).max(1000) });
const deletedSchema = classic_schemas/* object */.Ikc({
    uuids: classic_schemas/* array */.YOg(classic_schemas/* unknown */.L5J()),
    errors: classic_schemas/* array */.YOg(weldr_wire_errorSchema).max(1000),
});
/** A dependency, as the server resolved it. */
const dependencySchema = classic_schemas/* looseObject */._H3({
    name: classic_schemas/* string */.YjP(),
    epoch: weldr_wire_number,
    version: weldr_wire_text,
    release: weldr_wire_text,
    arch: weldr_wire_text,
    remote_location: weldr_wire_text,
    checksum: weldr_wire_text,
});
const depsolveSchema = classic_schemas/* object */.Ikc({
    blueprints: classic_schemas/* array */.YOg(classic_schemas/* looseObject */._H3({ dependencies: classic_schemas/* array */.YOg(dependencySchema).nullish() })),
    errors: classic_schemas/* array */.YOg(weldr_wire_errorSchema).max(1000),
});
//# sourceMappingURL=wire.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/failure.js




const MAX_ERRORS = 5;
/** The errors in an answer, which may be one of success; none where it has another form. */
function weldrErrors(body, secrets) {
    let json;
    try {
        json = JSON.parse(body.toString("utf8"));
    }
    catch {
        return [];
    }
    const parsed = errorsSchema.safeParse(json);
    return (parsed.data?.errors ?? []).slice(0, MAX_ERRORS).map((error) => shownError(error, secrets));
}
function shownError({ id, msg }, secrets) {
    return { id: oneLine(id, 100), text: oneLine(secrets.hide(msg)) };
}
/** Errors that are the request's fault although the answer is one of a server error. */
const failure_LASTING = new Set([
    "DepsolveError",
    "ComposePushErrored",
    "ManifestCreationFailed",
]);
/**
 * What an answer means that is no success.
 *
 * @param isRepeatable - the request may be made again when the failure may pass
 */
function weldrFailure(server, { status, headers, body }, what, isRepeatable, secrets) {
    const errors = weldrErrors(body, secrets);
    const page = errors.length > 0 ? undefined : saidInHtml(body.toString("utf8"));
    const said = errors.length > 0 ? errors.map(({ id, text }) => `${text} (${id})`).join("; ") : page;
    const { failure, retryAfterMs } = (0,transfer_lib/* statusFailure */.FP)(status, headers, Date.now());
    const isPassing = status === 408 || status === 429 || status >= 500;
    const isLasting = status === 501 || errors.some(({ id }) => failure_LASTING.has(id));
    const words = said === undefined ? "" : `: ${said}`;
    return new ServiceFailure(failure, `${server} answers ${status} for ${what}${words}${hint(status, headers, errors)}`, {
        remedy: isRepeatable && isPassing && !isLasting ? "again" : "never",
        status,
        retryAfterMs,
        said,
        isStray: errors.length === 0,
    });
}
function hint(status, headers, errors) {
    if (status >= 300 && status < 400) {
        const { location } = headers;
        const target = typeof location === "string" ? URL.parse(location) : null;
        return target === null ? "" : `: it sends us to ${target.protocol}//${target.host}`;
    }
    if (status === 404 && errors.some(({ id }) => id === "HTTPError")) {
        return ": it has no such route, or cannot read what it was sent";
    }
    return status === 404 && errors.length === 0 ? ": this is no Weldr API" : "";
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/routes.js






/** Where the routes lie below the URL of a server; those of all versions. */
const WELDR_API = "/api";
const MAX_LIST_BYTES = 64 * 1024 ** 2;
const MAX_LOG_BYTES = 16 * 1024 ** 2;
/** The routes of the Weldr API, version 1, each asked once. All throw ServiceFailure for answers that are no success. */
class WeldrRoutes {
    #options;
    constructor(options) {
        this.#options = options;
    }
    async about(signal) {
        return (await this.#get("status", wire_aboutSchema, "what it is", signal)).value;
    }
    async distros(signal) {
        return (await this.#get("v1/distros/list", distrosSchema, "its distributions", signal)).value.distros;
    }
    /** @param distro - of the server's own when it is not given, which it may not know */
    async types(distro, signal) {
        const query = distro === undefined ? "" : `?distro=${encodeURIComponent(distro)}`;
        const { value } = await this.#get(`v1/compose/types${query}`, typesSchema, "its image types", signal);
        return (value.types ?? []).filter(({ enabled }) => enabled).map(({ name }) => name);
    }
    async pushBlueprint(blueprint, signal) {
        const what = "the blueprint";
        const isToml = blueprint.kind === "toml";
        const content = isToml ? blueprint.text : JSON.stringify(blueprint.value);
        const answer = await this.#send("v1/blueprints/new", isToml ? "text/x-toml" : "application/json", content, undefined, signal);
        this.#parsed(doneSchema, this.#checked(answer, what, true), what);
    }
    /**
     * What a blueprint comes to, package by package with checksums, without making anything. May take minutes.
     *
     * @throws ServiceFailure when something in it is not to be had
     */
    async depsolve(name, signal) {
        const what = `the packages of the blueprint ${name}`;
        const answer = await this.#ask({ method: "GET", url: this.url(`v1/blueprints/depsolve/${encodeURIComponent(name)}`), ...this.#slow() }, signal);
        const { value } = this.#parsed(depsolveSchema, this.#checked(answer, what, true), what);
        // It says so with an answer of success.
        if (value.errors.length > 0) {
            throw weldrFailure(this.#options.place.shown, answer, what, false, this.#options.secrets);
        }
        return value.blueprints.flatMap(({ dependencies }) => dependencies ?? []);
    }
    /** Sends a request for a compose once. The answer is whatever it is: what a failure means is for others to say. */
    compose(body, signal) {
        const { composeTimeoutMs } = this.#options;
        return this.#send("v1/compose", "application/json", JSON.stringify(body), composeTimeoutMs, signal);
    }
    readAccepted(answer, what) {
        const { value, asOf } = this.#parsed(weldr_wire_acceptedSchema, this.#checked(answer, what, false), what);
        return { value: value.build_id, asOf };
    }
    async queue(signal) {
        const { value } = await this.#get("v1/compose/queue", queueSchema, "its queue", signal);
        return { waiting: value.new, running: value.run };
    }
    /** @returns undefined when there is none: the answer is an empty list then */
    async status(id, signal) {
        const { value, asOf } = await this.#get(`v1/compose/status/${id}`, wire_statusSchema, `compose ${id}`, signal);
        const compose = value.uuids.find((one) => one.id === id);
        return compose === undefined ? undefined : { value: compose, asOf };
    }
    /** @param filters - by status, blueprint and type; `*` is anything */
    async list(filters, signal) {
        const query = new URLSearchParams(filters).toString();
        const path = `v1/compose/status/*${query === "" ? "" : `?${query}`}`;
        const { value, asOf } = await this.#get(path, wire_statusSchema, "a list of composes", signal);
        return value.uuids.map((compose) => ({ value: compose, asOf }));
    }
    /** What a compose was made of; undefined when there is no such compose. */
    async info(id, signal) {
        const what = `what is in compose ${id}`;
        const answer = await this.#ask(this.#question(`v1/compose/info/${id}`), signal);
        return this.#isUnknown(answer)
            ? undefined
            : this.#parsed(infoSchema, this.#checked(answer, what, true), what).value;
    }
    /** The log of a build as text, though it is called JSON. Undefined while there is none. */
    async log(id, signal) {
        const question = { ...this.#question(`v1/compose/log/${id}`), maxBytes: MAX_LOG_BYTES };
        const answer = await this.#ask(question, signal);
        // Of one that waits it says so in an error that is a success.
        if (this.#isUnknown(answer) || weldrErrors(answer.body, this.#options.secrets).length > 0) {
            return undefined;
        }
        const text = this.#checked(answer, `the log of compose ${id}`, true).body.toString("utf8");
        return text.trim() === `Build ${id} is still running.` ? undefined : text;
    }
    /** The answer is whatever it is. */
    cancel(id, signal) {
        return this.#ask({ ...this.#question(`v1/compose/cancel/${id}`), method: "DELETE" }, signal);
    }
    /** What it says of the deletion, with an answer of success also when nothing was deleted. */
    async delete(id, signal) {
        const what = `the deletion of compose ${id}`;
        const answer = await this.#ask({ ...this.#question(`v1/compose/delete/${id}`), method: "DELETE" }, signal);
        return this.#parsed(deletedSchema, this.#checked(answer, what, true), what).value.errors;
    }
    /** Where a part of a compose can be received. */
    partOf(id, part) {
        return {
            url: this.url(`v1/compose/${part}/${id}`),
            isFromServer: false,
            failureOf: (answer) => this.failure(answer, `the ${part} of compose ${id}`, true),
        };
    }
    url(path) {
        return new URL(path, this.#options.place.base);
    }
    /** @param isRepeatable - the request may be made again when the failure may pass */
    failure(answer, what, isRepeatable = false) {
        const { place, secrets } = this.#options;
        return weldrFailure(place.shown, answer, what, isRepeatable, secrets);
    }
    #isUnknown({ status, body }) {
        return status === 400 && weldrErrors(body, this.#options.secrets).some(({ id }) => id === "UnknownUUID");
    }
    #question(path) {
        return {
            method: "GET",
            url: this.url(path),
            headers: { accept: "application/json" },
            maxBytes: MAX_LIST_BYTES,
        };
    }
    #slow() {
        return { maxBytes: MAX_LIST_BYTES, answerTimeoutMs: this.#options.composeTimeoutMs };
    }
    #send(path, type, content, answerTimeoutMs, signal) {
        const headers = { accept: "application/json", "content-type": type };
        const body = Buffer.from(content);
        return this.#ask({ method: "POST", url: this.url(path), headers, body, answerTimeoutMs }, signal);
    }
    async #get(path, schema, what, signal) {
        const answer = await this.#ask(this.#question(path), signal);
        return this.#parsed(schema, this.#checked(answer, what, true), what);
    }
    async #ask(question, signal) {
        const { exchanger, place } = this.#options;
        const answer = await askAt(place, () => ask(exchanger, question, signal));
        if (answer.url.origin !== place.base.origin) {
            const text = `${place.shown} sends us to ${answer.url.host}`;
            throw new ServiceFailure("redirect", text, { remedy: "never", isStray: true });
        }
        return answer;
    }
    /** @throws ServiceFailure for all but a success */
    #checked(answer, what, isRepeatable) {
        if (answer.status < 200 || answer.status >= 300) {
            throw this.failure(answer, what, isRepeatable);
        }
        return answer;
    }
    #parsed(schema, { body, headers }, what) {
        const { shown } = this.#options.place;
        let json;
        try {
            json = JSON.parse(body.toString("utf8"));
        }
        catch {
            const text = `${shown} answers with something that is no JSON for ${what}`;
            throw new ServiceFailure("protocol", text, { remedy: "again" });
        }
        const parsed = schema.safeParse(json);
        if (!parsed.success) {
            const path = parsed.error.issues[0]?.path.join(".") ?? "";
            const where = path === "" ? "" : `: ${path} is not what it should be`;
            const text = `${shown} does not answer as the Weldr API does for ${what}${where}`;
            throw new ServiceFailure("protocol", text, { remedy: "never" });
        }
        return { value: parsed.data, asOf: headersTime(headers) };
    }
}
//# sourceMappingURL=routes.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/build-log.js

/** What is shown of a log at once; of more, the end. */
const weldr_build_log_MAX_LINES = 2000;
const weldr_build_log_MAX_LINE = 4 * 1024;
const MAX_LAST_LINES = 3;
/** What osbuild said: services have it when the image is built or has failed, and then all of it at once. */
class WeldrLog {
    name = "osbuild.log";
    #routes;
    #id;
    #secrets;
    #shown = "";
    constructor(routes, id, secrets) {
        this.#routes = routes;
        this.#id = id;
        this.#secrets = secrets;
    }
    async next(signal) {
        const text = (await this.#routes.log(this.#id, signal)) ?? "";
        const isContinued = text.startsWith(this.#shown);
        const fresh = isContinued ? text.slice(this.#shown.length) : text;
        this.#shown = text;
        return logLines(fresh, this.#secrets);
    }
}
function logLines(text, secrets) {
    const lines = text === "" ? [] : text.trimEnd().split(/\r?\n/);
    const left = lines.length - weldr_build_log_MAX_LINES;
    const kept = lines.slice(Math.max(0, left)).map((line) => (0,lib/* shorten */.ml)(secrets.hide(line), weldr_build_log_MAX_LINE));
    return left > 0 ? [`… ${left} lines are left out`, ...kept] : kept;
}
/** The last lines that a stage said, of a build that failed: nothing else tells why it did. */
function lastOutput(text, secrets) {
    const lines = logLines(text, secrets);
    const begin = lines.lastIndexOf("Output:") + 1;
    const output = begin === 0 ? [] : lines.slice(begin);
    const end = output.findIndex((line) => /^(?:Pipeline |Stage |Metadata:$)/.test(line));
    return output
        .slice(0, end === -1 ? undefined : end)
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .slice(-MAX_LAST_LINES);
}
//# sourceMappingURL=build-log.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/create.js






const create_WHAT = "a new compose";
/**
 * Pushes the blueprint, if there is one, and asks for a compose of it. The service resolves dependencies before it
 * answers, which may take minutes, and goes on with them when nobody waits any more: a request whose answer is lost is
 * looked for, and never sent a second time.
 *
 * @throws ServiceFailure, with `isUncertain` when there may be a compose now or soon
 */
async function weldr_create_createCompose({ blueprint, body }, options, signal, onSending = () => undefined) {
    const { routes, retry, clock } = options;
    if (blueprint !== undefined) {
        // Pushed twice it only gets another version.
        await patiently(() => routes.pushBlueprint(blueprint, signal), retry, signal);
    }
    const filters = filtersOf(body);
    const known = await patiently(() => routes.list(filters, signal), retry, signal);
    const before = new Set(known.map(({ value }) => value.id));
    return sendUntilArrived(async () => {
        onSending(keptIds(before));
        const outcome = await sendToWeldr(body, options, signal);
        if (!(outcome instanceof Lost)) {
            return { compose: accepted(outcome, body, routes), how: "created" };
        }
        const { failure, isUnsent } = outcome;
        const found = isUnsent ? undefined : await search(before, filters, failure, options, signal);
        return found === undefined ? outcome : { compose: found, how: "found" };
    }, clock, signal);
}
/** What lists those of the same kind. */
function filtersOf({ blueprint_name: blueprint, compose_type: type }) {
    return { blueprint, type };
}
async function sendToWeldr(body, { routes, secrets }, signal) {
    const answer = await sendOnce((late) => routes.compose(body, late), signal);
    if (answer instanceof transfer_lib/* TransferFailure */.ao) {
        return new Lost(answer, wasNotSent(answer), answer.remedy !== "again");
    }
    const { status } = answer;
    // Its own word counts, that dependencies are missing for instance.
    const isSaid = weldrErrors(answer.body, secrets).length > 0;
    const isGood = status >= 200 && status < 300;
    if (status < 500 ? status !== 429 && (!isGood || isSaid || create_canBeRead(answer, routes)) : isSaid) {
        return answer;
    }
    const isUnsent = status === 429 || status === 503;
    const failure = routes.failure(answer, create_WHAT, isUnsent);
    return new Lost(failure, isUnsent, failure.remedy !== "again");
}
/** An answer of success without an id is as good as lost. */
function create_canBeRead(answer, routes) {
    try {
        routes.readAccepted(answer, create_WHAT);
        return true;
    }
    catch {
        return false;
    }
}
/** What was just accepted, as it must be: nothing is asked before its id is known to all. */
function accepted(answer, body, routes) {
    const { value: id, asOf } = routes.readAccepted(answer, create_WHAT);
    const { blueprint_name: blueprint, compose_type } = body;
    return { value: { id, blueprint, compose_type, queue_status: "WAITING" }, asOf };
}
/** Entries do not repeat what was asked for: what is new, and of that blueprint and type, is taken for ours. */
async function search(before, filters, lost, { routes, clock, searchMs }, signal) {
    return searchLost({
        lost,
        place: "service",
        clock,
        searchMs,
        look: () => routes.list(filters, signal),
        judge: (all, isOver) => {
            const [found, ...others] = all?.filter(({ value }) => !before.has(value.id)) ?? [];
            if (found !== undefined && others.length > 0) {
                const ids = [found, ...others].map(({ value }) => value.id).join(", ");
                throw uncertain(lost, `one of the composes ${ids} may be what came of it`);
            }
            if (found === undefined && isOver) {
                throw uncertain(lost, "there is no compose yet, but the service may still be at it");
            }
            return found;
        },
    }, signal);
}
//# sourceMappingURL=create.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/describe.js
const describe_STATES = {
    WAITING: "requested",
    RUNNING: "running",
    FINISHED: "finished",
    FAILED: "failed",
};
/** What the Weldr API says of a compose, in the words that all services share. A compose has one image. */
function weldr_describe_describeCompose(entry, asOf, { isCancelled = false, position, reason } = {}) {
    const times = {
        requested: describe_timeOf(entry.job_created),
        started: describe_timeOf(entry.job_started),
        finished: describe_timeOf(entry.job_finished),
    };
    const plain = describe_STATES[entry.queue_status ?? ""] ?? "unknown";
    // What nobody has begun can only have been cancelled.
    const isStopped = plain === "failed" && (isCancelled || times.started === undefined);
    const state = isStopped ? "cancelled" : plain;
    const reported = entry.queue_status ?? "nothing";
    return {
        id: entry.id,
        state,
        reported,
        asOf,
        times,
        reason,
        position,
        links: {},
        images: [
            {
                state,
                reported,
                type: entry.compose_type ?? undefined,
                arch: undefined,
                uploads: (entry.uploads ?? []).map(describe_describeUpload),
            },
        ],
        details: entry,
    };
}
function describe_describeUpload({ status, provider_name: provider, image_name: name, settings, }) {
    const results = Object.entries(settings ?? {}).flatMap(([key, value]) => typeof value === "string" && value !== "" ? [[key, value]] : []);
    return {
        // It is that of the compose, whatever became of this upload.
        state: describe_STATES[status ?? ""] ?? "unknown",
        reported: status ?? "nothing",
        target: provider ?? "unknown",
        results: Object.fromEntries([...(name ? [["image_name", name]] : []), ...results]),
    };
}
/** Seconds as milliseconds; the beginning of Go's time is long before 1970 and means that it has not come. */
function describe_timeOf(seconds) {
    return seconds === null || seconds === undefined || seconds <= 0 ? undefined : Math.round(seconds * 1000);
}
//# sourceMappingURL=describe.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/end.js


/**
 * Stops a compose that waits or is being made; one that is over is left alone.
 *
 * @throws ServiceFailure when the service cannot be asked
 */
async function end_cancelCompose(id, { routes, secrets, retry }, signal) {
    let isRepeated = false;
    return patiently(async () => {
        const answer = await routes.cancel(id, signal).catch((error) => {
            isRepeated = true;
            throw error;
        });
        const [error] = weldrErrors(answer.body, secrets);
        if (answer.status >= 200 && answer.status < 300) {
            return { outcome: "done", said: undefined };
        }
        switch (error?.id) {
            case "BuildInWrongState":
                // The first attempt may have been heeded although its answer was lost.
                return isRepeated ? { outcome: "done", said: undefined } : { outcome: "refused", said: error.text };
            case "UnknownUUID":
                return { outcome: "gone", said: error.text };
            default:
                throw routes.failure(answer, `the end of compose ${id}`, true);
        }
    }, retry, signal);
}
/** Removes a compose that is over, with its image. */
async function end_deleteCompose(id, { routes, secrets, retry }, signal) {
    let isRepeated = false;
    return patiently(async () => {
        const errors = await routes.delete(id, signal).catch((error) => {
            isRepeated = true;
            throw error;
        });
        const [error] = errors.map((one) => shownError(one, secrets));
        if (error === undefined) {
            return { outcome: "done", said: undefined };
        }
        if (error.id !== "UnknownUUID") {
            return { outcome: "refused", said: error.text };
        }
        return isRepeated ? { outcome: "done", said: undefined } : { outcome: "gone", said: error.text };
    }, retry, signal);
}
//# sourceMappingURL=end.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/recover.js




/** Clocks make this much of a difference. */
const recover_TOLERANCE_MS = 60_000;
/**
 * Looks for what came of a request that an earlier run sent. Entries do not repeat what was asked for: ours is the only
 * new one of its blueprint and type that was made while the service may have been at it.
 *
 * @param resolveMs - how long the service may resolve dependencies before there is a compose
 * @returns why it cannot be told; undefined when the request surely did not arrive
 * @throws ServiceFailure when the service cannot be asked
 */
async function weldr_recover_recoverCompose({ body }, sent, { routes, retry, clock, searchMs }, resolveMs, signal) {
    if (sent.before === undefined) {
        return new Doubt("what the service had before is not known");
    }
    const before = new Set([...sent.before, ...(sent.others ?? [])]);
    const filters = filtersOf(body);
    const isInTime = ({ value }) => {
        const created = (value.job_created ?? 0) * 1000;
        return created >= sent.sentAt - recover_TOLERANCE_MS && created <= sent.sentAt + resolveMs + recover_TOLERANCE_MS;
    };
    const found = await lookUntil(clock.now() + timeToAppear(sent, searchMs), clock, async () => {
        const all = await patiently(() => routes.list(filters, signal), retry, signal);
        const [one, ...others] = all.filter((compose) => !before.has(compose.value.id) && isInTime(compose));
        return one === undefined || others.length === 0
            ? one
            : maybeOneOf([one, ...others].map(({ value }) => value.id));
    }, signal);
    const isOverdue = Date.now() > sent.sentAt + resolveMs + recover_TOLERANCE_MS;
    return found ?? (isOverdue ? undefined : STILL_AT_IT);
}
const STILL_AT_IT = new Doubt("there is no compose yet, but the service may still be resolving its dependencies");
//# sourceMappingURL=recover.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/results.js



/**
 * What a finished compose holds: one image, which the service gives to whoever is on its machine, and uploads of which it
 * tells where they were to go, but not what came of them.
 *
 * @throws ServiceFailure, TransferFailure when it cannot be looked at
 */
async function weldrResults(compose, wish, options, signal) {
    const { routes, retry, clock } = options;
    const { id, details } = compose;
    const list = new ImageList(wish, options);
    if (compose.state !== "finished") {
        list.problems.push(`the compose is not finished, but ${compose.reported}`);
    }
    const info = await patiently(() => routes.info(id, signal), { ...retry, clock }, signal);
    if (info === undefined) {
        list.problems.push("the service has no such compose any more");
    }
    const packages = info?.deps?.packages ?? [];
    if (info !== undefined && packages.length === 0) {
        list.notes.push("it is not known what is in the image");
    }
    const uploads = compose.images.flatMap((image) => image.uploads);
    const own = wish.images[0] ?? (wish.isListed === false ? UNLISTED : undefined);
    const type = own?.imageType ?? details.compose_type ?? undefined;
    const shown = type === undefined ? "the image" : `the ${type}`;
    for (const target of own?.targets ?? []) {
        const upload = uploads.find((one) => one.target === target);
        if (upload === undefined) {
            list.notes.push(`${shown}: the service does not tell of its upload to ${target}`);
        }
        else if (upload.state !== "finished") {
            list.problems.push(`${shown}: the upload to ${target} is ${upload.reported}`);
        }
    }
    if (own === undefined) {
        list.unlisted.push(`${shown}: nobody has said how it is to be listed`);
    }
    else if (info !== undefined && compose.state === "finished") {
        const image = { ...own, imageType: type, arch: own.arch ?? commonArch(packages) };
        const source = routes.partOf(id, "image");
        await list.add(image, [{ kind: "service", source, fileName: undefined }], { shown, key: `${id} 0` }, signal);
    }
    const metadata = list.finish();
    return {
        metadata: metadata === undefined ? [] : [metadata],
        targets: uploads.map(({ target, results }) => ({
            ...{ target, image: 1, imageType: type, arch: own?.arch ?? commonArch(packages) },
            results,
        })),
        resultUrl: undefined,
        repoFile: undefined,
        problems: list.problems,
        unlisted: list.unlisted,
        notes: list.notes,
    };
}
/** The arch of an image is that of the machine; its packages tell which that is. */
function commonArch(packages) {
    const counts = new Map();
    for (const { arch } of packages) {
        if (typeof arch === "string" && arch !== "" && arch !== "noarch") {
            counts.set(arch, (counts.get(arch) ?? 0) + 1);
        }
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
//# sourceMappingURL=results.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/weldr-service.js
















const DEFAULT_COMPOSE_TIMEOUT_MS = 15 * 60_000;
const weldr_service_DEFAULT_SEARCH_MS = 30_000;
/** What the API filters by. */
const weldr_service_FILTERS = ["status", "blueprint", "type"];
/**
 * The Weldr API of osbuild-composer, on its unix socket. It does not tell enough of a compose to say whether the same was
 * asked for before, and keeps composes until they are deleted.
 */
class WeldrService {
    kind = "weldr";
    checkId = checkUuid;
    shown;
    secrets;
    #options;
    #routes;
    #search;
    /** Those that this run has stopped. */
    #cancelled = new Set();
    /** What the logs of failed ones end in: it does not change any more. */
    #reasons = new Map();
    constructor(options) {
        const { place, exchanger, retry, clock = systemClock, secrets = new Secrets() } = options;
        this.#options = options;
        this.shown = place.shown;
        this.secrets = secrets;
        const composeTimeoutMs = options.composeTimeoutMs ?? DEFAULT_COMPOSE_TIMEOUT_MS;
        this.#routes = new WeldrRoutes({ place, exchanger, secrets, composeTimeoutMs });
        this.#search = {
            routes: this.#routes,
            secrets,
            clock,
            retry: { clock, ...retry },
            searchMs: options.searchMs ?? weldr_service_DEFAULT_SEARCH_MS,
        };
    }
    async about(signal) {
        const about = await this.#again(() => this.#routes.about(signal), signal);
        const distributions = await this.#again(() => this.#routes.distros(signal), signal);
        const types = await this.#ownTypes(signal);
        return {
            version: about.build ?? undefined,
            authentication: undefined,
            offers: { ...(typeof types === "string" ? {} : { "image-types": types }), distributions },
            ...(typeof types === "string" ? { untold: { "image-types": types } } : {}),
            details: { api: about.api ?? undefined, backend: about.backend ?? undefined },
        };
    }
    /** The image types of a distribution. @throws ServiceFailure for one that the server does not know */
    imageTypes(distribution, signal) {
        return this.#again(() => this.#routes.types(distribution, signal), signal);
    }
    async create(request, signal, onSending) {
        const { blueprint, body } = request;
        this.secrets.add(...(blueprint?.kind === "toml" ? secretsInToml(blueprint.text) : secretsIn(blueprint?.value)), ...secretsIn(body.upload));
        const { compose, how } = await weldr_create_createCompose(request, this.#search, signal, onSending);
        return { compose: this.#described(compose), how, notes: [] };
    }
    async recover(request, sent, signal) {
        const resolveMs = this.#options.composeTimeoutMs ?? DEFAULT_COMPOSE_TIMEOUT_MS;
        const found = await weldr_recover_recoverCompose(request, sent, this.#search, resolveMs, signal);
        return recoveredFrom(found, (told) => this.#described(told));
    }
    async get(id, signal) {
        checkUuid(id);
        const told = await this.#routes.status(id, signal);
        if (told === undefined) {
            return undefined;
        }
        const compose = this.#described(told);
        switch (compose.state) {
            case "requested":
                return this.#described(told, { position: await this.#position(told.value, signal) });
            case "failed":
                return this.#described(told, { reason: await this.#reason(told.value, signal) });
            default:
                return compose;
        }
    }
    /** The newest first. @throws UserError for filters and orders that the API does not have */
    async list({ filters = {}, limit, order }, signal) {
        const other = order ?? Object.keys(filters).find((name) => !weldr_service_FILTERS.includes(name));
        if (other !== undefined) {
            throw (0,lib/* refuse */.TR)(`The Weldr API does not filter or order composes by ${(0,lib/* safeLine */.om)(JSON.stringify(other))}`, `it filters by ${weldr_service_FILTERS.join(", ")}`);
        }
        const composes = (await this.#again(() => this.#routes.list(filters, signal), signal))
            .map((told) => this.#described(told))
            .sort((a, b) => (b.times.requested ?? 0) - (a.times.requested ?? 0));
        return { composes: composes.slice(0, limit), total: composes.length };
    }
    async cancel(id, signal) {
        checkUuid(id);
        const ended = await end_cancelCompose(id, this.#search, signal);
        if (ended.outcome === "done") {
            this.#cancelled.add(id);
        }
        return ended;
    }
    delete(id, signal) {
        checkUuid(id);
        return end_deleteCompose(id, this.#search, signal);
    }
    openLog({ id }) {
        return new WeldrLog(this.#routes, id, this.secrets);
    }
    results(compose, wish, signal) {
        const { exchanger, meter } = this.#options;
        const { retry, clock } = this.#search;
        return weldrResults(compose, wish, { exchanger, meter, retry, clock, routes: this.#routes }, signal);
    }
    /**
     * Receives the image of a compose, or its logs, metadata or all of it as an archive in tar, and hashes it.
     *
     * @param file - takes the bytes; without it they are only counted and hashed
     * @throws TransferFailure while the compose is not over, and for images of composes that failed
     */
    async receive(id, part, file, signal) {
        checkUuid(id);
        const { exchanger, meter } = this.#options;
        const { retry, clock } = this.#search;
        return receiveImage(this.#routes.partOf(id, part), { exchanger, meter, retry, clock, file }, signal);
    }
    /** What a blueprint that the server has comes to, package by package. @throws ServiceFailure when that cannot be */
    depsolve(blueprint, signal) {
        return this.#again(() => this.#routes.depsolve(blueprint, signal), signal);
    }
    /** The connections are those of the exchanger, which is not ours. */
    async [Symbol.asyncDispose]() { }
    /** Of the server's own distribution. @returns why they are not known: it may run on one that it does not build */
    async #ownTypes(signal) {
        try {
            return await this.#again(() => this.#routes.types(undefined, signal), signal);
        }
        catch (error) {
            if (error instanceof ServiceFailure && error.status === 400) {
                const said = error.said === undefined ? "" : `: ${error.said}`;
                return `the server does not know its own distribution${said}; a blueprint can name one with distro`;
            }
            throw error;
        }
    }
    /** The queue is in no order, but older ones are begun before. */
    async #position({ id, job_created: created }, signal) {
        try {
            const { waiting } = await this.#routes.queue(signal);
            const isIn = waiting.some((one) => one.id === id);
            const before = waiting.filter((one) => one.id !== id && (one.job_created ?? 0) < (created ?? 0));
            return isIn ? before.length + 1 : undefined;
        }
        catch {
            signal.throwIfAborted();
            // It is only good to know.
            return undefined;
        }
    }
    async #reason({ id, uploads }, signal) {
        if (!this.#reasons.has(id)) {
            try {
                const output = lastOutput((await this.#routes.log(id, signal)) ?? "", this.secrets);
                const hasUploads = (uploads ?? []).length > 0;
                this.#reasons.set(id, weldr_service_reasonOf(output, hasUploads));
            }
            catch {
                signal.throwIfAborted();
            }
        }
        return this.#reasons.get(id);
    }
    #described({ value, asOf }, beside = {}) {
        return weldr_describe_describeCompose(value, asOf, { ...beside, isCancelled: this.#cancelled.has(value.id) });
    }
    #again(work, signal) {
        return patiently(work, this.#search.retry, signal);
    }
}
/** The service itself says nothing, and its log nothing of uploads. */
function weldr_service_reasonOf(output, hasUploads) {
    const upload = hasUploads ? ["it may be the upload that failed, of which the service tells nothing"] : [];
    return output.length === 0
        ? ["the service does not say why", ...upload].join("\n")
        : ["the log of the build ends with:", ...output, ...upload].join("\n");
}
//# sourceMappingURL=weldr-service.js.map
;// CONCATENATED MODULE: ./packages/services/lib/weldr/index.js



//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./packages/services/lib/index.js
























//# sourceMappingURL=index.js.map

/***/ }),

/***/ 92261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eh: () => (/* reexport safe */ _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__.GE),
/* harmony export */   GV: () => (/* reexport safe */ _compose_js__WEBPACK_IMPORTED_MODULE_0__.GV),
/* harmony export */   LD: () => (/* reexport safe */ _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__.LZ),
/* harmony export */   OS: () => (/* reexport safe */ _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__.Wg),
/* harmony export */   _X: () => (/* reexport safe */ _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__.m7),
/* harmony export */   at: () => (/* reexport safe */ _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__.yH),
/* harmony export */   t4: () => (/* reexport safe */ _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__.Pr)
/* harmony export */ });
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34530);
/* harmony import */ var _odcs_codes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62196);
/* harmony import */ var _odcs_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58040);
/** The part of this package that steps load before they know that a service is to be asked. */



//# sourceMappingURL=inputs.js.map

/***/ }),

/***/ 62196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EX: () => (/* binding */ multilibSum),
/* harmony export */   GE: () => (/* binding */ MULTILIB_METHODS),
/* harmony export */   LZ: () => (/* binding */ COMPOSE_TYPES),
/* harmony export */   Pr: () => (/* binding */ RESULTS),
/* harmony export */   Wg: () => (/* binding */ FLAGS),
/* harmony export */   Zy: () => (/* binding */ sourceTypeNumber),
/* harmony export */   fy: () => (/* binding */ NO_LABEL),
/* harmony export */   gf: () => (/* binding */ ORDERS),
/* harmony export */   gk: () => (/* binding */ DEFAULT_COMPOSE_TYPE),
/* harmony export */   m7: () => (/* binding */ SOURCE_TYPES),
/* harmony export */   t5: () => (/* binding */ sourceTypeName),
/* harmony export */   xj: () => (/* binding */ STATES),
/* harmony export */   yH: () => (/* binding */ DEFAULT_TARGET_DIR)
/* harmony export */ });
/** Numbers and names of ODCS (server/odcs/common/types.py); requests use the names, answers some of the numbers. */
const SOURCE_TYPES = [
    "tag",
    "module",
    "repo",
    "pulp",
    "raw_config",
    "build",
    "pungi_compose",
];
/** The number that answers and filters use. */
function sourceTypeNumber(type) {
    return SOURCE_TYPES.indexOf(type) + 1;
}
function sourceTypeName(number) {
    return SOURCE_TYPES[number - 1];
}
/** States by their numbers. */
const STATES = ["wait", "generating", "done", "removed", "failed"];
const FLAGS = [
    "no_deps",
    "no_inheritance",
    "include_unpublished_pulp_repos",
    "check_deps",
    "include_done_modules",
    "ignore_absent_pulp_repos",
    "no_reuse",
    "use_only_compatible_arch",
    "no_label",
];
/** Servers from 0.6 on know it. */
const NO_LABEL = "no_label";
const RESULTS = ["repository", "iso", "ostree", "boot.iso"];
/** Bits by their names. */
const MULTILIB_METHODS = ["none", "runtime", "devel", "all"];
const MULTILIB_BITS = { none: 0, runtime: 1, devel: 2, all: 4 };
function multilibSum(methods) {
    return methods.reduce((sum, method) => sum | (MULTILIB_BITS[method] ?? 0), 0);
}
/** What the server knows; it runs a compose of any other type as a test. */
const COMPOSE_TYPES = ["test", "nightly", "ci", "production", "development"];
const DEFAULT_TARGET_DIR = "default";
const DEFAULT_COMPOSE_TYPE = "test";
/** Orders of lists. The server's own list has source_type as well, which it refuses, and a spelling that makes it crash. */
const ORDERS = [
    "id",
    "owner",
    "koji_event",
    "state",
    "time_to_expire",
    "time_submitted",
    "time_done",
    "time_removed",
];
//# sourceMappingURL=codes.js.map

/***/ }),

/***/ 57823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ requestSchema),
/* harmony export */   d: () => (/* binding */ sourceSchema)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _codes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62196);



/**
 * What ODCS lets through everywhere but in `packages`: letters and digits of any script and a few signs; `^` and `,`
 * from 0.9.1 on, which is for the server to say.
 */
const PERMITTED = /^[\p{L}\p{N} \-/_.:#+?$~^,]*$/u;
const FORBIDDEN = /[^\p{L}\p{N} \-/_.:#+?$~^,]/u;
/** `RC-1.0`: Pungi refuses others when the compose has been waited for already. */
const LABEL = new RegExp(`^(?:${_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .LABEL_NAMES */ .aX.join("|")})-\\d+(?:\\.\\d+)?$`);
const permitted = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP({ error: "expected text" }).refine((value) => PERMITTED.test(value), {
    error: ({ input }) => `has the character ${JSON.stringify(FORBIDDEN.exec(String(input))?.[0])}, which ODCS does not take`,
});
const text = permitted.min(1, { error: "expected some text" });
/** Lists are joined with blanks by the server. */
const word = text.refine((value) => !/\s/.test(value), { error: "expected no blanks" });
const key = permitted.refine((value) => !/\s/.test(value), { error: "expected no blanks" });
const words = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(word, { error: "expected a list" });
const whole = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig({ error: "expected a whole number" }).int({ error: "expected a whole number" });
const positive = whole.min(1, { error: "expected a whole number from 1 on" });
const arches = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(word.refine((value) => _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .RPM_ARCHES */ .n4.has(value) && value !== "src" && value !== "nosrc" && value !== "noarch", {
    error: "expected an architecture such as x86_64",
}), { error: "expected a list" });
const url = word.refine((value) => /^(?:https?|file|ftp):\/\/./.test(value), { error: "expected a URL" });
function oneOf(names) {
    return zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(names, { error: `expected one of ${names.join(", ")}` });
}
function several(names) {
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(oneOf(names), { error: "expected a list" });
}
const sourceOptions = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** The API has them in one text, separated by blanks. */
    source: words,
    packages: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP({ error: "expected text" }).regex(/^\S+$/, { error: "expected a name without blanks" }), {
        error: "expected a list",
    }),
    builds: words,
    /** The empty one stands for packages without a signature. */
    sigkeys: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(key, {
        error: "expected a list",
    }),
    koji_event: positive,
    modular_koji_tags: words,
    module_defaults_url: url,
    module_defaults_commit: word,
    scratch_modules: words,
    scratch_build_tasks: words,
    modules: words,
    base_module_br_name: word,
    base_module_br_stream: word,
    base_module_br_stream_version_lte: whole,
    base_module_br_stream_version_gte: whole,
})
    .partial();
const sourceSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ type: oneOf(_codes_js__WEBPACK_IMPORTED_MODULE_1__/* .SOURCE_TYPES */ .m7), ...sourceOptions.shape }, { error: unknownKeys });
/** The body of a request for a compose, as the API has it. */
const requestSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    source: sourceSchema,
    seconds_to_live: positive.optional(),
    flags: several(_codes_js__WEBPACK_IMPORTED_MODULE_1__/* .FLAGS */ .Wg).optional(),
    results: several(_codes_js__WEBPACK_IMPORTED_MODULE_1__/* .RESULTS */ .Pr).optional(),
    arches: arches.optional(),
    multilib_arches: arches.optional(),
    multilib_method: several(_codes_js__WEBPACK_IMPORTED_MODULE_1__/* .MULTILIB_METHODS */ .GE).optional(),
    lookaside_repos: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(url, { error: "expected a list" }).optional(),
    label: text
        .regex(LABEL, { error: `expected a label such as RC-1.0, of ${_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .LABEL_NAMES */ .aX.join(", ")}` })
        .optional(),
    compose_type: oneOf(_codes_js__WEBPACK_IMPORTED_MODULE_1__/* .COMPOSE_TYPES */ .LZ).optional(),
    target_dir: word.optional(),
    parent_pungi_compose_ids: words.optional(),
    respin_of: word.optional(),
}, { error: unknownKeys });
/** Since the server ignores keys that it does not know, a wrong spelling would go unnoticed. */
function unknownKeys(issue) {
    if (issue.code !== "unrecognized_keys") {
        return "expected an object";
    }
    const keys = issue.keys ?? [];
    const hint = keys.includes("seconds-to-live") ? "; it is called seconds_to_live" : "";
    return `ODCS has no ${keys.map((key) => JSON.stringify(key)).join(", ")} here${hint}`;
}
//# sourceMappingURL=request-schema.js.map

/***/ }),

/***/ 58040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ readOdcsRequest),
  I: () => (/* binding */ requestBody)
});

// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./packages/services/lib/odcs/codes.js
var codes = __webpack_require__(62196);
// EXTERNAL MODULE: ./packages/services/lib/odcs/request-schema.js
var request_schema = __webpack_require__(57823);
;// CONCATENATED MODULE: ./packages/services/lib/odcs/source-rules.js
/** Streams of these are no modules that a compose could be made of (server/odcs/server/api_utils.py). */
const BASE_MODULES = new Set(["platform", "bootstrap"]);
/** What is wrong with the source of a request, by the rules of its type. */
function sourceProblems({ source }) {
    return [...RULES[source.type](source, source.source ?? []), ...commonProblems(source)].map((problem) => `source.${problem}`);
}
const RULES = {
    tag: (_, names) => exactlyOne(names, "the Koji tag"),
    repo: (_, names) => exactlyOne(names, "the path of the repository on the server"),
    pulp: (_, names) => (names.length === 0 ? ["source: name content sets or repositories of Pulp"] : []),
    module: (source, names) => [
        ...(names.length === 0 && (source.scratch_modules ?? []).length === 0
            ? ["source: name modules as name:stream, or give scratch_modules"]
            : []),
        ...names.flatMap(moduleProblems),
        ...(source.packages === undefined ? [] : ["packages: cannot be chosen from modules"]),
    ],
    raw_config: (_, names) => {
        const problems = exactlyOne(names, "the name of a configuration and a commit, as name#commit");
        return problems.length > 0 || /^[^#]+#[^#]+$/.test(names[0] ?? "")
            ? problems
            : ["source: expected name#commit"];
    },
    build: (source, names) => [
        ...(names.length === 0 ? [] : ["source: is empty for builds; name them in builds"]),
        ...((source.builds ?? []).length === 0
            ? ["builds: name at least one build, as name-version-release"]
            : []),
    ],
    pungi_compose: (_, names) => {
        const problems = exactlyOne(names, "the URL of a variant's folder in a compose");
        return problems.length > 0 || /^https?:\/\/./.test(names[0] ?? "")
            ? problems
            : ["source: expected a URL"];
    },
};
function exactlyOne(names, what) {
    return new Set(names).size === 1 ? [] : [`source: expected ${what}, and one alone`];
}
function moduleProblems(module) {
    const parts = module.split(":");
    if (parts.length < 2 || parts.length > 4 || parts.includes("")) {
        return [`source: ${module} is not of the form n:s, n:s:v or n:s:v:c`];
    }
    return BASE_MODULES.has(parts[0] ?? "")
        ? [`source: ${module} is a base module, of which ODCS makes no compose`]
        : [];
}
function commonProblems(source) {
    const problems = [];
    if ((source.module_defaults_url === undefined) !== (source.module_defaults_commit === undefined)) {
        problems.push("module_defaults_url: must be given together with module_defaults_commit");
    }
    const { base_module_br_stream_version_gte: least = -Infinity, base_module_br_stream_version_lte: most = Infinity, } = source;
    if (least > most) {
        problems.push("base_module_br_stream_version_gte: is greater than base_module_br_stream_version_lte");
    }
    return problems;
}
//# sourceMappingURL=source-rules.js.map
;// CONCATENATED MODULE: ./packages/services/lib/odcs/request.js




const MAX_PROBLEMS = 20;
/**
 * Checks a request for a compose before it is sent. ODCS refuses some mistakes only when a worker has begun, and takes
 * others for something else: a text where a list belongs becomes a list of its letters.
 *
 * @param value - the body of the request, as the API has it; null is the same as absent
 * @throws UserError that names all that is wrong
 */
function readOdcsRequest(value) {
    const parsed = request_schema/* requestSchema */.T.safeParse(withNamesApart(withoutNulls(value)));
    if (!parsed.success) {
        throw refuseRequest(parsed.error.issues.map(({ path, message }) => `${showPath(path)}: ${message}`));
    }
    const problems = [...sourceProblems(parsed.data), ...requestProblems(parsed.data)];
    if (problems.length > 0) {
        throw refuseRequest(problems);
    }
    return parsed.data;
}
function requestProblems({ multilib_method, multilib_arches, flags = [], source, compose_type, label, }) {
    const problems = [];
    const methods = (multilib_method ?? []).filter((method) => method !== "none");
    if (methods.length > 0 && (multilib_arches ?? []).length === 0) {
        problems.push("multilib_method has no effect without multilib_arches");
    }
    if (methods.length === 0 && (multilib_arches ?? []).length > 0) {
        problems.push("multilib_arches has no effect without multilib_method");
    }
    if (source.type === "raw_config" &&
        compose_type === "production" &&
        label === undefined &&
        !flags.includes(codes/* NO_LABEL */.fy)) {
        problems.push(`label: a production compose needs one, or the flag ${codes/* NO_LABEL */.fy}`);
    }
    return problems;
}
/**
 * The body that is sent. Lists without duplicates, for the server drops them; its `source` in the order given, though
 * the server keeps none.
 */
function requestBody(request) {
    const { source, ...options } = request;
    return present({
        source: present({
            ...source,
            source: source.source === undefined ? undefined : unique(source.source).join(" "),
        }),
        ...options,
    });
}
function present(object) {
    return Object.fromEntries(Object.entries(object)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, Array.isArray(value) ? unique(value) : value]));
}
function unique(items) {
    return [...new Set(items)];
}
function refuseRequest(problems) {
    const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => (0,lib/* shorten */.ml)((0,lib/* safeLine */.om)(problem), 300));
    const [first = ""] = shown;
    return problems.length === 1
        ? (0,lib/* refuse */.TR)(`The request is not one for ODCS: ${first}`)
        : (0,lib/* refuse */.TR)(`The request is not one for ODCS: ${problems.length} things are wrong`, undefined, shown);
}
/** `source.packages[2]` */
function showPath(path) {
    const text = path.reduce((shown, key) => typeof key === "number" ? `${shown}[${key}]` : shown === "" ? String(key) : `${shown}.${String(key)}`, "");
    return text === "" ? "the request" : text;
}
const MAX_DEPTH = 8;
/** ODCS refuses null; in YAML it is what a key without a value has. */
function withoutNulls(value, depth = 0) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || depth > MAX_DEPTH) {
        return value;
    }
    return Object.fromEntries(Object.entries(value)
        .filter(([, inner]) => inner !== null && inner !== undefined)
        .map(([key, inner]) => [key, withoutNulls(inner, depth + 1)]));
}
/** What the API has in one text, as a list. */
function withNamesApart(value) {
    const { source } = (value ?? {});
    const names = source?.source;
    return typeof names === "string"
        ? {
            ...value,
            source: { ...source, source: names.split(/\s+/).filter((name) => name !== "") },
        }
        : value;
}
//# sourceMappingURL=request.js.map

/***/ })

};
