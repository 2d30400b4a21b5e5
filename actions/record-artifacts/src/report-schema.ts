import { ARTIFACT_KINDS, RPM_CATEGORIES } from "@compose-actions/metadata";
import * as z from "zod";

const count = z.number().int().nonnegative();

const image = z.object({
  type: z.string(),
  format: z.string(),
  subvariant: z.string(),
  bootable: z.boolean(),
  discNumber: count,
  discCount: count,
  volumeId: z.string().nullable(),
  implantMd5: z.string().nullable(),
});

const rpm = z.object({
  nevra: z.string(),
  source: z.string().describe("NEVRA of the source package that it is listed under"),
  category: z.enum(RPM_CATEGORIES),
  sigkeys: z.array(z.string()).describe("Keys that signed it"),
});

const artifact = z.object({
  kind: z.enum(["image", "rpm", "extra_file"]),
  source: z.string().describe("Path of the file below root"),
  localPath: z.string().describe("Its place in the tree of the compose"),
  url: z.string(),
  size: count.describe("Bytes"),
  checksum: z.string(),
  image: image.optional(),
  rpm: rpm.optional(),
});

/** The step's own fields of the report. */
export const reportSchema = z.object({
  compose: z.string().describe("Compose id"),
  variant: z.string().describe("Variant that the artifacts belong to"),
  arch: z.string().describe("Arch that they are listed under"),
  metadataDir: z.string().describe("Directory of the metadata"),
  files: z.array(z.string()).describe("Paths of the written files"),
  published: z
    .boolean()
    .describe("Whether url or base-url told where the artifacts lie; otherwise URLs are paths below root"),
  artifacts: z.array(artifact).describe("What was recorded"),
  bytes: count.describe("Sum of the sizes"),
  totals: z
    .partialRecord(z.enum(ARTIFACT_KINDS), count)
    .describe("Artifacts that the metadata names now, by kind: those recorded before are among them"),
  warnings: z
    .array(z.object({ code: z.string(), message: z.string(), count, examples: z.array(z.string()) }))
    .describe("What looks wrong; each entry stands for all its occurrences"),
});
