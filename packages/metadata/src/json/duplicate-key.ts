import { show } from "./describe.ts";

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/**
 * Finds the key that an object of this valid JSON text names twice. Only called when there is one.
 *
 * @returns the key between quotes
 */
export function findDuplicateKey(text: string): string {
  const objects: (Set<string> | undefined)[] = [];
  let previous = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") {
      objects.push(new Set());
    } else if (token === "[") {
      objects.push(undefined);
    } else if (token === "}" || token === "]") {
      objects.pop();
    } else if (token === ":") {
      const key = JSON.parse(previous) as string;
      const seen = objects.at(-1);
      if (seen?.has(key)) {
        return show(key);
      }
      seen?.add(key);
    }
    previous = token;
  }
  return "(unknown)";
}
