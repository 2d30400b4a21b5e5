import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main, VERSION } from "@compose-actions/cli";
import { describe, expect, onTestFinished, test } from "vitest";
import { registry } from "./support/step.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "compose-actions-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function collector() {
  const written: string[] = [];
  return { write: (text: string) => void written.push(text), text: () => written.join("") };
}

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder();
  const [stdout, stderr] = [collector(), collector()];
  const code = await main(argv, { env, cwd, stdout, stderr, registry });
  return { code, cwd, stdout: stdout.text(), stderr: stderr.text() };
}

function spawn(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = fileURLToPath(new URL("support/child.ts", import.meta.url));
  const cwd = temporaryFolder();
  return spawnSync(process.execPath, [script, ...argv], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    encoding: "utf8",
  });
}

describe("main", () => {
  test("the version is the project's", async () => {
    const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(VERSION).toBe(manifest.version);
    for (const argv of [["--version"], ["-V"], ["fake-step", "--version"]]) {
      expect(await run(argv)).toMatchObject({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
    }
  });

  test("help goes to standard output, and to standard error when nothing was asked for", async () => {
    const asked = await run(["--help"]);
    expect(asked).toMatchObject({ code: 0, stderr: "" });
    expect(asked.stdout).toContain("fake-step  Pretend to work");
    expect(await run([])).toMatchObject({ code: 2, stdout: "", stderr: asked.stdout });
    expect((await run(["fake-step", "--help"])).stdout).toContain("--strict[=true|false]");
  });

  test("help of a step, however it is asked for", async () => {
    const { stdout } = await run(["fake-step", "--help"]);
    for (const argv of [
      ["--help", "fake-step"],
      ["-h", "fake-step"],
      ["help", "fake-step"],
      ["help", "fake-step", "--json"],
      ["--json", "fake-step", "-h"],
      ["fake-step", "--nonsense", "-h"],
    ])
      expect([argv, await run(argv)]).toMatchObject([argv, { code: 0, stdout, stderr: "" }]);
    const all = await run(["--help"]);
    for (const argv of [["help"], ["help", "--help"], ["--nonsense", "-h"]])
      expect([argv, await run(argv)]).toMatchObject([argv, { code: 0, stdout: all.stdout, stderr: "" }]);
    expect(await run(["help", "fake-stpe"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("did you mean fake-step?"),
    });
  });

  test("runs a step with its arguments and environment", async () => {
    expect(await run(["fake-step", "this"])).toMatchObject({
      code: 0,
      stdout: "did this\n",
      stderr: "doing this\n",
    });
    expect(await run(["fake-step"], { COMPOSE_ACTIONS_DO: "that" })).toMatchObject({ stdout: "did that\n" });
    expect(await run(["fake-step", "fail"])).toMatchObject({
      code: 1,
      stderr: "doing fail\nerror: It failed\nMend it.\n",
    });
  });

  test.each([
    [["fake-stpe"], 'There is no step "fake-stpe", did you mean fake-step?'],
    [["Fake_Step"], 'There is no step "Fake_Step", did you mean fake-step?'],
    [["constructor"], 'There is no step "constructor"'],
    [["--strict"], "The name of a step comes first, not --strict"],
    [["fake-step", "--stric"], "fake-step has no --stric, did you mean --strict?"],
    [["fake-step", "--strict=maybe"], 'strict: "maybe", expected true or false'],
    [["fake-step", "--token", "x"], "--token is a secret and has no flag"],
  ])("refuses %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("--json prints the report alone, whatever happens", async () => {
    const done = await run(["fake-step", "--json"]);
    expect(JSON.parse(done.stdout)).toEqual({
      schema: "compose-actions/fake-step/1",
      step: "fake-step",
      status: "ok",
      what: "succeed",
    });
    expect(done.stderr).toContain("did succeed");
    const failed = await run(["fake-step", "fail", "--json"]);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      status: "failed",
      error: { message: "It failed", remedy: "Mend it." },
    });
    for (const argv of [
      ["fake-stpe", "--json"],
      ["--json", "fake-step"],
      ["fake-stpe", "--json=true"],
    ]) {
      const { code, stdout, stderr } = await run(argv);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toEqual({
        schema: "compose-actions/command-line/1",
        step: "command-line",
        status: "refused",
        error: { message: expect.any(String), remedy: "Steps: fake-step", details: [] },
      });
      expect(stderr).toContain(JSON.parse(stdout).error.message);
    }
    const refused = await run(["fake-step", "--json", "--nonsense"]);
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({ status: "refused" });
  });

  test("--report writes what --json prints", async () => {
    const { cwd, stdout } = await run(["fake-step", "--json", "--report", "r.json"]);
    expect(readFileSync(join(cwd, "r.json"), "utf8")).toBe(stdout);
  });

  test.each([
    [["fake-step", "--nonsense", "x", "--report", "r.json"]],
    [["fake-step", "--report=r.json", "--token", "x"]],
    [["fake-step", "--strict", "yes", "--report", "r.json"]],
    [["fake-step", "--report", "r.json", "--do"]],
  ])("--report is written for arguments that make no sense: %j", async (argv) => {
    const { code, cwd, stderr } = await run(argv);
    expect(code).toBe(2);
    const { status, error } = JSON.parse(readFileSync(join(cwd, "r.json"), "utf8"));
    expect({ status, said: stderr.includes(error.message) }).toEqual({ status: "refused", said: true });
  });

  test("what is wrong with the arguments is said before what is wrong with the report", async () => {
    const { cwd, stderr } = await run(["fake-step", "--nonsense", "--report", "/"]);
    expect(stderr).toContain("fake-step has no --nonsense");
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("in a process of its own", () => {
  test.skipIf(!existsSync("/dev/full"))("what cannot be printed is one sentence, and a failure", () => {
    const suite = fileURLToPath(new URL("../lib/suite.js", import.meta.url));
    const full = openSync("/dev/full", "w");
    onTestFinished(() => closeSync(full));
    const cli = (stdout: number | "pipe", stderr: number | "pipe", ...argv: string[]) => {
      const script = `import { runCli } from ${JSON.stringify(suite)}; await runCli();`;
      const args = ["--input-type=module", "--eval", script, "--", "compose-actions", ...argv];
      return spawnSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", stdout, stderr] });
    };
    for (const argv of [["--version"], ["--help"], ["verify", "--help"]])
      expect(cli(full, "pipe", ...argv)).toMatchObject({
        status: 1,
        stderr: "error: Standard output cannot be written: ENOSPC (no space is left on the disk)\n",
      });
    expect(cli("pipe", full)).toMatchObject({ status: 2, stdout: "" });
    expect(cli(full, "pipe", "verify", "--json").status).toBe(2);
  });

  test("--json stands alone on standard output on GitHub too", () => {
    const { status, stdout, stderr } = spawn(["fake-step", "warn", "--json"], { GITHUB_ACTIONS: "true" });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: "ok", what: "warn" });
    expect(stderr).toContain("::warning::careful");
  });

  test("83: a secret of the environment is in no stream", () => {
    const env = { COMPOSE_ACTIONS_TOKEN: "s3cr3t-token", COMPOSE_ACTIONS_DO: "with s3cr3t-token" };
    const { stdout, stderr } = spawn(["fake-step", "--json"], env);
    expect(stdout + stderr).not.toContain("s3cr3t");
    expect(stdout).toContain("with ***");
  });

  test("the umbrella runs the step that its input names", () => {
    const github = { GITHUB_ACTIONS: "true", FAKE_ENTRY: "umbrella" };
    expect(spawn([], { ...github, INPUT_COMMAND: " fake-step ", INPUT_DO: "x" })).toMatchObject({
      status: 0,
    });
    const wrong = spawn([], { ...github, INPUT_COMMAND: "fake-stepp" });
    expect(wrong.status).toBe(2);
    expect(wrong.stdout).toContain("::error::");
    expect(wrong.stdout).toContain("did you mean fake-step? Expected one of fake-step, other-step.");
    expect(spawn([], github).stdout).toContain("command: required");
  });

  test("the umbrella refuses what its command does not take and another does, and nothing else", () => {
    const github = { GITHUB_ACTIONS: "true", FAKE_ENTRY: "umbrella", INPUT_COMMAND: "fake-step" };
    // What the runner sets for every action, what is blank, what nobody takes, and what the step itself takes.
    const none = { INPUT_LEG: "0/1 null", "INPUT_DRY-RUN": " ", INPUT_ELSE: "x", INPUT_STRICT: "true" };
    expect(spawn([], { ...github, ...none })).toMatchObject({ status: 0 });
    for (const name of ["INPUT_DRY-RUN", "INPUT_DRY_RUN"]) {
      const refused = spawn([], { ...github, ...none, [name]: "true" });
      expect(refused.status).toBe(2);
      expect(refused.stdout).toContain("Invalid input: dry-run: fake-step does not take it, only other-step");
      expect(refused.stdout).not.toContain("doing");
    }
    // Settings of a whole job are not for one step alone.
    expect(spawn([], { ...github, COMPOSE_ACTIONS_DRY_RUN: "true" })).toMatchObject({ status: 0 });
  });

  test("an action's entry without GitHub's own variables still writes GitHub's files", () => {
    const folder = temporaryFolder();
    const output = join(folder, "output");
    writeFileSync(output, "");
    spawn([], { FAKE_ENTRY: "umbrella", INPUT_COMMAND: "fake-step", GITHUB_OUTPUT: output });
    expect(readFileSync(output, "utf8")).toMatch(/^what<<ghadelimiter_/);
  });
});
