// The tables of inputs, secrets and outputs of the reusable workflows, for their page.
import { parse } from "yaml";

/**
 * A page with the tables written anew between the marks `<!-- publish-compose:start -->` and `…:end -->`.
 *
 * @param {string} page
 * @param {ReadonlyMap<string, string>} workflows - file name → text
 */
export function withWorkflowTables(page, workflows) {
  let text = page;
  for (const [file, workflow] of workflows) {
    const name = file.replace(/\.yml$/, "");
    const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`the page of workflows lacks the marks of ${name}`);
    text = `${text.slice(0, from + start.length)}\n${tables(parse(workflow))}${text.slice(to)}`;
  }
  return text;
}

function tables({ on, jobs }) {
  const { inputs, secrets, outputs } = on.workflow_call;
  return [
    table("input", inputs, (input) => `${input.description}${defaultOf(input)}`),
    table("secret", secrets, (secret) => secret.description),
    table("output", outputs, (output) => output.description),
    `The caller grants ${permissions(jobs)}.\n`,
  ].join("\n");
}

function table(title, entries, describe) {
  const rows = Object.entries(entries).map(([name, entry]) => `| \`${name}\` | ${cell(describe(entry))} |\n`);
  return `| ${title} | description |\n| --- | --- |\n${rows.join("")}`;
}

function defaultOf({ required, default: value }) {
  if (required === true) return " Required.";
  return value === undefined || value === "" ? "" : ` Default: \`${value}\`.`;
}

function cell(text) {
  return text.replace(/[|*<]/g, "\\$&").replaceAll("\n", " ");
}

/** What the jobs ask for, together: a called workflow gets no more than its caller has. */
function permissions(jobs) {
  const most = new Map();
  for (const { permissions: own } of Object.values(jobs)) {
    for (const [scope, level] of Object.entries(own)) {
      if (most.get(scope) !== "write") most.set(scope, level);
    }
  }
  return [...most].map(([scope, level]) => `\`${scope}: ${level}\``).join(", ");
}
