import { type Compose, patiently, remainingLife } from "@compose-actions/services";
import { UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { retryOf } from "./access.ts";
import { lifeWish } from "./longer-life.ts";
import type { CommonService } from "./maker.ts";
import type { RememberOptions } from "./remembered-request.ts";
import { Renewal, tellOf } from "./renewal.ts";
import type { How, Tracked } from "./result.ts";

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
  options: RememberOptions,
): Promise<Kept | undefined> {
  const { inputs, context } = options;
  const { signal, reporter } = context;
  const life = remainingLife(compose);
  const wanted = inputs["min-lifetime"];
  if (inputs.wait || compose.state !== "finished" || life === undefined || life >= wanted) {
    return { compose, how: "reused" };
  }
  const tracked: Tracked = { id: compose.id, how: "reused", index: undefined, requestedAt: Date.now() };
  const renewal = new Renewal({ service, renewWish: lifeWish(wanted) }, tracked, options);
  try {
    const renewed = await patiently(() => renewal.run(), retryOf(inputs), signal);
    tellOf(compose.id, renewed, reporter);
    return { compose: renewed.compose, how: renewed.isNew ? "created" : "reused" };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure) && !(error instanceof UserError)) {
      throw error;
    }
    reporter.warn(`compose ${compose.id} could not be renewed, and is not reused: ${error.message}`);
    return undefined;
  }
}
