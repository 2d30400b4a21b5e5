import { isFinal } from "@compose-actions/services";
import { type Reporter, UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { CommonService } from "./maker.ts";

/** A runner that is told to stop gives a program some seconds. */
const LIMIT_MS = 6_000;

/**
 * Cancels composes that are not finished, as far as the service can. Never throws: it is done on the way out.
 *
 * @param limit - ends it; by default some seconds
 * @returns the ids of those that are over now
 */
export async function cancelAll(
  service: CommonService,
  ids: readonly string[],
  reporter: Reporter,
  limit = AbortSignal.timeout(LIMIT_MS),
): Promise<readonly string[]> {
  const over = await Promise.all(ids.map((id) => cancelOne(service, id, reporter, limit)));
  return ids.filter((_, index) => over[index] === true);
}

async function cancelOne(
  service: CommonService,
  id: string,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<boolean> {
  if (service.cancel === undefined) {
    reporter.warn(`compose ${id} goes on: ${service.kind} cannot stop it`);
    return false;
  }
  try {
    const ended = await service.cancel(id, signal);
    switch (ended.outcome) {
      case "done":
        reporter.info(`compose ${id} was cancelled`);
        return true;
      case "gone":
        return true;
      case "refused": {
        const compose = await service.get(id, signal);
        const isOver = compose === undefined || isFinal(compose.state);
        reporter.warn(`compose ${id} ${isOver ? "was not cancelled" : "goes on"}: ${ended.said}`);
        return isOver;
      }
    }
  } catch (error) {
    const isKnown = error instanceof TransferFailure || error instanceof UserError;
    const why = signal.aborted
      ? "the service does not answer in time"
      : isKnown
        ? error.message
        : String(error);
    reporter.warn(`compose ${id} could not be cancelled, and may go on: ${why}`);
    return false;
  }
}
