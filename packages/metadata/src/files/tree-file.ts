import { CHECKSUM_LENGTHS, checksumAlgorithm, checksumDigest } from "../grammar/checksum.ts";
import { objectText, quote } from "../json/text.ts";
import type { Checker } from "../read/checker.ts";
import { checkChecksum } from "./location.ts";

const NO_CHECKSUMS: readonly string[] = [];

/**
 * Reads `checksums` of 1.x, a map from algorithm to digest, as `algorithm:digest` in file order. Algorithms that no
 * Location may name are left out beside one that it may.
 */
export function readChecksums(checker: Checker, value: unknown): readonly string[] | undefined {
  const map = checker.object(value);
  if (map === undefined) {
    return undefined;
  }
  const names = Object.keys(map);
  if (names.length === 0) {
    return NO_CHECKSUMS;
  }
  const known = names.filter(isKnown);
  if (known.length > 0) {
    for (const name of names.filter((one) => !isKnown(one))) {
      checker.warnings.add("unknown-field", () => checker.where(name));
    }
  }
  const checksums = (known.length > 0 ? known : names).map((name) => {
    const digest = map[name];
    if (typeof digest !== "string") {
      return checker.expected("a digest in hexadecimal", digest, name);
    }
    return checkChecksum(checker, `${name}:${digest}`, name);
  });
  if (!checksums.every((checksum) => checksum !== undefined)) {
    return undefined;
  }
  // Only possible when one is in upper case; they would be one key when written.
  if (new Set(checksums.map(checksumAlgorithm)).size !== checksums.length) {
    return checker.issue("an algorithm is there twice");
  }
  return checksums;
}

function isKnown(algorithm: string): boolean {
  return Object.hasOwn(CHECKSUM_LENGTHS, algorithm.toLowerCase());
}

/** `checksums` of 1.x as JSON text. */
export function checksumsText(checksums: readonly string[], level: number): string {
  return objectText(
    checksums.map((checksum) => [checksumAlgorithm(checksum), quote(checksumDigest(checksum))]),
    level,
  );
}
