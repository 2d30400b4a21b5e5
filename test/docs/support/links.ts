import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT } from "../../support/dist.ts";
import { type Page, proseOf } from "./pages.ts";

export interface Link {
  readonly line: number;
  readonly target: string;
}

/** The links of a page: `[text](target)`, `[name]: target` and `<https://…>`, those in code aside. */
export function linksOf(page: Page): readonly Link[] {
  return proseOf(page)
    .split("\n")
    .flatMap((line, index) => {
      const text = line.replace(/(`+)(?:(?!\1).)+\1/g, (code) => "x".repeat(code.length));
      const found = [
        ...text.matchAll(/\]\(\s*<?([^\s)>]*)>?(?:\s+"[^"]*")?\s*\)/g),
        ...text.matchAll(/^ {0,3}\[[^\]]+\]:\s*(\S+)/g),
        ...text.matchAll(/<(https?:[^>\s]*)>/g),
        ...text.matchAll(/(?:href|src)="([^"]*)"/g),
      ];
      return found.map((match) => ({ line: index + 1, target: match[1] ?? "" }));
    });
}

/** What headings and `<a id="…">` of a page can be linked by, as GitHub and GitLab make it of them. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  const prose = proseOf(page);
  for (const [, heading = ""] of prose.matchAll(/^#{1,6}\s+(.*?)\s*#*\s*$/gm)) {
    const anchor = slug(heading);
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  for (const [, id = ""] of prose.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** In lower case, without punctuation, with dashes in the place of spaces. */
export function slug(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>/g, "")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/**
 * What is wrong with a link of a page.
 *
 * @param isKept - whether a path is kept with the sources
 */
export function linkProblem(
  page: Page,
  { target }: Link,
  isKept: (path: string) => boolean,
): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return externalProblem(target);
  if (target === "") return "it leads nowhere";
  const [path = "", anchor] = target.split("#");
  const place =
    path === "" ? page.path : posix.normalize(posix.join(posix.dirname(page.path), decodeURI(path)));
  if (place.startsWith("..") || path.startsWith("/")) return "it leads out of the repository";
  const file = join(ROOT, place);
  if (path !== "" && !existsSync(file)) return `there is no ${place}`;
  if (path !== "" && statSync(file).isDirectory())
    return anchor === undefined ? undefined : `${place} is a directory`;
  if (path !== "" && !isKept(place)) return `${place} is not kept with the sources`;
  if (anchor === undefined) return undefined;
  if (!place.endsWith(".md")) return `${place} has no anchors`;
  const anchors = anchorsOf(path === "" ? page : { path: place, text: readFileSync(file, "utf8") });
  return anchors.has(anchor) ? undefined : `${place} has no heading #${anchor}`;
}

function externalProblem(target: string): string | undefined {
  if (!URL.canParse(target)) return "it is no URL";
  const { protocol, hostname, username } = new URL(target);
  if (protocol !== "https:") return `${protocol} in place of https:`;
  return username !== "" || !hostname.includes(".") ? "it names no public host" : undefined;
}
