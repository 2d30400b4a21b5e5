import { composeText } from "../files/compose-section.ts";
import { extraFileText } from "../files/extra-files.ts";
import { headerText } from "../files/header.ts";
import { imagesText } from "../files/images.ts";
import { moduleKey, moduleText } from "../files/modules.ts";
import { baseProductText, releaseText } from "../files/release.ts";
import { rpmText } from "../files/rpms.ts";
import { variantText } from "../files/variants.ts";
import { sortedKeys } from "../json/order.ts";
import { arrayText, objectText } from "../json/text.ts";
import type {
  AnyMetadata,
  Artifact,
  ByArch,
  Compose,
  Composeinfo,
  Metadata,
  MetadataType,
  WrittenVersion,
} from "../model.ts";
import { TableWriter } from "./table-writer.ts";

/** The version in which metadata is written: 1.x as 1.2, whatever it was read from. */
export function writtenVersion(metadata: Pick<AnyMetadata, "generation">): WrittenVersion {
  return metadata.generation === 2 ? "2.0" : "1.2";
}

/**
 * Metadata as text, byte for byte as the reference implementation writes it (productmd: JSON text). For metadata whose text
 * may pass the limit of a string (half a billion characters), use {@link serializeTo}.
 */
export function serialize(metadata: AnyMetadata): string {
  const pieces: string[] = [];
  serializeTo(metadata, (text) => pieces.push(text));
  return pieces.join("");
}

/** {@link serialize} in pieces, each as large as an entry at most. All of them are ASCII. */
export function serializeTo(metadata: AnyMetadata, write: (text: string) => void): void {
  // What lies in the artifacts is looked at where they are written.
  const document = metadata as Metadata<Artifact>;
  if (document.type === "composeinfo") {
    write(`${documentStart(document.type, writtenVersion(document))}${composeinfoPayload(document)}\n}`);
    return;
  }
  write(documentHead(document.type, document.compose, writtenVersion(document)));
  writeTable(document, new TableWriter(write));
  write(DOCUMENT_TAIL);
}

function documentStart(type: MetadataType, version: WrittenVersion): string {
  return `{\n    "header": ${headerText(type, version)},\n    "payload": `;
}

/** A document up to its table of entries. "compose" sorts before the name of every table. */
export function documentHead(type: MetadataType, compose: Compose, version: WrittenVersion): string {
  return `${documentStart(type, version)}{\n        "compose": ${composeText(compose)},\n        "${type}": `;
}

/** What follows the table. */
export const DOCUMENT_TAIL = "\n    }\n}";

function composeinfoPayload(metadata: Composeinfo<Artifact>): string {
  return objectText(
    [
      ["compose", composeText(metadata.compose)],
      ["release", releaseText(metadata.release, 2)],
      metadata.baseProduct === null ? undefined : ["base_product", baseProductText(metadata.baseProduct, 2)],
      [
        "variants",
        objectText(
          [...metadata.variants].map(([uid, variant]) => [uid, variantText(variant, 3)] as const),
          2,
        ),
      ],
    ],
    1,
  );
}

function writeTable(document: Exclude<Metadata<Artifact>, Composeinfo<Artifact>>, table: TableWriter): void {
  switch (document.type) {
    case "images":
      eachArch(document.images, table, (arch, images) => table.value(1, arch, imagesText(images, 4)));
      break;
    case "extra_files":
      eachArch(document.extraFiles, table, (arch, files) => {
        const texts = files.map((file) => extraFileText(file, 5));
        table.value(1, arch, arrayText(texts, 4));
      });
      break;
    case "rpms":
      eachArch(document.rpms, table, (arch, groups) => {
        table.open(1, arch);
        eachEntry(groups, (srpm, group) => {
          table.open(2, srpm);
          eachEntry(group, (nevra, rpm) => table.value(3, nevra, rpmText(rpm.artifact, rpm)));
        });
      });
      break;
    case "modules":
      eachArch(document.modules, table, (arch, modules) => {
        table.open(1, arch);
        const keyed = [...modules].map(
          ([uid, module]) => [moduleKey(uid, module, document.generation), module] as const,
        );
        eachEntry(new Map(keyed), (key, module) => table.value(2, key, moduleText(module, 5)));
      });
      break;
  }
  table.end();
}

function eachArch<T>(table: ByArch<T>, writer: TableWriter, write: (arch: string, value: T) => void): void {
  eachEntry(table, (variant, arches) => {
    writer.open(0, variant);
    eachEntry(arches, write);
  });
}

function eachEntry<T>(map: ReadonlyMap<string, T>, visit: (key: string, value: T) => void): void {
  for (const key of sortedKeys(map)) {
    visit(key, map.get(key) as T);
  }
}
