import { TransferFailure } from "@compose-actions/transfer";
import type { Clock } from "./clock.ts";
import type { Answer } from "./http/ask.ts";
import { lateAbort } from "./late-abort.ts";
import { lookUntil } from "./look-until.ts";
import { ServiceFailure } from "./service-failure.ts";

/** A request that has no answer which says what became of it. */
export class Lost {
  readonly failure: TransferFailure;
  /** It cannot have been carried out. */
  readonly isUnsent: boolean;
  /** It would fail in the same way again. */
  readonly isHopeless: boolean;
  /** The service may still be at it. */
  readonly isPending: boolean;

  constructor(failure: TransferFailure, isUnsent: boolean, isHopeless: boolean, isPending = true) {
    this.failure = failure;
    this.isUnsent = isUnsent;
    this.isHopeless = isHopeless;
    this.isPending = isPending;
  }
}

/** A request on its way is given so long to be answered after all when everything is to end. */
const LAST_WORD_MS = 4_000;

/** Sends what makes something, once. @returns what it failed with when there is no answer */
export async function sendOnce(
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | TransferFailure> {
  signal.throwIfAborted();
  // The id of a compose that nobody waits for any more is worth knowing: it may be cancelled.
  using late = lateAbort(signal, LAST_WORD_MS);
  try {
    return await send(late.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return error;
  }
}

/** How often a request is sent in all, each time after it is known that it did not arrive before. */
const MAX_SENDS = 3;
const PAUSE_MS = 1_000;

/**
 * Sends a request, and again as long as it did not arrive and may do so later.
 *
 * @param send - sends it once, and looks for what came of it when the answer is lost; then it surely did not arrive
 * @throws what it failed with in the end
 */
export async function sendUntilArrived<Arrived>(
  send: () => Promise<Arrived | Lost>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Arrived> {
  for (let sends = 1; ; sends++) {
    signal.throwIfAborted();
    const outcome = await send();
    if (!(outcome instanceof Lost)) {
      return outcome;
    }
    const { failure, isHopeless } = outcome;
    if (isHopeless || sends === MAX_SENDS) {
      throw failure;
    }
    await clock.sleep(Math.max(PAUSE_MS * 2 ** (sends - 1), failure.retryAfterMs ?? 0), signal);
  }
}

export interface Search<Seen, Found> {
  readonly lost: TransferFailure;
  /** What messages call the place that is searched. */
  readonly place: "server" | "service";
  readonly clock: Clock;
  /** How long the request is looked for, in milliseconds. */
  readonly searchMs: number;
  look(): Promise<Seen>;
  /**
   * What a look came to: `absent` when the request surely did not arrive, undefined as long as nobody can tell.
   *
   * @param seen - undefined when the place could not be asked
   * @param isOver - there is no other look
   */
  judge(seen: Seen | undefined, isOver: boolean): Found | "absent" | undefined;
}

/**
 * Looks for what came of a request, for as long as the service may still be at it.
 *
 * @returns undefined when the request surely did not arrive
 * @throws ServiceFailure that is uncertain when nobody can tell
 */
export async function searchLost<Seen, Found>(
  { lost, place, clock, searchMs, look, judge }: Search<Seen, Found>,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const until = clock.now() + searchMs;
  const end = await lookUntil(
    until,
    clock,
    async () => {
      const seen = await look().catch((error: unknown) => {
        signal.throwIfAborted();
        if (!(error instanceof TransferFailure)) {
          throw error;
        }
        if (error.remedy !== "again") {
          throw uncertain(
            lost,
            `the ${place} does not tell whether there is a compose now: ${error.message}`,
          );
        }
        return undefined;
      });
      const isOver = clock.now() >= until;
      const found = judge(seen, isOver) ?? (isOver ? "absent" : undefined);
      if (found === "absent" && seen === undefined) {
        throw uncertain(lost, `the ${place} could not be asked whether there is a compose now`);
      }
      return found;
    },
    signal,
  );
  return end === "absent" ? undefined : end;
}

/** @param advice - where to look, with servers that do not list what they have */
export function uncertain(
  { failure, message, status, cause }: TransferFailure,
  what: string,
  advice?: string,
): ServiceFailure {
  const text = `the answer to a request is lost (${message}), and ${what}: look before asking again`;
  return new ServiceFailure(failure, text, { remedy: "never", status, cause, isUncertain: true, advice });
}
