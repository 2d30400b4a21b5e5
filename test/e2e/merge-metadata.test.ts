import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { createSelector, parse, select, serialize } from "@compose-actions/metadata";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cli, type Result, type RunOptions } from "../support/dist.ts";
import { contents, edit, type Json, readJson, TYPES } from "../support/files.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { checkReport, jsonReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";
import { Site } from "../support/site.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const { upgraded, folder: vectorFolder } = vector("two-variants");

const merge = (args: readonly string[], options: RunOptions = {}): Promise<Result> =>
  cli(["merge-metadata", ...args], options);

/** A job for each arch of the vector, as their artifacts are downloaded. */
function downloads(): string {
  const root = scratch.folder();
  for (const arch of ["x86_64", "aarch64"]) {
    const job = join(root, "artifacts", `metadata-${arch}`);
    mkdirSync(job, { recursive: true });
    for (const [name, text] of Object.entries(upgraded)) {
      const part = select(parse(text).model, createSelector({ arches: [arch] }));
      writeFileSync(join(job, name), serialize(part));
    }
  }
  return root;
}

describe("the fragments of parallel jobs", () => {
  test.each([
    ["a directory of downloads", ["artifacts"]],
    ["a glob", ["artifacts/*"]],
    ["globs of files", ["artifacts/**/*.json"]],
    ["directories, the other way round", ["artifacts/metadata-x86_64", "artifacts/metadata-aarch64"]],
  ])("that %s leads to are merged into the compose", async (_, inputs) => {
    const cwd = downloads();
    const report = join(cwd, "report.json");
    const args = [...inputs, "--output", "metadata", "--report", report];
    const { code, stdout, stderr } = await merge(args, { cwd });
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
    expect(contents(join(cwd, "metadata"))).toEqual(upgraded);
    expect(stdout).toContain("2 fragments merged into 5 files in metadata\n");
    checkReport(readJson(report));
    expect(readJson(report).fragments.map(({ name }: Json) => name)).toEqual([
      "artifacts/metadata-aarch64",
      "artifacts/metadata-x86_64",
    ]);
  });

  test("are refused when they contradict each other: exit 1, a report, and no metadata", async () => {
    const cwd = downloads();
    cpSync(join(cwd, "artifacts/metadata-x86_64"), join(cwd, "artifacts/again"), { recursive: true });
    edit(join(cwd, "artifacts/again/images.json"), ({ payload }) => {
      payload.compose.respin = 7;
    });
    const result = await merge(["artifacts", "--output", "metadata", "--json"], { cwd });
    expect(result.code).toBe(1);
    expect(readdirSync(cwd)).toEqual(["artifacts"]);
    const report = jsonReport(result);
    expect(report).toMatchObject({ status: "failed", state: "refused", conflictCount: 1 });
    expect(report.conflicts[0].sides.map(({ file }: Json) => file)).toEqual([
      "artifacts/again/composeinfo.json",
      "artifacts/again/images.json",
    ]);
    expect(result.stderr).toContain("payload.compose.respin");
  });

  test.each([
    ["no such place", ["nowhere", "--output", "out"], /nowhere does not exist/],
    ["a glob of nothing", ["art*/nothing", "--output", "out"], /nothing that .* means holds metadata/],
    ["no output", ["artifacts"], /output/],
    [
      "the directory of an input as output",
      ["artifacts/metadata-x86_64", "--output", "artifacts/metadata-x86_64"],
      /is the directory of the input/,
    ],
  ])("are refused with %s", async (_, args, message) => {
    const { code, stderr } = await merge(args, { cwd: downloads() });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test("version 1 and 2 are told apart", async () => {
    const cwd = downloads();
    cpSync(join(vectorFolder, "expected-1.2"), join(cwd, "artifacts/old"), { recursive: true });
    const { code, stderr } = await merge(["artifacts", "--output", "out"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain(
      "metadata of 1.x and of 2.0 cannot be merged; convert one with upgrade-metadata first",
    );
  });
});

describe("fragments on servers", () => {
  const site = new Site();
  beforeAll(() => site.start());
  afterAll(() => site.close());
  beforeEach(() => site.reset());

  test("are merged with local ones, and their layouts are nobody's to name", async () => {
    const cwd = downloads();
    for (const type of TYPES) {
      const file = readFileSync(join(cwd, `artifacts/metadata-aarch64/${type}.json`));
      site.files.set(`jobs/aarch64/metadata/${type}.json`, file);
    }
    site.files.set("jobs/aarch64/metadata/oci-layouts.json", Buffer.from('{"oci": "../../.."}'));
    const args = ["artifacts/metadata-x86_64", `${site.url}jobs/aarch64`, "--output", "out"];
    const { code, stderr } = await merge(args, { cwd });
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
    expect(contents(join(cwd, "out"))).toEqual(upgraded);
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "that do not answer end with %s: exit 130, nothing left",
    async (signal) => {
      const cwd = downloads();
      let kill: ((signal: NodeJS.Signals) => void) | undefined;
      site.behaviour = () => {
        kill?.(signal);
        // A second one would end the process at once.
        kill = undefined;
        return true;
      };
      const onStart = (send: typeof kill) => {
        kill = send;
      };
      const args = ["artifacts", site.url, "--output", "deep/out", "--report", "report.json"];
      const { code } = await merge(args, { cwd, onStart });
      expect(code).toBe(130);
      expect(readdirSync(cwd).sort()).toEqual(["artifacts", "report.json"]);
      expect(checkReport(readJson(join(cwd, "report.json"))).status).toBe("interrupted");
    },
  );

  test("that are not there are told", async () => {
    const { code, stderr } = await merge([`${site.url}gone`, "--output", scratch.fresh(), "--retries", "0"]);
    expect(code).toBe(2);
    expect(stderr).toContain("there is no metadata at");
  });
});

describe.skipIf(!hasDockerRegistry())("published to docker-registry with a login", () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
  });
  afterAll(() => registry.close());

  const [username = "", password = ""] = LOGIN.split(":");
  const publish = (cwd: string, tag: string, options: RunOptions = {}, more: readonly string[] = []) =>
    merge(
      [
        ...["artifacts", "--output", "metadata", "--json", "--retries", "0", ...more],
        ...["--publish-metadata", `${registry.host}/fedora/compose:${tag}`, "--registry-username", username],
      ],
      { cwd, ...options, env: { "INPUT_REGISTRY-PASSWORD": password, ...options.env } },
    );

  test("the compose has an address, the same one every time", async () => {
    const cwd = downloads();
    const result = await publish(cwd, "{compose_id}");
    expect(result.stderr).not.toContain("error");
    expect(result.code).toBe(0);
    const { composeRef } = jsonReport(result);
    const id = JSON.parse(upgraded["images.json"] ?? "").payload.compose.id;
    expect(composeRef).toMatch(
      new RegExp(`^oci://${registry.host}/fedora/compose:${id}@sha256:[0-9a-f]{64}$`),
    );
    const digest = composeRef.slice(composeRef.indexOf("@") + 1);
    const manifest = JSON.parse(await fetched(`/v2/fedora/compose/manifests/${digest}`));
    expect(manifest.artifactType).toBe("application/vnd.productmd.compose+json");
    const layers = Object.fromEntries(
      await Promise.all(
        manifest.layers.map(async (layer: Json) => [
          layer.annotations["org.opencontainers.image.title"],
          await fetched(`/v2/fedora/compose/blobs/${layer.digest}`),
        ]),
      ),
    );
    expect(layers).toEqual(upgraded);
    const again = await publish(downloads(), "{compose_id}");
    expect(jsonReport(again)).toMatchObject({ composeRef, publication: { state: "existing" } });
  });

  test("the addresses of the jobs' own metadata are merged", async () => {
    const cwd = downloads();
    const references = [];
    for (const arch of ["x86_64", "aarch64"]) {
      const job = scratch.folder();
      cpSync(join(cwd, `artifacts/metadata-${arch}`), join(job, "artifacts"), { recursive: true });
      references.push(jsonReport(await publish(job, `job-${arch}`)).composeRef);
    }
    const args = [...references, "--output", "metadata", "--json", "--registry-username", username];
    const result = await merge(args, { cwd, env: { "INPUT_REGISTRY-PASSWORD": password } });
    expect(result.stderr).not.toContain("error");
    expect(result.code).toBe(0);
    expect(contents(join(cwd, "metadata"))).toEqual(upgraded);
    expect(
      jsonReport(result)
        .fragments.map(({ name }: Json) => name)
        .sort(),
    ).toEqual(references.sort());
  });

  test("a wrong password fails the step, is not shown, and the metadata stays", async () => {
    const cwd = downloads();
    const env = { "INPUT_REGISTRY-PASSWORD": "hunter2-wrong" };
    const result = await publish(cwd, "other", { env });
    expect(result.code).toBe(1);
    expect(contents(join(cwd, "metadata"))).toEqual(upgraded);
    expect(jsonReport(result)).toMatchObject({
      state: "merged",
      publication: { state: "failed", class: "auth" },
    });
    expect(result.stdout + result.stderr).not.toContain("hunter2");
  });

  test("a tag that must not be moved is not", async () => {
    const cwd = downloads();
    expect((await publish(cwd, "fixed")).code).toBe(0);
    const before = await fetched("/v2/fedora/compose/manifests/fixed");
    const part = join(cwd, "part");
    mkdirSync(part);
    cpSync(join(cwd, "artifacts/metadata-x86_64"), join(part, "artifacts/metadata-x86_64"), {
      recursive: true,
    });
    const result = await publish(part, "fixed", {}, ["--tag-policy", "immutable"]);
    expect(result.code).toBe(1);
    expect(jsonReport(result).publication).toMatchObject({ state: "failed", class: "conflict" });
    expect(await fetched("/v2/fedora/compose/manifests/fixed")).toBe(before);
  });

  function fetched(path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const accept = "application/vnd.oci.image.manifest.v1+json, */*";
      const request = get(
        `http://${registry.host}${path}`,
        { auth: LOGIN, headers: { accept } },
        (response) => {
          let text = "";
          response
            .setEncoding("utf8")
            .on("data", (chunk: string) => {
              text += chunk;
            })
            .on("end", () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
        },
      );
      request.on("error", reject);
    });
  }
});
