import {
  appendFileSync,
  cpSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { edit, type Json } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { BINARY, flip, imagePath, images, REPOSITORY, repomd, rpmPath } from "./support/trees.ts";
import { verify } from "./support/verify.ts";

const scratch = useScratch();

/** A compose with all its files that may be damaged. */
const tree = (options: object = {}) => generate(scratch, { files: true, ...options });

describe("weaknesses of the reference", () => {
  test("V1: a corrupted image of 1.2 metadata fails", async () => {
    const compose = tree();
    const path = imagePath(compose);
    flip(join(compose, path));
    const { failure, report } = await verify(compose);
    expect(failure).toMatch(
      /^The compose is not as its metadata says: 1 of \d+ artifacts failed: 1 corrupt$/,
    );
    expect(report.errors).toEqual([
      {
        path,
        error: expect.stringMatching(/^checksum mismatch: expected sha256:[0-9a-f]{64}, found sha256:/),
      },
    ]);
  });

  test("V1: so does a package that only primary.xml has a checksum of", async () => {
    const compose = tree();
    const path = rpmPath(compose, BINARY);
    flip(join(compose, path));
    expect((await verify(compose)).listed).toContain(`corrupt/checksum ${path}`);
  });

  test("V2: missing files fail, each by its name; an empty mirror does not pass", async () => {
    const compose = tree();
    const path = rpmPath(compose, BINARY);
    rmSync(join(compose, path));
    const { failure, listed } = await verify(compose);
    expect(failure).toContain("1 missing");
    expect(listed).toContain(`missing ${path}`);
    for (const variant of ["BaseOS", "AppStream"]) rmSync(join(compose, variant), { recursive: true });
    const empty = await verify(compose);
    expect(empty.result.states).toEqual({ missing: empty.result.artifacts });
    expect(empty.result.failing).toBe(empty.result.artifacts);
  });

  test.each(["sha512", "sha1", "md5"])(
    "V3: an intact file known by %s is right, a damaged one is not",
    async (algorithm) => {
      const compose = tree({ algos: [algorithm] });
      const inputs = algorithm === "sha512" ? {} : { "min-checksum": algorithm };
      expect((await verify(compose, inputs)).failure).toBeUndefined();
      const path = imagePath(compose);
      flip(join(compose, path));
      const { report } = await verify(compose, inputs);
      expect(report.errors).toEqual([
        { path, error: expect.stringMatching(new RegExp(`^checksum mismatch: expected ${algorithm}:`)) },
      ]);
    },
  );

  test("V4: a repomd.xml that is not the one of composeinfo.json fails", async () => {
    const compose = tree({ version: "2.0" });
    appendFileSync(repomd(compose), "<!-- -->");
    const { listed } = await verify(compose);
    expect(listed).toContain(`corrupt/size ${REPOSITORY}/repodata/repomd.xml`);
  });

  test.each([
    ["truncated", (path: string) => truncateSync(path, 100)],
    [
      "of a wrong type",
      (path: string) =>
        edit(path, ({ payload }) => {
          payload.images.BaseOS = 3;
        }),
    ],
  ])("V5: a metadata file that is %s is an error, not left out", async (_, damage) => {
    const compose = tree();
    damage(metadataFile(compose, "images"));
    await expect(verify(compose)).rejects.toThrow(/images\.json/);
    await expect(verify(compose, { quick: "true" })).rejects.toThrow(/images\.json/);
  });

  test("V6: size known, checksum not: a wrong size is corrupt, a right one unverifiable", async () => {
    const compose = tree({ version: "2.0" });
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].location.checksum = null;
    });
    const path = imagePath(compose);
    expect((await verify(compose)).listed).toEqual([`unverifiable ${path}`]);
    expect((await verify(compose, { "allow-unverified": "true" })).failure).toBeUndefined();
    appendFileSync(join(compose, path), "x");
    const { listed, failure } = await verify(compose, { "allow-unverified": "true" });
    expect(listed).toEqual([`corrupt/size ${path}`]);
    expect(failure).toBeDefined();
  });

  test("V7: unlisted files are told", async () => {
    const compose = tree();
    writeFileSync(join(compose, REPOSITORY, "stray"), "");
    const { result, failure, findings } = await verify(compose);
    expect(result.unlisted.files).toEqual([`${REPOSITORY}/stray`]);
    expect(failure).toBeUndefined();
    expect(findings).toEqual([expect.objectContaining({ check: "unlisted", severity: "warning" })]);
  });

  test("V7: a link that leads out of the compose is not followed to a success", async () => {
    const compose = tree();
    const path = imagePath(compose);
    const outside = scratch.file("image", readFileSync(join(compose, path)));
    rmSync(join(compose, path));
    symlinkSync(outside, join(compose, path));
    expect((await verify(compose)).listed).toContain(`failed/path ${path}`);
  });

  test("V7: nor is a directory", async () => {
    const compose = tree();
    const directory = dirname(imagePath(compose));
    const outside = scratch.fresh("directory");
    cpSync(join(compose, directory), outside, { recursive: true });
    rmSync(join(compose, directory), { recursive: true });
    symlinkSync(outside, join(compose, directory));
    expect((await verify(compose)).listed).toContain(`failed/path ${imagePath(compose)}`);
  });

  test("V7: a link within the compose is as good as the file", async () => {
    const compose = tree();
    const path = imagePath(compose);
    cpSync(join(compose, path), join(compose, "kept"));
    rmSync(join(compose, path));
    symlinkSync(join(compose, "kept"), join(compose, path));
    expect((await verify(compose)).failure).toBeUndefined();
  });

  test.each(["../outside.bin", "/etc/passwd", "a/../../b"])("V8: the path %s is refused", async (path) => {
    const compose = tree();
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].path = path;
    });
    await expect(verify(compose)).rejects.toThrow(/images\.json: payload\.images\.BaseOS\.x86_64\[0\]\.path/);
  });

  test("V9: a file given outside of a compose fails: what it names is missing", async () => {
    const file = scratch.file("images.json", readFileSync(metadataFile(tree(), "images")));
    const { result } = await verify(file);
    expect(result.states).toEqual({ missing: result.artifacts });
  });

  test("V10: checksums of images in 1.2 count", async () => {
    const compose = tree();
    const [image] = images(compose).BaseOS.x86_64;
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].checksums.sha256 = image.checksums.sha256.replace(/./g, "0");
    });
    expect((await verify(compose)).listed).toContain(`corrupt/checksum ${image.path}`);
  });

  test("V11: the report says of everything what it is, and why", async () => {
    const compose = tree({ version: "2.0" });
    const [short, changed] = [imagePath(compose), rpmPath(compose, BINARY)];
    const { size } = statSync(join(compose, short));
    truncateSync(join(compose, short), size - 1);
    flip(join(compose, changed));
    const { result, report } = await verify(compose, { records: "all", kinds: "image, rpm" });
    const record = (path: string) => report.records.find((one: Json) => one.path === path);
    expect(record(short)).toMatchObject({
      state: "corrupt",
      cause: "size",
      expected: `${size}`,
      actual: `${size - 1}`,
    });
    expect(record(changed)).toMatchObject({
      state: "corrupt",
      cause: "checksum",
      expected: expect.stringMatching(/^sha256:/),
      actual: expect.stringMatching(/^sha256:/),
    });
    expect(report.records.filter(({ state }: Json) => state === "verified")).toHaveLength(report.verified);
    const skipped = report.records.filter(({ state }: Json) => state === "skipped");
    expect(skipped).toHaveLength(result.states.skipped ?? 0);
    expect(new Set(skipped.map(({ reason }: Json) => reason))).toEqual(new Set(["not selected"]));
  });
});
