import { join } from "node:path";
import { OutputDirectory } from "@compose-actions/compose";
import {
  type AnyMetadata,
  describeConflict,
  MergeError,
  merge,
  serializeTo,
} from "@compose-actions/metadata";
import { fault } from "@compose-actions/step";
import type { Maker } from "./maker.ts";
import { removeOldRepoFiles } from "./old-repo-files.ts";
import { type ComposeOutcome, type Emitted, NOTHING_EMITTED, type ShownTarget } from "./result.ts";

/** What came of targets, those included that metadata has no words for. */
export const TARGETS_FILE = "targets.json";

/** What goes into one directory. */
interface Parcel {
  readonly directory: string;
  readonly models: readonly AnyMetadata[];
  readonly repoFile: { readonly name: string; readonly text: string } | undefined;
  readonly targets: readonly ShownTarget[];
}

/**
 * Writes the metadata of the composes that are good.
 *
 * @throws UserError when it cannot be written, or two images are the same to productmd
 */
export function emit(
  outcomes: readonly ComposeOutcome[],
  output: string,
  emits: Maker["emits"],
  shownTargets: (id: string) => readonly ShownTarget[],
): Emitted {
  const good = outcomes.flatMap(({ id, verdict, results, compose }) =>
    verdict === "good" && results !== undefined ? [{ id, results, compose }] : [],
  );
  const isAlone = outcomes.length === 1;
  const parcels: readonly Parcel[] =
    emits === "each"
      ? good.map(({ id, results, compose }) => ({
          directory: isAlone ? output : join(output, id),
          models: results.metadata,
          repoFile:
            results.repoFile === undefined
              ? undefined
              : { name: repoName(compose?.links["repo-file"]), text: results.repoFile },
          targets: shownTargets(id),
        }))
      : [
          {
            directory: output,
            models: joined(good.map(({ id, results }) => ({ id, models: results.metadata }))),
            repoFile: undefined,
            targets: good.flatMap(({ id }) => shownTargets(id)),
          },
        ];
  return parcels.map(write).reduce(
    (all, one) => ({
      directories: [...all.directories, ...one.directories],
      files: [...all.files, ...one.files],
      repoFiles: [...all.repoFiles, ...one.repoFiles],
      removed: [...all.removed, ...one.removed],
    }),
    NOTHING_EMITTED,
  );
}

/** The images of several composes in one file. */
function joined(
  composes: readonly { readonly id: string; readonly models: readonly AnyMetadata[] }[],
): readonly AnyMetadata[] {
  const files = composes.flatMap(({ id, models }) =>
    models.map((model) => ({ file: `compose ${id}`, model })),
  );
  if (files.length < 2) {
    return files.map(({ model }) => model);
  }
  try {
    return merge(files).models;
  } catch (error) {
    if (!(error instanceof MergeError)) {
      throw error;
    }
    throw fault(
      "The images of the composes do not fit together",
      "give them different subvariants with images",
      error.conflicts.map(describeConflict),
    );
  }
}

function write({ directory, models, repoFile, targets }: Parcel): Emitted {
  if (models.length === 0 && repoFile === undefined && targets.length === 0) {
    return NOTHING_EMITTED;
  }
  const output = new OutputDirectory(directory, []);
  try {
    for (const model of models) {
      put(output, `${model.type}.json`, (write) => serializeTo(model, write));
    }
    if (repoFile !== undefined) {
      put(output, repoFile.name, (write) => write(repoFile.text));
    }
    if (targets.length > 0) {
      put(output, TARGETS_FILE, (write) => write(`${JSON.stringify(targets, undefined, 2)}\n`));
    }
    const paths = output.commit();
    const isMetadata = (path: string): boolean => models.some(({ type }) => path.endsWith(`/${type}.json`));
    return {
      directories: models.length === 0 ? [] : [directory],
      files: paths.filter(isMetadata),
      repoFiles: paths.filter((path) => path.endsWith(".repo")),
      removed: models.length === 0 ? [] : removeOldRepoFiles(directory, repoFile?.name),
    };
  } catch (error) {
    output.discard();
    throw error;
  }
}

function put(output: OutputDirectory, name: string, write: (put: (text: string) => void) => void): void {
  const file = output.create(name);
  try {
    write((text) => file.write(text));
  } finally {
    file.close();
  }
}

/** As the service calls it, if that is a plain name. */
function repoName(url: string | undefined): string {
  const name =
    URL.parse(url ?? "")
      ?.pathname.split("/")
      .at(-1) ?? "";
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.repo$/.test(name) ? name : "compose.repo";
}
