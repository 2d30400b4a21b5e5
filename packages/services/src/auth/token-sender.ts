import { TransferFailure } from "@compose-actions/transfer";
import { type Answer, ask, type Exchanger, type Question } from "../http/ask.ts";
import { isConfidential } from "../http/base-url.ts";
import type { Sender } from "./sender.ts";

/** Where bearer tokens come from. */
export interface TokenSource {
  /** @throws TransferFailure `auth` when there is none */
  token(signal: AbortSignal): Promise<string>;
  /**
   * Another token in place of one that was refused; undefined when there is none.
   *
   * @throws TransferFailure
   */
  replace(refused: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Sends with a bearer token; once more with a new one when the first is refused, for then nothing was done with it. */
export class TokenSender implements Sender {
  readonly shown = "with the bearer token";
  readonly #exchanger: Exchanger;
  readonly #tokens: TokenSource;

  constructor(exchanger: Exchanger, tokens: TokenSource) {
    this.#exchanger = exchanger;
    this.#tokens = tokens;
  }

  async send(question: Question, signal: AbortSignal): Promise<Answer> {
    if (!isConfidential(question.url)) {
      throw new TransferFailure("auth", "the token is not sent without encryption", { remedy: "never" });
    }
    const token = await this.#tokens.token(signal);
    const answer = await this.#ask(question, token, signal);
    if (answer.status !== 401) {
      return answer;
    }
    const other = await this.#tokens.replace(token, signal);
    return other === undefined ? answer : this.#ask(question, other, signal);
  }

  #ask(question: Question, token: string, signal: AbortSignal): Promise<Answer> {
    return ask(this.#exchanger, { ...question, authorization: { header: `Bearer ${token}` } }, signal);
  }
}

/** A token that was given and cannot be replaced. */
export class GivenToken implements TokenSource {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  async token(): Promise<string> {
    return this.#token;
  }

  async replace(): Promise<undefined> {
    return undefined;
  }
}
