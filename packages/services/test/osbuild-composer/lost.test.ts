import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { send } from "../support/osbuild/http-stand-in.ts";
import type { ComposerStandIn } from "../support/osbuild-composer/stand-in.ts";
import { kojiRequest, requestFor, useComposers, useSockets } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const socket = useSockets();

/** What becomes of the first requests for composes: the request is carried out or not, and the answer is another one. */
function losing(server: ComposerStandIn, isCarriedOut: boolean, times = 1, status?: number): void {
  let left = times;
  server.misbehave = ({ method, path }, response, serve) => {
    if (method !== "POST" || !path.endsWith("/compose") || left === 0) return false;
    left -= 1;
    if (isCarriedOut) serve();
    if (status === undefined) response.destroy();
    else send(response, { status, body: "<html><title>Bad Gateway</title></html>" });
    return true;
  };
}

describe("a request whose answer is lost", () => {
  test.each([undefined, 502, 504])("is found by what it asked for (%s)", async (status) => {
    const { server, service } = await place();
    await service.create(requestFor(), never);
    const more = { customizations: { packages: ["tmux"] }, size: 0, ostree: null };
    losing(server, true, 1, status);
    const request = requestFor("guest-image", {}, { customizations: more.customizations });
    const { compose, how } = await service.create(request, never);
    expect(how).toBe("found");
    expect(server.composes.size).toBe(2);
    expect(server.compose(compose.id).request).toEqual(request.body);
    expect(compose.images[0]?.type).toBe("guest-image");
    expect(server.count("POST", "/compose")).toBe(2);
  });

  test("is sent again when looking shows that it did not arrive", async () => {
    const { server, service } = await place();
    losing(server, false);
    const { how } = await service.create(requestFor(), never);
    expect(how).toBe("created");
    expect(server.composes.size).toBe(1);
    expect(server.count("POST", "/compose")).toBe(2);
  });

  test("is found although another one comes at the same time", async () => {
    const { server, service } = await place();
    losing(server, true);
    const begin = service.create(requestFor("aws"), never);
    const { compose } = await begin;
    expect(server.compose(compose.id).request["image_request"]).toMatchObject({ image_type: "aws" });
  });

  test("is not taken for that of somebody else with the same server", async () => {
    const { server, service } = await place();
    let isFirst = true;
    server.misbehave = ({ method, path, headers }, response, serve) => {
      if (method !== "POST" || !path.endsWith("/compose") || !isFirst) return false;
      isFirst = false;
      // Another one's arrives, and ours does not.
      const other = { ...JSON.parse(server.requests.at(-1)?.body ?? ""), distribution: "fedora-38" };
      const seen = server.requests.at(-1);
      if (seen !== undefined) Object.assign(seen, { body: JSON.stringify(other), headers });
      serve();
      response.destroy();
      return true;
    };
    const { how } = await service.create(requestFor(), never);
    expect(how).toBe("created");
    expect(server.composes.size).toBe(2);
  });

  test("cannot be told from others for Koji", async () => {
    const { server, service } = await place();
    losing(server, true);
    const [id] = [await service.create(kojiRequest(), never).catch((error: unknown) => error)];
    expect(id).toMatchObject({ isUncertain: true, remedy: "never" });
    const [made] = server.composes.keys();
    expect((id as Error).message).toContain(`compose ${made} may be what came of it`);
  });

  test("cannot be told where the server keeps no requests, or has no list", async () => {
    const silent = await place({ keepsRequests: false });
    losing(silent.server, true);
    await expect(silent.service.create(requestFor(), never)).rejects.toMatchObject({ isUncertain: true });

    const old = await place({ generation: "2023" });
    losing(old.server, true);
    await expect(old.service.create(requestFor(), never)).rejects.toMatchObject({
      isUncertain: true,
      message: expect.stringContaining("this server cannot be asked whether there is a compose now"),
    });
    expect(old.server.count("POST", "/compose")).toBe(1);
  });

  test.each([403, 500])("cannot be told where the list is not to be had after all (%s)", async (status) => {
    const { server, service } = await place();
    let isLost = true;
    server.misbehave = ({ method, path }, response, serve) => {
      if (path.endsWith("/composes/")) {
        send(response, { status, body: "" });
        return true;
      }
      if (method !== "POST" || !isLost) return false;
      isLost = false;
      serve();
      response.destroy();
      return true;
    };
    await expect(service.create(requestFor(), never)).rejects.toMatchObject({ isUncertain: true });
    // As long as nothing goes wrong it is not missed.
    expect((await service.create(requestFor(), never)).how).toBe("created");
  });

  test.each([403, 500])("is uncertain when looking for it fails (%s)", async (status) => {
    const { server, service } = await place();
    let isLost = false;
    server.misbehave = ({ method, path }, response, serve) => {
      if (method === "POST") {
        isLost = true;
        serve();
        response.destroy();
        return true;
      }
      const isDead = isLost && path.endsWith("/composes/");
      if (isDead) send(response, { status, body: "" });
      return isDead;
    };
    await expect(service.create(requestFor(), never)).rejects.toMatchObject({
      isUncertain: true,
      remedy: "never",
    });
    expect(server.count("POST")).toBe(1);
  });

  test("is found behind others that do not tell what they came of", async () => {
    const ids = ["0", "1"].map((start) => `${start}23e4567-e89b-12d3-a456-426655440000`);
    const { server, service } = await place({ ids });
    server.misbehave = ({ method, path }, response, serve) => {
      if (method === "POST") {
        // Somebody else's comes at the same time.
        serve();
        serve();
        response.destroy();
        return true;
      }
      const isMute = path.includes(`${ids[0]}/metadata`);
      if (isMute) send(response, { status: 403, body: "" });
      return isMute;
    };
    expect((await service.create(requestFor(), never)).compose.id).toBe(ids[1]);
  });

  test("is not looked for in vain when the server does not answer any more", async () => {
    const { server, service } = await place();
    let isGone = false;
    server.misbehave = ({ method }, response, serve) => {
      if (method === "POST") {
        serve();
        isGone = true;
      }
      if (isGone) response.destroy();
      return isGone;
    };
    await expect(service.create(requestFor(), never)).rejects.toMatchObject({
      isUncertain: true,
      message: expect.stringContaining("the server could not be asked whether there is a compose now"),
    });
  });
});

