import type { TreeFile } from "@compose-actions/metadata";
import type { Digest } from "@compose-actions/oci";

/** What tells a file from another one at its path: it must still be the same when it is pushed. */
export interface Inode {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

/** A file of the compose, with all that metadata says of it and what it turned out to be. */
export class LocalFile {
  readonly localPath: string;
  /** Every size and checksum that anything says it has. */
  readonly sizes: number[] = [];
  readonly checksums: string[] = [];
  wasLookedAt = false;
  /** Where it lies and which file it is; undefined when it is not there, or is of another size than it should be. */
  seen: { readonly path: string; readonly inode: Inode } | undefined;
  #digest: Digest | undefined;

  constructor(localPath: string) {
    this.localPath = localPath;
  }

  /** Adds what is said of it elsewhere. */
  learn({ size, checksums }: TreeFile): void {
    if (size !== null && !this.sizes.includes(size)) {
      this.sizes.push(size);
    }
    for (const checksum of checksums) {
      if (!this.checksums.includes(checksum)) {
        this.checksums.push(checksum);
      }
    }
  }

  /** Its digest as far as metadata says; the push proves it. */
  get claimedDigest(): Digest | undefined {
    return this.checksums.find((checksum) => checksum.startsWith("sha256:")) as Digest | undefined;
  }

  settle(digest: Digest): void {
    this.#digest = digest;
  }

  get isSettled(): boolean {
    return this.#digest !== undefined;
  }

  /** @throws Error before it was hashed */
  get digest(): Digest {
    if (this.#digest === undefined) {
      throw new Error(`${this.localPath} was not hashed`);
    }
    return this.#digest;
  }

  /** @throws Error before it was looked at */
  get size(): number {
    if (this.seen === undefined) {
      throw new Error(`${this.localPath} was not looked at`);
    }
    return Number(this.seen.inode.size);
  }
}
