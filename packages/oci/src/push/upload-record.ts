/** An upload that was begun. */
export interface UploadRecord {
  /** What stands for it, see {@link uploadKey}. */
  readonly key: string;
  /** Of the blob. */
  readonly size: number;
  /** Where it goes on. */
  readonly location: string;
  /** Bytes that the registry has, at least. */
  readonly offset: number;
  /** Smallest chunk that the registry takes; 0 for any. */
  readonly minChunk: number;
  /** Largest chunk; 0 for any. */
  readonly maxChunk: number;
  /** When it was written down, in milliseconds since 1970. */
  readonly at: number;
}

/** What stands for the upload of a blob to a repository. */
export function uploadKey(address: string, digest: string): string {
  return `${address}@${digest}`;
}

export function recordText({ key, size, location, offset, minChunk, maxChunk, at }: UploadRecord): string {
  return JSON.stringify({ upload: key, size, location, offset, minChunk, maxChunk, at });
}

/** @returns the record; the key of an upload that is over; undefined when the text is neither */
export function parseRecord(text: string): UploadRecord | string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { done, upload, size, location, offset, minChunk, maxChunk, at } = (value ?? {}) as Record<
    string,
    unknown
  >;
  if (typeof done === "string") {
    return done;
  }
  return typeof upload === "string" &&
    typeof location === "string" &&
    isWhole(size) &&
    isWhole(offset) &&
    offset <= size &&
    isWhole(minChunk) &&
    isWhole(maxChunk) &&
    isWhole(at)
    ? { key: upload, size, location, offset, minChunk, maxChunk, at }
    : undefined;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
