import { type AnyMetadata, MergeError, merge, parse } from "@compose-actions/metadata";
import { test } from "vitest";
import { changed, document, ENTRY, image, type Json, location, SRPM } from "../support/documents.ts";
import { expectLinear, list, table } from "../support/linear.ts";

const RPMS = ["payload", "rpms", "Server", "x86_64", SRPM];
const rpm = (path: string, more: Json = {}) => ({
  location: { ...location(path), ...more },
  category: "binary",
});
const rpms = (entries: Json) => changed(document("rpms", "2.0"), RPMS, entries);
const extraFiles = (files: Json[]) =>
  changed(document("extra_files", "2.0"), ["payload", "extra_files", "Server", "x86_64"], files);
const variant = (uid: string, more: Json) => ({
  id: uid.split("-").at(-1),
  uid,
  name: `of ${uid}`,
  type: "addon",
  arches: ["x86_64"],
  paths: {},
  ...more,
});
const sha256 = (i: number) => `sha256:${i.toString(16).padStart(64, "0")}`;

/** What is merged, by how much of it there is. */
const WORKS: [string, number, (n: number) => Json[]][] = [
  [
    "the same packages in two files",
    5000,
    (n) => {
      const doc = rpms(table(n, (i) => [`p${i}-0:1-1.noarch`, rpm(`p/${i}`)]));
      return [doc, doc];
    },
  ],
  [
    "files with one package each",
    1000,
    (n) => list(n, (i) => rpms({ [`p${i}-0:1-1.noarch`]: rpm(`p/${i}`) })),
  ],
  [
    "files that contradict each other",
    1000,
    (n) => list(n, (i) => rpms({ "p-0:1-1.noarch": rpm("p/p", { size: i }) })),
  ],
  [
    "packages that contradict each other",
    3000,
    (n) => [1, 2].map((size) => rpms(table(n, (i) => [`p${i}-0:1-1.noarch`, rpm(`p/${i}`, { size })]))),
  ],
  [
    "one path with ever other checksums",
    3000,
    (n) => [rpms(table(n, (i) => [`p${i}-0:1-1.noarch`, rpm("p", { checksum: sha256(i) })]))],
  ],
  [
    "files below a file",
    3000,
    (n) => [extraFiles([{ location: location("p") }, ...list(n, (i) => ({ location: location(`p/${i}`) }))])],
  ],
  [
    "lists that overlap",
    3000,
    (n) => [
      extraFiles(list(n, (i) => ({ location: location(`p/${i}`) }))),
      extraFiles(list(n, (i) => ({ location: location(`p/${2 * i}`) }))),
    ],
  ],
  [
    "images that cannot be told apart",
    2000,
    (n) => [
      changed(
        document("images", "2.0"),
        ENTRY.images.slice(0, -1),
        list(n, (i) => ({ ...image(), location: { ...location(`${i}.iso`), checksum: sha256(i) } })),
      ),
    ],
  ],
  [
    "variants within variants that get an arch",
    300,
    (n) => [
      changed(document("rpms", "2.0"), ["payload", "rpms"], { [`V${"-a".repeat(n - 1)}`]: { s390x: {} } }),
      changed(
        document("composeinfo", "2.0"),
        ["payload", "variants"],
        table(n, (i) => {
          const uid = `V${"-a".repeat(i)}`;
          return [uid, variant(uid, i + 1 < n ? { variants: ["a"] } : {})];
        }),
      ),
    ],
  ],
  [
    "variants and arches that are not declared",
    1500,
    (n) => [
      changed(
        document("rpms", "2.0"),
        ["payload", "rpms"],
        table(n, (i) => [`V${i % 50}`, table(n / 50, (arch) => [`a${arch}`, {}])]),
      ),
      document("composeinfo", "2.0"),
    ],
  ],
];

test.each(WORKS)("the work for %s grows with their number", (_what, n, make) => {
  expectLinear((count) => {
    const docs = make(count);
    const files = docs.map((doc, i) => ({ file: String(i), model: parse(JSON.stringify(doc)).model }));
    return { size: JSON.stringify(docs).length, run: () => mergeOrRefuse(files) };
  }, n);
});

function mergeOrRefuse(files: readonly { file: string; model: AnyMetadata }[]): void {
  try {
    merge(files);
  } catch (error) {
    if (!(error instanceof MergeError)) {
      throw error;
    }
  }
}
