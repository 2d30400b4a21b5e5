import { TransferFailure } from "@compose-actions/transfer";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Bell, ServiceFailure, type WaitOptions, type WaitPolicy, waitForComposes } from "../../src/index.ts";
import { pauseBefore, pauseInTrouble } from "../../src/wait/pauses.ts";
import { never } from "../support/client.ts";
import {
  composeOf,
  HOUR,
  MINUTE,
  POLICY,
  type Script,
  ScriptedService,
  SleepClock,
  Witness,
} from "./support.ts";

const down = (retryAfterMs?: number) =>
  new TransferFailure("connection", "no connection", { remedy: "again", retryAfterMs });

function waiting(script: Script, policy: Partial<WaitPolicy> = {}, more: Partial<WaitOptions> = {}) {
  const clock = new SleepClock();
  const service = new ScriptedService(clock, script);
  const observer = new Witness();
  const options: WaitOptions = {
    service,
    policy: { ...POLICY, ...policy },
    observer,
    withLogs: false,
    clock,
    random: () => 0.5,
    ...more,
  };
  return {
    clock,
    service,
    observer,
    run: (ids = ["1"], signal = never) => waitForComposes(ids, options, signal),
  };
}

/** Requested at first, then running, and finished from a time on. */
const finishedAt =
  (time: number): Script =>
  (id, at) =>
    composeOf(id, at >= time ? "finished" : at >= time / 2 ? "running" : "requested", { asOf: at });

describe("when to look", () => {
  test("what is ready after 28 minutes is noticed within one pause", async () => {
    const { clock, service, run } = waiting(finishedAt(28 * MINUTE));
    expect(await run()).toMatchObject([
      { kind: "ended", asked: "1", id: "1", compose: { state: "finished" } },
    ]);
    expect(clock.at - 28 * MINUTE).toBeLessThanOrEqual(POLICY.pollMaxMs);
    expect(service.looks.length).toBeLessThan(100);
  });

  test("pauses grow to their cap, begin anew with a change, and are never longer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (looks, random) => {
          const pause = pauseBefore(looks, POLICY, () => random);
          expect(pause).toBeLessThanOrEqual(POLICY.pollMaxMs);
          expect(pause).toBeGreaterThanOrEqual(POLICY.pollMs * 0.75);
        },
      ),
    );
    const gaps = [1, 2, 3, 4, 5, 6].map((looks) => pauseBefore(looks, POLICY, () => 0));
    expect(gaps).toEqual([5000, 7500, 11_250, 16_875, 25_312.5, 30_000]);
  });

  test("in trouble the server's wish counts, but not beyond our patience", () => {
    expect(pauseInTrouble(1, 60_000, 600_000, POLICY, () => 0)).toBe(60_000);
    expect(pauseInTrouble(1, 60_000, 20_000, POLICY, () => 0)).toBe(20_000);
    expect(pauseInTrouble(1, undefined, 0, POLICY, () => 0)).toBe(0);
  });

  test("jobs that began together do not ask together", async () => {
    const times = await Promise.all(
      [0, 0.99].map(async (random) => {
        const { clock, run } = waiting(finishedAt(10 * MINUTE), {}, { random: () => random });
        await run();
        return clock.pauses[0];
      }),
    );
    expect(times[0]).not.toBe(times[1]);
  });
});

