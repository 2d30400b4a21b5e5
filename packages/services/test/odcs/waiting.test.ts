import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import {
  type OdcsRequest,
  readOdcsRequest,
  systemClock,
  type WaitPolicy,
  waitForComposes,
} from "../../src/index.ts";
import { never } from "../support/client.ts";
import { type OdcsPlace, useOdcs } from "../support/odcs/use.ts";
import { MINUTE, SleepClock, Witness } from "../wait/support.ts";

// The whole way over real sockets, at a quicker pace than servers are used to.

const place = useOdcs();
const tag = (source = "f39"): OdcsRequest => readOdcsRequest({ source: { type: "tag", source } });
const POLICY: WaitPolicy = { pollMs: 10, pollMaxMs: 40, timeoutMs: 20_000, outageMs: 10_000, minLifeMs: 0 };

function wait(
  { service }: OdcsPlace,
  ids: readonly string[],
  policy: Partial<WaitPolicy> = {},
  signal = never,
) {
  const observer = new Witness();
  const options = {
    service,
    policy: { ...POLICY, ...policy },
    observer,
    withLogs: true,
    clock: systemClock,
    random: Math.random,
  };
  return { observer, outcomes: waitForComposes(ids, options, signal) };
}

/** Resolves when the server has been asked so often again. */
async function looks({ server }: OdcsPlace, count: number): Promise<void> {
  const until = server.requests.length + count;
  while (server.requests.length < until) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("through the states, with the log, over a restart of the server", async () => {
  let log = "";
  const files = createServer((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (from >= log.length) return void response.writeHead(416).end();
    response.writeHead(206, { "content-range": `bytes ${from}-${log.length - 1}/${log.length}` });
    response.end(log.slice(from));
  });
  await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
  const here = await place({
    targetUrl: `http://127.0.0.1:${(files.address() as AddressInfo).port}/composes`,
  });
  const { server, service } = here;
  await service.create(tag(), never);
  const { observer, outcomes } = wait(here, ["1"], { timeoutMs: 50_000, outageMs: 50_000 });
  const told = async (line: string): Promise<void> => {
    while (!observer.lines.includes(line)) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await looks(here, 3);
  log = "[INFO] begun\n";
  server.store.generate(1);
  await told("1: pungi-stderr.log: [INFO] begun");
  await server.stop();
  log += "[INFO] done\n";
  await told("1: trouble");
  server.store.finish(1);
  await server.start();
  expect(await outcomes).toMatchObject([
    { kind: "ended", compose: { state: "finished", details: { pungi_compose_id: expect.any(String) } } },
  ]);
  expect(observer.lines).toContain("1: wait → generating");
  expect(observer.lines).toContain("1: pungi-stderr.log: [INFO] begun");
  expect(observer.lines.some((line) => line.startsWith("1: recovered"))).toBe(true);
  expect(observer.lines.filter((line) => line.endsWith("[INFO] done"))).toHaveLength(1);
  files.closeAllConnections();
  files.close();
});

test("what is ready after 28 minutes is noticed within one pause, at the pace of the step", async () => {
  const clock = new SleepClock();
  const here = await place({ now: () => Date.UTC(2026, 0, 1) + clock.at });
  const { server, service } = here;
  await service.create(tag(), never);
  const looks: number[] = [];
  server.misbehave = ({ method }) => {
    if (method === "GET") looks.push(clock.at);
    if (clock.at >= 2 * MINUTE && server.store.row(1).state === 0) server.store.generate(1);
    if (clock.at >= 28 * MINUTE && server.store.row(1).state === 1) server.store.finish(1);
    return false;
  };
  const policy = { ...POLICY, pollMs: 10_000, pollMaxMs: MINUTE, timeoutMs: 240 * MINUTE };
  const observer = new Witness();
  const options = { service, policy, observer, withLogs: false, clock, random: Math.random };
  const outcomes = await waitForComposes(["1"], options, never);
  expect(outcomes).toMatchObject([{ kind: "ended", compose: { state: "finished", reported: "done" } }]);
  expect(observer.lines).toEqual(["1: - → wait", "1: wait → generating", "1: generating → done"]);
  expect(looks.at(-1)).toBeGreaterThanOrEqual(28 * MINUTE);
  expect(looks.at(-1)).toBeLessThanOrEqual(29 * MINUTE);
  const gaps = looks.map((at, index) => at - (looks[index - 1] ?? at));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(MINUTE);
  expect(looks.length).toBeLessThan(80);
});

test("a proxy's pages in between are no answers", async () => {
  const here = await place();
  const { server, service } = here;
  await service.create(tag(), never);
  let pages = 5;
  server.misbehave = (_, response) => {
    if (pages-- <= 0) return false;
    response
      .writeHead(pages % 2 === 0 ? 503 : 200, { "content-type": "text/html" })
      .end("<html><title>Maintenance</title></html>");
    return true;
  };
  const { outcomes } = wait(here, ["1"]);
  await looks(here, 8);
  server.store.fail(1, "Error while generating compose: boom");
  expect(await outcomes).toMatchObject([
    { kind: "ended", compose: { state: "failed", reason: "Error while generating compose: boom" } },
  ]);
});

test("what a proxy says while the server is away is waited through, what the server says itself is not", async () => {
  const here = await place();
  const { server, service } = here;
  await service.create(tag(), never);
  let away: number | undefined;
  server.misbehave = (_, response) => {
    if (away === undefined) return false;
    response
      .writeHead(away, { "content-type": "text/html" })
      .end("<html><title>404 Not Found</title></html>");
    return true;
  };
  const { observer, outcomes } = wait(here, ["1"]);
  await looks(here, 2);
  for (const status of [404, 401, 403]) {
    away = status;
    await looks(here, 4);
  }
  away = undefined;
  await looks(here, 2);
  expect(observer.lines.some((line) => line.startsWith("1: recovered"))).toBe(true);
  server.misbehave = (_, response) => {
    response.writeHead(403, { "content-type": "application/json" }).end('{"message":"not you","status":403}');
    return true;
  };
  expect(await outcomes).toMatchObject([{ kind: "lost", failure: { status: 403, said: "not you" } }]);
});

test("500 for a wrong URL is not waited through", async () => {
  const here = await place();
  const { service } = await place({}, { server: `${here.server.url}/elsewhere` });
  const { outcomes } = wait({ ...here, service }, ["1"]);
  expect(await outcomes).toMatchObject([{ kind: "lost", failure: { status: 500, remedy: "never" } }]);
  expect(here.server.requests).toHaveLength(1);
});

test("several, one of which is removed and one never begun", async () => {
  const here = await place({ now: () => Date.now() });
  const { server, service } = here;
  for (const source of ["a", "b", "c"]) await service.create(tag(source), never);
  server.store.finish(1, { time_to_expire: 0 });
  server.store.cleanUp();
  const { outcomes } = wait(here, ["1", "2", "3"], { timeoutMs: 500 });
  server.store.reuse(2, 1);
  const [one, two, three] = await outcomes;
  expect(one).toMatchObject({ kind: "ended", compose: { state: "expired" } });
  expect(two).toMatchObject({ kind: "ended", compose: { state: "finished" } });
  expect(three).toMatchObject({ kind: "timeout", compose: { state: "requested" } });
});

test("one that is renewed when it is done, and kept", async () => {
  const here = await place();
  const { server, service } = here;
  await service.create(tag(), never);
  server.store.finish(1);
  const day = 24 * 3_600_000;
  const { outcomes } = wait(here, ["1"], { minLifeMs: 2 * day });
  const [outcome] = await outcomes;
  expect(outcome).toMatchObject({ kind: "ended", id: "1" });
  expect(server.count("PATCH")).toBe(1);
  expect(server.store.row(1).time_to_expire * 1000 - Date.now()).toBeGreaterThan(2 * day - 10_000);
});

test("a job that is cancelled stops at once", async () => {
  const here = await place();
  await here.service.create(tag(), never);
  const stop = new AbortController();
  const { outcomes } = wait(here, ["1"], { pollMs: 60_000, pollMaxMs: 60_000 }, stop.signal);
  setTimeout(() => stop.abort(new Error("cancelled")), 100);
  await expect(outcomes).rejects.toThrow("cancelled");
});
