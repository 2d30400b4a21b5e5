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
 * which some hosts hand lists on.
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
    /[,\n]/,
    `${options.expected ?? "values"} separated by commas or newlines`,
    options,
  );
}

/** Items separated by newlines alone, for paths, globs and templates that may hold commas; otherwise as {@link list}. */
export function lines<const Options extends ListOptions<string>>(
  options: Options,
): InputField<readonly string[], IsOptional<Options>>;
export function lines<Item, const Options extends ListOptions<Item>>(
  options: Options & { readonly item: z.ZodType<Item, string> },
): InputField<readonly Item[], IsOptional<Options>>;
export function lines(options: ListOptions<unknown>): InputField<readonly unknown[], boolean> {
  return listField("lines", /\n/, `${options.expected ?? "values"}, one per line`, options);
}

/** A list whose items are all among `values`. */
export function choices<
  const Values extends readonly [string, ...string[]],
  const Options extends FieldOptions<readonly Values[number][]>,
>(values: Values, options: Options): InputField<readonly Values[number][], IsOptional<Options>> {
  const item = z.enum(values, { error: () => `expected one of ${values.join(", ")}` });
  const field = listField("list", /[,\n]/, `values among ${values.join(", ")}`, { ...options, item }, values);
  return field as InputField<readonly Values[number][], IsOptional<Options>>;
}

const CONTROL = /[\u0000-\u001F\u007F]/;

function listField(
  kind: "list" | "lines",
  separator: RegExp,
  expected: string,
  options: ListOptions<unknown>,
  values?: readonly string[],
): InputField<readonly unknown[], boolean> {
  const plain = z.string().refine((item) => !CONTROL.test(item), { error: "expected no control characters" });
  const item = options.item === undefined ? plain : plain.pipe(options.item);
  const split = (raw: string): string[] => jsonItems(raw) ?? items(raw.split(separator));
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

function items(texts: readonly string[]): string[] {
  return texts.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

function jsonItems(raw: string): string[] | undefined {
  if (!raw.startsWith("[") || !raw.endsWith("]")) return undefined;
  try {
    const parsed: unknown = JSON.parse(raw);
    // A glob such as `[0]` is an array for JSON too, but not one of strings.
    const strings = Array.isArray(parsed) && parsed.every((entry) => typeof entry === "string");
    return strings ? items(parsed) : undefined;
  } catch {
    return undefined;
  }
}
