import { createProgressThrottle, fractionDone, renderBar, renderProgress } from "@compose-actions/ci";
import type { Progress } from "@compose-actions/step";
import { expect, test } from "vitest";

const at = (done: number, more: Partial<Progress> = {}): Progress => ({
  activity: "hashing",
  done,
  unit: "files",
  ...more,
});

test("a line says what is done, how fast and how long it will take", () => {
  const first = at(0, { total: 480, bytes: 0, totalBytes: 4e9 });
  const current = at(1200, { total: 4800, bytes: 1e9, totalBytes: 4e9 });
  expect(renderProgress({ first, current, elapsed: 10_000 })).toBe(
    "hashing 1,200 of 4,800 files, 1.0 GB of 4.0 GB (25%), 100.0 MB/s, about 30 s left",
  );
});

test("what was done before a resumed run does not count for its speed", () => {
  const span = { first: at(50, { total: 100 }), current: at(60, { total: 100 }), elapsed: 10_000 };
  expect(renderProgress(span)).toBe("hashing 60 of 100 files (60%), 1 files/s, about 40 s left");
});

test.each([
  [1_000_000, 100, "about 27 h"],
  [1_000_000, 10, undefined],
])("an estimate of more than 99 hours is none: %i files, %i in ten seconds", (total, done, estimate) => {
  const line = renderProgress({ first: at(0, { total }), current: at(done, { total }), elapsed: 10_000 });
  if (estimate === undefined) expect(line).not.toContain("left");
  else expect(line).toContain(estimate);
});

test("unknown totals and the first moments promise nothing", () => {
  expect(renderProgress({ first: at(0), current: at(5), elapsed: 500 })).toBe("hashing 5 files");
  expect(renderProgress({ first: at(0, { total: 0 }), current: at(0, { total: 0 }), elapsed: 5000 })).toBe(
    "hashing 0 of 0 files, 0 files/s",
  );
  const done = at(4, { total: 4 });
  expect(renderProgress({ first: at(0, { total: 4 }), current: done, elapsed: 2000 })).toBe(
    "hashing 4 of 4 files (100%), 2 files/s",
  );
});

test("a bar is as wide as asked for and never runs over", () => {
  expect(renderBar(0.5, 12)).toBe("[#####-----]");
  expect(renderBar(7, 12)).toBe("[##########]");
  expect(renderBar(-1, 12)).toBe("[----------]");
  expect(fractionDone(at(9, { total: 3 }))).toBe(1);
});

test("a throttle lets one snapshot per interval through and starts anew with an activity", () => {
  let time = 0;
  const shown: string[] = [];
  const report = createProgressThrottle({
    interval: 1000,
    now: () => time,
    immediate: false,
    show: ({ current, elapsed }) => shown.push(`${current.activity} ${current.done} ${elapsed}`),
  });
  for (; time <= 3000; time += 250) report(at(time / 250));
  for (; time <= 4600; time += 250) report(at(0, { activity: "writing" }));
  expect(shown).toEqual(["hashing 4 1000", "hashing 8 2000", "hashing 12 3000", "writing 0 1000"]);
});
