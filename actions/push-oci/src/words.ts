import { baseName, compareCodePoints } from "@compose-actions/metadata";
import { COMPOSE_WORDS, type ComposeWord } from "@compose-actions/oci";
import type { ChosenArtifact } from "./chosen-artifact.ts";

/** What may stand in the templates of repositories and tags. */
export const WORDS = [
  ...COMPOSE_WORDS,
  "variant",
  "arch",
  "kind",
  "type",
  "subvariant",
  "format",
  "name",
  "path",
] as const;

export type Word = (typeof WORDS)[number];

/** The words of something that is pushed, but those of the compose. */
export type Words = Readonly<Partial<Record<Exclude<Word, ComposeWord>, string>>>;

/**
 * The words of an artifact.
 *
 * @param path - of the file, or of the directory of a set
 */
export function wordsOf(
  { kind, variant, arch, imageType, fieldName, subvariant, format }: ChosenArtifact,
  path: string,
): Words {
  const type = imageType ?? (kind === "variant_path" ? fieldName : undefined);
  return {
    variant,
    arch,
    kind,
    ...(type === undefined ? {} : { type }),
    ...(subvariant === undefined ? {} : { subvariant }),
    ...(format === undefined ? {} : { format }),
    name: baseName(path),
    path,
  };
}

/** The words of a bundle: what its artifacts have in common. */
export function bundleWords({ kind, variant, arch }: ChosenArtifact): Words {
  return { variant, arch, kind, name: kind, path: `${variant}/${arch}` };
}

/** Of artifacts that are one thing, the one whose words are taken: whichever order the metadata has them in. */
export function comparePlaces(a: ChosenArtifact, b: ChosenArtifact): number {
  return (
    compareCodePoints(a.variant, b.variant) ||
    compareCodePoints(a.arch, b.arch) ||
    compareCodePoints(a.kind, b.kind) ||
    compareCodePoints(a.fieldName ?? "", b.fieldName ?? "") ||
    compareCodePoints(a.imageType ?? "", b.imageType ?? "") ||
    compareCodePoints(a.subvariant ?? "", b.subvariant ?? "") ||
    compareCodePoints(a.format ?? "", b.format ?? "")
  );
}
