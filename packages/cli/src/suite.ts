import { setFlagsFromString } from "node:v8";
import { refuse, systemCodeText } from "@compose-actions/step";
import { cleanUpActionStep, cleanUpCommandInput, runActionStep, runCommandInput } from "./actions.ts";
import { main } from "./cli.ts";
import { loadStep } from "./registry.ts";
import { steps } from "./steps.ts";

/** Milliseconds that open handles (idle connections) get after the work is done before the process is ended. */
const GRACE = 1000;

/**
 * Most of what the steps make is garbage at once. A small nursery for it costs no time and holds memory down: V8 would
 * let it grow to a hundred megabytes.
 */
setFlagsFromString("--semi-space-growth-factor=1");
/** It is emptied in less time than other threads take to be woken for it, most of all when all cores are at work. */
setFlagsFromString("--no-parallel-scavenge");

/** The command line, on the process's own arguments, environment and streams. */
export async function runCli(): Promise<void> {
  await end(main(process.argv.slice(2), processEnvironment()));
}

/** The entry of the action of one step. */
export async function runAction(name: string): Promise<void> {
  await end(actionOf(name));
}

/** The entry of the umbrella action: the input `command` names the step. */
export async function runUmbrella(): Promise<void> {
  await end(runCommandInput(suite()));
}

/** The post entry of the action of one step. */
export async function runActionCleanUp(name: string): Promise<void> {
  const step = await loadStep(steps, name);
  if (step !== undefined) await end(cleanUp(cleanUpActionStep(step, suite())));
}

/** The post entry of the umbrella action. */
export async function runUmbrellaCleanUp(): Promise<void> {
  await end(cleanUp(cleanUpCommandInput(suite())));
}

async function cleanUp(work: Promise<void>): Promise<number> {
  await work;
  return 0;
}

async function actionOf(name: string): Promise<number> {
  const step = await loadStep(steps, name);
  if (step === undefined) throw refuse(`There is no step "${name}"`);
  return runActionStep(step, suite());
}

function suite() {
  return { ...processEnvironment(), registry: steps };
}

function processEnvironment() {
  return { env: process.env, cwd: process.cwd(), stdout: process.stdout, stderr: process.stderr };
}

async function end(work: Promise<number>): Promise<void> {
  watchOutput();
  process.exitCode = await work;
  // Not referenced: fires only when something else keeps the process alive.
  setTimeout(() => process.exit(), GRACE).unref();
}

/**
 * Whoever read what we print may go away (`… | head`): the work is done all the same, and its exit code counts. Where
 * what we print cannot be kept, as on a full disk, something is lost that was asked for.
 */
function watchOutput(): void {
  let lost = false;
  const watch = (stream: NodeJS.WriteStream, tell: (reason: string) => void) =>
    stream.on("error", ({ code }: NodeJS.ErrnoException) => {
      if (code !== "EPIPE" && !lost) {
        lost = true;
        tell(systemCodeText(code));
      }
    });
  watch(process.stderr, () => {});
  watch(process.stdout, (reason) =>
    process.stderr.write(`error: Standard output cannot be written: ${reason}\n`),
  );
  // Errors come after the last line was printed.
  process.on("exit", () => {
    if (lost) process.exitCode ||= 1;
  });
}
