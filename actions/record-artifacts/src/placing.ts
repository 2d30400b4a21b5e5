import { type RpmPackage, rpmCategory } from "@compose-actions/compose";
import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { ReadFile } from "./files.ts";
import type { ImageContent } from "./images.ts";
import type { RecordArtifactsInputs } from "./inputs.ts";
import { type Place, type PlaceOf, type RecordedKind, readPlaces, type Words } from "./places.ts";

/** The files of a run by kind, with what is in them. */
export interface ReadArtifacts {
  readonly images: readonly ReadFile<ImageContent>[];
  readonly rpms: readonly ReadFile<RpmPackage>[];
  readonly extraFiles: readonly ReadFile<null>[];
}

/** The places of files, by their paths below the root. */
export type Places = ReadonlyMap<string, Place>;

/** Reads the templates of places. @throws UserError for those that cannot be used */
export function readTemplates(inputs: RecordArtifactsInputs): ReadonlyMap<RecordedKind, PlaceOf> {
  const kinds = [
    ["image", inputs.images],
    ["rpm", inputs.rpms],
    ["extra_file", inputs["extra-files"]],
  ] as const;
  return new Map(
    kinds.flatMap(([kind, globs]) =>
      globs === undefined ? [] : [[kind, readPlaces(kind, inputs)] as const],
    ),
  );
}

/**
 * Gives every file its place.
 *
 * @throws UserError when a place cannot be, or when two files would get the same one
 */
export function placeFiles(
  { images, rpms, extraFiles }: ReadArtifacts,
  templates: ReadonlyMap<RecordedKind, PlaceOf>,
  common: { readonly variant: string; readonly arch: string; readonly composeId: string },
): Places {
  const places = new Map<string, Place>();
  const sources = new Map<string, string>();
  const place = ({ kind, source, name }: ReadFile, own: Partial<Words>) => {
    const { variant, arch, composeId } = common;
    const found = templates.get(kind)?.({ ...own, variant, arch, kind, name, source, compose_id: composeId });
    if (found === undefined) {
      throw new Error(`there are no places for artifacts of the kind ${kind}`);
    }
    const other = sources.get(found.localPath);
    if (other !== undefined) {
      throw refuse(
        `${show(other)} and ${show(source)} would get the same place, ${show(found.localPath)}`,
        "record each file once; local-path with {source} gives files of the same name places of their own",
      );
    }
    sources.set(found.localPath, source);
    places.set(source, found);
  };
  for (const file of images) {
    const { type, format, subvariant } = file.content.facts;
    place(file, { type, format, subvariant });
  }
  for (const file of rpms) {
    place(file, { category: rpmCategory(file.content) });
  }
  for (const file of extraFiles) {
    place(file, {});
  }
  return places;
}
