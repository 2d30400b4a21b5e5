import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/**
 * @typedef {object} Exchange a request and what became of it
 * @property {string} path
 * @property {string | undefined} range
 * @property {number} status
 * @property {number} bytes of the body that were sent
 */

/**
 * A web server such as composes lie on: answers whole files and the rest of files, with validators.
 * On demand it falls silent in the middle of files.
 */
export class Origin {
  /** @type {Exchange[]} all there were, the oldest first */
  exchanges = [];
  /** Files of at least so many bytes come to a halt halfway. */
  haltsFrom = Number.POSITIVE_INFINITY;
  /** @type {Set<string>} paths that came to a halt */
  halted = new Set();
  #server = createServer((request, response) => this.#answer(request, response));
  #folders;

  /** @param {Record<string, string>} folders by the beginning of the path; the first that fits is taken */
  constructor(folders) {
    this.#folders = Object.entries(folders);
  }

  async start() {
    await once(this.#server.listen(0, "127.0.0.1"), "listening");
    return this;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** With a slash at the end. */
  get url() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}/`;
  }

  /** Forgets what was asked for, and answers in full from now on. */
  recover() {
    this.exchanges = [];
    this.halted.clear();
    this.haltsFrom = Number.POSITIVE_INFINITY;
  }

  /** Bytes that were sent, by path. @param {(exchange: Exchange) => boolean} counts */
  sent(counts) {
    const sums = new Map();
    for (const { path, bytes } of this.exchanges.filter(counts)) {
      sums.set(path, (sums.get(path) ?? 0) + bytes);
    }
    return sums;
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  #answer({ url, method, headers }, response) {
    const path = decodeURIComponent(new URL(url ?? "/", "http://localhost").pathname).slice(1);
    const file = this.#fileOf(path);
    const exchange = { path, range: headers.range, status: 404, bytes: 0 };
    this.exchanges.push(exchange);
    const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    if (file === undefined || !stats?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const { size } = stats;
    const etag = etagOf(file);
    const from = firstByte(headers, etag);
    if (from >= size && size > 0) {
      exchange.status = 416;
      response.writeHead(416, { "content-range": `bytes */${size}` }).end();
      return;
    }
    exchange.status = from > 0 ? 206 : 200;
    response.writeHead(exchange.status, {
      etag,
      "accept-ranges": "bytes",
      "content-length": size - from,
      ...(from > 0 ? { "content-range": `bytes ${from}-${size - 1}/${size}` } : {}),
    });
    if (method === "HEAD" || size === 0) {
      response.end();
      return;
    }
    const halts = size >= this.haltsFrom;
    const end = (halts ? Math.floor(size / 2) : size) - 1;
    createReadStream(file, { start: from, end })
      .on("data", (chunk) => {
        exchange.bytes += chunk.length;
      })
      .on("end", () => halts && this.halted.add(path))
      .pipe(response, { end: !halts });
  }

  /** @param {string} path */
  #fileOf(path) {
    const found = this.#folders.find(([beginning]) => path.startsWith(beginning));
    const rest = path.slice(found?.[0].length);
    return found === undefined || rest.split("/").includes("..") ? undefined : join(found[1], rest);
  }
}

/** Where to begin: only files that are still the same are continued. @param {import("node:http").IncomingHttpHeaders} headers @param {string} etag */
function firstByte({ range, "if-range": condition }, etag) {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  return condition === undefined || condition === etag ? from : 0;
}

/** @param {string} file */
function etagOf(file) {
  return `"${createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16)}"`;
}
