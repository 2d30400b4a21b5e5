import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A scenario cannot be measured on this machine; that is no failure. */
export class Skipped extends Error {}

/** Servers are often there, but not on the path of users. */
const SERVERS = ["/usr/sbin", "/usr/local/sbin"];

/** @param {...string} names @throws {Skipped} one of them is not installed */
export function needTools(...names) {
  const missing = names.filter((name) => findTool(name) === undefined);
  if (missing.length > 0) {
    throw new Skipped(`needs ${missing.join(", ")}`);
  }
}

/** @param {string} name @returns {string | undefined} its path */
export function findTool(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...folders, ...SERVERS].map((folder) => join(folder, name)).find(runs);
}

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
