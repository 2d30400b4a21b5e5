import { afterAll, describe, expect, test } from "vitest";
import {
  GivenToken,
  OAuthTokens,
  type OdcsRequest,
  plainSender,
  readOdcsRequest,
  ServiceFailure,
  TokenSender,
} from "../../src/index.ts";
import { userErrorOf } from "../../src/service-failure.ts";
import { Certificates } from "../support/certificates.ts";
import { never, useClients } from "../support/client.ts";
import { QUICK, useOdcs } from "../support/odcs/use.ts";
import { TokenServer } from "../support/token-server.ts";
import { tool } from "../support/tool.ts";

const place = useOdcs();
const client = useClients();
const tag = (more: object = {}): OdcsRequest =>
  readOdcsRequest({ source: { type: "tag", source: "f39" }, ...more });
const refusal = (promise: Promise<unknown>): Promise<ServiceFailure> =>
  promise.then(
    () => Promise.reject(new Error("it was not refused")),
    (error: unknown) => error as ServiceFailure,
  );

describe("bearer tokens", () => {
  const USERS = { ci: {}, limited: { flags: ["no_deps"], source_types: ["tag"], sources: ["f39"] } };
  async function as(token: string, isClosed = false) {
    const exchanger = client();
    const tokens = {
      "tok-ci": { user: "ci" },
      "tok-noscope": { user: "ci", hasGroupsScope: false },
      "tok-newonly": { user: "ci", scopes: ["new-compose"] },
      "tok-stranger": { user: "stranger" },
      "tok-limited": { user: "limited" },
    };
    const sender = token === "" ? plainSender(exchanger) : new TokenSender(exchanger, new GivenToken(token));
    return place({ backend: "openidc", tokens, users: USERS, isClosed }, { exchanger, sender });
  }

  test("the owner is the user of the token, and reading is done without it", async () => {
    const { server, service } = await as("tok-ci");
    expect((await service.create(tag(), never)).compose.owner).toBe("ci");
    await service.get("1", never);
    expect(server.requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([
      ["GET", undefined],
      ["POST", "Bearer tok-ci"],
      ["GET", undefined],
    ]);
  });

  test("a server that asks readers too is read with it", async () => {
    const { server, service } = await as("tok-ci", true);
    await service.create(tag(), never);
    expect(await service.get("1", never)).toMatchObject({ owner: "ci" });
    // Asked for once, it is not waited for to be asked again.
    expect(
      server.requests.map(({ method, headers }) => [method, headers.authorization !== undefined]),
    ).toEqual([
      ["GET", false],
      ["GET", true],
      ["POST", true],
      ["GET", true],
    ]);
  });

  test.each([
    ["", 401, "sent without a login; it wants a bearer token that it accepts"],
    ["nope", 401, "sent with the bearer token; it wants a bearer token that it accepts"],
    ["tok-noscope", 401, "Required OIDC scope https://id.fedoraproject.org/scope/groups not present."],
    ["tok-stranger", 403, "User stranger is not in role allowed_clients."],
  ])("%j is refused", async (token, status, message) => {
    const { service } = await as(token);
    const failure = await refusal(service.create(tag(), never));
    expect(failure).toBeInstanceOf(ServiceFailure);
    expect(failure).toMatchObject({ status, failure: "auth", remedy: "never" });
    expect(failure.message).toContain(message);
    expect(failure.message).not.toContain("tok-");
    expect(userErrorOf(failure).exitCode).toBe(2);
  });

  test("scopes and limits are said as the server says them", async () => {
    const { server, service } = await as("tok-newonly");
    await service.create(tag(), never);
    server.store.finish(1);
    expect((await refusal(service.renew("1", {}, never))).said).toBe(
      "Request does not have required scope renew-compose",
    );
    const limited = await as("tok-limited");
    const other = readOdcsRequest({ source: { type: "tag", source: "f40" } });
    expect((await refusal(limited.service.create(other, never))).said).toContain("sources=f40");
  });

  test("a token that runs out is replaced, and the request is made once", async () => {
    await using tokenServer = await new TokenServer().start();
    const exchanger = client();
    const options = { endpoint: tokenServer.url, clientId: "ci", retry: QUICK };
    const tokens = new OAuthTokens({
      ...options,
      exchanger,
      grant: { kind: "client-credentials", clientSecret: "x" },
    });
    const { server, service } = await place(
      { backend: "openidc", users: USERS },
      { exchanger, sender: new TokenSender(exchanger, tokens) },
    );
    tokenServer.onToken = (token) => {
      server.login.tokens.clear();
      server.login.tokens.set(token, { user: "ci" });
    };
    await service.create(tag(), never);
    server.login.tokens.clear();
    expect((await service.create(tag(), never)).compose.id).toBe("2");
    expect(server.store.rows).toHaveLength(2);
    expect(tokenServer.forms).toHaveLength(2);
  });
});

describe.skipIf(!tool("openssl", "version"))("client certificates (needs openssl)", () => {
  const certificates = new Certificates();
  certificates.issue("ci", "/O=Test/CN=ci-ssl");
  certificates.issue("other", "/O=Test/CN=other");
  certificates.issue("rogue", "/O=Test/CN=ci-ssl", certificates.rogue());
  afterAll(() => certificates[Symbol.dispose]());

  async function as(name: string, rejectUnauthorized = false) {
    const tls = {
      key: certificates.pem("server.key"),
      cert: certificates.pem("server.pem"),
      ca: certificates.pem("ca.pem"),
      requestCert: true,
      rejectUnauthorized,
    };
    const users = { "CN=ci-ssl,O=Test": { arches: ["x86_64"], source_types: ["tag"] } };
    const own = `127.0.0.1 ${certificates.path(`${name}.pem`)} ${certificates.path(`${name}.key`)}`;
    const connection = {
      "ca-file": certificates.path("ca.pem"),
      ...(name === "" ? {} : { "client-cert": own }),
    };
    return place({ backend: "ssl", tls, users }, {}, connection);
  }

  test("the owner is the whole name in the certificate", async () => {
    const { service } = await as("ci", true);
    expect((await service.create(tag(), never)).compose.owner).toBe("CN=ci-ssl,O=Test");
  });

  test.each([
    ["", 401, "Cannot verify client: NONE"],
    ["rogue", 401, "Cannot verify client: NONE"],
    ["other", 403, "User CN=other,O=Test is not in role allowed_clients."],
  ])("%j is refused", async (name, status, said) => {
    const { service } = await as(name);
    expect(await refusal(service.create(tag(), never))).toMatchObject({ status, said });
  });

  test("limits of the client", async () => {
    const { service } = await as("ci");
    const request = tag({ arches: ["x86_64", "aarch64"] });
    expect((await refusal(service.create(request, never))).said).toContain("arches=aarch64");
  });

  test.each(["", "rogue"])("a server that insists ends the connection with %j", async (name) => {
    const { server, service } = await as(name, true);
    const failure = await refusal(service.create(tag(), never));
    expect(["tls", "connection"]).toContain(failure.failure);
    expect(server.store.rows).toHaveLength(0);
  });
});
