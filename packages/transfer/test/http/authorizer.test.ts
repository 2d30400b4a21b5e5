import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { AddressRules } from "../../src/http/address.ts";
import { HttpClient, type HttpRequest, type ResponseSink } from "../../src/http/client.ts";
import { Credentials } from "../../src/http/credentials.ts";
import type { RequestAuthorizer } from "../../src/http/request-authorizer.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const seen: (readonly [string, string | undefined])[] = [];
let answer: Answer = (_, response) => response.end("content");
const [one, two] = [0, 1].map(() =>
  createServer((request, response) => {
    seen.push([`${request.method} ${request.url}`, request.headers.authorization]);
    answer(request, response);
  }),
) as [ReturnType<typeof createServer>, ReturnType<typeof createServer>];
const urlOf = (server: typeof one, path: string) =>
  new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
const clients: HttpClient[] = [];

beforeAll(async () => {
  for (const server of [one, two]) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  }
});
afterEach(async () => {
  seen.length = 0;
  answer = (_, response) => response.end("content");
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(() => {
  for (const server of [one, two]) {
    server.closeAllConnections();
    server.close();
  }
});

class Text implements ResponseSink {
  text = "";
  heads = 0;
  head(): void {
    this.heads += 1;
  }
  data(chunk: Buffer): void {
    this.text += chunk.toString();
  }
}

/** Speaks for the first server; its tokens are t1, t2, … as long as it is let. */
class Tokens implements RequestAuthorizer {
  current = 1;
  readonly last: number;
  readonly refusals: (string | undefined)[] = [];
  constructor(last = 1) {
    this.last = last;
  }
  covers({ url }: HttpRequest): boolean {
    return url.origin === urlOf(one, "/").origin;
  }
  async header(): Promise<string> {
    return `Bearer t${this.current}`;
  }
  async refused(_request: HttpRequest, sent: string | undefined): Promise<boolean> {
    this.refusals.push(sent);
    if (this.current === this.last) return false;
    this.current += 1;
    return true;
  }
}

async function ask(authorizer: RequestAuthorizer, request: HttpRequest, credentials = new Credentials()) {
  const client = new HttpClient({
    userAgent: "test/1",
    connections: 1,
    connectTimeoutMs: 2000,
    headersTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    allowInsecureRedirect: false,
    addresses: new AddressRules({ allowHosts: ["127.0.0.1"], privateByMetadata: "allowed" }),
    credentials,
    authorizer,
  });
  clients.push(client);
  const sink = new Text();
  const head = await client.exchange(request, sink, new AbortController().signal);
  return { ...head, text: sink.text, heads: sink.heads };
}

const accept =
  (token: string): Answer =>
  (request, response) => {
    request.resume();
    if (request.headers.authorization === `Bearer ${token}`) response.end("content");
    else response.writeHead(401, { "www-authenticate": "Bearer" }).end("who are you?");
  };

describe("an authorizer", () => {
  test("gives its header to what it covers, in place of other credentials, and to nothing else", async () => {
    const origins = [one, two].map((server) => urlOf(server, "/").origin);
    const credentials = new Credentials({ bearer: { token: "other", origins } });
    await ask(new Tokens(), { method: "GET", url: urlOf(one, "/a") }, credentials);
    await ask(new Tokens(), { method: "GET", url: urlOf(two, "/b") }, credentials);
    expect(seen).toEqual([
      ["GET /a", "Bearer t1"],
      ["GET /b", "Bearer other"],
    ]);
  });

  test("is asked for another one when the answer is 401, and the sink sees the last answer alone", async () => {
    answer = accept("t2");
    const tokens = new Tokens(2);
    const got = await ask(tokens, { method: "GET", url: urlOf(one, "/a") });
    expect(got).toMatchObject({ status: 200, text: "content", heads: 1 });
    expect(tokens.refusals).toEqual(["Bearer t1"]);
  });

  test("is asked once for a request", async () => {
    answer = accept("t9");
    const got = await ask(new Tokens(9), { method: "GET", url: urlOf(one, "/a") });
    expect(got).toMatchObject({ status: 401, text: "who are you?", heads: 1 });
    expect(seen.map(([, sent]) => sent)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test("that has no other one leaves the answer as it is", async () => {
    answer = accept("t9");
    const got = await ask(new Tokens(), { method: "GET", url: urlOf(one, "/a") });
    expect(got).toMatchObject({ status: 401, text: "who are you?", heads: 1 });
    expect(seen).toHaveLength(1);
  });

  test("has a streamed body opened anew", async () => {
    let bodies = 0;
    answer = accept("t2");
    const open = () => {
      bodies += 1;
      return Readable.from([Buffer.from("body")]);
    };
    const got = await ask(new Tokens(2), { method: "PUT", url: urlOf(one, "/a"), body: { size: 4, open } });
    expect(got.status).toBe(200);
    expect(bodies).toBe(2);
  });

  test("does not speak for where a redirect leads, nor for the way back, nor answers a challenge there", async () => {
    const tokens = new Tokens(2);
    answer = (request, response) => {
      const target = { "/a": urlOf(two, "/b"), "/b": urlOf(one, "/c") }[request.url ?? ""];
      if (target !== undefined) response.writeHead(307, { location: target.href }).end();
      else response.writeHead(401, { "www-authenticate": 'Bearer realm="https://evil.example/"' }).end();
    };
    expect(await ask(tokens, { method: "GET", url: urlOf(one, "/a") })).toMatchObject({ status: 401 });
    expect(seen).toEqual([
      ["GET /a", "Bearer t1"],
      ["GET /b", undefined],
      ["GET /c", undefined],
    ]);
    expect(tokens.refusals).toEqual([]);
  });

  test("speaks for a redirect within its origin", async () => {
    answer = (request, response) =>
      request.url === "/a"
        ? response.writeHead(307, { location: "/b" }).end()
        : accept("t1")(request, response);
    expect(await ask(new Tokens(), { method: "GET", url: urlOf(one, "/a") })).toMatchObject({ status: 200 });
    expect(seen.map(([, sent]) => sent)).toEqual(["Bearer t1", "Bearer t1"]);
  });

  test("is not asked about a URL that a server has given", async () => {
    await ask(new Tokens(), { method: "GET", url: urlOf(one, "/a"), isFromServer: true });
    expect(seen).toEqual([["GET /a", undefined]]);
  });

  test("gives way to a header of the request's own, which does not go along to another origin", async () => {
    answer = (request, response) =>
      request.url === "/a"
        ? response.writeHead(302, { location: urlOf(two, "/b").href }).end()
        : response.end();
    const authorization = { header: "Basic abc" };
    await ask(new Tokens(), { method: "GET", url: urlOf(one, "/a"), authorization });
    await ask(new Tokens(), { method: "GET", url: urlOf(one, "/c"), authorization: { header: undefined } });
    expect(seen).toEqual([
      ["GET /a", "Basic abc"],
      ["GET /b", undefined],
      ["GET /c", undefined],
    ]);
  });
});

describe("a URL that a server has given", () => {
  test("must not lead to private addresses that nobody has allowed", async () => {
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
    const request = { method: "PUT", url: urlOf(one, "/a"), isFromServer: true } as const;
    await expect(client.exchange(request, new Text(), new AbortController().signal)).rejects.toMatchObject({
      failure: "forbidden-address",
    });
    expect(seen).toEqual([]);
  });
});

test("a HEAD that an authorizer speaks for keeps its connection", async () => {
  let sockets = 0;
  const count = () => {
    sockets += 1;
  };
  one.on("connection", count);
  const client = new HttpClient({
    userAgent: "test/1",
    connections: 1,
    connectTimeoutMs: 2000,
    headersTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    allowInsecureRedirect: false,
    addresses: new AddressRules({ allowHosts: [], privateByMetadata: "allowed" }),
    credentials: new Credentials(),
    authorizer: new Tokens(),
  });
  clients.push(client);
  for (let round = 0; round < 3; round++) {
    await client.exchange(
      { method: "HEAD", url: urlOf(one, "/a") },
      new Text(),
      new AbortController().signal,
    );
  }
  one.off("connection", count);
  expect(sockets).toBe(1);
});
