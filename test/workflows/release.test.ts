import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { listOf, mapping, parseMapping } from "./support/documents.ts";

const scratch = useScratch();
const file = parseMapping(readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8"));

/** The script of a step in the job that publishes. */
function script(name: string): string {
  const steps = listOf(mapping(mapping(file["jobs"])["publish"])["steps"]).map(mapping);
  return String(steps.find((step) => step["name"] === name)?.["run"]);
}

/** Answers as GitHub would, and writes down what it is asked. */
const GH = `#!/bin/sh
echo "$*" >>"$ASKED"
case "$*" in
  "release view"*) [ -n "$DRAFT" ] && echo "$DRAFT" ;;
  "api repos/o/n/releases/tags/"*) echo "$IMMUTABLE" ;;
  "api repos/o/n/git/ref/tags/"*) [ -n "$MAJOR_IS_THERE" ] ;;
esac
`;

/** Runs the script of a step as the runner does, with a stand-in for gh. */
function run(name: string, env: Readonly<Record<string, string>>, damaged = false) {
  const cwd = scratch.folder();
  const asked = join(cwd, "asked");
  mkdirSync(join(cwd, "bin"));
  mkdirSync(join(cwd, "release"));
  writeFileSync(join(cwd, "bin", "gh"), GH, { mode: 0o755 });
  writeFileSync(join(cwd, "release", "bundle.tar.gz"), "bundle");
  const sums = execFileSync("sha256sum", ["bundle.tar.gz"], { cwd: join(cwd, "release") });
  writeFileSync(join(cwd, "release", "SHA256SUMS"), sums);
  if (damaged) writeFileSync(join(cwd, "release", "bundle.tar.gz"), "another");
  const { status, stdout } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", script(name)],
    {
      cwd,
      encoding: "utf8",
      env: {
        PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter),
        GH_REPO: "o/n",
        TAG: "v1.2.3",
        ASKED: asked,
        ...env,
      },
    },
  );
  const calls = existsSync(asked) ? readFileSync(asked, "utf8").trimEnd().split("\n") : [];
  return { status, stdout, calls };
}

describe("a release", () => {
  const view = "release view v1.2.3 --json isDraft --jq .isDraft";
  const create =
    "release create v1.2.3 --verify-tag --draft --title v1.2.3 --notes-file release-notes.md release/SHA256SUMS release/bundle.tar.gz";
  const publish = "release edit v1.2.3 --draft=false --latest=true";

  test("is published when it has all its files", () => {
    expect(run("Release", { LATEST: "true" })).toMatchObject({ status: 0, calls: [view, create, publish] });
  });

  test("takes the place of the draft that an attempt before has left", () => {
    const calls = [view, "release delete v1.2.3 --yes", create, publish];
    expect(run("Release", { LATEST: "true", DRAFT: "true" })).toMatchObject({ status: 0, calls });
  });

  test("that is published is left alone", () => {
    expect(run("Release", { LATEST: "true", DRAFT: "false" })).toMatchObject({ status: 0, calls: [view] });
  });

  test("of other files than were built is none", () => {
    expect(run("Release", { LATEST: "true" }, true)).toMatchObject({ status: 1, calls: [] });
  });

  test("that can be changed is a failure", () => {
    const step = "See that nobody can change it";
    expect(run(step, { IMMUTABLE: "true" }).status).toBe(0);
    expect(run(step, { IMMUTABLE: "false" })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("::error"),
    });
  });
});

describe("the major tag", () => {
  const env = { MAJOR: "v1", COMMIT: "0123456789abcdef0123456789abcdef01234567" };

  test("is made", () => {
    const { status, calls } = run("Move the major tag", env);
    expect(status).toBe(0);
    expect(calls.at(-1)).toBe(
      `api --method POST repos/o/n/git/refs -f ref=refs/tags/v1 -f sha=${env.COMMIT} --silent`,
    );
  });

  test("or moved", () => {
    const { status, calls } = run("Move the major tag", { ...env, MAJOR_IS_THERE: "yes" });
    expect(status).toBe(0);
    expect(calls.at(-1)).toBe(
      `api --method PATCH repos/o/n/git/refs/tags/v1 -f sha=${env.COMMIT} -F force=true --silent`,
    );
  });
});
