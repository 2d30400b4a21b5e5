import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHost, detectHost, runStep } from "@compose-actions/ci";
import { describe, expect, test } from "vitest";
import { fakeStep } from "./support/fake-step.ts";
import { collector, temporaryFolder } from "./support/hosts.ts";

const never = new AbortController().signal;

async function terminal(env: Readonly<Record<string, string>> = {}, isTTY = false) {
  const cwd = temporaryFolder();
  const [stdout, stderr] = [collector(), collector({ isTTY, columns: 100 })];
  let time = 0;
  const host = await createHost("terminal", { env, cwd, stdout, stderr, now: () => time });
  return { cwd, host, stdout, stderr, tick: (ms: number) => (time += ms) };
}

describe("on a terminal", () => {
  test("closing lines are the only thing on standard output", async () => {
    const { cwd, host, stdout, stderr } = await terminal();
    expect(await runStep(fakeStep, { host, cwd, rawInputs: {}, signal: never })).toBe(0);
    expect(stdout.text()).toBe("2 files done\n:\u200B:set-output name=x::\n");
    expect(stderr.text()).toBe("doing succeed, token undefined\n");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("outputs and summary go to files when asked for, and a shell can source the outputs", async () => {
    const { cwd, host } = await terminal({
      COMPOSE_ACTIONS_OUTPUTS_FILE: "o.env",
      COMPOSE_ACTIONS_SUMMARY: "s.md",
    });
    const odd = `it's "$HOME" \`x\`\n\${y}`;
    await host.setOutputs({ "metadata-dir": "out/1.0", odd });
    await host.writeSummary("## S");
    expect(readFileSync(join(cwd, "s.md"), "utf8")).toBe("## S\n");
    const shown = execFileSync("sh", ["-c", '. ./o.env; printf %s "$METADATA_DIR|$ODD"'], {
      cwd,
      encoding: "utf8",
    });
    expect(shown).toBe(`out/1.0|${odd}`);
  });

  test("a bar is drawn on a terminal and wiped before anything is logged", async () => {
    const { host, stdout, stderr, tick } = await terminal({ NO_COLOR: "1" }, true);
    const show = (done: number) =>
      host.reporter.progress({ activity: "hashing", done, total: 4, unit: "files" });
    show(0);
    tick(50);
    show(1);
    tick(2000);
    show(2);
    host.reporter.info("x");
    host.conclude(["end"]);
    const [first, second, ...rest] = stderr.text().split("\r\u001B[2K").slice(1);
    expect(first).toMatch(/^hashing 0 of 4 files \(0%\) \[-+\]$/);
    expect(second).toMatch(/^hashing 2 of 4 files \(50%\), 1 files\/s, about 2 s left \[#{19}-{19}\]$/);
    expect(rest).toEqual(["x\n"]);
    expect(stdout.text()).toBe("end\n");
  });

  test("plain lines appear every few seconds where there is no terminal", async () => {
    const { host, stderr, tick } = await terminal();
    for (let done = 0; done < 100; done += 1) {
      host.reporter.progress({ activity: "hashing", done, unit: "files" });
      tick(200);
    }
    expect(stderr.text().split("\n").slice(0, -1)).toEqual([
      "hashing 25 files, 5 files/s",
      "hashing 50 files, 5 files/s",
      "hashing 75 files, 5 files/s",
    ]);
  });

  test("a report that cannot be written is a failure, but the work's own failure comes first", async () => {
    const { cwd, host, stderr } = await terminal();
    writeFileSync(join(cwd, "taken"), "");
    const report = "taken/report.json";
    expect(await runStep(fakeStep, { host, cwd, rawInputs: { report }, signal: never })).toBe(1);
    expect(stderr.text()).toContain("The report could not be written");
    expect(readdirSync(cwd)).toEqual(["taken"]);
    const failing = await terminal();
    writeFileSync(join(failing.cwd, "taken"), "");
    const rawInputs = { do: "fail", report };
    expect(await runStep(fakeStep, { host: failing.host, cwd: failing.cwd, rawInputs, signal: never })).toBe(
      1,
    );
    expect(failing.stderr.text()).toContain("error: 3 files are missing\nBuild them.\n");
  });

  test("a report replaces nothing but a report", async () => {
    const { cwd, host, stderr } = await terminal();
    writeFileSync(join(cwd, "images.json"), '{"precious": true}');
    mkdirSync(join(cwd, "folder"));
    for (const report of ["images.json", "folder"]) {
      expect(await runStep(fakeStep, { host, cwd, rawInputs: { report }, signal: never })).toBe(2);
    }
    expect(stderr.text()).toContain("images.json exists and is no report");
    expect(readFileSync(join(cwd, "images.json"), "utf8")).toBe('{"precious": true}');
    for (const _ of ["first", "again"]) {
      expect(await runStep(fakeStep, { host, cwd, rawInputs: { report: "r.json" }, signal: never })).toBe(0);
    }
  });

  test("79: names in details cannot speak to a terminal", async () => {
    const { cwd, host, stderr } = await terminal({ NO_COLOR: "1" });
    await runStep(fakeStep, { host, cwd, rawInputs: { do: "fail" }, signal: never });
    expect(stderr.text()).toContain("  b\\u{a}::error::x\n");
  });

  test("work that was aborted before it began is interrupted", async () => {
    const { cwd, host } = await terminal();
    expect(
      await runStep(fakeStep, { host, cwd, rawInputs: { report: "r.json" }, signal: AbortSignal.abort() }),
    ).toBe(130);
    expect(existsSync(join(cwd, "r.json"))).toBe(true);
  });
});

describe("detectHost", () => {
  test.each([
    [{ GITHUB_ACTIONS: "true" }, false, "github"],
    [{ GITHUB_ACTIONS: "true", GITLAB_CI: "true" }, false, "github"],
    [{ GITLAB_CI: "true" }, true, "gitlab"],
    [{ GITHUB_OUTPUT: "/x" }, false, "terminal"],
    [{ GITHUB_OUTPUT: "/x" }, true, "github"],
    [{}, false, "terminal"],
  ])("%j, action entry %j: %s", (env, actionEntry, expected) => {
    expect(detectHost(env, { actionEntry })).toBe(expected);
  });
});
