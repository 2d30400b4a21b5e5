export const id = 1003;
export const ids = [1003];
export const modules = {

/***/ 21003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openMaker: () => (/* binding */ openMaker)
/* harmony export */ });
/** The services of the real world; only what the one that is wanted takes is loaded. */
const openMaker = async (options) => {
    switch (options.inputs.service) {
        case "odcs":
            return (await Promise.all(/* import() */[__webpack_require__.e(9800), __webpack_require__.e(6752), __webpack_require__.e(5581), __webpack_require__.e(5368), __webpack_require__.e(4164), __webpack_require__.e(7905), __webpack_require__.e(3230), __webpack_require__.e(1216)]).then(__webpack_require__.bind(__webpack_require__, 91216))).openOdcs(options);
        case "osbuild-composer":
            return (await Promise.all(/* import() */[__webpack_require__.e(9800), __webpack_require__.e(6752), __webpack_require__.e(5581), __webpack_require__.e(5368), __webpack_require__.e(4164), __webpack_require__.e(9656), __webpack_require__.e(4885), __webpack_require__.e(7905), __webpack_require__.e(3230), __webpack_require__.e(8875)]).then(__webpack_require__.bind(__webpack_require__, 69915))).openComposer(options);
        case "weldr":
            return (await Promise.all(/* import() */[__webpack_require__.e(9800), __webpack_require__.e(6752), __webpack_require__.e(5581), __webpack_require__.e(5368), __webpack_require__.e(4164), __webpack_require__.e(9656), __webpack_require__.e(4885), __webpack_require__.e(7905), __webpack_require__.e(3230), __webpack_require__.e(2571)]).then(__webpack_require__.bind(__webpack_require__, 54843))).openWeldr(options);
    }
};

/***/ })

};
