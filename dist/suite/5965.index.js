export const id = 5965;
export const ids = [5965];
export const modules = {

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
;// CONCATENATED MODULE: ./actions/request-compose/lib/present-summary.js


/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** The job summary. */
function summaryOf(result) {
    const { service, shown, about, failure, composes, emitted } = result;
    const parts = [
        (0,lib/* heading */.R_)(2, titleOf(result)),
        `${SERVICES[service] ?? (0,lib/* escapeText */.X1)(service)} at ${(0,lib/* code */.aY)(shown)}${about?.version === undefined ? "" : `, version ${(0,lib/* code */.aY)(about.version)}`}.`,
        ...(about === undefined ? [] : [aboutTable(about)]),
        ...(composes.length === 0 ? [] : [composeTable(composes)]),
        ...composes.flatMap(whyOf),
        ...(emitted.directories.length === 0
            ? []
            : [`Metadata in ${emitted.directories.slice(0, MAX_LISTED).map(lib/* code */.aY).join(", ")}.`]),
        ...targetTable(result),
        ...notices(result),
        ...(failure === undefined ? [] : [NEXT]),
    ];
    return `${parts.join("\n\n")}\n`;
}
const SERVICES = {
    odcs: "ODCS",
    "osbuild-composer": "osbuild-composer",
    weldr: "Weldr",
};
const NEXT = "What goes on is continued by the next run with the same state file; what failed is asked for anew. What to do about each kind of failure is in the page of this step.";
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
function whyOf({ id, verdict, reasons, log }) {
    if (verdict !== "bad") {
        return [];
    }
    return [
        (0,lib/* heading */.R_)(3, `Why compose ${id} is of no use`),
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
    const states = composes.flatMap(({ compose }) => (compose === undefined ? [] : [compose.state]));
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
            Promise.all(/* import() */[__webpack_require__.e(9800), __webpack_require__.e(5581), __webpack_require__.e(5368), __webpack_require__.e(4164), __webpack_require__.e(3230), __webpack_require__.e(7428)]).then(__webpack_require__.bind(__webpack_require__, 27428)),
            __webpack_require__.e(/* import() */ 1003).then(__webpack_require__.bind(__webpack_require__, 21003)),
        ]);
        return requestCompose(values, context, openMaker);
    },
    cleanUp: async (values, context, left) => {
        const [{ cancelLeft }, { openMaker }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(9800), __webpack_require__.e(5581), __webpack_require__.e(5368), __webpack_require__.e(4164), __webpack_require__.e(3230), __webpack_require__.e(2595)]).then(__webpack_require__.bind(__webpack_require__, 82595)),
            __webpack_require__.e(/* import() */ 1003).then(__webpack_require__.bind(__webpack_require__, 21003)),
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
