import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { extraFiles, location, run, SHA_A, writeFiles } from "./support/run.ts";

const scratch = useScratch();
const inLayout = (name: string, path: string) =>
  location(path, { url: `oci://oci-layout.localhost/${name}:tag@${SHA_A}` });
const job = (arch: string, name: string) =>
  extraFiles({ Server: { [arch]: [inLayout(name, `${arch}/GPL`)] } });

/** Jobs whose metadata lies beside their layouts, as their artifacts are downloaded. */
const downloads = () => {
  const folder = writeFiles(scratch.folder(), {
    "artifacts/a/metadata/extra_files.json": job("x86_64", "oci-a"),
    "artifacts/a/metadata/oci-layouts.json": { "oci-a": "../oci-a" },
    "artifacts/b/metadata/extra_files.json": job("aarch64", "oci-b"),
    "artifacts/b/metadata/oci-layouts.json": { "oci-b": "layout", unused: "gone" },
  });
  mkdirSync(join(folder, "artifacts/a/oci-a"));
  mkdirSync(join(folder, "artifacts/b/metadata/layout"));
  return folder;
};

describe("layout directories beside fragments", () => {
  test("are found from the merged metadata as well", async () => {
    const folder = downloads();
    const output = join(folder, "deep/merged");
    const { failure, outputs, warnings } = await run({ compose: join(folder, "artifacts"), output });
    expect(failure).toBeUndefined();
    expect(readJson(join(output, "oci-layouts.json"))).toEqual({
      "oci-a": "../../artifacts/a/oci-a",
      "oci-b": "../../artifacts/b/metadata/layout",
    });
    // No metadata, though written beside it.
    expect(outputs["files"]).toBe(join(output, "extra_files.json"));
    expect(warnings).toEqual([expect.stringMatching(/does not lie below .* layout-root \(2\)/)]);
  });

  test("need not be allowed when they lie below the merged metadata", async () => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": job("x86_64", "oci"),
      "a/oci-layouts.json": { oci: "../merged/oci" },
    });
    mkdirSync(join(folder, "merged/oci"), { recursive: true });
    const output = join(folder, "merged");
    const { warnings } = await run({ compose: join(folder, "a"), output });
    expect(warnings).toEqual([]);
    expect(readJson(join(output, "oci-layouts.json"))).toEqual({ oci: "oci" });
  });

  test("merged once more, the file is the same", async () => {
    const folder = downloads();
    const [first, second] = [join(folder, "one"), join(folder, "two")];
    await run({ compose: join(folder, "artifacts"), output: first });
    await run({ compose: `${first}\n${folder}/artifacts/a/metadata`, output: second });
    expect(readFileSync(join(second, "oci-layouts.json"))).toEqual(
      readFileSync(join(first, "oci-layouts.json")),
    );
  });

  test("of one name are one directory, however they are named", async () => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": job("x86_64", "oci"),
      "a/oci-layouts.json": { oci: "../oci" },
      "b/extra_files.json": job("aarch64", "oci"),
      "b/oci-layouts.json": { oci: "../b/../oci/" },
    });
    const output = join(folder, "merged");
    expect((await run({ compose: `${folder}/[ab]`, output })).failure).toBeUndefined();
    expect(readJson(join(output, "oci-layouts.json"))).toEqual({ oci: "../oci" });
  });

  test("of one name that are different directories are refused", async () => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": job("x86_64", "oci"),
      "a/oci-layouts.json": { oci: "oci" },
      "b/extra_files.json": job("aarch64", "oci"),
      "b/oci-layouts.json": { oci: "oci" },
    });
    const work = run({ compose: `${folder}/[ab]`, output: join(folder, "merged") });
    await expect(work).rejects.toThrow(UserError);
    await expect(work).rejects.toThrow(/are both called "oci" in metadata/);
  });

  test("that metadata comes from are those that it speaks of", async () => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": job("x86_64", "oci"),
      "b/extra_files.json": extraFiles({ Server: { aarch64: [location("y")] } }),
    });
    const layout = join(folder, "published/oci");
    const target = { "publish-metadata": `oci-layout:${layout}:1` };
    await run({ compose: join(folder, "a"), output: join(folder, "ignored"), ...target });
    const output = join(folder, "merged");
    const { warnings } = await run({ compose: `oci-layout:${layout}:1\n${folder}/b`, output });
    expect(readJson(join(output, "oci-layouts.json"))).toEqual({ oci: "../published/oci" });
    expect(warnings).toEqual([expect.stringMatching(/layout-root/)]);
  });

  test("that nobody says the place of are told", async () => {
    const folder = writeFiles(scratch.folder(), { "a/extra_files.json": job("x86_64", "oci") });
    const { warnings } = await run({ compose: join(folder, "a"), output: join(folder, "merged") });
    expect(warnings).toEqual([expect.stringMatching(/no oci-layouts\.json .*"oci"/)]);
  });

  test("are not published to a registry, where nobody has them", async () => {
    const folder = downloads();
    const output = join(folder, "merged");
    const target = { "publish-metadata": "registry.example.com/compose:1" };
    await expect(run({ compose: join(folder, "artifacts"), output, ...target })).rejects.toThrow(
      /the metadata names a directory of this machine/,
    );
  });
});

describe("hostile files beside fragments", () => {
  test.each([
    ["an absolute path", { oci: "/etc" }],
    ["no path", { other: "x" }],
  ])("%s is no place", async (_what, layouts) => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": job("x86_64", "oci"),
      "a/oci-layouts.json": layouts,
    });
    const output = join(folder, "merged");
    const { warnings } = await run({ compose: join(folder, "a"), output });
    expect(warnings).toEqual([expect.stringMatching(/no oci-layouts\.json/)]);
    expect(() => readFileSync(join(output, "oci-layouts.json"))).toThrow("ENOENT");
  });

  test.each([
    ["a list", "[]"],
    ["no JSON", "{"],
    ["numbers", '{"oci": 1}'],
    ["a key twice", '{"oci": "a", "oci": "b"}'],
  ])("%s is refused", async (_what, text) => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": job("x86_64", "oci"),
      "a/oci-layouts.json": text,
    });
    const output = join(folder, "merged");
    await expect(run({ compose: join(folder, "a"), output })).rejects.toThrow(/does not map names/);
  });

  test("a pipe in its place is refused and not waited for", async () => {
    const folder = writeFiles(scratch.folder(), { "a/extra_files.json": job("x86_64", "oci") });
    symlinkSync("/dev/zero", join(folder, "a/oci-layouts.json"));
    await expect(run({ compose: join(folder, "a"), output: join(folder, "merged") })).rejects.toThrow(
      /is no file of a size/,
    );
  });

  test("is not looked at when no Location names a layout", async () => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": extraFiles({ Server: { x86_64: [location("x")] } }),
      "a/oci-layouts.json": "{",
    });
    const output = join(folder, "merged");
    expect((await run({ compose: join(folder, "a"), output })).failure).toBeUndefined();
  });
});
