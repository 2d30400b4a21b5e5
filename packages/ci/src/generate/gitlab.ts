import { type InputField, type Step, VERSION } from "@compose-actions/step";
import { ARTIFACT_DIRECTORY } from "../artifacts/directory-store.ts";
import { variableName } from "../dotenv.ts";
import { inputParagraph, mustBeGiven } from "../input-texts.ts";
import { FETCH_BUNDLE, SHARD_OF_NODE } from "./gitlab-bundle.ts";
import { literal, quoted, yamlFile } from "./yaml-text.ts";

/** The bundle that a component goes with is that of its own release; a branch would run code that moves. */
const RELEASE_TAG = `v${VERSION}`;

/** What a component's job needs besides the step's inputs. */
const JOB_INPUTS = {
  // GitLab puts inputs in as text before it parses the file. A key has no place for a block.
  "job-name": {
    description: "Name of the job, without apostrophes.",
    type: "string",
    regex: "^[^'\\r\\n]+$",
  },
  stage: { description: "Stage of the job.", type: "string", default: "test" },
  rules: {
    description:
      "Rules of the job. By default it is in the pipelines of branches and tags, as jobs without rules are.",
    type: "array",
    default: [{ if: "$CI_COMMIT_BRANCH || $CI_COMMIT_TAG" }],
  },
  image: {
    description:
      "Container image of the job: any with Node 24, and with git or tar where the bundle is fetched with those.",
    type: "string",
    default: "node:24",
  },
  bundle: {
    description:
      "Where the compose-actions bundle is: a directory of the image or of the runner, an https:// URL of a release's .tar.gz, or a repository that git can clone.",
    type: "string",
  },
  "bundle-sha256": {
    description:
      "Digest of the archive that bundle names, as the release's SHA256SUMS has it. Required for an archive.",
    type: "string",
    default: "",
  },
  ref: {
    description:
      "Tag, branch or whole commit id of the repository that bundle names. By default the release that the component is of.",
    type: "string",
    default: RELEASE_TAG,
  },
} as const;

/**
 * `templates/<step>/template.yml`: a component with one job. Inputs reach the step as variables, never as a part of
 * the script. Secrets have no input: they are masked CI/CD variables.
 *
 * GitLab puts the values in as text and parses the file afterwards. Each is one line in a literal block, so that it may
 * hold any character; one of several lines breaks the file, loudly, since only its first would be in the block.
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

/**
 * A component that is written by hand, with the release in it that it is of.
 *
 * @throws Error when it has no such place
 */
export function withReleaseTag(template: string): string {
  const place = /^( {4}ref:\n(?: {6}.*\n)*? {6}default: ).*$/m;
  if (!place.test(template)) throw new Error("no input ref with a default");
  return template.replace(place, (_, start: string) => `${start}${RELEASE_TAG}`);
}

function job(step: Step, inputs: readonly (readonly [string, InputField])[]) {
  const variables = {
    COMPOSE_ACTIONS_BUNDLE: literal("$[[ inputs.bundle ]]"),
    COMPOSE_ACTIONS_BUNDLE_SHA256: literal("$[[ inputs.bundle-sha256 ]]"),
    COMPOSE_ACTIONS_REF: literal("$[[ inputs.ref ]]"),
    ...Object.fromEntries(
      inputs.map(([name]) => [`COMPOSE_ACTIONS_${variableName(name)}`, literal(`$[[ inputs.${name} ]]`)]),
    ),
  };
  const reports = Object.fromEntries(
    REPORTS.filter((name) => name in step.inputs).map((name) => [name, literal(`$[[ inputs.${name} ]]`)]),
  );
  const kept = KEPT.filter(
    (name) => name in step.inputs && !(name === "output" && step.bigOutput === true),
  ).map((name) => literal(`$[[ inputs.${name} ]]`));
  // What is handed on to later jobs lies in a directory, which GitLab carries.
  const handedOn = HANDED_ON.some((name) => name in step.inputs) ? [ARTIFACT_DIRECTORY] : [];
  return {
    stage: literal("$[[ inputs.stage ]]"),
    // A list, not a text: without quotes.
    rules: "$[[ inputs.rules ]]",
    // An image's own entry, such as ours has, would be started in place of the shell.
    image: { name: literal("$[[ inputs.image ]]"), entrypoint: [""] },
    variables,
    script: [
      FETCH_BUNDLE,
      ...("shard" in step.inputs ? [SHARD_OF_NODE] : []),
      `node "$COMPOSE_ACTIONS_HOME/dist/cli/index.js" ${step.name}`,
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

/** What GitLab adds to an input. */
const NOTES: ReadonlyMap<string, string> = new Map([
  ["shard", "`ci-node` is the part that `parallel: n` of the job gives to each of its n jobs."],
  // Documents, which are YAML and JSON elsewhere.
  ["request", "In a component a path, or JSON in one line."],
  ["url-map", "In a component a path, or JSON in one line."],
]);

/** What an input says of itself in a component, where a value has one line. */
function describe(name: string, field: InputField): string {
  const note = NOTES.get(name) ?? SEVERAL.get(field.kind);
  return note === undefined ? inputParagraph(field) : `${inputParagraph(field)} ${note}`;
}

/** How several values are given in one line. */
const SEVERAL: ReadonlyMap<InputField["kind"], string> = new Map([
  ["list", 'In a component several in one line, with commas or as JSON: `["a", "b"]`.'],
  ["lines", 'In a component several in one line, as JSON: `["a", "b"]`.'],
]);

/** The directory of a step that need not write one: a job's paths must not be empty. */
const OUTPUT = "compose-metadata";

/**
 * An input in `spec: inputs`. Lists are strings, since they become variables; an empty string is an absent input, so
 * that defaults live in code here too.
 */
function specInput(name: string, field: InputField) {
  const description = describe(name, field);
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
