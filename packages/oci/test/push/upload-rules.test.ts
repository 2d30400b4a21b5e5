import { TransferFailure } from "@compose-actions/transfer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HostRules, hostRules } from "../../src/push/host-rules.ts";
import { closingUrl, uploadLocation } from "../../src/push/upload-location.ts";
import { chunkLimits, planUpload, smallerChunk, type UploadMode } from "../../src/push/upload-plan.ts";
import { uploadedBytes } from "../../src/push/uploaded-range.ts";
import type { Digest } from "../../src/repository.ts";

const MIB = 1024 * 1024;
const digest: Digest = `sha256:${"a".repeat(64)}`;

describe("the place of an upload", () => {
  const registry = new URL("https://registry.example.com:5000/");
  const from = new URL("/v2/a/b/blobs/uploads/", registry);
  const at = (location: string, asked = from, origin = registry) =>
    uploadLocation({ location }, asked, origin)?.href;

  test.each([
    ["https://registry.example.com:5000/v2/a/b/blobs/uploads/1?_state=x%2By&b=1", undefined],
    ["/v2/a/b/blobs/uploads/1?_state=x", "https://registry.example.com:5000/v2/a/b/blobs/uploads/1?_state=x"],
    ["1", "https://registry.example.com:5000/v2/a/b/blobs/uploads/1"],
    ["?upload=1", "https://registry.example.com:5000/v2/a/b/blobs/uploads/?upload=1"],
    ["https://storage.example.net/put?signature=x", undefined],
    ["https://registry.example.com:6000/x", undefined],
    ["//storage.example.net/x", "https://storage.example.net/x"],
    ["https://registry.example.com:5000/x#y", "https://registry.example.com:5000/x"],
    // A proxy that ends TLS, and a registry that does not know.
    ["http://registry.example.com:5000/x?y", "https://registry.example.com:5000/x?y"],
  ])("may be %s", (location, expected) => {
    expect(at(location)).toBe(expected ?? location);
  });

  test.each([
    "http://registry.example.com/x",
    "http://registry.example.com:6000/x",
    "http://storage.example.net/x",
    "http://127.0.0.1/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user:password@registry.example.com:5000/x",
    "https://user@registry.example.com:5000/x",
    "https://",
    "http://[::1",
  ])("is not %s", (location) => {
    expect(() => at(location)).toThrow(TransferFailure);
  });

  test("need not be named, but not twice", () => {
    expect(uploadLocation({}, from, registry)).toBeUndefined();
    expect(uploadLocation({ location: "" }, from, registry)).toBeUndefined();
    expect(() => uploadLocation({ location: ["/a", "/b"] }, from, registry)).toThrow(TransferFailure);
  });

  test("may be https when the registry is asked over http", () => {
    const plain = new URL("http://localhost:5000/");
    expect(at("https://localhost:5000/x", new URL("/v2/", plain), plain)).toBe("https://localhost:5000/x");
  });

  test("never becomes one that is less safe than what was asked", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ["http", "https"] }), fc.string()), (location) => {
        let url: string | undefined;
        try {
          url = at(location);
        } catch (error) {
          expect(error).toBeInstanceOf(TransferFailure);
          return;
        }
        expect(url === undefined || url.startsWith("https://")).toBe(true);
      }),
    );
  });

  test("keeps its query when the digest is put to it", () => {
    expect(closingUrl(new URL("https://a.example/x?_state=a%2Fb+c&d=%20"), digest).href).toBe(
      `https://a.example/x?_state=a%2Fb+c&d=%20&digest=sha256%3A${"a".repeat(64)}`,
    );
    expect(closingUrl(new URL("https://a.example/x"), digest).href).toBe(
      `https://a.example/x?digest=sha256%3A${"a".repeat(64)}`,
    );
  });
});

