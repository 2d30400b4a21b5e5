import { tmpdir } from "node:os";

/** Who keeps artifacts for later jobs: the service of the workflow run, or a directory, and then on what host. */
export type ArtifactKeeper = "service" | "ghes" | "forgejo" | "script" | "gitlab" | "terminal";

/** What the environment says of the job that a step runs in. */
export interface JobEnvironment {
  readonly keeper: ArtifactKeeper;
  readonly job: string;
  /** What the legs of one matrix have in common and no other jobs, where the host says it. */
  readonly group: string;
  /** The run of the workflow or pipeline, the same in all its jobs and attempts. */
  readonly run: string | undefined;
  /** This very start of the job, where `attempt` does not say it; a later one has a higher number. */
  readonly execution: string | undefined;
  /** What tells steps of one job apart, where the host says it. */
  readonly step: string | undefined;
  /** How often the job was started, from 1 on. */
  readonly attempt: number;
  /** For what is gone after the step. */
  readonly temporary: string;
  /** The runner's directory of tools, if there is one, and whether it outlives the job. */
  readonly toolCache: { readonly directory: string; readonly kept: boolean } | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads what concerns the job from the environment's variables. */
export function readJobEnvironment(env: Variables): JobEnvironment {
  const toolCache = env["RUNNER_TOOL_CACHE"];
  const onGithub = env["GITHUB_ACTIONS"] === "true";
  const attempt = Number(onGithub ? env["GITHUB_RUN_ATTEMPT"] : undefined);
  const onGitlab = !onGithub && env["GITLAB_CI"] === "true";
  return {
    keeper: keeperOf(env),
    group: (onGithub && env["GITHUB_JOB"]) || "",
    run: numberIn(onGithub ? env["GITHUB_RUN_ID"] : onGitlab ? env["CI_PIPELINE_ID"] : undefined),
    execution: numberIn(onGitlab ? env["CI_JOB_ID"] : undefined),
    job: (onGithub ? env["GITHUB_JOB"] : env["CI_JOB_NAME"]) || "job",
    step: onGithub ? env["GITHUB_ACTION"] || "step" : undefined,
    attempt: Number.isSafeInteger(attempt) && attempt > 0 && attempt < 1_000_000 ? attempt : 1,
    temporary: env["RUNNER_TEMP"] || tmpdir(),
    toolCache: toolCache
      ? { directory: toolCache, kept: env["RUNNER_ENVIRONMENT"] !== "github-hosted" }
      : undefined,
  };
}

/** It becomes a part of the name of a directory. */
function numberIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[1-9]\d{0,17}$/.test(text) ? text : undefined;
}

function keeperOf(env: Variables): ArtifactKeeper {
  if (env["GITHUB_ACTIONS"] !== "true") return env["GITLAB_CI"] === "true" ? "gitlab" : "terminal";
  if (env["FORGEJO_ACTIONS"] === "true" || env["GITEA_ACTIONS"] === "true") return "forgejo";
  if (!hasService(env["GITHUB_SERVER_URL"])) return "ghes";
  // Tokens of the service are given to actions alone.
  return env["ACTIONS_RESULTS_URL"] && env["ACTIONS_RUNTIME_TOKEN"] ? "service" : "script";
}

/** The library's own rule: it refuses to work with any other server. */
function hasService(server: string | undefined): boolean {
  if (!server) return true;
  const host = URL.parse(server)?.hostname.toLowerCase() ?? "";
  return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}
