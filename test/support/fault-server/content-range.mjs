/** @typedef {import("./vocabulary.mjs").RangeManner} RangeManner */

/**
 * The part of a content that a Range header asks for: `bytes=FIRST-`, `bytes=FIRST-LAST`, `bytes=-LENGTH`.
 *
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{ first: number, last: number } | "unsatisfiable" | undefined} undefined: no range that a server has to heed
 */
export function askedRange(header, size) {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") {
    return undefined;
  }
  const range =
    first === ""
      ? { first: Math.max(0, size - Number(last)), last: size - 1 }
      : { first: Number(first), last: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
  return range.first >= size || range.last < range.first ? "unsatisfiable" : range;
}

/**
 * What goes out for a range, true to the manner.
 *
 * @param {Exclude<RangeManner, "ignore">} manner
 * @param {{ first: number, last: number }} asked
 * @param {Buffer} whole
 * @returns {{ status: number, headers: [string, string][], body: Buffer }}
 */
export function rangeAnswer(manner, asked, whole) {
  const total = whole.length;
  const { first, last } = asked;
  const body = whole.subarray(first, last + 1);
  const right = `bytes ${first}-${last}/${total}`;
  /** @param {string[]} values @param {Buffer} [bytes] */
  const partial = (values, bytes = body) => ({
    status: 206,
    headers: values.map((value) => /** @type {[string, string]} */ (["Content-Range", value])),
    body: bytes,
  });
  switch (manner) {
    case "honour":
      return partial([right]);
    case "wrong-first":
      return partial([`bytes 0-${last}/${total}`], whole.subarray(0, last + 1));
    case "other-bytes":
      return partial([right], Buffer.from(body.map((byte) => byte ^ 0xff)));
    case "no-content-range":
      return partial([]);
    case "duplicate-content-range":
      return partial([right, `bytes 0-${last}/${total}`]);
    case "wrong-total":
      return partial([`bytes ${first}-${last}/${total + 1}`]);
    case "unknown-total":
      return partial([`bytes ${first}-${last}/*`]);
    case "bad-content-range":
      return partial([`bytes=${first}-${last}/${total}`]);
    case "shorter":
      return partial([`bytes ${first}-${first}/${total}`], body.subarray(0, 1));
    case "multipart":
      return multipart(right, body);
    case "416":
      return unsatisfiable(total);
    case "416-other-total":
      return unsatisfiable(total + 1);
    case "416-without-total":
      return { status: 416, headers: [], body: Buffer.from("no\n") };
    default:
      throw new Error(`the server knows no such manner of ranges: ${manner}`);
  }
}

/** @param {number} total @returns {{ status: number, headers: [string, string][], body: Buffer }} */
export function unsatisfiable(total) {
  return { status: 416, headers: [["Content-Range", `bytes */${total}`]], body: Buffer.from("no\n") };
}

/** @param {string} range @param {Buffer} body @returns {{ status: number, headers: [string, string][], body: Buffer }} */
function multipart(range, body) {
  const head = `--part\r\nContent-Type: application/octet-stream\r\nContent-Range: ${range}\r\n\r\n`;
  return {
    status: 206,
    headers: [["Content-Type", "multipart/byteranges; boundary=part"]],
    body: Buffer.concat([Buffer.from(head), body, Buffer.from("\r\n--part--\r\n")]),
  };
}
