import type { Host, HostName, HostSetup } from "./host.ts";

/**
 * On which host we run. Gitea and Forgejo set `GITHUB_ACTIONS` as well. An action's entry that finds no such variable
 * is still spoken to in GitHub's language, unless the job is GitLab's.
 */
export function detectHost(
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly actionEntry?: boolean } = {},
): HostName {
  if (env["GITHUB_ACTIONS"] === "true") return "github";
  if (env["GITLAB_CI"] === "true") return "gitlab";
  return options.actionEntry === true ? "github" : "terminal";
}

/** Makes a host; only the one that is wanted is loaded. */
export async function createHost(name: HostName, setup: HostSetup): Promise<Host> {
  switch (name) {
    case "github":
      return (await import("./github.ts")).createGithubHost(setup);
    case "gitlab":
      return (await import("./gitlab.ts")).createGitlabHost(setup);
    case "terminal":
      return (await import("./terminal.ts")).createTerminalHost(setup);
  }
}
