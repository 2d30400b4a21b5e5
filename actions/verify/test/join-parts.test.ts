import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { codeQualityText } from "../../../packages/ci/src/code-quality.ts";
import { junitText } from "../../../packages/ci/src/junit.ts";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { edit, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { useFileServer } from "./support/file-server.ts";
import { BINARY, flip, imagePath, repodataFile, rpmPath } from "./support/trees.ts";
import { type RawInputs, type Run, verify } from "./support/verify.ts";

const scratch = useScratch();
const server = useFileServer();

const documentOf = ({ report, failure }: Run): Json => ({
  schema: "compose-actions/verify/1",
  step: "verify",
  status: failure === undefined ? "ok" : "failed",
  ...(failure === undefined ? {} : { error: { message: failure, details: [] } }),
  ...report,
});

function write(folder: string, name: string, document: Json): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(document, undefined, 2));
}

/** Verifies all parts. @returns the folder of their reports */
async function legs(compose: string, count: number, raw: RawInputs = {}): Promise<string> {
  const folder = scratch.folder();
  for (let index = 1; index <= count; index++) {
    write(folder, `${index}`, documentOf(await verify(compose, { ...raw, shard: `${index}/${count}` })));
  }
  return folder;
}

/** The name of a part's report among those of `legs`. */
const partOf = ({ shard }: Json): string => shard.split("/")[0];

const joinOf = (compose: string, folder: string, raw: RawInputs = {}) =>
  verify(compose, { ...raw, "shard-reports": folder });

/** All that a run says, but for how long it took and where it was done. */
function said({ report, result, outputs, failure, findings, checked, lines, summary }: Run) {
  const { joined: _, milliseconds: __, ...own } = report;
  const time = / in \d[^\n|]*/g;
  return {
    report: own,
    outputs,
    failure,
    findings,
    junit: junitText({ step: "verify", findings: findings ?? [], checked: checked ?? [] }),
    codequality: codeQualityText("verify", findings ?? []),
    lines: lines.filter((line) => !line.includes("joined")).map((line) => line.replace(time, "")),
    summary: summary
      .replace(/\n\n<details><summary>\d+ parts? joined[\s\S]*?<\/details>/, "")
      .replace(time, ""),
    compose: result.compose,
  };
}

/** With files that are missing, corrupt, and named by nothing, packages that only repositories know, and contradictions. */
function damaged(options: object = {}): string {
  const compose = generate(scratch, { files: true, rpmsPerArch: 9, ...options });
  rmSync(join(compose, rpmPath(compose, BINARY)));
  rmSync(join(compose, rpmPath(compose, BINARY, "aarch64")));
  flip(join(compose, imagePath(compose)));
  flip(join(compose, repodataFile(compose, "other")));
  writeFileSync(join(compose, "stray"), "nobody names it");
  edit(metadataFile(compose, "rpms"), ({ payload }) => {
    const groups = payload.rpms.BaseOS.x86_64;
    const [, , third = ""] = Object.keys(groups);
    delete groups[third];
  });
  edit(metadataFile(compose, "extra_files"), ({ payload }) => {
    payload.extra_files.Nowhere = { x86_64: payload.extra_files.BaseOS.x86_64.slice(0, 1) };
  });
  return compose;
}

/** As a report lists an artifact. */
const RECORD = { path: "a", kind: "rpm", variant: "Server", arch: "x86_64", state: "missing", failing: true };

const COUNTS = [1, 2, 3, 4, 5, 6, 7];

describe("a tree, whose parts are joined", () => {
  test.each<[string, object, RawInputs]>([
    ["good", {}, {}],
    ["of 2.0", { version: "2.0" }, {}],
  ])("and that is as its metadata says (%s), is verified", async (_, options, raw) => {
    const compose = generate(scratch, { files: true, ...options });
    const whole = await verify(compose, raw);
    const joined = await joinOf(compose, await legs(compose, 3, raw), raw);
    expect(joined.failure).toBeUndefined();
    expect(said(joined)).toEqual(said(whole));
    expect(joined.report.joined.parts).toHaveLength(3);
    expect(joined.lines.join("\n")).toContain("3 parts joined: ");
    expect(joined.summary).toContain("| 3/3 |");
  });

  test.each(COUNTS)("and that is not, gives what one run gives: %i parts", async (count) => {
    const compose = damaged();
    const more = [{ unlisted: "fail" }, { kinds: "rpm, image", arches: "x86_64" }];
    for (const raw of [{ records: "all" }, ...(count === 4 ? more : [])]) {
      const whole = await verify(compose, raw);
      expect(whole.failure).toBeDefined();
      const folder = await legs(compose, count, raw);
      expect(said(await joinOf(compose, folder, raw))).toEqual(said(whole));
    }
  });

  test("is not read again", async () => {
    const compose = damaged({ version: "2.0" });
    const whole = await verify(compose);
    const folder = await legs(compose, 2);
    for (const name of ["BaseOS", "AppStream"]) rmSync(join(compose, name), { recursive: true, force: true });
    expect(said(await joinOf(compose, folder))).toEqual(said(whole));
  });
});

