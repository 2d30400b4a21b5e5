import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "amqplib";
import type { Certificates } from "../../../../packages/services/test/support/certificates.ts";

const SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";

/** @throws in CI, where it must be there */
export function hasRabbit(): boolean {
  const isThere = existsSync(SERVER);
  if (!isThere && process.env["CI"]) {
    throw new Error("rabbitmq-server is needed by the tests in CI");
  }
  return isThere;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The virtual host that takes `ci`, by password or by certificate; the guest is at home in `/`. */
export const VIRTUAL_HOST = "/public_pubsub";
export const PASSWORD = "broker-s3cret";

/** A broker of its own, over TCP, and over TLS where clients need a certificate. */
export class Rabbit {
  readonly port: number;
  readonly tlsPort: number;
  readonly #folder: string;
  readonly #child: ChildProcess;
  /** Of the program that Erlang starts beside it, and leaves there. */
  readonly #mapper: number;

  static async start(certificates: Certificates): Promise<Rabbit> {
    const [port, tlsPort, distribution, mapper] = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
      freePort(),
    ]);
    const rabbit = new Rabbit({ port, tlsPort, distribution, mapper }, certificates);
    for (;;) {
      try {
        await (await connect(`amqp://127.0.0.1:${port}`)).close();
        return rabbit;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  private constructor(
    ports: { port: number; tlsPort: number; distribution: number; mapper: number },
    certificates: Certificates,
  ) {
    this.port = ports.port;
    this.tlsPort = ports.tlsPort;
    this.#mapper = ports.mapper;
    const folder = mkdtempSync(join(tmpdir(), "rabbit-"));
    this.#folder = folder;
    const definitions = {
      users: [
        { name: "guest", password: "guest", tags: "administrator" },
        { name: "ci", password: PASSWORD, tags: "" },
      ],
      vhosts: [{ name: "/" }, { name: VIRTUAL_HOST }],
      permissions: [
        { user: "guest", vhost: "/", configure: ".*", write: ".*", read: ".*" },
        { user: "guest", vhost: VIRTUAL_HOST, configure: ".*", write: ".*", read: ".*" },
        { user: "ci", vhost: VIRTUAL_HOST, configure: ".*", write: ".*", read: ".*" },
      ],
    };
    writeFileSync(join(folder, "definitions.json"), JSON.stringify(definitions));
    writeFileSync(join(folder, "plugins"), "[rabbitmq_auth_mechanism_ssl].\n");
    const settings = [
      `load_definitions = ${join(folder, "definitions.json")}`,
      `listeners.ssl.default = 127.0.0.1:${ports.tlsPort}`,
      `ssl_options.cacertfile = ${certificates.path("ca.pem")}`,
      `ssl_options.certfile = ${certificates.path("server.pem")}`,
      `ssl_options.keyfile = ${certificates.path("server.key")}`,
      "ssl_options.verify = verify_peer",
      "ssl_options.fail_if_no_peer_cert = true",
      "ssl_cert_login_from = common_name",
      "auth_mechanisms.1 = PLAIN",
      "auth_mechanisms.2 = EXTERNAL",
    ];
    writeFileSync(join(folder, "rabbitmq.conf"), `${settings.join("\n")}\n`);
    this.#child = spawn(SERVER, [], {
      stdio: "ignore",
      detached: true,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: folder,
        ERL_EPMD_PORT: String(ports.mapper),
        RABBITMQ_NODENAME: `test${ports.port}@localhost`,
        RABBITMQ_NODE_PORT: String(ports.port),
        RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
        RABBITMQ_DIST_PORT: String(ports.distribution),
        RABBITMQ_MNESIA_BASE: join(folder, "data"),
        RABBITMQ_LOG_BASE: join(folder, "log"),
        RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"),
        RABBITMQ_PID_FILE: join(folder, "pid"),
        RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf"),
      },
    });
  }

  stop(): void {
    // The group: the shell script and what it has started.
    if (this.#child.pid !== undefined) process.kill(-this.#child.pid, "SIGKILL");
    spawnSync("epmd", ["-port", String(this.#mapper), "-kill"]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async publish(...messages: readonly (string | Buffer)[]): Promise<void> {
    await this.#with(async (connection) => {
      const channel = await connection.createConfirmChannel();
      for (const message of messages) {
        channel.publish("amq.topic", "org.example.ci.odcs.compose.state-changed", Buffer.from(message));
      }
      await channel.waitForConfirms();
    });
  }

  async #with(work: (connection: Awaited<ReturnType<typeof connect>>) => Promise<void>): Promise<void> {
    const url = `amqp://guest:guest@127.0.0.1:${this.port}/${encodeURIComponent(VIRTUAL_HOST)}`;
    const connection = await connect(url);
    await work(connection);
    await connection.close();
  }
}
