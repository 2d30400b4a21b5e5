import {
  baseUrlBuilder,
  describeWarning,
  downgrade,
  serialize,
  upgrade,
  type Warning,
  WarningLog,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { accept, changed, digest, document, ENTRY, type Json, ociLocation } from "./support/documents.ts";

const url = baseUrlBuilder("https://x/");
const short = (warnings: readonly Warning[]) =>
  warnings.map(({ code, count, examples }) => [code, count, ...examples]);
const upgraded = (doc: Json) => short(upgrade(accept(doc).model, { url }).warnings);
const downgraded = (doc: Json) => short(downgrade(accept(doc).model).warnings);
const MODULE = [...ENTRY.modules.slice(0, -1), "perl:5.38:1:aa"];

test("a small compose upgrades without a word", () => {
  for (const type of ["images", "rpms", "extra_files", "modules", "composeinfo"] as const) {
    expect(upgraded(document(type))).toEqual([]);
  }
});

describe("U4: what 2.0 cannot hold of a module", () => {
  const named = "perl:5.38:1:aa (Server, x86_64)";
  test.each<[string, readonly string[], Json, Json[]]>([
    ["koji_tag", ["metadata", "koji_tag"], "module-abc", [["lost-koji-tag", 1, `koji_tag of ${named}`]]],
    ["an empty koji_tag", ["metadata", "koji_tag"], "", []],
    ["another field", ["metadata", "odd"], "x", [["lost-module-field", 1, `odd of ${named}`]]],
    [
      "a uid that is not the key",
      ["metadata", "uid"],
      "perl:5.36:1:aa",
      [["lost-module-field", 1, `uid of ${named}`]],
    ],
    ["no uid", ["metadata", "uid"], undefined, []],
    [
      "further modulemd paths",
      ["modulemd_path"],
      { binary: "a", debug: "b", source: "c" },
      [["lost-modulemd-path", 2, `debug of ${named}`, `source of ${named}`]],
    ],
    [
      "a category that is not binary",
      ["modulemd_path"],
      { source: "a" },
      [["lost-modulemd-category", 1, `source of ${named}`]],
    ],
    ["one path without a category", ["modulemd_path"], "a", []],
  ])("%s", (_what, at, value, expected) => {
    expect(upgraded(changed(document("modules"), [...MODULE, ...at], value))).toEqual(expected);
  });

  test("a module without a modulemd path cannot be upgraded", () => {
    const { model } = accept(changed(document("modules"), [...MODULE, "modulemd_path"], {}));
    expect(() => upgrade(model, { url })).toThrow(
      /^payload\.modules\.Server\.x86_64\["perl:5\.38:1:aa"\]\.modulemd_path: the module has no modulemd path/,
    );
  });

  test("the first path in file order is kept", () => {
    const { model } = accept(
      changed(document("modules"), [...MODULE, "modulemd_path"], { source: "s", binary: "b" }),
    );
    expect(serialize(upgrade(model, { url }).model)).toContain('"local_path": "s"');
  });
});

describe("U6: checksums", () => {
  const files = (checksums: Json) =>
    changed(document("extra_files"), [...ENTRY.extra_files, "checksums"], checksums);
  const sha256 = digest();
  const md5 = digest("b", 32);
  const sha1 = digest("c", 40);
  test.each<[Json, Json[], string]>([
    [{ md5, sha256 }, ["lost-checksums"], `sha256:${sha256}`],
    [{ sha1, md5 }, ["lost-checksums", "weak-checksum"], `sha1:${sha1}`],
    [{ md5 }, ["weak-checksum"], `md5:${md5}`],
    [{ sha512: digest("d", 128) }, [], `sha512:${digest("d", 128)}`],
    [{}, [], ""],
  ])("%j", (checksums, codes, kept) => {
    const { model, warnings } = upgrade(accept(files(checksums)).model, { url });
    expect(short(warnings)).toEqual(codes.map((code) => [code, 1, "Server/x86_64/os/GPL"]));
    const text = serialize(model);
    expect(text).toContain(kept === "" ? '"checksum": null' : `"checksum": "${kept}"`);
  });
});

test.each([["a"], 7])("sigkeys of 1.x are a field that the format does not know: %j", (sigkeys) => {
  const { model, warnings } = accept(changed(document("rpms"), [...ENTRY.rpms, "sigkeys"], sigkeys));
  expect(short(warnings)).toEqual([["unknown-field", 1, expect.stringMatching(/\.sigkeys$/)]]);
  expect(serialize(upgrade(model, { url }).model)).toContain('"sigkeys": []');
  expect(downgrade(model).warnings).toEqual([]);
});

test("U1: size and checksum of an extra file are kept", () => {
  const { model } = upgrade(accept(document("extra_files")).model, { url });
  expect(JSON.parse(serialize(model)).payload.extra_files.Server.x86_64[0].location).toEqual({
    checksum: `sha256:${digest()}`,
    contents: [],
    local_path: "Server/x86_64/os/GPL",
    size: 7,
    url: "https://x/Server/x86_64/os/GPL",
  });
});

describe("U2: 2.0 upgraded again", () => {
  test("keeps sizes, checksums and sigkeys, and takes the new URLs", () => {
    const { model, warnings } = upgrade(accept(document("rpms", "2.0")).model, { url });
    expect(warnings).toEqual([]);
    const expected = changed(
      document("rpms", "2.0"),
      [...ENTRY.rpms, "location", "url"],
      "https://x/Server/x86_64/os/Packages/b/bash.rpm",
    );
    expect(JSON.parse(serialize(model))).toEqual(expected);
  });

  test("a set in a registry keeps its URL and contents", () => {
    const doc = changed(document("images", "2.0"), [...ENTRY.images, "location"], ociLocation("set"));
    const { model, warnings } = upgrade(accept(doc).model, { url });
    expect(short(warnings)).toEqual([["kept-oci", 1, "set"]]);
    expect(JSON.parse(serialize(model))).toEqual(JSON.parse(serialize(accept(doc).model)));
  });
});

describe("U3: what 1.2 cannot hold", () => {
  test("URLs, contents, facts of packages, signing keys", () => {
    const path = "Server/x86_64/os/Packages/b/bash.rpm";
    expect(downgraded(document("rpms", "2.0"))).toEqual([
      ["lost-url", 1, path],
      ["lost-file-facts", 1, path],
    ]);
    const keys = changed(document("rpms", "2.0"), [...ENTRY.rpms, "sigkeys"], ["a", "b"]);
    expect(downgraded(keys).map(([code, , example]) => [code, example])).toContainEqual([
      "lost-sigkeys",
      "bash-0:5.2-1.fc41.x86_64",
    ]);
    const set = changed(document("images", "2.0"), [...ENTRY.images, "location"], ociLocation("set"));
    expect(downgraded(set)).toEqual([
      ["lost-url", 1, "set"],
      ["lost-contents", 1, "set"],
    ]);
  });

  test("images and extra files keep size and checksum", () => {
    for (const type of ["images", "extra_files"] as const) {
      expect(downgraded(document(type, "2.0")).map(([code]) => code)).toEqual(["lost-url"]);
    }
  });

  test("a URL that is the path is no loss", () => {
    const doc = changed(
      document("extra_files", "2.0"),
      [...ENTRY.extra_files, "location", "url"],
      "Server/x86_64/os/GPL",
    );
    expect(downgraded(doc)).toEqual([]);
  });

  test("1.x only becomes 1.2", () => {
    const { model, warnings } = downgrade(accept(document("images", "1.1")).model);
    expect(warnings).toEqual([]);
    expect(serialize(model)).toContain('"version": "1.2"');
  });
});

test("U20: keys that are no NEVRA, and arches that RPM does not know, are kept with a warning", () => {
  const doc = document("rpms");
  doc.payload.rpms.Server = {
    nosuch: { "bash.src": { "bash.rpm": { path: "a", sigkey: null, category: "binary" } } },
  };
  const { warnings, model } = accept(doc);
  expect(warnings.map(({ code }) => code).sort()).toEqual(["odd-nevra", "unknown-arch"]);
  expect(serialize(model)).toContain('"bash.rpm"');
});

describe("WarningLog", () => {
  test("counts all, names five, and keeps the order of first occurrence", () => {
    const log = new WarningLog();
    log.add("weak-checksum", () => "first");
    for (let i = 0; i < 10; i++) {
      log.add("lost-url", () => `file ${i}`);
    }
    log.merge([{ code: "weak-checksum", count: 6, examples: ["a", "b", "c", "d", "e"], message: "" }]);
    log.merge([{ code: "byte-order-mark", count: 1, examples: [], message: "" }]);
    const warnings = log.warnings();
    expect(short(warnings)).toEqual([
      ["weak-checksum", 7, "first", "a", "b", "c", "d"],
      ["lost-url", 10, "file 0", "file 1", "file 2", "file 3", "file 4"],
      ["byte-order-mark", 1],
    ]);
    expect(describeWarning(warnings[1] as Warning)).toBe(
      "1.2 holds no URLs (10 artifacts): file 0, file 1, file 2, file 3, file 4, …",
    );
    expect(describeWarning(warnings[2] as Warning)).toBe(
      "the file starts with a byte order mark, which was skipped (1 file)",
    );
  });
});
