import type * as z from "zod";

/** What an input is, for hosts that ask (a GitLab component's type, a flag that may stand alone). */
export type InputKind =
  | "text"
  | "path"
  | "choice"
  | "flag"
  | "integer"
  | "list"
  | "lines"
  | "duration"
  | "size"
  | "secret";

/**
 * One input of a step: how its raw text becomes a value, and everything that documentation says about it.
 *
 * @typeParam Value - the typed value
 * @typeParam Optional - `true` when the value may be `undefined`: neither required nor defaulted
 */
export interface InputField<Value = unknown, Optional extends boolean = boolean> {
  readonly kind: InputKind;
  /** Plain text, one or more sentences. */
  readonly description: string;
  /** From the raw text, trimmed and not empty, to the value. Its messages begin with "expected". */
  readonly schema: z.ZodType<Value, string>;
  /** What a value looks like, after "expected": `a whole number from 1 to 64`. */
  readonly expected: string;
  readonly optional: Optional;
  readonly required: boolean;
  /** The other input that says the same where this one is not given; the runner of steps puts it in its place. */
  readonly unless: string | undefined;
  /** The value when the input is absent. */
  readonly default: Value | undefined;
  /** The default as a user would write it. */
  readonly defaultText: string | undefined;
  /** Never shown, has no flag. */
  readonly secret: boolean;
  /** May be given on the command line without its flag. */
  readonly positional: boolean;
  /** The only values (of each item, for a list). */
  readonly choices: readonly string[] | undefined;
  readonly example: string | undefined;
  /** Of a flag: the one that it switches on as well. Both stand in one command line only if they agree. */
  readonly implies: string | undefined;
  /** Variables of the environment that other tools read for the same thing; they count when nothing else is given. */
  readonly environment: readonly string[];
  /**
   * What an action hands on when its user gives nothing, as an expression of the host: `${{ github.token }}`. The only
   * default that does not live in code, as code cannot have its value.
   */
  readonly actionDefault: string | undefined;
}

/** What every field builder takes. `required` and `default` exclude each other. */
export interface FieldOptions<Default> {
  readonly description: string;
  readonly required?: true;
  readonly unless?: string;
  readonly default?: Default;
  readonly positional?: true;
  readonly example?: string;
  readonly environment?: readonly string[];
  readonly implies?: string;
  readonly actionDefault?: string;
}

/** `true` for options that leave the value possibly undefined. */
export type IsOptional<Options> = Options extends { readonly required: true }
  ? false
  : "default" extends keyof Options
    ? false
    : true;

/** The parts of a field that differ from kind to kind. */
interface FieldParts<Value> {
  readonly kind: InputKind;
  readonly schema: z.ZodType<Value, string>;
  readonly expected: string;
  readonly choices?: readonly string[];
  readonly secret?: true;
  readonly default?: Value;
  readonly defaultText?: string;
}

/**
 * Puts a field together from the author's options and the kind's own parts.
 *
 * @throws TypeError for a field that is both required and defaulted, or whose default is not one of its own values
 */
export function makeField<Value, Options extends FieldOptions<unknown>>(
  options: Options,
  parts: FieldParts<Value>,
): InputField<Value, IsOptional<Options>> {
  const hasDefault = parts.default !== undefined;
  if (hasDefault && options.required) throw new TypeError("an input is either required or has a default");
  if (parts.defaultText !== undefined && parts.defaultText !== "") parts.schema.parse(parts.defaultText);
  return {
    kind: parts.kind,
    description: options.description,
    schema: parts.schema,
    expected: parts.expected,
    // The flag and the type parameter say the same thing: `IsOptional` mirrors this expression.
    optional: (!hasDefault && !options.required) as IsOptional<Options>,
    required: options.required === true,
    unless: options.unless,
    default: parts.default,
    defaultText: parts.defaultText,
    secret: parts.secret === true,
    positional: options.positional === true,
    choices: parts.choices,
    example: options.example,
    implies: options.implies,
    environment: options.environment ?? [],
    actionDefault: options.actionDefault,
  };
}
