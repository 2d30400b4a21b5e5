import { type Headers, type HttpClient, TransferFailure } from "@compose-actions/transfer";
import { askPatiently, type RetryOptions } from "../registry/ask.ts";
import { type Challenge, challengesOf } from "./challenge.ts";
import { fetchToken, type Token } from "./fetch-token.ts";
import type { Login } from "./login.ts";
import { readRealm } from "./realm.ts";

/** How the registry wants to be asked. */
type Scheme =
  | { readonly kind: "none" }
  | { readonly kind: "basic" }
  | { readonly kind: "bearer"; readonly realm: URL; readonly service: string | undefined };

type BearerScheme = Scheme & { readonly kind: "bearer" };

export interface AuthenticatorOptions {
  readonly client: () => Promise<HttpClient>;
  /** The registry's. */
  readonly origin: URL;
  /** Who we are for a repository; undefined for nobody. */
  readonly loginFor: (repository: string | undefined) => Promise<Login | undefined>;
  readonly retry: RetryOptions;
  readonly warn: (line: string) => void;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  /** The run's: what several requests wait for does not end with one of them. */
  readonly signal: AbortSignal;
}

/** What a request needs to be authorized for. */
export interface Access {
  /** Scopes of a token. */
  readonly scopes: readonly string[];
  /** The repository that is asked. */
  readonly repository: string | undefined;
  /** It may take long, so the token must be good for a while. */
  readonly isLong: boolean;
}

interface Held {
  readonly header: string;
  readonly lifetimeMs: number;
  readonly since: number;
}

const MAX_SCOPES = 8;
const MAX_SCOPE_LENGTH = 1024;
const MAX_PING_BYTES = 64 * 1024;
/** Time that a request may take to arrive. */
const LEEWAY_MS = 10_000;
/** A token that is refused when it is this young would be refused again. */
const YOUNG_MS = 2000;

