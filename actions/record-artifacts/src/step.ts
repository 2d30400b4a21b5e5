import { defineStep } from "@compose-actions/step";
import { inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `record-artifacts`. */
export const step = defineStep({
  name: "record-artifacts",
  title: "Record artifacts as productmd 2.0 metadata",
  description:
    "Makes 2.0 metadata of artifacts that a job built or uploaded, from nothing: images with type, format and what an ISO says of itself, RPMs by their headers, extra files; each with size and sha256. Adds to the metadata that is there.",
  icon: "edit-3",
  inputs,
  outputs: {
    "metadata-dir": { description: "Directory of the metadata, for the next step's compose input." },
    files: { description: "Paths of the written files, one per line." },
    "compose-id": { description: "Id of the compose, given or made." },
    artifacts: { description: "Number of artifacts that were recorded." },
    bytes: { description: "Sum of their sizes." },
    warnings: { description: "Number of warnings: 0 when nothing looks wrong." },
  },
  report: reportSchema,
  metadataArtifact: "emits",
  run: async (values, context) => (await import("./record-artifacts.ts")).recordArtifacts(values, context),
  present,
});
