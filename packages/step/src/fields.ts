import * as z from "zod";
import { type FieldOptions, type InputField, type IsOptional, makeField } from "./input-field.ts";
import { LONGEST_DURATION, readDuration, readSize } from "./quantities.ts";

const CONTROL = /[\u0000-\u001F\u007F]/;

/** Control characters that are no part of text in several lines. */
const LINE_CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** A schema that reads text with `read`, whose `undefined` means "not that". */
function reading<Value>(
  read: (text: string) => Value | undefined,
  expected: string,
): z.ZodType<Value, string> {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: `expected ${expected}`, input: text });
    return z.NEVER;
  });
}

function oneLine(expected: string): z.ZodType<string, string> {
  return reading((text) => (CONTROL.test(text) ? undefined : text), expected);
}

function defaultOf<Value>(value: Value | undefined, text: (value: Value) => string) {
  return value === undefined ? {} : { default: value, defaultText: text(value) };
}

/**
 * Text: one line, or several with `multiline`. `schema` narrows or converts it further; its messages should begin
 * with "expected".
 */
export function text<
  const Options extends FieldOptions<string> & {
    readonly schema?: z.ZodType<string, string>;
    readonly expected?: string;
    readonly multiline?: true;
  },
>(options: Options): InputField<string, IsOptional<Options>> {
  const plain = options.multiline
    ? reading((raw) => (LINE_CONTROL.test(raw) ? undefined : raw), "text without control characters")
    : oneLine("one line of text without control characters");
  return makeField(options, {
    kind: "text",
    expected: options.expected ?? `${options.multiline ? "" : "one line of "}text without control characters`,
    schema: options.schema === undefined ? plain : plain.pipe(options.schema),
    ...defaultOf<string>(options.default, (value) => value),
  });
}

/** A path of the file system; relative ones are relative to the working directory. */
export function path<const Options extends FieldOptions<string>>(
  options: Options,
): InputField<string, IsOptional<Options>> {
  const expected = "the path of a file or directory";
  return makeField(options, {
    kind: "path",
    expected,
    schema: oneLine(expected),
    ...defaultOf<string>(options.default, (value) => value),
  });
}

/** One of `values`, spelt exactly so. */
export function choice<
  const Values extends readonly [string, ...string[]],
  const Options extends FieldOptions<Values[number]>,
>(values: Values, options: Options): InputField<Values[number], IsOptional<Options>> {
  const expected = `one of ${values.join(", ")}`;
  return makeField(options, {
    kind: "choice",
    expected,
    choices: values,
    schema: reading((raw): Values[number] | undefined => (values.includes(raw) ? raw : undefined), expected),
    ...defaultOf<Values[number]>(options.default, (value) => value),
  });
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
]);

/** A boolean: `true` or `false`, in the spellings that GitHub's own `getBooleanInput` takes. */
export function flag<const Options extends FieldOptions<boolean>>(
  options: Options,
): InputField<boolean, IsOptional<Options>> {
  return makeField(options, {
    kind: "flag",
    expected: "true or false",
    schema: reading((raw) => FLAGS.get(raw), "true or false"),
    ...defaultOf<boolean>(options.default, String),
  });
}

/** A whole number, both bounds included. */
export function integer<
  const Options extends FieldOptions<number> & { readonly min?: number; readonly max?: number },
>(options: Options): InputField<number, IsOptional<Options>> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  const expected = `a whole number${range(options.min, options.max, String)}`;
  const read = (raw: string): number | undefined => {
    const value = /^[+-]?\d+$/.test(raw) ? Number(raw) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  };
  return makeField(options, {
    kind: "integer",
    expected,
    schema: reading(read, expected),
    ...defaultOf<number>(options.default, String),
  });
}

/** `<number>ms|s|m|h`, a bare number counting seconds: milliseconds. `default`, `min` and `max` are written the same way. */
export function duration<
  const Options extends FieldOptions<string> & { readonly min?: string; readonly max?: string },
>(options: Options): InputField<number, IsOptional<Options>> {
  const { min = "0", max = `${LONGEST_DURATION}ms` } = options;
  const expected = `a duration such as 500ms, 30s, 5m or 2h${range(options.min, options.max, String)}`;
  const schema = reading(bounded(readDuration, min, max), expected);
  return makeField(options, {
    kind: "duration",
    expected,
    schema,
    ...writtenDefault(schema, options.default),
  });
}

/**
 * `<number>[K|M|G|T][i][B]`: bytes. `K` is 1000 bytes, `Ki` is 1024. `default`, `min` and `max` are written the
 * same way.
 */
export function size<
  const Options extends FieldOptions<string> & { readonly min?: string; readonly max?: string },
>(options: Options): InputField<number, IsOptional<Options>> {
  const { min = "0", max = String(Number.MAX_SAFE_INTEGER) } = options;
  const expected = `a size such as 4096, 64K, 16MiB or 2G${range(options.min, options.max, String)}`;
  const schema = reading(bounded(readSize, min, max), expected);
  return makeField(options, { kind: "size", expected, schema, ...writtenDefault(schema, options.default) });
}

/** Text that is never shown and has no flag: it comes from the environment or from a file. May have several lines. */
export function secret<const Options extends Omit<FieldOptions<never>, "default" | "positional">>(
  options: Options,
): InputField<string, IsOptional<Options>> {
  const expected = "a secret in the environment or in a file";
  return makeField(options, { kind: "secret", expected, secret: true, schema: z.string() });
}

function range(min: unknown, max: unknown, show: (value: unknown) => string): string {
  if (min !== undefined && max !== undefined) return ` from ${show(min)} to ${show(max)}`;
  if (min !== undefined) return `, at least ${show(min)}`;
  return max === undefined ? "" : `, at most ${show(max)}`;
}

function bounded(read: (text: string) => number | undefined, min: string, max: string) {
  const [lowest, highest] = [read(min), read(max)];
  if (lowest === undefined || highest === undefined)
    throw new TypeError("the bounds of an input must be its values");
  return (raw: string): number | undefined => {
    const value = read(raw);
    return value !== undefined && value >= lowest && value <= highest ? value : undefined;
  };
}

function writtenDefault<Value>(schema: z.ZodType<Value, string>, written: string | undefined) {
  return written === undefined ? {} : { default: schema.parse(written), defaultText: written };
}
