import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { ListWish } from "../service.ts";
import { ORDERS, SOURCE_TYPES, STATES, sourceTypeNumber } from "./codes.ts";

/** What the server filters by; it ignores other names, and would list everything. */
const FILTERS = [
  "owner",
  "source_type",
  "source",
  "state",
  "koji_task_id",
  "pungi_compose_id",
  "compose_type",
  "label",
] as const;
const NUMBERS: ReadonlySet<string> = new Set(["source_type", "state", "koji_task_id"]);

/**
 * The query of a list. Names of states and of types of sources become the numbers that the server compares with: names
 * match nothing, or make it fail.
 *
 * @throws UserError
 */
export function listQuery({
  filters = {},
  order = "-id",
}: Omit<ListWish, "limit">): Readonly<Record<string, string>> {
  const query: Record<string, string> = { order_by: order };
  const key = order.replace(/^-/, "");
  if (!ORDERS.some((known) => known === key)) {
    throw refuse(
      `ODCS does not order composes by ${show(key)}`,
      `it does by ${ORDERS.join(", ")}, with - in front the other way round`,
    );
  }
  for (const [name, value] of Object.entries(filters)) {
    if (!FILTERS.some((known) => known === name)) {
      throw refuse(`ODCS does not filter composes by ${show(name)}`, `it does by ${FILTERS.join(", ")}`);
    }
    query[name] = filterValue(name, value);
  }
  return query;
}

function filterValue(name: string, value: string): string {
  const type = SOURCE_TYPES.find((known) => known === value);
  if (name === "source_type" && type !== undefined) {
    return String(sourceTypeNumber(type));
  }
  const state = (STATES as readonly string[]).indexOf(value);
  if (name === "state" && state !== -1) {
    return String(state);
  }
  if (NUMBERS.has(name) && !/^\d{1,15}$/.test(value)) {
    const names =
      name === "state"
        ? `, or one of ${STATES.join(", ")}`
        : name === "source_type"
          ? `, or one of ${SOURCE_TYPES.join(", ")}`
          : "";
    throw refuse(`${name}: ${show(value)} is not a number${names}`);
  }
  return value;
}
