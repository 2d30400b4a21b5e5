import { join } from "node:path";
import { bytesOf, primaryOf, Site, type SiteCompose } from "../../support/site.ts";
import type { Scene, Stories } from "../story.ts";

const REPOSITORY = "Server/x86_64/os";
const PACKAGES = Object.fromEntries(
  ["bash", "coreutils", "glibc"].map((name, index) => [
    `Packages/${name.charAt(0)}/${name}-1-1.x86_64.rpm`,
    bytesOf(3000 + index, index + 1),
  ]),
);

function composeOf(): SiteCompose {
  return {
    extraFiles: [
      { path: `${REPOSITORY}/GPL`, content: bytesOf(1500, 10) },
      { path: `${REPOSITORY}/EULA`, content: bytesOf(900, 11) },
    ],
    rpms: Object.entries(PACKAGES).map(([href, content]) => ({ path: `${REPOSITORY}/${href}`, content })),
    repositories: [{ path: REPOSITORY, files: { ...PACKAGES, "repodata/primary.xml": primaryOf(PACKAGES) } }],
  };
}

/** One after the other: so that the order of what is said does not depend on the machine. */
const CALM = { "parallel-downloads": "1", retries: "1", "retry-delay": "1ms" };

async function scene(folder: string, spoil: (site: Site) => void = () => undefined): Promise<Scene> {
  const site = await new Site().start();
  site.publish(composeOf(), join(folder, "metadata-2.0"));
  spoil(site);
  return {
    inputs: { compose: "metadata-2.0", output: "mirror", ...CALM },
    close: () => site.close(),
  };
}

export const localize: Stories = {
  good: (folder) => scene(folder),
  /** A package that is gone, a file with other bytes, and one that nobody may have. */
  findings: (folder) =>
    scene(folder, (site) => {
      site.files.delete(`${REPOSITORY}/Packages/g/glibc-1-1.x86_64.rpm`);
      site.files.set(`${REPOSITORY}/GPL`, bytesOf(1500, 99));
      site.behaviour = (_, response, path) => {
        if (!path.endsWith("EULA")) return false;
        response.writeHead(403).end("no\n");
        return true;
      };
    }),
  refused: async (folder) => {
    const { inputs, ...rest } = await scene(folder);
    return { ...rest, inputs: { ...inputs, "verify-checksums": "false", shard: "9/8" } };
  },
};
