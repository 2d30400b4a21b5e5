import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { capSummary } from "@compose-actions/step";
import { writeTextAtomically } from "./atomic-file.ts";
import { dotenvReport } from "./dotenv.ts";
import { messageOf } from "./error-text.ts";
import type { Host, HostSetup } from "./host.ts";
import { createLineLog, logReporter } from "./line-log.ts";
import { createProgressThrottle, renderProgress } from "./progress.ts";
import { createHostRedactor } from "./redaction.ts";

const PROGRESS_INTERVAL = 15_000;

/**
 * GitLab CI: log sections, outputs as a dotenv report (`$COMPOSE_ACTIONS_DOTENV`, by default
 * `compose-actions.env`), the summary as a Markdown file (`$COMPOSE_ACTIONS_SUMMARY`, by default
 * `compose-actions-summary.md`), both in the working directory for the job to keep as artifacts.
 */
export function createGitlabHost(setup: HostSetup): Host {
  const { env, cwd, stdout } = setup;
  const now = setup.now ?? Date.now;
  const redactor = createHostRedactor(env);
  const log = createLineLog({ sink: stdout, redactor, colour: !env["NO_COLOR"] });
  const progress = createProgressThrottle({
    interval: PROGRESS_INTERVAL,
    now,
    show: (span) => log.info(renderProgress(span)),
    immediate: false,
  });
  const reporter = logReporter(log, progress);
  const seconds = () => Math.floor(now() / 1000);
  let sections = 0;

  return {
    name: "gitlab",
    reporter,
    roots: [cwd, env["CI_PROJECT_DIR"]].filter(isNamed),
    annotate: log.annotate,
    async group(title, content) {
      sections += 1;
      const name = `compose_actions_${sections}`;
      stdout.write(
        `\u001B[0Ksection_start:${seconds()}:${name}[collapsed=true]\r\u001B[0K${log.clean(title)}\n`,
      );
      try {
        if (typeof content === "function") await content();
        else for (const line of content) log.info(line);
      } finally {
        stdout.write(`\u001B[0Ksection_end:${seconds()}:${name}\r\u001B[0K\n`);
      }
    },
    async setOutputs(outputs) {
      const file = resolve(cwd, env["COMPOSE_ACTIONS_DOTENV"] || "compose-actions.env");
      const safe = Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [name, redactor.redact(value)]),
      );
      try {
        const { text, omitted } = dotenvReport(safe, await readIfPresent(file));
        await writeTextAtomically(file, text);
        if (omitted.length > 0) {
          reporter.warn(`Too long or unsafe for a dotenv report, and left out of it: ${omitted.join(", ")}`);
        }
      } catch (error) {
        reporter.warn(`The outputs could not be written: ${messageOf(error)}`);
      }
    },
    async saveState() {},
    async addSubjects() {},
    async writeSummary(markdown) {
      const file = resolve(cwd, env["COMPOSE_ACTIONS_SUMMARY"] || "compose-actions-summary.md");
      try {
        await writeTextAtomically(file, `${capSummary(redactor.redact(markdown))}\n`);
      } catch (error) {
        reporter.warn(`The summary could not be written: ${messageOf(error)}`);
      }
    },
    mask: (secret) => void redactor.add(secret),
    redact: redactor.redact,
    conclude: (lines) => lines.forEach(log.info),
    async close() {},
  };
}

async function readIfPresent(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function isNamed(directory: string | undefined): directory is string {
  return directory !== undefined && directory !== "";
}
