import { describe, expect, test } from "vitest";
import { GivenToken, type OdcsRequest, readOdcsRequest, TokenSender } from "../../src/index.ts";
import { never, useClients } from "../support/client.ts";
import { useOdcs } from "../support/odcs/use.ts";

const place = useOdcs();
const client = useClients();
const HOUR = 3_600_000;
const tag = (more: object = {}): OdcsRequest =>
  readOdcsRequest({ source: { type: "tag", source: "f39" }, ...more });

describe("renewing", () => {
  test("a compose that is done lives longer, and those that share its files as well", async () => {
    const now = Date.now();
    const { server, service } = await place({ now: () => now });
    await service.create(tag(), never);
    await service.create(tag(), never);
    server.store.finish(1);
    server.store.reuse(2, 1);
    const renewed = await service.renew("1", { secondsToLive: 48 * 3600 }, never);
    expect(renewed).toMatchObject({
      outcome: "extended",
      compose: { id: "1", state: "finished" },
      notes: [],
    });
    const [first, second] = await Promise.all(["1", "2"].map((id) => service.get(id, never)));
    expect(first?.times.expires).toBe(second?.times.expires);
    expect(Math.abs((first?.times.expires ?? 0) - (now + 48 * HOUR))).toBeLessThan(2000);
  });

  test("never for shorter, and what the server cuts is said", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.store.finish(1);
    const before = (await service.get("1", never))?.times.expires;
    expect((await service.renew("1", { secondsToLive: 60 }, never)).compose.times.expires).toBe(before);
    const { notes } = await service.renew("1", { secondsToLive: 9_999_999 }, never);
    expect(notes[0]).toMatch(/^the server keeps the compose for 2592\d\d s, and not for the 9999999 s/);
  });

  test.each([
    ["failed", {}],
    ["done, with other keys", { sigkeys: ["47dd8ef9"] }],
    ["done, with more builds", { builds: ["foo-1-1.fc39"] }],
    ["done, with modules", { modules: ["m:s:1:c"] }],
  ])("one that is %s is made anew, with another id", async (state, wish) => {
    const { server, service } = await place();
    await service.create(tag(), never);
    if (state === "failed") server.store.fail(1, "no");
    else server.store.finish(1);
    const renewed = await service.renew("1", wish, never);
    expect(renewed).toMatchObject({ outcome: "replaced", compose: { id: "2", state: "requested" } });
    expect(server.store.row(2).koji_event).toBe(server.store.row(1).koji_event);
  });

  test("one that is still being made is not confused with one that is not there", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    await expect(service.renew("1", {}, never)).rejects.toThrow("still being made");
    await expect(service.renew("7", {}, never)).rejects.toMatchObject({ failure: "not-found" });
    expect(server.count("PATCH")).toBe(0);
  });

  test("asking again for a later end is safe when an answer is lost", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.store.finish(1);
    let failures = 1;
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "PATCH" || failures-- <= 0) return false;
      serve();
      response.destroy();
      return true;
    };
    expect((await service.renew("1", { secondsToLive: 48 * 3600 }, never)).outcome).toBe("extended");
    expect(server.store.rows).toHaveLength(1);
  });

  test("of one that is removed just then, the answer lost, makes one new compose", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.store.finish(1);
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "PATCH" || server.count("PATCH") > 1) return false;
      Object.assign(server.store.row(1), { state: 3, state_reason: "expired" });
      serve();
      response.destroy();
      return true;
    };
    const renewed = await service.renew("1", { secondsToLive: 48 * 3600 }, never);
    expect(renewed).toMatchObject({ outcome: "replaced", compose: { id: "2" } });
    expect(server.store.rows).toHaveLength(2);
  });

  test("asking for a new one is not: it is looked up", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.store.fail(1, "no", { pungi_compose_id: "odcs-1-1-20261121.t.0" });
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "PATCH") return false;
      serve();
      response.destroy();
      return true;
    };
    expect(await service.renew("1", {}, never)).toMatchObject({ outcome: "replaced", compose: { id: "2" } });
    expect(server.store.rows).toHaveLength(2);
    expect(server.count("PATCH")).toBe(1);
  });
});

describe("cancelling and deleting", () => {
  const USERS = { ci: {}, admin: {}, other: {} };
  async function as(user: string) {
    const tokens = { ci: { user: "ci" }, admin: { user: "admin" }, other: { user: "other" } };
    const exchanger = client();
    const sender = new TokenSender(exchanger, new GivenToken(user));
    return place({ backend: "openidc", tokens, users: USERS, admins: ["admin"] }, { exchanger, sender });
  }

  test("what waits is cancelled", async () => {
    const { service } = await as("ci");
    await service.create(tag(), never);
    expect(await service.cancel("1", never)).toEqual({
      outcome: "done",
      said: "Compose (id=1) has been canceled",
    });
    expect(await service.get("1", never)).toMatchObject({ state: "cancelled", reason: "Canceled by ci" });
    expect(await service.cancel("1", never)).toMatchObject({
      outcome: "refused",
      said: "the compose is failed already",
    });
  });

  test("what is generated cannot be stopped, and what is done is left alone even by an administrator", async () => {
    const { server, service } = await as("admin");
    await service.create(tag(), never);
    server.store.generate(1);
    expect((await service.cancel("1", never)).outcome).toBe("refused");
    server.store.finish(1);
    expect((await service.cancel("1", never)).outcome).toBe("refused");
    expect(server.count("DELETE")).toBe(0);
    expect(await service.cancel("9", never)).toEqual({ outcome: "gone", said: undefined });
  });

  test("what is another's is not ours, and the server's template is filled in", async () => {
    const { server, service } = await as("other");
    server.login.tokens.set("other", { user: "ci" });
    await service.create(tag(), never);
    server.login.tokens.set("other", { user: "other" });
    expect(await service.cancel("1", never)).toEqual({
      outcome: "refused",
      said: "Compose (id=1) can not be canceled, it's owned by someone else.",
      status: 403,
    });
  });

  test("what is done is removed for administrators alone", async () => {
    const { server, service } = await as("ci");
    await service.create(tag(), never);
    server.store.finish(1);
    expect(await service.delete("1", never)).toEqual({
      outcome: "refused",
      said: "User ci is not in role admins.",
      status: 403,
    });
    server.login.tokens.set("ci", { user: "admin" });
    expect(await service.delete("1", never)).toMatchObject({ outcome: "done" });
    expect(await service.get("1", never)).toMatchObject({ state: "finished" });
    expect(server.store.cleanUp()).toEqual([1]);
    expect(await service.delete("1", never)).toMatchObject({ outcome: "refused" });
    expect(await service.delete("9", never)).toEqual({ outcome: "gone", said: "No such compose found." });
  });

  test("a server without logins fails at the user, and that is said", async () => {
    const { service } = await place();
    await service.create(tag(), never);
    expect((await service.cancel("1", never)).said).toContain("cannot cancel without logins");
    expect(await service.get("1", never)).toMatchObject({ state: "requested" });
  });

  test("a cancellation whose answer is lost is not asked for again when it has happened", async () => {
    const { server, service } = await as("ci");
    await service.create(tag(), never);
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "DELETE") return false;
      serve();
      response.destroy();
      return true;
    };
    expect(await service.cancel("1", never)).toEqual({ outcome: "done", said: undefined });
    expect(server.count("DELETE")).toBe(1);
  });
});
