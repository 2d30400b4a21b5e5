import type { CheckedGroup, Finding } from "@compose-actions/step";
import { groupName } from "./artifact-rows.ts";
import { describeRecord } from "./describe.ts";
import type { VerifyResult } from "./result.ts";

/** More findings than this help nobody who looks at them one by one; the report has them. */
const MAX_FINDINGS = 10_000;

/** What is wrong, one by one, errors first. */
export function findingsOf(result: VerifyResult): readonly Finding[] {
  const findings = [...take(errorsOf(result), MAX_FINDINGS), ...take(warningsOf(result), MAX_FINDINGS)];
  return findings.slice(0, MAX_FINDINGS);
}

/** Every error, however many there are. */
export function* errorsOf(result: VerifyResult): Iterable<Finding> {
  for (const record of result.records) {
    if (record.failing) {
      yield {
        check: record.state,
        severity: "error",
        path: record.path,
        message: describeRecord(record),
        group: groupName(record),
      };
    }
  }
  yield* contradictions(result, "error");
  if (result.unlisted.policy === "fail") {
    yield* unlistedFiles(result, "error");
  }
}

function* warningsOf(result: VerifyResult): Iterable<Finding> {
  yield* contradictions(result, "warning");
  if (result.unlisted.policy === "warn") {
    yield* unlistedFiles(result, "warning");
  }
}

function* contradictions({ consistency }: VerifyResult, severity: Finding["severity"]): Iterable<Finding> {
  for (const { check, severity: own, kept } of consistency) {
    if (own === severity) {
      for (const { path, message, group } of kept) {
        yield { check, severity, path, message, group };
      }
    }
  }
}

function* unlistedFiles({ unlisted }: VerifyResult, severity: Finding["severity"]): Iterable<Finding> {
  for (const path of unlisted.files) {
    yield { check: "unlisted", severity, path, message: "nothing names this file", group: "unlisted files" };
  }
}

/** What was checked, by group. */
export function checkedOf({ groups }: VerifyResult): readonly CheckedGroup[] {
  return groups
    .map((group) => {
      const all = Object.values(group.states).reduce((sum, count) => sum + count, 0);
      return { name: groupName(group), checked: all - (group.states.skipped ?? 0) };
    })
    .filter(({ checked }) => checked > 0);
}

function take<T>(items: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === most) {
      break;
    }
    taken.push(item);
  }
  return taken;
}
