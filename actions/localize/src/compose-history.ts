import type { Compose } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { TransferSession } from "@compose-actions/transfer";

const FACT = "compose";

/** What is known of the compose that an output was last filled from. */
export interface ComposeHistory {
  /** Identifies the compose that is asked for now. */
  readonly key: string;
  readonly warnings: readonly string[];
}

/** Compares a compose with the one that the output holds, and remembers it instead. */
export function rememberCompose(journal: TransferSession["journal"], compose: Compose): ComposeHistory {
  const before = journal.recall(FACT);
  const key = JSON.stringify([compose.id, compose.date, compose.respin]);
  journal.remember(FACT, key);
  if (before === undefined) {
    return { key, warnings: [] };
  }
  const [id, date, respin] = readFact(before);
  const isOlder = compose.date < date || (compose.date === date && compose.respin < respin);
  return {
    key,
    warnings:
      id !== compose.id && isOlder
        ? [
            `the output was filled from ${id}, which is newer than ${compose.id}: somebody may be serving an old compose; pin it with expect-compose-id if that is meant`,
          ]
        : [],
  };
}

function readFact(text: string): readonly [string, string, number] {
  const [id, date, respin] = JSON.parse(text) as readonly unknown[];
  if (typeof id !== "string" || typeof date !== "string" || typeof respin !== "number") {
    throw refuse("The journal of the output is of another kind of tool", "choose another output");
  }
  return [id, date, respin];
}
