import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  GivenToken,
  OAuthTokens,
  type ServiceFailure,
  systemClock,
  waitForComposes,
} from "../../src/index.ts";
import { userErrorOf } from "../../src/service-failure.ts";
import { Certificates } from "../support/certificates.ts";
import { never, useClients } from "../support/client.ts";
import { TokenStandIn } from "../support/osbuild-composer/tokens.ts";
import { QUICK, requestFor, useComposers, useSockets } from "../support/osbuild-composer/use.ts";
import { tool } from "../support/tool.ts";

const place = useComposers();
const client = useClients();
const socket = useSockets();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";
const S3 = { type: "aws.s3", options: { url: "https://bucket.example.com/composer-api-1-disk.qcow2" } };

describe("a unix socket", () => {
  test("has the whole API", async () => {
    const path = socket();
    const { server, service } = await place({ socket: path });
    expect(service.shown).toBe(path);
    const { compose } = await service.create(requestFor(), never);
    server.finish(compose.id, [S3]);
    expect((await service.get(compose.id, never))?.state).toBe("finished");
    expect((await service.about(never)).offers["features"]).toContain("download");
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test("that is not there, or at which nobody listens, says so", async () => {
    const path = socket();
    const { server, service } = await place({ socket: path });
    await server.stop();
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({
      failure: "connection",
      remedy: "again",
      message: `${path} cannot be asked: no connection: ENOENT; there is no such socket: the service is not installed or not enabled, or the path is another one`,
    });
  });
});

describe("bearer tokens", () => {
  const servers: TokenStandIn[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  async function withTokens(secret: string, now: () => number = Date.now) {
    const provider = await new TokenStandIn({}, now).start();
    servers.push(provider);
    provider.tenants.set("s3cret", "tenant 1").set("0ther", "tenant 2");
    const tokens = new OAuthTokens({
      exchanger: client({ "allow-hosts": "127.0.0.1" }),
      endpoint: new URL(`${provider.server}/token`),
      clientId: "ci",
      grant: { kind: "client-credentials", clientSecret: secret },
      scopes: ["api.console"],
      retry: QUICK,
      clock: { ...systemClock, now },
    });
    return { provider, tokens };
  }

  test("are got with client credentials, and asked for once while they are good", async () => {
    const { provider, tokens } = await withTokens("s3cret");
    const { server, service } = await place({ tokens: provider }, { tokens });
    const { compose } = await service.create(requestFor(), never);
    expect(server.compose(compose.id).tenant).toBe("tenant 1");
    expect(await service.get(compose.id, never)).toBeDefined();
    expect((await service.about(never)).authentication).toBe("bearer");
    expect(provider.requests.map(({ body }) => body)).toEqual([
      "client_id=ci&client_secret=s3cret&grant_type=client_credentials&scope=api.console",
    ]);
  });

  test("are renewed before they run out, and when they are refused all the same", async () => {
    let now = Date.now();
    const { provider, tokens } = await withTokens("s3cret", () => now);
    const { service } = await place({ tokens: provider }, { tokens });
    const { compose } = await service.create(requestFor(), never);
    now += 60_000;
    expect(await service.get(compose.id, never)).toBeDefined();
    expect(provider.requests).toHaveLength(2);
    provider.revoke();
    expect(await service.get(compose.id, never)).toBeDefined();
    expect(provider.requests).toHaveLength(3);
  });

  test("composes of another tenant are none", async () => {
    const one = await withTokens("s3cret");
    const { server, service } = await place({ tokens: one.provider }, { tokens: one.tokens });
    const { compose } = await service.create(requestFor(), never);
    const tokens = new GivenToken(
      (
        (await (
          await fetch(`${one.provider.server}/token`, {
            method: "POST",
            body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: "0ther" }),
          })
        ).json()) as { access_token: string }
      ).access_token,
    );
    const other = await place({ tokens: one.provider }, { tokens });
    // The same server, asked by somebody else.
    for (const [id, made] of server.composes) other.server.composes.set(id, made);
    expect(await other.service.get(compose.id, never)).toBeUndefined();
  });

  test("that name no tenant cannot own composes", async () => {
    const { provider, tokens } = await withTokens("nobody's");
    const { service } = await place({ tokens: provider }, { tokens });
    await expect(service.create(requestFor(), never)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("Tenant not found in JWT claims (IMAGE-BUILDER-COMPOSER-28)"),
    });
  });

  test.each([
    [
      "none",
      undefined,
      "sent without a login: Request doesn't contain the 'Authorization' header or the 'cs_jwt' cookie (IMAGE-BUILDER-COMPOSER-401); it wants a bearer token that it accepts",
    ],
    ["one that is none", new GivenToken("garbage"), "sent with the bearer token: Bearer token is malformed"],
  ])("with %s the server says what it wants", async (_, tokens, text) => {
    const { provider } = await withTokens("s3cret");
    const { service } = await place({ tokens: provider }, { tokens });
    const failure: ServiceFailure = await service.get(UNKNOWN, never).then(
      () => expect.unreachable(),
      (error) => error,
    );
    expect(failure).toMatchObject({ failure: "auth", status: 401 });
    expect(failure.operationId).toMatch(/^3MQr/);
    expect(failure.message).toContain(text);
    expect(userErrorOf(failure).exitCode).toBe(2);
  });
});

