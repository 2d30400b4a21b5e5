import { isNevra, MetadataError, show } from "@compose-actions/metadata";
import { readDecompressed } from "./decompress.ts";
import { readDigest } from "./digest.ts";
import { confineHref, hrefProblem } from "./href.ts";
import type { Lookahead } from "./lookahead.ts";
import { type PackageFields, readPlainPackage } from "./plain-package.ts";
import { type Attributes, type XmlHandler, XmlReader } from "./xml-reader.ts";

/** A package that a primary.xml lists. */
export interface PrimaryPackage {
  /** `name-epoch:version-release.arch`, as the keys of rpms.json are. */
  readonly nevra: string;
  readonly name: string;
  readonly arch: string;
  /** As written. */
  readonly href: string;
  /** The href as a path below the repository's root; see `confineHref`. */
  readonly path: string;
  /** `algorithm:digest` of the file, or null when there is none that can be compared. */
  readonly checksum: string | null;
  /** Why there is no checksum. */
  readonly checksumError?: string;
  /** Bytes of the file, or null when unknown. */
  readonly size: number | null;
}

export interface ReadPrimaryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Names the file in errors; by default the path. */
  readonly file?: string;
  /** Most bytes that the file may have when decompressed; 8 GiB by default. */
  readonly maxBytes?: number;
}

const NAMESPACE = "http://linux.duke.edu/metadata/common";
/** Thirty times the largest known. */
const MAX_BYTES = 8 * 1024 ** 3;
/** What is read of a package … */
const TEXTS: ReadonlySet<string> = new Set(["name", "arch", "checksum"]);
const EMPTY: ReadonlySet<string> = new Set(["version", "size", "location"]);
/** … and what makes up most of the file. */
const UNREAD = ["description", "format"];

/**
 * Reads a primary.xml, plain or compressed, package by package; memory does not grow with the file. What descriptions
 * and formats hold is not read, so mistakes in there are not found.
 *
 * @param onPackage - is called in file order; what it throws ends the reading
 * @returns how many packages there are
 * @throws MetadataError that names file, place and value; `signal.reason` when aborted
 */
export async function readPrimary(
  path: string,
  onPackage: (found: PrimaryPackage) => void,
  options: ReadPrimaryOptions = {},
): Promise<number> {
  const { signal, file = path, maxBytes = MAX_BYTES } = options;
  signal?.throwIfAborted();
  const primary = new PrimaryReader(file, onPackage);
  for await (const chunk of readDecompressed(path, { file, maxBytes, signal })) {
    primary.write(chunk);
  }
  return primary.end();
}

/** The children of a package element that are read, by name. */
interface Draft {
  readonly texts: Map<string, string>;
  readonly attributes: Map<string, Attributes>;
}

class PrimaryReader implements XmlHandler {
  readonly #file: string;
  readonly #onPackage: (found: PrimaryPackage) => void;
  readonly #reader: XmlReader;
  #draft: Draft | undefined;
  /** Packages that are complete. */
  #count = 0;

  constructor(file: string, onPackage: (found: PrimaryPackage) => void) {
    this.#file = file;
    this.#onPackage = onPackage;
    this.#reader = new XmlReader(
      {
        file,
        root: "metadata",
        namespace: NAMESPACE,
        unread: UNREAD,
        shortcut: { behind: "package", read: (ahead, from) => this.#readPlain(ahead, from) },
        place: () => this.#place(),
      },
      this,
    );
  }

  write(bytes: Uint8Array): void {
    this.#reader.write(bytes);
  }

  end(): number {
    this.#reader.end();
    return this.#count;
  }

  open(name: string, attributes: Attributes, depth: number): boolean {
    if (depth === 1 && name === "package") {
      this.#draft = { texts: new Map(), attributes: new Map() };
      return false;
    }
    if (depth !== 2 || this.#draft === undefined) {
      return false;
    }
    const wanted = TEXTS.has(name);
    if (wanted || EMPTY.has(name)) {
      if (this.#draft.attributes.has(name)) {
        this.#fail(name, "the element is given twice");
      }
      this.#draft.attributes.set(name, attributes);
    }
    return wanted;
  }

  close(name: string, depth: number, text: string | undefined): void {
    if (depth === 2 && text !== undefined) {
      this.#draft?.texts.set(name, text);
    } else if (depth === 1 && this.#draft !== undefined) {
      const fields = fieldsOf(this.#draft);
      this.#draft = undefined;
      this.#take(fields);
    }
  }

  /** Nearly all packages come this way. */
  #readPlain(ahead: Lookahead, from: number): number {
    let end = from;
    for (
      let plain = readPlainPackage(ahead, end);
      plain !== undefined;
      plain = readPlainPackage(ahead, end)
    ) {
      this.#take(plain.fields);
      end = plain.end;
    }
    return end;
  }

  #take(fields: PackageFields): void {
    const found = this.#package(fields);
    this.#count += 1;
    this.#onPackage(found);
  }

  #package(fields: PackageFields): PrimaryPackage {
    const name = this.#word(fields.name, "name");
    const arch = this.#word(fields.arch, "arch");
    const { epoch = "0", version = "", release = "", href, checksumType = "sha256" } = fields;
    const nevra = `${name}-${epoch}:${version}-${release}.${arch}`;
    if (!isNevra(nevra) || /[\s\p{C}]/u.test(nevra)) {
      this.#fail(
        "version",
        `expected name, epoch, version, release and arch of a package, found ${show(nevra)}`,
      );
    }
    if (href === undefined) {
      this.#fail("location", "an href is missing");
    }
    const problem = hrefProblem(href);
    if (problem !== undefined) {
      this.#fail("location", `${problem}: ${show(href)}`);
    }
    const digest = readDigest(
      checksumType,
      fields.checksum ?? this.#fail("checksum", "the element is missing"),
    );
    if (digest.problem !== undefined) {
      this.#fail("checksum", digest.problem);
    }
    return {
      nevra,
      name,
      arch,
      href,
      path: confineHref(href),
      checksum: digest.checksum,
      ...(digest.unsupported === undefined ? {} : { checksumError: digest.unsupported }),
      size: this.#size(fields.size),
    };
  }

  #word(text: string | undefined, name: string): string {
    return text === undefined || text === "" ? this.#fail(name, "the element is missing or empty") : text;
  }

  #size(text: string | undefined): number | null {
    if (text !== undefined && !/^[0-9]{1,15}$/.test(text)) {
      this.#fail("size", `expected a number of bytes, found ${show(text)}`);
    }
    return text === undefined ? null : Number(text);
  }

  /** Counted from 0, as in paths of JSON. */
  #place(): string {
    return `package[${this.#count}]`;
  }

  #fail(field: string, message: string): never {
    throw new MetadataError([{ path: `${this.#place()}.${field}`, message }], { file: this.#file });
  }
}

function fieldsOf({ texts, attributes }: Draft): PackageFields {
  const version = attributes.get("version");
  return {
    name: texts.get("name"),
    arch: texts.get("arch"),
    epoch: version?.["epoch"],
    version: version?.["ver"],
    release: version?.["rel"],
    checksumType: attributes.get("checksum")?.["type"],
    checksum: texts.get("checksum"),
    size: attributes.get("size")?.["package"],
    href: attributes.get("location")?.["href"],
  };
}
