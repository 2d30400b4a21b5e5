import { ARTIFACT_KINDS } from "@compose-actions/metadata";
import { shardReportFields, writtenReportFields } from "@compose-actions/step";
import * as z from "zod";

const count = z.number().int().nonnegative();

/** The step's own fields of the report. */
export const reportSchema = z.object({
  compose: z.string().describe("Compose id"),
  toVersion: z.enum(["2.0", "1.2"]).describe("Version that was written"),
  metadataDir: z.string().describe("Directory of the written files"),
  files: z.array(z.string()).describe("Paths of the written files"),
  artifacts: count.describe(
    "Artifacts in the written files: images, packages, extra files, modules, repositories",
  ),
  directories: count.describe("Variant paths that are directories and no artifacts"),
  bytes: count.describe("Known sizes of the files, each path once"),
  variants: z
    .record(z.string(), z.partialRecord(z.enum(ARTIFACT_KINDS), z.object({ artifacts: count, bytes: count })))
    .describe("Counts by variant and kind"),
  warnings: z
    .array(z.object({ code: z.string(), message: z.string(), count, examples: z.array(z.string()) }))
    .describe("What was lost or looks wrong; each entry stands for all its occurrences"),
  hashed: z
    .object({
      files: count,
      bytes: count,
      missing: z.array(z.string()).describe("Files that are not there"),
      outside: z.array(z.string()).describe("Symbolic links that lead out of the compose"),
    })
    .optional()
    .describe("Only with compute-checksums"),
  ...shardReportFields,
  ...writtenReportFields,
});
