import type { HostLimits, HostOutcome } from "@compose-actions/transfer";

/** Something to ask of a server. */
export interface RemoteJob {
  /** Scheme, host and port. */
  readonly origin: string;
}

/** What an attempt came to. */
export interface Attempt {
  readonly host: HostOutcome;
  /** To be tried again, not before so many milliseconds have passed; undefined: it is settled. */
  readonly retryMs?: number;
}

export interface RequestQueueOptions<J extends RemoteJob> {
  readonly limits: HostLimits;
  /** Requests at a time, of all hosts together. */
  readonly parallel: number;
  readonly now: () => number;
  /** Makes one attempt; settles the job itself. */
  readonly attempt: (job: J, signal: AbortSignal) => Promise<Attempt>;
  /** Settles a job whose host cannot be reached any more. */
  readonly giveUp: (job: J) => void;
}

/** How often to look for a place at a host that has all of its places taken. */
const SHORTEST_WAIT_MS = 20;

interface Origin<J> {
  readonly name: string;
  readonly fresh: J[];
  next: number;
  waiting: { readonly job: J; readonly notBefore: number }[];
}

/**
 * Works through jobs, several at a time, each host within its limits; what has to wait keeps no other host from its
 * turn.
 *
 * @throws what an attempt throws; `signal.reason` when aborted
 */
export async function askAll<J extends RemoteJob>(
  jobs: readonly J[],
  options: RequestQueueOptions<J>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const origins = [...Map.groupBy(jobs, ({ origin }) => origin)].map(
    ([name, fresh]): Origin<J> => ({ name, fresh, next: 0, waiting: [] }),
  );
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { limits, parallel, now, attempt, giveUp } = options;
  const active = new Set<Promise<void>>();
  let failed = false;
  let timer: NodeJS.Timeout | undefined;

  const run = (origin: Origin<J>, job: J) => {
    const work = attempt(job, signal)
      .then(
        ({ host, retryMs }) => {
          limits.release(origin.name, host);
          if (retryMs !== undefined) {
            origin.waiting.push({ job, notBefore: now() + retryMs });
          }
        },
        (error: unknown) => {
          limits.release(origin.name, { kind: "none" });
          failed = true;
          reject(error);
        },
      )
      .then(() => {
        active.delete(work);
        pump();
      });
    active.add(work);
  };
  const pump = () => {
    clearTimeout(timer);
    if (failed) {
      return;
    }
    for (let started = true; started && active.size < parallel; ) {
      started = false;
      for (const origin of origins) {
        if (limits.isLost(origin.name)) {
          takeAll(origin).forEach(giveUp);
        } else if (active.size < parallel && hasReady(origin, now()) && limits.tryAcquire(origin.name)) {
          run(origin, take(origin, now()));
          started = true;
        }
      }
    }
    if (active.size === 0 && origins.every(isEmpty)) {
      resolve();
    } else if (active.size < parallel) {
      const due = Math.min(...origins.map((origin) => dueAt(origin, now() + limits.waitMs(origin.name))));
      if (Number.isFinite(due)) {
        timer = setTimeout(pump, Math.max(SHORTEST_WAIT_MS, due - now()));
      }
    }
  };
  const stop = () => {
    failed = true;
    reject(signal.reason);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    pump();
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    failed = true;
    await Promise.allSettled(active);
  }
}

function isEmpty<J>({ fresh, next, waiting }: Origin<J>): boolean {
  return next === fresh.length && waiting.length === 0;
}

function hasReady<J>({ fresh, next, waiting }: Origin<J>, now: number): boolean {
  return next < fresh.length || waiting.some(({ notBefore }) => notBefore <= now);
}

/** What failed before comes first. */
function take<J>(origin: Origin<J>, now: number): J {
  const index = origin.waiting.findIndex(({ notBefore }) => notBefore <= now);
  const [waited] = index === -1 ? [] : origin.waiting.splice(index, 1);
  return waited?.job ?? (origin.fresh[origin.next++] as J);
}

function takeAll<J>(origin: Origin<J>): J[] {
  const jobs = [...origin.waiting.map(({ job }) => job), ...origin.fresh.slice(origin.next)];
  origin.waiting = [];
  origin.next = origin.fresh.length;
  return jobs;
}

/** When there is something to do, not before the host lets us. */
function dueAt<J>(origin: Origin<J>, notBefore: number): number {
  if (isEmpty(origin)) {
    return Number.POSITIVE_INFINITY;
  }
  const own =
    origin.next < origin.fresh.length ? 0 : Math.min(...origin.waiting.map(({ notBefore: due }) => due));
  return Math.max(own, notBefore);
}
