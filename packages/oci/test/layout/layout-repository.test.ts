import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer/files";
import { describe, expect, test } from "vitest";
import { buildManifest } from "../../src/manifest/build-manifest.ts";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import { artifact, never, push, sha256 } from "../support/artifacts.ts";
import { blobFile, contents, failureOf, useLayouts } from "../support/layouts.ts";
import { rejection } from "../support/scratch.ts";

const { make, open } = useLayouts();

describe("a layout", () => {
  test("is made by what is pushed to it", async () => {
    const layout = open();
    const made = artifact(make(), "content of a file");
    expect(existsSync(layout.path)).toBe(false);
    expect(await layout.resolve("41", never)).toBeUndefined();
    expect(await layout.manifest(made.manifest.digest, never)).toBeUndefined();
    expect(await layout.blobSize(made.blob.digest, never)).toBeUndefined();
    expect(existsSync(layout.path)).toBe(false);

    await push(layout, made, "41");
    await layout.close();

    expect(contents(layout.path).map(([name]) => name)).toEqual(
      [
        ...[EMPTY_CONFIG.digest, made.blob.digest, made.manifest.digest]
          .map((digest) => `blobs/sha256/${digest.slice(7)}`)
          .sort(),
        "index.json",
        "oci-layout",
      ].sort(),
    );
    expect(readFileSync(join(layout.path, "oci-layout"), "utf8")).toBe('{"imageLayoutVersion":"1.0.0"}');
    for (const [name = "", content = ""] of contents(join(layout.path, "blobs/sha256"))) {
      expect(sha256(Buffer.from(content, "latin1"))).toBe(`sha256:${name}`);
    }
    expect(statSync(blobFile(layout, made.blob.digest)).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  test("gives back what was pushed", async () => {
    const layout = open();
    const made = artifact(make(), "content");
    await push(layout, made, "41");
    for (const reader of [layout, open(layout.path)]) {
      expect(await reader.resolve("41", never)).toBe(made.manifest.digest);
      expect(await reader.resolve("42", never)).toBeUndefined();
      expect(await reader.manifest(made.manifest.digest, never)).toEqual(made.manifest);
      expect(await reader.blobSize(made.blob.digest, never)).toBe(7);
      expect(readFileSync(reader.blobPath(made.blob.digest), "utf8")).toBe("content");
      const descriptor = reader.openBlob(made.blob.digest);
      expect(readFileSync(descriptor as number, "utf8")).toBe("content");
    }
  });

  test("is not touched by pushing again", async () => {
    const path = join(make(), "layout");
    const made = artifact(make(), "content");
    const first = open(path);
    await push(first, made, "41");
    await first.close();
    const before = contents(path);
    const inodes = before.map(([name]) => statSync(join(path, name as string)).ino);

    const second = open(path);
    const options = { others: [], signal: never };
    expect(await second.pushBlob(made.blob, options)).toBe("existing");
    expect(await second.pushManifest(made.manifest, never)).toBe("existing");
    expect(await second.tag("41", made.manifest, "immutable", never)).toBe("existing");
    await second.close();
    expect(contents(path)).toEqual(before);
    expect(before.map(([name]) => statSync(join(path, name as string)).ino)).toEqual(inodes);
  });

  test("has the same bytes whatever the order of pushes", async () => {
    const folder = make();
    const all = ["a", "b", "c"].map((name) => artifact(folder, `content of ${name}`, `${name}.iso`));
    const [one, other] = [open(), open()];
    for (const [index, made] of all.entries()) {
      await push(one, made, index === 1 ? undefined : `tag-${index}`);
    }
    for (const [index, made] of [...all.entries()].reverse()) {
      await push(other, made, index === 1 ? undefined : `tag-${index}`);
    }
    await Promise.all([one.close(), other.close()]);
    expect(contents(one.path)).toEqual(contents(other.path));
  });

  test("lists all of many manifests when it is closed", async () => {
    const layout = open();
    await layout.pushBlob(EMPTY_CONFIG, { others: [], signal: never });
    const manifests = Array.from({ length: 500 }, (_, index) =>
      buildManifest({
        artifactType: "application/vnd.example",
        layers: [],
        annotations: { index: `${index}` },
      }),
    );
    for (const [index, manifest] of manifests.entries()) {
      await layout.pushManifest(manifest, never);
      await layout.tag(`t${index}`, manifest, "immutable", never);
      // Even what is not in the file yet.
      expect(await layout.resolve(`t${index}`, never)).toBe(manifest.digest);
    }
    await layout.close();
    const { manifests: listed } = JSON.parse(readFileSync(join(layout.path, "index.json"), "utf8"));
    expect(listed).toHaveLength(500);
  });

  test("keeps what another program lists meanwhile", async () => {
    const layout = open();
    const [one, two] = ["one", "two"].map((name) => artifact(make(), name));
    if (one === undefined || two === undefined) {
      throw new Error("there are two");
    }
    await push(layout, one, "one");
    const indexFile = join(layout.path, "index.json");
    const index = JSON.parse(readFileSync(indexFile, "utf8"));
    index.manifests.push({ mediaType: "application/x", digest: sha256("other"), size: 5 });
    writeFileSync(`${indexFile}.new`, JSON.stringify(index));
    renameSync(`${indexFile}.new`, indexFile);
    await push(layout, two, "two");
    await layout.close();
    const { manifests } = JSON.parse(readFileSync(indexFile, "utf8"));
    expect(manifests.map(({ digest }: { digest: string }) => digest).sort()).toEqual(
      [one.manifest.digest, two.manifest.digest, sha256("other")].sort(),
    );
  });
});

describe("a tag of a layout", () => {
  test("moves, or does not", async () => {
    const layout = open();
    const [one, two] = [artifact(make(), "one"), artifact(make(), "two")];
    await push(layout, one, "41");
    await push(layout, two);
    const error = await rejection(TransferFailure, layout.tag("41", two.manifest, "immutable", never));
    expect(error).toMatchObject({ failure: "conflict", remedy: "never" });
    expect(error.message).toContain(one.manifest.digest);
    expect(await layout.resolve("41", never)).toBe(one.manifest.digest);
    expect(await layout.tag("41", two.manifest, "move", never)).toBe("pushed");
    expect(await layout.resolve("41", never)).toBe(two.manifest.digest);
    // Who has its digest finds the former one.
    expect(await layout.manifest(one.manifest.digest, never)).toBeDefined();
  });

  test("is given to nothing that is not there", async () => {
    const layout = open();
    const made = artifact(make(), "one");
    expect(await failureOf(layout.tag("41", made.manifest, "move", never))).toBe("not-found");
    await expect(layout.tag("../x", made.manifest, "move", never)).rejects.toThrow(TypeError);
  });
});

describe("a manifest of a layout", () => {
  test("is refused while a blob of it is missing, or has another size", async () => {
    const layout = open();
    const { blob, manifest } = artifact(make(), "content");
    await layout.pushBlob(EMPTY_CONFIG, { others: [], signal: never });
    expect(await failureOf(layout.pushManifest(manifest, never))).toBe("not-found");
    await layout.pushBlob(blob, { others: [], signal: never });
    const lie = buildManifest({
      artifactType: "application/vnd.example",
      layers: [{ title: "x", digest: blob.digest, size: 8, mediaType: "application/x-rpm" }],
    });
    expect(await failureOf(layout.pushManifest(lie, never))).toBe("not-found");
    expect(await layout.pushManifest(manifest, never)).toBe("pushed");
  });

  test("is hashed when it is read, and replaced when it is pushed again", async () => {
    const layout = open();
    const made = artifact(make(), "content");
    await push(layout, made, "41");
    const file = blobFile(layout, made.manifest.digest);
    writeFileSync(file, readFileSync(file, "utf8").replace("Server", "server"));
    expect(await failureOf(layout.manifest(made.manifest.digest, never))).toBe("checksum");
    expect(await layout.pushManifest(made.manifest, never)).toBe("pushed");
    expect(await layout.manifest(made.manifest.digest, never)).toEqual(made.manifest);
  });

  test("is not read when it is endless", async () => {
    const layout = open();
    const digest = sha256("x");
    await layout.pushBlob(EMPTY_CONFIG, { others: [], signal: never });
    writeFileSync(blobFile(layout, digest), Buffer.alloc(4 * 1024 * 1024 + 1));
    expect(await failureOf(layout.manifest(digest, never))).toBe("too-large");
  });
});

describe("two writers", () => {
  test("do not meet", async () => {
    const path = join(make(), "layout");
    const [one, other] = [open(path), open(path)];
    await push(one, artifact(make(), "one"), "one");
    const error = await rejection(UserError, push(other, artifact(make(), "two"), "two"));
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(`oci-layout:${path}: another run works on this directory`);
    // Reading is free.
    expect(await other.resolve("one", never)).toBeDefined();
    await one.close();
    await push(other, artifact(make(), "two"), "two");
    await other.close();
    expect(readdirSync(path).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
    expect(JSON.parse(readFileSync(join(path, "index.json"), "utf8")).manifests).toHaveLength(2);
  });

  test("wait for each other when they may", async () => {
    const path = join(make(), "layout");
    const [one, other] = [open(path), open(path, { lockTimeoutMs: 30_000 })];
    await push(one, artifact(make(), "one"), "one");
    const pushing = push(other, artifact(make(), "two"), "two");
    await one.close();
    await pushing;
    expect(await other.resolve("one", never)).toBeDefined();
  });

  test("say so when that takes more than a moment", async () => {
    const path = join(make(), "layout");
    const told: string[] = [];
    const onWait = (shown: string) => told.push(shown);
    const [one, other] = [open(path), open(path, { lockTimeoutMs: 30_000, onWait })];
    await one.begin(never);
    const beginning = other.begin(never);
    await expect.poll(() => told, { timeout: 20_000 }).toEqual([`oci-layout:${path}`]);
    await one.close();
    await beginning;
    await other.close();
  });

  test("write nothing more when somebody else has the lock by now", async () => {
    const path = join(make(), "layout");
    const one = open(path);
    await push(one, artifact(make(), "one"), "one");
    const before = readFileSync(join(path, "index.json"));
    rmSync(join(path, ".compose-actions.lock"));
    const clock = performance.now.bind(performance);
    performance.now = () => clock() + 60_000;
    try {
      await rejection(UserError, push(one, artifact(make(), "two"), "two"));
      await rejection(UserError, one.close());
    } finally {
      performance.now = clock;
    }
    expect(readFileSync(join(path, "index.json"))).toEqual(before);
  });
});
