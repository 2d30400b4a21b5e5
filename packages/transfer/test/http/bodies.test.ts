import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { AddressRules } from "../../src/http/address.ts";
import { HttpClient, type HttpRequest, type ResponseSink } from "../../src/http/client.ts";
import { Credentials } from "../../src/http/credentials.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer = () => undefined;
let raw: (socket: Socket) => void = () => undefined;
const server = createServer((request, response) => answer(request, response));
const tcp = createTcpServer((socket) => {
  socket.on("error", () => undefined);
  raw(socket);
});
const clients: HttpClient[] = [];
const MiB = 1024 * 1024;

beforeAll(async () => {
  for (const one of [server, tcp]) {
    await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", () => resolve()));
  }
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => {
  server.closeAllConnections();
  server.close();
  tcp.close();
});

class Text implements ResponseSink {
  text = "";
  head(): void {}
  data(chunk: Buffer): void {
    this.text += chunk.toString();
  }
}

async function send(
  request: Omit<HttpRequest, "url">,
  { path = "/", to = server as typeof server | typeof tcp, signal = new AbortController().signal } = {},
) {
  const client = new HttpClient({
    userAgent: "test/1",
    connections: 1,
    connectTimeoutMs: 2000,
    headersTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    allowInsecureRedirect: false,
    addresses: new AddressRules({ allowHosts: [], privateByMetadata: "allowed" }),
    credentials: new Credentials(),
  });
  clients.push(client);
  const url = new URL(path, `http://127.0.0.1:${(to.address() as AddressInfo).port}`);
  const sink = new Text();
  const { status, headers } = await client.exchange({ ...request, url }, sink, signal);
  return { status, headers, text: sink.text };
}

/** So many bytes, a block at a time, counted as they are read. */
function source(size: number) {
  const counted = { read: 0, opened: 0, destroyed: 0 };
  const open = () => {
    counted.opened += 1;
    let left = size;
    return new Readable({
      read() {
        const block = Buffer.alloc(Math.min(left, 64 * 1024), "x");
        left -= block.length;
        counted.read += block.length;
        this.push(block.length === 0 ? null : block);
      },
      destroy(error, done) {
        counted.destroyed += 1;
        done(error);
      },
    });
  };
  return { counted, body: { size, open } };
}

describe("a body", () => {
  test.each(["POST", "PUT", "PATCH"] as const)("of bytes is sent with its length by %s", async (method) => {
    answer = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end(
        `${request.method} ${request.headers["content-length"]} ${request.headers["transfer-encoding"]} ${Buffer.concat(chunks)}`,
      );
    };
    expect((await send({ method, body: Buffer.from("hello") })).text).toBe(`${method} 5 undefined hello`);
    expect((await send({ method, body: Buffer.alloc(0) })).text).toBe(`${method} 0 undefined `);
  });

  test("is streamed with its length, and no faster than it is taken", async () => {
    let atPause = 0;
    const { body, counted } = source(64 * MiB);
    answer = async (request, response) => {
      expect(request.headers["content-length"]).toBe(String(64 * MiB));
      expect(request.headers["transfer-encoding"]).toBeUndefined();
      request.pause();
      await new Promise((resolve) => setTimeout(resolve, 300));
      atPause = counted.read;
      let length = 0;
      for await (const chunk of request) length += (chunk as Buffer).length;
      response.end(String(length));
    };
    expect((await send({ method: "PUT", body })).text).toBe(String(64 * MiB));
    // What the kernel's buffers hold has been read, and not much more.
    expect(atPause).toBeLessThan(32 * MiB);
    expect(counted).toMatchObject({ read: 64 * MiB, opened: 1, destroyed: 1 });
  });

  test("of no bytes is not opened", async () => {
    const { body, counted } = source(0);
    answer = (request, response) => response.end(request.headers["content-length"]);
    expect((await send({ method: "PUT", body })).text).toBe("0");
    expect(counted.opened).toBe(0);
  });

  test("that cannot be read ends the request with what went wrong", async () => {
    answer = (request) => request.resume();
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new Error("the file is another one now"));
        },
      });
    await expect(send({ method: "PUT", body: { size: 10, open: broken } })).rejects.toThrow(
      "the file is another one now",
    );
  });

  test.each([
    ["shorter", 5],
    ["longer", 15],
  ])("that is %s than its length never becomes a complete request", async (_, length) => {
    let completed = false;
    answer = (request, response) => {
      request.on("error", () => undefined);
      request.on("end", () => {
        completed = true;
        response.end();
      });
      request.resume();
    };
    const open = () => Readable.from([Buffer.alloc(length)]);
    await expect(send({ method: "PUT", body: { size: 10, open } })).rejects.toThrow();
    expect(completed).toBe(false);
  });

  test("is let go of when the request is aborted", async () => {
    const { body, counted } = source(64 * MiB);
    const stop = new AbortController();
    answer = (request) => {
      request.on("error", () => undefined);
      request.once("data", () => stop.abort(new Error("enough")));
    };
    await expect(send({ method: "PUT", body }, { signal: stop.signal })).rejects.toThrow("enough");
    expect(counted.destroyed).toBe(1);
    expect(counted.read).toBeLessThan(64 * MiB);
  });
});

