import { test } from "vitest";
import { changed, digest, document, ENTRY, type Json, treeImage } from "./support/documents.ts";
import { expectLinearText, list, table } from "./support/linear.ts";

const images = document("images");
const withImages = (entries: Json[]) =>
  changed(images, ["payload", "images"], { Server: { x86_64: entries } });
const image = (i: number) => ({ ...treeImage(`Server/x86_64/iso/${i}.iso`), disc_number: i });
const rpm = (i: number) => ({ path: `p/${i}.rpm`, sigkey: null, category: "binary" });
const composeinfo = document("composeinfo");
const variant = (uid: string, more: Json = {}) => ({
  id: uid.split("-").at(-1),
  uid,
  name: uid,
  type: "variant",
  arches: ["x86_64"],
  paths: {},
  ...more,
});
const withVariants = (variants: Json[]) =>
  changed(composeinfo, ["payload", "variants"], Object.fromEntries(variants.map((one) => [one.uid, one])));

const DOCUMENTS: [string, number, (n: number) => Json][] = [
  ["S1: images", 1000, (n) => withImages(list(n, image))],
  ["images that are all the same", 1000, (n) => withImages(list(n, () => treeImage()))],
  [
    "unknown fields",
    5000,
    (n) => changed(images, ENTRY.images, { ...treeImage(), ...table(n, (i) => [`field${i}`, i]) }),
  ],
  [
    "checksums of one image",
    5000,
    (n) =>
      changed(
        images,
        [...ENTRY.images, "checksums"],
        table(n, (i) => [`sha${i}`, digest()]),
      ),
  ],
  ["one long string", 500_000, (n) => changed(images, [...ENTRY.images, "subvariant"], "x".repeat(n))],
  ["a path of many parts", 100_000, (n) => changed(images, [...ENTRY.images, "path"], "a/".repeat(n))],
  [
    "source packages",
    5000,
    (n) =>
      changed(
        document("rpms"),
        ["payload", "rpms", "Server", "x86_64"],
        table(n, (i) => [`s-0:${i}-1.src`, { [`p-0:${i}-1.x86_64`]: rpm(i) }]),
      ),
  ],
  ["variants side by side", 3000, (n) => withVariants(list(n, (i) => variant(`V${i}`)))],
  [
    "children of one variant",
    3000,
    (n) =>
      withVariants([
        variant("V", { variants: list(n, (i) => `${i}`) }),
        ...list(n, (i) => variant(`V-${i}`)),
      ]),
  ],
  [
    "variants within variants",
    300,
    (n) => withVariants(list(n, (i) => variant(`V${"-a".repeat(i)}`, i + 1 < n ? { variants: ["a"] } : {}))),
  ],
  [
    "arches of one variant",
    5000,
    (n) =>
      changed(
        composeinfo,
        [...ENTRY.composeinfo, "arches"],
        list(n, (i) => `a${i}`),
      ),
  ],
];

test.each(DOCUMENTS)("the work for %s grows with their number", (_what, n, make) => {
  expectLinearText((count) => JSON.stringify(make(count)), n);
});
