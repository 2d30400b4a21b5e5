import { afterEach, beforeEach } from "vitest";
import { FileSite } from "../../../../packages/services/test/support/odcs/file-site.ts";
import { putPungiCompose } from "../../../../packages/services/test/support/odcs/pungi-compose.ts";
import {
  OdcsStandIn,
  type StandInOptions,
} from "../../../../packages/services/test/support/odcs/stand-in.ts";

export const TAG = { service: "odcs", "source-type": "tag", source: "f41" };

/** Stand-ins for ODCS, and the site on which their composes lie; each test has its own. */
export class OdcsServers {
  #site: FileSite | undefined;
  readonly #servers: OdcsStandIn[] = [];

  get site(): FileSite {
    if (this.#site === undefined) throw new Error("there is a site only while a test runs");
    return this.#site;
  }

  /** The one that was started last. */
  get last(): OdcsStandIn {
    const last = this.#servers.at(-1);
    if (last === undefined) throw new Error("none was started");
    return last;
  }

  async open(): Promise<void> {
    this.#site = await new FileSite().start();
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.splice(0).map((server) => server.stop()));
    await this.#site?.[Symbol.asyncDispose]();
  }

  async start(options: StandInOptions = {}): Promise<OdcsStandIn> {
    const server = await new OdcsStandIn({ targetUrl: `${this.site.url}composes`, ...options }).start();
    this.#servers.push(server);
    return server;
  }

  /** Puts the files of a compose where it says that they are, and lets it be finished. */
  finish(
    server: OdcsStandIn,
    id = 1,
    files: Parameters<typeof putPungiCompose>[1] | undefined = undefined,
  ): void {
    server.store.finish(id);
    const { pungi_compose_id } = server.store.row(id);
    putPungiCompose(this.site, { top: `composes/odcs-${id}`, id: pungi_compose_id ?? "", ...files });
  }
}

export function useOdcs(): OdcsServers {
  const servers = new OdcsServers();
  beforeEach(() => servers.open());
  afterEach(() => servers.close());
  return servers;
}
