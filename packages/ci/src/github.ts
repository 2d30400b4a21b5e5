import { randomUUID } from "node:crypto";
import { appendFile, stat } from "node:fs/promises";
import { capSummary, formatCount, SUMMARY_LIMIT, safeLine } from "@compose-actions/step";
import { createAnnotationBudget } from "./annotation-budget.ts";
import { messageOf } from "./error-text.ts";
import type { Annotation, Host, HostSetup } from "./host.ts";
import { createProgressThrottle, renderProgress } from "./progress.ts";
import { createHostRedactor } from "./redaction.ts";
import { subjectLines } from "./subjects.ts";
import { createWorkflowCommands } from "./workflow-commands.ts";

/** Milliseconds between progress lines: a log is read afterwards, by people who scroll. */
const PROGRESS_INTERVAL = 15_000;

/** The runner gives it to the post step as `STATE_cleanup`: the entries of dist look there. */
const STATE = "cleanup";

/** GitHub Actions, and Gitea or Forgejo, which speak its language. */
export function createGithubHost(setup: HostSetup): Host {
  const { env, cwd } = setup;
  const commands = createWorkflowCommands(setup);
  const redactor = createHostRedactor(env);
  const budget = createAnnotationBudget();
  const clean = (text: string) => safeLine(redactor.redact(text));
  const info = (line: string) => commands.print(clean(line));
  const progress = createProgressThrottle({
    interval: PROGRESS_INTERVAL,
    now: setup.now ?? Date.now,
    show: (span) => info(renderProgress(span)),
    immediate: false,
  });

  const annotate = ({ level, message, title, file }: Annotation): void => {
    if (!budget.take(level)) {
      info(`${level}: ${message}`);
      return;
    }
    commands.issue(level, clean(message), {
      title: title === undefined ? undefined : clean(title),
      file: file === undefined ? undefined : clean(file),
    });
  };
  const warn = (line: string) => annotate({ level: "warning", message: line });

  return {
    name: "github",
    reporter: { info, warn, progress },
    roots: [cwd, env["GITHUB_WORKSPACE"], env["RUNNER_TEMP"]].filter(isNamed),
    annotate,
    async group(title, content) {
      commands.issue("group", clean(title));
      try {
        if (typeof content === "function") await content();
        else withoutCommands(commands.print, content.map(clean));
      } finally {
        commands.issue("endgroup", "");
      }
    },
    async setOutputs(outputs) {
      for (const [name, value] of Object.entries(outputs)) {
        if (!env["GITHUB_OUTPUT"]) {
          info(`output ${name}: ${value}`);
          continue;
        }
        try {
          commands.setOutput(name, redactor.redact(value));
        } catch (error) {
          warn(`The output ${name} could not be set: ${messageOf(error)}`);
        }
      }
    },
    async saveState(left) {
      try {
        commands.saveState(STATE, left);
      } catch (error) {
        warn(`What the end of a cancelled job is to know could not be kept: ${messageOf(error)}`);
      }
    },
    async addSubjects(subjects) {
      const file = env["GITHUB_ARTIFACTS"];
      if (!file) return;
      try {
        const present = await stat(file).catch(() => undefined);
        const { text, omitted } = subjectLines(subjects.map(redactor.redact), present?.size ?? 0);
        if (text !== "") await appendFile(file, text);
        if (omitted > 0) {
          warn(`${formatCount(omitted)} of the things that can be attested did not fit into the job's list`);
        }
      } catch (error) {
        warn(`The list of what can be attested could not be written: ${messageOf(error)}`);
      }
    },
    async writeSummary(markdown) {
      const file = env["GITHUB_STEP_SUMMARY"];
      if (!file) return;
      try {
        const present = (await stat(file)).size;
        const text = capSummary(redactor.redact(markdown), Math.max(1024, SUMMARY_LIMIT - present - 1));
        await appendFile(file, `${text}\n`);
      } catch (error) {
        warn(`The job summary could not be written: ${messageOf(error)}`);
      }
    },
    mask(secret) {
      for (const form of redactor.add(secret)) commands.issue("add-mask", form);
    },
    redact: redactor.redact,
    conclude: (lines) => withoutCommands(commands.print, lines.map(clean)),
    async close() {
      for (const line of budget.remainder()) info(line);
    },
  };
}

/** Prints lines while the runner takes no commands; the token that ends this cannot be guessed. */
function withoutCommands(print: (line: string) => void, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const token = randomUUID();
  print(`::stop-commands::${token}`);
  for (const line of lines) print(line);
  print(`::${token}::`);
}

function isNamed(directory: string | undefined): directory is string {
  return directory !== undefined && directory !== "";
}
