/** `oci://registry/repository[:tag]@sha256:digest` (productmd: Location). */
const OCI = /^oci:\/\/[^/\s]+\/[^:@\s]+(?::[^@\s]+)?@sha256:[0-9a-f]{64}$/;

/** Nearly every real URL needs no closer look. */
const COMMON = /^https?:\/\/[A-Za-z0-9.-]+(?::[0-9]+)?\/[\x21-\x7e]*$/;

/** URL parsers skip white space, take backslashes for slashes, and do without the slashes of well-known schemes. */
const LOOKALIKE = /^\s*(?:(?:https?|ftp|file|oci|wss?):|(?:[a-z][a-z0-9+.-]*:)?[\\/]{2})/i;

/**
 * Checks the `url` of a Location. URLs and relative references are both legal there; only what the format forbids and
 * what is unsafe is refused.
 *
 * @returns what is wrong with it, or undefined
 */
export function locationUrlProblem(url: string): string | undefined {
  if (COMMON.test(url)) {
    return undefined;
  }
  if (url === "") {
    return "the URL is blank";
  }
  if (url.startsWith("/")) {
    return "the URL starts with a slash; it must be a URL or a path relative to the compose";
  }
  if (/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(url) || !url.isWellFormed()) {
    return "the URL has a control character";
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
  if (scheme === undefined) {
    return LOOKALIKE.test(url)
      ? "the URL reads as an address to some programs and as a path to others"
      : undefined;
  }
  if (scheme !== scheme.toLowerCase()) {
    return `the URL's scheme must be in lower case: ${scheme.toLowerCase()}`;
  }
  if (scheme === "oci" && !OCI.test(url)) {
    return "an OCI URL must be oci://registry/repository[:tag]@sha256:<64 hexadecimal digits>";
  }
  const authority = url.slice(scheme.length + 3).split(/[/\\?#]/, 1)[0] ?? "";
  return authority.includes("@")
    ? "the URL holds a user name or a password; metadata must not carry credentials"
    : undefined;
}

/** Whether the URL names something in an OCI registry or layout. */
export function isOciUrl(url: string): boolean {
  return url.startsWith("oci://");
}

/**
 * Whether a checksum is the digest of the manifest that an OCI URL pins: so documents of the format have it. It says
 * nothing then of the bytes of a single file.
 */
export function isManifestDigest(checksum: string | null, url: string): boolean {
  return checksum !== null && isOciUrl(url) && url.endsWith(`@${checksum}`);
}
