import { globMatcher, isNevra, PathIndex } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  changed,
  digest,
  document,
  ENTRY,
  type Json,
  location,
  ociLocation,
  treeImage,
} from "./support/documents.ts";
import { expectLinear, expectLinearText, list, table } from "./support/linear.ts";

const images = document("images");
const withImages = (entries: Json[]) =>
  changed(images, ["payload", "images"], { Server: { x86_64: entries } });
const image = (i: number) => ({ ...treeImage(`Server/x86_64/iso/${i}.iso`), disc_number: i });
const rpm = (i: number) => ({ path: `p/${i}.rpm`, sigkey: null, category: "binary" });
const composeinfo = document("composeinfo");

const DOCUMENTS: [string, number, (n: number) => Json][] = [
  [
    "images with the same identity and other checksums",
    1000,
    (n) =>
      withImages(
        list(n, (i) => ({
          ...treeImage(`${i}.iso`),
          checksums: { sha256: i.toString(16).padStart(64, "0") },
        })),
      ),
  ],
  ["images with one path", 1000, (n) => withImages(list(n, (i) => ({ ...image(i), path: "a.iso" })))],
  ["wrong values", 2000, (n) => withImages(list(n, (i) => ({ ...image(i), size: "x" })))],
  [
    "one string of escapes",
    100_000,
    (n) => changed(images, [...ENTRY.images, "subvariant"], '\\"\n\0'.repeat(n)),
  ],
  [
    "one string of escapes without quotes",
    200_000,
    (n) => changed(images, [...ENTRY.images, "subvariant"], "\t".repeat(n)),
  ],
  [
    "one string beyond ASCII",
    100_000,
    (n) => changed(images, [...ENTRY.images, "subvariant"], "é😀".repeat(n)),
  ],
  ["a path of dots", 100_000, (n) => changed(images, [...ENTRY.images, "path"], ".".repeat(n))],
  ["a path of tildes", 100_000, (n) => changed(images, [...ENTRY.images, "path"], `a${"~-".repeat(n)}\0`)],
  [
    "a URL of many at signs",
    100_000,
    (n) =>
      changed(document("images", "2.0"), [...ENTRY.images, "location", "url"], `oci://${"a@".repeat(n)}`),
  ],
  [
    "a URL of many colons",
    100_000,
    (n) =>
      changed(document("images", "2.0"), [...ENTRY.images, "location", "url"], `oci://r/${":".repeat(n)}`),
  ],
  [
    "files of a set",
    3000,
    (n) =>
      changed(document("images", "2.0"), [...ENTRY.images, "location"], {
        ...ociLocation("set"),
        contents: list(n, (i) => ({ ...ociLocation("set").contents[0], file: `${i}` })),
      }),
  ],
  [
    "additional variants",
    20_000,
    (n) =>
      changed(images, ENTRY.images, {
        ...treeImage(),
        unified: true,
        additional_variants: list(n, (i) => `V${i}`),
      }),
  ],
  [
    "packages of one source package",
    5000,
    (n) =>
      changed(document("rpms"), ["payload", "rpms", "Server", "x86_64"], {
        s: table(n, (i) => [`p-0:${i}-1.x86_64`, rpm(i)]),
      }),
  ],
  [
    "arches of rpms.json",
    5000,
    (n) =>
      changed(
        document("rpms"),
        ["payload", "rpms", "Server"],
        table(n, (i) => [`a${i}`, {}]),
      ),
  ],
  [
    "variants of rpms.json",
    5000,
    (n) =>
      changed(
        document("rpms"),
        ["payload", "rpms"],
        table(n, (i) => [`v${i}`, { noarch: {} }]),
      ),
  ],
  [
    "sigkeys",
    50_000,
    (n) =>
      changed(
        document("rpms", "2.0"),
        [...ENTRY.rpms, "sigkeys"],
        list(n, (i) => `${i}`),
      ),
  ],
  [
    "extra files",
    3000,
    (n) =>
      changed(
        document("extra_files", "2.0"),
        ["payload", "extra_files", "Server", "x86_64"],
        list(n, (i) => ({ location: location(`e/${i}`) })),
      ),
  ],
  [
    "modules",
    2000,
    (n) =>
      changed(
        document("modules"),
        ["payload", "modules", "Server", "x86_64"],
        table(n, (i) => [`m:${i}`, { modulemd_path: "m.yaml" }]),
      ),
  ],
  [
    "packages of a module",
    50_000,
    (n) =>
      changed(
        document("modules"),
        [...ENTRY.modules.slice(0, -1), "perl:5.38:1:aa", "rpms"],
        list(n, (i) => `${i}`),
      ),
  ],
  [
    "arches of a path",
    5000,
    (n) =>
      changed(
        composeinfo,
        [...ENTRY.composeinfo, "paths", "repository"],
        table(n, (i) => [`a${i}`, `p/${i}`]),
      ),
  ],
  [
    "path categories",
    5000,
    (n) =>
      changed(
        composeinfo,
        [...ENTRY.composeinfo, "paths"],
        table(n, (i) => [`c${i}`, { x86_64: `p/${i}` }]),
      ),
  ],
  [
    "many flat lists",
    50_000,
    (n) =>
      changed(
        images,
        [...ENTRY.images, "unknown"],
        list(n, () => [[[[]]]]),
      ),
  ],
];

