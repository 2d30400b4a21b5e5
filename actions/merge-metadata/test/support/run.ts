import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Presentation, parseInputs, type Reporter, silentReporter } from "@compose-actions/step";
import type { Json } from "../../../../test/support/files.ts";
import type { MergeMetadataResult } from "../../src/result.ts";
import { step } from "../../src/step.ts";

export type RawInputs = Readonly<Record<string, string>>;

/** What a run gave. */
export interface Run extends Presentation {
  readonly result: MergeMetadataResult;
  readonly report: Json;
  readonly warnings: readonly string[];
}

/** Runs the step as a host does, with its inputs as text. */
export async function run(raw: RawInputs, signal: AbortSignal = new AbortController().signal): Promise<Run> {
  const warnings: string[] = [];
  const reporter: Reporter = { ...silentReporter, warn: (line) => warnings.push(line) };
  const inputs = parseInputs(step.inputs, { retries: "0", ...raw });
  const result = await step.run(inputs, { signal, reporter });
  const presentation = step.present(result);
  // As it is written.
  const report = JSON.parse(JSON.stringify(presentation.report));
  step.report.parse(report);
  return { ...presentation, result, report, warnings };
}

export const COMPOSE = { id: "Fedora-41-20260204.0", date: "20260204", respin: 0, type: "production" };
export const RELEASE = { name: "Fedora", short: "Fedora", version: "41", type: "ga", internal: false };
export const SHA_A = `sha256:${"a".repeat(64)}`;
export const SHA_B = `sha256:${"b".repeat(64)}`;

export const location = (path: string, more: Json = {}): Json => ({
  url: `https://cdn.example.com/${path}`,
  size: 10,
  checksum: SHA_A,
  local_path: path,
  contents: [],
  ...more,
});

export const document = (type: string, payload: Json, version = "2.0"): Json => ({
  header: { type: `productmd.${type}`, version },
  payload: { compose: COMPOSE, ...payload },
});

/** A file of extra files: variant → arch → Locations. */
export const extraFiles = (table: Json): Json =>
  document("extra_files", { extra_files: mapLocations(table) });

function mapLocations(table: Json): Json {
  return Object.fromEntries(
    Object.entries(table).map(([variant, arches]) => [
      variant,
      Object.fromEntries(
        Object.entries(arches as Json).map(([arch, list]) => [
          arch,
          (list as Json[]).map((one) => ({ location: one })),
        ]),
      ),
    ]),
  );
}

export const variant = (uid: string, arches: readonly string[], more: Json = {}): Json => ({
  id: uid,
  uid,
  name: uid,
  type: "variant",
  arches,
  paths: {},
  ...more,
});

export const composeinfo = (...variants: Json[]): Json =>
  document("composeinfo", {
    release: RELEASE,
    variants: Object.fromEntries(variants.map((one) => [one.uid, one])),
  });

/** Writes documents as JSON, texts as they are. Returns the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, Json>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}
