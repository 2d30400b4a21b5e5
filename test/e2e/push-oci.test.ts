import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { cli, type Result, ROOT, type RunOptions } from "../support/dist.ts";
import { contents, type Json, readJson } from "../support/files.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";

const hasSkopeo = spawnSync("skopeo", ["--version"]).status === 0;
if (!hasSkopeo && process.env["CI"]) throw new Error("skopeo is needed by the tests in CI");

const [USER, PASSWORD] = LOGIN.split(":") as [string, string];
const env = { COMPOSE_ACTIONS_REGISTRY_PASSWORD: PASSWORD };

describe.skipIf(!hasDockerRegistry())(
  "push-oci to docker-registry with htpasswd (needs docker-registry)",
  () => {
    const scratch = useScratch();
    let registry: DockerRegistry;
    let compose: string;
    let dist: string;

    beforeAll(async () => {
      dist = sourcesAsBundle(scratch.folder());
      compose = generate(scratch, { files: true, rpmsPerArch: 10 });
      registry = await DockerRegistry.start({ htpasswd: true });
    });
    afterAll(() => registry?.close());

    /** Runs the step as a user does; the repository is below the registry. */
    const push = (
      from: string,
      repository: string,
      output: string,
      more: readonly string[] = [],
      options: RunOptions = {},
    ): Promise<Result> =>
      cli(
        [
          ...["push-oci", from, "--repository", `${registry.host}/${repository}`, "--output", output],
          ...["--registry-username", USER, "--retries", "1", ...more],
        ],
        { dist, env, ...options },
      );

    test("pushes everything, and nothing the second time", async () => {
      const [first, second] = [scratch.fresh("first"), scratch.fresh("second")];
      const options = ["--layout", "extra_file=set,rpm=bundle", "--tag-policy", "immutable"];
      const publish = ["--publish-metadata", `${registry.host}/all/compose:{compose_id}`];
      const report = scratch.fresh("report.json");
      const made = await push(compose, "all/{kind}", first, [...options, ...publish, "--report", report]);
      expect(made, made.stderr).toMatchObject({ code: 0 });
      const again = await push(compose, "all/{kind}", second, [...options, ...publish, "--json"]);
      expect(again, again.stderr).toMatchObject({ code: 0 });
      const { counts, blobs, publication, transfer } = JSON.parse(again.stdout);
      expect({ counts, blobs, publication, bytes: transfer.bytes }).toMatchObject({
        counts: { pushed: 0, failed: 0, existing: readJson(report).counts.pushed },
        blobs: { pushed: 0, mounted: 0 },
        publication: { state: "existing" },
        bytes: 0,
      });
      expect(contents(second)).toEqual(contents(first));
      expect(`${made.stdout}${made.stderr}${readFileSync(report, "utf8")}`).not.toContain(PASSWORD);
      expect(readdirSync(join(first, ".."))).toEqual(["first"]);
    });

    test.skipIf(!hasSkopeo)("what it has pushed is what skopeo reads (needs skopeo)", async () => {
      const output = scratch.fresh();
      const made = await push(compose, "read/{kind}", output, [
        ...["--layout", "rpm=bundle", "--json"],
        ...["--publish-metadata", `${registry.host}/read/compose:{compose_id}`],
      ]);
      expect(made, made.stderr).toMatchObject({ code: 0 });
      const { manifests, composeRef } = JSON.parse(made.stdout);
      const kinds = ["image", "rpm", "variant_path"].map((kind) =>
        manifests.find(({ reference }: Json) => reference.includes(`/${kind}:`)),
      );
      const references = [composeRef, ...kinds.map(({ reference }: Json) => reference)];
      for (const reference of references) {
        const [, name, digest] = /^oci:\/\/(.*):[^:@]+@(sha256:.*)$/.exec(reference) ?? [];
        const raw = skopeo("inspect", "--raw", `docker://${name}@${digest}`);
        expect(`sha256:${sha256(raw)}`).toBe(digest);
        const target = scratch.fresh("copy");
        skopeo("copy", "--preserve-digests", `docker://${name}@${digest}`, `dir:${target}`);
        for (const { digest: layer, size } of JSON.parse(raw.toString()).layers) {
          const bytes = readFileSync(join(target, layer.slice("sha256:".length)));
          expect([bytes.length, `sha256:${sha256(bytes)}`]).toEqual([size, layer]);
        }
      }
      // The published metadata is the very files.
      const [, name, digest] = /^oci:\/\/(.*):[^:@]+@(sha256:.*)$/.exec(composeRef) ?? [];
      const { layers } = JSON.parse(skopeo("inspect", "--raw", `docker://${name}@${digest}`).toString());
      for (const { digest: layer, annotations } of layers) {
        const file = readFileSync(join(output, annotations["org.opencontainers.image.title"]));
        expect(`sha256:${sha256(file)}`).toBe(layer);
      }
    });

    test("a wrong password is a refusal that says what is missing, and leaves nothing", async () => {
      const output = scratch.fresh();
      const wrong = { env: { COMPOSE_ACTIONS_REGISTRY_PASSWORD: "wrong-word" } };
      const made = await push(compose, "denied", output, [], wrong);
      expect(made.code).toBe(2);
      expect(made.stderr).toContain(registry.host);
      expect(made.stderr).toContain(USER);
      expect(made.stderr).toContain("401");
      expect(`${made.stdout}${made.stderr}`).not.toContain("wrong-word");
      expect(existsSync(output)).toBe(false);
    });

    test("an immutable tag is not moved", async () => {
      const options = ["--kinds", "image", "--tag", "{variant}-{arch}-{name}", "--tag-policy", "immutable"];
      expect(await push(compose, "tags", scratch.fresh(), options)).toMatchObject({ code: 0 });
      const other = generate(scratch, { files: true, seed: 2 });
      const output = scratch.fresh();
      const made = await push(other, "tags", output, options);
      expect(made.code).toBe(1);
      expect(made.stderr).toContain("Tags that must not move are something else already");
      expect(existsSync(output)).toBe(false);
    });

    test("one that is killed is made good by the next", async () => {
      const [clean, output] = [scratch.fresh("clean"), scratch.fresh("killed")];
      expect(await push(compose, "kill/{kind}", clean)).toMatchObject({ code: 0 });
      const times = [150, 500, 900];
      for (const [round, time] of times.entries()) {
        const options = {
          onStart: (kill: (signal: NodeJS.Signals) => void) => void setTimeout(kill, time, "SIGKILL"),
        };
        await push(compose, `kill${round}/{kind}`, output, ["--parallel-uploads", "2"], options);
        const metadata = existsSync(output)
          ? readdirSync(output).filter((name) => name.endsWith(".json"))
          : [];
        // All of the metadata or none.
        expect([0, 5]).toContain(metadata.length);
        const made = await push(compose, `kill${round}/{kind}`, output);
        expect(made, made.stderr).toMatchObject({ code: 0 });
        const expected = Object.entries(contents(clean) ?? {}).map(([name, text]) => [
          name,
          text.replaceAll(`${registry.host}/kill/`, `${registry.host}/kill${round}/`),
        ]);
        expect(contents(output)).toEqual(Object.fromEntries(expected));
      }
    });

    test("the action hands on what can be attested", async () => {
      const list = scratch.file("artifacts", "");
      const output = scratch.fresh();
      const options = { env: { ...env, GITHUB_ACTIONS: "true", GITHUB_ARTIFACTS: list } };
      const made = await push(compose, "attest", output, ["--kinds", "image"], options);
      expect(made, made.stdout).toMatchObject({ code: 0 });
      const lines = readFileSync(list, "utf8").trimEnd().split("\n");
      const images = Object.values(readJson(join(output, "images.json")).payload.images)
        .flatMap((arches) => Object.values(arches as Json))
        .flat() as Json[];
      expect(lines.sort()).toEqual(
        images.map(({ location }) => location.url.replace(/:[^:@/]+@/, "@")).sort(),
      );
    });
  },
);

function skopeo(...args: string[]): Buffer {
  const [command = "", ...rest] = args;
  const login =
    command === "copy"
      ? ["--src-creds", LOGIN, "--src-tls-verify=false"]
      : ["--creds", LOGIN, "--tls-verify=false"];
  return execFileSync("skopeo", ["--insecure-policy", command, ...login, ...rest], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The compiled sources in the place of the bundle. */
function sourcesAsBundle(folder: string): string {
  const suite = pathToFileURL(join(ROOT, "packages", "cli", "lib", "suite.js"));
  mkdirSync(join(folder, "cli"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "cli", "index.js"),
    `const { runCli } = await import(${JSON.stringify(suite.href)});\nawait runCli();\n`,
  );
  return folder;
}
