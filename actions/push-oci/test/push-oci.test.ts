import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import { generate } from "../../../test/support/composes.ts";
import { contents, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { MemoryRegistry } from "./support/memory.ts";
import { type RawInputs, type Run, run, useFolder, writeCompose } from "./support/run.ts";

const scratch = useScratch();
const fresh = useFolder();
const REPOSITORY = { repository: "r.example/compose" };

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw error ?? new Error("nothing was refused");
}

const three = () =>
  writeCompose(fresh("compose"), [
    { path: "Server/x86_64/os/a", content: "alpha" },
    { path: "Server/x86_64/os/b", content: "beta" },
    { path: "Server/x86_64/os/c", content: "gamma" },
  ]);

const push = (registry: MemoryRegistry, compose: string, output: string, raw: RawInputs = {}): Promise<Run> =>
  run(compose, output, { ...REPOSITORY, ...raw }, { open: registry.open });

/** Paths and states in the report. */
const states = ({ report }: Run): Record<string, string> =>
  Object.fromEntries(report.artifacts.map(({ path, state }: Record<string, string>) => [path, state]));

/** Paths that the written metadata names. */
const namedIn = (output: string): string[] =>
  Object.values(readJson(join(output, "extra_files.json")).payload.extra_files)
    .flatMap((arches) => Object.values(arches as object))
    .flat()
    .map((entry) => entry.location?.local_path ?? entry.file)
    .sort();

describe("a push", () => {
  test("sends contents, then manifests, then tags, and closes before it writes metadata", async () => {
    const registry = new MemoryRegistry();
    const output = fresh("out");
    registry.before = () => expect(existsSync(output)).toBe(false);
    const { outputs, failure } = await push(registry, three(), output);
    expect(failure).toBeUndefined();
    expect(registry.order).toBe("blob manifest tag");
    expect(registry.closed).toBe(1);
    expect(outputs).toMatchObject({
      pushed: "3",
      existing: "0",
      bytes: String(14 + 2),
      "metadata-dir": output,
    });
    expect(namedIn(output)).toEqual(["a", "b", "c"].map((name) => `Server/x86_64/os/${name}`));
  });

  test("again sends nothing and writes the same bytes", async () => {
    const registry = new MemoryRegistry();
    const [compose, first, second] = [generate(scratch, { files: true }), fresh("out"), fresh("out")];
    await push(registry, compose, first, { layout: "set, rpm=bundle" });
    registry.calls.length = 0;
    const { outputs, report } = await push(registry, compose, second, { layout: "set, rpm=bundle" });
    expect(outputs).toMatchObject({ pushed: "0", bytes: "0" });
    expect(report.counts.existing).toBeGreaterThan(10);
    expect([registry.count("manifest"), registry.count("tag")]).toEqual([0, 0]);
    expect(contents(second)).toEqual(contents(first));
  });

  test("sends each content once, and takes it over to other repositories", async () => {
    const registry = new MemoryRegistry();
    const compose = writeCompose(fresh("compose"), [
      { path: "S/x86_64/a", content: "same" },
      { path: "S/x86_64/b", content: "same" },
      { path: "S/aarch64/a", content: "same", arch: "aarch64" },
    ]);
    const { report } = await push(registry, compose, fresh("out"), { repository: "r.example/{arch}" });
    expect(report.blobs).toMatchObject({ pushed: 2, mounted: 2, existing: 0 });
    expect(report.manifests).toHaveLength(3);
  });

  test("is at most so many at a time", async () => {
    const registry = new MemoryRegistry();
    let [now, most] = [0, 0];
    registry.before = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now -= 1;
    };
    const files = Array.from({ length: 20 }, (_, index) => ({ path: `S/${index}`, content: `${index}` }));
    await push(registry, writeCompose(fresh("compose"), files), fresh("out"), { "parallel-uploads": "3" });
    expect(most).toBe(3);
  });

  test("of a bundle is split where the registry is known to, and every file finds its part", async () => {
    const output = fresh("out");
    const files = Array.from({ length: 450 }, (_, index) => ({
      path: `S/${index + 1000}`,
      content: `${index}`,
    }));
    const made = await push(new MemoryRegistry(), writeCompose(fresh("compose"), files), output, {
      layout: "bundle",
      repository: "1234.dkr.ecr.eu-west-1.amazonaws.com/compose",
    });
    const { x86_64: entries } = readJson(join(output, "extra_files.json")).payload.extra_files.Server;
    const tags = entries.map(({ location }: Json) => /x86_64-(\d+)@/.exec(location.url)?.[1]);
    expect([tags.filter((tag: string) => tag === "1").length, tags.length]).toEqual([400, 450]);
    expect(made.report.manifests.map(({ layers }: Json) => layers)).toEqual([400, 50]);
  });

  test.each([
    [500, undefined],
    [501, "has 501 layers, and Amazon ECR takes at most 500: use the layout file or bundle"],
  ])("of a set of %i files is whole or refused, before anything is sent", async (count, problem) => {
    const files = Array.from({ length: count }, (_, index) => ({ path: `S/${index}`, content: `${index}` }));
    const registry = new MemoryRegistry();
    const raw = { layout: "set", repository: "1234.dkr.ecr.eu-west-1.amazonaws.com/compose" };
    const made = push(registry, writeCompose(fresh("compose"), files), fresh("out"), raw);
    if (problem === undefined) {
      expect((await made).report.manifests.map(({ layers }: Json) => layers)).toEqual([500]);
    } else {
      const error = await refusal(made);
      expect([error.exitCode, error.details.join()]).toEqual([2, expect.stringContaining(problem)]);
      expect(registry.calls).toEqual([]);
    }
  });

  test("is refused when the registry is known not to take it", async () => {
    const compose = fresh("compose");
    writeCompose(compose, [{ path: "S/big", content: "" }]);
    truncateSync(join(compose, "S/big"), 11 * 1024 ** 3);
    const metadata = join(compose, "metadata/extra_files.json");
    const document = readJson(metadata);
    const entry = { file: "S/big", size: 11 * 1024 ** 3, checksums: { sha256: "0".repeat(64) } };
    document.payload.extra_files.Server.x86_64 = [entry];
    writeFileSync(metadata, JSON.stringify(document));
    const registry = new MemoryRegistry();
    const error = await refusal(push(registry, compose, fresh("out"), { repository: "ghcr.io/org/x" }));
    expect([error.exitCode, error.details.join()]).toEqual([
      2,
      expect.stringContaining("ghcr.io takes at most"),
    ]);
    expect(registry.calls).toEqual([]);
  });
});

