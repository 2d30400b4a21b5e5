import { refuse } from "./errors.ts";
import { lines } from "./list-fields.ts";
import { isDivided, type ShardInputValues } from "./shard-inputs.ts";

/** The input of a step that joins what other jobs have done in parts. */
export const shardReportsInput = {
  "shard-reports": lines({
    description:
      "Reports of the jobs that have done the parts, one per line: files, globs, or directories, in which they are looked for at any depth. Every part must be there and done, all of one plan; otherwise the step fails and names what is missing.",
    expected: "paths or globs",
    example: "shard-reports",
  }),
} as const;

/** @throws UserError when parts are to be joined, and one is to be done or planned */
export function checkJoinInputs(
  inputs: ShardInputValues & { readonly "shard-reports"?: readonly string[] | undefined },
): void {
  if (isJoining(inputs) && isDivided(inputs)) {
    throw refuse(
      `shard-reports joins the parts that are done, ${inputs.shard === undefined ? "shards and shard-size plan them" : "shard does one of them"}`,
      "give shard-reports to the last job alone",
    );
  }
}

/** Whether parts that other jobs have done are to be joined. */
export function isJoining(inputs: { readonly "shard-reports"?: readonly string[] | undefined }): boolean {
  return (inputs["shard-reports"] ?? []).length > 0;
}
