import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { ROOT } from "../support/dist.ts";
import { names } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const templates = readdirSync(join(ROOT, "templates"));

/** The scripts of a template's jobs, by part. */
function scripts(template: string): readonly (readonly string[])[] {
  const text = readFileSync(join(ROOT, "templates", template, "template.yml"), "utf8");
  const jobs = Object.values(parseAllDocuments(text)[1]?.toJS() as Record<string, { script?: string[] }>);
  return jobs.flatMap(({ script }) => (script === undefined ? [] : [script]));
}
const [fetchBundle = "", shardOfNode = ""] = scripts("localize")[0] ?? [];

test.each(templates)("every job of %s fetches the bundle in the same way, if it needs one", (template) => {
  for (const [first, ...rest] of scripts(template)) {
    if (rest.join("\n").includes("$COMPOSE_ACTIONS_HOME")) expect(first).toBe(fetchBundle);
  }
});

/** Shells of images: what GitLab starts, and what there is in small ones. */
const SHELLS = [
  { shell: "bash", options: ["-eo", "pipefail", "-c"] },
  { shell: "sh", options: ["-e", "-c"] },
];

describe.each(SHELLS)("the bundle of a job in $shell", ({ shell, options }) => {
  let server: Server;
  let origin = "";
  let digest = "";
  let repository = "";
  const asked: string[] = [];

  beforeAll(async () => {
    const root = scratch.folder();
    const home = join(root, "compose-actions-9", "dist", "cli");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "index.js"), 'console.log("the bundle runs", process.argv[2]);\n');
    const archive = execFileSync("tar", ["-cz", "-C", root, "compose-actions-9"]);
    digest = createHash("sha256").update(archive).digest("hex");
    server = createServer(({ url = "" }, response) => {
      asked.push(url);
      const status = url.startsWith("/bundle") ? 200 : 404;
      response.writeHead(status).end(status === 200 ? archive : "no such thing");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    repository = join(root, "compose-actions-9");
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git(
      "-c",
      "user.name=Tester",
      "-c",
      "user.email=tester@example.com",
      "commit",
      "--quiet",
      "-m",
      "A bundle",
    );
    git("config", "uploadpack.allowAnySHA1InWant", "true");
  });
  afterAll(() => void server?.close());
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", repository, ...args], { encoding: "utf8" }).trim();

  /** Fetches it and starts it, as a job does. */
  async function start(bundle: string, { sha256 = "", ref = "main" } = {}) {
    const temporary = scratch.folder();
    const env = {
      PATH: process.env["PATH"] ?? "",
      TMPDIR: temporary,
      COMPOSE_ACTIONS_BUNDLE: bundle,
      COMPOSE_ACTIONS_BUNDLE_SHA256: sha256,
      COMPOSE_ACTIONS_REF: ref,
    };
    const script = `${fetchBundle}\nnode "$COMPOSE_ACTIONS_HOME/dist/cli/index.js" step`;
    const child = spawn(shell, [...options, script], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 50_000,
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(names(temporary), "nothing stays").toEqual([]);
    return { code, output };
  }
  const runs = { code: 0, output: "the bundle runs step\n" };

  test("is an archive of the digest that was given", async () => {
    expect(await start(`${origin}/bundle.tar.gz`, { sha256: digest })).toEqual(runs);
    expect(await start(`${origin}/bundle.tgz`, { sha256: digest.toUpperCase() })).toEqual(runs);
  });

  test("is no archive of another digest", async () => {
    const { code, output } = await start(`${origin}/bundle.tar.gz`, { sha256: "0".repeat(64) });
    expect(code).toBe(1);
    expect(output).toBe(`The bundle: its sha256 is ${digest}, not ${"0".repeat(64)}\n`);
  });

  test.each(["", "latest", `sha256:${"0".repeat(64)}`])(
    "is never asked for without one: %j",
    async (sha256) => {
      asked.length = 0;
      const { code, output } = await start(`${origin}/bundle.tar.gz`, { sha256 });
      expect({ code, output }).toEqual({
        code: 1,
        output: "The bundle: bundle-sha256 must be the sha256 of the archive\n",
      });
      expect(asked).toEqual([]);
    },
  );

  test("is not what a server says instead of it", async () => {
    const { code, output } = await start(`${origin}/lost.tar.gz`, { sha256: digest });
    expect({ code, output }).toEqual({ code: 1, output: "The bundle: HTTP status 404\n" });
  });

  test("is not waited for where nobody answers", async () => {
    const { code, output } = await start("http://127.0.0.1:1/bundle.tar.gz", { sha256: digest });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/^The bundle: .+\n$/) });
  });

  test("is a branch or a commit of a repository", async () => {
    expect(await start(`file://${repository}`)).toEqual(runs);
    expect(await start(`file://${repository}`, { ref: git("rev-parse", "HEAD") })).toEqual(runs);
    expect((await start(`file://${repository}`, { ref: "v0" })).code).not.toBe(0);
  });

  test("is a directory of the image, which is left as it is", async () => {
    expect(await start(repository)).toEqual(runs);
    expect(names(repository)).toContain("dist");
  });

  test("does the part that parallel gives to the job, when it is asked to", async () => {
    const part = (env: Record<string, string>) =>
      execFileSync(shell, [...options, `${shardOfNode}\necho "$COMPOSE_ACTIONS_SHARD"`], {
        env: { PATH: process.env["PATH"] ?? "", ...env },
        encoding: "utf8",
        stdio: "pipe",
      });
    const node = { CI_NODE_INDEX: "2", CI_NODE_TOTAL: "4" };
    expect(part({ ...node, COMPOSE_ACTIONS_SHARD: "ci-node" })).toBe("2/4\n");
    expect(part({ ...node, COMPOSE_ACTIONS_SHARD: "" })).toBe("\n");
    expect(part({ ...node, COMPOSE_ACTIONS_SHARD: "1/3" })).toBe("1/3\n");
    expect(() => part({ CI_NODE_TOTAL: "1", COMPOSE_ACTIONS_SHARD: "ci-node" })).toThrow(/parallel/);
  });
});
