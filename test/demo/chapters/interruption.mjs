import { existsSync, readdirSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { artifactsOf, differences } from "../trees.mjs";

export const title = "Mirror it, and be killed in the middle of the big files";

/** Files from this size on do not get through. */
const BIG = 1024 * 1024;
const PARTIAL = "mirror/.productmd/partial";
const QUIET_MS = 400;
const PATIENCE_MS = 20_000;

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const origin = /** @type {import("../origin.mjs").Origin} */ (stage.origin);
  const original = artifactsOf(stage.path("compose"));
  const big = [...original].filter(([, bytes]) => bytes.length >= BIG).map(([path]) => path);
  origin.recover();
  origin.haltsFrom = BIG;
  stage.say(`the server falls silent halfway through each of the ${big.length} images`);
  const { child, ended } = stage.start(["localize", origin.url, "--output", "mirror"]);
  const isStuck = () => {
    const sent = origin.sent(({ path }) => big.includes(path));
    return (
      origin.halted.size === big.length &&
      bytesBelow(stage.path(PARTIAL)) === [...sent.values()].reduce((sum, bytes) => sum + bytes, 0)
    );
  };
  stage.check("all images hang, and nothing else is left to ask for", await isQuiet(origin, isStuck));
  child.kill("SIGKILL");
  const { signal } = await ended;
  stage.say("killed with SIGKILL");
  stage.check("it had no chance to tidy up", signal === "SIGKILL");
  const mirror = artifactsOf(stage.path("mirror/compose"));
  stage.say(`${mirror.size} of ${original.size} files are there`);
  const wrong = differences(mirror, original);
  stage.check("what has its name is whole and right", mirror.size > 0 && wrong.length === 0, wrong[0]);
  stage.check(
    "no image has its name",
    big.every((path) => !mirror.has(path)),
  );
  stage.check("what came of them is kept apart", readdirSync(stage.path(PARTIAL)).length === big.length);
  stage.check("no metadata speaks of what is not there", !existsSync(stage.path("mirror/compose/metadata")));
}

/**
 * Waits until nothing more is asked for, and something holds.
 *
 * @param {import("../origin.mjs").Origin} origin
 * @param {() => boolean} holds
 */
async function isQuiet(origin, holds) {
  const end = performance.now() + PATIENCE_MS;
  let requests = -1;
  while (requests !== origin.exchanges.length || !holds()) {
    if (performance.now() > end) return false;
    requests = origin.exchanges.length;
    await sleep(QUIET_MS);
  }
  return true;
}

/** @param {string} folder */
function bytesBelow(folder) {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.reduce((sum, name) => sum + statSync(`${folder}/${name}`).size, 0);
}
