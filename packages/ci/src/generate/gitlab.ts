import type { InputField, Step } from "@compose-actions/step";
import { ARTIFACT_DIRECTORY } from "../artifacts/directory-store.ts";
import { variableName } from "../dotenv.ts";
import { inputParagraph, mustBeGiven } from "../input-texts.ts";
import { quoted, yamlFile } from "./yaml-text.ts";

/** What a component's job needs besides the step's inputs. */
const JOB_INPUTS = {
  "job-name": { description: "Name of the job.", type: "string" },
  stage: { description: "Stage of the job.", type: "string", default: "test" },
  image: {
    description: "Container image of the job: any with Node 24 and git.",
    type: "string",
    default: "node:24",
  },
  bundle: {
    description:
      "The compose-actions repository to take the bundle from: a URL that git can clone, or a directory.",
    type: "string",
  },
  ref: { description: "Tag or branch of the bundle's repository.", type: "string", default: "main" },
} as const;

/**
 * `templates/<step>/template.yml`: a component with one job. Inputs reach the step as variables, never as a part of
 * the script. Secrets have no input: they are masked CI/CD variables.
 */
export function gitlabTemplate(step: Step): string {
  const inputs = Object.entries(step.inputs).filter(([, field]) => !field.secret);
  const clashes = inputs.filter(([name]) => name in JOB_INPUTS).map(([name]) => name);
  if (clashes.length > 0)
    throw new Error(`${step.name}: a component needs ${clashes.join(", ")} for its job`);
  const spec = {
    spec: {
      inputs: {
        ...JOB_INPUTS,
        "job-name": { ...JOB_INPUTS["job-name"], default: step.name },
        ...Object.fromEntries(inputs.map(([name, field]) => [name, specInput(name, field)])),
      },
    },
  };
  return yamlFile(spec, new Map([[quoted("$[[ inputs.job-name ]]"), job(step, inputs)]]));
}

function job(step: Step, inputs: readonly (readonly [string, InputField])[]) {
  const variables = {
    COMPOSE_ACTIONS_BUNDLE: quoted("$[[ inputs.bundle ]]"),
    COMPOSE_ACTIONS_REF: quoted("$[[ inputs.ref ]]"),
    ...Object.fromEntries(
      inputs.map(([name]) => [`COMPOSE_ACTIONS_${variableName(name)}`, quoted(`$[[ inputs.${name} ]]`)]),
    ),
  };
  const reports = Object.fromEntries(
    REPORTS.filter((name) => name in step.inputs).map((name) => [name, quoted(`$[[ inputs.${name} ]]`)]),
  );
  const kept = KEPT.filter(
    (name) => name in step.inputs && !(name === "output" && step.bigOutput === true),
  ).map((name) => quoted(`$[[ inputs.${name} ]]`));
  // What is handed on to later jobs lies in a directory, which GitLab carries.
  const handedOn = HANDED_ON.some((name) => name in step.inputs) ? [ARTIFACT_DIRECTORY] : [];
  return {
    stage: quoted("$[[ inputs.stage ]]"),
    image: quoted("$[[ inputs.image ]]"),
    variables,
    script: [
      [
        'if [ -d "$COMPOSE_ACTIONS_BUNDLE/dist" ]; then',
        '  COMPOSE_ACTIONS_HOME="$COMPOSE_ACTIONS_BUNDLE"',
        "else",
        '  COMPOSE_ACTIONS_HOME="$(mktemp -d)"',
        '  git clone --quiet --depth 1 --branch "$COMPOSE_ACTIONS_REF" -- "$COMPOSE_ACTIONS_BUNDLE" "$COMPOSE_ACTIONS_HOME"',
        "fi",
        `node "$COMPOSE_ACTIONS_HOME/dist/cli/index.js" ${step.name}`,
      ].join("\n"),
    ],
    artifacts: {
      when: "always",
      paths: ["compose-actions-summary.md", ...kept, ...handedOn],
      reports: { dotenv: "compose-actions.env", ...reports },
    },
  };
}

/** Inputs that name what a job makes: later jobs get it, and people can look at it. */
const KEPT = ["output", "report"];
/** Inputs that hand something on to later jobs. */
const HANDED_ON = ["metadata-artifact", "report-artifact"];
/** Inputs that name files which GitLab shows itself. */
const REPORTS = ["junit", "codequality"];
/** A job's paths must not be empty, so these files always have a name. */
const FILE_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["report", "compose-actions-report.json"],
  ["junit", "compose-actions-junit.xml"],
  ["codequality", "gl-code-quality-report.json"],
]);

/** The directory of a step that need not write one: a job's paths must not be empty. */
const OUTPUT = "compose-metadata";

/**
 * An input in `spec: inputs`. Lists are strings, since they become variables; an empty string is an absent input, so
 * that defaults live in code here too.
 */
function specInput(name: string, field: InputField) {
  const description = inputParagraph(field);
  const file = FILE_DEFAULTS.get(name) ?? (name === "output" && !mustBeGiven(field) ? OUTPUT : undefined);
  if (file !== undefined) return { description, type: "string", default: file };
  if (mustBeGiven(field)) return { description, type: specType(field) };
  if (field.kind === "flag" && field.default !== undefined) {
    return { description, type: "boolean", default: field.default };
  }
  if (field.kind === "integer" && field.default !== undefined) {
    return { description, type: "number", default: field.default };
  }
  const options =
    field.kind === "choice" && field.choices !== undefined ? { options: ["", ...field.choices] } : {};
  return { description, type: "string", default: "", ...options };
}

function specType(field: InputField): string {
  if (field.kind === "flag") return "boolean";
  return field.kind === "integer" ? "number" : "string";
}
