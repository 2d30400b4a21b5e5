import { UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { type Compose, remainingLife } from "../compose.ts";
import { patiently } from "../http/patiently.ts";
import type { WaitOptions } from "./options.ts";

/** A compose that is made anew again and again is not waited for for ever. */
const MAX_REPLACEMENTS = 2;
const RETRIES = 5;

/** Renews finished composes that would not be kept for long enough. */
export class KeepAlive<Details> {
  readonly #options: WaitOptions<Details>;
  #replacements = 0;

  constructor(options: WaitOptions<Details>) {
    this.#options = options;
  }

  /**
   * @returns the compose, with a later end if that was needed; another one, which is not finished, if the service could
   * only make it anew
   */
  async keep(compose: Compose<Details>, signal: AbortSignal): Promise<Compose<Details>> {
    const { service, policy, observer, clock, random } = this.#options;
    const life = remainingLife(compose);
    if (
      compose.state !== "finished" ||
      policy.minLifeMs === 0 ||
      life === undefined ||
      life >= policy.minLifeMs
    ) {
      return compose;
    }
    const note = (line: string): void => observer.onNote?.(compose.id, line);
    if (service.renew === undefined || this.#replacements === MAX_REPLACEMENTS) {
      note(`it will be kept for ${seconds(life)} only`);
      return compose;
    }
    const wish = { secondsToLive: Math.ceil(policy.minLifeMs / 1000) };
    const retry = { retries: RETRIES, retryDelayMs: policy.pollMs, clock, random };
    try {
      const renewed = await patiently(async () => service.renew?.(compose.id, wish, signal), retry, signal);
      if (renewed === undefined) {
        return compose;
      }
      for (const line of renewed.notes) {
        note(line);
      }
      if (renewed.outcome === "replaced") {
        this.#replacements += 1;
      }
      return renewed.compose;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TransferFailure) && !(error instanceof UserError)) {
        throw error;
      }
      note(`it will be kept for ${seconds(life)} only, and could not be renewed: ${error.message}`);
      return compose;
    }
  }
}

function seconds(milliseconds: number): string {
  return `${Math.max(0, Math.round(milliseconds / 1000))} s`;
}
