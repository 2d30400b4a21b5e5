import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/dist.ts";

/** A Markdown page of this repository. */
export interface Page {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly page: string;
  /** Of the fence, from 1. */
  readonly line: number;
  /** The language: the first word behind the fence. */
  readonly language: string;
  /** Whether tests run it: the word `runnable` behind the fence. */
  readonly isRunnable: boolean;
  /** Without the indentation of the fence. */
  readonly text: string;
}

/** Not ours, or made. */
const PASSED_OVER = new Set(["node_modules", "dist", "lib", ".git"]);

/** All pages, but those of others. */
export function allPages(): readonly Page[] {
  return markdownBelow("").map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

function markdownBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return PASSED_OVER.has(entry.name) ? [] : markdownBelow(path);
      return entry.isFile() && entry.name.endsWith(".md") ? [path] : [];
    })
    .sort();
}

/** The fenced blocks of a page. */
export function blocksOf({ path, text }: Page): readonly Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indentation: string; line: number; info: string; lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (open === undefined) {
      const [, indentation = "", fence, info = ""] = /^( *)(`{3,})([^`]*)$/.exec(line) ?? [];
      if (fence !== undefined) open = { fence, indentation, line: index + 1, info: info.trim(), lines: [] };
    } else if (line.trim() === open.fence) {
      const [language = "", ...words] = open.info.split(/\s+/);
      const content = open.lines.map((inner) => `${inner}\n`).join("");
      blocks.push({
        page: path,
        line: open.line,
        language,
        isRunnable: words.includes("runnable"),
        text: content,
      });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indentation) ? line.slice(open.indentation.length) : line);
    }
  }
  if (open !== undefined) throw new Error(`${path}:${open.line}: the block has no end`);
  return blocks;
}

/** A page without its fenced blocks, with as many lines. */
export function proseOf({ text }: Page): string {
  let fence: string | undefined;
  const lines = text.split("\n").map((line) => {
    const [mark] = /^`{3,}/.exec(line.trim()) ?? [];
    if (fence === undefined && mark === undefined) return line;
    if (fence === undefined) fence = mark;
    else if (line.trim() === fence) fence = undefined;
    return "";
  });
  return lines.join("\n");
}

/** Whether git keeps a path: what is linked must be there for others too. */
export function trackedFiles(): ReadonlySet<string> | undefined {
  try {
    const list = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 64 * 1024 * 1024,
    });
    return new Set(list.split("\0"));
  } catch {
    // A copy of the sources without git.
    return undefined;
  }
}
