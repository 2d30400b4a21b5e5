import type { ArtifactKind } from "@compose-actions/metadata";
import type { FailureClass, TransferJob } from "@compose-actions/transfer";

/** What a file is of: an artifact, or what belongs to a repository or an installable tree. */
export type FileKind = ArtifactKind | "repodata" | "treeinfo" | "boot";

/** How a file came to be where it is. */
export type Arrival = "downloaded" | "present" | "linked" | "cached" | "copied" | "generated";

/** What is known of a file's fate. `open`: nothing yet; `absent`: it need not be there, and is not. */
export type FileState = "open" | "done" | "failed" | "absent";

/** A file that the tree is to hold. What is known of it grows until it is downloaded. */
export class PlanFile implements TransferJob {
  readonly localPath: string;
  readonly kind: FileKind;
  readonly variant: string;
  readonly arch: string;
  /** Nothing above it tells its checksum, and need not: it is the root of what lies below it. */
  readonly unrooted: boolean;
  /** The origin may lack it. */
  readonly optional: boolean;
  urls: readonly string[];
  size: number | null;
  checksums: readonly string[];
  /** Nothing lies in its place. */
  isFree = false;
  state: FileState = "open";
  arrival: Arrival | undefined;
  failure: FileFailure | undefined;
  /** Bytes on disk, when it is there. */
  bytes = 0;
  /** What was found when it was read. */
  found: readonly string[] = [];

  constructor(options: PlanFileOptions) {
    this.localPath = options.localPath;
    this.kind = options.kind;
    this.variant = options.variant;
    this.arch = options.arch;
    this.urls = options.urls;
    this.size = options.size;
    this.checksums = options.checksums;
    this.unrooted = options.unrooted ?? false;
    this.optional = options.optional ?? false;
  }

  arrive(arrival: Arrival, bytes: number, found: readonly string[]): void {
    this.state = "done";
    this.arrival = arrival;
    this.bytes = bytes;
    this.found = found;
  }

  fail(failure: FileFailure): void {
    this.state = "failed";
    this.failure = failure;
  }

  /** Takes in what else is known of it. Contradictions are the caller's to find. */
  learn(other: Pick<TransferJob, "urls" | "size" | "checksums">): void {
    this.size ??= other.size;
    if (other.checksums !== this.checksums && other.checksums.length > 0) {
      this.checksums = [...new Set([...this.checksums, ...other.checksums])];
    }
    if (other.urls.some((url) => !this.urls.includes(url))) {
      this.urls = [...new Set([...this.urls, ...other.urls])];
    }
  }
}

export interface PlanFileOptions extends TransferJob {
  readonly kind: FileKind;
  readonly variant: string;
  readonly arch: string;
  readonly unrooted?: boolean;
  readonly optional?: boolean;
}

export interface FileFailure {
  readonly class: FailureClass;
  readonly status?: number;
  readonly message: string;
  readonly attempts?: number;
  readonly url?: string;
}

/** Files of a kind in the words of people. */
export const KIND_TITLES: Readonly<Record<FileKind, string>> = {
  image: "Images",
  rpm: "RPMs",
  extra_file: "Extra files",
  module: "Modules",
  variant_path: "Repositories",
  repodata: "Repository metadata",
  treeinfo: "Tree descriptions",
  boot: "Boot files",
};
