import { Scalar, stringify } from "yaml";

/** A YAML file with a comment on top that says where it comes from. */
export function yamlFile(...documents: readonly unknown[]): string {
  const options = { lineWidth: 110, blockQuote: "literal" } as const;
  const texts = documents.map((document) => stringify(document, options));
  return `# Generated from the inputs of the steps by "npm run generate". Do not edit.\n${texts.join("---\n")}`;
}

/**
 * A text as a literal block: whatever one line a host puts into it before the file is parsed is then taken as it is,
 * quotes, `#` and `a: b` included. What follows a line break is not indented, and so no part of it.
 */
export function literal(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = "BLOCK_LITERAL";
  return scalar;
}

/** A text in single quotes, where there is no place for a block: what a host puts into it must not hold any. */
export function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = "QUOTE_SINGLE";
  return scalar;
}