describe("the range of an upload", () => {
  test.each<[string | undefined, number, number | undefined]>([
    ["0-99", 0, 100],
    ["bytes=0-99", 0, 100],
    ["bytes 0-99", 0, 100],
    [" 0-99 ", 0, 100],
    // Nothing and one byte look the same.
    ["0-0", 0, 0],
    ["0-0", 1, 1],
    ["0-0", 100, 0],
    [undefined, 5, undefined],
    ["", 5, undefined],
    ["0--1", 5, undefined],
    ["5-9", 5, undefined],
    ["0-9, 0-8", 5, undefined],
    ["0-99999999999999999", 5, undefined],
    ["-5", 5, undefined],
  ])("%s after %i bytes means %s", (range, known, bytes) => {
    expect(uploadedBytes(range === undefined ? {} : { range }, known)).toBe(bytes);
  });
});

describe("the plan of an upload", () => {
  const none = { min: 0, max: Number.POSITIVE_INFINITY };
  const others = hostRules("registry.example.com");
  const cloudflare = hostRules("x.workers.dev");
  const github = hostRules("ghcr.io");

  test.each<
    [string, number, UploadMode, number | undefined, HostRules, Partial<typeof none>, number | undefined]
  >([
    ["one request", 5 * 1024 * MIB, "auto", undefined, others, {}, undefined],
    ["one request, whatever the chunks were to be", 100 * MIB, "auto", MIB, others, {}, undefined],
    ["chunks when they are wanted", 100 * MIB, "chunked", undefined, others, {}, 32 * MIB],
    ["chunks of the size that is wanted", 100 * MIB, "chunked", 7, others, {}, 7],
    ["one request for nothing", 0, "chunked", undefined, others, {}, undefined],
    ["chunks where bodies are limited", 200 * MIB, "auto", undefined, cloudflare, {}, 32 * MIB],
    ["one request where it is within the limit", 50 * MIB, "auto", undefined, cloudflare, {}, undefined],
    ["no larger chunk than fits", 200 * MIB, "chunked", 150 * MIB, cloudflare, {}, 100_000_000],
    ["4 MiB at most on ghcr.io", 100 * MIB, "chunked", undefined, github, {}, 4 * MIB],
    ["one request on ghcr.io", 100 * MIB, "auto", undefined, github, {}, undefined],
    ["at least what the registry wants", 100 * MIB, "chunked", MIB, others, { min: 5 * MIB }, 5 * MIB],
    ["at most what the registry takes", 100 * MIB, "auto", undefined, others, { max: 10 * MIB }, 10 * MIB],
    [
      "one request that the registry takes",
      10 * MIB,
      "auto",
      undefined,
      others,
      { max: 10 * MIB },
      undefined,
    ],
    ["what the registry wants, contradicting itself", 100 * MIB, "auto", 1, others, { min: 9, max: 8 }, 9],
    ["one request when it must be", 200 * MIB, "monolithic", 1, cloudflare, { max: 1 }, undefined],
  ])("is %s", (_what, size, mode, chunk, rules, limits, expected) => {
    expect(planUpload(size, mode, chunk, rules, { ...none, ...limits })).toBe(expected);
  });

  test("heeds limits that are numbers", () => {
    expect(chunkLimits({ "oci-chunk-min-length": "5", "oci-chunk-max-length": "9" })).toEqual({
      min: 5,
      max: 9,
    });
    for (const bad of ["", "0", "-1", "x", "1e9", "9".repeat(16), "5, 6"]) {
      expect(chunkLimits({ "oci-chunk-min-length": bad, "oci-chunk-max-length": bad })).toEqual(none);
    }
  });

  test("comes to smaller chunks, not below what the registry wants", () => {
    expect(smallerChunk(32 * MIB, none)).toBe(4 * MIB);
    expect(smallerChunk(4 * MIB, none)).toBe(MIB);
    expect(smallerChunk(MIB, none)).toBeUndefined();
    expect(smallerChunk(5, none)).toBeUndefined();
    expect(smallerChunk(32 * MIB, { ...none, min: 5 * MIB })).toBeUndefined();
  });
});
