import { refuse } from "@compose-actions/step";
import { statusFailure, TransferFailure } from "@compose-actions/transfer";
import * as z from "zod";
import { type Clock, systemClock } from "../clock.ts";
import { type Answer, ask, type Exchanger } from "../http/ask.ts";
import { isConfidential } from "../http/base-url.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { oneLine } from "../http/said.ts";
import type { Secrets } from "../secrets.ts";
import { LoginFailure } from "./login-failure.ts";
import { SharedWork } from "./shared-work.ts";
import type { TokenSource } from "./token-sender.ts";

/** What a token server wants to know (RFC 6749, 4.4 and 6). */
export type OAuthGrant =
  | { readonly kind: "client-credentials"; readonly clientSecret: string }
  | {
      readonly kind: "refresh-token";
      readonly refreshToken: string;
      readonly clientSecret?: string | undefined;
    };

export interface OAuthOptions {
  readonly exchanger: Exchanger;
  readonly endpoint: URL;
  readonly clientId: string;
  readonly grant: OAuthGrant;
  readonly scopes?: readonly string[] | undefined;
  readonly retry: RetryOptions;
  readonly clock?: Clock | undefined;
  /** Learns the tokens. */
  readonly secrets?: Secrets | undefined;
  /** Told once when the server replaces the refresh token. One line. */
  readonly onNote?: ((line: string) => void) | undefined;
}

const answerSchema = z.object({
  access_token: z.string(),
  token_type: z.string().optional().catch(undefined),
  // The server's clock is not ours: how long it is good for counts, and not until when.
  expires_in: z.coerce.number().positive().optional().catch(undefined),
  refresh_token: z.string().min(1).optional().catch(undefined),
});
const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().optional().catch(undefined),
});

/** What is taken for the life of a token whose server does not say. */
const DEFAULT_LIFETIME_S = 60;
/** A token that runs out within this time is replaced before it is used: a request takes its time. */
const MARGIN_MS = 30_000;
const MAX_ANSWER = 256 * 1024;

interface HeldToken {
  readonly value: string;
  /** By our clock, from when it is not used any more. */
  readonly until: number;
}

/** Gets tokens from a token server, and new ones when they run out or are refused. They are held in memory alone. */
export class OAuthTokens implements TokenSource {
  readonly #options: OAuthOptions;
  readonly #clock: Clock;
  #refreshToken: string | undefined;
  #isReplaced = false;
  #held: HeldToken | undefined;
  #asking: SharedWork<HeldToken> | undefined;

  /** @throws UserError when the endpoint is not to be told secrets */
  constructor(options: OAuthOptions) {
    if (!isConfidential(options.endpoint)) {
      throw refuse("the token server is not told secrets without encryption", "give an https URL");
    }
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#refreshToken = options.grant.kind === "refresh-token" ? options.grant.refreshToken : undefined;
  }

  async token(signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#clock.now() < this.#held.until) {
      return this.#held.value;
    }
    return (await this.#renew(signal)).value;
  }

  async replace(refused: string, signal: AbortSignal): Promise<string | undefined> {
    if (this.#held?.value === refused) {
      this.#held = undefined;
    }
    const token = await this.token(signal);
    return token === refused ? undefined : token;
  }

