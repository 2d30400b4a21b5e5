import type { InputField } from "@compose-actions/step";

/** Whether a host must insist on an input: not where another one may stand for it. */
export function mustBeGiven({ required, unless }: InputField): boolean {
  return required && unless === undefined;
}

/** What documentation says about an input besides its description, one sentence each, plain text. */
export function inputFacts(field: InputField): readonly string[] {
  const facts: string[] = [];
  if (field.required) facts.push(mustBeGiven(field) ? "Required." : `Required without ${field.unless}.`);
  // A choice or a duration explains itself only by what is expected; "one line of text" says nothing.
  if (!UNREMARKABLE.has(field.kind)) facts.push(`Expected: ${field.expected}.`);
  else if (field.kind === "flag") facts.push("`true` or `false`.");
  if (field.defaultText) facts.push(`Default: \`${field.defaultText.replaceAll("\n", ", ")}\`.`);
  if (field.actionDefault !== undefined) {
    // An expression in a description is one too many for GitHub.
    const name = field.actionDefault.replace(/^\$\{\{\s*|\s*\}\}$/g, "");
    facts.push(`On GitHub by default \`${name}\`.`);
  }
  if (field.example !== undefined) facts.push(`Example: \`${field.example}\`.`);
  return facts;
}

const UNREMARKABLE: ReadonlySet<string> = new Set(["text", "path", "flag", "secret"]);

/** Description and facts as one paragraph. */
export function inputParagraph(field: InputField): string {
  return [field.description, ...inputFacts(field)].join(" ");
}

/** Lines of at most `width` characters, broken at blanks. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
