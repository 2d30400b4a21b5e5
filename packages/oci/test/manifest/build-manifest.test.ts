import { createHash } from "node:crypto";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildManifest, createdOf, type ManifestLayer } from "../../src/manifest/build-manifest.ts";
import { canonicalJson } from "../../src/manifest/canonical-json.ts";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import { isMediaType, mediaTypeOf } from "../../src/manifest/media-types.ts";
import type { Digest } from "../../src/repository.ts";

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`;

const layer = (title: string, letter: string, size = 5): ManifestLayer => ({
  title,
  digest: digest(letter),
  size,
  mediaType: "application/x-rpm",
});

const artifactType = "application/vnd.example.artifact";

describe("a manifest", () => {
  test("has these very bytes", () => {
    const {
      bytes,
      digest: found,
      mediaType,
    } = buildManifest({
      artifactType,
      layers: [layer("Server/b", "b"), layer("Server/a", "a", 7)],
      annotations: { "org.opencontainers.image.created": "2026-02-04T00:00:00Z", "a.b": "ü" },
      subject: { digest: digest("c"), size: 9, mediaType: "application/vnd.oci.image.manifest.v1+json" },
    });
    expect(bytes.toString()).toBe(
      '{"annotations":{"a.b":"\\u00fc","org.opencontainers.image.created":"2026-02-04T00:00:00Z"},' +
        '"artifactType":"application/vnd.example.artifact",' +
        '"config":{"digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",' +
        '"mediaType":"application/vnd.oci.empty.v1+json","size":2},' +
        `"layers":[{"annotations":{"org.opencontainers.image.title":"Server/a"},"digest":"${digest("a")}",` +
        '"mediaType":"application/x-rpm","size":7},' +
        `{"annotations":{"org.opencontainers.image.title":"Server/b"},"digest":"${digest("b")}",` +
        '"mediaType":"application/x-rpm","size":5}],' +
        '"mediaType":"application/vnd.oci.image.manifest.v1+json","schemaVersion":2,' +
        `"subject":{"digest":"${digest("c")}","mediaType":"application/vnd.oci.image.manifest.v1+json","size":9}}`,
    );
    expect(found).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
    expect(mediaType).toBe("application/vnd.oci.image.manifest.v1+json");
  });

  test("has no field for what there is not", () => {
    const text = buildManifest({ artifactType, layers: [layer("a", "a")], annotations: {} }).bytes.toString();
    expect(text).not.toMatch(/null|subject|"annotations":\{\}/);
  });

  test("is the same for the same layers in any order, given once or twice", () => {
    const titles = fc.uniqueArray(fc.string({ unit: "binary", minLength: 1 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(titles, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const layers = all.map((title, index) => layer(title, "abcdef0123".charAt(index)));
        const shuffled = [...layers, ...layers]
          .map((entry) => ({ entry, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry);
        const one = buildManifest({ artifactType, layers });
        const other = buildManifest({ artifactType, layers: shuffled });
        expect(other.bytes.equals(one.bytes)).toBe(true);
        expect(JSON.parse(one.bytes.toString()).layers).toHaveLength(all.length);
      }),
    );
  });

  test("does not take two contents for one path, nor a type that is none", () => {
    expect(() => buildManifest({ artifactType, layers: [layer("x", "a"), layer("x", "b")] })).toThrow(
      UserError,
    );
    expect(() => buildManifest({ artifactType, layers: [layer("x", "a", 1), layer("x", "a", 2)] })).toThrow(
      UserError,
    );
    for (const bad of ["", "artifact", "a/b; c=d", "a/b/c", "a b/c", `a/${"b".repeat(128)}`]) {
      expect(() => buildManifest({ artifactType: bad, layers: [] }), bad).toThrow(UserError);
    }
  });

  test("cannot hold a descriptor that is none", () => {
    for (const bad of [{ digest: "sha256:AA" as Digest }, { size: -1 }, { size: 1.5 }, { mediaType: "x" }]) {
      expect(() => buildManifest({ artifactType, layers: [{ ...layer("x", "a"), ...bad }] })).toThrow(
        TypeError,
      );
    }
  });
});

describe("canonical JSON", () => {
  test("is JSON of the same value", () => {
    const isWritable = (value: unknown): boolean =>
      typeof value === "number"
        ? Number.isSafeInteger(value) && !Object.is(value, -0)
        : value !== null && (typeof value !== "object" || Object.values(value as object).every(isWritable));
    fc.assert(
      fc.property(fc.jsonValue().filter(isWritable), (value) => {
        const text = canonicalJson(value as Parameters<typeof canonicalJson>[0]);
        expect(JSON.parse(text)).toEqual(value);
        expect(text).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  test("sorts keys, whole numbers too, and leaves out what is undefined", () => {
    expect(canonicalJson({ b: 1, 10: "x", 9: "y", a: undefined })).toBe('{"10":"x","9":"y","b":1}');
    expect(() => canonicalJson({ a: 2 ** 53 })).toThrow(TypeError);
  });
});

describe("the time of an artifact", () => {
  test("is the day of its compose", () => {
    expect(createdOf("20260204")).toBe("2026-02-04T00:00:00Z");
    expect(createdOf("20240229")).toBe("2024-02-29T00:00:00Z");
    for (const bad of ["20260231", "20230229", "20261301", "2026-02-04", "", "202602041", "20260200"]) {
      expect(createdOf(bad), bad).toBeUndefined();
    }
  });
});

describe("a media type", () => {
  test.each([
    ["Server/x86_64/iso/Fedora-Server-dvd.iso", "application/x-iso9660-image"],
    ["bash-5.2-1.x86_64.rpm", "application/x-rpm"],
    ["a.raw.xz", "application/x-xz"],
    ["primary.xml.zst", "application/zstd"],
    ["primary.xml.gz", "application/gzip"],
    ["repomd.xml", "application/xml"],
    ["images.json", "application/json"],
    ["disk.QCOW2", "application/x-qemu-disk"],
    ["vmlinuz", "application/octet-stream"],
    ["root.tar", "application/octet-stream"],
    ["image.tar.gz", "application/gzip"],
    ["image.ova", "application/octet-stream"],
    ["dir.iso/README", "application/octet-stream"],
    [".xml", "application/octet-stream"],
    ["dir/.xml", "application/octet-stream"],
    ["x.__proto__", "application/octet-stream"],
    ["x.constructor", "application/octet-stream"],
    ["", "application/octet-stream"],
  ])("of %s is %s", (path, type) => {
    expect(mediaTypeOf(path)).toBe(type);
  });

  test("is always one, and never one that is unpacked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (path) => {
        expect(isMediaType(mediaTypeOf(path))).toBe(true);
        expect(mediaTypeOf(path)).not.toMatch(/tar|image\.layer|docker/);
      }),
    );
  });
});

test("the empty config is that of the specification", () => {
  expect(EMPTY_CONFIG.digest).toBe("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  expect(EMPTY_CONFIG.size).toBe(2);
});
