import { createHash, type Hash, hash } from "node:crypto";
import { type ChecksumAlgorithm, checksumAlgorithm } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import { onDisk } from "../files/disk-failure.ts";
import { closeQuietly, io } from "../files/io.ts";
import type { PrivateDirectory, TempFile } from "../files/private-directory.ts";
import type { Follower, Followers } from "./followers.ts";

/** Up to this size a file is kept in memory until it is complete: one write, one call to hash it. */
const MEMORY_BYTES = 256 * 1024;
/** From this size on a thread of its own hashes a file. */
const FOLLOWED_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;

export interface IncomingOptions {
  /** All that are known, `algorithm:digest`. */
  readonly checksums: readonly string[];
  /** Bytes that are expected, as far as that is known. */
  readonly size: number | null;
  /** Name of the partial file, by which a later run finds it. */
  readonly key: () => string;
  /** Called when the partial file comes into being. */
  readonly onPartial: (key: string) => void;
  /** Threads that hash big files. */
  readonly followers?: Followers | undefined;
}

/** Digests by algorithm, in hexadecimal. */
export type Digests = ReadonlyMap<ChecksumAlgorithm, string>;

/**
 * A file while it is received: in memory while it is small, then in a partial file; hashed as it comes, so that
 * nothing is read from the disk again.
 */
export class IncomingFile {
  readonly #directory: PrivateDirectory;
  readonly #options: IncomingOptions;
  readonly #algorithms: readonly ChecksumAlgorithm[];
  #chunks: Buffer[] = [];
  #file: TempFile | undefined;
  /** Either these know of everything that was received, or the follower does. */
  #hashes: readonly Hash[] = [];
  #follower: Follower | undefined;
  #received = 0;

  constructor(directory: PrivateDirectory, options: IncomingOptions) {
    this.#directory = directory;
    this.#options = options;
    const { checksums } = options;
    // Without any the digest still tells a later run whether the file changed.
    this.#algorithms = checksums.length === 0 ? ["sha256"] : [...new Set(checksums.map(checksumAlgorithm))];
  }

