import * as z from "zod";
import { count } from "./report-amounts.ts";

/** A metadata file that a run wrote. */
export interface WrittenFile {
  /** Its plain name: where it lay is of no use to other jobs. */
  readonly file: string;
  /** Of its bytes, in lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly size: number;
}

/** The most metadata files that a run can write; there is one of each type. */
const MAX_FILES = 16;

/** What a report says of the metadata that was written, for the job that joins the parts. */
export const writtenFiles = z
  .array(
    z.object({
      file: z.string().regex(/^[a-z_]{1,40}\.json$/),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      size: count,
    }),
    { error: "the report does not say which metadata the part wrote" },
  )
  .max(MAX_FILES);

/** Fields of a report, of a run that writes metadata of a part. To be spread into a step's own. */
export const writtenReportFields = {
  written: writtenFiles
    .optional()
    .describe("The metadata files that a run with shard wrote: joining the parts asks for these very files"),
};
