import { type Answer, ask, type Exchanger, type Question } from "../http/ask.ts";

/** Sends requests in the name of whoever uses the service. */
export interface Sender {
  /** How messages name the way: `with Kerberos`. */
  readonly shown: string;
  /**
   * @returns whatever the service answers, refusals included
   * @throws TransferFailure when there is no answer, or no login to be had
   */
  send(question: Question, signal: AbortSignal): Promise<Answer>;
}

/** Sends as the client does: with no login, or with a client certificate of the connection. */
export function plainSender(exchanger: Exchanger, shown = "without a login"): Sender {
  return { shown, send: (question, signal) => ask(exchanger, question, signal) };
}
