import { registryInputs } from "@compose-actions/oci/inputs";
import {
  choice,
  defineInputs,
  emitsArtifactInputs,
  flag,
  type InputValues,
  integer,
  lines,
  path,
  reportInput,
  selectionInputs,
  shardInputs,
  text,
} from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer/connection";

export const inputs = defineInputs({
  compose: lines({
    description:
      "The metadata: a compose directory, a directory with metadata files, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
    required: true,
    positional: true,
    expected: "paths, URLs or references",
    example: "/mnt/compose/Fedora-41-20260204.0",
  }),
  output: path({
    description:
      "Directory for the converted files (images.json, rpms.json, …). It is created when it does not exist. Either all files are written or none; the directory of an input is refused, and one that holds other metadata.",
    required: true,
    example: "metadata-2.0",
  }),
  "to-version": choice(["2.0", "1.2"], {
    description: "Version to write: 2.0 upgrades and gives every artifact a URL, 1.2 downgrades to paths.",
    default: "2.0",
  }),
  "base-url": text({
    description:
      "Where the compose is published: an artifact's URL is this, a slash, and its path. What would break a URL is percent-encoded.",
    example: "https://cdn.example.com/compose/41/",
  }),
  "url-map": text({
    multiline: true,
    description:
      "URL templates per kind of artifact: a JSON file, or the JSON itself. Keys: image, rpm, extra_file, module, variant_path, default. Placeholders: {path} {variant} {arch} {metadata_type}. Kinds without a template fall back to default, then to base-url, then to the URL that the metadata has. A template oci://registry/name:tag is looked up: its manifest must hold the artifact, and the URL gets the digest; there {type} {name} {compose_id} {compose_type} {compose_date} {respin} {label} may stand as well.",
    example: '{"image": "https://images.example.com/{path}", "default": "https://cdn.example.com/{path}"}',
  }),
  "compute-checksums": flag({
    description:
      "Read every artifact, write its size and sha256, and check what the metadata already says of it. For repositories that is repodata/repomd.xml.",
    default: false,
  }),
  "strict-checksums": flag({
    description:
      "Fail when an artifact's file is missing, with the complete list. Implies compute-checksums.",
    default: false,
    implies: "compute-checksums",
  }),
  "parallel-checksums": integer({
    description: "Threads that hash files. By default as many as there are cores.",
    min: 1,
    max: 256,
  }),
  root: path({
    description:
      "Where the artifacts lie, when that is not the compose directory itself. Only read to compute checksums.",
  }),
  ...shardInputs,
  ...selectionInputs,
  ...registryInputs,
  ...connectionInputs,
  ...emitsArtifactInputs,
  ...reportInput,
});

export type UpgradeMetadataInputs = InputValues<typeof inputs>;

/** Whether files are to be hashed. */
export function computesChecksums(values: UpgradeMetadataInputs): boolean {
  return values["compute-checksums"] || values["strict-checksums"];
}
