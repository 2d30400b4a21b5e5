import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { exchangesOf } from "../support/osbuild/exchanges.ts";
import { send } from "../support/osbuild/http-stand-in.ts";
import { BLUEPRINT, NO_PACKAGE, UPLOAD, useWeldr, weldrRequest } from "../support/weldr/use.ts";

const place = useWeldr();
const UNKNOWN = "123e4567-e89b-12d3-a456-426655440000";

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

  test("is uncertain when looking for it fails", async () => {
    const { server, service } = await place();
    let isLost = false;
    server.misbehave = ({ method, path }, response, serve) => {
      if (method === "POST" && path.endsWith("/compose")) {
        isLost = true;
        serve();
        response.destroy();
        return true;
      }
      if (isLost) send(response, { status: 403, body: "" });
      return isLost;
    };
    await expect(service.create(weldrRequest(), never)).rejects.toMatchObject({
      isUncertain: true,
      message: expect.stringContaining("the service does not tell whether there is a compose now"),
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
      isStray: true,
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
