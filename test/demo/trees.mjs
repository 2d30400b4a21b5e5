import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Contents of all files below a folder by path. @param {string} folder @returns {Map<string, Buffer>} */
export function filesBelow(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(folder, file), readFileSync(file)]));
}

/**
 * The paths of what an original tree has and a copy has not, or not with the same bytes.
 *
 * @param {Map<string, Buffer>} original
 * @param {Map<string, Buffer>} copy
 */
export function differences(original, copy) {
  return [...original].filter(([path, bytes]) => !copy.get(path)?.equals(bytes)).map(([path]) => path);
}

/** The files of a compose but for its metadata. @param {string} compose */
export function artifactsOf(compose) {
  return new Map([...filesBelow(compose)].filter(([path]) => !path.startsWith("metadata/")));
}
