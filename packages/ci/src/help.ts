import type { InputField, Step } from "@compose-actions/step";
import { variableName } from "./dotenv.ts";
import { inputParagraph, mustBeGiven, wrap } from "./input-texts.ts";

export interface HelpOptions {
  /** Columns to wrap at. */
  readonly width?: number;
}

/** The `--help` text of a step: usage, what it does, its inputs and its outputs. Ends with a newline. */
export function stepHelp(step: Step, { width = 80 }: HelpOptions = {}): string {
  const columns = Math.min(Math.max(width, 40), 100);
  const fields = Object.entries(step.inputs);
  const entry = (term: string, text: string) => [
    `  ${term}`,
    ...wrap(text, columns - 6).map((line) => `      ${line}`),
  ];
  const lines = [
    ...wrap(`Usage: compose-actions ${step.name} ${usage(fields)}`, columns),
    "",
    ...wrap(`${step.title}. ${step.description}`, columns),
    "",
    "Inputs:",
    ...fields.flatMap(([name, field]) => entry(term(name, field), text(name, field))),
    ...entry("--json", "Print the report, and nothing else, to standard output."),
    ...entry("-h, --help", "Print this text."),
    "",
    "Outputs:",
    ...Object.entries(step.outputs).flatMap(([name, output]) => entry(name, output.description)),
    "",
    ...wrap(
      "Every input but a secret can also be set as COMPOSE_ACTIONS_<INPUT>, upper case with underscores for hyphens. " +
        "Outputs are appended to the file that COMPOSE_ACTIONS_OUTPUTS_FILE names, the summary is written to the one that COMPOSE_ACTIONS_SUMMARY names.",
      columns,
    ),
    "",
    ...wrap(
      "Exit codes: 0 done, 1 the work found or met something bad, 2 refused before work, 130 interrupted.",
      columns,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function usage(fields: readonly (readonly [string, InputField])[]): string {
  const positional = fields.find(([, field]) => field.positional);
  const required = fields.filter(([, field]) => mustBeGiven(field) && !field.positional && !field.secret);
  const several = positional !== undefined && isList(positional[1]) ? "..." : "";
  return [
    ...(positional === undefined
      ? []
      : [optional(`<${positional[0]}>${several}`, !mustBeGiven(positional[1]))]),
    ...required.map(([name]) => `--${name} <value>`),
    "[--<input> <value> ...]",
  ].join(" ");
}

function optional(text: string, is: boolean): string {
  return is ? `[${text}]` : text;
}

function isList(field: InputField): boolean {
  return field.kind === "list" || field.kind === "lines";
}

function term(name: string, field: InputField): string {
  if (field.secret) return `--${name}-file <path>`;
  return field.kind === "flag"
    ? `--${name}[=true|false]`
    : `--${name} <${isList(field) ? "values" : field.kind}>`;
}

function text(name: string, field: InputField): string {
  const notes = [inputParagraph(field)];
  if (field.secret) notes.push(`Or the environment variable COMPOSE_ACTIONS_${variableName(name)}.`);
  if (field.positional) notes.push("May be given without its flag.");
  if (isList(field)) notes.push("May be repeated.");
  return notes.join(" ");
}
