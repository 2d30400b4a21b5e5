import {
  type CompletedPart,
  countOfParts,
  type JoinOptions,
  joinShards,
  type PartReport,
  planShards,
  readPartReport,
  reportJoined,
  reportShardRun,
  type ShardPlan,
  UserError,
} from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";

const reader = { steps: ["verify"], content: z.object({ found: z.string() }) };
type Content = z.infer<typeof reader.content>;

const unitsOf = (sizes: readonly number[]) =>
  sizes.map((bytes, at) => ({ key: `k${at}`, bytes, artifacts: [`a${at}`] }));
const planOf = (count: number, sizes: readonly number[] = [50, 40, 30, 20, 10]): ShardPlan =>
  planShards("verify", unitsOf(sizes), count);

/** The document that a run of the part has written. */
const documentOf = (plan: ShardPlan, index: number, more: object = {}) => ({
  schema: "compose-actions/verify/1",
  step: "verify",
  status: "ok",
  ...reportShardRun({ plan, shard: { index, count: plan.count } }),
  found: "all",
  ...more,
});

function reportOf(name: string, document: object): PartReport<Content> {
  const report = readPartReport(name, JSON.parse(JSON.stringify(document)), reader);
  if (typeof report !== "object") throw new Error(`no report: ${report}`);
  return report;
}

const legs = (plan: ShardPlan) =>
  plan.parts.map((_, at) => reportOf(`${at + 1}.json`, documentOf(plan, at + 1)));
const options: JoinOptions<Content> = { essence: ({ found }) => found, unreadable: [] };

