export const id = 3;
export const ids = [3];
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
            return (await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(905), __webpack_require__.e(847)]).then(__webpack_require__.bind(__webpack_require__, 53847))).openOdcs(options);
        case "osbuild-composer":
            return (await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(905), __webpack_require__.e(875)]).then(__webpack_require__.bind(__webpack_require__, 69915))).openComposer(options);
        case "weldr":
            return (await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(656), __webpack_require__.e(885), __webpack_require__.e(905), __webpack_require__.e(875), __webpack_require__.e(843)]).then(__webpack_require__.bind(__webpack_require__, 54843))).openWeldr(options);
    }
};

/***/ })

};
