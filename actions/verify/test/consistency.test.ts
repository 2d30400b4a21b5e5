import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { edit, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { verify } from "./support/verify.ts";

const scratch = useScratch();
const tree = (options: object = {}) => generate(scratch, { files: true, ...options });
const REPOSITORY = "BaseOS/x86_64/os";

type Entry = { readonly nevra: string; readonly group: Json; readonly path: string };

/** The packages of BaseOS and x86_64. */
function packages(rpms: Json): Entry[] {
  const groups = Object.values<Json>(rpms.payload.rpms.BaseOS.x86_64);
  return groups.flatMap((group) =>
    Object.keys(group).map((nevra) => ({
      nevra,
      group,
      path: group[nevra].path ?? group[nevra].location.local_path,
    })),
  );
}

/** A binary package. */
function binary(rpms: Json): Entry {
  const found = packages(rpms).find(({ path }) => path.includes(`${REPOSITORY}/`));
  if (found === undefined) throw new Error("there is no binary package");
  return found;
}

describe("contradictions", () => {
  test("a path that is named twice with different checksums", async () => {
    const compose = tree({ version: "2.0" });
    edit(metadataFile(compose, "extra_files"), ({ payload }) => {
      const files = payload.extra_files.BaseOS.x86_64;
      const copy = structuredClone(files[0]);
      copy.location.checksum = `sha256:${"1".repeat(64)}`;
      files.push(copy);
    });
    const { result, failure, report } = await verify(compose);
    expect(failure).toContain("1 contradiction");
    expect(report.consistency).toEqual([
      {
        check: "conflicting-facts",
        severity: "error",
        title: expect.any(String),
        count: 1,
        findings: [
          {
            path: expect.any(String),
            message: expect.stringContaining("with different checksums"),
            group: "BaseOS x86_64 extra_file",
          },
        ],
      },
    ]);
    // Both artifacts are the same file, which can be only one of the two.
    expect(result.states.corrupt).toBe(2);
  });

  test("a package whose file name does not fit its NEVRA", async () => {
    const compose = tree();
    edit(metadataFile(compose, "rpms"), (rpms) => {
      const { group, nevra } = binary(rpms);
      group[nevra.replace(/-\d+:/, "-7:").replace(/\.fc41/, ".fc42")] = group[nevra];
      delete group[nevra];
    });
    const { result } = await verify(compose, { quick: "true" });
    expect(result.consistency).toMatchObject([{ check: "package-name", count: 1 }]);
  });

  test("an epoch is no part of a file name", async () => {
    const compose = tree();
    edit(metadataFile(compose, "rpms"), (rpms) => {
      const { group, nevra } = binary(rpms);
      group[nevra.replace(/-\d+:/, "-7:")] = group[nevra];
      delete group[nevra];
    });
    expect((await verify(compose, { quick: "true" })).result.consistency).toEqual([]);
  });

  test("images that consumers cannot tell apart", async () => {
    const compose = tree();
    edit(metadataFile(compose, "images"), ({ payload }) => {
      const images = payload.images.BaseOS.x86_64;
      images.push({ ...images[0], path: `${images[0].path}.other`, checksums: { sha256: "2".repeat(64) } });
      images.push(images[0]);
    });
    const { result, failure } = await verify(compose, { quick: "true" });
    expect(result.consistency.map(({ check, count, severity }) => ({ check, count, severity }))).toEqual([
      { check: "image-identity", count: 1, severity: "error" },
      { check: "repeated-image", count: 1, severity: "warning" },
    ]);
    expect(failure).toContain("1 contradiction");
  });

  test("variants and arches that composeinfo.json does not know, once each", async () => {
    const compose = tree();
    edit(metadataFile(compose, "rpms"), ({ payload }) => {
      payload.rpms.Nowhere = payload.rpms.BaseOS;
      payload.rpms.AppStream.s390x = payload.rpms.AppStream.x86_64;
    });
    const { result } = await verify(compose, { quick: "true" });
    expect(result.consistency.map(({ check, kept }) => [check, kept.map(({ path }) => path)])).toEqual([
      ["unknown-variant", ["Nowhere", "Nowhere"]],
      ["unknown-arch", ["AppStream/s390x"]],
    ]);
    // Without composeinfo.json nobody knows.
    rmSync(metadataFile(compose, "composeinfo"));
    expect((await verify(compose, { quick: "true" })).result.consistency).toEqual([]);
  });

  test("a file where another one needs a directory", async () => {
    const compose = tree();
    edit(metadataFile(compose, "extra_files"), ({ payload }) => {
      const files = payload.extra_files.BaseOS.x86_64;
      files.push({ ...files[0], file: `${files[0].file}/below` });
    });
    const { result } = await verify(compose, { quick: "true" });
    expect(result.consistency).toMatchObject([{ check: "misplaced-file", count: 1 }]);
  });

  test("packages that the repository lists and rpms.json does not: they are verified all the same", async () => {
    const compose = tree();
    let path = "";
    edit(metadataFile(compose, "rpms"), (rpms) => {
      const entry = binary(rpms);
      path = entry.path;
      delete entry.group[entry.nevra];
    });
    const intact = await verify(compose);
    expect(intact.result.consistency).toMatchObject([{ check: "not-in-rpms", count: 1, kept: [{ path }] }]);
    expect(intact.result.unlisted.count).toBe(0);
    rmSync(join(compose, path));
    expect((await verify(compose)).listed).toContain(`missing ${path}`);
  });

  test("without rpms.json the repositories alone say which packages there are", async () => {
    const compose = tree();
    const { result: before } = await verify(compose);
    rmSync(metadataFile(compose, "rpms"));
    const { result, failure } = await verify(compose);
    expect(failure).toBeUndefined();
    expect(result.consistency).toEqual([]);
    const count = (groups: typeof result.groups) =>
      groups
        .filter(({ kind }) => kind === "rpm")
        .reduce((sum, { states }) => sum + (states.verified ?? 0), 0);
    expect(count(result.groups)).toBeGreaterThan(0);
    // Sources are listed once by their repository, and under each arch by rpms.json.
    expect(count(result.groups)).toBeLessThanOrEqual(count(before.groups));
  });

  test("packages that rpms.json lists and the repository around them does not", async () => {
    const compose = tree();
    let path = "";
    edit(metadataFile(compose, "rpms"), (rpms) => {
      const { group, nevra, path: known } = binary(rpms);
      path = known.replace(/[^/]+$/, "zzz-1-1.noarch.rpm");
      group["zzz-0:1-1.noarch"] = { ...group[nevra], path };
    });
    writeFileSync(join(compose, path), "package");
    const { result, listed } = await verify(compose);
    expect(result.consistency).toMatchObject([{ check: "not-in-repository", count: 1, kept: [{ path }] }]);
    expect(listed).toContain(`unverifiable ${path}`);
  });

  test("files of different composes are refused", async () => {
    const compose = tree();
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.compose.id = "Fedora-41-20260205.0";
      payload.compose.date = "20260205";
    });
    await expect(verify(compose)).rejects.toThrow("different composes");
  });
});

