import {
  checkedFile,
  ExpectedFiles,
  HashPool,
  type Measurement,
  type Source,
} from "@compose-actions/compose";
import {
  type Artifact,
  type ArtifactContext,
  type FileFacts,
  isDirectory,
  isLocation,
  MAX_EXAMPLES,
} from "@compose-actions/metadata";
import { countOf, fault, type StepContext } from "@compose-actions/step";
import type { Settings } from "./settings.ts";

/** So many files were known when so many bytes of a metadata file had been read. */
interface Mark {
  readonly bytes: number;
  readonly files: number;
}

/**
 * Hashes the files of a compose while its metadata is read, and once more while it is converted: a part of a metadata
 * file can be converted as soon as the files are hashed that it and everything before it names.
 */
export class Hashing {
  readonly #root: string;
  readonly #strict: boolean;
  readonly #expected = new ExpectedFiles();
  readonly #pool: HashPool;
  readonly #sets = { count: 0, examples: [] as string[] };
  readonly #marks = new Map<Source, Mark[]>();
  readonly #progress: (files: number, bytes: number) => void;

  constructor(root: string, settings: Settings, { signal, reporter }: StepContext) {
    this.#root = root;
    this.#strict = settings.strictChecksums;
    this.#progress = (files, bytes) =>
      reporter.progress({
        activity: "hashing",
        // A file of which another algorithm turned out to be needed was hashed twice.
        done: Math.min(files, this.#expected.count),
        total: this.#expected.count,
        unit: "files",
        bytes,
        ...(this.#expected.allSizesKnown ? { totalBytes: this.#expected.knownBytes } : {}),
      });
    this.#pool = new HashPool(root, {
      workers: settings.parallelChecksums,
      signal,
      onProgress: this.#progress,
    });
  }

  /** Takes an artifact of a metadata file that is read. */
  add(artifact: Artifact, context: ArtifactContext): void {
    this.#expected.add(artifact, context);
    if (isSet(artifact) && !isDirectory(context)) {
      this.#sets.count += 1;
      if (this.#sets.examples.length < MAX_EXAMPLES) {
        this.#sets.examples.push(artifact.localPath);
      }
    }
  }

  /** Sets of files in a registry, which are not hashed: their checksum is that of a manifest, not of a file. */
  get sets(): { readonly count: number; readonly examples: readonly string[] } {
    return this.#sets;
  }

  /** Says how much of a metadata file was read: what it named so far is hashed from now on. */
  begin(source: Source, bytes: number): void {
    this.#expected.hash(this.#pool);
    const marks = this.#marks.get(source) ?? [];
    marks.push({ bytes, files: this.#expected.count });
    this.#marks.set(source, marks);
  }

  /**
   * Waits until everything is hashed that a metadata file names so far; to be called when all of them were read.
   *
   * @param bytes - of the metadata file
   * @throws UserError as {@link finish} does: of a corrupt compose nothing needs to be converted
   */
  async ready(source: Source, bytes: number): Promise<void> {
    const mark = this.#marks.get(source)?.find((one) => one.bytes >= bytes);
    const files = mark?.files ?? this.#expected.count;
    await this.#pool.until(() => this.#expected.compare(files));
    if (this.#isBad) {
      await this.finish();
    }
  }

  /** What the disk says of an artifact. */
  facts(artifact: Artifact, context: ArtifactContext): FileFacts | undefined {
    return this.#expected.facts(checkedFile(artifact, context)?.localPath ?? "");
  }

  /**
   * Waits until everything is hashed.
   *
   * @throws UserError when files are corrupt, unreadable or, when strict, missing
   */
  async finish(): Promise<Measurement> {
    await this.#pool.until(() => this.#expected.compare(this.#expected.count));
    this.#progress(this.#pool.filesDone, this.#pool.bytesDone);
    const { measurement } = this.#expected;
    const { missing, mismatches, unreadable } = measurement;
    if (mismatches.length > 0) {
      const lost = this.#strict ? missing : [];
      const also = lost.length === 0 ? "" : `, and ${countOf(lost.length, "file is", "files are")} missing`;
      throw fault(
        `The compose is corrupt: metadata and files differ in ${countOf(mismatches.length, "place", "places")}${also}`,
        "restore the files, or make the metadata anew if the files are right",
        [...mismatches, ...lost.map((file) => `${file}: missing`)],
      );
    }
    if (unreadable.length > 0) {
      throw fault(
        `Cannot read ${countOf(unreadable.length, "file", "files")}`,
        "see to it that this user can read them and that nothing changes them, or leave them out of the compose",
        unreadable,
      );
    }
    if (this.#strict && missing.length > 0) {
      throw fault(
        `Missing below ${this.#root}: ${countOf(missing.length, "file", "files")}`,
        "complete the compose, name another root, or leave out strict-checksums",
        missing,
      );
    }
    return measurement;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  get #isBad(): boolean {
    const { missing, mismatches, unreadable } = this.#expected.measurement;
    return mismatches.length > 0 || unreadable.length > 0 || (this.#strict && missing.length > 0);
  }
}

function isSet(artifact: Artifact): boolean {
  return isLocation(artifact) && artifact.contents.length > 0;
}
