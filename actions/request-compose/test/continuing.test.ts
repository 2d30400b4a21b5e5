import { existsSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { ImageHost } from "../../../packages/services/test/support/osbuild/image-host.ts";
import { ComposerStandIn } from "../../../packages/services/test/support/osbuild-composer/stand-in.ts";
import { imageRequest } from "../../../packages/services/test/support/osbuild-composer/use.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
async function started<One extends { start(): Promise<One>; stop(): Promise<void> }>(one: One): Promise<One> {
  stops.push(() => one.stop());
  return one.start();
}

const IDS = ["1", "2", "3"].map((digit) => "dddddddd-dddd-4ddd-8ddd-dddddddddddd".replaceAll("d", digit));
const [FIRST = "", SECOND = "", THIRD = ""] = IDS;
const ids = (): readonly string[] =>
  (runner.json("state.json") as { composes: { id: string }[] }).composes.map(({ id }) => id);
const isKept = (): boolean => existsSync(runner.path("state.json"));

describe("several images", () => {
  const request = (...images: object[]): string =>
    JSON.stringify({ distribution: "fedora-37", image_requests: images });
  const given = (server: ComposerStandIn) => ({
    ...{ service: "osbuild-composer", server: server.server, variant: "Cloud", output: runner.path("out") },
    request: request(imageRequest(), imageRequest("guest-image", { architecture: "aarch64" })),
  });
  const image = (host: ImageHost) => [
    { type: "aws.s3", options: { url: host.put("/disk.qcow2", Buffer.from("x")) } },
  ];

  test("of which one fails: the next run asks for that one alone", async () => {
    const server = await started(new ComposerStandIn({ ids: IDS }));
    const host = await started(new ImageHost());
    const first = runner.run(given(server));
    await until(() => server.count("GET", SECOND) > 0);
    server.finish(FIRST, image(host));
    server.fail(SECOND, { id: 10, reason: "osbuild build failed", details: [] });
    expect((await first).failure).toContain("1 of 2 composes");
    expect(ids()).toEqual([FIRST]);

    const second = runner.run(given(server));
    await until(() => server.count("GET", THIRD) > 0);
    server.finish(THIRD, image(host));
    const { result, failure } = await second;
    expect(failure).toBeUndefined();
    expect(result.composes).toMatchObject([
      { id: FIRST, how: "continued", verdict: "good" },
      { id: THIRD, how: "created", verdict: "good" },
    ]);
    expect(server.count("POST")).toBe(3);
    expect(isKept()).toBe(false);
  });

  test("of which one is not over in time: the others are not asked for again", async () => {
    const server = await started(new ComposerStandIn({ ids: IDS }));
    const host = await started(new ImageHost());
    const leaving = { ...given(server), timeout: "1500ms", "on-timeout": "leave" };
    const running = runner.run(leaving);
    await until(() => server.count("GET", SECOND) > 0);
    server.finish(FIRST, image(host));
    expect((await running).failure).toBeUndefined();
    expect(ids()).toEqual([FIRST, SECOND]);
    server.finish(SECOND, image(host));
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: FIRST }, { id: SECOND, verdict: "good" }]);
    expect(server.count("POST")).toBe(2);
    expect(isKept()).toBe(false);
  });

  test("of which one is of no use although it is finished: that one is asked for again", async () => {
    const server = await started(new ComposerStandIn({ ids: IDS }));
    const host = await started(new ImageHost());
    const first = runner.run(given(server));
    await until(() => server.count("GET", SECOND) > 0);
    server.finish(FIRST, image(host));
    server.finish(SECOND, [{ type: "gcp", options: { project_id: "p", image_name: "i" } }]);
    expect((await first).failure).toContain("there is no result of the target aws.s3");
    expect(ids()).toEqual([FIRST]);
  });

  test("of which one was not seen answered: all are named to go on, or none", async () => {
    const server = await started(new ComposerStandIn({ ids: IDS, generation: "2023" }));
    const host = await started(new ImageHost());
    const stop = new AbortController();
    const reason = new Error("killed");
    let posts = 0;
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "POST" || ++posts < 2) return false;
      serve();
      response.destroy();
      stop.abort(reason);
      return true;
    };
    await expect(runner.run(given(server), stop.signal)).rejects.toBe(reason);
    server.misbehave = () => false;
    server.finish(FIRST, image(host));
    server.finish(SECOND, image(host));
    await expect(runner.run(given(server))).rejects.toMatchObject({
      remedy: expect.stringContaining(
        `name all composes in compose-id, in the order of the request, to go on with them (${FIRST}, the one that was found)`,
      ),
    });
    for (const operation of ["create", "wait"]) {
      const one = { ...given(server), operation, "compose-id": SECOND };
      await expect(runner.run(one)).rejects.toMatchObject({
        message: "compose-id names 1 compose, and the request is for 2",
      });
    }
    const { failure } = await runner.run({ ...given(server), "compose-id": `${FIRST}, ${SECOND}` });
    expect(failure).toBeUndefined();
    expect(server.count("POST")).toBe(2);
    expect(isKept()).toBe(false);
    const { payload } = runner.json("out/images.json") as { payload: { images: { Cloud: object } } };
    expect(Object.keys(payload.images.Cloud).sort()).toEqual(["aarch64", "x86_64"]);
  });

  test("that are the same are two composes all the same", async () => {
    const server = await started(new ComposerStandIn({ ids: IDS }));
    const { output: _, ...twice } = { ...given(server), request: request(imageRequest(), imageRequest()) };
    const leaving = { ...twice, timeout: "50ms", "on-timeout": "leave" };
    expect((await runner.run(leaving)).outputs["compose-ids"]).toBe(`${FIRST}\n${SECOND}`);
    const { result } = await runner.run(leaving);
    expect(result.composes).toMatchObject([
      { id: FIRST, how: "continued" },
      { id: SECOND, how: "continued" },
    ]);
    expect(server.count("POST")).toBe(2);
  });
});

