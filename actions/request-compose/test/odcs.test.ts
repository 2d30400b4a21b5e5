import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isLocation, locations, parse } from "@compose-actions/metadata";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Certificates } from "../../../packages/services/test/support/certificates.ts";
import { FileSite } from "../../../packages/services/test/support/odcs/file-site.ts";
import { putPungiCompose, sha256 } from "../../../packages/services/test/support/odcs/pungi-compose.ts";
import { OdcsStandIn, type StandInOptions } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { TokenServer } from "../../../packages/services/test/support/token-server.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
let site: FileSite;
const servers: OdcsStandIn[] = [];

beforeEach(async () => {
  site = await new FileSite().start();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await site[Symbol.asyncDispose]();
});

async function odcs(options: StandInOptions = {}): Promise<OdcsStandIn> {
  const server = await new OdcsStandIn({ targetUrl: `${site.url}composes`, ...options }).start();
  servers.push(server);
  return server;
}

const TAG = { service: "odcs", "source-type": "tag", source: "f41" };

/** Puts the files of a compose where it says that they are, and lets it be finished. */
function finish(
  server: OdcsStandIn,
  id = 1,
  files: Parameters<typeof putPungiCompose>[1] | undefined = undefined,
): void {
  server.store.finish(id);
  const { pungi_compose_id } = server.store.row(id);
  putPungiCompose(site, { top: `composes/odcs-${id}`, id: pungi_compose_id ?? "", ...files });
}

describe("a compose that goes well", () => {
  test("is asked for, waited for, looked at and described", async () => {
    const server = await odcs();
    const output = runner.path("out");
    const running = runner.run({ ...TAG, server: server.url, output, packages: "ed, vim", arches: "x86_64" });
    await until(() => server.count("GET", "/composes/1") > 0);
    expect(runner.told.outputs["compose-id"]).toBe("1");
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "1", service: "odcs" }] });
    server.store.generate(1);
    await until(() => runner.told.lines.some((line) => line.includes("generating")));
    finish(server);
    const { outputs, failure, report, summary } = await running;
    expect(failure).toBeUndefined();
    expect(JSON.parse(server.requests.find(({ method }) => method === "POST")?.body ?? "")).toEqual({
      source: { type: "tag", source: "f41", packages: ["ed", "vim"] },
      arches: ["x86_64"],
    });
    expect(outputs).toMatchObject({
      "compose-id": "1",
      state: "finished",
      "metadata-dir": output,
      "result-url": `${site.url}composes/odcs-1`,
      "repo-file": `${output}/odcs-1.repo`,
    });
    expect(outputs["expires"]).toMatch(/^\d{4}-.*Z$/);
    expect(existsSync(runner.path("state.json"))).toBe(false);
    const rpms = parse(readFileSync(`${output}/rpms.json`)).model;
    const [rpm] = locations(rpms);
    expect(rpm?.artifact).toMatchObject({
      url: `${site.url}composes/odcs-1/compose/Temporary/x86_64/os/Packages/e/ed-1-1.x86_64.rpm`,
      size: "package ed".length,
      checksum: `sha256:${sha256("package ed")}`,
    });
    expect(rpm !== undefined && isLocation(rpm.artifact)).toBe(true);
    expect(report).toMatchObject({ composes: [{ id: "1", how: "created", verdict: "good" }] });
    expect(summary).toContain("Compose finished");
  });
});

