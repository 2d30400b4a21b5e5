import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type InputDefinitions,
  type Presentation,
  parseInputs,
  type Step,
  silentReporter,
} from "@compose-actions/step";
import { expect } from "vitest";
import type { Json } from "./files.ts";

export type RawInputs = Readonly<Record<string, string>>;
export type Run = Omit<Presentation, "report"> & { readonly report: Json };

/** Runs a step as a host does. */
export async function run<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  raw: RawInputs,
): Promise<Run> {
  const inputs = parseInputs(step.inputs, raw);
  const result = await step.run(inputs, { signal: new AbortController().signal, reporter: silentReporter });
  const presentation = step.present(result);
  const report = JSON.parse(JSON.stringify(presentation.report));
  step.report.parse(report);
  return { ...presentation, report };
}

export function metadataIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "oci-layouts.json");
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

export function shardsOf({ outputs }: Run): string[] {
  const { include } = JSON.parse(outputs["plan"] ?? "") as { include: { shard: string }[] };
  expect(outputs["shards"]).toBe(String(include.length));
  return include.map(({ shard }) => shard);
}

/** Every leg's report fits the plan, and together they are the plan. */
export function checkReports(planned: Run, legs: readonly Run[]): void {
  const { plan } = planned.report;
  for (const [at, { report, outputs }] of legs.entries()) {
    expect(outputs).toMatchObject({ plan: "", shards: "" });
    expect(report).toMatchObject({ plan, shard: `${at + 1}/${legs.length}` });
  }
  const sum = (field: string) => legs.reduce((all, { report }) => all + report.part[field], 0);
  expect([sum("artifacts"), sum("bytes")]).toEqual([plan.artifacts, plan.bytes]);
}
