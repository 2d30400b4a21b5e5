import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const servers: OdcsStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

type Given = Readonly<Record<string, string>>;

const TAG = { service: "odcs", "source-type": "tag", source: "f41", wait: "false" };

/** With compose 1, which is done, and compose 2 from another tag, which failed. */
async function started(): Promise<OdcsStandIn> {
  const server = await new OdcsStandIn().start();
  servers.push(server);
  const common = { ...TAG, server: server.url };
  await runner.run({ ...common, "state-file": runner.path("1.json") });
  await runner.run({ ...common, source: "f42", "state-file": runner.path("2.json") });
  server.store.finish(1);
  server.store.fail(2, "it broke");
  return server;
}

const renewal = (server: OdcsStandIn, more: Given = {}): Given => ({
  ...{ service: "odcs", server: server.url, operation: "renew", "compose-id": "2", wait: "false" },
  ...more,
});

const patches = (server: OdcsStandIn): readonly unknown[] =>
  server.requests.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.parse(body));

/**
 * A run that ends while its renewal is on the way: what it leaves is what one leaves that was killed.
 *
 * @param arrivals - how often the renewal is carried out all the same
 */
async function endedMidway(server: OdcsStandIn, given: Given, arrivals = 1): Promise<void> {
  const stop = new AbortController();
  server.misbehave = ({ method }, response, serve) => {
    if (method !== "PATCH") return false;
    for (let count = 0; count < arrivals; count += 1) serve();
    stop.abort(new Error("killed"));
    response.destroy();
    return true;
  };
  await expect(runner.run(given, stop.signal)).rejects.toThrow("killed");
  server.misbehave = undefined;
  expect(runner.json("state.json")).toMatchObject({ composes: [{ before: ["2"] }] });
  expect(readFileSync(runner.path("state.json"), "utf8")).not.toContain('"id"');
}

/** As if the run had ended some time ago: what it asked for has come to light by now, if ever. */
function later(change: (entry: Record<string, unknown>) => void = () => undefined): void {
  const state = runner.json("state.json") as { composes: { requestedAt: number }[] };
  for (const entry of state.composes) {
    entry.requestedAt -= 60_000;
    change(entry as unknown as Record<string, unknown>);
  }
  writeFileSync(runner.path("state.json"), JSON.stringify(state));
}