describe("unlisted files", () => {
  test("are ignored, told or a failure, as is asked for", async () => {
    const compose = tree();
    mkdirSync(join(compose, "extra"));
    for (const name of ["extra/b", "extra/a", "BaseOS/x86_64/os/repodata/old-primary.xml.gz"]) {
      writeFileSync(join(compose, name), "");
    }
    const files = ["BaseOS/x86_64/os/repodata/old-primary.xml.gz", "extra/a", "extra/b"];
    expect((await verify(compose)).result.unlisted).toEqual({ policy: "warn", count: 3, files });
    const failing = await verify(compose, { unlisted: "fail" });
    expect(failing.failure).toContain("3 files that nothing names");
    expect(failing.report.errors).toEqual(files.map((path) => ({ path, error: "nothing names this file" })));
    const ignoring = await verify(compose, { unlisted: "ignore" });
    expect(ignoring.result.unlisted).toEqual({ policy: "ignore", count: undefined, files: [] });
  });

  test("are not: signatures of repositories, where they belong", async () => {
    const compose = tree();
    const stray = ["BaseOS/repomd.xml.asc", "BaseOS/x86_64/os/repodata/primary.xml.gz.asc"];
    for (const name of ["BaseOS/x86_64/os/repodata/repomd.xml.asc", ...stray]) {
      writeFileSync(join(compose, name), "");
    }
    expect((await verify(compose)).result.unlisted.files).toEqual(stray);
  });

  test("are not: metadata, private directories, files of installable trees, links to where named files are", async () => {
    const compose = tree();
    mkdirSync(join(compose, ".productmd/tmp"), { recursive: true });
    writeFileSync(join(compose, ".productmd/tmp/x"), "");
    writeFileSync(join(compose, REPOSITORY, ".discinfo"), "");
    cpSync(join(compose, REPOSITORY, "repodata"), join(compose, "elsewhere"), { recursive: true });
    rmSync(join(compose, REPOSITORY, "repodata"), { recursive: true });
    symlinkSync(join(compose, "elsewhere"), join(compose, REPOSITORY, "repodata"));
    const { result } = await verify(compose);
    expect(result.failing).toBe(0);
    expect(result.unlisted.files.every((path) => path.startsWith("elsewhere/"))).toBe(true);
  });

  test("links in circles do not hang", async () => {
    const compose = tree();
    symlinkSync("..", join(compose, "BaseOS", "up"));
    const { result } = await verify(compose);
    expect(result.unlisted.files).toEqual(["BaseOS/up"]);
  });

  test("are not looked for when the user names some of the metadata files", async () => {
    const compose = tree();
    const { result } = await verify(metadataFile(compose, "images"));
    expect(result.unlisted.count).toBeUndefined();
    expect(result.unlisted.reason).toContain("rpms.json");
  });
});

