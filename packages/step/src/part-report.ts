import * as z from "zod";
import { countOf, formatBytes } from "./format.ts";
import { amounts, count } from "./report-amounts.ts";
import { escapeDeceptive, shorten } from "./safe-text.ts";
import { formatShard, MAX_SHARDS, parseShard, type Shard, type ShardAmounts } from "./shards.ts";

/** What a report says of the whole that was divided. */
export interface ReportedPlan extends ShardAmounts {
  readonly id: string;
  readonly count: number;
}

/** The report of a run that did, or should have done, one part. */
export interface PartReport<Content> {
  /** How messages name it: its file. */
  readonly name: string;
  readonly step: string;
  readonly shard: Shard;
  readonly status: "ok" | "failed" | "refused" | "interrupted";
  /** Why the run did not end well, in its own words. */
  readonly message: string | undefined;
  /** Absent when the run ended before it knew what there is to do. */
  readonly done: CompletedPart<Content> | undefined;
}

/** Work on a part that was completed, with good or bad findings. */
export interface CompletedPart<Content> {
  readonly plan: ReportedPlan;
  /** What belongs to the part, as it was planned. */
  readonly part: ShardAmounts;
  /** What the joining step takes from the report. */
  readonly content: Content;
}

/** Which reports a step joins, and what it takes from them. */
export interface PartReader<Content> {
  readonly steps: readonly string[];
  /** Of the report's own fields. */
  readonly content: z.ZodType<Content>;
}

const plan = z.object({
  id: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  count: count.min(1).max(MAX_SHARDS),
  ...amounts,
});
const common = z.object({
  status: z.enum(["ok", "failed", "refused", "interrupted"]),
  error: z.object({ message: z.string() }).optional(),
});
const divided = z.object({ plan, part: z.object(amounts) });

const SCHEMA = /^compose-actions\/([a-z][a-z-]{0,40})\/(\d{1,4})$/;
/** More of a failure's message than this is in the part's own log. */
const LONGEST_MESSAGE = 300;

/**
 * Reads a report of a part.
 *
 * @param document - JSON from anywhere
 * @returns undefined for a document that is no report of a part of these steps; a sentence when it says it is one and
 *   is not as it should be
 */
export function readPartReport<Content>(
  name: string,
  document: unknown,
  { steps, content }: PartReader<Content>,
): PartReport<Content> | string | undefined {
  const fields = asRecord(document);
  const [, step = "", version] = SCHEMA.exec(asText(fields?.["schema"])) ?? [];
  if (fields === undefined || !steps.includes(step) || fields["shard"] === undefined) {
    return undefined;
  }
  if (version !== "1") {
    return `the report is of version ${version}, and this program knows version 1`;
  }
  if (fields["dryRun"] === true) {
    return "it was a dry run, which does nothing";
  }
  const shard = parseShard(asText(fields["shard"]));
  const read = common.safeParse(fields);
  if (shard === undefined) {
    return `shard: expected i/n, the i-th of n parts, n at most ${MAX_SHARDS}`;
  }
  if (!read.success) {
    return issueOf(read.error);
  }
  const { status, error } = read.data;
  const message = error && shorten(escapeDeceptive(error.message), LONGEST_MESSAGE);
  const report = { name, step, shard, status, message };
  if (status !== "ok" && fields["plan"] === undefined) {
    return { ...report, done: undefined };
  }
  const amountsRead = divided.safeParse(fields);
  const contentRead = content.safeParse(fields);
  if (!amountsRead.success || !contentRead.success) {
    return issueOf(amountsRead.error ?? contentRead.error);
  }
  const done = { ...amountsRead.data, content: contentRead.data };
  return done.plan.count === shard.count
    ? { ...report, done }
    : `shard is ${formatShard(shard)}, but the plan has ${countOf(done.plan.count, "part", "parts")}`;
}

/** How much there is, in the words of messages. */
export function describeAmounts({ artifacts, bytes }: ShardAmounts): string {
  return `${countOf(artifacts, "artifact", "artifacts")} and ${formatBytes(bytes)}`;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The first thing that is wrong, with its place. */
function issueOf(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  const more = (error?.issues.length ?? 0) - 1;
  const place = issue?.path.map(String).join(".") ?? "";
  const text = `${place === "" ? "" : `${place}: `}${issue?.message ?? "not as it should be"}`;
  return shorten(escapeDeceptive(more > 0 ? `${text} (and ${more} more)` : text), LONGEST_MESSAGE);
}
