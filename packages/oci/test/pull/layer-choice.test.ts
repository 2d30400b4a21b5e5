import { hash } from "node:crypto";
import type { FileEntry, Location } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  digestOf,
  type LayerSpec,
  MANIFEST_TYPE,
  manifestOf,
} from "../../../../test/support/registry/oci-content.ts";
import { declaredFiles } from "../../src/pull/declared-files.ts";
import { indexManifest } from "../../src/pull/indexed-manifest.ts";
import { chooseLayer } from "../../src/pull/layer-choice.ts";
import { parseManifest } from "../../src/pull/manifest.ts";

const [A, B] = [Buffer.from("aaaa"), Buffer.from("bbbbbb")];
const PATH = "Server/x86_64/iso/boot.iso";

function filesOf(layers: readonly LayerSpec[], location: Partial<Location> = {}) {
  const { digest, bytes } = manifestOf(layers);
  const manifest = parseManifest(bytes, MANIFEST_TYPE);
  if (manifest.kind !== "manifest") throw new Error("it is one");
  const where: Location = {
    ...{ url: `oci://r.example/a@${digest}`, localPath: PATH, size: null, checksum: null, contents: [] },
    ...location,
  };
  return declaredFiles(where, digest).map((declared) => {
    const layer = chooseLayer(declared, indexManifest(digest, manifest));
    const checksums = [...new Set([layer.digest, ...declared.checksums])];
    return { localPath: declared.localPath, size: layer.size, checksums, digest: layer.digest };
  });
}
const failing = (failure: string) => expect.objectContaining({ failure });
const file = (content: Buffer, localPath = PATH, ...more: string[]) => ({
  localPath,
  size: content.length,
  checksums: [digestOf(content), ...more],
  digest: digestOf(content),
});

describe("the layer of a single file", () => {
  test("is the one with its checksum, whatever the titles are", () => {
    const layers = [
      { content: A, title: PATH },
      { content: B, title: "elsewhere" },
    ];
    expect(filesOf(layers, { checksum: digestOf(B) })).toEqual([file(B)]);
  });

  test("is else the one with its path as title", () => {
    const layers = [
      { content: A, title: "x" },
      { content: B, title: PATH },
    ];
    expect(filesOf(layers)).toEqual([file(B)]);
    const md5 = `md5:${hash("md5", B)}`;
    expect(filesOf(layers, { checksum: md5 })).toEqual([file(B, PATH, md5)]);
  });

  test.each([
    ["a title", [{ content: A, title: "boot.iso" }]],
    ["no title", [{ content: A }]],
    ["a title that leads out", [{ content: A, title: "../../etc/passwd" }]],
  ])("is else the only one, with %s", (_, layers) => {
    expect(filesOf(layers)).toEqual([file(A)]);
  });

  test("is none when there are several, and none fits", () => {
    const layers = [{ content: A, title: "x" }, { content: B }];
    expect(() => filesOf(layers)).toThrow(failing("manifest"));
    expect(() => filesOf([])).toThrow(failing("manifest"));
  });

  test("is none when several have its title and differ", () => {
    const layers = [
      { content: A, title: PATH },
      { content: B, title: PATH },
    ];
    expect(() => filesOf(layers)).toThrow(failing("manifest"));
    expect(filesOf(layers, { checksum: digestOf(A) })).toEqual([file(A)]);
    expect(filesOf([layers[0] ?? { content: A }, { content: A, title: PATH }])).toEqual([file(A)]);
  });

  test("must have the checksum and the size that the metadata says", () => {
    expect(() => filesOf([{ content: A }], { checksum: digestOf(B) })).toThrow(failing("checksum"));
    expect(() => filesOf([{ content: A, title: PATH }], { checksum: digestOf(B) })).toThrow(
      failing("checksum"),
    );
    expect(() => filesOf([{ content: A }], { size: 5 })).toThrow(failing("size-mismatch"));
    expect(filesOf([{ content: A }], { size: 4, checksum: digestOf(A) })).toEqual([file(A)]);
  });

  test("may stand under the digest of the manifest, as documents of the format have it", () => {
    const { digest } = manifestOf([{ content: A }]);
    expect(filesOf([{ content: A }], { checksum: digest })).toEqual([file(A)]);
  });
});

describe("a set of files", () => {
  const layers = [{ content: A, title: "t/a" }, { content: B }];
  const entry = (name: string, content: Buffer, changes: Partial<FileEntry> = {}): FileEntry => ({
    file: name,
    size: content.length,
    checksum: digestOf(content),
    layerDigest: digestOf(content),
    ...changes,
  });
  const set = (contents: readonly FileEntry[], location: Partial<Location> = {}) =>
    filesOf(layers, { localPath: "Server/x86_64/os", contents, ...location });

  test("lies below its path, whatever the titles are", () => {
    const { digest } = manifestOf(layers);
    const contents = [entry("images/a", A), entry("b", B), entry("images/again", A)];
    expect(set(contents, { checksum: digest, size: 14 })).toEqual([
      file(A, "Server/x86_64/os/images/a"),
      file(B, "Server/x86_64/os/b"),
      file(A, "Server/x86_64/os/images/again"),
    ]);
  });

  test("may have checksums of other algorithms, which count as well", () => {
    const sha512 = `sha512:${hash("sha512", A)}`;
    expect(set([entry("a", A, { checksum: sha512 })])).toEqual([file(A, "Server/x86_64/os/a", sha512)]);
  });

  test.each([
    [
      "a layer that the manifest has not",
      [entry("a", A, { layerDigest: digestOf("other"), checksum: digestOf("other") })],
      "manifest",
    ],
    ["a size that is not the layer's", [entry("a", A, { size: 5 })], "size-mismatch"],
    ["a checksum that is not the layer's", [entry("a", A, { checksum: digestOf(B) })], "checksum"],
    ["a file twice", [entry("a", A), entry("a", A)], "path"],
    ["a file below a file", [entry("a", A), entry("a/b", B)], "path"],
    ["a path that leads out", [entry("../a", A)], "path"],
    ["a path that leads out later", [entry("x/../../a", A)], "path"],
    ["an absolute path", [entry("/a", A)], "path"],
    ["a path with a backslash", [entry("..\\a", A)], "path"],
    ["no path", [entry("", A)], "path"],
    ["a dot", [entry(".", A)], "path"],
    ["a control character", [entry("a\n", A)], "path"],
    ["NUL", [entry("a\0b", A)], "path"],
    ["a name of 256 bytes", [entry("x".repeat(256), A)], "path"],
  ])("with %s fails", (_, contents, failure) => {
    expect(() => set(contents)).toThrow(failing(failure));
  });

  test("must have the checksum of its manifest and the size of all", () => {
    expect(() => set([entry("a", A)], { checksum: digestOf(A) })).toThrow(failing("checksum"));
    expect(() => set([entry("a", A)], { size: 5 })).toThrow(failing("size-mismatch"));
  });
});
