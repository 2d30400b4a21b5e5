import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { pushTo } from "../../../packages/oci/test/support/push.ts";
import { loginInputs, openRegistries } from "../../../packages/oci/test/support/registries.ts";
import { certificates } from "../../../test/support/fault-server/certificates.mjs";
import {
  composeFiles,
  type LocationSpec,
  writeCompose,
} from "../../../test/support/registry/compose-files.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../../../test/support/registry/docker-registry.ts";
import { digestOf, manifestOf } from "../../../test/support/registry/oci-content.ts";
import { TokenServer } from "../../../test/support/registry/token-server.ts";
import { bytesOf } from "../../../test/support/site.ts";
import { useWorkshop } from "./support/localize.ts";

const { fresh, run, tree } = useWorkshop();
const contents = Array.from({ length: 12 }, (_, index) => bytesOf(2000 * index, index + 1));
const BIG = bytesOf(3_000_000, 77);
const path = (index: number) => `Server/x86_64/os/Packages/p/p${index}-1-1.x86_64.rpm`;
const IMAGE = "Server/x86_64/iso/boot.iso";

describe.skipIf(!hasDockerRegistry())("docker-registry (needs docker-registry)", () => {
  const folder = mkdtempSync(join(tmpdir(), "localize-oci-"));
  const running: { close(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const one of running) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const started = async <T extends { close(): Promise<void> }>(one: Promise<T>): Promise<T> => {
    running.push(await one);
    return one;
  };

  /** Pushes a compose in all three layouts, and its metadata; mirrors it from its address; mirrors it again. */
  async function mirror(host: string, raw: Readonly<Record<string, string>>): Promise<void> {
    const { registries } = openRegistries([`${host}/x`], raw);
    const registry = registries.registry(host);
    const bundle = await pushTo(
      registry,
      "rpms",
      contents.map((content, index) => ({ content, title: path(index) })),
      { tag: "Server-x86_64" },
    );
    const file = await pushTo(registry, "images/server", [{ content: BIG, title: IMAGE }]);
    const url = (repository: string, digest: string) => `oci://${host}/${repository}@${digest}`;
    const rpms = contents.map(
      (content, index): LocationSpec => ({
        ...{ url: url("rpms:Server-x86_64", bundle.digest), local_path: path(index) },
        ...{ size: content.length, checksum: digestOf(content) },
      }),
    );
    const images = [
      {
        url: url("images/server", file.digest),
        local_path: IMAGE,
        size: BIG.length,
        checksum: digestOf(BIG),
      },
    ];
    const entries = contents.slice(0, 3).map((content, index) => ({
      ...{ file: `part/${index}`, size: content.length },
      ...{ checksum: digestOf(content), layer_digest: digestOf(content) },
    }));
    const set = {
      ...{ url: url("rpms", bundle.digest), local_path: "Server/x86_64/extra", checksum: bundle.digest },
      ...{ size: entries.reduce((sum, { size }) => sum + size, 0), contents: entries },
    };
    const spec = { rpms, images, extraFiles: [set] };
    const layers = Object.entries(composeFiles(spec)).map(([title, text]) => ({
      content: Buffer.from(text),
      title,
    }));
    const manifest = manifestOf(layers, { artifactType: "application/vnd.productmd.compose+json" });
    await pushTo(registry, "compose", layers, { tag: "41", manifest });
    const expected = {
      [IMAGE]: digestOf(BIG).slice(7),
      ...Object.fromEntries(contents.map((content, index) => [path(index), digestOf(content).slice(7)])),
      ...Object.fromEntries(
        entries.map(({ file: name, checksum }) => [`${set.local_path}/${name}`, checksum.slice(7)]),
      ),
    };
    for (const compose of [`oci://${host}/compose:41`, writeCompose(fresh("in"), spec)]) {
      const output = fresh("out");
      const { failure, report } = await run(compose, output, { registry: host, ...raw });
      expect(failure).toBeUndefined();
      expect(tree(output)).toEqual(expected);
      // An artifact of several files is one artifact.
      expect(report.counts).toMatchObject({ verified: 14, failed: 0 });
      const again = await run(compose, output, { registry: host, ...raw });
      expect(again.failure).toBeUndefined();
      expect(again.report.transfer.bytes).toBe(0);
    }
  }

  test("without authentication", async () => {
    await mirror((await started(DockerRegistry.start())).host, {});
  });

  test("with a user name and a password", async () => {
    const { host } = await started(DockerRegistry.start({ htpasswd: true }));
    await mirror(host, loginInputs(LOGIN));
    await expect(run(`oci://${host}/compose:41`, fresh("out"))).rejects.toThrow(
      /answers 401 without a login/,
    );
  });

  test("with TLS of its own authority", async () => {
    const { trusted, ca } = await certificates();
    const file = join(folder, "ca.pem");
    writeFileSync(file, ca);
    const { host } = await started(DockerRegistry.start({ tls: trusted, htpasswd: true }));
    await mirror(host, { ...loginInputs(LOGIN), "ca-file": file, "plain-http": "false" });
  });

  test("with tokens that hardly last", async () => {
    const { trusted, ca } = await certificates();
    const tokens = await started(new TokenServer({ ...trusted, issuer: "tests" }).start());
    const token = { realm: tokens.realm, issuer: "tests", cert: ca };
    const { host } = await started(DockerRegistry.start({ token }));
    tokens.expiresIn = 2;
    await mirror(host, loginInputs(tokens.login));
    expect(tokens.requests.every(({ authorization }) => authorization !== undefined)).toBe(true);
  });
});
