import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The metadata of a compose by type: whatever JSON says. */
// biome-ignore lint/suspicious/noExplicitAny: documents are looked into and changed freely by tests
export type Json = any;

export const TYPES = ["composeinfo", "images", "rpms", "modules", "extra_files"] as const;
export type Type = (typeof TYPES)[number];

/** Content by file name of the regular files in a folder; undefined when there is no such folder. */
export function contents(folder: string): Record<string, string> | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** Names of everything in a folder, hidden files included; undefined when there is no such folder. */
export function names(folder: string): string[] | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).sort() : undefined;
}

export function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Changes a metadata file in place. */
export function edit(path: string, change: (document: Json) => void): void {
  const document = readJson(path);
  change(document);
  writeFileSync(path, JSON.stringify(document, undefined, 4));
}