function failure(
  reports: readonly PartReport<Content>[],
  more: Partial<JoinOptions<Content>> = {},
): UserError {
  try {
    joinShards(reports, { ...options, ...more });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("the parts were joined");
}

describe("parts of one plan", () => {
  test("are joined in their order, whatever the order of the reports", () => {
    const plan = planOf(3);
    const { parts, plan: joined } = joinShards(legs(plan).reverse(), { ...options, expected: plan });
    expect(joined).toEqual({ id: plan.id, count: 3, artifacts: 5, bytes: 150 });
    expect(parts.map(({ index, name, part }) => [index, name, part])).toEqual(
      plan.parts.map((part, at) => [at + 1, `${at + 1}.json`, part]),
    );
    expect(reportJoined({ plan: joined, parts }).joined).toMatchObject({
      count: 3,
      parts: [{ shard: "1/3", report: "1.json", status: "ok", ...plan.parts[0] }, {}, {}],
    });
  });

  test("are joined if and only if each of them is there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(6), { maxLength: 20 }),
        (sizes, count, indexes) => {
          const plan = planOf(count, sizes);
          const all = legs(plan);
          const given = indexes.flatMap((index, at) =>
            index < count ? [{ ...(all[index] as PartReport<Content>), name: `${at}.json` }] : [],
          );
          const there = new Set(given.map(({ shard }) => shard.index));
          if (there.size === count) {
            expect(joinShards(given, options).parts).toHaveLength(count);
          } else {
            const { details, exitCode } = failure(given, { expected: plan });
            expect(exitCode).toBe(1);
            expect(details).toEqual(
              all
                .filter(({ shard }) => !there.has(shard.index))
                .map(({ shard }) => `part ${shard.index}/${count}: no report`),
            );
          }
        },
      ),
    );
  });

  test("without any report nobody knows what is missing", () => {
    expect(failure([]).message).toBe("The parts cannot be joined: no report of a part was found");
  });

  test("a part that failed is named with its own failure, and what to do", () => {
    const plan = planOf(4);
    const failed = reportOf(
      "x.json",
      documentOf(plan, 2, { status: "failed", error: { message: "2 files failed" } }),
    );
    const refused = reportOf("y.json", {
      schema: "compose-actions/verify/1",
      status: "refused",
      shard: "3/4",
      error: { message: "no such\u001b[2J compose" },
    });
    const [first] = legs(plan);
    const { message, details, remedy } = failure([first as PartReport<Content>, failed, refused]);
    expect(message).toBe(
      "The parts of 4 cannot be joined: part 2/4: failed: 2 files failed (x.json) (and 2 more)",
    );
    expect(details).toEqual([
      "part 2/4: failed: 2 files failed (x.json)",
      "part 3/4: refused: no such\\u{1b}[2J compose (y.json)",
      "part 4/4: no report",
    ]);
    expect(remedy).toBe(
      "run the jobs of those parts again, each with the same shard as before, and then this one",
    );
    expect(failure([refused]).details).toEqual(["part 3/4: refused: no such\\u{1b}[2J compose (y.json)"]);
  });

  test("findings count as done where that is meant, and are not hidden by an attempt without them", () => {
    const plan = planOf(2);
    const bad = reportOf(
      "0.json",
      documentOf(plan, 1, { status: "failed", error: { message: "bad" }, found: "less" }),
    );
    const [first, second] = legs(plan) as [PartReport<Content>, PartReport<Content>];
    expect(failure([bad, second]).details).toEqual(["part 1/2: failed: bad (0.json)"]);
    const names = (reports: readonly PartReport<Content>[]) =>
      joinShards(reports, { ...options, takesFindings: true }).parts.map(({ name }) => name);
    expect(names([bad, second])).toEqual(["0.json", "2.json"]);
    expect(failure([bad, first, second], { takesFindings: true })).toMatchObject({
      details: ["part 1/2: 0.json and 1.json do not say the same of it"],
      remedy: "keep one report of each part, that of its last attempt",
    });
    // Where findings are failures the attempt that was good is what is there.
    expect(joinShards([bad, first, second], options).parts.map(({ name }) => name)).toEqual([
      "1.json",
      "2.json",
    ]);
    // What was not completed is no finding.
    const interrupted = reportOf("0.json", {
      ...documentOf(plan, 1),
      status: "interrupted",
      error: { message: "-" },
    });
    expect(failure([interrupted, second], { takesFindings: true }).message).toContain(
      "part 1/2: interrupted",
    );
  });

  test("two reports of one part are one if they say the same, and named otherwise", () => {
    const plan = planOf(2);
    const [first, second] = legs(plan) as [PartReport<Content>, PartReport<Content>];
    const again = reportOf("9.json", documentOf(plan, 1, { milliseconds: 7 }));
    expect(joinShards([again, second, first], options).parts[0]?.name).toBe("1.json");
    const other = reportOf("9.json", documentOf(plan, 1, { found: "less" }));
    const { details, remedy } = failure([first, second, other]);
    expect(details).toEqual(["part 1/2: 1.json and 9.json do not say the same of it"]);
    expect(remedy).toContain("keep one report of each part");
  });

  const short = ({ id }: ShardPlan) => id.slice(0, 19);

  test("more reports of an incomplete plan do not outvote those of a complete one, and both plans are named", () => {
    const [good, other] = [planOf(3), planOf(8)];
    const stray = legs(other)
      .slice(2, 6)
      .map((report) => ({ ...report, name: `stray/${report.name}` }));
    const given = [...stray, ...legs(good)];
    expect(countOfParts(given)).toBe(3);
    for (const expected of [undefined, good]) {
      const { message, details, remedy } = failure(given, expected === undefined ? {} : { expected });
      expect(message).toBe(
        `The parts of 3 cannot be joined: there are reports of another plan. This plan has 5 artifacts and 150 B in 3 parts (${short(good)}): 1.json, 2.json, 3.json. The other has 5 artifacts and 150 B in 8 parts (${short(other)}): stray/3.json, stray/4.json, stray/5.json, stray/6.json`,
      );
      expect(details).toHaveLength(4);
      expect(remedy).toContain("join the reports of one run alone");
    }
  });

  test("parts that are missing are no riddle when there are reports of them, of another plan", () => {
    const [now, before] = [planOf(3, [50, 40, 30]), planOf(3, [50, 40, 31])];
    const { message, details, remedy } = failure(legs(before), { expected: now });
    expect(message).toContain(`in 3 parts (${short(now)}): no report is of it. The other has`);
    expect(message).toContain(`in 3 parts (${short(before)}): 1.json, 2.json, 3.json`);
    expect(details.slice(0, 3)).toEqual([1, 2, 3].map((index) => `part ${index}/3: no report`));
    expect(remedy).toContain("files have come, gone or changed in between, run the jobs of all parts again");
  });

  test("reports of another plan are named: other inputs, or another number of parts", () => {
    const plan = planOf(2);
    const other = reportOf("x.json", documentOf(planOf(2, [50, 40]), 1));
    const { details, remedy } = failure([...legs(plan), other]);
    expect(details).toEqual([
      `x.json: part 1/2 of another plan of verify, 2 artifacts and 90 B in 2 parts (${short(planOf(2, [50, 40]))}); this one has 5 artifacts and 150 B in 2 parts (${short(plan)})`,
    ]);
    expect(remedy).toContain("the same metadata, selection and number of parts");
    expect(failure(legs(planOf(2, [50, 40])), { expected: plan }).details).toHaveLength(4);
    expect(failure([...legs(plan), ...legs(planOf(3)).slice(1)]).details).toHaveLength(2);
    const many = Array.from({ length: 50 }, (_, at) => ({ ...other, name: `y${at}.json` }));
    expect(failure([...legs(plan), ...many], { expected: plan }).details.at(-1)).toBe(
      "and 30 reports more of other plans",
    );
  });

  test("counts that do not add up are named", () => {
    const plan = planOf(2);
    const [first, second] = legs(plan) as [PartReport<Content>, PartReport<Content>];
    const done = { ...(first.done as CompletedPart<Content>), part: { artifacts: 1, bytes: 80 } };
    const wrong = { ...first, done };
    expect(failure([wrong, second]).details).toEqual([
      "the parts have 3 artifacts and 150 B together, and the plan has 5 artifacts and 150 B",
    ]);
    expect(failure([wrong, second], { expected: plan }).details).toEqual([
      expect.stringMatching(
        /^part 1\/2: 1\.json is of 1 artifact and 80 B, and the plan gives it 3 artifacts/,
      ),
    ]);
  });

  test("files that cannot be read are told when something is missing", () => {
    const plan = planOf(2);
    const unreadable = ["2.json: the report is no JSON"];
    const { details } = failure(legs(plan).slice(0, 1), { unreadable });
    expect(details).toEqual(["part 2/2: no report", ...unreadable]);
    expect(joinShards(legs(plan), { ...options, unreadable }).parts).toHaveLength(2);
  });

  test("the number of parts is that of most reports", () => {
    expect(countOfParts([])).toBeUndefined();
    expect(countOfParts([...legs(planOf(2)), ...legs(planOf(3))])).toBe(3);
  });
});

