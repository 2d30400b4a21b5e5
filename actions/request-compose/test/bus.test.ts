import { spawnSync } from "node:child_process";
import { createServer, type Server } from "node:net";
import { connect } from "amqplib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Certificates } from "../../../packages/services/test/support/certificates.ts";
import { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { tool } from "../../../packages/services/test/support/tool.ts";
import { limitMessages } from "../src/bus-message-limit.ts";
import { freePort, hasRabbit, PASSWORD, Rabbit } from "./support/rabbit.ts";
import { Relay } from "./support/relay.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function odcs(): Promise<OdcsStandIn> {
  const server = await new OdcsStandIn({ targetUrl: "http://127.0.0.1:1/composes" }).start();
  stops.push(() => server.stop());
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
const changed = (id: number, state = 4): string =>
  JSON.stringify({ event: "state-changed", compose: { id, state } });
const listening = () =>
  until(() => runner.told.lines.some((line) => line.startsWith("listening on the bus")));
const deaf = () => until(() => runner.told.warnings.some((line) => line.includes("cannot be heard")));

describe.skipIf(!hasRabbit() || !tool("openssl", "version"))("the bus (needs rabbitmq-server)", () => {
  let certificates: Certificates;
  let rabbit: Rabbit;
  beforeAll(async () => {
    certificates = new Certificates();
    certificates.issue("client", "/CN=ci");
    certificates.issue("nobody", "/CN=nobody");
    certificates.issue("stranger", "/CN=ci", certificates.rogue());
    const key = ["pkey", "-in", "client.key", "-aes256", "-passout", "pass:word", "-out", "encrypted.key"];
    spawnSync("openssl", key, { cwd: certificates.folder });
    rabbit = await Rabbit.start(certificates);
  }, 60_000);
  afterAll(() => {
    rabbit?.stop();
    certificates?.[Symbol.dispose]();
  });

  const plain = (port = rabbit.port) => ({
    bus: `amqp://ci@127.0.0.1:${port}/%2Fpublic_pubsub`,
    "bus-password": PASSWORD,
  });
  const secure = (name = "client") => ({
    bus: `amqps://fedora@127.0.0.1:${rabbit.tlsPort}/%2Fpublic_pubsub`,
    "ca-file": certificates.path("ca.pem"),
    "bus-cert": certificates.path(`${name}.pem`),
    "bus-key": certificates.path(`${name}.key`),
  });

  /** Waits for a compose with the bus alone, ends it, and tells of it. @returns milliseconds until the step ended */
  async function endsAtOnce(given: Readonly<Record<string, string>>): Promise<number> {
    const server = await odcs();
    const running = runner.run({ ...asked(server), ...PATIENT, ...given });
    await Promise.race([running, listening()]);
    server.store.fail(1, "it broke");
    const begin = performance.now();
    await rabbit.publish(changed(1));
    expect((await running).failure).toContain("it broke");
    return performance.now() - begin;
  }

  /** Waits for a compose with a bus that cannot be heard. @returns the only warning */
  async function warned(given: Readonly<Record<string, string>>): Promise<string> {
    const server = await odcs();
    const running = runner.run({ ...asked(server), ...given });
    await Promise.race([running, deaf()]);
    server.store.fail(1, "it broke");
    const { failure, outputs, report } = await running;
    expect(failure).toContain("it broke");
    expect(runner.told.warnings).toHaveLength(1);
    expect(JSON.stringify([runner.told, failure, outputs, report])).not.toMatch(/wrong-word|broker-s3cret/);
    return runner.told.warnings.join();
  }

  test("a change that is told is seen at once, and nobody believes the message", async () => {
    const server = await odcs();
    const running = runner.run({ ...asked(server), ...PATIENT, ...plain() });
    await listening();
    const looks = () => server.count("GET", "/composes/1");
    await until(() => looks() > 0);
    const before = looks();
    await rabbit.publish("no JSON", "{}", Buffer.from([0xff, 0, 0x7b]), changed(7), changed(-1));
    await rabbit.publish(changed(1, 2));
    await until(() => looks() > before);
    server.store.fail(1, "it broke");
    await rabbit.publish(changed(1));
    expect((await running).failure).toContain("it broke");
    expect(runner.told.warnings).toEqual([]);
  });

  test("a message that comes before the service shows the change is not the last look", async () => {
    const server = await odcs();
    const running = runner.run({ ...asked(server), ...PATIENT, ...plain() });
    await listening();
    const looks = () => server.count("GET", "/composes/1");
    await until(() => looks() > 0);
    const before = looks();
    await rabbit.publish(changed(1));
    await until(() => looks() > before);
    server.store.fail(1, "it broke");
    expect((await running).failure).toContain("it broke");
  });

  test("a message that is too long is passed over, and what follows is heard", async () => {
    const connection = await connect(`amqp://ci:${PASSWORD}@127.0.0.1:${rabbit.port}/%2Fpublic_pubsub`);
    const channel = await connection.createChannel();
    limitMessages(channel, 1024 ** 2);
    const { queue } = await channel.assertQueue("", { exclusive: true });
    await channel.bindQueue(queue, "amq.topic", "#.odcs.compose.state-changed");
    const heard: string[] = [];
    const whole = Buffer.alloc(1024 ** 2, "x").toString();
    await channel.consume(queue, (message) => heard.push(message?.content.toString() ?? ""), { noAck: true });
    await rabbit.publish("", "1", `${whole}x`, Buffer.alloc(5 * 1024 ** 2), whole, `${whole}x`, "2");
    await until(() => heard.includes("2"));
    expect(heard.map(({ length }) => length)).toEqual([0, 1, whole.length, 1]);
    await connection.close();
  });

  test("what is too long does not keep the step from hearing the rest", async () => {
    const server = await odcs();
    const running = runner.run({ ...asked(server), ...PATIENT, ...plain() });
    await listening();
    server.store.fail(1, "it broke");
    await rabbit.publish(`${changed(1)}${" ".repeat(3 * 1024 ** 2)}`, changed(1));
    expect((await running).failure).toContain("it broke");
    expect(runner.told.warnings).toEqual([]);
  });

  test("a client certificate is a login without a password", async () => {
    expect(await endsAtOnce(secure())).toBeLessThan(1000);
    expect(runner.told.warnings).toEqual([]);
  });

  test("with a password the user of the URL logs in over the certificate's connection", async () => {
    const bus = `amqps://ci@127.0.0.1:${rabbit.tlsPort}/%2Fpublic_pubsub`;
    expect(await endsAtOnce({ ...secure("nobody"), bus, "bus-password": PASSWORD })).toBeLessThan(1000);
  });

  test.each([
    ["an authority that is not trusted", () => ({ ...secure(), "ca-file": "" }), /name it with ca-file$/],
    ["a certificate of another authority", () => secure("stranger"), /may not accept bus-cert$/],
    [
      "no certificate",
      () => ({ ...secure(), "bus-cert": "", "bus-key": "", "bus-password": PASSWORD }),
      /: name it with bus-cert$/,
    ],
    ["a certificate that is for no user", () => secure("nobody"), /ACCESS.REFUSED.* EXTERNAL/],
    [
      "another virtual host",
      () => ({ ...secure(), bus: `amqps://127.0.0.1:${rabbit.tlsPort}/none%20such` }),
      /refuses the virtual host none such:/,
    ],
    [
      "a virtual host of others",
      () => ({ ...plain(), bus: `amqp://ci@127.0.0.1:${rabbit.port}/` }),
      /refuses the virtual host \/:/,
    ],
    ["a wrong password", () => ({ ...plain(), "bus-password": "wrong-word" }), /ACCESS.REFUSED.* PLAIN/],
    ["another exchange", () => ({ ...plain(), "bus-exchange": "none" }), /no exchange 'none'/],
    [
      "TLS where there is none",
      () => ({ ...secure(), bus: `amqps://127.0.0.1:${rabbit.port}/` }),
      /does not speak TLS on this port$/,
    ],
    [
      "no TLS where there is some",
      () => ({ ...plain(), bus: `amqp://ci@127.0.0.1:${rabbit.tlsPort}/` }),
      /the URL begins with amqps:/,
    ],
  ])("%s is a warning", async (_, given, message) => {
    expect(await warned(given())).toMatch(message);
  });

  test("a broker that goes down is a warning, and is heard again when it is back", async () => {
    const relay = await new Relay(rabbit.port).start();
    stops.push(() => relay.stop());
    const server = await odcs();
    const given = { ...asked(server), "poll-interval": "100ms", "poll-max": "200ms", ...plain(relay.port) };
    const running = runner.run(given);
    await listening();
    await relay.stop();
    await deaf();
    const looks = () => server.count("GET", "/composes/1");
    const before = looks();
    await until(() => looks() > before + 1);
    await relay.start();
    await until(() => runner.told.lines.filter((line) => line.startsWith("listening")).length === 2);
    server.store.fail(1, "it broke");
    expect((await running).failure).toContain("it broke");
    expect(runner.told.warnings).toHaveLength(1);
  });

  test("a broker that says nothing any more does not keep the step from ending", async () => {
    const relay = await new Relay(rabbit.port).start();
    stops.push(() => relay.stop());
    const server = await odcs();
    const running = runner.run({ ...asked(server), ...plain(relay.port) });
    await listening();
    relay.freeze();
    server.store.fail(1, "it broke");
    const begin = performance.now();
    expect((await running).failure).toContain("it broke");
    expect(performance.now() - begin).toBeLessThan(3000);
  });

  test("keys that cannot be used are refused before anything is asked", async () => {
    const server = await odcs();
    const refused = (given: Readonly<Record<string, string>>) =>
      runner.run({ ...asked(server), ...secure(), ...given });
    await expect(refused({ "bus-key": certificates.path("nobody.key") })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^bus-key: .*the key is not that of the certificate/),
    });
    await expect(refused({ "bus-key": certificates.path("encrypted.key") })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^bus-key: .*the key is encrypted/),
    });
    expect(server.requests).toEqual([]);
  });
});

