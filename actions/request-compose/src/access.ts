import {
  GivenToken,
  isConfidential,
  type LoginKind,
  NegotiateSender,
  type OAuthGrant,
  OAuthTokens,
  plainSender,
  type RetryOptions,
  type Sender,
  TokenSender,
  type TokenSource,
} from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
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

/** @throws UserError for inputs that contradict each other or are missing */
export function accessOf(inputs: RequestComposeInputs, host: string, client: HttpClient): Access {
  const kind = kindOf(inputs, host);
  switch (kind) {
    case "token":
      return withTokens(client, new GivenToken(needed(inputs, "auth-token")));
    case "oauth":
      return withTokens(client, oauthTokens(inputs, client));
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

/** The login that the inputs are for, or the one that is wanted. */
function kindOf(inputs: RequestComposeInputs, host: string): AuthKind {
  const { auth } = inputs;
  const hasCertificate = (inputs["client-cert"] ?? []).some(
    (line) => line.split(/\s+/)[0]?.toLowerCase() === host,
  );
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
      throw refuse(`auth is certificate, but client-cert has no line for ${host}`);
    }
    return auth;
  }
  const [kind, ...others] = kinds;
  if (others.length > 0) {
    throw refuse(`There are inputs for several logins: ${kinds.join(", ")}`, "leave all but one of them out");
  }
  return kind ?? (hasCertificate ? "certificate" : "none");
}

function withTokens(client: HttpClient, tokens: TokenSource): Access {
  return { sender: new TokenSender(client, tokens), login: "bearer", tokens };
}

function oauthTokens(inputs: RequestComposeInputs, exchanger: HttpClient): OAuthTokens {
  const endpoint = URL.parse(needed(inputs, "oauth-token-url"));
  if (endpoint === null || !isConfidential(endpoint)) {
    throw refuse("oauth-token-url: expected an https:// URL", "secrets are not sent without encryption");
  }
  const clientSecret = inputs["oauth-client-secret"];
  const refreshToken = inputs["oauth-refresh-token"];
  return new OAuthTokens({
    exchanger,
    endpoint,
    clientId: needed(inputs, "oauth-client-id"),
    grant: grantOf(clientSecret, refreshToken),
    scopes: inputs["oauth-scopes"],
    retry: retryOf(inputs),
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
    throw refuse(`${name}: required for this login`);
  }
  return value;
}
