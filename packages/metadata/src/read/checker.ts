import { type Issue, MAX_ISSUES, MetadataError } from "../errors.ts";
import { describeValue, show } from "../json/describe.ts";
import { JsonNumber } from "../json/number.ts";
import type { JsonPath } from "../json/slicer.ts";
import { WarningLog } from "../warnings.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Follows a reader through a document: knows the path, collects issues and warnings. Checks return `undefined` after
 * reporting an issue, so that a reader goes on and finds the next one; {@link Checker.finish} throws them together.
 */
export class Checker {
  readonly warnings = new WarningLog();
  readonly #file: string | undefined;
  /** Where the value stands that is being checked; belongs to the reader. */
  #start: JsonPath = [];
  /** Steps from there to what is being checked. */
  readonly #below: (string | number)[] = [];
  readonly #issues: Issue[] = [];
  #issueCount = 0;

  constructor(file?: string) {
    this.#file = file;
  }

  get failed(): boolean {
    return this.#issueCount > 0;
  }

  /** Sets the path of what is checked next. It is looked at when something is found, so it must stay until then. */
  startAt(path: JsonPath): void {
    this.#start = path;
    this.#below.length = 0;
  }

  /** The path of the value that is being checked, with further steps below it. */
  where(...below: readonly (string | number)[]): string {
    return formatPath([...this.#start, ...this.#below, ...below]);
  }

  /** Runs a check one level below. */
  at<T>(step: string | number, check: () => T): T {
    this.#below.push(step);
    try {
      return check();
    } finally {
      this.#below.pop();
    }
  }

  /** Reports an issue of the current value, or of one below it. */
  issue(message: string, ...below: readonly (string | number)[]): undefined {
    this.#issueCount += 1;
    if (this.#issues.length < MAX_ISSUES) {
      this.#issues.push({ path: this.where(...below), message });
    }
  }

  /** Reports that the value is not what was expected. */
  expected(what: string, value: unknown, ...below: readonly (string | number)[]): undefined {
    return this.issue(
      value === undefined
        ? `expected ${what}, but it is missing`
        : `expected ${what}, found ${describeValue(value)}`,
      ...below,
    );
  }

  /** @throws MetadataError when anything was reported */
  finish(): void {
    if (this.#issueCount > 0) {
      throw new MetadataError(this.#issues, { file: this.#file, issueCount: this.#issueCount });
    }
  }

  object(value: unknown): JsonObject | undefined {
    return isObject(value) ? value : this.expected("an object", value);
  }

  array(value: unknown): readonly unknown[] | undefined {
    return Array.isArray(value) ? value : this.expected("a list", value);
  }

  string(value: unknown): string | undefined {
    return typeof value === "string" ? value : this.expected("a string", value);
  }

  /** A string that is not empty and has no control characters: what names things in paths, logs and templates. */
  word(value: unknown): string | undefined {
    if (typeof value !== "string" || value === "" || /[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(value)) {
      return this.expected("a non-empty string without control characters", value);
    }
    return value;
  }

  /** The name of a variant or an arch: it becomes part of paths, URLs and tables. */
  name(value: unknown): string | undefined {
    if (
      typeof value === "string" &&
      /^[^\0-\x20\x7f-\xa0\u2028\u2029/\\]+$/.test(value) &&
      !/^\.\.?$/.test(value) &&
      value.isWellFormed()
    ) {
      return value;
    }
    return this.issue(
      "the name of a variant or an arch must be a string, not blank, without spaces, slashes and control characters",
    );
  }

  /** One of the given words. */
  choice<T extends string>(value: unknown, choices: readonly T[]): T | undefined {
    return choices.includes(value as T) ? (value as T) : this.expected(`one of ${choices.join(", ")}`, value);
  }

  boolean(value: unknown): boolean | undefined {
    return typeof value === "boolean" ? value : this.expected("true or false", value);
  }

  /** A whole number, negative ones too: times before 1970 are legal. */
  integer(value: unknown): number | undefined {
    if (value instanceof JsonNumber && /^-[1-9][0-9]{0,14}$/.test(value.source)) {
      return Number(value.source);
    }
    return isSize(value) ? value : this.expected("a whole number", value);
  }

  /** A size in bytes. */
  size(value: unknown): number | undefined {
    return isSize(value) ? value : this.expected("a size in bytes (a whole number from 0 to 2^53-1)", value);
  }

  /** A list whose elements are all checked; those that fail are left out. */
  list<T>(value: unknown, check: (element: unknown) => T | undefined): T[] | undefined {
    const elements = this.array(value);
    return elements?.flatMap((element, index) => {
      const checked = this.at(index, () => check(element));
      return checked === undefined ? [] : [checked];
    });
  }

  /** Notes the fields that the format does not know; they are dropped, as the reference does. */
  knownFields(object: JsonObject, known: ReadonlySet<string>): void {
    for (const name in object) {
      if (!known.has(name)) {
        this.warnings.add("unknown-field", () => this.where(name));
      }
    }
  }
}

export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/** Whether the value was written as a whole number from 0 to 2^53-1: parsing kept every other token apart. */
export function isSize(value: unknown): value is number {
  return typeof value === "number";
}

/** `payload.rpms.Server.x86_64["bash-0:5.2-1.src"].path`. */
export function formatPath(path: JsonPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") {
      text += `[${step}]`;
    } else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) {
      text += text === "" ? step : `.${step}`;
    } else {
      text += `[${show(step)}]`;
    }
  }
  return text;
}
