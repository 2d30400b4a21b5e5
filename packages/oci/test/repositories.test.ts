import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "@compose-actions/step";
import { afterEach, describe, expect, test } from "vitest";
import { openRepositories } from "../src/repositories.ts";
import type { Repositories } from "../src/repository.ts";
import { artifact, never, push } from "./support/artifacts.ts";
import { scratch } from "./support/scratch.ts";

const make = scratch();
const opened: Repositories[] = [];
afterEach(async () => {
  await Promise.allSettled(opened.splice(0).map((all) => all[Symbol.asyncDispose]()));
});

function open() {
  const repositories = openRepositories({
    registry: () => {
      throw new Error("no registry is needed");
    },
  });
  opened.push(repositories);
  return repositories;
}

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
