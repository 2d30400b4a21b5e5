export const id = 90;
export const ids = [90];
export const modules = {

/***/ 90090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HttpClient: () => (/* reexport safe */ _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient),
/* harmony export */   connect: () => (/* reexport safe */ _connect_js__WEBPACK_IMPORTED_MODULE_0__.N)
/* harmony export */ });
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2559);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97905);



/***/ }),

/***/ 2559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _client_options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69313);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97905);


/**
 * A client as the connection inputs and the environment want it.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
function connect(inputs, context, options) {
    return new _http_client_js__WEBPACK_IMPORTED_MODULE_1__.HttpClient((0,_client_options_js__WEBPACK_IMPORTED_MODULE_0__/* .clientOptions */ .s)(inputs, context, options));
}
//# sourceMappingURL=connect.js.map

/***/ })

};
