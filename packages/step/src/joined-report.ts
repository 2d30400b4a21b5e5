import * as z from "zod";
import { countOf, formatBytes, formatCount } from "./format.ts";
import { code, details, table } from "./markdown.ts";
import { describeAmounts } from "./part-report.ts";
import { amounts, count } from "./report-amounts.ts";
import type { JoinedShards } from "./shard-join.ts";
import { formatShard } from "./shards.ts";

/** Fields of the report of a run that joined parts. To be spread into a step's own. */
export const joinedReportFields = {
  joined: z
    .object({
      id: z.string().describe("The plan's id, as the reports of the parts have it"),
      count: count.describe("Number of parts"),
      ...amounts,
      parts: z.array(
        z.object({
          shard: z.string().describe("The part, as i/n"),
          report: z.string().describe("The file that says so"),
          status: z.string(),
          ...amounts,
        }),
      ),
    })
    .optional()
    .describe("The parts that other jobs have done; only with shard-reports"),
};

/** What a report says of the parts that were joined; nothing when there were none. */
export function reportJoined(joined: JoinedShards<unknown> | undefined): {
  readonly joined?: object;
} {
  if (joined === undefined) {
    return {};
  }
  const { plan, parts } = joined;
  return {
    joined: {
      ...plan,
      parts: parts.map(({ index, name, status, part }) => ({
        shard: formatShard({ index, count: plan.count }),
        report: name,
        status,
        artifacts: part.artifacts,
        bytes: part.bytes,
      })),
    },
  };
}

/** A closing line; none when nothing was joined. */
export function linesOfJoined(joined: JoinedShards<unknown> | undefined): string[] {
  return joined === undefined
    ? []
    : [`${countOf(joined.plan.count, "part", "parts")} joined: ${describeAmounts(joined.plan)} known`];
}

/** A paragraph of a job summary; none when nothing was joined. */
export function summaryOfJoined(joined: JoinedShards<unknown> | undefined): string[] {
  if (joined === undefined) {
    return [];
  }
  const rows = joined.parts.map(({ index, name, part }) => [
    formatShard({ index, count: joined.plan.count }),
    formatCount(part.artifacts),
    formatBytes(part.bytes),
    code(name),
  ]);
  const [line = ""] = linesOfJoined(joined);
  return [details(line, table(["shard", "artifacts", "size", "report"], rows))];
}