describe("a renewal that nobody saw answered", () => {
  test("is taken up by the next run when it made a new compose", async () => {
    const server = await started();
    await endedMidway(server, renewal(server));
    const { result, outputs } = await runner.run(renewal(server));
    expect(result.composes).toMatchObject([{ id: "3", how: "continued" }]);
    expect(outputs["compose-id"]).toBe("3");
    expect(result.notices.join()).toMatch(/compose 3 is the only one .* the renewal of compose 2 of \d{4}-/);
    expect(server.store.rows).toHaveLength(3);
    expect(server.count("PATCH")).toBe(1);
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "3" }] });
  });

  test("and wanted other content is as well, also of one that is done", async () => {
    const server = await started();
    const given = renewal(server, { "compose-id": "1", sigkeys: "aaaa" });
    await endedMidway(server, given);
    // Of the same one, but with other keys: it is not ours.
    await runner.run(renewal(server, { "compose-id": "1", sigkeys: "bbbb", "state-file": runner.path("x") }));
    const { result } = await runner.run(given);
    expect(result.composes).toMatchObject([{ id: "3", how: "continued" }]);
    expect(server.store.rows).toHaveLength(4);
  });

  test("of one that lives on is sent again, which makes no other one", async () => {
    const server = await started();
    const given = renewal(server, { "compose-id": "1", "seconds-to-live": "200000" });
    await endedMidway(server, given);
    const { result } = await runner.run(given);
    expect(result.composes).toMatchObject([{ id: "1", how: "given" }]);
    expect(server.store.rows).toHaveLength(2);
    expect(existsSync(runner.path("state.json"))).toBe(false);
  });

  test("and did not arrive is sent again", async () => {
    const server = await started();
    await endedMidway(server, renewal(server), 0);
    later();
    const { result } = await runner.run(renewal(server));
    expect(result.composes).toMatchObject([{ id: "3", how: "created" }]);
    expect(server.store.rows).toHaveLength(3);
  });

  test("is not sent again where nobody can tell, but when that is wanted", async () => {
    const server = await started();
    await endedMidway(server, renewal(server), 2);
    const error: unknown = await runner.run(renewal(server)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/renewal of compose 2 .* one of the composes 4, 3 may be what came/),
      remedy: expect.stringMatching(/operation list.*operation wait.*resume-within 0 or by deleting/),
    });
    for (const part of [runner.path("state.json"), new URL(server.url).host]) {
      expect((error as Error).message).toContain(part);
    }
    expect((error as Error).message).toMatch(/ on \d{4}-\d\d-\d\dT/);
    // Of several the others are renewed all the same.
    const both = await runner.run(renewal(server, { "compose-id": "2,1" }));
    expect(both.failure).toMatch(/^1 of 2 .* is not known.*operation list/);
    expect(server.store.rows).toHaveLength(4);
    const { result } = await runner.run(renewal(server, { "resume-within": "0" }));
    expect(result.composes).toMatchObject([{ id: "5", how: "created" }]);
    expect(result.notices.join()).toContain("is older than resume-within: it is sent anew");
  });

  test("is settled by whoever waits for one of the composes that it may have made", async () => {
    const server = await started();
    await endedMidway(server, renewal(server), 2);
    await expect(runner.run(renewal(server))).rejects.toMatchObject({ exitCode: 2 });
    const waiting = { ...renewal(server, { operation: "wait", wait: "true" }), timeout: "50ms" };
    // Another one is nobody's, and one of them is what came of it, finished or not.
    await runner.run({ ...waiting, "compose-id": "1" });
    await expect(runner.run(renewal(server))).rejects.toMatchObject({ exitCode: 2 });
    await runner.run({ ...waiting, "compose-id": "4" });
    const { result } = await runner.run(renewal(server));
    expect(result.composes).toMatchObject([{ id: "4", how: "continued" }]);
    server.store.fail(4, "it broke");
    await runner.run({ ...waiting, "compose-id": "4" });
    expect(existsSync(runner.path("state.json"))).toBe(false);
    expect(server.count("PATCH")).toBe(1);
  });

  test("is not sent again where it is not known what there was before", async () => {
    const server = await started();
    await endedMidway(server, renewal(server));
    later((entry) => {
      delete entry["before"];
    });
    await expect(runner.run(renewal(server))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("what the server had before was not kept"),
    });
    expect(server.store.rows).toHaveLength(3);
  });

  test("and was refused leaves nothing to look for", async () => {
    const server = await started();
    server.misbehave = ({ method }, response) =>
      method === "PATCH" && response.writeHead(403).end() !== undefined;
    await expect(runner.run(renewal(server))).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(runner.path("state.json"))).toBe(false);
  });
});

