import { refuseNothing } from "@compose-actions/compose";
import { show, WarningLog } from "@compose-actions/metadata";
import { composeFetcher } from "@compose-actions/oci/inputs";
import {
  countOf,
  fault,
  isDivided,
  isPlanning,
  type ShardRun,
  type StepContext,
} from "@compose-actions/step";
import { TransferFailure, TransferSession } from "@compose-actions/transfer";
import { ArtifactPlaces } from "./artifact-places.ts";
import { checkCollisions, checkNames } from "./check-names.ts";
import { rememberCompose } from "./compose-history.ts";
import { count, type FetchContext, fetchFiles, jobOf } from "./fetch-files.ts";
import { checkCachePlace, FileCache } from "./file-cache.ts";
import type { LocalizeInputs } from "./inputs.ts";
import { type JoinedParts, joinParts } from "./join-parts.ts";
import { type LoadedCompose, loadCompose } from "./load.ts";
import { noticesOf, unprovedNotice } from "./notices.ts";
import { Plan } from "./plan.ts";
import type { PlanFile } from "./plan-file.ts";
import { type Pruned, prune } from "./prune.ts";
import { checkSpace, remainingOf } from "./remaining.ts";
import { planRepositories } from "./repositories.ts";
import { type LocalizeResult, outcomeOf, totalsOf } from "./result.ts";
import { RunProgress } from "./run-progress.ts";
import { readSettings, type Settings } from "./settings.ts";
import { divide, isOwn } from "./shard.ts";
import { generateTreeinfo, planTrees } from "./trees.ts";
import { writeMetadata } from "./write-metadata.ts";

/**
 * Mirrors a compose: plans, fetches what is missing, verifies all of it, and writes metadata of what is there.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function localize(inputs: LocalizeInputs, context: StepContext): Promise<LocalizeResult> {
  const settings = readSettings(inputs);
  if (inputs["cache-dir"] !== undefined) {
    checkCachePlace(inputs["cache-dir"], inputs.output);
  }
  const deadline = inputs.timeout === undefined ? undefined : AbortSignal.timeout(inputs.timeout);
  const signal = deadline === undefined ? context.signal : AbortSignal.any([context.signal, deadline]);
  try {
    return await mirror(inputs, settings, { ...context, signal });
  } catch (error) {
    if (error instanceof TransferFailure) {
      // Of no single file: the journal, the lock, the metadata.
      throw fault(
        error.message,
        "run it again when that is mended: what is there and verified is kept",
        undefined,
        error,
      );
    }
    if (deadline?.aborted === true && !context.signal.aborted && error === deadline.reason) {
      throw fault(
        "The time of this step is over",
        "run it again: what was received is kept, and the rest follows",
      );
    }
    if (context.signal.aborted && error === context.signal.reason && !inputs["dry-run"]) {
      context.reporter.info("Run it again to go on: what was received is kept");
    }
    throw error;
  }
}

async function mirror(
  inputs: LocalizeInputs,
  settings: Settings,
  context: StepContext,
): Promise<LocalizeResult> {
  const log = new WarningLog();
  using remote = composeFetcher(inputs, context);
  const loaded = await loadCompose(inputs.compose, {
    expectComposeId: inputs["expect-compose-id"],
    fetchMetadata: remote.fetch,
    log,
    signal: context.signal,
  });
  const plan = planOf(loaded, settings);
  const joined = await joinParts(inputs, plan, loaded.compose, context);
  const division = isDivided(inputs) ? { plan: divide(plan, inputs), shard: inputs.shard } : undefined;
  const work = { inputs, settings, context, loaded, plan, division, joined, log };
  if (isPlanning(inputs)) {
    return untouched(work);
  }
  if (inputs["dry-run"]) {
    const remaining = remainingOf(ownFiles(plan, settings), inputs.output);
    checkSpace(remaining.bytes, inputs.output);
    return { ...untouched(work), remaining };
  }
  await using places = await ArtifactPlaces.open(
    plan,
    loaded.sources.map(({ source }) => source),
    inputs,
    context,
  );
  const session = await TransferSession.open(sessionOptions(inputs, places), context);
  try {
    return await fill({ ...work, context: { ...context, signal: session.signal }, places, session });
  } finally {
    await session.close();
  }
}

function ownFiles(plan: Plan, { shard }: Settings): PlanFile[] {
  return [...plan.files.values()].filter((file) => isOwn(file, shard));
}

/** What comes of a run that only looks. */
function untouched({ inputs, settings, loaded, plan, division, joined, log }: PlannedWork): LocalizeResult {
  const planned = [...plan.files.values()];
  return {
    compose: loaded.compose,
    output: inputs.output,
    dryRun: true,
    division,
    joined,
    outcomes: plan.artifacts.map((artifact) => outcomeOf(artifact, settings)),
    skipped: plan.skipped,
    files: ownFiles(plan, settings),
    planned,
    totals: totalsOf(planned),
    hosts: new Map(),
    receivedBytes: 0,
    milliseconds: 0,
    metadata: [],
    pruned: [],
    pruneRefusal: undefined,
    notices: noticesOf(log, settings.selector),
    stopped: false,
  };
}

/** Everything that the metadata alone can tell to be wrong is told before the first request. */
function planOf({ sources }: LoadedCompose, settings: Settings): Plan {
  const plan = new Plan();
  for (const source of sources) {
    plan.add(source, settings.selector, settings);
  }
  checkNames(plan, settings);
  const { conflicts } = plan;
  if (conflicts.length > 0) {
    throw fault(
      `The artifacts cannot lie in one tree: ${countOf(conflicts.length, "conflict", "conflicts")}`,
      "mend the metadata: every path must stand for one file",
      conflicts,
    );
  }
  refuseNothing(settings.selector, { artifacts: plan.artifacts.length, directories: 0 });
  return plan;
}

