import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli, type Result } from "../support/dist.ts";
import { readJson } from "../support/files.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";

const [USER, PASSWORD] = LOGIN.split(":") as [string, string];
const ARCHES = ["x86_64", "aarch64"];
const COMPOSE_ID = "Example-41-20260204.0";

const scratch = useScratch();

/** A step that must succeed, with the login of the registry. */
async function step(...args: string[]): Promise<Result> {
  const result = await cli([...args, "--registry-username", USER], {
    env: { COMPOSE_ACTIONS_REGISTRY_PASSWORD: PASSWORD },
  });
  expect(result, `${args.join(" ")}\n${result.stderr}`).toMatchObject({ code: 0 });
  return result;
}

describe.skipIf(!hasDockerRegistry())("through a registry with logins (needs docker-registry)", () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
  });
  afterAll(() => registry?.close());

  test("what two jobs build, record and push is one compose, mirrored and proved by one reference", async () => {
    const builds = new Map<string, Buffer>();
    const fragments: string[] = [];
    for (const arch of ARCHES) {
      const root = scratch.fresh(`job-${arch}`);
      const image = randomBytes(300_000);
      builds.set(`Server/${arch}/images/example.${arch}.qcow2`, image);
      mkdirSync(join(root, "build"), { recursive: true });
      writeFileSync(join(root, "build", `example.${arch}.qcow2`), image);
      const [recorded, pushed] = [join(root, "recorded"), join(root, "pushed")];
      const what = ["--compose-id", COMPOSE_ID, "--variant", "Server", "--arch", arch, "--root", root];
      const record = await cli(["record-artifacts", ...what, "--images", "build/*", "--output", recorded]);
      expect(record, record.stderr).toMatchObject({ code: 0 });
      const target = ["--repository", `${registry.host}/example/{kind}`, "--output", pushed];
      await step("push-oci", recorded, "--root", root, ...target);
      const [{ location }] = readJson(join(pushed, "images.json")).payload.images.Server[arch];
      expect(location.url).toMatch(
        new RegExp(`^oci://${registry.host}/example/image:[^:@]+@sha256:[0-9a-f]{64}$`),
      );
      fragments.push(pushed);
    }

    const merged = scratch.fresh("merged");
    const address = `${registry.host}/example/compose:41`;
    const inputs = fragments.flatMap((fragment) => ["--compose", fragment]);
    const published = await step(
      "merge-metadata",
      ...inputs,
      "--output",
      merged,
      "--publish-metadata",
      address,
      "--json",
    );
    const { composeRef } = JSON.parse(published.stdout);
    expect(composeRef).toMatch(/^oci:\/\/.*:41@sha256:[0-9a-f]{64}$/);

    const mirror = scratch.fresh("mirror");
    await step("localize", composeRef, "--output", mirror, "--expect-compose-id", COMPOSE_ID);
    for (const [path, image] of builds) {
      expect(readFileSync(join(mirror, "compose", path)).equals(image), path).toBe(true);
    }
    const proved = await cli(["verify", mirror, "--unlisted", "fail"]);
    expect(proved, proved.stderr).toMatchObject({ code: 0 });
    await step("verify", `oci://${address}`, "--mode", "remote", "--deep");
  });

  test("without the login nothing is told, and what is missing is named", async () => {
    const root = scratch.fresh("job");
    mkdirSync(root);
    writeFileSync(join(root, "disk.qcow2"), "x");
    const what = ["--compose-id", COMPOSE_ID, "--variant", "Server", "--arch", "x86_64", "--root", root];
    await cli(["record-artifacts", ...what, "--images", "*.qcow2", "--output", join(root, "recorded")]);
    const target = ["--repository", `${registry.host}/example/{kind}`, "--output", join(root, "pushed")];
    const { code, stderr } = await cli(["push-oci", join(root, "recorded"), "--root", root, ...target]);
    expect(code).toBe(2);
    expect(stderr).toContain(registry.host);
    expect(stderr).toContain("without a login");
  });
});
