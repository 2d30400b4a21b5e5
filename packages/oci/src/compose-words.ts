import type { Compose } from "@compose-actions/metadata";

/** The placeholders that say which compose something is of: those of all templates. */
export const COMPOSE_WORDS = ["compose_id", "compose_type", "compose_date", "respin", "label"] as const;

export type ComposeWord = (typeof COMPOSE_WORDS)[number];

/** Their texts; a compose need not have a label. */
export function composeWords({
  id,
  type,
  date,
  respin,
  label,
}: Compose): Readonly<Partial<Record<ComposeWord, string>>> {
  return {
    compose_id: id,
    compose_type: type,
    compose_date: date,
    respin: String(respin),
    ...(label === null ? {} : { label }),
  };
}
