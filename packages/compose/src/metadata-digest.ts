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
    const hash = createHash("sha256");
    await readMetadataFile(
      source.path,
      (chunk) => {
        hash.update(chunk);
        return true;
      },
      signal,
      shownPath(source),
    );
    texts.push(`${source.identity.type} ${hash.digest("hex")}`);
  }
  return createHash("sha256").update(texts.sort().join("\n")).digest("hex");
}
