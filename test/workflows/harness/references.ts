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
import { splitAllowedContext } from "@actions/workflow-parser/templates/allowed-context";
import { BasicExpressionToken, TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import { isString } from "@actions/workflow-parser/templates/tokens/type-guards";

/** `needs.build.outputs.digest` as its words; what is computed or a `*` ends it. */
export type Reference = readonly string[];

/** What the expressions in a piece of a file name. A text is taken as the condition that it is. */
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
  const found: Reference[] = [];
  // An empty condition has no tree.
  if (tree) visit(tree, found);
  return found;
}

function visit(node: Expr, found: Reference[]): void {
  const reference = referenceOf(node);
  if (reference !== undefined) found.push(reference);
  for (const child of childrenOf(node, reference)) visit(child, found);
}

function childrenOf(node: Expr, reference: Reference | undefined): readonly Expr[] {
  if (node instanceof IndexAccess) return reference === undefined ? [node.expr, node.index] : [];
  if (node instanceof FunctionCall || node instanceof Logical) return node.args;
  if (node instanceof Binary) return [node.left, node.right];
  if (node instanceof Unary) return [node.expr];
  if (node instanceof Grouping) return [node.group];
  return [];
}

function referenceOf(node: Expr): Reference | undefined {
  if (node instanceof ContextAccess) return [node.name.lexeme.toLowerCase()];
  if (!(node instanceof IndexAccess) || !(node.index instanceof Literal)) return undefined;
  const base = referenceOf(node.expr);
  return base === undefined ? undefined : [...base, node.index.literal.coerceString()];
}
