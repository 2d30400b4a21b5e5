import { defineStep, shardOutputs } from "@compose-actions/step";
import { inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `verify`. */
export const step = defineStep({
  name: "verify",
  title: "Verify that a compose is what its metadata says",
  description:
    "Proves that the files of a compose, on disk or at their Locations, are there and have the sizes and checksums that the metadata and the repositories give; finds files that nothing names and metadata that contradicts itself.",
  icon: "check-circle",
  inputs,
  outputs: {
    artifacts: {
      description: "Number of artifacts in the metadata, and of files that the repositories list.",
    },
    verified: { description: "Number of artifacts whose size and checksums are right." },
    failed: { description: "Number of artifacts that are missing, corrupt, or cannot be verified." },
    skipped: { description: "Number of artifacts that are neither verified nor failed." },
    unlisted: { description: "Number of files that nothing names; empty when they were not looked for." },
    inconsistencies: { description: "Number of contradictions in the metadata." },
    ...shardOutputs,
  },
  report: reportSchema,
  metadataArtifact: "takes",
  // What it takes to verify is loaded when the inputs are known to be right.
  run: async (values, context) => (await import("./verify.ts")).verify(values, context),
  present,
});
