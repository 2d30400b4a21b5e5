import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttps, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { type Answer, answer, type FrontendSettings } from "./frontend.ts";
import { ApacheRefusal, type Backend, type LoginSettings, type Token, UNAUTHORIZED } from "./login.ts";
import { Store } from "./store.ts";
import { Refusal } from "./validate.ts";

export interface StandInOptions {
  readonly backend?: Backend;
  readonly tokens?: Readonly<Record<string, Token>>;
  readonly tickets?: Readonly<Record<string, string>>;
  readonly users?: LoginSettings["users"];
  readonly groups?: LoginSettings["groups"];
  readonly admins?: readonly string[];
  readonly isClosed?: boolean;
  readonly hasFront?: boolean;
  readonly rawConfigs?: Readonly<Record<string, unknown>>;
  readonly targetDirs?: readonly string[];
  readonly sigkeys?: readonly string[];
  readonly maxSecondsToLive?: number;
  /** Where composes lie, without a slash at the end. */
  readonly targetUrl?: string;
  /** A folder in front of the service's own routes: `/odcs`. */
  readonly prefix?: string;
  readonly tls?: ServerOptions;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers a request in another way, or leaves it to the server (false). */
export type Misbehaviour = (
  request: SeenRequest,
  response: ServerResponse,
  /** Does what the server would do, and tells what it would answer. */
  serve: () => Answer,
) => boolean;

const DAY = 24 * 3600;

/** An ODCS that answers as the real one does, its defects included, and whose workers are the test. */
export class OdcsStandIn {
  readonly store: Store;
  readonly requests: SeenRequest[] = [];
  readonly login: LoginSettings;
  misbehave: Misbehaviour | undefined;
  readonly #options: StandInOptions;
  readonly #frontend: FrontendSettings;
  #server: Server | undefined;
  #port = 0;

  constructor(options: StandInOptions = {}) {
    const { now = Date.now } = options;
    this.#options = options;
    this.store = new Store(() => Math.floor(now() / 1000));
    this.login = {
      backend: options.backend ?? "noauth",
      tokens: new Map(Object.entries(options.tokens ?? {})),
      tickets: new Map(Object.entries(options.tickets ?? {})),
      users: options.users ?? {},
      groups: options.groups ?? {},
      admins: options.admins ?? [],
      isClosed: options.isClosed ?? false,
      hasFront: options.hasFront ?? false,
    };
    this.#frontend = {
      store: this.store,
      login: this.login,
      prefix: options.prefix ?? "",
      sigkeys: options.sigkeys ?? [],
      rawConfigs: options.rawConfigs ?? {},
      targetDirs: ["default", ...(options.targetDirs ?? [])],
      secondsToLive: DAY,
      maxSecondsToLive: options.maxSecondsToLive ?? 3 * DAY,
      targetUrl: options.targetUrl ?? "http://127.0.0.1:1/composes",
      isBrokerDown: false,
    };
  }

  /** Without a slash at the end. */
  get url(): string {
    return `${this.#options.tls === undefined ? "http" : "https"}://127.0.0.1:${this.#port}${this.#options.prefix ?? ""}`;
  }

  set isBrokerDown(value: boolean) {
    this.#frontend.isBrokerDown = value;
  }

  /** Listens, after a stop on the same port as before. */
  async start(): Promise<this> {
    const { tls } = this.#options;
    const handle = (request: IncomingMessage, response: ServerResponse) => this.#handle(request, response);
    const server = tls === undefined ? createHttp(handle) : createHttps(tls, handle);
    server.on("tlsClientError", () => undefined);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
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

  /** Says other things of all composes than it would; undefined stands for nothing at all. */
  sayInstead(fields: Readonly<Record<string, unknown>>): void {
    this.misbehave = ({ method, path }, response, serve) => {
      if (method !== "GET" || !/\/composes\/\d+$/.test(path)) return false;
      const told = serve();
      const body = JSON.stringify({ ...JSON.parse(told.body), ...fields });
      send(response, { ...told, body }, false, this.store.now());
      return true;
    };
  }

  /** How often something was asked for. */
  count(method: string, path = ""): number {
    return this.requests.filter((one) => one.method === method && one.path.includes(path)).length;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const seen: SeenRequest = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body,
      };
      this.requests.push(seen);
      const serve = (): Answer => this.#serve(request, seen);
      if (this.misbehave?.(seen, response, serve) !== true) {
        send(response, serve(), seen.method === "HEAD", this.store.now());
      }
    });
  }

  #serve(request: IncomingMessage, { method, path, body }: SeenRequest): Answer {
    try {
      return answer({ request, method, path, body }, this.#frontend);
    } catch (error) {
      if (error instanceof ApacheRefusal) {
        const headers = {
          "WWW-Authenticate": error.challenge,
          "Content-Type": "text/html; charset=iso-8859-1",
        };
        return { status: 401, reason: "Unauthorized", headers, body: UNAUTHORIZED };
      }
      // The catch-all handler makes 500 of everything that it does not know.
      const {
        status,
        error: name,
        message,
      } = error instanceof Refusal ? error : new Refusal(500, (error as Error).message);
      return {
        status,
        reason: name.toUpperCase(),
        headers: { "Content-Type": "application/json" },
        body: `${JSON.stringify({ error: name, message, status })}\n`,
      };
    }
  }
}

/** Writes an answer as the recorded server does: with its date, and all at once. */
export function send(
  response: ServerResponse,
  { status, reason, headers, body }: Answer,
  isHead: boolean,
  now: number,
): void {
  response.sendDate = false;
  response.writeHead(status, reason, {
    Date: new Date(now * 1000).toUTCString(),
    "Content-Length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(isHead ? undefined : body);
}
