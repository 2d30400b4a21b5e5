import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./support/hosts.ts";
import { spawnChild } from "./support/spawn-child.ts";

function runner() {
  const cwd = temporaryFolder();
  const [output, summary] = [join(cwd, "output"), join(cwd, "summary")];
  writeFileSync(output, "");
  writeFileSync(summary, "");
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: cwd,
  };
  return {
    cwd,
    env,
    run: (inputs: Readonly<Record<string, string>> = {}, extra: Readonly<Record<string, string>> = {}) =>
      spawnChild({ ...env, ...inputs, ...extra }, { cwd }),
    outputs: () => parseOutputs(readFileSync(output, "utf8")),
    summary: () => readFileSync(summary, "utf8"),
    report: (name = "report.json") => JSON.parse(readFileSync(join(cwd, name), "utf8")),
  };
}

/** Reads the file as the runner does. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(lines[index] ?? "") ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, index + 1);
    outputs[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}

/** The commands that a runner would obey in a log. */
function commandsIn(log: string): string[] {
  let stopped: string | undefined;
  return log.split("\n").filter((line) => {
    const [, command = "", data = ""] = /^\s*::([^: ]+)[^:]*::(.*)$/.exec(line) ?? [];
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined;
      return false;
    }
    if (command === "stop-commands") stopped = data;
    return command !== "" && command !== "stop-commands";
  });
}

