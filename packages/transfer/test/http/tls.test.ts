import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { AddressRules } from "../../src/http/address.ts";
import { HttpClient, type HttpClientOptions } from "../../src/http/client.ts";
import { Credentials } from "../../src/http/credentials.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl && process.env["CI"]) {
  throw new Error("openssl is needed by the tests in CI");
}

describe.skipIf(!hasOpenssl)("TLS (needs openssl)", () => {
  const folder = mkdtempSync(join(tmpdir(), "compose-tls-"));
  const pem = (name: string) => readFileSync(join(folder, name), "utf8");
  const clients: HttpClient[] = [];
  const servers: ReturnType<typeof createServer>[] = [];

  beforeAll(() => {
    const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
    const key = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
    run("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority");
    writeFileSync(join(folder, "ext"), "subjectAltName=IP:127.0.0.1");
    for (const name of ["server", "client"]) {
      run("req", ...key.slice(0, 3), "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
      run(
        "x509",
        "-req",
        "-in",
        `${name}.csr`,
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "ext",
        "-out",
        `${name}.pem`,
      );
    }
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A server that says by which name its client is known. */
  async function serve(options: ServerOptions = {}): Promise<string> {
    const server = createServer(
      { key: pem("server.key"), cert: pem("server.pem"), ...options },
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        response.end(`hello ${subject?.CN ?? "nobody"}`);
      },
    );
    server.on("tlsClientError", () => undefined);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  async function get(url: string, options: Partial<HttpClientOptions> = {}): Promise<string> {
    const client = new HttpClient({
      userAgent: "test/1",
      connections: 1,
      connectTimeoutMs: 5000,
      headersTimeoutMs: 5000,
      idleTimeoutMs: 5000,
      allowInsecureRedirect: false,
      addresses: new AddressRules({ allowHosts: [], privateByMetadata: "allowed" }),
      credentials: new Credentials(),
      ca: [pem("ca.pem")],
      ...options,
    });
    clients.push(client);
    let text = "";
    const sink = {
      head: () => undefined,
      data: (chunk: Buffer) => {
        text += chunk.toString();
      },
    };
    await client.exchange({ method: "GET", url: new URL(url) }, sink, new AbortController().signal);
    return text;
  }

  const own = () => ({ certificate: pem("client.pem"), key: pem("client.key") });
  const asking = () => ({ ca: pem("ca.pem"), requestCert: true });

  test("a client certificate is shown to its host", async () => {
    const url = await serve({ ...asking(), rejectUnauthorized: true });
    expect(await get(url, { clientCertificates: [{ host: new URL(url).host, ...own() }] })).toBe(
      "hello client",
    );
    expect(await get(url, { clientCertificates: [{ host: "127.0.0.1", ...own() }] })).toBe("hello client");
  });

  test("and to no other", async () => {
    const url = await serve({ ...asking(), rejectUnauthorized: false });
    expect(await get(url, { clientCertificates: [{ host: "127.0.0.2", ...own() }] })).toBe("hello nobody");
  });

  test("nor after a redirect from another origin", async () => {
    const target = await serve({ ...asking(), rejectUnauthorized: false });
    const redirecting = createServer({ key: pem("server.key"), cert: pem("server.pem") }, (_, response) => {
      response.writeHead(302, { location: target }).end();
    });
    servers.push(redirecting);
    await new Promise<void>((resolve) => redirecting.listen(0, "127.0.0.1", resolve));
    const url = `https://127.0.0.1:${(redirecting.address() as AddressInfo).port}/`;
    const addresses = new AddressRules({ allowHosts: ["127.0.0.1"], privateByMetadata: "allowed" });
    expect(await get(url, { addresses, clientCertificates: [{ host: "127.0.0.1", ...own() }] })).toBe(
      "hello nobody",
    );
  });

  test("TLS 1.1 is not spoken", async () => {
    const url = await serve({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" });
    await expect(get(url)).rejects.toMatchObject({ failure: "tls" });
    expect(await get(await serve({ maxVersion: "TLSv1.2" }))).toBe("hello nobody");
  });

  test("an authority that is not known is not trusted, whatever the environment says", async () => {
    const url = await serve();
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      await expect(get(url, { ca: undefined })).rejects.toMatchObject({ failure: "tls" });
    } finally {
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    }
  });
});
