import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readShardReports } from "@compose-actions/compose";
import { planShards, reportShardRun } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { useScratch } from "../../../test/support/scratch.ts";

const scratch = useScratch();
const reader = { steps: ["verify"], content: z.object({ found: z.string() }) };
const plan = planShards(
  "verify",
  [1, 2, 3].map((bytes) => ({ key: `${bytes}`, bytes, artifacts: [`${bytes}`] })),
  3,
);
const text = (index: number, more: object = {}, indent?: number) =>
  JSON.stringify(
    {
      schema: "compose-actions/verify/1",
      step: "verify",
      status: "ok",
      ...reportShardRun({ plan, shard: { index, count: 3 } }),
      found: "all",
      ...more,
    },
    undefined,
    indent,
  );

function folder(files: Readonly<Record<string, string>>): string {
  const root = scratch.folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

const read = (...places: string[]) => readShardReports(places, reader, new AbortController().signal);

describe("reports of parts", () => {
  const files = {
    "a/report.json": text(1),
    "b/deep/report.json": text(2, {}, 2),
    "c.json": text(3, {}, 4),
    "plan.json": JSON.stringify({ ...JSON.parse(text(1)), shard: undefined }),
    "other.json": text(1).replace("/verify/", "/localize/"),
    "rpms.json": '{"header": {"type": "productmd.rpms"}}',
    "notes.txt": text(1),
    "empty.json": "",
    ".hidden/report.json": text(1),
  };

  test.each([
    ["a directory", ["."]],
    ["a glob of directories", ["*"]],
    ["a glob of files", ["**/*.json"]],
    ["files and globs", ["a/report.json", "b/*/*.json", "c.json", "./c.json"]],
  ])("are found by %s, and other files are passed over", async (_, places) => {
    const root = folder(files);
    const { reports, unreadable } = await read(...places.map((place) => `${root}/${place}`));
    expect(new Set(reports.map(({ shard }) => shard.index))).toEqual(new Set([1, 2, 3]));
    expect(reports.every(({ done }) => done?.content.found === "all")).toBe(true);
    expect(unreadable).toEqual([]);
  });

  test("keep no more than what is wanted of them", async () => {
    const root = folder({ "a.json": text(1, { artifacts: ["x"] }) });
    const [report] = (await read(root)).reports;
    expect(report?.done?.content).toEqual({ found: "all" });
  });

  test.each([
    ["cut off", text(1).slice(0, -5), /no JSON: it was cut off/],
    ["deep", text(1, { deep: JSON.parse(`${"[".repeat(70)}${"]".repeat(70)}`) }), /more than 64 levels deep/],
    ["very deep", text(1).replace('"all"', "[".repeat(2_000_000)), /more than 64 levels deep/],
    ["of another version", text(1).replace("verify/1", "verify/9"), /version 9/],
    ["without counts", text(1, { part: {} }), /part\.artifacts/],
    ["of another form", text(1, { found: [] }), /found: /],
  ])("that are %s are named", async (_, content, reason) => {
    const root = folder({ "good.json": text(2), "bad.json": content });
    const { reports, unreadable } = await read(root);
    expect(reports.map(({ shard }) => shard.index)).toEqual([2]);
    expect(unreadable).toEqual([expect.stringMatching(reason)]);
    expect(unreadable[0]).toContain(`${root}/bad.json: `);
  });

  test("brackets in texts are no depth", async () => {
    const root = folder({ "a.json": text(1, { note: `\\"${"[{".repeat(100)}` }) });
    expect((await read(root)).reports).toHaveLength(1);
  });

  test("that are too large are named", async () => {
    const root = folder({ "a.json": text(1) });
    execFileSync("truncate", ["-s", `${257 * 1024 * 1024}`, join(root, "a.json")]);
    expect((await read(root)).unreadable).toEqual([expect.stringContaining("more than 268.4 MB")]);
  });

  test.each([
    ["a place that does not exist", "nowhere", /nowhere does not exist/],
    ["a file that is no report", "rpms.json", /rpms\.json is no report of a step/],
    ["an empty file", "empty.json", /is no report of a step/],
    ["a glob that is none", "[a/b]*{", /shard-reports: /],
  ])("are refused with %s", async (_, place, message) => {
    const work = read(`${folder(files)}/${place}`);
    await expect(work).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });

  test("links in directories are not followed, and pipes are not waited for", async () => {
    const root = folder({ "reports/a.json": text(1), "else/b.json": text(2) });
    symlinkSync(join(root, "else"), join(root, "reports/else"));
    symlinkSync(join(root, "else/b.json"), join(root, "reports/b.json"));
    execFileSync("mkfifo", [join(root, "reports/pipe.json")]);
    const { reports } = await read(join(root, "reports"));
    expect(reports.map(({ shard }) => shard.index)).toEqual([1]);
    expect((await read(join(root, "reports/pipe.json"))).unreadable).toEqual([
      expect.stringContaining("not a regular file"),
    ]);
  });

  test("an empty glob finds none, and work that is stopped ends", async () => {
    expect(await read(`${folder({})}/*.json`)).toEqual({ reports: [], unreadable: [] });
    const stopped = AbortSignal.abort(new Error("stop"));
    await expect(readShardReports([folder(files)], reader, stopped)).rejects.toThrow("stop");
  });
});
