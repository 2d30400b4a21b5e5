/** A compose as the stand-in keeps it. Times in seconds since 1970. */
export interface Row {
  id: number;
  owner: string;
  source_type: number;
  source: string;
  koji_event: number | null;
  koji_task_id: number | null;
  state: number;
  state_reason: string | null;
  packages: string | null;
  builds: string | null;
  sigkeys: string;
  modular_koji_tags: string | null;
  module_defaults_url: string | null;
  modules: string | null;
  scratch_modules: string | null;
  scratch_build_tasks: string | null;
  base_module_br_name: string | null;
  base_module_br_stream: string | null;
  base_module_br_stream_version_lte: number | null;
  base_module_br_stream_version_gte: number | null;
  arches: string;
  multilib_arches: string;
  multilib_method: number;
  lookaside_repos: string;
  parent_pungi_compose_ids: string | null;
  flags: string[];
  results: string[];
  label: string | null;
  compose_type: string;
  target_dir: string;
  respin_of: string | null;
  pungi_compose_id: string | null;
  pungi_config_dump: string | null;
  removed_by: string | null;
  reused_id: number | null;
  time_submitted: number;
  time_started: number | null;
  time_done: number | null;
  time_removed: number | null;
  time_to_expire: number;
}

export const STATE_NAMES = ["wait", "generating", "done", "removed", "failed"];
export const WAIT = 0;
export const GENERATING = 1;
export const DONE = 2;
export const REMOVED = 3;
export const FAILED = 4;
export const RAW_CONFIG = 5;

function time(seconds: number | null): string | null {
  return seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * What the API shows of a row.
 *
 * @param targetUrl - where composes lie, without a slash at the end
 * @param isSingle - fetched by its id: has one field more
 */
export function shown(row: Row, targetUrl: string, isSingle: boolean): Record<string, unknown> {
  const { reused_id, pungi_config_dump, ...fields } = row;
  const isDefault = row.target_dir === "default";
  const name = `odcs-${reused_id ?? row.id}`;
  const toplevel = isDefault ? `${targetUrl}/${name}` : "";
  const repository = isDefault && row.source_type !== RAW_CONFIG ? `${toplevel}/compose/Temporary` : "";
  return sorted({
    ...fields,
    ...(isSingle ? { pungi_config_dump } : {}),
    state_name: STATE_NAMES[row.state],
    time_submitted: time(row.time_submitted),
    time_started: time(row.time_started),
    time_done: time(row.time_done),
    time_removed: time(row.time_removed),
    time_to_expire: time(row.time_to_expire),
    toplevel_url: toplevel,
    result_repo: repository,
    result_repofile: repository === "" ? "" : `${repository}/${name}.repo`,
  });
}

/** As the server writes objects. */
export function sorted(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
}
