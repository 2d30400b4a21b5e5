import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** Caches of other paths, as they are written, are others, whatever their keys. */
function folderOf(paths) {
  const version = createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 16);
  return join(process.env.HARNESS_CACHE, version);
}

/** The key that fits best: this one, else the newest that begins as one of the others does. */
export function findKey(paths, key, beginnings) {
  const folder = folderOf(paths);
  if (!existsSync(folder)) return undefined;
  const kept = readdirSync(folder)
    .filter((name) => !name.endsWith(".new"))
    .map((name) => ({ name, key: decodeURIComponent(name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  return [key, ...beginnings]
    .map((wanted) => kept.find((one) => one.key === wanted) ?? kept.find((one) => one.key.startsWith(wanted)))
    .find((one) => one !== undefined)?.key;
}

export function restore(paths, key) {
  const folder = join(folderOf(paths), encodeURIComponent(key));
  for (const [index, path] of paths.entries()) {
    const kept = join(folder, String(index));
    if (existsSync(kept)) cpSync(kept, resolve(path), { recursive: true });
  }
}

/** What is kept under a key never changes. Returns whether anything was kept. */
export function save(paths, key) {
  const there = paths.filter((path) => existsSync(resolve(path)));
  const folder = join(folderOf(paths), encodeURIComponent(key));
  if (there.length === 0 || existsSync(folder)) return false;
  mkdirSync(`${folder}.new`, { recursive: true });
  for (const [index, path] of paths.entries()) {
    if (existsSync(resolve(path)))
      cpSync(resolve(path), join(`${folder}.new`, String(index)), { recursive: true });
  }
  renameSync(`${folder}.new`, folder);
  return true;
}
