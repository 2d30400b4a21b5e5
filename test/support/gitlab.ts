import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ROOT } from "./dist.ts";

/** Makes a folder a project that has the components: a repository with the pipeline and all that lies in it. */
export function makeProject(project: string, pipeline: string): string {
  mkdirSync(project, { recursive: true });
  cpSync(join(ROOT, "templates"), join(project, "templates"), { recursive: true });
  writeFileSync(join(project, ".gitlab-ci.yml"), pipeline);
  writeFileSync(join(project, ".gitignore"), ".gitlab-ci-local/\n");
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "."],
    ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "commit", "--quiet", "-m", "A compose"],
    ["remote", "add", "origin", "https://gitlab.example.com/group/project.git"],
  ]) {
    execFileSync("git", ["-C", project, ...args]);
  }
  return project;
}

/** What gitlab-ci-local asks of rsync, for machines without it: to copy files, with the folders they lie in. */
const RSYNC = `#!/bin/sh
set -e
for argument; do
  case "$argument" in
    --files-from=*) list="\${argument#*=}" ;;
    --delete) tracked=1 ;;
    -Ra) relative=1 ;;
  esac
  source="$target"
  target="$argument"
done
# Artifacts of several jobs come at once.
exec 9>"$(dirname "$0")/lock"
flock 9
if [ -n "$tracked" ]; then git ls-files -z | xargs -0 cp -a --parents -t "$target"
elif [ -n "$list" ]; then while read -r file; do cp -a --parents "$file" "$target"; done <"$list"
elif [ -n "$relative" ]; then cp -a --parents "$source" "$target"
else cp -a "$source" "$target"
fi
`;

export interface PipelineOptions {
  /** CI/CD variables of the project, beside what says that this is GitLab. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Milliseconds until it is ended. */
  readonly limit?: number;
  /** Programs that jobs find before all others, by name: shell scripts. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
}

/** The folder that a job ran in. */
export function buildOf(project: string, job: string): string {
  return join(project, ".gitlab-ci-local", "builds", folderOf(job));
}

/** As gitlab-ci-local names folders of jobs. */
function folderOf(job: string): string {
  return job.replace(/[^\w-]+/g, (text) => Buffer.from(text).toString("base64url"));
}

/** The folder with the artifacts of a job that has run. */
export function artifactsOf(project: string, job: string): string {
  return join(project, ".gitlab-ci-local", "artifacts", folderOf(job));
}

/** Runs the pipeline of a project, its jobs in shells, each in a folder of its own. Returns all that it printed. */
export async function runPipeline(project: string, options: PipelineOptions = {}): Promise<string> {
  const { variables = {}, limit = 50_000, programs = {}, arguments: more = [] } = options;
  const program = join(ROOT, "node_modules", ".bin", "gitlab-ci-local");
  const own = mkdtempSync(join(tmpdir(), "compose-actions-gitlab-"));
  try {
    const [tools, home] = [join(own, "tools"), join(own, "home")];
    mkdirSync(tools);
    mkdirSync(home);
    const scripts =
      spawnSync("rsync", ["--version"]).error === undefined ? programs : { rsync: RSYNC, ...programs };
    for (const [name, script] of Object.entries(scripts))
      writeFileSync(join(tools, name), script, { mode: 0o755 });
    const path = [tools, join(ROOT, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
    // It says of itself that it is not GitLab; the jobs are to take it for that.
    const given = Object.entries({ GITLAB_CI: "true", ...variables });
    const args = [
      "--force-shell-executor",
      "--shell-isolation",
      "--no-artifacts-to-source",
      "--no-color",
      ...more,
    ];
    const child = spawn(
      program,
      [...args, ...given.flatMap(([name, value]) => ["--variable", `${name}=${value}`])],
      {
        cwd: project,
        env: { PATH: path, HOME: home },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: limit,
        killSignal: "SIGKILL",
      },
    );
    let log = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (log += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => resolve(log));
    });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