describe("metadata", () => {
  test("names file, tag, digest, size and checksum", async () => {
    const registry = new MemoryRegistry();
    const output = fresh("out");
    await push(registry, three(), output);
    const [entry] = readJson(join(output, "extra_files.json")).payload.extra_files.Server.x86_64;
    const { location } = entry;
    expect(location).toMatchObject({
      size: 5,
      checksum: "sha256:8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8",
      local_path: "Server/x86_64/os/a",
      contents: [],
    });
    const [, address, tag, digest] = /^oci:\/\/([^:]+):([^@]+)@(.*)$/.exec(location.url) ?? [];
    const repository = registry.repositories.get(address ?? "");
    expect(repository?.tags.get(tag ?? "")).toBe(digest);
    const manifest = JSON.parse(String(repository?.manifests.get(digest as never)?.bytes));
    expect(manifest).toMatchObject({
      artifactType: "application/vnd.productmd.artifact",
      annotations: {
        "org.opencontainers.image.created": "2026-02-04T00:00:00Z",
        "org.opencontainers.image.version": "Fedora-41-20260204.0",
      },
      layers: [{ annotations: { "org.opencontainers.image.title": "Server/x86_64/os/a" } }],
    });
  });

  test("of a set is one entry with contents", async () => {
    const output = fresh("out");
    await push(new MemoryRegistry(), three(), output, { layout: "set" });
    const entries = readJson(join(output, "extra_files.json")).payload.extra_files.Server.x86_64;
    expect(entries).toHaveLength(1);
    const { location } = entries[0];
    expect(location).toMatchObject({ local_path: "Server/x86_64/os", size: 14 });
    expect(location.url.endsWith(`@${location.checksum}`)).toBe(true);
    expect(location.contents.map(({ file, size }: Record<string, unknown>) => [file, size])).toEqual([
      ["a", 5],
      ["b", 4],
      ["c", 5],
    ]);
  });

  test("of a set is one entry for each arch that names it", async () => {
    const output = fresh("out");
    const files = ["x86_64", "aarch64"].flatMap((arch) =>
      ["a", "b"].map((name) => ({ path: `S/common/${name}`, content: name, arch })),
    );
    const { report } = await push(new MemoryRegistry(), writeCompose(fresh("compose"), files), output, {
      layout: "set",
    });
    expect(report.manifests).toHaveLength(1);
    expect(namedIn(output)).toEqual(["S/common", "S/common"]);
  });

  test("of 1.2 leaves out what is not selected", async () => {
    const output = fresh("out");
    const { report } = await push(new MemoryRegistry(), three(), output, { include: "*a" });
    expect(namedIn(output)).toEqual(["Server/x86_64/os/a"]);
    expect(report.counts).toMatchObject({ pushed: 1, skipped: 2 });
  });

  test("of 2.0 keeps the Locations of what is not selected", async () => {
    const registry = new MemoryRegistry();
    const [first, second] = [fresh("first"), fresh("second")];
    const compose = three();
    await push(registry, compose, first);
    await push(registry, first, second, { include: "*a", root: compose, repository: "other.example/x" });
    const urls = readJson(join(second, "extra_files.json")).payload.extra_files.Server.x86_64.map(
      ({ location }: Json) => new URL(location.url).host,
    );
    expect(urls).toEqual(["other.example", "r.example", "r.example"]);
  });

  test("has the directories of variants, and repositories with what they list", async () => {
    const output = fresh("out");
    await push(new MemoryRegistry(), generate(scratch, { files: true }), output);
    const { variants } = readJson(join(output, "composeinfo.json")).payload;
    const { paths } = variants.BaseOS;
    expect(paths.os_tree.x86_64).toEqual({
      url: "BaseOS/x86_64/os",
      local_path: "BaseOS/x86_64/os",
      size: null,
      checksum: null,
      contents: [],
    });
    const files = paths.repository.x86_64.contents.map(({ file }: Record<string, string>) => file);
    expect(files).toContain("repodata/repomd.xml");
    expect(files.length).toBeGreaterThan(3);
  });
});