describe("Locations, whose parts are joined", () => {
  let compose = "";
  beforeAll(() => {
    compose = generate(scratch, { files: true, version: "2.0", baseUrl: server.url, rpmsPerArch: 9 });
    const served = generate(scratch, { files: true, version: "2.0", baseUrl: server.url, rpmsPerArch: 9 });
    rmSync(join(served, rpmPath(served, BINARY)));
    flip(join(served, imagePath(served)));
    writeFileSync(join(served, rpmPath(served, BINARY, "aarch64")), "short");
    server.serve(served);
  });

  test.each(COUNTS)("give what one run gives: %i parts", async (count) => {
    for (const more of [{}, { sample: "5" }, { deep: "true", records: "all" }]) {
      const raw = { mode: "remote", retries: "0", ...more };
      const whole = await verify(compose, raw);
      expect(whole.failure).toBeDefined();
      const folder = await legs(compose, count, raw);
      server.requests.length = 0;
      const joined = await joinOf(compose, folder, raw);
      expect(said(joined)).toEqual(said(whole));
      expect(server.requests).toEqual([]);
    }
  });

  test("are joined for metadata that is fetched", async () => {
    const raw = { mode: "remote", retries: "0" };
    const folder = await legs(server.url, 3, raw);
    expect(said(await joinOf(server.url, folder, raw))).toEqual(said(await verify(server.url, raw)));
  });
});

