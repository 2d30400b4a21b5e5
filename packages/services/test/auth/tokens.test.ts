import { TransferFailure } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import {
  GivenToken,
  type OAuthGrant,
  OAuthTokens,
  Secrets,
  TokenSender,
  userErrorOf,
  wasNotSent,
} from "../../src/index.ts";
import { never, useClients } from "../support/client.ts";
import { QUICK } from "../support/odcs/use.ts";
import { TokenServer } from "../support/token-server.ts";

const client = useClients();
const SECRET: OAuthGrant = { kind: "client-credentials", clientSecret: "hunter2" };

/** Time that only passes when it is told to. */
function handClock() {
  const clock = {
    at: 0,
    now: () => clock.at,
    sleep: async (milliseconds: number) => {
      clock.at += milliseconds;
    },
  };
  return clock;
}

function tokensOf(server: TokenServer, grant: OAuthGrant = SECRET, more: object = {}) {
  const clock = handClock();
  const options = { exchanger: client(), endpoint: server.url, clientId: "ci", grant, retry: QUICK, clock };
  return { clock, tokens: new OAuthTokens({ ...options, ...more }) };
}

describe("tokens of a token server", () => {
  test("client credentials go into the form", async () => {
    await using server = await new TokenServer().start();
    const { tokens } = tokensOf(server, SECRET, { scopes: ["openid", "new-compose"] });
    expect(await tokens.token(never)).toBe("token-1");
    expect(Object.fromEntries(server.forms[0] ?? [])).toEqual({
      grant_type: "client_credentials",
      client_id: "ci",
      client_secret: "hunter2",
      scope: "openid new-compose",
    });
  });

  test("a token is used until shortly before it runs out", async () => {
    await using server = await new TokenServer().start();
    const { tokens, clock } = tokensOf(server);
    await tokens.token(never);
    clock.at = 269_000;
    expect(await tokens.token(never)).toBe("token-1");
    clock.at = 271_000;
    expect(await tokens.token(never)).toBe("token-2");
  });

  test("of a short life half is used", async () => {
    await using server = await new TokenServer().start();
    server.lifetime = 20;
    const { tokens, clock } = tokensOf(server);
    await tokens.token(never);
    clock.at = 9_000;
    expect(await tokens.token(never)).toBe("token-1");
    clock.at = 11_000;
    expect(await tokens.token(never)).toBe("token-2");
  });

  test("who ask together get the same one", async () => {
    await using server = await new TokenServer().start();
    const { tokens } = tokensOf(server);
    expect(await Promise.all([tokens.token(never), tokens.token(never), tokens.token(never)])).toEqual(
      Array(3).fill("token-1"),
    );
  });

  test("a refresh token that is replaced is used from then on", async () => {
    await using server = await new TokenServer().start();
    server.refreshToken = "second";
    const { tokens } = tokensOf(server, { kind: "refresh-token", refreshToken: "first" });
    const token = await tokens.token(never);
    expect(await tokens.replace(token, never)).toBe("token-2");
    expect(
      server.forms.map((form) => [
        form.get("grant_type"),
        form.get("refresh_token"),
        form.has("client_secret"),
      ]),
    ).toEqual([
      ["refresh_token", "first", false],
      ["refresh_token", "second", false],
    ]);
  });

  test("what may pass is asked again", async () => {
    await using server = await new TokenServer().start();
    server.refusals.push({ status: 503, body: "" }, { status: 500, body: "" });
    expect(await tokensOf(server).tokens.token(never)).toBe("token-3");
  });

  test.each([
    [
      401,
      '{"error":"invalid_client","error_description":"bad secret hunter2"}',
      "invalid_client: bad secret ***",
    ],
    [400, '{"error":"invalid_scope"}', "answers 400: invalid_scope"],
    [302, "", "answers 302"],
    [200, "{}", "answers without a token"],
    [200, '{"access_token":"a b"}', "answers without a token"],
    [200, '{"access_token":"a\\nb"}', "answers without a token"],
    [200, '{"access_token":"ab","token_type":"mac"}', "no bearer token"],
    [200, "<html>", "answers without a token"],
  ])("an answer %i %s is a refusal", async (status, body, message) => {
    await using server = await new TokenServer().start();
    server.refusals.push({ status, body });
    const failure = await tokensOf(server)
      .tokens.token(never)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransferFailure);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message).not.toContain("hunter2");
    expect(server.forms).toHaveLength(1);
  });

  test("a token server that is not there is named", async () => {
    const server = await new TokenServer().start();
    const { host } = server.url;
    const { url } = server;
    await server[Symbol.asyncDispose]();
    const options = { exchanger: client(), endpoint: url, clientId: "ci", grant: SECRET, retry: QUICK };
    const failure = await new OAuthTokens(options).token(never).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      failure: "connection",
      message: `the token server ${host} cannot be asked: no connection: ECONNREFUSED (nothing listens there)`,
    });
    // Whatever was to be asked with the token is not on its way.
    expect(wasNotSent(failure)).toBe(true);
  });

  test("one that stays silent is given up, and nothing is taken for sent", async () => {
    await using server = await new TokenServer().start();
    server.isSilent = true;
    const exchanger = client({ "headers-timeout": "50ms" });
    const failure = await tokensOf(server, SECRET, { exchanger })
      .tokens.token(never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      failure: "timeout",
      message: expect.stringMatching(
        /^the token server .* cannot be asked: the server did not answer in time$/,
      ),
    });
    expect(wasNotSent(failure)).toBe(true);
  });

  test.each([301, 302, 303, 307, 308])("a redirect (%i) is not followed with secrets", async (status) => {
    await using server = await new TokenServer().start();
    await using other = await new TokenServer().start();
    server.refusals.push({ status, body: "", location: other.url.href });
    await expect(tokensOf(server).tokens.token(never)).rejects.toThrow(`answers ${status}`);
    expect(other.forms).toEqual([]);
  });

  test("a page that says 500 for ever is a failure of the token server", async () => {
    await using server = await new TokenServer().start();
    for (let count = 0; count < 10; count++) {
      server.refusals.push({ status: 500, body: "<html><title>Internal error</title>" });
    }
    const failure = await tokensOf(server)
      .tokens.token(never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ failure: "server-error", status: 500 });
    expect(userErrorOf(failure as TransferFailure).exitCode).toBe(1);
  });

  test("one who has no more time leaves the others theirs", async () => {
    await using server = await new TokenServer().start();
    server.isSilent = true;
    const { tokens } = tokensOf(server);
    const hasty = new AbortController();
    const first = tokens.token(hasty.signal);
    const second = tokens.token(never);
    await server.asked(1);
    hasty.abort(new Error("no more time"));
    await expect(first).rejects.toThrow("no more time");
    server.speak();
    expect(await second).toBe("token-1");
    expect(server.forms).toHaveLength(1);
  });

  test("what nobody waits for any more is stopped, and begun anew for the next", async () => {
    await using server = await new TokenServer().start();
    server.isSilent = true;
    const { tokens } = tokensOf(server);
    const hasty = new AbortController();
    const first = tokens.token(hasty.signal);
    await server.asked(1);
    hasty.abort(new Error("no more time"));
    await expect(first).rejects.toThrow("no more time");
    server.isSilent = false;
    expect(await tokens.token(never)).toBe("token-2");
  });

  test("tokens are known as secrets, and that the refresh token was replaced is said once", async () => {
    await using server = await new TokenServer().start();
    server.refreshToken = "second";
    const secrets = new Secrets();
    const notes: string[] = [];
    const { tokens } = tokensOf(
      server,
      { kind: "refresh-token", refreshToken: "first" },
      { secrets, onNote: (line: string) => notes.push(line) },
    );
    const token = await tokens.token(never);
    server.refreshToken = "third";
    await tokens.replace(token, never);
    expect(secrets.values).toEqual(["token-1", "second", "token-2", "third"]);
    expect(notes).toEqual([expect.stringContaining("has replaced the refresh token")]);
  });

  test("secrets are not sent without encryption", () => {
    const endpoint = new URL("http://id.example.com/token");
    expect(
      () => new OAuthTokens({ exchanger: client(), endpoint, clientId: "ci", grant: SECRET, retry: QUICK }),
    ).toThrow("not told secrets without encryption");
  });
});

