import { existsSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { artifactsOf, differences } from "../trees.mjs";

export const title = "Mirror it, and be killed in the middle of the big files";

/** Files from this size on do not get through. */
const BIG = 1024 * 1024;
const PATIENCE_MS = 20_000;
const QUIET_MS = 700;

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const { origin } = stage;
  const original = artifactsOf(stage.path("compose"));
  const big = [...original].filter(([, bytes]) => bytes.length >= BIG).map(([path]) => path);
  origin.recover();
  origin.haltsFrom = BIG;
  stage.say(`the server falls silent halfway through each of the ${big.length} images`);
  const { child, ended } = stage.start(["localize", origin.url, "--output", "mirror"]);
  stage.check("all images hang, and nothing else is left to ask for", await isStuck(origin, big.length));
  child.kill("SIGKILL");
  const { signal } = await ended;
  stage.say("killed with SIGKILL");
  stage.check("it had no chance to tidy up", signal === "SIGKILL");
  const mirror = existsSync(stage.path("mirror/compose"))
    ? artifactsOf(stage.path("mirror/compose"))
    : new Map();
  stage.say(`${mirror.size} of ${original.size} files are there`);
  stage.check(
    "what has its name is whole and right",
    mirror.size > 0 && differences(mirror, original).length === 0,
  );
  stage.check(
    "no image has its name",
    big.every((path) => !mirror.has(path)),
  );
  stage.check(
    "what came of them is kept apart",
    readdirSync(stage.path("mirror/.productmd/partial")).length === big.length,
  );
  stage.check("no metadata speaks of what is not there", !existsSync(stage.path("mirror/compose/metadata")));
}

/**
 * Waits until so many files hang and no request has come for a while, by when what was sent has arrived.
 *
 * @param {import("../origin.mjs").Origin} origin
 * @param {number} files
 */
async function isStuck(origin, files) {
  const end = performance.now() + PATIENCE_MS;
  let requests = -1;
  while (origin.halted.size < files || requests !== origin.exchanges.length) {
    if (performance.now() > end) return false;
    requests = origin.exchanges.length;
    await sleep(QUIET_MS);
  }
  return true;
}
