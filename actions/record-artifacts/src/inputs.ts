import {
  COMPOSE_TYPES,
  IMAGE_FORMAT_NAMES,
  IMAGE_TYPE_NAMES,
  RELEASE_TYPES,
} from "@compose-actions/metadata";
import {
  choice,
  defineInputs,
  duration,
  emitsArtifactInputs,
  flag,
  type InputValues,
  integer,
  lines,
  path,
  reportInput,
  text,
} from "@compose-actions/step";
import * as z from "zod";

type Names = readonly [string, ...string[]];

export const inputs = defineInputs({
  variant: text({
    description: "The variant that the artifacts belong to, by its uid.",
    required: true,
    example: "Server",
  }),
  arch: text({
    description:
      "The arch that they are listed under. Source packages are listed under the arch that they were built for.",
    required: true,
    example: "x86_64",
  }),
  images: lines({
    description:
      "Image files, as globs relative to root, one per line. `*` and `?` stay within a part of the path, `**` crosses parts. Every glob must match something. At least one of images, rpms and extra-files is needed.",
    expected: "globs",
    example: "build/*.qcow2",
  }),
  rpms: lines({
    description:
      "RPM packages, as globs relative to root. Name, source package, category and signing keys are read from their headers.",
    expected: "globs",
    example: "results/**/*.rpm",
  }),
  "extra-files": lines({
    description: "Other files of the compose, as globs relative to root.",
    expected: "globs",
    example: "GPL",
  }),
  root: path({
    description: "Directory that the globs start from. Links that lead out of it are refused.",
    default: ".",
  }),
  output: path({
    description:
      "Directory for the metadata (composeinfo.json, images.json, rpms.json, extra_files.json). It is created when it does not exist; metadata of the same compose that lies there is added to. Two steps may do so at once.",
    required: true,
    example: "metadata",
  }),
  composeinfo: path({
    description:
      "An existing composeinfo.json of the compose, in place of the inputs from compose-id to base-product-type. None of them is needed either when output has a composeinfo.json already.",
    example: "compose/metadata/composeinfo.json",
  }),
  "compose-id": text({
    description:
      "Id of the compose. By default it is made of release, base product, date, type and respin, as the reference implementation does. What the id says need not be given again.",
    example: "Fedora-41-20260204.0",
  }),
  "compose-type": choice(COMPOSE_TYPES, { description: "Type of the compose." }),
  "compose-date": text({
    description: "Date of the compose.",
    expected: "eight digits, YYYYMMDD",
    schema: z.string().regex(/^[0-9]{8}$/, { error: "expected eight digits, YYYYMMDD" }),
    example: "20260204",
  }),
  respin: integer({
    description: "Which compose of its date it is. Without compose-id it is 0 by default.",
    min: 0,
  }),
  label: text({ description: "Milestone of the compose.", example: "RC-1.0" }),
  final: flag({ description: "Whether label is final: the compose is what gets released." }),
  "release-name": text({
    description: "Name of the release. By default release-short.",
    example: "Fedora Linux",
  }),
  "release-short": text({
    description: "Short name of the release; by default the one in compose-id.",
    example: "Fedora",
  }),
  "release-version": text({
    description: "Version of the release; by default the one in compose-id.",
    example: "41",
  }),
  "release-type": choice(RELEASE_TYPES, {
    description: "Type of the release. By default the one in compose-id, which says nothing of ga.",
  }),
  "release-internal": flag({ description: "Whether the release is for internal use." }),
  "base-product-name": text({
    description: "For a layered product: name of the product that it extends. By default base-product-short.",
  }),
  "base-product-short": text({
    description: "For a layered product: short name of the product that it extends.",
    example: "RHEL",
  }),
  "base-product-version": text({
    description: "For a layered product: version of the product that it extends.",
    example: "9",
  }),
  "base-product-type": choice(RELEASE_TYPES, {
    description: "For a layered product: type of the product that it extends. By default ga.",
  }),
  url: text({
    description:
      "Template of the URL where an artifact lies. Placeholders: {path}, its local_path; {variant} {arch} {kind} {name} {source} {compose_id}; for images {type} {format} {subvariant}; for packages {category}. {name} is the file's name, {source} its path below root. What would break a URL is percent-encoded.",
    example: "https://cdn.example.com/{compose_id}/{path}",
  }),
  "base-url": text({
    description:
      "Where the compose is published: an artifact's URL is this, a slash, and its local_path. Without url and base-url the URL is the file's path below root, for push-oci to replace.",
    example: "https://cdn.example.com/compose/41/",
  }),
  "local-path": text({
    description:
      "Template of an artifact's place in the tree of the compose. Placeholders: as for url but {path}, and {initial}, the first letter of the name in lower case. By default the usual layout: {variant}/{arch}/iso/{name} for ISOs, {variant}/{arch}/images/{name} for other images, {variant}/{arch}/os/Packages/{initial}/{name} for packages (debug/tree/Packages for those of debug information, {variant}/source/tree/Packages for sources), {variant}/{arch}/os/{name} for extra files.",
    example: "{variant}/{arch}/os/images/pxeboot/{name}",
  }),
  type: choice(IMAGE_TYPE_NAMES as Names, {
    description:
      "Type of the images. By default by the format; where images of a format have several types, by the words of the file's name.",
  }),
  format: choice(IMAGE_FORMAT_NAMES as Names, {
    description: "Format of the images. By default the longest one that the file's name ends with.",
  }),
  subvariant: text({
    description:
      "What the images hold, such as KDE. Together with type, format, arch and disc number it tells the images of a compose apart. By default the variant.",
  }),
  bootable: flag({
    description:
      "Whether the images can be booted. By default true for ISOs with a boot catalog (El Torito), false for everything else.",
  }),
  "disc-number": integer({ description: "Number of the disc in a set.", min: 1, default: 1 }),
  "disc-count": integer({ description: "Number of discs in the set.", min: 1, default: 1 }),
  "volume-id": text({ description: "Volume id of the image. By default the one in the ISO." }),
  "implant-md5": text({
    description:
      "Checksum for media checks in the image. By default the one that implantisomd5 wrote into the ISO.",
    expected: "32 hexadecimal digits in lower case",
    schema: z.string().regex(/^[0-9a-f]{32}$/, { error: "expected 32 hexadecimal digits in lower case" }),
  }),
  "parallel-checksums": integer({
    description: "Threads that hash files. By default as many as there are cores.",
    min: 1,
    max: 256,
  }),
  "lock-timeout": duration({
    description: "How long to wait while another step writes to output.",
    default: "5m",
  }),
  ...emitsArtifactInputs,
  ...reportInput,
});

export type RecordArtifactsInputs = InputValues<typeof inputs>;
