export const id = 897;
export const ids = [897];
export const modules = {

/***/ 44897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  joinParts: () => (/* binding */ joinParts)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./packages/compose/lib/index.js + 52 modules
var lib = __webpack_require__(54164);
// EXTERNAL MODULE: ./packages/metadata/lib/index.js + 66 modules
var metadata_lib = __webpack_require__(82358);
// EXTERNAL MODULE: ./actions/verify/lib/artifact-states.js
var artifact_states = __webpack_require__(57074);
// EXTERNAL MODULE: ./actions/verify/lib/conclude.js
var conclude = __webpack_require__(52340);
// EXTERNAL MODULE: ./actions/verify/lib/order.js
var order = __webpack_require__(35181);
// EXTERNAL MODULE: ./packages/step/lib/index.js + 26 modules
var step_lib = __webpack_require__(15742);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./actions/verify/lib/part-rules.js
var part_rules = __webpack_require__(17814);
// EXTERNAL MODULE: ./actions/verify/lib/report-schema.js
var report_schema = __webpack_require__(88695);
;// CONCATENATED MODULE: ./actions/verify/lib/part-content.js





const fields = report_schema/* reportSchema */.Q
    .pick({
    compose: true,
    mode: true,
    place: true,
    verified: true,
    failed: true,
    skipped: true,
    artifacts: true,
    records: true,
    omittedRecords: true,
    consistency: true,
    unlisted: true,
    warnings: true,
    unmatched: true,
    remote: true,
    milliseconds: true,
})
    .extend({ rules: schemas/* record */.g1P(schemas/* string */.YjP().max(100), schemas/* string */.YjP().max(4096)) });
/** So many records of all attempts together are held in memory: several times what is listed in the end. */
const MAX_HELD = 4 * conclude/* MAX_RECORDS */.u;
/** Reads what is taken from reports; the records for which there is no room are counted as omitted. */
function partContent() {
    let room = MAX_HELD;
    return fields.transform((content) => {
        const records = content.records.slice(0, room);
        room -= records.length;
        return {
            ...content,
            records,
            omittedRecords: content.omittedRecords + content.records.length - records.length,
        };
    });
}
/** What two reports of one part must agree on: all but how long it took and what servers said on the way. */
function essenceOf({ milliseconds: _, remote: __, ...rest }) {
    return rest;
}
/** Kinds of artifacts that metadata names. */
const PLANNED = new Set(["image", "rpm", "extra_file", "module", "variant_path"]);
/** What is wrong with what a part tells; undefined for nothing. */
function problemOf({ content, part }, { mode, unlisted }, rules) {
    if (content.mode !== mode) {
        return `it verified with mode: ${content.mode}, and this run says ${mode}`;
    }
    if (content.unlisted.policy !== unlisted) {
        return `it was run with unlisted: ${content.unlisted.policy}, and this run says ${unlisted}`;
    }
    const other = (0,part_rules/* differenceOf */.P)(content.rules, rules);
    if (other !== undefined) {
        return other;
    }
    const { total, states, failing, groups } = content.artifacts;
    const grouped = groups.reduce((sum, group) => sum + sumOfStates(group.states), 0);
    const failingInGroups = groups.reduce((sum, group) => sum + group.failing, 0);
    const all = [sumOfStates(states), grouped, content.verified + content.failed + content.skipped];
    if (all.some((sum) => sum !== total)) {
        return `its states, its groups and its total do not have the same number of artifacts: ${[...all, total].map(step_lib/* formatCount */.B4).join(", ")}`;
    }
    if (sumOfStates(failing) !== content.failed || failingInGroups !== content.failed) {
        return "its counts of what failed do not add up";
    }
    const told = groups
        .filter(({ kind }) => PLANNED.has(kind))
        .reduce((sum, group) => sum + sumOfStates(group.states) - (group.states.skipped ?? 0), 0);
    return told < part.artifacts
        ? `it tells of ${(0,step_lib/* countOf */.pq)(told, "artifact", "artifacts")}, and the part has ${(0,step_lib/* formatCount */.B4)(part.artifacts)}`
        : undefined;
}
/** All artifacts that are counted. */
function sumOfStates(states) {
    return Object.values(states).reduce((sum, number) => sum + number, 0);
}
// EXTERNAL MODULE: ./actions/verify/lib/shard.js
var lib_shard = __webpack_require__(48033);
;// CONCATENATED MODULE: ./actions/verify/lib/join-parts.js









/**
 * Puts what the parts have found together to what one run over everything would have found. No artifact is looked at.
 *
 * @throws UserError that names the parts that are missing, or were not completed; MetadataError
 */
async function joinParts(options) {
    const { inputs, settings, context, sources } = options;
    const rules = (0,part_rules/* rulesOf */.f)(inputs, settings, sources);
    const { joined, own } = await (0,lib/* joinReports */.cR)(inputs["shard-reports"] ?? [], {
        reader: { steps: ["verify"], content: partContent() },
        planFor: (count) => planFor(count, options),
        takesFindings: true,
        essence: essenceOf,
        problem: (done) => problemOf(done, settings, rules),
    }, context);
    if (own === undefined) {
        throw new Error("parts were joined, and there is no report");
    }
    const result = resultOf(joined);
    for (const line of [...otherPlaces(joined, options), ...result.warnings.map(({ text }) => text)]) {
        context.reporter.warn(line);
    }
    return { ...result, compose: own.compose };
}
/** Machines may have the files in other places: that is told, and no failure. */
function otherPlaces({ parts }, { settings, sources, inputs }) {
    if (settings.mode === "remote") {
        // A URL is the same everywhere, and a rule.
        return [];
    }
    const own = ownPlace(sources, inputs.root);
    const places = [...new Set(parts.flatMap(({ content }) => content.place ?? []))].sort();
    const isOne = places.length < 2 && (own === undefined || places[0] === own);
    const here = own === undefined ? "" : `; for this one they are in ${(0,metadata_lib/* show */.WU)(own)}`;
    return isOne
        ? []
        : [`The result is of the files that the parts have found in ${places.map(metadata_lib/* show */.WU).join(", ")}${here}`];
}
/** Undefined when the files are nowhere here, which they need not be. */
function ownPlace(sources, root) {
    try {
        return (0,external_node_fs_.realpathSync)((0,lib/* rootOf */.I5)(sources, root));
    }
    catch {
        return undefined;
    }
}
/** What the inputs come to, divided as the reports say. */
async function planFor(count, { context, inputs, ...options }) {
    const shard = { index: 1, count };
    const { division, compose } = await (0,lib_shard/* divide */.Q)({
        ...options,
        inputs: { ...inputs, shard },
        signal: context.signal,
    });
    return { plan: division.plan, compose };
}
/** What concerns the whole is told by the first part. */
function resultOf(joined) {
    const parts = joined.parts.map(({ content }) => content);
    const [first] = parts;
    if (first === undefined) {
        throw new Error("a plan has one part at least");
    }
    const records = (0,order/* recordsInOrder */.m)(parts.flatMap((part) => part.records.map(recordOf)));
    const remote = remoteOf(parts);
    const places = new Set(parts.map(({ place }) => place));
    return {
        mode: first.mode,
        place: places.size === 1 ? first.place : undefined,
        artifacts: total(parts, ({ artifacts }) => artifacts.total),
        directories: first.artifacts.directories,
        states: sumOfCounts(parts.map(({ artifacts }) => artifacts.states)),
        failing: total(parts, ({ failed }) => failed),
        failingStates: sumOfCounts(parts.map(({ artifacts }) => artifacts.failing)),
        groups: groupsOf(parts),
        records: records.slice(0, conclude/* MAX_RECORDS */.u),
        omittedRecords: total(parts, ({ omittedRecords }) => omittedRecords) + Math.max(0, records.length - conclude/* MAX_RECORDS */.u),
        consistency: first.consistency.map(({ findings, ...set }) => ({ ...set, kept: findings })),
        unlisted: unlistedOf(first),
        warnings: first.warnings.map((warning) => ({ ...warning, text: (0,metadata_lib/* describeWarning */.U9)(warning) })),
        unmatched: first.unmatched,
        ...(remote === undefined ? {} : { remote }),
        joined,
        // They worked beside each other.
        milliseconds: Math.max(...parts.map(({ milliseconds }) => milliseconds)),
    };
}
function total(parts, numberOf) {
    return parts.reduce((sum, part) => sum + numberOf(part), 0);
}
function sumOfCounts(all) {
    const sum = {};
    for (const state of artifact_states/* STATES */.xj) {
        const count = all.reduce((most, counts) => most + (counts[state] ?? 0), 0);
        if (count > 0) {
            sum[state] = count;
        }
    }
    return sum;
}
function groupsOf(parts) {
    const all = parts.flatMap(({ artifacts }) => artifacts.groups);
    const groups = Map.groupBy(all, ({ variant, arch, kind }) => JSON.stringify([variant, arch, kind]));
    return (0,order/* groupsInOrder */.I)([...groups.values()].flatMap((own) => {
        const [group] = own;
        const states = sumOfCounts(own.map((one) => one.states));
        const failing = own.reduce((sum, one) => sum + one.failing, 0);
        return group === undefined ? [] : [{ ...group, states, failing }];
    }));
}
/** Without the fields that are absent. */
function recordOf(record) {
    return withoutAbsent(record);
}
function unlistedOf({ unlisted }) {
    return { count: undefined, ...withoutAbsent(unlisted) };
}
function withoutAbsent(value) {
    return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
/** Figures add up, hosts are the same for all. */
function remoteOf(parts) {
    const all = parts.flatMap(({ remote }) => remote ?? []);
    const [first] = all;
    if (first === undefined) {
        return undefined;
    }
    const sum = (numberOf) => all.reduce((most, figures) => most + numberOf(figures), 0);
    return {
        requests: sum(({ requests }) => requests),
        hosts: [...new Set(all.flatMap(({ hosts }) => hosts))].sort(),
        redirected: sum(({ redirected }) => redirected),
        withValidator: sum(({ withValidator }) => withValidator),
        withoutSize: sum(({ withoutSize }) => withoutSize),
        downloaded: sum(({ downloaded }) => downloaded),
        downloadedBytes: sum(({ downloadedBytes }) => downloadedBytes),
        ...(first.seed === undefined ? {} : { seed: first.seed }),
    };
}
//# sourceMappingURL=join-parts.js.map

/***/ })

};
