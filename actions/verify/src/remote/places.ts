import { encodePath, isOciUrl, REPOMD } from "@compose-actions/metadata";

/** A layer of a manifest. */
export interface ArtifactPlace {
  readonly kind: "artifact";
  /** Of the Location. */
  readonly url: string;
  /** The layer's digest, where the metadata says it. */
  readonly layer: string | undefined;
  /** The path below the Location, for a file that it does not name. */
  readonly below: string | undefined;
}

/** Where a file is to be looked for, or why it is not. */
export type RemotePlace =
  | { readonly kind: "url"; readonly url: string }
  /** In a registry or a layout directory. */
  | ArtifactPlace
  /** `relative`: it would have a place if the root were known. */
  | { readonly kind: "none"; readonly reason: string; readonly relative?: true };

/**
 * The place of a file.
 *
 * @param written - the URL in the metadata; undefined for 1.x, which has only paths
 * @param localPath - the path of the file; of a repository its repomd.xml, while the URL is that of the repository
 */
export function placeOf(
  written: string | undefined,
  localPath: string,
  { rootUrl, isRepository }: { readonly rootUrl: URL | undefined; readonly isRepository: boolean },
): RemotePlace {
  if (written === undefined) {
    return rootUrl === undefined ? NO_ROOT : { kind: "url", url: rootUrl.href + encodePath(localPath) };
  }
  if (isOciUrl(written)) {
    const [url = "", mark] = written.split("#");
    const isLayer = mark?.startsWith("sha256:") === true;
    return {
      kind: "artifact",
      url,
      layer: isLayer ? mark : undefined,
      below: isLayer ? undefined : mark,
    };
  }
  const ownPath = isRepository ? localPath.slice(0, -REPOMD.length - 1) : localPath;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1];
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    return { kind: "none", reason: `URLs of the kind ${scheme}: are not fetched` };
  }
  if (scheme === undefined && rootUrl === undefined) {
    return NO_ROOT;
  }
  const absolute = scheme === undefined ? `${rootUrl?.href}${written}` : written;
  const meant = encodedAtEnd(absolute, ownPath);
  if (!URL.canParse(meant)) {
    return { kind: "none", reason: "the URL is none" };
  }
  const url = new URL(meant);
  url.hash = "";
  if (isRepository) {
    url.pathname = `${url.pathname.replace(/\/$/, "")}/${REPOMD}`;
  }
  return { kind: "url", url: url.href };
}

const NO_ROOT: RemotePlace = {
  kind: "none",
  reason: "the place is relative, and nothing says what to: name it with root-url",
  relative: true,
};

/** URLs are also made by joining a base and a path as it is: what a URL cannot hold is encoded then. */
function encodedAtEnd(url: string, path: string): string {
  const encoded = encodePath(path);
  return encoded !== path && url.endsWith(`/${path}`) ? url.slice(0, -path.length) + encoded : url;
}
