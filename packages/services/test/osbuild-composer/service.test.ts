import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { ServiceFailure } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { exchangesOf } from "../support/osbuild/exchanges.ts";
import { kojiRequest, requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";
const S3 = { type: "aws.s3", options: { url: "https://bucket.example.com/composer-api-1-disk.qcow2" } };
const PRESIGNED = "https://bucket.s3.amazonaws.com/composer-api-1?X-Amz-Expires=21600&X-Amz-Signature=abc";

async function failureOf(work: Promise<unknown>): Promise<ServiceFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServiceFailure)) throw error ?? new Error("nothing went wrong");
  return error;
}

describe("states", () => {
  test("of a compose with one image", async () => {
    const { server, service } = await place();
    const { compose, how, notes } = await service.create(requestFor(), never);
    const { id } = compose;
    expect({ how, notes }).toEqual({ how: "created", notes: [] });
    expect(compose).toMatchObject({ state: "requested", reported: "pending", stage: "pending", times: {} });
    expect(compose.images).toMatchObject([{ type: "guest-image", arch: "x86_64", uploads: [] }]);
    expect(await service.get(id, never)).toMatchObject({ id, state: "requested", stage: "pending" });

    server.work(id, "building");
    expect(await service.get(id, never)).toMatchObject({
      state: "running",
      reported: "pending",
      stage: "building",
    });
    // A worker that is gone, and servers that learn words.
    server.work(id, "pending");
    expect((await service.get(id, never))?.state).toBe("requested");
    server.work(id, "polishing");
    expect(await service.get(id, never)).toMatchObject({ state: "running", images: [{ state: "unknown" }] });
    server.compose(id).status = "paused";
    expect(await service.get(id, never)).toMatchObject({ state: "unknown", reported: "paused" });

    server.finish(id, [S3]);
    const done = await service.get(id, never);
    expect(done).toMatchObject({
      state: "finished",
      reported: "success",
      stage: undefined,
      reason: undefined,
    });
    expect(done?.images[0]?.uploads).toEqual([
      { state: "finished", reported: "success", target: "aws.s3", results: S3.options },
    ]);
  });

  test("of one for Koji, which is over only when Koji has it", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(kojiRequest(), never);
    const { id } = compose;
    expect(compose.images.map(({ arch }) => arch)).toEqual(["x86_64", "aarch64"]);
    server.finish(id, [S3], 0);
    expect(await service.get(id, never)).toMatchObject({ state: "running", stage: "1 success, 1 pending" });
    server.finish(id, [], 1);
    expect(await service.get(id, never)).toMatchObject({ state: "running", stage: "importing into Koji" });
    server.compose(id).status = "failure";
    expect((await service.get(id, never))?.reason).toBe(
      "the images are built, and what failed is the build in Koji: its logs tell why",
    );
    server.compose(id).status = "success";
    expect((await service.get(id, never))?.state).toBe("finished");
  });

  test("progress, where a server tells it", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    server.misbehave = ({ path }, response) => {
      if (!path.endsWith(compose.id)) return false;
      const image_status = { status: "building", progress: { done: 3, total: 7, subprogress: {} } };
      response.end(JSON.stringify({ id: compose.id, status: "pending", image_status }));
      return true;
    };
    expect((await service.get(compose.id, never))?.images[0]?.progress).toEqual({ done: 3, total: 7 });
  });
});

