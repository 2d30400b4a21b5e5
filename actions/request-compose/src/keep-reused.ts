import { type Compose, patiently, remainingLife } from "@compose-actions/services";
import { type StepContext, UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { retryOf } from "./access.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { CommonService } from "./maker.ts";
import type { How } from "./result.ts";

export interface Kept {
  readonly compose: Compose;
  readonly how: Extract<How, "created" | "reused">;
}

/**
 * Renews a compose that is to be reused and that nobody will wait for, if it would be kept for less than `min-lifetime`.
 * Waiting does so itself.
 *
 * @returns the compose, or the one that the service has made in its place; undefined when it cannot be kept
 */
export async function keepReused(
  compose: Compose,
  service: CommonService,
  inputs: RequestComposeInputs,
  { signal, reporter }: StepContext,
): Promise<Kept | undefined> {
  const life = remainingLife(compose);
  const wanted = inputs["min-lifetime"];
  if (inputs.wait || compose.state !== "finished" || life === undefined || life >= wanted) {
    return { compose, how: "reused" };
  }
  try {
    const wish = { secondsToLive: Math.ceil(wanted / 1000) };
    const work = async () => service.renew?.(compose.id, wish, signal);
    const renewed = await patiently(work, retryOf(inputs), signal);
    if (renewed === undefined) {
      return undefined;
    }
    for (const note of renewed.notes) {
      reporter.warn(`compose ${renewed.compose.id}: ${note}`);
    }
    const isReplaced = renewed.outcome === "replaced";
    reporter.info(
      isReplaced
        ? `compose ${compose.id} was made anew as ${renewed.compose.id}`
        : `compose ${compose.id} was renewed, since it would not have been kept for long enough`,
    );
    return { compose: renewed.compose, how: isReplaced ? "created" : "reused" };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure) && !(error instanceof UserError)) {
      throw error;
    }
    reporter.warn(`compose ${compose.id} could not be renewed, and is not reused: ${error.message}`);
    return undefined;
  }
}