const LOGIN = {
  backend: "openidc",
  tokens: { "tok-1": { user: "me" } },
  users: { me: {} },
  admins: ["me"],
} as const;

describe("a compose that is not waited for", () => {
  const given = (server: OdcsStandIn) => ({
    ...{ service: "odcs", server: server.url, "source-type": "tag", source: "f41", wait: "false" },
  });

  test("is the same when the job is run again, finished or not; what failed is asked for anew", async () => {
    const server = await started(new OdcsStandIn());
    await runner.run(given(server));
    const again = async () => (await runner.run(given(server))).result.composes;
    expect(await again()).toMatchObject([{ id: "1", how: "continued" }]);
    server.store.finish(1);
    expect(await again()).toMatchObject([{ id: "1", how: "continued", compose: { state: "finished" } }]);
    expect(server.store.rows).toHaveLength(1);
    Object.assign(server.store.row(1), { state: 3, state_reason: "Compose is expired." });
    expect(await again()).toMatchObject([{ id: "2", how: "created" }]);
    server.store.fail(2, "it broke");
    expect(await again()).toMatchObject([{ id: "3", how: "created" }]);
    // Also when the clock of the run before was ahead.
    const state = runner.json("state.json") as { composes: { requestedAt: number }[] };
    for (const entry of state.composes) entry.requestedAt += 3_600_000;
    writeFileSync(runner.path("state.json"), JSON.stringify(state));
    const { result } = await runner.run({ ...given(server), "resume-within": "0" });
    expect(result.composes).toMatchObject([{ id: "4", how: "created" }]);
  });

  test("and is to be removed is asked for anew, although it is called done until then", async () => {
    const server = await started(new OdcsStandIn(LOGIN));
    const asking = { ...given(server), "auth-token": "tok-1" };
    await runner.run(asking);
    server.store.finish(1);
    // By another machine, which has no state file.
    const deleting = { ...{ service: "odcs", server: server.url }, "auth-token": "tok-1" };
    const elsewhere = { ...deleting, operation: "delete", "state-file": runner.path("other.json") };
    await runner.run({ ...elsewhere, "compose-id": "1" });
    expect(server.store.row(1).state).toBe(2);
    const { result } = await runner.run(asking);
    expect(result.composes).toMatchObject([{ id: "2", how: "created" }]);
    expect(runner.told.lines).toContain(
      "compose 1 of the run before is done, and not to be kept any longer: it is asked for anew",
    );
    expect(ids()).toEqual(["2"]);
    await runner.run({ ...deleting, operation: "delete", "compose-id": "2" });
    expect(isKept()).toBe(false);
  });

  test("is waited for by a run that waits, or by its id; then nothing is left to continue", async () => {
    const server = await started(new ComposerStandIn({ ids: IDS }));
    const host = await started(new ImageHost());
    const request = JSON.stringify({ distribution: "fedora-37", image_requests: [imageRequest()] });
    const common = { service: "osbuild-composer", server: server.server, request };
    const finish = (id: string) =>
      server.finish(id, [{ type: "aws.s3", options: { url: host.put("/d.qcow2", Buffer.from("x")) } }]);
    await runner.run({ ...common, wait: "false" });
    expect(ids()).toEqual([FIRST]);
    finish(FIRST);
    expect((await runner.run(common)).result.composes).toMatchObject([{ id: FIRST, how: "continued" }]);
    expect(isKept()).toBe(false);
    await runner.run({ ...common, wait: "false" });
    finish(SECOND);
    const waiting = { ...common, operation: "wait", "compose-id": SECOND };
    expect((await runner.run(waiting)).failure).toBeUndefined();
    expect(isKept()).toBe(false);
    expect(server.count("POST")).toBe(2);
  });
});

