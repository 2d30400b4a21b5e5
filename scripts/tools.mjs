// Installs the Debian packages that tests use and that are missing, where that is possible. What cannot be installed is
// left to the tests: they skip by name, and fail in CI. Runs on any Node from 20 on.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Program, or file → the package that has it. */
const PACKAGES = {
  createrepo_c: "createrepo-c",
  rpmbuild: "rpm",
  gpg: "gnupg",
  genisoimage: "genisoimage",
  implantisomd5: "isomd5sum",
  xorriso: "xorriso",
  nginx: "nginx-light",
  xz: "xz-utils",
  openssl: "openssl",
  curl: "curl",
  "docker-registry": "docker-registry",
  skopeo: "skopeo",
  dnf: "dnf",
  "/usr/lib/rabbitmq/bin/rabbitmq-server": "rabbitmq-server",
  krb5kdc: "krb5-kdc",
  "kadmin.local": "krb5-admin-server",
  kinit: "krb5-user",
  apache2: "apache2",
  "/usr/lib/apache2/modules/mod_auth_gssapi.so": "libapache2-mod-auth-gssapi",
};
/** Programs of the administrator need not be on the path of others. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

const missing = Object.entries(PACKAGES)
  .filter(([program]) => !isThere(program))
  .map(([, name]) => name);
if (missing.length > 0 && isThere("apt-get")) {
  const sudo = process.getuid?.() === 0 ? [] : isThere("sudo") ? ["sudo", "-n"] : undefined;
  if (sudo === undefined) {
    console.error(`Not installed, for want of rights: ${missing.join(" ")}`);
  } else {
    install(sudo, missing);
  }
}

/** @param {string[]} sudo @param {string[]} names */
function install(sudo, names) {
  console.error(`Installing ${names.join(" ")} (apt-get) ...`);
  const done = aptGet(sudo, ["install", "-y", "--no-install-recommends", ...names]);
  // Without lists of packages there is nothing to install from.
  if (!done && aptGet(sudo, ["update"])) {
    aptGet(sudo, ["install", "-y", "--no-install-recommends", ...names]);
  }
}

/** @param {string[]} sudo @param {string[]} args */
function aptGet(sudo, args) {
  const [command = "apt-get", ...rest] = [...sudo, "apt-get", "-qq", ...args];
  // No service may be started for the sake of a test.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  return spawnSync(command, rest, { stdio: ["ignore", 2, 2], env, timeout: 300_000 }).status === 0;
}

/** @param {string} program */
function isThere(program) {
  if (program.startsWith("/")) {
    return existsSync(program);
  }
  return spawnSync("sh", ["-c", `command -v ${program}`], { env: { ...process.env, PATH } }).status === 0;
}
