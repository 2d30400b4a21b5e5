import { formatShard, parseShard, type RawInputs, type Step } from "@compose-actions/step";

/**
 * What the report of a run says that did not get as far as a result: which part of divided work is not done, so that
 * who joins the parts can tell why.
 */
export function failedPart(
  { inputs }: Pick<Step, "inputs">,
  raw: RawInputs,
): Readonly<Record<string, string>> {
  const text = "shard" in inputs ? raw["shard"] : undefined;
  const shard = typeof text === "string" ? parseShard(text.trim()) : undefined;
  return shard === undefined ? {} : { shard: formatShard(shard) };
}
