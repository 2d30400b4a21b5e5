/** @typedef {import("./artifacts.mjs").Known} Known */

/**
 * The Location of 2.0 metadata.
 *
 * @param {string} baseUrl
 * @param {string} path relative to the compose directory
 * @param {Known} [known] without it size and checksum are null
 */
export function location(baseUrl, path, known) {
  return {
    checksum: known ? checksum(known.checksums) : null,
    contents: [],
    local_path: path,
    size: known?.size ?? null,
    url: baseUrl + path,
  };
}

/** The one checksum that a Location holds: sha256 where it is known. @param {Record<string, string>} checksums */
function checksum(checksums) {
  const algorithm = checksums.sha256 ? "sha256" : Object.keys(checksums).sort()[0];
  return `${algorithm}:${checksums[algorithm]}`;
}