describe("a deadline", () => {
  test("ends the wait for a compose that never leaves the queue, with a last look", async () => {
    const { clock, service, run } = waiting((id) => composeOf(id, "requested"), { timeoutMs: 20 * MINUTE });
    expect(await run()).toMatchObject([{ kind: "timeout", compose: { state: "requested" } }]);
    expect(clock.at).toBe(20 * MINUTE);
    expect(service.looks.at(-1)?.at).toBe(20 * MINUTE);
  });

  test("what is ready at the last moment is no timeout", async () => {
    const { run } = waiting(finishedAt(20 * MINUTE), { timeoutMs: 20 * MINUTE });
    expect(await run()).toMatchObject([{ kind: "ended" }]);
  });

  test("bounds a look that is on its way, with some seconds for its answer", async () => {
    const limits: number[] = [];
    const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation((limit) => {
      limits.push(limit);
      const controller = new AbortController();
      setImmediate(() => controller.abort());
      return controller.signal;
    });
    onTestFinished(() => spy.mockRestore());
    const { run } = waiting(
      () => undefined,
      { timeoutMs: 2_000 },
      {
        service: {
          get: (_, signal) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => reject(signal.reason));
            }),
          openLog: () => undefined,
        },
      },
    );
    expect(await run()).toMatchObject([{ kind: "timeout", compose: undefined, isMissing: false }]);
    expect(limits[0]).toBe(7_000);
    expect(limits.at(-1)).toBe(5_000);
  });

  test("within the moment that a service may need before it shows a compose says so", async () => {
    const { observer, run } = waiting(() => undefined, { timeoutMs: MINUTE / 2 });
    expect(await run()).toMatchObject([{ kind: "timeout", compose: undefined, isMissing: true }]);
    expect(observer.lines).toEqual(["1: missing"]);
  });

  test("holds although the service never answers", async () => {
    const { clock, run } = waiting(() => down(), { timeoutMs: 5 * MINUTE });
    expect(await run()).toMatchObject([{ kind: "timeout", compose: undefined }]);
    expect(clock.at).toBe(5 * MINUTE);
  });
});

describe("a service in trouble", () => {
  const restart: Script = (id, at) =>
    at >= MINUTE && at < 6 * MINUTE ? down() : finishedAt(15 * MINUTE)(id, at);

  test("a restart is survived", async () => {
    const { observer, run } = waiting(restart);
    expect(await run()).toMatchObject([{ kind: "ended" }]);
    expect(observer.lines.some((line) => /^1: recovered after [23]\d\d s$/.test(line))).toBe(true);
    expect(observer.lines.filter((line) => line.includes("→"))).toEqual([
      "1: - → requested",
      "1: requested → running",
      "1: running → finished",
    ]);
  });

  test("but not for longer than said", async () => {
    const { clock, run } = waiting(restart, { outageMs: 3 * MINUTE });
    expect(await run()).toMatchObject([
      { kind: "lost", failure: { failure: "connection" }, compose: { state: "requested" } },
    ]);
    expect(clock.at).toBeGreaterThanOrEqual(4 * MINUTE);
    expect(clock.at).toBeLessThan(4.6 * MINUTE);
  });

  test("each trouble counts anew", async () => {
    const { run } = waiting(
      (id, at) => (at % (4 * MINUTE) > 2 * MINUTE ? down() : finishedAt(20 * MINUTE)(id, at)),
      {
        outageMs: 3 * MINUTE,
      },
    );
    expect(await run()).toMatchObject([{ kind: "ended" }]);
  });

  test("what cannot pass ends the wait at once", async () => {
    const refused = new TransferFailure("auth", "no", { remedy: "never", status: 403 });
    const { service, run } = waiting(() => refused);
    expect(await run()).toMatchObject([{ kind: "lost", failure: refused }]);
    expect(service.looks).toHaveLength(1);
  });

  test("a page of what stands in front of the service is an outage once the compose was seen", async () => {
    const page = (status: number) =>
      new ServiceFailure("not-found", `answers ${status}`, { remedy: "never", status, isStray: true });
    const away: Script = (id, at) =>
      at > MINUTE && at < 6 * MINUTE ? page([404, 401, 403][at % 3] ?? 404) : finishedAt(9 * MINUTE)(id, at);
    expect(await waiting(away).run()).toMatchObject([{ kind: "ended" }]);
    const long = waiting(away, { outageMs: 3 * MINUTE });
    expect(await long.run()).toMatchObject([{ kind: "lost", failure: { isStray: true } }]);
    expect(long.clock.at).toBeGreaterThanOrEqual(4 * MINUTE);
    const wrong = waiting(() => page(404));
    expect(await wrong.run()).toMatchObject([{ kind: "lost" }]);
    expect(wrong.service.looks).toHaveLength(1);
  });

  test("a defect of ours is no trouble of the service, and ends all", async () => {
    const { run } = waiting((id, at) => (id === "2" ? new RangeError("ours") : finishedAt(HOUR)(id, at)));
    await expect(run(["1", "2"])).rejects.toThrow("ours");
  });
});

