import { directoryOf } from "@compose-actions/metadata";
import type { ChosenArtifact } from "./chosen-artifact.ts";

/** Files that become one set. */
export interface FileSet {
  /** The deepest directory that all of them lie in. */
  readonly directory: string;
  readonly artifacts: readonly ChosenArtifact[];
}

/** What the reference takes for an archive, and then refuses as a file of a set (its `is_tarfile`). */
const ARCHIVE = /\.(?:tar|tar\.[a-z0-9]+|t[gbx]z|tzst|box|iso|ociarchive|ova|wsl)$/i;

/**
 * Puts files together by variant and arch, each in the deepest directory that holds all of them. What would be a set of
 * one, lies in no directory, or is an archive stays a file of its own.
 */
export function inSets(artifacts: readonly ChosenArtifact[]): readonly FileSet[] {
  const groups = new Map<string, ChosenArtifact[]>();
  for (const artifact of artifacts) {
    const { variant, arch, localPath } = artifact;
    if (directoryOf(localPath) === "" || ARCHIVE.test(localPath)) {
      continue;
    }
    const key = JSON.stringify([variant, arch]);
    const group = groups.get(key) ?? [];
    group.push(artifact);
    groups.set(key, group);
  }
  return [...groups.values()]
    .flatMap(withDirectory)
    .filter((set) => new Set(set.artifacts.map(({ localPath }) => localPath)).size > 1);
}

function withDirectory(artifacts: readonly ChosenArtifact[]): FileSet[] {
  const directory = commonDirectory(artifacts);
  if (directory !== "") {
    return [{ directory, artifacts }];
  }
  // They begin in different directories, each of which can have a set.
  const byFirst = new Map<string, ChosenArtifact[]>();
  for (const artifact of artifacts) {
    const first = artifact.localPath.slice(0, artifact.localPath.indexOf("/"));
    const members = byFirst.get(first) ?? [];
    members.push(artifact);
    byFirst.set(first, members);
  }
  return [...byFirst.values()].map((members) => ({
    directory: commonDirectory(members),
    artifacts: members,
  }));
}

function commonDirectory(artifacts: readonly ChosenArtifact[]): string {
  let common: readonly string[] | undefined;
  for (const { localPath } of artifacts) {
    const parts = directoryOf(localPath).split("/");
    const known: readonly string[] = common ?? parts;
    let length = 0;
    while (length < known.length && known[length] === parts[length]) {
      length += 1;
    }
    common = known.slice(0, length);
  }
  return common?.join("/") ?? "";
}
