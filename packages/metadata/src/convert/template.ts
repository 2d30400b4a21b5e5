import { show } from "../json/describe.ts";

/** A template or a base URL that cannot be used. The message says what is wrong; `remedy` what to do. */
export class UrlTemplateError extends Error {
  override readonly name = "UrlTemplateError";
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** A template gives URLs in a registry without the digest of a manifest. What helps depends on who asks. */
export class MissingDigestError extends UrlTemplateError {}

/** Text with placeholders in it. */
export type Template<Word extends string> = readonly (string | { readonly word: Word })[];

/**
 * Reads a template: `{word}` is a placeholder, `{{` and `}}` are braces.
 *
 * @param what - how messages name the template
 * @param words - the placeholders that there are
 * @throws UrlTemplateError
 */
export function parseTemplate<const Word extends string>(
  template: string,
  what: string,
  words: readonly Word[],
): Template<Word> {
  const parts: (string | { readonly word: Word })[] = [];
  for (const [token, name] of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g)) {
    if (name !== undefined) {
      if (!words.includes(name as Word)) {
        throw new UrlTemplateError(
          `${what}: unknown placeholder ${show(token)}`,
          `the placeholders are ${words.map((word) => `{${word}}`).join(", ")}`,
        );
      }
      parts.push({ word: name as Word });
    } else if (token === "{" || token === "}") {
      throw new UrlTemplateError(
        `${what}: a single ${show(token)} in ${show(template)}`,
        "write {{ or }} for a brace",
      );
    } else {
      parts.push(token === "{{" ? "{" : token === "}}" ? "}" : token);
    }
  }
  return parts;
}

/** The text that a template gives. */
export function fillTemplate<Word extends string>(
  template: Template<Word>,
  textOf: (word: Word) => string,
): string {
  return template.map((part) => (typeof part === "string" ? part : textOf(part.word))).join("");
}
