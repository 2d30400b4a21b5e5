import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseInputs, silentReporter, type UserError } from "@compose-actions/step";
import { step, type UpgradeMetadataResult } from "@compose-actions/upgrade-metadata";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { edit, type Json, readJson } from "../../../test/support/files.ts";
import { FakeRegistry } from "../../../test/support/registry/fake-registry.ts";
import { digestOf, type LayerSpec } from "../../../test/support/registry/oci-content.ts";
import { useScratch } from "../../../test/support/scratch.ts";

const scratch = useScratch();
const fake = new FakeRegistry();
let compose = "";
beforeAll(async () => {
  await fake.start();
  compose = generate(scratch, { files: true });
});
beforeEach(() => pushRpms());
afterEach(() => fake.reset());
afterAll(() => fake.close());

const content = (path: string) => readFileSync(join(compose, path));
const layer = (path: string): LayerSpec => ({ content: content(path), title: path });

/** Every package with its variant and arch. */
function rpms(): { variant: string; arch: string; path: string }[] {
  const { rpms: variants } = readJson(metadataFile(compose, "rpms")).payload;
  return Object.entries<Json>(variants).flatMap(([variant, arches]) =>
    Object.entries<Json>(arches).flatMap(([arch, groups]) =>
      Object.values<Json>(groups).flatMap((group) =>
        Object.values<Json>(group).map(({ path }) => ({ variant, arch, path })),
      ),
    ),
  );
}

/** The entries of an rpms.json. */
const entriesOf = ({ rpms: variants }: Json): Json[] =>
  Object.values<Json>(variants).flatMap((arches) =>
    Object.values<Json>(arches).flatMap((groups) =>
      Object.values<Json>(groups).flatMap((group) => Object.values<Json>(group)),
    ),
  );

/** A bundle for each variant and arch, tagged so. */
function pushRpms(change: (layers: LayerSpec[]) => LayerSpec[] = (layers) => layers): void {
  const groups = Map.groupBy(rpms(), ({ variant, arch }) => `${variant}-${arch}`);
  for (const [tag, members] of groups) {
    const paths = [...new Set(members.map(({ path }) => path))];
    fake.push("rpms", change(paths.map(layer)), { tag });
  }
}

const map = (templates: Readonly<Record<string, string>>) => JSON.stringify(templates);
const RPMS = () => ({
  rpm: `oci://${fake.host}/rpms:{variant}-{arch}`,
  default: "https://cdn.example.com/{path}",
});

async function upgrade(raw: Readonly<Record<string, string>>, input = compose) {
  const output = scratch.fresh("out");
  const inputs = parseInputs(step.inputs, {
    compose: input,
    output,
    retries: "0",
    "retry-delay": "1ms",
    ...raw,
  });
  const signal = new AbortController().signal;
  const result: UpgradeMetadataResult = await step.run(inputs, { signal, reporter: silentReporter });
  return { result, output, written: (type: string): Json => readJson(join(output, `${type}.json`)).payload };
}
const failure = (raw: Readonly<Record<string, string>>, input?: string): Promise<UserError> =>
  upgrade(raw, input).then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: UserError) => error,
  );

