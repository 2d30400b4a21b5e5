import { NoOperationTraceWriter } from "@actions/workflow-parser";
import type { TemplateParseResult } from "@actions/workflow-parser/templates/template-parse-result";
import {
  MappingToken,
  SequenceToken,
  type StringToken,
  type TemplateToken,
} from "@actions/workflow-parser/templates/tokens/index";
import { isString } from "@actions/workflow-parser/templates/tokens/type-guards";
import { evaluateField } from "./expressions.ts";
import type { Value } from "./values.ts";

export const noTrace = new NoOperationTraceWriter();

/** Everything that is wrong with the files of a run, before anything of it has started. */
export class WorkflowError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "WorkflowError";
    this.problems = problems;
  }
}

/** The root of a parsed file, if the grammar has nothing against it. */
export function rootOf(path: string, { context, value }: TemplateParseResult): MappingToken {
  const errors = context.errors.getErrors();
  if (errors.length > 0) throw new WorkflowError(errors.map(({ message }) => message));
  if (!(value instanceof MappingToken)) throw new WorkflowError([`${path}: not a mapping`]);
  return value;
}

export function field(token: TemplateToken | undefined, name: string): TemplateToken | undefined {
  return token instanceof MappingToken ? token.find(name) : undefined;
}

/** The pairs of a mapping; of anything else none. */
export function pairs(token: TemplateToken | undefined): [string, TemplateToken][] {
  if (!(token instanceof MappingToken)) return [];
  return [...token].map(({ key, value }) => [isString(key) ? key.value : key.toDisplayString(), value]);
}

export function items(token: TemplateToken | undefined): readonly TemplateToken[] {
  return token instanceof SequenceToken ? [...token] : [];
}

/** A text without expressions. */
export function text(token: TemplateToken | undefined): string | undefined {
  return token !== undefined && isString(token) ? (token as StringToken).value : undefined;
}

/** A text or a list of them. */
export function texts(token: TemplateToken | undefined): readonly string[] {
  const one = text(token);
  return one === undefined ? items(token).flatMap((item) => text(item) ?? []) : [one];
}

/** A value without expressions. */
export function literal(token: TemplateToken | undefined): Value | undefined {
  return evaluateField(token, { contexts: {} });
}
