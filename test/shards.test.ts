/**
 * How the work on a whole distribution is divided: 200,000 artifacts, 1.2 TB, as many and as big as those of a big
 * release. No file is bigger than an equal share of 64 parts.
 */
import {
  countShards,
  matrixOf,
  planShards,
  type ShardPlan,
  type ShardUnit,
  ShardUnits,
} from "@compose-actions/step";
import { describe, expect, test } from "vitest";

const ARTIFACTS = 200_000;
const BYTES = 1.2e12;

/** Numbers below 1, the same ones in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Packages are small and a few are big; images are some GB; a tenth of the packages is named by two variants. */
function bigCompose(): ShardUnit[] {
  const next = numbers(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const images = Array.from({ length: 120 }, (_, at) => ({
    path: `Server/x86_64/iso/image-${at}.iso`,
    bytes: Math.round((at % 12 === 0 ? 9e9 : 0.5e9) + next() * 3e9),
  }));
  const imageBytes = images.reduce((sum, { bytes }) => sum + bytes, 0);
  const packages = Array.from({ length: ARTIFACTS - images.length }, (_, at) => ({
    path: `Everything/x86_64/os/Packages/p/package-${at}.rpm`,
    bytes: Math.min(2.5e9, Math.exp(11.5 + 2.2 * normal())),
  }));
  const scale = (BYTES - imageBytes) / packages.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...images.map(({ path, bytes }) => ({ key: path, bytes, artifacts: [path] })),
    ...packages.map(({ path, bytes }, at) => ({
      key: at % 10 === 1 ? `Everything/x86_64/os/Packages/p/package-${at - 1}.rpm` : path,
      bytes: Math.round(bytes * scale),
      artifacts: [path],
    })),
  ];
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const next = numbers(7);
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [result[at], result[other]] = [result[other] as Item, result[at] as Item];
  }
  return result;
}

/** The largest deviation from an equal share, as a fraction of it. */
function imbalance({ parts, bytes, count }: ShardPlan): number {
  return Math.max(...parts.map((part) => Math.abs(part.bytes - bytes / count) / (bytes / count)));
}

const given = bigCompose();
const units = new ShardUnits(given);
const other = new ShardUnits(shuffled(given));
const distinct = new Map<string, { artifacts: number; bytes: number }>();
for (const { key, bytes, artifacts } of given) {
  const known = distinct.get(key) ?? { artifacts: 0, bytes: 0 };
  distinct.set(key, {
    artifacts: known.artifacts + artifacts.length,
    bytes: Math.max(known.bytes, bytes),
  });
}

describe("the plan for a whole distribution", () => {
  test("is about one that is big", () => {
    expect(given).toHaveLength(ARTIFACTS);
    expect(units.expectedBytes).toBeGreaterThan(0.9 * BYTES);
    expect(units.all[0]?.bytes).toBeLessThan(units.expectedBytes / 64);
    expect(units.all.filter(({ bytes }) => bytes > 8e9).length).toBeGreaterThanOrEqual(10);
  });

  test.each(Array.from({ length: 64 }, (_, at) => at + 1))("in %d parts", (count) => {
    const plan = planShards("localize", units, count);
    expect(plan.parts).toHaveLength(count);
    expect(imbalance(plan)).toBeLessThan(0.05);
    expect(plan.artifacts).toBe(ARTIFACTS);
    // Every unit is in one part, which has its bytes and artifacts: nothing is lost, nothing is there twice.
    const found = plan.parts.map(() => ({ artifacts: 0, bytes: 0 }));
    for (const [key, unit] of distinct) {
      const part = found[(plan.partOf(key) ?? 0) - 1] ?? { artifacts: 0, bytes: 0 };
      part.artifacts += unit.artifacts;
      part.bytes += unit.bytes;
    }
    expect(plan.parts).toEqual(found);
  });

  test.each([1, 7, 64])("in %d parts is the same from shuffled metadata", (count) => {
    const [one, two] = [planShards("localize", units, count), planShards("localize", other, count)];
    expect(two.id).toBe(one.id);
    expect(matrixOf(two)).toBe(matrixOf(one));
    expect([...distinct.keys()].every((key) => one.partOf(key) === two.partOf(key))).toBe(true);
  });

  test("by a size has parts of that size", () => {
    const count = countShards(units, { shardSize: 20e9 });
    const plan = planShards("localize", units, count);
    expect(count).toBe(Math.ceil(plan.bytes / 20e9));
    expect(plan.parts.every(({ bytes }) => bytes < 1.05 * 20e9)).toBe(true);
    expect(countShards(units, { shardSize: 1e9 })).toBe(256);
  });

  test("fits an output of a job", () => {
    expect(matrixOf(planShards("localize", units, 256)).length).toBeLessThan(64 * 1024);
  });
});
