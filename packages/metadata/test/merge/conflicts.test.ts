import { MAX_CONFLICTS, type MetadataType, merge } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  changed,
  digest,
  document,
  ENTRY,
  type Json,
  location,
  NEVRA,
  type Step,
} from "../support/documents.ts";
import {
  files,
  IMAGE,
  lines,
  P,
  RPM,
  RPM_PATH,
  refusal,
  SHA_A,
  SHA_B,
  VARIANT,
} from "../support/refusals.ts";

/** A document in two files that differ in one value. */
const ONE_VALUE: [MetadataType, string, readonly Step[], unknown, string[]][] = [
  [
    "images",
    "2.0",
    [P, "compose", "id"],
    "X-20260101.0",
    ['compose a payload.compose.id "Test-1.0-20260101.0" | b payload.compose.id "X-20260101.0"'],
  ],
  [
    "rpms",
    "1.2",
    [P, "compose", "date"],
    "20260102",
    ['compose a payload.compose.date "20260101" | b payload.compose.date "20260102"'],
  ],
  [
    "modules",
    "2.0",
    [P, "compose", "type"],
    "test",
    ['compose a payload.compose.type "production" | b payload.compose.type "test"'],
  ],
  [
    "extra_files",
    "1.2",
    [P, "compose", "respin"],
    1,
    ["compose a payload.compose.respin 0 | b payload.compose.respin 1"],
  ],
  [
    "composeinfo",
    "2.0",
    [P, "compose", "label"],
    "RC-1.0",
    ['compose a payload.compose.label null | b payload.compose.label "RC-1.0"'],
  ],
  [
    "composeinfo",
    "2.0",
    [P, "release", "version"],
    "2",
    ['release a payload.release.version "1.0" | b payload.release.version "2"'],
  ],
  [
    "composeinfo",
    "1.2",
    [P, "release", "internal"],
    true,
    ["release a payload.release.internal false | b payload.release.internal true"],
  ],
  [
    "composeinfo",
    "1.2",
    [...VARIANT, "paths", "os_tree", "x86_64"],
    "elsewhere",
    [
      'local-path a payload.variants.Server.paths.os_tree.x86_64 "Server/x86_64/os" | b payload.variants.Server.paths.os_tree.x86_64 "elsewhere"',
    ],
  ],
  [
    "composeinfo",
    "2.0",
    [...VARIANT, "paths", "repository", "x86_64", "checksum"],
    SHA_B,
    [
      `checksum a payload.variants.Server.paths.repository.x86_64.checksum ${SHA_A} | b payload.variants.Server.paths.repository.x86_64.checksum ${SHA_B}`,
    ],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "location", "checksum"],
    SHA_B,
    [`checksum a ${RPM_PATH}.location.checksum ${SHA_A} | b ${RPM_PATH}.location.checksum ${SHA_B}`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "location", "size"],
    8,
    [`size a ${RPM_PATH}.location.size 7 | b ${RPM_PATH}.location.size 8`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "location", "url"],
    "https://cdn.example.com/x?sig=1",
    [
      `url a ${RPM_PATH}.location.url "https://cdn.example.com/Server/x86_64/os/Packages/b/bash.rpm" | b ${RPM_PATH}.location.url "https://cdn.example.com/x?…"`,
    ],
  ],
  [
    "rpms",
    "1.2",
    [...RPM, "path"],
    "other.rpm",
    [`local-path a ${RPM_PATH}.path "Server/x86_64/os/Packages/b/bash.rpm" | b ${RPM_PATH}.path "other.rpm"`],
  ],
  [
    "rpms",
    "1.2",
    [...RPM, "category"],
    "debug",
    [`rpm a ${RPM_PATH}.category "binary" | b ${RPM_PATH}.category "debug"`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "sigkey"],
    "00",
    [`rpm a ${RPM_PATH}.sigkey "fd431d51" | b ${RPM_PATH}.sigkey "00"`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "sigkeys"],
    ["00", "fd431d51"],
    [`rpm a ${RPM_PATH}.sigkeys ["fd431d51"] | b ${RPM_PATH}.sigkeys ["00", "fd431d51"]`],
  ],
  [
    "images",
    "2.0",
    [...ENTRY.images, "location", "checksum"],
    SHA_B,
    [`checksum a ${IMAGE}.location.checksum ${SHA_A} | b ${IMAGE}.location.checksum ${SHA_B}`],
  ],
  [
    "images",
    "1.2",
    [...ENTRY.images, "checksums", "sha256"],
    digest("b"),
    [`checksum a ${IMAGE}.checksums.sha256 ${SHA_A} | b ${IMAGE}.checksums.sha256 ${SHA_B}`],
  ],
  ["images", "1.2", [...ENTRY.images, "size"], 8, [`size a ${IMAGE}.size 7 | b ${IMAGE}.size 8`]],
  [
    "images",
    "2.0",
    [...ENTRY.images, "type"],
    "dvd",
    [`image a ${IMAGE}.type "boot" | b ${IMAGE}.type "dvd"`],
  ],
  [
    "extra_files",
    "1.2",
    [...ENTRY.extra_files, "size"],
    8,
    ["size a payload.extra_files.Server.x86_64[0].size 7 | b payload.extra_files.Server.x86_64[0].size 8"],
  ],
  [
    "modules",
    "2.0",
    [...ENTRY.modules, "name"],
    "ruby",
    [
      'module a payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].name "perl" | b payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].name "ruby"',
    ],
  ],
  [
    "modules",
    "2.0",
    [...ENTRY.modules, "rpms"],
    ["a", "b", "c", "d"],
    [
      `module a payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].rpms ["${NEVRA}"] | b payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].rpms ["a", "b", "c", and 1 more]`,
    ],
  ],
];

