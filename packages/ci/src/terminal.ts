import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import { capSummary, safeLine, shorten } from "@compose-actions/step";
import { writeTextAtomically } from "./atomic-file.ts";
import { shellDotenv } from "./dotenv.ts";
import { messageOf } from "./error-text.ts";
import type { Host, HostSetup } from "./host.ts";
import { createLineLog, logReporter } from "./line-log.ts";
import {
  createProgressThrottle,
  fractionDone,
  type ProgressSpan,
  renderBar,
  renderProgress,
} from "./progress.ts";
import { createHostRedactor } from "./redaction.ts";

/** Milliseconds between drawings of the bar, and between lines where there is no terminal to draw on. */
const BAR_INTERVAL = 100;
const LINE_INTERVAL = 5000;

const WIPE = "\r\u001B[2K";

/**
 * A person's terminal, or a plain log. Everything goes to standard error but the closing lines, which are the result
 * and go to standard output. Outputs are appended to the file that `$COMPOSE_ACTIONS_OUTPUTS_FILE` names, as lines
 * that a shell can source; the summary is written to `$COMPOSE_ACTIONS_SUMMARY`; neither happens unless asked for.
 */
export function createTerminalHost(setup: HostSetup): Host {
  const { env, cwd, stdout, stderr } = setup;
  const redactor = createHostRedactor(env);
  const drawing = stderr.isTTY === true && env["TERM"] !== "dumb";
  let drawn = false;
  const wipe = () => {
    if (drawn) stderr.write(WIPE);
    drawn = false;
  };
  const colour = drawing && !env["NO_COLOR"];
  const log = createLineLog({ sink: stderr, redactor, colour, before: wipe });
  const draw = (span: ProgressSpan) => {
    stderr.write(`${WIPE}${bar(span, redactor.redact, (stderr.columns ?? 80) - 1)}`);
    drawn = true;
  };
  const progress = createProgressThrottle({
    interval: drawing ? BAR_INTERVAL : LINE_INTERVAL,
    now: setup.now ?? Date.now,
    show: drawing ? draw : (span) => log.info(renderProgress(span)),
    immediate: drawing,
  });
  const reporter = logReporter(log, progress);

  return {
    name: "terminal",
    reporter,
    roots: undefined,
    annotate: log.annotate,
    async group(title, content) {
      log.info(title);
      if (typeof content === "function") await content();
      else for (const line of content) log.info(`  ${line}`);
    },
    async setOutputs(outputs) {
      const file = env["COMPOSE_ACTIONS_OUTPUTS_FILE"];
      if (!file) return;
      const safe = Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [name, redactor.redact(value)]),
      );
      try {
        await appendFile(resolve(cwd, file), shellDotenv(safe));
      } catch (error) {
        reporter.warn(`The outputs could not be written: ${messageOf(error)}`);
      }
    },
    async saveState() {},
    async addSubjects() {},
    async writeSummary(markdown) {
      const file = env["COMPOSE_ACTIONS_SUMMARY"];
      if (!file) return;
      try {
        await writeTextAtomically(resolve(cwd, file), `${capSummary(redactor.redact(markdown))}\n`);
      } catch (error) {
        reporter.warn(`The summary could not be written: ${messageOf(error)}`);
      }
    },
    mask: (secret) => void redactor.add(secret),
    redact: redactor.redact,
    conclude(lines) {
      wipe();
      for (const line of lines) stdout.write(`${log.clean(line)}\n`);
    },
    async close() {
      wipe();
    },
  };
}

function bar(span: ProgressSpan, redact: (text: string) => string, width: number): string {
  const text = safeLine(redact(renderProgress(span)));
  const fraction = fractionDone(span.current);
  const room = width - text.length - 1;
  // A bar of a few characters tells nothing: the text alone then.
  const line =
    fraction === undefined || room < 10 ? text : `${text} ${renderBar(fraction, Math.min(room, 40))}`;
  return shorten(line, width);
}
