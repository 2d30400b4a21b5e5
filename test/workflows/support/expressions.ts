import { Lexer, Parser } from "@actions/expressions";
import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from "@actions/expressions/ast";
import { functions } from "./functions.ts";

const CONTEXTS = [
  "github",
  "env",
  "vars",
  "job",
  "jobs",
  "steps",
  "runner",
  "secrets",
  "strategy",
  "matrix",
  "needs",
  "inputs",
];

/** What an expression reads, part by part: `needs.plan.outputs.plan`; `*` stands for a part that is not literal. */
export type Reference = readonly string[];

/** The expressions in a text, without their marks. Marks within quoted texts do not end one. */
export function expressionsIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{\{((?:'(?:[^']|'')*'|[^'])*?)\}\}/gs)].map((match) => match[1] ?? "");
}

/**
 * What an expression reads.
 * @throws Error when it is no expression
 */
export function references(expression: string): readonly Reference[] {
  return [...read(new Parser(new Lexer(expression).lex().tokens, CONTEXTS, functions).parse())];
}

/** What a parsed expression reads. */
export function* read(expression: Expr): Generator<Reference> {
  const path = pathOf(expression);
  if (path !== undefined) yield path;
  for (const part of partsOf(expression, path !== undefined)) yield* read(part);
}

/** The path of a chain such as `needs.plan.outputs`; undefined for anything else. */
function pathOf(expression: Expr): Reference | undefined {
  if (expression instanceof ContextAccess) return [expression.name.lexeme.toLowerCase()];
  if (!(expression instanceof IndexAccess)) return undefined;
  const before = pathOf(expression.expr);
  const { index } = expression;
  return before && [...before, index instanceof Literal ? index.literal.coerceString() : "*"];
}

function partsOf(expression: Expr, isPath: boolean): readonly Expr[] {
  if (expression instanceof IndexAccess) {
    // Of a path only what is computed in it is left.
    return isPath ? indexesOf(expression) : [expression.expr, expression.index];
  }
  if (expression instanceof Unary) return [expression.expr];
  if (expression instanceof Binary) return [expression.left, expression.right];
  if (expression instanceof Logical || expression instanceof FunctionCall) return expression.args;
  return expression instanceof Grouping ? [expression.group] : [];
}

function indexesOf(expression: Expr): readonly Expr[] {
  return expression instanceof IndexAccess ? [...indexesOf(expression.expr), expression.index] : [];
}
