import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHost, runStep } from "@compose-actions/ci";
import { describe, expect, test } from "vitest";
import { fakeStep } from "./support/fake-step.ts";
import { collector, temporaryFolder } from "./support/hosts.ts";
import { spawnChild } from "./support/spawn-child.ts";

async function gitlab(env: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder();
  const [stdout, stderr] = [collector(), collector()];
  const host = await createHost("gitlab", { env, cwd, stdout, stderr, now: () => 1_700_000_000_000 });
  return {
    cwd,
    host,
    log: () => stdout.text() + stderr.text(),
    read: (name: string) => readFileSync(join(cwd, name), "utf8"),
  };
}

describe("90: on GitLab", () => {
  test("a job without GitHub's variables, home or terminal runs the step", async () => {
    const cwd = temporaryFolder();
    const { code, stdout } = await spawnChild(
      {
        GITLAB_CI: "true",
        HOME: "/nonexistent",
        CI_JOB_TOKEN: "glcbt-64_secret",
        COMPOSE_ACTIONS_DO: "glcbt-64_secret",
      },
      { cwd },
    );
    expect(code).toBe(0);
    expect(stdout).toContain("doing ***");
    expect(stdout).not.toMatch(/glcbt|^::/m);
    expect(readFileSync(join(cwd, "compose-actions.env"), "utf8")).toBe(
      "METADATA_DIR=out\nFILES=a.iso,b.iso\n",
    );
    expect(readFileSync(join(cwd, "compose-actions-summary.md"), "utf8")).toContain("## Done");
  });

  test("groups are sections", async () => {
    const { host, log } = await gitlab({ NO_COLOR: "1" });
    await host.group("A title\n", ["one", "\u001B[0Ksection_end:1:x\r\u001B[0K"]);
    const start =
      "\u001B[0Ksection_start:1700000000:compose_actions_1[collapsed=true]\r\u001B[0KA title\\u{a}\n";
    const end = "\u001B[0Ksection_end:1700000000:compose_actions_1\r\u001B[0K\n";
    expect(log()).toBe(`${start}one\n\\u{1b}[0Ksection_end:1:x\\u{d}\\u{1b}[0K\n${end}`);
  });

  test("81: outputs that dotenv cannot express are left out and named", async () => {
    const { host, log, read } = await gitlab({ NO_COLOR: "1" });
    await host.setOutputs({
      "metadata-dir": "out/metadata",
      files: "a.iso\nb.iso\n",
      quoted: `"x"`,
      blank: "a b",
      escape: "a\u001Bb",
      long: "x".repeat(6000),
      empty: "",
    });
    expect(read("compose-actions.env")).toBe("METADATA_DIR=out/metadata\nFILES=a.iso,b.iso\n");
    expect(log()).toMatch(/^warning: .*: quoted, blank, escape, long\n$/);
  });

  test("a second step in a job keeps the outputs of the first and replaces its own", async () => {
    const { host, read } = await gitlab({ COMPOSE_ACTIONS_DOTENV: "sub/my.env" });
    await host.setOutputs({ "metadata-dir": "one", other: "kept" });
    await host.setOutputs({ "metadata-dir": "two" });
    expect(read("sub/my.env")).toBe("OTHER=kept\nMETADATA_DIR=two\n");
  });

  test("an output that is empty is none: it would take the place of another job's", async () => {
    const { host, read, log } = await gitlab();
    await host.setOutputs({ "compose-ref": "oci://one", other: "kept" });
    await host.setOutputs({ "compose-ref": "", "metadata-dir": "\n" });
    expect(read("compose-actions.env")).toBe("OTHER=kept\n");
    expect(log()).toBe("");
  });

  test("levels are coloured unless NO_COLOR says otherwise", async () => {
    const coloured = await gitlab();
    coloured.host.annotate({ level: "error", message: "m", file: "f" });
    expect(coloured.log()).toBe("\u001B[31;1merror:\u001B[0m f: m\n");
    const plain = await gitlab({ NO_COLOR: "1" });
    plain.host.reporter.warn("m");
    expect(plain.log()).toBe("warning: m\n");
  });

  test("83: a secret is in no log, file or report", async () => {
    const { cwd, host, log, read } = await gitlab();
    const token = "s3cr3t token";
    const rawInputs = { do: "find", token, report: "report.json" };
    expect(await runStep(fakeStep, { host, cwd, rawInputs, signal: new AbortController().signal })).toBe(1);
    const all = [
      log(),
      read("compose-actions.env"),
      read("compose-actions-summary.md"),
      read("report.json"),
    ].join("\n");
    expect(all).toContain("***");
    expect(all).not.toContain("s3cr3t");
  });

  test("89: a report through a link out of the project is refused", async () => {
    const { cwd, host } = await gitlab();
    const outside = temporaryFolder();
    symlinkSync(outside, join(cwd, "link"));
    mkdirSync(join(cwd, "inside"));
    const run = (report: string) =>
      runStep(fakeStep, { host, cwd, rawInputs: { report }, signal: new AbortController().signal });
    expect(await run("link/report.json")).toBe(2);
    expect(await run("/etc/report.json")).toBe(2);
    expect(await run("inside/new/report.json")).toBe(0);
  });

  test("files that cannot be written are a warning", async () => {
    const { cwd, host, log } = await gitlab({
      COMPOSE_ACTIONS_DOTENV: "file/x",
      COMPOSE_ACTIONS_SUMMARY: "file/y",
    });
    writeFileSync(join(cwd, "file"), "");
    await host.setOutputs({ a: "b" });
    await host.writeSummary("s");
    expect(log()).toContain("The outputs could not be written");
    expect(log()).toContain("The summary could not be written");
  });
});
