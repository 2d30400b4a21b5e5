import { type HttpClient, statusFailure, TransferFailure } from "@compose-actions/transfer";
import * as z from "zod";
import { type Answer, askPatiently, type RetryOptions } from "../registry/ask.ts";
import { errorText } from "../registry/error-text.ts";
import type { Login } from "./login.ts";

/** What a token is to be had for. */
export interface TokenRequest {
  readonly realm: URL;
  readonly service: string | undefined;
  readonly scopes: readonly string[];
  readonly login: Login | undefined;
}

export interface Token {
  readonly header: string;
  /** How long it is good for, from now, in milliseconds. */
  readonly lifetimeMs: number;
}

const MAX_TOKEN_ANSWER = 256 * 1024;
/** Distribution-spec, token authentication: what holds when the server does not say. */
const DEFAULT_LIFETIME_S = 60;
const MAX_LIFETIME_S = 24 * 3600;
const CLIENT_ID = "compose-actions";

const answerSchema = z.object({
  token: z.string().optional().catch(undefined),
  access_token: z.string().optional().catch(undefined),
  // The server's clock is not ours: when it was issued does not count, how long it is good for does.
  expires_in: z.number().positive().optional().catch(undefined),
});

/**
 * Asks a token server for a token.
 *
 * @throws TransferFailure `auth` when it gives none
 */
export async function fetchToken(
  client: HttpClient,
  request: TokenRequest,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<Token> {
  const answer = await askForToken(client, request, retry, signal);
  // A redirect to another origin has lost our credentials; what comes from there is not the server's word.
  if (answer.url.origin !== request.realm.origin) {
    throw failure(request, "redirects to another server", "redirect");
  }
  const { status } = answer;
  if (status === 401 || status === 403) {
    throw failure(request, `answers ${status}${errorText(answer.body)}`, "auth", status);
  }
  if (status !== 200) {
    const { failure: kind, remedy, retryAfterMs } = statusFailure(status, answer.headers, Date.now());
    throw new TransferFailure(kind, sentence(request, `answers ${status}${errorText(answer.body)}`), {
      remedy,
      status,
      retryAfterMs,
    });
  }
  return readToken(request, answer.body);
}

async function askForToken(
  client: HttpClient,
  request: TokenRequest,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<Answer> {
  if (request.login?.identityToken !== undefined) {
    const answer = await refresh(client, request, request.login.identityToken, retry, signal);
    // Servers without OAuth do not know the method.
    if (answer.status !== 404 && answer.status !== 405) {
      return answer;
    }
  }
  const { realm, service, scopes, login } = request;
  const url = new URL(realm);
  if (service !== undefined) {
    url.searchParams.set("service", service);
  }
  url.searchParams.set("client_id", CLIENT_ID);
  for (const scope of scopes) {
    url.searchParams.append("scope", scope);
  }
  const authorization = { header: login?.basicHeader };
  return askPatiently(client, { method: "GET", url, authorization }, MAX_TOKEN_ANSWER, retry, signal);
}

function refresh(
  client: HttpClient,
  { realm, service, scopes }: TokenRequest,
  identityToken: string,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: CLIENT_ID,
    refresh_token: identityToken,
    ...(service === undefined ? {} : { service }),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
  });
  return askPatiently(
    client,
    {
      method: "POST",
      url: realm,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: Buffer.from(form.toString()),
      authorization: { header: undefined },
    },
    MAX_TOKEN_ANSWER,
    retry,
    signal,
  );
}

function readToken(request: TokenRequest, body: Buffer): Token {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw failure(request, "does not answer in JSON", "protocol");
  }
  const parsed = answerSchema.safeParse(json);
  const token = parsed.data?.token || parsed.data?.access_token;
  // White space or a control character would be another header.
  if (token === undefined || !/^[!-~]+$/.test(token)) {
    throw failure(request, "answers without a token", "protocol");
  }
  const seconds = Math.min(parsed.data?.expires_in ?? DEFAULT_LIFETIME_S, MAX_LIFETIME_S);
  return { header: `Bearer ${token}`, lifetimeMs: seconds * 1000 };
}

function failure(
  request: TokenRequest,
  what: string,
  kind: "auth" | "protocol" | "redirect",
  status?: number,
): TransferFailure {
  return new TransferFailure(kind, sentence(request, what), { remedy: "elsewhere", status });
}

function sentence({ realm, scopes, login }: TokenRequest, said: string): string {
  const who = login === undefined ? "without a login" : `for ${login.shown}`;
  const what = login?.hide(said) ?? said;
  return `the token server ${realm.host} ${what}, asked ${who} for ${scopes.join(" ") || "no scope"}`;
}
