import { createHash } from "node:crypto";
import {
  ErrorList,
  type FetchMetadata,
  findFragments,
  noteIgnored,
  parseFile,
  shownPath,
} from "@compose-actions/compose";
import {
  type AnyMetadata,
  type MergeFile,
  type Selector,
  select,
  type WarningLog,
} from "@compose-actions/metadata";
import type { StepContext } from "@compose-actions/step";
import { type Counts, countArtifacts } from "./counts.ts";
import { refuseTooMuch } from "./memory.ts";

/** What a job has contributed. */
export interface Contribution {
  /** The directory or URL that its metadata comes from. */
  readonly name: string;
  readonly files: readonly MergeFile[];
  /** Of what is selected. */
  readonly counts: Counts;
}

/** A file that was read, whatever of it is selected. */
export interface ReadFile {
  /** How messages name it. */
  readonly file: string;
  /** Of its bytes. */
  readonly sha256: string;
}

export interface LoadedFragments {
  readonly contributions: readonly Contribution[];
  /** Directories of local metadata; what lies beside it is honoured. */
  readonly homes: readonly string[];
  /** All files that were read, those without anything selected too. */
  readonly paths: readonly string[];
  /** The same, with what is in them, when that was asked for. */
  readonly read: readonly ReadFile[];
}

export interface LoadOptions {
  readonly context: StepContext;
  readonly fetchMetadata: FetchMetadata;
  readonly output: string;
  readonly selector: Selector;
  readonly log: WarningLog;
  /** Whether it must be known which very files were read. */
  readonly identifies: boolean;
}

/**
 * Reads the metadata of all jobs, as far as it is selected.
 *
 * @throws UserError; MetadataError with everything that is wrong in any file
 */
export async function loadFragments(
  compose: readonly string[],
  { context, fetchMetadata, output, selector, log, identifies }: LoadOptions,
): Promise<LoadedFragments> {
  const { signal, reporter } = context;
  const errors = new ErrorList();
  const fragments = await findFragments(compose, errors, { signal, fetchMetadata, output });
  errors.throwAny();
  refuseTooMuch(fragments);
  const total = fragments.reduce((sum, { sources }) => sum + sources.length, 0);
  let done = 0;
  const contributions: Contribution[] = [];
  const read: ReadFile[] = [];
  for (const { name, sources } of fragments) {
    noteIgnored(sources, log);
    const files: MergeFile[] = [];
    for (const source of sources) {
      reporter.progress({ activity: "reading", done, total, unit: "files" });
      await errors.collect(async () => {
        const shown = shownPath(source);
        const hash = identifies ? createHash("sha256") : undefined;
        const observe = (chunk: Uint8Array) => {
          hash?.update(chunk);
        };
        const { model, warnings } = await parseFile(source.path, source.identity, signal, shown, observe);
        if (hash !== undefined) {
          read.push({ file: shown, sha256: hash.digest("hex") });
        }
        log.merge(warnings);
        files.push({ file: shown, model: select(model, selector) });
      });
      done += 1;
    }
    const models = files.map(({ model }) => model);
    contributions.push({ name, files: relevant(files, selector), counts: countArtifacts(models) });
  }
  errors.throwAny();
  reporter.progress({ activity: "reading", done, total, unit: "files" });
  return {
    contributions,
    homes: fragments.flatMap(({ home }) => home ?? []),
    paths: fragments.flatMap(({ sources }) => sources.map(({ path }) => path)),
    read,
  };
}

/** Files that have something selected. What a composeinfo.json says is of use without any artifact. */
function relevant(files: readonly MergeFile[], selector: Selector): readonly MergeFile[] {
  return selector.restricts ? files.filter(({ model }) => isRelevant(model)) : files;
}

function isRelevant(model: AnyMetadata): boolean {
  return model.type === "composeinfo" || countArtifacts([model]).all.artifacts > 0;
}
