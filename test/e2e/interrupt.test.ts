import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, copyOf, metadataFile } from "../support/composes.ts";
import { action, type Result, type RunOptions, upgrade } from "../support/dist.ts";
import { edit, names, readJson } from "../support/files.ts";
import { checkReport, jsonReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** A compose whose only image takes far longer to hash than a test may last, and no room on disk. */
function endless(): string {
  const compose = copyOf(scratch);
  edit(metadataFile(compose, "images"), ({ payload }) => {
    const [image] = payload.images.BaseOS.x86_64;
    Object.assign(image, { size: 2 ** 40 });
    const path = join(compose, image.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
    truncateSync(path, 2 ** 40);
  });
  return compose;
}

/** Sends signals when the work has begun, which the folder shows in which the output is made. */
function killing(output: string, signals: readonly NodeJS.Signals[]): RunOptions & { sent: () => number } {
  let sent = Number.NaN;
  return {
    sent: () => sent,
    onStart(kill) {
      const begun = () => (names(dirname(output)) ?? []).length > 0;
      const timer = setInterval(() => {
        if (!begun()) return;
        clearInterval(timer);
        setTimeout(() => {
          sent = performance.now();
          for (const signal of signals) kill(signal);
        }, 300);
      }, 20).unref();
    },
  };
}

function expectNothingLeft(result: Result, output: string): void {
  expect(result.code).toBe(130);
  // Neither the output nor the folder in which it was made is left.
  expect(names(dirname(output))).toEqual([]);
}

describe.each(SIGNALS)("85: %s while a large file is hashed", (signal) => {
  test("on a terminal ends with 130, promptly, and leaves nothing", async () => {
    const output = scratch.fresh();
    const args = [endless(), "--output", output, "--base-url", BASE_URL, "--compute-checksums", "--json"];
    const options = killing(output, [signal]);
    const result = await upgrade(args, options);
    // Far sooner than a runner, which sends the next signal after 7.5 seconds.
    expect(performance.now() - options.sent()).toBeLessThan(5000);
    expectNothingLeft(result, output);
    expect(result.stderr).toContain(`Interrupted by ${signal}`);
    expect(jsonReport(result)).toMatchObject({ status: "interrupted" });
  });
});

test("85: on GitHub summary, report and annotation say so, and there are no outputs", async () => {
  const output = scratch.fresh();
  const cwd = scratch.folder();
  const inputs = {
    compose: endless(),
    output,
    "base-url": BASE_URL,
    "strict-checksums": "true",
    report: "report.json",
  };
  const result = await action("upgrade-metadata", inputs, { cwd, ...killing(output, ["SIGTERM"]) });
  expectNothingLeft(result, output);
  expect(result.outputs).toEqual({});
  expect(result.summary).toMatch(/: interrupted\n/);
  expect(result.stdout).toContain("::error::Interrupted by SIGTERM");
  expect(checkReport(readJson(join(cwd, "report.json"))).status).toBe("interrupted");
});

test("85: a second signal ends the process at once, with 130", async () => {
  const output = scratch.fresh();
  const args = [endless(), "--output", output, "--base-url", BASE_URL, "--compute-checksums"];
  const options = killing(output, ["SIGINT", "SIGTERM"]);
  const { code } = await upgrade(args, options);
  expect(code).toBe(130);
  expect(performance.now() - options.sent()).toBeLessThan(5000);
});
