import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Presentation, parseInputs, type Reporter, silentReporter } from "@compose-actions/step";
import { afterAll } from "vitest";
import type { Json } from "../../../../test/support/files.ts";
import { pushOci } from "../../src/push-oci.ts";
import type { OpenReach } from "../../src/reach.ts";
import type { PushOciResult } from "../../src/result.ts";
import { step } from "../../src/step.ts";

export type RawInputs = Readonly<Record<string, string>>;

/** What a run gave. */
export interface Run extends Presentation {
  readonly result: PushOciResult;
  readonly report: Json;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

/** Runs the step as a host does, with its inputs as text; against a registry in memory, if one is given. */
export async function run(
  compose: string,
  output: string,
  raw: RawInputs,
  { open, signal = new AbortController().signal }: { open?: OpenReach; signal?: AbortSignal } = {},
): Promise<Run> {
  const [warnings, infos]: [string[], string[]] = [[], []];
  const reporter: Reporter = {
    ...silentReporter,
    warn: (line) => warnings.push(line),
    info: (line) => infos.push(line),
  };
  const inputs = parseInputs(step.inputs, { compose, output, retries: "1", "retry-delay": "1ms", ...raw });
  const context = { signal, reporter };
  const result = open === undefined ? await step.run(inputs, context) : await pushOci(inputs, context, open);
  const presentation = step.present(result);
  step.report.parse(presentation.report);
  return { ...presentation, result, report: presentation.report, warnings, infos };
}

/** A folder for the tests of one file. */
export function useFolder(): (name: string) => string {
  const root = mkdtempSync(join(tmpdir(), "push-oci-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return (name) => join(mkdtempSync(join(root, "case-")), name);
}

export interface ComposeFile {
  readonly path: string;
  readonly content: string;
  readonly variant?: string;
  readonly arch?: string;
}

/** A 1.2 compose of extra files, with its files. Returns its directory. */
export function writeCompose(compose: string, files: readonly ComposeFile[]): string {
  const tree: Record<string, Record<string, object[]>> = {};
  for (const { path, content, variant = "Server", arch = "x86_64" } of files) {
    const target = join(compose, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    tree[variant] ??= {};
    tree[variant][arch] ??= [];
    tree[variant][arch].push({ file: path, size: content.length, checksums: {} });
  }
  const document = {
    header: { type: "productmd.extra_files", version: "1.2" },
    payload: {
      compose: { id: "Fedora-41-20260204.0", date: "20260204", respin: 0, type: "production" },
      extra_files: tree,
    },
  };
  mkdirSync(join(compose, "metadata"), { recursive: true });
  writeFileSync(join(compose, "metadata", "extra_files.json"), JSON.stringify(document, undefined, 4));
  return compose;
}
