import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A recorded exchange with ODCS 0.3.8; sections 11 to 13 with Apache in front, 10 with workers and Pungi. */
export interface Exchange {
  readonly section: string;
  readonly title: string;
  /** What was done to the data base before. */
  readonly before?: readonly string[];
  /** The states that the compose went through before. */
  readonly states?: readonly string[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response: {
    /** Absent when there was no answer. */
    readonly status?: number;
    readonly reason: string;
    readonly date: string;
    readonly length: number | null;
    readonly headers: Readonly<Record<string, string>>;
    /** Long ones are cut in the middle. */
    readonly body: string;
  };
}

export const EXCHANGES: readonly Exchange[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../../test/fixtures/odcs/exchanges.json"), "utf8"),
);

export function exchangesOf(...sections: string[]): readonly Exchange[] {
  return EXCHANGES.filter(({ section }) => sections.includes(section));
}

/** The answer that was recorded under a title. */
export function recorded(title: string): Exchange["response"] {
  const exchange = EXCHANGES.find((one) => one.title.startsWith(title));
  if (exchange === undefined) throw new Error(`nothing is recorded as ${title}`);
  return exchange.response;
}