describe("sending with a token", () => {
  const url = new URL("https://odcs.example.com/");

  /** Answers with the statuses, and remembers what was sent. */
  function exchanger(...statuses: number[]) {
    const sent: (string | undefined)[] = [];
    return {
      sent,
      async exchange(request: { authorization?: { header: string | undefined } | undefined }) {
        sent.push(request.authorization?.header);
        return { status: statuses.shift() ?? 200, headers: {}, url, redirects: 0 };
      },
    };
  }

  test("once more with another when it is refused, and no more", async () => {
    const asked = exchanger(401, 401, 200);
    let next = 1;
    const tokens = { token: async () => "a", replace: async () => `b${next++}` };
    const answer = await new TokenSender(asked, tokens).send({ method: "POST", url }, never);
    expect(answer.status).toBe(401);
    expect(asked.sent).toEqual(["Bearer a", "Bearer b1"]);
  });

  test("a given one cannot be replaced", async () => {
    const asked = exchanger(401);
    expect(
      (await new TokenSender(asked, new GivenToken("a")).send({ method: "POST", url }, never)).status,
    ).toBe(401);
    expect(asked.sent).toEqual(["Bearer a"]);
  });

  test("never without encryption, but on this machine", async () => {
    const sender = new TokenSender(exchanger(), new GivenToken("a"));
    const plain = new URL("http://odcs.example.com/");
    await expect(sender.send({ method: "POST", url: plain }, never)).rejects.toMatchObject({
      failure: "auth",
    });
    expect((await sender.send({ method: "POST", url: new URL("http://127.0.0.1:1/") }, never)).status).toBe(
      200,
    );
  });
});