describe("on GitHub", () => {
  test("a step hands on its outputs, summary and report", async () => {
    const { run, outputs, summary, report } = runner();
    const { code, stdout } = await run({ INPUT_REPORT: "report.json" });
    expect(code).toBe(0);
    expect(outputs()).toEqual({ "metadata-dir": "out", files: "a.iso\nb.iso" });
    expect(summary()).toContain("## Done");
    expect(report()).toEqual({
      schema: "compose-actions/fake-step/1",
      step: "fake-step",
      status: "ok",
      count: 2,
      echo: "",
    });
    expect(stdout).toContain("2 files done");
  });

  test("what can be attested is added to the job's list, where there is one", async () => {
    const { cwd, run } = runner();
    const list = join(cwd, "artifacts");
    writeFileSync(list, "oci://r.example/before@sha256:0\n");
    const { code, stdout } = await run({ INPUT_DO: "make" }, { GITHUB_ARTIFACTS: list });
    expect(code).toBe(0);
    expect(readFileSync(list, "utf8")).toBe("oci://r.example/before@sha256:0\noci://r.example/a@sha256:1\n");
    expect(stdout).toContain("::warning::1 of the things that can be attested did not fit");
    expect((await run({ INPUT_DO: "make" })).code).toBe(0);
  });

  test("81: an output survives newlines and delimiters, and no environment file is written", async () => {
    const { cwd, run, outputs } = runner();
    const [env, path] = [join(cwd, "env"), join(cwd, "path")];
    writeFileSync(env, "");
    writeFileSync(path, "");
    await run({ INPUT_DO: "odd-output" }, { GITHUB_ENV: env, GITHUB_PATH: path });
    expect(outputs()).toEqual({ "metadata-dir": "a\nghadelimiter_x\nb<<EOF", files: "a.iso\nb.iso" });
    expect(readFileSync(env, "utf8") + readFileSync(path, "utf8")).toBe("");
  });

  test("79: closing lines and details are no commands", async () => {
    const { run } = runner();
    const { stdout } = await run();
    expect(stdout).toContain(":\u200B:set-output name=x::");
    expect(commandsIn(stdout)).toEqual([]);
    const failed = await run({ INPUT_DO: "fail" });
    expect(commandsIn(failed.stdout)).toEqual([
      "::group::Details",
      "::endgroup::",
      "::error::3 files are missing",
    ]);
  });

  test("83: a secret is masked in its forms and occurs nowhere else", async () => {
    const { run, outputs, summary, report } = runner();
    const token = "s3cr3t/pass word";
    const { stdout, stderr } = await run({ INPUT_TOKEN: token, INPUT_REPORT: "report.json" });
    const masks = stdout.split("\n").filter((line) => line.startsWith("::add-mask::"));
    const encoded = [token, encodeURIComponent(token), Buffer.from(token).toString("base64")];
    for (const form of encoded) expect(masks).toContain(`::add-mask::${form.replaceAll("%", "%25")}`);
    const rest = stdout.split("\n").filter((line) => !line.startsWith("::add-mask::"));
    const written = [...rest, stderr, JSON.stringify(outputs()), summary(), JSON.stringify(report())].join(
      "\n",
    );
    for (const form of encoded) expect(written).not.toContain(form);
    expect(stdout.indexOf("::add-mask::")).toBeLessThan(stdout.indexOf("doing"));
  });

  test("83: a secret in an unexpected error is not shown", async () => {
    const { run, summary, report } = runner();
    const { code, stdout } = await run({
      INPUT_DO: "crash",
      INPUT_TOKEN: "s3cr3t-token",
      INPUT_REPORT: "report.json",
    });
    expect(code).toBe(1);
    const rest = stdout
      .split("\n")
      .filter((line) => !line.startsWith("::add-mask::"))
      .join("\n");
    expect(rest).toContain("Unexpected error: boom ***");
    expect(rest).toContain("::group::Stack");
    expect(rest + summary() + JSON.stringify(report())).not.toContain("s3cr3t");
  });

  test("88: a flood of warnings ends in the log", async () => {
    const { run } = runner();
    const { stdout } = await run({ INPUT_DO: "warn-much" });
    expect(stdout.split("\n").filter((line) => line.startsWith("::warning::"))).toHaveLength(10);
    expect(stdout).toContain("warning: odd file 24");
    expect(stdout).toContain("15 more warnings are in the log only");
  });

  test("88: a flood of details is in the report alone", async () => {
    const { run, report, summary } = runner();
    const { code, stdout } = await run({ INPUT_DO: "flood", INPUT_REPORT: "report.json" });
    expect(code).toBe(1);
    expect(report().error.details).toHaveLength(5000);
    expect(stdout.split("\n").length).toBeLessThan(250);
    expect(stdout).toContain("and 4,800 more");
    expect(summary()).toContain("and 4,950 more");
  });

  test("a failure writes report, summary and outputs before it is announced", async () => {
    const { run, outputs, summary, report } = runner();
    const { code, stdout } = await run({ INPUT_DO: "find", INPUT_REPORT: "report.json" });
    expect(code).toBe(1);
    expect(outputs()).toMatchObject({ "metadata-dir": "out" });
    expect(summary()).toMatch(
      /^## Done\n\n\*\*2 findings\*\*\n\n[\s\S]*\n\nEverything is in the report, `report\.json`\.\n$/,
    );
    expect(report()).toMatchObject({
      status: "failed",
      count: 2,
      error: { message: "2 findings", details: [] },
    });
    expect(stdout.trimEnd().endsWith("::error::2 findings")).toBe(true);
  });

  test("refused inputs are reported too", async () => {
    const { run, summary, report } = runner();
    const { code } = await run({ INPUT_RETRIES: "many", INPUT_STRICT: "yes", INPUT_REPORT: "report.json" });
    expect(code).toBe(2);
    expect(report()).toMatchObject({ status: "refused", error: { message: "2 inputs are invalid" } });
    expect(summary()).toContain('`retries: "many", expected a whole number from 0 to 9`');
  });

  test("bad metadata is a failure without a stack", async () => {
    const { run, report } = runner();
    const { code, stdout } = await run({ INPUT_DO: "bad-metadata", INPUT_REPORT: "report.json" });
    expect(code).toBe(1);
    expect(report().error.details).toEqual(["images.json: payload.images: expected an object"]);
    expect(stdout).not.toContain("Stack");
  });

  test("89: a report outside the job's folders is refused", async () => {
    const { run } = runner();
    const { code, stdout } = await run({ INPUT_REPORT: "../report.json" });
    expect(code).toBe(2);
    expect(stdout).toContain("outside the job's directories");
  });

  test("missing files and variables of the runner are no failure", async () => {
    const { cwd, env, run } = runner();
    const gone = join(cwd, "gone");
    const withoutFiles = await run({}, { GITHUB_OUTPUT: gone, GITHUB_STEP_SUMMARY: gone });
    expect(withoutFiles.code).toBe(0);
    expect(withoutFiles.stdout).toContain("The output metadata-dir could not be set");
    const { GITHUB_OUTPUT: _, GITHUB_STEP_SUMMARY: __, ...bare } = env;
    const withoutVariables = await spawnChild(bare, { cwd });
    expect(withoutVariables.code).toBe(0);
    expect(commandsIn(withoutVariables.stdout)).toEqual([]);
  });
});

describe("85: signals", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s stops the work, exit 130, report written", async (signal) => {
    const { cwd, env, summary, report } = runner();
    let sent = false;
    const { code } = await spawnChild(
      { ...env, INPUT_DO: "wait", INPUT_REPORT: "report.json" },
      {
        cwd,
        onOutput(text, kill) {
          if (sent || !text.includes("waiting")) return;
          sent = true;
          kill(signal);
        },
      },
    );
    expect(code).toBe(130);
    expect(report()).toMatchObject({ status: "interrupted", error: { message: `Interrupted by ${signal}` } });
    expect(summary()).toContain("interrupted");
  });

  test("a second signal ends a step that does not stop", async () => {
    const { cwd, env } = runner();
    const started = Date.now();
    let sent = false;
    const { code } = await spawnChild(
      { ...env, INPUT_DO: "hang" },
      {
        cwd,
        onOutput(text, kill) {
          if (sent || !text.includes("doing hang")) return;
          sent = true;
          kill("SIGINT");
          setTimeout(() => kill("SIGTERM"), 300);
        },
      },
    );
    expect(code).toBe(130);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
