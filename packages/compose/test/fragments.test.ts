import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { ErrorList, findFragments, type MetadataFile } from "@compose-actions/compose";
import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { isRoot, makeFifo, scratch } from "./support/scratch.ts";

const make = scratch();
const { signal } = new AbortController();
const text = (type: string) => `{"header": {"type": "productmd.${type}", "version": "2.0"}}`;

interface Options {
  readonly fetched?: readonly MetadataFile[];
  readonly output?: string;
}

async function find(
  folder: string,
  inputs: readonly string[],
  { fetched = [], output = "out" }: Options = {},
) {
  const errors = new ErrorList();
  const fragments = await findFragments(
    inputs.map((input) => (input.includes("://") ? input : join(folder, input))),
    errors,
    { signal, fetchMetadata: async () => fetched, output: join(folder, output) },
  );
  errors.throwAny();
  return fragments;
}

/** Fragments by name, with the names of their files. */
async function found(folder: string, inputs: readonly string[], options: Options = {}) {
  return (await find(folder, inputs, options)).map(
    ({ name, sources }) =>
      `${relative(folder, name) || "."}: ${sources.map(({ path }) => relative(name, path)).join(" ")}`,
  );
}

async function refusal(folder: string, ...inputs: string[]): Promise<UserError> {
  const error = await find(folder, inputs).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe("places", () => {
  const folder = make({
    "artifacts/job-a/images.json": text("images"),
    "artifacts/job-a/composeinfo.json": text("composeinfo"),
    "artifacts/job-a/oci-layouts.json": "{}",
    "artifacts/job-b/metadata/images.json": text("images"),
    "artifacts/job-c/x/compose/metadata/rpms.json": text("rpms"),
    "artifacts/logs/build.log": "",
    "artifacts/.cache/images.json": text("images"),
    "other/my.json": text("rpms"),
    "lone/fragment": text("modules"),
    "[a]/images.json": text("images"),
  });
  const A = "artifacts/job-a: composeinfo.json images.json";
  const B = "artifacts/job-b/metadata: images.json";
  const C = "artifacts/job-c/x/compose/metadata: rpms.json";
  test.each<[string, string[], string[]]>([
    ["a directory of directories", ["artifacts"], [A, B, C]],
    ["directories, one by one", ["artifacts/job-b", "artifacts/job-a"], [A, B]],
    ["a glob of directories", ["artifacts/job-[ab]"], [A, B]],
    ["a glob of directories, some without metadata", ["artifacts/*"], [A, B, C]],
    ["a glob of files", ["artifacts/*/images.json"], ["artifacts/job-a: images.json"]],
    ["a glob of whatever is there", ["artifacts/job-a/*.json"], [A]],
    ["a glob at any depth", ["artifacts/**/images.json"], ["artifacts/job-a: images.json", B]],
    ["a glob at any depth from the middle", ["**/job-c/**/*.json"], [C]],
    ["hidden directories that are named", ["artifacts/.c*"], ["artifacts/.cache: images.json"]],
    ["alternatives", ["artifacts/job-{a,b}"], [A, B]],
    ["files of any name that are named", ["lone/fragment"], ["lone: fragment"]],
    ["files of any name at the end of a glob", ["o*/my.json"], ["other: my.json"]],
    ["a path that looks like a glob", ["[a]"], ["[a]: images.json"]],
    ["the same twice", ["artifacts", "artifacts/**/images.json", "artifacts/job-a/images.json"], [A, B, C]],
  ])("%s", async (_what, inputs, expected) => {
    expect(await found(folder, inputs)).toEqual(expected);
  });

  test("from the working directory", async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      const inputs = ["./artifacts/job-*"];
      const fragments = await findFragments(inputs, new ErrorList(), {
        signal,
        fetchMetadata: async () => [],
        output: "out",
      });
      expect(fragments.map(({ name }) => name)).toEqual([
        "artifacts/job-a",
        "artifacts/job-b/metadata",
        "artifacts/job-c/x/compose/metadata",
      ]);
    } finally {
      process.chdir(before);
    }
  });

  test("the directory that is written to is passed over where others are looked through", async () => {
    expect(await found(folder, ["artifacts"], { output: "artifacts/job-a" })).toEqual([B, C]);
    expect(await found(folder, ["artifacts/*"], { output: "artifacts/job-a" })).toEqual([B, C]);
    // Named, it is an input, which is not written into.
    expect(await found(folder, ["artifacts/job-a"], { output: "artifacts/job-a" })).toEqual([A]);
  });

  test("URLs are fragments of their own, without a directory", async () => {
    const path = join(folder, "artifacts/job-a/images.json");
    const url = "https://u.example.com/c/images.json";
    const fetched = [{ path, root: folder, url, rootUrl: "https://u.example.com/c/" }];
    const fragments = await find(folder, ["https://u.example.com/c?sig=secret", "artifacts/job-a"], {
      fetched,
    });
    expect(fragments.map(({ name, home }) => [relative(folder, name).split("/").at(-1), home])).toEqual([
      ["job-a", join(folder, "artifacts/job-a")],
      ["c?…", undefined],
    ]);
  });
});

