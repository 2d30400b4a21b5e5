import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { certificates } from "../../support/fault-server/certificates.mjs";
import { FaultServer } from "../../support/fault-server/server.mjs";
import { startClient } from "./client.mjs";
import { Contents } from "./contents.mjs";
import { judge } from "./judge.mjs";
import { buildMetadata } from "./metadata.mjs";
import { fill } from "./placeholders.mjs";
import { Sandbox } from "./sandbox.mjs";

/** @typedef {import("./case.mjs").Case} Case */
/** @typedef {import("./case.mjs").Run} Run */
/** @typedef {import("./client.mjs").Ended} Ended */
/** @typedef {import("./profile.mjs").Profile} Profile */

/** What every case sets, lest it wait: unless it says otherwise. */
const USUAL = { retries: 3, "retry-delay": "20ms", "headers-timeout": "3s", "idle-timeout": "3s" };

/**
 * Plays a case with a client.
 *
 * @param {Case} template
 * @param {Profile} profile
 * @returns {Promise<{ problems: string[], said: string, milliseconds: number }>} what was not as expected
 */
export async function play(template, profile) {
  const server = await FaultServer.start(template.origins);
  const sandbox = new Sandbox(profile.tree ?? "compose");
  try {
    const one = fill(template, await places(template, server, sandbox));
    const contents = new Contents(one.contents);
    const build = (/** @type {object} */ compose) => {
      const input = { ...one.input, compose: { ...one.input.compose, ...compose } };
      return buildMetadata(input, contents, (origin) => server.url(origin));
    };
    const { files, wanted } = build({});
    writeAll(sandbox.input, files);
    const get = (/** @type {string} */ name) => contents.get(name);
    let signal = (/** @type {string} */ _name) => {};
    server.play({
      contents: get,
      scripts: one.server,
      residents: residents(server, wanted, get, files),
      onAct: (todo) => sandbox.put(/** @type {any} */ (todo), get),
      onSignal: (name) => signal(name),
    });
    sandbox.put(one.before, get);
    let before = sandbox.surroundings();
    const ends = /** @type {Promise<Ended>[]} */ ([]);
    for (const run of one.runs) {
      sandbox.put(run.before ?? {}, get);
      if (run.compose !== undefined) {
        writeAll(sandbox.input, build(run.compose).files);
        before = sandbox.surroundings();
      }
      const seen = server.requests.length;
      const client = startClient({
        profile,
        sandbox,
        compose: one.input.argument ?? sandbox.input,
        wanted,
        options: {
          ...(profile.report ? { report: sandbox.report } : {}),
          ...USUAL,
          ...one.options,
          ...run.options,
        },
        env: { ...one.env, ...run.env },
        limits: { ...one.limits, ...run.limits },
      });
      signal = client.kill;
      ends.push(client.ended);
      await (run.background ? firstRequest(server, seen, client.ended) : client.ended);
    }
    const ended = await Promise.all(ends);
    const problems = judge({ one, profile, sandbox, server, contents, wanted, ended, before });
    return {
      problems,
      said: ended.map(({ said }) => said).join(""),
      milliseconds: ended.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    };
  } finally {
    await server.stop();
    sandbox.remove();
  }
}

/** @param {string} folder @param {Record<string, Buffer>} files */
function writeAll(folder, files) {
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, name), bytes);
  }
}

/** Waits until the server has had another request. @param {FaultServer} server @param {number} seen @param {Promise<Ended>} ended */
async function firstRequest(server, seen, ended) {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (server.requests.length === seen && !over) {
    await sleep(10);
  }
}

/**
 * What the origins serve where no script says otherwise: the contents at their URLs, and the metadata itself.
 *
 * @param {FaultServer} server
 * @param {import("./metadata.mjs").Wanted[]} wanted
 * @param {(name: string) => Buffer} contents
 * @param {Record<string, Buffer>} files
 */
function residents(server, wanted, contents, files) {
  return Object.fromEntries(
    server.names.map((origin) => {
      const map = new Map(Object.entries(files).map(([name, bytes]) => [`/compose/metadata/${name}`, bytes]));
      for (const { url, content } of wanted) {
        if (url.startsWith(`${server.url(origin)}/`)) {
          map.set(url.slice(server.url(origin).length).replace(/[?#].*$/s, ""), contents(content));
        }
      }
      return [origin, map];
    }),
  );
}

/** The placeholders of a case. @param {Case} one @param {FaultServer} server @param {Sandbox} sandbox */
async function places(one, server, sandbox) {
  const needsAuthority = Object.values(one.origins).some(({ tls }) => tls !== undefined);
  const ca = join(sandbox.root, "said", "ca.pem");
  if (needsAuthority) {
    mkdirSync(dirname(ca), { recursive: true });
    writeFileSync(ca, (await certificates()).ca);
  }
  const recipes = new Contents(one.contents);
  return {
    origin: (/** @type {string} */ name) => server.url(name),
    port: (/** @type {string} */ name) => String(server.port(name)),
    host: (/** @type {string} */ name) => `127.0.0.1:${server.port(name)}`,
    sha256: (/** @type {string} */ name) => recipes.checksum(name, "sha256"),
    digest: (/** @type {string} */ name) => recipes.checksum(name, "sha256").slice("sha256:".length),
    digest2: (/** @type {string} */ name) =>
      recipes.checksum(name, "sha256").slice("sha256:".length).slice(0, 2),
    repeat: (/** @type {string} */ text) =>
      text.replace(/^(.*)\*(\d+)$/s, (_, piece, times) => piece.repeat(Number(times))),
    ca,
    sandbox: sandbox.root,
    outside: sandbox.outside,
    temporary: sandbox.resolve("temporary:"),
    output: sandbox.output,
  };
}
