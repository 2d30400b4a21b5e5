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
  /** What it goes with: beside something else it is asked for again. */
  readonly boundTo: string;
  urls: readonly string[];
  size: number | null;
  /** More is not taken. */
  readonly maxBytes: number | undefined;
  checksums: readonly string[];
  /** The part that it belongs to, from 1, when the work is divided. */
  part: number | undefined;
  /** Nothing lies in its place. */
  isFree = false;
  state: FileState = "open";
  /** That it is not there is only what an answer was taken for. */
  absenceInferred = false;
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
    this.maxBytes = options.maxBytes;
    this.checksums = options.checksums;
    this.unrooted = options.unrooted ?? false;
    this.optional = options.optional ?? false;
    this.boundTo = options.boundTo ?? "";
    this.part = options.part;
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

  /** What lies in its place will not do after all. */
  reopen(): void {
    this.state = "open";
    this.arrival = undefined;
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
  readonly boundTo?: string;
  readonly part?: number | undefined;
}

export interface FileFailure {
  readonly class: FailureClass;
  readonly status?: number;
  readonly message: string;
  readonly attempts?: number;
  readonly url?: string;
}

/** What went wrong here, and not on the way to a server or there. */
const OURS: ReadonlySet<FailureClass> = new Set<FailureClass>([
  "disk",
  "path",
  "conflict",
  "lock",
  "unverifiable",
  "weak",
  "xml",
  "aborted",
]);

/** A failure in one line: its class, what happened, and at which host. */
export function describeFailure({ class: failure, message, url }: FileFailure): string {
  const host = OURS.has(failure) ? undefined : hostOf(url);
  return `${failure}: ${message}${host === undefined ? "" : `, from ${host}`}`;
}

/** Host and port of a URL. */
export function hostOf(url: string | undefined): string | undefined {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(url ?? "")?.[1]?.toLowerCase();
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
