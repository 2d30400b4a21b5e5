import { refuse, safeLine, shorten } from "@compose-actions/step";
import { NO_LABEL } from "./codes.ts";
import { type OdcsRequest, requestSchema } from "./request-schema.ts";
import { sourceProblems } from "./source-rules.ts";

const MAX_PROBLEMS = 20;

/**
 * Checks a request for a compose before it is sent. ODCS refuses some mistakes only when a worker has begun, and takes
 * others for something else: a text where a list belongs becomes a list of its letters.
 *
 * @param value - the body of the request, as the API has it; null is the same as absent
 * @throws UserError that names all that is wrong
 */
export function readOdcsRequest(value: unknown): OdcsRequest {
  const parsed = requestSchema.safeParse(withNamesApart(withoutNulls(value)));
  if (!parsed.success) {
    throw refuseRequest(parsed.error.issues.map(({ path, message }) => `${showPath(path)}: ${message}`));
  }
  const problems = [...sourceProblems(parsed.data), ...requestProblems(parsed.data)];
  if (problems.length > 0) {
    throw refuseRequest(problems);
  }
  return parsed.data;
}

function requestProblems({
  multilib_method,
  multilib_arches,
  flags = [],
  source,
  compose_type,
  label,
}: OdcsRequest): readonly string[] {
  const problems: string[] = [];
  const methods = (multilib_method ?? []).filter((method) => method !== "none");
  if (methods.length > 0 && (multilib_arches ?? []).length === 0) {
    problems.push("multilib_method has no effect without multilib_arches");
  }
  if (methods.length === 0 && (multilib_arches ?? []).length > 0) {
    problems.push("multilib_arches has no effect without multilib_method");
  }
  if (
    source.type === "raw_config" &&
    compose_type === "production" &&
    label === undefined &&
    !flags.includes(NO_LABEL)
  ) {
    problems.push(`label: a production compose needs one, or the flag ${NO_LABEL}`);
  }
  return problems;
}

/**
 * The body that is sent. Lists without duplicates, for the server drops them; its `source` in the order given, though
 * the server keeps none.
 */
export function requestBody(request: OdcsRequest): Readonly<Record<string, unknown>> {
  const { source, ...options } = request;
  return present({
    source: present({
      ...source,
      source: source.source === undefined ? undefined : unique(source.source).join(" "),
    }),
    ...options,
  });
}

function present(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, Array.isArray(value) ? unique(value) : value]),
  );
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}

function refuseRequest(problems: readonly string[]) {
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => shorten(safeLine(problem), 300));
  const [first = ""] = shown;
  return problems.length === 1
    ? refuse(`The request is not one for ODCS: ${first}`)
    : refuse(`The request is not one for ODCS: ${problems.length} things are wrong`, undefined, shown);
}

/** `source.packages[2]` */
function showPath(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (shown, key) =>
      typeof key === "number" ? `${shown}[${key}]` : shown === "" ? String(key) : `${shown}.${String(key)}`,
    "",
  );
  return text === "" ? "the request" : text;
}

const MAX_DEPTH = 8;

/** ODCS refuses null; in YAML it is what a key without a value has. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > MAX_DEPTH) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner, depth + 1)]),
  );
}

/** What the API has in one text, as a list. */
function withNamesApart(value: unknown): unknown {
  const { source } = (value ?? {}) as { source?: { source?: unknown } };
  const names = source?.source;
  return typeof names === "string"
    ? {
        ...(value as object),
        source: { ...source, source: names.split(/\s+/).filter((name) => name !== "") },
      }
    : value;
}
