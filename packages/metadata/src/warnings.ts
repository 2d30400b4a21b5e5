/**
 * What a conversion or a reading says besides its result. A warning stands for every occurrence of one thing: it
 * counts them and names the first few, so that 500,000 entries give one line and not 500,000.
 */
export interface Warning {
  readonly code: WarningCode;
  /** One sentence with the count in it. */
  readonly message: string;
  readonly count: number;
  /** The first {@link MAX_EXAMPLES} occurrences: paths in the document, file paths or values. */
  readonly examples: readonly string[];
}

export const MAX_EXAMPLES = 5;

/** For every code: the sentence, given the number of occurrences. */
const SENTENCES = {
  "byte-order-mark": () => "The file starts with a byte order mark, which was skipped",
  "newer-version": () =>
    "The file has a newer minor version than this program knows; it was read as the newest known one",
  "unknown-field": (n) => `${n} fields that the format does not know were left out`,
  "unknown-image-type": (n) => `${n} images have a type that the format's list does not know; it was kept`,
  "unknown-image-format": (n) =>
    `${n} images have a format that the format's list does not know; it was kept`,
  "unknown-arch": (n) => `${n} arches are not in the list of RPM arches; they were kept`,
  "unknown-path-category": (n) => `${n} variant path categories are not known to the format; they were kept`,
  "undeclared-arch": (n) => `${n} variant paths have an arch that their variant does not list`,
  "missing-volume-id": (n) => `${n} images have no volume_id; null was assumed`,
  "repeated-image": (n) => `${n} images are listed more than once in the same variant and arch`,
  "image-identity": (n) =>
    `${n} images equal another one in subvariant, type, format, arch and disc number but differ in checksums; consumers cannot tell them apart, and the reference implementation refuses the file`,
  "source-images-dropped": (n) =>
    `${n} source images belong to a variant without a binary arch and could not be kept`,
  "upper-case-checksum": (n) => `${n} checksums were written in upper case and were lower-cased`,
  "odd-nevra": (n) => `${n} keys of rpms.json are not of the form name-epoch:version-release.arch`,
  "weak-checksum": (n) => `${n} artifacts have no checksum stronger than md5 or sha1`,
  "lost-checksums": (n) =>
    `${n} artifacts have more checksums than the one that 2.0 can hold; the others are lost`,
  "lost-koji-tag": (n) => `${n} modules have a koji_tag, which 2.0 cannot hold`,
  "lost-module-field": (n) => `${n} module metadata fields cannot be held by 2.0`,
  "lost-modulemd-path": (n) => `${n} modulemd paths besides each module's first cannot be held by 2.0`,
  "lost-modulemd-category": (n) =>
    `${n} modulemd paths are not of the category "binary", which is the only one that 2.0 has`,
  "lost-url": (n) => `${n} artifacts lose their URL: 1.2 holds paths only`,
  "lost-contents": (n) => `${n} artifacts lose the list of their contents, which 1.2 cannot hold`,
  "lost-sigkeys": (n) => `${n} packages lose their list of signing keys (sigkeys), of which 1.2 holds one`,
  "lost-file-facts": (n) =>
    `${n} packages, modules or repositories lose size and checksum, which 1.2 cannot hold for them`,
  "kept-oci": (n) =>
    `${n} artifacts in a registry keep their URL: they are sets of files with contents, which no other URL can hold`,
} satisfies Record<string, (count: number) => string>;

export type WarningCode = keyof typeof SENTENCES;

/** Collects occurrences; {@link WarningLog.warnings} gives one warning per code, in the order of first occurrence. */
export class WarningLog {
  readonly #found = new Map<WarningCode, { count: number; examples: string[] }>();

  /** @param example - where or what; called only while examples are still wanted, so that it may build text. */
  add(code: WarningCode, example?: () => string): void {
    let entry = this.#found.get(code);
    if (entry === undefined) {
      entry = { count: 0, examples: [] };
      this.#found.set(code, entry);
    }
    entry.count += 1;
    if (example !== undefined && entry.examples.length < MAX_EXAMPLES) {
      entry.examples.push(example());
    }
  }

  /** Takes over what another log or an earlier parse found. */
  merge(warnings: readonly Warning[]): void {
    for (const warning of warnings) {
      const entry = this.#found.get(warning.code) ?? { count: 0, examples: [] };
      entry.count += warning.count;
      entry.examples.push(...warning.examples.slice(0, MAX_EXAMPLES - entry.examples.length));
      this.#found.set(warning.code, entry);
    }
  }

  warnings(): Warning[] {
    return [...this.#found].map(([code, { count, examples }]) => ({
      code,
      count,
      examples,
      message: SENTENCES[code](count),
    }));
  }
}

/** A warning with its examples in one line. */
export function describeWarning(warning: Warning): string {
  if (warning.examples.length === 0) {
    return warning.message;
  }
  const more = warning.count > warning.examples.length ? ", …" : "";
  return `${warning.message}: ${warning.examples.join(", ")}${more}`;
}
