import { TransferFailure } from "@compose-actions/transfer";
import type { RequestComposeInputs } from "./inputs.ts";
import { writeLock } from "./lock-file.ts";
import type { LockEntry, Maker } from "./maker.ts";
import type { ComposeOutcome } from "./result.ts";

export interface PinnedAll {
  /** How the content differs from what a lock wanted. One line each. */
  readonly notes: readonly string[];
  /** Why it is not known what pins them. */
  readonly problem: string | undefined;
}

/** Writes what pins the composes of a run, and holds it against the lock that was given. */
export async function pinAll(
  composes: readonly ComposeOutcome[],
  maker: Maker,
  { lock, "lock-output": path, service }: RequestComposeInputs,
  signal: AbortSignal,
): Promise<PinnedAll> {
  const good = composes.flatMap((outcome) =>
    outcome.verdict === "good" && outcome.compose !== undefined
      ? [{ ...outcome, compose: outcome.compose }]
      : [],
  );
  // One that lacks a compose would pin the wrong one for the next.
  if ((lock === undefined && path === undefined) || good.length < composes.length) {
    return { notes: [], problem: undefined };
  }
  const entries: LockEntry[] = [];
  const notes: string[] = [];
  try {
    for (const outcome of good) {
      const pinned = await maker.pin(outcome.compose, outcome, signal);
      entries.push(pinned.entry);
      notes.push(...pinned.notes.map((note) => `compose ${outcome.id}: ${note}`));
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    const problem = `The composes are finished, but it is not known what pins them: ${error.message}`;
    return { notes, problem };
  }
  if (path !== undefined) {
    writeLock(path, service, entries);
  }
  return { notes, problem: undefined };
}
