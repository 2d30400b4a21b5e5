import { parseInputs, silentReporter } from "@compose-actions/step";
import { connect, type HttpClient } from "@compose-actions/transfer/client";
import { connectionInputs } from "@compose-actions/transfer/connection";
import { afterEach } from "vitest";

export const never: AbortSignal = new AbortController().signal;

/** Clients as the connection inputs make them, closed after each test. */
export function useClients(): (
  inputs?: Readonly<Record<string, string>>,
  sockets?: ReadonlyMap<string, string>,
) => HttpClient {
  const clients: HttpClient[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  return (inputs = {}, sockets) => {
    const context = { signal: never, reporter: silentReporter };
    const client = connect(parseInputs(connectionInputs, inputs), context, { compose: [], sockets });
    clients.push(client);
    return client;
  };
}
