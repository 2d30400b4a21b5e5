import { readShardReports } from "@compose-actions/compose";
import {
  countOf,
  fault,
  formatCount,
  type JoinedShards,
  joinShards,
  type StepContext,
} from "@compose-actions/step";
import * as z from "zod";
import type { Contribution } from "./load.ts";

const count = z.int().nonnegative();

/** What the reports of the parts say, as far as it matters here. */
const content = z
  .object({
    compose: z.string(),
    // push-oci counts its artifacts one by one, and those that it writes apart, since several may become one.
    described: count.optional(),
    artifacts: z.unknown(),
  })
  .transform(({ compose, described, artifacts }) => ({ compose, written: described ?? artifacts }))
  .pipe(z.object({ compose: z.string(), written: count }));
type Content = z.infer<typeof content>;

/** The parts that other jobs have done. */
export type Parts = JoinedShards<Content>;

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
  const parts = joinShards(reports, { essence: (own) => own, unreadable });
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
  const written = parts.parts.reduce((sum, part) => sum + part.content.written, 0);
  if (!isSelection && found < written) {
    throw fault(
      `The metadata of a part is missing: the parts have written ${countOf(written, "artifact", "artifacts")}, and the fragments have ${formatCount(found)}`,
      "give compose the metadata of every part",
    );
  }
}
