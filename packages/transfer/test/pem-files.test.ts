import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAuthorities, readKeyPair } from "../src/index.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl && process.env["CI"]) {
  throw new Error("openssl is needed by the tests in CI");
}

const INPUTS = { certificate: "bus-cert", key: "bus-key" };
const BROKEN = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

describe.skipIf(!hasOpenssl)("files of certificates (needs openssl)", () => {
  const folder = mkdtempSync(join(tmpdir(), "pem-"));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  };
  const made = (name: string): void =>
    openssl(
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`],
      ...["-keyout", `${name}.key`, "-out", `${name}.pem`],
    );
  beforeAll(() => {
    made("a");
    made("b");
    openssl("pkey", "-in", "a.key", "-aes256", "-passout", "pass:word", "-out", "encrypted.key");
    openssl("rsa", "-in", "a.key", "-traditional", "-aes128", "-passout", "pass:word", "-out", "old.key");
    openssl("x509", "-in", "a.pem", "-trustout", "-out", "trusted.pem");
    const ended = ["-not_before", "20200101000000Z", "-not_after", "20200102000000Z"];
    openssl("req", "-new", "-key", "a.key", "-subj", "/CN=ended", "-out", "ended.csr");
    writeFileSync(at("index"), "");
    writeFileSync(
      at("ca.conf"),
      "[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n",
    );
    openssl(
      ...["ca", "-batch", "-config", "ca.conf", "-cert", "b.pem", "-keyfile", "b.key", "-notext"],
      ...["-in", "ended.csr", "-out", "ended.pem", "-startdate", ended[1] ?? "", "-enddate", ended[3] ?? ""],
    );
    const text = (name: string): string => readFileSync(at(name), "utf8");
    writeFileSync(at("both.pem"), `${text("a.key")}${text("a.pem")}${text("b.pem")}`);
    writeFileSync(at("short.pem"), text("a.pem").slice(0, 400));
    writeFileSync(at("broken.pem"), BROKEN);
    writeFileSync(at("half.pem"), `${text("a.pem")}${BROKEN}`);
    writeFileSync(at("broken.key"), BROKEN.replaceAll("CERTIFICATE", "PRIVATE KEY"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a pair is read from two files, or from one", () => {
    expect(readKeyPair(INPUTS, at("a.pem"), at("a.key"))).toMatchObject({ warning: undefined });
    expect(readKeyPair(INPUTS, at("both.pem"), at("both.pem"))).toMatchObject({ warning: undefined });
  });

  test.each([
    ["a.pem", "b.key", /^bus-key: .*b\.key: the key is not that of the certificate in .*a\.pem$/],
    ["a.pem", "encrypted.key", /^bus-key: .*: the key is encrypted, and nobody can be asked/],
    ["a.pem", "old.key", /^bus-key: .*: the key is encrypted, and nobody can be asked/],
    ["a.pem", "a.pem", /^bus-key: .*a\.pem holds no PRIVATE KEY in PEM form$/],
    ["a.key", "a.key", /^bus-cert: .*a\.key holds no CERTIFICATE in PEM form$/],
    ["a.pem", "broken.key", /^bus-cert: .* and .*broken\.key cannot be used: ERR_OSSL/],
    ["broken.pem", "a.key", /^bus-cert: .*broken\.pem: the certificate cannot be read$/],
    ["short.pem", "a.key", /^bus-cert: .*short\.pem holds no|^bus-cert: .*the certificate cannot be read$/],
    [
      "none.pem",
      "a.key",
      /^bus-cert: .*none\.pem cannot be read: ENOENT \(there is no such file or directory\)$/,
    ],
  ])("%s with %s is refused", (certificate, key, message) => {
    expect(() => readKeyPair(INPUTS, at(certificate), at(key))).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) }),
    );
  });

  test("one that has expired is tried, and that is said", () => {
    expect(readKeyPair(INPUTS, at("ended.pem"), at("a.key")).warning).toMatch(
      /^bus-cert: .*ended\.pem: the certificate has expired: Jan {2}2 00:00:00 2020 GMT$/,
    );
  });

  test("authorities are read, and none is left out", () => {
    expect(readAuthorities("ca-file", at("both.pem"))).toContain("BEGIN CERTIFICATE");
    expect(readAuthorities("ca-file", at("trusted.pem"))).toContain("BEGIN TRUSTED CERTIFICATE");
    expect(() => readAuthorities("ca-file", at("half.pem"))).toThrow(
      /^ca-file: .*half\.pem: certificate 2 cannot be read$/,
    );
    expect(() => readAuthorities("ca-file", at("short.pem"))).toThrow(/^ca-file: .*: certificate 1 cannot/);
    expect(() => readAuthorities("ca-file", at("a.key"))).toThrow(/holds no CERTIFICATE in PEM form$/);
  });
});
