import {
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumDigest,
  strengthRank,
  strongestChecksum,
} from "@compose-actions/metadata";
import type { FileClaims } from "./file-claims.ts";

/** What became of one file, in the words of reports. */
export type FileState = "verified" | "missing" | "corrupt" | "unverifiable" | "weak" | "failed";

/** Why a file could not be judged. */
export type FileFailure = "changed" | "conflict" | "path" | "disk" | "xml";

export interface FileVerdict {
  readonly state: FileState;
  /** Only of a corrupt file: what differs. */
  readonly cause?: "size" | "checksum";
  /** Only of a failed one. */
  readonly failure?: FileFailure;
  /** What was said and what was found: bytes or `algorithm:digest`. */
  readonly expected?: string;
  readonly actual?: string;
  /** One line, for states that need one. */
  readonly reason?: string;
  /** Weak, and yet as strong as was asked for. */
  readonly tolerated?: true;
}

/** What was found where a file should be. */
export type FoundFile =
  | {
      readonly state: "measured";
      readonly size: number;
      /** Digest by algorithm, hexadecimal. */
      readonly digests: Readonly<Partial<Record<string, string>>>;
      /** Symbolic links led out of the root. */
      readonly outside: boolean;
    }
  | { readonly state: "missing" }
  | { readonly state: "unreadable"; readonly failure: FileFailure; readonly reason: string };

/** The strongest algorithm among checksums; undefined without any. */
function strongestOf(checksums: readonly string[]): ChecksumAlgorithm | undefined {
  const strongest = strongestChecksum(checksums);
  return strongest === undefined ? undefined : checksumAlgorithm(strongest);
}

/** Whether an algorithm is weaker than another. */
function isWeaker(algorithm: ChecksumAlgorithm, than: ChecksumAlgorithm): boolean {
  return strengthRank(algorithm) > strengthRank(than);
}

const VERIFIED: FileVerdict = { state: "verified" };
const MISSING: FileVerdict = { state: "missing" };
const UNVERIFIABLE: FileVerdict = { state: "unverifiable" };

/**
 * Compares a file with what is said of it. Every size and every checksum must hold; what cannot be judged is never
 * verified.
 *
 * @param minimum - a file whose strongest checksum is weaker than this, or than sha256, is weak at best
 */
export function judge(
  claims: FileClaims,
  found: FoundFile,
  minimum: ChecksumAlgorithm = "sha256",
): FileVerdict {
  if (found.state === "missing") {
    return MISSING;
  }
  if (found.state === "unreadable") {
    return { state: "failed", failure: found.failure, reason: found.reason };
  }
  if (found.outside) {
    return { state: "failed", failure: "path", reason: "a symbolic link leads out of the compose" };
  }
  const difference = differenceOf(claims, found.size, found.digests);
  if (difference !== undefined) {
    return difference;
  }
  const strongest = strongestOf(claims.checksums);
  if (strongest === "sha256" && minimum === "sha256") {
    return VERIFIED;
  }
  if (strongest === undefined) {
    return UNVERIFIABLE;
  }
  if (!isWeaker(strongest, isWeaker(minimum, "sha256") ? "sha256" : minimum)) {
    return VERIFIED;
  }
  const weak = { state: "weak", reason: `no checksum stronger than ${strongest}` } as const;
  return isWeaker(strongest, minimum) ? weak : { ...weak, tolerated: true };
}

function differenceOf(
  { sizes, checksums }: FileClaims,
  size: number,
  digests: Readonly<Partial<Record<string, string>>>,
): FileVerdict | undefined {
  for (const expected of sizes) {
    if (expected !== size) {
      return { state: "corrupt", cause: "size", expected: `${expected}`, actual: `${size}` };
    }
  }
  for (const expected of checksums) {
    const algorithm = checksumAlgorithm(expected);
    const digest = digests[algorithm];
    if (digest === undefined) {
      throw new Error(`no ${algorithm} digest was computed`);
    }
    if (digest !== checksumDigest(expected)) {
      return { state: "corrupt", cause: "checksum", expected, actual: `${algorithm}:${digest}` };
    }
  }
  return undefined;
}
