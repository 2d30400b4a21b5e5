import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { cli, type Result, type RunOptions } from "../support/dist.ts";
import { contents, type Json, readJson } from "../support/files.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";
import { treeOf } from "../support/site.ts";

const hasSkopeo = spawnSync("skopeo", ["--version"]).status === 0;
if (!hasSkopeo && process.env["CI"]) throw new Error("skopeo is needed by the tests in CI");

const [USER, PASSWORD] = LOGIN.split(":") as [string, string];
const env = { COMPOSE_ACTIONS_REGISTRY_PASSWORD: PASSWORD };

const scratch = useScratch();

/** Localizes from somewhere, and compares the tree; what localize has written is proved by verify. */
async function expectRestored(
  from: string,
  original: Record<string, string>,
  more: readonly string[] = [],
  options: RunOptions = {},
): Promise<void> {
  const mirror = scratch.fresh("mirror");
  const localized = await cli(["localize", from, "--output", mirror, ...more], options);
  expect(localized, localized.stderr).toMatchObject({ code: 0 });
  expect(artifactsOf(join(mirror, "compose"))).toEqual(original);
  const verified = await cli(["verify", mirror, "--unlisted", "fail"]);
  expect(verified, verified.stdout).toMatchObject({ code: 0 });
}

describe("push-oci into a layout directory", () => {
  test("localize restores the same tree from it, by the metadata and by its address", async () => {
    const compose = generate(scratch, { files: true });
    for (const layout of ["file", "set", "bundle"]) {
      const output = scratch.fresh("pushed");
      const target = `oci-layout:${output}/layout`;
      const options = ["--repository", target, "--output", output, "--layout", layout];
      const publish = ["--publish-metadata", `${target}:{compose_id}`, "--json"];
      const made = await cli(["push-oci", compose, ...options, ...publish]);
      expect(made, made.stderr).toMatchObject({ code: 0 });
      const { composeRef } = JSON.parse(made.stdout);
      for (const from of [output, composeRef]) await expectRestored(from, artifactsOf(compose));
    }
  });

  test("what came from a layout by its address can be pushed on, and keeps its place", async () => {
    const compose = generate(scratch, { files: true });
    const output = scratch.fresh("pushed");
    const target = `oci-layout:${output}/layout`;
    const first = ["--repository", target, "--output", output, "--publish-metadata", `${target}:all`];
    const made = await cli(["push-oci", compose, ...first, "--json"]);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    const next = join(output, "next");
    const second = ["--repository", `oci-layout:${next}/images`, "--output", next, "--kinds", "image"];
    const { composeRef } = JSON.parse(made.stdout);
    const again = await cli(["push-oci", composeRef, "--root", compose, ...second]);
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(Object.values(readJson(join(next, "oci-layouts.json"))).sort()).toEqual(["../layout", "images"]);
    await expectRestored(next, artifactsOf(compose), ["--layout-root", output]);
  });
});

describe.skipIf(!hasDockerRegistry())(
  "push-oci to docker-registry with htpasswd (needs docker-registry)",
  () => {
    let registry: DockerRegistry;
    let compose: string;

    beforeAll(async () => {
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
        { env, ...options },
      );

    test("what is refused after a look at the registry is refused like everything else", async () => {
      const [pushed, report] = [scratch.fresh("pushed"), scratch.fresh("report.json")];
      const upgraded = scratch.fresh("upgraded");
      const url = ["--base-url", "https://cdn.example.com/"];
      await cli(["upgrade-metadata", compose, "--output", upgraded, ...url]);
      const images = ["--kinds", "image", "--root", compose];
      const first = await push(upgraded, "look/{kind}", pushed, images);
      expect(first, first.stderr).toMatchObject({ code: 0 });
      const nowhere = scratch.fresh("nowhere");
      const more = ["--only-missing", "--root", nowhere, "--report", report];
      const { code, stderr } = await push(pushed, "look/{kind}", scratch.fresh("again"), more);
      expect(code).toBe(2);
      expect(stderr).toContain(`root: ${nowhere} is not a directory`);
      expect(stderr).not.toMatch(/\n +at /);
      expect(readJson(report)).toMatchObject({ status: "refused" });
    });

    test("a login in a reference is refused, and not shown", async () => {
      const output = scratch.fresh("output");
      const report = scratch.fresh("report.json");
      const [secret, place] = ["n0t-shown", `${registry.host}/all/compose`];
      for (const flags of [
        ["--repository", `bob:${secret}@${place}`],
        ["--repository", `oci://bob:${secret}@${place}`],
        ["--repository", `${place}/{kind}`, "--publish-metadata", `bob:${secret}@${place}:41`],
      ]) {
        const args = ["push-oci", compose, ...flags, "--output", output, "--report", report];
        const { code, stdout, stderr } = await cli(args);
        expect(code, stderr).toBe(2);
        expect(stderr).toContain("a user name or a password");
        expect(stdout + stderr + readFileSync(report, "utf8")).not.toContain(secret);
      }
    });

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

    test("localize restores the same tree from every layout, by the metadata and by its address", async () => {
      const original = artifactsOf(compose);
      expect(Object.keys(original).length).toBeGreaterThan(70);
      const login = ["--registry", registry.host, "--registry-username", USER];
      for (const layout of ["file", "set", "bundle"]) {
        const output = scratch.fresh("pushed");
        const address = `${registry.host}/${layout}/compose:41`;
        const publish = ["--layout", layout, "--publish-metadata", address];
        const made = await push(compose, `${layout}/{kind}`, output, publish);
        expect(made, made.stderr).toMatchObject({ code: 0 });
        const places = layout === "set" ? [output, `oci://${address}`] : [output];
        for (const from of places) await expectRestored(from, original, login, { env });
      }
    }, 120_000);

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

/** What a tree holds besides its metadata. */
function artifactsOf(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(treeOf(root)).filter(([path]) => !path.startsWith("metadata/")));
}

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
