import { evaluateToken, type Scope } from "./expressions.ts";
import { type Texts, toText, type Value, type Values } from "./values.ts";
import type { InputDefinition, Trigger } from "./workflow-file.ts";

/**
 * The inputs of a workflow: what is given, else the default, else the nothing of its type.
 * @throws for what is missing, unknown or of another type
 */
export function resolveInputs(trigger: Trigger, given: Values, scope: Scope): Values {
  const unknown = Object.keys(given).filter((name) => find(trigger.inputs, name) === undefined);
  if (unknown.length > 0) throw new Error(`the workflow has no input ${unknown.join(", ")}`);
  const entries = Object.entries(trigger.inputs).map(([name, input]) => {
    const [, value] = Object.entries(given).find(([one]) => one.toLowerCase() === name.toLowerCase()) ?? [];
    if (value === undefined && input.required) throw new Error(`the input ${name} is required`);
    const fallback = input.fallback === undefined ? nothing(input) : evaluateToken(input.fallback, scope);
    return [name, typed(name, input, value ?? fallback)] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The secrets of a called workflow, by the names that it gives them.
 * @throws for what is missing or unknown
 */
export function resolveSecrets(trigger: Trigger, given: Texts): Texts {
  const unknown = Object.keys(given).filter((name) => find(trigger.secrets, name) === undefined);
  if (unknown.length > 0) throw new Error(`the workflow takes no secret ${unknown.join(", ")}`);
  for (const [name, required] of Object.entries(trigger.secrets)) {
    if (required && find(given, name) === undefined) throw new Error(`the secret ${name} is required`);
  }
  return given;
}

/**
 * The secrets of a repository. What it calls may name its own otherwise, but gets these alone when it inherits them.
 * @throws for names that GitHub does not take
 */
export function repositorySecrets(given: Texts): Texts {
  const impossible = Object.keys(given).filter((name) => !/^(?!github_)[a-z_][a-z0-9_]*$/i.test(name));
  if (impossible.length > 0) throw new Error(`no repository has a secret ${impossible.join(", ")}`);
  return given;
}

function typed(name: string, { type, options }: InputDefinition, value: Value): Value {
  if (type === "boolean" || type === "number") {
    if (typeof value === type) return value;
    throw new Error(`the input ${name} is a ${type}, not ${JSON.stringify(value)}`);
  }
  const text = toText(value);
  if (options.length > 0 && !options.includes(text)) {
    throw new Error(`the input ${name} is one of ${options.join(", ")}, not ${text}`);
  }
  return text;
}

function nothing({ type }: InputDefinition): Value {
  if (type === "boolean") return false;
  return type === "number" ? 0 : "";
}

function find<T>(all: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.entries(all).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}
