import { isDeepStrictEqual } from "node:util";
import { fault, type UserError } from "./errors.ts";
import { countOf, formatCount } from "./format.ts";
import { type CompletedPart, describeAmounts, type PartReport, type ReportedPlan } from "./part-report.ts";
import { formatShard, type ShardAmounts, type ShardPlan, sumOf } from "./shards.ts";

/** A part that is done, as one of its reports says it. */
export interface JoinedPart<Content> extends CompletedPart<Content> {
  /** From 1. */
  readonly index: number;
  /** The report's file. */
  readonly name: string;
  readonly status: PartReport<Content>["status"];
}

/** All parts of one plan. */
export interface JoinedShards<Content> {
  readonly plan: ReportedPlan;
  /** In order, as many as the plan has. */
  readonly parts: readonly JoinedPart<Content>[];
}

export interface JoinOptions<Content> {
  /** What the inputs of the joining run come to; absent: the plan whose reports are nearest to all. */
  readonly expected?: ShardPlan;
  /** Whether a part counts as done that was completed and found something bad. By default only a good one does. */
  readonly takesFindings?: boolean;
  /** What must be the same in two reports of one part. */
  readonly essence: (content: Content) => unknown;
  /** What else is wrong with a part, in words; undefined for nothing. */
  readonly problem?: (done: CompletedPart<Content>) => string | undefined;
  /** Files that are no reports, or that cannot be read, with the reason. */
  readonly unreadable: readonly string[];
}

/** More reports than this of other plans are counted, but not named. */
const MAX_STRANGERS = 20;

/** More are counted, where one line tells of them. */
const MAX_PLANS = 3;
const MAX_NAMES = 4;
/** Of an id, as many as tell two plans apart. */
const ID_DIGITS = 12;

const REMEDIES = {
  undone: "run the jobs of those parts again, each with the same shard as before, and then this one",
  stranger:
    "give all jobs the same metadata, selection and number of parts, with the same settings, and join the reports of one run alone; when files have come, gone or changed in between, run the jobs of all parts again",
  doubled: "keep one report of each part, that of its last attempt",
  amounts: "run the jobs again that these reports are of",
} as const;

interface Problem {
  readonly kind: keyof typeof REMEDIES;
  readonly text: string;
}

/** How many parts there were, as the reports say that are nearest to a whole; undefined when there is none. */
export function countOfParts(reports: readonly PartReport<unknown>[]): number | undefined {
  const planned = reports.filter(({ done }) => done !== undefined);
  return mostComplete(planned.length > 0 ? planned : reports)?.shard.count;
}

/**
 * Joins the parts of divided work: every part must be done, all must be of one plan, and together they must be all of
 * it. Of several attempts at a part those count that were completed, and must say the same.
 *
 * @throws UserError that names everything that is wrong
 */
export function joinShards<Content>(
  reports: readonly PartReport<Content>[],
  options: JoinOptions<Content>,
): JoinedShards<Content> {
  const sorted = [...reports].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const plan = planOf(sorted, options.expected);
  if (plan === undefined) {
    throw incomplete(undefined, nothingDone(sorted), options.unreadable);
  }
  const own = sorted.filter(({ shard, done }) =>
    done === undefined ? shard.count === plan.count : isSamePlan(done.plan, plan),
  );
  const strangers = sorted.filter((report) => !own.includes(report));
  const problems: Problem[] = [];
  const parts: JoinedPart<Content>[] = [];
  const byIndex = Map.groupBy(own, ({ shard }) => shard.index);
  for (let index = 1; index <= plan.count; index++) {
    const name = `part ${formatShard({ index, count: plan.count })}`;
    const found = choose(name, byIndex.get(index) ?? [], options);
    if ("kind" in found) {
      problems.push(found);
    } else {
      parts.push({ ...found, index });
      problems.push(...wrongAmounts(name, found, options.expected?.parts[index - 1]));
      const other = options.problem?.(found);
      problems.push(
        ...(other === undefined
          ? []
          : [{ kind: "amounts", text: `${name}: ${found.name}: ${other}` } as const]),
      );
    }
  }
  problems.push(...describeStrangers(strangers, plan));
  if (problems.length === 0) {
    problems.push(...wrongSum(parts, plan));
  }
  if (problems.length > 0) {
    throw strangers.length > 0
      ? several(plan, own, strangers, [...problems.map(({ text }) => text), ...options.unreadable])
      : incomplete(plan, problems, options.unreadable);
  }
  return { plan, parts };
}

