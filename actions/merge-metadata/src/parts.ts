import { readShardReports } from "@compose-actions/compose";
import { fault, type JoinedShards, joinShards, type StepContext } from "@compose-actions/step";
import * as z from "zod";
import type { Contribution } from "./load.ts";

/** What the reports of the parts say, as far as it matters here. */
const content = z.object({ compose: z.string() });

/** The parts that other jobs have done. */
export type Parts = JoinedShards<z.infer<typeof content>>;

/**
 * Makes sure that all parts of divided work are done: metadata alone does not tell what was never made.
 *
 * @param places - as the input shard-reports has them
 * @throws UserError that names the parts that are missing, or failed
 */
export async function joinParts(
  places: readonly string[] | undefined,
  { signal, reporter }: StepContext,
): Promise<Parts | undefined> {
  if (places === undefined || places.length === 0) {
    return undefined;
  }
  const reader = { steps: ["push-oci", "upgrade-metadata"], content };
  const { reports, unreadable } = await readShardReports(places, reader, signal);
  const parts = joinShards(reports, { essence: ({ compose }) => compose, unreadable });
  for (const line of unreadable) {
    reporter.warn(line);
  }
  return parts;
}

/**
 * Makes sure that the fragments are those of the parts.
 *
 * @param composeId - of the fragments
 * @param isSelection - whether not all of them is taken, so that their artifacts cannot be counted
 * @throws UserError
 */
export function checkParts(
  parts: Parts | undefined,
  composeId: string,
  contributions: readonly Pick<Contribution, "counts">[],
  isSelection: boolean,
): void {
  if (parts === undefined) {
    return;
  }
  const other = parts.parts.find((part) => part.content.compose !== composeId);
  if (other !== undefined) {
    throw fault(
      `The parts are of another compose: ${other.name} is of ${other.content.compose}, the metadata of ${composeId}`,
      "give compose and shard-reports what the same jobs have made",
    );
  }
  const found = contributions.reduce((sum, { counts }) => sum + counts.all.artifacts, 0);
  const { artifacts } = parts.plan;
  if (!isSelection && found < artifacts) {
    throw fault(
      `The metadata of a part is missing: the parts have ${artifacts} artifacts, and all fragments together ${found}`,
      "give compose the metadata of every part",
    );
  }
}
