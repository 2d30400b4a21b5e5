import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import { readJson } from "../../../../test/support/files.ts";
import type { MemoryRegistry } from "./memory.ts";
import { type RawInputs, type Run, run, useFolder, writeCompose } from "./run.ts";

export const REPOSITORY = { repository: "r.example/compose" };

export async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw error ?? new Error("nothing was refused");
}

export const push = (
  registry: MemoryRegistry,
  compose: string,
  output: string,
  raw: RawInputs = {},
): Promise<Run> => run(compose, output, { ...REPOSITORY, ...raw }, { open: registry.open });

/** Paths and states in the report. */
export const states = ({ report }: Run): Record<string, string> =>
  Object.fromEntries(report.artifacts.map(({ path, state }: Record<string, string>) => [path, state]));

/** Paths that the written metadata names. */
export const namedIn = (output: string): string[] =>
  Object.values(readJson(join(output, "extra_files.json")).payload.extra_files)
    .flatMap((arches) => Object.values(arches as object))
    .flat()
    .map((entry) => entry.location?.local_path ?? entry.file)
    .sort();

/** A folder for the tests of one file, and a compose of three files in it. */
export function useComposes() {
  const fresh = useFolder();
  const three = () =>
    writeCompose(fresh("compose"), [
      { path: "Server/x86_64/os/a", content: "alpha" },
      { path: "Server/x86_64/os/b", content: "beta" },
      { path: "Server/x86_64/os/c", content: "gamma" },
    ]);
  return { fresh, three };
}
