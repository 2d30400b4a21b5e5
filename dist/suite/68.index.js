export const id = 68;
export const ids = [68,165];
export const modules = {

/***/ 35286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openReach: () => (/* binding */ openReach)
/* harmony export */ });
/* harmony import */ var _compose_actions_oci__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44885);

/** The registries and directories of the real world. */
const openReach = ({ inputs, context, named }) => {
    const registries = new _compose_actions_oci__WEBPACK_IMPORTED_MODULE_0__.Registries({ inputs, context, named });
    return {
        repositories: () => (0,_compose_actions_oci__WEBPACK_IMPORTED_MODULE_0__/* .openRepositories */ .zb)({ registries, inputs }),
        [Symbol.asyncDispose]: () => registries[Symbol.asyncDispose](),
    };
};

/***/ }),

/***/ 98299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ COMPOSE_WORDS),
/* harmony export */   c: () => (/* binding */ composeWords)
/* harmony export */ });
/** The placeholders that say which compose something is of: those of all templates. */
const COMPOSE_WORDS = ["compose_id", "compose_type", "compose_date", "respin", "label"];
/** Their texts; a compose need not have a label. */
function composeWords({ id, type, date, respin, label, }) {
    return {
        compose_id: id,
        compose_type: type,
        compose_date: date,
        respin: String(respin),
        ...(label === null ? {} : { label }),
    };
}
//# sourceMappingURL=compose-words.js.map

/***/ }),

/***/ 20673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ parseRepositoryTemplate),
/* harmony export */   i: () => (/* binding */ fillRepository)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33406);
/* harmony import */ var _template_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99980);




const LAYOUT = "oci-layout:";
/**
 * Reads the template of a repository, `registry[:port]/name` with or without `oci://` before it, or
 * `oci-layout:directory`. The registry is named in full: metadata does not choose the host that gets a credential.
 *
 * @throws UserError
 */
function parseRepositoryTemplate(input, text, words) {
    (0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseUserInfo */ .ir)(input, text);
    if (text.startsWith(LAYOUT)) {
        const directory = text.slice(LAYOUT.length);
        if (directory === "") {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} names no directory`, "write oci-layout:directory");
        }
        return { kind: "directory", start: LAYOUT, rest: (0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTemplate */ .QC)(input, directory, words) };
    }
    if (/^https?:\/\//i.test(text)) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} is the address of a web page`, "leave out what is before the registry: registry.example.com/name");
    }
    const [, scheme = "", registry = "", name = ""] = /^(oci:\/\/)?([^/]*)\/(.*)$/s.exec(text) ?? [];
    if (registry === "" || name === "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} names no repository`, "write registry.example.com/name, or oci-layout:directory");
    }
    if (registry.includes("{")) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: the registry in ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)} must be named in full`, "placeholders are for the part behind the first slash");
    }
    const rest = (0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTemplate */ .QC)(input, name, words);
    const odd = rest.parts.find((part) => typeof part === "string" && /[^A-Za-z0-9._/-]/.test(part));
    if (odd !== undefined) {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text.slice(scheme.length))} is no name of a repository`, "it has letters, digits and . _ - between slashes; the tag is an input of its own");
    }
    return { kind: "registry", start: `${registry}/`, rest };
}
/**
 * The target that a template gives. Words are made to fit the grammar of repositories: lower case, and single
 * separators between letters and digits; of the name of a directory only the words are.
 *
 * @throws MissingWordError; UserError when nothing of a part is left
 */
