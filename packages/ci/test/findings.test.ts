import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHost, type HostName, runStep } from "@compose-actions/ci";
import {
  defineInputs,
  defineStep,
  type Finding,
  fault,
  findingsInputs,
  path,
  reportInput,
  secret,
  text,
} from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { collector, temporaryFolder } from "./support/hosts.ts";

const ODD = `a<b>&"c'\u0000\u001B[31m\n]]>\uD800\uFFFF::error::x`;

const finding = (path: string, more: Partial<Finding> = {}): Finding => ({
  check: "corrupt",
  severity: "error",
  path,
  message: `${path} is damaged`,
  group: "Server x86_64 image",
  ...more,
});

/** A step that finds what it is told to. */
const stepThatFinds = (findings: readonly Finding[]) =>
  defineStep({
    name: "fake-step",
    title: "Find",
    description: "Finds.",
    icon: "search",
    inputs: defineInputs({
      do: text({ description: "What to do.", default: "find" }),
      output: path({ description: "Where it goes." }),
      token: secret({ description: "A token." }),
      ...reportInput,
      ...findingsInputs,
    }),
    outputs: {},
    report: z.object({}),
    outputFiles: ["images.json"],
    async run(inputs) {
      if (inputs.do === "refuse") throw fault(`cannot <read> ${inputs.token}`);
      return undefined;
    },
    present: () => ({
      outputs: {},
      report: {},
      lines: [],
      summary: "",
      findings,
      checked: [
        { name: "Server x86_64 image", checked: 5 },
        { name: "Server x86_64 rpm", checked: 7 },
      ],
      ...(findings.some(({ severity }) => severity === "error") ? { failure: "found something" } : {}),
    }),
  });

async function run(
  findings: readonly Finding[],
  raw: Readonly<Record<string, string>> = {},
  { host: name = "terminal" as HostName, cwd = temporaryFolder() } = {},
) {
  const [stdout, stderr] = [collector(), collector()];
  const host = await createHost(name, { env: {}, cwd, stdout, stderr });
  const code = await runStep(stepThatFinds(findings), {
    host,
    cwd,
    rawInputs: { junit: "junit.xml", codequality: "quality.json", ...raw },
    signal: new AbortController().signal,
  });
  const read = (file: string) => (existsSync(join(cwd, file)) ? readFileSync(join(cwd, file), "utf8") : "");
  return {
    cwd,
    code,
    log: stdout.text() + stderr.text(),
    junit: read("junit.xml"),
    get quality() {
      return JSON.parse(read("quality.json"));
    },
  };
}

