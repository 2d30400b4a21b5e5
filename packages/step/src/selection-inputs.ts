import { choices, globs, list } from "./list-fields.ts";

/** The kinds of artifacts of a compose. */
export const ARTIFACT_KINDS = ["image", "rpm", "extra_file", "module", "variant_path"] as const;

/** Which artifacts a step works on: the same inputs in every step, to be spread into its own. */
export const selectionInputs = {
  kinds: choices(ARTIFACT_KINDS, {
    description:
      "Only artifacts of these kinds. `variant_path` stands for the repositories and other directories of a variant.",
    example: "image, extra_file",
  }),
  variants: list({
    description: "Only artifacts of these variants, by their uid.",
    example: "Server, Server-optional",
  }),
  arches: list({
    description:
      "Only artifacts that are listed under these arches; source packages are listed under the arches that they were built for.",
    example: "x86_64, aarch64",
  }),
  "image-types": list({
    description:
      "Only images of these types, as `images.json` spells them. Other kinds of artifacts are not affected.",
    example: "qcow2, boot",
  }),
  include: globs({
    description:
      "Only artifacts whose `local_path` matches one of these globs. `*` and `?` stay within a part of the path, `**` crosses parts; a glob without a slash matches the last part, `{a,b}` is one of several texts, `[a-z]` one character of a set, `[!a-z]` one of none of it.",
    example: "Server/x86_64/**",
  }),
  exclude: globs({
    description: "No artifact whose `local_path` matches one of these globs; wins over `include`.",
    example: "**/*.src.rpm",
  }),
} as const;
