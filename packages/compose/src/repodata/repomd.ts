import {
  checksumsConflict,
  type Issue,
  MAX_ISSUES,
  MetadataError,
  REPOMD,
  show,
} from "@compose-actions/metadata";
import { readDigest } from "./digest.ts";
import { confineHref, hrefProblem } from "./href.ts";
import { type Attributes, type XmlHandler, XmlReader } from "./xml-reader.ts";

/** What `repodata/repomd.xml` lists: the files of a repository's metadata. */
export interface Repomd {
  readonly revision?: string;
  /** In file order. */
  readonly files: readonly RepomdFile[];
}

/** A file that a repomd.xml lists. */
export interface RepomdFile {
  /** `primary`, `filelists`, `group`, `modules` … */
  readonly type: string;
  /** As written. */
  readonly href: string;
  /** The href as a path below the repository's root; see `confineHref`. */
  readonly path: string;
  /** `algorithm:digest`, or null when there is none that can be compared. */
  readonly checksum: string | null;
  /** Why there is no checksum. */
  readonly checksumError?: string;
  /** Bytes, or null when unknown. */
  readonly size: number | null;
  /** Of the decompressed file, where a supported one is given. */
  readonly openChecksum?: string;
  /** Bytes of the decompressed file. */
  readonly openSize?: number;
}

const NAMESPACE = "http://linux.duke.edu/metadata/repo";
export const MAX_REPOMD_BYTES = 16 * 1024 * 1024;
/** Real repositories list a dozen files. */
const MAX_FILES = 10_000;
/** What is read of a data element; everything else in it is of no use here. */
const FIELDS: ReadonlySet<string> = new Set(["checksum", "open-checksum", "location", "size", "open-size"]);

/** A data element while it is read: element → its text and attributes. */
interface Draft {
  readonly type: string | undefined;
  readonly fields: Map<string, { attributes: Attributes; text: string }>;
}

/**
 * Reads a repomd.xml. Strict, because it is the root of trust of a repository: one encoding, one namespace, no
 * document type, no xml:base, no href that leads out of the repository.
 *
 * @param file - names the document in errors
 * @throws MetadataError that names file, place and value
 */
export function parseRepomd(bytes: Uint8Array, file: string): Repomd {
  if (bytes.length > MAX_REPOMD_BYTES) {
    const message = `the file has ${bytes.length} bytes, more than ${MAX_REPOMD_BYTES}`;
    throw new MetadataError([{ path: "", message }], { file });
  }
  return new RepomdReader(file).read(bytes);
}

/** The file that lists the packages; undefined when the repository has none. */
export function primaryOf(repomd: Repomd): RepomdFile | undefined {
  return repomd.files.find(({ type }) => type === "primary");
}

class RepomdReader implements XmlHandler {
  readonly #file: string;
  readonly #reader: XmlReader;
  readonly #issues: Issue[] = [];
  #issueCount = 0;
  readonly #files: RepomdFile[] = [];
  readonly #byPath = new Map<string, RepomdFile[]>();
  #revision: string | undefined;
  #draft: Draft | undefined;
  /** Of the element in a data element that was opened last. */
  #attributes: Attributes = {};
  /** Data elements that were opened. */
  #count = 0;

  constructor(file: string) {
    this.#file = file;
    this.#reader = new XmlReader({ file, root: "repomd", namespace: NAMESPACE }, this);
  }

