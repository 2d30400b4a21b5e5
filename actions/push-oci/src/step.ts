import { defineStep, shardOutputs } from "@compose-actions/step";
import { inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `push-oci`. */
export const step = defineStep({
  name: "push-oci",
  title: "Push a compose to an OCI registry",
  description:
    "Pushes the artifacts of a compose to an OCI registry or into an OCI image layout directory, and writes 2.0 metadata whose Locations name them by tag and digest. What is there already is not sent again. The metadata can be pushed as well, so that one reference stands for the whole compose.",
  icon: "upload-cloud",
  inputs,
  outputs: {
    "metadata-dir": { description: "Directory of the written metadata, for the next step's compose input." },
    "compose-ref": {
      description:
        "Reference of the published metadata, with tag and digest, for compose inputs; empty without it.",
    },
    digests: {
      description: "Digests of the manifests that are there, as a JSON array; empty when they are too many.",
    },
    pushed: { description: "Number of artifacts that were pushed." },
    existing: { description: "Number of artifacts that were there already." },
    bytes: { description: "Bytes of contents that were sent." },
    ...shardOutputs,
  },
  report: reportSchema,
  metadataArtifact: "emits",
  // Nothing that registries need is loaded before the inputs are accepted.
  run: async (values, context) => {
    const [{ pushOci }, { openReach }] = await Promise.all([
      import("./push-oci.ts"),
      import("./open-reach.ts"),
    ]);
    return pushOci(values, context, openReach);
  },
  present,
});
