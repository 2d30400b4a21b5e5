import { join } from "node:path";
import type { Settings } from "./options.ts";
import { allows, type Permissions } from "./permissions.ts";
import type { Texts, Values } from "./values.ts";

/** What of a run is the same for all its jobs. */
export interface RunFacts {
  readonly settings: Settings;
  readonly event: string;
  readonly workflowName: string;
  readonly attempt: number;
}

export interface JobPlaces {
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly toolCache: string;
  readonly eventFile: string;
}

/** The `github` context, but for what belongs to one job. */
export function githubContext({
  settings,
  event,
  workflowName,
  attempt,
}: RunFacts): Record<string, Values[string]> {
  const repository = settings.github["repository"] ?? "example/compose-actions";
  const sha = settings.github["sha"] ?? "0123456789abcdef0123456789abcdef01234567";
  const ref = settings.github["ref"] ?? "refs/heads/main";
  return {
    actor: "octocat",
    api_url: "https://api.github.com",
    base_ref: "",
    event: settings.payload,
    event_name: event,
    graphql_url: "https://api.github.com/graphql",
    head_ref: "",
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags)\//, ""),
    ref_protected: false,
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository,
    repository_id: "1000",
    repository_owner: repository.split("/")[0] ?? "",
    retention_days: "90",
    run_attempt: String(attempt),
    run_id: settings.runId,
    run_number: "1",
    server_url: "https://github.com",
    sha,
    triggering_actor: "octocat",
    workflow: workflowName,
    workflow_ref: `${repository}/${settings.workflow}@${ref}`,
    workflow_sha: sha,
    ...settings.github,
  };
}

export function runnerContext({ temp, toolCache }: JobPlaces): Values {
  return {
    arch: "X64",
    debug: "",
    environment: "self-hosted",
    name: "harness",
    os: "Linux",
    temp,
    tool_cache: toolCache,
  };
}

/** What of the `github` context is no variable. */
const NO_VARIABLES = new Set(["event", "token", "action_path"]);

/** What a runner tells every process. */
export function runnerVariables(github: Values, runner: Values, places: JobPlaces): Texts {
  const named = (prefix: string, context: Values) =>
    Object.entries(context)
      .filter(([name]) => !NO_VARIABLES.has(name))
      .map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, String(value)] as const);
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_PATH: places.eventFile,
    RUNNER_WORKSPACE: join(places.workspace, ".."),
    ...Object.fromEntries([...named("GITHUB", github), ...named("RUNNER", runner)]),
  };
}

/** What only actions are told, not scripts. */
export function actionVariables(settings: Settings, job: string): Texts {
  return settings.artifacts?.env(settings.runId, job) ?? {};
}

/** The service of identity tokens is there for those alone who may ask it. */
export function tokenVariables(settings: Settings, permissions: Permissions): Texts {
  return allows(permissions, "id-token", "write") ? settings.idToken : {};
}
