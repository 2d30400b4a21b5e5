import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { failureOf } from "../support/osbuild/failure-of.ts";
import { requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";
const S3 = { type: "aws.s3", options: { url: "https://bucket.example.com/composer-api-1-disk.qcow2" } };

describe("what a server offers", () => {
  test("in 2026", async () => {
    const { service } = await place();
    const about = await service.about(never);
    expect(about).toMatchObject({ version: "2", authentication: undefined });
    expect(about.offers["features"]).toEqual([
      "clone",
      "delete",
      "download",
      "list",
      "request-in-metadata",
      "sboms",
      "upload-targets",
    ]);
    expect(about.offers["distributions"]).toEqual(["centos-9", "fedora-41"]);
    expect(about.offers["image-types"]).toContain("wsl");
    expect(about.offers["targets"]).toContain("local");
  });

  test("in 2023", async () => {
    const { service } = await place({ generation: "2023" });
    const { offers } = await service.about(never);
    expect(offers).toMatchObject({ features: ["clone"], distributions: [] });
    expect(offers["targets"]).toEqual(["aws", "aws.s3", "gcp", "azure", "container"]);
    expect(await service.preflight(requestFor("wsl"), never)).toEqual([
      expect.stringMatching(/^the server has no image type wsl, but aws, /),
    ]);
    expect(await service.preflight(requestFor(), never)).toEqual([]);
  });

  test("is not known behind a gateway that hides it, and composes are made all the same", async () => {
    const { server, service } = await place();
    server.misbehave = ({ path }, response) => {
      if (!path.endsWith("/openapi")) return false;
      response.writeHead(404).end("not here");
      return true;
    };
    const { offers, untold } = await service.about(never);
    expect(offers).toEqual({});
    expect(Object.keys(untold ?? {})).toEqual(["image-types", "targets", "features", "distributions"]);
    expect(untold?.["image-types"]).toContain("/openapi");
    expect(await service.preflight(requestFor(), never)).toEqual([]);
    expect((await service.create(requestFor(), never)).how).toBe("created");
  });

  test("a description that cannot be had is asked for again the next time", async () => {
    const { server, service } = await place();
    server.misbehave = (_, response) => {
      response.writeHead(500).end();
      return true;
    };
    await failureOf(service.about(never));
    server.misbehave = undefined;
    expect((await service.about(never)).version).toBe("2");
    expect(server.count("GET", "/openapi")).toBe(4);
  });
});

describe("lists", () => {
  test("are what there is, by their states", async () => {
    const { server, service } = await place({ ids: [UNKNOWN.replace("1", "2"), UNKNOWN] });
    expect(await service.list({ limit: 10 }, never)).toEqual({ composes: [], total: 0 });
    const { compose } = await service.create(requestFor(), never);
    await service.create(requestFor(), never);
    server.finish(compose.id, [S3]);
    expect((await service.list({ limit: 10 }, never)).composes.map(({ id }) => id)).toEqual([
      UNKNOWN,
      compose.id,
    ]);
    expect(await service.list({ limit: 1 }, never)).toMatchObject({ total: 2, composes: [{ id: UNKNOWN }] });
    const done = await service.list({ limit: 10, filters: { status: "success" } }, never);
    expect(done.composes.map(({ id }) => id)).toEqual([compose.id]);
    await expect(service.list({ limit: 10, filters: { owner: "me" } }, never)).rejects.toMatchObject({
      exitCode: 2,
    });
    await expect(service.list({ limit: 10, order: "-id" }, never)).rejects.toMatchObject({ exitCode: 2 });
  });

  test("servers of 2023 have none, and are not asked for it", async () => {
    const { server, service } = await place({ generation: "2023" });
    await expect(service.list({ limit: 10 }, never)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/does not list its composes/),
    });
    expect(server.count("GET", "/composes")).toBe(0);
  });
});

describe("deleting", () => {
  test("what is over is removed, and what is not is left alone", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    expect(await service.delete(compose.id, never)).toEqual({
      outcome: "refused",
      said: "the compose is pending, and osbuild-composer cannot stop one",
    });
    expect(server.count("DELETE")).toBe(0);
    server.finish(compose.id, [S3]);
    expect(await service.delete(compose.id, never)).toEqual({ outcome: "done", said: undefined });
    expect(await service.delete(compose.id, never)).toEqual({ outcome: "gone", said: undefined });
  });

  test("a deletion whose answer is lost was heeded", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    server.finish(compose.id, [S3]);
    server.misbehave = ({ method }, response, serve) => {
      if (method === "DELETE") {
        serve();
        response.destroy();
      }
      return method === "DELETE";
    };
    expect(await service.delete(compose.id, never)).toEqual({ outcome: "done", said: undefined });
    expect(server.count("DELETE")).toBe(1);
  });

  test("servers of 2023 keep their composes", async () => {
    const { server, service } = await place({ generation: "2023" });
    const { compose } = await service.create(requestFor(), never);
    server.finish(compose.id, [S3]);
    expect(await service.delete(compose.id, never)).toMatchObject({ outcome: "refused" });
  });
});

describe("clones", () => {
  test("copy an image of Amazon's cloud", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor("aws"), never);
    const wish = { region: "us-east-2", shareWithAccounts: ["123456789012"] };
    expect((await failureOf(service.clone(compose.id, wish, never))).message).toContain(
      "Compose is running or has failed",
    );
    server.finish(compose.id, [{ type: "aws", options: { ami: "ami-1", region: "eu-west-1" } }]);
    const clone = await service.clone(compose.id, wish, never);
    const [, body] = server.requests.filter(({ path }) => path.endsWith("/clone")).map((one) => one.body);
    expect(JSON.parse(body ?? "")).toEqual({ region: "us-east-2", share_with_accounts: ["123456789012"] });
    expect(await service.cloneStatus(clone, never)).toEqual({
      state: "requested",
      reported: "pending",
      target: "aws",
      results: {},
    });
    server.finishClone(clone, "ami-2");
    expect(await service.cloneStatus(clone, never)).toMatchObject({
      state: "finished",
      results: { ami: "ami-2", region: "us-east-2" },
    });
  });

  test("of other images are refused, and one whose answer is lost is not asked for twice", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    server.finish(compose.id, [S3]);
    expect((await failureOf(service.clone(compose.id, { region: "x" }, never))).status).toBe(400);
    server.misbehave = ({ method }, response) => {
      if (method === "POST") response.destroy();
      return method === "POST";
    };
    const before = server.count("POST");
    expect(await failureOf(service.clone(compose.id, { region: "x" }, never))).toMatchObject({
      isUncertain: true,
    });
    expect(server.count("POST")).toBe(before + 1);
  });
});
