import { shardReportFields, writtenReportFields } from "@compose-actions/step";
import * as z from "zod";

const count = z.number().int().nonnegative();

const failure = {
  class: z.string().optional().describe("Kind of failure"),
  status: count.optional().describe("HTTP status, where that was the failure"),
  message: z.string().optional(),
};

/** The step's own fields of the report. */
export const reportSchema = z.object({
  compose: z.string().describe("Compose id"),
  dryRun: z.boolean(),
  ...shardReportFields,
  ...writtenReportFields,
  metadataDir: z.string(),
  metadataFiles: z.array(z.string()).describe("Paths of the written metadata"),
  described: count.describe("Artifacts in the written metadata; a set is one"),
  carried: count.describe("Those of them that are not selected, and keep their Locations; in every shard"),
  composeRef: z.string().optional().describe("Where the metadata itself was pushed to"),
  publication: z
    .object({
      state: z
        .enum(["pushed", "existing", "failed", "incomplete"])
        .describe("incomplete: not tried, since artifacts failed"),
      ...failure,
    })
    .optional()
    .describe("Only with publish-metadata"),
  counts: z
    .object({
      pushed: count,
      existing: count.describe("There before, with manifest and tag"),
      kept: count.describe("In a registry before, and left alone: only-missing"),
      failed: count,
      planned: count.describe("Only in a dry run"),
      skipped: count.describe("Not selected"),
    })
    .describe("Artifacts by state; together all artifacts of the metadata but those of other shards"),
  blobs: z
    .object({
      pushed: count,
      existing: count,
      mounted: count.describe("Taken from another repository of the run"),
      pushedBytes: count,
    })
    .describe("Contents, counted once for each repository that has them"),
  transfer: z.object({
    bytes: count.describe("Bytes of contents that were sent, those of failed attempts too"),
    milliseconds: count,
  }),
  manifests: z.array(
    z.object({
      reference: z.string().describe("oci://repository:tag@digest, as Locations have it"),
      digest: z.string(),
      tag: z.string(),
      layout: z.enum(["file", "set", "bundle"]),
      layers: count,
      bytes: count.describe("Of all its layers"),
      state: z.enum(["pushed", "existing", "failed", "planned"]),
      ...failure,
    }),
  ),
  artifacts: z.array(
    z.object({
      path: z.string().describe("local_path of the artifact"),
      kind: z.string(),
      variant: z.string(),
      arch: z.string(),
      state: z.enum(["pushed", "existing", "kept", "failed", "planned"]),
      size: count.nullable(),
      digest: z.string().optional().describe("Of the manifest that holds it"),
      ...failure,
    }),
  ),
  warnings: z.array(z.string()),
});
