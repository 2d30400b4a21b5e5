import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built } from "./commands.mjs";

/**
 * A push of a compose's artifacts.
 *
 * @typedef {import("./measure.mjs").Command & { output: string }} Push output: the metadata that it writes
 */

/**
 * @param {object} what
 * @param {string} what.name
 * @param {string} what.metadata of version 2.0
 * @param {string} what.source the compose directory
 * @param {string} what.target `registry/name`, may hold templates, or `oci-layout:directory`
 * @param {string} what.output
 * @param {() => void} [what.before]
 * @param {...string} more flags
 * @returns {Push}
 */
export function push({ name, metadata, source, target, output, before }, ...more) {
  return {
    name,
    argv: [
      process.execPath,
      built("dist/cli/index.js"),
      "push-oci",
      "--compose",
      metadata,
      "--root",
      source,
      "--repository",
      target,
      "--output",
      output,
      ...more,
    ],
    before: () => {
      rmSync(output, { recursive: true, force: true });
      before?.();
    },
    output,
  };
}

/**
 * A copy of metadata that knows no checksums of images.
 *
 * @param {string} metadata @param {string} copy a folder to make
 */
export function forgetChecksums(metadata, copy) {
  mkdirSync(copy, { recursive: true });
  for (const name of ["composeinfo.json", "images.json"]) {
    const document = JSON.parse(readFileSync(join(metadata, name), "utf8"));
    for (const arches of Object.values(document.payload.images ?? {})) {
      for (const image of Object.values(arches).flat()) {
        image.location.checksum = null;
      }
    }
    writeFileSync(join(copy, name), JSON.stringify(document, null, 4));
  }
  return copy;
}

/** Every `oci://` URL that metadata holds. @param {string} folder @param {string} name of the file */
export function ociUrls(folder, name) {
  return [...readFileSync(join(folder, name), "utf8").matchAll(/"url": "(oci:[^"]+)"/g)].map(
    ([, url]) => url,
  );
}

/** @param {string} url `oci://host/repository:tag@digest` */
export function parseOciUrl(url) {
  const [, host, repository, tag, digest] =
    /^oci:\/\/([^/]+)\/([^:@]+)(?::([^@]+))?@(sha256:[0-9a-f]{64})$/.exec(url) ?? [];
  return { host, repository, tag, digest };
}