test.each(DOCUMENTS)("the work for %s grows with their number", (_what, n, make) => {
  expectLinearText((count) => JSON.stringify(make(count)), n);
});

const TEXTS: [string, number, (n: number) => string][] = [
  ["white space", 500_000, (n) => " \n".repeat(n)],
  ["white space within", 500_000, (n) => JSON.stringify(images).replaceAll(":", `:${" ".repeat(n / 20)}`)],
  [
    "a number of many digits",
    500_000,
    (n) => JSON.stringify(images).replace('"size":7', `"size":${"9".repeat(n)}`),
  ],
  ["quotes that do not end", 500_000, (n) => `{"${'\\"'.repeat(n)}`],
  ["a duplicate key behind many", 20_000, (n) => `{"header":{${list(n, (i) => `"k${i}":1`).join()},"k0":1}}`],
  ["many keys at the top", 20_000, (n) => `{${list(n, (i) => `"k${i}":1`).join()}}`],
];

test.each(TEXTS)("the work for %s grows with the text", (_what, n, make) => {
  expectLinearText(make, n);
});

describe("parts", () => {
  test("PathIndex with many files", () => {
    expectLinear(
      (n) => ({
        size: n,
        run: () => {
          const index = new PathIndex();
          for (let i = 0; i < n; i++) {
            index.add({ localPath: `a/b/c/${i % 100}/${i}`, size: i, checksums: [`sha256:${digest()}`] });
          }
        },
      }),
      20_000,
    );
  });

  test("PathIndex with one path and ever other checksums", () => {
    expectLinear((n) => {
      const files = list(n, (i) => ({
        localPath: "a",
        size: null,
        checksums: [`sha256:${i.toString(16).padStart(64, "0")}`],
      }));
      return {
        size: n,
        run: () => {
          const index = new PathIndex();
          expect(files.filter((file) => index.add(file).problem !== undefined)).toHaveLength(n - 1);
        },
      };
    }, 5000);
  });

  test.each(["-", "-0", "-0:", "-0:1-1", ".", "-1:a-b.c", "a"])(
    "a NEVRA that is none: %s repeated",
    (unit) => {
      expectLinear((n) => {
        const text = unit.repeat(n);
        return { size: n, run: () => isNevra(text) };
      }, 50_000);
    },
  );

  test("a glob with several stars on a long path", () => {
    expectLinear((n) => {
      const matches = globMatcher("**/a/*.iso");
      const path = "a/".repeat(n);
      return { size: n, run: () => matches(path) };
    }, 20_000);
  });
});
