import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import type { OdcsRequest } from "../../src/index.ts";
import { readOdcsRequest, ServiceFailure } from "../../src/index.ts";
import { userErrorOf } from "../../src/service-failure.ts";
import { never } from "../support/client.ts";
import { exchangesOf } from "../support/odcs/exchanges.ts";
import { send } from "../support/odcs/stand-in.ts";
import { useOdcs } from "../support/odcs/use.ts";

const place = useOdcs();
const HOUR = 3_600_000;
const tag = (more: object = {}): OdcsRequest =>
  readOdcsRequest({ source: { type: "tag", source: "f39" }, ...more });
const RAW_CONFIGS = {
  demo: { url: "https://user:hunter2@example.com/config.git", config_filename: "demo.conf" },
};

describe("creating", () => {
  const bodies = exchangesOf("2").map(
    ({ title, request }) => [title, JSON.parse(request.body ?? "")] as const,
  );

  test.each(bodies)("%s", async (_, body) => {
    const { server, service } = await place({ rawConfigs: RAW_CONFIGS, targetDirs: ["private"] });
    const { compose, how } = await service.create(readOdcsRequest(body), never);
    expect(how).toBe("created");
    expect(compose).toMatchObject({
      id: "1",
      state: "requested",
      reported: "wait",
      owner: "unknown",
      images: [],
    });
    expect(server.store.row(1).state).toBe(0);
    expect(server.count("POST")).toBe(1);
  });

  test("times are the server's, and links are there from the start", async () => {
    const now = Date.parse("2026-11-21T20:43:47Z");
    const { service } = await place({ now: () => now, targetUrl: "http://files.example.com/composes" });
    const { compose } = await service.create(tag({ seconds_to_live: 3600 }), never);
    expect(compose.asOf).toBe(now);
    expect(compose.times).toMatchObject({ requested: now, expires: now + HOUR });
    expect(compose.links).toEqual({
      result: "http://files.example.com/composes/odcs-1",
      repository: "http://files.example.com/composes/odcs-1/compose/Temporary",
      "repo-file": "http://files.example.com/composes/odcs-1/compose/Temporary/odcs-1.repo",
      log: "http://files.example.com/composes/odcs-1/pungi-stderr.log",
    });
  });

  test("a life that the server cuts is said", async () => {
    const { service } = await place();
    const { notes } = await service.create(tag({ seconds_to_live: 9_999_999 }), never);
    expect(notes).toEqual([
      "the server keeps the compose for 259200 s, and not for the 9999999 s that were asked for",
    ]);
    expect((await service.create(tag({ seconds_to_live: 259_200 }), never)).notes).toEqual([]);
  });

  test("a place without URLs is said", async () => {
    const { service } = await place({ targetDirs: ["private"] });
    const { compose, notes } = await service.create(tag({ target_dir: "private" }), never);
    expect(compose.links).toEqual({});
    expect(notes[0]).toContain("private have no URLs");
  });

  test("what the server refuses is an error of the request", async () => {
    const { service } = await place();
    const request = readOdcsRequest({ source: { type: "raw_config", source: "other#main" } });
    const failure = await service.create(request, never).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceFailure);
    expect(failure).toMatchObject({ status: 400, remedy: "never", isUncertain: false });
    expect(userErrorOf(failure as ServiceFailure)).toMatchObject({ exitCode: 2 });
    expect((failure as ServiceFailure).message).toContain(
      'Source "other" does not exist in server configuration.',
    );
  });

  test("a path in front of the routes is kept, and the routes may be in the URL", async () => {
    const { server } = await place({ prefix: "/odcs" });
    for (const url of [server.url, `${server.url}/`, `${server.url}/api/1`, `${server.url}/api/1/`]) {
      const { service } = await place({}, { server: url });
      expect(service.shown).toBe(`${new URL(server.url).host}/odcs`);
      expect((await service.create(tag(), never)).how).toBe("created");
    }
  });

  test("a wrong URL is no passing failure, though the server calls it an error of its own", async () => {
    const { server } = await place();
    const { service } = await place({}, { server: `${server.url}/elsewhere` });
    const failure = await service.create(tag(), never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 500, remedy: "never" });
    expect((failure as Error).message).toContain("check the URL of the server");
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["ftp://x", "is no URL of a server"],
    ["odcs.example.com", "is no URL of a server"],
    ["https://me:secret@x", "holds a user name or a password"],
    ["https://x/?a=b", "holds a query"],
  ])("%s is no server", async (server, message) => {
    await expect(place({}, { server })).rejects.toThrow(message);
    await expect(place({}, { server })).rejects.not.toThrow("secret");
  });
});

