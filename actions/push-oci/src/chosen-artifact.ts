import {
  type AnyMetadata,
  type Artifact,
  type ArtifactContext,
  type Image,
  isDirectory,
  isLocation,
  locations,
  type Selector,
} from "@compose-actions/metadata";
import type { LoadedFile } from "./load.ts";
import type { LocalFile } from "./local-file.ts";

/** An artifact that is to be pushed, and the files that it consists of. */
export interface ChosenArtifact extends ArtifactContext {
  /** As the metadata has it: the very object. */
  readonly artifact: Artifact;
  readonly localPath: string;
  readonly subvariant?: string;
  readonly format?: string;
  /** Whether it is a directory of files: a repository, or a set already. */
  readonly isSet: boolean;
  readonly files: Set<LocalFile>;
}

export interface Choice {
  readonly chosen: readonly ChosenArtifact[];
  /** How many artifacts are not selected. */
  readonly others: number;
}

/** The artifacts that are selected, in the order of the metadata. Nothing is known of their files yet. */
export function chooseArtifacts(files: readonly LoadedFile[], selector: Selector): Choice {
  const chosen: ChosenArtifact[] = [];
  let others = 0;
  for (const { model } of files) {
    const images = imagesOf(model);
    for (const { artifact, localPath, ...context } of locations(model)) {
      if (isDirectory(context)) {
        continue;
      }
      if (!selector.selects(artifact, context)) {
        others += 1;
        continue;
      }
      const image = images.get(artifact);
      const isSet = context.kind === "variant_path" || (isLocation(artifact) && artifact.contents.length > 0);
      chosen.push({ ...contextOf(context), ...wordsOf(image), artifact, localPath, isSet, files: new Set() });
    }
  }
  return { chosen, others };
}

function imagesOf(model: AnyMetadata): ReadonlyMap<Artifact, Image<Artifact>> {
  const images = new Map<Artifact, Image<Artifact>>();
  if (model.type === "images") {
    for (const arches of model.images.values()) {
      for (const list of arches.values()) {
        for (const image of list) {
          images.set(image.artifact, image);
        }
      }
    }
  }
  return images;
}

function contextOf({ kind, variant, arch, fieldName, imageType }: ArtifactContext): ArtifactContext {
  return {
    kind,
    variant,
    arch,
    ...(fieldName === undefined ? {} : { fieldName }),
    ...(imageType === undefined ? {} : { imageType }),
  };
}

function wordsOf(image: Image<Artifact> | undefined) {
  return image === undefined ? {} : { subvariant: image.subvariant, format: image.format };
}