describe("a failure", () => {
  const broken = (name: string, failure: ConstructorParameters<typeof TransferFailure>[0]) => {
    const registry = new MemoryRegistry();
    registry.before = (call) => {
      if (call.name.includes(name))
        throw new TransferFailure(failure, `no ${name}`, { remedy: "never", status: 500 });
    };
    return registry;
  };

  test.each([
    ["of a content", "os/b"],
    ["of a tag", "os-b"],
  ])("%s leaves metadata of the rest, and is told", async (_, name) => {
    const output = fresh("out");
    const made = await push(broken(name, "client-error"), three(), output);
    expect(made.failure).toBe("1 artifact could not be pushed");
    expect(namedIn(output)).toEqual(["Server/x86_64/os/a", "Server/x86_64/os/c"]);
    expect(states(made)).toEqual({
      "Server/x86_64/os/a": "pushed",
      "Server/x86_64/os/b": "failed",
      "Server/x86_64/os/c": "pushed",
    });
    const failed = made.report.artifacts.find(({ state }: Record<string, string>) => state === "failed");
    expect(failed).toMatchObject({ class: "client-error", status: 500, message: `no ${name}` });
    expect(made.warnings).toEqual([`Server/x86_64/os/b: client-error: no ${name}`]);
    expect(made.summary).toContain("Compose pushed in part");
  });

  test("is made good by the next run, which sends only the rest", async () => {
    const registry = broken("os/b", "connection");
    const [compose, output] = [three(), fresh("out")];
    await push(registry, compose, output);
    registry.before = () => undefined;
    const { outputs, failure } = await push(registry, compose, output);
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({ pushed: "1", existing: "2", bytes: "4" });
    expect(namedIn(output)).toHaveLength(3);
  });

  test("of one layer fails its set or bundle, all of it", async () => {
    for (const layout of ["set", "bundle"]) {
      const output = fresh("out");
      const made = await push(broken("os/b", "connection"), three(), output, { layout });
      expect(Object.values(states(made))).toEqual(["failed", "failed", "failed"]);
      expect(existsSync(output)).toBe(false);
    }
  });

  test("of everything writes nothing", async () => {
    const output = fresh("out");
    const { outputs, failure } = await push(broken("os/", "connection"), three(), output);
    expect(failure).toBe("3 artifacts could not be pushed");
    expect(outputs["metadata-dir"]).toBe("");
    expect(existsSync(output)).toBe(false);
  });

  test("of a whole file of metadata leaves no older one beside the new", async () => {
    const [compose, output] = [generate(scratch, { files: true }), fresh("out")];
    await push(new MemoryRegistry(), compose, output);
    const registry = new MemoryRegistry();
    registry.before = ({ name }) => {
      if (name.endsWith(".iso")) throw new TransferFailure("client-error", "no", { remedy: "never" });
    };
    await push(registry, compose, output);
    expect(readJson(join(output, "images.json")).payload.images).toEqual({});
    expect(Object.keys(contents(output) ?? {})).toHaveLength(5);
  });

  test("of the login is a refusal, before any content is sent", async () => {
    for (const policy of ["move", "immutable"]) {
      const registry = new MemoryRegistry();
      registry.before = () => {
        throw new TransferFailure("auth", "r.example denies it", { remedy: "elsewhere" });
      };
      const output = fresh("out");
      const error = await refusal(push(registry, three(), output, { "tag-policy": policy }));
      expect([error.exitCode, error.message]).toEqual([2, "r.example denies it"]);
      expect(registry.calls.map(({ name }) => name)).not.toContain("Server/x86_64/os/a");
      expect(existsSync(output)).toBe(false);
    }
  });

  test("that is the same for everything is not met again for each file", async () => {
    const files = Array.from({ length: 50 }, (_, index) => ({ path: `S/${index}`, content: `${index}` }));
    const compose = writeCompose(fresh("compose"), files);
    for (const [failure, calls] of [
      ["auth", 1],
      ["connection", 3],
    ] as const) {
      const registry = new MemoryRegistry();
      let [seen, isConfig] = [0, true];
      registry.before = () => {
        if (isConfig) {
          isConfig = false;
          return;
        }
        seen += 1;
        throw new TransferFailure(failure, "no", { remedy: "elsewhere" });
      };
      const made = await push(registry, compose, fresh("out"), { "parallel-uploads": "1" });
      expect(seen).toBe(calls);
      expect(made.report.counts.failed).toBe(50);
    }
  });

  test("of ours is not taken for one of the registry", async () => {
    const registry = new MemoryRegistry();
    registry.before = () => {
      throw new RangeError("a defect");
    };
    const output = fresh("out");
    await expect(push(registry, three(), output)).rejects.toThrow(RangeError);
    expect(registry.closed).toBe(1);
    expect(existsSync(output)).toBe(false);
  });

  test("that is an end from outside leaves nothing", async () => {
    const registry = new MemoryRegistry();
    const stop = new AbortController();
    registry.before = () => stop.abort(new Error("stopped"));
    const output = fresh("out");
    const work = run(three(), output, REPOSITORY, { open: registry.open, signal: stop.signal });
    await expect(work).rejects.toThrow("stopped");
    expect(existsSync(output)).toBe(false);
  });
});

