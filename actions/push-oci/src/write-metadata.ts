import type { OutputDirectory } from "@compose-actions/compose";
import {
  type AnyMetadata,
  type Artifact,
  isDirectory,
  isDistributed,
  locations,
  type Selector,
  serializeTo,
  visitArtifacts,
} from "@compose-actions/metadata";
import { LAYOUTS_FILE, type LayoutDirectories, layoutsText } from "@compose-actions/oci";
import type { LoadedFile } from "./load.ts";
import { type NewMetadataOptions, newMetadata } from "./new-metadata.ts";

/**
 * The metadata files that a run writes: those that have something in them, whether or not it can be pushed. Otherwise
 * an older file would stay and speak of what nobody looked at.
 */
export function writtenFiles(
  files: readonly LoadedFile[],
  restricts: boolean,
  isChosen: (artifact: Artifact) => boolean,
): readonly LoadedFile[] {
  return files.filter(
    ({ model }) =>
      !restricts ||
      model.type === "composeinfo" ||
      isDistributed(model) ||
      locations(model).some(({ artifact }) => isChosen(artifact)),
  );
}

/** The name of a written file. */
export function nameOf({ type }: AnyMetadata): string {
  return `${type}.json`;
}

/** What was written. */
export interface WrittenMetadata {
  /** Paths of the metadata. */
  readonly files: readonly string[];
  /** Artifacts that it names; a set is one. */
  readonly described: number;
  /** Those of them that were not selected: they keep their Locations. */
  readonly carried: number;
}

/**
 * Writes the metadata of what is there, and beside it where the layout directories lie that it names.
 *
 * @param home - the directory that it is for
 */
export function writeMetadata(
  files: readonly LoadedFile[],
  options: NewMetadataOptions,
  layouts: LayoutDirectories,
  output: OutputDirectory,
  home: string,
): WrittenMetadata {
  let [described, carried] = [0, 0];
  for (const { model } of files) {
    const file = output.create(nameOf(model));
    try {
      const written = newMetadata(model, options);
      visitArtifacts(written, (_, context) => {
        described += isDirectory(context) ? 0 : 1;
      });
      carried += isDistributed(model) ? countUnselected(model, options.selector) : 0;
      serializeTo(written, (text) => file.write(text));
    } finally {
      file.close();
    }
  }
  if (layouts.size > 0) {
    const file = output.create(LAYOUTS_FILE);
    try {
      file.write(layoutsText(layouts, home));
    } finally {
      file.close();
    }
  }
  const paths = output.commit().filter((path) => !path.endsWith(`/${LAYOUTS_FILE}`));
  return { files: paths, described, carried };
}

function countUnselected(model: AnyMetadata, selector: Selector): number {
  let count = 0;
  visitArtifacts(model, (artifact, context) => {
    count += isDirectory(context) || selector.selects(artifact, context) ? 0 : 1;
  });
  return count;
}
