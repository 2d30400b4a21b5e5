import {
  checkShardInputs,
  isDivided,
  isPlanning,
  lineOfPlan,
  outputShardRun,
  parseInputs,
  planOfInputs,
  reportShardRun,
  shardInputs,
  shardReportFields,
  summaryOfPlan,
} from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import * as z from "zod";

const read = (raw: Record<string, string>) => parseInputs(shardInputs, raw);
const units = ["a", "b", "c"].map((key, at) => ({ key, bytes: 1_000_000 * (at + 1), artifacts: [key] }));

describe("inputs of shards", () => {
  test.each([
    [{}, undefined, false],
    [{ shards: "2" }, 2, true],
    [{ "shard-size": "3M" }, 2, true],
    [{ "shard-size": "1M", shards: "2" }, 2, true],
    [{ shard: "2/64" }, 64, false],
  ])("%j", (raw, count, planning) => {
    const inputs = read(raw);
    checkShardInputs(inputs);
    expect(isPlanning(inputs)).toBe(planning);
    expect(isDivided(inputs)).toBe(count !== undefined);
    expect(count && planOfInputs("verify", units, inputs).count).toBe(count);
  });

  test.each([
    [{ shards: "0" }, /shards/],
    [{ shards: "257" }, /from 1 to 256/],
    [{ "shard-size": "0" }, /shard-size/],
    [{ shard: "3/2" }, /shard: "3\/2", expected i\/n/],
    [{ shard: "1/257" }, /at most 256/],
  ])("%j is refused", (raw, message) => {
    expect(() => read(raw)).toThrow(message);
  });

  test.each([{ shards: "2" }, { "shard-size": "1G" }])("a part and %j at once are refused", (raw) => {
    expect(() => checkShardInputs(read({ ...raw, shard: "1/2" }))).toThrow(/only plans/);
  });

  test("a leg divides the work as the plan did", () => {
    const plan = planOfInputs("verify", units, read({ shards: "2" }));
    const leg = planOfInputs("verify", units, read({ shard: "1/2" }));
    expect(leg.id).toBe(plan.id);
  });
});

describe("what a run tells of shards", () => {
  const plan = planOfInputs("verify", units, read({ shards: "2" }));
  const schema = z.strictObject(shardReportFields);

  test("a run over everything tells nothing", () => {
    expect(reportShardRun(undefined)).toEqual({});
    expect(outputShardRun(undefined)).toEqual({ plan: "", shards: "" });
  });

  test("a planning run gives the matrix and the whole", () => {
    const run = { plan, shard: undefined };
    expect(JSON.parse(outputShardRun(run).plan)).toEqual({
      include: [
        { shard: "1/2", artifacts: 1, bytes: 3_000_000 },
        { shard: "2/2", artifacts: 2, bytes: 3_000_000 },
      ],
    });
    expect(outputShardRun(run).shards).toBe("2");
    expect(schema.parse(reportShardRun(run))).toEqual({
      plan: { id: plan.id, count: 2, artifacts: 3, bytes: 6_000_000 },
    });
  });

  test("a leg tells which part it is", () => {
    const run = { plan, shard: { index: 2, count: 2 } };
    expect(outputShardRun(run)).toEqual({ plan: "", shards: "" });
    expect(schema.parse(reportShardRun(run))).toEqual({
      plan: { id: plan.id, count: 2, artifacts: 3, bytes: 6_000_000 },
      shard: "2/2",
      part: { artifacts: 2, bytes: 3_000_000 },
    });
  });

  test("people see the parts", () => {
    expect(lineOfPlan(plan)).toBe(
      "Planned: 3 artifacts, 6.0 MB known, in 2 parts of 3.0 MB; nothing else was done",
    );
    expect(summaryOfPlan("Verification planned", plan)).toContain("| 2/2 | 2 | 3.0&nbsp;MB |");
  });
});
