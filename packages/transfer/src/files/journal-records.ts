import { isChecksum } from "@compose-actions/metadata";

/** A file that was verified, as it lay in its place then. */
export interface FileRecord {
  /** Local path. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeNs: bigint;
  /** Cannot be set back by programs, other than the time of the content. */
  readonly ctimeNs: bigint;
  readonly ino: bigint;
  /** All that the content was found to have, as `algorithm:digest`. */
  readonly checksums: readonly string[];
}

/** What a partial file is a part of. */
export interface PartialRecord {
  /** Stands for the content; no URL. */
  readonly key: string;
  /** The file, as the private directory names it. */
  readonly name: string;
  /** Strong entity tag of the answer that it is from. */
  readonly etag: string | null;
  /** So many bytes from the beginning are a part of the file; null: all that are there. */
  readonly size: number | null;
}

/** What a line is about: the first field of a record names its kind, and the field's value is its key. */
export interface RecordName {
  readonly kind: string;
  readonly key: string;
}

/** @returns undefined when the text is no record; of a kind that is not known it may well be one */
export function nameOf(text: string): RecordName | undefined {
  // As it is written here: {"kind":"key",…}. Taking all apart would be most of the work of reading a journal.
  const kindEnd = text.indexOf('":"', 2);
  const keyEnd = text.indexOf('"', kindEnd + 3);
  if (text.startsWith('{"') && kindEnd !== -1 && keyEnd !== -1 && text.endsWith("}")) {
    const kind = text.slice(2, kindEnd);
    const key = text.slice(kindEnd + 3, keyEnd);
    if (/^[a-z]+$/.test(kind) && !key.includes("\\")) {
      return { kind, key };
    }
  }
  const fields = fieldsOf(text);
  const first = fields === undefined ? undefined : Object.entries(fields)[0];
  if (first === undefined) {
    return undefined;
  }
  const [kind, key] = first;
  return { kind, key: typeof key === "string" ? key : text };
}

type Fields = Readonly<Record<string, unknown>>;

/** @returns undefined when the text is no JSON object */
export function fieldsOf(text: string | undefined): Fields | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

export function fileText({ path, size, mtimeNs, ctimeNs, ino, checksums }: FileRecord): string {
  // Nanoseconds and inodes are larger than the numbers of JSON readers.
  return JSON.stringify({
    file: path,
    size,
    mtime: `${mtimeNs}`,
    ctime: `${ctimeNs}`,
    ino: `${ino}`,
    checksums,
  });
}

/** @returns undefined when there is no record, or it is not as it is written here */
export function parseFile(text: string | undefined): FileRecord | undefined {
  const { file, size, mtime, ctime, ino, checksums } = fieldsOf(text) ?? {};
  return typeof file === "string" &&
    isSize(size) &&
    isWhole(mtime) &&
    isWhole(ctime) &&
    isWhole(ino) &&
    Array.isArray(checksums) &&
    checksums.every(isChecksum)
    ? { path: file, size, mtimeNs: BigInt(mtime), ctimeNs: BigInt(ctime), ino: BigInt(ino), checksums }
    : undefined;
}

export function partialText({ key, name, etag, size }: PartialRecord): string {
  return JSON.stringify({ partial: key, name, etag, size });
}

/** @returns undefined when there is no record, or it is not as it is written here */
export function parsePartial(text: string | undefined): PartialRecord | undefined {
  const { partial, name, etag, size } = fieldsOf(text) ?? {};
  return typeof partial === "string" &&
    typeof name === "string" &&
    /^partial\/[0-9a-f]+$/.test(name) &&
    (etag === null || typeof etag === "string") &&
    (size === null || isSize(size))
    ? { key: partial, name, etag, size }
    : undefined;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Before 1970 times are negative. */
function isWhole(value: unknown): value is string {
  return typeof value === "string" && /^-?[0-9]{1,30}$/.test(value);
}

/** Kind → key → the record's text. */
export type JournalRecords = Map<string, Map<string, string>>;

/** Adds a record to those before it, or removes one. @returns whether the text is a record */
export function applyRecord(all: JournalRecords, text: string): boolean {
  const name = nameOf(text);
  if (name === undefined) {
    return false;
  }
  const { kind, key } = name;
  if (kind === "gone") {
    all.get(String(fieldsOf(text)?.["kind"]))?.delete(key);
    return true;
  }
  let records = all.get(kind);
  if (records === undefined) {
    records = new Map();
    all.set(kind, records);
  }
  records.set(key, text);
  return true;
}
