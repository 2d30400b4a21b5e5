import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { useSockets } from "../../../packages/services/test/support/osbuild-composer/use.ts";
import { WeldrStandIn } from "../../../packages/services/test/support/weldr/stand-in.ts";
import { BLUEPRINT } from "../../../packages/services/test/support/weldr/use.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const socket = useSockets();
const servers: WeldrStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const ID = "33333333-3333-4333-8333-333333333333";

async function weldr(): Promise<WeldrStandIn> {
  const server = await new WeldrStandIn({ socket: socket(), ids: [ID] }).start();
  servers.push(server);
  return server;
}

const given = (server: WeldrStandIn) => ({
  service: "weldr",
  server: server.server,
  request: JSON.stringify({ blueprint: BLUEPRINT, compose_type: "qcow2" }),
  output: runner.path("out"),
  variant: "Cloud",
  images: "arch=x86_64",
  "metadata-compose-id": "Fedora-37-20260204.0",
  store: "directory",
});

describe("the Weldr API", () => {
  test("an image is built, received and listed", async () => {
    const server = await weldr();
    const running = runner.run(given(server));
    await until(() => server.count("GET", `status/${ID}`) > 0);
    server.work(ID);
    server.finish(ID, Buffer.from("the image"));
    const { failure, outputs } = await running;
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({ "compose-id": ID, state: "finished" });
    const { payload } = JSON.parse(readFileSync(runner.path("out/images.json"), "utf8"));
    const [{ location, type }] = payload.images.Cloud.x86_64;
    expect(type).toBe("qcow2");
    expect(location.local_path).toContain("Fedora-Cloud-37-20260204.0.x86_64.qcow2");
    expect(readFileSync(runner.path(`out/compose/${location.local_path}`), "utf8")).toBe("the image");
  });

  test("a failed build says why", async () => {
    const server = await weldr();
    const running = runner.run(given(server));
    await until(() => server.count("GET", `status/${ID}`) > 0);
    server.fail(ID, "no space left");
    const { failure } = await running;
    expect(failure).toContain("no space left");
  });

  test("a cancelled job cancels the build", async () => {
    const server = await weldr();
    const stop = new AbortController();
    const running = runner.run({ ...given(server), "cancel-on-abort": "true" }, stop.signal);
    await until(() => server.count("GET", `status/${ID}`) > 0);
    server.work(ID);
    const reason = new Error("stopped");
    stop.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(server.count("DELETE", `cancel/${ID}`)).toBe(1);
    expect(server.compose(ID).status).toBe("FAILED");
  });

  test("about says that the image types of a distribution that nobody knows are not known", async () => {
    const server = await weldr();
    const about = await runner.run({ service: "weldr", server: server.server, operation: "about" });
    const line = about.lines.find((one) => one.startsWith("image-types"));
    expect(line).toMatch(/^image-types: not known, .*Unknown distribution: debian-12/);
    expect(about.summary).toContain("Unknown distribution: debian-12");
    expect(about.report).toMatchObject({ about: { untold: { "image-types": expect.any(String) } } });
  });
});
