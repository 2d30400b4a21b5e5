import type { CheckedGroup, Finding } from "@compose-actions/step";
import { xmlText } from "./xml-text.ts";

/** How every JUnit file of ours starts. */
export const JUNIT_START = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="compose-actions ';

export interface JunitInput {
  readonly step: string;
  readonly findings: readonly Finding[];
  readonly checked: readonly CheckedGroup[];
}

/**
 * Findings as a JUnit document: a suite per group, a failed test per error, one passed test for all else that was
 * checked in the group, warnings as the suite's output.
 */
export function junitText({ step, findings, checked }: JunitInput): string {
  const byGroup = Map.groupBy(findings, ({ group }) => group);
  const names = new Set([...checked.map(({ name }) => name), ...byGroup.keys()]);
  const counts = new Map(checked.map((group) => [group.name, group.checked]));
  const suites = [...names].map((name) =>
    suiteOf(step, name, byGroup.get(name) ?? [], counts.get(name) ?? 0),
  );
  const total = (field: "tests" | "failures") => suites.reduce((sum, suite) => sum + suite[field], 0);
  return [
    `${JUNIT_START}${xmlText(step)}" tests="${total("tests")}" failures="${total("failures")}">`,
    ...suites.flatMap(({ lines }) => lines),
    "</testsuites>\n",
  ].join("\n");
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function suiteOf(step: string, name: string, findings: readonly Finding[], checked: number): Suite {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const rest = Math.max(0, checked - errors.length);
  const passed = rest > 0 ? [`    ${testCase(step, name, `${rest} checked`)}/>`] : [];
  const failed = errors.flatMap((finding) => failedTest(step, name, finding));
  const output = warnings.map(({ path, check, message }) => xmlText(`${check}: ${path}: ${message}`));
  const tests = errors.length + passed.length;
  return {
    tests,
    failures: errors.length,
    lines: [
      `  <testsuite name="${xmlText(name)}" tests="${tests}" failures="${errors.length}" errors="0" skipped="0">`,
      ...failed,
      ...passed,
      ...(output.length === 0 ? [] : [`    <system-out>${output.join("\n")}</system-out>`]),
      "  </testsuite>",
    ],
  };
}

function failedTest(step: string, name: string, { path, check, message }: Finding): string[] {
  return [
    `    ${testCase(step, name, path)}>`,
    `      <failure type="${xmlText(check)}" message="${xmlText(message)}"/>`,
    "    </testcase>",
  ];
}

/** Without its end. */
function testCase(step: string, group: string, name: string): string {
  return `<testcase classname="${xmlText(`${step}.${group}`)}" name="${xmlText(name)}"`;
}
