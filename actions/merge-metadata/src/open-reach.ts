import { openRepositories, Registries } from "@compose-actions/oci";
import type { OpenReach } from "./reach.ts";

/** The registries and directories of the real world. */
export const openReach: OpenReach = ({ inputs, context, named }) => {
  const registries = new Registries({ inputs, context, named });
  return {
    repositories: () => openRepositories({ registries, inputs }),
    [Symbol.asyncDispose]: () => registries[Symbol.asyncDispose](),
  };
};