test("a bus that is down is a warning, and the service is asked", async () => {
  const server = await odcs();
  const running = runner.run({ ...asked(server), bus: `amqp://127.0.0.1:${await freePort()}` });
  await deaf();
  server.store.fail(1, "it broke");
  expect((await running).failure).toContain("it broke");
  expect(runner.told.warnings).toHaveLength(1);
  expect(runner.told.warnings.join()).toContain("ECONNREFUSED");
});

test.each(["amqp", "amqps"])(
  "%s: one that accepts and says nothing does not hold the step",
  async (scheme) => {
    const silent: Server = createServer((socket) => void socket.on("error", () => undefined).resume());
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, "127.0.0.1", resolve));
    stops.push(() => new Promise((resolve) => silent.close(resolve)));
    const accepted = new Promise((resolve) => silent.once("connection", resolve));
    const server = await odcs();
    const running = runner.run({ ...asked(server), bus: `${scheme}://127.0.0.1:${port}` });
    await accepted;
    server.store.fail(1, "it broke");
    const begin = performance.now();
    expect((await running).failure).toContain("it broke");
    expect(performance.now() - begin).toBeLessThan(3000);
  },
);

test.each([
  [{ bus: "https://example.com" }, /expected a URL/],
  [{ bus: "amqps://ci:secret@example.com" }, /holds a password/],
  [{ bus: "amqps://ci@example.com/%zz" }, /a % in the URL/],
  [{ bus: "amqps://ci@example.com/?heartbeat=1" }, /a query or a fragment/],
  [{ bus: "amqp://ci@example.com", "bus-password": "s3cret" }, /not sent without encryption/],
  [{ bus: "amqps://example.com", "bus-password": "s3cret" }, /bus-password needs a user/],
  [{ bus: "amqps://example.com", "bus-key": "/nowhere/key.pem" }, /bus-key needs bus-cert/],
  [{ bus: "amqp://127.0.0.1", "bus-cert": "/nowhere/cert.pem" }, /says nothing without encryption/],
  [{ bus: "amqps://example.com", "bus-cert": "/nowhere/cert.pem" }, /bus-cert: \/nowhere.* cannot be read/],
  [{ "bus-password": "s3cret" }, /bus-password needs bus/],
])("refused: %j", async (given, message) => {
  const running = runner.run({ ...asked(await odcs()), ...given });
  await expect(running).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
});