function fillRepository({ kind, start, rest }, wordOf) {
    const meant = `${start}${(0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .fillTemplate */ .ou)(rest, wordOf)}`;
    if (kind === "directory") {
        const fit = (value) => nonEmpty(fitting(value.replaceAll("/", "-")), rest.input, value);
        return { target: `${start}${(0,_template_js__WEBPACK_IMPORTED_MODULE_3__/* .fillTemplate */ .ou)(rest, wordOf, fit)}`, meant };
    }
    const parts = meant.slice(start.length).split("/");
    return { target: start + parts.map((part) => nonEmpty(fitting(part), rest.input, meant)).join("/"), meant };
}
function nonEmpty(part, input, meant) {
    if (part === "") {
        throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(meant)} cannot be the name of a repository`, "between slashes there must be letters or digits");
    }
    return part;
}
/** A part of a name between slashes, as repositories may have it (distribution-spec 1.1.1, "Pulling manifests"). */
function fitting(part) {
    return part
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, "-")
        .replace(/[._-]+/g, (run) => (/^(?:\.|__?|-+)$/.test(run) ? run : "-"))
        .replace(/^[._-]+|[._-]+$/g, "");
}
//# sourceMappingURL=repository-template.js.map

/***/ }),

/***/ 33295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ fillTag)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _template_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99980);


/** What a tag may have (distribution-spec 1.1.1, "Pulling manifests"). */
const MAX_CHARACTERS = 128;
/** So much of a hash makes the tags of long names differ. */
const HASH_CHARACTERS = 12;
/**
 * The tag that a template gives, made to fit the grammar: a slash becomes a dash, what else a tag cannot hold an
 * underscore. What is too long ends in a part of its hash.
 *
 * @param suffix - comes behind the rest, whole
 * @throws MissingWordError
 */
function fillTag(template, wordOf, suffix = "") {
    const meant = (0,_template_js__WEBPACK_IMPORTED_MODULE_1__/* .fillTemplate */ .ou)(template, wordOf);
    const fit = meant
        .replaceAll("/", "-")
        .replace(/[^A-Za-z0-9._-]/g, "_")
        .replace(/^[.-]/, "_");
    const room = MAX_CHARACTERS - suffix.length;
    if (fit.length <= room) {
        return `${fit}${suffix}`;
    }
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(meant).digest("hex").slice(0, HASH_CHARACTERS);
    return `${fit.slice(0, room - hash.length - 1)}-${hash}${suffix}`;
}
//# sourceMappingURL=tag-template.js.map

/***/ }),

/***/ 99980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QC: () => (/* binding */ parseTemplate),
/* harmony export */   Xm: () => (/* binding */ MissingWordError),
/* harmony export */   ou: () => (/* binding */ fillTemplate)
/* harmony export */ });
/* harmony import */ var _compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82358);
/* harmony import */ var _compose_actions_step__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15742);


/**
 * Reads a template. There are no braces but those of placeholders: nothing that templates are for can hold one.
 *
 * @param input - the input that it is the value of
 * @param words - the placeholders that there are
 * @throws UserError
 */
function parseTemplate(input, text, words) {
    const parts = [];
    for (const [token, name] of text.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/g)) {
        if (name === undefined && (token === "{" || token === "}")) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: a single ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(token)} in ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(text)}`, wordList(words));
        }
        if (name === undefined) {
            parts.push(token);
            continue;
        }
        const word = words.find((known) => known === name);
        if (word === undefined) {
            throw (0,_compose_actions_step__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)(`${input}: unknown placeholder ${(0,_compose_actions_metadata__WEBPACK_IMPORTED_MODULE_0__/* .show */ .WU)(token)}`, wordList(words));
        }
        parts.push({ word });
    }
    return { input, text, parts };
}
function wordList(words) {
    return `the placeholders are ${words.map((word) => `{${word}}`).join(", ")}`;
}
/** A template has nothing to put in the place of a placeholder. */
class MissingWordError extends Error {
    name = "MissingWordError";
    word;
    constructor(word) {
        super(`there is no {${word}}`);
        this.word = word;
    }
}
/**
 * The text that a template gives.
 *
 * @param shape - makes the text of a placeholder fit
 * @throws MissingWordError
 */
function fillTemplate({ parts }, wordOf, shape = (value) => value) {
    return parts
        .map((part) => {
        if (typeof part === "string") {
            return part;
        }
        const value = wordOf(part.word);
        if (value === undefined || value === "") {
            throw new MissingWordError(part.word);
        }
        return shape(value);
    })
        .join("");
}
//# sourceMappingURL=template.js.map

/***/ })

};
