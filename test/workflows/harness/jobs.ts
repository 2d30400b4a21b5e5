import { permissionsOfJob } from "./check.ts";
import { evaluateField, evaluateTexts, evaluateToken, holds, type Scope } from "./expressions.ts";
import { resolveInputs, resolveSecrets } from "./given.ts";
import { runLeg } from "./job.ts";
import { legPath, legsOf } from "./legs.ts";
import { type JobEnd, jobStatus, type LegOutcome, lastOutputs, publicEnd, together } from "./outcomes.ts";
import type { Permissions } from "./permissions.ts";
import { errorAnnotation, type Result } from "./records.ts";
import { emptyRecord, type Instance, type Session, workflowContexts } from "./session.ts";
import { Slots } from "./slots.ts";
import { messageOf } from "./step.ts";
import { text } from "./tokens.ts";
import { isValues, type Texts, toText, type Values } from "./values.ts";
import { type CallJob, calledFile, type JobDefinition } from "./workflow-file.ts";

export interface InstanceEnd {
  readonly result: Result;
  readonly outputs: Texts;
  readonly fresh: boolean;
}

/** Runs the jobs of a workflow, each as soon as those that it needs are over. */
export async function runInstance(session: Session, instance: Instance): Promise<InstanceEnd> {
  const ends = new Map<string, Promise<JobEnd>>();
  const over = new Map<string, JobEnd>();
  const start = (job: JobDefinition): Promise<JobEnd> => {
    const running = ends.get(job.id);
    if (running !== undefined) return running;
    const end = (async () => {
      await Promise.all(
        job.needs.flatMap((id) => instance.file.jobs.filter((one) => one.id === id)).map(start),
      );
      const result = await runJob(session, instance, job, over);
      over.set(job.id, result);
      return result;
    })();
    ends.set(job.id, end);
    return end;
  };
  await Promise.all(instance.file.jobs.map(start));

  const all = [...over.values()];
  const { outputs = {} } = instance.file.triggers[instance.event] ?? {};
  const jobs = Object.fromEntries([...over].map(([id, end]) => [id, publicEnd(end)]));
  const contexts = { ...workflowContexts(session, instance), jobs };
  const values = Object.entries(outputs).map(([name, token]) => [
    name,
    toText(evaluateToken(token, { contexts })),
  ]);
  return {
    result: together(all.map(({ result }) => result)),
    outputs: Object.fromEntries(values),
    fresh: all.some(({ fresh }) => fresh),
  };
}

async function runJob(
  session: Session,
  instance: Instance,
  job: JobDefinition,
  over: ReadonlyMap<string, JobEnd>,
): Promise<JobEnd> {
  const path = `${instance.prefix}${job.id}`;
  const force = instance.force || job.needs.some((id) => over.get(id)?.fresh);
  const needs = Object.fromEntries(job.needs.map((id) => [id, publicEnd(over.get(id))]));
  const contexts = { ...workflowContexts(session, instance), needs };
  const scope: Scope = { contexts, status: jobStatus(instance, job, over) };
  const permissions = permissionsOfJob(instance.file, job, instance.permissions);
  const without = (result: Result, message?: string): JobEnd => {
    const annotations = message === undefined ? [] : [errorAnnotation(message)];
    session.records.push(emptyRecord(session, path, job, permissions, result, annotations));
    return { result, outputs: {}, fresh: force };
  };
  let legs: ReturnType<typeof legsOf>;
  try {
    if (!holds(job.condition, scope)) return without(instance.cancel.aborted ? "cancelled" : "skipped");
    legs = legsOf(job, scope);
  } catch (error) {
    return without("failure", messageOf(error));
  }

  const stop = new AbortController();
  const cancel = AbortSignal.any([instance.cancel, stop.signal]);
  const slots = new Slots(legs.mostAtOnce);
  const ended: LegOutcome[] = [];
  const runOne = async (matrix: Values | null, index: number) => {
    const strategy = {
      "fail-fast": legs.failFast,
      "job-index": index,
      "job-total": legs.matrices.length,
      "max-parallel": legs.mostAtOnce,
    };
    const leg: LegPlace = {
      path: legPath(path, legs.matrices, index),
      contexts: { ...contexts, matrix, strategy },
      matrix,
      permissions,
      cancel: () => (instance.cancel.aborted ? stop.signal : cancel),
      force,
      over: ({ result, forgiven }) => {
        if (result === "failure" && !forgiven && legs.failFast) stop.abort();
      },
      mayStart: () => (instance.cancel.aborted ? holds(job.condition, scope) : !stop.signal.aborted),
    };
    const end = await (job.kind === "call"
      ? callWorkflow(session, instance, job, leg)
      : runSteps(session, instance, job, leg));
    ended.push(end);
  };
  await Promise.all(legs.matrices.map((matrix, index) => slots.run(() => runOne(matrix, index))));
  return {
    result: together(
      ended.map(({ result, forgiven }) => (forgiven && result === "failure" ? "success" : result)),
    ),
    outputs: lastOutputs(ended),
    fresh: ended.some(({ fresh }) => fresh),
  };
}

