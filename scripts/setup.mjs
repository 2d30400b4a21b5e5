// Installs the dependencies when they are missing or older than the lock file. Runs on any Node from 20 on.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, "package-lock.json");
const installedFile = join(root, "node_modules", ".package-lock.json");

if (!isInstalled()) {
  console.error("Installing dependencies (npm ci) ...");
  // Standard output stays free for the command that follows.
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (error !== undefined) console.error(`npm could not be started: ${error.message}`);
  process.exitCode = status ?? 1;
}

/** npm keeps a lock file of what it has installed. It is current when it is younger, or says the same versions. */
function isInstalled() {
  const installedTime = modified(installedFile);
  if (installedTime === undefined) return false;
  if (installedTime >= (modified(lockFile) ?? 0)) return true;
  // A fresh checkout makes the lock file younger without changing it.
  return sameVersions(packages(lockFile), packages(installedFile));
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function packages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

/** Packages for other platforms are locked but not installed: only what is installed, or not optional, is compared. */
function sameVersions(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/") || wanted.link === true) return true;
    const present = installed[path];
    if (present === undefined) return wanted.optional === true;
    return present.version === wanted.version && present.integrity === wanted.integrity;
  });
}