describe("why a build failed", () => {
  const NESTED = {
    id: 9,
    reason: "Manifest dependency failed",
    details: [
      {
        id: 5,
        reason: "Error in depsolve job dependency input, bad package set requested",
        details: [{ id: 21, reason: "Problems in request:\nmissing packages: no-such-package", details: "" }],
      },
    ],
  };

  test.each([
    ["the root of a chain", NESTED, "Problems in request: missing packages: no-such-package (error 21)"],
    [
      "an error with texts",
      { id: 10, reason: "osbuild build failed", details: ["error: rpm transaction failed"] },
      "osbuild build failed: error: rpm transaction failed (error 10)",
    ],
    [
      "a target that failed",
      {
        id: 28,
        reason: "at least one target failed",
        details: [{ id: 11, reason: "unable to upload image: 403 Forbidden", details: "org.osbuild.aws.s3" }],
      },
      "unable to upload image: 403 Forbidden: org.osbuild.aws.s3 (error 11)",
    ],
    [
      "a lost worker",
      { id: 27, reason: "Workers running this job stopped responding more than 2 times." },
      "Workers running this job stopped responding more than 2 times. (error 27)",
    ],
    ["one error as details", { id: 26, reason: "x", details: { id: 22, reason: "DNF" } }, "DNF (error 22)"],
  ])("%s", async (_, error, reason) => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    server.fail(compose.id, error, [{ type: "aws.s3", options: { url: "" } }]);
    const failed = await service.get(compose.id, never);
    expect(failed).toMatchObject({ state: "failed", reported: "failure", reason });
    // The target that failed says what it has to say, but nothing in it.
    expect(failed?.images[0]?.uploads).toEqual([
      { state: "failed", reported: "failure", target: "aws.s3", results: {} },
    ]);
  });

  test("of several images each its own", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(kojiRequest(), never);
    server.fail(compose.id, NESTED, [], 0);
    server.fail(compose.id, { id: 27, reason: "gone" }, [], 1);
    expect((await service.get(compose.id, never))?.reason).toBe(
      "guest-image for x86_64: Problems in request: missing packages: no-such-package (error 21)\nguest-image for aarch64: gone (error 27)",
    );
  });
});

