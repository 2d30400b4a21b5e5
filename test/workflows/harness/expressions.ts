import { type data, Evaluator, Lexer, Parser, data as values } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";
import { ensureStatusFunction } from "@actions/workflow-parser/model/converter/if-condition";
import {
  BasicExpressionToken,
  InsertExpressionToken,
  MappingToken,
  SequenceToken,
  type TemplateToken,
} from "@actions/workflow-parser/templates/tokens/index";
import { isBoolean, isNumber, isString } from "@actions/workflow-parser/templates/tokens/type-guards";
import { fromData, isTrue, isValues, toData, toText, type Value, type Values } from "./values.ts";

/** What the functions of a condition say. */
export interface Status {
  /** With names of jobs: of these alone. */
  success(jobs: readonly string[]): boolean;
  failure(jobs: readonly string[]): boolean;
  cancelled(): boolean;
}

/** What an expression may see. */
export interface Scope {
  readonly contexts: Values;
  readonly status?: Status;
  /** Of the files that the patterns name; nothing when there are none. */
  readonly hashFiles?: (patterns: readonly string[]) => string;
}

/** The value of one expression, without `${{` and `}}`. */
export function evaluate(expression: string, scope: Scope): Value {
  const functions = functionsOf(scope);
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(scope.contexts), functions).parse();
  const context = new values.Dictionary(
    ...Object.entries(scope.contexts).map(([key, value]) => ({ key, value: toData(value) })),
  );
  const named = new Map(functions.map((one) => [one.name.toLowerCase(), one]));
  return fromData(new Evaluator(tree, context, named).evaluate());
}

/** The value of a piece of a file, with all expressions in it. */
export function evaluateToken(token: TemplateToken, scope: Scope): Value {
  if (token instanceof BasicExpressionToken) return evaluate(token.expression, scope);
  if (token instanceof SequenceToken) return [...token].map((item) => evaluateToken(item, scope));
  if (token instanceof MappingToken) return evaluateMapping(token, scope);
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  return null;
}

/** The same of what may not be there. */
export function evaluateField(token: TemplateToken | undefined, scope: Scope): Value | undefined {
  return token === undefined ? undefined : evaluateToken(token, scope);
}

/** A mapping of texts: `env`, `with`, `outputs`. */
export function evaluateTexts(token: TemplateToken | undefined, scope: Scope): Record<string, string> {
  const value = evaluateField(token, scope);
  if (!isValues(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toText(one)]));
}

/** An `if:`. Without a word about the state it asks for success. */
export function holds(token: TemplateToken | undefined, scope: Scope): boolean {
  if (token === undefined) return isTrue(evaluate("success()", scope));
  const condition = token instanceof BasicExpressionToken ? token.expression : textOf(token);
  if (condition.trim() === "") return isTrue(evaluate("success()", scope));
  return isTrue(evaluate(ensureStatusFunction(condition, token.definitionInfo), scope));
}

function textOf(token: TemplateToken): string {
  return isString(token) ? token.value : String(evaluateToken(token, { contexts: {} }));
}

function evaluateMapping(token: MappingToken, scope: Scope): Values {
  const entries: [string, Value][] = [];
  for (const { key, value } of token) {
    if (key instanceof InsertExpressionToken) {
      const inserted = evaluateToken(value, scope);
      if (isValues(inserted)) entries.push(...Object.entries(inserted));
    } else {
      entries.push([toText(evaluateToken(key, scope)), evaluateToken(value, scope)]);
    }
  }
  return Object.fromEntries(entries);
}

function functionsOf({ status, hashFiles }: Scope): FunctionDefinition[] {
  const texts = (args: readonly data.ExpressionData[]) => args.map((arg) => arg.coerceString());
  const named = (
    name: string,
    maxArgs: number,
    call: (args: readonly data.ExpressionData[]) => boolean | string,
  ): FunctionDefinition => ({ name, minArgs: 0, maxArgs, call: (...args) => toData(call(args)) });
  return [
    ...(status === undefined
      ? []
      : [
          named("success", 255, (args) => status.success(texts(args))),
          named("failure", 255, (args) => status.failure(texts(args))),
          named("cancelled", 0, () => status.cancelled()),
          named("always", 0, () => true),
        ]),
    ...(hashFiles === undefined ? [] : [named("hashFiles", 255, (args) => hashFiles(texts(args)))]),
  ];
}
