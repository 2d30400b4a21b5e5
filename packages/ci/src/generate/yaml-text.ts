import { Scalar, stringify } from "yaml";

/** A YAML file with a comment on top that says where it comes from. */
export function yamlFile(...documents: readonly unknown[]): string {
  const options = { lineWidth: 110, blockQuote: "literal" } as const;
  const texts = documents.map((document) => stringify(document, options));
  return `# Generated from the inputs of the steps by "npm run generate". Do not edit.\n${texts.join("---\n")}`;
}

/**
 * A text in single quotes: what a host puts into it before the file is parsed is then taken as it is, whether it looks
 * like YAML (`**`, `a: b`) or like JSON.
 */
export function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = "QUOTE_SINGLE";
  return scalar;
}