describe("two files that differ in one value", () => {
  test.each(ONE_VALUE)("%s %s: %j", (type, version, path, value, expected) => {
    const doc = document(type, version);
    expect(lines({ a: doc, b: changed(doc, path, value) })).toEqual(expected);
  });

  test("variant definitions that contradict", () => {
    const doc = (name: string, type: string) =>
      changed(changed(document("composeinfo"), [...VARIANT, "name"], name), [...VARIANT, "type"], type);
    expect(lines({ a: doc("One", "variant"), b: doc("Two", "addon") })).toEqual([
      'variant a payload.variants.Server.name "One" | b payload.variants.Server.name "Two"',
      'variant a payload.variants.Server.type "variant" | b payload.variants.Server.type "addon"',
    ]);
  });

  test("a set and a single file, or sets with other contents", () => {
    const oci = { ...location("s"), url: `oci://r/a@${SHA_A}` };
    const entry = { file: "a", size: 1, checksum: SHA_A, layer_digest: SHA_A };
    const doc = (contents: Json[]) =>
      changed(document("extra_files", "2.0"), ENTRY.extra_files, { location: { ...oci, contents } });
    const place = "payload.extra_files.Server.x86_64[0].location.contents";
    expect(lines({ a: doc([]), b: doc([entry]) })).toEqual([
      `contents a ${place} [] | b ${place} [an object]`,
    ]);
    expect(lines({ a: doc([entry]), b: doc([{ ...entry, layer_digest: SHA_B }]) })).toHaveLength(1);
    expect(merge(files({ a: doc([entry]), b: doc([entry]) })).models).toHaveLength(1);
  });

  test("another algorithm, since one Location cannot hold both", () => {
    const doc = document("rpms", "2.0");
    const other = changed(doc, [...RPM, "location", "checksum"], `sha512:${digest("c", 128)}`);
    expect(lines({ a: doc, b: other })).toHaveLength(1);
  });
});

describe("generations", () => {
  test("1.x and 2.0 are refused in a sentence that says what to do", () => {
    const error = refusal({ a: document("rpms"), b: document("images", "2.0"), c: document("rpms") });
    expect(error.conflicts).toHaveLength(1);
    expect(error.message).toBe(
      "header.version: 1.x in a, 2.0 in b (metadata of 1.x and of 2.0 cannot be merged; convert one with upgrade-metadata first)",
    );
  });

  test("1.0 and 1.2 are one generation", () => {
    const old = document("rpms", "1.0");
    expect(merge(files({ a: old, b: document("rpms") })).models).toHaveLength(1);
  });
});

describe("all conflicts are listed", () => {
  test("of several files and types, with every value once", () => {
    const rpms = document("rpms", "2.0");
    const images = document("images", "2.0");
    const found = lines({
      a: rpms,
      b: changed(rpms, [...RPM, "location", "size"], 8),
      c: changed(changed(rpms, [...RPM, "location", "size"], 9), [...RPM, "category"], "debug"),
      d: changed(rpms, [...RPM, "location", "size"], 9),
      e: images,
      f: changed(images, [...ENTRY.images, "bootable"], false),
      g: changed(images, [P, "compose", "respin"], 3),
    });
    expect(found).toEqual([
      "compose a payload.compose.respin 0 | g payload.compose.respin 3",
      `image e ${IMAGE}.bootable true | f ${IMAGE}.bootable false`,
      `size a ${RPM_PATH}.location.size 7 | b ${RPM_PATH}.location.size 8`,
      `size a ${RPM_PATH}.location.size 7 | c ${RPM_PATH}.location.size 9`,
      `rpm a ${RPM_PATH}.category "binary" | c ${RPM_PATH}.category "debug"`,
    ]);
  });

  test("in the same words whatever the order of the files", () => {
    const rpms = document("rpms", "2.0");
    const docs = {
      a: rpms,
      b: changed(rpms, [...RPM, "location", "size"], 8),
      c: changed(rpms, [...RPM, "sigkey"], "00"),
    };
    const turned = Object.fromEntries(Object.entries(docs).reverse());
    expect(refusal(turned).conflicts).toEqual(refusal(docs).conflicts);
  });

  test("up to a number that memory holds, and counted beyond", () => {
    const table = (size: number) =>
      Object.fromEntries(
        Array.from({ length: MAX_CONFLICTS + 5 }, (_, i) => [
          `p${i}-0:1-1.noarch`,
          { location: { ...location(`p/${i}`), size }, category: "binary" },
        ]),
      );
    const doc = (size: number) => changed(document("rpms", "2.0"), RPM.slice(0, -1), table(size));
    const error = refusal({ a: doc(1), b: doc(2) });
    expect(error.conflicts).toHaveLength(MAX_CONFLICTS);
    expect(error.conflictCount).toBe(MAX_CONFLICTS + 5);
  });
});