interface LegPlace {
  readonly path: string;
  readonly contexts: Values;
  readonly matrix: Values | null;
  readonly permissions: Permissions;
  /** What ends it. What starts although the run is cancelled, the run does not end. */
  readonly cancel: () => AbortSignal;
  readonly force: boolean;
  /** Nobody has cancelled it before its turn, or it is meant to run all the same. */
  readonly mayStart: () => boolean;
  /** Hears how it went before another leg may take its place. */
  readonly over: (end: LegOutcome) => void;
}

async function runSteps(
  session: Session,
  instance: Instance,
  job: JobDefinition & { kind: "steps" },
  leg: LegPlace,
): Promise<LegOutcome> {
  const earlier = session.earlier.get(leg.path);
  if (earlier !== undefined && !leg.force && !session.again(leg.path)) {
    session.records.push(earlier);
    return { ...earlier, fresh: false };
  }
  return session.slots.run(async () => {
    if (!leg.mayStart()) return notRun(session, job, leg, "cancelled");
    const record = await runLeg({
      run: session.run,
      file: instance.file,
      job,
      path: leg.path,
      permissions: leg.permissions,
      contexts: leg.contexts as Parameters<typeof runLeg>[0]["contexts"],
      matrix: leg.matrix,
      cancel: leg.cancel(),
    });
    session.records.push(record);
    const end = { ...record, fresh: true };
    leg.over(end);
    return end;
  });
}

function notRun(
  session: Session,
  job: JobDefinition,
  leg: LegPlace,
  result: "cancelled" | "failure",
  message?: string,
): LegOutcome {
  const annotations = message === undefined ? [] : [errorAnnotation(message)];
  const record = emptyRecord(session, leg.path, job, leg.permissions, result, annotations, leg.matrix);
  session.records.push(record);
  const end = { ...record, fresh: true };
  leg.over(end);
  return end;
}

async function callWorkflow(
  session: Session,
  instance: Instance,
  job: CallJob,
  leg: LegPlace,
): Promise<LegOutcome> {
  const file = session.files.get(calledFile(job.uses) ?? "");
  const trigger = file?.triggers["workflow_call"];
  if (file === undefined || trigger === undefined) throw new Error(`${job.uses} takes no calls`);
  if (!leg.mayStart()) return notRun(session, job, leg, "cancelled");
  const scope: Scope = { contexts: leg.contexts };
  let [inputs, secrets]: [Values, Texts] = [{}, instance.secrets];
  try {
    const given = evaluateField(job.with, scope);
    inputs = resolveInputs(trigger, isValues(given) ? given : {}, scope);
    const inherits = text(job.secrets) === "inherit";
    if (!inherits) secrets = resolveSecrets(trigger, evaluateTexts(job.secrets, scope));
  } catch (error) {
    return notRun(session, job, leg, "failure", messageOf(error));
  }
  const end = await runInstance(session, {
    file,
    event: "workflow_call",
    prefix: `${leg.path} / `,
    inputs,
    secrets,
    permissions: leg.permissions,
    cancel: leg.cancel(),
    force: leg.force || session.again(leg.path),
  });
  const outcome = { ...end, forgiven: false };
  leg.over(outcome);
  return outcome;
}
