/** A last job joins what others have done, with the built command line. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, generate, metadataFile } from "../support/composes.ts";
import { cli, flags, type Inputs, type Result } from "../support/dist.ts";
import { contents, type Json, readJson } from "../support/files.ts";
import { checkReport, jsonReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const COUNT = 3;
const shards = Array.from({ length: COUNT }, (_, at) => `${at + 1}/${COUNT}`);

const run = (step: string, cwd: string, inputs: Inputs, ...more: string[]): Promise<Result> =>
  cli([step, ...flags(inputs), ...more], { cwd });

/** A report without what is only of the way it came about. */
function findings({ joined: _, milliseconds: __, ...report }: Json): Json {
  return report;
}

/** Lists extra files in another order than that of their paths, which nothing that is written may change. */
function unsorted(compose: string): string {
  const path = metadataFile(compose, "extra_files");
  const document = readJson(path);
  for (const arches of Object.values(document.payload.extra_files as Json)) {
    for (const list of Object.values(arches as Json)) (list as Json[]).reverse();
  }
  writeFileSync(path, JSON.stringify(document));
  return compose;
}

describe("verify", () => {
  const results = { junit: "junit.xml", codequality: "quality.json" };

  test("gives what one run gives, with the reports that travel as artifacts or lie in a directory", async () => {
    const cwd = scratch.folder();
    const compose = generate(scratch, { files: true });
    const rpms = readJson(join(compose, "metadata/rpms.json")).payload.rpms;
    const [path = ""] = JSON.stringify(rpms).match(/[^"]+\.x86_64\.rpm/) ?? [];
    rmSync(join(compose, path));
    writeFileSync(join(compose, "stray"), "nobody names it");
    const whole = await run("verify", cwd, { compose, ...results }, "--json");
    expect(whole.code).toBe(1);
    const files = Object.values(results).map((name) => readFileSync(join(cwd, name), "utf8"));
    const codes: (number | null)[] = [];
    for (const [at, shard] of shards.entries()) {
      const report = `reports/${at}/report.json`;
      const leg = { compose, shard, report, "report-artifact": "parts", "matrix-leg": `${at}/${COUNT} {}` };
      codes.push((await run("verify", cwd, leg)).code);
      checkReport(readJson(join(cwd, report)));
    }
    expect(codes.toSorted()).toEqual([0, 0, 1]);
    for (const place of ["reports", "reports/*/report.json", "artifact:parts"]) {
      for (const name of Object.values(results)) rmSync(join(cwd, name));
      const joined = await run("verify", cwd, { compose, "shard-reports": place, ...results }, "--json");
      expect([place, joined.code]).toEqual([place, 1]);
      expect(findings(jsonReport(joined))).toEqual(findings(jsonReport(whole)));
      expect(jsonReport(joined).joined.count).toBe(COUNT);
      expect(Object.values(results).map((name) => readFileSync(join(cwd, name), "utf8"))).toEqual(files);
    }
  });

  test("names the part that ended early, with its own failure", async () => {
    const cwd = scratch.folder();
    const compose = generate(scratch, { files: true });
    for (const [at, shard] of shards.entries()) {
      const more: Inputs = at === 1 ? { root: "nowhere" } : {};
      const { code } = await run("verify", cwd, { compose, shard, ...more, report: `reports/${at}.json` });
      expect(code).toBe(at === 1 ? 2 : 0);
      checkReport(readJson(join(cwd, `reports/${at}.json`)));
    }
    const { code, stderr } = await run("verify", cwd, { compose, "shard-reports": "reports" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/part 2\/3: refused: .*nowhere.*\(reports\/1\.json\)/);
    expect(stderr).toContain("run the jobs of those parts again");
  });
});

describe("merge-metadata", () => {
  test("writes what one run writes when all parts are done, and nothing while one is not", async () => {
    const cwd = scratch.folder();
    const compose = unsorted(generate(scratch, { files: true, extraFiles: 6 }));
    const work = { compose, "base-url": BASE_URL, "compute-checksums": "true" };
    expect((await run("upgrade-metadata", cwd, { ...work, output: "whole" })).code).toBe(0);
    const leg = (at: number) =>
      run("upgrade-metadata", cwd, {
        ...work,
        output: `parts/${at}`,
        shard: shards[at] ?? "",
        report: `reports/${at}.json`,
      });
    const merge = () =>
      run("merge-metadata", cwd, { compose: "parts", "shard-reports": "reports", output: "merged" });
    await leg(0);
    await leg(2);
    const early = await merge();
    expect(early.code).toBe(1);
    expect(early.stderr).toContain("part 2/3: no report");
    expect(existsSync(join(cwd, "merged"))).toBe(false);
    await leg(1);
    const { code, stdout } = await merge();
    expect(code).toBe(0);
    expect(stdout).toContain("3 parts joined");
    expect(contents(join(cwd, "merged"))).toEqual(contents(join(cwd, "whole")));
  });

  test.each([["file"], ["rpm=bundle, extra_file=set"]])("takes what push-oci made: %s", async (layout) => {
    const cwd = scratch.folder();
    const compose = unsorted(generate(scratch, { files: true, extraFiles: 5 }));
    for (const [at, shard] of shards.entries()) {
      const inputs = { compose, layout, shard, repository: "oci-layout:layout", output: `parts/${at}` };
      const { code } = await run("push-oci", cwd, { ...inputs, report: `reports/${at}.json` });
      expect(code).toBe(0);
    }
    const merge = (parts: string, output: string) =>
      run("merge-metadata", cwd, { compose: parts, "shard-reports": "reports", output });
    const { code, stderr } = await merge("parts", "merged");
    expect([stderr.match(/error.*/)?.[0], code]).toEqual([undefined, 0]);
    const whole = { compose, layout, repository: "oci-layout:layout", output: "whole" };
    expect((await run("push-oci", cwd, whole)).code).toBe(0);
    expect(contents(join(cwd, "merged"))).toEqual(contents(join(cwd, "whole")));
    const less = await merge("parts/[01]", "less");
    expect(less.code).toBe(1);
    expect(less.stderr).toMatch(/part 3\/3: its \w+\.json is missing/);
  });
});
