import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { BLUEPRINT, NO_PACKAGE, UPLOAD, useWeldr, weldrRequest } from "../support/weldr/use.ts";

const place = useWeldr();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";

describe("a compose", () => {
  test("from its blueprint to its image", async () => {
    let now = Date.parse("2026-11-21T20:00:00Z");
    const { server, service } = await place({ now: () => now });
    const { compose, how } = await service.create(weldrRequest(), never);
    const { id } = compose;
    expect(how).toBe("created");
    // Whoever is told of the id at once can keep it.
    expect(server.requests.at(-1)).toMatchObject({ method: "POST", path: "/api/v1/compose" });
    expect(server.requests.find(({ path }) => path.endsWith("/blueprints/new"))).toMatchObject({
      body: BLUEPRINT,
      headers: { "content-type": "text/x-toml" },
    });
    expect(compose).toMatchObject({
      state: "requested",
      reported: "WAITING",
      images: [{ type: "qcow2", state: "requested", uploads: [] }],
    });
    expect(await service.get(id, never)).toMatchObject({
      images: [{ type: "qcow2", state: "requested", uploads: [] }],
      times: { requested: now, started: undefined, finished: undefined },
    });
    now += 1000;
    server.work(id);
    expect(await service.get(id, never)).toMatchObject({ state: "running", times: { started: now } });
    now += 1000;
    server.finish(id);
    expect(await service.get(id, never)).toMatchObject({ state: "finished", times: { finished: now } });
  });

  test("its place in the queue is by age, whatever the order of the queue", async () => {
    let now = Date.now();
    const ids = ["c", "a", "b"].map((start) => start + UNKNOWN.slice(1));
    const { server, service } = await place({ now: () => now, ids });
    for (const _ of ids) {
      await service.create(weldrRequest(), never);
      now += 1000;
    }
    const positions = async () =>
      Promise.all(ids.map(async (id) => (await service.get(id, never))?.position));
    expect(await positions()).toEqual([1, 2, 3]);
    server.work(ids[0] ?? "");
    expect(await positions()).toEqual([undefined, 1, 2]);
    server.misbehave = ({ path }, response) =>
      path.endsWith("/queue") && (response.destroy() as unknown) !== 0;
    expect((await service.get(ids[1] ?? "", never))?.position).toBeUndefined();
  });

  test("that fails says why as far as its log does", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest(), never);
    server.fail(compose.id, "error: rpm transaction failed");
    expect(await service.get(compose.id, never)).toMatchObject({
      state: "failed",
      reported: "FAILED",
      reason: "the log of the build ends with:\nerror: rpm transaction failed",
    });
    await service.get(compose.id, never);
    expect(server.count("GET", "/compose/log/")).toBe(1);
  });

  test("whose upload fails looks as if it had been built", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest({ upload: UPLOAD }), never);
    server.fail(compose.id, "");
    // The log is that of a build that went well.
    server.compose(compose.id).log = "";
    expect((await service.get(compose.id, never))?.reason).toBe(
      "the log of the build ends with:\nstage qcow2 ok\nit may be the upload that failed, of which the service tells nothing",
    );
    const other = (await service.create(weldrRequest(), never)).compose;
    server.fail(other.id, "");
    server.misbehave = ({ path }, response) => {
      if (!path.includes("/compose/log/")) return false;
      response.end("\n");
      return true;
    };
    expect((await service.get(other.id, never))?.reason).toBe("the service does not say why");
  });

  test("in a word that is new is not taken for over", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest(), never);
    Object.assign(server.compose(compose.id), { status: "PAUSED" });
    expect(await service.get(compose.id, never)).toMatchObject({ state: "unknown", reported: "PAUSED" });
  });

  test("with an upload tells where it goes, and nothing of the login", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(weldrRequest({ upload: UPLOAD, size: 4294967296 }), never);
    expect(service.secrets.values).toEqual(["AKIA1234", "s3cret-key"]);
    server.finish(compose.id);
    const done = await service.get(compose.id, never);
    expect(done?.images[0]?.uploads).toEqual([
      {
        state: "finished",
        reported: "FINISHED",
        target: "aws.s3",
        results: { image_name: "img", region: "eu-west-1", bucket: "bkt", key: "img.qcow2" },
      },
    ]);
  });

  test("that nobody knows is none", async () => {
    const { service } = await place();
    expect(await service.get(UNKNOWN, never)).toBeUndefined();
    await expect(service.get("../status", never)).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("what a server offers", () => {
  test("even when it runs on a distribution that it does not know", async () => {
    const { service } = await place();
    const about = await service.about(never);
    expect(about).toMatchObject({ version: "devel", details: { backend: "osbuild-composer" } });
    expect(about.offers).not.toHaveProperty("image-types");
    expect(about.untold).toEqual({
      "image-types":
        "the server does not know its own distribution: Unknown distribution: debian-12 (DistroError); a blueprint can name one with distro",
    });
    expect(about.offers["distributions"]).toContain("fedora-37");
    expect(await service.imageTypes("fedora-37", never)).toContain("qcow2");
    await expect(service.imageTypes("nope", never)).rejects.toMatchObject({
      said: "Invalid distro: nope (DistroError)",
    });
  });

  test("packages with their checksums, without making anything", async () => {
    const { server, service } = await place();
    await service.create(weldrRequest(), never);
    expect(await service.depsolve("base", never)).toMatchObject([
      { name: "tmux", checksum: `sha256:${"0".repeat(64)}` },
      { name: "kernel" },
    ]);
    server.blueprints.push(JSON.stringify(NO_PACKAGE), "application/json");
    await expect(service.depsolve("nopkg", never)).rejects.toMatchObject({
      message: expect.stringContaining("missing packages: no-such-package"),
    });
  });

  test("its composes, the newest first", async () => {
    let now = Date.now();
    const { server, service } = await place({ now: () => now });
    const made: string[] = [];
    for (const type of ["qcow2", "ami", "qcow2"]) {
      made.push((await service.create(weldrRequest({ compose_type: type }), never)).compose.id);
      now += 1000;
    }
    expect((await service.list({ limit: 10 }, never)).composes.map(({ id }) => id)).toEqual(
      made.toReversed(),
    );
    expect(await service.list({ limit: 1, filters: { type: "qcow2" } }, never)).toMatchObject({
      total: 2,
      composes: [{ id: made[2] }],
    });
    server.finish(made[0] ?? "");
    const finished = await service.list(
      { limit: 5, filters: { status: "FINISHED", blueprint: "base" } },
      never,
    );
    expect(finished.composes.map(({ id }) => id)).toEqual([made[0]]);
    await expect(service.list({ limit: 5, filters: { owner: "x" } }, never)).rejects.toMatchObject({
      exitCode: 2,
    });
  });
});

test("a log is shown when there is one, and once", async () => {
  const { server, service } = await place();
  const { compose } = await service.create(weldrRequest(), never);
  const log = service.openLog(compose);
  expect(await log.next(never)).toEqual([]);
  server.work(compose.id);
  expect(await log.next(never)).toEqual([]);
  server.fail(compose.id, "error: rpm transaction failed");
  expect(await log.next(never)).toEqual([
    "Pipeline build",
    "Stage org.osbuild.rpm",
    "Output:",
    "error: rpm transaction failed",
  ]);
  expect(await log.next(never)).toEqual([]);
  server.compose(compose.id).log += "more\n";
  expect(await log.next(never)).toEqual(["more"]);
});