describe("JUnit", () => {
  test("has a suite per group, a failed test per error and one for all that passed", async () => {
    const warning = finding("e.iso", { severity: "warning", group: "unlisted files", message: "odd" });
    const { code, junit } = await run([finding("a.iso"), finding("b.iso", { check: "missing" }), warning]);
    expect(code).toBe(1);
    expect(junit).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="compose-actions fake-step" tests="4" failures="2">
  <testsuite name="Server x86_64 image" tests="3" failures="2" errors="0" skipped="0">
    <testcase classname="fake-step.Server x86_64 image" name="a.iso">
      <failure type="corrupt" message="a.iso is damaged"/>
    </testcase>
    <testcase classname="fake-step.Server x86_64 image" name="b.iso">
      <failure type="missing" message="b.iso is damaged"/>
    </testcase>
    <testcase classname="fake-step.Server x86_64 image" name="3 checked"/>
  </testsuite>
  <testsuite name="Server x86_64 rpm" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="fake-step.Server x86_64 rpm" name="7 checked"/>
  </testsuite>
  <testsuite name="unlisted files" tests="0" failures="0" errors="0" skipped="0">
    <system-out>corrupt: e.iso: odd</system-out>
  </testsuite>
</testsuites>
`);
  });

  test("holds no character that XML cannot, and nothing breaks out of its place", async () => {
    const { junit } = await run([finding(ODD, { check: ODD, message: ODD, group: ODD })]);
    expect(junit).toContain(
      "a&lt;b&gt;&amp;&quot;c&apos;\\u{0}\\u{1b}[31m\\u{a}]]&gt;\\u{d800}\\u{ffff}::error::x",
    );
    expect(junit.isWellFormed()).toBe(true);
    expect(junit).not.toMatch(/[\u0000-\u0009\u000B-\u001F\uFFFE\uFFFF]/);
    // Nothing of it is markup of its own.
    const tags = junit.match(/<[^>]*>/g)?.map((tag) => /^<[?/]?[a-z]+/.exec(tag)?.[0]) ?? [];
    const known = [
      "<?xml",
      "<testsuites",
      "<testsuite",
      "<testcase",
      "<failure",
      "</testcase",
      "</testsuite",
      "</testsuites",
    ];
    expect(new Set(tags)).toEqual(new Set(known));
  });

  test("is never without a failure when the step failed, and neither is the code quality report", async () => {
    const { junit, quality, code } = await run([], { do: "refuse", token: "s3cr3t-token" });
    expect(code).toBe(1);
    expect(junit).toContain('<failure type="failed" message="cannot &lt;read&gt; ***"/>');
    expect(quality).toMatchObject([{ check_name: "compose-actions/fake-step/failed", severity: "major" }]);
  });
});

describe("the code quality report", () => {
  test("has what GitLab wants of every finding", async () => {
    const { quality } = await run([finding("a.iso"), finding("b", { severity: "warning", message: ODD })]);
    expect(quality).toEqual([
      {
        check_name: "compose-actions/fake-step/corrupt",
        description: "a.iso is damaged",
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: "major",
        location: { path: "a.iso", lines: { begin: 1 } },
      },
      expect.objectContaining({
        severity: "minor",
        description: expect.not.stringMatching(/[\u0000-\u001F]/),
      }),
    ]);
  });

  test("gives the same finding the same fingerprint, and no two the same", async () => {
    const twice = [finding("a"), finding("a"), finding("b")];
    const first = (await run(twice)).quality.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(first).size).toBe(3);
    const other = twice.map((one) => ({ ...one, message: "found otherwise" }));
    expect((await run(other)).quality.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual(
      first,
    );
  });
});

describe("files", () => {
  test("are written again by the next run, but replace nothing else", async () => {
    const cwd = temporaryFolder();
    for (const findings of [[finding("a")], [], [finding("b")]]) {
      expect((await run(findings, {}, { cwd })).code).toBe(findings.length === 0 ? 0 : 1);
    }
    for (const file of ["junit.xml", "quality.json"]) {
      writeFileSync(join(cwd, file), "mine");
      const { code, log } = await run([], {}, { cwd });
      expect(code).toBe(2);
      expect(log).toMatch(/Invalid input: (junit|codequality): .* exists and is no report/);
      expect(readFileSync(join(cwd, file), "utf8")).toBe("mine");
      writeFileSync(join(cwd, file), "");
    }
  });

  test.each(["junit", "codequality"])("89: %s must lie in the job's directories", async (input) => {
    const { code, log } = await run([], { [input]: "../x" }, { host: "gitlab" });
    expect(code).toBe(2);
    expect(log).toContain(`Invalid input: ${input}: ../x is outside the job's directories`);
  });

  test("must be different ones", async () => {
    const { code, log } = await run([], { report: "same", junit: "same" });
    expect(code).toBe(2);
    expect(log).toContain("Invalid input: junit: same is the file of report already");
  });

  test.each([
    ["out", "is the output itself"],
    ["there/../out", "is the output itself"],
    ["a", "must be a file, but the output lies below it", "a/b/out"],
    ["out/images.json", "is a file of the output"],
    ["link/images.json", "is a file of the output", "there"],
    ["there/images.json", "is a file of the output", "link"],
  ])("in the place of the output are refused and not written: %s", async (report, said, output = "out") => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "there"));
    symlinkSync("there", join(cwd, "link"));
    const { code, log } = await run([], { report, output }, { cwd });
    expect(code).toBe(2);
    expect(log).toContain(`Invalid input: report: ${report} ${said}`);
    expect(readdirSync(cwd).sort()).toEqual(["link", "there"]);
    expect(readdirSync(join(cwd, "there"))).toEqual([]);
  });

  test("beside the files of the output are fine", async () => {
    const cwd = temporaryFolder();
    expect((await run([], { report: "out/report.json", output: "out" }, { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, "out/report.json"))).toBe(true);
  });

  test("that cannot be written fail the step, unless it failed anyway", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "folder"));
    writeFileSync(join(cwd, "file"), "");
    const { code, log } = await run([], { junit: "file/junit.xml" }, { cwd });
    expect(code).toBe(1);
    expect(log).toContain("The JUnit file could not be written");
    const worse = await run([finding("a")], { junit: "file/junit.xml" }, { cwd });
    expect(worse.log).toContain("found something");
    expect(worse.log).not.toContain("could not be written");
  });
});

test("88: a flood of findings gives ten annotations at most, and the last says why the step failed", async () => {
  const findings = Array.from({ length: 5000 }, (_, index) => finding(`file-${index}`));
  const { log } = await run(findings, {}, { host: "github" });
  const errors = log.split("\n").filter((line) => line.startsWith("::error"));
  expect(errors).toHaveLength(10);
  expect(errors[0]).toBe("::error title=corrupt::file-0: file-0 is damaged");
  expect(errors.at(-1)).toBe("::error::found something");
  expect(log).toContain("and 4,991 more; the report has them");
});
