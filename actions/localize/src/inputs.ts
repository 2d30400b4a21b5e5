import { layoutInputs, registryInputs } from "@compose-actions/oci/inputs";
import {
  choice,
  defineInputs,
  duration,
  flag,
  type InputValues,
  integer,
  lines,
  path,
  reportInput,
  selectionInputs,
  shardInputs,
  shardReportsInput,
  size,
  takesArtifactInputs,
  text,
} from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer/connection";

export const inputs = defineInputs({
  compose: lines({
    description:
      "The 2.0 metadata: a directory of a compose or of metadata files, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
    required: true,
    unless: "metadata-artifact",
    positional: true,
    expected: "paths, URLs or references",
    example: "https://composes.example.com/Fedora-41-20260204.0/",
  }),
  output: path({
    description:
      "Directory of the mirror: the tree goes to compose/ in it, metadata of version 1.2 to compose/metadata/, what later runs need to know to .productmd/. It is created when it does not exist.",
    required: true,
    example: "/srv/mirror/fedora-41",
  }),
  "root-url": text({
    description:
      "What relative URLs in the metadata are relative to. By default where the metadata itself comes from, when that is a URL.",
    example: "https://composes.example.com/Fedora-41-20260204.0/",
  }),
  "expect-compose-id": text({
    description: "Refuse metadata of any other compose.",
    example: "Fedora-41-20260204.0",
  }),
  "parallel-downloads": integer({
    description: "Downloads at a time. A host that says it is busy gets fewer, and more again later.",
    min: 1,
    max: 128,
    default: 16,
  }),
  "connections-per-file": integer({
    description:
      "Connections for one big file, each for a part of it. Further ones are opened only when the first is slow and the server sends parts.",
    min: 1,
    max: 16,
    default: 4,
  }),
  "skip-existing": flag({
    description:
      "Keep files that are there and right. What an earlier run verified and nobody touched since is not read again.",
    default: true,
  }),
  paranoid: flag({
    description: "Read and hash every file that is there, whatever earlier runs found.",
    default: false,
  }),
  "verify-checksums": flag({
    description: "Check the checksums of files. Without it sizes alone are checked; needs allow-unverified.",
    default: true,
  }),
  "allow-unverified": flag({
    description: "Take files of which nobody knows a checksum. They are counted as unverifiable.",
    default: false,
  }),
  "min-checksum": choice(["sha512", "sha256", "sha1", "md5"], {
    description:
      "The weakest checksum that is enough. A file that has no more than sha1 or md5 is counted as weak, never as verified.",
    default: "sha256",
  }),
  "allow-weak": flag({
    description: "Take files whose only checksums are weaker than min-checksum. They are counted as weak.",
    default: false,
  }),
  "fail-fast": flag({
    description:
      "Stop at the first failure. Otherwise everything is tried, and the metadata lists what arrived.",
    default: false,
  }),
  mirrors: lines({
    description:
      "Other places to download from, one rule per line: a URL prefix and, separated by spaces, the prefixes to try instead of it, the best first. The place in the metadata is tried last; what belongs to the compose and has no checksum (.treeinfo, signatures, a repomd.xml without one) comes from there alone.",
    expected: "lines of URL prefixes",
    example: "https://cdn.example.com/ https://mirror.example.org/compose/",
  }),
  bandwidth: size({
    description: "Bytes per second for all downloads together.",
    min: "1K",
    example: "50M",
  }),
  timeout: duration({
    description: "How long the whole step may take. What was received is kept for the next run.",
  }),
  "link-mode": choice(["auto", "hardlink", "reflink", "copy"], {
    description:
      "How the same content gets to several paths. It is downloaded once. auto: as the first of hardlink, reflink, copy that works.",
    default: "auto",
  }),
  "cache-dir": path({
    description:
      "Directory with files by their sha256, which are taken from there instead of being downloaded, and put there when they were. They are hashed again before they are used.",
  }),
  "tool-cache": flag({
    description:
      "Use a directory in the tool cache of the runner (RUNNER_TOOL_CACHE) as cache-dir. Self-hosted runners keep it from run to run.",
    default: false,
  }),
  fsync: choice(["none", "batch", "file"], {
    description:
      "When files are forced to the disk: left to the system, some hundred at a time, or each before it gets its name.",
    default: "none",
  }),
  "lock-timeout": duration({
    description: "How long to wait while another run works on the same output.",
    default: "0s",
  }),
  "portable-names": flag({
    description: "Refuse names that Windows cannot hold.",
    default: process.platform === "win32",
  }),
  ...shardInputs,
  ...shardReportsInput,
  "dry-run": flag({
    description: "Show what would be downloaded, and download nothing.",
    default: false,
  }),
  prune: flag({
    description:
      "After success remove files from the tree that the compose, as selected, does not name: with variants or arches also everything of the others.",
    default: false,
  }),
  "max-delete": integer({
    description: "Remove nothing when prune would remove more files than this.",
    min: 0,
    default: 1000,
  }),
  ...selectionInputs,
  ...registryInputs,
  ...layoutInputs,
  ...connectionInputs,
  ...takesArtifactInputs,
  ...reportInput,
});

export type LocalizeInputs = InputValues<typeof inputs>;
