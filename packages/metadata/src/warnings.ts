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

/** For every code: what it says of each occurrence, and what an occurrence is, as one and as several. */
const SENTENCES = {
  "byte-order-mark": ["the file starts with a byte order mark, which was skipped", "file", "files"],
  "ignored-file": ["the older name of a file that lies beside it; not read", "file", "files"],
  "newer-version": [
    "the minor version is newer than the known ones; the file was read as the newest known one",
    "file",
    "files",
  ],
  "compose-facts": ["the files say different things of their compose", "difference", "differences"],
  "unknown-field": ["not known to the format; left out", "field", "fields"],
  "unknown-image-type": ["image type not in the format's list; kept", "image", "images"],
  "unknown-image-format": ["image format not in the format's list; kept", "image", "images"],
  "unknown-arch": ["not in the list of RPM arches; kept", "arch", "arches"],
  "unknown-path-category": ["variant path category not known to the format; kept", "category", "categories"],
  "unknown-place": [
    "variant path of a category not known to the format, which is neither a plain path nor a Location; left out",
    "path",
    "paths",
  ],
  "undeclared-arch": ["variant path with an arch that the variant does not list", "path", "paths"],
  "missing-volume-id": ["no volume_id; null was assumed", "image", "images"],
  "repeated-image": ["listed more than once in the same variant and arch", "image", "images"],
  "empty-image": ["size 0, which the reference implementation refuses", "image", "images"],
  "image-identity": [
    "equal to another image in subvariant, type, format, arch and disc number, but with other checksums: consumers cannot tell them apart, and the reference implementation refuses the file",
    "image",
    "images",
  ],
  "source-images-dropped": [
    "source image of a variant without a binary arch, which newer versions cannot hold; left out",
    "image",
    "images",
  ],
  "source-packages-dropped": [
    "source package that no package under a binary arch of its variant was built from, which newer versions cannot hold; left out",
    "package",
    "packages",
  ],
  "upper-case-checksum": ["written in upper case; lower-cased", "checksum", "checksums"],
  "odd-nevra": ["not of the form name-epoch:version-release.arch", "key", "keys"],
  "weak-checksum": ["no checksum stronger than md5 or sha1", "artifact", "artifacts"],
  "lost-checksums": ["2.0 holds one checksum; the others are lost", "artifact", "artifacts"],
  "lost-koji-tag": ["koji_tag, which 2.0 cannot hold, is lost", "module", "modules"],
  "lost-module-field": ["module metadata that 2.0 cannot hold is lost", "field", "fields"],
  "lost-modulemd-path": ["2.0 holds one modulemd path of a module; the others are lost", "path", "paths"],
  "lost-modulemd-category": ['2.0 knows modulemd paths of the category "binary" only', "path", "paths"],
  "relative-url": ["a path in place of a URL: taken for local files", "artifact", "artifacts"],
  "shared-url": ["the template gives different artifacts one URL", "artifact", "artifacts"],
  "lost-url": ["1.2 holds no URLs", "artifact", "artifacts"],
  "lost-contents": ["1.2 holds no contents", "artifact", "artifacts"],
  "lost-sigkeys": ["1.2 holds one signing key of a package; sigkeys are lost", "package", "packages"],
  "lost-file-facts": [
    "1.2 holds no size and checksum of packages, modules and repositories",
    "artifact",
    "artifacts",
  ],
  "kept-oci": [
    "a set of files in a registry keeps its URL, since no other URL can hold its contents",
    "artifact",
    "artifacts",
  ],
} satisfies Record<string, readonly [sentence: string, one: string, several: string]>;

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
      message: sentence(code, count),
    }));
  }
}

function sentence(code: WarningCode, count: number): string {
  const [text, one, several] = SENTENCES[code];
  return `${text} (${count} ${count === 1 ? one : several})`;
}

/** A warning with its examples in one line. */
export function describeWarning(warning: Omit<Warning, "code">): string {
  if (warning.examples.length === 0) {
    return warning.message;
  }
  const more = warning.count > warning.examples.length ? ", …" : "";
  return `${warning.message}: ${warning.examples.join(", ")}${more}`;
}
