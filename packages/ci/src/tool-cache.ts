import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type InputDefinitions, type InputValues, refuse } from "@compose-actions/step";
import type { JobEnvironment } from "./artifacts/environment.ts";
import { quietly } from "./artifacts/quietly.ts";
import type { Host } from "./host.ts";

/** Our place among the tools, and the version of how things lie there. */
const TOOL = "compose-actions-artifacts";
const LAYOUT = "1.0.0";
/** The same for all machines: artifacts are of no machine. */
const ARCH = "any";
/** Milliseconds for looking into a directory of the machine, or a network share. */
const LIMIT = 60_000;

export interface ToolCacheOptions {
  /** Absent: a terminal. */
  readonly job: JobEnvironment | undefined;
  readonly host: Pick<Host, "reporter" | "mask">;
  readonly signal: AbortSignal;
}

/**
 * Puts a directory of the runner's tool cache in the place of `cache-dir` where the input `tool-cache` asks for it. What
 * is in it is for the step to judge. The library reads RUNNER_TOOL_CACHE from the process's own environment.
 *
 * @throws UserError (exit code 2) where there is no tool cache, or another directory was given as well
 */
export async function withToolCache<Definitions extends InputDefinitions>(
  values: InputValues<Definitions>,
  { job, host, signal }: ToolCacheOptions,
): Promise<InputValues<Definitions>> {
  const given: Readonly<Record<string, unknown>> = values;
  if (given["tool-cache"] !== true) return values;
  if (given["cache-dir"] !== undefined) {
    throw refuse("Invalid input: tool-cache and cache-dir each name a directory", "Leave one of them out.");
  }
  if (job?.toolCache === undefined) {
    throw refuse(
      "Invalid input: tool-cache: there is none here, RUNNER_TOOL_CACHE is not set",
      "Runners of GitHub and Forgejo have one. Elsewhere name a directory with cache-dir.",
    );
  }
  if (!job.toolCache.kept) {
    host.reporter.info(
      "tool-cache: this runner is new for every job; only self-hosted ones keep what they have",
    );
  }
  const directory = await quietly(() => openDirectory(job), {
    signal,
    limit: LIMIT,
    activity: "opening the tool cache",
    mask: host.mask,
  });
  host.reporter.info(`tool-cache: artifacts are kept in ${directory}`);
  return { ...values, "cache-dir": directory };
}

/** The library has complete tools only: the directory begins as an empty one, and is filled in place. */
async function openDirectory({ temporary }: JobEnvironment): Promise<string> {
  const { cacheDir, find } = await import("@actions/tool-cache");
  const present = find(TOOL, LAYOUT, ARCH);
  if (present !== "") return present;
  await mkdir(temporary, { recursive: true });
  const empty = await mkdtemp(join(temporary, "compose-actions-"));
  try {
    return await cacheDir(empty, TOOL, LAYOUT, ARCH);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}
