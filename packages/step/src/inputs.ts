import { refuse, type UserError } from "./errors.ts";
import type { InputField } from "./input-field.ts";
import { safeLine, shorten } from "./safe-text.ts";

/** The inputs of a step by name, in the order in which documentation shows them. */
export type InputDefinitions = Readonly<Record<string, InputField>>;

/** The typed values of inputs under their names; `undefined` only where neither required nor defaulted. */
export type InputValues<Definitions extends InputDefinitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends InputField<infer Value, infer Optional>
    ? true extends Optional
      ? Value | undefined
      : Value
    : never;
};

/** Raw inputs by name, as a host or a command line gives them; a list of texts where a flag was repeated. */
export type RawInputs = Readonly<Record<string, string | readonly string[] | undefined>>;

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Names that the command line and the hosts keep for themselves. */
const RESERVED: ReadonlySet<string> = new Set([
  "command",
  "dotenv",
  "help",
  "home",
  "json",
  "outputs-file",
  "summary",
  "version",
]);

/**
 * Declares a step's inputs.
 *
 * @throws TypeError for a name that is not kebab-case or is reserved, and for more than one positional input
 */
export function defineInputs<const Definitions extends InputDefinitions>(
  definitions: Definitions,
): Definitions {
  for (const [name, field] of Object.entries(definitions)) {
    if (!NAME.test(name) || RESERVED.has(name)) throw new TypeError(`an input cannot be called ${name}`);
    if (field.secret && `${name}-file` in definitions)
      throw new TypeError(`${name}-file is the file of ${name}`);
  }
  if (Object.values(definitions).filter((field) => field.positional).length > 1) {
    throw new TypeError("only one input can be positional");
  }
  return definitions;
}

/**
 * Reads raw inputs. Empty and blank texts are the same as absent ones. Names that are not defined are ignored.
 *
 * @throws UserError (exit code 2) that names every problem of every input; values of secrets are never in it
 */
export function parseInputs<Definitions extends InputDefinitions>(
  definitions: Definitions,
  raw: RawInputs,
): InputValues<Definitions> {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  const hidden = secretsOf(definitions, raw);
  for (const [name, field] of Object.entries(definitions)) {
    const given = presentTexts(raw[name]);
    if (given.length === 0) {
      if (field.required) problems.push(`${name}: ${lacking(field)}`);
      values[name] = field.default;
      continue;
    }
    if (given.length > 1 && field.kind !== "list" && field.kind !== "lines") {
      problems.push(`${name}: given ${given.length} times, expected once`);
      continue;
    }
    const result = field.schema.safeParse(joinTexts(given), { reportInput: true });
    if (!result.success) {
      problems.push(...result.error.issues.map((issue) => `${name}: ${explain(field, issue, hidden)}`));
    } else {
      // A list of nothing but separators is as good as absent.
      const empty = Array.isArray(result.data) && result.data.length === 0;
      if (empty && field.required) problems.push(`${name}: ${lacking(field)}`);
      values[name] = empty ? field.default : result.data;
    }
  }
  if (problems.length > 0) throw refuseInputs(problems);
  return values as InputValues<Definitions>;
}

function lacking({ expected, unless }: InputField): string {
  return `required${unless === undefined ? "" : ` without ${unless}`}, expected ${expected}`;
}

/** The error for inputs of which something is wrong, one text for each. */
export function refuseInputs(problems: readonly string[]): UserError {
  const [first = ""] = problems;
  const message = problems.length === 1 ? `Invalid input: ${first}` : `${problems.length} inputs are invalid`;
  return refuse(message, undefined, problems.length === 1 ? [] : problems);
}

/** The texts that say something, trimmed. */
function presentTexts(raw: string | readonly string[] | undefined): string[] {
  if (raw === undefined) return [];
  const texts = typeof raw === "string" ? [raw] : raw;
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}

function joinTexts(texts: readonly string[]): string {
  return texts.join("\n");
}

function secretsOf(definitions: InputDefinitions, raw: RawInputs): string[] {
  return Object.entries(definitions)
    .filter(([, field]) => field.secret)
    .flatMap(([name]) => presentTexts(raw[name]));
}

/** `"x" is not valid, expected …`; a secret that was put into another input by mistake is blotted out. */
function explain(
  field: InputField,
  issue: { readonly message: string; readonly input?: unknown },
  hidden: readonly string[],
): string {
  const expectation = issue.message.startsWith("expected")
    ? issue.message
    : `${issue.message}, expected ${field.expected}`;
  if (field.secret || typeof issue.input !== "string") return expectation;
  const shown = hidden.reduce((text, value) => text.replaceAll(value, "***"), issue.input);
  return `"${shorten(safeLine(shown), 100)}", ${expectation}`;
}
