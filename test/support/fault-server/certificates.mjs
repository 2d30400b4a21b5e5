import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** @typedef {{ key: string, cert: string }} Certificate PEM */

const run = promisify(execFile);
const CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
const NAMES = "subjectAltName=IP:127.0.0.1,DNS:localhost";

/** @type {Promise<{ ca: string, trusted: Certificate, selfSigned: Certificate, expired: Certificate, wrongName: Certificate }> | undefined} */
let made;

/** An authority for tests and what it signed; made with openssl once per process, never stored. */
export function certificates() {
  made ??= make();
  return made;
}

async function make() {
  const folder = mkdtempSync(join(tmpdir(), "compose-actions-certificates-"));
  try {
    await authority(folder);
    return {
      ca: readFileSync(join(folder, "ca.pem"), "utf8"),
      trusted: await signed(folder, "trusted", NAMES, ["-days", "7"]),
      expired: await signed(folder, "expired", NAMES, [
        "-startdate",
        "20200101000000Z",
        "-enddate",
        "20200201000000Z",
      ]),
      wrongName: await signed(folder, "wrong", "subjectAltName=DNS:other.example.com", ["-days", "7"]),
      selfSigned: await selfSigned(folder),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function authority(folder) {
  const config =
    "[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n";
  writeFileSync(join(folder, "ca.conf"), config);
  writeFileSync(join(folder, "index"), "");
  writeFileSync(join(folder, "serial"), "01\n");
  await openssl(folder, [
    "req",
    "-x509",
    ...CURVE,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "7",
    "-subj",
    "/CN=tests",
  ]);
}

/** @param {string} folder @param {string} name @param {string} extension @param {string[]} dates @returns {Promise<Certificate>} */
async function signed(folder, name, extension, dates) {
  await openssl(folder, [
    ...["req", ...CURVE, "-keyout", `${name}.key`, "-out", `${name}.csr`],
    ...["-subj", `/CN=${name}`, "-addext", extension],
  ]);
  await openssl(folder, [
    ...["ca", "-batch", "-notext", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key"],
    ...["-in", `${name}.csr`, "-out", `${name}.pem`, ...dates],
  ]);
  return pair(folder, name);
}

/** @param {string} folder @returns {Promise<Certificate>} */
async function selfSigned(folder) {
  await openssl(folder, [
    ...["req", "-x509", ...CURVE, "-keyout", "self.key", "-out", "self.pem"],
    ...["-days", "7", "-subj", "/CN=self", "-addext", NAMES],
  ]);
  return pair(folder, "self");
}

/** @param {string} folder @param {string} name @returns {Certificate} */
function pair(folder, name) {
  return {
    key: readFileSync(join(folder, `${name}.key`), "utf8"),
    cert: readFileSync(join(folder, `${name}.pem`), "utf8"),
  };
}

/** @param {string} folder @param {string[]} args */
function openssl(folder, args) {
  return run("openssl", args, { cwd: folder });
}
