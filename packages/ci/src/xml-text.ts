import { escapeDeceptive } from "@compose-actions/step";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/**
 * Text for the content or an attribute of an XML 1.0 document. Characters that such a document cannot hold, and those
 * that deceive readers, become `\u{…}`.
 */
export function xmlText(text: string): string {
  return escapeDeceptive(text)
    .replace(/[\uFFFE\uFFFF]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