describe("looking", () => {
  test("every state in the words of all services", async () => {
    const { server, service } = await place({ backend: "openidc", isClosed: false, tokens: {} });
    const anonymous = await place();
    for (let count = 1; count <= 6; count++) await anonymous.service.create(tag(), never);
    const { store } = anonymous.server;
    store.generate(2);
    store.finish(3);
    store.fail(4, "Error while generating compose: Unknown Koji tag f39.\nsecond line\n");
    store.fail(5, "Canceled by ci");
    Object.assign(store.row(6), { state: 9 });
    const states = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((id) => anonymous.service.get(String(id), never)),
    );
    expect(states.map((compose) => compose?.state)).toEqual([
      "requested",
      "running",
      "finished",
      "failed",
      "cancelled",
      "unknown",
    ]);
    expect(states[3]?.reason).toBe("Error while generating compose: Unknown Koji tag f39.\nsecond line");
    expect(states[3]?.times.finished).toBeUndefined();
    expect(states[5]?.reported).toBe("9");
    expect(await service.get("1", never)).toBeUndefined();
    expect(server.count("GET")).toBe(1);
  });

  test("a removed compose is expired", async () => {
    let now = Date.now();
    const { server, service } = await place({ now: () => now });
    await service.create(tag(), never);
    server.store.finish(1);
    now += 25 * HOUR;
    server.store.cleanUp();
    expect(await service.get("1", never)).toMatchObject({ state: "expired", reported: "removed" });
  });

  test.each(["abc", "0", "-1", "1.5", "", "1/2", "99999999999999999"])("%j is no id", async (id) => {
    const { server, service } = await place();
    await expect(service.get(id, never)).rejects.toThrow(UserError);
    expect(server.requests).toHaveLength(0);
  });

  test("fields of other versions are kept, and those of wrong types do no harm", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.misbehave = (_, response, serve) => {
      const answer = serve();
      const body = {
        ...JSON.parse(answer.body),
        label: 5,
        flags: "x",
        new_field: { a: 1 },
        time_done: "soon",
      };
      send(response, { ...answer, body: JSON.stringify(body) }, false, 0);
      return true;
    };
    expect((await service.get("1", never))?.details).toMatchObject({
      id: 1,
      label: undefined,
      new_field: { a: 1 },
    });
  });

  test.each([
    ["a page", "<html><title>Back soon</title></html>", "something that is no JSON", "again"],
    ["another service", '{"kind":"ComposeStatus"}', "does not answer as ODCS does", "never"],
    ["a list", "[]", "does not answer as ODCS does", "never"],
    ["another compose", '{"id":2,"state":2}', "answers with compose 2 for compose 1", "again"],
  ])("%s is no compose", async (_, body, message, remedy) => {
    const { server, service } = await place();
    server.misbehave = (_seen, response) => {
      response.end(body);
      return true;
    };
    const failure = await service.get("1", never).catch((error: unknown) => error);
    expect((failure as Error).message).toContain(message);
    expect(failure).toMatchObject({ remedy, failure: "protocol" });
  });

  test("an answer that does not end is not taken", async () => {
    const { server, service } = await place();
    server.misbehave = (_, response) => {
      response.write("{");
      const more = setInterval(() => response.write(" ".repeat(1024 ** 2)), 0);
      response.on("close", () => clearInterval(more));
      return true;
    };
    await expect(service.get("1", never)).rejects.toMatchObject({ failure: "too-large" });
  });

  test("what another server says of a compose does not count", async () => {
    const other = await place();
    await other.service.create(tag(), never);
    const { server, service } = await place({}, {}, { "allow-hosts": "127.0.0.1" });
    server.misbehave = (seen, response) => {
      response.writeHead(302, { location: `${other.server.url}${seen.path}` }).end();
      return true;
    };
    await expect(service.get("1", never)).rejects.toMatchObject({ failure: "redirect", remedy: "never" });
  });
});