describe("a url-map with the tag of a registry", () => {
  test("pins what the tag is, by the layer of each package", async () => {
    const { written } = await upgrade({ "url-map": map(RPMS()) });
    const groups = Object.values<Json>(written("rpms").rpms.BaseOS.x86_64);
    const locations = groups.flatMap((group) => Object.values<Json>(group)).map(({ location }) => location);
    const { digest } = fake.manifests.get("rpms@BaseOS-x86_64") ?? { digest: "" };
    expect(locations.length).toBeGreaterThan(3);
    for (const { url, local_path: path, size, checksum, contents } of locations) {
      expect(url).toBe(`oci://${fake.host}/rpms:BaseOS-x86_64@${digest}`);
      expect({ size, checksum, contents }).toEqual({
        ...{ size: content(path).length, checksum: digestOf(content(path)), contents: [] },
      });
    }
    expect(written("images").images.BaseOS.x86_64[0].location.url).toMatch(/^https:\/\/cdn\.example\.com\//);
  });

  test("is refused where the login does not suffice, and nothing is written", async () => {
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const error = await failure({ "url-map": map(RPMS()) });
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^url-map: .*login/) as string,
    });
  });

  test("is asked once for each tag", async () => {
    await upgrade({ "url-map": map(RPMS()) });
    const tags = new Set(rpms().map(({ variant, arch }) => `${variant}-${arch}`));
    expect(fake.count("GET", /manifests/)).toBe(tags.size);
  });

  test("finds packages by checksum where titles are others, when the files tell it", async () => {
    fake.reset();
    pushRpms((layers) => layers.map((one, index) => ({ ...one, title: `x${index}` })));
    const { written } = await upgrade({ "url-map": map(RPMS()), "compute-checksums": "true", root: compose });
    expect(JSON.stringify(written("rpms"))).toContain(`oci://${fake.host}/rpms:BaseOS-x86_64@sha256:`);
    expect((await failure({ "url-map": map(RPMS()) })).details.length).toBe(rpms().length);
  });

  test("lists all that is not there, and writes nothing", async () => {
    const missing = rpms()
      .slice(0, 3)
      .map(({ path }) => path);
    fake.reset();
    pushRpms((layers) => layers.filter(({ title }) => !missing.includes(title ?? "")));
    fake.manifests.delete("rpms@BaseOS-aarch64");
    const error = await failure({ "url-map": map(RPMS()) });
    expect(error).toMatchObject({ exitCode: 1 });
    const there = new Set(
      rpms().flatMap(({ path, variant, arch }) =>
        missing.includes(path) || `${variant}-${arch}` === "BaseOS-aarch64" ? [] : [path],
      ),
    );
    const expected = rpms().filter(({ path }) => !there.has(path));
    expect(error.details.length).toBe(expected.length);
    for (const { path } of expected) expect(error.details.join("\n")).toContain(path);
    expect(error.details.join("\n")).toMatch(/BaseOS-aarch64 does not exist/);
    expect(error.details.join("\n")).toMatch(/does not hold it/);
  });

  test("finds what is listed under several arches under any of their tags", async () => {
    const seen = new Set<string>();
    const shared = rpms().filter(({ path }) => seen.has(path) || !seen.add(path));
    expect(shared.length).toBeGreaterThan(0);
    fake.reset();
    const pushed = new Set<string>();
    pushRpms((layers) => layers.filter(({ title = "" }) => !pushed.has(title) && pushed.add(title)));
    const { written } = await upgrade({ "url-map": map(RPMS()) });
    const locations = JSON.stringify(written("rpms")).match(/"local_path":"[^"]*"/g) ?? [];
    for (const { path } of shared) {
      expect(locations.filter((text) => text.includes(path)).length).toBeGreaterThan(1);
    }
  });

  test("does not take another file of the same path", async () => {
    fake.reset();
    pushRpms((layers) => layers.map((one) => ({ ...one, content: Buffer.from(`other ${one.title}`) })));
    const raw = { "url-map": map(RPMS()), "compute-checksums": "true" };
    expect((await failure(raw)).details[0]).toMatch(/holds another file of that path/);
  });

  test("does not take a file of another size, where nothing else is known", async () => {
    const first = await upgrade({ "base-url": "https://cdn.example.com/", "compute-checksums": "true" });
    edit(join(first.output, "rpms.json"), ({ payload }) => {
      for (const { location } of entriesOf(payload)) location.checksum = null;
    });
    const { written } = await upgrade({ "url-map": map(RPMS()) }, first.output);
    expect(entriesOf(written("rpms")).every(({ location }) => location.checksum !== null)).toBe(true);
    fake.reset();
    pushRpms((layers) => layers.map((one) => ({ ...one, content: Buffer.from(`other ${one.title}`) })));
    const error = await failure({ "url-map": map(RPMS()) }, first.output);
    expect(error.details[0]).toMatch(/holds another file of that path: \d+ bytes instead of \d+/);
  });

  test.each([
    ["BaseOS-Extra", "baseos-extra"],
    ["{variant}/{arch}", "baseos/x86_64"],
  ])("has repositories in lower case: %s", async (name, expected) => {
    const images = readJson(metadataFile(compose, "images")).payload.images;
    for (const [variant, arches] of Object.entries<Json>(images)) {
      for (const [arch, list] of Object.entries<Json>(arches)) {
        const repository = name.replace("{variant}", variant).replace("{arch}", arch).toLowerCase();
        fake.push(
          repository,
          list.map(({ path }: Json) => layer(path)),
          { tag: `${compose41()}-${arch}` },
        );
      }
    }
    const image = `oci://${fake.host}/${name}:{compose_id}-{arch}`;
    const { written } = await upgrade({
      "url-map": map({ image, default: "https://cdn.example.com/{path}" }),
      variants: "BaseOS",
    });
    expect(written("images").images.BaseOS.x86_64[0].location.url).toContain(
      `/${expected}:${compose41()}-x86_64@`,
    );
  });

  test("keeps strong checksums of 2.0 metadata, and fills what it lacks", async () => {
    const first = await upgrade({ "base-url": "https://cdn.example.com/", "compute-checksums": "true" });
    const { written } = await upgrade({ "url-map": map(RPMS()) }, first.output);
    expect(JSON.stringify(written("rpms"))).not.toContain('"checksum":null');
  });

  test("makes sets of repositories", async () => {
    const path = readJson(metadataFile(compose, "composeinfo")).payload.variants.BaseOS.paths.repository
      .x86_64;
    const files = readdirSync(join(compose, path, "repodata")).map((name) => `${path}/repodata/${name}`);
    const other = rpms().find(({ variant, arch }) => variant === "BaseOS" && arch === "x86_64")?.path ?? "";
    const manifest = fake.push("repo", [...files, other].map(layer), { tag: "t" });
    const raw = {
      "url-map": map({
        variant_path: `oci://${fake.host}/repo:t`,
        default: "https://cdn.example.com/{path}",
      }),
      ...{ variants: "BaseOS", arches: "x86_64", exclude: "**/debug/**\n**/source/**" },
    };
    const { written } = await upgrade(raw);
    const { paths } = written("composeinfo").variants.BaseOS;
    expect(paths.repository.x86_64).toMatchObject({
      url: `oci://${fake.host}/repo:t@${manifest.digest}`,
      checksum: manifest.digest,
      size: files.reduce((sum, file) => sum + content(file).length, 0),
    });
    expect(paths.repository.x86_64.contents.map(({ file }: Json) => `${path}/${file}`).sort()).toEqual(
      files.sort(),
    );
    expect(paths.os_tree.x86_64.url).not.toContain("oci://");
  });

  test.each([
    ["oci://registry.example/rpms", "has no tag"],
    ["oci://registry.example:5000/rpms", "has no tag"],
    ["oci://{variant}.example/rpms:t", "must be named in full"],
    ["oci://registry.example/rpms:{nonsense}", "unknown placeholder"],
    ["oci://registry.example/rpms:{arch", "a single"],
    ["oci://registry.example/:t", "names no repository"],
    ["oci://registry.example/a b:t", "no name of a repository"],
  ])("is refused as %s", async (template, expected) => {
    const error = await failure({
      "url-map": map({ rpm: template }),
      "base-url": "https://cdn.example.com/",
    });
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(expected) as string });
    expect(fake.requests).toEqual([]);
  });

  test("is refused under a key that nobody knows", async () => {
    const error = await failure({ "url-map": map({ isos: `oci://${fake.host}/rpms:t` }) });
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining("unknown key") as string });
  });

  test("fails with what the registry says, when that is another thing than absence", async () => {
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(403).end('{"errors":[{"code":"DENIED","message":"not you"}]}');
      return true;
    };
    const error = await failure({ "url-map": map(RPMS()) });
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^url-map: .*DENIED: not you/) as string,
    });
  });

  test("leaves no output behind when it fails", async () => {
    fake.reset();
    const output = scratch.fresh("out");
    const inputs = parseInputs(step.inputs, { compose, output, "url-map": map(RPMS()), retries: "0" });
    const context = { signal: new AbortController().signal, reporter: silentReporter };
    await expect(step.run(inputs, context)).rejects.toMatchObject({ exitCode: 1 });
    expect(existsSync(output)).toBe(false);
  });
});

const compose41 = () => readJson(metadataFile(compose, "composeinfo")).payload.compose.id;
