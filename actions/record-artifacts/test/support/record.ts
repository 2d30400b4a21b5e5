import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type AnyMetadata, parse, serialize } from "@compose-actions/metadata";
import { type RecordArtifactsResult, step } from "@compose-actions/record-artifacts";
import { type Presentation, parseInputs, silentReporter, UserError } from "@compose-actions/step";
import { afterAll, expect } from "vitest";
import { makeIso } from "../../../../packages/compose/test/iso/make-iso.ts";
import {
  BINARY,
  rpmFile,
  section,
  type TagValue,
  withTags,
} from "../../../../packages/compose/test/rpm/make-rpm.ts";
import type { Json } from "../../../../test/support/files.ts";

export { makeIso };

export type RawInputs = Readonly<Record<string, string>>;
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a run gave. */
export interface Run extends Presentation {
  readonly result: RecordArtifactsResult;
  readonly report: Json;
  readonly warnings: readonly string[];
}

/** A folder with artifacts in it, and metadata beside them. */
export interface Workshop {
  readonly root: string;
  readonly output: string;
  /** Runs the step as a host does, with its inputs as text. */
  run(raw?: RawInputs, signal?: AbortSignal): Promise<Run>;
  /** The UserError or MetadataError that a run ends with. */
  refusal(raw?: RawInputs): Promise<UserError>;
  /** A metadata file in the output: valid, and byte for byte what it would be written as. */
  model(type: string): AnyMetadata;
  /** The payload of a metadata file. */
  payload(type: string): Json;
  /** Names in the output. */
  names(): string[];
}

/** What nearly every run needs. */
export const COMPOSE: RawInputs = { "compose-id": "Fedora-41-20260204.0", variant: "Server", arch: "x86_64" };

/** Makes workshops for the tests of one file. */
export function workshops(): (files?: Files) => Workshop {
  const home = mkdtempSync(join(tmpdir(), "record-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  return (files = {}) => {
    const folder = mkdtempSync(join(home, "case-"));
    const root = join(folder, "root");
    mkdirSync(root);
    put(root, files);
    return workshop(root, join(folder, "metadata"));
  };
}

export function put(root: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}

function workshop(root: string, output: string): Workshop {
  const text = (type: string) => readFileSync(join(output, `${type}.json`), "utf8");
  const run: Workshop["run"] = async (raw = {}, signal = new AbortController().signal) => {
    const warnings: string[] = [];
    const reporter = { ...silentReporter, warn: (line: string) => warnings.push(line) };
    const inputs = parseInputs(step.inputs, { root, output, ...COMPOSE, ...raw });
    const result = await step.run(inputs, { signal, reporter });
    const presentation = step.present(result);
    step.report.parse(presentation.report);
    expect(Object.keys(presentation.outputs).sort()).toEqual(Object.keys(step.outputs).sort());
    return { ...presentation, result, report: presentation.report, warnings };
  };
  return {
    root,
    output,
    run,
    async refusal(raw) {
      const error = await run(raw).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error, String(error)).toSatisfy(
        (reason) =>
          reason instanceof UserError || (reason instanceof Error && reason.name === "MetadataError"),
      );
      return error as UserError;
    },
    model(type) {
      const { model, version } = parse(text(type), { file: type });
      expect(version).toBe("2.0");
      expect(serialize(model)).toBe(text(type));
      return model;
    },
    payload: (type) => JSON.parse(text(type)).payload,
    names: () => readdirSync(output).sort(),
  };
}

/** A package of which these tags are others than those of bash; undefined leaves a tag out. */
export function rpm(
  changes: Readonly<Record<number, TagValue | undefined>> = {},
  signatures: Parameters<typeof section>[0] = [],
): Buffer {
  return rpmFile({
    signature: section([...signatures, [1004, Buffer.alloc(16)]], 62),
    header: section(withTags(BINARY, changes), 63),
  });
}

/** A source package: one without a source package. */
export const SOURCE = { 1044: undefined, 1106: 1 };