describe("installable trees", () => {
  function withTreeinfo(compose: string, checksum: string): void {
    mkdirSync(join(compose, REPOSITORY, "images"), { recursive: true });
    writeFileSync(join(compose, REPOSITORY, "images/boot.iso"), "boot");
    writeFileSync(
      join(compose, REPOSITORY, ".treeinfo"),
      `[header]\ntype = productmd.treeinfo\nversion = 1.2\n\n[checksums]\nimages/boot.iso = sha256:${checksum}\n\n` +
        `[images-x86_64]\nboot.iso = images/boot.iso\n\n[tree]\narch = x86_64\nbuild_timestamp = 1\nplatforms = x86_64\nvariants = BaseOS\n`,
    );
  }
  const right = createHash("sha256").update("boot").digest("hex");

  test("are verified by their .treeinfo, which is the root", async () => {
    const compose = tree();
    withTreeinfo(compose, right);
    const { result, failure } = await verify(compose, { records: "all" });
    expect(failure).toBeUndefined();
    expect(result.unlisted.count).toBe(0);
    expect(
      result.records.filter(({ kind }) => kind === "treeinfo").map(({ path, state }) => [path, state]),
    ).toEqual([
      [`${REPOSITORY}/.treeinfo`, "unrooted"],
      [`${REPOSITORY}/images/boot.iso`, "verified"],
    ]);
  });

  test("a boot image that is not the right one, or gone, fails", async () => {
    const compose = tree();
    withTreeinfo(compose, "0".repeat(64));
    expect((await verify(compose)).listed).toContain(`corrupt/checksum ${REPOSITORY}/images/boot.iso`);
    rmSync(join(compose, REPOSITORY, "images/boot.iso"));
    expect((await verify(compose)).listed).toContain(`missing ${REPOSITORY}/images/boot.iso`);
  });

  test("a .treeinfo that leads out of the tree is refused", async () => {
    const compose = tree();
    withTreeinfo(compose, right);
    const path = join(compose, REPOSITORY, ".treeinfo");
    writeFileSync(path, readFileSync(path, "utf8").replace("= images/boot.iso", "= ../../../../etc/passwd"));
    expect((await verify(compose)).listed).toContain(`failed/treeinfo ${REPOSITORY}/.treeinfo`);
  });
});

