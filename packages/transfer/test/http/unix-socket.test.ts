import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AddressRules } from "../../src/http/address.ts";
import { HttpClient, type ResponseSink } from "../../src/http/client.ts";
import { Credentials } from "../../src/http/credentials.ts";

const ORIGIN = "http://socket.localhost";
const folder = mkdtempSync(join(tmpdir(), "compose-socket-"));
const socket = join(folder, "api.socket");
const seen: string[] = [];
let redirect: string | undefined;
const onSocket = server("socket");
const onPort = server("port");

function server(name: string) {
  return createServer((request, response) => {
    seen.push(`${name} ${request.headers.host} ${request.url}`);
    if (redirect !== undefined && request.url === "/away") {
      response.writeHead(302, { location: redirect }).end();
    } else {
      response.end(name);
    }
  });
}

beforeAll(async () => {
  await new Promise<void>((resolve) => onSocket.listen(socket, () => resolve()));
  await new Promise<void>((resolve) => onPort.listen(0, "127.0.0.1", () => resolve()));
});
afterAll(() => {
  for (const server of [onSocket, onPort]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

async function get(url: string, path = socket): Promise<string> {
  const client = new HttpClient({
    userAgent: "test/1",
    connections: 2,
    connectTimeoutMs: 2000,
    headersTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    allowInsecureRedirect: false,
    // Neither looks at sockets: they are the user's own word.
    addresses: new AddressRules({ allowHosts: ["127.0.0.1"], privateByMetadata: "refused" }),
    proxies: { http: "http://127.0.0.1:1" },
    credentials: new Credentials(),
    sockets: new Map([[ORIGIN, path]]),
  });
  let text = "";
  const sink: ResponseSink = {
    head() {},
    data(chunk) {
      text += chunk.toString();
    },
  };
  try {
    await client.exchange({ method: "GET", url: new URL(url) }, sink, new AbortController().signal);
    return text;
  } finally {
    await client.close();
  }
}

test("an origin that stands for a unix socket is asked there, past any proxy", async () => {
  seen.length = 0;
  expect(await get(`${ORIGIN}/api/status`)).toBe("socket");
  expect(seen).toEqual(["socket socket.localhost /api/status"]);
});

test("a redirect within it stays on the socket, and none leads to it", async () => {
  redirect = "/here";
  expect(await get(`${ORIGIN}/away`)).toBe("socket");
  seen.length = 0;
  const { port } = onPort.address() as AddressInfo;
  redirect = `${ORIGIN}/stolen`;
  await expect(get(`http://127.0.0.1:${port}/away`)).rejects.toMatchObject({ name: "TransferFailure" });
  expect(seen.filter((line) => line.startsWith("socket"))).toEqual([]);
});

test("a socket that is not there is no connection", async () => {
  await expect(get(`${ORIGIN}/`, join(folder, "none"))).rejects.toMatchObject({
    failure: "connection",
    message: "no connection: ENOENT",
  });
});
