import { UploadRegistry } from "../../support/registry/upload-registry.ts";
import type { Scene, Stories } from "../story.ts";
import { damage, makeCompose } from "./compose.ts";

async function scene(folder: string, registry?: UploadRegistry): Promise<Scene> {
  makeCompose(folder);
  const server = await (registry ?? new UploadRegistry()).start();
  return {
    inputs: {
      compose: "compose",
      repository: `${server.host}/example/compose/{kind}`,
      output: "pushed",
      // Repodata is compressed, and not of the same size with every zlib.
      kinds: "image, rpm, extra_file",
      "publish-metadata": `${server.host}/example/compose:{compose_id}`,
      "parallel-uploads": "1",
      retries: "1",
      "retry-delay": "1ms",
    },
    close: () => server.close(),
  };
}

export const pushOci: Stories = {
  good: (folder) => scene(folder),
  /** A damaged image, and a repository whose manifests the registry does not take. */
  findings: async (folder) => {
    const registry = new UploadRegistry();
    registry.misbehaviour = (request, response, path) => {
      if (request.method !== "PUT" || !path.includes("/extra_file/manifests/")) return false;
      const errors = [{ code: "MANIFEST_INVALID", message: "artifact types are not allowed" }];
      request.resume();
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ errors }));
      return true;
    };
    const made = await scene(folder, registry);
    damage(`${folder}/compose`, "BaseOS/x86_64/iso/Fedora-BaseOS-41-20260204.x86_64-dvd1.iso", 2048);
    return made;
  },
  /** A word that no template has. */
  refused: async (folder) => {
    const { inputs, ...rest } = await scene(folder);
    return { ...rest, inputs: { ...inputs, repository: "registry.example.com/compose/{flavour}" } };
  },
};
