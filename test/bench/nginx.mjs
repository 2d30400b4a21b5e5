import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, freePort, LEASH } from "./ports.mjs";
import { findTool } from "./tools.mjs";

/**
 * @typedef {object} ServerOptions
 * @property {boolean} [tls] https, with a certificate of its own
 * @property {string} [limitRate] of every connection, as nginx spells it: 250m
 * @property {boolean} [log] keep an access log
 * @property {number} [port] a free one unless said
 */

/**
 * @typedef {object} Server
 * @property {string} url ends with a slash
 * @property {number} port
 * @property {string} caFile what a client of an https server trusts
 * @property {() => Promise<Access[]>} stop ends the server; gives what its access log holds
 */

/** @typedef {{ path: string, status: number, bytes: number }} Access one request: bytes of the body that was sent */

/**
 * Serves a folder on loopback: one worker, Debian's settings for the rest.
 *
 * @param {string} root
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startNginx(root, options = {}) {
  const prefix = mkdtempSync(join(tmpdir(), "bench-nginx-"));
  const port = options.port ?? (await freePort());
  const caFile = join(prefix, "certificate.pem");
  mkdirSync(join(prefix, "temp"));
  if (options.tls) {
    makeCertificate(prefix, caFile);
  }
  const config = join(prefix, "nginx.conf");
  writeFileSync(config, configuration(prefix, root, port, options));
  const errors = join(prefix, "error.log");
  const nginx = [findTool("nginx") ?? "nginx", "-e", errors, "-p", prefix, "-c", config];
  const child = spawn("sh", ["-c", LEASH, "sh", ...nginx], { stdio: ["pipe", "ignore", "ignore"] });
  const ended = once(child, "exit");
  child.stdin?.on("error", () => {}); // it had ended by itself
  const stop = async () => {
    child.stdin?.end("\n");
    await ended;
    const accesses = options.log ? readLog(join(prefix, "access.log")) : [];
    rmSync(prefix, { recursive: true, force: true });
    return accesses;
  };
  if (!(await answers(port, () => child.exitCode === null))) {
    const why = readFileSync(errors, "utf8");
    await stop();
    throw new Error(`nginx did not start\n${why}`);
  }
  return { url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}/`, port, caFile, stop };
}

/** @param {string} prefix @param {string} root @param {number} port @param {ServerOptions} options */
function configuration(prefix, root, port, { tls, limitRate, log }) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
daemon off;
worker_processes 1;
pid ${quoted(join(prefix, "nginx.pid"))};
${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 1024; }
http {
  ${temporary.map((what) => `${what}_temp_path ${quoted(join(prefix, "temp", what))};`).join("\n  ")}
  log_format sent '$status $body_bytes_sent $uri';
  access_log ${log ? `${quoted(join(prefix, "access.log"))} sent` : "off"};
  default_type application/octet-stream;
  sendfile on;
  tcp_nopush on;
  server {
    listen 127.0.0.1:${port}${tls ? " ssl" : ""};
    ${tls ? `ssl_certificate ${quoted(join(prefix, "certificate.pem"))};` : ""}
    ${tls ? `ssl_certificate_key ${quoted(join(prefix, "key.pem"))};` : ""}
    ${limitRate ? `limit_rate ${limitRate};` : ""}
    root ${quoted(root)};
  }
}
`;
}

/** A string of nginx's configuration. @param {string} path */
const quoted = (path) => `"${path.replaceAll(/["\\$]/g, "\\$&")}"`;

/** @param {string} prefix @param {string} certificate */
function makeCertificate(prefix, certificate) {
  execFileSync(
    "openssl",
    [
      ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" "),
      ..."-subj /CN=bench -addext subjectAltName=IP:127.0.0.1".split(" "),
      ...["-keyout", join(prefix, "key.pem"), "-out", certificate],
    ],
    { stdio: "ignore" },
  );
}

/** @param {string} path @returns {Access[]} */
function readLog(path) {
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => {
    const [status, bytes, ...rest] = line.split(" ");
    return { path: rest.join(" ").slice(1), status: Number(status), bytes: Number(bytes) };
  });
}
