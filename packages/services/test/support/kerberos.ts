import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Programs of the administrator need not be on the path of others. */
const PATH = `${process.env["PATH"]}:/usr/sbin:/sbin`;
const MODULES = "/usr/lib/apache2/modules";
const REALM = "TEST.EXAMPLE";

/** What a realm and a server that knows it take; empty when all is there. */
export function missingForKerberos(): readonly string[] {
  const programs = ["krb5kdc", "kdb5_util", "kadmin.local", "kinit", "apache2", "curl"].filter(
    (name) => spawnSync("sh", ["-c", `command -v ${name}`], { env: { ...process.env, PATH } }).status !== 0,
  );
  const module = `${MODULES}/mod_auth_gssapi.so`;
  const missing = [...programs, ...(existsSync(module) ? [] : ["mod_auth_gssapi"])];
  if (missing.length > 0 && process.env["CI"]) {
    throw new Error(`needed by the tests in CI: ${missing.join(", ")}`);
  }
  return missing;
}

/** A realm of its own, with a key distribution centre, and Apache that lets only its members change anything. */
export class Kerberos implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "compose-kerberos-"));
  readonly #children: ChildProcess[] = [];
  #url = "";

  /** @param behind - what Apache stands in front of, without a slash at the end */
  async start(behind: string): Promise<this> {
    const port = await freePort();
    this.#write("krb5.conf", configuration(port));
    this.#write("kdc.conf", centre(port, this.#folder));
    this.#run("kdb5_util", "create", "-s", "-P", "master", "-r", REALM);
    for (const principal of ["HTTP/localhost", "ci", "stranger"]) {
      this.#run("kadmin.local", "-q", `addprinc -randkey ${principal}`);
      this.#run(
        "kadmin.local",
        "-q",
        `ktadd -k ${this.path(`${principal.replace("/", "-")}.keytab`)} ${principal}`,
      );
    }
    this.#spawn("krb5kdc", "-n", "-P", this.path("kdc.pid"));
    await this.#apache(behind);
    await until(() => this.kinit("ci", this.path("probe")) === 0);
    return this;
  }

  /** Of Apache, without a slash at the end. */
  get url(): string {
    return this.#url;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Variables with which programs find this realm and no tickets of others. */
  environment(cache = "none"): Record<string, string> {
    return { KRB5_CONFIG: this.path("krb5.conf"), KRB5CCNAME: `FILE:${this.path(cache)}` };
  }

  /** Gets a ticket into a file. @returns the exit code */
  kinit(principal: string, cache: string): number | null {
    const args = ["-k", "-t", this.path(`${principal}.keytab`), "-c", `FILE:${cache}`, principal];
    return spawnSync("kinit", args, { env: this.#env(), stdio: "ignore" }).status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#children.map(ended));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #apache(behind: string): Promise<void> {
    const port = await freePort();
    mkdirSync(this.path("run"));
    // Apache does not serve as root, and must read its keys.
    chmodSync(this.#folder, 0o711);
    chmodSync(this.path("HTTP-localhost.keytab"), 0o644);
    this.#write("apache.conf", apache(port, behind, this.#folder));
    this.#spawn("apache2", "-f", this.path("apache.conf"), "-DFOREGROUND");
    this.#url = `http://localhost:${port}`;
    await until(
      async () => (await fetch(`${this.#url}/api/1/about/`).catch(() => undefined))?.status === 200,
    );
  }

  #write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  #run(program: string, ...args: string[]): void {
    execFileSync(program, args, { env: this.#env(), stdio: "ignore" });
  }

  #spawn(program: string, ...args: string[]): void {
    this.#children.push(spawn(program, args, { env: this.#env(), stdio: "ignore" }));
  }

  #env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PATH,
      KRB5_CONFIG: this.path("krb5.conf"),
      KRB5_KDC_PROFILE: this.path("kdc.conf"),
    };
  }

  /** For the one who looks why something does not work. */
  get log(): string {
    return readFileSync(this.path("error.log"), "utf8");
  }
}

const configuration = (port: number): string => `[libdefaults]
default_realm = ${REALM}
dns_lookup_kdc = false
dns_lookup_realm = false
dns_canonicalize_hostname = false
rdns = false
[realms]
${REALM} = {
  kdc = 127.0.0.1:${port}
}
[domain_realm]
localhost = ${REALM}
`;

const centre = (port: number, folder: string): string => `[kdcdefaults]
kdc_listen = 127.0.0.1:${port}
kdc_tcp_listen = 127.0.0.1:${port}
[realms]
${REALM} = {
  database_name = ${folder}/principal
  key_stash_file = ${folder}/stash
  acl_file = ${folder}/acl
}
[logging]
kdc = FILE:${folder}/kdc.log
`;

const apache = (port: number, behind: string, folder: string): string => `
${["mpm_event", "authn_core", "authz_core", "authz_user", "auth_gssapi", "headers", "proxy", "proxy_http"]
  .map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`)
  .join("\n")}
ServerRoot ${folder}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${folder}/run/apache.pid
DefaultRuntimeDir ${folder}/run
ErrorLog ${folder}/error.log
${process.getuid?.() === 0 ? "User www-data\nGroup www-data" : ""}
RequestHeader unset X-Remote-User
<Location />
  AuthType GSSAPI
  AuthName "ODCS"
  GssapiCredStore keytab:${folder}/HTTP-localhost.keytab
  GssapiAllowedMech krb5
  <LimitExcept GET HEAD OPTIONS>
    Require valid-user
  </LimitExcept>
  RequestHeader set X-Remote-User expr=%{REMOTE_USER}
</Location>
ProxyPass / ${behind}/
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("it does not come up");
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
