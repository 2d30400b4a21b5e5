/** Checksum algorithms that a Location may name, with the length of their hexadecimal digest; strongest first. */
export const CHECKSUM_LENGTHS = { sha512: 128, sha256: 64, sha1: 40, md5: 32 } as const;

export type ChecksumAlgorithm = keyof typeof CHECKSUM_LENGTHS;

/** All that a checksum may look like: the algorithms and their lengths. */
const CHECKSUM = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}|sha1:[0-9a-f]{40}|md5:[0-9a-f]{32})$/;

/** What is expected of a checksum, for error messages. */
export const CHECKSUM_RULE =
  "a checksum: sha256, sha512, sha1 or md5, a colon, and a digest of the algorithm's length in lower-case hexadecimal";

/** Whether the text is `algorithm:digest` with a digest of the algorithm's own length, in lower case. */
export function isChecksum(text: unknown): text is string {
  return typeof text === "string" && CHECKSUM.test(text);
}

/** What is wrong with a checksum of an unknown algorithm, or with a digest of another length than its algorithm's. */
export function checksumProblem(text: string): string | undefined {
  const [, algorithm = "", digest = ""] = /^([a-z0-9]+):([0-9a-f]+)$/.exec(text) ?? [];
  const length = Object.entries(CHECKSUM_LENGTHS).find(([name]) => name === algorithm)?.[1];
  if (length === undefined) {
    return digest === ""
      ? undefined
      : `the checksum algorithm ${algorithm} is none of sha512, sha256, sha1, md5`;
  }
  return length === digest.length
    ? undefined
    : `a ${algorithm} digest has ${length} hexadecimal digits, this one has ${digest.length}`;
}

/** The algorithm of a valid checksum. */
export function checksumAlgorithm(checksum: string): ChecksumAlgorithm {
  return checksum.slice(0, checksum.indexOf(":")) as ChecksumAlgorithm;
}

/** The digest of a valid checksum, in hexadecimal. */
export function checksumDigest(checksum: string): string {
  return checksum.slice(checksum.indexOf(":") + 1);
}

const STRONGEST_FIRST = Object.keys(CHECKSUM_LENGTHS) as readonly ChecksumAlgorithm[];

/** How strong an algorithm is: 0 is the strongest. */
export function strengthRank(algorithm: ChecksumAlgorithm): number {
  return STRONGEST_FIRST.indexOf(algorithm);
}

/** The strongest of some checksums; undefined without any. */
export function strongestChecksum(checksums: readonly string[]): string | undefined {
  const [only] = checksums;
  if (checksums.length <= 1) {
    return only;
  }
  const rank = (checksum: string) => strengthRank(checksumAlgorithm(checksum));
  return checksums.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** md5 and sha1 protect against accidents only. */
export function isWeakChecksum(checksum: string): boolean {
  return checksum.startsWith("md5:") || checksum.startsWith("sha1:");
}

/**
 * The one checksum that 2.0 keeps of several: sha256, else the first (productmd: upgrade).
 *
 * @param checksums - in file order
 */
export function keptChecksum(checksums: readonly string[]): string | null {
  return checksums.find((checksum) => checksum.startsWith("sha256:")) ?? checksums[0] ?? null;
}

/**
 * Whether two sets of checksums of one file contradict each other: an algorithm that both name, with other digests.
 */
export function checksumsConflict(a: readonly string[], b: readonly string[]): boolean {
  return a.some((x) => b.some((y) => x !== y && checksumAlgorithm(x) === checksumAlgorithm(y)));
}
