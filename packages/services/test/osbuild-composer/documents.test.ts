import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { failureOf } from "../support/osbuild/failure-of.ts";
import { requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const S3 = { type: "aws.s3", options: { url: "https://bucket.example.com/composer-api-1-disk.qcow2" } };
const PRESIGNED = "https://bucket.s3.amazonaws.com/composer-api-1?X-Amz-Expires=21600&X-Amz-Signature=abc";
const SECRETIVE = {
  customizations: {
    subscription: { organization: "1", activation_key: "my-activation-key" },
    users: [{ name: "root", password: "hunter2-is-secret", key: "ssh-ed25519 AAAA" }],
  },
};

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
