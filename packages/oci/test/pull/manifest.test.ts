import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  digestOf,
  indexOf,
  MANIFEST_TYPE,
  manifestOf,
  stored,
} from "../../../../test/support/registry/oci-content.ts";
import { parseManifest } from "../../src/pull/manifest.ts";

const content = Buffer.from("content");
const good = manifestOf([{ content, title: "a/b" }]);
const document = JSON.parse(good.bytes.toString());
const read = (changes: object, type: string | undefined = MANIFEST_TYPE) =>
  parseManifest(Buffer.from(JSON.stringify({ ...document, ...changes })), type);
const layer = (changes: object) => ({ layers: [{ ...document.layers[0], ...changes }] });

describe("a manifest", () => {
  test("says what its layers are", () => {
    expect(parseManifest(good.bytes, MANIFEST_TYPE)).toEqual({
      kind: "manifest",
      mediaType: MANIFEST_TYPE,
      artifactType: "application/vnd.example.artifact",
      annotations: {},
      layers: [{ digest: digestOf(content), size: 7, mediaType: "application/octet-stream", title: "a/b" }],
    });
  });

  test.each([
    ["fields that nobody knows", { futureField: { a: [1] } }],
    ["foreign urls", layer({ urls: ["https://evil.example/x"] })],
    ["data that is something else", layer({ data: Buffer.from("evil").toString("base64") })],
    ["no annotations", layer({ annotations: null })],
    ["annotations that are no text", layer({ annotations: { a: 1 } })],
    ["no media type of its own", { mediaType: undefined }],
    ["a subject", { subject: { mediaType: MANIFEST_TYPE, digest: digestOf("x"), size: 1 } }],
    ["no layers", { layers: [] }],
  ])("may have %s", (_, changes) => {
    const parsed = read(changes);
    expect(parsed.kind).toBe("manifest");
    expect(JSON.stringify(parsed)).not.toContain("evil");
  });

  test("that has no artifactType is of its config's type", () => {
    expect(read({ artifactType: undefined })).toMatchObject({
      artifactType: "application/vnd.oci.empty.v1+json",
    });
  });

  test.each([
    ["upper case", `sha256:${"AB".repeat(32)}`],
    ["too short", "sha256:abcd"],
    ["a path", "sha256:../../../etc/passwd"],
    ["a path of the right length", `sha256:${"../".repeat(21)}a`],
    ["of another algorithm", `sha512:${"ab".repeat(64)}`],
    ["of no algorithm", "ab".repeat(32)],
    ["no text", 5],
    ["missing", undefined],
    ["with a line end", `sha256:${"ab".repeat(32)}\n`],
  ])("with a layer's digest that is %s is refused", (_, digest) => {
    expect(() => read(layer({ digest }))).toThrow(/manifest is not valid at layers\.0\.digest/);
  });

  test.each([
    ["sizes below nothing", layer({ size: -1 })],
    ["sizes that are no whole numbers", layer({ size: 1.5 })],
    ["sizes that are text", layer({ size: "7" })],
    ["sizes that no number holds", layer({ size: 2 ** 60 })],
    ["no media type for a layer", layer({ mediaType: undefined })],
    ["layers that are no list", { layers: {} }],
    ["another schema version", { schemaVersion: 1 }],
    ["no config", { config: undefined }],
    ["layers and manifests", { manifests: [] }],
    ["layers and manifests that are nothing", { manifests: null }],
    ["another type than it is served as", { mediaType: "application/vnd.oci.image.index.v1+json" }],
    ["a type that is no text", { mediaType: 5 }],
  ])("with %s is refused", (_, changes) => {
    expect(() => read(changes)).toThrow(expect.objectContaining({ failure: "manifest" }));
  });

  test.each([
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v1+json",
    "application/json",
    "text/html",
    "",
  ])("that is served as %j is refused", (type) => {
    expect(() => read({}, type)).toThrow(expect.objectContaining({ failure: "manifest" }));
  });

  test("is known by its media type alone where nobody serves it", () => {
    expect(parseManifest(good.bytes, undefined).kind).toBe("manifest");
    expect(parseManifest(good.bytes, `${MANIFEST_TYPE}; charset=utf-8`).kind).toBe("manifest");
  });

  test.each([
    "",
    "[]",
    "null",
    "{",
    "\u0000",
    '{"schemaVersion":2,"schemaVersion":2}',
    `${"[".repeat(100_000)}`,
    `{"layers":${"[".repeat(10_000)}`,
  ])("that is no JSON object is refused: %#", (text) => {
    expect(() => parseManifest(Buffer.from(text), MANIFEST_TYPE)).toThrow(
      expect.objectContaining({ failure: "manifest" }),
    );
  });

  test("that is anything at all is read or refused, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.jsonValue(), (text, value) => {
        for (const bytes of [
          Buffer.from(text),
          Buffer.from(JSON.stringify({ ...document, layers: value })),
        ]) {
          try {
            parseManifest(bytes, MANIFEST_TYPE);
          } catch (error) {
            expect(error).toMatchObject({ failure: "manifest" });
          }
        }
      }),
    );
  });

  test("says nothing dangerous of itself", () => {
    const evil = stored(MANIFEST_TYPE, { ...document, mediaType: "::set-output name=x::\u001b[31m" });
    expect(() => parseManifest(evil.bytes, MANIFEST_TYPE)).toThrow(/^(?!.*\u001b)/);
  });
});

test("an index lists manifests", () => {
  const index = indexOf([good]);
  expect(parseManifest(index.bytes, index.mediaType)).toMatchObject({
    kind: "index",
    manifests: [{ digest: good.digest }],
  });
});
