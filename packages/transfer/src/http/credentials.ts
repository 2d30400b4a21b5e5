import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { canonicalHost, isLoopbackHost } from "./hosts.ts";
import type { Netrc } from "./netrc.ts";

export interface CredentialsOptions {
  /** An empty token is none: that is what an unset secret of a CI comes to. */
  readonly bearer?: { readonly token: string; readonly origins: readonly string[] } | undefined;
  /** An empty password is none. */
  readonly basic?:
    | { readonly username: string; readonly password: string; readonly origins: readonly string[] }
    | undefined;
  readonly netrc?: Netrc | undefined;
  /** Origins that the user has named, for the `default` entry of a netrc file. */
  readonly ownOrigins?: readonly string[] | undefined;
}

/**
 * Who gets which Authorization header.
 *
 * A token, or a user name and password, go to the origins given for them and nowhere else: scheme, host and port are
 * the same. An origin is given as
 * - `https://host[:port]`, `http://host[:port]`, or any URL of it; http only where it is written out,
 * - `host[:port]`, which is https. For a host of the machine itself (`localhost`, 127.0.0.0/8, ::1) it is http as
 *   well, on the port given or else on the usual one of the scheme.
 *
 * The entries of a netrc file go to their hosts on any port, as with all programs that read it, but over https only;
 * over http only to the machine itself. They come second to what is given for an origin. The `default` entry goes only to
 * origins that the user has named.
 *
 * Nothing here is shown by a dump of the object.
 */
export class Credentials {
  readonly #headers = new Map<string, string>();
  readonly #netrc: Netrc | undefined;
  /** Origins that the user has named: the `default` entry of a netrc file goes to no other, metadata may name any. */
  readonly #own: ReadonlySet<string>;

  /** @throws UserError that shows no secret: for what cannot be sent, and for origins that are none */
  constructor({ bearer, basic, netrc, ownOrigins = [] }: CredentialsOptions = {}) {
    this.#netrc = netrc;
    this.#own = new Set(ownOrigins.flatMap(originsOf));
    if (bearer !== undefined && bearer.token !== "") {
      this.#give("token", bearer.origins, bearerHeader(bearer.token));
    }
    if (basic !== undefined && basic.password !== "") {
      const { username, password } = basic;
      this.#give("password", basic.origins, basicHeader(username, password));
    }
  }

  #give(what: string, given: readonly string[], header: string): void {
    if (given.length === 0) {
      throw refuse(`the ${what} is for no origin`, "Name the origins that it is to be sent to.");
    }
    for (const origin of given.flatMap(originsOf)) {
      if ((this.#headers.get(origin) ?? header) !== header) {
        throw refuse(`both a token and a password are given for ${origin}`);
      }
      this.#headers.set(origin, header);
    }
  }

  /** The value of the Authorization header for a URL that the metadata or the user named; undefined for none. */
  headerFor(url: URL): string | undefined {
    return this.#headers.get(url.origin) ?? (mayUseNetrc(url) ? this.#netrcHeader(url) : undefined);
  }

  /** Why a credential for the host is not sent to it, if that is so. */
  withheld(url: URL): string | undefined {
    const held = this.#netrc !== undefined && !mayUseNetrc(url) && !this.#headers.has(url.origin);
    return held && this.#netrcHeader(url) !== undefined
      ? `the password of ${url.host} in the netrc file is not sent without encryption`
      : undefined;
  }

  /**
   * What the user should be told, once, of a host that gets no credentials: why they are withheld, or that a token or
   * password is configured but not for this origin. A netrc file alone promises nothing of hosts that it lacks.
   */
  warningFor(url: URL): string | undefined {
    const withheld = this.withheld(url);
    if (withheld !== undefined || this.#headers.size === 0) return withheld;
    return this.headerFor(url) === undefined ? `no credentials for ${url.host}` : undefined;
  }

  #netrcHeader(url: URL): string | undefined {
    const entry = this.#netrc?.find(url.hostname, this.#own.has(url.origin));
    return entry === undefined || entry.password === ""
      ? undefined
      : `Basic ${base64(entry.login, entry.password)}`;
  }
}

function mayUseNetrc(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
}

function bearerHeader(token: string): string {
  // RFC 6750 knows fewer characters, but some tokens have others. White space would be another header or another token.
  if (!/^[!-~]+$/.test(token)) {
    throw refuse(
      "the token holds a character that a token cannot have",
      "Give it without line ends, spaces and quotes around it.",
    );
  }
  return `Bearer ${token}`;
}

function basicHeader(username: string, password: string): string {
  for (const [what, text] of [
    ["user name", username],
    ["password", password],
  ] as const) {
    if (/[\u0000-\u001f\u007f]/.test(text)) {
      throw refuse(`the ${what} holds a control character, such as a line end`);
    }
  }
  // What precedes the first colon is the user name (RFC 7617).
  if (username.includes(":")) throw refuse("the user name holds a colon");
  return `Basic ${base64(username, password)}`;
}

/** In UTF-8, as RFC 7617 recommends. */
function base64(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString("base64");
}

/** The origins that an entry stands for, as `URL.origin` gives them. */
function originsOf(entry: string): readonly string[] {
  const text = entry.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = URL.parse(withScheme ? text : `https://${text}`);
  const plain = url !== null && url.username === "" && url.password === "" && !url.hostname.includes("*");
  if (!plain || !/^https?:$/.test(url.protocol) || canonicalHost(url.hostname) === undefined) {
    // A password before "@" is not shown.
    throw refuse(
      `auth-origins: ${text.includes("@") ? "what holds user information" : show(text)} is not an origin that credentials could be for`,
      "Name origins, for instance https://cdn.example.com or cdn.example.com:8443.",
    );
  }
  if (withScheme) return [url.origin];
  if (/[/\\?#]/.test(text)) {
    throw refuse(
      `auth-origins: ${show(text)} is neither an origin nor a host`,
      "Write URLs with their scheme: https://…",
    );
  }
  return isLoopbackHost(url.hostname) ? [url.origin, new URL(`http://${text}`).origin] : [url.origin];
}