function planOf(
  reports: readonly PartReport<unknown>[],
  expected: ShardPlan | undefined,
): ReportedPlan | undefined {
  if (expected !== undefined) {
    const { id, count, artifacts, bytes } = expected;
    return { id, count, artifacts, bytes };
  }
  return mostComplete(reports.filter(({ done }) => done !== undefined))?.done?.plan;
}

/** The first report of the plan of which the largest share is there; of equal shares that of most parts, then the first. */
function mostComplete<Report extends PartReport<unknown>>(reports: readonly Report[]): Report | undefined {
  let best: { readonly first: Report; readonly share: number; readonly parts: number } | undefined;
  for (const group of Map.groupBy(reports, keyOfPlan).values()) {
    const [first] = group;
    const parts = new Set(group.map(({ shard }) => shard.index)).size;
    const share = parts / (first?.shard.count ?? 1);
    const isBetter = best === undefined || share > best.share || (share === best.share && parts > best.parts);
    best = first !== undefined && isBetter ? { first, share, parts } : best;
  }
  return best?.first;
}

function keyOfPlan({ shard, done }: PartReport<unknown>): string {
  return done === undefined ? String(shard.count) : JSON.stringify(done.plan);
}

function isSamePlan(a: ReportedPlan, b: ReportedPlan): boolean {
  return a.id === b.id && a.count === b.count && a.artifacts === b.artifacts && a.bytes === b.bytes;
}

/** The report that counts of those of one part. */
function choose<Content>(
  part: string,
  attempts: readonly PartReport<Content>[],
  { takesFindings = false, essence }: JoinOptions<Content>,
): Omit<JoinedPart<Content>, "index"> | Problem {
  const completed = attempts.flatMap(({ name, status, done }) =>
    done === undefined || (status !== "ok" && !(takesFindings && status === "failed"))
      ? []
      : [{ ...done, name, status }],
  );
  // Nothing tells which attempt was the last: one without findings must not hide another's.
  const [first, ...others] = completed;
  if (first === undefined) {
    return { kind: "undone", text: `${part}: ${whyUndone(attempts)}` };
  }
  const other = others.find((one) => !isSameWork(first, one, essence));
  return other === undefined
    ? first
    : { kind: "doubled", text: `${part}: ${first.name} and ${other.name} do not say the same of it` };
}

function isSameWork<Content>(
  a: CompletedPart<Content>,
  b: CompletedPart<Content>,
  essence: (content: Content) => unknown,
): boolean {
  return isDeepStrictEqual([a.part, essence(a.content)], [b.part, essence(b.content)]);
}

/** The attempt that got furthest says best what went wrong. */
function whyUndone(attempts: readonly PartReport<unknown>[]): string {
  const last = attempts.findLast(({ done }) => done !== undefined) ?? attempts.at(-1);
  if (last === undefined) {
    return "no report";
  }
  const why = last.message === undefined ? "" : `: ${last.message}`;
  return `${last.status}${why} (${last.name})`;
}

function wrongAmounts(
  part: string,
  { name, part: reported }: { readonly name: string; readonly part: ShardAmounts },
  planned: ShardAmounts | undefined,
): Problem[] {
  return planned === undefined ||
    (planned.artifacts === reported.artifacts && planned.bytes === reported.bytes)
    ? []
    : [
        {
          kind: "amounts",
          text: `${part}: ${name} is of ${describeAmounts(reported)}, and the plan gives it ${describeAmounts(planned)}`,
        },
      ];
}

