import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { get as getSecurely } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether the program is installed. In CI it must be: a test that is left out there would never be missed. */
export function hasDockerRegistry(): boolean {
  const isThere = spawnSync("docker-registry", ["--version"]).status === 0;
  if (!isThere && process.env["CI"]) {
    throw new Error("docker-registry is needed by the tests in CI");
  }
  return isThere;
}

/** The login of a registry with `htpasswd`, as `user:password`. */
export const LOGIN = "robot:s3cret-word";
/** The same in bcrypt, of the least cost that there is. */
const HTPASSWD = "robot:$2b$04$NjhwqQJz3WwkYYljcs.yIuVaky.CR8.ORaafno9NoNZi1WgEDNBGS\n";

export interface DockerRegistryOptions {
  readonly htpasswd?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly token?: { readonly realm: string; readonly issuer: string; readonly cert: string };
}

/** docker-registry (distribution 2.8) on a free port of this machine, with a folder of its own. */
export class DockerRegistry {
  readonly host: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(host: string, process: ChildProcess, folder: string) {
    this.host = host;
    this.#process = process;
    this.#folder = folder;
  }

  static async start(options: DockerRegistryOptions = {}): Promise<DockerRegistry> {
    const folder = mkdtempSync(join(tmpdir(), "docker-registry-"));
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      writeFileSync(join(folder, "config.yml"), configOf(folder, port, options));
      const child = spawn("docker-registry", ["serve", join(folder, "config.yml")], { stdio: "ignore" });
      const registry = new DockerRegistry(`127.0.0.1:${port}`, child, folder);
      if (await isUp(child, port, options.tls !== undefined)) {
        return registry;
      }
      child.kill("SIGKILL");
      // Another process may have taken the port in between.
      if (attempt === 3) {
        rmSync(folder, { recursive: true, force: true });
        throw new Error("docker-registry does not start");
      }
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function configOf(folder: string, port: number, { htpasswd, tls, token }: DockerRegistryOptions): string {
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  return JSON.stringify({
    version: "0.1",
    log: { level: "error", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, "data") }, delete: { enabled: true } },
    http: {
      addr: `127.0.0.1:${port}`,
      ...(tls === undefined
        ? {}
        : { tls: { certificate: write("tls.pem", tls.cert), key: write("tls.key", tls.key) } }),
    },
    ...(htpasswd === true
      ? { auth: { htpasswd: { realm: "basic-realm", path: write("htpasswd", HTPASSWD) } } }
      : {}),
    ...(token === undefined
      ? {}
      : {
          auth: {
            token: {
              realm: token.realm,
              service: "docker-registry",
              issuer: token.issuer,
              rootcertbundle: write("token.pem", token.cert),
            },
          },
        }),
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Answers, whatever it is, within ten seconds. */
async function isUp(child: ChildProcess, port: number, isSecure: boolean): Promise<boolean> {
  for (let round = 0; round < 200 && child.exitCode === null; round++) {
    const answers = await new Promise<boolean>((resolve) => {
      const url = `${isSecure ? "https" : "http"}://127.0.0.1:${port}/v2/`;
      const done = () => resolve(true);
      const request = isSecure
        ? getSecurely(url, { rejectUnauthorized: false, agent: false }, done)
        : get(url, { agent: false }, done);
      request.on("error", () => resolve(false)).on("response", (response) => response.resume());
    });
    if (answers) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