describe("states", () => {
  test("may go backwards when a worker vanishes", async () => {
    const states = ["requested", "running", "requested", "running", "failed"] as const;
    const { observer, run } = waiting((id, at) => composeOf(id, states[Math.floor(at / MINUTE)] ?? "failed"));
    expect(await run()).toMatchObject([{ kind: "ended", compose: { state: "failed" } }]);
    expect(observer.lines).toContain("1: running → requested");
  });

  test("that are not known are not final", async () => {
    const { run } = waiting((id, at) =>
      at < MINUTE ? composeOf(id, "unknown", { reported: "uploading" }) : composeOf(id, "finished"),
    );
    expect(await run()).toMatchObject([{ kind: "ended", compose: { state: "finished" } }]);
  });

  test.each(["finished", "failed", "expired", "cancelled"] as const)("%s is the end", async (state) => {
    const { service, run } = waiting((id) => composeOf(id, state));
    expect(await run()).toMatchObject([{ kind: "ended", compose: { state } }]);
    expect(service.looks).toHaveLength(1);
  });

  test("what was just made may not be there yet; what stays away is missing", async () => {
    const { run } = waiting((id, at) => (at < 20_000 ? undefined : composeOf(id, "finished")));
    expect(await run()).toMatchObject([{ kind: "ended" }]);
    const gone = waiting((id, at) => (at < MINUTE ? composeOf(id, "running") : undefined));
    expect(await gone.run()).toMatchObject([{ kind: "missing", compose: { state: "running" } }]);
    expect(gone.clock.at).toBeLessThan(4 * MINUTE);
  });
});

describe("several together", () => {
  test("each has its own end, in the order asked for, and one that fails stops no other", async () => {
    const { run } = waiting((id, at) =>
      id === "2" ? composeOf(id, "failed") : finishedAt(Number(id) * 5 * MINUTE)(id, at),
    );
    const outcomes = await run(["3", "2", "1", "3"]);
    expect(outcomes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      "3 ended",
      "2 ended",
      "1 ended",
      "3 ended",
    ]);
    expect(outcomes.map((outcome) => outcome.kind === "ended" && outcome.compose.state)).toEqual([
      "finished",
      "failed",
      "finished",
      "finished",
    ]);
  });

  test("the time is for all together", async () => {
    const { clock, run } = waiting((id, at) =>
      id === "1" ? composeOf(id, "finished") : finishedAt(2 * HOUR)(id, at),
    );
    expect((await run(["1", "2", "3"])).map(({ kind }) => kind)).toEqual(["ended", "timeout", "timeout"]);
    expect(clock.at).toBe(HOUR);
  });
});

describe("renewing", () => {
  const finished = (life: number, id = "1", asOf = 0) =>
    composeOf(id, "finished", { asOf, times: { expires: asOf + life } });

  test("what would not be kept for long enough lives longer", async () => {
    const { service, run } = waiting(() => finished(HOUR), { minLifeMs: 2 * HOUR });
    service.renewed = () => ({ outcome: "extended", compose: finished(3 * HOUR), notes: [] });
    expect(await run()).toMatchObject([{ kind: "ended", compose: { times: { expires: 3 * HOUR } } }]);
    expect(service.renewals).toEqual([{ id: "1", secondsToLive: 7200 }]);
  });

  test("what is kept for long enough, and what failed, is left alone", async () => {
    const { service, run } = waiting(
      (id) => (id === "1" ? finished(3 * HOUR) : composeOf(id, "failed", { times: { expires: 1 } })),
      {
        minLifeMs: 2 * HOUR,
      },
    );
    await run(["1", "2"]);
    expect(service.renewals).toEqual([]);
  });

  test("one that is made anew is waited for, and its id told", async () => {
    const { service, observer, run } = waiting(
      (id, at) =>
        id === "1" ? finished(HOUR) : at < 5 * MINUTE ? composeOf(id, "requested") : finished(3 * HOUR, id),
      { minLifeMs: 2 * HOUR },
    );
    service.renewed = () => ({ outcome: "replaced", compose: composeOf("7", "requested"), notes: ["new"] });
    expect(await run()).toMatchObject([
      { kind: "ended", asked: "1", id: "7", compose: { id: "7", state: "finished" } },
    ]);
    expect(observer.lines).toContain("1: replaced by 7");
  });

  test("not again and again", async () => {
    const { service, run } = waiting((id) => finished(HOUR, id), { minLifeMs: 2 * HOUR });
    let next = 7;
    service.renewed = () => ({
      outcome: "replaced",
      compose: composeOf(String(next++), "requested"),
      notes: [],
    });
    expect(await run()).toMatchObject([{ kind: "ended", id: "8" }]);
    expect(service.renewals).toHaveLength(2);
  });

  test("a renewal that fails is said, and the compose is there all the same", async () => {
    const { service, observer, run } = waiting(() => finished(HOUR), { minLifeMs: 2 * HOUR });
    service.renewed = () => new TransferFailure("auth", "not permitted", { remedy: "never" });
    expect(await run()).toMatchObject([{ kind: "ended", compose: { state: "finished" } }]);
    expect(observer.lines.at(-1)).toBe(
      "1: it will be kept for 3600 s only, and could not be renewed: not permitted",
    );
  });

  test("what ended early is renewed when the others took their time", async () => {
    const { service, run } = waiting(
      (id, at) =>
        id === "1"
          ? finished(2 * HOUR, id, at)
          : at < 50 * MINUTE
            ? composeOf(id, "running")
            : finished(9 * HOUR, id, at),
      { minLifeMs: 1.5 * HOUR },
    );
    service.renewed = (id) => ({ outcome: "extended", compose: finished(9 * HOUR, id), notes: [] });
    await run(["1", "2"]);
    expect(service.renewals).toEqual([{ id: "1", secondsToLive: 5400 }]);
  });
});

