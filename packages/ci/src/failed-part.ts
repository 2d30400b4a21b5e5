import { formatShard, parseShard, type RawInputs, type Step } from "@compose-actions/step";

/**
 * What the report of a run says that did not get as far as a result: which part of divided work is not done, so that
 * who joins the parts can tell why.
 */
export function failedPart(
  { inputs }: Pick<Step, "inputs">,
  raw: RawInputs,
): Readonly<Record<string, string>> {
  // A flag that may be repeated comes as a list.
  const [text = "", ...others] = "shard" in inputs ? [raw["shard"] ?? []].flat() : [];
  const shard = others.length === 0 ? parseShard(text.trim()) : undefined;
  return shard === undefined ? {} : { shard: formatShard(shard) };
}
