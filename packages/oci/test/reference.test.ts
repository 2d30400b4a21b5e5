import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  isRepositoryName,
  isTag,
  locationUrl,
  looksLikeReference,
  parseLocationUrl,
  parseReference,
  type Reference,
  readReference,
  showReference,
} from "../src/reference.ts";

const DIGEST = `sha256:${"0f".repeat(32)}`;

describe("a reference", () => {
  test.each([
    ["oci://ghcr.io/fedora/compose:41", "ghcr.io", "fedora/compose", "41", undefined],
    ["ghcr.io/fedora/compose", "ghcr.io", "fedora/compose", undefined, undefined],
    ["localhost:5000/a", "localhost:5000", "a", undefined, undefined],
    ["127.0.0.1:5000/a:b", "127.0.0.1:5000", "a", "b", undefined],
    ["[::1]:5000/a/b", "[::1]:5000", "a/b", undefined, undefined],
    ["Registry.Example.COM/a", "registry.example.com", "a", undefined, undefined],
    [`oci://r.example/a:t@${DIGEST}`, "r.example", "a", "t", DIGEST],
    [`r.example/a@${DIGEST}`, "r.example", "a", undefined, DIGEST],
    ["r.example/a__b/c--d/e.f_g:_T.-9", "r.example", "a__b/c--d/e.f_g", "_T.-9", undefined],
  ])("%s", (text, registry, name, tag, digest) => {
    expect(parseReference(text)).toEqual({ target: { kind: "registry", registry, name }, tag, digest });
  });

  test.each([
    "",
    "oci://",
    "a",
    "oci://registry.example",
    "oci://registry.example/",
    "oci://registry.example/A",
    "oci://registry.example/a//b",
    "oci://registry.example/a/",
    "oci://registry.example//a",
    "oci://registry.example/../a",
    "oci://registry.example/a/..",
    "oci://registry.example/.a",
    "oci://registry.example/a.",
    "oci://registry.example/a..b",
    "oci://registry.example/a___b",
    "oci://registry.example/a:",
    "oci://registry.example/a:-t",
    "oci://registry.example/a:.t",
    "oci://registry.example/a:t/b",
    `oci://registry.example/a:${"t".repeat(129)}`,
    `oci://registry.example/${"a".repeat(256)}`,
    "oci://registry.example/a?x",
    "oci://registry.example/a#x",
    "oci://registry.example/a%2fb",
    "oci://user:password@registry.example/a",
    "oci://user@registry.example/a",
    "oci:///a",
    "oci://registry example/a",
    "oci://registry.example:99999/a",
    "oci://registry.example:/a",
    "oci://-registry.example/a",
    "oci://registry..example/a",
    "oci://[::g]/a",
    "oci://registry.example/a\n:t",
    " oci://registry.example/a",
    "oci://registry.example\\evil/a",
    "OCI://registry.example/a",
    "https://registry.example/a",
    `oci://registry.example/a@sha256:${"0F".repeat(32)}`,
    `oci://registry.example/a@sha256:${"0f".repeat(31)}`,
    `oci://registry.example/a@sha512:${"0f".repeat(64)}`,
    "oci://registry.example/a@sha256:../../etc",
    `oci://registry.example/a@${DIGEST}@${DIGEST}`,
    `oci://registry.example/a@${DIGEST}:t`,
    "oci://oci-layout.localhost/a/b",
    "oci://oci-layout.localhost/..",
    "oci://oci-layout.localhost/",
    "oci-layout:",
    "oci-layout::t",
    "oci-layout:a\0b",
  ])("is not %j", (text) => {
    expect(parseReference(text)).toBeTypeOf("string");
  });

  test.each([
    ["oci-layout:./out/oci", "./out/oci", undefined, undefined],
    ["oci-layout:./out/oci:41", "./out/oci", "41", undefined],
    ["oci-layout:/a:b/c", "/a:b/c", undefined, undefined],
    ["oci-layout:/a@b/c:t", "/a@b/c", "t", undefined],
    [`oci-layout:a b:t@${DIGEST}`, "a b", "t", DIGEST],
  ])("to a directory: %s", (text, path, tag, digest) => {
    expect(parseReference(text)).toEqual({ target: { kind: "directory", path }, tag, digest });
  });

  test("to a layout that metadata names", () => {
    expect(parseReference(`oci://oci-layout.localhost/My_compose-1.0:t@${DIGEST}`)).toEqual({
      target: { kind: "layout", name: "My_compose-1.0" },
      tag: "t",
      digest: DIGEST,
    });
  });

  test("that a user has given wrong is refused, and a password in it is not shown", () => {
    const read = () => readReference("repository", "oci://user:hunter2@registry.example/a");
    expect(read).toThrow(UserError);
    expect(read).toThrow(/^(?!.*hunter2).*user name or a password/);
  });

  test("longer than what registries take is none", () => {
    const host = "r.example";
    const longest = "a".repeat(255 - host.length - 1);
    expect(parseReference(`${host}/${longest}`)).toBeTypeOf("object");
    expect(parseReference(`${host}/${longest}a`)).toBeTypeOf("string");
  });
});

