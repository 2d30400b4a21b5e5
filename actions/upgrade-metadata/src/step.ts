import { prepareHashThread } from "@compose-actions/compose/hash-thread";
import { METADATA_TYPES } from "@compose-actions/metadata";
import { defineStep, isPlanning, shardOutputs } from "@compose-actions/step";
import { computesChecksums, inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `upgrade-metadata`. */
export const step = defineStep({
  name: "upgrade-metadata",
  title: "Upgrade compose metadata to productmd 2.0",
  description:
    "Converts the metadata of a compose from productmd 1.x to 2.0, where every artifact has a URL, and back to 1.2. Sizes and checksums come from the metadata and, when asked for, from the files.",
  icon: "arrow-up-circle",
  inputs,
  outputs: {
    "metadata-dir": { description: "Directory of the written files, for the next step's compose input." },
    files: { description: "Paths of the written files, one per line." },
    artifacts: { description: "Number of artifacts in the written files." },
    bytes: { description: "Sum of the known sizes, each file once." },
    warnings: { description: "Number of warnings: 0 when nothing was lost and nothing looks wrong." },
    ...shardOutputs,
  },
  report: reportSchema,
  metadataArtifact: "emits",
  outputFiles: METADATA_TYPES.map((type) => `${type}.json`),
  // What conversions take is loaded when the inputs are known to be right.
  run: async (values, context) => {
    if (computesChecksums(values) && !isPlanning(values)) {
      prepareHashThread(values["parallel-checksums"]);
    }
    return (await import("./upgrade-metadata.ts")).upgradeMetadata(values, context);
  },
  present,
});