describe("before anything is pushed", () => {
  const untouched = async (compose: string, raw: RawInputs = {}) => {
    const registry = new MemoryRegistry();
    const output = fresh("out");
    const error = await refusal(push(registry, compose, output, raw));
    expect(registry.calls).toEqual([]);
    expect(existsSync(output)).toBe(false);
    return error;
  };

  test("missing files are told, all of them", async () => {
    const compose = three();
    const error = await untouched(compose, { root: mkdirAt(fresh("empty")) });
    expect(error.exitCode).toBe(1);
    expect(error.details).toEqual(["a", "b", "c"].map((name) => `Server/x86_64/os/${name}: missing`));
  });

  test("a file is looked for where a relative URL says, and at its path", async () => {
    const compose = three();
    const [first, recorded] = [fresh("first"), mkdirAt(fresh("recorded"))];
    await push(new MemoryRegistry(), compose, first);
    const document = readJson(join(first, "extra_files.json"));
    const [one, two] = document.payload.extra_files.Server.x86_64;
    one.location.url = "build/a%20b";
    two.location.url = "build/nothing";
    writeFileSync(join(recorded, "extra_files.json"), JSON.stringify(document));
    mkdirAt(join(compose, "build"));
    renameSync(join(compose, "Server/x86_64/os/a"), join(compose, "build/a b"));
    const raw = { root: compose, "compute-checksums": "true" };
    const made = await push(new MemoryRegistry(), recorded, fresh("out"), raw);
    expect(made.report.counts).toMatchObject({ pushed: 3 });
    writeFileSync(join(compose, "build/a b"), "omega");
    const error = await refusal(push(new MemoryRegistry(), recorded, fresh("out"), raw));
    expect(error.details[0]).toContain("build/a b: the metadata says");
    for (const url of ["../a", "build/%2e%2e/x", "%", "build/x?y"]) {
      one.location.url = url;
      writeFileSync(join(recorded, "extra_files.json"), JSON.stringify(document));
      const refused = await refusal(push(new MemoryRegistry(), recorded, fresh("out"), raw));
      expect(refused.details).toEqual(["Server/x86_64/os/a: missing"]);
    }
  });

  test("a file of another size is told", async () => {
    const compose = three();
    writeFileSync(join(compose, "Server/x86_64/os/b"), "longer");
    expect((await untouched(compose)).details).toEqual([
      "Server/x86_64/os/b: the metadata says 4 bytes, the file has 6",
    ]);
  });

  test("a link out of the compose is told", async () => {
    const compose = three();
    const secret = join(mkdirAt(fresh("elsewhere")), "secret");
    writeFileSync(secret, "alpha");
    symlinkSync(secret, join(compose, "Server/x86_64/os/link"));
    symlinkSync(join(secret, ".."), join(compose, "Server/x86_64/away"));
    symlinkSync("a", join(compose, "Server/x86_64/os/inside"));
    const metadata = join(compose, "metadata/extra_files.json");
    const named = (path: string) => {
      const document = readJson(metadata);
      document.payload.extra_files.Server.x86_64 = [{ file: path, size: 5, checksums: {} }];
      writeFileSync(metadata, JSON.stringify(document));
    };
    for (const path of ["Server/x86_64/os/link", "Server/x86_64/away/secret"]) {
      named(path);
      expect((await untouched(compose)).details).toEqual([
        `${path}: a symbolic link leads out of the compose`,
      ]);
    }
    named("Server/x86_64/os/inside");
    expect((await push(new MemoryRegistry(), compose, fresh("out"))).failure).toBeUndefined();
  });

  test("a wrong checksum is told when files are read, and when they are pushed otherwise", async () => {
    const compose = three();
    const metadata = join(compose, "metadata/extra_files.json");
    const document = readJson(metadata);
    const [first] = document.payload.extra_files.Server.x86_64;
    first.checksums = { sha256: "0".repeat(64) };
    writeFileSync(metadata, JSON.stringify(document));
    const error = await untouched(compose, { "compute-checksums": "true" });
    expect(error.details[0]).toContain(`the metadata says sha256:${"0".repeat(64)}`);
    const made = await push(new MemoryRegistry(), compose, fresh("out"));
    expect(states(made)["Server/x86_64/os/a"]).toBe("failed");
    const right = createHash("sha256").update("alpha").digest("hex");
    expect(made.warnings).toContain(
      `checksum: "Server/x86_64/os/a": the metadata says sha256:${"0".repeat(64)}, but the file has sha256:${right}`,
    );
    first.checksums = { sha512: "0".repeat(128) };
    writeFileSync(metadata, JSON.stringify(document));
    expect((await untouched(compose)).details[0]).toContain("the metadata says sha512:");
  });

  test("a registry that takes right bytes for wrong ones is not blamed on the metadata", async () => {
    const compose = three();
    const metadata = join(compose, "metadata/extra_files.json");
    const document = readJson(metadata);
    const [first] = document.payload.extra_files.Server.x86_64;
    first.checksums = { sha256: createHash("sha256").update("alpha").digest("hex") };
    writeFileSync(metadata, JSON.stringify(document));
    const registry = new MemoryRegistry();
    registry.before = ({ what, name }) => {
      if (what === "blob" && name.endsWith("os/a")) {
        throw new TransferFailure("checksum", "DIGEST_INVALID", { remedy: "never" });
      }
    };
    expect((await push(registry, compose, fresh("out"))).warnings).toContain(
      "Server/x86_64/os/a: checksum: DIGEST_INVALID",
    );
  });

  test("tags that must not move are told", async () => {
    const registry = new MemoryRegistry();
    const [compose, tag] = [three(), { tag: "{name}", "tag-policy": "immutable" }];
    await push(registry, compose, fresh("out"), tag);
    expect((await push(registry, compose, fresh("out"), tag)).failure).toBeUndefined();
    const other = writeCompose(fresh("compose"), [{ path: "Server/x86_64/os/a", content: "other" }]);
    registry.calls.length = 0;
    const error = await refusal(push(registry, other, fresh("out"), tag));
    expect(error.message).toBe("Tags that must not move are something else already: 1 tag");
    expect(registry.order).toBe("resolve");
    expect((await push(registry, other, fresh("out"), { tag: "{name}" })).failure).toBeUndefined();
  });

  test.each([
    [{ "artifact-type": "nothing" }, "is no media type"],
    [{ annotations: "novalue" }, "is no annotation"],
    [{ annotations: "a=1\na=2" }, "is given twice"],
    [{ layout: "image=set" }, "every image has an entry of its own"],
    [{ "publish-metadata": "r.example/x" }, "has no tag"],
    [{ tag: "{unknown}" }, "unknown placeholder"],
    [{ include: "nothing" }, "No artifacts are selected"],
  ])("%j is refused", async (raw, problem) => {
    const error = await untouched(three(), raw);
    expect([error.exitCode, error.message]).toEqual([2, expect.stringContaining(problem)]);
  });

  test("an output that holds other metadata is refused", async () => {
    const output = mkdirAt(fresh("out"));
    writeFileSync(join(output, "rpms.json"), "{}");
    const registry = new MemoryRegistry();
    const error = await refusal(push(registry, three(), output));
    expect(error.message).toContain("holds other metadata");
    expect(registry.calls).toEqual([]);
  });
});

