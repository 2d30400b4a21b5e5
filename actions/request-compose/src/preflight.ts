import { refuse } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { Maker } from "./maker.ts";

/**
 * Holds the requests against what the service says of itself.
 *
 * @returns what should be known. One line each
 * @throws UserError when it would not take them, and that is to be heeded
 */
export async function preflight(
  maker: Maker,
  mode: "refuse" | "warn" | "off",
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (mode === "off") {
    return [];
  }
  let lines: readonly string[];
  try {
    lines = await maker.preflight(signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure) || error.remedy === "again") {
      throw error;
    }
    // One that says nothing of itself may take requests all the same.
    return [`the service cannot be asked what it would take: ${error.message}`];
  }
  const [first] = lines;
  if (first === undefined || mode === "warn") {
    return lines;
  }
  throw refuse(
    lines.length === 1 ? first : `The service would not take the request: ${lines.length} reasons`,
    "mend that, or set preflight: warn if the service says too little of itself",
    lines,
  );
}
