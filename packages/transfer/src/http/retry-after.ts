/**
 * How long a Retry-After header (RFC 9110, 10.2.3) asks to wait, in milliseconds: seconds, or a date, which is 0 when
 * it has passed. Infinity for more seconds than make sense. Undefined for anything else, negative numbers included.
 * Of several headers the longest wait counts.
 *
 * @param nowMs time of day, in milliseconds since 1970: best that of the answer's Date header, as the server's clock
 * may be wrong
 */
export function parseRetryAfter(
  value: string | readonly string[] | undefined,
  nowMs: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") {
    const waits = value.flatMap((one) => parseRetryAfter(one, nowMs) ?? []);
    return waits.length === 0 ? undefined : Math.max(...waits);
  }
  const text = value.trim();
  if (/^\d+$/.test(text)) return text.length > 15 ? Number.POSITIVE_INFINITY : Number(text) * 1000;
  const date = parseHttpDate(text, nowMs);
  return date === undefined ? undefined : Math.max(0, date - nowMs);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const LONG_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const MONTH = `(?<month>${MONTHS.join("|")})`;
const TIME = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";
const DATE_FORMS = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(`^${DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`, "i"),
  // Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`, "i"),
  // Sun Nov  6 08:49:37 1994
  new RegExp(`^${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`, "i"),
];

/**
 * A date in one of the three forms of HTTP (RFC 9110, 5.6.7), in milliseconds since 1970; undefined for anything else.
 * The name of the day is not compared with the date.
 *
 * @param nowMs decides about the century of a year with two digits
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  for (const form of DATE_FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return timeOf(parts, nowMs);
  }
  return undefined;
}

function timeOf(parts: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const { day = "", month = "", year = "", hour = "", minute = "", second = "" } = parts;
  const index = MONTHS.indexOf(month.toLowerCase());
  // A leap second is the second before, as far as clocks of computers go.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const clock = [Number(hour), Number(minute), Math.min(Number(second), 59)] as const;
  const fullYear = year.length === 2 ? centuryOf(Number(year), nowMs) : Number(year);
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for those of the twentieth century.
  date.setUTCFullYear(fullYear, index, Number(day));
  // A day that the month does not have has become another one.
  if (date.getUTCDate() !== Number(day)) return undefined;
  return date.setUTCHours(...clock, 0);
}

/** More than fifty years ahead is the past (RFC 9110, 5.6.7). */
function centuryOf(year: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const candidate = thisYear - (thisYear % 100) + year;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
