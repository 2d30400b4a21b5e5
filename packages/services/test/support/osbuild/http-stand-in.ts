import {
  createServer as createHttp,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttps, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

/** Where a stand-in listens: a port of this machine, with TLS or without, or a unix socket. */
export interface Listening {
  readonly tls?: ServerOptions;
  readonly socket?: string;
}

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Answers a request in another way, or leaves it to the server (false). */
export type Misbehaviour = (
  request: SeenRequest,
  response: ServerResponse,
  /** Does what the server would do, and tells what it would answer. */
  serve: () => StandInAnswer,
) => boolean;

/** A server on a real socket that can be stopped and started again without forgetting anything. */
export abstract class HttpStandIn {
  readonly requests: SeenRequest[] = [];
  misbehave: Misbehaviour | undefined;
  readonly #listening: Listening;
  #server: Server | undefined;
  #port = 0;

  constructor(listening: Listening) {
    this.#listening = listening;
  }

  /** As users name it. */
  get server(): string {
    const { tls, socket } = this.#listening;
    return socket === undefined
      ? `${tls === undefined ? "http" : "https"}://127.0.0.1:${this.#port}`
      : `unix://${socket}`;
  }

  protected abstract answer(request: SeenRequest): StandInAnswer;

  async start(): Promise<this> {
    const { tls, socket } = this.#listening;
    const server =
      tls === undefined
        ? createHttp((request, response) => void this.#handle(request, response))
        : createHttps(tls, (request, response) => void this.#handle(request, response));
    server.on("tlsClientError", () => undefined);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      if (socket === undefined) {
        server.listen(this.#port, "127.0.0.1", resolve);
      } else {
        server.listen(socket, resolve);
      }
    });
    if (socket === undefined) {
      this.#port = (server.address() as AddressInfo).port;
    }
    this.#server = server;
    return this;
  }

  /** Ends all connections at once, as a restart does. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  /** How often something was asked for. */
  count(method: string, path = ""): number {
    return this.requests.filter((one) => one.method === method && one.path.includes(path)).length;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
    } catch {
      return;
    }
    const seen: SeenRequest = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    this.requests.push(seen);
    if (this.misbehave?.(seen, response, () => this.answer(seen)) !== true) {
      send(response, this.answer(seen), seen.method === "HEAD");
    }
  }
}

/** Writes an answer, with its length. */
export function send(
  response: ServerResponse,
  { status, headers, body }: StandInAnswer,
  isHead = false,
): void {
  response.writeHead(status, { "Content-Length": Buffer.byteLength(body), ...headers });
  response.end(isHead ? undefined : body);
}

/** JSON as Go writes it. */
export function goJson(value: unknown): string {
  const text = JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return `${text}\n`;
}

/** An id of a request, as services of the family make them. */
export function operationId(): string {
  return `3MQr${Math.random().toString(36).slice(2).padEnd(23, "0").slice(0, 23)}`;
}
