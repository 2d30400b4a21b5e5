import { joinedReportFields, shardPlanReport, shardReportFields } from "@compose-actions/step";
import * as z from "zod";

const count = z.number().int().nonnegative();

const artifact = z.object({
  path: z.string().describe("local_path of the artifact"),
  kind: z.string(),
  variant: z.string(),
  arch: z.string(),
  state: z
    .enum(["verified", "weak", "unverifiable", "unrooted", "failed", "planned", "open"])
    .describe("planned: only in a dry run; open: another shard's, or not come to"),
  size: count.nullable(),
  arrival: z
    .enum(["downloaded", "present", "linked", "cached", "copied", "generated"])
    .optional()
    .describe("How its first file came to be there"),
  class: z.string().optional().describe("Kind of failure"),
  status: count.optional().describe("HTTP status, where that was the failure"),
  message: z.string().optional(),
  attempts: count.optional(),
  url: z.string().optional().describe("Where it was asked for last, without secrets"),
  failed: z.string().optional().describe("The file that failed, when it is another than path"),
});

const transfer = z.object({
  bytes: count.describe("Bytes that servers sent"),
  milliseconds: count,
  hosts: z.array(
    z.object({
      host: z.string(),
      files: count.describe("Files that were completed from it"),
      bytes: count.describe("Bytes that it sent; of all hosts together those of the transfer"),
      failures: count.describe("Failed files that it was asked for last"),
      bytesPerSecond: count.describe("Of one transfer, on average"),
    }),
  ),
});

/** The step's own fields of the report. */
export const reportSchema = z.object({
  compose: z.string().describe("Compose id"),
  output: z.string(),
  dryRun: z.boolean(),
  shard: shardReportFields.shard,
  part: shardReportFields.part,
  ...joinedReportFields,
  metadataFiles: z.array(z.string()).describe("Written metadata, relative to compose/"),
  counts: z
    .object({
      verified: count,
      weak: count,
      unverifiable: count,
      unrooted: count,
      failed: count,
      skipped: count.describe("Not selected"),
      open: count,
    })
    .describe("Artifacts by state; together all artifacts of the metadata"),
  plan: z.object({
    ...shardPlanReport.partial().shape,
    files: count,
    bytes: count.describe(
      "Known sizes, each content once; when the work is divided, of what the metadata names",
    ),
    duplicates: count.describe("Files whose content another file has as well"),
    unknownSizes: count,
    remaining: z
      .object({ files: count, bytes: count })
      .optional()
      .describe("Only of a dry run: what the output lacks, as far as names and sizes tell"),
    byHost: z
      .record(z.string(), z.object({ files: count, bytes: count }))
      .describe("By the host that is asked first; a content counts where it is named first"),
    byVariant: z
      .record(z.string(), z.record(z.string(), z.object({ files: count, bytes: count })))
      .describe("By variant and arch; a content counts where it is named first"),
  }),
  transfer,
  joinedTransfer: transfer
    .optional()
    .describe("Only with shard-reports: the same of the jobs that did the parts; the time is the longest"),
  files: z
    .record(z.string(), z.record(z.string(), count))
    .describe("Files by kind and by how they came to be there"),
  artifacts: z.array(artifact),
  otherFailures: z
    .array(artifact)
    .describe("Failed files that belong to no artifact: descriptions of trees and what they name"),
  pruned: z.array(z.string()),
  warnings: z.array(z.string()),
  stopped: z.boolean().describe("The work ended at a failure before everything was tried"),
});
