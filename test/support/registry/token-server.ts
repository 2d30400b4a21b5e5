import { createSign, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TokenRequest {
  readonly method: string;
  readonly scopes: readonly string[];
  readonly service: string | null;
  readonly authorization: string | undefined;
  /** Of a refresh grant. */
  readonly refreshToken: string | null;
}

export interface TokenServerOptions {
  /** PEM, to sign with; a registry trusts the certificate. */
  readonly key?: string;
  readonly cert?: string;
  readonly issuer?: string;
}

/**
 * Gives out tokens (distribution: token authentication): signed ones where it has a key, made-up ones otherwise. Anybody
 * may read what `isPublic` says; `login` may do everything.
 */
export class TokenServer {
  readonly requests: TokenRequest[] = [];
  readonly options: TokenServerOptions;
  /** Tokens given out, with the scopes that they are for. */
  readonly tokens = new Map<string, readonly string[]>();
  login = "robot:s3cret-word";
  refreshToken = "refresh-s3cret";
  isPublic: (repository: string) => boolean = () => false;
  /** Seconds; left out when undefined. */
  expiresIn: number | undefined = 300;
  /** Answers a request itself, or leaves it (false) to the server. */
  misbehaviour: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  constructor(options: TokenServerOptions = {}) {
    this.options = options;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  get realm(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/token`;
  }

  reset(): void {
    this.requests.length = 0;
    this.tokens.clear();
    this.expiresIn = 300;
    this.isPublic = () => false;
    this.misbehaviour = undefined;
  }

  /** Whether a token was given out for something: `repository:a/b:pull`. */
  allows(token: string, scope: string): boolean {
    const [, name, actions = ""] = /^(.*):([^:]*)$/.exec(scope) ?? [];
    const held = this.tokens.get(token) ?? [];
    return actions
      .split(",")
      .every((action) =>
        held.some(
          (one) => one.startsWith(`${name}:`) && one.slice(`${name}:`.length).split(",").includes(action),
        ),
      );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", "http://token.example");
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const form = request.method === "POST" ? new URLSearchParams(body) : url.searchParams;
    const scopes = form.getAll("scope").flatMap((scope) => scope.split(" "));
    const { authorization } = request.headers;
    const refreshToken = form.get("refresh_token");
    const service = form.get("service");
    this.requests.push({ method: request.method ?? "", scopes, service, authorization, refreshToken });
    if (this.misbehaviour?.(request, response) === true) return;
    const isKnown =
      authorization === `Basic ${Buffer.from(this.login).toString("base64")}` ||
      refreshToken === this.refreshToken;
    if (!isKnown && (authorization !== undefined || refreshToken !== null)) {
      response
        .writeHead(401)
        .end(JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "wrong login" }] }));
      return;
    }
    const granted = isKnown ? scopes : scopes.flatMap((scope) => this.#publicPart(scope));
    const token = this.#sign(granted, service ?? "");
    this.tokens.set(token, granted);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ token, expires_in: this.expiresIn }));
  }

  #publicPart(scope: string): readonly string[] {
    const [, repository = ""] = /^repository:(.*):[^:]*$/.exec(scope) ?? [];
    return this.isPublic(repository) ? [`repository:${repository}:pull`] : [];
  }

  #sign(scopes: readonly string[], service: string): string {
    const { key, cert, issuer = "tests" } = this.options;
    if (key === undefined || cert === undefined) {
      return `t-${randomBytes(8).toString("hex")}`;
    }
    const now = Math.floor(Date.now() / 1000);
    const access = scopes.map((scope) => {
      const [, name, actions = ""] = /^repository:(.*):([^:]*)$/.exec(scope) ?? [];
      return { type: "repository", name, actions: actions.split(",") };
    });
    const der = cert.replace(/-----[^-]+-----|\s/g, "");
    const parts = [
      { typ: "JWT", alg: "ES256", x5c: [der] },
      {
        ...{
          iss: issuer,
          sub: "robot",
          aud: service,
          exp: now + (this.expiresIn ?? 60),
          nbf: now - 10,
          iat: now,
        },
        ...{ jti: randomBytes(8).toString("hex"), access },
      },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    const signature = createSign("sha256")
      .update(parts.join("."))
      .sign({ key, dsaEncoding: "ieee-p1363" }, "base64url");
    return `${parts.join(".")}.${signature}`;
  }
}