describe("a compose of no use", () => {
  test("that failed says why, with the end of Pungi's log", async () => {
    const server = await odcs();
    site.put("composes/odcs-1/pungi-stderr.log", "preparing\ndepsolving\n");
    const running = runner.run({ ...TAG, server: server.url, output: runner.path("out") });
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.generate(1);
    await until(() => runner.told.groups.length > 0);
    site.put("composes/odcs-1/pungi-stderr.log", "preparing\ndepsolving\nNo such package: edd\n");
    server.store.fail(1, "Error while generating compose: see logs\nsecond line");
    const { failure, outputs, summary, report } = await running;
    expect(failure).toBe("Compose 1: it failed: Error while generating compose: see logs");
    expect(outputs).toMatchObject({ state: "failed", "metadata-dir": "" });
    expect(summary).toContain("No such package: edd");
    expect(report).toMatchObject({
      composes: [{ verdict: "bad", log: ["preparing", "depsolving", "No such package: edd"] }],
    });
    expect(runner.told.groups[0]).toMatchObject({ title: "pungi-stderr.log of compose 1" });
    expect(existsSync(runner.path("out"))).toBe(false);
    expect(existsSync(runner.path("state.json"))).toBe(false);
  });

  test.each([
    ["whose files are gone", () => undefined, /no metadata/],
    [
      "that says of no place where it is",
      () => servers[0]?.sayInstead({ toplevel_url: "file:///srv/odcs-1" }),
      /does not say where it is: toplevel_url is "file:/,
    ],
    [
      "that is empty",
      () => putPungiCompose(site, { top: "composes/odcs-1", id: idOf(1), packages: [] }),
      /empty|no packages/,
    ],
    [
      "that is another one",
      () => putPungiCompose(site, { top: "composes/odcs-1", id: "odcs-7-1-20261121.t.0" }),
      /odcs-7-1/,
    ],
  ])("%s", async (_, files, message) => {
    const server = await odcs();
    const running = runner.run({ ...TAG, server: server.url, output: runner.path("out") });
    await until(() => server.count("GET", "/composes/1") > 0);
    files();
    server.store.finish(1);
    const { failure, outputs } = await running;
    expect(failure).toMatch(/^Compose 1: it is called finished, but cannot be used/);
    expect(failure).toMatch(message);
    expect(outputs).toMatchObject({ state: "finished", "metadata-dir": "" });
  });

  test.each([
    [4, "failed", "it failed: No such tag"],
    [3, "expired", "it was removed: No such tag"],
  ])("at once, and nobody waits: state %i", async (state, shown, reason) => {
    const server = await odcs();
    server.misbehave = ({ method, path }) => {
      if (method === "GET" && path.includes("/composes/1")) {
        Object.assign(server.store.row(1), { state, state_reason: "No such tag" });
      }
      return false;
    };
    const { failure, outputs, result } = await runner.run({ ...TAG, server: server.url, wait: "false" });
    expect(failure).toBe(`Compose 1: ${reason}`);
    expect(outputs).toMatchObject({ "compose-id": "1", state: shown });
    expect(result.composes).toMatchObject([{ verdict: "bad" }]);
  });

  test("whose metadata cannot be looked at, when that is wanted", async () => {
    const server = await odcs({ targetDirs: ["private"] });
    const given = { ...TAG, server: server.url, "target-dir": "private" };
    const running = runner.run(given);
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.finish(1);
    expect((await running).failure).toBeUndefined();
    expect(runner.told.warnings.join()).toContain("whether it is good is not known");
    const wait = { service: "odcs", server: server.url, operation: "wait", "compose-id": "1" };
    const { failure, outputs } = await runner.run({ ...wait, output: runner.path("out") });
    expect(failure).toMatch(/target directory "private", which has no URL .* no metadata to be written/);
    expect(outputs["metadata-dir"]).toBe("");
  });

  test("that was removed meanwhile", async () => {
    const server = await odcs();
    const running = runner.run({ ...TAG, server: server.url, "seconds-to-live": "1" });
    await until(() => server.count("GET", "/composes/1") > 0);
    Object.assign(server.store.row(1), { state: 3, state_reason: "Compose is expired." });
    expect((await running).failure).toMatch(/^Compose 1: it was removed: Compose is expired/);
  });
});

