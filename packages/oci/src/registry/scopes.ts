import type { HttpRequest } from "@compose-actions/transfer";
import type { Access } from "../auth/authenticator.ts";

export type Actions = readonly ["pull"] | readonly ["pull", "push"];

/** What a token must be good for to do something with a repository (distribution: token scope documentation). */
export function repositoryScope(repository: string, actions: Actions): string {
  return `repository:${repository}:${actions.join(",")}`;
}

/** The repository in the URL of a manifest, a blob, an upload or a list; repositories may have such names in them. */
const IN_URL = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//;
const IN_SCOPE = /^repository:(.+):[^:]*$/;

/** What a request needs; for one that has not said it, reading what its URL names. */
export function accessOf({ url, scopes, body }: HttpRequest): Access {
  const isLong = body !== undefined && !Buffer.isBuffer(body);
  if (scopes !== undefined) {
    return { scopes, repository: IN_SCOPE.exec(scopes[0] ?? "")?.[1], isLong };
  }
  const repository = IN_URL.exec(url.pathname)?.[1];
  return {
    scopes: repository === undefined ? [] : [repositoryScope(repository, ["pull"])],
    repository,
    isLong,
  };
}
