import type { Headers } from "@compose-actions/transfer";

/** When an answer was made by the service's clock, in milliseconds since 1970; by ours where it does not say. */
export function headersTime({ date }: Headers): number {
  const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? Date.now() : time;
}
