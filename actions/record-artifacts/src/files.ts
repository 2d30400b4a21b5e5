import { type Stats, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { ErrorList, hashFiles, stampOfPath } from "@compose-actions/compose";
import { baseName, MetadataError } from "@compose-actions/metadata";
import { countOf, fault, type StepContext, systemCodeText } from "@compose-actions/step";
import type { RecordedKind } from "./places.ts";

/** A file that is to be recorded, and what is in it as far as its kind tells. */
export interface ReadFile<Content = unknown> {
  readonly kind: RecordedKind;
  /** Path below the root. */
  readonly source: string;
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly content: Content;
  /** What must still be the same when it was hashed. */
  readonly stamp: string | undefined;
}

const PLURALS: Readonly<Record<RecordedKind, string>> = {
  image: "images",
  rpm: "RPM packages",
  extra_file: "extra files",
};

/** So many files are looked at before other work gets its turn. */
const TURN_FILES = 200;

/**
 * Looks into files of one kind.
 *
 * @param root - directory without symbolic links in its path
 * @param read - what is in a file: its path, how messages name it, its size
 * @throws UserError or MetadataError with all that is wrong
 */
export async function readFiles<Content>(
  root: string,
  kind: RecordedKind,
  sources: readonly string[],
  read: (path: string, source: string, size: number) => Content,
  signal: AbortSignal,
): Promise<readonly ReadFile<Content>[]> {
  const errors = new ErrorList();
  const files: ReadFile<Content>[] = [];
  for (const [index, source] of sources.entries()) {
    await errors.collect(async () => {
      const path = placeOf(root, source);
      const stamp = stampOfPath(path);
      const { size, mtimeMs } = lookAt(path, source);
      const content = read(path, source, size);
      const mtime = Math.floor(mtimeMs / 1000);
      files.push({ kind, source, name: baseName(source), size, mtime, content, stamp });
    });
    if (index % TURN_FILES === TURN_FILES - 1) {
      await setImmediate();
      signal.throwIfAborted();
    }
  }
  errors.throwAny(PLURALS[kind]);
  return files;
}

function lookAt(path: string, source: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw fileError(source, `the file cannot be read: ${systemCodeText(code)}`);
  }
}

/**
 * Hashes files, all threads at once.
 *
 * @returns the sha256 checksum of each, in their order
 * @throws UserError that names those that could not be read, or that changed since they were looked into
 */
export async function hashAll(
  root: string,
  files: readonly ReadFile[],
  threads: number | undefined,
  { signal, reporter }: StepContext,
): Promise<readonly string[]> {
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const jobs = files.map(({ source, size }) => ({
    file: source,
    algorithms: ["sha256"],
    expectedSize: size,
  }));
  const results = await hashFiles(root, jobs, {
    workers: threads,
    signal,
    onProgress: (done, bytes) =>
      reporter.progress({ activity: "hashing", done, total: jobs.length, unit: "files", bytes, totalBytes }),
  });
  const problems: string[] = [];
  const checksums = results.map((result, index) => {
    const { source, size, stamp } = files[index] as ReadFile;
    const problem = problemOf(result, size, stamp !== stampOfPath(placeOf(root, source)));
    if (problem !== undefined) {
      problems.push(`${source}: ${problem}`);
    }
    return result.state === "measured" ? `sha256:${result.digests[0]}` : "";
  });
  if (problems.length > 0) {
    throw fault(
      `Cannot record ${countOf(problems.length, "file", "files")}`,
      "record artifacts when nothing works on them any more",
      problems,
    );
  }
  return checksums;
}

type Outcome = Awaited<ReturnType<typeof hashFiles>>[number];

function problemOf(outcome: Outcome, size: number, hasChanged: boolean): string | undefined {
  switch (outcome.state) {
    case "missing":
      return "it is not there any more";
    case "unreadable":
      return outcome.reason;
    case "measured":
      if (outcome.outside) {
        return "a symbolic link leads out of root";
      }
      return hasChanged || outcome.size !== size ? "it changed while it was read" : undefined;
  }
}

function placeOf(root: string, source: string): string {
  return `${root === "/" ? "" : root}/${source}`;
}

/** An error that names a file and what is wrong with it. */
export function fileError(source: string, rule: string): MetadataError {
  return new MetadataError([{ path: "", message: rule }], { file: source });
}
