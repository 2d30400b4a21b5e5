import { show } from "@compose-actions/metadata";
import { Artifacts, LayoutMap, openRepositories, parseLocationUrl, Registries } from "@compose-actions/oci";
import { TransferFailure } from "@compose-actions/transfer";
import type { OpenReach } from "./reach.ts";

/** How long another run may keep a layout to itself. */
const LAYOUT_WAIT_MS = 10 * 60_000;
/** The other parts of a compose go before: as long as a job may take. */
const PARTS_WAIT_MS = 6 * 60 * 60_000;

/** The registries and directories of the real world. */
export const openReach: OpenReach = ({ inputs, context, named, beside }) => {
  const registries = new Registries({ inputs, context, named, connections: inputs["parallel-uploads"] });
  const layouts = new LayoutMap(beside.homes, inputs["layout-root"], beside.layouts);
  const artifacts = new Artifacts(registries, layouts);
  return {
    repositories: (journalDirectory) =>
      openRepositories({
        registries,
        inputs,
        layouts: {
          lockTimeoutMs: inputs.shard === undefined ? LAYOUT_WAIT_MS : PARTS_WAIT_MS,
          onWait: (shown) =>
            context.reporter.info(`${show(shown)}: another run writes to it; waiting for that to end`),
        },
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
