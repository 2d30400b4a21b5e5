import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundledOnly } from "../../scripts/release-sbom.mjs";
import { DIST, ROOT } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { runScript } from "./support/scripts.ts";

const scratch = useScratch();

describe("the archive of a release", () => {
  let files: readonly string[] = [];

  beforeAll(() => {
    const temporary = scratch.fresh("runner");
    mkdirSync(join(temporary, "release"), { recursive: true });
    mkdirSync(join(temporary, "bin"));
    // What is installed is another test.
    writeFileSync(join(temporary, "bin", "npm"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
    writeFileSync(
      join(temporary, "bin", "node"),
      `#!/bin/sh\ncase "$1" in *release-sbom*) echo "{}" ;; *) exec ${process.execPath} "$@" ;; esac\n`,
      { mode: 0o755 },
    );
    const env = {
      PATH: [join(temporary, "bin"), process.env["PATH"]].join(delimiter),
      RUNNER_TEMP: temporary,
      GITHUB_REPOSITORY: "o/n",
      VERSION: "1.2.3",
      TAG: "v1.2.3",
      COMMIT: "0123456789abcdef0123456789abcdef01234567",
    };
    const { status, stderr } = runScript("release.yml", "build", "Pack", env, ROOT);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const archive = join(temporary, "release", "compose-actions-1.2.3.tar.gz");
    files = execFileSync("tar", ["-tzf", archive], { encoding: "utf8" })
      .split("\n")
      .filter((path) => path !== "" && !path.endsWith("/"));
  });

  test("has what it takes to run", () => {
    const within = "compose-actions-1.2.3";
    const expected = [
      "action.yml",
      "LICENSE",
      "dist/cli/index.js",
      "dist/package.json",
      "actions/verify/action.yml",
    ];
    expect(files).toEqual(expect.arrayContaining(expected.map((path) => `${within}/${path}`)));
    expect(files.filter((path) => !path.startsWith(`${within}/`))).toEqual([]);
  });

  test("has neither sources nor tests", () => {
    const actions = files.filter((path) => path.includes("/actions/"));
    expect(actions.filter((path) => !/\/actions\/[a-z-]+\/(?:action\.yml|README\.md)$/.test(path))).toEqual(
      [],
    );
    expect(files.filter((path) => /\.ts$|\/(?:src|test|packages)\//.test(path))).toEqual([]);
  });
});

describe("the list of what the bundle is made of", () => {
  const component = (name: string, version = "1.0.0") => ({
    "bom-ref": `${name}@${version}`,
    name: name.replace(/^.*\//, ""),
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
  });
  const document = {
    metadata: { component: { "bom-ref": "compose-actions@1.0.0", name: "some-folder" } },
    components: [
      component("@compose-actions/step"),
      component("@actions/core"),
      component("core"),
      component("zod", "4.0.0"),
      component("zod", "3.0.0"),
      component("typescript"),
    ],
    dependencies: [
      { ref: "compose-actions@1.0.0", dependsOn: ["@compose-actions/step@1.0.0", "typescript@1.0.0"] },
      { ref: "@compose-actions/step@1.0.0", dependsOn: ["zod@4.0.0"] },
      { ref: "typescript@1.0.0" },
    ],
  };
  const LICENSES =
    "@actions/core\nMIT\nThe MIT License\n\nThe software is provided\n\nzod\nMIT\nMIT License\n";

  test("has what the licenses name, and our own packages", () => {
    const { components, dependencies, metadata } = bundledOnly(document, LICENSES);
    expect(components.map((one: { "bom-ref": string }) => one["bom-ref"])).toEqual([
      "@compose-actions/step@1.0.0",
      "@actions/core@1.0.0",
      "zod@4.0.0",
      "zod@3.0.0",
    ]);
    expect(dependencies).toEqual([
      { ref: "compose-actions@1.0.0", dependsOn: ["@compose-actions/step@1.0.0"] },
      { ref: "@compose-actions/step@1.0.0", dependsOn: ["zod@4.0.0"] },
    ]);
    expect(metadata.component.name).toBe("compose-actions");
  });

  test("is none where the licenses name what is not installed, or nothing", () => {
    expect(() => bundledOnly(document, `${LICENSES}\nlost\nMIT\n`)).toThrow(/npm does not know: lost$/);
    expect(() => bundledOnly(document, "")).toThrow("names no package");
  });

  test("is made of the licenses that the bundler writes", () => {
    const npm = spawnSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--offline"], {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(npm.status, npm.stderr).toBe(0);
    const licenses = readFileSync(join(DIST, "suite", "licenses.txt"), "utf8");
    const { components } = bundledOnly(JSON.parse(npm.stdout), licenses);
    const names = components.map((one: { "bom-ref": string }) => one["bom-ref"].replace(/@[^@]*$/, ""));
    expect(names).toEqual(expect.arrayContaining(["zod", "undici", "@actions/core", "@compose-actions/cli"]));
    for (const development of ["typescript", "vitest", "@biomejs/biome"])
      expect(names).not.toContain(development);
  }, 60_000);
});
