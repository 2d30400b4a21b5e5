import type { Compose, Warning } from "@compose-actions/metadata";
import type { JoinedShards, ShardRun } from "@compose-actions/step";
import type { RowGroup, StateCounts } from "./artifact-rows.ts";
import type { ArtifactState } from "./artifact-states.ts";
import type { InconsistencySet } from "./consistency.ts";
import type { PartRules } from "./part-rules.ts";
import type { Verdict } from "./verdicts.ts";

/** Counts of one group of artifacts. */
export interface GroupCounts extends RowGroup {
  readonly states: StateCounts;
  /** Artifacts that fail the run. */
  readonly failing: number;
}

/** One artifact in the report. */
export interface ArtifactRecord extends RowGroup, Verdict {
  readonly path: string;
  readonly state: ArtifactState;
  /** Whether it fails the run. */
  readonly failing: boolean;
}

/** Files that nothing names. */
export interface Unlisted {
  readonly policy: "ignore" | "warn" | "fail";
  /** Undefined when they were not looked for. */
  readonly count: number | undefined;
  /** Why they were not looked for, although that was asked for. */
  readonly reason?: string;
  /** The first ones, by directory. */
  readonly files: readonly string[];
}

/** What servers said, in figures. */
export interface RemoteFigures {
  readonly requests: number;
  readonly hosts: readonly string[];
  /** Locations that were reached through redirects. */
  readonly redirected: number;
  /** Locations whose answer had an ETag or a Last-Modified. */
  readonly withValidator: number;
  /** Locations whose size the server did not tell. */
  readonly withoutSize: number;
  readonly downloaded: number;
  readonly downloadedBytes: number;
  readonly seed?: string;
}

/** Something in the metadata to know of. */
export interface Notice extends Warning {
  /** The message with its examples. */
  readonly text: string;
}

/** What was found out about a compose. */
export interface VerifyResult {
  readonly compose: Compose;
  readonly mode: "local" | "remote" | "quick";
  /** Where the artifacts are: a directory or a URL; undefined when no artifact was looked at. */
  readonly place: string | undefined;
  readonly artifacts: number;
  readonly directories: number;
  readonly states: StateCounts;
  /** Artifacts that fail the run. */
  readonly failing: number;
  /** The same by state. */
  readonly failingStates: StateCounts;
  readonly groups: readonly GroupCounts[];
  /** Artifacts one by one: those that are not as they should be, or all. */
  readonly records: readonly ArtifactRecord[];
  /** Records that there was no room for. */
  readonly omittedRecords: number;
  readonly consistency: readonly InconsistencySet[];
  readonly unlisted: Unlisted;
  readonly warnings: readonly Notice[];
  readonly unmatched: readonly string[];
  readonly remote?: RemoteFigures;
  /** Set when the work is divided: the counts are those of the part. */
  readonly division?: ShardRun & { readonly rules: PartRules };
  /** Set when other jobs have looked at the artifacts. */
  readonly joined?: JoinedShards<unknown>;
  readonly milliseconds: number;
}