  read(bytes: Uint8Array): Repomd {
    this.#reader.write(bytes);
    this.#reader.end();
    if (this.#issueCount > 0) {
      throw new MetadataError(this.#issues, { file: this.#file, issueCount: this.#issueCount });
    }
    return this.#revision === undefined || this.#revision === ""
      ? { files: this.#files }
      : { revision: this.#revision, files: this.#files };
  }

  open(name: string, attributes: Attributes, depth: number): boolean {
    if (depth === 1 && name === "data") {
      this.#count += 1;
      if (this.#count > MAX_FILES) {
        this.#reader.fail(`the document has more than ${MAX_FILES} data elements`);
      }
      this.#draft = { type: attributes["type"], fields: new Map() };
      return false;
    }
    if (depth === 2) {
      this.#attributes = attributes;
    }
    return (
      (depth === 1 && name === "revision") ||
      (depth === 2 && this.#draft !== undefined && FIELDS.has(name) && name !== "location")
    );
  }

  close(name: string, depth: number, text: string | undefined): void {
    if (depth === 1 && name === "revision") {
      this.#revision = text ?? "";
    } else if (depth === 1 && this.#draft !== undefined) {
      this.#finishFile(this.#draft);
      this.#draft = undefined;
    } else if (depth === 2 && this.#draft !== undefined && FIELDS.has(name)) {
      if (this.#draft.fields.has(name)) {
        this.#issue(name, "the element is given twice");
      }
      this.#draft.fields.set(name, { attributes: this.#attributes, text: text ?? "" });
    }
  }

  #finishFile({ type, fields }: Draft): void {
    if (type === undefined || !/^[^\s\p{C}]{1,255}$/u.test(type)) {
      this.#issue("type", `expected a name, found ${show(type ?? "")}`);
    }
    const href = fields.get("location")?.attributes["href"];
    const problem = href === undefined ? "a location with an href is missing" : hrefProblem(href);
    if (href === undefined || problem !== undefined) {
      this.#issue("location", href === undefined ? `${problem}` : `${problem}: ${show(href)}`);
      return;
    }
    const digest = this.#digest(fields, "checksum");
    const openDigest = this.#digest(fields, "open-checksum");
    const openSize = this.#size(fields, "open-size");
    const entry: RepomdFile = {
      type: type ?? "",
      href,
      path: confineHref(href),
      checksum: digest?.checksum ?? null,
      size: this.#size(fields, "size") ?? null,
      ...(digest?.checksum == null
        ? { checksumError: digest?.unsupported ?? "the document gives no checksum" }
        : {}),
      ...(openDigest?.checksum == null ? {} : { openChecksum: openDigest.checksum }),
      ...(openSize === undefined ? {} : { openSize }),
    };
    this.#add(entry);
  }

  #add(entry: RepomdFile): void {
    const same = this.#byPath.get(entry.path) ?? [];
    const known = same.find((file) => contradicts(file, entry));
    if (entry.path === REPOMD) {
      this.#issue("location", `the file lists itself: ${show(entry.href)}`);
    } else if (known !== undefined) {
      this.#issue(
        "location",
        `${show(entry.href)} is listed twice, with different checksums or sizes: ${facts(known)} and ${facts(entry)}`,
      );
    }
    const other = entry.type === "primary" ? primaryOf({ files: this.#files }) : undefined;
    if (other !== undefined && other.path !== entry.path) {
      this.#issue("type", `two files are primary: ${show(other.href)} and ${show(entry.href)}`);
    }
    this.#byPath.set(entry.path, [...same, entry]);
    this.#files.push(entry);
  }

  #digest(fields: Draft["fields"], name: string): ReturnType<typeof readDigest> | undefined {
    const field = fields.get(name);
    if (field === undefined) {
      return undefined;
    }
    // Like the reference, which takes sha256 for the default.
    const digest = readDigest(field.attributes["type"] ?? "sha256", field.text);
    if (digest.problem !== undefined) {
      this.#issue(name, digest.problem);
    }
    return digest;
  }

  #size(fields: Draft["fields"], name: string): number | undefined {
    const text = fields.get(name)?.text;
    if (text === undefined) {
      return undefined;
    }
    if (!/^[0-9]{1,15}$/.test(text)) {
      this.#issue(name, `expected a number of bytes, found ${show(text)}`);
    }
    return Number(text);
  }

  /** An issue of the data element that is being read. */
  #issue(field: string, message: string): void {
    this.#issueCount += 1;
    if (this.#issues.length < MAX_ISSUES) {
      this.#issues.push({ path: `data[${this.#count - 1}].${field}`, message });
    }
  }
}

function contradicts(a: RepomdFile, b: RepomdFile): boolean {
  return (
    (a.checksum !== null && b.checksum !== null && checksumsConflict([a.checksum], [b.checksum])) ||
    (a.size !== null && b.size !== null && a.size !== b.size)
  );
}

function facts({ checksum, size }: RepomdFile): string {
  return `${checksum ?? "no checksum"} of ${size ?? "unknown"} bytes`;
}
