/** What contradicts itself in the metadata, or between the metadata and the repositories. */
export const CONSISTENCY_CHECKS = {
  "conflicting-facts": ["error", "paths that are named with different checksums or sizes"],
  "misplaced-file": ["error", "files where other files need a directory"],
  "package-name": ["error", "packages whose file name does not fit their NEVRA"],
  "image-identity": ["error", "images that consumers cannot tell from others, with other checksums"],
  "repeated-image": ["warning", "images that are listed more than once in a variant and arch"],
  "unknown-variant": ["error", "variants that composeinfo does not know"],
  "unknown-arch": ["error", "arches that composeinfo does not list for the variant"],
  "not-in-rpms": ["error", "packages that a repository lists and rpms.json does not"],
  "not-in-repository": ["error", "packages that rpms.json lists and the repository around them does not"],
} as const satisfies Record<string, readonly ["error" | "warning", string]>;

export type ConsistencyCheck = keyof typeof CONSISTENCY_CHECKS;

/** One contradiction. */
export interface Inconsistency {
  readonly path: string;
  /** One line, without the path. */
  readonly message: string;
  readonly group: string;
}

/** All contradictions of one kind. */
export interface InconsistencySet {
  readonly check: ConsistencyCheck;
  readonly severity: "error" | "warning";
  /** What the check looks for. */
  readonly title: string;
  readonly count: number;
  /** The first {@link MAX_KEPT}. */
  readonly kept: readonly Inconsistency[];
}

/** Of each kind so many are kept; all are counted. */
export const MAX_KEPT = 1000;

/** Collects contradictions. */
export class ConsistencyLog {
  readonly #found = new Map<ConsistencyCheck, { count: number; kept: Inconsistency[] }>();

  /** @param count - how many occurrences this stands for */
  add(check: ConsistencyCheck, found: Inconsistency, count = 1): void {
    let entry = this.#found.get(check);
    if (entry === undefined) {
      entry = { count: 0, kept: [] };
      this.#found.set(check, entry);
    }
    entry.count += count;
    if (entry.kept.length < MAX_KEPT) {
      entry.kept.push(found);
    }
  }

  /** Errors first. */
  sets(): InconsistencySet[] {
    const checks = Object.keys(CONSISTENCY_CHECKS) as ConsistencyCheck[];
    return checks
      .flatMap((check) => {
        const found = this.#found.get(check);
        const [severity, title] = CONSISTENCY_CHECKS[check];
        return found === undefined ? [] : [{ check, severity, title, ...found }];
      })
      .sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  }
}
