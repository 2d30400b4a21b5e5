import { joinedReportFields, shardReportFields } from "@compose-actions/step";
import * as z from "zod";
import { ROW_KINDS, STATES } from "./artifact-states.ts";
import { CONSISTENCY_CHECKS, type ConsistencyCheck } from "./consistency.ts";

const CHECKS = Object.keys(CONSISTENCY_CHECKS) as [ConsistencyCheck, ...ConsistencyCheck[]];
const count = z.number().int().nonnegative();
const states = z.partialRecord(z.enum(STATES), count);

/** The step's own fields of the report. `verified`, `failed`, `skipped` and `errors` are those of productmd's report. */
export const reportSchema = z.object({
  compose: z.string().describe("Compose id"),
  mode: z.enum(["local", "remote", "quick"]).describe("Where the artifacts were looked at; quick: nowhere"),
  ...shardReportFields,
  rules: z
    .record(z.string(), z.string())
    .optional()
    .describe("Inputs that decide whether an artifact is good; only of a run that did a part"),
  ...joinedReportFields,
  place: z.string().optional().describe("Directory or URL that the paths start from"),
  verified: count.describe("Artifacts whose size and checksums are right"),
  failed: count.describe("Artifacts that fail the run"),
  skipped: count.describe("All other artifacts; the three add up to artifacts.total"),
  errors: z
    .array(z.object({ path: z.string(), error: z.string() }))
    .describe(
      "What fails the run, a line for each artifact, contradiction and, when they fail it, unlisted file",
    ),
  artifacts: z
    .object({
      total: count.describe("Artifacts of the metadata, and files that repositories and trees list"),
      directories: count.describe("Variant paths that are directories and no artifacts"),
      states: states.describe("How many are in which state; they add up to total"),
      failing: states.describe("How many of which state fail the run; they add up to failed"),
      groups: z
        .array(
          z.object({
            variant: z.string(),
            arch: z.string(),
            kind: z.enum(ROW_KINDS),
            states,
            failing: count,
          }),
        )
        .describe("The same by variant, arch and kind"),
    })
    .describe("Counts"),
  records: z
    .array(
      z.object({
        path: z.string(),
        kind: z.enum(ROW_KINDS),
        variant: z.string(),
        arch: z.string(),
        state: z.enum(STATES),
        failing: z.boolean().describe("Whether it fails the run"),
        cause: z.enum(["size", "checksum"]).optional().describe("Of a corrupt artifact: what differs"),
        failure: z.string().optional().describe("Of a failed one: the class"),
        expected: z.string().optional().describe("Bytes, or algorithm:digest"),
        actual: z.string().optional(),
        reason: z.string().optional(),
      }),
    )
    .describe("Artifacts one by one: those that are not as they should be or, with records: all, every one"),
  omittedRecords: count.describe("Records that there was no room for"),
  consistency: z
    .array(
      z.object({
        check: z.enum(CHECKS),
        severity: z.enum(["error", "warning"]),
        title: z.string().describe("What the check looks for"),
        count,
        findings: z
          .array(
            z.object({
              path: z.string(),
              message: z.string(),
              group: z.string().describe("What it belongs to: variant, arch and kind, or a file"),
            }),
          )
          .describe("The first of them"),
      }),
    )
    .describe("What contradicts itself in the metadata, or between it and the repositories"),
  unlisted: z
    .object({
      policy: z.enum(["ignore", "warn", "fail"]),
      count: count.optional().describe("Absent when they were not looked for"),
      reason: z.string().optional().describe("Why not, although that was asked for"),
      files: z.array(z.string()).describe("The first of them"),
    })
    .describe("Files that nothing names"),
  warnings: z
    .array(z.object({ code: z.string(), message: z.string(), count, examples: z.array(z.string()) }))
    .describe("What looks wrong in the metadata; each entry stands for all its occurrences"),
  unmatched: z.array(z.string()).describe("Names in the selection that nothing was found under"),
  remote: z
    .object({
      requests: count,
      hosts: z.array(z.string()),
      redirected: count.describe("Files that were reached through redirects"),
      withValidator: count.describe("Files whose server gives an ETag or a Last-Modified"),
      withoutSize: count.describe("Files whose server does not tell the size"),
      downloaded: count.describe("Files that were downloaded and hashed"),
      downloadedBytes: count,
      seed: z.string().optional().describe("What chose the sample"),
    })
    .optional()
    .describe("Only with mode remote"),
  milliseconds: count.describe("How long it took"),
});
