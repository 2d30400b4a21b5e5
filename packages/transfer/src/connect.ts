import type { StepContext } from "@compose-actions/step";
import { type ConnectOptions, clientOptions } from "./client-options.ts";
import type { ConnectionInputs } from "./connection-inputs.ts";
import { HttpClient } from "./http/client.ts";

/**
 * A client as the connection inputs and the environment want it.
 *
 * @throws UserError for files that cannot be read and inputs that contradict each other
 */
export function connect(inputs: ConnectionInputs, context: StepContext, options: ConnectOptions): HttpClient {
  return new HttpClient(clientOptions(inputs, context, options));
}
