import { defineStep, shardOutputs } from "@compose-actions/step";
import { inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `localize`. */
export const step = defineStep({
  name: "localize",
  title: "Mirror a distributed compose to disk",
  description:
    "Downloads the artifacts that productmd 2.0 metadata names, verifies each before it gets its name, and writes the tree with metadata of version 1.2. What is there already is kept, what was interrupted goes on.",
  icon: "download-cloud",
  inputs,
  outputs: {
    "compose-dir": { description: "The tree: for the next step's compose or root input." },
    "metadata-dir": { description: "Directory of the written metadata." },
    verified: { description: "Number of artifacts that are there and verified." },
    failed: { description: "Number of artifacts that are not there." },
    downloaded: { description: "Bytes that were downloaded." },
    files: { description: "Number of files in the tree, those of repositories and boot files included." },
    ...shardOutputs,
  },
  bigOutput: true,
  report: reportSchema,
  metadataArtifact: "takes",
  // Nothing that transfers need is loaded before the inputs are accepted.
  run: async (values, context) => (await import("./localize.ts")).localize(values, context),
  present,
});
