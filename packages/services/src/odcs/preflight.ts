import { type SourceType, sourceTypeName } from "./codes.ts";
import type { OdcsRequest } from "./request-schema.ts";
import type { OdcsAbout } from "./wire.ts";

/** How requests are sent, as far as it must fit what the server wants. */
export type LoginKind = "none" | "bearer" | "kerberos" | "certificate";

/** What each backend takes; `noauth` takes anything. */
const ACCEPTED: Readonly<Record<string, readonly LoginKind[]>> = {
  openidc: ["bearer"],
  kerberos: ["kerberos"],
  ssl: ["certificate"],
  kerberos_or_ssl: ["kerberos", "certificate"],
  oidc_or_kerberos: ["bearer", "kerberos"],
};
const SHOWN: Readonly<Record<LoginKind, string>> = {
  none: "no login",
  bearer: "a bearer token",
  kerberos: "Kerberos",
  certificate: "a client certificate",
};

/** The inputs that give such a login. */
const INPUTS: Readonly<Record<LoginKind, string>> = {
  none: "",
  bearer: " (auth-token, or oauth-token-url and its inputs)",
  kerberos: " (keytab, or auth: kerberos)",
  certificate: " (client-cert)",
};

/** Why a server that wants to know who asks will not take our login; undefined when it may. */
export function loginProblem({ auth_backend: backend }: OdcsAbout, login: LoginKind): string | undefined {
  const accepted = ACCEPTED[backend ?? ""];
  return accepted === undefined || accepted.includes(login)
    ? undefined
    : `the server wants ${accepted.map((kind) => SHOWN[kind] + INPUTS[kind]).join(" or ")}, and there is ${SHOWN[login]}`;
}

/** What a server says of itself that a request contradicts. */
export function requestProblems({ source }: OdcsRequest, about: OdcsAbout): readonly string[] {
  const configs = about.raw_config_urls;
  const [name] = (source.source?.[0] ?? "").split("#", 1);
  if (source.type !== "raw_config" || configs === null || configs === undefined || name === undefined) {
    return [];
  }
  const known = Object.keys(configs);
  return known.includes(name)
    ? []
    : [
        `source.source: the server has no raw config ${JSON.stringify(name)}, but ${known.length === 0 ? "none at all" : known.join(", ")}`,
      ];
}

type Limits = Readonly<Record<string, readonly string[]>>;

/**
 * What the limits of one client, as the server shows them, forbid of a request. An empty text in a list permits
 * anything; what is not listed is limited by lists that the server does not show.
 */
export function limitProblems(request: OdcsRequest, about: OdcsAbout, client: string): readonly string[] {
  const limits: Limits | undefined = about.allowed_clients?.users?.[client];
  if (limits === undefined) {
    return [];
  }
  const { source, flags = [], results = [], arches = [], compose_type, target_dir } = request;
  const asked: Readonly<Record<string, readonly string[]>> = {
    source_types: [source.type],
    sources: source.source ?? [],
    flags: flags.length === 0 ? ["no_flags"] : flags,
    results: ["repository", ...results],
    arches,
    compose_types: compose_type === undefined ? [] : [compose_type],
    target_dirs: target_dir === undefined ? [] : [target_dir],
  };
  return Object.entries(asked).flatMap(([name, values]) => {
    const permitted = limits[name];
    const refused =
      permitted === undefined || permitted.includes("")
        ? []
        : values.filter((value) => !permitted.includes(value));
    return refused.map((value) => `${client} may not ask for ${name}=${value}`);
  });
}

/** The types of sources that any client is shown to be permitted; all, where the server does not say. */
export function permittedSourceTypes(about: OdcsAbout): readonly SourceType[] {
  const { users = {}, groups = {} } = about.allowed_clients ?? {};
  const limits = [...Object.values(users), ...Object.values(groups)];
  const all = [1, 2, 3, 4, 5, 6, 7].flatMap((number) => sourceTypeName(number) ?? []);
  const listed = limits.map((limit) => limit["source_types"]);
  if (listed.length === 0 || listed.some((types) => types === undefined || types.includes(""))) {
    return all;
  }
  return all.filter((type) => listed.some((types) => types?.includes(type)));
}
