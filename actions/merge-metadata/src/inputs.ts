import { publishInput, registryInputs } from "@compose-actions/oci/inputs";
import {
  choice,
  defineInputs,
  flag,
  type InputValues,
  joinsArtifactInputs,
  lines,
  path,
  reportInput,
  selectionInputs,
  shardReportsInput,
} from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer/connection";

export const inputs = defineInputs({
  compose: lines({
    description:
      "The metadata of the jobs, one per line: directories, single files, globs (`**` stands for directories at any depth), https:// URLs, and references to published metadata (oci://registry/name:tag or oci-layout:directory:tag). A directory without metadata of its own is looked through, so that the directory of downloaded artifacts will do. All files must be of one compose, and all of version 1 or all of version 2. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
    required: true,
    unless: "metadata-artifact",
    positional: true,
    expected: "paths, globs, URLs or references",
    example: "artifacts/*",
  }),
  output: path({
    description:
      "Directory for the merged files (composeinfo.json, images.json, rpms.json, …). It is created when it does not exist. Either all files are written or none; the directory of an input is refused.",
    required: true,
    example: "metadata",
  }),
  strict: flag({
    description:
      "Refuse variants and arches that images, packages, extra files or modules are listed under and that no composeinfo.json declares. By default they are added to composeinfo.json.",
    default: false,
  }),
  ...shardReportsInput,
  ...publishInput,
  "tag-policy": choice(["move", "immutable"], {
    description:
      "What happens when the tag of publish-metadata is something else already: it is moved, or the step fails.",
    default: "move",
  }),
  ...selectionInputs,
  ...registryInputs,
  ...connectionInputs,
  ...joinsArtifactInputs,
  ...reportInput,
});

export type MergeMetadataInputs = InputValues<typeof inputs>;
