/** The exit code of an interrupted step. */
export const INTERRUPTED = 130;

/** Why the work was stopped. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(signal: string) {
    super(`Interrupted by ${signal}`);
  }
}

/** An abort signal that follows the process's signals. */
export interface SignalGuard {
  readonly signal: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

/**
 * Aborts on the first SIGINT or SIGTERM, so that the work can stop cleanly, and exits with 130 at once on the second:
 * a runner that cancels a job sends both, a few seconds apart.
 */
export function guardSignals(): SignalGuard {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(new Interrupted(signal));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    dispose() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
