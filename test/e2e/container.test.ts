import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { ROOT } from "../support/dist.ts";
import { names } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

/** No image is built here: that takes an engine and a registry. What the file says is read and acted on. */
const text = readFileSync(join(ROOT, "Containerfile"), "utf8");
const instructions = parse(text);
const all = (name: string) => instructions.filter((one) => one.name === name).map(({ value }) => value);
const last = (name: string) => all(name).at(-1) ?? "";
const program = JSON.parse(last("ENTRYPOINT")) as readonly string[];
const copies = all("COPY").map((value) => {
  const [source = "", target = "", ...others] = value.split(/\s+/);
  expect(others).toEqual([]);
  return { source, target };
});
const variables = Object.fromEntries(
  [...last("ENV").matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
);

const scratch = useScratch();

describe("the Containerfile", () => {
  test("starts from an image that can be replaced, of the Node that we need", () => {
    const [argument, stage, from] = instructions;
    expect(argument).toEqual({ name: "ARG", value: "NODE_IMAGE=node-image" });
    // Dependabot reads a name that stands there, with a digest or without, and no argument.
    expect(stage).toMatchObject({
      name: "FROM",
      value: expect.stringMatching(
        /^docker\.io\/library\/node:24-slim(?:@sha256:[0-9a-f]{64})? AS node-image$/,
      ),
    });
    expect(from).toMatchObject({ name: "FROM", value: expect.stringMatching(/^\$\{NODE_IMAGE\}$/) });
    expect(all("FROM")).toHaveLength(2);
  });

  test("copies what git knows and .containerignore lets through, and no more is let through", () => {
    const tracked = execFileSync(
      "git",
      ["-C", ROOT, "ls-files", "--stage", "--", ...copies.map(({ source }) => source)],
      {
        encoding: "utf8",
      },
    );
    const files = tracked
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/));
    for (const { source } of copies) {
      expect(
        files.some(([, , , path]) => path === source || path?.startsWith(`${source}/`)),
        source,
      ).toBe(true);
    }
    // Links would lead out of what is copied; anybody must be able to read it.
    expect([...new Set(files.map(([mode]) => mode))].sort()).toEqual(["100644", "100755"]);
    const rules = lines(readFileSync(join(ROOT, ".containerignore"), "utf8"));
    expect(rules).toEqual(["*", ...copies.map(({ source }) => `!${source}`)]);
  });

  test("runs as nobody in particular, and by number, so that clusters can see that it is not root", () => {
    expect(last("USER")).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(instructions.map(({ name }) => name).lastIndexOf("RUN")).toBeLessThan(
      instructions.map(({ name }) => name).indexOf("USER"),
    );
  });

  test("is labelled", () => {
    const labels = [...last("LABEL").matchAll(/org\.opencontainers\.image\.(\w+)=("[^"]+")/g)].map(
      ([, name]) => name,
    );
    expect(labels).toEqual(["title", "description", "licenses", "version", "revision", "source"]);
    for (const [, name = ""] of last("LABEL").matchAll(/\$\{(\w+)\}/g))
      expect(all("ARG")).toContain(`${name}=""`);
  });
});

describe("what is in the image, on a machine", () => {
  // Nobody but us may enter the folders of other tests.
  let image = "";
  let compose = "";
  const folders: string[] = [];
  beforeAll(() => {
    image = mkdtempSync(join(tmpdir(), "compose-actions-image-"));
    for (const { source, target } of copies)
      cpSync(join(ROOT, source), join(image, target), { recursive: true });
    cpSync(process.execPath, join(image, "node"));
    for (const value of all("RUN")) {
      const [, to, from] = /^ln -s (\S+) (\S+)$/.exec(value) ?? [];
      if (to === undefined || from === undefined) continue;
      mkdirSync(dirname(join(image, from)), { recursive: true });
      symlinkSync(join(image, to), join(image, from));
    }
    compose = join(image, "compose");
    cpSync(generate(scratch, { files: true, variants: ["Server"], arches: ["x86_64"] }), compose, {
      recursive: true,
    });
    execFileSync("chmod", ["-R", "a+rX,a-w", image]);
  });
  afterAll(() => {
    execFileSync("chmod", ["-R", "u+w", image]);
    for (const folder of [image, ...folders]) rmSync(folder, { recursive: true, force: true });
  });

  /** As the image's user where we are root, and as ourselves otherwise. */
  function run(args: readonly string[], { cwd, temporary }: { cwd: string; temporary: string }) {
    const user = last("USER").split(":");
    const drop = ["--reuid", user[0] ?? "", "--regid", user[1] ?? "", "--clear-groups", "--no-new-privs"];
    const command = [join(image, "node"), join(image, ...program), ...args];
    const [file = "", ...rest] = process.getuid?.() === 0 ? ["setpriv", ...drop, ...command] : command;
    const env = { PATH: process.env["PATH"] ?? "", ...variables, TMPDIR: temporary };
    return spawnSync(file, rest, { cwd, env, encoding: "utf8", timeout: 50_000 });
  }

  /** A folder for the image's user. */
  function writable(): string {
    const folder = mkdtempSync(join(tmpdir(), "compose-actions-work-"));
    chmodSync(folder, 0o777);
    folders.push(folder);
    return folder;
  }

  test("needs no home and writes nothing but the output, in a directory that it cannot write to", () => {
    const [work, temporary] = [writable(), writable()];
    const output = join(work, "v2");
    const upgraded = run(
      [
        "upgrade-metadata",
        compose,
        "--output",
        output,
        "--base-url",
        "https://cdn.example.com/",
        "--compute-checksums",
      ],
      { cwd: image, temporary },
    );
    expect(upgraded, upgraded.stderr).toMatchObject({ status: 0 });
    const verified = run(["verify", compose, "--json"], { cwd: image, temporary });
    expect(verified, verified.stderr).toMatchObject({ status: 0 });
    expect(JSON.parse(verified.stdout).status).toBe("ok");
    expect(names(work)).toEqual(["v2"]);
    expect(names(temporary)).toEqual([]);
  });

  test("mirrors from a layout directory into a directory of somebody else", () => {
    const [work, temporary] = [writable(), writable()];
    const pushed = run(
      [
        "push-oci",
        compose,
        "--repository",
        `oci-layout:${join(work, "layout")}`,
        "--output",
        join(work, "v2"),
      ],
      { cwd: image, temporary },
    );
    expect(pushed, pushed.stderr).toMatchObject({ status: 0 });
    const mirrored = run(
      ["localize", join(work, "v2"), "--layout-root", work, "--output", join(work, "mirror")],
      {
        cwd: image,
        temporary,
      },
    );
    expect(mirrored, mirrored.stderr).toMatchObject({ status: 0 });
    expect(names(work)).toEqual(["layout", "mirror", "v2"]);
    expect(names(temporary)).toEqual([]);
  });

  test("says why, where it cannot write", () => {
    const { status, stderr } = run(
      ["upgrade-metadata", compose, "--output", "v2", "--base-url", "https://cdn.example.com/"],
      { cwd: image, temporary: writable() },
    );
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/v2/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** Lines that end in a backslash go on in the next one; comments may stand between them. */
function parse(file: string): readonly Instruction[] {
  return lines(file)
    .join("\n")
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .map((line) => {
      const [, name = "", value = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      expect(name, line).not.toBe("");
      return { name, value: value.replaceAll(/\s+/g, " ") };
    });
}

function lines(file: string): readonly string[] {
  return file.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
}
