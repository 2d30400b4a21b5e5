import { once, setMaxListeners } from "node:events";
import { connect, createServer } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { certificates } from "./certificates.mjs";
import { composeAnswer } from "./compose-answer.mjs";
import { takeRequest } from "./request.mjs";
import { Playbook } from "./script.mjs";
import { sendAnswer } from "./send-answer.mjs";

/** @typedef {import("./vocabulary.mjs").OriginOptions} OriginOptions */
/** @typedef {import("./vocabulary.mjs").Recorded} Recorded */
/** @typedef {import("./vocabulary.mjs").Script} Script */
/** @typedef {import("./send-answer.mjs").Connection} Connection */
/** @typedef {import("./request.mjs").Request} Request */

/**
 * @typedef {object} Play what the server serves
 * @property {(name: string) => Buffer} contents
 * @property {Record<string, Script>} scripts by origin
 * @property {Record<string, Map<string, Buffer>>} residents what lies at a path, by origin, where no script says otherwise
 * @property {(todo: Record<string, unknown>) => void} [onAct]
 * @property {(signal: string) => void} [onSignal]
 */

/**
 * A server that breaks the rules on command: several origins on 127.0.0.1, each with a port of its own. It speaks
 * HTTP/1.1 over bare sockets, so that nothing between the script and the wire puts its mistakes right.
 */
export class FaultServer {
  /** @type {Map<string, { port: number, secure: boolean, close: () => Promise<void>, connections: number }>} */
  #origins = new Map();
  /** @type {Map<string, Playbook>} */
  #books = new Map();
  /** @type {Play | undefined} */
  #play;
  #stop = new AbortController();
  /** Every request, in the order of arrival. @type {Recorded[]} */
  requests = [];
  /** Mistakes of the server itself, which a test must not take for the client's. @type {Error[]} */
  errors = [];

  /** @param {Record<string, OriginOptions>} origins by name @returns {Promise<FaultServer>} */
  static async start(origins) {
    const server = new FaultServer();
    setMaxListeners(0, server.#stop.signal);
    await Promise.all(Object.entries(origins).map(([name, options]) => server.#listen(name, options)));
    return server;
  }

  /** @param {Play} play */
  play(play) {
    this.#play = play;
    for (const [origin, script] of Object.entries(play.scripts)) {
      this.#books.set(origin, new Playbook(script));
    }
  }

  /** @returns {string[]} */
  get names() {
    return [...this.#origins.keys()];
  }

  /** @param {string} origin @returns {number} */
  port(origin) {
    return this.#origin(origin).port;
  }

  /** Scheme, host and port. @param {string} origin @returns {string} */
  url(origin) {
    const { secure, port } = this.#origin(origin);
    return `${secure ? "https" : "http"}://127.0.0.1:${port}`;
  }

  /** How many connections were made to it. @param {string} origin @returns {number} */
  connections(origin) {
    return this.#origin(origin).connections;
  }

  async stop() {
    this.#stop.abort();
    await Promise.all([...this.#origins.values()].map(({ close }) => close()));
  }

  /** @param {string} name */
  #origin(name) {
    const origin = this.#origins.get(name);
    if (origin === undefined) {
      throw new Error(`there is no origin ${name}`);
    }
    return origin;
  }

  /** @param {string} name @param {OriginOptions} options */
  async #listen(name, options) {
    if (options.closed) {
      this.#origins.set(name, { ...(await closedPort()), secure: false, connections: 0 });
      return;
    }
    const secure = await secureOptions(options);
    const sockets = new Set();
    const server = createServer({ noDelay: true }, (transport) => {
      const origin = this.#origin(name);
      origin.connections += 1;
      sockets.add(transport);
      transport.on("close", () => sockets.delete(transport)).on("error", () => {});
      const stream =
        secure === undefined ? transport : new TLSSocket(transport, { isServer: true, ...secure });
      stream.on("error", () => {});
      void this.#serve(name, origin.connections, { stream, transport });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const close = async () => {
      if (!server.listening) {
        return;
      }
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    };
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    this.#origins.set(name, { port, secure: secure !== undefined, close, connections: 0 });
  }

  /** Answers the requests of one connection, one after the other. @param {string} origin @param {number} number @param {Connection} connection */
  async #serve(origin, number, connection) {
    let received = Buffer.alloc(0);
    let count = 0;
    try {
      for await (const data of connection.stream) {
        received = Buffer.concat([received, data]);
        for (let taken = takeRequest(received); taken !== undefined; taken = takeRequest(received)) {
          received = Buffer.from(taken.rest);
          this.#record(origin, number, taken.request);
          if (taken.request.method === "CONNECT") {
            connection.stream.write("HTTP/1.1 200 Connection established\r\n\r\n");
          } else if (!(await this.#answer(origin, connection, taken.request, count > 0))) {
            await once(connection.transport, "close");
            return;
          }
          count += 1;
        }
      }
    } catch (error) {
      // What the peer or the end of the test breaks off is no mistake of the server.
      if (!this.#stop.signal.aborted && !isEnd(error)) {
        this.errors.push(/** @type {Error} */ (error));
      }
      connection.transport.destroy();
    }
  }

  /** @param {string} origin @param {Connection} connection @param {Request} request @param {boolean} reused */
  async #answer(origin, connection, request, reused) {
    const play = this.#play;
    if (play === undefined) {
      throw new Error("a request before the play");
    }
    const answer = this.#books.get(origin)?.next(request, reused) ?? {};
    if (answer.do !== undefined) {
      play.onAct?.(answer.do);
    }
    const resident = play.residents[origin]?.get(request.path.replace(/\?.*$/s, ""));
    const made = composeAnswer(answer, request, play.contents, resident);
    return sendAnswer(connection, made, answer, this.#stop.signal, play.onSignal ?? (() => {}));
  }

  /** @param {string} origin @param {number} connection @param {Request} request */
  #record(origin, connection, { method, target, headers }) {
    this.requests.push({ origin, method, target, headers, connection, at: performance.now() });
  }
}

/** A port where nothing listens, nor will: the end of a connection to elsewhere holds it. */
async function closedPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect(/** @type {import("node:net").AddressInfo} */ (server.address()).port, "127.0.0.1");
  await once(socket, "connect");
  const close = async () => {
    socket.destroy();
    server.close();
  };
  return { port: /** @type {number} */ (socket.localPort), close };
}

/** Errors of the system are the peer's doing. @param {unknown} error */
function isEnd(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? "";
  return /^(E[A-Z]+$|ERR_STREAM|ERR_SSL|ABORT_ERR)/.test(code) || /peer is gone/.test(String(error));
}

/** @param {OriginOptions} options */
async function secureOptions({ tls }) {
  if (tls === undefined) {
    return undefined;
  }
  const all = await certificates();
  switch (tls) {
    case "trusted":
      return { secureContext: createSecureContext(all.trusted) };
    case "self-signed":
      return { secureContext: createSecureContext(all.selfSigned) };
    case "expired":
      return { secureContext: createSecureContext(all.expired) };
    case "wrong-name":
      return { secureContext: createSecureContext(all.wrongName) };
    case "old-protocol": {
      const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" };
      return { secureContext: createSecureContext({ ...all.trusted, .../** @type {object} */ (old) }) };
    }
    default:
      throw new Error(`the server knows no such certificate: ${tls}`);
  }
}
