import { hash } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { gzipSync } from "node:zlib";
import { askedRange, rangeAnswer, unsatisfiable } from "./content-range.mjs";
import { header } from "./request.mjs";

/** @typedef {import("./vocabulary.mjs").Answer} Answer */
/** @typedef {import("./vocabulary.mjs").Part} Part */
/** @typedef {import("./request.mjs").Request} Request */
/** @typedef {(name: string) => Buffer} Contents */

/**
 * The bytes of an answer: nothing is sent yet, and nothing is made true that the script wants false.
 *
 * @param {Answer} answer
 * @param {Request} request
 * @param {Contents} contents
 * @param {Buffer | undefined} resident what lies at the path
 * @returns {{ head: Buffer, body: Buffer, framing: Answer["chunked"], close: boolean }} `close`: only the end of the
 *   connection ends the body
 */
export function composeAnswer(answer, request, contents, resident) {
  const made = content(answer, request, contents, resident);
  const encoded = answer.encoding === "gzip" ? gzipSync(made.body) : made.body;
  const status = answer.status ?? (answer.redirect === undefined ? made.status : 302);
  const head =
    answer.head ??
    [
      `HTTP/1.1 ${status} ${answer.reason ?? STATUS_CODES[status] ?? "?"}`,
      ...headerLines(answer, made, encoded.length, status),
    ].join("\r\n");
  const close =
    answer.connection === "close" ||
    (answer.head === undefined && answer.chunked === undefined && answer.contentLength === false);
  return {
    head: Buffer.concat([informational(answer), Buffer.from(`${head}\r\n\r\n`, "latin1")]),
    body: request.method === "HEAD" ? Buffer.alloc(0) : encoded,
    framing: answer.chunked,
    close,
  };
}

/**
 * @param {Answer} answer
 * @param {Request} request
 * @param {Contents} contents
 * @param {Buffer | undefined} resident
 * @returns {{ status: number, headers: [string, string][], body: Buffer }}
 */
function content(answer, request, contents, resident) {
  const plain = answer.redirect === undefined && Math.trunc((answer.status ?? 200) / 100) === 2;
  const whole = answer.body === undefined ? (plain ? resident : undefined) : bodyOf(answer.body, contents);
  if (whole === undefined) {
    const status = answer.status ?? 404;
    return {
      status,
      headers: [],
      body: Buffer.from(status === 204 ? "" : `${STATUS_CODES[status] ?? status}\n`),
    };
  }
  const etag = answer.etag === undefined ? `"${hash("sha256", whole).slice(0, 16)}"` : answer.etag;
  /** @type {[string, string][]} */
  const headers = etag === null ? [] : [["ETag", etag]];
  const manner = answer.range ?? "honour";
  const asked = askedRange(header(request, "range"), whole.length);
  if (
    asked === undefined ||
    manner === "ignore" ||
    answer.status !== undefined ||
    changed(request, etag, answer)
  ) {
    return { status: answer.status ?? 200, headers: [...headers, ["Accept-Ranges", "bytes"]], body: whole };
  }
  const part = asked === "unsatisfiable" ? unsatisfiable(whole.length) : rangeAnswer(manner, asked, whole);
  return { ...part, headers: [...headers, ...part.headers] };
}

/** Whether If-Range names something else than what is here. @param {Request} request @param {string | null} etag @param {Answer} answer */
function changed(request, etag, answer) {
  const condition = answer.ifRange === "ignore" ? undefined : header(request, "if-range");
  return condition !== undefined && condition !== etag && condition !== answer.lastModified;
}

/** @param {string | Part | Part[]} body @param {Contents} contents @returns {Buffer} */
function bodyOf(body, contents) {
  if (typeof body === "string") {
    return contents(body);
  }
  const parts = Array.isArray(body) ? body : [body];
  return Buffer.concat(
    parts.map((part) => {
      if ("content" in part) {
        return contents(part.content).subarray(part.from ?? 0, part.to);
      }
      return "text" in part ? Buffer.from(part.text) : Buffer.alloc(part.zeros);
    }),
  );
}

/**
 * @param {Answer} answer
 * @param {{ headers: [string, string][] }} made
 * @param {number} length
 * @param {number} status
 */
function headerLines(answer, made, length, status) {
  /** @type {[string, string][]} */
  const headers = [...made.headers];
  if (answer.lastModified !== undefined) {
    headers.push(["Last-Modified", answer.lastModified]);
  }
  if (answer.encoding !== undefined) {
    headers.push(["Content-Encoding", "gzip"]);
  }
  if (answer.redirect !== undefined) {
    headers.push(["Location", answer.redirect]);
  }
  if (answer.retryAfter !== undefined) {
    headers.push(["Retry-After", retryAfter(answer.retryAfter)]);
  }
  if (answer.connection === "close") {
    headers.push(["Connection", "close"]);
  }
  if (answer.chunked !== undefined) {
    headers.push(["Transfer-Encoding", "chunked"]);
  }
  if (typeof answer.contentLength === "number" || typeof answer.contentLength === "string") {
    headers.push(["Content-Length", String(answer.contentLength)]);
  } else if (answer.contentLength !== false && answer.chunked === undefined && status !== 204) {
    headers.push(["Content-Length", String(length)]);
  }
  const given = Array.isArray(answer.headers) ? answer.headers : Object.entries(answer.headers ?? {});
  const { headers: lines = 0, headerBytes = 0 } = answer.flood ?? {};
  const flood = Array.from({ length: lines }, (_, index) => `X-Flood-${index}: ${index}`);
  if (headerBytes > 0) {
    flood.push(`X-Flood: ${"x".repeat(headerBytes)}`);
  }
  return [...[...headers, ...given].map(([name, value]) => `${name}: ${value}`), ...flood];
}

/** @param {string | { inSeconds: number }} value */
function retryAfter(value) {
  return typeof value === "string" ? value : new Date(Date.now() + value.inSeconds * 1000).toUTCString();
}

/** @param {Answer} answer */
function informational({ flood }) {
  return Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(flood?.informational ?? 0));
}
