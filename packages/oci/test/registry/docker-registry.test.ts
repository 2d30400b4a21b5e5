import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { certificates } from "../../../../test/support/fault-server/certificates.mjs";
import {
  DockerRegistry,
  hasDockerRegistry,
  LOGIN,
} from "../../../../test/support/registry/docker-registry.ts";
import { TokenServer } from "../../../../test/support/registry/token-server.ts";
import { Artifacts } from "../../src/pull/artifacts.ts";
import { LayoutMap } from "../../src/pull/layout-map.ts";
import { RegistryStore } from "../../src/pull/registry-store.ts";
import { pushTo } from "../support/push.ts";
import { loginInputs, never, openRegistries } from "../support/registries.ts";

const content = Buffer.from("what is in the layer\n");
const layers = [{ content, title: "Server/x86_64/boot.iso" }];

describe.skipIf(!hasDockerRegistry())("docker-registry (needs docker-registry)", () => {
  const folder = mkdtempSync(join(tmpdir(), "oci-"));
  const running: { close(): Promise<void> }[] = [];
  const started = async <T extends { close(): Promise<void> }>(one: Promise<T>): Promise<T> => {
    running.push(await one);
    return one;
  };
  afterAll(async () => {
    for (const one of running) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Pushes, reads by tag and by digest, and asks for sizes. */
  async function roundTrip(host: string, raw: Readonly<Record<string, string>>): Promise<void> {
    const { registries } = openRegistries([`${host}/team/app`], raw);
    const manifest = await pushTo(registries.registry(host), "team/app", layers, { tag: "1" });
    const store = new RegistryStore(registries, { kind: "registry", registry: host, name: "team/app" });
    expect(await store.resolve("1", never)).toMatchObject({ digest: manifest.digest, bytes: manifest.bytes });
    expect(await store.manifest(manifest.digest, never)).toMatchObject({ mediaType: manifest.mediaType });
    expect(await store.resolve("none", never)).toBeUndefined();
    expect(await store.manifest(`sha256:${"0".repeat(64)}`, never)).toBeUndefined();
    expect(await store.blobSize(`sha256:${"0".repeat(64)}`, never)).toBeUndefined();
    const artifacts = new Artifacts(registries, new LayoutMap([], undefined));
    const location = {
      url: `oci://${host}/team/app:1@${manifest.digest}`,
      localPath: "Server/x86_64/boot.iso",
      size: content.length,
      checksum: null,
      contents: [],
    };
    const [file] = await artifacts.files(location, never);
    expect(file).toMatchObject({ localPath: location.localPath, size: content.length });
    expect(await store.blobSize(file?.digest ?? "sha256:", never)).toBe(content.length);
  }

  describe("with htpasswd", () => {
    let registry: DockerRegistry;
    beforeAll(async () => {
      registry = await started(DockerRegistry.start({ htpasswd: true }));
    });

    test("is written and read with the login", () => roundTrip(registry.host, loginInputs(LOGIN)));

    test("is closed to nobody and to a wrong password", async () => {
      await expect(roundTrip(registry.host, {})).rejects.toMatchObject({ failure: "auth", status: 401 });
      await expect(roundTrip(registry.host, loginInputs("robot:wrong-word"))).rejects.toThrow(
        /for the login "robot" \(input registry-username\)/,
      );
    });

    test("takes the login from a credential file", async () => {
      const file = join(folder, "auth.json");
      const auth = Buffer.from(LOGIN).toString("base64");
      writeFileSync(file, JSON.stringify({ auths: { [`${registry.host}/team`]: { auth } } }));
      const { registries } = openRegistries([], {}, { environment: { credentialFiles: [file] } });
      const store = new RegistryStore(registries, {
        kind: "registry",
        registry: registry.host,
        name: "team/app",
      });
      expect(await store.resolve("none", never)).toBeUndefined();
    });
  });

  describe("with TLS of its own authority", () => {
    let registry: DockerRegistry;
    const ca = join(folder, "ca.pem");
    beforeAll(async () => {
      const made = await certificates();
      writeFileSync(ca, made.ca);
      registry = await started(DockerRegistry.start({ tls: made.trusted, htpasswd: true }));
    });

    test("is trusted when the authority is named", () =>
      roundTrip(registry.host, { ...loginInputs(LOGIN), "ca-file": ca, "plain-http": "false" }));

    test("is not trusted otherwise", async () => {
      await expect(
        roundTrip(registry.host, { ...loginInputs(LOGIN), "plain-http": "false" }),
      ).rejects.toMatchObject({ failure: "tls", message: expect.stringContaining("ca-file") });
    });

    test("never gets a password in clear for another's realm", async () => {
      const { trusted } = await certificates();
      const seen: (string | undefined)[] = [];
      const tokens = await started(new TokenServer().start());
      const evil = createServer(trusted, (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(401, { "www-authenticate": `Bearer realm="${tokens.realm}"` }).end();
      });
      await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
      try {
        const host = `127.0.0.1:${(evil.address() as AddressInfo).port}`;
        await expect(
          roundTrip(host, { ...loginInputs(LOGIN), "ca-file": ca, "plain-http": "false" }),
        ).rejects.toThrow("asked over https and names a token server over http");
        expect(seen.every((sent) => sent === undefined)).toBe(true);
        expect(tokens.requests).toEqual([]);
      } finally {
        evil.closeAllConnections();
        evil.close();
      }
    });
  });

  describe("with tokens", () => {
    let registry: DockerRegistry;
    let tokens: TokenServer;
    beforeAll(async () => {
      const { trusted, ca } = await certificates();
      tokens = await started(new TokenServer({ ...trusted, issuer: "tests" }).start());
      const token = { realm: tokens.realm, issuer: "tests", cert: ca };
      registry = await started(DockerRegistry.start({ token }));
    });

    test("is written and read with the login", async () => {
      await roundTrip(registry.host, loginInputs(tokens.login));
      expect(tokens.requests.map(({ scopes }) => scopes)).toEqual([
        ["repository:team/app:pull,push"],
        ["repository:team/app:pull"],
      ]);
    });

    test("is read by everybody where that is allowed, and written by nobody", async () => {
      tokens.isPublic = () => true;
      const { registries } = openRegistries([]);
      const store = new RegistryStore(registries, {
        kind: "registry",
        registry: registry.host,
        name: "team/app",
      });
      expect(await store.resolve("1", never)).toBeDefined();
      await expect(roundTrip(registry.host, {})).rejects.toMatchObject({ failure: "auth" });
    });

    test("mounts a blob with a token for both repositories", async () => {
      const { registries } = openRegistries([`${registry.host}/x`], loginInputs(tokens.login));
      const there = registries.registry(registry.host);
      const manifest = await pushTo(there, "team/app", layers);
      const [layer] = JSON.parse(manifest.bytes.toString()).layers;
      const answer = await there.request(
        {
          method: "POST",
          path: `blobs/uploads/?mount=${layer.digest}&from=team/app`,
          repository: "team/other",
          actions: ["pull", "push"],
          mountFrom: "team/app",
        },
        never,
      );
      expect(answer.status).toBe(201);
    });
  });
});
