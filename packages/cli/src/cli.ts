import {
  collectInputs,
  createHost,
  detectHost,
  type Host,
  type ReportDocument,
  readJobEnvironment,
  readNetworkEnvironment,
  refusalReport,
  reportText,
  runStep,
  stepHelp,
  type TextSink,
} from "@compose-actions/ci";
import { refuse, type Step, safeLine, shorten, UserError, VERSION } from "@compose-actions/step";
import { type GlobalFlags, type ReadArguments, readArguments, readGlobalFlags } from "./arguments.ts";
import { overview } from "./overview.ts";
import { loadStep, loadSteps, type StepRegistry } from "./registry.ts";
import { steps } from "./steps.ts";
import { didYouMean } from "./suggestion.ts";

/** What the command line lives in; nothing else is read from the process. */
export interface CliEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** The steps; those of the project unless a test says otherwise. */
  readonly registry?: StepRegistry;
  /** Stops the work; without it the process's own signals do. */
  readonly signal?: AbortSignal;
}

/**
 * `compose-actions <step> --<input> <value>`.
 *
 * @param argv - the arguments after the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[], environment: CliEnvironment): Promise<number> {
  const { stdout, stderr, registry = steps } = environment;
  const [command, ...rest] = argv;
  if (command === "--version" || command === "-V") {
    stdout.write(`${VERSION}\n`);
    return 0;
  }
  if (command === undefined) {
    stderr.write(overview(await loadSteps(registry)));
    return 2;
  }
  try {
    if (command === "help" || command.startsWith("-")) {
      const { help } = readGlobalFlags(argv);
      if (command === "help" || help) return await showHelp(rest, environment);
    }
    const step = await loadStep(registry, command);
    if (step === undefined) throw unknownCommand(command, Object.keys(registry));
    if (rest[0] === "--version" || rest[0] === "-V") {
      stdout.write(`${VERSION}\n`);
      return 0;
    }
    const parsed = readArguments(step.inputs, rest, step.name);
    if (!parsed.help) return await run(step, parsed, environment);
    return showStepHelp(step, environment);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return await sayRefused(error, readGlobalFlags(argv), environment);
  }
}

/** `help`, `help <step>`, `--help <step>`: what is known of the step, else of all. */
async function showHelp(rest: readonly string[], environment: CliEnvironment): Promise<number> {
  const { stdout, registry = steps } = environment;
  const name = rest.find((argument) => !argument.startsWith("-"));
  if (name === undefined) {
    stdout.write(overview(await loadSteps(registry)));
    return 0;
  }
  const step = await loadStep(registry, name);
  if (step === undefined) throw unknownCommand(name, Object.keys(registry));
  return showStepHelp(step, environment);
}

function showStepHelp(step: Step, { stdout }: CliEnvironment): number {
  stdout.write(stepHelp(step, { width: stdout.columns ?? 80 }));
  return 0;
}

function unknownCommand(command: string, names: readonly string[]): UserError {
  const given = shorten(safeLine(command), 60);
  if (command.startsWith("-"))
    return refuse(`The name of a step comes first, not ${given}`, `Steps: ${names.join(", ")}`);
  return refuse(`There is no step "${given}"${didYouMean(command, names)}`, `Steps: ${names.join(", ")}`);
}

async function run(
  step: Step,
  { flags, json, refusal }: ReadArguments,
  environment: CliEnvironment,
): Promise<number> {
  const { env, cwd, stdout, stderr, signal } = environment;
  let document: ReportDocument | undefined;
  const keep = (report: ReportDocument) => {
    document = report;
  };
  try {
    const host = await hostOf(environment, json ? stderr : stdout);
    const code = await runStep(step, {
      host,
      cwd,
      network: readNetworkEnvironment(env),
      job: readJobEnvironment(env),
      rawInputs: () => collectInputs(step.inputs, { flags, env, cwd }),
      // Arguments that are refused fail the step like any other input, so that the report says so too.
      refusal,
      ...(signal === undefined ? {} : { signal }),
      ...(json ? { onReport: keep } : {}),
    });
    return code;
  } finally {
    if (json && document !== undefined) stdout.write(reportText(document));
  }
}

/** What is wrong before a step is known is announced as the host does it, so that they are seen on a CI as well. */
async function sayRefused(
  error: UserError,
  { json }: GlobalFlags,
  environment: CliEnvironment,
): Promise<number> {
  const host = await hostOf(environment, environment.stderr);
  if (json) environment.stdout.write(reportText(refusalReport(error, host.redact)));
  host.annotate({ level: "error", message: error.message });
  if (error.remedy !== undefined) host.reporter.info(error.remedy);
  await host.close();
  return error.exitCode;
}

function hostOf({ env, cwd, stderr }: CliEnvironment, stdout: TextSink): Promise<Host> {
  return createHost(detectHost(env), { env, cwd, stdout, stderr });
}
