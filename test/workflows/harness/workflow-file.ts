import { readFileSync } from "node:fs";
import { join } from "node:path";
import { convertWorkflowTemplate, parseWorkflow } from "@actions/workflow-parser";
import { MappingToken, type TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import type { FileProvider } from "@actions/workflow-parser/workflows/file-provider";
import { type Permissions, permissionsOf } from "./permissions.ts";
import { field, items, literal, noTrace, pairs, rootOf, text, texts, WorkflowError } from "./tokens.ts";

export interface InputDefinition {
  readonly type: string;
  readonly required: boolean;
  readonly fallback: TemplateToken | undefined;
  readonly options: readonly string[];
}

/** What starts a workflow, and what may be given with it. */
export interface Trigger {
  readonly inputs: Readonly<Record<string, InputDefinition>>;
  /** By name: whether it is required. */
  readonly secrets: Readonly<Record<string, boolean>>;
  readonly outputs: Readonly<Record<string, TemplateToken>>;
}

export interface Defaults {
  readonly shell: TemplateToken | undefined;
  readonly workingDirectory: TemplateToken | undefined;
}

export interface WorkflowFile {
  readonly path: string;
  readonly name: string;
  readonly root: TemplateToken;
  readonly triggers: Readonly<Record<string, Trigger>>;
  readonly env: TemplateToken | undefined;
  readonly defaults: Defaults;
  readonly permissions: Permissions | undefined;
  readonly jobs: readonly JobDefinition[];
}

interface AnyJob {
  readonly id: string;
  readonly token: TemplateToken;
  readonly name: TemplateToken | undefined;
  readonly needs: readonly string[];
  readonly condition: TemplateToken | undefined;
  readonly strategy: TemplateToken | undefined;
  readonly permissions: Permissions | undefined;
}

export interface StepsJob extends AnyJob {
  readonly kind: "steps";
  readonly runsOn: TemplateToken | undefined;
  readonly env: TemplateToken | undefined;
  readonly defaults: Defaults;
  readonly outputs: TemplateToken | undefined;
  readonly timeoutMinutes: TemplateToken | undefined;
  readonly continueOnError: TemplateToken | undefined;
  readonly steps: readonly StepDefinition[];
}

/** A job that is another workflow. */
export interface CallJob extends AnyJob {
  readonly kind: "call";
  readonly uses: string;
  readonly with: TemplateToken | undefined;
  readonly secrets: TemplateToken | undefined;
}

export type JobDefinition = StepsJob | CallJob;

interface AnyStep {
  /** Only what the file says. */
  readonly id: string | undefined;
  /** For messages and records: id, name, or what it does. */
  readonly label: string;
  readonly token: TemplateToken;
  readonly condition: TemplateToken | undefined;
  readonly env: TemplateToken | undefined;
  readonly continueOnError: TemplateToken | undefined;
  readonly timeoutMinutes: TemplateToken | undefined;
}

export interface RunStep extends AnyStep {
  readonly kind: "run";
  /** The script, or the expression that stands in its place. */
  readonly script: TemplateToken;
  readonly shell: TemplateToken | undefined;
  readonly workingDirectory: TemplateToken | undefined;
}

export interface UsesStep extends AnyStep {
  readonly kind: "uses";
  readonly uses: string;
  readonly with: TemplateToken | undefined;
}

/** What the grammar allows and we do not play. */
export interface OtherStep extends AnyStep {
  readonly kind: "other";
}

export type StepDefinition = RunStep | UsesStep | OtherStep;

/**
 * Reads a workflow by GitHub's own grammar, which also compares what it calls with what that takes.
 * @throws WorkflowError with everything that the grammar says against it
 */
export async function readWorkflow(repository: string, path: string): Promise<WorkflowFile> {
  const content = readFileSync(join(repository, path), "utf8");
  const parsed = parseWorkflow({ name: path, content }, noTrace);
  const root = rootOf(path, parsed);
  const { errors = [] } = await convertWorkflowTemplate(parsed.context, root, filesOf(repository), {
    fetchReusableWorkflowDepth: 1,
  });
  if (errors.length > 0) throw new WorkflowError(errors.map(({ Message }) => Message));
  return {
    path,
    name: text(field(root, "name")) ?? path,
    root,
    triggers: triggersOf(field(root, "on")),
    env: field(root, "env"),
    defaults: defaultsOf(root),
    permissions: permissionsOf(field(root, "permissions")),
    jobs: pairs(field(root, "jobs")).map(([id, token]) => jobOf(id, token)),
  };
}

/** The file of a workflow that a job calls, from the root of the repository; of another repository none. */
export function calledFile(uses: string): string | undefined {
  return /^(?:\.|\$)\/(?<path>[^@]+)$/.exec(uses)?.groups?.["path"];
}

function filesOf(repository: string): FileProvider {
  return {
    getFileContent: async (reference) => {
      if ("repository" in reference) throw new Error("a workflow of another repository is not emulated");
      const { path } = reference;
      return { name: path, content: readFileSync(join(repository, path), "utf8") };
    },
  };
}

function triggersOf(token: TemplateToken | undefined): Record<string, Trigger> {
  const events = token instanceof MappingToken ? pairs(token) : texts(token).map((name) => [name] as const);
  return Object.fromEntries(events.map(([name, event]) => [name, triggerOf(event)]));
}

function triggerOf(event: TemplateToken | undefined): Trigger {
  const inputs = pairs(field(event, "inputs")).map(([name, input]) => [name, inputOf(input)] as const);
  const secrets = pairs(field(event, "secrets")).map(
    ([name, secret]) => [name, literal(field(secret, "required")) === true] as const,
  );
  const outputs = pairs(field(event, "outputs")).flatMap(([name, output]) => {
    const value = field(output, "value");
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    inputs: Object.fromEntries(inputs),
    secrets: Object.fromEntries(secrets),
    outputs: Object.fromEntries(outputs),
  };
}

function inputOf(token: TemplateToken): InputDefinition {
  return {
    type: text(field(token, "type")) ?? "string",
    required: literal(field(token, "required")) === true,
    fallback: field(token, "default"),
    options: texts(field(token, "options")),
  };
}

function defaultsOf(token: TemplateToken): Defaults {
  const run = field(field(token, "defaults"), "run");
  return { shell: field(run, "shell"), workingDirectory: field(run, "working-directory") };
}

function jobOf(id: string, token: TemplateToken): JobDefinition {
  const any: AnyJob = {
    id,
    token,
    name: field(token, "name"),
    needs: texts(field(token, "needs")),
    condition: field(token, "if"),
    strategy: field(token, "strategy"),
    permissions: permissionsOf(field(token, "permissions")),
  };
  const uses = text(field(token, "uses"));
  if (uses !== undefined) {
    return { ...any, kind: "call", uses, with: field(token, "with"), secrets: field(token, "secrets") };
  }
  return {
    ...any,
    kind: "steps",
    runsOn: field(token, "runs-on"),
    env: field(token, "env"),
    defaults: defaultsOf(token),
    outputs: field(token, "outputs"),
    timeoutMinutes: field(token, "timeout-minutes"),
    continueOnError: field(token, "continue-on-error"),
    steps: items(field(token, "steps")).map(stepOf),
  };
}

function stepOf(token: TemplateToken, index: number): StepDefinition {
  const id = text(field(token, "id"));
  const name = text(field(token, "name"));
  const uses = text(field(token, "uses"));
  const script = field(token, "run");
  const any: AnyStep = {
    id,
    label: id ?? name ?? uses ?? `step ${index + 1}`,
    token,
    condition: field(token, "if"),
    env: field(token, "env"),
    continueOnError: field(token, "continue-on-error"),
    timeoutMinutes: field(token, "timeout-minutes"),
  };
  if (uses !== undefined) return { ...any, kind: "uses", uses, with: field(token, "with") };
  if (script === undefined) return { ...any, kind: "other" };
  return {
    ...any,
    kind: "run",
    script,
    shell: field(token, "shell"),
    workingDirectory: field(token, "working-directory"),
  };
}
