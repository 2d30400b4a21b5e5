import { type Stats, statSync } from "node:fs";
import { globMatcher, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { DirectoryWalk } from "./directory-walk.ts";

const MAGIC = /[*?[{]/;

/** Whether a text has characters that mean others. */
export function isGlob(text: string): boolean {
  return MAGIC.test(text);
}

/** A path that a glob means. */
export interface GlobMatch {
  readonly path: string;
  readonly stats: Stats;
  /** Whether the glob spells its last part out. */
  readonly isNamed: boolean;
}

/**
 * The files and directories that a glob means, relative to the working directory or absolute: `*`, `?` and sets within
 * a part of the path, `**` as a whole part for directories at any depth. Links are followed where the glob names them,
 * not by `**`.
 *
 * @throws UserError when it is none
 */
export async function expandGlob(glob: string, walk: DirectoryWalk): Promise<readonly GlobMatch[]> {
  const parts = glob.split("/").filter((part, index) => part !== "" && (part !== "." || index === 0));
  const last = parts.at(-1) ?? "";
  let paths = [glob.startsWith("/") ? "/" : ""];
  for (const part of parts) {
    paths = part === "**" ? await below(paths, walk) : await matching(paths, part, glob, walk);
  }
  return [...new Set(paths)].flatMap((path) => {
    const stats = statOf(path);
    return stats === undefined || walk.excludes(path) ? [] : [{ path, stats, isNamed: !isGlob(last) }];
  });
}

async function matching(
  paths: readonly string[],
  part: string,
  glob: string,
  walk: DirectoryWalk,
): Promise<string[]> {
  if (!isGlob(part)) {
    return paths.map((path) => joined(path, part));
  }
  const matches = matcherOf(part, glob, walk.input);
  const found: string[] = [];
  for (const path of paths) {
    for (const { name } of await walk.list(path === "" ? "." : path, { hidden: part.startsWith(".") })) {
      if (matches(name)) {
        found.push(joined(path, name));
      }
    }
  }
  return found;
}

function matcherOf(part: string, glob: string, input: string): (name: string) => boolean {
  try {
    return globMatcher(part);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw refuse(
        `${input}: ${show(glob)}: ${error.message}`,
        "braces and brackets cannot hold slashes; write [[] for a bracket and [{] for a brace",
      );
    }
    throw error;
  }
}

/** The directories themselves and all below them. */
async function below(paths: readonly string[], walk: DirectoryWalk): Promise<string[]> {
  const found: string[] = [];
  let level = paths;
  for (let depth = 0; level.length > 0; depth++) {
    found.push(...level);
    const next: string[] = [];
    for (const path of level) {
      const names = await walk.directoriesIn(path === "" ? "." : path, depth);
      next.push(...names.map((name) => joined(path, name)));
    }
    level = next;
  }
  return found;
}

function joined(path: string, name: string): string {
  return path === "" || path === "/" ? `${path}${name}` : `${path}/${name}`;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path === "" ? "." : path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" || code === "ELOOP" || code === "EACCES") {
      return undefined;
    }
    throw error;
  }
}
