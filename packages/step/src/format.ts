const UNITS = ["kB", "MB", "GB", "TB", "PB"] as const;

/** Bytes in decimal units with one decimal: `999 B`, `1.5 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  let value = bytes;
  let unit = -1;
  // 999.95 and up would be shown as 1000.0 of the smaller unit.
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[Math.max(unit, 0)]}`;
}

/** A count with its thousands grouped: `1,234,567`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with what is counted: `1 file`, `1,234 files`. */
export function countOf(count: number, one: string, several: string): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}

/** Milliseconds in at most two units: `850 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return join(seconds, 60, "min", "s");
  return join(Math.round(seconds / 60), 60, "h", "min");
}

function join(amount: number, base: number, large: string, small: string): string {
  const rest = amount % base;
  const whole = `${Math.floor(amount / base)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
