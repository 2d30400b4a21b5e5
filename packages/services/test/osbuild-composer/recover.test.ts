import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { kojiRequest, requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const sent = (before: readonly string[] | undefined) => ({ sentAt: Date.now() - 60_000, before });

describe("what came of a request of an earlier run", () => {
  test("is told before it is sent: what there was", async () => {
    const { server, service } = await place();
    const first = await service.create(requestFor(), never);
    const seen: unknown[] = [];
    await service.create(requestFor(), never, (before) => seen.push([before, server.count("POST")]));
    expect(seen).toEqual([[[first.compose.id], 1]]);
    const old = await place({ generation: "2023" });
    await old.service.create(requestFor(), never, (before) => seen.push(before));
    expect(seen.at(-1)).toBeUndefined();
  });

  test("is the only new one with that request, whatever it has come to", async () => {
    const { server, service } = await place();
    const before = await service.create(requestFor(), never);
    await service.create(requestFor("aws"), never);
    const { compose } = await service.create(requestFor(), never);
    server.fail(compose.id, { id: 10, reason: "osbuild build failed", details: [] });
    const known = [before.compose.id];
    expect(await service.recover(requestFor(), sent(known), never)).toMatchObject({
      outcome: "found",
      compose: { id: compose.id, state: "failed" },
    });
    const others = { ...sent(known), others: [compose.id] };
    expect(await service.recover(requestFor(), others, never)).toEqual({ outcome: "absent" });
  });

  test("cannot be told among two, nor among those that tell nothing", async () => {
    const { service } = await place();
    const ids = [await service.create(requestFor(), never), await service.create(requestFor(), never)].map(
      ({ compose }) => compose.id,
    );
    const two = await service.recover(requestFor(), sent([]), never);
    expect(two).toMatchObject({ outcome: "unknown", why: expect.stringMatching(/^one of the composes /) });
    for (const id of ids) expect(JSON.stringify(two)).toContain(id);
    const koji = await service.create(kojiRequest(), never);
    expect(await service.recover(kojiRequest(), sent(ids), never)).toMatchObject({
      outcome: "unknown",
      why: `compose ${koji.compose.id} may be what came of it`,
    });
    expect(await service.recover(requestFor(), sent(undefined), never)).toMatchObject({ outcome: "unknown" });
  });

  test("is not said to be nothing when the server cannot be asked", async () => {
    const { server, service } = await place();
    await service.about(never);
    await server.stop();
    await expect(service.recover(requestFor(), sent([]), never)).rejects.toMatchObject({
      failure: "connection",
    });
  });
});
