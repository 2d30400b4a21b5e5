import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { clientOptions, isPerFile } from "./profile.mjs";

/** @typedef {import("./case.mjs").Limits} Limits */
/** @typedef {import("./metadata.mjs").Wanted} Wanted */
/** @typedef {import("./profile.mjs").Profile} Profile */
/** @typedef {import("./sandbox.mjs").Sandbox} Sandbox */
/** @typedef {{ code: number | null, said: string, milliseconds: number, hung: boolean }} Ended */

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The project's own Node, which may be newer than the one that runs the judge. */
const NODE =
  [join(ROOT, "node_modules", ".bin", "node")].find((path) => existsSync(path)) ?? process.execPath;

/** Milliseconds after which a client hangs. No case takes a good one a quarter of it. */
const LONGEST = 25_000;

/**
 * @typedef {object} Start
 * @property {Profile} profile
 * @property {Sandbox} sandbox
 * @property {string} compose
 * @property {Wanted[]} wanted
 * @property {Record<string, string | number | boolean>} options
 * @property {Record<string, string>} env
 * @property {Limits} limits
 */

/** Starts the client. @param {Start} start @returns {{ ended: Promise<Ended>, kill: (signal: string) => void }} */
export function startClient(start) {
  const { profile, sandbox, compose, wanted, options } = start;
  const own = clientOptions(profile, options);
  const environment = { ...hostEnvironment(sandbox), ...own.env, ...start.env };
  const table = { node: NODE, root: ROOT, compose, output: sandbox.output, report: sandbox.report };
  const targets = isPerFile(profile)
    ? wanted.map(({ url, path }) => ({ ...table, url, target: sandbox.resolve(path) }))
    : [table];
  let child = /** @type {import("node:child_process").ChildProcess | undefined} */ (undefined);
  const ended = (async () => {
    /** @type {Ended} */
    let all = { code: 0, said: "", milliseconds: 0, hung: false };
    for (const values of targets) {
      const words = [...(profile.command ?? []), ...own.args].map((word) => replace(word, values));
      const [command = "", ...args] = limited(words, start.limits, sandbox);
      child = spawn(command, args, {
        cwd: join(sandbox.root, "cwd"),
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
        // A group of its own: a client that hangs is ended with all that it started.
        detached: true,
      });
      const one = await endOf(child);
      all = {
        code: all.code === 0 ? one.code : all.code,
        said: all.said + one.said,
        milliseconds: all.milliseconds + one.milliseconds,
        hung: all.hung || one.hung,
      };
    }
    return all;
  })();
  return { ended, kill: (signal) => child?.kill(/** @type {NodeJS.Signals} */ (signal)) };
}

/** Nothing of the caller's environment but the path gets through. @param {Sandbox} sandbox @returns {Record<string, string>} */
function hostEnvironment({ root }) {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: join(root, "home"),
    TMPDIR: join(root, "tmp"),
    LC_ALL: "C.UTF-8",
  };
}

/** @param {string} word @param {Record<string, string>} values */
function replace(word, values) {
  return word.replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * The command under limits that a shell sets; the shell's process becomes the client's where nothing has to be done
 * behind it.
 *
 * @param {string[]} words
 * @param {Limits} limits
 * @param {Sandbox} sandbox
 */
function limited(words, { umask, fileSize, openFiles, output, tree }, sandbox) {
  const settings = [
    umask === undefined ? "" : `umask ${umask};`,
    fileSize === undefined ? "" : `ulimit -f ${fileSize / 512};`,
    openFiles === undefined ? "" : `ulimit -n ${openFiles};`,
  ].join("");
  if (output === "read-only") {
    const out = `'${sandbox.output}'`;
    const mount = `mkdir -p ${out} && mount --bind ${out} ${out} && mount -o remount,bind,ro ${out} &&`;
    return ["unshare", "-m", "sh", "-c", `${settings}${mount} exec "$@"`, "sh", ...words];
  }
  if (output !== undefined || tree !== undefined) {
    const place = output === undefined ? sandbox.tree : sandbox.output;
    return ["unshare", "-m", "sh", "-c", settings + onMount(place, output ?? tree ?? 0), "sh", ...words];
  }
  return settings === "" ? words : ["sh", "-c", `${settings} exec "$@"`, "sh", ...words];
}

/** Runs the client with a mount at a place, and leaves there what it wrote. @param {string} path @param {number} bytes */
function onMount(path, bytes) {
  const [place, copy] = [`'${path}'`, `'${path}.copy'`];
  const mount = `mkdir -p ${place}; mount -t tmpfs -o size=${bytes} none ${place} || exit 99`;
  const keep = `cp -a ${place} ${copy}; umount ${place} && rmdir ${place} && mv ${copy} ${place}`;
  return `${mount}; "$@"; code=$?; ${keep}; exit $code`;
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<Ended>} */
function endOf(child) {
  const started = performance.now();
  let [said, hung] = ["", false];
  const timer = setTimeout(() => {
    hung = true;
    process.kill(-(child.pid ?? 0), "SIGKILL");
  }, LONGEST);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, said, milliseconds: performance.now() - started, hung });
    });
  });
}
