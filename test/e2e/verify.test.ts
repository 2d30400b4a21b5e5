import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { BASE_URL, copyOf, generate, metadataFile } from "../support/composes.ts";
import { action, cli, DIST, ROOT, upgrade } from "../support/dist.ts";
import { edit, type Json, readJson } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const schema = z.fromJSONSchema(withoutCondition(readJson(join(ROOT, "docs/schemas/verify-1.json"))));

function withoutCondition({ if: _, then: _then, else: _else, ...rest }: Json): Json {
  return rest;
}

const run = (...args: string[]) => cli(["verify", ...args]);

/** The report of a run with `--json`, checked against the published schema. */
async function report(...args: string[]): Promise<{ code: number | null; report: Json; stderr: string }> {
  const { code, stdout, stderr } = await run("--json", ...args);
  const document = JSON.parse(stdout);
  schema.parse(document);
  return { code, report: document, stderr };
}

const imageOf = (compose: string): string => {
  const { path, location } = readJson(metadataFile(compose, "images")).payload.images.BaseOS.x86_64[0];
  return path ?? location.local_path;
};

/** A damaged image, a missing package and a stray file. */
function damaged(): { readonly compose: string; readonly image: string; readonly missing: string } {
  const compose = copyOf(scratch, "checksums");
  const image = imageOf(compose);
  writeFileSync(join(compose, image), "damaged");
  const packages = join(compose, "BaseOS/x86_64/os/Packages");
  const [letter = ""] = readdirSync(packages);
  const [file = ""] = readdirSync(join(packages, letter));
  rmSync(join(packages, letter, file));
  writeFileSync(join(compose, "stray"), "");
  return { compose, image, missing: `BaseOS/x86_64/os/Packages/${letter}/${file}` };
}

test("the main job: a compose that is whole passes, and says how many artifacts were verified", async () => {
  const { code, stdout, stderr } = await run(copyOf(scratch, "checksums"));
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const [headline, rest] = stdout.split("\n");
  expect(headline).toMatch(
    /^Fedora-41-20260204\.0: 82 of 94 artifacts verified in \S+ in \d+ m?s, 0 failed$/,
  );
  expect(rest).toBe("not verified: 12 unrooted");
});

test("a damaged one fails with everything that is wrong, in every form", async () => {
  const { compose, image, missing } = damaged();
  const folder = scratch.folder();
  const files = { junit: join(folder, "junit.xml"), codequality: join(folder, "quality.json") };
  const flags = Object.entries(files).map(([name, path]) => `--${name}=${path}`);
  const { code, report: found, stderr } = await report(compose, "--unlisted", "fail", ...flags);
  expect(code).toBe(1);
  expect(found).toMatchObject({ status: "failed", failed: 2, unlisted: { count: 1, files: ["stray"] } });
  expect(found.verified + found.failed + found.skipped).toBe(found.artifacts.total);
  expect(found.errors.map(({ path }: Json) => path).sort()).toEqual([image, missing, "stray"].sort());
  expect(found.error.message).toBe(
    "The compose is not as its metadata says: 2 of 94 artifacts failed: 1 corrupt, 1 missing; 1 file that nothing names",
  );
  expect(stderr).toContain(`error: missing: ${missing}: missing`);
  const junit = readFileSync(files.junit, "utf8");
  expect(junit).toContain(`name="${image}"`);
  expect(junit).toContain('<failure type="missing" message="missing"/>');
  const quality = readJson(files.codequality);
  expect(quality.map(({ location }: Json) => location.path).sort()).toEqual([image, missing, "stray"].sort());
});

test("as an action: outputs, annotations and a job summary", async () => {
  const { compose, image } = damaged();
  const { code, stdout, outputs, summary } = await action("verify", { compose });
  expect(code).toBe(1);
  expect(outputs).toEqual({
    artifacts: "94",
    verified: "80",
    failed: "2",
    skipped: "12",
    unlisted: "1",
    inconsistencies: "0",
    plan: "",
    shards: "",
  });
  expect(stdout).toMatch(/^::error title=corrupt::.*size mismatch: expected \d+ bytes, found 7 bytes$/m);
  expect(summary).toContain("## Verification failed\n\n**The compose is not as its metadata says: ");
  expect(summary).toContain("| `BaseOS` |");
  expect(summary).toContain(`- \`${image}\`: size mismatch`);
});

describe("with the other steps", () => {
  test("what upgrade-metadata wrote verifies beside the files, and no longer unrooted", async () => {
    const compose = generate(scratch, { files: true });
    const output = scratch.fresh();
    expect(
      (await upgrade([compose, "--output", output, "--base-url", BASE_URL, "--compute-checksums"])).code,
    ).toBe(0);
    const { code, report: found } = await report(output, "--root", compose);
    expect(code).toBe(0);
    expect(found.artifacts.states).toEqual({ verified: found.artifacts.total });
  });
});

test("hostile names break out of nothing", async () => {
  const compose = copyOf(scratch, "checksums");
  const name = "BaseOS/x86_64/os/a|b`<img src=x>` ::error::x ##[error] ]]>";
  edit(metadataFile(compose, "extra_files"), ({ payload }) => {
    const files = payload.extra_files.BaseOS.x86_64;
    files.push({ ...files[0], file: name });
  });
  const junit = "compose-actions-junit.xml";
  const cwd = scratch.folder();
  const { code, stdout, summary } = await action("verify", { compose, junit }, { cwd });
  expect(code).toBe(1);
  expect(stdout.split("\n").filter((line) => line.startsWith("::error"))).toHaveLength(2);
  expect(stdout).not.toMatch(/^::error::x/m);
  expect(stdout).not.toContain("##[error]");
  expect(summary).not.toContain("<img");
  expect(readFileSync(join(cwd, junit), "utf8")).not.toContain("<img");
});

test("refused before any work", async () => {
  const compose = copyOf(scratch, "checksums");
  for (const [args, message] of [
    [[], "compose: required"],
    [[compose, "--sample", "3"], "mode is local"],
    [[compose, "--mode", "remote", "--root", compose], "root is for local artifacts"],
    [[compose, "--root", join(compose, "nowhere")], "is not a directory"],
    [[compose, "--variants", "Nowhere"], "No artifacts are selected"],
  ] as const) {
    const { code, stderr } = await run(...args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(stderr).toContain(message);
  }
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends a run with 130, promptly", async (signal) => {
  // An image that takes far longer to hash than a test may last, and no room on disk.
  const compose = copyOf(scratch, "checksums");
  edit(metadataFile(compose, "images"), ({ payload }) => {
    payload.images.BaseOS.x86_64[0].size = 2 ** 40;
  });
  truncateSync(join(compose, imageOf(compose)), 2 ** 40);
  let sent = Number.NaN;
  const { code, stderr } = await cli(["verify", compose], {
    onOutput(text, kill) {
      if (!Number.isNaN(sent) || !text.includes("hashing ")) return;
      sent = performance.now();
      kill(signal);
    },
  });
  expect(performance.now() - sent).toBeLessThan(5000);
  expect(stderr).toContain(`Interrupted by ${signal}`);
  expect(code).toBe(130);
});

test("V5: a broken metadata file fails the step", async () => {
  const compose = copyOf(scratch, "checksums");
  const path = metadataFile(compose, "rpms");
  writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size / 2));
  const { code, report: found } = await report(compose);
  expect(code).toBe(1);
  expect(found.error.message).toContain("rpms.json");
});

test("an entry loads nothing of HTTP", () => {
  expect(readFileSync(join(DIST, "suite", "index.js"), "utf8")).not.toContain("UND_ERR_");
});
