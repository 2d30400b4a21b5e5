import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadStep, steps } from "@compose-actions/cli";
import { parse, parseAllDocuments, stringify } from "yaml";
import { ROOT } from "../../support/dist.ts";
import { checkSteps, checkWorkflow } from "../../workflows/support/check-workflow.ts";
import { ownPath } from "../../workflows/support/definitions.ts";
import {
  isMapping,
  listOf,
  type Mapping,
  mapping,
  textOf,
  type Value,
} from "../../workflows/support/documents.ts";
import { valueProblem } from "./command-lines.ts";

const COMPONENT = /\/compose-actions\/compose-actions\/(?<name>[a-z-]+)@\d+\.\d+\.\d+$/;

/** What an example in YAML is: it is checked as that. */
export type YamlKind = "workflow" | "job" | "steps" | "gitlab" | "inputs";

/** What only components take: the part that `parallel` gives to the job. */
const COMPONENT_WORDS: Readonly<Record<string, string>> = { shard: "ci-node" };

/**
 * Checks an example: a workflow, its jobs, one job without the others, steps, a pipeline of GitLab that includes
 * components, or on the page of a step some of its inputs.
 *
 * @returns the problems, and what it was taken for
 */
export async function checkYaml(
  text: string,
  name: string,
): Promise<{ readonly kind: YamlKind | undefined; readonly problems: readonly string[] }> {
  let value: Value;
  try {
    value = parse(text) as Value;
  } catch (error) {
    return { kind: undefined, problems: [`${name}: ${(error as Error).message}`] };
  }
  if (Array.isArray(value)) {
    return { kind: "steps", problems: [...checkSteps(text, name), ...(await stepValues(value, name))] };
  }
  if (!isMapping(value)) return { kind: undefined, problems: [`${name}: neither a mapping nor a list`] };
  if ("jobs" in value) {
    const whole = "on" in value ? text : `on: push\n${text}`;
    // Forgejo names actions by their address; GitHub knows no such thing.
    const atGithub = whole
      .replaceAll("uses: https://github.com/", "uses: ")
      .replaceAll(/uses: https:\/\/[^/]+\//g, "uses: ");
    const all = Object.values(mapping(value["jobs"])).flatMap((job) => listOf(mapping(job)["steps"]));
    return {
      kind: "workflow",
      problems: [...checkWorkflow(atGithub, name), ...(await stepValues(all, name))],
    };
  }
  if ("include" in value) return { kind: "gitlab", problems: await gitlabProblems(value, name) };
  const jobs = Object.values(value).map(mapping);
  if (jobs.length > 0 && jobs.every((job) => "steps" in job)) {
    // What it needs is not there, so its steps alone are looked at.
    const all = jobs.map(({ steps: list = [] }) => list);
    const problems = all.flatMap((list) => checkSteps(stringify(list), name));
    return { kind: "job", problems: [...problems, ...(await stepValues(all.flatMap(listOf), name))] };
  }
  const [, step] = /^actions\/([a-z-]+)\//.exec(name) ?? [];
  if (step !== undefined) return { kind: "inputs", problems: await givenInputs(step, value, name) };
  return { kind: undefined, problems: [`${name}: it is neither a workflow, nor steps, nor a pipeline`] };
}

/** What is wrong with the values that steps of a workflow give to our actions. */
async function stepValues(all: readonly Value[], name: string): Promise<string[]> {
  const problems = all.map(async (value) => {
    const step = mapping(value);
    const path = ownPath((textOf(step["uses"]) ?? "").replace("https://github.com/", ""));
    const given = mapping(step["with"]);
    const called = path === "" ? textOf(given["command"]) : path?.replace(/^actions\//, "");
    return called === undefined ? [] : inputValues(called, given);
  });
  return (await Promise.all(problems)).flat().map((problem) => `${name}: ${problem}`);
}

async function givenInputs(called: string, given: Mapping, name: string): Promise<string[]> {
  const known = (await loadStep(steps, called))?.inputs ?? {};
  const unknown = Object.keys(given).filter((input) => !(input in known));
  const problems = [
    ...unknown.map((input) => `there is no input ${input}`),
    ...(await inputValues(called, given)),
  ];
  return problems.map((problem) => `${name}: ${problem}`);
}

async function inputValues(called: string, given: Mapping): Promise<string[]> {
  const step = await loadStep(steps, called);
  return Object.entries(given).flatMap(([input, value]) => {
    const field = step?.inputs[input];
    const problem = field && !isMapping(value) ? valueProblem(field, listOf(value).join("\n")) : undefined;
    return problem === undefined ? [] : [`${called}: ${input}: ${problem}`];
  });
}

async function gitlabProblems(pipeline: Mapping, name: string): Promise<string[]> {
  const problems = listOf(pipeline["include"]).map(async (value) => {
    const include = mapping(value);
    const component = COMPONENT.exec(textOf(include["component"]) ?? "")?.groups?.["name"];
    if (component === undefined)
      return [`${textOf(include["component"]) ?? "include"} is no component of ours`];
    const file = join(ROOT, "templates", component, "template.yml");
    if (!existsSync(file)) return [`there is no component ${component}`];
    const [head] = parseAllDocuments(readFileSync(file, "utf8"));
    const known = mapping(mapping(mapping(head?.toJS() as Value)["spec"])["inputs"]);
    const given = mapping(include["inputs"]);
    return [
      ...Object.keys(given)
        .filter((input) => !(input in known))
        .map((input) => `${component}: there is no input ${input}`),
      ...Object.entries(known)
        .filter(([input, definition]) => !("default" in mapping(definition)) && !(input in given))
        .map(([input]) => `${component}: input ${input} is required`),
      // GitLab puts it into the text of the component.
      ...Object.entries(given)
        .filter(([, value]) => (textOf(value) ?? "").trim().includes("\n"))
        .map(([input]) => `${component}: ${input}: a component takes one line`),
      ...(await inputValues(component, withoutWords(given))),
    ];
  });
  return (await Promise.all(problems)).flat().map((problem) => `${name}: ${problem}`);
}

function withoutWords(given: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(given).filter(([input, value]) => COMPONENT_WORDS[input] !== value),
  );
}