describe("parts are not joined", () => {
  let compose = "";
  let folder = "";
  const read = (index: number) => readJson(join(folder, `${index}.json`));
  const refusal = (raw: RawInputs = {}) =>
    joinOf(compose, folder, raw).then(
      () => undefined,
      (error: unknown) => error as { details: string[]; exitCode: number; message: string; remedy: string },
    );

  beforeAll(async () => {
    compose = damaged();
    folder = await legs(compose, 3);
  });

  async function withReport(index: number, document: Json | undefined, raw: RawInputs = {}) {
    const before = readFileSync(join(folder, `${index}.json`));
    if (document === undefined) rmSync(join(folder, `${index}.json`));
    else write(folder, `${index}`, document);
    try {
      return await refusal(raw);
    } finally {
      writeFileSync(join(folder, `${index}.json`), before);
    }
  }

  test("when one is missing", async () => {
    expect(await withReport(2, undefined)).toMatchObject({ exitCode: 1, details: ["part 2/3: no report"] });
  });

  test("when one was not completed", async () => {
    const error = { message: "The time of this step is over", details: [] };
    const ended = { schema: "compose-actions/verify/1", status: "failed", error, shard: "3/3" };
    expect(await withReport(3, ended)).toMatchObject({
      exitCode: 1,
      details: [expect.stringMatching(/^part 3\/3: failed: The time of this step is over \(/)],
    });
    expect(await withReport(3, { ...read(3), status: "interrupted", error })).toMatchObject({
      details: [expect.stringMatching(/^part 3\/3: interrupted/)],
    });
  });

  test.each<[string, RawInputs, RegExp]>([
    ["another selection", { exclude: "*.src.rpm" }, /part 1\/3 of another plan of verify/],
    ["another mode", { mode: "remote", "root-url": "http://127.0.0.1/" }, /of another plan of verify/],
    [
      "another rule for unlisted files",
      { unlisted: "fail" },
      /run with unlisted: warn, and this run says fail/,
    ],
  ])("that are of %s", async (_, raw, message) => {
    const error = await refusal(raw);
    expect(error?.exitCode).toBe(1);
    expect(error?.details.some((line) => message.test(line))).toBe(true);
  });

  test("when the metadata has changed since", async () => {
    const changed = damaged();
    edit(metadataFile(changed, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64.pop();
    });
    await expect(joinOf(changed, folder)).rejects.toMatchObject({
      exitCode: 1,
      remedy: expect.stringContaining("the same metadata, selection and number of parts"),
    });
  });

  test.each<[string, (report: Json) => Json, RegExp]>([
    ["states that do not add up", withArtifacts({ states: { verified: 1 } }), /do not have the same/],
    ["groups that do not add up", withArtifacts({ groups: [] }), /do not have the same/],
    ["failures that do not add up", withArtifacts({ failing: { corrupt: 99 } }), /what failed/],
    ["too little", tellLess, /it tells of 1 artifact, and the part has \d+$/],
    ["another plan", (report) => ({ ...report, plan: { ...report.plan, artifacts: 1 } }), /another plan/],
    ["no counts", (report) => ({ ...report, artifacts: undefined }), /^.*1\.json: artifacts: /],
    [
      "an unknown state",
      (report) => ({ ...report, records: [{ ...RECORD, state: "splendid" }] }),
      /1\.json: records\.0\.state: /,
    ],
  ])("when a report has %s", async (_, change, message) => {
    const { exitCode, details = [] } = (await withReport(1, change(read(1)))) ?? {};
    expect(exitCode).toBe(1);
    expect(details.filter((line) => message.test(line))).toHaveLength(1);
  });

  test.each<[string, (image: Json) => unknown]>([
    [
      "checksum",
      ({ checksums }) => Object.assign(checksums, { sha256: [...checksums.sha256].reverse().join("") }),
    ],
    ["volume id", (image) => Object.assign(image, { volume_id: "OTHER" })],
  ])("when the %s of an image has changed since", async (_, change) => {
    const changed = scratch.fresh("changed");
    cpSync(compose, changed, { recursive: true });
    edit(metadataFile(changed, "images"), ({ payload }) => change(payload.images.BaseOS.x86_64[0]));
    await expect(joinOf(changed, folder)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("no report is of it"),
    });
  });

  test("that have no rules, or whose rules are others", async () => {
    const { rules, ...report } = read(1);
    expect((await withReport(1, report))?.details).toEqual([
      "part 1/3: no report",
      expect.stringMatching(/1\.json: rules: /),
    ]);
    for (const more of [{ deep: "true" }, { toString: "x" }, JSON.parse('{"__proto__": "x"}')]) {
      const error = await withReport(1, { ...report, rules: { ...rules, ...more } });
      if (Object.keys(more)[0] !== "__proto__") {
        expect(error?.details).toEqual([expect.stringMatching(/1\.json: it was run with (deep|toString): /)]);
      }
    }
  });

  /** Changes the counts of artifacts. */
  function withArtifacts(change: Json): (report: Json) => Json {
    return (report) => ({ ...report, artifacts: { ...report.artifacts, ...change } });
  }

  /** Counts that fit each other, and not the plan. */
  function tellLess(report: Json): Json {
    const [group] = report.artifacts.groups;
    const counts = { total: 1, states: { verified: 1 }, failing: {} };
    const groups = [{ ...group, states: { verified: 1 }, failing: 0 }];
    return {
      ...report,
      ...{ verified: 1, failed: 0, skipped: 0 },
      artifacts: { ...report.artifacts, ...counts, groups },
    };
  }

  test("when two reports of a part differ, unless one of them found nothing", async () => {
    const other = read(2);
    other.milliseconds += 5;
    write(folder, "again", other);
    expect((await joinOf(compose, folder)).report.joined.parts[1].report).toBe(join(folder, "2.json"));
    other.records = other.records.slice(1);
    write(folder, "again", other);
    expect(await refusal()).toMatchObject({
      details: [expect.stringMatching(/^part 2\/3: .*2\.json and .*again\.json do not say the same of it$/)],
    });
    rmSync(join(folder, "again.json"));
  });

  test("with a part that is to be done, or a quick look", async () => {
    for (const raw of [{ shard: "1/3" }, { shards: "3" }, { quick: "true" }]) {
      expect(await refusal(raw)).toMatchObject({ exitCode: 2 });
    }
  });

  test("whatever a report says, nothing else is thrown than what says what is wrong", async () => {
    const report = read(1);
    const fields = Object.keys(report);
    const folderOfOne = scratch.folder();
    mkdirSync(folderOfOne, { recursive: true });
    for (const index of [2, 3]) write(folderOfOne, `${index}`, read(index));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), fc.jsonValue(), async (field, value) => {
        write(folderOfOne, "1", { ...report, [field]: value });
        const outcome = await joinOf(compose, folderOfOne).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toMatchObject({ name: "UserError", exitCode: 1 });
        else expect(outcome).toHaveProperty("report.joined");
      }),
      { numRuns: 60 },
    );
  });
});

