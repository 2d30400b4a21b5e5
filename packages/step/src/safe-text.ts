/**
 * Characters that make a terminal, a log viewer or a reader see something other than what is there: controls, line
 * and paragraph separators, bidirectional overrides and marks, lone surrogates.
 */
const DECEPTIVE =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu;

const ZERO_WIDTH_SPACE = "\u200B";

/**
 * One line of text that is safe to print: deceptive characters become `\u{…}` (a tab `\t`), and whatever a CI runner
 * would take for a command (`::` at the start, `##[` anywhere) is broken with a zero-width space.
 */
export function safeLine(text: string): string {
  return escapeDeceptive(text)
    .replace(/^(\s*):(?=:)/u, `$1:${ZERO_WIDTH_SPACE}`)
    .replaceAll("##[", `##${ZERO_WIDTH_SPACE}[`);
}

/** Deceptive characters as `\u{…}`, and nothing else changed: for media that know no runner commands. */
export function escapeDeceptive(text: string): string {
  return text.replace(DECEPTIVE, (character) =>
    character === "\t" ? "\\t" : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** At most `max` characters (code points), the last of them `…` when something was cut. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, Math.max(0, max - 1)).join("")}…`;
}
