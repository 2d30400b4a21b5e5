import { escapeDeceptive, shorten } from "@compose-actions/step";

const MAX_TEXT = 600;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  amp: "&",
  nbsp: " ",
};

/** Text of a service as one line that is safe to show, shortened. */
export function oneLine(text: string, max = MAX_TEXT): string {
  return shorten(escapeDeceptive(text.replace(/\s+/g, " ").trim()), max);
}

/**
 * What a page of a web server or a proxy says: its title, or else its text. Undefined when the text is no HTML, or
 * says nothing.
 */
export function saidInHtml(text: string): string | undefined {
  if (!/<(?:!doctype|html|head|title|body|p|h1)\b/i.test(text)) {
    return undefined;
  }
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
  const plain = oneLine(unescapeHtml(title ?? text.replace(/<[^<>]*>/g, " ")));
  return plain === "" ? undefined : plain;
}

function unescapeHtml(text: string): string {
  return text.replace(/&([a-z]+|#\d+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
