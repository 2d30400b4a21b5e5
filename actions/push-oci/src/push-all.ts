import { beginLayouts, type Repositories } from "@compose-actions/oci";
import type { StepContext } from "@compose-actions/step";
import { failureOf } from "./failures.ts";
import type { PushOciInputs } from "./inputs.ts";
import type { ManifestOptions, Plan, PlannedManifest } from "./plan.ts";
import { type ManifestOutcome, push } from "./push.ts";
import type { PushProgress } from "./push-progress.ts";
import type { Reach } from "./reach.ts";
import { isLayout, openAll } from "./targets.ts";
import { journalDirectory, tidyJournal } from "./upload-journal.ts";

export type Outcomes = ReadonlyMap<PlannedManifest, ManifestOutcome>;

export interface PushAllOptions {
  readonly inputs: PushOciInputs;
  readonly context: StepContext;
  readonly reach: Reach;
  readonly manifests: ManifestOptions;
  readonly progress: PushProgress;
}

/**
 * Pushes what is planned to repositories that are closed again: layouts are written then, and what was pushed to them
 * counts.
 *
 * @throws UserError, `signal.reason` when aborted
 */
export async function pushAll(plan: Plan, options: PushAllOptions): Promise<Outcomes> {
  const { inputs, reach } = options;
  const targets = new Set(plan.manifests.map(({ target }) => target));
  const journal = [...targets].every(isLayout) ? undefined : journalDirectory(inputs.output);
  let isDone = false;
  try {
    const outcomes = await pushAndClose(plan, targets, reach.repositories(journal), options);
    isDone = [...outcomes.values()].every((outcome) => "state" in outcome);
    return outcomes;
  } finally {
    if (journal !== undefined) {
      tidyJournal(journal, isDone);
    }
  }
}

async function pushAndClose(
  plan: Plan,
  targets: ReadonlySet<string>,
  repositories: Repositories,
  { inputs, context: { signal }, manifests, progress }: PushAllOptions,
): Promise<Outcomes> {
  let outcomes: Outcomes;
  try {
    const opened = openAll(targets, repositories);
    await beginLayouts(opened.values(), signal);
    outcomes = await push(
      plan,
      {
        ...manifests,
        repositories: opened,
        parallel: inputs["parallel-uploads"],
        policy: inputs["tag-policy"],
        progress,
      },
      { signal },
    );
  } catch (error) {
    await closeQuietly(repositories);
    throw error;
  }
  try {
    await repositories[Symbol.asyncDispose]();
    return outcomes;
  } catch (error) {
    const failure = failureOf(error, signal);
    progress.failed(failure, "the layout directory");
    return new Map(
      [...outcomes].map(([manifest, outcome]) => [
        manifest,
        isLayout(manifest.target) ? { failure } : outcome,
      ]),
    );
  }
}

/** Something worse is told already. */
async function closeQuietly(repositories: Repositories): Promise<void> {
  try {
    await repositories[Symbol.asyncDispose]();
  } catch {
    // What is not written now is pushed again by the next run.
  }
}
