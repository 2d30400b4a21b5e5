import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer/files";
import { afterEach, describe, expect, test } from "vitest";
import { bytesBlob } from "../../src/blobs/bytes-blob.ts";
import { fileBlob } from "../../src/blobs/file-blob.ts";
import type { LayoutOptions } from "../../src/layout/layout-options.ts";
import { LayoutRepository } from "../../src/layout/layout-repository.ts";
import { buildManifest } from "../../src/manifest/build-manifest.ts";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import { artifact, never, push, sha256 } from "../support/artifacts.ts";
import { rejection, scratch } from "../support/scratch.ts";

const make = scratch();

const opened: LayoutRepository[] = [];
afterEach(async () => {
  await Promise.allSettled(opened.splice(0).map((layout) => layout.close()));
});

function open(path = join(make(), "layout"), options: LayoutOptions = {}) {
  const layout = new LayoutRepository(path, "layout", options);
  opened.push(layout);
  return layout;
}

const failureOf = async (promise: Promise<unknown>) => (await rejection(TransferFailure, promise)).failure;

/** Every file below a folder with what is in it. */
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString("latin1")]);

const blobFile = (layout: LayoutRepository, digest: string) =>
  join(layout.path, "blobs/sha256", digest.slice(7));

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

describe("a blob of a layout", () => {
  test.each(["auto", "hardlink", "reflink", "copy"] as const)("is made by %s", async (link) => {
    const layout = open(undefined, { link });
    const { blob } = artifact(make(), "content");
    let sent = 0;
    const onBytes = (bytes: number) => {
      sent += bytes;
    };
    expect(await layout.pushBlob(blob, { others: [], signal: never, onBytes })).toBe("pushed");
    const isShared = statSync(blob.path).ino === statSync(blobFile(layout, blob.digest)).ino;
    expect(isShared).toBe(link === "auto" || link === "hardlink");
    expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
    if (link === "copy") {
      expect(sent).toBe(7);
    }
    expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([blob.digest.slice(7)]);
  });

  test("may be empty", async () => {
    const layout = open();
    const { blob } = artifact(make(), "");
    expect(await layout.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(await layout.blobSize(blob.digest, never)).toBe(0);
  });

  test("of wrong size is replaced", async () => {
    const layout = open();
    const { blob } = artifact(make(), "content");
    await layout.pushBlob(blob, { others: [], signal: never });
    writeFileSync(blobFile(layout, blob.digest), "cont");
    expect(await layout.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
  });

  test("of wrong bytes is replaced when it is to be verified", async () => {
    const path = join(make(), "layout");
    const { blob } = artifact(make(), "content");
    const layout = open(path);
    await layout.pushBlob(blob, { others: [], signal: never });
    await layout.close();
    writeFileSync(blobFile(layout, blob.digest), "CONTENT");
    const trusting = open(path);
    expect(await trusting.pushBlob(blob, { others: [], signal: never })).toBe("existing");
    await trusting.close();
    const careful = open(path, { verifyExisting: true });
    expect(await careful.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(await careful.pushBlob(blob, { others: [], signal: never })).toBe("existing");
    expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
  });

  test("is taken from another layout", async () => {
    const [one, other] = [open(), open()];
    const { blob } = artifact(make(), "content");
    await one.pushBlob(blob, { others: [], signal: never });
    rmSync(blob.path);
    expect(await other.pushBlob(blob, { others: [other, one], signal: never })).toBe("mounted");
    expect(readFileSync(blobFile(other, blob.digest), "utf8")).toBe("content");
  });

  test("is not taken from another layout that nobody has hashed, when blobs are to be verified", async () => {
    const one = open();
    const other = open(undefined, { verifyExisting: true });
    const { blob } = artifact(make(), "content");
    await one.pushBlob(blob, { others: [], signal: never });
    writeFileSync(blobFile(one, blob.digest), "CONTENT");
    expect(await other.pushBlob(blob, { others: [one], signal: never })).toBe("pushed");
    expect(readFileSync(blobFile(other, blob.digest), "utf8")).toBe("content");
  });

  test("that changed after it was hashed gets no name", async () => {
    for (const link of ["hardlink", "reflink", "copy"] as const) {
      const layout = open(undefined, { link });
      const { blob } = artifact(make(), "content");
      writeFileSync(blob.path, "CONTENT");
      expect(await failureOf(layout.pushBlob(blob, { others: [], signal: never }))).toBe("changed");
      expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
    }
  });

  test.each(["auto", "hardlink", "reflink", "copy"] as const)(
    "of which metadata says another digest gets no name, made by %s",
    async (link) => {
      const layout = open(undefined, { link });
      const { blob } = artifact(make(), "content");
      const digest = `sha256:${"0".repeat(64)}` as const;
      const claimed = fileBlob(blob.path, { digest, size: blob.size });
      expect(await failureOf(layout.pushBlob(claimed, { others: [], signal: never }))).toBe("changed");
      expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
    },
  );

  test.each([
    ["other bytes", Buffer.from("CONTENT")],
    ["too few bytes", Buffer.from("conten")],
    ["too many bytes", Buffer.from("content!")],
  ])("with %s than its digest says gets no name", async (_what, bytes) => {
    const layout = open();
    const blob = {
      ...bytesBlob(Buffer.from("content"), "a lie"),
      open: () => Readable.from([bytes], { objectMode: false }),
    };
    expect(await failureOf(layout.pushBlob(blob, { others: [], signal: never }))).toBe("changed");
    expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
  });

  test("is not there when the push is aborted, and nothing of it is", async () => {
    const layout = open();
    const abort = new AbortController();
    const reason = new Error("enough");
    const blob = {
      ...bytesBlob(Buffer.from("content"), "endless"),
      open: () =>
        new Readable({
          read() {
            this.push("x".repeat(1000));
          },
        }),
    };
    let sent = 0;
    const pushing = layout.pushBlob(blob, {
      others: [],
      signal: abort.signal,
      onBytes: (bytes) => {
        sent += bytes;
        if (sent > 100_000) {
          abort.abort(reason);
        }
      },
    });
    await expect(pushing).rejects.toBe(reason);
    expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
  });

  test("that is pushed twice at once is written once", async () => {
    const layout = open();
    const { blob } = artifact(make(), "content");
    let openings = 0;
    const counted = {
      ...blob,
      path: undefined,
      open: (start: number) => {
        openings += 1;
        return blob.open(start);
      },
    };
    const push = () => layout.pushBlob(counted, { others: [], signal: never });
    expect((await Promise.all([push(), push(), push()])).sort()).toEqual(["existing", "existing", "pushed"]);
    expect(openings).toBe(1);
  });
});

describe("a directory that is no layout", () => {
  test.each<[string, (path: string) => void, string]>([
    ["has other files", (path) => writeFileSync(join(path, "precious"), ""), "conflict"],
    [
      "is of another version",
      (path) => writeFileSync(join(path, "oci-layout"), '{"imageLayoutVersion":"2.0.0"}'),
      "conflict",
    ],
    ["has nonsense for a version", (path) => writeFileSync(join(path, "oci-layout"), "[]"), "conflict"],
  ])("is not written to when it %s", async (_how, prepare, failure) => {
    const path = make();
    prepare(path);
    const before = contents(path);
    const layout = open(path);
    expect(layout.problem()).toBeDefined();
    expect(await failureOf(push(layout, artifact(make(), "x")))).toBe(failure);
    expect(contents(path)).toEqual(before);
  });

  test("but is what a killed run has left of one becomes one", async () => {
    const path = make();
    mkdirSync(join(path, "blobs/sha256"), { recursive: true });
    for (const name of ["", "blobs/sha256/"]) {
      writeFileSync(join(path, `${name}.compose-actions-0123456789ab-7.tmp`), "half");
    }
    writeFileSync(join(path, ".compose-actions.lock-0123.new"), "");
    const layout = open(path);
    expect(layout.problem()).toBeUndefined();
    const made = artifact(make(), "content");
    await push(layout, made);
    await layout.close();
    expect(contents(path)).toHaveLength(5);
  });
});

describe("a symbolic link in a layout", () => {
  const outside = () => {
    const path = make();
    writeFileSync(join(path, "secret"), "secret");
    return path;
  };

  test.each(["blobs", "blobs/sha256"])("is not followed in the place of %s", async (name) => {
    const layout = open();
    const made = artifact(make(), "content");
    await push(layout, made, "41");
    const aside = outside();
    renameSync(join(layout.path, name), join(layout.path, "..", "aside"));
    symlinkSync(aside, join(layout.path, name));
    expect(await failureOf(layout.blobSize(made.blob.digest, never))).toBe("path");
    expect(await failureOf(layout.manifest(made.manifest.digest, never))).toBe("path");
    expect(
      await failureOf(layout.pushBlob(artifact(make(), "other").blob, { others: [], signal: never })),
    ).toBe("path");
    expect(readdirSync(aside)).toEqual(["secret"]);
  });

  test("is not followed in the place of a blob or a manifest", async () => {
    const layout = open();
    const made = artifact(make(), "secret");
    await push(layout, made, "41");
    for (const digest of [made.blob.digest, made.manifest.digest]) {
      rmSync(blobFile(layout, digest));
      symlinkSync(join(outside(), "secret"), blobFile(layout, digest));
    }
    expect(await failureOf(layout.blobSize(made.blob.digest, never))).toBe("path");
    expect(() => layout.openBlob(made.blob.digest)).toThrow(TransferFailure);
    expect(await failureOf(layout.manifest(made.manifest.digest, never))).toBe("path");
    expect(await failureOf(layout.pushBlob(made.blob, { others: [], signal: never }))).toBe("path");
    expect(await failureOf(open().pushBlob(made.blob, { others: [layout], signal: never }))).toBe("path");
  });

  test.each(["index.json", "oci-layout"])("is not followed in the place of %s", async (name) => {
    const layout = open();
    await push(layout, artifact(make(), "content"), "41");
    await layout.close();
    const target = join(outside(), "secret");
    const content = readFileSync(join(layout.path, name));
    writeFileSync(target, content);
    rmSync(join(layout.path, name));
    symlinkSync(target, join(layout.path, name));
    expect(await failureOf(push(open(layout.path), artifact(make(), "other"), "42"))).toBe("path");
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  test("may lead to the layout itself, but not to another one later", async () => {
    const [real, link] = [make(), join(make(), "link")];
    symlinkSync(real, link);
    const layout = open(link);
    await push(layout, artifact(make(), "content"), "41");
    expect(existsSync(join(real, "index.json"))).toBe(true);
    renameSync(real, `${real}-away`);
    mkdirSync(real);
    expect(await failureOf(layout.resolve("41", never))).toBe("changed");
  });

  test("cannot be hidden by a named pipe or a directory", async () => {
    const layout = open();
    const { blob } = artifact(make(), "content");
    await layout.pushBlob(EMPTY_CONFIG, { others: [], signal: never });
    execFileSync("mkfifo", [blobFile(layout, blob.digest)]);
    expect(await failureOf(layout.manifest(blob.digest, never))).toBe("conflict");
    expect(await failureOf(layout.pushBlob(blob, { others: [], signal: never }))).toBe("conflict");
    rmSync(blobFile(layout, blob.digest));
    mkdirSync(blobFile(layout, blob.digest));
    expect(await failureOf(layout.pushBlob(blob, { others: [], signal: never }))).toBe("conflict");
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

test.skipIf(process.getuid?.() === 0)(
  "a directory that cannot be written is a failure of the disk",
  async () => {
    const path = make();
    chmodSync(path, 0o500);
    expect(await failureOf(push(open(path), artifact(make(), "x")))).toBe("disk");
  },
);

test("a file with a second name stays what it is", async () => {
  const layout = open();
  const { blob } = artifact(make(), "content");
  await layout.pushBlob(blob, { others: [], signal: never });
  const second = join(make(), "second");
  linkSync(blobFile(layout, blob.digest), second);
  writeFileSync(blobFile(layout, blob.digest), "bad");
  await layout.pushBlob(blob, { others: [], signal: never });
  // The new blob came by rename: what was written to the old file is still there.
  expect(readFileSync(second, "utf8")).toBe("bad");
  expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
});
