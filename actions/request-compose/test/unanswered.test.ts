import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import type { Misbehaviour } from "../../../packages/services/test/support/osbuild/http-stand-in.ts";
import {
  ComposerStandIn,
  type ComposerStandInOptions,
} from "../../../packages/services/test/support/osbuild-composer/stand-in.ts";
import { imageRequest, useSockets } from "../../../packages/services/test/support/osbuild-composer/use.ts";
import { WeldrStandIn } from "../../../packages/services/test/support/weldr/stand-in.ts";
import { BLUEPRINT, UPLOAD } from "../../../packages/services/test/support/weldr/use.ts";
import { useRunner } from "./support/run.ts";

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

type Given = Readonly<Record<string, string>>;

/**
 * A run that ends while its request is on the way: what it leaves is what one leaves that was killed, for all was on the
 * disk before.
 *
 * @param arrivals - how often the request is carried out all the same
 */
async function endedMidway(server: object, given: Given, arrivals = 1): Promise<void> {
  const stop = new AbortController();
  const misbehave: Misbehaviour = ({ method, path }, response, serve) => {
    if (method !== "POST" || path.endsWith("/blueprints/new")) return false;
    for (let count = 0; count < arrivals; count += 1) serve();
    stop.abort(new Error("killed"));
    response.destroy();
    return true;
  };
  Object.assign(server, { misbehave });
  await expect(runner.run(given, stop.signal)).rejects.toThrow("killed");
  Object.assign(server, { misbehave: undefined });
  expect(runner.json("state.json")).toMatchObject({ composes: [{ requestedAt: expect.any(Number) }] });
  expect(readFileSync(runner.path("state.json"), "utf8")).not.toContain('"id"');
}

interface State {
  composes: { id?: string; requestedAt: number; before?: string[] }[];
}

function changeState(change: (entry: State["composes"][number]) => void): void {
  const state = runner.json("state.json") as State;
  state.composes.forEach(change);
  writeFileSync(runner.path("state.json"), JSON.stringify(state));
}

/** As if the run had ended some time ago: what it asked for has come to light by now, if ever. */
const later = (milliseconds = 60_000): void =>
  changeState((entry) => {
    entry.requestedAt -= milliseconds;
  });

/** Of a run that must not ask again. */
async function refusalOf(given: Given): Promise<{ readonly message: string; readonly remedy: string }> {
  const error = await runner.run(given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ exitCode: 2 });
  return error as { message: string; remedy: string };
}

const idsNow = (): readonly (string | undefined)[] =>
  (runner.json("state.json") as State).composes.map(({ id }) => id);

