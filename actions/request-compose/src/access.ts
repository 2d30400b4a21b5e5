import {
  GivenToken,
  isConfidential,
  type LoginKind,
  NegotiateSender,
  type OAuthGrant,
  OAuthTokens,
  plainSender,
  type RetryOptions,
  type Secrets,
  type Sender,
  TokenSender,
  type TokenSource,
} from "@compose-actions/services";
import { type Reporter, refuse } from "@compose-actions/step";
import type { HttpClient } from "@compose-actions/transfer/client";
import type { RequestComposeInputs } from "./inputs.ts";
import type { AuthKind } from "./service-inputs.ts";

/** How a service is told who asks. */
export interface Access {
  readonly sender: Sender;
  readonly login: LoginKind;
  /** Bearer tokens, where the login is one. */
  readonly tokens: TokenSource | undefined;
}

export interface AccessOptions {
  readonly client: HttpClient;
  /** Learns the tokens that are got. */
  readonly secrets: Secrets;
  readonly reporter: Reporter;
}

/**
 * @param place - where the service is
 * @throws UserError for inputs that contradict each other or are missing, and logins that would not be secret there
 */
export function accessOf(inputs: RequestComposeInputs, place: URL, options: AccessOptions): Access {
  const { client } = options;
  const kind = kindOf(inputs, place);
  refuseOpenly(kind, place);
  switch (kind) {
    case "token":
      return withTokens(client, new GivenToken(givenToken(inputs)));
    case "oauth":
      return withTokens(client, oauthTokens(inputs, options));
    case "kerberos":
      return { sender: kerberosSender(inputs), login: "kerberos", tokens: undefined };
    case "certificate":
      return {
        sender: plainSender(client, "with the client certificate"),
        login: "certificate",
        tokens: undefined,
      };
    case "none":
      return { sender: plainSender(client), login: "none", tokens: undefined };
  }
}

/** Hosts that the user has named: they may be asked wherever they are. */
export function ownHosts(inputs: RequestComposeInputs, host: string): readonly string[] {
  const tokens = URL.parse(inputs["oauth-token-url"] ?? "")?.hostname;
  return [host, ...(tokens === undefined ? [] : [tokens])];
}

export function retryOf(inputs: RequestComposeInputs): RetryOptions {
  return { retries: inputs.retries, retryDelayMs: inputs["retry-delay"] };
}

/** What only means something with a token server. */
const OAUTH_INPUTS = [
  "oauth-client-id",
  "oauth-client-secret",
  "oauth-refresh-token",
  "oauth-scopes",
] as const;

/** The login that the inputs are for, or the one that is wanted. */
function kindOf(inputs: RequestComposeInputs, { host, hostname }: URL): AuthKind {
  const { auth } = inputs;
  const hasCertificate = (inputs["client-cert"] ?? []).some((line) => {
    const named = line.split(/\s+/)[0]?.toLowerCase();
    return named === host || named === hostname;
  });
  const stray = OAUTH_INPUTS.find((name) => inputs[name] !== undefined);
  if (stray !== undefined && inputs["oauth-token-url"] === undefined) {
    throw refuse(`${stray} needs oauth-token-url`, "give the URL where tokens are got, or leave it out");
  }
  const given: readonly (readonly [AuthKind, boolean])[] = [
    ["token", inputs["auth-token"] !== undefined],
    ["oauth", inputs["oauth-token-url"] !== undefined],
    ["kerberos", inputs.keytab !== undefined],
  ];
  const kinds = given.filter(([, isGiven]) => isGiven).map(([kind]) => kind);
  if (auth !== undefined) {
    const other = kinds.find((kind) => kind !== auth);
    if (other !== undefined) {
      throw refuse(`auth is ${auth}, but there are inputs for ${other}`, "leave one or the other out");
    }
    if (auth === "certificate" && !hasCertificate) {
      throw refuse(
        `auth is certificate, but client-cert has no line for ${host}`,
        `add one: ${host} client.pem client.key`,
      );
    }
    return auth;
  }
  const [kind, ...others] = kinds;
  if (others.length > 0) {
    throw refuse(`There are inputs for several logins: ${kinds.join(", ")}`, "leave all but one of them out");
  }
  return kind ?? (hasCertificate ? "certificate" : "none");
}

/** A login that others can read on the way, or that is not even shown, is refused before anything is asked. */
function refuseOpenly(kind: AuthKind, place: URL): void {
  const remedy = "give an https:// URL";
  if (kind === "certificate" && place.protocol === "http:") {
    throw refuse("server: a client certificate is only shown over https", remedy);
  }
  if (kind !== "none" && !isConfidential(place)) {
    throw refuse(`server: the login (${kind}) is not sent without encryption`, remedy);
  }
}

/** What is no text of visible characters cannot be sent, and would be repeated in an error. */
function givenToken(inputs: RequestComposeInputs): string {
  const token = needed(inputs, "auth-token");
  if (!/^[!-~]+$/.test(token)) {
    throw refuse(
      "auth-token: it holds blanks, line breaks or letters that no token has",
      "give the token alone, without the word Bearer",
    );
  }
  return token;
}

function withTokens(client: HttpClient, tokens: TokenSource): Access {
  return { sender: new TokenSender(client, tokens), login: "bearer", tokens };
}

function oauthTokens(
  inputs: RequestComposeInputs,
  { client, secrets, reporter }: AccessOptions,
): OAuthTokens {
  const endpoint = URL.parse(needed(inputs, "oauth-token-url"));
  if (endpoint === null || !isConfidential(endpoint)) {
    throw refuse("oauth-token-url: expected an https:// URL", "secrets are not sent without encryption");
  }
  if (endpoint.username !== "" || endpoint.password !== "") {
    throw refuse(
      "oauth-token-url: the URL holds a user name or a password",
      "use oauth-client-id and oauth-client-secret",
    );
  }
  const clientSecret = inputs["oauth-client-secret"];
  const refreshToken = inputs["oauth-refresh-token"];
  return new OAuthTokens({
    exchanger: client,
    endpoint,
    clientId: needed(inputs, "oauth-client-id"),
    grant: grantOf(clientSecret, refreshToken),
    scopes: inputs["oauth-scopes"],
    retry: retryOf(inputs),
    secrets,
    onNote: (line) => reporter.warn(line),
  });
}

function grantOf(clientSecret: string | undefined, refreshToken: string | undefined): OAuthGrant {
  if (refreshToken !== undefined) {
    return { kind: "refresh-token", refreshToken, clientSecret };
  }
  if (clientSecret === undefined) {
    throw refuse("oauth-token-url needs oauth-client-secret, or oauth-refresh-token");
  }
  return { kind: "client-credentials", clientSecret };
}

function kerberosSender(inputs: RequestComposeInputs): NegotiateSender {
  return new NegotiateSender({
    keytab: inputs.keytab,
    caFile: inputs["ca-file"],
    connectTimeoutMs: inputs["connect-timeout"],
    answerTimeoutMs: inputs["headers-timeout"],
  });
}

function needed(
  inputs: RequestComposeInputs,
  name: "auth-token" | "oauth-token-url" | "oauth-client-id",
): string {
  const value = inputs[name];
  if (value === undefined) {
    throw refuse(`${name}: required for this login`, LOGIN_REMEDIES[name]);
  }
  return value;
}

const LOGIN_REMEDIES = {
  "auth-token": "give the bearer token, as a secret",
  "oauth-token-url": "give the URL where tokens are got",
  "oauth-client-id": "give the id that the token server knows this client by",
} as const;
