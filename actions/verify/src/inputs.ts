import { layoutInputs, registryInputs } from "@compose-actions/oci/inputs";
import {
  choice,
  defineInputs,
  duration,
  findingsInputs,
  flag,
  type InputValues,
  integer,
  lines,
  path,
  reportInput,
  selectionInputs,
  shardInputs,
  shardReportsInput,
  takesArtifactInputs,
  text,
} from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer/connection";

export const inputs = defineInputs({
  compose: lines({
    description:
      "The metadata: a compose directory, a directory with metadata files, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
    required: true,
    unless: "metadata-artifact",
    positional: true,
    expected: "paths, URLs or references",
    example: "/srv/mirror/compose",
  }),
  root: path({
    description:
      "Directory that the artifacts' paths start from, when that is not the compose directory itself.",
  }),
  mode: choice(["local", "remote"], {
    description:
      "What is compared with the metadata: local, the files on disk; remote, what servers say of every Location, without downloading it.",
    default: "local",
  }),
  quick: flag({
    description: "Read the metadata and look for contradictions in it, and at no artifact.",
    default: false,
  }),
  unlisted: choice(["ignore", "warn", "fail"], {
    description: "What to do about files below the root that nothing names.",
    default: "warn",
  }),
  "min-checksum": choice(["sha256", "sha512", "sha1", "md5"], {
    description:
      "An artifact whose strongest checksum is weaker than this fails. What has no more than sha1 or md5 is counted as weak, never as verified.",
    default: "sha256",
  }),
  "allow-weak": flag({
    description: "Artifacts with no checksum of at least min-checksum are counted, but do not fail.",
    default: false,
  }),
  "allow-unverified": flag({
    description: "Artifacts without any checksum are counted, but do not fail.",
    default: false,
  }),
  sample: integer({
    description: "With mode remote: download and hash so many artifacts, chosen by seed.",
    min: 0,
    max: 1_000_000,
    default: 0,
  }),
  seed: text({
    description:
      "Decides which artifacts are the sample: the same seed chooses the same ones. By default the compose id.",
    example: "2026-02-04",
  }),
  deep: flag({
    description: "With mode remote: download and hash every artifact, without storing it.",
    default: false,
  }),
  "root-url": text({
    description:
      "With mode remote: the URL that relative Locations, and the paths of 1.x metadata, start from. By default that of the compose, when compose is a URL.",
    example: "https://cdn.example.com/compose/41/",
  }),
  "parallel-checksums": integer({
    description: "Threads that hash files. By default as many as there are cores.",
    min: 1,
    max: 256,
  }),
  "parallel-requests": integer({
    description: "Requests at a time, with mode remote.",
    min: 1,
    max: 256,
    default: 16,
  }),
  timeout: duration({
    description: "How long the whole step may take.",
  }),
  records: choice(["problems", "all"], {
    description:
      "Artifacts that the report lists one by one: problems, those that are not as they should be; all, the verified and the skipped ones too.",
    default: "problems",
  }),
  ...shardInputs,
  ...shardReportsInput,
  ...selectionInputs,
  ...registryInputs,
  ...layoutInputs,
  ...connectionInputs,
  ...takesArtifactInputs,
  ...reportInput,
  ...findingsInputs,
});

export type VerifyInputs = InputValues<typeof inputs>;
