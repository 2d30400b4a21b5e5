import { afterEach, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { useSockets } from "../../../packages/services/test/support/osbuild-composer/use.ts";
import { WeldrStandIn } from "../../../packages/services/test/support/weldr/stand-in.ts";
import { BLUEPRINT } from "../../../packages/services/test/support/weldr/use.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const socket = useSockets();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
async function started<One extends { start(): Promise<One>; stop(): Promise<void> }>(one: One): Promise<One> {
  stops.push(() => one.stop());
  return one.start();
}

const LOGIN = { backend: "openidc", tokens: { "tok-1": { user: "me" } }, users: { me: {} } } as const;
const odcs = () => started(new OdcsStandIn(LOGIN));
const given = (server: OdcsStandIn) => ({
  ...{ service: "odcs", server: server.url, "source-type": "tag", source: "f41", "auth-token": "tok-1" },
  "cancel-on-abort": "true",
});
const left = (): string | undefined => runner.told.left.at(-1);

describe("what is left for the end of a cancelled job", () => {
  test("are the ids while they are waited for, and nothing secret; nothing once the run has ended", async () => {
    const server = await odcs();
    const running = runner.run(given(server));
    await until(() => server.count("GET", "/composes/1") > 0);
    expect(left()).toBe('{"ids":["1"]}');
    server.store.fail(1, "it broke");
    await running;
    expect(left()).toBe("");
    expect(runner.told.left.join()).not.toContain("tok-1");
  });

  test("is nothing unless composes are to be cancelled, or of those that were reused", async () => {
    const server = await odcs();
    await runner.run({ ...given(server), "cancel-on-abort": "false", timeout: "50ms" });
    expect(runner.told.left).toEqual([]);
    const other = { reuse: "true", "state-file": runner.path("other.json"), timeout: "50ms" };
    const { result } = await runner.run({ ...given(server), ...other });
    expect(result.composes).toMatchObject([{ how: "reused" }]);
    expect(runner.told.left.filter((text) => text !== "")).toEqual([]);
  });

  test("are those that the run could not cancel itself", async () => {
    const server = await odcs();
    const stop = new AbortController();
    const running = runner.run(given(server), stop.signal);
    await until(() => server.count("GET", "/composes/1") > 0);
    server.store.generate(1);
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    expect(left()).toBe('{"ids":["1"]}');
    const next = new AbortController();
    const again = runner.run({ ...given(server), source: "f42" }, next.signal);
    await until(() => server.count("GET", "/composes/2") > 0);
    next.abort(new Error("stopped"));
    await expect(again).rejects.toThrow("stopped");
    expect(left()).toBe("");
  });
});

describe("the end of a cancelled job", () => {
  test("cancels what is left, and the next run asks anew", async () => {
    const server = await odcs();
    await runner.run({ ...given(server), timeout: "50ms" });
    await runner.cleanUp(given(server), '{"ids":["1"]}');
    expect(server.store.row(1).state_reason).toBe("Canceled by me");
    const { result } = await runner.run({ ...given(server), wait: "false" });
    expect(result.composes).toMatchObject([{ id: "2", how: "created" }]);
  });

  test("cancels nothing that was not to be, and asks for nothing", async () => {
    const server = await odcs();
    await runner.run({ ...given(server), timeout: "50ms" });
    await runner.cleanUp({ ...given(server), "cancel-on-abort": "false" }, '{"ids":["1"]}');
    expect(server.store.row(1).state).toBe(0);
    expect(server.count("DELETE")).toBe(0);
    expect(server.count("POST")).toBe(1);
  });

  test("says what goes on", async () => {
    const server = await odcs();
    await runner.run({ ...given(server), timeout: "50ms" });
    server.store.generate(1);
    await runner.cleanUp(given(server), '{"ids":["1"]}');
    expect(runner.told.warnings.join()).toContain("compose 1 goes on");
  });

  test("works where the request is in a file that is gone, and images are stored", async () => {
    const id = "33333333-3333-4333-8333-333333333333";
    const server = await started(new WeldrStandIn({ socket: socket(), ids: [id] }));
    const asking = {
      ...{ service: "weldr", server: server.server, "cancel-on-abort": "true", variant: "Cloud" },
      ...{ store: "directory", output: runner.path("out"), images: "arch=x86_64" },
      "metadata-compose-id": "Fedora-37-20260204.0",
      request: JSON.stringify({ blueprint: BLUEPRINT, compose_type: "qcow2" }),
    };
    await runner.run({ ...asking, timeout: "50ms" });
    server.work(id);
    await runner.cleanUp({ ...asking, request: "gone.yaml" }, JSON.stringify({ ids: [id] }));
    expect(server.compose(id).status).toBe("FAILED");
  });
});
