import { FileSite } from "../../../packages/services/test/support/odcs/file-site.ts";
import { putPungiCompose } from "../../../packages/services/test/support/odcs/pungi-compose.ts";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import type { Scene, Stories } from "../story.ts";

/** Asks for a compose that takes two looks; then it ends as the caller says. */
async function scene(end: (server: OdcsStandIn, site: FileSite) => void): Promise<Scene> {
  const site = await new FileSite().start();
  const server = await new OdcsStandIn({ targetUrl: `${site.url}composes` }).start();
  let looks = 0;
  server.misbehave = ({ method, path }) => {
    if (method !== "GET" || !path.endsWith("/composes/1")) return false;
    looks += 1;
    if (looks === 2) server.store.generate(1);
    if (looks === 3) end(server, site);
    return false;
  };
  return {
    inputs: {
      service: "odcs",
      server: server.url,
      "source-type": "tag",
      source: "f41",
      packages: "ed, vim",
      output: "metadata-2.0",
      "poll-interval": "10ms",
      "poll-max": "20ms",
      "retry-delay": "1ms",
    },
    async close() {
      await server.stop();
      await site[Symbol.asyncDispose]();
    },
  };
}

export const requestCompose: Stories = {
  good: () =>
    scene((server, site) => {
      server.store.finish(1);
      const { pungi_compose_id: id } = server.store.row(1);
      putPungiCompose(site, {
        top: "composes/odcs-1",
        id: id ?? "",
        packages: [{ name: "ed" }, { name: "vim" }],
      });
    }),
  /** A compose that fails, with a log. */
  findings: () =>
    scene((server, site) => {
      site.put("composes/odcs-1/pungi-stderr.log", "preparing\ndepsolving\nNo such package: vim\n");
      server.store.fail(1, "Error while generating compose: see pungi-stderr.log");
    }),
  /** A service that wants a login. */
  async refused() {
    const server = await new OdcsStandIn({ backend: "openidc" }).start();
    return {
      inputs: { service: "odcs", server: server.url, "source-type": "tag", source: "f41" },
      close: () => server.stop(),
    };
  },
};