describe("lists", () => {
  test("pages are asked for here, wherever the server says that they are", async () => {
    const { server, service } = await place();
    for (let count = 1; count <= 7; count++) await service.create(tag(), never);
    server.requests.length = 0;
    server.misbehave = (seen, response, serve) => {
      Object.assign(seen.headers, { "x-forwarded-host": "evil.example" });
      const answer = serve();
      expect(answer.body).toContain("evil.example");
      send(response, answer, false, 0);
      return true;
    };
    const { composes, total } = await service.list({ limit: 60 }, never);
    expect(composes.map(({ id }) => id)).toEqual(["7", "6", "5", "4", "3", "2", "1"]);
    expect(total).toBe(7);
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/api/1/composes/?order_by=-id&page=1&per_page=50",
    ]);
  });

  test("no more pages than wanted", async () => {
    const { server, service } = await place();
    for (let count = 1; count <= 120; count++) await service.create(tag(), never);
    server.requests.length = 0;
    expect((await service.list({ limit: 3 }, never)).composes.map(({ id }) => id)).toEqual([
      "120",
      "119",
      "118",
    ]);
    expect(server.requests).toHaveLength(1);
    expect((await service.list({ limit: 110, order: "id" }, never)).composes).toHaveLength(110);
    expect(server.requests).toHaveLength(4);
  });

  test("names become the numbers that the server compares with, and sources are encoded", async () => {
    const { server, service } = await place({ rawConfigs: RAW_CONFIGS });
    await service.create(tag(), never);
    await service.create(readOdcsRequest({ source: { type: "raw_config", source: "demo#main" } }), never);
    server.store.finish(2);
    const ids = async (filters: Record<string, string>) =>
      (await service.list({ filters, limit: 10 }, never)).composes.map(({ id }) => id);
    expect(await ids({ state: "wait" })).toEqual(["1"]);
    expect(await ids({ state: "2" })).toEqual(["2"]);
    expect(await ids({ source_type: "raw_config" })).toEqual(["2"]);
    expect(await ids({ source: "demo#main" })).toEqual(["2"]);
    expect(await ids({ owner: "somebody" })).toEqual([]);
  });

  test.each([
    [{ filters: { states: "done" } }, "does not filter composes by"],
    [{ filters: { state: "finished" } }, "is not a number, or one of wait"],
    [{ filters: { koji_task_id: "x" } }, "is not a number"],
    [{ order: "source_type" }, "does not order composes by"],
    [{ order: "source_Type" }, "does not order composes by"],
    [{ order: "-" }, "does not order composes by"],
  ])("%j is refused here", async (wish, message) => {
    const { server, service } = await place();
    await expect(service.list({ ...(wish as object), limit: 10 }, never)).rejects.toThrow(message);
    expect(server.requests).toHaveLength(0);
  });
});

describe("what a server says of itself", () => {
  test("is told without what is secret", async () => {
    const users = { ci: { source_types: ["tag"] } };
    const { service } = await place({
      backend: "openidc",
      rawConfigs: RAW_CONFIGS,
      users,
      sigkeys: ["a15b79cc"],
    });
    const about = await service.about(never);
    expect(about).toMatchObject({
      authentication: "openidc",
      offers: { "raw-configs": ["demo"], sigkeys: ["a15b79cc"], "source-types": ["tag"] },
    });
    expect(JSON.stringify(about)).not.toContain("hunter2");
  });

  test("contradicts requests before they are made", async () => {
    const users = { ci: { source_types: ["module"], flags: ["no_deps"], arches: ["x86_64"] } };
    const { service } = await place(
      { backend: "kerberos_or_ssl", rawConfigs: RAW_CONFIGS, users },
      { owner: "ci" },
    );
    const request = readOdcsRequest({
      source: { type: "raw_config", source: "other#main" },
      arches: ["aarch64"],
    });
    expect(await service.preflight(request, "bearer", never)).toEqual([
      "the server wants Kerberos (keytab, or auth: kerberos) or a client certificate (client-cert), and there is a bearer token",
      'source.source: the server has no raw config "other", but demo',
      "ci may not ask for source_types=raw_config",
      "ci may not ask for flags=no_flags",
      "ci may not ask for arches=aarch64",
    ]);
    expect(await (await place()).service.preflight(tag(), "none", never)).toEqual([]);
  });
});

describe("the same request as before", () => {
  test("a living compose of ours is found", async () => {
    const { server, service } = await place({}, { owner: "unknown" });
    const request = tag({ arches: ["x86_64"], flags: ["no_deps"] });
    expect(await service.find(request, HOUR, never)).toBeUndefined();
    await service.create(request, never);
    await service.create(tag({ arches: ["x86_64"] }), never);
    expect((await service.find(request, HOUR, never))?.id).toBe("1");
    server.store.finish(1);
    expect((await service.find(request, HOUR, never))?.id).toBe("1");
    // With less it can be renewed; but one that is kept longer is better.
    expect((await service.find(request, 25 * HOUR, never))?.id).toBe("1");
    await service.create(request, never);
    server.store.finish(3);
    expect((await service.find(request, 25 * HOUR, never))?.id).toBe("3");
    server.store.row(3).time_to_expire -= 60;
    expect((await service.find(request, 25 * HOUR, never))?.id).toBe("1");
    server.store.row(3).time_to_expire = server.store.now();
    server.store.row(1).time_to_expire = server.store.now() - 1;
    expect(await service.find(request, 0, never)).toBeUndefined();
    server.store.fail(1, "no");
    expect(await service.find(request, HOUR, never)).toBeUndefined();
  });

  test("that of another owner is not, nor any when nothing is to be re-used", async () => {
    const { service } = await place({}, { owner: "ci" });
    await service.create(tag(), never);
    expect(await service.find(tag(), HOUR, never)).toBeUndefined();
    const { service: ours } = await place({}, { owner: "unknown" });
    await ours.create(tag({ flags: ["no_reuse"] }), never);
    expect(await ours.find(tag({ flags: ["no_reuse"] }), HOUR, never)).toBeUndefined();
  });
});