describe("selections", () => {
  test("count what is not selected as skipped, and look at nothing of it", async () => {
    const compose = tree();
    for (const name of readdirSync(join(compose, "AppStream"))) {
      rmSync(join(compose, "AppStream", name), { recursive: true });
    }
    const { result, failure } = await verify(compose, { variants: "BaseOS", arches: "x86_64" });
    expect(failure).toBeUndefined();
    const { skipped = 0, verified = 0, unrooted = 0, ...others } = result.states;
    expect(others).toEqual({});
    expect(skipped + verified + unrooted).toBe(result.artifacts);
    expect(verified).toBeGreaterThan(0);
    expect(unrooted).toBe(3);
    expect(result.unlisted.count).toBe(0);
  });

  test("of packages alone: their checksums come from the repositories all the same", async () => {
    const compose = tree();
    const { result, failure } = await verify(compose, { kinds: "rpm" });
    expect(failure).toBeUndefined();
    expect(Object.keys(result.states).sort()).toEqual(["skipped", "verified"]);
  });

  test("of images alone read no repository", async () => {
    const compose = tree();
    for (const variant of ["BaseOS", "AppStream"]) {
      for (const arch of ["x86_64", "aarch64"])
        rmSync(join(compose, variant, arch, "os"), { recursive: true });
    }
    const { result, failure } = await verify(compose, { kinds: "image" });
    expect(failure).toBeUndefined();
    expect(result.states.verified).toBe(4);
  });

  test("by glob leave out packages that only the repository knows, too", async () => {
    const compose = tree();
    edit(metadataFile(compose, "rpms"), (rpms) => {
      const { group, nevra } = binary(rpms);
      delete group[nevra];
    });
    const { result } = await verify(compose, { include: "**/*.src.rpm" });
    expect(result.consistency).toEqual([]);
    expect(result.failing).toBe(0);
  });

  test("of nothing are refused; names that find nothing are told", async () => {
    const compose = tree();
    await expect(verify(compose, { variants: "Nowhere" })).rejects.toMatchObject({ exitCode: 2 });
    expect((await verify(compose, { variants: "BaseOS, Nowhere" })).result.unmatched).toEqual(["Nowhere"]);
  });
});

test("quick looks at no artifact", async () => {
  const compose = generate(scratch);
  const { result, failure, lines } = await verify(compose, { quick: "true" });
  expect(failure).toBeUndefined();
  expect(result.states).toEqual({ skipped: result.artifacts });
  expect(lines[0]).toContain("no artifact was looked at");
});

test("whatever is damaged, the counts add up and exactly the damaged files fail", async () => {
  const original = tree({ variants: 1, arches: 1, version: "2.0" });
  const artifacts = (await verify(original, { records: "all" })).result.records;
  const paths = [
    ...new Set(artifacts.filter(({ kind }) => kind !== "repodata").map(({ path }) => path)),
  ].filter((path) => !path.includes("/repodata/"));
  const damage = fc.constantFrom("missing", "longer", "changed", "directory", "pipe");
  const damages = fc.array(fc.tuple(fc.constantFrom(...paths), damage), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(damages, async (chosen) => {
      const compose = scratch.fresh("compose");
      cpSync(original, compose, { recursive: true });
      const expected = new Map(chosen);
      for (const [path, kind] of expected) ruin(join(compose, path), kind);
      const { result } = await verify(compose);
      const failing = result.records.filter((record) => record.failing);
      expect(new Set(failing.map(({ path }) => path))).toEqual(new Set(expected.keys()));
      for (const { path, state, cause, failure } of failing) {
        expect(STATES[expected.get(path) ?? ""]).toBe([state, cause ?? failure].filter(Boolean).join("/"));
      }
      rmSync(compose, { recursive: true });
    }),
    { numRuns: 25 },
  );
});

const STATES: Readonly<Record<string, string>> = {
  missing: "missing",
  longer: "corrupt/size",
  changed: "corrupt/checksum",
  directory: "failed/conflict",
  pipe: "failed/conflict",
};

function ruin(path: string, kind: string): void {
  const bytes = readFileSync(path);
  rmSync(path);
  if (kind === "longer") writeFileSync(path, Buffer.concat([bytes, bytes]));
  if (kind === "changed")
    writeFileSync(
      path,
      bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
    );
  if (kind === "directory") mkdirSync(path);
  if (kind === "pipe") execFileSync("mkfifo", [path]);
}

test("every entry of the metadata is one artifact", async () => {
  const compose = tree({ nested: true });
  const { result } = await verify(compose);
  const count = (kind: string) =>
    result.groups
      .filter((group) => group.kind === kind)
      .flatMap(({ states }) => Object.values(states))
      .reduce((sum, number) => sum + number, 0);
  const read = (type: string) => readJson(metadataFile(compose, type)).payload[type];
  const entries = (table: Json) =>
    Object.values<Json>(table).flatMap((arches) => Object.values<Json>(arches));
  expect(count("image")).toBe(entries(read("images")).flat().length);
  expect(count("extra_file")).toBe(entries(read("extra_files")).flat().length);
  const groups = entries(read("rpms")).flatMap((groups) => Object.values<Json>(groups));
  expect(count("rpm")).toBe(groups.flatMap((group) => Object.keys(group)).length);
});
