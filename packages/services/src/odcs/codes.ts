/** Numbers and names of ODCS (server/odcs/common/types.py); requests use the names, answers some of the numbers. */

export const SOURCE_TYPES = [
  "tag",
  "module",
  "repo",
  "pulp",
  "raw_config",
  "build",
  "pungi_compose",
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** The number that answers and filters use. */
export function sourceTypeNumber(type: SourceType): number {
  return SOURCE_TYPES.indexOf(type) + 1;
}

export function sourceTypeName(number: number): SourceType | undefined {
  return SOURCE_TYPES[number - 1];
}

/** States by their numbers. */
export const STATES = ["wait", "generating", "done", "removed", "failed"] as const;
export type State = (typeof STATES)[number];

export const FLAGS = [
  "no_deps",
  "no_inheritance",
  "include_unpublished_pulp_repos",
  "check_deps",
  "include_done_modules",
  "ignore_absent_pulp_repos",
  "no_reuse",
  "use_only_compatible_arch",
  "no_label",
] as const;

/** Servers from 0.6 on know it. */
export const NO_LABEL = "no_label";

export const RESULTS = ["repository", "iso", "ostree", "boot.iso"] as const;

/** Bits by their names. */
export const MULTILIB_METHODS = ["none", "runtime", "devel", "all"] as const;
const MULTILIB_BITS: Readonly<Record<string, number>> = { none: 0, runtime: 1, devel: 2, all: 4 };

export function multilibSum(methods: readonly string[]): number {
  return methods.reduce((sum, method) => sum | (MULTILIB_BITS[method] ?? 0), 0);
}

/** What the server knows; it runs a compose of any other type as a test. */
export const COMPOSE_TYPES = ["test", "nightly", "ci", "production", "development"] as const;

export const DEFAULT_TARGET_DIR = "default";
export const DEFAULT_COMPOSE_TYPE = "test";

/** Orders of lists. The server's own list has source_type as well, which it refuses, and a spelling that makes it crash. */
export const ORDERS = [
  "id",
  "owner",
  "koji_event",
  "state",
  "time_to_expire",
  "time_submitted",
  "time_done",
  "time_removed",
] as const;