describe.skipIf(!tool("openssl", "version"))("TLS with client certificates", () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = new Certificates();
    certificates.issue("client", "/CN=ci");
    certificates.issue("stranger", "/CN=stranger", certificates.rogue());
  });
  afterAll(() => certificates?.[Symbol.dispose]());

  const tls = (minVersion: "TLSv1.2" | "TLSv1.3" = "TLSv1.3") => ({
    key: certificates.pem("server.key"),
    cert: certificates.pem("server.pem"),
    ca: certificates.pem("ca.pem"),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion,
    maxVersion: minVersion,
  });
  const connection = (name?: string) => ({
    "ca-file": certificates.path("ca.pem"),
    ...(name === undefined
      ? {}
      : {
          "client-cert": `127.0.0.1 ${certificates.path(`${name}.pem`)} ${certificates.path(`${name}.key`)}`,
        }),
  });

  test("a certificate of the right authority is a login", async () => {
    const { server, service } = await place({ tls: tls() }, {}, connection("client"));
    const { compose } = await service.create(requestFor(), never);
    server.finish(compose.id, [S3]);
    expect((await service.get(compose.id, never))?.state).toBe("finished");
  });

  test.each([
    ["TLSv1.2", undefined],
    ["TLSv1.3", undefined],
    ["TLSv1.2", "stranger"],
    ["TLSv1.3", "stranger"],
  ] as const)(
    "over %s without one, or with another (%s), it is said what is wanted",
    async (version, name) => {
      const { server, service } = await place({ tls: tls(version) }, {}, connection(name));
      await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({
        failure: expect.stringMatching(/^(?:tls|connection)$/),
        message: expect.stringMatching(
          /ALERT.*; the server wants a client certificate of an authority|; where a client certificate is wanted, a server hangs up/,
        ),
      });
      expect(server.requests).toEqual([]);
    },
  );

  test("a server of an authority that nobody knows is not asked", async () => {
    const { server, service } = await place({ tls: tls() }, {}, {});
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({
      failure: "tls",
      message: expect.stringContaining("name it with ca-file"),
    });
    expect(server.requests).toEqual([]);
  });
});

test("a server that wants https says so", async () => {
  const { server, service } = await place();
  server.misbehave = (_, response) => {
    response
      .writeHead(400, { "content-type": "text/plain" })
      .end("Client sent an HTTP request to an HTTPS server.\n");
    return true;
  };
  await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({
    status: 400,
    message: expect.stringMatching(/answers 400 for compose .*: it wants to be asked with https$/),
  });
});

describe("waiting", () => {
  const policy = { pollMs: 5, pollMaxMs: 20, timeoutMs: 10_000, outageMs: 2_000, minLifeMs: 0 };
  const options = { policy, withLogs: true, clock: systemClock, random: Math.random };

  test("goes on while a server is restarted, and a worker vanishes", async () => {
    const { server, service } = await place({ socket: socket() });
    const { compose } = await service.create(requestFor(), never);
    const seen: string[] = [];
    const waiting = waitForComposes(
      [compose.id],
      {
        ...options,
        // Only what the test does ends it, however slow the machine is.
        policy: { ...policy, timeoutMs: 50_000, outageMs: 50_000 },
        service,
        observer: {
          onLook: ({ stage, state }) => seen.at(-1) === (stage ?? state) || seen.push(stage ?? state),
          onTrouble: () => seen.at(-1) === "trouble" || seen.push("trouble"),
        },
      },
      never,
    );
    const until = async (what: string): Promise<void> => {
      while (seen.at(-1) !== what) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await until("pending");
    server.work(compose.id, "building");
    await until("building");
    server.work(compose.id, "pending");
    await until("pending");
    await server.stop();
    await until("trouble");
    await server.start();
    await until("pending");
    server.fail(compose.id, {
      id: 27,
      reason: "Workers running this job stopped responding more than 2 times.",
    });
    expect(await waiting).toMatchObject([{ kind: "ended", compose: { state: "failed" } }]);
    expect(seen).toEqual(["pending", "building", "pending", "trouble", "pending", "failed"]);
  });

  test("ends when the time is over, for a compose that never begins", async () => {
    const { service } = await place();
    const { compose } = await service.create(requestFor(), never);
    const outcome = await waitForComposes(
      [compose.id],
      { ...options, policy: { ...policy, timeoutMs: 100 }, service, observer: {} },
      never,
    );
    expect(outcome).toMatchObject([{ kind: "timeout", compose: { state: "requested" } }]);
  });

  test("several composes are waited for together, and one that fails stops no other", async () => {
    const { server, service } = await place();
    const made = [];
    for (const type of ["guest-image", "aws"])
      made.push((await service.create(requestFor(type), never)).compose.id);
    const [first = "", second = ""] = made;
    const waiting = waitForComposes(made, { ...options, service, observer: {} }, never);
    server.fail(first, { id: 10, reason: "osbuild build failed" });
    setTimeout(() => server.finish(second, [S3]), 50);
    expect(await waiting).toMatchObject([
      { compose: { state: "failed" } },
      { compose: { state: "finished" } },
    ]);
  });
});
