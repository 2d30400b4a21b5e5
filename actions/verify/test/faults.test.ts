import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { edit, type Json } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import {
  BINARY,
  editPrimary,
  flip,
  imagePath,
  REPOSITORY,
  repodataFile,
  repomd,
  rpmPath,
  sha256,
} from "./support/trees.ts";
import { verify } from "./support/verify.ts";

const scratch = useScratch();

/** A compose with all its files that may be damaged. */
const tree = (options: object = {}) => generate(scratch, { files: true, ...options });

describe("faults", () => {
  test("45: a named pipe, a directory and a socket in place of files neither hang nor count as verified", async () => {
    const compose = tree();
    const [pipe, directory] = [imagePath(compose), rpmPath(compose, BINARY)];
    rmSync(join(compose, pipe));
    execFileSync("mkfifo", [join(compose, pipe)]);
    rmSync(join(compose, directory));
    mkdirSync(join(compose, directory));
    const { listed, report } = await verify(compose);
    expect(listed).toContain(`failed/conflict ${pipe}`);
    expect(listed).toContain(`failed/conflict ${directory}`);
    expect(report.errors.map(({ error }: Json) => error).sort()).toEqual([
      "conflict: a directory, not a regular file",
      "conflict: a named pipe, not a regular file",
    ]);
  });

  test("45: nor does a repomd.xml that is a named pipe", async () => {
    const compose = tree();
    rmSync(repomd(compose));
    execFileSync("mkfifo", [repomd(compose)]);
    const { listed } = await verify(compose);
    expect(listed).toContain(`failed/conflict ${REPOSITORY}/repodata/repomd.xml`);
    expect(listed).toContain(`unverifiable ${rpmPath(compose, BINARY)}`);
  });

  test.skipIf(!existsSync("/proc/version"))(
    "51: a file that changes while it is read is not verified",
    async () => {
      const compose = tree();
      const path = imagePath(compose);
      rmSync(join(compose, path));
      // It has no bytes when it is looked at, and some when it is read.
      symlinkSync("/proc/version", join(compose, path));
      expect((await verify(compose)).listed).toContain(`failed/changed ${path}`);
    },
  );

  test.each(["md5", "sha1"])(
    "66: what is known by %s alone is weak: a failure unless that is allowed",
    async (algorithm) => {
      const compose = tree({ algos: [algorithm] });
      const { failure, result } = await verify(compose);
      const weak = result.states.weak ?? 0;
      expect(weak).toBeGreaterThan(0);
      expect(failure).toContain(`${weak} weak`);
      for (const inputs of [{ "allow-weak": "true" }, { "min-checksum": algorithm }]) {
        const allowed = await verify(compose, inputs);
        expect(allowed.failure).toBeUndefined();
        expect(allowed.result.states.weak).toBe(weak);
      }
    },
  );

  test("66: min-checksum sha512 takes sha256 for weak", async () => {
    const compose = tree();
    const { failure, result } = await verify(compose, { "min-checksum": "sha512" });
    expect(failure).toContain("weak");
    expect(result.states.verified).toBeUndefined();
  });

  test("67: without checksums, packages of a tree without composeinfo.json are unverifiable", async () => {
    const compose = tree();
    rmSync(metadataFile(compose, "composeinfo"));
    const { result, report } = await verify(compose, { kinds: "rpm" });
    const { unverifiable = 0, skipped = 0 } = result.states;
    expect(unverifiable).toBeGreaterThan(0);
    expect(unverifiable + skipped).toBe(result.artifacts);
    expect(report.errors[0].error).toContain("without composeinfo.json");
  });

  test("68: size and checksum must both hold", async () => {
    const compose = tree();
    const path = imagePath(compose);
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].size += 1;
    });
    expect((await verify(compose)).listed).toContain(`corrupt/size ${path}`);
  });

  test.each([
    ["71: a DOCTYPE", (text: string) => text.replace("<repomd", '<!DOCTYPE x [<!ENTITY a "b">]><repomd')],
    ["71: another namespace", (text: string) => text.replace("linux.duke.edu/metadata/repo", "example.com")],
    ["71: no XML", () => "repomd"],
    ["72: an href that leads out", (text: string) => text.replace(/href="repodata/, 'href="../../repodata')],
    [
      "72: an href that is a URL",
      (text: string) => text.replace(/href="repodata/, 'href="https://e.com/repodata'),
    ],
    ["72: an xml:base", (text: string) => text.replace("<location ", '<location xml:base="https://e.com/" ')],
  ])(
    "%s in repomd.xml is a failure of the repository, and its packages have no checksum",
    async (_, change) => {
      const compose = tree();
      writeFileSync(repomd(compose), change(readFileSync(repomd(compose), "utf8")));
      const { listed, report } = await verify(compose);
      expect(listed).toContain(`failed/xml ${REPOSITORY}/repodata/repomd.xml`);
      expect(listed).toContain(`unverifiable ${rpmPath(compose, BINARY)}`);
      expect(report.errors).toContainEqual({
        path: rpmPath(compose, BINARY),
        error: expect.stringContaining(`${REPOSITORY} gives none: its repomd.xml cannot be read`),
      });
    },
  );

  test("73: what a repomd.xml lists that is not the right one is not believed", async () => {
    const compose = tree({ version: "2.0", bareLocations: true });
    edit(metadataFile(compose, "composeinfo"), ({ payload }) => {
      const location = payload.variants.BaseOS.paths.repository.x86_64;
      location.checksum = `sha256:${"0".repeat(64)}`;
      location.size = statSync(repomd(compose)).size;
    });
    const { listed } = await verify(compose);
    expect(listed).toContain(`corrupt/checksum ${REPOSITORY}/repodata/repomd.xml`);
    expect(listed).toContain(`unverifiable ${rpmPath(compose, BINARY)}`);
  });

  test("74: a missing repomd.xml is a failure", async () => {
    const compose = tree();
    rmSync(repomd(compose));
    const { listed, failure } = await verify(compose);
    expect(failure).toBeDefined();
    expect(listed).toContain(`missing ${REPOSITORY}/repodata/repomd.xml`);
  });

  test("files that repomd.xml lists are verified, and primary.xml is not believed when it is not", async () => {
    const compose = tree();
    const [primary, filelists] = [repodataFile(compose, "primary"), repodataFile(compose, "filelists")];
    flip(join(compose, primary));
    rmSync(join(compose, filelists));
    const { listed } = await verify(compose);
    expect(listed).toContain(`corrupt/checksum ${primary}`);
    expect(listed).toContain(`missing ${filelists}`);
    expect(listed).toContain(`unverifiable ${rpmPath(compose, BINARY)}`);
  });

  test("75: checksums of one file that contradict each other are told", async () => {
    const compose = tree({ version: "2.0" });
    const path = rpmPath(compose, BINARY);
    edit(metadataFile(compose, "composeinfo"), ({ payload }) => {
      Object.assign(payload.variants.BaseOS.paths.repository.x86_64, { size: null, checksum: null });
    });
    editPrimary(compose, (text) =>
      text.replace(sha256(readFileSync(join(compose, path))), sha256("something else")),
    );
    const { result, listed } = await verify(compose, { kinds: "rpm" });
    expect(listed).toContain(`corrupt/checksum ${path}`);
    expect(result.consistency).toMatchObject([{ check: "conflicting-facts", count: 1, kept: [{ path }] }]);
  });

  test("75: the strongest known one decides: a right md5 beside a wrong sha256 is corrupt", async () => {
    const compose = tree({ algos: ["md5", "sha256"] });
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].checksums.sha256 = "0".repeat(64);
    });
    expect((await verify(compose)).listed).toContain(`corrupt/checksum ${imagePath(compose)}`);
  });

  test("an unreadable directory and a link that leads nowhere are failures with a reason", async () => {
    const compose = tree();
    const path = imagePath(compose);
    rmSync(join(compose, path));
    symlinkSync("nowhere", join(compose, path));
    const { report } = await verify(compose);
    expect(report.errors).toEqual([{ path, error: "path: a symbolic link that leads nowhere" }]);
  });
});
