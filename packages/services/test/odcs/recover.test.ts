import { describe, expect, test } from "vitest";
import { readOdcsRequest } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { useOdcs } from "../support/odcs/use.ts";

const place = useOdcs();
const request = readOdcsRequest({ source: { type: "tag", source: "f41" }, flags: ["no_reuse"] });
const other = readOdcsRequest({ source: { type: "tag", source: "f42" } });
const sent = (before: readonly string[] | undefined, sentAt = Date.now() - 60_000) => ({ sentAt, before });

describe("what came of a request of an earlier run", () => {
  test("is told before it is sent: the newest that there was", async () => {
    const { server, service } = await place();
    const seen: unknown[] = [];
    for (let count = 0; count < 2; count += 1) {
      await service.create(request, never, (before) => seen.push([before, server.count("POST")]));
    }
    expect(seen).toEqual([
      [["0"], 0],
      [["1"], 1],
    ]);
  });

  test("is the only newer one with that request, of ours and not known to be another's", async () => {
    const { server, service } = await place({}, { owner: "unknown" });
    for (const one of [request, other, request, request]) await service.create(one, never);
    server.store.row(4).owner = "somebody";
    server.store.fail(3, "it broke");
    expect(await service.recover(request, sent(["1"]), never)).toMatchObject({
      outcome: "found",
      compose: { id: "3", state: "failed" },
    });
    expect(await service.recover(request, { ...sent(["1"]), others: ["3"] }, never)).toEqual({
      outcome: "absent",
    });
    expect(await service.recover(request, sent(["0"]), never)).toMatchObject({
      outcome: "unknown",
      why: "one of the composes 3, 1 may be what came of it",
    });
  });

  test("is waited for as long as the server may be at it, and no longer", async () => {
    const { service } = await place({}, { searchMs: 5_000 });
    const recovering = service.recover(request, sent(["0"], Date.now()), never);
    setTimeout(() => void service.create(request, never), 200);
    expect(await recovering).toMatchObject({ outcome: "found", compose: { id: "1" } });
    expect(await service.recover(request, sent(["1"]), never)).toEqual({ outcome: "absent" });
  });

  test("cannot be told when the server has got too many since", async () => {
    const { server, service } = await place();
    await service.create(request, never);
    const row = server.store.row(1);
    for (let id = 2; id <= 2001; id += 1) server.store.rows.push({ ...row, id });
    expect(await service.recover(request, sent(["0"]), never)).toMatchObject({
      outcome: "unknown",
      why: "the server has got too many requests since",
    });
  });
});

describe("what came of a renewal of an earlier run", () => {
  test("is the new compose that takes the place of the old one, with the content that was wanted", async () => {
    const { server, service } = await place();
    await service.create(request, never);
    server.store.finish(1);
    const wish = { sigkeys: ["aaaa"] };
    await service.renew("1", { sigkeys: ["bbbb"] }, never);
    const before: unknown[] = [];
    await service.renew("1", wish, never, (ids) => before.push(ids));
    expect(before).toEqual([["2"]]);
    expect(await service.recoverRenewal("1", wish, sent(["1"]), never)).toMatchObject({
      outcome: "found",
      compose: { id: "3" },
    });
    // To ask for a later end again makes no other one.
    expect(await service.recoverRenewal("1", {}, sent(undefined), never)).toEqual({ outcome: "absent" });
    expect(await service.recoverRenewal("9", wish, sent(["1"]), never)).toEqual({ outcome: "absent" });
  });

  test("is not known where a worker may have written over what it was made from", async () => {
    const { server, service } = await place();
    await service.create(readOdcsRequest({ source: { type: "pulp", source: "baseos" } }), never);
    server.store.finish(1);
    Object.assign(server.store.row(1), { state: 3 });
    await service.renew("1", {}, never);
    Object.assign(server.store.row(2), { state: 1, source: "repo-1", arches: "ppc64le" });
    expect(await service.recoverRenewal("1", {}, sent(["1"]), never)).toMatchObject({
      outcome: "unknown",
      why: "compose 2 may be what came of it",
    });
    // One that is not its successor is none.
    server.store.row(2).respin_of = "odcs-9-1-20260101.t.0";
    expect(await service.recoverRenewal("1", {}, sent(["1"]), never)).toEqual({ outcome: "absent" });
  });
});
