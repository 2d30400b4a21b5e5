import { existsSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { useOdcs } from "./support/odcs-servers.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const odcs = useOdcs();

describe("other operations", () => {
  async function three(): Promise<OdcsStandIn> {
    const server = await odcs.start({
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
    odcs.finish(server, 4);
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
    odcs.finish(server, 1);
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
    odcs.site.files.clear();
    expect((await runner.run(given)).failure).toMatch(
      /^Compose 1: it is called finished, but cannot be used/,
    );
  });

  test("renew: of several each is tried, and none is lost for another", async () => {
    const server = await three();
    rmSync(runner.path("state.json"));
    odcs.finish(server, 1);
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
    odcs.finish(server, 4);
    const { failure, findings, outputs, report } = await running;
    expect(failure).toMatch(
      /^2 of 4 composes were not renewed. Compose 2: it was not renewed: compose 2 is still being made/,
    );
    expect(findings).toHaveLength(2);
    expect(outputs["compose-ids"]).toBe("4\n2\n9\n1");
    expect(outputs["metadata-dir"]).toBe(`${output}/4\n${output}/1`);
    expect(report).toMatchObject({
      composes: [
        { id: "4", how: "created", verdict: "good" },
        { id: "2", verdict: "bad", state: "running" },
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
    odcs.finish(server, 4);
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
    expect(failure).toMatch(/^1 of 2 composes were not renewed. Compose 1: it was not renewed/);
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
    expect(failure).toContain("1 of 4 composes were not deleted. Compose 2: it was not deleted");
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
    expect(failure).toContain("1 of 2 composes were not deleted. Compose 1: it was not deleted");
    expect(server.store.row(3).removed_by).toBe("me");
  });

  test("delete: of several each is tried, and an id that cannot be one is refused before", async () => {
    const server = await three();
    server.store.fail(3, "it broke");
    const given = { ...on(server), operation: "delete" };
    await expect(runner.run({ ...given, "compose-id": "1,abc" })).rejects.toMatchObject({
      exitCode: 2,
      message: '"abc" is no id of a compose of ODCS',
    });
    expect(server.store.row(1).removed_by).toBeNull();
    server.misbehave = ({ method, path }, response) =>
      method === "DELETE" && path.endsWith("/1") && response.writeHead(502).end() !== undefined;
    const { failure, lines, summary } = await runner.run({ ...given, "compose-id": "1,3" });
    expect(failure).toMatch(
      /^1 of 2 composes were not deleted. Compose 1: it was not deleted: .* answers 502/,
    );
    expect(server.store.row(3).removed_by).toBe("me");
    expect(lines).toContainEqual(expect.stringMatching(/^compose 1: done, it was not deleted: /));
    expect(summary).toContain("Why compose 1 was not deleted");
    expect(summary).not.toContain("is continued by the next run");
  });

  test("what is in the state file is told of where something was asked for alone", async () => {
    const server = await three();
    server.misbehave = (_, response) => response.writeHead(503).end() !== undefined;
    const remedyOf = (operation: string, more = {}) =>
      runner.run({ ...on(server), operation, ...more }).catch(({ remedy }: { remedy?: string }) => remedy);
    expect(await remedyOf("get", { "compose-id": "1" })).toBe("run it again later");
    expect(await remedyOf("list")).toBe("run it again later");
    const asking = { "source-type": "tag", source: "f43" };
    expect(await remedyOf("create", asking)).toBe(
      "run it again later: what has been asked for is in the state file",
    );
  });

  test("wait: what the service does not know is not called late", async () => {
    const server = await three();
    const given = { ...on(server), operation: "wait", "compose-id": "99", timeout: "100ms" };
    const { failure } = await runner.run(given);
    expect(failure).toBe("Compose 99: the service knows no such compose");
    expect(runner.told.lines.join()).toContain("compose 99: the service knows no such compose; it may need");
  });

  test("wait for several, each described in a directory of its own", async () => {
    const server = await three();
    odcs.finish(server, 1);
    odcs.finish(server, 3);
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