describe("a server that says no while it is being sent to", () => {
  test.each([401, 403, 413])("is heard when it answers %i and reads on", async (status) => {
    const { body, counted } = source(512 * MiB);
    answer = (request, response) => {
      request.on("error", () => undefined);
      request.once("data", () => response.writeHead(status).end("no"));
    };
    expect(await send({ method: "PUT", body })).toMatchObject({ status, text: "no" });
    expect(counted.destroyed).toBe(1);
    expect(counted.read).toBeLessThan(512 * MiB);
  });

  test("is heard when it hangs up before its text is complete", async () => {
    const { body } = source(64 * MiB);
    raw = (socket) => {
      socket.once("data", () => {
        socket.pause();
        socket.write("HTTP/1.1 403 Forbidden\r\ncontent-length: 1000\r\n\r\nno", () => socket.end());
        setTimeout(() => socket.destroy(), 200);
      });
    };
    expect(await send({ method: "PUT", body }, { to: tcp })).toMatchObject({ status: 403 });
  });

  test("with a redirect gives an answer, and nothing is sent there", async () => {
    const seen: string[] = [];
    answer = (request, response) => {
      seen.push(request.url ?? "");
      request.resume();
      request.on("end", () => response.writeHead(307, { location: "/elsewhere" }).end());
    };
    for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const) {
      expect(await send({ method, body: Buffer.from("x") })).toMatchObject({
        status: 307,
        headers: { location: "/elsewhere" },
      });
    }
    expect(seen).toEqual(["/", "/", "/", "/"]);
  });
});

describe("an answer", () => {
  test("may take longer where that is said", async () => {
    answer = (request, response) => {
      request.resume();
      setTimeout(() => response.end("late"), 4500);
    };
    const body = Buffer.from("x");
    await expect(send({ method: "PUT", body })).rejects.toMatchObject({ failure: "timeout" });
    expect((await send({ method: "PUT", body, answerTimeoutMs: 20_000 })).text).toBe("late");
  });
});

describe("a server that stops taking", () => {
  test.each([undefined, 600_000])("is given up (answers may take %s ms)", async (answerTimeoutMs) => {
    answer = (request) => {
      request.on("error", () => undefined);
      request.pause();
    };
    const { body, counted } = source(64 * MiB);
    await expect(send({ method: "PUT", body, answerTimeoutMs })).rejects.toMatchObject({
      failure: "timeout",
    });
    expect(counted.destroyed).toBe(1);
  });

  test("is not blamed for a source that is slow", async () => {
    answer = (request, response) => {
      request.resume();
      request.on("end", () => response.end("complete"));
    };
    const open = () => Readable.from(slowly());
    async function* slowly() {
      yield Buffer.from("ab");
      await new Promise((resolve) => setTimeout(resolve, 3500));
      yield Buffer.from("cd");
    }
    const request = { method: "PUT", body: { size: 4, open }, answerTimeoutMs: 10_000 } as const;
    expect((await send(request)).text).toBe("complete");
  });
});

describe("a connection that was closed while it was idle", () => {
  async function secondRequest(request: Omit<HttpRequest, "url">): Promise<number> {
    let connections = 0;
    raw = (socket) => {
      connections += 1;
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (connections === 1 && requests === 2) socket.resetAndDestroy();
        else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    };
    const client = new HttpClient({
      userAgent: "test/1",
      connections: 1,
      connectTimeoutMs: 2000,
      headersTimeoutMs: 2000,
      idleTimeoutMs: 2000,
      allowInsecureRedirect: false,
      addresses: new AddressRules({ allowHosts: [], privateByMetadata: "allowed" }),
      credentials: new Credentials(),
    });
    clients.push(client);
    const url = new URL(`http://127.0.0.1:${(tcp.address() as AddressInfo).port}`);
    const signal = new AbortController().signal;
    await client.exchange({ method: "GET", url }, new Text(), signal);
    return (await client.exchange({ ...request, url }, new Text(), signal)).status;
  }

  test("is replaced without a word where sending twice does no harm", async () => {
    expect(await secondRequest({ method: "PUT", body: Buffer.from("x") })).toBe(200);
    expect(await secondRequest({ method: "POST" })).toBe(200);
  });

  test("is a failure for parts, and for bodies that are streamed", async () => {
    const open = () => Readable.from([Buffer.from("x")]);
    await expect(secondRequest({ method: "PATCH", body: Buffer.from("x") })).rejects.toMatchObject({
      failure: "connection",
    });
    await expect(secondRequest({ method: "PUT", body: { size: 1, open } })).rejects.toMatchObject({
      failure: "connection",
    });
  });
});
