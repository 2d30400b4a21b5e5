import { rootCertificates } from "node:tls";
import { type Reporter, refuse, type StepContext, VERSION } from "@compose-actions/step";
import type { ConnectionInputs } from "./connection-inputs.ts";
import { AddressRules } from "./http/address.ts";
import type { HttpClientOptions } from "./http/client.ts";
import { Credentials } from "./http/credentials.ts";
import type { ClientCertificate } from "./http/dispatchers.ts";
import { type Netrc, readNetrcFile } from "./http/netrc.ts";
import type { RequestAuthorizer } from "./http/request-authorizer.ts";
import { readAuthorities, readKeyPair } from "./pem-files.ts";

export interface ConnectOptions {
  /** Connections to one origin at a time. */
  readonly connections?: number;
  /** What the user named as places of metadata: credentials without origins are for these. */
  readonly compose: readonly string[];
  /** Hosts that the user has named: they may be asked wherever they are, but nobody may send us there. */
  readonly ownHosts?: readonly string[] | undefined;
  /** Speaks for the URLs of registries. */
  readonly authorizer?: RequestAuthorizer | undefined;
  /** By origin, the unix sockets that stand for hosts. */
  readonly sockets?: ReadonlyMap<string, string> | undefined;
}

const DEFAULT_CONNECTIONS = 8;

/**
 * What a client needs to know, from the connection inputs and the environment. Loads nothing of what HTTP takes, so that
 * wrong inputs are refused before any work.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
export function clientOptions(
  inputs: ConnectionInputs,
  context: StepContext,
  { connections = DEFAULT_CONNECTIONS, compose, ownHosts, authorizer, sockets }: ConnectOptions,
): HttpClientOptions {
  const { network, reporter } = context;
  const warn = (line: string) => warnOnce(reporter, line);
  if (network?.wantsUncheckedCertificates === true) {
    warn(
      "NODE_TLS_REJECT_UNAUTHORIZED=0 is not heeded: certificates are always checked; name your authority with ca-file",
    );
  }
  return {
    userAgent: `compose-actions/${VERSION}`,
    connections,
    connectTimeoutMs: inputs["connect-timeout"],
    headersTimeoutMs: inputs["headers-timeout"],
    idleTimeoutMs: inputs["idle-timeout"],
    allowInsecureRedirect: inputs["allow-insecure-redirect"],
    addresses: new AddressRules({
      allowHosts: inputs["allow-hosts"] ?? [],
      ownHosts,
      privateByMetadata: network?.privateAddresses ?? "allowed",
    }),
    proxies: network?.proxies,
    ca: certificateAuthorities(inputs["ca-file"]),
    clientCertificates: (inputs["client-cert"] ?? []).map((line) => clientCertificate(line, warn)),
    authorizer,
    sockets,
    credentials: credentialsOf(inputs, compose, netrcOf(inputs, context, warn)),
    onWarning: warn,
  };
}

const warned = new WeakMap<Reporter, Set<string>>();

/** A run may have several clients; what is wrong with its inputs is said once. */
function warnOnce(reporter: Reporter, line: string): void {
  const lines = warned.get(reporter) ?? new Set();
  warned.set(reporter, lines);
  if (!lines.has(line)) {
    lines.add(line);
    reporter.warn(line);
  }
}

function credentialsOf(
  inputs: ConnectionInputs,
  compose: readonly string[],
  netrc: Netrc | undefined,
): Credentials {
  const { "http-token": token, "http-username": username, "http-password": password } = inputs;
  if (token !== undefined && (username !== undefined || password !== undefined)) {
    throw refuse("http-token and http-username with http-password exclude each other", "give one of them");
  }
  if ((username === undefined) !== (password === undefined)) {
    throw refuse(
      username === undefined ? "http-password needs http-username" : "http-username needs http-password",
      "give both, or a netrc file",
    );
  }
  const given = token !== undefined || username !== undefined;
  const origins = inputs["auth-origins"] ?? originsOf(compose);
  if (given && origins.length === 0) {
    throw refuse(
      "The credentials are for no origin: metadata may name any host, and must not choose who gets them",
      "name the origins with auth-origins, for instance https://cdn.example.com",
    );
  }
  return new Credentials({
    ...(token === undefined ? {} : { bearer: { token, origins } }),
    ...(username === undefined || password === undefined ? {} : { basic: { username, password, origins } }),
    ...(netrc === undefined ? {} : { netrc, ownOrigins: [...origins, ...originsOf(compose)] }),
  });
}

function originsOf(compose: readonly string[]): string[] {
  return [
    ...new Set(
      compose
        .filter((input) => /^https?:\/\//i.test(input) && URL.canParse(input))
        .map((url) => new URL(url).origin),
    ),
  ];
}

function netrcOf(
  inputs: ConnectionInputs,
  { network }: StepContext,
  warn: (line: string) => void,
): Netrc | undefined {
  const named = inputs["netrc-file"];
  const file = named ?? network?.netrcFile;
  if (file === undefined) {
    return undefined;
  }
  const { netrc, warning } = readNetrcFile(file, { required: named !== undefined });
  if (warning !== undefined) {
    warn(warning);
  }
  return netrc;
}

function certificateAuthorities(file: string | undefined): readonly string[] | undefined {
  return file === undefined ? undefined : [...rootCertificates, readAuthorities("ca-file", file)];
}

function clientCertificate(line: string, warn: (line: string) => void): ClientCertificate {
  const [host, certificate, key = certificate, ...rest] = line.split(/\s+/);
  if (host === undefined || certificate === undefined || key === undefined || rest.length > 0) {
    throw refuse(
      "client-cert: a line must hold a host, the file of the certificate and, where it lies apart, the file of the key",
      "for instance: cdn.example.com client.pem client.key",
    );
  }
  const input = "client-cert";
  const pair = readKeyPair({ certificate: input, key: input }, certificate, key);
  if (pair.warning !== undefined) {
    warn(pair.warning);
  }
  return { host: host.toLowerCase(), certificate: pair.certificate, key: pair.key };
}
