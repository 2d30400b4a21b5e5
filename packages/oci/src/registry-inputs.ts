import { flag, type InputValues, path, secret, text } from "@compose-actions/step";

/** How registries are reached: the same inputs in every step that reaches them, to be spread into its own. */
export const registryInputs = {
  registry: text({
    description:
      "The registry that registry-username, registry-password and plain-http are for, with its port. By default the one that the other inputs name.",
    example: "registry.example.com:5000",
  }),
  "registry-username": text({
    description:
      "User name for `registry`; needs `registry-password`. Without it come the CI's own login and the credential files of podman and docker, in the order REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME, DOCKER_CONFIG, ~/.docker.",
  }),
  "registry-password": secret({
    description: "Password or token for `registry-username`. It is sent to no other registry.",
  }),
  token: secret({
    description:
      "Token of github.com, used for ghcr.io alone: reading needs the permission `packages: read`, pushing `packages: write`. The token of another server's job is not for ghcr.io, and is no default.",
    // GHES, GHE.com, Forgejo and Gitea have a token of that name too, and it is theirs.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
    actionDefault: "${{ github.server_url == 'https://github.com' && github.token || '' }}",
  }),
  "plain-http": flag({
    description:
      "`true`: reach `registry` over http, everything that is sent can be seen; `false`: over https even on this machine. By default https, and http on this machine.",
  }),
} as const;

export type RegistryInputs = InputValues<typeof registryInputs>;

/** Where layout directories may lie, for steps that read what metadata names. */
export const layoutInputs = {
  "layout-root": path({
    description: `Directory in which OCI layout directories may lie that an oci-layouts.json names. By default only the directory of that file.`,
  }),
} as const;

export type LayoutInputs = InputValues<typeof layoutInputs>;