describe("a request that cannot have arrived", () => {
  test.each([429, 503])(
    "is sent again after an answer %s, even to servers without a list",
    async (status) => {
      const { server, service } = await place({ generation: "2023" });
      losing(server, false, 1, status);
      expect((await service.create(requestFor(), never)).how).toBe("created");
      expect(server.count("POST", "/compose")).toBe(2);
    },
  );

  test("is sent three times at most", async () => {
    const { server, service } = await place({ generation: "2023" });
    losing(server, false, 99, 503);
    await expect(service.create(requestFor(), never)).rejects.toMatchObject({
      status: 503,
      isUncertain: false,
    });
    expect(server.count("POST", "/compose")).toBe(3);
  });

  test("is sent again when nobody listened for a moment", async () => {
    const { server, service } = await place({ generation: "2023", socket: socket() });
    await service.about(never);
    await server.stop();
    // Connections that were kept are seen to be closed.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const creating = service.create(requestFor(), never);
    setTimeout(() => void server.start(), 300);
    expect((await creating).how).toBe("created");
    expect(server.count("POST", "/compose")).toBe(1);
  });
});

test("a server that refuses is asked once", async () => {
  const { server, service } = await place();
  await expect(
    service.create(requestFor("guest-image", {}, { distribution: "fedora-1" }), never),
  ).rejects.toMatchObject({
    status: 400,
    said: "Unsupported distribution",
    isUncertain: false,
  });
  expect(server.count("POST")).toBe(1);
});

test("a job that is cancelled while the request is on its way learns of the compose, and throws why it was cancelled", async () => {
  const { server, service } = await place();
  await service.about(never);
  const controller = new AbortController();
  const reason = new Error("cancelled");
  server.misbehave = ({ method }, response, serve) => {
    if (method !== "POST") return false;
    controller.abort(reason);
    setTimeout(() => send(response, serve()), 50);
    return true;
  };
  const { compose } = await service.create(requestFor(), controller.signal);
  expect(server.composes.has(compose.id)).toBe(true);
  await expect(service.create(requestFor(), controller.signal)).rejects.toBe(reason);
});
