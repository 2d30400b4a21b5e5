import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newToken } from "./commands.ts";
import type { JobPlaces, RunFacts } from "./contexts.ts";
import { evaluateField, evaluateTexts } from "./expressions.ts";
import { type Leg, type LegFacts, newLeg, scopeOf } from "./leg.ts";
import { errorAnnotation, type JobRecord, type StepRecord } from "./records.ts";
import { messageOf, runPost, runStep } from "./step.ts";
import { isTrue, toText, type Value, type Values } from "./values.ts";

/** What a leg is started with; the rest it makes itself. */
export type LegStart = Omit<LegFacts, "places" | "cancel" | "contexts"> & {
  readonly contexts: Values & { readonly github: Values; readonly secrets: Values };
  readonly matrix: Values | null;
  readonly cancel: AbortSignal;
};

/** Runs the steps of one leg in a workspace of its own. */
export async function runLeg(start: LegStart): Promise<JobRecord> {
  const places = makePlaces(start.run, start.path);
  const deadline = new AbortController();
  const leg = newLeg({
    ...start,
    cancel: AbortSignal.any([start.cancel, deadline.signal]),
    places,
    contexts: ownContexts(start, places),
  });
  const steps: StepRecord[] = [];
  let [runsOn, forgiven]: [readonly string[], boolean] = [[], false];
  let timer: NodeJS.Timeout | undefined;
  try {
    runsOn = labels(evaluateField(start.job.runsOn, scopeOf(leg)));
    const limit = evaluateField(start.job.timeoutMinutes, scopeOf(leg));
    forgiven = isTrue(evaluateField(start.job.continueOnError, scopeOf(leg)) ?? false);
    leg.env = { ...evaluateTexts(start.file.env, scopeOf(leg)) };
    leg.env = { ...leg.env, ...evaluateTexts(start.job.env, scopeOf(leg)) };
    if (typeof limit === "number") timer = setTimeout(() => deadline.abort(), limit * 60_000);
    for (const step of start.job.steps) {
      if (leg.cancel.aborted) leg.status = "cancelled";
      steps.push(await runStep(leg, step));
    }
    if (leg.cancel.aborted) leg.status = "cancelled";
  } catch (error) {
    leg.status = "failure";
    leg.annotations.push(errorAnnotation(messageOf(error)));
  }
  for (const post of leg.posts.reverse()) steps.push(await runPost(leg, post));
  clearTimeout(timer);
  if (deadline.signal.aborted) {
    leg.annotations.push(errorAnnotation("The job took longer than timeout-minutes."));
  }
  const outputs = outputsOf(leg);
  return {
    path: start.path,
    id: start.job.id,
    name: nameOf(leg),
    attempt: start.run.attempt,
    matrix: start.matrix,
    result: leg.status,
    forgiven,
    outputs,
    permissions: start.permissions,
    runsOn,
    steps,
    annotations: leg.annotations,
    workspace: places.workspace,
  };
}

function ownContexts({ contexts, job }: LegStart, { workspace }: JobPlaces): Values {
  const token = newToken();
  const github = { ...contexts.github, token, workspace, job: job.id };
  return { ...contexts, github, secrets: { ...contexts.secrets, GITHUB_TOKEN: token } };
}

/** The same tool cache for all, as on a runner that stays; everything else anew. */
function makePlaces(run: RunFacts, path: string): JobPlaces {
  const { scratch, runId, payload } = run.settings;
  // Paths hold values of a matrix, of any length.
  const digest = createHash("sha256").update(path).digest("hex").slice(0, 8);
  const name = `${path.replaceAll(/[^\w.-]+/g, "-").slice(0, 60)}-${digest}`;
  const folder = join(scratch, runId, `${name}-${run.attempt}`);
  const places = {
    workspace: join(folder, "work", "workspace"),
    temp: join(folder, "temp"),
    home: join(folder, "home"),
    toolCache: join(scratch, "tool-cache"),
    eventFile: join(folder, "event.json"),
  };
  for (const one of [places.workspace, places.temp, places.home, places.toolCache]) {
    mkdirSync(one, { recursive: true });
  }
  writeFileSync(places.eventFile, JSON.stringify(payload));
  return places;
}

/** The outputs of a job. As a runner does, those that may hold a secret are left out, with a warning. */
function outputsOf(leg: Leg): Record<string, string> {
  let all: Record<string, string>;
  try {
    all = evaluateTexts(leg.job.outputs, scopeOf(leg));
  } catch (error) {
    leg.status = "failure";
    leg.annotations.push(errorAnnotation(messageOf(error)));
    return {};
  }
  const secret = (value: string) => [...leg.masks].some((mask) => mask !== "" && value.includes(mask));
  const kept = Object.entries(all).filter(([name, value]) => {
    if (!secret(value)) return true;
    const message = `Skip output '${name}' since it may contain secret.`;
    leg.annotations.push({ level: "warning", message, properties: {} });
    return false;
  });
  return Object.fromEntries(kept);
}

function nameOf(leg: Leg): string {
  try {
    return toText(evaluateField(leg.job.name, scopeOf(leg)) ?? leg.path);
  } catch {
    return leg.path;
  }
}

/** @throws when no runner is named */
function labels(value: Value | undefined): string[] {
  const group = typeof value === "object" && value !== null && !Array.isArray(value);
  const all = group ? [JSON.stringify(value)] : [value ?? ""].flat().map((one) => toText(one as Value));
  if (all.length === 0 || all.includes("")) throw new Error("runs-on names no runner");
  return all;
}
