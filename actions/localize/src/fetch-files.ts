import { TransferFailure, type TransferSession } from "@compose-actions/transfer";
import { isAbsent, settleAbsent } from "./absent-files.ts";
import { type ArtifactPlaces, isOnDisk } from "./artifact-places.ts";
import type { FileCache } from "./file-cache.ts";
import type { FileFailure, PlanFile } from "./plan-file.ts";
import type { RunProgress } from "./run-progress.ts";
import type { Settings } from "./settings.ts";
import { rememberUnrooted, type SurveyOptions, survey } from "./survey.ts";
import { contentKey, trustProblem } from "./trust.ts";

export type LinkMode = "auto" | "hardlink" | "reflink" | "copy";

/** What fetching needs beside the files. */
export interface FetchContext {
  readonly session: TransferSession;
  readonly settings: Settings;
  /** For what lies in registries and layout directories; undefined when nothing does. */
  readonly places: ArtifactPlaces | undefined;
  readonly linkMode: LinkMode;
  readonly failFast: boolean;
  readonly cache: FileCache | undefined;
  readonly progress: RunProgress;
  readonly warn: (line: string) => void;
  readonly survey: SurveyOptions;
  readonly signal: AbortSignal;
  /** Called before the first byte of these files, with those that are to be downloaded. */
  readonly beforeTransfer?: (files: readonly PlanFile[]) => void;
  /** Something failed, and that is to be the end. */
  stopped: boolean;
}

/**
 * Sees to it that files are in their places: finds those that are there, downloads the others, each content once, and
 * links what has the same content.
 */
export async function fetchFiles(files: readonly PlanFile[], context: FetchContext): Promise<void> {
  const { settings, session } = context;
  await pin(files, context);
  const wanted = files.filter((file) => isWanted(file, context));
  await survey(wanted, context.survey);
  for (const file of wanted) {
    if (file.failure !== undefined) {
      count(file, file.failure, context);
    }
  }
  if (context.stopped) {
    return;
  }
  const { leaders, followers } = groupByContent(wanted, files);
  const rest = await locate(await takeFromCache(leaders, context), context);
  if (context.stopped) {
    return;
  }
  context.beforeTransfer?.(rest);
  await session.transfer(
    rest.map((file) => jobOf(file, settings)),
    (outcome) => {
      const { file } = outcome.job;
      if (outcome.state === "downloaded") {
        file.arrive("downloaded", outcome.bytes, outcome.checksums);
        rememberUnrooted(file, context.survey);
        context.progress.arrived(file, outcome);
        context.cache?.keep(file, session);
      } else if (file.optional && isAbsent(outcome.failure)) {
        context.progress.absent();
        settleAbsent(file, outcome.failure, context);
      } else {
        fail(file, outcome.failure, context);
        context.stopped ||= outcome.isFatal;
      }
    },
  );
  for (const [file, leader] of followers) {
    context.signal.throwIfAborted();
    if (!context.stopped) {
      follow(file, leader, context);
    }
  }
  settleLinked(followers, files, session);
  session.placer.flush();
}

async function pin(files: readonly PlanFile[], context: FetchContext): Promise<void> {
  const { places, settings, signal } = context;
  const open = files.filter(({ state }) => state === "open");
  for (const { file, failure } of (await places?.pin(open, settings.trust, signal)) ?? []) {
    if (failure !== undefined && !context.stopped) {
      isNowhere(file, failure, context);
    }
  }
}

/** Finds the bytes of what lies in registries, and takes from layout directories what lies there. */
async function locate(files: readonly PlanFile[], context: FetchContext): Promise<readonly PlanFile[]> {
  const { places, session, signal } = context;
  if (places === undefined) {
    return files;
  }
  for (const { file, failure } of await places.locate(files, signal)) {
    const problem =
      failure ?? (file.urls.some(isOnDisk) ? await places.copy(file, session, signal) : undefined);
    if (problem === undefined || file.urls.length > 0) {
      continue;
    }
    isNowhere(file, problem, context);
    if (context.stopped) {
      break;
    }
  }
  return files.filter(({ state }) => state === "open");
}