describe("waiting", () => {
  test("goes on when the state goes backwards and when the server is started anew", async () => {
    const server = await odcs();
    const running = runner.run({ ...TAG, server: server.url });
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.generate(1);
    await until(() => runner.told.lines.some((line) => line.includes("generating")));
    server.store.row(1).state = 0;
    await until(() =>
      runner.told.lines.some((line) => line.includes("wait") && line.includes("generating before")),
    );
    await server.stop();
    await until(() => runner.told.lines.some((line) => line.includes("cannot be asked")));
    await server.start();
    await until(() => runner.told.lines.some((line) => line.includes("answers again")));
    finish(server);
    expect((await running).failure).toBeUndefined();
    expect(server.count("POST")).toBe(1);
  });

  test("ends with a service that stays away", async () => {
    const server = await odcs();
    const running = runner.run({ ...TAG, server: server.url, "outage-timeout": "50ms" });
    await until(() => server.count("GET", "/composes/1") > 0);
    await server.stop();
    const { failure } = await running;
    expect(failure).toContain("the service cannot be asked any more");
    // It goes on for all that is known.
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "1" }] });
  });

  test.each([
    ["fail", /not finished in time, but wait/, 0],
    ["cancel", /not finished in time, but wait/, 1],
    ["leave", undefined, 0],
  ] as const)("for what never leaves the queue: %s", async (action, message, deletions) => {
    const server = await odcs({ backend: "openidc", tokens: { "tok-1": { user: "me" } }, users: { me: {} } });
    const { failure, outputs } = await runner.run({
      ...TAG,
      server: server.url,
      "auth-token": "tok-1",
      timeout: "60ms",
      "on-timeout": action,
    });
    if (message === undefined) {
      expect(failure).toBeUndefined();
    } else {
      expect(failure).toMatch(message);
    }
    expect(outputs["state"]).toBe("requested");
    expect(server.count("DELETE")).toBe(deletions);
    expect(server.store.row(1).state).toBe(deletions === 1 ? 4 : 0);
  });

  test("for one that was reused does not cancel it when the time is over", async () => {
    const server = await odcs({ backend: "openidc", tokens: { "tok-1": { user: "me" } }, users: { me: {} } });
    const given = { ...TAG, server: server.url, "auth-token": "tok-1" };
    // Another job's.
    await runner.run({ ...given, wait: "false", "state-file": runner.path("other.json") });
    const late = { ...given, reuse: "true", timeout: "60ms", "on-timeout": "cancel" };
    const { result, failure } = await runner.run(late);
    expect(result.composes).toMatchObject([{ id: "1", how: "reused" }]);
    expect(failure).toMatch(/not finished in time/);
    expect(server.count("DELETE")).toBe(0);
    expect(server.store.row(1).state).toBe(0);
  });

  test("with a token that runs out: a new one renews what would not be kept for long enough", async () => {
    await using tokens = await new TokenServer().start();
    const server = await odcs({ backend: "openidc", users: { me: {} } });
    tokens.onToken = (token) => {
      server.login.tokens.clear();
      server.login.tokens.set(token, { user: "me" });
    };
    const running = runner.run({
      ...TAG,
      server: server.url,
      "oauth-token-url": tokens.url.href,
      "oauth-client-id": "ci",
      "oauth-client-secret": "hunter22",
      "seconds-to-live": "60",
      "min-lifetime": "10h",
    });
    await until(() => server.count("GET", "/composes/1") > 0);
    // The first token is good no more.
    server.login.tokens.clear();
    finish(server);
    const { failure, outputs } = await running;
    expect(failure).toBeUndefined();
    expect(tokens.forms).toHaveLength(2);
    expect(Date.parse(outputs["expires"] ?? "") - Date.now()).toBeGreaterThan(9 * 3600_000);
    expect(JSON.stringify([outputs, runner.told.lines])).not.toContain("hunter22");
  });

  test("that is cancelled cancels what waits for a worker, when asked to", async () => {
    const server = await odcs({ backend: "openidc", tokens: { "tok-1": { user: "me" } }, users: { me: {} } });
    const stop = new AbortController();
    const given = { ...TAG, server: server.url, "auth-token": "tok-1", "cancel-on-abort": "true" };
    const running = runner.run(given, stop.signal);
    await until(() => server.count("GET", "/composes/1") > 0);
    const reason = new Error("stopped");
    stop.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(server.store.row(1).state_reason).toBe("Canceled by me");
    expect(existsSync(runner.path("state.json"))).toBe(false);
  });

  test("that is cancelled leaves what is being generated, and the next run continues it", async () => {
    const server = await odcs();
    const stop = new AbortController();
    const given = { ...TAG, server: server.url, "cancel-on-abort": "true", output: runner.path("out") };
    const running = runner.run(given, stop.signal);
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.generate(1);
    await until(() => runner.told.lines.some((line) => line.includes("generating")));
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    expect(runner.told.warnings.join()).toContain("compose 1 goes on");
    finish(server);
    const { result } = await runner.run(given);
    expect(result.composes).toMatchObject([{ id: "1", how: "continued", verdict: "good" }]);
    expect(server.count("POST")).toBe(1);
  });
});