function wrongSum(parts: readonly CompletedPart<unknown>[], plan: ReportedPlan): Problem[] {
  const sum = sumOf(parts.map(({ part }) => part));
  return sum.artifacts === plan.artifacts && sum.bytes === plan.bytes
    ? []
    : [
        {
          kind: "amounts",
          text: `the parts have ${describeAmounts(sum)} together, and the plan has ${describeAmounts(plan)}`,
        },
      ];
}

function describeStrangers(strangers: readonly PartReport<unknown>[], plan: ReportedPlan): Problem[] {
  const more = strangers.length - MAX_STRANGERS;
  const texts = strangers.slice(0, MAX_STRANGERS).map(({ name, step, shard, done }) => {
    const what = done === undefined ? "" : `, ${describePlan(done.plan)}`;
    return `${name}: part ${formatShard(shard)} of another plan of ${step}${what}; this one has ${describePlan(plan)}`;
  });
  return [
    ...texts,
    ...(more > 0 ? [`and ${countOf(more, "report", "reports")} more of other plans`] : []),
  ].map((text) => ({ kind: "stranger", text }));
}

function describePlan(plan: ReportedPlan): string {
  return `${describeAmounts(plan)} in ${countOf(plan.count, "part", "parts")} (${plan.id.slice(0, "sha256:".length + ID_DIGITS)})`;
}

/** That there is more than one plan is the first thing to know: what is missing may be there, of another one. */
function several(
  plan: ReportedPlan,
  own: readonly PartReport<unknown>[],
  strangers: readonly PartReport<unknown>[],
  details: readonly string[],
): UserError {
  const others = [...Map.groupBy(strangers, keyOfPlan).values()].map((reports) => {
    const [{ done, shard } = { done: undefined, shard: { count: 0 } }] = reports;
    const what = done === undefined ? countOf(shard.count, "part", "parts") : describePlan(done.plan);
    return `${what}: ${listNames(reports)}`;
  });
  const mine = own.length === 0 ? "no report is of it" : listNames(own);
  const more = others.length - MAX_PLANS;
  const told = [
    ...others.slice(0, MAX_PLANS),
    ...(more > 0 ? [`and ${countOf(more, "plan", "plans")} more`] : []),
  ];
  return fault(
    `The parts of ${formatCount(plan.count)} cannot be joined: there are reports of another plan. This plan has ${describePlan(plan)}: ${mine}. The other has ${told.join("; ")}`,
    REMEDIES.stranger,
    details,
  );
}

function listNames(reports: readonly PartReport<unknown>[]): string {
  const more = reports.length - MAX_NAMES;
  const names = reports.slice(0, MAX_NAMES).map(({ name }) => name);
  return `${names.join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
}

/** Without a plan nobody knows which parts there are. */
function nothingDone(reports: readonly PartReport<unknown>[]): readonly Problem[] {
  return reports.length === 0
    ? [{ kind: "undone", text: "no report of a part was found" }]
    : reports.map((report) => ({
        kind: "undone",
        text: `part ${formatShard(report.shard)}: ${whyUndone([report])}`,
      }));
}

function incomplete(
  plan: ReportedPlan | undefined,
  problems: readonly Problem[],
  unreadable: readonly string[],
): UserError {
  const lines = [...problems.map(({ text }) => text), ...unreadable];
  const more = lines.length > 1 ? ` (and ${formatCount(lines.length - 1)} more)` : "";
  const of = plan === undefined ? "" : ` of ${formatCount(plan.count)}`;
  const kinds = new Set(problems.map(({ kind }) => kind));
  return fault(
    `The parts${of} cannot be joined: ${lines[0]}${more}`,
    [...kinds].map((kind) => REMEDIES[kind]).join("; "),
    lines,
  );
}