describe("the URL of a Location", () => {
  test("pins what it names", () => {
    expect(parseLocationUrl(`oci://r.example/a:t@${DIGEST}`)).toMatchObject({ digest: DIGEST, tag: "t" });
    expect(parseLocationUrl("oci://r.example/a:t")).toBeTypeOf("string");
    expect(parseLocationUrl(`r.example/a@${DIGEST}`)).toBeTypeOf("string");
    expect(parseLocationUrl(`oci-layout:a@${DIGEST}`)).toBeTypeOf("string");
  });
});

test("what looks like a reference is no path", () => {
  expect(["oci://x", "OCI://x", "oci-layout:x"].map(looksLikeReference)).toEqual([true, true, true]);
  expect(["oci", "./oci-layout", "/oci://"].map(looksLikeReference)).toEqual([false, false, false]);
});

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const separated = fc
  .array(fc.tuple(fc.constantFrom(".", "_", "__", "-", "---"), word), { maxLength: 3 })
  .chain((rest) => word.map((first) => first + rest.flat().join("")));
const name = fc.array(separated, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
const tag = fc.option(fc.stringMatching(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,20}$/), { nil: undefined });
const digest = fc.option(
  fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}` as const),
  { nil: undefined },
);
const registry = fc
  .tuple(
    fc.constantFrom("r.example", "localhost", "10.0.0.1", "[::1]", "a-b.c0"),
    fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined }),
  )
  .map(([host, port]) => (port === undefined ? host : `${host}:${port}`));

describe("all references", () => {
  test("read as what they were written from", () => {
    fc.assert(
      fc.property(registry, name, tag, digest, (registry, name, tag, digest) => {
        const reference: Reference = { target: { kind: "registry", registry, name }, tag, digest };
        expect(parseReference(showReference(reference))).toEqual(reference);
        expect(isRepositoryName(name)).toBe(true);
        expect(tag === undefined || isTag(tag)).toBe(true);
      }),
    );
  });

  test("to directories too", () => {
    const path = fc.stringMatching(/^[./a-zA-Z0-9 _-]{1,30}$/).filter((text) => !text.endsWith("/"));
    fc.assert(
      fc.property(path, tag, digest, (path, tag, digest) => {
        const reference: Reference = { target: { kind: "directory", path }, tag, digest };
        expect(parseReference(showReference(reference))).toEqual(reference);
      }),
    );
  });

  test("make URLs that hold nothing but what the grammar knows", () => {
    const hostile = fc.string({ unit: fc.constantFrom(..."ab09/.:@_-?#%\\ \n[]éA~sha256"), maxLength: 60 });
    fc.assert(
      fc.property(hostile, (text) => {
        const reference = parseReference(`oci://r.example/${text}`);
        if (typeof reference === "string" || reference.target.kind !== "registry") return;
        const { target, tag, digest } = reference;
        const url = new URL(`https://${target.registry}/v2/${target.name}/manifests/${digest ?? tag ?? "x"}`);
        expect(url.pathname).toBe(`/v2/${target.name}/manifests/${digest ?? tag ?? "x"}`);
        expect(url.host).toBe("r.example");
        expect(`${url.search}${url.hash}${url.username}`).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  test("are read without an error, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const one of [text, `oci://${text}`, `oci-layout:${text}`]) {
          expect(["string", "object"]).toContain(typeof parseReference(one));
        }
      }),
    );
  });

  test("with a digest are the URLs of Locations", () => {
    fc.assert(
      fc.property(name, tag, digest, (name, tag, digest) => {
        fc.pre(digest !== undefined);
        const address = addressOf({ kind: "registry", registry: "r.example", name });
        expect(parseLocationUrl(locationUrl(address, tag, digest))).toMatchObject({ tag, digest });
      }),
    );
  });
});