describe("asking", () => {
  test("twice: what failed is asked for anew, and another request is another compose", async () => {
    const server = await odcs();
    const given = { ...TAG, server: server.url, timeout: "30ms" };
    await runner.run(given);
    expect(server.store.rows).toHaveLength(1);
    server.store.fail(1, "it broke");
    await runner.run(given);
    expect(server.store.rows).toHaveLength(2);
    await runner.run({ ...given, source: "f42" });
    expect(server.store.rows).toHaveLength(3);
    await runner.run(given);
    expect(server.store.rows).toHaveLength(3);
    await runner.run({ ...given, "resume-within": "0" });
    expect(server.store.rows).toHaveLength(4);
  });

  test("whose answer is lost does not ask again", async () => {
    const server = await odcs();
    let isFirst = true;
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "POST" || !isFirst) return false;
      isFirst = false;
      serve();
      response.destroy();
      return true;
    };
    const { result } = await runner.run({ ...TAG, server: server.url, wait: "false" });
    expect(result.composes).toMatchObject([{ id: "1", how: "found", verdict: "shown" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  test("goes on with the compose of the run before, although the server fails at first", async () => {
    const server = await odcs();
    const given = { ...TAG, server: server.url, timeout: "30ms" };
    await runner.run(given);
    let failures = 2;
    server.misbehave = ({ method }, response) => {
      if (method !== "GET" || failures === 0) return false;
      failures -= 1;
      response.writeHead(503).end();
      return true;
    };
    const { result } = await runner.run({ ...given, preflight: "off" });
    expect(failures).toBe(0);
    expect(result.composes).toMatchObject([{ id: "1", how: "continued" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  test("reuses a living compose that is the same", async () => {
    const server = await odcs();
    const other = { "state-file": runner.path("other.json") };
    await runner.run({ ...TAG, server: server.url, wait: "false", ...other });
    finish(server);
    const { result, failure } = await runner.run({ ...TAG, server: server.url, reuse: "true" });
    expect(failure).toBeUndefined();
    expect(result.composes).toMatchObject([{ id: "1", how: "reused", verdict: "good" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  describe("for one that lives, but not for long enough", () => {
    const HOUR = 3600_000;
    async function shortLived() {
      const server = await odcs();
      await runner.run({ ...TAG, server: server.url, wait: "false", "seconds-to-live": "600" });
      finish(server);
      const given = { ...TAG, server: server.url, reuse: "true", "min-lifetime": "10h" };
      return { server, given: { ...given, "state-file": runner.path("other.json") } };
    }
    const left = (expires: string | undefined) => Date.parse(expires ?? "") - Date.now();
    /** The clean-up comes in between. */
    const expire = (server: OdcsStandIn): void => {
      server.misbehave = ({ method }) => {
        if (method === "PATCH") Object.assign(server.store.row(1), { state: 3, state_reason: "expired" });
        return false;
      };
    };

    test.each(["true", "false"])("renews it, with wait %s", async (wait) => {
      const { server, given } = await shortLived();
      const { result, failure, outputs } = await runner.run({ ...given, wait });
      expect(failure).toBeUndefined();
      expect(result.composes).toMatchObject([{ id: "1", how: "reused" }]);
      expect(outputs["compose-id"]).toBe("1");
      expect(left(outputs["expires"])).toBeGreaterThan(9 * HOUR);
      expect(server.store.rows).toHaveLength(1);
      expect([server.count("POST"), server.count("PATCH")]).toEqual([1, 1]);
    });

    test("waits for the one that the server makes in its place", async () => {
      const { server, given } = await shortLived();
      expire(server);
      const running = runner.run(given);
      await until(() => server.count("GET", "/composes/2") > 0);
      finish(server, 2);
      const { failure, outputs } = await running;
      expect(failure).toBeUndefined();
      expect(outputs).toMatchObject({ "compose-id": "2", state: "finished" });
      expect(left(outputs["expires"])).toBeGreaterThan(9 * HOUR);
      expect(server.count("POST")).toBe(1);
    });

    test("tells of the one that the server makes in its place, when nobody waits", async () => {
      const { server, given } = await shortLived();
      expire(server);
      const { failure, outputs, result } = await runner.run({ ...given, wait: "false" });
      expect(failure).toBeUndefined();
      expect(outputs).toMatchObject({ "compose-id": "2", state: "requested" });
      expect(result.composes).toMatchObject([{ id: "2", how: "created" }]);
      expect(server.count("POST")).toBe(1);
    });

    test("asks anew when it cannot be renewed, and nobody waits", async () => {
      const { server, given } = await shortLived();
      server.misbehave = ({ method }, response) =>
        method === "PATCH" && response.writeHead(403).end() !== undefined;
      const { outputs } = await runner.run({ ...given, wait: "false" });
      expect(outputs["compose-id"]).toBe("2");
      expect(server.count("POST")).toBe(2);
      expect(runner.told.warnings.join()).toContain("compose 1 could not be renewed, and is not reused");
    });
  });

  test("with a request in YAML, over which single inputs go", async () => {
    const server = await odcs();
    writeFileSync(
      runner.path("request.yaml"),
      "source:\n  type: tag\n  source: f41\n  sigkeys: [aaaaaaaa]\narches: [x86_64]\nlabel:\n",
    );
    await runner.run({
      service: "odcs",
      server: server.url,
      request: runner.path("request.yaml"),
      sigkeys: "bbbbbbbb, unsigned",
      flags: "no_deps",
      wait: "false",
    });
    expect(JSON.parse(server.requests.find(({ method }) => method === "POST")?.body ?? "")).toEqual({
      source: { type: "tag", source: "f41", sigkeys: ["bbbbbbbb", ""] },
      arches: ["x86_64"],
      flags: ["no_deps"],
    });
  });

  test("for the same content again", async () => {
    const server = await odcs();
    const lock = runner.path("lock.json");
    const running = runner.run({ ...TAG, server: server.url, "lock-output": lock });
    await until(() => server.count("GET", "/composes/1") > 0);
    finish(server);
    await running;
    expect(runner.json("lock.json")).toMatchObject({
      service: "odcs",
      composes: [
        { koji_event: 1496834159, source: ["f41"], request: { source: { type: "tag", source: ["f41"] } } },
      ],
    });
    await runner.run({ ...TAG, server: server.url, lock, wait: "false" });
    expect(server.store.row(2).koji_event).toBe(1496834159);
    const others = [{ source: "f42" }, { "source-type": "module", source: "a:b" }];
    for (const [index, other] of others.entries()) {
      const named = index === 0 ? 'tag "f42"' : 'module "a:b"';
      await expect(runner.run({ ...TAG, ...other, server: server.url, lock })).rejects.toMatchObject({
        exitCode: 2,
        message: `lock: it is of a compose from tag "f41", and the request is for one from ${named}`,
      });
    }
    expect(server.store.rows).toHaveLength(2);
    const written = runner.json("lock.json") as { composes: object[] };
    writeFileSync(
      lock,
      JSON.stringify({ ...written, composes: [{ ...written.composes[0], colour: "red" }] }),
    );
    const wish = { packages: "ed", wait: "false", "resume-within": "0" };
    await runner.run({ ...TAG, ...wish, server: server.url, lock });
    expect(runner.told.warnings).toContain(
      'packages: the request has ["ed"], and that of the lock had nothing: the content will be another',
    );
    expect(runner.told.warnings).toContain('lock: "colour" is not known, and not heeded');
  });

  test("with a client certificate, over TLS", async () => {
    using certificates = new Certificates();
    certificates.issue("client", "/CN=ci/O=Test");
    const tls = {
      key: certificates.pem("server.key"),
      cert: certificates.pem("server.pem"),
      ca: certificates.pem("ca.pem"),
      requestCert: true,
      rejectUnauthorized: false,
    };
    const server = await odcs({ backend: "ssl", users: { "CN=ci,O=Test": {} }, tls });
    const given = { ...TAG, server: server.url, wait: "false", "ca-file": certificates.path("ca.pem") };
    await expect(runner.run(given)).rejects.toMatchObject({ exitCode: 2 });
    const cert = `127.0.0.1 ${certificates.path("client.pem")} ${certificates.path("client.key")}`;
    const { outputs } = await runner.run({ ...given, "client-cert": cert });
    expect(outputs["compose-id"]).toBe("1");
    expect(server.store.row(1).owner).toBe("CN=ci,O=Test");
  });
});

describe("refused", () => {
  const refusals: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ["a request that is none", { "source-type": "raw_config", source: "demo" }, /name#commit/],
    [
      "a raw config that the server does not have",
      { "source-type": "raw_config", source: "demo#main" },
      /no raw config/,
    ],
    [
      "metadata of a compose that will have no URL",
      { "target-dir": "private", output: "x" },
      /target directory "private" have no URL/,
    ],
    ["an operation without an id", { operation: "get" }, /compose-id: required/],
    ["a store for what stays where it is", { store: "directory", output: "x" }, /store is for images/],
    ["an id that is none", { operation: "wait", "compose-id": "x" }, /no id of a compose of ODCS/],
    ["two logins", { "auth-token": "tok-1", keytab: "/nowhere" }, /several logins/],
    [
      "a token over http",
      { server: "http://odcs.example.com", "auth-token": "tok" },
      /login \(token\) is not sent/,
    ],
    ["a token that is none", { "auth-token": "Bearer tok" }, /^auth-token: it holds blanks/],
    [
      "a certificate over http",
      { server: "http://odcs.example.com", auth: "certificate", "client-cert": "odcs.example.com x y" },
      /client-cert: x cannot be read|only shown over https/,
    ],
    [
      "a client without a token server",
      { "oauth-client-id": "ci" },
      /^oauth-client-id needs oauth-token-url$/,
    ],
    ["a secret without a token server", { "oauth-client-secret": "s3cret" }, /^oauth-client-secret needs/],
    [
      "a token server without a client",
      { "oauth-token-url": "https://sso.example.com" },
      /^oauth-client-id: /,
    ],
    [
      "a token server without a secret",
      { "oauth-token-url": "https://sso.example.com", "oauth-client-id": "ci" },
      /needs oauth-client-secret, or oauth-refresh-token/,
    ],
    [
      "a token server with a login in its URL",
      { "oauth-token-url": "https://u:p@sso.example.com", "oauth-client-id": "ci" },
      /^oauth-token-url: the URL holds/,
    ],
    [
      "a place that can hold no file",
      { "state-file": "/proc/x/y.json" },
      /^state-file: .* cannot be written/,
    ],
    ["a keytab that is not there", { keytab: "/nowhere" }, /\/nowhere/],
    ["a request that cannot be read", { request: "no-such-file.yaml" }, /ENOENT/],
  ];
  test.each(refusals)("%s", async (_, given, message) => {
    const server = await odcs();
    const running = runner.run({ ...TAG, server: server.url, ...given });
    await expect(running).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    expect(server.count("POST")).toBe(0);
  });

  test("nothing is left to continue when the service is not there", async () => {
    const server = await odcs();
    await server.stop();
    const running = runner.run({ ...TAG, server: server.url, preflight: "off" });
    await expect(running).rejects.toMatchObject({ exitCode: 1 });
    expect(existsSync(runner.path("state.json"))).toBe(false);
  });

  test("who may not ask", async () => {
    const server = await odcs({ backend: "openidc", tokens: { "tok-1": { user: "me" } } });
    const running = runner.run({ ...TAG, server: server.url, "auth-token": "tok-1" });
    await expect(running).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/not in role/),
    });
    const unknown = runner.run({ ...TAG, server: server.url, "auth-token": "tok-2" });
    await expect(unknown).rejects.toMatchObject({ exitCode: 2 });
  });

  test("a wrong URL at once, although the server calls it its own error", async () => {
    const server = await odcs();
    const running = runner.run({ ...TAG, server: `${server.url}/elsewhere`, preflight: "off" });
    await expect(running).rejects.toMatchObject({ message: expect.stringMatching(/404|not found/i) });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });
});

describe("other operations", () => {
  async function three(): Promise<OdcsStandIn> {
    const server = await odcs({
      backend: "openidc",
      tokens: { "tok-1": { user: "me" } },
      users: { me: {} },
      admins: ["me"],
      rawConfigs: { demo: {} },
    });
    for (const source of ["f40", "f41", "f42"]) {
      await runner.run({ ...on(server), "source-type": "tag", source, wait: "false" });
    }
    server.store.finish(1);
    server.store.generate(2);
    return server;
  }
  const on = (server: OdcsStandIn) => ({ service: "odcs", server: server.url, "auth-token": "tok-1" });

  test("list, get and about", async () => {
    const server = await three();
    const list = await runner.run({ ...on(server), operation: "list", filters: "state=done" });
    expect(list.outputs["compose-ids"]).toBe("1");
    expect((await runner.run({ ...on(server), operation: "list", limit: "2" })).outputs["compose-ids"]).toBe(
      "3\n2",
    );
    const get = await runner.run({ ...on(server), operation: "get", "compose-id": "1, 2" });
    expect(get.failure).toBeUndefined();
    expect(JSON.parse(get.outputs["composes"] ?? "")).toMatchObject([
      { state: "finished" },
      { state: "running" },
    ]);
    expect((await runner.run({ ...on(server), operation: "get", "compose-id": "9" })).failure).toContain(
      "knows no such compose",
    );
    const about = await runner.run({ ...on(server), operation: "about" });
    expect(about.report).toMatchObject({
      about: { authentication: "openidc", offers: { "raw-configs": ["demo"] } },
    });
  });

  test("renew: the same lives on, or a new one is waited for", async () => {
    const server = await three();
    const same = await runner.run({
      ...on(server),
      operation: "renew",
      "compose-id": "1",
      "seconds-to-live": "200000",
    });
    expect(same.outputs["compose-id"]).toBe("1");
    expect(Date.parse(same.outputs["expires"] ?? "") - Date.now()).toBeGreaterThan(190_000_000);
    server.store.fail(3, "it broke");
    const running = runner.run({
      ...on(server),
      operation: "renew",
      "compose-id": "3",
      output: runner.path("out"),
    });
    await until(() => server.count("GET", "/composes/4") > 0);
    expect(runner.told.outputs["compose-id"]).toBe("4");
    finish(server, 4);
    const { failure, outputs } = await running;
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({
      "compose-id": "4",
      state: "finished",
      "metadata-dir": runner.path("out"),
    });
  });

  test("renew: what lives on is described, when that is wanted", async () => {
    const server = await three();
    finish(server, 1);
    const output = runner.path("out");
    const given = {
      ...on(server),
      operation: "renew",
      "compose-id": "1",
      "seconds-to-live": "200000",
      output,
    };
    const unwaited = await runner.run({ ...given, wait: "false" });
    expect(unwaited.failure).toBeUndefined();
    expect(existsSync(output)).toBe(false);
    expect(runner.told.warnings).toContain("output: nothing is written with wait: false");
    const { failure, outputs, result } = await runner.run(given);
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({ "compose-id": "1", "metadata-dir": output });
    expect(Date.parse(outputs["expires"] ?? "") - Date.now()).toBeGreaterThan(190_000_000);
    expect(result.composes).toMatchObject([{ id: "1", how: "given", verdict: "good" }]);
    expect(existsSync(`${output}/rpms.json`)).toBe(true);
    site.files.clear();
    expect((await runner.run(given)).failure).toMatch(
      /^Compose 1: it is called finished, but cannot be used/,
    );
  });

  test("renew: of several each is tried, and none is lost for another", async () => {
    const server = await three();
    rmSync(runner.path("state.json"));
    finish(server, 1);
    server.store.fail(3, "it broke");
    const known: (string | undefined)[] = [];
    server.misbehave = ({ method, path }) => {
      // What the world knows when the next is asked for.
      if (method === "GET" && /\/composes\/[129]$/.test(path)) {
        known.push(runner.told.outputs["compose-ids"]);
      }
      return false;
    };
    const output = runner.path("out");
    const given = { ...on(server), operation: "renew", "compose-id": "3,2,9,1", output };
    const running = runner.run(given);
    await until(() => server.count("GET", "/composes/4") > 0);
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "4" }] });
    expect(known.slice(0, 3)).toEqual(["4\n2\n9\n1", "4\n2\n9\n1", "4\n2\n9\n1"]);
    finish(server, 4);
    const { failure, findings, outputs, report } = await running;
    expect(failure).toMatch(
      /^2 of 4 composes are of no use. Compose 2: it was not renewed: compose 2 is still being made/,
    );
    expect(findings).toHaveLength(2);
    expect(outputs["compose-ids"]).toBe("4\n2\n9\n1");
    expect(outputs["metadata-dir"]).toBe(`${output}/4\n${output}/1`);
    expect(report).toMatchObject({
      composes: [
        { id: "4", how: "created", verdict: "good" },
        { id: "2", verdict: "bad" },
        { id: "9", verdict: "bad", problems: ["it was not renewed: there is no compose 9"] },
        { id: "1", how: "given", verdict: "good" },
      ],
    });
    // What is good of it is not made anew when the others are tried again.
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "4" }] });
  });

  test("renew: what the run before has had made anew is continued", async () => {
    const server = await three();
    rmSync(runner.path("state.json"));
    server.store.fail(3, "it broke");
    const stop = new AbortController();
    const given = { ...on(server), operation: "renew", "compose-id": "3" };
    const running = runner.run(given, stop.signal);
    await until(() => server.count("GET", "/composes/4") > 0);
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    finish(server, 4);
    const { failure, result } = await runner.run(given);
    expect(failure).toBeUndefined();
    expect(result.composes).toMatchObject([{ id: "4", how: "continued", verdict: "good" }]);
    expect(server.count("PATCH")).toBe(1);
    expect(existsSync(runner.path("state.json"))).toBe(false);
    // It was finished with: another time is another renewal.
    await runner.run({ ...given, wait: "false" });
    expect(server.store.rows).toHaveLength(5);
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "5" }] });
  });

  test("renew: who may not is refused, and a service that fails is a failure", async () => {
    const server = await three();
    server.store.finish(3);
    const given = { ...on(server), operation: "renew", "compose-id": "1,3" };
    const answer = (status: number, id: string) => {
      server.misbehave = ({ method, path }, response) =>
        method === "PATCH" && path.includes(id) && response.writeHead(status).end() !== undefined;
    };
    answer(403, "/composes/");
    await expect(runner.run(given)).rejects.toMatchObject({ exitCode: 2 });
    answer(403, "/composes/1");
    const { failure, result } = await runner.run(given);
    expect(failure).toMatch(/^1 of 2 composes are of no use. Compose 1: it was not renewed/);
    expect(result.composes).toMatchObject([{ verdict: "bad" }, { id: "3", verdict: "shown" }]);
    await expect(runner.run({ ...given, "compose-id": "x" })).rejects.toMatchObject({ exitCode: 2 });
  });

  test("delete: what waits is cancelled, what is done goes, what is being made is left", async () => {
    const server = await three();
    const { failure, findings } = await runner.run({
      ...on(server),
      operation: "delete",
      "compose-id": "1,2,3,9",
    });
    expect(failure).toContain("1 of 4 composes are of no use. Compose 2: it was not deleted");
    expect(findings).toHaveLength(1);
    expect(server.store.row(1).removed_by).toBe("me");
    expect(server.store.row(3).state_reason).toBe("Canceled by me");
  });

  test("delete: who may not is refused, and of several the others go", async () => {
    const server = await three();
    server.store.fail(3, "it broke");
    server.misbehave = ({ method, path }, response) => {
      if (method !== "DELETE" || !path.endsWith("/1")) return false;
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: "User me is not in role admins.", status: 403 }));
      return true;
    };
    const given = { ...on(server), operation: "delete" };
    await expect(runner.run({ ...given, "compose-id": "1" })).rejects.toMatchObject({
      exitCode: 2,
      message: "compose 1 was not deleted: User me is not in role admins.",
    });
    const { failure } = await runner.run({ ...given, "compose-id": "1,3" });
    expect(failure).toContain("1 of 2 composes are of no use. Compose 1: it was not deleted");
    expect(server.store.row(3).removed_by).toBe("me");
  });

  test("wait for several, each described in a directory of its own", async () => {
    const server = await three();
    finish(server, 1);
    finish(server, 3);
    const output = runner.path("out");
    const { outputs, failure } = await runner.run({
      ...on(server),
      operation: "wait",
      "compose-id": "1,3",
      output,
    });
    expect(failure).toBeUndefined();
    expect(outputs["metadata-dir"]).toBe(`${output}/1\n${output}/3`);
    expect(existsSync(`${output}/3/rpms.json`)).toBe(true);
  });
});

