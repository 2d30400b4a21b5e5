import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { useWeldr, weldrRequest } from "../support/weldr/use.ts";

const place = useWeldr();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";

describe("ends", () => {
  test("of a compose that waits, runs, or is over", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest(), never);
    expect(await service.delete(compose.id, never)).toEqual({
      outcome: "refused",
      said: `Compose ${compose.id} is not in FINISHED or FAILED.`,
    });
    expect(await service.cancel(compose.id, never)).toEqual({ outcome: "done", said: undefined });
    // The service calls it a failure.
    expect(await service.get(compose.id, never)).toMatchObject({ state: "cancelled", reported: "FAILED" });
    expect(await service.cancel(compose.id, never)).toMatchObject({ outcome: "refused" });
    expect(await service.delete(compose.id, never)).toEqual({ outcome: "done", said: undefined });
    expect(await service.delete(compose.id, never)).toMatchObject({ outcome: "gone" });
    expect(await service.cancel(UNKNOWN, never)).toMatchObject({ outcome: "gone" });

    const other = (await service.create(weldrRequest(), never)).compose;
    server.work(other.id);
    expect(await service.cancel(other.id, never)).toMatchObject({ outcome: "done" });
    expect((await service.get(other.id, never))?.state).toBe("cancelled");
  });

  test("of one that somebody else has stopped before it began", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest(), never);
    Object.assign(server.compose(compose.id), { status: "FAILED" });
    expect(await service.get(compose.id, never)).toMatchObject({
      state: "cancelled",
      times: { started: undefined, finished: undefined },
    });
  });

  test("that were heeded although the answer was lost", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest(), never);
    let isFirst = true;
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "DELETE" || !isFirst) return false;
      isFirst = false;
      serve();
      response.destroy();
      return true;
    };
    expect((await service.cancel(compose.id, never)).outcome).toBe("done");
    isFirst = true;
    expect((await service.delete(compose.id, never)).outcome).toBe("done");
  });
});
