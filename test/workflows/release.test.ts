import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { mapping, parseMapping } from "./support/documents.ts";
import { runScript } from "./support/scripts.ts";

const scratch = useScratch();
const file = parseMapping(readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8"));

const released = String(mapping(mapping(mapping(file["jobs"])["publish"])["env"])["RELEASED"]);

/** Answers as GitHub would, and writes down what it is asked. */
const GH = `#!/bin/sh
echo "$*" >>"$ASKED"
case "$*" in
  "release view"*) [ -n "$DRAFT" ] && echo "$DRAFT" ;;
  *"releases?per_page=100"*)
    [ -z "$LOST" ] || exit 1
    # What another run releases meanwhile is there when it is looked at again.
    printf '%s\\n' $RELEASES
    if [ -e "$ASKED.looked" ]; then printf '%s\\n' $RELEASED_MEANWHILE; fi
    : >"$ASKED.looked"
    ;;
  "api repos/o/n/commits/tags/"*) echo "commit-of-$(basename "$2")" ;;
  "api --method"*)
    echo "$GH_TOKEN" >>"$ASKED.tokens"
    [ -z "$REFUSED" ] || { echo "HTTP 403: Resource not accessible by integration" >&2; exit 1; }
    ;;
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
  const given = {
    PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter),
    GH_REPO: "o/n",
    TAG: "v1.2.3",
    RELEASED: released,
    GH_TOKEN: "of the job",
    MOVING_TOKEN: "of the app",
    ASKED: asked,
    ...env,
  };
  const end = runScript("release.yml", "publish", name, given, cwd);
  const calls = existsSync(asked) ? readFileSync(asked, "utf8").trimEnd().split("\n") : [];
  const tokens = existsSync(`${asked}.tokens`) ? readFileSync(`${asked}.tokens`, "utf8") : "";
  return { ...end, calls, tokens };
}

describe("a release", () => {
  const view = "release view v1.2.3 --json isDraft --jq .isDraft";
  const create =
    "release create v1.2.3 --verify-tag --draft --title v1.2.3 --notes-file release-notes.md release/SHA256SUMS release/bundle.tar.gz";
  const look = `api --paginate repos/o/n/releases?per_page=100 --jq ${released}`;
  const publish = (latest: boolean) => `release edit v1.2.3 --draft=false --latest=${latest}`;

  test("is published when it has all its files", () => {
    expect(run("Release", {})).toMatchObject({ status: 0, calls: [view, look, create, publish(true)] });
  });

  test("takes the place of the draft that an attempt before has left", () => {
    const calls = [view, "release delete v1.2.3 --yes", look, create, publish(true)];
    expect(run("Release", { DRAFT: "true" })).toMatchObject({ status: 0, calls });
  });

  test("that is published is left alone", () => {
    expect(run("Release", { DRAFT: "false" })).toMatchObject({ status: 0, calls: [view] });
  });

  test.each([
    ["v1.2.2 v0.20.0", true],
    ["v1.2.10", false],
    ["v1.10.0", false],
    ["v2.0.0 v1.2.2", false],
    ["nightly v9 v3.0.0-rc.1", true],
  ])("is the latest or not beside those that are released by then, %s", (RELEASES, latest) => {
    expect(run("Release", { RELEASES }).calls.at(-1)).toBe(publish(latest));
  });

  test("is not made when nobody says what is released", () => {
    expect(run("Release", { LOST: "yes" })).toMatchObject({ status: 1, calls: [view, look] });
  });

  test("of other files than were built is none", () => {
    expect(run("Release", {}, true)).toMatchObject({ status: 1, calls: [] });
  });

  test("that can be changed is a failure", () => {
    const step = "See that nobody can change it";
    expect(run(step, { IMMUTABLE: "true" }).status).toBe(0);
    expect(run(step, { IMMUTABLE: "false" })).toMatchObject({
      status: 1,
      log: expect.stringContaining("::error"),
    });
  });
});

describe("the major tag", () => {
  const step = "Move the major tag";
  const move = (MAJOR_IS_THERE: string, more: Readonly<Record<string, string>> = {}) =>
    run(step, { MAJOR: "v1", RELEASES: "v1.2.3", MAJOR_IS_THERE, ...more });
  const moves = ({ calls }: { calls: readonly string[] }) =>
    calls.filter((call) => call.startsWith("api --method"));
  const patch = (tag: string) =>
    `api --method PATCH repos/o/n/git/refs/tags/v1 -f sha=commit-of-${tag} -F force=true --silent`;

  test("is made", () => {
    const made = move("");
    expect(made.status).toBe(0);
    expect(moves(made)).toEqual([
      "api --method POST repos/o/n/git/refs -f ref=refs/tags/v1 -f sha=commit-of-v1.2.3 --silent",
    ]);
  });

  test("or moved, with the token that is for that", () => {
    const moved = move("yes");
    expect(moved).toMatchObject({ status: 0, tokens: "of the app\n", summary: "" });
    expect(moves(moved)).toEqual([patch("v1.2.3")]);
  });

  test.each([
    ["v1.2.3 v1.2.4", "v1.2.4"],
    ["v1.2.9 v1.2.10 v1.2.3", "v1.2.10"],
    ["v1.2.3 v2.0.0 v10.0.0 v1.3.0-rc.1 v1", "v1.2.3"],
    // What was released a moment ago is not in every list.
    ["v1.2.2", "v1.2.3"],
  ])("goes to the newest that is released, never back: of %s to %s", (RELEASES, newest) => {
    expect(moves(move("yes", { RELEASES }))).toEqual([patch(newest)]);
  });

  test("goes to what another run has released meanwhile", () => {
    const both = move("yes", { RELEASED_MEANWHILE: "v1.3.0" });
    expect(moves(both)).toEqual([patch("v1.2.3"), patch("v1.3.0")]);
  });

  test("is left to a maintainer where GitHub refuses, and the release is none the worse", () => {
    const { status, log, summary } = move("yes", { REFUSED: "yes" });
    const command = "git fetch origin tag v1.2.3 && git push --force origin 'v1.2.3^{commit}:refs/tags/v1'";
    expect(status).toBe(0);
    expect(log).toContain("::warning title=v1 was not moved::");
    expect(log).toContain(command);
    expect(summary).toContain(`\n\`\`\`sh\n${command}\n\`\`\`\n`);
  });

  test("is moved by that command", () => {
    const [, command = ""] = /```sh\n(.*)\n/.exec(move("yes", { REFUSED: "yes" }).summary) ?? [];
    const { origin, git } = repository();
    git("tag", "v1");
    git("commit", "--quiet", "--allow-empty", "-m", "Later");
    git("tag", "--annotate", "-m", "A release", "v1.2.3");
    const clone = scratch.fresh("clone");
    execFileSync("git", ["clone", "--quiet", "--no-tags", origin, clone]);
    execFileSync("sh", ["-c", command], { cwd: clone, stdio: "pipe" });
    expect(git("rev-parse", "v1")).toBe(git("rev-parse", "HEAD"));
  });
});

/** A repository with one commit on main. */
function repository() {
  const origin = scratch.fresh("origin");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", ...args], {
      cwd: origin,
      encoding: "utf8",
    }).trim();
  mkdirSync(origin, { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  git("commit", "--quiet", "--allow-empty", "-m", "First");
  return { origin, git };
}

describe("a tag", () => {
  /** Runs the check in a clone whose tag is checked out. */
  function check(tag: string, prepare: (git: (...args: string[]) => string) => void) {
    const { origin, git } = repository();
    prepare(git);
    git("tag", tag);
    git("checkout", "--quiet", "main");
    const clone = scratch.fresh("clone");
    execFileSync("git", ["clone", "--quiet", origin, clone]);
    execFileSync("git", ["checkout", "--quiet", `refs/tags/${tag}`], { cwd: clone });
    const step = "See that the tag is on a branch that is released";
    return { ...runScript("release.yml", "build", step, { TAG: tag }, clone), commit: git("rev-parse", tag) };
  }
  const branch = (name: string) => (git: (...args: string[]) => string) => {
    git("checkout", "--quiet", "-b", name);
    git("commit", "--quiet", "--allow-empty", "-m", "A fix");
  };

  test("of main is released", () => {
    const { status, output, commit } = check("v1.2.3", () => undefined);
    expect({ status, output }).toEqual({ status: 0, output: `commit=${commit}\n` });
  });

  test("of the branch of its minor version is released", () => {
    const { status, output, commit } = check("v1.2.3", branch("release/v1.2"));
    expect({ status, output }).toEqual({ status: 0, output: `commit=${commit}\n` });
  });

  test.each(["release/v1.1", "release/v1.2.3", "feature"])("of %s is not", (name) => {
    const { status, log, output } = check("v1.2.3", branch(name));
    expect({ status, output }).toEqual({ status: 1, output: "" });
    expect(log).toContain("::error title=Not a release::v1.2.3 is neither on main nor on release/v1.2.");
  });
});

test("of several tags at once each is released", () => {
  // Of those that wait in one group all but the last are cancelled.
  expect(mapping(file["concurrency"])).toEqual({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
    group: "release ${{ inputs.tag || github.ref_name }}",
    "cancel-in-progress": false,
  });
});
