import { hash } from "node:crypto";

/** @typedef {import("./contents.mjs").Contents} Contents */

/**
 * The checksum that metadata names.
 *
 * @param {string | null | undefined} word an algorithm, "wrong", "upper", null, or any other text as it is; absent: sha256
 * @param {string} content
 * @param {Contents} contents
 * @returns {string | null}
 */
export function wantedChecksum(word, content, contents) {
  if (word === undefined || word === null) {
    return word === null ? null : contents.checksum(content, "sha256");
  }
  if (["sha256", "sha512", "sha1", "md5"].includes(word)) {
    return contents.checksum(content, word);
  }
  if (word === "upper") {
    return contents.checksum(content, "sha256").toUpperCase();
  }
  return word === "wrong" ? `sha256:${hash("sha256", `not ${content}`)}` : word;
}
