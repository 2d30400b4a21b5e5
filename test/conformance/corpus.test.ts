import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { exclusions, faultRows } from "../support/faults.ts";
import { CASES, loadCases } from "./src/load-cases.mjs";
import { play } from "./src/play.mjs";
import { readProfile } from "./src/profile.mjs";

const cases = loadCases();
const folders = new Map(cases.map((one) => [one.name.replace(/\/.*/, ""), one]));

describe("FAULTS.md", () => {
  const rows = faultRows();

  test("has a row for every number", () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
  });

  test("tells what is not played", () => {
    const lines = exclusions(rows);
    console.info(lines.join("\n"));
    const [whole, part] = ["not played: ", "played in part: "].map((kind) =>
      lines.filter((line) => line.startsWith(kind)).map((line) => Number(/\d+/.exec(line)?.[0])),
    );
    expect(whole).toEqual(
      rows.filter(({ cases: own, tests }) => own.length + tests.length === 0).map(({ number }) => number),
    );
    expect(part).toEqual(expect.arrayContaining([13, 49]));
  });

  test.each(rows.map((row) => [row.number, row] as const))("%d: what it names exists", (number, row) => {
    const having = [...folders].filter(([, one]) => one.faults.includes(number)).map(([name]) => name);
    expect([...row.cases].sort()).toEqual(having.sort());
    for (const [file, title] of row.tests) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
      expect(readFileSync(join(ROOT, file), "utf8"), file).toContain(title);
    }
    expect(row.cases.length + row.tests.length > 0 || row.note !== "", "nothing stands for it").toBe(true);
  });
});

describe("cases", () => {
  test("are told apart by their names, and lie where their faults say", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    const wrong = [...folders].filter(
      ([name, { faults, weaknesses }]) =>
        !/^\d{3}-[a-z0-9-]+$/i.test(name) ||
        (faults.length + weaknesses.length === 0 && !/^(000|2\d\d)-/.test(name)),
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test("and other tests stand for every weakness of the reference in mirroring and verifying, by its id", () => {
    const known =
      "V1 V2 V3 V4 V5 V6 V7 V8 V9 V10 V11 L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L11 L12 L13 L14 L15 L16 L17 L18 L20 L21 L22 L23 L24 L25 L26 L27 N1 X1 X2 X3 X12 X13 Y1 Y2 S2 S3";
    const titles = globSync(["{packages,actions}/*/test/**/*.test.ts", "test/e2e/*.test.ts"], { cwd: ROOT })
      .map((file) => readFileSync(join(ROOT, file), "utf8"))
      .flatMap((text) => [...text.matchAll(/["`]((?:[A-Z]\d+(?:, |: ))+)/g)])
      .flatMap(([, ids = ""]) => ids.match(/[A-Z]\d+/g) ?? []);
    const named = new Set([...cases.flatMap(({ weaknesses }) => weaknesses), ...titles]);
    expect(known.split(" ").filter((id) => !named.has(id))).toEqual([]);
  });
});

describe("a client that checks nothing is found out", () => {
  const profile = readProfile("naive");

  test.concurrent.each([
    ["001-short-body/half", /^run 1 ended with failure, expected ok/],
    ["002-no-framing-end-always/no-length", /^WRONG BYTES: "Server/],
    ["005-html-page/same-size", /^WRONG BYTES/],
    ["011-encoded/random", /^run 1 ended with ok, expected failure/],
    ["022-redirect-to-private/other-port", /^REQUESTS: 1 of b/],
    ["032-planted-link-to-folder/variant", /^OUTSIDE: "outside\/x86_64" was made/],
    ["032-planted-link-final/file", /^OUTSIDE: "outside\/witness" was changed/],
    ["033-path/climbs-at-the-end", /^run 1 ended with|^REQUESTS/],
    ["033-path/climbs", /^OUTSIDE: "work\/deep\/escape" was made|^OUTSIDE: "work\/escape" was made/],
    ["040-two-sizes", /^REQUESTS: \d+, expected none/],
    ["068-wrong-checksum/sha256", /^WRONG BYTES/],
    ["079-names-that-command/group", /^SAYS/],
  ] as const)("%s: %s", async (name, problem) => {
    const one = cases.find((candidate) => candidate.name === name);
    const { problems } = await play(one as NonNullable<typeof one>, profile);
    expect(
      problems.some((line: string) => problem.test(line)),
      problems.join("\n"),
    ).toBe(true);
    expect(problems.join("\n")).not.toMatch(/THE SERVER ITSELF/);
  });

  test.concurrent("and good where nothing goes wrong", async () => {
    const one = cases.find(({ name }) => name === "002-complete-without-framing/chunked");
    expect((await play(one as NonNullable<typeof one>, profile)).problems).toEqual([]);
  });
});

describe("a client that lies is found out", () => {
  const base = { name: "liar", tree: "compose", metadata: "compose/metadata", report: true };
  const one = cases.find(({ name }) => name === "000-all-right") as (typeof cases)[number];

  test.concurrent.each([
    [
      "claims what is not there",
      `{"header":{"version":"1.2"},"payload":{"images":{"S":{"x":[{"path":"S/none"}]}}}}`,
      /^FALSE CLAIM/,
    ],
    ["writes other metadata", `{"header":{"version":"2.0"},"payload":{}}`, /says version 2.0/],
    ["writes no metadata", `no JSON`, /SyntaxError/],
  ] as const)("%s", async (_, images, problem) => {
    const script = `mkdir -p "$1/compose/metadata"; echo '${images}' > "$1/compose/metadata/images.json"; echo '{"header":{"version":"1.2"},"payload":{"variants":{}}}' > "$1/compose/metadata/composeinfo.json"`;
    const { problems } = await play(one, { ...base, command: ["sh", "-c", script, "sh", "{output}"] });
    expect(
      problems.some((line: string) => problem.test(line)),
      problems.join("\n"),
    ).toBe(true);
    expect(problems.filter((line: string) => line.startsWith("MISSING")).length).toBeGreaterThan(5);
  });

  test.concurrent("says nothing of what failed", async () => {
    const failing = cases.find(({ name }) => name === "017-always-500") as (typeof cases)[number];
    const { problems } = await play(failing, { ...base, command: ["sh", "-c", "exit 1"] });
    expect(problems.join("\n")).toMatch(/there is no report/);
    expect(problems.join("\n")).toMatch(/^REQUESTS: 0 of a/m);
  });
});

test("every folder of cases has a case", () => {
  expect(folders.size).toBeGreaterThan(150);
  for (const name of folders.keys()) {
    expect(existsSync(join(CASES, name, "case.json")), name).toBe(true);
  }
});
