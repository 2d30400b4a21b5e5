import { ARTIFACT_KINDS } from "@compose-actions/metadata";
import { joinedReportFields } from "@compose-actions/step";
import * as z from "zod";

const count = z.number().int().nonnegative();

const counts = {
  artifacts: count.describe("Images, packages, extra files, modules and repositories"),
  bytes: count.describe("Known sizes of the files, each path once"),
  directories: count.describe("Variant paths that are directories and no artifacts"),
  kinds: z
    .partialRecord(z.enum(ARTIFACT_KINDS), z.object({ artifacts: count, bytes: count }))
    .describe("Counts by kind"),
};

const side = z.object({
  file: z.string(),
  path: z.string().describe("Where in the file: payload.images.Server.x86_64[3].location.size"),
  value: z.string().describe("Escaped and shortened, without the secrets of URLs"),
});

const undeclared = z.array(
  z.object({
    variant: z.string(),
    arch: z.string().optional().describe("Absent: the variant itself was not declared"),
    file: z.string().describe("A file that names it"),
    path: z.string(),
  }),
);

/** The step's own fields of the report. */
export const reportSchema = z.object({
  compose: z.string().describe("Compose id; with conflicts that of the first file"),
  state: z
    .enum(["merged", "refused"])
    .describe("refused: the files contradict each other, nothing was written"),
  fragments: z
    .array(z.object({ name: z.string().describe("Directory or URL"), ...counts }))
    .describe("Who contributed what, of what is selected"),
  warnings: z
    .array(z.object({ code: z.string(), message: z.string(), count, examples: z.array(z.string()) }))
    .describe("What looks wrong; each entry stands for all its occurrences"),
  ...joinedReportFields,
  metadataDir: z.string().optional().describe("Directory of the written files"),
  files: z.array(z.string()).optional().describe("Paths of the written files"),
  artifacts: counts.artifacts.optional(),
  bytes: counts.bytes.optional(),
  directories: counts.directories.optional(),
  kinds: counts.kinds.optional(),
  completed: undeclared.optional().describe("What was added to composeinfo.json, since other files name it"),
  conflicts: z
    .array(
      z.object({
        rule: z.string(),
        message: z.string().describe("The rule in words"),
        sides: z.array(side).describe("Two values that cannot both be right"),
      }),
    )
    .describe("The first 10,000"),
  conflictCount: count,
  undeclared: undeclared.describe("What composeinfo.json lacks: not added with strict, or no possible name"),
  composeRef: z.string().optional().describe("Where the metadata was pushed to, with tag and digest"),
  publication: z
    .object({
      state: z.enum(["pushed", "existing", "failed"]),
      class: z.string().optional().describe("Kind of failure"),
      message: z.string().optional(),
    })
    .optional()
    .describe("Only with publish-metadata"),
});
