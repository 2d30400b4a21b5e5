import { JsonSyntaxError, parseStrictJson } from "@compose-actions/metadata";
import { refuse, safeLine, shorten, type UserError } from "@compose-actions/step";

/** No request comes near this. */
const MAX_CHARACTERS = 8 * 1024 ** 2;
const MAX_DEPTH = 64;
/** Aliases of YAML, which may make a lot of little. */
const MAX_ALIASES = 1000;

/**
 * Reads a request as a person writes it, in JSON or YAML.
 *
 * @param shown - how messages name it
 * @returns what JSON can hold
 * @throws UserError
 */
export async function readRequestText(text: string, shown: string): Promise<unknown> {
  if (text.length > MAX_CHARACTERS) {
    throw refuse(`${shown}: a request has no more than ${MAX_CHARACTERS} characters`);
  }
  if (text.trim() === "") {
    throw refuse(`${shown}: the request is empty`);
  }
  const value = /^\s*[[{]/.test(text) ? await readJsonOrFlow(text, shown) : await readYaml(text, shown);
  const problem = problemIn(value, 0);
  if (problem !== undefined) {
    throw refuse(`${shown}: ${problem}`);
  }
  return value;
}

/** What begins with a brace is JSON, or YAML in its flow style. */
async function readJsonOrFlow(text: string, shown: string): Promise<unknown> {
  try {
    // Keys that are there twice are an error to it alone, and numbers are numbers to the other.
    parseStrictJson(Buffer.from(text));
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) {
      throw error;
    }
    return readYaml(text, shown).catch(() => {
      throw refuseText(shown, "JSON", error.message);
    });
  }
}

async function readYaml(text: string, shown: string): Promise<unknown> {
  // Only requests in YAML need it.
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: true,
    logLevel: "error",
  });
  const [error] = document.errors;
  if (error !== undefined) {
    throw refuseText(shown, "YAML", error.message.split("\n", 1)[0] ?? "");
  }
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // Aliases that lead in circles, or to too much.
    throw refuseText(shown, "YAML", error instanceof Error ? error.message : "it cannot be read");
  }
}

function refuseText(shown: string, format: string, why: string): UserError {
  return refuse(`${shown}: the request is no valid ${format}: ${shorten(safeLine(why), 300)}`);
}

/** YAML knows more than services do. */
function problemIn(value: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) {
    return `the request is nested more than ${MAX_DEPTH} levels deep`;
  }
  switch (typeof value) {
    case "number":
      if (!Number.isFinite(value)) {
        return "the request holds a number that is none";
      }
      // Others would be sent as their neighbours.
      return Number.isInteger(value) && !Number.isSafeInteger(value)
        ? "the request holds a number that is too big"
        : undefined;
    case "object":
      if (value === null) {
        return undefined;
      }
      for (const inner of Array.isArray(value) ? value : Object.values(value)) {
        const problem = problemIn(inner, depth + 1);
        if (problem !== undefined) {
          return problem;
        }
      }
      return undefined;
    default:
      return undefined;
  }
}
