import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Presentation, parseInputs, type StepContext } from "@compose-actions/step";
import { afterEach, beforeEach } from "vitest";
import { cancelLeft } from "../../src/clean-up.ts";
import { inputs } from "../../src/inputs.ts";
import { openMaker } from "../../src/open-maker.ts";
import { present } from "../../src/present.ts";
import { reportSchema } from "../../src/report-schema.ts";
import { requestCompose } from "../../src/request-compose.ts";
import type { RequestComposeResult } from "../../src/result.ts";

/** What a run has told while it was at work. */
export interface Told {
  readonly lines: string[];
  readonly warnings: string[];
  readonly groups: { readonly title: string; readonly lines: readonly string[] }[];
  readonly secrets: string[];
  readonly outputs: Record<string, string>;
  /** What was kept for the end of a cancelled job, the last one last. */
  readonly left: string[];
}

export interface RunDone extends Presentation {
  readonly result: RequestComposeResult;
  readonly told: Told;
}

export interface Runner {
  /** A folder for files of the test. */
  readonly folder: string;
  path(name: string): string;
  json(name: string): unknown;
  readonly told: Told;
  run(given: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<RunDone>;
  /** What hosts do at the end of a job that was cancelled. */
  cleanUp(given: Readonly<Record<string, string>>, left: string): Promise<void>;
}

/** Pauses that tests need not sit out. */
export const QUICK = {
  "poll-interval": "10ms",
  "poll-max": "20ms",
  "retry-delay": "1ms",
  retries: "2",
  "allow-hosts": "127.0.0.1",
};

/** Runs the step as hosts do, in a folder that is gone after each test. */
export function useRunner(): Runner {
  let folder = "";
  let told: Told = newTold();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "request-compose-"));
    told = newTold();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get folder() {
      return folder;
    },
    get told() {
      return told;
    },
    path: (name) => join(folder, name),
    json: (name) => JSON.parse(readFileSync(join(folder, name), "utf8")),
    async cleanUp(given, left) {
      const values = parseInputs(inputs, { "state-file": join(folder, "state.json"), ...QUICK, ...given });
      await cancelLeft(values, contextOf(told, new AbortController().signal), left, openMaker);
    },
    async run(given, signal = new AbortController().signal) {
      const values = parseInputs(inputs, { "state-file": join(folder, "state.json"), ...QUICK, ...given });
      const result = await requestCompose(values, contextOf(told, signal), openMaker);
      const presentation = present(result);
      reportSchema.parse(presentation.report);
      Object.assign(told.outputs, presentation.outputs);
      return { ...presentation, result, told };
    },
  };
}

function newTold(): Told {
  return { lines: [], warnings: [], groups: [], secrets: [], outputs: {}, left: [] };
}

function contextOf(told: Told, signal: AbortSignal): StepContext {
  return {
    signal,
    reporter: {
      info: (line) => void told.lines.push(line),
      warn: (line) => void told.warnings.push(line),
      progress: () => undefined,
    },
    host: {
      mask: (secret) => void told.secrets.push(secret),
      saveState: async (left) => void told.left.push(left),
      setOutputs: async (outputs) => void Object.assign(told.outputs, outputs),
      group: async (title, lines) => void told.groups.push({ title, lines }),
    },
  };
}

/** Resolves when something has come about; the test's time limit ends what never does. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
