import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zip } from "../../packages/ci/test/support/zip.ts";
import { ARCHES, ComposeOfFiles, inJob, matrixLeg, noMatrix } from "../support/artifact-jobs.ts";
import { cli, DIST, flags, type Inputs, type Result } from "../support/dist.ts";
import { contents, names, readJson } from "../support/files.ts";
import { jsonReport } from "../support/report.ts";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const compose = new ComposeOfFiles(scratch);
let service: ResultsService;
beforeAll(async () => {
  service = await startResultsService();
});
afterAll(() => service.close());

/** What went wrong is seen where it is expected to go well. */
function passed(result: Result): Result {
  if (result.code !== 0) throw new Error(`exit ${result.code}\n${result.stdout}${result.stderr}`);
  return result;
}

interface Where {
  readonly run: string;
  readonly attempt?: number;
  readonly cwd?: string;
}

const record = (index: number, where: Where, inputs: Inputs = {}) =>
  inJob(
    "record-artifacts",
    { ...compose.record(index), ...matrixLeg(index), ...inputs },
    { job: "build", cwd: scratch.folder(), ...where },
    service,
  );
const merge = (where: Where, inputs: Inputs = {}) =>
  inJob(
    "merge-metadata",
    { output: "all", "metadata-artifact": "compose", ...noMatrix, ...inputs },
    { job: "merge", cwd: scratch.folder(), ...where },
    service,
  );
const verify = (where: Where, inputs: Inputs = {}) =>
  inJob(
    "verify",
    { root: compose.root, ...noMatrix, ...inputs },
    { job: "verify", cwd: scratch.folder(), ...where },
    service,
  );
const namesOf = (run: string) =>
  service.artifacts(run).map(({ name }) => name.replace(/\.[0-9a-f]{16}-/, ".#-"));

