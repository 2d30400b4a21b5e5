import { Artifacts, LayoutMap, openRepositories, parseLocationUrl, Registries } from "@compose-actions/oci";
import { TransferFailure } from "@compose-actions/transfer";
import type { OpenReach } from "./reach.ts";

/** The registries and directories of the real world. */
export const openReach: OpenReach = ({ inputs, context, named, homes }) => {
  const registries = new Registries({ inputs, context, named, connections: inputs["parallel-uploads"] });
  const artifacts = new Artifacts(registries, new LayoutMap(homes, inputs["layout-root"]));
  return {
    repositories: (journalDirectory) =>
      openRepositories({
        registries,
        inputs,
        uploads: { mode: inputs["upload-mode"], chunkSize: inputs["chunk-size"], journalDirectory },
      }),
    async look(location, signal) {
      const reference = parseLocationUrl(location.url);
      const files = await artifacts.files(location, signal);
      if (typeof reference === "string") {
        return;
      }
      const store = artifacts.store(reference.target);
      for (const { digest, size, localPath } of files) {
        if ((await store.blobSize(digest, signal)) !== size) {
          throw new TransferFailure("not-found", `the content of ${localPath} is not there`, {
            remedy: "never",
          });
        }
      }
    },
    [Symbol.asyncDispose]: () => registries[Symbol.asyncDispose](),
  };
};
