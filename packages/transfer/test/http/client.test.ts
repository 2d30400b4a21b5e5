import { createServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { AddressRules } from "../../src/http/address.ts";
import { HttpClient, type HttpClientOptions, type ResponseSink } from "../../src/http/client.ts";
import { Credentials } from "../../src/http/credentials.ts";

type Raw = (socket: Socket, head: string, nth: number) => void;

const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
let redirect: (path: string) => string | undefined = () => undefined;
const [one, two] = [0, 1].map(() =>
  createServer((request, response) => {
    const path = request.url ?? "";
    seen.push({ path, headers: request.headers });
    const target = redirect(path);
    if (target === undefined) response.end(`content of ${path}`);
    else response.writeHead(302, { location: target }).end("see there");
  }),
);
let raw: Raw = () => undefined;
let connections = 0;
const tcp = createTcpServer((socket) => {
  connections += 1;
  let nth = 0;
  socket.on("error", () => undefined);
  socket.on("data", (data) => {
    nth += 1;
    raw(socket, data.toString("latin1"), nth);
  });
});
const urlOf = (server: typeof one | typeof tcp, host = "127.0.0.1") =>
  `http://${host}:${((server as typeof tcp).address() as AddressInfo).port}`;
const clients: HttpClient[] = [];

beforeAll(async () => {
  for (const server of [one, two, tcp]) {
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", () => resolve()));
  }
});
afterEach(async () => {
  seen.length = 0;
  connections = 0;
  redirect = () => undefined;
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(() => {
  for (const server of [one, two]) {
    server?.closeAllConnections();
    server?.close();
  }
  tcp.close();
});

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = new HttpClient({
    userAgent: "test/1",
    connections: 2,
    connectTimeoutMs: 2000,
    headersTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    allowInsecureRedirect: false,
    addresses: new AddressRules({ allowHosts: ["127.0.0.1"], privateByMetadata: "allowed" }),
    credentials: new Credentials(),
    ...options,
  });
  clients.push(made);
  return made;
}

class Text implements ResponseSink {
  text = "";
  head(): void {}
  data(chunk: Buffer): void {
    this.text += chunk.toString();
  }
}

async function get(url: string, options?: Partial<HttpClientOptions>, signal = new AbortController().signal) {
  const sink = new Text();
  const head = await client(options).exchange({ method: "GET", url: new URL(url) }, sink, signal);
  return { ...head, text: sink.text };
}

describe("redirects", () => {
  test("are followed five times, and the sink gets the last answer alone", async () => {
    redirect = (path) => (path === "/5" ? undefined : `/${Number(path.slice(1)) + 1}`);
    expect(await get(`${urlOf(one)}/0`)).toMatchObject({ text: "content of /5", redirects: 5 });
    redirect = (path) => `/${Number(path.slice(1)) + 1}`;
    await expect(get(`${urlOf(one)}/0`)).rejects.toMatchObject({ failure: "redirect", remedy: "elsewhere" });
  });

  test("to another origin and back carry no credential from then on", async () => {
    const credentials = new Credentials({ bearer: { token: "t0ken", origins: [urlOf(one), urlOf(two)] } });
    redirect = (path) => ({ "/a": `${urlOf(two)}/b`, "/b": `${urlOf(one)}/c` })[path];
    await get(`${urlOf(one)}/a`, { credentials });
    expect(seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/a", "Bearer t0ken"],
      ["/b", undefined],
      ["/c", undefined],
    ]);
  });

  test("within the origin keep it", async () => {
    const credentials = new Credentials({ bearer: { token: "t0ken", origins: [urlOf(one)] } });
    redirect = (path) => (path === "/a" ? "/b" : undefined);
    await get(`${urlOf(one)}/a`, { credentials });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer t0ken", "Bearer t0ken"]);
  });

  test.each([
    ["file:///etc/passwd", "scheme"],
    ["ftp://127.0.0.1/x", "scheme"],
    ["http://u:p@127.0.0.1/x", "scheme"],
    ["http://[", "redirect"],
    ["http://169.254.169.254/latest", "forbidden-address"],
    ["http://2852039166/latest", "forbidden-address"],
    ["", "redirect"],
  ])("to %s are not followed", async (target, failure) => {
    redirect = () => target;
    await expect(get(`${urlOf(one)}/a`)).rejects.toMatchObject({ failure });
    expect(seen).toHaveLength(1);
  });

  test("to itself is a failure at once", async () => {
    redirect = () => "/a";
    await expect(get(`${urlOf(one)}/a`)).rejects.toMatchObject({ failure: "redirect" });
    expect(seen).toHaveLength(1);
  });
});

describe("connections", () => {
  const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  test("that were closed while idle are replaced without anybody noticing, once", async () => {
    raw = (socket, _, nth) => {
      if (nth === 1) socket.write(answer);
      else socket.end();
    };
    const shared = client();
    const ask = async () => {
      const sink = new Text();
      await shared.exchange(
        { method: "GET", url: new URL(`${urlOf(tcp)}/`) },
        sink,
        new AbortController().signal,
      );
      return sink.text;
    };
    expect([await ask(), await ask(), await ask()]).toEqual(["ok", "ok", "ok"]);
    expect(connections).toBe(3);
  });

  test("that are closed before any answer are a failure that may pass", async () => {
    raw = (socket) => socket.end();
    await expect(get(urlOf(tcp))).rejects.toMatchObject({ failure: "connection", remedy: "again" });
    expect(connections).toBe(1);
  });

  test.each([
    ["cut", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok", "truncated"],
    ["not HTTP", "hello\r\n\r\n", "protocol"],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok", "protocol"],
    [
      "length and chunks",
      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
      "protocol",
    ],
    ["too many headers", `HTTP/1.1 200 OK\r\n${"x: yyyyyyyyyy\r\n".repeat(20_000)}\r\n`, "protocol"],
  ])("with an answer that is %s fail as such", async (_, text, failure) => {
    raw = (socket) => socket.end(text);
    await expect(get(urlOf(tcp))).rejects.toMatchObject({ failure });
  });

  test("that stay silent end in time", async () => {
    raw = () => undefined;
    const timeouts = { headersTimeoutMs: 300, idleTimeoutMs: 300 };
    await expect(get(urlOf(tcp), timeouts)).rejects.toMatchObject({ failure: "timeout", remedy: "again" });
    raw = (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok");
    await expect(get(urlOf(tcp), timeouts)).rejects.toMatchObject({ failure: "timeout", remedy: "again" });
  });
});

describe("a signal", () => {
  test.each([
    ["before the request", () => undefined],
    ["before the head", () => undefined],
    ["in the body", (socket: Socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok")],
  ])(
    "%s ends the exchange with its reason, and exchanges do not add up to listeners",
    async (when, behave) => {
      raw = behave;
      const controller = new AbortController();
      const reason = new Error("stop");
      const { signal } = controller;
      const listening = vi.spyOn(signal, "addEventListener");
      const leaving = vi.spyOn(signal, "removeEventListener");
      if (when === "before the request") controller.abort(reason);
      else setTimeout(() => controller.abort(reason), 100);
      const shared = client();
      const asked = Array.from({ length: 20 }, () =>
        shared.exchange({ method: "GET", url: new URL(urlOf(tcp)) }, new Text(), signal),
      );
      for (const { reason: thrown } of (await Promise.allSettled(asked)) as PromiseRejectedResult[]) {
        expect(thrown).toBe(reason);
      }
      expect(listening.mock.calls.length - leaving.mock.calls.length).toBeLessThanOrEqual(1);
      expect(connections).toBe(when === "before the request" ? 0 : 2);
    },
  );
});

test("what a sink throws ends the exchange and is what it throws", async () => {
  const error = new Error("mine");
  for (const place of ["head", "data"] as const) {
    const sink: ResponseSink = { head() {}, data() {} };
    sink[place] = () => {
      throw error;
    };
    const ask = client().exchange(
      { method: "GET", url: new URL(urlOf(one)) },
      sink,
      new AbortController().signal,
    );
    await expect(ask).rejects.toBe(error);
  }
});

test("metadata may not name private addresses where that is refused", async () => {
  const addresses = new AddressRules({ allowHosts: [], privateByMetadata: "refused" });
  await expect(get(urlOf(one), { addresses })).rejects.toMatchObject({ failure: "forbidden-address" });
  await expect(get(urlOf(one, "localhost"), { addresses })).rejects.toMatchObject({
    failure: "forbidden-address",
  });
  expect(seen).toEqual([]);
});
