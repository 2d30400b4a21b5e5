import { readFileSync, statSync } from "node:fs";
import { readRequestText } from "@compose-actions/services";
import { refuse, systemCodeText } from "@compose-actions/step";

/** No request comes near this. */
const MAX_BYTES = 8 * 1024 ** 2;

/**
 * Reads the input `request`: what has several lines, or begins as JSON does, or as a key of YAML, is the request itself.
 *
 * @returns what JSON can hold; undefined when there is none
 * @throws UserError
 */
export async function readRequest(given: string | undefined): Promise<unknown> {
  if (given === undefined) {
    return undefined;
  }
  if (/^[[{]|[\n]|:\s/.test(given)) {
    return readRequestText(given, "request");
  }
  return readRequestText(readText(given), `request: ${given}`);
}

function readText(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) {
      throw refuse(`request: ${path} is too long for a request`);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    throw refuse(
      `request: ${path} cannot be read: ${systemCodeText(code)}`,
      "name a file, or give the request itself",
    );
  }
}
