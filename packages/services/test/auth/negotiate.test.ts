import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { curlFailure, readVerbose } from "../../src/auth/curl-output.ts";
import { type NegotiateOptions, NegotiateSender, readOdcsRequest } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { useOdcs } from "../support/odcs/use.ts";
import { tool } from "../support/tool.ts";

const place = useOdcs();
const folder = mkdtempSync(join(tmpdir(), "compose-negotiate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TIMES = { connectTimeoutMs: 5000, answerTimeoutMs: 5000 };
const request = readOdcsRequest({ source: { type: "tag", source: "f39" } });

/** No ticket of whoever runs the tests. */
const NO_TICKET = { KRB5CCNAME: `FILE:${join(folder, "none")}`, KRB5_CONFIG: "/dev/null" };

/** A program that is called as curl is, and does what the script says. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function having(options: Partial<NegotiateOptions>) {
  const sender = new NegotiateSender({ ...TIMES, ...options });
  const backend = "kerberos_or_ssl" as const;
  return place({ backend, tickets: { TICKET: "ci" }, users: { ci: {} } }, { sender });
}

describe.skipIf(!tool("curl"))("with curl", () => {
  /** curl itself, with a ticket put where Kerberos would put one. */
  const curl = () => program("curl-with-ticket", 'exec curl "$@" --header "Authorization: Negotiate TICKET"');

  test("a compose is made, renewed and cancelled", async () => {
    const { server, service } = await having({ curl: curl(), environment: NO_TICKET });
    const { compose } = await service.create(request, never);
    expect(compose).toMatchObject({ id: "1", owner: "ci", state: "requested" });
    expect(await service.cancel("1", never)).toMatchObject({ outcome: "done" });
    expect(await service.renew("1", {}, never)).toMatchObject({ outcome: "replaced", compose: { id: "2" } });
    const post = server.requests.find(({ method }) => method === "POST");
    expect(post?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": expect.stringContaining("compose-actions/"),
    });
    expect(JSON.parse(post?.body ?? "")).toEqual({ source: { type: "tag", source: "f39" } });
  });

  test("without a ticket it is said what to do", async () => {
    const { server, service } = await having({ environment: NO_TICKET });
    const failure = await service.create(request, never).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ failure: "auth", remedy: "never" });
    expect((failure as Error).message).toMatch(
      /there is no usable Kerberos ticket: .*; get a ticket with kinit, or give a keytab/,
    );
    expect(server.store.rows).toHaveLength(0);
  });

  test("what the server says of a ticket that it knows is what counts", async () => {
    const { server, service } = await having({ curl: curl(), environment: NO_TICKET });
    server.login.tickets.set("TICKET", "stranger");
    await expect(service.create(request, never)).rejects.toMatchObject({
      status: 403,
      said: "User stranger is not in role allowed_clients.",
    });
  });

  test("nobody there, and an answer that never comes", async () => {
    const { server } = await having({});
    const times = { connectTimeoutMs: 200, answerTimeoutMs: 100 };
    const sender = new NegotiateSender({ ...times, environment: NO_TICKET });
    const question = { method: "POST" as const, url: new URL(server.url), body: Buffer.from("{}") };
    server.misbehave = () => true;
    await expect(sender.send(question, never)).rejects.toMatchObject({ failure: "timeout" });
    await server.stop();
    await expect(sender.send(question, never)).rejects.toMatchObject({ failure: "connection" });
  });

  test("an answer without end is not taken", async () => {
    const { server } = await having({});
    server.misbehave = (_, response) => {
      const more = setInterval(() => response.write(Buffer.alloc(1024 ** 2)), 0);
      response.on("close", () => clearInterval(more));
      return true;
    };
    const sender = new NegotiateSender({ ...TIMES, environment: NO_TICKET });
    await expect(sender.send({ method: "GET", url: new URL(server.url) }, never)).rejects.toMatchObject({
      failure: "too-large",
    });
  });

  test("being told to stop ends it", async () => {
    const { server } = await having({});
    const stop = new AbortController();
    server.misbehave = () => {
      stop.abort(new Error("interrupted"));
      return true;
    };
    const sender = new NegotiateSender({ ...TIMES, environment: NO_TICKET });
    await expect(sender.send({ method: "GET", url: new URL(server.url) }, stop.signal)).rejects.toThrow(
      "interrupted",
    );
  });
});

