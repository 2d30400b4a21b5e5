import { layoutInputs, publishInput, registryInputs } from "@compose-actions/oci/inputs";
import {
  choice,
  defineInputs,
  duration,
  emitsArtifactInputs,
  flag,
  type InputValues,
  integer,
  lines,
  list,
  path,
  reportInput,
  selectionInputs,
  shardInputs,
  size,
  text,
} from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer/connection";

export const inputs = defineInputs({
  compose: lines({
    description:
      "The metadata, of version 1 or 2.0: a compose directory, a directory with metadata files such as record-artifacts writes, or single files, as paths or as https:// URLs, or a compose in a registry (oci://registry/repository:tag) or a layout directory (oci-layout:directory:tag); one per line. Together they must be the files of one compose. `artifact:NAME` stands for the metadata that earlier jobs have handed on with metadata-artifact.",
    required: true,
    positional: true,
    expected: "paths, URLs or references",
    example: "/mnt/compose/Fedora-41-20260204.0",
  }),
  root: path({
    description: "Where the artifacts lie, when that is not the compose directory itself.",
  }),
  repository: text({
    description:
      "Where to push: registry.example.com/name, or oci-layout:directory for an OCI image layout. Behind the registry placeholders may stand: {variant} {arch} {kind} {type} {subvariant} {format} {name} {path} {compose_id} {compose_type} {compose_date} {respin} {label}. They are written in lower case, and made to fit what a repository may be called.",
    required: true,
    example: "ghcr.io/example/compose/{kind}",
  }),
  tag: text({
    description:
      "Tag of each manifest, with the same placeholders. {path} is the path of the file or directory, for a bundle variant/arch; {name} its last part. What a tag cannot hold is replaced. Different things under one tag are refused.",
    default: "{compose_id}-{kind}-{path}",
    example: "{compose_id}-{variant}-{arch}-{name}",
  }),
  layout: list({
    description:
      "How artifacts become manifests: file, one for each; set, one entry and one manifest for the extra files of a variant and arch; bundle, one manifest for each kind, variant and arch. For all kinds, or as kind=layout. Repositories are always sets.",
    default: ["file"],
    expected: "layouts",
    example: "file, rpm=bundle",
  }),
  output: path({
    description:
      "Directory for the new metadata, version 2.0. It is created when it does not exist. Written last, and only of what is there; the directory of an input is refused.",
    required: true,
    example: "metadata-2.0",
  }),
  ...publishInput,
  "artifact-type": text({
    description: "Artifact type of the manifests. Registries that know only some types need another one.",
    default: "application/vnd.productmd.artifact",
    expected: "a media type",
  }),
  annotations: lines({
    description:
      "Annotations of the manifests, one per line, as key=value. org.opencontainers.image.created (the day of the compose) and org.opencontainers.image.version (its id) are there unless they are given.",
    expected: "lines of key=value",
    example: "org.opencontainers.image.source=https://github.com/example/compose",
  }),
  "tag-policy": choice(["move", "immutable"], {
    description:
      "What happens to a tag that is something else already: it is moved, or the step fails before it pushes anything.",
    default: "move",
  }),
  "upload-mode": choice(["auto", "monolithic", "chunked"], {
    description:
      "How blobs are sent: in one request, or in several, which can be continued where they stopped. auto: as suits the registry.",
    default: "auto",
  }),
  "chunk-size": size({
    description: "How much one request of a chunked upload sends. By default as suits the registry.",
    min: "64K",
    example: "16MiB",
  }),
  "parallel-uploads": integer({
    description: "Uploads at a time.",
    min: 1,
    max: 64,
    default: 8,
  }),
  "only-missing": flag({
    description:
      "Leave artifacts alone that 2.0 metadata has in a registry or layout already, after a look whether they are there. Their files are not needed.",
    default: false,
  }),
  "compute-checksums": flag({
    description:
      "Read every file before anything is pushed, and check what the metadata says of it. Otherwise only those are read whose sha256 is not known; a wrong one is found when the file is pushed.",
    default: false,
  }),
  "parallel-checksums": integer({
    description: "Threads that hash files. By default as many as there are cores.",
    min: 1,
    max: 256,
  }),
  "dry-run": flag({
    description:
      "Hash and plan, and push nothing: the report lists every manifest. No registry is asked, but with only-missing, which has to look.",
    default: false,
  }),
  timeout: duration({
    description: "How long the whole step may take. What was pushed need not be pushed again.",
  }),
  ...shardInputs,
  ...selectionInputs,
  ...registryInputs,
  ...layoutInputs,
  ...connectionInputs,
  ...emitsArtifactInputs,
  ...reportInput,
});

export type PushOciInputs = InputValues<typeof inputs>;
