import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "amqplib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { until, useRunner } from "./support/run.ts";

const SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";
const hasRabbit = existsSync(SERVER);
if (!hasRabbit && process.env["CI"]) {
  throw new Error("rabbitmq-server is needed by the tests in CI");
}

const runner = useRunner();
const servers: OdcsStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function odcs(): Promise<OdcsStandIn> {
  const server = await new OdcsStandIn({ targetUrl: "http://127.0.0.1:1/composes" }).start();
  servers.push(server);
  return server;
}

/** Nothing but the bus would end the wait before the test's time is over. */
const PATIENT = { "poll-interval": "10m", "poll-max": "10m" };
const asked = (server: OdcsStandIn) => ({
  service: "odcs",
  "source-type": "tag",
  source: "f41",
  server: server.url,
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(!hasRabbit)("the bus (needs rabbitmq-server)", () => {
  const folder = mkdtempSync(join(tmpdir(), "rabbit-"));
  let child: ChildProcess | undefined;
  let port = 0;
  /** Of the program that Erlang starts beside it, and leaves there. */
  let mapper = 0;

  beforeAll(async () => {
    port = await freePort();
    const distribution = await freePort();
    mapper = await freePort();
    child = spawn(SERVER, [], {
      stdio: "ignore",
      detached: true,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: folder,
        ERL_EPMD_PORT: String(mapper),
        RABBITMQ_NODENAME: `test${port}@localhost`,
        RABBITMQ_NODE_PORT: String(port),
        RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
        RABBITMQ_DIST_PORT: String(distribution),
        RABBITMQ_MNESIA_BASE: join(folder, "data"),
        RABBITMQ_LOG_BASE: join(folder, "log"),
        RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"),
        RABBITMQ_PID_FILE: join(folder, "pid"),
        RABBITMQ_CONFIG_FILE: join(folder, "none"),
      },
    });
    for (;;) {
      try {
        await (await connect(`amqp://127.0.0.1:${port}`)).close();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }, 60_000);
  afterAll(() => {
    // The group: the shell script and what it has started.
    if (child?.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    spawnSync("epmd", ["-port", String(mapper), "-kill"]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function publish(...messages: readonly string[]): Promise<void> {
    const connection = await connect(`amqp://127.0.0.1:${port}`);
    const channel = await connection.createConfirmChannel();
    for (const message of messages) {
      channel.publish("amq.topic", "org.example.ci.odcs.compose.state-changed", Buffer.from(message));
    }
    await channel.waitForConfirms();
    await connection.close();
  }

  test("a change that is told is seen at once, and nobody believes the message", async () => {
    const server = await odcs();
    const bus = `amqp://guest@127.0.0.1:${port}/%2F`;
    const running = runner.run({ ...asked(server), ...PATIENT, bus, "bus-password": "guest" });
    await until(() => runner.told.lines.some((line) => line.startsWith("listening on the bus")));
    const looks = () => server.count("GET", "/composes/1");
    await until(() => looks() > 0);
    const before = looks();
    await publish("no JSON", "{}", JSON.stringify({ event: "state-changed", compose: { id: 7, state: 4 } }));
    await publish(
      JSON.stringify({ event: "state-changed", compose: { id: 1, state: 2, state_name: "done" } }),
    );
    await until(() => looks() > before);
    server.store.fail(1, "it broke");
    await publish(JSON.stringify({ event: "state-changed", compose: { id: 1, state: 4 } }));
    expect((await running).failure).toContain("it broke");
    expect(runner.told.warnings).toEqual([]);
  });

  test("a login that is refused is a warning, without the password", async () => {
    const server = await odcs();
    const bus = `amqp://guest@127.0.0.1:${port}`;
    const running = runner.run({ ...asked(server), bus, "bus-password": "wrong-word" });
    await until(() => runner.told.warnings.some((line) => line.includes("cannot be heard")));
    expect(runner.told.warnings.join()).not.toContain("wrong-word");
    server.store.fail(1, "it broke");
    expect((await running).failure).toContain("it broke");
  });
});

test("a bus that is down is a warning, and the service is asked", async () => {
  const server = await odcs();
  const running = runner.run({ ...asked(server), bus: `amqp://127.0.0.1:${await freePort()}` });
  await until(() => runner.told.warnings.some((line) => line.includes("cannot be heard")));
  server.store.fail(1, "it broke");
  expect((await running).failure).toContain("it broke");
  expect(runner.told.warnings).toHaveLength(1);
});

test.each([
  ["https://example.com", /expected a URL/],
  ["amqps://ci:secret@example.com", /holds a password/],
])("refused: %s", async (bus, message) => {
  const running = runner.run({ ...asked(await odcs()), bus });
  await expect(running).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
});
