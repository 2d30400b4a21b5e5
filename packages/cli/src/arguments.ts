import {
  type InputDefinitions,
  type InputField,
  refuse,
  safeLine,
  shorten,
  type UserError,
} from "@compose-actions/step";
import { didYouMean } from "./suggestion.ts";

/** What a command line asks of a step. */
export interface StepArguments {
  /** Raw inputs by name, and `<secret>-file`. Repeated flags make a list. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly json: boolean;
  readonly help: boolean;
}

/**
 * Reads the arguments that follow a step's name: `--input value`, `--input=value`, `--flag`, `--flag=false`, values of
 * the positional input, `--` before values that begin with a hyphen, `--json`, `--help` and `-h`.
 *
 * @throws UserError (exit code 2) for the first argument that makes no sense, with a suggestion where there is one
 */
export function parseArguments(
  definitions: InputDefinitions,
  argv: readonly string[],
  command: string,
): StepArguments {
  const flags = new Map<string, string[]>();
  const add = (name: string, value: string) => flags.set(name, [...(flags.get(name) ?? []), value]);
  let json = false;
  let help = false;
  let flagsEnded = false;

  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? "";
    if (flagsEnded || argument === "-" || !argument.startsWith("-")) {
      add(positionalName(definitions, argument, command), argument);
    } else if (argument === "--") {
      flagsEnded = true;
    } else if (argument === "--json") {
      json = true;
    } else if (argument === "--help" || argument === "-h") {
      help = true;
    } else {
      const { name, value } = splitFlag(argument);
      const field = flagField(definitions, name, command);
      if (value !== undefined) {
        add(name, value);
      } else if (field?.kind === "flag") {
        add(name, "true");
      } else {
        index += 1;
        const next = argv[index];
        if (next === undefined || (next.startsWith("--") && next.length > 2))
          throw noValue(name, next, command);
        add(name, next);
      }
    }
  }
  return { flags: Object.fromEntries(flags), json, help };
}

function splitFlag(argument: string): { readonly name: string; readonly value?: string } {
  const equals = argument.indexOf("=");
  const name = argument.slice(0, equals < 0 ? undefined : equals).replace(/^--?/, "");
  return equals < 0 ? { name } : { name, value: argument.slice(equals + 1) };
}

/** The field that a flag sets; undefined for the file of a secret. */
function flagField(definitions: InputDefinitions, name: string, command: string): InputField | undefined {
  const field = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (field?.secret === true) {
    const variable = `COMPOSE_ACTIONS_${name.replaceAll("-", "_").toUpperCase()}`;
    throw usage(
      `--${name} is a secret and has no flag`,
      command,
      `Set ${variable}, or give --${name}-file <path>.`,
    );
  }
  if (field !== undefined) return field;
  const owner = name.endsWith("-file") ? name.slice(0, -"-file".length) : "";
  if (Object.hasOwn(definitions, owner) && definitions[owner]?.secret === true) return undefined;
  throw unknownFlag(definitions, name, command);
}

function unknownFlag(definitions: InputDefinitions, name: string, command: string): UserError {
  const negated = name.startsWith("no-") ? name.slice("no-".length) : "";
  if (Object.hasOwn(definitions, negated) && definitions[negated]?.kind === "flag") {
    return usage(`${command} has no --${name}, did you mean --${negated}=false?`, command);
  }
  const names = Object.entries(definitions).map(([input, field]) => (field.secret ? `${input}-file` : input));
  const hint = didYouMean(name, [...names, "json", "help"], "--");
  return usage(`${command} has no --${quotable(name)}${hint}`, command);
}

function positionalName(definitions: InputDefinitions, value: string, command: string): string {
  const [name] = Object.entries(definitions).find(([, field]) => field.positional) ?? [];
  if (name !== undefined) return name;
  const hint = Object.hasOwn(definitions, value) ? `, did you mean --${value}?` : "";
  throw usage(`${command} takes no "${quotable(value)}" without a flag${hint}`, command);
}

function noValue(name: string, next: string | undefined, command: string): UserError {
  const remedy =
    next === undefined ? undefined : `A value that begins with a hyphen is given as --${name}=<value>.`;
  return usage(`--${name} needs a value`, command, remedy);
}

function usage(message: string, command: string, remedy?: string): UserError {
  return refuse(message, remedy ?? `"compose-actions ${command} --help" lists the inputs.`);
}

function quotable(text: string): string {
  return shorten(safeLine(text), 60);
}
