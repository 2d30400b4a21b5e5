import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { parseStrictJson, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import * as z from "zod";

/** The file beside metadata that says where the layout directories lie that its Locations name. */
export const LAYOUTS_FILE = "oci-layouts.json";

const MAX_BYTES = 1024 * 1024;
const schema = z.record(z.string(), z.string());

/** Finds the layout directories that local metadata names. */
export class LayoutMap {
  /** By name: the directory as written, and the one that it is relative to. */
  readonly #directories = new Map<string, { readonly path: string; readonly home: string }>();
  readonly #root: string | undefined;
  readonly #ownLayouts: readonly string[];

  /**
   * @param homes - directories that local metadata files lie in; none for metadata from servers, which must not choose
   * directories of this machine
   * @param layoutRoot - what layouts may lie in that do not lie below the metadata
   * @param ownLayouts - directories that the user has named as the place of the metadata itself: a single one is where
   * Locations lead that no map knows
   * @throws UserError for a file that is not what it should be
   */
  constructor(homes: readonly string[], layoutRoot: string | undefined, ownLayouts: readonly string[] = []) {
    this.#root = layoutRoot;
    this.#ownLayouts = [...new Set(ownLayouts.map((path) => resolve(path)))];
    for (const home of new Set(homes.map((path) => resolve(path)))) {
      for (const [name, path] of Object.entries(readLayouts(join(home, LAYOUTS_FILE)))) {
        const known = this.#directories.get(name);
        if (known !== undefined && resolve(known.home, known.path) !== resolve(home, path)) {
          throw refuse(
            `${LAYOUTS_FILE}: the files beside the metadata name different directories for ${show(name)}`,
          );
        }
        this.#directories.set(name, { path, home });
      }
    }
  }

  /**
   * The directory of a layout.
   *
   * @returns the directory, or a sentence that says why there is none
   */
  find(name: string): { readonly directory: string } | string {
    const found = this.#directories.get(name);
    const [own, ...others] = this.#ownLayouts;
    if (found === undefined && own !== undefined && others.length === 0) {
      return { directory: own };
    }
    if (found === undefined) {
      return `no ${LAYOUTS_FILE} beside local metadata says where the layout ${show(name)} lies`;
    }
    const { path, home } = found;
    if (isAbsolute(path)) {
      return `${LAYOUTS_FILE}: ${show(path)} is absolute; it must be relative to the metadata`;
    }
    const directory = resolve(home, path);
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
      return `${LAYOUTS_FILE}: ${show(path)} is no directory`;
    }
    const allowed = [home, ...(this.#root === undefined ? [] : [this.#root])];
    return allowed.some((outer) => isWithin(directory, outer))
      ? { directory: realpathSync(directory) }
      : `${LAYOUTS_FILE}: ${show(path)} leads out of the directory of the metadata: allow it with layout-root`;
  }
}

/** Links are followed first: what counts is where the directory really is. */
function isWithin(directory: string, outer: string): boolean {
  let from: string;
  try {
    from = relative(realpathSync(outer), realpathSync(directory));
  } catch {
    return false;
  }
  return from !== ".." && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

/** Reads the file; there need not be one. @throws UserError */
export function readLayouts(path: string): Readonly<Record<string, string>> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    return {};
  }
  if (!stats.isFile() || stats.size > MAX_BYTES) {
    throw refuse(`${path} is no file of a size that it could have`);
  }
  let json: unknown;
  try {
    json = parseStrictJson(readFileSync(path));
  } catch {
    json = undefined;
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw refuse(
      `${path} does not map names to directories`,
      'it must hold an object like {"compose": "oci"}',
    );
  }
  return parsed.data;
}
