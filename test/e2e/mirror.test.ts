import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNginx } from "../bench/nginx.mjs";
import { cli } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";

const TOOLS = ["createrepo_c", "rpmbuild", "nginx"];
const PATH = `${process.env["PATH"]}:/usr/sbin:/sbin`;
const missing = TOOLS.filter(
  (name) => spawnSync("sh", ["-c", `command -v ${name}`], { env: { ...process.env, PATH } }).status !== 0,
);
if (missing.length > 0 && process.env["CI"]) {
  throw new Error(`needed by the tests in CI: ${missing.join(", ")}`);
}

const VARIANTS = ["Server", "Client"];
const ARCHES = ["x86_64", "aarch64"];
const HEADER = (type: string) => ({ type: `productmd.${type}`, version: "1.2" });
const COMPOSE = { id: "Test-1-20260204.0", date: "20260204", type: "production", respin: 0 };

describe.skipIf(missing.length > 0)(
  "a compose with repositories of createrepo_c, served by nginx (needs createrepo_c, rpmbuild and nginx)",
  () => {
    const folder = useScratch().path;
    let server: { url: string; stop(): Promise<unknown> } | undefined;

    beforeAll(async () => {
      makeCompose(folder);
      server = await startNginx(folder);
    }, 120_000);

    afterAll(async () => {
      await server?.stop();
    });

    test("upgrade with checksums, localize, verify", async () => {
      const [published, mirror] = [join(folder, "published"), join(folder, "mirror")];
      const base = ["--base-url", `${server?.url}compose/`, "--output", published, "--compute-checksums"];
      expect(await cli(["upgrade-metadata", join(folder, "compose"), ...base])).toMatchObject({ code: 0 });
      const localized = await cli(["localize", `${server?.url}published/`, "--output", mirror]);
      expect(localized, localized.stderr).toMatchObject({ code: 0 });
      expect(difference(join(folder, "compose"), join(mirror, "compose"))).toEqual(
        TREES.map((tree) => `${tree}/.treeinfo`).sort(),
      );
      const verified = await cli(["verify", mirror, "--unlisted", "fail", "--json"]);
      expect(verified, verified.stdout).toMatchObject({ code: 0 });
      expect(JSON.parse(verified.stdout)).toMatchObject({ failed: 0, errors: [] });
    });

    test("without checksums packages take theirs from primary.xml, and images fail with both remedies", async () => {
      const [published, mirror] = [join(folder, "bare"), join(folder, "bare-mirror")];
      const base = ["--base-url", `${server?.url}compose/`, "--output", published];
      expect(await cli(["upgrade-metadata", join(folder, "compose"), ...base])).toMatchObject({ code: 0 });
      const packages = await cli(["localize", published, "--output", mirror, "--kinds", "rpm,variant_path"]);
      expect(packages, packages.stderr).toMatchObject({ code: 0 });
      const image = join(published, "images.json");
      writeFileSync(
        image,
        readFileSync(image, "utf8").replace(/"checksum": "sha256:[0-9a-f]+"/, '"checksum": null'),
      );
      const all = await cli(["localize", published, "--output", mirror]);
      expect(all).toMatchObject({ code: 1 });
      expect(all.stderr + all.stdout).toMatch(/unverifiable: .*allow-unverified.*compute-checksums/);
      const taken = await cli(["localize", published, "--output", mirror, "--allow-unverified"]);
      expect(taken, taken.stderr).toMatchObject({ code: 0 });
    });

    test("one variant and one arch, and what a damaged package comes to", async () => {
      const mirror = join(folder, "part");
      const published = join(folder, "published");
      const part = ["--variants", "Server", "--arches", "x86_64"];
      expect(await cli(["localize", published, "--output", mirror, ...part])).toMatchObject({ code: 0 });
      expect(existsSync(join(mirror, "compose", "Client"))).toBe(false);
      expect(existsSync(join(mirror, "compose", "Server", "aarch64"))).toBe(false);
      const [rpm = ""] = files(join(mirror, "compose")).filter((path) => path.endsWith(".rpm"));
      const bytes = readFileSync(join(mirror, "compose", rpm));
      writeFileSync(join(mirror, "compose", rpm), Buffer.concat([bytes.subarray(0, -1), Buffer.from("x")]));
      const found = await cli(["verify", mirror]);
      expect(found).toMatchObject({ code: 1 });
      expect(found.stderr + found.stdout).toContain(basename(rpm));
      expect(await cli(["localize", published, "--output", mirror, ...part])).toMatchObject({ code: 0 });
      expect(await cli(["verify", mirror])).toMatchObject({ code: 0 });
    });
  },
);