/** None of a file's places has it. */
function isNowhere(file: PlanFile, failure: FileFailure, context: FetchContext): void {
  if (file.optional && isAbsent(failure)) {
    settleAbsent(file, failure, context);
  } else {
    context.progress.expect([file], 0);
    fail(file, failure, context);
  }
}

/** Notes that a file failed, and whether that is to be the end. */
export function fail(file: PlanFile, failure: FileFailure, context: FetchContext): void {
  file.fail(failure);
  count(file, failure, context);
}

/** The same for a file that has failed already. */
export function count(file: PlanFile, failure: FileFailure, context: FetchContext): void {
  context.progress.failed(file, failure);
  context.stopped ||= context.failFast;
}

function isWanted(file: PlanFile, context: FetchContext): boolean {
  if (file.state !== "open" || context.stopped) {
    return false;
  }
  const problem = trustProblem(file, context.settings.trust);
  if (problem !== undefined) {
    fail(file, problem, context);
  }
  return problem === undefined;
}

/** A file as something to transfer. */
export function jobOf(file: PlanFile, { trust }: Settings) {
  return {
    file,
    localPath: file.localPath,
    urls: file.urls,
    size: file.size,
    maxBytes: file.maxBytes,
    isFree: file.isFree,
    checksums: trust.verifyChecksums ? file.checksums : [],
  };
}

/** Of several files with the same content one is downloaded, with the places of all. */
function groupByContent(wanted: readonly PlanFile[], all: readonly PlanFile[]) {
  const leaders: PlanFile[] = [];
  const followers: [PlanFile, PlanFile][] = [];
  const byContent = new Map<string, PlanFile>();
  for (const file of all) {
    const key = file.state === "done" ? contentKey(file) : undefined;
    if (key !== undefined && !byContent.has(key)) {
      byContent.set(key, file);
    }
  }
  for (const file of wanted) {
    if (file.state !== "open") {
      continue;
    }
    const key = contentKey(file);
    const leader = key === undefined ? undefined : byContent.get(key);
    if (leader !== undefined) {
      leader.urls = leader.state === "open" ? [...new Set([...leader.urls, ...file.urls])] : leader.urls;
      followers.push([file, leader]);
    } else {
      leaders.push(file);
      if (key !== undefined) {
        byContent.set(key, file);
      }
    }
  }
  return { leaders: largestFirst(leaders), followers };
}

/** So that no big file is left for the end. Files of one size keep their order. */
function largestFirst(files: readonly PlanFile[]): PlanFile[] {
  return [...files].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
}

async function takeFromCache(
  files: readonly PlanFile[],
  context: FetchContext,
): Promise<readonly PlanFile[]> {
  const { cache, session, signal } = context;
  if (cache === undefined) {
    return files;
  }
  const rest: PlanFile[] = [];
  for (const file of files) {
    try {
      if (await cache.take(file, session, signal)) {
      } else {
        rest.push(file);
      }
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      fail(file, { class: error.failure, message: error.message }, context);
      if (context.stopped) {
        return [];
      }
    }
  }
  return rest;
}

function follow(file: PlanFile, leader: PlanFile, context: FetchContext): void {
  const { session, linkMode } = context;
  if (leader.state !== "done") {
    if (leader.failure !== undefined) {
      fail(file, leader.failure, context);
    }
    return;
  }
  try {
    const known = session.tree.stat(leader.localPath);
    if (known === undefined) {
      throw new TransferFailure("changed", "the file with the same content is gone", { remedy: "again" });
    }
    session.tree.link(leader.localPath, file.localPath, linkMode, known);
    file.arrive("linked", leader.bytes, leader.found);
  } catch (error) {
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    fail(file, { class: error.failure, message: error.message }, context);
  }
}

/** A link changes the times of every name that the file has: only behind the last one they are what they will be. */
function settleLinked(
  followers: readonly (readonly [PlanFile, PlanFile])[],
  files: readonly PlanFile[],
  { placer }: TransferSession,
): void {
  const contents = new Set(
    followers.filter(([{ arrival }]) => arrival === "linked").map(([file]) => contentKey(file)),
  );
  if (contents.size === 0) {
    return;
  }
  for (const file of files) {
    if (file.state === "done" && contents.has(contentKey(file))) {
      placer.settle({ localPath: file.localPath, checksums: file.found });
    }
  }
}
