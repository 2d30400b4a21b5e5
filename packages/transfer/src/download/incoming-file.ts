import { createHash, type Hash, hash } from "node:crypto";
import { type ChecksumAlgorithm, checksumAlgorithm } from "@compose-actions/metadata";
import { onDisk } from "../files/disk-failure.ts";
import { closeQuietly, io, writeFully } from "../files/io.ts";
import type { PrivateDirectory, TempFile, TempName } from "../files/private-directory.ts";

/** Up to this size a file is kept in memory until it is complete: one write, one call to hash it. */
const MEMORY_BYTES = 256 * 1024;

export interface PartialOptions {
  /** Name of the partial file, by which a later run finds it. */
  readonly key: () => string;
  /** Called when the partial file comes into being. */
  readonly onPartial: (key: string, name: TempName) => void;
}

/** Digests by algorithm, in hexadecimal. */
export type Digests = ReadonlyMap<ChecksumAlgorithm, string>;

/**
 * A file while it is received: in memory while it is small, then in a partial file; hashed as it comes, so that
 * nothing is read twice.
 */
export class IncomingFile {
  readonly #directory: PrivateDirectory;
  readonly #partial: PartialOptions;
  readonly #algorithms: readonly ChecksumAlgorithm[];
  #chunks: Buffer[] = [];
  #file: TempFile | undefined;
  #hashes: readonly Hash[] = [];
  #received = 0;

  constructor(directory: PrivateDirectory, checksums: readonly string[], partial: PartialOptions) {
    this.#directory = directory;
    this.#partial = partial;
    // Without any the digest still tells a later run whether the file changed.
    this.#algorithms = checksums.length === 0 ? ["sha256"] : [...new Set(checksums.map(checksumAlgorithm))];
  }

  get received(): number {
    return this.#received;
  }

  /** Whether it lies where a later run would look for it. */
  get isPartial(): boolean {
    return this.#file !== undefined;
  }

  /** @throws TransferFailure when the disk does not take it */
  append(chunk: Buffer): void {
    if (this.#file === undefined && this.#received + chunk.length <= MEMORY_BYTES) {
      this.#chunks.push(chunk);
    } else {
      this.#spill();
      this.#write(chunk);
    }
    this.#received += chunk.length;
  }

  /**
   * Takes over what an earlier run left of this file.
   *
   * @returns whether there was anything
   */
  async takeOver(maxBytes: number, signal: AbortSignal): Promise<boolean> {
    const name = this.#directory.partialName(this.#partial.key());
    const file = { name, descriptor: this.#directory.openPartial(name).descriptor };
    this.#file = file;
    this.#hashes = this.#algorithms.map((name) => createHash(name));
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    for (;;) {
      const length = onDisk(name, () => io.readSync(file.descriptor, buffer, 0, buffer.length, null));
      if (length === 0) {
        break;
      }
      this.#update(buffer.subarray(0, length));
      this.#received += length;
      if (this.#received > maxBytes) {
        this.restart();
        return false;
      }
      // Hashing gigabytes must not keep other transfers waiting.
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
    return this.#received > 0;
  }

  /** Forgets what was received. */
  restart(): void {
    this.#chunks = [];
    this.#received = 0;
    if (this.#file !== undefined) {
      const { descriptor, name } = this.#file;
      onDisk(name, () => io.ftruncateSync(descriptor, 0));
      this.#hashes = this.#algorithms.map((name) => createHash(name));
    }
  }

  /** The digests of what was received. To be called once, at the end. */
  digests(): Digests {
    if (this.#file === undefined) {
      const content = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
      this.#chunks = [content];
      return new Map(this.#algorithms.map((name) => [name, hash(name, content, "hex")]));
    }
    return new Map(
      this.#algorithms.map((name, index) => [name, (this.#hashes[index] as Hash).digest("hex")]),
    );
  }

  /**
   * Writes what is still in memory and hands the file over, complete, closed unless `keepOpen`.
   *
   * @throws TransferFailure
   */
  finish(): TempFile {
    const file = this.#file ?? this.#toTemp();
    this.#file = undefined;
    this.#chunks = [];
    return file;
  }

  /** Leaves what was received for a later attempt of another run. */
  keep(): void {
    if (this.#received === 0) {
      this.discard();
      return;
    }
    this.#spill();
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) {
      closeQuietly(file.descriptor);
    }
  }

  /** Leaves nothing. */
  discard(): void {
    const file = this.#file;
    this.#file = undefined;
    this.#chunks = [];
    this.#received = 0;
    if (file !== undefined) {
      closeQuietly(file.descriptor);
      this.#directory.discard(file.name);
    }
  }

  #toTemp(): TempFile {
    const file = this.#directory.createTemp();
    this.#file = file;
    for (const chunk of this.#chunks) {
      this.#writeAll(file.descriptor, chunk);
    }
    return file;
  }

  #spill(): void {
    if (this.#file !== undefined) {
      return;
    }
    const key = this.#partial.key();
    const name = this.#directory.partialName(key);
    const { descriptor } = this.#directory.openPartial(name);
    this.#file = { name, descriptor };
    // What an earlier run left is of no use here.
    onDisk(name, () => io.ftruncateSync(descriptor, 0));
    this.#partial.onPartial(key, name);
    this.#hashes = this.#algorithms.map((name) => createHash(name));
    for (const chunk of this.#chunks) {
      this.#write(chunk);
    }
    this.#chunks = [];
  }

  #write(chunk: Buffer): void {
    this.#writeAll((this.#file as TempFile).descriptor, chunk);
    this.#update(chunk);
  }

  #update(chunk: Buffer): void {
    for (const one of this.#hashes) {
      one.update(chunk);
    }
  }

  #writeAll(descriptor: number, chunk: Buffer): void {
    onDisk(undefined, () => writeFully(descriptor, chunk));
  }
}
