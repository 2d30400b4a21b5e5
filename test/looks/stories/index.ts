import type { Stories } from "../story.ts";
import { localize } from "./localize.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { pushOci } from "./push-oci.ts";
import { recordArtifacts } from "./record-artifacts.ts";
import { requestCompose } from "./request-compose.ts";
import { upgradeMetadata } from "./upgrade-metadata.ts";
import { verify } from "./verify.ts";

/** The runs of every step. */
export const stories: Readonly<Record<string, Stories>> = {
  localize,
  "merge-metadata": mergeMetadata,
  "push-oci": pushOci,
  "record-artifacts": recordArtifacts,
  "request-compose": requestCompose,
  "upgrade-metadata": upgradeMetadata,
  verify,
};
