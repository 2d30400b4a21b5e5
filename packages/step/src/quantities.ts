const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/;
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** The longest duration in milliseconds: a timer of Node that is set for longer fires at once. */
export const LONGEST_DURATION = 2_147_483_647;

/** `<number>ms|s|m|h`, a bare number counting seconds, in whole milliseconds; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const unit = (match[2] ?? "s") as keyof typeof MILLISECONDS;
  const milliseconds = Math.round(Number(match[1]) * MILLISECONDS[unit]);
  return milliseconds <= LONGEST_DURATION ? milliseconds : undefined;
}

const SIZE = /^(\d+(?:\.\d+)?)\s*([KMGTkmgt]?)(i?)B?$/;
const POWER = { k: 1, m: 2, g: 3, t: 4 } as const;

/**
 * `<number>[K|M|G|T][i][B]` in whole bytes; undefined for anything else. As in SI and IEC, `K` and `KB` are 1000
 * bytes, `Ki` and `KiB` are 1024.
 */
export function readSize(text: string): number | undefined {
  const match = SIZE.exec(text);
  if (match === null) return undefined;
  const [, number, prefix = "", binary] = match;
  if (prefix === "" && binary === "i") return undefined;
  const power = prefix === "" ? 0 : POWER[prefix.toLowerCase() as keyof typeof POWER];
  const bytes = Math.round(Number(number) * (binary === "i" ? 1024 : 1000) ** power);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
