import { hash } from "node:crypto";
import { HashPool } from "@compose-actions/compose";
import { checksumAlgorithm, checksumDigest, directoryOf } from "@compose-actions/metadata";
import { TransferFailure, type TransferSession } from "@compose-actions/transfer";
import type { PlanFile } from "./plan-file.ts";
import { readFromTree } from "./read-from-tree.ts";

export interface SurveyOptions {
  readonly session: TransferSession;
  /** Keep what is there and right. */
  readonly skipExisting: boolean;
  /** Trust no journal. */
  readonly paranoid: boolean;
  /** Identifies the compose: what has no checksum is still right when it came with this very one. */
  readonly composeKey: string;
  readonly signal: AbortSignal;
  readonly onProgress: (files: number, bytes: number) => void;
}

type Stats = NonNullable<ReturnType<TransferSession["tree"]["stat"]>>;

interface Doubtful {
  readonly file: PlanFile;
  readonly stats: Stats;
}

/** Finds the files that are in their places already. Files that cannot be put into theirs fail. */
export async function survey(files: readonly PlanFile[], options: SurveyOptions): Promise<void> {
  const doubtful: Doubtful[] = [];
  const missing = new MissingDirectories(options.session);
  for (const file of files) {
    if (isKnownToBeAbsent(file, options)) {
      file.state = "absent";
      continue;
    }
    const stats = missing.holds(file.localPath) ? undefined : statOf(file, options.session);
    if (stats === undefined || !options.skipExisting) {
      file.isFree = stats === undefined;
      continue;
    }
    const found = provedBy(file, stats, options);
    if (found !== undefined) {
      file.arrive("present", Number(stats.size), found);
    } else if (file.checksums.length > 0 && (file.size === null || BigInt(file.size) === stats.size)) {
      doubtful.push({ file, stats });
    }
  }
  await read(doubtful, options);
}

/** In a directory that is not there nothing is, which saves a look for every file of a new mirror. */
class MissingDirectories {
  readonly #session: TransferSession;
  readonly #known = new Map<string, boolean>();

  constructor(session: TransferSession) {
    this.#session = session;
  }

  holds(localPath: string): boolean {
    const directory = directoryOf(localPath);
    let isMissing = this.#known.get(directory);
    if (isMissing === undefined) {
      isMissing = directory !== "" && this.#isMissing(directory);
      this.#known.set(directory, isMissing);
    }
    return isMissing;
  }

  #isMissing(directory: string): boolean {
    try {
      return this.#session.tree.stat(directory) === undefined;
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      // Whoever looks for a file there will learn why.
      return false;
    }
  }
}

/** Nobody is asked again for what the origin of this very compose did not have. */
function isKnownToBeAbsent(
  file: PlanFile,
  { session, composeKey, paranoid, skipExisting }: SurveyOptions,
): boolean {
  return (
    file.optional &&
    skipExisting &&
    !paranoid &&
    session.journal.recall(unrootedFact(file)) === factOf("absent", file, composeKey)
  );
}

/** Remembers which compose a file came with that no checksum ties to it, or that the compose has no such file. */
export function rememberUnrooted(
  file: PlanFile,
  { session, composeKey }: Pick<SurveyOptions, "session" | "composeKey">,
): void {
  const { state } = file;
  if (state === "absent" || (state === "done" && file.checksums.length === 0)) {
    session.journal.remember(
      unrootedFact(file),
      factOf(state === "done" ? "there" : state, file, composeKey),
    );
  }
}

/** Forgets which compose a file came with: the next run asks for it again. */
export function forgetUnrooted(file: PlanFile, { session }: Pick<SurveyOptions, "session">): void {
  if (session.journal.recall(unrootedFact(file)) !== undefined) {
    session.journal.remember(unrootedFact(file), "unknown");
  }
}

/**
 * What the origin of this very compose gave earlier, if that still lies there. It is read anew: it is small.
 *
 * @returns undefined when something else, or nothing, is there
 */
export function heldUnrooted(
  file: PlanFile,
  { session, composeKey }: Pick<SurveyOptions, "session" | "composeKey">,
): { readonly size: number; readonly checksums: readonly string[] } | undefined {
  const { journal } = session;
  const record = journal.lookup(file.localPath);
  if (record === undefined || journal.recall(unrootedFact(file)) !== factOf("there", file, composeKey)) {
    return undefined;
  }
  try {
    const content = readFromTree(file, session, record.size);
    return record.checksums.includes(`sha256:${hash("sha256", content)}`) ? record : undefined;
  } catch (error) {
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return undefined;
  }
}

function unrootedFact({ localPath }: PlanFile): string {
  return `unrooted ${localPath}`;
}

function factOf(state: "there" | "absent", { boundTo }: PlanFile, composeKey: string): string {
  return `${state} ${composeKey}${boundTo === "" ? "" : ` ${boundTo}`}`;
}

/** @returns undefined when there is no regular file */
function statOf(file: PlanFile, { tree }: TransferSession): Stats | undefined {
  try {
    const stats = tree.stat(file.localPath);
    if (stats === undefined || stats.isFile()) {
      return stats;
    }
    if (!stats.isSymbolicLink()) {
      file.fail({
        class: "conflict",
        message: `there is ${stats.isDirectory() ? "a directory" : "no regular file"} in its place`,
      });
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    file.fail({ class: error.failure, message: error.message });
    return undefined;
  }
}

function provedBy(
  file: PlanFile,
  stats: Stats,
  { session, paranoid, composeKey }: SurveyOptions,
): readonly string[] | undefined {
  const { journal } = session;
  const isKnown =
    !paranoid &&
    (file.checksums.length > 0 || journal.recall(unrootedFact(file)) === factOf("there", file, composeKey));
  return isKnown ? journal.recordOf(file.localPath, stats, file)?.checksums : undefined;
}

/** What the journal does not vouch for is hashed, with every core. */
async function read(
  doubtful: readonly Doubtful[],
  { session, signal, onProgress }: SurveyOptions,
): Promise<void> {
  if (doubtful.length === 0) {
    return;
  }
  const jobs = doubtful.map(({ file, stats }) => ({
    file: file.localPath,
    algorithms: [...new Set(file.checksums.map(checksumAlgorithm))],
    expectedSize: Number(stats.size),
  }));
  const pool = new HashPool(`${session.directory.output}/compose`, { signal, onProgress });
  try {
    const batch = pool.add(jobs);
    await pool.until(() => pool.filesDone >= jobs.length);
    for (const [index, { file, stats }] of doubtful.entries()) {
      const outcome = batch.outcome(index);
      if (
        outcome?.state === "measured" &&
        !outcome.outside &&
        isRight(file, jobs[index]?.algorithms ?? [], outcome.digests) &&
        isUntouched(file, stats, session)
      ) {
        file.arrive("present", outcome.size, file.checksums);
        session.placer.settle({ localPath: file.localPath, checksums: file.checksums });
      }
    }
  } finally {
    await pool.close();
  }
}

function isRight(
  { checksums }: PlanFile,
  algorithms: readonly string[],
  digests: readonly string[],
): boolean {
  return checksums.every(
    (checksum) => digests[algorithms.indexOf(checksumAlgorithm(checksum))] === checksumDigest(checksum),
  );
}

/** The very file that was looked at before must be the one that was read. */
function isUntouched({ localPath }: PlanFile, before: Stats, { tree }: TransferSession): boolean {
  const after = tree.stat(localPath);
  return after?.ino === before.ino && after.ctimeNs === before.ctimeNs && after.size === before.size;
}