describe("a request to ODCS that nobody saw answered", () => {
  const given = (server: OdcsStandIn, more: Given = {}): Given => ({
    ...{ service: "odcs", server: server.url, "source-type": "tag", source: "f41", wait: "false" },
    ...more,
  });

  test.each(["", "no_reuse"])("is taken up by the next run, and said (flags: %s)", async (flags) => {
    const server = await started(new OdcsStandIn());
    const mine = given(server, { flags });
    // The same, but older.
    await runner.run({ ...mine, "state-file": runner.path("other.json") });
    await endedMidway(server, mine);
    const { result } = await runner.run(mine);
    expect(result.composes).toMatchObject([{ id: "2", how: "continued" }]);
    expect(result.notices.join()).toMatch(/compose 2 is the only one .* the request of \d{4}-/);
    expect(server.store.rows).toHaveLength(2);
    expect(idsNow()).toEqual(["2"]);
  });

  test("and has failed is known to have arrived, and asked for anew", async () => {
    const server = await started(new OdcsStandIn());
    await endedMidway(server, given(server));
    server.store.fail(1, "it broke");
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: "2", how: "created" }]);
    expect(result.notices.join()).toContain("compose 1 is the only one");
  });

  test("and did not arrive is sent again", async () => {
    const server = await started(new OdcsStandIn());
    await endedMidway(server, given(server), 0);
    later();
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: "1", how: "created" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  test("and arrives late is waited for", async () => {
    const server = await started(new OdcsStandIn());
    await endedMidway(server, given(server), 0);
    later(28_000);
    const other = { "state-file": runner.path("other.json") };
    const running = runner.run(given(server));
    await runner.run(given(server, other));
    expect((await running).result.composes).toMatchObject([{ id: "1", how: "continued" }]);
  });

  test("is not sent again where two may have come of it; the one that is named is, then and later", async () => {
    const server = await started(new OdcsStandIn());
    await endedMidway(server, given(server), 2);
    const [entry] = (runner.json("state.json") as State).composes;
    const { message, remedy } = await refusalOf(given(server));
    expect(message).toContain("one of the composes 2, 1 may be what came of it");
    const when = new Date(entry?.requestedAt ?? 0).toISOString();
    for (const part of [runner.path("state.json"), new URL(server.url).host, when]) {
      expect(message).toContain(part);
    }
    expect(remedy).toMatch(/operation list.*compose-id.*resume-within 0 or by deleting .*state\.json/);
    expect(server.store.rows).toHaveLength(2);
    await runner.run(given(server, { "compose-id": "1" }));
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: "1", how: "continued" }]);
    expect(server.store.rows).toHaveLength(2);
  });

  test("is not sent again where the server has written over what was asked for", async () => {
    const server = await started(new OdcsStandIn());
    const pulp = given(server, { "source-type": "pulp", source: "rhel-9-baseos" });
    await endedMidway(server, pulp);
    server.store.finish(1);
    Object.assign(server.store.row(1), { source: "repo-1", arches: "x86_64 ppc64le" });
    expect((await refusalOf(pulp)).message).toContain("compose 1 may be what came of it");
    expect(server.store.rows).toHaveLength(1);
  });

  test("is not sent again where it is not known what there was before, but when that is wanted", async () => {
    const server = await started(new OdcsStandIn());
    await endedMidway(server, given(server));
    changeState((entry) => {
      delete entry.before;
    });
    expect((await refusalOf(given(server))).message).toContain("what the server had before was not kept");
    const { result } = await runner.run(given(server, { "resume-within": "0" }));
    expect(result.composes).toMatchObject([{ id: "2", how: "created" }]);
    expect(result.notices.join()).toContain("is older than resume-within: it is sent anew");
  });

  test("is kept when the server does not let it be looked for", async () => {
    const server = await started(new OdcsStandIn());
    let isLost = false;
    server.misbehave = ({ method }, response, serve) => {
      if (method === "POST") {
        isLost = true;
        serve();
        response.destroy();
        return true;
      }
      if (isLost) response.writeHead(403).end("{}");
      return isLost;
    };
    await expect(runner.run(given(server))).rejects.toThrow("the server does not tell whether there is a");
    server.misbehave = undefined;
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: "1", how: "continued" }]);
    expect(server.store.rows).toHaveLength(1);
  });
});

const ID = "11111111-1111-4111-8111-111111111111";

