import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalizeResult, step } from "@compose-actions/localize";
import { type Presentation, parseInputs, type Reporter, silentReporter } from "@compose-actions/step";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Json } from "../../../../test/support/files.ts";
import { Site, treeOf } from "../../../../test/support/site.ts";

export type RawInputs = Readonly<Record<string, string>>;

/** What a run gave. */
export interface Run extends Presentation {
  readonly result: LocalizeResult;
  readonly report: Json;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

export interface Workshop {
  readonly site: Site;
  /** A path in an empty folder. */
  fresh(name: string): string;
  /** @param told - gets the lines of the log, for a run that throws */
  run(compose: string, output: string, raw?: RawInputs, signal?: AbortSignal, told?: string[]): Promise<Run>;
  /** Files of the tree, metadata left out. */
  tree(output: string): Record<string, string>;
}

/** A server and a folder for the tests of one file. */
export function useWorkshop(): Workshop {
  const site = new Site();
  const root = mkdtempSync(join(tmpdir(), "localize-"));
  beforeAll(async () => void (await site.start()));
  afterEach(() => site.reset());
  afterAll(async () => {
    await site.close();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    site,
    fresh: (name) => join(mkdtempSync(join(root, "case-")), name),
    run,
    tree: (output) =>
      Object.fromEntries(
        Object.entries(treeOf(join(output, "compose"))).filter(([path]) => !path.startsWith("metadata/")),
      ),
  };
}

/** Runs the step as a host does, with its inputs as text; quick to give up. */
async function run(
  compose: string,
  output: string,
  raw: RawInputs = {},
  signal: AbortSignal = new AbortController().signal,
  infos: string[] = [],
): Promise<Run> {
  const warnings: string[] = [];
  const reporter: Reporter = {
    ...silentReporter,
    warn: (line) => warnings.push(line),
    info: (line) => infos.push(line),
  };
  const inputs = parseInputs(step.inputs, { compose, output, retries: "1", "retry-delay": "1ms", ...raw });
  const result = await step.run(inputs, { signal, reporter });
  const presentation = step.present(result);
  step.report.parse(presentation.report);
  return { ...presentation, result, report: presentation.report, warnings, infos };
}
