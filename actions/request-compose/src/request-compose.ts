import { Secrets } from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { asUserError } from "./failure.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { readLock } from "./lock-file.ts";
import type { OpenMaker } from "./maker.ts";
import { readRequest } from "./request-source.ts";
import type { RequestComposeResult } from "./result.ts";
import { Run } from "./run.ts";
import { checkInputs } from "./settings.ts";

/**
 * Asks a service for composes, waits for them, looks whether they are there, and describes them as 2.0 metadata; or does
 * one of the other things that the service offers.
 *
 * @throws UserError; `signal.reason` when aborted
 */
export async function requestCompose(
  inputs: RequestComposeInputs,
  context: StepContext,
  openMaker: OpenMaker,
): Promise<RequestComposeResult> {
  checkInputs(inputs);
  const begin = performance.now();
  const secrets = new Secrets((secret) => context.host?.mask(secret));
  const locks = inputs.lock === undefined ? [] : readLock(inputs.lock, inputs.service);
  const request = await readRequest(inputs.request);
  try {
    await using maker = await openMaker({ inputs, context, secrets, request, locks });
    const done = await new Run(maker, inputs, context, secrets).run();
    const { kind, shown } = maker.service;
    return {
      operation: inputs.operation,
      service: kind,
      shown,
      ...done,
      milliseconds: Math.round(performance.now() - begin),
    };
  } catch (error) {
    context.signal.throwIfAborted();
    throw error instanceof TransferFailure ? asUserError(error, inputs.operation) : error;
  }
}