/**
 * Finds out how a registry wants to be asked, and has the header for it ready: tokens by scope, renewed before they run
 * out. Requests that come together wait for one answer.
 */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  #scheme: Promise<Scheme> | undefined;
  readonly #tokens = new Map<string, Promise<Held>>();
  /** By the scopes that we ask for, those that the registry has named beside them. */
  readonly #extraScopes = new Map<string, readonly string[]>();
  readonly #warned = new Set<string>();
  readonly #logins = new Set<Login>();
  /** The newest ones that were sent. */
  readonly #sent: string[] = [];

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** @throws TransferFailure */
  async header(access: Access): Promise<string | undefined> {
    if (this.#scheme === undefined) {
      this.#scheme = this.#ping();
      this.#scheme.catch(() => {
        this.#scheme = undefined;
      });
    }
    const scheme = await this.#scheme;
    if (scheme.kind === "none") {
      return undefined;
    }
    const login = await this.#options.loginFor(access.repository);
    if (login !== undefined) {
      this.#logins.add(login);
    }
    if (login?.registryToken !== undefined) {
      return `Bearer ${login.registryToken}`;
    }
    return scheme.kind === "basic" ? login?.basicHeader : this.#tokenHeader(scheme, access, login);
  }

  /**
   * Makes the best of an answer 401.
   *
   * @param sent - the header that was refused
   * @returns whether there is another one now
   */
  async refused(access: Access, sent: string | undefined, headers: Headers): Promise<boolean> {
    const challenges = challengesOf(headers);
    const scheme = this.#schemeOf(challenges);
    if (scheme.kind !== "none") {
      this.#scheme = Promise.resolve(scheme);
      this.#noteScopes(access, challenges);
    }
    if ((await this.header(access)) !== sent) {
      return true;
    }
    const key = this.#scopesOf(access).join(" ");
    const held = await this.#tokens.get(key);
    if (held === undefined || this.#options.now() - held.since < YOUNG_MS) {
      return false;
    }
    // It may be good no more although its time is not over: keys change, sessions end.
    this.#tokens.delete(key);
    return (await this.header(access)) !== sent;
  }

  /** A text of the registry, which has been told our secrets, without them. */
  hide(text: string): string {
    const hidden = this.#sent.reduce((rest, token) => rest.replaceAll(token, "***"), text);
    return [...this.#logins].reduce((rest, login) => login.hide(rest), hidden);
  }

  /** Asks what registries answer without more ado (distribution-spec 1.1.1, "Determining Support"). */
  async #ping(): Promise<Scheme> {
    const { client, origin, retry, signal } = this.#options;
    const request = { method: "GET", url: new URL("/v2/", origin), authorization: NOBODY } as const;
    const { status, headers, url } = await askPatiently(
      await client(),
      request,
      MAX_PING_BYTES,
      retry,
      signal,
    );
    // A redirect's challenge is another host's.
    return status === 401 && url.origin === origin.origin
      ? this.#schemeOf(challengesOf(headers))
      : { kind: "none" };
  }

  /** @throws TransferFailure when tokens are wanted that must not be asked for */
  #schemeOf(challenges: readonly Challenge[]): Scheme {
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    const hasBasic = challenges.some(({ scheme }) => scheme === "basic");
    if (bearer === undefined) {
      return { kind: hasBasic ? "basic" : "none" };
    }
    const realm = readRealm(bearer.parameters.get("realm"), this.#options.origin);
    if (typeof realm !== "string") {
      return { kind: "bearer", realm, service: bearer.parameters.get("service") };
    }
    if (hasBasic) {
      return { kind: "basic" };
    }
    throw new TransferFailure("auth", realm, { remedy: "elsewhere", status: 401 });
  }

  /** Not all registries call things as the specification does: then they say what they want. */
  #noteScopes(access: Access, challenges: readonly Challenge[]): void {
    const asked = challenges.find(({ scheme }) => scheme === "bearer")?.parameters.get("scope") ?? "";
    const repositories = access.scopes.map(repositoryOf);
    const extra = asked
      .slice(0, MAX_SCOPE_LENGTH)
      .split(" ")
      // What they ask of our repositories is known, in whatever order they put it.
      .filter((scope) => /^[!-~]+$/.test(scope) && !repositories.includes(repositoryOf(scope)));
    if (extra.length > 0) {
      this.#extraScopes.set(access.scopes.join(" "), extra.slice(0, MAX_SCOPES));
    }
  }

  #scopesOf({ scopes }: Access): readonly string[] {
    return [...scopes, ...(this.#extraScopes.get(scopes.join(" ")) ?? [])];
  }

  async #tokenHeader(scheme: BearerScheme, access: Access, login: Login | undefined): Promise<string> {
    const key = this.#scopesOf(access).join(" ");
    const known = this.#tokens.get(key);
    if (known !== undefined) {
      const held = await known;
      if (this.#lasts(held, access)) {
        return held.header;
      }
      // Unless somebody else has seen it first.
      if (this.#tokens.get(key) === known) {
        this.#tokens.delete(key);
      }
    }
    let next = this.#tokens.get(key);
    if (next === undefined) {
      next = this.#fetch(scheme, access, login);
      this.#tokens.set(key, next);
      next.catch(() => this.#tokens.delete(key));
    }
    return (await next).header;
  }

  #lasts({ since, lifetimeMs }: Held, { isLong }: Access): boolean {
    const leeway = isLong ? lifetimeMs / 2 : Math.min(LEEWAY_MS, lifetimeMs / 4);
    return this.#options.now() < since + lifetimeMs - leeway;
  }

  async #fetch(scheme: BearerScheme, access: Access, login: Login | undefined): Promise<Held> {
    const { client, retry, signal, now } = this.#options;
    const { realm, service } = scheme;
    const since = now();
    const request = { realm, service, scopes: this.#scopesOf(access), login };
    try {
      return this.#hold(await fetchToken(await client(), request, retry, signal), since);
    } catch (error) {
      if (!isRefusal(error) || login?.isImplicit !== true || !access.scopes.every(isForPulling)) {
        throw error;
      }
      // What the CI gives every job may be worth less than nothing where everybody may read.
      this.#warnOnce(`${error.message}; trying without a login`);
      const nobody = { ...request, login: undefined };
      return this.#hold(await fetchToken(await client(), nobody, retry, signal), since);
    }
  }

  #hold(token: Token, since: number): Held {
    this.#sent.push(token.header.slice("Bearer ".length));
    this.#sent.splice(0, this.#sent.length - MAX_HIDDEN);
    return { ...token, since };
  }

  #warnOnce(line: string): void {
    if (!this.#warned.has(line)) {
      this.#warned.add(line);
      this.#options.warn(line);
    }
  }
}

/** Tokens that are blotted out of what the registry says. */
const MAX_HIDDEN = 100;
const NOBODY = { header: undefined };

function isRefusal(error: unknown): error is TransferFailure {
  return error instanceof TransferFailure && error.failure === "auth";
}

/** `repository:name` of a scope. */
function repositoryOf(scope: string): string {
  return scope.slice(0, scope.lastIndexOf(":"));
}

function isForPulling(scope: string): boolean {
  return scope.endsWith(":pull");
}