function sessionOptions(inputs: LocalizeInputs, places: ArtifactPlaces | undefined) {
  return {
    authorizer: places?.registries,
    ownHosts: places?.registries.ownHosts,
    output: inputs.output,
    connection: inputs,
    compose: inputs.compose,
    parallel: inputs["parallel-downloads"],
    connectionsPerFile: inputs["connections-per-file"],
    failFast: inputs["fail-fast"],
    fsync: inputs.fsync,
    bandwidth: inputs.bandwidth,
    lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
    lockTimeoutMs: inputs["lock-timeout"],
    ...(inputs.shard === undefined ? {} : { shard: `shard-${inputs.shard.index}-of-${inputs.shard.count}` }),
  };
}

interface PlannedWork {
  readonly inputs: LocalizeInputs;
  readonly settings: Settings;
  readonly context: StepContext;
  readonly loaded: LoadedCompose;
  readonly plan: Plan;
  readonly division: ShardRun | undefined;
  readonly joined: JoinedParts | undefined;
  readonly log: WarningLog;
}

interface Work extends PlannedWork {
  readonly places: ArtifactPlaces | undefined;
  readonly session: TransferSession;
}

async function fill(work: Work): Promise<LocalizeResult> {
  const { inputs, settings, context, loaded, plan, division, joined, places, session, log } = work;
  const { signal, reporter } = context;
  const progress = new RunProgress(reporter, session);
  const history = rememberCompose(session.journal, loaded.compose);
  history.warnings.forEach((line) => {
    reporter.warn(line);
  });
  checkCollisions(plan, settings, session, (line) => reporter.warn(line));
  const cacheDir = inputs["cache-dir"];
  const fetching: FetchContext = {
    session,
    settings,
    places,
    warn: (line) => reporter.warn(line),
    linkMode: inputs["link-mode"],
    failFast: inputs["fail-fast"],
    cache: cacheDir === undefined ? undefined : new FileCache(cacheDir, (line) => reporter.warn(line)),
    progress,
    survey: {
      session,
      skipExisting: inputs["skip-existing"],
      paranoid: inputs.paranoid,
      composeKey: history.key,
      signal,
      onProgress: (done, bytes) =>
        reporter.progress({ activity: "checking what is there", done, unit: "files", bytes }),
    },
    signal,
    stopped: false,
    beforeTransfer: (files) => {
      const needed = files.reduce(
        (sum, file) => sum + Math.max(0, (file.size ?? 0) - session.partialBytes(jobOf(file, settings))),
        0,
      );
      checkSpace(needed, session.directory.output);
      progress.expect(files, needed);
    },
  };
  let pruned: Pruned = { removed: [], refusal: undefined, spared: 0 };
  let metadata: string[] = [];
  for (const file of ownFiles(plan, settings)) {
    if (file.failure !== undefined) {
      count(file, file.failure, fetching);
    }
  }
  try {
    await planRepositories(plan, fetching);
    const withoutTreeinfo = await planTrees(plan, fetching);
    // Repositories and trees have named further files.
    checkNames(plan, settings);
    checkCollisions(plan, settings, session, () => undefined);
    await fetchFiles(ownFiles(plan, settings), fetching);
    if (settings.shard === undefined) {
      generateTreeinfo(withoutTreeinfo, plan, fetching, loaded, (line) => reporter.info(line));
      metadata = writeMetadata(loaded.sources, plan, settings.selector, session, history.key);
    }
    const failed = [...plan.files.values()].some(({ state }) => state === "failed");
    if (inputs.prune && !failed && !fetching.stopped) {
      const sparing = withoutTreeinfo.filter(({ file }) => file.absenceInferred);
      pruned = prune(
        plan,
        session,
        inputs["max-delete"],
        sparing.map(({ tree }) => tree.localPath),
      );
      if (pruned.spared > 0) {
        reporter.warn(
          `prune left ${countOf(pruned.spared, "file", "files")} that nothing names below ${sparing.map(({ tree }) => show(tree.localPath)).join(", ")}: what the .treeinfo there names is not known while the server answers 403`,
        );
      }
    }
    if (settings.shard === undefined && !settings.selector.restricts && !failed && !fetching.stopped) {
      session.discardPartials();
    }
    session.placer.flush();
    if (inputs.fsync !== "none") {
      session.tree.syncAll();
    }
  } finally {
    progress.close();
  }
  const files = ownFiles(plan, settings);
  const planned = [...plan.files.values()];
  const outcomes = plan.artifacts.map((artifact) => outcomeOf(artifact, settings));
  const notices = [...noticesOf(log, settings.selector), ...unprovedNotice(outcomes, metadata)];
  for (const line of notices) {
    reporter.warn(line);
  }
  return {
    compose: loaded.compose,
    output: inputs.output,
    dryRun: false,
    division,
    joined,
    outcomes,
    skipped: plan.skipped,
    files,
    planned,
    get totals() {
      return totalsOf(planned);
    },
    hosts: progress.hosts,
    receivedBytes: session.receivedBytes,
    milliseconds: progress.milliseconds,
    metadata,
    pruned: pruned.removed,
    pruneRefusal: pruned.refusal,
    notices,
    stopped: fetching.stopped,
  };
}
