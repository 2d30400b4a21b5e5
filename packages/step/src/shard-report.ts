import * as z from "zod";
import { countOf, formatBytes, formatCount } from "./format.ts";
import { heading, table } from "./markdown.ts";
import { amounts, count } from "./report-amounts.ts";
import { formatShard, matrixOf, type Shard, type ShardAmounts, type ShardPlan } from "./shards.ts";

/** What the report of a step that can be divided says of the whole that was divided. */
export const shardPlanReport = z.looseObject({
  id: z.string().describe("sha256:… of the step, the number of parts and all that is divided"),
  count: count.describe("Number of parts"),
  ...amounts,
});

/** Fields of a report, of a run that plans or does a part. To be spread into a step's own. */
export const shardReportFields = {
  plan: shardPlanReport.optional().describe("What was divided; only of a run that plans or does a part"),
  shard: z.string().optional().describe("The part that this run did, as i/n"),
  part: z.object(amounts).optional().describe("What belongs to that part, as it was planned"),
};

/** A run's share in divided work: the plan, and the part that it did, unless it only planned. */
export interface ShardRun {
  readonly plan: ShardPlan;
  readonly shard: Shard | undefined;
}

/** The values of {@link shardReportFields}. */
export interface ShardRunReport {
  readonly plan?: ShardAmounts & { readonly id: string; readonly count: number };
  readonly shard?: string;
  readonly part?: ShardAmounts;
}

/** What a report says of a run's share; nothing when the work was not divided. */
export function reportShardRun(run: ShardRun | undefined): ShardRunReport {
  if (run === undefined) {
    return {};
  }
  const { plan, shard } = run;
  const { id, count, artifacts, bytes } = plan;
  const whole = { plan: { id, count, artifacts, bytes } };
  const part = shard === undefined ? undefined : plan.parts[shard.index - 1];
  return shard === undefined || part === undefined ? whole : { ...whole, shard: formatShard(shard), part };
}

/** The outputs of a step that can be divided. */
export const shardOutputs = {
  plan: {
    description:
      "Only with shards or shard-size: the parts as a matrix of jobs, JSON for fromJSON(). Each has shard, artifacts and bytes.",
  },
  shards: { description: "Only with shards or shard-size: number of the parts." },
} as const;

/** The values of {@link shardOutputs}: empty unless the run only planned. */
export function outputShardRun(run: ShardRun | undefined): {
  readonly plan: string;
  readonly shards: string;
} {
  return run === undefined || run.shard !== undefined
    ? { plan: "", shards: "" }
    : { plan: matrixOf(run.plan), shards: String(run.plan.count) };
}

/** The closing line of a run that only planned. */
export function lineOfPlan({ count, artifacts, bytes, parts }: ShardPlan): string {
  const sizes = parts.map((part) => part.bytes);
  const [least, most] = [formatBytes(Math.min(...sizes)), formatBytes(Math.max(...sizes))];
  const each = least === most ? most : `${least} to ${most}`;
  return `Planned: ${countOf(artifacts, "artifact", "artifacts")}, ${formatBytes(bytes)} known, in ${countOf(count, "part", "parts")} of ${each}; nothing else was done`;
}

/** The job summary of a run that only planned. */
export function summaryOfPlan(title: string, plan: ShardPlan): string {
  const rows = plan.parts.map(({ artifacts, bytes }, at) => [
    formatShard({ index: at + 1, count: plan.count }),
    formatCount(artifacts),
    formatBytes(bytes),
  ]);
  return [heading(2, title), lineOfPlan(plan), table(["shard", "artifacts", "size"], rows)].join("\n\n");
}
