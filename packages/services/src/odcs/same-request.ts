import {
  DEFAULT_COMPOSE_TYPE,
  DEFAULT_TARGET_DIR,
  multilibSum,
  type SourceType,
  sourceTypeNumber,
} from "./codes.ts";
import type { OdcsRequest } from "./request-schema.ts";
import { type OdcsCompose, words } from "./wire.ts";

/**
 * Whether a compose is what a request asks for. `maybe`: the server has put what it found out in the place of what was
 * asked for, so it cannot be told any more.
 */
export type Sameness = "same" | "different" | "maybe";

/** What workers write over, by the type of the source, once they have begun. */
export const OVERWRITTEN: Readonly<Record<SourceType, ReadonlySet<string>>> = {
  tag: new Set(),
  repo: new Set(),
  build: new Set(),
  module: new Set(),
  // Some servers are set up to use a commit of their own.
  raw_config: new Set(["source"]),
  pulp: new Set(["source", "arches", "sigkeys"]),
  pungi_compose: new Set(["arches", "builds", "packages", "sigkeys"]),
};

export function sameness(request: OdcsRequest, compose: OdcsCompose): Sameness {
  const differing = differences(request, compose);
  if (differing.length === 0) {
    return "same";
  }
  const { type } = request.source;
  const mayBeOverwritten = type === "raw_config" || compose.state !== 0;
  const isExplained = mayBeOverwritten && differing.every((name) => OVERWRITTEN[type].has(name));
  return isExplained && !isOtherConfig(request, compose) ? "maybe" : "different";
}

/** The fields by which a compose is surely of another request. One that was made anew is still of the first. */
export function telling(request: OdcsRequest, compose: OdcsCompose): readonly string[] {
  const original = { ...compose, respin_of: request.respin_of };
  return sameness(request, original) === "different" ? differences(request, original) : [];
}

/** The fields in which a compose is not what was asked for. */
function differences({ source, ...options }: OdcsRequest, compose: OdcsCompose): readonly string[] {
  const pairs: readonly (readonly [string, boolean])[] = [
    ["source_type", compose.source_type === sourceTypeNumber(source.type)],
    ["source", isSameSource(source.type, source.source ?? [], words(compose.source))],
    ["packages", isSameSet(source.packages, words(compose.packages))],
    ["builds", isSameSet(source.builds, words(compose.builds))],
    // Without a wish the server takes keys of its own.
    ["sigkeys", source.sigkeys === undefined || isSameList(source.sigkeys, compose.sigkeys ?? "")],
    // Without a wish it is fixed when a worker begins.
    ["koji_event", source.koji_event === undefined || source.koji_event === compose.koji_event],
    ["modular_koji_tags", isSameSet(source.modular_koji_tags, words(compose.modular_koji_tags))],
    ["module_defaults_url", defaultsOf(source) === words(compose.module_defaults_url).join(" ")],
    ["scratch_modules", isSameSet(source.scratch_modules, words(compose.scratch_modules))],
    ["scratch_build_tasks", isSameSet(source.scratch_build_tasks, words(compose.scratch_build_tasks))],
    ["modules", isSameSet(source.modules, words(compose.modules))],
    ["base_module_br_name", isSameValue(source.base_module_br_name, compose.base_module_br_name)],
    ["base_module_br_stream", isSameValue(source.base_module_br_stream, compose.base_module_br_stream)],
    [
      "base_module_br_stream_version_lte",
      isSameValue(source.base_module_br_stream_version_lte, compose.base_module_br_stream_version_lte),
    ],
    [
      "base_module_br_stream_version_gte",
      isSameValue(source.base_module_br_stream_version_gte, compose.base_module_br_stream_version_gte),
    ],
    ["flags", isSameSet(options.flags, compose.flags ?? [])],
    [
      "results",
      isSameSet(["repository", ...(options.results ?? [])], ["repository", ...(compose.results ?? [])]),
    ],
    // Without a wish the server takes arches of its own.
    ["arches", options.arches === undefined || isSameSet(options.arches, words(compose.arches))],
    ["multilib_arches", isSameSet(options.multilib_arches, words(compose.multilib_arches))],
    ["multilib_method", multilibSum(options.multilib_method ?? []) === (compose.multilib_method ?? 0)],
    ["lookaside_repos", isSameSet(options.lookaside_repos, words(compose.lookaside_repos))],
    ["label", isSameValue(options.label, compose.label)],
    [
      "compose_type",
      (options.compose_type ?? DEFAULT_COMPOSE_TYPE) === (compose.compose_type ?? DEFAULT_COMPOSE_TYPE),
    ],
    ["target_dir", (options.target_dir ?? DEFAULT_TARGET_DIR) === (compose.target_dir ?? DEFAULT_TARGET_DIR)],
    [
      "parent_pungi_compose_ids",
      isSameSet(options.parent_pungi_compose_ids, words(compose.parent_pungi_compose_ids)),
    ],
    ["respin_of", isSameValue(options.respin_of, compose.respin_of)],
  ];
  return pairs.filter(([, isSame]) => !isSame).map(([name]) => name);
}

/** The order is lost by the server; modules are completed by it, each to one build. */
export function isSameSource(type: SourceType, asked: readonly string[], had: readonly string[]): boolean {
  if (isSameSet(asked, had)) {
    return true;
  }
  const isFor = (module: string, build: string): boolean =>
    build === module || build.startsWith(`${module}:`);
  return (
    type === "module" &&
    asked.length === had.length &&
    asked.every((module) => had.some((build) => isFor(module, build))) &&
    had.every((build) => asked.some((module) => isFor(module, build)))
  );
}

/** The commit may be another one, the configuration not. */
function isOtherConfig({ source }: OdcsRequest, compose: OdcsCompose): boolean {
  const name = (config: string | undefined): string | undefined => config?.split("#", 1)[0];
  return source.type === "raw_config" && name(source.source?.[0]) !== name(words(compose.source)[0]);
}

function defaultsOf({
  module_defaults_url: url,
  module_defaults_commit: commit,
}: OdcsRequest["source"]): string {
  return [url, commit].filter((part) => part !== undefined).join(" ");
}

function isSameSet(asked: readonly string[] | undefined, had: readonly string[]): boolean {
  const [wanted, there] = [new Set(asked ?? []), new Set(had)];
  return wanted.size === there.size && [...wanted].every((item) => there.has(item));
}

/** Their order is a preference, and the empty one, for unsigned, has no place of its own in a joined list. */
function isSameList(asked: readonly string[], joined: string): boolean {
  return [...new Set(asked)].join(" ") === joined;
}

function isSameValue<Value>(asked: Value | undefined, had: Value | null | undefined): boolean {
  return (asked ?? null) === (had ?? null);
}
