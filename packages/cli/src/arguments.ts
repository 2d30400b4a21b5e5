import {
  type InputDefinitions,
  type InputField,
  refuse,
  safeLine,
  shorten,
  UserError,
} from "@compose-actions/step";
import { didYouMean } from "./suggestion.ts";

/** What a command line asks of a step. */
export interface StepArguments {
  /** Raw inputs by name, and `<secret>-file`. Repeated flags make a list. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly json: boolean;
  readonly help: boolean;
}

/** Arguments with what is wrong with them. */
export interface ReadArguments extends StepArguments {
  /** For the first argument that makes no sense, with a suggestion where there is one; `flags` are the others. */
  readonly refusal?: UserError;
}

/**
 * Reads the arguments that follow a step's name: `--input value`, `--input=value`, `--flag`, `--flag=false`, values of
 * the positional input, `--` before values that begin with a hyphen, `--json`. `--help` and `-h` count wherever they
 * stand, whatever else is wrong.
 */
export function readArguments(
  definitions: InputDefinitions,
  argv: readonly string[],
  command: string,
): ReadArguments {
  const flags = new Map<string, string[]>();
  const add = (name: string, value: string) => flags.set(name, [...(flags.get(name) ?? []), value]);
  const { json, help } = readGlobalFlags(argv);
  if (help) return { flags: {}, json, help };
  let flagsEnded = false;
  let refusal: UserError | undefined;

  /** @returns whether the next argument is the value of this one */
  const readOne = (argument: string, next: string | undefined): boolean => {
    if (flagsEnded || argument === "-" || !argument.startsWith("-")) {
      add(positionalName(definitions, argument, command), argument);
    } else if (argument === "--") {
      flagsEnded = true;
    } else if (argument === "--json" || argument.startsWith("--json=")) {
      checkJson(argument, next, command);
    } else {
      const { name, value } = splitFlag(argument);
      if (/^-[^-](?:=|$)/.test(argument)) throw noShortFlag(definitions, name, command);
      const field = flagField(definitions, name, command);
      if (value !== undefined) {
        add(name, value);
      } else if (field?.kind === "flag") {
        refuseDetached(name, next, command);
        add(name, "true");
      } else {
        if (next === undefined || (next.startsWith("--") && next.length > 2))
          throw noValue(name, next, command);
        add(name, next);
        return true;
      }
    }
    return false;
  };
  const attempt = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusal ??= error;
      return false;
    }
  };

  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? "";
    if (attempt(() => readOne(argument, argv[index + 1])) === true) index += 1;
  }
  attempt(() => refuseContradictions(definitions, flags, command));
  return { flags: Object.fromEntries(flags), json, help, ...(refusal === undefined ? {} : { refusal }) };
}

/** As {@link readArguments} does. @throws UserError (exit code 2) for the first argument that makes no sense */
export function parseArguments(...given: Parameters<typeof readArguments>): StepArguments {
  const { refusal, ...parsed } = readArguments(...given);
  if (refusal !== undefined) throw refusal;
  return parsed;
}

/** What is the same for every step, as far as it can be told without knowing one. */
export interface GlobalFlags {
  readonly json: boolean;
  readonly help: boolean;
}

/** Reads what counts wherever it stands before a `--`, also in arguments that make no sense. */
export function readGlobalFlags(argv: readonly string[]): GlobalFlags {
  const end = argv.indexOf("--");
  const before = end < 0 ? argv : argv.slice(0, end);
  const json = before.findLast((argument) => argument === "--json" || argument.startsWith("--json="));
  return { json: json !== undefined && !isFalse(json.slice("--json=".length)), help: before.some(isHelp) };
}

/** `--help` or `-h`. */
export function isHelp(argument: string): boolean {
  return argument === "--help" || argument === "-h";
}

function isTrue(text: string): boolean {
  return text.toLowerCase() === "true";
}

function isFalse(text: string): boolean {
  return text.toLowerCase() === "false";
}

function checkJson(argument: string, next: string | undefined, command: string): void {
  const value = argument.slice("--json=".length);
  if (argument === "--json") refuseDetached("json", next, command);
  else if (!isTrue(value) && !isFalse(value))
    throw usage(`--json: "${quotable(value)}", expected true or false`, command);
}

/** What people write for the two values of a flag. No directory of a compose has such a name. */
const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "on", "1"].map((word) => [word, true] as const),
  ...["false", "no", "off", "0"].map((word) => [word, false] as const),
]);

/** A flag's value behind a space would be taken for a value of the positional input. */
function refuseDetached(name: string, next: string | undefined, command: string): void {
  const meant = next === undefined ? undefined : FLAG_WORDS.get(next.toLowerCase());
  if (meant === undefined) return;
  throw usage(`--${name} is a flag: its value follows an equals sign`, command, `Write --${name}=${meant}.`);
}

/** One flag that switches another one on, and that one switched off. */
function refuseContradictions(
  definitions: InputDefinitions,
  flags: ReadonlyMap<string, readonly string[]>,
  command: string,
): void {
  for (const [name, { implies }] of Object.entries(definitions)) {
    if (implies !== undefined && flags.get(name)?.every(isTrue) && flags.get(implies)?.every(isFalse)) {
      throw usage(
        `--${name} and --${implies}=false contradict each other`,
        command,
        `--${name} implies --${implies}: leave one of them out.`,
      );
    }
  }
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
  const hint = didYouMean(name, flagNames(definitions), "--");
  return usage(`${command} has no --${quotable(name)}${hint}`, command);
}

/** Names that a step's flags have, without hyphens. */
function flagNames(definitions: InputDefinitions): string[] {
  const names = Object.entries(definitions).map(([input, field]) => (field.secret ? `${input}-file` : input));
  return [...names, "json", "help"];
}

function noShortFlag(definitions: InputDefinitions, letter: string, command: string): UserError {
  const meant = flagNames(definitions).filter((name) => name.startsWith(letter.toLowerCase()));
  const hint =
    meant.length === 0 || meant.length > 3
      ? ""
      : `, did you mean ${meant.map((name) => `--${name}`).join(" or ")}?`;
  return usage(`${command} has no -${quotable(letter)}: its inputs have long names only${hint}`, command);
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
