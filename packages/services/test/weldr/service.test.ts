import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DistributedMetadata, serialize } from "@compose-actions/metadata";
import { FileStore } from "@compose-actions/transfer";
import { afterAll, describe, expect, test } from "vitest";
import type { ImagesWish } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { exchangesOf } from "../support/osbuild/exchanges.ts";
import { send } from "../support/osbuild/http-stand-in.ts";
import { BLUEPRINT, useWeldr, weldrRequest } from "../support/weldr/use.ts";

const place = useWeldr();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";
const UPLOAD = {
  provider: "aws.s3",
  image_name: "img",
  settings: {
    region: "eu-west-1",
    bucket: "bkt",
    key: "img.qcow2",
    accessKeyID: "AKIA1234",
    secretAccessKey: "s3cret-key",
  },
};
const NO_PACKAGE = {
  name: "nopkg",
  version: "0.0.1",
  packages: [{ name: "no-such-package", version: "*" }],
};
const root = mkdtempSync(join(tmpdir(), "compose-weldr-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a compose", () => {
  test("from its blueprint to its image", async () => {
    let now = Date.parse("2026-11-21T20:00:00Z");
    const { server, service } = await place({ now: () => now });
    const { compose, how } = await service.create(weldrRequest(), never);
    const { id } = compose;
    expect(how).toBe("created");
    expect(server.requests.find(({ path }) => path.endsWith("/blueprints/new"))).toMatchObject({
      body: BLUEPRINT,
      headers: { "content-type": "text/x-toml" },
    });
    expect(compose).toMatchObject({
      state: "requested",
      reported: "WAITING",
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

describe("a request whose answer is lost", () => {
  test.each([true, false])("is looked for, and never sent again (carried out: %s)", async (isCarriedOut) => {
    const { server, service } = await place();
    await service.create(weldrRequest(), never);
    server.misbehave = ({ method, path }, response, serve) => {
      if (method !== "POST" || !path.endsWith("/compose")) return false;
      if (isCarriedOut) serve();
      response.destroy();
      return true;
    };
    const creating = service.create(weldrRequest(), never);
    if (isCarriedOut) {
      const { compose, how } = await creating;
      expect(how).toBe("found");
      expect([...server.composes.keys()].at(-1)).toBe(compose.id);
    } else {
      await expect(creating).rejects.toMatchObject({
        isUncertain: true,
        message: expect.stringContaining("there is no compose yet, but the service may still be at it"),
      });
    }
    expect(server.count("POST", "/api/v1/compose")).toBe(2);
  });

  test("is uncertain when several could be it", async () => {
    const { server, service } = await place();
    server.misbehave = ({ method, path }, response, serve) => {
      if (method !== "POST" || !path.endsWith("/compose")) return false;
      serve();
      serve();
      response.destroy();
      return true;
    };
    await expect(service.create(weldrRequest(), never)).rejects.toMatchObject({
      isUncertain: true,
      message: expect.stringMatching(/one of the composes .* may be what came of it/),
    });
  });

  test("for want of patience is waited for as long as dependencies take", async () => {
    const { server, service } = await place({}, { composeTimeoutMs: 5000 }, { "headers-timeout": "100ms" });
    server.misbehave = ({ method, path }, response, serve) => {
      if (method !== "POST" || !path.endsWith("/compose")) return false;
      setTimeout(() => send(response, serve()), 400);
      return true;
    };
    expect((await service.create(weldrRequest(), never)).how).toBe("created");
  });
});

describe("errors that were recorded", () => {
  const refused = exchangesOf("C").filter(
    ({ request: { method, path }, response }) =>
      method === "POST" && /\/(?:compose|blueprints\/new)$/.test(path) && response.status >= 400,
  );

  test.each(refused.map((one) => [JSON.parse(one.response.body).errors[0], one] as const))(
    "%s",
    async ({ id, msg }, { request, response }) => {
      const { server, service } = await place();
      server.misbehave = ({ method, path }, answer) => {
        if (method !== "POST" || !request.path.endsWith(path)) return false;
        answer.writeHead(response.status, response.headers).end(`${response.body}\n`);
        return true;
      };
      const error = await service.create(weldrRequest(), never).then(
        () => expect.unreachable(),
        (reason) => reason,
      );
      expect(error).toMatchObject({
        name: "TransferFailure",
        status: response.status,
        remedy: "never",
        isUncertain: false,
      });
      expect(error.said).toBe(`${msg.replace(/\s+/g, " ")} (${id})`);
      expect(server.count("POST", request.path)).toBe(1);
    },
  );

  test.each([
    [
      "a blueprint that is not there",
      { blueprint: undefined, blueprint_name: "missing" },
      "UnknownBlueprint",
    ],
    ["an image type that is none", { compose_type: "nope" }, "ComposeError"],
    ["packages that are not to be had", { blueprint: NO_PACKAGE }, "DepsolveError"],
  ])("are the request's fault: %s", async (_, more, id) => {
    const { server, service } = await place();
    await expect(service.create(weldrRequest(more), never)).rejects.toMatchObject({
      remedy: "never",
      said: expect.stringContaining(`(${id})`),
      isUncertain: false,
    });
    expect(server.composes.size).toBe(0);
    expect(server.count("POST", "/api/v1/compose")).toBe(1);
  });

  test("of routes that are none, and of servers that are none", async () => {
    const { server, service } = await place();
    server.misbehave = (_, response) => {
      response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
      return true;
    };
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({
      message: expect.stringContaining("this is no Weldr API"),
    });
    server.misbehave = (_, response) => {
      response.writeHead(501).end();
      return true;
    };
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({ status: 501, remedy: "never" });
    server.misbehave = (_, response) => {
      response.end("not json");
      return true;
    };
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({ failure: "protocol", remedy: "again" });
    server.misbehave = (_, response) => {
      response.end('{"uuids": 1}');
      return true;
    };
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({ failure: "protocol", remedy: "never" });
  });

  test("do not show what is secret in a blueprint or an upload", async () => {
    const { server, service } = await place();
    server.misbehave = ({ method, path, body }, response) => {
      if (method !== "POST" || !path.endsWith("/compose")) return false;
      const { secretAccessKey } = JSON.parse(body).upload.settings;
      const msg = `bad key ${secretAccessKey} for hunter2-hash`;
      response.writeHead(400).end(JSON.stringify({ status: false, errors: [{ id: "UploadError", msg }] }));
      return true;
    };
    const blueprint = `${BLUEPRINT}\n[[customizations.user]]\nname = "root"\npassword = "hunter2-hash"\nkey = "ssh"\n`;
    await expect(service.create(weldrRequest({ blueprint, upload: UPLOAD }), never)).rejects.toMatchObject({
      said: "bad key *** for *** (UploadError)",
    });
  });
});

describe("what a server offers", () => {
  test("even when it runs on a distribution that it does not know", async () => {
    const { service } = await place();
    const about = await service.about(never);
    expect(about).toMatchObject({ version: "devel", details: { backend: "osbuild-composer" } });
    expect(about.offers["image-types"]).toEqual([]);
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

describe("results", () => {
  const CONTENT = Buffer.alloc(700 * 1024, "image");
  const CHECKSUM = `sha256:${createHash("sha256").update(CONTENT).digest("hex")}`;
  const COMPOSE = {
    id: "Demo-41-20241101.t.0",
    date: "20241101",
    type: "test",
    respin: 0,
    label: "RC-1.0",
    final: false,
  } as const;
  const wish = (more: Partial<ImagesWish> = {}): ImagesWish => ({
    compose: COMPOSE,
    release: { short: "Demo", version: "41" },
    images: [{ variant: "Server" }],
    ...more,
  });

  async function finished(more: object = {}) {
    const one = await place();
    const { compose } = await one.service.create(weldrRequest(more), never);
    one.server.finish(compose.id, CONTENT);
    const done = await one.service.get(compose.id, never);
    if (done === undefined) throw new Error("there is no compose");
    return { ...one, compose: done };
  }

  test("are an image that is received and listed", async () => {
    const { service, compose } = await finished({ upload: UPLOAD });
    const output = mkdtempSync(join(root, "out-"));
    const store = await FileStore.open({ output, lockTimeoutMs: 0, signal: never });
    const images = [{ variant: "Server", targets: ["aws.s3"] }];
    const results = await service.results(compose, wish({ store, images }), never);
    store.close();
    expect(results).toMatchObject({ problems: [], notes: [] });
    expect(results.targets).toMatchObject([
      { target: "aws.s3", results: { bucket: "bkt", key: "img.qcow2" } },
    ]);
    const [document] = results.metadata as readonly DistributedMetadata[];
    if (document?.type !== "images") throw new Error("there are no images");
    const path = "Server/x86_64/images/Demo-Server-41-RC-1.0.x86_64.qcow2";
    expect(document.images.get("Server")?.get("x86_64")).toMatchObject([
      { type: "qcow2", format: "qcow2", artifact: { url: path, size: CONTENT.length, checksum: CHECKSUM } },
    ]);
    expect(serialize(document)).toContain(CHECKSUM);
    expect(readFileSync(join(output, "compose", path))).toEqual(CONTENT);
  });

  test("without a store are only told of", async () => {
    const { server, service, compose } = await finished();
    const results = await service.results(compose, wish(), never);
    expect(results).toMatchObject({ metadata: [], problems: [] });
    expect(results.notes).toEqual(["the qcow2 is not listed: it is only with the service; have it stored"]);
    expect(server.count("GET", "/compose/image/")).toBe(0);
  });

  test("are not taken for good when they are not", async () => {
    const { server, service, compose } = await finished({ upload: { ...UPLOAD, provider: "container" } });
    const images = [{ variant: "Server", targets: ["container"] }];
    expect((await service.results(compose, wish({ images }), never)).notes).toContain(
      "the qcow2: the service does not tell of its upload to container",
    );
    server.composes.delete(compose.id);
    expect((await service.results(compose, wish(), never)).problems).toEqual([
      "the service has no such compose any more",
    ]);
    const failing = await place();
    const made = await failing.service.create(weldrRequest(), never);
    failing.server.fail(made.compose.id, "x");
    const failed = await failing.service.get(made.compose.id, never);
    if (failed === undefined) throw new Error("there is no compose");
    expect((await failing.service.results(failed, wish(), never)).problems).toEqual([
      "the compose is not finished, but FAILED",
    ]);
  });

  test("and archives can be received as they are", async () => {
    const { server, service, compose } = await finished();
    const { size, fileName } = await service.receive(compose.id, "logs", undefined, never);
    expect(fileName).toBe("logs.tar");
    expect(size).toBeGreaterThan(1024);
    expect((await service.receive(compose.id, "image", undefined, never)).checksum).toBe(CHECKSUM);
    Object.assign(server.compose(compose.id), { status: "RUNNING" });
    await expect(service.receive(compose.id, "metadata", undefined, never)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("not in FINISHED or FAILED state. (BuildInWrongState)"),
    });
  });
});
