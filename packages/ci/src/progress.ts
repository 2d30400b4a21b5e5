import { formatBytes, formatCount, formatDuration, type Progress } from "@compose-actions/step";

/** Progress of one activity, with the point from which rates are measured. */
export interface ProgressSpan {
  readonly current: Progress;
  /** The first snapshot of the activity: what was done before (a resumed run) says nothing about its speed. */
  readonly first: Progress;
  /** Milliseconds since the first snapshot. */
  readonly elapsed: number;
}

/** Rates over less than this many milliseconds are noise. */
const SHORTEST_MEASURE = 1000;
/** What would take longer has hardly begun, and nobody knows how long it takes. */
const LONGEST_ESTIMATE = 99 * 60 * 60 * 1000;

/** One line: `hashing 120 of 480 files, 1.2 GB of 4.0 GB (30%), 150.0 MB/s, about 19 s left`. */
export function renderProgress(span: ProgressSpan): string {
  const { current } = span;
  const { done, total, bytes, totalBytes } = current;
  const parts = [
    `${current.activity} ${formatCount(done)}${total === undefined ? "" : ` of ${formatCount(total)}`} ${current.unit}`,
  ];
  if (bytes !== undefined) {
    parts.push(`${formatBytes(bytes)}${totalBytes === undefined ? "" : ` of ${formatBytes(totalBytes)}`}`);
  }
  const fraction = fractionDone(current);
  if (fraction !== undefined) parts.push(`${parts.pop()} (${Math.floor(fraction * 100)}%)`);
  parts.push(...speed(span, fraction));
  return parts.join(", ");
}

/** How much is done, 0 to 1, by bytes where they are known; undefined while the total is. */
export function fractionDone({ done, total, bytes, totalBytes }: Progress): number | undefined {
  if (bytes !== undefined && totalBytes !== undefined && totalBytes > 0)
    return Math.min(1, bytes / totalBytes);
  return total === undefined || total === 0 ? undefined : Math.min(1, done / total);
}

function speed({ current, first, elapsed }: ProgressSpan, fraction: number | undefined): string[] {
  if (elapsed < SHORTEST_MEASURE) return [];
  const seconds = elapsed / 1000;
  const rate =
    current.bytes === undefined
      ? `${formatCount(Math.round((current.done - first.done) / seconds))} ${current.unit}/s`
      : `${formatBytes(Math.max(0, current.bytes - (first.bytes ?? 0)) / seconds)}/s`;
  const gained = (fraction ?? 0) - (fractionDone(first) ?? 0);
  if (fraction === undefined || fraction >= 1 || gained <= 0) return [rate];
  const left = Math.max(1000, ((1 - fraction) / gained) * elapsed);
  return left > LONGEST_ESTIMATE ? [rate] : [rate, `about ${formatDuration(left)} left`];
}

/** A bar of `width` characters: `[####------]`. */
export function renderBar(fraction: number, width: number): string {
  const inner = Math.max(1, width - 2);
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * inner);
  return `[${"#".repeat(full)}${"-".repeat(inner - full)}]`;
}

/** Lets through one snapshot per `interval` milliseconds; a new activity starts its own clock. */
export function createProgressThrottle(options: {
  readonly interval: number;
  readonly now: () => number;
  readonly show: (span: ProgressSpan) => void;
  /** Whether the first snapshot of an activity is shown at once, or only after an interval. */
  readonly immediate: boolean;
}): (progress: Progress) => void {
  let first: Progress | undefined;
  let started = 0;
  let shown = 0;
  return (current) => {
    const now = options.now();
    const fresh = first === undefined || first.activity !== current.activity;
    if (first === undefined || fresh) {
      first = current;
      started = now;
      shown = now;
      if (!options.immediate) return;
    } else if (now - shown < options.interval) {
      return;
    }
    shown = now;
    options.show({ current, first, elapsed: now - started });
  };
}