describe("a dry run", () => {
  test("plans everything and asks nobody", async () => {
    const registry = new MemoryRegistry();
    const output = fresh("out");
    const made = await push(registry, three(), output, { "dry-run": "true", "tag-policy": "immutable" });
    expect(registry.calls).toEqual([]);
    expect(existsSync(output)).toBe(false);
    expect(Object.values(states(made))).toEqual(["planned", "planned", "planned"]);
    expect(made.outputs).toMatchObject({ pushed: "0", "metadata-dir": "", digests: "[]" });
    const real = await push(registry, three(), output);
    const digests = ({ report }: Run) =>
      report.manifests.map(({ reference }: Record<string, string>) => reference);
    expect(digests(made)).toEqual(digests(real));
  });
});

describe("the published metadata", () => {
  const publish = { "publish-metadata": "r.example/compose-metadata:{compose_id}" };

  test("is one artifact with a layer for each file, and the same again", async () => {
    const registry = new MemoryRegistry();
    const [compose, output] = [generate(scratch, { files: true }), fresh("out")];
    const { outputs } = await push(registry, compose, output, publish);
    const repository = registry.repositories.get("r.example/compose-metadata");
    const digest = repository?.tags.get("Fedora-41-20260204.0");
    expect(outputs["compose-ref"]).toBe(`oci://r.example/compose-metadata:Fedora-41-20260204.0@${digest}`);
    const manifest = JSON.parse(String(repository?.manifests.get(digest as never)?.bytes));
    expect(manifest.artifactType).toBe("application/vnd.productmd.compose+json");
    const types = manifest.layers.map(({ mediaType, annotations }: Json) => [
      annotations["org.opencontainers.image.title"],
      mediaType,
    ]);
    expect(types).toEqual(
      ["composeinfo", "extra_files", "images", "modules", "rpms"].map((type) => [
        `${type}.json`,
        `application/vnd.productmd.${type}+json`,
      ]),
    );
    for (const { digest: blob, annotations } of manifest.layers) {
      const name = annotations["org.opencontainers.image.title"];
      expect(String(repository?.blobs.get(blob))).toBe(readFileSync(join(output, name), "utf8"));
    }
    const again = await push(registry, compose, fresh("out"), publish);
    expect(again.outputs["compose-ref"]).toBe(outputs["compose-ref"]);
    expect(again.report.publication).toEqual({ state: "existing" });
  });

  test("is looked for before anything is pushed when its tag must not move", async () => {
    const registry = new MemoryRegistry();
    const immutable = { ...publish, tag: "{name}-{arch}", "tag-policy": "immutable" };
    const compose = generate(scratch, { files: true });
    const first = await push(registry, compose, fresh("out"), { ...immutable, tag: "{kind}-{path}" });
    expect(first.failure).toBeUndefined();
    const again = await push(registry, compose, fresh("out"), { ...immutable, tag: "{kind}-{path}" });
    expect([again.failure, again.report.publication]).toEqual([undefined, { state: "existing" }]);

    registry.calls.length = 0;
    const output = fresh("out");
    // Other tags of artifacts are other metadata under the same tag.
    const error = await refusal(push(registry, three(), output, immutable));
    expect(error.exitCode).toBe(1);
    const digest = first.outputs["compose-ref"]?.split("@")[1];
    expect(error.message).toContain("r.example/compose-metadata:Fedora-41-20260204.0 must not move");
    expect(error.message).toContain(`${digest} instead of sha256:`);
    expect(registry.order).toBe("resolve");
    expect(existsSync(output)).toBe(false);
    expect((await push(registry, three(), output, { ...immutable, "tag-policy": "move" })).failure).toBe(
      undefined,
    );
  });

  test("that may not be looked for is a refusal, before anything is pushed", async () => {
    const registry = new MemoryRegistry();
    registry.before = (_, { address }) => {
      if (address.endsWith("metadata")) throw new TransferFailure("auth", "denied", { remedy: "never" });
    };
    const error = await refusal(
      push(registry, three(), fresh("out"), { ...publish, "tag-policy": "immutable" }),
    );
    expect([error.exitCode, error.message]).toEqual([2, "publish-metadata: denied"]);
    expect(registry.order).toBe("resolve");
  });

  test("is not what lacks something", async () => {
    const registry = new MemoryRegistry();
    registry.before = ({ name }) => {
      if (name.endsWith("os/b")) throw new TransferFailure("disk", "full", { remedy: "never" });
    };
    const { outputs, report, warnings } = await push(registry, three(), fresh("out"), publish);
    expect(outputs["compose-ref"]).toBe("");
    expect(report.publication).toEqual({ state: "incomplete" });
    expect(warnings.join()).toContain("the metadata was not published");
    expect(registry.repositories.get("r.example/compose-metadata")?.tags.size).toBe(0);
  });

  test("that cannot be published fails the step, and the metadata is there", async () => {
    const registry = new MemoryRegistry();
    registry.before = (_, { address }) => {
      if (address.endsWith("metadata")) throw new TransferFailure("auth", "denied", { remedy: "never" });
    };
    const output = fresh("out");
    const { failure, report } = await push(registry, three(), output, publish);
    expect(failure).toBe("The metadata could not be published: denied");
    expect(report.publication).toMatchObject({ state: "failed", class: "auth" });
    expect(namedIn(output)).toHaveLength(3);
  });
});

describe("what can be attested", () => {
  test("are the manifests in registries, by digest, and first of all the compose", async () => {
    const registry = new MemoryRegistry();
    const { subjects, outputs } = await push(registry, three(), fresh("out"), {
      "publish-metadata": "r.example/md:x",
    });
    expect(subjects).toHaveLength(4);
    expect(subjects?.[0]).toMatch(/^oci:\/\/r\.example\/md@sha256:[0-9a-f]{64}$/);
    for (const subject of subjects ?? []) {
      expect(subject).toMatch(/^oci:\/\/r\.example\/(?:md|compose)@sha256:[0-9a-f]{64}$/);
    }
    expect(JSON.parse(outputs["digests"] ?? "")).toHaveLength(3);
  });
});

function mkdirAt(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