test("what curl is told can be seen by all, and is not secret; a keytab stands for itself", async () => {
  const keytab = join(folder, "ci.keytab");
  writeFileSync(keytab, "");
  const seen = join(folder, "seen");
  const curl = program(
    "curl-that-tells",
    `{ printf '%s\\n' "$@"; echo "$KRB5_CLIENT_KTNAME $KRB5CCNAME"; cat; } > ${seen}; printf '< HTTP/1.1 204 No\\n\\n204' >&2`,
  );
  const sender = new NegotiateSender({ ...TIMES, curl, keytab, caFile: join(folder, "ca.pem") });
  const question = {
    method: "POST" as const,
    url: new URL("https://odcs.example.com/api/1/composes/"),
    body: Buffer.from("the body"),
  };
  expect((await sender.send(question, never)).status).toBe(204);
  const lines = readFileSync(seen, "utf8").split("\n");
  expect(lines[0]).toBe("--disable");
  expect(lines).toContain("--negotiate");
  expect(lines).toContain("=https");
  expect(lines).toContain("@-");
  expect(lines).toContain(`FILE:${keytab} MEMORY:compose-actions`);
  expect(lines.at(-1)).toBe("the body");
  expect(lines.slice(0, -2).join("\n")).not.toContain("the body");
  expect(lines).not.toContain("--location");
});

test("a curl that is not there, and one without Kerberos", async () => {
  const question = { method: "GET" as const, url: new URL("https://odcs.example.com/") };
  const missing = new NegotiateSender({ ...TIMES, curl: join(folder, "no-curl") });
  await expect(missing.send(question, never)).rejects.toThrow("is not installed, and Kerberos needs it");
  const curl = program(
    "curl-without",
    "echo 'curl: option --negotiate: the installed libcurl version does not support this' >&2; exit 2",
  );
  await expect(new NegotiateSender({ ...TIMES, curl }).send(question, never)).rejects.toThrow(
    "this curl cannot do Kerberos",
  );
});

test("a keytab that cannot be read is refused before any work", () => {
  expect(() => new NegotiateSender({ ...TIMES, keytab: join(folder, "none.keytab") })).toThrow(
    "cannot be read: ENOENT",
  );
});

test("tickets are not sent without encryption", async () => {
  const sender = new NegotiateSender(TIMES);
  const question = { method: "GET" as const, url: new URL("http://odcs.example.com/") };
  await expect(sender.send(question, never)).rejects.toMatchObject({ failure: "auth" });
});

describe("what curl says", () => {
  test("of several answers the last one counts", () => {
    const text =
      "< HTTP/1.1 200 Connection established\n< Via: proxy\n<\n< HTTP/1.1 202 ACCEPTED\r\n< Date: Sat\r\n< \r\n{ [5 bytes data]\n\n202";
    expect(readVerbose(text)).toEqual({ status: 202, headers: { date: "Sat" }, kerberos: undefined });
  });

  test.each([
    [6, "", "connection", "again"],
    [7, "", "connection", "again"],
    [28, "", "timeout", "again"],
    [56, "", "connection", "again"],
    [56, "OpenSSL SSL_read: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0", "tls", "never"],
    [60, "", "tls", "never"],
    [null, "", "connection", "again"],
  ])("exit code %j %s", (code, text, failure, remedy) => {
    expect(curlFailure(code, text)).toMatchObject({ failure, remedy });
  });
});
