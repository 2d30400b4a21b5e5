import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";

/** The text of a placeholder; undefined where the thing that is named has none. */
export type WordOf<Word extends string> = (word: Word) => string | undefined;

type Part<Word extends string> = string | { readonly word: Word };

/** Text with placeholders, `{word}`. */
export interface Template<Word extends string> {
  /** The input that it is the value of. */
  readonly input: string;
  /** As it was given. */
  readonly text: string;
  readonly parts: readonly Part<Word>[];
}

/**
 * Reads a template. There are no braces but those of placeholders: nothing that templates are for can hold one.
 *
 * @param input - the input that it is the value of
 * @param words - the placeholders that there are
 * @throws UserError
 */
export function parseTemplate<const Word extends string>(
  input: string,
  text: string,
  words: readonly Word[],
): Template<Word> {
  const parts: Part<Word>[] = [];
  for (const [token, name] of text.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/g)) {
    if (name === undefined && (token === "{" || token === "}")) {
      throw refuse(`${input}: a single ${show(token)} in ${show(text)}`, wordList(words));
    }
    if (name === undefined) {
      parts.push(token);
      continue;
    }
    const word = words.find((known) => known === name);
    if (word === undefined) {
      throw refuse(`${input}: unknown placeholder ${show(token)}`, wordList(words));
    }
    parts.push({ word });
  }
  return { input, text, parts };
}

function wordList(words: readonly string[]): string {
  return `the placeholders are ${words.map((word) => `{${word}}`).join(", ")}`;
}

/** A template has nothing to put in the place of a placeholder. */
export class MissingWordError extends Error {
  override readonly name = "MissingWordError";
  readonly word: string;

  constructor(word: string) {
    super(`there is no {${word}}`);
    this.word = word;
  }
}

/**
 * The text that a template gives.
 *
 * @param shape - makes the text of a placeholder fit
 * @throws MissingWordError
 */
export function fillTemplate<Word extends string>(
  { parts }: Template<Word>,
  wordOf: WordOf<Word>,
  shape: (value: string) => string = (value) => value,
): string {
  return parts
    .map((part) => {
      if (typeof part === "string") {
        return part;
      }
      const value = wordOf(part.word);
      if (value === undefined || value === "") {
        throw new MissingWordError(part.word);
      }
      return shape(value);
    })
    .join("");
}
