import { type ArtifactContext, type Location, treeFiles } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER = `sha256:${"b".repeat(64)}`;
const IMAGE: ArtifactContext = { kind: "image", variant: "Server", arch: "x86_64" };
const REPOSITORY: ArtifactContext = { ...IMAGE, kind: "variant_path", fieldName: "repository" };
const location = (changes: Partial<Location> = {}): Location => ({
  ...{ url: `oci://r.example/a:t@${DIGEST}`, localPath: "Server/x", size: 5, checksum: OTHER, contents: [] },
  ...changes,
});

describe("the files of an artifact in a registry", () => {
  test("have the checksum of the file", () => {
    expect(treeFiles(location(), IMAGE)).toEqual([{ localPath: "Server/x", size: 5, checksums: [OTHER] }]);
  });

  test("have none when it is the manifest's, which says nothing of a file", () => {
    const nothing = { size: null, checksums: [] };
    expect(treeFiles(location({ checksum: DIGEST }), IMAGE)).toEqual([{ localPath: "Server/x", ...nothing }]);
    expect(treeFiles(location({ checksum: DIGEST }), REPOSITORY)).toEqual([
      { localPath: "Server/x/repodata/repomd.xml", ...nothing },
    ]);
    const onTheWeb = location({ checksum: DIGEST, url: `https://r.example/a@${DIGEST}` });
    expect(treeFiles(onTheWeb, IMAGE)).toEqual([{ localPath: "Server/x", size: 5, checksums: [DIGEST] }]);
  });

  test("are those of a set, each with its own", () => {
    const entry = { file: "a/b", size: 3, checksum: OTHER, layerDigest: OTHER };
    expect(treeFiles(location({ checksum: DIGEST, contents: [entry] }), IMAGE)).toEqual([
      { localPath: "Server/x/a/b", size: 3, checksums: [OTHER] },
    ]);
  });
});
