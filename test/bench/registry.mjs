import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, freePort, LEASH } from "./ports.mjs";
import { findTool } from "./tools.mjs";

/**
 * @typedef {object} Registry a registry on loopback, without TLS and logins
 * @property {string} host with its port
 * @property {() => void} clear forgets everything that was pushed
 * @property {() => Promise<void>} stop
 */

/**
 * Debian's docker-registry. It keeps no caches in memory, so that its storage can be emptied while it runs.
 *
 * @param {string} storage a folder of its own
 * @returns {Promise<Registry>}
 */
export async function startRegistry(storage) {
  const folder = mkdtempSync(join(tmpdir(), "bench-registry-"));
  const port = await freePort();
  const config = join(folder, "config.yml");
  mkdirSync(storage, { recursive: true });
  writeFileSync(config, configuration(storage, port));
  const server = [findTool("docker-registry") ?? "docker-registry", "serve", config];
  const child = spawn("sh", ["-c", LEASH, "sh", ...server], { stdio: ["pipe", "ignore", "ignore"] });
  const ended = once(child, "exit");
  child.stdin?.on("error", () => {}); // it had ended by itself
  const stop = async () => {
    child.stdin?.end("\n");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(port, () => child.exitCode === null))) {
    await stop();
    throw new Error("docker-registry did not start");
  }
  return { host: `127.0.0.1:${port}`, clear: () => empty(storage), stop };
}

/** @param {string} storage @param {number} port */
function configuration(storage, port) {
  return `version: 0.1
log:
  accesslog:
    disabled: true
  level: error
storage:
  filesystem:
    rootdirectory: ${JSON.stringify(storage)}
http:
  addr: 127.0.0.1:${port}
`;
}

/** @param {string} folder */
function empty(folder) {
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * @template T
 * @param {import("./data.mjs").BenchData} data
 * @param {number} bytes that the registry and the outputs will hold at a time
 * @param {(registry: Registry, folder: string) => Promise<T>} work gets a folder for its outputs
 * @returns {Promise<T>} what the work gives; the registry is gone by then
 */
export async function withRegistry(data, bytes, work) {
  const scratch = data.scratch(bytes);
  const registry = await startRegistry(join(scratch, "registry"));
  try {
    const folder = join(scratch, "out");
    mkdirSync(folder, { recursive: true });
    return await work(registry, folder);
  } finally {
    await registry.stop();
  }
}
