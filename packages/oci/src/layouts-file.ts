import { isAbsolute, relative, resolve } from "node:path";
import { compareCodePoints, quote, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { LAYOUTS_FILE, readLayouts } from "./pull/layout-map.ts";

/** Layout directories by the names that Locations have for them; absolute paths. */
export type LayoutDirectories = ReadonlyMap<string, string>;

/**
 * The layout directories that are named beside local metadata. Absolute paths are nobody's to name, and left out.
 *
 * @param homes - directories that metadata lies in
 * @throws UserError when a file is none, or two of them mean different directories
 */
export function layoutsBeside(homes: readonly string[]): LayoutDirectories {
  let all: LayoutDirectories = new Map();
  for (const home of new Set(homes.map((path) => resolve(path)))) {
    const entries = Object.entries(readLayouts(`${home}/${LAYOUTS_FILE}`)).filter(
      ([, path]) => !isAbsolute(path),
    );
    all = joinLayouts(all, new Map(entries.map(([name, path]) => [name, resolve(home, path)])));
  }
  return all;
}

/** @throws UserError when both have a name, for different directories */
export function joinLayouts(one: LayoutDirectories, other: LayoutDirectories): LayoutDirectories {
  for (const [name, path] of other) {
    const known = one.get(name) ?? path;
    if (known !== path) {
      throw refuse(
        `The image layouts ${show(known)} and ${show(path)} are both called ${show(name)} in metadata`,
        "push to a directory of another name",
      );
    }
  }
  return new Map([...one, ...other]);
}

/**
 * The text of `oci-layouts.json`.
 *
 * @param home - the directory that it is for
 */
export function layoutsText(layouts: LayoutDirectories, home: string): string {
  const lines = [...layouts]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, path]) => `    ${quote(name)}: ${quote(relative(resolve(home), path) || ".")}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}
