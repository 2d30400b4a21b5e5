import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { step as mergeMetadata } from "@compose-actions/merge-metadata";
import {
  type InputDefinitions,
  type Presentation,
  parseInputs,
  type Step,
  silentReporter,
} from "@compose-actions/step";
import { expect } from "vitest";
import type { Json } from "./files.ts";
import type { Scratch } from "./scratch.ts";

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

/** What the parts have written, merged as their reports allow it. */
export async function mergeParts(
  scratch: Scratch,
  { name }: Pick<Step, "name">,
  legs: readonly (Run & { readonly output: string })[],
): Promise<Record<string, string>> {
  const [reports, merged] = [scratch.folder(), scratch.fresh()];
  for (const [at, { report }] of legs.entries()) {
    const whole = { schema: `compose-actions/${name}/1`, status: "ok", ...report };
    writeFileSync(join(reports, `${at + 1}.json`), JSON.stringify(whole));
  }
  const compose = legs.map(({ output }) => output).reverse();
  await run(mergeMetadata, { compose: compose.join("\n"), "shard-reports": reports, output: merged });
  return metadataIn(merged);
}
