import { existsSync, lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  ErrorList,
  identifyFile,
  makeDirectories,
  missingDirectories,
  OutputDirectory,
  parseFile,
  removeEmpty,
} from "@compose-actions/compose";
import {
  type AnyMetadata,
  describeConflict,
  describeUndeclared,
  isDistributed,
  METADATA_TYPES,
  type Merged,
  MergeError,
  type MergeFile,
  MetadataError,
  type MetadataType,
  merge,
  serializeTo,
  type WarningLog,
} from "@compose-actions/metadata";
import { countOf, fault, refuse } from "@compose-actions/step";
import { acquireLock, type HeldLock, TransferFailure } from "@compose-actions/transfer/lock";

/** In the output directory while a step writes there. */
const LOCK_NAME = ".metadata.lock";

/** How often it may be gone again. */
const ATTEMPTS = 5;

/** What is written first is there when the rest is. */
const WRITE_ORDER: readonly MetadataType[] = [
  "composeinfo",
  ...METADATA_TYPES.filter((type) => type !== "composeinfo"),
];

export interface AddOptions {
  /** How long another step may keep the directory to itself, in milliseconds. */
  readonly lockTimeoutMs: number;
  readonly log: WarningLog;
  readonly signal: AbortSignal;
}

/** What lies in an output directory now. */
export interface Added extends Merged {
  /** Paths of the files that were written. */
  readonly files: readonly string[];
}

/**
 * Adds to the metadata in a directory: reads what is there, merges, and puts all changed files in place or none. No
 * other step does so meanwhile.
 *
 * @param additions - makes what is added of what is there
 * @throws UserError when the two contradict each other, MetadataError when what is there is broken
 */
export async function addToOutput(
  output: string,
  additions: (existing: readonly MergeFile[]) => readonly MergeFile[],
  options: AddOptions,
): Promise<Added> {
  const missing = missingDirectories(resolve(output));
  try {
    const release = await lock(output, options);
    try {
      const existing = await readExisting(output, options);
      const added = additions(existing);
      const merged = mergeAll([...existing, ...added]);
      release.check();
      return write(output, merged, new Set(added.map(({ model }) => model.type)));
    } finally {
      release();
    }
  } catch (error) {
    removeEmpty(missing);
    throw error;
  }
}

/**
 * The metadata files that lie in a directory itself, if it is there.
 *
 * @param types - which of them; by default all
 * @throws MetadataError when one is broken; UserError when it is of 1.x
 */
export async function readExisting(
  output: string,
  { log, signal }: Pick<AddOptions, "log" | "signal">,
  types: readonly MetadataType[] = METADATA_TYPES,
): Promise<readonly MergeFile[]> {
  const errors = new ErrorList();
  const found: MergeFile[] = [];
  for (const type of types) {
    const path = join(output, `${type}.json`);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
      await errors.collect(async () => {
        const model = await readFile(path, type, log, signal);
        found.push({ file: path, model });
      });
    }
  }
  errors.throwAny();
  const old = found.filter(({ model }) => !isDistributed(model)).map(({ file }) => file);
  if (old.length > 0) {
    throw refuse(
      `output: ${output} holds metadata of version 1.x, to which nothing of 2.0 can be added`,
      "convert it with upgrade-metadata, or choose another directory",
      old,
    );
  }
  return found;
}

async function readFile(
  path: string,
  type: MetadataType,
  log: WarningLog,
  signal: AbortSignal,
): Promise<AnyMetadata> {
  const identity = await identifyFile(path, signal);
  if (identity.type !== type) {
    const message = `the file holds productmd.${identity.type}, but its name says ${type}`;
    throw new MetadataError([{ path: "header.type", message }], { file: path });
  }
  const { model, warnings } = await parseFile(path, identity, signal);
  log.merge(warnings);
  return model;
}

function mergeAll(files: readonly MergeFile[]): Merged {
  try {
    return merge(files);
  } catch (error) {
    if (!(error instanceof MergeError)) {
      throw error;
    }
    const { conflicts, conflictCount, undeclared } = error;
    const count = conflictCount + undeclared.length;
    const more = conflictCount - conflicts.length;
    throw fault(
      `The artifacts do not fit together, or not the metadata that is there: ${countOf(count, "conflict", "conflicts")}`,
      "images are told apart by subvariant and disc-number; what was recorded before stays as it is: choose another output to begin anew",
      [
        ...conflicts.map(describeConflict),
        ...undeclared.map(describeUndeclared),
        ...(more > 0 ? [`and ${more} more`] : []),
      ],
    );
  }
}

function write(output: string, merged: Merged, changed: ReadonlySet<MetadataType>): Added {
  const directory = new OutputDirectory(output, [], { keepOthers: true });
  try {
    for (const type of WRITE_ORDER) {
      const model = merged.models.find((one) => one.type === type);
      if (model !== undefined && (changed.has(type) || type === "composeinfo")) {
        const file = directory.create(`${type}.json`);
        try {
          serializeTo(model, (text) => file.write(text));
        } finally {
          file.close();
        }
      }
    }
    return { ...merged, files: directory.commit() };
  } catch (error) {
    directory.discard();
    throw error;
  }
}

/** Makes the directory, if need be, and takes the lock in it. */
async function lock(output: string, { lockTimeoutMs, signal }: AddOptions): Promise<HeldLock> {
  const path = join(output, LOCK_NAME);
  for (let attempt = 1; ; attempt++) {
    try {
      makeDirectories(missingDirectories(resolve(output)));
      return await acquireLock(path, { timeoutMs: lockTimeoutMs, signal, shown: path });
    } catch (error) {
      // Another step that failed may have removed the directory that it had made.
      if (attempt < ATTEMPTS && error instanceof TransferFailure && !existsSync(output)) {
        continue;
      }
      throw unwritable(output, error);
    }
  }
}

function unwritable(output: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (!(error instanceof TransferFailure) && !/^E(?!RR_)/.test(code ?? "")) {
    return error;
  }
  return refuse(
    `output: cannot write to ${output}: ${error instanceof TransferFailure ? error.message : code}`,
    "choose a directory that can be written",
  );
}
