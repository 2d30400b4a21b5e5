/** GitLab refuses dotenv reports of more bytes. */
export const DOTENV_LIMIT = 5 * 1024;

/** `metadata-dir` as a variable: `METADATA_DIR`. */
export function variableName(name: string): string {
  return name.replaceAll("-", "_").toUpperCase();
}

/** Values that no dotenv reader of a CI takes as they are: blanks, quotes, controls. */
const UNSAFE = /[\s"'`\u0000-\u001F\u007F\u2028\u2029]/;

export interface Dotenv {
  /** Whole lines, each with its newline. */
  readonly text: string;
  /** Names of outputs that could not be expressed. */
  readonly omitted: readonly string[];
}

/**
 * Outputs as `NAME=value` lines in the dialect of GitLab's dotenv reports, which knows neither quotes nor blanks.
 * Lists (lines) are joined with commas. What is empty is left out: jobs that get several reports would take it for
 * what another job says. `previous` is the file's present content: its other variables are kept, since several steps
 * may run in one job.
 */
export function dotenvReport(outputs: Readonly<Record<string, string>>, previous = ""): Dotenv {
  const names = new Set(Object.keys(outputs).map(variableName));
  const kept = previous
    .split("\n")
    .filter((line) => line !== "" && !names.has(line.slice(0, line.indexOf("="))));
  const omitted: string[] = [];
  let text = kept.map((line) => `${line}\n`).join("");
  for (const [name, value] of Object.entries(outputs)) {
    const joined = joinLines(value);
    if (joined === "") continue;
    const line = `${variableName(name)}=${joined}\n`;
    const fits = Buffer.byteLength(text) + Buffer.byteLength(line) <= DOTENV_LIMIT;
    if (UNSAFE.test(joined) || !fits) omitted.push(name);
    else text += line;
  }
  return { text, omitted };
}

/** Outputs as `NAME=value` lines that a POSIX shell can source; any value can be expressed but one with NUL. */
export function shellDotenv(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => `${variableName(name)}=${shellQuote(value.replaceAll("\0", ""))}\n`)
    .join("");
}

function joinLines(value: string): string {
  return value.trim().split(/\r?\n/).join(",");
}

function shellQuote(value: string): string {
  return /^[\w./:@%+=,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
