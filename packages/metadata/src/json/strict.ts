import { JsonSlicer } from "./slicer.ts";

/**
 * A JSON document as one value, under the rules that hold for metadata: no duplicate keys, no deep nesting, valid UTF-8.
 *
 * @throws JsonSyntaxError
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  let document: unknown;
  const slicer = new JsonSlicer({
    descend: () => false,
    value: (_path, value) => {
      document = value;
    },
  });
  slicer.push(bytes);
  slicer.end();
  return document;
}