const TREES = VARIANTS.flatMap((variant) => ARCHES.map((arch) => `${variant}/${arch}/os`));

function makeCompose(folder: string): void {
  const rpms = buildRpms(folder);
  const root = join(folder, "compose");
  for (const tree of TREES) {
    for (const rpm of rpms) {
      const target = join(root, tree, "Packages", basename(rpm).charAt(0), basename(rpm));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(rpm, target);
    }
    execFileSync("createrepo_c", ["--quiet", join(root, tree)]);
    writeFileSync(join(root, tree, "repodata", "repomd.xml.asc"), "a signature");
  }
  for (const { path } of images()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), imageBytes(path));
  }
  mkdirSync(join(root, "metadata"), { recursive: true });
  write(root, "composeinfo", { release: RELEASE, variants: Object.fromEntries(VARIANTS.map(variant)) });
  write(root, "rpms", { rpms: byArch((tree) => packages(tree, rpms)) });
  write(root, "images", {
    images: byArch((tree) => images().filter(({ path }) => path.startsWith(dirname(tree)))),
  });
}

const RELEASE = {
  name: "Test",
  short: "Test",
  version: "1",
  type: "ga",
  is_layered: false,
  internal: false,
};

function buildRpms(folder: string): string[] {
  const build = join(folder, "build");
  for (const name of ["one", "two"]) {
    const spec = join(folder, `${name}.spec`);
    writeFileSync(
      spec,
      `Name: ${name}\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%description\nx\n%files\n`,
    );
    execFileSync("rpmbuild", ["-bb", "--quiet", "--define", `_topdir ${build}`, spec], { stdio: "ignore" });
  }
  const noarch = join(build, "RPMS", "noarch");
  return readdirSync(noarch)
    .sort()
    .map((name) => join(noarch, name));
}

function variant(name: string) {
  const places = (path: (arch: string) => string) =>
    Object.fromEntries(ARCHES.map((arch) => [arch, path(arch)]));
  return [
    name,
    {
      arches: [...ARCHES].sort(),
      id: name,
      name,
      paths: {
        os_tree: places((arch) => `${name}/${arch}/os`),
        packages: places((arch) => `${name}/${arch}/os/Packages`),
        repository: places((arch) => `${name}/${arch}/os`),
      },
      type: "variant",
      uid: name,
    },
  ] as const;
}

function byArch<T>(content: (tree: string) => T) {
  return Object.fromEntries(
    VARIANTS.map((name) => [
      name,
      Object.fromEntries(ARCHES.map((arch) => [arch, content(`${name}/${arch}/os`)])),
    ]),
  );
}

function packages(tree: string, rpms: readonly string[]) {
  return Object.fromEntries(
    rpms.map((rpm) => {
      const name = basename(rpm).split("-")[0] ?? "";
      const path = `${tree}/Packages/${name.charAt(0)}/${basename(rpm)}`;
      return [`${name}-0:1-1.src`, { [`${name}-0:1-1.noarch`]: { category: "binary", path, sigkey: null } }];
    }),
  );
}

function images() {
  return TREES.map((tree) => {
    const [name = "", arch = ""] = tree.split("/");
    const path = `${name}/${arch}/iso/${name}-1-${arch}.iso`;
    const bytes = imageBytes(path);
    return {
      arch,
      bootable: true,
      checksums: { sha256: createHash("sha256").update(bytes).digest("hex") },
      disc_count: 1,
      disc_number: 1,
      format: "iso",
      implant_md5: null,
      mtime: 1,
      path,
      size: bytes.length,
      subvariant: name,
      type: "dvd",
      volume_id: `${name}-${arch}`,
    };
  });
}

function imageBytes(path: string): Buffer {
  return Buffer.alloc(300_000, path);
}

function write(root: string, type: string, payload: object): void {
  const document = { header: HEADER(type), payload: { compose: COMPOSE, ...payload } };
  writeFileSync(join(root, "metadata", `${type}.json`), JSON.stringify(document));
}

/** Files that only one of two folders has, or that differ; metadata apart, which is written anew. */
function difference(a: string, b: string): string[] {
  const all = new Set([...files(a), ...files(b)].filter((path) => !path.startsWith("metadata/")));
  return [...all]
    .filter((path) => {
      const [x, y] = [join(a, path), join(b, path)];
      return !existsSync(x) || !existsSync(y) || !readFileSync(x).equals(readFileSync(y));
    })
    .sort();
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}
