import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planShards, reportShardRun, type ShardPlan, type WrittenFile } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { useScratch } from "../../../test/support/scratch.ts";
import { COMPOSE, composeinfo, extraFiles, location, run, variant, writeFiles } from "./support/run.ts";

const scratch = useScratch();
const NAMES = ["a", "b", "c"];
const planOf = (step = "push-oci", names = NAMES): ShardPlan =>
  planShards(
    step,
    names.map((name) => ({ key: name, bytes: 10, artifacts: [name] })),
    3,
  );

/** Three jobs, each with its fragment and its report. */
function jobs(): string {
  const root = writeFiles(
    scratch.folder(),
    Object.fromEntries(
      NAMES.map((name) => [
        `made/${name}/extra_files.json`,
        extraFiles({ Server: { x86_64: [location(`f/${name}`)] } }),
      ]),
    ),
  );
  writeFiles(root, { "made/a/composeinfo.json": composeinfo(variant("Server", ["x86_64"])) });
  for (const index of [1, 2, 3]) report(root, index);
  return root;
}

function report(root: string, index: number, more: object = {}, plan = planOf(), step = "push-oci"): void {
  writeFiles(root, {
    [`reports/${index}.json`]: {
      schema: `compose-actions/${step}/1`,
      status: "ok",
      compose: COMPOSE.id,
      ...(step === "push-oci" ? { described: 1, artifacts: [] } : { artifacts: 1 }),
      written: writtenBy(join(root, "made", NAMES[index - 1] ?? "")),
      ...reportShardRun({ plan, shard: { index, count: 3 } }),
      ...more,
    },
  });
}

/** What a job says of the files that it wrote. */
function writtenBy(directory: string): readonly WrittenFile[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).map((file) => {
    const bytes = readFileSync(join(directory, file));
    return { file, sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
  });
}

const inputsOf = (root: string) => ({
  compose: join(root, "made"),
  "shard-reports": join(root, "reports"),
  output: join(root, "merged"),
});

