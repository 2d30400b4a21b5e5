import { repr } from "./python.ts";
import type { Row } from "./row.ts";
import { crashed, refused } from "./validate.ts";

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
const ORDERS = [
  "id",
  "owner",
  "source_Type",
  "koji_event",
  "state",
  "time_to_expire",
  "time_submitted",
  "time_done",
  "time_removed",
];

export interface Page {
  readonly rows: readonly Row[];
  readonly meta: Readonly<Record<string, unknown>>;
}

/** @param base - where the links of the page lead: whatever the headers of the request said */
export function page(all: readonly Row[], query: URLSearchParams, base: string): Page {
  const found = all.filter((row) =>
    FILTERS.every((name) => {
      const wanted = query.get(name);
      // SQLite compares a name with a number, and finds that they differ.
      return wanted === null || String(row[name]) === wanted;
    }),
  );
  const ordered = [...found].sort(order(query.get("order_by") ?? "-id"));
  const perPage = positive(query.get("per_page"), query.has("per_page") ? ordered.length : 10);
  const number = positive(query.get("page"), 1);
  const pages = Math.ceil(ordered.length / perPage) || 0;
  const url = (at: number): string =>
    `${base}?${[`page=${at}`, `per_page=${perPage}`, ...rest(query)].join("&")}`;
  return {
    rows: ordered.slice((number - 1) * perPage, number * perPage),
    meta: {
      first: url(1),
      last: url(pages),
      next: number < pages ? url(number + 1) : null,
      page: number,
      pages,
      per_page: perPage,
      prev: number > 1 ? url(number - 1) : null,
      total: ordered.length,
    },
  };
}

function rest(query: URLSearchParams): readonly string[] {
  const names = [...new Set(query.keys())].filter((name) => name !== "page" && name !== "per_page");
  return names.map((name) => `${name}=${encodeURIComponent(query.get(name) ?? "")}`);
}

/** Whatever is no positive number is as if it had not been given. */
function positive(text: string | null, otherwise: number): number {
  const value = /^\d+$/.test(text ?? "") ? Number(text) : 0;
  return value > 0 ? value : otherwise;
}

function order(text: string): (one: Row, other: Row) => number {
  const isDescending = text.startsWith("-");
  const key = isDescending ? text.slice(1) : text;
  if (!ORDERS.includes(key))
    throw refused(`An invalid order_by key was suplied, allowed keys are: ${repr(ORDERS)}`);
  if (key === "source_Type") throw crashed("type object 'Compose' has no attribute 'source_Type'");
  const value = (row: Row) => row[key as keyof Row] as string | number | null;
  return (one, other) => {
    const [left, right] = [value(one), value(other)];
    // Nulls come first in SQLite; the newest come first among equals when descending.
    const difference =
      left === right ? one.id - other.id : left === null || (right !== null && left < right) ? -1 : 1;
    return isDescending && left !== right ? -difference : difference;
  };
}
