import { Lexer, Parser } from "@actions/expressions";
import { splitAllowedContext } from "@actions/workflow-parser/templates/allowed-context";
import { BasicExpressionToken, TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import { isString } from "@actions/workflow-parser/templates/tokens/type-guards";
import { type Reference, read } from "../support/expressions.ts";

/**
 * What the expressions in a piece of a file name, each up to what is computed or a `*`. A text is taken as the condition
 * that it is.
 */
export function referencesIn(token: TemplateToken | undefined): Reference[] {
  if (token === undefined) return [];
  if (isString(token)) return referencesOf(token.value, token);
  return [...TemplateToken.traverse(token)].flatMap(([, one]) =>
    one instanceof BasicExpressionToken ? referencesOf(one.expression, one) : [],
  );
}

/** Conditions below a piece of a file are texts that only the caller knows to be expressions. */
function referencesOf(expression: string, token: TemplateToken): Reference[] {
  const { namedContexts, functions } = splitAllowedContext(token.definitionInfo?.allowedContext ?? []);
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, namedContexts, functions).parse();
  // An empty condition has no tree.
  return tree ? [...read(tree)].map(untilComputed) : [];
}

function untilComputed(reference: Reference): Reference {
  const end = reference.indexOf("*");
  return end === -1 ? reference : reference.slice(0, end);
}
