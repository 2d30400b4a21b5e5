import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A recorded exchange with osbuild-composer: A and B with its Cloud API, C with the Weldr API. */
export interface Exchange {
  readonly section: string;
  readonly title: string;
  /** What had happened before it. */
  readonly note?: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    /** Of the provider of tokens, and not of osbuild-composer. */
    readonly server?: "token";
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response: {
    readonly status: number;
    readonly reason: string;
    readonly headers: Readonly<Record<string, string>>;
    /** Long ones are cut at their end. */
    readonly body: string;
  };
}

export const EXCHANGES: readonly Exchange[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../../test/fixtures/osbuild/exchanges.json"), "utf8"),
);

export function exchangesOf(section: string, title?: string): readonly Exchange[] {
  return EXCHANGES.filter(
    (one) => one.section === section && (title === undefined || one.title.startsWith(title)),
  );
}

/** What was answered, as a parsed body. */
export function bodyOf({ response }: Exchange): Record<string, unknown> {
  return JSON.parse(response.body);
}
