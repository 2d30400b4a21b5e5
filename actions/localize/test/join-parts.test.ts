import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../test/support/files.ts";
import { bytesOf, primaryOf, type SiteCompose, treeOf } from "../../../test/support/site.ts";
import { useWorkshop } from "./support/localize.ts";

const { site, fresh, run } = useWorkshop();
const compose: SiteCompose = {
  extraFiles: Array.from({ length: 7 }, (_, index) => ({
    path: `f/${index}`,
    content: bytesOf(1000 * (1 + index), index + 1),
  })),
  repositories: [{ path: "Server/x86_64/os", files: { "repodata/primary.xml": primaryOf({}) } }],
};

interface Legs {
  readonly input: string;
  readonly output: string;
  readonly reports: string;
}

/** Does all parts, and writes what the runner of steps would. */
async function legs(count: number): Promise<Legs> {
  const [input, output, reports] = [site.publish(compose, fresh("in")), fresh("out"), fresh("reports")];
  mkdirSync(reports);
  for (let index = 1; index <= count; index++) {
    const { report, failure } = await run(input, output, { shard: `${index}/${count}` });
    expect(failure).toBeUndefined();
    write(reports, index, report);
  }
  site.requests.length = 0;
  return { input, output, reports };
}

function write(reports: string, index: number, report: Json): void {
  const document = { schema: "compose-actions/localize/1", step: "localize", status: "ok", ...report };
  writeFileSync(join(reports, `${index}.json`), JSON.stringify(document));
}

const read = (reports: string, index: number): Json =>
  JSON.parse(readFileSync(join(reports, `${index}.json`), "utf8"));

describe("a last run", () => {
  test.each([1, 2, 5])("that joins %i parts tells what was received for them", async (count) => {
    const whole = fresh("whole");
    const { input, output, reports } = await legs(count);
    const all = await run(input, whole);
    site.requests.length = 0;
    const { report, lines, summary, failure } = await run(input, output, { "shard-reports": reports });
    expect(failure).toBeUndefined();
    expect(treeOf(join(output, "compose"))).toEqual(treeOf(join(whole, "compose")));
    expect(report.joined).toMatchObject({ count, artifacts: 8 });
    expect(report.joined.parts).toHaveLength(count);
    const { transfer, joinedTransfer } = report;
    expect(transfer.bytes).toBe(0);
    // Repositories that tell checksums to other parts are read by all of them.
    expect(joinedTransfer.bytes).toBeGreaterThanOrEqual(all.report.transfer.bytes);
    expect(joinedTransfer.hosts.map(({ host }: Json) => host)).toEqual(
      all.report.transfer.hosts.map(({ host }: Json) => host),
    );
    expect(joinedTransfer.hosts[0].bytes).toBe(joinedTransfer.bytes);
    expect(lines.join("\n")).toMatch(
      new RegExp(`^${count} parts? joined: 8 artifacts and .* known; .* downloaded for them in `, "m"),
    );
    expect(summary).toContain(`| ${count}/${count} |`);
    expect(report.counts.verified).toBe(8);
  });

  test("fetches and writes nothing while a part is missing, and then goes on", async () => {
    const { input, output, reports } = await legs(3);
    const kept = read(reports, 2);
    rmSync(join(reports, "2.json"));
    rmSync(join(output, "compose/f/3"));
    const again = () => run(input, output, { "shard-reports": reports });
    await expect(again()).rejects.toMatchObject({
      exitCode: 1,
      message: "The parts of 3 cannot be joined: part 2/3: no report",
    });
    write(reports, 2, { ...kept, status: "failed", error: { message: "1 file failed" } });
    await expect(again()).rejects.toMatchObject({
      message: expect.stringContaining("part 2/3: failed: 1 file failed"),
    });
    expect(site.requests).toEqual([]);
    expect(existsSync(join(output, "compose/metadata"))).toBe(false);
    write(reports, 2, kept);
    expect((await again()).failure).toBeUndefined();
    expect(existsSync(join(output, "compose/f/3"))).toBe(true);
  });

  test.each([
    ["another selection", { exclude: "f/0" }, /of another plan of localize, 8 artifacts/],
    ["other metadata", undefined, /of another plan of localize/],
  ])("does not take parts of %s", async (_, raw, message) => {
    const { input, output, reports } = await legs(2);
    const other =
      raw === undefined
        ? site.publish({ extraFiles: compose.extraFiles?.slice(1) ?? [] }, fresh("in"))
        : input;
    const error = run(other, output, { ...raw, "shard-reports": reports });
    await expect(error).rejects.toMatchObject({
      exitCode: 1,
      details: [
        "part 1/2: no report",
        "part 2/2: no report",
        expect.stringMatching(message),
        expect.stringMatching(message),
      ],
    });
  });

  test("does not take a report that tells of too little", async () => {
    const { input, output, reports } = await legs(2);
    const report = read(reports, 1);
    report.counts.verified -= 1;
    write(reports, 1, report);
    await expect(run(input, output, { "shard-reports": reports })).rejects.toMatchObject({
      details: [
        expect.stringMatching(/^part 1\/2: .*1\.json: it tells of \d artifacts?, and the part has \d$/),
      ],
    });
  });

  test("does not take parts of another compose", async () => {
    const { input, output, reports } = await legs(2);
    for (const index of [1, 2])
      write(reports, index, { ...read(reports, index), compose: "Other-1-20260101.0" });
    await expect(run(input, output, { "shard-reports": reports })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("of another compose"),
    });
  });

  test("is no part itself", async () => {
    for (const raw of [{ shard: "1/2" }, { shards: "2" }, { "shard-size": "1G" }]) {
      const input = site.publish(compose, fresh("in"));
      await expect(run(input, fresh("out"), { ...raw, "shard-reports": "x" } as never)).rejects.toMatchObject(
        {
          exitCode: 2,
        },
      );
    }
  });
});
