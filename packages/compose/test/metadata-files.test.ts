import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { findMetadataFiles, noteIgnored } from "@compose-actions/compose";
import { WarningLog } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { makeFifo, scratch, userError } from "./support/scratch.ts";

const make = scratch();

/** What is found, with paths relative to the folder. */
const found = (folder: string, below = "") =>
  findMetadataFiles(join(folder, below)).map(({ path, root, expects }) => [
    expects ?? "",
    relative(folder, path),
    relative(folder, root),
  ]);

describe("where metadata is found", () => {
  test.each<[string, string, string]>([
    ["in compose/metadata/", "compose/metadata", "compose"],
    ["in metadata/", "metadata", ""],
    ["in the directory itself", "", ""],
    ["in the only sub-directory with metadata/", "Test-1-20260101.0/metadata", "Test-1-20260101.0"],
  ])("%s", (_what, place, root) => {
    const folder = make({
      [join(place, "rpms.json")]: "{}",
      [join(place, "composeinfo.json")]: "{}",
      README: "",
      "other/rpms.txt": "",
    });
    expect(found(folder)).toEqual([
      ["composeinfo", join(place, "composeinfo.json"), root],
      ["rpms", join(place, "rpms.json"), root],
    ]);
  });

  test("all five files, in one order", () => {
    const names = ["rpms", "modules", "images", "extra_files", "composeinfo"];
    const folder = make(Object.fromEntries(names.map((name) => [`metadata/${name}.json`, ""])));
    expect(found(folder).map(([expects]) => expects)).toEqual([
      "composeinfo",
      "images",
      "rpms",
      "modules",
      "extra_files",
    ]);
  });

  test("the names of old files; the current name wins", () => {
    const folder = make({
      "metadata/image-manifest.json": "",
      "metadata/rpm-manifest.json": "",
      "metadata/rpms.json": "",
    });
    expect(found(folder)).toEqual([
      ["images", "metadata/image-manifest.json", ""],
      ["rpms", "metadata/rpms.json", ""],
    ]);
  });

  test("files that older names hide are told, unless they are the same", () => {
    const folder = make({ "image-manifest.json": "", "images.json": "", "rpms.json": "" });
    symlinkSync("rpms.json", join(folder, "rpm-manifest.json"));
    const log = new WarningLog();
    noteIgnored(findMetadataFiles(folder), log);
    expect(log.warnings()).toMatchObject([
      { code: "ignored-file", count: 1, examples: [join(folder, "image-manifest.json")] },
    ]);
  });

  test("the metadata directory itself belongs to the compose around it", () => {
    const folder = make({ "compose/metadata/rpms.json": "" });
    expect(found(folder, "compose/metadata")).toEqual([["rpms", "compose/metadata/rpms.json", "compose"]]);
    expect(found(folder, "compose/metadata/")).toEqual([["rpms", "compose/metadata/rpms.json", "compose"]]);
    expect(found(folder, "compose")).toEqual([["rpms", "compose/metadata/rpms.json", "compose"]]);
  });

  test.each(["metadata", "compose/metadata"])("files beside %s/ can be meant as well: refused", (place) => {
    const folder = make({ [`${place}/rpms.json`]: "", "images.json": "" });
    const error = userError(() => findMetadataFiles(folder));
    expect([error.exitCode, error.message]).toEqual([
      2,
      `compose: ${folder} can be read in several ways: metadata lies in it, and in ${join(folder, place)}`,
    ]);
    expect(found(folder, place)).toHaveLength(1);
  });

  test("of two layouts the reference's first one is read; a link to the directory itself is no second one", () => {
    const folder = make({ "compose/metadata/rpms.json": "", "metadata/images.json": "" });
    expect(found(folder).map(([expects]) => expects)).toEqual(["rpms"]);
    const linked = make({ "rpms.json": "" });
    symlinkSync(".", join(linked, "metadata"));
    expect(found(linked)).toHaveLength(1);
  });

  test("a file that is named may have any name", () => {
    const folder = make({ "metadata/odd.txt": "", "images-2.json": "" });
    expect(found(folder, "metadata/odd.txt")).toEqual([["", "metadata/odd.txt", ""]]);
    expect(found(folder, "images-2.json")).toEqual([["", "images-2.json", ""]]);
  });

  test("named as the working directory, metadata belongs to the compose around it", () => {
    const folder = make({ "metadata/rpms.json": "" });
    const before = process.cwd();
    try {
      process.chdir(join(folder, "metadata"));
      for (const input of [".", "rpms.json"]) {
        const [file] = findMetadataFiles(input);
        expect(relative(folder, join(process.cwd(), file?.root ?? ""))).toBe("");
      }
    } finally {
      process.chdir(before);
    }
  });

  test("U14: a sub-directory with metadata/ does not win over the root's own", () => {
    const folder = make({
      "metadata/rpms.json": "",
      "A/metadata/images.json": "",
      "A/metadata/rpms.json": "",
    });
    expect(found(folder)).toEqual([["rpms", "metadata/rpms.json", ""]]);
    const flat = make({ "rpms.json": "", "A/metadata/images.json": "" });
    expect(found(flat)).toEqual([["rpms", "rpms.json", ""]]);
  });

  test("an empty metadata/ is as good as none", () => {
    const folder = make({ "rpms.json": "", "metadata/README": "", "compose/metadata/README": "" });
    expect(found(folder)).toEqual([["rpms", "rpms.json", ""]]);
  });

  test("V5: a broken file is found like any other", () => {
    expect(found(make({ "metadata/images.json": "{", "metadata/rpms.json": "" }))).toHaveLength(2);
  });
});

