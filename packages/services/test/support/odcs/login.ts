import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { FLAG_BITS } from "./create.ts";
import type { Row } from "./row.ts";
import { Refusal } from "./validate.ts";

export type Backend = "noauth" | "openidc" | "kerberos" | "ssl" | "kerberos_or_ssl" | "oidc_or_kerberos";

export interface Token {
  readonly user: string;
  readonly groups?: readonly string[];
  /** Without the namespace: `new-compose`; by default all. */
  readonly scopes?: readonly string[];
  readonly hasGroupsScope?: boolean;
}

export interface LoginSettings {
  readonly backend: Backend;
  /** Bearer tokens; may change while the server runs. */
  readonly tokens: Map<string, Token>;
  /** Users by what stands behind `Negotiate`. */
  readonly tickets: Map<string, string>;
  readonly users: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly groups: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly admins: readonly string[];
  /** The server in front asks for a login of readers too. */
  readonly isClosed: boolean;
  /** There is a real server in front, which says in `X-Remote-User` who asks. */
  readonly hasFront: boolean;
}

/** Who asks, as the server knows it. */
export interface Asker {
  /** Undefined without logins. */
  readonly user: string | undefined;
  readonly groups: readonly string[];
  readonly scopes: readonly string[] | undefined;
}

/** An answer of the server in front: a page. */
export class ApacheRefusal extends Error {
  readonly challenge: string;

  constructor(challenge: string) {
    super("401");
    this.challenge = challenge;
  }
}

const GROUPS_SCOPE = "https://id.fedoraproject.org/scope/groups";

export function askerOf(request: IncomingMessage, settings: LoginSettings): Asker {
  const { backend, tokens, tickets } = settings;
  if (backend === "noauth") {
    return { user: undefined, groups: [], scopes: undefined };
  }
  const remote = request.headers["x-remote-user"];
  if (settings.hasFront && typeof remote === "string" && remote !== "(null)") {
    return { user: remote.split("@", 1)[0], groups: [], scopes: undefined };
  }
  const [scheme = "", credentials = ""] = (request.headers.authorization ?? "").split(" ");
  if (backend.includes("oidc") || backend === "openidc") {
    if (scheme !== "Bearer" && backend === "openidc") {
      throw new ApacheRefusal(
        'Bearer error="invalid_request", error_description="No bearer token found in the request"',
      );
    }
    const token = tokens.get(credentials);
    if (token !== undefined) {
      if (token.hasGroupsScope === false)
        throw new Refusal(401, `Required OIDC scope ${GROUPS_SCOPE} not present.`);
      return { user: token.user, groups: token.groups ?? [], scopes: token.scopes };
    }
    if (backend === "openidc") {
      throw new ApacheRefusal(
        'Bearer error="invalid_token", error_description="Reference token could not be introspected"',
      );
    }
  }
  const ticket = scheme === "Negotiate" ? tickets.get(credentials) : undefined;
  if (ticket !== undefined) {
    return { user: ticket, groups: [], scopes: undefined };
  }
  if (backend.includes("ssl")) {
    const socket = request.socket as TLSSocket;
    const { subject } = socket.getPeerCertificate?.() ?? {};
    if (subject !== undefined && socket.authorized) {
      return { user: `CN=${subject.CN},O=${subject.O}`, groups: [], scopes: undefined };
    }
    if (backend === "ssl" || socket.encrypted) throw new Refusal(401, "Cannot verify client: NONE");
  }
  throw new ApacheRefusal("Negotiate");
}

/** The page of Apache. */
export const UNAUTHORIZED = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head>
<title>401 Unauthorized</title>
</head><body>
<h1>Unauthorized</h1>
<p>This server could not verify that you
are authorized to access the document
requested.  Either you supplied the wrong
credentials (e.g., bad password), or your
browser doesn't understand how to supply
the credentials required.</p>
</body></html>
`;

export function requireScope({ scopes }: Asker, scope: string): void {
  if (scopes !== undefined && !scopes.includes(scope))
    throw new Refusal(403, `Request does not have required scope ${scope}`);
}

export function requireClient({ user, groups }: Asker, settings: LoginSettings): void {
  if (user === undefined || user in settings.users || groups.some((group) => group in settings.groups))
    return;
  throw new Refusal(403, `User ${user} is not in role allowed_clients.`);
}

export function isAdmin({ user }: Asker, { admins }: LoginSettings): boolean {
  return user === undefined || admins.includes(user);
}

type Asked = Pick<Row, "source" | "flags" | "results" | "arches" | "compose_type" | "target_dir"> & {
  readonly type: string;
};

/** What a client may ask for. The first value of each kind that is refused is named; `no_flags` is in every request. */
export function requirePermission({ user }: Asker, asked: Asked, settings: LoginSettings): void {
  const limits = user === undefined ? undefined : settings.users[user];
  if (limits === undefined) return;
  const values: Readonly<Record<string, readonly string[]>> = {
    source_types: [asked.type],
    sources: asked.source.split(" "),
    flags: Object.keys(FLAG_BITS).filter((name) => name === "no_flags" || asked.flags.includes(name)),
    results: asked.results,
    arches: asked.arches.split(" "),
    compose_types: [asked.compose_type],
    target_dirs: [asked.target_dir],
  };
  const problems = Object.entries(values).flatMap(([name, list]) => {
    const permitted = limits[name];
    const refused =
      permitted === undefined || permitted.includes("")
        ? undefined
        : list.find((value) => !permitted.includes(value));
    return refused === undefined
      ? []
      : [`User ${user} not allowed to operate with compose with ${name}=${refused}.`];
  });
  if (problems.length > 0) throw new Refusal(403, problems.join(" "));
}
