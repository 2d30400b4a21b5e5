import { realpathSync } from "node:fs";
import { type ErrorList, joinReports, rootOf, type Source } from "@compose-actions/compose";
import { describeWarning, show } from "@compose-actions/metadata";
import type { JoinedShards, StepContext } from "@compose-actions/step";
import type { StateCounts } from "./artifact-rows.ts";
import { STATES } from "./artifact-states.ts";
import { MAX_RECORDS } from "./conclude.ts";
import type { InconsistencySet } from "./consistency.ts";
import type { VerifyInputs } from "./inputs.ts";
import { groupsInOrder, recordsInOrder } from "./order.ts";
import { essenceOf, type PartContent, partContent, problemOf } from "./part-content.ts";
import { type PartRules, rulesOf } from "./part-rules.ts";
import type { ArtifactRecord, GroupCounts, Notice, RemoteFigures, Unlisted, VerifyResult } from "./result.ts";
import type { Settings } from "./settings.ts";
import { divide } from "./shard.ts";

export interface JoinOptions {
  readonly sources: readonly Source[];
  readonly inputs: VerifyInputs;
  readonly settings: Settings;
  readonly errors: ErrorList;
  readonly context: StepContext;
}

/**
 * Puts what the parts have found together to what one run over everything would have found. No artifact is looked at.
 *
 * @throws UserError that names the parts that are missing, or were not completed; MetadataError
 */
export async function joinParts(options: JoinOptions): Promise<VerifyResult> {
  const { inputs, settings, context, sources } = options;
  const rules: PartRules = rulesOf(inputs, settings, sources);
  const { joined, own } = await joinReports(
    inputs["shard-reports"] ?? [],
    {
      reader: { steps: ["verify"], content: partContent() },
      planFor: (count) => planFor(count, options),
      takesFindings: true,
      essence: essenceOf,
      problem: (done) => problemOf(done, settings, rules),
    },
    context,
  );
  if (own === undefined) {
    throw new Error("parts were joined, and there is no report");
  }
  const result = resultOf(joined);
  for (const line of [...otherPlaces(joined, options), ...result.warnings.map(({ text }) => text)]) {
    context.reporter.warn(line);
  }
  return { ...result, compose: own.compose };
}

/** Machines may have the files in other places: that is told, and no failure. */
function otherPlaces(
  { parts }: JoinedShards<PartContent>,
  { settings, sources, inputs }: JoinOptions,
): readonly string[] {
  if (settings.mode === "remote") {
    // A URL is the same everywhere, and a rule.
    return [];
  }
  const own = ownPlace(sources, inputs.root);
  const places = [...new Set(parts.flatMap(({ content }) => content.place ?? []))].sort();
  const isOne = places.length < 2 && (own === undefined || places[0] === own);
  const here = own === undefined ? "" : `; for this one they are in ${show(own)}`;
  return isOne
    ? []
    : [`The result is of the files that the parts have found in ${places.map(show).join(", ")}${here}`];
}

/** Undefined when the files are nowhere here, which they need not be. */
function ownPlace(sources: readonly Source[], root: string | undefined): string | undefined {
  try {
    return realpathSync(rootOf(sources, root));
  } catch {
    return undefined;
  }
}

/** What the inputs come to, divided as the reports say. */
async function planFor(count: number, { context, inputs, ...options }: JoinOptions) {
  const shard = { index: 1, count };
  const { division, compose } = await divide({
    ...options,
    inputs: { ...inputs, shard },
    signal: context.signal,
  });
  return { plan: division.plan, compose };
}

/** What concerns the whole is told by the first part. */
function resultOf(joined: JoinedShards<PartContent>): Omit<VerifyResult, "compose"> {
  const parts = joined.parts.map(({ content }) => content);
  const [first] = parts;
  if (first === undefined) {
    throw new Error("a plan has one part at least");
  }
  const records = recordsInOrder(parts.flatMap((part) => part.records.map(recordOf)));
  const remote = remoteOf(parts);
  const places = new Set(parts.map(({ place }) => place));
  return {
    mode: first.mode,
    place: places.size === 1 ? first.place : undefined,
    artifacts: total(parts, ({ artifacts }) => artifacts.total),
    directories: first.artifacts.directories,
    states: sumOfCounts(parts.map(({ artifacts }) => artifacts.states)),
    failing: total(parts, ({ failed }) => failed),
    failingStates: sumOfCounts(parts.map(({ artifacts }) => artifacts.failing)),
    groups: groupsOf(parts),
    records: records.slice(0, MAX_RECORDS),
    omittedRecords:
      total(parts, ({ omittedRecords }) => omittedRecords) + Math.max(0, records.length - MAX_RECORDS),
    consistency: first.consistency.map(
      ({ findings, ...set }): InconsistencySet => ({ ...set, kept: findings }),
    ),
    unlisted: unlistedOf(first),
    warnings: first.warnings.map((warning) => ({ ...warning, text: describeWarning(warning) }) as Notice),
    unmatched: first.unmatched,
    ...(remote === undefined ? {} : { remote }),
    joined,
    // They worked beside each other.
    milliseconds: Math.max(...parts.map(({ milliseconds }) => milliseconds)),
  };
}

function total(parts: readonly PartContent[], numberOf: (part: PartContent) => number): number {
  return parts.reduce((sum, part) => sum + numberOf(part), 0);
}

function sumOfCounts(all: readonly StateCounts[]): StateCounts {
  const sum: StateCounts = {};
  for (const state of STATES) {
    const count = all.reduce((most, counts) => most + (counts[state] ?? 0), 0);
    if (count > 0) {
      sum[state] = count;
    }
  }
  return sum;
}

function groupsOf(parts: readonly PartContent[]): readonly GroupCounts[] {
  const all = parts.flatMap(({ artifacts }) => artifacts.groups);
  const groups = Map.groupBy(all, ({ variant, arch, kind }) => JSON.stringify([variant, arch, kind]));
  return groupsInOrder(
    [...groups.values()].flatMap((own) => {
      const [group] = own;
      const states = sumOfCounts(own.map((one) => one.states));
      const failing = own.reduce((sum, one) => sum + one.failing, 0);
      return group === undefined ? [] : [{ ...group, states, failing }];
    }),
  );
}

/** Without the fields that are absent. */
function recordOf(record: PartContent["records"][number]): ArtifactRecord {
  return withoutAbsent(record);
}

function unlistedOf({ unlisted }: PartContent): Unlisted {
  return { count: undefined, ...withoutAbsent(unlisted) };
}

type Present<T> = { [Field in keyof T]: Exclude<T[Field], undefined> };

function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<T>;
}

/** Figures add up, hosts are the same for all. */
function remoteOf(parts: readonly PartContent[]): RemoteFigures | undefined {
  const all = parts.flatMap(({ remote }) => remote ?? []);
  const [first] = all;
  if (first === undefined) {
    return undefined;
  }
  const sum = (numberOf: (figures: (typeof all)[number]) => number) =>
    all.reduce((most, figures) => most + numberOf(figures), 0);
  return {
    requests: sum(({ requests }) => requests),
    hosts: [...new Set(all.flatMap(({ hosts }) => hosts))].sort(),
    redirected: sum(({ redirected }) => redirected),
    withValidator: sum(({ withValidator }) => withValidator),
    withoutSize: sum(({ withoutSize }) => withoutSize),
    downloaded: sum(({ downloaded }) => downloaded),
    downloadedBytes: sum(({ downloadedBytes }) => downloadedBytes),
    ...(first.seed === undefined ? {} : { seed: first.seed }),
  };
}