async function refusal(root: string, raw: object = {}) {
  const error = await run({ ...inputsOf(root), ...raw }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(existsSync(join(root, "merged"))).toBe(false);
  return error;
}

describe("metadata of parts", () => {
  test("is merged when all of them are done", async () => {
    const { report: own, lines, summary, failure } = await run(inputsOf(jobs()));
    expect(failure).toBeUndefined();
    const { id } = planOf();
    expect(own).toMatchObject({ artifacts: 3, joined: { id, count: 3, artifacts: 3, bytes: 30 } });
    expect(own.joined.parts.map(({ shard }: { shard: string }) => shard)).toEqual(["1/3", "2/3", "3/3"]);
    expect(lines).toContain("3 parts joined: 3 artifacts and 30 B known");
    expect(summary).toContain("| 2/3 | 1 | 10&nbsp;B |");
  });

  test("may be that of upgrade-metadata", async () => {
    const root = jobs();
    for (const index of [1, 2, 3]) report(root, index, {}, planOf("upgrade-metadata"), "upgrade-metadata");
    expect((await run(inputsOf(root))).report.joined.id).toBe(planOf("upgrade-metadata").id);
  });

  test("without shard-reports nobody asks for parts", async () => {
    const root = jobs();
    const { report: own } = await run({ compose: join(root, "made/b"), output: join(root, "merged") });
    expect(own).not.toHaveProperty("joined");
  });

  test("is not merged when a part is missing, although all fragments are there", async () => {
    const root = jobs();
    writeFileSync(join(root, "reports/2.json"), "");
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      message: "The parts of 3 cannot be joined: part 2/3: no report",
      remedy: expect.stringContaining("run the jobs of those parts again"),
    });
  });

  test.each([
    [
      "failed",
      { status: "failed", error: { message: "1 artifact failed" } },
      /part 2\/3: failed: 1 artifact/,
    ],
    ["was only a dry run", { dryRun: true }, /part 2\/3: no report/],
  ])("is not merged when a part %s", async (_, more, message) => {
    const root = jobs();
    report(root, 2, more);
    expect(await refusal(root)).toMatchObject({ exitCode: 1, message: expect.stringMatching(message) });
  });

  test("is not merged when parts are of two plans, or of two steps", async () => {
    const root = jobs();
    report(root, 2, {}, planOf("push-oci", ["a", "b"]));
    expect(await refusal(root)).toMatchObject({
      details: [
        "part 2/3: no report",
        expect.stringContaining("2.json: part 2/3 of another plan of push-oci"),
      ],
    });
    report(root, 2, {}, planOf("upgrade-metadata"), "upgrade-metadata");
    expect(await refusal(root)).toMatchObject({
      details: ["part 2/3: no report", expect.stringContaining("of another plan of upgrade-metadata")],
    });
  });

  test("is not merged when the metadata of a part is missing, with a selection neither", async () => {
    const root = jobs();
    const compose = `${root}/made/a\n${root}/made/c`;
    const missing = {
      exitCode: 1,
      message: expect.stringMatching(
        /not that of the parts: part 2\/3: its extra_files.json is missing.*2.json/,
      ),
      remedy: expect.stringContaining("metadata of every part"),
    };
    expect(await refusal(root, { compose })).toMatchObject(missing);
    expect(await refusal(root, { compose, include: "f/c" })).toMatchObject(missing);
    // All of them, and a part of it is merged.
    const selected = await run({ ...inputsOf(root), include: "f/c" });
    expect(selected.report.artifacts).toBe(1);
  });

  test("is not merged when another part is there more than once instead", async () => {
    const root = jobs();
    rmSync(join(root, "made/b"), { recursive: true });
    for (const copy of ["d", "e"])
      cpSync(join(root, "made/a"), join(root, "made", copy), { recursive: true });
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      details: [expect.stringContaining("part 2/3: its extra_files.json is missing")],
    });
  });

  test("is not merged with what another run has left", async () => {
    const root = jobs();
    const stale = { Server: { x86_64: [location("f/old")] } };
    writeFiles(root, { "made/old/extra_files.json": extraFiles(stale) });
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/old.extra_files.json is not what any part has written$/),
      remedy: expect.stringContaining("take away"),
    });
  });

  test("is not merged when it is older than its report", async () => {
    const root = jobs();
    const before = extraFiles({ Server: { x86_64: [location("f/b", { size: 9 })] } });
    writeFiles(root, { "made/b/extra_files.json": before });
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      details: [
        expect.stringContaining("part 2/3: its extra_files.json is missing"),
        expect.stringContaining("b/extra_files.json is not what any part has written"),
      ],
    });
  });

  test("is not merged when two parts have written the same", async () => {
    const root = jobs();
    writeFiles(root, { "made/b/extra_files.json": extraFiles({ Server: { x86_64: [location("f/a")] } }) });
    report(root, 2);
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("have written 3 artifacts, which are 2"),
    });
  });

  test("is merged when a part lists a file twice", async () => {
    const root = jobs();
    const twice = [location("f/b"), location("f/b")];
    writeFiles(root, { "made/b/extra_files.json": extraFiles({ Server: { x86_64: twice } }) });
    report(root, 2, { described: 2 });
    expect((await run(inputsOf(root))).report.artifacts).toBe(3);
  });

  test("is merged when every part has what was not selected, which counts once", async () => {
    const root = jobs();
    for (const [at, name] of NAMES.entries()) {
      // In one of the lists it is there twice, and in the others as well.
      const files = [location(`f/${name}`), location("f/other"), location("f/other")];
      writeFiles(root, { [`made/${name}/extra_files.json`]: extraFiles({ Server: { x86_64: files } }) });
      report(root, at + 1, { described: 3, carried: 2 });
    }
    expect((await run(inputsOf(root))).report.artifacts).toBe(4);
    // A part that says nothing of it, or something else, is of another version.
    for (const carried of [undefined, 1]) {
      report(root, 2, { described: 3, carried });
      rmSync(join(root, "merged"), { recursive: true, force: true });
      expect(await refusal(root)).toMatchObject({
        exitCode: 1,
        message: expect.stringContaining("do not say the same of what was not selected"),
      });
    }
  });

  test("is not merged when two parts have pushed the same beside what was not selected", async () => {
    const root = jobs();
    for (const [at, name] of ["a", "b", "a"].entries()) {
      const files = [location(`f/${name}`), location("f/other")];
      const file = `made/${NAMES[at]}/extra_files.json`;
      writeFiles(root, { [file]: extraFiles({ Server: { x86_64: files } }) });
      report(root, at + 1, { described: 2, carried: 1 });
    }
    expect(await refusal(root)).toMatchObject({
      message: expect.stringContaining("have written 4 artifacts, which are 3"),
    });
  });

  test("is not merged when a report does not say what was written", async () => {
    const root = jobs();
    report(root, 2, { written: undefined });
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      details: [
        "part 2/3: no report",
        expect.stringContaining("2.json: written: the report does not say which metadata the part wrote"),
      ],
    });
  });

  test("is not merged when the parts are of another compose", async () => {
    const root = jobs();
    for (const index of [1, 2, 3]) report(root, index, { compose: "Fedora-42-20260204.0" });
    expect(await refusal(root)).toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("of another compose"),
    });
    // Parts of two composes are not even of one run.
    report(root, 3);
    report(join(root, "more"), 3, { compose: "Fedora-42-20260204.0" });
    expect(await refusal(root, { "shard-reports": `${root}/reports\n${root}/more/reports` })).toMatchObject({
      message: expect.stringContaining("do not say the same"),
    });
  });

  test("a report that cannot be read is a warning when the part has another", async () => {
    const root = jobs();
    writeFileSync(join(root, "reports/4.json"), '{"schema": "compose-actions/push-oci/1", "sha');
    const { warnings, failure } = await run(inputsOf(root));
    expect(failure).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining("4.json: the report is no JSON")]);
  });

  test("that contradicts itself is reported with its parts", async () => {
    const root = jobs();
    writeFiles(root, {
      "made/b/extra_files.json": extraFiles({ Server: { x86_64: [location("f/a", { size: 99 })] } }),
    });
    report(root, 2);
    const { failure, report: own } = await run(inputsOf(root));
    expect(failure).toContain("cannot be merged");
    expect(own.joined.count).toBe(3);
  });
});
