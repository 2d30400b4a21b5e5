import { type CompletedPart, countOf, formatCount } from "@compose-actions/step";
import * as z from "zod";
import type { StateCounts } from "./artifact-rows.ts";
import type { RowKind } from "./artifact-states.ts";
import { MAX_RECORDS } from "./conclude.ts";
import { differenceOf, type PartRules } from "./part-rules.ts";
import { reportSchema } from "./report-schema.ts";
import type { Settings } from "./settings.ts";

const fields = reportSchema
  .pick({
    compose: true,
    mode: true,
    place: true,
    verified: true,
    failed: true,
    skipped: true,
    artifacts: true,
    records: true,
    omittedRecords: true,
    consistency: true,
    unlisted: true,
    warnings: true,
    unmatched: true,
    remote: true,
    milliseconds: true,
  })
  .extend({ rules: z.record(z.string().max(100), z.string().max(4096)) });

/** What is taken from the report of a part. */
export type PartContent = z.infer<typeof fields>;

/** So many records of all attempts together are held in memory: several times what is listed in the end. */
const MAX_HELD = 4 * MAX_RECORDS;

/** Reads what is taken from reports; the records for which there is no room are counted as omitted. */
export function partContent(): z.ZodType<PartContent> {
  let room = MAX_HELD;
  return fields.transform((content) => {
    const records = content.records.slice(0, room);
    room -= records.length;
    return {
      ...content,
      records,
      omittedRecords: content.omittedRecords + content.records.length - records.length,
    };
  });
}

/** What two reports of one part must agree on: all but how long it took and what servers said on the way. */
export function essenceOf({ milliseconds: _, remote: __, ...rest }: PartContent): unknown {
  return rest;
}

/** Kinds of artifacts that metadata names. */
const PLANNED: ReadonlySet<RowKind> = new Set(["image", "rpm", "extra_file", "module", "variant_path"]);

/** What is wrong with what a part tells; undefined for nothing. */
export function problemOf(
  { content, part }: Pick<CompletedPart<PartContent>, "content" | "part">,
  { mode, unlisted }: Pick<Settings, "mode" | "unlisted">,
  rules: PartRules,
): string | undefined {
  if (content.mode !== mode) {
    return `it verified with mode: ${content.mode}, and this run says ${mode}`;
  }
  if (content.unlisted.policy !== unlisted) {
    return `it was run with unlisted: ${content.unlisted.policy}, and this run says ${unlisted}`;
  }
  const other = differenceOf(content.rules, rules);
  if (other !== undefined) {
    return other;
  }
  const { total, states, failing, groups } = content.artifacts;
  const grouped = groups.reduce((sum, group) => sum + sumOfStates(group.states), 0);
  const failingInGroups = groups.reduce((sum, group) => sum + group.failing, 0);
  const all = [sumOfStates(states), grouped, content.verified + content.failed + content.skipped];
  if (all.some((sum) => sum !== total)) {
    return `its states, its groups and its total do not have the same number of artifacts: ${[...all, total].map(formatCount).join(", ")}`;
  }
  if (sumOfStates(failing) !== content.failed || failingInGroups !== content.failed) {
    return "its counts of what failed do not add up";
  }
  const told = groups
    .filter(({ kind }) => PLANNED.has(kind))
    .reduce((sum, group) => sum + sumOfStates(group.states) - (group.states.skipped ?? 0), 0);
  return told < part.artifacts
    ? `it tells of ${countOf(told, "artifact", "artifacts")}, and the part has ${formatCount(part.artifacts)}`
    : undefined;
}

/** All artifacts that are counted. */
function sumOfStates(states: StateCounts): number {
  return Object.values(states).reduce((sum, number) => sum + number, 0);
}