  /** Who ask together get the same one; that one of them has no more time is nothing to the others. */
  #renew(signal: AbortSignal): Promise<HeldToken> {
    if (this.#asking === undefined || this.#asking.isStopped) {
      this.#asking = new SharedWork((shared) => this.#fetch(shared));
    }
    return this.#asking.wait(signal);
  }

  async #fetch(signal: AbortSignal): Promise<HeldToken> {
    const { retry, secrets } = this.#options;
    const begun = this.#clock.now();
    try {
      const answer = await patiently(() => this.#ask(signal), { ...retry, clock: this.#clock }, signal);
      const { value, seconds, refreshToken } = this.#read(answer);
      secrets?.add(value, refreshToken);
      this.#rotate(refreshToken);
      const lifeMs = seconds * 1000;
      // Of a short life at least half is used.
      this.#held = { value, until: begun + Math.max(lifeMs - MARGIN_MS, lifeMs / 2) };
      return this.#held;
    } finally {
      this.#asking = undefined;
    }
  }

  #rotate(refreshToken: string | undefined): void {
    if (refreshToken === undefined || refreshToken === this.#refreshToken) {
      return;
    }
    if (!this.#isReplaced && this.#options.grant.kind === "refresh-token") {
      this.#isReplaced = true;
      this.#options.onNote?.(
        `the token server ${this.#options.endpoint.host} has replaced the refresh token: the one that was given may not be good for another run`,
      );
    }
    this.#refreshToken = refreshToken;
  }

  async #ask(signal: AbortSignal): Promise<Answer> {
    const { exchanger, endpoint } = this.#options;
    const asking = ask(
      exchanger,
      {
        method: "POST",
        url: endpoint,
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: Buffer.from(this.#form().toString()),
        maxBytes: MAX_ANSWER,
        // Any login of the client for this origin is not what the token server is to see.
        authorization: { header: undefined },
      },
      signal,
    );
    const answer = await asking.catch((error: unknown) => {
      throw error instanceof TransferFailure ? this.#unasked(error) : error;
    });
    const { failure, remedy, retryAfterMs } = statusFailure(answer.status, answer.headers, Date.now());
    if (answer.status >= 300 && remedy === "again") {
      throw new LoginFailure(failure, this.#sentence(`answers ${answer.status}`), {
        remedy,
        retryAfterMs,
        status: answer.status,
      });
    }
    return answer;
  }

  #form(): URLSearchParams {
    const { clientId, grant, scopes = [] } = this.#options;
    const form = new URLSearchParams({ client_id: clientId });
    if (grant.clientSecret !== undefined) {
      form.set("client_secret", grant.clientSecret);
    }
    if (grant.kind === "client-credentials") {
      form.set("grant_type", "client_credentials");
    } else {
      form.set("grant_type", "refresh_token");
      form.set("refresh_token", this.#refreshToken ?? grant.refreshToken);
    }
    if (scopes.length > 0) {
      form.set("scope", scopes.join(" "));
    }
    return form;
  }

  #read({ status, body }: Answer): { value: string; seconds: number; refreshToken: string | undefined } {
    let json: unknown;
    try {
      json = JSON.parse(body.toString("utf8"));
    } catch {
      json = undefined;
    }
    if (status !== 200) {
      const error = errorSchema.safeParse(json).data;
      const said =
        error === undefined ? "" : `: ${[error.error, error.error_description].filter(Boolean).join(": ")}`;
      throw this.#refusal(`answers ${status}${this.#hide(oneLine(said))}`, "auth", status);
    }
    const parsed = answerSchema.safeParse(json);
    // White space or a control character would be another header.
    if (!parsed.success || !/^[!-~]+$/.test(parsed.data.access_token)) {
      throw this.#refusal("answers without a token", "protocol");
    }
    const { access_token: value, expires_in, token_type, refresh_token: refreshToken } = parsed.data;
    if (token_type !== undefined && token_type.toLowerCase() !== "bearer") {
      throw this.#refusal("gives a token that is no bearer token", "protocol");
    }
    return { value, seconds: expires_in ?? DEFAULT_LIFETIME_S, refreshToken };
  }

  #refusal(what: string, kind: "auth" | "protocol", status?: number): LoginFailure {
    return new LoginFailure(kind, this.#sentence(what), { remedy: "never", status });
  }

  #unasked({ failure, message, remedy, retryAfterMs, status, cause }: TransferFailure): LoginFailure {
    const text = `the token server ${this.#options.endpoint.host} cannot be asked: ${message}`;
    return new LoginFailure(failure, text, { remedy, retryAfterMs, status, cause });
  }

  #sentence(what: string): string {
    const { endpoint, clientId } = this.#options;
    return `the token server ${endpoint.host} ${what}, asked for a token for the client ${oneLine(clientId, 100)}`;
  }

  /** Servers have been seen to repeat what they were sent. */
  #hide(text: string): string {
    const { grant } = this.#options;
    const secrets = [grant.clientSecret, this.#refreshToken].filter(
      (secret) => secret !== undefined && secret !== "",
    );
    return secrets.reduce<string>((hidden, secret) => hidden.replaceAll(secret as string, "***"), text);
  }
}
