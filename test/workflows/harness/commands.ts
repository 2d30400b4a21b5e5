import { randomUUID } from "node:crypto";

/** What a step says to the runner by lines of its output. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  /** title, file, line … */
  readonly properties: Readonly<Record<string, string>>;
}

export interface Commands {
  readonly annotations: readonly Annotation[];
  /** Values that may be shown nowhere. */
  readonly masks: readonly string[];
  /** Old commands that runners refuse by now. */
  readonly refused: readonly string[];
}

const LEVELS = ["error", "warning", "notice"] as const;
const REFUSED = ["set-output", "save-state", "set-env", "add-path"];

/** Reads the `::command key=value::message` lines. */
export function readCommands(lines: readonly string[]): Commands {
  const annotations: Annotation[] = [];
  const masks: string[] = [];
  const refused: string[] = [];
  let stopped: string | undefined;
  for (const line of lines) {
    const [, name = "", keys = "", message = ""] =
      /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line) ?? [];
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const level = LEVELS.find((one) => one === name);
    if (name === "stop-commands") stopped = message;
    if (name === "add-mask") masks.push(...unescaped(message).split(/\r?\n/).filter(Boolean));
    if (REFUSED.includes(name)) refused.push(name);
    if (level !== undefined) {
      annotations.push({ level, message: unescaped(message), properties: properties(keys) });
    }
  }
  return { annotations, masks, refused };
}

/**
 * The files by which a step hands on outputs, variables and states:
 * `name=value`, or `name<<delimiter`, the lines of the value, the delimiter.
 * @throws for anything else
 */
export function readPairs(content: string): Record<string, string> {
  const result: Record<string, string> = {};
  const lines = content.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const [equals, heredoc] = [line.indexOf("="), line.indexOf("<<")];
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      result[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    if (heredoc <= 0) throw new Error(`Invalid format '${line}'`);
    const delimiter = line.slice(heredoc + 2);
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    result[line.slice(0, heredoc)] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return result;
}

/** Hides secrets, the longest first, so that none shows the rest of another. */
export function masked(text: string, masks: Iterable<string>): string {
  const secrets = [...masks].filter(Boolean).sort((one, other) => other.length - one.length);
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

/** A token as runners have them: made for one job, unlike any other text. */
export function newToken(): string {
  return `ghs_${randomUUID().replaceAll("-", "")}`;
}

function properties(keys: string): Record<string, string> {
  const found = keys.split(",").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at <= 0 ? [] : [[pair.slice(0, at).trim(), unescaped(pair.slice(at + 1))] as const];
  });
  return Object.fromEntries(found);
}

function unescaped(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}
