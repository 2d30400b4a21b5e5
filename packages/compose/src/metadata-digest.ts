import { createHash } from "node:crypto";
import { readMetadataFile } from "./read-file.ts";
import { type Source, shownPath } from "./sources.ts";

/**
 * Stands for all that metadata says: the texts of its files, wherever they lie and in whatever order they are named.
 *
 * @throws MetadataError when a file cannot be read; `signal.reason` when aborted
 */
export async function metadataDigest(sources: readonly Source[], signal: AbortSignal): Promise<string> {
  const texts: string[] = [];
  for (const source of sources) {
    const { sha256 } = await hashMetadataFile(source.path, signal, shownPath(source));
    texts.push(`${source.identity.type} ${sha256}`);
  }
  return createHash("sha256").update(texts.sort().join("\n")).digest("hex");
}

/**
 * What lies in a metadata file.
 *
 * @param shown - how messages name the file
 * @throws MetadataError when it cannot be read; `signal.reason` when aborted
 */
export async function hashMetadataFile(
  path: string,
  signal: AbortSignal,
  shown: string = path,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  await readMetadataFile(
    path,
    (chunk) => {
      hash.update(chunk);
      size += chunk.length;
      return true;
    },
    signal,
    shown,
  );
  return { sha256: hash.digest("hex"), size };
}
