import { choice, integer, lines, path, text } from "@compose-actions/step";

/** What is written of a finished compose. */
export const outputInputs = {
  output: path({
    description:
      "Directory for 2.0 metadata of what the compose holds. Of several composes of ODCS each gets a directory of its own in it. Without it a compose is looked at all the same.",
    example: "metadata-2.0",
  }),
  lock: path({
    description:
      "A file that lock-output wrote: asks for the same content again, as far as the service can be told to. What could not be honoured is said.",
    example: "compose.lock.json",
  }),
  "lock-output": path({
    description:
      "Where to write what pins the content of the compose: event, modules, commit, keys; repositories and packages of images.",
    example: "compose.lock.json",
  }),
  images: lines({
    description:
      "Images: how each is listed, one line per image in the order of the request, as variant=… subvariant=… type=… format=… bootable=… volume-id=… file-name=… arch=… image-type=… targets=…, as far as it is not to be as the service and the other inputs say.",
    expected: "lines of name=value, separated by blanks",
    example: "variant=Cloud subvariant=Cloud_Base",
  }),
  variant: text({
    description: "Images: the variant that images are listed under, unless images says another one.",
  }),
  "metadata-compose-id": text({
    description:
      "Images: id of the compose in the metadata. By default made of release-short, release-version, the day of the request, and t.0.",
    example: "Fedora-41-20260204.0",
  }),
  "release-short": text({
    description: "Images: short name of the release; by default from the distribution.",
    example: "Fedora",
  }),
  "release-version": text({
    description: "Images: version of the release; by default from the distribution.",
    example: "41",
  }),
  respin: integer({ description: "Images: respin of the compose in the metadata.", min: 0, default: 0 }),
  store: choice(["none", "directory", "push-oci"], {
    description:
      "Images: where those are put that would not stay where the service has them, such as ones behind a presigned URL or in its own store: below output (or store-directory), or into a registry.",
    default: "none",
  }),
  "store-directory": path({
    description:
      "Images: the directory for store; by default output. They lie in its folder compose: the output compose-dir.",
  }),
  repository: text({
    description:
      "Images: with store push-oci the repository, registry.example.com/name, with the placeholders {variant} {arch} {type} {subvariant} {format} {name}.",
    example: "ghcr.io/example/images",
  }),
  tag: text({
    description: "Images: with store push-oci the tag, with the same placeholders and {compose_id}.",
    default: "{compose_id}-{name}",
  }),
  "tag-policy": choice(["move", "immutable"], {
    description:
      "Images: what happens to a tag that is something else already: it is moved, or the step fails before it pushes that image.",
    default: "move",
  }),
} as const;