describe("a document", () => {
  const good = documentOf(planOf(2), 1);
  const read = (document: unknown) => readPartReport("x.json", document, reader);

  test.each([
    ["no object", [good]],
    ["null", null],
    ["of nothing known", { ...good, schema: "else" }],
    ["of another step", { ...good, schema: "compose-actions/localize/1" }],
    ["of a run over everything", { ...good, shard: undefined }],
  ])("that is %s is no report of a part", (_, document) => {
    expect(read(document)).toBeUndefined();
  });

  test.each([
    ["nothing done", { dryRun: true }, /dry run/],
    ["another version", { schema: "compose-actions/verify/2" }, /version 2/],
    ["no part", { shard: "3/2" }, /^shard: expected i\/n/],
    ["a shard that is none", { shard: { index: 1 } }, /^shard: expected i\/n/],
    ["no status", { status: "great" }, /^status: /],
    ["a plan without an id", { plan: { count: 2, artifacts: 1, bytes: 1 } }, /^plan\.id: /],
    ["a good end and no plan", { plan: undefined }, /^plan: /],
    ["negative counts", { part: { artifacts: -1, bytes: 0 } }, /^part\.artifacts: /],
    ["counts that are not whole", { part: { artifacts: 1.5, bytes: 0 } }, /^part\.artifacts: /],
    ["other content", { found: 7 }, /^found: /],
    ["another number of parts", { shard: "1/3" }, /^shard is 1\/3, but the plan has 2 parts$/],
  ])("with %s is named", (_, change, expected) => {
    expect(read({ ...good, ...change })).toMatch(expected);
  });

  test("of anything never throws", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom("shard", "plan", "part", "status", "error", "found"),
        (value, field) => {
          const result = read({ ...good, [field]: value });
          expect(["string", "object", "undefined"]).toContain(typeof result);
        },
      ),
    );
  });
});