describe("an output", () => {
  const TOLD = { ...TAG, "seconds-to-live": "3600" };
  const asks = (server: OdcsStandIn) => ["POST", "PATCH"].map((method) => server.count(method));

  test.each<[string, Readonly<Record<string, string>>]>([
    ["images.json", TAG],
    ["rpms.json", TAG],
    ["composeinfo.json", { ...TAG, "source-type": "pulp", source: "rhel-9-baseos" }],
  ])("that holds other metadata (%s) is refused before anything is asked for", async (name, given) => {
    const server = await odcs();
    mkdirSync(runner.path("out"));
    writeFileSync(runner.path(`out/${name}`), "{}");
    const refused = { exitCode: 2, message: expect.stringContaining(`holds other metadata`) };
    const mine = { ...given, server: server.url, output: runner.path("out") };
    await expect(runner.run(mine)).rejects.toMatchObject(refused);
    expect(asks(server)).toEqual([0, 0]);
    expect(readdirSync(runner.path("out"))).toEqual([name]);
  });

  test("is not looked at where nothing is written, which is said", async () => {
    const server = await odcs();
    mkdirSync(runner.path("out"));
    writeFileSync(runner.path("out/images.json"), "{}");
    const names = { output: runner.path("out"), "lock-output": runner.path("lock.json") };
    await runner.run({ ...TOLD, server: server.url, wait: "false", ...names });
    const warnings = ["output", "lock-output"].map((name) => `${name}: nothing is written with wait: false`);
    expect(runner.told.warnings).toEqual(expect.arrayContaining(warnings));
    const get = { service: "odcs", server: server.url, operation: "get", "compose-id": "1" };
    for (const [name, value] of Object.entries(names)) {
      await expect(runner.run({ ...get, [name]: value })).rejects.toMatchObject({
        exitCode: 2,
        message: `${name}: nothing is written with operation get`,
      });
    }
  });

  test("of a renewal is looked at first, and so is its lock", async () => {
    const server = await odcs();
    await runner.run({ ...TAG, server: server.url, wait: "false" });
    finish(server);
    const renew = { service: "odcs", server: server.url, operation: "renew", "compose-id": "1" };
    await expect(runner.run({ ...renew, "lock-output": "/proc/x/l.json" })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("lock-output: /proc/x/l.json cannot be written"),
    });
    mkdirSync(runner.path("out"));
    writeFileSync(runner.path("out/images.json"), "{}");
    await expect(runner.run({ ...renew, output: runner.path("out") })).rejects.toMatchObject({ exitCode: 2 });
    expect(asks(server)).toEqual([1, 0]);
  });

  test("that is used again loses the repo file of the compose before, and no other", async () => {
    const server = await odcs();
    const given = { ...TAG, server: server.url, output: runner.path("out") };
    const first = runner.run(given);
    await until(() => server.count("GET", "/composes/1") > 0);
    finish(server);
    expect((await first).failure).toBeUndefined();
    // Of a compose of Pulp, and of somebody who has named it alike.
    writeFileSync(runner.path("out/odcs-7.repo"), "[baseos]\nbaseurl=x\n");
    writeFileSync(runner.path("out/mine.repo"), "[odcs-1]\n");
    const second = runner.run(given);
    await until(() => server.count("GET", "/composes/2") > 0);
    finish(server, 2);
    const { failure, outputs } = await second;
    expect(failure).toBeUndefined();
    expect(outputs["repo-file"]).toBe(runner.path("out/odcs-2.repo"));
    const files = readdirSync(runner.path("out")).filter((name) => name.endsWith(".repo"));
    expect(files.sort()).toEqual(["mine.repo", "odcs-2.repo", "odcs-7.repo"]);
    expect(runner.told.lines.join("\n")).toContain("odcs-1.repo was removed");
  });
});

/** As Pungi calls a compose of today. */
function idOf(id: number): string {
  return `odcs-${id}-1-${new Date().toISOString().slice(0, 10).replaceAll("-", "")}.t.0`;
}
