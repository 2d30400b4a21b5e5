/**
 * The words in which a script tells the server how to misbehave. A script is plain data: it can be written in JSON.
 *
 * @typedef {object} When conditions on a request; all that are given must hold
 * @property {boolean} [range] whether there is a Range header
 * @property {boolean} [reused] whether the connection has carried a request before
 * @property {string} [method]
 * @property {Record<string, string | boolean>} [headers] lower-case name to the exact value, or to whether it is there
 *
 * @typedef {object} Cut where an answer ends before its time
 * @property {number} after bytes of the body that are sent; 0 ends behind the head, -1 before the head
 * @property {"close" | "reset" | "stall" | "unclean"} how `close` ends the stream as the protocol wants it, `reset` with a
 *   TCP reset, `unclean` without the closing alert of TLS, `stall` leaves it open and sends nothing more
 *
 * @typedef {{ content: string, from?: number, to?: number } | { text: string } | { zeros: number }} Part a piece of a body
 *
 * @typedef {"honour" | "ignore" | "wrong-first" | "other-bytes" | "no-content-range" | "duplicate-content-range"
 *   | "wrong-total" | "unknown-total" | "bad-content-range" | "shorter" | "multipart" | "416" | "416-other-total"
 *   | "416-without-total"} RangeManner
 *
 * @typedef {object} Answer
 * @property {When} [when]
 * @property {number} [times] requests that it serves before the next answer's turn; the last answer serves all others
 * @property {number} [status]
 * @property {string} [reason]
 * @property {Record<string, string> | [string, string][]} [headers] sent as they are; a list may repeat names
 * @property {string} [head] the whole head, as it is, but for the empty line that ends it
 * @property {string | Part | Part[]} [body] a content's name or pieces; without it, what lies at the path
 * @property {boolean | number | string} [contentLength] false: none; a number or a text: this one; absent: the true one
 * @property {boolean | "unterminated" | "bad-size"} [chunked]
 * @property {RangeManner} [range] what becomes of a Range header; `honour` when absent
 * @property {string | null} [etag] null: none; absent: a strong one that fits the content
 * @property {string} [lastModified]
 * @property {"heed" | "ignore"} [ifRange] `ignore` sends the range whatever If-Range says; `heed` when absent
 * @property {"gzip" | "claim"} [encoding] `gzip` encodes the body, `claim` only says so
 * @property {string | { inSeconds: number }} [retryAfter] a text, or a date from now
 * @property {string} [redirect] a Location, with status 302 unless another is given
 * @property {{ bytes: number, every: number }} [drip] the body in pieces, milliseconds apart
 * @property {number} [delay] milliseconds before the head
 * @property {{ informational?: number, headers?: number, headerBytes?: number }} [flood] that many 1xx answers, header lines, or
 *   bytes in one header line
 * @property {Cut} [cut]
 * @property {"close"} [connection] the connection ends after the answer
 * @property {Record<string, unknown>} [do] handed to `onAct` before the answer is sent
 * @property {string} [signal] handed to `onSignal` when all that the answer sends is sent
 *
 * @typedef {Record<string, Answer | Answer[]>} Script request target to answers. A target that ends with `*` stands for
 *   all that begin so; the longest one that fits counts, and a target without a query for every query
 *
 * @typedef {object} OriginOptions
 * @property {boolean} [closed] nothing listens at its port
 * @property {"trusted" | "self-signed" | "expired" | "wrong-name" | "old-protocol"} [tls] absent: plain HTTP
 *
 * @typedef {object} Recorded a request as it came in
 * @property {string} origin
 * @property {string} method
 * @property {string} target
 * @property {[string, string][]} headers names in lower case
 * @property {number} connection
 * @property {number} at milliseconds, monotonic
 */
export {};