describe("what is refused", () => {
  const folder = make({ "a/README": "", "b/images.json": text("images"), "c/images.json": text("rpms") });

  test.each([
    ["nothing of that name", "gone", /does not exist/],
    ["a directory with nothing in it", "a", /holds no metadata/],
    ["a glob that means nothing", "x*", /nothing that .* means holds metadata/],
    ["a glob that means nothing with metadata", "a/*", /nothing that .* means holds metadata/],
    ["a glob that is none", "{b,c", /a brace of the pattern is not closed/],
    ["a URL of another kind", "ftp://example.com/x", /a URL of a kind that cannot be read/],
  ])("%s", async (_what, input, message) => {
    const error = await refusal(folder, input);
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(2);
  });

  test("a file whose name says otherwise, like any that is broken", async () => {
    await expect(find(folder, ["b", "c"])).rejects.toThrow(
      "the file holds productmd.rpms, but its name says images",
    );
  });

  test("directories that are too deep to be looked through", async () => {
    const deep = make({ [`${"d/".repeat(18)}images.json`]: text("images") });
    expect((await refusal(deep, "d")).message).toMatch(/too deep/);
    expect((await refusal(deep, "**/images.json")).message).toMatch(/too deep/);
    const fine = make({ [`${"d/".repeat(17)}images.json`]: text("images") });
    expect(await find(fine, ["d"])).toHaveLength(1);
  });

  test.skipIf(isRoot)("directories that cannot be read", async () => {
    const closed = make({ "d/e/images.json": text("images") });
    chmodSync(join(closed, "d"), 0o000);
    expect((await refusal(closed, "d")).message).toMatch(/cannot be read: EACCES/);
    chmodSync(join(closed, "d"), 0o755);
  });

  test("an aborted search ends", async () => {
    const many = make();
    for (let i = 0; i < 1100; i++) {
      mkdirSync(join(many, String(i)));
    }
    const reason = new Error("stop");
    await expect(
      findFragments([many], new ErrorList(), {
        signal: AbortSignal.abort(reason),
        fetchMetadata: async () => [],
        output: "out",
      }),
    ).rejects.toBe(reason);
  });
});

describe("links", () => {
  test("to directories are not followed when they are come across, but when they are named", async () => {
    const folder = make({ "jobs/a/images.json": text("images"), "outside/rpms.json": text("rpms") });
    symlinkSync(join(folder, "outside"), join(folder, "jobs/link"));
    symlinkSync(folder, join(folder, "jobs/loop"));
    expect(await found(folder, ["jobs"])).toEqual(["jobs/a: images.json"]);
    expect(await found(folder, ["jobs/**/*.json"])).toEqual(["jobs/a: images.json"]);
    expect(await found(folder, ["jobs/li*"])).toEqual(["jobs/link: rpms.json"]);
  });

  test("to metadata outside of the directory are refused", async () => {
    const folder = make({ "outside/images.json": text("images"), "jobs/a/README": "" });
    symlinkSync(join(folder, "outside/images.json"), join(folder, "jobs/a/images.json"));
    expect((await refusal(folder, "jobs")).message).toMatch(/leads out of the compose/);
  });

  test("to the same file count once", async () => {
    const folder = make({ "a/images.json": text("images") });
    symlinkSync("a", join(folder, "b"));
    expect(await found(folder, ["a", "b"])).toEqual(["a: images.json"]);
  });

  test("that lead nowhere, and pipes", async () => {
    const folder = make({ "jobs/a/README": "" });
    symlinkSync("gone", join(folder, "jobs/a/images.json"));
    expect((await refusal(folder, "jobs")).message).toMatch(/leads nowhere/);
    rmSync(join(folder, "jobs/a/images.json"));
    makeFifo(join(folder, "jobs/a/images.json"));
    expect((await refusal(folder, "jobs")).message).toMatch(/not a regular file/);
    expect((await refusal(folder, "jobs/a/*.json")).message).toMatch(/neither a file nor a directory/);
  });
});
