import type { Row, StateCounts } from "./artifact-rows.ts";
import { type ArtifactState, worse } from "./artifact-states.ts";
import type { Inventory } from "./inventory.ts";
import { groupsInOrder, recordsInOrder } from "./order.ts";
import type { ArtifactRecord, GroupCounts, VerifyResult } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { Verdict, Verdicts } from "./verdicts.ts";

/** More artifacts than this are not listed one by one: a report must stay one that tools can read. */
export const MAX_RECORDS = 200_000;

export interface Conclusion
  extends Pick<
    VerifyResult,
    "artifacts" | "states" | "failing" | "failingStates" | "groups" | "records" | "omittedRecords"
  > {}

export interface ConcludeOptions {
  readonly inventory: Inventory;
  /** Undefined when no artifact was looked at. */
  readonly verdicts: Verdicts | undefined;
  readonly settings: Settings;
  /** Why there is no checksum, for a file without one. */
  readonly whyUnverifiable: (path: string) => string;
}

/** Puts the verdicts on files together to those on artifacts, and counts them. */
export function conclude(options: ConcludeOptions): Conclusion {
  const { inventory, settings } = options;
  const groups = new Map<Row["group"], MutableCounts>(
    inventory.rows.groups.map((group) => [group, { states: {}, failing: 0 }]),
  );
  const states: StateCounts = {};
  const failingStates: StateCounts = {};
  const records: ArtifactRecord[] = [];
  let omittedRecords = 0;
  let failing = 0;
  for (const row of inventory.rows) {
    const verdict = verdictOf(row, options);
    const { state } = verdict;
    const fails = isFailing(verdict, settings);
    const counts = groups.get(row.group) as MutableCounts;
    increment(states, state);
    increment(counts.states, state);
    if (fails) {
      increment(failingStates, state);
      counts.failing += 1;
      failing += 1;
    }
    if (settings.recordAll || isProblem(state)) {
      if (records.length < MAX_RECORDS) {
        records.push(recordOf(row, verdict, fails, inventory));
      } else {
        omittedRecords += 1;
      }
    }
  }
  return {
    artifacts: inventory.rows.count,
    states,
    failing,
    failingStates,
    groups: groupsInOrder([...groups].map(([group, counts]): GroupCounts => ({ ...group, ...counts }))),
    records: recordsInOrder(records),
    omittedRecords,
  };
}

function increment(counts: StateCounts, state: ArtifactState): void {
  counts[state] = (counts[state] ?? 0) + 1;
}

type MutableCounts = { states: StateCounts; failing: number };

/** States that a person should know the artifacts of. */
function isProblem(state: ArtifactState): boolean {
  return state !== "verified" && state !== "present" && state !== "skipped";
}

const SKIPPED: Verdict = { state: "skipped", reason: "not selected" };
const NOT_LOOKED_AT: Verdict = { state: "skipped", reason: "quick: no artifact was looked at" };

function verdictOf(row: Row, { verdicts, inventory, whyUnverifiable }: ConcludeOptions): Verdict {
  if (row.skipped) {
    return SKIPPED;
  }
  if (verdicts === undefined) {
    return NOT_LOOKED_AT;
  }
  let worst: Verdict | undefined;
  for (const file of row.files) {
    const verdict = verdicts.get(file);
    if (verdict === undefined) {
      throw new Error(`${inventory.table.path(file)} was not looked at`);
    }
    if (
      worst === undefined ||
      (verdict.state !== worst.state && worse(worst.state, verdict.state) === verdict.state)
    ) {
      worst = row.files.length > 1 ? withPath(verdict, inventory.table.path(file)) : verdict;
    }
  }
  if (worst?.state === "unverifiable" && worst.reason === undefined) {
    if (row.mayBeUnrooted) {
      return { state: "unrooted" };
    }
    const [file] = row.files;
    return { ...worst, reason: whyUnverifiable(file === undefined ? "" : inventory.table.path(file)) };
  }
  return worst ?? { state: "unverifiable", reason: "it has no files" };
}

function withPath(verdict: Verdict, path: string): Verdict {
  return verdict.state === "verified" || verdict.state === "present"
    ? verdict
    : { ...verdict, reason: verdict.reason === undefined ? path : `${path}: ${verdict.reason}` };
}

function isFailing({ state, tolerated }: Verdict, settings: Settings): boolean {
  switch (state) {
    case "missing":
    case "corrupt":
    case "failed":
      return true;
    case "weak":
      return tolerated !== true && !settings.allowWeak;
    case "unverifiable":
      return !settings.allowUnverified;
    default:
      return false;
  }
}

function recordOf(row: Row, verdict: Verdict, failing: boolean, { table }: Inventory): ArtifactRecord {
  const [file] = row.files;
  const path = row.path ?? (file === undefined ? "" : table.path(file));
  return { path, ...row.group, failing, ...verdict };
}
