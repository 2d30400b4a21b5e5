import {
  countShards,
  formatShard,
  matrixOf,
  parseShard,
  planShards,
  type ShardUnit,
  ShardUnits,
  sumOf,
} from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const unit = fc.record({
  key: fc.string({ maxLength: 3 }),
  bytes: fc.oneof(fc.nat(20), fc.nat(5_000_000_000)),
  artifacts: fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 3 }),
});
const units = fc.array(unit, { maxLength: 60 });
const count = fc.integer({ min: 1, max: 256 });

const shuffled = (given: readonly ShardUnit[]) =>
  fc.shuffledSubarray([...given], { minLength: given.length, maxLength: given.length });

function file(key: string, bytes: number): ShardUnit {
  return { key, bytes, artifacts: [key] };
}

describe("a plan", () => {
  test("loses nothing and has nothing twice", () => {
    fc.assert(
      fc.property(units, count, (given, parts) => {
        const plan = planShards("verify", given, parts);
        expect(plan.parts).toHaveLength(parts);
        expect(sumOf(plan.parts)).toEqual({ artifacts: plan.artifacts, bytes: plan.bytes });
        const byKey = new Map<string, { bytes: number; artifacts: number }>();
        for (const { key, bytes, artifacts } of given) {
          const known = byKey.get(key) ?? { bytes: 0, artifacts: 0 };
          byKey.set(key, {
            bytes: Math.max(known.bytes, bytes),
            artifacts: known.artifacts + artifacts.length,
          });
        }
        for (let part = 1; part <= parts; part++) {
          const own = [...byKey].filter(([key]) => plan.partOf(key) === part).map(([, amounts]) => amounts);
          expect(plan.parts[part - 1]).toEqual(sumOf(own));
        }
        expect(plan).toMatchObject(sumOf([...byKey.values()]));
        expect([...byKey.keys()].every((key) => plan.partOf(key) !== undefined)).toBe(true);
      }),
    );
  });

  test("is the same for the same units, in whatever order they come", () => {
    fc.assert(
      fc.property(
        units.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
        count,
        ([given, other], parts) => {
          const [one, two] = [planShards("verify", given, parts), planShards("verify", other, parts)];
          expect(two.id).toBe(one.id);
          expect(matrixOf(two)).toBe(matrixOf(one));
          expect(other.map(({ key }) => two.partOf(key))).toEqual(other.map(({ key }) => one.partOf(key)));
        },
      ),
    );
  });

  test("no part has more than the mean and the largest unit", () => {
    const cost = 50_000;
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000_000_000), { minLength: 1, maxLength: 200 }),
        count,
        (sizes, parts) => {
          const given = sizes.map((bytes, at) => file(String(at), bytes));
          const plan = planShards("verify", given, parts);
          const whole = sizes.reduce((sum, bytes) => sum + bytes + cost, 0);
          const bound = whole / parts + Math.max(...sizes) + cost;
          expect(
            Math.max(...plan.parts.map(({ bytes, artifacts }) => bytes + artifacts * cost)),
          ).toBeLessThanOrEqual(bound);
        },
      ),
    );
  });

  test("knows its work by its id", () => {
    const given = [file("a", 1), file("b", 2)];
    const id = (step: string, of: readonly ShardUnit[], parts: number) => planShards(step, of, parts).id;
    const ids = [
      id("verify", given, 2),
      id("localize", given, 2),
      id("verify", given, 3),
      id("verify", [file("a", 1)], 2),
      id("verify", [file("a", 1), file("b", 3)], 2),
      id("verify", [file("a", 1), { key: "b", bytes: 2, artifacts: ["c"] }], 2),
      id("verify", [file("a", 1), { key: "b", bytes: 2, artifacts: ["b", "b"] }], 2),
    ];
    expect(ids[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("on another basis has another id, and the same parts", () => {
    const given = ["a", "b", "c", "d", "e"].map((key, at) => file(key, 1000 * at));
    const on = (basis: Readonly<Record<string, string | undefined>>) => planShards("verify", given, 3, basis);
    const plans = [on({}), on({ metadata: "1" }), on({ metadata: "2" }), on({ metadata: "1", rule: "x" })];
    expect(new Set(plans.map(({ id }) => id)).size).toBe(4);
    expect(new Set(plans.map(matrixOf)).size).toBe(1);
    expect(on({ rule: "x", absent: undefined, metadata: "1" }).id).toBe(plans[3]?.id);
  });

  test("counts files of an unknown size like packages, and tells no bytes of them", () => {
    const given = Array.from({ length: 100 }, (_, at) => ({ ...file(`${at}`, 0), unknown: 1 }));
    const plan = planShards("verify", [...given, file("image", 50_000_000)], 3);
    const image = plan.partOf("image") ?? 0;
    // 150 MB are expected, a third of it in each part.
    expect(plan.parts[image - 1]).toEqual({ artifacts: expect.toSatisfy((n) => n < 6), bytes: 50_000_000 });
    expect(plan.bytes).toBe(50_000_000);
    expect(countShards(given, { shardSize: 10_000_000 })).toBe(10);
    expect(planShards("verify", [{ ...file("a", 0), unknown: 1 }, file("a", 7)], 1).bytes).toBe(7);
  });

  test("counts every file of a unit once", () => {
    const mention = (name: string, bytes: number, unknown = 0) => ({
      ...{ key: "repository", file: name, bytes, unknown, artifacts: [] },
    });
    const given = [
      mention("a", 0, 1),
      mention("b", 20),
      mention("a", 7),
      mention("c", 0, 1),
      mention("c", 0, 1),
    ];
    const [unit, ...others] = new ShardUnits([...given, { ...file("repository", 0), artifacts: ["x", "y"] }])
      .all;
    expect(unit).toEqual({ key: "repository", bytes: 27, unknown: 1, artifacts: ["x", "y"] });
    expect(others).toEqual([]);
  });

  test("is the same on every machine", () => {
    const given = ["a", "b", "c", "d", "e", "f", "g"].map((key, at) => file(key, 1000 * (at % 3)));
    const plan = planShards("localize", given, 3);
    expect(given.map(({ key }) => plan.partOf(key)).join("")).toBe("1312321");
    expect(plan.id).toBe("sha256:ba4b92885ce720a0c0afc0def95f4872a74fb8a2bd7094e24bda66c8847f78c2");
    expect(matrixOf(plan)).toBe(
      '{"include":[{"shard":"1/3","artifacts":3,"bytes":2000},{"shard":"2/3","artifacts":2,"bytes":2000},{"shard":"3/3","artifacts":2,"bytes":2000}]}',
    );
  });

  test("of nothing has one part, with nothing to do", () => {
    expect(countShards([], { shards: 8 })).toBe(1);
    expect(matrixOf(planShards("verify", [], 1))).toBe(
      '{"include":[{"shard":"1/1","artifacts":0,"bytes":0}]}',
    );
  });
});

describe("the number of parts", () => {
  const ten = Array.from({ length: 10 }, (_, at) => file(String(at), 100));

  test.each([
    [{ shards: 4 }, 4],
    [{ shards: 64 }, 10],
    [{ shardSize: 250 }, 4],
    [{ shardSize: 250, shards: 3 }, 3],
    [{ shardSize: 250, shards: 8 }, 4],
    [{ shardSize: 1 }, 10],
    [{ shardSize: 1_000_000 }, 1],
  ])("%j makes %d", (wanted, expected) => {
    expect(countShards(ten, wanted)).toBe(expected);
  });

  test("a size never makes more than a matrix can have", () => {
    const many = Array.from({ length: 1000 }, (_, at) => file(String(at), 100));
    expect(countShards(many, { shardSize: 1 })).toBe(256);
    expect(countShards(many, { shards: 1000 })).toBe(256);
  });
});

describe("a shard", () => {
  test("is read as it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 1, max: 256 }), (a, b) => {
        const shard = { index: Math.min(a, b), count: Math.max(a, b) };
        expect(parseShard(formatShard(shard))).toEqual(shard);
      }),
    );
  });

  test.each([
    "",
    "1",
    "0/2",
    "3/2",
    "1/0",
    "1/257",
    "-1/2",
    "1/2/3",
    " 1/2",
    "1.0/2",
    "1/2\n",
    "a/b",
    "1e0/2",
  ])("%j is none", (text) => {
    expect(parseShard(text)).toBeUndefined();
  });
});
