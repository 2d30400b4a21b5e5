import { MAX_REPOMD_BYTES, parseRepomd, primaryOf, type Repomd, readPrimary } from "@compose-actions/compose";
import { checksumsConflict, describeIssue, directoryOf, MetadataError } from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import { type FetchContext, fail, fetchFiles } from "./fetch-files.ts";
import type { Plan, PlannedRepository } from "./plan.ts";
import { type FileFailure, PlanFile } from "./plan-file.ts";
import { readFromTree } from "./read-from-tree.ts";
import { isOwn } from "./shard.ts";
import { proofOf } from "./trust.ts";
import { below } from "./urls.ts";

/** The signature of a repomd.xml, which nothing lists. */
const SIGNATURE = "repodata/repomd.xml.asc";
const MAX_SIGNATURE_BYTES = 1024 * 1024;

/**
 * Fetches what describes the repositories and adds what they consist of to the plan. Packages of which nobody knew a
 * checksum get theirs from the repository that holds them. Of repositories that belong to another part only those are
 * read that this part needs for that.
 */
export async function planRepositories(plan: Plan, context: FetchContext): Promise<void> {
  const { shard } = context.settings;
  const isNeeded = isAboveUnproved(plan, context, ({ kind }) => kind === "rpm");
  const repositories = [...plan.repositories.values()].filter(
    ({ localPath, repomd }) => isOwn(repomd, shard) || isNeeded(localPath),
  );
  await fetchFiles(
    repositories.map(({ repomd }) => repomd),
    context,
  );
  const read: { readonly repository: PlannedRepository; readonly repomd: Repomd }[] = [];
  for (const repository of repositories) {
    if (repository.repomd.state === "done") {
      const repomd = addRepository(repository, plan, context);
      if (repomd !== undefined) {
        read.push({ repository, repomd });
      }
    }
  }
  const needsMore = [...plan.files.values()].some(
    (file) => file.kind === "rpm" && file.state === "open" && isOwn(file, shard) && isUnproved(file, context),
  );
  if (!needsMore) {
    return;
  }
  const primaries = read.flatMap(({ repository, repomd }) => {
    const primary = primaryOf(repomd);
    const file = plan.files.get(`${repository.localPath}/${primary?.path}`);
    return file === undefined ? [] : [{ repository, file }];
  });
  await fetchFiles(
    primaries.map(({ file }) => file),
    context,
  );
  for (const { repository, file } of primaries) {
    if (file.state === "done") {
      await learnFromPrimary(repository, file, plan, context);
    }
  }
}

/** Tells the directories above files of this part of which nobody knows a checksum that is good enough. */
export function isAboveUnproved(
  plan: Plan,
  context: FetchContext,
  concerns: (file: PlanFile) => boolean,
): (directory: string) => boolean {
  const above = new Set<string>();
  for (const file of plan.files.values()) {
    if (
      concerns(file) &&
      file.state === "open" &&
      isOwn(file, context.settings.shard) &&
      isUnproved(file, context)
    ) {
      let directory = directoryOf(file.localPath);
      while (directory !== "" && !above.has(directory)) {
        above.add(directory);
        directory = directoryOf(directory);
      }
    }
  }
  return (directory) => above.has(directory);
}

function isUnproved(file: PlanFile, { settings }: FetchContext): boolean {
  return settings.trust.verifyChecksums && proofOf(file, settings.trust) !== "verified";
}

/** @returns undefined when the repomd.xml is none; the repository has failed then */
function addRepository(repository: PlannedRepository, plan: Plan, context: FetchContext): Repomd | undefined {
  const { repomd: file } = repository;
  try {
    const repomd = parseRepomd(readFromTree(file, context.session, MAX_REPOMD_BYTES), file.localPath);
    for (const listed of repomd.files) {
      const planned = plan.addFile(fileOf(repository, listed));
      for (const artifact of repository.artifacts) {
        artifact.files.push(planned);
      }
    }
    plan.addFile(signatureOf(repository));
    return repomd;
  } catch (error) {
    const failure = failureOf(error);
    // What nothing else vouches for must not stay when it turns out to be no description of a repository.
    if (file.unrooted) {
      context.session.tree.remove(file.localPath);
      context.session.journal.forget(file.localPath);
    }
    fail(file, failure, context);
    return undefined;
  }
}

function fileOf(
  { localPath, urls, repomd }: PlannedRepository,
  { path, size, checksum }: Repomd["files"][number],
): PlanFile {
  return new PlanFile({
    localPath: `${localPath}/${path}`,
    kind: "repodata",
    variant: repomd.variant,
    arch: repomd.arch,
    urls: urls.map((url) => below(url, path)),
    size,
    checksums: checksum === null ? [] : [checksum],
    part: repomd.part,
  });
}

function signatureOf({ localPath, ownUrls, repomd }: PlannedRepository): PlanFile {
  return new PlanFile({
    localPath: `${localPath}/${SIGNATURE}`,
    kind: "repodata",
    variant: repomd.variant,
    arch: repomd.arch,
    urls: ownUrls.map((url) => below(url, SIGNATURE)),
    size: null,
    maxBytes: MAX_SIGNATURE_BYTES,
    checksums: [],
    unrooted: true,
    optional: true,
    boundTo: repomd.found.join(" "),
    part: repomd.part,
  });
}

/** Packages lie where the repository says, below it. */
async function learnFromPrimary(
  { localPath }: PlannedRepository,
  file: PlanFile,
  plan: Plan,
  context: FetchContext,
): Promise<void> {
  const { session, signal } = context;
  const path = `${session.directory.output}/compose/${file.localPath}`;
  try {
    await readPrimary(
      path,
      (found) => {
        const rpm = plan.files.get(`${localPath}/${found.path}`);
        if (
          rpm !== undefined &&
          rpm.state === "open" &&
          isUnproved(rpm, context) &&
          found.checksum !== null &&
          !checksumsConflict(rpm.checksums, [found.checksum])
        ) {
          rpm.learn({ urls: rpm.urls, size: found.size, checksums: [found.checksum] });
        }
      },
      { signal, file: file.localPath },
    );
  } catch (error) {
    signal.throwIfAborted();
    const failure = failureOf(error);
    fail(file, failure, context);
  }
}

/** What is wrong with a description, in the words of a report. @throws the error when it is none of that kind */
export function failureOf(error: unknown): FileFailure {
  if (error instanceof TransferFailure) {
    return { class: error.failure, message: error.message };
  }
  if (error instanceof MetadataError) {
    const [first] = error.issues;
    return { class: "xml", message: first === undefined ? error.message : describeIssue(first) };
  }
  throw error;
}
