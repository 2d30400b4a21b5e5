import { joinReports } from "@compose-actions/compose";
import type { Compose } from "@compose-actions/metadata";
import {
  type CompletedPart,
  countOf,
  formatCount,
  isJoining,
  type JoinedShards,
  type StepContext,
} from "@compose-actions/step";
import * as z from "zod";
import type { LocalizeInputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import type { HostTotals } from "./run-progress.ts";
import { divide } from "./shard.ts";

const count = z.int().nonnegative();

/** What the report of a part tells. */
const content = z.object({
  compose: z.string(),
  counts: z.object({ verified: count, weak: count, unverifiable: count, unrooted: count, failed: count }),
  transfer: z.object({
    bytes: count,
    milliseconds: count,
    hosts: z
      .array(
        z.object({
          host: z.string(),
          files: count,
          bytes: count,
          failures: count,
          bytesPerSecond: count,
        }),
      )
      .max(10_000),
  }),
});
type Content = z.infer<typeof content>;

/** Parts that other jobs have done, and what was received for them. */
export interface JoinedParts extends JoinedShards<Content> {
  readonly receivedBytes: number;
  /** Of the part that took longest. */
  readonly milliseconds: number;
  readonly hosts: ReadonlyMap<string, HostTotals>;
}

/**
 * Makes sure that all parts are done, before anything is fetched that is another job's to fetch.
 *
 * @throws UserError that names the parts that are missing, or failed
 */
export async function joinParts(
  inputs: LocalizeInputs,
  plan: Plan,
  compose: Pick<Compose, "id">,
  context: StepContext,
): Promise<JoinedParts | undefined> {
  if (!isJoining(inputs)) {
    return undefined;
  }
  const { joined } = await joinReports(
    inputs["shard-reports"] ?? [],
    {
      reader: { steps: ["localize"], content },
      planFor: async (count) => ({ plan: divide(plan, { shard: { index: 1, count } }), compose }),
      essence: ({ compose: id, counts }) => [id, counts],
      problem: countsProblem,
    },
    context,
  );
  return { ...joined, ...received(joined) };
}

function countsProblem({ content: { counts }, part }: CompletedPart<Content>): string | undefined {
  const told = Object.values(counts).reduce((sum, number) => sum + number, 0);
  return told === part.artifacts
    ? undefined
    : `it tells of ${countOf(told, "artifact", "artifacts")}, and the part has ${formatCount(part.artifacts)}`;
}

function received({ parts }: JoinedShards<Content>): Omit<JoinedParts, keyof JoinedShards<Content>> {
  const hosts = new Map<string, HostTotals>();
  for (const { content: part } of parts) {
    for (const { host, files, bytes, failures, bytesPerSecond } of part.transfer.hosts) {
      const totals = hosts.get(host) ?? { files: 0, bytes: 0, milliseconds: 0, failures: 0 };
      hosts.set(host, totals);
      totals.files += files;
      totals.bytes += bytes;
      totals.failures += failures;
      totals.milliseconds += bytesPerSecond === 0 ? 0 : (bytes * 1000) / bytesPerSecond;
    }
  }
  return {
    receivedBytes: parts.reduce((sum, part) => sum + part.content.transfer.bytes, 0),
    milliseconds: Math.max(...parts.map((part) => part.content.transfer.milliseconds)),
    hosts,
  };
}
