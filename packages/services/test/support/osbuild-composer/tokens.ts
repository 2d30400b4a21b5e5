import {
  HttpStandIn,
  type Listening,
  type SeenRequest,
  type StandInAnswer,
} from "../osbuild/http-stand-in.ts";

/** A provider of tokens, as the test provider of osbuild-composer is: it believes everybody. */
export class TokenStandIn extends HttpStandIn {
  /** What it has given, by the token, and until when it is good. */
  readonly #tokens = new Map<string, { readonly tenant: string | undefined; readonly until: number }>();
  readonly #now: () => number;
  /** How long its tokens are good for, in seconds. */
  lifetime = 60;
  /** Whose refresh tokens and clients are whose; others are nobody's. */
  readonly tenants = new Map<string, string>();

  constructor(listening: Listening = {}, now: () => number = Date.now) {
    super(listening);
    this.#now = now;
  }

  /** The tenant of a token; undefined for a token that names none. @throws Error with what is wrong with it */
  tenantOf(token: string): string | undefined {
    const known = this.#tokens.get(token);
    if (known === undefined) throw new Error("Bearer token is malformed");
    if (this.#now() >= known.until) throw new Error("Bearer token is expired");
    return known.tenant;
  }

  /** Takes back all tokens. */
  revoke(): void {
    this.#tokens.clear();
  }

  protected override answer({ method, path, body }: SeenRequest): StandInAnswer {
    if (method !== "POST" || path !== "/token") return { status: 404, body: "404 page not found\n" };
    const form = new URLSearchParams(body);
    const secret = {
      refresh_token: form.get("refresh_token"),
      client_credentials: form.get("client_secret"),
    }[form.get("grant_type") ?? ""];
    if (secret === undefined) return { status: 400, body: "" };
    const token = `eyJhbGciOiJSUzI1NiIsImtpZCI6ImtleS1pZCIsInR5cCI6IkpXVCJ9.${Math.random().toString(36).slice(2)}.x`;
    const until = this.#now() + this.lifetime * 1000;
    this.#tokens.set(token, { tenant: this.tenants.get(secret ?? ""), until });
    const answer = { access_token: token, token_type: "Bearer", expires_in: this.lifetime };
    return { status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(answer) };
  }
}
