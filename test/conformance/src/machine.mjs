import { spawnSync } from "node:child_process";

/** What some cases need of a machine, and how to find out. @type {Record<string, () => boolean>} */
const NEEDS = {
  mounts: () => succeeds("unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=65536 none /mnt"]),
  openssl: () => succeeds("openssl", ["version"]),
};

/** @type {Map<string, boolean>} */
const known = new Map();

/** Why a case cannot be played on this machine; undefined when it can. @param {import("./case.mjs").Case} one */
export function lacking(one) {
  const tls = Object.values(one.origins).some((origin) => origin.tls !== undefined);
  const missing = [...(one.needs ?? []), ...(tls ? ["openssl"] : [])].find((need) => !has(need));
  return missing === undefined ? undefined : `this machine has no ${missing}`;
}

/** @param {string} need */
function has(need) {
  const answer = known.get(need) ?? NEEDS[need]?.() ?? false;
  known.set(need, answer);
  return answer;
}

/** @param {string} command @param {string[]} args */
function succeeds(command, args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
