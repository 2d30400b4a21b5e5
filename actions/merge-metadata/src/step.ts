import { defineStep } from "@compose-actions/step";
import { inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `merge-metadata`. */
export const step = defineStep({
  name: "merge-metadata",
  title: "Merge the metadata of several jobs",
  description:
    "Merges the compose metadata that parallel jobs have made into one set, in whatever order it comes. What contradicts is listed and never chosen from; what one job does not know is filled by another. The result can be pushed to a registry, so that one reference stands for the whole compose.",
  icon: "git-merge",
  inputs,
  outputs: {
    "metadata-dir": { description: "Directory of the merged files, for the next step's compose input." },
    files: { description: "Paths of the written files, one per line." },
    artifacts: { description: "Number of artifacts in the merged files." },
    bytes: { description: "Sum of the known sizes, each file once." },
    fragments: { description: "Number of directories and URLs that metadata came from." },
    conflicts: { description: "Number of conflicts; with any of them nothing is written." },
    "compose-ref": {
      description:
        "Reference of the published metadata, with tag and digest, for compose inputs; empty without it.",
    },
  },
  report: reportSchema,
  metadataArtifact: "joins",
  // Nothing that registries need is loaded before the inputs are accepted.
  run: async (values, context) => {
    const [{ mergeMetadata }, { openReach }] = await Promise.all([
      import("./merge-metadata.ts"),
      import("./open-reach.ts"),
    ]);
    return mergeMetadata(values, context, openReach);
  },
  present,
});