describe("through the service of the workflow run", () => {
  test("two legs hand on, one job merges, a last one verifies", async () => {
    const run = "whole";
    for (const index of ARCHES.keys()) passed(await record(index, { run }));
    const cwd = scratch.folder();
    const merged = passed(await merge({ run, cwd }));
    expect(merged.stdout).toContain("compose: artifact:compose is build-aarch64, build-x86_64");
    const { payload } = readJson(join(cwd, "all", "extra_files.json"));
    expect(Object.keys(payload.extra_files.Server).sort()).toEqual([...ARCHES].sort());
    const checked = passed(await verify({ run }, { "metadata-artifact": "compose" }));
    expect(checked.stdout).toContain("compose: artifact:compose is merged by merge\n");
    expect(checked.outputs).toMatchObject({ verified: "2", failed: "0" });
    expect(namesOf(run)).toEqual([
      "compose.part.build-x86_64.#-0-2.1",
      "compose.part.build-aarch64.#-1-2.1",
      "compose.merged.merge.#-0-1.1",
    ]);
    // Nothing of it stays on the runner, and the job's own directory has what was asked for.
    expect(names(cwd)).toEqual(["all"]);
  });

  test("a line in compose says the same, and takes the part of the only job where nothing was merged", async () => {
    const run = "parts";
    passed(await record(0, { run }, { ...noMatrix, "metadata-artifact": "only" }));
    const checked = passed(await verify({ run }, { compose: "artifact:only", arches: "x86_64" }));
    expect(checked.stdout).toContain("compose: artifact:only is build\n");
    expect(checked.outputs).toMatchObject({ verified: "1" });
    for (const index of ARCHES.keys()) passed(await record(index, { run }));
    const both = await verify({ run }, { compose: "artifact:compose" });
    expect(both).toMatchObject({ code: 2 });
    expect(both.stdout).toContain("fragments of one compose have to be merged first");
  });

  test("a leg of the matrix that has handed nothing on is missed", async () => {
    const run = "legs";
    passed(await record(1, { run }));
    for (const early of [await merge({ run }), await verify({ run }, { "metadata-artifact": "compose" })]) {
      expect(early).toMatchObject({ code: 1 });
      expect(early.stdout).toContain(
        "a job of a matrix has handed nothing on: leg 1 of 2, beside build-aarch64",
      );
    }
    passed(await record(0, { run }));
    passed(await merge({ run }));
  });

  test("a job that runs again replaces its own part and no other; what was merged before counts no more", async () => {
    const run = "again";
    for (const index of ARCHES.keys()) passed(await record(index, { run }));
    passed(await merge({ run }));
    passed(await record(0, { run, attempt: 2 }));
    const early = await verify({ run, attempt: 2 }, { "metadata-artifact": "compose" });
    expect(early).toMatchObject({ code: 1 });
    expect(early.stdout).toContain("compose: artifact:compose: jobs have run again after it was merged");
    const merged = passed(await merge({ run, attempt: 2 }));
    expect(merged.stdout).toContain("is build-aarch64, build-x86_64 (attempt 2)\n");
    // Nobody can tell a leg that was good from one that was started again, and was killed.
    expect(merged.stdout).toMatch(
      /^::warning::compose: artifact:compose: build-aarch64 \(attempt 1\): from before attempt 2/m,
    );
    const checked = passed(await verify({ run, attempt: 2 }, { "metadata-artifact": "compose" }));
    expect(checked.stdout).toContain("is merged by merge (attempt 2)\n");
    expect(namesOf(run)).toHaveLength(5);
  });

  test("two steps of one job do not collide, the same step twice does, and that is explained", async () => {
    const run = "same";
    passed(await record(0, { run }));
    const again = await record(0, { run });
    expect(again).toMatchObject({ code: 1 });
    expect(again.stdout).toMatch(
      /^::error::metadata-artifact: uploading compose\.part\.\S+ failed: .*\(409\)/m,
    );
    expect(again.stdout).toContain("each need a name of their own in metadata-artifact");
    // The work was done: its outputs are there.
    expect(again.outputs["metadata-dir"]).toBe("made");
    const other = { ...compose.record(0), ...matrixLeg(0) };
    const env = { GITHUB_ACTION: "__record-artifacts_2" };
    passed(
      await inJob("record-artifacts", other, { job: "build", run, cwd: scratch.folder(), env }, service),
    );
  });

  test("the report of a failed step is handed on as well, also when inputs are refused", async () => {
    const run = "reports";
    passed(await record(0, { run }));
    const root = scratch.folder();
    const failed = await verify({ run }, { compose: "artifact:compose", root, "report-artifact": "checks" });
    expect(failed).toMatchObject({ code: 1 });
    const refused = { variant: "", "report-artifact": "checks" };
    expect(await record(1, { run }, refused)).toMatchObject({ code: 2 });
    const kept = service.artifacts(run).filter(({ name }) => name.startsWith("checks.report."));
    expect(kept.map(({ name }) => name.split(".")[2])).toEqual(["verify", "build-aarch64"]);
  });

  test("with --json standard output is the report alone", async () => {
    const run = "json";
    const args = flags({ ...compose.record(0), ...noMatrix, "report-artifact": "reports" });
    const env = { GITHUB_ACTIONS: "true", GITHUB_JOB: "build", ...service.env(run, "1") };
    const recorded = await cli(["record-artifacts", "--json", ...args], { cwd: scratch.folder(), env });
    expect(recorded.code).toBe(0);
    expect(jsonReport(recorded).status).toBe("ok");
    const compared = await cli(
      ["verify", "--json", "--metadata-artifact=compose", `--root=${compose.root}`, "--arches=x86_64"],
      { cwd: scratch.folder(), env: { ...env, RUNNER_TEMP: scratch.folder() } },
    );
    expect(jsonReport(compared)).toMatchObject({ status: "ok" });
    expect(namesOf(run)).toHaveLength(2);
  });

  test("what is not there is missed by name, and a name must be one", async () => {
    const none = await verify({ run: "none" }, { "metadata-artifact": "compose" });
    expect(none).toMatchObject({ code: 1 });
    expect(none.stdout).toContain("there is no metadata of this name in this workflow run");
    expect(none.stdout).toContain("must come before this one (needs)");
    const pattern = await verify({ run: "none" }, { compose: "artifact:comp*" });
    expect(pattern).toMatchObject({ code: 2 });
    expect(pattern.stdout).toContain("no pattern is needed");
    const calls = service.calls.length;
    const cwd = scratch.folder();
    const name = await verify({ run: "none", cwd }, { "metadata-artifact": "a b", report: "report.json" });
    expect(name).toMatchObject({ code: 2 });
    expect(name.stdout).toContain('metadata-artifact: "a b", expected a name of at most 80 letters');
    expect(readJson(join(cwd, "report.json")).status).toBe("refused");
    const nothing = await verify({ run: "none" });
    expect(nothing.stdout).toContain("compose: required without metadata-artifact, expected paths");
    expect(service.calls).toHaveLength(calls);
  });

  test("a service that refuses is explained, with the input and the remedy", async () => {
    service.fail("CreateArtifact", { status: 403, message: "no" });
    const refused = await record(0, { run: "refused" }, { report: "report.json" });
    service.fail("CreateArtifact");
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toMatch(/::error::metadata-artifact: uploading .*\(403\) Forbidden: no/);
    expect(refused.stdout).toContain("The service did not accept the job's token");
    expect(refused.stdout).not.toContain("::warning");
  });

  test("an archive of a stranger harms nothing, and one that was changed is noticed", async () => {
    const run = "hostile";
    const name = "compose.part.build.0000000000000000-0-1.1";
    const files = [{ name: "composeinfo.json", content: "{}" }];
    const wrong: readonly (readonly [string, Buffer, string | undefined, RegExp])[] = [
      ["a", zip([{ name: "../../../../../../escaped.json", content: "x" }]), undefined, /holds "\.\.\//],
      [
        "b",
        zip([{ name: "images.json", content: "/etc/passwd", mode: 0o120777 }]),
        undefined,
        /not a regular/,
      ],
      ["c", Buffer.from("<html>"), undefined, /not a zip archive/],
      ["d", zip(files), `sha256:${"0".repeat(64)}`, /content is not what its digest says/],
      ["e", zip(files), "", /gives no digest/],
    ];
    for (const [own, content, digest, message] of wrong) {
      service.add({ run: `${run}-${own}`, name, content, ...(digest === undefined ? {} : { digest }) });
      const cwd = scratch.folder();
      const refused = await verify({ run: `${run}-${own}`, cwd }, { "metadata-artifact": "compose" });
      expect([own, refused.code]).toEqual([own, 1]);
      expect(refused.stdout).toMatch(message);
      expect(refused.stdout).toContain(`compose: artifact:compose: ${name} is not what a step has handed on`);
      expect(names(cwd)).toEqual([]);
    }
    expect(existsSync("/escaped.json") || existsSync("/tmp/escaped.json")).toBe(false);
  });

  test("a service that never answers costs no more than the step's own time", async () => {
    service.hang("ListArtifacts");
    const started = performance.now();
    const hung = await inJob(
      "localize",
      { "metadata-artifact": "compose", output: "mirror", timeout: "2s", ...noMatrix },
      { job: "mirror", run: "hang", cwd: scratch.folder() },
      service,
    );
    service.fail("ListArtifacts");
    expect(hung).toMatchObject({ code: 1 });
    expect(hung.stdout).toContain("compose: artifact:compose: the time of this step is over");
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test("an interrupted step does not wait for the service", async () => {
    service.hang("ListArtifacts");
    const calls = service.calls.length;
    const stop = (kill: (signal: NodeJS.Signals) => void) => {
      const timer = setInterval(() => {
        if (service.calls.length > calls) {
          clearInterval(timer);
          kill("SIGTERM");
        }
      }, 20);
    };
    const env = { GITHUB_ACTIONS: "true", GITHUB_JOB: "verify", ...service.env("slow", "1") };
    const stopped = await cli(["verify", "--metadata-artifact=compose"], { env, onStart: stop });
    service.fail("ListArtifacts");
    expect(stopped).toMatchObject({ code: 130 });
  });
});

describe("where there is no service", () => {
  const HOSTS: readonly (readonly [string, Record<string, string>, RegExp | undefined])[] = [
    [
      "GHES",
      { GITHUB_ACTIONS: "true", GITHUB_SERVER_URL: "https://git.example.com", GITHUB_JOB: "build" },
      /upload-artifact@v3/,
    ],
    [
      "Forgejo",
      {
        GITHUB_ACTIONS: "true",
        FORGEJO_ACTIONS: "true",
        GITHUB_SERVER_URL: "https://codeberg.org",
        GITHUB_JOB: "build",
      },
      /this server's own upload-artifact/,
    ],
    ["a script on GitHub", { GITHUB_ACTIONS: "true", GITHUB_JOB: "build" }, /open to actions alone/],
    ["GitLab", { GITLAB_CI: "true", CI_JOB_NAME: "build: [x]" }, undefined],
    ["a terminal", {}, undefined],
  ];

  test.each(HOSTS)(
    "on %s it is a directory, and scripts are warned; without warnings it does the same",
    async (_, host, warning) => {
      const cwd = scratch.folder();
      // A service that is set by mistake is not asked: the library would refuse it.
      const env = { ...host, RUNNER_TEMP: scratch.folder() };
      const calls = service.calls.length;
      for (const index of ARCHES.keys()) {
        const args = flags({
          ...compose.record(index),
          output: `made-${index}`,
          "report-artifact": "reports",
        });
        const made = passed(
          await cli(["record-artifacts", ...args], { cwd, env: { ...env, CI_JOB_NAME: `${index}` } }),
        );
        const warnings = made.stdout.concat(made.stderr).match(/^(::warning::|warning: ).*$/gm) ?? [];
        expect(warnings).toHaveLength(warning === undefined ? 0 : 2);
        if (warning !== undefined) {
          // A script cannot know the leg.
          expect(warnings[0]).toContain("matrix-leg is not given");
          expect(warnings[1]).toMatch(warning);
        }
      }
      const root = join(cwd, "compose-actions-artifacts");
      expect(names(root)).toEqual(["compose", "reports"]);
      // Of actions, whose legs are told apart, the next test is.
      if (Object.hasOwn(host, "GITHUB_ACTIONS")) return;
      passed(await cli(["merge-metadata", "--metadata-artifact=compose", "--output=all"], { cwd, env }));
      const args = ["--metadata-artifact=compose", `--root=${compose.root}`, "--report=report.json"];
      passed(await cli(["verify", ...args], { cwd, env }));
      expect(
        readJson(join(cwd, "report.json")).counts?.verified ?? readJson(join(cwd, "report.json")).verified,
      ).toBe(2);
      expect(readdirSync(env.RUNNER_TEMP)).toEqual([]);
      expect(service.calls).toHaveLength(calls);
    },
  );

  test.each([
    ["GHES", { GITHUB_SERVER_URL: "https://git.example.com" }],
    ["Forgejo", { FORGEJO_ACTIONS: "true", GITHUB_SERVER_URL: "https://codeberg.org" }],
  ])("on %s legs, their second attempt, the merge and the check find each other", async (_, server) => {
    const cwd = scratch.folder();
    const env = {
      ...server,
      GITHUB_RUN_ID: "42",
      ACTIONS_RESULTS_URL: service.url,
      ACTIONS_RUNTIME_TOKEN: "x",
    };
    const run = (step: string, job: string, inputs: Inputs, attempt = 1) =>
      inJob(step, inputs, { job, cwd, env, attempt });
    for (const index of ARCHES.keys()) {
      passed(
        await run("record-artifacts", "build", {
          ...compose.record(index, { output: `made-${index}` }),
          ...matrixLeg(index),
        }),
      );
    }
    passed(
      await run(
        "record-artifacts",
        "build",
        { ...compose.record(0, { output: "made-0" }), ...matrixLeg(0) },
        2,
      ),
    );
    const inputs = { output: "all", "metadata-artifact": "compose", ...noMatrix };
    const merged = passed(await run("merge-metadata", "merge", inputs, 2));
    expect(merged.stdout).toContain("is build-aarch64, build-x86_64 (attempt 2)\n");
    const checked = await run(
      "verify",
      "verify",
      { "metadata-artifact": "compose", root: compose.root, ...noMatrix },
      2,
    );
    expect(passed(checked).outputs).toMatchObject({ verified: "2" });
    expect(names(join(cwd, "compose-actions-artifacts", "compose"))).toHaveLength(4);
    // The directory is still there when the next run begins.
    env.GITHUB_RUN_ID = "43";
    const next = await run("merge-metadata", "merge", inputs, 2);
    expect(next).toMatchObject({ code: 1 });
    expect(next.stdout).toContain("there is no metadata of this name in compose-actions-artifacts");
    expect(next.stdout).toContain("is of other runs, and is not taken");
  });

  test("two calls in one script hand on what they have written, and never replace each other", async () => {
    const cwd = scratch.folder();
    const env = { GITHUB_ACTIONS: "true", GITHUB_JOB: "build", GITHUB_ACTION: "__run", GITHUB_RUN_ID: "42" };
    const call = (index: number, output: string, artifact: string) =>
      cli(
        [
          "record-artifacts",
          ...flags({ ...compose.record(index), output, "metadata-artifact": artifact, "matrix-leg": "x" }),
        ],
        { cwd, env },
      );
    const handedOn = (artifact: string) => names(join(cwd, "compose-actions-artifacts", artifact));
    passed(await call(0, "made-0", "both"));
    passed(await call(1, `${cwd}/made-1`, "both"));
    expect(handedOn("both")).toHaveLength(2);
    passed(await call(0, "made", "same"));
    passed(await call(0, "./made", "same"));
    const other = await call(1, "made", "same");
    expect(other).toMatchObject({ code: 1 });
    expect(other.stdout).toMatch(
      /metadata-artifact: \S+ was handed on by this run before, with other contents/,
    );
    expect(handedOn("same")).toHaveLength(1);
  });

  test("what the host brings is not trusted: links, directories and other files", async () => {
    const made = scratch.folder();
    passed(await cli(["record-artifacts", ...flags(compose.record(0))], { cwd: made }));
    const secret = scratch.file("secret.json", "{}");
    const spoil: Record<string, (folder: string) => void> = {
      "a link": (folder) => symlinkSync(secret, join(folder, "rpms.json")),
      "a directory": (folder) => mkdirSync(join(folder, "metadata")),
      "another file": (folder) => writeFileSync(join(folder, "oci-layouts.json"), "{}"),
      nothing: (folder) => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      },
    };
    for (const [what, change] of Object.entries(spoil)) {
      const cwd = scratch.folder();
      cpSync(join(made, "compose-actions-artifacts"), join(cwd, "compose-actions-artifacts"), {
        recursive: true,
      });
      const parent = join(cwd, "compose-actions-artifacts", "compose");
      change(join(parent, readdirSync(parent)[0] ?? ""));
      const result = await cli(["verify", "--metadata-artifact=compose", `--root=${compose.root}`], { cwd });
      expect([what, result.code]).toEqual([what, 1]);
      expect(result.stderr).toContain("is not what a step has handed on");
    }
  });
});

test("the library is loaded by the steps that need it, and by no other", async () => {
  const folder = scratch.folder();
  const hook = join(folder, "hook.mjs");
  const loaded = join(folder, "loaded");
  writeFileSync(
    hook,
    `import { appendFileSync } from "node:fs"; import { registerHooks } from "node:module";
registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(loaded)}, url + "\\n"); return next(url, context); } });`,
  );
  const chunk = readdirSync(join(DIST, "suite")).filter(
    (name) =>
      name.endsWith(".index.js") &&
      readFileSync(join(DIST, "suite", name), "utf8").includes("github.actions.results.api.v1"),
  );
  expect(chunk).toHaveLength(1);
  const env = { NODE_OPTIONS: `--import=${hook}`, ...service.env("lazy", "1") };
  const where = { job: "build", run: "lazy", cwd: scratch.folder(), env };
  passed(await inJob("record-artifacts", compose.record(0, { "metadata-artifact": "" }), where, service));
  expect(readFileSync(loaded, "utf8")).not.toContain(chunk[0]);
  passed(await inJob("record-artifacts", compose.record(0), where, service));
  expect(readFileSync(loaded, "utf8")).toContain(chunk[0]);
  expect(existsSync(join(where.cwd, "made"))).toBe(true);
  expect(contents(join(where.cwd, "made"))).toBeDefined();
});
