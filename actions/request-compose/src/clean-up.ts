import { Secrets } from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import * as z from "zod";
import { cancelAll } from "./cancel.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { OpenMaker } from "./maker.ts";
import { StateFile } from "./state-file.ts";

const leftSchema = z.object({ ids: z.array(z.string().max(100)).max(1000) });

/** What the end of the job is to know of composes that are not over: nothing that is secret. */
export function leftBehind(ids: readonly string[]): string {
  return ids.length === 0 ? "" : JSON.stringify({ ids });
}

/**
 * Cancels the composes that a run has left which did not live to do so itself.
 *
 * @param left - what {@link leftBehind} gave to the run
 * @throws UserError, ServiceFailure
 */
export async function cancelLeft(
  inputs: RequestComposeInputs,
  context: StepContext,
  left: string,
  openMaker: OpenMaker,
): Promise<void> {
  const { ids } = leftSchema.parse(JSON.parse(left));
  if (!inputs["cancel-on-abort"] || ids.length === 0) {
    return;
  }
  const secrets = new Secrets((secret) => context.host?.mask(secret));
  // Only the service is wanted: nothing is asked for, waited for or listed.
  const plain: RequestComposeInputs = { ...inputs, operation: "get", images: undefined, store: "none" };
  await using maker = await openMaker({ inputs: plain, context, secrets, request: undefined, locks: [] });
  const { kind, shown } = maker.service;
  const over = await cancelAll(maker.service, ids, context.reporter, context.signal);
  new StateFile(inputs["state-file"]).forget({ service: kind, server: shown }, over);
}
