import { actionOf } from "./calls.ts";
import { ownPath, ownWorkflow } from "./definitions.ts";
import { listOf, type Mapping, mapping, strings, textOf, type Value } from "./documents.ts";
import { expressionsIn, type Reference, references } from "./expressions.ts";

/** What expressions in one place of a workflow can read. An undefined part is not known, and not checked. */
export interface Scope {
  /** Id of a step → its outputs, undefined when they are not known. */
  readonly steps?: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** Job that is needed → its outputs, undefined when they are not known. */
  readonly needs?: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** Of the workflow's outputs: job → its outputs. */
  readonly jobs?: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  readonly inputs?: ReadonlySet<string>;
  readonly secrets?: ReadonlySet<string>;
  readonly matrix?: ReadonlySet<string>;
}

/** What is wrong with the expressions in a value. */
export function checkExpressions(value: Value | undefined, place: string, scope: Scope): string[] {
  return [...strings(value, place)].flatMap(([where, text]) => {
    const bare = /(?:^|\.)if$/.test(where) && !text.includes("${{");
    const found = bare ? [text] : expressionsIn(text);
    return found.flatMap((expression) => checkExpression(expression, where, scope));
  });
}

function checkExpression(expression: string, where: string, scope: Scope): string[] {
  try {
    return references(expression)
      .map((reference) => missing(reference, scope))
      .filter((problem) => problem !== undefined)
      .map((problem) => `${where}: ${problem}`);
  } catch (error) {
    return [`${where}: ${(error as Error).message}: ${expression.trim()}`];
  }
}

const RESULTS = new Set(["outputs", "outcome", "conclusion", "result"]);

/** What a reference names that is not there. */
function missing(reference: Reference, scope: Scope): string | undefined {
  const [context = "", name, property, output] = reference;
  const text = reference.join(".");
  if (name === undefined || name === "*") return undefined;
  if (context === "inputs" || context === "secrets" || context === "matrix") {
    const known = scope[context];
    if (known === undefined || known.has(name)) return undefined;
    return context === "secrets" && name === "GITHUB_TOKEN" ? undefined : `${text}: there is no ${name}`;
  }
  if (context !== "steps" && context !== "needs" && context !== "jobs") return undefined;
  const known = scope[context];
  if (known === undefined) return undefined;
  if (!known.has(name)) return `${text}: there is no ${name} here`;
  if (property !== undefined && !RESULTS.has(property)) return `${text}: there is no ${property}`;
  const outputs = known.get(name);
  if (property !== "outputs" || output === undefined || output === "*" || outputs === undefined) {
    return undefined;
  }
  return outputs.has(output) ? undefined : `${text}: ${name} has no output ${output}`;
}

/** The outputs of a step; undefined when only the action of somebody else, or a program that it starts, knows them. */
export function stepOutputs(step: Mapping): ReadonlySet<string> | undefined {
  const run = textOf(step["run"]);
  if (run === undefined) return actionOf(step)?.definition?.outputs;
  // A script that writes outputs itself names them where it does: echo "name=…".
  if (!run.includes("GITHUB_OUTPUT")) return undefined;
  return new Set([...run.matchAll(/([A-Za-z_][\w-]*)=/g)].map((match) => match[1] ?? ""));
}

/** The outputs of a job; those of a called workflow of this repository are known, of others not. */
export function jobOutputs(job: Mapping): ReadonlySet<string> | undefined {
  const uses = textOf(job["uses"]);
  if (uses === undefined) return new Set(Object.keys(mapping(job["outputs"])));
  const path = ownPath(uses);
  return path === undefined ? undefined : ownWorkflow(path)?.outputs;
}

/** The keys of a job's matrix; undefined when it is computed, or there is none. */
export function matrixKeys(job: Mapping): ReadonlySet<string> | undefined {
  const strategy = mapping(job["strategy"]);
  if (!("matrix" in strategy)) return new Set();
  const matrix = strategy["matrix"];
  if (typeof matrix === "string") return undefined;
  const { include, exclude: _, ...axes } = mapping(matrix);
  if (typeof include === "string") return undefined;
  return new Set([...Object.keys(axes), ...listOf(include).flatMap((leg) => Object.keys(mapping(leg)))]);
}
