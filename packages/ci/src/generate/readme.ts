import type { InputField, Step } from "@compose-actions/step";
import { inputFacts } from "../input-texts.ts";

/** A table between `<!-- <mark>:start -->` and `<!-- <mark>:end -->`. */
type Mark = "inputs" | "outputs";

/**
 * A README with the tables of inputs and outputs brought up to date.
 *
 * @throws Error when a mark is missing
 */
export function updateReadme(readme: string, step: Step): string {
  return replaceBetween(updateInputTable(readme, step), "outputs", outputTable(step));
}

/** A text with the table of a step's inputs brought up to date. @throws Error when a mark is missing */
export function updateInputTable(text: string, step: Step): string {
  return replaceBetween(text, "inputs", inputTable(step));
}

/** A README for a step that has none. */
export function newReadme(step: Step): string {
  const marks = (mark: Mark) => `<!-- ${mark}:start -->\n<!-- ${mark}:end -->`;
  const text = [
    `# ${step.name}`,
    `${step.title}. ${step.description}`,
    "## Inputs",
    marks("inputs"),
    "## Outputs",
    marks("outputs"),
  ];
  return updateReadme(`${text.join("\n\n")}\n`, step);
}

function inputTable(step: Step): string {
  const rows = Object.entries(step.inputs).map(([name, field]) => row([`\`${name}\``, description(field)]));
  return [row(["input", "description"]), row(["---", "---"]), ...rows].join("\n");
}

function outputTable(step: Step): string {
  const rows = Object.entries(step.outputs).map(([name, output]) =>
    row([`\`${name}\``, prose(output.description)]),
  );
  return [row(["output", "description"]), row(["---", "---"]), ...rows].join("\n");
}

function description(field: InputField): string {
  return [field.description, ...inputFacts(field)].map(prose).join(" ");
}

/** Descriptions are ours: only what would not be seen outside a code span is escaped. */
function prose(text: string): string {
  const parts = text.split(/(`[^`]+`)/);
  return parts
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<>*_]/g, "\\$&")))
    .join("")
    .replaceAll("\n", " ");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function replaceBetween(text: string, mark: Mark, content: string): string {
  const [start, end] = [`<!-- ${mark}:start -->`, `<!-- ${mark}:end -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the README has no ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}
