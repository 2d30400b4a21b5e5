import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type Presentation,
  parseInputs,
  type Reporter,
  silentReporter,
  UserError,
} from "@compose-actions/step";
import { step, type UpgradeMetadataResult } from "@compose-actions/upgrade-metadata";
import { afterAll } from "vitest";
import type { Json } from "../../../../test/support/files.ts";

export type RawInputs = Readonly<Record<string, string>>;
/** Documents by the path that they are written to, and files as text. */
export type Files = Readonly<Record<string, Json | string>>;

/** What a run gave. */
export interface Run extends Presentation {
  readonly result: UpgradeMetadataResult;
  readonly report: Json;
  readonly warnings: readonly string[];
  /** A file that was written. */
  read(name: string): Json;
}

const BASE: RawInputs = { "base-url": "https://cdn.example.com/" };

/** A folder for the tests of one file. */
export function useWorkshop() {
  const root = mkdtempSync(join(tmpdir(), "upgrade-metadata-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const make = (files: Files = {}): string => {
    const folder = mkdtempSync(join(root, "case-"));
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    }
    return folder;
  };
  return { make, run };
}

/** Runs the step as a host does, with its inputs as text; into `output` below the compose unless they say otherwise. */
async function run(compose: string, raw: RawInputs = BASE): Promise<Run> {
  const warnings: string[] = [];
  const reporter: Reporter = { ...silentReporter, warn: (line) => warnings.push(line) };
  const output = join(compose, "output");
  const inputs = parseInputs(step.inputs, { compose, output, ...raw });
  const result = await step.run(inputs, { signal: new AbortController().signal, reporter });
  const presentation = step.present(result);
  step.report.parse(presentation.report);
  const read = (name: string): Json => JSON.parse(readFileSync(join(result.output, name), "utf8"));
  return { ...presentation, result, report: presentation.report, warnings, read };
}

/** The UserError that a run ends with. */
export async function refusal(work: Promise<unknown>): Promise<UserError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
