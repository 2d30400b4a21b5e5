import type { Login } from "../auth/login.ts";
import type { Actions } from "./scopes.ts";

/** What a person can do about an answer 401 or 403, where the registry's ways are known. */
export function permissionHint(registry: string, actions: Actions, login: Login | undefined): string {
  const isPush = actions.length === 2;
  if (registry === "ghcr.io") {
    const permission = isPush ? "packages: write" : "packages: read";
    return login === undefined
      ? `give the input token one of github.com, with the permission "${permission}"`
      : `the token needs the permission "${permission}", and the package must let this repository use it`;
  }
  if (login === undefined) {
    return "give registry-username and registry-password, or log in with podman or docker";
  }
  if (login.source.startsWith("CI_REGISTRY")) {
    return isPush
      ? "the job's user needs the role Developer in the project that the repository belongs to"
      : "the project that the repository belongs to must let this job's token in";
  }
  return `check the password, and give ${JSON.stringify(login.username)} the permission to ${isPush ? "push to" : "pull from"} the repository`;
}
