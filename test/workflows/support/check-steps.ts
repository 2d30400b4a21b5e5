import { parse } from "yaml";
import { actionOf, checkGiven } from "./calls.ts";
import { listOf, type Mapping, mapping, strings, textOf, type Value } from "./documents.ts";
import { workflowGrammar } from "./grammar.ts";
import { checkExpressions, type Scope, stepOutputs } from "./scope.ts";

/**
 * Checks an example that is no more than steps: `- uses: …`, indented or not.
 *
 * @returns the problems; what only the workflow around it would tell is not checked
 */
export function checkSteps(text: string, name: string): string[] {
  const steps = text.replace(/^/gm, "      ");
  const workflow = `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${steps}\n`;
  let value: Value;
  try {
    value = parse(text) as Value;
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
  if (!Array.isArray(value)) return [`${name}: no list of steps`];
  const problems = [...workflowGrammar(workflow, name), ...stepProblems(value, "steps", {})];
  return problems.map((problem) => `${name}: ${problem}`);
}

/** What is wrong with the steps of a job. A step can read those before it. */
export function stepProblems(steps: Value | undefined, place: string, scope: Scope): string[] {
  const known = new Map<string, ReadonlySet<string> | undefined>();
  return listOf(steps).flatMap((value, index) => {
    const step = mapping(value);
    const where = `${place}[${index}]`;
    const problems = [
      ...callProblems(step, where),
      ...interpolated(step, where),
      ...checkExpressions(step, where, { ...scope, steps: known }),
    ];
    const id = textOf(step["id"]);
    if (id !== undefined) known.set(id, stepOutputs(step));
    return problems;
  });
}

function callProblems(step: Mapping, where: string): string[] {
  const called = actionOf(step);
  if (called === undefined) return [];
  const { uses, definition } = called;
  if (definition === undefined) return [`${where}: there is no action ${uses}`];
  if (uses.startsWith("$/") && uses.includes("@")) return [`${where}: ${uses}: $/ takes no version`];
  const problems = checkGiven(mapping(step["with"]), definition.inputs, "input");
  return problems.map((problem) => `${where}: ${uses}: ${problem}`);
}

/** A value that is put into a script is a script itself. */
function interpolated(step: Mapping, where: string): string[] {
  return [...strings(step["run"], `${where}.run`)]
    .filter(([, text]) => text.includes("${{"))
    .map(([place]) => `${place}: an expression in a script; hand it over in env`);
}
