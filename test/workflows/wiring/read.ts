import { actionOf } from "../support/calls.ts";
import { isMapping, listOf, type Mapping, mapping, parseMapping, textOf } from "../support/documents.ts";
import { type JobWiring, WORKFLOWS } from "./jobs.ts";
import { STEPS, type StepWiring } from "./steps.ts";
import { VALUES, type WorkflowValues } from "./values.ts";

/**
 * Compares a workflow of this repository with what is written down about it.
 *
 * @returns what differs: what it is → what it is to be
 */
export function differences(name: string, text: string): string[] {
  const file = parseMapping(text);
  const expected = WORKFLOWS[name];
  if (expected === undefined) return [`${name} is not written down`];
  const on = isMapping(file["on"]) ? Object.keys(file["on"]) : listOf(file["on"]).map(String);
  const jobs = mapping(file["jobs"]);
  return [
    ...differs("on", on.sort(), expected.on),
    ...differs("jobs", Object.keys(jobs), Object.keys(expected.jobs)),
    ...Object.entries(expected.jobs).flatMap(([id, job]) => jobDifferences(id, mapping(jobs[id]), job)),
    ...(/^\s*(?:- )?continue-on-error:/m.test(text) ? ["continue-on-error: nothing may fail unseen"] : []),
    ...("workflow_call" in mapping(file["on"]) ? callDifferences(name, file) : []),
    ...(VALUES[name] === undefined ? [] : valueDifferences(file, VALUES[name])),
  ];
}

function jobDifferences(id: string, job: Mapping, expected: JobWiring): string[] {
  const steps = stepsOf(job);
  const writes = Object.entries(mapping(job["permissions"])).flatMap(([scope, level]) =>
    level === "write" ? [scope] : [],
  );
  const conditions = steps.flatMap((step) => ("if" in step ? [[labelOf(step), step["if"]]] : []));
  const scripts = steps.flatMap((step) => textOf(step["run"]) ?? []).join("\n");
  const strategy = mapping(job["strategy"]);
  return [
    ...differs(`${id}.needs`, listOf(job["needs"]), expected.needs ?? []),
    ...differs(`${id}.if`, job["if"], expected.if),
    ...differs(`${id}.permissions of level write`, writes.sort(), expected.writes ?? []),
    ...differs(`${id}: steps with conditions`, Object.fromEntries(conditions), expected.conditions ?? {}),
    // What one leg has done stays when another fails.
    ...("matrix" in strategy ? differs(`${id}.strategy.fail-fast`, strategy["fail-fast"], false) : []),
    ...(expected.says ?? [])
      .filter((line) => !scripts.includes(line))
      .map((line) => `${id}: no script says ${line}`),
    ...(/\|\| *(?:true|:)\s*$/m.test(scripts) ? [`${id}: a script hides a failure`] : []),
  ];
}

function valueDifferences(file: Mapping, expected: WorkflowValues): string[] {
  const outputs = mapping(mapping(mapping(file["on"])["workflow_call"])["outputs"]);
  const values = Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [name, mapping(output)["value"]]),
  );
  return [
    ...differs("concurrency", mapping(file["concurrency"]), expected.concurrency ?? {}),
    ...differs("outputs", values, expected.outputs ?? {}),
    ...Object.entries(mapping(file["jobs"])).flatMap(([id, job]) => {
      const { "fail-fast": _, ...strategy } = mapping(mapping(job)["strategy"]);
      return [
        ...differs(`${id}.outputs`, mapping(mapping(job)["outputs"]), expected.jobs[id]?.outputs ?? {}),
        ...differs(`${id}.strategy`, strategy, expected.jobs[id]?.strategy ?? {}),
      ];
    }),
  ];
}

/** Jobs of a reusable workflow run where the caller says, and their steps get what the caller gives. */
function callDifferences(name: string, file: Mapping): string[] {
  const call = mapping(mapping(file["on"])["workflow_call"]);
  const jobs = Object.entries(mapping(file["jobs"])).map(([id, job]) => [id, mapping(job)] as const);
  const steps = jobs.flatMap(([id, job]) =>
    stepsOf(job).flatMap((step) => ("uses" in step ? [[`${id}: ${labelOf(step)}`, step] as const] : [])),
  );
  const expected = new Map(STEPS[name]?.map((step) => [step.step, step]));
  const given = new Map([
    ...Object.keys(mapping(call["inputs"])).map((input) => [input, `\${{ inputs.${input} }}`] as const),
    ...Object.keys(mapping(call["secrets"])).map((secret) => [secret, `\${{ secrets.${secret} }}`] as const),
  ]);
  return [
    ...jobs.flatMap(([id, job]) => [
      ...differs(`${id}.runs-on`, job["runs-on"], `\${{ fromJSON(inputs.runs-on) }}`),
      ...differs(`${id}.timeout-minutes`, job["timeout-minutes"], `\${{ inputs.timeout-minutes }}`),
    ]),
    ...differs("steps", [...steps.map(([label]) => label)], [...expected.keys()]),
    ...steps.flatMap(([label, step]) => stepDifferences(label, step, expected.get(label), given)),
  ];
}

function stepDifferences(
  label: string,
  step: Mapping,
  expected: StepWiring | undefined,
  given: ReadonlyMap<string, string>,
): string[] {
  const known = actionOf(step)?.definition?.inputs ?? new Map<string, boolean>();
  const passed = [...given].filter(([input]) => known.has(input));
  const left = Object.values(expected?.leaves ?? {}).flat();
  const kept = passed.filter(([input]) => !left.includes(input));
  const needless = left.filter((input) => !passed.some(([one]) => one === input));
  const all: Record<string, unknown> = { ...Object.fromEntries(kept), ...expected?.gives };
  const is = mapping(step["with"]);
  return [
    ...needless.map((input) => `${label}: ${input} is no exception, it cannot be given`),
    ...[...new Set([...Object.keys(all), ...Object.keys(is)])].flatMap((input) =>
      differs(`${label}.with.${input}`, is[input], all[input]),
    ),
  ];
}

function stepsOf(job: Mapping): readonly Mapping[] {
  return listOf(job["steps"]).map(mapping);
}

function labelOf(step: Mapping): string {
  return textOf(step["name"]) ?? textOf(step["uses"]) ?? "script";
}

function differs(what: string, is: unknown, expected: unknown): string[] {
  const [one, other] = [is, expected].map((value) => JSON.stringify(value));
  return one === other ? [] : [`${what}: ${one} → ${other}`];
}
