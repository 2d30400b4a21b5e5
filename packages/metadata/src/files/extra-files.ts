import { baseName } from "../grammar/local-path.ts";
import { objectText, quote } from "../json/text.ts";
import { type Artifact, type ExtraFile, isLocation } from "../model.ts";
import type { Checker } from "../read/checker.ts";
import { generationOf, type Version } from "./header.ts";
import { locationText, readLocalPath, readLocation } from "./location.ts";
import { checksumsText, readChecksums } from "./tree-file.ts";

const FIELDS = { 1: new Set(["file", "size", "checksums"]), 2: new Set(["file", "location"]) } as const;

/** Reads one extra file (productmd: extra files); the checker stands at it. In 2.0 `file` only repeats the Location's last part. */
export function readExtraFile(
  checker: Checker,
  value: unknown,
  version: Version,
): ExtraFile<Artifact> | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  const generation = generationOf(version);
  checker.knownFields(fields, FIELDS[generation]);
  if (generation === 2) {
    const artifact = readLocation(checker, fields["location"], "location");
    const { file } = fields;
    if (artifact !== undefined && file !== undefined && file !== baseName(artifact.localPath)) {
      checker.expected(
        `${quote(baseName(artifact.localPath))}, the last part of the Location's local_path`,
        file,
        "file",
      );
    }
    return artifact === undefined ? undefined : { artifact };
  }
  const localPath = readLocalPath(checker, fields["file"], "file");
  // A downgrade of Locations without facts writes null and an empty map.
  const size = fields["size"] === null ? null : checker.at("size", () => checker.size(fields["size"]));
  const checksums = checker.at("checksums", () => readChecksums(checker, fields["checksums"]));
  return localPath === undefined || size === undefined || checksums === undefined
    ? undefined
    : { artifact: { localPath, size, checksums } };
}

/** One extra file as JSON. */
export function extraFileText({ artifact }: ExtraFile<Artifact>, level: number): string {
  return objectText(
    isLocation(artifact)
      ? [
          ["file", quote(baseName(artifact.localPath))],
          ["location", locationText(artifact, level + 1)],
        ]
      : [
          ["file", quote(artifact.localPath)],
          ["size", String(artifact.size)],
          ["checksums", checksumsText(artifact.checksums, level + 1)],
        ],
    level,
  );
}