describe("being told to stop, and being woken", () => {
  test("the wait ends with the reason", async () => {
    const stop = new AbortController();
    const { run } = waiting((id, at) => {
      if (at > MINUTE) stop.abort(new Error("interrupted"));
      return composeOf(id, "running");
    });
    await expect(run(["1", "2"], stop.signal)).rejects.toThrow("interrupted");
  });

  test("a bell shortens a pause, for the compose that it is rung for", async () => {
    const bell = new Bell();
    let hasRung = false;
    const { clock, run } = waiting(
      (id) => {
        if (hasRung) return composeOf(id, "finished");
        hasRung = true;
        bell.ring("2");
        setImmediate(() => bell.ring("1"));
        return composeOf(id, "running");
      },
      {},
      { bell },
    );
    expect(await run()).toMatchObject([{ kind: "ended" }]);
    expect(clock.at).toBe(200);
  });

  test("what is told of and does not show yet is soon looked at again, and not for ever", async () => {
    const bell = new Bell();
    let looks = 0;
    const { clock, run } = waiting(
      () => {
        looks += 1;
        if (looks === 1) setImmediate(() => bell.ring("1"));
        return composeOf("1", clock.at > MINUTE ? "finished" : "running");
      },
      {},
      { bell },
    );
    expect(await run()).toMatchObject([{ kind: "ended" }]);
    expect(clock.at).toBeGreaterThan(MINUTE);
    // After 0.2, 0.5, 1, 2, 4 and 8 seconds, and then as without a bell.
    expect(looks).toBeGreaterThan(7);
    expect(looks).toBeLessThan(14);
  });

  test("however often a bell is rung, a service is not asked without a pause", async () => {
    const bell = new Bell();
    let looks = 0;
    const { clock, run } = waiting(
      () => {
        looks += 1;
        bell.ring("1");
        return composeOf("1", looks === 20 ? "finished" : "running");
      },
      {},
      { bell },
    );
    await run();
    expect(clock.at).toBeGreaterThanOrEqual(19 * 200);
  });

  test("a bell that was rung before sleep is heard, once", async () => {
    const bell = new Bell();
    bell.expect("1");
    bell.ring("1");
    await bell.rung("1", never);
    const stop = new AbortController();
    const second = bell.rung("1", stop.signal);
    stop.abort();
    await second;
  });
});

describe("logs", () => {
  test("are read while the compose is made, and once more at the end", async () => {
    const { service, observer, run } = waiting(finishedAt(MINUTE), {}, { withLogs: true });
    service.log = ["a", "b"];
    await run();
    const read = observer.lines.filter((line) => line === "1: 1.log: a|b");
    const running = service.looks.filter(({ at }) => at >= MINUTE / 2);
    expect(read).toHaveLength(running.length);
    expect(read.length).toBeGreaterThan(1);
  });

  test("that cannot be read do not end the wait", async () => {
    const { service, run } = waiting(finishedAt(10 * MINUTE), {}, { withLogs: true });
    service.log = new Error("no log");
    expect(await run()).toMatchObject([{ kind: "ended" }]);
  });
});
