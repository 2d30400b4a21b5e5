import { checksumAlgorithm } from "../grammar/checksum.ts";
import { compareCodePoints } from "../json/order.ts";
import type { JsonPath } from "../json/slicer.ts";
import { type Artifact, type FileEntry, isLocation, type Location, type TreeFile } from "../model.ts";
import { agreed, type Compared, type Holder } from "./holders.ts";

const NO_CHECKSUMS: readonly string[] = [];

/** Where the parts of an artifact stand below its entry. */
export interface ArtifactFields {
  /** Steps to the Location of 2.0. */
  readonly location: JsonPath;
  /** Steps to the path of 1.x. */
  readonly path: JsonPath;
}

/**
 * The artifact of one entry, as several files know it: a known size or checksum fills an absent one, everything else
 * must be equal. A Location holds one checksum, so that another algorithm is another content: which of them is right
 * could not be told any more from the result.
 */
export function uniteArtifact(compared: Compared<Artifact>, fields: ArtifactFields): Artifact {
  const [first, ...others] = compared.holders as readonly [Holder<Artifact>, ...Holder<Artifact>[]];
  if (others.every(({ value }) => areEqual(first.value, value))) {
    return first.value;
  }
  // All of one generation.
  return isLocation(first.value)
    ? uniteLocation(compared as Compared<Location>, fields.location)
    : uniteTreeFile(compared as Compared<TreeFile>, fields.path);
}

function uniteLocation(compared: Compared<Location>, field: JsonPath): Location {
  return {
    url: agreed(compared, { rule: "url", field: [...field, "url"], read: ({ url }) => url }),
    size: agreed(compared, { rule: "size", field: [...field, "size"], read: ({ size }) => size }),
    checksum: agreed(compared, {
      rule: "checksum",
      field: [...field, "checksum"],
      read: ({ checksum }) => checksum,
    }),
    localPath: agreed(compared, {
      rule: "local-path",
      field: [...field, "local_path"],
      read: ({ localPath }) => localPath,
    }),
    contents: agreed(compared, {
      rule: "contents",
      field: [...field, "contents"],
      read: ({ contents }) => contents,
      key: contentsKey,
      isAbsent: () => false,
    }),
  };
}

function uniteTreeFile(compared: Compared<TreeFile>, field: JsonPath): TreeFile {
  return {
    localPath: agreed(compared, { rule: "local-path", field, read: ({ localPath }) => localPath }),
    size: agreed(compared, { rule: "size", field: ["size"], read: ({ size }) => size }),
    checksums: uniteChecksums(compared),
  };
}

/** 1.x has one checksum of each algorithm; they are sorted as they are written. */
function uniteChecksums(compared: Compared<TreeFile>): readonly string[] {
  const algorithms = new Set(
    compared.holders.flatMap(({ value }) => value.checksums.map((checksum) => checksumAlgorithm(checksum))),
  );
  if (algorithms.size === 0) {
    return NO_CHECKSUMS;
  }
  return [...algorithms].sort(compareCodePoints).map(
    (algorithm) =>
      agreed(compared, {
        rule: "checksum",
        field: ["checksums", algorithm],
        read: ({ checksums }) =>
          checksums.find((checksum) => checksumAlgorithm(checksum) === algorithm) ?? null,
      }) as string,
  );
}

function areEqual(a: Artifact, b: Artifact): boolean {
  if (a === b) {
    return true;
  }
  if (a.localPath !== b.localPath || a.size !== b.size) {
    return false;
  }
  if (isLocation(a) && isLocation(b)) {
    return (
      a.url === b.url &&
      a.checksum === b.checksum &&
      (a.contents === b.contents ||
        (a.contents.length === 0 && b.contents.length === 0) ||
        contentsKey(a.contents) === contentsKey(b.contents))
    );
  }
  return (
    !isLocation(a) &&
    !isLocation(b) &&
    a.checksums.length === b.checksums.length &&
    a.checksums.every((checksum, index) => checksum === b.checksums[index])
  );
}

function contentsKey(contents: readonly FileEntry[]): string {
  return JSON.stringify(
    contents.map(({ file, size, checksum, layerDigest }) => [file, size, checksum, layerDigest]),
  );
}
