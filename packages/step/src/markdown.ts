import { formatBytes, formatCount } from "./format.ts";
import { escapeDeceptive } from "./safe-text.ts";

const ZERO_WIDTH_SPACE = "\u200B";

/**
 * A value as code: shown exactly, never a link, a mention or markup. The fence is longer than any run of backticks
 * inside. A value with `|` becomes an HTML element made of character references, so that it is the same within a
 * table and outside.
 */
export function code(value: string): string {
  const text = escapeDeceptive(value);
  if (text.trim() === "") return `<code>${text.replaceAll(" ", "&nbsp;")}</code>`;
  if (text.includes("|")) return `<code>${asReferences(text)}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // One space on each side is stripped by Markdown; it keeps backticks off the fence and outer spaces in the value.
  const padding = /^[ `]|[ `]$/.test(text) ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

function asReferences(text: string): string {
  return text
    .replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("&#64;", `&#64;${ZERO_WIDTH_SPACE}`);
}

/**
 * Plain text as Markdown that shows it: no markup, HTML, links, mentions or issue references come of it. For one line
 * within a paragraph, a list item, a heading or a table cell.
 */
export function escapeText(value: string): string {
  return escapeDeceptive(value)
    .trim()
    .replace(/[\\`*_{}[\]~$^]/g, "\\$&")
    .replace(/[&<>"'|]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?<!&)#(?=\w)/g, `&#35;${ZERO_WIDTH_SPACE}`)
    .replace(/@/g, `@${ZERO_WIDTH_SPACE}`)
    .replace(/:(?=\/\/)|(?<=\bwww)(?=\.)/gi, (character) => `${character}${ZERO_WIDTH_SPACE}`)
    .replace(/\b(?=(?:mailto|xmpp):)/gi, ZERO_WIDTH_SPACE)
    .replace(/^[-+=#]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** A heading; its text is plain. `level` is 1 to 6. */
export function heading(level: 1 | 2 | 3 | 4 | 5 | 6, text: string): string {
  return `${"#".repeat(level)} ${escapeText(text)}`;
}

/**
 * A table. Headers are plain text; cells are Markdown from {@link code} or {@link escapeText} (a bare number needs
 * neither). A `|` that is left in a cell is escaped.
 */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const body = rows.map((row) => line(headers.map((_, column) => cell(row[column] ?? ""))));
  return [line(headers.map(escapeText)), line(headers.map(() => "---")), ...body].join("\n");
}

function cell(markdown: string): string {
  const line = markdown.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("|", "&#124;");
  // A column is as narrow as it can be: a number stays with its unit.
  return line.includes("`") ? line : line.replace(/(\d) (?=(?:B|[kMGTP]B)\b)/g, "$1&nbsp;");
}

/** A section that is folded until it is clicked. `title` is plain text, `body` is Markdown. */
export function details(title: string, body: string): string {
  const shown = escapeDeceptive(title)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("@", `@${ZERO_WIDTH_SPACE}`);
  return `<details><summary>${shown}</summary>\n\n${body}\n\n</details>`;
}

/** What a job summary may hold, in bytes: below the limit of GitHub (1 MiB), near which summaries are dropped. */
export const SUMMARY_LIMIT = 900 * 1024;

/**
 * Markdown of at most `bytes` bytes of UTF-8. What is too long is cut between lines, folded sections are closed, and
 * a last sentence says how much is left out.
 */
export function capSummary(markdown: string, bytes: number = SUMMARY_LIMIT): string {
  const total = Buffer.byteLength(markdown);
  if (total <= bytes) return markdown;
  const lines = markdown.split("\n");
  // Room for the closing sentence and for the ends of open sections.
  const room = bytes - 400;
  const kept: string[] = [];
  let size = 0;
  let open = 0;
  for (const line of lines) {
    const next = size + Buffer.byteLength(line) + 1;
    if (next + 12 * Math.max(open, 0) > room) break;
    kept.push(line);
    size = next;
    open += count(line, "<details>") - count(line, "</details>");
  }
  const left = formatCount(lines.length - kept.length);
  const sentence = `**Cut here:** ${left} more lines (${formatBytes(total - size)}) did not fit; the report (input \`report\`) has the rest.`;
  return [...kept, "", ...Array.from({ length: Math.max(open, 0) }, () => "</details>\n"), sentence, ""].join(
    "\n",
  );
}

function count(line: string, part: string): number {
  return line.split(part).length - 1;
}
