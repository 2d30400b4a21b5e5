import * as z from "zod";

/** Absent, null and of a wrong type are the same: only what is used is missed, and then it is said. */
const text = z.string().nullish().catch(undefined);
const number = z.number().int().nullish().catch(undefined);
const texts = z.array(z.string()).nullish().catch(undefined);

/**
 * A compose as ODCS describes it. Servers of other versions have more fields, which are kept; lists are texts joined
 * with blanks.
 */
export const composeSchema = z.looseObject({
  id: z.number().int().nonnegative(),
  state: number,
  state_name: text,
  state_reason: text,
  owner: text,
  source: text,
  source_type: number,
  packages: text,
  builds: text,
  sigkeys: text,
  koji_event: number,
  koji_task_id: number,
  modular_koji_tags: text,
  module_defaults_url: text,
  modules: text,
  scratch_modules: text,
  scratch_build_tasks: text,
  base_module_br_name: text,
  base_module_br_stream: text,
  base_module_br_stream_version_lte: number,
  base_module_br_stream_version_gte: number,
  arches: text,
  multilib_arches: text,
  multilib_method: number,
  lookaside_repos: text,
  parent_pungi_compose_ids: text,
  flags: texts,
  results: texts,
  label: text,
  compose_type: text,
  target_dir: text,
  respin_of: text,
  pungi_compose_id: text,
  pungi_config_dump: text,
  removed_by: text,
  time_submitted: text,
  time_started: text,
  time_done: text,
  time_removed: text,
  time_to_expire: text,
  toplevel_url: text,
  result_repo: text,
  result_repofile: text,
});

export type OdcsCompose = z.infer<typeof composeSchema>;

/** A page of a list. The links of `meta` are not read: they lead wherever a request's headers said. */
export const pageSchema = z.object({
  items: z.array(composeSchema),
  meta: z.object({ total: number, pages: number }).nullish().catch(undefined),
});

const limits = z.record(z.string(), z.record(z.string(), z.array(z.string()).catch([]))).catch({});

export const aboutSchema = z.looseObject({
  version: text,
  auth_backend: text,
  allowed_clients: z
    .looseObject({ users: limits.optional(), groups: limits.optional() })
    .nullish()
    .catch(undefined),
  raw_config_urls: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  sigkeys: texts,
});

export type OdcsAbout = z.infer<typeof aboutSchema>;

export const acceptedSchema = z.object({ message: text });

/** An error as ODCS itself words it; what stands in front of it has pages of its own. */
export const errorSchema = z.object({ message: z.string() });

/** The words of a joined list. */
export function words(text: string | null | undefined): readonly string[] {
  return (text ?? "").split(/\s+/).filter((word) => word !== "");
}
