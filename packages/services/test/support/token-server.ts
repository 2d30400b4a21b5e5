import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A token server (RFC 6749) that gives out `token-1`, `token-2`, … and remembers what it was asked. */
export class TokenServer implements AsyncDisposable {
  readonly forms: URLSearchParams[] = [];
  /** Seconds; undefined: it does not say. */
  lifetime: number | undefined = 300;
  /** Answers in place of tokens, the first first. */
  readonly refusals: { readonly status: number; readonly body: string; readonly location?: string }[] = [];
  /** Takes requests, and answers none until it is to speak. */
  isSilent = false;
  readonly #unanswered: (() => void)[] = [];
  refreshToken: string | undefined;
  onToken: (token: string) => void = () => undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      request.on("end", () => {
        this.forms.push(new URLSearchParams(body));
        const token = `token-${this.forms.length}`;
        const answer = (): void => this.#answer(token, response);
        if (this.isSilent) this.#unanswered.push(answer);
        else answer();
      });
    });
  }

  #answer(token: string, response: ServerResponse): void {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) {
      const { status, body, location } = refusal;
      const headers = { "content-type": "application/json", ...(location === undefined ? {} : { location }) };
      response.writeHead(status, headers).end(body);
      return;
    }
    this.onToken(token);
    response.end(
      JSON.stringify({
        access_token: token,
        token_type: "Bearer",
        expires_in: this.lifetime,
        refresh_token: this.refreshToken,
      }),
    );
  }

  /** Answers what it was asked meanwhile. */
  speak(): void {
    this.isSilent = false;
    for (const answer of this.#unanswered.splice(0)) answer();
  }

  /** Resolves when it has been asked so often. */
  async asked(count: number): Promise<void> {
    while (this.forms.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/token`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