describe("a renewal with other content", () => {
  test("is asked for as the inputs say", async () => {
    const server = await started();
    const more = { sigkeys: "aaaa, unsigned", builds: "bash-5.2.26-3.fc41", modules: "nodejs:20" };
    const given = renewal(server, { "compose-id": "1", "seconds-to-live": "7200", ...more });
    const { result } = await runner.run(given);
    expect(result.composes).toMatchObject([{ id: "3", how: "created" }]);
    expect(patches(server)).toEqual([
      {
        ...{ seconds_to_live: 7200, sigkeys: ["aaaa", ""] },
        source: { builds: ["bash-5.2.26-3.fc41"], modules: ["nodejs:20"] },
      },
    ]);
    expect(server.store.row(3)).toMatchObject({ builds: "bash-5.2.26-3.fc41", modules: "nodejs:20" });
  });

  test("says when the server passes over a label", async () => {
    const server = await started();
    await runner.run(renewal(server, { "compose-id": "1", label: "RC-1.0" }));
    expect(patches(server)).toEqual([{ label: "RC-1.0" }]);
    expect(runner.told.warnings.join()).toContain("the server did not take the label RC-1.0");
  });

  test.each<[Given, RegExp]>([
    [{ packages: "bash" }, /^packages: ODCS does not take it .* sigkeys, builds, modules, label alone/],
    [{ "source-type": "tag", source: "f41" }, /^source-type: ODCS does not take it/],
    [{ request: "{}" }, /^request: ODCS does not take it/],
    [{ label: "Nonsense" }, /label: expected a label such as RC-1\.0/],
    [{ sigkeys: "a;b" }, /sigkeys\.0: has the character ";"/],
  ])("is refused before anything is asked: %j", async (more, message) => {
    const server = await started();
    const asked = server.requests.length;
    await expect(runner.run(renewal(server, more))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
    expect(server.requests).toHaveLength(asked);
  });
});

describe("a compose that is made anew while it is waited for", () => {
  /** The clean-up comes between the look and the renewal: the first, or a later one. */
  function removedMeanwhile(server: OdcsStandIn, which = 1): void {
    server.misbehave = ({ method, path }) => {
      const id = Number(/\/composes\/(\d+)$/.exec(path)?.[1]);
      if (method === "PATCH" && server.count("PATCH") >= which) {
        Object.assign(server.store.row(id), { state: 3, state_reason: "expired" });
      }
      return false;
    };
  }

  const asked = (server: OdcsStandIn): Given => ({ ...TAG, server: server.url, reuse: "true" });

  // Kept under the renewal, and under what was asked for.
  test.each<[string, (server: OdcsStandIn) => Given, number]>([
    ["reused", (server) => ({ ...asked(server), wait: "true" }), 2],
    ["renewed", (server) => ({ ...renewal(server, { "compose-id": "1" }), wait: "true" }), 2],
    [
      "named",
      (server) => ({ ...renewal(server, { "compose-id": "1" }), operation: "wait", wait: "true" }),
      1,
    ],
  ])("is known at once where the old one was %s", async (how, givenFor, kept) => {
    const server = await started();
    removedMeanwhile(server, how === "renewed" ? 2 : 1);
    const output = { output: runner.path("out"), "seconds-to-live": "3600" };
    const given = { ...givenFor(server), ...(how === "renewed" ? output : {}), "cancel-on-abort": "true" };
    const stop = new AbortController();
    const running = runner.run({ ...given, "min-lifetime": "60h" }, stop.signal);
    await until(() => server.count("GET", "/composes/3") > 0);
    expect(runner.told.outputs).toMatchObject({ "compose-id": "3", "compose-ids": "3" });
    expect(JSON.parse(runner.told.left.at(-1) ?? "")).toEqual({ ids: ["3"] });
    const state = runner.json("state.json") as { composes: { id: string }[] };
    expect(state.composes.map(({ id }) => id)).toEqual(Array(kept).fill("3"));
    server.store.generate(3);
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    server.misbehave = undefined;
    const more = how === "named" ? { "min-lifetime": "60h", timeout: "50ms" } : { wait: "false", output: "" };
    const { result } = await runner.run({ ...given, ...more });
    expect(result.composes).toMatchObject([{ id: "3", how: "continued" }]);
    expect(server.store.rows).toHaveLength(3);
  });

  test.each(["create", "create with compose-id", "wait"])(
    "in a run that was killed then is taken up by the next: %s",
    async (operation) => {
      const server = await started();
      const stop = new AbortController();
      server.misbehave = ({ method }, response, serve) => {
        if (method !== "PATCH") return false;
        Object.assign(server.store.row(1), { state: 3, state_reason: "expired" });
        serve();
        stop.abort(new Error("killed"));
        response.destroy();
        return true;
      };
      const named = { ...renewal(server, { "compose-id": "1" }), operation: "wait" };
      const { reuse: _, ...plain } = asked(server);
      const adopted = { ...plain, "compose-id": "1" };
      const given = {
        ...(operation === "wait" ? named : operation === "create" ? asked(server) : adopted),
        wait: "true",
        "min-lifetime": "60h",
      };
      // As one that asked for it: what was only reused is not kept.
      if (operation === "create") {
        await runner.run(adopted);
      }
      await expect(runner.run(given, stop.signal)).rejects.toThrow("killed");
      server.misbehave = undefined;
      const { result } = await runner.run({ ...given, reuse: "false", timeout: "50ms" });
      expect(result.composes).toMatchObject([{ id: "3", how: "continued" }]);
      const state = runner.json("state.json") as { composes: { id: string }[] };
      expect(new Set(state.composes.map(({ id }) => id))).toEqual(new Set(["3"]));
      expect(result.notices.join()).toContain("compose 3 is the only one that can have come of the renewal");
      expect(server.store.rows).toHaveLength(3);
      expect(server.count("PATCH")).toBe(1);
    },
  );

  test("is kept under the request when nobody waits", async () => {
    const server = await started();
    removedMeanwhile(server);
    const given = { ...asked(server), "min-lifetime": "60h" };
    expect((await runner.run(given)).result.composes).toMatchObject([{ id: "3", how: "created" }]);
    expect((await runner.run(given)).result.composes).toMatchObject([{ id: "3", how: "continued" }]);
    expect(server.store.rows).toHaveLength(3);
  });
});
