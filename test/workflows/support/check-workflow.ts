import { checkGiven } from "./calls.ts";
import { stepProblems } from "./check-steps.ts";
import { type Definition, ownPath, ownWorkflow } from "./definitions.ts";
import { isMapping, listOf, type Mapping, mapping, parseMapping, textOf } from "./documents.ts";
import { workflowGrammar } from "./grammar.ts";
import { checkExpressions, jobOutputs, matrixKeys, type Scope, stepOutputs } from "./scope.ts";

export { checkSteps } from "./check-steps.ts";

/**
 * Checks a workflow: against GitHub's grammar; whether the actions and workflows of this repository that it uses have
 * the inputs, secrets and outputs that it gives and reads, and get all that they require; whether what expressions name
 * is there; and that no script has an expression in it.
 *
 * @param name - what the problems begin with
 * @returns the problems
 */
export function checkWorkflow(text: string, name: string): string[] {
  const grammar = workflowGrammar(text, name);
  let file: Mapping;
  try {
    file = parseMapping(text);
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
  return [...grammar, ...workflowProblems(file)].map((problem) => `${name}: ${problem}`);
}

function workflowProblems(file: Mapping): string[] {
  const jobs = mapping(file["jobs"]);
  const outputs = new Map(Object.entries(jobs).map(([id, job]) => [id, jobOutputs(mapping(job))]));
  const call = mapping(mapping(file["on"])["workflow_call"]);
  const scope: Scope = {
    ...givenTo(file),
    jobs: outputs,
    needs: new Map(),
    steps: new Map(),
    matrix: new Set(),
  };
  const around = Object.fromEntries(Object.entries(file).filter(([key]) => key !== "jobs" && key !== "on"));
  return [
    ...checkExpressions(around, "", scope),
    ...checkExpressions(call["outputs"], "on.workflow_call.outputs", scope),
    ...Object.entries(jobs).flatMap(([id, job]) => jobProblems(id, mapping(job), outputs, file, scope)),
  ];
}

/** The inputs and secrets that a workflow declares. Who starts it otherwise than by a call has any secret. */
function givenTo(file: Mapping): Scope {
  const on = mapping(file["on"]);
  const call = mapping(on["workflow_call"]);
  const declared = [call, mapping(on["workflow_dispatch"])].map((event) =>
    Object.keys(mapping(event["inputs"])),
  );
  const called = isMapping(file["on"]) && Object.keys(on).every((event) => event === "workflow_call");
  return {
    inputs: new Set(declared.flat()),
    ...(called ? { secrets: new Set(Object.keys(mapping(call["secrets"]))) } : {}),
  };
}

function jobProblems(
  id: string,
  job: Mapping,
  outputs: ReadonlyMap<string, ReadonlySet<string> | undefined>,
  file: Mapping,
  around: Scope,
): string[] {
  const place = `jobs.${id}`;
  const needs = listOf(job["needs"]).map(String);
  const matrix = matrixKeys(job);
  const { matrix: _, ...outer } = around;
  const scope: Scope = {
    ...outer,
    ...(matrix === undefined ? {} : { matrix }),
    needs: new Map(needs.map((need) => [need, outputs.get(need)])),
  };
  const { steps, outputs: given, ...rest } = job;
  const ids = listOf(steps).flatMap((step) => {
    const own = textOf(mapping(step)["id"]);
    return own === undefined ? [] : [[own, stepOutputs(mapping(step))] as const];
  });
  return [
    ...needs.filter((need) => !outputs.has(need)).map((need) => `${place}.needs: there is no job ${need}`),
    ...checkExpressions(rest, place, scope),
    ...checkExpressions(given, `${place}.outputs`, { ...scope, steps: new Map(ids) }),
    ...stepProblems(steps, `${place}.steps`, scope),
    ...callProblems(job, place, file),
  ];
}

/** What is wrong with the call of a workflow of this repository. */
function callProblems(job: Mapping, place: string, file: Mapping): string[] {
  const uses = textOf(job["uses"]);
  const path = uses === undefined ? undefined : ownPath(uses);
  if (path === undefined) return [];
  const definition = ownWorkflow(path);
  if (definition === undefined) return [`${place}: there is no workflow ${uses}`];
  return [
    ...checkGiven(mapping(job["with"]), definition.inputs, "input"),
    ...(job["secrets"] === "inherit"
      ? []
      : checkGiven(mapping(job["secrets"]), definition.secrets, "secret")),
    ...permissionProblems(job["permissions"] ?? file["permissions"], definition),
  ].map((problem) => `${place}: ${uses}: ${problem}`);
}

/** A called workflow gets no more than its caller has, and does not even start when it asks for more. */
function permissionProblems(given: Mapping[string] | undefined, definition: Definition): string[] {
  if (given === "write-all") return [];
  return [...definition.permissions]
    .filter(([scope, level]) => {
      const has = isMapping(given) ? given[scope] : undefined;
      return has !== level && has !== "write" && !(given === "read-all" && level === "read");
    })
    .map(([scope, level]) => `it needs the permission ${scope}: ${level}`);
}
