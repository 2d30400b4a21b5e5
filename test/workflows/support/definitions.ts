import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/dist.ts";
import { isMapping, type Mapping, mapping, parseMapping } from "./documents.ts";

/** What can be given to something that is called, and what it gives. */
export interface Definition {
  /** Input → whether it has to be given. */
  readonly inputs: ReadonlyMap<string, boolean>;
  readonly outputs: ReadonlySet<string>;
  /** Secret → whether it has to be given; of workflows. */
  readonly secrets: ReadonlyMap<string, boolean>;
  /** Of workflows: scope → level, the most that any job asks for. */
  readonly permissions: ReadonlyMap<string, string>;
}

/** How others name this repository. */
const REPOSITORY = /^compose-actions\/compose-actions(?:\/(?<path>[^@]+))?@(?<ref>[^@]+)$/;
const OWN = /^(?:\$|\.)\/(?<path>.*)$/;

/** The path that a `uses` names in this repository, empty for the root; undefined when it names another one. */
export function ownPath(uses: string): string | undefined {
  const match = OWN.exec(uses) ?? REPOSITORY.exec(uses);
  return match === null ? undefined : (match.groups?.["path"] ?? "").replace(/\/$/, "");
}

/**
 * An action of this repository, as its `action.yml` has it. The one at the top is the step that `command` names.
 * @returns undefined when there is none
 */
export function ownAction(path: string, given: Mapping): Definition | undefined {
  if (path === "") return umbrella(given);
  const file = join(ROOT, path, "action.yml");
  return existsSync(file) ? actionDefinition(readFileSync(file, "utf8")) : undefined;
}

function umbrella(given: Mapping): Definition | undefined {
  const { inputs, outputs } = actionDefinition(readFileSync(join(ROOT, "action.yml"), "utf8"));
  const command = given["command"];
  if (typeof command !== "string" || command.includes("${{")) return { ...NONE, inputs, outputs };
  const step = ownAction(join("actions", command), given);
  return step && { ...step, inputs: new Map([["command", true], ...step.inputs]) };
}

export const NONE: Definition = {
  inputs: new Map(),
  outputs: new Set(),
  secrets: new Map(),
  permissions: new Map(),
};

/** What an `action.yml` defines. */
export function actionDefinition(text: string): Definition {
  const file = parseMapping(text);
  return {
    ...NONE,
    inputs: required(mapping(file["inputs"])),
    outputs: new Set(Object.keys(mapping(file["outputs"]))),
  };
}

/** A reusable workflow of this repository; undefined when there is none. */
export function ownWorkflow(path: string): Definition | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? workflowDefinition(parseMapping(readFileSync(file, "utf8"))) : undefined;
}

function workflowDefinition(file: Mapping): Definition | undefined {
  const on = mapping(file["on"]);
  if (!("workflow_call" in on)) return undefined;
  const call = mapping(on["workflow_call"]);
  const permissions = new Map<string, string>();
  for (const job of Object.values(mapping(file["jobs"]))) {
    for (const [scope, level] of Object.entries(mapping(mapping(job)["permissions"]))) {
      if (permissions.get(scope) !== "write") permissions.set(scope, String(level));
    }
  }
  return {
    inputs: required(mapping(call["inputs"])),
    outputs: new Set(Object.keys(mapping(call["outputs"]))),
    secrets: required(mapping(call["secrets"])),
    permissions,
  };
}

function required(definitions: Mapping): Map<string, boolean> {
  return new Map(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      isMapping(definition) && definition["required"] === true,
    ]),
  );
}
