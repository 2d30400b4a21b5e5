import { parseRepomd, readTreeFile } from "@compose-actions/compose";
import {
  checksumAlgorithm,
  checksumDigest,
  describeIssue,
  directoryOf,
  isLocation,
  knownChecksums,
  MetadataError,
  REPOMD,
} from "@compose-actions/metadata";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import type { LocalFile } from "./local-file.ts";
import type { LocalFiles } from "./local-files.ts";

const MAX_REPOMD_BYTES = 16 * 1024 * 1024;

/**
 * Finds the files that the artifacts consist of, and looks at each: of a repository they are its `repomd.xml` and what
 * that lists.
 *
 * @throws UserError when files are missing, or are not what the metadata says as far as that can be seen
 */
export async function findFiles(
  artifacts: readonly ChosenArtifact[],
  files: LocalFiles,
  signal: AbortSignal,
): Promise<void> {
  const repositories = new Map<LocalFile, ChosenArtifact[]>();
  for (const artifact of artifacts) {
    const repomd = addNamed(artifact, files);
    if (repomd !== undefined) {
      repositories.set(repomd, [...(repositories.get(repomd) ?? []), artifact]);
    }
  }
  files.refuseConflicts();
  await files.look(signal);
  for (const [repomd, owners] of repositories) {
    if (repomd.seen !== undefined) {
      const listed = await readRepository(repomd, files, signal);
      for (const owner of owners) {
        for (const file of listed) {
          owner.files.add(file);
        }
      }
    }
  }
  files.refuseConflicts();
  await files.look(signal);
  files.refuseProblems();
}

/** Adds the files that the metadata names. @returns the repomd.xml of a repository */
function addNamed(artifact: ChosenArtifact, files: LocalFiles): LocalFile | undefined {
  const { artifact: place, localPath, kind } = artifact;
  const contents = isLocation(place) ? place.contents : [];
  for (const { file, size, checksum } of contents) {
    artifact.files.add(files.want({ localPath: `${localPath}/${file}`, size, checksums: [checksum] }));
  }
  if (kind === "variant_path") {
    // With contents the checksum is that of a manifest.
    const known =
      contents.length > 0
        ? { size: null, checksums: [] }
        : { size: place.size, checksums: knownChecksums(place) };
    const repomd = files.want({ localPath: `${localPath}/${REPOMD}`, ...known });
    artifact.files.add(repomd);
    return repomd;
  }
  if (contents.length === 0) {
    artifact.files.add(files.want({ localPath, size: place.size, checksums: knownChecksums(place) }));
  }
  return undefined;
}

async function readRepository(
  repomd: LocalFile,
  files: LocalFiles,
  signal: AbortSignal,
): Promise<LocalFile[]> {
  const { localPath, checksums } = repomd;
  const root = directoryOf(directoryOf(localPath));
  const { found, content } = await readTreeFile(files.root, localPath, {
    algorithms: [...new Set(["sha256", ...checksums.map(checksumAlgorithm)])],
    keep: MAX_REPOMD_BYTES,
    signal,
  });
  if (found.state !== "measured" || content === undefined) {
    const reason = found.state === "unreadable" ? found.reason : "it is too large for what it is";
    files.blame(localPath, reason);
    return [];
  }
  const wrong = checksums.find((known) => checksumDigest(known) !== found.digests[checksumAlgorithm(known)]);
  if (wrong !== undefined) {
    const algorithm = checksumAlgorithm(wrong);
    files.blame(
      localPath,
      `the metadata says ${wrong}, the file has ${algorithm}:${found.digests[algorithm]}`,
    );
    return [];
  }
  // What is listed is what these very bytes list.
  repomd.settle(`sha256:${found.digests["sha256"]}`);
  try {
    return parseRepomd(content, localPath).files.map(({ path, size, checksum }) =>
      files.want({
        localPath: `${root}/${path}`,
        size,
        checksums: checksum === null ? [] : [checksum],
      }),
    );
  } catch (error) {
    if (!(error instanceof MetadataError)) {
      throw error;
    }
    const [first] = error.issues;
    files.blame(localPath, first === undefined ? error.message : describeIssue(first));
    return [];
  }
}
