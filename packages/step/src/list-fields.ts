import * as z from "zod";
import { type FieldOptions, type InputField, type IsOptional, makeField } from "./input-field.ts";

/** What the list builders take besides the common options. */
export interface ListOptions<Item> extends FieldOptions<readonly Item[]> {
  /** From one item's text to its value; without it items are text. Its messages should begin with "expected". */
  readonly item?: z.ZodType<Item, string>;
  /** What an item is, in the plural: "globs". */
  readonly expected?: string;
}

/**
 * Items separated by commas or newlines; empty ones are dropped. Also takes a JSON array of strings, the form in
 * which some hosts hand lists on, and in which one line holds anything; numbers and booleans among them are texts.
 */
export function list<const Options extends ListOptions<string>>(
  options: Options,
): InputField<readonly string[], IsOptional<Options>>;
export function list<Item, const Options extends ListOptions<Item>>(
  options: Options & { readonly item: z.ZodType<Item, string> },
): InputField<readonly Item[], IsOptional<Options>>;
export function list(options: ListOptions<unknown>): InputField<readonly unknown[], boolean> {
  return listField(
    "list",
    splitAtCommas,
    `${options.expected ?? "values"} separated by commas or newlines`,
    options,
  );
}

/**
 * Globs separated by commas or newlines; a comma within braces or brackets belongs to the glob. Otherwise as
 * {@link list}.
 */
export function globs<const Options extends FieldOptions<readonly string[]>>(
  options: Options,
): InputField<readonly string[], IsOptional<Options>> {
  const expected = "globs separated by commas or newlines";
  return listField("list", splitGlobs, expected, options) as InputField<
    readonly string[],
    IsOptional<Options>
  >;
}

/** Items separated by newlines alone, for paths and templates that may hold commas; otherwise as {@link list}. */
export function lines<const Options extends ListOptions<string>>(
  options: Options,
): InputField<readonly string[], IsOptional<Options>>;
export function lines<Item, const Options extends ListOptions<Item>>(
  options: Options & { readonly item: z.ZodType<Item, string> },
): InputField<readonly Item[], IsOptional<Options>>;
export function lines(options: ListOptions<unknown>): InputField<readonly unknown[], boolean> {
  return listField("lines", splitLines, `${options.expected ?? "values"}, one per line`, options);
}

/** A list whose items are all among `values`. */
export function choices<
  const Values extends readonly [string, ...string[]],
  const Options extends FieldOptions<readonly Values[number][]>,
>(values: Values, options: Options): InputField<readonly Values[number][], IsOptional<Options>> {
  const item = z.enum(values, { error: () => `expected one of ${values.join(", ")}` });
  const field = listField(
    "list",
    splitAtCommas,
    `values among ${values.join(", ")}`,
    { ...options, item },
    values,
  );
  return field as InputField<readonly Values[number][], IsOptional<Options>>;
}

const CONTROL = /[\u0000-\u001F\u007F]/;

function listField(
  kind: "list" | "lines",
  splitter: (raw: string) => readonly string[],
  expected: string,
  options: ListOptions<unknown>,
  values?: readonly string[],
): InputField<readonly unknown[], boolean> {
  const plain = z.string().refine((item) => !CONTROL.test(item), { error: "expected no control characters" });
  const item = options.item === undefined ? plain : plain.pipe(options.item);
  // `[0]` may be a glob, or a line; where commas are separators it is an array of numbers.
  const numbers = splitter === splitAtCommas;
  const split = (raw: string): string[] => jsonItems(raw, numbers) ?? items(splitter(raw));
  const joint = kind === "list" ? ", " : "\n";
  return makeField(options, {
    kind,
    expected,
    schema: z.string().transform(split).pipe(z.array(item)),
    ...(values === undefined ? {} : { choices: values }),
    ...(options.default === undefined
      ? {}
      : { default: options.default, defaultText: options.default.join(joint) }),
  });
}

function splitAtCommas(raw: string): readonly string[] {
  return raw.split(/[,\n]/);
}

function splitLines(raw: string): readonly string[] {
  return raw.split("\n");
}

/** Braces and brackets that are not closed in their line hold nothing together: the glob itself is refused later. */
function splitGlobs(raw: string): readonly string[] {
  return splitLines(raw).flatMap(splitLine);
}

function splitLine(line: string): readonly string[] {
  const globs: string[] = [];
  let start = 0;
  let braces = 0;
  const lastBrace = line.lastIndexOf("}");
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === "[") {
      // A bracket that comes first in a set is one of its characters, as the set's negation is no character of it.
      const first = /[!^]/.test(line.charAt(i + 1)) ? i + 2 : i + 1;
      const end = line.indexOf("]", first + 1);
      i = end === -1 ? i : end;
    } else if (char === "{") {
      braces += lastBrace > i ? 1 : 0;
    } else if (char === "}") {
      braces = Math.max(0, braces - 1);
    } else if (char === "," && braces === 0) {
      globs.push(line.slice(start, i));
      start = i + 1;
    }
  }
  return [...globs, line.slice(start)];
}

function items(texts: readonly string[]): string[] {
  return texts.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

function jsonItems(raw: string, numbers: boolean): string[] | undefined {
  if (!raw.startsWith("[") || !raw.endsWith("]")) return undefined;
  try {
    const parsed: unknown = JSON.parse(fromRuby(raw));
    if (!Array.isArray(parsed) || !parsed.every(isScalar)) return undefined;
    const meant = numbers || parsed.length === 0 || parsed.some((entry) => typeof entry === "string");
    return meant ? items(parsed.map(String)) : undefined;
  } catch {
    return undefined;
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Ruby writes an array of strings as JSON does, but for `\#` where its own strings would be interpolated. */
function fromRuby(text: string): string {
  return text.replace(/\\(?:(#)(?=[{$@])|.)/gs, (pair, sign?: string) => sign ?? pair);
}