describe("errors that were recorded", () => {
  const refused = exchangesOf("A1", "Errors at create time").filter(
    ({ response }) => response.status !== 201,
  );

  test.each(refused.map((one) => [JSON.parse(one.response.body).reason, one] as const))(
    "%s",
    async (reason, exchange) => {
      const { server, service } = await place({ generation: "2023" });
      const recorded = JSON.parse(exchange.response.body);
      server.misbehave = ({ method }, response) => {
        if (method === "POST") {
          response
            .writeHead(exchange.response.status, exchange.response.headers)
            .end(`${exchange.response.body}\n`);
        }
        return method === "POST";
      };
      const failure = await failureOf(service.create(requestFor(), never));
      expect(failure).toMatchObject({
        status: 400,
        remedy: "never",
        operationId: recorded.operation_id,
        isUncertain: false,
      });
      expect(failure.message).toContain(`answers 400 for a new compose: ${reason}`);
      expect(failure.message).toContain(`(${recorded.code})`);
      // The whole schema is in some.
      expect(failure.message.length).toBeLessThan(400);
      expect(failure.message).not.toContain("Schema:");
      expect(failure.asUserError()).toMatchObject({
        exitCode: 2,
        details: [`operation id: ${recorded.operation_id}`],
      });
      expect(server.count("POST")).toBe(1);
    },
  );

  test("a schema that is not met is said without the schema", async () => {
    const { service } = await place({ generation: "2023" });
    const failure = await failureOf(service.create(requestFor("nope"), never));
    expect(failure.said).toBe(
      `Request could not be validated: doesn't match the schema: Error at "/image_request/image_type": value is not one of the allowed values`,
    );
  });

  test("no target is the request's fault, however the server puts it, and is not asked again", async () => {
    const { server, service } = await place({ generation: "2023" });
    // A server of 2023 passes over the list.
    const targets = [{ type: "aws.s3", upload_options: { region: "eu-west-1" } }];
    const request = requestFor("guest-image", { upload_options: undefined, upload_targets: targets });
    expect(await service.preflight(request, never)).toEqual([
      "the server does not know upload_targets, and might pass over it",
    ]);
    const failure = await failureOf(service.create(request, never));
    expect(failure).toMatchObject({ status: 500, remedy: "never", isUncertain: false });
    expect(failure.message).toContain("makes nothing without a target");
    expect(server.count("POST")).toBe(1);
  });

  test("ids that are none are refused here, and those of nothing are nothing", async () => {
    const { server, service } = await place();
    expect(() => service.delete("not-a-uuid", never)).toThrow(UserError);
    await expect(service.get("not-a-uuid", never)).rejects.toMatchObject({ exitCode: 2 });
    expect(server.requests).toEqual([]);
    expect(await service.get(UNKNOWN, never)).toBeUndefined();
    expect(await service.content(UNKNOWN, never)).toBeUndefined();
    expect(await service.manifests(UNKNOWN, never)).toBeUndefined();
    expect(await service.sboms(UNKNOWN, never)).toBeUndefined();
    expect(await service.cloneStatus(UNKNOWN, never)).toBeUndefined();
  });

  test("an id of a clone is no compose", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor("aws"), never);
    server.finish(compose.id, [{ type: "aws", options: { ami: "ami-1", region: "eu-west-1" } }]);
    const clone = await service.clone(compose.id, { region: "us-east-2" }, never);
    const failure = await failureOf(service.get(clone, never));
    expect(failure.message).toContain("Job with given id has an invalid type (IMAGE-BUILDER-COMPOSER-26)");
  });

  test("another server, or a page in front of it", async () => {
    const { server, service } = await place();
    server.misbehave = (_, response) => {
      response
        .writeHead(404, { "content-type": "text/html" })
        .end("<html><title>No such site</title></html>");
      return true;
    };
    const failure = await failureOf(service.get(UNKNOWN, never));
    expect(failure.message).toMatch(/answers 404 for compose .*: No such site: check the URL of the server$/);
    server.misbehave = (_, response) => {
      response.end("<html>back soon</html>");
      return true;
    };
    expect(await failureOf(service.get(UNKNOWN, never))).toMatchObject({
      failure: "protocol",
      remedy: "again",
    });
    server.misbehave = (_, response) => {
      response.end('{"status": 7}');
      return true;
    };
    expect(await failureOf(service.get(UNKNOWN, never))).toMatchObject({
      failure: "protocol",
      remedy: "never",
    });
    server.misbehave = (_, response) => {
      response.writeHead(302, { location: "http://localhost:1/" }).end();
      return true;
    };
    await expect(service.get(UNKNOWN, never)).rejects.toMatchObject({ name: "TransferFailure" });
  });

  test("server errors are worth another look, except for those that last", async () => {
    const { server, service } = await place();
    const answer = (id: number) =>
      JSON.stringify({
        kind: "Error",
        id: String(id),
        code: `IMAGE-BUILDER-COMPOSER-${id}`,
        reason: "x",
        operation_id: "y",
      });
    for (const [id, remedy] of [
      [10001, "again"],
      [1013, "again"],
      [1012, "never"],
    ] as const) {
      server.misbehave = (_, response) => {
        response.writeHead(500).end(answer(id));
        return true;
      };
      expect(await failureOf(service.get(UNKNOWN, never))).toMatchObject({ remedy, operationId: "y" });
    }
  });
});

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
    expect((await service.about(never)).offers).toMatchObject({ features: [], "image-types": [] });
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

  test("servers of 2023 have none", async () => {
    const { service } = await place({ generation: "2023" });
    expect(await failureOf(service.list({ limit: 10 }, never))).toMatchObject({
      status: 400,
      remedy: "never",
    });
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

describe("documents", () => {
  test("packages, manifests and what they hold", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor("guest-image", {}, SECRETIVE), never);
    const { id } = compose;
    expect(await service.content(id, never)).toEqual({ packages: undefined, ostreeCommit: undefined });
    expect(await service.manifests(id, never)).toEqual([null]);
    server.finish(id, [S3]);
    const content = await service.content(id, never);
    expect(content?.packages).toMatchObject([{ name: "tmux", version: "3.3a" }, {}, {}]);
    // It holds passwords.
    expect(JSON.stringify(content)).not.toContain("hunter2");
    expect(await service.manifests(id, never)).toMatchObject([{ version: "2" }]);
    expect(await service.sboms(id, never)).toMatchObject([
      [{ pipeline_purpose: "buildroot" }, { sbom_type: "spdx" }],
    ]);
  });

  test("the log of a build, when there is one", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    const log = service.openLog(compose);
    expect(log.name).toBe("osbuild.log");
    server.work(compose.id, "building");
    expect(await log.next(never)).toEqual([]);
    server.fail(compose.id, {
      id: 10,
      reason: "osbuild build failed",
      details: ["error: rpm transaction failed"],
    });
    expect(await log.next(never)).toEqual([
      "Pipeline build",
      "Stage org.osbuild.rpm",
      "error: rpm transaction failed",
      "Error: osbuild build failed",
      "Error: error: rpm transaction failed",
    ]);
    expect(await log.next(never)).toEqual([]);
  });

  test("a log in another form than any known says nothing", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    const image = server.compose(compose.id).images[0];
    for (const odd of [
      null,
      7,
      "x",
      {},
      { osbuild_output: { log: [1, null] } },
      { osbuild_output: { log: { a: 1 } } },
    ]) {
      Object.assign(image ?? {}, { log: odd });
      expect(await service.openLog(compose).next(never)).not.toContain(undefined);
    }
  });
});