describe("a request to osbuild-composer that nobody saw answered", () => {
  const composer = (options: ComposerStandInOptions = {}) => started(new ComposerStandIn(options));
  const given = (server: ComposerStandIn, more: Given = {}): Given => ({
    ...{ service: "osbuild-composer", server: server.server, wait: "false" },
    request: JSON.stringify({ distribution: "fedora-37", image_requests: [imageRequest()] }),
    ...more,
  });

  test("is taken up by the next run", async () => {
    const server = await composer({ ids: [ID] });
    await endedMidway(server, given(server));
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: ID, how: "continued" }]);
    expect(result.notices.join()).toContain(`compose ${ID} is the only one`);
    expect(server.count("POST")).toBe(1);
  });

  test("is not taken for another one that came since", async () => {
    const server = await composer();
    await endedMidway(server, given(server), 0);
    const image = imageRequest("guest-image", { architecture: "aarch64" });
    const request = JSON.stringify({ distribution: "fedora-37", image_requests: [image] });
    await runner.run(given(server, { request, "state-file": runner.path("other.json") }));
    later();
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ how: "created" }]);
    expect(server.composes.size).toBe(2);
  });

  test("is not sent again to a server without a list, and the way out is one that works there", async () => {
    const server = await composer({ generation: "2023", ids: [ID] });
    await endedMidway(server, given(server));
    later();
    const { message, remedy } = await refusalOf(given(server));
    expect(message).toContain("the server cannot be asked for its composes");
    expect(remedy).toContain("this server has no list of its composes");
    expect(remedy).not.toContain("operation list");
    expect(server.count("POST")).toBe(1);
    await runner.run(given(server, { "compose-id": ID }));
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: ID, how: "continued" }]);
    expect(server.count("POST")).toBe(1);
  });

  test("nor does the run itself name a list that there is not", async () => {
    const server = await composer({ generation: "2023" });
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "POST") return false;
      serve();
      response.destroy();
      return true;
    };
    await expect(runner.run(given(server))).rejects.toMatchObject({
      exitCode: 1,
      remedy: expect.stringMatching(/there may be a compose all the same: this server has no list/),
    });
    await refusalOf(given(server));
    expect(server.count("POST")).toBe(1);
  });

  test.each([
    [1, "refused"],
    [0, "sent again"],
  ])("where composes do not tell their requests: arrived %i times, %s", async (arrivals, outcome) => {
    const server = await composer({ keepsRequests: false, ids: [ID] });
    await endedMidway(server, given(server), arrivals);
    later();
    if (outcome === "refused") {
      expect((await refusalOf(given(server))).message).toContain(`compose ${ID} may be what came of it`);
    } else {
      await runner.run(given(server));
    }
    expect(server.composes.size).toBe(1);
  });

  test("an answer of success without an id is as good as none", async () => {
    const server = await composer({ ids: [ID] });
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "POST") return false;
      serve();
      response.writeHead(201, { "content-type": "text/html" }).end("<html>");
      return true;
    };
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: ID, how: "found" }]);
    expect(server.count("POST")).toBe(1);
  });
});

describe("a request to the Weldr API that nobody saw answered", () => {
  const weldr = () => started(new WeldrStandIn({ socket: socket(), ids: [ID] }));
  const given = (server: WeldrStandIn, upload?: unknown): Given => ({
    ...{ service: "weldr", server: server.server, wait: "false", variant: "Cloud" },
    request: JSON.stringify({ blueprint: BLUEPRINT, compose_type: "qcow2", upload }),
  });
  const posts = (server: WeldrStandIn) => server.count("POST", "/compose");

  test("is taken up by the next run", async () => {
    const server = await weldr();
    await endedMidway(server, given(server));
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: ID, how: "continued" }]);
    expect(posts(server)).toBe(1);
  });

  test("is not sent again while the service may be resolving dependencies, and is afterwards", async () => {
    const server = await weldr();
    await endedMidway(server, given(server), 0);
    later();
    expect((await refusalOf(given(server))).message).toContain("may still be resolving");
    expect(posts(server)).toBe(1);
    later(20 * 60_000);
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ id: ID, how: "created" }]);
  });

  test("is not taken for what is known to be another's", async () => {
    const server = await weldr();
    await endedMidway(server, given(server), 0);
    await runner.run(given(server, UPLOAD));
    later();
    expect((await refusalOf(given(server))).message).toContain("there is no compose yet");
  });

  test("is not taken for what was made at another time", async () => {
    const server = await weldr();
    await endedMidway(server, given(server), 0);
    later(3600_000);
    await runner.run({ ...given(server), "state-file": runner.path("other.json") });
    const { result } = await runner.run(given(server));
    expect(result.composes).toMatchObject([{ how: "created" }]);
    expect(server.composes.size).toBe(2);
  });

  test("is not sent again where two may have come of it", async () => {
    const server = await weldr();
    await endedMidway(server, given(server), 2);
    expect((await refusalOf(given(server))).message).toMatch(/one of the composes .*, .* may be what came/);
    expect(posts(server)).toBe(1);
  });
});
