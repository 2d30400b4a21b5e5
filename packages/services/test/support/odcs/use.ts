import { afterEach } from "vitest";
import { OdcsService } from "../../../src/index.ts";
import type { OdcsOptions } from "../../../src/odcs/odcs-service.ts";
import { useClients } from "../client.ts";
import { OdcsStandIn, type StandInOptions } from "./stand-in.ts";

/** Pauses that tests need not sit out. */
export const QUICK = { retries: 2, retryDelayMs: 1 };

export interface OdcsPlace {
  readonly server: OdcsStandIn;
  readonly service: OdcsService;
}

/** Stand-ins with services that ask them, stopped after each test. */
export function useOdcs(): (
  options?: StandInOptions,
  service?: Partial<OdcsOptions>,
  connection?: Readonly<Record<string, string>>,
) => Promise<OdcsPlace> {
  const client = useClients();
  const servers: OdcsStandIn[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  return async (options = {}, given = {}, connection = {}) => {
    const server = await new OdcsStandIn(options).start();
    servers.push(server);
    const service = new OdcsService({
      server: server.url,
      exchanger: client(connection),
      retry: QUICK,
      searchMs: 200,
      ...given,
    });
    return { server, service };
  };
}
