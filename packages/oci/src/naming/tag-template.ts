import { createHash } from "node:crypto";
import { fillTemplate, type Template, type WordOf } from "./template.ts";

/** What a tag may have (distribution-spec 1.1.1, "Pulling manifests"). */
const MAX_CHARACTERS = 128;
/** So much of a hash makes the tags of long names differ. */
const HASH_CHARACTERS = 12;

/**
 * The tag that a template gives, made to fit the grammar: a slash becomes a dash, what else a tag cannot hold an
 * underscore. What is too long ends in a part of its hash.
 *
 * @param suffix - comes behind the rest, whole
 * @throws MissingWordError
 */
export function fillTag<Word extends string>(
  template: Template<Word>,
  wordOf: WordOf<Word>,
  suffix = "",
): string {
  const meant = fillTemplate(template, wordOf);
  const fit = meant
    .replaceAll("/", "-")
    .replace(/[^A-Za-z0-9._-]/g, "_")
    .replace(/^[.-]/, "_");
  const room = MAX_CHARACTERS - suffix.length;
  if (fit.length <= room) {
    return `${fit}${suffix}`;
  }
  const hash = createHash("sha256").update(meant).digest("hex").slice(0, HASH_CHARACTERS);
  return `${fit.slice(0, room - hash.length - 1)}-${hash}${suffix}`;
}