const SECRETIVE = {
  customizations: {
    subscription: { organization: "1", activation_key: "my-activation-key" },
    users: [{ name: "root", password: "hunter2-is-secret", key: "ssh-ed25519 AAAA" }],
  },
};

describe("secrets", () => {
  test("of a request and of its results are known before anything could be shown", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor("guest-image", {}, SECRETIVE), never);
    expect(service.secrets.values).toEqual(["my-activation-key", "hunter2-is-secret"]);
    server.finish(compose.id, [{ type: "aws.s3", options: { url: PRESIGNED } }]);
    await service.get(compose.id, never);
    expect(service.secrets.values).toContain(PRESIGNED);
    expect(service.secrets.values).toContain("X-Amz-Expires=21600&X-Amz-Signature=abc");
  });

  test("are not in errors and logs, in whatever form the server repeats them", async () => {
    const { server, service } = await place();
    server.misbehave = ({ method, body }, response) => {
      if (method !== "POST") return false;
      const reason = `what is ${JSON.parse(body).customizations.subscription.activation_key}?`;
      const details = `about hunter2-is-secret\nValue:\n ${body}`;
      const error = { id: "30", code: "IMAGE-BUILDER-COMPOSER-30", reason, details, operation_id: "x" };
      response.writeHead(400).end(JSON.stringify(error));
      return true;
    };
    const { message } = await failureOf(service.create(requestFor("guest-image", {}, SECRETIVE), never));
    expect(message).toContain("what is ***?: about ***");
    server.misbehave = undefined;
    const { compose } = await service.create(requestFor("guest-image", {}, SECRETIVE), never);
    server.fail(compose.id, { id: 10, reason: "useradd root hunter2-is-secret" });
    expect((await service.openLog(compose).next(never)).join("\n")).not.toContain("hunter2");
    expect((await service.get(compose.id, never))?.reason).not.toContain("hunter2");
  });
});

const statuses = ["A2", "A3", "A5", "B"]
  .flatMap((section) => exchangesOf(section))
  .filter(({ request: { path }, response }) => /\/composes\/[^/]+$/.test(path) && response.status === 200);

test.each(statuses.map((one) => [`${one.title} ${one.note ?? ""}`, one] as const))(
  "what was recorded is read: %s",
  async (_, { request, response }) => {
    const { server, service } = await place();
    server.misbehave = (__, answer) => {
      answer.writeHead(200, response.headers).end(`${response.body}\n`);
      return true;
    };
    const recorded = JSON.parse(response.body);
    const compose = await service.get(request.path.split("/").at(-1) ?? "", never);
    const images = recorded.image_statuses ?? [recorded.image_status];
    expect(compose?.reported).toBe(recorded.status);
    expect(compose?.images.map(({ reported }) => reported)).toEqual(
      images.map(({ status }: { readonly status: string }) => status),
    );
    expect(compose?.images.map(({ state }) => state)).not.toContain("unknown");
    expect(compose?.images[0]?.uploads.map(({ target }) => target)).toEqual(
      images[0].upload_status === undefined ? [] : [images[0].upload_status.type],
    );
    expect(compose?.state === "failed").toBe(compose?.reason !== undefined);
  },
);
