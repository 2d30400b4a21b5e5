import {
  type AnyMetadata,
  type Artifact,
  type ArtifactContext,
  type ExtraFile,
  type FileFacts,
  isDirectory,
  isDistributed,
  isManifestDigest,
  type Location,
  locations,
  METADATA_TYPES,
  mapArtifacts,
  type Selector,
  select,
  serializeTo,
  toTree,
  WarningLog,
} from "@compose-actions/metadata";
import type { TransferSession } from "@compose-actions/transfer";
import { type LoadedSource, metadataPath, type Plan } from "./plan.ts";

const BUFFER_CHARS = 1024 * 1024;

/**
 * Writes metadata of version 1.2 of what is there, and of nothing else.
 *
 * @returns local paths of the files
 */
export function writeMetadata(
  sources: readonly LoadedSource[],
  plan: Plan,
  selector: Selector,
  session: TransferSession,
  composeKey: string,
): string[] {
  const present = presentArtifacts(plan);
  const there: Selector = {
    restricts: selector.restricts || present.size < plan.artifacts.length,
    selects: (artifact, context) =>
      selector.selects(artifact, context) &&
      (isDirectory(context) || present.has(keyOf(context, artifact.localPath))),
    selectsVariant: (uid) => selector.selectsVariant(uid),
    selectsArch: (arch) => selector.selectsArch(arch),
    unmatched: () => [],
  };
  const facts = (artifact: Artifact, _context: ArtifactContext) => factsOf(artifact, plan);
  const written: string[] = [];
  // That 1.2 holds no URLs is what the tree is for.
  const losses = new WarningLog();
  for (const { model } of sources) {
    const chosen = select(model, there);
    if (there.restricts && model.type !== "composeinfo" && locations(chosen).length === 0) {
      // An older file would speak of what is not there.
      session.tree.remove(metadataPath(model.type));
      continue;
    }
    writeFile(toTree(inOneTree(chosen), { facts }, losses), session);
    session.journal.remember(originFact(model.type), composeKey);
    written.push(metadataPath(model.type));
  }
  removeForeign(written, session, composeKey);
  return written;
}

/**
 * What registries are only able to say of files together is said of each: sets of extra files are listed one by one,
 * and the digest of a manifest is no checksum of a file.
 */
function inOneTree(model: AnyMetadata): AnyMetadata {
  if (!isDistributed(model) || (model.type !== "extra_files" && model.type !== "images")) {
    return model;
  }
  const known = mapArtifacts<Location, Location>(model, 2, (location) =>
    location.contents.length === 0 && isManifestDigest(location.checksum, location.url)
      ? { ...location, size: null, checksum: null }
      : location,
  );
  if (known.type !== "extra_files") {
    return known;
  }
  const extraFiles = new Map(
    [...known.extraFiles].map(([variant, arches]) => [
      variant,
      new Map([...arches].map(([arch, files]) => [arch, files.flatMap(filesOfSet)] as const)),
    ]),
  );
  return { ...known, extraFiles };
}

function filesOfSet(file: ExtraFile<Location>): readonly ExtraFile<Location>[] {
  const { artifact } = file;
  const { localPath, contents } = artifact;
  return contents.length === 0
    ? [file]
    : contents.map(({ file: path, size, checksum }) => ({
        artifact: { ...artifact, localPath: `${localPath}/${path}`, size, checksum, contents: [] },
      }));
}

/** Metadata that an earlier compose had and this one has not would speak of what is not there. */
function removeForeign(
  written: readonly string[],
  { tree, journal }: TransferSession,
  composeKey: string,
): void {
  for (const type of METADATA_TYPES) {
    const origin = journal.recall(originFact(type));
    if (!written.includes(metadataPath(type)) && origin !== undefined && origin !== composeKey) {
      tree.remove(metadataPath(type));
    }
  }
}

/** Which compose the metadata in the tree was written from. */
function originFact(type: AnyMetadata["type"]): string {
  return `metadata ${type}`;
}

function presentArtifacts(plan: Plan): Set<string> {
  const present = new Set<string>();
  for (const artifact of plan.artifacts) {
    if (artifact.files.every(({ state }) => state === "done")) {
      present.add(keyOf(artifact, artifact.localPath));
    }
  }
  return present;
}

function keyOf({ kind, variant, arch, fieldName }: ArtifactContext, localPath: string): string {
  return `${kind}\n${variant}\n${arch}\n${fieldName ?? ""}\n${localPath}`;
}

/** What the metadata does not know was found out on the way. */
function factsOf({ localPath }: Artifact, plan: Plan): FileFacts | undefined {
  const file = plan.files.get(localPath);
  const checksum = file?.found.find((found) => found.startsWith("sha256:"));
  return file?.state === "done" && checksum !== undefined ? { size: file.bytes, checksum } : undefined;
}

function writeFile(model: ReturnType<typeof toTree>, { placer }: TransferSession): void {
  placer.write(metadataPath(model.type), (append) => {
    let pending = "";
    serializeTo(model, (text) => {
      pending += text;
      if (pending.length >= BUFFER_CHARS) {
        append(pending);
        pending = "";
      }
    });
    append(pending);
  });
}
