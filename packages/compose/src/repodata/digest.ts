import { isChecksum, show } from "@compose-actions/metadata";

/** Digits of each algorithm that repositories have used; those that no Location may name are here to be told apart from nonsense. */
const DIGITS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** What a document says of a file's digest. */
export interface DigestReading {
  /** `algorithm:digest`, or null when it cannot be compared with anything. */
  readonly checksum: string | null;
  /** Why there is no checksum, though the document is well-formed: an algorithm that is not supported. */
  readonly unsupported?: string;
  /** What is wrong with the document. */
  readonly problem?: string;
}

/**
 * Reads an algorithm and a digest. `sha` is an old name of sha1; upper case is made lower.
 *
 * @param algorithm - as written
 * @param digest - as written, without white space around it
 */
export function readDigest(algorithm: string, digest: string): DigestReading {
  const lower = algorithm.toLowerCase();
  const name = lower === "sha" ? "sha1" : lower;
  const checksum = `${name}:${digest.toLowerCase()}`;
  if (isChecksum(checksum)) {
    return { checksum };
  }
  const digits = Object.hasOwn(DIGITS, name) ? DIGITS[name] : undefined;
  if (!/^[0-9a-f]+$/i.test(digest)) {
    return { checksum: null, problem: `expected a digest in hexadecimal, found ${show(digest)}` };
  }
  if (digits === undefined) {
    return { checksum: null, unsupported: `the checksum algorithm ${show(algorithm)} is unknown` };
  }
  if (digest.length !== digits) {
    const problem = `a ${name} digest has ${digits} hexadecimal digits, this one has ${digest.length}: ${show(digest)}`;
    return { checksum: null, problem };
  }
  return { checksum: null, unsupported: `the checksum algorithm ${name} is not supported` };
}
