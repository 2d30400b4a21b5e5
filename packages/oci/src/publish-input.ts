import { text } from "@compose-actions/step";

/** The input that asks for a compose's metadata to be pushed as one artifact: see `parseComposeTarget`. */
export const publishInput = {
  "publish-metadata": text({
    description:
      "Push the new metadata itself as well, as one artifact, when everything else is done: registry.example.com/name:tag or oci-layout:directory:tag, with the placeholders {compose_id} {compose_type} {compose_date} {respin} {label}. Its reference is what compose inputs take.",
    example: "ghcr.io/example/compose:{compose_id}",
  }),
} as const;
