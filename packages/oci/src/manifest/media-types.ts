export const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
export const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
export const EMPTY_CONFIG_TYPE = "application/vnd.oci.empty.v1+json";

/** What is only bytes to everybody. */
const BYTES = "application/octet-stream";

/**
 * By the last suffix. No type of an archive that clients unpack is among them (tar, image layers): what is pushed is
 * the file and not what is in it.
 */
const BY_SUFFIX: ReadonlyMap<string, string> = new Map([
  ["asc", "application/pgp-signature"],
  ["bz2", "application/x-bzip2"],
  ["gz", "application/gzip"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["iso", "application/x-iso9660-image"],
  ["json", "application/json"],
  ["qcow2", "application/x-qemu-disk"],
  ["rpm", "application/x-rpm"],
  ["sig", "application/pgp-signature"],
  ["squashfs", "application/vnd.squashfs"],
  ["tgz", "application/gzip"],
  ["txt", "text/plain"],
  ["vdi", "application/x-vdi-disk"],
  ["vhd", "application/x-vhd-disk"],
  ["vhdx", "application/x-vhdx-disk"],
  ["vmdk", "application/x-vmdk-disk"],
  ["xml", "application/xml"],
  ["xz", "application/x-xz"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"],
  ["zip", "application/zip"],
  ["zst", "application/zstd"],
]);

/** The media type of a file, by its name or path: never one that clients unpack, and never a guess. */
export function mediaTypeOf(path: string): string {
  const suffix = /[^/]\.([A-Za-z0-9]+)$/.exec(path)?.[1] ?? "";
  return BY_SUFFIX.get(suffix.toLowerCase()) ?? BYTES;
}

/** RFC 6838, 4.2: two names of at most 127 characters. */
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}
