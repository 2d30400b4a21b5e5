import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { type InputDefinitions, type RawInputs, refuse } from "@compose-actions/step";
import { variableName } from "./dotenv.ts";

/** A secret's file may be this many bytes long; a key or a token is far shorter. */
const SECRET_FILE_LIMIT = 64 * 1024;

/** Where raw inputs come from. */
export interface InputSources {
  /** Values from the command line by input name, and `<secret>-file`. */
  readonly flags?: RawInputs;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, for files of secrets. */
  readonly cwd: string;
}

/**
 * Raw inputs, by precedence: flag, `INPUT_<NAME>` (as GitHub sets it, or with underscores for its hyphens),
 * `COMPOSE_ACTIONS_<NAME>`, the variable of another tool that the field names. Empty and blank is absent at every level. Secrets come from the environment or from the
 * file that the flag or variable of `<name>-file` names.
 *
 * @throws UserError (exit code 2) for a secret's file that cannot be read
 */
export function collectInputs(definitions: InputDefinitions, sources: InputSources): RawInputs {
  const raw: Record<string, string | readonly string[] | undefined> = {};
  for (const [name, field] of Object.entries(definitions)) {
    const value = field.secret ? secretInput(name, sources) : plainInput(name, sources);
    raw[name] = value ?? firstPresent(field.environment, sources.env);
  }
  return raw;
}

function plainInput(name: string, { flags = {}, env }: InputSources): string | readonly string[] | undefined {
  return present(flags[name]) ?? fromVariables(name, env);
}

function secretInput(name: string, sources: InputSources): string | undefined {
  const { flags = {}, env, cwd } = sources;
  const fileName = `${name}-file`;
  const flag = flags[fileName];
  const fileFlag = present(typeof flag === "object" ? flag.at(-1) : flag);
  if (typeof fileFlag === "string") return readSecret(fileName, resolve(cwd, fileFlag));
  for (const variables of [inputVariables, ownVariables]) {
    const value = firstPresent(variables(name), env);
    if (value !== undefined) return value;
    const file = firstPresent(variables(fileName), env);
    if (file !== undefined) return readSecret(fileName, resolve(cwd, file));
  }
  return undefined;
}

function fromVariables(name: string, env: InputSources["env"]): string | undefined {
  return firstPresent([...inputVariables(name), ...ownVariables(name)], env);
}

/** The variables of an action's input. GitHub keeps hyphens in `INPUT_…`; shells cannot set such variables. */
export function inputVariables(name: string): readonly string[] {
  return [`INPUT_${name.toUpperCase()}`, `INPUT_${variableName(name)}`];
}

function ownVariables(name: string): readonly string[] {
  return [`COMPOSE_ACTIONS_${variableName(name)}`];
}

function firstPresent(names: readonly string[], env: InputSources["env"]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value.trim() !== "");
}

function present(raw: string | readonly string[] | undefined): string | readonly string[] | undefined {
  if (raw === undefined) return undefined;
  const texts = typeof raw === "string" ? [raw] : raw;
  return texts.some((text) => text.trim() !== "") ? raw : undefined;
}

function readSecret(input: string, path: string): string {
  const buffer = Buffer.alloc(SECRET_FILE_LIMIT + 1);
  let length: number;
  try {
    const descriptor = openSync(path, "r");
    try {
      length = fill(descriptor, buffer);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw refuse(`Invalid input: ${input}: ${path} cannot be read (${reason})`);
  }
  if (length > SECRET_FILE_LIMIT) throw refuse(`Invalid input: ${input}: ${path} is too long to be a secret`);
  return buffer.toString("utf8", 0, length).trim();
}

/** Pipes, such as a shell's `<(…)`, give their content in pieces. */
function fill(descriptor: number, buffer: Buffer): number {
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return length;
}
