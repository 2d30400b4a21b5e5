import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TransferFailure } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import { generate } from "../../../test/support/composes.ts";
import { contents, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { MemoryRegistry } from "./support/memory.ts";
import { namedIn, push, refusal, states, useComposes } from "./support/pushing.ts";
import { type RawInputs, type Run, writeCompose } from "./support/run.ts";

const { fresh, three } = useComposes();

const scratch = useScratch();

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