test("an image that is waited for without its request is good where nothing is to be listed, and else kept", async () => {
  const server = await started(new ComposerStandIn({ ids: IDS }));
  const host = await started(new ImageHost());
  const common = { service: "osbuild-composer", server: server.server };
  const request = JSON.stringify({ distribution: "fedora-37", image_requests: [imageRequest()] });
  const asking = { ...common, request, wait: "false" };
  const waiting = (id: string) => ({ ...common, operation: "wait", "compose-id": id });
  const finish = (id: string, bytes: string) =>
    server.finish(id, [{ type: "aws.s3", options: { url: host.put("/d.qcow2", Buffer.from(bytes)) } }]);
  await runner.run(asking);
  finish(FIRST, "x");
  const listing = {
    variant: "Cloud",
    "metadata-compose-id": "Fedora-37-20260204.0",
    output: runner.path("out"),
  };
  const unlisted = await runner.run({ ...waiting(FIRST), ...listing });
  expect(unlisted.failure).toBe(
    `Compose ${FIRST}: it is finished, but cannot be listed: the image is not listed: its architecture is not known`,
  );
  expect(ids()).toEqual([FIRST]);
  const { failure, told } = await runner.run(waiting(FIRST));
  expect(failure).toBeUndefined();
  expect(told.warnings).toEqual([]);
  expect(isKept()).toBe(false);
  // It is looked at all the same.
  await runner.run(asking);
  finish(SECOND, "");
  expect((await runner.run(waiting(SECOND))).failure).toContain("cannot be used: the image is empty");
  expect(isKept()).toBe(false);
});

describe("create with ids of composes", () => {
  const given = (server: OdcsStandIn, id: string) => ({
    ...{ service: "odcs", server: server.url, wait: "false", "compose-id": id },
    ...{ "source-type": "tag", source: "f41" },
  });

  test("takes them for what came of the request, and asks for nothing", async () => {
    const server = await started(new OdcsStandIn());
    const { "compose-id": _, ...asking } = given(server, "");
    await runner.run({ ...asking, "state-file": runner.path("other.json") });
    const { outputs, failure } = await runner.run(given(server, "1"));
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({ "compose-id": "1", state: "requested" });
    // Without them, as an output of an attempt that did not get so far is empty.
    const { result } = await runner.run(given(server, ""));
    expect(result.composes).toMatchObject([{ id: "1", how: "continued" }]);
    expect(server.count("POST")).toBe(1);
  });

  test("fails for those that came to nothing, waited for or not", async () => {
    const server = await started(new OdcsStandIn());
    const { "compose-id": _, ...asking } = given(server, "");
    await runner.run(asking);
    server.store.fail(1, "it broke");
    for (const wait of ["true", "false"]) {
      const { failure, outputs } = await runner.run({ ...given(server, "1"), wait });
      expect(failure).toBe("Compose 1: it failed: it broke");
      expect(outputs["state"]).toBe("failed");
      expect(isKept()).toBe(false);
    }
    const unknown = await runner.run(given(server, "9"));
    expect(unknown.failure).toContain("the service knows no such compose");
    expect(unknown.outputs["state"]).toBe("unknown");
    await expect(runner.run(given(server, "x"))).rejects.toMatchObject({ exitCode: 2 });
    expect(isKept()).toBe(false);
  });

  test("that came of another request are refused, waited for or not, and kept nowhere", async () => {
    const server = await started(new OdcsStandIn());
    const { "compose-id": _, ...asking } = given(server, "");
    const other = { ...asking, source: "f40", flags: "no_deps", "state-file": runner.path("other.json") };
    await runner.run(other);
    for (const wait of ["true", "false"]) {
      await expect(runner.run({ ...given(server, "1"), wait })).rejects.toMatchObject({
        exitCode: 2,
        message: "compose-id: compose 1 was asked for with another request: it differs in source, flags",
      });
    }
    expect(isKept()).toBe(false);
  });

  test("that are more than the request is for are refused; without a request they are nobody's", async () => {
    const server = await started(new OdcsStandIn());
    const { "compose-id": _, ...asking } = given(server, "");
    await runner.run({ ...asking, "state-file": runner.path("other.json") });
    await runner.run({ ...asking, source: "f42", "state-file": runner.path("other.json") });
    const several = given(server, "1, 2");
    await expect(runner.run(several)).rejects.toMatchObject({
      ...{ exitCode: 2, message: "compose-id names 2 composes, and the request is for 1" },
    });
    const { "source-type": __, source: ___, ...alone } = several;
    expect((await runner.run(alone)).outputs["compose-ids"]).toBe("1\n2");
    expect(isKept()).toBe(false);
  });
});
