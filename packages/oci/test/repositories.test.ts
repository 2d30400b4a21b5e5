import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { artifact, never, push } from "./support/artifacts.ts";
import { useRepositories } from "./support/repositories.ts";
import { scratch } from "./support/scratch.ts";

const make = scratch();
const open = () => useRepositories("registry.example.com");

describe("the repositories of a run", () => {
  test("are layouts where they are called so", async () => {
    const repositories = open();
    const path = join(make(), "my-layout");
    const layout = repositories.open(`oci-layout:${path}`);
    expect(layout.address).toBe("oci-layout.localhost/my-layout");
    expect(layout.shown).toBe(`oci-layout:${path}`);
    const made = artifact(make(), "content");
    await push(layout, made, "41");
    await repositories[Symbol.asyncDispose]();
    expect(readdirSync(path).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
    expect(await open().open(`oci-layout:${path}`).resolve("41", never)).toBe(made.manifest.digest);
  });

  test("are one repository, however a directory is written", () => {
    const repositories = open();
    const path = join(make(), "layout");
    mkdirSync(path);
    symlinkSync(path, `${path}-link`);
    const layout = repositories.open(`oci-layout:${path}`);
    expect(repositories.open(`oci-layout:${path}/`)).toBe(layout);
    expect(repositories.open(`oci-layout:${relative(process.cwd(), path)}`)).toBe(layout);
    expect(repositories.open(`oci-layout:${path}-link`)).toBe(layout);
  });

  test("are registries otherwise", () => {
    const repositories = open();
    const repository = repositories.open("oci://Registry.example.com:5000/a/b");
    expect(repository.address).toBe("registry.example.com:5000/a/b");
    expect(repositories.open("registry.example.com:5000/a/b")).toBe(repository);
    expect(repositories.open("registry.example.com:5000/a/c")).not.toBe(repository);
  });

  test("need a place for the journal, if there is to be one", () => {
    const file = join(make(), "file");
    writeFileSync(file, "");
    const repositories = useRepositories("registry.example.com", { uploads: { journalDirectory: file } });
    expect(() => repositories.open("registry.example.com/a")).toThrow(UserError);
  });

  test("have names of their own", () => {
    const repositories = open();
    const folder = make();
    repositories.open(`oci-layout:${folder}/a/layout`);
    expect(() => repositories.open(`oci-layout:${folder}/b/layout`)).toThrow(UserError);
  });

  test.each([
    ["", /names no repository/],
    ["oci://", /no host|names no repository/],
    ["oci-layout:", /names no directory/],
    ["oci://registry.example.com", /names no repository/],
    ["registry.example.com/x:tag", /leave out|more than a repository/],
    [`registry.example.com/x@sha256:${"a".repeat(64)}`, /more than a repository/],
    ["oci-layout:./layout:41", /more than a repository/],
    ["oci://oci-layout.localhost/layout", /how metadata names/],
    ["https://registry.example.com/x", /./],
  ])("cannot be %s", (target, message) => {
    expect(() => open().open(target)).toThrow(message);
    expect(() => open().open(target)).toThrow(UserError);
  });

  test("cannot be a directory of something else", () => {
    const path = make();
    writeFileSync(join(path, "precious"), "");
    expect(() => open().open(`oci-layout:${path}`)).toThrow(UserError);
    expect(() => open().open(`oci-layout:${join(path, "precious")}`)).toThrow(UserError);
  });
});
