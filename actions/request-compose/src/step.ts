import { defineStep } from "@compose-actions/step";
import { inputs } from "./inputs.ts";
import { present } from "./present.ts";
import { reportSchema } from "./report-schema.ts";

/** The step `request-compose`. */
export const step = defineStep({
  name: "request-compose",
  title: "Ask ODCS or osbuild-composer for a compose",
  description:
    "Asks a service for a compose, waits for it, looks whether everything is there, and writes 2.0 metadata of what came of it: repositories and packages of ODCS with their checksums, images of osbuild-composer with their places. An interrupted run is continued and not begun anew.",
  icon: "send",
  inputs,
  outputs: {
    "compose-id": { description: "Id of the compose; of several the first. Set before the wait begins." },
    "compose-ids": { description: "Ids of all composes, one per line. Set before the wait begins." },
    state: {
      description:
        "State of the compose: requested, running, finished, failed, expired, cancelled or unknown; of several the worst.",
    },
    "metadata-dir": {
      description:
        "Directory of the 2.0 metadata, for the next step's compose input; of several composes of ODCS one per line.",
    },
    "compose-dir": {
      description: "With store directory, the tree of the stored images: for the next step's root input.",
    },
    "result-url": {
      description: "Where people find the result, as far as the service says; of several the first.",
    },
    "repo-file": { description: "Path of the written .repo file, for dnf; of several one per line." },
    expires: { description: "When the service may remove the compose; of several the earliest." },
    targets: {
      description:
        "What came of the targets of images (AMIs, digests, URLs without secrets), as a JSON array of objects with compose, target, image (which one of the compose, from 1), imageType, arch and results.",
    },
    composes: { description: "The composes with id, state and times, as a JSON array." },
  },
  report: reportSchema,
  metadataArtifact: "emits",
  // Nothing that services need is loaded before the inputs are accepted.
  run: async (values, context) => {
    const [{ requestCompose }, { openMaker }] = await Promise.all([
      import("./request-compose.ts"),
      import("./open-maker.ts"),
    ]);
    return requestCompose(values, context, openMaker);
  },
  cleanUp: async (values, context, left) => {
    const [{ cancelLeft }, { openMaker }] = await Promise.all([
      import("./clean-up.ts"),
      import("./open-maker.ts"),
    ]);
    await cancelLeft(values, context, left, openMaker);
  },
  present,
});
