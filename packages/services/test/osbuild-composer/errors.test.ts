import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { userErrorOf } from "../../src/service-failure.ts";
import { never } from "../support/client.ts";
import { exchangesOf } from "../support/osbuild/exchanges.ts";
import { failureOf } from "../support/osbuild/failure-of.ts";
import { requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";

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
      expect(userErrorOf(failure)).toMatchObject({
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
    expect(failure.isStray).toBe(true);
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
