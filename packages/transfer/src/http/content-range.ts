/** What a Content-Range header says: which bytes these are, or that there are none such. */
export type ContentRange =
  /** `bytes first-last/total`: both positions count, from 0; the total is null where the server does not know it. */
  | { readonly kind: "range"; readonly first: number; readonly last: number; readonly total: number | null }
  /** `bytes *\/total`, as in an answer 416. */
  | { readonly kind: "unsatisfied"; readonly total: number };

/** Sixteen digits hold every exact integer; more are an attempt at something. */
const CONTENT_RANGE = /^bytes (?:(\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)|\*\/(\d{1,16}))$/i;

/**
 * Reads the value of a Content-Range header (RFC 9110, 14.4) to the letter: a range that is to be appended to a file
 * must be beyond doubt. Undefined for a value that is missing, malformed, contradictory, or there more than once.
 */
export function parseContentRange(value: string | readonly string[] | undefined): ContentRange | undefined {
  const single = typeof value === "string" ? value : value?.length === 1 ? value[0] : undefined;
  const match = CONTENT_RANGE.exec(single ?? "");
  if (match === null) return undefined;
  const [, firstDigits, lastDigits, totalDigits, unsatisfied] = match;
  if (unsatisfied !== undefined) {
    const total = Number(unsatisfied);
    return Number.isSafeInteger(total) ? { kind: "unsatisfied", total } : undefined;
  }
  const [first, last] = [Number(firstDigits), Number(lastDigits)];
  const total = totalDigits === "*" ? null : Number(totalDigits);
  const sane =
    first <= last &&
    Number.isSafeInteger(last) &&
    (total === null || (last < total && Number.isSafeInteger(total)));
  return sane ? { kind: "range", first, last, total } : undefined;
}
