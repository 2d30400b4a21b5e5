import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An authority of its own, with certificates that openssl makes. */
export class Certificates implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "compose-certificates-"));

  constructor() {
    this.#authority("ca");
    this.issue("server", "/CN=localhost", "ca", "subjectAltName=IP:127.0.0.1,DNS:localhost");
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  pem(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  /** Makes `<name>.pem` and `<name>.key`. */
  issue(name: string, subject: string, authority = "ca", extension = "basicConstraints=CA:FALSE"): void {
    writeFileSync(this.path(`${name}.ext`), extension);
    this.#openssl("req", ...NEW_KEY, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    this.#openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      "-CA",
      `${authority}.pem`,
      "-CAkey",
      `${authority}.key`,
      "-CAcreateserial",
      "-days",
      "2",
      "-extfile",
      `${name}.ext`,
      "-out",
      `${name}.pem`,
    );
  }

  /** Another authority, which servers of the first do not know. */
  rogue(): string {
    this.#authority("rogue-ca");
    return "rogue-ca";
  }

  #authority(name: string): void {
    this.#openssl(
      "req",
      "-x509",
      ...NEW_KEY,
      "-days",
      "2",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.pem`,
      "-subj",
      `/CN=${name}`,
    );
  }

  #openssl(...args: string[]): void {
    execFileSync("openssl", args, { cwd: this.folder, stdio: "ignore" });
  }
}

const NEW_KEY = ["-newkey", "rsa:2048", "-nodes"];
