import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isLocation, locations, parse } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { putPungiCompose, sha256 } from "../../../packages/services/test/support/odcs/pungi-compose.ts";
import type { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { TokenServer } from "../../../packages/services/test/support/token-server.ts";
import { TAG, useOdcs } from "./support/odcs-servers.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const odcs = useOdcs();

describe("a compose that goes well", () => {
  test("is asked for, waited for, looked at and described", async () => {
    const server = await odcs.start();
    const output = runner.path("out");
    const running = runner.run({ ...TAG, server: server.url, output, packages: "ed, vim", arches: "x86_64" });
    await until(() => server.count("GET", "/composes/1") > 0);
    expect(runner.told.outputs["compose-id"]).toBe("1");
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "1", service: "odcs" }] });
    server.store.generate(1);
    await until(() => runner.told.lines.some((line) => line.includes("generating")));
    odcs.finish(server);
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
      "result-url": `${odcs.site.url}composes/odcs-1`,
      "repo-file": `${output}/odcs-1.repo`,
    });
    expect(outputs["expires"]).toMatch(/^\d{4}-.*Z$/);
    expect(existsSync(runner.path("state.json"))).toBe(false);
    const rpms = parse(readFileSync(`${output}/rpms.json`)).model;
    const [rpm] = locations(rpms);
    expect(rpm?.artifact).toMatchObject({
      url: `${odcs.site.url}composes/odcs-1/compose/Temporary/x86_64/os/Packages/e/ed-1-1.x86_64.rpm`,
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
    const server = await odcs.start();
    odcs.site.put("composes/odcs-1/pungi-stderr.log", "preparing\ndepsolving\n");
    const running = runner.run({ ...TAG, server: server.url, output: runner.path("out") });
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.generate(1);
    await until(() => runner.told.groups.length > 0);
    odcs.site.put("composes/odcs-1/pungi-stderr.log", "preparing\ndepsolving\nNo such package: edd\n");
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
      () => odcs.last.sayInstead({ toplevel_url: "file:///srv/odcs-1" }),
      /does not say where it is: toplevel_url is "file:/,
    ],
    [
      "that is empty",
      () => putPungiCompose(odcs.site, { top: "composes/odcs-1", id: idOf(1), packages: [] }),
      /empty|no packages/,
    ],
    [
      "that is another one",
      () => putPungiCompose(odcs.site, { top: "composes/odcs-1", id: "odcs-7-1-20261121.t.0" }),
      /odcs-7-1/,
    ],
  ])("%s", async (_, files, message) => {
    const server = await odcs.start();
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
    const server = await odcs.start();
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
    const server = await odcs.start({ targetDirs: ["private"] });
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
    const server = await odcs.start();
    const running = runner.run({ ...TAG, server: server.url, "seconds-to-live": "1" });
    await until(() => server.count("GET", "/composes/1") > 0);
    Object.assign(server.store.row(1), { state: 3, state_reason: "Compose is expired." });
    expect((await running).failure).toMatch(/^Compose 1: it was removed: Compose is expired/);
  });
});

describe("waiting", () => {
  test("goes on when the state goes backwards and when the server is started anew", async () => {
    const server = await odcs.start();
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
    odcs.finish(server);
    expect((await running).failure).toBeUndefined();
    expect(server.count("POST")).toBe(1);
  });

  test("ends with a service that stays away", async () => {
    const server = await odcs.start();
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
    ["cancel", /not finished in time, and was cancelled/, 1],
    ["leave", undefined, 0],
  ] as const)("for what never leaves the queue: %s", async (action, message, deletions) => {
    const server = await odcs.start({
      backend: "openidc",
      tokens: { "tok-1": { user: "me" } },
      users: { me: {} },
    });
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
    expect(outputs["state"]).toBe(action === "cancel" ? "cancelled" : "requested");
    // What was cancelled is nothing to go on with.
    expect(existsSync(runner.path("state.json"))).toBe(action !== "cancel");
    expect(server.count("DELETE")).toBe(deletions);
    expect(server.store.row(1).state).toBe(deletions === 1 ? 4 : 0);
  });

  test("for one that was reused does not cancel it when the time is over", async () => {
    const server = await odcs.start({
      backend: "openidc",
      tokens: { "tok-1": { user: "me" } },
      users: { me: {} },
    });
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
    const server = await odcs.start({ backend: "openidc", users: { me: {} } });
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
    odcs.finish(server);
    const { failure, outputs } = await running;
    expect(failure).toBeUndefined();
    expect(tokens.forms).toHaveLength(2);
    expect(Date.parse(outputs["expires"] ?? "") - Date.now()).toBeGreaterThan(9 * 3600_000);
    expect(JSON.stringify([outputs, runner.told.lines])).not.toContain("hunter22");
  });

  test("that is cancelled cancels what waits for a worker, when asked to", async () => {
    const server = await odcs.start({
      backend: "openidc",
      tokens: { "tok-1": { user: "me" } },
      users: { me: {} },
    });
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
    const server = await odcs.start();
    const stop = new AbortController();
    const given = { ...TAG, server: server.url, "cancel-on-abort": "true", output: runner.path("out") };
    const running = runner.run(given, stop.signal);
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.generate(1);
    await until(() => runner.told.lines.some((line) => line.includes("generating")));
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    expect(runner.told.warnings.join()).toContain("compose 1 goes on");
    odcs.finish(server);
    const { result } = await runner.run(given);
    expect(result.composes).toMatchObject([{ id: "1", how: "continued", verdict: "good" }]);
    expect(server.count("POST")).toBe(1);
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
    const server = await odcs.start();
    mkdirSync(runner.path("out"));
    writeFileSync(runner.path(`out/${name}`), "{}");
    const refused = { exitCode: 2, message: expect.stringContaining(`holds other metadata`) };
    const mine = { ...given, server: server.url, output: runner.path("out") };
    await expect(runner.run(mine)).rejects.toMatchObject(refused);
    expect(asks(server)).toEqual([0, 0]);
    expect(readdirSync(runner.path("out"))).toEqual([name]);
  });

  test("is not looked at where nothing is written, which is said", async () => {
    const server = await odcs.start();
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
    const server = await odcs.start();
    await runner.run({ ...TAG, server: server.url, wait: "false" });
    odcs.finish(server);
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
    const server = await odcs.start();
    const given = { ...TAG, server: server.url, output: runner.path("out") };
    const first = runner.run(given);
    await until(() => server.count("GET", "/composes/1") > 0);
    odcs.finish(server);
    expect((await first).failure).toBeUndefined();
    // Of a compose of Pulp, and of somebody who has named it alike.
    writeFileSync(runner.path("out/odcs-7.repo"), "[baseos]\nbaseurl=x\n");
    writeFileSync(runner.path("out/mine.repo"), "[odcs-1]\n");
    const second = runner.run(given);
    await until(() => server.count("GET", "/composes/2") > 0);
    odcs.finish(server, 2);
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