describe("what the parts were allowed", () => {
  const compose = () => generate(scratch, { files: true, version: "2.0", baseUrl: server.url });

  test.each<[RawInputs, RawInputs, string]>([
    [
      { "allow-unverified": "true" },
      {},
      "with allow-unverified: true, and this run is with allow-unverified: false",
    ],
    [{ "allow-weak": "true" }, {}, "with allow-weak: true, and this run is with allow-weak: false"],
    [{ "min-checksum": "md5" }, {}, "with min-checksum: md5, and this run is with min-checksum: sha256"],
    [
      {},
      { "min-checksum": "sha512" },
      "with min-checksum: sha256, and this run is with min-checksum: sha512",
    ],
    [{ mode: "remote", sample: "2" }, { mode: "remote" }, "with sample: 2, and this run is with sample: 0"],
    [
      { mode: "remote", sample: "2", seed: "a" },
      { mode: "remote", sample: "2" },
      "with seed: a, and this run is without seed",
    ],
    [
      { mode: "remote", "root-url": "http://127.0.0.1/a/" },
      { mode: "remote", "root-url": "http://127.0.0.1/b" },
      "with root-url: http://127.0.0.1/a/, and this run is with root-url: http://127.0.0.1/b/",
    ],
  ])("is what the joining run allows: %j is not %j", async (own, joining, message) => {
    const from = compose();
    server.serve(from);
    const folder = await legs(from, 2, { retries: "0", ...own });
    await expect(joinOf(from, folder, joining)).rejects.toMatchObject({
      exitCode: 1,
      details: [1, 2].map((index) => expect.stringContaining(`${index}.json: it was run ${message}`)),
    });
  });

  test("is deep or not, with another plan or the same", async () => {
    const from = compose();
    server.serve(from);
    const folder = await legs(from, 2, { mode: "remote" });
    await expect(joinOf(from, folder, { mode: "remote", deep: "true" })).rejects.toMatchObject({
      exitCode: 1,
    });
  });

  test("is a root; where it lies is told when it is somewhere else", async () => {
    const from = compose();
    const [other, metadata] = [scratch.fresh("other"), scratch.fresh("metadata")];
    cpSync(from, other, { recursive: true });
    cpSync(join(from, "metadata"), metadata, { recursive: true });
    const folder = await legs(metadata, 2, { root: from });
    expect((await joinOf(metadata, folder, { root: `${from}/` })).failure).toBeUndefined();
    await expect(joinOf(metadata, folder, { root: other })).rejects.toMatchObject({
      exitCode: 1,
      details: [1, 2].map((index) =>
        expect.stringContaining(`${index}.json: it was run with root: ${from}, and`),
      ),
    });
    await expect(joinOf(metadata, folder)).rejects.toMatchObject({ exitCode: 1 });
    const elsewhere = await joinOf(other, await legs(from, 2));
    expect(elsewhere.failure).toBeUndefined();
    expect(elsewhere.warnings).toContainEqual(
      expect.stringMatching(
        /^The result is of the files that the parts have found in ".*"; for this one they are in ".*other/,
      ),
    );
  });
});

describe("the plan is of the metadata alone", () => {
  test.each(["1.2", "2.0"])("whatever is missing or changed (%s)", async (version) => {
    const compose = generate(scratch, { files: true, ...(version === "2.0" ? { version } : {}) });
    const plan = async () => (await verify(compose, { shards: "3" })).outputs["plan"];
    const before = await plan();
    const missing = join(compose, rpmPath(compose, BINARY));
    const kept = readFileSync(missing);
    rmSync(missing);
    const folder = await legs(compose, 3);
    expect(await plan()).toBe(before);
    expect((await joinOf(compose, folder)).failure).toContain("1 missing");
    writeFileSync(missing, kept);
    const { report } = await joinOf(compose, folder);
    const bad = report.joined.parts.find(({ status }: Json) => status === "failed");
    write(folder, partOf(bad), documentOf(await verify(compose, { shard: bad.shard })));
    expect((await joinOf(compose, folder)).failure).toBeUndefined();
  });

  test.each([{ shards: "4" }, { shard: "1/4" }])("and of nothing there is none: %j", async (raw) => {
    const compose = generate(scratch);
    await expect(verify(compose, { include: "nothing*", ...raw })).rejects.toMatchObject({
      exitCode: 2,
      message: "No artifacts are selected",
    });
  });
});

test("a repaired part is done again, and its good report takes the bad one's place", async () => {
  const compose = generate(scratch, { files: true, version: "2.0" });
  const image = join(compose, imagePath(compose));
  flip(image);
  const folder = await legs(compose, 3);
  const { failure, report } = await joinOf(compose, folder);
  expect(failure).toContain("1 corrupt");
  flip(image);
  const bad = report.joined.parts.find(({ status }: Json) => status === "failed");
  const again = documentOf(await verify(compose, { shard: bad.shard }));
  write(folder, "again", again);
  // Nothing tells which of both was the last.
  await expect(joinOf(compose, folder)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining("again.json do not say the same of it"),
    remedy: expect.stringContaining("that of its last attempt"),
  });
  rmSync(join(folder, "again.json"));
  write(folder, partOf(bad), again);
  expect((await joinOf(compose, folder)).failure).toBeUndefined();
});
