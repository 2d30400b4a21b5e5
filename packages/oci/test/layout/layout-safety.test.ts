import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { TransferFailure } from "@compose-actions/transfer/files";
import { describe, expect, test } from "vitest";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import { artifact, never, push } from "../support/artifacts.ts";
import { blobFile, contents, failureOf, useLayouts } from "../support/layouts.ts";

const { make, open } = useLayouts();

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
