import { show } from "../json/describe.ts";

/**
 * What files of one compose must agree in, with the sentence that says so. A rule holds within a file as well: whether
 * two entries contradict each other must not depend on how the entries were spread over files.
 */
const RULES = {
  generation: "metadata of 1.x and of 2.0 cannot be merged; convert one with upgrade-metadata first",
  compose: "files of one compose have the same id, date, type, respin and label",
  release: "files of one compose are of the same release",
  variant: "a variant is defined in one way",
  image: "an image is described in one way",
  "image-identity":
    "images that share subvariant, type, format, arch, disc number and unified variants must be the same image",
  rpm: "a package is described in one way",
  module: "a module is described in one way",
  "local-path": "an artifact has one place in the tree",
  url: "an artifact has one URL",
  size: "an artifact has one size",
  checksum: "an artifact has one content",
  contents: "a set of files is listed in one way",
  "path-size": "one path stands for one file, which has one size",
  "path-checksum": "one path stands for one file, which has one content",
  directory: "what is a file cannot be the directory of another",
} satisfies Record<string, string>;

export type MergeRule = keyof typeof RULES;

/** One of two values that cannot both be right. */
export interface ConflictSide {
  /** The file as the caller named it. */
  readonly file: string;
  /** Where in it: `payload.images.Server.x86_64[3].location.size`. */
  readonly path: string;
  /** Escaped and shortened, without the secrets of URLs. */
  readonly value: string;
}

/** Two values that cannot both be right. */
export interface MergeConflict {
  readonly rule: MergeRule;
  /** The rule in words. */
  readonly message: string;
  readonly sides: readonly [ConflictSide, ConflictSide];
}

/** A variant or an arch that entries are listed under but that composeinfo.json does not declare. */
export interface Undeclared {
  readonly variant: string;
  /** Absent: it is the variant that is not declared. */
  readonly arch?: string;
  /** A file that names it, and where. */
  readonly file: string;
  readonly path: string;
}

/** At most so many conflicts are kept in words; the rest are counted. */
export const MAX_CONFLICTS = 10_000;

/** Files that cannot be merged: every conflict at once. */
export class MergeError extends Error {
  override readonly name = "MergeError";
  readonly conflicts: readonly MergeConflict[];
  /** How many there are, those beyond {@link MAX_CONFLICTS} included. */
  readonly conflictCount: number;
  /** Variants and arches that are missing in composeinfo.json and must not, or cannot, be added. */
  readonly undeclared: readonly Undeclared[];

  constructor(
    conflicts: readonly MergeConflict[],
    { conflictCount, undeclared = [] }: { conflictCount: number; undeclared?: readonly Undeclared[] },
  ) {
    const [first] = conflicts;
    const [missing] = undeclared;
    super(
      first !== undefined
        ? describeConflict(first)
        : missing !== undefined
          ? describeUndeclared(missing)
          : "the files cannot be merged",
    );
    this.conflicts = conflicts;
    this.conflictCount = conflictCount;
    this.undeclared = undeclared;
  }
}

/** A conflict in one line. */
export function describeConflict({ message, sides: [a, b] }: MergeConflict): string {
  const where = a.path === b.path ? "" : ` at ${b.path}`;
  return `${a.path}: ${a.value} in ${a.file}, ${b.value} in ${b.file}${where} (${message})`;
}

/** What composeinfo.json lacks, in one line. */
export function describeUndeclared({ variant, arch, file, path }: Undeclared): string {
  return arch === undefined
    ? `composeinfo.json does not declare the variant ${show(variant)}, which ${file} names (${path})`
    : `composeinfo.json does not declare ${show(arch)} for the variant ${show(variant)}, which ${file} names (${path})`;
}

/** Collects conflicts. Sides are asked for while there is room. */
export class ConflictLog {
  readonly conflicts: MergeConflict[] = [];
  count = 0;

  add(rule: MergeRule, sides: () => readonly [ConflictSide, ConflictSide]): void {
    this.count += 1;
    if (this.conflicts.length < MAX_CONFLICTS) {
      this.conflicts.push({ rule, message: RULES[rule], sides: sides() });
    }
  }
}