  /** Bytes that are there without a gap, from the beginning. */
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
      this.#received += chunk.length;
    } else {
      this.#spill();
      this.#write(chunk);
    }
  }

  /** Writes a part that may lie beyond what was received. @throws TransferFailure */
  writeAt(chunk: Buffer, position: number): void {
    this.#spill();
    writeAt((this.#file as TempFile).descriptor, chunk, position);
  }

  /** Puts what is in memory where a later run would look for it. @throws TransferFailure */
  toDisk(): void {
    this.#spill();
  }

  /** Everything up to there is written: hashes it. */
  async advance(front: number): Promise<void> {
    if (this.#follower !== undefined) {
      this.#received = Math.max(this.#received, front);
      this.#follower.advance(this.#received);
      return;
    }
    await this.#readUpTo(front);
  }

  /** Forgets what was written beyond what was received. */
  cutOff(): void {
    const file = this.#file;
    if (file !== undefined) {
      onDisk(file.name, () => io.ftruncateSync(file.descriptor, this.#received));
    }
  }

  /**
   * Takes over what an earlier run left of this file.
   *
   * @param maxBytes - what is longer is no part of the file
   * @param front - behind this it may have gaps
   */
  async takeOver(maxBytes: number, front: number, signal: AbortSignal): Promise<void> {
    const name = this.#directory.partialName(this.#options.key());
    const { descriptor, size: found } = this.#directory.openPartial(name);
    this.#file = { name, descriptor };
    const size = Math.min(found, front);
    if (found > maxBytes) {
      this.restart();
      return;
    }
    onDisk(name, () => io.ftruncateSync(descriptor, size));
    this.#beginHashing();
    if (this.#follower === undefined) {
      await this.#readUpTo(size, signal);
    } else {
      this.#received = size;
      this.#follower.advance(size);
    }
  }

  /** Forgets what was received. */
  restart(): void {
    this.#chunks = [];
    this.#received = 0;
    if (this.#file !== undefined) {
      this.cutOff();
      this.#beginHashing();
    }
  }

  /** The digests of what was received. To be called once, at the end. */
  digests(): Digests | Promise<Digests> {
    if (this.#follower !== undefined) {
      return this.#followedDigests(this.#follower);
    }
    if (this.#file === undefined) {
      const content = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
      this.#chunks = [content];
      return new Map(this.#algorithms.map((name) => [name, hash(name, content, "hex")]));
    }
    return this.#digestMap(this.#hashes.map((one) => one.digest("hex")));
  }

  /**
   * Writes what is still in memory and hands the file over: to be closed and put somewhere.
   *
   * @throws TransferFailure
   */
  finish(): TempFile {
    const file = this.#file ?? this.#toTemp();
    this.#file = undefined;
    this.#chunks = [];
    return file;
  }

  /** Leaves what was received for a later run. */
  keep(): void {
    if (this.#received === 0) {
      this.discard();
      return;
    }
    this.#spill();
    this.#close();
  }

  /** Leaves nothing. */
  discard(): void {
    const name = this.#file?.name;
    this.#close();
    this.#chunks = [];
    this.#received = 0;
    if (name !== undefined) {
      this.#directory.discard(name);
    }
  }

  #close(): void {
    this.#follower?.cancel();
    this.#follower = undefined;
    if (this.#file !== undefined) {
      closeQuietly(this.#file.descriptor);
      this.#file = undefined;
    }
  }

  #toTemp(): TempFile {
    const file = this.#directory.createTemp();
    this.#file = file;
    try {
      let position = 0;
      for (const chunk of this.#chunks) {
        writeAt(file.descriptor, chunk, position);
        position += chunk.length;
      }
    } catch (error) {
      this.discard();
      throw error;
    }
    return file;
  }

  /** From memory to the partial file. */
  #spill(): void {
    if (this.#file !== undefined) {
      return;
    }
    const key = this.#options.key();
    const name = this.#directory.partialName(key);
    const { descriptor } = this.#directory.openPartial(name);
    this.#file = { name, descriptor };
    // What an earlier run left is of no use here.
    onDisk(name, () => io.ftruncateSync(descriptor, 0));
    this.#options.onPartial(key);
    this.#beginHashing();
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#received = 0;
    for (const chunk of chunks) {
      this.#write(chunk);
    }
  }

  #beginHashing(): void {
    const { size, followers } = this.#options;
    this.#follower?.cancel();
    this.#follower =
      (size ?? 0) >= FOLLOWED_BYTES
        ? followers?.follow((this.#file as TempFile).descriptor, this.#algorithms)
        : undefined;
    this.#hashes = this.#follower === undefined ? this.#algorithms.map((name) => createHash(name)) : [];
  }

  #write(chunk: Buffer): void {
    writeAt((this.#file as TempFile).descriptor, chunk, this.#received);
    this.#received += chunk.length;
    this.#follower?.advance(this.#received);
    for (const one of this.#hashes) {
      one.update(chunk);
    }
  }

  /** Hashes what lies in the file, but was not seen on its way. */
  async #readUpTo(front: number, signal?: AbortSignal): Promise<void> {
    const { descriptor, name } = this.#file as TempFile;
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    while (this.#received < front) {
      const wanted = Math.min(READ_BYTES, front - this.#received);
      const length = onDisk(name, () => io.readSync(descriptor, buffer, 0, wanted, this.#received));
      if (length === 0) {
        throw new TransferFailure("changed", "what was received is gone", { remedy: "again" });
      }
      for (const one of this.#hashes) {
        one.update(buffer.subarray(0, length));
      }
      this.#received += length;
      // Hashing gigabytes must not keep other transfers waiting.
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    }
  }

  async #followedDigests(follower: Follower): Promise<Digests> {
    const digests = await follower.finish();
    this.#follower = undefined;
    if (digests === undefined) {
      throw new TransferFailure("changed", "what was received could not be read again", { remedy: "again" });
    }
    return this.#digestMap(digests);
  }

  #digestMap(digests: readonly string[]): Digests {
    return new Map(this.#algorithms.map((name, index) => [name, digests[index] as string]));
  }
}

/** @throws TransferFailure */
function writeAt(descriptor: number, chunk: Buffer, position: number): void {
  onDisk(undefined, () => {
    for (let offset = 0; offset < chunk.length; ) {
      offset += io.writeSync(descriptor, chunk, offset, chunk.length - offset, position + offset);
    }
  });
}
