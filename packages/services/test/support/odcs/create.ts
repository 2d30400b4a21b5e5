import { isInt, join, repr } from "./python.ts";
import { type Row, WAIT } from "./row.ts";
import { checkContents, checkTypes, type Json, refused } from "./validate.ts";

const SOURCE_TYPES: Readonly<Record<string, number>> = {
  tag: 1,
  module: 2,
  repo: 3,
  pulp: 4,
  raw_config: 5,
  build: 6,
  pungi_compose: 7,
};
export const FLAG_BITS: Readonly<Record<string, number>> = {
  no_flags: 0,
  no_deps: 1,
  no_inheritance: 2,
  include_unpublished_pulp_repos: 4,
  check_deps: 8,
  include_done_modules: 16,
  ignore_absent_pulp_repos: 32,
  no_reuse: 64,
  use_only_compatible_arch: 128,
};
const RESULT_BITS: Readonly<Record<string, number>> = { repository: 1, iso: 2, ostree: 4, "boot.iso": 8 };
const MULTILIB: Readonly<Record<string, number>> = { none: 0, runtime: 1, devel: 2, all: 4 };

export interface CreateSettings {
  readonly rawConfigs: Readonly<Record<string, unknown>>;
  readonly targetDirs: readonly string[];
  readonly secondsToLive: number;
  readonly maxSecondsToLive: number;
}

export type NewRow = Omit<Row, "id" | "owner" | "time_submitted" | "time_to_expire"> & {
  readonly life: number;
};

/** What the frontend makes of a request for a compose. */
export function newRow(data: Json, settings: CreateSettings): NewRow {
  const source = data["source"];
  checkTypes(data);
  if (typeof source !== "object" || source === null || Array.isArray(source))
    throw refused(`Invalid source configuration provided: ${repr(data)}`);
  const from = source as Json;
  if (!("type" in from)) throw refused(`Missing type in source configuration, received: ${repr(from)}`);
  const type = SOURCE_TYPES[String(from["type"])];
  if (type === undefined) throw refused(`Unknown source type "${from["type"]}"`);
  checkContents(data);
  const text = sourceText(type, from, settings);
  const life = lifeOf(data, settings);
  const { module_defaults_url: url, module_defaults_commit: commit } = from;
  if ((url === undefined) !== (commit === undefined)) {
    throw refused('The "module_defaults_url" and "module_defaults_commit" must be used together.');
  }
  const target = (data["target_dir"] as string | undefined) ?? "default";
  if (!settings.targetDirs.includes(target)) throw refused(`Unknown "target_dir" "${target}"`);
  return {
    life,
    source_type: type,
    source: text,
    koji_event: (from["koji_event"] as number) ?? null,
    koji_task_id: null,
    state: WAIT,
    state_reason: null,
    packages: optional(from["packages"]),
    builds: optional(from["builds"]),
    sigkeys: optional(from["sigkeys"]) ?? "",
    modular_koji_tags: optional(from["modular_koji_tags"]),
    module_defaults_url: url === undefined ? null : `${url} ${commit}`,
    modules: optional(from["modules"]),
    scratch_modules: optional(from["scratch_modules"]),
    scratch_build_tasks: optional(from["scratch_build_tasks"]),
    base_module_br_name: (from["base_module_br_name"] as string) ?? null,
    base_module_br_stream: (from["base_module_br_stream"] as string) ?? null,
    base_module_br_stream_version_lte: (from["base_module_br_stream_version_lte"] as number) ?? null,
    base_module_br_stream_version_gte: (from["base_module_br_stream_version_gte"] as number) ?? null,
    arches: optional(data["arches"]) ?? "x86_64",
    multilib_arches: optional(data["multilib_arches"]) ?? "",
    multilib_method: named(data["multilib_method"], MULTILIB, (name) => `Unknown multilib method "${name}"`)
      .sum,
    lookaside_repos: optional(data["lookaside_repos"]) ?? "",
    parent_pungi_compose_ids: optional(data["parent_pungi_compose_ids"]),
    flags: named(data["flags"], FLAG_BITS, (name) => `('Unknown flag %s', ${repr(name)})`).names,
    results: named(
      ["repository", ...items(data["results"])],
      RESULT_BITS,
      (name) => `('Unknown result %s', ${repr(name)})`,
    ).names,
    label: (data["label"] as string) ?? null,
    compose_type: (data["compose_type"] as string) ?? "test",
    target_dir: target,
    respin_of: (data["respin_of"] as string) ?? null,
    pungi_compose_id: null,
    pungi_config_dump: null,
    removed_by: null,
    reused_id: null,
    time_started: null,
    time_done: null,
    time_removed: null,
  };
}

function optional(value: unknown): string | null {
  return value === undefined ? null : join(value);
}

function items(value: unknown): readonly string[] {
  return typeof value === "string" ? [...value] : ((value as string[] | undefined) ?? []);
}

/** Names in the order of their bits, each once. */
function named(value: unknown, bits: Readonly<Record<string, number>>, problem: (name: string) => string) {
  const given = items(value);
  const unknown = given.find((name) => !(name in bits));
  if (unknown !== undefined) throw refused(problem(unknown));
  const names = Object.keys(bits).filter((name) => bits[name] !== 0 && given.includes(name));
  return { names, sum: names.reduce((sum, name) => sum | (bits[name] ?? 0), 0) };
}

/** The order is lost in a set of Python; the stand-in sorts, and keeps the two orders that were recorded. */
function sourceText(type: number, from: Json, { rawConfigs }: CreateSettings): string {
  const names = [
    ...new Set(
      String(from["source"] ?? "")
        .split(/\s+/)
        .filter((name) => name !== ""),
    ),
  ];
  const isOptional =
    type === SOURCE_TYPES["build"] || (type === SOURCE_TYPES["module"] && "scratch_modules" in from);
  if (names.length === 0 && !isOptional) throw refused(`No source provided for ${type}`);
  if (type === SOURCE_TYPES["module"]) {
    for (const name of names) {
      const parts = name.split(":");
      if (parts.length < 2 || parts.length > 4) {
        throw refused(`Module definition must be in "n:s", "n:s:v" or "n:s:v:c" format, but got ${name}`);
      }
      if (["platform", "bootstrap"].includes(parts[0] ?? "")) {
        throw refused(
          `ODCS currently cannot create compose with base modules, but ${parts[0]} was requested.`,
        );
      }
    }
    return names.sort().reverse().join(" ");
  }
  if (type === SOURCE_TYPES["raw_config"]) {
    if (names.length > 1) throw refused('Only single source is allowed for "raw_config" source_type');
    const [name = "", commit] = (names[0] ?? "").split("#");
    if (commit === undefined)
      throw refused('Source must be in "source_name#commit_hash" format for "raw_config" source_type.');
    if (!(name in rawConfigs)) throw refused(`Source "${name}" does not exist in server configuration.`);
  }
  return names.sort().join(" ");
}

/** Seconds to live, cut without a word. */
export function lifeOf(
  data: Json,
  { secondsToLive, maxSecondsToLive }: Pick<CreateSettings, "secondsToLive" | "maxSecondsToLive">,
): number {
  const old = data["seconds-to-live"];
  if (old !== undefined && !/^-?\d+$/.test(String(old))) {
    throw refused(`Invalid seconds_to_live specified in request: ${repr(data)}`);
  }
  const given = Number(data["seconds_to_live"] ?? old ?? 0);
  if (!isInt(given)) throw refused("seconds_to_live should be an integer");
  return Math.min(given === 0 ? secondsToLive : given, Math.max(secondsToLive, maxSecondsToLive));
}