describe("what is refused", () => {
  test("nothing there", () => {
    const error = userError(() => findMetadataFiles(join(make(), "nowhere")));
    expect([error.message, error.exitCode]).toEqual([expect.stringMatching(/nowhere does not exist$/), 2]);
  });

  test("no metadata", () => {
    const error = userError(() => findMetadataFiles(make({ "a/b/rpms.json": "", README: "" })));
    expect(error.message).toMatch(/holds no metadata$/);
    expect(error.remedy).toContain("composeinfo.json");
  });

  test("U14: several composes below", () => {
    const error = userError(() =>
      findMetadataFiles(make({ "A/metadata/rpms.json": "", "B/metadata/rpms.json": "", "C/x": "" })),
    );
    expect(error.message).toMatch(/holds several composes$/);
    expect(error.details.map((path) => path.at(-1))).toEqual(["A", "B"]);
    expect(error.exitCode).toBe(2);
  });

  test("a symbolic link that leads out of the compose", () => {
    const folder = make({ "compose/metadata/rpms.json": "", "secret.json": "{}" });
    symlinkSync(join(folder, "secret.json"), join(folder, "compose/metadata/images.json"));
    expect(userError(() => findMetadataFiles(folder)).message).toMatch(
      /images\.json is a symbolic link that leads out of the compose$/,
    );
    const aside = make({ "metadata/rpms.json": "" });
    mkdirSync(join(folder, "other"));
    symlinkSync(join(aside, "metadata"), join(folder, "other/metadata"));
    expect(userError(() => findMetadataFiles(join(folder, "other"))).message).toMatch(
      /leads out of the compose$/,
    );
  });

  test("a symbolic link within the compose is followed", () => {
    const folder = make({ "metadata/rpms-1.json": "" });
    symlinkSync("rpms-1.json", join(folder, "metadata/rpms.json"));
    expect(found(folder)).toEqual([["rpms", "metadata/rpms.json", ""]]);
    const alias = make();
    symlinkSync(folder, join(alias, "latest"));
    expect(found(alias, "latest")).toEqual([["rpms", "latest/metadata/rpms.json", "latest"]]);
  });

  test("a symbolic link that leads nowhere", () => {
    const folder = make();
    symlinkSync("gone.json", join(folder, "rpms.json"));
    expect(userError(() => findMetadataFiles(folder)).message).toMatch(/leads nowhere$/);
  });

  test("case 64: a directory called rpms.json", () => {
    const folder = make({ "rpms.json/x": "" });
    expect(userError(() => findMetadataFiles(folder)).message).toMatch(/rpms\.json is not a regular file$/);
  });

  test("case 64: a named pipe called images.json does not hang", () => {
    const folder = make();
    makeFifo(join(folder, "images.json"));
    expect(userError(() => findMetadataFiles(folder)).message).toMatch(/images\.json is not a regular file$/);
    expect(userError(() => findMetadataFiles(join(folder, "images.json"))).message).toMatch(
      /neither a file nor a directory$/,
    );
  });

  test("a file where a directory is looked for", () => {
    const folder = make({ metadata: "", compose: "", "rpms.json": "" });
    writeFileSync(join(folder, "x"), "");
    expect(found(folder)).toEqual([["rpms", "rpms.json", ""]]);
  });
});
