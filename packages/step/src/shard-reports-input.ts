import { lines } from "./list-fields.ts";

/** The input of a step that joins what other jobs have done in parts. */
export const shardReportsInput = {
  "shard-reports": lines({
    description:
      "Reports of the jobs that have done the parts, one per line: files, globs, or directories, in which they are looked for at any depth. Every part must be there and done, all of one plan; otherwise the step fails and names what is missing.",
    expected: "paths or globs",
    example: "shard-reports",
  }),
} as const;
